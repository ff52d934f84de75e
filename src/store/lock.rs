//! Files that are held locked as long as their program runs. What a crash leaves of them is free
//! again at once: the system lets go of the lock, not of the file.

use std::fs::{self, File, OpenOptions};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

/// A lock file that is held.
#[derive(Debug)]
pub(super) struct Lock {
    path: PathBuf,
    file: File,
}

impl Lock {
    /// Creates and locks a lock file that is not there yet.
    pub fn create(path: PathBuf) -> io::Result<Self> {
        let file = OpenOptions::new().write(true).create_new(true).open(&path)?;
        file.try_lock()?;
        Ok(Self { path, file })
    }

    /// Locks a lock file; none when a running program holds it, or where none can be made.
    pub fn take(path: PathBuf) -> Option<Self> {
        let file =
            OpenOptions::new().write(true).create(true).truncate(false).open(&path).ok()?;
        file.try_lock().ok()?;
        Some(Self { path, file })
    }

    /// Lets go of it and removes the file.
    pub fn release(self) -> io::Result<()> {
        // Unlocked first: Windows removes no file whose lock is held.
        self.file.unlock()?;
        drop(self.file);
        remove(&self.path)
    }
}

/// Removes a file; that none is there is fine.
pub(super) fn remove(file: &Path) -> io::Result<()> {
    match fs::remove_file(file) {
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
        done => done,
    }
}
