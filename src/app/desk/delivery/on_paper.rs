//! The window's side of printing: what is sent where, and what came of it.

use std::path::Path;
use std::sync::Arc;

use super::in_window::{Last, stopped_elsewhere};
use super::{Question, Report, Unprinted, blocked};
use crate::app::desk::dialogs::Dialog;
use crate::app::shell::answers::Done;
use crate::app::shell::errands::unopened;
use crate::app::shell::window::Window;
use crate::app::threads::export::Mark;
use crate::app::threads::names;
use crate::app::threads::pages::log;
use crate::app::threads::whose::DraftId;
use crate::compose::compose;
use crate::export::Format;
use crate::model::{Document, Standing};
use crate::print::{self, PrintError, Selection};
use crate::store::{Fault, Previous, atomic};
use crate::typeset::{Pages, Typesetter};

/// Pages that go to a printer, or to the viewer.
#[derive(Clone)]
pub(super) struct Paper {
    pub draft: DraftId,
    pub document: Arc<Document>,
    pub standing: Standing,
    /// None for the viewer.
    pub order: Option<print::Order>,
    pub allow_marks: bool,
}

impl Window {
    pub(super) fn title_for_queue(&self) -> String {
        let title = self.draft().map(|draft| draft.session.document().subject.words());
        title.unwrap_or_default()
    }

    pub(super) fn put_on_paper(&mut self, standing: Standing, order: Option<print::Order>) {
        let Some(draft) = self.draft() else { return };
        let (draft, document) = (draft.id, draft.session.snapshot());
        self.run_paper(Paper { draft, document, standing, order, allow_marks: false });
    }

    pub(super) fn run_paper(&mut self, paper: Paper) {
        self.desk.delivery.running = Some(paper.draft);
        self.desk.delivery.last = Some(Last::Paper(paper.clone()));
        let folder =
            self.home.as_ref().map_or_else(std::env::temp_dir, |home| home.data().to_owned());
        let died = || Done::Delivery(Report::Died);
        self.jobs.run("in-trang", died, move |answer| {
            answer(Done::Delivery(match paper.order.clone() {
                Some(order) => Report::Printed(paper.draft, printed(&paper, order)),
                None => Report::Viewed(paper.draft, viewed(&paper, &folder.join("in"))),
            }));
        });
    }

    pub(super) fn printed(&mut self, draft: DraftId, result: Result<String, Unprinted>) {
        self.desk.delivery.running = None;
        match result {
            Ok(job) if job.is_empty() => self.toasts.done("Đã gửi in", Vec::new()),
            Ok(job) => self.toasts.done(format!("Đã gửi in, lệnh in {job}"), Vec::new()),
            Err(why) => self.unprinted(draft, why),
        }
    }

    pub(super) fn unprinted(&mut self, draft: DraftId, why: Unprinted) {
        match why {
            Unprinted::Marks(marks) if self.is_open(draft) => {
                let marks = blocked::Marks { marks, prints: true };
                self.put(Dialog::Delivery(Question::Marks(marks)));
            }
            Unprinted::Marks(marks) => {
                self.trouble("Không in được", &stopped_elsewhere(&marks));
            }
            Unprinted::Failed(words) => self.trouble("Không in được", &words),
        }
    }
}

/// The pages of a paper, unless marks are left to fill in.
fn pages(paper: &Paper) -> Result<Pages, Unprinted> {
    if !paper.allow_marks {
        let marks = Mark::of(&paper.document, paper.standing, &[Format::Pdf]);
        if !marks.is_empty() {
            return Err(Unprinted::Marks(marks));
        }
    }
    let sheets = compose(&paper.document, paper.standing);
    let pages = Typesetter::new().typeset(&sheets);
    pages.map_err(|error| Unprinted::Failed(error.to_string()))
}

fn printed(paper: &Paper, order: print::Order) -> Result<String, Unprinted> {
    let pages = pages(paper)?;
    let count = pages.count();
    if let Selection::Range(from, to) = order.selection
        && from.min(to) as usize > count
    {
        return Err(Unprinted::Failed(format!(
            "Bản này chỉ có {count} trang; chọn lại trang cần in."
        )));
    }
    print::print(&order, &pages)
        .map_err(|error: PrintError| Unprinted::Failed(error.to_string()))
}

/// Puts the pages down for the system's viewer and opens them there.
fn viewed(paper: &Paper, folder: &Path) -> Result<(), Unprinted> {
    let pdf = pages(paper)?.pdf().map_err(|error| Unprinted::Failed(error.to_string()))?;
    let unwritten = |error: std::io::Error| {
        Unprinted::Failed(format!(
            "Không ghi được bản in vào {}: {}. Hoặc dùng Xuất PDF rồi in từ tệp đó.",
            folder.display(),
            Fault(&error)
        ))
    };
    std::fs::create_dir_all(folder).map_err(unwritten)?;
    sweep(folder);
    // A viewer may still hold an earlier one, so each has a name of its own.
    let time = chrono::Local::now().format("%Y%m%d-%H%M%S");
    let stem = names::stem(&paper.document, None, paper.standing);
    let path = folder.join(format!("{stem}-{time}.pdf"));
    atomic::write(&path, &pdf, Previous::Drop).map_err(|error| unwritten(error.into()))?;
    opener::open(&path).map_err(|error| {
        Unprinted::Failed(format!(
            "Không mở được chương trình xem PDF: {}. Bản in nằm ở {}; hãy mở tệp đó rồi in.",
            unopened(&error),
            path.display()
        ))
    })
}

/// Earlier prints are of no more use.
fn sweep(folder: &Path) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    for path in entries.filter_map(|entry| entry.ok().map(|entry| entry.path())) {
        if path.extension().is_some_and(|ending| ending == "pdf")
            && let Err(error) = std::fs::remove_file(&path)
        {
            // Still open in a viewer: the next print sweeps it.
            log(&format!("chưa xóa được bản in cũ {}: {error}", path.display()));
        }
    }
}
