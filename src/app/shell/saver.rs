//! One save of a draft at a time. Two at once could reach the disk in the wrong order, and the
//! second would take what the first has written for somebody else's.

use std::path::{Path, PathBuf};

/// A save that is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wanted {
    /// The file.
    pub path: PathBuf,
    /// What may be written over.
    pub over: Over,
}

/// What a save may write over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Over {
    /// The state of the file that is known here, or a file she has just chosen.
    Known,
    /// Whatever stands there: she has said so.
    Whatever,
}

/// Whether a draft is being written.
#[derive(Debug, Default)]
pub enum Saver {
    /// It is not.
    #[default]
    Idle,
    /// This revision is being written to this file.
    Writing(PathBuf, u64),
    /// The same, and afterwards the draft is written again as it is then.
    WritingThenAgain(PathBuf, u64, Wanted),
}

impl Saver {
    /// Asks for a save. True when it may begin now; otherwise it follows the one that runs, unless
    /// that one writes the very same.
    pub fn ask(&mut self, wanted: &Wanted, revision: u64) -> bool {
        let (path, running) = match std::mem::take(self) {
            Self::Idle => {
                *self = Self::Writing(wanted.path.clone(), revision);
                return true;
            }
            Self::Writing(path, running) if path == wanted.path && running == revision => {
                *self = Self::Writing(path, running);
                return false;
            }
            Self::Writing(path, running) | Self::WritingThenAgain(path, running, _) => {
                (path, running)
            }
        };
        *self = Self::WritingThenAgain(path, running, wanted.clone());
        false
    }

    /// The save that runs has ended; returns the one that follows.
    pub fn ended(&mut self) -> Option<Wanted> {
        match std::mem::take(self) {
            Self::Idle | Self::Writing(..) => None,
            Self::WritingThenAgain(_, _, wanted) => Some(wanted),
        }
    }

    /// The file and the revision that are being written.
    pub fn writing(&self) -> Option<(&Path, u64)> {
        match self {
            Self::Idle => None,
            Self::Writing(path, revision) | Self::WritingThenAgain(path, revision, _) => {
                Some((path, *revision))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wanted(path: &str) -> Wanted {
        Wanted { path: path.into(), over: Over::Known }
    }

    #[test]
    fn one_save_runs_and_the_last_one_wanted_follows() {
        let mut saver = Saver::default();
        assert!(saver.ask(&wanted("a"), 1));
        assert!(!saver.ask(&wanted("a"), 1));
        assert_eq!(saver.ended(), None, "the very same is not written twice");
        assert!(saver.ask(&wanted("a"), 1));
        assert!(!saver.ask(&wanted("a"), 2));
        assert!(!saver.ask(&wanted("b"), 3));
        assert_eq!(saver.writing(), Some((Path::new("a"), 1)));
        assert_eq!(saver.ended(), Some(wanted("b")));
        assert_eq!(saver.writing(), None);
        assert_eq!(saver.ended(), None);
    }
}
