//! A save that is killed, or runs out of disk, for real: the last saved state always opens.
#![cfg(unix)]

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use kehoach::model::{Block, Document, Level};
use kehoach::store::draft;

/// Names the draft that a child process of these tests saves over and over.
const CHILD: &str = "KEHOACH_TEST_SAVES";

fn document(turn: u32) -> Document {
    let body =
        (0..400).map(|n| Block::new(Level::Dash, format!("Việc {n}, lượt {turn}").as_str()));
    Document { number: Some(turn), body: body.collect(), ..Document::default() }
}

/// Whole: every line of one turn.
fn is_whole(opened: &Document) -> bool {
    opened.number.is_some_and(|turn| *opened == document(turn))
}

fn child(path: &Path, through: &str) -> Command {
    let program = std::env::current_exe().expect("a test knows its program");
    let mut command = Command::new("sh");
    command.arg("-c").arg(format!("{through} exec \"$0\" --exact the_child --nocapture"));
    command.arg(program).env(CHILD, path).stdout(Stdio::null()).stderr(Stdio::null());
    command
}

/// No test of its own: what the other tests run as a process to be killed.
#[test]
fn the_child() {
    let Some(path) = std::env::var_os(CHILD) else { return };
    for turn in 2.. {
        if draft::save(Path::new(&path), &document(turn)).is_err() {
            std::process::exit(9);
        }
    }
}

#[test]
fn killed_at_any_moment_the_draft_and_its_backup_open_whole() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("a.kehoach");
    draft::save(&path, &document(1)).expect("saved");
    let mut latest = 1;
    let mut progressed = false;
    for round in 0..25u64 {
        let mut saving = child(&path, "").spawn().expect("started");
        std::thread::sleep(Duration::from_micros(20_000 + round * 3_137));
        saving.kill().expect("killed");
        saving.wait().expect("ended");
        let opened = draft::open(&path).expect("the draft opens").document;
        assert!(is_whole(&opened), "round {round}");
        progressed |= opened.number != Some(latest);
        latest = opened.number.unwrap_or(latest);
        let backup = kehoach::store::atomic::backup_path(&path);
        if backup.exists() {
            assert!(is_whole(&draft::open(&backup).expect("the backup opens").document));
        }
    }
    assert!(progressed, "the child never saved: the test proved nothing");
}

#[test]
fn a_disk_that_takes_no_more_leaves_the_last_state() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("a.kehoach");
    draft::save(&path, &document(1)).expect("saved");
    // 8 blocks of 512 bytes: less than the draft needs.
    for limit in ["trap '' XFSZ; ulimit -f 8;", "ulimit -f 8;"] {
        let status = child(&path, limit).status().expect("ran");
        assert!(!status.success(), "{limit}");
        assert_eq!(draft::open(&path).expect("opens").document, document(1), "{limit}");
    }
}
