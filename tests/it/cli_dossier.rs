//! `kehoach related` and `kehoach dossier` as other people's scripts use them.

use std::fs;
use std::path::Path;
use std::process::Command;

use kehoach::store::draft;

struct Ran {
    code: Option<i32>,
    out: String,
    err: String,
}

fn run(folder: &Path, arguments: &[&str]) -> Ran {
    let output = Command::new(env!("CARGO_BIN_EXE_kehoach"))
        .args(arguments)
        .current_dir(folder)
        .env("KEHOACH_HOME", folder.join("home"))
        .output()
        .expect("the program was built");
    Ran {
        code: output.status.code(),
        out: String::from_utf8_lossy(&output.stdout).into_owned(),
        err: String::from_utf8_lossy(&output.stderr).into_owned(),
    }
}

#[test]
fn what_goes_with_a_plan_is_made_listed_brought_in_line_and_written_together() {
    let folder = tempfile::tempdir().expect("a folder");
    let here = folder.path();
    let new = ["new", "--sample", "cai-cach-hanh-chinh", "-o", "kh.kehoach"];
    assert_eq!(run(here, &new).code, Some(0));
    let ran = run(here, &["related", "kh.kehoach", "--make", "all"]);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    assert_eq!(ran.out.lines().count(), 6, "{}", ran.out);
    // Nothing that stands there is written over, and what nobody knows is not made.
    assert_eq!(run(here, &["related", "kh.kehoach", "--make", "giay-moi"]).code, Some(4));
    assert_eq!(run(here, &["related", "kh.kehoach", "--make", "thư"]).code, Some(2));

    let mut plan = draft::open(&here.join("kh.kehoach")).expect("opens").document;
    plan.subject = "Cải cách hành chính và chuyển đổi số năm 2028".into();
    draft::save(&here.join("kh.kehoach"), &plan).expect("saved");
    let ran = run(here, &["dossier", "kh.kehoach", "--check"]);
    assert_eq!(ran.code, Some(1), "{}", ran.out);
    assert!(ran.out.contains("kh-giay-moi.kehoach"), "{}", ran.out);
    let ran = run(here, &["check", "."]);
    assert_eq!(ran.code, Some(1));
    assert!(ran.out.contains("chuyển đổi số năm 2028”"), "{}", ran.out);
    assert_eq!(run(here, &["related", "kh.kehoach", "--follow"]).code, Some(0));
    let ran = run(here, &["related", "kh-giay-moi.kehoach"]);
    assert_eq!(ran.out.matches("khớp với kế hoạch").count(), 6, "{}", ran.out);
    let decision = draft::open(&here.join("kh.kehoach")).expect("opens").document.decision;
    assert_eq!(decision.expect("issued with a decision").symbol, "QĐ-UBND");
    assert_eq!(run(here, &["dossier", "kh.kehoach", "--check"]).code, Some(0));

    // What waits to be filled in keeps papers that have a number back; those without may have it.
    let ran = run(here, &["dossier", "kh.kehoach", "--to", "docx,txt"]);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    let written = fs::read_dir(here.join("kh-ho-so")).expect("the folder").count();
    assert_eq!(written, 14, "{}", ran.out);
    let one = ["dossier", "kh.kehoach", "--one", "ho-so.pdf", "--blank-number"];
    assert_eq!(run(here, &one).code, Some(0));
    assert!(fs::read(here.join("ho-so.pdf")).expect("written").starts_with(b"%PDF"));
    assert_eq!(run(here, &one).code, Some(4), "it is not written over");
}

#[test]
fn one_file_of_all_papers_says_when_they_were_saved() {
    let folder = tempfile::tempdir().expect("a folder");
    let here = folder.path();
    run(here, &["new", "--sample", "nam-hoc", "-o", "kh.kehoach"]);
    run(here, &["related", "kh.kehoach", "--make", "to-trinh"]);
    let bytes = |epoch: &str| {
        let made = Command::new(env!("CARGO_BIN_EXE_kehoach"))
            .args(["dossier", "kh.kehoach", "--one", "ho-so.pdf", "--force", "--allow-marks"])
            .current_dir(here)
            .env("KEHOACH_HOME", here.join("home"))
            .env("SOURCE_DATE_EPOCH", epoch)
            .output()
            .expect("the program was built");
        assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
        fs::read(here.join("ho-so.pdf")).expect("written")
    };
    let first = bytes("1700000000");
    assert_eq!(first, bytes("1700000000"));
    // 14 November 2023, 22:13:20 UTC.
    let words = String::from_utf8_lossy(&first);
    assert!(words.contains("D:20231114221320"), "the time of SOURCE_DATE_EPOCH");
}
