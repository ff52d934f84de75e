//! Rows and columns: put in, taken away, moved.

use std::ops::Range;

use crate::model::{Cell, Table};

/// Puts an empty row in; cells that reach over the seam grow. Returns its index.
pub(super) fn insert_row(table: &mut Table, at: usize) -> usize {
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
pub(super) fn insert_column(table: &mut Table, at: usize) -> usize {
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
pub(super) fn delete_row(table: &mut Table, row: usize) -> bool {
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
pub(super) fn delete_column(table: &mut Table, column: usize) -> bool {
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

/// Moves rows over the one above (or below), together with all that cells tie to them. A head
/// stays the head: rows do not leave it and do not go into it. Returns by how many rows they moved.
pub(super) fn move_rows(table: &mut Table, rows: Range<usize>, down: bool) -> isize {
    let count = table.rows.len();
    let run = tied_rows(table, rows);
    let other = match (down, run.start.checked_sub(1)) {
        (true, _) if run.end < count => tied_rows(table, run.end..run.end + 1),
        (false, Some(above)) => tied_rows(table, above..run.start),
        _ => return 0,
    };
    let head = table.head_rows;
    if (run.start < head) != (other.start < head) || (run.end <= head) != (other.end <= head) {
        return 0;
    }
    let (first, length) = (run.start.min(other.start), run.len());
    let passed = other.len();
    let both = &mut table.rows[first..first + length + passed];
    if down {
        both.rotate_left(length);
        passed.cast_signed()
    } else {
        both.rotate_right(length);
        -passed.cast_signed()
    }
}

/// Moves columns over the one at their left (or right), together with all that cells tie to them.
/// Returns by how many columns they moved.
pub(super) fn move_columns(table: &mut Table, columns: Range<usize>, right: bool) -> isize {
    let count = table.columns();
    let run = tied_columns(table, columns);
    let other = match (right, run.start.checked_sub(1)) {
        (true, _) if run.end < count => tied_columns(table, run.end..run.end + 1),
        (false, Some(before)) => tied_columns(table, before..run.start),
        _ => return 0,
    };
    let (first, length, passed) = (run.start.min(other.start), run.len(), other.len());
    let range = first..first + length + passed;
    for row in &mut table.rows {
        rotate(&mut row[range.clone()], length, right);
    }
    rotate(&mut table.widths[range], length, right);
    if right { passed.cast_signed() } else { -passed.cast_signed() }
}

fn rotate<T>(both: &mut [T], length: usize, forward: bool) {
    if forward { both.rotate_left(length) } else { both.rotate_right(length) }
}

/// A run of rows and those that merged cells bind to it.
fn tied_rows(table: &Table, rows: Range<usize>) -> Range<usize> {
    let cells = table.rows.iter().enumerate();
    let spans = cells.flat_map(|(row, cells)| cells.iter().map(move |c| row..row + c.rows));
    tied(&spans.collect::<Vec<_>>(), rows)
}

/// A run of columns and those that merged cells bind to it.
fn tied_columns(table: &Table, columns: Range<usize>) -> Range<usize> {
    let cells = table.rows.iter().flat_map(|row| row.iter().enumerate());
    let spans = cells.map(|(column, cell)| column..column + cell.columns);
    tied(&spans.collect::<Vec<_>>(), columns)
}

fn tied(spans: &[Range<usize>], mut run: Range<usize>) -> Range<usize> {
    loop {
        let before = run.clone();
        for span in spans {
            if span.start < run.end && span.end > run.start {
                run = run.start.min(span.start)..run.end.max(span.end);
            }
        }
        if run == before {
            return run;
        }
    }
}
