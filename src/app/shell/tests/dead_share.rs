//! A share that does not answer holds up jobs, never the window: whatever is done with a draft there,
//! no step on its disk is taken by the window's own thread.

use std::io::ErrorKind;
use std::sync::{Arc, Mutex};
use std::thread;

use super::*;
use crate::store::disk::{Step, Trouble};
use crate::store::{Known, Recovery, recovery, save_over};

type Steps = Arc<Mutex<Vec<(Step, PathBuf)>>>;

/// Steps below the folder that were taken by this thread outside a job.
fn watched(folder: &Path) -> (Trouble, Steps) {
    let (seen, own) = (Arc::new(Mutex::new(Vec::new())), thread::current().id());
    let steps = Arc::clone(&seen);
    let trouble = Trouble::below(folder, move |step, path| {
        if thread::current().id() == own && !AT_WORK.get() {
            steps.lock().map_err(|_| ErrorKind::Other)?.push((step, path.to_owned()));
        }
        Ok(())
    });
    (trouble, seen)
}

#[test]
fn the_windows_thread_never_asks_the_drafts_disk() {
    let folder = tempfile::tempdir().expect("a folder");
    let home = Home::at(folder.path());
    let mut bench = Bench::at_home(Some(home.clone()));
    let (first, second) = (bench.file("a"), bench.file("b"));
    // What a crash left, whose draft was saved since.
    let saved =
        save_over(Some(&home), &first, &document("a"), Known::Whatever).expect("saved");
    let session = Recovery::begin(&home).expect("begun");
    session.write(&document("cũ"), Some((&first, Some(saved.stamp)))).expect("written");
    drop(session);
    save_over(Some(&home), &first, &document("a"), Known::Whatever).expect("saved");
    let found = recovery::leftovers(&home).expect("listed");

    let (_trouble, seen) = watched(bench.folder.path());
    let calm = |what: &str| {
        let steps = seen.lock().expect("no panic").clone();
        assert!(steps.is_empty(), "{what}: {steps:?}");
    };
    bench.open(first.clone());
    calm("opening");
    bench.write("một");
    bench.run(Command::Save);
    bench.settle();
    calm("saving");
    bench.window.act(Action::Reload);
    bench.settle();
    bench.window.act(Action::CompareDisk);
    bench.settle();
    assert!(bench.window.over.take().is_some(), "it is shown");
    calm("reading anew, comparing");
    bench.write("hai");
    bench.run(Command::SaveAs);
    bench.pick(Purpose::Save, Some(second.clone()));
    bench.settle();
    calm("saving under another name");
    bench.window.answered(Answer::Path(Purpose::Save, first.clone()));
    bench.settle();
    assert!(matches!(bench.window.dialog, Some(Dialog::Replace(..))), "it stands there");
    bench.close_dialog();
    calm("typing a name");
    bench.window.found_leftovers(found);
    bench.window.act(Action::CompareLeftover(0));
    bench.settle();
    assert!(bench.window.over.take().is_some(), "it is shown");
    bench.window.act(Action::Recover(0));
    bench.settle();
    assert_eq!(bench.subject(), "cũ");
    assert!(bench.window.draft().is_some_and(|draft| draft.claim.is_some()), "it is claimed");
    calm("recovering");
    bench.run(Command::CloseDraft);
    bench.answer(Answer::Without);
    bench.settle();
    let kept = bench.window.first.discarded.first().map(|kept| kept.file.clone());
    bench.window.act(Action::TakeBack(kept.expect("it is kept")));
    bench.settle();
    assert_eq!(bench.subject(), "cũ");
    bench.window.exiting = true;
    bench.window.end();
    calm("closing");
}

#[test]
fn what_is_saved_while_its_file_is_claimed_is_saved_afterwards_and_elsewhere_at_once() {
    let folder = tempfile::tempdir().expect("a folder");
    let home = Home::at(folder.path());
    for elsewhere in [false, true] {
        let mut bench = Bench::at_home(Some(home.clone()));
        let path = bench.file("a");
        let stamp = draft::open(&path).expect("opens").stamp;
        let session = Recovery::begin(&home).expect("begun");
        session.write(&document("cũ"), Some((&path, Some(stamp)))).expect("written");
        drop(session);
        bench.window.found_leftovers(recovery::leftovers(&home).expect("listed"));
        bench.window.act(Action::Recover(0));
        bench.run(if elsewhere { Command::SaveAs } else { Command::Save });
        let target = bench.path(if elsewhere { "b" } else { "a" });
        if elsewhere {
            bench.pick(Purpose::Save, Some(target.clone()));
            // The share never answers; what was saved elsewhere is.
            bench.waiting.borrow_mut().retain(|(name, _)| name != "nhan-tep");
        } else {
            assert!(!bench.jobs().contains(&"luu-tep".to_owned()), "it waits");
            assert!(
                bench.window.draft().is_some_and(|draft| draft.is_saving()),
                "and says so"
            );
        }
        bench.settle();
        assert_eq!(on_disk(&target), "cũ");
        assert!(!bench.window.has_unsaved() && bench.window.dialog.is_none());
    }
}
