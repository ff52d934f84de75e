//! The licences of all parts: `assets/licences.txt`, made by `packaging/licences.py`, with a search.

use std::ops::Range;

use egui::{Context, Label, RichText, ScrollArea, TextWrapMode, Ui};

use super::{Answer, close_button, modal, words};
use crate::app::look::tokens::{palette, size, space};
use crate::app::look::{field, fonts};
use crate::vietnamese::fold;

/// Every part and every licence's text.
const TEXT: &str = include_str!("../../../../assets/licences.txt");
const WIDTH: f32 = 760.0;
/// Height of a line.
const LINE: f32 = 18.0;
/// Letters of a line; longer ones are broken between words.
const LONGEST: usize = 104;

/// What is looked at.
#[derive(Clone, Debug, Default)]
pub struct Licences {
    /// Where the lines stand in the text; made when it is first shown.
    lines: Vec<Range<usize>>,
    search: String,
    /// The line to be brought to the top.
    wanted: Option<usize>,
    /// The line that was found last.
    found: Option<usize>,
}

impl Licences {
    /// Shows them.
    pub(super) fn show(&mut self, ctx: &Context) -> Answer {
        if self.lines.is_empty() {
            self.lines = lines(TEXT);
        }
        modal(ctx, "licences", "Giấy phép các thành phần", WIDTH, |ui| {
            self.search_row(ui);
            let height = (ui.ctx().content_rect().height() - 230.0).max(160.0);
            self.text(ui, height);
            close_button(ui)
        })
    }

    /// Enter goes to the next place.
    fn search_row(&mut self, ui: &mut Ui) {
        let name = "Tìm thành phần hoặc giấy phép";
        let search = field::bare(ui, "licences", name, "Tìm…", &mut self.search);
        let again =
            search.lost_focus() && ui.input(|input| input.key_pressed(egui::Key::Enter));
        if again {
            search.request_focus();
        }
        if search.changed() || again {
            let from = if again { self.found.map_or(0, |line| line + 1) } else { 0 };
            self.found = self.find(from).or_else(|| self.find(0));
            self.wanted = self.found;
        }
        if !self.search.trim().is_empty() && self.found.is_none() {
            words(ui, "Không thấy.");
        }
    }

    /// The first line from `from` on that has the words.
    fn find(&self, from: usize) -> Option<usize> {
        let wanted = fold(self.search.trim());
        let rest = self.lines.get(from..).filter(|_| !wanted.is_empty())?;
        let at = rest.iter().position(|line| fold(&TEXT[line.clone()]).contains(&wanted))?;
        Some(from + at)
    }

    fn text(&mut self, ui: &mut Ui, height: f32) {
        let mut area = ScrollArea::vertical().id_salt("licences").max_height(height);
        ui.spacing_mut().item_spacing.y = 0.0;
        if let Some(line) = self.wanted.take() {
            area = area.vertical_scroll_offset(line as f32 * LINE);
        }
        area.auto_shrink([false, false]).show_rows(ui, LINE, self.lines.len(), |ui, rows| {
            let colours = palette(ui);
            for row in rows {
                let Some(line) = self.lines.get(row) else { continue };
                let font = fonts::regular(size::SMALL);
                let mut text =
                    RichText::new(&TEXT[line.clone()]).font(font).color(colours.ink);
                if self.found == Some(row) {
                    text = text.background_color(colours.accent_ground);
                }
                let label = Label::new(text).wrap_mode(TextWrapMode::Truncate);
                ui.add_sized(
                    [ui.available_width() - space::SMALL, LINE],
                    label.halign(egui::Align::Min),
                );
            }
        });
    }
}

/// The text in lines of at most [`LONGEST`] letters, broken between words where there are any.
fn lines(text: &str) -> Vec<Range<usize>> {
    let mut lines = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let mut rest = start..start + line.trim_end().len();
        while let Some((cut, _)) = text[rest.clone()].char_indices().nth(LONGEST) {
            let head = &text[rest.start..rest.start + cut];
            let cut = head.rfind(' ').map_or(cut, |space| space + 1);
            lines.push(rest.start..rest.start + cut);
            rest.start += cut;
        }
        lines.push(rest);
        start += line.len();
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_letter_is_lost_and_no_line_is_too_long() {
        let lines = lines(TEXT);
        assert!(lines.iter().all(|line| TEXT[line.clone()].chars().count() <= LONGEST));
        let letters = |text: &str| text.chars().filter(|c| !c.is_whitespace()).count();
        let shown: usize = lines.iter().map(|line| letters(&TEXT[line.clone()])).sum();
        assert_eq!(shown, letters(TEXT));
    }

    #[test]
    fn a_part_is_found_and_then_the_next_place() {
        let mut licences = Licences { lines: lines(TEXT), ..Licences::default() };
        licences.search = "LIBERATION".to_owned();
        let first = licences.find(0).expect("the serif's licence is there");
        assert!(licences.find(first + 1).is_some_and(|next| next > first));
        licences.search = "không có thành phần nào tên thế này".to_owned();
        assert_eq!(licences.find(0), None);
    }
}
