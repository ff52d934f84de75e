//! A finding is set aside: here or with its rule, and why.

use std::sync::Arc;

use egui::{Context, RichText};

use super::{Answer, buttons, main_button, modal, words};
use crate::app::look::tokens::{palette, size, space};
use crate::app::look::widgets::{Look, Push};
use crate::app::look::{field, fonts};
use crate::app::threads::export::capitalised;
use crate::check::Finding;

/// What is to be set aside, or already is.
#[derive(Clone, Debug)]
pub struct SetAside {
    /// The finding.
    pub finding: Arc<Finding>,
    /// Where it is, in words.
    pub whereabouts: String,
    /// Why, as far as she has written it.
    pub reason: String,
    /// With every other of its rule.
    pub everywhere: bool,
    /// The draft's waiver that holds it already, whose reason is written.
    pub waiver: Option<usize>,
}

impl SetAside {
    /// Asks; Enter in the field agrees.
    pub(super) fn show(&mut self, ctx: &Context) -> Answer {
        let title = match self.waiver {
            Some(_) => "Lý do bỏ qua",
            None => "Bỏ qua một phát hiện",
        };
        modal(ctx, "set-aside", title, 480.0, |ui| {
            let ink = palette(ui).ink;
            let told = format!("{}: {}", self.whereabouts, self.finding.message);
            ui.label(RichText::new(told).font(fonts::regular(size::TEXT)).color(ink));
            if self.waiver.is_none() {
                ui.add_space(space::TINY);
                ui.horizontal(|ui| {
                    ui.spacing_mut().item_spacing.x = space::TINY;
                    let rule = format!("Cả quy tắc {}", self.finding.rule.id);
                    for (name, everywhere) in [("Chỉ chỗ này", false), (&*rule, true)] {
                        let push = Push::text(name).look(Look::Outlined);
                        if ui.add(push.chosen(self.everywhere == everywhere)).clicked() {
                            self.everywhere = everywhere;
                        }
                    }
                });
            }
            ui.add_space(space::TINY);
            let hint = "ví dụ: lãnh đạo yêu cầu giữ nguyên";
            let reason = field::plain(
                ui,
                "set-aside",
                "Lý do (không bắt buộc)",
                hint,
                &mut self.reason,
                false,
            );
            words(ui, "Lý do được lưu trong bản thảo và in trong phiếu rà soát.");
            let entered =
                reason.lost_focus() && ui.input(|input| input.key_pressed(egui::Key::Enter));
            if ui.memory(|memory| memory.focused().is_none()) && !entered {
                reason.request_focus();
            }
            let mut answer = if entered { self.agreed() } else { Answer::Open };
            buttons(ui, |ui| {
                let name = if self.waiver.is_some() { "Ghi lý do" } else { "Bỏ qua" };
                if main_button(ui, name) {
                    answer = self.agreed();
                }
                if ui.add(Push::text("Hủy").look(Look::Outlined)).clicked() {
                    answer = Answer::Closed;
                }
            });
            answer
        })
    }

    fn agreed(&self) -> Answer {
        let form = Self { reason: capitalised(self.reason.trim()), ..self.clone() };
        Answer::SetAside(Box::new(form))
    }
}
