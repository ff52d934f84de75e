//! A row of the table of rules: the rule, and the function that decides it.

use super::case::Case;
use super::context::Context;
use super::lines::Lines;
use super::reading::Reading;
use super::rule::{Area, Needs, Rule, Severity};
use super::tell::{Report, Tell};
use crate::read::Formatting;

/// What decides a rule.
pub(super) enum Test {
    /// One passage at a time; what it says is kept until the passage changes.
    Passage(fn(&Reading, &Context, &mut Tell<'_>)),
    /// The document as a whole.
    Whole(fn(&Case<'_>, &mut Report)),
    /// The lines of a file.
    Lines(fn(&Lines<'_>, &mut Report)),
    /// The formatting of a Word file.
    Formatting(fn(&Formatting, &mut Report)),
    /// Nothing that is known here.
    Never,
}

/// A rule and what decides it.
pub(super) struct Row {
    pub(super) rule: Rule,
    pub(super) test: Test,
}

/// A further test of a rule that has a row: its other half, where one is read in the plan and one in
/// the lines of a file.
pub(super) type More = (&'static str, Test);

/// A row. The columns: id, severity, area, needs, clause, what is asked for, test.
pub(super) const fn row(
    id: &'static str,
    severity: Severity,
    area: Area,
    needs: Needs,
    clause: &'static str,
    checks: &'static str,
    test: Test,
) -> Row {
    Row { rule: Rule { id, severity, area, needs, clause, checks }, test }
}
