//! The window as a whole: how it starts and ends, what a command does, whose draft is open and
//! when it may be left.

mod answers;
pub(super) mod command;
mod draft;
mod drafts;
pub(super) mod drops;
mod execute;
mod files;
pub(super) mod start;
pub(super) mod window;
