//! Names of places and bodies on the day of the document (NQ 202/2025/QH15 and what went with it).
//!
//! Inside citations of older documents, in sentences about the past, and in dates before the
//! reforms the old names are right.

use std::collections::BTreeSet;
use std::ops::Range;

use chrono::NaiveDate;

use crate::check::case::Case;
use crate::check::communes;
use crate::check::context::Context;
use crate::check::passage::Role;
use crate::check::phrases::{Cue, Meaning};
use crate::check::reading::{Reading, meet};
use crate::check::row::Test::{Passage, Whole};
use crate::check::row::{More, Row, row};
use crate::check::rule::Area::Names;
use crate::check::rule::Needs::{Date, Words};
use crate::check::rule::Severity::{Error, Warning};
use crate::check::tell::{Report, Tell};
use crate::model::Place;
use crate::standard::{
    BODY_REFORMS, DISTRICT_NOUNS, DISTRICT_REFORMS, MERGERS, PROVINCES, Since, reached,
    successor,
};

pub(in crate::check) static ROWS: [Row; 7] = [
    row(
        "G01",
        Warning,
        Names,
        Date,
        "Nghị quyết số 202/2025/QH15",
        "tỉnh, thành phố còn tồn tại vào ngày của văn bản",
        Passage(former_province),
    ),
    row(
        "G02",
        Warning,
        Names,
        Date,
        "Luật số 72/2025/QH15",
        "không còn cấp huyện, thị trấn từ 01/7/2025",
        Passage(district),
    ),
    row(
        "G03",
        Warning,
        Names,
        Date,
        "Nghị quyết số 30, 36, 39/2026/QH16",
        "Đồng Nai, Quảng Ninh, Bắc Ninh là tỉnh hay thành phố theo ngày",
        Passage(city),
    ),
    row(
        "G04",
        Warning,
        Names,
        Date,
        "sắp xếp tổ chức bộ máy năm 2025",
        "tên bộ, sở, cơ quan Đảng, Mặt trận đúng vào ngày của văn bản",
        Passage(body),
    ),
    row(
        "G05",
        Error,
        Names,
        Words,
        "Mục III Phụ lục II",
        "tên tỉnh, thành phố đúng chính tả",
        Passage(misspelt),
    ),
    row(
        "G06",
        Warning,
        Names,
        Words,
        "thông lệ",
        "không sót cơ quan của tỉnh khác từ văn bản cũ",
        Whole(stranger),
    ),
    row(
        "G07",
        Warning,
        Names,
        Date,
        "Nghị quyết về sắp xếp đơn vị hành chính cấp xã năm 2025",
        "xã, phường còn tồn tại vào ngày của văn bản",
        Passage(commune),
    ),
];

pub(in crate::check) static MORE: [More; 1] = [("G05", Passage(half_capital))];

/// Words of a sentence that speaks of the past.
const PAST: [&str; 20] = [
    "giải thể",
    "kết thúc hoạt động",
    "không tổ chức",
    "bỏ cấp",
    "trước đây",
    " cũ",
    "(cũ)",
    "nguyên là",
    "khi đó",
    "lúc đó",
    "trước sáp nhập",
    "trước khi sáp nhập",
    "trước khi hợp nhất",
    "sáp nhập",
    "hợp nhất",
    "tách tỉnh",
    "tái lập",
    "thành lập năm",
    "trước thời điểm",
    "kế thừa",
];

/// Whether old names are right at a stretch: in a citation, a quotation or a sentence of the past.
fn is_past(reading: &Reading, span: &Range<usize>, since: Since) -> bool {
    if reading.is_quoted(span)
        || (reading.is_cited(span) && !cited_after(reading, span, since))
    {
        return true;
    }
    let stop = |c: &char| ".;\n".contains(*c);
    let start = reading.chars[..span.start].iter().rposition(stop).map_or(0, |at| at + 1);
    let end = reading.chars[span.end..]
        .iter()
        .position(stop)
        .map_or(reading.chars.len(), |at| span.end + at);
    let sentence = reading.small_text(start..end);
    PAST.iter().any(|word| sentence.contains(word)) || old_year(sentence)
}

/// Whether a citation was issued when its names had ended already.
fn cited_after(reading: &Reading, span: &Range<usize>, since: Since) -> bool {
    let citation =
        reading.citations.iter().rfind(|citation| citation.span.start <= span.start);
    citation.and_then(|citation| citation.day()).is_some_and(|day| reached(day, since))
}

/// Whether a sentence is about years before the reforms: all of its years are.
fn old_year(sentence: &str) -> bool {
    let years: Vec<u32> = sentence
        .split(|c: char| !c.is_ascii_digit())
        .filter(|digits| digits.len() == 4)
        .filter_map(|digits| digits.parse().ok())
        .filter(|year| (1900..2100).contains(year))
        .collect();
    !years.is_empty() && years.iter().all(|year| *year < 2025)
}

fn after(context: &Context, since: Since) -> Option<NaiveDate> {
    context.date.filter(|date| reached(*date, since))
}

fn day_of((year, month, day): Since) -> String {
    let month = if month < 3 { format!("{month:02}") } else { month.to_string() };
    format!("{day:02}/{month}/{year}")
}

/// Names as large as those they stand for.
fn cased(name: &str, reading: &Reading, span: &Range<usize>) -> String {
    let letters = &reading.chars[span.clone()];
    let capitals =
        letters.iter().any(|c| c.is_uppercase()) && !letters.iter().any(|c| c.is_lowercase());
    if capitals { name.to_uppercase() } else { name.to_owned() }
}

fn is_name(reading: &Reading, span: &Range<usize>) -> bool {
    reading
        .text(span.clone())
        .split([' ', '-'])
        .filter(|word| !word.is_empty())
        .all(|word| word.chars().next().is_some_and(char::is_uppercase))
}

/// A longer name begins or ends here: `xã Hà Nam`, `Thái Bình Dương`.
fn is_part_of_name(reading: &Reading, span: &Range<usize>) -> bool {
    const NOT_PROVINCE: [&str; 16] = [
        "xã",
        "phường",
        "huyện",
        "quận",
        "thị trấn",
        "đường",
        "phố",
        "trường",
        "thôn",
        "thị xã",
        "sông",
        "cầu",
        "chợ",
        "tổ",
        "ấp",
        "ông",
    ];
    let front = reading.small_text(span.start.saturating_sub(12)..span.start);
    let front = front.trim_end();
    let smaller =
        NOT_PROVINCE.iter().any(|noun| front == *noun || front.ends_with(&format!(" {noun}")));
    let capital = |at: usize| reading.char(at).is_some_and(char::is_uppercase);
    let shouted = reading.chars[span.clone()].iter().all(|c| !c.is_lowercase());
    let follows = reading.char(span.end) == Some(' ') && capital(span.end + 1) && !shouted;
    let word = front.rsplit(' ').next().unwrap_or("").chars().count();
    let known = [
        "tỉnh",
        "thành phố",
        "dựng",
        "chính",
        "vụ",
        "tế",
        "trường",
        "nghệ",
        "thông",
        "ninh",
        "phòng",
        "và",
    ]
    .iter()
    .any(|noun| front.ends_with(noun));
    let leads = span.start >= 2
        && word > 0
        && capital(span.start - 1 - word)
        && reading.before(span.start) == Some(' ')
        && !known
        && !shouted
        && !reading.begins_sentence(span.start - 1 - word);
    smaller || front.ends_with("thái") || follows || leads
}

fn former_province(reading: &Reading, context: &Context, tell: &mut Tell<'_>) {
    let Some(date) = after(context, MERGERS) else { return };
    for hit in &reading.hits {
        let Meaning::Former(row) = hit.meaning else { continue };
        let span = hit.span.clone();
        if !is_name(reading, &span)
            || is_part_of_name(reading, &span)
            || is_past(reading, &span, MERGERS)
        {
            continue;
        }
        let former = reading.text(span.clone());
        let now = PROVINCES[row];
        let titled = ["tỉnh ", "thành phố "].iter().find_map(|noun| {
            let start = span.start.checked_sub(noun.chars().count())?;
            (reading.small_text(start..span.start) == *noun).then_some(start)
        });
        // A name alone is judged where it stands for an authority: after a body, or as địa danh.
        let front = reading.small_text(span.start.saturating_sub(30)..span.start);
        let living = titled.is_some()
            || reading.role == Role::PlaceName
            || reading.role == Role::Body
            || ["sở ", "ubnd ", "công an ", "tỉnh ủy ", "hđnd "]
                .iter()
                .any(|body| front.contains(body));
        if !living {
            continue;
        }
        let (span, name) = match titled {
            Some(start) => (start..span.end, now.titled(date)),
            None if now.name == "Hồ Chí Minh" => (span, "Thành phố Hồ Chí Minh".to_owned()),
            None => (span, now.name.to_owned()),
        };
        let right = cased(&name, reading, &span);
        let message = format!("{former} đã nhập vào {} từ 01/7/2025", now.titled(date));
        tell.offer(span, right, message);
    }
}

/// "tỉnh Lâm đồng": the second syllable of a province without its capital.
fn half_capital(reading: &Reading, _: &Context, tell: &mut Tell<'_>) {
    for hit in &reading.hits {
        let name = match hit.meaning {
            Meaning::Province(row) => PROVINCES[row].name,
            _ => continue,
        };
        let letters = &reading.chars[hit.span.clone()];
        let halves = letters.split(|c| *c == ' ');
        let small = halves.skip(1).any(|half| half.first().is_some_and(|c| c.is_lowercase()));
        let front = reading.small_text(hit.span.start.saturating_sub(10)..hit.span.start);
        let titled = ["tỉnh ", "thành phố "].iter().any(|noun| front.ends_with(noun));
        if letters[0].is_uppercase() && small && titled && !reading.is_quoted(&hit.span) {
            let message = format!("tên riêng viết hoa chữ đầu mỗi âm tiết: “{name}”");
            tell.offer(hit.span.clone(), name, message);
        }
    }
}

fn district(reading: &Reading, context: &Context, tell: &mut Tell<'_>) {
    if after(context, MERGERS).is_none() {
        return;
    }
    let mut told: Vec<Range<usize>> = Vec::new();
    for hit in &reading.hits {
        let Meaning::District(row) = hit.meaning else { continue };
        let reform = &DISTRICT_REFORMS[row];
        let longer = reading.hits.iter().any(|other| {
            matches!(other.meaning, Meaning::District(_))
                && other.span.len() > hit.span.len()
                && meet(&other.span, &hit.span)
        });
        // "UBND huyện Kim Bảng" is told by its name.
        let named = reading.char(hit.span.end) == Some(' ')
            && reading.char(hit.span.end + 1).is_some_and(char::is_uppercase)
            && !reading.capitals;
        if longer
            || is_past(reading, &hit.span, MERGERS)
            || told.iter().any(|span| meet(span, &hit.span))
        {
            continue;
        }
        told.push(hit.span.clone());
        let message = "cấp huyện, thị trấn không còn từ 01/7/2025";
        if reform.new.is_empty() || named {
            tell.say(hit.span.clone(), format!("{message}; ghi cơ quan, đơn vị tiếp nhận"));
        } else {
            let right = cased(reform.new, reading, &hit.span);
            tell.offer(hit.span.clone(), right, message);
        }
    }
    if !reading.tells_of(Cue::District) {
        return;
    }
    any_district(reading, &mut told, tell);
    for noun in DISTRICT_NOUNS {
        for (at, _) in reading.key.match_indices(noun) {
            let span = reading.span(at..at + noun.len());
            let bounded = !reading.key[..at].ends_with(char::is_alphanumeric);
            let length = name_length(&reading.chars[span.end..]);
            if !bounded
                || length == 0
                || (reading.chars[span.start].is_uppercase()
                    && !reading.begins_sentence(span.start))
            {
                continue;
            }
            let name = reading.small_text(span.start..span.end + length);
            if communes::successor(name, context.province).is_some() {
                continue;
            }
            let span = span.start..span.end + length;
            if !is_past(reading, &span, MERGERS)
                && !told.iter().any(|other| meet(other, &span))
            {
                told.push(span.clone());
                tell.say(span, "cấp huyện, thị trấn không còn từ 01/7/2025; ghi xã, phường, đặc khu tiếp nhận");
            }
        }
    }
}

/// "huyện", "quận" where no row of the table and no name has told it: "ngân sách huyện", "các huyện".
fn any_district(reading: &Reading, told: &mut Vec<Range<usize>>, tell: &mut Tell<'_>) {
    let words = ["huyện", "quận", "thị trấn", "thị xã"];
    for (at, word) in words.iter().flat_map(|word| reading.key.match_indices(*word)) {
        let (front, rest) = (&reading.key[..at], &reading.key[at + word.len()..]);
        let bounded = !front.ends_with(char::is_alphanumeric)
            && !rest.starts_with(char::is_alphanumeric);
        let span = reading.span(at..at + word.len());
        let named = name_length(&reading.chars[span.end..]) > 0;
        let near = span.start.saturating_sub(30)..span.end + 20;
        if !bounded
            || named
            || reading.chars[span.start].is_uppercase()
            || reading.capitals
            || is_past(reading, &span, MERGERS)
            || told.iter().any(|other| meet(other, &near))
        {
            continue;
        }
        told.push(span.clone());
        tell.say(span, "cấp huyện không còn từ 01/7/2025; ghi xã, phường, đặc khu");
    }
}

/// Characters of the capitalised syllables that follow.
fn name_length(rest: &[char]) -> usize {
    let mut length = 0;
    let mut at = 0;
    while rest.get(at) == Some(&' ') {
        let word = rest[at + 1..].iter().take_while(|c| c.is_alphabetic()).count();
        if word < 2
            || !rest[at + 1].is_uppercase()
            || rest[at + 2].is_uppercase()
            || length > 24
        {
            break;
        }
        at += 1 + word;
        length = at;
    }
    length
}

fn city(reading: &Reading, context: &Context, tell: &mut Tell<'_>) {
    let Some(date) = context.date else { return };
    for hit in &reading.hits {
        let Meaning::Province(row) = hit.meaning else { continue };
        let province = &PROVINCES[row];
        let Some(since) = province.city_since else { continue };
        let is_city = province.is_city(date);
        let noun = if is_city { "tỉnh " } else { "thành phố " };
        let Some(start) = hit.span.start.checked_sub(noun.chars().count()) else { continue };
        let span = start..hit.span.end;
        if reading.small_text(start..hit.span.start) != noun
            || !is_name(reading, &hit.span)
            || is_past(reading, &span, MERGERS)
        {
            continue;
        }
        // "thành phố Bắc Ninh" was also a town of that province, until the districts ended.
        if !is_city && !reached(date, MERGERS) {
            continue;
        }
        let right = cased(&province.titled(date), reading, &span);
        let message = match (is_city, since.0) {
            (true, 1) => format!("{} là thành phố trực thuộc Trung ương", province.name),
            (true, _) => format!("{} là thành phố từ {}", province.name, day_of(since)),
            (false, _) => format!("{} là tỉnh cho đến {}", province.name, day_of(since)),
        };
        tell.offer(span, right, message);
    }
}

fn body(reading: &Reading, context: &Context, tell: &mut Tell<'_>) {
    for hit in &reading.hits {
        let Meaning::Body(row) = hit.meaning else { continue };
        let reform = &BODY_REFORMS[row];
        if after(context, reform.since).is_none() || is_past(reading, &hit.span, reform.since)
        {
            continue;
        }
        let longer = reading.hits.iter().any(|other| {
            matches!(other.meaning, Meaning::Body(_))
                && other.span.len() > hit.span.len()
                && meet(&other.span, &hit.span)
        });
        // `Ban Tuyên giáo và Dân vận` is the new name itself.
        let new = Reading::key_of(reform.new);
        let rest = reading.small_text(
            hit.span.start..(hit.span.start + new.chars().count()).min(reading.chars.len()),
        );
        if longer
            || (!new.is_empty() && rest == new)
            || !reading.chars[hit.span.start].is_uppercase()
        {
            continue;
        }
        // "Mặt trận, Ban Dân vận" of a province before; "Ban Dân vận Trung ương" too.
        let message = format!("tên cơ quan đã đổi từ {}", day_of(reform.since));
        if reform.new.is_empty() {
            tell.say(hit.span.clone(), format!("{message}; ghi cơ quan tiếp nhận"));
        } else {
            let right = cased(reform.new, reading, &hit.span);
            tell.offer(hit.span.clone(), right, message);
        }
    }
}

fn misspelt(reading: &Reading, _: &Context, tell: &mut Tell<'_>) {
    for hit in &reading.hits {
        let Meaning::Misspelt(right) = hit.meaning else { continue };
        let first = reading.chars[hit.span.start];
        let proper = reading.hits.iter().any(|other| {
            matches!(other.meaning, Meaning::Province(_) | Meaning::Former(_))
                && other.span == hit.span
        });
        if !first.is_uppercase() || proper || reading.is_address(hit.span.start) {
            continue;
        }
        let right = cased(right, reading, &hit.span);
        tell.offer(
            hit.span.clone(),
            right.clone(),
            format!("tên địa phương viết sai; viết “{right}”"),
        );
    }
}

/// Bodies of another province than the document's own, in running text.
fn stranger(case: &Case<'_>, report: &mut Report) {
    let Some(own) = own_province(case) else { return };
    for (passage, reading) in case.passages() {
        if passage.role.is_frame() && passage.role != Role::Recipient {
            continue;
        }
        let provinces = reading.hits.iter().filter_map(|hit| match hit.meaning {
            Meaning::Province(row) | Meaning::Former(row) => Some(row),
            _ => None,
        });
        let provinces: BTreeSet<_> = provinces.collect();
        if provinces.iter().all(|row| *row == own) {
            continue;
        }
        // Several provinces are a list of partners, and a request goes to another one.
        let several = provinces.len() > 1;
        if several || reading.key.contains("đề nghị") || reading.key.contains("phối hợp với")
        {
            continue;
        }
        for hit in &reading.hits {
            let row = match hit.meaning {
                Meaning::Province(row) | Meaning::Former(row) => row,
                _ => continue,
            };
            if row == own
                || !is_name(reading, &hit.span)
                || is_past(reading, &hit.span, MERGERS)
            {
                continue;
            }
            let front = reading.small_text(hit.span.start.saturating_sub(40)..hit.span.start);
            // "Ban Quản lý Khu kinh tế Đông Nam Nghệ An": a body's own name, with the province in it.
            let zone = front
                .rsplit([',', ';', '.', ':'])
                .next()
                .is_some_and(|body| body.trim_start().starts_with("ban quản lý khu kinh tế "));
            if is_part_of_name(reading, &hit.span) && !zone {
                continue;
            }
            let bodies = [
                "ubnd tỉnh ",
                "ủy ban nhân dân tỉnh ",
                "hđnd tỉnh ",
                "hội đồng nhân dân tỉnh ",
                "tỉnh ủy ",
                "công an tỉnh ",
                "hệ thống chính trị tỉnh ",
                "trên địa bàn tỉnh ",
                "phát thanh, truyền hình ",
                "các khu công nghiệp tỉnh ",
                "liên đoàn lao động tỉnh ",
            ];
            if zone || bodies.iter().any(|body| front.ends_with(body)) {
                let name = PROVINCES[own].name;
                let words = reading.text(hit.span.clone());
                let message = format!(
                    "văn bản của {name} nhưng ở đây nhắc cơ quan của {words}; kiểm tra có sót từ văn bản cũ không"
                );
                report.span(passage, hit.span.clone(), message);
            }
        }
    }
}

/// The province of the document, from its letterhead.
fn own_province(case: &Case<'_>) -> Option<usize> {
    case.passages()
        .filter(|(passage, _)| {
            matches!(passage.place, Place::ParentAgency(_) | Place::Agency(_) | Place::Date)
        })
        .flat_map(|(_, reading)| &reading.hits)
        .find_map(|hit| match hit.meaning {
            Meaning::Province(row) | Meaning::Former(row) => Some(row),
            _ => None,
        })
}

fn commune(reading: &Reading, context: &Context, tell: &mut Tell<'_>) {
    let here = reading.tells_of(Cue::Commune) || reading.tells_of(Cue::District);
    if after(context, MERGERS).is_none() || reading.capitals || !here {
        return;
    }
    for noun in ["xã ", "phường ", "thị trấn "] {
        for (at, _) in reading.key.match_indices(noun) {
            let start = reading.span(at..at + noun.len());
            if reading.key[..at].ends_with(char::is_alphanumeric)
                || reading.key[..at].ends_with("thị ")
            {
                continue;
            }
            let length = name_length(&reading.chars[start.end - 1..]).saturating_sub(1);
            if length == 0 {
                continue;
            }
            let name = start.end..start.end + length;
            let whole = start.start..name.end;
            let key = format!("{noun}{}", reading.small_text(name));
            let province = province_near(reading, whole.end).or(context.province);
            let Some(new) = communes::successor(&key, province) else { continue };
            if is_past(reading, &whole, MERGERS) {
                continue;
            }
            let old = reading.text(whole.clone());
            let message = format!("{old} đã sắp xếp thành {new} từ 01/7/2025");
            tell.offer(whole, new, message);
        }
    }
}

/// The province that is named soon after a commune: "xã A, huyện B, tỉnh C".
fn province_near(reading: &Reading, from: usize) -> Option<&'static str> {
    let near = from..from + 45;
    reading.hits.iter().find_map(|hit| {
        if !near.contains(&hit.span.start) {
            return None;
        }
        match hit.meaning {
            Meaning::Province(row) => Some(PROVINCES[row].name),
            Meaning::Former(_) => {
                successor(&reading.text(hit.span.clone())).map(|now| now.name)
            }
            _ => None,
        }
    })
}
