//! Short messages that go away by themselves, with what can be done next.

use std::time::{Duration, Instant};

use egui::{Align2, Area, Frame, Id, Label, Margin, Order, RichText, Stroke, Ui, vec2};

use crate::app::look::tokens::{palette, size, soft_shadow, space};
use crate::app::look::widgets::{Look, Push};
use crate::app::look::{fonts, icons};
use crate::app::shell::action::Action;
use crate::app::threads::whose::DraftId;

/// How long a message stays.
const STAY: Duration = Duration::from_secs(8);

/// The width of every message, in points; narrower only where the window is.
const WIDTH: f32 = 400.0;

/// A message.
#[derive(Clone, Debug)]
pub struct Toast {
    words: String,
    good: bool,
    actions: Vec<(&'static str, Action)>,
    until: Instant,
    /// It speaks of the draft's last step, which its words offer to take back.
    of_step: bool,
    /// The draft that it came up over and the state of it; none until it has been shown, and over none.
    over: Option<(DraftId, u64)>,
}

/// The messages that are shown.
#[derive(Debug, Default)]
pub struct Toasts {
    shown: Vec<Toast>,
}

impl Toasts {
    /// Says that something was done.
    pub fn done(&mut self, words: impl Into<String>, actions: Vec<(&'static str, Action)>) {
        self.add(words.into(), true, actions);
    }

    /// Says what a step has just done, which Ctrl+Z or one of `actions` takes back: it goes with the step.
    pub fn step(&mut self, words: impl Into<String>, actions: Vec<(&'static str, Action)>) {
        self.add(words.into(), true, actions);
        if let Some(toast) = self.shown.last_mut() {
            toast.of_step = true;
        }
    }

    /// Says something that needs no answer.
    pub fn note(&mut self, words: impl Into<String>) {
        self.add(words.into(), false, Vec::new());
    }

    fn add(&mut self, words: String, good: bool, actions: Vec<(&'static str, Action)>) {
        self.shown.retain(|toast| toast.words != words);
        let until = Instant::now() + STAY;
        let toast = Toast { words, good, actions, until, of_step: false, over: None };
        self.shown.push(toast);
    }

    /// Follows the draft that is open and its revision: what was said over another one goes, and what was
    /// said of a step when that is undone or another follows.
    pub fn follow(&mut self, draft: Option<(DraftId, u64)>) {
        let Some(now) = draft else { return };
        self.shown.retain_mut(|toast| {
            let over = *toast.over.get_or_insert(now);
            over.0 == now.0 && (!toast.of_step || over.1 == now.1)
        });
    }

    /// The messages that are shown now.
    #[cfg(test)]
    pub(in crate::app) fn words(&self) -> Vec<&str> {
        self.shown.iter().map(|toast| toast.words.as_str()).collect()
    }

    /// Takes a message back that is no longer true.
    pub fn withdraw(&mut self, words: &str) {
        self.shown.retain(|toast| toast.words != words);
    }

    /// Shows them over everything, at the lower right; `lift` is the height of what stands below and
    /// `aside` the width of what stands at the right and must stay in sight, in points.
    pub fn show(&mut self, ui: &Ui, lift: f32, aside: f32, asked: &mut Vec<Action>) {
        let now = Instant::now();
        self.shown.retain(|toast| toast.until > now);
        let Some(next) = self.shown.iter().map(|toast| toast.until).min() else { return };
        ui.ctx().request_repaint_after(next.saturating_duration_since(now));
        let mut closed = None;
        // A dialog is in front of them.
        let asked_first = ui.memory(|memory| memory.top_modal_layer().is_some());
        Area::new(Id::unique("toasts"))
            .order(if asked_first { Order::Middle } else { Order::Tooltip })
            .anchor(Align2::RIGHT_BOTTOM, [-16.0 - aside, -40.0 - lift])
            .show(ui.ctx(), |ui| {
                for (index, toast) in self.shown.iter().enumerate() {
                    if one(ui, toast, asked) {
                        closed = Some(index);
                    }
                    ui.add_space(space::SMALL);
                }
            });
        if let Some(index) = closed {
            self.shown.remove(index);
        }
    }
}

fn one(ui: &mut Ui, toast: &Toast, asked: &mut Vec<Action>) -> bool {
    let palette = palette(ui);
    let mut closed = false;
    Frame::new()
        .fill(palette.card)
        .stroke(Stroke::new(1.0, palette.line))
        .corner_radius(size::CARD_RADIUS)
        .shadow(soft_shadow(palette))
        .inner_margin(Margin::symmetric(14, 8))
        .show(ui, |ui| {
            ui.set_width(WIDTH.min(ui.ctx().content_rect().width() - 80.0));
            ui.horizontal_top(|ui| {
                let (icon, ink) = match toast.good {
                    true => (icons::DONE, palette.right),
                    false => (icons::INFO, palette.accent),
                };
                ui.label(RichText::new(icon).font(fonts::icon(18.0)).color(ink));
                let words = RichText::new(&toast.words).font(fonts::regular(size::TEXT));
                let room = vec2(ui.available_width() - 34.0, 0.0);
                ui.allocate_ui(room, |ui| {
                    ui.set_width(room.x);
                    ui.add(Label::new(words.color(palette.ink)).wrap());
                });
                let close = Push::icon(icons::CROSS, "Đóng thông báo").quiet().height(22.0);
                closed = ui.add(close).clicked();
            });
            if !toast.actions.is_empty() {
                ui.horizontal(|ui| {
                    ui.add_space(24.0);
                    for (words, action) in &toast.actions {
                        let push = Push::text(words).look(Look::Link).height(26.0);
                        if ui.add(push).clicked() {
                            asked.push(action.clone());
                        }
                    }
                });
            }
        });
    closed
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_said_goes_with_its_step_and_with_its_draft() {
        let (one, other) = (DraftId::default(), DraftId::default().next());
        let said = |states: &[Option<(DraftId, u64)>]| {
            let mut toasts = Toasts::default();
            toasts.step("khôi phục", Vec::new());
            toasts.done("đã lưu", Vec::new());
            states.iter().for_each(|state| toasts.follow(*state));
            toasts.words().join(", ")
        };
        assert_eq!(said(&[Some((one, 7)), Some((one, 7))]), "khôi phục, đã lưu");
        assert_eq!(said(&[Some((one, 7)), Some((one, 8))]), "đã lưu", "another step");
        assert_eq!(said(&[Some((one, 7)), Some((one, 6))]), "đã lưu", "undone");
        assert_eq!(said(&[Some((one, 7)), Some((other, 7))]), "", "another draft");
        assert_eq!(said(&[Some((one, 7)), None]), "khôi phục, đã lưu", "the first screen");
        assert_eq!(said(&[None, Some((one, 7))]), "khôi phục, đã lưu");
    }
}
