//! Nothing that a file or the clipboard may hold makes the reader panic or lose a word.

use kehoach::read::{
    MAX_PARAGRAPHS, NoteKind, ReadError, decode, lost_words, paste, read_bytes, report_json,
};
use proptest::prelude::*;

/// Pieces of plans in all their wrong orders, between strings of anything.
fn any_source() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
        Just("Độc lập - Tự do - Hạnh phúc"),
        Just("ỦY BAN NHÂN DÂN        "),
        Just("XÃ QUẢNG CHÂU"),
        Just("Số: 05 /KH-UBND"),
        Just("Huế, ngày   tháng 3 năm 2026"),
        Just("QUYẾT ĐỊNH"),
        Just("KẾ HOẠCH"),
        Just("KẾ HOẠCH, Triển khai"),
        Just("(Kèm theo Quyết định số /QĐ-UBND ngày 1/2/2026 của Chủ tịch)"),
        Just("Căn cứ Luật Tổ chức chính quyền địa phương;"),
        Just("ban hành Kế hoạch như sau:"),
        Just("Phần I"),
        Just("I. MỤC ĐÍCH"),
        Just("1. Mục đích"),
        Just("2.1. Việc"),
        Just("đ) Việc"),
        Just("- "),
        Just("+ Việc “dở"),
        Just("* **đậm**"),
        Just("| a | b |"),
        Just("|---|---|"),
        Just("# Tiêu đề"),
        Just("Trên đây là Kế hoạch./."),
        Just("Nơi nhận:"),
        Just("- Lưu: VT, X (2). PL.(3)"),
        Just("TM. ỦY BAN NHÂN DÂN"),
        Just("KT. CHỦ TỊCH"),
        Just("PHÓ CHỦ TỊCH Trần Văn Bình"),
        Just("Phụ lục I"),
        Just("PHỤ LỤC 2: DANH SÁCH"),
        Just("\n"),
        Just("\t\t"),
        Just("2"),
        Just("      "),
    ]
    .prop_map(str::to_owned);
    let any = prop_oneof![4 => piece, 1 => "[^*_#<\\\\]{0,12}"];
    proptest::collection::vec((any, prop_oneof![4 => Just("\n"), 1 => Just(" ")]), 0..40)
        .prop_map(|pieces| pieces.into_iter().map(|(words, end)| words + end).collect())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]

    #[test]
    fn no_string_panics_and_no_word_is_lost(source in any_source()) {
        let _ = paste(&source);
        match read_bytes("a.txt", source.as_bytes()) {
            Ok(imported) => {
                let decoded = decode(source.as_bytes()).expect("it was read").text;
                prop_assert_eq!(lost_words(&decoded, &imported), Vec::<String>::new());
                prop_assert!(
                    imported.report.notes.iter().all(|note| note.kind != NoteKind::Lost)
                );
                prop_assert!(report_json("a.txt", &imported)["fields"].is_object());
            }
            Err(error) => prop_assert!(!error.to_string().is_empty()),
        }
    }

    #[test]
    fn no_bytes_panic(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        let _ = read_bytes("a.md", &bytes);
        let _ = read_bytes("a.docx", &bytes);
    }
}

#[test]
fn huge_and_hostile_texts_end_soon() {
    let cases = [
        "a ".repeat(200_000),
        " ".repeat(500_000) + "a",
        "*a *".repeat(100_000),
        "**".repeat(200_000) + "a",
        "(".repeat(300_000),
        "|".repeat(300_000) + " a |",
        "KẾ HOẠCH\n".repeat(20_000),
        "1. a\n".repeat(30_000),
        "a)\n".repeat(30_000),
        "- a\n  - b\n".repeat(15_000),
        format!("KẾ HOẠCH\nx\nNơi nhận:\n{}", "- a\n".repeat(30_000)),
        format!("KẾ HOẠCH\nx\nNơi nhận:\n- a\n{}", "KT. GIÁM ĐỐC\n".repeat(20_000)),
        "Phụ lục I\n".repeat(5_000),
        "ngày ".repeat(100_000),
        "việc cần làm trong năm nay và các năm sau nữa\n".repeat(20_000),
        "Số: ".to_owned() + &" ".repeat(300_000) + "/KH-SXD",
    ];
    for case in cases {
        let name: String = case.chars().take(12).collect();
        let started = std::time::Instant::now();
        let _ = read_bytes("a.txt", case.as_bytes());
        let _ = paste(&case);
        // Generous: what is guarded against is quadratic work, which would take minutes.
        assert!(started.elapsed().as_secs() < 20, "{name}: {:?}", started.elapsed());
    }
    assert!(matches!(
        read_bytes("a.txt", "a\n".repeat(MAX_PARAGRAPHS + 1).as_bytes()),
        Err(ReadError::TooManyParagraphs { .. })
    ));
    assert!(matches!(
        read_bytes("a.txt", &vec![b'a'; 200 << 20]),
        Err(ReadError::TooLarge { megabytes: 200, .. })
    ));
}
