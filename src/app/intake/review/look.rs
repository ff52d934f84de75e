//! How a file under review looks: its findings at the left, its pages at the right.

use egui::text::{LayoutJob, TextFormat};
use egui::{
    Align, Button, CentralPanel, Color32, CornerRadius, Frame, Label, Margin, Panel, Rect,
    RichText, ScrollArea, Sense, Stroke, Ui, UiBuilder, pos2, vec2,
};

use super::{FileReview, Item, Outcome};
use crate::app::look::finding_card::{change, shows, sign};
use crate::app::look::tokens::{palette, size, space};
use crate::app::look::widgets::{self, Look, Push};
use crate::app::look::{fonts, full_page, icons};
use crate::app::threads::export::capitalised;
use crate::check::{Deed, Severity};

/// The share of the width that the findings take, and its bounds in points.
const SHARE: f32 = 0.42;
const NARROWEST: f32 = 380.0;
const WIDEST: f32 = 640.0;
/// Height of the strip with the counts.
const BAR: f32 = 40.0;

impl FileReview {
    pub(super) fn draw(&mut self, ui: &mut Ui, outcome: &mut Outcome) {
        full_page::top("review-head", full_page::HEAD).show(ui, |ui| self.head(ui, outcome));
        let width = (ui.available_width() * SHARE).clamp(NARROWEST, WIDEST);
        Panel::left("review-findings")
            .frame(Frame::NONE)
            .exact_size(width)
            .resizable(false)
            .show(ui, |ui| {
                full_page::top("review-bar", BAR).show(ui, |ui| self.bar(ui));
                CentralPanel::no_frame()
                    .frame(Frame::NONE)
                    .show(ui, |ui| self.list(ui, outcome));
            });
        CentralPanel::no_frame().frame(Frame::NONE).show(ui, |ui| self.paper(ui));
    }

    fn head(&self, ui: &mut Ui, outcome: &mut Outcome) {
        full_page::head(ui, "Kiểm tra tệp", &self.name(), |ui| {
            let mut button = |words: &str, icon, look, tip: &str, wanted: Outcome| {
                let push = Push::text(words).with_icon(icon).look(look);
                if ui.add(push).on_hover_text(tip).clicked() {
                    *outcome = wanted;
                }
            };
            let tip = "Đưa tệp vào chương trình thành bản thảo rồi sửa từng chỗ";
            button("Nhập và sửa", Some(icons::PENCIL), Look::Main, tip, Outcome::TakeIn);
            let tip =
                "Ghi một bản sao của tệp Word, mỗi phát hiện là một nhận xét cạnh chỗ đó";
            let word = Some(icons::FILE_WORD);
            button("Bản Word có nhận xét", word, Look::Outlined, tip, Outcome::Remarks);
            let tip = "Ghi danh sách phát hiện thành tệp PDF";
            button("Báo cáo PDF", Some(icons::FILE_PDF), Look::Outlined, tip, Outcome::Report);
            button("Đóng", None, Look::Flat, "Về màn hình trước (Esc)", Outcome::Close);
        });
    }

    /// The counts; a press shows one severity alone.
    fn bar(&mut self, ui: &mut Ui) {
        let (colours, inner) = (palette(ui), full_page::ground(ui));
        let layout = egui::Layout::left_to_right(Align::Center);
        ui.scope_builder(UiBuilder::new().max_rect(inner).layout(layout), |ui| {
            ui.spacing_mut().item_spacing.x = space::SMALL;
            for severity in [Severity::Error, Severity::Warning, Severity::Hint] {
                let count = self.count(severity);
                let (_, ink) = sign(severity, colours);
                let chosen = self.filter == Some(severity);
                let words = format!("{count} {}", severity.name());
                let text = RichText::new(words).font(fonts::medium(size::TEXT)).color(ink);
                let stroke = Stroke::new(1.0, if chosen { ink } else { Color32::TRANSPARENT });
                let ground = match severity {
                    Severity::Error => colours.error_ground,
                    Severity::Warning => colours.warning_ground,
                    Severity::Hint => colours.hover,
                };
                let pill = Button::new(text).fill(ground).stroke(stroke).corner_radius(11);
                if count > 0 && ui.add(pill).clicked() {
                    self.filter = (!chosen).then_some(severity);
                }
            }
            ui.with_layout(egui::Layout::right_to_left(Align::Center), |ui| {
                let not = self.judged.reviewed.outcome.not_evaluated.len();
                let judged = match self.judged.reviewed.context.date {
                    Some(day) => day.format("xét theo ngày %d/%m/%Y").to_string(),
                    None => "không rõ ngày văn bản".to_owned(),
                };
                let words = format!("{judged} · {not} quy tắc không xét được");
                let text = RichText::new(words).font(fonts::regular(size::SMALL));
                ui.add(Label::new(text.color(colours.faint)).truncate());
            });
        });
    }

    fn list(&mut self, ui: &mut Ui, outcome: &mut Outcome) {
        let colours = palette(ui);
        ui.painter().rect_filled(ui.max_rect(), 0.0, colours.card);
        let whole = ui.max_rect();
        ui.painter().vline(
            whole.right() - 0.5,
            whole.y_range(),
            Stroke::new(1.0, colours.line),
        );
        ScrollArea::vertical().id_salt("review-list").auto_shrink([false, false]).show(
            ui,
            |ui| {
                Frame::new().inner_margin(Margin::symmetric(10, 8)).show(ui, |ui| {
                    ui.set_width(ui.available_width());
                    ui.spacing_mut().item_spacing.y = 2.0;
                    let listed = self.listed();
                    if listed.is_empty() {
                        let words = "Không thấy chỗ nào cần sửa.";
                        ui.label(RichText::new(words).color(colours.soft));
                    }
                    for index in listed {
                        let chosen = self.chosen == Some(index);
                        let shown = row(ui, &self.items[index], chosen, outcome);
                        if shown.clicked() {
                            self.chosen = Some(index);
                            self.scrolls = (false, true);
                        }
                        if chosen && std::mem::take(&mut self.scrolls.0) {
                            shown.scroll_to_me(Some(Align::Center));
                        }
                    }
                });
            },
        );
    }

    /// The pages as our reader understands the file, with what is looked at.
    fn paper(&mut self, ui: &mut Ui) {
        let colours = palette(ui);
        ui.painter().rect_filled(ui.max_rect(), 0.0, colours.desk);
        full_page::top("review-note", 30.0).show(ui, |ui| {
            let words = "Trang dựng lại theo cách chương trình đọc tệp, để chỉ chỗ; trong Word có thể \
                         ngắt dòng khác.";
            ui.horizontal_centered(|ui| {
                ui.add_space(space::LARGE);
                let text = RichText::new(words).font(fonts::regular(size::SMALL));
                ui.add(Label::new(text.color(colours.soft)).truncate());
            });
        });
        let mut pressed = None;
        let scroll =
            ScrollArea::vertical().id_salt("review-pages").auto_shrink([false, false]);
        scroll.show(ui, |ui| {
            ui.vertical_centered(|ui| {
                ui.spacing_mut().item_spacing.y = space::LARGE;
                ui.add_space(space::TINY);
                if self.pages.is_empty() {
                    ui.label("Không dựng được trang của tệp này.");
                }
                let width = (ui.available_width() - 2.0 * space::LARGE).min(794.0);
                for (page, texture) in self.pages.iter().enumerate() {
                    let shape = texture.size_vec2();
                    let extent = vec2(width, width * shape.y / shape.x);
                    let (rect, response) = ui.allocate_exact_size(extent, Sense::click());
                    widgets::shadow(ui, rect, 0);
                    let whole = Rect::from_min_max(pos2(0.0, 0.0), pos2(1.0, 1.0));
                    ui.painter().image(texture.id(), rect, whole, Color32::WHITE);
                    let Some(set) = &self.set else { continue };
                    let scale = rect.width() / set.size(page).0.max(1.0) as f32;
                    if let Some(spot) = self.marked(ui, page, rect, scale)
                        && std::mem::take(&mut self.scrolls.1)
                    {
                        ui.scroll_to_rect(spot.expand(40.0), Some(Align::Center));
                    }
                    if response.clicked()
                        && let Some(at) = response.interact_pointer_pos()
                    {
                        let at = (at - rect.min) / scale;
                        let hit = set.hit(page, f64::from(at.x), f64::from(at.y));
                        pressed = hit.map(|(place, _)| place);
                    }
                }
                ui.add_space(space::HUGE);
            });
        });
        if let Some(place) = pressed {
            self.choose_at(place);
        }
    }

    /// Draws where the findings of a page stand; returns where the chosen one does.
    fn marked(&self, ui: &Ui, page: usize, paper: Rect, scale: f32) -> Option<Rect> {
        let colours = palette(ui);
        let mut spot = None;
        for (index, item) in self.items.iter().enumerate() {
            let Some((on, area)) = &item.area else { continue };
            if *on != page {
                continue;
            }
            let min = paper.min + vec2(area.x as f32, area.y as f32) * scale;
            let extent = vec2(area.width as f32, area.height as f32) * scale;
            let rect = Rect::from_min_size(min, extent);
            let (_, ink) = sign(item.finding.rule.severity, colours);
            if self.chosen == Some(index) {
                let ground = ink.gamma_multiply(0.16);
                ui.painter().rect_filled(rect.expand(3.0), CornerRadius::same(3), ground);
                spot = Some(rect);
            }
            let x = paper.left() + 10.0;
            let bar = Rect::from_min_max(pos2(x, rect.top()), pos2(x + 3.0, rect.bottom()));
            ui.painter().rect_filled(bar, CornerRadius::same(1), ink);
        }
        spot
    }
}

/// A finding: what is wrong, before and after, where, by which clause.
fn row(ui: &mut Ui, item: &Item, chosen: bool, outcome: &mut Outcome) -> egui::Response {
    let colours = palette(ui);
    let finding = &item.finding;
    let (icon, ink) = sign(finding.rule.severity, colours);
    let wide = ui.available_width() - 16.0;
    let text = |words: &str, font, color| {
        let format = TextFormat { font_id: font, color, ..TextFormat::default() };
        let mut job = LayoutJob::default();
        job.append(words, 0.0, format);
        job
    };
    let fix = item.change.as_ref().filter(|fix| fix.deed != Deed::AddRecipient && shows(fix));
    let lay = |ui: &Ui, mut job: LayoutJob, width: f32| {
        job.wrap.max_width = width;
        ui.fonts_mut(|fonts| fonts.layout_job(job))
    };
    let left = 26.0;
    let message = capitalised(&finding.message);
    let message = text(&message, fonts::medium(size::TEXT), colours.ink);
    let message = lay(ui, message, wide - left);
    let changed = fix.map(|fix| lay(ui, change(fix, colours, wide - left), wide - left));
    let place =
        format!("{} · {} · {}", item.whereabouts, finding.rule.id, finding.rule.clause);
    let place =
        lay(ui, text(&place, fonts::regular(size::SMALL), colours.soft), wide - left - 60.0);
    let middle = changed.as_ref().map_or(0.0, |galley| galley.size().y + 4.0);
    let tall = message.size().y + middle + place.size().y + 18.0;
    let name = format!("{} — {}", item.whereabouts, finding.message);
    let row = widgets::row(ui, tall, &name, chosen, |ui, rect, _| {
        let at = pos2(rect.left() + 14.0, rect.top() + 16.0);
        let font = fonts::icon(16.0);
        ui.painter().text(at, egui::Align2::CENTER_CENTER, icon, font, ink);
        let x = rect.left() + left;
        let mut y = rect.top() + 7.0;
        let height = message.size().y;
        ui.painter().galley(pos2(x, y), message, colours.ink);
        y += height + 2.0;
        if let Some(changed) = changed {
            let height = changed.size().y;
            ui.painter().galley(pos2(x, y), changed, colours.ink);
            y += height + 4.0;
        }
        ui.painter().galley(pos2(x, y), place, colours.soft);
    });
    let rect = row.response.rect;
    let link = Rect::from_min_max(pos2(rect.right() - 66.0, rect.bottom() - 27.0), rect.max);
    let layout = egui::Layout::right_to_left(Align::Center);
    ui.scope_builder(UiBuilder::new().max_rect(link).layout(layout), |ui| {
        let name = format!("Quy định {}: {}", finding.rule.id, item.whereabouts);
        let push = Push::text("ví dụ").named(&name).look(Look::Link).height(22.0);
        if ui.add(push).clicked() {
            *outcome = Outcome::Rule(Box::new(finding.clone()));
        }
    });
    row.response
}
