//! Trang: the settings the decree leaves to the office, each within its range.

use egui::Ui;

use super::{Card, Desk, card, choice, columns, measure};
use crate::app::look::widgets::{Look, Push};
use crate::edit::EditKind;
use crate::model::{FirstLineIndent, PageSetup, Place, SizeSet};

/// Shows the card.
pub fn show(ui: &mut Ui, desk: &mut Desk<'_>) {
    card(ui, desk, Card::Page, "Trang", "Mục I, II Phụ lục I", |ui, desk| {
        let page = desk.session.document().page;
        columns(ui, desk, [1.0, 1.0, 1.0, 1.0], |ui, desk, column| {
            let margins = page.margins;
            let (label, value, range) = match column {
                0 => ("Lề trên", margins.top, 20.0..=25.0),
                1 => ("Lề dưới", margins.bottom, 20.0..=25.0),
                2 => ("Lề trái", margins.left, 30.0..=35.0),
                _ => ("Lề phải", margins.right, 15.0..=20.0),
            };
            if let Some(value) = measure(ui, label, value, range, 1.0, " mm") {
                set(desk, |page| match column {
                    0 => page.margins.top = value,
                    1 => page.margins.bottom = value,
                    2 => page.margins.left = value,
                    _ => page.margins.right = value,
                });
            }
        });
        columns(ui, desk, [1.3, 1.0, 1.0], |ui, desk, column| match column {
            0 => {
                let values =
                    [(SizeSet::Large, "13 – 14 – 14"), (SizeSet::Small, "12 – 13 – 13")];
                let label = "Cỡ Quốc hiệu, Tiêu ngữ, địa danh";
                if let Some(sizes) = choice(ui, label, page.sizes, &values) {
                    set(desk, |page| page.sizes = sizes);
                }
            }
            1 => {
                let size =
                    measure(ui, "Cỡ chữ nội dung", page.body_size, 13.0..=14.0, 0.5, " pt");
                if let Some(size) = size {
                    set(desk, |page| page.body_size = size);
                }
            }
            _ => {
                let values = [
                    (FirstLineIndent::Centimetre, "1 cm"),
                    (FirstLineIndent::HalfInch, "1,27 cm"),
                ];
                if let Some(indent) = choice(ui, "Lùi đầu dòng", page.indent, &values) {
                    set(desk, |page| page.indent = indent);
                }
            }
        });
        columns(ui, desk, [1.3, 1.0, 1.0], |ui, desk, column| match column {
            0 => {
                let gap = page.paragraph_gap;
                let value = measure(ui, "Cách giữa các đoạn", gap, 6.0..=24.0, 1.0, " pt");
                if let Some(value) = value {
                    set(desk, |page| page.paragraph_gap = value);
                }
            }
            1 => {
                let spacing = page.line_spacing;
                if let Some(value) =
                    measure(ui, "Giãn dòng", spacing, 1.0..=1.5, 0.05, " dòng")
                {
                    set(desk, |page| page.line_spacing = value);
                }
            }
            _ => {
                ui.add_space(20.0);
                let usual = page == PageSetup::default();
                let push = Push::text("Về mặc định").look(Look::Outlined);
                if ui.add_enabled(!usual, push).clicked() {
                    desk.step(|document| document.page = PageSetup::default());
                }
            }
        });
    });
}

/// Dragging a value is one step of undo, as typing is.
fn set(desk: &mut Desk<'_>, change: impl FnOnce(&mut PageSetup)) {
    desk.session
        .edit(EditKind::Typing(Place::Fixed), None, |document| change(&mut document.page));
}
