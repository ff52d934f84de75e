//! "Kiểm tra thể thức": the drawer at the bottom with what the check found.

use eframe::egui::{
    Align, Align2, Color32, Frame, Layout, Margin, RichText, ScrollArea, Ui, UiBuilder, pos2,
    vec2,
};

use super::inspector::{Inspector, Item};
use crate::app::look::tokens::{Palette, palette, size, space};
use crate::app::look::widgets::{self, Look, Push};
use crate::app::look::{fonts, icons};
use crate::check::{Finding, Severity, rules};
use crate::model::Place;

/// Height of the drawer's head.
pub const HEAD: f32 = 32.0;
/// Height of a finding.
pub const ROW: f32 = 29.0;
/// Room at the right end of a row for its button.
const BUTTON: f32 = 78.0;

/// What was pressed in the drawer.
pub enum Pressed {
    /// A finding: its place and the field of it.
    Finding(Place, Option<&'static str>),
    /// The drawer is to be closed.
    Close,
}

/// Shows the drawer in the space there is.
pub fn show(ui: &mut Ui, inspector: &mut Inspector) -> Option<Pressed> {
    let colours = palette(ui);
    let mut pressed = None;
    ui.painter().rect_filled(ui.max_rect(), 0.0, colours.panel);
    ui.spacing_mut().item_spacing.y = 0.0;
    head(ui, inspector, &mut pressed);
    let rect = ui.max_rect();
    let line = eframe::egui::Stroke::new(1.0, colours.line);
    ui.painter().hline(rect.x_range(), rect.top() + HEAD - 0.5, line);
    let mut ignored = None;
    ScrollArea::vertical().id_salt("findings").auto_shrink([false, false]).show(ui, |ui| {
        let inner = Frame::new().inner_margin(Margin::symmetric(8, 3));
        inner.show(ui, |ui| {
            ui.set_width(ui.available_width());
            match inspector.items() {
                None => quiet(ui, icons::WAITING, colours.faint, "Đang soát…"),
                Some(items) if items.is_empty() => {
                    let words = format!(
                        "Không thấy chỗ nào cần sửa trong {} quy tắc đã soát.",
                        rules().len()
                    );
                    quiet(ui, icons::DONE, colours.right, &words);
                }
                Some(items) => {
                    for (index, item) in items.iter().enumerate() {
                        row(ui, index, item, &mut pressed, &mut ignored);
                    }
                }
            }
        });
    });
    if let Some(finding) = ignored {
        inspector.ignore(&finding);
    }
    pressed
}

fn head(ui: &mut Ui, inspector: &mut Inspector, pressed: &mut Option<Pressed>) {
    let colours = palette(ui);
    let frame = Frame::new().inner_margin(Margin::symmetric(14, 0));
    frame.show(ui, |ui| {
        ui.set_height(HEAD);
        ui.horizontal_centered(|ui| {
            ui.spacing_mut().item_spacing.x = space::MEDIUM;
            let title = RichText::new("Kiểm tra thể thức").font(fonts::semibold(size::TEXT));
            ui.label(title.color(colours.ink));
            for (severity, name) in [
                (Severity::Error, "lỗi"),
                (Severity::Warning, "cảnh báo"),
                (Severity::Hint, "gợi ý"),
            ] {
                let count = inspector.count(severity);
                if count > 0 {
                    tally(ui, severity, &format!("{count} {name}"));
                }
            }
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                let close = Push::icon(icons::CARET_DOWN, "Đóng khung kiểm tra");
                if ui.add(close.quiet().height(26.0)).clicked() {
                    *pressed = Some(Pressed::Close);
                }
                let aside = inspector.set_aside();
                if aside > 0 {
                    let words = format!("Hiện lại {aside} chỗ đã bỏ qua");
                    if ui.add(Push::text(&words).look(Look::Link).height(26.0)).clicked() {
                        inspector.restore();
                    }
                }
            });
        });
    });
}

fn tally(ui: &mut Ui, severity: Severity, words: &str) {
    let (icon, ink) = mark(severity, palette(ui));
    ui.horizontal_centered(|ui| {
        ui.spacing_mut().item_spacing.x = 5.0;
        ui.label(RichText::new(icon).font(fonts::icon(14.0)).color(ink));
        ui.label(RichText::new(words).font(fonts::medium(size::TEXT)).color(ink));
    });
}

fn mark(severity: Severity, palette: &Palette) -> (&'static str, Color32) {
    match severity {
        Severity::Error => (icons::CROSS_CIRCLE, palette.error),
        Severity::Warning => (icons::WARNING, palette.warning),
        Severity::Hint => (icons::INFO, palette.soft),
    }
}

fn quiet(ui: &mut Ui, icon: &str, ink: Color32, words: &str) {
    ui.horizontal(|ui| {
        ui.set_height(ROW);
        ui.add_space(6.0);
        ui.label(RichText::new(icon).font(fonts::icon(16.0)).color(ink));
        let soft = palette(ui).soft;
        ui.label(RichText::new(words).font(fonts::regular(size::TEXT)).color(soft));
    });
}

fn row(
    ui: &mut Ui,
    index: usize,
    item: &Item,
    pressed: &mut Option<Pressed>,
    ignored: &mut Option<Finding>,
) {
    let finding = &item.finding;
    let words = format!("{} — {}", item.whereabouts, finding.message);
    let basis = format!("{} · {}", finding.rule.id, short_clause(finding.rule.clause));
    let row = widgets::row(ui, ROW, &words, false, |ui, rect, _| {
        let colours = palette(ui);
        let (icon, ink) = mark(finding.rule.severity, colours);
        let middle = rect.center().y;
        let at = pos2(rect.left() + 14.0, middle);
        ui.painter().text(at, Align2::CENTER_CENTER, icon, fonts::icon(16.0), ink);
        let at = pos2(rect.left() + 32.0, middle);
        let room = rect.width() - 32.0 - BUTTON - space::SMALL;
        let font = fonts::regular(size::TEXT);
        let most = (room - 150.0).max(room * 0.6);
        let used = widgets::paint_words(ui, at, &words, font, colours.ink, most);
        let at = pos2(at.x + used + 10.0, middle + 0.5);
        let font = fonts::regular(size::SMALL);
        widgets::paint_words(ui, at, &basis, font, colours.faint, room - used - 10.0);
    });
    let rect = row.response.rect;
    let right = eframe::egui::Rect::from_min_max(
        pos2(rect.right() - BUTTON, rect.top()),
        rect.max - vec2(4.0, 0.0),
    );
    let layout = Layout::right_to_left(Align::Center);
    ui.scope_builder(UiBuilder::new().max_rect(right).layout(layout), |ui| {
        let name = format!("Bỏ qua {}", index + 1);
        let push = Push::text("Bỏ qua").named(&name).quiet().height(25.0);
        if ui.add(push).on_hover_text("Ẩn chỗ này cho tới khi đóng bản thảo").clicked()
        {
            *ignored = Some(finding.clone());
        }
    });
    let tip = format!(
        "{words}\n{}: {} ({})",
        finding.rule.id, finding.rule.checks, finding.rule.clause
    );
    if row.response.on_hover_text(tip).clicked() {
        *pressed = Some(Pressed::Finding(finding.place, part(finding)));
    }
}

/// A clause without the annex, which nearly all share.
fn short_clause(clause: &str) -> &str {
    clause.split(" Phần I Phụ lục I").next().unwrap_or(clause)
}

/// The field of the place that a rule is about.
fn part(finding: &Finding) -> Option<&'static str> {
    Some(match finding.rule.id {
        "S08" | "S09" => "signer",
        "S07" => "collective",
        "D01" | "D08" => "place",
        "D05" | "D10" => "day",
        "N07" => "number",
        _ => return None,
    })
}
