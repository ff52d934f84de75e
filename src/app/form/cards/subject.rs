//! Trích yếu nội dung (ô 5a).

use egui::Ui;

use super::{Card, Desk, card};
use crate::app::look::field::Field;
use crate::app::look::words;
use crate::model::Place;

/// Shows the card.
pub fn show(ui: &mut Ui, desk: &mut Desk<'_>) {
    card(
        ui,
        desk,
        Card::Subject,
        "Trích yếu",
        "Khoản 5 Mục II Phụ lục I",
        |ui, desk| {
            let document = desk.document();
            let hint = format!(
                "nội dung chính của {}, ví dụ: Triển khai chuyển đổi số năm 2027",
                words::small_name(document.document_type)
            );
            Field::new(Place::Subject, "text", "Trích yếu")
                .bare()
                .tall()
                .needed(true)
                .hint(&hint)
                .text(ui, desk, &document.subject, |document, text| document.subject = text);
        },
    );
}
