//! What a Word file says of single letters beside the words: which hard spaces and hyphens she typed,
//! which the paper put in for the sake of its lines, and where a line ends inside an address.

use crate::compose::{HARD_SPACE, Inline, Line, eased, is_hard, kept, typed};

/// What a run's style says of its letters, in a file of ours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LetterMark {
    /// Hard spaces and hyphens that the author typed: without it they would be taken for those that the
    /// paper holds words together with.
    Typed,
    /// Put in by the paper, so that its lines end where they should: no words of the author's.
    Eased,
}

impl LetterMark {
    /// What stands in the plan for words with this mark.
    pub fn words(self, words: &str) -> String {
        match self {
            Self::Typed => words.chars().map(kept).collect(),
            Self::Eased => words.replace(SOFT_END, "").replace(HARD_SPACE, " "),
        }
    }
}

/// Ids of the character styles.
const TYPED: &str = "KhTyped";
const EASED: &str = "KhEased";
/// Id, name and meaning of the character styles.
pub(super) const LETTER_STYLES: [(&str, &str, LetterMark); 2] =
    [(TYPED, "Dấu cứng tự gõ", LetterMark::Typed), (EASED, "Dấu giữ dòng", LetterMark::Eased)];

/// What a style, by its id or its name in small letters, says of letters.
pub fn letter_mark(id: &str, name: &str) -> Option<LetterMark> {
    let found = LETTER_STYLES
        .iter()
        .find(|(own, title, _)| id == *own || name == title.to_lowercase());
    found.map(|(_, _, mark)| *mark)
}

/// Letters of a paragraph, each counted as [`Line::letters`] does.
#[derive(Clone, Debug, Default)]
pub(super) struct Marks {
    /// Hard spaces and hyphens that she typed.
    typed: Vec<usize>,
    /// Hard spaces that the paper put where no rule asks for one.
    eased: Vec<usize>,
    /// Letters that begin a line though neither a space nor a dash stands before them.
    soft: Vec<usize>,
}

/// A stretch of words alike.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Part<'t> {
    pub(super) text: &'t str,
    /// A character style.
    pub(super) style: Option<&'static str>,
}

/// Lets a line end, and is seen by nobody.
const SOFT_END: &str = "\u{200B}";

impl Marks {
    /// Those of a line that has line ends of its own before these letters.
    pub(super) fn of(line: &Line, soft: Vec<usize>) -> Self {
        Self { typed: typed(line), eased: eased(line), soft }
    }

    /// With line ends before these letters.
    pub(super) fn ending(&self, soft: Vec<usize>) -> Self {
        Self { soft, ..self.clone() }
    }

    /// Those behind the first `count` letters, counted from there.
    pub(super) fn behind(&self, count: usize) -> Self {
        let behind = |letters: &[usize]| {
            letters.iter().filter_map(|letter| letter.checked_sub(count)).collect()
        };
        Self {
            typed: behind(&self.typed),
            eased: behind(&self.eased),
            soft: behind(&self.soft),
        }
    }

    /// A text that stands `at` letters behind the front, cut where its marks change.
    pub(super) fn cut<'t>(&self, text: &'t str, at: usize) -> Vec<Part<'t>> {
        if self.typed.is_empty() && self.eased.is_empty() && self.soft.is_empty() {
            return vec![Part { text, style: None }];
        }
        let mut parts = Vec::new();
        let mut begin = 0;
        let mut style = None;
        for (index, (byte, letter)) in text.char_indices().enumerate() {
            let now = self.style_of(letter, at + index);
            let soft = self.soft.contains(&(at + index));
            if now != style || soft {
                parts.push(Part { text: &text[begin..byte], style });
                (begin, style) = (byte, now);
            }
            if soft {
                parts.push(Part { text: SOFT_END, style: Some(EASED) });
            }
        }
        parts.push(Part { text: &text[begin..], style });
        parts.retain(|part| !part.text.is_empty());
        parts
    }

    fn style_of(&self, letter: char, at: usize) -> Option<&'static str> {
        let is_one_of = |letters: &[usize]| is_hard(letter) && letters.contains(&at);
        if is_one_of(&self.typed) {
            Some(TYPED)
        } else if is_one_of(&self.eased) {
            Some(EASED)
        } else {
            None
        }
    }
}

/// How many letters a run has, notes counted as [`Line::letters`] does.
pub(super) fn letters_of(run: &Inline) -> usize {
    match run {
        Inline::Words { text, .. } => text.chars().count(),
        Inline::Break => 1,
        Inline::Note { runs } => 1 + runs.iter().map(letters_of).sum::<usize>(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_cut_where_their_marks_change() {
        let marks = Marks { typed: vec![3], eased: vec![8], soft: vec![9] };
        let parts = marks.cut("ab\u{A0}c de\u{A0}f", 1);
        let told: Vec<_> = parts.iter().map(|part| (part.text, part.style)).collect();
        let expected = [
            ("ab", None),
            ("\u{A0}", Some(TYPED)),
            ("c de", None),
            ("\u{A0}", Some(EASED)),
            (SOFT_END, Some(EASED)),
            ("f", None),
        ];
        assert_eq!(told, expected);
        let words: String =
            parts.iter().map(|part| LetterMark::Eased.words(part.text)).collect();
        assert_eq!(words, "ab c de f");
    }
}
