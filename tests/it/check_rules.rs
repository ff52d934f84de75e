//! The table of rules against the list of the decree's rules (`tests/fixtures/nd30-rules.tsv`: id and
//! weight, E error, W warning, H hint).

use kehoach::check::{Needs, Severity, rule, rules};

const LIST: &str = include_str!("../fixtures/nd30-rules.tsv");

fn listed() -> impl Iterator<Item = (&'static str, &'static str)> {
    LIST.lines().filter_map(|line| line.split_once('\t'))
}

#[test]
fn every_rule_of_the_decree_s_list_is_in_the_table() {
    assert_eq!(listed().count(), 179);
    let lacking: Vec<_> = listed().map(|(id, _)| id).filter(|id| rule(id).is_none()).collect();
    assert!(lacking.is_empty(), "{lacking:?}");
}

#[test]
fn no_rule_is_graver_than_the_list_says() {
    // A plan without any words weighs more than one without a usual section.
    let heavier: Vec<String> = listed()
        .filter(|(id, _)| *id != "B16")
        .filter_map(|(id, weight)| Some((rule(id)?, weight)))
        .filter(|(rule, weight)| match rule.severity {
            Severity::Error => !weight.contains('E'),
            Severity::Warning => !weight.contains(['E', 'W']),
            Severity::Hint => false,
        })
        .map(|(rule, weight)| format!("{} {:?}, listed {weight}", rule.id, rule.severity))
        .collect();
    assert!(heavier.is_empty(), "{heavier:?}");
}

#[test]
fn a_rule_that_no_document_decides_says_why() {
    for rule in rules().iter().filter(|rule| rule.needs == Needs::Records) {
        assert!(!rule.needs.why_not().is_empty(), "{}", rule.id);
    }
}
