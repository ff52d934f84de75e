//! The head of the paper: Quốc hiệu, agency, number, place and date, title.

use std::sync::LazyLock;

use regex::Regex;

use crate::check::case::Case;
use crate::check::context::{Context, DocumentKind};
use crate::check::lines::{Line, Lines};
use crate::check::passage::Role;
use crate::check::reading::Reading;
use crate::check::row::Test::{Lines as OfLines, Never, Passage, Whole};
use crate::check::row::{Row, row};
use crate::check::rule::Area::{Date as Dates, Electronic, Letterhead, Number, Subject};
use crate::check::rule::Needs::{Date as NeedsDate, Lines as NeedsLines, Records, Words};
use crate::check::rule::Severity::{Error, Hint, Warning};
use crate::check::tell::{Report, Tell};
use crate::compose::symbol;
use crate::model::{Part, Place};
use crate::standard::{
    MERGERS, NATIONAL_NAME, PROVINCES, abbreviation, layout, reached, type_name,
};
use crate::vietnamese::{fold, is_capitals};

const NUMBER: &str = "điểm c khoản 3 Mục II Phần I Phụ lục I";
const DATE: &str = "điểm b khoản 4 Mục II Phần I Phụ lục I";
const PLACE: &str = "điểm a khoản 4 Mục II Phần I Phụ lục I";
const TITLE: &str = "điểm b khoản 5 Mục II Phần I Phụ lục I";

pub(in crate::check) static ROWS: [Row; 31] = [
    row(
        "H01",
        Error,
        Letterhead,
        NeedsLines,
        "điểm a khoản 1 Mục II Phần I Phụ lục I",
        "có Quốc hiệu, viết đủ, chữ in hoa",
        OfLines(national_name),
    ),
    row(
        "H02",
        Error,
        Letterhead,
        NeedsLines,
        "điểm b khoản 1 Mục II Phần I Phụ lục I",
        "Tiêu ngữ viết đúng: Độc lập - Tự do - Hạnh phúc",
        OfLines(motto),
    ),
    row(
        "H05",
        Error,
        Letterhead,
        Words,
        "khoản 2 Mục II Phần I Phụ lục I",
        "có tên cơ quan ban hành",
        Whole(agency),
    ),
    row(
        "H08",
        Warning,
        Letterhead,
        Words,
        "điểm a khoản 2 Mục II Phần I Phụ lục I",
        "sở, phòng có cơ quan chủ quản",
        Whole(parent_agency),
    ),
    row(
        "H09",
        Error,
        Letterhead,
        NeedsLines,
        "Quy định 399-QĐ/TW (thể thức của Đảng)",
        "không lẫn thể thức của Đảng vào văn bản của Nhà nước",
        OfLines(party_marks),
    ),
    row(
        "N01",
        Error,
        Number,
        NeedsLines,
        NUMBER,
        "chữ “Số” và dấu hai chấm trước số",
        OfLines(number_colon),
    ),
    row(
        "N02",
        Error,
        Number,
        NeedsLines,
        NUMBER,
        "số nhỏ hơn 10 có số 0 phía trước",
        OfLines(number_zero),
    ),
    row(
        "N03",
        Error,
        Number,
        NeedsLines,
        NUMBER,
        "giữa số và ký hiệu không có dấu cách",
        OfLines(number_spaces),
    ),
    row(
        "N04",
        Error,
        Number,
        Words,
        "điểm b khoản 3 Mục II Phần I Phụ lục I; Phụ lục III",
        "ký hiệu bắt đầu bằng chữ viết tắt tên loại",
        Whole(symbol_type),
    ),
    row(
        "N05",
        Error,
        Number,
        NeedsLines,
        NUMBER,
        "ký hiệu văn bản Nhà nước viết số/KH-CƠ QUAN",
        OfLines(party_number),
    ),
    row(
        "N06",
        Warning,
        Number,
        NeedsLines,
        "điểm b khoản 3 Mục II Phần I Phụ lục I",
        "số văn bản hành chính không ghi năm",
        OfLines(number_year),
    ),
    row("N07", Hint, Number, Words, "Điều 15", "có số khi phát hành", Whole(number)),
    row("N08", Warning, Number, Records, "khoản 1 Điều 15", "số không trùng trong năm", Never),
    row(
        "N09",
        Warning,
        Number,
        NeedsDate,
        "điểm b khoản 3 Mục II Phần I Phụ lục I",
        "chữ viết tắt cơ quan trong ký hiệu còn đúng vào ngày của văn bản",
        Passage(symbol_agency),
    ),
    row(
        "N10",
        Hint,
        Number,
        Words,
        "điểm b khoản 3 Mục II Phần I Phụ lục I",
        "ký hiệu văn bản có tên loại không có đơn vị soạn thảo",
        Passage(symbol_unit),
    ),
    row(
        "D01",
        Error,
        Dates,
        Words,
        "khoản 4 Mục II Phần I Phụ lục I",
        "có địa danh, viết “Địa danh, ngày … tháng … năm …”",
        Whole(place),
    ),
    row(
        "D02",
        Error,
        Dates,
        NeedsLines,
        DATE,
        "ngày nhỏ hơn 10 có số 0 phía trước",
        OfLines(day_zero),
    ),
    row(
        "D03",
        Error,
        Dates,
        NeedsLines,
        DATE,
        "tháng 1, tháng 2 có số 0 phía trước",
        OfLines(month_zero),
    ),
    row(
        "D04",
        Warning,
        Dates,
        NeedsLines,
        DATE,
        "tháng 3 đến tháng 9 không có số 0 phía trước",
        OfLines(month_plain),
    ),
    row(
        "D05",
        Error,
        Dates,
        Words,
        DATE,
        "ngày, tháng, năm có thật, năm đủ bốn chữ số",
        Whole(real_date),
    ),
    row(
        "D07",
        Error,
        Dates,
        Words,
        PLACE,
        "địa danh viết đúng chính tả",
        Passage(place_spelling),
    ),
    row(
        "D08",
        Warning,
        Dates,
        Words,
        PLACE,
        "địa danh không viết tắt",
        Passage(place_in_full),
    ),
    row(
        "D09",
        Warning,
        Dates,
        Words,
        PLACE,
        "địa danh hợp với cấp của cơ quan ban hành",
        Whole(place_level),
    ),
    row("D10", Hint, Dates, Words, DATE, "có ngày, tháng khi phát hành", Whole(date)),
    row(
        "T01",
        Error,
        Subject,
        NeedsLines,
        TITLE,
        "tên loại viết chữ in hoa, đứng riêng một dòng",
        OfLines(type_line),
    ),
    row(
        "T02",
        Error,
        Subject,
        Words,
        "khoản 5 Mục II Phần I Phụ lục I",
        "có trích yếu",
        Whole(subject),
    ),
    row(
        "T03",
        Error,
        Subject,
        Words,
        TITLE,
        "trích yếu viết chữ thường",
        Passage(subject_case),
    ),
    row(
        "T04",
        Warning,
        Subject,
        Words,
        TITLE,
        "trích yếu không có “V/v”, không có dấu chấm cuối",
        Passage(subject_form),
    ),
    row(
        "T06",
        Hint,
        Subject,
        Words,
        "điểm a khoản 5 Mục II Phần I Phụ lục I; Phụ lục VI",
        "trích yếu không quá 500 chữ cái",
        Passage(subject_length),
    ),
    row(
        "E04",
        Warning,
        Electronic,
        Words,
        "Phụ lục VI",
        "các trường thông tin không dài quá mức của hệ thống",
        Whole(record_lengths),
    ),
    row(
        "E05",
        Error,
        Electronic,
        Words,
        "Luật Bảo vệ bí mật nhà nước",
        "văn bản có độ mật không soạn trên máy nối mạng",
        Whole(secrecy),
    ),
];

/// The longest trích yếu that the records of an e-document take (Phụ lục VI).
const LONGEST_SUBJECT: usize = 500;

fn pattern(words: &str) -> Regex {
    Regex::new(words).expect("a pattern of the program's own")
}

/// The line of number and symbol: "Số: 12/KH-SXD", however it is spaced.
static NUMBER_LINE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?:Số|SỐ|số)(\s*:?\s*)(\d*|[….]*)(\s*)([/-])(\s*)((?:(?:19|20)\d\d\s*/\s*)?)([\p{L}&]+(?:\s*[-/]\s*[\p{L}&]+)*)",
    )
});
static DATE_LINE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(\p{Lu}[\p{L} .\-]*?)(,?)\s*ngày\s*(\d{1,2})\s*tháng\s*(\d{1,2})\s*năm\s*(\d{2,4})\.?$",
    )
});

fn number_line<'a>(lines: &'a Lines<'_>) -> Option<(&'a Line<'a>, regex::Captures<'a>)> {
    lines.head().find_map(|line| Some((line, NUMBER_LINE.captures(line.words)?)))
}

fn date_line<'a>(lines: &'a Lines<'_>) -> Option<(&'a Line<'a>, regex::Captures<'a>)> {
    lines.head().find_map(|line| Some((line, DATE_LINE.captures(line.words)?)))
}

/// The head of a file may be cut off; then it is not judged.
fn has_head(lines: &Lines<'_>) -> bool {
    lines.head().any(|line| {
        let folded = fold(line.words);
        folded.starts_with("cong hoa xa hoi")
            || folded.starts_with("doc lap")
            || folded.starts_with("dang cong san")
    })
}

fn national_name(lines: &Lines<'_>, report: &mut Report) {
    let line = lines.head().find(|line| fold(line.words).starts_with("cong hoa x"));
    let Some(line) = line else {
        if has_head(lines) {
            report.line(
                0,
                Place::Fixed,
                "",
                Some(NATIONAL_NAME.to_owned()),
                "thiếu Quốc hiệu",
            );
        }
        return;
    };
    let right = [NATIONAL_NAME, "CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM"];
    let words = line.words.split("  ").next().unwrap_or(line.words).trim();
    if !right.contains(&words) && fold(words).split(' ').count() <= 9 {
        report.line(
            line.number,
            Place::Fixed,
            line.words,
            Some(NATIONAL_NAME.to_owned()),
            "Quốc hiệu viết chưa đúng",
        );
    }
}

fn motto(lines: &Lines<'_>, report: &mut Report) {
    const MOTTO: &str = "Độc lập - Tự do - Hạnh phúc";
    let line = lines.head().find(|line| fold(line.words).starts_with("doc lap"));
    let Some(line) = line else {
        if has_head(lines) {
            report.line(0, Place::Fixed, "", Some(MOTTO.to_owned()), "thiếu Tiêu ngữ");
        }
        return;
    };
    let dots = line.words.chars().rev().take_while(|c| *c == '.').count();
    let words = line.words.trim_end_matches(['.', ' ', '_', '-']);
    if (words != MOTTO || dots == 1)
        && fold(words).chars().filter(|c| c.is_alphabetic()).count() <= 24
    {
        report.line(
            line.number,
            Place::Fixed,
            line.words,
            Some(MOTTO.to_owned()),
            "Tiêu ngữ viết chưa đúng",
        );
    }
}

fn party_marks(lines: &Lines<'_>, report: &mut Report) {
    let state = lines.head().any(|line| fold(line.words).starts_with("cong hoa xa hoi"));
    let party =
        lines.head().find(|line| fold(line.words).starts_with("dang cong san viet nam"));
    if let Some(line) = party.filter(|_| state) {
        report.line(
            line.number,
            Place::Fixed,
            line.words,
            None,
            "văn bản của Nhà nước không ghi “ĐẢNG CỘNG SẢN VIỆT NAM” ở đầu",
        );
    }
}

fn number_colon(lines: &Lines<'_>, report: &mut Report) {
    if let Some((line, found)) = number_line(lines)
        && !found[1].contains(':')
    {
        let rest = line.words["Số".len()..].trim_start();
        report.line(
            line.number,
            Place::Number,
            line.words,
            Some(format!("Số: {rest}")),
            "thiếu dấu hai chấm sau chữ “Số”",
        );
    }
}

fn number_zero(lines: &Lines<'_>, report: &mut Report) {
    if let Some((line, found)) = number_line(lines)
        && found[2].len() == 1
        && found[2].bytes().all(|byte| byte.is_ascii_digit())
    {
        let at = found.get(2).expect("the number").start();
        let after = format!("{}0{}", &line.words[..at], &line.words[at..]);
        report.line(
            line.number,
            Place::Number,
            line.words,
            Some(after),
            "số nhỏ hơn 10 thêm số 0 phía trước",
        );
    }
}

fn number_spaces(lines: &Lines<'_>, report: &mut Report) {
    let Some((line, found)) = number_line(lines) else { return };
    let filled = !found[2].is_empty();
    let spaced = (filled && !found[3].is_empty())
        || !found[5].is_empty()
        || found[7].contains(' ')
        || found[1].starts_with(' ') && found[1].contains(':');
    if spaced {
        let tight =
            |part: &str| part.chars().filter(|c| !c.is_whitespace()).collect::<String>();
        let room = if filled { "" } else { &found[3] };
        let after = format!(
            "Số: {}{room}{}{}{}",
            &found[2],
            &found[4],
            tight(&found[6]),
            tight(&found[7])
        );
        report.line(
            line.number,
            Place::Number,
            line.words,
            Some(after),
            "số, ký hiệu không có dấu cách ở giữa, trước dấu hai chấm",
        );
    }
}

fn party_number(lines: &Lines<'_>, report: &mut Report) {
    if let Some((line, found)) = number_line(lines)
        && &found[4] == "-"
        && let Some((kind, org)) = found[7].split_once('/')
    {
        let after = format!("Số: {}/{}-{}", &found[2], kind.trim(), org.trim());
        report.line(
            line.number,
            Place::Number,
            line.words,
            Some(after),
            "ký hiệu viết theo thể thức của Đảng; văn bản Nhà nước viết số/KH-CƠ QUAN",
        );
    }
}

fn number_year(lines: &Lines<'_>, report: &mut Report) {
    if let Some((line, found)) = number_line(lines)
        && !found[6].is_empty()
    {
        let after = line.words.replacen(&found[6], "", 1);
        report.line(
            line.number,
            Place::Number,
            line.words,
            Some(after),
            "số của văn bản hành chính không ghi năm",
        );
    }
}

fn symbol_type(case: &Case<'_>, report: &mut Report) {
    let document = case.document;
    if case.context.kind != DocumentKind::Named
        || document.symbol.trim().is_empty()
        || document.decision.is_some()
    {
        return;
    }
    let symbol = symbol(document);
    let (kind, rest) = symbol.split_once('-').unwrap_or((&symbol, ""));
    let right = abbreviation(document.document_type);
    let numbered = kind.starts_with(|c: char| c.is_ascii_digit());
    if kind.trim() != right && !rest.is_empty() && !numbered {
        let message = format!(
            "ký hiệu của {} bắt đầu bằng “{right}”",
            type_name(document.document_type).to_lowercase()
        );
        let finding = report.at(Place::Number, Part::Main, &document.symbol, message);
        if let Some((_, org)) = document.symbol.split_once('-') {
            finding.span = Some(0..document.symbol.chars().count());
            finding.excerpt.clone_from(&document.symbol);
            finding.cured(format!("{right}-{org}"), false);
        }
    }
}

fn number(case: &Case<'_>, report: &mut Report) {
    let document = case.document;
    if case.draft && document.number.is_none() && document.decision.is_none() {
        report.at(
            Place::Number,
            Part::Main,
            "",
            "số còn để trống, văn thư điền khi phát hành",
        );
    }
}

/// Abbreviations of departments that are no more, and of those that took over.
pub(in crate::check) const DISSOLVED: [(&str, &str); 8] = [
    ("SGTVT", "SXD"),
    ("SKHĐT", "STC"),
    ("SKH&ĐT", "STC"),
    ("SNNPTNT", "SNNMT"),
    ("SNN", "SNNMT"),
    ("STNMT", "SNNMT"),
    ("STTTT", "SKHCN"),
    ("SLĐTBXH", "SNV"),
];

fn symbol_agency(reading: &Reading, context: &Context, tell: &mut Tell<'_>) {
    let late = context.date.is_some_and(|date| reached(date, MERGERS));
    if reading.role != Role::Symbol || !late {
        return;
    }
    let words = reading.text(0..reading.chars.len());
    let org = words.rsplit('-').next().unwrap_or("").trim();
    if let Some((old, new)) = DISSOLVED.iter().find(|(old, _)| *old == org) {
        let start = reading.chars.len() - org.chars().count();
        tell.offer(
            start..reading.chars.len(),
            *new,
            format!("“{old}” là cơ quan đã sắp xếp; nay là “{new}”"),
        );
    }
}

fn symbol_unit(reading: &Reading, context: &Context, tell: &mut Tell<'_>) {
    if reading.role != Role::Symbol {
        return;
    }
    let words = reading.text(0..reading.chars.len());
    let mut groups = words.split('-');
    let named = groups.next().is_some_and(|kind| {
        ["KH", "BC", "TB", "TTr", "CTr", "PA", "ĐA", "HD", "CT"].contains(&kind.trim())
    });
    if named && groups.count() > 1 && context.kind == DocumentKind::Named {
        tell.say(
            0..reading.chars.len(),
            "ký hiệu văn bản có tên loại chỉ gồm tên loại và cơ quan ban hành",
        );
    }
}

fn is_blank(lines: &[String]) -> bool {
    lines.iter().all(|line| line.trim().is_empty())
}

/// Whether the plan has a letterhead of its own that can be judged.
fn headed(case: &Case<'_>) -> bool {
    case.document.decision.is_none()
        && (case.draft
            || !is_blank(&case.document.agency)
            || case.context.kind == DocumentKind::Named && case.whole_head())
}

fn agency(case: &Case<'_>, report: &mut Report) {
    if headed(case) && is_blank(&case.document.agency) {
        report.at(Place::Agency(0), Part::Main, "", "chưa có tên cơ quan ban hành kế hoạch");
    }
}

fn parent_agency(case: &Case<'_>, report: &mut Report) {
    let document = case.document;
    let name = document.agency.join(" ");
    let small = name.trim().to_lowercase();
    let under = ["sở ", "phòng "].iter().any(|kind| small.starts_with(kind));
    if headed(case) && under && is_blank(&document.parent_agency) {
        let message =
            "chưa có cơ quan chủ quản trực tiếp; sở, phòng ghi cơ quan chủ quản ở dòng trên";
        report.at(Place::ParentAgency(0), Part::Main, &name, message);
    }
}

/// Whether its paper says a place and a day: minutes do not, nor does what a decision issues.
fn is_dated(case: &Case<'_>) -> bool {
    case.document.decision.is_none() && layout(case.document.document_type).dated
}

fn place(case: &Case<'_>, report: &mut Report) {
    if is_dated(case) && headed(case) && case.document.place.trim().is_empty() {
        report.at(Place::Date, Part::Main, "", "chưa có địa danh trước ngày, tháng, năm");
    }
}

fn day_zero(lines: &Lines<'_>, report: &mut Report) {
    let one = |day: &str| day.len() == 1;
    zero_before(3, one, "ngày nhỏ hơn 10 thêm số 0 phía trước", lines, report);
}

fn month_zero(lines: &Lines<'_>, report: &mut Report) {
    let early = |month: &str| ["1", "2"].contains(&month);
    zero_before(4, early, "tháng 1, tháng 2 thêm số 0 phía trước", lines, report);
}

/// Tells a day (part 3 of the date's line) or month (part 4) that lacks the zero before it.
fn zero_before(
    part: usize,
    lacks: impl Fn(&str) -> bool,
    why: &str,
    lines: &Lines<'_>,
    report: &mut Report,
) {
    if let Some((line, found)) = date_line(lines)
        && let Some(value) = found.get(part).filter(|value| lacks(value.as_str()))
    {
        let (front, back) = line.words.split_at(value.start());
        let after = Some(format!("{front}0{back}"));
        report.line(line.number, Place::Date, line.words, after, why);
    }
}

fn month_plain(lines: &Lines<'_>, report: &mut Report) {
    if let Some((line, found)) = date_line(lines)
        && found[4].starts_with('0')
        && !["01", "02"].contains(&&found[4])
    {
        let at = found.get(4).expect("the month").start();
        let after = format!("{}{}", &line.words[..at], &line.words[at + 1..]);
        report.line(
            line.number,
            Place::Date,
            line.words,
            Some(after),
            "tháng 3 đến tháng 9 không thêm số 0",
        );
    }
}

fn real_date(case: &Case<'_>, report: &mut Report) {
    let date = case.document.date;
    let whole = date.day.is_some() && date.month.is_some() && date.year.is_some();
    let strange = date.day.is_some_and(|day| !(1..=31).contains(&day))
        || date.month.is_some_and(|month| !(1..=12).contains(&month))
        || date.year.is_some_and(|year| !(1000..=9999).contains(&year));
    if is_dated(case) && (strange || (whole && date.calendar().is_none())) {
        let part =
            |value: Option<i64>| value.map_or("…".to_owned(), |value| value.to_string());
        let said = format!(
            "ngày {} tháng {} năm {}",
            part(date.day.map(i64::from)),
            part(date.month.map(i64::from)),
            part(date.year.map(i64::from))
        );
        let message = format!("{said} không có trong lịch; sửa lại ngày ban hành");
        report.at(Place::Date, Part::Main, &said, message);
    }
}

fn date(case: &Case<'_>, report: &mut Report) {
    let date = case.document.date;
    let blank: Vec<&str> = [
        (date.day.is_none(), "ngày"),
        (date.month.is_none(), "tháng"),
        (date.year.is_none(), "năm"),
    ]
    .iter()
    .filter(|(blank, _)| *blank)
    .map(|(_, name)| *name)
    .collect();
    if case.draft && is_dated(case) && !blank.is_empty() {
        let message = format!("{} còn để trống, văn thư điền khi phát hành", blank.join(", "));
        report.at(Place::Date, Part::Main, "", message);
    }
}

/// A place that is a province's name but for its marks: `Hung Yên`.
fn place_spelling(reading: &Reading, _: &Context, tell: &mut Tell<'_>) {
    if reading.role != Role::PlaceName {
        return;
    }
    let words = reading.text(0..reading.chars.len());
    let bare = words.trim();
    let names = || {
        PROVINCES
            .iter()
            .flat_map(|province| province.merged.iter().copied().chain([province.name]))
    };
    let same = |name: &&str| Reading::key_of(name) == Reading::key_of(bare);
    let known = names().any(|name| same(&name));
    let meant = names().find(|name| fold(name) == fold(bare));
    if let Some(meant) = meant.filter(|_| !known && bare.contains(' ')) {
        let message = format!("địa danh “{bare}” có lẽ là “{meant}”");
        tell.offer(0..reading.chars.len(), meant, message);
    }
}

fn place_in_full(reading: &Reading, _: &Context, tell: &mut Tell<'_>) {
    const SHORT: [&str; 7] = ["TP.", "TP ", "Tp.", "HCM", "T.P", "Q.", "P."];
    if reading.role != Role::PlaceName {
        return;
    }
    let words = reading.text(0..reading.chars.len());
    if SHORT.iter().any(|mark| words.contains(mark)) {
        let message = format!("địa danh “{}” viết tắt; viết đầy đủ", words.trim());
        if words.contains("HCM") {
            tell.offer(0..reading.chars.len(), "Thành phố Hồ Chí Minh", message);
        } else {
            tell.say(0..reading.chars.len(), message);
        }
    }
}

fn place_level(case: &Case<'_>, report: &mut Report) {
    let agency = case.document.agency.join(" ").trim().to_lowercase();
    let small = case.document.place.trim().to_lowercase();
    let commune = ["phường ", "xã ", "đặc khu "].iter().any(|noun| small.starts_with(noun));
    if agency.starts_with("sở ") && commune {
        report.at(
            Place::Date,
            Part::Main,
            &case.document.place,
            "sở ghi địa danh là tên tỉnh, thành phố",
        );
    }
}

fn type_line(lines: &Lines<'_>, report: &mut Report) {
    for line in lines.head() {
        let small = line.small.trim_end_matches([':', '.']);
        if small == "kế hoạch"
            && line.words != "KẾ HOẠCH"
            && !is_capitals(line.words.trim_end_matches([':', '.']))
        {
            report.line(
                line.number,
                Place::Type,
                line.words,
                Some("KẾ HOẠCH".to_owned()),
                "tên loại viết chữ in hoa",
            );
            return;
        }
        if line.small.starts_with("kế hoạch")
            && line.words.starts_with("KẾ HOẠCH ")
            && !lines.head().any(|other| other.words == "KẾ HOẠCH")
            && line.is_title
        {
            report.line(
                line.number,
                Place::Type,
                line.words,
                None,
                "tên loại đứng riêng một dòng, trích yếu ở dòng dưới",
            );
            return;
        }
    }
}

fn subject(case: &Case<'_>, report: &mut Report) {
    if case.context.kind == DocumentKind::Named && case.document.subject.is_blank() {
        report.at(
            Place::Subject,
            Part::Main,
            "",
            "chưa có trích yếu nội dung dưới tên loại văn bản",
        );
    }
}

fn subject_case(reading: &Reading, _: &Context, tell: &mut Tell<'_>) {
    if reading.role != Role::Subject || !reading.capitals {
        return;
    }
    let letters = reading.chars.iter().filter(|letter| letter.is_alphabetic()).count();
    if letters > 3 {
        tell.say(
            0..reading.chars.len(),
            "trích yếu viết toàn chữ in hoa; viết chữ thường, chữ đầu viết hoa",
        );
    }
}

fn subject_form(reading: &Reading, _: &Context, tell: &mut Tell<'_>) {
    if reading.role != Role::Subject {
        return;
    }
    let key = reading.key.trim_start();
    let lead = reading.chars.iter().take_while(|c| c.is_whitespace()).count();
    if let Some(rest) = key.strip_prefix("v/v") {
        let spaces = rest.chars().take_while(|c| c.is_whitespace()).count();
        let end = lead + 3 + spaces;
        let after: String =
            reading.chars.get(end).map(|c| c.to_uppercase().collect()).unwrap_or_default();
        let to = (end + 1).min(reading.chars.len());
        tell.offer(
            lead..to,
            after,
            "trích yếu của kế hoạch không bắt đầu bằng “V/v”; bỏ chữ đó",
        );
    }
    let last = reading.chars.iter().rposition(|c| !c.is_whitespace());
    if let Some(last) =
        last.filter(|last| reading.chars[*last] == '.' && reading.before(*last) != Some('.'))
    {
        tell.mend(last..last + 1, "", "trích yếu không có dấu chấm cuối; bỏ dấu chấm");
    }
}

fn subject_length(reading: &Reading, _: &Context, tell: &mut Tell<'_>) {
    let length = reading.chars.len();
    if reading.role == Role::Subject && length > LONGEST_SUBJECT {
        let message =
            format!("trích yếu dài {length} ký tự; rút còn {LONGEST_SUBJECT} trở xuống");
        tell.say(LONGEST_SUBJECT..length, message);
    }
}

fn record_lengths(case: &Case<'_>, report: &mut Report) {
    let mut too_long = |place: Place, part: Part, words: &str, most: usize, name: &str| {
        let length = words.chars().count();
        if length > most {
            let message = format!("{name} dài {length} ký tự, hệ thống nhận tối đa {most}");
            report.at(place, part, words, message);
        }
    };
    too_long(Place::Number, Part::Main, &symbol(case.document), 30, "ký hiệu");
    too_long(
        Place::Agency(0),
        Part::Main,
        &case.document.agency.join(" "),
        200,
        "tên cơ quan",
    );
    for (n, signature) in case.document.signatures.iter().enumerate() {
        too_long(Place::Signature(n), Part::Signer, &signature.signer, 50, "họ tên người ký");
    }
}

fn secrecy(case: &Case<'_>, report: &mut Report) {
    if case.document.secrecy.is_some() {
        let message =
            "văn bản có độ mật: chỉ soạn, lưu, gửi trên máy và mạng dành cho bí mật nhà nước";
        report.at(Place::Marks, Part::Main, "", message);
    }
}
