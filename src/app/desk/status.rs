//! The status bar: saved or not, page, words, agency, scale.

use std::sync::Arc;

use egui::{Align, Color32, Frame, Layout, Margin, RichText, Ui};

use super::inspector::Tally;
use crate::app::look::fonts;
use crate::app::look::tokens::{palette, size};
use crate::model::{Difference, Document, Text};

/// What the bar says.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Facts {
    /// Saved, saving, or not.
    pub saved: String,
    /// Why the draft is not being kept from getting lost; none when it is.
    pub trouble: Option<String>,
    /// Whether there is unsaved work.
    pub dirty: bool,
    /// The page in view and the number of pages.
    pub page: Option<(usize, usize)>,
    /// Words of the plan.
    pub words: usize,
    /// What a key has just done.
    pub said: String,
    /// Errors and warnings of the check.
    pub found: Tally,
    /// Places where something is still to be written.
    pub to_come: usize,
    /// The agency.
    pub agency: String,
    /// The input method.
    pub input: String,
    /// The window's scale in percent.
    pub scale: u32,
}

/// What was pressed in the bar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pressed {
    /// The scale.
    Scale,
    /// The counts of the check.
    Findings,
}

/// Shows the bar; returns what was pressed.
pub fn show(ui: &mut Ui, facts: &Facts) -> Option<Pressed> {
    let palette = palette(ui);
    let frame = Frame::new().fill(palette.panel).inner_margin(Margin::symmetric(14, 0));
    let mut pressed = None;
    frame.show(ui, |ui| {
        ui.set_height(size::STATUS);
        ui.horizontal_centered(|ui| {
            ui.spacing_mut().item_spacing.x = 18.0;
            let ink = if facts.dirty { palette.warning } else { palette.soft };
            say(ui, &facts.saved, ink);
            if let Some(why) = &facts.trouble {
                let words = RichText::new("Không giữ được bản khôi phục");
                let words = words.font(fonts::medium(size::SMALL)).color(palette.error);
                ui.label(words).on_hover_text(why);
            }
            if let Some((page, count)) = facts.page {
                say(ui, &format!("Trang {}/{count}", page + 1), palette.soft);
            }
            say(ui, &format!("{} chữ", grouped(facts.words)), palette.soft);
            say(ui, &facts.said, palette.accent);
            let mut count = |count: usize, words: String, ink| {
                let words = RichText::new(words).font(fonts::regular(size::SMALL)).color(ink);
                let button = egui::Button::new(words).frame(false);
                if count > 0 && ui.add(button).on_hover_text("Xem các phát hiện").clicked()
                {
                    pressed = Some(Pressed::Findings);
                }
            };
            let Tally { errors, warnings } = facts.found;
            count(errors, format!("{errors} lỗi"), palette.error);
            count(warnings, format!("{warnings} cảnh báo"), palette.warning);
            let open = facts.to_come;
            count(open, format!("còn {open} chỗ chưa viết"), palette.soft);
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                let words = format!("{} %", facts.scale);
                let text = RichText::new(words).font(fonts::regular(size::SMALL));
                let button = egui::Button::new(text.color(palette.soft)).frame(false);
                if ui.add(button).on_hover_text("Cỡ giao diện").clicked() {
                    pressed = Some(Pressed::Scale);
                }
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

/// How many words a plan has while it is written, numerals and fixed words left out: at each change
/// only what is new is counted.
#[derive(Debug)]
pub struct WordCount {
    document: Arc<Document>,
    words: usize,
}

impl WordCount {
    /// Counts a plan.
    pub fn of(document: Arc<Document>) -> Self {
        let mut count = Self { document: Arc::default(), words: 0 };
        count.follow(document);
        count
    }

    /// The words of the plan last counted.
    pub fn count(&self) -> usize {
        self.words
    }

    /// Counts what a later state of the plan has more and less; returns its words.
    pub fn follow(&mut self, document: Arc<Document>) -> usize {
        let sum = |texts: &[&Text]| texts.iter().map(|text| of_text(text)).sum::<usize>();
        let Difference { gone, come } = self.document.difference(&document);
        self.words = self.words + sum(&come) - sum(&gone);
        self.document = document;
        self.words
    }
}

fn of_text(text: &Text) -> usize {
    let notes: usize = text.notes().iter().map(|note| of_str(note.as_str())).sum();
    of_str(text.as_str()) + notes
}

fn of_str(words: &str) -> usize {
    words.split_whitespace().count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Annex, Block, Level};

    #[test]
    fn thousands_are_parted_by_points() {
        assert_eq!(grouped(7), "7");
        assert_eq!(grouped(1842), "1.842");
        assert_eq!(grouped(1_234_567), "1.234.567");
    }

    #[test]
    fn words_of_notes_and_tables_count() {
        let mut document = Document { subject: "Một hai".into(), ..Document::default() };
        document
            .body
            .push(Block::new(Level::Body, Text::from_markup("ba<fn>bốn năm</fn> sáu")));
        document.body.push(Block::from(crate::model::Table::new(2, 1)));
        let mut count = WordCount::of(Arc::new(document.clone()));
        assert_eq!(count.count(), 6);
        document.body.remove(0);
        document.closing = vec!["bảy tám".into()];
        document.annexes.push(Annex { title: "chín".into(), ..Annex::default() });
        assert_eq!(count.follow(Arc::new(document.clone())), 5);
        document.annexes.clear();
        assert_eq!(count.follow(Arc::new(document)), 4);
    }
}
