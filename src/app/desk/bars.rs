//! The menu bar and the toolbar. Both only read [`Command`]; what is pressed is asked for.

use std::path::PathBuf;

use egui::containers::menu::{MenuBar, SubMenuButton};
use egui::{Align, Button, Frame, Layout, Margin, RichText, Stroke, Ui, vec2};
use strum::IntoEnumIterator as _;

use crate::app::look::tokens::{palette, size, space};
use crate::app::look::widgets::{self, Look, Push};
use crate::app::look::{fonts, icons, menu_keys};
use crate::app::shell::action::Action;
use crate::app::shell::command::{Command, Means, Menu, shortcut_words};
use crate::model::DocumentType;
use crate::standard;

/// What the bars show of the window's state.
#[derive(Clone, Debug, Default)]
pub struct Shown {
    /// What can be done.
    pub means: Means,
    /// Commands that stand for something that is on.
    pub on: Vec<Command>,
    /// Errors that the check found.
    pub errors: usize,
    /// Drafts opened lately: their names and files.
    pub recent: Vec<(String, PathBuf)>,
}

/// Height of an entry of a menu, in points.
const ENTRY: f32 = 28.0;
/// Between an entry's icon and its words.
const GAP: f32 = 10.0;
/// What leads to the types of documents that can be begun.
pub const NEW_DOCUMENT: &str = "Văn bản mới";
/// Width of a column of types of documents, and of the list of recent drafts.
const KIND: f32 = 180.0;
const RECENT: f32 = 360.0;

/// Shows the menu bar.
pub fn menus(ui: &mut Ui, shown: &Shown, actions: &mut Vec<Action>) {
    let colours = palette(ui);
    let frame = Frame::new().fill(colours.panel).inner_margin(Margin::symmetric(6, 0));
    frame.show(ui, |ui| {
        ui.set_height(size::MENU_BAR);
        ui.horizontal_centered(|ui| {
            MenuBar::new().style(menu_style).ui(ui, |ui| {
                ui.spacing_mut().item_spacing.x = 0.0;
                for menu in Menu::iter() {
                    let words = RichText::new(menu.text()).font(fonts::regular(size::TEXT));
                    let button = ui.menu_button(words.color(colours.ink), |ui| {
                        entries(ui, menu, shown, actions);
                    });
                    menu_keys::of_bar(&button.response);
                }
            });
        });
    });
}

fn menu_style(style: &mut egui::Style) {
    style.spacing.button_padding = vec2(8.0, 4.0);
    style.visuals.widgets.inactive.weak_bg_fill = egui::Color32::TRANSPARENT;
    let widgets = &mut style.visuals.widgets;
    for state in
        [&mut widgets.inactive, &mut widgets.hovered, &mut widgets.active, &mut widgets.open]
    {
        state.bg_stroke = Stroke::NONE;
    }
}

fn entries(ui: &mut Ui, menu: Menu, shown: &Shown, actions: &mut Vec<Action>) {
    let colours = palette(ui);
    menu_style(ui.style_mut());
    ui.set_width(300.0);
    ui.spacing_mut().item_spacing.y = 0.0;
    for entry in menu.entries() {
        let Some(command) = entry else {
            ui.add_space(4.0);
            ui.separator();
            ui.add_space(4.0);
            continue;
        };
        if command == Command::Open {
            kinds(ui, actions);
        }
        if command == Command::FromEarlier && !shown.recent.is_empty() {
            recent(ui, shown, actions);
        }
        let on = command.is_enabled(shown.means);
        let ink = if on { colours.ink } else { colours.faint };
        let chosen = shown.on.contains(&command);
        let icon = if chosen { icons::CHECK } else { command.icon() };
        let mark = if chosen { colours.accent } else { colours.soft };
        let words = RichText::new(command.text()).font(fonts::regular(size::TEXT)).color(ink);
        let keys = RichText::new(shortcut_words(command)).font(fonts::regular(size::SMALL));
        let atoms = (RichText::new(icon).font(fonts::icon(15.0)).color(mark), words);
        let button = Button::new(atoms)
            .gap(GAP)
            .min_size(vec2(ui.available_width(), ENTRY))
            .right_text(keys.color(colours.faint));
        let response = ui.add_enabled(on, button);
        menu_keys::entry(ui, &response, command.text());
        response.widget_info(|| {
            use egui::{Role, WidgetInfo};
            if chosen {
                WidgetInfo::selected(Role::MenuItem, on, true, command.text())
            } else {
                WidgetInfo::labeled(Role::MenuItem, on, command.text())
            }
        });
        if response.on_hover_text(command.tooltip()).clicked() {
            actions.push(Action::Run(command));
            ui.close();
        }
    }
}

/// The types of documents that can be begun, in a menu of their own.
fn kinds(ui: &mut Ui, actions: &mut Vec<Action>) {
    submenu(ui, icons::FILE_TEXT, NEW_DOCUMENT, |ui| columns_of_kinds(ui, actions));
}

/// The types of documents that can be begun, the plan first. In two columns: one would be higher than a
/// small screen.
pub fn columns_of_kinds(ui: &mut Ui, actions: &mut Vec<Action>) {
    let plan = DocumentType::default();
    let others = standard::offered().filter(|kind| *kind != plan);
    let all: Vec<DocumentType> = std::iter::once(plan).chain(others).collect();
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing = egui::Vec2::ZERO;
        for column in all.chunks(all.len().div_ceil(2)) {
            ui.vertical(|ui| {
                ui.set_width(KIND);
                for kind in column {
                    if plain_entry(ui, standard::type_name(*kind), KIND) {
                        actions.push(match *kind == plan {
                            true => Action::Run(Command::New),
                            false => Action::Begin(*kind),
                        });
                    }
                }
            });
        }
    });
}

fn submenu(ui: &mut Ui, icon: &str, words: &str, add: impl FnOnce(&mut Ui)) {
    let colours = palette(ui);
    let shown = RichText::new(words).font(fonts::regular(size::TEXT)).color(colours.ink);
    let icon = RichText::new(icon).font(fonts::icon(15.0)).color(colours.soft);
    let button = Button::new((icon, shown))
        .gap(GAP)
        .min_size(vec2(ui.available_width(), ENTRY))
        .right_text(SubMenuButton::arrow_atom(Some(colours.soft)));
    let (response, _) = SubMenuButton::from_button(button).ui(ui, |ui| {
        menu_style(ui.style_mut());
        ui.spacing_mut().item_spacing.y = 0.0;
        add(ui);
    });
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::MenuItem, true, words));
    menu_keys::opener(ui, &response, words);
}

fn plain_entry(ui: &mut Ui, words: &str, width: f32) -> bool {
    let ink = palette(ui).ink;
    let shown = RichText::new(words).font(fonts::regular(size::TEXT)).color(ink);
    let button = Button::new(shown).truncate().min_size(vec2(width, ENTRY));
    let response = ui.add(button);
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::MenuItem, true, words));
    menu_keys::entry(ui, &response, words);
    let clicked = response.clicked();
    if clicked {
        ui.close();
    }
    clicked
}

/// The drafts opened lately, in a menu of their own.
fn recent(ui: &mut Ui, shown: &Shown, actions: &mut Vec<Action>) {
    submenu(ui, icons::HISTORY, "Bản thảo gần đây", |ui| {
        ui.set_width(RECENT);
        for (name, path) in &shown.recent {
            if plain_entry(ui, name, RECENT) {
                actions.push(Action::Open(path.clone()));
            }
        }
    });
}

/// Shows the toolbar.
pub fn tools(ui: &mut Ui, shown: &Shown, actions: &mut Vec<Action>) {
    let colours = palette(ui);
    let frame = Frame::new().fill(colours.panel).inner_margin(Margin::symmetric(12, 0));
    let bar = frame.show(ui, |ui| {
        ui.set_height(size::TOOLBAR);
        let wide = ui.available_width() > 1150.0;
        let roomy = ui.available_width() > 1000.0;
        let named_main = ui.available_width() > 760.0;
        ui.horizontal_centered(|ui| {
            ui.spacing_mut().item_spacing.x = 2.0;
            for command in [Command::New, Command::Open, Command::Save] {
                named(ui, command, wide, Look::Flat, shown, actions);
            }
            widgets::bar_line(ui);
            for command in [Command::Undo, Command::Redo] {
                bare(ui, command, shown, actions);
            }
            widgets::bar_line(ui);
            for command in [Command::Bold, Command::Italic, Command::Underline] {
                bare(ui, command, shown, actions);
            }
            widgets::bar_line(ui);
            for command in [Command::InsertTable, Command::InsertAnnex] {
                named(ui, command, wide, Look::Flat, shown, actions);
            }
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                ui.spacing_mut().item_spacing.x = space::SMALL;
                named(ui, Command::ExportPdf, named_main, Look::Main, shown, actions);
                named(ui, Command::Print, roomy, Look::Outlined, shown, actions);
                named(ui, Command::ExportWord, roomy, Look::Outlined, shown, actions);
                ui.spacing_mut().item_spacing.x = 2.0;
                widgets::bar_line(ui);
                named(ui, Command::Check, roomy, Look::Flat, shown, actions);
            });
        });
    });
    let rect = bar.response.rect;
    let stroke = Stroke::new(1.0, colours.line);
    ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, stroke);
}

fn named(
    ui: &mut Ui,
    command: Command,
    words: bool,
    look: Look,
    shown: &Shown,
    actions: &mut Vec<Action>,
) {
    let text = if words { command.short() } else { "" };
    let mut push =
        Push::text(text).with_icon(Some(command.icon())).named(command.short()).look(look);
    if command == Command::Check {
        let colours = palette(ui);
        push = push
            .badge(shown.errors, colours.error, colours.on_error)
            .chosen(shown.on.contains(&command));
    }
    press(ui, command, push, shown, actions);
}

fn bare(ui: &mut Ui, command: Command, shown: &Shown, actions: &mut Vec<Action>) {
    let icon = command.icon();
    let push = Push::icon(icon, command.text()).width(38.0);
    press(ui, command, push.chosen(shown.on.contains(&command)), shown, actions);
}

fn press(
    ui: &mut Ui,
    command: Command,
    push: Push<'_>,
    shown: &Shown,
    actions: &mut Vec<Action>,
) {
    let response = ui.add_enabled(command.is_enabled(shown.means), push);
    let keys = shortcut_words(command);
    let tip = match keys.as_str() {
        "" => command.tooltip().to_owned(),
        keys => format!("{} ({keys})", command.tooltip()),
    };
    if response.on_hover_text(tip).clicked() {
        actions.push(Action::Run(command));
    }
}
