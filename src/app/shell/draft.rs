//! The draft that is open, with everything the window keeps beside it.

use std::path::{Path, PathBuf};

use chrono::{DateTime, Local};

use crate::app::desk::status::count_words;
use crate::app::form::editors::Editors;
use crate::app::form::memory::Form;
use crate::app::threads::pages::log;
use crate::app::threads::recovery::Keeper;
use crate::edit::Session;
use crate::model::Plan;
use crate::store::{Claim, Stamp};

/// An open draft.
pub struct Draft {
    /// Its plan and history.
    pub session: Session,
    /// Its file; none while it has none.
    pub path: Option<PathBuf>,
    /// The form's memory.
    pub form: Form,
    /// The block editors.
    pub editors: Editors,
    /// When it was last saved.
    pub saved_at: Option<DateTime<Local>>,
    /// The revision that is being saved.
    pub saving: Option<u64>,
    /// It is claimed for this window; none without a file or a home.
    pub claim: Option<Claim>,
    /// The claim of the file it is being saved to, where that is another one.
    pub next_claim: Option<Claim>,
    /// The state of its file that is known here.
    pub stamp: Option<Stamp>,
    keeper: Keeper,
    kept: u64,
    words: (u64, usize),
}

impl Draft {
    /// Opens a plan. `path` is its file; `saved` whether the file holds it as it is.
    pub fn open(plan: Plan, path: Option<PathBuf>, saved: bool, keeper: Keeper) -> Self {
        let session = if saved { Session::saved(plan) } else { Session::unsaved(plan) };
        Self {
            kept: session.revision(),
            words: (session.revision(), count_words(session.plan())),
            session,
            path,
            form: Form::default(),
            editors: Editors::default(),
            saved_at: None,
            saving: None,
            claim: None,
            next_claim: None,
            stamp: None,
            keeper,
        }
    }

    /// Its name: the file's without ending, or what a draft without file is called.
    pub fn name(&self) -> String {
        let stem = self.path.as_deref().and_then(Path::file_stem);
        stem.map_or_else(
            || "Chưa đặt tên".to_owned(),
            |stem| stem.to_string_lossy().into_owned(),
        )
    }

    /// The title of the window.
    pub fn title(&self) -> String {
        let mark = if self.session.is_dirty() { " •" } else { "" };
        format!("{}{mark} — Kế Hoạch", self.name())
    }

    /// Words of the plan, counted once a revision.
    pub fn words(&mut self) -> usize {
        let revision = self.session.revision();
        if self.words.0 != revision {
            self.words = (revision, count_words(self.session.plan()));
        }
        self.words.1
    }

    /// Hands the plan to the recovery thread when it has changed.
    pub fn keep(&mut self) {
        let revision = self.session.revision();
        if self.kept == revision {
            return;
        }
        self.kept = revision;
        if self.session.is_dirty() {
            self.keeper.changed(self.session.snapshot(), self.path.clone());
        } else {
            self.keeper.saved();
        }
    }

    /// Notes that a revision was written to its file.
    pub fn saved(&mut self, path: PathBuf, revision: u64, stamp: Stamp) {
        self.path = Some(path);
        self.stamp = Some(stamp);
        if let Some(next) = self.next_claim.take() {
            release(self.claim.replace(next));
        }
        self.saving = None;
        self.saved_at = Some(Local::now());
        self.session.mark_saved_revision(revision);
        if !self.session.is_dirty() {
            self.keeper.saved();
        }
    }

    /// Closes it with her consent: nothing is left to recover.
    pub fn close(self) {
        release(self.claim);
        release(self.next_claim);
        self.keeper.finish();
    }
}

fn release(claim: Option<Claim>) {
    if let Some(Err(error)) = claim.map(Claim::release) {
        log(&format!("không xóa được khóa của bản thảo: {error}"));
    }
}
