//! The status bar: saved or not, page, words, agency, scale.

use eframe::egui::{Align, Color32, Frame, Layout, Margin, RichText, Ui};

use crate::app::look::fonts;
use crate::app::look::tokens::{palette, size};
use crate::model::{Block, Plan, Text};

/// What the bar says.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Facts {
    /// Saved, saving, or not.
    pub saved: String,
    /// Whether there is unsaved work.
    pub dirty: bool,
    /// The page in view and the number of pages.
    pub page: Option<(usize, usize)>,
    /// Words of the plan.
    pub words: usize,
    /// The agency.
    pub agency: String,
    /// The input method.
    pub input: String,
    /// The window's scale in percent.
    pub scale: u32,
}

/// Shows the bar; returns whether the scale was pressed.
pub fn show(ui: &mut Ui, facts: &Facts) -> bool {
    let palette = palette(ui);
    let frame = Frame::new().fill(palette.panel).inner_margin(Margin::symmetric(14, 0));
    let mut pressed = false;
    frame.show(ui, |ui| {
        ui.set_height(size::STATUS);
        ui.horizontal_centered(|ui| {
            ui.spacing_mut().item_spacing.x = 18.0;
            let ink = if facts.dirty { palette.warning } else { palette.soft };
            say(ui, &facts.saved, ink);
            if let Some((page, count)) = facts.page {
                say(ui, &format!("Trang {}/{count}", page + 1), palette.soft);
            }
            say(ui, &format!("{} chữ", grouped(facts.words)), palette.soft);
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                let words = format!("{} %", facts.scale);
                let text = RichText::new(words).font(fonts::regular(size::SMALL));
                let button = eframe::egui::Button::new(text.color(palette.soft)).frame(false);
                pressed = ui.add(button).on_hover_text("Cỡ giao diện").clicked();
                if !facts.input.is_empty() {
                    say(ui, &facts.input, palette.soft);
                }
                say(ui, &facts.agency, palette.soft);
            });
        });
    });
    pressed
}

fn say(ui: &mut Ui, words: &str, ink: Color32) {
    ui.label(RichText::new(words).font(fonts::regular(size::SMALL)).color(ink));
}

/// A number with Vietnamese thousands: `1.842`.
pub fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut words = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            words.push('.');
        }
        words.push(digit);
    }
    words
}

/// How many words a plan has, numerals and fixed words left out.
pub fn count_words(plan: &Plan) -> usize {
    let of_text = |text: &Text| {
        let notes: usize = text.notes().iter().map(|note| of_str(note.as_str())).sum();
        of_str(text.as_str()) + notes
    };
    let of_blocks = |blocks: &[Block]| -> usize {
        blocks
            .iter()
            .map(|block| match block {
                Block::Text(paragraph) => of_text(&paragraph.text),
                Block::Table(table) => {
                    table.rows.iter().flatten().map(|cell| of_text(&cell.text)).sum()
                }
            })
            .sum()
    };
    let texts = plan.legal_basis.iter().chain(&plan.opening).chain(&plan.closing);
    let annexes: usize = plan
        .annexes
        .iter()
        .map(|annex| of_text(&annex.title) + of_blocks(&annex.blocks))
        .sum();
    of_text(&plan.subject)
        + texts.map(of_text).sum::<usize>()
        + of_blocks(&plan.body)
        + annexes
}

fn of_str(words: &str) -> usize {
    words.split_whitespace().count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Level;

    #[test]
    fn thousands_are_parted_by_points() {
        assert_eq!(grouped(7), "7");
        assert_eq!(grouped(1842), "1.842");
        assert_eq!(grouped(1_234_567), "1.234.567");
    }

    #[test]
    fn words_of_notes_and_tables_count() {
        let mut plan = Plan { subject: "Một hai".into(), ..Plan::default() };
        plan.body.push(Block::new(Level::Body, Text::from_markup("ba<fn>bốn năm</fn> sáu")));
        plan.body.push(Block::Table(crate::model::Table::new(2, 1)));
        assert_eq!(count_words(&plan), 6);
    }
}
