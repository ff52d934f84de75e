//! One phụ lục: its title, how its pages lie, and what it holds.

use egui::{Align, Layout, Ui};

use super::{Card, Desk, card, choice, columns};
use crate::app::form::editors::Editors;
use crate::app::look::field::Field;
use crate::app::look::icons;
use crate::app::look::widgets::Push;
use crate::model::{Document, Place, Story};

/// Shows the card of an annex.
pub fn show(ui: &mut Ui, desk: &mut Desk<'_>, editors: &mut Editors, index: usize) {
    let document = desk.document();
    let Some(annex) = document.annexes.get(index) else { return };
    let title = format!("Phụ lục {}", numeral(&document, index));
    let note = "Khoản 1 Mục III Phụ lục I";
    card(ui, desk, Card::Annex(index), title.trim(), note, |ui, desk| {
        columns(ui, desk, [1.0, -150.0], |ui, desk, column| {
            if column == 0 {
                let name = format!("Tên phụ lục {}", index + 1);
                Field::new(Place::AnnexTitle(index), "title", &name)
                    .tall()
                    .needed(true)
                    .hint("ví dụ: Phân công nhiệm vụ")
                    .text(ui, desk, &annex.title, |document, text| {
                        if let Some(annex) = document.annexes.get_mut(index) {
                            annex.title = text;
                        }
                    });
            } else {
                let label = format!("Khổ giấy phụ lục {}", index + 1);
                let values = [(false, "Dọc"), (true, "Ngang")];
                if let Some(landscape) = choice(ui, &label, annex.landscape, &values) {
                    desk.step(|document| {
                        if let Some(annex) = document.annexes.get_mut(index) {
                            annex.landscape = landscape;
                        }
                    });
                }
            }
        });
        editors.show(ui, desk, Story::Annex(index));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let words = format!("Xóa phụ lục {}", index + 1);
            let push = Push::text(&words).with_icon(Some(icons::TRASH)).quiet().height(26.0);
            if ui.add(push).clicked() {
                desk.step(|document| {
                    if index < document.annexes.len() {
                        document.annexes.remove(index);
                    }
                });
            }
        });
    });
}

/// `I`, `II`, …; nothing for the only annex (PL I.III.1.b).
pub fn numeral(document: &Document, index: usize) -> String {
    const TENS: [&str; 10] = ["", "X", "XX", "XXX", "XL", "L", "LX", "LXX", "LXXX", "XC"];
    const ONES: [&str; 10] = ["", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"];
    if document.annexes.len() < 2 {
        return String::new();
    }
    let number = index + 1;
    format!("{}{}", TENS[number / 10 % 10], ONES[number % 10])
}
