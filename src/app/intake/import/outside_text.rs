//! Words that stand in the file but not in its text (comments, headers, a table of contents): each
//! can be had in the plan with a click.

use egui::{Label, RichText, ScrollArea, Ui};

use super::Intake;
use crate::app::look::tokens::{palette, size, space};
use crate::app::look::widgets::{Look, Push};
use crate::app::look::{fonts, icons};
use crate::model::{Level, Place, Text};
use crate::read::{Content, DropKind, Dropped, Role};

impl Intake {
    /// Lists them; returns the one that is wanted.
    pub(super) fn asides(&self, ui: &mut Ui) -> Option<usize> {
        let colours = palette(ui);
        let mut wanted = None;
        let room = (ui.available_height() - 44.0).max(60.0);
        ScrollArea::vertical().id_salt("asides").max_height(room).show(ui, |ui| {
            ui.set_width(ui.available_width());
            for (index, dropped) in self.aside.iter().enumerate() {
                ui.horizontal(|ui| {
                    ui.spacing_mut().item_spacing.x = space::SMALL;
                    let name = format!("Đưa vào bản thảo: {}", dropped.words);
                    let there = self.holds(dropped);
                    let icon = if there { icons::CHECK } else { icons::PLUS };
                    let push = Push::icon(icon, &name).look(Look::Outlined).height(26.0);
                    if ui.add_enabled(!there, push).clicked() {
                        wanted = Some(index);
                    }
                    let words = RichText::new(&dropped.words).font(fonts::regular(size::TEXT));
                    ui.add(Label::new(words.color(colours.ink)).truncate())
                        .on_hover_text(&dropped.words);
                });
            }
        });
        wanted
    }

    /// Takes one of them in, behind what stood before it, or at the end of the text.
    pub(super) fn take_aside(&mut self, index: usize) -> Option<Place> {
        let dropped = self.aside.get(index)?;
        let row = (dropped.line > 0).then(|| self.row_of_line(dropped.line)).flatten();
        let near = row.and_then(|row| self.settlement.trace().place_before(row));
        let content = Content::Words(Text::plain(&dropped.words));
        self.settlement.take_in(None, &content, Role::Block(Level::Body), near)
    }

    fn holds(&self, dropped: &Dropped) -> bool {
        let words = dropped.words.trim();
        let body = self.settlement.document().body.iter();
        body.filter_map(|block| block.paragraph()).any(|p| p.text.as_str().trim() == words)
    }
}

/// Whether words stand beside the text.
pub(super) fn is_aside(dropped: &Dropped) -> bool {
    dropped.kind == DropKind::Aside && !dropped.words.trim().is_empty()
}
