//! A line of the foot on its way to what it says: its words, and the stretches of the source that they stood in.

use std::ops::Range;

use crate::model::Place;
use crate::read::source::SourceParagraph;
use crate::read::{Origin, Report};

/// Words of the foot that stand together.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::read) struct FootLine {
    /// [`SourceParagraph::line`] as recognition counts it.
    pub(in crate::read) number: usize,
    pub(in crate::read) words: String,
    origins: Vec<Origin>,
}

impl FootLine {
    /// Words that are some characters of a paragraph.
    pub(super) fn of(
        paragraph: &SourceParagraph,
        span: Range<usize>,
        words: String,
        report: &Report,
    ) -> Self {
        Self { number: paragraph.line, words, origins: report.stretches(paragraph, span) }
    }

    /// Some of its words.
    pub(super) fn with(&self, words: &str) -> Self {
        Self { words: words.to_owned(), ..self.clone() }
    }

    /// Takes another line's words in behind its own.
    pub(super) fn join(&mut self, other: &Self) {
        self.words.push(' ');
        self.words.push_str(other.words.trim());
        self.origins.extend(other.origins.iter().cloned());
    }

    /// Records that it became a place of the document.
    pub(super) fn put(&self, place: Place, report: &mut Report) {
        report.trace.put(place, &self.origins);
    }
}

#[cfg(test)]
impl FootLine {
    /// A line of no source.
    pub(super) fn unplaced(number: usize, words: &str) -> Self {
        Self { number, words: words.to_owned(), origins: Vec::new() }
    }
}
