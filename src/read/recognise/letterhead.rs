//! The head of the paper: agencies, number and symbol, place and date, marks.

use crate::model::{
    Circulation, Document, DocumentType, IssueDate, Place, Secrecy, Text, Urgency,
};
use crate::vietnamese::{fold, fold_char, is_capitals, plain_fold};

use super::agency::{begins_agency, goes_on, split_agencies};
use super::lexicon::{ADDRESS_LABELS, PLACE_KINDS, is_stamp};
use super::pattern::{NumberLine, Scan, date_line, number_line, unlabelled_number};
use super::titles::title;
use crate::read::source::columns::segments;
use crate::read::source::{Content, SourceParagraph};
use crate::read::{DropKind, NoteKind, Origin, Report};

/// Longer lines are prose, not a letterhead.
const LONGEST: usize = 600;

/// What a letterhead says.
#[derive(Default)]
pub(in crate::read) struct Letterhead {
    agencies: Vec<Agency>,
    pub(super) number: Option<NumberLine>,
    /// Where number and symbol stood.
    pub(super) number_origins: Vec<Origin>,
    pub(in crate::read) place: String,
    pub(in crate::read) date: Option<IssueDate>,
    /// Where place and date stood.
    pub(super) date_origins: Vec<Origin>,
    /// Whether Quốc hiệu was seen.
    national: bool,
    /// Whether some line begins its number with "Số".
    labelled: bool,
    /// What was not understood.
    pub(in crate::read) rest: Vec<SourceParagraph>,
}

#[derive(Clone)]
pub(super) struct Agency {
    pub(super) words: String,
    bold: bool,
    /// Where they stood.
    pub(super) origins: Vec<Origin>,
}

impl Letterhead {
    /// Reads the lines above the title; marks (secrecy, urgency, draft) go straight to the plan.
    pub(in crate::read) fn read(
        paragraphs: &[SourceParagraph],
        document: &mut Document,
        report: &mut Report,
    ) -> Self {
        let labelled = |line: &str| {
            let chars: Vec<char> = line.chars().take(LONGEST).collect();
            number_line(&chars).is_some() || number_inside(&chars).is_some()
        };
        let mut lines = paragraphs.iter().flat_map(|paragraph| paragraph.as_str().lines());
        let mut head = Self { labelled: lines.any(labelled), ..Self::default() };
        for paragraph in &join_cut(paragraphs) {
            if paragraph.text().is_none() {
                head.rest.push(paragraph.clone());
                continue;
            }
            let mut at = 0;
            for words in paragraph.as_str().split('\n') {
                head.line((at, words), paragraph, document, report);
                at += words.chars().count() + 1;
            }
        }
        head
    }

    /// Reads a line of a paragraph, which begins at one of its characters.
    fn line(
        &mut self,
        (begins, words): (usize, &str),
        paragraph: &SourceParagraph,
        document: &mut Document,
        report: &mut Report,
    ) {
        let line = paragraph.line;
        let mut open: Vec<(usize, Vec<char>)> = vec![(begins, words.chars().collect())];
        while let Some((begins, piece)) = open.pop() {
            let origins =
                |from: usize, to: usize| paragraph.origins_of(begins + from..begins + to);
            let words: String = piece.iter().collect();
            let words = words.trim();
            if words.is_empty() || is_rule(words) {
                report.drop_words(DropKind::Fixed, line, words);
                continue;
            }
            if piece.len() > LONGEST {
                self.rest.push(plain(line, words, origins(0, piece.len())));
                continue;
            }
            if let Some((from, to)) = fixed(&piece) {
                let taken: String = piece[from..to].iter().collect();
                report.drop_words(DropKind::Fixed, line, &taken);
                self.tell_header(&taken, line, report);
                open.push((begins + to, piece[to..].to_vec()));
                open.push((begins, piece[..from].to_vec()));
                continue;
            }
            // "UBND TỈNH A Số: 12/KH-UBND" in one cell.
            if self.number.is_none()
                && let Some(at) = number_inside(&piece)
            {
                open.push((begins + at, piece[at..].to_vec()));
                open.push((begins, piece[..at].to_vec()));
                continue;
            }
            if self.number.is_none()
                && let Some(number) = number_line(&piece)
                    .or_else(|| unlabelled_number(&piece).filter(|_| !self.labelled))
            {
                report.drop_words(DropKind::Fixed, line, "Số");
                open.push((begins + number.end, piece[number.end..].to_vec()));
                self.number_origins = origins(0, number.end);
                if !number.tidy {
                    let taken: String = piece[..number.end].iter().collect();
                    report.note(
                        NoteKind::Letterhead,
                        line,
                        Some(Place::Number),
                        &taken,
                        "Số, ký hiệu viết khác mẫu (Số: …/KH-…); đã ghi lại theo mẫu.",
                    );
                }
                self.number = Some(number);
                continue;
            }
            if self.date.is_none()
                && let Some(found) = date_line(&piece)
            {
                report.drop_words(DropKind::Fixed, line, "ngày tháng năm");
                open.push((begins + found.end, piece[found.end..].to_vec()));
                open.push((begins, piece[..found.start].to_vec()));
                self.date_origins = origins(found.start, found.end);
                self.place = without_rules(&found.place);
                self.date = Some(found.date);
                continue;
            }
            let whole: String = piece.iter().collect();
            let parts = segments(&whole, 0);
            if parts.len() > 1 {
                let mut from = 0;
                let mut found = Vec::with_capacity(parts.len());
                for part in parts {
                    from += whole[from..].find(&part.words).unwrap_or(0);
                    let at = begins + whole[..from].chars().count();
                    from += part.words.len();
                    found.push((at, part.words.chars().collect()));
                }
                open.extend(found.into_iter().rev());
                continue;
            }
            let origins = origins(0, piece.len());
            self.piece(words, paragraph, origins, document, report);
        }
    }

    fn piece(
        &mut self,
        words: &str,
        paragraph: &SourceParagraph,
        origins: Vec<Origin>,
        document: &mut Document,
        report: &mut Report,
    ) {
        let words = without_rules(words);
        let words = words.as_str();
        let folded = plain_fold(words);
        let line = paragraph.line;
        if mark(&folded, document) {
            report.drop_words(DropKind::Fixed, line, words);
            report.trace.put(Place::Marks, &origins);
        } else if is_stamp(words) {
            report.drop_words(DropKind::CopyMark, line, words);
        } else if folded == "doan tncs ho chi minh"
            && !self.agencies.is_empty()
            && !self.national
        {
            report.drop_words(DropKind::Fixed, line, words);
            self.tell_header(words, line, report);
        } else if is_address(&folded) {
            document.address.push(words.to_owned());
            report.trace.put(Place::Address, &origins);
        } else if title(words).is_some_and(|(kind, _)| kind == DocumentType::Plan) {
            self.rest.push(plain(line, words, origins));
        } else if is_capitals(words) || (begins_agency(words) && words.chars().count() <= 90) {
            let bold = paragraph.is_bold();
            for words in split_agencies(words) {
                self.agencies.push(Agency { words, bold, origins: origins.clone() });
            }
        } else {
            self.rest.push(plain(line, words, origins));
        }
    }

    /// Notes whose header stands where the paper prints Quốc hiệu.
    fn tell_header(&mut self, words: &str, line: usize, report: &mut Report) {
        let folded = plain_fold(words);
        self.national |= folded.starts_with("cong");
        if folded.starts_with("dang cong") || folded.starts_with("doan tncs") {
            report.note(
                NoteKind::Letterhead,
                line,
                None,
                words,
                "Đầu văn bản ghi tên Đảng hoặc Đoàn thay cho Quốc hiệu; chương trình soạn theo Nghị \
                 định 30/2020/NĐ-CP nên bản in sẽ ghi Quốc hiệu, Tiêu ngữ.",
            );
        }
    }

    /// The lines of the parent agency and of the agency.
    pub(super) fn agencies(&self) -> (Vec<Agency>, Vec<Agency>) {
        let mut units: Vec<Vec<&Agency>> = Vec::new();
        for agency in &self.agencies {
            let goes_on = units
                .last()
                .and_then(|unit| unit.last())
                .is_some_and(|last| goes_on(&last.words, &agency.words));
            match units.last_mut() {
                Some(unit) if goes_on => unit.push(agency),
                _ => units.push(vec![agency]),
            }
        }
        // The issuing agency alone is bold, where boldness tells anything.
        let bold = units.iter().position(|unit| unit.iter().all(|line| line.bold));
        let first = match bold {
            Some(at) if at > 0 && units[at..].iter().flatten().all(|line| line.bold) => at,
            _ => units.len().saturating_sub(1),
        };
        let lines = |units: &[Vec<&Agency>]| {
            units.iter().flatten().map(|line| Agency::clone(line)).collect::<Vec<_>>()
        };
        (lines(&units[..first]), lines(&units[first..]))
    }
}

/// Puts together lines of the letterhead that were cut where a cell was narrow: "CỘNG HÒA XÃ HỘI /
/// CHỦ NGHĨA VIỆT NAM", "Số: / 29/KH-UBND", "Lạng Sơn, ngày 13 / tháng 01 năm 2020", "ỦY / BAN …".
fn join_cut(paragraphs: &[SourceParagraph]) -> Vec<SourceParagraph> {
    const MOST: usize = 7;
    let mut joined = Vec::with_capacity(paragraphs.len());
    let mut at = 0;
    while at < paragraphs.len() {
        let run = 1 + paragraphs[at + 1..]
            .iter()
            .take(MOST - 1)
            .take_while(|next| !next.look.gap_before && is_short(next))
            .count();
        let whole = |length: &usize| is_cut(&paragraphs[at..at + length]);
        let length = if is_short(&paragraphs[at]) {
            (2..=run).rev().find(whole).unwrap_or(1)
        } else {
            1
        };
        let mut first = paragraphs[at].clone();
        for next in &paragraphs[at + 1..at + length] {
            first.join(next.clone());
        }
        joined.push(first);
        at += length;
    }
    joined
}

fn is_short(paragraph: &SourceParagraph) -> bool {
    let words = paragraph.as_str();
    paragraph.text().is_some() && !words.contains('\n') && words.chars().count() <= 80
}

/// Whether lines say together what none of them says alone.
fn is_cut(lines: &[SourceParagraph]) -> bool {
    let [first, .., last] = lines else { return false };
    let chars: Vec<char> = lines
        .iter()
        .map(SourceParagraph::as_str)
        .collect::<Vec<_>>()
        .join(" ")
        .chars()
        .collect();
    let alone: Vec<char> = first.as_str().chars().collect();
    let rest: Vec<char> = chars[(alone.len() + 1).min(chars.len())..].to_vec();
    if fixed(&chars) == Some((0, chars.len())) {
        let one = |line: &SourceParagraph| {
            fixed(&line.as_str().chars().collect::<Vec<_>>()).is_some()
        };
        return !lines.iter().any(one);
    }
    let word = alone.iter().collect::<String>();
    let single = word.split_whitespace().count() == 1;
    if lines.len() <= 3 && matches!(plain_fold(&word).as_str(), "so" | "so:") {
        return number_line(&chars).is_some_and(|found| found.end == chars.len());
    }
    if lines.len() == 2 {
        // No agency's name is one word.
        if single && is_capitals(&word) && mark(&plain_fold(&word), &mut Document::default()) {
            return false;
        }
        if single && is_capitals(&word) && is_capitals(last.as_str()) && fixed(&rest).is_none()
        {
            return word.chars().all(char::is_alphabetic);
        }
    }
    let whole = |chars: &[char]| {
        date_line(chars).is_some_and(|date| {
            date.start == 0 && date.end == chars.len() && !date.place.is_empty()
        })
    };
    let dated = whole(&chars) && !whole(&alone) && !is_capitals(&word);
    // What ends before the date's own line may be the head of the place's name alone.
    let letters = |c: char| c.is_alphabetic() || c.is_whitespace() || c == '.';
    let kind =
        PLACE_KINDS.iter().any(|kind| plain_fold(&word).starts_with(&format!("{kind} ")));
    let most = if kind { 5 } else { 2 };
    let fragment = word.split_whitespace().count() <= most
        && word.chars().all(letters)
        && number_line(&rest).is_none();
    dated && (!whole(&rest) || fragment)
}

/// Where number and symbol begin behind an agency's name.
fn number_inside(chars: &[char]) -> Option<usize> {
    (1..chars.len()).find(|at| {
        chars[at - 1].is_whitespace()
            && matches!(chars[*at], 'S' | 's')
            && number_line(&chars[*at..]).is_some_and(|found| !found.symbol.is_empty())
            && is_capitals(&chars[..*at].iter().collect::<String>())
    })
}

/// Words without the lines drawn before and after them.
fn without_rules(words: &str) -> String {
    let mut parts: Vec<&str> = words.split_whitespace().collect();
    let drawn = |part: &&str| part.chars().count() > 1 && is_rule(part);
    while parts.len() > 1 && parts.last().is_some_and(drawn) {
        parts.pop();
    }
    while parts.len() > 1 && parts.first().is_some_and(drawn) {
        parts.remove(0);
    }
    if parts.len() < words.split_whitespace().count() {
        parts.join(" ")
    } else {
        words.to_owned()
    }
}

fn plain(line: usize, words: &str, origins: Vec<Origin>) -> SourceParagraph {
    let content = Content::Words(Text::plain(words));
    SourceParagraph { content, line, origins, ..SourceParagraph::default() }
}

/// Whether a line only draws something.
pub(in crate::read) fn is_rule(words: &str) -> bool {
    words.chars().all(|c| {
        matches!(
            c,
            '-' | '_' | '*' | '=' | '~' | '.' | '…' | '─' | '━' | '—' | '–' | 'o' | 'O' | '0'
        ) || c.is_whitespace()
    }) && words.contains(['-', '_', '*', '=', '~', '─', '━', '—', '–', '.', '…'])
}

/// Where Quốc hiệu or Tiêu ngữ stand in a line.
fn fixed(chars: &[char]) -> Option<(usize, usize)> {
    const NATIONAL: [&str; 8] = ["cong", "hoa", "xa", "hoi", "chu", "nghia", "viet", "nam"];
    const MOTTO: [&str; 6] = ["doc", "lap", "tu", "do", "hanh", "phuc"];
    const PARTY: [&str; 5] = ["dang", "cong", "san", "viet", "nam"];
    (0..chars.len())
        .filter(|at| matches!(fold_char(chars[*at]), 'c' | 'd'))
        .filter(|at| *at == 0 || !chars[at - 1].is_alphabetic())
        .find_map(|at| {
            [&NATIONAL[..], &MOTTO[..], &PARTY[..]].into_iter().find_map(|words| {
                let mut scan = Scan::new(chars, at);
                words
                    .iter()
                    .all(|word| {
                        scan.skip(|c| !c.is_alphanumeric() && c != '\n');
                        scan.word(word)
                    })
                    .then_some((at, scan.at))
                    // The Party is named in prose too.
                    .filter(|(from, to)| {
                        words.len() != PARTY.len()
                            || is_capitals(&chars[*from..*to].iter().collect::<String>())
                    })
            })
        })
}

/// Whether Quốc hiệu or Tiêu ngữ, whole, is all that a line says.
pub(super) fn is_fixed(words: &str) -> bool {
    let chars: Vec<char> = words.chars().collect();
    fixed(&chars).is_some_and(|(from, to)| from == 0 && to == chars.len())
}

/// Secrecy, urgency, circulation and "DỰ THẢO".
fn mark(folded: &str, document: &mut Document) -> bool {
    match folded.trim_matches(|c: char| !c.is_alphanumeric()) {
        "hoa toc" => document.urgency = Some(Urgency::Flash),
        "thuong khan" => document.urgency = Some(Urgency::Immediate),
        "khan" => document.urgency = Some(Urgency::Urgent),
        "tuyet mat" => document.secrecy = Some(Secrecy::TopSecret),
        "toi mat" => document.secrecy = Some(Secrecy::Secret),
        "mat" => document.secrecy = Some(Secrecy::Confidential),
        "xem xong tra lai" => document.circulation = Some(Circulation::ReturnAfterReading),
        "luu hanh noi bo" => document.circulation = Some(Circulation::Internal),
        "tai lieu thu hoi" => document.circulation = Some(Circulation::Recall),
        "du thao" => document.draft_mark = true,
        // "DỰ THẢO LẦN 2", "Dự thảo ngày 05/3".
        other if other.starts_with("du thao ") && other.split(' ').count() <= 5 => {
            document.draft_mark = true;
        }
        _ => return false,
    }
    true
}

/// Whether a line is a mark of secrecy, urgency, circulation or "DỰ THẢO".
pub(in crate::read) fn is_mark(folded: &str) -> bool {
    mark(folded, &mut Document::default())
}

/// Whether a line is of the address at the foot of page 1.
pub(in crate::read) fn is_address(folded: &str) -> bool {
    ADDRESS_LABELS.iter().any(|head| folded.starts_with(head))
}

/// Whether a paragraph has something only a letterhead has.
pub(super) fn shows_letterhead(paragraph: &SourceParagraph) -> bool {
    let text: String = paragraph.as_str().chars().take(LONGEST).collect();
    text.split('\n').any(is_letterhead)
}

/// Whether a line is the number and symbol, place and date, or Quốc hiệu.
pub(in crate::read) fn is_letterhead(line: &str) -> bool {
    let chars: Vec<char> = line.chars().collect();
    is_number(&chars) || is_dated(&chars) || (chars.len() < 200 && fixed(&chars).is_some())
}

fn is_number(line: &[char]) -> bool {
    number_line(line).is_some_and(|found| found.end + 40 > line.len())
}

fn is_dated(line: &[char]) -> bool {
    line.len() < 120 && date_line(line).is_some_and(|date| is_place(&date.place))
}

/// Whether a paragraph has number and symbol, or place and date, of a letterhead.
pub(super) fn shows_number_or_date(paragraph: &SourceParagraph) -> bool {
    let text: String = paragraph.as_str().chars().take(LONGEST).collect();
    text.split('\n').any(|line| {
        let chars: Vec<char> = line.chars().collect();
        is_number(&chars) || is_dated(&chars)
    })
}

/// A place's name, not the words before a date in prose.
fn is_place(words: &str) -> bool {
    let count = words.split_whitespace().count();
    (1..=6).contains(&count)
        && !["can cu", "so", "tu", "vao", "truoc", "sau", "den"]
            .iter()
            .any(|head| plain_fold(words).starts_with(&format!("{head} ")) && count > 2)
}

/// Where the plan's title begins in a line that holds the letterhead too, in characters.
pub(super) fn title_inside(words: &str) -> Option<usize> {
    const NAME: [char; 8] = ['K', 'Ế', ' ', 'H', 'O', 'Ạ', 'C', 'H'];
    let chars: Vec<char> = words.chars().take(LONGEST).collect();
    let (_, from) = fixed(&chars)?;
    let ends = |at: usize| chars.get(at).is_none_or(|c| !c.is_alphabetic());
    (from..chars.len().saturating_sub(NAME.len() - 1)).find(|at| {
        chars[at - 1].is_whitespace()
            && chars[*at..*at + NAME.len()] == NAME
            && ends(at + NAME.len())
    })
}

/// Whether Quốc hiệu stands in a short line.
pub(in crate::read) fn shows_national(paragraph: &SourceParagraph) -> bool {
    let words: String = paragraph.as_str().chars().take(300).collect();
    let chars: Vec<char> = words.chars().collect();
    chars.len() < 200
        && fold(&words).contains("cong hoa")
        && fixed(&chars)
            .is_some_and(|(from, to)| is_capitals(&chars[from..to].iter().collect::<String>()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::read_text;

    fn read(text: &str) -> (Letterhead, Document) {
        let source = read_text(text).expect("small");
        let (mut document, mut report) = (Document::default(), Report::default());
        let head = Letterhead::read(&source.paragraphs, &mut document, &mut report);
        (head, document)
    }

    fn agencies(head: &Letterhead) -> (Vec<String>, Vec<String>) {
        let words = |lines: Vec<Agency>| lines.into_iter().map(|line| line.words).collect();
        let (parent, agency) = head.agencies();
        (words(parent), words(agency))
    }

    #[test]
    fn two_lines_of_one_committee() {
        let (head, _) = read("ỦY BAN NHÂN DÂN\nXÃ QUẢNG CHÂU\nSố: 05/KH-UBND");
        let (parent, agency) = agencies(&head);
        assert!(parent.is_empty());
        assert_eq!(agency, ["ỦY BAN NHÂN DÂN", "XÃ QUẢNG CHÂU"]);
    }

    #[test]
    fn columns_of_spaces() {
        let (head, document) = read(
            "UBND TỈNH A            CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n\
             SỞ VĂN HÓA, THỂ THAO          Độc lập - Tự do - Hạnh phúc\n\
             VÀ DU LỊCH             ---------------\n\
             Số:     /KH-SVHTTDL       Hà Giang, ngày    tháng 3 năm 2026\n\
             DỰ THẢO",
        );
        let (parent, agency) = agencies(&head);
        assert_eq!(parent, ["UBND TỈNH A"]);
        assert_eq!(agency, ["SỞ VĂN HÓA, THỂ THAO", "VÀ DU LỊCH"]);
        assert_eq!(head.number.as_ref().map(|n| n.symbol.as_str()), Some("KH-SVHTTDL"));
        assert_eq!(head.place, "Hà Giang");
        assert_eq!(head.date.and_then(|d| d.month), Some(3));
        assert!(document.draft_mark);
        assert!(head.rest.is_empty(), "{:?}", head.rest);
    }

    #[test]
    fn a_school_under_a_commune() {
        let (head, _) = read("ỦY BAN NHÂN DÂN XÃ XUÂN ĐÔNG\nTRƯỜNG TRUNG HỌC CƠ SỞ\nHOA SEN");
        let (parent, agency) = agencies(&head);
        assert_eq!(parent, ["ỦY BAN NHÂN DÂN XÃ XUÂN ĐÔNG"]);
        assert_eq!(agency, ["TRƯỜNG TRUNG HỌC CƠ SỞ", "HOA SEN"]);
    }
}
