//! Slips in running text that are seen by their shape: doubled marks, marks without room, numbers,
//! months and terms that cannot be. Rules of their own, and further tests of rules elsewhere.

use std::ops::Range;
use std::sync::LazyLock;

use chrono::Datelike as _;
use regex::Regex;

use crate::check::case::Case;
use crate::check::context::{Context, DocumentKind};
use crate::check::passage::Role;
use crate::check::reading::{Kind, Reading, Token, capitalised};
use crate::check::row::Test::{Passage, Whole};
use crate::check::row::{More, Row, row};
use crate::check::rule::Area::{Capitals, Punctuation, Signature};
use crate::check::rule::Needs::Words;
use crate::check::rule::Severity::{Hint, Warning};
use crate::check::tell::{Report, Tell};
use crate::citation::Form;
use crate::model::{Level, Part, Place};
use crate::vietnamese::is_syllable;

pub(in crate::check) static ROWS: [Row; 3] = [
    row(
        "P13",
        Warning,
        Punctuation,
        Words,
        "thông lệ",
        "không có hai dấu câu liền nhau",
        Passage(doubled_mark),
    ),
    row(
        "S15",
        Warning,
        Signature,
        Words,
        "điểm b khoản 7 Mục II Phần I Phụ lục I",
        "tên tập thể trong quyền hạn ký không viết tắt",
        Whole(short_collective),
    ),
    row(
        "V18",
        Hint,
        Capitals,
        Words,
        "Mục I Phụ lục II",
        "danh từ chung sau “các”, “những”, “mỗi” không viết hoa",
        Passage(common_noun),
    ),
];

pub(in crate::check) static MORE: [More; 12] = [
    ("P02", Passage(bracket_room)),
    ("P02", Passage(stop_room)),
    ("P06", Passage(lame_range)),
    ("P09", Whole(small_beginning)),
    ("U12", Passage(comma_in_number)),
    ("D11", Passage(real_month)),
    ("X03", Passage(past_target)),
    ("T07", Whole(term_of_subject)),
    ("T07", Whole(school_year_of_subject)),
    ("X01", Passage(school_year)),
    ("C16", Passage(year_of_number)),
    ("C11", Passage(turned_symbol)),
];

/// Word borders in the patterns are those of ASCII, beside digits: the border of any letter would cost
/// the quick way of searching.
fn pattern(words: &str) -> Regex {
    Regex::new(words).expect("a pattern of the program's own")
}

/// Two marks side by side: `,,`, `..`, `;.`.
fn doubled_mark(reading: &Reading, _: &Context, tell: &mut Tell<'_>) {
    let chars = &reading.chars;
    let mut at = 1;
    while at + 1 < chars.len() {
        let mark = chars[at];
        if !matches!(mark, ',' | ';' | ':' | '.') {
            at += 1;
            continue;
        }
        let length = chars[at..].iter().take_while(|c| ",;:.".contains(**c)).count();
        let run: String = chars[at..at + length].iter().collect();
        let next = chars.get(at + length).copied();
        let word = chars[at - 1].is_alphanumeric() || ")”".contains(chars[at - 1]);
        // Three dots and more leave room or say "and so on"; "./." ends the text; "v.v.," is right.
        let short = reading.small_text(at.saturating_sub(3)..at).ends_with("v.v")
            || at >= 2 && chars[at - 2] == '.';
        if length == 2 && word && next != Some('/') && !short && !reading.is_address(at) {
            let right = if run.contains('.') && next.is_none() { '.' } else { mark };
            tell.mend(at..at + 2, right, format!("hai dấu câu liền nhau “{run}”"));
        }
        at += length;
    }
}

/// "quốc gia(10/10)": no room before a bracket.
fn bracket_room(reading: &Reading, _: &Context, tell: &mut Tell<'_>) {
    if !reading.has('(') {
        return;
    }
    for two in reading.tokens.windows(2) {
        let [word, mark] = two else { continue };
        if mark.kind != Kind::Mark || reading.chars[mark.span.start] != '(' {
            continue;
        }
        let small = reading.small(word);
        let is_word = word.kind == Kind::Word
            && word.span.len() > 1
            && is_syllable(small)
            && reading.chars[word.span.clone()].iter().skip(1).all(|c| c.is_lowercase());
        let filled = reading.char(mark.span.end).is_some_and(char::is_alphanumeric);
        if is_word && filled && !reading.is_address(mark.span.start) {
            tell.mend(mark.span.clone(), " (", "thiếu dấu cách trước dấu “(”");
        }
    }
}

/// "thực hiện.tổng hợp": no room after a full stop, and a small letter.
fn stop_room(reading: &Reading, _: &Context, tell: &mut Tell<'_>) {
    for three in reading.tokens.windows(3) {
        let [first, mark, second] = three else { continue };
        if mark.kind != Kind::Mark || !".?!".contains(reading.chars[mark.span.start]) {
            continue;
        }
        let vietnamese = |token: &Token| {
            token.kind == Kind::Word
                && token.span.len() > 1
                && !reading.small(token).is_ascii()
                && is_syllable(reading.small(token))
        };
        let small = reading.chars[second.span.start].is_lowercase();
        if small && vietnamese(first) && vietnamese(second) {
            tell.offer(
                mark.span.clone(),
                format!("{} ", reading.chars[mark.span.start]),
                "thiếu dấu cách sau dấu câu",
            );
        }
    }
}

static RANGE: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?-u:\b)((?:19|20)\d\d)( -|- )((?:19|20)\d\d)(?-u:\b)"));

/// "2026- 2030": a hyphen with room on one side.
fn lame_range(reading: &Reading, _: &Context, tell: &mut Tell<'_>) {
    if !reading.has('-') || !reading.has_digit() {
        return;
    }
    for found in RANGE.captures_iter(&reading.key) {
        let hyphen = found.get(2).expect("the hyphen").range();
        tell.mend(reading.span(hyphen), " - ", "gạch nối chỉ có dấu cách ở một phía");
    }
}

/// Numbered items and paragraphs that begin with a small letter.
fn small_beginning(case: &Case<'_>, report: &mut Report) {
    if case.context.kind != DocumentKind::Named {
        return;
    }
    for (passage, reading) in case.passages() {
        let begins = matches!(
            passage.role,
            Role::Block(Level::Clause | Level::SubClause | Level::Section) | Role::LegalBasis
        );
        let small = reading.char(0).is_some_and(char::is_lowercase);
        let Some(first) = reading.tokens.first().filter(|_| begins && small) else { continue };
        let word = reading.small(first);
        let vietnamese = first.kind == Kind::Word
            && first.span.len() > 1
            && is_syllable(word)
            && !reading.is_address(0);
        if vietnamese {
            let right = capitalised(&reading.text(first.span.clone()));
            report
                .span(passage, first.span.clone(), "chữ đầu đoạn viết hoa")
                .cured(right, false);
        }
    }
}

/// What is counted one by one, so that three digits after a comma are thousands.
const COUNTED: [&str; 34] = [
    "đồng",
    "cây",
    "người",
    "hộ",
    "lượt",
    "hồ sơ",
    "học sinh",
    "con",
    "chiếc",
    "cuốn",
    "tờ",
    "bản",
    "suất",
    "phần",
    "đại biểu",
    "cán bộ",
    "đoàn viên",
    "hội viên",
    "đảng viên",
    "tài khoản",
    "văn bản",
    "công trình",
    "doanh nghiệp",
    "trường hợp",
    "sản phẩm",
    "gia đình",
    "thành viên",
    "cử tri",
    "quyển",
    "bộ",
    "em",
    "ca",
    "lao động",
    "khẩu",
];

/// "12,500 cây": thousands after a comma, of what is counted one by one.
fn comma_in_number(reading: &Reading, _: &Context, tell: &mut Tell<'_>) {
    if !reading.has(',') || !reading.has_digit() {
        return;
    }
    for token in reading.tokens.iter().filter(|token| token.kind == Kind::Number) {
        let Some((front, back)) = reading.small(token).split_once(',') else { continue };
        let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        let thousands = (1..=3).contains(&front.len())
            && digits(front)
            && !front.starts_with('0')
            && back.len() == 3
            && digits(back);
        let rest = reading.small_text(token.span.end..reading.chars.len()).trim_start();
        let counted = COUNTED.iter().any(|noun| {
            rest.strip_prefix(noun)
                .is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
        });
        if thousands && counted {
            let right = format!("{front}.{back}");
            let message = format!("phân nhóm nghìn bằng dấu chấm: “{right}”");
            tell.offer(token.span.clone(), right, message);
        }
    }
}

static MONTH: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(tháng|quý) (\d{1,2})(?:/| năm )((?:19|20)\d\d)(?-u:\b)"));

/// "tháng 13/2026", "quý 5/2026".
fn real_month(reading: &Reading, _: &Context, tell: &mut Tell<'_>) {
    if !reading.has_digit() {
        return;
    }
    for found in MONTH.captures_iter(&reading.key) {
        let number: u32 = found[2].parse().unwrap_or(0);
        let (last, what) = if &found[1] == "quý" { (4, "quý") } else { (12, "tháng") };
        let front = &reading.key[..found.get(0).expect("the whole").start()];
        let day = front.trim_end().ends_with(|c: char| c.is_ascii_digit());
        if !(1..=last).contains(&number) && !day {
            let span = reading.span(found.get(0).expect("the whole").range());
            tell.say(span, format!("không có {what} {number}"));
        }
    }
}

static TARGET: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?:mục tiêu|phấn đấu|chỉ tiêu)(?: cụ thể| chung)? đến (?:hết |cuối )?năm ((?:19|20)\d\d)(?-u:\b)",
    )
});

/// "Mục tiêu đến năm 2025" in a plan of 2026.
fn past_target(reading: &Reading, context: &Context, tell: &mut Tell<'_>) {
    let Some((date, _)) = context.issued else { return };
    if !reading.has_digit() {
        return;
    }
    for found in TARGET.captures_iter(&reading.key) {
        let year = found.get(1).expect("the year");
        let past = year.as_str().parse::<i32>().is_ok_and(|year| year < date.year());
        let span = reading.span(year.range());
        if past && !reading.is_cited(&span) && !reading.is_quoted(&span) {
            tell.say(
                span,
                format!("mục tiêu của năm đã qua; văn bản ban hành năm {}", date.year()),
            );
        }
    }
}

static TERM: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"giai đoạn ((?:19|20)\d\d)\s*-+\s*((?:19|20)\d\d)(?-u:\b)"));

static SCHOOL_YEAR: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"năm học ((?:19|20)\d\d)\s*-+\s*((?:19|20)\d\d)(?-u:\b)"));

/// "năm học 2026 - 2028".
fn school_year(reading: &Reading, _: &Context, tell: &mut Tell<'_>) {
    if !reading.has('-') || !reading.has_digit() {
        return;
    }
    for found in SCHOOL_YEAR.captures_iter(&reading.key) {
        let year = |n: usize| found[n].parse::<i32>().unwrap_or(0);
        if year(2) > year(1) + 1 {
            let span = reading.span(found.get(0).expect("the whole").range());
            tell.say(
                span,
                format!("năm học gồm hai năm liền nhau: {} - {}", year(1), year(1) + 1),
            );
        }
    }
}

/// The school year of the subject, said otherwise where the plan speaks of itself.
fn school_year_of_subject(case: &Case<'_>, report: &mut Report) {
    let Some((_, subject)) = case.passage(Place::Subject) else { return };
    let Some(own) = SCHOOL_YEAR.captures(&subject.key) else { return };
    for (passage, reading) in case.passages() {
        let whole = match passage.role {
            Role::Closing => true,
            Role::Opening => reading.key.contains("ban hành kế hoạch"),
            Role::Block(_) => reading.key.starts_with("trên đây là kế hoạch"),
            _ => false,
        };
        let Some(from) = reading.key.find("kế hoạch").filter(|_| whole) else { continue };
        let Some(said) = SCHOOL_YEAR.captures_at(&reading.key, from) else { continue };
        let span = reading.span(said.get(0).expect("the whole").range());
        if said[1] != own[1] && !reading.is_cited(&span) {
            let message = format!("trích yếu ghi năm học {} - {}", &own[1], &own[2]);
            report.span(passage, span, message);
        }
    }
}

/// The term of the subject, said otherwise where the plan speaks of itself or of its funds.
fn term_of_subject(case: &Case<'_>, report: &mut Report) {
    let Some((_, subject)) = case.passage(Place::Subject) else { return };
    let Some(own) = TERM.captures(&subject.key) else { return };
    for (passage, reading) in case.passages() {
        let prose = matches!(passage.role, Role::Opening | Role::Closing | Role::Block(_));
        if !prose || !reading.has_digit() {
            continue;
        }
        for found in TERM.captures_iter(&reading.key) {
            let whole = found.get(0).expect("the whole").range();
            let span = reading.span(whole.clone());
            let front = reading.key[..whole.start].trim_end();
            let own_words = ["kinh phí", "kinh phí thực hiện", "kế hoạch này"]
                .iter()
                .any(|word| front.ends_with(word));
            let other = found[1] == own[1] && found[2] != own[2];
            if other && own_words && !reading.is_cited(&span) {
                let message = format!("trích yếu ghi giai đoạn {} - {}", &own[1], &own[2]);
                report.span(passage, span, message);
            }
        }
    }
}

/// "Nghị định số 30/2020/NĐ-CP ngày 05/3/2021": a number bears the year of its date.
fn year_of_number(reading: &Reading, _: &Context, tell: &mut Tell<'_>) {
    for citation in reading.citations.iter().filter(|it| it.form != Form::Unnumbered) {
        let (Some(year), Some(date)) = (citation.year, &citation.date) else { continue };
        if year != date.year && (1945..2200).contains(&date.year) {
            let message = format!(
                "số {} là của năm {year} nhưng ngày ban hành ghi năm {}",
                citation.notation(),
                date.year
            );
            tell.say(date.span.clone(), message);
        }
    }
}

static TURNED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?-u:\b)(\d{1,5})/(TTg|UBND|HĐND|CP|BNV|BTC|BXD|BCA|BYT|BTP|BGDĐT|BKHCN|BNNMT|BVHTTDL|S\p{Lu}{2,6})-(QĐ|CT|KH|NQ|NĐ|TT|TB|BC|TTr|HD|CTr)(?-u:\b)",
    )
});

/// "749/TTg-QĐ": the agency before the type.
fn turned_symbol(reading: &Reading, _: &Context, tell: &mut Tell<'_>) {
    if reading.role == Role::Symbol || !reading.has('/') {
        return;
    }
    let words = reading.text(0..reading.chars.len());
    for found in TURNED.captures_iter(&words) {
        let whole = found.get(0).expect("the whole").range();
        let start = words[..whole.start].chars().count();
        let span: Range<usize> = start..start + words[whole].chars().count();
        let right = format!("{}/{}-{}", &found[1], &found[3], &found[2]);
        let message = format!("ký hiệu viết tên loại trước, cơ quan sau: “{right}”");
        tell.offer(span, right, message);
    }
}

/// "TM. UBND": the body is written in full.
fn short_collective(case: &Case<'_>, report: &mut Report) {
    for (index, signature) in case.document.signatures.iter().enumerate() {
        let words = signature.on_behalf_of.trim();
        let short = words
            .split_whitespace()
            .find(|word| ["UBND", "HĐND", "UBMTTQ", "BCĐ", "BTC", "BCH"].contains(word));
        if let Some(short) = short {
            let message = format!("“{short}” viết tắt; viết đầy đủ tên tập thể sau TM.");
            report.at(Place::Signature(index), Part::Collective, words, message);
        }
    }
}

/// "các Xã, Phường": common nouns with a capital, nothing named.
fn common_noun(reading: &Reading, _: &Context, tell: &mut Tell<'_>) {
    const NOUNS: [&str; 12] = [
        "xã",
        "phường",
        "thôn",
        "tỉnh",
        "huyện",
        "phòng",
        "trường",
        "đơn",
        "cơ",
        "ấp",
        "bản",
        "khối",
    ];
    if reading.capitals || !reading.role.is_prose() {
        return;
    }
    let mut plural = false;
    for three in reading.tokens.windows(3) {
        let [word, space, noun] = three else { continue };
        if word.kind == Kind::Word {
            let lead = ["các", "những", "mỗi", "từng"].contains(&reading.small(word));
            plural = lead
                || (plural && word.span.len() > 1 && NOUNS.contains(&reading.small(word)));
        }
        let after_mark =
            word.kind == Kind::Mark && reading.chars[word.span.start] == ',' && plural;
        let single = space.kind == Kind::Space && noun.kind == Kind::Word;
        if !(single && (plural || after_mark)) || !NOUNS.contains(&reading.small(noun)) {
            continue;
        }
        let capital = reading.chars[noun.span.start].is_uppercase()
            && reading.chars[noun.span.clone()].iter().skip(1).all(|c| c.is_lowercase());
        // "các Phòng Kinh tế": a name follows.
        let rest: Vec<char> = reading.chars[noun.span.end..].iter().copied().take(2).collect();
        let bare = match rest.as_slice() {
            [] => true,
            [mark, ..] if ",.;:)".contains(*mark) => true,
            [' ', next] => {
                next.is_lowercase() && !["đơn", "cơ"].contains(&reading.small(noun))
            }
            _ => false,
        };
        if capital && bare && !reading.is_quoted(&noun.span) {
            let small: String = reading.text(noun.span.clone()).to_lowercase();
            tell.offer(noun.span.clone(), small, "danh từ chung không viết hoa");
        }
    }
}
