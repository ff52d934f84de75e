//! Everything slow: dialogs of the system, files, exports. Each runs on a named thread and
//! answers with one message; the window only looks up what has come.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, Sender};
use std::thread;
use std::time::{Duration, Instant};

use eframe::egui::{ColorImage, Context};

use super::pages::{log, picture};
use crate::app::desk::delivery::Report;
use crate::app::desk::inspector::Checked;
use crate::app::intake::import::{Reading, Request, file_name};
use crate::compose::compose;
use crate::model::{Plan, Standing};
use crate::samples;
use crate::store::draft::{self, EXTENSION, Opened};
use crate::store::recent::{Recent, RecentEntry};
use crate::store::recovery::{self, Leftover};
use crate::store::{Home, SaveError, Stamp};
use crate::typeset::Typesetter;

/// Switches the system's dialogs off; a field in the window takes the path instead.
pub const DIALOG_VARIABLE: &str = "KEHOACH_DIALOG";
/// No person cancels a dialog this quickly: the system had none to show.
pub const TOO_QUICK: Duration = Duration::from_millis(1000);

/// What a file is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// Opening a draft.
    Open,
    /// Taking an earlier draft as the beginning of a new one.
    Earlier,
    /// Reading a Word or text file.
    Import,
    /// Saving the draft.
    Save,
    /// PDF as it will be issued.
    Pdf,
    /// PDF with number and date left blank.
    DraftPdf,
    /// Word.
    Word,
}

/// What a thread answers.
pub enum Done {
    /// The file that was chosen; none when she changed her mind.
    Picked(Purpose, Option<PathBuf>),
    /// The system has no dialog to show.
    NoDialog(Purpose),
    /// A draft was read.
    Opened {
        /// Its file.
        path: PathBuf,
        /// What it was opened for.
        purpose: Purpose,
        /// Its content, or why not, in Vietnamese.
        result: Result<Box<Opened>, String>,
    },
    /// A file was read to be taken in: what was read, or why not, in Vietnamese.
    Imported(Result<Box<Reading>, String>),
    /// A draft was written.
    Saved {
        /// Its file.
        path: PathBuf,
        /// The revision that was written.
        revision: u64,
        /// The file's new state, or why not.
        result: Result<Stamp, SaveError>,
    },
    /// An export or print goes on, or is over.
    Delivery(Report),
    /// The plan was checked.
    Checked(Checked),
    /// The recent drafts.
    Recent(Vec<RecentEntry>),
    /// What earlier sessions left behind.
    Leftovers(Vec<Leftover>),
    /// The first page of a sample.
    Thumbnail {
        /// The sample's name.
        name: &'static str,
        /// Its picture.
        image: ColorImage,
    },
    /// Something that was tried aside failed; the words say what.
    Trouble(String),
}

/// The window's end of all threads.
pub struct Jobs {
    ctx: Context,
    sender: Sender<Done>,
    done: Receiver<Done>,
    /// Whether the system's dialogs are used.
    pub dialogs: bool,
}

impl Jobs {
    /// Nothing runs yet.
    pub fn new(ctx: &Context) -> Self {
        let (sender, done) = mpsc::channel();
        let off = std::env::var_os(DIALOG_VARIABLE).is_some_and(|value| value == "off");
        Self { ctx: ctx.clone(), sender, done, dialogs: !off }
    }

    /// What has been answered so far.
    pub fn done(&self) -> Vec<Done> {
        self.done.try_iter().collect()
    }

    /// Waits for the next answer, at most as long as given.
    pub fn wait(&self, patience: Duration) -> Option<Done> {
        self.done.recv_timeout(patience).ok()
    }

    /// Asks for a file.
    pub fn ask(&self, purpose: Purpose, folder: Option<PathBuf>, name: String) {
        let dialogs = self.dialogs;
        self.run("hop-thoai", move |answer| {
            if !dialogs {
                answer(Done::NoDialog(purpose));
                return;
            }
            let asked = Instant::now();
            let picked = dialog(purpose, folder.as_deref(), &name);
            if picked.is_none() && asked.elapsed() < TOO_QUICK {
                answer(Done::NoDialog(purpose));
            } else {
                answer(Done::Picked(purpose, picked));
            }
        });
    }

    /// Reads a draft.
    pub fn open(&self, path: PathBuf, purpose: Purpose) {
        self.run("mo-tep", move |answer| {
            let result = draft::open(&path).map(Box::new).map_err(|error| error.to_string());
            answer(Done::Opened { path, purpose, result });
        });
    }

    /// Reads a file to be taken in.
    pub fn import(&self, request: Request) {
        self.run("nhap-tep", move |answer| {
            let name = file_name(&request.path);
            let result =
                request.read().map(Box::new).map_err(|error| format!("{name} — {error}."));
            answer(Done::Imported(result));
        });
    }

    /// Writes a draft over the state of its file that is known, and notes it among the recent
    /// ones.
    pub fn save(
        &self,
        path: PathBuf,
        known: Option<Stamp>,
        revision: u64,
        plan: Arc<Plan>,
        home: Option<Home>,
    ) {
        self.run("luu-tep", move |answer| {
            let result = draft::save_over(&path, &plan, known);
            if result.is_ok() {
                note_recent(home.as_ref(), &path, &plan, answer);
            }
            answer(Done::Saved { path, revision, result });
        });
    }

    /// Notes a draft among the recent ones.
    pub fn note(&self, path: PathBuf, plan: Arc<Plan>, home: Option<Home>) {
        self.run("gan-day", move |answer| note_recent(home.as_ref(), &path, &plan, answer));
    }

    /// Takes a draft off the recent ones.
    pub fn unlist(&self, path: PathBuf, home: Option<Home>) {
        self.run("gan-day", move |answer| {
            let Some(home) = home else { return };
            match Recent::forget(&home, &path) {
                Ok(recent) => answer(Done::Recent(recent.entries().to_vec())),
                Err(error) => answer(Done::Trouble(error.to_string())),
            }
        });
    }

    /// Looks for recent drafts and for what was left behind.
    pub fn look(&self, home: Option<Home>, leftovers: bool) {
        self.run("tim-ban-thao", move |answer| {
            let Some(home) = home else { return };
            let (recent, aside) = Recent::load(&home);
            answer(Done::Recent(recent.entries().to_vec()));
            if let Some(aside) = aside {
                answer(Done::Trouble(aside.to_string()));
            }
            if leftovers {
                match recovery::leftovers(&home) {
                    Ok(found) => answer(Done::Leftovers(found)),
                    Err(error) => log(&format!("không tìm được bản khôi phục: {error}")),
                }
            }
        });
    }

    /// Paints the first page of every sample.
    pub fn thumbnails(&self, scale: f32) {
        self.run("mau-co-san", move |answer| {
            let mut typesetter = Typesetter::new();
            for sample in samples::gallery() {
                let paper = compose(&sample.plan(), Standing::Issued);
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

    /// Opens a file with its own program, or its folder.
    pub fn launch(&self, path: PathBuf, folder: bool) {
        self.run("mo-ben-ngoai", move |answer| {
            let target = if folder { path.parent().unwrap_or(&path) } else { &path };
            if let Err(error) = opener::open(target) {
                answer(Done::Trouble(format!(
                    "Không mở được {}: {error}. Hãy mở tệp bằng trình quản lý tệp.",
                    path.display()
                )));
            }
        });
    }

    /// Does something on a thread of its own; each answer wakes the window.
    pub fn run(&self, name: &str, work: impl FnOnce(&dyn Fn(Done)) + Send + 'static) {
        let (sender, ctx) = (self.sender.clone(), self.ctx.clone());
        let thread = thread::Builder::new().name(name.to_owned());
        let spawned = thread.spawn(move || {
            work(&|done| {
                // Without a window nobody waits for the answer any more.
                if sender.send(done).is_ok() {
                    ctx.request_repaint();
                }
            });
        });
        if let Err(error) = spawned {
            let words = format!("Máy không tạo thêm được luồng xử lý: {error}. Hãy thử lại.");
            self.sender.send(Done::Trouble(words)).ok();
        }
    }
}

impl Purpose {
    /// The question as a dialog's title.
    pub fn title(self) -> &'static str {
        match self {
            Self::Open => "Mở bản thảo",
            Self::Earlier => "Chọn kế hoạch năm trước",
            Self::Import => "Nhập từ Word hoặc văn bản",
            Self::Save => "Lưu bản thảo",
            Self::Pdf => "Xuất PDF",
            Self::DraftPdf => "Xuất bản trình",
            Self::Word => "Xuất Word",
        }
    }

    /// The ending of the file; for reading, the first one offered.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Open | Self::Earlier | Self::Save => EXTENSION,
            Self::Import | Self::Word => "docx",
            Self::Pdf | Self::DraftPdf => "pdf",
        }
    }

    /// Whether a file will be written.
    pub fn writes(self) -> bool {
        matches!(self, Self::Save | Self::Pdf | Self::DraftPdf | Self::Word)
    }
}

fn dialog(purpose: Purpose, folder: Option<&Path>, name: &str) -> Option<PathBuf> {
    let mut dialog = rfd::FileDialog::new().set_title(purpose.title());
    if let Some(folder) = folder {
        dialog = dialog.set_directory(folder);
    }
    let dialog = match purpose {
        Purpose::Import => dialog
            .add_filter("Word và văn bản", &["docx", "txt", "md"])
            .add_filter("Mọi tệp", &["*"]),
        Purpose::Earlier => dialog
            .add_filter("Kế hoạch cũ", &[EXTENSION, "docx", "txt", "md"])
            .add_filter("Mọi tệp", &["*"]),
        Purpose::Word => dialog.add_filter("Word", &["docx"]),
        Purpose::Pdf | Purpose::DraftPdf => dialog.add_filter("PDF", &["pdf"]),
        _ => dialog.add_filter("Bản thảo Kế Hoạch", &[EXTENSION]),
    };
    if purpose.writes() { dialog.set_file_name(name).save_file() } else { dialog.pick_file() }
}

fn note_recent(home: Option<&Home>, path: &Path, plan: &Plan, answer: &dyn Fn(Done)) {
    let Some(home) = home else { return };
    match Recent::note(home, path, plan) {
        Ok(recent) => answer(Done::Recent(recent.entries().to_vec())),
        Err(error) => log(&error.to_string()),
    }
}

/// A file name made of a plan's trích yếu, without marks so that every mail system takes it.
pub fn file_stem(plan: &Plan) -> String {
    use unicode_normalization::UnicodeNormalization as _;
    let mut stem = String::new();
    for letter in plan.subject.words().to_lowercase().nfd() {
        let letter = if letter == 'đ' { 'd' } else { letter };
        if letter.is_ascii_alphanumeric() {
            stem.push(letter);
        } else if (letter.is_whitespace() || letter.is_ascii_punctuation())
            && !stem.ends_with('-')
            && !stem.is_empty()
        {
            stem.push('-');
        }
    }
    let mut end = stem.len().min(60);
    if stem.len() > end {
        end = stem[..end].rfind('-').unwrap_or(end);
    }
    match stem[..end].trim_matches('-') {
        "" => "ke-hoach".to_owned(),
        stem => stem.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_named_after_the_subject_in_plain_letters() {
        let plan = |subject: &str| Plan { subject: subject.into(), ..Plan::default() };
        assert_eq!(
            file_stem(&plan("Triển khai phong trào “Dân vận khéo” năm 2027")),
            "trien-khai-phong-trao-dan-van-kheo-nam-2027"
        );
        assert_eq!(file_stem(&plan("../Đề án: a/b?")), "de-an-a-b");
        assert_eq!(file_stem(&plan("")), "ke-hoach");
        assert!(file_stem(&plan(&"rất dài ".repeat(40))).len() <= 60);
    }
}
