//! The draft that is open, with everything the window keeps beside it.

use std::path::{Path, PathBuf};

use chrono::{DateTime, Local};

use super::saver::Saver;
use crate::app::desk::status::WordCount;
use crate::app::form::editors::Editors;
use crate::app::form::memory::Form;
use crate::app::threads::pages::log;
use crate::app::threads::whose::DraftId;
use crate::edit::Session;
use crate::model::Plan;
use crate::store::watch::{Seen, Watch};
use crate::store::{Claim, Keeper, KeptOf, Stamp};

/// A plan that is to be opened as a draft, with what is known of its file.
pub struct Arrived {
    /// The plan.
    pub plan: Plan,
    /// Its file; none while it has none.
    pub path: Option<PathBuf>,
    /// The state of the file that was read.
    pub stamp: Option<Stamp>,
    /// The file is claimed for this window.
    pub claim: Option<Claim>,
    /// Whether there is nothing to lose: the file holds it as it is, or nothing is hers yet.
    pub saved: bool,
}

/// What happened to a draft's file from outside.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outside {
    /// Somebody has written it.
    Changed,
    /// It was deleted, moved or renamed.
    Gone,
}

/// An open draft.
pub struct Draft {
    /// What tells it from every other draft of this window.
    pub id: DraftId,
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
    /// Whether it is being saved.
    pub saver: Saver,
    /// It is claimed for this window; none without a file or a home.
    pub claim: Option<Claim>,
    /// The claim of the file it is being saved to, where that is another one.
    pub next_claim: Option<Claim>,
    /// The state of its file that is known here.
    pub stamp: Option<Stamp>,
    /// What was last seen of its file from outside.
    pub seen: Option<Seen>,
    /// Watches its file, once it has one.
    pub watch: Option<(PathBuf, Watch)>,
    /// Why it is not being kept, as far as she has been told.
    pub told: Option<String>,
    keeper: Keeper,
    /// The revision that was last handed to the recovery thread.
    kept: Option<u64>,
    words: (u64, WordCount),
}

impl Arrived {
    /// A plan in which nothing is hers yet: closed as it is, nothing is lost.
    pub fn fresh(plan: Plan) -> Self {
        Self { plan, path: None, stamp: None, claim: None, saved: true }
    }

    /// A plan that no file holds.
    pub fn unsaved(plan: Plan) -> Self {
        Self { saved: false, ..Self::fresh(plan) }
    }
}

impl Draft {
    /// Opens a plan.
    pub fn open(id: DraftId, arrived: Arrived, keeper: Keeper) -> Self {
        let Arrived { plan, path, stamp, claim, saved } = arrived;
        let session = if saved { Session::saved(plan) } else { Session::unsaved(plan) };
        Self {
            id,
            // What no file holds is kept aside from the beginning.
            kept: saved.then(|| session.revision()),
            words: (session.revision(), WordCount::of(session.snapshot())),
            session,
            path,
            form: Form::default(),
            editors: Editors::default(),
            saved_at: None,
            saver: Saver::default(),
            claim,
            next_claim: None,
            stamp,
            seen: None,
            watch: None,
            told: None,
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
        let (counted, words) = &mut self.words;
        if *counted != revision {
            *counted = revision;
            return words.follow(self.session.snapshot());
        }
        words.count()
    }

    /// Whether a file is this draft's, under whatever name.
    pub fn is_of(&self, path: &Path) -> bool {
        self.path.as_deref() == Some(path)
            || self.claim.as_ref().is_some_and(|claim| claim.is_of(path))
    }

    /// Hands the plan to the recovery thread when it has changed.
    pub fn keep(&mut self) {
        let revision = self.session.revision();
        if self.kept == Some(revision) {
            return;
        }
        self.kept = Some(revision);
        if self.session.is_dirty() {
            self.keeper.changed(self.session.snapshot(), self.kept_of());
        } else {
            self.keeper.saved();
        }
    }

    /// Notes that a revision was written to its file. What has been typed since is not saved.
    pub fn saved(&mut self, path: PathBuf, revision: u64, stamp: Stamp) {
        self.path = Some(path);
        self.stamp = Some(stamp);
        // What was seen before is what was saved over; the watch looks anew.
        self.seen = Some(Seen::Holds(stamp));
        if let Some((_, watch)) = &self.watch {
            watch.look();
        }
        if let Some(next) = self.next_claim.take() {
            release(self.claim.replace(next));
        }
        self.saved_at = Some(Local::now());
        self.session.mark_saved_revision(revision);
        self.kept = None;
        self.keep();
    }

    /// Notes that it could not be written: what is unsaved is kept aside anew.
    pub fn not_saved(&mut self) {
        release(self.next_claim.take());
        self.kept = None;
        self.keep();
    }

    /// Closes it with her consent: nothing is left to recover. What was not saved is kept for a
    /// fortnight; returns where.
    pub fn close(self) -> Option<PathBuf> {
        let of = self.kept_of();
        release(self.claim);
        release(self.next_claim);
        if self.session.is_dirty() {
            return self.keeper.discard(self.session.snapshot(), of);
        }
        self.keeper.finish();
        None
    }

    /// Why the draft is not being kept from getting lost, as long as that is so.
    pub fn trouble(&self) -> Option<String> {
        self.keeper.trouble()
    }

    /// What happened to its file from outside, if it differs from what is known here.
    pub fn outside(&self) -> Option<Outside> {
        if self.saver.writing().is_some() {
            return None;
        }
        match self.seen? {
            Seen::Holds(stamp) if Some(stamp) == self.stamp => None,
            Seen::Holds(_) => Some(Outside::Changed),
            Seen::Gone => Some(Outside::Gone),
        }
    }

    fn kept_of(&self) -> KeptOf {
        self.path.clone().map(|path| (path, self.stamp))
    }
}

/// Lets a file go.
pub fn release(claim: Option<Claim>) {
    if let Some(Err(error)) = claim.map(Claim::release) {
        log(&format!("không xóa được khóa của bản thảo: {error}"));
    }
}
