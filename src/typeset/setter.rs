//! What the template is told, and what comes of it.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;

use serde::Serialize;
use typst_layout::PagedDocument;

use crate::compose::{Grid, Inline, Line, Paper, Piece, Properties};
use crate::model::{Margins, PageSetup};
use crate::standard::{self, ParagraphStyle, StyleName};

use super::ink::{Ink, Needs};
use super::units::{Stretch, Units};
use super::world::PaperWorld;
use super::{TypesetError, guard, marks};

/// How many papers an unused cached result outlives.
const CACHE_AGE: usize = 8;
/// How many compilations it outlives where much of a table is set: what was learnt of a page of cells is
/// some megabytes.
const CACHE_AGE_OF_CELLS: usize = 2;
/// Paragraphs of table cells that are much.
const MANY_CELLS: usize = 100;

/// Units of a sheet that are set together, from the top of a page.
pub(super) struct Part<'a> {
    /// The units of the sheet.
    pub(super) units: &'a Units<'a>,
    /// Which of them.
    pub(super) range: Range<usize>,
    /// The number, in what is set together, of the page that the sheet's page 1 is or would be:
    /// 1 or less where the pages before it are left out.
    pub(super) start: i64,
    /// How many footnotes stand in the sheet before, where they are left out.
    pub(super) notes: usize,
}

/// Parts of one paper among several that are set as one document.
pub(super) struct Bound<'a> {
    pub(super) paper: &'a Paper,
    pub(super) parts: &'a [Part<'a>],
    /// Whether it begins on an odd page, the right one of two that are printed on one sheet.
    pub(super) on_right: bool,
}

impl<'a> Part<'a> {
    /// How many paragraphs of table cells are set.
    pub(super) fn in_cells(&self) -> usize {
        self.range.clone().map(|unit| self.units.in_cells(unit)).sum()
    }

    /// How many footnotes stand in the sheet before a unit.
    fn notes_before(&self, unit: usize) -> usize {
        let between = unit..self.range.start;
        self.notes.saturating_sub(between.map(|unit| self.units.notes_in(unit)).sum())
    }

    /// The pieces, or parts of them, that are set.
    pub(super) fn stretches(&self) -> Vec<Stretch<'a>> {
        self.units.stretches(self.range.clone())
    }
}

/// Sets parts of a paper; keeps what it learnt, so that what is like it is quick.
#[derive(Debug)]
pub(super) struct Setter {
    world: PaperWorld,
}

impl Setter {
    pub(super) fn new() -> Self {
        Self { world: PaperWorld::new() }
    }

    /// Sets parts of a paper as one document.
    pub(super) fn set(
        &mut self,
        paper: &Paper,
        parts: &[Part<'_>],
    ) -> Result<PagedDocument, TypesetError> {
        let set =
            self.set_bound(&paper.properties, &[Bound { paper, parts, on_right: false }]);
        if parts.iter().map(Part::in_cells).sum::<usize>() > MANY_CELLS {
            typst::comemo::evict(CACHE_AGE_OF_CELLS);
        }
        set
    }

    /// Sets parts of several papers as one document, which says this of itself. Footnotes are counted
    /// anew in each paper.
    pub(super) fn set_bound(
        &mut self,
        properties: &Properties,
        papers: &[Bound<'_>],
    ) -> Result<PagedDocument, TypesetError> {
        let mut needs = Needs::default();
        let mut setups: Vec<&PageSetup> = Vec::new();
        let mut sheets = Vec::new();
        for (at, bound) in papers.iter().enumerate() {
            let setup = &bound.paper.page;
            let styles = setups.iter().position(|known| *known == setup);
            let styles = styles.unwrap_or_else(|| {
                setups.push(setup);
                setups.len() - 1
            });
            let mut ink = Ink::new(setup);
            let first = sheets.len();
            sheets
                .extend(bound.parts.iter().map(|part| SheetData::of(part, &mut ink, styles)));
            if let Some(sheet) = sheets.get_mut(first) {
                sheet.on_right = bound.on_right;
                if at > 0 {
                    sheet.notes.get_or_insert(0);
                }
            }
            needs.join(ink.needs);
        }
        self.world.need(&needs);
        let data = Data {
            properties,
            sheets,
            fonts: self.world.families(),
            fixed: FIXED,
            styles: setups.into_iter().map(style_table).collect(),
        };
        let json = serde_json::to_string(&data)
            .map_err(|error| TypesetError::Template(error.to_string()))?;
        self.world.set_paper(json);
        // The typesetter holds invariants by assertion; a text that breaks one must not take her
        // work down with it.
        let result = guard(|| typst::compile::<PagedDocument>(&self.world))
            .ok_or_else(|| TypesetError::Template("bộ dàn trang dừng đột ngột".to_owned()))?;
        let document = result.output.map_err(|errors| {
            let words: Vec<_> = errors.iter().map(|error| error.message.to_string()).collect();
            TypesetError::Template(words.join("; "))
        })?;
        Ok(if needs.marks { marks::settle(document) } else { document })
    }

    /// Forgets all but what was used of late: while a paper is set for the first time, nothing of it is set again soon.
    pub(super) fn forget() {
        typst::comemo::evict(CACHE_AGE_OF_CELLS);
    }

    /// Forgets what has not been used for a while; to be called once a paper.
    pub(super) fn tidy() {
        typst::comemo::evict(CACHE_AGE);
    }
}

#[derive(Serialize)]
struct Data<'a> {
    properties: &'a Properties,
    sheets: Vec<SheetData<'a>>,
    fonts: &'a [String],
    fixed: Fixed,
    /// The style tables of the papers' page setups.
    styles: Vec<serde_json::Map<String, serde_json::Value>>,
}

#[derive(Serialize)]
struct SheetData<'a> {
    landscape: bool,
    margins: &'a Margins,
    top_mark: Option<Cow<'a, Line>>,
    address: Vec<Cow<'a, Line>>,
    pieces: Vec<PieceData<'a>>,
    start: i64,
    /// How many footnotes stand before it, where they are not counted on.
    notes: Option<usize>,
    /// Which of the style tables it is set with.
    styles: usize,
    on_right: bool,
}

#[derive(Serialize)]
struct PieceData<'a> {
    #[serde(flatten)]
    piece: Cow<'a, Piece>,
    /// Rows of a table that are left out after its head.
    #[serde(skip_serializing_if = "Option::is_none")]
    skipped: Option<usize>,
    /// The numbers of the footnotes in a head whose first page is left out, by where their marks stand: row,
    /// column, paragraph, run.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    noted: BTreeMap<String, usize>,
}

impl<'a> SheetData<'a> {
    fn of(part: &Part<'a>, ink: &mut Ink<'_>, styles: usize) -> Self {
        let sheet = part.units.sheet();
        let measure = Ink::measure(sheet);
        let mut line = |line: &'a Line, width: f64| {
            ink.line(line, width, measure).map_or(Cow::Borrowed(line), Cow::Owned)
        };
        let top_mark = sheet.top_mark.as_ref().map(|mark| line(mark, measure / 2.0));
        let address = sheet.address.iter().map(|words| line(words, measure)).collect();
        Self {
            landscape: sheet.landscape,
            margins: &sheet.margins,
            top_mark,
            address,
            pieces: part
                .stretches()
                .iter()
                .map(|own| PieceData::of(part, own, ink, measure))
                .collect(),
            start: part.start,
            notes: (part.notes > 0).then_some(part.notes),
            styles,
            on_right: false,
        }
    }
}

impl<'a> PieceData<'a> {
    fn of(part: &Part<'a>, stretch: &Stretch<'a>, ink: &mut Ink<'_>, measure: f64) -> Self {
        let (piece, skipped) = stretch.cut();
        let piece = match piece {
            Cow::Borrowed(piece) => ink.piece(piece, measure),
            Cow::Owned(cut) => Cow::Owned(ink.piece(&cut, measure).into_owned()),
        };
        let noted = match &*piece {
            Piece::Grid(grid) if skipped > 0 => noted(grid, part.notes_before(stretch.first)),
            _ => BTreeMap::new(),
        };
        Self { piece, skipped: (skipped > 0).then_some(skipped), noted }
    }
}

/// The numbers of the footnotes in a table's head, so many of the sheet standing before it.
fn noted(grid: &Grid, before: usize) -> BTreeMap<String, usize> {
    let mut numbers = BTreeMap::new();
    for (r, row) in grid.rows.iter().take(grid.head_rows).enumerate() {
        for cell in &row.cells {
            for (n, line) in cell.lines.iter().enumerate() {
                for (at, run) in line.runs.iter().enumerate() {
                    if matches!(run, Inline::Note { .. }) {
                        let number = before + numbers.len() + 1;
                        numbers.insert(format!("{r}:{}:{n}:{at}", cell.column), number);
                    }
                }
            }
        }
    }
    numbers
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct Fixed {
    single: f64,
    separator: f64,
    rule_weight: f64,
    rule_height: f64,
    rule_gap: f64,
    border_weight: f64,
    cell_padding: f64,
    cell_padding_y: f64,
    header_distance: f64,
}

const FIXED: Fixed = Fixed {
    single: standard::SINGLE_LINE,
    separator: standard::SEPARATOR_HEIGHT,
    rule_weight: standard::RULE_WEIGHT,
    rule_height: standard::RULE_HEIGHT,
    rule_gap: standard::RULE_GAP,
    border_weight: standard::BORDER_WEIGHT,
    cell_padding: standard::CELL_PADDING,
    cell_padding_y: standard::CELL_PADDING_Y,
    header_distance: standard::HEADER_DISTANCE,
};

fn style_table(page: &PageSetup) -> serde_json::Map<String, serde_json::Value> {
    use strum::IntoEnumIterator as _;

    StyleName::iter()
        .filter_map(|name| {
            let style: ParagraphStyle = standard::style(name, page);
            let key = serde_json::to_value(name).ok()?;
            Some((key.as_str()?.to_owned(), serde_json::to_value(style).ok()?))
        })
        .collect()
}
