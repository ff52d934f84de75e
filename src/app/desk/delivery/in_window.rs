//! The window's side of the delivery: what commands begin, and what comes of the threads' answers.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use super::on_paper::Paper;
use super::{Chosen, Question, Report, Wish, blocked, letters, many, paper};
use crate::app::desk::dialogs::Dialog;
use crate::app::form::memory::Card;
use crate::app::shell::action::Action;
use crate::app::shell::answers::Done;
use crate::app::shell::errands::failed;
use crate::app::shell::purpose::Purpose;
use crate::app::shell::window::Window;
use crate::app::threads::export::{
    self, Mark, Names, Order, Outcome, Source, Target, Trouble,
};
use crate::app::threads::jobs::Jobs;
use crate::app::threads::names;
use crate::app::threads::whose::DraftId;
use crate::edit::Caret;
use crate::export::Format;
use crate::model::{Place, Standing};
use crate::print;

/// What is under way, and what a second try would repeat.
#[derive(Default)]
pub struct Delivery {
    pub(super) last: Option<Last>,
    /// The draft whose file or paper is being made; another waits until it is done.
    pub(super) running: Option<DraftId>,
    stop: Arc<AtomicBool>,
    /// What earlier tries of the same run have written.
    before: Vec<Outcome>,
    /// Lists that letters were to go to, by draft: what she pasted outlives the dialog.
    lists: HashMap<DraftId, Box<letters::Form>>,
    /// Where the caret shall go once the dialog's veil is gone, and in how many frames.
    journey: Option<(Place, u8)>,
}

pub(super) enum Last {
    /// One file, asked for with this purpose.
    One(DraftId, Purpose, Order),
    /// The run of the dialog.
    Many(Order),
    /// Paper.
    Paper(Paper),
}

impl Window {
    /// Writes the open draft as one file.
    pub(in crate::app) fn export_one(
        &mut self,
        purpose: Purpose,
        path: PathBuf,
        standing: Standing,
        format: Format,
    ) {
        let Some((draft, source)) = self.open_source() else { return };
        let order = Order {
            sources: vec![source],
            formats: vec![format],
            standing,
            target: Target::File(path),
            allow_marks: false,
            names: Names::Drafts,
            bound: None,
        };
        self.desk.delivery.run(&self.jobs, Some(draft), &order);
        self.desk.delivery.last = Some(Last::One(draft, purpose, order));
    }

    /// Opens the dialog of many formats and drafts.
    pub(in crate::app) fn ask_many(&mut self) {
        let folder = self.folder_for_many();
        let source = self.open_source().map(|(_, source)| source);
        let form = many::Form::new(source, folder.as_deref());
        self.put(Dialog::Delivery(Question::Many(Box::new(form))));
    }

    /// Opens the dialog that makes a letter of the open draft for each of a list.
    pub(in crate::app) fn ask_letters(&mut self) {
        let folder = self.folder_for_many();
        let Some((draft, source)) = self.open_source() else { return };
        let Source::Open { document, name, path } = source else { return };
        let form = match self.desk.delivery.lists.remove(&draft) {
            Some(mut form) => {
                form.renew(document, name, path);
                form
            }
            None => Box::new(letters::Form::new(document, name, path, folder.as_deref())),
        };
        self.put(Dialog::Delivery(Question::Letters(form)));
    }

    /// The dialog of letters is gone, but not the list in it.
    pub(in crate::app) fn keep_list(&mut self, form: Box<letters::Form>) {
        if let Some(draft) = self.draft().map(|draft| draft.id) {
            self.desk.delivery.lists.insert(draft, form);
        }
    }

    /// Opens the print dialog and looks for printers.
    pub(in crate::app) fn ask_paper(&mut self) {
        let form = paper::Form::new(self.desk.preview.position());
        self.put(Dialog::Delivery(Question::Paper(Box::new(form))));
        let found = |found| Done::Delivery(Report::Printers(found));
        let died = move || found(Err(failed("tìm máy in")));
        self.jobs.run("tim-may-in", died, move |answer| {
            answer(found(print::printers().map_err(|error| error.to_string())));
        });
    }

    /// Where many files are proposed to go.
    fn folder_for_many(&self) -> Option<PathBuf> {
        self.folder().or_else(|| std::env::current_dir().ok())
    }

    pub(in crate::app) fn open_source(&self) -> Option<(DraftId, Source)> {
        let draft = self.draft()?;
        let document = draft.session.snapshot();
        let name = names::stem(&document, draft.path.as_deref(), Standing::Issued);
        Some((draft.id, Source::Open { document, name, path: draft.path.clone() }))
    }

    /// Does what was asked for in a dialog. The dialog is still in hand, so that it can stay.
    pub(in crate::app) fn wished(&mut self, wish: Wish, mut dialog: Dialog) {
        let Dialog::Delivery(question) = &mut dialog else { return };
        match (wish, question) {
            (Wish::Deliver, Question::Many(form)) => {
                let order = form.order();
                if let Target::Folder { path, .. } = &order.target {
                    self.settings.folder = Some(path.clone());
                }
                self.desk.delivery.before.clear();
                self.start_many(order, form);
                self.dialog = Some(dialog);
            }
            (Wish::Deliver, Question::Letters(form)) => {
                let Some(order) = form.order() else {
                    self.dialog = Some(dialog);
                    return;
                };
                if let Target::Folder { path, .. } = &order.target {
                    self.settings.folder = Some(path.clone());
                }
                self.run_many(order);
                if let Dialog::Delivery(Question::Letters(form)) = dialog {
                    self.keep_list(form);
                }
            }
            (Wish::PickList, _) => {
                self.dialog = Some(dialog);
                self.pick(Chosen::List);
            }
            (Wish::ReadList(path), _) => {
                self.dialog = Some(dialog);
                self.read_list(path);
            }
            (Wish::Again, Question::Many(form)) => {
                self.repeat_many(form, false);
                self.dialog = Some(dialog);
            }
            (Wish::Anyway, Question::Many(form)) => {
                self.repeat_many(form, true);
                self.dialog = Some(dialog);
            }
            (Wish::Stop, _) => {
                self.desk.delivery.stop.store(true, Ordering::Relaxed);
                self.dialog = Some(dialog);
            }
            (Wish::PickFolder, _) => {
                self.dialog = Some(dialog);
                self.pick(Chosen::Folder);
            }
            (Wish::AddDrafts, _) => {
                self.dialog = Some(dialog);
                self.pick(Chosen::Drafts);
            }
            (Wish::AddPath(path), _) => {
                self.dialog = Some(dialog);
                self.gather(vec![path]);
            }
            (Wish::Launch(path), _) => {
                self.actions.push(Action::Launch(path));
                self.dialog = Some(dialog);
            }
            (Wish::Reveal(path), _) => {
                self.actions.push(Action::Reveal(path));
                self.dialog = Some(dialog);
            }
            (Wish::Open(path), _) => self.actions.push(Action::Open(path)),
            (Wish::Go(place), _) => {
                self.desk.delivery.journey = Some((place, 2));
                self.ctx.request_repaint();
            }
            (Wish::Print, Question::Paper(form)) => {
                let (standing, order) = (form.standing, form.order(self.title_for_queue()));
                self.put_on_paper(standing, order);
            }
            (Wish::View, Question::Paper(form)) => {
                let standing = form.standing;
                self.put_on_paper(standing, None);
            }
            (Wish::Again | Wish::Anyway, _) => self.repeat(true),
            (Wish::Elsewhere, _) => {
                if let Some(Last::One(_, purpose, _)) = &self.desk.delivery.last {
                    self.ask(*purpose);
                }
            }
            (Wish::Deliver | Wish::Print | Wish::View, _) => {}
        }
    }

    /// Takes in what a thread has answered.
    pub(in crate::app) fn reported(&mut self, report: Report) {
        match report {
            Report::Finished(draft, outcomes) => self.finished(draft, outcomes),
            Report::Died => self.died(),
            Report::Printed(draft, result) => self.printed(draft, result),
            Report::Viewed(draft, result) => {
                self.desk.delivery.running = None;
                match result {
                    Ok(()) => self
                        .toasts
                        .note("Bản in đã mở trong chương trình xem PDF; hãy bấm In ở đó."),
                    Err(why) => self.unprinted(draft, why),
                }
            }
            Report::Progress(progress) => {
                if let Some(form) = self.many() {
                    form.progress(progress);
                }
            }
            Report::Folder(path) => {
                if let Some(form) = self.many() {
                    form.folder = path.display().to_string();
                } else if let Some(form) = self.letters() {
                    form.folder = path.display().to_string();
                }
            }
            Report::ListPicked(path) => self.read_list(path),
            Report::List(found) => {
                if let Some(form) = self.letters() {
                    form.take_list(found);
                }
            }
            Report::Picked(paths) => self.gather(paths),
            Report::Drafts(drafts) => {
                if let Some(form) = self.many() {
                    form.add(drafts);
                }
            }
            Report::NoDialog(chosen) => self.without_dialog(chosen),
            Report::Printers(found) => {
                if let Some(Dialog::Delivery(Question::Paper(form))) = &mut self.dialog {
                    form.printers = Some(match found {
                        Ok(printers) => paper::Found::Printers(printers),
                        Err(words) => paper::Found::Nothing(words),
                    });
                }
            }
        }
    }

    /// Sends the caret where a dialog wished it. In the frame after a dialog egui still takes the
    /// keyboard from everything that lay beneath it.
    pub(in crate::app) fn travel(&mut self) {
        match self.desk.delivery.journey.take() {
            Some((place, 0)) => self.go_to(place, None),
            Some((place, frames)) => {
                self.desk.delivery.journey = Some((place, frames - 1));
                self.ctx.request_repaint();
            }
            None => {}
        }
    }

    /// Files that are dropped while drafts are gathered join them; one that is dropped on the dialog of
    /// letters is their list.
    pub(in crate::app) fn takes_drop(&mut self, path: &Path) -> bool {
        if self.letters().is_some() {
            self.read_list(path.to_owned());
            return true;
        }
        let gathers = self.gathers_files();
        if gathers {
            self.gather(vec![path.to_owned()]);
        }
        gathers
    }

    /// Looks for the drafts that paths stand for, which then join the list.
    fn gather(&mut self, paths: Vec<PathBuf>) {
        let Some(form) = self.many() else { return };
        let known = form.files();
        let died = || Done::Trouble(failed("tìm bản thảo trong thư mục"));
        self.jobs.run("tim-ban-thao", died, move |answer| {
            let drafts = many::drafts_beside(&known, paths);
            answer(Done::Delivery(Report::Drafts(drafts)));
        });
    }

    /// Whether drafts are gathered, which dropped files join.
    pub(in crate::app) fn gathers_files(&mut self) -> bool {
        self.many().is_some() || self.letters().is_some()
    }

    /// Sends the caret to a place, or to one field of it.
    pub(in crate::app) fn go_to(&mut self, place: Place, part: Option<&'static str>) {
        let Some(draft) = self.screen.draft_mut() else { return };
        // Of a list without entries the line that is always there.
        let place = match place {
            Place::Recipient(at) if at >= draft.session.document().recipients.len() => {
                Place::Archive
            }
            place => place,
        };
        if !matches!(place, Place::Block(..) | Place::Cell(..)) {
            draft.form.scroll_to = Card::of(place);
        }
        match part {
            Some(part) => draft.form.go_to(place, part, 0),
            None => draft.form.go(Caret::at(place, 0)),
        }
    }

    pub(super) fn many(&mut self) -> Option<&mut many::Form> {
        match &mut self.dialog {
            Some(Dialog::Delivery(Question::Many(form))) => Some(form),
            _ => None,
        }
    }

    pub(super) fn letters(&mut self) -> Option<&mut letters::Form> {
        match &mut self.dialog {
            Some(Dialog::Delivery(Question::Letters(form))) => Some(form),
            _ => None,
        }
    }

    /// Begins a run whose dialog shows how it goes.
    pub(in crate::app) fn run_many(&mut self, order: Order) {
        self.desk.delivery.before.clear();
        let mut run = many::Form::of_run(&order);
        self.start_many(order, &mut run);
        self.put(Dialog::Delivery(Question::Many(Box::new(run))));
    }

    fn start_many(&mut self, order: Order, form: &mut many::Form) {
        form.start();
        self.desk.delivery.run(&self.jobs, None, &order);
        self.desk.delivery.last = Some(Last::Many(order));
    }

    /// Once more what failed; what is written stays in the list.
    fn repeat_many(&mut self, form: &mut many::Form, allow_marks: bool) {
        let Some(Last::Many(order)) = self.desk.delivery.last.take() else { return };
        let outcomes = form.outcomes().to_vec();
        let (done, rest): (Vec<_>, Vec<_>) =
            outcomes.into_iter().partition(|outcome| outcome.result.is_ok());
        self.desk.delivery.before = done;
        let sources = match order.bound {
            Some(_) => order.sources,
            None => rest.into_iter().map(|outcome| outcome.source).collect(),
        };
        self.start_many(Order { sources, allow_marks, ..order }, form);
    }

    /// Once more one file or the paper, with what the dialog before has allowed.
    fn repeat(&mut self, allow_marks: bool) {
        match self.desk.delivery.last.take() {
            Some(Last::One(draft, purpose, order)) => {
                let order = Order { allow_marks, ..order };
                self.desk.delivery.run(&self.jobs, Some(draft), &order);
                self.desk.delivery.last = Some(Last::One(draft, purpose, order));
            }
            Some(Last::Paper(paper)) => self.run_paper(Paper { allow_marks, ..paper }),
            other => self.desk.delivery.last = other,
        }
    }

    /// The program failed while it wrote or printed: nothing runs any longer, and she is told.
    fn died(&mut self) {
        self.desk.delivery.running = None;
        if let Some(Last::Many(order)) = &self.desk.delivery.last {
            let result = Err(Trouble::Failed(export::FAILED.to_owned()));
            let sources = order.sources.iter();
            let outcomes =
                sources.map(|source| Outcome::new(source.clone(), result.clone())).collect();
            self.finished(None, outcomes);
        } else {
            self.trouble("Không xuất được", export::FAILED);
        }
    }

    fn finished(&mut self, draft: Option<DraftId>, outcomes: Vec<Outcome>) {
        self.desk.delivery.running = None;
        if let Some(draft) = draft {
            if let Some(outcome) = outcomes.into_iter().next() {
                self.one_finished(draft, outcome.result);
            }
            return;
        }
        let before = std::mem::take(&mut self.desk.delivery.before);
        if let Some(form) = self.many() {
            form.finish(outcomes, before);
        }
    }

    fn one_finished(&mut self, draft: DraftId, result: Result<Vec<PathBuf>, Trouble>) {
        let open = self.is_open(draft);
        match result {
            Ok(files) => {
                let Some(file) = files.into_iter().next() else { return };
                let name = file.file_name().unwrap_or_default().to_string_lossy();
                let words = format!("Đã xuất {name}");
                let actions = vec![
                    ("Mở tệp", Action::Launch(file.clone())),
                    ("Mở thư mục", Action::Reveal(file.clone())),
                ];
                self.toasts.done(words, actions);
            }
            Err(Trouble::Marks(marks)) if open => {
                let marks = blocked::Marks { marks, prints: false };
                self.put(Dialog::Delivery(Question::Marks(marks)));
            }
            Err(Trouble::Marks(marks)) => {
                self.trouble("Không xuất được tệp", &stopped_elsewhere(&marks));
            }
            Err(Trouble::Blocked(words)) if open => {
                let blocked = blocked::Blocked { words };
                self.put(Dialog::Delivery(Question::Blocked(blocked)));
            }
            Err(Trouble::Blocked(words) | Trouble::Failed(words)) => {
                self.trouble("Không xuất được tệp", &words)
            }
            Err(Trouble::Stopped) => {}
        }
    }

    // ---- choosing --------------------------------------------------------------------------

    /// Whether a draft is the one that is open: marks of another one lead nowhere.
    pub(super) fn is_open(&self, draft: DraftId) -> bool {
        self.draft().is_some_and(|open| open.id == draft)
    }
}

impl Delivery {
    /// Whether a file or paper is being made.
    pub(in crate::app) fn runs(&self) -> bool {
        self.running.is_some()
    }

    /// Writes what is ordered; `draft` is the open one, none for the dialog's run.
    fn run(&mut self, jobs: &Jobs<Done>, draft: Option<DraftId>, order: &Order) {
        self.running = draft;
        self.stop = Arc::new(AtomicBool::new(false));
        let (order, stop) = (order.clone(), Arc::clone(&self.stop));
        let died = || Done::Delivery(Report::Died);
        jobs.run("xuat-tep", died, move |answer| {
            let outcomes = export::carry_out(&order, &stop, &mut |progress| {
                answer(Done::Delivery(Report::Progress(progress)));
            });
            answer(Done::Delivery(Report::Finished(draft, outcomes)));
        });
    }
}

/// What is said when doubts stop a draft that is no longer open: they lead nowhere.
pub(super) fn stopped_elsewhere(marks: &[Mark]) -> String {
    let what = export::Said::of(marks).what;
    format!("Bản thảo vừa đóng: {what}. Hãy mở lại bản thảo đó, sửa rồi làm lại.")
}
