//! The disk as this layer uses it: what each step asks first, and patience with files that another
//! program holds for a moment.
//!
//! Tests and the torture run make it slow, full, read-only or gone below a folder ([`Trouble`]);
//! without one, a step costs one atomic load.

use std::fs::{self, File};
use std::io::{self, ErrorKind, Read as _};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, PoisonError, RwLock, mpsc};
use std::thread;
use std::time::Duration;

use super::fault::Refusal;

/// A step on the disk, told to the watcher just before it is taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Step {
    /// A file is read.
    Read,
    /// Whether it is there, which file it is, when it was written.
    Look,
    /// A folder is made or a temporary file begun.
    Create,
    /// The first half of the bytes is written.
    WriteHalf,
    /// The second half is written.
    WriteRest,
    /// The bytes are forced to the disk.
    Sync,
    /// The previous state gets its second name.
    Backup,
    /// The new state takes its name.
    Rename,
    /// It has its name; what follows is tidying.
    Done,
    /// A file is removed.
    Remove,
}

type Ask = dyn Fn(Step, &Path) -> io::Result<()> + Send + Sync;

static COUNT: AtomicUsize = AtomicUsize::new(0);
static WATCHERS: RwLock<Vec<Watcher>> = RwLock::new(Vec::new());

struct Watcher {
    id: usize,
    folder: PathBuf,
    ask: Arc<Ask>,
}

/// A disk that misbehaves below a folder until this is dropped: each step there is asked first, and
/// may be delayed or refused.
#[derive(Debug)]
pub struct Trouble {
    id: usize,
}

impl Trouble {
    /// Begins the trouble.
    pub fn below(
        folder: impl Into<PathBuf>,
        ask: impl Fn(Step, &Path) -> io::Result<()> + Send + Sync + 'static,
    ) -> Self {
        static NEXT: AtomicUsize = AtomicUsize::new(0);
        let id = NEXT.fetch_add(1, Ordering::Relaxed);
        let watcher = Watcher { id, folder: folder.into(), ask: Arc::new(ask) };
        WATCHERS.write().unwrap_or_else(PoisonError::into_inner).push(watcher);
        COUNT.fetch_add(1, Ordering::Release);
        Self { id }
    }
}

impl Drop for Trouble {
    fn drop(&mut self) {
        let mut watchers = WATCHERS.write().unwrap_or_else(PoisonError::into_inner);
        watchers.retain(|watcher| watcher.id != self.id);
        COUNT.fetch_sub(1, Ordering::Release);
    }
}

/// Whether a step may be taken.
pub(super) fn ask(step: Step, path: &Path) -> io::Result<()> {
    if COUNT.load(Ordering::Acquire) == 0 {
        return Ok(());
    }
    let ask = {
        let watchers = WATCHERS.read().unwrap_or_else(PoisonError::into_inner);
        let found = watchers.iter().find(|watcher| path.starts_with(&watcher.folder));
        found.map(|watcher| Arc::clone(&watcher.ask))
    };
    ask.map_or(Ok(()), |ask| ask(step, path))
}

/// Reads a whole file, at most `limit` bytes and one more. What is no plain file (a folder, a pipe
/// that would never end) is refused.
pub(super) fn read(path: &Path, limit: u64) -> io::Result<Vec<u8>> {
    ask(Step::Read, path)?;
    patiently(&mut || {
        let kind = fs::metadata(path)?.file_type();
        if kind.is_dir() {
            return Err(ErrorKind::IsADirectory.into());
        }
        if !kind.is_file() {
            return Err(io::Error::other(Refusal::NoPlainFile));
        }
        let mut bytes = Vec::new();
        File::open(path)?.take(limit.saturating_add(1)).read_to_end(&mut bytes)?;
        Ok(bytes)
    })
}

/// Gives a file another name, over whatever has it.
pub(super) fn rename(from: &Path, to: &Path) -> io::Result<()> {
    ask(Step::Rename, to)?;
    patiently(&mut || fs::rename(from, to))
}

/// Removes a file; that none is there is fine.
pub(super) fn remove(file: &Path) -> io::Result<()> {
    ask(Step::Remove, file)?;
    match patiently(&mut || fs::remove_file(file)) {
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
        done => done,
    }
}

/// Does something that a disk may never answer, and waits for it as long as given; none when it has
/// not come by then. Its thread goes on alone, and what comes of it is dropped.
pub(super) fn within<T: Send + 'static>(
    patience: Duration,
    work: impl FnOnce() -> T + Send + 'static,
) -> Option<T> {
    let (sender, done) = mpsc::sync_channel(1);
    let work = move || {
        // Nobody waits any longer when it comes too late.
        sender.send(work()).ok();
    };
    thread::Builder::new().name("o-dia".to_owned()).spawn(work).ok()?;
    done.recv_timeout(patience).ok()
}

/// Waits between attempts, for scanners and synchronisers that hold a file for a moment.
const PAUSES: [Duration; 5] = [
    Duration::from_millis(10),
    Duration::from_millis(25),
    Duration::from_millis(50),
    Duration::from_millis(100),
    Duration::from_millis(200),
];

/// Tries again for half a second what another program hinders.
pub(super) fn patiently<T>(attempt: &mut dyn FnMut() -> io::Result<T>) -> io::Result<T> {
    retry(attempt, held_for_a_moment, &PAUSES)
}

fn retry<T>(
    attempt: &mut dyn FnMut() -> io::Result<T>,
    passing: fn(&io::Error) -> bool,
    pauses: &[Duration],
) -> io::Result<T> {
    for pause in pauses {
        match attempt() {
            Err(error) if passing(&error) => thread::sleep(*pause),
            done => return done,
        }
    }
    attempt()
}

/// ERROR_ACCESS_DENIED, ERROR_SHARING_VIOLATION, ERROR_LOCK_VIOLATION.
fn held_for_a_moment(error: &io::Error) -> bool {
    cfg!(windows) && matches!(error.raw_os_error(), Some(5 | 32 | 33))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_held_for_a_moment_is_tried_again() {
        let mut left = 3;
        let result = retry(
            &mut || {
                left -= 1;
                if left > 0 { Err(io::Error::from_raw_os_error(32)) } else { Ok(()) }
            },
            |error| error.raw_os_error() == Some(32),
            &[Duration::ZERO; 5],
        );
        assert!(result.is_ok());
        let mut attempts = 0;
        let result = retry(
            &mut || {
                attempts += 1;
                Err::<(), _>(ErrorKind::StorageFull.into())
            },
            |error| error.raw_os_error() == Some(32),
            &[Duration::ZERO; 5],
        );
        assert!(result.is_err());
        assert_eq!(attempts, 1);
    }

    #[test]
    fn a_disk_that_does_not_answer_is_not_waited_for() {
        assert_eq!(within(Duration::from_secs(20), || 7), Some(7));
        let (end, wait) = mpsc::sync_channel::<()>(0);
        let hangs = move || wait.recv().is_ok();
        assert_eq!(within(Duration::from_millis(10), hangs), None);
        drop(end);
    }

    #[test]
    fn trouble_is_only_below_its_folder_and_ends() {
        let folder = tempfile::tempdir().expect("a folder");
        let (bad, good) = (folder.path().join("a"), folder.path().join("b"));
        fs::write(&good, "x").expect("written");
        fs::write(&bad, "x").expect("written");
        let trouble = Trouble::below(&bad, |_, _| Err(ErrorKind::StorageFull.into()));
        assert!(read(&bad, 9).is_err() && read(&good, 9).is_ok());
        drop(trouble);
        assert_eq!(read(&bad, 9).expect("read"), b"x");
        assert!(read(folder.path(), 9).is_err(), "a folder is no file");
    }
}
