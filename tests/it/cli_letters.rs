//! `kehoach letters` as other people's scripts use it.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

fn run(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_kehoach"))
        .args(arguments)
        .current_dir(folder)
        .env("KEHOACH_HOME", folder.join("home"))
        .output()
        .expect("the program was built")
}

fn lines(bytes: &[u8]) -> Vec<String> {
    String::from_utf8_lossy(bytes).lines().map(str::to_owned).collect()
}

#[test]
fn every_recipient_gets_a_file_or_all_share_one() {
    let folder = tempfile::tempdir().expect("a folder");
    let here = folder.path();
    assert!(run(here, &["new", "--sample", "giay-moi", "-o", "moi.kehoach"]).status.success());
    fs::write(
        here.join("ds.csv"),
        "STT;Kính mời;Ghi chú\n1;Ông Lê Văn Mẫu;x\n2;;trống\n3;Bà Trần Thị Thử;\n",
    )
    .expect("written");
    let ran = run(
        here,
        &["letters", "moi.kehoach", "--list", "ds.csv", "--to", "txt,pdf", "-o", "ra"],
    );
    assert!(ran.status.success(), "{:?}", lines(&ran.stderr));
    let names: Vec<String> = lines(&ran.stdout);
    assert_eq!(names.len(), 4, "{names:?}");
    assert!(names[0].ends_with("moi-01-ong-le-van-mau.txt"), "{names:?}");
    let words = fs::read_to_string(here.join(&names[2])).expect("words");
    assert!(words.contains("Bà Trần Thị Thử") && !words.contains("Lê Văn Mẫu"), "{words}");

    // Nothing that stands there is written over, and the others are told by name.
    let again = run(here, &["letters", "moi.kehoach", "--list", "ds.csv", "-o", "ra"]);
    assert_eq!(again.status.code(), Some(4));
    assert_eq!(lines(&again.stderr).len(), 2, "{:?}", lines(&again.stderr));

    let one = run(
        here,
        &["letters", "moi.kehoach", "--list", "ds.csv", "--together", "-o", "tat-ca.pdf"],
    );
    assert!(one.status.success(), "{:?}", lines(&one.stderr));
    assert!(fs::read(here.join("tat-ca.pdf")).expect("there").starts_with(b"%PDF"));
}

#[test]
fn what_is_wrong_with_a_list_is_said_and_nothing_is_written() {
    let folder = tempfile::tempdir().expect("a folder");
    let here = folder.path();
    assert!(run(here, &["new", "--sample", "cong-van", "-o", "cv.kehoach"]).status.success());
    assert!(run(here, &["new", "--sample", "kiem-tra", "-o", "kh.kehoach"]).status.success());
    fs::write(here.join("ds.txt"), "Sở Nội vụ\nSở Tài chính\n").expect("written");
    fs::write(here.join("rong.txt"), " \n").expect("written");
    for (arguments, code, words) in [
        (vec!["letters", "cv.kehoach", "--list", "rong.txt"], 3, "không có chữ nào"),
        (vec!["letters", "cv.kehoach", "--list", "khong-co.xlsx"], 3, "không còn ở đó"),
        (vec!["letters", "cv.kehoach", "--list", "cv.kehoach"], 3, "Không đọc được loại tệp"),
        (vec!["letters", "kh.kehoach", "--list", "ds.txt"], 3, "giống hệt nhau"),
        (
            vec!["letters", "cv.kehoach", "--list", "ds.txt", "--column", "Tên"],
            2,
            "không có cột",
        ),
        (
            vec!["letters", "cv.kehoach", "--list", "ds.txt", "--together", "--to", "docx"],
            2,
            "--together",
        ),
        (vec!["letters", "cv.kehoach"], 2, "--list"),
    ] {
        let ran = run(here, &arguments);
        assert_eq!(ran.status.code(), Some(code), "{arguments:?}: {:?}", lines(&ran.stderr));
        assert!(
            lines(&ran.stderr).join(" ").contains(words),
            "{arguments:?}: {:?}",
            lines(&ran.stderr)
        );
        assert!(ran.stdout.is_empty(), "{arguments:?}");
    }
    let files = fs::read_dir(here).expect("a folder").count();
    assert_eq!(files, 4, "two drafts and two lists");
}
