//! Citations of documents (PL I.II.6.b): understood from running text, and written in the decree's
//! form.
//!
//! Two views of a text: [`parse()`] finds what is cited by number, or a law by its name, with its
//! parts; [`spans`] gives the stretches in which old names and years are right.

mod mask;
mod parse;
mod write;

pub(crate) use mask::spans;
pub use parse::{Citation, CitedDate, Form, parse};
pub(crate) use write::type_of;
pub use write::{Parts, in_full};
