//! What a document is judged against: its date, its kind, and the words she has accepted.

use std::collections::BTreeSet;

use chrono::{Datelike as _, NaiveDate};

use super::law::DeadLaws;
use super::reading::Reading;
use crate::model::{IssueDate, Plan};
use crate::standard::PROVINCES;

/// What kind of document is read. Rules about form hold for their own kind only.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum DocumentKind {
    /// One of the seventeen named types of Mẫu 1.4.
    #[default]
    Named,
    /// Another document: a decision, a law, a letter, or nothing that is recognised. Only the
    /// rules of writing hold.
    Other,
}

/// What a document is judged against.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Context {
    /// The day whose names and laws hold; none where the document says none.
    pub date: Option<NaiveDate>,
    /// Whether that day is the document's own, to the day.
    pub dated: bool,
    /// The province of today that the document comes from.
    pub province: Option<&'static str>,
    /// What kind of document it is.
    pub kind: DocumentKind,
    /// Words that are right though no table has them, small.
    pub accepted: BTreeSet<String>,
    /// Laws that have ended.
    pub laws: DeadLaws,
}

impl Context {
    /// What a draft is judged against on a day: the draft's own date, else today's.
    pub fn of(plan: &Plan, today: NaiveDate) -> Self {
        Self {
            date: Some(day_of(plan.date, today)),
            dated: plan.date.calendar().is_some(),
            province: province_of(plan),
            ..Self::default()
        }
    }
}

/// The day on which a draft's names have to hold. A draft without day is of today if its year is
/// not over; of a year that is over the first day is taken, so that no reform of that year is held
/// against it.
fn day_of(date: IssueDate, today: NaiveDate) -> NaiveDate {
    if let Some(day) = date.calendar() {
        return day;
    }
    let first = date.year.and_then(|year| NaiveDate::from_ymd_opt(year, date.month.unwrap_or(1), 1));
    match first {
        Some(first) if first.year() != today.year() => first,
        _ => today,
    }
}

/// The province of today that a plan's letterhead names.
pub(super) fn province_of(plan: &Plan) -> Option<&'static str> {
    let lines = plan.parent_agency.iter().chain(&plan.agency).chain([&plan.place]);
    let head = lines.map(|line| line.to_lowercase()).collect::<Vec<_>>().join(" | ");
    let head = Reading::key_of(&head);
    let names = |name: &str| head.contains(&Reading::key_of(name));
    PROVINCES
        .iter()
        .find(|province| names(province.name) || province.merged.iter().any(|old| names(old)))
        .map(|province| province.name)
}
