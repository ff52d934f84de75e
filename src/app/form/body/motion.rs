//! Moving the caret: in a field, from field to field, over whole blocks.

use std::sync::Arc;

use egui::text::{CCursor, CCursorRange, CharIndex};
use egui::{Galley, Key, Modifiers};

use crate::edit::{self, Operation, Selection, TableOperation, table};
use crate::model::{Block, Text};

use super::keys::Keyboard;
use super::look::Shape;
use super::{BlockEditor, geometry};

impl BlockEditor {
    /// Tab in a table: the next cell, its words selected; after the last one a new row.
    pub(super) fn next_cell(
        &mut self,
        keyboard: &mut Keyboard<'_>,
        block: usize,
        cell: Option<(usize, usize)>,
        forward: bool,
    ) {
        let (Some(cell), Some(grid)) =
            (cell, keyboard.blocks().get(block).and_then(Block::table))
        else {
            return;
        };
        let to = match table::next_to_write(grid, cell, forward) {
            None if forward => {
                let below = Operation::Table(TableOperation::RowBelow);
                self.perform(keyboard.session, keyboard.story, &below);
                let grid = keyboard.blocks().get(block).and_then(Block::table);
                grid.map(|grid| table::first_empty(grid, grid.rows.len() - 1))
            }
            to => to,
        };
        if let Some((row, column)) = to {
            let length = edit::text_of(keyboard.blocks(), block, to).map_or(0, Text::len);
            let cell = Some((row, column));
            self.go(
                keyboard,
                Selection::Words { block, cell, anchor: 0, head: length },
                false,
            );
        }
    }

    pub(super) fn arrow(
        &mut self,
        keyboard: &mut Keyboard<'_>,
        key: Key,
        modifiers: Modifiers,
        selection: Selection,
    ) {
        let Selection::Words { block, cell, anchor, head } = selection else { return };
        let Some((galley, origin)) = self.galley(keyboard, selection) else { return };
        let cursor = CCursor { index: CharIndex(head), prefer_next_row: self.prefer_next_row };
        let row = galley.layout_from_cursor(cursor).row;
        let x = self.column.unwrap_or_else(|| galley.pos_from_cursor(cursor).min.x + origin);
        let length = length(keyboard.blocks(), selection);
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
            range.on_key_press(keyboard.ui.os(), &galley, &modifiers, key);
            let (anchor, head) = super::field::ends(range);
            let column = range.h_pos.map(|x| x + origin);
            self.go(
                keyboard,
                Selection::Words { block, cell, anchor, head },
                range.primary.prefer_next_row,
            );
            self.column = column;
            return;
        }
        let last = keyboard.blocks().len().saturating_sub(1);
        let back = matches!(key, Key::ArrowLeft | Key::ArrowUp | Key::Home);
        if let Some(cell) = cell.filter(|_| modifiers.shift && !jump) {
            self.extend_cells(keyboard, block, cell, key);
            return;
        }
        if modifiers.shift {
            let from = Selection::Words { block, cell, anchor: head, head };
            self.extend(keyboard, key, modifiers, selection, from);
            return;
        }
        let vertical = matches!(key, Key::ArrowUp | Key::ArrowDown) && !jump;
        let target = match key {
            Key::Home => Some((0, first_cell(keyboard.blocks(), 0))),
            Key::End => Some((last, last_cell(keyboard.blocks(), last))),
            _ => neighbour(keyboard, block, cell, back, vertical.then_some(x)),
        };
        let Some((block, cell)) = target else { return };
        let to = Selection::Words { block, cell, anchor: 0, head: 0 };
        if vertical {
            let Some((galley, origin)) = self.galley(keyboard, to) else { return };
            let row = if back { galley.rows.last() } else { galley.rows.first() };
            let y = row.map_or(0.0, |row| row.rect().center().y);
            let cursor = galley.cursor_from_pos(egui::vec2(x - origin, y));
            let head = cursor.index.0;
            let to = Selection::Words { block, cell, anchor: head, head };
            self.go(keyboard, to, cursor.prefer_next_row);
            self.column = Some(x);
        } else {
            let end = matches!(key, Key::ArrowLeft | Key::End);
            let head = if end { length_at(keyboard.blocks(), block, cell) } else { 0 };
            self.go(keyboard, Selection::Words { block, cell, anchor: head, head }, false);
        }
    }

    /// Shift and a key that moves the caret: the selection reaches from where it began to where the key
    /// leads from `head`.
    pub(super) fn extend(
        &mut self,
        keyboard: &mut Keyboard<'_>,
        key: Key,
        modifiers: Modifiers,
        began: Selection,
        head: Selection,
    ) {
        let bare = Modifiers { shift: false, ..modifiers };
        let column = self.column;
        self.chosen = None;
        keyboard.session.set_caret(Some(head.caret(keyboard.story)));
        self.column = column;
        self.arrow(keyboard, key, bare, head);
        let moved = keyboard.session.caret().and_then(Selection::of);
        let Some((_, Selection::Words { block, cell, head, .. })) = moved else { return };
        let reached = began.reaching((block, Some(head).filter(|_| cell.is_none())));
        match reached.clamped(keyboard.blocks()) {
            words @ Selection::Words { .. } => {
                keyboard.session.set_caret(Some(words.caret(keyboard.story)));
            }
            wider => self.chosen = Some(wider),
        }
    }

    /// A field's words laid out, and what turns their x into one of the body.
    pub(super) fn galley(
        &self,
        keyboard: &Keyboard<'_>,
        selection: Selection,
    ) -> Option<(Arc<Galley>, f32)> {
        let Selection::Words { block, cell, .. } = selection else { return None };
        let text = edit::text_of(keyboard.blocks(), block, cell)?;
        let (shape, span) = match (keyboard.blocks().get(block)?, cell) {
            (Block::Text(paragraph), _) => {
                let span = geometry::paragraph(paragraph.level, keyboard.width);
                (Shape::of_level(paragraph.level), span)
            }
            (Block::Table(table), Some((row, column))) => {
                let edges = geometry::edges(table, keyboard.width);
                let auto = crate::compose::column_aligns(table);
                let auto = auto.get(column).copied().unwrap_or_default();
                let shape = Shape::of_cell(table, row, &table.rows[row][column], auto);
                (shape, geometry::cell(table, &edges, (row, column)))
            }
            _ => return None,
        };
        let galley = keyboard.look.layout(keyboard.ui, text, shape, span.width);
        let origin = geometry::origin(span, shape.align, &galley);
        Some((galley, origin))
    }

    /// Puts the caret somewhere; a step of typing ends.
    pub(super) fn go(
        &mut self,
        keyboard: &mut Keyboard<'_>,
        to: Selection,
        prefer_next_row: bool,
    ) {
        keyboard.session.end_step();
        keyboard.session.set_caret(Some(to.clamped(keyboard.blocks()).caret(keyboard.story)));
        self.chosen = None;
        self.cells = None;
        self.sticky = None;
        self.typed = 0;
        self.moved();
        self.prefer_next_row = prefer_next_row;
    }

    /// Selects whole blocks.
    pub(super) fn choose(&mut self, keyboard: &mut Keyboard<'_>, anchor: usize, head: usize) {
        let caret = Selection::Blocks { anchor, head }.clamped(keyboard.blocks());
        self.go(keyboard, Selection::at(caret.block(), 0), false);
        self.chosen = Some(Selection::Blocks { anchor, head });
    }

    /// The caret has moved: it must be seen, and the input fields follow.
    pub(super) fn moved(&mut self) {
        self.column = None;
        self.prefer_next_row = true;
        self.scroll = Some(super::Scroll::Near);
        self.take_focus = true;
    }
}

/// Where an arrow leads out of a field.
fn neighbour(
    keyboard: &Keyboard<'_>,
    block: usize,
    cell: Option<(usize, usize)>,
    back: bool,
    x: Option<f32>,
) -> Option<(usize, Option<(usize, usize)>)> {
    let blocks = keyboard.blocks();
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
            let edges = geometry::edges(grid, keyboard.width);
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

pub(super) fn length(blocks: &[Block], selection: Selection) -> usize {
    match selection {
        Selection::Words { block, cell, .. } => length_at(blocks, block, cell),
        Selection::Span { .. } | Selection::Blocks { .. } => 0,
    }
}

pub(super) fn length_at(
    blocks: &[Block],
    block: usize,
    cell: Option<(usize, usize)>,
) -> usize {
    edit::text_of(blocks, block, cell).map_or(0, Text::len)
}
