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
