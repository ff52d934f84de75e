//! The table of rules: the rows of every area.

use std::sync::LazyLock;

use super::row::{More, Row, Test};
use super::rule::Rule;
use super::rules::{
    annexes, basis, beginnings, body, capitals, citations, consistency, file_end, file_head,
    file_shape, head, layout, letters, names, origin, punctuation, recipients, same_names,
    signing, spelling, sums, tasks, wording,
};

/// Every row, area by area.
fn rows() -> impl Iterator<Item = &'static Row> {
    let areas: [&'static [Row]; 16] = [
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
        &wording::ROWS,
    ];
    areas.into_iter().flatten()
}

/// Every test with its rule: the rows', then the further ones.
pub(super) fn tests() -> &'static [(&'static Rule, &'static Test)] {
    &TESTS
}

static TESTS: LazyLock<Vec<(&'static Rule, &'static Test)>> = LazyLock::new(|| {
    let further: [&'static [More]; 15] = [
        &file_head::MORE,
        &file_end::MORE,
        &file_shape::MORE,
        &beginnings::MORE,
        &same_names::MORE,
        &sums::MORE,
        &wording::MORE,
        &origin::MORE,
        &basis::MORE,
        &capitals::MORE,
        &citations::MORE,
        &names::MORE,
        &annexes::MORE,
        &layout::pieces::MORE,
        &punctuation::MORE,
    ];
    let further = further
        .into_iter()
        .flatten()
        .map(|(id, test)| (rule(id).expect("a further test is of a rule of the table"), test));
    rows().map(|row| (&row.rule, &row.test)).chain(further).collect()
});

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
