//! What the rules of the whole document need of a passage, found once.

use std::ops::Range;

use super::hash::digest;
use super::passage::Role;
use super::reading::Reading;
use super::rules::capitals::{self, Flicker};
use super::rules::same_names::{self, BodyName};
use super::rules::{letters, punctuation};
use super::tell::Remark;

/// A passage that has been read: its letters, what the rules of one passage say of it, and what
/// the rules of the document need.
pub(super) struct Known {
    pub(super) reading: Reading,
    pub(super) remarks: Vec<Remark>,
    pub(super) facts: Facts,
}

/// What the rules of the document need of a passage.
#[derive(Debug, Default)]
pub(super) struct Facts {
    /// Syllables whose tone mark may stand in two places; true for the new one.
    pub(super) tones: Vec<(Range<usize>, bool)>,
    /// Syllables with i or y.
    pub(super) i_y: Vec<(usize, bool, Range<usize>)>,
    /// Abbreviations; true where they are introduced.
    pub(super) shorts: Vec<(Range<usize>, bool)>,
    /// Phrases that papers write now with a capital, now without.
    pub(super) flickers: Vec<Flicker>,
    /// Bodies by their names.
    pub(super) bodies: Vec<BodyName>,
    /// Its words, as a number that another passage hardly has.
    pub(super) digest: u64,
    /// Brackets and quotation marks.
    pub(super) marks: punctuation::Marks,
}

impl Facts {
    pub(super) fn of(reading: &Reading) -> Self {
        if reading.role == Role::Symbol {
            return Self::default();
        }
        Self {
            tones: letters::tones(reading),
            i_y: letters::i_and_y(reading),
            shorts: letters::shorts(reading),
            flickers: capitals::flickers(reading),
            bodies: same_names::body_names(reading),
            digest: digest(reading.key.trim()),
            marks: punctuation::Marks::of(reading),
        }
    }
}
