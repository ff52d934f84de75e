//! A frame of the window while a draft is open: bars, outline, form, preview, drawer.

use egui::{CentralPanel, Context, Frame, Panel, Ui};

use super::command::{Command, Means};
use super::draft::{Draft, Outside};
use super::moves::Pane;
use super::window::{Screen, Window};
use crate::app::desk::bars::{self, Shown};
use crate::app::desk::delivery::Delivery;
use crate::app::desk::dossier::DossierView;
use crate::app::desk::drawer;
use crate::app::desk::find_bar::FindBar;
use crate::app::desk::inspector::Inspector;
use crate::app::desk::outline::{self, Above};
use crate::app::desk::preview::{Preview, Zoom};
use crate::app::desk::put_away::{NARROW, PutAway};
use crate::app::desk::status::{self, Facts};
use crate::app::form::cards;
use crate::app::form::memory::{Desk, text_at};
use crate::app::look::caret_blink::CaretBlink;
use crate::app::look::tokens::{palette, size};
use crate::app::look::widgets::{Look, Push};
use crate::app::look::{full_page, icons};
use crate::app::shell::action::Action;
use crate::drafting::Change;
use crate::edit::Emphasis;
use crate::model::{Place, Story};
use crate::standard;
use crate::store::Theme;

/// Recent drafts in the menu.
const RECENT: usize = 8;

/// What stands around the form of a draft.
pub(in crate::app) struct DeskView {
    /// The pages.
    pub preview: Preview,
    /// What was found in the draft.
    pub inspector: Inspector,
    /// Ctrl+F and Ctrl+H.
    pub find: FindBar,
    /// Export and print.
    pub delivery: Delivery,
    /// The hồ sơ that the draft belongs to.
    pub dossier: DossierView,
    /// Which parts are shown.
    pub panels: Panels,
    /// The part that F6 led to last.
    pub pane: Pane,
    /// The blinking of the caret.
    pub caret_blink: CaretBlink,
}

impl DeskView {
    /// What stands around a draft that is about to be shown, its pages as large as they were last;
    /// with `None` as wide as their panel.
    pub fn start(ctx: &Context, zoom: Option<f32>) -> Self {
        Self {
            preview: Preview::start(ctx, zoom),
            inspector: Inspector::default(),
            find: FindBar::default(),
            delivery: Delivery::default(),
            dossier: DossierView::default(),
            panels: Panels::default(),
            pane: Pane::default(),
            caret_blink: CaretBlink::default(),
        }
    }
}

/// Which parts stand around the form, and how much room they have.
pub(in crate::app) struct Panels {
    /// Whether the outline is shown.
    pub outline: bool,
    /// Whether the preview is shown.
    pub preview: bool,
    /// What a narrow window put away: the outline and the preview.
    put_away: [PutAway; 2],
    /// The preview's share of the width beside the outline.
    preview_share: f32,
    /// The width of the pages when they were last shown, in points.
    pages_width: f32,
    /// Height of the drawer with the findings when it was last shown.
    drawer: f32,
}

impl Default for Panels {
    fn default() -> Self {
        Self {
            outline: true,
            preview: true,
            put_away: [PutAway::default(); 2],
            preview_share: 0.45,
            pages_width: 0.0,
            drawer: 0.0,
        }
    }
}

impl Window {
    /// What can be done at this moment.
    pub fn means(&self) -> Means {
        let Some(draft) = self.draft() else { return Means::default() };
        let place = draft.session.caret().map(|caret| caret.place);
        let document = draft.session.document();
        let rich = place.is_some_and(|place| text_at(document, place).is_some());
        Means {
            draft: true,
            undo: draft.session.can_undo(),
            redo: draft.session.can_redo(),
            rich,
            body: matches!(place, Some(Place::Block(..) | Place::Cell(..))),
            busy: self.desk.delivery.runs(),
        }
    }

    /// The draft's body has a caret, or its end takes what is inserted.
    pub(in crate::app) fn story(&self) -> Story {
        let caret = self.draft().and_then(|draft| draft.session.caret());
        match caret.map(|caret| caret.place) {
            Some(Place::Block(story, _) | Place::Cell(story, ..)) => story,
            _ => Story::Body,
        }
    }

    /// Shows the draft with everything around it.
    pub(super) fn desk(&mut self, ui: &mut Ui) {
        let width = ui.available_width();
        self.desk.panels.put_away[0].follow(width < NARROW[0], &mut self.desk.panels.outline);
        self.desk.panels.put_away[1].follow(width < NARROW[1], &mut self.desk.panels.preview);
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
            match status::show(ui, &facts) {
                Some(status::Pressed::Scale) => {
                    self.actions.push(Action::Run(Command::Settings));
                }
                Some(status::Pressed::Findings) => self.desk.inspector.open = true,
                None => {}
            }
        });
        self.show_drawer(ui);
        self.show_outside(ui);
        self.show_related(ui);
        let taken = self.dialog_has_keyboard();
        let Screen::Desk(draft) = &mut self.screen else { return };
        let clicking = ui.input(|input| input.pointer.any_click());
        draft.form.begin_frame(clicking || taken);
        self.desk.preview.update(ui.ctx(), draft.id, &draft.session);
        let mut desk = Desk {
            session: &mut draft.session,
            form: &mut draft.form,
            actions: &mut self.actions,
        };
        if self.desk.panels.outline && ui.available_width() > 600.0 {
            bare(size::OUTLINE)(Panel::left("outline")).show(ui, |ui| {
                let above = Above {
                    dossier: &self.desk.dossier,
                    draft: draft.id,
                    path: draft.path.as_deref(),
                };
                outline::show(ui, &mut draft.outline, &mut desk, &self.desk.inspector, &above);
            });
        }
        let form_least = 420.0;
        if self.desk.panels.preview && ui.available_width() > 660.0 {
            let room = (ui.available_width() - form_least).max(240.0);
            // egui remembers a panel's width in points; ours keeps its share of the window, so
            // each width of the window has a panel of its own that begins with that share.
            let whole = ui.available_width();
            let shown = Panel::right(("preview", whole as u32))
                .frame(Frame::NONE)
                .resizable(true)
                .default_size((whole * self.desk.panels.preview_share).clamp(240.0, room))
                .size_range(240.0..=room)
                .show(ui, |ui| self.desk.preview.show(ui, &mut desk));
            self.desk.panels.pages_width = shown.response.rect.width();
            if ui.input(|input| input.pointer.primary_down()) {
                self.desk.panels.preview_share = shown.response.rect.width() / whole;
            }
        }
        CentralPanel::no_frame().frame(Frame::NONE).show(ui, |ui| {
            let ground = palette(ui).ground;
            ui.painter().rect_filled(ui.max_rect(), 0.0, ground);
            ui.spacing_mut().item_spacing.y = 0.0;
            self.desk.find.show(ui, &mut desk);
            cards::show(ui, &mut desk, &mut draft.editors);
        });
        self.take_marks(ui);
    }

    /// The findings above the status bar; the check itself goes on while they are not shown.
    fn show_drawer(&mut self, ui: &mut Ui) {
        self.take_card_key(ui.ctx());
        self.check_when_due(ui.ctx());
        if !self.desk.inspector.open {
            return;
        }
        let least = drawer::HEAD + 2.0 * drawer::ROW;
        let panel = Panel::bottom("findings").frame(Frame::NONE).resizable(true);
        // As high as what there is to read, at first.
        let rows = self.desk.inspector.items().map_or(4, <[_]>::len).clamp(2, 6);
        let panel = panel.default_size(drawer::HEAD + rows as f32 * drawer::ROW + 12.0);
        let shown = panel
            .size_range(least..=ui.available_height() * 0.6)
            .show(ui, |ui| drawer::show(ui, &mut self.desk.inspector));
        self.desk.panels.drawer = shown.response.rect.height();
        if let Some(pressed) = shown.inner {
            self.drawer_pressed(pressed);
        }
    }

    /// A strip that says what happened to the draft's file from outside, and what can be done.
    fn show_outside(&mut self, ui: &mut Ui) {
        let Some(outside) = self.draft().and_then(Draft::outside) else { return };
        let words = match outside {
            Outside::Changed => "Tệp đã được sửa ở nơi khác.",
            Outside::Gone => "Tệp đã bị xóa, đổi tên hoặc chuyển đi.",
        };
        let ways: &[(&str, Action)] = match outside {
            Outside::Changed => &[
                ("Xem khác biệt", Action::CompareDisk),
                ("Tải lại", Action::Reload),
                ("Lưu thành bản khác", Action::Run(Command::SaveAs)),
                ("Ghi đè", Action::Overwrite),
            ],
            Outside::Gone => &[
                ("Lưu lại vào chỗ cũ", Action::Overwrite),
                ("Lưu thành bản khác", Action::Run(Command::SaveAs)),
            ],
        };
        full_page::top("outside", full_page::STRIP).show(ui, |ui| {
            full_page::strip(ui, icons::WARNING, words, |ui| {
                for (words, action) in ways {
                    if ui.add(Push::text(words).look(Look::Link)).clicked() {
                        self.actions.push(action.clone());
                    }
                }
            });
        });
    }

    /// A strip that says where the open draft is not in line with its hồ sơ, and offers to change it.
    fn show_related(&mut self, ui: &mut Ui) {
        let changes = self.related_changes();
        let Some(first) = changes.first() else { return };
        let words = out_of_line(first, changes.len());
        let all = match (changes.len(), &*first.before) {
            (1, "") => "Ghi vào".to_owned(),
            (1, _) => "Đổi".to_owned(),
            (count, _) => format!("Đổi cả {count} chỗ"),
        };
        full_page::top("related", full_page::STRIP).show(ui, |ui| {
            full_page::strip(ui, icons::WARNING, &words, |ui| {
                for (words, action) in [
                    (all.as_str(), Action::Follow),
                    ("Xem từng chỗ", Action::ShowChanges),
                    ("Giữ như cũ", Action::KeepAsItIs),
                ] {
                    if ui.add(Push::text(words).look(Look::Link)).clicked() {
                        self.actions.push(action);
                    }
                }
            });
        });
    }

    fn shown(&self) -> Shown {
        let mut on = vec![match self.settings.theme {
            Theme::System => Command::ThemeSystem,
            Theme::Light => Command::ThemeLight,
            Theme::Dark => Command::ThemeDark,
        }];
        if self.desk.panels.outline {
            on.push(Command::ToggleOutline);
        }
        if self.desk.panels.preview {
            on.push(Command::TogglePreview);
        }
        if self.desk.inspector.open {
            on.push(Command::Check);
        }
        match self.desk.preview.zoom() {
            Zoom::Width => on.push(Command::ZoomFit),
            Zoom::Page => on.push(Command::ZoomPage),
            Zoom::Part(1.0) => on.push(Command::ZoomFull),
            Zoom::Part(_) => {}
        }
        on.extend(self.emphases());
        let errors = self.desk.inspector.tally().errors;
        let recent = self.first.recent.iter().take(RECENT).map(|entry| {
            let name = entry.path.file_stem().unwrap_or_default().to_string_lossy();
            (name.into_owned(), entry.path.clone())
        });
        Shown { means: self.means(), on, errors, recent: recent.collect() }
    }

    /// Which of bold, italic and underline the selection has.
    fn emphases(&self) -> Vec<Command> {
        let Some(draft) = self.draft() else { return Vec::new() };
        let Some(caret) = draft.session.caret() else { return Vec::new() };
        let document = draft.session.document();
        let Some(text) = text_at(document, caret.place) else { return Vec::new() };
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
        let (found, to_come) = (self.desk.inspector.tally(), self.desk.inspector.to_come());
        let scale = (self.settings.scale * 100.0).round() as u32;
        let Some(draft) = self.screen.draft_mut() else { return Facts::default() };
        let dirty = draft.session.is_dirty();
        let saved = match (draft.is_saving(), dirty, draft.saved_at, &draft.path) {
            (true, ..) => "Đang lưu…".to_owned(),
            (false, true, ..) => "Chưa lưu".to_owned(),
            (false, false, Some(time), _) => time.format("Đã lưu %H:%M").to_string(),
            (false, false, None, Some(_)) => "Đã lưu".to_owned(),
            (false, false, None, None) => "Bản mới".to_owned(),
        };
        let saved = if self.desk.delivery.runs() {
            format!("{saved} · Đang xuất…")
        } else {
            saved
        };
        let said = match draft.form.said() {
            Some((words, left)) => {
                self.ctx.request_repaint_after(left);
                words.to_owned()
            }
            None => String::new(),
        };
        Facts {
            saved,
            said,
            trouble: draft.told.clone(),
            dirty,
            page: self.desk.preview.position(),
            words: draft.words(),
            found,
            to_come,
            agency: standard::agency_in_sentence(&draft.session.document().agency),
            input: String::new(),
            scale,
        }
    }

    /// How wide the pages are; messages keep beside them.
    pub(super) fn pages_width(&self) -> f32 {
        let shown = self.draft().is_some() && self.desk.panels.preview && self.over.is_none();
        if shown { self.desk.panels.pages_width } else { 0.0 }
    }

    /// How high the drawer with the findings stands; messages keep above it.
    pub(in crate::app) fn drawer_height(&self) -> f32 {
        if self.draft().is_some() && self.desk.inspector.open {
            self.desk.panels.drawer
        } else {
            0.0
        }
    }
}

/// The beginning of some words, for a strip.
/// What of the open draft does not follow the others of its hồ sơ, in a sentence.
fn out_of_line(first: &Change, count: usize) -> String {
    let (before, after) = (short(&first.before), short(&first.after));
    match (first.place, &*first.before) {
        (Place::Decision, "") => {
            let issued = first.after.split(" ngày ").next().unwrap_or_default();
            format!("Kế hoạch chưa ghi dòng “{}”.", short(issued))
        }
        (Place::Decision, _) => {
            format!("Quyết định ban hành đã đổi: “{before}” cần ghi lại là “{after}”.")
        }
        _ if count == 1 => format!("Kế hoạch đã đổi: “{before}” cần ghi lại là “{after}”."),
        _ => format!(
            "Kế hoạch đã đổi, {count} chỗ cần ghi lại; chỗ đầu: “{before}” thành “{after}”."
        ),
    }
}

fn short(words: &str) -> String {
    const LONGEST: usize = 44;
    if words.chars().count() <= LONGEST {
        return words.to_owned();
    }
    words.chars().take(LONGEST).chain(['…']).collect()
}
