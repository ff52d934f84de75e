//! The window.

pub mod body;
