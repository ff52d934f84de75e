//! Where the words of blocks and cells stand, counted from the body's left edge in points.

use egui::{Align, Galley};

use crate::model::{Level, Table};

/// Space above and below the words of a block.
pub const PAD: f32 = 5.0;
/// Between a numeral and its words.
pub const NUMERAL_GAP: f32 = 10.0;
/// Where tables begin.
const TABLE_LEFT: f32 = 28.0;
/// Space left and right of the words of a cell.
pub const CELL_PAD_X: f32 = 7.0;
/// Space above and below the words of a cell.
pub const CELL_PAD_Y: f32 = 4.0;
/// The narrowest column on the screen.
const NARROWEST: f32 = 44.0;
/// Space right of the words.
const RIGHT: f32 = 8.0;

/// Left edge and width of the words of a field.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Span {
    /// The left edge.
    pub left: f32,
    /// The width they wrap at.
    pub width: f32,
}

/// The words of a paragraph.
pub fn paragraph(level: Level, body: f32) -> Span {
    let left = match level {
        Level::Part => 84.0,
        Level::Section | Level::Body | Level::Centered | Level::Right => 48.0,
        Level::Clause => 58.0,
        Level::SubClause | Level::Point => 72.0,
        Level::Dash => 84.0,
        Level::Plus => 98.0,
    };
    Span { left, width: (body - left - RIGHT).max(40.0) }
}

/// The height of the bar over a table, with its tools and without: nothing jumps when they come
/// and go.
pub const TABLE_BAR: f32 = 32.0;

/// The edges of a table's columns, one more than there are columns. No column is shown narrower
/// than its few words need; what the wider ones give up for that is no matter on the paper.
pub fn edges(table: &Table, body: f32) -> Vec<f32> {
    let whole = (body - TABLE_LEFT - RIGHT).max(60.0);
    let sum: f32 = table.widths.iter().map(|width| *width as f32).sum();
    let least = NARROWEST.min(whole / table.columns().max(1) as f32);
    let wanted = |width: &u32| whole * *width as f32 / sum.max(1.0);
    let short: f32 = table.widths.iter().map(|width| (least - wanted(width)).max(0.0)).sum();
    let spare: f32 = table.widths.iter().map(|width| (wanted(width) - least).max(0.0)).sum();
    let mut edges = vec![TABLE_LEFT];
    let mut reached = 0.0;
    for width in &table.widths {
        let over = wanted(width) - least;
        reached += if over > 0.0 { least + over - short * over / spare } else { least };
        edges.push(TABLE_LEFT + reached.round());
    }
    edges
}

/// The words of a cell.
pub fn cell(table: &Table, edges: &[f32], (row, column): (usize, usize)) -> Span {
    let wide = table.rows[row][column].columns;
    let far = edges.get(column + wide).or(edges.last()).copied().unwrap_or_default();
    let left = edges.get(column).copied().unwrap_or_default();
    Span { left: left + CELL_PAD_X, width: (far - left - 2.0 * CELL_PAD_X).max(12.0) }
}

/// What to add to an x of a galley to count from the body's left edge.
pub fn origin(span: Span, align: Align, galley: &Galley) -> f32 {
    let room = (span.width - galley.size().x).max(0.0);
    let shift = match align {
        Align::Min => 0.0,
        Align::Center => room / 2.0,
        Align::Max => room,
    };
    span.left + shift - galley.rect.left()
}
