//! Errors as clerks make them, planted one at a time in sound plans: how many the check finds, by
//! kind. The plans and what is planted are data (`tests/fixtures/planted`): a line is
//! `before => after ! rules`, where `⏎` breaks a line and one of the rules must tell it.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use kehoach::check::{Context, Finding, Severity, review};

/// A change that makes a sound plan a faulty one.
struct Planted {
    kind: String,
    before: String,
    after: String,
    rules: Vec<String>,
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/planted")
}

/// The sound plans with what is planted in each: name, words, errors.
fn plans() -> Vec<(String, String, Vec<Planted>)> {
    let mut plans: Vec<_> = fs::read_dir(folder())
        .expect("the folder of fixtures")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.extension().is_some_and(|end| end == "txt"))
        .map(|path| {
            let read = |path: &Path| fs::read_to_string(path).expect("a text");
            let name = path.file_stem().expect("a name").to_string_lossy().into_owned();
            (name, read(&path), planted(&read(&path.with_extension("planted"))))
        })
        .collect();
    plans.sort_by(|a, b| a.0.cmp(&b.0));
    plans
}

fn planted(table: &str) -> Vec<Planted> {
    let mut kind = String::new();
    let mut all = Vec::new();
    for line in table.lines() {
        if let Some(name) = line.strip_prefix("# ") {
            kind = name.to_owned();
            continue;
        }
        let Some((before, rest)) = line.split_once(" =>") else { continue };
        let (after, rules) = rest.rsplit_once(" ! ").unwrap_or((rest, ""));
        let unfold = |words: &str| words.replace('⏎', "\n");
        all.push(Planted {
            kind: kind.clone(),
            before: unfold(before),
            after: unfold(after.strip_prefix(' ').unwrap_or(after)),
            rules: rules.split_whitespace().map(str::to_owned).collect(),
        });
    }
    all
}

fn findings(words: &str) -> Vec<Finding> {
    let reviewed = review("ke-hoach.txt", words.as_bytes(), &Context::default());
    reviewed.expect("a text that is read").outcome.findings
}

fn same(a: &Finding, b: &Finding) -> bool {
    a.rule.id == b.rule.id && a.excerpt == b.excerpt && a.message == b.message
}

/// What the check says of a plan with an error that it did not say of the sound one.
fn told(sound: &str, error: &Planted, before: &[Finding]) -> Vec<Finding> {
    assert_eq!(sound.matches(&error.before).count(), 1, "“{}” stands once", error.before);
    let found = findings(&sound.replacen(&error.before, &error.after, 1));
    found.into_iter().filter(|it| !before.iter().any(|old| same(it, old))).collect()
}

#[test]
fn plans_without_errors_are_left_in_peace() {
    for (name, words, _) in plans() {
        let graver: Vec<_> = findings(&words)
            .into_iter()
            .filter(|it| it.rule.severity != Severity::Hint)
            .map(|it| format!("{} {} [{}]", it.rule.id, it.message, it.excerpt))
            .collect();
        assert!(graver.is_empty(), "{name}: {graver:#?}");
    }
}

#[test]
fn nineteen_of_twenty_planted_errors_are_found() {
    let show = std::env::var_os("KEHOACH_SHOW").is_some();
    let mut by_kind: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    let mut missed = Vec::new();
    for (name, words, errors) in plans() {
        let before = findings(&words);
        for error in &errors {
            let told = told(&words, error, &before);
            let hit = told.iter().any(|it| {
                error.rules.is_empty() || error.rules.iter().any(|id| id == it.rule.id)
            });
            let row = by_kind.entry(error.kind.clone()).or_default();
            row.0 += usize::from(hit);
            row.1 += 1;
            let said: Vec<String> = told
                .iter()
                .map(|it| {
                    format!("{}:{}[{}]", it.rule.id, it.rule.severity.code(), it.excerpt)
                })
                .collect();
            let line = format!("{name}: {:?} => {:?} {said:?}", error.before, error.after);
            if show {
                println!("{} {line}", if hit { "found " } else { "MISSED" });
            }
            if !hit {
                missed.push(line);
            }
        }
    }
    let (found, all) =
        by_kind.values().fold((0, 0), |sum, row| (sum.0 + row.0, sum.1 + row.1));
    println!("planted: {found} of {all} found; {by_kind:#?}");
    assert!(found * 20 >= all * 19, "{found} of {all}: {by_kind:#?}\n{}", missed.join("\n"));
    for (kind, (found, all)) in &by_kind {
        assert!(found * 10 >= all * 8, "{kind}: {found} of {all}\n{}", missed.join("\n"));
    }
}
