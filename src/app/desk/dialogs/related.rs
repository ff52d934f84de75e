//! Hồ sơ in dialogs: which document is to be made, what is to be changed, what does not agree.

use std::path::PathBuf;

use egui::text::LayoutJob;
use egui::{Context, Label, RichText, ScrollArea, Ui};
use strum::IntoEnumIterator as _;

use super::{Answer, buttons, close_button, modal, words};
use crate::app::look::fonts;
use crate::app::look::tokens::{palette, size, space};
use crate::app::look::widgets::{self, Look, Push};
use crate::app::threads::export::capitalised;
use crate::drafting::{Change, Companion};

/// What is to be changed in the open draft, each place with its sentence and a tick.
pub struct Changes {
    rows: Vec<Row>,
}

/// A place that is to be changed.
struct Row {
    /// Where, in Vietnamese.
    place: String,
    change: Change,
    /// Whether it is to be changed.
    on: bool,
}

/// What the papers of a hồ sơ do not agree in: the draft, the place, the words.
pub struct Disagreeing {
    /// How many papers there are.
    pub count: usize,
    /// The rows.
    pub rows: Vec<(PathBuf, String, String)>,
}

/// Asks which document is to be made.
pub(super) fn accompany(ctx: &Context) -> Answer {
    modal(ctx, "accompany", "Soạn văn bản kèm theo", 560.0, |ui| {
        words(
            ui,
            "Cơ quan, trích yếu, căn cứ, nơi nhận, nhiệm vụ lấy từ kế hoạch; chỗ “…” để bạn điền. Bản thảo mới nằm \
             cạnh kế hoạch và được nhắc đổi theo khi kế hoạch đổi trích yếu, số, ngày.",
        );
        let mut answer = Answer::Open;
        for kind in Companion::iter() {
            if choice(ui, kind) {
                answer = Answer::Accompany(kind);
            }
        }
        buttons(ui, |ui| {
            if ui.add(Push::text("Hủy").look(Look::Outlined)).clicked() {
                answer = Answer::Closed;
            }
        });
        answer
    })
}

fn choice(ui: &mut Ui, kind: Companion) -> bool {
    let row = widgets::row(ui, 46.0, kind.text(), false, |ui, rect, _| {
        let colours = palette(ui);
        let room = rect.width() - 2.0 * space::SMALL;
        let at = rect.left_top() + egui::vec2(space::SMALL, 15.0);
        widgets::paint_words(
            ui,
            at,
            kind.text(),
            fonts::semibold(size::TEXT),
            colours.ink,
            room,
        );
        let at = rect.left_top() + egui::vec2(space::SMALL, 33.0);
        widgets::paint_words(
            ui,
            at,
            kind.purpose(),
            fonts::regular(size::SMALL),
            colours.soft,
            room,
        );
    });
    row.response.clicked()
}

impl Changes {
    /// Of these places, each with where it is in words.
    pub fn new(found: impl Iterator<Item = (String, Change)>) -> Self {
        Self { rows: found.map(|(place, change)| Row { place, change, on: true }).collect() }
    }

    /// Shows them, to be chosen and changed at once.
    pub(super) fn show(&mut self, ctx: &Context) -> Answer {
        modal(ctx, "changes", "Đổi theo hồ sơ", 640.0, |ui| {
            let mut answer = Answer::Open;
            words(ui, "Bỏ dấu ở chỗ cần giữ nguyên, ví dụ chỗ nói về văn bản khác.");
            let height = (ui.ctx().content_rect().height() - 300.0).clamp(120.0, 380.0);
            ScrollArea::vertical()
                .max_height(height)
                .min_scrolled_height(height)
                .auto_shrink([false, true])
                .show(ui, |ui| self.rows.iter_mut().for_each(|row| row.show(ui)));
            let count = self.rows.iter().filter(|row| row.on).count();
            let name = match count {
                count if count == self.rows.len() => format!("Đổi tất cả ({count})"),
                count => format!("Đổi {count} chỗ đã chọn"),
            };
            buttons(ui, |ui| {
                let main = Push::text(&name).look(Look::Main);
                if ui.add_enabled(count > 0, main).clicked() {
                    answer = Answer::Follow(self.rows.iter().map(|row| row.on).collect());
                }
                if ui.add(Push::text("Giữ như cũ").look(Look::Outlined)).clicked() {
                    answer = Answer::KeepAsItIs;
                }
            });
            answer
        })
    }
}

impl Row {
    /// Where it is, with its tick; below it the sentence with the old words struck out and the new ones behind.
    fn show(&mut self, ui: &mut Ui) {
        let colours = palette(ui);
        let place = RichText::new(capitalised(&self.place)).font(fonts::semibold(size::TEXT));
        ui.checkbox(&mut self.on, place.color(colours.ink));
        let format = |color| egui::TextFormat {
            font_id: fonts::regular(size::TEXT),
            color,
            ..Default::default()
        };
        let struck = egui::Stroke { width: 1.0, color: colours.error };
        let (before, after) = &self.change.around;
        let mut sentence = LayoutJob::default();
        sentence.append(before, 0.0, format(colours.soft));
        let old = egui::TextFormat { strikethrough: struck, ..format(colours.error) };
        sentence.append(&self.change.before, 0.0, old);
        if !self.change.before.is_empty() {
            sentence.append(" ", 0.0, format(colours.soft));
        }
        sentence.append(&self.change.after, 0.0, format(colours.right));
        sentence.append(after, 0.0, format(colours.soft));
        ui.horizontal_top(|ui| {
            ui.add_space(24.0);
            ui.vertical(|ui| ui.add(Label::new(sentence).wrap()));
        });
        ui.add_space(space::SMALL);
    }
}

impl Disagreeing {
    /// Shows them; each leads to its draft.
    pub(super) fn show(&self, ctx: &Context) -> Answer {
        modal(ctx, "disagreeing", "Kiểm tra cả hồ sơ", 640.0, |ui| {
            if self.rows.is_empty() {
                let count = self.count;
                words(
                    ui,
                    &format!(
                        "{count} văn bản khớp nhau: số, ngày, trích yếu, cơ quan, người ký."
                    ),
                );
                return close_button(ui);
            }
            words(
                ui,
                &format!("{} văn bản; {} chỗ chưa khớp nhau.", self.count, self.rows.len()),
            );
            let mut opened = None;
            let height = (ui.ctx().content_rect().height() - 260.0).clamp(120.0, 380.0);
            ScrollArea::vertical()
                .max_height(height)
                .min_scrolled_height(height)
                .auto_shrink([false, true])
                .show(ui, |ui| {
                    for (path, place, said) in &self.rows {
                        widgets::label(ui, &capitalised(place));
                        let ink = palette(ui).ink;
                        let said =
                            RichText::new(capitalised(said)).font(fonts::regular(size::TEXT));
                        ui.add(Label::new(said.color(ink)).wrap());
                        let file = path.file_name().unwrap_or_default().to_string_lossy();
                        let name = format!("Mở {file}");
                        if ui.add(Push::text(&name).look(Look::Link).height(24.0)).clicked() {
                            opened = Some(path.clone());
                        }
                        ui.add_space(space::SMALL);
                    }
                });
            match opened {
                Some(path) => Answer::Member(path),
                None => close_button(ui),
            }
        })
    }
}
