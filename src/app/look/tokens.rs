//! Every colour, distance and size of the window, for daylight and for dark rooms.
//!
//! The only file with raw colours. A widget asks for a role ([`Palette`]), never for a value.

#![expect(clippy::disallowed_methods, reason = "here the raw colours stand")]

use egui::style::{ScrollFadeStyle, ScrollStyle, TextCursorStyle, WidgetVisuals};
use egui::{
    Color32, CornerRadius, Margin, Shadow, Stroke, Style, TextStyle, Theme, Ui, Vec2, Visuals,
};

use super::fonts;

/// The distances of the window, in points. Nothing stands at another one.
pub mod space {
    /// Between an icon and its words.
    pub const TINY: f32 = 4.0;
    /// Between things that belong together.
    pub const SMALL: f32 = 8.0;
    /// Between fields, between cards.
    pub const MEDIUM: f32 = 12.0;
    /// Inside cards and panels.
    pub const LARGE: f32 = 16.0;
    /// Between groups.
    pub const HUGE: f32 = 24.0;
}

/// The sizes of the window, in points.
pub mod size {
    /// Text.
    pub const TEXT: f32 = 13.0;
    /// Labels of fields, notes, the status bar; nothing to be read is smaller.
    pub const SMALL: f32 = 12.0;
    /// Icons beside text.
    pub const ICON: f32 = 16.0;
    /// Height of a field and of a button.
    pub const FIELD: f32 = 32.0;
    /// Height of a row in lists, outline and menus.
    pub const ROW: f32 = 27.0;
    /// Height of the menu bar.
    pub const MENU_BAR: f32 = 32.0;
    /// Height of the toolbar.
    pub const TOOLBAR: f32 = 45.0;
    /// Height of the status bar.
    pub const STATUS: f32 = 25.0;
    /// Height of the bar over the preview.
    pub const PREVIEW_BAR: f32 = 30.0;
    /// Width of the outline.
    pub const OUTLINE: f32 = 212.0;
    /// The widest a card grows.
    pub const CARD_MAX: f32 = 780.0;
    /// Corners of fields and buttons.
    pub const RADIUS: u8 = 6;
    /// Corners of cards and dialogs.
    pub const CARD_RADIUS: u8 = 8;
}

/// The colours by what they mean.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Palette {
    /// Behind everything.
    pub ground: Color32,
    /// Behind the preview's pages.
    pub desk: Color32,
    /// Bars and side panels.
    pub panel: Color32,
    /// Cards, dialogs, menus, fields.
    pub card: Color32,
    /// Lines between things, borders of fields and cards.
    pub line: Color32,
    /// The border of a field under the pointer.
    pub line_strong: Color32,
    /// Words.
    pub ink: Color32,
    /// Words that stand back: labels, notes.
    pub soft: Color32,
    /// Hints in empty fields, what is switched off.
    pub faint: Color32,
    /// What can be pressed, and where the caret is.
    pub accent: Color32,
    /// The ground of the one main button.
    pub accent_fill: Color32,
    /// The same under the pointer.
    pub accent_fill_hover: Color32,
    /// Words on the main button.
    pub on_accent: Color32,
    /// The ground of what is chosen.
    pub accent_ground: Color32,
    /// The ground of the block with the caret.
    pub accent_faint: Color32,
    /// Behind selected letters.
    pub selection: Color32,
    /// The ground of a button or row under the pointer.
    pub hover: Color32,
    /// Done and right.
    pub right: Color32,
    /// The ground of words that come.
    pub right_ground: Color32,
    /// To be looked at.
    pub warning: Color32,
    /// The ground of a warning and of a field that waits.
    pub warning_ground: Color32,
    /// The border of a warning.
    pub warning_line: Color32,
    /// Wrong.
    pub error: Color32,
    /// The ground of an error.
    pub error_ground: Color32,
    /// Words on a badge in the error's colour.
    pub on_error: Color32,
    /// Under cards, menus and pages.
    pub shadow: Color32,
    /// Over everything behind a dialog.
    pub veil: Color32,
    /// The paper itself: white in both sets, for it is what will be printed.
    pub paper: Color32,
    /// The mark of the caret's block on the paper.
    pub paper_mark: Color32,
    /// The bar beside it.
    pub paper_bar: Color32,
}

const fn rgb(hex: u32) -> Color32 {
    Color32::from_rgb((hex >> 16) as u8, (hex >> 8) as u8, hex as u8)
}

/// Daylight.
const LIGHT: Palette = Palette {
    ground: rgb(0xEE_F0F3),
    desk: rgb(0xDF_E2E7),
    panel: rgb(0xFA_FBFC),
    card: rgb(0xFF_FFFF),
    line: rgb(0xDF_E3E8),
    line_strong: rgb(0xB9_C2CD),
    ink: rgb(0x1C_2430),
    soft: rgb(0x52_5C69),
    faint: rgb(0x62_6D7A),
    accent: rgb(0x2B_4C8C),
    accent_fill: rgb(0x2B_4C8C),
    accent_fill_hover: rgb(0x23_4078),
    on_accent: rgb(0xFF_FFFF),
    accent_ground: rgb(0xE8_EEFA),
    accent_faint: rgb(0xF3_F6FD),
    selection: rgb(0xC9_D8F5),
    hover: rgb(0xEE_F1F5),
    right: rgb(0x2A_764A),
    right_ground: rgb(0xE5_F4EA),
    warning: rgb(0x96_5900),
    warning_ground: rgb(0xFF_F4E2),
    warning_line: rgb(0xEB_C58A),
    error: rgb(0xB3_261E),
    error_ground: rgb(0xFD_ECEB),
    on_error: rgb(0xFF_FFFF),
    shadow: Color32::from_black_alpha(28),
    veil: Color32::from_black_alpha(90),
    paper: rgb(0xFF_FFFF),
    paper_mark: Color32::from_rgba_premultiplied(5, 9, 17, 20),
    paper_bar: rgb(0x2B_4C8C),
};

/// Dark rooms.
const DARK: Palette = Palette {
    ground: rgb(0x14_171C),
    desk: rgb(0x0F_1216),
    panel: rgb(0x1A_1E25),
    card: rgb(0x20_252D),
    line: rgb(0x30_3742),
    line_strong: rgb(0x4B_5666),
    ink: rgb(0xE4_E8EE),
    soft: rgb(0xA4_AEBB),
    faint: rgb(0x8D_99A8),
    accent: rgb(0x93_B4F7),
    accent_fill: rgb(0x3D_66B8),
    accent_fill_hover: rgb(0x49_72C5),
    on_accent: rgb(0xFF_FFFF),
    accent_ground: rgb(0x26_344F),
    accent_faint: rgb(0x23_2B38),
    selection: rgb(0x33_4C7D),
    hover: rgb(0x28_2F39),
    right: rgb(0x68_C08B),
    right_ground: rgb(0x1E_3527),
    warning: rgb(0xE5_A84B),
    warning_ground: rgb(0x35_2B1B),
    warning_line: rgb(0x6B_5228),
    error: rgb(0xF2_8B82),
    error_ground: rgb(0x3C_2423),
    on_error: rgb(0x2A_0E0C),
    shadow: Color32::from_black_alpha(110),
    veil: Color32::from_black_alpha(150),
    paper: rgb(0xFF_FFFF),
    paper_mark: Color32::from_rgba_premultiplied(5, 9, 17, 20),
    paper_bar: rgb(0x2B_4C8C),
};

/// The colours of the theme that is on.
pub fn palette(ui: &Ui) -> &'static Palette {
    of(ui.visuals().dark_mode)
}

/// The colours of a theme.
pub fn of(dark: bool) -> &'static Palette {
    if dark { &DARK } else { &LIGHT }
}

/// The shadow under a menu, a dialog and a sheet of paper.
pub fn soft_shadow(palette: &Palette) -> Shadow {
    Shadow { offset: [0, 3], blur: 14, spread: 0, color: palette.shadow }
}

/// Dresses both themes of a context.
pub fn dress(ctx: &egui::Context) {
    ctx.set_style_of(Theme::Light, style(false));
    ctx.set_style_of(Theme::Dark, style(true));
}

fn style(dark: bool) -> Style {
    let palette = of(dark);
    let base = if dark { Theme::Dark } else { Theme::Light };
    let mut style = base.default_style();
    style.visuals = visuals(palette, style.visuals);
    style.text_styles = [
        (TextStyle::Small, fonts::regular(size::SMALL)),
        (TextStyle::Body, fonts::regular(size::TEXT)),
        (TextStyle::Button, fonts::medium(size::TEXT)),
        (TextStyle::Monospace, fonts::regular(size::TEXT)),
        (TextStyle::Heading, fonts::semibold(size::TEXT)),
    ]
    .into();
    let spacing = &mut style.spacing;
    spacing.item_spacing = Vec2::new(space::SMALL, space::SMALL);
    spacing.button_padding = Vec2::new(10.0, 5.0);
    spacing.interact_size = Vec2::new(40.0, size::ROW);
    spacing.menu_margin = Margin::same(5);
    spacing.window_margin = Margin::same(16);
    spacing.icon_width = 16.0;
    spacing.icon_width_inner = 10.0;
    spacing.icon_spacing = space::SMALL;
    spacing.combo_height = 320.0;
    spacing.menu_width = 300.0;
    spacing.tooltip_width = 320.0;
    spacing.scroll = ScrollStyle {
        bar_width: 8.0,
        floating_width: 4.0,
        dormant_handle_opacity: 0.0,
        fade: ScrollFadeStyle { strength: 0.0, size: 0.0 },
        ..ScrollStyle::floating()
    };
    style.interaction.selectable_labels = false;
    style.interaction.tooltip_delay = 0.5;
    style.animation_time = 0.09;
    style
}

fn visuals(palette: &Palette, base: Visuals) -> Visuals {
    let radius = CornerRadius::same(size::RADIUS);
    let state = |fill: Color32, line: Color32, ink: Color32| WidgetVisuals {
        bg_fill: fill,
        weak_bg_fill: fill,
        bg_stroke: Stroke::new(1.0, line),
        corner_radius: radius,
        fg_stroke: Stroke::new(1.0, ink),
        expansion: 0.0,
    };
    let mut visuals = base;
    visuals.widgets.noninteractive = state(palette.panel, palette.line, palette.ink);
    visuals.widgets.inactive = state(palette.card, palette.line, palette.ink);
    visuals.widgets.hovered = state(palette.hover, palette.line_strong, palette.ink);
    visuals.widgets.active = state(palette.accent_ground, palette.accent, palette.ink);
    visuals.widgets.open = state(palette.hover, palette.line_strong, palette.ink);
    visuals.selection.bg_fill = palette.selection;
    visuals.selection.stroke = Stroke::new(1.5, palette.accent);
    visuals.hyperlink_color = palette.accent;
    visuals.weak_text_color = Some(palette.faint);
    visuals.faint_bg_color = palette.accent_faint;
    visuals.extreme_bg_color = palette.card;
    visuals.text_edit_bg_color = Some(palette.card);
    visuals.code_bg_color = palette.hover;
    visuals.warn_fg_color = palette.warning;
    visuals.error_fg_color = palette.error;
    visuals.window_fill = palette.card;
    visuals.window_stroke = Stroke::new(1.0, palette.line);
    visuals.window_corner_radius = CornerRadius::same(size::CARD_RADIUS);
    visuals.menu_corner_radius = CornerRadius::same(size::CARD_RADIUS);
    visuals.window_shadow = soft_shadow(palette);
    visuals.popup_shadow = soft_shadow(palette);
    visuals.panel_fill = palette.panel;
    visuals.text_cursor = TextCursorStyle {
        stroke: Stroke::new(1.5, palette.accent),
        ..TextCursorStyle::default()
    };
    visuals.slider_trailing_fill = true;
    visuals.disabled_alpha = 0.45;
    visuals
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use super::*;

    /// How bright a colour is, from 0 to 1 (WCAG 2.2, relative luminance).
    fn luminance(colour: Color32) -> f64 {
        let channel = |value: u8| {
            let value = f64::from(value) / 255.0;
            if value <= 0.040_45 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
        };
        let [red, green, blue, _] = colour.to_array().map(channel);
        0.2126 * red + 0.7152 * green + 0.0722 * blue
    }

    fn contrast(a: Color32, b: Color32) -> f64 {
        let (a, b) = (luminance(a), luminance(b));
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    #[test]
    fn every_word_can_be_read_on_every_ground_it_stands_on() {
        for (theme, p) in [("light", LIGHT), ("dark", DARK)] {
            let quiet = [p.ground, p.panel, p.card, p.hover];
            let chosen = [p.accent_ground, p.accent_faint];
            let signs = [p.warning_ground, p.error_ground, p.right_ground];
            let inks: [(&str, Color32, Vec<Color32>); 9] = [
                ("ink", p.ink, [&quiet[..], &chosen, &signs, &[p.selection]].concat()),
                ("soft", p.soft, [&quiet[..], &chosen, &signs].concat()),
                ("faint", p.faint, quiet.to_vec()),
                ("accent", p.accent, [&quiet[..], &chosen].concat()),
                ("on accent", p.on_accent, vec![p.accent_fill, p.accent_fill_hover]),
                ("right", p.right, vec![p.ground, p.panel, p.card, p.right_ground]),
                ("warning", p.warning, vec![p.ground, p.panel, p.card, p.warning_ground]),
                ("error", p.error, vec![p.ground, p.panel, p.card, p.error_ground]),
                ("on error", p.on_error, vec![p.error]),
            ];
            for (name, ink, grounds) in inks {
                for ground in grounds {
                    // WCAG 2.2, 1.4.3 (AA).
                    let found = contrast(ink, ground);
                    assert!(found >= 4.5, "{theme}: {name} on {ground:?}: {found:.2}");
                }
            }
            // What has the keyboard is seen (1.4.11).
            for ground in [p.card, p.panel, p.ground] {
                assert!(contrast(p.accent, ground) >= 3.0, "{theme}");
            }
        }
    }

    #[test]
    fn nothing_to_be_read_is_smaller_than_the_small_size() {
        fn walk(folder: &Path, found: &mut Vec<String>) {
            for entry in fs::read_dir(folder).expect("the source is there").flatten() {
                let path = entry.path();
                if path.is_dir() {
                    walk(&path, found);
                    continue;
                }
                let text = fs::read_to_string(&path).expect("source is text");
                for face in ["regular(", "medium(", "semibold(", "bold("] {
                    for rest in text.split(face).skip(1) {
                        let size = rest.split(')').next().unwrap_or_default();
                        if size.parse::<f32>().is_ok_and(|size| size < size::SMALL) {
                            found.push(format!("{}: {face}{size})", path.display()));
                        }
                    }
                }
            }
        }
        let mut found = Vec::new();
        walk(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src/app"), &mut found);
        assert!(found.is_empty(), "{found:?}");
        const { assert!(size::SMALL >= 12.0) };
    }
}
