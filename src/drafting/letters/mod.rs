//! One letter a recipient: a document written once, and a list of those who get it.

mod list;
mod merge;
mod workbook;

pub use list::{List, ListError, MOST_LETTERS};
pub use merge::{Letter, Mailing, MergeError, file_name, letters, unknown_names};
