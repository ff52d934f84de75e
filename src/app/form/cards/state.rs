//! Whether a card has all it needs.

use super::Card;
use crate::model::{Authority, Document, Signature, Text};
use crate::standard::{SubjectForm, layout};

/// How far a card is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// Everything needed is there.
    Done,
    /// Something is missing that văn thư fills in later.
    Waiting,
    /// Something is missing.
    Missing,
    /// Nothing is there and nothing need be.
    Empty,
}

/// The state of a card.
pub fn state(document: &Document, card: Card) -> State {
    let needs = |done: bool| if done { State::Done } else { State::Missing };
    let blank = |words: &str| words.trim().is_empty();
    match card {
        Card::Agency => needs(
            !document.agency.iter().all(|line| blank(line)) && !blank(&document.abbreviation),
        ),
        Card::Number if !layout(document.document_type).dated => {
            if document.number.is_some() {
                State::Done
            } else {
                State::Waiting
            }
        }
        Card::Number if blank(&document.place) || document.date.year.is_none() => {
            State::Missing
        }
        Card::Number => {
            let filled = document.number.is_some() && document.date.calendar().is_some();
            if filled { State::Done } else { State::Waiting }
        }
        Card::Kind | Card::Page => State::Done,
        Card::Decision => needs(document.decision.as_ref().is_none_or(|decision| {
            ![&decision.document, &decision.symbol, &decision.issuer]
                .into_iter()
                .any(|words| blank(words))
        })),
        Card::Subject if layout(document.document_type).subject == SubjectForm::None => {
            State::Empty
        }
        Card::Subject => needs(!document.subject.is_blank()),
        Card::Addressees => needs(document.addressees.iter().any(|name| !blank(name))),
        Card::Competence => needs(!blank(&document.competence)),
        // A plan may do without any of these three (§9).
        Card::LegalBasis if document.legal_basis.iter().all(Text::is_blank) => State::Empty,
        Card::LegalBasis => needs(document.legal_basis.iter().all(|text| !text.is_blank())),
        Card::Opening if document.opening.iter().all(Text::is_blank) => State::Empty,
        Card::Opening => needs(document.opening.iter().all(|text| !text.is_blank())),
        Card::Body => needs(!document.body.is_empty()),
        Card::Closing if document.closing.iter().all(Text::is_blank) => State::Empty,
        Card::Closing => needs(document.closing.iter().all(|text| !text.is_blank())),
        Card::Recipients => needs(
            !document.recipients.is_empty()
                && document.recipients.iter().all(|recipient| !blank(&recipient.name)),
        ),
        Card::Signature => {
            needs(!document.signatures.is_empty() && document.signatures.iter().all(is_whole))
        }
        Card::Annex(index) => {
            needs(document.annexes.get(index).is_some_and(|annex| !annex.title.is_blank()))
        }
    }
}

fn is_whole(signature: &Signature) -> bool {
    let there = |words: &str| !words.trim().is_empty();
    let posts = match &signature.authority {
        Authority::Head { position } | Authority::Acting { position } => there(position),
        Authority::Deputy { head, deputy } => there(head) && there(deputy),
        Authority::ByOrder { head, position } | Authority::Authorised { head, position } => {
            there(head) && there(position)
        }
        Authority::ByOrderDeputy { head, position, deputy } => {
            there(head) && there(position) && there(deputy)
        }
    };
    posts && there(&signature.signer)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::IssueDate;

    #[test]
    fn what_a_plan_may_do_without_is_never_missing() {
        let mut document = Document::default();
        for card in [Card::LegalBasis, Card::Opening, Card::Closing] {
            assert_eq!(state(&document, card), State::Empty, "{card:?}");
        }
        document.legal_basis = vec![Text::plain("Luật Thủ đô"), Text::default()];
        assert_eq!(state(&document, Card::LegalBasis), State::Missing);
        document.legal_basis.truncate(1);
        assert_eq!(state(&document, Card::LegalBasis), State::Done);
    }

    #[test]
    fn a_number_left_to_the_clerk_waits_and_a_missing_year_is_missing() {
        let mut document = Document { place: "Hà Nội".into(), ..Document::default() };
        assert_eq!(state(&document, Card::Number), State::Missing);
        document.date.year = Some(2026);
        assert_eq!(state(&document, Card::Number), State::Waiting);
        document.number = Some(7);
        document.date = IssueDate::new(2, 11, 2026);
        assert_eq!(state(&document, Card::Number), State::Done);
    }
}
