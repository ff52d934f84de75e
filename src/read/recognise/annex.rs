//! Phụ lục: heading, title, the line "(Kèm theo …)", what it holds.

use crate::model::{Annex, Document, Place, Story, Style, Text};
use crate::vietnamese::{is_capitals, plain_fold};

use super::attachment;
use super::body::{blocks, is_structure, tidy_spaces};
use super::bold_titles::restore_titles;
use super::closing;
use super::letterhead::{is_fixed, is_rule};
use super::lexicon::{is_bare_attachment, is_form_number, names_attachment};
use super::pattern::{reference, symbol_of};
use super::titles::{annex_heading, stands_alone};
use crate::read::source::{Content, SourceParagraph};
use crate::read::{DropKind, NoteKind, Report};

/// Where the first annex begins.
pub(super) fn begins_at(paragraphs: &[SourceParagraph], certain: bool) -> Option<usize> {
    paragraphs.iter().position(|paragraph| {
        is_heading(paragraph)
            && (certain || paragraph.as_str().chars().count() <= 14 || distinct(paragraph))
    })
}

fn is_heading(paragraph: &SourceParagraph) -> bool {
    paragraph.look.numeral.is_none() && annex_heading(paragraph.as_str()).is_some()
}

fn distinct(paragraph: &SourceParagraph) -> bool {
    paragraph.look.align == Some(crate::model::Align::Center)
        || paragraph.is_bold()
        || paragraph.look.outline.is_some()
        || is_capitals(paragraph.as_str())
}

/// Reads every annex of the paragraphs into the plan.
pub(in crate::read) fn read(
    paragraphs: Vec<SourceParagraph>,
    document: &mut Document,
    report: &mut Report,
) {
    let mut groups: Vec<Vec<SourceParagraph>> = Vec::new();
    for paragraph in paragraphs {
        match groups.last_mut() {
            Some(group)
                if !is_heading(&paragraph) && !attachment::begins_next(&paragraph, group) =>
            {
                group.push(paragraph);
            }
            _ => groups.push(vec![paragraph]),
        }
    }
    for group in groups {
        let index = document.annexes.len();
        let annex = one(group, index, document, report);
        document.annexes.push(annex);
    }
}

/// Reads what stands after the signature without being called an annex; its first line is the
/// title.
pub(in crate::read) fn unnamed(
    paragraphs: Vec<SourceParagraph>,
    document: &mut Document,
    report: &mut Report,
) {
    let index = document.annexes.len();
    tell_unnamed(&paragraphs, index, report);
    let landscape = paragraphs.iter().any(|paragraph| paragraph.look.landscape);
    let mut annex = Annex { landscape, ..Annex::default() };
    fill(&mut annex, paragraphs, index, document, report);
    document.annexes.push(annex);
}

fn tell_unnamed(paragraphs: &[SourceParagraph], index: usize, report: &mut Report) {
    let line = paragraphs.first().map_or(0, |paragraph| paragraph.line);
    report.note(
        NoteKind::Annex,
        line,
        Some(Place::AnnexTitle(index)),
        "",
        "Sau chữ ký còn nội dung không ghi “Phụ lục”; đã đưa vào một phụ lục.",
    );
}

fn one(
    mut group: Vec<SourceParagraph>,
    index: usize,
    document: &Document,
    report: &mut Report,
) -> Annex {
    let mut annex = Annex {
        landscape: group.iter().any(|paragraph| paragraph.look.landscape),
        ..Annex::default()
    };
    if let Some(first) = group.first_mut()
        && let Some(heading) = annex_heading(first.as_str())
        && let Content::Words(text) = &mut first.content
    {
        let place = Some(Place::AnnexTitle(index));
        let mut title = text.split_off(heading.length);
        report.drop_words(DropKind::Fixed, first.line, text.as_str());
        report.put_line(Place::AnnexTitle(index), first.line);
        if !heading.tidy {
            report.note(
                NoteKind::Annex,
                first.line,
                place,
                text.as_str(),
                "Tên phụ lục viết khác mẫu (Phụ lục I, tiêu đề ở dòng dưới); đã ghi lại theo mẫu.",
            );
        }
        if heading.number.is_some_and(|number| number as usize != index + 1) {
            report.note(
                NoteKind::Numeral,
                first.line,
                place,
                text.as_str(),
                format!("Số của phụ lục không liên tục; phụ lục này sẽ là số {}.", index + 1),
            );
        }
        tidy_spaces(&mut title);
        *text = title;
    } else {
        tell_unnamed(&group, index, report);
    }
    fill(&mut annex, group, index, document, report);
    annex
}

/// Title, reference and blocks. The first paragraph may be blank (a heading alone on its line).
fn fill(
    annex: &mut Annex,
    paragraphs: Vec<SourceParagraph>,
    index: usize,
    document: &Document,
    report: &mut Report,
) {
    /// So many lines of an agency's name stand above Quốc hiệu.
    const HEAD: usize = 3;
    let mut title = Text::default();
    let mut rest = Vec::new();
    let mut referred = false;
    let mut titled_before = false;
    let mut paragraphs = with_whole_reference(paragraphs);
    let letterhead: Vec<_> = paragraphs.drain(..own_letterhead(&paragraphs)).collect();
    // A form has a letterhead of its own: its title stands above that.
    let national = paragraphs.iter().position(|line| is_fixed(line.as_str()));
    let own_head = national.map_or(usize::MAX, |at| at.saturating_sub(HEAD));
    for (at, mut paragraph) in paragraphs.into_iter().enumerate() {
        if !rest.is_empty() || (!title.is_blank() && at >= own_head && Some(at) <= national) {
            rest.push(paragraph);
            continue;
        }
        if title.is_blank() && repeats_agency(paragraph.as_str(), document) {
            report.drop_words(DropKind::Fixed, paragraph.line, paragraph.as_str());
            continue;
        }
        let line = paragraph.line;
        let outlined = distinct(&paragraph);
        let structure = is_structure(&paragraph);
        let gap = paragraph.look.gap_before;
        let Content::Words(text) = &mut paragraph.content else {
            rest.push(paragraph);
            continue;
        };
        if text.is_blank() || is_rule(text.as_str()) {
            report.drop_words(DropKind::Fixed, line, text.as_str());
            continue;
        }
        if !referred && take_reference(text, line, index, document, report) {
            referred = true;
            titled_before = !title.is_blank() && !is_form_number(title.as_str());
            if text.is_blank() {
                continue;
            }
        }
        let words = text.as_str();
        // "(Kèm theo …)" stands below the title, or above it.
        let fits = !structure && stands_alone(words) && !(referred && titled_before);
        // "DANH SÁCH" alone names a kind: what it lists stands on the next line.
        let bare = !title.is_blank() && !gap && is_bare_attachment(title.as_str());
        let more = (title.is_blank() && !referred)
            || (outlined && !gap)
            || is_capitals(words)
            || bare;
        if fits && (more || (title.is_blank() && outlined)) && (at < 2 || outlined || bare) {
            let mut text = std::mem::take(text);
            tidy_spaces(&mut text);
            if is_form_number(title.as_str()) {
                title.append(Text::plain(": "));
            } else if !title.is_blank() {
                title.append(Text::plain(" "));
            }
            title.append(text);
            report.put(Place::AnnexTitle(index), &paragraph);
        } else {
            rest.push(paragraph);
        }
    }
    if title.all(|style| style.bold) {
        let length = title.len();
        title.restyle(0..length, |style: &mut Style| style.bold = false);
    }
    let story = Story::Annex(index);
    let rest = letterhead.into_iter().chain(rest).collect();
    let (mut found, lines) = blocks(rest, story, 0, report);
    restore_titles(&mut found, &lines, story, report);
    if let Some(crate::model::Block::Text(paragraph)) = found.last_mut() {
        closing::strip(&mut paragraph.text);
    }
    annex.title = title;
    annex.blocks = found;
}

/// How many paragraphs of a form's own letterhead stand above its title.
fn own_letterhead(paragraphs: &[SourceParagraph]) -> usize {
    /// No letterhead has more lines.
    const LONGEST: usize = 8;
    let fixed = |line: &SourceParagraph| is_fixed(line.as_str());
    let near = &paragraphs[..paragraphs.len().min(LONGEST)];
    let (Some(first), Some(last)) =
        (near.iter().position(fixed), near.iter().rposition(fixed))
    else {
        return 0;
    };
    let titles = |line: &SourceParagraph| {
        let words = line.as_str().trim();
        let blank = words.is_empty() || is_rule(words);
        !blank && (is_form_number(words) || names_attachment(words) || !is_capitals(words))
    };
    if near[..first].iter().any(titles) { 0 } else { last + 1 }
}

/// Whether a line above an annex's title is one of the agencies of the letterhead.
fn repeats_agency(words: &str, document: &Document) -> bool {
    let line = plain_fold(words);
    let whole = plain_fold(&document.agency.join(" "));
    // A table has no words of its own, and a plan without an agency repeats none.
    !line.is_empty()
        && (line == whole
            || document
                .parent_agency
                .iter()
                .chain(&document.agency)
                .any(|own| plain_fold(own) == line))
}

/// The paragraphs with a "(Kèm theo …" that goes on in the next ones joined to one.
fn with_whole_reference(mut paragraphs: Vec<SourceParagraph>) -> Vec<SourceParagraph> {
    /// Where a reference may begin, and how many paragraphs it may take.
    const FIRST: usize = 8;
    const MOST: usize = 4;
    let opens = |paragraph: &SourceParagraph| {
        let start = plain_fold(&paragraph.as_str().chars().take(24).collect::<String>());
        (start.starts_with("(kem theo") || start.starts_with("(ban hanh kem theo"))
            && !paragraph.as_str().contains(')')
    };
    let closes = |paragraph: &SourceParagraph| paragraph.as_str().trim_end().ends_with(')');
    let Some(from) = paragraphs.iter().take(FIRST).position(opens) else { return paragraphs };
    let ends = paragraphs.iter().skip(from).take(MOST).position(closes);
    for _ in 0..ends.unwrap_or(0) {
        let more = paragraphs.remove(from + 1);
        paragraphs[from].join(more);
    }
    paragraphs
}

/// Takes the line "(Kèm theo Kế hoạch …)" off; the paper makes it from the letterhead. What it says
/// otherwise than the letterhead is told.
fn take_reference(
    text: &mut Text,
    line: usize,
    index: usize,
    document: &Document,
    report: &mut Report,
) -> bool {
    if text.len() > 600 {
        return false;
    }
    let chars: Vec<char> = text.as_str().chars().collect();
    let start = plain_fold(&chars.iter().take(24).collect::<String>());
    let plain =
        start.starts_with("(kem theo ke hoach") || start.starts_with("(ban hanh kem theo");
    let (from, to, differs) = match reference(&chars) {
        Some(found) => {
            let said = &found.decision;
            let differs = (said.number.is_some() && said.number != document.number)
                || (!said.symbol.is_empty() && said.symbol != symbol_of(document))
                || (said.date.calendar().is_some() && said.date != document.date);
            (found.start, found.end, differs && document.decision.is_none())
        }
        None if plain && chars.last() == Some(&')') => (0, chars.len(), false),
        None => return false,
    };
    let taken: String = chars[from..to].iter().collect();
    report.drop_words(DropKind::Reference, line, &taken);
    if differs {
        report.note(
            NoteKind::Annex,
            line,
            Some(Place::AnnexTitle(index)),
            &taken,
            "Dòng “Kèm theo …” của phụ lục ghi khác số, ký hiệu hoặc ngày của kế hoạch; dòng này sẽ \
             được lập lại theo kế hoạch.",
        );
    }
    text.delete(from..to);
    text.trim();
    true
}
