//! Which drafts are open: a second window is told that a first one has a draft, on this machine and
//! on others.
//!
//! On this desk it is one lock file a draft, `open/<stamp of its path>.lock` in the user's own
//! folder, and a second one for a file with several names. For everybody else it is a mark beside
//! the draft ([`super::shared_lock`]).

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::disk::{self, Step};
use super::home::{Home, make_folder};
use super::lock::Lock;
use super::shared_lock::{Holder, SharedLock};
use super::stamp::Stamp;

/// A draft that this window has open. Dropped, the draft is free again.
#[derive(Debug)]
pub struct Claim {
    path: PathBuf,
    locks: Vec<Lock>,
    shared: Option<SharedLock>,
}

/// Somebody else has the draft open.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum InUse {
    /// Another window of hers.
    #[error("bản thảo đang mở ở một cửa sổ khác của chương trình")]
    Here,
    /// Another person, or another machine.
    #[error("bản thảo do {0}")]
    Elsewhere(Box<Holder>),
}

impl Claim {
    /// Claims a draft for this window. Where no lock can be kept the draft is claimed all the
    /// same: she must be able to work. Asks the draft's disk, which may be slow to answer.
    ///
    /// # Errors
    /// [`InUse`] when another window has it.
    pub fn take(home: &Home, draft: &Path) -> Result<Self, InUse> {
        let path = same_name(draft);
        let mut locks = Vec::new();
        let folder = home.data().join("open");
        if make_folder(&folder).is_ok() {
            let name = Stamp::of(path.as_os_str().as_encoded_bytes()).to_string();
            for name in std::iter::once(name).chain(identity(&path)) {
                let file = folder.join(name).with_extension("lock");
                match Lock::take(file.clone()) {
                    Some(lock) => locks.push(lock),
                    None if file.exists() => return Err(InUse::Here),
                    None => {}
                }
            }
        }
        let lock = locks.first().map(Lock::path);
        let shared = SharedLock::take(home, &path, lock).map_err(InUse::Elsewhere)?;
        Ok(Self { path, locks, shared })
    }

    /// Claims a draft, unless it is the one that is claimed already under the name `held`.
    ///
    /// # Errors
    /// As [`Claim::take`].
    pub fn take_beside(
        home: &Home,
        draft: &Path,
        held: Option<&Path>,
    ) -> Result<Option<Self>, InUse> {
        if held.is_some_and(|held| is_same(held, draft)) {
            return Ok(None);
        }
        Self::take(home, draft).map(Some)
    }

    /// The claimed draft, by the one name of its file.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Lets go of the draft, and waits as long as given until the mark beside it is gone; its disk may
    /// not answer.
    ///
    /// # Errors
    /// A lock file's removal was refused; the draft is free all the same.
    pub fn release(mut self, patience: Duration) -> io::Result<()> {
        let shared = self.shared.take().map_or(Ok(()), |shared| shared.release(patience));
        let locks: io::Result<Vec<()>> = self.locks.drain(..).map(Lock::release).collect();
        shared.and(locks.map(|_| ()))
    }
}

/// Whether two names are of one file. Asks the disk where the names differ.
pub fn is_same(one: &Path, other: &Path) -> bool {
    one == other
        || same_name(one) == same_name(other)
        || same_file::is_same_file(one, other).unwrap_or(false)
}

/// One name for a file that can be named in several ways.
pub(super) fn same_name(path: &Path) -> PathBuf {
    let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    if disk::ask(Step::Look, &path).is_err() {
        return path;
    }
    if let Ok(name) = path.canonicalize() {
        return name;
    }
    // It is not there yet, or not any more: its folder may be, and may have several names too.
    match (path.parent().and_then(|folder| folder.canonicalize().ok()), path.file_name()) {
        (Some(folder), Some(name)) => folder.join(name),
        _ => path,
    }
}

/// What a file with several names (hard links) is called under each of them; none for all others,
/// which a save replaces by a new file.
#[cfg(unix)]
fn identity(path: &Path) -> Option<String> {
    use std::os::unix::fs::MetadataExt;
    let found = fs::metadata(path).ok().filter(|found| found.nlink() > 1)?;
    Some(format!("{:x}-{:x}", found.dev(), found.ino()))
}

#[cfg(not(unix))]
fn identity(path: &Path) -> Option<String> {
    let _ = fs::metadata(path);
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_draft_belongs_to_one_window_at_a_time() {
        let folder = tempfile::tempdir().expect("a folder");
        let home = Home::at(folder.path());
        let draft = folder.path().join("a.kehoach");
        fs::write(&draft, "x").expect("written");
        let first = Claim::take(&home, &draft).expect("free");
        let other_name = folder.path().join(".").join("a.kehoach");
        assert_eq!(Claim::take(&home, &other_name).err(), Some(InUse::Here));
        assert!(is_same(first.path(), &other_name));
        let beside = Claim::take_beside(&home, &other_name, Some(first.path()));
        assert!(beside.is_ok_and(|claim| claim.is_none()), "it is claimed already");
        assert!(Claim::take(&home, &folder.path().join("b.kehoach")).is_ok());
        first.release(Duration::from_secs(20)).expect("released");
        let again = Claim::take(&home, &draft).expect("free again");
        drop(again);
        assert!(Claim::take(&home, &draft).is_ok(), "a crash leaves it free");
    }

    #[test]
    fn another_desk_is_told_who_has_it() {
        let folder = tempfile::tempdir().expect("a folder");
        let (one, two) =
            (Home::at(folder.path().join("một")), Home::at(folder.path().join("hai")));
        let draft = folder.path().join("a.kehoach");
        fs::write(&draft, "x").expect("written");
        let first = Claim::take(&one, &draft).expect("free");
        let refused = Claim::take(&two, &draft).expect_err("it is open");
        assert!(matches!(refused, InUse::Elsewhere(_)), "{refused}");
        first.release(Duration::from_secs(20)).expect("released");
        let second = Claim::take(&two, &draft).expect("free");
        second.release(Duration::from_secs(20)).expect("released");
        let left = fs::read_dir(folder.path()).expect("there").count();
        assert_eq!(left, 3, "the draft and two homes: nothing is left beside it");
    }

    #[cfg(unix)]
    #[test]
    fn a_file_with_two_names_is_one_draft() {
        let folder = tempfile::tempdir().expect("a folder");
        let home = Home::at(folder.path().join("nhà"));
        let (one, two) = (folder.path().join("a.kehoach"), folder.path().join("b.kehoach"));
        fs::write(&one, "x").expect("written");
        fs::hard_link(&one, &two).expect("linked");
        let first = Claim::take(&home, &one).expect("free");
        assert_eq!(Claim::take(&home, &two).err(), Some(InUse::Here));
        assert!(is_same(first.path(), &two));
    }
}
