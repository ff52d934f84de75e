//! Mở đầu: what stands between the căn cứ and the first mục.

use egui::Ui;

use super::list::List;
use super::{Card, Desk, card};
use crate::model::Place;
use crate::standard::type_name;

const LIST: List = List {
    entry: "đoạn mở đầu",
    name: "Mở đầu",
    hint: |kind| format!("… ban hành {} …, cụ thể như sau:", type_name(kind)),
    italic: false,
    place: Place::Opening,
    read: |document| &document.opening,
    write: |document| &mut document.opening,
};

/// Shows the card.
pub fn show(ui: &mut Ui, desk: &mut Desk<'_>) {
    card(ui, desk, Card::Opening, "Mở đầu", "", |ui, desk| LIST.show(ui, desk));
}
