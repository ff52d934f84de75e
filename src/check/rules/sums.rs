//! What has to come out: sums of money, the name of a lunar year, decimal marks, dates in words.
//! Rows stand in `consistency` and `letters`.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use crate::check::case::Case;
use crate::check::context::Context;
use crate::check::passage::Role;
use crate::check::reading::{Kind, Reading, Token};
use crate::check::row::More;
use crate::check::row::Test::{Passage, Whole};
use crate::check::tell::{Report, Tell};

pub(in crate::check) static MORE: [More; 4] = [
    ("X02", Passage(lunar_year)),
    ("U12", Passage(decimal_point)),
    ("D11", Whole(bare_days)),
    ("D11", Whole(slashed_basis)),
];

fn pattern(words: &str) -> Regex {
    Regex::new(words).expect("a pattern of the program's own")
}

/// An amount of money: in thousandths of đồng, and where it stands.
struct Amount {
    value: i128,
    span: Range<usize>,
}

/// A number with its unit, by what the unit is worth in đồng.
fn amounts(reading: &Reading, within: Range<usize>) -> Vec<Amount> {
    const UNITS: [(&str, i128); 5] = [
        ("đồng", 1),
        ("nghìn", 1_000),
        ("ngàn", 1_000),
        ("triệu", 1_000_000),
        ("tỷ", 1_000_000_000),
    ];
    let tokens = reading.tokens.windows(3);
    tokens
        .filter(|three| within.contains(&three[0].span.start))
        .filter_map(|three| {
            let [number, _, unit] = three else { return None };
            let worth = UNITS.iter().find(|(name, _)| *name == reading.small(unit))?.1;
            (number.kind == Kind::Number).then_some(())?;
            let value = thousandths(reading.small(number))? * worth;
            Some(Amount { value, span: number.span.clone() })
        })
        .collect()
}

/// `1.250,5` in thousandths.
fn thousandths(words: &str) -> Option<i128> {
    let (whole, part) = words.split_once(',').unwrap_or((words, ""));
    let grouped = whole.split('.').skip(1).all(|group| group.len() == 3);
    let whole: i128 = whole.replace('.', "").parse().ok().filter(|_| grouped)?;
    let part = match part.len() {
        0 => 0,
        1..=3 => format!("{part:0<3}").parse().ok()?,
        _ => return None,
    };
    Some(whole * 1000 + part)
}

/// "Kinh phí 185 triệu đồng, trong đó ngân sách 140 triệu đồng, nguồn khác 35 triệu đồng": the parts of
/// an amount. Where only some are named they come to much less; a slip comes near.
pub(super) fn money(reading: &Reading, _: &Context, tell: &mut Tell<'_>) {
    let key = reading.key.as_str();
    if !reading.has_digit() || !(key.contains("đồng") || key.contains("triệu")) {
        return;
    }
    for (at, marker) in
        ["trong đó", "gồm", "bao gồm"].iter().flat_map(|marker| key.match_indices(*marker))
    {
        let begin = key[..at].rfind(". ").map_or(0, |stop| stop + 2);
        let end = key[at..].find(". ").map_or(key.len(), |stop| at + stop);
        let sentence = &key[begin..end];
        // Parts of parts, and prices of one, make no such sum.
        let open = ["mỗi", "trong đó", "/người", "/năm", "/tháng", "một suất"]
            .iter()
            .any(|word| sentence[at - begin + marker.len()..].contains(word));
        let nested = sentence[..at - begin].contains("trong đó") || sentence.contains('(');
        if open || nested {
            continue;
        }
        let chars = |bytes: Range<usize>| reading.span(bytes);
        let before = amounts(reading, chars(begin..at));
        let parts = amounts(reading, chars(at..end));
        let Some(total) = before.last().filter(|_| parts.len() >= 2) else { continue };
        let sum: i128 = parts.iter().map(|part| part.value).sum();
        let near = (total.value - sum).abs() * 5 <= total.value;
        let closed = sentence.starts_with("tổng ") || sentence.contains(" tổng ");
        if sum != total.value && (near || closed || sum > total.value) {
            let message =
                format!("ghi {}, cộng các khoản được {}", said(total.value), said(sum));
            tell.say(total.span.clone(), message);
            return;
        }
    }
}

/// An amount in the unit in which it is short.
fn said(value: i128) -> String {
    let (worth, unit) = match value {
        _ if value % 100_000_000 == 0 && value >= 1_000_000_000_000 => {
            (1_000_000_000, "tỷ đồng")
        }
        _ if value % 1_000_000 == 0 && value >= 1_000_000_000 => (1_000_000, "triệu đồng"),
        _ => (1, "đồng"),
    };
    let thousandths = value / worth;
    let digits = (thousandths / 1000).to_string();
    let mut whole = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            whole.push('.');
        }
        whole.push(digit);
    }
    let part = format!("{:03}", thousandths % 1000);
    let part = part.trim_end_matches('0');
    let comma = if part.is_empty() { "" } else { "," };
    format!("{whole}{comma}{part} {unit}")
}

const STEMS: [&str; 10] =
    ["giáp", "ất", "bính", "đinh", "mậu", "kỷ", "canh", "tân", "nhâm", "quý"];
const BRANCHES: [&str; 12] =
    ["tý", "sửu", "dần", "mão", "thìn", "tỵ", "ngọ", "mùi", "thân", "dậu", "tuất", "hợi"];

static LUNAR: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(giáp|ất|bính|đinh|mậu|kỷ|canh|tân|nhâm|quý) (tý|sửu|dần|mão|thìn|tỵ|ngọ|mùi|thân|dậu|tuất|hợi),?\s*(?:\(|-\s*|năm\s+)?((?:19|20)\d\d)(?-u:\b)",
    )
});

/// "Tết Nguyên đán Bính Ngọ năm 2027": the lunar year of another.
fn lunar_year(reading: &Reading, _: &Context, tell: &mut Tell<'_>) {
    let year = |token: &Token| token.kind == Kind::Number && token.span.len() == 4;
    if !reading.has_digit() || !reading.tokens.iter().any(year) {
        return;
    }
    for found in LUNAR.captures_iter(&reading.key) {
        let Ok(year) = found[3].parse::<usize>() else { continue };
        let (stem, branch) = (STEMS[(year + 6) % 10], BRANCHES[(year + 8) % 12]);
        if (&found[1], &found[2]) == (stem, branch) {
            continue;
        }
        let from = found.get(1).expect("the stem").start();
        let to = found.get(2).expect("the branch").end();
        let span = reading.span(from..to);
        let capital = reading.chars[span.start].is_uppercase();
        if capital {
            let big = |word: &str| crate::check::reading::capitalised(word);
            let right = format!("{} {}", big(stem), big(branch));
            let message = format!("năm {year} là năm {right}");
            tell.offer(span, right, message);
        }
    }
}

/// "92.5%": the decimal mark is a comma. What could be a day, an item or thousands is left in peace.
fn decimal_point(reading: &Reading, _: &Context, tell: &mut Tell<'_>) {
    if reading.role == Role::Symbol || !reading.has('.') || !reading.has_digit() {
        return;
    }
    for token in reading.tokens.iter().filter(|token| token.kind == Kind::Number) {
        let words = reading.small(token);
        let Some((whole, part)) = words.split_once('.') else { continue };
        let decimal = (1..=3).contains(&whole.len())
            && (1..=2).contains(&part.len())
            && part.bytes().all(|byte| byte.is_ascii_digit());
        let rest = reading.small_text(token.span.end..reading.chars.len()).trim_start();
        let counted = ["%", "tỷ đồng", "triệu đồng", "km", "ha ", "ha,", "ha.", "kg"]
            .iter()
            .any(|unit| rest.starts_with(unit));
        if decimal && counted {
            let right = words.replace('.', ",");
            let message = format!("phần thập phân viết sau dấu phẩy: “{right}”");
            tell.offer(token.span.clone(), right, message);
        }
    }
}

static BARE_DAY: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"ngày (\d{1,2}) tháng (\d{1,2}) năm \d{4}"));

/// "ngày 7 tháng 7 năm 2020" in a document that writes "ngày 05 tháng 6" elsewhere.
fn bare_days(case: &Case<'_>, report: &mut Report) {
    let is_short = |day: &str, month: &str| {
        day.len() == 1 || month.len() == 1 && matches!(month, "1" | "2")
    };
    let is_padded =
        |day: &str, month: &str| day.starts_with('0') || matches!(month, "01" | "02");
    let worded = |reading: &Reading| reading.dates().iter().any(|date| date.slashed.is_none());
    let dated: Vec<_> = case.passages().filter(|(_, reading)| worded(reading)).collect();
    let padded = dated.iter().any(|(_, reading)| {
        BARE_DAY.captures_iter(&reading.key).any(|it| is_padded(&it[1], &it[2]))
    });
    if !padded {
        return;
    }
    for (passage, reading) in dated {
        for found in BARE_DAY.captures_iter(&reading.key) {
            if !is_short(&found[1], &found[2]) {
                continue;
            }
            let month: u32 = found[2].parse().unwrap_or(0);
            let month = if month < 3 { format!("{month:02}") } else { month.to_string() };
            let whole = reading.span(found.get(0).expect("the whole").range());
            let words = reading.text(whole.clone());
            let year = &words[words.len() - 4..];
            let right = format!(
                "{} {:0>2} tháng {month} năm {year}",
                &words[.."ngày".len()],
                &found[1]
            );
            let message = "ngày dưới 10, tháng 1, 2 thêm số 0 phía trước";
            report.span(passage, whole, message).cured(right, true);
        }
    }
}

/// "Kế hoạch số 15/KH-SYT ngày 06/01/2027" in a căn cứ, beside days in words.
fn slashed_basis(case: &Case<'_>, report: &mut Report) {
    let basis = |role: Role| matches!(role, Role::LegalBasis | Role::Opening);
    let worded = case
        .passages()
        .any(|(_, reading)| reading.dates().iter().any(|date| date.slashed.is_none()));
    if !worded {
        return;
    }
    for (passage, reading) in case.passages().filter(|(passage, _)| basis(passage.role)) {
        let leads = ["căn cứ", "thực hiện", "theo"]
            .iter()
            .any(|lead| reading.key.trim_start().starts_with(lead));
        for date in reading.dates().iter().filter(|date| date.slashed.is_some() && date.cited)
        {
            if !leads {
                continue;
            }
            let month = if date.month < 3 {
                format!("{:02}", date.month)
            } else {
                date.month.to_string()
            };
            let right = format!("{:02} tháng {month} năm {}", date.day, date.year);
            let message = "chỗ khác trong văn bản viết “ngày … tháng … năm …”; viết như thế";
            report.span(passage, date.span.clone(), message).cured(right, false);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_said_as_they_are_written() {
        for words in ["1.250,5", "0,75", "9.600"] {
            assert!(thousandths(words).is_some(), "{words}");
        }
        assert_eq!(thousandths("1.25"), None);
        assert_eq!(said(9_600_000_000_000), "9,6 tỷ đồng");
        assert_eq!(said(185_000_000_000), "185 triệu đồng");
        assert_eq!(said(1_234_567_000), "1.234.567 đồng");
    }
}
