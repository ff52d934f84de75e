//! Nội dung (ô 6): the numbered blocks.

use egui::Ui;

use super::{Card, Desk, card};
use crate::app::form::editors::Editors;
use crate::app::look::icons;
use crate::model::Story;

/// Shows the card.
pub fn show(ui: &mut Ui, desk: &mut Desk<'_>, editors: &mut Editors) {
    let (up, down) = (icons::ARROW_UP, icons::ARROW_DOWN);
    let note = format!("Tab: xuống cấp · Shift+Tab: lên cấp · Alt+{up}{down}: di chuyển");
    card(ui, desk, Card::Body, "Nội dung", &note, |ui, desk| {
        editors.show(ui, desk, Story::Body);
    });
}
