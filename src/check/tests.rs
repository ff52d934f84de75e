//! Every rule on its examples, and the table of rules itself.

use super::examples::{examples, plan_of, try_words};
use super::*;
use crate::model::Document;

/// Rules that words alone cannot break: formatting and records.
fn needs_no_words(rule: &Rule) -> bool {
    matches!(rule.needs, Needs::Formatting | Needs::Records | Needs::Dossier)
}

#[test]
fn every_rule_has_an_id_of_its_own_and_says_what_it_asks_for() {
    let rules = rules();
    assert!(rules.windows(2).all(|two| two[0].id < two[1].id));
    assert!(rules.iter().all(|rule| !rule.clause.is_empty() && !rule.checks.is_empty()));
}

#[test]
fn every_rule_about_words_has_an_example_that_breaks_it_and_one_that_does_not() {
    let bare: Vec<&str> = rules()
        .iter()
        .filter(|rule| !needs_no_words(rule))
        .filter(|rule| {
            examples(rule.id)
                .is_none_or(|known| known.wrong.is_empty() || known.right.is_empty())
        })
        .map(|rule| rule.id)
        .collect();
    assert!(bare.is_empty(), "{bare:?}");
}

#[test]
fn every_example_is_judged_as_it_says() {
    let mut wrong = Vec::new();
    for rule in rules() {
        let Some(known) = examples(rule.id) else { continue };
        let told = |example: &str| -> Vec<Finding> {
            let found = try_words(example).1.findings;
            found.into_iter().filter(|finding| finding.rule.id == rule.id).collect()
        };
        for (example, cured) in &known.wrong {
            let found = told(example);
            if found.is_empty() {
                wrong.push(format!("{}: silent on “{example}”", rule.id));
            }
            if let Some(cured) = cured {
                let mut document = plan_of(example);
                apply(&mut document, &found);
                let right = plan_of(cured);
                if document != right {
                    wrong.push(format!(
                        "{}: “{example}” cured gives {:?}, not “{cured}”",
                        rule.id,
                        found
                            .iter()
                            .map(|it| (&it.excerpt, it.fix.as_ref().map(|fix| &fix.after)))
                            .collect::<Vec<_>>()
                    ));
                }
            }
        }
        for example in &known.right {
            for finding in told(example) {
                wrong.push(format!(
                    "{}: “{example}” → {} [{}]",
                    rule.id, finding.message, finding.excerpt
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn cures_made_twice_are_cures_made_once() {
    for rule in rules() {
        let wrong = examples(rule.id).map(|known| known.wrong.as_slice()).unwrap_or_default();
        for (example, _) in wrong {
            if example.starts_with("tệp:") {
                continue;
            }
            let mine = |document: &Document| -> Vec<Finding> {
                let day = chrono::NaiveDate::from_ymd_opt(2026, 10, 5).expect("a real day");
                let found =
                    checker::findings_on(document, day, &mut Checker::default()).findings;
                found.into_iter().filter(|finding| finding.rule.id == rule.id).collect()
            };
            let mut document = plan_of(example);
            let cured = mine(&document);
            let replaces = cured.iter().all(|it| {
                it.fix
                    .as_ref()
                    .is_some_and(|fix| fix.deed == Deed::Replace && it.span.is_some())
            });
            apply(&mut document, &cured);
            let once = document.clone();
            let again = mine(&document);
            apply(&mut document, &again);
            assert_eq!(document, once, "{} on “{example}”", rule.id);
            assert!(
                !replaces || again.is_empty(),
                "{} still told on “{example}”: {again:?}",
                rule.id
            );
        }
    }
}

#[test]
fn the_samples_of_the_program_have_no_error_and_no_warning() {
    for sample in crate::samples::plans() {
        let found: Vec<String> = findings(&sample.document())
            .into_iter()
            .filter(|finding| finding.rule.severity != Severity::Hint)
            .map(|finding| {
                format!(
                    "{} {:?} {} [{}]",
                    finding.rule.id, finding.place, finding.message, finding.excerpt
                )
            })
            .collect();
        assert!(found.is_empty(), "{}: {found:#?}", sample.name);
    }
}

#[test]
fn the_graver_comes_first() {
    let found = findings(&Document::default());
    assert!(found.is_sorted_by_key(|finding| finding.rule.severity));
    assert!(found.len() > 3);
}

#[test]
fn a_checker_that_remembers_says_the_same() {
    let context = |document: &Document| Context::of(document, today());
    let mut checker = Checker::default();
    for sample in crate::samples::plans() {
        let mut document = sample.document();
        for words in ["một , hai", "một, hai", "UBND các quận, huyện"] {
            document.subject = words.into();
            let remembered = checker.draft(&document, &context(&document));
            assert_eq!(remembered, Checker::default().draft(&document, &context(&document)));
        }
    }
}
