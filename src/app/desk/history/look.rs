//! How states and differences look.

use egui::text::{LayoutJob, TextFormat};
use egui::{
    Align, Color32, CornerRadius, Frame, Margin, Rect, RichText, ScrollArea, Sense, Stroke,
    StrokeKind, TextureHandle, Ui, Vec2, pos2, vec2,
};

use super::State;
use crate::app::look::fonts;
use crate::app::look::tokens::{palette, size, space};
use crate::app::look::widgets::{self, Look, Push};
use crate::compare::{Comparison, Fate, Piece, Row, Side};

/// How many unchanged passages stand around a change before the rest is folded.
const AROUND: usize = 1;

/// What was pressed among the differences.
pub(super) enum Pressed {
    /// The old passage is wanted back.
    TakeBack(Box<Row>),
    /// Its old words are wanted in the clipboard.
    Copy(String),
    /// This change is stood at.
    Stand(usize),
}

/// What stands around the words of a count, both sides together.
const PILL: Vec2 = vec2(16.0, 4.0);

/// The width of such a pill, in points.
pub(super) fn count_width(ui: &Ui, words: &str) -> f32 {
    let ink = Color32::PLACEHOLDER;
    widgets::layout(ui, words, fonts::medium(size::SMALL), ink).size().x + PILL.x
}

/// A count in a pill of its colour.
pub(super) fn count(ui: &mut Ui, words: &str, ink: Color32) {
    let galley = widgets::layout(ui, words, fonts::medium(size::SMALL), ink);
    let (rect, _) = ui.allocate_exact_size(galley.size() + PILL, Sense::hover());
    ui.painter().rect_filled(rect, CornerRadius::same(10), faint(ink));
    ui.painter().galley(rect.min + vec2(8.0, 2.0), galley, ink);
}

/// A colour as the ground of words in it.
fn faint(ink: Color32) -> Color32 {
    ink.gamma_multiply(0.13)
}

/// A sentence where there is nothing else to show.
pub(super) fn words(ui: &mut Ui, words: &str) {
    Frame::new().inner_margin(Margin::same(24)).show(ui, |ui| {
        let soft = palette(ui).soft;
        ui.label(RichText::new(words).font(fonts::regular(size::TEXT)).color(soft));
    });
}

/// The pages of a state, one under the other.
pub(super) fn pages(ui: &mut Ui, pages: &[TextureHandle]) {
    let colours = palette(ui);
    ui.painter().rect_filled(ui.max_rect(), 0.0, colours.desk);
    if pages.is_empty() {
        return words(ui, "Đang dựng trang…");
    }
    ScrollArea::vertical().id_salt("history-pages").auto_shrink([false, false]).show(
        ui,
        |ui| {
            ui.vertical_centered(|ui| {
                ui.spacing_mut().item_spacing.y = space::LARGE;
                ui.add_space(space::SMALL);
                let width = (ui.available_width() - 2.0 * space::LARGE).min(794.0);
                for page in pages {
                    let shape = page.size_vec2();
                    let extent = vec2(width, width * shape.y / shape.x);
                    let (rect, _) = ui.allocate_exact_size(extent, Sense::hover());
                    widgets::shadow(ui, rect, 0);
                    ui.painter().rect_filled(rect, 0.0, colours.paper);
                    let whole = Rect::from_min_max(pos2(0.0, 0.0), pos2(1.0, 1.0));
                    ui.painter().image(page.id(), rect, whole, Color32::WHITE);
                }
            });
        },
    );
}

/// The list of states; returns the one that was pressed.
pub(super) fn states(ui: &mut Ui, states: &[State], chosen: usize) -> Option<usize> {
    let colours = palette(ui);
    let whole = ui.max_rect();
    ui.painter().rect_filled(whole, 0.0, colours.panel);
    ui.painter().vline(whole.right() - 0.5, whole.y_range(), Stroke::new(1.0, colours.line));
    let mut pressed = None;
    ScrollArea::vertical().id_salt("history-states").auto_shrink([false, false]).show(
        ui,
        |ui| {
            Frame::new().inner_margin(Margin::symmetric(16, 14)).show(ui, |ui| {
                ui.spacing_mut().item_spacing.y = 6.0;
                let mut group = None;
                for (index, state) in states.iter().enumerate() {
                    if group != Some(&state.group) {
                        if group.is_some() {
                            ui.add_space(space::SMALL);
                        }
                        group = Some(&state.group);
                        let words =
                            RichText::new(&state.group).font(fonts::semibold(size::TEXT));
                        ui.label(words.color(colours.soft));
                    }
                    if self::state(ui, state, index == chosen) {
                        pressed = Some(index);
                    }
                }
            });
        },
    );
    pressed
}

fn state(ui: &mut Ui, state: &State, chosen: bool) -> bool {
    let colours = palette(ui);
    let tall = if state.places.is_empty() { 38.0 } else { 56.0 };
    let name = format!("{} {} {}", state.title, state.note, state.places);
    let shown = widgets::row(ui, tall, name.trim(), chosen, |ui, rect, _| {
        let radius = CornerRadius::same(size::RADIUS);
        let line = if chosen { colours.accent } else { colours.line };
        ui.painter().rect_stroke(rect, radius, Stroke::new(1.0, line), StrokeKind::Inside);
        let (x, y) = (rect.left() + 12.0, rect.top() + 19.0);
        let ink = if state.document.is_ok() { colours.ink } else { colours.error };
        let font = fonts::semibold(size::TEXT);
        let note = widgets::layout(ui, &state.note, fonts::regular(size::TEXT), colours.soft);
        let room = rect.width() - 36.0 - note.size().x;
        widgets::paint_words(ui, pos2(x, y), &state.title, font, ink, room);
        let at = pos2(rect.right() - 12.0 - note.size().x, y - note.size().y / 2.0);
        ui.painter().galley(at, note, colours.soft);
        if !state.places.is_empty() {
            let font = fonts::regular(12.0);
            let at = pos2(x, rect.top() + 39.0);
            widgets::paint_words(
                ui,
                at,
                &state.places,
                font,
                colours.soft,
                rect.width() - 24.0,
            );
        }
    });
    shown.response.clicked()
}

/// The change that is stood at.
#[derive(Clone, Copy)]
pub(super) struct Stand {
    /// Which of the changes.
    pub at: usize,
    /// Whether it is to be brought into view.
    pub scrolls: bool,
    /// Whether it can be taken back into the draft.
    pub takes_back: bool,
}

/// The passages of both states; those far from any change are folded.
pub(super) fn rows(ui: &mut Ui, comparison: &Comparison, stand: Stand) -> Option<Pressed> {
    let rows = &comparison.rows;
    let changes: Vec<usize> = comparison.changes().collect();
    if changes.is_empty() {
        words(ui, "Hai bản giống hệt nhau.");
        return None;
    }
    let mut shown = vec![false; rows.len()];
    for change in &changes {
        let last = (change + AROUND).min(rows.len() - 1);
        shown[change.saturating_sub(AROUND)..=last].fill(true);
    }
    let mut pressed = None;
    ScrollArea::vertical().id_salt("history-rows").auto_shrink([false, false]).show(
        ui,
        |ui| {
            Frame::new().inner_margin(Margin::symmetric(28, 16)).show(ui, |ui| {
                ui.spacing_mut().item_spacing.y = 6.0;
                let mut index = 0;
                let mut part = None;
                while index < rows.len() {
                    if !shown[index] {
                        let hidden =
                            shown[index..].iter().take_while(|shown| !**shown).count();
                        folded(ui, hidden);
                        index += hidden;
                        continue;
                    }
                    let row = &rows[index];
                    if part != Some(row.part) {
                        part = Some(row.part);
                        let soft = palette(ui).soft;
                        let words = RichText::new(row.part.name()).font(fonts::semibold(12.0));
                        ui.add_space(space::TINY);
                        ui.label(words.color(soft));
                    }
                    let change = changes.iter().position(|change| *change == index);
                    let stood = Some(stand).filter(|stand| change == Some(stand.at));
                    if let Some(what) = self::row(ui, row, change, stood) {
                        pressed = Some(what);
                    }
                    if stood.is_some_and(|stand| stand.scrolls) {
                        let rect = ui.min_rect();
                        let foot = Rect::from_min_max(
                            pos2(rect.left(), rect.bottom() - 40.0),
                            rect.max,
                        );
                        ui.scroll_to_rect(foot, Some(Align::Center));
                    }
                    index += 1;
                }
                ui.add_space(space::HUGE);
            });
        },
    );
    pressed
}

fn folded(ui: &mut Ui, count: usize) {
    let colours = palette(ui);
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 28.0), Sense::hover());
    let words = format!("{count} đoạn không đổi");
    let galley = widgets::layout(ui, &words, fonts::regular(size::TEXT), colours.faint);
    let half = galley.size().x / 2.0 + 12.0;
    let line = Stroke::new(1.0, colours.line);
    let (middle, y) = (rect.center().x, rect.center().y);
    ui.painter().hline(rect.left()..=middle - half, y, line);
    ui.painter().hline(middle + half..=rect.right(), y, line);
    let at = pos2(middle - galley.size().x / 2.0, y - galley.size().y / 2.0);
    ui.painter().galley(at, galley, colours.faint);
}

fn row(
    ui: &mut Ui,
    row: &Row,
    change: Option<usize>,
    stood: Option<Stand>,
) -> Option<Pressed> {
    let colours = palette(ui);
    let ground = if stood.is_some() { colours.accent_faint } else { Color32::TRANSPARENT };
    let indent = 24 * row.depth.min(4) as i8;
    let margin = Margin { left: indent + 10, right: 8, top: 5, bottom: 5 };
    let mut pressed = None;
    let framed = Frame::new().fill(ground).inner_margin(margin).show(ui, |ui| {
        ui.set_width(ui.available_width());
        let wide = ui.available_width();
        let galley = ui.fonts_mut(|fonts| fonts.layout_job(job(row, colours, wide)));
        let (rect, response) = ui.allocate_exact_size(
            vec2(wide, galley.size().y),
            if change.is_some() { Sense::click() } else { Sense::hover() },
        );
        let told = told(row);
        response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, &told));
        ui.painter().galley(rect.min, galley, colours.ink);
        if response.clicked()
            && let Some(change) = change
        {
            pressed = Some(Pressed::Stand(change));
        }
        if row.fate == Fate::Restyled {
            widgets::note(ui, "chỉ đổi cấp, kiểu chữ hoặc ô bảng");
        }
        if let Some(Stand { takes_back, .. }) = stood {
            ui.add_space(2.0);
            ui.horizontal(|ui| pressed = buttons(ui, row, takes_back).or(pressed.take()));
        }
    });
    if stood.is_some() {
        let rect = framed.response.rect;
        let bar = Rect::from_min_size(rect.min, vec2(3.0, rect.height()));
        ui.painter().rect_filled(bar, 0.0, colours.accent_fill);
    }
    pressed
}

fn buttons(ui: &mut Ui, row: &Row, takes_back: bool) -> Option<Pressed> {
    let mut pressed = None;
    let take = match row.fate {
        Fate::Added => "Bỏ đoạn này",
        Fate::Removed => "Lấy lại đoạn này",
        _ => "Lấy lại câu cũ",
    };
    if takes_back
        && crate::compare::can_take_back(row)
        && ui.add(Push::text(take).look(Look::Outlined).height(28.0)).clicked()
    {
        pressed = Some(Pressed::TakeBack(Box::new(row.clone())));
    }
    let old: String = side(row, Side::Old);
    if !old.trim().is_empty()
        && row.fate != Fate::Added
        && ui.add(Push::text("Chép câu cũ").look(Look::Outlined).height(28.0)).clicked()
    {
        pressed = Some(Pressed::Copy(old));
    }
    pressed
}

fn side(row: &Row, side: Side) -> String {
    let pieces =
        row.pieces.iter().filter(|piece| piece.side == side || piece.side == Side::Both);
    pieces.map(|piece| piece.words.as_str()).collect()
}

/// A row for those who hear the window: what went and what came.
fn told(row: &Row) -> String {
    let words = side(row, Side::New);
    match row.fate {
        Fate::Same | Fate::Restyled => format!("{} {words}", row.numeral),
        Fate::Added => format!("{} thêm: {words}", row.numeral),
        Fate::Removed => format!("{} bỏ: {}", row.numeral, side(row, Side::Old)),
        Fate::Changed => {
            format!("{} trước: {}; nay: {words}", row.numeral, side(row, Side::Old))
        }
    }
}

fn job(row: &Row, colours: &crate::app::look::tokens::Palette, wide: f32) -> LayoutJob {
    let mut job = LayoutJob::default();
    job.wrap.max_width = wide;
    let font = match row.depth {
        0 => fonts::semibold(size::TEXT + 1.0),
        _ => fonts::regular(size::TEXT + 1.0),
    };
    let plain = |color| TextFormat {
        font_id: font.clone(),
        color,
        line_height: Some(23.0),
        ..TextFormat::default()
    };
    if !row.numeral.is_empty() {
        job.append(&format!("{} ", row.numeral), 0.0, plain(colours.ink));
    }
    let mut last = None;
    for Piece { words, side } in &row.pieces {
        // What went and what came side by side is parted by a space.
        if *side == Side::New && last == Some(Side::Old) {
            job.append(" ", 0.0, plain(colours.ink));
        }
        last = Some(*side);
        let format = match side {
            Side::Both => plain(colours.ink),
            Side::Old => TextFormat {
                background: faint(colours.error),
                strikethrough: Stroke::new(1.0, colours.error),
                ..plain(colours.error)
            },
            Side::New => {
                TextFormat { background: faint(colours.right), ..plain(colours.right) }
            }
        };
        job.append(words, 0.0, format);
    }
    job
}
