//! Questions about files and unsaved work.

use std::path::{Path, PathBuf};

use egui::{Context, Key};

use super::{Answer, buttons, main_button, modal, words};
use crate::app::intake::import::file_name;
use crate::app::look::field;
use crate::app::look::tokens::space;
use crate::app::look::widgets::{Look, Push};
use crate::app::shell::purpose::Purpose;
use crate::store::Opened;

/// A draft with unsaved work is about to be left.
pub(super) fn unsaved(ctx: &Context, name: &str) -> Answer {
    modal(ctx, "unsaved", "Lưu thay đổi?", 400.0, |ui| {
        words(
            ui,
            &format!(
                "Bản thảo “{name}” có thay đổi chưa lưu. Nếu không lưu, phần đó còn giữ 14 ngày \
                 trong “Bản thảo đã bỏ” ở màn hình đầu."
            ),
        );
        let mut answer = Answer::Open;
        buttons(ui, |ui| {
            if main_button(ui, "Lưu") {
                answer = Answer::Save;
            }
            if ui.add(Push::text("Không lưu").look(Look::Danger)).clicked() {
                answer = Answer::Without;
            }
            if ui.add(Push::text("Hủy").look(Look::Outlined)).clicked() {
                answer = Answer::Closed;
            }
        });
        answer
    })
}

/// Something failed: why, and what to do.
pub(super) fn trouble(ctx: &Context, title: &str, why: &str) -> Answer {
    modal(ctx, "trouble", title, 440.0, |ui| {
        words(ui, why);
        let mut answer = Answer::Open;
        buttons(ui, |ui| {
            if main_button(ui, "Đã hiểu") {
                answer = Answer::Closed;
            }
        });
        answer
    })
}

/// A path is typed, because the system has no dialog.
pub(super) fn path(
    ctx: &Context,
    purpose: Purpose,
    typed: &mut String,
    fresh: &mut bool,
) -> Answer {
    modal(ctx, "path", purpose.title(), 560.0, |ui| {
        words(
            ui,
            "Máy này không mở được hộp thoại chọn tệp của hệ thống. Hãy gõ hoặc dán đường dẫn \
             đầy đủ của tệp.",
        );
        ui.add_space(space::TINY);
        // Asked for before the field sees the Enter and gives the keyboard away.
        let had_focus = ui.memory(|memory| memory.has_focus(field::plain_id("path")));
        let response = field::plain(ui, "path", "Đường dẫn tệp", "", typed, false);
        // The window takes the keyboard away once when a dialog opens, so this is asked for again.
        if *fresh || ui.memory(|memory| memory.focused().is_none()) {
            response.request_focus();
        }
        if *fresh && had_focus {
            *fresh = false;
            field::select_all(ui, response.id, typed);
        }
        let entered = had_focus && ui.input(|input| input.key_pressed(Key::Enter));
        let mut answer = Answer::Open;
        let ready = !typed.trim().is_empty();
        buttons(ui, |ui| {
            let main = if purpose.writes() { "Ghi tệp" } else { "Mở tệp" };
            let push = Push::text(main).look(Look::Main);
            if (ui.add_enabled(ready, push).clicked() || entered) && ready {
                let path = PathBuf::from(typed.trim().trim_matches('"'));
                answer = Answer::Path(purpose, path);
            }
            if ui.add(Push::text("Hủy").look(Look::Outlined)).clicked() {
                answer = Answer::Closed;
            }
        });
        answer
    })
}

/// A file of that name is there.
pub(super) fn replace(ctx: &Context, purpose: Purpose, path: &Path) -> Answer {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    modal(ctx, "replace", "Thay tệp đang có?", 420.0, |ui| {
        words(ui, &format!("Đã có tệp “{name}” trong thư mục này. Ghi đè lên tệp đó?"));
        let mut answer = Answer::Open;
        buttons(ui, |ui| {
            if ui.add(Push::text("Ghi đè").look(Look::Danger)).clicked() {
                answer = Answer::Replace(purpose, path.to_owned());
            }
            if ui.add(Push::text("Hủy").look(Look::Outlined)).clicked() {
                answer = Answer::Closed;
            }
        });
        answer
    })
}

/// The draft's file holds what somebody else wrote.
pub(super) fn changed(ctx: &Context, path: &Path) -> Answer {
    modal(ctx, "changed", "Tệp đã được sửa ở nơi khác", 560.0, |ui| {
        let name = file_name(path);
        words(
            ui,
            &format!(
                "Từ khi mở ở đây, “{name}” đã được sửa ở nơi khác (cửa sổ khác, máy khác). Lưu \
                 tên khác thì còn cả hai bản. Ghi đè thì bản kia được giữ cạnh tệp, tên thêm .bak. \
                 Tải lại thì bỏ phần chưa lưu ở đây, sau khi hỏi."
            ),
        );
        let mut answer = Answer::Open;
        buttons(ui, |ui| {
            if main_button(ui, "Lưu tên khác…") {
                answer = Answer::SaveElsewhere;
            }
            if ui.add(Push::text("Xem khác biệt").look(Look::Outlined)).clicked() {
                answer = Answer::Compare;
            }
            if ui.add(Push::text("Tải lại").look(Look::Outlined)).clicked() {
                answer = Answer::Reload;
            }
            if ui.add(Push::text("Ghi đè").look(Look::Danger)).clicked() {
                answer = Answer::Overwrite(path.to_owned());
            }
            if ui.add(Push::text("Hủy").look(Look::Outlined)).clicked() {
                answer = Answer::Closed;
            }
        });
        answer
    })
}

/// Somebody else has the draft.
pub(super) fn in_use(ctx: &Context, path: &Path, opened: &Opened, who: &str) -> Answer {
    modal(ctx, "in-use", "Bản thảo đang mở ở nơi khác", 480.0, |ui| {
        let name = file_name(path);
        words(
            ui,
            &format!(
                "“{name}”: {who}. Có thể mở để đọc, hoặc mở một bản sao chưa lưu; tệp kia không \
                 bị đụng tới."
            ),
        );
        let mut answer = Answer::Open;
        buttons(ui, |ui| {
            if main_button(ui, "Đã hiểu") {
                answer = Answer::Closed;
            }
            if ui.add(Push::text("Mở để đọc").look(Look::Outlined)).clicked() {
                answer = Answer::OpenToRead(path.to_owned(), Box::new(opened.clone()));
            }
            if ui.add(Push::text("Mở bản sao").look(Look::Outlined)).clicked() {
                answer = Answer::OpenCopy(Box::new(opened.document.clone()));
            }
        });
        answer
    })
}
