//! The words of two passages, compared.

use std::collections::HashMap;
use std::time::{Duration, Instant};

use similar::{Algorithm, DiffOp, capture_diff_slices_deadline};

use super::{Piece, Side};

/// How long two passages may be compared; past it the difference is told more coarsely.
const PATIENCE: Duration = Duration::from_millis(200);

/// Compares two passages. What stays between two changes and is no more than a word goes with them: whole
/// turns of phrase are easier to read than crumbs.
pub(super) fn diff(old: &str, new: &str) -> Vec<Piece> {
    if old == new {
        return vec![Piece { words: new.to_owned(), side: Side::Both }];
    }
    let (olds, news) = (tokens(old), tokens(new));
    let deadline = Some(Instant::now() + PATIENCE);
    let ops = capture_diff_slices_deadline(Algorithm::Myers, &olds, &news, deadline);
    let mut pieces = Pieces::default();
    let last = ops.len().saturating_sub(1);
    for (at, op) in ops.iter().enumerate() {
        let (old, new) = (olds[op.old_range()].concat(), news[op.new_range()].concat());
        let crumb = at > 0 && at < last && count(&new) <= 1;
        match op {
            DiffOp::Equal { .. } if !crumb => pieces.keep(&new),
            _ => pieces.change(&old, &new),
        }
    }
    pieces.finish()
}

/// How many of their words two passages share, 0–1.
pub(super) fn likeness(old: &str, new: &str) -> f64 {
    let mut left: HashMap<&str, i32> = HashMap::new();
    let mut of_old = 0;
    for word in old.split_whitespace() {
        *left.entry(word).or_default() += 1;
        of_old += 1;
    }
    let (mut of_new, mut shared) = (0, 0);
    for word in new.split_whitespace() {
        of_new += 1;
        if let Some(count) = left.get_mut(word).filter(|count| **count > 0) {
            *count -= 1;
            shared += 1;
        }
    }
    if of_old + of_new == 0 { 0.0 } else { f64::from(2 * shared) / f64::from(of_old + of_new) }
}

/// The words of a text: what has a letter or a digit.
pub(super) fn count(words: &str) -> usize {
    words.split_whitespace().filter(|word| word.contains(char::is_alphanumeric)).count()
}

/// A text as words, spaces and single marks.
fn tokens(text: &str) -> Vec<&str> {
    #[derive(PartialEq)]
    enum Kind {
        Word,
        Space,
        Mark,
    }
    let kind = |letter: char| match letter {
        _ if letter.is_alphanumeric() => Kind::Word,
        _ if letter.is_whitespace() => Kind::Space,
        _ => Kind::Mark,
    };
    let mut tokens = Vec::new();
    let mut start = 0;
    let mut before = None;
    for (at, letter) in text.char_indices() {
        let now = kind(letter);
        if before.as_ref().is_some_and(|before| *before != now || now == Kind::Mark) {
            tokens.push(&text[start..at]);
            start = at;
        }
        before = Some(now);
    }
    if start < text.len() {
        tokens.push(&text[start..]);
    }
    tokens
}

/// Pieces on the way: what changes side by side is told as one removal and one addition.
#[derive(Default)]
struct Pieces {
    done: Vec<Piece>,
    old: String,
    new: String,
}

impl Pieces {
    fn keep(&mut self, words: &str) {
        self.settle();
        self.push(words.to_owned(), Side::Both);
    }

    fn change(&mut self, old: &str, new: &str) {
        self.old.push_str(old);
        self.new.push_str(new);
    }

    /// What both begin or end with (crumbs that turned out to stand at the edge) stays.
    fn settle(&mut self) {
        let (old, new) = (std::mem::take(&mut self.old), std::mem::take(&mut self.new));
        self.push(old, Side::Old);
        self.push(new, Side::New);
    }

    fn push(&mut self, words: String, side: Side) {
        match self.done.last_mut() {
            _ if words.is_empty() => {}
            Some(last) if last.side == side => last.words.push_str(&words),
            _ => self.done.push(Piece { words, side }),
        }
    }

    fn finish(mut self) -> Vec<Piece> {
        self.settle();
        self.done
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(old: &str, new: &str) -> String {
        diff(old, new)
            .into_iter()
            .map(|piece| match piece.side {
                Side::Both => piece.words,
                Side::Old => format!("[-{}-]", piece.words),
                Side::New => format!("[+{}+]", piece.words),
            })
            .collect()
    }

    #[test]
    fn turns_of_phrase_are_told_whole() {
        for (old, new, expected) in [
            ("một hai ba", "một hai ba", "một hai ba"),
            ("một hai ba bốn", "một HAI BA bốn", "một [-hai ba-][+HAI BA+] bốn"),
            ("quý II/2027.", "quý III/2027.", "quý [-II-][+III+]/2027."),
            ("xong.", "xong, trước ngày 30.", "xong[+, trước ngày 30+]."),
            ("", "mới", "[+mới+]"),
        ] {
            assert_eq!(told(old, new), expected);
        }
        assert_eq!(count("- a, b/c – 2027"), 3);
        assert!(likeness("một hai ba", "một hai bốn") > 0.6);
        assert!(likeness("", "") < 0.1);
    }
}
