//! Where an operation acts: a stretch of words in one block or cell, one from a letter of a block to a
//! letter of another, or a run of whole blocks.

use std::ops::{Range, RangeInclusive};
use std::sync::Arc;

use crate::model::{Block, Place, Story, Text};

use super::Caret;

/// A selection inside the blocks of one story. Positions count characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Selection {
    /// Words of one block, or of one cell of a table block.
    Words {
        /// The block.
        block: usize,
        /// Row and column, where the block is a table.
        cell: Option<(usize, usize)>,
        /// Where the selection began.
        anchor: usize,
        /// Where the caret is.
        head: usize,
    },
    /// Words from a letter of a paragraph to a letter of another, with all that stands between.
    Span {
        /// Where the selection began: block and letter.
        anchor: (usize, usize),
        /// Where the caret is.
        head: (usize, usize),
    },
    /// Whole blocks, both ends among them.
    Blocks {
        /// The block the selection began with.
        anchor: usize,
        /// The block it has reached.
        head: usize,
    },
}

impl Selection {
    /// A caret in a text block.
    pub fn at(block: usize, head: usize) -> Self {
        Self::Words { block, cell: None, anchor: head, head }
    }

    /// A caret in a cell.
    pub fn in_cell(block: usize, row: usize, column: usize, head: usize) -> Self {
        Self::Words { block, cell: Some((row, column)), anchor: head, head }
    }

    /// The story and the selection of a caret, where it stands in a block or cell.
    pub fn of(caret: Caret) -> Option<(Story, Self)> {
        let Caret { place, anchor, head } = caret;
        match place {
            Place::Block(story, block) => {
                Some((story, Self::Words { block, cell: None, anchor, head }))
            }
            Place::Cell(story, block, row, column) => {
                Some((story, Self::Words { block, cell: Some((row, column)), anchor, head }))
            }
            _ => None,
        }
    }

    /// The caret of a selection of words; of whole blocks, a caret at the start of the last one.
    pub fn caret(self, story: Story) -> Caret {
        match self {
            Self::Words { block, cell: None, anchor, head } => {
                Caret { place: Place::Block(story, block), anchor, head }
            }
            Self::Words { block, cell: Some((row, column)), anchor, head } => {
                Caret { place: Place::Cell(story, block, row, column), anchor, head }
            }
            Self::Span { head: (block, head), .. } => {
                Caret::at(Place::Block(story, block), head)
            }
            Self::Blocks { head, .. } => Caret::at(Place::Block(story, head), 0),
        }
    }

    /// The blocks it touches.
    pub fn blocks(self) -> RangeInclusive<usize> {
        match self {
            Self::Words { block, .. } => block..=block,
            Self::Span { anchor, head } => {
                let (first, last) = (anchor.min(head), anchor.max(head));
                // Before the first letter of a paragraph nothing of it is covered.
                let end = if last.1 == 0 { last.0.saturating_sub(1) } else { last.0 };
                first.0..=end.max(first.0)
            }
            Self::Blocks { anchor, head } => anchor.min(head)..=anchor.max(head),
        }
    }

    /// The block the caret is in.
    pub fn block(self) -> usize {
        match self {
            Self::Words { block, .. } => block,
            Self::Span { head: (head, _), .. } | Self::Blocks { head, .. } => head,
        }
    }

    /// Where it began: the block, and the letter where it covers letters of paragraphs.
    pub fn anchor(self) -> (usize, Option<usize>) {
        match self {
            Self::Words { block, cell: None, anchor, .. } => (block, Some(anchor)),
            Self::Words { block, .. } => (block, None),
            Self::Span { anchor: (block, at), .. } => (block, Some(at)),
            Self::Blocks { anchor, .. } => (anchor, None),
        }
    }

    /// The selection that begins where this one did and reaches to a letter of another block; whole
    /// blocks where one end is in a table.
    pub fn reaching(self, (block, letter): (usize, Option<usize>)) -> Self {
        match (self.anchor(), letter) {
            ((own, Some(anchor)), Some(head)) => {
                Self::Span { anchor: (own, anchor), head: (block, head) }
            }
            ((own, _), _) => Self::Blocks { anchor: own, head: block },
        }
    }

    /// The letters of a paragraph that it covers, `length` being all of them; none where it covers
    /// none there or the block as a whole.
    pub fn letters(self, block: usize, length: usize) -> Option<Range<usize>> {
        match self {
            Self::Words { block: own, cell: None, anchor, head } if own == block => {
                Some(anchor.min(head)..anchor.max(head))
            }
            Self::Span { anchor, head } if self.blocks().contains(&block) => {
                let (first, last) = (anchor.min(head), anchor.max(head));
                let from = if block == first.0 { first.1 } else { 0 };
                let to = if block == last.0 { last.1 } else { length };
                Some(from.min(length)..to.min(length))
            }
            _ => None,
        }
    }

    /// The same selection, moved inside what is really there.
    pub fn clamped(self, blocks: &[Block]) -> Self {
        let last = blocks.len().saturating_sub(1);
        match self {
            Self::Blocks { anchor, head } => {
                Self::Blocks { anchor: anchor.min(last), head: head.min(last) }
            }
            Self::Span { anchor, head } => {
                let inside = |(block, at): (usize, usize)| {
                    let block = block.min(last);
                    let length = text_of(blocks, block, None).map(Text::len)?;
                    Some((block, at.min(length)))
                };
                match (inside(anchor), inside(head)) {
                    (Some((block, anchor)), Some((other, head))) if block == other => {
                        Self::Words { block, cell: None, anchor, head }
                    }
                    (Some(anchor), Some(head)) => Self::Span { anchor, head },
                    // One of them is a table, which is selected whole.
                    _ => Self::Blocks { anchor: anchor.0, head: head.0 }.clamped(blocks),
                }
            }
            Self::Words { block, cell, anchor, head } => {
                let block = block.min(last);
                let cell = match blocks.get(block) {
                    Some(Block::Table(table)) => {
                        let (row, column) = cell.unwrap_or_default();
                        let row = row.min(table.rows.len().saturating_sub(1));
                        let column = column.min(table.columns().saturating_sub(1));
                        Some(super::table::origin(table, row, column))
                    }
                    _ => None,
                };
                let length = text_of(blocks, block, cell).map_or(0, Text::len);
                Self::Words { block, cell, anchor: anchor.min(length), head: head.min(length) }
            }
        }
    }
}

/// The text of a block or of a cell of it.
pub fn text_of(blocks: &[Block], block: usize, cell: Option<(usize, usize)>) -> Option<&Text> {
    match (blocks.get(block)?, cell) {
        (Block::Text(paragraph), None) => Some(&paragraph.text),
        (Block::Table(table), Some((row, column))) => {
            Some(&table.rows.get(row)?.get(column)?.text)
        }
        _ => None,
    }
}

/// The text of a block or of a cell of it, to be changed.
pub fn text_of_mut(
    blocks: &mut [Block],
    block: usize,
    cell: Option<(usize, usize)>,
) -> Option<&mut Text> {
    match (blocks.get_mut(block)?, cell) {
        (Block::Text(paragraph), None) => Some(&mut paragraph.text),
        (Block::Table(table), Some((row, column))) => {
            Some(&mut Arc::make_mut(table).rows.get_mut(row)?.get_mut(column)?.text)
        }
        _ => None,
    }
}
