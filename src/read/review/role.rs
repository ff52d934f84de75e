//! The parts a paragraph can play in a plan, and what each asks of its words.

use crate::model::{Block, Document, Level, Place, Text};

use crate::read::recognise::numeral::numeral;
use crate::standard::layout;

/// What a paragraph is in the plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Role {
    /// A căn cứ.
    LegalBasis,
    /// A paragraph before the first mục.
    Opening,
    /// A block of the body (or of the annex it stands in).
    Block(Level),
    /// A closing paragraph.
    Closing,
    /// A line of Nơi nhận.
    Recipient,
}

/// The part a place plays; none where it is no paragraph that could play another.
pub fn role_of(document: &Document, place: Place) -> Option<Role> {
    match place {
        Place::LegalBasis(n) => document.legal_basis.get(n).map(|_| Role::LegalBasis),
        Place::Opening(n) => document.opening.get(n).map(|_| Role::Opening),
        Place::Closing(n) => document.closing.get(n).map(|_| Role::Closing),
        Place::Recipient(n) => document.recipients.get(n).map(|_| Role::Recipient),
        Place::Block(story, n) => {
            let paragraph = document.blocks(story)?.get(n)?.paragraph()?;
            Some(Role::Block(paragraph.level))
        }
        _ => None,
    }
}

impl Role {
    /// Every part that can be chosen, in the order of the paper.
    pub const ALL: [Self; 18] = [
        Self::LegalBasis,
        Self::Opening,
        Self::Block(Level::Part),
        Self::Block(Level::Chapter),
        Self::Block(Level::Division),
        Self::Block(Level::Subdivision),
        Self::Block(Level::Section),
        Self::Block(Level::Article),
        Self::Block(Level::Clause),
        Self::Block(Level::SubClause),
        Self::Block(Level::Point),
        Self::Block(Level::Dash),
        Self::Block(Level::Plus),
        Self::Block(Level::Body),
        Self::Block(Level::Centered),
        Self::Block(Level::Right),
        Self::Closing,
        Self::Recipient,
    ];

    /// Whether it can be chosen in a document: chương, their mục and điều only where the document's type
    /// has them or the document holds one.
    pub fn is_offered(self, document: &Document) -> bool {
        let Self::Block(level) = self else { return true };
        let of_articles =
            level == Level::Article || level.stands_above_title() && level != Level::Part;
        let holds = || {
            let mut paragraphs = document.body.iter().filter_map(Block::paragraph);
            paragraphs.any(|paragraph| paragraph.level == level)
        };
        !of_articles || layout(document.document_type).ladder.contains(&level) || holds()
    }

    /// What it is called, in the decree's words.
    pub fn text(self) -> &'static str {
        match self {
            Self::LegalBasis => "Căn cứ",
            Self::Opening => "Mở đầu",
            Self::Block(Level::Part) => "Phần I",
            Self::Block(Level::Chapter) => "Chương I",
            Self::Block(Level::Division) => "Mục 1 của chương",
            Self::Block(Level::Subdivision) => "Tiểu mục 1",
            Self::Block(Level::Article) => "Điều 1.",
            Self::Block(Level::Section) => "Mục I.",
            Self::Block(Level::Clause) => "Khoản 1.",
            Self::Block(Level::SubClause) => "Khoản 1.1.",
            Self::Block(Level::Point) => "Điểm a)",
            Self::Block(Level::Dash) => "Gạch đầu dòng -",
            Self::Block(Level::Plus) => "Dấu cộng +",
            Self::Block(Level::Body) => "Đoạn thường",
            Self::Block(Level::Centered) => "Đoạn ở giữa",
            Self::Block(Level::Right) => "Đoạn bên phải",
            Self::Closing => "Kết thúc",
            Self::Recipient => "Nơi nhận",
        }
    }
}

/// Words as their part needs them: no typed numeral, no mark the paper writes, no look that the
/// paper gives.
pub(super) fn fitting(mut text: Text, role: Role) -> Text {
    let length = text.len();
    match role {
        Role::Block(level) => {
            if level.depth().is_some()
                && let Some((_, front)) = numeral(text.as_str())
                && front < length
            {
                text = text.split_off(front);
            }
            let length = text.len();
            if level.is_heading() && text.all(|style| style.bold) {
                text.restyle(0..length, |style| style.bold = false);
            }
        }
        Role::LegalBasis => {
            if text.all(|style| style.italic) {
                text.restyle(0..length, |style| style.italic = false);
            }
            let bare = text.as_str().trim_end_matches([';', '.', ',', ' ']).chars().count();
            text.split_off(bare);
        }
        Role::Opening | Role::Closing | Role::Recipient => {}
    }
    text.trim();
    text
}
