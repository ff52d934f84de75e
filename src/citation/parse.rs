//! From running text to the parts of a citation.

use std::ops::Range;
use std::sync::LazyLock;

use chrono::NaiveDate;
use regex::Regex;

/// How a document's number is formed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Form {
    /// `12/QĐ-UBND`, `30/2020/NĐ-CP`.
    State,
    /// `25-NQ/TW`.
    Party,
    /// `72/2025/QH15`, `76/2025/UBTVQH15`.
    Assembly,
    /// A law by its name alone.
    Unnumbered,
}

/// A date as a citation writes it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct CitedDate {
    /// Day, month, year as written.
    pub day: u32,
    /// 1–12 where it is right.
    pub month: u32,
    /// Four digits.
    pub year: i32,
    /// Characters of the date, without "ngày".
    pub span: Range<usize>,
}

/// A document that a text cites. Spans count characters of the text.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Citation {
    /// From the type's name (or the number) to the end of what is known.
    pub span: Range<usize>,
    /// How its number is formed.
    pub form: Form,
    /// The type's name as written, e.g. `Nghị quyết`; empty where none stands before the number.
    pub kind: String,
    /// Whether "số" stands before the number.
    pub says_number: bool,
    /// The number as written, e.g. `30`, `66.25`; empty without.
    pub number: String,
    /// The year between number and symbol.
    pub year: Option<i32>,
    /// The symbol without spaces: `NĐ-CP`, `NQ/TW`, `QH15`; empty without.
    pub symbol: String,
    /// Characters of number and symbol.
    pub number_span: Range<usize>,
    /// Its date.
    pub date: Option<CitedDate>,
    /// Whether a comma stands between number and "ngày", and where.
    pub comma: Option<usize>,
    /// Who issued it, as written after "của"; empty without.
    pub issuer: String,
    /// Its title, as written after "về" or in quotation marks; empty without.
    pub title: String,
}

/// Types that stand before a number, longest first.
const KINDS: [&str; 33] = [
    "Thông tư liên tịch",
    "Nghị quyết liên tịch",
    "Quyết định",
    "Nghị quyết",
    "Nghị định",
    "Thông tư",
    "Chỉ thị",
    "Pháp lệnh",
    "Kế hoạch",
    "Công văn",
    "Văn bản",
    "Kết luận",
    "Hướng dẫn",
    "Thông báo",
    "Chương trình",
    "Quy định",
    "Quy chế",
    "Quy ước",
    "Đề án",
    "Dự án",
    "Tờ trình",
    "Báo cáo",
    "Công điện",
    "Phương án",
    "Thông tri",
    "Thông cáo",
    "Điều lệ",
    "Hiến pháp",
    "Bộ luật",
    "Luật",
    "Lệnh",
    "Giấy mời",
    "Biên bản",
];

/// Types that are cited by name.
const LAWS: [&str; 3] = ["Bộ luật", "Luật", "Pháp lệnh"];

static STATE: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(\d{1,5}(?:\.\d{1,4})?)\s?/\s?(?:((?:19|20)\d\d)\s?/\s?)?(\p{Lu}[\p{L}&]*\d{0,2}(?:\s?-\s?\p{Lu}[\p{L}&]*\d{0,2})*)",
    )
});
static PARTY: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(\d{1,5})\s?-\s?(NQ|QĐ|QyĐ|CT|KL|TB|HD|CTr|CTr|CTHĐ|KH|QC|BC|TTr|CV|ĐA|TT|PA|TTLT|QCPH)\s?/\s?(\p{Lu}[\p{Lu}\d&]*(?:-\p{Lu}+)?)",
    )
});
static DATE: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"^(,?)\s*(?:ban hành\s+)?ngày\s+(?:(\d{1,2})\s?[/.-]\s?(\d{1,2})\s?[/.-]\s?(\d{4})|(\d{1,2})\s+tháng\s+(\d{1,2})\s+năm\s+(\d{4}))",
    )
});

fn regex(pattern: &str) -> Regex {
    Regex::new(pattern).expect("a pattern of the program's own")
}

/// Every citation of a text, in order. O(length).
pub fn parse(words: &str) -> Vec<Citation> {
    let mut numbers: Vec<Number> = Vec::new();
    if words.contains('/') {
        for found in PARTY.captures_iter(words) {
            let whole = found.get(0).expect("the whole").range();
            numbers.push(Number {
                symbol: format!("{}/{}", &found[2], &found[3]),
                number: found[1].to_owned(),
                year: None,
                form: Form::Party,
                bytes: whole,
            });
        }
        for found in STATE.captures_iter(words) {
            let whole = found.get(0).expect("the whole").range();
            let taken = numbers
                .iter()
                .any(|one| one.bytes.end > whole.start && whole.end > one.bytes.start);
            let symbol: String = found[3].chars().filter(|c| !c.is_whitespace()).collect();
            if taken || !is_symbol(&symbol) || !starts_number(words, whole.start) {
                continue;
            }
            let assembly =
                symbol.contains("QH") && symbol.ends_with(|c: char| c.is_ascii_digit());
            numbers.push(Number {
                number: found[1].to_owned(),
                year: found.get(2).and_then(|year| year.as_str().parse().ok()),
                form: if assembly { Form::Assembly } else { Form::State },
                symbol,
                bytes: whole,
            });
        }
    }
    numbers.sort_by_key(|number| number.bytes.start);
    let mut all: Vec<(Range<usize>, Citation)> = Vec::new();
    let floor = |n: usize| n.checked_sub(1).map_or(0, |before| numbers[before].bytes.end);
    for (n, number) in numbers.iter().enumerate() {
        let ceiling = numbers
            .get(n + 1)
            .map_or(words.len(), |next| front(words, next, floor(n + 1)).start);
        all.push(around(words, number, floor(n), ceiling));
    }
    let spans: Vec<Range<usize>> = all.iter().map(|(bytes, _)| bytes.clone()).collect();
    all.extend(laws(words).into_iter().filter(|(bytes, _)| {
        !spans.iter().any(|one| one.start < bytes.end && bytes.start < one.end)
    }));
    all.sort_by_key(|(bytes, _)| bytes.start);
    all.into_iter().map(|(_, citation)| citation).collect()
}

struct Number {
    number: String,
    year: Option<i32>,
    symbol: String,
    form: Form,
    bytes: Range<usize>,
}

/// A symbol has two capitals; a place after a slash ("20/Đoàn") has not.
fn is_symbol(symbol: &str) -> bool {
    let first = symbol.split('-').next().unwrap_or(symbol);
    first.chars().filter(|c| c.is_uppercase()).count() >= 2
        || ["TTr", "CTr"].contains(&first)
        || symbol.contains('-')
}

/// Digits before would make it the tail of a date or of a longer number.
fn starts_number(words: &str, at: usize) -> bool {
    let before = words[..at].chars().next_back();
    !before.is_some_and(|c| c.is_ascii_digit() || "/.,-".contains(c))
        || before == Some('-') && !words[..at - 1].ends_with(|c: char| c.is_alphanumeric())
}

/// What stands before a number.
struct Front {
    /// Where the citation begins, in bytes.
    start: usize,
    kind: Option<String>,
    says_number: bool,
}

fn front(words: &str, number: &Number, floor: usize) -> Front {
    let front = words[floor..number.bytes.start].trim_end();
    let said = front.strip_suffix("số").or_else(|| front.strip_suffix("Số"));
    let said = said.filter(|rest| !rest.ends_with(char::is_alphanumeric)).map(str::trim_end);
    let before = said.unwrap_or(front);
    let (start, kind) = match kind_before(before, number.form) {
        Some((from, kind)) => (floor + from, Some(kind)),
        None if said.is_some() => (floor + before.len(), None),
        None => (number.bytes.start, None),
    };
    let blank = words[start..].len() - words[start..].trim_start().len();
    Front { start: start + blank, kind, says_number: said.is_some() }
}

fn around(
    words: &str,
    number: &Number,
    floor: usize,
    ceiling: usize,
) -> (Range<usize>, Citation) {
    let Front { start, kind, says_number } = front(words, number, floor);
    let mut end = number.bytes.end;
    let mut comma = None;
    let date = dated(words, end, ceiling, &mut comma)
        .inspect(|(_, to)| end = *to)
        .map(|(date, _)| date);
    let issuer = issued(words, end, ceiling).inspect(|(_, to)| end = *to);
    let title = titled(words, end, ceiling).inspect(|(_, to)| end = *to);
    let chars = |bytes: Range<usize>| {
        let from = words[..bytes.start].chars().count();
        from..from + words[bytes].chars().count()
    };
    let citation = Citation {
        span: chars(start..end),
        form: number.form,
        kind: kind.unwrap_or_default(),
        says_number,
        number: number.number.clone(),
        year: number.year,
        symbol: number.symbol.clone(),
        number_span: chars(number.bytes.clone()),
        date,
        comma: comma.map(|at| words[..at].chars().count()),
        issuer: issuer.map(|(issuer, _)| issuer).unwrap_or_default(),
        title: title.map(|(title, _)| title).unwrap_or_default(),
    };
    (start..end, citation)
}

/// The type right before a number; for a law its name stands between.
fn kind_before(front: &str, form: Form) -> Option<(usize, String)> {
    for kind in KINDS {
        let upper = kind.to_uppercase();
        let lower = kind.to_lowercase();
        for spelling in [kind, upper.as_str(), lower.as_str()] {
            if let Some(rest) = front.strip_suffix(spelling)
                && !rest.ends_with(char::is_alphanumeric)
            {
                return Some((rest.len(), spelling.to_owned()));
            }
        }
    }
    if form != Form::Assembly {
        return None;
    }
    LAWS.iter()
        .filter_map(|law| {
            let at = front.rfind(law)?;
            let clean =
                !front[at..].contains([';', ',', '\n']) || front[at..].contains("sửa đổi");
            let near = front[at..].chars().count() <= 90;
            let begins = !front[..at].ends_with(char::is_alphanumeric);
            (clean && near && begins).then(|| (at, (*law).to_owned()))
        })
        .next()
}

fn dated(
    words: &str,
    from: usize,
    ceiling: usize,
    comma: &mut Option<usize>,
) -> Option<(CitedDate, usize)> {
    let found = DATE.captures(&words[from..ceiling])?;
    if !found[1].is_empty() {
        *comma = Some(from);
    }
    let part = |slash: usize, words: usize| {
        found.get(slash).or_else(|| found.get(words)).map(|part| part.as_str())
    };
    let first = found.get(2).or_else(|| found.get(5))?;
    let last = found.get(4).or_else(|| found.get(7))?;
    let start = words[..from + first.start()].chars().count();
    let length = words[from + first.start()..from + last.end()].chars().count();
    let date = CitedDate {
        day: part(2, 5)?.parse().ok()?,
        month: part(3, 6)?.parse().ok()?,
        year: part(4, 7)?.parse().ok()?,
        span: start..start + length,
    };
    Some((date, from + last.end()))
}

/// Where an issuer's name or a title ends.
fn clause_end(rest: &str) -> usize {
    let mut end = rest.len();
    for (at, letter) in rest.char_indices() {
        let after = rest[at + letter.len_utf8()..].chars().next();
        let closes = match letter {
            ';' | '\n' | ')' | ']' => true,
            '.' | ':' => after.is_none_or(char::is_whitespace),
            _ => false,
        };
        if closes {
            end = at;
            break;
        }
    }
    end
}

fn issued(words: &str, from: usize, ceiling: usize) -> Option<(String, usize)> {
    let rest = &words[from..ceiling];
    let lead = rest.len() - rest.trim_start_matches([' ', ',']).len();
    let of = rest[lead..].strip_prefix("của ")?;
    let body = &of[..clause_end(of)];
    // A name goes on in small letters ("Bộ trưởng Bộ Nội vụ"), so it is cut where a title begins.
    let stops = [
        " về ",
        " Về ",
        " quy định ",
        " ban hành ",
        " hướng dẫn ",
        " sửa đổi",
        " phê duyệt",
        " “",
        " \"",
        ", ",
        " (",
        " đã ",
        " và Nghị",
        " và Quyết",
        " và Chỉ",
        " và Kế hoạch",
        " và Kết luận",
        " và Thông",
    ];
    let end = stops.iter().filter_map(|stop| body.find(stop)).min().unwrap_or(body.len());
    let issuer = body[..end].trim();
    let start = from + lead + "của ".len();
    (!issuer.is_empty()).then(|| (issuer.to_owned(), start + body[..end].trim_end().len()))
}

fn titled(words: &str, from: usize, ceiling: usize) -> Option<(String, usize)> {
    let rest = &words[from..ceiling];
    let mut lead = rest.len() - rest.trim_start_matches([' ', ',']).len();
    // A term of office may stand between: "(khóa XII) về …".
    if rest[lead..].starts_with('(')
        && let Some(close) = rest[lead..].find(')')
    {
        lead += close + 1;
        lead += rest[lead..].len() - rest[lead..].trim_start_matches([' ', ',']).len();
    }
    let tail = &rest[lead..];
    let begins = [
        "về ",
        "Về ",
        "quy định",
        "ban hành",
        "hướng dẫn",
        "sửa đổi",
        "phê duyệt",
        "bổ sung",
        "“",
        "\"",
        "V/v",
    ];
    begins.iter().find(|word| tail.starts_with(**word))?;
    let mut end = clause_end(tail);
    if let Some(open) = tail.find('“').filter(|open| *open < end)
        && let Some(close) = tail[open..].find('”')
    {
        end = end.max(open + close + '”'.len_utf8());
        // What goes on after the quotation may be another clause.
        if let Some(comma) = tail[open + close..].find(',') {
            end = end.min(open + close + comma).max(open + close + '”'.len_utf8());
        }
    }
    let end = end.min(tail.len());
    let title = tail[..end].trim().trim_end_matches([',', '.']);
    (!title.is_empty()).then(|| (title.to_owned(), from + lead + title.len()))
}

/// Laws by their name: "Luật Đất đai", "Luật Lưu trữ ngày 21 tháng 6 năm 2024".
fn laws(words: &str) -> Vec<(Range<usize>, Citation)> {
    let mut found: Vec<(Range<usize>, Citation)> = Vec::new();
    for law in LAWS {
        for (at, _) in words.match_indices(law) {
            let before = &words[..at];
            let after = &words[at + law.len()..];
            let named = after.strip_prefix(' ').and_then(|rest| rest.chars().next());
            let inside = found.iter().any(|(bytes, _)| bytes.contains(&at));
            if inside
                || before.ends_with(char::is_alphanumeric)
                || !named.is_some_and(char::is_uppercase)
            {
                continue;
            }
            let name_end = at + law.len() + law_name(after);
            let mut end = name_end;
            let mut comma = None;
            let date = dated(words, end, words.len(), &mut comma).inspect(|(_, to)| end = *to);
            let chars = |bytes: Range<usize>| {
                let from = words[..bytes.start].chars().count();
                from..from + words[bytes].chars().count()
            };
            let citation = Citation {
                span: chars(at..end),
                form: Form::Unnumbered,
                kind: law.to_owned(),
                says_number: false,
                number: String::new(),
                year: None,
                symbol: String::new(),
                number_span: chars(at..name_end),
                date: date.map(|(date, _)| date),
                comma: None,
                issuer: String::new(),
                title: words[at + law.len()..name_end].trim().to_owned(),
            };
            found.push((at..end, citation));
        }
    }
    found
}

/// How far a law's name goes: to a mark, a year, a date or a verb.
fn law_name(after: &str) -> usize {
    let mut end = clause_end(after);
    for stop in [
        ",",
        " số ",
        " ngày ",
        " năm ",
        " và ",
        " đã ",
        " được ",
        " có hiệu",
        " quy định",
        " (",
        " “",
        " của ",
    ] {
        // "Luật Tổ chức Tòa án nhân dân và …" is rare; "Luật Thi đua, khen thưởng" is not.
        let mut from = 0;
        while let Some(at) = after[from..].find(stop) {
            let at = from + at;
            let rest = after[at + stop.len()..].trim_start();
            let goes_on = match stop {
                "," => [
                    "khen thưởng",
                    "chống ",
                    "bổ sung",
                    "chữa cháy",
                    "thí nghiệm",
                    "tố cáo",
                    "kiểm soát",
                    "công chức",
                    "cứu hộ",
                    "chữa bệnh",
                    "vệ sinh lao động",
                    "chăm sóc",
                    "sử dụng tài sản",
                    "an toàn giao thông",
                ]
                .iter()
                .any(|word| rest.starts_with(word)),
                " và " => rest.chars().next().is_some_and(char::is_lowercase),
                _ => false,
            };
            if !goes_on {
                end = end.min(at);
                break;
            }
            from = at + stop.len();
        }
    }
    end
}

impl Citation {
    /// Number and symbol as the decree writes them: `30/2020/NĐ-CP`, `25-NQ/TW`.
    pub fn notation(&self) -> String {
        match (self.form, self.year) {
            (Form::Unnumbered, _) => String::new(),
            (Form::Party, _) => format!("{}-{}", self.number, self.symbol),
            (_, Some(year)) => format!("{}/{year}/{}", self.number, self.symbol),
            (_, None) => format!("{}/{}", self.number, self.symbol),
        }
    }

    /// The date, where it is a real day.
    pub fn day(&self) -> Option<NaiveDate> {
        let date = self.date.as_ref()?;
        NaiveDate::from_ymd_opt(date.year, date.month, date.day)
    }

    /// The abbreviation of the type in the symbol: `NQ` of `25-NQ/TW`, `QĐ` of `12/QĐ-UBND`; none
    /// for a công văn of the State, whose symbol begins with its agency.
    pub fn type_abbreviation(&self) -> &str {
        match self.form {
            Form::Party => self.symbol.split('/').next().unwrap_or_default(),
            Form::State => self.symbol.split('-').next().unwrap_or_default(),
            _ => "",
        }
    }

    /// Whether it has date, issuer and title besides its number.
    pub fn is_complete(&self) -> bool {
        self.form == Form::Unnumbered
            || self.form == Form::Assembly
            || (self.date.is_some() && !self.issuer.is_empty() && !self.title.is_empty())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one(words: &str) -> Citation {
        let found = parse(words);
        assert_eq!(found.len(), 1, "{words}: {found:#?}");
        found.into_iter().next().expect("one")
    }

    #[test]
    fn a_full_citation_falls_into_its_parts() {
        let words = "Thực hiện Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ về \
                     công tác văn thư; tiếp tục";
        let found = one(words);
        assert_eq!(found.kind, "Nghị định");
        assert!(found.says_number);
        assert_eq!(found.notation(), "30/2020/NĐ-CP");
        assert_eq!(found.day(), NaiveDate::from_ymd_opt(2020, 3, 5));
        assert_eq!(found.issuer, "Chính phủ");
        assert_eq!(found.title, "về công tác văn thư");
        let cited: String =
            words.chars().skip(found.span.start).take(found.span.len()).collect();
        assert!(cited.starts_with("Nghị định") && cited.ends_with("văn thư"));
    }

    #[test]
    fn party_and_assembly_forms_are_known() {
        let party =
            one("Văn bản số 365-CV/ĐUK, ngày 26/9/2023 của Đảng uỷ khối về việc lãnh đạo");
        assert_eq!((party.form, party.type_abbreviation()), (Form::Party, "CV"));
        assert!(party.comma.is_some());
        let law = one("Luật Tổ chức chính quyền địa phương số 72/2025/QH15");
        assert_eq!((law.form, law.kind.as_str()), (Form::Assembly, "Luật"));
        assert_eq!(law.year, Some(2025));
    }

    #[test]
    fn a_law_is_cited_by_its_name() {
        let found = one("Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025");
        assert_eq!(
            (found.form, found.title.as_str()),
            (Form::Unnumbered, "Tổ chức chính quyền địa phương")
        );
        assert!(found.date.is_some());
        assert_eq!(
            one("theo Luật Phòng, chống tham nhũng, các đơn vị").title,
            "Phòng, chống tham nhũng"
        );
    }

    #[test]
    fn what_cites_nothing_is_left_alone() {
        for words in [
            "ngày 15/10/2023",
            "trong 24/7 giờ",
            "pháp luật hiện hành",
            "quy định của luật",
            "05/Đoàn",
        ] {
            assert_eq!(parse(words), [], "{words}");
        }
    }

    #[test]
    fn two_in_a_row_do_not_run_into_each_other() {
        let found = parse(
            "Nghị quyết số 25-NQ/TW ngày 03/6/2013 của Ban Chấp hành Trung ương Đảng về dân vận, Chỉ thị số 33/CT-TTg ngày 26/11/2021 của Thủ tướng Chính phủ",
        );
        assert_eq!(found.len(), 2);
        assert!(found[0].span.end <= found[1].span.start);
        assert_eq!(found[0].issuer, "Ban Chấp hành Trung ương Đảng");
        assert_eq!(found[1].issuer, "Thủ tướng Chính phủ");
    }
}
