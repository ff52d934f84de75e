//! What has to agree with itself: dates, periods, anniversaries, sums, pointers.

use std::ops::Range;

use chrono::{Datelike as _, Weekday};

use crate::check::case::Case;
use crate::check::context::{Context, DocumentKind};
use crate::check::dates::Dated;
use crate::check::passage::Role;
use crate::check::phrases::Cue;
use crate::check::reading::{Kind, Reading};
use crate::check::row::Test::{Never, Passage, Whole};
use crate::check::row::{Row, row};
use crate::check::rule::Area::Consistency;
use crate::check::rule::Needs::{Date, Dossier, Words};
use crate::check::rule::Severity::{Hint, Warning};
use crate::check::tell::{Report, Tell};
use crate::model::{Level, Part, Place, Story, Table};
use crate::vietnamese::{parse_roman, roman};

pub(in crate::check) static ROWS: [Row; 11] = [
    row(
        "Q01",
        Warning,
        Consistency,
        Dossier,
        "thông lệ",
        "các văn bản của một hồ sơ khớp nhau: số, ngày, trích yếu, cơ quan, người ký",
        Never,
    ),
    row(
        "D11",
        Warning,
        Consistency,
        Words,
        "thông lệ",
        "ngày trong lời văn có thật, đúng thứ",
        Passage(real_day),
    ),
    row(
        "D12",
        Warning,
        Consistency,
        Words,
        "thông lệ",
        "ngày, tháng trong lời văn viết số 0 thống nhất",
        Whole(zeros),
    ),
    row(
        "T07",
        Warning,
        Consistency,
        Words,
        "thông lệ",
        "năm trong trích yếu khớp với câu mở đầu, câu kết",
        Whole(year_of_subject),
    ),
    row(
        "C18",
        Warning,
        Consistency,
        Words,
        "điểm a khoản 1 Mục III Phần I Phụ lục I",
        "chỗ dẫn tới mục của Kế hoạch này có thật",
        Whole(own_pointer),
    ),
    row(
        "A07",
        Warning,
        Consistency,
        Words,
        "thông lệ",
        "dòng tổng bằng tổng các dòng, số thứ tự liên tục",
        Whole(sums),
    ),
    row(
        "X01",
        Warning,
        Consistency,
        Words,
        "thông lệ",
        "thời gian bắt đầu trước thời gian kết thúc",
        Passage(forward),
    ),
    row(
        "X02",
        Warning,
        Consistency,
        Words,
        "thông lệ",
        "số năm kỷ niệm khớp với hai mốc năm",
        Passage(anniversary),
    ),
    row(
        "X03",
        Warning,
        Consistency,
        Date,
        "thông lệ",
        "thời hạn không trước ngày của văn bản",
        Passage(past_deadline),
    ),
    row(
        "X04",
        Hint,
        Consistency,
        Words,
        "thông lệ",
        "thời hạn có ngày cụ thể",
        Passage(vague),
    ),
    row(
        "X05",
        Warning,
        Consistency,
        Words,
        "thông lệ",
        "tổng kinh phí bằng tổng các khoản",
        Passage(super::sums::money),
    ),
];

fn real_day(reading: &Reading, _: &Context, tell: &mut Tell<'_>) {
    for date in reading.dates() {
        if date.calendar().is_none() && (1900..2200).contains(&date.year) && date.month > 0 {
            tell.say(date.span.clone(), "không có ngày này trong lịch");
        }
        if let (Some(day), Some((span, said))) =
            (date.calendar(), weekday_before(reading, date))
            && day.weekday() != said
        {
            let right = weekday_name(day.weekday());
            tell.offer(span, right, format!("ngày {} là {right}", day.format("%d/%m/%Y")));
        }
    }
}

const WEEKDAYS: [(&str, Weekday, &str); 7] = [
    ("thứ hai", Weekday::Mon, "thứ Hai"),
    ("thứ ba", Weekday::Tue, "thứ Ba"),
    ("thứ tư", Weekday::Wed, "thứ Tư"),
    ("thứ năm", Weekday::Thu, "thứ Năm"),
    ("thứ sáu", Weekday::Fri, "thứ Sáu"),
    ("thứ bảy", Weekday::Sat, "thứ Bảy"),
    ("chủ nhật", Weekday::Sun, "Chủ nhật"),
];

fn weekday_name(day: Weekday) -> &'static str {
    WEEKDAYS.iter().find(|(_, weekday, _)| *weekday == day).map_or("", |(.., name)| name)
}

/// "thứ Hai, ngày 16/3/2026": the weekday right before a date.
fn weekday_before(reading: &Reading, date: &Dated) -> Option<(Range<usize>, Weekday)> {
    let from = date.span.start.saturating_sub(18);
    let front = reading.small_text(from..date.span.start);
    WEEKDAYS.iter().find_map(|(name, weekday, _)| {
        let at = front.rfind(name)?;
        let between = front[at + name.len()..].trim_matches([' ', ',', '(']);
        let near = between.is_empty() || between == "ngày";
        let start = from + front[..at].chars().count();
        near.then(|| (start..start + name.chars().count(), *weekday))
    })
}

/// Whether a date in slashes has the decree's zeros; none where nothing can be seen by it.
fn is_padded(day: &str, month: &str) -> Option<bool> {
    let seen = |part: &str, low: bool| {
        let value: u32 = part.parse().unwrap_or(0);
        (low && value > 0).then_some(part.len() == 2)
    };
    let day_number: u32 = day.parse().unwrap_or(0);
    let month_number: u32 = month.parse().unwrap_or(0);
    match (seen(day, day_number < 10), seen(month, month_number < 3)) {
        (Some(false), _) | (_, Some(false)) => Some(false),
        (None, None) => None,
        _ => Some(true),
    }
}

fn zeros(case: &Case<'_>, report: &mut Report) {
    let all = || {
        case.known().flat_map(|(passage, known)| {
            known.reading.dates().iter().filter_map(move |date| {
                let (day, month) = date.slashed.as_ref()?;
                Some((passage, date, is_padded(day, month)?))
            })
        })
    };
    let padded = all().filter(|(.., padded)| *padded).count();
    let bare = all().count() - padded;
    if padded == 0 || bare == 0 {
        return;
    }
    for (passage, date, _) in all().filter(|(.., is_padded)| !is_padded) {
        let month =
            if date.month < 3 { format!("{:02}", date.month) } else { date.month.to_string() };
        let after = format!("{:02}/{month}/{}", date.day, date.year);
        let message = format!(
            "chỗ khác trong văn bản viết ngày dưới 10, tháng 1, 2 có số 0; viết “{after}”"
        );
        report.span(passage, date.span.clone(), message).cured(after, true);
    }
}

/// Years after "năm" in a passage.
fn years(key: &str) -> Vec<i32> {
    key.match_indices("năm ")
        .filter_map(|(at, word)| {
            let digits: String =
                key[at + word.len()..].chars().take_while(char::is_ascii_digit).collect();
            (digits.len() == 4).then(|| digits.parse().ok()).flatten()
        })
        .collect()
}

fn year_of_subject(case: &Case<'_>, report: &mut Report) {
    let Some((_, subject)) = case.passage(Place::Subject) else { return };
    let own = years(&subject.key);
    let [year] = own.as_slice() else { return };
    for (passage, reading) in case.passages() {
        let told = match passage.role {
            Role::Closing => reading.key.find("kế hoạch "),
            Role::Opening | Role::Block(_) => {
                reading.key.find("trên đây là kế hoạch").or_else(|| {
                    (passage.role == Role::Opening)
                        .then(|| {
                            reading
                                .key
                                .find("ban hành kế hoạch")
                                .or_else(|| reading.key.find("xây dựng kế hoạch"))
                        })
                        .flatten()
                })
            }
            _ => None,
        };
        let Some(at) = told else { continue };
        let stop =
            reading.key[at..].find(['.', ';']).map_or(reading.key.len(), |stop| at + stop);
        let said = years(&reading.key[at..stop]);
        let shares = shares_words(&subject.key, &reading.key[at..stop]);
        if let [other] = said.as_slice()
            && other != year
            && shares
        {
            let digits = reading.key[at..stop]
                .find(&other.to_string())
                .map(|d| reading.span(at + d..at + d + 4));
            if let Some(span) = digits {
                report.span(
                    passage,
                    span,
                    format!("trích yếu ghi năm {year}, ở đây ghi năm {other}"),
                );
            }
        }
    }
}

/// Whether two titles speak of the same: half of the first's words are in the second.
fn shares_words(first: &str, second: &str) -> bool {
    let words: Vec<&str> = first.split_whitespace().collect();
    let common = words.iter().filter(|word| second.contains(**word)).count();
    common * 2 >= words.len()
}

/// "mục III Kế hoạch này", "Mục IV của Kế hoạch này".
fn own_pointer(case: &Case<'_>, report: &mut Report) {
    if case.context.kind != DocumentKind::Named {
        return;
    }
    let sections = case
        .passages()
        .filter(|(passage, _)| {
            passage.role == Role::Block(Level::Section)
                && matches!(passage.place, Place::Block(Story::Body, _))
        })
        .count();
    if sections == 0 {
        return;
    }
    for (passage, reading) in case.passages() {
        if !reading.tells_of(Cue::ThisPlan) {
            continue;
        }
        for (at, _) in reading.key.match_indices("mục ") {
            let rest = &reading.key[at + "mục ".len()..];
            let numeral: String = rest.chars().take_while(|c| "ivx".contains(*c)).collect();
            let after = rest[numeral.len()..].trim_start_matches([' ', ',']);
            let after = after.strip_prefix("của ").unwrap_or(after);
            if numeral.is_empty() || !after.starts_with("kế hoạch này") {
                continue;
            }
            let number = parse_roman(&numeral.to_uppercase()).unwrap_or(0) as usize;
            if number > sections {
                let span = reading.span(at..at + "mục ".len() + numeral.len());
                let last = roman(u32::try_from(sections).unwrap_or(0));
                report.span(passage, span, format!("Kế hoạch này chỉ có đến mục {last}"));
            }
        }
    }
}

fn number_of(words: &str) -> Option<i64> {
    let words = words.trim().trim_end_matches(['đ', '%']).trim();
    let digits: String = words.replace(['.', ' '], "");
    let plain = !digits.is_empty()
        && digits.bytes().all(|byte| byte.is_ascii_digit())
        && digits.len() <= 15;
    let groups: Vec<&str> = words.split('.').collect();
    let grouped = groups.len() == 1 || groups[1..].iter().all(|group| group.len() == 3);
    (plain && grouped).then(|| digits.parse().ok()).flatten()
}

/// Rows called "Tổng", "Cộng", and a column of running numbers.
fn sums(case: &Case<'_>, report: &mut Report) {
    for story in case.document.stories() {
        for (index, block) in case.document.blocks(story).into_iter().flatten().enumerate() {
            if let Some(table) = block.table() {
                totals(table, story, index, report);
                running(table, story, index, report);
            }
        }
    }
}

fn totals(table: &Table, story: Story, block: usize, report: &mut Report) {
    let words = |row: usize, column: usize| table.rows[row][column].text.words();
    let merged = table.rows.iter().flatten().any(|cell| cell.rows > 1);
    let is_total = |row: usize| {
        (0..table.columns().min(2)).any(|column| {
            let small = words(row, column).trim().to_lowercase();
            ["tổng", "tổng cộng", "cộng", "tổng số"].contains(&small.trim_end_matches(':'))
        })
    };
    let rows = table.head_rows..table.rows.len();
    let found: Vec<usize> = rows.clone().filter(|row| is_total(*row)).collect();
    let [total] = found.as_slice() else { return };
    let last = *total + 1 == table.rows.len();
    if merged || !(last || *total == table.head_rows) {
        return;
    }
    for column in 1..table.columns() {
        let Some(stated) = number_of(&words(*total, column)) else { continue };
        let others: Vec<Option<i64>> = rows
            .clone()
            .filter(|row| row != total)
            .map(|row| {
                let cell = words(row, column);
                if cell.trim().is_empty() { Some(0) } else { number_of(&cell) }
            })
            .collect();
        let Some(numbers) = others.into_iter().collect::<Option<Vec<i64>>>() else { continue };
        let sum: i64 = numbers.iter().sum();
        // Section rows inside a table carry sums of their own; then twice the sum stands there.
        if numbers.len() >= 2 && sum != stated && sum != stated * 2 {
            let place = Place::Cell(story, block, *total, column);
            report.at(
                place,
                Part::Main,
                &words(*total, column),
                format!("dòng tổng ghi {stated}, cộng các dòng được {sum}"),
            );
        }
    }
}

fn running(table: &Table, story: Story, block: usize, report: &mut Report) {
    let head = table.rows.first().map(|row| row[0].text.words().trim().to_lowercase());
    if !head.is_some_and(|head| ["stt", "tt", "số tt", "số thứ tự"].contains(&head.as_str()))
    {
        return;
    }
    let mut last: Option<i64> = None;
    for (row, cells) in table.rows.iter().enumerate().skip(table.head_rows.max(1)) {
        let words = cells[0].text.words();
        let Some(number) = number_of(words.trim_end_matches(['.', ')'])) else { continue };
        if let Some(before) = last
            && number != before + 1
            && number != 1
        {
            let place = Place::Cell(story, block, row, 0);
            report.at(
                place,
                Part::Main,
                &words,
                format!("số thứ tự nhảy từ {before} sang {number}"),
            );
        }
        last = Some(number);
    }
}

/// "từ ngày … đến (hết) ngày …" that runs backwards.
fn forward(reading: &Reading, _: &Context, tell: &mut Tell<'_>) {
    let all = reading.dates();
    for two in all.windows(2) {
        let (Some(from), Some(to)) = (two[0].calendar(), two[1].calendar()) else { continue };
        let between = reading.small_text(two[0].span.end..two[1].span.start);
        let front = reading.small_text(two[0].span.start.saturating_sub(9)..two[0].span.start);
        let reaches =
            ["đến ngày", "đến hết ngày", "đến", "đến hết", "-", "–"].contains(&between.trim());
        let begins = front.contains("từ") || front.ends_with('(') || between.contains("đến");
        if reaches && begins && to < from {
            tell.say(
                two[0].span.start..two[1].span.end,
                "thời gian kết thúc trước thời gian bắt đầu",
            );
        }
    }
    years_forward(reading, tell);
}

/// "giai đoạn 2030 - 2026".
fn years_forward(reading: &Reading, tell: &mut Tell<'_>) {
    if !reading.has('-') || !reading.has_digit() {
        return;
    }
    for five in reading.tokens.windows(5) {
        let [front, ..] = five else { continue };
        if front.kind != Kind::Number || front.span.len() != 4 {
            continue;
        }
        let words = reading
            .small_text(front.span.start..(front.span.start + 11).min(reading.chars.len()));
        let Some((from, to)) = words.split_once('-') else { continue };
        let (from, to) = (from.trim().parse::<i32>(), to.trim().parse::<i32>());
        let lead = reading.small_text(front.span.start.saturating_sub(10)..front.span.start);
        let term =
            ["giai đoạn ", "nhiệm kỳ ", "năm học "].iter().any(|word| lead.ends_with(word));
        if let (Ok(from), Ok(to)) = (from, to)
            && term
            && (1900..2100).contains(&from)
            && (1900..2100).contains(&to)
            && to < from
        {
            let length = words.trim_end().chars().count();
            tell.say(
                front.span.start..front.span.start + length,
                "năm kết thúc trước năm bắt đầu",
            );
        }
    }
}

/// "kỷ niệm 93 năm … (15/10/1930 - 15/10/2023)".
fn anniversary(reading: &Reading, _: &Context, tell: &mut Tell<'_>) {
    if !reading.tells_of(Cue::Anniversary) || !reading.has_digit() {
        return;
    }
    let all = reading.dates();
    for (at, word) in
        ["kỷ niệm ", "kỉ niệm "].into_iter().flat_map(|word| reading.key.match_indices(word))
    {
        let rest = &reading.key[at + word.len()..];
        let rest = rest.strip_prefix("lần thứ ").unwrap_or(rest);
        let digits: String = rest.chars().take_while(char::is_ascii_digit).collect();
        let Ok(count) = digits.parse::<i32>() else { continue };
        if !rest[digits.len()..].trim_start().starts_with("năm")
            && !reading.key[at..].starts_with(&format!("{word}lần thứ"))
        {
            continue;
        }
        let offset = reading.key.len() - rest.len();
        let span = reading.span(offset..offset + digits.len());
        let pair = all.windows(2).find(|two| {
            let between = reading.small_text(two[0].span.end..two[1].span.start);
            two[0].span.start > span.end
                && two[0].span.start < span.end + 160
                && between.trim().trim_matches(['-', '–']).trim().is_empty()
        });
        let Some([from, to]) = pair else { continue };
        let years = to.year - from.year;
        if years != count && years > 0 {
            tell.offer(
                span,
                years.to_string(),
                format!("từ năm {} đến năm {} là {years} năm", from.year, to.year),
            );
        }
    }
}

/// Words right before a date that say it lies ahead.
const AHEAD: [&str; 9] = [
    "trước ngày ",
    "chậm nhất ngày ",
    "chậm nhất là ngày ",
    "hoàn thành ngày ",
    "xong trước ngày ",
    "hạn cuối ngày ",
    "trước ",
    "chậm nhất trong ngày ",
    "đến hết ngày ",
];

fn past_deadline(reading: &Reading, context: &Context, tell: &mut Tell<'_>) {
    let Some((first, _)) = context.issued else { return };
    if !matches!(reading.role, Role::Block(_) | Role::Cell(_) | Role::Closing) {
        return;
    }
    for one in reading.dates().iter().filter(|one| !one.cited) {
        let Some(day) = one.calendar() else { continue };
        let front = reading.small_text(one.span.start.saturating_sub(24)..one.span.start);
        let front = front.trim_end_matches('(');
        let ahead = AHEAD.iter().any(|word| front.ends_with(word))
            || front.trim_end().ends_with("thời hạn:");
        // What was done before is told in the past.
        let past =
            ["đã ", "được cấp trước", "sinh trước", "tuyển dụng trước"].iter().any(|word| {
                reading
                    .small_text(one.span.start.saturating_sub(40)..one.span.start)
                    .contains(word)
            });
        if ahead && !past && day < first {
            tell.say(
                one.span.clone(),
                format!("thời hạn trước ngày của văn bản ({})", context.issued_on()),
            );
        }
    }
}

fn vague(reading: &Reading, _: &Context, tell: &mut Tell<'_>) {
    const VAGUE: [&str; 4] = [
        "trong thời gian sớm nhất",
        "trong thời gian tới",
        "khi có điều kiện",
        "sớm nhất có thể",
    ];
    if !matches!(reading.role, Role::Block(_) | Role::Cell(_)) || !reading.tells_of(Cue::Vague)
    {
        return;
    }
    for words in VAGUE {
        for (at, _) in reading.key.match_indices(words) {
            let sentence = reading.key[..at].rfind('.').map_or(0, |stop| stop);
            let task = ["báo cáo", "hoàn thành", "gửi", "trình"]
                .iter()
                .any(|word| reading.key[sentence..].contains(word));
            if task {
                let span = reading.span(at..at + words.len());
                tell.say(span, "thời hạn chưa cụ thể; ghi ngày");
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_a_table_are_read() {
        assert_eq!(number_of(" 1.250.000 "), Some(1_250_000));
        assert_eq!(number_of("1.25"), None);
        assert_eq!(number_of("12 người"), None);
    }
}
