//! What she means: a plan and its parts, in the decree's terms.
//!
//! Plain data with serde: no files, no fonts, no window. Where a type can keep illegal paper from
//! being said, it does (a `KT.` signature has a deputy, a `TM.` stands above it).

mod block;
mod document;
mod earlier;
mod fields;
mod marks;
mod normal;
mod page;
mod place;
mod sharing;
mod signature;
mod table;
mod text;
mod waiver;
mod widths;

pub use block::{Align, Block, Level, Paragraph};
pub use document::{
    Annex, Archive, Decision, Document, DocumentType, IssueDate, Number, PlanReference,
    Recipient, Standing,
};
pub use fields::{Field, Part, each_field};
pub use marks::{Circulation, DrafterMark, Secrecy, Urgency};
pub use page::{FirstLineIndent, Margins, PageSetup, SizeSet};
pub use place::{Place, Story};
pub use sharing::{Difference, between};
pub use signature::{Authority, Signature};
pub use table::{Cell, CellAlign, Table};
pub use text::{NOTE_ANCHOR, Segment, Style, Text};
pub use waiver::Waiver;
