//! Draft files: what is written reads back, and what is broken is said.

use kehoach::model::{Block, Document, Level, Text, Waiver};
use kehoach::store::draft::{self, DraftError, Note, from_ron, to_ron};
use proptest::prelude::*;
use unicode_normalization::UnicodeNormalization;

fn small_plan() -> Document {
    Document {
        agency: vec!["Sở Xây dựng".into()],
        number: Some(12),
        subject: "Tổ chức “Tháng cao điểm” năm 2027".into(),
        body: vec![
            Block::new(Level::Section, "Mục đích, yêu cầu"),
            Block::new(Level::Clause, Text::from_markup("<b>Mục đích</b>")),
            Block::new(Level::Point, "Bảo đảm\nthiết thực."),
        ],
        ..Document::default()
    }
}

fn broken(source: &str) -> (usize, usize, String) {
    match from_ron(source.as_bytes()) {
        Err(DraftError::Broken(mistake)) => (mistake.line, mistake.column, mistake.what),
        other => panic!("expected a broken draft, got {other:?}"),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn every_plan_reads_back_equal_and_is_written_the_same_again(document in crate::plans::any_plan()) {
        let written = to_ron(&document);
        let opened = from_ron(written.as_bytes()).map_err(|e| {
            TestCaseError::fail(format!("{e}\n{written}"))
        })?;
        prop_assert_eq!(&opened.document, &document);
        let told: Vec<_> = document.impossible_dates().map(Note::ImpossibleDate).collect();
        prop_assert_eq!(opened.notes, told);
        prop_assert_eq!(to_ron(&opened.document), written);
    }

    #[test]
    fn no_damage_makes_it_panic(
        document in crate::plans::any_plan(),
        flips in proptest::collection::vec((any::<proptest::sample::Index>(), any::<u8>()), 1..6),
        cut in proptest::option::of(any::<proptest::sample::Index>()),
    ) {
        let mut bytes = to_ron(&document).into_bytes();
        for (at, value) in flips {
            let at = at.index(bytes.len());
            bytes[at] = value;
        }
        if let Some(cut) = cut {
            bytes.truncate(cut.index(bytes.len()));
        }
        if let Ok(opened) = from_ron(&bytes) {
            let again = from_ron(to_ron(&opened.document).as_bytes()).map(|again| again.document);
            prop_assert_eq!(again, Ok(opened.document));
        }
    }

    #[test]
    fn no_damage_of_an_old_version_makes_it_panic(
        at in any::<proptest::sample::Index>(),
        value in any::<u8>(),
    ) {
        let mut bytes = include_bytes!("../fixtures/version-0.kehoach").to_vec();
        let at = at.index(bytes.len());
        bytes[at] = value;
        let _ = from_ron(&bytes);
    }
}

#[test]
fn one_changed_word_is_one_changed_line() {
    let before = to_ron(&small_plan());
    let mut document = small_plan();
    document.body[2] = Block::new(Level::Point, "Bảo đảm\nhiệu quả.");
    let after = to_ron(&document);
    let pairs = before.lines().zip(after.lines());
    let changed: Vec<_> = pairs.filter(|(before, after)| before != after).collect();
    assert_eq!(before.lines().count(), after.lines().count());
    assert_eq!(changed.len(), 1, "{changed:?}");
    assert!(changed[0].0.contains(r"Bảo đảm\nthiết thực."), "{changed:?}");
}

#[test]
fn the_layout_of_the_file_is_fixed() {
    let written = to_ron(&small_plan());
    assert!(written.starts_with("(\n  format: \"kehoach\",\n  version: 2,\n  plan: (\n"));
    assert!(written.ends_with("  ),\n)\n"));
    assert!(written.lines().all(|line| line == line.trim_end()));
}

#[test]
fn a_file_of_another_editor_opens_as_the_same_plan() {
    let document = small_plan();
    let written = to_ron(&document);
    let with_mark = format!("\u{FEFF}{}", written.replace('\n', "\r\n"));
    assert_eq!(from_ron(with_mark.as_bytes()).expect("opens").document, document);
    let decomposed: String = written.nfd().collect();
    assert_ne!(decomposed, written);
    let opened = from_ron(decomposed.as_bytes()).expect("opens");
    assert_eq!(opened.document, document);
    assert_eq!(opened.notes, [Note::Normalised]);
}

#[test]
fn a_hand_may_leave_things_out() {
    let source = "// nháp\n(format: \"kehoach\", version: 2, plan: (\n\
                  number: 7, subject: \"Một\r\nhai\", body: [Text(level: Clause, text: \"a\"),],))";
    let document = from_ron(source.as_bytes()).expect("opens").document;
    assert_eq!(document.number, Some(7));
    assert_eq!(document.subject.as_str(), "Một\nhai");
    assert_eq!(document.body[0], Block::new(Level::Clause, "a"));
    assert_eq!(document.archive.units, ["VT"]);
}

#[test]
fn what_is_broken_is_named_with_line_and_column() {
    let around = |line: &str| {
        format!("(\n format: \"kehoach\",\n version: 2,\n plan: (\n{line}\n),\n)")
    };
    let (line, column, what) = broken(&around("  subjct: \"a\","));
    assert_eq!((line, column), (5, 3), "{what}");
    assert!(what.contains("không có trường “subjct”") && what.contains("subject"), "{what}");
    let (line, _, what) = broken(&around("  number: \"a\","));
    assert_eq!(line, 5);
    assert!(what.contains("số nguyên"), "{what}");
    let (line, _, what) = broken(&around("  body: [Text(level: Khoan, text: \"a\")],"));
    assert_eq!(line, 5);
    assert!(what.contains("“Khoan”") && what.contains("Clause"), "{what}");
    let (line, _, what) = broken(&around("  place: \"Huế,"));
    assert!(line >= 5 && what.contains("ngoặc kép"), "{line}: {what}");
    let (_, _, what) = broken("(format: \"kehoach\", version: 2, plan: (");
    assert!(what.contains("cắt giữa chừng"), "{what}");
    let (_, _, what) = broken("(format: \"kehoach\", version: 2)");
    assert!(what.contains("thiếu trường “plan”"), "{what}");
}

#[test]
fn what_is_no_draft_or_too_new_or_too_large_is_refused() {
    assert_eq!(from_ron("KẾ HOẠCH".as_bytes()), Err(DraftError::Foreign));
    assert_eq!(from_ron(b"PK\x03\x04"), Err(DraftError::Foreign));
    let other = b"(format: \"khac\", version: 2, plan: \"kehoach\")";
    assert_eq!(from_ron(other), Err(DraftError::Foreign));
    let newer =
        b"(format: \"kehoach\", version: 9, plan: (body: [Chart(a: {1: 2})]), more: [A(b)])";
    let error = from_ron(newer).expect_err("newer");
    assert_eq!(error, DraftError::Newer { found: 9 });
    assert!(
        error.to_string().contains("phiên bản 9") && error.to_string().contains("cập nhật")
    );
    let large = vec![b' '; draft::LARGEST as usize + 1];
    assert_eq!(from_ron(&large), Err(DraftError::TooLarge));
}

#[test]
fn a_draft_of_version_0_opens() {
    let opened = from_ron(include_bytes!("../fixtures/version-0.kehoach")).expect("opens");
    assert_eq!(opened.notes, [Note::Migrated { from: 0 }]);
    assert_eq!(opened.document.parent_agency, ["Ủy ban nhân dân", "tỉnh Nghệ An"]);
    assert_eq!(opened.document.agency, ["Sở Nội vụ"]);
    assert_eq!(opened.document.number, Some(5));
    assert_eq!(opened.document.body[1], Block::new(Level::Dash, "Việc \"một\"."));
    assert_eq!(opened.document.signatures[0].lines(), ["GIÁM ĐỐC"]);
}

/// A draft of version 1 as the program of that time wrote it: căn cứ stood under `authority`,
/// which a signature has too.
#[test]
fn a_draft_of_version_1_opens_and_is_written_in_todays() {
    let old = include_str!("../fixtures/version-1.kehoach");
    let opened = from_ron(old.as_bytes()).expect("opens");
    assert_eq!(opened.notes, [Note::Migrated { from: 1 }]);
    let bases: Vec<_> = opened.document.legal_basis.iter().map(Text::words).collect();
    assert_eq!(bases.len(), 4);
    assert!(bases.iter().all(|basis| old.contains(basis.as_str())), "{bases:?}");
    assert_eq!(opened.document.signatures[0].lines()[0], "TM. ỦY BAN NHÂN DÂN");
    let today = old.replacen("version: 1", "version: 2", 1).replacen(
        "    authority: [",
        "    legal_basis: [",
        1,
    );
    assert_eq!(to_ron(&opened.document), today);
}

#[test]
fn a_file_is_saved_with_its_backup_and_opened_by_name() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("kế hoạch.kehoach");
    draft::save(&path, &Document::default()).expect("saved");
    draft::save(&path, &small_plan()).expect("saved");
    assert_eq!(draft::open(&path).expect("opens").document, small_plan());
    let backup = kehoach::store::atomic::backup_path(&path);
    assert_eq!(draft::open(&backup).expect("opens").document, Document::default());
    let error = draft::open(&folder.path().join("không có")).expect_err("not there");
    assert!(error.to_string().contains("không còn ở đó"), "{error}");
    std::fs::write(&path, "(format: \"kehoach\", version: 9)").expect("written");
    let error = draft::open(&path).expect_err("newer");
    assert!(error.to_string().contains("phiên bản 9"), "{error}");
    assert!(error.to_string().contains("kế hoạch.kehoach"), "{error}");
}

#[test]
fn what_is_set_aside_is_kept_readably_and_only_then_in_a_later_version() {
    let mut document = small_plan();
    assert!(to_ron(&document).contains("version: 2,"));
    document.waivers = vec![
        Waiver {
            rule: "B19".into(),
            words: Some("Kinh phí: … đồng".into()),
            reason: "Chờ Sở Tài chính".into(),
        },
        Waiver { rule: "T05".into(), ..Waiver::default() },
    ];
    let written = to_ron(&document);
    assert!(written.contains("version: 3,"), "{written}");
    assert!(
        written.contains("words: Some(\"Kinh phí: … đồng\")")
            || written.contains("words: \"Kinh phí: … đồng\""),
        "{written}"
    );
    let opened = from_ron(written.as_bytes()).expect("opens");
    assert_eq!(opened.document, document);
    assert!(opened.is_as_written());
}
