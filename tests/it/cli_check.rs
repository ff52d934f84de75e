//! `kehoach check` and `kehoach rules`, as scripts call them.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

fn kehoach(arguments: &[&str], folder: &Path) -> Output {
    Command::new(env!("CARGO_BIN_EXE_kehoach"))
        .args(arguments)
        .current_dir(folder)
        .env("KEHOACH_HOME", folder.join("home"))
        .output()
        .expect("the program runs")
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

const FILE: &str = "UBND TỈNH NGHỆ AN\nSỞ XÂY DỰNG\n\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do \
                    - Hạnh phúc\n\nSố 5/KH-SXD\nNghệ An, ngày 05 tháng 10 năm 2026\n\nKẾ HOẠCH\nTriển khai \
                    thi đua\n\nI. MỤC ĐÍCH\nCác phòng thực hiện nghiêm túc , đúng hạn.\n\nII. NỘI DUNG\nUBND các quận, huyện phối hợp./.\n\nNơi \
                    nhận:\n- UBND tỉnh;\n- Lưu: VT.\n\nGIÁM ĐỐC\nTrần Văn Bình\n";

#[test]
fn a_file_with_errors_ends_with_one_and_says_where() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("ke-hoach.txt"), FILE).expect("a file");
    let output = kehoach(&["check", "ke-hoach.txt"], folder.path());
    assert_eq!(output.status.code(), Some(1), "{}", text(&output.stderr));
    let said = text(&output.stdout);
    for part in ["N01", "N02", "P01", "G02", "các xã, phường, đặc khu", "^"] {
        assert!(said.contains(part), "{part} in\n{said}");
    }
}

#[test]
fn the_report_for_scripts_has_the_fields_it_promises() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("ke-hoach.txt"), FILE).expect("a file");
    let output = kehoach(&["check", "ke-hoach.txt", "--format", "json"], folder.path());
    let report: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let findings = report[0]["findings"].as_array().expect("a list");
    assert!(!findings.is_empty());
    for finding in findings {
        for field in ["rule", "severity", "clause", "place", "excerpt", "message"] {
            assert!(finding[field].is_string(), "{field} of {finding}");
        }
        assert!(finding["fix"].is_null() || finding["fix"]["after"].is_string());
    }
    let open: Vec<&str> = report[0]["not_evaluated"]
        .as_array()
        .expect("a list")
        .iter()
        .filter_map(|it| it.as_str())
        .collect();
    assert!(
        open.contains(&"L01") && open.contains(&"E01") && !open.contains(&"P01"),
        "{open:?}"
    );
}

#[test]
fn safe_cures_are_written_to_a_copy_and_never_over_the_file() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("ke-hoach.txt"), FILE).expect("a file");
    let output = kehoach(&["check", "--fix", "ke-hoach.txt", "-o", "sua.txt"], folder.path());
    assert_eq!(output.status.code(), Some(1), "{}", text(&output.stderr));
    let cured = fs::read_to_string(folder.path().join("sua.txt")).expect("the copy");
    assert_eq!(cured, FILE.replace("túc , đúng", "túc, đúng"));
    let again =
        kehoach(&["check", "--fix", "ke-hoach.txt", "-o", "ke-hoach.txt"], folder.path());
    assert_eq!(again.status.code(), Some(4));
    assert_eq!(
        fs::read_to_string(folder.path().join("ke-hoach.txt")).expect("the file"),
        FILE
    );
}

#[test]
fn a_new_sample_has_no_error_and_every_rule_is_listed() {
    let folder = tempfile::tempdir().expect("a folder");
    kehoach(&["new", "--sample", "kiem-tra", "-o", "mau.kehoach"], folder.path());
    let output = kehoach(&["check", "mau.kehoach"], folder.path());
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stdout));
    let rules = kehoach(&["rules"], folder.path());
    assert!(text(&rules.stdout).lines().count() > 150);
    let missing = kehoach(&["check", "khong-co.txt"], folder.path());
    assert_eq!(missing.status.code(), Some(3));
}

#[test]
fn word_files_of_the_samples_have_nothing_against_them() {
    let folder = tempfile::tempdir().expect("a folder");
    let list = text(&kehoach(&["new", "--list"], folder.path()).stdout);
    let mut checked = 0;
    for name in list.lines().filter_map(|line| line.split_whitespace().next()) {
        // The empty one has no words yet.
        if name == "ke-hoach-moi" {
            continue;
        }
        let draft = format!("{name}.kehoach");
        let made = kehoach(&["new", "--sample", name, "-o", &draft], folder.path());
        assert!(made.status.success(), "{}", text(&made.stderr));
        let file = format!("{name}.docx");
        let made = kehoach(&["export", &draft, "--to", "docx", "-o", &file], folder.path());
        assert!(made.status.success(), "{name}: {}", text(&made.stderr));
        let output = kehoach(&["check", &file, "--format", "json"], folder.path());
        let report: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
        let graver: Vec<_> = report[0]["findings"]
            .as_array()
            .expect("a list")
            .iter()
            .filter(|finding| finding["severity"] != "hint")
            .collect();
        assert!(graver.is_empty(), "{name}: {graver:#?}");
        checked += 1;
    }
    assert!(checked > 3);
}

/// The named parts of a package.
fn part(path: &Path, name: &str) -> Option<String> {
    use std::io::Read as _;
    let file = fs::File::open(path).expect("it was written");
    let mut archive = zip::ZipArchive::new(file).expect("a package");
    let mut words = String::new();
    archive.by_name(name).ok()?.read_to_string(&mut words).expect("text");
    Some(words)
}

#[test]
fn findings_go_as_comments_into_a_copy_of_a_word_file_and_as_pdf_beside_it() {
    let folder = tempfile::tempdir().expect("a folder");
    let home = folder.path();
    fs::write(home.join("ke-hoach.txt"), FILE).expect("a file");
    for arguments in
        [&["import", "ke-hoach.txt"][..], &["export", "ke-hoach.kehoach", "--to", "docx"]]
    {
        let output = kehoach(arguments, home);
        assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    }
    let before = fs::read(home.join("ke-hoach.docx")).expect("it was exported");
    let arguments = ["check", "ke-hoach.docx", "--comments", "-o", "y-kien.docx"];
    let output = kehoach(&arguments, home);
    assert_eq!(output.status.code(), Some(1), "{}", text(&output.stderr));
    assert_eq!(fs::read(home.join("ke-hoach.docx")).expect("still there"), before);
    let copy = home.join("y-kien.docx");
    let comments = part(&copy, "word/comments.xml").expect("comments");
    let body = part(&copy, "word/document.xml").expect("a body");
    assert!(comments.contains("G02") && comments.contains("w:author=\"Kế Hoạch\""));
    let count = comments.matches("<w:comment ").count();
    assert_eq!(body.matches("<w:commentReference ").count(), count);
    assert!(body.contains("quận, huyện</w:t></w:r><w:commentRangeEnd"), "around its words");
    // A second round adds to the first.
    let again = ["check", "y-kien.docx", "--comments", "-o", "y-kien-2.docx"];
    kehoach(&again, home);
    let twice = part(&home.join("y-kien-2.docx"), "word/comments.xml").expect("comments");
    assert_eq!(twice.matches("<w:comment ").count(), 2 * count);
    for (file, pdf) in [("ke-hoach.docx", "bao-cao.pdf"), ("ke-hoach.kehoach", "phieu.pdf")] {
        let output = kehoach(&["check", file, "--report", pdf], home);
        assert_eq!(output.status.code(), Some(1), "{}", text(&output.stderr));
        assert!(fs::read(home.join(pdf)).expect("written").starts_with(b"%PDF"));
    }
    for refused in [
        &["check", "ke-hoach.docx", "--comments", "-o", "ke-hoach.docx"][..],
        &["check", "ke-hoach.txt", "--comments", "-o", "moi.docx"],
        &["check", "ke-hoach.kehoach", "--comments", "-o", "moi.docx"],
        &["check", "ke-hoach.docx", "--report", "bao-cao.pdf"],
    ] {
        let output = kehoach(refused, home);
        assert_eq!(output.status.code(), Some(4), "{refused:?}: {}", text(&output.stderr));
    }
    for wrong in [
        &["check", "ke-hoach.docx", "-o", "moi.docx"][..],
        &["check", "ke-hoach.docx", "--comments"],
        &["check", "ke-hoach.docx", "ke-hoach.txt", "--report", "moi.pdf"],
    ] {
        assert_eq!(kehoach(wrong, home).status.code(), Some(2), "{wrong:?}");
    }
}

#[test]
fn what_is_set_aside_in_a_draft_is_told_apart_and_counts_as_no_error() {
    let folder = tempfile::tempdir().expect("a folder");
    let home = folder.path();
    let new = ["new", "--sample", "kiem-tra", "-o", "a.kehoach"];
    assert_eq!(kehoach(&new, home).status.code(), Some(0));
    let draft = fs::read_to_string(home.join("a.kehoach")).expect("a draft");
    let faulty = draft.replacen("subject: \"", "subject: \"V/v ", 1);
    fs::write(home.join("a.kehoach"), &faulty).expect("written");
    let output = kehoach(&["check", "a.kehoach", "--format", "json"], home);
    let report: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let rules: Vec<&str> = report[0]["findings"]
        .as_array()
        .expect("a list")
        .iter()
        .filter_map(|it| it["rule"].as_str())
        .collect();
    assert!(!rules.is_empty(), "V/v is found");
    let waivers: String = rules
        .iter()
        .map(|rule| format!("(rule: \"{rule}\", reason: \"lãnh đạo giữ nguyên\"), "))
        .collect();
    let aside = faulty.replacen("version: 2", "version: 3", 1);
    let aside = aside.replacen("plan: (", &format!("plan: (\n    waivers: [{waivers}],"), 1);
    fs::write(home.join("a.kehoach"), aside).expect("written");
    let output = kehoach(&["check", "a.kehoach"], home);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    assert!(text(&output.stdout).contains("ĐÃ BỎ QUA"));
    assert!(text(&output.stdout).contains("lãnh đạo giữ nguyên"));
    let output = kehoach(&["check", "a.kehoach", "--format", "json"], home);
    let report: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
    assert_eq!(report[0]["findings"], serde_json::json!([]));
    assert_eq!(report[0]["ignored"].as_array().map(Vec::len), Some(rules.len()));
}
