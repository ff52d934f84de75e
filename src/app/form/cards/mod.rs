//! The form: one card for each component of the paper, in the order of the paper.

mod addressees;
mod agency;
mod annex;
mod body;
mod calendar;
mod closing;
mod decision;
mod kind;
mod legal_basis;
mod list;
mod number;
mod opening;
mod page;
mod recipients;
mod signature;
mod state;
mod subject;

pub use addressees::title as addressees_title;
pub use agency::lines;
pub use annex::numeral as annex_numeral;
pub use number::made_symbol;
pub use state::{State, state};

use egui::style::WidgetVisuals;
use egui::{
    Align, Align2, Frame, InnerResponse, Label, Layout, Margin, Rect, RichText, ScrollArea,
    Ui, vec2,
};

use super::editors::Editors;
use super::memory::{Card, Desk};
use crate::app::look::tokens::{palette, size, space};
use crate::app::look::{fonts, icons, menu_keys, widgets};
use crate::edit::Caret;
use crate::model::{Document, Place, Story};
use crate::standard::{AddresseeForm, Component, SubjectForm, layout};

/// Shows the whole form in the space there is.
pub fn show(ui: &mut Ui, desk: &mut Desk<'_>, editors: &mut Editors) {
    let ground = palette(ui).ground;
    Frame::new().fill(ground).show(ui, |ui| {
        let mut area = ScrollArea::vertical().id_salt("form").auto_shrink([false, false]);
        if desk.form.begins() {
            area = area.vertical_scroll_offset(0.0);
        }
        area.show(ui, |ui| {
            let side = ((ui.available_width() - size::CARD_MAX) / 2.0).max(20.0);
            Frame::new().inner_margin(Margin { left: 0, right: 0, top: 16, bottom: 48 }).show(
                ui,
                |ui| {
                    ui.horizontal_top(|ui| {
                        ui.add_space(side);
                        ui.vertical(|ui| {
                            ui.set_width(ui.available_width() - side);
                            ui.spacing_mut().item_spacing.y = space::MEDIUM;
                            cards(ui, desk, editors);
                        });
                    });
                },
            );
        });
    });
}

fn cards(ui: &mut Ui, desk: &mut Desk<'_>, editors: &mut Editors) {
    let document = desk.document();
    if document.decision.is_some() {
        decision::show(ui, desk);
    }
    agency::show(ui, desk);
    number::show(ui, desk);
    kind::show(ui, desk);
    let layout = layout(document.document_type);
    if layout.subject != SubjectForm::None {
        subject::show(ui, desk);
    }
    if layout.addressees != AddresseeForm::None {
        addressees::show(ui, desk, layout.addressees);
    }
    if layout.has(Component::Competence) {
        addressees::competence(ui, desk);
    }
    legal_basis::show(ui, desk);
    opening::show(ui, desk);
    body::show(ui, desk, editors);
    closing::show(ui, desk);
    recipients::show(ui, desk);
    signature::show(ui, desk);
    for index in 0..document.annexes.len() {
        annex::show(ui, desk, editors, index);
    }
    page::show(ui, desk);
    if desk.form.focused.is_none() {
        desk.form.active = None;
    }
}

/// The cards that the keyboard can go to, in the order of the form, and the place of each: that of what could
/// be added where nothing is there yet.
fn stops(document: &Document) -> Vec<(Card, Place)> {
    let mut stops = Vec::new();
    let mut stop = |there: bool, card, place| {
        if there {
            stops.push((card, place));
        }
    };
    stop(document.decision.is_some(), Card::Decision, Place::Decision);
    stop(true, Card::Agency, Place::Agency(0));
    stop(true, Card::Number, Place::Number);
    let layout = layout(document.document_type);
    stop(layout.subject != SubjectForm::None, Card::Subject, Place::Subject);
    let addressed = layout.addressees != AddresseeForm::None;
    stop(addressed, Card::Addressees, Place::Addressee(0));
    stop(layout.has(Component::Competence), Card::Competence, Place::Competence);
    stop(true, Card::LegalBasis, Place::LegalBasis(0));
    stop(true, Card::Opening, Place::Opening(0));
    stop(!document.body.is_empty(), Card::Body, Place::Block(Story::Body, 0));
    stop(true, Card::Closing, Place::Closing(0));
    stop(!document.recipients.is_empty(), Card::Recipients, Place::Recipient(0));
    stop(document.recipients.is_empty(), Card::Recipients, Place::Archive);
    stop(!document.signatures.is_empty(), Card::Signature, Place::Signature(0));
    for index in 0..document.annexes.len() {
        stop(true, Card::Annex(index), Place::AnnexTitle(index));
    }
    stops
}

/// The caret goes to the card after one, or to the one before; at the form's end it stays.
pub fn leave(desk: &mut Desk<'_>, card: Card, forward: bool) {
    let document = desk.document();
    let stops = stops(&document);
    let found = if forward {
        stops.iter().find(|(other, _)| comes_after(*other, card))
    } else {
        stops.iter().rev().find(|(other, _)| comes_after(card, *other))
    };
    if let Some((card, place)) = found {
        desk.form.go_to_card(*card, Some(Caret::at(*place, 0)));
    }
}

/// Whether a card stands after another in the form.
fn comes_after(card: Card, other: Card) -> bool {
    // The decision is the form's first card, though the paper names it after the type.
    let rank = |card| (card != Card::Decision, card);
    rank(card) > rank(other)
}

/// A card with its heading; `note` stands at the right of the heading, mostly the clause.
fn card<R>(
    ui: &mut Ui,
    desk: &mut Desk<'_>,
    card: Card,
    title: &str,
    note: &str,
    add: impl FnOnce(&mut Ui, &mut Desk<'_>) -> R,
) -> InnerResponse<R> {
    let palette = palette(ui);
    let active = desk.form.active == Some(card);
    let top = ui.cursor().top();
    let shown = widgets::card_frame(palette, active).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.spacing_mut().item_spacing = vec2(space::MEDIUM, space::SMALL);
        ui.scope(|ui| heading(ui, title, note));
        ui.add_space(space::TINY);
        add(ui, desk)
    });
    if desk.form.scroll_to == Some(card) {
        desk.form.scroll_to = None;
        let rect = shown.response.rect;
        let head = Rect::from_min_size(rect.left_top(), vec2(rect.width(), 60.0));
        ui.scroll_to_rect(head.translate(vec2(0.0, -space::MEDIUM)), Some(Align::TOP));
    }
    debug_assert!(shown.response.rect.top() >= top - 0.5);
    shown
}

fn heading(ui: &mut Ui, title: &str, note: &str) {
    let palette = palette(ui);
    ui.spacing_mut().interact_size.y = 18.0;
    ui.horizontal(|ui| {
        ui.label(RichText::new(title).font(fonts::semibold(size::TEXT)).color(palette.ink));
        if !note.is_empty() {
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                let note = RichText::new(note).font(fonts::regular(size::SMALL));
                ui.add(Label::new(note.color(palette.faint)).truncate());
            });
        }
    });
}

/// The least width of a field whose width is a share.
const NARROWEST: f32 = 108.0;

/// Fields side by side: shares of the width, a negative share is a fixed width. Where they do not
/// fit beside each other (a narrow window, a large scale) they go on in the next row.
fn columns<const N: usize>(
    ui: &mut Ui,
    desk: &mut Desk<'_>,
    shares: [f32; N],
    mut add: impl FnMut(&mut Ui, &mut Desk<'_>, usize),
) {
    let whole = ui.available_width();
    let mut first = 0;
    while first < N {
        let count = fitting(&shares[first..], whole);
        row(ui, desk, &shares[first..first + count], first, whole, &mut add);
        first += count;
    }
}

/// How many of the columns fit into one row, at least one.
fn fitting(shares: &[f32], whole: f32) -> usize {
    let mut used = 0.0;
    let mut fits = |share: &&f32| {
        let least = if **share < 0.0 { -**share } else { NARROWEST };
        used += least;
        let fits = used <= whole;
        used += space::MEDIUM;
        fits
    };
    shares.iter().take_while(|share| fits(share)).count().max(1)
}

fn row(
    ui: &mut Ui,
    desk: &mut Desk<'_>,
    shares: &[f32],
    first: usize,
    whole: f32,
    add: &mut impl FnMut(&mut Ui, &mut Desk<'_>, usize),
) {
    let gaps = space::MEDIUM * (shares.len() as f32 - 1.0);
    let fixed: f32 = shares.iter().filter(|share| **share < 0.0).map(|share| -share).sum();
    let parts: f32 = shares.iter().filter(|share| **share > 0.0).sum();
    let free = (whole - fixed - gaps).max(0.0);
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = space::MEDIUM;
        for (index, share) in shares.iter().enumerate() {
            let width = if *share < 0.0 { -share } else { free * share / parts };
            let width = width.min(whole).floor();
            let layout = Layout::top_down(Align::Min);
            ui.allocate_ui_with_layout(vec2(width, 0.0), layout, |ui| {
                ui.set_width(width);
                add(ui, desk, first + index);
            });
        }
    });
}

/// Height of a list of values before it scrolls.
const LIST: f32 = 480.0;

/// A labelled choice among a few values.
pub fn choice<T: PartialEq + Copy>(
    ui: &mut Ui,
    label: &str,
    current: T,
    values: &[(T, &str)],
) -> Option<T> {
    use egui::ComboBox;
    let mut chosen = None;
    ui.vertical(|ui| {
        ui.spacing_mut().item_spacing.y = 5.0;
        let label_id = widgets::label(ui, label).id;
        let shown =
            values.iter().find(|(value, _)| *value == current).map_or("", |(_, words)| *words);
        let width = ui.available_width();
        ui.label_inputs_by(label_id, |ui| {
            ui.spacing_mut().interact_size.y = size::FIELD;
            ui.spacing_mut().button_padding = vec2(10.0, 6.0);
            ComboBox::from_id_salt(label)
                .width(width)
                .height(LIST)
                .truncate()
                .icon(caret)
                .selected_text(RichText::new(shown).font(fonts::regular(size::TEXT)))
                .show_ui(ui, |ui| {
                    ui.spacing_mut().interact_size.y = size::ROW;
                    for (value, words) in values {
                        let words = RichText::new(*words).font(fonts::regular(size::TEXT));
                        let entry = ui.selectable_label(*value == current, words.clone());
                        menu_keys::entry(ui, &entry, words.text());
                        if entry.clicked() {
                            chosen = Some(*value);
                        }
                    }
                });
        });
    });
    chosen.filter(|value| *value != current)
}

/// The mark of a choice: a caret that points down.
fn caret(ui: &Ui, rect: Rect, _: &WidgetVisuals, _: bool) {
    let ink = palette(ui).soft;
    let font = fonts::icon(13.0);
    ui.painter().text(rect.center(), Align2::CENTER_CENTER, icons::CARET_DOWN, font, ink);
}

/// A labelled number that can be typed or dragged, held in its range.
fn measure(
    ui: &mut Ui,
    label: &str,
    current: f64,
    range: std::ops::RangeInclusive<f64>,
    step: f64,
    unit: &str,
) -> Option<f64> {
    use egui::DragValue;
    let mut value = current;
    ui.vertical(|ui| {
        ui.spacing_mut().item_spacing.y = 5.0;
        let label_id = widgets::label(ui, label).id;
        ui.spacing_mut().button_padding = vec2(10.0, 6.0);
        ui.style_mut().override_font_id = Some(fonts::regular(size::TEXT));
        let width = ui.available_width();
        let drag = DragValue::new(&mut value)
            .range(range)
            .speed(step)
            .custom_formatter(|number, _| {
                let words = format!("{:.2}", (number * 100.0).round() / 100.0);
                words.trim_end_matches('0').trim_end_matches('.').replace('.', ",")
            })
            .custom_parser(|words| words.trim().replace(',', ".").parse().ok())
            .suffix(unit);
        ui.add_sized(vec2(width, size::FIELD), drag).labelled_by(label_id);
    });
    let value = (value / step).round() * step;
    ((value - current).abs() > step / 4.0).then_some(value)
}

/// A check box with words.
fn tick(ui: &mut Ui, words: &str, on: bool) -> bool {
    let mut value = on;
    ui.checkbox(&mut value, RichText::new(words).font(fonts::regular(size::TEXT)));
    value != on
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_that_do_not_fit_go_on_in_the_next_row() {
        let shares = [-112.0, 1.0, 1.2, -198.0];
        assert_eq!(fitting(&shares, 600.0), 4);
        assert_eq!(fitting(&shares, 400.0), 3);
        assert_eq!(fitting(&shares[3..], 400.0), 1);
        assert_eq!(fitting(&shares, 50.0), 1);
    }
}
