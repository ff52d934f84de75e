//! Sessions that were not saved: written while she types, offered after a crash.
//!
//! One file a session, `recovery/<id>.kehoach`, which is a draft like any other and opens by hand
//! too; beside it `<id>.lock`, held locked as long as its program runs, so that a second window
//! is not offered what the first is still working on.

use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use chrono::{DateTime, Local};

use super::atomic::{self, Previous, WriteError};
use super::draft::{self, EXTENSION, OpenError, Opened, Origin};
use super::home::{Home, make_folder};
use super::lock::{Lock, remove};
use crate::model::Plan;

/// The recovery file of one running session.
///
/// Dropped without [`Recovery::clear`], the file stays and is offered at the next start.
#[derive(Debug)]
pub struct Recovery {
    file: PathBuf,
    lock: Lock,
}

/// A session that a program left behind without saving. Held, it is offered to nobody else.
#[derive(Debug)]
pub struct Leftover {
    file: PathBuf,
    lock: Lock,
    /// When it was last written.
    pub time: DateTime<Local>,
    /// The draft it was opened from; none for a plan no file held yet.
    pub original: Option<PathBuf>,
    /// Its content, or why it cannot be read.
    pub content: Result<Plan, OpenError>,
}

impl Recovery {
    /// Begins a session's recovery: takes a new id and locks it. No draft is written yet.
    pub fn begin(home: &Home) -> io::Result<Self> {
        let folder = folder(home);
        make_folder(&folder)?;
        let now = Local::now().format("%Y%m%d-%H%M%S");
        for attempt in 0..1000 {
            let id = format!("{now}-{}-{attempt}", std::process::id());
            match Lock::create(folder.join(&id).with_extension("lock")) {
                Ok(lock) => {
                    return Ok(Self { file: folder.join(id).with_extension(EXTENSION), lock });
                }
                Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
                Err(error) => return Err(error),
            }
        }
        Err(ErrorKind::AlreadyExists.into())
    }

    /// Writes the session as it is now; `original` is the draft file it was opened from.
    pub fn write(&self, plan: &Plan, original: Option<&Path>) -> Result<(), WriteError> {
        let path = original.filter(|path| path.to_str().is_some()).map(Path::to_owned);
        let origin = Origin { path, time: Local::now() };
        let text = draft::to_ron_of(plan, Some(&origin));
        atomic::write(&self.file, text.as_bytes(), Previous::Drop).map(|_| ())
    }

    /// Removes what was written, after a save: nothing is left to recover.
    pub fn clear(&self) -> io::Result<()> {
        remove(&self.file)
    }

    /// Ends the session: removes what was written and the lock.
    pub fn finish(self) -> io::Result<()> {
        self.clear()?;
        self.lock.release()
    }
}

impl Leftover {
    /// The session's own file.
    pub fn file(&self) -> &Path {
        &self.file
    }

    /// Removes it: it was recovered and saved, or is not wanted.
    pub fn discard(self) -> io::Result<()> {
        remove(&self.file)?;
        self.lock.release()
    }

    /// Goes on with it as a session of this program, under the same file.
    pub fn resume(self) -> (Recovery, Result<Plan, OpenError>) {
        (Recovery { file: self.file, lock: self.lock }, self.content)
    }
}

/// Lists the sessions that no running program holds, newest first.
pub fn leftovers(home: &Home) -> io::Result<Vec<Leftover>> {
    let entries = match fs::read_dir(folder(home)) {
        Ok(entries) => entries,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(error),
    };
    let mut found = Vec::new();
    for entry in entries {
        let file = entry?.path();
        match file.extension().and_then(|ending| ending.to_str()) {
            Some(EXTENSION) => found.extend(
                Lock::take(file.with_extension("lock")).map(|lock| look_at(file, lock)),
            ),
            Some("lock") => sweep(&file),
            _ => {}
        }
    }
    found.sort_by_key(|leftover| std::cmp::Reverse(leftover.time));
    Ok(found)
}

fn folder(home: &Home) -> PathBuf {
    home.data().join("recovery")
}

fn look_at(file: PathBuf, lock: Lock) -> Leftover {
    let (content, origin) = match draft::open(&file) {
        Ok(Opened { plan, origin, .. }) => (Ok(plan), origin),
        Err(error) => (Err(error), None),
    };
    let written = fs::metadata(&file).and_then(|found| found.modified());
    let time = match &origin {
        Some(origin) => origin.time,
        None => written.map_or_else(|_| Local::now(), DateTime::from),
    };
    Leftover { file, lock, time, original: origin.and_then(|origin| origin.path), content }
}

/// Removes the lock of a program that ended with nothing to recover.
fn sweep(lock: &Path) {
    let draft = lock.with_extension(EXTENSION);
    if !draft.exists()
        && let Some(free) = Lock::take(lock.to_owned())
    {
        // Another start may sweep it at the same time; it is gone either way.
        let _ = free.release();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn home() -> (tempfile::TempDir, Home) {
        let folder = tempfile::tempdir().expect("a folder");
        let home = Home::at(folder.path());
        (folder, home)
    }

    fn plan(subject: &str) -> Plan {
        Plan { subject: subject.into(), ..Plan::default() }
    }

    #[test]
    fn a_session_that_ends_without_saving_is_offered_once() {
        let (_folder, home) = home();
        assert!(leftovers(&home).expect("listed").is_empty());
        let session = Recovery::begin(&home).expect("begun");
        session.write(&plan("Một"), None).expect("written");
        session.write(&plan("Hai"), Some(Path::new("/nhà/a.kehoach"))).expect("written");
        assert!(leftovers(&home).expect("listed").is_empty(), "the session still runs");
        drop(session);

        let found = leftovers(&home).expect("listed");
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].original.as_deref(), Some(Path::new("/nhà/a.kehoach")));
        assert_eq!(found[0].content.as_ref().expect("readable"), &plan("Hai"));
        assert!(leftovers(&home).expect("listed").is_empty(), "this start holds it");
        drop(found);

        for leftover in leftovers(&home).expect("listed") {
            leftover.discard().expect("removed");
        }
        assert!(leftovers(&home).expect("listed").is_empty());
        assert_eq!(fs::read_dir(folder(&home)).expect("there").count(), 0);
    }

    #[test]
    fn a_saved_or_finished_session_leaves_nothing() {
        let (_folder, home) = home();
        let session = Recovery::begin(&home).expect("begun");
        session.write(&plan("Một"), None).expect("written");
        session.clear().expect("cleared");
        session.clear().expect("clearing nothing is fine");
        drop(session);
        assert!(leftovers(&home).expect("listed").is_empty());
        assert_eq!(fs::read_dir(folder(&home)).expect("there").count(), 0, "swept");
        let session = Recovery::begin(&home).expect("begun");
        session.write(&plan("Hai"), None).expect("written");
        session.finish().expect("finished");
        assert_eq!(fs::read_dir(folder(&home)).expect("there").count(), 0);
    }

    #[test]
    fn a_session_can_be_gone_on_with_and_a_broken_one_is_said() {
        let (_folder, home) = home();
        let session = Recovery::begin(&home).expect("begun");
        session.write(&plan("Một"), None).expect("written");
        drop(session);
        let leftover = leftovers(&home).expect("listed").remove(0);
        let file = leftover.file().to_owned();
        let (session, content) = leftover.resume();
        assert_eq!(content.expect("readable"), plan("Một"));
        session.write(&plan("Ba"), None).expect("written");
        drop(session);
        fs::write(&file, "(format: \"kehoach\", version: 1, plan: (").expect("broken");
        let found = leftovers(&home).expect("listed");
        let message = found[0].content.as_ref().expect_err("broken").to_string();
        assert!(message.contains("bị hỏng ở dòng 1"), "{message}");
    }
}
