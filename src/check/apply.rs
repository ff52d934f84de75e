//! Cures carried out on a plan.

use std::ops::Range;

use super::finding::{Deed, Finding};
use crate::model::{Document, Field, Part, Place, Recipient, Text, each_field};

/// Carries out the cures of findings, as many as can be at once: of two that touch the same
/// letters the first holds, and what no longer stands there is left alone. Returns how many.
pub fn apply<'a>(
    document: &mut Document,
    findings: impl IntoIterator<Item = &'a Finding>,
) -> usize {
    let mut edits: Vec<Edit<'_>> = Vec::new();
    let mut names = Vec::new();
    let mut issued = None;
    for finding in findings {
        let Some(fix) = &finding.fix else { continue };
        match (&fix.deed, &finding.span) {
            (Deed::Replace, Some(span)) => {
                let edit = Edit { finding, span: span.clone(), after: &fix.after };
                if !edits.iter().any(|other| other.meets(&edit)) {
                    edits.push(edit);
                }
            }
            (Deed::AddRecipient, _) => names.push(fix.after.clone()),
            (Deed::Issue(decision), _) => issued = Some(&**decision),
            _ => {}
        }
    }
    // From the back, so that the earlier ranges stay right.
    edits.sort_by_key(|edit| std::cmp::Reverse(edit.span.start));
    let mut done = 0;
    each_field(document, &mut |place, part, mut field| {
        for edit in edits.iter().filter(|edit| edit.is_at(place, part)) {
            done += usize::from(edit.perform(&mut field));
        }
    });
    if let Some(decision) = issued.filter(|issued| document.decision.as_ref() != Some(issued))
    {
        document.decision = Some(decision.clone());
        done += 1;
    }
    for name in names {
        if !document.recipients.iter().any(|recipient| recipient.name == name) {
            document.recipients.push(Recipient { name, purpose: String::new() });
            done += 1;
        }
    }
    done
}

/// The findings whose cures may be carried out unseen.
pub fn safe(findings: &[Finding]) -> impl Iterator<Item = &Finding> {
    findings.iter().filter(|finding| finding.fix.as_ref().is_some_and(|fix| fix.safe))
}

struct Edit<'a> {
    finding: &'a Finding,
    span: Range<usize>,
    after: &'a str,
}

impl Edit<'_> {
    fn meets(&self, other: &Self) -> bool {
        let (a, b) = (self.finding, other.finding);
        let here = a.place == b.place && a.part == b.part && a.note == b.note;
        here && self.span.start < other.span.end.max(other.span.start + 1)
            && other.span.start < self.span.end.max(self.span.start + 1)
    }

    fn is_at(&self, place: Place, part: Part) -> bool {
        self.finding.place == place && self.finding.part == part
    }

    fn perform(&self, field: &mut Field<'_>) -> bool {
        let before = &self.finding.fix.as_ref().expect("it was asked").before;
        match (field, self.finding.note) {
            (Field::Line(words), None) => {
                let mut chars: Vec<char> = words.chars().collect();
                if !stands(&chars, &self.span, before) {
                    return false;
                }
                chars.splice(self.span.clone(), self.after.chars());
                **words = chars.into_iter().collect();
                true
            }
            (Field::Text(text), None) => replace(text, &self.span, before, self.after),
            (Field::Text(text), Some(n)) => text
                .note_mut(n)
                .is_some_and(|note| replace(note, &self.span, before, self.after)),
            _ => false,
        }
    }
}

fn stands(chars: &[char], span: &Range<usize>, before: &str) -> bool {
    chars.get(span.clone()).is_some_and(|part| part.iter().copied().eq(before.chars()))
}

fn replace(text: &mut Text, span: &Range<usize>, before: &str, after: &str) -> bool {
    let chars: Vec<char> = text.as_str().chars().collect();
    if !stands(&chars, span, before) {
        return false;
    }
    let style = text.style_at(span.start);
    text.delete(span.clone());
    text.insert_styled(span.start, after, style);
    true
}
