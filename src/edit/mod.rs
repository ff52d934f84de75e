//! How a plan is changed: one session a draft, one history over the whole plan.
//!
//! Functional at heart: a change is a function from plan to plan, the history keeps the states.

mod history;

pub use history::{Caret, EditKind, Session};
