//! The foot of the paper: its columns taken apart, Nơi nhận and the signature told from each other.

use crate::model::{Document, Place, Text};
use crate::vietnamese::{fold, is_capitals, plain_fold};

use super::foot_line::FootLine;
use super::letterhead::{is_address, is_rule};
use super::lexicon::is_stamp;
use super::numeral::{Numeral, automatic, numeral};
use super::posts::{is_authority, is_person, is_small_post};
use super::recipients::{Line, List, drafter};
use super::signature::{is_torn_post, signatures};
use crate::read::source::columns::segments;
use crate::read::source::{Content, SourceParagraph, TAB};
use crate::read::{DropKind, NoteKind, Report};

/// A first column beyond this one is the right half of the page.
const RIGHT_HALF: usize = 30;

/// Whether a paragraph begins "Nơi nhận".
pub(in crate::read) fn begins(paragraph: &SourceParagraph) -> bool {
    if paragraph.look.outline.is_some_and(|level| level < 3)
        && paragraph.look.numeral.is_some()
    {
        return false;
    }
    let words: String = paragraph.as_str().chars().take(40).collect();
    let folded = plain_fold(words.trim_matches(|c: char| c == '-' || c.is_whitespace()));
    folded.strip_prefix("noi nhan").is_some_and(|rest| {
        let rest = rest.trim_start();
        rest.is_empty()
            || rest.starts_with([':', '.'])
            || words.contains("   ")
            || words.contains(TAB)
    })
}

/// Reads the foot; gives back paragraphs that belong to none of its parts.
pub(in crate::read) fn read(
    paragraphs: &[SourceParagraph],
    document: &mut Document,
    report: &mut Report,
) -> Vec<SourceParagraph> {
    let mut rest = Vec::new();
    let (left, right, interleaved) = columns(paragraphs, &mut rest, report);
    let left = join_torn(left);
    let mut list = List::new(document, report);
    let mut signing = Vec::new();
    let mut in_list = false;
    let headed = left.iter().any(|line| heads_list(&line.own.words));
    for line in left {
        // The list may stand below the signature.
        if !line.marked && heads_list(&line.own.words) {
            in_list = true;
            list.line(line);
            continue;
        }
        let named = list.archived()
            && ((interleaved && is_person(&line.own.words)) || is_small_post(&line.own.words));
        let closes = !line.marked
            && (!headed
                || is_authority(&line.own.words)
                || named
                || (!signing.is_empty() && !in_list));
        in_list &= !closes;
        let strays =
            list.archived() && !line.marked && line.gap && drafter(&line.own.words).is_none();
        if closes || strays {
            signing.push(line.own);
        } else {
            list.line(line);
        }
    }
    list.close();
    signing.extend(right);
    if interleaved {
        signing.sort_by_key(|line| line.number);
    }
    let (found, others) = signatures(&signing, report);
    if !found.is_empty() {
        document.signatures = found;
    }
    for line in others {
        if is_address(&plain_fold(&line.words)) {
            line.put(Place::Address, report);
            document.address.push(line.words);
            continue;
        }
        let content = Content::Words(Text::plain(&line.words));
        let line = line.number;
        rest.push(SourceParagraph { content, line, ..SourceParagraph::default() });
    }
    rest.sort_by_key(|paragraph| paragraph.line);
    rest
}

/// Puts together the lines of a post that a narrow cell cut before either of them names one, so that
/// neither is taken for a line of the list.
fn join_torn(lines: Vec<Line>) -> Vec<Line> {
    let mut joined: Vec<Line> = Vec::with_capacity(lines.len());
    for line in lines {
        match joined.last_mut() {
            Some(before)
                if !before.marked
                    && !line.marked
                    && is_torn_post(before.own.words.trim(), line.own.words.trim()) =>
            {
                before.own.join(&line.own);
            }
            _ => joined.push(line),
        }
    }
    joined
}

/// "Nơi nhận:", with or without the first recipient after it.
pub(super) fn heads_list(words: &str) -> bool {
    plain_fold(&words.chars().take(16).collect::<String>())
        .strip_prefix("noi nhan")
        .is_some_and(|rest| rest.trim_start().is_empty() || rest.trim_start().starts_with(':'))
}

/// Takes the two columns of the foot apart; the last value says whether a copy had run them together
/// line by line.
fn columns(
    paragraphs: &[SourceParagraph],
    rest: &mut Vec<SourceParagraph>,
    report: &mut Report,
) -> (Vec<Line>, Vec<FootLine>, bool) {
    let mut split = Vec::new();
    for paragraph in paragraphs {
        let Some(text) = paragraph.text() else {
            rest.push(paragraph.clone());
            continue;
        };
        let auto = paragraph.look.numeral.as_deref().and_then(automatic).is_some();
        let mut end = 0;
        for words in text.as_str().split('\n') {
            let from = end;
            end += words.chars().count() + 1;
            if is_stamp(words.trim()) {
                report.drop_words(DropKind::CopyMark, paragraph.line, words);
                continue;
            }
            let mut parts = segments(words, paragraph.look.indent);
            for part in &mut parts {
                part.span = from + part.span.start..from + part.span.end;
            }
            split.push((paragraph, auto, words, parts));
        }
    }
    let side_by_side = split.iter().any(|(_, _, _, parts)| {
        parts.iter().enumerate().any(|(at, part)| {
            (at > 0 || part.column >= RIGHT_HALF) && is_authority(&part.words)
        })
    });
    let (mut left, mut right) = (Vec::new(), Vec::new());
    for (paragraph, auto, words, parts) in split {
        if words.trim().is_empty() || is_rule(words.trim()) {
            report.drop_words(DropKind::Fixed, paragraph.line, words);
            continue;
        }
        let gap = paragraph.look.gap_before;
        let mut add = |line: FootLine, column: usize, auto: bool| {
            let indent = i32::try_from(column).unwrap_or(0);
            for (at, words) in items(&line.words).into_iter().enumerate() {
                let (marked, words) = match numeral(&words) {
                    Some((
                        Numeral::Dash | Numeral::Plus | Numeral::Star | Numeral::Bullet,
                        length,
                    )) => (true, words.chars().skip(length).collect()),
                    _ => (auto, words),
                };
                left.push(Line {
                    own: line.with(&words),
                    indent,
                    marked,
                    gap: gap && at == 0,
                });
            }
        };
        if !side_by_side {
            let column = parts.first().map_or(0, |part| part.column);
            let words = words.trim().replace(TAB, " ");
            let span = parts.first().map_or(0, |part| part.span.start)
                ..parts.last().map_or(0, |part| part.span.end);
            let line = FootLine::of(paragraph, span, words, report);
            // Columns that a copy has run together, the right one's words behind the left one's.
            let (own, other) = peel(&line.words, !right.is_empty());
            add(line.with(own), column, auto);
            right.extend(other.map(|other| line.with(other)));
            continue;
        }
        for (at, part) in parts.into_iter().enumerate() {
            let line = FootLine::of(paragraph, part.span, part.words, report);
            if at > 0 || part.column >= RIGHT_HALF {
                right.push(line);
            } else {
                add(line, part.column, auto);
            }
        }
    }
    if let Some(FootLine { number, words, .. }) = right.first() {
        report.note(
            NoteKind::Columns,
            *number,
            None,
            words,
            "“Nơi nhận” và chữ ký đứng song song trên cùng dòng; đã tách riêng từng cột.",
        );
    }
    let interleaved = !side_by_side && !right.is_empty();
    (left, right, interleaved)
}

/// A line with several recipients, each behind its own dash: `- A; - B; - Lưu: VT.`
fn items(words: &str) -> Vec<String> {
    let chars: Vec<char> = words.chars().collect();
    let mut parts = Vec::new();
    let mut from = 0;
    for (at, letter) in chars.iter().enumerate() {
        if !matches!(letter, ';' | '.' | ',') {
            continue;
        }
        let gap = chars[at + 1..].iter().take_while(|c| c.is_whitespace()).count();
        let dash = at + 1 + gap;
        if !matches!(chars.get(dash), Some('-' | '–')) {
            continue;
        }
        let rest: String = chars[dash + 1..].iter().take(8).collect();
        let archive = fold(rest.trim_start()).starts_with("luu");
        let begins = rest.trim_start().starts_with(char::is_alphabetic);
        if archive || (*letter == ';' && begins) {
            parts.push(chars[from..=at].iter().collect::<String>().trim().to_owned());
            from = dash;
        }
    }
    parts.push(chars[from..].iter().collect::<String>().trim().to_owned());
    parts
}

/// A recipient's line and what of the signature a copy put behind it: `- Sở A; KT. CHỦ TỊCH`. A
/// name is one only after a form or a post.
fn peel(words: &str, signing: bool) -> (&str, Option<&str>) {
    let marked = numeral(words).is_some_and(|(numeral, _)| numeral == Numeral::Dash);
    let headed = heads_list_at(words);
    if !marked && headed.is_none() {
        return (words, None);
    }
    let belongs =
        |tail: &str| (is_authority(tail) && is_capitals(tail)) || (signing && is_person(tail));
    if let Some(at) = headed
        && belongs(words[at..].trim())
    {
        return (words[..at].trim(), Some(words[at..].trim()));
    }
    words
        .match_indices([';', '.', ')'])
        .map(|(at, mark)| at + mark.len())
        .find(|at| words[*at..].starts_with(' ') && belongs(words[*at..].trim()))
        .map_or((words, None), |at| (words[..at].trim(), Some(words[at..].trim())))
}

/// Where "Nơi nhận:" ends at the head of a line, in bytes.
fn heads_list_at(words: &str) -> Option<usize> {
    let at = words.find(':')? + 1;
    (plain_fold(&words[..at]) == "noi nhan:").then_some(at)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::read_text;

    fn foot(text: &str) -> (Document, Report) {
        let source = read_text(&format!("KẾ HOẠCH\nHết./.\n{text}")).expect("small");
        let (mut document, mut report) = (Document::default(), Report::default());
        let rest = read(&source.paragraphs[2..], &mut document, &mut report);
        assert!(rest.is_empty(), "{rest:?}");
        (document, report)
    }

    #[test]
    fn a_list_in_one_line_falls_apart_up_to_its_archive() {
        for (list, names, units) in [
            (
                "Nơi nhận: UBND tỉnh; Các thôn; Lưu: VT, KT.",
                vec!["UBND tỉnh", "Các thôn"],
                vec!["VT", "KT"],
            ),
            (
                "Nơi nhận: - UBND tỉnh; - Các thôn; - Lưu VT.",
                vec!["UBND tỉnh", "Các thôn"],
                vec!["VT"],
            ),
            (
                "Nơi nhận:\n- UBND tỉnh;\n- Các thôn; Lưu: VT; KT.",
                vec!["UBND tỉnh", "Các thôn"],
                vec!["VT", "KT"],
            ),
            (
                "Nơi nhận:\n- UBND tỉnh; UBND xã;\n- Lưu: VT.",
                vec!["UBND tỉnh; UBND xã"],
                vec!["VT"],
            ),
        ] {
            let (document, _) = foot(&format!("{list}\n\nGIÁM ĐỐC\n\n\nLê Thị Hoa"));
            let found: Vec<_> = document.recipients.iter().map(|r| r.name.as_str()).collect();
            assert_eq!(found, names, "{list}");
            assert_eq!(document.archive.units, units, "{list}");
        }
    }

    #[test]
    fn a_tidy_foot() {
        let (document, report) = foot(
            "Nơi nhận:\n- Thường trực Tỉnh ủy (để b/c);\n- Các phòng, ban;\n- Bộ Công an (Cục A03\n\
             - để b/c);\n- Lưu: VT, HC (2).\nPL.(300)\nGIÁM ĐỐC\n\n\nLê Thị Hoa",
        );
        let names: Vec<_> = document.recipients.iter().map(|r| r.name.as_str()).collect();
        assert_eq!(
            names,
            ["Thường trực Tỉnh ủy", "Các phòng, ban", "Bộ Công an (Cục A03 - để b/c)"]
        );
        assert_eq!(document.recipients[0].purpose, "để b/c");
        assert_eq!(document.archive.units, ["VT", "HC"]);
        assert_eq!(document.archive.copies, Some(2));
        assert_eq!(document.drafter.as_ref().and_then(|mark| mark.copies), Some(300));
        assert_eq!(document.signatures[0].signer, "Lê Thị Hoa");
        assert!(report.notes.is_empty(), "{:?}", report.notes);
    }

    #[test]
    fn nested_lists_and_a_strange_last_line() {
        let (document, report) = foot(
            "***Nơi nhận:***\n\n- Ban A ;\n  - Ban B;\n  - Lưu : VT-VP.\n- CV(ML)-2026\n\n\
             **GIÁM ĐỐC**\n\n**Trần Văn Bình**",
        );
        assert_eq!(document.recipients.len(), 2);
        assert_eq!(document.archive.units, ["VT", "VP", "CV(ML)-2026"]);
        assert_eq!(report.unrecognised[0].words, "CV(ML)-2026");
        let kinds: Vec<_> = report.notes.iter().map(|note| note.kind).collect();
        assert_eq!(kinds, [NoteKind::Recipients, NoteKind::Archive, NoteKind::AfterArchive]);
        assert_eq!(document.signatures[0].signer, "Trần Văn Bình");
    }

    #[test]
    fn side_by_side() {
        let (document, report) = foot(
            "Nơi nhận:                           KT/ GIÁM ĐỐC\n\
             - Các phòng chuyên môn,             PHÓ GIÁM ĐỐC\n\
             đơn vị thuộc Sở;\n\
             - Lưu: VT (3).                       Trần Văn Bình",
        );
        assert_eq!(document.recipients[0].name, "Các phòng chuyên môn, đơn vị thuộc Sở");
        assert_eq!(document.archive.copies, Some(3));
        assert_eq!(document.signatures[0].lines(), ["KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"]);
        assert_eq!(document.signatures[0].signer, "Trần Văn Bình");
        assert!(report.notes.iter().any(|note| note.kind == NoteKind::Columns));
    }
}
