//! The small fixed patterns of a letterhead: number and symbol, place and date, references.

use std::sync::LazyLock;

use strum::IntoEnumIterator as _;

use crate::compose::forms::number_digits;
use crate::model::{Decision, Document, DocumentType, IssueDate, Number};
use crate::standard::{abbreviation, type_name};
use crate::vietnamese::{fold, fold_char};

use crate::read::source::TAB;

/// The types' names folded, in the order in which a title is looked for: the plan first.
static TYPES: LazyLock<Vec<(DocumentType, String)>> = LazyLock::new(|| {
    let mut types: Vec<_> =
        DocumentType::iter().map(|kind| (kind, fold(type_name(kind)))).collect();
    types.sort_by_key(|(kind, _)| *kind != DocumentType::Plan);
    types
});

/// The type whose folded words these are.
pub(super) fn type_named(folded: &str) -> Option<DocumentType> {
    type_words().find(|(_, words)| *words == folded).map(|(kind, _)| kind)
}

/// The types' folded words, in the order in which a title is looked for.
pub(super) fn type_words() -> impl Iterator<Item = (DocumentType, &'static str)> {
    TYPES.iter().map(|(kind, words)| (*kind, words.as_str()))
}

/// The symbol as it is printed: the plan's own, or the one made of type and abbreviation.
pub(in crate::read) fn symbol_of(document: &Document) -> String {
    if !document.symbol.is_empty() || document.abbreviation.is_empty() {
        return document.symbol.clone();
    }
    format!("{}-{}", abbreviation(document.document_type), document.abbreviation)
}

/// A walk over composed characters.
pub(super) struct Scan<'a> {
    /// The characters.
    pub(in crate::read) chars: &'a [char],
    /// The next one.
    pub(in crate::read) at: usize,
}

impl<'a> Scan<'a> {
    pub(in crate::read) fn new(chars: &'a [char], at: usize) -> Self {
        Self { chars, at }
    }

    pub(in crate::read) fn peek(&self) -> Option<char> {
        self.chars.get(self.at).copied()
    }

    pub(in crate::read) fn spaces(&mut self) {
        self.skip(char::is_whitespace);
    }

    /// What people leave or draw where a value is to be filled in by hand.
    pub(in crate::read) fn blanks(&mut self) {
        self.skip(|c| c.is_whitespace() || matches!(c, '.' | '…' | '_' | '‥'));
    }

    pub(in crate::read) fn skip(&mut self, accept: impl Fn(char) -> bool) {
        while self.peek().is_some_and(&accept) {
            self.at += 1;
        }
    }

    /// Takes a word written in folded letters, if it stands here and no letter follows it.
    pub(in crate::read) fn word(&mut self, folded: &str) -> bool {
        let mut at = self.at;
        for expected in folded.chars() {
            if self.chars.get(at).is_none_or(|c| fold_char(*c) != expected) {
                return false;
            }
            at += 1;
        }
        if self.chars.get(at).is_some_and(|c| c.is_alphabetic()) {
            return false;
        }
        self.at = at;
        true
    }

    pub(in crate::read) fn mark(&mut self, mark: char) -> bool {
        let here = self.peek() == Some(mark);
        self.at += usize::from(here);
        here
    }

    /// A whole number of at most `digits` digits.
    pub(in crate::read) fn number(&mut self, digits: usize) -> Option<u32> {
        let start = self.at;
        self.skip(|c| c.is_ascii_digit());
        let taken: String = self.chars[start..self.at].iter().collect();
        if taken.is_empty() || taken.len() > digits {
            self.at = start;
            return None;
        }
        taken.parse().ok()
    }

    pub(in crate::read) fn take(&mut self, accept: impl Fn(char) -> bool) -> String {
        let start = self.at;
        self.skip(accept);
        self.chars[start..self.at].iter().collect()
    }
}

/// Number and symbol found in a line.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct NumberLine {
    pub(in crate::read) number: Option<Number>,
    pub(in crate::read) symbol: String,
    /// How many digits it is printed with at the least, see [`Document::number_digits`].
    pub(super) digits: u8,
    /// One past the last character.
    pub(in crate::read) end: usize,
    /// Whether it is written `Số: 12/KH-SXD`, apart from leading zeros.
    pub(super) tidy: bool,
}

/// Reads `Số: 366 /KH-SGTVT` at the start of a line; number and symbol may be blank, not both the
/// slash and the symbol.
pub(super) fn number_line(chars: &[char]) -> Option<NumberLine> {
    let mut scan = Scan::new(chars, 0);
    scan.spaces();
    if !scan.word("so") {
        return None;
    }
    let named = scan.at;
    scan.spaces();
    let colon = scan.mark(':') || scan.mark(';');
    let before = scan.at;
    scan.blanks();
    let number = scan.number(6);
    let after = scan.at;
    scan.blanks();
    let spaced = number.is_some() && (scan.at > after || after == before);
    // "Số      - KH/ĐU": a blank left for the pen.
    let drawn = scan.at >= named + 3
        || chars[before..scan.at].iter().any(|c| matches!(c, '.' | '…' | '_' | '‥'));
    let party = matches!(scan.peek(), Some('-' | '–'))
        && (number.is_some() || ((colon || drawn) && is_dashed_symbol(&chars[scan.at + 1..])));
    // "Số 298 KH/TWĐTN": the mark between number and symbol was left out.
    let bare = number.is_some() && scan.at > after && {
        let symbol = scan.chars[scan.at..].iter().take_while(|c| is_symbol_char(**c));
        let symbol: String = symbol.collect();
        symbol.starts_with(char::is_uppercase) && symbol.contains(['/', '-'])
    };
    if !(bare || scan.mark('/') || (party && (scan.mark('-') || scan.mark('–')))) {
        return None;
    }
    let slash = scan.at;
    scan.spaces();
    let mut tidy = colon && !spaced && !party && !bare && scan.at == slash;
    let mut symbol = scan.take(is_symbol_char);
    tidy &= !symbol.contains(is_other_dash);
    // A space around a hyphen or slash inside the symbol is a slip; a wider gap ends it.
    loop {
        let here = scan.at;
        let joined = symbol.ends_with(|c| c == '/' || is_dash(c));
        if scan.peek() == Some(' ') {
            scan.at += 1;
        }
        let next = scan.peek();
        if scan.at > here
            && (next.is_some_and(|c| c == '/' || is_dash(c))
                || (joined && next.is_some_and(char::is_uppercase)))
        {
            symbol.push_str(&scan.take(is_symbol_char));
            tidy = false;
        } else {
            scan.at = here;
            break;
        }
    }
    while symbol.ends_with(['.', ',', ';']) {
        symbol.pop();
    }
    let symbol = symbol.replace(is_other_dash, "-");
    let typed: String = chars[before..scan.at].iter().collect();
    Some(NumberLine { number, symbol, digits: number_digits(&typed), end: scan.at, tidy })
}

/// What follows the dash of "Số:     - KH/ĐTN", as the Party and the Youth Union write a number that
/// is still blank: capitals with a stroke or a dash in them.
fn is_dashed_symbol(after: &[char]) -> bool {
    let symbol: String =
        after.iter().skip_while(|c| **c == ' ').take_while(|c| is_symbol_char(**c)).collect();
    symbol.starts_with("KH")
        || (symbol.starts_with(char::is_uppercase) && symbol.contains(['/', '-']))
}

fn is_symbol_char(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '/' | '&' | '.') || is_dash(c)
}

/// A hyphen, or what Word and copies set in its place: the hyphen that does not break, the dash.
fn is_dash(c: char) -> bool {
    c == '-' || is_other_dash(c)
}

fn is_other_dash(c: char) -> bool {
    matches!(c, '\u{2010}' | '\u{2011}' | '\u{2012}' | '–')
}

/// Reads `366/KH-SGTVT` that is a line of its own: the word "Số" was left out.
pub(super) fn unlabelled_number(chars: &[char]) -> Option<NumberLine> {
    const LONGEST: usize = 40;
    const LABEL: &str = "Số: ";
    if chars.len() > LONGEST || !chars.iter().find(|c| **c != ' ')?.is_ascii_digit() {
        return None;
    }
    let labelled: Vec<char> = LABEL.chars().chain(chars.iter().copied()).collect();
    let found = number_line(&labelled)?;
    let whole = labelled[found.end..].iter().all(|c| c.is_whitespace());
    let capitals = found.symbol.starts_with(char::is_uppercase) && found.symbol.contains('-');
    (whole && capitals).then_some(NumberLine { end: chars.len(), tidy: false, ..found })
}

/// Place and date found in a line.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct DateLine {
    pub(in crate::read) place: String,
    pub(in crate::read) date: IssueDate,
    /// The characters it takes.
    pub(in crate::read) start: usize,
    pub(in crate::read) end: usize,
}

/// Finds `Hà Nội, ngày 28 tháng 4 năm 2026` in a line; day, month and year may be blank.
pub(super) fn date_line(chars: &[char]) -> Option<DateLine> {
    for at in 0..chars.len() {
        if at > 0 && chars[at - 1].is_alphanumeric() {
            continue;
        }
        let Some((date, end)) = long_date(chars, at).or_else(|| placed_date(chars, at)) else {
            continue;
        };
        let mut start = at;
        let mut gap = 0;
        while start > 0 && gap < 3 && chars[start - 1] != TAB {
            start -= 1;
            gap = if chars[start] == ' ' { gap + 1 } else { 0 };
        }
        let place: String = chars[start..at].iter().collect();
        let place = place.trim().trim_end_matches(',').trim().to_owned();
        return Some(DateLine { place, date, start, end });
    }
    None
}

/// `Tân Lập, ngày 12/3/2024`, alone on a short line.
fn placed_date(chars: &[char], at: usize) -> Option<(IssueDate, usize)> {
    const LONGEST: usize = 60;
    let place: String = chars[..at].iter().collect();
    if chars.len() > LONGEST || !place.trim_end().ends_with(',') {
        return None;
    }
    let mut scan = Scan::new(chars, at);
    if !scan.word("ngay") {
        return None;
    }
    let (date, end) = short_date(chars, scan.at)?;
    (end == chars.len() && date.year.is_some()).then_some((date, end))
}

/// `ngày 28 tháng 4 năm 2026` at a position, with blanks allowed; the end as second.
pub(super) fn long_date(chars: &[char], at: usize) -> Option<(IssueDate, usize)> {
    let mut scan = Scan::new(chars, at);
    let part = |scan: &mut Scan<'_>, name: &str, digits: usize| {
        if !(scan.word(name) || name_and_digit(scan, name)) {
            return None;
        }
        scan.blanks();
        let value = scan.number(digits);
        Some(value)
    };
    let day = part(&mut scan, "ngay", 2)?;
    scan.blanks();
    let month = part(&mut scan, "thang", 2)?;
    scan.blanks();
    let kept = scan.at;
    let year = part(&mut scan, "nam", 4)?;
    if year.is_none() {
        // Blanks after an unfilled year are not part of the date when more words follow.
        scan.at = kept + 3;
        scan.skip(|c| matches!(c, '.' | '…' | '_'));
    }
    let date = IssueDate {
        day: day.filter(|d| (1..=31).contains(d)),
        month: month.filter(|m| (1..=12).contains(m)),
        year: year.filter(|y| (1900..=2999).contains(y)).map(|y| y as i32),
    };
    let whole =
        (date.day == day) && (date.month == month) && (date.year.is_some() == year.is_some());
    whole.then_some((date, scan.at))
}

/// `tháng5`: the word runs into its digits.
fn name_and_digit(scan: &mut Scan<'_>, name: &str) -> bool {
    let end = scan.at + name.chars().count();
    let fits = scan.chars.get(scan.at..end).is_some_and(|part| {
        part.iter().zip(name.chars()).all(|(c, expected)| fold_char(*c) == expected)
    }) && scan.chars.get(end).is_some_and(char::is_ascii_digit);
    if fits {
        scan.at = end;
    }
    fits
}

/// `17/02/2023`, `/  /2012` at a position.
fn short_date(chars: &[char], at: usize) -> Option<(IssueDate, usize)> {
    let mut scan = Scan::new(chars, at);
    scan.blanks();
    let day = scan.number(2);
    scan.blanks();
    if !scan.mark('/') {
        return None;
    }
    scan.blanks();
    let month = scan.number(2);
    scan.blanks();
    if !scan.mark('/') {
        return None;
    }
    scan.blanks();
    let year = scan.number(4);
    let date = IssueDate { day, month, year: year.map(|y| y as i32) };
    let sane = day.is_none_or(|d| (1..=31).contains(&d))
        && month.is_none_or(|m| (1..=12).contains(&m))
        && year.is_none_or(|y| (1900..=2999).contains(&y));
    sane.then_some((date, scan.at))
}

/// A line `(Kèm theo Quyết định số 254/QĐ-UBND ngày 17/02/2023 của …)`.
#[derive(Debug, PartialEq, Eq)]
pub(in crate::read) struct Reference {
    pub(in crate::read) decision: Decision,
    /// The characters it takes, brackets included.
    pub(in crate::read) start: usize,
    pub(in crate::read) end: usize,
}

/// Finds a reference to the document that something is issued with.
pub(in crate::read) fn reference(chars: &[char]) -> Option<Reference> {
    let first = chars.iter().position(|c| !c.is_whitespace())?;
    let start = (first..chars.len()).find(|at| {
        let mut scan = Scan::new(chars, *at);
        let open = scan.mark('(');
        scan.spaces();
        let ban_hanh = scan.word("ban");
        if ban_hanh {
            scan.spaces();
            if !scan.word("hanh") {
                return false;
            }
            scan.spaces();
        }
        (open || *at == first) && scan.word("kem") && {
            scan.spaces();
            scan.word("theo")
        }
    })?;
    let mut scan = Scan::new(chars, start);
    let open = scan.mark('(');
    while !(scan.word("theo")) {
        scan.at += 1;
        if scan.at >= chars.len() {
            return None;
        }
    }
    scan.spaces();
    let end = if open {
        let mut depth = 1;
        (scan.at..chars.len())
            .find(|at| {
                match chars[*at] {
                    '(' => depth += 1,
                    ')' => depth -= 1,
                    _ => {}
                }
                depth == 0
            })
            .unwrap_or(chars.len())
    } else {
        chars.len()
    };
    let inner = &chars[..end];
    let mut decision = Decision::default();
    let document_start = scan.at;
    let mut at = scan.at;
    while at < end && number_line(&inner[at..]).is_none() {
        at += 1;
    }
    if at >= end {
        return None;
    }
    decision.document = trimmed(&inner[document_start..at]);
    let number = number_line(&inner[at..])?;
    decision.number = number.number;
    decision.symbol = number.symbol;
    let mut scan = Scan::new(inner, at + number.end);
    scan.skip(|c| c.is_whitespace() || c == ',');
    if let Some((date, after)) = long_date(inner, scan.at) {
        decision.date = date;
        scan.at = after;
    } else if scan.word("ngay") {
        let (date, after) = short_date(inner, scan.at)?;
        decision.date = date;
        scan.at = after;
    }
    scan.blanks();
    if scan.word("cua") {
        decision.issuer = trimmed(&inner[scan.at..end]);
    } else if scan.at < end {
        // Something else follows: not a plain reference.
        return None;
    }
    Some(Reference { decision, start, end: (end + usize::from(open)).min(chars.len()) })
}

fn trimmed(chars: &[char]) -> String {
    let words: String = chars.iter().collect();
    words.trim().trim_end_matches(['.', ';']).trim_end().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chars(words: &str) -> Vec<char> {
        words.chars().collect()
    }

    #[test]
    fn numbers_as_people_write_them() {
        let read =
            |words: &str| number_line(&chars(words)).map(|l| (l.number, l.symbol, l.tidy));
        assert_eq!(read("Số: 12/KH-SXD"), Some((Some(12), "KH-SXD".into(), true)));
        assert_eq!(read("Số: 366 /KH-SGTVT"), Some((Some(366), "KH-SGTVT".into(), false)));
        assert_eq!(read("Số: /KH-SXD"), Some((None, "KH-SXD".into(), true)));
        assert_eq!(read("Số:      /KH-STTTT"), Some((None, "KH-STTTT".into(), true)));
        assert_eq!(read("Số ....../KH - UBND"), Some((None, "KH-UBND".into(), false)));
        assert_eq!(read("Số:173    /KH-UBND"), Some((Some(173), "KH-UBND".into(), false)));
        assert_eq!(read("Số 298 KH/TWĐTN"), Some((Some(298), "KH/TWĐTN".into(), false)));
        assert_eq!(read("Số 5 Trần Phú"), None);
        assert_eq!(read("Số lượng: 5"), None);
        assert_eq!(read("Số:     - KH/ĐTN"), Some((None, "KH/ĐTN".into(), false)));
        assert_eq!(read("Số: … – KH-ĐU"), Some((None, "KH-ĐU".into(), false)));
        assert_eq!(read("Số: - Thôn Một"), None);
        assert_eq!(read("Sở Xây dựng"), None);
        for dash in ['\u{2010}', '\u{2011}', '–'] {
            let found = read(&format!("Số: 118/KH{dash}UBND"));
            assert_eq!(found, Some((Some(118), "KH-UBND".into(), false)), "{dash}");
        }
    }

    #[test]
    fn a_number_is_known_without_its_word_where_it_stands_alone() {
        let read =
            |words: &str| unlabelled_number(&chars(words)).map(|l| (l.number, l.symbol));
        assert_eq!(read("902/KH-SNNMT"), Some((Some(902), "KH-SNNMT".into())));
        assert_eq!(read(" 27-KH/ĐU-VP"), Some((Some(27), "KH/ĐU-VP".into())));
        for words in ["15/5/2026", "2026-2027", "902/KH-SNNMT ngày 5", "/KH-SNNMT", "12/b-c"]
        {
            assert_eq!(read(words), None, "{words}");
        }
    }

    #[test]
    fn dates_as_people_write_them() {
        let read = |words: &str| date_line(&chars(words)).map(|l| (l.place, l.date));
        assert_eq!(
            read("Hà Nội, ngày 28     tháng 4    năm 2026"),
            Some(("Hà Nội".into(), IssueDate::new(28, 4, 2026)))
        );
        assert_eq!(
            read("Hà Nam, ngày tháng năm 2023"),
            Some(("Hà Nam".into(), IssueDate { year: Some(2023), ..IssueDate::default() }))
        );
        assert_eq!(
            read("Đồng Xoài, ngày 14 tháng5 năm 2008"),
            Some(("Đồng Xoài".into(), IssueDate::new(14, 5, 2008)))
        );
        assert_eq!(
            read("Huế, ngày … tháng … năm …"),
            Some(("Huế".into(), IssueDate::default()))
        );
        assert_eq!(read("ngày 45 tháng 13 năm 2026"), None);
    }

    #[test]
    fn references_with_short_and_blank_dates() {
        let found = reference(&chars(
            "KẾ HOẠCH X (Kèm theo Quyết định số 254/QĐ-UBND ngày 17/02/2023 của Chủ tịch)",
        ))
        .expect("there is one");
        assert_eq!(found.decision.number, Some(254));
        assert_eq!(found.decision.date, IssueDate::new(17, 2, 2023));
        assert_eq!(found.decision.issuer, "Chủ tịch");
        assert_eq!(found.start, 11);
        let blank = reference(&chars(
            "(Kèm theo Quyết định số        /QĐ-STTTT  ngày     tháng     năm 2012)",
        ))
        .expect("there is one");
        assert_eq!(blank.decision.symbol, "QĐ-STTTT");
        assert_eq!(blank.decision.date.year, Some(2012));
        assert_eq!(reference(&chars("kèm theo Kế hoạch này")), None);
    }
}
