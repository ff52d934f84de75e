//! Lines of a text file: what each is, whether they were cut at the page's edge.

use crate::read::recognise::numeral::{Numeral, numeral};

/// Stands where two lines of the file are one: an emphasis of Markdown runs over the line's end. No
/// decoded text holds the character otherwise.
pub(super) const JOINED: char = '\u{B}';

/// A line as it stands.
pub(in crate::read) struct Line<'a> {
    /// From 1.
    pub(in crate::read) number: usize,
    /// Columns of white space before the first letter; a tab counts as 8.
    pub(in crate::read) indent: usize,
    /// Without white space at its ends.
    pub(in crate::read) words: &'a str,
    /// Characters of `words`.
    pub(super) width: usize,
    /// Whether empty lines stood before it.
    pub(in crate::read) gap: bool,
    /// Whether it goes on with the line before it, which the end of a page cut.
    pub(super) goes_on: bool,
}

/// How a text was laid out.
pub(super) struct Layout {
    /// Whether paragraphs were cut into lines at the page's edge.
    pub(super) wrapped: bool,
    /// Where a line that goes on begins, if first lines are indented.
    pub(super) base: Option<usize>,
    /// A full line's width in characters.
    pub(in crate::read) full: usize,
}

/// The lines that are not empty; a form feed begins a new line.
pub(in crate::read) fn lines(text: &str) -> Vec<Line<'_>> {
    let mut lines = Vec::new();
    let mut gap = false;
    let mut number = 0;
    for raw in text.split('\n') {
        number += 1;
        let first = number;
        number += raw.matches(JOINED).count();
        for part in raw.split(['\r', '\u{c}', '\u{2028}', '\u{2029}']) {
            let words = part.trim();
            if words.is_empty() {
                gap |= raw.trim().is_empty();
                continue;
            }
            let mut indent = 0;
            for letter in part.chars().take_while(|c| c.is_whitespace()) {
                indent += if letter == '\t' { 8 } else { 1 };
            }
            let width = words.chars().count();
            lines.push(Line { number: first, indent, words, width, gap, goes_on: false });
            gap = false;
        }
    }
    lines
}

/// Takes out bars that stand alone on their line, the borders of a site's cells: what stood between
/// two of them stands for itself.
pub(super) fn take_bars(lines: &mut Vec<Line<'_>>) {
    let mut border = false;
    lines.retain_mut(|line| {
        if line.words.chars().all(|c| c == '|' || c.is_whitespace()) {
            border = true;
            return false;
        }
        line.gap |= std::mem::take(&mut border);
        true
    });
}

/// Finds out how the text was laid out. Cut paragraphs show in lines that begin with a small
/// letter after a line that ends no sentence.
pub(in crate::read) fn layout(lines: &[Line<'_>]) -> Layout {
    const WIDEST: usize = 140;
    let mut going_on = Vec::new();
    let mut wide = 0;
    let mut full = 0;
    for line in lines {
        full = full.max(line.width.min(WIDEST));
        wide += usize::from(line.width > WIDEST);
    }
    for (at, line) in lines.iter().enumerate() {
        let open = at > 0 && !line.gap && !ends_sentence(lines[at - 1].words);
        if open && line.words.starts_with(char::is_lowercase) && numeral(line.words).is_none()
        {
            going_on.push(line.indent);
        }
    }
    let wrapped = wide * 20 <= lines.len()
        && !going_on.is_empty()
        && (going_on.len() * 100 >= lines.len() * 15
            || (going_on.len() >= 4 && going_on.len() * 100 >= lines.len() * 8));
    going_on.sort_unstable();
    let base = going_on.get(going_on.len() / 2).copied().filter(|base| {
        let indented = lines.iter().filter(|line| line.indent > base + 1).count();
        wrapped && indented * 10 >= lines.len()
    });
    Layout { wrapped, base, full }
}

/// Whether the last letter closes a sentence or an item.
pub(super) fn ends_sentence(words: &str) -> bool {
    words.trim_end().ends_with(['.', ';', ':', '!', '?'])
}

impl Layout {
    /// Whether a line begins a paragraph of its own rather than going on with the one before.
    pub(in crate::read) fn begins(&self, line: &Line<'_>, before: &Line<'_>) -> bool {
        if line.gap || !self.wrapped {
            return true;
        }
        if let Some(base) = self.base {
            return line.indent > base + 1;
        }
        if numeral(line.words).is_some() {
            return true;
        }
        if line.words.starts_with(char::is_lowercase) {
            return false;
        }
        let listed = before.words.ends_with([';', ',']) && line.words.starts_with("Căn cứ ");
        if listed || before.words.ends_with(';') {
            return true;
        }
        let open = !ends_sentence(before.words) && !before.words.ends_with(',');
        // No paragraph begins with a bare number, and a căn cứ ends in a mark.
        if open
            && (line.words.starts_with(|c: char| c.is_ascii_digit())
                || before.words.starts_with("Căn cứ "))
        {
            return false;
        }
        let short = before.width * 4 < self.full * 3;
        let capitals = crate::vietnamese::is_capitals;
        // "III. TỔ CHỨC THỰC / HIỆN": a heading that was cut where the page was narrow.
        let cut_heading = matches!(numeral(before.words), Some((Numeral::Roman(_), _)))
            && capitals(before.words)
            && capitals(line.words)
            && !ends_sentence(before.words)
            && line.words.split_whitespace().count() <= 4;
        if cut_heading {
            return false;
        }
        short
            || (ends_sentence(before.words) && before.width * 10 < self.full * 9)
            || capitals(line.words) != capitals(before.words)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cut_lines_are_seen() {
        let cut = lines(
            "  Các phòng chuyên môn có trách nhiệm tổ\nchức thực hiện.\n  Hết hạn thì\nthôi.",
        );
        let layout = layout(&cut);
        assert!(layout.wrapped);
        assert!(layout.begins(&cut[2], &cut[1]));
        assert!(!layout.begins(&cut[3], &cut[2]));
    }
}
