//! The table of rules: the rows of every area.

use std::sync::LazyLock;

use super::row::Row;
use super::rule::Rule;
use super::rules::{
    annexes, basis, body, capitals, citations, consistency, head, layout, letters, names,
    punctuation, recipients, signing, spelling, tasks,
};

/// Every row, area by area.
pub(super) fn rows() -> impl Iterator<Item = &'static Row> {
    let areas: [&'static [Row]; 15] = [
        &head::ROWS,
        &basis::ROWS,
        &citations::ROWS,
        &body::ROWS,
        &annexes::ROWS,
        &recipients::ROWS,
        &signing::ROWS,
        &capitals::ROWS,
        &names::ROWS,
        &punctuation::ROWS,
        &letters::ROWS,
        &spelling::ROWS,
        &consistency::ROWS,
        &tasks::ROWS,
        &layout::ROWS,
    ];
    areas.into_iter().flatten()
}

static RULES: LazyLock<Vec<&'static Rule>> = LazyLock::new(|| {
    let mut rules: Vec<&'static Rule> = rows().map(|row| &row.rule).collect();
    rules.sort_by_key(|rule| rule.id);
    rules
});

/// Every rule, by id.
pub fn rules() -> &'static [&'static Rule] {
    &RULES
}

/// The rule of an id.
pub fn rule(id: &str) -> Option<&'static Rule> {
    let at = RULES.binary_search_by_key(&id, |rule| rule.id).ok()?;
    Some(RULES[at])
}
