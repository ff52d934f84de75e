//! "In": printer, pages, copies, sides.

use egui::{Align, Context, DragValue, Layout, Ui, vec2};

use super::{Wish, standing_choice};
use crate::app::desk::dialogs::{Answer, buttons, group, main_button, modal, words};
use crate::app::form::cards;
use crate::app::look::fonts;
use crate::app::look::tokens::{size, space};
use crate::app::look::widgets::{self, Look, Push};
use crate::model::Standing;
use crate::print::{Order, Printer, Selection, Sides};

/// The dialog's state.
pub struct Form {
    /// The printers; none while the system is asked.
    pub printers: Option<Found>,
    chosen: usize,
    range: Range,
    from: u32,
    to: u32,
    copies: u32,
    sides: Sides,
    /// Bản trình or bản phát hành.
    pub standing: Standing,
    current: u32,
    count: u32,
}

/// What the system said of its printers.
pub enum Found {
    /// They are these; there may be none.
    Printers(Vec<Printer>),
    /// It cannot print by itself; the words say why.
    Nothing(String),
}

#[derive(Clone, Copy, PartialEq)]
enum Range {
    All,
    Current,
    Some,
}

impl Form {
    /// Begins with the page in view (from 0) and the number of pages, as far as they are known.
    pub fn new(position: Option<(usize, usize)>) -> Self {
        let whole = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
        let (current, count) =
            position.map_or((1, 999), |(page, count)| (whole(page) + 1, whole(count).max(1)));
        Self {
            printers: None,
            chosen: 0,
            range: Range::All,
            from: 1,
            to: count,
            copies: 1,
            sides: Sides::One,
            standing: Standing::Issued,
            current,
            count,
        }
    }

    /// The order, for the queue under this title; none without a printer.
    pub fn order(&self, title: String) -> Option<Order> {
        let Some(Found::Printers(printers)) = &self.printers else { return None };
        let printer = printers.get(self.chosen)?;
        Some(Order {
            printer: Some(printer.name.clone()),
            selection: match self.range {
                Range::All => Selection::All,
                Range::Current => Selection::Range(self.current, self.current),
                Range::Some => Selection::Range(self.from, self.to),
            },
            copies: self.copies,
            sides: self.sides,
            title,
        })
    }

    fn has_printer(&self) -> bool {
        matches!(&self.printers, Some(Found::Printers(printers)) if !printers.is_empty())
    }
}

/// Shows the dialog.
pub(super) fn show(ctx: &Context, form: &mut Form) -> Answer {
    modal(ctx, "print", "In", 460.0, |ui| {
        match &form.printers {
            None => words(ui, "Đang tìm máy in…"),
            Some(Found::Printers(printers)) if printers.is_empty() => words(
                ui,
                "Máy này chưa cài máy in nào. Có thể mở bản in trong chương trình xem PDF và in \
                 từ đó.",
            ),
            Some(Found::Nothing(why)) => words(ui, why),
            Some(Found::Printers(printers)) => {
                let names: Vec<(usize, String)> = printers
                    .iter()
                    .enumerate()
                    .map(|(index, printer)| match printer.is_default {
                        true => (index, format!("{} (mặc định)", printer.name)),
                        false => (index, printer.name.clone()),
                    })
                    .collect();
                let names: Vec<(usize, &str)> =
                    names.iter().map(|(index, name)| (*index, name.as_str())).collect();
                if let Some(chosen) = cards::choice(ui, "Máy in", form.chosen, &names) {
                    form.chosen = chosen;
                }
            }
        }
        ui.add_space(space::SMALL);
        if form.has_printer() {
            settings(ui, form);
            ui.add_space(space::SMALL);
        }
        group(ui, "Số và ngày");
        standing_choice(ui, &mut form.standing);
        let mut answer = Answer::Open;
        buttons(ui, |ui| {
            let viewer = "Mở trong trình xem PDF";
            if form.has_printer() {
                if main_button(ui, "In") {
                    answer = Answer::Delivery(Wish::Print);
                }
                if ui.add(Push::text(viewer).look(Look::Outlined)).clicked() {
                    answer = Answer::Delivery(Wish::View);
                }
            } else if ui.add(Push::text(viewer).look(Look::Main)).clicked() {
                answer = Answer::Delivery(Wish::View);
            }
            if ui.add(Push::text("Hủy").look(Look::Outlined)).clicked() {
                answer = Answer::Closed;
            }
        });
        answer
    })
}

fn settings(ui: &mut Ui, form: &mut Form) {
    group(ui, "Trang");
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = space::TINY;
        let current = format!("Trang hiện tại ({})", form.current);
        for (range, name) in [
            (Range::All, "Tất cả"),
            (Range::Current, current.as_str()),
            (Range::Some, "Từ – đến"),
        ] {
            let on = form.range == range;
            if ui.add(Push::text(name).look(Look::Outlined).chosen(on)).clicked() {
                form.range = range;
            }
        }
        if form.range == Range::Some {
            ui.add_space(space::SMALL);
            number(ui, "Từ trang", &mut form.from, form.count);
            ui.label("–");
            number(ui, "Đến trang", &mut form.to, form.count);
        }
    });
    ui.add_space(space::SMALL);
    ui.horizontal_top(|ui| {
        ui.allocate_ui_with_layout(vec2(110.0, 0.0), Layout::top_down(Align::Min), |ui| {
            ui.set_width(110.0);
            ui.spacing_mut().item_spacing.y = 5.0;
            widgets::label(ui, "Số bản");
            number(ui, "Số bản", &mut form.copies, 99);
        });
        ui.vertical(|ui| {
            let sides = [
                (Sides::One, "Một mặt"),
                (Sides::LongEdge, "Hai mặt, lật theo cạnh dài"),
                (Sides::ShortEdge, "Hai mặt, lật theo cạnh ngắn"),
            ];
            if let Some(chosen) = cards::choice(ui, "Mặt giấy", form.sides, &sides) {
                form.sides = chosen;
            }
        });
    });
}

fn number(ui: &mut Ui, name: &str, value: &mut u32, most: u32) {
    ui.spacing_mut().button_padding = vec2(10.0, 6.0);
    ui.style_mut().override_font_id = Some(fonts::regular(size::TEXT));
    let drag = DragValue::new(value).range(1..=most).speed(0.1);
    let response = ui.add_sized(vec2(56.0, size::FIELD), drag);
    let node = response.id;
    ui.ctx().accesskit_node_builder(node, |node| node.set_label(name));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_order_says_what_was_chosen() {
        let mut form = Form::new(Some((2, 5)));
        assert_eq!(form.order("A".to_owned()), None);
        let printer = |name: &str| Printer { name: name.to_owned(), is_default: false };
        form.printers = Some(Found::Printers(vec![printer("một"), printer("hai")]));
        form.chosen = 1;
        let order = form.order("A".to_owned()).expect("there is a printer");
        assert_eq!((order.printer.as_deref(), order.selection), (Some("hai"), Selection::All));
        form.range = Range::Current;
        let order = form.order("A".to_owned()).expect("there is a printer");
        assert_eq!(order.selection, Selection::Range(3, 3));
        form.range = Range::Some;
        let order = form.order("A".to_owned()).expect("there is a printer");
        assert_eq!((order.selection, order.copies), (Selection::Range(1, 5), 1));
    }
}
