//! A list of paragraphs: Enter splits, Backspace in an empty one removes it, Alt+↑/↓ moves.

use egui::{
    Button, Color32, Event, Key, Modifiers, Popup, Response, RichText, Role, Stroke, Ui,
    WidgetInfo, vec2,
};

use super::Desk;
use crate::app::look::field::Field;
use crate::app::look::tokens::{palette, size, space};
use crate::app::look::widgets::{Look, Push};
use crate::app::look::{fonts, icons, menu_keys};
use crate::app::shell::action::Action;
use crate::edit::Caret;
use crate::model::{Document, DocumentType, Place, Text};

/// What a list of the plan is called and where it is.
#[derive(Clone, Copy)]
pub struct List {
    /// One entry, in small letters: `căn cứ`.
    pub entry: &'static str,
    /// One entry at the start of a name: `Căn cứ`.
    pub name: &'static str,
    /// What stands in an empty entry of a document of this type.
    pub hint: fn(DocumentType) -> String,
    /// Whether the paper sets it in italics.
    pub italic: bool,
    /// The place of an entry.
    pub place: fn(usize) -> Place,
    /// The entries.
    pub read: fn(&Document) -> &Vec<Text>,
    /// The entries, to be changed.
    pub write: fn(&mut Document) -> &mut Vec<Text>,
}

/// Width of the button that opens an entry's menu.
pub const TOOLS: f32 = 26.0;
/// What moves an entry up by keyboard.
pub const UP_KEYS: &str = "Alt+mũi tên lên";
/// What moves it down.
pub const DOWN_KEYS: &str = "Alt+mũi tên xuống";

enum Change {
    Split(usize, usize),
    Remove(usize),
    Move(usize, usize),
    Paste(usize, Vec<String>),
    /// A căn cứ is written by its parts.
    Parts(usize),
}

impl List {
    /// Shows the list and its "Thêm" button.
    pub fn show(&self, ui: &mut Ui, desk: &mut Desk<'_>) {
        let document = desk.document();
        let entries = (self.read)(&document);
        let mut change = None;
        for (index, text) in entries.iter().enumerate() {
            if let Some(wanted) = self.entry(ui, desk, index, entries.len(), text) {
                change = Some(wanted);
            }
        }
        let words = format!("Thêm {}", self.entry);
        let add = Push::text(&words).with_icon(Some(icons::PLUS)).look(Look::Link);
        let add = ui.add(add.height(26.0));
        if entries.is_empty() {
            self.stop_at(desk, &add);
        }
        if add.clicked() {
            let index = entries.len();
            desk.step(|document| (self.write)(document).push(Text::default()));
            desk.form.go(Caret::at((self.place)(index), 0));
        }
        if let Some(change) = change {
            self.apply(desk, change);
        }
    }

    /// Where there is no entry yet, the keys that lead from card to card stop at the button that adds one.
    fn stop_at(&self, desk: &mut Desk<'_>, add: &Response) {
        let place = (self.place)(0);
        if desk.form.takes_wish(place, "text", true).is_some_and(|wish| wish.focuses) {
            add.request_focus();
        }
        if add.has_focus() {
            desk.form.note_focus(place, "text");
        }
    }

    fn entry(
        &self,
        ui: &mut Ui,
        desk: &mut Desk<'_>,
        index: usize,
        count: usize,
        text: &Text,
    ) -> Option<Change> {
        let place = (self.place)(index);
        let focused = ui.memory(|memory| memory.has_focus(Field::id_of(place, "text")));
        let mut change = focused.then(|| moved(ui, index, count)).flatten();
        if focused && let Some(lines) = pasted_lines(ui) {
            change = Some(Change::Paste(index, lines));
        }
        let name = format!("{} {}", self.name, index + 1);
        let hint = (self.hint)(desk.session.document().document_type);
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = 0.0;
            let field = Field::new(place, "text", &name)
                .bare()
                .tall()
                .hint(&hint)
                .needed(true)
                .width(ui.available_width() - TOOLS);
            let field = if self.italic { field.italic() } else { field };
            let outcome = field.text(ui, desk, text, |document, text| {
                if let Some(entry) = (self.write)(document).get_mut(index) {
                    *entry = text;
                }
            });
            if let Some(at) = outcome.enter {
                change = Some(Change::Split(index, at));
            } else if outcome.emptied {
                change = Some(Change::Remove(index));
            }
            let hot = outcome.focused
                || ui.rect_contains_pointer(ui.min_rect().with_max_x(ui.max_rect().right()));
            if let Some(wanted) = self.tools(ui, hot, index, count) {
                change = Some(wanted);
            }
        });
        change
    }

    fn tools(&self, ui: &mut Ui, hot: bool, index: usize, count: usize) -> Option<Change> {
        let number = index + 1;
        let name = format!("Tùy chọn {} {number}", self.entry);
        let mut change = None;
        more(ui, &name, hot, |ui| {
            let mut entry =
                |ui: &mut Ui, words: &str, icon, keys, on: bool, wanted: Change| {
                    if menu_entry(ui, words, icon, keys, on) {
                        change = Some(wanted);
                    }
                };
            let above = Change::Move(index, index.saturating_sub(1));
            entry(ui, "Đưa lên", icons::ARROW_UP, UP_KEYS, index > 0, above);
            let below = Change::Move(index, index + 1);
            entry(ui, "Đưa xuống", icons::ARROW_DOWN, DOWN_KEYS, number < count, below);
            if matches!((self.place)(index), Place::LegalBasis(_)) {
                let parts = Change::Parts(index);
                entry(ui, "Sửa theo từng phần…", icons::PENCIL, "", true, parts);
            }
            entry(ui, "Xóa", icons::TRASH, "", true, Change::Remove(index));
        });
        change
    }

    fn apply(&self, desk: &mut Desk<'_>, change: Change) {
        match change {
            Change::Parts(index) => desk.actions.push(Action::CiteBasis(Some(index))),
            Change::Paste(index, lines) => {
                // The paper ends every căn cứ itself.
                let bare = matches!((self.place)(0), Place::LegalBasis(_));
                let text = |line: &String| match bare {
                    true => Text::plain(line.trim_end_matches([';', '.', ',', ' '])),
                    false => Text::plain(line),
                };
                let texts: Vec<Text> = lines.iter().map(text).collect();
                let end = texts.last().map_or(0, Text::len);
                let document = desk.document();
                let blank = (self.read)(&document).get(index).is_none_or(Text::is_blank);
                let first = if blank { index } else { index + 1 };
                let last = first + texts.len().saturating_sub(1);
                desk.step(|document| {
                    let entries = (self.write)(document);
                    let until = (index + 1).min(entries.len());
                    entries.splice(first.min(until)..until, texts);
                });
                desk.form.go(Caret::at((self.place)(last), end));
            }
            Change::Split(index, at) => {
                desk.step(|document| {
                    let entries = (self.write)(document);
                    if let Some(entry) = entries.get_mut(index) {
                        let mut rest = entry.split_off(at);
                        rest.trim();
                        entries.insert(index + 1, rest);
                    }
                });
                desk.form.go(Caret::at((self.place)(index + 1), 0));
            }
            Change::Remove(index) => {
                desk.step(|document| {
                    let entries = (self.write)(document);
                    if index < entries.len() {
                        entries.remove(index);
                    }
                });
                let document = desk.document();
                let left = (self.read)(&document);
                if !left.is_empty() {
                    let before = index.saturating_sub(1);
                    let end = left.get(before).map_or(0, Text::len);
                    desk.form.go(Caret::at((self.place)(before), end));
                }
            }
            Change::Move(from, to) => {
                desk.step(|document| {
                    let entries = (self.write)(document);
                    if from < entries.len() && to < entries.len() {
                        entries.swap(from, to);
                    }
                });
                let head = desk.session.caret().map_or(0, |caret| caret.head);
                desk.form.go(Caret::at((self.place)(to), head));
            }
        }
    }
}

/// Several lines that are pasted while an entry has the keyboard: they become entries of their
/// own, and the field is not to see them.
pub fn pasted_lines(ui: &Ui) -> Option<Vec<String>> {
    let several = |event: &Event| matches!(event, Event::Paste(w) if w.trim().contains('\n'));
    let words = ui.input_mut(|input| {
        let at = input.events.iter().position(several)?;
        match input.events.remove(at) {
            Event::Paste(words) => Some(words),
            _ => None,
        }
    })?;
    let words = crate::vietnamese::nfc(&words);
    let lines = words.lines().map(str::trim).filter(|line| !line.is_empty());
    Some(lines.map(str::to_owned).collect())
}

fn moved(ui: &Ui, index: usize, count: usize) -> Option<Change> {
    let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::ALT, key));
    if index > 0 && pressed(Key::ArrowUp) {
        return Some(Change::Move(index, index - 1));
    }
    (index + 1 < count && pressed(Key::ArrowDown)).then(|| Change::Move(index, index + 1))
}

/// A quiet button at the end of a row that opens a menu; brighter while the row is `hot`.
pub fn more(ui: &mut Ui, name: &str, hot: bool, add: impl FnOnce(&mut Ui)) {
    ui.add_space(TOOLS - 22.0);
    ui.scope(|ui| {
        if !hot {
            ui.multiply_opacity(0.55);
        }
        let push = Push::icon(icons::MORE, name).quiet().width(22.0).passed_by_tab();
        let button = ui.add(push);
        Popup::menu(&button).gap(space::TINY).show(|ui| {
            ui.set_min_width(200.0);
            add(ui);
        });
    });
}

/// One entry of such a menu.
pub fn menu_entry(ui: &mut Ui, words: &str, icon: &str, keys: &str, on: bool) -> bool {
    let colours = palette(ui);
    let ink = if on { colours.ink } else { colours.faint };
    let text = RichText::new(words).font(fonts::regular(size::TEXT)).color(ink);
    let icon = RichText::new(icon).font(fonts::icon(15.0)).color(colours.soft);
    let keys = RichText::new(keys).font(fonts::regular(size::SMALL)).color(colours.faint);
    let button = Button::new((icon, text))
        .gap(10.0)
        .frame(true)
        .stroke(Stroke::NONE)
        .fill(Color32::TRANSPARENT)
        .min_size(vec2(ui.available_width(), 28.0))
        .right_text(keys);
    let response = ui.add_enabled(on, button);
    response.widget_info(|| WidgetInfo::labeled(Role::MenuItem, on, words));
    menu_keys::entry(ui, &response, words);
    response.clicked()
}
