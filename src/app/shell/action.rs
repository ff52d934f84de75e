//! What the parts of the window ask it for.

use std::path::PathBuf;

use super::command::Command;
use crate::model::DocumentType;

/// Something asked for that the window does after the frame.
#[derive(Clone, Debug, PartialEq)]
pub enum Action {
    /// A command.
    Run(Command),
    /// Opening a draft.
    Open(PathBuf),
    /// Opening a built-in sample, by its name.
    Sample(String),
    /// Beginning an empty document of a type.
    Begin(DocumentType),
    /// Bringing the open draft in line with its hồ sơ.
    Follow,
    /// Listing what would be changed.
    ShowChanges,
    /// Leaving it as it is.
    KeepAsItIs,
    /// Taking over what was left after a crash, by its place among the leftovers.
    Recover(usize),
    /// Throwing it away.
    Forget(usize),
    /// Looking at it beside what its draft's file holds now.
    CompareLeftover(usize),
    /// Opening again what was thrown away, by its file.
    TakeBack(PathBuf),
    /// Reading the open draft's file anew.
    Reload,
    /// Looking at the open draft's file beside the draft.
    CompareDisk,
    /// Saving the open draft over whatever its file holds.
    Overwrite,
    /// Writing a căn cứ by its parts: the n-th, or a new one.
    CiteBasis(Option<usize>),
    /// Removing an entry of the recent drafts.
    Unlist(PathBuf),
    /// Showing a file in its folder.
    Reveal(PathBuf),
    /// Opening a file with its own program.
    Launch(PathBuf),
}
