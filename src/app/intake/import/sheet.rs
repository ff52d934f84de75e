//! How words and tables of a source or plan are drawn, read-only.

use std::sync::Arc;

use egui::{Align2, Color32, Galley, Rect, Sense, Stroke, Ui, pos2, vec2};

use crate::app::look::fonts;
use crate::app::look::rich::{self, Setting};
use crate::app::look::tokens::{Palette, palette, size};
use crate::model::{Table, Text};

/// The most rows of a table that are shown.
const MOST_ROWS: usize = 60;
const LINE: f32 = 19.0;

/// Lays a text out.
pub fn galley(ui: &Ui, text: &Text, ink: Color32, bold: bool, width: f32) -> Arc<Galley> {
    let looks: Vec<_> = text.runs().map(|(run, style)| (run.chars().count(), style)).collect();
    let setting = Setting {
        size: size::TEXT,
        line: LINE,
        ink,
        anchor: palette(ui).accent,
        bold,
        italic: false,
    };
    rich::lay_out(ui, text.as_str(), &looks, &setting, width.max(40.0))
}

/// A guess of a text's height at a width, before it is laid out.
pub fn guess(characters: usize, width: f32) -> f32 {
    let line = (width / 6.7).max(8.0);
    (characters as f32 / line).ceil().max(1.0) * LINE
}

/// A guess of a table's height.
pub fn guess_table(table: &Table) -> f32 {
    table.rows.len().min(MOST_ROWS) as f32 * 28.0
}

/// Draws a table at the cursor, as wide as there is room; returns its height.
pub fn table(ui: &mut Ui, table: &Table, at: Rect, ink: Color32) -> f32 {
    let colours: &Palette = palette(ui);
    let total: u32 = table.widths.iter().sum::<u32>().max(1);
    let mut edges = vec![0.0];
    let mut x = 0.0;
    for width in &table.widths {
        x += at.width() * *width as f32 / total as f32;
        edges.push(x);
    }
    let covered = table.covered();
    let line = Stroke::new(1.0, colours.line_strong);
    let pad = vec2(5.0, 3.0);
    let mut top = at.top();
    let rows = table.rows.len().min(MOST_ROWS);
    let mut tops = vec![top];
    let mut cells = Vec::new();
    for (row, line_cells) in table.rows.iter().take(rows).enumerate() {
        let mut tall: f32 = 24.0;
        for (column, cell) in line_cells.iter().enumerate() {
            if covered[row][column] {
                continue;
            }
            let right = edges[(column + cell.columns).min(edges.len() - 1)];
            let room = right - edges[column] - 2.0 * pad.x;
            let bold = row < table.head_rows;
            let galley = small(ui, &cell.text, ink, bold, room);
            if cell.rows == 1 {
                tall = tall.max(galley.size().y + 2.0 * pad.y);
            }
            cells.push((row, column, cell.columns, cell.rows, galley));
        }
        top += tall;
        tops.push(top);
    }
    for (row, column, columns, spanned, galley) in cells {
        let bottom = tops[(row + spanned).min(rows)];
        let right = edges[(column + columns).min(edges.len() - 1)];
        let cell = Rect::from_min_max(
            pos2(at.left() + edges[column], tops[row]),
            pos2(at.left() + right, bottom),
        );
        if row < table.head_rows {
            ui.painter().rect_filled(cell, 0.0, colours.hover);
        }
        ui.painter().rect_stroke(cell, 0.0, line, egui::StrokeKind::Middle);
        ui.painter().with_clip_rect(cell.intersect(ui.clip_rect())).galley(
            cell.min + pad,
            galley,
            ink,
        );
    }
    let mut height = top - at.top();
    if table.rows.len() > rows {
        let words = format!("… còn {} hàng nữa", table.rows.len() - rows);
        let font = fonts::regular(size::SMALL);
        let place = pos2(at.left(), top + 10.0);
        ui.painter().text(place, Align2::LEFT_CENTER, words, font, colours.soft);
        height += 20.0;
    }
    height
}

fn small(ui: &Ui, text: &Text, ink: Color32, bold: bool, width: f32) -> Arc<Galley> {
    let looks: Vec<_> = text.runs().map(|(run, style)| (run.chars().count(), style)).collect();
    let setting = Setting {
        size: 12.0,
        line: 17.0,
        ink,
        anchor: palette(ui).accent,
        bold,
        italic: false,
    };
    rich::lay_out(ui, text.as_str(), &looks, &setting, width.max(16.0))
}

/// The height of a drawn row is taken from what it allocated.
pub fn claim(ui: &mut Ui, height: f32) -> Rect {
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::hover());
    rect
}
