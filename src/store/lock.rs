//! Files that are held locked as long as their program runs. What a crash leaves of them is free
//! again at once: the system lets go of the lock, not of the file.

use std::fs::{File, OpenOptions};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use same_file::Handle;

use super::disk::remove;

/// How often a lock is tried again whose file was removed by its last holder in between.
const ATTEMPTS: usize = 20;

/// A lock file that is held.
#[derive(Debug)]
pub(super) struct Lock {
    path: PathBuf,
    file: File,
}

impl Lock {
    /// Creates and locks a lock file that is not there yet.
    ///
    /// # Errors
    /// [`ErrorKind::AlreadyExists`] too when another start swept the file up while it was made.
    pub fn create(path: PathBuf) -> io::Result<Self> {
        let file = OpenOptions::new().write(true).create_new(true).open(&path)?;
        match file.try_lock() {
            Ok(()) if is_named(&file, &path) => Ok(Self { path, file }),
            Ok(()) | Err(std::fs::TryLockError::WouldBlock) => {
                Err(ErrorKind::AlreadyExists.into())
            }
            Err(std::fs::TryLockError::Error(error)) => Err(error),
        }
    }

    /// Locks a lock file; none when a running program holds it, or where none can be made.
    pub fn take(path: PathBuf) -> Option<Self> {
        for _ in 0..ATTEMPTS {
            let file = OpenOptions::new()
                .write(true)
                .create(true)
                .truncate(false)
                .open(&path)
                .ok()?;
            file.try_lock().ok()?;
            // Its last holder may have removed the file between the two: then what is locked has
            // no name any more, and the next one would lock another.
            if is_named(&file, &path) {
                return Some(Self { path, file });
            }
        }
        None
    }

    /// Whether a lock file is there and nobody holds it: what a crash leaves. One that cannot be looked
    /// into may be held.
    pub fn is_left(path: &Path) -> bool {
        // Read only, and shared: it may be another user's, and is taken from nobody.
        File::open(path).is_ok_and(|file| file.try_lock_shared().is_ok())
    }

    /// Its file.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Lets go of it and removes the file.
    pub fn release(self) -> io::Result<()> {
        // Removed while it is held, so that nobody locks it in between. Windows removes no file
        // whose lock is held.
        if cfg!(windows) {
            self.file.unlock()?;
            drop(self.file);
            return remove(&self.path);
        }
        remove(&self.path)
    }
}

/// Whether an open file is the one that has this name now.
fn is_named(file: &File, path: &Path) -> bool {
    let own = file.try_clone().and_then(Handle::from_file);
    matches!((own, Handle::from_path(path)), (Ok(own), Ok(named)) if own == named)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicUsize, Ordering};

    #[test]
    fn never_two_hold_it_however_often_it_is_removed() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("a.lock");
        let (holders, taken) = (AtomicUsize::new(0), AtomicUsize::new(0));
        std::thread::scope(|scope| {
            for _ in 0..4 {
                scope.spawn(|| {
                    for _ in 0..500 {
                        let Some(lock) = Lock::take(path.clone()) else { continue };
                        assert_eq!(holders.fetch_add(1, Ordering::SeqCst), 0, "two at once");
                        taken.fetch_add(1, Ordering::SeqCst);
                        holders.fetch_sub(1, Ordering::SeqCst);
                        lock.release().expect("released");
                    }
                });
            }
        });
        assert!(taken.into_inner() > 0);
    }

    #[test]
    fn a_new_one_is_made_once() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("a.lock");
        let lock = Lock::create(path.clone()).expect("made");
        let error = Lock::create(path.clone()).expect_err("it is there");
        assert_eq!(error.kind(), ErrorKind::AlreadyExists);
        assert!(!Lock::is_left(&path), "it is held");
        lock.release().expect("released");
        assert!(!Lock::is_left(&path), "there is none");
        drop(Lock::create(path.clone()).expect("made anew"));
        assert!(Lock::is_left(&path), "as a crash leaves it");
    }
}
