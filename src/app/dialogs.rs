//! The questions and messages that stand over the window.

use std::path::PathBuf;

use eframe::egui::{
    Align, Context, Frame, Id, Key, Layout, Margin, Modal, RichText, ScrollArea, Stroke, Ui,
    vec2,
};
use strum::IntoEnumIterator as _;

use super::command::{self, Command, Means, Menu};
use super::delivery::{Question, Wish};
use super::desk::Action;
use super::field;
use super::jobs::Purpose;
use super::tokens::{palette, size, soft_shadow, space};
use super::widgets::{self, Look, Push};
use super::{fonts, icons};
use crate::store::{Profile, Settings, Theme};

/// What stands over the window.
pub enum Dialog {
    /// There is unsaved work; afterwards the action is done.
    Unsaved(Action),
    /// Something failed: what, and why and what to do.
    Trouble {
        /// What failed.
        title: String,
        /// Why, and what to do now.
        words: String,
        /// The path that was typed and is to be put right.
        typed: Option<(Purpose, PathBuf)>,
    },
    /// A path is asked for in the window, because the system has no dialog.
    Path {
        /// What for.
        purpose: Purpose,
        /// What she has typed.
        words: String,
        /// It has just opened: the words get the keyboard and are selected.
        fresh: bool,
    },
    /// A file of that name is there already.
    Replace(Purpose, PathBuf),
    /// Settings, not yet taken over.
    Settings(Box<Form>),
    /// Something of exporting or printing.
    Delivery(Question),
    /// Every command with its shortcut.
    Shortcuts,
    /// Version and licences.
    About,
    /// Commands by a few letters.
    Palette(String, usize),
}

/// The settings as they stand in the dialog.
pub struct Form {
    /// What will be kept.
    pub settings: Settings,
    parent: String,
    agency: String,
}

/// What came of a dialog.
pub enum Answer {
    /// It stays.
    Open,
    /// It is gone.
    Closed,
    /// Save, then do the action.
    SaveThen(Action),
    /// Do the action without saving.
    Without(Action),
    /// A path was typed.
    Path(Purpose, PathBuf),
    /// The file there may be replaced.
    Replace(Purpose, PathBuf),
    /// The settings are wanted so.
    Settings(Box<Settings>),
    /// Something of exporting or printing was asked for.
    Delivery(Wish),
    /// A command was chosen.
    Run(Command),
}

impl Dialog {
    /// Asks for a path in the window.
    pub fn path(purpose: Purpose, proposed: Option<PathBuf>) -> Self {
        let words = proposed.map(|path| path.display().to_string()).unwrap_or_default();
        Self::Path { purpose, words, fresh: true }
    }

    /// Opens the settings.
    pub fn settings(settings: &Settings) -> Self {
        Self::Settings(Box::new(Form {
            parent: settings.profile.parent_agency.join("\n"),
            agency: settings.profile.agency.join("\n"),
            settings: settings.clone(),
        }))
    }

    /// Shows it; `of_plan` is what the open draft says of its agency.
    pub fn show(&mut self, ctx: &Context, means: Means, of_plan: Option<&Profile>) -> Answer {
        match self {
            Self::Unsaved(action) => unsaved(ctx, action),
            Self::Trouble { title, words, .. } => trouble(ctx, title, words),
            Self::Path { purpose, words, fresh } => path(ctx, *purpose, words, fresh),
            Self::Replace(purpose, path) => replace(ctx, *purpose, path),
            Self::Settings(form) => settings(ctx, form, of_plan),
            Self::Delivery(question) => question.show(ctx),
            Self::Shortcuts => shortcuts(ctx),
            Self::About => about(ctx),
            Self::Palette(query, at) => palette_dialog(ctx, query, at, means),
        }
    }
}

/// A dialog with its title; Escape and a click beside it close it.
pub(super) fn modal(
    ctx: &Context,
    name: &'static str,
    title: &str,
    width: f32,
    add: impl FnOnce(&mut Ui) -> Answer,
) -> Answer {
    let dark = ctx.theme() == eframe::egui::Theme::Dark;
    let colours = super::tokens::of(dark);
    let frame = Frame::new()
        .fill(colours.card)
        .stroke(Stroke::new(1.0, colours.line))
        .corner_radius(size::CARD_RADIUS + 2)
        .shadow(soft_shadow(colours))
        .inner_margin(Margin::same(20));
    let dialog = Modal::new(Id::unique(name)).frame(frame).backdrop_color(colours.veil);
    let shown = dialog.show(ctx, |ui| {
        ui.set_width(width);
        ui.spacing_mut().item_spacing = vec2(space::SMALL, space::SMALL);
        if !title.is_empty() {
            let title = RichText::new(title).font(fonts::semibold(15.0)).color(colours.ink);
            ui.label(title);
        }
        add(ui)
    });
    let closes = shown.should_close();
    match shown.inner {
        Answer::Open if closes => Answer::Closed,
        answer => answer,
    }
}

/// A paragraph.
pub(super) fn words(ui: &mut Ui, words: &str) {
    let ink = palette(ui).soft;
    ui.label(RichText::new(words).font(fonts::regular(size::TEXT)).color(ink));
}

/// Buttons at the right end, the main one last.
pub(super) fn buttons(ui: &mut Ui, add: impl FnOnce(&mut Ui)) {
    ui.add_space(space::SMALL);
    ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
        ui.set_height(size::FIELD);
        add(ui);
    });
}

/// A main button that has the keyboard when its dialog opens.
pub(super) fn main_button(ui: &mut Ui, words: &str) -> bool {
    let response = ui.add(Push::text(words).look(Look::Main));
    let nothing = ui.memory(|memory| memory.focused().is_none());
    if nothing {
        response.request_focus();
    }
    response.clicked()
}

fn unsaved(ctx: &Context, action: &Action) -> Answer {
    modal(ctx, "unsaved", "Lưu thay đổi?", 400.0, |ui| {
        words(ui, "Bản thảo có thay đổi chưa lưu. Nếu không lưu, các thay đổi đó sẽ mất.");
        let mut answer = Answer::Open;
        buttons(ui, |ui| {
            if main_button(ui, "Lưu") {
                answer = Answer::SaveThen(action.clone());
            }
            if ui.add(Push::text("Không lưu").look(Look::Danger)).clicked() {
                answer = Answer::Without(action.clone());
            }
            if ui.add(Push::text("Hủy").look(Look::Outlined)).clicked() {
                answer = Answer::Closed;
            }
        });
        answer
    })
}

fn trouble(ctx: &Context, title: &str, why: &str) -> Answer {
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

fn path(ctx: &Context, purpose: Purpose, typed: &mut String, fresh: &mut bool) -> Answer {
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

fn replace(ctx: &Context, purpose: Purpose, path: &std::path::Path) -> Answer {
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

fn settings(ctx: &Context, form: &mut Form, of_plan: Option<&Profile>) -> Answer {
    modal(ctx, "settings", "Cài đặt", 520.0, |ui| {
        let height = (ui.ctx().content_rect().height() - 190.0).max(200.0);
        ScrollArea::vertical().max_height(height).show(ui, |ui| {
            ui.set_width(ui.available_width());
            group(ui, "Cơ quan của bạn");
            words(ui, "Điền sẵn vào mỗi kế hoạch mới.");
            let hint = "để trống nếu không có";
            field::plain(ui, "parent", "Cơ quan chủ quản", hint, &mut form.parent, true);
            field::plain(ui, "agency", "Cơ quan ban hành", "", &mut form.agency, true);
            let profile = &mut form.settings.profile;
            ui.columns(2, |columns| {
                let short = &mut profile.abbreviation;
                field::plain(&mut columns[0], "short", "Tên viết tắt", "SXD", short, false);
                let place = &mut profile.place;
                field::plain(&mut columns[1], "place", "Địa danh", "", place, false);
            });
            if let Some(of_plan) = of_plan.filter(|profile| !profile.is_empty()) {
                let push = Push::text("Lấy theo bản thảo đang mở, cả người ký và nơi nhận");
                if ui.add(push.look(Look::Link)).clicked() {
                    form.settings.profile = of_plan.clone();
                    form.parent = of_plan.parent_agency.join("\n");
                    form.agency = of_plan.agency.join("\n");
                }
            }
            ui.add_space(space::SMALL);
            group(ui, "Giao diện");
            ui.horizontal(|ui| {
                ui.spacing_mut().item_spacing.x = space::TINY;
                for theme in Theme::iter() {
                    let (words, icon) = match theme {
                        Theme::System => ("Theo hệ thống", icons::MONITOR),
                        Theme::Light => ("Sáng", icons::SUN),
                        Theme::Dark => ("Tối", icons::MOON),
                    };
                    let push = Push::text(words).with_icon(Some(icon)).look(Look::Outlined);
                    let chosen = form.settings.theme == theme;
                    if ui.add(push.chosen(chosen)).clicked() {
                        form.settings.theme = theme;
                    }
                }
            });
            scale(ui, &mut form.settings.scale);
        });
        let mut answer = Answer::Open;
        buttons(ui, |ui| {
            if ui.add(Push::text("Lưu cài đặt").look(Look::Main)).clicked() {
                let mut settings = form.settings.clone();
                settings.profile.parent_agency = super::cards::lines(&form.parent);
                settings.profile.agency = super::cards::lines(&form.agency);
                answer = Answer::Settings(Box::new(settings));
            }
            if ui.add(Push::text("Hủy").look(Look::Outlined)).clicked() {
                answer = Answer::Closed;
            }
        });
        answer
    })
}

/// The heading of a group.
pub(super) fn group(ui: &mut Ui, words: &str) {
    let ink = palette(ui).ink;
    ui.label(RichText::new(words).font(fonts::semibold(size::TEXT)).color(ink));
}

fn scale(ui: &mut Ui, scale: &mut f32) {
    ui.add_space(space::TINY);
    widgets::label(ui, "Cỡ chữ và nút");
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = space::TINY;
        let less = Push::icon(icons::MINUS_CIRCLE, "Giảm cỡ giao diện").look(Look::Outlined);
        if ui.add_enabled(*scale > 0.81, less).clicked() {
            *scale = ((*scale * 10.0).round() - 1.0) / 10.0;
        }
        let shown = format!("{} %", (*scale * 100.0).round());
        let text = RichText::new(shown).font(fonts::medium(size::TEXT));
        ui.add_sized(vec2(64.0, size::FIELD), eframe::egui::Label::new(text));
        let more = Push::icon(icons::PLUS_CIRCLE, "Tăng cỡ giao diện").look(Look::Outlined);
        if ui.add_enabled(*scale < 1.99, more).clicked() {
            *scale = ((*scale * 10.0).round() + 1.0) / 10.0;
        }
    });
}

fn shortcuts(ctx: &Context) -> Answer {
    modal(ctx, "shortcuts", "Phím tắt", 560.0, |ui| {
        let height = (ui.ctx().content_rect().height() - 170.0).max(200.0);
        ScrollArea::vertical().max_height(height).show(ui, |ui| {
            ui.set_width(ui.available_width());
            for menu in Menu::iter() {
                group(ui, menu.text());
                for command in menu.entries().into_iter().flatten() {
                    let keys = command
                        .shortcuts()
                        .iter()
                        .map(command::words)
                        .collect::<Vec<_>>()
                        .join(" · ");
                    pair(ui, command.text(), command.tooltip(), &keys);
                }
                ui.add_space(space::SMALL);
            }
            group(ui, "Trong nội dung");
            for (what, keys) in BODY_KEYS {
                pair(ui, what, "", keys);
            }
        });
        close_button(ui)
    })
}

const BODY_KEYS: [(&str, &str); 7] = [
    ("Xuống cấp, lên cấp", "Tab · Shift+Tab"),
    ("Tách đoạn", "Enter"),
    ("Xuống dòng trong đoạn", "Shift+Enter"),
    ("Nhập vào đoạn trước", "Backspace ở đầu đoạn"),
    ("Đưa đoạn lên, xuống", "Alt+↑ · Alt+↓"),
    ("Đoạn mới ở sau", "Ctrl+Enter"),
    ("Sang trường kế tiếp, trường trước", "Tab · Shift+Tab (ngoài nội dung)"),
];

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

fn about(ctx: &Context) -> Answer {
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
        close_button(ui)
    })
}

fn close_button(ui: &mut Ui) -> Answer {
    let mut answer = Answer::Open;
    buttons(ui, |ui| {
        if main_button(ui, "Đóng") {
            answer = Answer::Closed;
        }
    });
    answer
}

fn palette_dialog(ctx: &Context, query: &mut String, at: &mut usize, means: Means) -> Answer {
    modal(ctx, "palette", "", 480.0, |ui| {
        let found: Vec<Command> = Command::iter()
            .filter(|command| *command != Command::Palette && matches(*command, query))
            .collect();
        let down = ui.input_mut(|input| {
            input.consume_key(eframe::egui::Modifiers::NONE, Key::ArrowDown)
        });
        let up = ui
            .input_mut(|input| input.consume_key(eframe::egui::Modifiers::NONE, Key::ArrowUp));
        let last = found.len().saturating_sub(1);
        *at = (*at + usize::from(down)).saturating_sub(usize::from(up)).min(last);
        let before = query.clone();
        let response = field::plain(
            ui,
            "palette",
            "Tìm lệnh",
            "gõ vài chữ, có dấu hay không",
            query,
            false,
        );
        if *query != before {
            *at = 0;
        }
        let entered = response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
        if !entered {
            response.request_focus();
        }
        ui.add_space(space::TINY);
        let mut chosen = None;
        ScrollArea::vertical().max_height(320.0).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            for (index, command) in found.iter().enumerate() {
                let on = command.is_enabled(means);
                let lit = index == *at;
                let row = ui.add_enabled_ui(on, |ui| command_row(ui, *command, lit)).inner;
                if lit && (down || up) {
                    row.scroll_to_me(None);
                }
                if on && (row.clicked() || (entered && lit)) {
                    chosen = Some(*command);
                }
            }
            if found.is_empty() {
                words(ui, "Không có lệnh nào như vậy.");
            }
        });
        match chosen {
            Some(command) => Answer::Run(command),
            None if entered => Answer::Closed,
            None => Answer::Open,
        }
    })
}

fn command_row(ui: &mut Ui, command: Command, lit: bool) -> eframe::egui::Response {
    let row = widgets::row(ui, 30.0, command.text(), lit, |ui, rect, _| {
        let colours = palette(ui);
        let ink = if ui.is_enabled() { colours.ink } else { colours.faint };
        let middle = rect.center().y;
        let centre = eframe::egui::Align2::CENTER_CENTER;
        if let Some(icon) = command.icon() {
            let at = eframe::egui::pos2(rect.left() + 18.0, middle);
            ui.painter().text(at, centre, icon, fonts::icon(15.0), ink);
        }
        let at = eframe::egui::pos2(rect.left() + 38.0, middle);
        let font = fonts::regular(size::TEXT);
        widgets::paint_words(ui, at, command.text(), font, ink, rect.width() - 150.0);
        let end = eframe::egui::pos2(rect.right() - 10.0, middle);
        let right = eframe::egui::Align2::RIGHT_CENTER;
        let keys = command::shortcut_words(command);
        ui.painter().text(end, right, keys, fonts::regular(size::SMALL), colours.faint);
    });
    row.response
}

/// Whether a command's words hold what was typed, whatever its marks and capitals.
fn matches(command: Command, query: &str) -> bool {
    let needle = crate::edit::Needle {
        words: query.trim().to_owned(),
        match_case: false,
        match_marks: false,
    };
    needle.words.is_empty() || !needle.ranges(command.text()).is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commands_are_found_without_marks() {
        assert!(matches(Command::ExportPdf, "xuat pdf"));
        assert!(matches(Command::InsertAnnex, "phụ"));
        assert!(!matches(Command::InsertAnnex, "bảng"));
        assert!(matches(Command::Save, ""));
    }
}
