//! The cases in which words were lost once.

use super::*;
use crate::store::disk::{Step, Trouble};
use crate::store::{Recovery, recovery};

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
        bench.open(path.clone());
        bench.write("một");
        bench.run(Command::Save);
        bench.write("hai");
        if fails {
            draft::save(&path, &document("của người khác")).expect("written");
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
        found.discard(&home).expect("thrown away");
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
    draft::save(&bench.path("a"), &document("của người khác")).expect("written");
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
fn a_file_that_was_read_before_a_save_ended_is_read_again() {
    // The reading begins before the save, or while it runs; it is answered after the save's answer.
    for saves_first in [false, true] {
        let mut bench = Bench::with_file("a");
        bench.write("một");
        let path = bench.path("a");
        if saves_first {
            bench.run(Command::Save);
            bench.window.act(Action::Open(path.clone()));
            bench.work(1);
        } else {
            bench.window.act(Action::Open(path.clone()));
            bench.work(0);
            bench.run(Command::Save);
        }
        bench.work(0);
        let saved = |done: &Done| matches!(done, Done::Saved { .. });
        let at = bench.answers.iter().position(saved).expect("it was saved");
        bench.deliver(at);
        bench.settle();
        assert_eq!((bench.asked(), bench.subject().as_str()), (None, "a một"));
        assert!(!bench.window.has_unsaved());
        bench.write("hai");
        bench.run(Command::Save);
        bench.settle();
        assert!(bench.window.dialog.is_none(), "nobody else has written the file");
        assert_eq!(on_disk(&path), "a một hai");
    }
}

#[test]
fn a_file_saved_under_its_name_while_it_is_opened_is_this_windows_own() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut bench = Bench::at_home(Some(Home::at(folder.path())));
    let first = bench.file("a");
    bench.open(first);
    let other = bench.file("b");
    bench.window.act(Action::Open(other.clone()));
    bench.write("một");
    bench.run(Command::SaveAs);
    bench.pick(Purpose::Save, Some(other.clone()));
    let at = bench.jobs().iter().position(|name| name == "luu-tep").expect("it is saved");
    bench.work(at);
    while !bench.answers.is_empty() {
        bench.deliver(0);
    }
    // Read only now, it is claimed: by this very window.
    bench.settle();
    assert!(bench.window.dialog.is_none(), "nobody else has it");
    assert_eq!(bench.subject(), "a một");
    assert_eq!(bench.window.draft().and_then(|draft| draft.path.clone()), Some(other));
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
    session.write(&document("cũ"), None).expect("written");
    drop(session);
    let mut bench = Bench::at_home(Some(home.clone()));
    bench.run(Command::New);
    bench.write("một");
    bench.window.found_leftovers(recovery::leftovers(&home).expect("listed"));
    bench.window.act(Action::Recover(0));
    assert!(bench.asked().is_some() && bench.window.first.leftovers.is_empty());
    bench.settle();
    bench.close_dialog();
    assert_eq!(bench.window.first.leftovers.len(), 1);
    bench.window.act(Action::Recover(0));
    bench.answer(Answer::Without);
    assert_eq!(bench.subject(), "cũ");
    assert!(bench.window.has_unsaved());
}

#[test]
fn a_list_of_recent_drafts_that_cannot_be_written_is_told_once() {
    let folder = tempfile::tempdir().expect("a folder");
    let home = Home::at(folder.path().join("nhà"));
    let mut bench = Bench::at_home(Some(home.clone()));
    let path = bench.file("a");
    let full = |step: Step, _: &Path| match step {
        Step::WriteHalf => Err(std::io::ErrorKind::StorageFull.into()),
        _ => Ok(()),
    };
    let trouble = Trouble::below(home.data().to_owned(), full);
    let told = |bench: &Bench| {
        let words = bench.window.toasts.words();
        words.iter().filter(|words| words.contains("bản thảo gần đây")).count()
    };
    bench.open(path);
    assert_eq!(told(&bench), 1);
    bench.window.toasts = Default::default();
    bench.write("một");
    bench.run(Command::Save);
    bench.settle();
    assert_eq!((told(&bench), on_disk(&bench.path("a"))), (0, "a một".to_owned()));
    drop(trouble);
    bench.write("hai");
    bench.run(Command::Save);
    bench.settle();
    assert!(bench.window.first.recent.iter().any(|entry| entry.subject == "a một hai"));
}
