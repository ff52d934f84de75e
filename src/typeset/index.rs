//! What stands where: from the frames of the pages back to the places of the plan.
//!
//! The template leaves a mark at the start of every paragraph; marks and paragraphs come in the
//! same order, so that counting them tells which paragraph the words after a mark belong to.

use std::collections::HashMap;

use typst::foundations::Value;
use typst::introspection::{MetadataElem, Tag};
use typst::layout::{Abs, Frame, FrameItem, Point};
use typst::text::TextItem;
use typst::visualize::{Geometry, Shape};
use typst_layout::PagedDocument;

use crate::compose::{Grid, Inline, Line, Paper, Piece};
use crate::model::{NOTE_ANCHOR, Place};
use crate::standard::StyleName;

/// A box on a page, in pt from the top left.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Rect {
    /// Left edge.
    pub x: f64,
    /// Upper edge.
    pub y: f64,
    /// Width.
    pub width: f64,
    /// Height.
    pub height: f64,
}

/// A run of words of one face in one line of a page.
#[derive(Clone, Debug, PartialEq)]
pub struct PageLine {
    /// Where the words come from; none for page numbers and the like.
    pub place: Option<Place>,
    /// The words.
    pub text: String,
    /// Where they stand: from ascent to descent.
    pub area: Rect,
    /// Size in pt.
    pub size: f64,
    /// Whether the face is bold.
    pub bold: bool,
    /// Whether the face is italic.
    pub italic: bool,
    /// Left edges of the characters and the right edge of the last, in pt from the page's left.
    edges: Vec<f64>,
    /// The first character's position in the printed paragraph.
    start: usize,
    /// Characters at the paragraph's front that are not in the plan's text.
    lead: usize,
    /// Characters of the place before this paragraph.
    before: usize,
}

impl PageLine {
    /// The position in the place's text of the n-th character of this run.
    pub fn position(&self, letter: usize) -> usize {
        self.before + (self.start + letter).saturating_sub(self.lead)
    }
}

#[derive(Debug, Default)]
pub(super) struct Index {
    pages: Vec<Vec<PageLine>>,
    rules: Vec<Vec<Rect>>,
    starts: Vec<usize>,
}

/// A paragraph that words may belong to, and its characters as a plan counts them.
struct Target<'a> {
    line: &'a Line,
    chars: Vec<char>,
    /// How far words have been found.
    found: usize,
    /// Characters of earlier paragraphs of the same place (the lines of a cell).
    before: usize,
}

impl Index {
    pub(super) fn new(document: &PagedDocument, paper: &Paper) -> Self {
        let mut walk = Walk::new(paper);
        for page in document.pages() {
            walk.pages.push(Vec::new());
            walk.rules.push(Vec::new());
            walk.frame(&page.frame, Point::zero());
        }
        Self { pages: walk.pages, rules: walk.rules, starts: walk.starts }
    }

    pub(super) fn lines(&self, page: usize) -> &[PageLine] {
        self.pages.get(page).map_or(&[], Vec::as_slice)
    }

    pub(super) fn starts(&self) -> &[usize] {
        &self.starts
    }

    pub(super) fn rules(&self, page: usize) -> &[Rect] {
        self.rules.get(page).map_or(&[], Vec::as_slice)
    }

    pub(super) fn hit(&self, page: usize, x: f64, y: f64) -> Option<(Place, usize)> {
        let distance = |line: &PageLine| {
            let Rect { x: left, y: top, width, height } = line.area;
            let down = (top - y).max(y - top - height).max(0.0);
            let across = (left - x).max(x - left - width).max(0.0);
            // A line is chosen before a column.
            down * 4.0 + across
        };
        let nearest = self
            .lines(page)
            .iter()
            .filter(|line| line.place.is_some_and(|place| place != Place::Fixed))
            .min_by(|a, b| distance(a).total_cmp(&distance(b)))?;
        let letter = nearest
            .edges
            .iter()
            .enumerate()
            .min_by(|(_, a), (_, b)| (*a - x).abs().total_cmp(&(*b - x).abs()))
            .map_or(0, |(index, _)| index);
        nearest.place.map(|place| (place, nearest.position(letter)))
    }

    pub(super) fn areas(&self, place: Place) -> Vec<(usize, Rect)> {
        let mut areas: Vec<(usize, Rect)> = Vec::new();
        for (page, lines) in self.pages.iter().enumerate() {
            let mut boxes = lines.iter().filter(|line| line.place == Some(place));
            let Some(first) = boxes.next() else { continue };
            areas.push((page, boxes.fold(first.area, |all, line| union(all, line.area))));
        }
        areas
    }
}

fn union(a: Rect, b: Rect) -> Rect {
    let x = a.x.min(b.x);
    let y = a.y.min(b.y);
    Rect {
        x,
        y,
        width: (a.x + a.width).max(b.x + b.width) - x,
        height: (a.y + a.height).max(b.y + b.height) - y,
    }
}

/// A mark of the template.
enum Mark {
    Sheet,
    Line,
    Grid,
    Cell(usize, usize, usize),
    Skip,
    Resume,
}

struct Walk<'a> {
    pages: Vec<Vec<PageLine>>,
    rules: Vec<Vec<Rect>>,
    starts: Vec<usize>,
    targets: Vec<Target<'a>>,
    /// The targets of paragraphs outside tables, and the first cell of each table, in order.
    order: Vec<Step>,
    next: usize,
    grid: Option<usize>,
    cells: HashMap<(usize, usize, usize, usize), usize>,
    current: Option<usize>,
    skipping: bool,
}

enum Step {
    Line(usize),
    Grid(usize),
}

impl<'a> Walk<'a> {
    fn new(paper: &'a Paper) -> Self {
        let mut walk = Self {
            pages: Vec::new(),
            rules: Vec::new(),
            starts: Vec::new(),
            targets: Vec::new(),
            order: Vec::new(),
            next: 0,
            grid: None,
            cells: HashMap::new(),
            current: None,
            skipping: false,
        };
        let mut grids = 0;
        for piece in paper.sheets.iter().flat_map(|sheet| &sheet.pieces) {
            match piece {
                Piece::Line(line) if line.style == StyleName::Separator => {}
                Piece::Line(line) => walk.step(line),
                Piece::Columns(columns) => {
                    for line in columns.rows.iter().flatten().flatten() {
                        walk.step(line);
                    }
                }
                Piece::Grid(grid) => {
                    walk.order.push(Step::Grid(grids));
                    walk.table(grids, grid);
                    grids += 1;
                }
            }
        }
        walk
    }

    fn step(&mut self, line: &'a Line) {
        // The number and the title of a phần are two paragraphs of one place.
        let target = self.target(line, 0);
        self.order.push(Step::Line(target));
    }

    fn table(&mut self, number: usize, grid: &'a Grid) {
        for (row, cells) in grid.rows.iter().enumerate() {
            for cell in &cells.cells {
                let mut before = 0;
                for (n, line) in cell.lines.iter().enumerate() {
                    let target = self.target(line, before);
                    before += self.targets[target].chars.len() + 1;
                    self.cells.insert((number, row, cell.column, n), target);
                }
            }
        }
    }

    fn target(&mut self, line: &'a Line, before: usize) -> usize {
        let mut chars = Vec::new();
        for run in &line.runs {
            match run {
                Inline::Words { text, .. } => chars.extend(text.chars()),
                Inline::Break => chars.push('\n'),
                Inline::Note { .. } => chars.push(NOTE_ANCHOR),
            }
        }
        self.targets.push(Target { line, chars, found: 0, before });
        self.targets.len() - 1
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
                FrameItem::Shape(shape, _) => self.rule(shape, at),
                FrameItem::Tag(Tag::Start(element, _)) => {
                    if let Some(mark) = element
                        .to_packed::<MetadataElem>()
                        .and_then(|data| read_mark(&data.value))
                    {
                        self.mark(&mark);
                    }
                }
                _ => {}
            }
        }
    }

    fn rule(&mut self, shape: &Shape, at: Point) {
        let Geometry::Line(to) = shape.geometry else { return };
        if to.y != Abs::zero() || to.x <= Abs::zero() {
            return;
        }
        let thickness = shape.stroke.as_ref().map_or(0.0, |stroke| stroke.thickness.to_pt());
        if let Some(page) = self.rules.last_mut() {
            page.push(Rect {
                x: at.x.to_pt(),
                y: at.y.to_pt(),
                width: to.x.to_pt(),
                height: thickness,
            });
        }
    }

    fn mark(&mut self, mark: &Mark) {
        match *mark {
            Mark::Sheet => self.starts.push(self.pages.len()),
            Mark::Skip => self.skipping = true,
            Mark::Resume => self.skipping = false,
            Mark::Line | Mark::Grid => {
                match self.order.get(self.next) {
                    Some(Step::Line(target)) => self.current = Some(*target),
                    Some(Step::Grid(grid)) => (self.grid, self.current) = (Some(*grid), None),
                    None => self.current = None,
                }
                self.next += 1;
            }
            Mark::Cell(row, column, line) => {
                self.current = self
                    .grid
                    .and_then(|grid| self.cells.get(&(grid, row, column, line)).copied());
            }
        }
    }

    fn text(&mut self, item: &TextItem, at: Point) {
        let target = self.current.filter(|_| !self.skipping);
        let mut place = None;
        let (mut start, mut lead, mut before) = (0, 0, 0);
        if let Some(target) = target.and_then(|index| self.targets.get_mut(index)) {
            let words: Vec<char> = item.text.chars().collect();
            if let Some(found) = find(&target.chars, &words, target.found) {
                target.found = found + words.len();
                start = found;
                place = Some(target.line.place);
            } else if target.chars.contains(&NOTE_ANCHOR) {
                place = Some(target.line.place);
                start = target.found;
            }
            (lead, before) = (target.line.lead, target.before);
        }
        let ascent = 0.891 * item.size;
        let mut edges = vec![at.x.to_pt()];
        let mut x = at.x;
        for glyph in &item.glyphs {
            x += glyph.x_advance.at(item.size);
            edges.push(x.to_pt());
        }
        let info = item.font.font().info();
        let line = PageLine {
            place,
            start,
            lead,
            before,
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
        };
        if let Some(page) = self.pages.last_mut() {
            page.push(line);
        }
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
        a == b || b == '\u{25A1}' || (a.is_whitespace() && b.is_whitespace())
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
        "skip" | "note" => Some(Mark::Skip),
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
