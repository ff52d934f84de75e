//! Noticing what happens to an open draft's file from outside.
//!
//! The system tells of changes in its folder; since shares often tell nothing, the file's time and
//! length are looked at now and then too, and whenever the window asks (it got the focus). The file
//! is read only when something about it has changed.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, SyncSender};
use std::thread;
use std::time::{Duration, SystemTime};

use notify::{RecommendedWatcher, RecursiveMode, Watcher as _};

use super::disk::{self, Step};
use super::draft::LARGEST;
use super::stamp::Stamp;

/// How often the file is looked at unasked.
const OFTEN: Duration = Duration::from_secs(10);
/// How long after a change the file is read: a program that writes it does so in several steps.
const SETTLED: Duration = Duration::from_millis(150);

/// What is seen of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Seen {
    /// It holds this.
    Holds(Stamp),
    /// It was deleted, moved or renamed.
    Gone,
}

/// Watches one file until dropped. All that asks the disk is done on a thread of its own.
pub struct Watch {
    sender: SyncSender<()>,
    /// Set, the thread ends with the next word: the system's watcher has a sender of its own, so that
    /// the window's being gone tells nothing.
    ends: Arc<AtomicBool>,
}

impl Watch {
    /// Begins watching. `tell` is called on a thread of the watch's own whenever the file is seen to
    /// hold something else than the time before; `known` is what it holds now.
    ///
    /// Where the system cannot watch or start a thread, changes are seen when the draft is saved.
    pub fn start(path: PathBuf, known: Stamp, tell: impl Fn(Seen) + Send + 'static) -> Self {
        // One word that waits says as much as a hundred.
        let (sender, words) = mpsc::sync_channel(1);
        let ends = Arc::new(AtomicBool::new(false));
        // What was recovered may be of a file that has changed since: it is looked at once now.
        sender.try_send(()).ok();
        let (of_system, of_thread) = (sender.clone(), Arc::clone(&ends));
        let run = move || {
            // Held, for it watches as long as it lives.
            let _watcher = watcher(&path, of_system);
            watch(&path, known, &words, &of_thread, tell);
        };
        // Without the thread the sender's words go nowhere, which is what is said above.
        let _ = thread::Builder::new().name("theo-doi".to_owned()).spawn(run);
        Self { sender, ends }
    }

    /// Asks it to look now.
    pub fn look(&self) {
        self.sender.try_send(()).ok();
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        self.ends.store(true, Ordering::Release);
        self.sender.try_send(()).ok();
    }
}

fn watcher(path: &Path, sender: SyncSender<()>) -> Option<RecommendedWatcher> {
    let name = path.file_name()?.to_owned();
    let told = move |event: notify::Result<notify::Event>| {
        // An error tells that something was missed: all the more reason to look.
        let is_other = event.is_ok_and(|event| {
            event.kind.is_access()
                || !event.paths.iter().any(|path| path.file_name() == Some(&name))
        });
        if !is_other {
            sender.try_send(()).ok();
        }
    };
    disk::ask(Step::Look, path).ok()?;
    let mut watcher = notify::recommended_watcher(told).ok()?;
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    // The folder and not the file: a save puts a new file in its place.
    watcher.watch(folder.unwrap_or(Path::new(".")), RecursiveMode::NonRecursive).ok()?;
    Some(watcher)
}

fn watch(
    path: &Path,
    known: Stamp,
    words: &Receiver<()>,
    ends: &AtomicBool,
    tell: impl Fn(Seen),
) {
    let mut told = Seen::Holds(known);
    let mut looked = None;
    loop {
        let asked = match words.recv_timeout(OFTEN) {
            Ok(()) => {
                thread::sleep(SETTLED);
                while words.try_recv().is_ok() {}
                true
            }
            Err(RecvTimeoutError::Timeout) => false,
            Err(RecvTimeoutError::Disconnected) => return,
        };
        if ends.load(Ordering::Acquire) {
            return;
        }
        let outside = outside(path);
        if !asked && looked == Some(outside) {
            continue;
        }
        looked = Some(outside);
        if let Some(seen) = see(path)
            && seen != told
        {
            told = seen;
            tell(seen);
        }
    }
}

/// Time and length of a file, where it has any.
fn outside(path: &Path) -> Option<(SystemTime, u64)> {
    let found = fs::metadata(path).ok()?;
    Some((found.modified().ok()?, found.len()))
}

/// What a file holds; none when that cannot be told now (a share that is not connected).
fn see(path: &Path) -> Option<Seen> {
    match disk::read(path, LARGEST) {
        Ok(bytes) => Some(Seen::Holds(Stamp::of(&bytes))),
        Err(error) if error.kind() == ErrorKind::NotFound => {
            // A folder that went with it is a drive that was taken out, not a deleted draft.
            path.parent().is_some_and(Path::exists).then_some(Seen::Gone)
        }
        Err(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_change_a_deletion_and_a_return_are_told_once_each() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("a.kehoach");
        fs::write(&path, "một").expect("written");
        let (sender, told) = mpsc::channel();
        let stamp = |words: &str| Seen::Holds(Stamp::of(words.as_bytes()));
        let watch = Watch::start(path.clone(), Stamp::of("một".as_bytes()), move |seen| {
            sender.send(seen).ok();
        });
        let next = || {
            watch.look();
            told.recv_timeout(Duration::from_secs(8)).expect("told")
        };
        fs::write(&path, "hai").expect("written");
        assert_eq!(next(), stamp("hai"));
        fs::remove_file(&path).expect("removed");
        assert_eq!(next(), Seen::Gone);
        fs::write(&path, "một").expect("written");
        assert_eq!(next(), stamp("một"));
        watch.look();
        assert!(told.recv_timeout(SETTLED * 4).is_err(), "nothing has changed");
    }
}
