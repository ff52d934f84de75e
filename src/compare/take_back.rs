//! Taking one passage back from an earlier state.

use super::{Fate, Row};
use crate::model::{Document, Place};

/// Takes the passage of a row back as it was in the earlier state: changed words become the old
/// ones, a removed passage returns to where it was, an added one goes. Returns whether anything was
/// done: passages of the head and the foot, and rows of tables that have other columns now, are
/// taken back with the whole plan only.
pub fn take_back(document: &mut Document, earlier: &Document, row: &Row) -> bool {
    if row.fate == Fate::Same {
        return false;
    }
    match row.old.or(row.new) {
        Some(Place::Subject) => {
            document.subject.clone_from(&earlier.subject);
            true
        }
        Some(Place::LegalBasis(_)) => {
            in_list(&mut document.legal_basis, &earlier.legal_basis, row)
        }
        Some(Place::Opening(_)) => in_list(&mut document.opening, &earlier.opening, row),
        Some(Place::Closing(_)) => in_list(&mut document.closing, &earlier.closing, row),
        Some(Place::Recipient(_)) => {
            in_list(&mut document.recipients, &earlier.recipients, row)
        }
        Some(Place::Archive) => {
            document.archive.clone_from(&earlier.archive);
            true
        }
        Some(Place::Block(story, _)) => {
            match (document.blocks_mut(story), earlier.blocks(story)) {
                (Some(now), Some(then)) => in_list(now, then, row),
                _ => false,
            }
        }
        Some(Place::Cell(..)) => table_row(document, earlier, row),
        _ => false,
    }
}

/// Whether [`take_back`] can do anything with a row.
pub fn can_take_back(row: &Row) -> bool {
    let alone = row.old.is_none() || row.new.is_none();
    row.fate != Fate::Same
        && match row.old.or(row.new) {
            Some(Place::Cell(..)) => !alone,
            Some(
                Place::Subject
                | Place::LegalBasis(_)
                | Place::Opening(_)
                | Place::Closing(_)
                | Place::Recipient(_)
                | Place::Archive
                | Place::Block(..),
            ) => true,
            _ => false,
        }
}

fn in_list<T: Clone>(now: &mut Vec<T>, then: &[T], row: &Row) -> bool {
    let index = |place: Option<Place>| place.and_then(super::passage::index);
    match (index(row.old).and_then(|at| then.get(at)), index(row.new)) {
        (Some(old), Some(at)) if at < now.len() => now[at] = old.clone(),
        (Some(old), None) => now.insert(row.at.min(now.len()), old.clone()),
        (None, Some(at)) if at < now.len() => {
            now.remove(at);
        }
        _ => return false,
    }
    true
}

/// A row goes back into a table of as many columns; whole tables do not come and go here.
fn table_row(document: &mut Document, earlier: &Document, row: &Row) -> bool {
    let (Some(Place::Cell(story, block, at, _)), Some(Place::Cell(then, other, from, _))) =
        (row.new, row.old)
    else {
        return false;
    };
    let old = earlier.blocks(then).and_then(|blocks| blocks.get(other)?.table());
    let Some(old) = old.and_then(|table| table.rows.get(from)) else { return false };
    let blocks = document.blocks_mut(story);
    let Some(table) = blocks.and_then(|blocks| blocks.get_mut(block)?.table_mut()) else {
        return false;
    };
    match table.rows.get_mut(at).filter(|now| now.len() == old.len()) {
        Some(now) => now.clone_from(old),
        None => return false,
    }
    table.normalise();
    true
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compare::compare;
    use crate::model::{Block, Level, Recipient, Table};

    #[test]
    fn taking_every_passage_back_one_by_one_gives_the_earlier_state() {
        let words = |words: &[&str]| -> Vec<Block> {
            words.iter().map(|words| Block::new(Level::Point, *words)).collect()
        };
        let recipient = |name: &str| Recipient { name: name.into(), ..Recipient::default() };
        let earlier = Document {
            subject: "Trích yếu cũ".into(),
            body: words(&["một hai ba bốn", "năm sáu bảy", "tám chín mười"]),
            recipients: vec![recipient("UBND tỉnh"), recipient("Website Sở")],
            ..Document::default()
        };
        let mut document = Document {
            subject: "Trích yếu mới".into(),
            body: words(&["một hai ba NĂM", "chen vào giữa", "tám chín mười", "thêm ở cuối"]),
            recipients: vec![recipient("Công an tỉnh"), recipient("UBND tỉnh")],
            ..Document::default()
        };
        let mut steps = 0;
        loop {
            let comparison = compare(&earlier, &document);
            let Some(at) = comparison.changes().next() else { break };
            assert!(take_back(&mut document, &earlier, &comparison.rows[at]));
            steps += 1;
            assert!(steps < 20, "it comes to an end");
        }
        assert_eq!(document, earlier);
        let mut wide = Document { body: vec![Table::new(3, 1).into()], ..Document::default() };
        let narrow = Document { body: vec![Table::new(2, 1).into()], ..Document::default() };
        let comparison = compare(&narrow, &wide);
        let at = comparison.changes().next().expect("it differs");
        assert!(!take_back(&mut wide, &narrow, &comparison.rows[at]));
    }
}
