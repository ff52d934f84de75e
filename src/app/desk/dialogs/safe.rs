//! The cures that may be made unseen, shown before they are made.

use std::sync::Arc;

use egui::{Checkbox, Context, Grid, RichText, ScrollArea};

use super::{Answer, buttons, main_button, modal, words};
use crate::app::desk::inspector::Item;
use crate::app::look::finding_card::change;
use crate::app::look::fonts;
use crate::app::look::tokens::{palette, size, space};
use crate::app::look::widgets::{Look, Push};
use crate::check::Finding;

/// Cures and which of them are wanted.
#[derive(Clone, Debug)]
pub struct Safe {
    rows: Vec<(Item, bool)>,
}

impl Safe {
    /// All of them are wanted.
    pub fn new(items: Vec<Item>) -> Self {
        Self { rows: items.into_iter().map(|item| (item, true)).collect() }
    }

    fn wanted(&self) -> Vec<Arc<Finding>> {
        let wanted = self.rows.iter().filter(|(_, wanted)| *wanted);
        wanted.map(|(item, _)| Arc::clone(&item.finding)).collect()
    }

    /// Shows them.
    pub(super) fn show(&mut self, ctx: &Context) -> Answer {
        modal(ctx, "safe", "Sửa các lỗi an toàn", 720.0, |ui| {
            words(
                ui,
                "Dấu cách, dấu câu, ký tự ẩn, số 0 của ngày và những chỗ chỉ có một cách viết \
                 đúng. Tất cả là một bước, hoàn tác được bằng Ctrl+Z.",
            );
            let colours = palette(ui);
            let height = (ui.ctx().content_rect().height() - 260.0).max(160.0);
            ScrollArea::vertical().max_height(height).auto_shrink([false, true]).show(
                ui,
                |ui| {
                    let grid = Grid::new("safe-rows").num_columns(3).striped(false);
                    grid.spacing([space::MEDIUM, 6.0]).show(ui, |ui| {
                        for (index, (item, wanted)) in self.rows.iter_mut().enumerate() {
                            let tick = ui.add(Checkbox::without_text(wanted));
                            let name = format!("Sửa {}", index + 1);
                            tick.widget_info(|| {
                                egui::WidgetInfo::selected(
                                    egui::Role::CheckBox,
                                    true,
                                    *wanted,
                                    &name,
                                )
                            });
                            let place = RichText::new(&item.whereabouts);
                            ui.label(
                                place.font(fonts::regular(size::TEXT)).color(colours.soft),
                            );
                            if let Some(fix) = &item.change {
                                ui.horizontal(|ui| {
                                    ui.label(change(fix, colours, 240.0));
                                    let why = RichText::new(&item.finding.message);
                                    let why = why.font(fonts::regular(size::SMALL));
                                    ui.label(why.color(colours.soft));
                                });
                            }
                            ui.end_row();
                        }
                    });
                },
            );
            let wanted = self.wanted();
            let mut answer = Answer::Open;
            buttons(ui, |ui| {
                let name = format!("Sửa {} chỗ", wanted.len());
                ui.add_enabled_ui(!wanted.is_empty(), |ui| {
                    if main_button(ui, &name) {
                        answer = Answer::Cure(wanted.clone());
                    }
                });
                if ui.add(Push::text("Hủy").look(Look::Outlined)).clicked() {
                    answer = Answer::Closed;
                }
            });
            answer
        })
    }
}
