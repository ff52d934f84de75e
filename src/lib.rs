//! Kế Hoạch: drafts plans that obey Nghị định 30/2020/NĐ-CP.
//!
//! The folders are the way of the data: see ARCHITECTURE.md.

pub mod edit;
pub mod model;
pub mod read;
pub mod vietnamese;
