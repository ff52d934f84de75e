//! What comes back: from the threads, and from dialogs.

use eframe::egui::TextureOptions;

use super::files::with_ending;
use super::window::Window;
use crate::app::desk::dialogs::{Answer, Dialog};
use crate::app::form::memory::Action;
use crate::app::threads::jobs::{Done, Purpose};
use crate::store::Profile;

impl Window {
    /// Takes in what the threads have answered.
    pub(in crate::app) fn take_answers(&mut self) {
        for done in self.jobs.done() {
            self.take_answer(done);
        }
    }

    pub(in crate::app) fn take_answer(&mut self, done: Done) {
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

    /// Shows the dialog that is open and takes its answer.
    pub(in crate::app) fn show_dialog(&mut self) {
        let Some(mut dialog) = self.dialog.take() else { return };
        let of_plan = self.draft.as_ref().map(|draft| Profile::of(draft.session.plan()));
        match dialog.show(&self.ctx.clone(), self.means(), of_plan.as_ref()) {
            Answer::Open => self.dialog = Some(dialog),
            Answer::Delivery(wish) => self.wished(wish, dialog),
            answer => {
                let closed = matches!(answer, Answer::Closed);
                self.answered(answer);
                // What could not be done with a typed path is tried with a better one.
                if closed && let Dialog::Trouble { typed: Some((purpose, path)), .. } = dialog
                {
                    self.dialog = Some(Dialog::path(purpose, Some(path)));
                }
            }
        }
    }

    /// A dialog was answered.
    pub(in crate::app) fn answered(&mut self, answer: Answer) {
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
            Answer::Overwrite(path) => self.save_over(path, None),
            Answer::SaveElsewhere => self.ask(Purpose::Save),
            Answer::OpenCopy(plan) => self.show_draft(*plan, None, false, None),
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

    pub(in crate::app) fn trouble(&mut self, title: &str, words: &str) {
        let typed = self.typed.take();
        let (title, words) = (title.to_owned(), words.to_owned());
        self.dialog = Some(Dialog::Trouble { title, words, typed });
    }
}
