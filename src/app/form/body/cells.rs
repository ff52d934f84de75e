//! Selected cells of a table: by a drag, by Shift and a click, by Shift and the arrows.

use egui::{Key, Modifiers, Rect};

use super::BlockEditor;
use super::keys::Keyboard;
use crate::edit::{Area, Operation, Selection, Session, TableOperation};
use crate::model::{Block, Place, Story, Table};

/// A selection of more than one cell: its table, and the cells it was drawn between.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Cells {
    pub block: usize,
    pub anchor: (usize, usize),
    pub head: (usize, usize),
}

impl Cells {
    /// The rectangle they fill.
    pub fn area(self, grid: &Table) -> Area {
        Area::between(self.anchor, self.head).whole(grid)
    }
}

impl BlockEditor {
    /// The cells that are selected, and their table; none while there is but a caret.
    pub(super) fn area<'a>(
        &self,
        session: &'a Session,
        story: Story,
    ) -> Option<(Area, &'a Table)> {
        let cells = self.cells?;
        let grid = session.document().blocks(story)?.get(cells.block)?.table()?;
        Some((cells.area(grid), grid))
    }

    /// A change of the selected cells, or of the caret's.
    pub(super) fn on_cells(
        &self,
        session: &Session,
        story: Story,
        operation: TableOperation,
    ) -> Operation {
        match self.area(session, story) {
            Some((area, _)) => Operation::Cells(area, operation),
            None => Operation::Table(operation),
        }
    }

    /// What becomes of the selected cells at an operation on an area of them, after which the caret
    /// stands in `to`: they stay where they are, go with their rows or columns, or are selected no more.
    pub(super) fn follow_cells(&mut self, operation: &Operation, to: Selection) {
        use TableOperation::{Align, Clear, ColumnBack, ColumnOn, RowDown, RowUp};
        self.cells = self.cells.and_then(|cells| match (operation, to) {
            (
                Operation::Cells(area, RowUp | RowDown | ColumnBack | ColumnOn),
                Selection::Words { cell: Some(to), .. },
            ) => {
                let moved = |(row, column): (usize, usize)| {
                    (
                        (row + to.0).saturating_sub(area.top),
                        (column + to.1).saturating_sub(area.left),
                    )
                };
                Some(Cells { anchor: moved(cells.anchor), head: moved(cells.head), ..cells })
            }
            (Operation::ToggleCells(..) | Operation::Cells(_, Align(_) | Clear), _) => {
                Some(cells)
            }
            _ => None,
        });
    }

    /// Selects the cells between two of a table; the caret stays in the first.
    pub(super) fn select_cells(&mut self, cells: Cells) {
        self.cells = (cells.anchor != cells.head).then_some(cells);
        self.chosen = None;
    }

    /// Keys while cells are selected; returns none for those that mean what they always do.
    pub(super) fn key_on_cells(
        &mut self,
        keyboard: &mut Keyboard<'_>,
        key: Key,
        modifiers: Modifiers,
    ) -> Option<bool> {
        let (area, _) = self.area(keyboard.session, keyboard.story)?;
        let cells = self.cells?;
        match key {
            Key::Backspace | Key::Delete => {
                let clear = Operation::Cells(area, TableOperation::Clear);
                self.perform(keyboard.session, keyboard.story, &clear);
            }
            Key::ArrowUp | Key::ArrowDown if modifiers.alt => return None,
            Key::ArrowUp | Key::ArrowDown | Key::ArrowLeft | Key::ArrowRight => {
                if modifiers.shift {
                    self.extend_cells(keyboard, cells.block, cells.anchor, key);
                } else {
                    let (row, column) = cells.head;
                    self.go(keyboard, Selection::in_cell(cells.block, row, column, 0), false);
                }
            }
            Key::Escape => self.cells = None,
            Key::Tab => {
                self.cells = None;
                return None;
            }
            Key::A if modifiers.command => {
                self.cells = None;
                let last = keyboard.blocks().len().saturating_sub(1);
                self.choose(keyboard, 0, last);
            }
            _ => return None,
        }
        Some(true)
    }

    /// Shift and an arrow at a cell's edge, or with cells selected: one cell further.
    pub(super) fn extend_cells(
        &mut self,
        keyboard: &Keyboard<'_>,
        block: usize,
        cell: (usize, usize),
        key: Key,
    ) {
        let Some(grid) = keyboard.blocks().get(block).and_then(Block::table) else { return };
        let (row, column) = self.cells.map_or(cell, |cells| cells.head);
        let (rows, columns) = (grid.rows.len(), grid.columns());
        let head = match key {
            Key::ArrowUp => (row.saturating_sub(1), column),
            Key::ArrowDown => ((row + 1).min(rows - 1), column),
            Key::ArrowLeft => (row, column.saturating_sub(1)),
            _ => (row, (column + 1).min(columns - 1)),
        };
        self.select_cells(Cells { block, anchor: cell, head });
        self.take_focus = true;
    }

    /// Selects a whole table.
    pub(super) fn select_table(&mut self, keyboard: &Keyboard<'_>, block: usize) {
        let Some(grid) = keyboard.blocks().get(block).and_then(Block::table) else { return };
        let head = (grid.rows.len() - 1, grid.columns() - 1);
        self.select_cells(Cells { block, anchor: (0, 0), head });
    }

    /// A drag from one cell into another of the same table.
    pub(super) fn drag_over_cells(&mut self, at: egui::Pos2) -> bool {
        let Some(Place::Cell(_, block, row, column)) = self.drag_cell else { return false };
        let over = self.shown_cells.iter().find(|(_, rect)| rect.contains(at));
        match over {
            Some((Place::Cell(_, other, r, c), _)) if *other == block => {
                let cells = Cells { block, anchor: (row, column), head: (*r, *c) };
                self.select_cells(cells);
                self.cells.is_some()
            }
            _ => self.cells.is_some_and(|cells| cells.block == block),
        }
    }

    /// Notes where a cell is drawn in this frame.
    pub(super) fn note_cell(&mut self, place: Place, rect: Rect) {
        self.shown_cells.push((place, rect));
    }
}
