//! What can be done to a table: the bar over it, and the same as a menu on every cell.

use egui::{
    Button, CornerRadius, Id, Popup, Rect, RichText, Role, Sense, Stroke, StrokeKind, Ui,
    UiBuilder, WidgetInfo, vec2,
};

use super::look::Look;
use super::{BlockEditor, menu};
use crate::app::look::icons;
use crate::app::look::widgets::Push;
use crate::edit::{Selection, Session, TableOperation};
use crate::model::{CellAlign, Place, Story, Table};

use TableOperation::{
    Align, ColumnBack, ColumnLeft, ColumnOn, ColumnRight, DeleteColumn, DeleteRow, FitWidths,
    HeadRows, LevelWidths, Merge, MergeDown, MergeRight, RowAbove, RowBelow, RowDown, RowUp,
    Sort, Split, Sum,
};

/// Words and what they do.
type Entry = (&'static str, TableOperation);

const INSERT: [Entry; 4] = [
    ("Hàng bên trên", RowAbove),
    ("Hàng bên dưới", RowBelow),
    ("Cột bên trái", ColumnLeft),
    ("Cột bên phải", ColumnRight),
];
const MOVE: [Entry; 4] = [
    ("Hàng lên trên", RowUp),
    ("Hàng xuống dưới", RowDown),
    ("Cột sang trái", ColumnBack),
    ("Cột sang phải", ColumnOn),
];
const DELETE: [Entry; 2] = [("Hàng", DeleteRow), ("Cột", DeleteColumn)];
const ALIGN: [Entry; 5] = [
    ("Tự động", Align(CellAlign::Auto)),
    ("Trái", Align(CellAlign::Left)),
    ("Giữa", Align(CellAlign::Center)),
    ("Phải", Align(CellAlign::Right)),
    ("Đều hai bên", Align(CellAlign::Justify)),
];
const WIDTHS: [Entry; 2] = [("Vừa nội dung", FitWidths), ("Bằng nhau", LevelWidths)];
const ORDER: [Entry; 2] = [
    ("Tăng dần theo cột này", Sort { descending: false }),
    ("Giảm dần theo cột này", Sort { descending: true }),
];

/// What cells can be merged with.
#[derive(Clone, Copy)]
pub(super) struct Mergeable {
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
    group(ui, "Chèn", &INSERT, &mut asked);
    group(ui, "Chuyển", &MOVE, &mut asked);
    group(ui, "Xóa", &DELETE, &mut asked);
    menu::line(ui);
    merges(ui, mergeable, &mut asked);
    entry(ui, "Tách ô", Split, true, &mut asked);
    group(ui, "Căn chữ trong ô", &ALIGN, &mut asked);
    group(ui, "Độ rộng cột", &WIDTHS, &mut asked);
    menu::line(ui);
    entry(ui, "Dòng tiêu đề đến đây", HeadRows, true, &mut asked);
    group(ui, "Sắp xếp các hàng", &ORDER, &mut asked);
    entry(ui, "Tính tổng cột", Sum, true, &mut asked);
    asked
}

fn merges(ui: &mut Ui, mergeable: Mergeable, asked: &mut Option<TableOperation>) {
    let ways = mergeable.ways().into_iter();
    let shown = ways.filter(|(_, way, on)| *on || (*way != Merge && !mergeable.several));
    for (name, way, on) in shown {
        entry(ui, name, way, on, asked);
    }
}

fn group(ui: &mut Ui, name: &str, rows: &[Entry], asked: &mut Option<TableOperation>) {
    ui.menu_button(menu::words(ui, name), |ui| {
        ui.set_min_width(190.0);
        for (name, operation) in rows {
            entry(ui, name, *operation, true, asked);
        }
    });
}

fn entry(
    ui: &mut Ui,
    name: &str,
    operation: TableOperation,
    on: bool,
    asked: &mut Option<TableOperation>,
) {
    let width = ui.available_width();
    let button = Button::new(menu::words(ui, name)).min_size(vec2(width, 28.0));
    let response = ui.add_enabled(on, button);
    response.widget_info(|| WidgetInfo::labeled(Role::MenuItem, on, name));
    if response.clicked() {
        *asked = Some(operation);
        ui.close();
    }
}

impl BlockEditor {
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
            .layout(egui::Layout::left_to_right(egui::Align::Center).with_main_wrap(true));
        let mut tools = ui.new_child(builder);
        if let Some(operation) = bar_of(&mut tools, mergeable, look) {
            let operation = self.on_cells(session, story, operation);
            self.asked.push((selection, operation));
            ui.ctx().request_repaint();
        }
    }
}

fn bar_of(ui: &mut Ui, mergeable: Mergeable, look: &Look) -> Option<TableOperation> {
    let mut asked = None;
    ui.spacing_mut().item_spacing = vec2(2.0, 0.0);
    ui.spacing_mut().button_padding = vec2(7.0, 3.0);
    ui.spacing_mut().interact_size.y = 24.0;
    let button = |ui: &mut Ui, name: &str, tip: &str| {
        let words = RichText::new(name).font(look.small()).color(look.soft);
        let response = ui.add(Button::new(words).frame_when_inactive(false));
        response.widget_info(|| WidgetInfo::labeled(Role::Button, true, name));
        response.on_hover_text(tip)
    };
    let rows: [(&str, &str, TableOperation); 4] = [
        ("+ Hàng", "Thêm một hàng bên dưới", RowBelow),
        ("+ Cột", "Thêm một cột bên phải", ColumnRight),
        ("Xóa hàng", "Xóa hàng đang đứng hoặc các hàng đang chọn", DeleteRow),
        ("Xóa cột", "Xóa cột đang đứng hoặc các cột đang chọn", DeleteColumn),
    ];
    for (name, tip, operation) in rows {
        if button(ui, name, tip).clicked() {
            asked = Some(operation);
        }
    }
    let merge = button(ui, "Gộp ô", "Gộp các ô đang chọn, hoặc với ô bên cạnh");
    if mergeable.several && merge.clicked() {
        asked = Some(Merge);
    } else if !mergeable.several {
        Popup::menu(&merge).show(|ui| {
            ui.set_min_width(190.0);
            merges(ui, mergeable, &mut asked);
        });
    }
    let rows: [(&str, &str, TableOperation); 3] = [
        ("Tách ô", "Tách ô đã gộp thành các ô riêng", Split),
        ("Dòng tiêu đề", "Các hàng từ đầu đến đây là tiêu đề, lặp lại ở mỗi trang", HeadRows),
        ("Vừa nội dung", "Cột rộng vừa với chữ trong đó", FitWidths),
    ];
    for (name, tip, operation) in rows {
        if button(ui, name, tip).clicked() {
            asked = Some(operation);
        }
    }
    let more = ui.add(Push::icon(icons::MORE, "Thao tác khác với bảng").quiet().height(24.0));
    Popup::menu(&more).show(|ui| {
        ui.set_min_width(210.0);
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
