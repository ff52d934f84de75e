//! What can be done to a table: rows, columns, merging, widths, numbers. Pure functions on the grid.

mod area;
mod count;
mod lines;
mod widths;

use crate::model::{Cell, CellAlign, Table, Text};

pub use area::Area;

use count::Count;

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
    /// Takes the table away.
    DeleteTable,
    /// Merges the caret's cell with the one at its right.
    MergeRight,
    /// Merges the caret's cell with the one below.
    MergeDown,
    /// Parts a merged cell again; its words stay in the first.
    Split,
    /// Makes the rows down to the caret's the head; once more takes the head away.
    HeadRows,
    /// Makes one cell of all that are selected; their words stay, in reading order.
    Merge,
    /// Empties the cells.
    Clear,
    /// How the lines of the cells stand.
    Align(CellAlign),
    /// The rows go over the one above.
    RowUp,
    /// The rows go over the one below.
    RowDown,
    /// The columns go over the one at their left.
    ColumnBack,
    /// The columns go over the one at their right.
    ColumnOn,
    /// The rows below the head in the order of the caret's column.
    Sort {
        /// From the greatest to the least.
        descending: bool,
    },
    /// The sum of the caret's column: see [`TableOperation::apply`].
    Sum,
    /// Columns as wide as their words call for.
    FitWidths,
    /// Columns as wide as each other.
    LevelWidths,
    /// The edge after a column moves by so many thousandths of the table's width.
    MoveEdge {
        /// The column left of the edge.
        column: usize,
        /// Thousandths of the table's width, negative to the left.
        by: i32,
    },
}

impl TableOperation {
    /// Changes a table at a cell or an area of cells. Returns the cell for the caret; none when
    /// nothing is left of it. A first column headed STT that counts `1, 2, 3` counts on by itself
    /// whatever happens to the rows. A sum is written into the caret's cell where that is empty
    /// or in a row of sums, else into a row of sums at the end; where there [is nothing to
    /// sum](has_numbers), nothing is.
    pub fn apply(self, table: &mut Table, at: impl Into<Area>) -> Option<(usize, usize)> {
        table.normalise();
        let area = at.into().whole(table);
        let count = Count::of(table);
        let caret = self.change(table, area);
        if let Some(count) = count.filter(|_| self.moves_rows()) {
            count.write(table);
        }
        caret
    }

    /// Whether the rows are others afterwards, or in another order.
    fn moves_rows(self) -> bool {
        matches!(
            self,
            Self::RowAbove
                | Self::RowBelow
                | Self::DeleteRow
                | Self::RowUp
                | Self::RowDown
                | Self::Sort { .. }
        )
    }

    fn change(self, table: &mut Table, area: Area) -> Option<(usize, usize)> {
        let (row, column) = (area.top, area.left);
        match self {
            Self::RowAbove => Some((lines::insert_row(table, row), column)),
            Self::RowBelow => Some((lines::insert_row(table, area.bottom), column)),
            Self::ColumnLeft => Some((row, lines::insert_column(table, column))),
            Self::ColumnRight => Some((row, lines::insert_column(table, area.right))),
            Self::DeleteRow => area
                .rows()
                .all(|_| lines::delete_row(table, row))
                .then(|| origin(table, row.min(table.rows.len() - 1), column)),
            Self::DeleteColumn => area
                .columns()
                .all(|_| lines::delete_column(table, column))
                .then(|| origin(table, row, column.min(table.columns() - 1))),
            Self::DeleteTable => None,
            Self::MergeRight => Some(merge(table, (row, column), (row, area.right))),
            Self::MergeDown => Some(merge(table, (row, column), (area.bottom, column))),
            Self::RowUp | Self::RowDown => {
                let by = lines::move_rows(table, area.rows(), self == Self::RowDown);
                Some((row.saturating_add_signed(by), column))
            }
            Self::ColumnBack | Self::ColumnOn => {
                let by = lines::move_columns(table, area.columns(), self == Self::ColumnOn);
                Some((row, column.saturating_add_signed(by)))
            }
            Self::Sum if has_numbers(table, (row, column)) => {
                Some(count::sum(table, (row, column)))
            }
            _ => {
                self.dress(table, area);
                Some((row, column))
            }
        }
    }

    /// What leaves every cell where it is.
    fn dress(self, table: &mut Table, area: Area) {
        match self {
            Self::Split => area.cells(table).into_iter().for_each(|(row, column)| {
                let cell = &mut table.rows[row][column];
                (cell.rows, cell.columns) = (1, 1);
            }),
            Self::HeadRows => {
                let head = area.bottom;
                table.head_rows = if table.head_rows == head { 0 } else { head };
            }
            Self::Merge => {
                let cell = &mut table.rows[area.top][area.left];
                (cell.rows, cell.columns) = (area.rows().len(), area.columns().len());
                table.normalise();
            }
            Self::Clear => area.cells(table).into_iter().for_each(|(row, column)| {
                table.rows[row][column].text = Text::default();
            }),
            Self::Align(align) => area.cells(table).into_iter().for_each(|(row, column)| {
                table.rows[row][column].align = align;
            }),
            Self::Sort { descending } => count::sort(table, area.left, descending),
            Self::FitWidths => widths::fit(table),
            Self::LevelWidths => widths::level(table),
            Self::MoveEdge { column, by } => widths::move_edge(table, column, by),
            _ => {}
        }
    }
}

/// Whether a sum of a cell's column has numbers to add up.
pub fn has_numbers(table: &Table, (row, column): (usize, usize)) -> bool {
    let into = count::row_of_sum(table, (row, column));
    count::numbers(table, into, column).next().is_some()
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

/// The cell that Tab leads to, or Shift+Tab: the [`neighbour`], but over the numbers that the table
/// counts by itself (cost: the table).
pub fn next_to_write(
    table: &Table,
    cell: (usize, usize),
    forward: bool,
) -> Option<(usize, usize)> {
    let counts = Count::of(table).is_some();
    let counted = |(row, column): (usize, usize)| {
        counts
            && column == 0
            && row >= table.head_rows.max(1)
            && !table.rows[row][0].text.is_blank()
    };
    let next = neighbour(table, cell, forward)?;
    if counted(next) { neighbour(table, next, forward) } else { Some(next) }
}

/// The cell that a row is written from: its first that is empty.
pub fn first_empty(table: &Table, row: usize) -> (usize, usize) {
    let cells = table.rows.get(row).map_or(&[][..], Vec::as_slice);
    let empty = cells.iter().position(|cell| cell.text.is_blank()).unwrap_or(0);
    origin(table, row, empty)
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
/// table), adding rows where they run out; columns beyond the last are joined into it. An area of
/// several cells is filled as far as it goes and nothing beside it is touched, as in Word; one piece
/// of words goes into every cell of it.
pub fn fill(table: &mut Table, at: impl Into<Area>, grid: &[Vec<Text>]) {
    table.normalise();
    let area = at.into().whole(table);
    if let [row] = grid
        && let [words] = row.as_slice()
    {
        for (row, column) in area.cells(table) {
            table.rows[row][column].text = words.clone();
        }
        return;
    }
    let (row, column) = (area.top, area.left);
    let count = Count::of(table);
    let rows = table.rows.len();
    let (height, width) = area.room(table).unwrap_or((usize::MAX, usize::MAX));
    for (r, words) in grid.iter().enumerate().take(height) {
        if row + r >= table.rows.len() {
            lines::insert_row(table, table.rows.len());
        }
        for (c, word) in words.iter().enumerate().take(width) {
            let beyond = column + c >= table.columns();
            let (r, c) = origin(table, row + r, (column + c).min(table.columns() - 1));
            let text = &mut table.rows[r][c].text;
            if beyond && !text.is_empty() && !word.is_empty() {
                text.push_break();
            } else if !beyond && !word.is_empty() {
                *text = Text::default();
            }
            text.append(word.clone());
        }
    }
    if let Some(count) = count.filter(|_| rows != table.rows.len() && column > 0) {
        count.write(table);
    }
}

/// A table of pasted rows, the first of them its head: columns as wide as their words call for.
pub fn of_grid(grid: &[Vec<Text>]) -> Table {
    let columns = grid.iter().map(Vec::len).max().unwrap_or(1);
    let mut table = Table::new(columns, grid.len());
    if grid.len() > 1 || columns > 1 {
        fill(&mut table, (0, 0), grid);
    }
    dress(&mut table);
    table
}

/// Gives a pasted table what its source did not say: a head, where its first row is filled with words,
/// and widths.
pub fn dress(table: &mut Table) {
    table.normalise();
    let names = |cell: &Cell| cell.text.as_str().chars().any(char::is_alphabetic);
    if table.head_rows == 0 && table.rows.len() > 1 && table.rows[0].iter().all(names) {
        table.head_rows = 1;
    }
    widths::fit(table);
}

/// Merges two cells and whatever their common rectangle touches. Words are kept, in reading order.
fn merge(table: &mut Table, first: (usize, usize), second: (usize, usize)) -> (usize, usize) {
    if second.0 >= table.rows.len() || second.1 >= table.columns() {
        return first;
    }
    let area = Area::between(first, origin(table, second.0, second.1)).whole(table);
    TableOperation::Merge.dress(table, area);
    (area.top, area.left)
}
