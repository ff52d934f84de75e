//! Words that are not in the plan, had back: what she left out, and what the reader left out.

use std::sync::Arc;

use crate::model::{Level, Place};

use super::left_out::LeftOut;
use super::moves::{Item, position};
use super::role::{Role, fitting, role_of};
use super::settle::Settlement;
use crate::read::{Content, paste};

impl Settlement {
    /// Takes a paragraph out of the plan; its words are kept in [`Self::left_out`].
    pub fn leave_out(&mut self, place: Place, line: usize) -> bool {
        let Some(role) = role_of(self.document(), place) else { return false };
        self.step(|state| {
            let own = state.doubts.iter().enumerate();
            let doubts = own
                .filter(|(_, doubt)| doubt.place == Some(place))
                .map(|(index, doubt)| (index, doubt.settled))
                .collect();
            let origins = state.trace.origins(place).to_vec();
            if let Some(text) = state.take(place) {
                state.left_out.push(LeftOut { line, text, role, place, doubts, origins });
            }
        });
        true
    }

    /// Puts the words of [`Self::left_out`] back where they stood; returns where that is.
    pub fn put_back(&mut self, index: usize) -> Option<Place> {
        let (list, _) = position(self.left_out().get(index)?.place)?;
        let mut to = None;
        self.step(|state| {
            let out = state.left_out.remove(index);
            let at = position(out.place).map_or(0, |(_, at)| at);
            // Others that stood right before it come back before it.
            let before = |other: &LeftOut| other.place == out.place && other.line < out.line;
            let stay: Vec<bool> = state.left_out.iter().map(before).collect();
            let place = state.insert(Item::Words(out.text, out.role), list, at);
            Arc::make_mut(&mut state.trace).put(place, &out.origins);
            for (other, stays) in state.left_out.iter_mut().zip(stay) {
                if stays {
                    other.place = out.place;
                }
            }
            for (doubt, settled) in out.doubts {
                if let Some(doubt) = state.doubts.get_mut(doubt) {
                    doubt.place = Some(place);
                    doubt.settled = settled;
                }
            }
            to = Some(place);
        });
        to
    }

    /// Takes a paragraph or table of the source into the plan after the place `near`; returns
    /// where it is then. `row` is its index in the source, where it has one.
    pub fn take_in(
        &mut self,
        row: Option<usize>,
        content: &Content,
        role: Role,
        near: Option<Place>,
    ) -> Option<Place> {
        let mut to = None;
        self.step(|state| {
            let (item, role) = match content {
                Content::Words(text) => (Item::Words(fitting(text.clone(), role), role), role),
                Content::Table(table) => {
                    (Item::Table(table.clone()), Role::Block(Level::Body))
                }
            };
            let (list, at) = state.spot(role, near);
            let place = state.insert(item, list, at);
            let trace = Arc::make_mut(&mut state.trace);
            let whole = row.and_then(|row| trace.whole(row));
            trace.put(place, whole.as_slice());
            to = Some(place);
        });
        to
    }
}

/// What a line that is not in the plan most likely is, from its words and what stands before it.
pub fn likely_role(words: &str, near: Option<Place>) -> Role {
    let basis = words.trim_start().starts_with("Căn cứ");
    let (_, purpose) = crate::read::recognise::recipients::split_purpose(
        words.trim_end_matches([';', '.', ' ']),
    );
    match near {
        _ if !purpose.is_empty() => Role::Recipient,
        Some(Place::Recipient(_) | Place::Archive) => Role::Recipient,
        Some(Place::Closing(_)) => Role::Closing,
        Some(Place::Block(..) | Place::Cell(..) | Place::AnnexTitle(_)) => {
            let found = paste(words);
            let level = found.first().and_then(|block| block.paragraph()).map(|p| p.level);
            Role::Block(level.unwrap_or(Level::Body))
        }
        _ if basis => Role::LegalBasis,
        Some(_) => Role::Opening,
        None => Role::Block(Level::Body),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Block, Document, Story, Table};
    use crate::read::{Imported, Report, Settled, Unrecognised};

    fn settlement() -> Settlement {
        let document = Document {
            opening: vec!["Mở đầu".into()],
            body: ["một", "hai", "ba"].map(|words| Block::new(Level::Dash, words)).to_vec(),
            ..Document::default()
        };
        let mut report = Report::default();
        let place = Some(Place::Block(Story::Body, 1));
        report.unrecognised.push(Unrecognised {
            line: 5,
            row: None,
            words: "hai".to_owned(),
            place,
        });
        Settlement::new(Imported { document, report })
    }

    fn body(settlement: &Settlement) -> Vec<&str> {
        let blocks = settlement.document().body.iter();
        blocks.filter_map(|b| b.paragraph().map(|p| p.text.as_str())).collect()
    }

    #[test]
    fn what_is_left_out_is_kept_and_comes_back_by_undo() {
        let mut settlement = settlement();
        assert!(settlement.leave_out(Place::Opening(0), 3));
        assert!(settlement.document().opening.is_empty());
        assert_eq!(settlement.left_out()[0].text.as_str(), "Mở đầu");
        assert!(!settlement.leave_out(Place::Subject, 2));
        settlement.undo();
        assert_eq!(settlement.document().opening.len(), 1);
        assert!(settlement.left_out().is_empty());
    }

    #[test]
    fn what_is_left_out_comes_back_at_its_place_with_its_doubts() {
        let mut settlement = settlement();
        let block = |n| Place::Block(Story::Body, n);
        assert!(settlement.leave_out(block(1), 5) && settlement.leave_out(block(0), 4));
        assert_eq!(body(&settlement), ["ba"]);
        assert_eq!(settlement.doubts()[0].settled, Settled::LeftOut);
        assert_eq!(settlement.put_back(0), Some(block(0)));
        assert_eq!(body(&settlement), ["hai", "ba"]);
        let doubt = &settlement.doubts()[0];
        assert_eq!((doubt.settled, doubt.place), (Settled::Open, Some(block(0))));
        assert!(settlement.put_back(0).is_some());
        assert_eq!(settlement.document(), self::settlement().document());
        assert_eq!(settlement.put_back(0), None);
    }

    #[test]
    fn what_the_reader_left_out_is_taken_in_after_its_neighbour() {
        let mut settlement = settlement();
        let near = Some(Place::Block(Story::Body, 0));
        let words = Content::Words("- chen".into());
        let role = likely_role("- chen", near);
        assert_eq!(role, Role::Block(Level::Dash));
        assert_eq!(
            settlement.take_in(None, &words, role, near),
            Some(Place::Block(Story::Body, 1))
        );
        assert_eq!(body(&settlement), ["một", "chen", "hai", "ba"]);
        assert_eq!(settlement.doubts()[0].place, Some(Place::Block(Story::Body, 2)));
        let table = Content::Table(Table::default());
        let to = settlement.take_in(None, &table, role, Some(Place::Subject));
        assert_eq!(to, Some(Place::Block(Story::Body, 0)));
    }

    #[test]
    fn a_line_is_what_its_neighbours_are() {
        let basis = "Căn cứ Luật Đất đai;";
        assert_eq!(likely_role(basis, Some(Place::Subject)), Role::LegalBasis);
        assert_eq!(likely_role("Thực hiện", Some(Place::LegalBasis(0))), Role::Opening);
        let purposed = "- Thường trực Tỉnh ủy (để b/c);";
        assert_eq!(likely_role(purposed, Some(Place::Agency(0))), Role::Recipient);
        assert_eq!(likely_role("- Như trên;", Some(Place::Recipient(0))), Role::Recipient);
    }
}
