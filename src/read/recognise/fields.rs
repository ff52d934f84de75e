//! What a letterhead says, written into the plan; place and date where they stand at the end instead.

use crate::model::{Decision, Document, IssueDate, Place};

use crate::vietnamese::fold;

use super::letterhead::Letterhead;
use super::pattern::{NumberLine, date_line, symbol_of};
use crate::read::source::columns::segments;
use crate::read::source::{Content, SourceParagraph};
use crate::read::{DropKind, NoteKind, Report};

/// Writes the letterhead into the plan; returns lines that were not understood, and the decision
/// that the letterhead belongs to, if it is one's.
pub(super) fn fill_head(
    head: Letterhead,
    issued_with: Option<Decision>,
    document: &mut Document,
    report: &mut Report,
) -> (Vec<SourceParagraph>, Option<Decision>) {
    let (parents, agencies) = head.agencies();
    for (n, line) in parents.into_iter().enumerate() {
        report.trace.put(Place::ParentAgency(n), &line.origins);
        document.parent_agency.push(line.words);
    }
    for (n, line) in agencies.into_iter().enumerate() {
        report.trace.put(Place::Agency(n), &line.origins);
        document.agency.push(line.words);
    }
    report.trace.put(Place::Date, &head.date_origins);
    let numbered = if issued_with.is_some() { Place::Decision } else { Place::Number };
    report.trace.put(numbered, &head.number_origins);
    document.place.clone_from(&head.place);
    document.date = head.date.unwrap_or_default();
    let number = head.number;
    let Some(mut decision) = issued_with else {
        if let Some(NumberLine { number, symbol, digits, .. }) = number {
            (document.number, document.number_digits) = (number, digits);
            set_symbol(symbol, document);
        }
        return (head.rest, None);
    };
    // The number is the decision's; a plan issued with it has none.
    decision.date = document.date;
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
fn set_symbol(symbol: String, document: &mut Document) {
    let made = |abbreviation: &str| {
        let document = Document {
            document_type: document.document_type,
            abbreviation: abbreviation.to_owned(),
            ..Document::default()
        };
        symbol_of(&document)
    };
    match symbol.split_once('-') {
        Some((_, abbreviation))
            if !abbreviation.is_empty() && made(abbreviation) == symbol =>
        {
            document.abbreviation = abbreviation.to_owned();
        }
        _ => document.symbol = symbol,
    }
}

/// Place and date stand at the end of the text or of the foot, where the letterhead has none.
pub(super) fn take_late_date(
    rest: &mut Vec<SourceParagraph>,
    foot: &mut Vec<SourceParagraph>,
    document: &mut Document,
    report: &mut Report,
) {
    /// So many paragraphs before the foot may still be of it.
    const NEAR: usize = 3;
    if document.date.calendar().is_some() || document.decision.is_some() {
        return;
    }
    let (head_place, head_date) = (document.place.clone(), document.date);
    let dated = |words: &str| {
        let chars: Vec<char> =
            words.trim().trim_matches(['(', ')', '.']).chars().take(200).collect();
        date_line(&chars).filter(|found| {
            let count = found.place.split_whitespace().count();
            let whole =
                found.start == 0 && found.end == chars.len() && (1..=8).contains(&count);
            // A head with blanks for them: the end fills in what is blank there, nothing else.
            let fills = fold(&head_place) == fold(&found.place)
                && found.date.calendar().is_some()
                && [
                    (head_date.day, found.date.day),
                    (head_date.month, found.date.month),
                    (
                        head_date.year.map(i32::unsigned_abs),
                        found.date.year.map(i32::unsigned_abs),
                    ),
                ]
                .iter()
                .all(|(head, end)| head.is_none() || head == end);
            whole && ((head_place.is_empty() && head_date == IssueDate::default()) || fills)
        })
    };
    let near = rest.len().saturating_sub(NEAR);
    let late = match rest[near..].iter().rposition(|p| dated(p.as_str()).is_some()) {
        Some(at) => {
            let paragraph = rest.remove(near + at);
            report.put(Place::Date, &paragraph);
            Some((paragraph.line, paragraph.as_str().to_owned()))
        }
        None => foot.iter_mut().find_map(|paragraph| {
            let parts = segments(paragraph.as_str(), paragraph.look.indent);
            let part = parts.iter().find(|part| dated(&part.words).is_some())?;
            let at = paragraph.as_str().find(&part.words)?;
            let Content::Words(text) = &mut paragraph.content else { return None };
            let from = text.as_str()[..at].chars().count();
            let span = from..from + part.words.chars().count();
            text.delete(span.clone());
            report.trace.put(Place::Date, &paragraph.origins_of(span));
            Some((paragraph.line, part.words.clone()))
        }),
    };
    foot.retain(|paragraph| paragraph.text().is_none_or(|text| !text.is_blank()));
    let Some((line, words)) = late else { return };
    let Some(found) = dated(&words) else { return };
    if !document.place.is_empty() {
        report.drop_words(DropKind::Fixed, line, &words);
    }
    document.date = found.date;
    if document.place.is_empty() {
        document.place = found.place;
    }
    report.drop_words(DropKind::Fixed, line, "ngày tháng năm");
    report.note(
        NoteKind::Letterhead,
        line,
        Some(Place::Date),
        &words,
        "Địa danh và ngày viết ở cuối văn bản; đã đưa lên phần đầu theo mẫu.",
    );
}
