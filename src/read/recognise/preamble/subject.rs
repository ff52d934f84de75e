//! Trích yếu: the lines below the type's name that say what the document is about.

use crate::model::{Align, Document, Place, Text};
use crate::standard::StyleName;
use crate::vietnamese::{capitalised, is_capitals, plain_fold};

use super::super::agency::begins_agency;
use super::super::body::{is_structure, numeral_of, tidy_spaces};
use super::super::kinds;
use super::super::letterhead::is_rule;
use super::super::lexicon::{ISSUES, PROSE, after_post, wants_more};
use super::super::numeral::Numeral;
use super::reference::take_reference;
use super::{begins_basis, opens_body, opens_text, unstyle};
use crate::read::source::SourceParagraph;
use crate::read::{DropKind, NoteKind, Report};

/// Longer paragraphs are no subject.
const LONGEST: usize = 600;
/// Longer ones that end a sentence are none either.
const LONGEST_SENTENCE: usize = 300;
/// So many paragraphs are looked at for numbered lines.
const LOOK_AT: usize = 80;
/// So many paragraphs may lead from the subject to "như sau:".
const OPENING: usize = 4;
/// So many lines of who issues may stand below the first.
const ISSUER: usize = 2;

/// Reads the subject; returns how many paragraphs it took. `rest` is what stood on the title's own line.
pub(super) fn read(
    paragraphs: &[SourceParagraph],
    rest: Option<Text>,
    document: &mut Document,
    report: &mut Report,
) -> usize {
    let line = paragraphs.first().map_or(0, |paragraph| paragraph.line);
    let mut subject = rest.unwrap_or_default();
    if let Some(left) = take_reference(&mut subject, line, document, report) {
        subject = left;
    }
    trim_lead(&mut subject);
    let structured = paragraphs.iter().take(LOOK_AT).any(is_structure);
    let mut before: Option<&SourceParagraph> = None;
    let mut at = 0;
    while let Some(paragraph) = paragraphs.get(at) {
        let Some(text) = paragraph.text() else { break };
        if is_rule(text.as_str()) {
            report.drop_words(DropKind::Fixed, paragraph.line, text.as_str());
            at += 1;
            if subject.is_blank() { continue } else { break }
        }
        let begun = Begun { subject: &subject, before, structured };
        if begun.ends_at(&paragraphs[at..], document) {
            break;
        }
        let mut more = text.clone();
        let left = take_reference(&mut more, paragraph.line, document, report);
        let last = left.is_some();
        append(&mut subject, left.unwrap_or(more));
        report.put(Place::Subject, paragraph);
        before = Some(paragraph);
        at += 1;
        if last {
            break;
        }
    }
    document.subject = finished(subject, line, report);
    at
}

/// A subject as far as it is read.
struct Begun<'a> {
    subject: &'a Text,
    /// Its last line.
    before: Option<&'a SourceParagraph>,
    /// Whether numbered lines follow, so that a heading without numeral is hardly one of the body.
    structured: bool,
}

impl Begun<'_> {
    /// Whether the first of these paragraphs no longer belongs to it.
    fn ends_at(&self, paragraphs: &[SourceParagraph], document: &Document) -> bool {
        let [paragraph, below @ ..] = paragraphs else { return true };
        let Some(text) = paragraph.text() else { return true };
        let first = self.subject.is_blank();
        let structure =
            is_structure(paragraph) && !(first && begins_out_of_count(paragraph, below));
        if structure || text.len() > LONGEST || self.opens(text, paragraph, below, document) {
            return true;
        }
        if first {
            return text.len() > LONGEST_SENTENCE && text.as_str().trim_end().ends_with('.');
        }
        // The subject's own words are asked last: that costs its whole length.
        !goes_on(self.before, paragraph, self.structured)
            || ((leads_to_body(paragraphs) || names_issuer_above_basis(paragraph, below))
                && !wants_more(self.subject.as_str()))
    }

    /// Whether a paragraph begins as what follows a subject does: căn cứ, "Kính gửi", "(Kèm theo …)".
    fn opens(
        &self,
        text: &Text,
        paragraph: &SourceParagraph,
        below: &[SourceParagraph],
        document: &Document,
    ) -> bool {
        const HEADS: [&str; 5] =
            ["can cu ", "kinh gui", "(kem theo", "(ban hanh", "kem theo "];
        if paragraph.look.style == Some(StyleName::Subject) {
            return false;
        }
        let words = text.as_str();
        let folded = plain_fold(&words.chars().take(40).collect::<String>());
        // "Phổ biến pháp luật; / hòa giải ở cơ sở": a subject may have a semicolon in it.
        let inside = self.subject.is_blank()
            && words.trim_end().ends_with(';')
            && below.first().is_some_and(|next| {
                next.as_str().starts_with(char::is_lowercase) && !next.look.gap_before
            });
        (words.trim_end().ends_with([':', ';']) && !inside)
            || HEADS.iter().any(|head| folded.starts_with(head))
            || (folded.starts_with("thuc hien ")
                && text.len() > 160
                && !is_capitals(words)
                && !text.all(|style| style.bold))
            // "… điện: Trưởng các thôn", "… trân trọng kính mời:" name those whom ô 9a names.
            || (!self.subject.is_blank()
                && kinds::names_addressees(words, document.document_type))
    }
}

/// "Hiện nay … ban hành Kế hoạch như sau:" right below the subject opens the text.
fn leads_to_body(paragraphs: &[SourceParagraph]) -> bool {
    let near = || paragraphs.iter().take(OPENING);
    paragraphs
        .first()
        .is_some_and(|first| first.look.style.is_none() && opens_text(first.as_str()))
        && !near().any(begins_basis)
        && near().take_while(|next| !is_structure(next)).any(|next| opens_body(next.as_str()))
}

/// Who issues, above the căn cứ, is no part of the subject: "HỘI ĐỒNG NHÂN DÂN XÃ … / KHÓA II, KỲ HỌP THỨ 4".
fn names_issuer_above_basis(paragraph: &SourceParagraph, below: &[SourceParagraph]) -> bool {
    let issuer = below.iter().take(ISSUER).take_while(|line| is_capitals(line.as_str()));
    below.get(issuer.count()).is_some_and(begins_basis) && names_issuer(paragraph.as_str())
}

fn append(subject: &mut Text, mut more: Text) {
    tidy_spaces(&mut more);
    if !subject.is_blank() && !more.is_blank() {
        subject.append(Text::plain(" "));
    }
    subject.append(more);
}

/// The subject without what the paper gives it by itself; told where there is none.
fn finished(mut subject: Text, line: usize, report: &mut Report) -> Text {
    subject.trim();
    unstyle(&mut subject, |style| style.bold = false);
    unstyle(&mut subject, |style| style.italic = false);
    drop_about(&mut subject, line, report);
    if subject.is_blank() {
        report.note(
            NoteKind::Missing,
            0,
            Some(Place::Subject),
            "",
            "Chưa thấy trích yếu dưới tên loại; hãy điền vào.",
        );
    }
    subject
}

/// Takes "V/v" off: a trích yếu of a plan says what it is about without it (PL I.II.5).
fn drop_about(subject: &mut Text, line: usize, report: &mut Report) {
    let words = subject.as_str();
    let Some((about, _)) = words.split_once(' ') else { return };
    if !matches!(about.trim_end_matches(['.', ':']), "V/v" | "V/V" | "v/v") {
        return;
    }
    report.drop_words(DropKind::Fixed, line, about);
    report.note(
        NoteKind::Title,
        line,
        Some(Place::Subject),
        words,
        "Trích yếu dưới tên loại không có chữ “V/v”; đã bỏ.",
    );
    let mut rest = subject.split_off(about.chars().count());
    rest.trim();
    let first: String = rest.as_str().chars().take(1).collect();
    let mut capital = Text::styled(&capitalised(&first), rest.style_at(0));
    rest.delete(0..1);
    capital.append(rest);
    *subject = capital;
}

/// "C.TRÌNH HÀNH ĐỘNG" below the title, with "I." or "1." to come: no count begins so, and what looks
/// like a numeral is a word of the subject.
fn begins_out_of_count(paragraph: &SourceParagraph, after: &[SourceParagraph]) -> bool {
    let first = |paragraph: &SourceParagraph| {
        matches!(
            numeral_of(paragraph),
            Some(Numeral::Roman(1) | Numeral::Capital(1) | Numeral::Arabic(1))
        )
    };
    paragraph.look.numeral.is_none()
        && matches!(numeral_of(paragraph), Some(Numeral::Roman(2..) | Numeral::Capital(2..)))
        && after.iter().any(first)
}

/// A line in capitals that says who decides: an agency, or its head.
fn names_issuer(words: &str) -> bool {
    let folded = plain_fold(words);
    is_capitals(words) && (begins_agency(words) || after_post(&folded, ISSUES).is_some())
}

/// Whether a line still belongs to the subject begun before it. `structured`: numbered lines
/// follow, so that a heading without numeral is hardly one of the body.
fn goes_on(
    before: Option<&SourceParagraph>,
    paragraph: &SourceParagraph,
    structured: bool,
) -> bool {
    let Some(before) = before else { return paragraph.as_str().chars().count() <= 200 };
    let words = paragraph.as_str();
    let shouts = is_capitals(words);
    if shouts && is_capitals(before.as_str()) {
        return true;
    }
    let count = words.chars().count();
    let ended = words.trim_end().ends_with(['.', ';', ':']);
    // A line that begins small goes on with one that ended no sentence.
    if words.starts_with(char::is_lowercase)
        && !before.as_str().trim_end().ends_with(['.', ';', ':'])
        && !ended
        && count <= 200
    {
        return true;
    }
    let alike = structured && !ended && count <= 150 && shouts == is_capitals(before.as_str());
    if paragraph.look.outline.is_some() || before.look.outline.is_some() {
        return paragraph.look.outline == before.look.outline
            && (!paragraph.look.gap_before || alike);
    }
    let centred = |p: &SourceParagraph| p.look.align == Some(Align::Center);
    if centred(before) || before.is_bold() {
        return centred(paragraph) == centred(before)
            && paragraph.is_bold() == before.is_bold()
            && (!paragraph.look.gap_before || centred(paragraph) || alike);
    }
    let folded = plain_fold(&words.chars().take(20).collect::<String>());
    // What opens the text ends in a mark; "Năm 2022" below the subject does not.
    let more = structured && count <= 80 && !words.trim_end().ends_with(',');
    (!paragraph.look.gap_before || more)
        && count <= 120
        && !words.trim_end().ends_with(['.', ';', ':'])
        && (words.starts_with(char::is_lowercase)
            || !PROSE.iter().any(|head| folded.starts_with(head)))
}

/// A subject on the title's line may begin with a comma or a colon.
fn trim_lead(text: &mut Text) {
    let lead = text
        .as_str()
        .chars()
        .take_while(|c| c.is_whitespace() || matches!(c, ',' | ':' | '-' | '–'))
        .count();
    text.delete(0..lead);
    tidy_spaces(text);
}
