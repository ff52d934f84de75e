//! "Kiểm tra thể thức": the drawer at the bottom with what the check found.

use std::ops::Range;
use std::sync::Arc;

use egui::text::TextWrapping;
use egui::{
    Align, Align2, Button, Color32, ComboBox, Frame, Layout, Margin, Rangef, RichText,
    ScrollArea, Stroke, Ui, UiBuilder, pos2, vec2,
};

use super::inspector::{Aside, Filter, Inspector, Item};
use crate::app::look::finding_card::{Wanted, change, cure_name, shows, sign};
use crate::app::look::tokens::{palette, size, space};
use crate::app::look::widgets::{self, Look, Push};
use crate::app::look::{fonts, icons, menu_keys};
use crate::check::{Area, Deed, Finding, Severity, rules};

/// Height of the drawer's head.
pub const HEAD: f32 = 40.0;
/// Height of a finding.
pub const ROW: f32 = 31.0;
/// Room at the right end of a row for its buttons.
const BUTTONS: f32 = 184.0;
/// Width of the button that cures.
const CURE: f32 = 56.0;

/// What was pressed in the drawer.
pub enum Pressed {
    /// A finding: the caret goes there.
    Finding(Arc<Finding>),
    /// A cure to be made.
    Cure(Arc<Finding>),
    /// Something else of a finding.
    Wanted(Arc<Finding>, Wanted),
    /// The cures that may be made unseen.
    SafeCures,
    /// A finding to be set aside, here alone.
    SetAside(Arc<Finding>),
    /// What a waiver of the draft holds is to be found again.
    Restore(usize),
    /// The reason of a finding set aside is to be written.
    Reason(Box<Aside>),
    /// The page that goes with the paper.
    Slip,
    /// The drawer is to be closed.
    Close,
}

/// Shows the drawer in the space there is.
pub fn show(ui: &mut Ui, inspector: &mut Inspector) -> Option<Pressed> {
    let colours = palette(ui);
    let mut pressed = None;
    ui.painter().rect_filled(ui.max_rect(), 0.0, colours.card);
    ui.spacing_mut().item_spacing.y = 0.0;
    head(ui, inspector, &mut pressed);
    let rect = ui.max_rect();
    let line = Stroke::new(1.0, colours.line);
    ui.painter().hline(rect.x_range(), rect.top() + 0.5, line);
    ui.painter().hline(rect.x_range(), rect.top() + HEAD - 0.5, line);
    let scrolls = std::mem::take(&mut inspector.scrolls);
    ScrollArea::vertical().id_salt("findings").auto_shrink([false, false]).show(ui, |ui| {
        let inner = Frame::new().inner_margin(Margin::symmetric(8, 3));
        inner.show(ui, |ui| {
            ui.set_width(ui.available_width());
            if inspector.filter.aside && !inspector.aside().is_empty() {
                for (index, aside) in inspector.aside().iter().enumerate() {
                    aside_row(ui, index, aside, &mut pressed);
                }
            } else {
                list(ui, inspector, scrolls, &mut pressed);
            }
        });
    });
    pressed
}

/// How many rows beyond those in sight are made, so that Tab finds its way out of sight.
const MARGIN: usize = 30;

/// The rows of a list that begins at `top` that are in sight, and some around them.
fn rows_near(top: f32, sight: Rangef, count: usize) -> Range<usize> {
    let row = |y: f32| ((y - top) / ROW).clamp(0.0, count as f32) as usize;
    let from = row(sight.min).saturating_sub(MARGIN);
    from..(row(sight.max) + 1 + MARGIN).min(count).max(from)
}

fn list(ui: &mut Ui, inspector: &Inspector, scrolls: bool, pressed: &mut Option<Pressed>) {
    let colours = palette(ui);
    let current = inspector.current();
    match inspector.listed() {
        None => quiet(ui, icons::WAITING, colours.faint, "Đang soát…"),
        Some(items)
            if items.is_empty() && inspector.items().is_some_and(|it| !it.is_empty()) =>
        {
            quiet(
                ui,
                icons::DONE,
                colours.right,
                "Không còn phát hiện nào thuộc loại đang lọc.",
            );
        }
        Some(items) if items.is_empty() => {
            let words =
                format!("Không thấy chỗ nào cần sửa trong {} quy tắc đã soát.", rules().len());
            quiet(ui, icons::DONE, colours.right, &words);
        }
        Some(items) => {
            let top = ui.cursor().top();
            let shown = rows_near(top, ui.clip_rect().y_range(), items.len());
            if let Some(current) = current.filter(|_| scrolls) {
                let at = top + ROW * current as f32;
                ui.scroll_to_rect(ui.max_rect().with_min_y(at).with_max_y(at + ROW), None);
            }
            ui.add_space(ROW * shown.start as f32);
            for (index, item) in items.iter().enumerate().take(shown.end).skip(shown.start) {
                row(ui, index, item, current == Some(index), pressed);
            }
            ui.add_space(ROW * (items.len() - shown.end) as f32);
        }
    }
}

fn head(ui: &mut Ui, inspector: &mut Inspector, pressed: &mut Option<Pressed>) {
    let colours = palette(ui);
    let frame = Frame::new().inner_margin(Margin::symmetric(14, 0));
    frame.show(ui, |ui| {
        ui.set_height(HEAD);
        ui.horizontal_centered(|ui| {
            ui.spacing_mut().item_spacing.x = space::SMALL;
            let title = RichText::new("Kiểm tra thể thức").font(fonts::semibold(size::TEXT));
            ui.label(title.color(colours.ink));
            for severity in [Severity::Error, Severity::Warning, Severity::Hint] {
                let count = inspector.count(severity);
                if count > 0 {
                    chip(ui, inspector, severity, count);
                }
            }
            if inspector.to_come() > 0 {
                to_come_chip(ui, inspector);
            }
            if !inspector.aside().is_empty() {
                aside_chip(ui, inspector);
            }
            areas(ui, inspector);
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                let close = Push::icon(icons::CARET_DOWN, "Đóng khung kiểm tra");
                if ui.add(close.quiet().height(28.0)).clicked() {
                    *pressed = Some(Pressed::Close);
                }
                let safe = inspector.safe().count();
                if safe > 0 {
                    let words = format!("Sửa {safe} lỗi an toàn");
                    let push = Push::text(&words).look(Look::Main).height(28.0);
                    let tip = "Xem danh sách trước khi sửa; tất cả là một bước hoàn tác";
                    if ui.add(push).on_hover_text(tip).clicked() {
                        *pressed = Some(Pressed::SafeCures);
                    }
                }
                let slip = Push::text("Phiếu rà soát").look(Look::Link).height(28.0);
                let tip = "Một trang PDF: đã thấy gì, theo quy định nào, bỏ qua gì và vì sao";
                if ui.add(slip).on_hover_text(tip).clicked() {
                    *pressed = Some(Pressed::Slip);
                }
                if let Some(day) = inspector.settled().and_then(|it| it.laws.checked) {
                    let words = day.format("Luật: kiểm tra ngày %d/%m/%Y").to_string();
                    let words = RichText::new(words).font(fonts::regular(size::SMALL));
                    let tip = "Ngày bảng văn bản hết hiệu lực được đối chiếu lần cuối. Cơ quan có \
                               thể bổ sung bảng này: xem Công cụ › Cài đặt.";
                    ui.label(words.color(colours.faint)).on_hover_text(tip);
                }
            });
        });
    });
}

/// A count that shows findings of its severity alone, or all again.
fn chip(ui: &mut Ui, inspector: &mut Inspector, severity: Severity, count: usize) {
    let colours = palette(ui);
    let (_, ink) = sign(severity, colours);
    let ground = match severity {
        Severity::Error => colours.error_ground,
        Severity::Warning => colours.warning_ground,
        Severity::Hint => colours.hover,
    };
    let chosen = !inspector.filter.aside && inspector.filter.severity == Some(severity);
    let words = format!("{count} {}", severity.name());
    let tip = if chosen { "Hiện mọi mức" } else { "Chỉ hiện mức này" };
    if pill(ui, &words, ink, ground, chosen).on_hover_text(tip).clicked() {
        let severity = (!chosen).then_some(severity);
        inspector.filter =
            Filter { severity, to_come: false, aside: false, ..inspector.filter };
    }
}

/// The count of what is not yet written, which is no fault; a press shows it alone.
fn to_come_chip(ui: &mut Ui, inspector: &mut Inspector) {
    let colours = palette(ui);
    let words = format!("{} chỗ chưa viết", inspector.to_come());
    let chosen = !inspector.filter.aside && inspector.filter.to_come;
    let tip = if chosen {
        "Hiện mọi phát hiện"
    } else {
        "Chỉ hiện những chỗ chưa viết"
    };
    if pill(ui, &words, colours.soft, colours.hover, chosen).on_hover_text(tip).clicked() {
        let filter = inspector.filter;
        inspector.filter = Filter { severity: None, to_come: !chosen, aside: false, ..filter };
    }
}

/// The count of what is set aside; a press shows it.
fn aside_chip(ui: &mut Ui, inspector: &mut Inspector) {
    let colours = palette(ui);
    let words = format!("{} đã bỏ qua", inspector.aside().len());
    let chosen = inspector.filter.aside;
    let tip = if chosen {
        "Về các phát hiện"
    } else {
        "Xem những chỗ đã bỏ qua và lý do"
    };
    if pill(ui, &words, colours.soft, colours.hover, chosen).on_hover_text(tip).clicked() {
        inspector.filter.aside = !chosen;
    }
}

fn pill(
    ui: &mut Ui,
    words: &str,
    ink: Color32,
    ground: Color32,
    chosen: bool,
) -> egui::Response {
    let text = RichText::new(words).font(fonts::medium(size::TEXT)).color(ink);
    let stroke = if chosen { Stroke::new(1.0, ink) } else { Stroke::NONE };
    ui.add(Button::new(text).fill(ground).stroke(stroke).corner_radius(11))
}

/// Which area is shown.
fn areas(ui: &mut Ui, inspector: &mut Inspector) {
    let items = inspector.items().unwrap_or_default();
    let mut present: Vec<Area> = items.iter().map(|item| item.finding.rule.area).collect();
    present.sort_unstable();
    present.dedup();
    if present.len() < 2 && inspector.filter.area.is_none() {
        return;
    }
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

fn quiet(ui: &mut Ui, icon: &str, ink: Color32, words: &str) {
    ui.horizontal(|ui| {
        ui.set_height(ROW);
        ui.add_space(6.0);
        ui.label(RichText::new(icon).font(fonts::icon(16.0)).color(ink));
        let soft = palette(ui).soft;
        ui.label(RichText::new(words).font(fonts::regular(size::TEXT)).color(soft));
    });
}

/// The buttons at the right end of a row, from the right.
fn at_right<R>(ui: &mut Ui, row: egui::Rect, add: impl FnOnce(&mut Ui) -> R) -> R {
    let right = egui::Rect::from_min_max(
        pos2(row.right() - BUTTONS, row.top()),
        row.max - vec2(4.0, 0.0),
    );
    let layout = Layout::right_to_left(Align::Center);
    ui.scope_builder(UiBuilder::new().max_rect(right).layout(layout), |ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        add(ui)
    })
    .inner
}

fn row(ui: &mut Ui, index: usize, item: &Item, chosen: bool, pressed: &mut Option<Pressed>) {
    let finding = &item.finding;
    let words = format!("{} — {}", item.whereabouts, finding.message);
    let row = widgets::row(ui, ROW, &words, chosen, |ui, rect, _| paint_row(ui, rect, item));
    at_right(ui, row.response.rect, |ui| {
        let name = format!("Bỏ qua {}", index + 1);
        let push = Push::text("Bỏ qua").named(&name).quiet().height(26.0);
        let tip = "Bỏ qua chỗ này trong bản thảo; bấm chuột phải để ghi lý do hoặc bỏ qua cả quy tắc";
        let button = ui.add(push).on_hover_text(tip);
        if button.clicked() {
            *pressed = Some(Pressed::SetAside(Arc::clone(finding)));
        }
        button.context_menu(|ui| aside_menu(ui, finding, pressed));
        if let Some(label) = cure_name(finding) {
            let name = format!("{label} {}", index + 1);
            let push = Push::text(label).named(&name).look(Look::Link).height(26.0);
            let push = push.width(CURE);
            if ui.add(push).clicked() {
                *pressed = Some(Pressed::Cure(Arc::clone(finding)));
            }
        } else {
            ui.add_space(CURE + ui.spacing().item_spacing.x);
        }
        let id = finding.rule.id;
        let name = format!("Quy tắc {id}, chỗ {}", index + 1);
        let push = Push::text(id).named(&name).quiet().height(26.0).passed_by_tab();
        let tip = format!("{}\n{}: bấm để xem quy định, ví dụ", finding.rule.clause, id);
        if ui.add(push).on_hover_text(tip).clicked() {
            *pressed = Some(Pressed::Wanted(Arc::clone(finding), Wanted::ShowRule));
        }
    });
    let tip = format!(
        "{words}\n{}: {} ({})",
        finding.rule.id, finding.rule.checks, finding.rule.clause
    );
    let response = row.response.on_hover_text(tip);
    response.context_menu(|ui| aside_menu(ui, finding, pressed));
    if response.clicked() {
        *pressed = Some(Pressed::Finding(Arc::clone(finding)));
    }
}

fn aside_menu(ui: &mut Ui, finding: &Arc<Finding>, pressed: &mut Option<Pressed>) {
    let rule = format!("Bỏ qua quy tắc {}…", finding.rule.id);
    let mut rows = vec![("Bỏ qua chỗ này, ghi lý do…", Wanted::SetAside)];
    rows.push((&rule, Wanted::SetRuleAside));
    if finding.rule.area == Area::Spelling {
        rows.push(("Chấp nhận từ này", Wanted::AcceptWord));
    }
    rows.push(("Xem quy định, ví dụ", Wanted::ShowRule));
    for (words, wanted) in rows {
        let entry = ui.button(words);
        menu_keys::entry(ui, &entry, words);
        if entry.clicked() {
            *pressed = Some(Pressed::Wanted(Arc::clone(finding), wanted));
            ui.close();
        }
    }
}

/// A finding that is set aside: what, why, and how it comes back.
fn aside_row(ui: &mut Ui, index: usize, aside: &Aside, pressed: &mut Option<Pressed>) {
    let finding = &aside.item.finding;
    let reason = match aside.reason.as_str() {
        "" => "chưa ghi lý do",
        reason => reason,
    };
    let words = format!("{} — {} — {reason}", aside.item.whereabouts, finding.message);
    let row = widgets::row(ui, ROW, &words, false, |ui, rect, _| {
        let colours = palette(ui);
        let middle = rect.center().y;
        let font = || fonts::regular(size::TEXT);
        let end = rect.right() - BUTTONS - space::SMALL;
        let at = pos2(rect.left() + 14.0, middle);
        let icon = fonts::icon(16.0);
        ui.painter().text(at, Align2::CENTER_CENTER, icons::MINUS_CIRCLE, icon, colours.faint);
        let told = format!("{}: {}", aside.item.whereabouts, finding.message);
        let left = rect.left() + 32.0;
        let room = (end - left) * 0.6;
        let used =
            widgets::paint_words(ui, pos2(left, middle), &told, font(), colours.soft, room);
        let left = left + used + 14.0;
        let ink = if aside.reason.is_empty() { colours.faint } else { colours.ink };
        widgets::paint_words(ui, pos2(left, middle), reason, font(), ink, end - left);
    });
    at_right(ui, row.response.rect, |ui| {
        let name = format!("Hiện lại {}", index + 1);
        let push = Push::text("Hiện lại").named(&name).look(Look::Link).height(26.0);
        if ui.add(push).clicked() {
            *pressed = Some(Pressed::Restore(aside.waiver));
        }
        let name = format!("Lý do {}", index + 1);
        let push = Push::text("Lý do…").named(&name).quiet().height(26.0);
        if ui.add(push).clicked() {
            *pressed = Some(Pressed::Reason(Box::new(aside.clone())));
        }
    });
    if row.response.on_hover_text(words).clicked() {
        *pressed = Some(Pressed::Finding(Arc::clone(finding)));
    }
}

/// The mark, the place, and the words before and after; then what is wrong.
fn paint_row(ui: &Ui, rect: egui::Rect, item: &Item) {
    let colours = palette(ui);
    let finding = &item.finding;
    let (icon, ink) = match item.to_come {
        true => (icons::WAITING, colours.soft),
        false => sign(finding.rule.severity, colours),
    };
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
    let replaced = item
        .change
        .as_ref()
        .filter(|fix| matches!(fix.deed, Deed::Replace | Deed::Issue(_)) && shows(fix));
    let mut told = colours.ink;
    if let Some(fix) = replaced {
        let most = (end - left) * 0.62;
        let mut job = change(fix, colours, most);
        job.wrap = TextWrapping::truncate_at_width(most);
        let galley = ui.fonts_mut(|fonts| fonts.layout_job(job));
        let size = galley.size();
        ui.painter().galley(pos2(left, middle - size.y / 2.0), galley, colours.ink);
        left += size.x + 12.0;
        told = colours.soft;
    }
    if end > left + 40.0 {
        let at = pos2(left, middle);
        widgets::paint_words(ui, at, &finding.message, font(), told, end - left);
    }
}

/// The field of the place that a finding is about.
pub fn part(finding: &Finding) -> Option<&'static str> {
    Some(match finding.rule.id {
        "S08" | "S09" => "signer",
        "S10" => "head",
        "S07" => "collective",
        "D01" | "D07" | "D08" => "place",
        "D05" | "D10" => "day",
        "N07" => "number",
        _ => return None,
    })
}
