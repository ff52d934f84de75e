//! Tables: widths in mm, alignment of cells, rows that may not split.

use crate::model::{CellAlign, Place, Story, Table, Text};
use crate::standard::{
    CELL_PADDING, CELL_PADDING_Y, SINGLE_LINE, StyleName, greedy_lines, style,
};

use super::words::{Case, line};
use super::{Composer, Grid, GridCell, GridRow, Line, Measure, Paper};

/// Millimetres in a point.
const MM_PER_PT: f64 = 25.4 / 72.0;

impl Composer<'_> {
    pub(super) fn grid(
        &self,
        story: Story,
        block: usize,
        table: &Table,
        measure: Measure,
    ) -> Grid {
        let mut table = table.clone();
        table.normalise();
        let sum: u32 = table.widths.iter().sum();
        let widths: Vec<f64> = table
            .widths
            .iter()
            .map(|width| f64::from(*width) / f64::from(sum) * measure.width)
            .collect();
        let covered = table.covered();
        let head_rows = table.head_rows.min(table.rows.len().saturating_sub(1));
        let short: Vec<bool> =
            (0..table.columns()).map(|column| is_short(&table, column, head_rows)).collect();
        let size =
            (table.half_points > 0).then(|| f64::from(table.half_points.clamp(22, 28)) / 2.0);
        let rows = table
            .rows
            .iter()
            .enumerate()
            .map(|(row, cells)| {
                let cells: Vec<GridCell> = cells
                    .iter()
                    .enumerate()
                    .filter(|(column, _)| !covered[row][*column])
                    .map(|(column, cell)| {
                        let style = match cell.align {
                            _ if row < head_rows => StyleName::TableHead,
                            CellAlign::Auto if short[column] => StyleName::TableCenter,
                            CellAlign::Auto | CellAlign::Left => StyleName::TableLeft,
                            CellAlign::Center => StyleName::TableCenter,
                            CellAlign::Right => StyleName::TableRight,
                            CellAlign::Justify => StyleName::TableJustify,
                        };
                        GridCell {
                            column,
                            columns: cell.columns,
                            rows: cell.rows,
                            lines: self.cell(
                                Place::Cell(story, block, row, column),
                                style,
                                &cell.text,
                                size,
                            ),
                        }
                    })
                    .collect();
                GridRow { splits: self.is_tall(&cells, &widths, measure), cells }
            })
            .collect();
        Grid { place: Place::Block(story, block), widths, head_rows, rows }
    }

    /// The paragraphs of a cell: one for each of its lines.
    fn cell(
        &self,
        place: Place,
        name: StyleName,
        text: &Text,
        size: Option<f64>,
    ) -> Vec<Line> {
        let mut rest = text.clone();
        let mut lines = Vec::new();
        loop {
            let end = rest.as_str().chars().position(|letter| letter == '\n');
            let tail = end.map(|end| {
                let mut tail = rest.split_off(end);
                tail.delete(0..1);
                tail
            });
            lines.push(Line { size, ..line(place, name, &rest, Case::AsTyped, &self.page) });
            match tail {
                Some(tail) => rest = tail,
                None => return lines,
            }
        }
    }

    /// Whether a row is too tall to be kept on one page: then it must be allowed to split.
    fn is_tall(&self, cells: &[GridCell], widths: &[f64], measure: Measure) -> bool {
        cells.iter().any(|cell| {
            let width: f64 = widths.iter().skip(cell.column).take(cell.columns).sum();
            let height: f64 = cell
                .lines
                .iter()
                .map(|line| {
                    let mut style = style(line.style, &self.page);
                    style.size = line.size.unwrap_or(style.size);
                    let room = width - 2.0 * CELL_PADDING;
                    let count = greedy_lines(&Paper::words(line), &style, room).len();
                    count as f64 * style.size * SINGLE_LINE * MM_PER_PT
                })
                .sum();
            height + 2.0 * CELL_PADDING_Y > measure.height * 0.8
        })
    }
}

/// Whether the cells of a column hold nothing but short numbers: STT, counts, I, 1.1.
fn is_short(table: &Table, column: usize, head_rows: usize) -> bool {
    let mut filled = 0;
    let short = table.rows.iter().skip(head_rows).all(|row| {
        let words = row[column].text.words();
        let words = words.trim();
        filled += usize::from(!words.is_empty());
        let numeral = |c: char| c.is_ascii_digit() || ".,IVX-".contains(c);
        row[column].columns > 1 || (words.chars().count() <= 6 && words.chars().all(numeral))
    });
    short && filled > 0
}
