//! Paragraphs composed before. A plan is composed at every key, and all but one of its paragraphs are as they
//! were: their lines are told by the address of their words, which a copy of the plan shares.

use std::cell::RefCell;
use std::collections::HashMap;

use crate::model::{Level, PageSetup, Place, Text};

use super::{Line, Piece};

/// Paragraphs that may be known beside twice as many as the last plan had.
const SPARE: usize = 500;

/// What the lines of a paragraph depend on, beside the page.
pub(super) struct Wish<'a> {
    pub(super) text: &'a Text,
    pub(super) level: Level,
    pub(super) numeral: String,
    /// Whether it ends the document.
    pub(super) ends: bool,
    /// The text's width, mm.
    pub(super) width: f64,
}

#[derive(PartialEq, Eq, Hash)]
struct Key {
    address: usize,
    level: Level,
    numeral: String,
    ends: bool,
    width: u64,
}

struct Entry {
    lines: Vec<Line>,
    /// The round that it was last asked for in.
    round: u64,
    /// Held so that no other words get its address.
    _text: Text,
}

#[derive(Default)]
struct Known {
    page: Option<PageSetup>,
    entries: HashMap<Key, Entry>,
    round: u64,
    /// How often was asked in this round.
    asked: usize,
}

thread_local! {
    static KNOWN: RefCell<Known> = RefCell::default();
}

/// A plan is composed for such pages.
pub(super) fn begin(page: &PageSetup) {
    KNOWN.with_borrow_mut(|known| {
        if known.page.replace(*page) != Some(*page) {
            known.entries.clear();
        }
        known.round += 1;
        known.asked = 0;
    });
}

/// A plan has been composed: what it no longer has is forgotten, when that has become much.
pub(super) fn end() {
    KNOWN.with_borrow_mut(|known| {
        if known.entries.len() > 2 * known.asked + SPARE {
            let round = known.round;
            known.entries.retain(|_, entry| entry.round == round);
        }
    });
}

/// Adds the lines of a paragraph that stands there: as they were composed before, else as `compose` makes them for
/// its numeral.
pub(super) fn add_lines(
    pieces: &mut Vec<Piece>,
    place: Place,
    wish: Wish<'_>,
    compose: impl FnOnce(&str) -> Vec<Line>,
) {
    let Wish { text, level, numeral, ends, width } = wish;
    let key = Key { address: text.address(), level, numeral, ends, width: width.to_bits() };
    let placed = |line: &Line| Piece::Line(Line { place, ..line.clone() });
    let found = KNOWN.with_borrow_mut(|known| {
        known.asked += 1;
        let round = known.round;
        known.entries.get_mut(&key).map(|entry| {
            entry.round = round;
            pieces.extend(entry.lines.iter().map(placed));
        })
    });
    if found.is_some() {
        return;
    }
    let lines = compose(&key.numeral);
    pieces.extend(lines.iter().map(placed));
    KNOWN.with_borrow_mut(|known| {
        let round = known.round;
        known.entries.insert(key, Entry { lines, round, _text: text.clone() });
    });
}

#[cfg(test)]
mod tests {
    use super::super::{Paper, compose};
    use super::KNOWN;
    use crate::model::{Block, Document, Level, PageSetup, Standing};

    /// The paper as a thread composes it that knows nothing.
    fn anew(document: &Document) -> Paper {
        let document = document.clone();
        let composed = std::thread::Builder::new()
            .name("soan-lai".to_owned())
            .spawn(move || compose(&document, Standing::Issued));
        composed.expect("a thread").join().expect("composes")
    }

    #[test]
    fn a_paper_is_the_same_whether_its_paragraphs_are_known_or_not() {
        let same = Block::new(Level::Clause, "Theo Nghị định số 30/2020/NĐ-CP ngày 05/3/2020");
        let mut document = Document {
            body: vec![
                Block::new(Level::Section, "Mục đích"),
                same.clone(),
                same.clone(),
                same,
            ],
            ..Document::default()
        };
        type Edit = fn(&mut Document);
        let edits: [Edit; 8] = [
            |_| {},
            |plan| plan.body.insert(1, Block::new(Level::Body, "Đoạn thêm như sau:")),
            |plan| {
                let Block::Text(paragraph) = &mut plan.body[2] else { return };
                paragraph.text.insert(0, "Chữ gõ thêm ");
            },
            |plan| drop(plan.body.remove(0)),
            |plan| plan.page = PageSetup { body_size: 13.0, ..plan.page },
            |plan| {
                let Block::Text(paragraph) = &mut plan.body[2] else { return };
                paragraph.level = Level::Dash;
            },
            |plan| plan.closing.push("Đoạn kết".into()),
            |plan| plan.body.truncate(1),
        ];
        for (at, edit) in edits.iter().enumerate() {
            edit(&mut document);
            assert_eq!(compose(&document, Standing::Issued), anew(&document), "edit {at}");
        }
    }

    #[test]
    fn what_no_plan_has_any_more_is_forgotten() {
        let long = |word: &str| Document {
            body: (0..2000)
                .map(|n| Block::new(Level::Dash, &*format!("{word} {n}")))
                .collect(),
            ..Document::default()
        };
        for word in ["một", "hai", "ba", "bốn"] {
            compose(&long(word), Standing::Issued);
        }
        assert!(KNOWN.with_borrow(|known| known.entries.len()) <= 4500);
        compose(&Document::default(), Standing::Issued);
        assert!(KNOWN.with_borrow(|known| known.entries.is_empty()));
    }
}
