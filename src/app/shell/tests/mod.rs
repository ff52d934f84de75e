//! Whose answer it is, when a draft may be left, in which order it is written: with jobs that run
//! and answers that come when the test says so.

mod any_order;
mod dead_share;
mod lost_words;
mod session_ends;
mod ways_out;

use std::cell::RefCell;
use std::path::{Path, PathBuf};
use std::rc::Rc;

use egui::Context;
use tempfile::TempDir;

use super::answers::{Asked, Done};
use super::command::Command;
use super::draft::Arrived;
use super::leaving::Next;
use super::purpose::Purpose;
use super::window::Window;
use crate::app::desk::dialogs::{Answer, Dialog};
use crate::app::shell::action::Action;
use crate::app::threads::jobs::{Job, Jobs};
use crate::edit::EditKind;
use crate::model::{Block, Document, Level};
use crate::store::{Home, Settings, draft};

thread_local! {
    /// A job runs, on a thread of its own as it were.
    static AT_WORK: std::cell::Cell<bool> = const { std::cell::Cell::new(false) };
}

type Queue = Rc<RefCell<Vec<(String, Job)>>>;

/// A window without a screen. Nothing runs, and nothing is answered, until it is said so.
struct Bench {
    window: Window,
    waiting: Queue,
    /// Jobs are refused: each of them dies.
    broken: Rc<RefCell<bool>>,
    /// Answers that are on their way.
    answers: Vec<Done>,
    folder: TempDir,
}

impl Bench {
    fn new() -> Self {
        Self::at_home(None)
    }

    fn at_home(home: Option<Home>) -> Self {
        let (ctx, waiting) = (Context::default(), Queue::default());
        let broken = Rc::new(RefCell::new(false));
        let (queue, refuses) = (Rc::clone(&waiting), Rc::clone(&broken));
        let start = move |name: &str, job: Job| {
            if *refuses.borrow() {
                return Err(std::io::ErrorKind::OutOfMemory.into());
            }
            queue.borrow_mut().push((name.to_owned(), job));
            Ok(())
        };
        let jobs = Jobs::with(&ctx, Box::new(start));
        let mut window = Window::with(&ctx, home, Settings::default(), jobs);
        window.system_dialogs = true;
        waiting.borrow_mut().clear();
        let folder = tempfile::tempdir().expect("a folder");
        Self { window, waiting, broken, answers: Vec::new(), folder }
    }

    /// The window with a draft from a file.
    fn with_file(name: &str) -> Self {
        let mut bench = Self::new();
        let path = bench.file(name);
        bench.open(path);
        bench
    }

    fn open(&mut self, path: PathBuf) {
        self.window.bring(path);
        self.settle();
        assert!(self.window.draft().is_some(), "it opens");
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name).with_extension("kehoach")
    }

    /// A draft in the folder; its subject is its name.
    fn file(&self, name: &str) -> PathBuf {
        let path = self.path(name);
        draft::save(&path, &document(name)).expect("the folder can be written");
        path
    }

    fn subject(&self) -> String {
        let draft = self.window.draft();
        draft.map(|draft| draft.session.document().subject.words()).unwrap_or_default()
    }

    fn write(&mut self, words: &str) {
        if let Some(draft) = self.window.screen.draft_mut() {
            draft.session.edit(EditKind::Step, None, |document| {
                document.subject =
                    format!("{} {words}", document.subject.words()).as_str().into();
            });
        }
    }

    fn run(&mut self, command: Command) {
        self.window.act(Action::Run(command));
    }

    fn jobs(&self) -> Vec<String> {
        self.waiting.borrow().iter().map(|(name, _)| name.clone()).collect()
    }

    /// Lets a job run; its answers are on their way.
    fn work(&mut self, at: usize) {
        let (_, job) = self.waiting.borrow_mut().remove(at);
        AT_WORK.set(true);
        job();
        AT_WORK.set(false);
        self.answers.extend(self.window.jobs.answers());
    }

    /// An answer arrives.
    fn deliver(&mut self, at: usize) {
        let answer = self.answers.remove(at);
        self.window.take_answer(answer);
        self.window.leave();
    }

    /// Everything that waits is done and answered, in order.
    fn settle(&mut self) {
        self.answers.extend(self.window.jobs.answers());
        loop {
            if !self.answers.is_empty() {
                self.deliver(0);
            } else if !self.waiting.borrow().is_empty() {
                self.work(0);
            } else {
                return;
            }
        }
    }

    /// The dialog of the system for the draft that is open now is answered.
    fn pick(&mut self, purpose: Purpose, path: Option<PathBuf>) {
        let at = self.jobs().iter().position(|name| name == "hop-thoai").expect("it is open");
        drop(self.waiting.borrow_mut().remove(at));
        let draft = self.window.draft().map(|draft| draft.id);
        self.window.take_answer(Done::Picked(Asked { purpose, draft }, path));
    }

    fn answer(&mut self, answer: Answer) {
        self.window.dialog.take().expect("she is asked");
        self.window.answered(answer);
        self.window.after_dialog();
        self.window.leave();
    }

    fn close_dialog(&mut self) {
        let dialog = self.window.dialog.take().expect("she is asked");
        self.window.closed(dialog);
        self.window.after_dialog();
        self.window.leave();
    }

    /// The draft that is asked about, if one is.
    fn asked(&self) -> Option<&str> {
        match &self.window.dialog {
            Some(Dialog::Unsaved(name)) => Some(name),
            _ => None,
        }
    }
}

fn document(subject: &str) -> Document {
    let body = vec![Block::new(Level::Body, "Việc phải làm.")];
    Document { subject: subject.into(), body, ..Document::default() }
}

fn on_disk(path: &Path) -> String {
    draft::open(path).expect("it opens").document.subject.words()
}

fn arrived(subject: &str) -> Next {
    Next::Draft(Box::new(Arrived::unsaved(document(subject))))
}
