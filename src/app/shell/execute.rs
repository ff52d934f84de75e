//! What commands do.

use chrono::{Datelike as _, Local};
use eframe::egui::ViewportCommand;

use super::command::Command;
use super::drops::Kind;
use super::window::Window;
use crate::app::desk::dialogs::Dialog;
use crate::app::form::memory::Action;
use crate::app::intake::import::Request;
use crate::app::threads::jobs::Purpose;
use crate::edit::{Caret, EditKind, Emphasis, Operation, Selection, text_mut, toggle};
use crate::model::{Annex, Block, IssueDate, Level, Paragraph, Place};
use crate::samples;
use crate::store::Theme;

impl Window {
    /// Does what was asked for, after asking about unsaved work where it would be lost.
    pub(in crate::app) fn act(&mut self, action: Action) {
        let leaves = match &action {
            Action::Open(_) | Action::Sample(_) | Action::Recover(_) => true,
            Action::Run(command) => matches!(
                command,
                Command::New
                    | Command::Open
                    | Command::FromEarlier
                    | Command::Import
                    | Command::CloseDraft
                    | Command::Exit
            ),
            _ => false,
        };
        let dirty = self.draft.as_ref().is_some_and(|draft| draft.session.is_dirty());
        if leaves && dirty {
            if self.dialog.is_none() {
                self.dialog = Some(Dialog::Unsaved(action));
            }
        } else {
            self.carry_out(action);
        }
    }

    pub(in crate::app) fn carry_out(&mut self, action: Action) {
        match action {
            Action::Run(command) => self.execute(command),
            Action::Open(path) if Kind::of(&path) == Kind::Source => {
                self.jobs.import(Request::file(path, false))
            }
            Action::Open(path) => self.jobs.open(path, Purpose::Open),
            Action::Sample(name) => {
                if let Some(mut plan) = samples::open(&name) {
                    // A sample shows a paper as issued; a plan that begins with it is not.
                    let today = Local::now();
                    plan.number = None;
                    plan.date = IssueDate {
                        day: None,
                        month: Some(today.month()),
                        year: Some(today.year()),
                    };
                    self.show_draft(plan, None, true, None);
                }
            }
            Action::Recover(index) => self.recover(index),
            Action::Forget(index) => self.forget(index),
            Action::Unlist(path) => self.jobs.unlist(path, self.home.clone()),
            Action::Reveal(path) => self.jobs.launch(path, true),
            Action::Launch(path) => self.jobs.launch(path, false),
        }
    }

    /// The one place where a command becomes a deed.
    pub(in crate::app) fn execute(&mut self, command: Command) {
        match command {
            Command::New => {
                let plan = samples::fresh(&self.settings.profile, Local::now().date_naive());
                self.show_draft(plan, None, true, None);
            }
            Command::Open => self.ask(Purpose::Open),
            Command::FromEarlier => self.ask(Purpose::Earlier),
            Command::Import => self.ask(Purpose::Import),
            Command::Save => self.save(),
            Command::SaveAs => self.ask(Purpose::Save),
            Command::ExportPdf => self.ask(Purpose::Pdf),
            Command::ExportWord => self.ask(Purpose::Word),
            Command::ExportDraft => self.ask(Purpose::DraftPdf),
            Command::ExportMany => self.ask_many(),
            Command::Print => self.ask_paper(),
            Command::CloseDraft => self.close_draft(),
            Command::Exit => {
                self.exiting = true;
                self.ctx.send_viewport_cmd(ViewportCommand::Close);
            }
            Command::Undo => self.step(true),
            Command::Redo => self.step(false),
            Command::Find => self.find.open(false),
            Command::Replace => self.find.open(true),
            Command::Bold => self.emphasise(Emphasis::Bold),
            Command::Italic => self.emphasise(Emphasis::Italic),
            Command::Underline => self.emphasise(Emphasis::Underline),
            Command::InsertSection => self.insert_section(),
            Command::InsertTable => self.operate(&Operation::InsertTable),
            Command::InsertTasks => self.operate(&Operation::InsertTaskTable),
            Command::InsertFootnote => self.operate(&Operation::InsertNote),
            Command::InsertAnnex => self.insert_annex(),
            Command::ToggleOutline => self.show_outline = !self.show_outline,
            Command::TogglePreview => self.show_preview = !self.show_preview,
            Command::ZoomIn => self.preview.step_zoom(1),
            Command::ZoomOut => self.preview.step_zoom(-1),
            Command::ZoomFit => self.preview.zoom = None,
            Command::ThemeSystem => self.theme(Theme::System),
            Command::ThemeLight => self.theme(Theme::Light),
            Command::ThemeDark => self.theme(Theme::Dark),
            Command::Check => self.inspector.open = !self.inspector.open,
            Command::Palette => self.dialog = Some(Dialog::Palette(String::new(), 0)),
            Command::Settings => self.dialog = Some(Dialog::settings(&self.settings)),
            Command::Shortcuts => self.dialog = Some(Dialog::Shortcuts),
            Command::About => self.dialog = Some(Dialog::About),
        }
    }

    pub(in crate::app) fn step(&mut self, back: bool) {
        let Some(draft) = &mut self.draft else { return };
        let done = if back { draft.session.undo() } else { draft.session.redo() };
        if done && let Some(caret) = draft.session.caret() {
            draft.form.go(caret);
        }
    }

    pub(in crate::app) fn emphasise(&mut self, emphasis: Emphasis) {
        let Some(draft) = &mut self.draft else { return };
        let Some(caret) = draft.session.caret() else { return };
        if let Some((story, _)) = Selection::of(caret) {
            draft.editors.toggle(&mut draft.session, story, emphasis);
            return;
        }
        let range = caret.anchor.min(caret.head)..caret.anchor.max(caret.head);
        if !range.is_empty() {
            draft.session.edit(EditKind::Step, Some(caret), |plan| {
                if let Some(text) = text_mut(plan, caret.place) {
                    toggle(text, range, emphasis);
                }
            });
        }
        draft.form.go(caret);
    }

    /// Does an operation of the block editor at the caret.
    pub(in crate::app) fn operate(&mut self, operation: &Operation) {
        let story = self.story();
        let Some(draft) = &mut self.draft else { return };
        draft.editors.perform(&mut draft.session, story, operation);
    }

    pub(in crate::app) fn insert_section(&mut self) {
        let story = self.story();
        let Some(draft) = &mut self.draft else { return };
        let index = draft.session.plan().blocks(story).map_or(0, Vec::len);
        let caret = Caret::at(Place::Block(story, index), 0);
        draft.session.edit(EditKind::Step, Some(caret), |plan| {
            if let Some(blocks) = plan.blocks_mut(story) {
                blocks.push(Block::new(Level::Section, ""));
            }
        });
        draft.form.go(caret);
    }

    pub(in crate::app) fn insert_annex(&mut self) {
        let Some(draft) = &mut self.draft else { return };
        let index = draft.session.plan().annexes.len();
        let caret = Caret::at(Place::AnnexTitle(index), 0);
        draft.session.edit(EditKind::Step, Some(caret), |plan| {
            let blocks = vec![Block::Text(Paragraph::default())];
            plan.annexes.push(Annex { blocks, ..Annex::default() });
        });
        draft.form.go(caret);
    }

    pub(in crate::app) fn theme(&mut self, theme: Theme) {
        self.settings.theme = theme;
        self.take_settings();
        self.keep_settings();
    }

    pub(in crate::app) fn keep_settings(&mut self) {
        self.settings.preview_zoom = self.preview.zoom;
        if let Some(home) = &self.home
            && let Err(error) = self.settings.save(home)
        {
            self.toasts.note(error.to_string());
        }
    }
}
