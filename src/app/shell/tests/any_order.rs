//! Jobs and answers in any order, with typing between.

use std::collections::BTreeSet;

use proptest::prelude::*;

use super::*;
use crate::app::shell::leaving::Leaving;

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
        let idle = !matches!(session.bench.window.handover.leaving, Some(Leaving::Saving(_)));
        prop_assert!(idle && session.bench.window.dialog.is_none(), "nothing waits for ever");
    }
}
