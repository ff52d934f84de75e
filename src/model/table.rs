//! Tables: a full grid of cells, some of which others cover.

use serde::{Deserialize, Serialize};

use super::Text;

/// A table. Every row has as many cells as there are columns; a cell that spans more than itself
/// covers those to its right and below, which then keep no text.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Table {
    /// Relative widths of the columns (any positive whole numbers; their sum is the text width).
    pub widths: Vec<u32>,
    /// How many rows at the top are the head: bold, centred, repeated on each page.
    pub head_rows: usize,
    /// Size of the words in half-points, 22–28 (11–14 pt); 0 for the standard's own.
    #[serde(skip_serializing_if = "is_zero")]
    pub half_points: u32,
    /// The rows of the grid.
    pub rows: Vec<Vec<Cell>>,
}

/// One cell of the grid.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Cell {
    /// Its words; a `\n` begins a new line.
    pub text: Text,
    /// How many columns it spans, at least 1.
    #[serde(skip_serializing_if = "is_one")]
    pub columns: usize,
    /// How many rows it spans, at least 1.
    #[serde(skip_serializing_if = "is_one")]
    pub rows: usize,
    /// How its lines stand.
    #[serde(skip_serializing_if = "CellAlign::is_auto")]
    pub align: CellAlign,
}

/// How the lines of a cell stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum CellAlign {
    /// Centred in head rows and for short numbers, else left.
    #[default]
    Auto,
    /// Left.
    Left,
    /// Centred.
    Center,
    /// Right (sums of money).
    Right,
    /// Both edges.
    Justify,
}

impl CellAlign {
    fn is_auto(&self) -> bool {
        *self == Self::Auto
    }
}

// serde's `skip_serializing_if` hands a reference over.
#[expect(clippy::trivially_copy_pass_by_ref)]
fn is_one(count: &usize) -> bool {
    *count == 1
}

#[expect(clippy::trivially_copy_pass_by_ref)]
fn is_zero(count: &u32) -> bool {
    *count == 0
}

impl Default for Cell {
    fn default() -> Self {
        Self { text: Text::default(), columns: 1, rows: 1, align: CellAlign::Auto }
    }
}

impl Cell {
    /// Creates a cell of one column and row.
    pub fn new(text: impl Into<Text>) -> Self {
        Self { text: text.into(), ..Self::default() }
    }
}

impl Table {
    /// Creates an empty table with one head row.
    pub fn new(columns: usize, rows: usize) -> Self {
        let columns = columns.max(1);
        Self {
            widths: vec![10; columns],
            head_rows: 1,
            half_points: 0,
            rows: vec![vec![Cell::default(); columns]; rows.max(1)],
        }
    }

    /// Creates the task table of practice: STT, nhiệm vụ, chủ trì, phối hợp, thời hạn, sản phẩm.
    pub fn of_tasks(rows: usize) -> Self {
        let heads = [
            ("STT", 6),
            ("Nội dung, nhiệm vụ", 40),
            ("Cơ quan, đơn vị chủ trì", 20),
            ("Cơ quan, đơn vị phối hợp", 20),
            ("Thời gian hoàn thành", 16),
            ("Sản phẩm", 20),
        ];
        let mut table = Self::new(heads.len(), rows + 1);
        table.widths = heads.iter().map(|(_, width)| *width).collect();
        for (column, (head, _)) in heads.iter().enumerate() {
            table.rows[0][column] = Cell::new(*head);
        }
        for (row, cells) in table.rows.iter_mut().enumerate().skip(1) {
            cells[0] = Cell::new(row.to_string().as_str());
        }
        table
    }

    /// The number of columns.
    pub fn columns(&self) -> usize {
        self.widths.len()
    }

    /// Repairs what a hand-edited file may have wrong: ragged rows, missing widths, spans that
    /// reach outside or over each other. Words under a span are moved into the spanning cell.
    pub fn normalise(&mut self) {
        let columns =
            self.rows.iter().map(Vec::len).max().unwrap_or(0).max(self.widths.len()).max(1);
        self.widths.resize(columns, 10);
        for width in &mut self.widths {
            *width = (*width).clamp(1, 20_000);
        }
        if self.rows.is_empty() {
            self.rows.push(Vec::new());
        }
        for row in &mut self.rows {
            row.resize(columns, Cell::default());
        }
        let count = self.rows.len();
        self.head_rows = self.head_rows.min(count);
        let mut taken = vec![vec![false; columns]; count];
        for row in 0..count {
            for column in 0..columns {
                if taken[row][column] {
                    let cell = &mut self.rows[row][column];
                    (cell.columns, cell.rows) = (1, 1);
                    continue;
                }
                let wide = self.rows[row][column].columns.clamp(1, columns - column);
                let wide = (1..wide).find(|step| taken[row][column + step]).unwrap_or(wide);
                let high = self.rows[row][column].rows.clamp(1, count - row);
                self.rows[row][column].columns = wide;
                self.rows[row][column].rows = high;
                for (r, line) in taken.iter_mut().enumerate().skip(row).take(high) {
                    for (c, slot) in line.iter_mut().enumerate().skip(column).take(wide) {
                        *slot = true;
                        if (r, c) != (row, column) {
                            let moved = std::mem::take(&mut self.rows[r][c].text);
                            let origin = &mut self.rows[row][column].text;
                            if !moved.is_blank() {
                                if !origin.is_empty() {
                                    origin.push_break();
                                }
                                origin.append(moved);
                            }
                        }
                    }
                }
            }
        }
    }

    /// For every cell whether another one covers it.
    pub fn covered(&self) -> Vec<Vec<bool>> {
        let mut covered: Vec<Vec<bool>> =
            self.rows.iter().map(|row| vec![false; row.len()]).collect();
        for (row, cells) in self.rows.iter().enumerate() {
            for (column, cell) in cells.iter().enumerate() {
                if covered[row][column] {
                    continue;
                }
                for (r, line) in covered.iter_mut().enumerate().skip(row).take(cell.rows) {
                    for (c, slot) in
                        line.iter_mut().enumerate().skip(column).take(cell.columns)
                    {
                        *slot = (r, c) != (row, column);
                    }
                }
            }
        }
        covered
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ragged_rows_are_filled_and_covered_words_are_kept() {
        let mut table = Table {
            widths: vec![1],
            head_rows: 9,
            half_points: 0,
            rows: vec![
                vec![Cell { columns: 5, ..Cell::new("a") }, Cell::new("b")],
                vec![Cell::new("c")],
            ],
        };
        table.normalise();
        assert_eq!(table.widths.len(), 2);
        assert_eq!(table.rows[0][0].columns, 2);
        assert_eq!(table.rows[0][0].text.as_str(), "a\nb");
        assert_eq!(table.rows[1].len(), 2);
        assert_eq!(table.covered(), [[false, true], [false, false]]);
    }
}
