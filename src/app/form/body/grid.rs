//! A table in the body: a grid of fields, its tools, its edges to drag.

use std::ops::Range;

use egui::{
    Align2, CornerRadius, CursorIcon, Id, Rect, Sense, Stroke, StrokeKind, Ui, pos2, vec2,
};

use crate::edit::{Caret, EditKind, Operation, Selection, Session, TableOperation, table};
use crate::model::{Block, CellAlign, Place, Story, Table};

use super::look::{Look, Shape};
use super::rows::Passage;
use super::{BlockEditor, geometry, menu, names};

/// The tops of a table's rows from the top of its grid, one more than there are rows.
fn tops(ui: &Ui, look: &Look, grid: &Table, edges: &[f32]) -> Vec<f32> {
    let least = look.line_height + 2.0 * geometry::CELL_PAD_Y;
    let mut heights = vec![least; grid.rows.len()];
    let cells = table::shown(grid);
    for high in [false, true] {
        for &(row, column) in &cells {
            let cell = &grid.rows[row][column];
            if (cell.rows > 1) != high {
                continue;
            }
            let span = geometry::cell(grid, edges, (row, column));
            // Where words stand in their lines does not change how many lines there are.
            let shape = Shape::of_cell(grid, row, cell, CellAlign::Auto);
            let words = look.layout(ui, &cell.text, shape, span.width).size().y;
            let needed = words + 2.0 * geometry::CELL_PAD_Y;
            let end = (row + cell.rows).min(heights.len());
            let has: f32 = heights[row..end].iter().sum();
            if needed > has && end > row {
                heights[end - 1] += needed - has;
            }
        }
    }
    let mut tops = vec![0.0];
    let mut reached = 0.0;
    for height in heights {
        reached += height;
        tops.push(reached);
    }
    tops
}

/// The runs of rows in which the edge left of a column is seen: inside a merged cell it is not.
fn seen_edge(grid: &Table, column: usize) -> Vec<Range<usize>> {
    let mut seen = vec![true; grid.rows.len()];
    for (row, first) in table::shown(grid) {
        let cell = &grid.rows[row][first];
        if first < column && column < first + cell.columns {
            let end = (row + cell.rows).min(seen.len());
            seen[row..end].fill(false);
        }
    }
    let mut runs: Vec<Range<usize>> = Vec::new();
    for row in (0..seen.len()).filter(|row| seen[*row]) {
        match runs.last_mut() {
            Some(run) if run.end == row => run.end = row + 1,
            _ => runs.push(row..row + 1),
        }
    }
    runs
}

/// The height of a table with its bar.
pub(super) fn height(ui: &Ui, look: &Look, grid: &Table, width: f32) -> f32 {
    let edges = geometry::edges(grid, width);
    let tops = tops(ui, look, grid, &edges);
    geometry::TABLE_BAR + tops.last().copied().unwrap_or_default() + 2.0 * geometry::PAD
}

impl BlockEditor {
    /// Shows a table.
    pub(super) fn table(
        &mut self,
        ui: &mut Ui,
        session: &mut Session,
        (story, index): (Story, usize),
        grid: &Table,
        rect: Rect,
        look: &Look,
    ) {
        self.ground(ui, session, Place::Fixed, index, rect, look);
        let edges = geometry::edges(grid, self.width);
        let tops = tops(ui, look, grid, &edges);
        let name = self.names.get(index).cloned().unwrap_or_default();
        let top = rect.top() + geometry::TABLE_BAR;
        let caret = session.caret().map(|caret| caret.place);
        let clip = ui.clip_rect();
        let aligns = crate::compose::column_aligns(grid);
        let cells = self.cells.filter(|cells| cells.block == index);
        let area = cells.map(|cells| cells.area(grid));
        let head = tops.get(grid.head_rows).copied().unwrap_or_default();
        let (first, last) = (edges[0], edges[edges.len() - 1]);
        let across = |from: f32, to: f32| {
            Rect::from_min_max(
                pos2(rect.left() + first, top + from),
                pos2(rect.left() + last, top + to),
            )
        };
        if self.chosen.is_none() {
            ui.painter().rect_filled(across(0.0, head), CornerRadius::ZERO, look.head);
        }
        for (row, column) in table::shown(grid) {
            let cell = &grid.rows[row][column];
            let far = edges[(column + cell.columns).min(edges.len() - 1)];
            let low = tops[(row + cell.rows).min(tops.len() - 1)];
            let frame = Rect::from_min_max(
                pos2(rect.left() + edges[column], top + tops[row]),
                pos2(rect.left() + far, top + low),
            );
            let place = Place::Cell(story, index, row, column);
            if !frame.intersects(clip) && caret != Some(place) {
                continue;
            }
            self.note_cell(place, frame);
            if area.is_some_and(|area| area.contains((row, column))) {
                ui.painter().rect_filled(frame, CornerRadius::ZERO, look.selected);
            } else if caret == Some(place) && self.chosen.is_none() {
                ui.painter().rect_filled(frame, CornerRadius::ZERO, look.active);
            }
            let line = Stroke::new(1.0, look.line);
            ui.painter().rect_stroke(frame, CornerRadius::ZERO, line, StrokeKind::Middle);
            let shape = Shape::of_cell(grid, row, cell, aligns[column]);
            let words = frame.shrink2(vec2(geometry::CELL_PAD_X, geometry::CELL_PAD_Y));
            let name = names::of_cell(&name, row, column);
            let (text, name) = (&cell.text, name.as_str());
            let words = Passage { story, place, text, shape, at: words, name, hint: "" };
            self.words(ui, session, &words, look);
            self.click_beside(ui, session, place, frame, cell.text.len());
        }
        let whole = across(0.0, tops[tops.len() - 1]);
        self.edges(ui, session, (story, index), grid, (&edges, &tops), whole);
        // Where the table's top is scrolled away the bar stays at the top of the view, as long as
        // there is a row left below it.
        let height = top - rect.top() - 4.0;
        let seen = (clip.top() + 3.0).min(rect.bottom() - 3.0 * height);
        let bar_top = (rect.top() + 2.0).max(seen);
        let bar = Rect::from_min_max(
            pos2(rect.left() + first, bar_top),
            pos2(rect.right(), bar_top + height),
        );
        let inside =
            matches!(caret, Some(Place::Cell(of, at, _, _)) if (of, at) == (story, index));
        if inside {
            self.tools(ui, session, (story, index), grid, bar, look);
        } else {
            let at = pos2(bar.left(), top - look.line_height / 2.0 - 4.0);
            ui.painter().text(at, Align2::LEFT_CENTER, &name, look.small(), look.faint);
        }
        menu::of_block(self, ui, session, (story, index), rect, &name, look);
    }

    /// A click in a cell below its words puts the caret at their end.
    fn click_beside(
        &mut self,
        ui: &Ui,
        session: &mut Session,
        place: Place,
        frame: Rect,
        length: usize,
    ) {
        let pressed = ui.input(|input| input.pointer.primary_pressed());
        if pressed
            && ui.rect_contains_pointer(frame)
            && !super::has_focus(ui, place)
            && session.caret().is_none_or(|caret| caret.place != place)
        {
            self.request = Some((Caret::at(place, length), true));
            ui.ctx().request_repaint();
        }
    }

    /// The edges between columns can be dragged.
    fn edges(
        &mut self,
        ui: &Ui,
        session: &mut Session,
        (story, index): (Story, usize),
        grid: &Table,
        (edges, tops): (&[f32], &[f32]),
        whole: Rect,
    ) {
        let left = whole.left() - edges[0];
        for column in 0..edges.len().saturating_sub(2) {
            let x = left + edges[column + 1];
            let handles = seen_edge(grid, column + 1).into_iter().map(|rows| {
                let spot = Rect::from_min_max(
                    pos2(x - 3.0, whole.top() + tops[rows.start]),
                    pos2(x + 3.0, whole.top() + tops[rows.end]),
                );
                let id = Id::unique(("kehoach.body.edge", story, index, column, rows.start));
                let response = ui.interact(spot, id, Sense::DRAG | Sense::CLICK);
                response.on_hover_and_drag_cursor(CursorIcon::ResizeHorizontal)
            });
            let Some(response) = handles.reduce(|one, other| one | other) else { continue };
            if response.double_clicked() {
                let selection = Selection::in_cell(index, 0, 0, 0);
                let fit = Operation::Table(TableOperation::FitWidths);
                self.asked.push((selection, fit));
                ui.ctx().request_repaint();
            }
            if response.drag_started() {
                self.edge = Some((index, column, 0.0));
                session.end_step();
            }
            let Some((at, of, rest)) = self.edge else { continue };
            if (at, of) != (index, column) {
                continue;
            }
            if response.drag_stopped() {
                self.edge = None;
                session.end_step();
                continue;
            }
            let moved = rest + response.drag_delta().x * 1000.0 / whole.width().max(1.0);
            let by = moved.trunc();
            self.edge = Some((index, column, moved - by));
            if by != 0.0 {
                let operation = TableOperation::MoveEdge { column, by: by as i32 };
                let place = Place::Block(story, index);
                let caret = session.caret();
                session.edit(EditKind::Typing(place), caret, |document| {
                    let block =
                        document.blocks_mut(story).and_then(|blocks| blocks.get_mut(index));
                    if let Some(table) = block.and_then(Block::table_mut) {
                        operation.apply(table, (0, 0));
                    }
                });
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_edge_inside_a_merged_cell_has_no_handle_there() {
        let mut grid = Table::new(3, 3);
        assert_eq!(seen_edge(&grid, 1), vec![0..3]);
        TableOperation::MergeRight.apply(&mut grid, (1, 0));
        assert_eq!(seen_edge(&grid, 1), vec![0..1, 2..3]);
        assert_eq!(seen_edge(&grid, 2), vec![0..3]);
    }
}
