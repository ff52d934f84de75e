//! Whether a word is written as Vietnamese is, judged by rule and by the company it keeps.

use super::context::Context;
use super::reading::Reading;

/// What is doubted about a word.
pub(super) enum Doubt {
    /// Nothing.
    None,
    /// It can be no Vietnamese syllable; what is meant, where that is clear.
    Impossible(Option<String>),
    /// It is a syllable, but another one keeps this company.
    Company(String),
}

/// What is doubted about the word at a token.
pub(super) fn doubt(_: &Reading, _: usize, _: &Context) -> Doubt {
    Doubt::None
}
