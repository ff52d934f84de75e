//! A finding on a card: what is wrong, before and after, the clause, and what can be done.

use std::sync::Arc;

use egui::text::{LayoutJob, TextFormat};
use egui::{Align, Color32, Frame, Margin, RichText, Stroke, Ui, vec2};

use super::marks::{self, Mark};
use super::tokens::{Palette, palette, size, space};
use super::widgets::{Look, Push};
use super::{fonts, icons};
use crate::app::threads::export::capitalised;
use crate::check::{Area, Deed, Finding, Fix, Severity};

/// What she wants done about a finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// Its cure.
    Cure,
    /// It is set aside, with a reason.
    SetAside,
    /// Every finding of its rule is set aside.
    SetRuleAside,
    /// Its word is right, here and everywhere.
    AcceptWord,
    /// What its rule asks, with examples.
    ShowRule,
}

/// The width of a card, in points.
pub const WIDTH: f32 = 424.0;

/// What the button that cures a finding says; none where there is no cure.
pub fn cure_name(finding: &Finding) -> Option<&'static str> {
    match finding.fix.as_ref()?.deed {
        Deed::Replace | Deed::Issue(_) => Some("Sửa"),
        Deed::AddRecipient => Some("Thêm"),
        Deed::Import => None,
    }
}

/// The sign of a severity and its colour.
pub fn sign(severity: Severity, palette: &Palette) -> (&'static str, Color32) {
    match severity {
        Severity::Error => (icons::CROSS_CIRCLE, palette.error),
        Severity::Warning => (icons::WARNING, palette.warning),
        Severity::Hint => (icons::INFO, palette.soft),
    }
}

/// Shows a finding with its cure as it can be read; what is pressed is asked of the window. `keys` says that Alt+Enter cures it.
/// Returns whether anything was pressed.
pub fn show(ui: &mut Ui, finding: &Arc<Finding>, shown: Option<&Fix>, keys: bool) -> bool {
    let colours = palette(ui);
    ui.set_width(WIDTH);
    ui.spacing_mut().item_spacing = vec2(space::SMALL, 6.0);
    let (icon, ink) = sign(finding.rule.severity, colours);
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        ui.label(RichText::new(icon).font(fonts::icon(16.0)).color(ink));
        let words = RichText::new(capitalised(&finding.message));
        let words = words.font(fonts::semibold(size::TEXT)).color(colours.ink);
        ui.add(egui::Label::new(words).wrap());
    });
    if let Some(fix) = shown.filter(|fix| shows(fix)) {
        ui.label(change(fix, colours, WIDTH));
    }
    let mut wanted = None;
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 0.0;
        let rule = format!("{} · {}", finding.rule.id, finding.rule.clause);
        let rule = RichText::new(rule).font(fonts::regular(size::SMALL)).color(colours.soft);
        let room = (ui.available_width() - 134.0).max(60.0);
        ui.allocate_ui(vec2(room, 20.0), |ui| {
            ui.add(egui::Label::new(rule).truncate());
        });
        let more = Push::text("xem quy định, ví dụ").look(Look::Link).height(22.0);
        if ui.add(more).clicked() {
            wanted = Some(Wanted::ShowRule);
        }
    });
    ui.horizontal(|ui| {
        if let Some(name) = cure_name(finding) {
            let words = if keys { format!("{name}   Alt+Enter") } else { name.to_owned() };
            let push = Push::text(&words).named(name).look(Look::Main).height(30.0);
            if ui.add(push).clicked() {
                wanted = Some(Wanted::Cure);
            }
        }
        let push = |words| Push::text(words).look(Look::Outlined).height(30.0);
        if ui.add(push("Bỏ qua…")).clicked() {
            wanted = Some(Wanted::SetAside);
        }
        if finding.rule.area == Area::Spelling {
            let tip = "Từ này đúng, ở đây và trong mọi bản thảo";
            if ui.add(push("Chấp nhận từ này")).on_hover_text(tip).clicked() {
                wanted = Some(Wanted::AcceptWord);
            }
        } else {
            let tip = "Không nhắc quy tắc này nữa trong bản thảo này";
            if ui.add(push("Bỏ qua quy tắc này")).on_hover_text(tip).clicked() {
                wanted = Some(Wanted::SetRuleAside);
            }
        }
    });
    let Some(wanted) = wanted else { return false };
    marks::ask(ui.ctx(), Arc::clone(finding), wanted);
    true
}

/// Shows a finding at the top of a menu under the second button of the pointer. Returns whether
/// anything was pressed.
pub fn in_menu(ui: &mut Ui, mark: &Mark) -> bool {
    let frame = Frame::new().inner_margin(Margin::symmetric(8, 6));
    frame.show(ui, |ui| show(ui, &mark.finding, mark.change.as_ref(), false)).inner
}

/// Whether words before and after say what is done; of spaces and marks alone nothing is seen.
pub fn shows(fix: &Fix) -> bool {
    let read = |words: &str| words.chars().any(char::is_alphanumeric);
    read(&fix.before) || read(&fix.after)
}

/// Words before, struck through, and after, each on a ground of its colour.
pub fn change(fix: &Fix, colours: &Palette, width: f32) -> LayoutJob {
    let mut job = LayoutJob::default();
    job.wrap.max_width = width;
    let plain = |color| TextFormat {
        font_id: fonts::regular(size::TEXT),
        color,
        ..TextFormat::default()
    };
    let (before, after) = (fix.before.replace('\n', " / "), fix.after.replace('\n', " / "));
    if !before.is_empty() {
        let gone = TextFormat {
            background: colours.error_ground,
            strikethrough: Stroke::new(1.0, colours.error),
            ..plain(colours.error)
        };
        job.append(&before, 0.0, gone);
        let arrow = TextFormat {
            font_id: fonts::icon(12.0),
            valign: Align::Center,
            ..plain(colours.faint)
        };
        job.append(icons::ARROW_RIGHT, 6.0, arrow);
    }
    let after = if after.is_empty() { "bỏ đi".to_owned() } else { after };
    let come = TextFormat { background: colours.right_ground, ..plain(colours.right) };
    job.append(&after, if before.is_empty() { 0.0 } else { 6.0 }, come);
    job
}
