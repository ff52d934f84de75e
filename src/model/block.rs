//! The body of a plan and of an annex: numbered paragraphs, plain ones and tables.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::{Style, Table, Text};

/// One block of a body. A clone shares what it holds ([`Text`] its letters, a table its grid) until
/// one of the two is changed, so that a run of blocks is copied at 16 bytes a block.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Block {
    /// A heading, an item or a plain paragraph.
    Text(Paragraph),
    /// A table.
    Table(Arc<Table>),
}

/// A paragraph and the level that numbers it. Numerals are never part of the text.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Paragraph {
    /// What it is in the body's order.
    pub level: Level,
    /// Its words, without numeral.
    pub text: Text,
    /// Whether the count of its level begins anew with it, as in Word: for items under an
    /// unnumbered heading of their own. Means nothing for a level without count.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub restart: bool,
}

/// The levels of families 6a and 6b (Phụ lục I, Mục V) and those that practice adds (`1.1.`, `-`, `+`).
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, strum::EnumIter,
)]
pub enum Level {
    /// `Phần I`, its title below, both centred.
    Part,
    /// `Chương I`, its title below, both centred (family 6a).
    Chapter,
    /// `Mục 1` of a chương, its title below, both centred (family 6a).
    Division,
    /// `Tiểu mục 1` of such a mục, its title below, both centred (family 6a).
    Subdivision,
    /// Mục: `I. TIÊU ĐỀ`.
    Section,
    /// `Điều 1. `, counted through the whole document (family 6a; quyết định).
    Article,
    /// Khoản: `1. `.
    Clause,
    /// `1.1. `, counted inside its khoản.
    SubClause,
    /// Điểm: `a) `, in the order a b c d đ e g h i k…
    Point,
    /// `- `.
    Dash,
    /// `+ `.
    Plus,
    /// No numeral, justified, first line indented.
    #[default]
    Body,
    /// No numeral, centred.
    Centered,
    /// No numeral, to the right.
    Right,
}

/// How the lines of a paragraph stand between the margins.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Align {
    /// Both margins (PL I.II.6.e).
    #[default]
    Justify,
    /// Left margin.
    Left,
    /// In the middle.
    Center,
    /// Right margin.
    Right,
}

impl Level {
    /// The levels that carry a numeral or a mark, from the outermost in.
    pub const NUMBERED: [Self; 11] = [
        Self::Part,
        Self::Chapter,
        Self::Division,
        Self::Subdivision,
        Self::Section,
        Self::Article,
        Self::Clause,
        Self::SubClause,
        Self::Point,
        Self::Dash,
        Self::Plus,
    ];

    /// How deep the level stands: 0 for `Phần`, 10 for `+`, none for paragraphs without numeral.
    pub fn depth(self) -> Option<usize> {
        Self::NUMBERED.iter().position(|level| *level == self)
    }

    /// Whether the level is counted: from `Phần` to `a)`. Dashes and crosses are not.
    pub fn is_counted(self) -> bool {
        self.depth().is_some() && !matches!(self, Self::Dash | Self::Plus)
    }

    /// Whether the level is a heading by the decree (always bold, capitals).
    pub fn is_heading(self) -> bool {
        matches!(self, Self::Section) || self.stands_above_title()
    }

    /// Whether its numeral has a line of its own above the title: `Phần I`, `Chương I`, `Mục 1`,
    /// `Tiểu mục 1`.
    pub fn stands_above_title(self) -> bool {
        matches!(self, Self::Part | Self::Chapter | Self::Division | Self::Subdivision)
    }
}

impl Block {
    /// Creates a text block.
    pub fn new(level: Level, text: impl Into<Text>) -> Self {
        Self::Text(Paragraph::new(level, text))
    }

    /// The paragraph, unless it is a table.
    pub fn paragraph(&self) -> Option<&Paragraph> {
        match self {
            Self::Text(paragraph) => Some(paragraph),
            Self::Table(_) => None,
        }
    }

    /// The table, unless it is a paragraph.
    pub fn table(&self) -> Option<&Table> {
        match self {
            Self::Table(table) => Some(table),
            Self::Text(_) => None,
        }
    }

    /// The table, to be changed; copied first where another plan shares it.
    pub fn table_mut(&mut self) -> Option<&mut Table> {
        match self {
            Self::Table(table) => Some(Arc::make_mut(table)),
            Self::Text(_) => None,
        }
    }

    /// Its texts: its own, or those of its cells, row by row.
    pub fn texts(&self) -> impl Iterator<Item = &Text> {
        let own = self.paragraph().map(|paragraph| &paragraph.text);
        let rows = self.table().map_or(&[][..], |table| &table.rows);
        own.into_iter().chain(rows.iter().flatten().map(|cell| &cell.text))
    }

    /// Whether the two are clones of which neither has been changed since; false says nothing.
    pub fn shares(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Text(a), Self::Text(b)) => {
                (a.level, a.restart) == (b.level, b.restart) && a.text.shares(&b.text)
            }
            (Self::Table(a), Self::Table(b)) => Arc::ptr_eq(a, b),
            _ => false,
        }
    }
}

impl From<Table> for Block {
    fn from(table: Table) -> Self {
        Self::Table(Arc::new(table))
    }
}

impl From<Paragraph> for Block {
    fn from(paragraph: Paragraph) -> Self {
        Self::Text(paragraph)
    }
}

impl Paragraph {
    /// Creates a paragraph that counts on.
    pub fn new(level: Level, text: impl Into<Text>) -> Self {
        Self { level, text: text.into(), restart: false }
    }

    /// Whether the whole paragraph is a title: a heading, or an item that is bold from end to end.
    pub fn is_title(&self) -> bool {
        self.level.is_heading()
            || (self.level.depth().is_some() && self.text.all(|style: Style| style.bold))
    }
}
