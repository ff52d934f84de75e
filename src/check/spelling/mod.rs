//! Whether a word is written as Vietnamese is: by the shape of a syllable (onset, rime, tone), by
//! the syllables that are in use, and by the company words keep in official texts.
//!
//! Names, abbreviations, foreign words, codes and the words she has accepted are left in peace: a
//! word with a capital is judged by its tone mark alone, one without any Vietnamese mark not at all.

mod counts;
mod repair;

use super::context::Context;
use super::reading::{Kind, Reading};
use crate::vietnamese::is_syllable;

/// What is doubted about a word.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Doubt {
    /// Nothing.
    None,
    /// It can be no Vietnamese syllable; what is meant, where that is clear.
    Impossible(Option<String>),
    /// It is a syllable, but another one keeps this company.
    Company(String),
}

/// What is doubted about the word at a token.
pub(super) fn doubt(reading: &Reading, index: usize, context: &Context) -> Doubt {
    let token = &reading.tokens[index];
    let word = reading.small(token);
    // Nearly every word ends here.
    if word.is_ascii() || counts::count(word) > 0 {
        return Doubt::None;
    }
    if word.chars().any(is_strange) || context.accepted.contains(word) {
        return Doubt::None;
    }
    let written: String =
        reading.chars[token.span.clone()].iter().flat_map(|c| c.to_lowercase()).collect();
    if let Some(right) = repair::misplaced_tone(&written) {
        return Doubt::Impossible(Some(right));
    }
    if reading.is_capital(token) && !reading.begins_sentence(token.span.start) {
        return Doubt::None;
    }
    let neighbours = Neighbours::of(reading, index);
    if !is_syllable(word) {
        return match impossible(word, &neighbours) {
            Some(right) => Doubt::Impossible(Some(right)),
            None => Doubt::None,
        };
    }
    match company(word, &neighbours) {
        Some(right) => Doubt::Company(right),
        None => Doubt::None,
    }
}

/// A letter that no Vietnamese word has, beyond ASCII.
fn is_strange(letter: char) -> bool {
    !letter.is_ascii() && !"ăâđêôơư".contains(letter) && !repair::has_tone(letter)
}

/// The words on either side, one space away.
struct Neighbours<'a> {
    before: Option<&'a str>,
    after: Option<&'a str>,
}

impl<'a> Neighbours<'a> {
    fn of(reading: &'a Reading, index: usize) -> Self {
        let near = |space: Option<usize>, word: Option<usize>| {
            let (space, word) = (reading.tokens.get(space?)?, reading.tokens.get(word?)?);
            let apart = space.kind == Kind::Space && space.span.len() == 1;
            (apart && word.kind == Kind::Word).then(|| reading.small(word))
        };
        Self {
            before: near(index.checked_sub(1), index.checked_sub(2)),
            after: near(Some(index + 1), Some(index + 2)),
        }
    }

    /// Whether a word was seen in this company.
    fn know(&self, word: &str) -> bool {
        self.before.is_some_and(|before| counts::pair(before, word) > 0)
            || self.after.is_some_and(|after| counts::pair(word, after) > 0)
    }

    /// The syllable one slip away from a word that keeps this company most often, seen at least so
    /// often and so much more often than chance.
    fn meant(&self, word: &str, least: u32, strength: f64) -> Option<String> {
        let after = self.before.into_iter().flat_map(counts::followers);
        let before = self.after.into_iter().flat_map(counts::leaders);
        let strong = |candidate: &str| {
            let side = |first: &str, second: &str| counts::strength(first, second) >= strength;
            self.before.is_some_and(|before| side(before, candidate))
                || self.after.is_some_and(|after| side(candidate, after))
        };
        after
            .chain(before)
            .filter(|(_, seen)| *seen >= least)
            .filter(|(candidate, _)| repair::is_slip(word, candidate))
            .filter(|(candidate, _)| !repair::is_i_for_y(word, candidate) && strong(candidate))
            .max_by_key(|(candidate, seen)| (*seen, counts::count(candidate)))
            .map(|(candidate, _)| candidate.to_owned())
    }
}

/// What an impossible syllable is meant to be, where its shape or its company says so.
fn impossible(word: &str, neighbours: &Neighbours<'_>) -> Option<String> {
    if let Some(right) = repair::by_shape(word) {
        return Some(right);
    }
    neighbours.meant(word, 2, 0.0).or_else(|| repair::glued(word))
}

/// What a syllable is meant to be that the texts do not know, where another one is bound to its
/// neighbour.
fn company(word: &str, neighbours: &Neighbours<'_>) -> Option<String> {
    if neighbours.know(word) {
        return None;
    }
    // A syllable of everyday speech needs more to be doubted ("thự hiện").
    let (least, strength) = if counts::is_used(word) { (20, 3.5) } else { (3, 3.0) };
    neighbours.meant(word, least, strength)
}
