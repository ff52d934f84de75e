//! The settings, until they are taken over.

use std::path::PathBuf;

use chrono::NaiveDate;
use egui::{Context, Key, RichText, ScrollArea, Ui, vec2};
use strum::IntoEnumIterator as _;

use super::{Answer, buttons, group, modal, words};
use crate::app::form::cards;
use crate::app::look::tokens::{size, space};
use crate::app::look::widgets::{self, Look, Push};
use crate::app::look::{field, fonts, icons};
use crate::app::shell::renderer;
use crate::store::{Profile, Renderer, Settings, Theme};

/// The settings as they stand in the dialog.
pub struct Form {
    /// What will be kept.
    pub settings: Settings,
    parent: String,
    agency: String,
    check: OfCheck,
}

/// What is settled for the check of every draft.
#[derive(Clone, Debug, Default)]
pub struct OfCheck {
    /// The words that are accepted, one a line.
    pub words: String,
    /// When the table of documents that have ended was looked over.
    pub checked: Option<NaiveDate>,
    /// The file in which an office may keep its own rows of it.
    pub laws: Option<PathBuf>,
}

impl Form {
    /// The settings as they are.
    pub fn of(settings: &Settings, check: OfCheck) -> Self {
        Self {
            check,
            parent: settings.profile.parent_agency.join("\n"),
            agency: settings.profile.agency.join("\n"),
            settings: settings.clone(),
        }
    }

    /// Shows them; `of_plan` is what the open draft says of its agency.
    pub(super) fn show(&mut self, ctx: &Context, of_plan: Option<&Profile>) -> Answer {
        settings(ctx, self, of_plan)
    }
}

fn settings(ctx: &Context, form: &mut Form, of_plan: Option<&Profile>) -> Answer {
    modal(ctx, "settings", "Cài đặt", 520.0, |ui| {
        let mut answer = Answer::Open;
        let height = (ui.ctx().content_rect().height() - 190.0).max(200.0);
        let entered = entered(ui);
        ScrollArea::vertical().max_height(height).show(ui, |ui| {
            // Room for the bar at the right.
            ui.set_width(ui.available_width() - space::MEDIUM);
            group(ui, "Cơ quan của bạn");
            words(ui, "Điền sẵn vào mỗi văn bản mới.");
            let hint = "để trống nếu không có";
            let first =
                field::plain(ui, "parent", "Cơ quan chủ quản", hint, &mut form.parent, true);
            if ui.memory(|memory| memory.focused().is_none()) {
                first.request_focus();
            }
            let hint = "tên đầy đủ; Enter để ngắt dòng như trên giấy";
            field::plain(ui, "agency", "Cơ quan ban hành", hint, &mut form.agency, true);
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
            drawing(ui, &mut form.settings.renderer);
            checking(ui, &mut form.check, &mut answer);
        });
        buttons(ui, |ui| {
            if ui.add(Push::text("Lưu cài đặt").look(Look::Main)).clicked() || entered {
                let mut settings = form.settings.clone();
                settings.profile.parent_agency = cards::lines(&form.parent);
                settings.profile.agency = cards::lines(&form.agency);
                answer = Answer::Settings(Box::new(settings), form.check.words.clone());
            }
            if ui.add(Push::text("Hủy").look(Look::Outlined)).clicked() {
                answer = Answer::Closed;
            }
        });
        answer
    })
}

/// Enter in a field of one line keeps the settings, Ctrl+Enter in any.
fn entered(ui: &Ui) -> bool {
    let focused = ui.memory(egui::Memory::focused);
    let single = ["short", "place"].map(field::plain_id);
    let pressed =
        ui.input(|input| input.key_pressed(Key::Enter).then_some(input.modifiers.command));
    pressed.is_some_and(|command| command || focused.is_some_and(|id| single.contains(&id)))
}

/// What the check takes for right: words, and documents that have ended.
fn checking(ui: &mut Ui, check: &mut OfCheck, answer: &mut Answer) {
    ui.add_space(space::SMALL);
    group(ui, "Kiểm tra");
    let hint = "mỗi từ một dòng; chính tả của những từ này không bị nhắc";
    field::plain(ui, "accepted", "Từ đã chấp nhận", hint, &mut check.words, true);
    ui.add_space(space::TINY);
    widgets::label(ui, "Văn bản hết hiệu lực");
    let day = check.checked.map_or_else(
        || "không rõ ngày".to_owned(),
        |day| day.format("ngày %d/%m/%Y").to_string(),
    );
    words(
        ui,
        &format!(
            "Bảng có sẵn được kiểm tra {day}. Cơ quan có thể thêm hoặc thay dòng trong tệp dưới \
             đây: mỗi dòng là văn bản cũ, ngày hết hiệu lực (năm-tháng-ngày), văn bản thay thế, \
             cách nhau bằng dấu tab."
        ),
    );
    if let Some(path) = &check.laws {
        let shown = path.display().to_string();
        let place = RichText::new(&shown).font(fonts::regular(size::SMALL));
        ui.add(egui::Label::new(place).truncate()).on_hover_text(&shown);
        ui.horizontal(|ui| {
            let open = Push::text("Mở tệp để sửa").look(Look::Link);
            let tip = "Tệp được tạo với một dòng ví dụ nếu chưa có";
            if ui.add(open).on_hover_text(tip).clicked() {
                *answer = Answer::OwnLaws(path.clone());
            }
            if ui.add(Push::text("Chép đường dẫn").look(Look::Link)).clicked() {
                ui.ctx().copy_text(shown);
            }
        });
    }
}

/// What draws the window: for machines on which the chosen one is slow or wrong.
fn drawing(ui: &mut Ui, chosen: &mut Renderer) {
    ui.add_space(space::TINY);
    widgets::label(ui, "Cách vẽ cửa sổ (từ lần mở sau)");
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = space::TINY;
        for choice in Renderer::iter() {
            if choice != Renderer::Automatic && !renderer::is_here(choice) {
                continue;
            }
            let words = match choice {
                Renderer::Automatic => "Tự chọn",
                Renderer::Direct3D => "Direct3D 12",
                Renderer::Warp => "Direct3D phần mềm",
                Renderer::OpenGl => "OpenGL",
                Renderer::Software => "OpenGL phần mềm",
            };
            let push = Push::text(words).look(Look::Outlined).chosen(*chosen == choice);
            if ui.add(push).clicked() {
                *chosen = choice;
            }
        }
    });
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
        ui.add_sized(vec2(64.0, size::FIELD), egui::Label::new(text));
        let more = Push::icon(icons::PLUS_CIRCLE, "Tăng cỡ giao diện").look(Look::Outlined);
        if ui.add_enabled(*scale < 1.99, more).clicked() {
            *scale = ((*scale * 10.0).round() + 1.0) / 10.0;
        }
    });
}
