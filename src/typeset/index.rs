//! What stands where: from the frames of the pages back to the places of the plan.
//!
//! The template leaves a mark at the start of every paragraph; marks and paragraphs come in the
//! same order, so that counting them tells which paragraph the words after a mark belong to.

use std::collections::HashMap;
use std::sync::Arc;

use typst::foundations::Value;
use typst::introspection::{MetadataElem, Tag};
use typst::layout::{Abs, Frame, FrameItem, Point};
use typst::model::FootnoteElem;
use typst::text::TextItem;
use typst::visualize::{Geometry, Shape};
use typst_layout::Page;

use crate::compose::{HARD_HYPHEN, Inline, Line, Piece};
use crate::model::{NOTE_ANCHOR, Place};
use crate::standard::StyleName;

use super::change::Change;
use super::ink::BOX;
use super::lines::{PageLine, Rect, Source};
use super::setter::Part;
use super::units::{Stretch, Units};

/// A finished page and what stands on it.
#[derive(Clone, Debug)]
pub(super) struct SetPage {
    pub(super) page: Page,
    pub(super) lines: Vec<PageLine>,
    pub(super) rules: Vec<Rect>,
    /// The unit of the sheet that this page begins with, where nothing that stands on the page
    /// before goes on here.
    pub(super) opens: Option<usize>,
    /// The paragraphs that the footnotes marked here belong to, in order.
    pub(super) marked: Vec<Option<Source>>,
    /// How many footnotes begin at the foot.
    pub(super) begun: usize,
}

impl SetPage {
    /// The same page of a changed sheet: what stands on it is the same, but may have another
    /// number and come from another place.
    pub(super) fn moved(self: &Arc<Self>, change: &Change, units: &Units<'_>) -> Arc<Self> {
        if !change.moved {
            return Arc::clone(self);
        }
        let mut page = Self::clone(self);
        page.opens = page.opens.and_then(|unit| change.new_of(unit));
        for marked in &mut page.marked {
            *marked = marked.and_then(|source| {
                let unit = change.new_of(source.unit)?;
                Some(Source { piece: units.piece(unit)?, unit, ..source })
            });
        }
        let mut places: (Option<usize>, Vec<Place>) = (None, Vec::new());
        for line in page.lines.iter_mut().filter(|line| line.place.is_some()) {
            let Some(unit) = change.new_of(line.source.unit) else { continue };
            if places.0 != Some(unit) {
                places = (Some(unit), units.lines(unit).map(|line| line.place).collect());
            }
            line.source.piece = units.piece(unit).unwrap_or(line.source.piece);
            line.source.unit = unit;
            line.place = places.1.get(line.source.line).copied();
        }
        Arc::new(page)
    }
}

/// The pages of parts set together, and the pages that the parts begin on.
pub(super) fn read(pages: &[Page], parts: &[Part<'_>]) -> (Vec<SetPage>, Vec<usize>) {
    let mut walk = Walk::new(parts);
    let set = pages.iter().map(|page| walk.page(page)).collect();
    (set, walk.starts)
}

/// A paragraph that words may belong to, and its characters as a plan counts them.
struct Target {
    place: Place,
    lead: usize,
    source: Source,
    chars: Vec<char>,
    /// How far words have been found.
    found: usize,
    /// Characters of earlier paragraphs of the same place (the lines of a cell).
    before: usize,
}

impl Target {
    /// Whether all its words have been found.
    fn is_finished(&self) -> bool {
        self.chars[self.found.min(self.chars.len())..]
            .iter()
            .all(|letter| letter.is_whitespace() || *letter == NOTE_ANCHOR)
    }
}

/// A mark of the template.
enum Mark {
    Sheet,
    Line,
    Grid,
    Cell(usize, usize, usize),
    Skip,
    Note,
    Resume,
}

struct Walk {
    lines: Vec<PageLine>,
    rules: Vec<Rect>,
    starts: Vec<usize>,
    /// The first unit of each part.
    firsts: Vec<usize>,
    targets: Vec<Target>,
    /// The targets of paragraphs outside tables, and the tables, in order.
    order: Vec<Step>,
    next: usize,
    /// The table that cells belong to.
    grid: Option<Rows>,
    cells: HashMap<(usize, usize, usize, usize), usize>,
    current: Option<usize>,
    skipping: bool,
    /// Pages read so far.
    count: usize,
    /// Whether nothing but the header has been met on this page.
    opening: bool,
    opens: Option<usize>,
    /// The paragraphs of the footnotes anchored on this page.
    marked: Vec<Option<Source>>,
    /// Footnotes anchored, begun and ended so far.
    notes: (usize, usize, usize),
    in_note: bool,
    /// Whether the words of a table's head are read.
    in_head: bool,
}

enum Step {
    Line(usize),
    Grid(Rows),
}

/// What is known of a table's rows while its pages are read.
#[derive(Clone)]
struct Rows {
    /// The table's number among those read.
    number: usize,
    /// The unit it begins with here.
    unit: usize,
    head: usize,
    /// The units that begin with a row.
    starts: HashMap<usize, usize>,
    /// The last row that was met.
    last: Option<usize>,
    /// The paragraphs of the rows that were begun on the last page on which any was.
    begun: Vec<usize>,
    /// Whether none has been begun on this page.
    fresh: bool,
}

impl Walk {
    fn new(parts: &[Part<'_>]) -> Self {
        let mut walk = Self {
            lines: Vec::new(),
            rules: Vec::new(),
            starts: Vec::new(),
            firsts: parts.iter().map(|part| part.range.start).collect(),
            targets: Vec::new(),
            order: Vec::new(),
            next: 0,
            grid: None,
            cells: HashMap::new(),
            current: None,
            skipping: false,
            count: 0,
            opening: false,
            opens: None,
            marked: Vec::new(),
            notes: (0, 0, 0),
            in_note: false,
            in_head: false,
        };
        let mut grids = 0;
        for part in parts {
            for stretch in part.stretches() {
                match stretch.piece {
                    Piece::Line(line) if line.style == StyleName::Separator => {}
                    Piece::Grid(_) => {
                        walk.table(grids, &stretch, part.units);
                        grids += 1;
                    }
                    Piece::Line(_) | Piece::Columns(_) => {
                        for (n, line) in stretch.piece.lines().enumerate() {
                            let (piece, unit) = (stretch.number, stretch.first);
                            let source = Source { piece, unit, line: n };
                            // The number and the title of a phần are two paragraphs of one place.
                            let target = walk.target(line, source, 0);
                            walk.order.push(Step::Line(target));
                        }
                    }
                }
            }
        }
        walk
    }

    fn table(&mut self, number: usize, stretch: &Stretch<'_>, units: &Units<'_>) {
        let Piece::Grid(grid) = stretch.piece else { return };
        let mut rows = Rows {
            number,
            unit: stretch.units.start,
            head: grid.head_rows,
            starts: HashMap::new(),
            last: None,
            begun: Vec::new(),
            fresh: true,
        };
        // The head is set with every stretch of rows.
        let before = (stretch.first < stretch.units.start).then_some(stretch.first);
        for unit in before.into_iter().chain(stretch.units.clone()) {
            let mut counted = 0;
            rows.starts.insert(units.rows(unit).start, unit);
            for row in units.rows(unit) {
                let is_set = row < grid.head_rows || stretch.rows.contains(&row);
                for cell in &grid.rows[row].cells {
                    let mut before = 0;
                    for (n, line) in cell.lines.iter().enumerate() {
                        let source = Source { piece: stretch.number, unit, line: counted };
                        counted += 1;
                        if is_set {
                            let target = self.target(line, source, before);
                            before += self.targets[target].chars.len() + 1;
                            self.cells.insert((number, row, cell.column, n), target);
                        }
                    }
                }
            }
        }
        self.order.push(Step::Grid(rows));
    }

    fn target(&mut self, line: &Line, source: Source, before: usize) -> usize {
        let mut chars = Vec::new();
        for run in &line.runs {
            match run {
                Inline::Words { text, .. } => chars.extend(text.chars()),
                Inline::Break => chars.push('\n'),
                Inline::Note { .. } => chars.push(NOTE_ANCHOR),
            }
        }
        let (place, lead) = (line.place, line.lead);
        self.targets.push(Target { place, lead, source, chars, found: 0, before });
        self.targets.len() - 1
    }

    fn page(&mut self, page: &Page) -> SetPage {
        let (anchored, begun, ended) = self.notes;
        self.opening = anchored == begun && begun == ended;
        self.opens = None;
        self.in_head = false;
        if let Some(rows) = &mut self.grid {
            rows.fresh = true;
        }
        self.frame(&page.frame, Point::zero());
        self.count += 1;
        SetPage {
            page: page.clone(),
            lines: std::mem::take(&mut self.lines),
            rules: std::mem::take(&mut self.rules),
            opens: self.opens,
            marked: std::mem::take(&mut self.marked),
            begun: self.notes.1 - begun,
        }
    }

    fn frame(&mut self, frame: &Frame, origin: Point) {
        for (position, item) in frame.items() {
            let at = origin + *position;
            match item {
                FrameItem::Group(group) => {
                    let shift = Point::new(group.transform.tx, group.transform.ty);
                    self.frame(&group.frame, at + shift);
                }
                FrameItem::Text(text) => self.text(text, at),
                FrameItem::Shape(shape, _) => self.shape(shape, at),
                FrameItem::Tag(Tag::Start(element, _)) => {
                    if let Some(data) = element.to_packed::<MetadataElem>() {
                        if let Some(mark) = read_mark(&data.value) {
                            self.mark(&mark);
                        }
                    } else if element.is::<FootnoteElem>() {
                        self.notes.0 += 1;
                        let target = self.current.and_then(|at| self.targets.get(at));
                        self.marked.push(target.map(|target| target.source));
                    }
                }
                _ => {}
            }
        }
    }

    fn shape(&mut self, shape: &Shape, at: Point) {
        // A table's borders come before its rows.
        self.opening &= self.skipping || self.grid.is_some();
        let Geometry::Line(to) = shape.geometry else { return };
        if to.y != Abs::zero() || to.x <= Abs::zero() {
            return;
        }
        let thickness = shape.stroke.as_ref().map_or(0.0, |stroke| stroke.thickness.to_pt());
        self.rules.push(Rect {
            x: at.x.to_pt(),
            y: at.y.to_pt(),
            width: to.x.to_pt(),
            height: thickness,
        });
    }

    fn mark(&mut self, mark: &Mark) {
        match *mark {
            Mark::Sheet => {
                self.opens = self.firsts.get(self.starts.len()).copied();
                self.opening = false;
                self.starts.push(self.count);
            }
            Mark::Skip => self.skipping = true,
            Mark::Note => {
                self.skipping = true;
                self.in_note = true;
                self.notes.1 += 1;
            }
            Mark::Resume => {
                self.skipping = false;
                self.notes.2 += usize::from(std::mem::take(&mut self.in_note));
            }
            Mark::Line | Mark::Grid => {
                (self.grid, self.current, self.in_head) = (None, None, false);
                let step = self.order.get(self.next);
                self.next += 1;
                let first = match step {
                    Some(Step::Line(target)) => {
                        self.current = Some(*target);
                        let source = self.targets[*target].source;
                        (source.line == 0).then_some(source.unit)
                    }
                    Some(Step::Grid(rows)) => {
                        self.grid = Some(rows.clone());
                        Some(rows.unit)
                    }
                    None => None,
                };
                if std::mem::take(&mut self.opening) {
                    self.opens = first;
                }
            }
            Mark::Cell(row, column, line) => self.cell(row, column, line),
        }
    }

    /// A paragraph of a cell begins.
    fn cell(&mut self, row: usize, column: usize, line: usize) {
        let Some(rows) = &mut self.grid else {
            (self.current, self.opening) = (None, false);
            return;
        };
        self.current = self.cells.get(&(rows.number, row, column, line)).copied();
        self.in_head = row < rows.head;
        if self.in_head {
            // It is repeated on each page, and says nothing of how the page begins.
            if let Some(target) = self.current {
                self.targets[target].found = 0;
            }
            return;
        }
        let targets = &self.targets;
        if std::mem::take(&mut self.opening)
            && rows.last.is_none_or(|last| row > last)
            && rows.begun.iter().all(|begun| targets[*begun].is_finished())
        {
            self.opens = rows.starts.get(&row).copied();
        }
        if std::mem::take(&mut rows.fresh) {
            rows.begun.clear();
        }
        rows.last = rows.last.max(Some(row));
        rows.begun.extend(self.current);
    }

    fn text(&mut self, item: &TextItem, at: Point) {
        self.opening &= self.skipping || self.in_head;
        let target = self.current.filter(|_| !self.skipping);
        let mut place = None;
        let mut source = Source::default();
        let (mut start, mut lead, mut before) = (0, 0, 0);
        if let Some(target) = target.and_then(|index| self.targets.get_mut(index)) {
            let words: Vec<char> = item.text.chars().collect();
            if let Some(found) = find(&target.chars, &words, target.found) {
                target.found = found + words.len();
                start = found;
                place = Some(target.place);
            } else if target.chars.contains(&NOTE_ANCHOR) {
                place = Some(target.place);
                start = target.found;
            }
            if place.is_some() {
                (lead, before, source) = (target.lead, target.before, target.source);
            }
        }
        let ascent = 0.891 * item.size;
        let mut edges = Vec::with_capacity(item.glyphs.len() + 1);
        edges.push(at.x.to_pt());
        let mut x = at.x;
        for glyph in &item.glyphs {
            x += glyph.x_advance.at(item.size);
            edges.push(x.to_pt());
        }
        let info = item.font.font().info();
        self.lines.push(PageLine {
            place,
            start,
            lead,
            before,
            source,
            text: item.text.to_string(),
            area: Rect {
                x: at.x.to_pt(),
                y: (at.y - ascent).to_pt(),
                width: (x - at.x).to_pt(),
                height: (1.107 * item.size).to_pt(),
            },
            size: round(item.size),
            bold: info.variant.weight.to_number() >= 600,
            italic: info.variant.style != typst::text::FontStyle::Normal,
            edges,
        });
    }
}

/// Sizes come out of a chain of multiplications.
fn round(size: Abs) -> f64 {
    (size.to_pt() * 1000.0).round() / 1000.0
}

/// Where words stand in a text, at or shortly after a position; a line's end drops a space, and
/// letters without a glyph stand as boxes.
fn find(chars: &[char], words: &[char], from: usize) -> Option<usize> {
    let alike = |a: char, b: char| {
        a == b
            || b == BOX
            || (a == HARD_HYPHEN && b == '-')
            || (a.is_whitespace() && b.is_whitespace())
    };
    (from..=from + 4).find(|start| {
        chars
            .get(*start..start + words.len())
            .is_some_and(|part| part.iter().zip(words).all(|(a, b)| alike(*a, *b)))
    })
}

fn read_mark(value: &Value) -> Option<Mark> {
    let Value::Str(word) = value else { return None };
    match word.as_str() {
        "sheet" => Some(Mark::Sheet),
        "line" => Some(Mark::Line),
        "grid" => Some(Mark::Grid),
        "skip" => Some(Mark::Skip),
        "note" => Some(Mark::Note),
        "resume" => Some(Mark::Resume),
        cell => {
            let mut numbers = cell.split(':').map(str::parse::<usize>);
            match (numbers.next()?, numbers.next()?, numbers.next()?) {
                (Ok(row), Ok(column), Ok(line)) => Some(Mark::Cell(row, column, line)),
                _ => None,
            }
        }
    }
}
