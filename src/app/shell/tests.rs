//! Whose answer it is, when a draft may be left, in which order it is written: with jobs that run
//! and answers that come when the test says so.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::rc::Rc;

use eframe::egui::Context;
use proptest::prelude::*;
use tempfile::TempDir;

use super::answers::{Asked, Done};
use super::command::Command;
use super::draft::Arrived;
use super::leaving::{Leaving, Next};
use super::purpose::Purpose;
use super::window::{Over, Window};
use crate::app::desk::dialogs::{Answer, Dialog};
use crate::app::form::memory::Action;
use crate::app::intake::import::{Intake, Request};
use crate::app::threads::jobs::{Job, Jobs};
use crate::edit::EditKind;
use crate::model::Plan;
use crate::store::{Home, Recovery, Settings, draft, recovery};

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
        bench.window.open_now(path);
        bench.waiting.borrow_mut().clear();
        bench
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name).with_extension("kehoach")
    }

    /// A draft in the folder; its subject is its name.
    fn file(&self, name: &str) -> PathBuf {
        let path = self.path(name);
        draft::save(&path, &plan(name)).expect("the folder can be written");
        path
    }

    fn subject(&self) -> String {
        let draft = self.window.draft();
        draft.map(|draft| draft.session.plan().subject.words()).unwrap_or_default()
    }

    fn write(&mut self, words: &str) {
        if let Some(draft) = self.window.screen.draft_mut() {
            draft.session.edit(EditKind::Step, None, |plan| {
                plan.subject = format!("{} {words}", plan.subject.words()).as_str().into();
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
        job();
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

fn plan(subject: &str) -> Plan {
    Plan { subject: subject.into(), ..Plan::default() }
}

fn on_disk(path: &Path) -> String {
    draft::open(path).expect("it opens").plan.subject.words()
}

// ---- the cases that lost words ------------------------------------------------------------

#[test]
fn a_late_save_belongs_to_its_own_draft() {
    let mut bench = Bench::with_file("a");
    bench.write("một");
    bench.run(Command::Save);
    bench.work(0);
    bench.write("hai");
    bench.run(Command::New);
    assert_eq!(bench.asked(), Some("a"));
    bench.answer(Answer::Without);
    bench.settle();
    let draft = bench.window.draft().expect("the new plan");
    assert!(draft.path.is_none() && draft.stamp.is_none(), "A's file is not B's");
    bench.write("mới");
    bench.run(Command::Save);
    assert_eq!(bench.jobs(), ["hop-thoai"], "B has no file yet");
    assert_eq!(on_disk(&bench.path("a")), "a một");
}

#[test]
fn what_is_typed_while_a_file_is_chosen_and_read_is_asked_about() {
    let mut bench = Bench::with_file("a");
    let other = bench.file("b");
    bench.run(Command::Open);
    assert_eq!(bench.asked(), None, "nothing is lost by choosing");
    bench.write("một");
    bench.pick(Purpose::Open, Some(other));
    bench.work(0);
    bench.write("hai");
    bench.deliver(0);
    assert_eq!((bench.asked(), bench.subject().as_str()), (Some("a"), "a một hai"));
    bench.answer(Answer::Save);
    bench.settle();
    assert_eq!(bench.subject(), "b");
    assert_eq!(on_disk(&bench.path("a")), "a một hai");
}

#[test]
fn saving_twice_is_one_save_and_typing_between_makes_it_two_in_order() {
    let mut bench = Bench::with_file("a");
    bench.write("một");
    bench.run(Command::Save);
    bench.run(Command::Save);
    assert_eq!(bench.jobs(), ["luu-tep"]);
    bench.write("hai");
    bench.run(Command::Save);
    bench.write("ba");
    bench.run(Command::Save);
    assert_eq!(bench.jobs(), ["luu-tep"], "never two at once");
    bench.settle();
    assert!(bench.window.dialog.is_none(), "nobody else has written the file");
    assert_eq!(on_disk(&bench.path("a")), "a một hai ba");
    assert!(!bench.window.has_unsaved());
}

#[test]
fn a_save_that_is_overtaken_leaves_the_rest_unsaved() {
    let mut bench = Bench::with_file("a");
    bench.write("một");
    bench.run(Command::Save);
    bench.write("hai");
    bench.settle();
    let draft = bench.window.draft().expect("open");
    assert!(draft.session.is_dirty());
    assert_eq!(on_disk(&bench.path("a")), "a một");
}

#[test]
fn an_unsaved_rest_is_kept_aside_anew_after_a_save_that_was_overtaken_or_failed() {
    let folder = tempfile::tempdir().expect("a folder");
    let home = Home::at(folder.path());
    for fails in [false, true] {
        let mut bench = Bench::at_home(Some(home.clone()));
        let path = bench.file("a");
        bench.window.open_now(path.clone());
        bench.waiting.borrow_mut().clear();
        bench.write("một");
        bench.run(Command::Save);
        bench.write("hai");
        if fails {
            draft::save(&path, &plan("của người khác")).expect("written");
        }
        bench.settle();
        assert_eq!(bench.window.dialog.is_some(), fails);
        // The window vanishes: what it left is there for the next one.
        drop(bench);
        let until = std::time::Instant::now() + std::time::Duration::from_secs(20);
        let found = loop {
            let mut found = recovery::leftovers(&home).expect("listed");
            if let Some(found) = found.pop() {
                break found;
            }
            assert!(std::time::Instant::now() < until, "it is kept");
            std::thread::sleep(std::time::Duration::from_millis(20));
        };
        let content = found.content.as_ref().expect("readable");
        assert_eq!(content.subject.words(), "a một hai", "failed: {fails}");
        found.discard().expect("thrown away");
    }
}

#[test]
fn all_that_is_hers_is_on_its_way_to_the_disk_so_nothing_is_asked() {
    let mut bench = Bench::with_file("a");
    bench.write("một");
    bench.run(Command::Save);
    bench.run(Command::CloseDraft);
    assert!(bench.asked().is_none() && bench.window.draft().is_some());
    bench.settle();
    assert!(bench.window.draft().is_none());
    assert_eq!(on_disk(&bench.path("a")), "a một");
    // A disk that never answers: the second time she is asked.
    let mut bench = Bench::with_file("a");
    bench.write("một");
    bench.run(Command::Save);
    bench.run(Command::CloseDraft);
    bench.run(Command::CloseDraft);
    assert_eq!(bench.asked(), Some("a"));
    bench.answer(Answer::Without);
    assert!(bench.window.draft().is_none());
}

#[test]
fn a_file_that_is_opened_twice_is_not_read_over_what_is_on_the_desk() {
    let mut bench = Bench::with_file("a");
    bench.write("một");
    bench.window.act(Action::Open(bench.path("a")));
    bench.settle();
    assert_eq!((bench.asked(), bench.subject().as_str()), (None, "a một"));
    // Read before the save, it is not shown after it.
    bench.window.act(Action::Open(bench.path("a")));
    draft::save(&bench.path("a"), &plan("của người khác")).expect("written");
    bench.work(0);
    bench.deliver(0);
    assert_eq!(bench.asked(), Some("a"));
    bench.answer(Answer::Save);
    bench.settle();
    assert!(matches!(bench.window.dialog, Some(Dialog::Changed(_))));
    bench.answer(Answer::Overwrite(bench.path("a")));
    bench.settle();
    assert_eq!(bench.subject(), "a một");
    assert_eq!(on_disk(&bench.path("a")), "a một");
}

#[test]
fn a_name_that_was_asked_for_another_draft_writes_nothing() {
    let mut bench = Bench::with_file("a");
    bench.run(Command::SaveAs);
    let asked =
        Asked { purpose: Purpose::Save, draft: bench.window.draft().map(|draft| draft.id) };
    bench.run(Command::New);
    bench.waiting.borrow_mut().clear();
    let path = bench.path("đích");
    bench.window.take_answer(Done::Picked(asked, Some(path.clone())));
    bench.settle();
    assert!(!path.exists() && bench.window.draft().expect("new").path.is_none());
}

#[test]
fn the_draft_stays_when_she_changes_her_mind_and_nothing_follows_later() {
    let mut bench = Bench::with_file("a");
    bench.write("một");
    bench.run(Command::New);
    bench.close_dialog();
    assert_eq!(bench.subject(), "a một");
    bench.run(Command::Save);
    bench.settle();
    assert_eq!(bench.subject(), "a một", "the new plan was given up");
    // The same when she cancels the choice of a name.
    let mut bench = Bench::new();
    bench.run(Command::New);
    bench.write("một");
    bench.run(Command::CloseDraft);
    bench.answer(Answer::Save);
    bench.pick(Purpose::Save, None);
    bench.run(Command::Save);
    let path = bench.path("sau");
    bench.pick(Purpose::Save, Some(path.clone()));
    bench.settle();
    assert!(path.exists() && bench.window.draft().is_some());
}

#[test]
fn what_a_crash_left_goes_back_to_the_list_when_the_draft_stays() {
    let folder = tempfile::tempdir().expect("a folder");
    let home = Home::at(folder.path());
    let session = Recovery::begin(&home).expect("begun");
    session.write(&plan("cũ"), None).expect("written");
    drop(session);
    let mut bench = Bench::at_home(Some(home.clone()));
    bench.run(Command::New);
    bench.write("một");
    bench.window.found_leftovers(recovery::leftovers(&home).expect("listed"));
    bench.window.act(Action::Recover(0));
    assert!(bench.asked().is_some() && bench.window.first.leftovers.is_empty());
    bench.close_dialog();
    assert_eq!(bench.window.first.leftovers.len(), 1);
    bench.window.act(Action::Recover(0));
    bench.answer(Answer::Without);
    assert_eq!(bench.subject(), "cũ");
    assert!(bench.window.has_unsaved());
}

// ---- each long job × each way of leaving ---------------------------------------------------

#[derive(Clone, Copy, Debug, PartialEq)]
enum Long {
    Save,
    Open,
    Import,
    Export,
    Check,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Way {
    New,
    Sample,
    Open,
    TakeIn,
    Renew,
    Copy,
    Close,
    Exit,
}

const LONG: [Long; 5] = [Long::Save, Long::Open, Long::Import, Long::Export, Long::Check];
const WAYS: [Way; 8] = [
    Way::New,
    Way::Sample,
    Way::Open,
    Way::TakeIn,
    Way::Renew,
    Way::Copy,
    Way::Close,
    Way::Exit,
];

impl Bench {
    fn begin(&mut self, job: Long) {
        match job {
            Long::Save => self.run(Command::Save),
            Long::Open => {
                let path = self.file("mở muộn");
                self.window.act(Action::Open(path));
            }
            Long::Import => {
                let path = self.folder.path().join("nhập muộn.txt");
                std::fs::write(&path, "KẾ HOẠCH\nThi đua\n\nI. MỤC ĐÍCH\n").expect("written");
                self.window.act(Action::Open(path));
            }
            Long::Export => {
                self.run(Command::ExportPdf);
                let path = self.folder.path().join("ra.pdf");
                self.pick(Purpose::Pdf, Some(path));
            }
            Long::Check => {
                let draft = self.window.draft().expect("open");
                let (id, ctx) = (draft.id, Context::default());
                let super::window::Screen::Desk(draft) = &self.window.screen else {
                    unreachable!("open");
                };
                let order = self.window.inspector.due(&ctx, id, &draft.session).expect("due");
                let checked = crate::app::desk::inspector::check(&order);
                self.answers.push(Done::Checked(checked));
            }
        }
    }

    fn leave_by(&mut self, way: Way) {
        match way {
            Way::New => self.run(Command::New),
            Way::Sample => self.window.act(Action::Sample("nam-hoc".to_owned())),
            Way::Open => {
                let path = self.file("khác");
                self.window.act(Action::Open(path));
                let last = self.waiting.borrow().len() - 1;
                self.work(last);
                let last = self.answers.len() - 1;
                self.deliver(last);
            }
            Way::TakeIn => {
                let bytes: std::sync::Arc<[u8]> = "KẾ HOẠCH\nThi đua\n".as_bytes().into();
                let file = Request::file("cũ.txt".into(), false);
                let reading = Request { bytes: Some(bytes), ..file }.read().expect("text");
                self.window.over = Some(Over::Intake(Box::new(Intake::new(reading))));
                self.window.leave_for(arrived("nhận"));
            }
            Way::Renew => {
                self.window.renew(plan("năm trước"), Path::new("cũ.kehoach"));
                self.window.leave_for(arrived("năm nay"));
            }
            Way::Copy => self.answer_of(Answer::OpenCopy(Box::new(plan("bản sao")))),
            Way::Close => self.run(Command::CloseDraft),
            Way::Exit => self.run(Command::Exit),
        }
    }

    fn answer_of(&mut self, answer: Answer) {
        self.window.answered(answer);
        self.window.leave();
    }
}

fn arrived(subject: &str) -> Next {
    Next::Draft(Box::new(Arrived::unsaved(plan(subject))))
}

#[test]
fn whatever_runs_and_whichever_way_she_leaves_she_is_asked_and_late_answers_change_nothing() {
    for job in LONG {
        for way in WAYS {
            let case = format!("{job:?}, {way:?}");
            let mut bench = Bench::with_file("a");
            bench.begin(job);
            bench.write("giữa chừng");
            bench.leave_by(way);
            assert_eq!(bench.asked(), Some("a"), "{case}");
            assert_eq!(bench.subject(), "a giữa chừng", "{case}: nothing is gone yet");
            bench.answer(Answer::Without);
            assert!(bench.window.over.is_none(), "{case}");
            let now = bench.window.draft().map(|draft| draft.id);
            assert_eq!(bench.window.exiting, way == Way::Exit, "{case}");
            let (subject, unsaved) = (bench.subject(), bench.window.has_unsaved());
            bench.settle();
            match (way, job) {
                // On the first screen a file that was asked for is still wanted.
                (Way::Close, Long::Open) => assert_eq!(bench.subject(), "mở muộn", "{case}"),
                (Way::Close, Long::Import) => assert!(bench.window.over.is_some(), "{case}"),
                (Way::Exit, _) => {}
                _ => {
                    let draft = bench.window.draft();
                    assert_eq!(draft.map(|draft| draft.id), now, "{case}");
                    assert_eq!(bench.subject(), subject, "{case}");
                    assert_eq!(bench.window.has_unsaved(), unsaved, "{case}");
                    assert!(bench.window.over.is_none(), "{case}");
                    let path = draft.and_then(|draft| draft.path.clone());
                    assert_ne!(path, Some(bench.path("a")), "{case}");
                }
            }
            assert!(bench.window.dialog.is_none(), "{case}");
            assert!(!bench.window.delivery.runs(), "{case}");
            assert!(bench.window.inspector.items().is_none(), "{case}: of another draft");
            assert_eq!(on_disk(&bench.path("a")), "a", "{case}");
        }
    }
}

#[test]
fn a_cancelled_question_keeps_what_was_begun_over_the_draft() {
    for way in [Way::TakeIn, Way::Renew] {
        let mut bench = Bench::with_file("a");
        bench.write("một");
        bench.leave_by(way);
        bench.close_dialog();
        assert!(bench.window.over.is_some(), "{way:?}");
        assert_eq!(bench.subject(), "a một", "{way:?}");
    }
}

#[test]
fn a_job_that_dies_is_told_and_leaves_nothing_waiting() {
    for job in [Long::Save, Long::Open, Long::Import, Long::Export] {
        let mut bench = Bench::with_file("a");
        bench.write("một");
        if job == Long::Export {
            bench.run(Command::ExportPdf);
        }
        *bench.broken.borrow_mut() = true;
        if job == Long::Export {
            let path = bench.folder.path().join("ra.pdf");
            bench.pick(Purpose::Pdf, Some(path));
        } else {
            bench.begin(job);
        }
        bench.settle();
        let Some(Dialog::Trouble { words, .. }) = &bench.window.dialog else {
            panic!("{job:?}: she is told");
        };
        assert!(
            words.contains("Chương trình gặp lỗi") || words.contains("chương trình gặp lỗi")
        );
        let draft = bench.window.draft().expect("open");
        assert!(draft.saver.writing().is_none() && draft.session.is_dirty(), "{job:?}");
        assert!(!bench.window.delivery.runs(), "{job:?}");
        bench.close_dialog();
        *bench.broken.borrow_mut() = false;
        bench.run(Command::Save);
        bench.settle();
        assert_eq!(on_disk(&bench.path("a")), "a một", "{job:?}");
    }
}

#[test]
fn a_run_of_many_drafts_that_dies_lists_them_as_not_written() {
    let mut bench = Bench::with_file("a");
    bench.run(Command::ExportMany);
    *bench.broken.borrow_mut() = true;
    let dialog = bench.window.dialog.take().expect("the dialog");
    bench.window.wished(crate::app::desk::delivery::Wish::Deliver, dialog);
    bench.settle();
    let Some(Dialog::Delivery(crate::app::desk::delivery::Question::Many(form))) =
        &bench.window.dialog
    else {
        panic!("the dialog stays");
    };
    assert_eq!(form.outcomes().len(), 1);
    assert!(form.outcomes()[0].result.is_err());
}

// ---- any order -----------------------------------------------------------------------------

#[derive(Clone, Debug)]
enum Step {
    Write,
    Save,
    SaveAs,
    New,
    Open,
    TakeIn,
    Close,
    Work(usize),
    Deliver(usize),
    Answer(u8),
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let step = prop_oneof![
        4 => Just(Step::Write),
        3 => Just(Step::Save),
        1 => Just(Step::SaveAs),
        1 => Just(Step::New),
        2 => Just(Step::Open),
        1 => Just(Step::TakeIn),
        1 => Just(Step::Close),
        4 => (0_usize..4).prop_map(Step::Work),
        4 => (0_usize..4).prop_map(Step::Deliver),
        4 => (0_u8..3).prop_map(Step::Answer),
    ];
    proptest::collection::vec(step, 1..60)
}

/// A session with its promise: every word that she did not give up is in the open draft or in a
/// file.
struct Promise {
    bench: Bench,
    written: usize,
    files: Vec<PathBuf>,
    kept: BTreeSet<String>,
}

impl Promise {
    fn new() -> Self {
        let bench = Bench::with_file("t0");
        let files = vec![bench.path("t0")];
        Self { bench, written: 0, files, kept: BTreeSet::new() }
    }

    fn fresh(&mut self, prefix: &str) -> String {
        self.written += 1;
        format!("{prefix}{}", self.written)
    }

    fn words(&self) -> BTreeSet<String> {
        self.bench.subject().split_whitespace().map(str::to_owned).collect()
    }

    /// A dialog of the system is answered with a new name, or not.
    fn choose(&mut self, at: usize, cancels: bool) {
        let name = self.fresh("s");
        let path = self.bench.path(&name);
        drop(self.bench.waiting.borrow_mut().remove(at));
        let draft = self.bench.window.draft().map(|draft| draft.id);
        let asked = Asked { purpose: Purpose::Save, draft };
        if !cancels {
            self.files.push(path.clone());
        }
        self.bench.window.take_answer(Done::Picked(asked, (!cancels).then_some(path)));
        self.bench.window.leave();
    }

    fn step(&mut self, step: &Step) {
        let busy = self.bench.window.dialog.is_some();
        match step {
            // A dialog holds the keyboard.
            Step::Write
            | Step::Save
            | Step::SaveAs
            | Step::New
            | Step::Open
            | Step::TakeIn
            | Step::Close
                if busy => {}
            Step::Write => {
                let word = self.fresh("w");
                if self.bench.window.draft().is_some() {
                    self.bench.write(&word);
                    self.kept.insert(word);
                }
            }
            Step::Save => self.bench.run(Command::Save),
            Step::SaveAs if self.bench.window.draft().is_some() => {
                self.bench.run(Command::SaveAs);
            }
            Step::SaveAs => {}
            Step::New => self.bench.run(Command::New),
            Step::Open => {
                let name = self.fresh("t");
                let path = self.bench.file(&name);
                self.files.push(path.clone());
                self.bench.window.act(Action::Open(path));
            }
            Step::TakeIn => self.bench.window.leave_for(arrived("nhận")),
            Step::Close => self.bench.run(Command::CloseDraft),
            Step::Work(at) => {
                let jobs = self.bench.jobs();
                if let Some(name) = jobs.get(*at) {
                    if name == "hop-thoai" {
                        self.choose(*at, self.written.is_multiple_of(3));
                    } else {
                        self.bench.work(*at);
                    }
                }
            }
            Step::Deliver(at) => {
                if *at < self.bench.answers.len() {
                    self.bench.deliver(*at);
                }
            }
            Step::Answer(choice) if busy => self.answer(*choice),
            Step::Answer(_) => {}
        }
    }

    fn answer(&mut self, choice: u8) {
        assert!(self.bench.asked().is_some(), "nothing else is ever to be said");
        match choice {
            0 => self.bench.answer(Answer::Save),
            1 => {
                for word in self.words() {
                    self.kept.remove(&word);
                }
                self.bench.answer(Answer::Without);
            }
            _ => self.bench.close_dialog(),
        }
    }

    fn holds(&self) {
        let here = self.words();
        let mut there = BTreeSet::new();
        for path in self.files.iter().filter(|path| path.exists()) {
            there.extend(on_disk(path).split_whitespace().map(str::to_owned));
        }
        for word in &self.kept {
            assert!(here.contains(word) || there.contains(word), "{word} is lost");
        }
        if let Some(draft) = self.bench.window.draft()
            && let Some(path) = &draft.path
            && !draft.session.is_dirty()
        {
            assert_eq!(on_disk(path), self.bench.subject(), "what is called saved is saved");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]

    #[test]
    fn in_whatever_order_answers_come_no_word_is_lost(steps in steps()) {
        let mut session = Promise::new();
        for step in &steps {
            session.step(step);
            session.holds();
        }
        // Whatever is still on its way arrives, and she saves what she is asked about.
        for _ in 0..200 {
            if session.bench.window.dialog.is_some() {
                session.answer(0);
            } else if !session.bench.answers.is_empty() {
                session.bench.deliver(0);
            } else if let Some(name) = session.bench.jobs().first() {
                if name == "hop-thoai" {
                    session.choose(0, false);
                } else {
                    session.bench.work(0);
                }
            }
            session.holds();
        }
        let idle = !matches!(session.bench.window.leaving, Some(Leaving::Saving(_)));
        prop_assert!(idle && session.bench.window.dialog.is_none(), "nothing waits for ever");
    }
}
