//! A month to pick a day from, in Vietnamese, the week beginning on Monday.

use chrono::{Datelike as _, Local, NaiveDate};
use egui::{Align2, RichText, Sense, Ui, WidgetInfo, vec2};

use super::Desk;
use crate::app::look::tokens::{palette, size, space};
use crate::app::look::widgets::{Look, Push};
use crate::app::look::{fonts, icons};
use crate::model::IssueDate;

const DAY: f32 = 30.0;
const WEEK: [&str; 7] = ["T2", "T3", "T4", "T5", "T6", "T7", "CN"];

/// Shows the month; a day that is picked is written into the plan.
pub fn show(ui: &mut Ui, desk: &mut Desk<'_>, date: IssueDate) {
    let today = Local::now().date_naive();
    let shown = desk.form.calendar.unwrap_or((
        date.year.unwrap_or(today.year()),
        date.month.filter(|month| (1..=12).contains(month)).unwrap_or(today.month()),
    ));
    ui.spacing_mut().item_spacing = vec2(0.0, space::TINY);
    let shown = heading(ui, shown);
    desk.form.calendar = Some(shown);
    let (year, month) = shown;
    ui.horizontal(|ui| {
        for name in WEEK {
            let (rect, _) = ui.allocate_exact_size(vec2(DAY, 20.0), Sense::hover());
            let ink = palette(ui).soft;
            let font = fonts::regular(size::SMALL);
            ui.painter().text(rect.center(), Align2::CENTER_CENTER, name, font, ink);
        }
    });
    let Some(first) = NaiveDate::from_ymd_opt(year, month, 1) else { return };
    let lead = first.weekday().num_days_from_monday() as usize;
    let days: Vec<u32> =
        (1..=31).filter(|day| NaiveDate::from_ymd_opt(year, month, *day).is_some()).collect();
    let cells: Vec<Option<u32>> =
        std::iter::repeat_n(None, lead).chain(days.into_iter().map(Some)).collect();
    // Six rows always, so that the popup keeps its height from month to month.
    for week in 0..6 {
        ui.horizontal(|ui| {
            for column in 0..7 {
                let cell = cells.get(week * 7 + column).copied().flatten();
                let day = cell.and_then(|day| NaiveDate::from_ymd_opt(year, month, day));
                if let Some(picked) = self::day(ui, day, date, today) {
                    desk.step(|document| {
                        document.date =
                            IssueDate::new(picked.day(), picked.month(), picked.year());
                    });
                    ui.close();
                }
            }
        });
    }
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = space::SMALL;
        if ui.add(Push::text("Hôm nay").look(Look::Link)).clicked() {
            desk.step(|document| {
                document.date = IssueDate::new(today.day(), today.month(), today.year());
            });
            ui.close();
        }
        if ui.add(Push::text("Để trống ngày, tháng").look(Look::Link)).clicked() {
            desk.step(|document| (document.date.day, document.date.month) = (None, None));
            ui.close();
        }
    });
}

fn heading(ui: &mut Ui, (year, month): (i32, u32)) -> (i32, u32) {
    let mut shown = (year, month);
    ui.horizontal(|ui| {
        if ui.add(Push::icon(icons::CARET_LEFT, "Tháng trước").height(28.0)).clicked() {
            shown = if month == 1 { (year - 1, 12) } else { (year, month - 1) };
        }
        let width = 7.0 * DAY - 2.0 * 32.0;
        let (rect, _) = ui.allocate_exact_size(vec2(width, 28.0), Sense::hover());
        let words = RichText::new(format!("Tháng {month} năm {year}"));
        ui.put(rect, egui::Label::new(words.font(fonts::semibold(size::TEXT))));
        if ui.add(Push::icon(icons::CARET_RIGHT, "Tháng sau").height(28.0)).clicked() {
            shown = if month == 12 { (year + 1, 1) } else { (year, month + 1) };
        }
    });
    shown
}

fn day(
    ui: &mut Ui,
    day: Option<NaiveDate>,
    date: IssueDate,
    today: NaiveDate,
) -> Option<NaiveDate> {
    let sense = if day.is_some() { Sense::click() } else { Sense::hover() };
    let (rect, response) = ui.allocate_exact_size(vec2(DAY, DAY - 2.0), sense);
    let day = day?;
    response.widget_info(|| {
        let name = format!("{}/{}/{}", day.day(), day.month(), day.year());
        WidgetInfo::labeled(egui::Role::Button, true, name)
    });
    let palette = palette(ui);
    let chosen = date.calendar() == Some(day);
    let ground = match (chosen, response.hovered() || response.has_focus()) {
        (true, _) => Some(palette.accent_fill),
        (false, true) => Some(palette.hover),
        (false, false) => None,
    };
    if let Some(ground) = ground {
        ui.painter().rect_filled(rect.shrink(1.0), size::RADIUS, ground);
    }
    let ink = match (chosen, day == today) {
        (true, _) => palette.on_accent,
        (false, true) => palette.accent,
        (false, false) => palette.ink,
    };
    let font = if day == today { fonts::bold(size::TEXT) } else { fonts::regular(size::TEXT) };
    let words = day.day().to_string();
    ui.painter().text(rect.center(), Align2::CENTER_CENTER, words, font, ink);
    response.clicked().then_some(day)
}
