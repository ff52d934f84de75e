//! What the paper says: sheets of pieces whose text is final.
//!
//! `typeset` and `word` both write these and decide nothing of their own; that is why PDF and
//! Word agree. Lengths are in mm, sizes in pt.

use serde::Serialize;

use crate::model::{Margins, Place, Style};
use crate::standard::StyleName;

use super::hold::{self, release_words};
use super::runs::Runs;

/// A composed plan.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Paper {
    /// What the file says of itself.
    pub properties: Properties,
    /// Runs of pages of one orientation; each annex is one.
    pub sheets: Vec<Sheet>,
    /// The settings the styles are read with ([`crate::standard::style`]).
    pub page: crate::model::PageSetup,
}

/// Document properties of PDF and Word.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Properties {
    /// Type and trích yếu.
    pub title: String,
    /// Trích yếu.
    pub subject: String,
    /// The agency.
    pub author: String,
    /// Number and symbol, when there is a number.
    pub keywords: Vec<String>,
    /// Year, month, day that the files were made on, in UTC. Here those of the document as far as they
    /// are known, else the first of the year; who writes a draft's files says when it was saved.
    pub date: (i32, u32, u32),
    /// Hour, minute, second of that day.
    pub time: (u32, u32, u32),
}

/// A run of pages with one orientation. Its pages are counted from 1, the first shows no number.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Sheet {
    /// Whether the paper lies on its long side.
    pub landscape: bool,
    /// Margins of these pages, mm, as they lie.
    pub margins: Margins,
    /// Ô 11 in the top margin of the first page, right half; none for most plans.
    pub top_mark: Option<Line>,
    /// Ô 13 at the foot of the first page, a rule across the text above it.
    pub address: Vec<Line>,
    /// What stands on the pages, from top to bottom.
    pub pieces: Vec<Piece>,
}

/// A piece of a sheet.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "piece", rename_all = "snake_case")]
pub enum Piece {
    /// A paragraph.
    Line(Line),
    /// Letterhead or end of the document: columns side by side, no visible borders.
    Columns(Columns),
    /// A table with borders.
    Grid(Grid),
}

/// A paragraph of final text.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Line {
    /// Where it comes from.
    #[serde(skip)]
    pub place: Place,
    /// Its style.
    pub style: StyleName,
    /// How many characters at the front of the runs are not in the plan's text: numeral, dash.
    #[serde(skip)]
    pub lead: usize,
    /// Its words.
    pub runs: Runs,
    /// Narrows the measure from both sides, mm: so that a long centred name breaks into lines of
    /// even length.
    #[serde(skip_serializing_if = "is_nothing")]
    pub inset: f64,
    /// Moves the left edge in, mm, beside that: for names below each other under "Kính gửi:".
    #[serde(skip_serializing_if = "is_nothing")]
    pub left: f64,
    /// Whether it must stand on the page of what follows.
    #[serde(skip_serializing_if = "is_off")]
    pub keep_with_next: bool,
    /// Whether a page begins with it. No paper is composed so; the typesetter says it of a paragraph
    /// that goes over to the next page with a footnote that would else stay behind.
    #[serde(skip_serializing_if = "is_off")]
    pub opens_page: bool,
    /// How many of its runs stand on the page that ends inside it. No paper is composed so; the typesetter says
    /// it of a paragraph whose last line would go over alone with its footnote.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ends_page: Option<usize>,
    /// A drawn rule below, centred; its length in mm.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rule: Option<f64>,
    /// A frame of the given width and height in mm around it (ô 10, 11).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub frame: Option<(f64, f64)>,
    /// Space before, pt, where it differs from the style's.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub before: Option<f64>,
    /// Space after, pt, below the rule if there is one; 0 but before a table.
    #[serde(skip_serializing_if = "is_nothing")]
    pub after: f64,
    /// Size in pt, where it differs from the style's.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub size: Option<f64>,
    /// Which of its hard spaces and hyphens she typed herself, as [`Line::letters`] counts; none where
    /// nothing is held in it: then all that stand in it.
    #[serde(skip)]
    pub typed: Option<Vec<usize>>,
}

/// A part of a paragraph.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "inline", rename_all = "snake_case")]
pub enum Inline {
    /// Words with their final look (the style's own look included).
    Words {
        /// The words.
        text: String,
        /// Their look.
        #[serde(flatten)]
        look: Look,
    },
    /// A forced line break.
    Break,
    /// A footnote anchored here; its text is in style [`StyleName::Footnote`].
    Note {
        /// The note's words.
        runs: Vec<Inline>,
    },
}

/// A final look.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Look {
    /// Bold face.
    #[serde(skip_serializing_if = "is_off")]
    pub bold: bool,
    /// Italic face.
    #[serde(skip_serializing_if = "is_off")]
    pub italic: bool,
    /// Underlined.
    #[serde(skip_serializing_if = "is_off")]
    pub underline: bool,
}

impl From<Style> for Look {
    fn from(style: Style) -> Self {
        Self { bold: style.bold, italic: style.italic, underline: style.underline }
    }
}

/// Columns side by side on an explicit grid.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Columns {
    /// What the columns are for.
    pub role: ColumnsRole,
    /// Widths in mm. Where their sum is more than the text width, the columns stand centred and
    /// reach into both margins alike, as in the official Mẫu 1.4.
    pub widths: Vec<f64>,
    /// Rows of cells (as many as there are widths) of paragraphs.
    pub rows: Vec<Vec<Vec<Line>>>,
    /// Whether a row may go on on the next page: only when it is taller than a page.
    pub splits: bool,
    /// How many of its first rows stand together on a page.
    pub together: usize,
}

/// What columns are for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub enum ColumnsRole {
    /// Ô 1–4, 10.
    Letterhead,
    /// Ô 7, 8, 9b, 12: kept with the paragraph before it.
    Closing,
}

/// A table with borders.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Grid {
    /// The table's block.
    #[serde(skip)]
    pub place: Place,
    /// Column widths in mm; their sum is the text width.
    pub widths: Vec<f64>,
    /// How many rows at the top are repeated on each page.
    pub head_rows: usize,
    /// The rows that a page begins with, the first below the head for the table itself. No paper is
    /// composed so; see [`Line::opens_page`].
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub opens_page: Vec<usize>,
    /// The rows.
    pub rows: Vec<GridRow>,
}

/// A row of a grid.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct GridRow {
    /// Whether the row may go on on the next page: only when it is taller than a page.
    pub splits: bool,
    /// Whether it must stand on the page of what follows: the next row, or the signature.
    #[serde(skip_serializing_if = "is_off")]
    pub keep_with_next: bool,
    /// Its visible cells.
    pub cells: Vec<GridCell>,
}

/// A visible cell of a grid (covered ones are left out).
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct GridCell {
    /// Its column, from 0.
    pub column: usize,
    /// Columns spanned.
    pub columns: usize,
    /// Rows spanned.
    pub rows: usize,
    /// Whether its words begin at the top, because they may go on on the next page; else they stand
    /// in the middle.
    #[serde(skip_serializing_if = "is_off")]
    pub top: bool,
    /// Its paragraphs: at least one. The style carries the alignment.
    pub lines: Vec<Line>,
}

// The serialised form holds what the template needs and no more: it is read again at every key,
// and a place in it would make every paragraph after a new one look changed.

// serde's `skip_serializing_if` hands references over.
#[expect(clippy::trivially_copy_pass_by_ref)]
fn is_nothing(length: &f64) -> bool {
    *length == 0.0
}

#[expect(clippy::trivially_copy_pass_by_ref)]
fn is_off(flag: &bool) -> bool {
    !flag
}

impl Line {
    /// A line without words.
    pub fn blank(place: Place, style: StyleName) -> Self {
        Self {
            place,
            style,
            lead: 0,
            runs: Runs::default(),
            inset: 0.0,
            left: 0.0,
            keep_with_next: false,
            opens_page: false,
            ends_page: None,
            rule: None,
            frame: None,
            before: None,
            after: 0.0,
            size: None,
            typed: None,
        }
    }

    /// The letters of its words in order, those of notes included; a break is one, a note's mark too.
    pub(super) fn letters(&self) -> Vec<char> {
        let mut letters = Vec::new();
        hold::collect(&self.runs, &mut letters);
        letters
    }

    /// How long its own words are, in bytes.
    pub(super) fn bytes(&self) -> usize {
        let bytes = |run: &Inline| match run {
            Inline::Words { text, .. } => text.len(),
            Inline::Break => 1,
            Inline::Note { .. } => 0,
        };
        self.runs.iter().map(bytes).sum()
    }

    /// How much narrower than its column it is, mm.
    pub fn narrowing(&self) -> f64 {
        2.0 * self.inset + self.left
    }
}

impl Piece {
    /// Its paragraphs, in reading order.
    pub fn lines(&self) -> Box<dyn Iterator<Item = &Line> + '_> {
        match self {
            Self::Line(line) => Box::new(std::iter::once(line)),
            Self::Columns(columns) => Box::new(columns.rows.iter().flatten().flatten()),
            Self::Grid(grid) => Box::new(
                grid.rows.iter().flat_map(|row| &row.cells).flat_map(|cell| &cell.lines),
            ),
        }
    }
}

impl Paper {
    /// The sheet and the piece that the text ends with, before the signature; none where nothing is
    /// signed.
    pub(crate) fn last_of_text(&self) -> Option<(usize, usize)> {
        self.sheets.iter().enumerate().find_map(|(number, sheet)| {
            let closing = sheet.pieces.iter().position(|piece| {
                matches!(piece, Piece::Columns(columns) if columns.role == ColumnsRole::Closing)
            })?;
            let text = |piece: &Piece| !matches!(piece, Piece::Line(line) if line.style == StyleName::Separator);
            let last = sheet.pieces[..closing].iter().rposition(text)?;
            Some((number, last))
        })
    }

    /// Every paragraph between the margins, in reading order: what stands in the margins of a
    /// first page is left out.
    pub fn lines(&self) -> impl Iterator<Item = &Line> {
        self.sheets.iter().flat_map(|sheet| &sheet.pieces).flat_map(Piece::lines)
    }

    /// The text of a line in reading order, breaks as spaces, notes left out, without the hard spaces
    /// and hyphens that hold it together.
    pub fn words(line: &Line) -> String {
        match line.style {
            // Hard throughout, room for the number included.
            StyleName::Number | StyleName::Date => Self::held_words(line),
            style => {
                let mut kept = line.clone();
                hold::keep_typed(&mut kept);
                hold::restored(&release_words(&Self::held_words(&kept), style))
            }
        }
    }

    /// The text of a line as [`Paper::words`], with what holds it together: for measuring.
    pub fn held_words(line: &Line) -> String {
        line.runs
            .iter()
            .map(|run| match run {
                Inline::Words { text, .. } => text.as_str(),
                Inline::Break => " ",
                Inline::Note { .. } => "",
            })
            .collect()
    }
}
