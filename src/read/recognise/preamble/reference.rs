//! "(Kèm theo Quyết định số … ngày … của …)" below a title: the document that this one is issued with.

use crate::model::{Decision, Document, Place, Text};

use super::super::pattern;
use crate::read::{DropKind, NoteKind, Report};

/// Takes "(Kèm theo Quyết định số …)" out of a text into the plan's decision; returns what is left.
pub(super) fn take_reference(
    text: &mut Text,
    line: usize,
    document: &mut Document,
    report: &mut Report,
) -> Option<Text> {
    if text.len() > 2000 || document.decision.is_some() {
        return None;
    }
    let chars: Vec<char> = text.as_str().chars().collect();
    let found = pattern::reference(&chars)?;
    // The words that the paper writes around the values.
    let inner: String = chars[found.start..found.end].iter().collect();
    let fixed = fixed_words(&inner, &found.decision);
    report.drop_words(DropKind::Fixed, line, &fixed);
    let mut left = text.clone();
    left.delete(found.start..found.end);
    left.trim();
    report.note(
        NoteKind::Letterhead,
        line,
        Some(Place::Decision),
        &inner,
        "Văn bản ban hành kèm theo văn bản khác; đã ghi vào phần “Kèm theo”.",
    );
    document.decision = Some(found.decision);
    report.put_line(Place::Decision, line);
    Some(left)
}

/// The words of a reference that are none of its values.
fn fixed_words(inner: &str, decision: &Decision) -> String {
    let date = decision.date;
    let mut values = crate::read::words(&format!(
        "{} {} {} {} {} {} {}",
        decision.document,
        decision.number.map(|n| n.to_string()).unwrap_or_default(),
        decision.symbol,
        date.day.map(|n| n.to_string()).unwrap_or_default(),
        date.month.map(|n| n.to_string()).unwrap_or_default(),
        date.year.map(|n| n.to_string()).unwrap_or_default(),
        decision.issuer,
    ));
    let mut fixed = Vec::new();
    for word in crate::read::words(inner) {
        match values.iter().position(|value| *value == word) {
            Some(at) => {
                values.swap_remove(at);
            }
            None => fixed.push(word),
        }
    }
    fixed.join(" ")
}
