//! The lock beside a draft, which other people and other machines see: who has it open, where, since
//! when.
//!
//! A small hidden file, `.~<name>.lock`. While the draft is open its time is renewed; one whose time
//! stands still was left by a crash or a cut connection and holds nobody up. It is a notice, no
//! wall: that nothing of another's is overwritten is seen to when the draft is saved
//! ([`super::saving`]). Where no file can be put beside the draft there is none.

use std::fmt;
use std::fs::{self, File, OpenOptions};
use std::io::{self, ErrorKind, Write as _};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, RecvTimeoutError, SyncSender};
use std::thread;
use std::time::{Duration, SystemTime};

use chrono::{DateTime, Local};
use serde::{Deserialize, Serialize};

use super::disk;
use super::home::Home;
use super::notation;
use super::stamp::Stamp;

/// How often the file's time is renewed.
const BEAT: Duration = Duration::from_secs(30);
/// A file whose time is older was left behind.
const STALE: Duration = Duration::from_secs(5 * 60);
/// The largest lock file that is read, in bytes.
const LARGEST: u64 = 64 * 1024;
/// The longest name of a file, in bytes.
const LONGEST_NAME: usize = 255;

/// Who has a draft open.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Holder {
    /// The name she works under.
    pub who: String,
    /// Her machine.
    pub host: String,
    /// When she opened it.
    pub since: DateTime<Local>,
    /// The user's folder she works from: two of them are never one desk.
    desk: String,
    /// Tells this opening from every other.
    session: String,
}

/// A draft that is marked as open here. Dropped or released, the mark goes.
#[derive(Debug)]
pub(super) struct SharedLock {
    file: PathBuf,
    holder: Holder,
    /// Dropped, it ends the thread that renews the file's time.
    _beat: Option<SyncSender<()>>,
}

impl Holder {
    fn own(home: &Home) -> Self {
        let name =
            ["USER", "USERNAME", "LOGNAME"].iter().find_map(|name| std::env::var(name).ok());
        let host = gethostname::gethostname().to_string_lossy().into_owned();
        let who = name.unwrap_or_else(|| "người dùng khác".to_owned());
        let desk = format!("{who}\n{host}\n{}", home.data().display());
        let since = Local::now();
        let session = format!("{}-{}", std::process::id(), since.timestamp_micros());
        Self { who, host, since, desk: Stamp::of(desk.as_bytes()).to_string(), session }
    }
}

impl fmt::Display for Holder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { who, host, since, .. } = self;
        let form = match since.date_naive() == Local::now().date_naive() {
            true => "%H:%M",
            false => "%H:%M ngày %d/%m",
        };
        write!(f, "{who} đang mở trên máy {host} từ {}", since.format(form))
    }
}

impl SharedLock {
    /// Marks a draft as open here. The caller holds the draft's claim on this desk, so a mark of the
    /// same desk was left by a crash. None where no file can be put there.
    ///
    /// # Errors
    /// Who has it.
    pub fn take(home: &Home, draft: &Path) -> Result<Option<Self>, Box<Holder>> {
        let file = beside(draft);
        let holder = Holder::own(home);
        for _ in 0..3 {
            match create(&file, &holder) {
                Ok(()) => {
                    let beat = begin_beat(file.clone(), holder.session.clone());
                    return Ok(Some(Self { file, holder, _beat: beat }));
                }
                Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
                Err(_) => return Ok(None),
            }
            let is_fresh = is_fresh(&file);
            match read(&file) {
                Some(other) if other.desk != holder.desk && is_fresh => {
                    return Err(Box::new(other));
                }
                // Half of it may have been copied by a synchroniser: its time decides alone.
                None if is_fresh && file.exists() => return Ok(None),
                _ if disk::remove(&file).is_err() => return Ok(None),
                _ => {}
            }
        }
        Ok(None)
    }

    /// Takes the mark away.
    ///
    /// # Errors
    /// The file's removal was refused; after some minutes it holds nobody up.
    pub fn release(self) -> io::Result<()> {
        self.remove()
    }

    fn remove(&self) -> io::Result<()> {
        match read(&self.file) {
            // Somebody took over while this machine was asleep.
            Some(now) if now.session != self.holder.session => Ok(()),
            _ => disk::remove(&self.file),
        }
    }
}

impl Drop for SharedLock {
    fn drop(&mut self) {
        // Nothing can be said from here; see `release`.
        let _ = self.remove();
    }
}

/// Where a draft's lock lies; shortened where the file system would refuse the name.
fn beside(draft: &Path) -> PathBuf {
    let name = draft.file_name().unwrap_or_default().to_string_lossy();
    let end = name.floor_char_boundary(LONGEST_NAME - ".~.lock".len());
    draft.with_file_name(format!(".~{}.lock", &name[..end]))
}

/// Writes the file whole where none stands.
fn create(file: &Path, holder: &Holder) -> io::Result<()> {
    disk::ask(disk::Step::Create, file)?;
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty());
    let mut fresh = tempfile::Builder::new()
        .prefix(".kehoach-")
        .suffix(".tmp")
        .make_in(folder.unwrap_or(Path::new(".")), |name| hidden().open(name))?;
    fresh.write_all(notation::to_ron(holder).as_bytes())?;
    fresh.flush()?;
    fresh.into_temp_path().persist_noclobber(file).map_err(|failed| failed.error)
}

/// How the file is made: by its dot it is hidden on Linux, on Windows by an attribute.
fn hidden() -> OpenOptions {
    let mut options = File::options();
    options.write(true).create_new(true);
    #[cfg(windows)]
    {
        use std::os::windows::fs::OpenOptionsExt;
        const FILE_ATTRIBUTE_HIDDEN: u32 = 2;
        options.attributes(FILE_ATTRIBUTE_HIDDEN);
    }
    options
}

fn read(file: &Path) -> Option<Holder> {
    let bytes = disk::read(file, LARGEST).ok()?;
    notation::from_ron(&notation::decode(&bytes).ok()?).ok()
}

fn is_fresh(file: &Path) -> bool {
    let renewed = fs::metadata(file).and_then(|found| found.modified());
    // A clock that is ahead is a running machine's too.
    renewed.is_ok_and(|time| {
        SystemTime::now().duration_since(time).map_or(true, |age| age < STALE)
    })
}

/// Starts renewing the file's time until the sender is dropped or another took over.
fn begin_beat(file: PathBuf, session: String) -> Option<SyncSender<()>> {
    let (sender, end) = mpsc::sync_channel::<()>(0);
    let beat = move || {
        while end.recv_timeout(BEAT) == Err(RecvTimeoutError::Timeout) {
            match read(&file) {
                Some(now) if now.session != session => return,
                // A share that is away for a moment may come back.
                _ => {
                    let opened = File::options().write(true).open(&file);
                    let _ = opened.and_then(|file| file.set_modified(SystemTime::now()));
                }
            }
        }
    };
    // Without the thread the mark is there, but grows stale: no harm is done.
    thread::Builder::new().name("khoa".to_owned()).spawn(beat).ok().map(|_| sender)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn desks() -> (tempfile::TempDir, Home, Home, PathBuf) {
        let folder = tempfile::tempdir().expect("a folder");
        let (one, two) = (folder.path().join("một"), folder.path().join("hai"));
        let draft = folder.path().join("a.kehoach");
        (folder, Home::at(one), Home::at(two), draft)
    }

    #[test]
    fn another_desk_is_told_who_has_it_and_the_mark_goes_with_its_owner() {
        let (_folder, one, two, draft) = desks();
        let mine = SharedLock::take(&one, &draft).expect("free").expect("made");
        let file = beside(&draft);
        assert!(
            file.file_name().is_some_and(|name| name.as_encoded_bytes().starts_with(b".~"))
        );
        let holder = SharedLock::take(&two, &draft).expect_err("it is open");
        assert!(holder.to_string().contains("đang mở trên máy"), "{holder}");
        mine.release().expect("released");
        assert!(!file.exists());
        drop(SharedLock::take(&two, &draft).expect("free").expect("made"));
        assert!(!file.exists(), "dropped too");
    }

    #[test]
    fn what_a_crash_left_holds_nobody_up() {
        let (_folder, one, two, draft) = desks();
        let file = beside(&draft);
        let left = || {
            let mine = SharedLock::take(&one, &draft).expect("free").expect("made");
            let text = fs::read(&file).expect("there");
            drop(mine);
            fs::write(&file, text).expect("written as a crash leaves it");
        };
        left();
        SharedLock::take(&one, &draft).expect("the same desk").expect("made");
        left();
        assert!(SharedLock::take(&two, &draft).is_err(), "it may still be running");
        let old = SystemTime::now() - STALE * 2;
        let opened = File::options().write(true).open(&file).expect("there");
        opened.set_modified(old).expect("set");
        let mine = SharedLock::take(&two, &draft).expect("stale").expect("made");
        // The first wakes up: it does not take the second's mark away.
        assert_eq!(read(&file).map(|now| now.session), Some(mine.holder.session.clone()));
    }

    #[test]
    fn where_no_file_can_be_made_the_draft_opens_all_the_same() {
        let (folder, one, _, _) = desks();
        let gone = folder.path().join("không có").join("a.kehoach");
        assert!(SharedLock::take(&one, &gone).expect("nobody has it").is_none());
        let trouble = disk::Trouble::below(folder.path(), |step, _| match step {
            disk::Step::Create => Err(ErrorKind::ReadOnlyFilesystem.into()),
            _ => Ok(()),
        });
        let draft = folder.path().join("a.kehoach");
        assert!(SharedLock::take(&one, &draft).expect("nobody has it").is_none());
        drop(trouble);
        let long = folder.path().join(format!("{}.kehoach", "ế".repeat(82)));
        assert!(SharedLock::take(&one, &long).expect("free").is_some(), "the longest name");
    }
}
