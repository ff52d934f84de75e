//! Columns set side by side with tabs or spaces.

use super::TAB;

/// Twips of one column of a text file, about the width of a letter.
pub(super) const COLUMN: i32 = 120;

/// A stretch of a line between wide gaps.
#[derive(Debug, PartialEq, Eq)]
pub(in crate::read) struct Segment {
    /// The column where it begins, counted in characters.
    pub(in crate::read) column: usize,
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
    let mut close = |words: &mut String, begins: usize| {
        if !words.trim().is_empty() {
            found.push(Segment { column: begins, words: words.trim().to_owned() });
        }
        words.clear();
    };
    for letter in line.chars() {
        if letter == TAB {
            close(&mut words, begins);
            column += 8;
            begins = column;
            spaces = 0;
            continue;
        }
        if letter.is_whitespace() {
            spaces += 1;
        } else {
            if spaces >= 3 {
                close(&mut words, begins);
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
    close(&mut words, begins);
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wide_gaps_and_tabs_part_columns() {
        let parts = segments("- Lưu: VT, KGVX.     CHỦ  TỊCH", 120);
        assert_eq!(parts.len(), 2);
        assert_eq!(parts[0], Segment { column: 1, words: "- Lưu: VT, KGVX.".into() });
        assert_eq!(parts[1], Segment { column: 22, words: "CHỦ  TỊCH".into() });
        let tabbed = segments(&format!("Nơi nhận:{TAB}{TAB}GIÁM ĐỐC"), 0);
        assert_eq!(tabbed[1].words, "GIÁM ĐỐC");
        assert_eq!(tabbed[1].column, 25);
    }
}
