//! The small widgets everything is made of: buttons, links, badges, card frames.

use egui::{
    Align2, Color32, CornerRadius, CursorIcon, FontId, Frame, InnerResponse, Margin, Pos2,
    Rect, Response, RichText, Role, Sense, Stroke, StrokeKind, Ui, Widget, WidgetInfo, pos2,
    vec2,
};

use super::fonts;
use super::tokens::{self, Palette, palette, size, space};

/// How a button looks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Look {
    /// Words alone; a ground appears under the pointer.
    #[default]
    Flat,
    /// With a border.
    Outlined,
    /// The one main thing to do.
    Main,
    /// Like [`Look::Main`] where pressing it loses something.
    Danger,
    /// Words in the accent's colour.
    Link,
}

/// A button with an icon, words, or both.
#[derive(Clone, Debug)]
pub struct Push<'a> {
    icon: Option<&'a str>,
    text: &'a str,
    name: Option<&'a str>,
    note: String,
    badge: Option<(usize, Color32, Color32)>,
    look: Look,
    chosen: bool,
    height: f32,
    width: Option<f32>,
    quiet: bool,
    flush: bool,
    passed: bool,
}

impl<'a> Push<'a> {
    /// Creates a button of words.
    pub fn text(text: &'a str) -> Self {
        Self {
            icon: None,
            text,
            name: None,
            note: String::new(),
            badge: None,
            look: Look::Flat,
            chosen: false,
            height: size::FIELD,
            width: None,
            quiet: false,
            flush: false,
            passed: false,
        }
    }

    /// Creates a button of an icon alone; `name` is what a screen reader says.
    pub fn icon(icon: &'a str, name: &'a str) -> Self {
        Self { icon: Some(icon), name: Some(name), ..Self::text("") }
    }

    /// Puts an icon before the words.
    pub fn with_icon(mut self, icon: Option<&'a str>) -> Self {
        self.icon = icon;
        self
    }

    /// Names it otherwise than its words do.
    pub fn named(mut self, name: &'a str) -> Self {
        self.name = Some(name);
        self
    }

    /// Faint words at the right end: a shortcut.
    pub fn note(mut self, note: impl Into<String>) -> Self {
        self.note = note.into();
        self
    }

    /// A round count after the words; nothing for 0.
    pub fn badge(mut self, count: usize, ground: Color32, ink: Color32) -> Self {
        self.badge = (count > 0).then_some((count, ground, ink));
        self
    }

    /// How it looks.
    pub fn look(mut self, look: Look) -> Self {
        self.look = look;
        self
    }

    /// Whether it stands for something that is on.
    pub fn chosen(mut self, chosen: bool) -> Self {
        self.chosen = chosen;
        self
    }

    /// Another height than a field's.
    pub fn height(mut self, height: f32) -> Self {
        self.height = height;
        self
    }

    /// A fixed width, the words to the left.
    pub fn width(mut self, width: f32) -> Self {
        self.width = Some(width);
        self
    }

    /// In the colour of labels.
    pub fn quiet(mut self) -> Self {
        self.quiet = true;
        self
    }

    /// Without a margin before its icon, so that it lines up with the fields above.
    pub fn flush(mut self) -> Self {
        self.flush = true;
        self
    }

    /// No stop for Tab: what it does can be done by keys.
    pub fn passed_by_tab(mut self) -> Self {
        self.passed = true;
        self
    }

    fn ink(&self, palette: &Palette, enabled: bool) -> Color32 {
        match self.look {
            _ if !enabled && self.look != Look::Main => palette.faint,
            Look::Main => palette.on_accent,
            Look::Danger => palette.error,
            Look::Link => palette.accent,
            _ if self.chosen => palette.accent,
            _ if self.quiet => palette.soft,
            _ => palette.ink,
        }
    }

    fn sense(&self) -> Sense {
        if self.passed { Sense::CLICK } else { Sense::click() }
    }

    fn ground(&self, palette: &Palette, response: &Response) -> Option<Color32> {
        let down = response.is_pointer_button_down_on();
        let over = response.hovered() && response.enabled();
        match self.look {
            Look::Main if !response.enabled() => {
                Some(palette.accent_fill.gamma_multiply(0.45))
            }
            Look::Main if over || down => Some(palette.accent_fill_hover),
            Look::Main => Some(palette.accent_fill),
            _ if self.chosen => Some(palette.accent_ground),
            _ if down => Some(palette.accent_ground),
            _ if over => Some(palette.hover),
            Look::Outlined | Look::Danger => Some(palette.card),
            Look::Flat | Look::Link => None,
        }
    }
}

impl Widget for Push<'_> {
    fn ui(self, ui: &mut Ui) -> Response {
        let palette = palette(ui);
        let enabled = ui.is_enabled();
        let ink = self.ink(palette, enabled);
        let font = match self.look {
            Look::Link => fonts::semibold(size::TEXT),
            _ => fonts::medium(size::TEXT),
        };
        let icon = self.icon.map(|icon| layout(ui, icon, fonts::icon(size::ICON), ink));
        let words = (!self.text.is_empty()).then(|| layout(ui, self.text, font, ink));
        let padding = match (self.look, words.is_some()) {
            _ if self.flush => 2.0,
            (Look::Link, _) => space::TINY,
            (_, false) => 8.0,
            _ => 11.0,
        };
        let badge_width = if self.badge.is_some() { 16.0 + 6.0 } else { 0.0 };
        let gap = if icon.is_some() && words.is_some() { space::SMALL } else { 0.0 };
        let icon_width = icon.as_ref().map_or(0.0, |galley| galley.size().x);
        let words_width = words.as_ref().map_or(0.0, |galley| galley.size().x);
        let content = icon_width + gap + words_width + badge_width;
        let width = self.width.unwrap_or(content + 2.0 * padding);
        let (rect, response) =
            ui.allocate_exact_size(vec2(width.ceil(), self.height), self.sense());
        let name = self.name.unwrap_or(self.text);
        response.widget_info(|| {
            if self.chosen {
                WidgetInfo::selected(Role::Button, enabled, true, name)
            } else {
                WidgetInfo::labeled(Role::Button, enabled, name)
            }
        });
        if ui.is_rect_visible(rect) {
            let radius = CornerRadius::same(size::RADIUS);
            let painter = ui.painter();
            if let Some(ground) = self.ground(palette, &response) {
                painter.rect_filled(rect, radius, ground);
            }
            if matches!(self.look, Look::Outlined | Look::Danger) {
                let line = if response.hovered() { palette.line_strong } else { palette.line };
                painter.rect_stroke(rect, radius, Stroke::new(1.0, line), StrokeKind::Inside);
            }
            focus_ring(ui, &response, rect);
            let listed = self.width.is_some() && words.is_some();
            let mut x = if listed {
                rect.left() + padding + 5.0
            } else {
                rect.center().x - content / 2.0
            };
            if let Some(icon) = icon {
                let y = rect.center().y - icon.size().y / 2.0;
                painter.galley(pos2(x, y), icon, ink);
                x += icon_width + gap;
                if listed {
                    x += space::TINY;
                }
            }
            if let Some(words) = words {
                let y = rect.center().y - words.size().y / 2.0;
                painter.galley(pos2(x, y), words, ink);
                x += words_width;
            }
            if let Some((count, ground, on)) = self.badge {
                let center = pos2(x + 6.0 + 8.0, rect.center().y);
                badge(ui, center, count, ground, on);
            }
            if !self.note.is_empty() {
                let faint = match self.look {
                    Look::Main => palette.on_accent.gamma_multiply(0.85),
                    _ => palette.faint,
                };
                let at = pos2(rect.right() - padding - 4.0, rect.center().y);
                let font = fonts::regular(size::SMALL);
                painter.text(at, Align2::RIGHT_CENTER, self.note, font, faint);
            }
        }
        response.on_hover_cursor(CursorIcon::PointingHand)
    }
}

/// A line around what the keyboard is on.
pub fn focus_ring(ui: &Ui, response: &Response, rect: Rect) {
    if response.has_focus() {
        let stroke = Stroke::new(1.5, palette(ui).accent);
        let radius = CornerRadius::same(size::RADIUS);
        ui.painter().rect_stroke(rect, radius, stroke, StrokeKind::Outside);
    }
}

/// A round count.
pub fn badge(ui: &Ui, center: Pos2, count: usize, ground: Color32, ink: Color32) {
    ui.painter().circle_filled(center, 8.0, ground);
    let words = if count > 99 { "99+".to_owned() } else { count.to_string() };
    let font = fonts::semibold(if count > 99 { 8.0 } else { 10.5 });
    ui.painter().text(center, Align2::CENTER_CENTER, words, font, ink);
}

/// The words above a field.
pub fn label(ui: &mut Ui, words: &str) -> Response {
    let soft = palette(ui).soft;
    ui.label(RichText::new(words).font(fonts::regular(size::SMALL)).color(soft))
}

/// A note in faint small letters.
pub fn note(ui: &mut Ui, words: &str) -> Response {
    let soft = palette(ui).soft;
    ui.label(RichText::new(words).font(fonts::regular(size::SMALL)).color(soft))
}

/// An upright line between groups of a bar.
pub fn bar_line(ui: &mut Ui) {
    let (rect, _) = ui.allocate_exact_size(vec2(13.0, 22.0), Sense::hover());
    let stroke = Stroke::new(1.0, palette(ui).line);
    ui.painter().vline(rect.center().x, rect.y_range(), stroke);
}

/// The frame of a card; its border takes the accent while the caret is inside.
pub fn card_frame(palette: &Palette, active: bool) -> Frame {
    let line = if active { palette.accent.gamma_multiply(0.55) } else { palette.line };
    Frame::new()
        .fill(palette.card)
        .stroke(Stroke::new(1.0, line))
        .corner_radius(CornerRadius::same(size::CARD_RADIUS))
        .inner_margin(Margin::symmetric(16, 12))
}

/// A framed row that can be pressed from edge to edge.
pub fn row<R>(
    ui: &mut Ui,
    height: f32,
    name: &str,
    chosen: bool,
    paint: impl FnOnce(&Ui, Rect, &Response) -> R,
) -> InnerResponse<R> {
    let (rect, response) =
        ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::click());
    let enabled = ui.is_enabled();
    response.widget_info(|| WidgetInfo::selected(Role::Button, enabled, chosen, name));
    let palette = palette(ui);
    let radius = CornerRadius::same(size::RADIUS);
    if chosen {
        ui.painter().rect_filled(rect, radius, palette.accent_ground);
    } else if response.hovered() && enabled {
        ui.painter().rect_filled(rect, radius, palette.hover);
    }
    focus_ring(ui, &response, rect.shrink(1.0));
    let inner = paint(ui, rect, &response);
    InnerResponse::new(inner, response.on_hover_cursor(CursorIcon::PointingHand))
}

/// Paints words at a place, cut with `…` where they would pass `width`; returns their width.
pub fn paint_words(
    ui: &Ui,
    at: Pos2,
    words: &str,
    font: FontId,
    ink: Color32,
    width: f32,
) -> f32 {
    use egui::text::{LayoutJob, TextWrapping};
    let mut job = LayoutJob::simple_singleline(words.to_owned(), font, ink);
    job.wrap = TextWrapping::truncate_at_width(width.max(0.0));
    let galley = ui.fonts_mut(|fonts| fonts.layout_job(job));
    let size = galley.size();
    ui.painter().galley(pos2(at.x, at.y - size.y / 2.0), galley, ink);
    size.x
}

/// Lays words out in one line.
pub fn layout(
    ui: &Ui,
    words: &str,
    font: FontId,
    ink: Color32,
) -> std::sync::Arc<egui::Galley> {
    ui.painter().layout_no_wrap(words.to_owned(), font, ink)
}

/// A drop shadow behind a rectangle of paper or a floating card.
pub fn shadow(ui: &Ui, rect: Rect, radius: u8) {
    let shadow = tokens::soft_shadow(palette(ui));
    ui.painter().add(shadow.as_shape(rect, CornerRadius::same(radius)));
}
