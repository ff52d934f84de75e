//! Số, ký hiệu (ô 3) and địa danh, thời gian (ô 4).

use egui::{Popup, PopupCloseBehavior, Ui};

use super::{Card, Desk, calendar, card, columns};
use crate::app::look::field::Field;
use crate::app::look::tokens::{size, space};
use crate::app::look::widgets::{Look, Push};
use crate::app::look::{fonts, icons};
use crate::compose::forms::number_digits;
use crate::model::{Document, Place};
use crate::standard;

/// Shows the card.
pub fn show(ui: &mut Ui, desk: &mut Desk<'_>) {
    let clause = "Khoản 3, 4 Mục II Phụ lục I";
    // Minutes say their time and place in the text; what is not printed is not asked for.
    let dated = standard::layout(desk.document().document_type).dated;
    let title =
        if dated { "Số, ký hiệu · Địa danh, ngày" } else { "Số, ký hiệu" };
    card(ui, desk, Card::Number, title, clause, |ui, desk| {
        let document = desk.document();
        let fields = |ui: &mut Ui, desk: &mut Desk<'_>, column: usize| match column {
            0 => {
                let digits = usize::from(document.number_digits);
                let number = document.number.map(|number| format!("{number:0digits$}"));
                let number = number.unwrap_or_default();
                Field::new(Place::Number, "number", "Số")
                    .hint("văn thư")
                    .numerals()
                    .needed(true)
                    .words(ui, desk, &number, |document, words| {
                        document.number = words.parse().ok();
                        document.number_digits = number_digits(&words);
                    });
            }
            1 => symbol(ui, desk, &document),
            2 => {
                Field::new(Place::Date, "place", "Địa danh")
                    .hint("Hải Phòng")
                    .needed(true)
                    .words(ui, desk, &document.place, |document, words| {
                        document.place = words
                    });
            }
            _ => date(ui, desk, &document),
        };
        if dated {
            columns(ui, desk, [-86.0, 1.3, 1.0, -198.0], fields);
        } else {
            columns(ui, desk, [-86.0, 1.0], fields);
        }
    });
}

/// The symbol as type and abbreviation make it, `KH-SXD`.
pub fn made_symbol(document: &Document) -> String {
    let kind = standard::abbreviation(document.document_type);
    match (kind, document.abbreviation.trim()) {
        (kind, "") => kind.to_owned(),
        ("", short) => short.to_owned(),
        (kind, short) => format!("{kind}-{short}"),
    }
}

fn symbol(ui: &mut Ui, desk: &mut Desk<'_>, document: &Document) {
    let made = made_symbol(document);
    let shown = match document.symbol.as_str() {
        // She has emptied it to write another: what is made by itself waits until she leaves.
        "" if desk.form.symbol_emptied => "",
        "" => &made,
        symbol => symbol,
    };
    let mut emptied = None;
    let field = Field::new(Place::Number, "symbol", "Ký hiệu").secondary().hint(&made);
    let outcome = field.words(ui, desk, shown, |document, words| {
        emptied = Some(words.is_empty());
        document.symbol = if words == made { String::new() } else { words };
    });
    desk.form.symbol_emptied = outcome.focused && emptied.unwrap_or(desk.form.symbol_emptied);
}

fn date(ui: &mut Ui, desk: &mut Desk<'_>, document: &Document) {
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = space::TINY;
        let day = document.date.day.map(|day| day.to_string()).unwrap_or_default();
        Field::new(Place::Date, "day", "Ngày")
            .secondary()
            .numerals()
            .hint("…")
            .width(46.0)
            .words(ui, desk, &day, |document, words| {
                document.date.day = words.parse().ok().filter(|day| *day <= 31)
            });
        let month = document.date.month.map(|month| month.to_string()).unwrap_or_default();
        Field::new(Place::Date, "month", "Tháng")
            .secondary()
            .numerals()
            .hint("…")
            .width(46.0)
            .words(ui, desk, &month, |document, words| {
                document.date.month = words.parse().ok().filter(|month| *month <= 12);
            });
        let year = document.date.year.map(|year| year.to_string()).unwrap_or_default();
        Field::new(Place::Date, "year", "Năm")
            .secondary()
            .numerals()
            .hint("…")
            .needed(true)
            .width(62.0)
            .words(ui, desk, &year, |document, words| {
                document.date.year = words.parse().ok().filter(|year| *year <= 9999);
            });
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.y = 5.0;
            let label = ui.fonts_mut(|view| view.row_height(&fonts::regular(size::SMALL)));
            ui.add_space(label + 5.0);
            let open =
                Push::icon(icons::CALENDAR, "Chọn ngày trong lịch").look(Look::Outlined);
            let button = ui.add(open).on_hover_text("Chọn ngày trong lịch");
            if button.clicked() {
                desk.form.calendar = None;
            }
            Popup::from_toggle_button_response(&button)
                .close_behavior(PopupCloseBehavior::CloseOnClickOutside)
                .gap(space::TINY)
                .show(|ui| calendar::show(ui, desk, document.date));
        });
    });
}
