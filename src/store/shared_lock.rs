//! The lock beside a draft, which other people and other machines see: who has it open, where, since
//! when.
//!
//! A small hidden file, `.~<name>.lock`. While the draft is open its time is renewed; one whose time
//! stands still was left by a crash or a cut connection and holds nobody up. One that a program of
//! this machine left is known at once: the lock that it held in its user's folder is free, or its
//! process is gone. It is a notice, no wall: that nothing of another's is overwritten is seen to when
//! the draft is saved ([`super::saving`]). Where no file can be put beside the draft there is none.
//!
//! The file is put there on the caller's thread, which is a job's; it is renewed and taken away on a
//! thread of its own, so that letting go of a draft never waits for a share.

use std::fmt;
use std::fs::{self, File, OpenOptions};
use std::io::{self, ErrorKind, Write as _};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, SyncSender};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant, SystemTime};

use chrono::{DateTime, Local};
use serde::{Deserialize, Serialize};

use super::disk;
use super::home::Home;
use super::lock::Lock;
use super::notation;
use super::process::Process;
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
    /// The lock in the user's folder that is held as long as the draft is open.
    #[serde(default)]
    lock: Option<String>,
    /// The program that has it open, where the system tells.
    #[serde(default)]
    process: Option<Process>,
}

/// A draft that is marked as open here. Dropped or released, the mark goes.
#[derive(Debug)]
pub(super) struct SharedLock {
    /// Dropped, it ends the thread.
    end: Option<SyncSender<()>>,
    /// Renews the file's time, and takes the file away at the end.
    thread: Option<JoinHandle<io::Result<()>>>,
}

impl Holder {
    fn own(home: &Home, lock: Option<&Path>) -> Self {
        let name =
            ["USER", "USERNAME", "LOGNAME"].iter().find_map(|name| std::env::var(name).ok());
        let host = gethostname::gethostname().to_string_lossy().into_owned();
        let who = name.unwrap_or_else(|| "người dùng khác".to_owned());
        let desk = format!("{who}\n{host}\n{}", home.data().display());
        let since = Local::now();
        let session = format!("{}-{}", std::process::id(), since.timestamp_micros());
        Self {
            who,
            host,
            since,
            desk: Stamp::of(desk.as_bytes()).to_string(),
            session,
            lock: lock.and_then(Path::to_str).map(str::to_owned),
            process: Process::own(),
        }
    }

    /// Whether it was left here by a program of this desk or machine that does not run any more. The
    /// caller has the draft's claim on this desk, so that no other window of the desk has it.
    fn is_left(&self, here: &Self) -> bool {
        if self.desk == here.desk {
            return true;
        }
        let lock = || self.lock.as_deref().is_some_and(|lock| Lock::is_left(Path::new(lock)));
        let process = || self.process.as_ref().is_some_and(Process::is_gone);
        self.host == here.host && (lock() || process())
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
    /// Marks a draft as open here. The caller holds the draft's claim on this desk, the file `lock`, so
    /// a mark of the same desk was left by a crash. None where no file can be put there.
    ///
    /// # Errors
    /// Who has it.
    pub fn take(
        home: &Home,
        draft: &Path,
        lock: Option<&Path>,
    ) -> Result<Option<Self>, Box<Holder>> {
        let file = beside(draft);
        let holder = Holder::own(home, lock);
        for _ in 0..3 {
            match create(&file, &holder) {
                Ok(()) => return Ok(Self::begin(file, holder)),
                Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
                Err(_) => return Ok(None),
            }
            let is_fresh = is_fresh(&file);
            match read(&file) {
                Some(other) if is_fresh && !other.is_left(&holder) => {
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

    /// Starts the thread that looks after the mark. Without one the mark goes again: nobody would take
    /// it away.
    fn begin(file: PathBuf, holder: Holder) -> Option<Self> {
        let (end, ended) = mpsc::sync_channel(0);
        let own = file.clone();
        let follow = move || follow(&file, &holder, &ended);
        match thread::Builder::new().name("khoa".to_owned()).spawn(follow) {
            Ok(thread) => Some(Self { end: Some(end), thread: Some(thread) }),
            Err(_) => {
                // It grows stale where this is refused.
                let _ = disk::remove(&own);
                None
            }
        }
    }

    /// Lets the mark be taken away, and waits for that as long as given.
    ///
    /// # Errors
    /// The file's removal was refused, or has not come about yet; after some minutes the mark holds
    /// nobody up.
    pub fn release(mut self, patience: Duration) -> io::Result<()> {
        self.end = None;
        let Some(thread) = self.thread.take() else { return Ok(()) };
        let begun = Instant::now();
        while !thread.is_finished() && begun.elapsed() < patience {
            thread::sleep(Duration::from_millis(2));
        }
        match thread.is_finished() {
            true => thread.join().unwrap_or(Ok(())),
            false if patience.is_zero() => Ok(()),
            false => Err(ErrorKind::TimedOut.into()),
        }
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

/// Renews the file's time until the draft is let go of, and takes the file away then. Where another
/// took over, because this machine was asleep, the file is the other's.
fn follow(file: &Path, holder: &Holder, end: &Receiver<()>) -> io::Result<()> {
    while end.recv_timeout(BEAT) == Err(RecvTimeoutError::Timeout) {
        match read(file) {
            Some(now) if now.session != holder.session => return Ok(()),
            Some(_) => {
                // A share that is away for a moment may come back.
                let opened = File::options().write(true).open(file);
                let _ = opened.and_then(|file| file.set_modified(SystemTime::now()));
            }
            // Somebody tidied up beside the draft; refused while the share is away.
            None => _ = create(file, holder),
        }
    }
    match read(file) {
        Some(now) if now.session != holder.session => Ok(()),
        _ => disk::remove(file),
    }
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

    const PATIENCE: Duration = Duration::from_secs(20);

    /// A mark as a crash of the first desk leaves it, changed in some way.
    fn left(home: &Home, draft: &Path, change: impl FnOnce(&mut Holder)) {
        let file = beside(draft);
        let mine = SharedLock::take(home, draft, None).expect("free").expect("made");
        let mut holder = read(&file).expect("there");
        mine.release(PATIENCE).expect("released");
        change(&mut holder);
        create(&file, &holder).expect("written");
    }

    #[test]
    fn another_desk_is_told_who_has_it_and_the_mark_goes_with_its_owner() {
        let (_folder, one, two, draft) = desks();
        let mine = SharedLock::take(&one, &draft, None).expect("free").expect("made");
        let file = beside(&draft);
        assert!(
            file.file_name().is_some_and(|name| name.as_encoded_bytes().starts_with(b".~"))
        );
        let holder = SharedLock::take(&two, &draft, None).expect_err("it is open");
        assert!(holder.to_string().contains("đang mở trên máy"), "{holder}");
        mine.release(PATIENCE).expect("released");
        assert!(!file.exists());
        drop(SharedLock::take(&two, &draft, None).expect("free").expect("made"));
        let begun = Instant::now();
        while file.exists() {
            assert!(begun.elapsed() < PATIENCE, "dropped too");
            thread::sleep(Duration::from_millis(5));
        }
    }

    #[test]
    fn what_a_crash_left_holds_nobody_up() {
        let (_folder, one, two, draft) = desks();
        let file = beside(&draft);
        left(&one, &draft, |_| {});
        SharedLock::take(&one, &draft, None)
            .expect("the same desk")
            .expect("made")
            .release(PATIENCE)
            .expect("released");
        left(&one, &draft, |_| {});
        assert!(SharedLock::take(&two, &draft, None).is_err(), "its process still runs");
        let old = SystemTime::now() - STALE * 2;
        let opened = File::options().write(true).open(&file).expect("there");
        opened.set_modified(old).expect("set");
        let first = read(&file).expect("there");
        let _mine = SharedLock::take(&two, &draft, None).expect("stale").expect("made");
        let now = read(&file).expect("there");
        assert_ne!(now.session, first.session);
        // The first wakes up: it does not take the second's mark away.
        let (end, ended) = mpsc::sync_channel(0);
        drop(end);
        create(&file, &now).expect_err("it is there");
        follow(&file, &first, &ended).expect("left alone");
        assert_eq!(read(&file).map(|found| found.session), Some(now.session));
    }

    #[test]
    fn what_a_program_of_this_machine_left_is_known_at_once() {
        let (folder, one, two, draft) = desks();
        let gone = || {
            let mut child =
                std::process::Command::new("sleep").arg("9").spawn().expect("sleeps");
            let of = Process::of(child.id());
            child.kill().expect("killed");
            child.wait().expect("ended");
            of
        };
        let lock = folder.path().join("a.lock");
        let held = Lock::take(lock.clone()).expect("free");
        let named = lock.to_str().map(str::to_owned);
        let is_open = || {
            let taken = SharedLock::take(&two, &draft, None);
            let open = taken.is_err();
            if let Ok(Some(mine)) = taken {
                mine.release(PATIENCE).expect("released");
            }
            let _ = fs::remove_file(beside(&draft));
            open
        };
        if cfg!(target_os = "linux") {
            left(&one, &draft, |holder| holder.process = gone());
            assert!(!is_open(), "its process is gone");
            left(&one, &draft, |holder| {
                (holder.process, holder.host) = (gone(), "máy khác".to_owned());
            });
            assert!(is_open(), "of another machine nobody can tell");
        }
        left(&one, &draft, |holder| (holder.lock, holder.process) = (named.clone(), None));
        assert!(is_open(), "its lock is held");
        drop(held);
        left(&one, &draft, |holder| (holder.lock, holder.process) = (named.clone(), None));
        assert!(!is_open(), "its lock is free");
        fs::remove_file(&lock).expect("removed");
        left(&one, &draft, |holder| (holder.lock, holder.process) = (named.clone(), None));
        assert!(is_open(), "without its lock nobody can tell");
    }

    #[test]
    fn where_no_file_can_be_made_the_draft_opens_all_the_same() {
        let (folder, one, _, _) = desks();
        let gone = folder.path().join("không có").join("a.kehoach");
        assert!(SharedLock::take(&one, &gone, None).expect("nobody has it").is_none());
        let trouble = disk::Trouble::below(folder.path(), |step, _| match step {
            disk::Step::Create => Err(ErrorKind::ReadOnlyFilesystem.into()),
            _ => Ok(()),
        });
        let draft = folder.path().join("a.kehoach");
        assert!(SharedLock::take(&one, &draft, None).expect("nobody has it").is_none());
        drop(trouble);
        let long = folder.path().join(format!("{}.kehoach", "ế".repeat(82)));
        assert!(
            SharedLock::take(&one, &long, None).expect("free").is_some(),
            "the longest name"
        );
    }
}
