//! What tells about the program: its shortcuts, its version and licence.

use egui::{Align, Context, Layout, RichText, ScrollArea, Ui};
use strum::IntoEnumIterator as _;

use super::{Answer, buttons, close_button, group, main_button, modal, words};
use crate::app::look::fonts;
use crate::app::look::tokens::{palette, size, space};
use crate::app::look::widgets::{Look, Push};
use crate::app::shell::command::{Command, Menu};
use crate::app::shell::commands::IN_WORDS;

/// Every command with its shortcut, menu by menu.
pub(super) fn shortcuts(ctx: &Context) -> Answer {
    modal(ctx, "shortcuts", "Phím tắt", 560.0, |ui| {
        let height = (ui.ctx().content_rect().height() - 170.0).max(200.0);
        ScrollArea::vertical().max_height(height).show(ui, |ui| {
            ui.set_width(ui.available_width());
            keys(ui);
        });
        close_button(ui)
    })
}

/// The table of keys: every command's, then those of the words.
pub(super) fn keys(ui: &mut Ui) {
    for menu in Menu::iter() {
        group(ui, menu.text());
        for command in menu.entries().into_iter().flatten() {
            pair(ui, command.text(), command.tooltip(), &command.all_keys());
        }
        ui.add_space(space::SMALL);
    }
    group(ui, "Trong nội dung");
    for (what, keys) in IN_WORDS {
        pair(ui, what, "", keys);
    }
}

fn pair(ui: &mut Ui, what: &str, note: &str, keys: &str) {
    let colours = palette(ui);
    ui.horizontal(|ui| {
        ui.set_height(22.0);
        let text = RichText::new(what).font(fonts::regular(size::TEXT)).color(colours.ink);
        let label = ui.label(text);
        if !note.is_empty() {
            label.on_hover_text(note);
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            ui.add_space(space::SMALL);
            let keys = keys.replace('↑', "mũi tên lên").replace('↓', "mũi tên xuống");
            let keys = RichText::new(keys).font(fonts::medium(size::SMALL));
            ui.label(keys.color(colours.soft));
        });
    });
}

/// Version and licence; the parts' licences have a dialog of their own.
pub(super) fn about(ctx: &Context) -> Answer {
    modal(ctx, "about", "Kế Hoạch", 440.0, |ui| {
        words(ui, concat!("Phiên bản ", env!("CARGO_PKG_VERSION")));
        words(
            ui,
            "Soạn kế hoạch đúng thể thức Nghị định 30/2020/NĐ-CP. Chương trình không gửi gì ra \
             ngoài máy của bạn.",
        );
        words(
            ui,
            "Giấy phép MIT hoặc Apache-2.0. Phông chữ Be Vietnam Pro và Liberation Serif: SIL \
             Open Font License. Biểu tượng Phosphor: MIT. Dàn trang: Typst.",
        );
        let mut answer = Answer::Open;
        buttons(ui, |ui| {
            if main_button(ui, "Đóng") {
                answer = Answer::Closed;
            }
            let parts = Push::text("Giấy phép các thành phần").look(Look::Outlined);
            if ui.add(parts).clicked() {
                answer = Answer::Run(Command::Licences);
            }
        });
        answer
    })
}
