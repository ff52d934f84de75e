//! One field of the form: a label, a box, and the way from keystrokes to the session.

use egui::text::{CCursor, CCursorRange, CharIndex};
use egui::text_edit::{TextEditOutput, TextEditState};
use egui::text_selection::visuals::paint_text_selection;
use egui::{
    Align, Align2, Color32, CornerRadius, EventFilter, FontSelection, Frame, Id, Key,
    KeyboardShortcut, Margin, Modifiers, PointerButton, Popup, Rect, Response, RichText,
    Sense, Stroke, StrokeKind, TextBuffer, TextEdit, Ui, vec2,
};

use super::marks::Mark;
use super::rich::{RichBuffer, Setting, lay_out};
use super::tokens::{palette, size, space};
use super::{fonts, marks, widgets};
use crate::app::form::body::{Asked, Of, of_words};
use crate::app::form::memory::Desk;
use crate::app::shell::command::Command;
use crate::app::shell::turnstile::{self, Turnstile};
use crate::edit::{Caret, Emphasis};
use crate::model::{Document, Place, Text};

/// A text field of the form.
#[derive(Clone, Debug)]
pub struct Field<'a> {
    place: Place,
    part: &'static str,
    first: bool,
    name: &'a str,
    shows_label: bool,
    hint: &'a str,
    tall: bool,
    breaks: Option<KeyboardShortcut>,
    needed: bool,
    italic: bool,
    numerals: bool,
    looks: bool,
    width: Option<f32>,
}

/// What happened in a field in this frame.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Outcome {
    /// It has the caret.
    pub focused: bool,
    /// The caret left it.
    pub left: bool,
    /// Enter was pressed with the caret at this character (only where Enter breaks no line).
    pub enter: Option<usize>,
    /// Backspace was pressed while nothing stood in it.
    pub emptied: bool,
}

impl<'a> Field<'a> {
    /// Creates a field of one line. `part` tells fields of one place apart; `label` is what
    /// stands above it and what a screen reader calls it.
    pub fn new(place: Place, part: &'static str, label: &'a str) -> Self {
        Self {
            place,
            part,
            first: true,
            name: label,
            shows_label: true,
            hint: "",
            tall: false,
            breaks: None,
            needed: false,
            italic: false,
            numerals: false,
            looks: true,
            width: None,
        }
    }

    /// Not the field of its place that the caret goes to first.
    pub fn secondary(mut self) -> Self {
        self.first = false;
        self
    }

    /// Without a label above; the name stays for screen readers.
    pub fn bare(mut self) -> Self {
        self.shows_label = false;
        self
    }

    /// What stands in it while it is empty.
    pub fn hint(mut self, hint: &'a str) -> Self {
        self.hint = hint;
        self
    }

    /// Grows with its words; Shift+Enter breaks a line.
    pub fn tall(mut self) -> Self {
        self.tall = true;
        self.breaks = Some(KeyboardShortcut::new(Modifiers::SHIFT, Key::Enter));
        self
    }

    /// Grows with its words; Enter breaks a line.
    pub fn lines(mut self) -> Self {
        self.tall = true;
        self.breaks = Some(KeyboardShortcut::new(Modifiers::NONE, Key::Enter));
        self
    }

    /// Marked while it is empty.
    pub fn needed(mut self, needed: bool) -> Self {
        self.needed = needed;
        self
    }

    /// Set in italics, as the paper sets it.
    pub fn italic(mut self) -> Self {
        self.italic = true;
        self
    }

    /// Takes digits only.
    pub fn numerals(mut self) -> Self {
        self.numerals = true;
        self
    }

    /// A fixed width; otherwise all there is.
    pub fn width(mut self, width: f32) -> Self {
        self.width = Some(width);
        self
    }

    /// Shows a field of plain words.
    pub fn words(
        mut self,
        ui: &mut Ui,
        desk: &mut Desk<'_>,
        current: &str,
        set: impl FnOnce(&mut Document, String),
    ) -> Outcome {
        self.looks = false;
        self.text(ui, desk, &Text::plain(current), move |document, text| {
            set(document, text.as_str().to_owned());
        })
    }

    /// Shows a field of words with looks.
    pub fn text(
        self,
        ui: &mut Ui,
        desk: &mut Desk<'_>,
        current: &Text,
        set: impl FnOnce(&mut Document, Text),
    ) -> Outcome {
        let width = self.width.unwrap_or_else(|| ui.available_width());
        ui.vertical(|ui| {
            ui.set_width(width);
            ui.spacing_mut().item_spacing.y = 5.0;
            let label = self.shows_label.then(|| {
                let label = widgets::label(ui, self.name);
                // Not a stop for Tab, but a click on the name is meant for the field.
                let press = ui.interact(label.rect, label.id.with("press"), Sense::CLICK);
                if press.clicked() {
                    desk.form.go_to(self.place, self.part, current.len());
                }
                label.id
            });
            self.edit(ui, desk, current, label, set)
        })
        .inner
    }

    /// The id of a field, so that others can ask for its state.
    pub fn id_of(place: Place, part: &'static str) -> Id {
        Id::unique(("field", place, part))
    }

    /// The words themselves: shown, edited, and what was typed given to the draft.
    fn edit(
        &self,
        ui: &mut Ui,
        desk: &mut Desk<'_>,
        current: &Text,
        label: Option<Id>,
        set: impl FnOnce(&mut Document, Text),
    ) -> Outcome {
        let id = Self::id_of(self.place, self.part);
        let wished = desk.form.takes_wish(self.place, self.part, self.first);
        if let Some(wish) = wished.filter(|wish| wish.focuses) {
            put_caret(ui, id, wish.caret);
        }
        let had_focus = ui.memory(|memory| memory.has_focus(id));
        let mut buffer = RichBuffer::new(current.clone());
        let revealed = self.revealed(desk).filter(|_| !had_focus);
        let output = self.show(ui, id, &mut buffer, revealed);
        let found =
            if self.first { self.mark(ui, current, &output, had_focus) } else { Vec::new() };
        let response = self.name(output.response.response, label);
        let looks = if self.looks { Of::Looks } else { Of::Plain };
        let asked = Popup::context_menu(&response).show(|ui| of_words(ui, looks, &found));
        if let Some(asked) = asked.and_then(|menu| menu.inner) {
            do_as_asked(ui, desk, asked);
            response.request_focus();
        }
        if wished.is_some_and(|wish| wish.scrolls)
            && !ui.clip_rect().shrink(space::LARGE).contains_rect(response.rect)
        {
            response.scroll_to_me(Some(Align::Center));
        }
        let caret = output.cursor_range.map(|range| Caret {
            place: self.place,
            anchor: range.secondary.index.0,
            head: range.primary.index.0,
        });
        let mut text = buffer.into_text();
        if self.numerals {
            text = digits(&text);
        }
        if response.has_focus() {
            ring(ui, response.rect);
            if text.is_empty() {
                Turnstile::note_empty(ui.ctx());
            }
        }
        self.take(desk, &response, (current, text), caret, set);
        self.outcome(ui, &response, current, caret, had_focus)
    }

    /// What is selected in this field although the keyboard is elsewhere: a hit that was looked for.
    fn revealed(&self, desk: &Desk<'_>) -> Option<Caret> {
        let (caret, part) = desk.form.revealed?;
        let mine = part.map_or(self.first, |part| part == self.part);
        (mine && caret.place == self.place && caret.anchor != caret.head).then_some(caret)
    }

    /// The box around the words, in the colours of its state.
    fn frame(&self, ui: &Ui, id: Id, blank: bool) -> Frame {
        let palette = palette(ui);
        let missing = self.needed && blank;
        let had_focus = ui.memory(|memory| memory.has_focus(id));
        let hovered = ui.read_response(id).is_some_and(|response| response.hovered());
        let line = match (had_focus, missing) {
            (true, _) => palette.accent,
            (false, true) => palette.warning_line,
            (false, false) if hovered => palette.line_strong,
            (false, false) => palette.line,
        };
        let fill = if missing && !had_focus { palette.warning_ground } else { palette.card };
        let frame = boxed(fill, line);
        if self.tall { frame.inner_margin(TALL) } else { frame }
    }

    /// Shows the words and lets her edit them.
    fn show(
        &self,
        ui: &mut Ui,
        id: Id,
        buffer: &mut RichBuffer,
        revealed: Option<Caret>,
    ) -> TextEditOutput {
        let palette = palette(ui);
        let frame = self.frame(ui, id, buffer.as_str().trim().is_empty());
        let setting = Setting {
            size: size::TEXT,
            line: if self.tall { 19.0 } else { 18.0 },
            ink: palette.ink,
            anchor: palette.accent,
            bold: false,
            italic: self.italic,
        };
        let looks = buffer.looks();
        let tall = self.tall;
        let mut layouter = |ui: &Ui, words: &dyn TextBuffer, width: f32| {
            let width = if tall { width } else { f32::INFINITY };
            let mut galley = lay_out(ui, words.as_str(), &looks.borrow(), &setting, width);
            if let Some(caret) = revealed {
                let range = selection(caret);
                paint_text_selection(&mut galley, ui.visuals(), &range, None);
            }
            galley
        };
        let edit = if tall {
            TextEdit::multiline(buffer).desired_rows(1).return_key(self.breaks)
        } else {
            TextEdit::singleline(buffer)
        };
        let edit = dressed(edit, self.hint, tall, frame).id(id);
        // Escape closes what is open over the form; it takes the keyboard from no field of it.
        let filter = EventFilter {
            horizontal_arrows: true,
            vertical_arrows: true,
            escape: true,
            ..EventFilter::default()
        };
        let before = TextEditState::load(ui.ctx(), id).and_then(|s| s.cursor.char_range());
        let mut output = edit.event_filter(filter).layouter(&mut layouter).show(ui);
        keep_selection(ui, &mut output, before);
        output
    }

    /// Underlines what was found in the words, and says what of it is under the pointer.
    fn mark(
        &self,
        ui: &Ui,
        current: &Text,
        output: &TextEditOutput,
        had_focus: bool,
    ) -> Vec<Mark> {
        let (galley, at) = (&*output.galley, output.galley_pos);
        let caret = output.cursor_range.filter(|_| had_focus);
        let caret = caret.map(|range| range.primary.index.0);
        marks::paint(ui, self.place, current.as_str(), (galley, at), caret);
        let response = &output.response.response;
        marks::under_pointer(ui, response, self.place, current.as_str(), galley, at)
    }

    /// The field under the name that screen readers say.
    fn name(&self, response: Response, label: Option<Id>) -> Response {
        match label {
            Some(label) => response.labelled_by(label),
            None => response.accessible_name(self.name),
        }
    }

    /// Gives the draft what was typed (the words before and now), and where the caret is.
    fn take(
        &self,
        desk: &mut Desk<'_>,
        response: &Response,
        (current, text): (&Text, Text),
        caret: Option<Caret>,
        set: impl FnOnce(&mut Document, Text),
    ) {
        if response.changed() && text != *current {
            let caret = caret.unwrap_or(Caret::at(self.place, text.len()));
            // The first letter may come in the frame in which the field got the keyboard; undo
            // shall still come back here.
            if desk.session.caret().map(|caret| caret.place) != Some(self.place) {
                desk.session.set_caret(Some(Caret::at(self.place, current.len())));
            }
            desk.typed(caret, self.part, |document| set(document, text));
        } else if response.has_focus() && caret.is_some() && caret != desk.session.caret() {
            desk.session.set_caret(caret);
        }
        if response.has_focus() {
            desk.form.note_focus(self.place, self.part);
        }
    }

    /// What happened in the field that its card has to know.
    fn outcome(
        &self,
        ui: &Ui,
        response: &Response,
        current: &Text,
        caret: Option<Caret>,
        had_focus: bool,
    ) -> Outcome {
        let focused = response.has_focus();
        let breaks = self.breaks.is_some_and(|keys| keys.modifiers.is_none());
        // egui takes the keyboard from a field of one line when Enter is pressed in it.
        let here = if self.tall { focused } else { had_focus && response.lost_focus() };
        // It keeps it: what she types next must not get lost.
        if !self.tall && here && ui.input(|input| input.key_pressed(Key::Enter)) {
            response.request_focus();
        }
        let first = turnstile::first_key(ui);
        Outcome {
            focused,
            left: response.lost_focus(),
            enter: (here && !breaks && turnstile::enter(ui, false))
                .then(|| caret.map_or(current.len(), |caret| caret.head)),
            emptied: focused
                && had_focus
                && current.is_empty()
                && first == Some(Key::Backspace),
        }
    }
}

/// The ring around the field that has the keyboard.
fn ring(ui: &Ui, field: Rect) {
    let stroke = Stroke::new(1.0, palette(ui).accent.gamma_multiply(0.45));
    let radius = CornerRadius::same(size::RADIUS + 1);
    ui.painter().rect_stroke(field.expand(1.0), radius, stroke, StrokeKind::Outside);
}

/// The second button opens the menu of what is selected; it must stay selected.
fn keep_selection(ui: &Ui, output: &mut TextEditOutput, before: Option<CCursorRange>) {
    let pressed = ui.input(|input| input.pointer.button_pressed(PointerButton::Secondary));
    let selected = before.filter(|range| !range.is_empty());
    if pressed && output.response.response.hovered() && selected.is_some() {
        output.cursor_range = selected;
        output.state.cursor.set_char_range(selected);
        output.state.clone().store(ui.ctx(), output.response.response.id);
    }
}

/// Does what the menu under the second button asks for.
fn do_as_asked(ui: &Ui, desk: &mut Desk<'_>, asked: Asked) {
    match asked {
        Asked::Clipboard(command) => ui.ctx().send_viewport_cmd(command),
        Asked::Emphasis(Emphasis::Bold) => desk.run(Command::Bold),
        Asked::Emphasis(Emphasis::Italic) => desk.run(Command::Italic),
        Asked::Emphasis(Emphasis::Underline) => desk.run(Command::Underline),
        // Only the body has footnotes and tables.
        Asked::Note | Asked::Table(_) => {}
    }
}

fn digits(text: &Text) -> Text {
    let digits: String = text.as_str().chars().filter(char::is_ascii_digit).collect();
    Text::plain(&digits)
}

fn selection(caret: Caret) -> CCursorRange {
    let at = |index: usize| CCursor::new(CharIndex(index));
    CCursorRange::two(at(caret.anchor), at(caret.head))
}

/// Gives a field the keyboard and puts its caret.
pub fn put_caret(ui: &Ui, id: Id, caret: Caret) {
    let mut state = TextEditState::load(ui.ctx(), id).unwrap_or_default();
    state.cursor.set_char_range(Some(selection(caret)));
    state.store(ui.ctx(), id);
    ui.memory_mut(|memory| memory.request_focus(id));
}

/// A field of a dialog: the same look, but over a string of its own and without undo.
pub fn plain(
    ui: &mut Ui,
    part: &'static str,
    label: &str,
    hint: &str,
    words: &mut String,
    tall: bool,
) -> Response {
    ui.spacing_mut().item_spacing.y = 5.0;
    let label = widgets::label(ui, label).id;
    let edit = if tall {
        TextEdit::multiline(words).desired_rows(1)
    } else {
        TextEdit::singleline(words)
    };
    own(ui, part, hint, edit, tall).labelled_by(label)
}

/// The same in one line, without its name above it.
pub fn bare(
    ui: &mut Ui,
    part: &'static str,
    name: &str,
    hint: &str,
    words: &mut String,
) -> Response {
    own(ui, part, hint, TextEdit::singleline(words), false).accessible_name(name)
}

/// The same over as many lines as it has.
pub fn bare_lines(
    ui: &mut Ui,
    part: &'static str,
    name: &str,
    hint: &str,
    words: &mut String,
) -> Response {
    let edit = TextEdit::multiline(words).desired_rows(1);
    own(ui, part, hint, edit, true).accessible_name(name)
}

fn own(
    ui: &mut Ui,
    part: &'static str,
    hint: &str,
    edit: TextEdit<'_>,
    tall: bool,
) -> Response {
    let id = plain_id(part);
    let palette = palette(ui);
    let focused = ui.memory(|memory| memory.has_focus(id));
    let line = if focused { palette.accent } else { palette.line };
    dressed(edit, hint, tall, boxed(palette.card, line)).id(id).show(ui).response.response
}

/// Inside the box of a field that grows: its lines are a point higher, its box is none.
const TALL: Margin = Margin { left: 10, right: 10, top: 6, bottom: 5 };

/// The box of a field.
fn boxed(fill: Color32, line: Color32) -> Frame {
    Frame::new()
        .fill(fill)
        .stroke(Stroke::new(1.0, line))
        .corner_radius(CornerRadius::same(size::RADIUS))
        .inner_margin(Margin::symmetric(10, 6))
}

/// A field as all of them look.
fn dressed<'a>(edit: TextEdit<'a>, hint: &str, tall: bool, frame: Frame) -> TextEdit<'a> {
    let hint = RichText::new(hint).font(fonts::regular(size::TEXT));
    edit.font(FontSelection::FontId(fonts::regular(size::TEXT)))
        .hint_text(hint)
        .desired_width(f32::INFINITY)
        .min_size(vec2(0.0, size::FIELD))
        .align(if tall { Align2::LEFT_TOP } else { Align2::LEFT_CENTER })
        .frame(frame)
}

/// The id of a dialog's field.
pub fn plain_id(part: &'static str) -> Id {
    Id::unique(("dialog-field", part))
}

/// Selects all words of a field.
pub fn select_all(ui: &Ui, id: Id, words: &str) {
    let all = CCursorRange::two(CCursor::default(), CCursor::new(words.chars().count()));
    let mut state = TextEditState::load(ui.ctx(), id).unwrap_or_default();
    state.cursor.set_char_range(Some(all));
    state.store(ui.ctx(), id);
}
