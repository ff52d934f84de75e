//! What a check says: a rule, a place, words.

use crate::compose::compose;
use crate::model::{Place, Plan, Standing};

use super::{
    annexes, headings, letters, missing, recipients, residual, residues, signing,
    undrawn_letters,
};

/// How much a finding matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Severity {
    /// Breaks an explicit rule of the decree.
    Error,
    /// Breaks an official sample or settled practice, or is a likely slip.
    Warning,
    /// Style, or something that may still come.
    Hint,
}

/// A rule that can be checked.
#[derive(Debug, PartialEq, Eq)]
pub struct Rule {
    /// Its id, e.g. `T04`.
    pub id: &'static str,
    /// How much it matters when it is broken.
    pub severity: Severity,
    /// The clause of Nghị định 30/2020/NĐ-CP it rests on, or `thông lệ`.
    pub clause: &'static str,
    /// What it asks for, in Vietnamese.
    pub checks: &'static str,
}

/// A rule that is broken at a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The rule.
    pub rule: &'static Rule,
    /// Where.
    pub place: Place,
    /// The words in question; empty where something is missing.
    pub excerpt: String,
    /// What is wrong and what to do, in Vietnamese, without the place.
    pub message: String,
}

impl Finding {
    pub(super) fn new(
        rule: &'static Rule,
        place: Place,
        excerpt: &str,
        message: impl Into<String>,
    ) -> Self {
        Self { rule, place, excerpt: excerpt.trim().to_owned(), message: message.into() }
    }
}

/// Everything the rules say of a plan, errors first, in the order of the paper within each
/// severity.
pub fn findings(plan: &Plan) -> Vec<Finding> {
    let mut found = missing::check(plan);
    found.extend(headings::check(plan));
    let paper = compose(plan, Standing::Issued);
    found.extend(undrawn_letters(&paper).into_iter().map(|undrawn| {
        let message = format!(
            "không có phông in được chữ {}, trên giấy sẽ là một ô trống; thay bằng chữ khác",
            undrawn.described()
        );
        Finding::new(&letters::U13, undrawn.place, &undrawn.letter.to_string(), message)
    }));
    found.extend(residues(&paper).into_iter().map(|residue| {
        let message = format!("còn dấu chờ điền: “{}”", residue.excerpt);
        Finding::new(&residual::B19, residue.place, &residue.excerpt, message)
    }));
    found.extend(recipients::check(plan));
    found.extend(signing::check(plan));
    found.extend(annexes::check(plan));
    found.sort_by_key(|finding| finding.rule.severity);
    found
}

/// Every rule that [`findings`] knows, by id.
pub fn rules() -> Vec<&'static Rule> {
    let mut rules: Vec<_> = [
        missing::RULES,
        headings::RULES,
        &[&letters::U13],
        &[&residual::B19],
        recipients::RULES,
        signing::RULES,
        annexes::RULES,
    ]
    .concat();
    rules.sort_by_key(|rule| rule.id);
    rules
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rule_has_an_id_of_its_own_and_says_what_it_asks_for() {
        let rules = rules();
        assert!(rules.is_sorted_by(|a, b| a.id < b.id));
        assert!(rules.iter().all(|rule| !rule.clause.is_empty() && !rule.checks.is_empty()));
    }

    #[test]
    fn the_samples_of_the_program_have_no_error() {
        for sample in crate::samples::gallery() {
            let errors: Vec<_> = findings(&sample.plan())
                .into_iter()
                .filter(|finding| finding.rule.severity == Severity::Error)
                .collect();
            assert!(errors.is_empty(), "{}: {errors:#?}", sample.name);
        }
    }

    #[test]
    fn errors_come_first() {
        let found = findings(&Plan::default());
        assert!(found.is_sorted_by_key(|finding| finding.rule.severity));
        assert!(found.len() > 3);
    }
}
