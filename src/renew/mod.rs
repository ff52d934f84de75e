//! From an old plan this year's: what is to be changed, each with its place and reason.
//!
//! [`propose`] lists, [`apply`] does what was chosen. Nothing is changed that was not listed, and
//! words inside citations of older documents are left alone: there the old names are right.

mod names;
#[cfg(test)]
mod tests;
mod years;

use std::ops::Range;

use chrono::{Datelike as _, NaiveDate};

use crate::citation;
use crate::model::{Document, Field, Part, Place, each_field};

/// A change that can be made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// Where.
    pub place: Place,
    /// What is done there.
    pub deed: Deed,
    /// Words before the change's own, to recognise the place by.
    pub lead: String,
    /// The words as they stand.
    pub before: String,
    /// Words after them.
    pub tail: String,
    /// What will stand there; empty where the words go away or must be chosen by her.
    pub after: String,
    /// What it is about.
    pub reason: Reason,
    /// Why, in Vietnamese.
    pub why: String,
    /// Whether it is right without a second look.
    pub safe: bool,
}

/// What a change does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Deed {
    /// Other words for a range of characters of a field.
    Words {
        /// Which words of the place.
        part: Part,
        /// The characters.
        range: Range<usize>,
    },
    /// The number becomes blank.
    BlankNumber,
    /// Day and month become blank, the year is set.
    NewDate(i32),
    /// The paragraph goes away.
    Remove,
    /// Nothing, until she writes what is right for a range of characters of a field.
    Point {
        /// Which words of the place.
        part: Part,
        /// The characters.
        range: Range<usize>,
    },
}

impl Change {
    /// Whether it can be made: what is only pointed out needs her words first.
    pub fn is_ready(&self) -> bool {
        !matches!(self.deed, Deed::Point { .. }) || !self.after.trim().is_empty()
    }

    /// Whether its new words can be written otherwise.
    pub fn is_words(&self) -> bool {
        matches!(self.deed, Deed::Words { .. } | Deed::Point { .. })
    }
}

/// What a change is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reason {
    /// Number and date.
    Letterhead,
    /// A year or a school year.
    Year,
    /// A day or month with its year.
    Deadline,
    /// A căn cứ that may be out of date.
    Basis,
    /// A body or unit that has another name now.
    Name,
}

impl Reason {
    /// Every reason, in the order they are shown.
    pub const ALL: [Self; 5] =
        [Self::Letterhead, Self::Year, Self::Deadline, Self::Basis, Self::Name];

    /// Its name.
    pub fn text(self) -> &'static str {
        match self {
            Self::Letterhead => "Số và ngày",
            Self::Year => "Năm",
            Self::Deadline => "Thời hạn",
            Self::Basis => "Căn cứ cần xem lại",
            Self::Name => "Tên cũ",
        }
    }
}

/// From this month on the plan that is drafted is next year's.
const NEXT_YEAR_FROM: u32 = 10;
/// A school year's plan is due from this month on.
const SCHOOL_YEAR_FROM: u32 = 6;

/// By how many years a plan moves to become the one for today: up to this year, from October on up to
/// the next, and by one at least. A plan of a school year moves up to the one that is under way, from June on.
pub fn years_to_move(document: &Document, today: NaiveDate) -> i32 {
    let subject = document.subject.words();
    let school = years::of_school(&subject);
    let begun = years::first(&subject).filter(|_| school);
    let next = match school {
        true => i32::from(today.month() >= SCHOOL_YEAR_FROM) - 1,
        false => i32::from(today.month() >= NEXT_YEAR_FROM),
    };
    let year = begun.or_else(|| plan_year(document));
    year.map_or(1, |year| (today.year() + next - year).max(1))
}

/// The year a plan was issued in; without a date, the first year of its trích yếu.
pub fn plan_year(document: &Document) -> Option<i32> {
    let decided = document.decision.as_ref().and_then(|decision| decision.date.year);
    let dated = document.date.year.or(decided);
    dated.or_else(|| years::first(&document.subject.words()))
}

/// The changes that make a plan the one `by` years later. `today` decides which names are old.
pub fn propose(document: &Document, by: i32, today: NaiveDate) -> Vec<Change> {
    let mut changes = letterhead(document, by, today);
    let year = plan_year(document);
    let school = years::of_school(&document.subject.words());
    let mut copy = document.clone();
    each_field(&mut copy, &mut |place, part, field| {
        if !names_others(part) {
            return;
        }
        let words = words_of(&field);
        let cited = citation::spans(&words);
        let own = words_are_own(place);
        let mut found = Vec::new();
        if own && let Some(year) = year {
            found.extend(years::find(&words, &years::Move { year, by, school }));
        }
        if own || !matches!(place, Place::LegalBasis(_)) {
            found.extend(names::find(&words, place, today));
        }
        found.retain(|one| !cited.iter().any(|span| meet(span, &one.range)));
        found.sort_by_key(|one| one.range.start);
        for one in found {
            changes.push(one.into_change(place, part, &words));
        }
    });
    changes.extend(bases(document));
    changes.sort_by_key(|change| change.reason);
    changes
}

/// The plan with the chosen changes made.
pub fn apply(document: &Document, changes: &[&Change]) -> Document {
    let mut new = document.clone();
    // What was right last year is looked at anew.
    new.waivers.clear();
    each_field(&mut new, &mut |place, part, mut field| {
        let mut here: Vec<(&Range<usize>, &str)> = changes
            .iter()
            .filter(|change| change.place == place)
            .filter_map(|change| match &change.deed {
                Deed::Words { part: own, range } | Deed::Point { part: own, range }
                    if *own == part && change.is_ready() =>
                {
                    Some((range, change.after.as_str()))
                }
                _ => None,
            })
            .collect();
        here.sort_by_key(|(range, _)| std::cmp::Reverse(range.start));
        let mut free = usize::MAX;
        for (range, after) in here {
            // Two changes of the same words cannot both be made.
            if range.end <= free {
                replace(&mut field, range.clone(), after);
                free = range.start;
            }
        }
    });
    let mut gone = Vec::new();
    for change in changes {
        match change.deed {
            Deed::BlankNumber => {
                new.number = None;
                if let Some(decision) = &mut new.decision {
                    decision.number = None;
                }
            }
            Deed::NewDate(year) => {
                let date =
                    crate::model::IssueDate { day: None, month: None, year: Some(year) };
                new.date = date;
                if let Some(decision) = &mut new.decision {
                    decision.date = date;
                }
            }
            Deed::Remove => gone.push(change.place),
            Deed::Words { .. } | Deed::Point { .. } => {}
        }
    }
    gone.sort_unstable();
    gone.dedup();
    for place in gone.into_iter().rev() {
        match place {
            Place::LegalBasis(n) if n < new.legal_basis.len() => {
                new.legal_basis.remove(n);
            }
            Place::Opening(n) if n < new.opening.len() => {
                new.opening.remove(n);
            }
            _ => {}
        }
    }
    new
}

/// Something found in a line of words.
struct Found {
    range: Range<usize>,
    after: Option<String>,
    reason: Reason,
    why: String,
    safe: bool,
}

impl Found {
    fn into_change(self, place: Place, part: Part, words: &str) -> Change {
        const AROUND: usize = 48;
        let chars: Vec<char> = words.chars().collect();
        let slice = |range: Range<usize>| chars[range].iter().collect::<String>();
        let start = self.range.start.saturating_sub(AROUND);
        let end = (self.range.end + AROUND).min(chars.len());
        let mut lead = slice(start..self.range.start);
        let mut tail = slice(self.range.end..end);
        if start > 0 {
            lead =
                format!("…{}", lead.split_once(' ').map_or(lead.as_str(), |(_, rest)| rest));
        }
        if end < chars.len() {
            tail =
                format!("{}…", tail.rsplit_once(' ').map_or(tail.as_str(), |(most, _)| most));
        }
        let before = slice(self.range.clone());
        let deed = match &self.after {
            Some(_) => Deed::Words { part, range: self.range },
            None => Deed::Point { part, range: self.range },
        };
        let after = self.after.unwrap_or_default();
        let Self { reason, why, safe, .. } = Self { range: 0..0, after: None, ..self };
        Change { place, deed, lead, before, tail, after, reason, why, safe }
    }
}

fn letterhead(document: &Document, by: i32, today: NaiveDate) -> Vec<Change> {
    let mut changes = Vec::new();
    let mut add = |place, deed, before: String, after: String, why: &str| {
        changes.push(Change {
            place,
            deed,
            lead: String::new(),
            before,
            tail: String::new(),
            after,
            reason: Reason::Letterhead,
            why: why.to_owned(),
            safe: true,
        });
    };
    let decided = document.decision.as_ref();
    let number = document.number.or(decided.and_then(|decision| decision.number));
    let (place, place_of_date) = match decided {
        Some(_) => (Place::Decision, Place::Decision),
        None => (Place::Number, Place::Date),
    };
    if let Some(number) = number {
        let why = "Số do văn thư cấp cho bản mới.";
        add(place, Deed::BlankNumber, number.to_string(), "để trống".to_owned(), why);
    }
    let date = decided.map_or(document.date, |decision| decision.date);
    let year = plan_year(document).map_or(today.year(), |year| year + by);
    let blank = |part: Option<u32>| part.map_or("…".to_owned(), |part| format!("{part:02}"));
    if date.year != Some(year) || date.day.is_some() || date.month.is_some() {
        let before = match date.year {
            Some(year) => format!("{}/{}/{year}", blank(date.day), blank(date.month)),
            None => "chưa có".to_owned(),
        };
        let why = "Ngày, tháng ghi khi ban hành.";
        add(place_of_date, Deed::NewDate(year), before, format!("…/…/{year}"), why);
    }
    changes
}

/// Every căn cứ, and every opening paragraph that cites, to be looked at.
fn bases(document: &Document) -> Vec<Change> {
    let legal_basis =
        document.legal_basis.iter().enumerate().map(|(n, text)| (Place::LegalBasis(n), text));
    let opening =
        document.opening.iter().enumerate().map(|(n, text)| (Place::Opening(n), text));
    let opening = opening.filter(|(_, text)| !citation::spans(&text.words()).is_empty());
    legal_basis
        .chain(opening)
        .filter(|(_, text)| !text.is_blank())
        .map(|(place, text)| Change {
            place,
            deed: Deed::Remove,
            lead: String::new(),
            before: text.words(),
            tail: String::new(),
            after: String::new(),
            reason: Reason::Basis,
            why: "Xem lại: còn hiệu lực và còn đúng cho năm nay thì giữ, không thì bỏ."
                .to_owned(),
            safe: false,
        })
        .collect()
}

/// Căn cứ are looked at one by one; their words are not changed by rule.
fn words_are_own(place: Place) -> bool {
    !matches!(place, Place::LegalBasis(_))
}

fn meet(one: &Range<usize>, other: &Range<usize>) -> bool {
    one.start < other.end && other.start < one.end
}

/// Whether words of a part may name a year or a body: a person's name and posts do not.
fn names_others(part: Part) -> bool {
    matches!(
        part,
        Part::Main | Part::Line(_) | Part::Purpose | Part::Collective | Part::AgencyPost
    )
}

fn words_of(field: &Field<'_>) -> String {
    match field {
        Field::Text(text) => text.as_str().to_owned(),
        Field::Line(line) => line.to_string(),
    }
}

fn replace(field: &mut Field<'_>, range: Range<usize>, after: &str) {
    match field {
        Field::Text(text) => {
            let style = text.style_at(range.start);
            text.delete(range.clone());
            text.insert_styled(range.start, after, style);
        }
        Field::Line(line) => {
            let front: String = line.chars().take(range.start).collect();
            let back: String = line.chars().skip(range.end).collect();
            **line = format!("{front}{after}{back}");
        }
    }
}
