//! Nơi nhận (ô 9b): who gets it and why, the last line being "Lưu".

use egui::{Key, Modifiers, Ui};

use super::{Card, Desk, card, columns, list};
use crate::app::look::field::Field;
use crate::app::look::icons;
use crate::app::look::tokens::space;
use crate::app::look::widgets::{self, Look, Push};
use crate::edit::Caret;
use crate::model::{Document, Place, Recipient};

/// Shows the card.
pub fn show(ui: &mut Ui, desk: &mut Desk<'_>) {
    let note = "Dấu gạch, “;” và “.” do chương trình đặt";
    card(ui, desk, Card::Recipients, "Nơi nhận", note, |ui, desk| {
        let document = desk.document();
        let count = document.recipients.len();
        if count > 0 {
            columns(ui, desk, [1.0, -150.0, -14.0], |ui, _, column| {
                widgets::label(ui, ["Cơ quan, đơn vị, cá nhân", "Mục đích", ""][column]);
            });
            ui.add_space(-space::TINY);
        }
        for (index, recipient) in document.recipients.iter().enumerate() {
            line(ui, desk, index, count, recipient);
        }
        let add = Push::text("Thêm nơi nhận").with_icon(Some(icons::PLUS)).look(Look::Link);
        if ui.add(add.height(26.0)).clicked() {
            insert(desk, count);
        }
        archive(ui, desk, &document);
    });
}

fn line(ui: &mut Ui, desk: &mut Desk<'_>, index: usize, count: usize, recipient: &Recipient) {
    let place = Place::Recipient(index);
    let has = |ui: &Ui, part| ui.memory(|memory| memory.has_focus(Field::id_of(place, part)));
    let hot = has(ui, "name") || has(ui, "purpose");
    if hot {
        let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::ALT, key));
        if index > 0 && pressed(Key::ArrowUp) {
            swap(desk, index, index - 1);
            return;
        }
        if index + 1 < count && pressed(Key::ArrowDown) {
            swap(desk, index, index + 1);
            return;
        }
    }
    if has(ui, "name")
        && let Some(lines) = list::pasted_lines(ui)
    {
        paste(desk, index, &lines);
        return;
    }
    let name = format!("Nơi nhận {}", index + 1);
    let why = format!("Mục đích {}", index + 1);
    columns(ui, desk, [1.0, -150.0, -14.0], |ui, desk, column| match column {
        0 => {
            let field = Field::new(place, "name", &name).bare().tall().needed(true);
            let outcome = field.hint("Ủy ban nhân dân…, các phòng, đơn vị…").words(
                ui,
                desk,
                &recipient.name,
                |document, words| change(document, index, |recipient| recipient.name = words),
            );
            if outcome.enter.is_some() {
                insert(desk, index + 1);
            } else if outcome.emptied && recipient.purpose.is_empty() {
                remove(desk, index);
            }
        }
        1 => {
            let field = Field::new(place, "purpose", &why).secondary().bare().hint("để b/c");
            let outcome = field.words(ui, desk, &recipient.purpose, |document, words| {
                change(document, index, |recipient| recipient.purpose = words);
            });
            if outcome.enter.is_some() {
                next(desk, index);
            }
        }
        _ => tools(ui, desk, index, count, hot),
    });
}

fn tools(ui: &mut Ui, desk: &mut Desk<'_>, index: usize, count: usize, hot: bool) {
    let name = format!("Tùy chọn nơi nhận {}", index + 1);
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 0.0;
        // The gap between columns is wider than the one before the button of a list.
        ui.add_space(-space::MEDIUM);
        list::more(ui, &name, hot, |ui| entries(ui, desk, index, count));
    });
}

fn entries(ui: &mut Ui, desk: &mut Desk<'_>, index: usize, count: usize) {
    if list::menu_entry(ui, "Đưa lên", icons::ARROW_UP, list::UP_KEYS, index > 0) {
        swap(desk, index, index - 1);
    }
    let last = index + 1 == count;
    if list::menu_entry(ui, "Đưa xuống", icons::ARROW_DOWN, list::DOWN_KEYS, !last) {
        swap(desk, index, index + 1);
    }
    if list::menu_entry(ui, "Xóa", icons::TRASH, "", true) {
        remove(desk, index);
    }
}

fn archive(ui: &mut Ui, desk: &mut Desk<'_>, document: &Document) {
    columns(ui, desk, [1.0, -150.0, -14.0], |ui, desk, column| match column {
        0 => {
            Field::new(Place::Archive, "units", "Lưu")
                .hint("VT; ghi thêm đơn vị soạn thảo")
                .words(ui, desk, &document.archive.units.join(", "), |document, words| {
                    document.archive.units = words.split(", ").map(str::to_owned).collect();
                });
        }
        1 => {
            let copies =
                document.archive.copies.map(|count| count.to_string()).unwrap_or_default();
            Field::new(Place::Archive, "copies", "Số bản lưu")
                .secondary()
                .numerals()
                .hint("không ghi")
                .words(ui, desk, &copies, |document, words| {
                    document.archive.copies = words.parse().ok();
                });
        }
        _ => {}
    });
}

/// Pasted lines of Nơi nhận, its head left out and its last line put where it belongs.
fn paste(desk: &mut Desk<'_>, index: usize, lines: &[String]) {
    desk.step(|document| {
        let blank = document.recipients.get(index).is_some_and(|r| r.name.trim().is_empty());
        let mut at = index + usize::from(!blank);
        if blank {
            document.recipients.remove(index);
        }
        for line in lines {
            let words = line.trim_start_matches(['-', '–', '+', '*', ' ']);
            if let Some(units) = words.strip_prefix("Lưu") {
                let units = units.trim_start_matches([':', ' ']).trim_end_matches(['.', ';']);
                document.archive.units =
                    units.split(',').map(|u| u.trim().to_owned()).collect();
            } else if words.trim_end_matches([':', ' ']) != "Nơi nhận" {
                let at_end = at.min(document.recipients.len());
                document.recipients.insert(at_end, crate::read::recipient_of(line));
                at += 1;
            }
        }
        if document.recipients.is_empty() {
            document.recipients.push(Recipient::default());
        }
    });
}

fn change(document: &mut Document, index: usize, edit: impl FnOnce(&mut Recipient)) {
    if let Some(recipient) = document.recipients.get_mut(index) {
        edit(recipient);
    }
}

fn insert(desk: &mut Desk<'_>, index: usize) {
    desk.step(|document| {
        let index = index.min(document.recipients.len());
        document.recipients.insert(index, Recipient::default());
    });
    desk.form.go_to(Place::Recipient(index), "name", 0);
}

/// The recipient after one: the empty one that is there, or a new one.
fn next(desk: &mut Desk<'_>, index: usize) {
    let document = desk.document();
    let after = document.recipients.get(index + 1);
    match after.filter(|recipient| recipient.name.is_empty()) {
        Some(_) => desk.form.go_to(Place::Recipient(index + 1), "name", 0),
        None => insert(desk, index + 1),
    }
}

fn remove(desk: &mut Desk<'_>, index: usize) {
    desk.step(|document| {
        if index < document.recipients.len() {
            document.recipients.remove(index);
        }
    });
    let document = desk.document();
    let before = index.saturating_sub(1);
    if let Some(recipient) = document.recipients.get(before) {
        let end = recipient.name.chars().count();
        desk.form.go_to(Place::Recipient(before), "name", end);
    }
}

fn swap(desk: &mut Desk<'_>, from: usize, to: usize) {
    desk.step(|document| {
        if from < document.recipients.len() && to < document.recipients.len() {
            document.recipients.swap(from, to);
        }
    });
    let head = desk.session.caret().map_or(0, |caret| caret.head);
    desk.form.go(Caret::at(Place::Recipient(to), head));
}
