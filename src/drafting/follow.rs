//! What a change of a plan changes in the documents that go with it.

use std::ops::Range;

use crate::model::{Decision, Document, Field, Part, Place, PlanReference, Text, each_field};

use super::companion::{DOTS, citation, issuing, numbered, reference, title};
use super::others::Own;

/// A place where a document says something of its plan that is so no more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// Where.
    pub place: Place,
    /// Which words of that place.
    pub part: Part,
    /// Where in those words it begins, in letters; none where more is changed than words.
    pub at: Option<usize>,
    /// What stands there; empty where nothing does.
    pub before: String,
    /// What the plan says now.
    pub after: String,
    /// The rest of the sentence that it stands in, before and after; long ones are cut.
    pub around: (String, String),
}

/// What is to be changed in a document so that it says of its plan what that says of itself now. Empty
/// for one that goes with no plan, or is in line.
pub fn changes(document: &Document, plan: &Document) -> Vec<Change> {
    let mut copy = document.clone();
    replace(&mut copy, plan, |_| true)
}

/// Changes all of that; the document is in line then. Returns what was changed.
pub fn follow(document: &mut Document, plan: &Document) -> Vec<Change> {
    follow_chosen(document, plan, |_| true)
}

/// Changes what is chosen of [`changes`], by its place in that list; the others are left as they are for good.
/// Returns what was changed.
pub fn follow_chosen(
    document: &mut Document,
    plan: &Document,
    chosen: impl Fn(usize) -> bool,
) -> Vec<Change> {
    let found = replace(document, plan, &chosen);
    let changes =
        found.into_iter().enumerate().filter_map(|(n, change)| chosen(n).then_some(change));
    let changes = changes.collect();
    if let Some(known) = &mut document.goes_with {
        *known = reference(plan, &known.draft);
    }
    changes
}

/// Whether the plan says of itself what the document was told.
pub fn is_in_line(document: &Document, plan: &Document) -> bool {
    document.goes_with.as_ref().is_none_or(|known| *known == reference(plan, &known.draft))
}

/// What is to be changed in a plan so that it names the decision that issues it as that one's draft
/// does: its number and date. Empty where there is none, or the plan does so already.
pub fn issue_changes(plan: &Document, decision: Option<&Document>) -> Vec<Change> {
    let Some(decision) = decision else { return Vec::new() };
    let now = issuing(decision);
    let said = |decision: &Decision| {
        let reference = PlanReference {
            number: decision.number,
            symbol: decision.symbol.clone(),
            date: decision.date,
            ..PlanReference::default()
        };
        format!(
            "Kèm theo {} {} của {}",
            decision.document,
            numbered(&reference),
            decision.issuer
        )
    };
    let before = plan.decision.as_ref();
    if before == Some(&now) {
        return Vec::new();
    }
    vec![Change {
        place: Place::Decision,
        part: Part::Main,
        at: None,
        before: before.map(said).unwrap_or_default(),
        after: said(&now),
        around: Default::default(),
    }]
}

/// Names in a plan the decision that issues it; returns what was changed.
pub fn follow_issue(plan: &mut Document, decision: Option<&Document>) -> Vec<Change> {
    let changes = issue_changes(plan, decision);
    if let Some(decision) = decision.filter(|_| !changes.is_empty()) {
        plan.decision = Some(issuing(decision));
    }
    changes
}

/// Finds what is to be changed, and changes what is chosen of it.
fn replace(
    document: &mut Document,
    plan: &Document,
    chosen: impl Fn(usize) -> bool,
) -> Vec<Change> {
    let mut changes: Vec<Change> = Vec::new();
    let Some(known) = document.goes_with.clone() else { return changes };
    let now = reference(plan, &known.draft);
    if known == now {
        return changes;
    }
    let pairs = pairs(&known, &now, plan);
    let own = Own::new(plan, &known, &now);
    each_field(document, &mut |place, part, field| {
        let words = match &field {
            Field::Text(text) => text.as_str().to_owned(),
            Field::Line(line) => (*line).clone(),
        };
        let found = found(&words, &pairs, &own);
        let first = changes.len();
        changes.extend(found.iter().map(|(at, (before, after))| Change {
            place,
            part,
            at: Some(words[..*at].chars().count()),
            before: before.clone(),
            after: after.clone(),
            around: around(&words, *at, before.len()),
        }));
        let wanted = found.into_iter().enumerate().filter(|(n, _)| chosen(first + n));
        let wanted: Vec<Found> = wanted.map(|(_, found)| found).collect();
        match field {
            Field::Text(text) => exchange(text, &words, &wanted),
            Field::Line(line) => exchange_line(line, &wanted),
        }
    });
    changes
}

/// What stands in the sentence before and after some words.
fn around(words: &str, at: usize, length: usize) -> (String, String) {
    /// So many letters on either side show which sentence it is.
    const ENOUGH: usize = 160;
    let before = &words[..at];
    let before = before.rfind(['\n', ';']).map_or(before, |stop| &before[stop + 1..]);
    let before = before.rfind(". ").map_or(before, |stop| &before[stop + 1..]).trim_start();
    let skipped = before.chars().count().saturating_sub(ENOUGH);
    let start: String = before.chars().skip(skipped).collect();
    let after = &words[at + length..];
    let after = &after[..after.find(['\n', ';']).unwrap_or(after.len())];
    let after = &after[..after.find(". ").map_or(after.len(), |stop| stop + 1)];
    let end: String = after.chars().take(ENOUGH).collect();
    let is_cut = end.len() < after.len();
    (
        if skipped > 0 { format!("{DOTS}{start}") } else { start },
        if is_cut { format!("{end}{DOTS}") } else { end },
    )
}

/// What was said, and what is said now.
type Pair = (String, String);
/// A byte of some words, and the pair that holds there.
type Found<'p> = (usize, &'p Pair);

/// What was said and what is said now, the longer first: what a longer one holds is said with it.
fn pairs(known: &PlanReference, now: &PlanReference, plan: &Document) -> Vec<Pair> {
    let kind = plan.document_type;
    let about = |subject: &str| {
        let whole = title(kind, subject);
        let (_, about) = whole.split_at(title(kind, "").len());
        about.trim_start().to_owned()
    };
    let bare = |reference: &PlanReference| {
        let number = reference.number.map_or(DOTS.to_owned(), |number| format!("{number:02}"));
        format!("{number}/{}", reference.symbol)
    };
    let mut pairs = vec![
        (citation(known, plan), citation(now, plan)),
        (numbered(known), numbered(now)),
        (title(kind, &known.subject), title(kind, &now.subject)),
        (about(&known.subject), about(&now.subject)),
        (bare(known), bare(now)),
    ];
    pairs.retain(|(before, after)| before != after && before.chars().count() > 3);
    pairs.sort_by_key(|(before, _)| std::cmp::Reverse(before.len()));
    pairs.dedup();
    pairs
}

/// The places in some words where a pair holds, from left to right. What is new already (`năm 2027 và
/// 2028`, of `năm 2027`) stays, and what is said of other documents.
fn found<'p>(words: &str, pairs: &'p [Pair], own: &Own<'_>) -> Vec<Found<'p>> {
    let mut all = Vec::new();
    if !pairs.iter().any(|(before, _)| words.contains(before.as_str())) {
        return all;
    }
    let others = own.others(words);
    let is_others = |place: &Range<usize>| {
        let meets = |other: &Range<usize>| other.start < place.end && place.start < other.end;
        others.iter().any(meets) || own.is_of_another(words, place)
    };
    let mut at = 0;
    while let Some(letter) = words[at..].chars().next() {
        let rest = &words[at..];
        let is_new =
            |(before, after): &&Pair| after.starts_with(before) && rest.starts_with(after);
        let new = pairs.iter().find(|pair| is_new(pair)).map(|(_, after)| after.len());
        let old = pairs.iter().find(|(before, _)| rest.starts_with(before));
        let old = old.filter(|(before, _)| !is_others(&(at..at + before.len())));
        match (new, old) {
            (Some(length), _) => at += length,
            (None, Some(pair)) => {
                all.push((at, pair));
                at += pair.0.len();
            }
            (None, None) => at += letter.len_utf8(),
        }
    }
    all
}

/// Puts the new words in the place of the old, with their look. From the end, so that the places before
/// stay true.
fn exchange(text: &mut Text, words: &str, found: &[Found<'_>]) {
    for (at, (before, after)) in found.iter().rev() {
        let start = words[..*at].chars().count();
        let style = text.style_at(start);
        text.delete(start..start + before.chars().count());
        text.insert_styled(start, after, style);
    }
}

fn exchange_line(line: &mut String, found: &[Found<'_>]) {
    for (at, (before, after)) in found.iter().rev() {
        line.replace_range(*at..*at + before.len(), after);
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
        let made: Vec<Document> =
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
            // What the plan of the province is about stays.
            let theirs = "286/KH-UBND ngày 25 tháng 12 năm 2026 của Ủy ban nhân dân tỉnh Ninh Bình về cải cách hành \
                          chính năm 2027";
            let is_cited = matches!(kind, Companion::Proposal | Companion::Decision);
            assert!(!is_cited || words.contains(theirs), "{kind:?}: {words}");
            let own = words.replace(theirs, "");
            assert!(!own.contains("cải cách hành chính năm 2027"), "{kind:?}: {words}");
            if matches!(kind, Companion::Dispatch | Companion::Report) {
                let cited = "số 07/KH-UBND ngày 05 tháng 02 năm 2028";
                assert!(words.contains(cited), "{kind:?}: {words}");
            }
        }
    }

    #[test]
    fn what_is_not_chosen_stays_and_is_not_asked_again() {
        let mut plan = samples::open("cai-cach-hanh-chinh").expect("a sample");
        let mut proposal = companion(&plan, "kh.kehoach", Companion::Proposal);
        plan.subject = "Cải cách hành chính và chuyển đổi số năm 2027".into();
        let all = changes(&proposal, &plan);
        assert!(all.len() > 2, "{all:?}");
        for change in &all {
            let (before, after) = &change.around;
            assert!(!before.contains(". ") && !after.contains(';'), "{change:?}");
        }
        let done = follow_chosen(&mut proposal, &plan, |n| n != 1);
        assert_eq!(done.len(), all.len() - 1);
        assert!(!done.contains(&all[1]) && changes(&proposal, &plan).is_empty());
        let mut again = proposal.clone();
        again.goes_with = companion(&plan, "kh.kehoach", Companion::Report).goes_with;
        again.goes_with.as_mut().expect("known").subject =
            "Cải cách hành chính năm 2027".into();
        let left = changes(&again, &plan);
        assert_eq!(left.len(), 1, "{left:?}");
        assert_eq!(left[0].place, all[1].place);
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

    #[test]
    fn a_subject_that_only_grows_is_told_once() {
        let mut plan = samples::open("cai-cach-hanh-chinh").expect("a sample");
        let mut letter = companion(&plan, "a.kehoach", Companion::Dispatch);
        plan.subject = "Cải cách hành chính năm 2027 và năm 2028".into();
        follow(&mut letter, &plan);
        let subject = letter.subject.words();
        assert_eq!(subject.matches("năm 2028").count(), 1, "{subject}");
        // Said a second time, nothing grows again.
        letter.goes_with = Some(PlanReference {
            subject: "Cải cách hành chính năm 2027".into(),
            ..reference(&plan, "a.kehoach")
        });
        assert_eq!(changes(&letter, &plan), []);
    }

    #[test]
    fn a_plan_that_comes_to_be_issued_with_a_decision_is_cited_by_it() {
        let mut plan = samples::open("cai-cach-hanh-chinh").expect("a sample");
        let mut letter = companion(&plan, "a.kehoach", Companion::Dispatch);
        let mut decision = companion(&plan, "a.kehoach", Companion::Decision);
        decision.number = Some(31);
        decision.date = IssueDate::new(20, 1, 2027);
        plan.decision = Some(issuing(&decision));
        follow(&mut letter, &plan);
        let words = letter.body[0].paragraph().expect("words").text.words();
        let cited = "Quyết định số 31/QĐ-UBND ngày 20 tháng 01 năm 2027 của Ủy ban nhân dân xã Yên Khánh ban hành Kế \
                     hoạch cải cách hành chính năm 2027";
        assert!(words.contains(cited), "{words}");
    }
}
