//! Nội dung (ô 6): the numbered blocks.

use eframe::egui::Ui;

use super::{Card, Desk, card};
use crate::app::editors::Editors;
use crate::model::Story;

/// Shows the card.
pub fn show(ui: &mut Ui, desk: &mut Desk<'_>, editors: &mut Editors) {
    let note = "Tab: xuống cấp · Shift+Tab: lên cấp · Alt+↑↓: di chuyển";
    card(ui, desk, Card::Body, "Nội dung", note, |ui, desk| {
        editors.show(ui, desk, Story::Body);
    });
}
