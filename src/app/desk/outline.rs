//! Dàn ý: every component with its state, and the titles of the body.

use std::path::Path;
use std::rc::Rc;

use egui::{Align2, Color32, Frame, Margin, Response, ScrollArea, Ui, pos2};

use super::dossier::DossierView;
use super::inspector::{Inspector, Tally};
use crate::app::form::cards::{State, addressees_title, state};
use crate::app::form::memory::{Card, Desk};
use crate::app::look::tokens::{Palette, palette, size, space};
use crate::app::look::{fonts, icons, widgets};
use crate::app::shell::command::Command;
use crate::app::threads::whose::DraftId;
use crate::check::Severity;
use crate::edit::Caret;
use crate::model::{Block, Document, Level, Place, Story};
use crate::standard::{AddresseeForm, Component, SubjectForm, layout};

/// The lines of a draft's outline, kept as long as nothing they say has changed: a long plan has
/// hundreds of titles, and most frames change none of them.
#[derive(Default)]
pub struct Outline {
    kept: Option<(Key, Rc<[Entry]>)>,
}

/// What the lines were made from.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Key {
    revision: u64,
    /// Of the findings.
    edition: u64,
    checked: bool,
    active: Option<Card>,
    caret: Option<Place>,
}

impl Outline {
    fn entries(&mut self, desk: &mut Desk<'_>, inspector: &Inspector) -> Rc<[Entry]> {
        let caret = desk.session.caret().map(|caret| caret.place);
        let key = Key {
            revision: desk.session.revision(),
            edition: inspector.edition(),
            checked: inspector.has_checked(),
            active: desk.form.active,
            caret,
        };
        match &self.kept {
            Some((kept, entries)) if *kept == key => Rc::clone(entries),
            _ => {
                let numerals = desk.form.numerals(desk.session);
                let document = desk.document();
                let made = entries(&document, &numerals, key.active, caret, inspector);
                let made: Rc<[Entry]> = made.into();
                self.kept = Some((key, Rc::clone(&made)));
                made
            }
        }
    }
}

/// One line of the outline.
struct Entry {
    words: String,
    icon: Option<(&'static str, Mark)>,
    indent: f32,
    soft: bool,
    chosen: bool,
    /// Errors and warnings under it.
    found: Option<Tally>,
    target: Target,
}

#[derive(Clone, Copy)]
enum Mark {
    Done,
    Waiting,
    Missing,
    Wrong,
    Quiet,
    Accent,
}

#[derive(Clone, Copy)]
enum Target {
    Card(Card),
    Block(usize),
}

/// What stands above the outline: the papers of the hồ sơ that the open draft belongs to.
pub struct Above<'a> {
    /// The hồ sơ.
    pub dossier: &'a DossierView,
    /// The open draft.
    pub draft: DraftId,
    /// Its file.
    pub path: Option<&'a Path>,
}

/// Shows the outline in the space there is; `inspector` knows what is wrong where.
pub fn show(
    ui: &mut Ui,
    outline: &mut Outline,
    desk: &mut Desk<'_>,
    inspector: &Inspector,
    above: &Above<'_>,
) {
    let colours = palette(ui);
    Frame::new().fill(colours.panel).inner_margin(Margin::symmetric(8, 0)).show(ui, |ui| {
        ui.set_min_size(ui.available_size());
        ui.spacing_mut().item_spacing.y = 0.0;
        ScrollArea::vertical().id_salt("outline").auto_shrink([false, false]).show(ui, |ui| {
            ui.add_space(10.0);
            above.dossier.show(ui, above.draft, above.path, desk.actions);
            heading(ui, colours);
            ui.add_space(space::TINY);
            let caret = desk.session.caret().map(|caret| caret.place);
            let entries = outline.entries(desk, inspector);
            let asked = std::mem::take(&mut desk.form.outline_asked);
            let here = caret.and_then(Card::of);
            let is_here = |entry: &Entry| match entry.target {
                Target::Card(card) => Some(card) == here,
                Target::Block(_) => false,
            };
            let lit = entries.iter().position(|entry| entry.chosen);
            let lit = lit.or_else(|| entries.iter().position(is_here)).unwrap_or(0);
            for (index, entry) in entries.iter().enumerate() {
                let row = line(ui, entry);
                if asked && index == lit {
                    row.request_focus();
                }
                if row.clicked() {
                    go(desk, entry.target);
                }
            }
            let add = Entry {
                words: "Thêm phụ lục".to_owned(),
                icon: Some((icons::PLUS, Mark::Quiet)),
                indent: 0.0,
                soft: true,
                chosen: false,
                found: None,
                target: Target::Card(Card::Page),
            };
            if line(ui, &add).clicked() {
                desk.run(Command::InsertAnnex);
            }
            let page = Entry {
                words: "Trang".to_owned(),
                icon: Some((icons::FILE_TEXT, Mark::Quiet)),
                indent: 0.0,
                soft: true,
                chosen: desk.form.active == Some(Card::Page),
                found: None,
                target: Target::Card(Card::Page),
            };
            if line(ui, &page).clicked() {
                go(desk, page.target);
            }
            ui.add_space(space::LARGE);
        });
    });
}

fn heading(ui: &mut Ui, palette: &Palette) {
    let (rect, _) =
        ui.allocate_exact_size(egui::vec2(ui.available_width(), 20.0), egui::Sense::hover());
    let at = pos2(rect.left() + space::SMALL, rect.center().y);
    let font = fonts::semibold(size::SMALL);
    ui.painter().text(at, Align2::LEFT_CENTER, "DÀN Ý", font, palette.faint);
}

fn go(desk: &mut Desk<'_>, target: Target) {
    match target {
        Target::Card(card) => {
            let caret = first_place(card).map(|place| Caret::at(place, 0));
            desk.form.go_to_card(card, caret);
        }
        Target::Block(index) => {
            let place = Place::Block(Story::Body, index);
            let document = desk.document();
            let end = document
                .body
                .get(index)
                .and_then(Block::paragraph)
                .map_or(0, |paragraph| paragraph.text.len());
            desk.form.go(Caret::at(place, end));
        }
    }
}

/// The first field of a card.
pub fn first_place(card: Card) -> Option<Place> {
    Some(match card {
        Card::Agency => Place::Agency(0),
        Card::Number => Place::Number,
        Card::Decision => Place::Decision,
        Card::Subject => Place::Subject,
        Card::Addressees => Place::Addressee(0),
        Card::Competence => Place::Competence,
        Card::LegalBasis => Place::LegalBasis(0),
        Card::Opening => Place::Opening(0),
        Card::Body => Place::Block(Story::Body, 0),
        Card::Closing => Place::Closing(0),
        Card::Recipients => Place::Recipient(0),
        Card::Signature => Place::Signature(0),
        Card::Annex(index) => Place::AnnexTitle(index),
        Card::Kind | Card::Page => return None,
    })
}

fn entries(
    document: &Document,
    numerals: &[String],
    active: Option<Card>,
    caret: Option<Place>,
    inspector: &Inspector,
) -> Vec<Entry> {
    let card = |card: Card, words: &str| {
        let found = inspector.on_card(card);
        // What is being filled in is not missing yet; what was found there stands all the same.
        let filling = active == Some(card);
        let state = state(document, card);
        let (icon, mark) = match state {
            State::Missing if filling => (icons::WAITING, Mark::Accent),
            State::Done => match found.gravest() {
                Some(Severity::Error) => (icons::CROSS_CIRCLE, Mark::Wrong),
                Some(Severity::Warning) => (icons::WARNING_CIRCLE, Mark::Missing),
                _ => (icons::DONE, Mark::Done),
            },
            State::Waiting => (icons::WAITING, Mark::Waiting),
            State::Missing => (icons::WARNING_CIRCLE, Mark::Missing),
            State::Empty => (icons::WAITING, Mark::Quiet),
        };
        Entry {
            words: words.to_owned(),
            icon: Some((icon, mark)),
            indent: 0.0,
            soft: false,
            chosen: active == Some(card),
            // Where something is missing the mark says so; a count would say it twice.
            found: Some(found).filter(|_| state == State::Done),
            target: Target::Card(card),
        }
    };
    let counted = |words: &str, count: usize| match count {
        0 => words.to_owned(),
        count => format!("{words} ({count})"),
    };
    let mut entries = Vec::new();
    if document.decision.is_some() {
        entries.push(card(Card::Decision, "Kèm theo văn bản"));
    }
    entries.push(card(Card::Agency, "Cơ quan ban hành"));
    let layout = layout(document.document_type);
    let number = match (state(document, Card::Number), layout.dated) {
        (State::Waiting, true) => "Số, ngày — văn thư",
        (State::Waiting, false) => "Số — văn thư",
        (_, true) => "Số, ký hiệu, ngày",
        (_, false) => "Số, ký hiệu",
    };
    entries.push(card(Card::Number, number));
    entries.push(card(Card::Kind, "Loại và dấu"));
    if layout.subject != SubjectForm::None {
        entries.push(card(Card::Subject, "Trích yếu"));
    }
    if layout.addressees != AddresseeForm::None {
        let words = addressees_title(layout.addressees);
        entries.push(card(Card::Addressees, &counted(words, document.addressees.len())));
    }
    if layout.has(Component::Competence) {
        entries.push(card(Card::Competence, "Thẩm quyền ban hành"));
    }
    entries.push(card(Card::LegalBasis, &counted("Căn cứ", document.legal_basis.len())));
    entries.push(card(Card::Opening, "Mở đầu"));
    let titles = titles(document, numerals, caret, inspector);
    if titles.is_empty() {
        entries.push(card(Card::Body, "Nội dung"));
    }
    entries.extend(titles);
    entries.push(card(Card::Closing, "Kết thúc"));
    entries.push(card(Card::Recipients, &counted("Nơi nhận", document.recipients.len())));
    entries.push(card(Card::Signature, "Chữ ký"));
    for (index, annex) in document.annexes.iter().enumerate() {
        let title = annex.title.words();
        let numeral = crate::app::form::cards::annex_numeral(document, index);
        let words = match title.trim() {
            "" => format!("Phụ lục {numeral}").trim_end().to_owned(),
            title => format!("Phụ lục {numeral}").trim_end().to_owned() + ": " + title,
        };
        entries.push(card(Card::Annex(index), &words));
    }
    entries
}

/// The titles of the body: headings, and the khoản under the heading the caret is in.
fn titles(
    document: &Document,
    numerals: &[String],
    caret: Option<Place>,
    inspector: &Inspector,
) -> Vec<Entry> {
    let here = match caret {
        Some(Place::Block(Story::Body, index) | Place::Cell(Story::Body, index, ..)) => {
            Some(index)
        }
        _ => None,
    };
    let shown: Vec<(usize, &crate::model::Paragraph)> = document
        .body
        .iter()
        .enumerate()
        .filter_map(|(index, block)| block.paragraph().map(|paragraph| (index, paragraph)))
        .filter(|(_, paragraph)| {
            paragraph.level.is_heading()
                || (paragraph.level == Level::Clause && paragraph.is_title())
        })
        .collect();
    let section_of =
        |at: usize| shown.iter().rfind(|(index, p)| *index <= at && p.level.is_heading());
    let open = here.and_then(section_of).map(|(index, _)| *index);
    let end_of = |from: usize, ends: &dyn Fn(&crate::model::Paragraph) -> bool| {
        let next = shown.iter().find(|(index, p)| *index > from && ends(p));
        next.map_or(document.body.len(), |(index, _)| *index)
    };
    let blank = |block: &Block| block.paragraph().is_some_and(|p| p.text.is_blank());
    let mark = |from: usize| {
        // A heading's mark speaks for everything up to the next heading.
        let end = end_of(from, &|p| p.level.is_heading());
        match inspector.in_blocks(from..end).gravest() {
            Some(Severity::Error) => Mark::Wrong,
            Some(Severity::Warning) => Mark::Missing,
            _ if open == Some(from) => Mark::Accent,
            _ if document.body[from..end].iter().any(blank) => Mark::Quiet,
            _ if inspector.has_checked() => Mark::Done,
            _ => Mark::Quiet,
        }
    };
    let mut entries = Vec::new();
    let mut inside = None;
    for (index, paragraph) in &shown {
        let heading = paragraph.level.is_heading();
        if heading {
            inside = Some(*index);
        } else if inside != open && inside.is_some() {
            continue;
        }
        let numeral = numerals.get(*index).map_or("", String::as_str);
        let words = paragraph.text.words();
        let words = if heading { words.to_uppercase() } else { words };
        let chosen_block = here.is_some_and(|at| {
            let last = shown.iter().rfind(|(other, _)| *other <= at);
            last.is_some_and(|(other, _)| other == index)
        });
        let holds = shown.iter().skip_while(|(other, _)| other != index).nth(1);
        let holds = holds.is_some_and(|(_, next)| !next.level.is_heading());
        let icon = match (heading, open == Some(*index)) {
            (false, _) => None,
            (true, _) if !holds => Some((icons::SECTION, mark(*index))),
            (true, true) => Some((icons::CARET_DOWN, mark(*index))),
            (true, false) => Some((icons::CARET_RIGHT, mark(*index))),
        };
        let end = end_of(*index, &|p| !heading || p.level.is_heading());
        entries.push(Entry {
            found: Some(inspector.in_blocks(*index..end)),
            words: format!("{numeral} {}", words.trim()),
            icon,
            indent: if heading { 0.0 } else { 22.0 },
            soft: !heading,
            chosen: chosen_block || (heading && open == Some(*index) && here.is_some()),
            target: Target::Block(*index),
        });
    }
    // Only one line is lit: the deepest.
    if let Some(last) = entries.iter().rposition(|entry| entry.chosen) {
        for (at, entry) in entries.iter_mut().enumerate() {
            entry.chosen = at == last;
        }
    }
    entries
}

fn line(ui: &mut Ui, entry: &Entry) -> Response {
    let row = widgets::row(ui, size::ROW, &entry.words, entry.chosen, |ui, rect, _| {
        if !ui.is_rect_visible(rect) {
            return;
        }
        let palette = palette(ui);
        let ink = match (entry.chosen, entry.soft) {
            (true, _) => palette.accent,
            (false, true) => palette.soft,
            (false, false) => palette.ink,
        };
        let mut x = rect.left() + space::SMALL + entry.indent;
        if let Some((icon, mark)) = entry.icon {
            let at = pos2(x + 7.5, rect.center().y);
            let colour = mark.colour(palette);
            ui.painter().text(at, Align2::CENTER_CENTER, icon, fonts::icon(15.0), colour);
            x += 23.0;
        }
        let font = if entry.chosen {
            fonts::semibold(size::TEXT)
        } else {
            fonts::regular(size::TEXT)
        };
        let mut right = rect.right() - space::TINY;
        if let Some(tally) = entry.found
            && let Some(gravest) = tally.gravest()
        {
            let ink = match gravest {
                Severity::Error => palette.error,
                _ => palette.warning,
            };
            let at = pos2(rect.right() - space::SMALL, rect.center().y);
            let count = tally.count().to_string();
            let font = fonts::semibold(size::SMALL);
            let drawn = ui.painter().text(at, Align2::RIGHT_CENTER, count, font, ink);
            right = drawn.left() - space::TINY;
        }
        let width = right - x;
        let at = pos2(x, rect.center().y);
        widgets::paint_words(ui, at, &entry.words, font, ink, width);
    });
    row.response
}

impl Mark {
    fn colour(self, palette: &Palette) -> Color32 {
        match self {
            Self::Done => palette.right,
            Self::Waiting | Self::Missing => palette.warning,
            Self::Wrong => palette.error,
            Self::Quiet => palette.faint,
            Self::Accent => palette.accent,
        }
    }
}
