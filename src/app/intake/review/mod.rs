//! A file of somebody else under review: what was found beside its pages, as a report, as comments in
//! a copy of it, or to be taken in and mended.

mod in_window;
mod look;

pub use in_window::Wrote;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use egui::{ColorImage, Key, Modifiers, TextureHandle, Ui};

use crate::app::desk::inspector::readable_change;
use crate::app::threads::export::capitalised;
use crate::app::threads::pages::picture;
use crate::check::paper::{Told, report};
use crate::check::report::place_of;
use crate::check::{
    self, Context, Deed, Finding, Fix, Reviewed, Severity, passages, remarks, today,
};
use crate::compose::compose;
use crate::model::{Place, Standing};
use crate::read::{self, ReadError, Speaker, remarked};
use crate::store;
use crate::typeset::{Pages, Rect, TypesetError, Typesetter};

/// The most pages that are shown, and their scale in pixels a pt.
const PAGES: usize = 60;
const SCALE: f32 = 1.3;

/// What came of a file that was read to be reviewed.
pub struct Read {
    /// The file.
    pub path: PathBuf,
    /// What was found.
    pub reviewed: Reviewed,
    /// Its pages as our reader understands it; none where they could not be set.
    pub pages: Option<Pages>,
    /// Pictures of them.
    pub images: Vec<ColorImage>,
}

/// A finding of the list.
pub(super) struct Item {
    finding: Finding,
    whereabouts: String,
    /// Its cure as it is shown.
    change: Option<Fix>,
    /// Where on the pages it is.
    area: Option<(usize, Rect)>,
}

/// A file and what was found in it: all that its report and its copy with comments are made of, which
/// is done on threads.
pub struct Judged {
    path: PathBuf,
    reviewed: Reviewed,
}

/// A file under review.
pub struct FileReview {
    judged: Arc<Judged>,
    items: Vec<Item>,
    pages: Vec<TextureHandle>,
    set: Option<Pages>,
    /// Findings of one severity alone.
    filter: Option<Severity>,
    chosen: Option<usize>,
    /// The chosen finding is to be scrolled into view: in the list, on the pages.
    scrolls: (bool, bool),
}

/// What she decided in a frame.
pub enum Outcome {
    /// Nothing final.
    Stay,
    /// It is closed.
    Close,
    /// The file is taken in, to be mended.
    TakeIn,
    /// The report is wanted as PDF.
    Report,
    /// A copy with comments is wanted.
    Remarks,
    /// What a finding's rule asks is wanted.
    Rule(Box<Finding>),
}

impl Read {
    /// Reads and judges a file, and sets its pages. For a thread.
    ///
    /// # Errors
    /// [`ReadError`] when the file cannot be read.
    pub fn file(path: PathBuf, settled: &Context) -> Result<Self, ReadError> {
        let name = super::import::file_name(&path);
        let bytes = read::load(&path)?;
        let reviewed = check::review(&name, &bytes, settled)?;
        let paper = compose(&reviewed.imported.document, Standing::Issued);
        let pages = Typesetter::new().typeset(&paper).ok();
        let images = pages.iter().flat_map(|pages| {
            (0..pages.count().min(PAGES)).filter_map(|page| picture(pages, 0, (page, SCALE)))
        });
        let images = images.map(|picture| picture.image).collect();
        Ok(Self { path, reviewed, pages, images })
    }
}

impl Judged {
    fn name(&self) -> String {
        super::import::file_name(&self.path)
    }

    /// The report as a PDF.
    ///
    /// # Errors
    /// [`TypesetError`] when the pages cannot be set or written.
    pub fn report(&self) -> Result<Vec<u8>, TypesetError> {
        let told = Told {
            name: &self.name(),
            document: &self.reviewed.imported.document,
            outcome: &self.reviewed.outcome,
            judged: self.reviewed.context.date,
            laws: self.reviewed.context.laws.checked,
            today: today(),
        };
        Typesetter::new().typeset(&report(&told))?.pdf()
    }

    /// A copy of the file with what was found as comments, to be written to `target`, which is not the
    /// file itself. Reads it again.
    ///
    /// # Errors
    /// In Vietnamese: the file is the target, cannot be read again, or is none that takes comments.
    pub fn with_remarks(&self, target: &Path) -> Result<Vec<u8>, String> {
        if store::is_same(&self.path, target) {
            return Err("Tệp đang kiểm tra không bị ghi đè; hãy chọn tên khác.".to_owned());
        }
        let bytes = read::load(&self.path).map_err(|error| error.to_string())?;
        remarked(&bytes, &remarks(&self.reviewed), &Speaker::now())
            .map_err(|error| error.to_string())
    }
}

impl FileReview {
    /// Begins with a file that was read; `pages` are its pictures.
    pub fn new(read: Read, pages: Vec<TextureHandle>) -> Self {
        let Read { path, reviewed, pages: set, .. } = read;
        let document = &reviewed.imported.document;
        let area = |place: Place| set.as_ref().and_then(|pages| pages.first_area(place));
        let all = passages(document);
        let words_of = |finding: &Finding| {
            let here = all.iter().find(|passage| {
                passage.place == finding.place
                    && passage.part == finding.part
                    && passage.note == finding.note
            });
            here.map(|passage| passage.words)
        };
        let items = reviewed.outcome.findings.iter().map(|finding| Item {
            whereabouts: capitalised(&place_of(document, finding)),
            area: area(finding.place),
            change: match &finding.fix {
                Some(fix) if fix.deed == Deed::Import => Some(fix.clone()),
                _ => readable_change(finding, words_of(finding)),
            },
            finding: finding.clone(),
        });
        let items = items.collect();
        Self {
            judged: Arc::new(Judged { path, reviewed }),
            items,
            pages,
            set,
            filter: None,
            chosen: None,
            scrolls: (false, false),
        }
    }

    /// The file.
    pub fn path(&self) -> &PathBuf {
        &self.judged.path
    }

    /// The file with what was found in it.
    pub fn judged(&self) -> Arc<Judged> {
        Arc::clone(&self.judged)
    }

    fn name(&self) -> String {
        self.judged.name()
    }

    /// The findings that the filter lets through, by their index.
    fn listed(&self) -> Vec<usize> {
        let fits = |index: &usize| {
            self.filter.is_none_or(|it| it == self.items[*index].finding.rule.severity)
        };
        (0..self.items.len()).filter(fits).collect()
    }

    fn count(&self, severity: Severity) -> usize {
        self.items.iter().filter(|item| item.finding.rule.severity == severity).count()
    }

    fn step(&mut self, back: bool) {
        let listed = self.listed();
        let Some(last) = listed.len().checked_sub(1) else { return };
        let at = self.chosen.and_then(|chosen| listed.iter().position(|it| *it == chosen));
        let at = match (at, back) {
            (None, false) => 0,
            (None, true) | (Some(0), true) => last,
            (Some(at), false) => (at + 1) % listed.len(),
            (Some(at), true) => at - 1,
        };
        self.chosen = Some(listed[at]);
        self.scrolls = (true, true);
    }

    /// The finding of a place that is pressed on the pages.
    fn choose_at(&mut self, place: Place) {
        let here = self.listed().into_iter().find(|it| self.items[*it].finding.place == place);
        if here.is_some() {
            self.chosen = here;
            self.scrolls = (true, false);
        }
    }

    /// Shows it in the whole window.
    pub fn show(&mut self, ui: &mut Ui) -> Outcome {
        let mut outcome = self.keys(ui);
        self.draw(ui, &mut outcome);
        outcome
    }

    fn keys(&mut self, ui: &Ui) -> Outcome {
        // What is pressed in a dialog over it is not for it.
        if ui.memory(|memory| memory.top_modal_layer().is_some()) {
            return Outcome::Stay;
        }
        let pressed = |modifiers, key| ui.input_mut(|input| input.consume_key(modifiers, key));
        if pressed(Modifiers::SHIFT, Key::F8) {
            self.step(true);
        } else if pressed(Modifiers::NONE, Key::F8) {
            self.step(false);
        }
        if pressed(Modifiers::NONE, Key::Escape) { Outcome::Close } else { Outcome::Stay }
    }
}
