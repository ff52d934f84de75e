//! Loại văn bản (ô 5a) and the marks and lines few plans carry (ô 10–13).

use egui::Ui;
use strum::IntoEnumIterator as _;

use super::agency::lines;
use super::{Card, Desk, card, choice, columns, tick};
use crate::app::look::field::Field;
use crate::app::look::icons;
use crate::app::look::tokens::space;
use crate::app::look::widgets::{Look, Push};
use crate::drafting;
use crate::model::{Circulation, Decision, Document, DrafterMark, Place, Secrecy, Urgency};
use crate::standard;

/// Shows the card.
pub fn show(ui: &mut Ui, desk: &mut Desk<'_>) {
    card(
        ui,
        desk,
        Card::Kind,
        "Loại và dấu",
        "Khoản 5 Mục II, Mục III Phụ lục I",
        |ui, desk| {
            let document = desk.document();
            columns(ui, desk, [1.0, -240.0], |ui, desk, column| match column {
                0 => {
                    let kinds: Vec<_> = standard::offered()
                        .map(|kind| (kind, standard::type_name(kind)))
                        .collect();
                    let current = document.document_type;
                    if let Some(kind) = choice(ui, "Tên loại văn bản", current, &kinds) {
                        desk.step(|document| drafting::become_type(document, kind));
                    }
                }
                _ => {
                    ui.add_space(20.0);
                    if tick(ui, "In dấu “DỰ THẢO” ở đầu văn bản", document.draft_mark)
                    {
                        desk.step(|document| document.draft_mark = !document.draft_mark);
                    }
                }
            });
            let open = desk.form.is_unfolded(Card::Kind) || is_marked(&document);
            if open {
                marks(ui, desk, &document);
                foot(ui, desk, &document);
            }
            if !is_marked(&document) {
                let (icon, words) = if open {
                    (icons::CARET_UP, "Ẩn tùy chọn khác")
                } else {
                    (icons::CARET_DOWN, "Tùy chọn khác")
                };
                let fold = Push::text(words).with_icon(Some(icon)).quiet().height(28.0);
                let tip = "Độ mật, độ khẩn, phạm vi lưu hành, người soạn, địa chỉ, quyết định";
                if ui.add(fold.flush()).on_hover_text(tip).clicked() {
                    desk.form.fold(Card::Kind);
                }
            }
        },
    );
}

fn is_marked(document: &Document) -> bool {
    document.secrecy.is_some()
        || document.urgency.is_some()
        || document.circulation.is_some()
        || document.drafter.is_some()
        || !document.address.is_empty()
}

fn marks(ui: &mut Ui, desk: &mut Desk<'_>, document: &Document) {
    columns(ui, desk, [1.0, 1.0, 1.0], |ui, desk, column| match column {
        0 => {
            let values =
                options(Secrecy::iter().map(|mark| (mark, standard::secrecy_mark(mark).0)));
            if let Some(value) = choice(ui, "Độ mật", document.secrecy, &values) {
                desk.step(|document| document.secrecy = value);
            }
        }
        1 => {
            let values =
                options(Urgency::iter().map(|mark| (mark, standard::urgency_mark(mark).0)));
            if let Some(value) = choice(ui, "Mức độ khẩn", document.urgency, &values) {
                desk.step(|document| document.urgency = value);
            }
        }
        _ => {
            let values = options(
                Circulation::iter().map(|mark| (mark, standard::circulation_mark(mark).0)),
            );
            if let Some(value) = choice(ui, "Phạm vi lưu hành", document.circulation, &values)
            {
                desk.step(|document| document.circulation = value);
            }
        }
    });
}

fn options<T>(
    marks: impl Iterator<Item = (T, &'static str)>,
) -> Vec<(Option<T>, &'static str)> {
    std::iter::once((None, "Không"))
        .chain(marks.map(|(mark, words)| (Some(mark), words)))
        .collect()
}

fn foot(ui: &mut Ui, desk: &mut Desk<'_>, document: &Document) {
    let drafter = document.drafter.clone().unwrap_or_default();
    columns(ui, desk, [-118.0, -108.0, 1.0], |ui, desk, column| match column {
        0 => {
            Field::new(Place::Drafter, "initials", "Người soạn thảo").hint("PL").words(
                ui,
                desk,
                &drafter.initials,
                |document, words| change(document, |mark| mark.initials = words),
            );
        }
        1 => {
            let copies = drafter.copies.map(|count| count.to_string()).unwrap_or_default();
            Field::new(Place::Drafter, "copies", "Số bản phát hành")
                .secondary()
                .numerals()
                .hint("300")
                .words(ui, desk, &copies, |document, words| {
                    change(document, |mark| mark.copies = words.parse().ok());
                });
        }
        _ => {
            Field::new(Place::Address, "lines", "Địa chỉ ở chân trang đầu")
                .lines()
                .hint("số nhà, đường; thư điện tử; điện thoại; trang thông tin")
                .words(ui, desk, &document.address.join("\n"), |document, words| {
                    document.address = lines(&words);
                });
        }
    });
    ui.add_space(space::TINY);
    if document.decision.is_none() {
        let words = "Ban hành kèm theo một quyết định…";
        if ui.add(Push::text(words).look(Look::Link).height(26.0)).clicked() {
            desk.step(|document| document.decision = Some(new_decision(document)));
            desk.form.go_to(Place::Decision, "symbol", 0);
        }
    }
}

fn new_decision(document: &Document) -> Decision {
    Decision {
        document: "Quyết định".to_owned(),
        number: None,
        symbol: format!("QĐ-{}", document.abbreviation),
        date: document.date,
        issuer: document.agency.join(" "),
    }
}

fn change(document: &mut Document, edit: impl FnOnce(&mut DrafterMark)) {
    let mut mark = document.drafter.take().unwrap_or_default();
    edit(&mut mark);
    document.drafter = (mark != DrafterMark::default()).then_some(mark);
}
