//! The window: its parts, frame by frame.

use std::path::PathBuf;

use eframe::egui::{
    CentralPanel, Context, Frame, Panel, ThemePreference, Ui, ViewportCommand,
};

use super::command::{Command, Means, shortcuts};
use super::draft::Draft;
use super::drops::Kind;
use crate::app::desk::bars::{self, Shown};
use crate::app::desk::delivery::Delivery;
use crate::app::desk::dialogs::Dialog;
use crate::app::desk::drawer::{self, Pressed};
use crate::app::desk::find_bar::FindBar;
use crate::app::desk::inspector::Inspector;
use crate::app::desk::outline;
use crate::app::desk::preview::Preview;
use crate::app::desk::put_away::{NARROW, PutAway};
use crate::app::desk::status::{self, Facts};
use crate::app::desk::toast::Toasts;
use crate::app::first_screen::FirstScreen;
use crate::app::form::cards;
use crate::app::form::memory::{Action, Desk, text_at};
use crate::app::intake::import::{Intake, Request};
use crate::app::intake::renewal::Renewal;
use crate::app::look::caret_blink::CaretBlink;
use crate::app::look::fonts;
use crate::app::look::frame_times::FrameTimes;
use crate::app::look::tokens::{self, palette, size};
use crate::app::threads::jobs::{Jobs, Purpose};
use crate::check::Severity;
use crate::edit::Emphasis;
use crate::model::{Place, Story};
use crate::standard;
use crate::store::recovery::Leftover;
use crate::store::{Home, Settings, Theme};

/// The program's window.
pub struct Window {
    pub(in crate::app) ctx: Context,
    pub(in crate::app) home: Option<Home>,
    pub(in crate::app) settings: Settings,
    pub(in crate::app) draft: Option<Draft>,
    pub(in crate::app) first: FirstScreen,
    pub(in crate::app) leftovers: Vec<Leftover>,
    pub(in crate::app) preview: Preview,
    pub(in crate::app) jobs: Jobs,
    pub(in crate::app) dialog: Option<Dialog>,
    /// The path that was typed last, until it is known to be right.
    pub(in crate::app) typed: Option<(Purpose, PathBuf)>,
    pub(in crate::app) toasts: Toasts,
    pub(in crate::app) find: FindBar,
    /// A file that is being taken in.
    pub(in crate::app) intake: Option<Box<Intake>>,
    /// An old plan of which this year's is made.
    pub(in crate::app) renewal: Option<Box<Renewal>>,
    pub(in crate::app) actions: Vec<Action>,
    /// Files of a drop, until all of them have come.
    pub(in crate::app) dropped: Vec<PathBuf>,
    pub(in crate::app) show_outline: bool,
    pub(in crate::app) show_preview: bool,
    /// What a narrow window put away: the outline and the preview.
    put_away: [PutAway; 2],
    pub(in crate::app) exporting: bool,
    pub(in crate::app) delivery: Delivery,
    pub(in crate::app) inspector: Inspector,
    /// Height of the drawer with the findings when it was last shown.
    drawer: f32,
    /// What is done once the draft is saved.
    pub(in crate::app) after_save: Option<Action>,
    /// She agreed to close the window.
    pub(in crate::app) exiting: bool,
    title: String,
    /// The preview's share of the width beside the outline.
    preview_share: f32,
    /// A dialog is open, and the caret waits behind it.
    waiting: bool,
    /// The dialog is gone and the caret is about to come back.
    returning: bool,
    /// The samples' pictures have been asked for; a window that opens a draft needs none.
    pictured: bool,
    caret_blink: CaretBlink,
    frame_times: Option<FrameTimes>,
}

/// Pixels per pt of the samples' pictures: sharp at twice the window's points.
const THUMBNAIL_SCALE: f32 = 0.62;

impl Window {
    /// Creates the window's state; reads nothing yet.
    pub fn new(ctx: &Context, home: Option<Home>, settings: Settings) -> Self {
        fonts::install(ctx);
        tokens::dress(ctx);
        ctx.options_mut(|options| {
            options.fallback_theme = eframe::egui::Theme::Light;
            options.quit_shortcuts.clear();
            options.zoom_with_keyboard = false;
        });
        let jobs = Jobs::new(ctx);
        jobs.look(home.clone(), true);
        let mut window = Self {
            ctx: ctx.clone(),
            home,
            preview: Preview::start(ctx, settings.preview_zoom),
            settings,
            draft: None,
            first: FirstScreen::default(),
            leftovers: Vec::new(),
            jobs,
            dialog: None,
            typed: None,
            toasts: Toasts::default(),
            find: FindBar::default(),
            intake: None,
            renewal: None,
            actions: Vec::new(),
            dropped: Vec::new(),
            show_outline: true,
            show_preview: true,
            put_away: [PutAway::default(); 2],
            exporting: false,
            delivery: Delivery::default(),
            inspector: Inspector::default(),
            drawer: 0.0,
            after_save: None,
            exiting: false,
            title: String::new(),
            preview_share: 0.45,
            waiting: false,
            returning: false,
            pictured: false,
            caret_blink: CaretBlink::default(),
            frame_times: FrameTimes::wanted(),
        };
        window.take_settings();
        window
    }

    /// Says something that needs no answer.
    pub fn say(&mut self, words: String) {
        self.toasts.note(words);
    }

    /// Lets the settings show.
    pub(in crate::app) fn take_settings(&mut self) {
        self.ctx.set_zoom_factor(self.settings.scale);
        self.ctx.set_theme(match self.settings.theme {
            Theme::System => ThemePreference::System,
            Theme::Light => ThemePreference::Light,
            Theme::Dark => ThemePreference::Dark,
        });
        self.first.agency = standard::agency_in_sentence(&self.settings.profile.agency);
    }

    /// What can be done at this moment.
    pub fn means(&self) -> Means {
        let Some(draft) = &self.draft else { return Means::default() };
        let place = draft.session.caret().map(|caret| caret.place);
        let plan = draft.session.plan();
        let rich = place.is_some_and(|place| text_at(plan, place).is_some());
        Means {
            draft: true,
            undo: draft.session.can_undo(),
            redo: draft.session.can_redo(),
            rich,
            body: matches!(place, Some(Place::Block(..) | Place::Cell(..))),
            busy: self.exporting,
        }
    }

    /// Draws one frame and does what was asked for in it.
    pub fn frame(&mut self, ui: &mut Ui) {
        self.caret_blink.follow(&self.ctx);
        self.take_shortcuts();
        self.take_answers();
        self.take_drops();
        self.take_close();
        self.travel();
        if self.intake.is_some() {
            self.show_intake(ui);
        } else if self.renewal.is_some() {
            self.show_renewal(ui);
        } else if self.draft.is_some() {
            self.desk(ui);
        } else {
            if !std::mem::replace(&mut self.pictured, true) {
                self.jobs.thumbnails(THUMBNAIL_SCALE);
            }
            let mut actions = std::mem::take(&mut self.actions);
            self.first.show(ui, &mut actions);
            self.actions = actions;
        }
        self.show_dialog();
        let mut actions = std::mem::take(&mut self.actions);
        let drawer =
            if self.draft.is_some() && self.inspector.open { self.drawer } else { 0.0 };
        self.toasts.show(ui, drawer, &mut actions);
        for action in actions {
            self.act(action);
        }
        self.show_drop_hint(ui);
        self.hand_over_keyboard();
        if let Some(draft) = &mut self.draft {
            draft.keep();
            if draft.form.wishes() {
                self.ctx.request_repaint();
            }
        }
        self.name_window();
        self.note_size();
    }

    /// Shortcuts go first, or text fields would eat Ctrl+H, Ctrl+K, Ctrl+U and Ctrl+W.
    fn take_shortcuts(&mut self) {
        if self.intake.is_some() || self.renewal.is_some() {
            return;
        }
        let means = self.means();
        for (keys, command) in shortcuts() {
            let pressed = self.ctx.input_mut(|input| input.consume_shortcut(&keys));
            if pressed && self.dialog.is_none() && command.is_enabled(means) {
                self.actions.push(Action::Run(command));
            }
        }
    }

    /// A dialog takes the keyboard at once, before its own field has it, and gives it back to the
    /// caret: what is typed meanwhile must not go into the plan.
    fn hand_over_keyboard(&mut self) {
        if self.dialog.is_some() && !self.waiting {
            self.waiting = true;
            self.ctx.memory_mut(|memory| {
                if let Some(id) = memory.focused() {
                    memory.surrender_focus(id);
                }
            });
        } else if self.dialog.is_none() && std::mem::take(&mut self.waiting) {
            // egui holds the keyboard for a dialog one frame longer than it is shown.
            self.returning = true;
            self.ctx.request_repaint();
        } else if std::mem::take(&mut self.returning)
            && let Some(draft) = &mut self.draft
            && let Some(caret) = draft.session.caret()
            && !draft.form.wishes()
        {
            draft.form.return_to(caret);
        }
    }

    /// The window's own close button asks as Ctrl+W does.
    fn take_close(&mut self) {
        let asked = self.ctx.input(|input| input.viewport().close_requested());
        if !asked || self.exiting {
            return;
        }
        if self.intake.as_mut().is_some_and(|intake| !intake.may_close()) {
            self.ctx.send_viewport_cmd(ViewportCommand::CancelClose);
            return;
        }
        let waits = self
            .draft
            .as_ref()
            .is_some_and(|draft| draft.session.is_dirty() || draft.saving.is_some());
        if waits {
            self.ctx.send_viewport_cmd(ViewportCommand::CancelClose);
            self.actions.push(Action::Run(Command::Exit));
        } else {
            self.exiting = true;
        }
    }

    fn desk(&mut self, ui: &mut Ui) {
        let width = ui.available_width();
        self.put_away[0].follow(width < NARROW[0], &mut self.show_outline);
        self.put_away[1].follow(width < NARROW[1], &mut self.show_preview);
        let shown = self.shown();
        let bare = |size| {
            move |panel: Panel| panel.frame(Frame::NONE).exact_size(size).resizable(false)
        };
        let quiet = |panel: Panel| panel.show_separator_line(false);
        quiet(bare(size::MENU_BAR)(Panel::top("menus")))
            .show(ui, |ui| bars::menus(ui, &shown, &mut self.actions));
        quiet(bare(size::TOOLBAR)(Panel::top("tools")))
            .show(ui, |ui| bars::tools(ui, &shown, &mut self.actions));
        let facts = self.facts();
        bare(size::STATUS)(Panel::bottom("status")).show(ui, |ui| {
            if status::show(ui, &facts) {
                self.actions.push(Action::Run(Command::Settings));
            }
        });
        self.show_drawer(ui);
        let Some(draft) = &mut self.draft else { return };
        let clicking = ui.input(|input| input.pointer.any_click());
        draft.form.begin_frame(clicking);
        self.preview.update(ui.ctx(), &draft.session);
        let mut desk = Desk {
            session: &mut draft.session,
            form: &mut draft.form,
            actions: &mut self.actions,
        };
        if self.show_outline && ui.available_width() > 600.0 {
            bare(size::OUTLINE)(Panel::left("outline"))
                .show(ui, |ui| outline::show(ui, &mut desk, &self.inspector));
        }
        let form_least = 420.0;
        if self.show_preview && ui.available_width() > 660.0 {
            let room = (ui.available_width() - form_least).max(240.0);
            // egui remembers a panel's width in points; ours keeps its share of the window, so
            // each width of the window has a panel of its own that begins with that share.
            let whole = ui.available_width();
            let shown = Panel::right(("preview", whole as u32))
                .frame(Frame::NONE)
                .resizable(true)
                .default_size((whole * self.preview_share).clamp(240.0, room))
                .size_range(240.0..=room)
                .show(ui, |ui| self.preview.show(ui, &mut desk));
            if ui.input(|input| input.pointer.primary_down()) {
                self.preview_share = shown.response.rect.width() / whole;
            }
        }
        CentralPanel::no_frame().frame(Frame::NONE).show(ui, |ui| {
            let ground = palette(ui).ground;
            ui.painter().rect_filled(ui.max_rect(), 0.0, ground);
            ui.spacing_mut().item_spacing.y = 0.0;
            self.find.show(ui, &mut desk);
            cards::show(ui, &mut desk, &mut draft.editors);
        });
    }

    /// The findings above the status bar; the check itself goes on while they are not shown.
    fn show_drawer(&mut self, ui: &mut Ui) {
        let Some(draft) = &self.draft else { return };
        self.inspector.update(ui.ctx(), &draft.session, &self.jobs);
        if !self.inspector.open {
            return;
        }
        let least = drawer::HEAD + 2.0 * drawer::ROW;
        let panel = Panel::bottom("findings").frame(Frame::NONE).resizable(true);
        // As high as what there is to read, at first.
        let rows = self.inspector.items().map_or(4, |items| items.len()).clamp(2, 5);
        let panel = panel.default_size(drawer::HEAD + rows as f32 * drawer::ROW + 12.0);
        let shown = panel
            .size_range(least..=ui.available_height() * 0.6)
            .show(ui, |ui| drawer::show(ui, &mut self.inspector));
        self.drawer = shown.response.rect.height();
        match shown.inner {
            Some(Pressed::Finding(place, part)) => self.go_to(place, part),
            Some(Pressed::Close) => self.inspector.open = false,
            None => {}
        }
    }

    fn shown(&self) -> Shown {
        let mut on = vec![match self.settings.theme {
            Theme::System => Command::ThemeSystem,
            Theme::Light => Command::ThemeLight,
            Theme::Dark => Command::ThemeDark,
        }];
        if self.show_outline {
            on.push(Command::ToggleOutline);
        }
        if self.show_preview {
            on.push(Command::TogglePreview);
        }
        if self.inspector.open {
            on.push(Command::Check);
        }
        if self.preview.zoom.is_none() {
            on.push(Command::ZoomFit);
        }
        on.extend(self.emphases());
        let title = self.draft.as_ref().map(Draft::title).unwrap_or_default();
        let errors = self.inspector.count(Severity::Error);
        Shown { means: self.means(), title, on, errors }
    }

    /// Which of bold, italic and underline the selection has.
    fn emphases(&self) -> Vec<Command> {
        let Some(draft) = &self.draft else { return Vec::new() };
        let Some(caret) = draft.session.caret() else { return Vec::new() };
        let plan = draft.session.plan();
        let Some(text) = text_at(plan, caret.place) else { return Vec::new() };
        let (from, to) = (caret.anchor.min(caret.head), caret.anchor.max(caret.head));
        let all = [
            (Emphasis::Bold, Command::Bold),
            (Emphasis::Italic, Command::Italic),
            (Emphasis::Underline, Command::Underline),
        ];
        let has = |emphasis: Emphasis| {
            if from == to {
                from > 0 && emphasis.of(text.style_at(from - 1))
            } else {
                text.slice(from..to).all(|style| emphasis.of(style))
            }
        };
        all.into_iter().filter(|(emphasis, _)| has(*emphasis)).map(|(_, c)| c).collect()
    }

    fn facts(&mut self) -> Facts {
        let scale = (self.settings.scale * 100.0).round() as u32;
        let Some(draft) = &mut self.draft else { return Facts::default() };
        let dirty = draft.session.is_dirty();
        let saved = match (draft.saving.is_some(), dirty, draft.saved_at, &draft.path) {
            (true, ..) => "Đang lưu…".to_owned(),
            (false, true, ..) => "Chưa lưu".to_owned(),
            (false, false, Some(time), _) => time.format("Đã lưu %H:%M").to_string(),
            (false, false, None, Some(_)) => "Đã lưu".to_owned(),
            (false, false, None, None) => "Bản mới".to_owned(),
        };
        let saved = if self.exporting { format!("{saved} · Đang xuất…") } else { saved };
        Facts {
            saved,
            dirty,
            page: self.preview.position(),
            words: draft.words(),
            agency: standard::agency_in_sentence(&draft.session.plan().agency),
            input: String::new(),
            scale,
        }
    }

    fn name_window(&mut self) {
        let title = match &self.draft {
            Some(draft) => draft.title(),
            None => "Kế Hoạch".to_owned(),
        };
        if title != self.title {
            self.ctx.send_viewport_cmd(ViewportCommand::Title(title.clone()));
            self.title = title;
        }
    }

    /// The window's size is kept for the next start, in points at 100 %.
    fn note_size(&mut self) {
        let scale = self.ctx.zoom_factor();
        let (rect, large) = self.ctx.input(|input| {
            let viewport = input.viewport();
            let large = viewport.maximized.or(viewport.fullscreen).unwrap_or(false);
            (viewport.inner_rect, large)
        });
        if let Some(rect) = rect.filter(|_| !large) {
            self.settings.window = Some((rect.width() * scale, rect.height() * scale));
        }
    }

    /// Opens a draft before the first frame, so that the first frame shows it. Any other file is
    /// read to be taken in.
    pub fn open_now(&mut self, path: PathBuf) {
        if Kind::of(&path) == Kind::Source {
            self.jobs.import(Request::file(path, false));
            return;
        }
        let result = crate::store::draft::open(&path);
        let result = result.map(Box::new).map_err(|error| error.to_string());
        self.opened(path, Purpose::Open, result);
    }

    /// The draft's body has a caret, or its end takes what is inserted.
    pub(in crate::app) fn story(&self) -> Story {
        let caret = self.draft.as_ref().and_then(|draft| draft.session.caret());
        match caret.map(|caret| caret.place) {
            Some(Place::Block(story, _) | Place::Cell(story, ..)) => story,
            _ => Story::Body,
        }
    }
}

impl eframe::App for Window {
    fn ui(&mut self, ui: &mut Ui, frame: &mut eframe::Frame) {
        if let Some(frame_times) = &mut self.frame_times {
            frame_times.frame(&self.ctx, frame.info().cpu_usage);
        }
        self.frame(ui);
    }

    fn clear_color(&self, visuals: &eframe::egui::Visuals) -> [f32; 4] {
        tokens::of(visuals.dark_mode).ground.to_normalized_gamma_f32()
    }

    fn persist_egui_memory(&self) -> bool {
        false
    }

    fn on_exit(&mut self, _gl: Option<&eframe::glow::Context>) {
        self.end();
    }
}
