//! Viện dẫn: documents cited in the text (PL I.II.6.b).

use std::collections::HashMap;

use chrono::{Datelike as _, NaiveDate};

use super::basis::lacking;
use crate::check::case::{Case, Read};
use crate::check::context::{Context, DocumentKind};
use crate::check::passage::Role;
use crate::check::reading::{Kind, Reading};
use crate::check::row::Test::{Passage, Whole};
use crate::check::row::{More, Row, row};
use crate::check::rule::Area::Citation as Area;
use crate::check::rule::Needs::{Date, Words};
use crate::check::rule::Severity::{Error, Hint, Warning};
use crate::check::tell::{Report, Tell};
use crate::citation::{Citation, Form, type_of};
use crate::vietnamese::parse_roman;

const CLAUSE: &str = "điểm b khoản 6 Mục II Phần I Phụ lục I";

pub(in crate::check) static ROWS: [Row; 13] = [
    row(
        "C06",
        Error,
        Area,
        Words,
        CLAUSE,
        "có chữ “số” giữa tên loại và số, ký hiệu",
        Passage(says_number),
    ),
    row(
        "C07",
        Error,
        Area,
        Words,
        CLAUSE,
        "viện dẫn lần đầu ghi đủ tên loại, số, ngày, cơ quan ban hành, trích yếu",
        Whole(first_mention),
    ),
    row(
        "C08",
        Hint,
        Area,
        Words,
        CLAUSE,
        "viện dẫn các lần sau chỉ ghi tên loại và số, ký hiệu",
        Whole(later_mention),
    ),
    row(
        "C09",
        Warning,
        Area,
        Words,
        "khoản 6 Mục II Phần I Phụ lục I (theo mẫu)",
        "không có dấu phẩy giữa số, ký hiệu và chữ “ngày”",
        Passage(comma),
    ),
    row(
        "C10",
        Warning,
        Area,
        Words,
        "Mục I Phụ lục III",
        "tên loại khớp với chữ viết tắt trong ký hiệu",
        Passage(type_and_symbol),
    ),
    row(
        "C11",
        Error,
        Area,
        Words,
        "khoản 3 Mục II Phần I Phụ lục I",
        "số, ký hiệu viết đúng dạng",
        Passage(well_formed),
    ),
    row(
        "C12",
        Error,
        Area,
        Words,
        "thông lệ",
        "một văn bản luôn được dẫn với cùng ngày ban hành",
        Whole(same_date),
    ),
    row(
        "C13",
        Error,
        Area,
        Date,
        "thông lệ",
        "văn bản được dẫn không ban hành sau ngày của văn bản này",
        Passage(not_later),
    ),
    row(
        "C14",
        Warning,
        Area,
        Date,
        "Điều 4",
        "văn bản được dẫn còn hiệu lực vào ngày của văn bản này",
        Passage(in_force),
    ),
    row(
        "C15",
        Warning,
        Area,
        Words,
        "thông lệ",
        "khóa của Đảng khớp với ngày ban hành",
        Passage(party_term),
    ),
    row(
        "C16",
        Warning,
        Area,
        Words,
        "thông lệ",
        "khóa Quốc hội trong số hiệu khớp với năm",
        Passage(assembly_term),
    ),
    row(
        "C17",
        Error,
        Area,
        Words,
        "khoản 7 Mục V Phụ lục II",
        "viết “điểm a khoản 2 Điều 5”, từ nhỏ đến lớn",
        Passage(small_to_large),
    ),
    row(
        "C20",
        Hint,
        Area,
        Words,
        "thông lệ",
        "trích yếu trong câu không viết hoa chữ “Về”",
        Passage(capital_about),
    ),
];

pub(in crate::check) static MORE: [More; 2] =
    [("C11", Passage(state_form)), ("C11", Passage(no_year))];

/// "Nghị định số 33/NĐ-CP": decrees and circulars bear their year since 1997.
fn no_year(reading: &Reading, _: &Context, tell: &mut Tell<'_>) {
    for citation in reading.citations.iter().filter(|it| it.form == Form::State) {
        let yearly = citation.symbol == "NĐ-CP" || citation.symbol.starts_with("TT-B");
        let Some(date) = citation.date.as_ref().filter(|date| date.year >= 1997) else {
            continue;
        };
        if yearly && citation.year.is_none() {
            let right = format!("{}/{}/{}", citation.number, date.year, citation.symbol);
            let message = format!("số của nghị định, thông tư có năm ban hành: “{right}”");
            tell.offer(citation.number_span.clone(), right, message);
        }
    }
}

/// "76-NQ/CP": the number of a state body, written as the Party writes its own.
fn state_form(reading: &Reading, _: &Context, tell: &mut Tell<'_>) {
    for citation in reading.citations.iter().filter(|it| it.form == Form::Party) {
        let Some((kind, body)) = citation.symbol.split_once('/') else { continue };
        if ["CP", "UBND", "HĐND"].contains(&body) {
            let right = format!("{}/{kind}-{body}", citation.number);
            let message = format!("ký hiệu văn bản của Nhà nước viết “{right}”");
            tell.offer(citation.number_span.clone(), right, message);
        }
    }
}

fn numbered(reading: &Reading) -> impl Iterator<Item = &Citation> {
    reading
        .citations
        .iter()
        .filter(|citation| matches!(citation.form, Form::State | Form::Party))
}

fn says_number(reading: &Reading, context: &Context, tell: &mut Tell<'_>) {
    if context.kind != DocumentKind::Named {
        return;
    }
    for citation in numbered(reading) {
        let right_before = reading.before(citation.number_span.start) == Some(' ');
        if !citation.kind.is_empty()
            && !citation.says_number
            && right_before
            && !reading.capitals
        {
            let at = citation.number_span.start;
            let message =
                format!("thiếu chữ “số”: “{} số {}”", citation.kind, citation.notation());
            let first = reading.chars[at];
            tell.offer(at..at + 1, format!("số {first}"), message);
        }
    }
}

/// Citations in the order of the paper, each with whether it is the first of its number.
fn mentions<'a>(case: &Case<'a>) -> Vec<(Read<'a>, &'a Citation, bool)> {
    let mut seen: Vec<String> = Vec::new();
    let mut all = Vec::new();
    for read in case.passages() {
        for citation in numbered(read.1) {
            let key = citation.notation();
            let first = !seen.contains(&key);
            if first {
                seen.push(key);
            }
            all.push((read, citation, first));
        }
    }
    all
}

fn first_mention(case: &Case<'_>, report: &mut Report) {
    if case.context.kind != DocumentKind::Named {
        return;
    }
    for ((passage, reading), citation, first) in mentions(case) {
        let prose = matches!(passage.role, Role::Opening | Role::Block(_) | Role::Closing);
        if !first
            || !prose
            || citation.kind.is_empty()
            || reading.is_quoted(&citation.span)
            || reading.capitals
        {
            continue;
        }
        let lacking = lacking(citation);
        // What is not understood is not judged: the clause must end where the citation does.
        let rest = reading
            .small_text(citation.span.end..(citation.span.end + 12).min(reading.chars.len()));
        let closed = rest.trim_start().is_empty()
            || rest.starts_with([';', '.', ',', ')'])
            || rest.starts_with(" và ");
        let list = reading.citations.iter().any(|other| {
            other.kind.is_empty()
                && other.number_span.start > citation.number_span.start
                && other.number_span.start < citation.span.end + 12
        });
        // "(ngày …)", ", Bộ Chính trị ban hành": said in another way.
        let said = rest.contains("ngày") || rest.contains("của") || rest.contains("ban hành");
        if !lacking.is_empty() && closed && !list && !said {
            let message = format!("viện dẫn lần đầu chưa ghi {}", lacking.join(", "));
            report.span(passage, citation.span.clone(), message);
        }
    }
}

fn later_mention(case: &Case<'_>, report: &mut Report) {
    for ((passage, _), citation, first) in mentions(case) {
        if !first && citation.is_complete() && !citation.kind.is_empty() {
            let short = format!("{} số {}", citation.kind, citation.notation());
            let message = format!("văn bản này đã được dẫn đủ ở trên; chỉ cần “{short}”");
            report.span(passage, citation.span.clone(), message).cured(short, false);
        }
    }
}

fn comma(reading: &Reading, _: &Context, tell: &mut Tell<'_>) {
    for citation in &reading.citations {
        if let Some(at) = citation.comma.filter(|_| citation.form != Form::Unnumbered) {
            tell.offer(at..at + 1, "", "không có dấu phẩy giữa số, ký hiệu và chữ “ngày”");
        }
    }
}

fn type_and_symbol(reading: &Reading, _: &Context, tell: &mut Tell<'_>) {
    for citation in numbered(reading) {
        if citation.kind.is_empty() {
            continue;
        }
        let abbreviation = citation.type_abbreviation();
        let kind = citation.kind.to_lowercase();
        let right = match type_of(abbreviation, citation.form) {
            // The Party's regulations and decisions share an abbreviation.
            Some("Quyết định") if kind == "quy định" => continue,
            Some("Quyết định")
                if !(kind == "kế hoạch" && says(reading, citation))
                    && ["đề án", "chương trình", "kế hoạch", "quy chế", "phương án"]
                        .contains(&kind.as_str()) =>
            {
                continue;
            }
            Some(right) if right.to_lowercase() == kind => continue,
            Some("Thông tư liên tịch") if kind == "thông tư" => continue,
            Some(right) => right,
            // A state symbol that begins with its agency is a letter's.
            None if kind == "văn bản"
                && citation.form == Form::State
                && is_agency(abbreviation) =>
            {
                "Công văn"
            }
            None => continue,
        };
        let start = citation.span.start;
        let span = start..start + citation.kind.chars().count();
        let message =
            format!("ký hiệu “{}” là của {}", citation.notation(), right.to_lowercase());
        let capital = citation.kind.starts_with(char::is_uppercase);
        let right = if capital { right.to_owned() } else { right.to_lowercase() };
        if reading.text(span.clone()) == citation.kind {
            tell.offer(span, right, message);
        }
    }
}

/// Whether "số" stands between a citation's type and its number, so that the type is its own.
fn says(reading: &Reading, citation: &Citation) -> bool {
    let from = citation.span.start + citation.kind.chars().count();
    let to = citation.number_span.start.max(from);
    reading.small_text(from..to).trim() == "số"
}

fn is_agency(abbreviation: &str) -> bool {
    ["UBND", "HĐND", "VP", "VPCP", "BNV", "BTC", "BXD", "BCA", "BYT", "BTP"]
        .contains(&abbreviation)
        || abbreviation.starts_with('S') && abbreviation.chars().count() >= 3
}

fn well_formed(reading: &Reading, _: &Context, tell: &mut Tell<'_>) {
    for citation in numbered(reading) {
        let span = citation.number_span.clone();
        let written = reading.text(span.clone());
        let tight: String = written.chars().filter(|c| !c.is_whitespace()).collect();
        let right = tight.replace("TTG", "TTg").replace("-BCT/TW", "/BCT");
        let party = ["TW", "TU", "ĐU", "ĐUK", "HU"];
        let swapped = citation.form == Form::State
            && citation.year.is_none()
            && citation.symbol.rsplit_once('-').is_some_and(|(kind, org)| {
                party.contains(&org) && type_of(kind, Form::Party).is_some()
            });
        if swapped && let Some((kind, org)) = citation.symbol.split_once('-') {
            let right = format!("{}-{kind}/{org}", citation.number);
            tell.offer(
                span,
                right.clone(),
                format!("ký hiệu văn bản của Đảng viết “{right}”"),
            );
        } else if right != written {
            let message = if right == tight {
                "số, ký hiệu không có dấu cách ở giữa"
            } else {
                "ký hiệu viết chưa đúng"
            };
            tell.offer(span, right.clone(), format!("{message}: “{right}”"));
        }
    }
}

/// How far apart two dates of one number may lie before it is another document of another year or
/// term.
fn may_repeat(citation: &Citation) -> bool {
    citation.year.is_none()
}

fn same_date(case: &Case<'_>, report: &mut Report) {
    let mut first: HashMap<String, NaiveDate> = HashMap::new();
    for (passage, reading) in case.passages() {
        for citation in numbered(reading) {
            let Some(day) = citation.day() else { continue };
            let key = match may_repeat(citation) {
                true if citation.form == Form::State => {
                    format!("{} {}", citation.notation(), day.year())
                }
                _ => citation.notation(),
            };
            let before = *first.entry(key).or_insert(day);
            let far = citation.form == Form::Party && (before.year() - day.year()).abs() > 4;
            let local = citation.symbol.contains("UBND")
                && !before.eq(&day)
                && citation.issuer.contains("xã");
            if before != day && !far && !local {
                let span = citation
                    .date
                    .as_ref()
                    .map_or(citation.span.clone(), |date| date.span.clone());
                let message = format!(
                    "{} ở trên ghi ngày {}; kiểm tra lại ngày",
                    citation.notation(),
                    before.format("%d/%m/%Y")
                );
                report.span(passage, span, message);
            }
        }
    }
}

fn not_later(reading: &Reading, context: &Context, tell: &mut Tell<'_>) {
    let Some((_, last)) = context.issued else { return };
    for citation in &reading.citations {
        if let (Some(day), Some(cited)) = (citation.day(), &citation.date)
            && day > last
        {
            let message = format!(
                "văn bản được dẫn ban hành sau ngày của văn bản này ({})",
                context.issued_on()
            );
            tell.say(cited.span.clone(), message);
        }
    }
}

fn in_force(reading: &Reading, context: &Context, tell: &mut Tell<'_>) {
    let Some(date) = context.date else { return };
    for citation in &reading.citations {
        let Some(law) = context.laws.of(citation) else { continue };
        // The name of a law that has a successor of that name, with the successor's year.
        if citation.form == Form::Unnumbered
            && citation.day().is_some_and(|day| day >= law.since)
            || (date >= law.since && date < law.told_from())
        {
            continue;
        }
        let day = law.since.format("%d/%m/%Y");
        let doubt = if law.sure { "" } else { "; cần kiểm tra lại ngày" };
        let checked = context
            .laws
            .checked
            .map(|day| format!(" (bảng kiểm tra ngày {})", day.format("%d/%m/%Y")))
            .unwrap_or_default();
        if date >= law.since {
            let message = format!(
                "văn bản hết hiệu lực từ {day}, thay bằng {}{checked}{doubt}",
                law.new
            );
            let whole =
                citation.form == Form::Unnumbered && law.new.starts_with(&citation.kind);
            if whole {
                tell.offer(citation.number_span.clone(), law.new.clone(), message);
            } else {
                tell.say(citation.number_span.clone(), message);
            }
        } else if (law.since - date).num_days() <= 180 {
            let message = format!(
                "văn bản sẽ hết hiệu lực từ {day}, thay bằng {}{checked}{doubt}",
                law.new
            );
            tell.say(citation.number_span.clone(), message);
        }
    }
}

/// The congresses' terms: number, from (year, month).
const TERMS: [(u32, (i32, u32)); 6] = [
    (9, (2001, 4)),
    (10, (2006, 4)),
    (11, (2011, 1)),
    (12, (2016, 1)),
    (13, (2021, 1)),
    (14, (2026, 1)),
];

fn party_term(reading: &Reading, _: &Context, tell: &mut Tell<'_>) {
    for citation in numbered(reading).filter(|citation| citation.symbol.ends_with("/TW")) {
        let Some(day) = citation.day() else { continue };
        let next = reading
            .citations
            .iter()
            .map(|other| other.span.start)
            .find(|start| *start > citation.number_span.end);
        let end = next.unwrap_or(reading.chars.len()).min(citation.number_span.end + 140);
        let Some((span, term)) = term_in(reading, citation.number_span.end, end) else {
            continue;
        };
        let month = (day.year(), day.month());
        let right = TERMS.iter().rev().find(|(_, from)| month >= *from).map(|(term, _)| *term);
        // In the month of a congress both may be right.
        let border = TERMS.iter().any(|(_, (year, from))| {
            *year == day.year() && (day.month() == *from || day.month() == from + 1)
        });
        if let Some(right) = right.filter(|right| *right != term && !border) {
            let roman = crate::vietnamese::roman(right);
            let message =
                format!("văn bản ngày {} thuộc khóa {roman}", day.format("%d/%m/%Y"));
            tell.offer(span, roman, message);
        }
    }
}

/// "(khóa XII)": the numeral and its value.
fn term_in(
    reading: &Reading,
    from: usize,
    to: usize,
) -> Option<(std::ops::Range<usize>, u32)> {
    let tokens = &reading.tokens;
    let at = tokens.iter().position(|token| {
        token.kind == Kind::Word
            && token.span.start >= from
            && token.span.end <= to
            && ["khóa", "khoá"].contains(&reading.small(token))
    })?;
    let numeral = tokens.get(at + 2)?;
    let value = parse_roman(&reading.text(numeral.span.clone()))?;
    Some((numeral.span.clone(), value))
}

fn assembly_term(reading: &Reading, _: &Context, tell: &mut Tell<'_>) {
    // Years in which a term issued anything: from the summer of its election to the spring five
    // years on.
    const TERMS: [(&str, i32, i32); 6] = [
        ("11", 2002, 2007),
        ("12", 2007, 2011),
        ("13", 2011, 2016),
        ("14", 2016, 2021),
        ("15", 2021, 2026),
        ("16", 2026, 2031),
    ];
    for citation in reading.citations.iter().filter(|citation| citation.form == Form::Assembly)
    {
        let Some(year) = citation.year else { continue };
        let digits: String = citation.symbol.chars().filter(char::is_ascii_digit).collect();
        let Some((_, from, to)) = TERMS.iter().find(|(term, ..)| *term == digits) else {
            continue;
        };
        if !(*from..=*to).contains(&year) {
            let message = format!(
                "Quốc hội khóa {digits} không ban hành văn bản năm {year}; kiểm tra số hiệu"
            );
            tell.say(citation.number_span.clone(), message);
        }
    }
}

/// "Khoản 2 điều 5", "Điều 5 khoản 2": the order of the units and their capitals.
fn small_to_large(reading: &Reading, _: &Context, tell: &mut Tell<'_>) {
    if reading.capitals {
        return;
    }
    let units: Vec<(u8, usize, usize)> = units(reading);
    for two in units.windows(2) {
        let [(first, start, end), (second, next, stop)] = *two else { continue };
        let gap = reading.text(end..next);
        if first == second || !(gap == " " || gap == ", ") {
            continue;
        }
        let front = reading.text(start..end);
        let back = reading.text(next..stop);
        if first > second && gap == " " {
            let right = format!("{} {}", cased_unit(&back, second), cased_unit(&front, first));
            tell.offer(start..stop, right, "viện dẫn từ nhỏ đến lớn: điểm, khoản, Điều");
        } else if first < second {
            let inside = !reading.begins_sentence(start);
            let wrong = (inside && front.starts_with(char::is_uppercase))
                || (second == 2 && back.starts_with(char::is_lowercase));
            if wrong {
                let front = if inside { cased_unit(&front, first) } else { front };
                let right = format!("{front}{gap}{}", cased_unit(&back, second));
                tell.offer(start..stop, right, "“Điều” viết hoa; “khoản”, “điểm” viết thường");
            }
        }
    }
}

/// The units of a law with their number: rank, start, end.
fn units(reading: &Reading) -> Vec<(u8, usize, usize)> {
    let mut found = Vec::new();
    for three in reading.tokens.windows(3) {
        let [noun, space, number] = three else { continue };
        let rank = match reading.small(noun) {
            "điểm" if number.span.len() == 1 => 0,
            "khoản" if number.kind == Kind::Number => 1,
            "điều" if number.kind == Kind::Number => 2,
            _ => continue,
        };
        if space.kind == Kind::Space {
            found.push((rank, noun.span.start, number.span.end));
        }
    }
    found
}

fn cased_unit(words: &str, rank: u8) -> String {
    if rank == 2 { crate::check::reading::capitalised(words) } else { words.to_lowercase() }
}

fn capital_about(reading: &Reading, _: &Context, tell: &mut Tell<'_>) {
    for citation in numbered(reading) {
        let front = citation.title.strip_prefix('“').unwrap_or(&citation.title);
        if front.starts_with("Về ") {
            let from = citation.number_span.end;
            let at = reading.chars[from..].windows(2).position(|two| two == ['V', 'ề']);
            if let Some(at) = at.map(|at| from + at) {
                tell.offer(at..at + 1, 'v', "trích yếu trong câu viết “về”, không viết hoa");
            }
        }
    }
}
