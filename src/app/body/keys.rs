//! What the keyboard does, event by event in their order.
//!
//! Input tools such as Unikey send Backspaces and letters in one burst, so nothing here looks
//! ahead: every event acts on what the ones before it left. Only the events of an input method's
//! composition are left to egui; what follows them waits for the next frame.

use eframe::egui::text::{CCursor, CCursorRange, CharIndex};
use eframe::egui::{Event, FocusDirection, ImeEvent, Key, Modifiers, TextBuffer as _, Ui};
use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::canonical_combining_class;

use crate::edit::{
    self, EditKind, Emphasis, Operation, Selection, Session, TableOperation, table,
};
use crate::model::{Block, Level, Story, Style, Text};

use super::look::{Look, Shape};
use super::{BlockEditor, clipboard, geometry};

/// What the keyboard acts on.
pub(super) struct Desk<'a> {
    pub ui: &'a Ui,
    pub session: &'a mut Session,
    pub story: Story,
    pub look: &'a Look,
    /// The body's width, in points.
    pub width: f32,
}

impl Desk<'_> {
    fn blocks(&self) -> &[Block] {
        self.session.plan().blocks(self.story).map_or(&[], Vec::as_slice)
    }
}

impl BlockEditor {
    /// Takes the keyboard's events of this frame and does what they say.
    pub(super) fn keyboard(&mut self, desk: &mut Desk<'_>) {
        // A field that has just got the focus has not locked it yet: Tab would lead away.
        desk.ui.memory_mut(|memory| memory.move_focus(FocusDirection::None));
        let fresh = desk.ui.input_mut(|input| std::mem::take(&mut input.events));
        let mut left = Vec::new();
        let mut waiting =
            std::mem::take(&mut self.deferred).into_iter().chain(fresh).peekable();
        let mut composed = false;
        while let Some(event) = waiting.next() {
            let ours = is_keyboard(&event);
            if composed && ours && !matches!(event, Event::Ime(_)) {
                self.deferred.push(event);
                self.deferred.extend(waiting.by_ref().filter(is_keyboard));
                desk.ui.ctx().request_repaint();
                break;
            }
            if let Event::Ime(ime) = &event {
                composed |= !idle(ime) || self.composing.is_some();
                self.ime =
                    Some(matches!(ime, ImeEvent::Preedit { text, .. } if !text.is_empty()));
                left.push(event);
            } else if ours && self.composing.is_some() {
                // Between two events of a composition: egui's field knows where it stands.
                if !matches!(event, Event::Key { key: Key::Tab, .. }) {
                    left.push(event);
                }
            } else if !ours || !self.event(desk, &event) {
                left.push(event);
            }
        }
        desk.ui.input_mut(|input| input.events = left);
    }

    /// Handles one event; returns whether it was ours.
    fn event(&mut self, desk: &mut Desk<'_>, event: &Event) -> bool {
        let Some(selection) = self.selection(desk.session, desk.story) else { return false };
        self.last_key = desk.ui.input(|input| input.time);
        match event {
            Event::Copy | Event::Cut => {
                let words = edit::copied(desk.blocks(), selection);
                if !words.is_empty() {
                    clipboard::put(desk.ui.ctx(), desk.blocks(), selection, &words);
                    if *event == Event::Cut {
                        self.perform(desk.session, desk.story, &Operation::DeleteSelection);
                    }
                }
                true
            }
            Event::Paste(words) => {
                self.paste_words(desk, words);
                true
            }
            Event::Text(words) => {
                if !words.is_empty() && words != "\n" && words != "\r" {
                    self.type_words(desk.session, desk.story, words);
                }
                true
            }
            Event::Key { key, pressed: true, modifiers, .. } => match selection {
                Selection::Blocks { anchor, head } => {
                    self.key_on_blocks(desk, *key, *modifiers, anchor, head)
                }
                Selection::Words { .. } => {
                    self.key_in_words(desk, *key, *modifiers, selection)
                }
            },
            _ => false,
        }
    }

    fn key_on_blocks(
        &mut self,
        desk: &mut Desk<'_>,
        key: Key,
        modifiers: Modifiers,
        anchor: usize,
        head: usize,
    ) -> bool {
        let last = desk.blocks().len().saturating_sub(1);
        let (first, end) = (anchor.min(head), anchor.max(head));
        if self.common_key(desk, key, modifiers) {
            return true;
        }
        match key {
            Key::ArrowUp if modifiers.shift => {
                self.choose(desk, anchor, head.saturating_sub(1))
            }
            Key::ArrowDown if modifiers.shift => {
                self.choose(desk, anchor, (head + 1).min(last))
            }
            Key::A if modifiers.command => self.choose(desk, 0, last),
            Key::ArrowUp | Key::ArrowLeft | Key::Home => {
                self.go(desk, Selection::at(first, 0), false);
            }
            Key::ArrowDown | Key::ArrowRight | Key::End | Key::Escape | Key::Enter => {
                let to = edit::blocks::end_of(desk.blocks(), end);
                self.go(desk, to, false);
            }
            Key::Backspace | Key::Delete => {
                self.perform(desk.session, desk.story, &Operation::DeleteSelection);
            }
            _ => return egui_would_edit(key, modifiers),
        }
        true
    }

    /// Keys that mean the same for words and for whole blocks.
    fn common_key(&mut self, desk: &mut Desk<'_>, key: Key, modifiers: Modifiers) -> bool {
        let plain = !modifiers.command && !modifiers.ctrl;
        let operation =
            match key {
                Key::ArrowUp if modifiers.alt && !modifiers.shift && plain => {
                    Operation::MoveUp
                }
                Key::ArrowDown if modifiers.alt && !modifiers.shift && plain => {
                    Operation::MoveDown
                }
                Key::B if modifiers.command && !modifiers.shift && !modifiers.alt => {
                    self.toggle(desk.session, desk.story, Emphasis::Bold);
                    return true;
                }
                Key::I if modifiers.command && !modifiers.shift && !modifiers.alt => {
                    self.toggle(desk.session, desk.story, Emphasis::Italic);
                    return true;
                }
                Key::U if modifiers.command && !modifiers.shift && !modifiers.alt => {
                    self.toggle(desk.session, desk.story, Emphasis::Underline);
                    return true;
                }
                Key::Tab
                    if plain
                        && !modifiers.alt
                        && self.cell(desk.session, desk.story).is_none() =>
                {
                    if modifiers.shift { Operation::Outdent } else { Operation::Indent }
                }
                Key::Enter if modifiers.command => Operation::InsertAfter,
                _ => return false,
            };
        self.perform(desk.session, desk.story, &operation);
        true
    }

    fn key_in_words(
        &mut self,
        desk: &mut Desk<'_>,
        key: Key,
        modifiers: Modifiers,
        selection: Selection,
    ) -> bool {
        if self.common_key(desk, key, modifiers) {
            return true;
        }
        let Selection::Words { block, cell, anchor, head } = selection else { return false };
        match key {
            Key::Enter if modifiers.shift => {
                self.perform(desk.session, desk.story, &Operation::Break);
            }
            Key::Enter => self.perform(desk.session, desk.story, &Operation::Split),
            Key::Tab if !modifiers.ctrl && !modifiers.alt => {
                self.next_cell(desk, block, cell, !modifiers.shift);
            }
            Key::Backspace => self.backspace(desk, modifiers, selection),
            Key::Delete if !modifiers.shift => self.delete(desk, modifiers, selection),
            Key::A if modifiers.command => {
                let length = length(desk.blocks(), selection);
                if (anchor.min(head), anchor.max(head)) == (0, length) {
                    let last = desk.blocks().len().saturating_sub(1);
                    self.choose(desk, 0, last);
                } else {
                    let all = Selection::Words { block, cell, anchor: 0, head: length };
                    self.go(desk, all, false);
                }
            }
            Key::PageUp | Key::PageDown => {
                let step = if key == Key::PageUp { Key::ArrowUp } else { Key::ArrowDown };
                let rows = desk.ui.clip_rect().height() / desk.look.line_height;
                for _ in 0..rows.max(4.0) as usize - 3 {
                    let Some(at) = self.selection(desk.session, desk.story) else { break };
                    self.arrow(desk, step, modifiers, at);
                }
            }
            Key::ArrowLeft
            | Key::ArrowRight
            | Key::ArrowUp
            | Key::ArrowDown
            | Key::Home
            | Key::End => self.arrow(desk, key, modifiers, selection),
            _ => return egui_would_edit(key, modifiers),
        }
        true
    }

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
    fn erase(&mut self, desk: &mut Desk<'_>, selection: Selection, from: usize, to: usize) {
        let Selection::Words { block, cell, anchor, head } = selection else { return };
        let story = desk.story;
        let Some(text) = edit::text_of(desk.blocks(), block, cell) else { return };
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
            desk.session.end_step();
        }
        desk.session.edit(kind, Some(caret), |plan| {
            set_text(plan.blocks_mut(story), block, cell, text);
        });
        // What is typed over erased words keeps their look, as the letters of a burst need.
        self.sticky = Some((caret, style));
        self.moved();
    }

    fn backspace(&mut self, desk: &mut Desk<'_>, modifiers: Modifiers, selection: Selection) {
        let Selection::Words { block, cell, anchor, head } = selection else { return };
        if anchor != head {
            self.erase(desk, selection, anchor.min(head), anchor.max(head));
        } else if head > 0 {
            let from = if modifiers.ctrl || modifiers.alt {
                let words = edit::text_of(desk.blocks(), block, cell).map(Text::as_str);
                let mut words = words.unwrap_or_default().to_owned();
                words.delete_previous_word(CCursor::new(CharIndex(head))).index.0
            } else {
                head - 1
            };
            self.erase(desk, selection, from.min(head), head);
        } else if cell.is_none() {
            self.perform(desk.session, desk.story, &Operation::JoinBefore);
        }
    }

    fn delete(&mut self, desk: &mut Desk<'_>, modifiers: Modifiers, selection: Selection) {
        let Selection::Words { block, cell, anchor, head } = selection else { return };
        let length = length(desk.blocks(), selection);
        if anchor != head {
            self.erase(desk, selection, anchor.min(head), anchor.max(head));
        } else if head < length {
            let to = if modifiers.ctrl || modifiers.alt {
                let words = edit::text_of(desk.blocks(), block, cell).map(Text::as_str);
                let mut words = words.unwrap_or_default().to_owned();
                words.delete_next_word(CCursor::new(CharIndex(head)));
                head + length.saturating_sub(words.chars().count())
            } else {
                head + 1
            };
            self.erase(desk, selection, head, to.min(length));
        } else if cell.is_none() {
            self.perform(desk.session, desk.story, &Operation::JoinAfter);
        }
    }

    /// Tab in a table: the next cell, its words selected; after the last one a new row.
    fn next_cell(
        &mut self,
        desk: &mut Desk<'_>,
        block: usize,
        cell: Option<(usize, usize)>,
        forward: bool,
    ) {
        let (Some(cell), Some(grid)) = (cell, desk.blocks().get(block).and_then(Block::table))
        else {
            return;
        };
        let to = match table::neighbour(grid, cell, forward) {
            None if forward => {
                let below = Operation::Table(TableOperation::RowBelow);
                self.perform(desk.session, desk.story, &below);
                let grid = desk.blocks().get(block).and_then(Block::table);
                grid.map(|grid| table::origin(grid, grid.rows.len() - 1, 0))
            }
            to => to,
        };
        if let Some((row, column)) = to {
            let length = edit::text_of(desk.blocks(), block, to).map_or(0, Text::len);
            let cell = Some((row, column));
            self.go(desk, Selection::Words { block, cell, anchor: 0, head: length }, false);
        }
    }

    fn arrow(
        &mut self,
        desk: &mut Desk<'_>,
        key: Key,
        modifiers: Modifiers,
        selection: Selection,
    ) {
        let Selection::Words { block, cell, anchor, head } = selection else { return };
        let Some((galley, origin)) = self.galley(desk, selection) else { return };
        let cursor = CCursor { index: CharIndex(head), prefer_next_row: self.prefer_next_row };
        let row = galley.layout_from_cursor(cursor).row;
        let x = self.column.unwrap_or_else(|| galley.pos_from_cursor(cursor).min.x + origin);
        let length = length(desk.blocks(), selection);
        let single = anchor == head || modifiers.shift;
        let jump = modifiers.ctrl || modifiers.command;
        let leaves = match key {
            Key::ArrowLeft => head == 0 && single,
            Key::ArrowRight => head == length && single,
            Key::ArrowUp => {
                if jump {
                    head == 0
                } else {
                    row == 0
                }
            }
            Key::ArrowDown => {
                if jump {
                    head == length
                } else {
                    row + 1 >= galley.rows.len()
                }
            }
            Key::Home | Key::End => jump,
            _ => false,
        };
        if !leaves {
            let mut range = CCursorRange {
                h_pos: self.column.map(|x| x - origin),
                ..super::field::range(anchor, head, self.prefer_next_row)
            };
            range.on_key_press(desk.ui.os(), &galley, &modifiers, key);
            let (anchor, head) = super::field::ends(range);
            let column = range.h_pos.map(|x| x + origin);
            self.go(
                desk,
                Selection::Words { block, cell, anchor, head },
                range.primary.prefer_next_row,
            );
            self.column = column;
            return;
        }
        let last = desk.blocks().len().saturating_sub(1);
        let back = matches!(key, Key::ArrowLeft | Key::ArrowUp | Key::Home);
        if modifiers.shift {
            let to = match key {
                Key::Home => 0,
                Key::End => last,
                _ if back => block.saturating_sub(1),
                _ => (block + 1).min(last),
            };
            if to != block {
                self.choose(desk, block, to);
            }
            return;
        }
        let vertical = matches!(key, Key::ArrowUp | Key::ArrowDown) && !jump;
        let target = match key {
            Key::Home => Some((0, first_cell(desk.blocks(), 0))),
            Key::End => Some((last, last_cell(desk.blocks(), last))),
            _ => neighbour(desk, block, cell, back, vertical.then_some(x)),
        };
        let Some((block, cell)) = target else { return };
        let to = Selection::Words { block, cell, anchor: 0, head: 0 };
        if vertical {
            let Some((galley, origin)) = self.galley(desk, to) else { return };
            let row = if back { galley.rows.last() } else { galley.rows.first() };
            let y = row.map_or(0.0, |row| row.rect().center().y);
            let cursor = galley.cursor_from_pos(eframe::egui::vec2(x - origin, y));
            let head = cursor.index.0;
            let to = Selection::Words { block, cell, anchor: head, head };
            self.go(desk, to, cursor.prefer_next_row);
            self.column = Some(x);
        } else {
            let end = matches!(key, Key::ArrowLeft | Key::End);
            let head = if end { length_at(desk.blocks(), block, cell) } else { 0 };
            self.go(desk, Selection::Words { block, cell, anchor: head, head }, false);
        }
    }

    /// A field's words laid out, and what turns their x into one of the body.
    fn galley(
        &self,
        desk: &Desk<'_>,
        selection: Selection,
    ) -> Option<(std::sync::Arc<eframe::egui::Galley>, f32)> {
        let Selection::Words { block, cell, .. } = selection else { return None };
        let text = edit::text_of(desk.blocks(), block, cell)?;
        let (shape, span) = match (desk.blocks().get(block)?, cell) {
            (Block::Text(paragraph), _) => {
                let span = geometry::paragraph(paragraph.level, desk.width);
                (Shape::of_level(paragraph.level), span)
            }
            (Block::Table(table), Some((row, column))) => {
                let edges = geometry::edges(table, desk.width);
                let shape = Shape::of_cell(table, row, &table.rows[row][column]);
                (shape, geometry::cell(table, &edges, (row, column)))
            }
            _ => return None,
        };
        let galley = desk.look.layout(desk.ui, text, shape, span.width);
        let origin = geometry::origin(span, shape.align, &galley);
        Some((galley, origin))
    }

    fn paste_words(&mut self, desk: &mut Desk<'_>, words: &str) {
        let (session, story) = (&mut *desk.session, desk.story);
        if let Some(blocks) = clipboard::take(desk.ui.ctx(), words) {
            self.perform(session, story, &Operation::Paste(blocks));
            return;
        }
        let words = words.replace("\r\n", "\n");
        let line = words.trim_end_matches('\n');
        let cell = self.cell(session, story);
        if cell.is_some() && line.contains('\t') {
            let grid = line.lines().map(|l| l.split('\t').map(str::to_owned).collect());
            self.perform(session, story, &Operation::PasteGrid(grid.collect()));
        } else if cell.is_none() && line.contains('\n') {
            let table = edit::blocks::grid(line).is_some();
            let blocks = if table { edit::blocks::pasted(line) } else { (self.paste)(line) };
            self.perform(session, story, &Operation::Paste(blocks));
        } else {
            session.end_step();
            self.type_words(session, story, line);
            session.end_step();
            self.typed = 0;
        }
    }

    /// Puts the caret somewhere; a step of typing ends.
    pub(super) fn go(&mut self, desk: &mut Desk<'_>, to: Selection, prefer_next_row: bool) {
        desk.session.end_step();
        desk.session.set_caret(Some(to.clamped(desk.blocks()).caret(desk.story)));
        self.chosen = None;
        self.sticky = None;
        self.typed = 0;
        self.moved();
        self.prefer_next_row = prefer_next_row;
    }

    /// Selects whole blocks.
    fn choose(&mut self, desk: &mut Desk<'_>, anchor: usize, head: usize) {
        let caret = Selection::Blocks { anchor, head }.clamped(desk.blocks());
        self.go(desk, Selection::at(caret.block(), 0), false);
        self.chosen = Some((anchor, head));
    }

    fn cell(&self, session: &Session, story: Story) -> Option<(usize, usize)> {
        match self.selection(session, story) {
            Some(Selection::Words { cell, .. }) => cell,
            _ => None,
        }
    }

    /// The caret has moved: it must be seen, and the input fields follow.
    fn moved(&mut self) {
        self.column = None;
        self.prefer_next_row = true;
        self.scroll = Some(super::Scroll::Near);
        self.take_focus = true;
    }
}

/// Where an arrow leads out of a field.
fn neighbour(
    desk: &Desk<'_>,
    block: usize,
    cell: Option<(usize, usize)>,
    back: bool,
    x: Option<f32>,
) -> Option<(usize, Option<(usize, usize)>)> {
    let blocks = desk.blocks();
    if let (Some(cell), Some(Block::Table(grid))) = (cell, blocks.get(block)) {
        let within = match x {
            Some(_) => table::vertical(grid, cell, !back),
            None => table::neighbour(grid, cell, !back),
        };
        if within.is_some() {
            return Some((block, within));
        }
    }
    let to = if back { block.checked_sub(1)? } else { block + 1 };
    let Block::Table(grid) = blocks.get(to)? else { return Some((to, None)) };
    let row = if back { grid.rows.len().saturating_sub(1) } else { 0 };
    let column = match x {
        Some(x) => {
            let edges = geometry::edges(grid, desk.width);
            edges.iter().skip(1).position(|edge| x < *edge).unwrap_or(grid.columns() - 1)
        }
        None if back => grid.columns().saturating_sub(1),
        None => 0,
    };
    Some((to, Some(table::origin(grid, row, column))))
}

fn first_cell(blocks: &[Block], block: usize) -> Option<(usize, usize)> {
    blocks.get(block)?.table().map(|_| (0, 0))
}

fn last_cell(blocks: &[Block], block: usize) -> Option<(usize, usize)> {
    blocks.get(block)?.table().map(table::last)
}

fn length(blocks: &[Block], selection: Selection) -> usize {
    match selection {
        Selection::Words { block, cell, .. } => length_at(blocks, block, cell),
        Selection::Blocks { .. } => 0,
    }
}

fn length_at(blocks: &[Block], block: usize, cell: Option<(usize, usize)>) -> usize {
    edit::text_of(blocks, block, cell).map_or(0, Text::len)
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

/// Whether an event is one that a field would act on.
fn is_keyboard(event: &Event) -> bool {
    matches!(
        event,
        Event::Copy
            | Event::Cut
            | Event::Paste(_)
            | Event::Text(_)
            | Event::Key { pressed: true, .. }
            | Event::Ime(_)
    )
}

/// Whether an input method's event says nothing (some send empty ones all the time).
fn idle(event: &ImeEvent) -> bool {
    match event {
        ImeEvent::Preedit { text, .. } | ImeEvent::Commit(text) => text.is_empty(),
        _ => false,
    }
}

/// Keys that egui's field would take for Emacs' or for its own undo.
fn egui_would_edit(key: Key, modifiers: Modifiers) -> bool {
    let command = modifiers.ctrl || modifiers.command;
    command && matches!(key, Key::H | Key::K | Key::U | Key::W | Key::Y | Key::Z)
}
