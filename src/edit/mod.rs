//! How a plan is changed: one session a draft, one history over the whole plan.
//!
//! Functional at heart: a change is a function from plan to plan, the history keeps the states.
//! What keys and menus do to the blocks of a story is an [`Operation`] at a [`Selection`].

pub mod blocks;
mod find;
mod history;
mod markers;
#[cfg(test)]
mod notation;
mod operation;
#[cfg(test)]
mod property;
mod sampled;
mod spot;
mod styling;
pub mod table;
#[cfg(test)]
mod tables;

pub use crate::compose::numerals;
pub use find::{Found, Needle, find, replace_all, replace_one, text_mut};
pub use history::{Caret, EditKind, Session};
pub use markers::marker;
pub use operation::{Operation, copied, part, perform};
pub use sampled::begin_from_sample;
pub use spot::{Selection, text_of, text_of_mut};
pub use styling::{Emphasis, style_before, toggle};
pub use table::{Area, TableOperation};
