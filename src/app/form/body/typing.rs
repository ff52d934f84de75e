//! Writing at the caret: typing, erasing, pasting.

use egui::text::{CCursor, CharIndex};
use egui::{Modifiers, TextBuffer as _};
use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::canonical_combining_class;

use crate::edit::{self, EditKind, Operation, Selection, Session, TableOperation};
use crate::model::{Block, Level, Story, Style, Table, Text};

use super::keys::Keyboard;
use super::motion::length;
use super::{BlockEditor, clipboard};

impl BlockEditor {
    /// Writes words at the caret, over what is selected.
    pub(super) fn type_words(&mut self, session: &mut Session, story: Story, words: &str) {
        if let Some(Selection::Span { .. }) = self.chosen {
            self.perform(session, story, &Operation::DeleteSelection);
        } else if let Some(chosen) = self.chosen {
            let first = *chosen.blocks().start();
            // Typing over whole blocks leaves one of the first one's level.
            let blocks = session.document().blocks(story);
            let level =
                blocks.and_then(|blocks| blocks.get(first)?.paragraph().map(|p| p.level));
            let empty = Block::new(level.unwrap_or(Level::Body), "");
            self.perform(session, story, &Operation::Paste(vec![empty]));
        }
        if let Some((area, _)) = self.area(session, story)
            && let Some(block) = self.cells.map(|cells| cells.block)
        {
            // Typing over cells empties them and begins in the first.
            let clear = Operation::Cells(area, TableOperation::Clear);
            self.perform(session, story, &clear);
            let first = Selection::in_cell(block, area.top, area.left, 0);
            session.set_caret(Some(first.caret(story)));
            self.cells = None;
        }
        let Some(selection) = self.selection(session, story) else { return };
        let Selection::Words { block, cell, anchor, head } = selection else { return };
        let blocks = session.document().blocks(story).map_or(&[][..], Vec::as_slice);
        let Some(text) = edit::text_of(blocks, block, cell) else { return };
        let mut text = text.clone();
        let style = self.typing_style(session, story);
        let (mut at, to) = (anchor.min(head), anchor.max(head));
        if at < to {
            session.end_step();
            text.delete(at..to);
        }
        let mut words = words.to_owned();
        let marks = words.chars().next().is_some_and(|c| canonical_combining_class(c) != 0);
        if marks && let Some(before) = at.checked_sub(1) {
            // The legacy Vietnamese keyboard sends tone marks on their own: one letter they become.
            let letter = text.as_str().chars().nth(before);
            let joined: String = letter.into_iter().chain(words.chars()).nfc().collect();
            if joined.chars().next() != letter {
                text.delete(before..at);
                at = before;
                words = joined;
            }
        }
        let count = text.insert_styled(at, &words, style);
        let caret = Selection::Words { block, cell, anchor: at + count, head: at + count };
        let place = caret.caret(story);
        session.edit(EditKind::Typing(place.place), Some(place), |document| {
            set_text(document.blocks_mut(story), block, cell, text);
        });
        self.typed += count;
        if self.sticky.is_some() {
            self.sticky = Some((place, style));
        }
        self.moved();
        if words.ends_with(' ') && cell.is_none() {
            self.take_marker(session, story, block, at + count);
        }
    }

    /// What she types before an item by habit becomes its level, as a step of its own: undo brings
    /// the letters back. An input tool is done with a word when the space comes, so nothing of it
    /// is rewritten.
    fn take_marker(&mut self, session: &mut Session, story: Story, block: usize, head: usize) {
        let blocks = session.document().blocks(story).map_or(&[][..], Vec::as_slice);
        let Some(text) = edit::text_of(blocks, block, None) else { return };
        let before: String = text.as_str().chars().take(head).collect();
        if edit::marker(&before).is_some_and(|(_, length)| length == head) {
            self.perform(session, story, &Operation::TakeMarker);
        }
    }

    /// The look of what would be typed now.
    pub fn typing_style(&self, session: &Session, story: Story) -> Style {
        let Some(selection) = self.selection(session, story) else { return Style::PLAIN };
        if let Some((caret, style)) = self.sticky
            && session.caret() == Some(caret)
        {
            return style;
        }
        let Selection::Words { block, cell, anchor, head } = selection else {
            return Style::PLAIN;
        };
        let blocks = session.document().blocks(story).map_or(&[][..], Vec::as_slice);
        let Some(text) = edit::text_of(blocks, block, cell) else { return Style::PLAIN };
        if anchor == head {
            edit::style_before(text, head)
        } else {
            text.style_at(anchor.min(head))
        }
    }

    /// Erases a range of the caret's words.
    pub(super) fn erase(
        &mut self,
        keyboard: &mut Keyboard<'_>,
        selection: Selection,
        from: usize,
        to: usize,
    ) {
        let Selection::Words { block, cell, anchor, head } = selection else { return };
        let story = keyboard.story;
        let Some(text) = edit::text_of(keyboard.blocks(), block, cell) else { return };
        let mut text = text.clone();
        let style = text.style_at(from);
        text.delete(from..to);
        let caret = Selection::Words { block, cell, anchor: from, head: from }.caret(story);
        let count = to - from;
        // Taking back what was just typed belongs to the typing: input tools do it in every word.
        let kind = if anchor == head && to == head && count <= self.typed {
            self.typed -= count;
            EditKind::Typing(caret.place)
        } else {
            self.typed = 0;
            EditKind::Deleting(caret.place)
        };
        if anchor != head {
            keyboard.session.end_step();
        }
        keyboard.session.edit(kind, Some(caret), |document| {
            set_text(document.blocks_mut(story), block, cell, text);
        });
        // What is typed over erased words keeps their look, as the letters of a burst need.
        self.sticky = Some((caret, style));
        self.moved();
    }

    pub(super) fn backspace(
        &mut self,
        keyboard: &mut Keyboard<'_>,
        modifiers: Modifiers,
        selection: Selection,
    ) {
        let Selection::Words { block, cell, anchor, head } = selection else { return };
        if anchor != head {
            self.erase(keyboard, selection, anchor.min(head), anchor.max(head));
        } else if head > 0 {
            let from = if modifiers.ctrl || modifiers.alt {
                let words = edit::text_of(keyboard.blocks(), block, cell).map(Text::as_str);
                let mut words = words.unwrap_or_default().to_owned();
                words.delete_previous_word(CCursor::new(CharIndex(head))).index.0
            } else {
                head - 1
            };
            self.erase(keyboard, selection, from.min(head), head);
        } else if cell.is_none() {
            self.perform(keyboard.session, keyboard.story, &Operation::JoinBefore);
        }
    }

    pub(super) fn delete(
        &mut self,
        keyboard: &mut Keyboard<'_>,
        modifiers: Modifiers,
        selection: Selection,
    ) {
        let Selection::Words { block, cell, anchor, head } = selection else { return };
        let length = length(keyboard.blocks(), selection);
        if anchor != head {
            self.erase(keyboard, selection, anchor.min(head), anchor.max(head));
        } else if head < length {
            let to = if modifiers.ctrl || modifiers.alt {
                let words = edit::text_of(keyboard.blocks(), block, cell).map(Text::as_str);
                let mut words = words.unwrap_or_default().to_owned();
                words.delete_next_word(CCursor::new(CharIndex(head)));
                head + length.saturating_sub(words.chars().count())
            } else {
                head + 1
            };
            self.erase(keyboard, selection, head, to.min(length));
        } else if cell.is_none() {
            self.perform(keyboard.session, keyboard.story, &Operation::JoinAfter);
        }
    }

    pub(super) fn paste_words(&mut self, keyboard: &mut Keyboard<'_>, words: &str) {
        let (session, story) = (&mut *keyboard.session, keyboard.story);
        let plain = clipboard::takes_plain(keyboard.ui.ctx());
        let copied = clipboard::take(keyboard.ui.ctx(), words).filter(|_| !plain);
        if let Some(blocks) = copied {
            match blocks.as_slice() {
                [Block::Table(grid)] if self.cell(session, story).is_some() => {
                    self.fill_cells(session, story, texts_of(grid));
                }
                _ => self.perform(session, story, &Operation::Paste(blocks)),
            }
            return;
        }
        let words = crate::vietnamese::nfc(&words.replace("\r\n", "\n"));
        let line = words.trim_end_matches('\n');
        let cell = self.cell(session, story);
        if cell.is_some()
            && let Some(grid) = self.grid_of(line)
        {
            self.fill_cells(session, story, grid);
            return;
        }
        if cell.is_none() && (line.contains('\n') || self.is_blank(session, story)) {
            let mut blocks = (self.pasting.blocks)(line);
            if plain {
                blocks.iter_mut().for_each(bare);
            }
            // One line is more than words only where it brings a level or is a table.
            let simple =
                |block: &Block| block.paragraph().is_some_and(|p| p.level == Level::Body);
            if line.contains('\n') || blocks.first().is_some_and(|block| !simple(block)) {
                self.perform(session, story, &Operation::Paste(blocks));
                return;
            }
        }
        if let Some(text) = (self.pasting.text)(line).filter(|_| !plain) {
            let level = self.chosen.and_then(|chosen| {
                let first = *chosen.blocks().start();
                let block = session.document().blocks(story)?.get(first)?;
                block.paragraph().map(|paragraph| paragraph.level)
            });
            let block = Block::new(level.unwrap_or(Level::Body), text);
            self.perform(session, story, &Operation::Paste(vec![block]));
            return;
        }
        session.end_step();
        let start = self.at_start(session, story);
        self.type_words(session, story, line);
        session.end_step();
        self.typed = 0;
        if let Some(block) = start
            && let Some((_, length)) = edit::marker(line)
        {
            let marker = Selection::at(block, length);
            self.perform_at(session, story, marker, &Operation::TakeMarker);
            let end = line.chars().count() - length;
            session.set_caret(Some(Selection::at(block, end).caret(story)));
        }
    }

    /// Words pasted into a table as rows of cells: what the clipboard has as a table, or rows parted
    /// by tabs; one piece of words where cells are selected, which goes into each of them.
    fn grid_of(&self, line: &str) -> Option<Vec<Vec<Text>>> {
        let tabs = line.contains('\t') && !edit::blocks::is_list(line);
        if tabs || line.contains('\n') {
            let blocks = (self.pasting.blocks)(line);
            if let [Block::Table(grid)] = blocks.as_slice() {
                return Some(texts_of(grid));
            }
        }
        if tabs {
            let rows = line.lines().map(|l| l.split('\t').map(Text::plain).collect());
            return Some(rows.collect());
        }
        self.cells.map(|_| vec![vec![Text::plain(line)]])
    }

    /// Writes rows of words into the selected cells, or from the caret's on.
    fn fill_cells(&mut self, session: &mut Session, story: Story, grid: Vec<Vec<Text>>) {
        let operation = match self.area(session, story) {
            Some((area, _)) => Operation::FillCells(area, grid),
            None => Operation::PasteGrid(grid),
        };
        self.perform(session, story, &operation);
    }

    /// The block that the caret stands at the start of.
    fn at_start(&self, session: &Session, story: Story) -> Option<usize> {
        match self.selection(session, story)? {
            Selection::Words { block, cell: None, anchor, head } if anchor.min(head) == 0 => {
                Some(block)
            }
            _ => None,
        }
    }

    /// Whether nothing stands at the caret but what is selected.
    fn is_blank(&self, session: &Session, story: Story) -> bool {
        let Some(Selection::Words { block, cell, anchor, head }) =
            self.selection(session, story)
        else {
            return false;
        };
        let blocks = session.document().blocks(story).map_or(&[][..], Vec::as_slice);
        let length = edit::text_of(blocks, block, cell).map_or(0, Text::len);
        (anchor.min(head), anchor.max(head)) == (0, length)
    }

    pub(super) fn cell(&self, session: &Session, story: Story) -> Option<(usize, usize)> {
        match self.selection(session, story) {
            Some(Selection::Words { cell, .. }) => cell,
            _ => None,
        }
    }
}

/// Takes the looks from a block's words.
fn bare(block: &mut Block) {
    let plain = |text: &mut Text| {
        let length = text.len();
        text.restyle(0..length, |style| *style = Style::PLAIN);
    };
    match block {
        Block::Text(paragraph) => plain(&mut paragraph.text),
        Block::Table(_) => {
            let table = block.table_mut();
            let cells = table.into_iter().flat_map(|table| table.rows.iter_mut().flatten());
            cells.for_each(|cell| plain(&mut cell.text));
        }
    }
}

fn texts_of(grid: &Table) -> Vec<Vec<Text>> {
    let rows = grid.rows.iter();
    rows.map(|row| row.iter().map(|cell| cell.text.clone()).collect()).collect()
}

pub(super) fn set_text(
    blocks: Option<&mut Vec<Block>>,
    block: usize,
    cell: Option<(usize, usize)>,
    text: Text,
) {
    if let Some(here) = blocks.and_then(|blocks| edit::text_of_mut(blocks, block, cell)) {
        *here = text;
    }
}
