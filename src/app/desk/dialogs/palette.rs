//! Every command by a few letters.

use egui::{Context, Key, ScrollArea, Ui};
use strum::IntoEnumIterator as _;

use super::{Answer, modal, words};
use crate::app::look::tokens::{palette, size, space};
use crate::app::look::{field, fonts, widgets};
use crate::app::shell::command::{self, Command, Means};

/// Shows the commands that fit what is typed; one of them is lit.
pub(super) fn show(ctx: &Context, query: &mut String, at: &mut usize, means: Means) -> Answer {
    modal(ctx, "palette", "", 480.0, |ui| {
        let found: Vec<Command> = Command::iter()
            .filter(|command| *command != Command::Palette && matches(*command, query))
            .collect();
        let down =
            ui.input_mut(|input| input.consume_key(egui::Modifiers::NONE, Key::ArrowDown));
        let up = ui.input_mut(|input| input.consume_key(egui::Modifiers::NONE, Key::ArrowUp));
        let last = found.len().saturating_sub(1);
        *at = (*at + usize::from(down)).saturating_sub(usize::from(up)).min(last);
        let before = query.clone();
        let response = field::plain(
            ui,
            "palette",
            "Tìm lệnh",
            "gõ vài chữ, có dấu hay không",
            query,
            false,
        );
        if *query != before {
            *at = 0;
        }
        let entered = response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
        if !entered {
            response.request_focus();
        }
        ui.add_space(space::TINY);
        let mut chosen = None;
        ScrollArea::vertical().max_height(320.0).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            for (index, command) in found.iter().enumerate() {
                let on = command.is_enabled(means);
                let lit = index == *at;
                let row = ui.add_enabled_ui(on, |ui| command_row(ui, *command, lit)).inner;
                if lit && (down || up) {
                    row.scroll_to_me(None);
                }
                if on && (row.clicked() || (entered && lit)) {
                    chosen = Some(*command);
                }
            }
            if found.is_empty() {
                words(ui, "Không có lệnh nào như vậy.");
            }
        });
        match chosen {
            Some(command) => Answer::Run(command),
            None if entered => Answer::Closed,
            None => Answer::Open,
        }
    })
}

fn command_row(ui: &mut Ui, command: Command, lit: bool) -> egui::Response {
    let row = widgets::row(ui, 30.0, command.text(), lit, |ui, rect, _| {
        let colours = palette(ui);
        let ink = if ui.is_enabled() { colours.ink } else { colours.faint };
        let middle = rect.center().y;
        let centre = egui::Align2::CENTER_CENTER;
        let at = egui::pos2(rect.left() + 18.0, middle);
        ui.painter().text(at, centre, command.icon(), fonts::icon(15.0), ink);
        let at = egui::pos2(rect.left() + 38.0, middle);
        let font = fonts::regular(size::TEXT);
        widgets::paint_words(ui, at, command.text(), font, ink, rect.width() - 150.0);
        let end = egui::pos2(rect.right() - 10.0, middle);
        let right = egui::Align2::RIGHT_CENTER;
        let keys = command::shortcut_words(command);
        ui.painter().text(end, right, keys, fonts::regular(size::SMALL), colours.faint);
    });
    row.response
}

/// Whether a command's words hold what was typed, whatever its marks and capitals.
fn matches(command: Command, query: &str) -> bool {
    let needle = crate::edit::Needle {
        words: query.trim().to_owned(),
        match_case: false,
        match_marks: false,
    };
    needle.words.is_empty() || !needle.ranges(command.text()).is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commands_are_found_without_marks() {
        assert!(matches(Command::ExportPdf, "xuat pdf"));
        assert!(matches(Command::InsertAnnex, "phụ"));
        assert!(!matches(Command::InsertAnnex, "bảng"));
        assert!(matches(Command::Save, ""));
    }
}
