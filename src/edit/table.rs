//! What can be done to a table: rows, columns, merging, widths. Pure functions on the grid.

use crate::model::{Cell, Table};

/// One change of a table's grid.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TableOperation {
    /// A row above the caret's.
    RowAbove,
    /// A row below the caret's.
    RowBelow,
    /// A column left of the caret's.
    ColumnLeft,
    /// A column right of the caret's.
    ColumnRight,
    /// Takes the caret's row away; a table without rows goes altogether.
    DeleteRow,
    /// Takes the caret's column away; a table without columns goes altogether.
    DeleteColumn,
    /// Merges the caret's cell with the one at its right.
    MergeRight,
    /// Merges the caret's cell with the one below.
    MergeDown,
    /// Parts a merged cell again; its words stay in the first.
    Split,
    /// Makes the rows down to the caret's the head; once more takes the head away.
    HeadRows,
    /// The edge after a column moves by so many thousandths of the table's width.
    MoveEdge {
        /// The column left of the edge.
        column: usize,
        /// Thousandths of the table's width, negative to the left.
        by: i32,
    },
}

/// Widths are counted in this many parts once she has dragged an edge.
const PARTS: u32 = 1000;
/// The narrowest column that dragging leaves, in thousandths.
const NARROWEST: u32 = 30;

impl TableOperation {
    /// Changes a table at a cell. Returns the cell for the caret; none when nothing is left of it.
    pub fn apply(
        self,
        table: &mut Table,
        (row, column): (usize, usize),
    ) -> Option<(usize, usize)> {
        table.normalise();
        let (row, column) = origin(table, row, column);
        let (high, wide) = (table.rows[row][column].rows, table.rows[row][column].columns);
        match self {
            Self::RowAbove => Some((insert_row(table, row), column)),
            Self::RowBelow => Some((insert_row(table, row + high), column)),
            Self::ColumnLeft => Some((row, insert_column(table, column))),
            Self::ColumnRight => Some((row, insert_column(table, column + wide))),
            Self::DeleteRow => {
                delete_row(table, row).then(|| origin(table, row.min(table.rows.len() - 1), 0))
            }
            Self::DeleteColumn => delete_column(table, column)
                .then(|| origin(table, row, column.min(table.columns() - 1))),
            Self::MergeRight => Some(merge(table, (row, column), (row, column + wide))),
            Self::MergeDown => Some(merge(table, (row, column), (row + high, column))),
            Self::Split => {
                let cell = &mut table.rows[row][column];
                (cell.rows, cell.columns) = (1, 1);
                Some((row, column))
            }
            Self::HeadRows => {
                let head = row + high;
                table.head_rows = if table.head_rows == head { 0 } else { head };
                Some((row, column))
            }
            Self::MoveEdge { column: edge, by } => {
                move_edge(table, edge, by);
                Some((row, column))
            }
        }
    }
}

/// The cell that shows at a place of the grid: the one there, or the one that covers it.
pub fn origin(table: &Table, row: usize, column: usize) -> (usize, usize) {
    for (r, cells) in table.rows.iter().enumerate().take(row + 1) {
        for (c, cell) in cells.iter().enumerate().take(column + 1) {
            if (r + cell.rows > row && c + cell.columns > column) && (r, c) != (row, column) {
                return (r, c);
            }
        }
    }
    (row, column)
}

/// The last cell that shows.
pub fn last(table: &Table) -> (usize, usize) {
    origin(table, table.rows.len().saturating_sub(1), table.columns().saturating_sub(1))
}

/// The cells that show, in reading order.
pub fn shown(table: &Table) -> Vec<(usize, usize)> {
    let covered = table.covered();
    let rows = covered.iter().enumerate();
    rows.flat_map(|(row, cells)| {
        let open = cells.iter().enumerate().filter(|(_, covered)| !**covered);
        open.map(move |(column, _)| (row, column))
    })
    .collect()
}

/// The cell after (or before) one in reading order.
pub fn neighbour(
    table: &Table,
    cell: (usize, usize),
    forward: bool,
) -> Option<(usize, usize)> {
    let cells = shown(table);
    let at = cells.iter().position(|other| *other == cell)?;
    let to = if forward { at.checked_add(1) } else { at.checked_sub(1) };
    cells.get(to?).copied()
}

/// The cell above or below one.
pub fn vertical(
    table: &Table,
    (row, column): (usize, usize),
    down: bool,
) -> Option<(usize, usize)> {
    let to =
        if down { row + table.rows.get(row)?.get(column)?.rows } else { row.checked_sub(1)? };
    (to < table.rows.len()).then(|| origin(table, to, column))
}

/// Fills the grid from a cell on with rows of words (a block of a spreadsheet pasted into a
/// table), adding rows where they run out; columns beyond the last are joined into it.
pub fn fill(table: &mut Table, (row, column): (usize, usize), grid: &[Vec<String>]) {
    table.normalise();
    for (r, words) in grid.iter().enumerate() {
        if row + r >= table.rows.len() {
            insert_row(table, table.rows.len());
        }
        for (c, word) in words.iter().enumerate() {
            let beyond = column + c >= table.columns();
            let (r, c) = origin(table, row + r, (column + c).min(table.columns() - 1));
            let text = &mut table.rows[r][c].text;
            if beyond && !text.is_empty() && !word.is_empty() {
                text.push_break();
            } else if !beyond && !word.is_empty() {
                *text = crate::model::Text::default();
            }
            text.push(word, crate::model::Style::PLAIN);
        }
    }
}

/// Puts an empty row in; cells that reach over the seam grow. Returns its index.
fn insert_row(table: &mut Table, at: usize) -> usize {
    let at = at.min(table.rows.len());
    for (r, cells) in table.rows.iter_mut().enumerate().take(at) {
        for cell in cells.iter_mut().filter(|cell| r + cell.rows > at) {
            cell.rows += 1;
        }
    }
    let columns = table.columns();
    table.rows.insert(at, vec![Cell::default(); columns]);
    if at < table.head_rows {
        table.head_rows += 1;
    }
    at
}

/// Puts an empty column in, as wide as the one before it, which gives it half of its width.
fn insert_column(table: &mut Table, at: usize) -> usize {
    let at = at.min(table.columns());
    for row in &mut table.rows {
        for (c, cell) in row.iter_mut().enumerate().take(at) {
            if c + cell.columns > at {
                cell.columns += 1;
            }
        }
        row.insert(at, Cell::default());
    }
    let model = at.saturating_sub(1).min(table.columns() - 1);
    let width = table.widths[model];
    table.widths.insert(at, width);
    at
}

/// Takes a row away; a cell that reaches further down moves down with its words.
fn delete_row(table: &mut Table, row: usize) -> bool {
    if table.rows.len() <= 1 {
        return false;
    }
    for (r, cells) in table.rows.iter_mut().enumerate().take(row) {
        for cell in cells.iter_mut().filter(|cell| r + cell.rows > row) {
            cell.rows -= 1;
        }
    }
    let gone = table.rows.remove(row);
    for (column, mut cell) in gone.into_iter().enumerate().filter(|(_, cell)| cell.rows > 1) {
        cell.rows -= 1;
        table.rows[row][column] = cell;
    }
    if row < table.head_rows {
        table.head_rows -= 1;
    }
    table.normalise();
    true
}

/// Takes a column away; a cell that reaches further right moves right with its words.
fn delete_column(table: &mut Table, column: usize) -> bool {
    if table.columns() <= 1 {
        return false;
    }
    for row in &mut table.rows {
        for (c, cell) in row.iter_mut().enumerate().take(column) {
            if c + cell.columns > column {
                cell.columns -= 1;
            }
        }
        let mut gone = row.remove(column);
        if gone.columns > 1 {
            gone.columns -= 1;
            row[column] = gone;
        }
    }
    table.widths.remove(column);
    table.normalise();
    true
}

/// Merges two cells and whatever their common rectangle touches. Words are kept, in reading order.
fn merge(table: &mut Table, first: (usize, usize), second: (usize, usize)) -> (usize, usize) {
    if second.0 >= table.rows.len() || second.1 >= table.columns() {
        return first;
    }
    let second = origin(table, second.0, second.1);
    let (mut top, mut left) = (first.0.min(second.0), first.1.min(second.1));
    let (mut bottom, mut right) = (top, left);
    loop {
        let before = (top, left, bottom, right);
        for (row, column) in shown(table) {
            let cell = &table.rows[row][column];
            let (low, far) = (row + cell.rows, column + cell.columns);
            let named = (row, column) == first || (row, column) == second;
            let touches = row < bottom && low > top && column < right && far > left;
            if named || touches {
                (top, left) = (top.min(row), left.min(column));
                (bottom, right) = (bottom.max(low), right.max(far));
            }
        }
        if before == (top, left, bottom, right) {
            break;
        }
    }
    let cell = &mut table.rows[top][left];
    (cell.rows, cell.columns) = (bottom - top, right - left);
    table.normalise();
    (top, left)
}

fn move_edge(table: &mut Table, column: usize, by: i32) {
    if column + 1 >= table.columns() {
        return;
    }
    let sum: u64 = table.widths.iter().map(|width| u64::from(*width)).sum();
    if sum != u64::from(PARTS) {
        for width in &mut table.widths {
            let part = (u64::from(*width) * u64::from(PARTS) + sum / 2) / sum.max(1);
            *width = u32::try_from(part).unwrap_or(PARTS).max(1);
        }
    }
    let both = table.widths[column] + table.widths[column + 1];
    let narrowest = NARROWEST.min(both / 2).max(1);
    let wanted = table.widths[column].saturating_add_signed(by);
    let left = wanted.clamp(narrowest, both.saturating_sub(narrowest).max(narrowest));
    table.widths[column] = left;
    table.widths[column + 1] = (both - left.min(both)).max(1);
}
