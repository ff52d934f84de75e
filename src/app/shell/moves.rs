//! Where the keyboard goes at a command: to another card, another part of the desk, back to the caret
//! for what a menu asks of its field.

use egui::{Event, Key, Modifiers, ViewportCommand};

use super::turnstile::Turnstile;
use super::window::Window;
use crate::app::form::body::clipboard;
use crate::app::form::cards;
use crate::app::form::memory::{Card, Desk};
use crate::edit::Caret;
use crate::model::Place;

/// The parts of the desk that F6 leads through.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Pane {
    /// The form.
    #[default]
    Form,
    /// The pages.
    Pages,
    /// The outline.
    Outline,
}

impl Window {
    /// What a menu asks of the field with the caret: it has the keyboard again before the clipboard's
    /// event comes.
    pub(super) fn edit_by(&mut self, command: ViewportCommand) {
        self.return_to_caret();
        self.ctx.send_viewport_cmd(command);
    }

    /// Pastes words without their looks.
    pub(super) fn paste_plain(&mut self) {
        clipboard::paste_plain(&self.ctx);
        self.edit_by(ViewportCommand::RequestPaste);
    }

    /// Selects what the field with the caret selects at Ctrl+A.
    pub(super) fn select_all(&mut self) {
        self.return_to_caret();
        let modifiers = Modifiers::COMMAND;
        let (key, repeat) = (Key::A, false);
        let all = Event::Key { key, physical_key: None, pressed: true, repeat, modifiers };
        Turnstile::send(&self.ctx, all);
    }

    fn return_to_caret(&mut self) {
        let Some(draft) = self.screen.draft_mut() else { return };
        if let Some(caret) = draft.session.caret() {
            draft.form.return_to(caret);
        }
    }

    /// The caret goes to the card after its own, or to the one before.
    pub(super) fn next_card(&mut self, forward: bool) {
        let Some(draft) = self.screen.draft_mut() else { return };
        let here = draft.form.active;
        let caret = draft.session.caret().and_then(|caret| Card::of(caret.place));
        let (session, form) = (&mut draft.session, &mut draft.form);
        let mut desk = Desk { session, form, actions: &mut self.actions };
        match here.or(caret) {
            Some(card) => cards::leave(&mut desk, card, forward),
            None => cards::leave(&mut desk, Card::Agency, !forward),
        }
    }

    /// The keyboard goes from form to pages to outline, or the other way round.
    pub(super) fn next_pane(&mut self, forward: bool) {
        let all = [
            (Pane::Form, true),
            (Pane::Pages, self.desk.panels.preview),
            (Pane::Outline, self.desk.panels.outline),
        ];
        let shown: Vec<Pane> =
            all.into_iter().filter(|(_, shown)| *shown).map(|(pane, _)| pane).collect();
        let Some(draft) = self.screen.draft_mut() else { return };
        if draft.form.focused.is_some() {
            self.desk.pane = Pane::Form;
        }
        let at = shown.iter().position(|pane| *pane == self.desk.pane).unwrap_or(0);
        let step = if forward { 1 } else { shown.len() - 1 };
        self.desk.pane = shown[(at + step) % shown.len()];
        match self.desk.pane {
            Pane::Form => {
                let caret = draft.session.caret().unwrap_or(Caret::at(Place::Subject, 0));
                draft.form.return_to(caret);
            }
            Pane::Pages => self.desk.preview.take_keyboard(),
            Pane::Outline => draft.form.outline_asked = true,
        }
    }
}
