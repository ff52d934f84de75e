//! The draft that is open, with everything the window keeps beside it.

use std::path::{Path, PathBuf};
use std::time::Duration;

use chrono::{DateTime, Local};

use super::saver::{Saver, Wanted};
use crate::app::desk::outline::Outline;
use crate::app::desk::status::WordCount;
use crate::app::form::editors::Editors;
use crate::app::form::memory::Form;
use crate::app::threads::pages::log;
use crate::app::threads::whose::DraftId;
use crate::edit::Session;
use crate::model::Document;
use crate::store::watch::{Seen, Watch};
use crate::store::{Claim, Keeper, KeptOf, Stamp, Urge};

/// A plan that is to be opened as a draft, with what is known of its file.
pub struct Arrived {
    /// The plan.
    pub document: Document,
    /// Its file; none while it has none.
    pub path: Option<PathBuf>,
    /// The state of the file that was read.
    pub stamp: Option<Stamp>,
    /// The file is claimed for this window.
    pub claim: Option<Claim>,
    /// Whether there is nothing to lose: the file holds it as it is, or nothing is hers yet.
    pub saved: bool,
    /// The open draft's own file, where it is read anew: its claim goes over.
    pub reopens: Option<PathBuf>,
}

/// The open draft's file at a moment. What is read of a file is true of that moment alone: when a
/// save has begun or ended since, another state may stand there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnFile {
    /// The draft.
    pub draft: DraftId,
    /// The file.
    pub path: PathBuf,
    /// Whether it is claimed for this window.
    pub held: bool,
    writes: u64,
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
    /// The lines of its outline.
    pub outline: Outline,
    /// When it was last saved.
    pub saved_at: Option<DateTime<Local>>,
    /// Whether it is being saved.
    pub saver: Saver,
    /// It is claimed for this window; none without a file or a home.
    pub claim: Option<Claim>,
    /// It is being claimed, and this is to be saved as soon as it is.
    pub claiming: Option<Claiming>,
    /// The state of its file that is known here.
    pub stamp: Option<Stamp>,
    /// What was last seen of its file from outside.
    pub seen: Option<Seen>,
    /// Watches its file, once it has one.
    pub watch: Option<(PathBuf, Watch)>,
    /// Why it is not being kept, as far as she has been told.
    pub told: Option<String>,
    keeper: Keeper,
    /// Saves that have begun, and that have ended.
    writes: u64,
    /// The revision that was last handed to the recovery thread.
    kept: Option<u64>,
    words: (u64, WordCount),
}

impl Arrived {
    /// A plan in which nothing is hers yet: closed as it is, nothing is lost.
    pub fn fresh(document: Document) -> Self {
        Self { document, path: None, stamp: None, claim: None, saved: true, reopens: None }
    }

    /// A plan that no file holds.
    pub fn unsaved(document: Document) -> Self {
        Self { saved: false, ..Self::fresh(document) }
    }
}

impl Draft {
    /// Opens a plan.
    pub fn open(id: DraftId, arrived: Arrived, keeper: Keeper) -> Self {
        let Arrived { document, path, stamp, claim, saved, reopens: _ } = arrived;
        let session =
            if saved { Session::saved(document) } else { Session::unsaved(document) };
        Self {
            id,
            // What no file holds is kept aside from the beginning.
            kept: saved.then(|| session.revision()),
            words: (session.revision(), WordCount::of(session.snapshot())),
            session,
            path,
            form: Form::default(),
            editors: Editors::default(),
            outline: Outline::default(),
            saved_at: None,
            saver: Saver::default(),
            claim,
            claiming: None,
            stamp,
            seen: None,
            watch: None,
            told: None,
            keeper,
            writes: 0,
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

    /// Its file as it is known at this moment.
    pub fn own_file(&self) -> Option<OwnFile> {
        let path = self.path.clone()?;
        let held = self.claim.is_some();
        Some(OwnFile { draft: self.id, path, held, writes: self.writes })
    }

    /// Notes that a save begins.
    pub fn begins_save(&mut self) {
        self.writes += 1;
    }

    /// Whether it is being saved, or waits for that.
    pub fn is_saving(&self) -> bool {
        let waits = self.claiming.as_ref().is_some_and(|claiming| claiming.then.is_some());
        waits || self.saver.writing().is_some()
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

    /// Notes that a revision was written to its file, whose claim is new where it is another one. What
    /// has been typed since is not saved.
    pub fn saved(&mut self, path: PathBuf, revision: u64, stamp: Stamp, claim: Option<Claim>) {
        self.writes += 1;
        self.path = Some(path);
        self.stamp = Some(stamp);
        // What was seen before is what was saved over; the watch looks anew.
        self.seen = Some(Seen::Holds(stamp));
        if let Some((_, watch)) = &self.watch {
            watch.look();
        }
        if let Some(claim) = claim {
            release(self.claim.replace(claim));
        }
        self.saved_at = Some(Local::now());
        self.session.mark_saved_revision(revision);
        self.kept = None;
        self.keep();
    }

    /// Notes that it could not be written: what is unsaved is kept aside anew.
    pub fn not_saved(&mut self) {
        self.writes += 1;
        self.kept = None;
        self.keep();
    }

    /// Closes it with her consent: nothing is left to recover. What was not saved is kept for a
    /// fortnight; returns where.
    pub fn close(self) -> Option<PathBuf> {
        let of = self.kept_of();
        release(self.claim);
        if self.session.is_dirty() {
            return self.keeper.discard(self.session.snapshot(), of);
        }
        self.keeper.finish();
        None
    }

    /// What others may have it kept aside at once with.
    pub fn urge(&self) -> Urge {
        self.keeper.urge()
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

/// A draft's file is being claimed, beside what she does.
#[derive(Debug, Default)]
pub struct Claiming {
    /// The save that waits for it.
    pub then: Option<Wanted>,
}

/// Lets a file go, without waiting for its disk.
pub fn release(claim: Option<Claim>) {
    release_within(claim, Duration::ZERO);
}

/// Lets a file go, and waits for its disk as long as given: the program is about to end.
pub fn release_within(claim: Option<Claim>, patience: Duration) {
    if let Some(Err(error)) = claim.map(|claim| claim.release(patience)) {
        log(&format!("không xóa được khóa của bản thảo: {error}"));
    }
}
