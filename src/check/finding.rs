//! What a check says: a rule, a place, words, a cure.

use std::ops::Range;

use super::Rule;
use crate::model::{Decision, Part, Place};

/// A rule that is broken at a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The rule.
    pub rule: &'static Rule,
    /// Where.
    pub place: Place,
    /// Which words of the place.
    pub part: Part,
    /// The n-th footnote of the place's text, where the words stand in one.
    pub note: Option<usize>,
    /// The letters in question, counted in characters of those words; none where something is
    /// missing or the place as a whole is meant.
    pub span: Option<Range<usize>>,
    /// Line of the source file, from 1; 0 where there is none.
    pub line: usize,
    /// The words in question; empty where something is missing.
    pub excerpt: String,
    /// What is wrong and what is right, in Vietnamese, without the place.
    pub message: String,
    /// How it is cured, where the program can.
    pub fix: Option<Fix>,
    /// Nothing is wrong there: it is only not yet written.
    pub unwritten: bool,
}

/// A change that cures a finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// The words as they stand.
    pub before: String,
    /// The words as they should stand.
    pub after: String,
    /// Whether it may be made without a look at it: never for names, numbers, dates, citations.
    pub safe: bool,
    /// What is done.
    pub deed: Deed,
}

/// What a cure does to the plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Deed {
    /// The letters of the finding are replaced.
    Replace,
    /// A recipient of that name is added.
    AddRecipient,
    /// The plan names the decision that issues it.
    Issue(Box<Decision>),
    /// Importing the file mends it; the words show how.
    Import,
}
