//! What a change of a plan changes in the documents that go with it.

use crate::compose::symbol;
use crate::model::{Field, Part, Place, Plan, PlanReference, Text, each_field};

use super::companion::{numbered, reference, title};

/// A place where a document says something of its plan that is so no more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// Where.
    pub place: Place,
    /// Which words of that place.
    pub part: Part,
    /// What stands there.
    pub before: String,
    /// What the plan says now.
    pub after: String,
}

/// What is to be changed in a document so that it says of its plan what that says of itself now. Empty
/// for one that goes with no plan, or is in line.
pub fn changes(document: &Plan, plan: &Plan) -> Vec<Change> {
    let mut copy = document.clone();
    replace(&mut copy, plan)
}

/// Changes all of that; the document is in line then. Returns what was changed.
pub fn follow(document: &mut Plan, plan: &Plan) -> Vec<Change> {
    let changes = replace(document, plan);
    if let Some(known) = &mut document.goes_with {
        *known = reference(plan, &known.draft);
    }
    changes
}

/// Whether the plan says of itself what the document was told.
pub fn is_in_line(document: &Plan, plan: &Plan) -> bool {
    document.goes_with.as_ref().is_none_or(|known| *known == reference(plan, &known.draft))
}

fn replace(document: &mut Plan, plan: &Plan) -> Vec<Change> {
    let mut changes = Vec::new();
    let Some(known) = document.goes_with.clone() else { return changes };
    let now = reference(plan, &known.draft);
    if known == now {
        return changes;
    }
    let pairs = pairs(&known, &now, plan);
    each_field(document, &mut |place, part, field| {
        for (before, after) in &pairs {
            let found = match &field {
                Field::Text(text) => text.as_str().contains(before.as_str()),
                Field::Line(line) => line.contains(before.as_str()),
            };
            if found {
                changes.push(Change {
                    place,
                    part,
                    before: before.clone(),
                    after: after.clone(),
                });
            }
        }
        match field {
            Field::Text(text) => {
                for (before, after) in &pairs {
                    exchange(text, before, after);
                }
            }
            Field::Line(line) => {
                for (before, after) in &pairs {
                    *line = line.replace(before.as_str(), after);
                }
            }
        }
    });
    changes
}

/// What was said and what is said now, the longer first.
fn pairs(known: &PlanReference, now: &PlanReference, plan: &Plan) -> Vec<(String, String)> {
    let kind = plan.document_type;
    let name = |subject: &str| title(kind, subject);
    let about = |subject: &str| {
        let whole = title(kind, subject);
        let (_, about) = whole.split_at(title(kind, "").len());
        about.trim_start().to_owned()
    };
    let mut pairs = vec![
        (numbered(known), numbered(now)),
        (name(&known.subject), name(&now.subject)),
        (about(&known.subject), about(&now.subject)),
        (
            format!("{}/{}", bare_number(known), known.symbol),
            format!("{}/{}", bare_number(now), symbol(plan)),
        ),
    ];
    pairs.retain(|(before, after)| before != after && before.chars().count() > 3);
    pairs.sort_by_key(|(before, _)| std::cmp::Reverse(before.len()));
    // What a longer one holds is said with it.
    let mut kept: Vec<(String, String)> = Vec::new();
    for (before, after) in pairs {
        if !kept.iter().any(|(longer, _)| *longer == before) {
            kept.push((before, after));
        }
    }
    kept
}

fn bare_number(reference: &PlanReference) -> String {
    reference.number.map_or_else(|| "…".to_owned(), |number| format!("{number:02}"))
}

/// Puts other words in the place of some, with their look.
fn exchange(text: &mut Text, before: &str, after: &str) {
    let length = before.chars().count();
    let mut from = 0;
    while let Some(at) = text.as_str()[from..].find(before) {
        let start = text.as_str()[..from + at].chars().count();
        let style = text.style_at(start);
        text.delete(start..start + length);
        text.insert_styled(start, after, style);
        from += at + after.len();
    }
}

#[cfg(test)]
mod tests {
    use strum::IntoEnumIterator as _;

    use super::super::{Companion, companion};
    use super::*;
    use crate::model::IssueDate;
    use crate::samples;

    #[test]
    fn a_new_subject_and_a_number_are_told_everywhere_and_then_all_is_in_line() {
        let mut plan = samples::open("cai-cach-hanh-chinh").expect("a sample");
        plan.number = None;
        plan.date.day = None;
        let made: Vec<Plan> =
            Companion::iter().map(|kind| companion(&plan, "ke-hoach.kehoach", kind)).collect();
        for document in &made {
            assert_eq!(changes(document, &plan), []);
        }
        plan.subject = "Cải cách hành chính và chuyển đổi số năm 2028".into();
        plan.number = Some(7);
        plan.date = IssueDate::new(5, 2, 2028);
        for (mut document, kind) in made.into_iter().zip(Companion::iter()) {
            let found = changes(&document, &plan);
            assert!(!found.is_empty(), "{kind:?}");
            assert_eq!(follow(&mut document, &plan), found, "{kind:?}");
            assert!(is_in_line(&document, &plan));
            assert_eq!(changes(&document, &plan), [], "{kind:?}");
            let mut words = String::new();
            each_field(&mut document.clone(), &mut |_, _, field| match field {
                Field::Text(text) => words.push_str(text.as_str()),
                Field::Line(line) => words.push_str(line),
            });
            assert!(words.contains("chuyển đổi số năm 2028"), "{kind:?}: {words}");
            assert!(!words.contains("cải cách hành chính năm 2027"), "{kind:?}: {words}");
            if matches!(kind, Companion::Dispatch | Companion::Report) {
                let cited = "số 07/KH-UBND ngày 05 tháng 02 năm 2028";
                assert!(words.contains(cited), "{kind:?}: {words}");
            }
        }
    }

    #[test]
    fn what_she_has_written_herself_stays() {
        let plan = samples::open("cai-cach-hanh-chinh").expect("a sample");
        let mut document = companion(&plan, "a.kehoach", Companion::Report);
        document.closing.push(Text::plain("Lời của chị"));
        let mut changed = plan.clone();
        changed.subject = "Việc khác".into();
        follow(&mut document, &changed);
        assert_eq!(document.closing.last().map(Text::words).as_deref(), Some("Lời của chị"));
    }
}
