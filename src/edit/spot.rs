//! Where an operation acts: a stretch of words in one block or cell, or a run of whole blocks.

use std::ops::RangeInclusive;
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
            Self::Blocks { head, .. } => Caret::at(Place::Block(story, head), 0),
        }
    }

    /// The blocks it touches.
    pub fn blocks(self) -> RangeInclusive<usize> {
        match self {
            Self::Words { block, .. } => block..=block,
            Self::Blocks { anchor, head } => anchor.min(head)..=anchor.max(head),
        }
    }

    /// The block the caret is in.
    pub fn block(self) -> usize {
        match self {
            Self::Words { block, .. } => block,
            Self::Blocks { head, .. } => head,
        }
    }

    /// The same selection, moved inside what is really there.
    pub fn clamped(self, blocks: &[Block]) -> Self {
        let last = blocks.len().saturating_sub(1);
        match self {
            Self::Blocks { anchor, head } => {
                Self::Blocks { anchor: anchor.min(last), head: head.min(last) }
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
