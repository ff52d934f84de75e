//! What she threw away unsaved ("Không lưu", "Bỏ"): kept for a fortnight, in case she did not mean it.
//!
//! One file each, `discarded/<when>-<number>.kehoach`, a draft like any other, moved there from the
//! recovery folder: no word is written again, and what cannot be read is kept too.

use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use chrono::{DateTime, Local, NaiveDateTime, TimeDelta, TimeZone as _};

use super::disk;
use super::draft::{self, EXTENSION, OpenError, Opened};
use super::home::{Home, make_folder};
use super::recovery::{Leftover, Recovery};
use crate::model::Document;

/// How many days it is kept.
pub const KEPT_DAYS: i64 = 14;

/// The form of the time in a file's name; local, for people look into the folder too.
const TIME: &str = "%Y%m%d-%H%M%S";

/// A text that was thrown away.
#[derive(Debug)]
pub struct Discarded {
    file: PathBuf,
    /// When it was thrown away.
    pub time: DateTime<Local>,
    /// The draft it was an unsaved state of; none for a plan no file held.
    pub original: Option<PathBuf>,
    /// Its content, or why it cannot be read.
    pub content: Result<Document, OpenError>,
}

impl Discarded {
    /// Its file.
    pub fn file(&self) -> &Path {
        &self.file
    }

    /// Takes it back among the sessions that were not saved; from there it is opened.
    ///
    /// # Errors
    /// It could not be moved; it stays where it is.
    pub fn take_back(self, home: &Home) -> io::Result<Leftover> {
        let recovery = Recovery::begin(home)?;
        disk::rename(&self.file, recovery.file())?;
        Ok(recovery.into_leftover())
    }

    /// Removes it for good.
    ///
    /// # Errors
    /// The system refused.
    pub fn remove(self) -> io::Result<()> {
        disk::remove(&self.file)
    }
}

/// What was thrown away and lies in this file; none when it is not there any more.
pub fn find(file: &Path) -> Option<Discarded> {
    let time = time_of(file)?;
    file.is_file().then(|| look_at(file.to_owned(), time))
}

fn look_at(file: PathBuf, time: DateTime<Local>) -> Discarded {
    let (content, origin) = match draft::open(&file) {
        Ok(Opened { document, origin, .. }) => (Ok(document), origin),
        Err(error) => (Err(error), None),
    };
    let original = origin.and_then(|origin| origin.path);
    Discarded { file, time, original, content }
}

/// Moves a recovery file here; returns where it lies now, none when there was none.
pub(super) fn put(home: &Home, file: &Path) -> io::Result<Option<PathBuf>> {
    put_at(home, file, Local::now())
}

fn put_at(home: &Home, file: &Path, now: DateTime<Local>) -> io::Result<Option<PathBuf>> {
    if !file.exists() {
        return Ok(None);
    }
    let folder = folder(home);
    make_folder(&folder)?;
    let stem = now.format(TIME).to_string();
    let free = (0..1000).map(|n| folder.join(format!("{stem}-{n}.{EXTENSION}")));
    let Some(target) = free.into_iter().find(|target| !target.exists()) else {
        return Err(ErrorKind::AlreadyExists.into());
    };
    disk::rename(file, &target)?;
    Ok(Some(target))
}

/// Lists what was thrown away, newest first, and removes for good what is older than
/// [`KEPT_DAYS`].
///
/// # Errors
/// The folder cannot be read.
pub fn list(home: &Home) -> io::Result<Vec<Discarded>> {
    list_at(home, Local::now())
}

fn list_at(home: &Home, now: DateTime<Local>) -> io::Result<Vec<Discarded>> {
    let entries = match fs::read_dir(folder(home)) {
        Ok(entries) => entries,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(error),
    };
    let mut found = Vec::new();
    for entry in entries.flatten() {
        let file = entry.path();
        let is_file = entry.file_type().is_ok_and(|kind| kind.is_file());
        let Some(time) = time_of(&file).filter(|_| is_file) else { continue };
        if now - time > TimeDelta::days(KEPT_DAYS) {
            // What cannot be removed today is removed another day.
            let _ = disk::remove(&file);
            continue;
        }
        found.push(look_at(file, time));
    }
    found.sort_by(|a, b| b.time.cmp(&a.time).then_with(|| b.file.cmp(&a.file)));
    Ok(found)
}

/// When a file was put here, by its name: moving it keeps its own time.
fn time_of(file: &Path) -> Option<DateTime<Local>> {
    if file.extension()? != EXTENSION {
        return None;
    }
    let (time, _) = file.file_stem()?.to_str()?.rsplit_once('-')?;
    let time = NaiveDateTime::parse_from_str(time, TIME).ok()?;
    Local.from_local_datetime(&time).earliest()
}

fn folder(home: &Home) -> PathBuf {
    home.data().join("discarded")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::recovery::leftovers;

    fn document(subject: &str) -> Document {
        Document { subject: subject.into(), ..Document::default() }
    }

    #[test]
    fn what_is_thrown_away_is_kept_for_a_fortnight_and_can_be_taken_back() {
        let folder = tempfile::tempdir().expect("a folder");
        let home = Home::at(folder.path());
        assert!(list(&home).expect("listed").is_empty());
        for words in ["Một", "Hai"] {
            let session = Recovery::begin(&home).expect("begun");
            session.write(&document(words), None).expect("written");
            assert!(session.set_aside(&home).expect("set aside").is_some());
        }
        let now = Local::now();
        let mut found = list(&home).expect("listed");
        assert_eq!(found.len(), 2, "two of one second have names of their own");
        let newest = found.remove(0);
        let words = newest.content.as_ref().expect("readable").subject.words();
        let leftover = newest.take_back(&home).expect("taken back");
        assert_eq!(leftover.content.as_ref().expect("readable").subject.words(), words);
        drop(leftover);
        assert_eq!(leftovers(&home).expect("listed").len(), 1);
        assert_eq!(list_at(&home, now + TimeDelta::days(13)).expect("listed").len(), 1);
        assert_eq!(list_at(&home, now + TimeDelta::days(15)).expect("listed").len(), 0);
        assert_eq!(list(&home).expect("listed").len(), 0, "swept");
    }

    #[test]
    fn nothing_written_is_nothing_to_keep_and_a_broken_one_is_kept() {
        let folder = tempfile::tempdir().expect("a folder");
        let home = Home::at(folder.path());
        let session = Recovery::begin(&home).expect("begun");
        assert_eq!(session.set_aside(&home).expect("fine"), None);
        let session = Recovery::begin(&home).expect("begun");
        fs::write(session.file(), "(format: \"kehoach\", hỏng").expect("written");
        session.set_aside(&home).expect("set aside");
        assert!(list(&home).expect("listed")[0].content.is_err());
    }
}
