//! The system ends the program: nobody is asked, and nothing is lost.

use egui::{ViewportCommand, ViewportEvent, ViewportId};
use egui_kittest::Harness;

use super::*;
use crate::store::{Known, recovery, save_over};

fn window(home: &Home, path: &Path) -> Harness<'static, Window> {
    let (home, path) = (home.clone(), path.to_owned());
    let mut harness = Harness::builder().build_eframe(move |cc| {
        let mut window = Window::new(&cc.egui_ctx, Some(home), Settings::default());
        window.open_now(path);
        window
    });
    harness.run_steps(2);
    harness
}

fn write(harness: &mut Harness<'_, Window>, words: &str) {
    let draft = harness.state_mut().screen.draft_mut().expect("open");
    draft.session.edit(EditKind::Step, None, |document| document.subject = words.into());
}

/// The window is asked to close; returns whether it does.
fn closes(harness: &mut Harness<'_, Window>) -> bool {
    let viewports = &mut harness.input_mut().viewports;
    viewports.entry(ViewportId::ROOT).or_default().events.push(ViewportEvent::Close);
    harness.step();
    let outputs = &harness.output().viewport_output;
    !outputs.values().any(|output| output.commands.contains(&ViewportCommand::CancelClose))
}

#[test]
fn what_is_unsaved_is_offered_again_whatever_the_window_was_about() {
    for (case, prepare) in [
        ("at rest", (|_| {}) as fn(&mut Window)),
        ("a dialog", |window| window.trouble("Thử", "thử")),
        ("she is asked", |window| window.act(Action::Run(Command::New))),
    ] {
        let folder = tempfile::tempdir().expect("a folder");
        let home = Home::at(folder.path().join("nhà"));
        let path = folder.path().join("a.kehoach");
        save_over(Some(&home), &path, &document("đã lưu"), Known::Nothing).expect("saved");
        let mut harness = window(&home, &path);
        write(&mut harness, "chưa lưu");
        prepare(harness.state_mut());
        harness.step();
        assert!(!closes(&mut harness), "{case}: she would be asked");
        harness.state().session_end.ask();
        let kept = recovery_files(&home);
        assert_eq!(kept, 1, "{case}: it is written before the window has done anything");
        write(&mut harness, "chưa lưu, phím cuối");
        assert!(closes(&mut harness), "{case}");
        harness.state_mut().end();
        let found = recovery::leftovers(&home).expect("listed");
        let words = found[0].content.as_ref().expect("readable").subject.words();
        assert_eq!(words, "chưa lưu, phím cuối", "{case}");
        assert_eq!(on_disk(&path), "đã lưu", "{case}: nothing is saved unasked");
    }
}

#[test]
fn a_draft_that_is_saved_leaves_nothing_behind() {
    let folder = tempfile::tempdir().expect("a folder");
    let home = Home::at(folder.path().join("nhà"));
    let path = folder.path().join("a.kehoach");
    save_over(Some(&home), &path, &document("cũ"), Known::Nothing).expect("saved");
    let mut harness = window(&home, &path);
    write(&mut harness, "mới");
    // The save runs when the system asks: it is waited for.
    harness.state_mut().save();
    harness.state().session_end.ask();
    assert!(closes(&mut harness));
    harness.state_mut().end();
    assert_eq!(on_disk(&path), "mới");
    assert!(recovery::leftovers(&home).expect("listed").is_empty());
}

fn recovery_files(home: &Home) -> usize {
    let files = std::fs::read_dir(home.data().join("recovery")).expect("there").flatten();
    files.filter(|file| file.path().extension().is_some_and(|own| own == "kehoach")).count()
}
