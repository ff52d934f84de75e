//! What she sees first: a new plan, drafts of late, samples, and what a crash left behind.

mod gathered;

pub use gathered::Gathered;

use std::collections::HashMap;
use std::path::PathBuf;

use chrono::{DateTime, Local};
use egui::{
    Align2, Color32, CornerRadius, CursorIcon, Frame, Margin, Pos2, Rect, RichText,
    ScrollArea, Sense, Stroke, StrokeKind, TextureHandle, Ui, UiBuilder, Vec2, WidgetInfo,
    pos2, vec2,
};

use super::desk::bars;
use super::look::tokens::{palette, size, space};
use super::look::widgets::{self, Look, Push};
use super::look::{fonts, icons, menu_keys, words};
use super::shell::action::Action;
use super::shell::command::{Command, shortcut_words};
use crate::samples::{self, Sample};
use crate::store::Since;
use crate::store::discarded::{Discarded, KEPT_DAYS};
use crate::store::recent::RecentEntry;

const SIDE: f32 = 320.0;
/// Height of the links at the foot of the side.
const FOOT: f32 = 56.0;
/// What "· Đổi" takes behind the agency's name, in points.
const AFTER_AGENCY: f32 = 44.0;
/// The least of it: cards grow until they fill their row.
const CARD: Vec2 = vec2(156.0, 192.0);
/// Between the cards.
const APART: Vec2 = vec2(16.0, 20.0);
/// How many drafts are listed.
pub const SHOWN: usize = 6;

/// What the first screen shows.
#[derive(Default)]
pub struct FirstScreen {
    /// The drafts of late.
    pub recent: Vec<RecentEntry>,
    /// She has been told that their list cannot be written.
    pub list_is_unwritten: bool,
    /// The hồ sơ that they belong to.
    pub gathered: Vec<Gathered>,
    /// Pictures of the samples' first pages.
    pub thumbnails: HashMap<&'static str, TextureHandle>,
    /// The samples' pictures have been asked for.
    pub pictured: bool,
    /// What crashes left behind: a line and when.
    pub leftovers: Vec<Leftover>,
    /// What was thrown away of late.
    pub discarded: Vec<Kept>,
    /// The agency plans are drafted for; empty before one was named.
    pub agency: String,
}

/// A session that was not saved.
pub struct Leftover {
    /// Its trích yếu, or why it cannot be read.
    pub words: String,
    /// When it was last written.
    pub time: DateTime<Local>,
    /// The draft it was opened from.
    pub original: Option<PathBuf>,
    /// Its own file.
    pub file: PathBuf,
    /// Whether it can be read.
    pub sound: bool,
    /// Whether a broken one can be read in part.
    pub in_part: bool,
    /// What became of the draft's file since.
    pub since: Option<Since>,
}

/// A text that was thrown away and is still kept.
pub struct Kept {
    /// Its trích yếu, or what is said in its place.
    pub words: String,
    /// When it was thrown away.
    pub time: DateTime<Local>,
    /// The draft it was of.
    pub original: Option<PathBuf>,
    /// Its file.
    pub file: PathBuf,
}

impl FirstScreen {
    /// Shows it in the whole window.
    pub fn show(&self, ui: &mut Ui, actions: &mut Vec<Action>) {
        let whole = ui.available_rect_before_wrap();
        let side = Rect::from_min_size(whole.min, vec2(SIDE, whole.height()));
        let main = Rect::from_min_max(pos2(side.right(), whole.top()), whole.max);
        let colours = palette(ui);
        ui.painter().rect_filled(side, 0.0, colours.panel);
        ui.painter().rect_filled(main, 0.0, colours.ground);
        let line = Stroke::new(1.0, colours.line);
        ui.painter().vline(side.right() - 0.5, side.y_range(), line);
        let inner =
            Rect::from_min_max(side.min + vec2(32.0, 40.0), side.max - vec2(33.0, 24.0));
        ui.scope_builder(UiBuilder::new().max_rect(inner), |ui| {
            ScrollArea::vertical()
                .id_salt("first-side")
                .auto_shrink([false, false])
                .show(ui, |ui| self.side(ui, inner.height(), actions));
        });
        let builder = UiBuilder::new().max_rect(main);
        ui.scope_builder(builder, |ui| {
            ScrollArea::vertical().id_salt("first").auto_shrink([false, false]).show(
                ui,
                |ui| {
                    let margin = Margin { left: 44, right: 44, top: 36, bottom: 36 };
                    Frame::new().inner_margin(margin).show(ui, |ui| {
                        ui.set_width(ui.available_width().min(1100.0));
                        self.main(ui, actions);
                    });
                },
            );
        });
    }

    /// Takes in what was thrown away of late.
    pub fn list_discarded(&mut self, found: &[Discarded]) {
        let kept = |found: &Discarded| Kept {
            words: match &found.content {
                Ok(document) => match document.subject.words().trim() {
                    "" => words::without_subject(Some(document.document_type)),
                    subject => subject.to_owned(),
                },
                Err(_) => "Bản này bị hỏng".to_owned(),
            },
            time: found.time,
            original: found.original.clone(),
            file: found.file().to_owned(),
        };
        self.discarded = found.iter().map(kept).collect();
    }

    fn side(&self, ui: &mut Ui, height: f32, actions: &mut Vec<Action>) {
        let top = ui.cursor().top();
        let colours = palette(ui);
        ui.spacing_mut().item_spacing.y = 0.0;
        ui.label(RichText::new("Kế Hoạch").font(fonts::bold(27.0)).color(colours.ink));
        ui.add_space(14.0);
        for words in ["Soạn kế hoạch đúng thể thức", "Nghị định 30/2020/NĐ-CP"]
        {
            let words = RichText::new(words).font(fonts::regular(size::TEXT));
            ui.label(words.color(colours.soft));
            ui.add_space(3.0);
        }
        ui.add_space(28.0);
        ui.spacing_mut().item_spacing.y = space::SMALL;
        let width = ui.available_width();
        let buttons = [
            (Command::New, Look::Main),
            (Command::Open, Look::Outlined),
            (Command::Import, Look::Outlined),
            (Command::FromEarlier, Look::Outlined),
        ];
        for (command, look) in buttons {
            let push = Push::text(command.text())
                .with_icon(Some(command.icon()))
                .look(look)
                .note(shortcut_words(command))
                .height(44.0)
                .width(width);
            if ui.add(push).on_hover_text(command.tooltip()).clicked() {
                actions.push(Action::Run(command));
            }
            if command == Command::New {
                other_kinds(ui, width, actions);
            }
        }
        // At the bottom of the window, or below the buttons where the window is too low.
        let free = top + height - FOOT - ui.cursor().top();
        ui.add_space(free.max(space::MEDIUM));
        let size = vec2(width, FOOT);
        let layout = egui::Layout::top_down(egui::Align::Min);
        ui.allocate_ui_with_layout(size, layout, |ui| self.foot(ui, actions));
    }

    fn foot(&self, ui: &mut Ui, actions: &mut Vec<Action>) {
        let colours = palette(ui);
        ui.spacing_mut().item_spacing = vec2(4.0, 2.0);
        ui.horizontal(|ui| {
            let say = |ui: &mut Ui, words: &str, strong: bool| {
                let font = if strong { fonts::semibold(12.0) } else { fonts::regular(12.0) };
                let ink = if strong { colours.ink } else { colours.soft };
                let words = RichText::new(words).font(font).color(ink);
                // A long name leaves room for what stands behind it.
                let room = (ui.available_width() - AFTER_AGENCY).max(40.0);
                ui.scope(|ui| {
                    ui.set_max_width(room);
                    ui.add(egui::Label::new(words).truncate());
                });
            };
            let link = if self.agency.is_empty() {
                say(ui, "Chưa khai cơ quan ·", false);
                "Khai"
            } else {
                say(ui, "Cơ quan:", false);
                say(ui, &self.agency, true);
                say(ui, "·", false);
                "Đổi"
            };
            if quiet_link(ui, link, "Khai cơ quan của bạn").clicked() {
                actions.push(Action::Run(Command::Settings));
            }
        });
        ui.horizontal(|ui| {
            for (words, command) in [
                ("Cài đặt", Command::Settings),
                ("Hướng dẫn", Command::Guide),
                ("Giới thiệu", Command::About),
            ] {
                if quiet_link(ui, words, command.tooltip()).clicked() {
                    actions.push(Action::Run(command));
                }
                ui.add_space(space::SMALL);
            }
        });
    }

    fn main(&self, ui: &mut Ui, actions: &mut Vec<Action>) {
        ui.spacing_mut().item_spacing.y = space::MEDIUM;
        for (index, leftover) in self.leftovers.iter().enumerate() {
            recovery(ui, index, leftover, actions);
        }
        if !self.recent.is_empty() {
            heading(ui, "Gần đây");
            self.drafts(ui, actions);
            ui.add_space(space::TINY);
        }
        if !self.discarded.is_empty() {
            heading(ui, &format!("Bản thảo đã bỏ (giữ {KEPT_DAYS} ngày)"));
            for kept in self.discarded.iter().take(SHOWN) {
                discarded(ui, kept, actions);
            }
            ui.add_space(space::TINY);
        }
        heading(ui, "Mẫu có sẵn");
        self.gallery(ui, samples::plans(), actions);
        ui.add_space(space::TINY);
        heading(ui, "Văn bản khác");
        self.gallery(ui, samples::others(), actions);
    }

    fn gallery(&self, ui: &mut Ui, shown: &[Sample], actions: &mut Vec<Action>) {
        let room = ui.available_width();
        let columns = ((room + APART.x) / (CARD.x + APART.x)).floor().clamp(1.0, 5.0);
        let width = ((room + APART.x) / columns - APART.x).floor();
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = APART;
            for sample in shown {
                if self.sample(ui, sample, vec2(width, CARD.y)) {
                    actions.push(Action::Sample(sample.name.to_owned()));
                }
            }
        });
    }

    /// The drafts of late, and with the newest of a hồ sơ all of it.
    fn shown(&self) -> Vec<(&RecentEntry, Option<&Gathered>)> {
        let mut shown: Vec<(&RecentEntry, Option<&Gathered>)> = Vec::new();
        for entry in self.recent.iter().take(SHOWN) {
            if shown.iter().any(|(_, its)| its.is_some_and(|it| it.has(&entry.path))) {
                continue;
            }
            shown.push((entry, self.gathered.iter().find(|it| it.has(&entry.path))));
        }
        shown
    }

    fn drafts(&self, ui: &mut Ui, actions: &mut Vec<Action>) {
        let colours = palette(ui);
        let radius = CornerRadius::same(size::CARD_RADIUS);
        let frame = Frame::new()
            .fill(colours.card)
            .stroke(Stroke::new(1.0, colours.line))
            .corner_radius(radius);
        frame.show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            let shown = self.shown();
            for (index, (entry, gathered)) in shown.into_iter().enumerate() {
                let top = ui.cursor().top();
                if index > 0 {
                    let line = Stroke::new(1.0, colours.line);
                    ui.painter().hline(ui.max_rect().x_range(), top, line);
                }
                match gathered {
                    Some(gathered) => gathered.show(ui, entry.time, actions),
                    None if recent_row(ui, entry, actions) => {
                        actions.push(Action::Open(entry.path.clone()));
                    }
                    None => {}
                }
            }
        });
    }

    fn sample(&self, ui: &mut Ui, sample: &Sample, card: Vec2) -> bool {
        let colours = palette(ui);
        let (rect, response) = ui.allocate_exact_size(card + vec2(0.0, 46.0), Sense::click());
        response.widget_info(|| {
            let name = format!("Mẫu {}", sample.title);
            WidgetInfo::labeled(egui::Role::Button, true, name)
        });
        let sheet = Rect::from_min_size(rect.min, card);
        let radius = CornerRadius::same(size::RADIUS);
        if response.hovered() || response.has_focus() {
            widgets::shadow(ui, sheet, size::RADIUS);
        }
        ui.painter().rect_filled(sheet, radius, colours.paper);
        if let Some(texture) = self.thumbnails.get(sample.name) {
            let size = texture.size_vec2();
            // The upper part of the page, at the card's width.
            let shown = (card.y / card.x) * (size.x / size.y);
            let uv = Rect::from_min_max(Pos2::ZERO, pos2(1.0, shown.min(1.0)));
            let area = sheet.shrink(1.0);
            ui.painter().image(texture.id(), area, uv, Color32::WHITE);
        }
        let hot = response.hovered() || response.has_focus();
        let line = if hot { colours.accent } else { colours.line };
        ui.painter().rect_stroke(sheet, radius, Stroke::new(1.0, line), StrokeKind::Inside);
        let title = pos2(rect.left(), sheet.bottom() + 19.0);
        let font = fonts::semibold(size::TEXT);
        widgets::paint_words(ui, title, sample.title, font, colours.ink, rect.width());
        let note = pos2(rect.left(), sheet.bottom() + 37.0);
        let font = fonts::regular(size::SMALL);
        widgets::paint_words(ui, note, sample.note, font, colours.soft, rect.width());
        response.on_hover_cursor(CursorIcon::PointingHand).clicked()
    }
}

fn heading(ui: &mut Ui, words: &str) {
    let ink = palette(ui).ink;
    ui.label(RichText::new(words).font(fonts::semibold(14.0)).color(ink));
}

fn quiet_link(ui: &mut Ui, words: &str, tip: &str) -> egui::Response {
    let soft = palette(ui).soft;
    let text = RichText::new(words).font(fonts::regular(12.0)).color(soft).underline();
    let button = egui::Button::new(text).frame(false).small();
    ui.add(button).on_hover_text(tip).on_hover_cursor(CursorIcon::PointingHand)
}

fn recent_row(ui: &mut Ui, entry: &RecentEntry, actions: &mut Vec<Action>) -> bool {
    let untitled = words::without_subject(entry.document_type);
    let title = match entry.subject.trim() {
        "" => &untitled,
        subject => subject,
    };
    let file = entry.path.file_name().map(|name| name.to_string_lossy().into_owned());
    let row = widgets::row(ui, 44.0, title, false, |ui, rect, _| {
        let colours = palette(ui);
        let middle = rect.center().y;
        let at = pos2(rect.left() + 26.0, middle);
        let icon = fonts::icon(17.0);
        ui.painter().text(at, Align2::CENTER_CENTER, icons::FILE_TEXT, icon, colours.accent);
        let when = moment(entry.time, Local::now());
        let end = pos2(rect.right() - 16.0, middle);
        let font = fonts::regular(size::TEXT);
        let time = ui.painter().text(end, Align2::RIGHT_CENTER, when, font, colours.soft);
        let x = rect.left() + 47.0;
        let room = time.left() - x - 24.0;
        let file = file.unwrap_or_default();
        let small = fonts::regular(size::SMALL);
        let file_width =
            widgets::layout(ui, &file, small.clone(), colours.faint).size().x.min(room * 0.4);
        let font = fonts::medium(size::TEXT);
        let at = pos2(x, middle);
        let taken =
            widgets::paint_words(ui, at, title, font, colours.ink, room - file_width - 12.0);
        let at = pos2(x + taken + 12.0, middle);
        let left = room - taken - 12.0;
        widgets::paint_words(ui, at, &file, small, colours.faint, left);
    });
    row.response.context_menu(|ui| {
        let unlist = Action::Unlist(entry.path.clone());
        let reveal = Action::Reveal(entry.path.clone());
        for (words, action) in [("Bỏ khỏi danh sách", unlist), ("Mở thư mục", reveal)]
        {
            let button = ui.button(words);
            menu_keys::entry(ui, &button, words);
            if button.clicked() {
                actions.push(action);
            }
        }
    });
    row.response.on_hover_text(entry.path.display().to_string()).clicked()
}

fn recovery(ui: &mut Ui, index: usize, leftover: &Leftover, actions: &mut Vec<Action>) {
    let colours = palette(ui);
    let (rect, card) =
        ui.allocate_exact_size(vec2(ui.available_width(), 64.0), Sense::hover());
    let radius = CornerRadius::same(size::CARD_RADIUS);
    ui.painter().rect_filled(rect, radius, colours.warning_ground);
    let border = Stroke::new(1.0, colours.warning_line);
    ui.painter().rect_stroke(rect, radius, border, StrokeKind::Inside);
    let at = pos2(rect.left() + 27.0, rect.center().y);
    let icon = fonts::icon(20.0);
    ui.painter().text(at, Align2::CENTER_CENTER, icons::RESTORE, icon, colours.warning);
    let (title, open) = match (leftover.sound, leftover.in_part) {
        (true, _) => ("Còn một bản chưa lưu từ lần trước", "Khôi phục"),
        (false, true) => {
            ("Có một bản chưa lưu bị hỏng, còn đọc được một phần", "Mở phần đọc được")
        }
        (false, false) => ("Có một bản chưa lưu nhưng không đọc được", ""),
    };
    let title = match leftover.since {
        Some(Since::Changed(_)) => "Còn một bản chưa lưu, nhưng tệp đã được lưu sau bản này",
        Some(Since::Gone) => "Còn một bản chưa lưu; tệp gốc không còn ở đó",
        _ => title,
    };
    let x = rect.left() + 51.0;
    let room = rect.width() - 51.0 - 300.0;
    let font = fonts::semibold(size::TEXT);
    let at = pos2(x, rect.top() + 22.0);
    widgets::paint_words(ui, at, title, font, colours.ink, room);
    let when = moment(leftover.time, Local::now());
    let file = leftover.original.as_ref().and_then(|path| path.file_name());
    let of = file.map(|name| format!(", của {}", name.to_string_lossy())).unwrap_or_default();
    let words = match (leftover.sound, leftover.since) {
        (false, _) => format!("{when} — {}", leftover.file.display()),
        (true, Some(Since::Changed(Some(time)))) => {
            let saved = moment(time, Local::now());
            format!("{} — viết {when}{of}; tệp được lưu {saved}", leftover.words)
        }
        (true, _) => format!("{} — {when}{of}", leftover.words),
    };
    // What is painted is told too, whole: readers of the screen, and a pointer held over it.
    let told = format!("{title}: {words}");
    card.widget_info(|| WidgetInfo::labeled(egui::Role::Label, true, &told));
    card.on_hover_text(&words);
    let font = fonts::regular(size::TEXT);
    widgets::paint_words(ui, pos2(x, rect.top() + 42.0), &words, font, colours.soft, room);
    let right = Rect::from_min_max(pos2(rect.right() - 296.0, rect.top()), rect.max);
    let layout = egui::Layout::right_to_left(egui::Align::Center);
    let builder = UiBuilder::new().max_rect(right.shrink2(vec2(12.0, 0.0))).layout(layout);
    ui.scope_builder(builder, |ui| {
        let name = format!("Bỏ bản chưa lưu {}", index + 1);
        let forget = Push::text("Bỏ").named(&name).look(Look::Link);
        if ui.add(forget).on_hover_text("Bỏ bản này; nó còn được giữ 14 ngày").clicked()
        {
            actions.push(Action::Forget(index));
        }
        if !open.is_empty() && ui.add(Push::text(open).look(Look::Link)).clicked() {
            actions.push(Action::Recover(index));
        }
        let differs = matches!(leftover.since, Some(Since::Changed(_) | Since::Unknown));
        if leftover.sound
            && differs
            && ui.add(Push::text("Xem khác biệt").look(Look::Link)).clicked()
        {
            actions.push(Action::CompareLeftover(index));
        }
        if !leftover.sound && ui.add(Push::text("Mở thư mục").look(Look::Link)).clicked()
        {
            actions.push(Action::Reveal(leftover.file.clone()));
        }
    });
}

/// What was thrown away, in a dashed frame: it is on its way out.
fn discarded(ui: &mut Ui, kept: &Kept, actions: &mut Vec<Action>) {
    let colours = palette(ui);
    let (rect, row) = ui.allocate_exact_size(vec2(ui.available_width(), 40.0), Sense::hover());
    let line = Stroke::new(1.0, colours.line);
    let corners = [
        rect.left_top(),
        rect.right_top(),
        rect.right_bottom(),
        rect.left_bottom(),
        rect.left_top(),
    ];
    ui.painter().extend(egui::Shape::dashed_line(&corners, line, 4.0, 3.0));
    let file = kept.original.as_ref().and_then(|path| path.file_name());
    let of = file.map(|name| format!(", của {}", name.to_string_lossy())).unwrap_or_default();
    let when = moment(kept.time, Local::now());
    let words = format!("{} — bỏ {when}{of}", kept.words);
    row.widget_info(|| {
        WidgetInfo::labeled(egui::Role::Label, true, format!("Đã bỏ: {words}"))
    });
    let at = pos2(rect.left() + 16.0, rect.center().y);
    let font = fonts::regular(size::TEXT);
    widgets::paint_words(ui, at, &words, font, colours.soft, rect.width() - 130.0);
    let right = Rect::from_min_max(pos2(rect.right() - 104.0, rect.top()), rect.max);
    let layout = egui::Layout::right_to_left(egui::Align::Center);
    let builder = UiBuilder::new().max_rect(right.shrink2(vec2(12.0, 0.0))).layout(layout);
    ui.scope_builder(builder, |ui| {
        let name = format!("Lấy lại {}", kept.words);
        let push = Push::text("Lấy lại").named(&name).look(Look::Link);
        if ui.add(push).on_hover_text("Mở lại thành bản chưa lưu").clicked() {
            actions.push(Action::TakeBack(kept.file.clone()));
        }
    });
}

/// When something was, as one says it: `hôm nay, 14:02`.
pub fn moment(time: DateTime<Local>, now: DateTime<Local>) -> String {
    let days = now.date_naive().signed_duration_since(time.date_naive()).num_days();
    match days {
        0 => time.format("hôm nay, %H:%M").to_string(),
        1 => time.format("hôm qua, %H:%M").to_string(),
        _ => time.format("%d/%m/%Y").to_string(),
    }
}

/// A document of any type is begun, the plan first.
fn other_kinds(ui: &mut Ui, width: f32, actions: &mut Vec<Action>) {
    let push = Push::text(bars::NEW_DOCUMENT)
        .with_icon(Some(icons::FILE_TEXT))
        .look(Look::Outlined)
        .note("▾")
        .height(44.0)
        .width(width);
    let button = ui.add(push).on_hover_text("Soạn văn bản bất kỳ theo mẫu của Nghị định 30");
    egui::Popup::menu(&button).gap(space::TINY).show(|ui| bars::columns_of_kinds(ui, actions));
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::TimeZone as _;

    #[test]
    fn moments_are_said_as_people_say_them() {
        let at = |day, hour| {
            Local.with_ymd_and_hms(2026, 11, day, hour, 2, 0).single().expect("a real time")
        };
        assert_eq!(moment(at(22, 14), at(22, 15)), "hôm nay, 14:02");
        assert_eq!(moment(at(21, 23), at(22, 1)), "hôm qua, 23:02");
        assert_eq!(moment(at(18, 9), at(22, 1)), "18/11/2026");
    }
}
