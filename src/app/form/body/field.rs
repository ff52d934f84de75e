//! One text field over a [`Text`]: egui's own, with our words, looks and caret.

use std::cell::RefCell;
use std::ops::Range;
use std::sync::Arc;

use egui::text::{CCursor, CCursorRange, CharIndex};
use egui::text_edit::TextEditState;
use egui::{
    Align2, Color32, EventFilter, Frame, Galley, Id, Pos2, Response, TextBuffer, TextEdit, Ui,
};

use crate::edit::style_before;
use crate::model::{Style, Text};

use super::look::{Look, Shape};

/// What a field shows and how.
pub struct Field<'a> {
    /// Its id.
    pub id: Id,
    /// Its words.
    pub text: &'a Text,
    /// How they are set.
    pub shape: Shape,
    /// The width they wrap at, in points.
    pub width: f32,
    /// Its name for screen readers.
    pub name: &'a str,
    /// What stands there while it is empty.
    pub hint: &'a str,
    /// Anchor, head and whether the caret keeps to the next row; none leaves egui's own.
    pub caret: Option<(usize, usize, bool)>,
    /// The look of what is typed, where it differs from the letter before.
    pub style: Option<Style>,
    /// Whether Tab is ours; else it leads to the next field.
    pub tab: bool,
    /// Whether Escape is ours.
    pub escape: bool,
    /// Whether the caret is drawn steadily (she is typing) or not at all.
    pub blink: Blink,
}

/// How the caret is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Blink {
    /// As ever.
    Blinking,
    /// Steady.
    Steady,
    /// Not at all.
    Hidden,
}

/// What came of showing a field.
pub struct Shown {
    /// The field's response.
    pub response: Response,
    /// Its words laid out.
    pub galley: Arc<Galley>,
    /// What to add to a position in the galley for one on the screen.
    pub at: Pos2,
    /// The new words, where egui changed them (input methods, screen readers, middle click).
    pub changed: Option<Text>,
    /// Anchor, head and row preference, where egui moved the caret (pointer, screen readers).
    pub moved: Option<(usize, usize, bool)>,
    /// Anchor and head as they are.
    pub caret: Option<(usize, usize)>,
}

impl Field<'_> {
    /// Shows the field at the top left of `ui`.
    pub fn show(self, ui: &mut Ui, look: &Look) -> Shown {
        let wanted = self.caret.map(|(anchor, head, next)| range(anchor, head, next));
        let mut state = TextEditState::load(ui.ctx(), self.id).unwrap_or_default();
        if wanted.is_some() {
            state.cursor.set_char_range(wanted);
        }
        // Undo is the session's: egui's own must not know of this text.
        state.clear_undoer();
        state.store(ui.ctx(), self.id);
        let words = RefCell::new(self.text.clone());
        let mut buffer = Buffer {
            shown: self.text.as_str().to_owned(),
            words: &words,
            style: self.style,
            changed: false,
        };
        let (shape, width) = (self.shape, self.width);
        let mut layouter = |ui: &Ui, _: &dyn TextBuffer, _: f32| {
            look.layout(ui, &words.borrow(), shape, width)
        };
        let filter = EventFilter {
            tab: self.tab,
            horizontal_arrows: true,
            vertical_arrows: true,
            escape: self.escape,
        };
        match self.blink {
            Blink::Blinking => {}
            Blink::Steady => ui.visuals_mut().text_cursor.blink = false,
            Blink::Hidden => ui.visuals_mut().text_cursor.stroke.color = Color32::TRANSPARENT,
        }
        let output = TextEdit::multiline(&mut buffer)
            .id(self.id)
            .frame(Frame::NONE)
            .desired_width(width)
            .desired_rows(1)
            .font(look.font(shape.heavy))
            .align(Align2([shape.align, egui::Align::TOP]))
            .event_filter(filter)
            .return_key(None)
            .layouter(&mut layouter)
            .show(ui);
        let changed = buffer.changed;
        let after = output.state.cursor.char_range();
        let focused = output.response.response.has_focus();
        let same = match (wanted, after) {
            (Some(old), Some(new)) => ends(old) == ends(new),
            _ => false,
        };
        let shift = egui::vec2(output.galley.rect.left(), 0.0);
        let at = output.galley_pos - shift;
        look.underline(ui.painter(), &words.borrow(), &output.galley, at);
        if words.borrow().is_empty() && !self.hint.is_empty() {
            let hint = look.hint(ui, self.hint, shape);
            let back = hint.size().x * shape.align.to_factor();
            let at = output.galley_pos - egui::vec2(back, 0.0);
            ui.painter().galley(at, hint, look.faint);
        }
        let (name, hint) = (self.name, self.hint);
        ui.ctx().accesskit_node_builder(self.id, |node| {
            node.set_label(name);
            if !hint.is_empty() {
                node.set_placeholder(hint);
            }
        });
        Shown {
            response: output.response.response,
            galley: output.galley,
            at,
            changed: changed.then(|| words.into_inner()),
            moved: after.filter(|_| focused && !same).map(|new| {
                let (anchor, head) = ends(new);
                (anchor, head, new.primary.prefer_next_row)
            }),
            caret: after.map(ends),
        }
    }
}

/// Where a caret stands, in egui's words.
pub fn range(anchor: usize, head: usize, prefer_next_row: bool) -> CCursorRange {
    let cursor = |index: usize| CCursor { index: CharIndex(index), prefer_next_row };
    CCursorRange { primary: cursor(head), secondary: cursor(anchor), h_pos: None }
}

/// Anchor and head of a range.
pub fn ends(range: CCursorRange) -> (usize, usize) {
    (range.secondary.index.0, range.primary.index.0)
}

/// egui's window on a [`Text`]: it inserts and deletes, looks and footnotes follow.
struct Buffer<'a> {
    shown: String,
    words: &'a RefCell<Text>,
    style: Option<Style>,
    changed: bool,
}

impl Buffer<'_> {
    fn follow(&mut self) {
        self.words.borrow().as_str().clone_into(&mut self.shown);
        self.changed = true;
    }
}

impl TextBuffer for Buffer<'_> {
    fn is_mutable(&self) -> bool {
        true
    }

    fn as_str(&self) -> &str {
        &self.shown
    }

    fn insert_text(&mut self, text: &str, at: CharIndex) -> usize {
        let count = {
            let mut words = self.words.borrow_mut();
            let style = self.style.unwrap_or_else(|| style_before(&words, at.0));
            words.insert_styled(at.0, text, style)
        };
        self.follow();
        count
    }

    fn delete_char_range(&mut self, range: Range<CharIndex>) {
        self.words.borrow_mut().delete(range.start.0..range.end.0);
        self.follow();
    }

    fn type_id(&self) -> std::any::TypeId {
        std::any::TypeId::of::<Buffer<'static>>()
    }
}
