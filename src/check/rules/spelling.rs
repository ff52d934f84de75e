//! Spelling: syllables that cannot be, phrases that are confused, words that keep wrong company.

use crate::check::context::Context;
use crate::check::passage::Role;
use crate::check::phrases::Meaning;
use crate::check::reading::{Reading, Token, capitalised};
use crate::check::row::Test::Passage;
use crate::check::row::{Row, row};
use crate::check::rule::Area::{Names, Spelling};
use crate::check::rule::Needs::Words;
use crate::check::rule::Severity::{Error, Warning};
use crate::check::spelling::{self, Doubt};
use crate::check::tell::Tell;

pub(in crate::check) static ROWS: [Row; 4] = [
    row(
        "U06",
        Error,
        Spelling,
        Words,
        "thông lệ",
        "âm tiết có trong tiếng Việt",
        Passage(impossible),
    ),
    row(
        "U07",
        Warning,
        Spelling,
        Words,
        "thông lệ",
        "từ dễ lẫn viết đúng chính tả",
        Passage(confused),
    ),
    row(
        "U14",
        Warning,
        Spelling,
        Words,
        "thông lệ",
        "từ hợp với các từ đứng cạnh",
        Passage(company),
    ),
    row(
        "U08",
        Warning,
        Names,
        Words,
        "Mục IV Phụ lục II",
        "tên cơ quan không thiếu chữ",
        Passage(incomplete),
    ),
];

/// Whether a passage is text whose spelling can be judged.
fn is_text(reading: &Reading) -> bool {
    !matches!(
        reading.role,
        Role::Symbol | Role::Person | Role::Address | Role::Purpose | Role::Archive
    )
}

fn impossible(reading: &Reading, context: &Context, tell: &mut Tell<'_>) {
    if !is_text(reading) {
        return;
    }
    for (index, doubt) in spelling::doubts(reading, context) {
        let Doubt::Impossible(right) = doubt else { continue };
        if !is_foreign(reading, *index) && !is_highland_name(reading, &reading.tokens[*index])
        {
            say(reading, &reading.tokens[*index], right.as_deref(), tell);
        }
    }
}

/// "ĐẮK LẮK", "Krông Búk": names of the highlands, whose ends no Vietnamese syllable has.
fn is_highland_name(reading: &Reading, token: &Token) -> bool {
    let province = reading.hits.iter().any(|hit| {
        matches!(hit.meaning, Meaning::Province(_) | Meaning::Former(_))
            && hit.span.contains(&token.span.start)
    });
    province || reading.is_capital(token) && reading.small(token).ends_with('k')
}

fn company(reading: &Reading, context: &Context, tell: &mut Tell<'_>) {
    if !is_text(reading) || reading.capitals {
        return;
    }
    for (index, doubt) in spelling::doubts(reading, context) {
        let Doubt::Company(right) = doubt else { continue };
        let token = &reading.tokens[*index];
        if is_foreign(reading, *index) {
            continue;
        }
        let known = reading.hits.iter().any(|hit| {
            matches!(hit.meaning, Meaning::Confused(_)) && hit.span.contains(&token.span.start)
        });
        if known {
            continue;
        }
        let right = cased(reading, token, right);
        let word = reading.text(token.span.clone());
        tell.offer(token.span.clone(), right.clone(), format!("“{word}” có lẽ là “{right}”"));
    }
}

fn say(reading: &Reading, token: &Token, right: Option<&str>, tell: &mut Tell<'_>) {
    let word = reading.text(token.span.clone());
    match right {
        Some(right) => {
            let right = cased(reading, token, right);
            tell.offer(
                token.span.clone(),
                right.clone(),
                format!("“{word}” không phải âm tiết tiếng Việt; có lẽ là “{right}”"),
            );
        }
        None => {
            tell.say(token.span.clone(), format!("“{word}” không phải âm tiết tiếng Việt"))
        }
    }
}

fn cased(reading: &Reading, token: &Token, right: &str) -> String {
    let letters = &reading.chars[token.span.clone()];
    if letters.len() > 1 && letters.iter().all(|c| c.is_uppercase()) {
        right.to_uppercase()
    } else if letters[0].is_uppercase() {
        capitalised(right)
    } else {
        right.to_owned()
    }
}

/// Parts of addresses, codes, names with hyphens, and words among foreign words.
fn is_foreign(reading: &Reading, index: usize) -> bool {
    let token = &reading.tokens[index];
    let joined =
        |c: Option<char>| c.is_some_and(|c| "-'’_@/&".contains(c) || c.is_ascii_digit());
    joined(reading.before(token.span.start))
        || joined(reading.char(token.span.end))
        || reading.is_address(token.span.start)
}

fn confused(reading: &Reading, _: &Context, tell: &mut Tell<'_>) {
    for hit in &reading.hits {
        let Meaning::Confused(right) = hit.meaning else { continue };
        let words = reading.text(hit.span.clone());
        let right = if words.chars().all(|c| !c.is_lowercase()) {
            right.to_uppercase()
        } else if words.starts_with(char::is_uppercase) {
            capitalised(right)
        } else {
            right.to_owned()
        };
        tell.offer(
            hit.span.clone(),
            right.clone(),
            format!("“{words}” viết đúng là “{right}”"),
        );
    }
}

fn incomplete(reading: &Reading, _: &Context, tell: &mut Tell<'_>) {
    for hit in &reading.hits {
        let Meaning::Incomplete(right) = hit.meaning else { continue };
        let capitals = reading.text(hit.span.clone()).chars().all(|c| !c.is_lowercase());
        let right = if capitals { right.to_uppercase() } else { right.to_owned() };
        tell.offer(
            hit.span.clone(),
            right.clone(),
            format!("tên cơ quan thiếu chữ; viết “{right}”"),
        );
    }
    for (at, front) in reading.key.match_indices("ủy ban ") {
        let unit = ["xã", "phường", "tỉnh", "thành phố", "đặc khu"].iter().find(|unit| {
            let rest = reading.key[at + front.len()..].strip_prefix(**unit);
            rest.is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
        });
        let span = reading.span(at..at + front.len() - 1);
        if unit.is_some() && reading.chars[span.start].is_uppercase() {
            let words = reading.text(span.clone());
            let nhan_dan = if reading.capitals { "NHÂN DÂN" } else { "nhân dân" };
            tell.offer(span, format!("{words} {nhan_dan}"), "tên cơ quan thiếu “nhân dân”");
        }
    }
    // "của Chấp hành Trung ương Đảng": the body has no "Ban".
    for (at, _) in reading.key.match_indices("chấp hành trung ương") {
        let ban = reading.key[..at].trim_end().ends_with("ban");
        let span = reading.span(at..at + "chấp hành".len());
        if !ban && reading.chars[span.start].is_uppercase() {
            let words = reading.text(span.clone());
            tell.offer(span, format!("Ban {words}"), "tên cơ quan thiếu chữ “Ban”");
        }
    }
}
