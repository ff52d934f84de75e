//! Tables with borders.

use std::collections::HashMap;

use super::assemble::without_emphasis;
use super::collect::{Cell as SourceCell, Line, Row, Rows};
use crate::model::{Align, Cell, CellAlign, Table, Text};
use crate::standard::StyleName;

/// Word's own limit.
const MOST_COLUMNS: usize = 63;
/// The largest sum of relative widths that is looked for.
const LARGEST_SUM: u32 = 400;
const TWIPS_PER_MM: f64 = 1440.0 / 25.4;
/// How far another program may have moved an edge, twips.
const SLACK: f64 = 4.0;

/// A table of the plan, in a text of `measure` mm.
pub(super) fn table(source: Rows, measure: f64) -> Table {
    let half_points = own_size(&source);
    let head_rows = head_rows(&source.rows);
    let mut rows: Vec<Vec<Cell>> = Vec::with_capacity(source.rows.len());
    for (index, Row { before, cells, .. }) in source.rows.into_iter().enumerate() {
        let mut row = vec![Cell::default(); before.min(MOST_COLUMNS)];
        for cell in cells {
            if row.len() >= MOST_COLUMNS {
                // What a table cannot hold beside stays in the last cell.
                if let Some(last) = row.last_mut() {
                    last.text.push_break();
                    last.text.append(words(cell.lines, StyleName::TableLeft));
                }
                continue;
            }
            add(cell, index < head_rows, &mut row, &mut rows);
        }
        rows.push(row);
    }
    let mut table =
        Table { widths: relative(&source.widths, measure), head_rows, half_points, rows };
    table.normalise();
    settle_alignment(&mut table);
    table
}

/// How many rows are the head: those that Word repeats, or that wear its style, with the rows between
/// them in which no cell begins.
fn head_rows(rows: &[Row]) -> usize {
    let covered = |row: &Row| row.cells.iter().all(|cell| cell.continues);
    let titled = |row: &Row| row.head || is_titled(row);
    let front = rows.iter().take_while(|row| titled(row) || covered(row)).count();
    rows[..front].iter().rposition(titled).map_or(0, |last| last + 1)
}

/// Whether every cell that begins in a row wears the style of a head: one that is too tall is not
/// repeated on each page.
fn is_titled(row: &Row) -> bool {
    let mut own = row.cells.iter().filter(|cell| !cell.continues).peekable();
    let styled = |line: &Line| line.style == Some(StyleName::TableHead);
    own.peek().is_some() && own.all(|cell| cell.lines.iter().all(styled))
}

fn add(source: SourceCell, head: bool, row: &mut Vec<Cell>, rows: &mut [Vec<Cell>]) {
    let column = row.len();
    let columns = source.columns.clamp(1, MOST_COLUMNS - column);
    let name = if head { StyleName::TableHead } else { StyleName::TableLeft };
    let align = if head { CellAlign::Auto } else { alignment(source.lines.first()) };
    let text = words(source.lines, name);
    row.push(Cell { text, columns, rows: usize::from(!source.continues), align });
    row.resize(column + columns, Cell::default());
    if source.continues {
        // The cell above that began the merge grows: the first that reaches down to here.
        let count = rows.len();
        let reaches =
            |row: &usize| rows[*row].get(column).is_some_and(|cell| cell.rows == count - row);
        if let Some(owner) = (0..count).find(reaches)
            && let Some(cell) = rows[owner].get_mut(column)
        {
            cell.rows += 1;
        }
    }
}

/// The paragraphs of a cell as lines of one text.
fn words(lines: Vec<Line>, name: StyleName) -> Text {
    let mut text = Text::default();
    for (at, line) in lines.into_iter().enumerate() {
        if at > 0 {
            text.push_break();
        }
        text.append(without_emphasis(line.text, name));
    }
    text
}

fn alignment(line: Option<&Line>) -> CellAlign {
    match line.and_then(|line| line.align) {
        Some(Align::Center) => CellAlign::Center,
        Some(Align::Right) => CellAlign::Right,
        Some(Align::Justify) => CellAlign::Justify,
        Some(Align::Left) | None => CellAlign::Left,
    }
}

/// Alignments that the column has by itself are not said.
fn settle_alignment(table: &mut Table) {
    let aligns = crate::compose::column_aligns(table);
    for row in table.rows.iter_mut().skip(table.head_rows) {
        for (cell, own) in row.iter_mut().zip(&aligns) {
            if cell.align == *own {
                cell.align = CellAlign::Auto;
            }
        }
    }
}

/// The size that the words of a table have beside their styles, half-points; 0 for none.
fn own_size(table: &Rows) -> u32 {
    let mut counts: HashMap<u32, usize> = HashMap::new();
    // Cells that go on with the one above hold nothing of their own.
    let cells = table.rows.iter().flat_map(|row| &row.cells).filter(|cell| !cell.continues);
    for line in cells.flat_map(|cell| &cell.lines) {
        *counts.entry(line.half_points.unwrap_or(0)).or_default() += 1;
    }
    let most = counts.into_iter().max_by_key(|(size, count)| (*count, *size));
    most.map_or(0, |(size, _)| size)
}

/// Small numbers in the proportion of some columns, if there are any that give the same columns in
/// a text of `measure` mm; else their twips.
fn relative(twips: &[u32], measure: f64) -> Vec<u32> {
    if twips.len() > MOST_COLUMNS {
        return twips.to_vec();
    }
    let mut edge = 0;
    let edges: Vec<u32> = twips
        .iter()
        .map(|width| {
            edge += *width;
            edge
        })
        .collect();
    // Columns that do not fill the text to the twip were drawn again by another program.
    let fills =
        edges.last().is_some_and(|sum| f64::from(*sum) == (measure * TWIPS_PER_MM).round());
    let slack = if fills { 0.0 } else { SLACK };
    let fewest = u32::try_from(twips.len()).unwrap_or(1).max(1);
    let found = (fewest..=LARGEST_SUM).find_map(|whole| {
        let part = |edge: u32| {
            (f64::from(edge) * f64::from(whole) / f64::from(edges[edges.len() - 1])).round()
        };
        let mut last = 0.0;
        let mut widths = Vec::with_capacity(edges.len());
        for edge in &edges {
            let right = part(*edge);
            // The column's right edge as the composer would draw it.
            let drawn = (right / f64::from(whole) * measure * TWIPS_PER_MM).round();
            if (drawn - f64::from(*edge)).abs() > slack || right <= last {
                return None;
            }
            // Between 1 and the sum.
            widths.push((right - last) as u32);
            last = right;
        }
        (!widths.is_empty()).then_some(widths)
    });
    found.unwrap_or_else(|| twips.to_vec())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn widths_come_back_as_small_numbers_where_there_are_any() {
        assert_eq!(relative(&[3118, 3118, 3118], 165.0), [1, 1, 1]);
        assert_eq!(relative(&[3118, 6236], 165.0), [1, 2]);
        assert_eq!(relative(&[1003, 2029, 6322], 165.0), [1003, 2029, 6322]);
        // LibreOffice's columns for 3, 22, 11, 11, 9, 10.
        assert_eq!(
            relative(&[425, 3117, 1559, 1558, 1276, 1416], 165.0),
            [3, 22, 11, 11, 9, 10]
        );
        assert_eq!(relative(&[], 165.0), Vec::<u32>::new());
    }
}
