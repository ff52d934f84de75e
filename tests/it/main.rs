//! The whole program's tests, one binary: a tree of test programs would each link the typesetter
//! and the window's toolkit anew. `tests/store_kill.rs` stands apart, because it starts itself.

#![allow(clippy::disallowed_methods, reason = "tests write and spawn as they please")]

mod check_planted;
mod check_rules;
mod cli_check;
mod cli_dossier;
mod cli_export;
mod cli_letters;
mod edit_window;
mod layers;
mod paper;
mod paper_any;
mod paper_bound;
mod paper_care;
mod paper_hard;
mod paper_kinds;
mod paper_live;
mod plans;
#[cfg(unix)]
mod print_cups;
mod read_any;
mod read_back;
mod read_corpus;
mod read_docx;
mod read_docx_parts;
mod read_forms;
mod read_papers;
mod read_real;
mod store_draft;
mod word_back;
mod word_desk;
mod word_paper;
mod word_parts;
mod word_plan;
