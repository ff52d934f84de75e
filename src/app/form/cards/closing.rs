//! Kết thúc: the last words before the signature, without `./.`.

use egui::Ui;

use super::list::List;
use super::{Card, Desk, card};
use crate::model::Place;
use crate::standard::type_name;

const LIST: List = List {
    entry: "đoạn kết thúc",
    name: "Kết thúc",
    hint: |kind| format!("Trên đây là {} …", type_name(kind)),
    italic: false,
    place: Place::Closing,
    read: |document| &document.closing,
    write: |document| &mut document.closing,
};

/// Shows the card.
pub fn show(ui: &mut Ui, desk: &mut Desk<'_>) {
    let note = "Dấu “./.” do chương trình đặt";
    card(ui, desk, Card::Closing, "Kết thúc", note, |ui, desk| LIST.show(ui, desk));
}
