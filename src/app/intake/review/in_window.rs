//! What the window does with a file under review.

use std::path::{Path, PathBuf};

use egui::{TextureOptions, Ui};

use super::{FileReview, Judged, Outcome, Read};
use crate::app::desk::dialogs::Dialog;
use crate::app::desk::dialogs::catalogue::Catalogue;
use crate::app::intake::import::{Request, file_name};
use crate::app::shell::action::Action;
use crate::app::shell::answers::Done;
use crate::app::shell::purpose::Purpose;
use crate::app::shell::window::{Over, Window};
use crate::check::paper::{Told, slip};
use crate::check::{Checker, today};
use crate::store::atomic::{self, Previous};
use crate::typeset::Typesetter;

/// A file that was written, or what is to be said where it was not: a title, and why.
pub type Wrote = Result<PathBuf, (&'static str, String)>;

const FAILED: &str =
    "Chương trình gặp lỗi khi làm việc này; các tệp vẫn nguyên như cũ. Hãy thử lại.";

impl Window {
    /// Reads a file of somebody else, to be judged as it is.
    pub(in crate::app) fn check_file(&mut self, path: PathBuf) {
        let arrival = self.expect_arrival();
        let settled = self.settled();
        let died = move || Done::Reviewed { arrival, result: Err(FAILED.to_owned()) };
        self.toasts.note(format!("Đang kiểm tra {}…", file_name(&path)));
        self.jobs.run("kiem-tra-tep", died, move |answer| {
            let name = file_name(&path);
            let result = Read::file(path, &settled)
                .map(Box::new)
                .map_err(|error| format!("{name} — {error}."));
            answer(Done::Reviewed { arrival, result });
        });
    }

    /// The file was read, or not.
    pub(in crate::app) fn reviewed(&mut self, result: Result<Box<Read>, String>) {
        let mut read = match result {
            Ok(read) => *read,
            Err(words) => return self.trouble("Không kiểm tra được tệp", &words),
        };
        if self.refuses_file() {
            return;
        }
        let name = file_name(&read.path);
        self.toasts.withdraw(&format!("Đang kiểm tra {name}…"));
        let images = std::mem::take(&mut read.images).into_iter().enumerate();
        let pages = images.map(|(page, image)| {
            self.ctx.load_texture(format!("kiem-tra-{page}"), image, TextureOptions::LINEAR)
        });
        let pages = pages.collect();
        self.over = Some(Over::Review(Box::new(FileReview::new(read, pages))));
    }

    /// Shows the file under review.
    pub(in crate::app) fn show_review(&mut self, ui: &mut Ui) {
        let Some(Over::Review(review)) = &mut self.over else { return };
        match review.show(ui) {
            Outcome::Stay => {}
            Outcome::Close => self.over = None,
            Outcome::TakeIn => {
                let path = review.path().clone();
                self.over = None;
                self.import(Request::file(path, false));
            }
            Outcome::Report => self.ask(Purpose::Report),
            Outcome::Remarks => self.ask(Purpose::Remarks),
            Outcome::Rule(finding) => {
                self.put(Dialog::Rules(Box::new(Catalogue::at(&finding))));
            }
        }
    }

    /// The name proposed for what is written of the file under review.
    pub(in crate::app) fn review_stem(&self) -> Option<String> {
        let Some(Over::Review(review)) = &self.over else { return None };
        let stem = review.path().file_stem().unwrap_or_default();
        Some(stem.to_string_lossy().into_owned())
    }

    /// The folder of the file under review.
    pub(in crate::app) fn review_folder(&self) -> Option<PathBuf> {
        let Some(Over::Review(review)) = &self.over else { return None };
        review.path().parent().map(Path::to_owned)
    }

    /// Writes the report on the file under review.
    pub(in crate::app) fn write_report(&mut self, path: PathBuf) {
        self.write_of_review(path, "Không ghi được báo cáo", |judged, _| {
            judged.report().map_err(|error| error.to_string())
        });
    }

    /// Writes the copy of the file under review with comments.
    pub(in crate::app) fn write_remarks(&mut self, path: PathBuf) {
        self.write_of_review(
            path,
            "Không ghi được bản Word có nhận xét",
            Judged::with_remarks,
        );
    }

    /// Makes something of the file under review and writes it, on a thread.
    fn write_of_review(
        &self,
        path: PathBuf,
        title: &'static str,
        make: fn(&Judged, &Path) -> Result<Vec<u8>, String>,
    ) {
        let Some(Over::Review(review)) = &self.over else { return };
        let judged = review.judged();
        let died = move || Done::Wrote(Err((title, FAILED.to_owned())));
        self.jobs.run("nhan-xet", died, move |answer| {
            let wrote = make(&judged, &path)
                .map_err(|words| (title, words))
                .and_then(|bytes| write(path, title, &bytes));
            answer(Done::Wrote(wrote));
        });
    }

    /// Writes the slip that goes with the open draft.
    pub(in crate::app) fn write_slip(&mut self, path: PathBuf) {
        let settled = self.settled();
        let Some(draft) = self.draft() else { return };
        let (document, name) = (draft.session.snapshot(), draft.name());
        let title = "Không ghi được phiếu rà soát";
        let died = move || Done::Wrote(Err((title, FAILED.to_owned())));
        self.jobs.run("phieu-ra-soat", died, move |answer| {
            let context = settled.for_draft(&document, today());
            let outcome = Checker::default().draft(&document, &context);
            let told = Told {
                name: &name,
                document: &document,
                outcome: &outcome,
                judged: context.date,
                laws: context.laws.checked,
                today: today(),
            };
            let made = Typesetter::new().typeset(&slip(&told)).and_then(|pages| pages.pdf());
            let wrote = made
                .map_err(|error| (title, error.to_string()))
                .and_then(|bytes| write(path, title, &bytes));
            answer(Done::Wrote(wrote));
        });
    }

    /// Something of the check was written, or not.
    pub(in crate::app) fn wrote(&mut self, wrote: Wrote) {
        match wrote {
            Ok(path) => {
                let words = format!("Đã ghi {}", file_name(&path));
                let ways = vec![
                    ("Mở", Action::Launch(path.clone())),
                    ("Xem trong thư mục", Action::Reveal(path)),
                ];
                self.toasts.done(words, ways);
            }
            Err((title, words)) => self.trouble(title, &words),
        }
    }
}

/// Writes a file in the place of whatever stands there: it was asked about.
fn write(path: PathBuf, title: &'static str, bytes: &[u8]) -> Wrote {
    atomic::write(&path, bytes, Previous::Drop)
        .map_err(|error| (title, error.to_string()))
        .map(|_| path)
}
