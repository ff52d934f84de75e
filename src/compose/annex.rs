//! Phụ lục: heading, reference line, blocks (PL I.III.1).

use crate::model::{Place, Story, Text};
use crate::standard::{StyleName, agency_in_sentence, type_name};
use crate::vietnamese::roman;

use super::words::{Case, decision_reference, own_number, plain_line, reference};
use super::{Composer, Line, Measure, Piece};

/// `Phụ lục II`, or `Phụ lục` alone where there is only one (PL I.III.1.a).
pub fn annex_name(index: usize, count: usize) -> String {
    match u32::try_from(index + 1) {
        Ok(number) if count > 1 => format!("Phụ lục {}", roman(number)),
        _ => "Phụ lục".to_owned(),
    }
}

impl Composer<'_> {
    pub(super) fn annex(&self, index: usize, measure: Measure) -> Vec<Piece> {
        let document = self.document;
        let page = &self.page;
        let annex = &document.annexes[index];
        let place = Place::AnnexTitle(index);
        let number = annex_name(index, document.annexes.len());
        let number = plain_line(place, StyleName::AnnexNumber, &number, page);
        let lead = Line { keep_with_next: true, ..number };
        let title = self.balanced_case(
            place,
            StyleName::AnnexTitle,
            &annex.title,
            Case::Capitals,
            measure,
        );
        let own = match self.decision() {
            Some(decision) => decision_reference(decision),
            None => reference(
                type_name(document.document_type),
                &own_number(document),
                document.date,
                &agency_in_sentence(&document.agency),
            ),
        };
        let own =
            self.balanced(Place::Fixed, StyleName::Reference, &Text::plain(&own), measure);
        let mut lines = vec![lead, title, own];
        lines.retain(|line| !line.runs.is_empty());
        self.underline_last(&mut lines, measure);
        let mut pieces: Vec<_> = lines.into_iter().map(Piece::Line).collect();
        self.hold_together(&mut pieces, measure);
        pieces.extend(self.blocks(Story::Annex(index), measure));
        pieces
    }
}
