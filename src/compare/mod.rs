//! Two states of a plan side by side: what was added, removed, changed, in words.
//!
//! A plan is taken apart into passages (a paragraph, a row of a table, a line of Nơi nhận …) without
//! their numerals, so that a new điểm in the middle does not make all that follow it new. Passages
//! are matched first as they stand, then by the words they share; inside a matched pair the words
//! are compared. Cost: about linear for states that have most in common.

mod passage;
mod take_back;
mod words;

use similar::{Algorithm, DiffOp, capture_diff_slices};

pub use passage::Part;
pub use take_back::{can_take_back, take_back};

use crate::model::{Document, Place};
use passage::{Passage, passages};

/// What differs between two states of a plan, in the order of the paper.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Comparison {
    /// Every passage of either state.
    pub rows: Vec<Row>,
    /// Words that only the later state has.
    pub added: usize,
    /// Words that only the earlier one has.
    pub removed: usize,
}

/// A passage in both states, or in one of them.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// The part of the paper it stands in.
    pub part: Part,
    /// What became of it.
    pub fate: Fate,
    /// Its place in the earlier state.
    pub old: Option<Place>,
    /// Its place in the later one.
    pub new: Option<Place>,
    /// How many passages of its part come before it in the later state: where a removed one would
    /// go back to.
    pub at: usize,
    /// Its numeral, of the later state where it is there.
    pub numeral: String,
    /// Where it is as a reader would say it: `II.1`, `II. Nội dung`, `Nơi nhận`; empty before the first numeral.
    pub whereabouts: String,
    /// How far in it stands, from 0.
    pub depth: usize,
    /// Its words.
    pub pieces: Vec<Piece>,
}

/// What became of a passage.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It is as it was.
    Same,
    /// Its words have changed.
    Changed,
    /// Its words are the same; its level, its looks or its cells have changed.
    Restyled,
    /// It is new.
    Added,
    /// It is gone.
    Removed,
}

/// Some words of a passage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// The words, with the spaces around them.
    pub words: String,
    /// Which of the states has them.
    pub side: Side,
}

/// Which of two states has something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// Both.
    Both,
    /// The earlier one: it was removed.
    Old,
    /// The later one: it was added.
    New,
}

/// Passages that share fewer of their words are two different ones (0–1).
const ALIKE: f64 = 0.4;
/// Pairs that are weighed one by one in a changed stretch; beyond, passages are matched in turn.
const MOST_PAIRS: usize = 40_000;

/// Compares an earlier state with a later one.
pub fn compare(old: &Document, new: &Document) -> Comparison {
    let (old, new) = (passages(old), passages(new));
    let key = |passage: &Passage| (passage.part, passage.words.clone());
    let olds: Vec<_> = old.iter().map(key).collect();
    let news: Vec<_> = new.iter().map(key).collect();
    let mut rows = Vec::new();
    for op in capture_diff_slices(Algorithm::Patience, &olds, &news) {
        match op {
            DiffOp::Equal { old_index, new_index, len } => {
                let pairs = old[old_index..old_index + len].iter().zip(&new[new_index..]);
                rows.extend(pairs.map(|(old, new)| pair(old, new)));
            }
            DiffOp::Delete { .. } | DiffOp::Insert { .. } | DiffOp::Replace { .. } => {
                let (old, new) = (&old[op.old_range()], &new[op.new_range()]);
                for (old_at, new_at) in matched(old, new) {
                    rows.push(match (old_at.map(|at| &old[at]), new_at.map(|at| &new[at])) {
                        (Some(old), Some(new)) => pair(old, new),
                        (Some(old), None) => alone(old, Side::Old),
                        (_, Some(new)) => alone(new, Side::New),
                        (None, None) => continue,
                    });
                }
            }
        }
    }
    place(&mut rows);
    let count = |side| {
        let pieces =
            rows.iter().flat_map(|row| &row.pieces).filter(|piece| piece.side == side);
        pieces.map(|piece| words::count(&piece.words)).sum()
    };
    Comparison { added: count(Side::New), removed: count(Side::Old), rows }
}

impl Comparison {
    /// Whether the two states are the same.
    pub fn is_empty(&self) -> bool {
        self.changes().next().is_none()
    }

    /// The places of the rows that differ, among all.
    pub fn changes(&self) -> impl Iterator<Item = usize> {
        let rows = self.rows.iter().enumerate();
        rows.filter(|(_, row)| row.fate != Fate::Same).map(|(at, _)| at)
    }

    /// What differs in a few words: `II.1, II.2, Nơi nhận`; at most `most` places, then how many
    /// more there are. Empty for nothing.
    pub fn summary(&self, most: usize) -> String {
        let mut places: Vec<&str> = Vec::new();
        for at in self.changes() {
            let row = &self.rows[at];
            let place = match row.whereabouts.as_str() {
                "" => row.part.name(),
                place => place,
            };
            if !places.contains(&place) {
                places.push(place);
            }
        }
        match places.len().saturating_sub(most) {
            0 => places.join(", "),
            more => format!("{} và {more} chỗ khác", places[..most].join(", ")),
        }
    }
}

fn pair(old: &Passage, new: &Passage) -> Row {
    let pieces = words::diff(&old.words, &new.words);
    let fate = match (old.words == new.words, old.look == new.look) {
        (false, _) => Fate::Changed,
        (true, false) => Fate::Restyled,
        (true, true) => Fate::Same,
    };
    Row { fate, pieces, old: Some(old.place), ..row(new, Some(new.place)) }
}

fn alone(passage: &Passage, side: Side) -> Row {
    let pieces = vec![Piece { words: passage.words.clone(), side }];
    match side {
        Side::Old => {
            Row { fate: Fate::Removed, pieces, old: Some(passage.place), ..row(passage, None) }
        }
        Side::New | Side::Both => {
            Row { fate: Fate::Added, pieces, ..row(passage, Some(passage.place)) }
        }
    }
}

fn row(passage: &Passage, new: Option<Place>) -> Row {
    Row {
        part: passage.part,
        fate: Fate::Same,
        old: None,
        new,
        at: 0,
        numeral: passage.numeral.clone(),
        whereabouts: passage.whereabouts.clone(),
        depth: passage.depth,
        pieces: Vec::new(),
    }
}

/// Says of each row how many of its part come before it in the later state.
fn place(rows: &mut [Row]) {
    let mut part = None;
    let mut before = 0;
    for row in rows {
        if part != Some(row.part) {
            part = Some(row.part);
            before = 0;
        }
        row.at = row.new.and_then(passage::index).unwrap_or(before);
        if row.new.is_some() {
            before = row.at + 1;
        }
    }
}

/// Matches the passages of a stretch that has changed: pairs and single ones in an order that keeps
/// both sides' own.
fn matched(old: &[Passage], new: &[Passage]) -> Vec<(Option<usize>, Option<usize>)> {
    if old.is_empty() || new.is_empty() {
        let olds = (0..old.len()).map(|at| (Some(at), None));
        return olds.chain((0..new.len()).map(|at| (None, Some(at)))).collect();
    }
    if old.len().saturating_mul(new.len()) > MOST_PAIRS {
        let most = old.len().max(new.len());
        let within = |at: usize, side: &[Passage]| (at < side.len()).then_some(at);
        return (0..most)
            .flat_map(|at| match (within(at, old), within(at, new)) {
                (Some(one), Some(two)) if likeness(&old[one], &new[two]) < ALIKE => {
                    vec![(Some(one), None), (None, Some(two))]
                }
                pair => vec![pair],
            })
            .collect();
    }
    // The heaviest way of matching, found from the end: the classic table of common subsequences
    // with likeness for weight.
    let wide = new.len() + 1;
    let mut best = vec![0.0f64; (old.len() + 1) * wide];
    let mut alike = vec![0.0f64; old.len() * new.len()];
    for one in (0..old.len()).rev() {
        for two in (0..new.len()).rev() {
            let like = likeness(&old[one], &new[two]);
            alike[one * new.len() + two] = like;
            let together =
                if like >= ALIKE { like + best[(one + 1) * wide + two + 1] } else { 0.0 };
            let apart = best[(one + 1) * wide + two].max(best[one * wide + two + 1]);
            best[one * wide + two] = together.max(apart);
        }
    }
    let (mut one, mut two) = (0, 0);
    let mut found = Vec::new();
    while one < old.len() && two < new.len() {
        let like = alike[one * new.len() + two];
        let here = best[one * wide + two];
        if like >= ALIKE && here <= like + best[(one + 1) * wide + two + 1] {
            found.push((Some(one), Some(two)));
            one += 1;
            two += 1;
        } else if here <= best[(one + 1) * wide + two] {
            found.push((Some(one), None));
            one += 1;
        } else {
            found.push((None, Some(two)));
            two += 1;
        }
    }
    found.extend((one..old.len()).map(|at| (Some(at), None)));
    found.extend((two..new.len()).map(|at| (None, Some(at))));
    found
}

/// How many of their words two passages share, 0–1; 0 for those of different parts.
fn likeness(old: &Passage, new: &Passage) -> f64 {
    if old.part != new.part {
        return 0.0;
    }
    // What there is only one of is the same, whatever it says now.
    if old.place == new.place && passage::index(old.place).is_none() {
        return 1.0;
    }
    words::likeness(&old.words, &new.words)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Block, Level, Recipient, Text};

    fn document() -> Document {
        Document {
            subject: "Tuyên truyền pháp luật năm 2027".into(),
            legal_basis: vec!["Luật Xây dựng".into()],
            body: vec![
                Block::new(Level::Section, "Nội dung"),
                Block::new(Level::Clause, "Tuyên truyền"),
                Block::new(
                    Level::Point,
                    "Tiếp tục quán triệt Nghị quyết của Ban chấp hành trung ương Đảng.",
                ),
                Block::new(
                    Level::Point,
                    "UBND các quận, huyện phối hợp tổ chức hội nghị trong quý II/2027.",
                ),
                Block::new(Level::Clause, "Kiểm tra, giám sát"),
            ],
            recipients: vec![
                Recipient { name: "UBND tỉnh".into(), purpose: "để b/c".into() },
                Recipient { name: "Website Sở".into(), purpose: String::new() },
            ],
            ..Document::default()
        }
    }

    fn told(comparison: &Comparison) -> Vec<String> {
        let rows = comparison.changes().map(|at| &comparison.rows[at]);
        rows.map(|row| {
            let words: String = row
                .pieces
                .iter()
                .map(|piece| match piece.side {
                    Side::Both => piece.words.clone(),
                    Side::Old => format!("[-{}-]", piece.words),
                    Side::New => format!("[+{}+]", piece.words),
                })
                .collect();
            format!("{} {words}", row.numeral).trim().to_owned()
        })
        .collect()
    }

    #[test]
    fn words_that_changed_are_told_where_they_stand() {
        let old = document();
        let mut new = document();
        new.body[2] = Block::new(
            Level::Point,
            "Tiếp tục quán triệt Nghị quyết của Ban Chấp hành Trung ương Đảng.",
        );
        new.body[3] = Block::new(
            Level::Point,
            "UBND các xã, phường phối hợp tổ chức hội nghị trong quý II/2027, hoàn thành trước tháng 6.",
        );
        new.body.push(Block::new(Level::Point, "Các phòng tự kiểm tra."));
        new.recipients.remove(1);
        let comparison = compare(&old, &new);
        assert_eq!(
            told(&comparison),
            [
                "a) Tiếp tục quán triệt Nghị quyết của Ban [-chấp hành trung-][+Chấp hành Trung+] ương Đảng.",
                "b) UBND các [-quận, huyện-][+xã, phường+] phối hợp tổ chức hội nghị trong quý II/2027[+, hoàn thành trước tháng 6+].",
                "a) [+Các phòng tự kiểm tra.+]",
                "- [-Website Sở-]",
            ]
        );
        assert_eq!(comparison.summary(9), "I.1, I.2, Nơi nhận");
        assert_eq!(comparison.summary(1), "I.1 và 2 chỗ khác");
        let mut new = old.clone();
        new.body.insert(1, Block::new(Level::Body, "Đoạn mới."));
        assert_eq!(compare(&old, &new).summary(9), "I. Nội dung");
        assert_eq!((comparison.added, comparison.removed), (3 + 2 + 5 + 5, 3 + 2 + 2));
    }

    #[test]
    fn a_new_point_in_the_middle_is_one_change_and_a_look_is_one_too() {
        let old = document();
        let mut new = document();
        new.body.insert(2, Block::new(Level::Point, "Việc mới hoàn toàn khác hẳn."));
        new.legal_basis[0] = Text::from_markup("<i>Luật Xây dựng</i>");
        let comparison = compare(&old, &new);
        let fates: Vec<_> = comparison.changes().map(|at| comparison.rows[at].fate).collect();
        assert_eq!(fates, [Fate::Restyled, Fate::Added]);
        assert!(compare(&old, &old).is_empty());
        assert_eq!(compare(&old, &old).summary(3), "");
    }

    #[test]
    fn every_word_of_both_states_is_there_once() {
        let samples: Vec<Document> = crate::samples::all()
            .iter()
            .filter_map(|sample| crate::samples::open(sample.name))
            .collect();
        for old in &samples {
            for new in &samples {
                let comparison = compare(old, new);
                for (side, document) in [(Side::Old, old), (Side::New, new)] {
                    let has = |piece: &&Piece| piece.side == side || piece.side == Side::Both;
                    let rows = comparison.rows.iter().filter(|row| match side {
                        Side::Old => row.old.is_some(),
                        _ => row.new.is_some(),
                    });
                    let told: Vec<String> = rows
                        .map(|row| {
                            row.pieces.iter().filter(has).map(|piece| &*piece.words).collect()
                        })
                        .collect();
                    let own: Vec<_> =
                        passages(document).into_iter().map(|own| own.words).collect();
                    assert_eq!(told, own);
                }
            }
        }
    }
}
