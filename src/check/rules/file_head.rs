//! The letterhead of a file as it is written: what the reader takes for granted and our own paper
//! writes itself. Further tests of rules whose rows stand in `head` and `names`.

use std::sync::LazyLock;

use regex::Regex;

use crate::check::case::Case;
use crate::check::context::Context;
use crate::check::lines::{Line, Lines};
use crate::check::passage::Role;
use crate::check::reading::{Reading, capitalised};
use crate::check::row::More;
use crate::check::row::Test::{Lines as OfLines, Passage, Whole};
use crate::check::rules::head::DISSOLVED;
use crate::check::tell::{Report, Tell};
use crate::model::{Part, Place};
use crate::standard::{MERGERS, reached};
use crate::vietnamese::fold;

pub(in crate::check) static MORE: [More; 8] = [
    ("N09", Whole(own_abbreviation)),
    ("D01", OfLines(date_form)),
    ("N05", OfLines(number_form)),
    ("P02", OfLines(number_room)),
    ("T04", OfLines(about)),
    ("H05", Whole(agency_whole)),
    ("G02", Whole(district_agency)),
    ("D07", Passage(place_capitals)),
];

fn pattern(words: &str) -> Regex {
    Regex::new(words).expect("a pattern of the program's own")
}

/// A line of place and date, however it is written.
static DATE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"^(\p{Lu}[\p{L} .\-]{1,40}?)(\s*,?\s*)([Nn]gày)\s*([\d….]*)\s*(tháng|[/.-])")
});
/// A line of number and symbol, whatever its symbol.
static NUMBER: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^(?:Số|SỐ)(\s*:\s*|\s+)(\d{1,4}|[….]*)\s*[/-]\s*\S"));
/// "Số: 45KH/THCS": nothing between the number and the type.
static GLUED: LazyLock<Regex> = LazyLock::new(|| pattern(r"^Số\s*:\s*\d{1,4}\p{Lu}{2,4}[/-]"));
/// A symbol that has its parts, whatever the spaces between them.
static SYMBOL: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?:Số|SỐ)\s*:?\s*(?:\d{1,4}|[….]*)\s*[/-]\s*(?:(?:19|20)\d\d\s*/\s*)?[\p{L}&]+\s*[-/]\s*[\p{L}\d&]+(?:\s*[-.]\s*[\p{L}\d&]+)*\.?(?:\s|$)",
    )
});

fn date_form(lines: &Lines<'_>, report: &mut Report) {
    for line in lines.head() {
        let Some(found) = DATE.captures(line.words) else { continue };
        let whole = line.small.contains(" tháng ") && line.small.contains(" năm ");
        let message = if !whole {
            "ngày viết “ngày … tháng … năm …”, không dùng dấu gạch"
        } else if !found[2].contains(',') {
            "thiếu dấu phẩy sau địa danh"
        } else if found[2].starts_with(' ') {
            "thừa dấu cách trước dấu phẩy sau địa danh"
        } else if found[3].starts_with('N') {
            "chữ “ngày” sau địa danh không viết hoa"
        } else {
            return;
        };
        let after = whole
            .then(|| line.words.replacen(&format!("{}{}", &found[2], &found[3]), ", ngày", 1));
        report.line(line.number, Place::Date, line.words, after, message);
        return;
    }
}

fn own_number<'a>(lines: &'a Lines<'_>) -> Option<(&'a Line<'a>, regex::Captures<'a>)> {
    lines.head().find_map(|line| {
        let found = NUMBER.captures(line.words)?;
        (line.words.chars().count() < 40).then_some((line, found))
    })
}

fn number_form(lines: &Lines<'_>, report: &mut Report) {
    let glued = || lines.head().find(|line| GLUED.is_match(line.words));
    let line = match own_number(lines) {
        Some((line, _)) => Some(line).filter(|line| !SYMBOL.is_match(line.words)),
        None => glued(),
    };
    if let Some(line) = line {
        report.line(
            line.number,
            Place::Number,
            line.words,
            None,
            "số, ký hiệu viết theo mẫu “Số: 12/KH-TÊN CƠ QUAN VIẾT TẮT”, có gạch nối “-”",
        );
    }
}

fn number_room(lines: &Lines<'_>, report: &mut Report) {
    if let Some((line, found)) = own_number(lines)
        && found[1].trim_start() == ":"
        && !found[2].is_empty()
    {
        let after = line.words.replacen(':', ": ", 1);
        report.line(
            line.number,
            Place::Number,
            line.words,
            Some(after),
            "thiếu dấu cách sau dấu hai chấm",
        );
    }
}

/// "V/v" below the type, which the reader leaves out of the subject.
fn about(lines: &Lines<'_>, report: &mut Report) {
    let name = lines.type_name().to_lowercase();
    let mut below = lines.head().skip_while(|line| line.small.trim_end_matches(':') != name);
    let line = below.nth(1).filter(|line| {
        ["v/v ", "v/v: ", "(v/v", "vv ", "v.v "]
            .iter()
            .any(|mark| line.small.starts_with(mark))
    });
    if let Some(line) = line {
        let bare = line.words.trim_start_matches('(');
        let rest = bare.split_once([' ', ':']).map_or("", |(_, rest)| rest);
        let rest: String = rest.chars().skip_while(|c| " :".contains(*c)).collect();
        report.line(
            line.number,
            Place::Subject,
            line.words,
            Some(capitalised(&rest)),
            "trích yếu của văn bản có tên loại không bắt đầu bằng “V/v”; bỏ chữ đó",
        );
    }
}

/// Departments of a province and their usual abbreviations.
const DEPARTMENTS: [(&str, &str); 12] = [
    ("sở xây dựng", "SXD"),
    ("sở tài chính", "STC"),
    ("sở nội vụ", "SNV"),
    ("sở y tế", "SYT"),
    ("sở tư pháp", "STP"),
    ("sở công thương", "SCT"),
    ("sở giáo dục và đào tạo", "SGDĐT"),
    ("sở khoa học và công nghệ", "SKHCN"),
    ("sở nông nghiệp và môi trường", "SNNMT"),
    ("sở văn hóa, thể thao và du lịch", "SVHTTDL"),
    ("sở dân tộc và tôn giáo", "SDTTG"),
    ("sở ngoại vụ", "SNgV"),
];

/// The abbreviation of another department, or of one that is no more, after the type's.
fn own_abbreviation(case: &Case<'_>, report: &mut Report) {
    let document = case.document;
    let written = document.symbol.rsplit('-').next().unwrap_or("").trim();
    let written = if written.is_empty() { document.abbreviation.trim() } else { written };
    let agency = Reading::key_of(document.agency.join(" ").trim());
    let own = DEPARTMENTS.iter().find(|(name, _)| *name == agency);
    let other = DEPARTMENTS.iter().any(|(name, short)| *short == written && *name != agency);
    let late = case.context.date.is_some_and(|date| reached(date, MERGERS));
    let gone = late
        && document.symbol.trim().is_empty()
        && DISSOLVED.iter().any(|(old, _)| *old == written);
    // "SGDDT": the right letters without a mark of theirs.
    let bare = own.filter(|(_, right)| *right != written && fold(right) == fold(written));
    if let Some((_, right)) = bare.filter(|(_, right)| *right != "SNgV") {
        let message = format!("chữ viết tắt “{written}” viết đúng là “{right}”");
        report.at(Place::Number, Part::Main, written, message);
        return;
    }
    if let Some((_, right)) = own.filter(|_| other || gone) {
        let message =
            format!("chữ viết tắt “{written}” là của cơ quan khác; cơ quan này là “{right}”");
        report.at(Place::Number, Part::Main, written, message);
    }
}

/// "PTNT", "GD&ĐT", "&": fields of a body that its letterhead writes in full.
fn is_short(word: &str) -> bool {
    const FIELDS: [&str; 14] = [
        "PTNT", "NNPTNT", "GDĐT", "GD-ĐT", "TNMT", "NNMT", "KHCN", "KHĐT", "TTTT", "VHTTDL",
        "VHTT", "LĐTBXH", "LĐ-TBXH", "GTVT",
    ];
    let bare = word.trim_matches([',', '.']);
    bare.contains('&') || FIELDS.contains(&bare)
}

/// "ỦY BAN NHÂN / TỈNH PHÚ THỌ": a syllable of the body's own name is missing.
fn agency_whole(case: &Case<'_>, report: &mut Report) {
    let document = case.document;
    for (place, lines) in [
        (Place::ParentAgency(0), &document.parent_agency),
        (Place::Agency(0), &document.agency),
    ] {
        let key = Reading::key_of(&lines.join(" "));
        if let Some(short) =
            lines.iter().flat_map(|line| line.split(' ')).find(|it| is_short(it))
        {
            let message = format!("tên cơ quan viết đầy đủ; “{short}” viết tắt");
            report.at(place, Part::Main, &lines.join(" "), message);
        }
        for (front, whole) in
            [("ủy ban nhân", "ủy ban nhân dân"), ("hội đồng nhân", "hội đồng nhân dân")]
        {
            if key.contains(front) && !key.contains(whole) {
                let message =
                    format!("tên cơ quan thiếu chữ; viết “{}”", whole.to_uppercase());
                report.at(place, Part::Main, &lines.join(" "), message);
            }
        }
    }
}

/// A body of the district level that issues a plan after there is none.
fn district_agency(case: &Case<'_>, report: &mut Report) {
    if !case.context.date.is_some_and(|date| reached(date, MERGERS)) {
        return;
    }
    let document = case.document;
    let parents = document
        .parent_agency
        .iter()
        .enumerate()
        .map(|(n, line)| (Place::ParentAgency(n), line));
    let own = document.agency.iter().enumerate().map(|(n, line)| (Place::Agency(n), line));
    for (place, line) in parents.chain(own) {
        let key = Reading::key_of(line.trim());
        let shouted = !line.chars().any(char::is_lowercase);
        let district = ["huyện ", "quận ", "thị xã ", "thị trấn ", "huyện ủy", "thị ủy"]
            .iter()
            .any(|noun| key.starts_with(noun) || key.contains(&format!(" {noun}")));
        if shouted && district {
            report.at(
                place,
                Part::Main,
                line,
                "cấp huyện, thị trấn không còn từ 01/7/2025; ghi cơ quan tiếp nhận",
            );
        }
    }
}

/// "Tiên phước": each syllable of a place's own name is written with a capital.
fn place_capitals(reading: &Reading, _: &Context, tell: &mut Tell<'_>) {
    const NOUNS: [&str; 8] = ["thành", "phố", "phường", "xã", "tỉnh", "đặc", "khu", "thị"];
    if reading.role != Role::PlaceName || reading.capitals {
        return;
    }
    for (index, word) in reading.words().enumerate() {
        let small = reading.chars[word.span.start].is_lowercase();
        let noun = NOUNS.contains(&reading.small(word));
        if small && !noun && index > 0 {
            let right = capitalised(&reading.text(word.span.clone()));
            tell.offer(word.span.clone(), right, "địa danh viết hoa chữ đầu mỗi âm tiết");
        }
    }
}
