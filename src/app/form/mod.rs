//! The form: the cards in the order of the paper, and the editor of the body.

pub mod body;
pub mod cards;
pub(super) mod editors;
pub(super) mod memory;
