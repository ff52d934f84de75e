//! Marks that say "still to be filled in" (rule B19): `…`, `[ ]`, "cần xác minh".

use super::passage::passages;
use super::reading::Reading;
use super::rules::body;
use crate::model::{Document, Place};

/// A mark that an issued paper must not bear.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Residue {
    /// Where it stands.
    pub place: Place,
    /// The mark with the words around it.
    pub excerpt: String,
}

/// The first residual mark of every passage of a plan, in the order of the paper.
pub fn residues(document: &Document) -> Vec<Residue> {
    passages(document)
        .into_iter()
        .filter(|passage| body::may_bear_mark(passage.words))
        .filter_map(|passage| {
            let reading = Reading::of(passage.words, passage.role);
            let (start, length) = body::first_mark(&reading)?;
            let excerpt = body::around(&reading, start, length);
            Some(Residue { place: passage.place, excerpt })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Block, Level, Story, Text};

    #[test]
    fn a_glance_overlooks_no_mark() {
        use crate::check::passage::Role;

        for words in [
            "hạn … tháng",
            "hạn .... tháng",
            "hạn ..…. tháng",
            "[ ] chọn",
            "số [xX?]",
            "tên ____",
            "Cần Xác Minh lại",
            "ông NGUYỄN VĂN A,",
            "bà Trần Thị B",
            "số XXX",
            "không có gì.",
            "một.. hai",
            "__ ngắn",
            "a.b.c.d",
        ] {
            let marked = body::first_mark(&Reading::of(words, Role::Opening)).is_some();
            assert!(!marked || body::may_bear_mark(words), "{words}");
            assert_eq!(
                marked,
                !["không", "một", "__ ", "a.b"].iter().any(|front| words.starts_with(front)),
                "{words}"
            );
        }
    }

    #[test]
    fn a_mark_is_told_with_its_place_and_whole_words() {
        let words =
            "Các phòng chuyên môn thuộc Sở đăng ký … mô hình trước ngày 15 tháng 01 năm 2027";
        let document = Document {
            subject: Text::plain("Kiểm tra […]"),
            body: vec![Block::new(Level::Clause, words)],
            closing: vec![Text::plain("Hết")],
            ..Document::default()
        };
        let found = residues(&document);
        let places: Vec<_> = found.iter().map(|residue| residue.place).collect();
        assert_eq!(places, [Place::Subject, Place::Block(Story::Body, 0)]);
        assert_eq!(found[1].excerpt, "môn thuộc Sở đăng ký … mô hình trước ngày 15");
    }
}
