//! Laws and decrees that have ended, with the day and what stands in their place.
//!
//! The table is `assets/law/dead-laws.tsv`; an office may keep a longer copy in its own folder.

use chrono::NaiveDate;

use crate::citation::{Citation, Form};

/// The table as the program carries it.
const OWN: &str = include_str!("../../assets/law/dead-laws.tsv");

/// A document that has ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeadLaw {
    /// Number and symbol (`67/2006/QH11`), a law's name (`Luật Công nghệ thông tin`), or its name with
    /// its day (`Luật Đất đai 2013-11-29`) where its successor bears the name too.
    pub old: String,
    /// From when it holds no more.
    pub since: NaiveDate,
    /// What stands in its place.
    pub new: String,
    /// Whether the day was found in a second source; where not, it is told half a year later only.
    pub sure: bool,
}

impl DeadLaw {
    /// From when a document that cites it is told so.
    pub fn told_from(&self) -> NaiveDate {
        let wait = if self.sure { 0 } else { 183 };
        self.since.checked_add_days(chrono::Days::new(wait)).unwrap_or(self.since)
    }
}

/// The table of documents that have ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeadLaws {
    rows: Vec<DeadLaw>,
    /// When the table was last checked.
    pub checked: Option<NaiveDate>,
}

impl Default for DeadLaws {
    fn default() -> Self {
        Self::read(OWN)
    }
}

impl DeadLaws {
    /// Reads a table: lines of `old`, day, `new`, and `?` where the day is not sure, parted by tabs; `# kiểm tra: yyyy-mm-dd` says when
    /// it was checked. Lines that are none are passed over.
    pub fn read(table: &str) -> Self {
        let day = |words: &str| NaiveDate::parse_from_str(words.trim(), "%Y-%m-%d").ok();
        let mut laws = Self { rows: Vec::new(), checked: None };
        for line in table.lines() {
            if let Some(checked) = line.strip_prefix("# kiểm tra:") {
                laws.checked = day(checked);
            }
            let mut fields = line.split('\t');
            let (Some(old), Some(since), Some(new)) =
                (fields.next(), fields.next(), fields.next())
            else {
                continue;
            };
            if let Some(since) = day(since).filter(|_| !line.starts_with('#')) {
                let (old, new) = (old.trim().to_owned(), new.trim().to_owned());
                let sure = fields.next().is_none_or(|mark| mark.trim() != "?");
                laws.rows.push(DeadLaw { old, since, new, sure });
            }
        }
        laws
    }

    /// Adds an office's own rows; where both speak of a document, the office's hold.
    pub fn extend(&mut self, other: Self) {
        self.rows.retain(|row| !other.rows.iter().any(|new| new.old == row.old));
        self.rows.extend(other.rows);
        self.checked = self.checked.max(other.checked);
    }

    /// The row of a citation, whether it has ended or will; the latest name first.
    pub fn of(&self, citation: &Citation) -> Option<&DeadLaw> {
        let notation = citation.notation();
        let name = format!("{} {}", citation.kind, citation.title);
        let dated = citation.day().map(|day| format!("{} {day}", name.trim()));
        self.rows.iter().find(|row| match citation.form {
            // A law's name may have passed to its successor, whose year stands beside it.
            Form::Unnumbered => row.old == name.trim() || dated.as_ref() == Some(&row.old),
            _ => row.old == notation,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::citation::parse;

    #[test]
    fn the_table_is_read_whole() {
        let laws = DeadLaws::default();
        let lines =
            OWN.lines().filter(|line| !line.starts_with('#') && !line.trim().is_empty());
        assert_eq!(laws.rows.len(), lines.count());
        assert!(laws.checked.is_some());
    }

    #[test]
    fn an_office_may_say_otherwise() {
        let mut laws = DeadLaws::default();
        let own =
            "# kiểm tra: 2027-01-05\n73/2019/NĐ-CP\t2027-01-01\tNghị định số 9/2026/NĐ-CP\n";
        laws.extend(DeadLaws::read(own));
        let cited = parse("Nghị định số 73/2019/NĐ-CP");
        let row = laws.of(&cited[0]).expect("it is there");
        assert_eq!(row.new, "Nghị định số 9/2026/NĐ-CP");
        assert_eq!(laws.checked, NaiveDate::from_ymd_opt(2027, 1, 5));
    }
}
