//! Reads the real plans of the corpus, which stands beside the repository and not in it.

use std::path::{Path, PathBuf};

use kehoach::model::{Block, Document, IssueDate, Level};
use kehoach::read::{
    DropKind, Imported, NoteKind, decode, lost_words, read_bytes, report_json, words,
};

/// The folder of the corpus: `KEHOACH_CORPUS`, or `shared` beside the repository.
fn corpus() -> Option<PathBuf> {
    let folder = std::env::var_os("KEHOACH_CORPUS").map_or_else(
        || Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared"),
        PathBuf::from,
    );
    if folder.join("seeds").is_dir() {
        return Some(folder);
    }
    eprintln!("skipped: no corpus in {}", folder.display());
    None
}

/// Reads a file of the corpus and holds it to the promise that no word is lost.
fn import(path: &str) -> Option<Imported> {
    let file = corpus()?.join(path);
    let bytes = std::fs::read(&file).expect("the corpus is whole");
    let imported = read_bytes(path, &bytes).expect("a text of the corpus is readable");
    let source = decode(&bytes).expect("decodes").text;
    assert_eq!(lost_words(&source, &imported), Vec::<String>::new(), "{path}");
    for dropped in &imported.report.dropped {
        let count = words(&dropped.words).len();
        match dropped.kind {
            DropKind::Numeral | DropKind::PageNumber => assert!(count <= 4, "{dropped:?}"),
            DropKind::Fixed => assert!(count <= 8, "{dropped:?}"),
            _ => {}
        }
    }
    assert!(!imported.report.notes.iter().any(|note| note.kind == NoteKind::Lost));
    Some(imported)
}

fn sections(document: &Document) -> Vec<String> {
    texts(document, &[Level::Part, Level::Section])
}

fn texts(document: &Document, levels: &[Level]) -> Vec<String> {
    document
        .body
        .iter()
        .filter_map(Block::paragraph)
        .filter(|paragraph| levels.contains(&paragraph.level))
        .map(|paragraph| paragraph.text.words())
        .collect()
}

fn count(document: &Document, level: Level) -> usize {
    texts(document, &[level]).len()
}

fn names(document: &Document) -> Vec<&str> {
    document.recipients.iter().map(|recipient| recipient.name.as_str()).collect()
}

#[test]
fn seed_of_hung_yen() {
    let Some(Imported { document, report }) = import("seeds/000_80408c578e7fbc60.txt") else {
        return;
    };
    assert_eq!(document.number, Some(366));
    assert_eq!((document.abbreviation.as_str(), document.symbol.as_str()), ("SGTVT", ""));
    assert_eq!(document.place, "Hung Yên");
    assert_eq!(document.date, IssueDate::new(13, 2, 2023));
    assert_eq!(
        document.subject.to_markup(),
        "Triển khai thực hiện phong trào thi đua “Dân vận khéo” năm 2023"
    );
    assert_eq!(document.opening.len(), 1);
    assert!(document.opening[0].as_str().starts_with("Thực hiện Kế hoạch số 63-KH/ĐUK"));
    assert!(document.opening[0].as_str().ends_with("cụ thể như sau:"));
    assert_eq!(sections(&document), ["MỤC ĐÍCH, YÊU CẦU", "NỘI DUNG"]);
    assert_eq!(count(&document, Level::Clause), 4);
    assert_eq!(document.body.len(), 6);
    assert!(
        document.body[5].paragraph().is_some_and(|p| p.text.as_str().ends_with("Chỉ thị số"))
    );
    assert!(
        document.agency.is_empty()
            && document.recipients.is_empty()
            && document.closing.is_empty()
    );
    assert!(document.archive.units.is_empty());
    assert!(report.unrecognised.is_empty());
    assert!(report.notes.iter().any(|note| note.excerpt == "Số: 366 /KH-SGTVT"));
    assert!(report.notes.iter().any(|note| note.kind == NoteKind::Missing));
}

#[test]
fn seed_of_ha_nam() {
    let Some(imported) = import("seeds/002_963df409c5a97dfc.txt") else { return };
    let Imported { document, report } = &imported;
    assert_eq!(document.number, None);
    assert_eq!(document.abbreviation, "SXD");
    assert_eq!(document.place, "Hà Nam");
    assert_eq!(document.date, IssueDate { day: None, month: None, year: Some(2023) });
    assert!(document.subject.as_str().starts_with("Tổ chức các hoạt động “Tháng cao điểm”"));
    assert!(document.subject.as_str().ends_with("(15/10/1930-15/10/2023)"));
    assert_eq!(document.subject.as_str(), document.subject.to_markup());
    assert_eq!(document.opening.len(), 3);
    assert!(document.legal_basis.is_empty());
    assert_eq!(
        sections(document),
        ["Mục đích, yêu cầu", "Nội dung hoạt động chính", "Tổ chức thực hiện"]
    );
    assert_eq!(count(document, Level::Body), 7);
    assert_eq!(count(document, Level::Dash), 2);
    assert_eq!(count(document, Level::Clause), 2);
    let broken =
        report.notes.iter().find(|note| note.kind == NoteKind::Numeral).expect("told");
    assert_eq!((broken.excerpt.as_str(), broken.line), ("3.", 43));
    assert_eq!(document.closing.len(), 1);
    assert!(document.closing[0].as_str().ends_with("của Sở Xây dựng"));
    assert_eq!(
        names(document),
        [
            "Ban Dân vận Tỉnh uỷ",
            "Ban Tuyên giáo Đảng uỷ khối",
            "Các phòng chuyên môn, đơn vị thuộc Sở",
            "Website của Sở"
        ]
    );
    assert_eq!(document.archive.units, ["VT", "VP", "CV(ML)-2023"]);
    assert_eq!(report.unrecognised.len(), 1);
    assert_eq!(report.unrecognised[0].words, "CV(ML)-2023");
    assert_eq!(document.signatures.len(), 1);
    assert_eq!(document.signatures[0].lines(), ["GIÁM ĐỐC"]);
    assert_eq!(document.signatures[0].signer, "Nguyễn Quang Huy");

    let json = report_json("seed", &imported);
    assert_eq!(json["encoding"], "UTF-8");
    assert_eq!(json["fields"]["number"], serde_json::Value::Null);
    assert_eq!(json["fields"]["date"], serde_json::Value::Null);
    assert_eq!(json["fields"]["symbol"], "KH-SXD");
    assert_eq!(json["fields"]["recipients"].as_array().map(Vec::len), Some(4));
    assert_eq!(json["unrecognised"][0], "CV(ML)-2023");
}

fn hanoi(path: &str) -> Option<Imported> {
    let imported = import(path)?;
    let document = &imported.document;
    assert_eq!(document.agency, ["ỦY BAN NHÂN DÂN", "THÀNH PHỐ HÀ NỘI"]);
    assert!(document.parent_agency.is_empty());
    assert_eq!(document.number, Some(173));
    assert_eq!(document.abbreviation, "UBND");
    assert_eq!(document.place, "Hà Nội");
    assert_eq!(document.date, IssueDate::new(28, 4, 2026));
    assert_eq!(
        document.subject.as_str(),
        "Tổ chức “Festival Thăng Long - Hà Nội lần thứ II, năm 2026”"
    );
    assert_eq!(document.opening.len(), 1);
    assert_eq!(
        sections(document),
        [
            "MỤC ĐÍCH, YÊU CẦU",
            "CƠ QUAN CHỈ ĐẠO VÀ TỔ CHỨC THỰC HIỆN",
            "CHỦ ĐỀ, NỘI DUNG CÁC HOẠT ĐỘNG",
            "KINH PHÍ THỰC HIỆN",
            "TỔ CHỨC THỰC HIỆN"
        ]
    );
    assert_eq!(count(document, Level::Clause), 30);
    assert_eq!(count(document, Level::SubClause), 9);
    assert_eq!(count(document, Level::Dash), 129 - 1 - 10);
    let title = |words: &str| {
        document
            .body
            .iter()
            .filter_map(Block::paragraph)
            .any(|paragraph| paragraph.text.words() == words && paragraph.is_title())
    };
    assert!(title("Mục đích"));
    assert!(title("Chương trình nghệ thuật nhạc trẻ"));
    assert!(title("Trung tâm Bảo tồn di sản Thăng Long - Hà Nội."));
    assert!(!title("Cơ quan chỉ đạo: Ủy ban nhân dân thành phố Hà Nội."));
    assert_eq!(document.closing.len(), 1);
    assert!(document.closing[0].as_str().starts_with("Trên đây là Kế hoạch"));
    assert!(document.closing[0].as_str().ends_with("nội dung vượt thẩm quyền"));
    assert_eq!(document.recipients.len(), 9);
    assert_eq!(
        document.recipients[8].name,
        "VPUB: CVP, các PCVP, phòng: KGVX, TH, KT, ĐT, TNMT, NC, HC-QT, TT TTDL&CNS TP"
    );
    assert_eq!(document.archive.units, ["VT", "KGVX"]);
    assert_eq!(document.signatures[0].lines(), ["TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"]);
    assert_eq!(document.signatures[0].signer, "Vũ Đại Thắng");
    assert!(imported.report.unrecognised.is_empty());
    Some(imported)
}

#[test]
fn plan_of_ha_noi() {
    hanoi("corpus/txt/kh_hanoi_173_festival_2026.txt");
}

#[test]
fn the_same_copied_out_of_its_pdf() {
    let Some(imported) = hanoi("corpus/txt/kh_hanoi_173_pdfraw.txt") else { return };
    let told = |kind: NoteKind| imported.report.notes.iter().any(|note| note.kind == kind);
    assert!(told(NoteKind::PageNumbers));
    assert!(told(NoteKind::JoinedLines));
    assert!(told(NoteKind::Columns));
    let centred = texts(&imported.document, &[Level::Centered]);
    assert_eq!(centred, ["“Dòng chảy di sản - Heritage flow”"]);
    let pages: Vec<&str> = imported
        .report
        .dropped
        .iter()
        .filter(|dropped| dropped.kind == DropKind::PageNumber)
        .map(|dropped| dropped.words.as_str())
        .collect();
    assert_eq!(pages, ["2", "3", "4", "5", "6", "7", "8", "9", "10", "11"]);
}

#[test]
fn plan_of_son_la_with_its_decision() {
    let Some(imported) = import("corpus/txt/kh_sonla_254_bmnn_2023.txt") else { return };
    let Imported { document, report } = &imported;
    let decision = document.decision.as_ref().expect("issued with a decision");
    assert_eq!(decision.document, "Quyết định");
    assert_eq!(decision.number, Some(254));
    assert_eq!(decision.symbol, "QĐ-UBND");
    assert_eq!(decision.date, IssueDate::new(17, 2, 2023));
    assert_eq!(decision.issuer, "Chủ tịch Ủy ban nhân dân tỉnh");
    assert_eq!(document.number, None);
    assert_eq!(document.agency, ["ỦY BAN NHÂN DÂN TỈNH SƠN LA"]);
    assert_eq!(document.place, "Sơn La");
    assert_eq!(
        document.subject.as_str(),
        "THỰC HIỆN CÔNG TÁC BẢO VỆ BÍ MẬT NHÀ NƯỚC NĂM 2023"
    );
    assert_eq!(
        sections(document),
        ["MỤC ĐÍCH, YÊU CẦU", "NỘI DUNG CÔNG TÁC", "PHÂN CÔNG NHIỆM VỤ", "TỔ CHỨC THỰC HIỆN"]
    );
    assert_eq!(count(document, Level::Clause), 3 + 8 + 6 + 4);
    assert_eq!(count(document, Level::Dash), 6);
    assert!(document.closing.is_empty() && document.recipients.is_empty());
    let last = document.body.last().and_then(Block::paragraph).expect("a paragraph");
    assert!(last.text.as_str().ends_with("để phối hợp, hướng dẫn"));
    assert!(report.notes.iter().any(|note| note.kind == NoteKind::OtherDocument));
    // What is left out is listed, every line of it.
    let left: Vec<&str> = report.unrecognised.iter().map(|line| line.words.as_str()).collect();
    assert!(left.contains(&"- Bộ Công an (Cục A03 - để b/c);"));
    assert!(left.contains(&"CHỦ TỊCH Hoàng Quốc Khánh"));
    assert_eq!(report_json("x", &imported)["fields"]["number"], 254);
}

fn phu_tho(path: &str) {
    let Some(Imported { document, report }) = import(path) else { return };
    assert_eq!(document.parent_agency, ["UBND TỈNH PHÚ THỌ"]);
    assert_eq!(document.agency, ["SỞ THÔNG TIN VÀ TRUYỂN THÔNG"]);
    assert_eq!(document.number, None);
    assert_eq!(document.abbreviation, "STTTT");
    assert_eq!(document.place, "Phú Thọ");
    assert_eq!(document.date, IssueDate { day: None, month: Some(12), year: Some(2011) });
    assert!(document.subject.as_str().starts_with("Triển khai cài đặt, đào tạo"));
    assert_eq!(
        sections(&document),
        ["MỤC ĐÍCH, YÊU CẦU", "PHƯƠNG ÁN TRIỂN KHAI", "TỔ CHỨC THỰC HIỆN"]
    );
    assert_eq!(count(&document, Level::Clause), 7);
    assert_eq!(count(&document, Level::Point), 5);
    assert!(texts(&document, &[Level::Point])[4].starts_with("Đào tạo quản trị"));
    assert!(!report.notes.iter().any(|note| note.kind == NoteKind::Numeral));
    let tables: Vec<_> = document.body.iter().filter_map(Block::table).collect();
    assert_eq!(tables.len(), 1);
    assert_eq!((tables[0].columns(), tables[0].rows.len(), tables[0].head_rows), (3, 6, 2));
    assert_eq!(tables[0].rows[0][1].columns, 2);
    assert_eq!(
        names(&document),
        ["Giám đốc", "Các Phó Giám đốc", "Các phòng, ban thuộc Sở", "Trung tâm CNTT Tây Bắc"]
    );
    assert_eq!(document.archive.units, ["VT", "P.CNTT"]);
    assert_eq!(document.signatures[0].signer, "Phan Quang Thao");
    assert!(report.unrecognised.is_empty());
}

#[test]
fn plan_of_phu_tho() {
    phu_tho("corpus/txt/kh_stttt_phutho_2011.txt");
}

#[test]
fn the_same_with_its_marks_apart() {
    let path = "corpus/txt/kh_stttt_phutho_2011_NFD.txt";
    phu_tho(path);
    if let Some(imported) = import(path) {
        assert!(imported.report.notes.iter().any(|note| note.kind == NoteKind::Composed));
    }
}

#[test]
fn survey_plan_of_phu_tho() {
    let Some(Imported { document, report }) = import("corpus/txt/kh_khaosat_phutho_2012.txt")
    else {
        return;
    };
    assert_eq!(document.parent_agency, ["SỞ TTTT TỈNH PHÚ THỌ"]);
    assert_eq!(document.agency, ["TRUNG TÂM CNTT TÂY BẮC"]);
    assert_eq!(document.symbol, "NVKS-STTTT");
    assert!(document.subject.as_str().starts_with("NHIỆM VỤ KHẢO SÁT PHỤC VỤ"));
    assert!(document.subject.as_str().ends_with("CHO CÁC QUẬN, HUYỆN"));
    assert_eq!(document.decision.as_ref().map(|d| d.symbol.as_str()), Some("QĐ-STTTT"));
    assert_eq!(
        sections(&document),
        ["THÔNG TIN CHUNG NHIỆM VỤ", "NỘI DUNG NHIỆM VỤ KHẢO SÁT"]
    );
    assert_eq!(count(&document, Level::Clause), 6 + 8);
    assert_eq!(count(&document, Level::SubClause), 2);
    assert_eq!(count(&document, Level::Plus), 2);
    assert_eq!(document.body.iter().filter_map(Block::table).count(), 4);
    // The căn cứ of the body stay where they stand.
    assert!(document.legal_basis.is_empty());
    assert!(report.notes.iter().any(|note| note.kind == NoteKind::OtherDocument));
    assert!(report.unrecognised.iter().any(|line| line.words == "PHÚ THỌ 2012"));
}
