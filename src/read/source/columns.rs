//! Columns set side by side with tabs or spaces.

use std::ops::Range;

use super::TAB;

/// Twips of one column of a text file, about the width of a letter.
pub(super) const COLUMN: i32 = 120;

/// A stretch of a line between wide gaps.
#[derive(Debug, PartialEq, Eq)]
pub(in crate::read) struct Segment {
    /// The column where it begins, counted in characters.
    pub(in crate::read) column: usize,
    /// Which of the line's characters it is.
    pub(in crate::read) span: Range<usize>,
    /// Its words.
    pub(in crate::read) words: String,
}

/// Splits a line at tabs and at three spaces or more. `indent` is the line's own, in twips.
pub(in crate::read) fn segments(line: &str, indent: i32) -> Vec<Segment> {
    let start = usize::try_from(indent / COLUMN).unwrap_or(0);
    let mut found: Vec<Segment> = Vec::new();
    let mut words = String::new();
    let mut begins = start;
    let mut spaces = 0;
    let mut column = start;
    // `end`: the character behind the words.
    let mut close = |words: &mut String, begins: usize, end: usize| {
        let own = words.trim();
        if !own.is_empty() {
            let from = end - words.trim_start().chars().count();
            let span = from..from + own.chars().count();
            found.push(Segment { column: begins, span, words: own.to_owned() });
        }
        words.clear();
    };
    let mut end = 0;
    for (at, letter) in line.chars().enumerate() {
        end = at + 1;
        if letter == TAB {
            close(&mut words, begins, at);
            column += 8;
            begins = column;
            spaces = 0;
            continue;
        }
        if letter.is_whitespace() {
            spaces += 1;
        } else {
            if spaces >= 3 {
                close(&mut words, begins, at);
                begins = column;
            }
            spaces = 0;
        }
        if words.is_empty() && letter.is_whitespace() {
            begins = column + 1;
        } else {
            words.push(letter);
        }
        column += 1;
    }
    close(&mut words, begins, end);
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wide_gaps_and_tabs_part_columns() {
        let parts = segments("- Lưu: VT, KGVX.     CHỦ  TỊCH", 120);
        assert_eq!(parts.len(), 2);
        let words = |column, span, words: &str| Segment { column, span, words: words.into() };
        assert_eq!(parts[0], words(1, 0..16, "- Lưu: VT, KGVX."));
        assert_eq!(parts[1], words(22, 21..30, "CHỦ  TỊCH"));
        let tabbed = segments(&format!("Nơi nhận:{TAB}{TAB}GIÁM ĐỐC"), 0);
        assert_eq!(tabbed[1].words, "GIÁM ĐỐC");
        assert_eq!((tabbed[1].column, tabbed[1].span.clone()), (25, 11..19));
    }
}
