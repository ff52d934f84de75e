//! Cơ quan ban hành (ô 2).

use egui::Ui;

use super::{Card, Desk, card, columns};
use crate::app::look::field::Field;
use crate::app::look::widgets;
use crate::compose::agency_lines;
use crate::model::{Document, Place};

/// Shows the card.
pub fn show(ui: &mut Ui, desk: &mut Desk<'_>) {
    card(
        ui,
        desk,
        Card::Agency,
        "Cơ quan ban hành",
        "Khoản 2 Mục II Phụ lục I",
        |ui, desk| {
            let document = desk.document();
            columns(ui, desk, [1.0, 1.0, -104.0], |ui, desk, column| match column {
                0 => {
                    Field::new(Place::ParentAgency(0), "lines", "Cơ quan chủ quản")
                        .lines()
                        .hint("để trống nếu không có")
                        .words(
                            ui,
                            desk,
                            &document.parent_agency.join("\n"),
                            |document, words| {
                                document.parent_agency = lines(&words);
                            },
                        );
                }
                1 => {
                    Field::new(Place::Agency(0), "lines", "Cơ quan ban hành")
                        .lines()
                        .hint("tên đầy đủ của cơ quan")
                        .needed(true)
                        .words(ui, desk, &document.agency.join("\n"), |document, words| {
                            document.agency = lines(&words);
                        });
                }
                _ => {
                    Field::new(Place::Agency(0), "short", "Tên viết tắt")
                        .secondary()
                        .hint("SXD")
                        .needed(true)
                        .words(ui, desk, &document.abbreviation, |document, words| {
                            document.abbreviation = words;
                        });
                }
            });
            breaks(ui, &document);
        },
    );
}

/// Says where the paper breaks a name that is too long for its column.
fn breaks(ui: &mut Ui, document: &Document) {
    let lines = agency_lines(document);
    if lines.len() > document.agency.len() {
        let words = format!(
            "Trên giấy: {} · muốn ngắt chỗ khác thì nhấn Enter ở đó",
            lines.join(" ⏎ ")
        );
        widgets::note(ui, &words);
    }
}

/// The lines of a field; nothing at all is no line.
pub fn lines(words: &str) -> Vec<String> {
    if words.is_empty() {
        return Vec::new();
    }
    words.split('\n').map(str::to_owned).collect()
}
