//! Writing at the caret: typing, erasing, pasting.

use eframe::egui::text::{CCursor, CharIndex};
use eframe::egui::{Modifiers, TextBuffer as _};
use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::canonical_combining_class;

use crate::edit::{self, EditKind, Operation, Selection, Session};
use crate::model::{Block, Level, Story, Style, Text};

use super::keys::Keyboard;
use super::motion::length;
use super::{BlockEditor, clipboard};

impl BlockEditor {
    /// Writes words at the caret, over what is selected.
    pub(super) fn type_words(&mut self, session: &mut Session, story: Story, words: &str) {
        if let Some((first, _)) = self.chosen {
            // Typing over whole blocks leaves one of the first one's level.
            let blocks = session.plan().blocks(story);
            let level =
                blocks.and_then(|blocks| blocks.get(first)?.paragraph().map(|p| p.level));
            let empty = Block::new(level.unwrap_or(Level::Body), "");
            self.perform(session, story, &Operation::Paste(vec![empty]));
        }
        let Some(selection) = self.selection(session, story) else { return };
        let Selection::Words { block, cell, anchor, head } = selection else { return };
        let blocks = session.plan().blocks(story).map_or(&[][..], Vec::as_slice);
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
        session.edit(EditKind::Typing(place.place), Some(place), |plan| {
            set_text(plan.blocks_mut(story), block, cell, text);
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
        let blocks = session.plan().blocks(story).map_or(&[][..], Vec::as_slice);
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
        let blocks = session.plan().blocks(story).map_or(&[][..], Vec::as_slice);
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
        keyboard.session.edit(kind, Some(caret), |plan| {
            set_text(plan.blocks_mut(story), block, cell, text);
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
        if let Some(blocks) = clipboard::take(keyboard.ui.ctx(), words) {
            self.perform(session, story, &Operation::Paste(blocks));
            return;
        }
        let words = crate::vietnamese::nfc(&words.replace("\r\n", "\n"));
        let line = words.trim_end_matches('\n');
        let cell = self.cell(session, story);
        if cell.is_some() && line.contains('\t') && !edit::blocks::is_list(line) {
            let grid = line.lines().map(|l| l.split('\t').map(Text::plain).collect());
            self.perform(session, story, &Operation::PasteGrid(grid.collect()));
            return;
        }
        if cell.is_none() && (line.contains('\n') || self.is_blank(session, story)) {
            let blocks = (self.pasting.blocks)(line);
            // One line is more than words only where it brings a level or is a table.
            let plain =
                |block: &Block| block.paragraph().is_some_and(|p| p.level == Level::Body);
            if line.contains('\n') || blocks.first().is_some_and(|block| !plain(block)) {
                self.perform(session, story, &Operation::Paste(blocks));
                return;
            }
        }
        if let Some(text) = (self.pasting.text)(line) {
            let level = self.chosen.and_then(|(first, _)| {
                let block = session.plan().blocks(story)?.get(first)?;
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
        let blocks = session.plan().blocks(story).map_or(&[][..], Vec::as_slice);
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
