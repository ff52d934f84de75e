//! Markers typed by habit: `- `, `a) `, `1. `, `IV. ` at a block's start become its level.

use crate::model::{Block, Level};
use crate::read;

use super::Selection;

/// No marker is longer, the space after it included: `PHẦN THỨ MƯỜI. `.
const LONGEST: usize = 16;

/// The level that a marker at the start of words stands for, and how many letters it takes with the
/// spaces after it; none where the words begin with no marker. What a marker is, is what the reader
/// of pasted lines takes for one; words that go on after it do not matter.
pub fn marker(words: &str) -> Option<(Level, usize)> {
    let head: Vec<char> = words.chars().take(LONGEST).collect();
    let ends = (1..head.len()).filter(|at| head[*at] == ' ').map(|at| at + 1);
    ends.rev().find_map(|end| Some((of(&head[..end])?, end)))
}

/// The level of a marker that ends with a space.
fn of(head: &[char]) -> Option<Level> {
    /// What stands for the words after the marker.
    const WORDS: &str = "Xong việc";
    let words: String = head.iter().collect();
    let bare = words.trim_end();
    let part = bare.starts_with(['P', 'p']);
    // "Phần 2 của kế hoạch" is no heading, "Phần 2. " is.
    let open = part
        && bare.ends_with(|c: char| c.is_ascii_alphanumeric())
        && bare.split_whitespace().count() == 2;
    if bare.is_empty() || open || (!part && bare.contains(' ')) {
        return None;
    }
    match read::paste(&format!("{words}{WORDS}")).as_slice() {
        [Block::Text(paragraph)]
            if paragraph.text.words().to_lowercase() == WORDS.to_lowercase() =>
        {
            Some(paragraph.level).filter(|level| level.depth().is_some())
        }
        _ => None,
    }
}

/// Turns the marker right before the caret, at a block's start, into the block's level.
pub(super) fn take(blocks: &mut [Block], block: usize, head: usize) -> Selection {
    let stay = Selection::at(block, head);
    let Some(Block::Text(paragraph)) = blocks.get_mut(block) else { return stay };
    let before: String = paragraph.text.as_str().chars().take(head).collect();
    let Some((level, length)) = marker(&before) else { return stay };
    paragraph.restart &= level == paragraph.level;
    paragraph.level = level;
    paragraph.text.delete(0..length);
    Selection::at(block, head - length)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_word_user_types_before_an_item_is_its_level() {
        let cases = [
            ("- ", Some((Level::Dash, 2))),
            ("– gạch", Some((Level::Dash, 2))),
            ("• ", Some((Level::Dash, 2))),
            ("+ cộng", Some((Level::Plus, 2))),
            ("a) ", Some((Level::Point, 3))),
            ("đ) điểm", Some((Level::Point, 3))),
            ("1. ", Some((Level::Clause, 3))),
            ("12. Việc", Some((Level::Clause, 4))),
            ("1.1. ", Some((Level::SubClause, 5))),
            ("2.1 ", Some((Level::SubClause, 4))),
            ("IV. ", Some((Level::Section, 4))),
            ("Phần I. ", Some((Level::Part, 8))),
            ("PHẦN THỨ NHẤT ", Some((Level::Part, 14))),
            ("Phần lớn ", None),
            ("Phần 2 của", None),
            ("Phần ", None),
            ("-", None),
            ("1.", None),
            ("15/10 ", None),
            ("1.250 người", None),
            ("30 người ", None),
            ("TM. ", None),
            ("v.v. ", None),
            ("Gạch - ", None),
            ("", None),
            (" ", None),
        ];
        for (words, found) in cases {
            assert_eq!(marker(words), found, "{words:?}");
        }
    }
}
