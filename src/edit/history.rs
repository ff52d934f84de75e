//! The session of one draft: its plan, its undo history, what is saved of it.

use std::collections::VecDeque;
use std::sync::Arc;
use std::time::{Duration, Instant};

use crate::model::{Document, Place};

/// How many states are kept for undo at most.
const KEPT_STATES: usize = 500;
/// The memory in bytes that the states before this one may hold beside it. States share what they
/// have in common, so that 500 letters in a plan of 170 pages take a quarter of it; what fills it are
/// changes of everything, each undone as a whole.
const KEPT_BYTES: usize = 64 << 20;
/// Typing in one place within this time is one step of undo.
const COALESCE: Duration = Duration::from_millis(1500);

/// Where the caret stands: a place of the plan and a selection inside it, in characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Caret {
    /// The place.
    pub place: Place,
    /// Where the selection began.
    pub anchor: usize,
    /// Where the caret is.
    pub head: usize,
}

impl Caret {
    /// Creates a caret without a selection.
    pub fn at(place: Place, head: usize) -> Self {
        Self { place, anchor: head, head }
    }
}

/// What kind of change it is; two of one kind soon after each other are one step of undo.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EditKind {
    /// Typing in a place.
    Typing(Place),
    /// Deleting in a place.
    Deleting(Place),
    /// Anything else: a step of its own.
    Step,
}

#[derive(Clone, Debug)]
struct State {
    document: Arc<Document>,
    caret: Option<Caret>,
    revision: u64,
    /// What it holds beside the state that came after it, in bytes; 0 for the newest.
    bytes: usize,
}

/// A draft that is open: its plan, its past and future, and whether it is saved.
///
/// A change copies the lists of the plan, 16 bytes a block, and the texts that it writes; all else
/// is shared with the states before. The oldest states are forgotten beyond [`KEPT_STATES`] or
/// [`KEPT_BYTES`]; the last step can always be taken back.
#[derive(Debug)]
pub struct Session {
    now: State,
    past: VecDeque<State>,
    future: VecDeque<State>,
    last: Option<(EditKind, Instant)>,
    saved: Option<u64>,
    next_revision: u64,
}

impl Session {
    /// Opens a plan that is saved as it is.
    pub fn saved(document: Document) -> Self {
        let mut session = Self::unsaved(document);
        session.mark_saved();
        session
    }

    /// Opens a plan that no file holds yet.
    pub fn unsaved(document: Document) -> Self {
        Self {
            now: State { document: Arc::new(document), caret: None, revision: 1, bytes: 0 },
            past: VecDeque::new(),
            future: VecDeque::new(),
            last: None,
            saved: None,
            next_revision: 2,
        }
    }

    /// The plan as it is now.
    pub fn document(&self) -> &Document {
        &self.now.document
    }

    /// The plan as it is now, to be handed to another thread.
    pub fn snapshot(&self) -> Arc<Document> {
        Arc::clone(&self.now.document)
    }

    /// A number that changes with every change of the plan; undo gives an old one back.
    pub fn revision(&self) -> u64 {
        self.now.revision
    }

    /// Where the caret stands, if anywhere.
    pub fn caret(&self) -> Option<Caret> {
        self.now.caret
    }

    /// Notes where the caret stands. One that has moved since the last change ends a step of undo.
    pub fn set_caret(&mut self, caret: Option<Caret>) {
        if caret != self.now.caret {
            self.last = None;
        }
        self.now.caret = caret;
    }

    /// Ends a step of undo: what is typed from here on is another one.
    pub fn end_step(&mut self) {
        self.last = None;
    }

    /// Changes the plan. `caret` is where the caret stands afterwards.
    pub fn edit(
        &mut self,
        kind: EditKind,
        caret: Option<Caret>,
        change: impl FnOnce(&mut Document),
    ) {
        self.edit_at(Instant::now(), kind, caret, change);
    }

    /// [`Session::edit`] at a given moment, for tests.
    pub fn edit_at(
        &mut self,
        moment: Instant,
        kind: EditKind,
        caret: Option<Caret>,
        change: impl FnOnce(&mut Document),
    ) {
        let joins = kind != EditKind::Step
            && self.saved != Some(self.now.revision)
            && self.last.is_some_and(|(last, when)| {
                last == kind && moment.duration_since(when) < COALESCE
            });
        if !joins {
            self.keep();
        }
        self.future.clear();
        change(Arc::make_mut(&mut self.now.document));
        self.now.caret = caret.or(self.now.caret);
        self.now.revision = self.next_revision;
        self.next_revision += 1;
        self.last = Some((kind, moment));
    }

    /// Makes the state as it is now one that undo comes back to.
    fn keep(&mut self) {
        // Neither of the two will change any more.
        if let Some(before) = self.past.back_mut() {
            before.bytes = before.document.bytes_beside(&self.now.document);
        }
        self.past.push_back(self.now.clone());
        let mut bytes: usize = self.past.iter().map(|state| state.bytes).sum();
        while self.past.len() > KEPT_STATES || (bytes > KEPT_BYTES && self.past.len() > 1) {
            bytes -= self.past.pop_front().map_or(0, |state| state.bytes);
        }
    }

    /// Whether there is a step to take back.
    pub fn can_undo(&self) -> bool {
        !self.past.is_empty()
    }

    /// Whether there is a step to take again.
    pub fn can_redo(&self) -> bool {
        !self.future.is_empty()
    }

    /// Takes the last step back; returns whether there was one. The caret goes where it was.
    pub fn undo(&mut self) -> bool {
        Self::step(&mut self.now, &mut self.past, &mut self.future, &mut self.last)
    }

    /// Takes a step again that was taken back.
    pub fn redo(&mut self) -> bool {
        Self::step(&mut self.now, &mut self.future, &mut self.past, &mut self.last)
    }

    fn step(
        now: &mut State,
        from: &mut VecDeque<State>,
        to: &mut VecDeque<State>,
        last: &mut Option<(EditKind, Instant)>,
    ) -> bool {
        let Some(state) = from.pop_back() else { return false };
        let mut left = std::mem::replace(now, state);
        left.bytes = left.document.bytes_beside(&now.document);
        to.push_back(left);
        *last = None;
        true
    }

    /// Whether the plan differs from what was last saved.
    pub fn is_dirty(&self) -> bool {
        self.saved != Some(self.now.revision)
    }

    /// Notes that the plan as it is now has been saved.
    pub fn mark_saved(&mut self) {
        self.mark_saved_revision(self.now.revision);
    }

    /// Notes that the plan of a revision has been saved (a save that ran while she typed on).
    pub fn mark_saved_revision(&mut self, revision: u64) {
        self.saved = Some(revision);
        self.last = None;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edit::text_of_mut;
    use crate::model::{Block, Level};

    fn write(session: &mut Session, moment: Instant, place: Place, words: &str) {
        session.edit_at(moment, EditKind::Typing(place), None, |document| {
            document.place.push_str(words);
        });
    }

    #[test]
    fn typing_on_is_one_step_and_a_pause_begins_another() {
        let mut session = Session::saved(Document::default());
        let start = Instant::now();
        write(&mut session, start, Place::Date, "H");
        write(&mut session, start + COALESCE / 2, Place::Date, "à");
        write(&mut session, start + COALESCE * 3, Place::Date, " Nội");
        assert!(session.undo());
        assert_eq!(session.document().place, "Hà");
        assert!(session.undo());
        assert_eq!(session.document().place, "");
        assert!(!session.is_dirty());
        assert!(!session.undo());
        assert!(session.redo() && session.redo());
        assert_eq!(session.document().place, "Hà Nội");
        assert!(!session.redo());
    }

    #[test]
    fn a_caret_that_moved_begins_another_step() {
        let mut session = Session::saved(Document::default());
        let start = Instant::now();
        let at = |head| Some(Caret::at(Place::Date, head));
        let write = |session: &mut Session, head, words: &str| {
            session.edit_at(start, EditKind::Typing(Place::Date), at(head), |document| {
                document.place.push_str(words);
            });
        };
        write(&mut session, 1, "H");
        session.set_caret(at(1));
        write(&mut session, 2, "à");
        session.set_caret(at(0));
        write(&mut session, 3, "!");
        assert!(session.undo());
        assert_eq!(session.document().place, "Hà");
        assert!(session.undo());
        assert_eq!(session.document().place, "");
    }

    /// A plan of so many paragraphs, none of which is another's clone.
    fn long(blocks: usize) -> Document {
        let words =
            |n: usize| Block::new(Level::Body, format!("{n} {}", "chữ ".repeat(100)).as_str());
        Document { body: (0..blocks).map(words).collect(), ..Document::default() }
    }

    fn held(session: &Session) -> usize {
        session.past.iter().map(|state| state.bytes).sum()
    }

    #[test]
    fn five_hundred_letters_in_a_long_plan_hold_megabytes() {
        let mut session = Session::saved(long(3000));
        for n in 0..KEPT_STATES + 50 {
            session.edit(EditKind::Step, None, |document| {
                if let Some(text) = text_of_mut(&mut document.body, n % 3000, None) {
                    text.insert(0, "a");
                }
            });
        }
        assert_eq!(session.past.len(), KEPT_STATES);
        assert!(held(&session) < KEPT_BYTES / 2, "{} bytes", held(&session));
    }

    #[test]
    fn changes_of_everything_are_kept_as_far_as_the_budget_goes() {
        let mut session = Session::saved(long(3000));
        let anew = |session: &mut Session| {
            session.edit(EditKind::Step, None, |document| document.body = long(3000).body);
        };
        for _ in 0..100 {
            anew(&mut session);
        }
        assert!(held(&session) <= KEPT_BYTES);
        assert!((10..100).contains(&session.past.len()), "{} states", session.past.len());
        while session.undo() {}
        while session.redo() {}
        anew(&mut session);
        assert!(held(&session) <= KEPT_BYTES);
        assert!(session.undo());
    }

    #[test]
    fn typing_after_a_save_is_a_new_step() {
        let mut session = Session::saved(Document::default());
        let start = Instant::now();
        write(&mut session, start, Place::Date, "H");
        session.mark_saved();
        write(&mut session, start, Place::Date, "à");
        assert!(session.is_dirty());
        session.undo();
        assert_eq!(session.document().place, "H");
        assert!(!session.is_dirty());
    }
}
