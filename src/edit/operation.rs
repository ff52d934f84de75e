//! Everything that can be done to the blocks of a story, as values.

use crate::model::{Block, Level, NOTE_ANCHOR, Paragraph, Story, Table, Text};

use super::spot::{Selection, text_of, text_of_mut};
use super::styling::{self, Emphasis};
use super::table::{self, Area, TableOperation};
use super::{EditKind, Session, blocks as keys, markers};

/// One thing done to the blocks of a story at a selection.
#[derive(Clone, Debug, PartialEq)]
pub enum Operation {
    /// Enter: splits the block (a new line in a cell).
    Split,
    /// Shift+Enter: a forced line break.
    Break,
    /// Backspace at the start of a block.
    JoinBefore,
    /// Delete at the end of a block.
    JoinAfter,
    /// Deletes what is selected: words, or whole blocks.
    DeleteSelection,
    /// Deletes the block (or the selected blocks).
    DeleteBlocks,
    /// Tab.
    Indent,
    /// Shift+Tab.
    Outdent,
    /// The level picker.
    SetLevel(Level),
    /// Begins the count anew with the block, or lets it count on.
    ToggleRestart,
    /// Alt+↑, a heading with all that stands under it.
    MoveUp,
    /// Alt+↓.
    MoveDown,
    /// The block with all that stands under it (or the selected blocks) before another block; past
    /// the last one for the story's length.
    MoveTo(usize),
    /// A copy of the block (or the selected blocks) after it.
    Duplicate,
    /// Ctrl+Enter: an empty block after this one.
    InsertAfter,
    /// A block after this one.
    Insert(Block),
    /// A table of two columns and three rows after this block.
    InsertTable,
    /// A task table after this block.
    InsertTaskTable,
    /// Pastes blocks over the selection.
    Paste(Vec<Block>),
    /// Turns the marker before the caret (`- `, `a) `, `1. `), at the block's start, into its level.
    TakeMarker,
    /// Pastes rows of words into the grid from the caret's cell on.
    PasteGrid(Vec<Vec<Text>>),
    /// Pastes rows of words into the grid of the caret's table from an area's first cell on; one
    /// piece of words into every cell of it.
    FillCells(Area, Vec<Vec<Text>>),
    /// Emphasis on the selection.
    Toggle(Emphasis),
    /// Anchors an empty footnote at the caret.
    InsertNote,
    /// Writes the words of the n-th footnote of the caret's text.
    SetNote(usize, Text),
    /// Takes the n-th footnote of the caret's text away.
    DeleteNote(usize),
    /// A change of the caret's table.
    Table(TableOperation),
    /// A change of an area of the caret's table.
    Cells(Area, TableOperation),
    /// Emphasis on the cells of an area of the caret's table.
    ToggleCells(Area, Emphasis),
}

impl Operation {
    /// Does it to the blocks; returns the selection afterwards. What makes no sense there does
    /// nothing.
    pub fn apply(&self, blocks: &mut Vec<Block>, selection: Selection) -> Selection {
        if blocks.is_empty() {
            blocks.push(Block::Text(Paragraph::default()));
        }
        let selection = selection.clamped(blocks);
        match self {
            Self::Indent => keys::indent(blocks, selection.blocks()),
            Self::Outdent => keys::outdent(blocks, selection.blocks()),
            Self::SetLevel(level) => keys::set_level(blocks, selection.blocks(), *level),
            Self::ToggleRestart => keys::toggle_restart(blocks, selection.blocks()),
            Self::Toggle(emphasis) => styling::toggle_selection(blocks, selection, *emphasis),
            Self::MoveUp | Self::MoveDown | Self::MoveTo(_) | Self::Duplicate => {
                let range = selection.blocks();
                let to = match self {
                    Self::MoveUp => keys::move_up(blocks, &range),
                    Self::MoveDown => keys::move_down(blocks, &range),
                    Self::MoveTo(to) => keys::move_to(blocks, &range, *to),
                    _ => keys::duplicate(blocks, &range),
                };
                return shifted(selection, *range.start(), to).clamped(blocks);
            }
            Self::DeleteSelection => return delete_selection(blocks, selection),
            Self::DeleteBlocks => return keys::remove(blocks, &selection.blocks()),
            Self::InsertAfter => return keys::insert_after(blocks, *selection.blocks().end()),
            Self::Insert(block) => {
                return keys::insert(blocks, *selection.blocks().end(), block.clone());
            }
            Self::InsertTable => {
                let table = Block::from(Table::new(2, 3));
                return keys::insert(blocks, *selection.blocks().end(), table);
            }
            Self::InsertTaskTable => {
                let table = Block::from(Table::of_tasks(3));
                return keys::insert(blocks, *selection.blocks().end(), table);
            }
            Self::Paste(pasted) => return paste(blocks, selection, pasted.clone()),
            Self::Split
            | Self::Break
            | Self::JoinBefore
            | Self::JoinAfter
            | Self::PasteGrid(_)
            | Self::InsertNote
            | Self::SetNote(..)
            | Self::DeleteNote(_)
            | Self::TakeMarker
            | Self::FillCells(..)
            | Self::Cells(..)
            | Self::ToggleCells(..)
            | Self::Table(_) => return self.apply_at_words(blocks, selection),
        }
        selection.clamped(blocks)
    }

    fn apply_at_words(&self, blocks: &mut Vec<Block>, selection: Selection) -> Selection {
        let replaces = matches!(self, Self::Split | Self::Break | Self::InsertNote);
        let selection = match selection {
            Selection::Words { .. } | Selection::Span { .. } if replaces => {
                delete_selection(blocks, selection)
            }
            Selection::Words { .. } => selection,
            Selection::Span { .. } | Selection::Blocks { .. } => return selection,
        };
        let Selection::Words { block, cell, head, .. } = selection else { return selection };
        match (self, cell) {
            (Self::Split, None) => keys::split(blocks, block, head),
            (Self::Break | Self::Split, _) => {
                let Some(text) = text_of_mut(blocks, block, cell) else { return selection };
                let count = text.insert(head, "\n");
                words(block, cell, head + count)
            }
            (Self::JoinBefore, None) => keys::join_before(blocks, block),
            (Self::JoinAfter, None) => keys::join_after(blocks, block),
            (Self::InsertNote, _) => {
                let Some(text) = text_of_mut(blocks, block, cell) else { return selection };
                text.insert_note(head, Text::default());
                words(block, cell, head + 1)
            }
            (Self::SetNote(note, new), _) => {
                let old = text_of_mut(blocks, block, cell).and_then(|t| t.note_mut(*note));
                if let Some(old) = old {
                    *old = without_notes(new);
                }
                selection
            }
            (Self::DeleteNote(note), _) => {
                let Some(text) = text_of_mut(blocks, block, cell) else { return selection };
                let anchors = text.as_str().chars().enumerate();
                let at = anchors.filter(|(_, c)| *c == NOTE_ANCHOR).nth(*note);
                let Some((at, _)) = at else { return selection };
                text.delete(at..at + 1);
                words(block, cell, if head > at { head - 1 } else { head })
            }
            (Self::TakeMarker, None) => markers::take(blocks, block, head),
            (
                Self::PasteGrid(_)
                | Self::FillCells(..)
                | Self::Table(_)
                | Self::Cells(..)
                | Self::ToggleCells(..),
                Some(cell),
            ) => self.apply_in_table(blocks, selection, block, cell),
            _ => selection,
        }
    }
}

impl Operation {
    /// What changes the table that a cell is in.
    fn apply_in_table(
        &self,
        blocks: &mut Vec<Block>,
        selection: Selection,
        block: usize,
        cell: (usize, usize),
    ) -> Selection {
        let Some(table) = blocks.get_mut(block).and_then(Block::table_mut) else {
            return selection;
        };
        let (area, operation) = match self {
            Self::Table(operation) => (Area::from(cell), operation),
            Self::Cells(area, operation) => (*area, operation),
            _ => {
                match self {
                    Self::PasteGrid(grid) => table::fill(table, cell, grid),
                    Self::FillCells(area, grid) => table::fill(table, *area, grid),
                    Self::ToggleCells(area, emphasis) => {
                        styling::toggle_cells(table, *area, *emphasis);
                    }
                    _ => {}
                }
                return selection.clamped(blocks);
            }
        };
        match operation.apply(table, area) {
            Some(to) if to == cell => selection.clamped(blocks),
            Some((row, column)) => {
                Selection::in_cell(block, row, column, usize::MAX).clamped(blocks)
            }
            None => keys::remove(blocks, &(block..=block)),
        }
    }
}

/// Does an operation in a story of the session's plan, as one step of undo, and puts the caret
/// where it belongs. Returns the selection afterwards; none when the story is not there.
pub fn perform(
    session: &mut Session,
    story: Story,
    selection: Selection,
    operation: &Operation,
) -> Option<Selection> {
    let before = session.document().blocks(story)?;
    let mut after = before.clone();
    let selected = operation.apply(&mut after, selection);
    let caret = Some(selected.caret(story));
    if after == *before {
        session.set_caret(caret);
    } else {
        session.edit(EditKind::Step, caret, |document| {
            if let Some(blocks) = document.blocks_mut(story) {
                *blocks = after;
            }
        });
    }
    Some(selected)
}

fn words(block: usize, cell: Option<(usize, usize)>, head: usize) -> Selection {
    Selection::Words { block, cell, anchor: head, head }
}

fn shifted(selection: Selection, from: usize, to: usize) -> Selection {
    let shift = |index: usize| index + to - from.min(index);
    match selection {
        Selection::Words { block, cell, anchor, head } => {
            Selection::Words { block: shift(block), cell, anchor, head }
        }
        Selection::Span { anchor, head } => {
            let shift = |(block, at)| (shift(block), at);
            Selection::Span { anchor: shift(anchor), head: shift(head) }
        }
        Selection::Blocks { anchor, head } => {
            Selection::Blocks { anchor: shift(anchor), head: shift(head) }
        }
    }
}

fn delete_selection(blocks: &mut Vec<Block>, selection: Selection) -> Selection {
    if let Selection::Span { anchor, head } = selection {
        return delete_span(blocks, anchor.min(head), anchor.max(head));
    }
    let Selection::Words { block, cell, anchor, head } = selection else {
        return keys::remove(blocks, &selection.blocks());
    };
    let (from, to) = (anchor.min(head), anchor.max(head));
    if let Some(text) = text_of_mut(blocks, block, cell) {
        text.delete(from..to);
    }
    words(block, cell, from)
}

/// Takes away all between two letters: what is left of both paragraphs is one, of the first one's level
/// unless nothing of that is left.
fn delete_span(
    blocks: &mut Vec<Block>,
    (first, from): (usize, usize),
    (last, to): (usize, usize),
) -> Selection {
    let stay = Selection::at(first, from);
    let Some(Block::Text(end)) = blocks.get_mut(last) else { return stay };
    let tail = end.text.split_off(to);
    let level = (end.level, end.restart);
    let Some(Block::Text(paragraph)) = blocks.get_mut(first) else { return stay };
    paragraph.text.split_off(from);
    paragraph.text.append(tail);
    if from == 0 {
        (paragraph.level, paragraph.restart) = level;
    }
    blocks.drain(first + 1..=last);
    stay
}

fn paste(blocks: &mut Vec<Block>, selection: Selection, pasted: Vec<Block>) -> Selection {
    if pasted.is_empty() {
        return selection;
    }
    if let Selection::Blocks { .. } = selection {
        let range = selection.blocks();
        let (start, count) = (*range.start(), pasted.len());
        blocks.splice(range, pasted);
        return keys::end_of(blocks, start + count - 1);
    }
    let selection = delete_selection(blocks, selection);
    let Selection::Words { block, cell, head, .. } = selection else { return selection };
    if cell.is_none() {
        return keys::paste(blocks, block, head, pasted);
    }
    let mut text = Text::default();
    for new in pasted {
        if !text.is_empty() {
            text.push_break();
        }
        match new {
            Block::Text(paragraph) => text.append(paragraph.text),
            table @ Block::Table(_) => {
                let words = keys::as_text(&[table], &(0..=0));
                text.push(&words, crate::model::Style::PLAIN);
            }
        }
    }
    let Some(here) = text_of_mut(blocks, block, cell) else { return selection };
    let tail = here.split_off(head);
    here.append(text);
    let at = here.len();
    here.append(tail);
    words(block, cell, at)
}

fn without_notes(text: &Text) -> Text {
    let mut holder = Text::default();
    holder.push_note(text.clone());
    holder.notes().first().cloned().unwrap_or_default()
}

/// The words that a selection covers, as text for the clipboard.
pub fn copied(blocks: &[Block], selection: Selection) -> String {
    match selection {
        Selection::Words { block, cell, anchor, head } => {
            let text = text_of(blocks, block, cell);
            let range = anchor.min(head)..anchor.max(head);
            let part = text.map(|text| text.slice(range)).unwrap_or_default();
            part.as_str().chars().filter(|letter| *letter != NOTE_ANCHOR).collect()
        }
        Selection::Span { .. } | Selection::Blocks { .. } => {
            let mut numerals = super::numerals(blocks);
            let range = selection.blocks();
            let cut = cut_off(selection);
            numerals.get_mut(*range.start()).filter(|_| cut).map(String::clear);
            keys::lines_of(&part(blocks, selection), numerals.get(range).unwrap_or_default())
        }
    }
}

/// Whether a selection begins inside a paragraph's words.
fn cut_off(selection: Selection) -> bool {
    matches!(selection, Selection::Span { anchor, head } if anchor.min(head).1 > 0)
}

/// What a selection covers, as blocks of its own; a paragraph that it begins inside of has no level there,
/// for its words are to flow into others.
pub fn part(blocks: &[Block], selection: Selection) -> Vec<Block> {
    let cut = cut_off(selection);
    let range = selection.blocks();
    let all = blocks.iter().enumerate().skip(*range.start()).take(range.clone().count());
    let cut_out = |(index, block): (usize, &Block)| match block {
        Block::Text(paragraph) => {
            let mut paragraph = paragraph.clone();
            if let Some(letters) = selection.letters(index, paragraph.text.len()) {
                paragraph.text = paragraph.text.slice(letters);
            }
            if cut && index == *range.start() {
                (paragraph.level, paragraph.restart) = (Level::Body, false);
            }
            Block::Text(paragraph)
        }
        table @ Block::Table(_) => table.clone(),
    };
    all.map(cut_out).collect()
}
