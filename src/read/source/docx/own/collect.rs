//! The paragraphs and tables of a document with the paper's styles.

use super::super::tree::Node;
use super::super::walk::{Walk, choice};
use crate::compose::{release, restore};
use crate::model::{Align, Text};
use crate::standard::StyleName;

/// Tables inside tables deeper than this are not read.
const DEEPEST: usize = 8;

/// A paragraph.
#[derive(Clone, Debug)]
pub(super) struct Line {
    /// The paper's style; none where it wears another.
    pub(super) style: Option<StyleName>,
    /// Its words as they look.
    pub(super) text: Text,
    /// How its lines stand.
    pub(super) align: Option<Align>,
    /// A size of its own, half-points.
    pub(super) half_points: Option<u32>,
    /// Its number, as the source counts.
    pub(super) number: usize,
}

/// A cell of a table.
#[derive(Clone, Debug)]
pub(super) struct Cell {
    /// Columns spanned.
    pub(super) columns: usize,
    /// Whether it goes on with the cell above.
    pub(super) continues: bool,
    /// Its paragraphs.
    pub(super) lines: Vec<Line>,
}

/// A row of a table.
#[derive(Clone, Debug)]
pub(super) struct Row {
    /// Whether it is repeated on each page.
    pub(super) head: bool,
    /// Columns left free before its first cell.
    pub(super) before: usize,
    /// Its cells.
    pub(super) cells: Vec<Cell>,
}

/// A table.
#[derive(Clone, Debug)]
pub(super) struct Rows {
    /// Column widths, twips.
    pub(super) widths: Vec<u32>,
    /// Its rows.
    pub(super) rows: Vec<Row>,
    /// The number of its first paragraph.
    pub(super) number: usize,
}

/// What stands in a document.
#[derive(Debug)]
pub(super) enum Content {
    Line(Line),
    Table(Rows),
}

/// A part of the document and how its page lies.
#[derive(Debug)]
pub(super) struct Element {
    pub(super) content: Content,
    pub(super) landscape: bool,
}

/// A document.
pub(super) struct Collected<'a> {
    pub(super) elements: Vec<Element>,
    /// Properties of its first section.
    pub(super) page: Option<&'a Node>,
}

impl Element {
    /// Whether it says the document's type: the line of its name, or a letterhead with the subject of a
    /// công văn.
    pub(super) fn names_type(&self) -> bool {
        let named = |line: &Line| {
            matches!(line.style, Some(StyleName::TypeName | StyleName::LetterSubject))
        };
        match &self.content {
            Content::Line(line) => named(line),
            Content::Table(rows) => rows.lines().any(named),
        }
    }
}

impl Rows {
    /// Every paragraph in it.
    pub(super) fn lines(&self) -> impl Iterator<Item = &Line> {
        self.rows.iter().flat_map(|row| &row.cells).flat_map(|cell| &cell.lines)
    }
}

/// Everything between the margins.
pub(super) fn document<'a>(walk: &mut Walk<'a>, body: &'a Node) -> Collected<'a> {
    let mut collector =
        Collector { walk, elements: Vec::new(), section: 0, page: None, torn: None };
    collector.blocks(body);
    collector.flush();
    Collected { elements: collector.elements, page: collector.page }
}

/// The paragraphs of headers and footers.
pub(super) fn margin_lines<'a>(walk: &mut Walk<'a>, parts: &'a [Node]) -> Vec<Vec<Line>> {
    parts.iter().map(|part| cell_lines(walk, part, 0)).collect()
}

struct Collector<'w, 'a> {
    walk: &'w mut Walk<'a>,
    elements: Vec<Element>,
    /// Where the current section began.
    section: usize,
    page: Option<&'a Node>,
    /// A paragraph whose end was deleted under tracked changes: the next one goes on with it.
    torn: Option<Line>,
}

impl<'a> Collector<'_, 'a> {
    fn blocks(&mut self, node: &'a Node) {
        for child in node.children() {
            match child.name() {
                "p" => self.paragraph(child),
                "tbl" => {
                    self.flush();
                    let table = table(self.walk, child, 0);
                    self.push(Content::Table(table));
                }
                "sdt" => {
                    child.child("sdtContent").into_iter().for_each(|node| self.blocks(node))
                }
                "ins" | "moveTo" | "smartTag" | "customXml" => self.blocks(child),
                "AlternateContent" => {
                    choice(child).into_iter().for_each(|node| self.blocks(node))
                }
                "sectPr" => self.close_section(child),
                _ => {}
            }
        }
    }

    fn paragraph(&mut self, node: &'a Node) {
        let (line, boxes) = line(self.walk, node);
        let line = join(self.torn.take(), line);
        if is_torn(node) {
            self.torn = Some(line);
        } else {
            self.push(Content::Line(line));
        }
        boxes.into_iter().for_each(|node| self.blocks(node));
        if let Some(section) = node.child("pPr").and_then(|node| node.child("sectPr")) {
            self.flush();
            self.close_section(section);
        }
    }

    fn push(&mut self, content: Content) {
        self.elements.push(Element { content, landscape: false });
    }

    fn flush(&mut self) {
        if let Some(line) = self.torn.take() {
            self.push(Content::Line(line));
        }
    }

    fn close_section(&mut self, section: &'a Node) {
        let landscape = section.child("pgSz").is_some_and(|size| {
            size.attribute("orient") == Some("landscape")
                || size.number("w").zip(size.number("h")).is_some_and(|(w, h)| w > h)
        });
        for element in &mut self.elements[self.section..] {
            element.landscape = landscape;
        }
        self.section = self.elements.len();
        self.page.get_or_insert(section);
    }
}

fn line<'a>(walk: &mut Walk<'a>, node: &'a Node) -> (Line, Vec<&'a Node>) {
    let id = node.child("pPr").and_then(|node| node.value("pStyle"));
    let style = walk.context.styles.own(id);
    let (text, look, boxes) = walk.words(node);
    let mut text = style.map_or_else(|| text.clone(), |style| release(&text, style));
    restore(&mut text);
    let half_points = own_size(node);
    (Line { style, text, align: look.align, half_points, number: walk.line }, boxes)
}

fn join(front: Option<Line>, mut line: Line) -> Line {
    if let Some(front) = front {
        let more = std::mem::replace(&mut line.text, front.text);
        line.text.append(more);
        line.number = front.number;
        // The paragraph that stays is the last one's; the words that began it say what it is.
        line.style = front.style;
    }
    line
}

/// Whether the end of a paragraph was deleted under tracked changes.
fn is_torn(node: &Node) -> bool {
    let mark = node.child("pPr").and_then(|node| node.child("rPr"));
    mark.is_some_and(|mark| mark.child("del").is_some() || mark.child("moveFrom").is_some())
}

/// The size that a paragraph's words, or the mark at its end, have beside their style.
fn own_size(node: &Node) -> Option<u32> {
    let size = |node: &Node| node.child("rPr")?.value("sz")?.parse().ok();
    let mut runs = Vec::new();
    node.find_all("r", &mut runs);
    let sized = runs.into_iter().filter(|run| run.child("t").is_some());
    let sizes: Vec<Option<u32>> = sized.map(size).collect();
    match sizes.first() {
        Some(first) => *first,
        None => node.child("pPr").and_then(size),
    }
}

fn table<'a>(walk: &mut Walk<'a>, node: &'a Node, depth: usize) -> Rows {
    let number = walk.line + 1;
    let mut found = Vec::new();
    super::super::table::table_rows(node, &mut found);
    let rows = found.into_iter().map(|row| {
        let properties = row.child("trPr");
        let mut cells = Vec::new();
        super::super::table::row_cells(row, &mut cells);
        Row {
            head: properties.and_then(|node| node.switch("tblHeader")).unwrap_or(false),
            before: properties.and_then(|node| number_of(node, "gridBefore")).unwrap_or(0),
            cells: cells.into_iter().map(|node| cell(walk, node, depth)).collect(),
        }
    });
    let rows = rows.collect();
    let grid = node.child("tblGrid").into_iter().flat_map(Node::children);
    let widths = grid
        .filter(|node| node.is("gridCol"))
        .map(|node| u32::try_from(node.number("w").unwrap_or(0)).unwrap_or(0).max(1))
        .collect();
    Rows { widths, rows, number }
}

fn cell<'a>(walk: &mut Walk<'a>, node: &'a Node, depth: usize) -> Cell {
    let properties = node.child("tcPr");
    let merge = properties.and_then(|node| node.child("vMerge"));
    Cell {
        columns: properties.and_then(|node| number_of(node, "gridSpan")).unwrap_or(1),
        continues: merge.is_some_and(|merge| merge.attribute("val") != Some("restart")),
        lines: cell_lines(walk, node, depth),
    }
}

/// The paragraphs of a cell or margin; a table inside it gives its own, one after the other.
fn cell_lines<'a>(walk: &mut Walk<'a>, node: &'a Node, depth: usize) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut torn = None;
    for child in node.children() {
        match child.name() {
            "p" => {
                let (line, boxes) = line(walk, child);
                let line = join(torn.take(), line);
                if is_torn(child) {
                    torn = Some(line);
                } else {
                    lines.push(line);
                }
                for node in boxes.into_iter().filter(|_| depth < DEEPEST) {
                    lines.extend(cell_lines(walk, node, depth + 1));
                }
            }
            "tbl" if depth < DEEPEST => {
                let inner = table(walk, child, depth + 1);
                let cells = inner.rows.into_iter().flat_map(|row| row.cells);
                lines.extend(cells.flat_map(|cell| cell.lines));
            }
            "sdt" | "sdtContent" | "ins" | "moveTo" | "smartTag" | "customXml"
                if depth < DEEPEST =>
            {
                lines.extend(cell_lines(walk, child, depth + 1));
            }
            _ => {}
        }
    }
    lines.extend(torn);
    lines
}

fn number_of(node: &Node, name: &str) -> Option<usize> {
    node.value(name)?.parse().ok()
}
