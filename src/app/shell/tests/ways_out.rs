//! Each long job, each way of leaving the draft while it runs.

use super::*;
use crate::app::desk::delivery::{Question, Wish};
use crate::app::desk::inspector;
use crate::app::intake::import::{Intake, Request};
use crate::app::shell::window::{Over, Screen};

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
                let Screen::Desk(draft) = &self.window.screen else {
                    unreachable!("open");
                };
                let due = self.window.desk.inspector.due(&ctx, id, &draft.session, None);
                let order = due.expect("due");
                let checked = inspector::check(&order);
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
                self.window.renew(document("năm trước"), Path::new("cũ.kehoach"));
                self.window.leave_for(arrived("năm nay"));
            }
            Way::Copy => self.answer_of(Answer::OpenCopy(Box::new(document("bản sao")))),
            Way::Close => self.run(Command::CloseDraft),
            Way::Exit => self.run(Command::Exit),
        }
    }

    fn answer_of(&mut self, answer: Answer) {
        self.window.answered(answer);
        self.window.leave();
    }
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
            assert!(!bench.window.desk.delivery.runs(), "{case}");
            // While the window closes the draft is still there, and its check is its own.
            let another = way != Way::Exit;
            assert!(
                !another || bench.window.desk.inspector.items().is_none(),
                "{case}: not its own"
            );
            assert_eq!(on_disk(&bench.path("a")), "a", "{case}");
        }
    }
}

#[test]
fn what_stops_the_export_of_a_closed_draft_is_told_but_leads_nowhere() {
    let mut bench = Bench::new();
    bench.run(Command::New);
    bench.window.screen.draft_mut().expect("new").session.edit(
        EditKind::Step,
        None,
        |document| {
            document.number = Some(7);
            document.subject = "Kinh phí: …".into();
        },
    );
    bench.begin(Long::Export);
    bench.run(Command::CloseDraft);
    bench.answer(Answer::Without);
    bench.settle();
    let Some(Dialog::Trouble { words, .. }) = &bench.window.dialog else {
        panic!("she is told");
    };
    assert!(words.starts_with("Bản thảo vừa đóng: "), "{words}");
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
        assert!(!bench.window.desk.delivery.runs(), "{job:?}");
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
    bench.window.wished(Wish::Deliver, dialog);
    bench.settle();
    let Some(Dialog::Delivery(Question::Many(form))) = &bench.window.dialog else {
        panic!("the dialog stays");
    };
    assert_eq!(form.outcomes().len(), 1);
    assert!(form.outcomes()[0].result.is_err());
}
