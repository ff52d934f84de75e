//! Drafts and files: asking for them, opening, saving, and what came of it.

use std::path::{Path, PathBuf};

use super::drafts::RECOVERED;
use super::drops::Kind;
use super::window::Window;
use crate::app::desk::dialogs::Dialog;
use crate::app::intake::import::{Request, file_name};
use crate::app::threads::jobs::{Purpose, file_stem};
use crate::export::Format;
use crate::model::Standing;
use crate::store::{Claim, InUse, Opened, SaveError, Stamp};

impl Window {
    pub(in crate::app) fn ask(&mut self, purpose: Purpose) {
        self.typed = None;
        let folder = self.folder();
        self.jobs.ask(purpose, folder, self.proposed(purpose));
    }

    pub(in crate::app) fn folder(&self) -> Option<PathBuf> {
        let own = self.draft.as_ref().and_then(|draft| draft.path.as_deref());
        own.and_then(Path::parent).map(Path::to_owned).or_else(|| self.settings.folder.clone())
    }

    /// The file name proposed for what will be written.
    pub(in crate::app) fn proposed(&self, purpose: Purpose) -> String {
        let Some(draft) = self.draft.as_ref().filter(|_| purpose.writes()) else {
            return String::new();
        };
        let stem = match draft.path.as_deref().and_then(Path::file_stem) {
            Some(stem) => stem.to_string_lossy().into_owned(),
            None => file_stem(draft.session.plan()),
        };
        let stem = if purpose == Purpose::DraftPdf { format!("{stem}-trinh") } else { stem };
        format!("{stem}.{}", purpose.extension())
    }

    pub(in crate::app) fn save(&mut self) {
        let path = self.draft.as_ref().and_then(|draft| draft.path.clone());
        match path {
            Some(path) => self.save_to(path),
            None => self.ask(Purpose::Save),
        }
    }

    fn save_to(&mut self, path: PathBuf) {
        let own = self.draft.as_ref().filter(|draft| draft.path.as_ref() == Some(&path));
        let known = own.and_then(|draft| draft.stamp);
        self.save_over(path, known);
    }

    /// Saves over a file of which a state is known; none to save over whatever is there.
    pub(in crate::app) fn save_over(&mut self, path: PathBuf, known: Option<Stamp>) {
        let Some(draft) = &mut self.draft else { return };
        let claimed = draft.claim.as_ref().is_some_and(|claim| claim.is_of(&path));
        if !claimed && let Some(home) = &self.home {
            match Claim::take(home, &path) {
                Ok(claim) => draft.next_claim = Some(claim),
                Err(error) => {
                    self.after_save = None;
                    let words = format!("{} — {error}. Hãy lưu tên khác.", file_name(&path));
                    return self.trouble("Không lưu được bản thảo", &words);
                }
            }
        }
        let revision = draft.session.revision();
        draft.saving = Some(revision);
        let plan = draft.session.snapshot();
        self.jobs.save(path, known, revision, plan, self.home.clone());
    }

    pub(in crate::app) fn picked(&mut self, purpose: Purpose, path: PathBuf) {
        self.settings.folder = path.parent().map(Path::to_owned);
        let path = match purpose.writes() {
            true => with_ending(path, purpose.extension()),
            false => path,
        };
        match purpose {
            Purpose::Earlier if Kind::of(&path) == Kind::Source => {
                self.jobs.import(Request::file(path, true));
            }
            Purpose::Open if Kind::of(&path) == Kind::Source => {
                self.jobs.import(Request::file(path, false))
            }
            Purpose::Open | Purpose::Earlier => self.jobs.open(path, purpose),
            Purpose::Import => self.jobs.import(Request::file(path, false)),
            Purpose::Save => self.save_to(path),
            Purpose::Pdf => self.export_one(purpose, path, Standing::Issued, Format::Pdf),
            Purpose::DraftPdf => self.export_one(purpose, path, Standing::Draft, Format::Pdf),
            Purpose::Word => self.export_one(purpose, path, Standing::Issued, Format::Docx),
        }
    }

    /// A draft was read, or not.
    pub(in crate::app) fn opened(
        &mut self,
        path: PathBuf,
        purpose: Purpose,
        result: Result<Box<Opened>, String>,
    ) {
        match result {
            Ok(opened) if purpose == Purpose::Earlier => self.renew(opened.plan, &path),
            Ok(opened) => {
                for note in &opened.notes {
                    self.toasts.note(note.to_string());
                }
                let Ok(claim) = self.claim(&path) else {
                    self.dialog = Some(Dialog::InUse(path, Box::new(opened.plan)));
                    return;
                };
                let saved = opened.notes.is_empty();
                self.show_draft(opened.plan, Some(path.clone()), saved, None);
                if let Some(draft) = &mut self.draft {
                    draft.claim = claim;
                    draft.stamp = Some(opened.stamp);
                    self.jobs.note(path, draft.session.snapshot(), self.home.clone());
                }
            }
            Err(words) => self.trouble("Không mở được bản thảo", &words),
        }
    }

    /// Claims a draft for this window; the one that is open here stays claimed when it is opened
    /// again.
    pub(in crate::app) fn claim(&mut self, path: &Path) -> Result<Option<Claim>, InUse> {
        let own = self.draft.as_mut().map(|draft| &mut draft.claim);
        if let Some(own) = own
            && own.as_ref().is_some_and(|claim| claim.is_of(path))
        {
            return Ok(own.take());
        }
        self.home.as_ref().map(|home| Claim::take(home, path)).transpose()
    }

    pub(in crate::app) fn saved(
        &mut self,
        path: PathBuf,
        revision: u64,
        result: Result<Stamp, SaveError>,
    ) {
        let Some(draft) = &mut self.draft else { return };
        match result {
            Ok(stamp) => {
                self.typed = None;
                draft.saved(path, revision, stamp);
                self.toasts.withdraw(RECOVERED);
                if let Some(action) = self.after_save.take() {
                    self.act(action);
                }
            }
            // What was to be done afterwards waits for her answer.
            Err(SaveError::Changed) => {
                draft.saving = None;
                self.dialog = Some(Dialog::Changed(path));
            }
            Err(error) => {
                draft.saving = None;
                draft.next_claim = None;
                self.after_save = None;
                let words = format!("{error} Bản thảo vẫn còn nguyên trong cửa sổ.");
                self.trouble("Không lưu được bản thảo", &words);
            }
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
