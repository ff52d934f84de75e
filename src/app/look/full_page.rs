//! A task that fills the window: its head with title and buttons, and the strips below it.

use egui::{Align, Frame, Label, Layout, Panel, Rect, RichText, Stroke, Ui, UiBuilder, vec2};

use super::fonts;
use super::tokens::{palette, size, space};

/// Height of the head.
pub const HEAD: f32 = 56.0;
/// Height of a strip.
pub const STRIP: f32 = 44.0;

/// A bar of a fixed height at the top.
pub fn top(name: &'static str, tall: f32) -> Panel {
    Panel::top(name).frame(Frame::NONE).exact_size(tall).resizable(false)
}

/// Paints a bar over the whole of its room; what it holds stands within the rectangle.
pub fn ground(ui: &Ui) -> Rect {
    let (colours, whole) = (palette(ui), ui.max_rect());
    ui.painter().rect_filled(whole, 0.0, colours.panel);
    let line = Stroke::new(1.0, colours.line);
    ui.painter().hline(whole.x_range(), whole.bottom() - 0.5, line);
    whole.shrink2(vec2(space::LARGE, 0.0))
}

/// The head: what is done, with which file, and the buttons, from the right end.
pub fn head(ui: &mut Ui, title: &str, file: &str, buttons: impl FnOnce(&mut Ui)) {
    let (colours, inner) = (palette(ui), ground(ui));
    let layout = Layout::right_to_left(Align::Center);
    ui.scope_builder(UiBuilder::new().max_rect(inner).layout(layout), |ui| {
        buttons(ui);
        ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
            let title = RichText::new(title).font(fonts::semibold(15.0));
            ui.label(title.color(colours.ink));
            let name = RichText::new(file).font(fonts::regular(size::TEXT));
            ui.add(Label::new(name.color(colours.soft)).truncate());
        });
    });
}

/// A strip that asks something of the whole task.
pub fn strip(ui: &mut Ui, icon: &str, words: &str, add: impl FnOnce(&mut Ui)) {
    let colours = palette(ui);
    let whole = ui.max_rect();
    ui.painter().rect_filled(whole, 0.0, colours.warning_ground);
    let line = Stroke::new(1.0, colours.warning_line);
    ui.painter().hline(whole.x_range(), whole.bottom() - 0.5, line);
    let inner = whole.shrink2(vec2(space::LARGE, 0.0));
    let layout = Layout::left_to_right(Align::Center);
    ui.scope_builder(UiBuilder::new().max_rect(inner).layout(layout), |ui| {
        let icon = RichText::new(icon).font(fonts::icon(17.0)).color(colours.warning);
        ui.label(icon);
        ui.label(RichText::new(words).font(fonts::medium(size::TEXT)).color(colours.ink));
        ui.add_space(space::SMALL);
        add(ui);
    });
}
