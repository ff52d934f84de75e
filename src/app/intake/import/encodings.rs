//! In which encoding the file is read: what was taken, and any other for the asking.

use egui::{Align, Layout, Rect, Ui, UiBuilder, vec2};

use super::head::Leaving;
use super::{COLUMN_HEAD, Intake, Outcome, Request};
use crate::app::look::widgets::{Look, Push};
use crate::app::look::{icons, menu_keys};
use crate::read::Encoding;

impl Intake {
    /// The menu of encodings at the right end of the source's head.
    pub(super) fn encodings(&mut self, ui: &mut Ui, whole: Rect, outcome: &mut Outcome) {
        let head = Rect::from_min_size(whole.min, vec2(whole.width() - 8.0, COLUMN_HEAD));
        let layout = Layout::right_to_left(Align::Center);
        let mut wished = None;
        ui.scope_builder(UiBuilder::new().max_rect(head).layout(layout), |ui| {
            let words = format!("Bảng mã: {}", self.encoding_name());
            let push = Push::text(&words).named("Bảng mã khác").look(Look::Link);
            let push = ui.add(push.with_icon(Some(icons::CARET_DOWN)).height(26.0));
            let push = push.on_hover_text("Chữ hiện ra không đúng? Đọc lại bằng bảng mã khác");
            egui::Popup::menu(&push).show(|ui| {
                for choice in choices() {
                    let now = self.request.encoding == choice;
                    let entry = ui.selectable_label(now, name(choice));
                    menu_keys::entry(ui, &entry, name(choice));
                    if entry.clicked() {
                        wished = Some(choice);
                    }
                }
            });
        });
        if let Some(encoding) = wished {
            self.read_in(encoding, outcome);
        }
    }

    /// The encodings as buttons, where the chosen doubt is about them.
    pub(super) fn encoding_chips(&self, ui: &mut Ui) -> Option<Option<Encoding>> {
        let mut wished = None;
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = vec2(5.0, 5.0);
            for choice in choices() {
                let words = name(choice);
                let named = format!("Đọc lại: {words}");
                let push = Push::text(words).named(&named).look(Look::Outlined).height(26.0);
                let now = self.request.encoding == choice;
                if ui.add(push.chosen(now)).clicked() && !now {
                    wished = Some(choice);
                }
            }
        });
        wished
    }

    /// Reads the file anew, from its beginning.
    pub(super) fn read_in(&mut self, encoding: Option<Encoding>, outcome: &mut Outcome) {
        if encoding != self.request.encoding {
            let again = Request { encoding, lines: None, again: true, ..self.request.clone() };
            *outcome = self.asked(Leaving::Reread(again));
        }
    }

    /// The encoding that was taken.
    fn encoding_name(&self) -> &str {
        match (self.request.encoding, self.source.encoding.as_str()) {
            (Some(encoding), _) => name(Some(encoding)),
            (None, "Word") => "Unicode",
            (None, found) => found,
        }
    }
}

/// None is to find it out.
fn choices() -> impl Iterator<Item = Option<Encoding>> {
    std::iter::once(None).chain(Encoding::all().map(Some))
}

fn name(choice: Option<Encoding>) -> &'static str {
    match choice {
        None => "Tự nhận ra",
        Some(Encoding::Unicode) => "Giữ nguyên",
        Some(encoding) => encoding.name(),
    }
}
