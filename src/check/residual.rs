//! Marks that say "still to be filled in" (rule B19): `…`, `[ ]`, "cần xác minh".

use super::Rule;
use super::finding::Severity::Warning;
use crate::compose::{HARD_SPACE, Paper};
use crate::model::Place;

pub(super) const B19: Rule = Rule {
    id: "B19",
    severity: Warning,
    clause: "thông lệ",
    checks: "không còn dấu chờ điền (…, [ ], “cần xác minh”) khi phát hành",
};

/// A mark that an issued paper must not bear.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Residue {
    /// Where it stands.
    pub place: Place,
    /// The mark with the words around it.
    pub excerpt: String,
}

/// Letters shown on either side of a mark.
const AROUND: usize = 24;

/// Every residual mark of a paper, in reading order, one for each paragraph.
pub fn residues(paper: &Paper) -> Vec<Residue> {
    paper
        .lines()
        .filter_map(|line| {
            let words = Paper::words(line).replace(HARD_SPACE, " ");
            Some(Residue { place: line.place, excerpt: excerpt(&words)? })
        })
        .collect()
}

/// The first mark of a paragraph with its surroundings.
fn excerpt(words: &str) -> Option<String> {
    let letters: Vec<char> = words.chars().collect();
    let (start, length) = mark(&letters)?;
    let mut from = start.saturating_sub(AROUND);
    let mut to = (start + length + AROUND).min(letters.len());
    // Whole words only, and no dots where it is cut: they would look like marks.
    while from > 0 && from < start && !letters[from - 1].is_whitespace() {
        from += 1;
    }
    while to < letters.len() && to > start + length && !letters[to].is_whitespace() {
        to -= 1;
    }
    let shown: String = letters[from..to].iter().collect();
    Some(shown.trim().to_owned())
}

/// Position and length in characters of the first mark.
fn mark(letters: &[char]) -> Option<(usize, usize)> {
    const WORDS: &str = "cần xác minh";
    let wanted: Vec<char> = WORDS.chars().collect();
    (0..letters.len()).find_map(|start| {
        let rest = &letters[start..];
        let dots = rest.iter().take_while(|letter| **letter == '.').count();
        if rest[0] == '…' {
            return Some((start, 1));
        }
        // Three full stops close a list ("v.v."); four and more are room for writing.
        if dots >= 4 {
            return Some((start, dots));
        }
        if rest[0] == '[' {
            let inside =
                rest[1..].iter().take_while(|letter| " .…_xX?".contains(**letter)).count();
            if rest.get(1 + inside) == Some(&']') {
                return Some((start, inside + 2));
            }
        }
        let spoken = rest.len() >= wanted.len()
            && rest.iter().zip(&wanted).all(|(a, b)| a.to_lowercase().eq(b.to_lowercase()));
        spoken.then_some((start, wanted.len()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compose::compose;
    use crate::model::{Block, Level, Plan, Standing, Story, Text};

    #[test]
    fn marks_are_found_and_ordinary_words_are_not() {
        for (words, marked) in [
            ("Kinh phí: … đồng", true),
            ("Kinh phí: ........ đồng", true),
            ("Người phụ trách: [ ]", true),
            ("Số liệu [...] năm 2026", true),
            ("Số liệu này CẦN XÁC MINH lại", true),
            ("các ngày lễ (02/9, 20/10)...", false),
            ("theo [1] của danh mục", false),
            ("Xác minh thông tin", false),
        ] {
            assert_eq!(excerpt(words).is_some(), marked, "{words}");
        }
    }

    #[test]
    fn an_excerpt_is_made_of_whole_words() {
        let words =
            "Các phòng chuyên môn thuộc Sở đăng ký … mô hình trước ngày 15 tháng 01 năm 2027";
        assert_eq!(
            excerpt(words).as_deref(),
            Some("môn thuộc Sở đăng ký … mô hình trước ngày 15")
        );
        let one = "x".repeat(60) + "…" + &"y".repeat(60);
        assert_eq!(excerpt(&one).as_deref(), Some("…"));
    }

    #[test]
    fn a_mark_is_told_with_its_place() {
        let plan = Plan {
            subject: Text::plain("Kiểm tra […]"),
            body: vec![Block::new(Level::Clause, "Thời gian: … tháng 5")],
            closing: vec![Text::plain("Hết")],
            ..Plan::default()
        };
        let found = residues(&compose(&plan, Standing::Issued));
        let places: Vec<_> = found.iter().map(|residue| residue.place).collect();
        assert_eq!(places, [Place::Subject, Place::Block(Story::Body, 0)]);
        assert_eq!(found[1].excerpt, "1. Thời gian: … tháng 5");
    }
}
