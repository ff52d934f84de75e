//! The formatting a Word file really has: styles, theme and direct formatting resolved, in twips and
//! half-points, for those who judge it rather than read it.

use crate::model::Align;

/// The formatting of a file.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Formatting {
    /// Its sections, in order.
    pub sections: Vec<PageFormat>,
    /// Its paragraphs in reading order, those in tables among them, empty ones too.
    pub paragraphs: Vec<ParagraphFormat>,
}

/// The page of a section.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PageFormat {
    /// Width and height of the paper, twips.
    pub size: (i32, i32),
    /// Margins top, bottom, left, right, twips.
    pub margins: [i32; 4],
    /// Whether the paper lies on its long side.
    pub landscape: bool,
    /// Whether the first page has a header of its own.
    pub title_page: bool,
    /// The paragraphs of headers that hold a page number, and whether they stand in a header (or
    /// in a footer).
    pub numbers: Vec<(bool, ParagraphFormat)>,
    /// Whether pages are counted from 1 again.
    pub restarts: bool,
    /// Whether a table stands in it.
    pub has_table: bool,
    /// Whether the first page shows a page number.
    pub first_number: bool,
}

/// How the lines of a paragraph are set apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LineSpacing {
    /// 240ths of a single line.
    Auto(i32),
    /// Exactly so many twips.
    Exactly(i32),
    /// At least so many twips.
    AtLeast(i32),
}

impl Default for LineSpacing {
    fn default() -> Self {
        Self::Auto(240)
    }
}

/// A paragraph.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ParagraphFormat {
    /// Number of the paragraph, from 1, as the reader counts; 0 where it counts none.
    pub line: usize,
    /// Its section's index.
    pub section: usize,
    /// Its words.
    pub words: String,
    /// How its lines stand; none for the default, left.
    pub align: Option<Align>,
    /// First-line indent, twips.
    pub first: i32,
    /// Left indent, twips.
    pub left: i32,
    /// Space before and after, twips.
    pub space: (i32, i32),
    /// Line spacing.
    pub spacing: LineSpacing,
    /// Its runs.
    pub runs: Vec<RunFormat>,
    /// Whether it stands in a table.
    pub in_table: bool,
    /// Whether that table has borders.
    pub bordered: bool,
    /// Whether a line is drawn below it: a border or a drawing.
    pub ruled: bool,
}

/// A run of one look.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RunFormat {
    /// Its words.
    pub words: String,
    /// The face of its Latin letters; empty where nothing names one.
    pub font: String,
    /// Its size, half-points.
    pub half_points: u32,
    /// Heavier strokes.
    pub bold: bool,
    /// Slanted letters.
    pub italic: bool,
    /// A line under the words.
    pub underline: bool,
    /// Its colour, `RRGGBB`, where it is not automatic.
    pub colour: Option<String>,
    /// Whether it is marked with a ground of colour.
    pub highlight: bool,
}

impl ParagraphFormat {
    /// The runs that show something.
    pub fn shown(&self) -> impl Iterator<Item = &RunFormat> {
        self.runs.iter().filter(|run| !run.words.trim().is_empty())
    }

    /// The size of most of its letters, half-points.
    pub fn half_points(&self) -> u32 {
        let mut sizes: Vec<(u32, usize)> = Vec::new();
        for run in self.shown() {
            let letters = run.words.chars().count();
            match sizes.iter_mut().find(|(size, _)| *size == run.half_points) {
                Some((_, count)) => *count += letters,
                None => sizes.push((run.half_points, letters)),
            }
        }
        sizes.into_iter().max_by_key(|(_, count)| *count).map_or(0, |(size, _)| size)
    }

    /// Whether every letter is bold.
    pub fn is_bold(&self) -> bool {
        self.shown().next().is_some() && self.shown().all(|run| run.bold)
    }

    /// Whether every letter is slanted.
    pub fn is_italic(&self) -> bool {
        self.shown().next().is_some() && self.shown().all(|run| run.italic)
    }
}

/// The formatting of a file; none where it is no Word file, or a broken one.
pub fn formatting_of(_name: &str, _bytes: &[u8]) -> Option<Formatting> {
    None
}

/// A Word file with stretches of its words replaced, nothing else touched; none where it is broken.
pub fn edited(_name: &str, _bytes: &[u8], _stretches: &[(String, String)]) -> Option<Vec<u8>> {
    None
}
