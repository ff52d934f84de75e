//! Drafts and files that come in: asking for them, reading them, and what came of it.

use std::path::{Path, PathBuf};

use super::answers::Asked;
use super::draft::{Arrived, Draft, OwnFile};
use super::drops::Kind;
use super::leaving::Next;
use super::purpose::Purpose;
use super::saver::Over;
use super::window::Window;
use crate::app::desk::dialogs::Dialog;
use crate::app::intake::import::{Request, file_name};
use crate::app::threads::names::file_stem;
use crate::app::threads::whose::{Arrival, DraftId};
use crate::export::Format;
use crate::model::Standing;
use crate::store::{self, Claim, Home, InUse, Note, Opened, draft};

/// A draft that was read, and what else its disk was asked in the same breath.
pub struct Brought {
    /// Its content.
    pub opened: Opened,
    /// Whether it is the file of the draft that was open then.
    pub is_own: bool,
    /// Its claim; none where the open draft has it, or where no home keeps claims.
    pub claim: Result<Option<Claim>, InUse>,
}

impl Brought {
    /// Reads a draft and claims it, on the caller's thread.
    ///
    /// # Errors
    /// Why it cannot be read, in Vietnamese.
    pub fn read(
        path: &Path,
        claims: bool,
        own: Option<&OwnFile>,
        home: Option<&Home>,
    ) -> Result<Self, String> {
        let opened = draft::open(path).map_err(|error| error.to_string())?;
        let is_own = own.is_some_and(|own| store::is_same(&own.path, path));
        let held = is_own && own.is_some_and(|own| own.held);
        let claim = match home {
            Some(home) if claims && !held => Claim::take(home, path).map(Some),
            _ => Ok(None),
        };
        Ok(Self { opened, is_own, claim })
    }
}

impl Window {
    /// Asks for a file.
    pub(in crate::app) fn ask(&mut self, purpose: Purpose) {
        self.handover.typed = None;
        let asked = Asked { purpose, draft: self.draft().map(|draft| draft.id) };
        if self.system_dialogs {
            self.jobs.ask(asked, self.folder(), self.proposed(purpose));
        } else {
            self.ask_in_window(asked);
        }
    }

    /// The system has no dialog: the path is typed.
    pub(in crate::app) fn ask_in_window(&mut self, asked: Asked) {
        if !self.is_still_wanted(asked) {
            return;
        }
        let folder = self.folder().or_else(|| std::env::current_dir().ok());
        let name = self.proposed(asked.purpose);
        let path = folder.map(|folder| folder.join(name));
        self.put(Dialog::path(asked.purpose, path));
    }

    /// Whether what was asked for is of the draft that is open now; tells her where it is not.
    pub(super) fn is_still_wanted(&mut self, asked: Asked) -> bool {
        let now = self.draft().map(|draft| draft.id);
        if !asked.purpose.writes() || asked.draft == now {
            return true;
        }
        self.toasts.note("Bản thảo hỏi tên tệp lúc nãy đã đóng, nên không ghi gì.");
        false
    }

    /// The folder a dialog begins in.
    pub(in crate::app) fn folder(&self) -> Option<PathBuf> {
        let own = self.draft().and_then(|draft| draft.path.as_deref());
        let own = own.and_then(Path::parent).map(Path::to_owned);
        self.review_folder().or(own).or_else(|| self.settings.folder.clone())
    }

    /// The file name proposed for what will be written.
    fn proposed(&self, purpose: Purpose) -> String {
        let of_review = match purpose {
            Purpose::Report => Some("bao-cao-kiem-tra"),
            Purpose::Remarks => Some("nhan-xet"),
            _ => None,
        };
        if let Some((ending, stem)) = of_review.zip(self.review_stem()) {
            return format!("{stem}-{ending}.{}", purpose.extension());
        }
        let Some(draft) = self.draft().filter(|_| purpose.writes()) else {
            return String::new();
        };
        // A hồ sơ is named after its plan, whichever of its papers is open.
        let path = match purpose {
            Purpose::Dossier => self.desk.dossier.plan_of(draft.id).map(|plan| &*plan.path),
            _ => None,
        };
        let path = path.or(draft.path.as_deref());
        let stem = match path.and_then(Path::file_stem) {
            Some(stem) => stem.to_string_lossy().into_owned(),
            None => file_stem(draft.session.document()),
        };
        let stem = match purpose {
            Purpose::DraftPdf => format!("{stem}-trinh"),
            Purpose::Slip => format!("{stem}-phieu-ra-soat"),
            Purpose::Dossier => format!("{stem}-ho-so"),
            _ => stem,
        };
        format!("{stem}.{}", purpose.extension())
    }

    /// A dialog of the system was answered.
    pub(in crate::app) fn picked_outside(&mut self, asked: Asked, path: Option<PathBuf>) {
        match path {
            Some(path) if self.is_still_wanted(asked) => self.picked(asked.purpose, path),
            Some(_) => {}
            None if asked.purpose == Purpose::Save => self.stay(),
            None => {}
        }
    }

    /// A file was chosen.
    pub(in crate::app) fn picked(&mut self, purpose: Purpose, path: PathBuf) {
        self.settings.folder = path.parent().map(Path::to_owned);
        let path = match purpose.writes() {
            true => with_ending(path, purpose.extension()),
            false => path,
        };
        match purpose {
            Purpose::Earlier if Kind::of(&path) == Kind::Source => {
                self.import(Request::file(path, true));
            }
            Purpose::Open => self.bring(path),
            Purpose::Earlier => self.read(path, purpose),
            Purpose::Import => self.import(Request::file(path, false)),
            Purpose::Save => self.save_to(path, Over::Known),
            Purpose::Pdf => self.export_one(purpose, path, Standing::Issued, Format::Pdf),
            Purpose::DraftPdf => self.export_one(purpose, path, Standing::Draft, Format::Pdf),
            Purpose::Check => self.check_file(path),
            Purpose::Slip => self.write_slip(path),
            Purpose::Dossier => self.write_dossier(path),
            Purpose::Report => self.write_report(path),
            Purpose::Remarks => self.write_remarks(path),
            Purpose::Word => self.export_one(purpose, path, Standing::Issued, Format::Docx),
        }
    }

    /// Opens a draft, or reads any other file to be taken in.
    pub(in crate::app) fn bring(&mut self, path: PathBuf) {
        if Kind::of(&path) == Kind::Source {
            self.import(Request::file(path, false));
        } else {
            self.read(path, Purpose::Open);
        }
    }

    fn read(&mut self, path: PathBuf, purpose: Purpose) {
        self.expect_arrival();
        self.read_again(path, purpose);
    }

    /// Reads a draft for the wish that is waited for already.
    fn read_again(&mut self, path: PathBuf, purpose: Purpose) {
        let own = self.draft().and_then(Draft::own_file);
        self.jobs.open(self.handover.arrival, path, purpose, own, self.home.clone());
    }

    /// Reads a file to be taken in.
    pub(in crate::app) fn import(&mut self, request: Request) {
        let arrival = self.expect_arrival();
        self.jobs.import(arrival, request);
    }

    /// Another draft is wished for; what was wished for before is not waited for any longer.
    pub(in crate::app) fn expect_arrival(&mut self) -> Arrival {
        self.handover.arrival = self.handover.arrival.next();
        self.handover.arrival
    }

    /// A draft was read, or not; `asked` is the open draft's file as it was then.
    pub(in crate::app) fn opened(
        &mut self,
        path: PathBuf,
        purpose: Purpose,
        asked: Option<&OwnFile>,
        result: Result<Box<Brought>, String>,
    ) {
        let brought = match result {
            Ok(_) if self.refuses_file() => return,
            Ok(brought) => *brought,
            Err(words) => return self.trouble("Không mở được bản thảo", &words),
        };
        if purpose == Purpose::Earlier {
            return self.renew(brought.opened.document, &path);
        }
        let Brought { opened, is_own, claim } = brought;
        let own = self.draft().and_then(Draft::own_file);
        let own_stands = |draft: &Draft| {
            draft.saver.writing().is_some() || draft.stamp == Some(opened.stamp)
        };
        if is_own && own.as_ref() == asked && self.draft().is_some_and(own_stands) {
            self.over = None;
            return self.toasts.note(format!("“{}” đang mở ở đây.", file_name(&path)));
        }
        // Saved or closed since, the draft has let another state stand there, or another claim.
        if own.as_ref() != asked && (is_own || claim.is_err()) {
            return self.read_again(path, purpose);
        }
        for note in &opened.notes {
            // Of every plan that comes in, wherever from, this is told when it is shown.
            if !matches!(note, Note::ImpossibleDate(_)) {
                self.toasts.note(note.to_string());
            }
        }
        let claim = match claim {
            Ok(claim) => claim,
            Err(error) => {
                let who = error.to_string();
                return self.put(Dialog::InUse(path, Box::new(opened), who));
            }
        };
        self.jobs.note(path.clone(), opened.document.clone().into(), self.home.clone());
        let arrived = Arrived {
            saved: opened.is_as_written(),
            document: opened.document,
            path: Some(path),
            stamp: Some(opened.stamp),
            claim,
            reopens: own.filter(|_| is_own).map(|own| own.path),
        };
        self.leave_for(Next::Draft(Box::new(arrived)));
    }

    /// The file of a draft that was recovered is claimed, or somebody else has it.
    pub(in crate::app) fn claimed(
        &mut self,
        id: DraftId,
        path: &Path,
        result: Result<Option<Claim>, InUse>,
    ) {
        let Some(draft) = self.screen.draft_mut().filter(|draft| draft.id == id) else {
            return;
        };
        let waits = draft.claiming.take().and_then(|claiming| claiming.then);
        match result {
            // Saved elsewhere meanwhile, it has another claim.
            Ok(claim) if draft.path.as_deref() == Some(path) && draft.claim.is_none() => {
                draft.claim = claim;
            }
            Ok(_) => {}
            Err(error) => self
                .toasts
                .note(format!("{}: {error}. Khi lưu, hãy chọn tên khác.", file_name(path))),
        }
        if let Some(wanted) = waits {
            self.save_to(wanted.path, wanted.over);
        }
    }
}

/// A file name with the ending it needs.
pub(in crate::app) fn with_ending(path: PathBuf, ending: &str) -> PathBuf {
    let has = path.extension().is_some_and(|own| own.eq_ignore_ascii_case(ending));
    if has {
        return path;
    }
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(".");
    name.push(ending);
    path.with_file_name(name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::draft::EXTENSION;

    #[test]
    fn an_ending_is_added_only_where_it_is_missing() {
        let ending = |path: &str| with_ending(path.into(), EXTENSION);
        assert_eq!(ending("a/kế hoạch 1.2"), Path::new("a/kế hoạch 1.2.kehoach"));
        assert_eq!(ending("a/b.KEHOACH"), Path::new("a/b.KEHOACH"));
        assert_eq!(ending("b"), Path::new("b.kehoach"));
    }
}
