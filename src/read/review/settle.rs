//! Settling a reading: each doubt is accepted, given another part in the plan, or left out.
//!
//! Words that are left out are kept here and can be had back; nothing vanishes unsaid.

use std::sync::Arc;

use crate::model::{Document, Place, Text};

use super::doubt::{Doubt, Settled, Weight, doubts};
use super::left_out::LeftOut;
use super::moves::State;
use super::role::{Role, role_of};
use crate::read::{Imported, Trace};

/// The steps that can be taken back.
const MOST_STEPS: usize = 200;

/// A reading while it is settled.
pub struct Settlement {
    now: State,
    past: Vec<State>,
    revision: u64,
}

impl Settlement {
    /// Begins with what the reader said.
    pub fn new(imported: Imported) -> Self {
        let doubts = doubts(&imported.report);
        let trace = Arc::new(imported.report.trace);
        let now = State { document: imported.document, doubts, left_out: Vec::new(), trace };
        Self { now, past: Vec::new(), revision: 0 }
    }

    /// The plan as settled so far.
    pub fn document(&self) -> &Document {
        &self.now.document
    }

    /// Which paragraph of the source is at which place of the plan at this moment.
    pub fn trace(&self) -> &Trace {
        &self.now.trace
    }

    /// Every doubt, in the order of the source.
    pub fn doubts(&self) -> &[Doubt] {
        &self.now.doubts
    }

    /// What she has left out so far.
    pub fn left_out(&self) -> &[LeftOut] {
        &self.now.left_out
    }

    /// Grows with every change of the plan or the doubts.
    pub fn revision(&self) -> u64 {
        self.revision
    }

    /// How many doubts of a weight are open.
    pub fn open(&self, weight: Weight) -> usize {
        let open = |doubt: &&Doubt| doubt.settled == Settled::Open && doubt.weight == weight;
        self.now.doubts.iter().filter(open).count()
    }

    /// Whether anything was decided.
    pub fn is_touched(&self) -> bool {
        !self.past.is_empty()
    }

    /// Takes the last decision back.
    pub fn undo(&mut self) -> bool {
        let Some(before) = self.past.pop() else { return false };
        self.now = before;
        self.revision += 1;
        true
    }

    /// A doubt is right as the reader has it.
    pub fn accept(&mut self, index: usize) {
        if self.now.doubts.get(index).is_some_and(|doubt| doubt.settled == Settled::Open) {
            self.step(|state| state.doubts[index].settled = Settled::Accepted);
        }
    }

    /// Every open doubt of a weight is right.
    pub fn accept_all(&mut self, weight: Weight) {
        self.step(|state| {
            for doubt in &mut state.doubts {
                if doubt.settled == Settled::Open && doubt.weight == weight {
                    doubt.settled = Settled::Accepted;
                }
            }
        });
    }

    /// Gives a paragraph of the plan another part; returns where it is then.
    pub fn assign(&mut self, place: Place, role: Role) -> Option<Place> {
        role_of(&self.now.document, place)?;
        let mut to = None;
        self.step(|state| to = state.assign(place, role));
        to
    }

    /// Gives the words of a doubt a part in the plan. Words that are not in the plan yet are put
    /// after the place `near`.
    pub fn assign_doubt(
        &mut self,
        index: usize,
        role: Role,
        near: Option<Place>,
    ) -> Option<Place> {
        let doubt = self.now.doubts.get(index)?;
        if let Some(place) = doubt.place {
            return self.assign(place, role);
        }
        let text = Text::plain(&doubt.excerpt);
        let mut to = None;
        self.step(|state| {
            let place = state.put(text, role, near);
            state.doubts[index].place = Some(place);
            state.doubts[index].settled = Settled::Changed(role);
            to = Some(place);
        });
        to
    }

    pub(super) fn step(&mut self, change: impl FnOnce(&mut State)) {
        if self.past.len() == MOST_STEPS {
            self.past.remove(0);
        }
        self.past.push(self.now.clone());
        change(&mut self.now);
        self.revision += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Block, Level, Paragraph, Story};
    use crate::read::{Note, NoteKind, Report, Unrecognised};

    fn settlement() -> Settlement {
        let document = Document {
            legal_basis: vec!["Căn cứ một".into()],
            opening: vec!["Mở đầu".into()],
            body: vec![
                Block::new(Level::Section, "Mục đích"),
                Block::new(Level::Body, "Căn cứ Luật hai;"),
                Block::new(Level::Body, "- UBND các xã (để b/c);"),
            ],
            ..Document::default()
        };
        let mut report = Report::default();
        for (line, index) in [(5, 1), (9, 2)] {
            let place = Some(Place::Block(Story::Body, index));
            let words = document.body[index].paragraph().map(|p| p.text.words());
            let words = words.unwrap_or_default();
            report.unrecognised.push(Unrecognised { line, row: None, words, place });
        }
        report.unrecognised.push(Unrecognised {
            line: 12,
            row: None,
            words: "2. Việc sót lại".to_owned(),
            place: None,
        });
        report.notes.push(Note {
            kind: NoteKind::Numeral,
            line: 5,
            row: None,
            place: Some(Place::Block(Story::Body, 0)),
            excerpt: String::new(),
            message: "Số nhảy".to_owned(),
        });
        Settlement::new(Imported { document, report })
    }

    #[test]
    fn a_paragraph_becomes_a_basis_and_the_doubts_after_it_follow() {
        let mut settlement = settlement();
        let to = settlement.assign(Place::Block(Story::Body, 1), Role::LegalBasis);
        assert_eq!(to, Some(Place::LegalBasis(1)));
        let document = settlement.document();
        assert_eq!(document.legal_basis[1].as_str(), "Căn cứ Luật hai");
        assert_eq!(document.body.len(), 2);
        let doubts = settlement.doubts();
        assert_eq!(doubts[0].settled, Settled::Changed(Role::LegalBasis));
        assert_eq!(doubts[0].place, Some(Place::LegalBasis(1)));
        assert_eq!(doubts[2].place, Some(Place::Block(Story::Body, 1)));
        assert_eq!(settlement.open(Weight::Ask), 2);
        assert!(settlement.undo());
        assert_eq!(settlement.document().body.len(), 3);
        assert_eq!(settlement.open(Weight::Ask), 3);
    }

    #[test]
    fn a_paragraph_becomes_a_recipient_with_its_purpose() {
        let mut settlement = settlement();
        settlement.assign(Place::Block(Story::Body, 2), Role::Recipient);
        let recipient = &settlement.document().recipients[0];
        assert_eq!(
            (recipient.name.as_str(), recipient.purpose.as_str()),
            ("UBND các xã", "để b/c")
        );
    }

    #[test]
    fn words_outside_the_plan_are_taken_in_without_their_numeral() {
        let mut settlement = settlement();
        let near = Some(Place::Block(Story::Body, 0));
        let to = settlement.assign_doubt(3, Role::Block(Level::Clause), near);
        assert_eq!(to, Some(Place::Block(Story::Body, 1)));
        let taken = settlement.document().body[1].paragraph().cloned();
        let wanted = Paragraph::new(Level::Clause, "Việc sót lại");
        assert_eq!(taken, Some(wanted));
        assert_eq!(settlement.doubts()[2].place, Some(Place::Block(Story::Body, 3)));
    }

    #[test]
    fn every_move_keeps_every_word() {
        let all = |document: &Document| {
            let mut words = crate::read::plan_words(document);
            words.sort();
            words
        };
        let from = [
            Place::LegalBasis(0),
            Place::Opening(0),
            Place::Block(Story::Body, 0),
            Place::Block(Story::Body, 1),
            Place::Block(Story::Body, 2),
        ];
        for place in from {
            for role in Role::ALL {
                let mut settlement = settlement();
                let before = all(settlement.document());
                let to = settlement.assign(place, role);
                let to = to.expect("every place of the list can move");
                assert_eq!(role_of(settlement.document(), to), Some(role));
                assert_eq!(all(settlement.document()), before, "{place:?} {role:?}");
            }
        }
    }
}
