//! The window: its parts, frame by frame.

use std::collections::VecDeque;
use std::mem;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use egui::{Context, ThemePreference, Ui, ViewportCommand};

use super::answers::Done;
use super::clicks::Clicks;
use super::command::shortcuts;
use super::desk_view::DeskView;
use super::draft::{Draft, release_within};
use super::drops::Kind;
use super::errands::has_dialogs;
use super::leaving::{Handover, Next};
use super::own_files::OwnFiles;
use super::session_end::SessionEnd;
use super::turnstile::Turnstile;
use crate::app::desk::dialogs::Dialog;
use crate::app::desk::history::History;
use crate::app::desk::toast::Toasts;
use crate::app::first_screen::FirstScreen;
use crate::app::intake::import::Intake;
use crate::app::intake::renewal::Renewal;
use crate::app::intake::review::FileReview;
use crate::app::look::fonts;
use crate::app::look::frame_times::FrameTimes;
use crate::app::look::menu_keys;
use crate::app::look::tokens;
use crate::app::shell::action::Action;
use crate::app::threads::export::capitalised;
use crate::app::threads::jobs::Jobs;
use crate::app::threads::pages::log;
use crate::standard;
use crate::store::recovery::Leftover;
use crate::store::watch::Watch;
use crate::store::{Home, Settings, Theme};

/// The program's window.
pub struct Window {
    pub(in crate::app) ctx: Context,
    pub(in crate::app) home: Option<Home>,
    pub(in crate::app) settings: Settings,
    pub(in crate::app) screen: Screen,
    /// What is done over the screen.
    pub(in crate::app) over: Option<Over>,
    /// The question or message over all of it.
    pub(in crate::app) dialog: Option<Dialog>,
    /// Those that come after it.
    pub(super) queued: VecDeque<Dialog>,
    /// How one draft takes the place of another.
    pub(in crate::app) handover: Handover,
    /// What stands around the form of the draft.
    pub(in crate::app) desk: DeskView,
    pub(in crate::app) jobs: Jobs<Done>,
    /// Whether the system's dialogs are used.
    pub(in crate::app) system_dialogs: bool,
    pub(in crate::app) first: FirstScreen,
    pub(in crate::app) leftovers: Vec<Leftover>,
    pub(in crate::app) toasts: Toasts,
    /// What was asked for in this frame.
    pub(in crate::app) actions: Vec<Action>,
    /// What of the program's own is being written.
    pub(super) own_files: OwnFiles,
    /// She agreed to close the window.
    pub(super) exiting: bool,
    /// Whether the system has asked the program to end.
    pub(super) session_end: SessionEnd,
    surface: Surface,
}

/// What the system knows of the window: its name, its size, whether it has the keyboard.
struct Surface {
    title: String,
    /// Frames in which the window still asks to fill the screen, as it did at its last end.
    filling: u8,
    /// Whether the window has the keyboard.
    focused: bool,
    keyboard: Keyboard,
    frame_times: Option<FrameTimes>,
}

impl Surface {
    /// That of a window which has not been shown yet.
    fn start(maximized: bool) -> Self {
        Self {
            title: String::new(),
            filling: if maximized { FILLING } else { 0 },
            focused: true,
            keyboard: Keyboard::default(),
            frame_times: FrameTimes::wanted(),
        }
    }
}

/// What the window shows.
pub(in crate::app) enum Screen {
    /// The first screen.
    First,
    /// A draft.
    Desk(Box<Draft>),
}

/// What is done over the screen, in the whole window, before it becomes a draft.
pub(in crate::app) enum Over {
    /// A file is taken in.
    Intake(Box<Intake>),
    /// Of an old plan this year's is made.
    Renewal(Box<Renewal>),
    /// The states of the draft are looked at.
    History(Box<History>),
    /// A file of somebody else is judged.
    Review(Box<FileReview>),
}

/// Who has the keyboard while a dialog is open.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Keyboard {
    /// No dialog is open.
    #[default]
    Caret,
    /// A dialog has it, and the caret waits behind it.
    Dialog,
    /// The dialog is gone and the caret is about to come back.
    Returning,
}

impl Screen {
    /// The draft that is open.
    pub(in crate::app) fn draft_mut(&mut self) -> Option<&mut Draft> {
        match self {
            Self::First => None,
            Self::Desk(draft) => Some(draft),
        }
    }
}

impl Over {
    /// Whether she has decided anything there.
    pub(in crate::app) fn is_touched(&self) -> bool {
        match self {
            Self::Intake(intake) => intake.is_touched(),
            Self::Renewal(renewal) => renewal.is_touched(),
            Self::History(_) | Self::Review(_) => false,
        }
    }
}

/// Pixels per pt of the samples' pictures: sharp at twice the window's points.
const THUMBNAIL_SCALE: f32 = 0.62;
/// How long a save that runs is waited for when the window is gone already.
const LAST_SAVE: Duration = Duration::from_secs(20);
/// In how many frames a window asks to fill the screen.
const FILLING: u8 = 5;
/// How long the first frame waits for the draft that it is to show.
const FIRST_FILE: Duration = Duration::from_secs(1);
/// How long the end of the program waits until others can see that the draft is free.
const LAST_MARK: Duration = Duration::from_secs(2);

impl Window {
    /// Creates the window's state; reads nothing yet.
    pub fn new(ctx: &Context, home: Option<Home>, settings: Settings) -> Self {
        Self::with(ctx, home, settings, Jobs::new(ctx))
    }

    /// Creates it with jobs that are started in a way of the caller's.
    pub(super) fn with(
        ctx: &Context,
        home: Option<Home>,
        settings: Settings,
        jobs: Jobs<Done>,
    ) -> Self {
        fonts::install(ctx);
        tokens::dress(ctx);
        Turnstile::install(ctx);
        Clicks::install(ctx);
        ctx.options_mut(|options| {
            options.fallback_theme = egui::Theme::Light;
            options.quit_shortcuts.clear();
            options.zoom_with_keyboard = false;
        });
        jobs.look(home.clone());
        jobs.look_for_leftovers(home.clone());
        jobs.look_for_discarded(home.clone());
        let mut window = Self {
            ctx: ctx.clone(),
            home,
            desk: DeskView::start(ctx, settings.preview_zoom),
            surface: Surface::start(settings.maximized),
            settings,
            screen: Screen::First,
            over: None,
            dialog: None,
            queued: VecDeque::new(),
            handover: Handover::default(),
            jobs,
            system_dialogs: has_dialogs(),
            first: FirstScreen::default(),
            leftovers: Vec::new(),
            toasts: Toasts::default(),
            actions: Vec::new(),
            own_files: OwnFiles::default(),
            exiting: false,
            session_end: SessionEnd::default(),
        };
        window.take_settings();
        window
    }

    /// The draft that is open.
    pub(in crate::app) fn draft(&self) -> Option<&Draft> {
        match &self.screen {
            Screen::First => None,
            Screen::Desk(draft) => Some(draft),
        }
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

    /// Draws one frame and does what was asked for in it.
    pub fn frame(&mut self, ui: &mut Ui) {
        self.desk.caret_blink.follow(&self.ctx);
        let free = self.dialog.is_none() && self.over.is_none() && !self.keyboard_moves();
        menu_keys::take(&self.ctx, free);
        self.take_shortcuts();
        self.take_answers();
        self.take_drops();
        self.take_close();
        self.travel();
        self.show_screen(ui);
        self.show_dialog();
        let mut actions = mem::take(&mut self.actions);
        let drawer = self.drawer_height();
        let aside = self.pages_width();
        self.toasts.show(ui, drawer, aside, &mut actions);
        for action in actions {
            self.act(action);
        }
        self.leave();
        let open = self.draft().map(|draft| (draft.id, draft.session.revision()));
        self.toasts.follow(open);
        self.show_drop_hint(ui);
        let handed_over = self.hand_over_keyboard();
        self.follow_outside();
        self.follow_dossier();
        if let Some(draft) = self.screen.draft_mut() {
            draft.keep();
        }
        if handed_over || self.keyboard_moves() {
            Turnstile::close(&self.ctx);
            self.ctx.request_repaint();
        }
        self.name_window();
        self.fill_screen();
        self.note_size();
    }

    fn show_screen(&mut self, ui: &mut Ui) {
        match (&self.over, &self.screen) {
            (Some(Over::Intake(_)), _) => self.show_intake(ui),
            (Some(Over::Renewal(_)), _) => self.show_renewal(ui),
            (Some(Over::History(_)), _) => self.show_history(ui),
            (Some(Over::Review(_)), _) => self.show_review(ui),
            (None, Screen::Desk(_)) => self.desk(ui),
            (None, Screen::First) => {
                // A window that opens a draft needs no pictures of samples.
                if !mem::replace(&mut self.first.pictured, true) {
                    self.jobs.thumbnails(THUMBNAIL_SCALE);
                }
                self.first.show(ui, &mut self.actions);
            }
        }
    }

    /// Shortcuts go first, or text fields would eat Ctrl+H, Ctrl+K, Ctrl+U and Ctrl+W.
    fn take_shortcuts(&mut self) {
        if self.over.is_some() {
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
    /// caret: what is typed meanwhile must not go into the plan. Returns whether the keyboard is on its
    /// way.
    fn hand_over_keyboard(&mut self) -> bool {
        match (self.dialog.is_some(), self.surface.keyboard) {
            (true, Keyboard::Dialog) | (false, Keyboard::Caret) => return false,
            (true, _) => {
                self.surface.keyboard = Keyboard::Dialog;
                self.ctx.memory_mut(|memory| {
                    if let Some(id) = memory.focused() {
                        memory.surrender_focus(id);
                    }
                });
            }
            (false, Keyboard::Dialog) => {
                // egui holds the keyboard for a dialog one frame longer than it is shown.
                self.surface.keyboard = Keyboard::Returning;
            }
            (false, Keyboard::Returning) => {
                self.surface.keyboard = Keyboard::Caret;
                if let Some(draft) = self.screen.draft_mut()
                    && let Some(caret) = draft.session.caret()
                    && !draft.form.wishes()
                {
                    draft.form.return_to(caret);
                }
            }
        }
        true
    }

    /// Whether a field of the desk is about to get the keyboard.
    fn keyboard_moves(&self) -> bool {
        self.dialog.is_none()
            && self.over.is_none()
            && self.draft().is_some_and(|draft| {
                draft.form.wishes()
                    || draft.editors.move_focus()
                    || self.desk.find.takes_focus()
            })
    }

    /// Whether a dialog has the keyboard: it does one frame longer than it is shown.
    pub(super) fn dialog_has_keyboard(&self) -> bool {
        self.dialog.is_some() || self.surface.keyboard != Keyboard::Caret
    }

    /// The window's own close button asks as Ctrl+W does.
    fn take_close(&mut self) {
        let asked = self.ctx.input(|input| input.viewport().close_requested());
        if !asked || self.exiting {
            return;
        }
        if self.session_end.is_asked() {
            // Nobody is there to answer. What is unsaved is offered at the next start.
            self.exiting = !self.has_unsaved();
            return;
        }
        let intake = match &mut self.over {
            Some(Over::Intake(intake)) => Some(intake),
            _ => None,
        };
        if intake.is_some_and(|intake| !intake.may_close()) {
            self.ctx.send_viewport_cmd(ViewportCommand::CancelClose);
        } else if self.has_unsaved() {
            self.ctx.send_viewport_cmd(ViewportCommand::CancelClose);
            self.leave_for(Next::Exit);
        } else {
            self.exiting = true;
        }
    }

    /// Watches the draft's file, looks at it when the window gets the keyboard back, and says at once
    /// when the draft cannot be kept from getting lost.
    fn follow_outside(&mut self) {
        let focused = self.ctx.input(|input| input.focused);
        let returned = focused && !mem::replace(&mut self.surface.focused, focused);
        if returned {
            // What is settled for every draft may have been edited meanwhile.
            self.desk.inspector.settle_anew();
        }
        let teller = self.jobs.teller();
        let Some(draft) = self.screen.draft_mut() else { return };
        if let (Some(path), Some(stamp)) = (&draft.path, draft.stamp) {
            let watched = draft.watch.as_ref().is_some_and(|(own, _)| own == path);
            if !watched {
                let id = draft.id;
                let watch = Watch::start(path.clone(), stamp, move |seen| {
                    teller(Done::Seen(id, seen));
                });
                draft.watch = Some((path.clone(), watch));
            }
        }
        if let Some((_, watch)) = draft.watch.as_ref().filter(|_| returned) {
            watch.look();
        }
        let trouble = draft.trouble();
        if trouble != draft.told {
            draft.told.clone_from(&trouble);
            if let Some(why) = trouble {
                self.toasts.note(format!(
                    "Không giữ được bản khôi phục; hãy lưu bản thảo thường xuyên. {}",
                    capitalised(&why)
                ));
            }
        }
    }

    fn name_window(&mut self) {
        let title = match self.draft() {
            Some(draft) => draft.title(),
            None => "Kế Hoạch".to_owned(),
        };
        if title != self.surface.title {
            self.ctx.send_viewport_cmd(ViewportCommand::Title(title.clone()));
            self.surface.title = title;
        }
    }

    /// X11 forgets what is asked of a window that is not shown yet, so it is asked for again in the first
    /// frames after that.
    fn fill_screen(&mut self) {
        let fills = self.ctx.input(|input| input.viewport().maximized == Some(true));
        self.surface.filling = if fills { 0 } else { self.surface.filling.saturating_sub(1) };
        if self.surface.filling > 0 {
            self.ctx.send_viewport_cmd(ViewportCommand::Maximized(true));
            self.ctx.request_repaint();
        }
    }

    /// The window's size and place are kept for the next start, in points at 100 %.
    fn note_size(&mut self) {
        let scale = self.ctx.zoom_factor();
        let (inner, outer, large, small) = self.ctx.input(|input| {
            let viewport = input.viewport();
            let large = viewport.maximized.or(viewport.fullscreen).unwrap_or(false);
            let small = viewport.minimized.unwrap_or(false);
            (viewport.inner_rect, viewport.outer_rect, large, small)
        });
        if small || self.surface.filling > 0 {
            return;
        }
        self.settings.maximized = large;
        if let Some(rect) = inner.filter(|_| !large) {
            self.settings.window = Some((rect.width() * scale, rect.height() * scale));
        }
        if let Some(rect) = outer.filter(|_| !large) {
            self.settings.window_place = Some((rect.left() * scale, rect.top() * scale));
        }
    }

    /// Opens a draft before the first frame, so that the first frame shows it, unless its disk lets it be
    /// waited for. Any other file is read to be taken in.
    pub fn open_now(&mut self, path: PathBuf) {
        let is_draft = Kind::of(&path) != Kind::Source;
        self.bring(path);
        let begun = Instant::now();
        while is_draft && begun.elapsed() < FIRST_FILE {
            let Some(done) = self.jobs.wait(FIRST_FILE.saturating_sub(begun.elapsed())) else {
                return;
            };
            let has_come = matches!(&done, Done::Opened { .. });
            self.take_answer(done);
            if has_come {
                return;
            }
        }
    }

    /// The window has been closed: waits for a save that runs, keeps the settings, and leaves a draft with
    /// unsaved words to be offered at the next start, unless she has thrown them away.
    pub(in crate::app) fn end(&mut self) {
        self.session_end.heed();
        self.keep_settings();
        let saves = |window: &Self| {
            window.draft().is_some_and(|draft| draft.saver.writing().is_some())
        };
        while saves(self) || self.own_files.is_busy() {
            match self.jobs.wait(LAST_SAVE) {
                Some(done) => self.take_answer(done),
                None if saves(self) => {
                    log("không chờ được việc lưu tệp; bản khôi phục vẫn được giữ");
                    return;
                }
                None => {
                    log("không chờ được việc ghi cài đặt");
                    break;
                }
            }
        }
        if let Screen::Desk(mut draft) = mem::replace(&mut self.screen, Screen::First) {
            let claim = draft.claim.take();
            if self.exiting || !draft.session.is_dirty() {
                // What she threw away is listed at the next start.
                let _ = draft.close();
            } else {
                // Dropped without a word, its recovery file is written and stays.
                drop(draft);
            }
            release_within(claim, LAST_MARK);
        }
    }
}

impl eframe::App for Window {
    fn ui(&mut self, ui: &mut Ui, frame: &mut eframe::Frame) {
        if let Some(frame_times) = &mut self.surface.frame_times {
            frame_times.frame(&self.ctx, frame.info().cpu_usage);
        }
        self.frame(ui);
    }

    fn clear_color(&self, visuals: &egui::Visuals) -> [f32; 4] {
        tokens::of(visuals.dark_mode).ground.to_normalized_gamma_f32()
    }

    fn persist_egui_memory(&self) -> bool {
        false
    }

    fn on_exit(&mut self, _gl: Option<&eframe::glow::Context>) {
        self.end();
    }
}
