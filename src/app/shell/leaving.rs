//! Leaving a draft. Whatever takes its place (a new plan, a file, a sample, what was taken in or
//! renewed, what a crash left, the first screen, the end) comes through [`Window::leave_for`], and
//! what is unsaved is asked about there: at the moment it would be gone, not when a menu was
//! opened a minute and a paragraph earlier.

use std::mem;
use std::path::PathBuf;

use egui::ViewportCommand;

use super::draft::{Arrived, Claiming, Draft, release};
use super::purpose::Purpose;
use super::window::{Screen, Window};
use crate::app::desk::dialogs::Dialog;
use crate::app::shell::action::Action;
use crate::app::threads::whose::{Arrival, DraftId};
use crate::edit::Caret;
use crate::model::{Document, Place};
use crate::standard::{SubjectForm, layout};
use crate::store::{Keeper, Leftover, Note};

/// Said after a recovery, until the draft is saved.
pub(in crate::app) const RECOVERED: &str = "Đã khôi phục bản chưa lưu; hãy lưu lại.";
/// Said when what was not saved has been put aside.
const DISCARDED: &str = "Phần chưa lưu được giữ 14 ngày trong “Bản thảo đã bỏ” ở màn hình đầu";
const BEGUN: &str = "Hãy nhận hoặc hủy bản đang làm dở rồi mở lại tệp.";

/// What takes the place of what is open.
pub enum Next {
    /// Another draft.
    Draft(Box<Arrived>),
    /// What a crash left behind.
    Recovered(Box<Leftover>),
    /// The first screen.
    First,
    /// Nothing: the window closes.
    Exit,
}

/// How one draft takes the place of another.
#[derive(Default)]
pub(in crate::app) struct Handover {
    /// What is about to take the place of the draft.
    pub leaving: Option<Leaving>,
    /// The last draft that was opened.
    pub last_draft: DraftId,
    /// The last wish for another draft.
    pub arrival: Arrival,
    /// The path that was typed last, until it is known to be right.
    pub typed: Option<(Purpose, PathBuf)>,
    /// Files of a drop, until all of them have come.
    pub dropped: Vec<PathBuf>,
}

/// How far the leaving of a draft is.
pub enum Leaving {
    /// A dialog that is open has to be answered first.
    Waits(Next),
    /// She is asked whether to save.
    Asked(Next),
    /// The draft is being saved first.
    Saving(Next),
}

impl Leaving {
    fn next(self) -> Next {
        match self {
            Self::Waits(next) | Self::Asked(next) | Self::Saving(next) => next,
        }
    }
}

/// Where the caret of a draft is that was just opened: in the trích yếu, behind its words; where a type
/// has none, in the agency. Both stand at the top, so nothing scrolls: she first looks at it.
fn first_to_write(document: &Document) -> Caret {
    if layout(document.document_type).subject == SubjectForm::None {
        return Caret::at(Place::Agency(0), 0);
    }
    Caret::at(Place::Subject, document.subject.len())
}

impl Window {
    /// Lets something take the place of the draft, after asking about what is unsaved.
    pub(in crate::app) fn leave_for(&mut self, next: Next) {
        // What is wished for twice is not waited for any longer: a disk may never answer.
        let impatient = matches!(self.handover.leaving, Some(Leaving::Saving(_)));
        self.stay();
        if matches!(next, Next::Draft(_) | Next::Recovered(_)) {
            self.expect_arrival();
        }
        if impatient {
            self.ask_before(next);
        } else {
            self.handover.leaving = Some(Leaving::Waits(next));
            self.leave();
        }
    }

    /// Goes on with leaving, as soon as no dialog is in the way.
    pub(in crate::app) fn leave(&mut self) {
        if self.dialog.is_some() {
            return;
        }
        let next = match self.handover.leaving.take() {
            Some(Leaving::Waits(next)) => next,
            other => {
                self.handover.leaving = other;
                return;
            }
        };
        let Some(draft) = self.draft() else { return self.replace(next) };
        let writing = draft.saver.writing().map(|(_, revision)| revision);
        let dirty = draft.session.is_dirty();
        if !dirty && writing.is_none() {
            self.replace(next);
        } else if !dirty || writing == Some(draft.session.revision()) {
            // All that is hers is on its way to the disk.
            self.handover.leaving = Some(Leaving::Saving(next));
        } else {
            self.ask_before(next);
        }
    }

    fn ask_before(&mut self, next: Next) {
        let Some(draft) = self.draft() else { return self.replace(next) };
        let name = draft.name();
        self.handover.leaving = Some(Leaving::Asked(next));
        self.put(Dialog::Unsaved(name));
    }

    /// She wants it saved first.
    pub(in crate::app) fn save_and_leave(&mut self) {
        if let Some(leaving) = self.handover.leaving.take() {
            self.handover.leaving = Some(Leaving::Saving(leaving.next()));
            self.save();
        }
    }

    /// She wants nothing of it saved.
    pub(in crate::app) fn leave_unsaved(&mut self) {
        if let Some(leaving) = self.handover.leaving.take() {
            self.replace(leaving.next());
        }
    }

    /// The draft stays after all.
    pub(in crate::app) fn stay(&mut self) {
        match self.handover.leaving.take().map(Leaving::next) {
            Some(Next::Draft(arrived)) => release(arrived.claim),
            Some(Next::Recovered(leftover)) => {
                self.leftovers.insert(0, *leftover);
                self.list_leftovers();
            }
            Some(Next::First | Next::Exit) | None => {}
        }
    }

    /// Goes on with leaving after a save. What was read of the file that has just been written is
    /// not what stands there now; the draft itself is.
    pub(in crate::app) fn leave_after_save(&mut self) {
        match self.handover.leaving.take() {
            Some(Leaving::Saving(Next::Draft(arrived))) if arrived.reopens.is_some() => {
                let own = self.draft().and_then(|draft| draft.path.clone());
                // Saved under another name, the draft has left that file and its claim.
                if let Some(path) = arrived.path.filter(|_| own != arrived.reopens) {
                    self.bring(path);
                }
            }
            Some(Leaving::Saving(next)) => {
                self.handover.leaving = Some(Leaving::Waits(next));
                self.leave();
            }
            other => self.handover.leaving = other,
        }
    }

    /// Whether closing the window has to wait for an answer or a disk.
    pub(in crate::app) fn has_unsaved(&self) -> bool {
        self.draft()
            .is_some_and(|draft| draft.session.is_dirty() || draft.saver.writing().is_some())
    }

    /// Whether something she has begun over the draft would be lost with another file.
    pub(in crate::app) fn has_begun_another(&self) -> bool {
        self.over.as_ref().is_some_and(|over| over.is_touched())
    }

    /// A file has been read, but she has begun something over the draft meanwhile: nothing of it
    /// is lost, and she is told. Returns whether it is so.
    pub(in crate::app) fn refuses_file(&mut self) -> bool {
        let begun = self.has_begun_another();
        if begun {
            self.toasts.note(BEGUN);
        }
        begun
    }

    fn replace(&mut self, next: Next) {
        match next {
            Next::Draft(arrived) => {
                let keeper = Keeper::start(self.home.clone(), self.waker());
                self.show(*arrived, keeper);
            }
            Next::Recovered(leftover) => self.recover(*leftover),
            Next::First => {
                self.set_screen(Screen::First);
                self.jobs.look(self.home.clone());
            }
            Next::Exit => {
                self.expect_arrival();
                self.exiting = true;
                self.ctx.send_viewport_cmd(ViewportCommand::Close);
            }
        }
    }

    /// Shows a draft in place of what was open.
    fn show(&mut self, mut arrived: Arrived, keeper: Keeper) {
        // The same file opened anew keeps its claim.
        if arrived.reopens.is_some()
            && arrived.claim.is_none()
            && let Screen::Desk(old) = &mut self.screen
            && old.path == arrived.reopens
        {
            arrived.claim = old.claim.take();
        }
        // Whichever way a plan has come in: a day that no calendar has is told.
        for date in arrived.document.impossible_dates() {
            self.toasts.note(Note::ImpossibleDate(date).to_string());
        }
        self.handover.last_draft = self.handover.last_draft.next();
        let mut draft = Draft::open(self.handover.last_draft, arrived, keeper);
        let caret = first_to_write(draft.session.document());
        draft.form.return_to(caret);
        self.session_end.follow(draft.urge());
        self.set_screen(Screen::Desk(Box::new(draft)));
    }

    fn set_screen(&mut self, screen: Screen) {
        self.handover.typed = None;
        self.over = None;
        // A field of the draft before must not keep the keyboard: its place is another one now.
        self.ctx.memory_mut(|memory| {
            if let Some(id) = memory.focused() {
                memory.surrender_focus(id);
            }
        });
        if let Screen::Desk(old) = mem::replace(&mut self.screen, screen)
            && let Some(file) = old.close()
        {
            let back = vec![("Lấy lại", Action::TakeBack(file))];
            self.toasts.done(DISCARDED, back);
        }
        self.jobs.look_for_discarded(self.home.clone());
        self.desk.find.close();
        self.desk.preview.reset();
        self.desk.inspector.reset();
    }

    fn recover(&mut self, leftover: Leftover) {
        let original = leftover.original.clone();
        let stamp = original.as_ref().and_then(|original| original.stamp);
        let path = original.map(|original| original.path);
        let (recovery, content) = leftover.resume();
        match content {
            Ok(document) => {
                let arrived =
                    Arrived { path: path.clone(), stamp, ..Arrived::unsaved(document) };
                let keeper = Keeper::resume(self.home.clone(), recovery, self.waker());
                self.show(arrived, keeper);
                if let (Some(path), Some(home)) = (path, self.home.clone())
                    && let Some(draft) = self.screen.draft_mut()
                {
                    draft.claiming = Some(Claiming::default());
                    self.jobs.claim(draft.id, path, home);
                }
                self.toasts.note(RECOVERED);
            }
            Err(error) => self.trouble("Không khôi phục được", &error.to_string()),
        }
    }

    /// Wakes the window from a thread.
    fn waker(&self) -> impl Fn() + Send + 'static {
        let ctx = self.ctx.clone();
        move || ctx.request_repaint()
    }
}
