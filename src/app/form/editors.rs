//! The block editors of the stories: the body's and each annex's.

use std::collections::HashMap;

use egui::Ui;

use super::body::{BlockEditor, Look, Pasting};
use super::cards;
use super::memory::{Card, Desk};
use crate::app::look::tokens::palette;
use crate::edit::{self, Emphasis, Operation, Selection, Session};
use crate::model::{Place, Story};
use crate::read;

/// One editor a story, made when the story is first shown.
#[derive(Default)]
pub struct Editors {
    editors: HashMap<Story, BlockEditor>,
}

impl Editors {
    /// Shows the editor of a story over the width there is.
    pub fn show(&mut self, ui: &mut Ui, desk: &mut Desk<'_>, story: Story) {
        let look = look(ui);
        let editor = self.of(story);
        if let Some(wish) = desk.form.due
            && Selection::of(wish.caret).is_some_and(|(of, _)| of == story)
        {
            desk.form.due = None;
            if wish.focuses {
                editor.focus(wish.caret);
            } else {
                editor.reveal(wish.caret);
            }
        }
        editor.ui(ui, desk.session, story, &look);
        if editor.has_focus()
            && let Some(caret) = desk.session.caret()
        {
            desk.form.note_focus(caret.place, "block");
        }
        if let Some(said) = editor.said() {
            desk.form.say(said);
        }
        if let Some(forward) = editor.left()
            && let Some(card) = Card::of(Place::Block(story, 0))
        {
            cards::leave(desk, card, forward);
        }
    }

    /// Whether one of them is about to get the keyboard.
    pub fn move_focus(&self) -> bool {
        self.editors.values().any(BlockEditor::moves_focus)
    }

    /// Does something at the caret of a story, or at its end.
    pub fn perform(&mut self, session: &mut Session, story: Story, operation: &Operation) {
        self.of(story).perform(session, story, operation);
    }

    /// Bold, italic, underline in a story.
    pub fn toggle(&mut self, session: &mut Session, story: Story, emphasis: Emphasis) {
        self.of(story).toggle(session, story, emphasis);
    }

    fn of(&mut self, story: Story) -> &mut BlockEditor {
        self.editors.entry(story).or_insert_with(|| BlockEditor::pasting_with(PASTING))
    }
}

/// Pasted words, with the looks that the clipboard has for them.
const PASTING: Pasting = Pasting {
    blocks: |words| {
        rich_clipboard()
            .and_then(|html| read::paste_html(&html, words))
            .map(edit::blocks::dressed)
            .unwrap_or_else(|| edit::blocks::parted(words, read::paste))
    },
    text: |words| read::paste_html_text(&rich_clipboard()?, words),
};

/// The clipboard's HTML; none where the system has no such clipboard or another form is there.
fn rich_clipboard() -> Option<String> {
    arboard::Clipboard::new().and_then(|mut clipboard| clipboard.get().html()).ok()
}

/// The editor's colours in the theme that is on.
fn look(ui: &Ui) -> Look {
    Look::of(palette(ui))
}
