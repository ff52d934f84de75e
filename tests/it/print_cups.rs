//! Printing through the system's own programs, played by two scripts in the search path.
use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use std::process::{Command, Output};

use kehoach::compose::compose;
use kehoach::model::{Document, Standing};
use kehoach::print::{Order, PrintError, Selection, Sides, print, printers};
use kehoach::typeset::{Pages, Typesetter};

/// Says to the second process that it is the one in the office.
const OFFICE: &str = "KEHOACH_TEST_OFFICE";

fn pages() -> Pages {
    let paper = compose(&Document::default(), Standing::Issued);
    Typesetter::new().typeset(&paper).expect("an empty plan is set")
}

fn order() -> Order {
    Order {
        printer: Some("van-thu".to_owned()),
        selection: Selection::Range(1, 2),
        copies: 2,
        sides: Sides::LongEdge,
        title: "Kế hoạch".to_owned(),
    }
}

/// The search path of a process cannot be changed from within, so each case runs this test
/// program once more with the folder as its only search path.
fn office(folder: &Path, case: &str) -> Output {
    Command::new(std::env::current_exe().expect("a test has a program"))
        .args(["--exact", &format!("print_cups::{case}"), "--ignored", "--nocapture"])
        .env("PATH", folder)
        .env(OFFICE, folder)
        .output()
        .expect("the test program runs")
}

fn assert_passed(output: &Output) {
    let said = String::from_utf8_lossy(&output.stdout);
    let wrong = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success() && said.contains("1 passed"), "{said}{wrong}");
}

fn script(folder: &Path, name: &str, words: &str) {
    let path = folder.join(name);
    fs::write(&path, format!("#!/bin/sh\n{words}\n")).expect("a script");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).expect("own file");
}

#[test]
fn printers_are_listed_and_the_pages_reach_the_queue() {
    let folder = tempfile::tempdir().expect("a folder");
    let list = "case $1 in -e) echo tang-2; echo van-thu ;; \
                -d) echo 'system default destination: van-thu' ;; esac";
    script(folder.path(), "lpstat", list);
    let take = "for word; do printf '%s\\n' \"$word\" >> \"$KEHOACH_TEST_OFFICE/words\"; last=$word; done\n\
                read -r first < \"$last\"; echo \"$first\" > \"$KEHOACH_TEST_OFFICE/queue\"\n\
                echo 'request id is van-thu-12 (1 file(s))'";
    script(folder.path(), "lp", take);
    assert_passed(&office(folder.path(), "in_an_office_with_printers"));
    let words = fs::read_to_string(folder.path().join("words")).expect("lp was called");
    let words: Vec<&str> = words.lines().collect();
    assert_eq!(words[..8], ["-d", "van-thu", "-n", "2", "-t", "Kế hoạch", "-P", "1-2"]);
    assert!(words.contains(&"sides=two-sided-long-edge"));
    let queue = fs::read_to_string(folder.path().join("queue")).expect("lp read");
    assert_eq!(queue.trim_end(), "%PDF-1.7");
    let spooled = Path::new(words[words.len() - 1]);
    assert!(!spooled.exists(), "the temporary file is gone");
}

#[test]
#[ignore = "runs inside printers_are_listed_and_the_pages_reach_the_queue"]
fn in_an_office_with_printers() {
    let found = printers().expect("lpstat answers");
    let names: Vec<_> = found.iter().map(|printer| printer.name.as_str()).collect();
    assert_eq!(names, ["van-thu", "tang-2"]);
    let job = print(&order(), &pages()).expect("lp answers");
    assert_eq!(job, "van-thu-12");
}

#[test]
fn what_the_queue_refuses_is_told() {
    let folder = tempfile::tempdir().expect("a folder");
    script(folder.path(), "lpstat", "echo 'lpstat: No destinations added.' >&2; exit 1");
    script(folder.path(), "lp", "echo 'lp: Error - The printer does not exist.' >&2; exit 1");
    assert_passed(&office(folder.path(), "in_an_office_that_refuses"));
}

#[test]
#[ignore = "runs inside what_the_queue_refuses_is_told"]
fn in_an_office_that_refuses() {
    assert_eq!(printers().expect("no printer is no fault"), []);
    let error = print(&order(), &pages()).expect_err("lp refuses");
    assert!(matches!(&error, PrintError::Refused(why) if why == "The printer does not exist"));
    let said = error.to_string();
    assert!(
        said.contains("Hệ thống in không nhận") && said.contains("Chọn máy in khác"),
        "{said}"
    );
}

#[test]
fn a_service_that_does_not_run_is_no_empty_list_of_printers() {
    let folder = tempfile::tempdir().expect("a folder");
    script(folder.path(), "lpstat", "echo 'lpstat: Scheduler is not running.' >&2; exit 1");
    script(folder.path(), "lp", "exit 1");
    assert_passed(&office(folder.path(), "in_an_office_whose_service_is_down"));
}

#[test]
#[ignore = "runs inside a_service_that_does_not_run_is_no_empty_list_of_printers"]
fn in_an_office_whose_service_is_down() {
    let error = printers().expect_err("lpstat could not ask");
    assert!(error.to_string().contains("dịch vụ in (CUPS) không chạy"), "{error}");
    let error = print(&order(), &pages()).expect_err("lp fails without a word");
    assert!(error.to_string().contains("không rõ lý do. Kiểm tra máy in"), "{error}");
}

#[test]
fn a_program_that_may_not_be_started_is_told_in_vietnamese() {
    let folder = tempfile::tempdir().expect("a folder");
    for name in ["lpstat", "lp"] {
        fs::write(folder.path().join(name), "no program").expect("a file");
        let mode = fs::Permissions::from_mode(0o644);
        fs::set_permissions(folder.path().join(name), mode).expect("own file");
    }
    assert_passed(&office(folder.path(), "in_an_office_with_a_broken_program"));
}

#[test]
#[ignore = "runs inside a_program_that_may_not_be_started_is_told_in_vietnamese"]
fn in_an_office_with_a_broken_program() {
    let error = print(&order(), &pages()).expect_err("lp is no program");
    assert!(matches!(&error, PrintError::Start(_)), "{error:?}");
    let said = error.to_string();
    assert!(
        said.contains("Không gọi được chương trình in") && !said.contains("denied"),
        "{said}"
    );
}

#[test]
fn without_the_systems_programs_it_says_so() {
    let folder = tempfile::tempdir().expect("a folder");
    assert_passed(&office(folder.path(), "in_an_office_without_cups"));
}

#[test]
#[ignore = "runs inside without_the_systems_programs_it_says_so"]
fn in_an_office_without_cups() {
    assert!(matches!(printers(), Err(PrintError::NoSystem)));
    assert!(matches!(print(&order(), &pages()), Err(PrintError::NoSystem)));
}
