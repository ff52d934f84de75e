//! What stands in the way of an export: residual marks, an empty plan, letters that cannot be printed,
//! a file that cannot be written.

use egui::{Context, ScrollArea, Ui, pos2};

use super::Wish;
use crate::app::desk::dialogs::{Answer, buttons, main_button, modal, words};
use crate::app::look::tokens::{palette, size, space};
use crate::app::look::widgets::{self, Look, Push};
use crate::app::look::{fonts, icons};
use crate::app::threads::export::{Mark, Said};

/// What is not to leave without a question.
pub struct Marks {
    /// The places, in reading order.
    pub marks: Vec<Mark>,
    /// Whether it is to be printed rather than written.
    pub prints: bool,
}

/// A file that could not be written.
pub struct Blocked {
    /// What the system said and what can be done.
    pub words: String,
}

/// Shows the marks; a press on one goes there.
pub(super) fn marks(ctx: &Context, marks: &Marks) -> Answer {
    let said = Said::of(&marks.marks);
    modal(ctx, "marks", said.title, 540.0, |ui| {
        let what = if marks.prints { "in" } else { "xuất" };
        words(
            ui,
            &format!(
                "Chưa {what}: {}. Bấm vào một chỗ để tới đó sửa, hoặc vẫn {what} như đang có.",
                said.what
            ),
        );
        ui.add_space(space::TINY);
        let mut answer = Answer::Open;
        let height = (ui.ctx().content_rect().height() - 260.0).clamp(120.0, 300.0);
        ScrollArea::vertical().max_height(height).min_scrolled_height(height).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            for mark in &marks.marks {
                if row(ui, mark) {
                    answer = Answer::Delivery(Wish::Go(mark.place));
                }
            }
        });
        buttons(ui, |ui| {
            if main_button(ui, "Để tôi sửa") {
                answer = match marks.marks.first() {
                    Some(mark) => Answer::Delivery(Wish::Go(mark.place)),
                    None => Answer::Closed,
                };
            }
            let anyway = if marks.prints { "Vẫn in" } else { "Vẫn xuất" };
            if ui.add(Push::text(anyway).look(Look::Outlined)).clicked() {
                answer = Answer::Delivery(Wish::Anyway);
            }
        });
        answer
    })
}

/// A row that names the place and shows the words around the mark; returns whether it was pressed.
pub(super) fn row(ui: &mut Ui, mark: &Mark) -> bool {
    let name = format!("{}: {}", mark.whereabouts, mark.excerpt);
    let row = widgets::row(ui, 30.0, &name, false, |ui, rect, _| {
        let colours = palette(ui);
        let middle = rect.center().y;
        let centre = egui::Align2::CENTER_CENTER;
        let at = pos2(rect.left() + 14.0, middle);
        ui.painter().text(at, centre, icons::WARNING, fonts::icon(15.0), colours.warning);
        let at = pos2(rect.left() + 30.0, middle);
        let room = rect.width() - 40.0;
        let font = fonts::medium(size::TEXT);
        let used =
            widgets::paint_words(ui, at, &mark.whereabouts, font, colours.ink, room * 0.45);
        let at = pos2(at.x + used + 10.0, middle);
        let font = fonts::regular(size::TEXT);
        widgets::paint_words(ui, at, &mark.excerpt, font, colours.soft, room - used - 10.0);
    });
    row.response.clicked()
}

/// Shows why a file could not be written and what can be done.
pub(super) fn blocked(ctx: &Context, blocked: &Blocked) -> Answer {
    modal(ctx, "blocked", "Chưa ghi được tệp", 460.0, |ui| {
        words(ui, &blocked.words);
        let mut answer = Answer::Open;
        buttons(ui, |ui| {
            if main_button(ui, "Thử lại") {
                answer = Answer::Delivery(Wish::Again);
            }
            let other = Push::text("Lưu tên khác…").look(Look::Outlined);
            if ui.add(other).clicked() {
                answer = Answer::Delivery(Wish::Elsewhere);
            }
            if ui.add(Push::text("Hủy").look(Look::Outlined)).clicked() {
                answer = Answer::Closed;
            }
        });
        answer
    })
}
