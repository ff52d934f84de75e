//! The head of the paper: agencies, number and symbol, place and date, marks.

use crate::model::{Circulation, IssueDate, Place, Plan, Secrecy, Text, Urgency};
use crate::vietnamese::{fold, fold_char, is_capitals};

use super::columns::segments;
use super::pattern::{NumberLine, Scan, date_line, number_line};
use super::source::{Content, SourceParagraph};
use super::titles::plain_fold;
use super::{DropKind, NoteKind, Report};

/// Words with which the name of an agency begins, folded.
const HEADS: [&str; 44] = [
    "uy ban",
    "ubnd",
    "hdnd",
    "hoi dong",
    "so",
    "bo",
    "cuc",
    "chi cuc",
    "tong cuc",
    "phong",
    "trung tam",
    "truong",
    "vien",
    "van phong",
    "bao hiem",
    "tong cong ty",
    "cong ty",
    "dang",
    "hoc vien",
    "dai hoc",
    "cong an",
    "thanh tra",
    "kho bac",
    "ngan hang",
    "toa an",
    "hoi",
    "lien hiep",
    "lien doan",
    "mat tran",
    "benh vien",
    "quy",
    "doan",
    "bao",
    "dai",
    "tram",
    "ban",
    "chinh phu",
    "tap doan",
    "hat",
    "chu tich",
    "tinh uy",
    "thanh uy",
    "huyen uy",
    "thanh doan",
];

/// Longer lines are prose, not a letterhead.
const LONGEST: usize = 600;

/// What a letterhead says.
#[derive(Default)]
pub(super) struct Letterhead {
    agencies: Vec<Agency>,
    pub(super) number: Option<NumberLine>,
    pub(super) place: String,
    pub(super) date: Option<IssueDate>,
    /// What was not understood.
    pub(super) rest: Vec<SourceParagraph>,
}

struct Agency {
    words: String,
    bold: bool,
}

impl Letterhead {
    /// Reads the lines above the title; marks (secrecy, urgency, draft) go straight to the plan.
    pub(super) fn read(
        paragraphs: &[SourceParagraph],
        plan: &mut Plan,
        report: &mut Report,
    ) -> Self {
        let mut head = Self::default();
        for paragraph in paragraphs {
            if paragraph.text().is_none() {
                head.rest.push(paragraph.clone());
                continue;
            }
            for words in paragraph.as_str().split('\n') {
                head.line(words, paragraph, plan, report);
            }
        }
        head
    }

    fn line(
        &mut self,
        words: &str,
        paragraph: &SourceParagraph,
        plan: &mut Plan,
        report: &mut Report,
    ) {
        let line = paragraph.line;
        let mut open: Vec<Vec<char>> = vec![words.chars().collect()];
        while let Some(piece) = open.pop() {
            let words: String = piece.iter().collect();
            let words = words.trim();
            if words.is_empty() || is_rule(words) {
                report.drop_words(DropKind::Fixed, line, words);
                continue;
            }
            if piece.len() > LONGEST {
                self.rest.push(plain(line, words));
                continue;
            }
            if let Some((from, to)) = fixed(&piece) {
                let taken: String = piece[from..to].iter().collect();
                report.drop_words(DropKind::Fixed, line, &taken);
                open.push(piece[to..].to_vec());
                open.push(piece[..from].to_vec());
                continue;
            }
            if self.number.is_none()
                && let Some(number) = number_line(&piece)
            {
                report.drop_words(DropKind::Fixed, line, "Số");
                open.push(piece[number.end..].to_vec());
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
                open.push(piece[found.end..].to_vec());
                open.push(piece[..found.start].to_vec());
                self.place = found.place;
                self.date = Some(found.date);
                continue;
            }
            let parts = segments(&piece.iter().collect::<String>(), 0);
            if parts.len() > 1 {
                open.extend(parts.into_iter().rev().map(|part| part.words.chars().collect()));
                continue;
            }
            self.piece(words, paragraph, plan, report);
        }
    }

    fn piece(
        &mut self,
        words: &str,
        paragraph: &SourceParagraph,
        plan: &mut Plan,
        report: &mut Report,
    ) {
        let folded = plain_fold(words);
        let line = paragraph.line;
        if mark(&folded, plan) {
            report.drop_words(DropKind::Fixed, line, words);
        } else if is_address(&folded) {
            plan.address.push(words.to_owned());
        } else if is_capitals(words) || (begins_agency(&folded) && words.chars().count() <= 90)
        {
            let bold = paragraph.is_bold();
            self.agencies.push(Agency { words: words.to_owned(), bold });
        } else {
            self.rest.push(plain(line, words));
        }
    }

    /// The lines of the parent agency and of the agency.
    pub(super) fn agencies(&self) -> (Vec<String>, Vec<String>) {
        let mut units: Vec<Vec<&Agency>> = Vec::new();
        for agency in &self.agencies {
            let folded = plain_fold(&agency.words);
            let goes_on = units.last().and_then(|unit| unit.last()).is_some_and(|last| {
                let before = plain_fold(&last.words);
                !begins_agency(&folded)
                    || before.ends_with(',')
                    || before.ends_with(" va")
                    || before.ends_with(" cua")
            });
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
        let words = |units: &[Vec<&Agency>]| {
            units.iter().flatten().map(|line| line.words.clone()).collect::<Vec<_>>()
        };
        (words(&units[..first]), words(&units[first..]))
    }
}

fn plain(line: usize, words: &str) -> SourceParagraph {
    let content = Content::Words(Text::plain(words));
    SourceParagraph { content, line, ..SourceParagraph::default() }
}

fn begins_agency(folded: &str) -> bool {
    if folded.starts_with("ban hanh") {
        return false;
    }
    HEADS.iter().any(|head| {
        folded.strip_prefix(head).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
    })
}

/// Whether a line only draws something.
pub(super) fn is_rule(words: &str) -> bool {
    words.chars().all(|c| {
        matches!(
            c,
            '-' | '_' | '*' | '=' | '~' | '.' | '─' | '━' | '—' | '–' | 'o' | 'O' | '0'
        ) || c.is_whitespace()
    }) && words.contains(['-', '_', '*', '=', '~', '─', '━', '—', '–', '.'])
}

/// Where Quốc hiệu or Tiêu ngữ stand in a line.
fn fixed(chars: &[char]) -> Option<(usize, usize)> {
    const NATIONAL: [&str; 8] = ["cong", "hoa", "xa", "hoi", "chu", "nghia", "viet", "nam"];
    const MOTTO: [&str; 6] = ["doc", "lap", "tu", "do", "hanh", "phuc"];
    (0..chars.len())
        .filter(|at| matches!(fold_char(chars[*at]), 'c' | 'd'))
        .filter(|at| *at == 0 || !chars[at - 1].is_alphabetic())
        .find_map(|at| {
            [&NATIONAL[..], &MOTTO[..]].into_iter().find_map(|words| {
                let mut scan = Scan::new(chars, at);
                words
                    .iter()
                    .all(|word| {
                        scan.skip(|c| !c.is_alphanumeric() && c != '\n');
                        scan.word(word)
                    })
                    .then_some((at, scan.at))
            })
        })
}

/// Secrecy, urgency, circulation and "DỰ THẢO".
fn mark(folded: &str, plan: &mut Plan) -> bool {
    match folded.trim_matches(|c: char| !c.is_alphanumeric()) {
        "hoa toc" => plan.urgency = Some(Urgency::Flash),
        "thuong khan" => plan.urgency = Some(Urgency::Immediate),
        "khan" => plan.urgency = Some(Urgency::Urgent),
        "tuyet mat" => plan.secrecy = Some(Secrecy::TopSecret),
        "toi mat" => plan.secrecy = Some(Secrecy::Secret),
        "mat" => plan.secrecy = Some(Secrecy::Confidential),
        "xem xong tra lai" => plan.circulation = Some(Circulation::ReturnAfterReading),
        "luu hanh noi bo" => plan.circulation = Some(Circulation::Internal),
        "tai lieu thu hoi" => plan.circulation = Some(Circulation::Recall),
        "du thao" => plan.draft_mark = true,
        _ => return false,
    }
    true
}

/// Whether a line is a mark of secrecy, urgency, circulation or "DỰ THẢO".
pub(super) fn is_mark(folded: &str) -> bool {
    mark(folded, &mut Plan::default())
}

/// Whether a line is of the address at the foot of page 1.
pub(super) fn is_address(folded: &str) -> bool {
    ["dia chi:", "dien thoai:", "so dien thoai:", "email:", "e-mail:", "website:", "fax:"]
        .iter()
        .any(|head| folded.starts_with(head))
}

/// Whether a paragraph has something only a letterhead has.
pub(super) fn shows_letterhead(paragraph: &SourceParagraph) -> bool {
    let text: String = paragraph.as_str().chars().take(LONGEST).collect();
    text.split('\n').any(is_letterhead)
}

/// Whether a line is the number and symbol, place and date, or Quốc hiệu.
pub(super) fn is_letterhead(line: &str) -> bool {
    let chars: Vec<char> = line.chars().collect();
    number_line(&chars).is_some_and(|found| found.end + 40 > chars.len())
        || (chars.len() < 120 && date_line(&chars).is_some_and(|d| !d.place.is_empty()))
        || (chars.len() < 200 && fixed(&chars).is_some())
}

/// Whether Quốc hiệu stands in a short line.
pub(super) fn shows_national(paragraph: &SourceParagraph) -> bool {
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

    fn read(text: &str) -> (Letterhead, Plan) {
        let source = read_text(text).expect("small");
        let (mut plan, mut report) = (Plan::default(), Report::default());
        let head = Letterhead::read(&source.paragraphs, &mut plan, &mut report);
        (head, plan)
    }

    #[test]
    fn two_lines_of_one_committee() {
        let (head, _) = read("ỦY BAN NHÂN DÂN\nXÃ QUẢNG CHÂU\nSố: 05/KH-UBND");
        let (parent, agency) = head.agencies();
        assert!(parent.is_empty());
        assert_eq!(agency, ["ỦY BAN NHÂN DÂN", "XÃ QUẢNG CHÂU"]);
    }

    #[test]
    fn columns_of_spaces() {
        let (head, plan) = read(
            "UBND TỈNH A            CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n\
             SỞ VĂN HÓA, THỂ THAO          Độc lập - Tự do - Hạnh phúc\n\
             VÀ DU LỊCH             ---------------\n\
             Số:     /KH-SVHTTDL       Hà Giang, ngày    tháng 3 năm 2026\n\
             DỰ THẢO",
        );
        let (parent, agency) = head.agencies();
        assert_eq!(parent, ["UBND TỈNH A"]);
        assert_eq!(agency, ["SỞ VĂN HÓA, THỂ THAO", "VÀ DU LỊCH"]);
        assert_eq!(head.number.as_ref().map(|n| n.symbol.as_str()), Some("KH-SVHTTDL"));
        assert_eq!(head.place, "Hà Giang");
        assert_eq!(head.date.and_then(|d| d.month), Some(3));
        assert!(plan.draft_mark);
        assert!(head.rest.is_empty(), "{:?}", head.rest);
    }

    #[test]
    fn a_school_under_a_commune() {
        let (head, _) = read("ỦY BAN NHÂN DÂN XÃ XUÂN ĐÔNG\nTRƯỜNG TRUNG HỌC CƠ SỞ\nHOA SEN");
        let (parent, agency) = head.agencies();
        assert_eq!(parent, ["ỦY BAN NHÂN DÂN XÃ XUÂN ĐÔNG"]);
        assert_eq!(agency, ["TRƯỜNG TRUNG HỌC CƠ SỞ", "HOA SEN"]);
    }
}
