//! The foot of the paper: Nơi nhận, the archive line, the drafter's mark, the signature.

use crate::compose::forms::is_purpose;
use crate::model::{Archive, DrafterMark, Place, Plan, Recipient, Text};
use crate::vietnamese::{fold, is_capitals, plain_fold};

use super::letterhead::{is_address, is_rule};
use super::lexicon::is_stamp;
use super::numeral::{Numeral, automatic, numeral};
use super::posts::{is_authority, is_person, is_small_post};
use super::signature::signatures;
use crate::read::source::columns::segments;
use crate::read::source::{Content, Look, SourceParagraph, TAB};
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

struct Line {
    number: usize,
    words: String,
    indent: i32,
    marked: bool,
    /// Whether an empty line stood before it.
    gap: bool,
}

/// Reads the foot; gives back paragraphs that belong to none of its parts.
pub(in crate::read) fn read(
    paragraphs: &[SourceParagraph],
    plan: &mut Plan,
    report: &mut Report,
) -> Vec<SourceParagraph> {
    let mut rest = Vec::new();
    let (left, right, interleaved) = columns(paragraphs, &mut rest, report);
    let mut list = List::new(plan, report);
    let mut signing = Vec::new();
    let mut in_list = false;
    let headed = left.iter().any(|line| heads_list(&line.words));
    for line in left {
        // The list may stand below the signature.
        if !line.marked && heads_list(&line.words) {
            in_list = true;
            list.line(line);
            continue;
        }
        let named = list.archived()
            && ((interleaved && is_person(&line.words)) || is_small_post(&line.words));
        let closes = !line.marked
            && (!headed
                || is_authority(&line.words)
                || named
                || (!signing.is_empty() && !in_list));
        in_list &= !closes;
        let strays =
            list.archived() && !line.marked && line.gap && drafter(&line.words).is_none();
        if closes || strays {
            signing.push((line.number, line.words));
        } else {
            list.line(line);
        }
    }
    list.close();
    signing.extend(right);
    if interleaved {
        signing.sort_by_key(|(line, _)| *line);
    }
    let (found, others) = signatures(&signing, report);
    if !found.is_empty() {
        plan.signatures = found;
    }
    for (line, words) in others {
        if is_address(&plain_fold(&words)) {
            plan.address.push(words);
            continue;
        }
        let content = Content::Words(Text::plain(&words));
        rest.push(SourceParagraph { content, look: Look::default(), line });
    }
    rest.sort_by_key(|paragraph| paragraph.line);
    rest
}

/// "Nơi nhận:", with or without the first recipient after it.
pub(super) fn heads_list(words: &str) -> bool {
    plain_fold(&words.chars().take(16).collect::<String>())
        .strip_prefix("noi nhan")
        .is_some_and(|rest| rest.trim_start().is_empty() || rest.trim_start().starts_with(':'))
}

type Numbered = Vec<(usize, String)>;

/// Takes the two columns of the foot apart; the last value says whether a copy had run them together
/// line by line.
fn columns(
    paragraphs: &[SourceParagraph],
    rest: &mut Vec<SourceParagraph>,
    report: &mut Report,
) -> (Vec<Line>, Numbered, bool) {
    let mut split = Vec::new();
    for paragraph in paragraphs {
        let Some(text) = paragraph.text() else {
            rest.push(paragraph.clone());
            continue;
        };
        let auto = paragraph.look.numeral.as_deref().and_then(automatic).is_some();
        for words in text.as_str().split('\n') {
            if is_stamp(words.trim()) {
                report.drop_words(DropKind::CopyMark, paragraph.line, words);
                continue;
            }
            let parts = segments(words, paragraph.look.indent);
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
        let number = paragraph.line;
        let gap = paragraph.look.gap_before;
        let mut add = |words: String, column: usize, auto: bool| {
            let indent = i32::try_from(column).unwrap_or(0);
            for (at, words) in items(&words).into_iter().enumerate() {
                let (marked, words) = match numeral(&words) {
                    Some((
                        Numeral::Dash | Numeral::Plus | Numeral::Star | Numeral::Bullet,
                        length,
                    )) => (true, words.chars().skip(length).collect()),
                    _ => (auto, words),
                };
                left.push(Line { number, words, indent, marked, gap: gap && at == 0 });
            }
        };
        if !side_by_side {
            let column = parts.first().map_or(0, |part| part.column);
            let words = words.trim().replace(TAB, " ");
            // Columns that a copy has run together, the right one's words behind the left one's.
            let (own, other) = peel(&words, !right.is_empty());
            add(own.to_owned(), column, auto);
            if let Some(other) = other {
                right.push((number, other.to_owned()));
            }
            continue;
        }
        for (at, part) in parts.into_iter().enumerate() {
            if at > 0 || part.column >= RIGHT_HALF {
                right.push((number, part.words));
            } else {
                add(part.words, part.column, auto);
            }
        }
    }
    if let Some((line, words)) = right.first() {
        report.note(
            NoteKind::Columns,
            *line,
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

/// The list of recipients as it grows.
struct List<'a> {
    plan: &'a mut Plan,
    report: &'a mut Report,
    open: Option<Line>,
    first_indent: Option<i32>,
    marks: bool,
    nested: bool,
    archived: bool,
}

impl<'a> List<'a> {
    fn new(plan: &'a mut Plan, report: &'a mut Report) -> Self {
        plan.archive = Archive { units: Vec::new(), copies: None };
        Self {
            plan,
            report,
            open: None,
            first_indent: None,
            marks: false,
            nested: false,
            archived: false,
        }
    }

    /// Whether the archive line has been seen, be it still open.
    fn archived(&self) -> bool {
        self.archived || self.open.as_ref().is_some_and(|open| is_archive(&open.words))
    }

    fn line(&mut self, mut line: Line) {
        let folded = fold(&line.words);
        if folded.trim_start().starts_with("noi nhan") && self.first_indent.is_none() {
            let length = line.words.find(':').map_or_else(
                || line.words.char_indices().nth(8).map_or(line.words.len(), |(at, _)| at),
                |at| at + 1,
            );
            self.report.drop_words(DropKind::Fixed, line.number, &line.words[..length]);
            line.words = line.words[length..].trim().to_owned();
            if line.words.is_empty() {
                return;
            }
            if let Some((Numeral::Dash, length)) = numeral(&line.words) {
                line.words = line.words.chars().skip(length).collect();
                line.marked = true;
            }
        }
        let goes_on = self.open.as_ref().is_some_and(|open| {
            let ended = open.words.trim_end().ends_with([';', '.']);
            let torn = balance(&open.words) > 0 && balance(&line.words) < 0;
            !ended && ((self.marks && !line.marked && !line.gap) || torn)
        });
        if goes_on && let Some(open) = &mut self.open {
            open.words.push_str(if line.marked { " - " } else { " " });
            open.words.push_str(line.words.trim());
            return;
        }
        self.close();
        self.marks |= line.marked;
        if line.marked {
            let first = *self.first_indent.get_or_insert(line.indent);
            // The first dash itself may hang by a space; deeper ones are a list inside the list.
            self.nested |= line.indent > first + 1;
        } else {
            self.first_indent.get_or_insert(line.indent);
        }
        self.open = Some(line);
    }

    fn close(&mut self) {
        let Some(line) = self.open.take() else { return };
        let words = line.words.trim();
        if let Some(mark) = drafter(words) {
            self.plan.drafter = Some(mark);
        } else if self.archived {
            self.after_archive(&line);
        } else if is_archive(words) {
            self.archive(&line);
        } else {
            self.recipient(words);
        }
        if self.nested {
            self.nested = false;
            self.report.note(
                NoteKind::Recipients,
                line.number,
                Some(Place::Recipient(self.plan.recipients.len().saturating_sub(1))),
                words,
                "“Nơi nhận” viết thành danh sách lồng nhau; đã trải thành một danh sách.",
            );
            // Told once.
            self.first_indent = Some(i32::MAX - 1);
        }
    }

    fn recipient(&mut self, words: &str) {
        let words = words.trim_end_matches([';', '.', ',', ' ']).trim();
        if words.is_empty() {
            return;
        }
        let (name, purpose) = split_purpose(words);
        self.plan.recipients.push(Recipient { name, purpose });
    }

    fn archive(&mut self, line: &Line) {
        self.archived = true;
        let words = line.words.trim();
        let known = |label: &str| {
            matches!(plain_fold(label).trim(), "luu" | "luu tru" | "luu ho so" | "luu van ban")
        };
        let (label, value) = match words.split_once(':').filter(|(label, _)| known(label)) {
            Some((label, value)) => (format!("{label}:"), value),
            // What stands before a later colon names a unit: `Lưu VT: 02 bản`.
            None => {
                let cut = words.char_indices().nth(3).map_or(words.len(), |(at, _)| at);
                (words[..cut].to_owned(), words[cut..].trim_start_matches([' ', '-']))
            }
        };
        self.report.drop_words(DropKind::Fixed, line.number, &label);
        let mut value = value.trim();
        // "Lưu (VT)"
        if let Some(inner) =
            value.strip_prefix('(').and_then(|v| v.trim_end_matches('.').strip_suffix(')'))
            && !inner.contains('(')
        {
            value = inner.trim();
        }
        if let Some((front, back)) = value.rsplit_once(['.', ';'])
            && back.trim().is_empty()
        {
            value = front.trim_end();
        }
        // `VT, TCCB. PL.(300)`: the drafter's mark on the same line.
        for (at, _) in value.match_indices(['.', ';']) {
            if let Some(mark) = drafter(value[at + 1..].trim()) {
                self.plan.drafter = Some(mark);
                value = value[..at].trim_end();
                break;
            }
        }
        let (units, copies) = units(value);
        let tidy = label == "Lưu:" && !units.iter().any(|unit| unit.starts_with("VT-"));
        let mut parts = Vec::new();
        for unit in units {
            match unit.strip_prefix("VT-").map(str::trim) {
                Some(rest) if !rest.is_empty() => {
                    parts.push("VT".to_owned());
                    parts.push(rest.to_owned());
                }
                _ => parts.push(unit),
            }
        }
        self.plan.archive = Archive { units: parts, copies };
        if !tidy {
            self.report.note(
                NoteKind::Archive,
                line.number,
                Some(Place::Archive),
                words,
                "Dòng “Lưu” viết khác mẫu (Lưu: VT, <đơn vị soạn thảo>); đã ghi lại theo mẫu.",
            );
        }
    }

    fn after_archive(&mut self, line: &Line) {
        let words = line.words.trim().trim_end_matches(['.', ';']).trim_end();
        if words.is_empty() {
            return;
        }
        match self.plan.archive.units.last_mut() {
            Some(unit) if words.starts_with('(') => {
                unit.push(' ');
                unit.push_str(words);
            }
            _ => self.plan.archive.units.push(words.to_owned()),
        }
        self.report.puzzled(line.number, &line.words, Some(Place::Archive));
        self.report.note(
            NoteKind::AfterArchive,
            line.number,
            Some(Place::Archive),
            words,
            "Sau dòng “Lưu” chỉ có thể là ký hiệu người soạn thảo, ví dụ PL.(30); không hiểu dòng \
             này nên đã ghép vào cuối dòng “Lưu”, xin xem lại.",
        );
    }
}

/// The units after "Lưu:" and the number of copies.
fn units(value: &str) -> (Vec<String>, Option<u32>) {
    let mut value = value.trim().trim_end_matches(['.', ';']).trim_end();
    let mut copies = None;
    if let Some(inner) = value.strip_suffix(')')
        && let Some((front, inner)) = inner.rsplit_once('(')
    {
        let digits = inner.trim().trim_end_matches('b').trim();
        if !digits.is_empty()
            && digits.len() <= 4
            && digits.chars().all(|c| c.is_ascii_digit())
            && inner.trim().chars().all(|c| c.is_ascii_digit())
        {
            copies = digits.parse().ok();
            value = front.trim_end();
        }
    }
    let mut units = vec![String::new()];
    let mut depth = 0i32;
    for letter in value.chars() {
        match letter {
            '(' => depth += 1,
            ')' => depth -= 1,
            _ => {}
        }
        if matches!(letter, ',' | ';') && depth <= 0 {
            units.push(String::new());
        } else if let Some(unit) = units.last_mut() {
            unit.push(letter);
        }
    }
    let units = units.iter().map(|unit| unit.trim().to_owned());
    (units.filter(|unit| !unit.is_empty()).collect(), copies)
}

pub(super) fn is_archive(words: &str) -> bool {
    let folded = plain_fold(&words.chars().take(24).collect::<String>());
    let named = words
        .trim_start()
        .split_once(' ')
        .is_some_and(|(_, unit)| unit.trim_start().starts_with(char::is_uppercase));
    folded.strip_prefix("luu").is_some_and(|rest| {
        rest.trim_start().starts_with([':', '-', '('])
            || rest.trim_matches(['.', ';', ' ']).is_empty()
            || (rest.starts_with(' ') && named)
            || [" vt", " van thu", " vp", " van phong", " tai "]
                .iter()
                .any(|unit| rest.starts_with(unit))
    })
}

/// Ô 12: `PL.(300)`.
fn drafter(words: &str) -> Option<DrafterMark> {
    let words = words.trim().trim_end_matches('.');
    let inner = words.strip_suffix(')')?;
    let (initials, copies) = inner.rsplit_once('(')?;
    let initials = initials.trim().trim_end_matches('.').trim_end();
    let letters = initials.chars().count();
    let fits = (2..=4).contains(&letters) && initials.chars().all(char::is_uppercase);
    let digits = copies.trim();
    let number = (digits.len() <= 5).then(|| digits.parse().ok()).flatten();
    (fits && number.is_some())
        .then(|| DrafterMark { initials: initials.to_owned(), copies: number })
}

/// `Tỉnh ủy (để b/c)`: who, and why they get it.
pub(in crate::read) fn split_purpose(words: &str) -> (String, String) {
    if let Some(inner) = words.strip_suffix(')')
        && let Some((name, purpose)) = inner.rsplit_once('(')
        && is_purpose(purpose)
        && !name.trim().is_empty()
    {
        let name = name.trim().trim_end_matches([';', ',', '-']).trim_end();
        return (name.to_owned(), purpose.trim().to_owned());
    }
    (words.to_owned(), String::new())
}

fn balance(words: &str) -> i32 {
    words.chars().map(|c| i32::from(c == '(') - i32::from(c == ')')).sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::read_text;

    fn foot(text: &str) -> (Plan, Report) {
        let source = read_text(&format!("KẾ HOẠCH\nHết./.\n{text}")).expect("small");
        let (mut plan, mut report) = (Plan::default(), Report::default());
        let rest = read(&source.paragraphs[2..], &mut plan, &mut report);
        assert!(rest.is_empty(), "{rest:?}");
        (plan, report)
    }

    #[test]
    fn a_tidy_foot() {
        let (plan, report) = foot(
            "Nơi nhận:\n- Thường trực Tỉnh ủy (để b/c);\n- Các phòng, ban;\n- Bộ Công an (Cục A03\n\
             - để b/c);\n- Lưu: VT, HC (2).\nPL.(300)\nGIÁM ĐỐC\n\n\nLê Thị Hoa",
        );
        let names: Vec<_> = plan.recipients.iter().map(|r| r.name.as_str()).collect();
        assert_eq!(
            names,
            ["Thường trực Tỉnh ủy", "Các phòng, ban", "Bộ Công an (Cục A03 - để b/c)"]
        );
        assert_eq!(plan.recipients[0].purpose, "để b/c");
        assert_eq!(plan.archive.units, ["VT", "HC"]);
        assert_eq!(plan.archive.copies, Some(2));
        assert_eq!(plan.drafter.as_ref().and_then(|mark| mark.copies), Some(300));
        assert_eq!(plan.signatures[0].signer, "Lê Thị Hoa");
        assert!(report.notes.is_empty(), "{:?}", report.notes);
    }

    #[test]
    fn nested_lists_and_a_strange_last_line() {
        let (plan, report) = foot(
            "***Nơi nhận:***\n\n- Ban A ;\n  - Ban B;\n  - Lưu : VT-VP.\n- CV(ML)-2026\n\n\
             **GIÁM ĐỐC**\n\n**Trần Văn Bình**",
        );
        assert_eq!(plan.recipients.len(), 2);
        assert_eq!(plan.archive.units, ["VT", "VP", "CV(ML)-2026"]);
        assert_eq!(report.unrecognised[0].words, "CV(ML)-2026");
        let kinds: Vec<_> = report.notes.iter().map(|note| note.kind).collect();
        assert_eq!(kinds, [NoteKind::Recipients, NoteKind::Archive, NoteKind::AfterArchive]);
        assert_eq!(plan.signatures[0].signer, "Trần Văn Bình");
    }

    #[test]
    fn side_by_side() {
        let (plan, report) = foot(
            "Nơi nhận:                           KT/ GIÁM ĐỐC\n\
             - Các phòng chuyên môn,             PHÓ GIÁM ĐỐC\n\
             đơn vị thuộc Sở;\n\
             - Lưu: VT (3).                       Trần Văn Bình",
        );
        assert_eq!(plan.recipients[0].name, "Các phòng chuyên môn, đơn vị thuộc Sở");
        assert_eq!(plan.archive.copies, Some(3));
        assert_eq!(plan.signatures[0].lines(), ["KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"]);
        assert_eq!(plan.signatures[0].signer, "Trần Văn Bình");
        assert!(report.notes.iter().any(|note| note.kind == NoteKind::Columns));
    }
}
