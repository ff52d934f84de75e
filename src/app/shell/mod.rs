//! The window as a whole: how it starts and ends, what a command does, whose draft is open and
//! when it may be left.

pub(super) mod action;
pub(super) mod answers;
mod clicks;
pub(super) mod command;
pub(super) mod commands;
mod desk_view;
pub(super) mod draft;
pub(super) mod drops;
pub(super) mod errands;
mod execute;
mod instance;
pub(super) mod leaving;
mod leftovers;
mod moves;
mod opening;
pub(super) mod own_files;
pub(super) mod purpose;
mod related;
pub(super) mod renderer;
mod saver;
mod saving;
mod session_end;
pub(super) mod start;
#[cfg(test)]
mod tests;
pub(super) mod turnstile;
pub(super) mod window;
