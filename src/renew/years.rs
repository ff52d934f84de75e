//! Years, school years and days that move with the plan.

use std::ops::Range;

use chrono::NaiveDate;

use super::{Found, Reason};

/// A year as it stands in a text.
struct Year {
    /// Its four digits, in characters.
    at: Range<usize>,
    value: i32,
}

/// The first year of a text.
pub(super) fn first(words: &str) -> Option<i32> {
    let chars: Vec<char> = words.chars().collect();
    years(&chars).first().map(|year| year.value)
}

/// How the years of a plan move.
pub(super) struct Move {
    /// The plan's own year.
    pub year: i32,
    /// By how many years it moves.
    pub by: i32,
    /// It is a plan of a school year: two years joined by a dash are one.
    pub school: bool,
}

/// Whether words name a school year.
pub(super) fn of_school(words: &str) -> bool {
    words.to_lowercase().contains("năm học")
}

/// What moves in words of a plan.
pub(super) fn find(words: &str, how: &Move) -> Vec<Found> {
    let (document, by) = (how.year, how.by);
    let chars: Vec<char> = words.chars().collect();
    let years = years(&chars);
    let mut found = Vec::new();
    let mut skip = false;
    for (n, year) in years.iter().enumerate() {
        if std::mem::take(&mut skip) {
            continue;
        }
        if let Some(next) = years.get(n + 1)
            && let Some(range) = joined(&chars, year, next)
        {
            skip = true;
            found.extend(span_of_years(&chars, range, (year.value, next.value), how));
            continue;
        }
        found.extend(one(&chars, year, document, by));
    }
    found.extend(jubilee(&chars, by));
    found
}

/// `kỷ niệm 93 năm`: one more for every year.
fn jubilee(chars: &[char], by: i32) -> Option<Found> {
    let small: String = chars.iter().collect::<String>().to_lowercase();
    let word = ["kỷ niệm ", "kỉ niệm "].into_iter().find_map(|word| {
        small.find(word).map(|byte| small[..byte].chars().count() + word.chars().count())
    })?;
    let count = chars.get(word..)?.iter().take_while(|c| c.is_ascii_digit()).count();
    let value: i32 = chars[word..word + count].iter().collect::<String>().parse().ok()?;
    let rest: String = chars[word + count..].iter().take(4).collect();
    (value < 1000 && rest == " năm").then(|| Found {
        range: word..word + count,
        after: Some((value + by).to_string()),
        reason: Reason::Year,
        why: "Số năm kỷ niệm tính theo năm mới.".to_owned(),
        safe: true,
    })
}

/// Whether another day of long ago stands before a day, a dash between: `15/10/1930-15/10/2025`.
fn after_old_day(chars: &[char], start: usize, document: i32) -> bool {
    let front: String = chars[..start].iter().collect();
    let Some(front) = front.trim_end().strip_suffix(['-', '–']) else { return false };
    let digits: Vec<char> = front.trim_end().chars().rev().take(4).collect();
    let year: String = digits.into_iter().rev().collect();
    year.parse::<i32>().is_ok_and(|year| (1000..document - 5).contains(&year))
}

fn years(chars: &[char]) -> Vec<Year> {
    let mut years = Vec::new();
    let mut at = 0;
    while at < chars.len() {
        if !chars[at].is_ascii_digit() {
            at += 1;
            continue;
        }
        let end = at + chars[at..].iter().take_while(|c| c.is_ascii_digit()).count();
        let alone = at == 0 || !chars[at - 1].is_alphanumeric();
        let ends = chars.get(end).is_none_or(|next| !next.is_alphanumeric());
        // `12/2023/QĐ` is a document's number.
        let symbol = chars.get(end) == Some(&'/')
            && chars.get(end + 1).is_some_and(|c| c.is_alphabetic());
        if end - at == 4 && alone && ends && !symbol {
            let value: i32 = chars[at..end].iter().collect::<String>().parse().unwrap_or(0);
            if (1990..=2100).contains(&value) {
                years.push(Year { at: at..end, value });
            }
        }
        at = end;
    }
    years
}

/// Two years with only a dash between them.
fn joined(chars: &[char], year: &Year, next: &Year) -> Option<Range<usize>> {
    let between = &chars[year.at.end..next.at.start];
    let dashes = between.iter().filter(|c| matches!(c, '-' | '–' | '—')).count();
    let bare = between.iter().all(|c| c.is_whitespace() || matches!(c, '-' | '–' | '—'));
    // A year of a date (`5/2025 - 2026`) begins none.
    let dated = year.at.start > 0 && matches!(chars[year.at.start - 1], '/' | '.');
    (bare && dashes == 1 && !dated).then_some(year.at.start..next.at.end)
}

fn span_of_years(
    chars: &[char],
    range: Range<usize>,
    (from, to): (i32, i32),
    how: &Move,
) -> Option<Found> {
    let (document, by) = (how.year, how.by);
    let named = ends_with(chars, range.start, "năm học");
    let period = ends_with(chars, range.start, "giai đoạn");
    let school = to == from + 1 && (named || how.school && !period);
    let near = (document - 1..=document + 1).contains(&from)
        && (document..=document + 2).contains(&to);
    if !near {
        return None;
    }
    let words: String = chars[range.clone()].iter().collect();
    let after = words
        .replacen(&from.to_string(), &(from + by).to_string(), 1)
        .chars()
        .rev()
        .collect::<String>();
    let back = |value: i32| value.to_string().chars().rev().collect::<String>();
    let after: String = after.replacen(&back(to), &back(to + by), 1).chars().rev().collect();
    let why = match school {
        true => format!("Năm học chuyển lên {by} năm."),
        false => "Có thể là một giai đoạn: chỉ đổi nếu giai đoạn cũng chuyển.".to_owned(),
    };
    Some(Found { range, after: Some(after), reason: Reason::Year, why, safe: school })
}

fn one(chars: &[char], year: &Year, document: i32, by: i32) -> Option<Found> {
    let value = year.value;
    let (start, day, month) = date_before(chars, year.at.start);
    let dated = month.is_some();
    // A past day tells of what was, a past year may be a comparison.
    if value < document - i32::from(!dated) || value > document + 5 {
        return None;
    }
    let earlier = value < document;
    let new = value + by;
    let mut range = year.at.clone();
    let mut after = new.to_string();
    if let (Some(day), Some(month)) = (day, month)
        && NaiveDate::from_ymd_opt(value, month, day).is_some()
        && NaiveDate::from_ymd_opt(new, month, day).is_none()
    {
        // 29/02 of a leap year.
        let words: String = chars[start..year.at.start].iter().collect();
        range.start = start;
        after = format!("{}{new}", words.replacen("29", "28", 1));
    } else if dated {
        let words: String = chars[start..year.at.start].iter().collect();
        range.start = start;
        after = format!("{words}{new}");
    }
    let (reason, why) = match (dated, earlier) {
        (true, _) => (
            Reason::Deadline,
            format!("Thời hạn chuyển lên {by} năm; xem lại thứ, ngày nghỉ."),
        ),
        (false, true) => {
            (Reason::Year, "Năm trước năm của kế hoạch, có thể để so sánh.".to_owned())
        }
        (false, false) => (Reason::Year, format!("Năm chuyển lên {by} năm.")),
    };
    let why = match dated && after_old_day(chars, start, document) {
        true => format!("Ngày kỷ niệm chuyển lên {by} năm."),
        false => why,
    };
    let far = value > document + 1 && !dated;
    let why =
        if far { "Có thể là mục tiêu của nhiều năm.".to_owned() } else { why };
    Some(Found { range, after: Some(after), reason, why, safe: !earlier && !far })
}

/// Where a date begins that ends in a year, with its day and month: `15/12/`, `tháng 12/`,
/// `ngày 15 tháng 12 năm `.
fn date_before(chars: &[char], year: usize) -> (usize, Option<u32>, Option<u32>) {
    if let Some((start, month)) = number_before(chars, year, &['/', '.', '-']) {
        return match number_before(chars, start, &['/', '.', '-']) {
            Some((first, day)) if month <= 12 && day <= 31 => (first, Some(day), Some(month)),
            _ if month <= 12 => (start, None, Some(month)),
            _ => (year, None, None),
        };
    }
    let Some(before_year) = word_before(chars, year, "năm") else {
        return (year, None, None);
    };
    let Some((start, month)) = spaced_number(chars, before_year) else {
        return (year, None, None);
    };
    let Some(before_month) = word_before(chars, start, "tháng") else {
        return (year, None, None);
    };
    match spaced_number(chars, before_month) {
        Some((first, day)) if day <= 31 => (first, Some(day), Some(month)),
        _ => (before_month, None, Some(month)),
    }
}

/// A number of one or two digits with a mark after it, ending right before a position.
fn number_before(chars: &[char], at: usize, marks: &[char]) -> Option<(usize, u32)> {
    let mark = at.checked_sub(1)?;
    if !marks.contains(&chars[mark]) {
        return None;
    }
    digits_before(chars, mark)
}

fn spaced_number(chars: &[char], at: usize) -> Option<(usize, u32)> {
    let end = chars[..at].iter().rposition(|c| !c.is_whitespace())? + 1;
    digits_before(chars, end)
}

fn digits_before(chars: &[char], end: usize) -> Option<(usize, u32)> {
    let count = chars[..end].iter().rev().take_while(|c| c.is_ascii_digit()).count();
    let start = end - count;
    let alone = start == 0 || !chars[start - 1].is_alphanumeric();
    if !(1..=2).contains(&count) || !alone {
        return None;
    }
    let value = chars[start..end].iter().collect::<String>().parse().ok()?;
    (value > 0).then_some((start, value))
}

/// Where a word stands that ends before a position, white space between.
fn word_before(chars: &[char], at: usize, word: &str) -> Option<usize> {
    let end = chars[..at].iter().rposition(|c| !c.is_whitespace())? + 1;
    let start = end.checked_sub(word.chars().count())?;
    chars[start..end].iter().copied().eq(word.chars()).then_some(start)
}

fn ends_with(chars: &[char], at: usize, words: &str) -> bool {
    let front: String = chars[..at].iter().collect();
    front.trim_end().to_lowercase().ends_with(words)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn moved(words: &str) -> (String, bool) {
        moved_in(words, false)
    }

    fn moved_in(words: &str, school: bool) -> (String, bool) {
        let mut chars: Vec<char> = words.chars().collect();
        let mut safe = true;
        let mut all = find(words, &Move { year: 2025, by: 1, school });
        all.sort_by_key(|found| found.range.start);
        for found in all.into_iter().rev() {
            safe &= found.safe;
            chars.splice(found.range, found.after.unwrap_or_default().chars());
        }
        (chars.into_iter().collect(), safe)
    }

    #[test]
    fn years_school_years_and_days_move() {
        let cases = [
            ("năm 2025", "năm 2026", true),
            ("năm học 2025 - 2026", "năm học 2026 - 2027", true),
            ("Năm học 2025-2026", "Năm học 2026-2027", true),
            ("trước ngày 15/12/2025", "trước ngày 15/12/2026", true),
            ("trong tháng 01/2026", "trong tháng 01/2027", true),
            ("ngày 05 tháng 3 năm 2025", "ngày 05 tháng 3 năm 2026", true),
            ("quý IV/2025", "quý IV/2026", true),
            (
                "kỷ niệm 95 năm Ngày truyền thống (15/10/1930-15/10/2025)",
                "kỷ niệm 96 năm Ngày truyền thống (15/10/1930-15/10/2026)",
                true,
            ),
            ("so với năm 2024", "so với năm 2025", false),
            ("giai đoạn 2025 - 2026", "giai đoạn 2026 - 2027", false),
            ("đến năm 2030", "đến năm 2031", false),
        ];
        for (before, after, safe) in cases {
            assert_eq!(moved(before), (after.to_owned(), safe), "{before}");
        }
    }

    #[test]
    fn in_a_school_plan_two_joined_years_are_a_school_year() {
        assert!(of_school("Nhiệm vụ năm học 2025 - 2026") && !of_school("Năm 2025"));
        let cases = [
            ("2025 - 2026 (chỉ tiêu)", "2026 - 2027 (chỉ tiêu)", true),
            ("2024 - 2025 (thực hiện)", "2025 - 2026 (thực hiện)", true),
            ("giai đoạn 2025 - 2026", "giai đoạn 2026 - 2027", false),
            ("2025 - 2027", "2026 - 2028", false),
        ];
        for (before, after, safe) in cases {
            assert_eq!(moved_in(before, true), (after.to_owned(), safe), "{before}");
        }
        assert!(!moved("2025 - 2026 (chỉ tiêu)").1, "only there");
    }

    #[test]
    fn what_is_past_or_a_number_stays() {
        for words in [
            "kỷ niệm ngày 15/10/1930",
            "giai đoạn 2021 - 2025",
            "Quyết định 12/2025/QĐ-UBND",
            "mã số A2025",
            "từ năm 2019",
            "ngày 02/9/2024",
        ] {
            assert_eq!(moved(words).0, words);
        }
    }

    #[test]
    fn a_leap_day_moves_to_the_last_of_february() {
        let found = find("trước 29/02/2024", &Move { year: 2024, by: 1, school: false });
        assert_eq!(found[0].after.as_deref(), Some("28/02/2025"));
    }
}
