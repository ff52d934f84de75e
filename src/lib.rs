//! Kế Hoạch: drafts plans that obey Nghị định 30/2020/NĐ-CP.
//!
//! The folders are the way of the data: see ARCHITECTURE.md.

#![cfg_attr(
    test,
    allow(clippy::disallowed_methods, reason = "tests write and spawn as they please")
)]

pub mod app;
pub mod check;
pub mod citation;
pub mod cli;
pub mod compare;
pub mod compose;
pub mod dossier;
pub mod drafting;
pub mod edit;
pub mod export;
pub mod fonts;
pub mod model;
pub mod print;
pub mod read;
pub mod renew;
pub mod samples;
pub mod standard;
pub mod store;
pub mod typeset;
pub mod vietnamese;
pub mod word;
