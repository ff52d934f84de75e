//! Ô 9a, the authority that issues, and the fixed words before the điều (Mẫu 1.1 to 1.7).

use crate::model::{Document, Place, Text};
use crate::standard::{
    AddresseeForm, StyleName, agency_in_sentence, layout, style, text_width,
};

use super::closing::bare;
use super::words::{Case, plain_line};
use super::{Composer, Line, Measure, Piece};

/// What begins a letter.
pub(super) const SALUTATION: &str = "Kính gửi:";
/// What ends the line of a công điện's sender.
pub(super) const WIRES: &str = "điện:";
/// What stands between the agency that invites and the guests.
pub(super) const INVITES: &str = "trân trọng kính mời:";
/// What parts guests on one line.
pub(super) const BETWEEN: &str = "; ";
/// How far right the colon may stand, as a share of the text's width.
const FARTHEST: f64 = 0.4;

impl Composer<'_> {
    pub(super) fn addressees(&self, measure: Measure) -> Vec<Piece> {
        let document = self.document;
        let names: Vec<(usize, &str)> = addressees(document).collect();
        let lines = match layout(document.document_type).addressees {
            AddresseeForm::None => Vec::new(),
            AddresseeForm::Salutation => self.salutation(&names, measure),
            AddresseeForm::Telegram => self.telegram(&names, measure),
            AddresseeForm::Invitation => self.invitation(&names),
        };
        lines.into_iter().map(Piece::Line).collect()
    }

    /// One name on the line of "Kính gửi:", several below it, each on a line of its own, the dashes in a
    /// column under the colon (PL I.II.9.d).
    fn salutation(&self, names: &[(usize, &str)], measure: Measure) -> Vec<Line> {
        match names {
            [] => Vec::new(),
            [(index, name)] => {
                let words = format!("{SALUTATION} {name}");
                let place = Place::Addressee(*index);
                let text = Text::plain(&words);
                let mut line = self.balanced(place, StyleName::Salutation, &text, measure);
                line.lead = SALUTATION.chars().count() + 1;
                vec![line]
            }
            _ => {
                let look = style(StyleName::SalutationHead, &self.page);
                let head = text_width(SALUTATION.trim_end_matches(':'), &look);
                let edge = self.list_edge(names, head, measure);
                let place = Place::Addressee(names[0].0);
                let first = Line {
                    left: edge - head,
                    keep_with_next: true,
                    ..plain_line(place, StyleName::SalutationHead, SALUTATION, &self.page)
                };
                std::iter::once(first).chain(self.name_list(names, edge)).collect()
            }
        }
    }

    /// "… điện:", and all names below it.
    fn telegram(&self, names: &[(usize, &str)], measure: Measure) -> Vec<Line> {
        if names.is_empty() {
            return Vec::new();
        }
        let sender = sender(self.document);
        let words = format!("{sender} {WIRES}");
        let text = Text::plain(words.trim());
        let head = self.balanced(Place::Competence, StyleName::Salutation, &text, measure);
        let edge = self.list_edge(names, 0.0, measure);
        std::iter::once(head).chain(self.name_list(names, edge)).collect()
    }

    /// "… trân trọng kính mời: …".
    fn invitation(&self, names: &[(usize, &str)]) -> Vec<Line> {
        let Some((index, _)) = names.first() else { return Vec::new() };
        let host = sender(self.document);
        let guests = names.iter().map(|(_, name)| *name).collect::<Vec<_>>().join(BETWEEN);
        let lead = match host.as_str() {
            "" => format!("T{} ", &INVITES[1..]),
            host => format!("{host} {INVITES} "),
        };
        let place = Place::Addressee(*index);
        let words = format!("{lead}{guests}");
        let line = plain_line(place, StyleName::Invitation, &words, &self.page);
        vec![Line { lead: lead.chars().count(), ..line }]
    }

    /// Where the names' dashes stand, mm from the left margin: so that names and what stands `head` mm
    /// before them are in the middle, but never far from the indent.
    fn list_edge(&self, names: &[(usize, &str)], head: f64, measure: Measure) -> f64 {
        let look = style(StyleName::Addressee, &self.page);
        let widths = names.iter().map(|(_, name)| text_width(&listed(name, ";"), &look));
        let longest = widths.fold(0.0, f64::max);
        let least = self.page.indent.mm() + head;
        let middle = (measure.width - longest - head) / 2.0 + head;
        middle.clamp(least, (measure.width * FARTHEST).max(least))
    }

    fn name_list(&self, names: &[(usize, &str)], edge: f64) -> Vec<Line> {
        let last = names.len() - 1;
        let lines = names.iter().enumerate().map(|(at, (index, name))| {
            let words = listed(name, if at == last { "." } else { ";" });
            let place = Place::Addressee(*index);
            let line = plain_line(place, StyleName::Addressee, &words, &self.page);
            Line { lead: 2, left: edge, ..line }
        });
        lines.collect()
    }

    /// Thẩm quyền ban hành.
    pub(super) fn competence(&self, measure: Measure) -> Vec<Piece> {
        let words = Text::plain(self.document.competence.trim());
        if words.is_blank() {
            return Vec::new();
        }
        let name = StyleName::Competence;
        let line =
            self.balanced_case(Place::Competence, name, &words, Case::Capitals, measure);
        vec![Piece::Line(line)]
    }

    /// "QUYẾT ĐỊNH:".
    pub(super) fn enactment(&self) -> Vec<Piece> {
        let words = layout(self.document.document_type).enactment;
        let line = plain_line(Place::Fixed, StyleName::Enactment, words, &self.page);
        vec![Piece::Line(Line { keep_with_next: true, ..line })]
    }
}

/// The addressees with words, each with its index, without the marks that the paper sets.
pub(super) fn addressees(document: &Document) -> impl Iterator<Item = (usize, &str)> {
    let names = document.addressees.iter().map(|name| bare(name)).enumerate();
    names.filter(|(_, name)| !name.is_empty())
}

/// Who sends a công điện, or invites: whom she has named, else the agency.
pub(super) fn sender(document: &Document) -> String {
    match document.competence.trim() {
        "" => agency_in_sentence(&document.agency),
        named => named.to_owned(),
    }
}

fn listed(name: &str, end: &str) -> String {
    format!("- {name}{end}")
}
