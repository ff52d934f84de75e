//! The handle of a block and its menu; small buttons of the body.

use egui::{
    Align2, Button, Color32, CornerRadius, Id, Popup, Rect, RichText, Role, Sense, Stroke, Ui,
    ViewportCommand, WidgetInfo, pos2, vec2,
};
use strum::IntoEnumIterator as _;

use super::look::Look;
use super::rows::quiet_button;
use super::table_tools::{self, Mergeable};
use super::{BlockEditor, geometry};
use crate::app::look::marks::Mark;
use crate::app::look::tokens::{palette, size};
use crate::app::look::widgets::Push;
use crate::app::look::{finding_card, fonts, icons, menu_keys};
use crate::edit::{Emphasis, Operation, Selection, Session, TableOperation};
use crate::model::{Block, Level, Paragraph, Story};

/// Icons of the Phosphor face that only the body uses.
const HANDLE: &str = "\u{eae2}";
const INDENT: &str = "\u{ea1e}";
const OUTDENT: &str = "\u{ea1c}";
const COUNT: &str = "\u{e2f6}";
/// Width of a menu's row, in points.
const ROW: f32 = 296.0;
/// Between the icon of a row and its words.
const GAP: f32 = 10.0;
/// How many findings are told in the menu of words.
const CARDS: usize = 2;

/// The handle left of a block, seen while the pointer is over it, and its menu.
pub(super) fn of_block(
    editor: &mut BlockEditor,
    ui: &Ui,
    session: &Session,
    (story, index): (Story, usize),
    rect: Rect,
    name: &str,
    look: &Look,
) {
    let id = Id::unique(("kehoach.body.handle", story, index));
    let at = pos2(rect.left() + 3.0, rect.top() + geometry::PAD - 1.0);
    let spot = Rect::from_min_size(at, vec2(18.0, look.line_height + 2.0));
    let response = quiet_button(ui, spot, id, &format!("Thao tác với {name}"));
    if response.drag_started() {
        editor.lifted = Some(index);
    }
    let open = Popup::is_id_open(ui.ctx(), Popup::default_response_id(&response));
    if open || ui.rect_contains_pointer(rect) || response.has_focus() {
        if open || response.hovered() || response.has_focus() {
            ui.painter().rect_filled(spot, CornerRadius::same(4), look.hover);
        }
        let font = look.icons(15.0);
        ui.painter().text(spot.center(), Align2::CENTER_CENTER, HANDLE, font, look.soft);
    }
    let target = target(editor, session, story, index);
    let paragraph = session
        .document()
        .blocks(story)
        .and_then(|blocks| blocks.get(index))
        .and_then(Block::paragraph);
    let shown = Popup::menu(&response).show(|ui| items(ui, look, paragraph));
    let asked = shown.map(|shown| shown.inner);
    if let Some(Some(operation)) = asked {
        editor.asked.push((target, operation));
        ui.ctx().request_repaint();
    }
}

/// What the menu of a block acts on: the selected blocks it is one of, the caret in it, or it.
fn target(editor: &BlockEditor, session: &Session, story: Story, index: usize) -> Selection {
    match editor.selection(session, story) {
        Some(selection) if selection.blocks().contains(&index) => selection,
        _ => Selection::at(index, usize::MAX),
    }
}

fn items(ui: &mut Ui, look: &Look, paragraph: Option<&Paragraph>) -> Option<Operation> {
    let mut asked = None;
    dress(ui);
    if let Some(paragraph) = paragraph {
        levels(ui, look, paragraph.level, &mut asked);
        if paragraph.level.is_counted() {
            let name = if paragraph.restart {
                "Đánh số nối tiếp phía trên"
            } else {
                "Đánh số lại từ đầu"
            };
            choose(ui, [(COUNT, name, "", Operation::ToggleRestart)], &mut asked);
        }
    }
    let moves: [Row; 2] = [
        (icons::ARROW_UP, "Chuyển lên", "Alt+\u{e08e}", Operation::MoveUp),
        (icons::ARROW_DOWN, "Chuyển xuống", "Alt+\u{e03e}", Operation::MoveDown),
    ];
    choose(ui, moves, &mut asked);
    if paragraph.is_some() {
        let levels: [Row; 2] = [
            (INDENT, "Lùi vào một cấp", "Tab", Operation::Indent),
            (OUTDENT, "Đưa ra một cấp", "Shift+Tab", Operation::Outdent),
        ];
        choose(ui, levels, &mut asked);
    }
    choose(ui, [(icons::COPY, "Nhân đôi", "", Operation::Duplicate)], &mut asked);
    line(ui);
    let rows: [Row; 4] = [
        (icons::PLUS, "Thêm đoạn bên dưới", "Ctrl+Enter", Operation::InsertAfter),
        (icons::TABLE, "Chèn bảng bên dưới", "", Operation::InsertTable),
        (icons::TASKS, "Chèn bảng phân công nhiệm vụ", "", Operation::InsertTaskTable),
        (icons::ASTERISK, "Chèn chú thích cuối trang", "", Operation::InsertNote),
    ];
    choose(ui, rows, &mut asked);
    line(ui);
    let what = if paragraph.is_some() { "Xóa đoạn" } else { "Xóa bảng" };
    choose(ui, [(icons::TRASH, what, "", Operation::DeleteBlocks)], &mut asked);
    if asked.is_some() {
        ui.close();
    }
    asked
}

/// A button for each level, the block's own marked.
fn levels(ui: &mut Ui, look: &Look, level: Level, asked: &mut Option<Operation>) {
    ui.horizontal(|ui| {
        ui.add_space(8.0);
        ui.label(RichText::new("Cấp").font(look.small()).color(look.soft));
    });
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(1.0, 2.0);
        for other in Level::iter() {
            let (sign, name) = sign(other);
            let button = Push::text(sign).named(name).chosen(other == level);
            let response = ui.add(button.height(size::ROW)).on_hover_text(name);
            if response.clicked() {
                *asked = Some(Operation::SetLevel(other));
            }
        }
    });
    line(ui);
}

/// Icon, words, shortcut, and what is done.
type Row = (&'static str, &'static str, &'static str, Operation);

fn choose<const N: usize>(ui: &mut Ui, rows: [Row; N], asked: &mut Option<Operation>) {
    for (icon, name, keys, operation) in rows {
        if row(ui, icon, name, keys) {
            *asked = Some(operation);
        }
    }
}

/// The sign of a level on its button, and its name.
fn sign(level: Level) -> (&'static str, &'static str) {
    match level {
        Level::Part => ("Phần", "Phần"),
        Level::Chapter => ("Chương", "Chương"),
        Level::Division => ("Mục", "Mục của chương"),
        Level::Subdivision => ("Tiểu mục", "Tiểu mục"),
        Level::Article => ("Điều", "Điều"),
        Level::Section => ("I.", "Mục (I.)"),
        Level::Clause => ("1.", "Khoản (1.)"),
        Level::SubClause => ("1.1.", "Khoản con (1.1.)"),
        Level::Point => ("a)", "Điểm (a)"),
        Level::Dash => ("–", "Gạch đầu dòng (-)"),
        Level::Plus => ("+", "Dấu cộng (+)"),
        Level::Body => ("Đoạn", "Đoạn văn không đánh số"),
        Level::Centered => ("Giữa", "Đoạn căn giữa"),
        Level::Right => ("Phải", "Đoạn căn phải"),
    }
}

/// What the menu of words asks for.
pub(in crate::app) enum Asked {
    /// Cut, copy or paste: the window fetches the clipboard and sends it as an event.
    Clipboard(ViewportCommand),
    /// Bold, italic, underline.
    Emphasis(Emphasis),
    /// A footnote at the caret.
    Note,
    /// A change of the table.
    Table(TableOperation),
}

/// What words a menu is for.
#[derive(Clone, Copy)]
pub(in crate::app) enum Of {
    /// Those of a field in which all look alike.
    Plain,
    /// Those that may be bold, italic, underlined.
    Looks,
    /// Those of a block.
    Block,
    /// Those of a cell; the table can be changed too.
    Cell(Mergeable),
}

/// The menu under the second button of the pointer: what the check says of the words there first.
pub(in crate::app) fn of_words(ui: &mut Ui, of: Of, found: &[Mark]) -> Option<Asked> {
    for mark in found.iter().take(CARDS) {
        if finding_card::in_menu(ui, mark) {
            ui.close();
        }
        line(ui);
    }
    let rows = [
        (icons::CUT, "Cắt", "Ctrl+X", Some(Asked::Clipboard(ViewportCommand::RequestCut))),
        (
            icons::COPY,
            "Sao chép",
            "Ctrl+C",
            Some(Asked::Clipboard(ViewportCommand::RequestCopy)),
        ),
        (icons::PASTE, "Dán", "Ctrl+V", Some(Asked::Clipboard(ViewportCommand::RequestPaste))),
        ("", "", "", None),
        (icons::BOLD, "Chữ đậm", "Ctrl+B", Some(Asked::Emphasis(Emphasis::Bold))),
        (icons::ITALIC, "Chữ nghiêng", "Ctrl+I", Some(Asked::Emphasis(Emphasis::Italic))),
        (icons::UNDERLINE, "Gạch chân", "Ctrl+U", Some(Asked::Emphasis(Emphasis::Underline))),
        ("", "", "", None),
        (icons::ASTERISK, "Chèn chú thích cuối trang", "Ctrl+Alt+F", Some(Asked::Note)),
    ];
    let mut chosen = None;
    dress(ui);
    let count = match of {
        Of::Plain => 3,
        Of::Looks => 7,
        Of::Block | Of::Cell(_) => rows.len(),
    };
    for (icon, name, keys, asked) in rows.into_iter().take(count) {
        if asked.is_none() {
            line(ui);
        } else if row(ui, icon, name, keys) {
            chosen = asked;
            ui.close();
        }
    }
    if let Of::Cell(mergeable) = of {
        line(ui);
        if let Some(operation) = table_tools::menu(ui, mergeable) {
            chosen = Some(Asked::Table(operation));
            ui.close();
        }
    }
    chosen
}

/// The distances of a menu, those of the menu bar.
pub(super) fn dress(ui: &mut Ui) {
    ui.set_width(ROW);
    ui.spacing_mut().item_spacing.y = 0.0;
    ui.spacing_mut().button_padding = vec2(8.0, 4.0);
    ui.spacing_mut().interact_size.y = 28.0;
    ui.spacing_mut().icon_spacing = GAP;
    let widgets = &mut ui.visuals_mut().widgets;
    widgets.inactive.weak_bg_fill = Color32::TRANSPARENT;
    for state in [&mut widgets.inactive, &mut widgets.hovered, &mut widgets.active] {
        state.bg_stroke = Stroke::NONE;
    }
}

/// A line between groups of rows.
pub(super) fn line(ui: &mut Ui) {
    ui.add_space(4.0);
    ui.separator();
    ui.add_space(4.0);
}

/// The icon and the words of a menu's row.
pub(super) fn icon_and_words(ui: &Ui, icon: &str, words: &str) -> (RichText, RichText) {
    let colours = palette(ui);
    (
        RichText::new(icon).font(fonts::icon(15.0)).color(colours.soft),
        RichText::new(words).font(fonts::regular(size::TEXT)).color(colours.ink),
    )
}

/// A row of a menu, as wide as the menu; returns whether it was chosen.
pub(super) fn row(ui: &mut Ui, icon: &str, name: &str, keys: &str) -> bool {
    let keys = RichText::new(keys).font(fonts::regular(size::SMALL));
    let button = Button::new(icon_and_words(ui, icon, name))
        .gap(GAP)
        .min_size(vec2(ui.available_width(), 28.0))
        .right_text(keys.color(palette(ui).faint));
    let response = ui.add(button);
    response.widget_info(|| WidgetInfo::labeled(Role::MenuItem, true, name));
    menu_keys::entry(ui, &response, name);
    response.clicked()
}

/// A link over a rectangle; returns whether it was pressed.
pub(super) fn link(ui: &Ui, look: &Look, rect: Rect, words: &str) -> bool {
    let response = ui.interact(rect, Id::unique(("kehoach.body.link", words)), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, words));
    let at = pos2(rect.left() + 28.0, rect.center().y);
    let color = if response.hovered() { look.accent } else { look.soft };
    ui.painter().text(at, Align2::LEFT_CENTER, words, look.font(false), color);
    response.clicked()
}
