//! What the clauses ask that the rules rest on, in our own words: `assets/law/clauses.txt`.

use std::collections::BTreeMap;
use std::sync::LazyLock;

static CLAUSES: LazyLock<BTreeMap<&'static str, &'static str>> = LazyLock::new(|| {
    let lines = include_str!("../../assets/law/clauses.txt").lines();
    lines
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| line.split_once('\t'))
        .collect()
});

/// What a rule's clause asks, in a sentence or two; what is added to it in brackets or after a
/// semicolon says only where in it. None for a clause that nobody has put into words.
pub fn asks(clause: &str) -> Option<&'static str> {
    let bare = clause.split([';', '(']).next().unwrap_or_default().trim();
    CLAUSES.get(clause).or_else(|| CLAUSES.get(bare)).copied()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::rules;

    #[test]
    fn every_clause_of_a_rule_is_put_into_words() {
        let mute: Vec<_> = rules().iter().filter(|rule| asks(rule.clause).is_none()).collect();
        assert!(mute.is_empty(), "{mute:?}");
    }

    #[test]
    fn no_words_stand_for_a_clause_that_no_rule_names() {
        let named = |clause: &&str| {
            rules()
                .iter()
                .any(|rule| rule.clause == *clause || asks(rule.clause) == asks(clause))
        };
        let idle: Vec<_> = CLAUSES.keys().filter(|clause| !named(clause)).collect();
        assert!(idle.is_empty(), "{idle:?}");
    }
}
