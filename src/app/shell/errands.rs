//! What the window sends its threads for: dialogs of the system, files, lists, pictures.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use super::answers::{Asked, Done};
use super::draft::OwnFile;
use super::opening::Brought;
use super::purpose::Purpose;
use crate::app::intake::import::{Request, file_name};
use crate::app::threads::jobs::Jobs;
use crate::app::threads::pages::{log, picture};
use crate::app::threads::whose::{Arrival, DraftId};
use crate::compose::compose;
use crate::model::{Document, Standing};
use crate::samples;
use crate::store::draft::EXTENSION;
use crate::store::recent::Recent;
use crate::store::recovery;
use crate::store::{Claim, Fault, Home, WriteError, discarded, versions};
use crate::typeset::Typesetter;

/// Switches the system's dialogs off; a field in the window takes the path instead.
const DIALOG_VARIABLE: &str = "KEHOACH_DIALOG";
/// No person cancels a dialog this quickly: the system had none to show.
pub(in crate::app) const TOO_QUICK: Duration = Duration::from_millis(1000);

/// What is opened outside the program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::app) enum Outside {
    /// The file, with its own program.
    File,
    /// The folder it lies in.
    Folder,
}

/// Whether the system's dialogs are used.
pub(super) fn has_dialogs() -> bool {
    std::env::var_os(DIALOG_VARIABLE).is_none_or(|value| value != "off")
}

impl Jobs<Done> {
    /// Asks for a file with a dialog of the system.
    pub(super) fn ask(&self, asked: Asked, folder: Option<PathBuf>, name: String) {
        self.run(
            "hop-thoai",
            move || Done::NoDialog(asked),
            move |answer| {
                let since = Instant::now();
                let path = dialog(asked.purpose, folder.as_deref(), &name);
                answer(match path {
                    None if since.elapsed() < TOO_QUICK => Done::NoDialog(asked),
                    path => Done::Picked(asked, path),
                });
            },
        );
    }

    /// Reads a draft.
    pub(super) fn open(
        &self,
        arrival: Arrival,
        path: PathBuf,
        purpose: Purpose,
        own: Option<OwnFile>,
        home: Option<Home>,
    ) {
        let (failed, of) = (path.clone(), own.clone());
        let died = move || Done::Opened {
            arrival,
            path: failed.clone(),
            purpose,
            own: of.clone(),
            result: Err(unreadable(&failed)),
        };
        self.run("mo-tep", died, move |answer| {
            let claims = purpose == Purpose::Open;
            let result =
                Brought::read(&path, claims, own.as_ref(), home.as_ref()).map(Box::new);
            answer(Done::Opened { arrival, path, purpose, own, result });
        });
    }

    /// Claims the file of a draft that is shown already.
    pub(super) fn claim(&self, draft: DraftId, path: PathBuf, home: Home) {
        let of = path.clone();
        let died = move || Done::Claimed { draft, path: of.clone(), result: Ok(None) };
        self.run("nhan-tep", died, move |answer| {
            let result = Claim::take(&home, &path).map(Some);
            answer(Done::Claimed { draft, path, result });
        });
    }

    /// Looks whether a file stands where one is to be written.
    pub(super) fn look_at_target(&self, asked: Asked, path: PathBuf) {
        let of = path.clone();
        let died = move || Done::Target(asked, of.clone(), true);
        self.run("xem-tep", died, move |answer| {
            let stands = path.exists();
            answer(Done::Target(asked, path, stands));
        });
    }

    /// Reads a file to be taken in.
    pub(super) fn import(&self, arrival: Arrival, request: Request) {
        let failed = request.path.clone();
        let died = move || Done::Imported { arrival, result: Err(unreadable(&failed)) };
        self.run("nhap-tep", died, move |answer| {
            let name = file_name(&request.path);
            let result =
                request.read().map(Box::new).map_err(|error| format!("{name} — {error}."));
            answer(Done::Imported { arrival, result });
        });
    }

    /// Notes a draft among the recent ones.
    pub(super) fn note(
        &self,
        path: PathBuf,
        document: std::sync::Arc<Document>,
        home: Option<Home>,
    ) {
        self.aside("gan-day", "ghi danh sách bản thảo gần đây", move |answer| {
            note_recent(home.as_ref(), &path, &document, answer);
        });
    }

    /// Takes a draft off the recent ones.
    pub(super) fn unlist(&self, path: PathBuf, home: Option<Home>) {
        self.aside("gan-day", "ghi danh sách bản thảo gần đây", move |answer| {
            let Some(home) = home else { return };
            match Recent::forget(&home, &path) {
                Ok(recent) => answer(Done::Recent(recent.entries().to_vec())),
                Err(error) => answer(Done::Trouble(unlisted(error))),
            }
        });
    }

    /// Looks for recent drafts.
    pub(super) fn look(&self, home: Option<Home>) {
        self.aside("tim-ban-thao", "tìm bản thảo gần đây", move |answer| {
            let Some(home) = home else { return };
            let (recent, aside) = Recent::load(&home);
            answer(Done::Recent(recent.entries().to_vec()));
            if let Some(aside) = aside {
                answer(Done::Trouble(aside.to_string()));
            }
        });
    }

    /// Looks for what earlier sessions left behind.
    pub(super) fn look_for_leftovers(&self, home: Option<Home>) {
        self.aside("tim-khoi-phuc", "tìm bản chưa lưu", move |answer| {
            let Some(home) = home else { return };
            match recovery::leftovers(&home) {
                Ok(found) => answer(Done::Leftovers(found)),
                Err(error) => answer(Done::Trouble(format!(
                    "Không xem được các bản chưa lưu từ lần trước: {}.",
                    Fault(&error)
                ))),
            }
        });
    }

    /// Looks for what was thrown away of late, and holds the store within its size.
    pub(super) fn look_for_discarded(&self, home: Option<Home>) {
        self.aside("ban-da-bo", "tìm bản thảo đã bỏ", move |answer| {
            let Some(home) = home else { return };
            match discarded::list(&home) {
                Ok(found) => answer(Done::Discarded(found)),
                Err(error) => answer(Done::Trouble(format!(
                    "Không xem được các bản thảo đã bỏ: {}.",
                    Fault(&error)
                ))),
            }
            versions::sweep(&home);
        });
    }

    /// Paints the first page of every sample.
    pub(super) fn thumbnails(&self, scale: f32) {
        self.aside("mau-co-san", "vẽ các mẫu có sẵn", move |answer| {
            let mut typesetter = Typesetter::new();
            for sample in samples::plans().iter().chain(samples::others()) {
                let paper = compose(&sample.document(), Standing::Issued);
                let pages = match typesetter.typeset(&paper) {
                    Ok(pages) => pages,
                    Err(error) => {
                        log(&error.to_string());
                        continue;
                    }
                };
                if let Some(picture) = picture(&pages, 0, (0, scale)) {
                    answer(Done::Thumbnail { name: sample.name, image: picture.image });
                }
            }
        });
    }

    /// Opens a file outside the program.
    pub(super) fn launch(&self, path: PathBuf, what: Outside) {
        self.aside("mo-ben-ngoai", "mở tệp bằng chương trình khác", move |answer| {
            let target = match what {
                Outside::Folder => path.parent().unwrap_or(&path),
                Outside::File => &path,
            };
            if let Err(error) = opener::open(target) {
                answer(Done::Trouble(format!(
                    "Không mở được {}: {}. Hãy mở tệp bằng trình quản lý tệp.",
                    path.display(),
                    unopened(&error)
                )));
            }
        });
    }

    /// A job that nothing waits for. `what` says in words what it does, should it fail.
    fn aside(
        &self,
        name: &str,
        what: &'static str,
        work: impl FnOnce(&dyn Fn(Done)) + Send + 'static,
    ) {
        self.run(name, move || Done::Trouble(failed(what)), work);
    }
}

/// The program failed while it did something: what to say.
pub(in crate::app) fn failed(what: &str) -> String {
    format!(
        "Chương trình gặp lỗi khi {what}. Bản thảo đang mở không bị ảnh hưởng; hãy thử lại."
    )
}

/// Why the system's own program for a file was not opened.
pub(in crate::app) fn unopened(error: &opener::OpenError) -> String {
    match error {
        opener::OpenError::Io(error) => Fault(error).to_string(),
        // What a helper of the system's writes is in its own language.
        _ => "hệ thống không có chương trình mở tệp này".to_owned(),
    }
}

fn unreadable(path: &Path) -> String {
    format!(
        "{} — chương trình gặp lỗi khi đọc tệp này. Hãy mở tệp bằng chương trình đã tạo ra nó, lưu \
         thành tệp mới rồi thử lại.",
        file_name(path)
    )
}

fn dialog(purpose: Purpose, folder: Option<&Path>, name: &str) -> Option<PathBuf> {
    let mut dialog = rfd::FileDialog::new().set_title(purpose.title());
    if let Some(folder) = folder {
        dialog = dialog.set_directory(folder);
    }
    let dialog = match purpose {
        Purpose::Import | Purpose::Check => dialog
            .add_filter("Word và văn bản", &["docx", "txt", "md", "html", "htm"])
            .add_filter("Mọi tệp", &["*"]),
        Purpose::Earlier => dialog
            .add_filter("Kế hoạch cũ", &[EXTENSION, "docx", "txt", "md", "html", "htm"])
            .add_filter("Mọi tệp", &["*"]),
        Purpose::Word | Purpose::Remarks => dialog.add_filter("Word", &["docx"]),
        Purpose::Pdf
        | Purpose::DraftPdf
        | Purpose::Slip
        | Purpose::Report
        | Purpose::Dossier => dialog.add_filter("PDF", &["pdf"]),
        _ => dialog.add_filter("Bản thảo Kế Hoạch", &[EXTENSION]),
    };
    if purpose.writes() { dialog.set_file_name(name).save_file() } else { dialog.pick_file() }
}

/// Notes a draft among the recent ones, on the thread of the caller.
pub(super) fn note_recent(
    home: Option<&Home>,
    path: &Path,
    document: &Document,
    answer: &dyn Fn(Done),
) {
    let Some(home) = home else { return };
    match Recent::note(home, path, document) {
        Ok(recent) => answer(Done::Recent(recent.entries().to_vec())),
        Err(error) => answer(Done::RecentUnwritten(unlisted(error))),
    }
}

/// The list of recent drafts could not be written: what to say.
fn unlisted(error: WriteError) -> String {
    format!(
        "Không ghi được danh sách bản thảo gần đây: {}. Bản thảo không bị ảnh hưởng; lần sau hãy mở bằng \
         lệnh “Mở”.",
        Fault(&error.into())
    )
}
