//! Findings as comments for a Word file: each beside its words.

use std::collections::HashMap;

use super::finding::Finding;
use super::foreign::Reviewed;
use super::paper::said;
use super::passage::{Passage, passages};
use super::report::place_of;
use crate::read::Remark;

/// Letters on either side of a finding by which its place in the file is known.
const AROUND: usize = 24;

/// What was found in a file, as comments for a copy of it.
pub fn remarks(reviewed: &Reviewed) -> Vec<Remark> {
    let plan = &reviewed.imported.plan;
    let passages = passages(plan);
    let mut seen: HashMap<String, usize> = HashMap::new();
    let mut all: Vec<Remark> = Vec::new();
    for finding in &reviewed.outcome.findings {
        let mut remark = spot(finding, &passages);
        remark.words = words(finding, &place_of(plan, finding));
        // What is said twice of the same words is meant for the next such place.
        let same = format!("{}\n{:?}\n{}", remark.stretch, remark.span, remark.words);
        let count = seen.entry(same).or_default();
        remark.nth = *count;
        *count += 1;
        all.push(remark);
    }
    all
}

/// What a comment says: what is wrong, how it is cured, by which clause.
fn words(finding: &Finding, place: &str) -> String {
    let mut lines = said(finding);
    if finding.span.is_none() {
        lines.insert(0, format!("Ở {place}:"));
    }
    lines.push(format!("{} · {}", finding.rule.id, finding.rule.clause));
    lines.join("\n")
}

fn spot(finding: &Finding, passages: &[Passage<'_>]) -> Remark {
    let here = |passage: &&Passage<'_>| {
        passage.place == finding.place
            && passage.part == finding.part
            && passage.note == finding.note
    };
    let passage = passages.iter().find(here);
    match (&finding.span, passage) {
        (Some(span), Some(passage)) => {
            let chars: Vec<char> = passage.words.chars().collect();
            let from = span.start.saturating_sub(AROUND).min(chars.len());
            let to = (span.end + AROUND).min(chars.len());
            Remark {
                stretch: chars[from..to].iter().collect(),
                span: span.start.min(to) - from..span.end.min(to) - from,
                ..Remark::default()
            }
        }
        // A line of the file, the words that are doubted, or the whole field.
        _ => {
            let own = passage.map_or("", |passage| passage.words);
            let whole =
                if finding.excerpt.is_empty() { own } else { finding.excerpt.as_str() };
            let count = whole.chars().count();
            Remark { stretch: whole.to_owned(), span: 0..count, ..Remark::default() }
        }
    }
}
