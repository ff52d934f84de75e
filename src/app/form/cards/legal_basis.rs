//! Căn cứ ban hành (ô 6, first part).

use egui::Ui;

use super::list::List;
use super::{Card, Desk, card};
use crate::model::Place;

const LIST: List = List {
    entry: "căn cứ",
    name: "Căn cứ",
    hint: "Căn cứ Luật… / Nghị định số…/…/NĐ-CP ngày… của Chính phủ…",
    italic: true,
    place: Place::LegalBasis,
    read: |plan| &plan.legal_basis,
    write: |plan| &mut plan.legal_basis,
};

/// Shows the card.
pub fn show(ui: &mut Ui, desk: &mut Desk<'_>) {
    let note = "Không gõ dấu cuối dòng: chương trình tự đặt “;” và “.”";
    card(ui, desk, Card::LegalBasis, "Căn cứ", note, |ui, desk| LIST.show(ui, desk));
}
