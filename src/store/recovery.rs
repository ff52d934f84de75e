//! Sessions that were not saved: written while she types, offered after a crash.
//!
//! One file a session, `recovery/<id>.kehoach`, which is a draft like any other and opens by hand
//! too; beside it `<id>.lock`, held locked as long as its program runs, so that a second window
//! is not offered what the first is still working on. The file knows the draft it came from and
//! which state of it, so that going on with it never overwrites unasked what was saved since.

use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::time::Duration;

use chrono::{DateTime, Local};

use super::atomic::{self, WriteError};
use super::discarded;
use super::disk::{self, remove};
use super::draft::{self, EXTENSION, OpenError, Opened, Origin};
use super::home::{Home, make_folder};
use super::lock::Lock;
use super::salvage::{Salvage, salvage};
use super::stamp::Stamp;
use crate::model::Document;

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
    pub original: Option<Original>,
    /// Its content, or why it cannot be read.
    pub content: Result<Document, OpenError>,
    /// Of a broken one, what can be read all the same.
    pub salvage: Option<Salvage>,
}

/// The draft that an unsaved session was opened from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Original {
    /// Its file.
    pub path: PathBuf,
    /// The state of it that the session knew; none in files of older programs.
    pub stamp: Option<Stamp>,
    /// What became of the file since.
    pub now: Since,
}

/// What became of a draft since a session last knew it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Since {
    /// It holds what the session knew.
    Same,
    /// Something else was saved there, at this time.
    Changed(Option<DateTime<Local>>),
    /// It is not there any more.
    Gone,
    /// It cannot be read now (a share that is not connected), or the session did not note its state.
    Unknown,
}

/// How long a look at the draft of an unsaved session takes at most: on a share that is gone it would
/// keep her words from being offered.
const LOOK: Duration = Duration::from_secs(2);

impl Original {
    /// Looks at the file. Reads it whole, but waits for it no longer than [`LOOK`].
    fn look(path: PathBuf, stamp: Option<Stamp>) -> Self {
        let of = path.clone();
        let now = disk::within(LOOK, move || Since::of(&of, stamp));
        Self { path, stamp, now: now.unwrap_or(Since::Unknown) }
    }
}

impl Since {
    fn of(path: &Path, known: Option<Stamp>) -> Self {
        match disk::read(path, draft::LARGEST) {
            Ok(bytes) => match known {
                Some(known) if Stamp::of(&bytes) == known => Self::Same,
                Some(_) => {
                    let time = fs::metadata(path).and_then(|found| found.modified());
                    Self::Changed(time.ok().map(DateTime::from))
                }
                None => Self::Unknown,
            },
            Err(error) if error.kind() == ErrorKind::NotFound => Self::Gone,
            Err(_) => Self::Unknown,
        }
    }
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

    /// Its file; there may be none yet.
    pub fn file(&self) -> &Path {
        &self.file
    }

    /// Writes the session as it is now; `original` is the draft file it was opened from, and the
    /// state of that file that is known here.
    ///
    /// # Errors
    /// The system refused: nothing newer than the last write that went well would be recovered.
    pub fn write(
        &self,
        document: &Document,
        original: Option<(&Path, Option<Stamp>)>,
    ) -> Result<(), WriteError> {
        let original = original.filter(|(path, _)| path.to_str().is_some());
        let origin = Origin {
            path: original.map(|(path, _)| path.to_owned()),
            time: Local::now(),
            stamp: original.and_then(|(_, stamp)| stamp),
        };
        let text = draft::to_ron_of(document, Some(&origin));
        atomic::write_private(&self.file, text.as_bytes())
    }

    /// Ends the session, its text thrown away unsaved: what was written is kept for a fortnight
    /// ([`super::discarded`]). Returns where; none when nothing was written.
    ///
    /// # Errors
    /// It could not be moved; it is offered at the next start.
    pub fn set_aside(self, home: &Home) -> io::Result<Option<PathBuf>> {
        let kept = discarded::put(home, &self.file)?;
        self.lock.release()?;
        Ok(kept)
    }

    /// As what the next start would find.
    pub(super) fn into_leftover(self) -> Leftover {
        look_at(self.file, self.lock)
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

    /// Takes it off the list; its text is kept for a fortnight ([`super::discarded`]).
    ///
    /// # Errors
    /// It could not be moved; it is offered again at the next start.
    pub fn discard(self, home: &Home) -> io::Result<Option<PathBuf>> {
        let kept = discarded::put(home, &self.file)?;
        self.lock.release()?;
        Ok(kept)
    }

    /// Goes on with it as a session of this program, under the same file.
    pub fn resume(self) -> (Recovery, Result<Document, OpenError>) {
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
    atomic::sweep(&folder(home));
    atomic::sweep(home.data());
    let mut found = Vec::new();
    for entry in entries.flatten() {
        let file = entry.path();
        // Neither a folder nor a pipe is ours, and a pipe would be read for ever.
        if !entry.file_type().is_ok_and(|kind| kind.is_file()) {
            continue;
        }
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
        Ok(Opened { document, origin, .. }) => (Ok(document), origin),
        Err(error) => (Err(error), None),
    };
    let salvage = match &content {
        Ok(_) => None,
        Err(_) => disk::read(&file, draft::LARGEST).ok().and_then(|bytes| salvage(&bytes)),
    };
    let written = fs::metadata(&file).and_then(|found| found.modified());
    let time = match &origin {
        Some(origin) => origin.time,
        None => written.map_or_else(|_| Local::now(), DateTime::from),
    };
    let original = origin.and_then(|origin| Some((origin.path?, origin.stamp)));
    let original = original.map(|(path, stamp)| Original::look(path, stamp));
    Leftover { file, lock, time, original, content, salvage }
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

    fn document(subject: &str) -> Document {
        Document { subject: subject.into(), ..Document::default() }
    }

    #[test]
    fn a_session_that_ends_without_saving_is_offered_once() {
        let (_folder, home) = home();
        assert!(leftovers(&home).expect("listed").is_empty());
        let session = Recovery::begin(&home).expect("begun");
        session.write(&document("Một"), None).expect("written");
        let original = Path::new("/nhà/a.kehoach");
        session.write(&document("Hai"), Some((original, None))).expect("written");
        assert!(leftovers(&home).expect("listed").is_empty(), "the session still runs");
        drop(session);

        let found = leftovers(&home).expect("listed");
        assert_eq!(found.len(), 1);
        let found_original = found[0].original.as_ref().expect("it had one");
        assert_eq!(
            (found_original.path.as_path(), found_original.now),
            (original, Since::Gone)
        );
        assert_eq!(found[0].content.as_ref().expect("readable"), &document("Hai"));
        assert!(leftovers(&home).expect("listed").is_empty(), "this start holds it");
        drop(found);

        for leftover in leftovers(&home).expect("listed") {
            leftover.discard(&home).expect("removed");
        }
        assert!(leftovers(&home).expect("listed").is_empty());
        assert_eq!(fs::read_dir(folder(&home)).expect("there").count(), 0);
    }

    #[test]
    fn a_saved_or_finished_session_leaves_nothing() {
        let (_folder, home) = home();
        let session = Recovery::begin(&home).expect("begun");
        session.write(&document("Một"), None).expect("written");
        session.clear().expect("cleared");
        session.clear().expect("clearing nothing is fine");
        drop(session);
        assert!(leftovers(&home).expect("listed").is_empty());
        assert_eq!(fs::read_dir(folder(&home)).expect("there").count(), 0, "swept");
        let session = Recovery::begin(&home).expect("begun");
        session.write(&document("Hai"), None).expect("written");
        session.finish().expect("finished");
        assert_eq!(fs::read_dir(folder(&home)).expect("there").count(), 0);
    }

    #[test]
    fn a_session_can_be_gone_on_with_and_a_broken_one_is_said() {
        let (_folder, home) = home();
        let session = Recovery::begin(&home).expect("begun");
        session.write(&document("Một"), None).expect("written");
        drop(session);
        let leftover = leftovers(&home).expect("listed").remove(0);
        let file = leftover.file().to_owned();
        let (session, content) = leftover.resume();
        assert_eq!(content.expect("readable"), document("Một"));
        session.write(&document("Ba"), None).expect("written");
        drop(session);
        fs::write(&file, "(format: \"kehoach\", version: 1, plan: (").expect("broken");
        let found = leftovers(&home).expect("listed");
        let message = found[0].content.as_ref().expect_err("broken").to_string();
        assert!(message.contains("bị hỏng ở dòng 1"), "{message}");
    }

    #[test]
    fn a_session_knows_whether_its_draft_was_saved_since() {
        let (folder, home) = home();
        let path = folder.path().join("a.kehoach");
        draft::save(&path, &document("Gốc")).expect("saved");
        let stamp = draft::open(&path).expect("opened").stamp;
        let session = Recovery::begin(&home).expect("begun");
        session.write(&document("Hôm qua"), Some((&path, Some(stamp)))).expect("written");
        drop(session);
        let since = || {
            let found = leftovers(&home).expect("listed");
            found[0].original.as_ref().expect("it had one").now
        };
        assert_eq!(since(), Since::Same);
        draft::save(&path, &document("Hôm nay cả ngày")).expect("saved");
        assert!(matches!(since(), Since::Changed(Some(_))));
        fs::remove_file(&path).expect("removed");
        assert_eq!(since(), Since::Gone);
    }

    #[test]
    fn a_share_that_is_gone_does_not_keep_her_words_from_being_offered() {
        let (folder, home) = home();
        let path = folder.path().join("mạng").join("a.kehoach");
        let session = Recovery::begin(&home).expect("begun");
        session.write(&document("Một"), Some((&path, None))).expect("written");
        drop(session);
        let (end, wait) = std::sync::mpsc::sync_channel::<()>(0);
        let wait = std::sync::Mutex::new(wait);
        let _dead = disk::Trouble::below(folder.path().join("mạng"), move |_, _| {
            // Until the test is over.
            let _ = wait.lock().map(|wait| wait.recv());
            Err(ErrorKind::TimedOut.into())
        });
        let found = leftovers(&home).expect("listed");
        assert_eq!(found[0].original.as_ref().expect("it had one").now, Since::Unknown);
        assert!(found[0].content.is_ok());
        drop(end);
    }

    #[cfg(unix)]
    #[test]
    fn only_its_user_can_read_it_and_what_is_no_file_is_passed_over() {
        use std::os::unix::fs::PermissionsExt;
        let (_folder, home) = home();
        let session = Recovery::begin(&home).expect("begun");
        session.write(&document("Một"), None).expect("written");
        session.write(&document("Hai"), None).expect("written again");
        let mode = fs::metadata(session.file()).expect("there").permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
        drop(session);
        fs::create_dir(folder(&home).join("a.kehoach")).expect("made");
        assert_eq!(leftovers(&home).expect("listed").len(), 1);
    }
}
