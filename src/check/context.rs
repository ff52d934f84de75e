//! What a document is judged against: its date, its kind, and the words she has accepted.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use chrono::{Datelike as _, NaiveDate};

use super::finding::Finding;
use super::law::DeadLaws;
use super::reading::Reading;
use super::rule::Area;
use crate::model::{Document, IssueDate};
use crate::standard::PROVINCES;
use crate::store::{Home, Previous, WriteError, atomic};

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
    /// The first and the last day on which it may have been issued, as far as it says: one day, a month,
    /// a year.
    pub issued: Option<(NaiveDate, NaiveDate)>,
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
    pub fn of(document: &Document, today: NaiveDate) -> Self {
        Self {
            date: Some(day_of(document.date, today)),
            dated: document.date.calendar().is_some(),
            issued: issued(document.date),
            province: province_of(document),
            ..Self::default()
        }
    }
}

/// The office's own table of laws, in its folder of the program.
const OWN_LAWS: &str = "van-ban-het-hieu-luc.tsv";
/// What that table begins with; lines with `#` say nothing to the check.
const OWN_LAWS_BEGIN: &str = "\
# Bảng văn bản hết hiệu lực của cơ quan. Mỗi dòng ba phần, cách nhau bằng dấu tab:
# số, ký hiệu hoặc tên luật <tab> ngày hết hiệu lực (năm-tháng-ngày) <tab> văn bản thay thế
# Dòng ở đây thay cho dòng cùng văn bản trong bảng có sẵn. Ví dụ (bỏ dấu # ở đầu để dùng):
# 12/2020/QĐ-UBND\t2026-01-01\tQuyết định số 34/2025/QĐ-UBND
";
/// Words she has accepted, one a line, in her folder of the program.
const OWN_WORDS: &str = "tu-da-chap-nhan.txt";

impl Context {
    /// What is settled for every document of a user: accepted words, laws that have ended. Files
    /// that cannot be read are as good as empty.
    pub fn settled(home: &Home) -> Self {
        let read =
            |name: &str| std::fs::read_to_string(home.config().join(name)).unwrap_or_default();
        let mut laws = DeadLaws::default();
        laws.extend(DeadLaws::read(&read(OWN_LAWS)));
        let words = read(OWN_WORDS);
        let accepted = words.lines().map(settled_word).filter(|word| !word.is_empty());
        Self { accepted: accepted.collect(), laws, ..Self::default() }
    }

    /// The same for a draft on a day.
    pub fn for_draft(&self, document: &Document, today: NaiveDate) -> Self {
        Self {
            accepted: self.accepted.clone(),
            laws: self.laws.clone(),
            ..Self::of(document, today)
        }
    }

    /// When it was issued, in words: a day, a month or a year.
    pub(super) fn issued_on(&self) -> String {
        match self.issued {
            Some((first, last)) if first == last => first.format("%d/%m/%Y").to_string(),
            Some((first, last)) if first.month() == last.month() => {
                format!("tháng {}/{}", first.month(), first.year())
            }
            Some((first, _)) => format!("năm {}", first.year()),
            None => String::new(),
        }
    }

    /// Keeps the list of words that are accepted for good: those of `words`, one a line.
    ///
    /// # Errors
    /// When the list cannot be written.
    pub fn accept(home: &Home, words: &str) -> Result<(), WriteError> {
        let words: BTreeSet<String> =
            words.lines().map(settled_word).filter(|word| !word.is_empty()).collect();
        let list: String = words.iter().map(|word| format!("{word}\n")).collect();
        // The folder is there once anything was kept; where it is not, the write says why.
        std::fs::create_dir_all(home.config()).ok();
        atomic::write(&home.config().join(OWN_WORDS), list.as_bytes(), Previous::Drop)
            .map(|_| ())
    }

    /// The words that are accepted for good, one a line.
    pub fn accepted_words(&self) -> String {
        self.accepted.iter().map(|word| format!("{word}\n")).collect()
    }

    /// The file in which an office may keep its own table of documents that have ended.
    pub fn own_laws(home: &Home) -> PathBuf {
        home.config().join(OWN_LAWS)
    }

    /// Begins that file with an example, where there is none yet.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn begin_own_laws(path: &Path) -> Result<(), WriteError> {
        if path.exists() {
            return Ok(());
        }
        if let Some(folder) = path.parent() {
            // Where the folder cannot be made, the write says why.
            std::fs::create_dir_all(folder).ok();
        }
        atomic::write(path, OWN_LAWS_BEGIN.as_bytes(), Previous::Refuse).map(|_| ())
    }

    /// Whether a finding is about the spelling of words that she has accepted.
    pub(super) fn accepts(&self, finding: &Finding) -> bool {
        finding.rule.area == Area::Spelling
            && !self.accepted.is_empty()
            && self.accepted.contains(&settled_word(&finding.excerpt))
    }
}

/// Words as the list of accepted ones holds them: small, tone marks in one style.
fn settled_word(words: &str) -> String {
    Reading::key_of(words.trim())
}

/// The days between which a document of this date was issued.
pub(super) fn issued(date: IssueDate) -> Option<(NaiveDate, NaiveDate)> {
    let year = date.year?;
    match (date.day, date.month) {
        (Some(_), _) => date.calendar().map(|day| (day, day)),
        (None, Some(month)) => {
            let first = NaiveDate::from_ymd_opt(year, month, 1)?;
            let after = first.checked_add_months(chrono::Months::new(1))?;
            Some((first, after.pred_opt()?))
        }
        (None, None) => {
            let day = |month, day| NaiveDate::from_ymd_opt(year, month, day);
            Some((day(1, 1)?, day(12, 31)?))
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
    let first =
        date.year.and_then(|year| NaiveDate::from_ymd_opt(year, date.month.unwrap_or(1), 1));
    match first {
        Some(first) if first.year() != today.year() => first,
        _ => today,
    }
}

/// The province of today that a plan's letterhead names.
pub fn province_of(document: &Document) -> Option<&'static str> {
    let lines = document.parent_agency.iter().chain(&document.agency).chain([&document.place]);
    let head = lines.map(|line| line.to_lowercase()).collect::<Vec<_>>().join(" | ");
    let head = Reading::key_of(&head);
    let names = |name: &str| head.contains(&Reading::key_of(name));
    PROVINCES
        .iter()
        .find(|province| names(province.name) || province.merged.iter().any(|old| names(old)))
        .map(|province| province.name)
}
