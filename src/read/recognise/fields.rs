//! What a letterhead says, written into the plan; place and date where they stand at the end instead.

use crate::model::{Decision, IssueDate, Place, Plan};

use super::letterhead::Letterhead;
use super::pattern::{NumberLine, date_line, symbol_of};
use crate::read::source::SourceParagraph;
use crate::read::{DropKind, NoteKind, Report};

/// Writes the letterhead into the plan; returns lines that were not understood, and the decision
/// that the letterhead belongs to, if it is one's.
pub(super) fn fill_head(
    head: Letterhead,
    issued_with: Option<Decision>,
    plan: &mut Plan,
    report: &mut Report,
) -> (Vec<SourceParagraph>, Option<Decision>) {
    (plan.parent_agency, plan.agency) = head.agencies();
    plan.place.clone_from(&head.place);
    plan.date = head.date.unwrap_or_default();
    let number = head.number;
    let Some(mut decision) = issued_with else {
        if let Some(NumberLine { number, symbol, digits, .. }) = number {
            (plan.number, plan.number_digits) = (number, digits);
            set_symbol(symbol, plan);
        }
        return (head.rest, None);
    };
    // The number is the decision's; a plan issued with it has none.
    decision.date = plan.date;
    if let Some(NumberLine { number, symbol, .. }) = number {
        decision.number = number;
        decision.symbol = symbol;
    }
    report.note(
        NoteKind::Letterhead,
        0,
        Some(Place::Decision),
        "",
        format!(
            "Kế hoạch ban hành kèm theo {}: số, ký hiệu và ngày là của văn bản ấy.",
            decision.document
        ),
    );
    (head.rest, Some(decision))
}

/// A symbol that the type and an abbreviation make is kept as the abbreviation alone.
fn set_symbol(symbol: String, plan: &mut Plan) {
    let made = |abbreviation: &str| {
        let plan = Plan {
            document_type: plan.document_type,
            abbreviation: abbreviation.to_owned(),
            ..Plan::default()
        };
        symbol_of(&plan)
    };
    match symbol.split_once('-') {
        Some((_, abbreviation))
            if !abbreviation.is_empty() && made(abbreviation) == symbol =>
        {
            plan.abbreviation = abbreviation.to_owned();
        }
        _ => plan.symbol = symbol,
    }
}

/// Place and date stand at the end of the text or of the foot, where the letterhead has none.
pub(super) fn take_late_date(
    rest: &mut Vec<SourceParagraph>,
    foot: &mut Vec<SourceParagraph>,
    plan: &mut Plan,
    report: &mut Report,
) {
    /// So many paragraphs before the foot may still be of it.
    const NEAR: usize = 3;
    if !plan.place.is_empty() || plan.date != IssueDate::default() || plan.decision.is_some() {
        return;
    }
    let dated = |paragraph: &SourceParagraph| {
        let words = paragraph.as_str().trim();
        let chars: Vec<char> = words.trim_matches(['(', ')', '.']).chars().take(200).collect();
        date_line(&chars).filter(|found| {
            let count = found.place.split_whitespace().count();
            found.start == 0 && found.end == chars.len() && (1..=8).contains(&count)
        })
    };
    let near = rest.len().saturating_sub(NEAR);
    let (list, at) = match (rest[near..].iter().rposition(|p| dated(p).is_some()), &*foot) {
        (Some(at), _) => (rest, near + at),
        (None, lines) => match lines.iter().position(|p| dated(p).is_some()) {
            Some(at) => (foot, at),
            None => return,
        },
    };
    let paragraph = list.remove(at);
    let Some(found) = dated(&paragraph) else { return };
    (plan.place, plan.date) = (found.place, found.date);
    report.drop_words(DropKind::Fixed, paragraph.line, "ngày tháng năm");
    report.note(
        NoteKind::Letterhead,
        paragraph.line,
        Some(Place::Date),
        paragraph.as_str(),
        "Địa danh và ngày viết ở cuối văn bản; đã đưa lên phần đầu theo mẫu.",
    );
}
