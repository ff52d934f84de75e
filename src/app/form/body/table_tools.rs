//! What can be done to a table: the bar over it, and the same as a menu on every cell.

use egui::{
    Button, CornerRadius, Id, Popup, Rect, RichText, Role, Sense, Stroke, StrokeKind, Ui,
    UiBuilder, WidgetInfo, vec2,
};

use super::look::Look;
use super::{BlockEditor, menu};
use crate::app::look::widgets::{Push, layout};
use crate::app::look::{icons, menu_keys};
use crate::edit::table::has_numbers;
use crate::edit::{Operation, Selection, Session, TableOperation};
use crate::model::{CellAlign, Place, Story, Table};

use TableOperation::{
    Align, ColumnBack, ColumnLeft, ColumnOn, ColumnRight, DeleteColumn, DeleteRow,
    DeleteTable, FitWidths, HeadRows, LevelWidths, Merge, MergeDown, MergeRight, RowAbove,
    RowBelow, RowDown, RowUp, Sort, Split, Sum,
};

/// Icon, words and what they do.
type Entry = (&'static str, &'static str, TableOperation);

const INSERT: [Entry; 4] = [
    (icons::ARROW_UP, "Hàng bên trên", RowAbove),
    (icons::ARROW_DOWN, "Hàng bên dưới", RowBelow),
    (icons::CARET_LEFT, "Cột bên trái", ColumnLeft),
    (icons::CARET_RIGHT, "Cột bên phải", ColumnRight),
];
const MOVE: [Entry; 4] = [
    (icons::ARROW_UP, "Hàng lên trên", RowUp),
    (icons::ARROW_DOWN, "Hàng xuống dưới", RowDown),
    (icons::CARET_LEFT, "Cột sang trái", ColumnBack),
    (icons::CARET_RIGHT, "Cột sang phải", ColumnOn),
];
const DELETE: [Entry; 3] = [
    (icons::ROWS, "Xóa hàng", DeleteRow),
    (icons::COLUMNS, "Xóa cột", DeleteColumn),
    (icons::TABLE, "Xóa bảng", DeleteTable),
];
const ALIGN: [Entry; 5] = [
    (icons::CHECK, "Tự động", Align(CellAlign::Auto)),
    (icons::ALIGN_LEFT, "Trái", Align(CellAlign::Left)),
    (icons::ALIGN_CENTER, "Giữa", Align(CellAlign::Center)),
    (icons::ALIGN_RIGHT, "Phải", Align(CellAlign::Right)),
    (icons::ALIGN_JUSTIFY, "Đều hai bên", Align(CellAlign::Justify)),
];
const WIDTHS: [Entry; 2] = [
    (icons::FIT_WIDTH, "Vừa nội dung", FitWidths),
    (icons::COLUMNS, "Bằng nhau", LevelWidths),
];
const ORDER: [Entry; 2] = [
    (icons::ARROW_DOWN, "Tăng dần theo cột này", Sort { descending: false }),
    (icons::ARROW_UP, "Giảm dần theo cột này", Sort { descending: true }),
];
/// Width of a menu that opens from another, in points.
const SUBMENU: f32 = 210.0;
/// What the last button of the bar takes, in points.
const MORE: f32 = 32.0;

/// What cells can be merged with.
#[derive(Clone, Copy)]
pub(in crate::app) struct Mergeable {
    /// Several are selected.
    pub several: bool,
    /// There is one at the right.
    pub right: bool,
    /// There is one below.
    pub below: bool,
}

impl Mergeable {
    /// Of a cell of a table, or of the cells that are selected.
    pub fn of(grid: &Table, (row, column): (usize, usize), several: bool) -> Self {
        let cell = grid.rows.get(row).and_then(|cells| cells.get(column));
        Self {
            several,
            right: cell.is_some_and(|cell| column + cell.columns < grid.columns()),
            below: cell.is_some_and(|cell| row + cell.rows < grid.rows.len()),
        }
    }

    /// The ways to merge, and whether each is possible.
    fn ways(self) -> [(&'static str, TableOperation, bool); 3] {
        [
            ("Gộp các ô đang chọn", Merge, self.several),
            ("Gộp với ô bên phải", MergeRight, self.right && !self.several),
            ("Gộp với ô bên dưới", MergeDown, self.below && !self.several),
        ]
    }
}

/// The rows of a menu that change a table; what was chosen.
pub(super) fn menu(ui: &mut Ui, mergeable: Mergeable) -> Option<TableOperation> {
    let mut asked = None;
    menu::dress(ui);
    group(ui, icons::PLUS, "Chèn", &INSERT, &mut asked);
    group(ui, icons::MOVE, "Chuyển", &MOVE, &mut asked);
    group(ui, icons::TRASH, "Xóa", &DELETE, &mut asked);
    menu::line(ui);
    merges(ui, mergeable, &mut asked);
    entry(ui, icons::SPLIT, "Tách ô", Split, &mut asked);
    group(ui, icons::ALIGN_CENTER, "Căn chữ trong ô", &ALIGN, &mut asked);
    group(ui, icons::FIT_WIDTH, "Độ rộng cột", &WIDTHS, &mut asked);
    menu::line(ui);
    entry(ui, icons::ROWS, "Dòng tiêu đề đến đây", HeadRows, &mut asked);
    group(ui, icons::SORT, "Sắp xếp các hàng", &ORDER, &mut asked);
    entry(ui, icons::SUM, "Tính tổng cột", Sum, &mut asked);
    asked
}

fn merges(ui: &mut Ui, mergeable: Mergeable, asked: &mut Option<TableOperation>) {
    for (name, way, _) in mergeable.ways().into_iter().filter(|(.., on)| *on) {
        entry(ui, icons::MERGE, name, way, asked);
    }
}

/// Rows in a menu of their own.
fn group(
    ui: &mut Ui,
    icon: &str,
    name: &str,
    rows: &[Entry],
    asked: &mut Option<TableOperation>,
) {
    let button = ui.menu_button(menu::icon_and_words(ui, icon, name), |ui| {
        menu::dress(ui);
        ui.set_width(SUBMENU);
        for (icon, name, operation) in rows {
            entry(ui, icon, name, *operation, asked);
        }
    });
    button.response.widget_info(|| WidgetInfo::labeled(Role::MenuItem, true, name));
    menu_keys::opener(ui, &button.response, name);
}

fn entry(
    ui: &mut Ui,
    icon: &str,
    name: &str,
    operation: TableOperation,
    asked: &mut Option<TableOperation>,
) {
    if menu::row(ui, icon, name, "") {
        *asked = Some(operation);
        ui.close();
    }
}

impl BlockEditor {
    /// Why an operation leaves part of what was asked for undone, for the status bar.
    pub(super) fn cannot(
        &self,
        session: &Session,
        story: Story,
        selection: Selection,
        operation: &Operation,
    ) -> Option<String> {
        let Selection::Words { block, cell: Some(cell), .. } = selection else { return None };
        let table = session.document().blocks(story)?.get(block)?.table()?;
        match operation {
            Operation::Table(Sum) if !has_numbers(table, cell) => {}
            Operation::Cells(area, Sum) if !has_numbers(table, (area.top, area.left)) => {}
            Operation::FillCells(area, grid) => {
                let (rows, columns) = area.room(table)?;
                let wide = grid.iter().map(Vec::len).max().unwrap_or_default();
                let fits = grid.len() <= rows && wide <= columns;
                return (!fits).then(|| {
                    let pasted = format!("{}×{wide} ô vừa dán", grid.len());
                    format!("Chỉ ghi vào {rows}×{columns} ô đang chọn, trong {pasted}")
                });
            }
            _ => return None,
        }
        Some("Cột này không có số để cộng".to_owned())
    }

    /// The tools over the table with the caret, on a ground of their own: they stay in view while
    /// the table's head is scrolled away.
    pub(super) fn tools(
        &mut self,
        ui: &mut Ui,
        session: &Session,
        (story, index): (Story, usize),
        grid: &Table,
        bar: Rect,
        look: &Look,
    ) {
        let Some((_, selection)) = session.caret().and_then(Selection::of) else { return };
        let Some(Place::Cell(_, _, row, column)) = session.caret().map(|caret| caret.place)
        else {
            return;
        };
        let mergeable = Mergeable::of(grid, (row, column), self.cells.is_some());
        let floats = bar.top() <= ui.clip_rect().top() + 3.0;
        let ground = bar.expand2(vec2(4.0, 1.0));
        ui.painter().rect_filled(ground, CornerRadius::same(4), look.ground);
        if floats {
            let line = Stroke::new(1.0, look.line);
            ui.painter().rect_stroke(ground, CornerRadius::same(4), line, StrokeKind::Inside);
            // Clicks between the tools do not fall through to the cells under them.
            let id = Id::unique(("kehoach.body.tools.ground", story, index));
            ui.interact(ground, id, Sense::CLICK);
        }
        let builder = UiBuilder::new()
            .max_rect(bar)
            .id_salt(("kehoach.body.tools", story, index))
            .layout(egui::Layout::left_to_right(egui::Align::Center));
        let mut tools = ui.new_child(builder);
        if let Some(operation) = bar_of(&mut tools, mergeable, look) {
            let operation = self.on_cells(session, story, operation);
            self.asked.push((selection, operation));
            ui.ctx().request_repaint();
        }
    }
}

/// The buttons of the bar that there is room for; all they do is in the menu of the last one too.
fn bar_of(ui: &mut Ui, mergeable: Mergeable, look: &Look) -> Option<TableOperation> {
    let mut asked = None;
    ui.spacing_mut().item_spacing = vec2(0.0, 0.0);
    ui.spacing_mut().button_padding = vec2(7.0, 3.0);
    ui.spacing_mut().interact_size.y = 24.0;
    let rows: [(&str, &str, TableOperation); 8] = [
        ("+ Hàng", "Thêm một hàng bên dưới", RowBelow),
        ("+ Cột", "Thêm một cột bên phải", ColumnRight),
        ("Xóa hàng", "Xóa hàng đang đứng hoặc các hàng đang chọn", DeleteRow),
        ("Xóa cột", "Xóa cột đang đứng hoặc các cột đang chọn", DeleteColumn),
        ("Gộp ô", "Gộp các ô đang chọn, hoặc với ô bên cạnh", Merge),
        ("Tách ô", "Tách ô đã gộp thành các ô riêng", Split),
        ("Vừa nội dung", "Cột rộng vừa với chữ trong đó", FitWidths),
        ("Dòng tiêu đề", "Các hàng từ đầu đến đây là tiêu đề, lặp lại ở mỗi trang", HeadRows),
    ];
    for (name, tip, operation) in rows {
        let width = layout(ui, name, look.small(), look.soft).size().x
            + 2.0 * ui.spacing().button_padding.x;
        if ui.available_width() < width + MORE {
            break;
        }
        let words = RichText::new(name).font(look.small()).color(look.soft);
        let button = ui.add(Button::new(words).frame_when_inactive(false));
        button.widget_info(|| WidgetInfo::labeled(Role::Button, true, name));
        let button = button.on_hover_text(tip);
        if operation == Merge && !mergeable.several {
            Popup::menu(&button).show(|ui| {
                menu::dress(ui);
                ui.set_width(SUBMENU);
                merges(ui, mergeable, &mut asked);
            });
        } else if button.clicked() {
            asked = Some(operation);
        }
    }
    let more = Push::icon(icons::MORE, "Thao tác khác với bảng").quiet().height(24.0);
    Popup::menu(&ui.add(more.width(MORE))).show(|ui| {
        if let Some(operation) = menu(ui, mergeable) {
            asked = Some(operation);
        }
    });
    asked
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_merges_with_what_is_beside_it() {
        let mut grid = Table::new(3, 3);
        MergeRight.apply(&mut grid, (1, 0));
        let of = |cell| {
            let found = Mergeable::of(&grid, cell, false);
            (found.right, found.below)
        };
        assert_eq!(of((1, 0)), (true, true));
        assert_eq!(of((1, 2)), (false, true));
        assert_eq!(of((2, 0)), (true, false));
    }
}
