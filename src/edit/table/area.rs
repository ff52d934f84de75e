//! A rectangle of a table's cells: what a drag or Shift and the arrows select.

use std::ops::Range;

use crate::model::{Table, Text};

use super::shown;

/// A rectangle of the grid, its far edges not included. A caret is an area of one cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Area {
    /// The first row.
    pub top: usize,
    /// The first column.
    pub left: usize,
    /// The row after the last.
    pub bottom: usize,
    /// The column after the last.
    pub right: usize,
}

impl From<(usize, usize)> for Area {
    fn from((row, column): (usize, usize)) -> Self {
        Self { top: row, left: column, bottom: row + 1, right: column + 1 }
    }
}

impl Area {
    /// The rectangle between two cells, both in it, whichever stands first.
    pub fn between(one: (usize, usize), other: (usize, usize)) -> Self {
        Self {
            top: one.0.min(other.0),
            left: one.1.min(other.1),
            bottom: one.0.max(other.0) + 1,
            right: one.1.max(other.1) + 1,
        }
    }

    /// The same, inside a table and grown until it cuts no merged cell. Goes over the cells once for
    /// each time it grows.
    pub fn whole(self, table: &Table) -> Self {
        let (rows, columns) = (table.rows.len().max(1), table.columns().max(1));
        let (top, left) = (self.top.min(rows - 1), self.left.min(columns - 1));
        let mut area = Self {
            top,
            left,
            bottom: self.bottom.clamp(top + 1, rows),
            right: self.right.clamp(left + 1, columns),
        };
        loop {
            let before = area;
            for (row, column) in shown(table) {
                let cell = &table.rows[row][column];
                let (low, far) = (row + cell.rows, column + cell.columns);
                let touches = row < area.bottom
                    && low > area.top
                    && column < area.right
                    && far > area.left;
                if touches {
                    (area.top, area.left) = (area.top.min(row), area.left.min(column));
                    (area.bottom, area.right) = (area.bottom.max(low), area.right.max(far));
                }
            }
            if area == before {
                return area;
            }
        }
    }

    /// Its rows.
    pub fn rows(self) -> Range<usize> {
        self.top..self.bottom
    }

    /// Its columns.
    pub fn columns(self) -> Range<usize> {
        self.left..self.right
    }

    /// Whether a cell of the grid lies in it.
    pub fn contains(self, (row, column): (usize, usize)) -> bool {
        self.rows().contains(&row) && self.columns().contains(&column)
    }

    /// Its cells that show, in reading order.
    pub fn cells(self, table: &Table) -> Vec<(usize, usize)> {
        shown(table).into_iter().filter(|cell| self.contains(*cell)).collect()
    }

    /// How many rows and columns go into it: as many as it has where several cells show in it; none
    /// is one cell, from which a table grows.
    pub fn room(self, table: &Table) -> Option<(usize, usize)> {
        let several = self.cells(table).len() > 1;
        several.then(|| (self.rows().len(), self.columns().len()))
    }

    /// Its words row by row, as a spreadsheet's clipboard has them; covered cells are empty.
    pub fn words(self, table: &Table) -> Vec<Vec<Text>> {
        let rows = table.rows.iter().skip(self.top).take(self.bottom - self.top);
        rows.map(|row| {
            let cells = row.iter().skip(self.left).take(self.right - self.left);
            cells.map(|cell| cell.text.clone()).collect()
        })
        .collect()
    }

    /// Its cells as a table of their own, spans cut at its edges.
    pub fn table(self, table: &Table) -> Table {
        let rows = table.rows.iter().skip(self.top).take(self.bottom - self.top);
        let cells = rows.map(|row| {
            row.iter().skip(self.left).take(self.right - self.left).cloned().collect()
        });
        let widths = table.widths.iter().copied();
        let mut part = Table {
            widths: widths.skip(self.left).take(self.right - self.left).collect(),
            head_rows: table.head_rows.saturating_sub(self.top),
            half_points: table.half_points,
            rows: cells.collect(),
        };
        part.normalise();
        part
    }
}
