//! Gathering the states of a draft, on a thread: what was saved, and what was thrown away.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use chrono::{DateTime, Datelike as _, Local};

use super::State;
use crate::compare::compare;
use crate::model::Document;
use crate::store::{Home, Stamp, discarded, draft, versions};

/// How many places of a change are named.
const PLACES: usize = 4;

/// The draft whose states are gathered.
pub struct Source {
    /// The user's own folder.
    pub home: Home,
    /// The draft's file.
    pub path: PathBuf,
    /// What the file is known to hold.
    pub stamp: Option<Stamp>,
}

/// Gathers the states of a draft, newest first. Reads every one of them.
///
/// # Errors
/// Why they cannot be listed, in Vietnamese.
pub fn gather(source: &Source) -> Result<Vec<State>, String> {
    let Source { home, path, stamp } = source;
    let failed = |error: std::io::Error| {
        format!("Không xem được các bản đã lưu: {}.", crate::store::Fault(&error))
    };
    let kept = versions::list(home, path, *stamp).map_err(failed)?;
    let kept_at: Vec<_> = kept.iter().map(|kept| kept.time).collect();
    let mut states: Vec<State> = kept
        .iter()
        .map(|kept| State {
            title: format!("Lưu lúc {}", hour(kept.time, &kept_at)),
            group: day(kept.time, Local::now()),
            note: String::new(),
            places: String::new(),
            document: kept.open().map(Arc::new).map_err(|error| error.to_string()),
        })
        .collect();
    for at in 0..states.len() {
        let before = states.get(at + 1).map(|state| state.document.clone());
        let (Ok(document), Some(Ok(before))) = (&states[at].document, before) else {
            continue;
        };
        let since = compare(&before, document);
        let note = match (since.added, since.removed) {
            (0, 0) => String::new(),
            (added, 0) => format!("+{added} chữ"),
            (0, removed) => format!("−{removed} chữ"),
            (added, removed) => format!("+{added} −{removed} chữ"),
        };
        states[at].places = since.summary(PLACES);
        states[at].note = note;
    }
    if let Some(first) = states.last_mut()
        && first.document.is_ok()
    {
        first.places = "bản đầu tiên được giữ".to_owned();
    }
    states.extend(thrown_away(home, path));
    Ok(states)
}

/// When a state was saved: to the minute, or to the second where another one was in the same minute.
fn hour(time: DateTime<Local>, all: &[DateTime<Local>]) -> String {
    let minute = |time: &DateTime<Local>| time.timestamp().div_euclid(60);
    let alone = all.iter().filter(|other| minute(other) == minute(&time)).count() == 1;
    time.format(if alone { "%H:%M" } else { "%H:%M:%S" }).to_string()
}

/// The states of the draft that were not saved and are kept for a fortnight.
fn thrown_away(home: &Home, path: &Path) -> Vec<State> {
    // Where they cannot be listed the saved ones are worth showing all the same.
    let found = discarded::list(home).unwrap_or_default();
    let of_draft = found.into_iter().filter(|found| found.original.as_deref() == Some(path));
    of_draft
        .map(|found| State {
            title: format!("Chưa lưu, bỏ lúc {}", found.time.format("%H:%M, %d/%m")),
            group: format!("Bản thảo đã bỏ (giữ {} ngày)", discarded::KEPT_DAYS),
            note: String::new(),
            places: String::new(),
            document: found.content.map(Arc::new).map_err(|error| error.to_string()),
        })
        .collect()
}

/// What a draft's file holds now, as a state.
pub fn of_disk(path: &Path) -> State {
    let written = std::fs::metadata(path).and_then(|found| found.modified());
    let time = written.map_or_else(|_| Local::now(), DateTime::from);
    let opened: Result<Document, _> = draft::open(path).map(|opened| opened.document);
    State {
        title: format!("Tệp trên đĩa, ghi lúc {}", time.format("%H:%M, %d/%m")),
        group: String::new(),
        note: String::new(),
        places: String::new(),
        document: opened.map(Arc::new).map_err(|error| error.to_string()),
    }
}

/// A day as a heading: `Hôm nay`, `Hôm qua`, `Thứ Sáu 27/11`.
fn day(time: DateTime<Local>, now: DateTime<Local>) -> String {
    const DAYS: [&str; 7] =
        ["Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ nhật"];
    let ago = now.date_naive().signed_duration_since(time.date_naive()).num_days();
    match ago {
        0 => "Hôm nay".to_owned(),
        1 => "Hôm qua".to_owned(),
        2..300 => {
            let name = DAYS[time.weekday().num_days_from_monday() as usize];
            time.format(&format!("{name} %d/%m")).to_string()
        }
        _ => time.format("%d/%m/%Y").to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::{Known, Recovery, save_over};
    use chrono::TimeZone as _;

    #[test]
    fn states_say_what_changed_since_the_one_before() {
        let folder = tempfile::tempdir().expect("a folder");
        let home = Home::at(folder.path().join("nhà"));
        let path = folder.path().join("a.kehoach");
        let mut known = Known::Nothing;
        for words in ["một hai", "một hai ba bốn", "một bốn"] {
            let document = Document { subject: words.into(), ..Document::default() };
            let saved = save_over(Some(&home), &path, &document, known).expect("saved");
            known = Known::State(saved.stamp);
        }
        let session = Recovery::begin(&home).expect("begun");
        session.write(&Document::default(), Some((&path, None))).expect("written");
        session.set_aside(&home).expect("set aside");
        let source = Source { home, path, stamp: None };
        let states = gather(&source).expect("gathered");
        let told: Vec<_> =
            states.iter().map(|state| (state.note.as_str(), state.places.as_str())).collect();
        assert_eq!(told[..2], [("−2 chữ", "Trích yếu"), ("+2 chữ", "Trích yếu")]);
        assert_eq!(told[2].1, "bản đầu tiên được giữ");
        assert!(states[3].group.contains("14 ngày"));
        assert_eq!(states[0].group, "Hôm nay");
    }

    #[test]
    fn states_of_one_minute_are_told_apart_by_their_seconds() {
        let at = |hour, minute, second| {
            Local
                .with_ymd_and_hms(2026, 11, 27, hour, minute, second)
                .single()
                .expect("a time")
        };
        let all = [at(14, 2, 59), at(14, 2, 7), at(14, 1, 59), at(13, 2, 7)];
        let told = all.map(|time| hour(time, &all));
        assert_eq!(told, ["14:02:59", "14:02:07", "14:01", "13:02"]);
    }

    #[test]
    fn days_are_said_as_people_say_them() {
        let at = |day| Local.with_ymd_and_hms(2026, 11, day, 9, 0, 0).single().expect("real");
        assert_eq!(day(at(28), at(28)), "Hôm nay");
        assert_eq!(day(at(27), at(28)), "Hôm qua");
        assert_eq!(day(at(20), at(28)), "Thứ Sáu 20/11");
    }
}
