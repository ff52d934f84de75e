//! Vietnamese letters: composed form, folding for search, numerals, syllables.

pub mod legacy;
mod letters;
mod numerals;
mod syllable;

pub use letters::{
    capitalised, fold, fold_char, has_decomposed, is_capitals, is_invisible, is_letter,
    is_title_case, lower, nfc, plain_fold, small, upper,
};
pub use numerals::{POINT_LETTERS, parse_point, parse_roman, point, roman};
pub use syllable::{is_spelt, is_syllable, share_of_syllables};
