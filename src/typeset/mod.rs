//! Sheets → pages, with Typst as a library: the same pages give preview, PDF and print.
//!
//! The sheets are handed over as data to one template; no word of a plan is ever run as code.

mod bound;
mod change;
mod company;
mod index;
mod ink;
mod lines;
mod live;
mod marks;
mod notes;
mod pages;
mod setter;
#[cfg(test)]
mod tests;
mod units;
mod world;

use std::sync::Arc;

use typst_layout::PagedDocument;

use crate::compose::Paper;

use setter::{Part, Setter};
use units::Units;

pub use lines::{PageLine, Rect};
pub use live::{Live, Ready, Show};
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
    /// Whoever waited for the pages broke the setting off.
    #[error("Trang chưa dàn xong vì bản thảo vừa thay đổi; trang mới sẽ hiện ngay sau đó.")]
    Overtaken,
    /// A page could not be painted.
    #[error(
        "Không vẽ được trang: {0}. Bản thảo vẫn nguyên vẹn; hãy thử xuất sang PDF hoặc Word."
    )]
    Picture(String),
}

/// Does what may panic: the typesetter and the writers of PDF and pixels hold invariants by
/// assertion, and a text that breaks one must not take her work down with it. None where it
/// panicked; the panic's own words, in English and of no use to her, are not printed.
fn guard<T>(work: impl FnOnce() -> T) -> Option<T> {
    use std::cell::Cell;
    use std::sync::Once;
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::{panic, thread};

    /// Work under guard on any thread. Its helpers are threads without a name, unlike all of ours.
    static GUARDS: AtomicUsize = AtomicUsize::new(0);
    static HOOK: Once = Once::new();
    thread_local!(static GUARDED: Cell<bool> = const { Cell::new(false) });
    HOOK.call_once(|| {
        let before = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            let helps =
                || GUARDS.load(Ordering::Relaxed) > 0 && thread::current().name().is_none();
            if !GUARDED.get() && !helps() {
                before(info);
            }
        }));
    });
    GUARDS.fetch_add(1, Ordering::Relaxed);
    let outside = GUARDED.replace(true);
    let done = panic::catch_unwind(panic::AssertUnwindSafe(work));
    GUARDED.set(outside);
    GUARDS.fetch_sub(1, Ordering::Relaxed);
    done.ok()
}

/// Turns papers into pages; keeps what it learnt, so that the next paper is quick.
#[derive(Debug)]
pub struct Typesetter {
    setter: Setter,
    /// The pages, counted from 1, that the sheets of the last paper began on.
    starts: Vec<usize>,
}

impl Default for Typesetter {
    fn default() -> Self {
        Self::new()
    }
}

/// How often pages are set anew at most until their numbers are right.
const SETTLING: usize = 2;
/// How many footnotes are brought to the page of their mark at most.
const STRAYS: usize = 40;

impl Typesetter {
    /// Creates a typesetter with the bundled faces, or the system's Times New Roman.
    pub fn new() -> Self {
        Self { setter: Setter::new(), starts: Vec::new() }
    }

    /// Sets a paper.
    ///
    /// # Errors
    /// [`TypesetError::Template`] when the template fails, which no plan should bring about.
    pub fn typeset(&mut self, paper: &Paper) -> Result<Pages, TypesetError> {
        Ok(self.accompanied(paper)?.0)
    }

    /// Gives the signature of a paper company where it would stand alone on its page, as
    /// [`Typesetter::typeset`] does by itself; for writers that set no pages.
    ///
    /// # Errors
    /// As [`Typesetter::typeset`].
    pub fn settle(&mut self, paper: &mut Paper) -> Result<(), TypesetError> {
        if let (_, Some(settled)) = self.accompanied(paper)? {
            *paper = Arc::unwrap_or_clone(settled);
        }
        Ok(())
    }

    /// The pages of a paper, and the paper that they are set from where it had to be changed for them.
    fn accompanied(
        &mut self,
        paper: &Paper,
    ) -> Result<(Pages, Option<Arc<Paper>>), TypesetError> {
        let pages = self.numbered(paper)?;
        company::find(paper, pages, &mut |other| {
            self.numbered(other.map_or(paper, |other| &**other))
        })
    }

    /// Sets a paper, and again as long as a footnote can be brought to the page of its mark.
    fn numbered(&mut self, paper: &Paper) -> Result<Pages, TypesetError> {
        Ok(self.noted(paper)?.0)
    }

    /// The pages with every footnote in its place, and the paper that they are set from where it had to be
    /// changed for that.
    fn noted(&mut self, paper: &Paper) -> Result<(Pages, Option<Paper>), TypesetError> {
        let mut pieces = paper.sheets.iter().flat_map(|sheet| &sheet.pieces);
        let mut mended: Option<Paper> = None;
        if pieces.any(units::has_notes_in_cells) {
            mended = Some(Live::new().mended(paper)?);
        }
        let mut pages = self.counted(mended.as_ref().unwrap_or(paper))?;
        if !notes::is_misplaced(&pages) {
            return Ok((pages, mended));
        }
        if mended.is_none() {
            pages = self.counted(mended.insert(Live::new().mended(paper)?))?;
        }
        for _ in 0..STRAYS {
            let paper = mended.get_or_insert_with(|| paper.clone());
            if !notes::bring_back(paper, &pages) {
                break;
            }
            pages = self.counted(paper)?;
        }
        Ok((pages, mended))
    }

    fn counted(&mut self, paper: &Paper) -> Result<Pages, TypesetError> {
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
        Setter::tidy();
        Ok(pages)
    }

    fn set(&mut self, paper: &Paper) -> Result<Pages, TypesetError> {
        let units: Vec<_> = paper.sheets.iter().map(Units::of).collect();
        let parts: Vec<Part<'_>> = units
            .iter()
            .zip(&self.starts)
            .map(|(units, start)| Part {
                units,
                range: 0..units.len(),
                start: i64::try_from(*start).unwrap_or(1),
                notes: 0,
            })
            .collect();
        let document: PagedDocument = self.setter.set(paper, &parts)?;
        Ok(Pages::whole(document, &parts))
    }
}
