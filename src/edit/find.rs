//! Find and replace over the whole plan.

use std::ops::Range;

use unicode_normalization::UnicodeNormalization;

use crate::model::{Document, Field, Part, Place, Text, each_field};
use crate::vietnamese::fold_char;

use super::{EditKind, Session};

/// What is looked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Needle {
    /// The words.
    pub words: String,
    /// Whether capitals must agree.
    pub match_case: bool,
    /// Whether tone and letter marks must agree; without, "ke hoach" finds "kế hoạch".
    pub match_marks: bool,
}

/// A place where the words stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// The place.
    pub place: Place,
    /// Which words of the place.
    pub part: Part,
    /// The n-th footnote of that place's text, where the words stand in one.
    pub note: Option<usize>,
    /// Characters of those words.
    pub range: Range<usize>,
}

impl Needle {
    /// Words to be found whatever their capitals, marks as written.
    pub fn new(words: &str) -> Self {
        Self { words: words.to_owned(), match_case: false, match_marks: true }
    }

    /// Where the words stand in a string, in characters, not overlapping.
    pub fn ranges(&self, haystack: &str) -> Vec<Range<usize>> {
        let needle: Vec<char> = self.words.nfc().map(|c| self.fold(c)).collect();
        let hay: Vec<char> = haystack.chars().map(|c| self.fold(c)).collect();
        let mut ranges = Vec::new();
        let mut at = 0;
        while !needle.is_empty() && at + needle.len() <= hay.len() {
            if hay[at..at + needle.len()] == needle[..] {
                ranges.push(at..at + needle.len());
                at += needle.len();
            } else {
                at += 1;
            }
        }
        ranges
    }

    /// One character for one, so that positions stay.
    fn fold(&self, letter: char) -> char {
        let letter = if letter == '\n' || letter == '\u{A0}' { ' ' } else { letter };
        let mut lower = letter.to_lowercase();
        let small = match (lower.next(), lower.next()) {
            (Some(only), None) => only,
            _ => letter,
        };
        match (self.match_case, self.match_marks) {
            (true, true) => letter,
            (false, true) => small,
            (false, false) => fold_char(letter),
            // The bare letter, as large as it stands there.
            (true, false) if small == letter => fold_char(letter),
            (true, false) => fold_char(letter).to_uppercase().next().unwrap_or(letter),
        }
    }
}

/// Every place of the plan where the words stand, in the order of the paper.
pub fn find(document: &Document, needle: &Needle) -> Vec<Found> {
    let mut found = Vec::new();
    // The one way through all fields is made for changing them; here nothing is changed.
    each_field(&mut document.clone(), &mut |place, part, field| {
        let mut add = |note: Option<usize>, words: &str| {
            let ranges = needle.ranges(words).into_iter();
            found.extend(ranges.map(|range| Found { place, part, note, range }));
        };
        match field {
            Field::Line(words) => add(None, words),
            Field::Text(text) => {
                add(None, text.as_str());
                for (n, note) in text.notes().iter().enumerate() {
                    add(Some(n), note.as_str());
                }
            }
        }
    });
    found
}

/// Replaces one place, as a step of undo. What no longer stands there is left alone.
pub fn replace_one(session: &mut Session, found: &Found, needle: &Needle, by: &str) -> bool {
    replace(session, std::slice::from_ref(found), needle, by) == 1
}

/// Replaces every place, as one step of undo; returns how many.
pub fn replace_all(session: &mut Session, needle: &Needle, by: &str) -> usize {
    let found = find(session.document(), needle);
    replace(session, &found, needle, by)
}

/// Puts another name in the place of one, wherever a plan that is no session's yet says it, capitals
/// and marks alike.
pub(super) fn rename(document: &mut Document, name: &str, by: &str) {
    let needle = Needle { words: name.to_owned(), match_case: true, match_marks: true };
    put_all(document, find(document, &needle).iter().collect(), by);
}

fn replace(session: &mut Session, found: &[Found], needle: &Needle, by: &str) -> usize {
    let present = find(session.document(), needle);
    let wanted: Vec<&Found> = found.iter().filter(|one| present.contains(one)).collect();
    let count = wanted.len();
    if count > 0 {
        session.edit(EditKind::Step, None, |document| put_all(document, wanted, by));
    }
    count
}

/// Puts words where others were found.
fn put_all(document: &mut Document, mut wanted: Vec<&Found>, by: &str) {
    // From the back, so that the earlier ranges stay right.
    wanted.sort_by_key(|one| std::cmp::Reverse(one.range.start));
    each_field(document, &mut |place, part, mut field| {
        let here = |one: &&&Found| (one.place, one.part) == (place, part);
        for one in wanted.iter().filter(here) {
            put(&mut field, one, by);
        }
    });
}

/// Puts words where others were found in a field.
fn put(field: &mut Field<'_>, found: &Found, by: &str) {
    let range = &found.range;
    match field {
        Field::Text(text) => {
            let text = match found.note {
                Some(note) => text.note_mut(note),
                None => Some(&mut **text),
            };
            if let Some(text) = text {
                let style = text.style_at(range.start);
                text.delete(range.clone());
                text.insert_styled(range.start, by, style);
            }
        }
        Field::Line(words) => {
            let letters: Vec<char> = words.chars().collect();
            let head = &letters[..range.start.min(letters.len())];
            let tail = &letters[range.end.min(letters.len())..];
            let joined = head.iter().copied().chain(by.chars());
            **words = joined.chain(tail.iter().copied()).nfc().collect();
        }
    }
}

/// The text of a place that holds one.
pub fn text_mut(document: &mut Document, place: Place) -> Option<&mut Text> {
    match place {
        Place::Subject => Some(&mut document.subject),
        Place::LegalBasis(n) => document.legal_basis.get_mut(n),
        Place::Opening(n) => document.opening.get_mut(n),
        Place::Closing(n) => document.closing.get_mut(n),
        Place::AnnexTitle(n) => document.annexes.get_mut(n).map(|annex| &mut annex.title),
        Place::Block(story, n) => super::text_of_mut(document.blocks_mut(story)?, n, None),
        Place::Cell(story, n, row, column) => {
            super::text_of_mut(document.blocks_mut(story)?, n, Some((row, column)))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Authority, Block, Level, Recipient, Signature, Story, Table};

    fn document() -> Document {
        let mut table = Table::new(1, 1);
        table.rows[0][0].text = "Kế hoạch tuần".into();
        Document {
            subject: "Kế hoạch năm".into(),
            agency: vec!["SỞ KẾ HOẠCH".into()],
            body: vec![
                Block::new(
                    Level::Clause,
                    Text::from_markup("<b>kế hoạch</b> và kế hoạch<fn>ke hoach</fn>"),
                ),
                Block::from(table),
            ],
            ..Document::default()
        }
    }

    #[test]
    fn capitals_and_marks_count_only_when_asked() {
        let rows: [(&str, bool, bool, usize); 6] = [
            ("KE HOACH", true, false, 1),
            ("kế hoạch", false, true, 5),
            ("kế hoạch", true, true, 2),
            ("ke hoach", false, false, 6),
            ("ke hoach", false, true, 1),
            ("", false, false, 0),
        ];
        for (words, match_case, match_marks, count) in rows {
            let needle = Needle { words: words.to_owned(), match_case, match_marks };
            assert_eq!(find(&document(), &needle).len(), count, "{needle:?}");
        }
        let found = find(&document(), &Needle::new("và kế"));
        let place = Place::Block(Story::Body, 0);
        assert_eq!(found, [Found { place, part: Part::Main, note: None, range: 9..14 }]);
        let place_name = Needle { words: "dac lac".into(), ..Needle::default() };
        assert_eq!(place_name.ranges("ĐẮC LẮC, Đắc Lắc"), [0..7, 9..16]);
    }

    #[test]
    fn the_end_of_the_paper_is_looked_through_too() {
        let mut document = Document {
            recipients: vec![Recipient { name: "Sở".into(), purpose: "để x/c".into() }],
            signatures: vec![Signature {
                authority: Authority::Head { position: "Xếp".into() },
                signer: "Bùi X".into(),
                ..Signature::default()
            }],
            address: vec!["Số 1".into(), "Phố X".into()],
            ..Document::default()
        };
        document.archive.units = vec!["VT".into(), "XD".into()];
        let found = find(&document, &Needle::new("x"));
        let places: Vec<(Place, Part)> = found.iter().map(|f| (f.place, f.part)).collect();
        let expected = [
            (Place::Recipient(0), Part::Purpose),
            (Place::Archive, Part::Line(2)),
            (Place::Signature(0), Part::Head),
            (Place::Signature(0), Part::Signer),
            (Place::Address, Part::Line(2)),
        ];
        assert_eq!(places, expected);
        let mut session = Session::saved(document);
        assert_eq!(replace_all(&mut session, &Needle::new("x"), "y"), 5);
        assert_eq!(session.document().archive.units, ["VT", "yD"]);
        assert_eq!(session.document().recipients[0].purpose, "để y/c");
    }

    #[test]
    fn replacing_keeps_the_look_and_is_one_step() {
        let mut session = Session::saved(document());
        let needle = Needle { match_marks: false, ..Needle::new("ke hoach") };
        assert_eq!(replace_all(&mut session, &needle, "chương trình"), 6);
        assert_eq!(session.document().agency, ["SỞ chương trình"]);
        let text =
            super::super::text_of(&session.document().body, 0, None).map(Text::to_markup);
        assert_eq!(
            text.as_deref(),
            Some("<b>chương trình</b> và chương trình<fn>chương trình</fn>")
        );
        assert!(session.undo());
        assert_eq!(*session.document(), document());
        let found = find(session.document(), &needle);
        assert!(replace_one(&mut session, &found[1], &needle, "x"));
        assert!(!replace_one(&mut session, &found[1], &needle, "x"));
        assert_eq!(session.document().subject.as_str(), "x năm");
    }
}
