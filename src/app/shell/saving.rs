//! Saving the draft, and what came of it.

use std::path::{Path, PathBuf};

use super::answers::Done;
use super::draft::Draft;
use super::leaving::RECOVERED;
use super::purpose::Purpose;
use super::saver::{Over, Wanted};
use super::window::Window;
use crate::app::desk::dialogs::Dialog;
use crate::app::intake::import::file_name;
use crate::app::threads::whose::DraftId;
use crate::store::{Claim, InUse, Known, SaveError, Saved, save_over};

/// Said when the file that was saved over had been deleted or moved.
const ANEW: &str = "Tệp cũ đã bị xóa hoặc chuyển đi; bản thảo được lưu thành tệp mới.";

impl Window {
    /// Saves the draft to its file; asks for one where it has none.
    pub(in crate::app) fn save(&mut self) {
        let path = self.draft().and_then(|draft| draft.path.clone());
        match path {
            Some(path) => self.save_to(path, Over::Known),
            None => self.ask(Purpose::Save),
        }
    }

    /// Saves the draft to a file, now or as soon as the save that runs has ended.
    pub(in crate::app) fn save_to(&mut self, path: PathBuf, over: Over) {
        let Some(draft) = self.screen.draft_mut() else { return };
        let wanted = Wanted { path, over };
        let own = draft.path.as_ref() == Some(&wanted.path);
        if let Some(claiming) = draft.claiming.as_mut().filter(|_| own) {
            claiming.then = Some(wanted);
            return;
        }
        if draft.saver.ask(&wanted, draft.session.revision()) {
            self.write(wanted);
        }
    }

    /// Begins to write: the draft's saver has let it.
    fn write(&mut self, Wanted { path, over }: Wanted) {
        let Some(draft) = self.screen.draft_mut() else { return };
        draft.begins_save();
        let held = draft.claim.as_ref().map(|claim| claim.path().to_owned());
        let own = draft.path.as_ref() == Some(&path);
        let known = match (over, draft.stamp) {
            (Over::Known, Some(stamp)) if own => Known::State(stamp),
            (Over::Known, None) if own => Known::Nothing,
            // She has said so, or has just chosen the file in a dialog that asked.
            (Over::Known | Over::Whatever, _) => Known::Whatever,
        };
        let (id, revision, document) =
            (draft.id, draft.session.revision(), draft.session.snapshot());
        let home = self.home.clone();
        let died = {
            let path = path.clone();
            move || Done::Saved {
                draft: id,
                path: path.clone(),
                revision,
                claim: None,
                result: Err(SavingError::Died),
            }
        };
        self.jobs.run("luu-tep", died, move |answer| {
            let home = home.as_ref();
            let claim =
                home.map(|home| Claim::take_beside(home, &path, held.as_deref())).transpose();
            let (claim, result) = match claim {
                Ok(claim) => (claim.flatten(), save_over(home, &path, &document, known)),
                Err(error) => {
                    let result = Err(SavingError::InUse(file_name(&path), error));
                    return answer(Done::Saved {
                        draft: id,
                        path,
                        revision,
                        claim: None,
                        result,
                    });
                }
            };
            if result.is_ok() {
                super::errands::note_recent(home, &path, &document, answer);
            }
            let result = result.map_err(SavingError::from);
            answer(Done::Saved { draft: id, path, revision, claim, result });
        });
    }

    /// A draft was written, or not. One that is no longer open is nobody's affair here.
    pub(in crate::app) fn saved(
        &mut self,
        id: DraftId,
        path: PathBuf,
        revision: u64,
        claim: Option<Claim>,
        result: Result<Saved, SavingError>,
    ) {
        let Some(draft) = self.screen.draft_mut().filter(|draft| draft.id == id) else {
            return;
        };
        let again = draft.saver.ended();
        match result {
            Ok(saved) => {
                self.handover.typed = None;
                draft.saved(path, revision, saved.stamp, claim);
                if saved.anew {
                    self.toasts.note(ANEW);
                }
                if let Some(warning) = saved.warning {
                    self.toasts.note(warning);
                }
                self.toasts.withdraw(RECOVERED);
                match again.filter(|wanted| needs(draft, &wanted.path)) {
                    Some(wanted) => self.save_to(wanted.path, wanted.over),
                    None => self.leave_after_save(),
                }
            }
            // What was to be done afterwards waits for her answer.
            Err(SavingError::Store(SaveError::Changed(_))) => {
                draft.not_saved();
                self.put(Dialog::Changed(path));
            }
            Err(error) => self.not_saved(&error.to_string()),
        }
    }

    fn not_saved(&mut self, why: &str) {
        if let Some(draft) = self.screen.draft_mut() {
            draft.not_saved();
        }
        self.stay();
        let words = format!("Bản thảo vẫn còn nguyên trong cửa sổ. {why}");
        self.trouble("Không lưu được bản thảo", &words);
    }
}

/// Whether a save that was asked for while another ran is still of use.
fn needs(draft: &Draft, path: &Path) -> bool {
    draft.session.is_dirty() || draft.path.as_deref() != Some(path)
}

/// Why a draft was not saved.
#[derive(Debug, thiserror::Error)]
pub enum SavingError {
    /// What the store says.
    #[error(transparent)]
    Store(#[from] SaveError),
    /// Another window or machine has the file open.
    #[error("{0} — {1}. Hãy lưu tên khác.")]
    InUse(String, InUse),
    /// The program failed while it wrote.
    #[error(
        "Chương trình gặp lỗi khi đang ghi tệp; tệp cũ vẫn còn nguyên. Hãy lưu lại, hoặc lưu tên \
         khác."
    )]
    Died,
}
