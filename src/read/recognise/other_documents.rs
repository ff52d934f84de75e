//! Documents beside the plan in the same file: the decision it is issued with, a second document behind
//! it, a regulation that a decision brings in force.

use crate::model::{Decision, DocumentType};
use crate::standard::type_name;
use crate::vietnamese::{capitalised, is_capitals, plain_fold};

use super::letterhead::{
    is_fixed, is_rule, shows_letterhead, shows_national, shows_number_or_date,
};
use super::lexicon::names_attachment;
use super::titles::{is_other_title, is_title, title};
use super::{annex, attachment, ending, kinds, numeral, posts, source_words};
use crate::read::source::SourceParagraph;
use crate::read::{DropKind, NoteKind, Report};

/// Takes what stands before the plan off its head. A plan with number or date of its own stands by itself
/// behind another document; one without is issued with that document, whose letterhead it keeps.
pub(super) fn take_earlier(
    head: &mut Vec<SourceParagraph>,
    kind: Option<DocumentType>,
    report: &mut Report,
) -> Option<Decision> {
    kind.filter(|kind| *kind == DocumentType::Plan)?;
    if let Some(own) = own_letterhead(head) {
        let own = head.split_off(own);
        let other = std::mem::replace(head, own);
        let name = name_of(&other);
        leave_out(other, &name, "Kế hoạch", report);
        return None;
    }
    let title = |head: &[SourceParagraph]| {
        head.iter().rposition(|paragraph| is_other_title(paragraph.as_str()))
    };
    let at = title(head)?;
    // Before the decision may stand what was submitted with it.
    let top = head[..at].iter().rposition(shows_national);
    let begins = top.map_or(0, |national| head_before(head, national));
    if title(&head[..begins]).is_some() {
        let decision = head.split_off(begins);
        let earlier = std::mem::replace(head, decision);
        let name = name_of(&earlier);
        leave_out(earlier, &name, "Kế hoạch", report);
    }
    let at = title(head)?;
    let other = head.split_off(at);
    let document = name_of(&other);
    leave_out(other, &document, "Kế hoạch", report);
    Some(Decision { document, ..Decision::default() })
}

/// Where the plan's own letterhead begins below another document: the last one of the head, when it has
/// number or date and no other title stands below it.
fn own_letterhead(head: &[SourceParagraph]) -> Option<usize> {
    let national = head.iter().rposition(shows_national)?;
    let own = head_before(head, national);
    let titled = head[own..].iter().any(|paragraph| is_other_title(paragraph.as_str()));
    let numbered = head[own..].iter().any(shows_number_or_date);
    (!titled && numbered && head[..own].iter().any(shows_national)).then_some(own)
}

/// What a document is called: by its title; a công văn has none.
fn name_of(paragraphs: &[SourceParagraph]) -> String {
    let title = paragraphs.iter().find(|paragraph| is_other_title(paragraph.as_str()));
    title.map_or_else(
        || match kinds::letter_begins(paragraphs) {
            Some(_) => sentence(type_name(DocumentType::OfficialLetter)),
            None => "một văn bản khác".to_owned(),
        },
        |title| sentence(title.as_str()),
    )
}

/// A title as a name inside a sentence.
fn sentence(title: &str) -> String {
    capitalised(&title.trim().trim_end_matches(':').to_lowercase())
}

/// Takes a document that is not the plan out, and says so line by line.
fn leave_out(other: Vec<SourceParagraph>, name: &str, kept: &str, report: &mut Report) {
    let Some(first) = other.first() else { return };
    let line_of = |paragraph: &SourceParagraph| report.trace.line_of(paragraph.line);
    let (from, to) = (line_of(first), other.last().map_or(0, line_of));
    report.note(
        NoteKind::OtherDocument,
        first.line,
        None,
        first.as_str(),
        format!(
            "Tệp còn chứa {name} (dòng {from} đến {to}), là một văn bản riêng: bản này chỉ lấy {kept}."
        ),
    );
    for paragraph in other {
        let words: String = source_words(&paragraph).into_iter().collect();
        report.drop_words(DropKind::OtherDocument, paragraph.line, &words);
        report.puzzled(paragraph.line, &words, None);
    }
}

/// A second letterhead after the document begins another one; `kept` is what the first is called.
pub(super) fn cut_second_document(
    rest: &mut Vec<SourceParagraph>,
    kept: &str,
    report: &mut Report,
) {
    let Some(national) = rest.iter().position(shows_national) else { return };
    let before_annex =
        annex::begins_at(&rest[..national], false).is_none_or(|annex| annex > national);
    let list = rest[..national].iter().position(ending::begins);
    if is_form(&rest[national..]) && list.is_some() {
        return;
    }
    if !before_annex || list.is_some_and(|list| attachment::is_headed(&rest[list..national])) {
        return;
    }
    let other = rest.split_off(head_before(rest, national));
    let name = name_of(&other);
    leave_out(other, &name, kept, report);
}

/// Whether what stands from Quốc hiệu on is a form to fill in, "PHIẾU ĐĂNG KÝ …": it has a letterhead, but no
/// number and no type of a document, and hangs on the plan.
fn is_form(below: &[SourceParagraph]) -> bool {
    /// So many lines of the letterhead stand between Quốc hiệu and the title.
    const HEAD: usize = 5;
    let head = below.iter().skip(1).take(HEAD);
    let first = head
        .map(|line| line.as_str().trim())
        .find(|words| !words.is_empty() && !is_rule(words) && !is_fixed(words));
    first.is_some_and(|words| {
        is_capitals(words)
            && names_attachment(words)
            && !is_other_title(words)
            && title(words).is_none()
    })
}

/// Where the letterhead begins that Quốc hiệu stands in.
pub(super) fn head_before(rest: &[SourceParagraph], national: usize) -> usize {
    let head = rest[..national].iter().rev().take_while(|paragraph| {
        let words = paragraph.as_str();
        let name = words.chars().count() <= 120
            && (is_capitals(words) || shows_letterhead(paragraph))
            && numeral::numeral(words).is_none()
            && !posts::is_authority(words);
        paragraph.text().is_some() && (name || is_rule(words))
    });
    national - head.count().min(6)
}

/// A regulation that a decision brings in force, with its own title and "(Ban hành kèm theo …)", is
/// a document of its own; the first one is taken.
pub(super) fn cut_attached(rest: &mut Vec<SourceParagraph>, report: &mut Report) {
    const LOOK_AT: usize = 6;
    let refers = |line: &str| {
        let head: String = line.chars().take(40).collect();
        let folded = plain_fold(&head);
        let folded = folded.trim_start_matches(['(', ' ']);
        folded.starts_with("ban hanh kem theo") || folded.starts_with("kem theo")
    };
    let referred = |paragraph: &SourceParagraph| paragraph.as_str().lines().any(refers);
    let begins = |at: &usize| {
        let words = rest[*at].as_str();
        (is_title(words) || is_other_title(words))
            && rest[at + 1..].iter().take(LOOK_AT).any(referred)
    };
    let Some(at) = (1..rest.len()).find(begins) else { return };
    let name = sentence(rest[at].as_str());
    // It may have a letterhead of its own.
    let top = at.saturating_sub(LOOK_AT);
    let start = rest[top..at]
        .iter()
        .position(shows_national)
        .map_or(at, |national| head_before(rest, top + national));
    let other = rest.split_off(start.max(1));
    leave_out(other, &name, "văn bản đầu", report);
}
