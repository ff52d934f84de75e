//! Ban hành kèm theo một quyết định (Mẫu 2.1, 2.2): the reference line in place of a letterhead.

use egui::Ui;

use super::{Card, Desk, card, columns};
use crate::app::look::field::Field;
use crate::app::look::widgets::{self, Look, Push};
use crate::model::{Decision, Document, IssueDate, Place};
use crate::standard::type_name;

/// Shows the card of a plan that is issued with a decision.
pub fn show(ui: &mut Ui, desk: &mut Desk<'_>) {
    let title = "Ban hành kèm theo văn bản";
    card(ui, desk, Card::Decision, title, "Mẫu 2.1, 2.2 Phụ lục III", |ui, desk| {
        let document = desk.document();
        let Some(decision) = &document.decision else { return };
        columns(ui, desk, [1.0, -80.0, 1.0], |ui, desk, column| match column {
            0 => {
                Field::new(Place::Decision, "document", "Văn bản ban hành")
                    .needed(true)
                    .words(ui, desk, &decision.document, |document, words| {
                        change(document, |decision| decision.document = words);
                    });
            }
            1 => {
                let number = decision.number.map(|number| number.to_string());
                Field::new(Place::Decision, "number", "Số văn bản")
                    .secondary()
                    .numerals()
                    .hint("…")
                    .words(ui, desk, &number.unwrap_or_default(), |document, words| {
                        change(document, |decision| decision.number = words.parse().ok());
                    });
            }
            _ => {
                Field::new(Place::Decision, "symbol", "Ký hiệu văn bản")
                    .secondary()
                    .needed(true)
                    .words(ui, desk, &decision.symbol, |document, words| {
                        change(document, |decision| decision.symbol = words);
                    });
            }
        });
        columns(ui, desk, [-70.0, -70.0, -84.0, 1.0], |ui, desk, column| {
            date_or_issuer(ui, desk, decision, column);
        });
        ui.horizontal(|ui| {
            let name = type_name(desk.document().document_type);
            let said = format!("{name} ban hành kèm theo không có phần đầu văn bản riêng.");
            widgets::note(ui, &said);
            if ui.add(Push::text("Bỏ, ban hành riêng").look(Look::Link)).clicked() {
                desk.step(|document| document.decision = None);
            }
        });
    });
}

fn date_or_issuer(ui: &mut Ui, desk: &mut Desk<'_>, decision: &Decision, column: usize) {
    let date = decision.date;
    let words = |part: Option<u32>| part.map(|part| part.to_string()).unwrap_or_default();
    let (part, label, shown): (_, _, String) = match column {
        0 => ("day", "Ngày ký", words(date.day)),
        1 => ("month", "Tháng ký", words(date.month)),
        2 => ("year", "Năm ký", date.year.map(|year| year.to_string()).unwrap_or_default()),
        _ => {
            Field::new(Place::Decision, "issuer", "Của")
                .secondary()
                .needed(true)
                .hint("Ủy ban nhân dân thành phố")
                .words(ui, desk, &decision.issuer, |document, words| {
                    change(document, |decision| decision.issuer = words);
                });
            return;
        }
    };
    Field::new(Place::Decision, part, label).secondary().numerals().hint("…").words(
        ui,
        desk,
        &shown,
        |document, words| {
            change(document, |decision| {
                let IssueDate { day, month, year } = &mut decision.date;
                match part {
                    "day" => *day = words.parse().ok().filter(|day| *day <= 31),
                    "month" => *month = words.parse().ok().filter(|month| *month <= 12),
                    _ => *year = words.parse().ok().filter(|year| *year <= 9999),
                }
            });
        },
    );
}

fn change(document: &mut Document, edit: impl FnOnce(&mut Decision)) {
    if let Some(decision) = &mut document.decision {
        edit(decision);
    }
}
