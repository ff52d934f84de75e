//! How a rule speaks: it points at letters or places and says what is wrong there.

use std::ops::Range;

use super::finding::{Deed, Finding, Fix};
use super::passage::Passage;
use super::reading::Reading;
use super::rule::Rule;
use crate::model::{Part, Place};

/// What a rule says of one passage, whatever place that has.
#[derive(Clone, Debug)]
pub(super) struct Remark {
    pub(super) rule: &'static Rule,
    pub(super) span: Option<Range<usize>>,
    pub(super) excerpt: String,
    pub(super) message: String,
    pub(super) fix: Option<Fix>,
}

/// The ear for a rule that reads one passage.
pub(super) struct Tell<'a> {
    rule: &'static Rule,
    reading: &'a Reading,
    remarks: &'a mut Vec<Remark>,
}

impl<'a> Tell<'a> {
    pub(super) fn new(
        rule: &'static Rule,
        reading: &'a Reading,
        remarks: &'a mut Vec<Remark>,
    ) -> Self {
        Self { rule, reading, remarks }
    }

    fn push(&mut self, span: Range<usize>, message: String, fix: Option<Fix>) {
        let excerpt = self.reading.text(span.clone()).trim().to_owned();
        self.remarks.push(Remark { rule: self.rule, span: Some(span), excerpt, message, fix });
    }

    /// Something is wrong with these letters.
    pub(super) fn say(&mut self, span: Range<usize>, message: impl Into<String>) {
        self.push(span, message.into(), None);
    }

    /// Something is wrong with these letters, and these should stand there. She looks at it first.
    pub(super) fn offer(
        &mut self,
        span: Range<usize>,
        after: impl Into<String>,
        message: impl Into<String>,
    ) {
        self.cure(span, after.into(), message.into(), false);
    }

    /// Something is wrong with these letters that may be mended unseen.
    pub(super) fn mend(
        &mut self,
        span: Range<usize>,
        after: impl Into<String>,
        message: impl Into<String>,
    ) {
        self.cure(span, after.into(), message.into(), true);
    }

    fn cure(&mut self, span: Range<usize>, after: String, message: String, safe: bool) {
        let before = self.reading.text(span.clone());
        let fix = Fix { before, after, safe, deed: Deed::Replace };
        self.push(span, message, Some(fix));
    }
}

/// The ear for a rule that reads the whole document.
pub(super) struct Report {
    rule: &'static Rule,
    findings: Vec<Finding>,
}

impl Report {
    pub(super) fn new(rule: &'static Rule) -> Self {
        Self { rule, findings: Vec::new() }
    }

    pub(super) fn into_findings(self) -> Vec<Finding> {
        self.findings
    }

    /// Something is wrong at a place, or missing there.
    pub(super) fn at(
        &mut self,
        place: Place,
        part: Part,
        excerpt: &str,
        message: impl Into<String>,
    ) -> &mut Finding {
        self.findings.push(Finding {
            rule: self.rule,
            place,
            part,
            note: None,
            span: None,
            line: 0,
            excerpt: excerpt.trim().to_owned(),
            message: message.into(),
            fix: None,
            unwritten: false,
        });
        self.findings.last_mut().expect("one was pushed")
    }

    /// Something is wrong with the letters of a passage.
    pub(super) fn span(
        &mut self,
        passage: &Passage<'_>,
        span: Range<usize>,
        message: impl Into<String>,
    ) -> &mut Finding {
        let excerpt: String =
            passage.words.chars().skip(span.start).take(span.len()).collect();
        let finding = self.at(passage.place, passage.part, &excerpt, message);
        finding.note = passage.note;
        finding.span = Some(span);
        finding
    }

    /// Something is wrong with a line of a file; importing it mends it.
    pub(super) fn line(
        &mut self,
        line: usize,
        place: Place,
        excerpt: &str,
        after: Option<String>,
        message: impl Into<String>,
    ) {
        let before = excerpt.trim().to_owned();
        let finding = self.at(place, Part::Main, excerpt, message);
        finding.line = line;
        finding.fix =
            after.map(|after| Fix { before, after, safe: false, deed: Deed::Import });
    }
}

impl Finding {
    /// Tells that what is asked for is only not yet written.
    pub(super) fn still_to_come(&mut self) {
        self.unwritten = true;
    }

    /// Gives the finding a cure that replaces its letters.
    pub(super) fn cured(&mut self, after: impl Into<String>, safe: bool) {
        let before = self.excerpt.clone();
        self.fix = Some(Fix { before, after: after.into(), safe, deed: Deed::Replace });
    }

    /// Gives the finding a cure of another kind.
    pub(super) fn with(&mut self, deed: Deed, after: impl Into<String>) {
        let before = self.excerpt.clone();
        self.fix = Some(Fix { before, after: after.into(), safe: false, deed });
    }

    /// The finding that a remark on a passage is.
    pub(super) fn of(remark: &Remark, passage: &Passage<'_>) -> Self {
        Self {
            rule: remark.rule,
            place: passage.place,
            part: passage.part,
            note: passage.note,
            span: remark.span.clone(),
            line: 0,
            excerpt: remark.excerpt.clone(),
            message: remark.message.clone(),
            fix: remark.fix.clone(),
            unwritten: false,
        }
    }
}
