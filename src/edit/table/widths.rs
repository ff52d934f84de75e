//! Widths of columns: dragged, equal, or as the words need them.

use crate::model::Table;

/// Widths are counted in this many parts once they are no longer what they began with.
const PARTS: u32 = 1000;
/// The narrowest column that dragging leaves, in thousandths.
const NARROWEST: u32 = 30;
/// Letters of 13 points that stand beside each other on an upright page.
const LETTERS: f64 = 76.0;
/// Letters that a cell's padding takes.
const PADDING: f64 = 2.0;
/// Bold letters are wider by this.
const BOLD: f64 = 1.08;

/// Moves the edge after a column by so many thousandths of the table's width.
pub(super) fn move_edge(table: &mut Table, column: usize, by: i32) {
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

/// All columns as wide as each other.
pub(super) fn level(table: &mut Table) {
    table.widths.fill(10);
}

/// Every column as wide as its words call for: no word broken, and the room that is left shared
/// after the longest lines, as browsers lay out their tables.
pub(super) fn fit(table: &mut Table) {
    let needs = needs(table);
    let least: f64 = needs.iter().map(|(least, _)| least).sum();
    let most: f64 = needs.iter().map(|(_, most)| most).sum();
    let share = ((LETTERS - least) / (most - least).max(1.0)).clamp(0.0, 1.0);
    let letters: Vec<f64> =
        needs.iter().map(|(least, most)| least + (most - least) * share).collect();
    let sum: f64 = letters.iter().sum();
    table.widths = letters
        .iter()
        .map(|width| ((width / sum * f64::from(PARTS)).round() as u32).max(1))
        .collect();
}

/// For every column the letters of its longest word and of its longest line.
fn needs(table: &Table) -> Vec<(f64, f64)> {
    let mut needs = vec![(1.0 + PADDING, 1.0 + PADDING); table.columns()];
    for (row, cells) in table.rows.iter().enumerate() {
        let wide = if row < table.head_rows { BOLD } else { 1.0 };
        let single = cells.iter().enumerate().filter(|(_, cell)| cell.columns == 1);
        for (column, cell) in single {
            let words = cell.text.words();
            let count = |part: &str| part.chars().count() as f64 * wide + PADDING;
            let word = words.split_whitespace().map(count).fold(0.0, f64::max);
            let line = words.lines().map(count).fold(0.0, f64::max);
            let (least, most) = &mut needs[column];
            (*least, *most) = (least.max(word), most.max(line));
        }
    }
    needs
}
