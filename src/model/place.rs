//! Where something stands in a plan: the thread between paper, form and findings.

use serde::{Deserialize, Serialize};

/// A place in a plan. Indices count from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Place {
    /// A line of the parent agency.
    ParentAgency(usize),
    /// A line of the agency.
    Agency(usize),
    /// Quốc hiệu, Tiêu ngữ: fixed words, nothing to edit.
    Fixed,
    /// Number and symbol.
    Number,
    /// Place and date.
    Date,
    /// The decision it is issued with.
    Decision,
    /// Secrecy, urgency, circulation, "DỰ THẢO".
    Marks,
    /// The type's name.
    Type,
    /// Trích yếu.
    Subject,
    /// The n-th addressee (ô 9a).
    Addressee(usize),
    /// Thẩm quyền ban hành.
    Competence,
    /// The n-th căn cứ.
    LegalBasis(usize),
    /// The n-th opening paragraph.
    Opening(usize),
    /// A block of a body.
    Block(Story, usize),
    /// A cell of a table block: story, block, row, column.
    Cell(Story, usize, usize, usize),
    /// The n-th closing paragraph.
    Closing(usize),
    /// The n-th recipient.
    Recipient(usize),
    /// The archive line.
    Archive,
    /// The drafter's mark.
    Drafter,
    /// The n-th signature.
    Signature(usize),
    /// The title of the n-th annex.
    AnnexTitle(usize),
    /// The footer address.
    Address,
}

/// A run of blocks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Story {
    /// The plan's own body.
    Body,
    /// The n-th annex.
    Annex(usize),
}
