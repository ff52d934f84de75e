//! Which paragraph of a source became which place of the plan. Recognition writes it down as it puts
//! words into the plan; nothing is found out afterwards by comparing words, so two lines that say the
//! same never change places.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::model::Place;

use super::{Source, SourceParagraph};

/// A stretch of a source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin {
    /// The paragraph: its index in [`Source::paragraphs`].
    pub row: usize,
    /// Its characters, as [`crate::model::Text`] counts them; all of them for a table.
    pub span: Range<usize>,
}

/// Paragraphs of a source and places of a plan, side by side. Finding either costs a search in a tree.
#[derive(Clone, Debug, Default)]
pub struct Trace {
    origins: BTreeMap<Place, Vec<Origin>>,
    places: BTreeMap<usize, Place>,
    /// Line and length of every paragraph, while the source is being recognised.
    paragraphs: Vec<(usize, usize)>,
}

impl Trace {
    /// An empty one for a source.
    pub(super) fn new(source: &Source) -> Self {
        let paragraphs = source.paragraphs.iter().map(|p| (p.line, length(p))).collect();
        Self { paragraphs, ..Self::default() }
    }

    /// Where the words of a place stood, in the order in which they were joined; empty where the paper
    /// itself says them.
    pub fn origins(&self, place: Place) -> &[Origin] {
        let place = match place {
            Place::Cell(story, block, ..) => Place::Block(story, block),
            place => place,
        };
        self.origins.get(&place).map_or(&[], Vec::as_slice)
    }

    /// The paragraph a place came from; the first, where several were joined.
    pub fn row(&self, place: Place) -> Option<usize> {
        self.origins(place).first().map(|origin| origin.row)
    }

    /// The place a paragraph became; the first on the paper, where it was parted.
    pub fn place(&self, row: usize) -> Option<Place> {
        self.places.get(&row).copied()
    }

    /// The place of the nearest paragraph at or before one.
    pub fn place_before(&self, row: usize) -> Option<Place> {
        self.places.range(..=row).next_back().map(|(_, place)| *place)
    }

    /// Writes down that a place was made of stretches of the source.
    pub(super) fn put(&mut self, place: Place, origins: &[Origin]) {
        for origin in origins {
            let first = self.places.entry(origin.row).or_insert(place);
            *first = place.min(*first);
        }
        let known = self.origins.entry(place).or_default();
        for origin in origins {
            if !known.contains(origin) {
                known.push(origin.clone());
            }
        }
    }

    /// The whole of the paragraph of an index.
    pub(super) fn whole(&self, row: usize) -> Option<Origin> {
        self.paragraphs.get(row).map(|(_, length)| Origin { row, span: 0..*length })
    }

    /// The whole of the first paragraph of a line of the file.
    pub(super) fn at_line(&self, line: usize) -> Option<Origin> {
        let row = self.paragraphs.partition_point(|(other, _)| *other < line);
        self.whole(row).filter(|_| self.paragraphs[row].0 == line)
    }

    /// The line of the file in which the n-th paragraph stands, counted from 1; 0 for none.
    pub(super) fn line_of(&self, count: usize) -> usize {
        let row = count.checked_sub(1).and_then(|row| self.paragraphs.get(row));
        row.map_or(0, |(line, _)| *line)
    }

    /// Counts the paragraphs as those of a whole source of which they are a part; `before` of its
    /// paragraphs stand above that part.
    pub(super) fn embed(&mut self, source: &Source, before: usize) {
        for origin in self.origins.values_mut().flatten() {
            origin.row += before;
        }
        let places = std::mem::take(&mut self.places);
        self.places = places.into_iter().map(|(row, place)| (row + before, place)).collect();
        self.paragraphs = Self::new(source).paragraphs;
    }

    /// Gives every place another name; those that get none are forgotten.
    pub(super) fn relocate(&mut self, to: impl Fn(Place) -> Option<Place>) {
        let before = std::mem::take(&mut self.origins);
        self.places.clear();
        for (place, origins) in before {
            if let Some(place) = to(place) {
                self.put(place, &origins);
            }
        }
    }
}

/// Characters of a paragraph, or of all cells of a table.
pub(super) fn length(paragraph: &SourceParagraph) -> usize {
    match &paragraph.content {
        super::Content::Words(text) => text.len(),
        super::Content::Table(table) => {
            table.rows.iter().flatten().map(|cell| cell.text.len()).sum()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Story;
    use crate::read::{read_source, recognise};

    fn read(text: &str) -> (Source, Trace) {
        let source = read_source("a.md", text.as_bytes()).expect("plain text");
        let imported = recognise(source.clone()).expect("a plan");
        (source, imported.report.trace)
    }

    fn block(n: usize) -> Place {
        Place::Block(Story::Body, n)
    }

    #[test]
    fn every_part_is_found_where_it_stood() {
        let (source, trace) = read(
            "UBND XÃ A      CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nSố: 4/KH-UBND\nA, ngày 5 tháng 3 năm \
             2026\nKẾ HOẠCH\nThi đua năm 2026\n\nCăn cứ Luật một;\n\nI. MỤC ĐÍCH\n1. Việc \
             một\n2. Việc hai\n| A | B |\n|---|---|\n| c | d |\nTrên đây là Kế hoạch./.\n\nNơi \
             nhận:\n- UBND xã (để b/c);\n- Lưu: VT.\n\nCHỦ TỊCH\n\nTrần Văn Mẫu\n",
        );
        let row = |line: usize| {
            source.paragraphs.iter().position(|p| p.line == line).expect("such a line")
        };
        let lines = [
            (Place::Agency(0), 1),
            (Place::Number, 2),
            (Place::Date, 3),
            (Place::Type, 4),
            (Place::Subject, 5),
            (Place::LegalBasis(0), 7),
            (block(0), 9),
            (block(2), 11),
            (block(3), 12),
            (Place::Closing(0), 15),
            (Place::Recipient(0), 18),
            (Place::Archive, 19),
            (Place::Signature(0), 21),
        ];
        for (place, line) in lines {
            assert_eq!(trace.row(place), Some(row(line)), "{place:?}");
            assert_eq!(trace.place(row(line)), Some(place));
        }
        assert_eq!(trace.origins(Place::Agency(0))[0].span, 0..9);
        assert_eq!(trace.place_before(row(17)), Some(Place::Closing(0)));
        assert_eq!(trace.origins(Place::Signature(0)).len(), 2);
    }

    #[test]
    fn every_part_of_a_foot_in_columns_leads_to_its_own_letters() {
        let (source, trace) = read(
            "KẾ HOẠCH\nThi đua\n\nI. MỘT\n1. Việc.\n\nNơi nhận:                         CHỦ TỊCH\n- Sở \
             A;\n- Lưu: VT.                        Trần Văn Mẫu\n",
        );
        let words = |place| -> Vec<String> {
            let origins = trace.origins(place).iter();
            origins
                .map(|Origin { row, span }| {
                    let letters = source.paragraphs[*row].as_str().chars();
                    letters.skip(span.start).take(span.len()).collect()
                })
                .collect()
        };
        assert_eq!(words(Place::Signature(0)), ["CHỦ TỊCH", "Trần Văn Mẫu"]);
        assert_eq!(words(Place::Recipient(0)), ["- Sở A;"]);
        assert_eq!(words(Place::Archive), ["- Lưu: VT."]);
    }

    #[test]
    fn lines_that_say_the_same_do_not_change_places() {
        let (source, trace) = read(
            "KẾ HOẠCH\nThi đua\n\nI. MỘT\n- Như trên;\nII. HAI\n- Như trên;\n\nNơi nhận:\n- Như \
             trên;\n- Lưu: VT.\n",
        );
        let line = |place| source.paragraphs[trace.row(place).expect("traced")].line;
        assert_eq!([block(1), block(3), Place::Recipient(0)].map(line), [5, 7, 10]);
    }

    #[test]
    fn every_line_of_a_joined_paragraph_leads_to_it() {
        let (source, trace) = read(
            "UBND XÃ A\nSố: 4/KH-UBND\nThành phố\nHòa Lạc, ngày 5\ntháng 3 năm 2026\nKẾ HOẠCH\nThi \
             đua\n\nI. MỘT\n",
        );
        let rows = source.paragraphs.iter().enumerate();
        let dated: Vec<usize> = rows
            .filter(|(row, _)| trace.place(*row) == Some(Place::Date))
            .map(|(_, paragraph)| paragraph.line)
            .collect();
        assert_eq!(dated, [3, 4, 5]);
    }
}
