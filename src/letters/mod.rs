//! One letter for each of many: a giấy mời or công văn, and the list of those who get one.
//!
//! [`Roll`] is the list, wherever it comes from; [`Mailing`] makes a document for each of its rows.

mod fill;
mod roll;
mod workbook;

pub use fill::{Gap, Mailing, placeholders};
pub use roll::{MOST_COLUMNS, MOST_ROWS, Roll, RollError};
