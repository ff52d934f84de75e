//! What a check says, for people and for other programs.

use std::fmt::Write as _;

use serde_json::{Value, json};

use super::checker::Outcome;
use super::finding::Finding;
use super::rule::{Needs, Severity};
use super::table::rules;
use super::waive::Waived;
use super::whereabouts;
use crate::model::Document;

/// Letters shown of an excerpt's surroundings.
const AROUND: usize = 32;

/// A check of a file as text: grouped by severity, each finding with its place, its words with a
/// caret below, its cure and its clause.
pub fn text(name: &str, document: &Document, outcome: &Outcome) -> String {
    let mut out = String::new();
    let count =
        |severity| outcome.findings.iter().filter(|it| it.rule.severity == severity).count();
    let _ = writeln!(
        out,
        "{name}: {} lỗi, {} cảnh báo, {} gợi ý; {} quy tắc không kiểm tra được",
        count(Severity::Error),
        count(Severity::Warning),
        count(Severity::Hint),
        outcome.not_evaluated.len()
    );
    for severity in [Severity::Error, Severity::Warning, Severity::Hint] {
        let mut group =
            outcome.findings.iter().filter(|it| it.rule.severity == severity).peekable();
        if group.peek().is_some() {
            let _ = writeln!(out, "\n{}", severity.name().to_uppercase());
        }
        for finding in group {
            one(&mut out, document, finding);
        }
    }
    if !outcome.waived.is_empty() {
        let _ = writeln!(out, "\nĐÃ BỎ QUA");
    }
    for Waived { finding, reason, .. } in &outcome.waived {
        let place = place_of(document, finding);
        let reason = if reason.is_empty() { "không ghi lý do" } else { reason };
        let _ = writeln!(out, "  {} {place}: {} ({reason})", finding.rule.id, finding.message);
    }
    out
}

fn one(out: &mut String, document: &Document, finding: &Finding) {
    let place = place_of(document, finding);
    let _ = writeln!(out, "  {} {place}: {}", finding.rule.id, finding.message);
    let context = context(document, finding);
    if let Some((line, from, length)) = context {
        let _ = writeln!(out, "      {line}");
        let _ = writeln!(out, "      {}{}", " ".repeat(from), "^".repeat(length.max(1)));
    } else if !finding.excerpt.is_empty() {
        let _ = writeln!(out, "      {}", finding.excerpt);
    }
    if let Some(fix) = &finding.fix {
        let safe = if fix.safe { " (sửa an toàn)" } else { "" };
        let after = if fix.after.is_empty() { "bỏ" } else { fix.after.as_str() };
        let _ = writeln!(out, "      → {}{safe}", after.trim_matches('\n'));
    }
    let _ = writeln!(out, "      {}", finding.rule.clause);
}

/// Where a finding is, as a reader of the paper would say it.
pub fn place_of(document: &Document, finding: &Finding) -> String {
    if finding.rule.needs == Needs::Formatting && finding.line == 0 {
        return "trình bày".to_owned();
    }
    let place = whereabouts(document, finding.place);
    match finding.line {
        0 => place,
        line => format!("dòng {line}, {place}"),
    }
}

/// The words around a finding on one line, where its letters begin there, and how many they are.
fn context(document: &Document, finding: &Finding) -> Option<(String, usize, usize)> {
    let span = finding.span.clone()?;
    let passage = super::passage::passages(document).into_iter().find(|passage| {
        passage.place == finding.place
            && passage.part == finding.part
            && passage.note == finding.note
    })?;
    let chars: Vec<char> = passage.words.chars().collect();
    let from = span.start.saturating_sub(AROUND);
    let to = (span.end.min(span.start + 60) + AROUND).min(chars.len());
    let clean = |c: &char| if c.is_whitespace() { ' ' } else { *c };
    let mut line: String = chars.get(from..to)?.iter().map(clean).collect();
    let mut at = span.start - from;
    if from > 0 {
        line.insert(0, '…');
        at += 1;
    }
    if to < chars.len() {
        line.push('…');
    }
    Some((line, at, span.len().min(60)))
}

/// A check of a file for other programs.
pub fn json(name: &str, document: &Document, outcome: &Outcome) -> Value {
    let findings = outcome.findings.iter().map(|finding| value(document, finding));
    let findings: Vec<Value> = findings.collect();
    let ignored = outcome.waived.iter().map(|waived| {
        let mut value = value(document, &waived.finding);
        value["reason"] = waived.reason.clone().into();
        value
    });
    let ignored: Vec<Value> = ignored.collect();
    let not: Vec<&str> = outcome.not_evaluated.iter().map(|rule| rule.id).collect();
    let mut report = json!({"file": name, "findings": findings, "not_evaluated": not});
    // Only drafts can hold any.
    if !ignored.is_empty() {
        report["ignored"] = ignored.into();
    }
    report
}

fn value(document: &Document, finding: &Finding) -> Value {
    let fix =
        finding.fix.as_ref().map(|fix| json!({"before": fix.before, "after": fix.after}));
    json!({
        "rule": finding.rule.id,
        "severity": finding.rule.severity.code(),
        "clause": finding.rule.clause,
        "place": place_of(document, finding),
        "excerpt": finding.excerpt,
        "message": finding.message,
        "fix": fix,
    })
}

/// Every rule for other programs.
pub fn rules_json() -> Value {
    let all = rules().iter().map(|rule| {
        json!({
            "id": rule.id,
            "severity": rule.severity.code(),
            "area": rule.area.name(),
            "clause": rule.clause,
            "checks": rule.checks,
            "decided": rule.needs != Needs::Records,
        })
    });
    Value::Array(all.collect())
}

/// Every rule as text, a line each.
pub fn rules_text() -> String {
    let mut out = String::new();
    for rule in rules() {
        let name = rule.severity.name();
        let open = match rule.needs {
            Needs::Records => format!(" (không soát được: {})", rule.needs.why_not()),
            _ => String::new(),
        };
        let _ =
            writeln!(out, "{:<4} {name:<9} {} [{}]{open}", rule.id, rule.checks, rule.clause);
    }
    out
}
