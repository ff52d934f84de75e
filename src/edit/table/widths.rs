//! Widths of columns: dragged, equal, or as the words need them.

use crate::model::Table;

/// Widths are counted in this many parts once they are no longer what they began with.
const PARTS: u32 = 1000;
/// The narrowest column that dragging leaves, in thousandths.
const NARROWEST: u32 = 30;
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

/// Every column as wide as its words call for.
pub(super) fn fit(table: &mut Table) {
    table.widths = table.widths_of_words();
}
