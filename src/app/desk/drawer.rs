//! "Kiểm tra thể thức": the drawer at the bottom with what the check found.

use egui::{
    Align, Align2, Button, Color32, ComboBox, Frame, Layout, Margin, Pos2, RichText,
    ScrollArea, Stroke, Ui, UiBuilder, pos2, vec2,
};

use super::inspector::{Inspector, Item};
use crate::app::look::tokens::{Palette, palette, size, space};
use crate::app::look::widgets::{self, Look, Push};
use crate::app::look::{fonts, icons};
use crate::check::{Area, Deed, Finding, Fix, Severity, rules};

/// Height of the drawer's head.
pub const HEAD: f32 = 32.0;
/// Height of a finding.
pub const ROW: f32 = 29.0;
/// Room at the right end of a row for its buttons.
const BUTTONS: f32 = 176.0;

/// What was pressed in the drawer.
pub enum Pressed {
    /// A finding: its place and the field of it.
    Finding(Box<Finding>),
    /// Cures to be made, as one step of undo.
    Cure(Vec<Finding>),
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
    let line = Stroke::new(1.0, colours.line);
    ui.painter().hline(rect.x_range(), rect.top() + HEAD - 0.5, line);
    let mut asked = None;
    ScrollArea::vertical().id_salt("findings").auto_shrink([false, false]).show(ui, |ui| {
        let inner = Frame::new().inner_margin(Margin::symmetric(8, 3));
        inner.show(ui, |ui| {
            ui.set_width(ui.available_width());
            let current = inspector.current();
            match inspector.listed() {
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
                        let chosen = current == Some(index);
                        row(ui, index, item, chosen, &mut pressed, &mut asked);
                    }
                }
            }
        });
    });
    match asked {
        Some(Aside::This(finding)) => inspector.ignore(&finding),
        Some(Aside::Rule(finding)) => inspector.ignore_rule(&finding),
        None => {}
    }
    pressed
}

/// What is to be set aside.
enum Aside {
    This(Finding),
    Rule(Finding),
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
            for severity in [Severity::Error, Severity::Warning, Severity::Hint] {
                let count = inspector.count(severity);
                if count > 0 {
                    chip(ui, inspector, severity, count);
                }
            }
            areas(ui, inspector);
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                let close = Push::icon(icons::CARET_DOWN, "Đóng khung kiểm tra");
                if ui.add(close.quiet().height(26.0)).clicked() {
                    *pressed = Some(Pressed::Close);
                }
                let safe = inspector.safe();
                if !safe.is_empty() {
                    let words = format!("Sửa {} lỗi an toàn", safe.len());
                    let push = Push::text(&words).look(Look::Main).height(26.0);
                    let tip = "Dấu cách, dấu câu, ký tự ẩn, số 0 của ngày: một bước hoàn tác";
                    if ui.add(push).on_hover_text(tip).clicked() {
                        *pressed = Some(Pressed::Cure(safe));
                    }
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

/// A count that shows findings of its severity alone, or all again.
fn chip(ui: &mut Ui, inspector: &mut Inspector, severity: Severity, count: usize) {
    let colours = palette(ui);
    let (_, ink) = mark(severity, colours);
    let chosen = inspector.filter.severity == Some(severity);
    let words = format!("{count} {}", severity.name());
    let text = RichText::new(&words).font(fonts::medium(size::TEXT)).color(ink);
    let stroke = if chosen { Stroke::new(1.0, ink) } else { Stroke::new(1.0, colours.line) };
    let button = Button::new(text).fill(colours.card).stroke(stroke).corner_radius(11);
    let tip = if chosen { "Hiện mọi mức" } else { "Chỉ hiện mức này" };
    if ui.add(button).on_hover_text(tip).clicked() {
        inspector.filter.severity = (!chosen).then_some(severity);
    }
}

/// Which area is shown.
fn areas(ui: &mut Ui, inspector: &mut Inspector) {
    let mut present: Vec<Area> = inspector
        .items()
        .unwrap_or_default()
        .iter()
        .map(|item| item.finding.rule.area)
        .collect();
    present.sort_unstable();
    present.dedup();
    let name = inspector.filter.area.map_or("Mọi mảng", Area::name);
    let text = RichText::new(name).font(fonts::regular(size::TEXT));
    let shown = ComboBox::from_id_salt("areas").selected_text(text).show_ui(ui, |ui| {
        ui.selectable_value(&mut inspector.filter.area, None, "Mọi mảng");
        for area in present {
            ui.selectable_value(&mut inspector.filter.area, Some(area), area.name());
        }
    });
    shown.response.accessible_name("Mảng kiểm tra");
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
    chosen: bool,
    pressed: &mut Option<Pressed>,
    asked: &mut Option<Aside>,
) {
    let finding = &item.finding;
    let words = format!("{} — {}", item.whereabouts, finding.message);
    let row = widgets::row(ui, ROW, &words, chosen, |ui, rect, _| paint_row(ui, rect, item));
    let rect = row.response.rect;
    let right = egui::Rect::from_min_max(
        pos2(rect.right() - BUTTONS, rect.top()),
        rect.max - vec2(4.0, 0.0),
    );
    let layout = Layout::right_to_left(Align::Center);
    ui.scope_builder(UiBuilder::new().max_rect(right).layout(layout), |ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        let name = format!("Bỏ qua {}", index + 1);
        let push = Push::text("Bỏ qua").named(&name).quiet().height(25.0);
        let tip = "Ẩn chỗ này cho tới khi đóng bản thảo; bấm chuột phải để bỏ qua cả quy tắc";
        let button = ui.add(push).on_hover_text(tip);
        if button.clicked() {
            *asked = Some(Aside::This(finding.clone()));
        }
        button.context_menu(|ui| aside_menu(ui, finding, asked));
        if let Some(label) = cure_name(finding) {
            let name = format!("{label} {}", index + 1);
            let push = Push::text(label).named(&name).look(Look::Link).height(25.0);
            if ui.add(push).clicked() {
                *pressed = Some(Pressed::Cure(vec![finding.clone()]));
            }
        }
        let faint = palette(ui).faint;
        ui.label(
            RichText::new(finding.rule.id).font(fonts::regular(size::SMALL)).color(faint),
        );
    });
    let tip = format!(
        "{words}\n{}: {} ({})",
        finding.rule.id, finding.rule.checks, finding.rule.clause
    );
    let response = row.response.on_hover_text(tip);
    response.context_menu(|ui| aside_menu(ui, finding, asked));
    if response.clicked() {
        *pressed = Some(Pressed::Finding(Box::new(finding.clone())));
    }
}

fn aside_menu(ui: &mut Ui, finding: &Finding, asked: &mut Option<Aside>) {
    if ui.button("Bỏ qua chỗ này").clicked() {
        *asked = Some(Aside::This(finding.clone()));
        ui.close();
    }
    if ui.button(format!("Bỏ qua quy tắc {}", finding.rule.id)).clicked() {
        *asked = Some(Aside::Rule(finding.clone()));
        ui.close();
    }
}

/// What the button that cures a finding says; none where there is no cure.
fn cure_name(finding: &Finding) -> Option<&'static str> {
    match finding.fix.as_ref()?.deed {
        Deed::Replace => Some("Sửa"),
        Deed::AddRecipient => Some("Thêm"),
        Deed::Import => None,
    }
}

/// The mark, the place, and the words before and after; else what is wrong.
fn paint_row(ui: &Ui, rect: egui::Rect, item: &Item) {
    let colours = palette(ui);
    let finding = &item.finding;
    let (icon, ink) = mark(finding.rule.severity, colours);
    let middle = rect.center().y;
    let at = pos2(rect.left() + 14.0, middle);
    ui.painter().text(at, Align2::CENTER_CENTER, icon, fonts::icon(16.0), ink);
    let end = rect.right() - BUTTONS - space::SMALL;
    let font = || fonts::regular(size::TEXT);
    let mut left = rect.left() + 32.0;
    let place = widgets::paint_words(
        ui,
        pos2(left, middle),
        &item.whereabouts,
        font(),
        colours.soft,
        150.0,
    );
    left += place + 10.0;
    let replaced = finding.fix.as_ref().filter(|fix| fix.deed == Deed::Replace);
    if let Some(fix) = replaced.filter(|fix| shows(&fix.before, &fix.after)) {
        left += change(ui, pos2(left, middle), fix, (end - left) * 0.55) + 12.0;
    }
    if end > left {
        let at = pos2(left, middle);
        widgets::paint_words(ui, at, &finding.message, font(), colours.ink, end - left);
    }
}

/// Whether words before and after say what is done; of spaces alone nothing is seen.
fn shows(before: &str, after: &str) -> bool {
    before.chars().any(char::is_alphanumeric) || after.chars().any(char::is_alphanumeric)
}

/// Words before, struck through, and after; returns their width.
fn change(ui: &Ui, at: Pos2, fix: &Fix, most: f32) -> f32 {
    let colours = palette(ui);
    let font = || fonts::regular(size::TEXT);
    let half = (most - 24.0).max(20.0) / 2.0;
    let before = widgets::paint_words(ui, at, &fix.before, font(), colours.error, half);
    let line = Stroke::new(1.0, colours.error);
    ui.painter().hline(at.x..=at.x + before, at.y, line);
    let arrow = pos2(at.x + before + 6.0, at.y);
    let used = widgets::paint_words(ui, arrow, "→", font(), colours.faint, 20.0);
    let after = if fix.after.is_empty() { "bỏ" } else { fix.after.as_str() };
    let next = pos2(arrow.x + used + 6.0, at.y);
    let width = widgets::paint_words(ui, next, after, font(), colours.right, half);
    next.x + width - at.x
}

/// The field of the place that a finding is about.
pub fn part(finding: &Finding) -> Option<&'static str> {
    Some(match finding.rule.id {
        "S08" | "S09" => "signer",
        "S07" => "collective",
        "D01" | "D07" | "D08" => "place",
        "D05" | "D10" => "day",
        "N07" => "number",
        _ => return None,
    })
}
