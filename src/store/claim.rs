//! Which drafts are open: a second window of the program is told that the first has a draft.
//!
//! One lock file a draft, `open/<hash of its path>.lock` in the user's own folder: nothing is put
//! beside the draft, whose folder may be shared or read-only. What colleagues on other machines do
//! to the file is noticed when it is saved ([`super::draft::save_over`]).

use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::io;
use std::path::{Path, PathBuf};

use super::home::{Home, make_folder};
use super::lock::Lock;

/// A draft that this window has open. Dropped, the draft is free again.
#[derive(Debug)]
pub struct Claim {
    path: PathBuf,
    lock: Option<Lock>,
}

/// Another window has the draft open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("bản thảo đang mở ở một cửa sổ khác của chương trình")]
pub struct InUse;

impl Claim {
    /// Claims a draft for this window. Where no lock can be kept the draft is claimed all the
    /// same: she must be able to work.
    ///
    /// # Errors
    /// [`InUse`] when another window has it.
    pub fn take(home: &Home, draft: &Path) -> Result<Self, InUse> {
        let path = same_name(draft);
        let folder = home.data().join("open");
        if make_folder(&folder).is_err() {
            return Ok(Self { path, lock: None });
        }
        let mut hasher = DefaultHasher::new();
        path.hash(&mut hasher);
        let file = folder.join(format!("{:016x}.lock", hasher.finish()));
        match Lock::take(file.clone()) {
            Some(lock) => Ok(Self { path, lock: Some(lock) }),
            None if file.exists() => Err(InUse),
            None => Ok(Self { path, lock: None }),
        }
    }

    /// Whether it is the claim of this draft.
    pub fn is_of(&self, draft: &Path) -> bool {
        self.path == same_name(draft)
    }

    /// Lets go of the draft.
    ///
    /// # Errors
    /// The lock file's removal was refused; the draft is free all the same.
    pub fn release(mut self) -> io::Result<()> {
        self.lock.take().map_or(Ok(()), Lock::release)
    }
}

/// One name for a file that can be named in several ways.
fn same_name(path: &Path) -> PathBuf {
    std::path::absolute(path)
        .and_then(|path| path.canonicalize().or(Ok(path)))
        .unwrap_or_else(|_| path.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_draft_belongs_to_one_window_at_a_time() {
        let folder = tempfile::tempdir().expect("a folder");
        let home = Home::at(folder.path());
        let draft = folder.path().join("a.kehoach");
        std::fs::write(&draft, "x").expect("written");
        let first = Claim::take(&home, &draft).expect("free");
        let other_name = folder.path().join(".").join("a.kehoach");
        assert_eq!(Claim::take(&home, &other_name).err(), Some(InUse));
        assert!(first.is_of(&other_name));
        assert!(Claim::take(&home, &folder.path().join("b.kehoach")).is_ok());
        first.release().expect("released");
        let again = Claim::take(&home, &draft).expect("free again");
        drop(again);
        assert!(Claim::take(&home, &draft).is_ok(), "a crash leaves it free");
    }
}
