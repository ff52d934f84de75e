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

use crate::compose::{Grid, HARD_HYPHEN, Inline, Line, Piece, Sheet};
use crate::model::{NOTE_ANCHOR, Place};
use crate::standard::StyleName;

use super::change::Change;
use super::ink::BOX;
use super::lines::{PageLine, Rect, Source};
use super::setter::Part;

/// A finished page and what stands on it.
#[derive(Clone, Debug)]
pub(super) struct SetPage {
    pub(super) page: Page,
    pub(super) lines: Vec<PageLine>,
    pub(super) rules: Vec<Rect>,
    /// The piece of the sheet that this page begins with, where nothing that stands on the page
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
    pub(super) fn moved(self: &Arc<Self>, change: &Change, sheet: &Sheet) -> Arc<Self> {
        if !change.moved {
            return Arc::clone(self);
        }
        let mut page = Self::clone(self);
        page.opens = page.opens.and_then(|piece| change.new_of(piece));
        for marked in &mut page.marked {
            *marked = marked.and_then(|source| {
                Some(Source { piece: change.new_of(source.piece)?, ..source })
            });
        }
        let mut places: (Option<usize>, Vec<Place>) = (None, Vec::new());
        for line in page.lines.iter_mut().filter(|line| line.place.is_some()) {
            let Some(piece) = change.new_of(line.source.piece) else { continue };
            if places.0 != Some(piece) {
                let lines = sheet.pieces.get(piece).into_iter().flat_map(Piece::lines);
                places = (Some(piece), lines.map(|line| line.place).collect());
            }
            line.source.piece = piece;
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
    /// The first piece of each part.
    firsts: Vec<usize>,
    targets: Vec<Target>,
    /// The targets of paragraphs outside tables, and the first cell of each table, in order.
    order: Vec<Step>,
    next: usize,
    grid: Option<usize>,
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
}

enum Step {
    Line(usize),
    Grid { number: usize, piece: usize },
}

impl Walk {
    fn new(parts: &[Part<'_>]) -> Self {
        let mut walk = Self {
            lines: Vec::new(),
            rules: Vec::new(),
            starts: Vec::new(),
            firsts: parts.iter().map(|part| part.pieces.start).collect(),
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
        };
        let mut grids = 0;
        let pieces = parts.iter().flat_map(|part| part.pieces.clone().zip(part.pieces()));
        for (number, piece) in pieces {
            match piece {
                Piece::Line(line) if line.style == StyleName::Separator => {}
                Piece::Grid(grid) => {
                    walk.order.push(Step::Grid { number: grids, piece: number });
                    walk.table(grids, number, grid);
                    grids += 1;
                }
                Piece::Line(_) | Piece::Columns(_) => {
                    for (n, line) in piece.lines().enumerate() {
                        let source = Source { piece: number, line: n };
                        // The number and the title of a phần are two paragraphs of one place.
                        let target = walk.target(line, source, 0);
                        walk.order.push(Step::Line(target));
                    }
                }
            }
        }
        walk
    }

    fn table(&mut self, number: usize, piece: usize, grid: &Grid) {
        let mut counted = 0;
        for (row, cells) in grid.rows.iter().enumerate() {
            for cell in &cells.cells {
                let mut before = 0;
                for (n, line) in cell.lines.iter().enumerate() {
                    let target = self.target(line, Source { piece, line: counted }, before);
                    counted += 1;
                    before += self.targets[target].chars.len() + 1;
                    self.cells.insert((number, row, cell.column, n), target);
                }
            }
        }
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
        self.opening &= self.skipping;
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
                let step = self.order.get(self.next);
                self.next += 1;
                let first = match step {
                    Some(Step::Line(target)) => {
                        self.current = Some(*target);
                        let source = self.targets[*target].source;
                        (source.line == 0).then_some(source.piece)
                    }
                    Some(Step::Grid { number, piece }) => {
                        (self.grid, self.current) = (Some(*number), None);
                        Some(*piece)
                    }
                    None => {
                        self.current = None;
                        None
                    }
                };
                if std::mem::take(&mut self.opening) {
                    self.opens = first;
                }
            }
            Mark::Cell(row, column, line) => {
                self.opening = false;
                self.current = self
                    .grid
                    .and_then(|grid| self.cells.get(&(grid, row, column, line)).copied());
            }
        }
    }

    fn text(&mut self, item: &TextItem, at: Point) {
        self.opening &= self.skipping;
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
