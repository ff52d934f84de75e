//! Printing through commands that stand in for those of CUPS.
#![cfg(unix)]

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;

use kehoach::print::{Job, PrintError, Printed, Printer, Queue, Sides};

/// A folder whose `lp` and `lpstat` are these scripts.
fn commands(lp: &str, lpstat: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, body) in [("lp", lp), ("lpstat", lpstat)] {
        let file = folder.path().join(name);
        fs::write(&file, format!("#!/bin/sh\n{body}\n")).expect("written");
        fs::set_permissions(&file, fs::Permissions::from_mode(0o755)).expect("made runnable");
    }
    folder
}

fn queue(folder: &tempfile::TempDir) -> Queue {
    Queue::on(folder.path().as_os_str()).expect("both commands are there")
}

#[test]
fn the_queue_gets_the_job_and_its_answer_comes_back() {
    let folder = commands(
        r#"printf '%s\n' "$@" > "$(dirname "$0")/seen"; echo "request id is May_in-7 (1 file(s))""#,
        "exit 1",
    );
    let job =
        Job { pages: vec![(2, 4)], copies: 2, sides: Sides::ShortEdge, ..Job::default() };
    let done = queue(&folder).print(Path::new("kế hoạch.pdf"), &job).expect("queued");
    assert_eq!(done, Printed::Queued("request id is May_in-7 (1 file(s))".into()));
    let seen = fs::read_to_string(folder.path().join("seen")).expect("what lp was told");
    let seen: Vec<_> = seen.lines().collect();
    assert_eq!(seen[..6], ["-n", "2", "-P", "2-4", "-o", "sides=two-sided-short-edge"]);
    assert_eq!(seen[seen.len() - 2..], ["--", "kế hoạch.pdf"]);
}

#[test]
fn a_refusal_is_told_in_the_queues_own_words() {
    let folder = commands("echo 'lp: The printer does not exist.' >&2; exit 1", "exit 0");
    let refused = queue(&folder).print(Path::new("a.pdf"), &Job::default());
    let Err(PrintError::Refused(said)) = refused else { panic!("{refused:?}") };
    assert_eq!(said, "lp: The printer does not exist.");
    let words = PrintError::Refused(said).to_string();
    assert!(words.starts_with("Hệ thống in từ chối lệnh in: lp: The printer"), "{words}");
}

#[test]
fn printers_are_listed_in_either_dialect_with_the_default_first() {
    let newer = r#"case "$1" in -d) echo "system default destination: B" ;; -e) printf 'A\nB\n' ;; esac"#;
    let older = r#"case "$1" in -d) echo "no system default destination" ;; -e) exit 1 ;; -a) echo "C accepting requests since Mon" ;; esac"#;
    let printer = |name: &str, is_default| Printer { name: name.into(), is_default };
    let folder = commands("", newer);
    assert_eq!(
        queue(&folder).printers().expect("listed"),
        [printer("B", true), printer("A", false)]
    );
    let folder = commands("", older);
    assert_eq!(queue(&folder).printers().expect("listed"), [printer("C", false)]);
}

#[test]
fn a_command_that_does_not_run_is_told() {
    let folder = commands("", "");
    fs::set_permissions(folder.path().join("lp"), fs::Permissions::from_mode(0o644))
        .expect("set");
    let failed = queue(&folder).print(Path::new("a.pdf"), &Job::default());
    assert!(matches!(failed, Err(PrintError::Start { command: "lp", .. })), "{failed:?}");
}
