//! What commands do, and what comes back from the threads.

use std::path::{Path, PathBuf};
use std::time::Duration;

use chrono::{Datelike as _, Local};
use eframe::egui::{TextureOptions, ViewportCommand};

use super::command::Command;
use super::desk::Action;
use super::dialogs::{Answer, Dialog};
use super::draft::Draft;
use super::drops::Kind;
use super::first_screen;
use super::import::Request;
use super::jobs::{Done, Purpose, file_stem};
use super::keeper::Keeper;
use super::window::Window;
use super::worker::log;
use crate::edit::{Caret, EditKind, Emphasis, Operation, Selection, text_mut, toggle};
use crate::export::Format;
use crate::model::{Annex, Block, IssueDate, Level, Paragraph, Place, Plan, Standing};
use crate::samples;
use crate::store::Theme;
use crate::store::draft::Opened;

impl Window {
    /// Does what was asked for, after asking about unsaved work where it would be lost.
    pub(super) fn act(&mut self, action: Action) {
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

    fn carry_out(&mut self, action: Action) {
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
    fn execute(&mut self, command: Command) {
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

    fn step(&mut self, back: bool) {
        let Some(draft) = &mut self.draft else { return };
        let done = if back { draft.session.undo() } else { draft.session.redo() };
        if done && let Some(caret) = draft.session.caret() {
            draft.form.go(caret);
        }
    }

    fn emphasise(&mut self, emphasis: Emphasis) {
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
    fn operate(&mut self, operation: &Operation) {
        let story = self.story();
        let Some(draft) = &mut self.draft else { return };
        draft.editors.perform(&mut draft.session, story, operation);
    }

    fn insert_section(&mut self) {
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

    fn insert_annex(&mut self) {
        let Some(draft) = &mut self.draft else { return };
        let index = draft.session.plan().annexes.len();
        let caret = Caret::at(Place::AnnexTitle(index), 0);
        draft.session.edit(EditKind::Step, Some(caret), |plan| {
            let blocks = vec![Block::Text(Paragraph::default())];
            plan.annexes.push(Annex { blocks, ..Annex::default() });
        });
        draft.form.go(caret);
    }

    fn theme(&mut self, theme: Theme) {
        self.settings.theme = theme;
        self.take_settings();
        self.keep_settings();
    }

    fn keep_settings(&mut self) {
        self.settings.preview_zoom = self.preview.zoom;
        if let Some(home) = &self.home
            && let Err(error) = self.settings.save(home)
        {
            self.toasts.note(error.to_string());
        }
    }

    // ---- files -----------------------------------------------------------------------------

    pub(super) fn ask(&mut self, purpose: Purpose) {
        self.typed = None;
        let folder = self.folder();
        self.jobs.ask(purpose, folder, self.proposed(purpose));
    }

    pub(super) fn folder(&self) -> Option<PathBuf> {
        let own = self.draft.as_ref().and_then(|draft| draft.path.as_deref());
        own.and_then(Path::parent).map(Path::to_owned).or_else(|| self.settings.folder.clone())
    }

    /// The file name proposed for what will be written.
    fn proposed(&self, purpose: Purpose) -> String {
        let Some(draft) = self.draft.as_ref().filter(|_| purpose.writes()) else {
            return String::new();
        };
        let stem = match draft.path.as_deref().and_then(Path::file_stem) {
            Some(stem) => stem.to_string_lossy().into_owned(),
            None => file_stem(draft.session.plan()),
        };
        let stem = if purpose == Purpose::DraftPdf { format!("{stem}-trinh") } else { stem };
        format!("{stem}.{}", purpose.extension())
    }

    fn save(&mut self) {
        let path = self.draft.as_ref().and_then(|draft| draft.path.clone());
        match path {
            Some(path) => self.save_to(path),
            None => self.ask(Purpose::Save),
        }
    }

    fn save_to(&mut self, path: PathBuf) {
        let Some(draft) = &mut self.draft else { return };
        let revision = draft.session.revision();
        draft.saving = Some(revision);
        self.jobs.save(path, revision, draft.session.snapshot(), self.home.clone());
    }

    fn picked(&mut self, purpose: Purpose, path: PathBuf) {
        self.settings.folder = path.parent().map(Path::to_owned);
        let path = match purpose.writes() {
            true => with_ending(path, purpose.extension()),
            false => path,
        };
        match purpose {
            Purpose::Earlier if Kind::of(&path) == Kind::Source => {
                self.jobs.import(Request::file(path, true));
            }
            Purpose::Open if Kind::of(&path) == Kind::Source => {
                self.jobs.import(Request::file(path, false))
            }
            Purpose::Open | Purpose::Earlier => self.jobs.open(path, purpose),
            Purpose::Import => self.jobs.import(Request::file(path, false)),
            Purpose::Save => self.save_to(path),
            Purpose::Pdf => self.export_one(purpose, path, Standing::Issued, Format::Pdf),
            Purpose::DraftPdf => self.export_one(purpose, path, Standing::Draft, Format::Pdf),
            Purpose::Word => self.export_one(purpose, path, Standing::Issued, Format::Docx),
        }
    }

    // ---- answers ---------------------------------------------------------------------------

    /// Takes in what the threads have answered.
    pub(super) fn take_answers(&mut self) {
        for done in self.jobs.done() {
            self.take_answer(done);
        }
    }

    pub(super) fn take_answer(&mut self, done: Done) {
        match done {
            Done::Picked(purpose, Some(path)) => self.picked(purpose, path),
            Done::Picked(_, None) => self.after_save = None,
            Done::NoDialog(purpose) => {
                let folder = self.folder().or_else(|| std::env::current_dir().ok());
                let name = self.proposed(purpose);
                let path = folder.map(|folder| folder.join(name));
                self.dialog = Some(Dialog::path(purpose, path));
            }
            Done::Opened { path, purpose, result } => self.opened(path, purpose, result),
            Done::Imported(result) => self.imported(result),
            Done::Saved { path, revision, result } => self.saved(path, revision, result),
            Done::Delivery(report) => self.reported(report),
            Done::Checked(checked) => self.inspector.take(checked),
            Done::Recent(recent) => self.first.recent = recent,
            Done::Leftovers(found) => {
                self.leftovers = found;
                self.list_leftovers();
                if self.draft.is_some() && !self.leftovers.is_empty() {
                    let actions = vec![("Khôi phục", Action::Recover(0))];
                    self.toasts.done("Còn một bản chưa lưu từ lần trước", actions);
                }
            }
            Done::Thumbnail { name, image } => {
                let label = format!("mau-{name}");
                let texture = self.ctx.load_texture(label, image, TextureOptions::LINEAR);
                self.first.thumbnails.insert(name, texture);
            }
            Done::Trouble(words) => self.toasts.note(words),
        }
    }

    /// A draft was read, or not.
    pub(super) fn opened(
        &mut self,
        path: PathBuf,
        purpose: Purpose,
        result: Result<Box<Opened>, String>,
    ) {
        match result {
            Ok(opened) if purpose == Purpose::Earlier => self.renew(opened.plan, &path),
            Ok(opened) => {
                for note in &opened.notes {
                    self.toasts.note(note.to_string());
                }
                let saved = opened.notes.is_empty();
                self.show_draft(opened.plan, Some(path.clone()), saved, None);
                if let Some(draft) = &self.draft {
                    self.jobs.note(path, draft.session.snapshot(), self.home.clone());
                }
            }
            Err(words) => self.trouble("Không mở được bản thảo", &words),
        }
    }

    fn saved(&mut self, path: PathBuf, revision: u64, result: Result<(), String>) {
        let Some(draft) = &mut self.draft else { return };
        match result {
            Ok(()) => {
                self.typed = None;
                draft.saved(path, revision);
                self.toasts.withdraw(RECOVERED);
                if let Some(action) = self.after_save.take() {
                    self.act(action);
                }
            }
            Err(words) => {
                draft.saving = None;
                self.after_save = None;
                let words = format!("{words} Bản thảo vẫn còn nguyên trong cửa sổ.");
                self.trouble("Không lưu được bản thảo", &words);
            }
        }
    }

    /// A dialog was answered.
    pub(super) fn answered(&mut self, answer: Answer) {
        match answer {
            Answer::Open | Answer::Closed => self.after_save = None,
            Answer::SaveThen(action) => {
                self.after_save = Some(action);
                self.save();
            }
            Answer::Without(action) => self.carry_out(action),
            Answer::Path(purpose, path) => {
                self.typed = Some((purpose, path.clone()));
                let target = with_ending(path.clone(), purpose.extension());
                if purpose.writes() && target.exists() {
                    self.dialog = Some(Dialog::Replace(purpose, target));
                } else {
                    self.picked(purpose, path);
                }
            }
            Answer::Replace(purpose, path) => self.picked(purpose, path),
            Answer::Settings(settings) => {
                self.settings = *settings;
                self.take_settings();
                self.keep_settings();
            }
            // `show_dialog` hands these on with their dialog.
            Answer::Delivery(_) => {}
            Answer::Run(command) => self.actions.push(Action::Run(command)),
        }
    }

    pub(super) fn trouble(&mut self, title: &str, words: &str) {
        let typed = self.typed.take();
        let (title, words) = (title.to_owned(), words.to_owned());
        self.dialog = Some(Dialog::Trouble { title, words, typed });
    }

    // ---- drafts ----------------------------------------------------------------------------

    pub(super) fn show_draft(
        &mut self,
        plan: Plan,
        path: Option<PathBuf>,
        saved: bool,
        keeper: Option<Keeper>,
    ) {
        self.typed = None;
        self.intake = None;
        self.renewal = None;
        self.drop_draft();
        // A field of the draft before must not keep the keyboard: its place is another one now.
        self.ctx.memory_mut(|memory| {
            if let Some(id) = memory.focused() {
                memory.surrender_focus(id);
            }
        });
        let keeper = keeper.unwrap_or_else(|| Keeper::start(self.home.clone()));
        let mut draft = Draft::open(plan, path, saved, keeper);
        // An empty plan begins with its subject; one that has words is first looked at.
        if draft.session.plan().subject.is_blank() {
            draft.form.go(Caret::at(Place::Subject, 0));
        }
        self.draft = Some(draft);
        self.find.close();
        self.preview.reset();
        self.inspector.reset();
    }

    fn drop_draft(&mut self) {
        if let Some(draft) = self.draft.take() {
            draft.close();
        }
    }

    fn close_draft(&mut self) {
        self.drop_draft();
        self.preview.reset();
        self.inspector.reset();
        self.jobs.look(self.home.clone(), false);
    }

    fn recover(&mut self, index: usize) {
        if index >= self.leftovers.len() {
            return;
        }
        let leftover = self.leftovers.remove(index);
        let original = leftover.original.clone();
        let (recovery, content) = leftover.resume();
        match content {
            Ok(plan) => {
                self.show_draft(plan, original, false, Some(Keeper::resume(recovery)));
                self.toasts.note(RECOVERED);
            }
            Err(error) => self.trouble("Không khôi phục được", &error.to_string()),
        }
        self.list_leftovers();
    }

    fn forget(&mut self, index: usize) {
        if index >= self.leftovers.len() {
            return;
        }
        if let Err(error) = self.leftovers.remove(index).discard() {
            self.toasts.note(format!("Không xóa được bản khôi phục: {error}"));
        }
        self.list_leftovers();
    }

    fn list_leftovers(&mut self) {
        self.first.leftovers = self
            .leftovers
            .iter()
            .map(|leftover| first_screen::Leftover {
                words: match &leftover.content {
                    Ok(plan) => match plan.subject.words().trim() {
                        "" => "Kế hoạch chưa có trích yếu".to_owned(),
                        subject => subject.to_owned(),
                    },
                    Err(error) => error.to_string(),
                },
                time: leftover.time,
                original: leftover.original.clone(),
                sound: leftover.content.is_ok(),
            })
            .collect();
    }

    /// The window is gone: what runs is finished, what is hers is kept.
    pub(super) fn end(&mut self) {
        while self.draft.as_ref().is_some_and(|draft| draft.saving.is_some()) {
            match self.jobs.wait(Duration::from_secs(20)) {
                Some(done) => self.take_answer(done),
                None => {
                    log("không chờ được việc lưu tệp; bản khôi phục vẫn được giữ");
                    return;
                }
            }
        }
        self.settings.preview_zoom = self.preview.zoom;
        if let Some(home) = &self.home
            && let Err(error) = self.settings.save(home)
        {
            log(&error.to_string());
        }
        if self.exiting {
            self.drop_draft();
        }
    }
}

/// Said after a recovery, until the draft is saved.
const RECOVERED: &str = "Đã khôi phục bản chưa lưu; hãy lưu lại.";

/// A file name with the ending it needs.
fn with_ending(path: PathBuf, ending: &str) -> PathBuf {
    let has = path.extension().is_some_and(|own| own.eq_ignore_ascii_case(ending));
    if has {
        return path;
    }
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(".");
    name.push(ending);
    path.with_file_name(name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::draft::EXTENSION;

    #[test]
    fn an_ending_is_added_only_where_it_is_missing() {
        let ending = |path: &str| with_ending(path.into(), EXTENSION);
        assert_eq!(ending("a/kế hoạch 1.2"), Path::new("a/kế hoạch 1.2.kehoach"));
        assert_eq!(ending("a/b.KEHOACH"), Path::new("a/b.KEHOACH"));
        assert_eq!(ending("b"), Path::new("b.kehoach"));
    }
}
