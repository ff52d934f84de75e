//! The fixed forms of the paper taken apart: each function undoes what the composer writes.
//!
//! Where two plans print alike, the simpler one is given back; printing it again gives the words
//! that were read. Where the form's own words stand, spaces that do not break are spaces here; elsewhere they stay.

use std::ops::Range;

use crate::model::{
    Archive, Authority, Decision, DocumentType, DrafterMark, IssueDate, Level, Number,
    Recipient,
};
use crate::standard::{abbreviation, type_name};
use crate::vietnamese::{fold, parse_roman, plain_fold};

use strum::IntoEnumIterator as _;

use super::addressees::{BETWEEN, INVITES, SALUTATION, WIRES};
use super::closing::bare;
use super::words::MOST_DIGITS;

const HARD_SPACE: char = '\u{A0}';

/// `Số: 05/KH-SXD` → number and symbol; room or dots in the number's place are no number.
pub fn number(words: &str) -> (Option<Number>, String) {
    let words = words.trim();
    let words =
        words.strip_prefix("Số").unwrap_or(words).trim_start_matches([' ', HARD_SPACE, ':']);
    match words.split_once('/') {
        Some((number, symbol)) if slot::<Number>(number).is_some() => {
            (slot(number).flatten(), symbol.trim().to_owned())
        }
        _ => (None, words.to_owned()),
    }
}

/// How many digits a printed number has, where zeros before it make them more than two; else 0.
pub fn number_digits(words: &str) -> u8 {
    let digits: String = words
        .chars()
        .skip_while(|letter| !letter.is_ascii_digit() && *letter != '/')
        .take_while(char::is_ascii_digit)
        .collect();
    let more = digits.len() > 2 && digits.starts_with('0');
    if more { u8::try_from(digits.len()).map_or(0, |count| count.min(MOST_DIGITS)) } else { 0 }
}

/// A printed symbol as abbreviation and symbol of its own: one that the type and an abbreviation
/// make is the abbreviation alone.
pub fn symbol(words: &str, kind: DocumentType) -> (String, String) {
    let own = abbreviation(kind);
    let words = words.trim();
    if own.is_empty() {
        return (words.to_owned(), String::new());
    }
    match words.strip_prefix(own) {
        Some("") => (String::new(), String::new()),
        Some(rest) => match rest.strip_prefix('-').filter(|rest| !rest.trim().is_empty()) {
            Some(agency) => (agency.trim().to_owned(), String::new()),
            None => (String::new(), words.to_owned()),
        },
        None => (String::new(), words.to_owned()),
    }
}

/// `Hải Phòng, ngày 05 tháng 02 năm 2026` → place and date.
pub fn place_and_date(words: &str) -> (String, IssueDate) {
    let found = words.rmatch_indices("ngày").find_map(|(at, _)| {
        let (date, _) = dated(&words[at..])?;
        Some((at, date))
    });
    let (place, date) = match found {
        Some((at, date)) => (&words[..at], date),
        None => (words, IssueDate::default()),
    };
    let place = place.trim();
    (place.strip_suffix(',').unwrap_or(place).trim().to_owned(), date)
}

/// `(Kèm theo Quyết định số 12/QĐ-UBND ngày 05 tháng 02 năm 2026 của …)` → the decision.
pub fn decision(words: &str) -> Option<Decision> {
    const NUMBERED: &str = " số";
    const FRONT: &str = "(Kèm theo ";
    let letters: Vec<char> = words.trim().chars().collect();
    let words = plain(words.trim());
    let inner = words.strip_prefix(FRONT)?;
    let inner = inner.strip_suffix(')').unwrap_or(inner);
    // A stretch of the line with the hard spaces that stand in it.
    let typed = |stretch: Range<usize>| {
        let before = FRONT.chars().count() + inner[..stretch.start].chars().count();
        let count = inner[stretch].chars().count();
        let typed: String = letters[before..before + count].iter().collect();
        typed.trim().to_owned()
    };
    let (at, number, rest) = inner.match_indices(NUMBERED).find_map(|(at, _)| {
        let (number, rest) = inner[at + NUMBERED.len()..].split_once('/')?;
        Some((at, slot(number)?, rest))
    })?;
    let (start, date, end) = rest.match_indices("ngày").find_map(|(at, _)| {
        let (date, length) = dated(&rest[at..])?;
        Some((at, date, at + length))
    })?;
    let issuer = rest[end..].trim_start();
    let issuer = issuer.strip_prefix("của ").unwrap_or(issuer);
    let passed = inner.len() - rest.len();
    Some(Decision {
        document: typed(0..at),
        number,
        symbol: typed(passed..passed + start),
        date,
        issuer: typed(inner.len() - issuer.len()..inner.len()),
    })
}

/// `- Sở Xây dựng (để b/c);`, with or without its dash and end mark; none for an empty line.
pub fn recipient(words: &str) -> Option<Recipient> {
    let words = bare(words);
    let (name, purpose) = match bracket(words) {
        Some((name, purpose)) if !bare(name).is_empty() && is_purpose(purpose) => {
            (bare(name), purpose.trim())
        }
        _ => (words, ""),
    };
    (!name.is_empty())
        .then(|| Recipient { name: name.to_owned(), purpose: purpose.to_owned() })
}

/// Whether the words in brackets behind a recipient say why they get it, and are no part of the
/// name: `để b/c`, but not `Cục Kiểm tra văn bản`.
pub fn is_purpose(words: &str) -> bool {
    const PURPOSES: [&str; 12] = [
        "b/c",
        "bc",
        "t/h",
        "th",
        "p/h",
        "ph",
        "bao cao",
        "thuc hien",
        "phoi hop",
        "theo doi",
        "biet",
        "chi dao",
    ];
    let folded = fold(words).split_whitespace().collect::<Vec<_>>().join(" ");
    folded.starts_with("de ")
        || folded.starts_with("thay ")
        || PURPOSES.contains(&folded.as_str())
}

/// `VT, TCCB (2).`, what follows "Lưu:".
pub fn archive(words: &str) -> Archive {
    let words = bare(words);
    let copies = bracket(words).and_then(|(before, count)| {
        let count = Some(count).filter(|c| c.chars().all(|c| c.is_ascii_digit()))?;
        Some((before, count.parse().ok()?))
    });
    let (units, copies) = match copies {
        Some((before, count)) => (before, Some(count)),
        None => (words, None),
    };
    let mut units: Vec<String> = units.split(',').map(|unit| bare(unit).to_owned()).collect();
    units.retain(|unit| !unit.is_empty());
    if units.is_empty() {
        units = Archive::default().units;
    }
    Archive { units, copies }
}

/// `PL.(300)`; none for an empty line.
pub fn drafter(words: &str) -> Option<DrafterMark> {
    let words = words.trim();
    let counted = words.strip_suffix(')').and_then(|words| {
        let (initials, copies) = words.rsplit_once(".(")?;
        Some((initials, copies.parse().ok()?))
    });
    let (initials, copies) = match counted {
        Some((initials, copies)) => (initials, Some(copies)),
        None => (words, None),
    };
    let initials = initials.trim_end_matches(|c: char| c == '.' || c.is_whitespace());
    let mark = DrafterMark { initials: initials.trim_start().to_owned(), copies };
    (mark != DrafterMark::default()).then_some(mark)
}

/// The lines of ô 7a as the collective that is signed for and the authority.
pub fn authority(lines: &[String]) -> (String, Authority) {
    let signed = |line: Option<&String>, sign: &str| {
        let post = line?.trim().strip_prefix(sign)?.trim_start();
        (!post.is_empty()).then(|| post.to_owned())
    };
    let collective = signed(lines.first(), "TM.");
    let lines = if collective.is_some() { &lines[1..] } else { lines };
    let rest = |from: usize| {
        let posts = lines.iter().skip(from).map(|line| line.trim());
        posts.collect::<Vec<_>>().join(" ")
    };
    let first = lines.first();
    let authority = if let Some(head) = signed(first, "KT.") {
        Authority::Deputy { head, deputy: rest(1) }
    } else if let Some(head) = signed(first, "TUQ.") {
        Authority::Authorised { head, position: rest(1) }
    } else if let Some(head) = signed(first, "TL.") {
        match signed(lines.get(1), "KT.") {
            Some(position) => Authority::ByOrderDeputy { head, position, deputy: rest(2) },
            None => Authority::ByOrder { head, position: rest(1) },
        }
    } else if let Some(position) = signed(first, "Q.") {
        let position = format!("{position} {}", rest(1)).trim_end().to_owned();
        Authority::Acting { position }
    } else {
        Authority::Head { position: rest(0) }
    };
    (collective.unwrap_or_default(), authority)
}

/// The type whose name a line is, in whatever letters.
pub fn document_type(words: &str) -> Option<DocumentType> {
    let folded = plain_fold(words);
    DocumentType::iter().find(|kind| plain_fold(type_name(*kind)) == folded)
}

/// The name on the line of "Kính gửi:".
pub fn salutation(words: &str) -> Option<String> {
    let name = bare(behind(words.trim(), SALUTATION)?).to_owned();
    (!name.is_empty()).then_some(name)
}

/// A name below "Kính gửi:" or "điện:", without dash and end mark; none for an empty line.
pub fn addressee(words: &str) -> Option<String> {
    let name = bare(words);
    (!name.is_empty()).then(|| name.to_owned())
}

/// Who sends a công điện: what stands before "điện:".
pub fn sender(words: &str) -> Option<String> {
    let words = words.trim();
    let at = words.char_indices().rev().nth(WIRES.chars().count() - 1)?.0;
    behind(&words[at..], WIRES).map(|_| words[..at].trim_end().to_owned())
}

/// Who invites before "trân trọng kính mời:", empty where nobody is named, and the guests behind it.
pub fn guests(words: &str) -> Option<(String, Vec<String>)> {
    let (host, guests) = words.split_once(&INVITES[1..])?;
    // The letter before is the capital of a line without a host.
    let host = host.strip_suffix(['t', 'T']).unwrap_or(host).trim().to_owned();
    Some((host, guests.split(BETWEEN).filter_map(addressee).collect()))
}

/// The numeral at the head of a line that says its level in words, and how many characters it
/// takes: `Điều 1.`, `Chương II`, `Mục 1`, `Tiểu mục 1`.
pub fn named_level(words: &str) -> Option<(Level, usize)> {
    const NAMES: [(&str, Level); 5] = [
        ("Phần ", Level::Part),
        ("Chương ", Level::Chapter),
        ("Tiểu mục ", Level::Subdivision),
        ("Mục ", Level::Division),
        ("Điều ", Level::Article),
    ];
    NAMES.iter().find_map(|(name, level)| {
        let rest = words.strip_prefix(name)?;
        let count = rest.split(char::is_whitespace).next()?;
        let number = if *level == Level::Article { count.strip_suffix('.')? } else { count };
        let roman = || parse_roman(number).is_some();
        let arabic = || !number.is_empty() && number.chars().all(|c| c.is_ascii_digit());
        let counted = match level {
            Level::Part | Level::Chapter => roman(),
            _ => arabic(),
        };
        counted.then(|| (*level, name.chars().count() + count.chars().count()))
    })
}

/// The level of a numeral alone: `I.`, `1.`, `1.1.`, `a)`, `-`, `+`.
pub fn level(numeral: &str) -> Option<Level> {
    let is_count = |part: &str| !part.is_empty() && part.chars().all(|c| c.is_ascii_digit());
    match numeral {
        "-" | "–" | "—" => return Some(Level::Dash),
        "+" => return Some(Level::Plus),
        _ => {}
    }
    if let Some(letters) = numeral.strip_suffix(')') {
        let is_point = !letters.is_empty() && letters.chars().all(char::is_lowercase);
        return is_point.then_some(Level::Point);
    }
    let count = numeral.strip_suffix('.')?;
    match count.split_once('.') {
        Some((above, own)) => (is_count(above) && is_count(own)).then_some(Level::SubClause),
        None if is_count(count) => Some(Level::Clause),
        None => parse_roman(count).map(|_| Level::Section),
    }
}

/// The words before a last pair of brackets that a space precedes, and those inside it.
fn bracket(words: &str) -> Option<(&str, &str)> {
    let inner = words.strip_suffix(')')?;
    let mut depth = 1;
    let at = inner.char_indices().rev().find_map(|(at, letter)| {
        match letter {
            ')' => depth += 1,
            '(' => depth -= 1,
            _ => {}
        }
        (depth == 0).then_some(at)
    })?;
    let before = &words[..at];
    before.ends_with(char::is_whitespace).then(|| (before.trim_end(), &inner[at + 1..]))
}

/// A date at the beginning of some words (`ngày 05 tháng 02 năm 2026`), and its length in bytes.
fn dated(words: &str) -> Option<(IssueDate, usize)> {
    let (day, rest) = words.strip_prefix("ngày")?.split_once("tháng")?;
    let (month, rest) = rest.split_once("năm")?;
    let trimmed = rest.trim_start_matches([' ', HARD_SPACE, '.', '…']);
    let sign = usize::from(trimmed.starts_with('-'));
    let digits = trimmed[sign..].chars().take_while(char::is_ascii_digit).count();
    let year = &trimmed[..sign + digits];
    let end = if digits == 0 { rest } else { &trimmed[sign + digits..] };
    let date = IssueDate { day: slot(day)?, month: slot(month)?, year: year.parse().ok() };
    Some((date, words.len() - end.len()))
}

/// What stands in the room for a number: one, or nothing but room and dots; none for other words.
fn slot<N: std::str::FromStr>(words: &str) -> Option<Option<N>> {
    let words = words.trim_matches([' ', HARD_SPACE, '.', '…', '_']);
    if words.is_empty() {
        return Some(None);
    }
    words.parse().ok().map(Some)
}

/// What stands behind some words of the form, whatever spaces they have.
fn behind<'w>(words: &'w str, form: &str) -> Option<&'w str> {
    let mut letters = words.chars();
    let alike = |letter: char| {
        letters.next().is_some_and(|own| own == letter || (letter == ' ' && own == HARD_SPACE))
    };
    form.chars().all(alike).then_some(letters.as_str())
}

fn plain(words: &str) -> String {
    words.replace(HARD_SPACE, " ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_symbols_come_apart() {
        assert_eq!(number("Số:\u{A0}05/KH-SXD"), (Some(5), "KH-SXD".to_owned()));
        assert_eq!(number("Số: ....../KH-SXD"), (None, "KH-SXD".to_owned()));
        assert_eq!(number("Số: 05 KH"), (None, "05 KH".to_owned()));
        assert_eq!(symbol("KH-SXD", DocumentType::Plan), ("SXD".into(), String::new()));
        assert_eq!(symbol("KH", DocumentType::Plan), (String::new(), String::new()));
        assert_eq!(symbol("KH-", DocumentType::Plan), (String::new(), "KH-".into()));
        assert_eq!(symbol("KHSXD", DocumentType::Plan), (String::new(), "KHSXD".into()));
    }

    #[test]
    fn dates_come_apart_with_and_without_their_days() {
        let (place, date) = place_and_date("Hà Nội, ngày 05 tháng 3 năm 2026");
        assert_eq!((place.as_str(), date), ("Hà Nội", IssueDate::new(5, 3, 2026)));
        let (place, date) = place_and_date("Hà Nội, ngày… tháng\u{A0}\u{A0}năm 2026");
        assert_eq!(place, "Hà Nội");
        assert_eq!(date, IssueDate { year: Some(2026), ..IssueDate::default() });
        assert_eq!(place_and_date("Hà Nội").1, IssueDate::default());
    }

    #[test]
    fn a_decision_comes_apart() {
        let words = "(Kèm theo Quyết định số 12/QĐ-UBND ngày 05 tháng 02 năm 2026 của Ủy ban \
                     nhân dân xã A)";
        let found = decision(words).expect("a reference line");
        assert_eq!((found.number, found.symbol.as_str()), (Some(12), "QĐ-UBND"));
        assert_eq!(found.document, "Quyết định");
        assert_eq!(found.date, IssueDate::new(5, 2, 2026));
        assert_eq!(found.issuer, "Ủy ban nhân dân xã A");
        assert_eq!(decision("(Kèm theo công văn)"), None);
    }

    #[test]
    fn recipients_and_archives_come_apart() {
        let found = recipient("- Các phòng (2 bản) (để t/h (gấp));").expect("a recipient");
        assert_eq!(found.name, "Các phòng (2 bản)");
        assert_eq!(found.purpose, "để t/h (gấp)");
        let kept = recipient("- Bộ Tư pháp (Cục KTVB);").expect("a recipient");
        assert_eq!((kept.name.as_str(), kept.purpose.as_str()), ("Bộ Tư pháp (Cục KTVB)", ""));
        assert_eq!(recipient("- (x);").map(|found| found.name), Some("(x)".to_owned()));
        assert_eq!(recipient("- ;"), None);
        assert_eq!(
            archive(" VT, TCCB (2)."),
            Archive { units: vec!["VT".into(), "TCCB".into()], copies: Some(2) }
        );
        assert_eq!(archive("."), Archive::default());
        let mark = DrafterMark { initials: "TVA".into(), copies: Some(20) };
        assert_eq!(drafter("TVA.(20)"), Some(mark));
        assert_eq!(drafter("."), None);
    }

    #[test]
    fn every_form_of_signing_comes_apart() {
        let posts = |lines: &[&str]| {
            let lines: Vec<String> = lines.iter().map(|line| (*line).to_owned()).collect();
            authority(&lines)
        };
        let (collective, deputy) = posts(&["TM. ỦY BAN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"]);
        assert_eq!(collective, "ỦY BAN");
        assert_eq!(
            deputy,
            Authority::Deputy {
                head: "CHỦ TỊCH".into(), deputy: "PHÓ CHỦ TỊCH".into()
            }
        );
        assert_eq!(posts(&["Q. A"]).1, Authority::Acting { position: "A".into() });
        assert_eq!(posts(&[]).1, Authority::default());
        assert!(matches!(posts(&["TL. A", "KT. B", "C"]).1, Authority::ByOrderDeputy { .. }));
        assert!(matches!(posts(&["TL. A", "B"]).1, Authority::ByOrder { .. }));
        assert!(matches!(posts(&["TUQ. A", "B"]).1, Authority::Authorised { .. }));
    }
}
