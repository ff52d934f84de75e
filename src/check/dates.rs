//! Dates in running text: `03/6/2026`, `ngày 05 tháng 3 năm 2026`.

use std::ops::Range;
use std::sync::LazyLock;

use chrono::NaiveDate;
use regex::Regex;

use super::reading::{Kind, Reading, Token};

/// A date as it is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Dated {
    pub(super) day: u32,
    pub(super) month: u32,
    pub(super) year: i32,
    /// Characters.
    pub(super) span: Range<usize>,
    /// Day and month as written, where slashes part them.
    pub(super) slashed: Option<(String, String)>,
    /// Whether it stands in a citation.
    pub(super) cited: bool,
}

static SLASHED: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})"));
static WORDED: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"ngày (\d{1,2}) tháng (\d{1,2}) năm (\d{4})"));

fn pattern(words: &str) -> Regex {
    Regex::new(words).expect("a pattern of the program's own")
}

/// Every date of a passage, in order.
pub(super) fn dates(reading: &Reading) -> Vec<Dated> {
    let year = |token: &Token| token.kind == Kind::Number && token.span.len() >= 4;
    if !reading.has_digit() || !reading.tokens.iter().any(year) {
        return Vec::new();
    }
    let key = reading.key.as_str();
    let mut found: Vec<Dated> = Vec::new();
    let digit = |c: char| c.is_ascii_digit() || c == '/';
    for (regex, slashed) in [(&*SLASHED, true), (&*WORDED, false)] {
        for one in regex.captures_iter(key) {
            let whole = one.get(0).expect("the whole").range();
            if key[..whole.start].ends_with(digit) || key[whole.end..].starts_with(digit) {
                continue;
            }
            let span = reading.span(whole);
            let part = |n: usize| one[n].parse().unwrap_or(0);
            found.push(Dated {
                day: part(1),
                month: part(2),
                year: one[3].parse().unwrap_or(0),
                cited: reading.is_cited(&span),
                span,
                slashed: slashed.then(|| (one[1].to_owned(), one[2].to_owned())),
            });
        }
    }
    found.sort_by_key(|date| date.span.start);
    found
}

impl Dated {
    /// The day, where there is one of that name.
    pub(super) fn calendar(&self) -> Option<NaiveDate> {
        NaiveDate::from_ymd_opt(self.year, self.month, self.day)
    }
}
