//! The handle of a block and its menu; small buttons of the body.

use eframe::egui::{
    Align2, Button, CornerRadius, Id, Popup, Rect, RichText, Role, Sense, Ui, ViewportCommand,
    WidgetInfo, pos2, vec2,
};
use strum::IntoEnumIterator as _;

use crate::edit::{Emphasis, Operation, Selection, Session};
use crate::model::{Level, Story};

use super::look::Look;
use super::rows::quiet_button;
use super::{BlockEditor, geometry};

/// Phosphor: six dots, a handle.
const HANDLE: &str = "\u{eae2}";

/// The handle left of a block, seen while the pointer is over it, and its menu.
#[expect(clippy::too_many_arguments, reason = "one call a block, all of it different")]
pub(super) fn of_block(
    editor: &mut BlockEditor,
    ui: &Ui,
    session: &Session,
    (story, index): (Story, usize),
    level: Option<Level>,
    rect: Rect,
    name: &str,
    look: &Look,
) {
    let id = Id::unique(("kehoach.body.handle", story, index));
    let at = pos2(rect.left() + 3.0, rect.top() + geometry::PAD - 1.0);
    let spot = Rect::from_min_size(at, vec2(18.0, look.line_height + 2.0));
    let response = quiet_button(ui, spot, id, &format!("Thao tác với {name}"));
    let open = Popup::is_id_open(ui.ctx(), Popup::default_response_id(&response));
    if open || ui.rect_contains_pointer(rect) || response.has_focus() {
        if open || response.hovered() || response.has_focus() {
            ui.painter().rect_filled(spot, CornerRadius::same(4), look.hover);
        }
        let font = look.icons(15.0);
        ui.painter().text(spot.center(), Align2::CENTER_CENTER, HANDLE, font, look.soft);
    }
    let target = target(editor, session, story, index);
    let shown = Popup::menu(&response).show(|ui| items(ui, look, level));
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

fn items(ui: &mut Ui, look: &Look, level: Option<Level>) -> Option<Operation> {
    let mut asked = None;
    ui.set_min_width(230.0);
    ui.spacing_mut().item_spacing.y = 1.0;
    if let Some(level) = level {
        levels(ui, look, level, &mut asked);
    }
    let rows: [(&str, &str, Operation); 5] = [
        ("Chuyển lên", "Alt+\u{e08e}", Operation::MoveUp),
        ("Chuyển xuống", "Alt+\u{e03e}", Operation::MoveDown),
        ("Lùi vào một cấp", "Tab", Operation::Indent),
        ("Đưa ra một cấp", "Shift+Tab", Operation::Outdent),
        ("Nhân đôi", "", Operation::Duplicate),
    ];
    choose(ui, rows, &mut asked);
    ui.separator();
    let rows: [(&str, &str, Operation); 4] = [
        ("Thêm khối bên dưới", "Ctrl+Enter", Operation::InsertAfter),
        ("Chèn bảng bên dưới", "", Operation::InsertTable),
        ("Chèn bảng phân công nhiệm vụ", "", Operation::InsertTaskTable),
        ("Chèn chú thích cuối trang", "", Operation::InsertNote),
    ];
    choose(ui, rows, &mut asked);
    ui.separator();
    choose(ui, [("Xóa khối", "", Operation::DeleteBlocks)], &mut asked);
    if asked.is_some() {
        ui.close();
    }
    asked
}

/// A button for each level, the block's own marked.
fn levels(ui: &mut Ui, look: &Look, level: Level, asked: &mut Option<Operation>) {
    ui.label(RichText::new("Cấp").font(look.small()).color(look.soft));
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(2.0, 2.0);
        ui.set_max_width(240.0);
        for other in Level::iter() {
            let (sign, name) = sign(other);
            let button = Button::new(sign).selected(other == level).min_size(vec2(30.0, 26.0));
            let response = ui.add(button).on_hover_text(name);
            response.widget_info(|| {
                WidgetInfo::selected(Role::Button, true, other == level, name)
            });
            if response.clicked() {
                *asked = Some(Operation::SetLevel(other));
            }
        }
    });
    ui.separator();
}

fn choose<const N: usize>(
    ui: &mut Ui,
    rows: [(&str, &str, Operation); N],
    asked: &mut Option<Operation>,
) {
    for (name, keys, operation) in rows {
        if row(ui, name, keys) {
            *asked = Some(operation);
        }
    }
}

/// The sign of a level on its button, and its name.
fn sign(level: Level) -> (&'static str, &'static str) {
    match level {
        Level::Part => ("Phần", "Phần"),
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
pub(super) enum Asked {
    /// Cut, copy or paste: the window fetches the clipboard and sends it as an event.
    Clipboard(ViewportCommand),
    /// Bold, italic, underline.
    Emphasis(Emphasis),
    /// A footnote at the caret.
    Note,
}

/// The menu under the second button of the pointer.
pub(super) fn of_words(ui: &mut Ui) -> Option<Asked> {
    let rows = [
        ("Cắt", "Ctrl+X", Some(Asked::Clipboard(ViewportCommand::RequestCut))),
        ("Sao chép", "Ctrl+C", Some(Asked::Clipboard(ViewportCommand::RequestCopy))),
        ("Dán", "Ctrl+V", Some(Asked::Clipboard(ViewportCommand::RequestPaste))),
        ("", "", None),
        ("Chữ đậm", "Ctrl+B", Some(Asked::Emphasis(Emphasis::Bold))),
        ("Chữ nghiêng", "Ctrl+I", Some(Asked::Emphasis(Emphasis::Italic))),
        ("Gạch chân", "Ctrl+U", Some(Asked::Emphasis(Emphasis::Underline))),
        ("", "", None),
        ("Chèn chú thích cuối trang", "", Some(Asked::Note)),
    ];
    ui.set_min_width(200.0);
    ui.spacing_mut().item_spacing.y = 1.0;
    let mut chosen = None;
    for (name, keys, asked) in rows {
        if asked.is_none() {
            ui.separator();
        } else if row(ui, name, keys) {
            chosen = asked;
            ui.close();
        }
    }
    chosen
}

/// A row of a menu; returns whether it was chosen.
fn row(ui: &mut Ui, name: &str, keys: &str) -> bool {
    let response = ui.add(Button::new(name).shortcut_text(keys));
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, name));
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
