//! Which line is the paper's title, and what stands on it.

use crate::model::{Align, Document, DocumentType, Place, Style, Text};
use crate::standard::{layout, type_name};
use crate::vietnamese::plain_fold;

use super::letterhead::shows_letterhead;
use super::pattern::number_line;
use super::titles::{is_other_title, title};
use crate::read::source::{Content, SourceParagraph};
use crate::read::{DropKind, NoteKind, Report};

/// The title: its index, its type, and how many characters name it. A plan's title wins over
/// another type's, since the plan is what is asked for.
pub(super) fn find_title(
    paragraphs: &[SourceParagraph],
) -> Option<(usize, DocumentType, usize)> {
    /// So far above the letterhead a page's own heading is looked for.
    const ABOVE: usize = 40;
    let titles = || {
        paragraphs.iter().enumerate().filter_map(|(at, paragraph)| {
            if paragraph.look.numeral.is_some() {
                return None;
            }
            title(paragraph.as_str()).map(|(kind, length)| (at, kind, length))
        })
    };
    let mut plans = titles().filter(|(_, kind, _)| *kind == DocumentType::Plan);
    let mut document = plans.next();
    // A page may name the plan above its letterhead; the paper's own title stands below it.
    let numbered = |range: &[SourceParagraph]| range.iter().any(has_plan_symbol);
    if let (Some((first, ..)), Some(second)) = (document, plans.next())
        && second.0 <= first + ABOVE
        && !numbered(&paragraphs[..first])
        && numbered(&paragraphs[first..second.0])
    {
        document = Some(second);
    }
    let other = titles().find(|(at, kind, _)| *kind != DocumentType::Plan && *at < 40);
    match (document, other) {
        // A decision and what it brings in force: the decision is the document.
        (None, Some(found)) if paragraphs[..found.0].iter().any(is_decision) => None,
        // A report or a directive that only mentions a plan in a later title line.
        (Some((at, _, _)), Some(found))
            if found.0 < at
                && !paragraphs[..at].iter().any(|p| is_other_title(p.as_str())) =>
        {
            Some(found)
        }
        (Some(found), _) | (None, Some(found)) => Some(found),
        (None, None) => None,
    }
}

/// A decision's or resolution's title, which stands above its own articles.
fn is_decision(paragraph: &SourceParagraph) -> bool {
    let words = paragraph.as_str();
    is_other_title(words) && title(words).is_none()
}

/// Whether a line of the letterhead has the symbol of a plan.
pub(super) fn has_plan_symbol(paragraph: &SourceParagraph) -> bool {
    paragraph.as_str().split('\n').any(|line| {
        let chars: Vec<char> = line.chars().take(200).collect();
        number_line(&chars).is_some_and(|found| found.symbol.starts_with("KH"))
    })
}

/// Without a title the letterhead is what looks like one at the top.
pub(super) fn letterhead_end(paragraphs: &[SourceParagraph]) -> usize {
    const LOOK_AT: usize = 16;
    let top = &paragraphs[..paragraphs.len().min(LOOK_AT)];
    top.iter().rposition(shows_letterhead).map_or(0, |at| at + 1)
}

/// Takes the type's name off the title's line; what follows it there belongs to the subject.
pub(super) fn take_title(
    paragraph: SourceParagraph,
    kind: DocumentType,
    length: usize,
    document: &mut Document,
    report: &mut Report,
) -> Option<Text> {
    document.document_type = kind;
    let line = paragraph.line;
    report.put(Place::Type, &paragraph);
    let Content::Words(mut text) = paragraph.content else { return None };
    let mut rest = text.split_off(length);
    for note in text.notes() {
        rest.push(&format!(" ({})", note.words()), Style::PLAIN);
    }
    report.drop_words(DropKind::Fixed, line, text.as_str());
    if kind != DocumentType::Plan {
        report.note(
            NoteKind::Title,
            line,
            Some(Place::Type),
            text.as_str(),
            format!(
                "Văn bản là {}, đã đọc theo mẫu của loại ấy ({}, Phụ lục III).",
                type_name(kind).to_lowercase(),
                layout(kind).template
            ),
        );
    }
    if rest.is_blank() {
        return None;
    }
    // "KẾ HOẠCH LIÊN NGÀNH": whose plan it is, not what it is about.
    if matches!(plain_fold(rest.as_str()).as_str(), "lien nganh" | "lien tich") {
        report.drop_words(DropKind::Fixed, line, rest.as_str());
        report.puzzled(line, &paragraph_words(&text, &rest), Some(Place::Type));
        return None;
    }
    report.note(
        NoteKind::Title,
        line,
        Some(Place::Subject),
        paragraph_words(&text, &rest).as_str(),
        "Tên loại và trích yếu viết chung một dòng; đã tách phần sau tên loại vào trích yếu.",
    );
    report.put_line(Place::Subject, line);
    Some(rest)
}

/// The title of a type that no plan has stays as a line of the body.
pub(super) fn take_other_title(
    mut paragraph: SourceParagraph,
    report: &mut Report,
) -> SourceParagraph {
    paragraph.look.align = Some(Align::Center);
    paragraph.look.outline = None;
    report.note(
        NoteKind::Title,
        paragraph.line,
        Some(Place::Type),
        paragraph.as_str(),
        "Văn bản không phải kế hoạch và thuộc loại chương trình không soạn; nội dung được đưa vào \
         như một kế hoạch.",
    );
    paragraph
}

fn paragraph_words(text: &Text, rest: &Text) -> String {
    format!("{}{}", text.as_str(), rest.as_str())
}
