//! The command line as other people's scripts use it: files, messages, exit codes.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use kehoach::model::{Block, Document, Level};
use kehoach::store::draft;
use tempfile::TempDir;

struct Ran {
    code: Option<i32>,
    out: String,
    err: String,
}

struct Desk {
    folder: TempDir,
}

impl Desk {
    fn new() -> Self {
        Self { folder: tempfile::tempdir().expect("a temporary folder") }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn run(&self, arguments: &[&str]) -> Ran {
        let output = Command::new(env!("CARGO_BIN_EXE_kehoach"))
            .args(arguments)
            .current_dir(self.folder.path())
            .env("KEHOACH_HOME", self.path("home"))
            // No window opens in a test, wherever it runs.
            .env_remove("DISPLAY")
            .env_remove("WAYLAND_DISPLAY")
            .env_remove("WAYLAND_SOCKET")
            .output()
            .expect("the program was built");
        Ran {
            code: output.status.code(),
            out: String::from_utf8(output.stdout).expect("stdout is UTF-8"),
            err: String::from_utf8(output.stderr).expect("stderr is UTF-8"),
        }
    }

    /// Writes a draft with the given body, with or without its number.
    fn draft(&self, name: &str, number: Option<u32>, body: &str) {
        let document = Document {
            agency: vec!["Sở Xây dựng".into()],
            abbreviation: "SXD".into(),
            number,
            subject: "Kiểm tra công trình".into(),
            body: vec![
                Block::new(Level::Section, "NỘI DUNG"),
                Block::new(Level::Clause, body),
                Block::new(Level::Clause, "Việc thứ hai."),
            ],
            ..Document::default()
        };
        draft::save(&self.path(name), &document).expect("the folder can be written");
    }

    fn has(&self, name: &str) -> bool {
        self.path(name).exists()
    }

    fn starts(&self, name: &str, bytes: &[u8]) {
        let read = fs::read(self.path(name)).expect(name);
        assert!(read.starts_with(bytes), "{name}");
    }
}

#[test]
fn a_draft_goes_beside_itself_as_pdf() {
    let desk = Desk::new();
    desk.draft("a.kehoach", Some(7), "Việc thứ nhất.");
    let ran = desk.run(&["export", "a.kehoach"]);
    assert_eq!((ran.code, ran.out.trim(), ran.err.as_str()), (Some(0), "a.pdf", ""));
    desk.starts("a.pdf", b"%PDF-");
}

#[test]
fn several_formats_at_once_to_a_file_or_a_folder() {
    let desk = Desk::new();
    desk.draft("a.kehoach", Some(7), "Việc thứ nhất.");
    let ran = desk.run(&["export", "a.kehoach", "--to", "pdf,docx,png,txt", "-o", "ra.pdf"]);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    for (name, start) in [
        ("ra.pdf", &b"%PDF-"[..]),
        ("ra.docx", b"PK\x03\x04"),
        ("ra.png", b"\x89PNG"),
        ("ra.txt", "CỘNG HÒA".as_bytes()),
    ] {
        if name != "ra.txt" {
            desk.starts(name, start);
        }
        assert!(ran.out.lines().any(|line| line == name), "{name} in {}", ran.out);
    }
    let words = fs::read_to_string(desk.path("ra.txt")).expect("ra.txt");
    assert!(
        words.contains("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")
            && words.contains("Số: 07/KH-SXD")
    );

    fs::create_dir(desk.path("thư mục")).expect("a folder");
    let ran = desk.run(&["export", "a.kehoach", "--to", "txt", "-o", "thư mục"]);
    assert_eq!((ran.code, desk.has("thư mục/a.txt")), (Some(0), true));
    // Without --to the ending of the file says which.
    let ran = desk.run(&["export", "a.kehoach", "-o", "góp ý.docx"]);
    assert_eq!(ran.code, Some(0));
    desk.starts("góp ý.docx", b"PK");
}

#[test]
fn blank_number_leaves_room_for_the_registry() {
    let desk = Desk::new();
    desk.draft("a.kehoach", Some(7), "Việc thứ nhất.");
    let ran = desk.run(&["export", "a.kehoach", "--to", "txt", "--blank-number"]);
    assert_eq!(ran.code, Some(0));
    let words = fs::read_to_string(desk.path("a.txt")).expect("a.txt");
    assert!(!words.contains("07/KH-SXD") && words.contains("/KH-SXD"), "{words}");
}

#[test]
fn marks_stop_an_issued_export_and_nothing_is_written() {
    let desk = Desk::new();
    desk.draft("a.kehoach", Some(7), "Kinh phí: … đồng");
    let ran = desk.run(&["export", "a.kehoach", "--to", "pdf,docx"]);
    assert_eq!((ran.code, ran.out.as_str()), (Some(4), ""));
    assert!(!desk.has("a.pdf") && !desk.has("a.docx"));
    for words in ["a.kehoach", "mục I.1: ", "Kinh phí: … đồng", "--allow-marks"] {
        assert!(ran.err.contains(words), "{words} in {}", ran.err);
    }

    let ran = desk.run(&["export", "a.kehoach", "--allow-marks"]);
    assert_eq!((ran.code, desk.has("a.pdf")), (Some(0), true));
}

#[test]
fn marks_stop_neither_a_submission_nor_a_plan_without_number() {
    let desk = Desk::new();
    desk.draft("a.kehoach", Some(7), "Kinh phí: … đồng");
    desk.draft("b.kehoach", None, "Kinh phí: … đồng");
    assert_eq!(
        desk.run(&["export", "a.kehoach", "--to", "txt", "--blank-number"]).code,
        Some(0)
    );
    assert_eq!(desk.run(&["export", "b.kehoach", "--to", "txt"]).code, Some(0));
    assert!(desk.has("a.txt") && desk.has("b.txt"));
}

#[test]
fn letters_that_no_face_prints_are_told_and_the_export_goes_on() {
    let desk = Desk::new();
    desk.draft("a.kehoach", None, "Họp 🚒 về chữ 漢; ☑ Đạt.");
    let ran = desk.run(&["export", "a.kehoach", "--to", "pdf"]);
    assert_eq!((ran.code, desk.has("a.pdf")), (Some(0), true));
    for words in [
        "a.kehoach",
        "2 chữ",
        "mục I.1: hình biểu tượng “🚒” (U+1F692, FIRE ENGINE)",
        "U+6F22",
    ] {
        assert!(ran.err.contains(words), "{words} in {}", ran.err);
    }
    assert!(!ran.err.contains('☑'), "{}", ran.err);
    // Word shows them with faces of its own, a text with none.
    let ran = desk.run(&["export", "a.kehoach", "--to", "docx,txt"]);
    assert_eq!((ran.code, ran.err.as_str()), (Some(0), ""));
}

#[test]
fn an_empty_plan_is_issued_only_when_asked_to() {
    let desk = Desk::new();
    assert_eq!(desk.run(&["new", "-o", "a.kehoach"]).code, Some(0));
    let ran = desk.run(&["export", "a.kehoach"]);
    assert_eq!((ran.code, desk.has("a.pdf")), (Some(4), false));
    let parts =
        ["tên cơ quan", "địa danh", "trích yếu", "nội dung", "nơi nhận", "chức vụ, họ tên"];
    for part in parts {
        assert!(ran.err.contains(&format!(": chưa có {part}")), "{part} in {}", ran.err);
    }
    assert_eq!(desk.run(&["export", "a.kehoach", "--blank-number"]).code, Some(0));
    let ran = desk.run(&["export", "a.kehoach", "--allow-marks", "-o", "b.pdf"]);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
}

#[test]
fn one_bad_draft_never_stops_the_others() {
    let desk = Desk::new();
    desk.draft("a.kehoach", Some(7), "Việc thứ nhất.");
    desk.draft("c.kehoach", Some(9), "Thời gian: [...]");
    desk.draft("d.kehoach", Some(8), "Việc thứ nhất.");
    fs::write(desk.path("b.kehoach"), "hỏng").expect("a file");
    let drafts = ["a.kehoach", "b.kehoach", "mất.kehoach", "d.kehoach"];
    let export = |drafts: &[&str]| {
        let ends = ["--to", "txt", "-o", "ra"];
        desk.run(&[&["export"], drafts, &ends].concat())
    };
    let ran = export(&drafts);
    assert_eq!(ran.code, Some(3));
    assert!(desk.has("ra/a.txt") && desk.has("ra/d.txt") && !desk.has("ra/b.txt"));
    assert!(ran.err.contains("b.kehoach") && ran.err.contains("mất.kehoach"), "{}", ran.err);
    // A draft stopped by its marks weighs more than one that cannot be read.
    let ran = export(&["b.kehoach", "c.kehoach", "a.kehoach"]);
    assert_eq!(ran.code, Some(4));
    assert!(!desk.has("ra/c.txt"));
}

#[test]
fn an_output_that_cannot_be_written_is_said_and_the_old_file_stays() {
    let desk = Desk::new();
    desk.draft("a.kehoach", Some(7), "Việc thứ nhất.");
    let ran = desk.run(&["export", "a.kehoach", "-o", "không có/a.pdf"]);
    assert_eq!(ran.code, Some(4));
    assert!(ran.err.contains("thư mục"), "{}", ran.err);

    fs::write(desk.path("cũ.pdf"), "cũ").expect("a file");
    let mut rights = fs::metadata(desk.path("cũ.pdf")).expect("there").permissions();
    rights.set_readonly(true);
    fs::set_permissions(desk.path("cũ.pdf"), rights).expect("own file");
    let ran = desk.run(&["export", "a.kehoach", "-o", "cũ.pdf"]);
    assert_eq!(ran.code, Some(4));
    assert!(ran.err.contains("chỉ đọc"), "{}", ran.err);
    assert_eq!(fs::read(desk.path("cũ.pdf")).expect("still there"), b"c\xc5\xa9");
}

#[test]
fn wrong_usage_is_code_two_in_vietnamese() {
    let desk = Desk::new();
    desk.draft("a.kehoach", Some(7), "Việc thứ nhất.");
    for arguments in [
        &["export"][..],
        &["export", "a.kehoach", "--to", "odt"],
        &["export", "a.kehoach", "--lạ"],
        &["lệnh-lạ", "a.kehoach"],
        &["new"],
        &["new", "--sample", "không-có", "-o", "b.kehoach"],
    ] {
        let ran = desk.run(arguments);
        assert_eq!(ran.code, Some(2), "{arguments:?}: {}", ran.err);
        assert!(ran.err.starts_with("kehoach: "), "{arguments:?}: {}", ran.err);
    }
    assert!(!desk.has("b.kehoach"));
}

#[test]
fn several_drafts_never_share_the_name_of_one_file() {
    let desk = Desk::new();
    for name in ["a.kehoach", "b.kehoach"] {
        desk.draft(name, Some(7), "Việc thứ nhất.");
    }
    let ran = desk.run(&["export", "a.kehoach", "b.kehoach", "-o", "ra.pdf"]);
    assert_eq!((ran.code, desk.has("ra.pdf")), (Some(2), false));
    assert!(ran.err.contains("thư mục") && ran.err.contains("-o ra"), "{}", ran.err);
    // A folder that has such a name already, or is clearly meant as one, is taken.
    let ran = desk.run(&["export", "a.kehoach", "b.kehoach", "--to", "txt", "-o", "ra.pdf/"]);
    assert_eq!((ran.code, desk.has("ra.pdf/b.txt")), (Some(0), true), "{}", ran.err);

    fs::write(desk.path("a.txt"), "KẾ HOẠCH").expect("a file");
    let ran = desk.run(&["import", "a.txt", "a.txt", "-o", "nhap.kehoach"]);
    assert_eq!((ran.code, desk.has("nhap.kehoach")), (Some(2), false));
}

#[test]
fn every_document_of_a_file_becomes_a_draft() {
    let desk = Desk::new();
    let paper = include_str!("../fixtures/types/quyet-dinh-kem-quy-che.txt");
    fs::write(desk.path("QD.txt"), paper).expect("a file");
    let ran = desk.run(&["import", "QD.txt"]);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    assert!(desk.has("QD.kehoach") && desk.has("QD - Quy chế.kehoach"), "{}", ran.out);
    let ran = desk.run(&["export", "QD - Quy chế.kehoach", "--to", "txt"]);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    let text = fs::read_to_string(desk.path("QD - Quy chế.txt")).expect("written");
    assert!(
        text.contains("Chương II") && text.contains("Họp vào thứ Hai hằng tuần"),
        "{text}"
    );
    // Neither takes the place of a file that is there.
    assert_eq!(desk.run(&["import", "QD.txt"]).code, Some(4));
}

#[test]
fn messages_end_their_sentence_before_naming_the_file() {
    let desk = Desk::new();
    fs::write(desk.path("hỏng.docx"), "PK").expect("a file");
    let ran = desk.run(&["import", "mất.txt", "hỏng.docx"]);
    assert_eq!(ran.code, Some(3));
    assert_eq!(ran.err.matches(". Tệp: ").count(), 2, "{}", ran.err);
    let ran = desk.run(&["export", "hỏng.docx"]);
    assert_eq!(ran.code, Some(3));
    assert!(ran.err.contains("kehoach import. Tệp: "), "{}", ran.err);
    let ran = desk.run(&["export"]);
    assert!(ran.err.contains("thiếu <BẢN_THẢO>. Xem"), "{}", ran.err);
}

/// Elsewhere a window would open.
#[cfg(target_os = "linux")]
#[test]
fn without_a_display_a_missing_draft_is_said_first() {
    let desk = Desk::new();
    let ran = desk.run(&["khong-co.kehoach"]);
    assert_eq!(ran.code, Some(3));
    assert!(ran.err.contains("khong-co.kehoach"), "{}", ran.err);
    desk.draft("a.kehoach", Some(7), "Việc thứ nhất.");
    let ran = desk.run(&["a.kehoach"]);
    assert_eq!(ran.code, Some(4));
    assert!(ran.err.contains("kehoach export"), "{}", ran.err);
}

#[test]
fn new_lists_samples_makes_drafts_and_overwrites_none() {
    let desk = Desk::new();
    let ran = desk.run(&["new", "--list"]);
    assert_eq!(ran.code, Some(0));
    let names: Vec<&str> =
        ran.out.lines().filter_map(|line| line.split('\t').next()).collect();
    assert!(names.len() >= 4, "{}", ran.out);
    for name in &names {
        let file = format!("{name}-moi.kehoach");
        assert_eq!(desk.run(&["new", "--sample", name, "-o", &file]).code, Some(0), "{name}");
        draft::open(&desk.path(&file)).expect(name);
    }
    let before = content(&desk.path(&format!("{}-moi.kehoach", names[0])));
    let file = format!("{}-moi.kehoach", names[0]);
    let ran = desk.run(&["new", "--sample", names[1], "-o", &file]);
    assert_eq!(ran.code, Some(4));
    assert!(ran.err.contains(&file), "{}", ran.err);
    assert_eq!(content(&desk.path(&file)), before);
}

fn content(path: &Path) -> Vec<u8> {
    fs::read(path).expect("the file is there")
}

#[test]
fn files_say_when_the_draft_was_saved_or_what_source_date_epoch_says() {
    let desk = Desk::new();
    desk.draft("a.kehoach", Some(5), "Việc thứ nhất.");
    let made = |epoch: Option<&str>| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_kehoach"));
        command
            .args(["export", "a.kehoach", "--to", "pdf"])
            .current_dir(desk.folder.path())
            .env("KEHOACH_HOME", desk.path("home"));
        match epoch {
            Some(seconds) => command.env("SOURCE_DATE_EPOCH", seconds),
            None => command.env_remove("SOURCE_DATE_EPOCH"),
        };
        assert!(command.output().expect("the program was built").status.success());
        let bytes = fs::read(desk.path("a.pdf")).expect("a PDF");
        fs::remove_file(desk.path("a.pdf")).expect("a PDF that can be removed");
        bytes
    };
    let says =
        |pdf: &[u8], date: &str| pdf.windows(date.len()).any(|part| part == date.as_bytes());
    assert!(says(&made(Some("1000000000")), "D:20010909014640"));
    let file = fs::File::options().write(true).open(desk.path("a.kehoach")).expect("a draft");
    let saved =
        std::time::SystemTime::UNIX_EPOCH + std::time::Duration::from_secs(1_100_000_000);
    file.set_modified(saved).expect("a file whose date can be set");
    let first = made(None);
    assert!(says(&first, "D:20041109113320"));
    assert_eq!(first, made(None), "the same draft gives the same bytes");
}

#[test]
fn her_own_word_file_is_never_replaced_unless_she_says_so() {
    let desk = Desk::new();
    fs::write(desk.path("KH.txt"), "KẾ HOẠCH\nTuyên truyền năm 2027").expect("a file");
    fs::write(desk.path("KH.docx"), "của cô").expect("a file");
    assert_eq!(desk.run(&["import", "KH.txt"]).code, Some(0));
    let ran = desk.run(&["export", "KH.kehoach", "--to", "pdf,docx", "--allow-marks"]);
    assert_eq!((ran.code, ran.out.as_str()), (Some(4), ""));
    assert!(ran.err.contains("KH.docx") && ran.err.contains("--force"), "{}", ran.err);
    assert!(!desk.has("KH.pdf"), "nothing of it is written");
    assert_eq!(fs::read(desk.path("KH.docx")).expect("there"), "của cô".as_bytes());
    let ran = desk.run(&["export", "KH.kehoach", "--to", "docx", "--allow-marks", "--force"]);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    desk.starts("KH.docx", b"PK");
    assert_eq!(fs::read(desk.path("KH.docx.bak")).expect("kept"), "của cô".as_bytes());
    // A draft is not replaced by an import either, wherever it goes.
    for arguments in [&["import", "KH.txt"][..], &["import", "KH.txt", "-o", "KH.kehoach"]] {
        let ran = desk.run(arguments);
        assert_eq!(ran.code, Some(4), "{arguments:?}: {}", ran.err);
    }
    fs::write(desk.path("KH.txt"), "KẾ HOẠCH\nTuyên truyền năm 2028").expect("a file");
    assert_eq!(desk.run(&["import", "KH.txt", "--force"]).code, Some(0));
    assert!(desk.has("KH.kehoach.bak"));
}

#[test]
fn inputs_of_one_name_leave_a_file_each() {
    let desk = Desk::new();
    for (folder, words) in [("a", "Một"), ("b", "Hai"), ("c", "Ba")] {
        fs::create_dir(desk.path(folder)).expect("a folder");
        let text = format!("KẾ HOẠCH\n{words}");
        fs::write(desk.path(&format!("{folder}/KH.txt")), text).expect("a file");
    }
    let ran = desk.run(&["import", "a/KH.txt", "b/KH.txt", "c/KH.txt", "-o", "ra"]);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    for name in ["ra/KH.kehoach", "ra/KH (2).kehoach", "ra/KH (3).kehoach"] {
        assert!(
            desk.has(name) && ran.out.lines().any(|line| line == name),
            "{name}: {}",
            ran.out
        );
    }
}

#[test]
fn a_report_is_json_alone_on_stdout() {
    let desk = Desk::new();
    fs::write(desk.path("a.txt"), "KẾ HOẠCH\nTuyên truyền").expect("a file");
    let ran = desk.run(&["import", "a.txt", "-o", "x.kehoach", "--report", "json"]);
    assert_eq!((ran.code, desk.has("x.kehoach")), (Some(0), true));
    let read: serde_json::Value = serde_json::from_str(&ran.out).expect("JSON alone");
    assert!(read.is_array() && ran.err.contains("x.kehoach"), "{}", ran.err);
}

#[test]
fn a_day_that_no_calendar_has_is_told() {
    let desk = Desk::new();
    desk.draft("a.kehoach", None, "Việc thứ nhất.");
    let text = fs::read_to_string(desk.path("a.kehoach")).expect("there");
    let text =
        text.replace("day: None", "day: Some(31)").replace("month: None", "month: Some(2)");
    fs::write(desk.path("a.kehoach"), text).expect("written");
    let ran = desk.run(&["export", "a.kehoach", "--to", "txt"]);
    assert_eq!(ran.code, Some(0));
    assert!(ran.err.contains("31/02"), "{}", ran.err);
}

#[test]
fn a_small_draft_that_asks_for_a_huge_grid_is_refused() {
    let desk = Desk::new();
    let grid = format!(
        "(format: \"kehoach\", version: 1, plan: (body: [Table(widths: [{}], rows: [{}])]))",
        "1,".repeat(30_000),
        "[],".repeat(30_000)
    );
    fs::write(desk.path("a.kehoach"), grid).expect("written");
    let ran = desk.run(&["export", "a.kehoach"]);
    assert_eq!(ran.code, Some(3));
    assert!(ran.err.contains("900000000 ô"), "{}", ran.err);
}
