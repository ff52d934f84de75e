//! Sheets → pages, with Typst as a library: the same pages give preview, PDF and print.
//!
//! The sheets are handed over as data to one template; no word of a plan is ever run as code.

mod index;
mod pages;
#[cfg(test)]
mod tests;
mod world;

use serde::Serialize;

use crate::compose::Paper;
use crate::standard;
use crate::standard::{ParagraphStyle, StyleName};

pub use index::{PageLine, Rect};
pub use pages::{Pages, Pixels};

/// What the typesetter can refuse.
#[derive(Debug, thiserror::Error)]
pub enum TypesetError {
    /// The template or the data did not compile; that is a fault of the program.
    #[error(
        "Không dàn được trang: {0}. Đây là lỗi của chương trình; bản thảo vẫn nguyên vẹn, hãy lưu lại và báo cho người hỗ trợ."
    )]
    Template(String),
    /// The pages could not be written as PDF.
    #[error("Không tạo được PDF: {0}. Bản thảo vẫn nguyên vẹn; hãy thử xuất sang Word.")]
    Pdf(String),
}

/// Turns papers into pages; keeps what it learnt, so that the next paper is quick.
#[derive(Debug)]
pub struct Typesetter {
    world: world::PaperWorld,
    /// The pages, counted from 1, that the sheets of the last paper began on.
    starts: Vec<usize>,
}

impl Default for Typesetter {
    fn default() -> Self {
        Self::new()
    }
}

/// How many compilations an unused cached result outlives.
const CACHE_AGE: usize = 8;
/// How often pages are set anew at most until their numbers are right.
const SETTLING: usize = 2;

impl Typesetter {
    /// Creates a typesetter with the bundled faces, or the system's Times New Roman.
    pub fn new() -> Self {
        Self { world: world::PaperWorld::new(), starts: Vec::new() }
    }

    /// Sets a paper.
    ///
    /// # Errors
    /// [`TypesetError::Template`] when the template fails, which no plan should bring about.
    pub fn typeset(&mut self, paper: &Paper) -> Result<Pages, TypesetError> {
        let pages = self.numbered(paper)?;
        if !pages.closing_is_alone() {
            return Ok(pages);
        }
        let mut held = paper.clone();
        if held.hold_closing() { self.numbered(&held) } else { Ok(pages) }
    }

    /// Holds the last paragraph of a paper to the signature where that would stand alone on its
    /// page, as [`Typesetter::typeset`] does by itself; for writers that set no pages.
    ///
    /// # Errors
    /// As [`Typesetter::typeset`].
    pub fn settle(&mut self, paper: &mut Paper) -> Result<(), TypesetError> {
        let mut held = paper.clone();
        if held.hold_closing() && self.numbered(paper)?.closing_is_alone() {
            *paper = held;
        }
        Ok(())
    }

    fn numbered(&mut self, paper: &Paper) -> Result<Pages, TypesetError> {
        self.starts.resize(paper.sheets.len(), 1);
        // Page numbers need to know where each sheet begins, which only the pages tell. Where the
        // last paper's answer no longer holds, the pages are set once more; nothing else moves.
        let mut pages = self.set(paper)?;
        for _ in 0..SETTLING {
            if pages.starts() == self.starts {
                break;
            }
            self.starts = pages.starts().to_vec();
            pages = self.set(paper)?;
        }
        typst::comemo::evict(CACHE_AGE);
        Ok(pages)
    }

    fn set(&mut self, paper: &Paper) -> Result<Pages, TypesetError> {
        let data = Data {
            paper,
            starts: &self.starts,
            fonts: self.world.families(),
            fixed: FIXED,
            styles: style_table(paper),
        };
        let json = serde_json::to_string(&data)
            .map_err(|error| TypesetError::Template(error.to_string()))?;
        self.world.set_paper(self.world.only_known_letters(json));
        // The typesetter holds invariants by assertion; a text that breaks one must not take her
        // work down with it.
        let compiled = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
            typst::compile::<typst_layout::PagedDocument>(&self.world)
        }));
        let Ok(result) = compiled else {
            return Err(TypesetError::Template("bộ dàn trang dừng đột ngột".to_owned()));
        };
        let document = result.output.map_err(|errors| {
            let words: Vec<_> = errors.iter().map(|error| error.message.to_string()).collect();
            TypesetError::Template(words.join("; "))
        })?;
        Ok(Pages::new(document, paper))
    }
}

#[derive(Serialize)]
struct Data<'a> {
    paper: &'a Paper,
    starts: &'a [usize],
    fonts: &'a [&'static str],
    fixed: Fixed,
    styles: serde_json::Map<String, serde_json::Value>,
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct Fixed {
    single: f64,
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
    rule_weight: standard::RULE_WEIGHT,
    rule_height: standard::RULE_HEIGHT,
    rule_gap: standard::RULE_GAP,
    border_weight: standard::BORDER_WEIGHT,
    cell_padding: standard::CELL_PADDING,
    cell_padding_y: standard::CELL_PADDING_Y,
    header_distance: standard::HEADER_DISTANCE,
};

fn style_table(paper: &Paper) -> serde_json::Map<String, serde_json::Value> {
    use strum::IntoEnumIterator as _;

    StyleName::iter()
        .filter_map(|name| {
            let style: ParagraphStyle = standard::style(name, &paper.page);
            let key = serde_json::to_value(name).ok()?;
            Some((key.as_str()?.to_owned(), serde_json::to_value(style).ok()?))
        })
        .collect()
}
