//! Forms in which plans come from sites, PDF copies and scanners, each in a few invented lines.

use kehoach::model::Level;
use kehoach::read::{
    Imported, NoteKind, Weight, decode, documents, lost_words, read_bytes, read_source,
    recognise, report_json,
};
use serde_json::{Value, json};

/// Reads a text, holds it to the promise that no word is lost, and gives the report's fields.
fn read(text: &str) -> (Value, Imported) {
    let imported = read_bytes("a.md", text.as_bytes()).expect("a readable text");
    let source = decode(text.as_bytes()).expect("decodes").text;
    assert_eq!(lost_words(&source, &imported), Vec::<String>::new());
    let fields = report_json("a.md", &imported)["fields"].clone();
    (fields, imported)
}

fn holds(fields: &Value, wanted: &Value) {
    for (name, value) in wanted.as_object().expect("fields") {
        assert_eq!(&fields[name], value, "{name}");
    }
}

fn told(imported: &Imported, kind: NoteKind) -> bool {
    imported.report.notes.iter().any(|note| note.kind == kind)
}

const BODY: &str =
    "I. MỤC ĐÍCH\n1. Giữ sạch nơi làm việc.\nII. VIỆC LÀM\n1. Quét dọn hằng tuần.\n";

#[test]
fn cells_of_a_site_cut_by_bars() {
    let (fields, imported) = read(
        "ỦY\nBAN NHÂN DÂN\nTỈNH CAO BẰNG\n-------\n|\nCỘNG HÒA XÃ HỘI\nCHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do \
         - Hạnh phúc\n---------------\n|\nSố:\n31/KH-UBND\n|\nCao\nBằng, ngày 04\ntháng 02 năm \
         2021\n|\nKẾ HOẠCH\nTRỒNG CÂY QUANH TRỤ SỞ\nVÀ SÂN TRƯỜNG\nThực hiện chương\ntrình năm, Ủy \
         ban nhân dân tỉnh\nxây dựng kế hoạch như sau:\nI. MỤC ĐÍCH\n1. Thêm bóng\nmát cho sân.\n2. \
         Giữ đất ở\nven suối.\nII. TỔ CHỨC THỰC\nHIỆN\n1. Văn phòng\nlo cây giống.\nNơi nhận:\n- Các \
         sở,\nban, ngành;\n- Lưu: VT.\n|\nTM. ỦY\nBAN NHÂN DÂN\nKT.\nCHỦ TỊCH\nPHÓ CHỦ TỊCH\nTrần Văn \
         Mẫu\n|\n",
    );
    holds(
        &fields,
        &json!({
            "parent_agency": "", "agency": "ỦY BAN NHÂN DÂN TỈNH CAO BẰNG", "number": 31,
            "symbol": "KH-UBND", "place": "Cao Bằng", "date": "2021-02-04",
            "subject": "TRỒNG CÂY QUANH TRỤ SỞ VÀ SÂN TRƯỜNG",
            "authority": ["TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"],
            "signer": "Trần Văn Mẫu", "recipients": ["Các sở, ban, ngành"], "archive": "VT",
            "sections": ["MỤC ĐÍCH", "TỔ CHỨC THỰC HIỆN"],
        }),
    );
    assert!(imported.report.unrecognised.is_empty(), "{:?}", imported.report.unrecognised);
}

#[test]
fn rows_that_only_end_in_bars_and_no_title() {
    let (fields, imported) = read(&format!(
        "ỦY BAN NHÂN DÂN | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM |\nSố: 8/KH-UBND | Lai Châu, ngày 02 \
         tháng 3 năm 2022 |\nCHĂM SÓC VƯỜN HOA NĂM 2022\n{BODY}Nơi nhận: | TM. ỦY BAN NHÂN DÂN |\n"
    ));
    holds(
        &fields,
        &json!({
            "agency": "ỦY BAN NHÂN DÂN", "number": 8, "place": "Lai Châu",
            "date": "2022-03-02", "subject": "CHĂM SÓC VƯỜN HOA NĂM 2022",
            "authority": ["TM. ỦY BAN NHÂN DÂN"], "recipients": [],
            "sections": ["MỤC ĐÍCH", "VIỆC LÀM"],
        }),
    );
    assert!(told(&imported, NoteKind::Missing));
}

#[test]
fn everything_of_a_cell_on_one_line() {
    let (fields, _) = read(&format!(
        "## UBND TỈNH A SỞ NỘI VỤ Số: 7/KH-SNV\n\n## CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự \
         do - Hạnh phúc\n\nA, ngày 06 tháng 3 năm 2023\n\n## KẾ HOẠCH\n\n## Dọn kho\n\n## hồ sơ cũ\n\n\
         {BODY}\n## Nơi nhận: - UBND tỉnh (để b/c); - Các phòng; - Lưu: VT (02b).\n\n## TL. GIÁM ĐỐC \
         TRƯỞNG PHÒNG HÀNH CHÍNH\n\nThS. Lê Thị Mẫu\n"
    ));
    holds(
        &fields,
        &json!({
            "parent_agency": "UBND TỈNH A", "agency": "SỞ NỘI VỤ", "number": 7,
            "subject": "Dọn kho hồ sơ cũ",
            "recipients": ["UBND tỉnh (để b/c)", "Các phòng"], "archive": "VT (02b)",
            "authority": ["TL. GIÁM ĐỐC", "TRƯỞNG PHÒNG HÀNH CHÍNH"], "signer": "Lê Thị Mẫu",
        }),
    );
}

#[test]
fn columns_that_a_copy_ran_together() {
    let (fields, _) = read(&format!(
        "ỦY BAN NHÂN DÂN CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nXÃ MẪU SƠN Độc lập - Tự do - Hạnh \
         phúc\nSố: 3/KH-UBND Mẫu Sơn, ngày 12/3/2024\nKẾ HOẠCH\nSửa đường thôn\n{BODY}Nơi nhận: TM. ỦY \
         BAN NHÂN DÂN\n- Đảng ủy xã (b/c); CHỦ TỊCH\n- Các thôn;\n- Lưu: VT.\nNguyễn Thị Mẫu\n"
    ));
    holds(
        &fields,
        &json!({
            "agency": "ỦY BAN NHÂN DÂN XÃ MẪU SƠN",
            "authority": ["TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"], "signer": "Nguyễn Thị Mẫu",
            "recipients": ["Đảng ủy xã (b/c)", "Các thôn"], "archive": "VT",
        }),
    );
}

#[test]
fn a_list_below_the_signature() {
    let (fields, imported) = read(&format!(
        "KẾ HOẠCH\nHọp cuối năm\n{BODY}KT. BỘ TRƯỞNG\nBỘ MẪU\nTHỨ TRƯỞNG\nBSCKII. Phạm Văn Mẫu\nNơi \
         nhận:\n- Như trên; (để t/h)\n- Lưu Văn phòng.\n"
    ));
    holds(
        &fields,
        &json!({
            "authority": ["KT. BỘ TRƯỞNG BỘ MẪU", "THỨ TRƯỞNG"], "signer": "Phạm Văn Mẫu",
            "recipients": ["Như trên (để t/h)"], "archive": "Văn phòng",
        }),
    );
    assert!(imported.report.unrecognised.is_empty());
}

#[test]
fn the_party_and_plans_of_two_agencies() {
    let (fields, imported) = read(&format!(
        "HUYỆN ỦY MẪU\n*\nSố 45-KH/HU\n\nĐẢNG CỘNG SẢN VIỆT NAM\n\nMẫu, ngày 18 tháng 4 năm \
         2022\n\nKẾ HOẠCH\nthực hiện việc trồng rừng\n\n{BODY}\nNơi nhận:\n- Tỉnh ủy (b/c),\n- Lưu Văn \
         phòng Huyện ủy.\n\nT/M BAN THƯỜNG VỤ\nPHÓ BÍ THƯ\n\nLò Thị Mẫu\n"
    ));
    holds(
        &fields,
        &json!({
            "parent_agency": "", "agency": "HUYỆN ỦY MẪU", "number": 45, "symbol": "KH/HU",
            "recipients": ["Tỉnh ủy (b/c)"], "archive": "Văn phòng Huyện ủy",
        }),
    );
    assert!(told(&imported, NoteKind::Letterhead));
    let (fields, imported) = read(&format!("KẾ HOẠCH LIÊN NGÀNH\nPhối hợp giữ rừng\n{BODY}"));
    assert_eq!(fields["subject"], "Phối hợp giữ rừng");
    assert_eq!(imported.report.unrecognised[0].words, "KẾ HOẠCH LIÊN NGÀNH");
}

#[test]
fn who_issues_is_no_part_of_the_subject() {
    let (fields, imported) = read(
        "QUYẾT ĐỊNH\nVề việc lập tổ giúp việc\nCHỦ TỊCH ỦY BAN NHÂN DÂN XÃ\nCăn cứ Luật Tổ chức chính \
         quyền địa phương;\nTheo đề nghị của Văn phòng,\nQUYẾT ĐỊNH:\nĐiều 1. Lập tổ giúp việc.\n",
    );
    assert_eq!(fields["subject"], "Về việc lập tổ giúp việc");
    assert_eq!(fields["legal_basis"].as_array().map(Vec::len), Some(2));
    // A decision has a place for it.
    assert_eq!(imported.document.competence, "CHỦ TỊCH ỦY BAN NHÂN DÂN XÃ");
    let doubts = &imported.report.unrecognised;
    assert!(doubts.iter().all(|line| line.words != "CHỦ TỊCH ỦY BAN NHÂN DÂN XÃ"));
}

#[test]
fn a_decision_with_its_regulation_is_two_documents() {
    let text = "ỦY BAN NHÂN DÂN XÃ MẪU\nSố: 4/QĐ-UBND\nMẫu, ngày 05 tháng 5 năm 2020\nQUYẾT ĐỊNH\nBan \
                hành Quy chế làm việc\nCăn cứ Luật Tổ chức chính quyền địa phương;\nQUYẾT ĐỊNH:\nĐiều 1. \
                Ban hành Quy chế.\nNơi nhận:\n- Như Điều 1;\n- Lưu: VT.\nCHỦ TỊCH\nTrần Văn Mẫu\nQUY \
                CHẾ\nLàm việc của Ủy ban nhân dân xã\n(Ban hành kèm theo Quyết định số 4/QĐ-UBND ngày \
                05/5/2020 của UBND xã)\nĐiều 1. Giờ làm việc\nTheo quy định chung.\nCHỦ TỊCH\nTrần Văn \
                Mẫu\n";
    let (fields, imported) = read(text);
    holds(
        &fields,
        &json!({
            "agency": "ỦY BAN NHÂN DÂN XÃ MẪU", "number": 4, "subject": "Ban hành Quy chế làm việc",
            "authority": ["CHỦ TỊCH"], "signer": "Trần Văn Mẫu", "recipients": ["Như Điều 1"],
            "annexes": [],
        }),
    );
    assert!(told(&imported, NoteKind::OtherDocument));
    let source = read_source("a.txt", text.as_bytes()).expect("plain text");
    let imported = recognise(source.clone()).expect("a decision");
    let found = documents(&source, &imported);
    let names: Vec<(&str, bool)> =
        found.iter().map(|document| (document.name.as_str(), document.taken)).collect();
    assert_eq!(names, [("Quyết định", true), ("Quy chế", false)]);
}

#[test]
fn torn_words_are_mended_and_told() {
    let (fields, imported) = read(&format!(
        "ỦY BAN NHÂN DÂN T Ỉ NH A\nKẾ HOẠCH\nTruy ề n thông vềviệc tiết kiệm đi ệ n\n{BODY}Nơi nh ậ \
         n:\n- UBND t ỉ nh;\n- Lưu: VT.\nGIÁM Đ Ố C\nTrần Văn Mẫu\n"
    ));
    holds(
        &fields,
        &json!({
            "agency": "ỦY BAN NHÂN DÂN TỈNH A", "subject": "Truyền thông về việc tiết kiệm điện",
            "recipients": ["UBND tỉnh"], "authority": ["GIÁM ĐỐC"], "signer": "Trần Văn Mẫu",
        }),
    );
    assert!(told(&imported, NoteKind::Repaired));
}

#[test]
fn a_misspelt_province_is_asked_about_and_kept() {
    let (fields, imported) = read(&format!(
        "Số: 3/KH-SXD\nHung Yên, ngày 05 tháng 5 năm 2020\nKẾ HOẠCH\nDọn kho\n{BODY}"
    ));
    assert_eq!(fields["place"], "Hung Yên");
    let note = imported.report.notes.iter().find(|note| note.kind == NoteKind::Spelling);
    assert!(note.is_some_and(|note| note.message.contains("“Hưng Yên”")));
    let settlement = kehoach::read::Settlement::new(imported);
    assert!(settlement.open(Weight::Ask) > 0);
}

#[test]
fn lists_in_lists_and_a_remark_before_the_name() {
    let (fields, imported) = read(
        "# KẾ HOẠCH\n\nThi nấu ăn\n\nNăm 2022\n\n## I. MỤC ĐÍCH\n\n- *Vui khỏe*\n\n- 1. Đoàn kết\n\n- - \
         Tiết kiệm\n\n## Nơi nhận:\n\n- *- Các tổ;*\n- *- Lưu: VT.*\n\nGIÁM ĐỐC (Đã ký) Siu H'Mẫu\n",
    );
    holds(
        &fields,
        &json!({
            "subject": "Thi nấu ăn Năm 2022", "recipients": ["Các tổ"], "archive": "VT",
            "authority": ["GIÁM ĐỐC"], "signer": "Siu H'Mẫu",
        }),
    );
    let levels: Vec<Level> = imported
        .document
        .body
        .iter()
        .filter_map(|block| block.paragraph().map(|paragraph| paragraph.level))
        .collect();
    assert_eq!(levels, [Level::Section, Level::Dash, Level::Clause, Level::Dash]);
}

#[test]
fn a_page_may_name_the_plan_above_its_letterhead() {
    let (fields, _) = read(&format!(
        "KẾ HOẠCH\nTin của trang này\n\nỦY BAN NHÂN DÂN XÃ MẪU\nSố: 4/KH-UBND\nMẫu, ngày 05 tháng 5 năm \
         2020\n\nKẾ HOẠCH\nDọn kho\n{BODY}Nơi nhận:\n- Như trên;\n- Lưu: VT.\nChủ tịch\nĐã ký\nTrần \
         Mẫu\n"
    ));
    holds(
        &fields,
        &json!({
            "agency": "ỦY BAN NHÂN DÂN XÃ MẪU", "number": 4, "subject": "Dọn kho",
            "authority": ["CHỦ TỊCH"], "signer": "Trần Mẫu", "archive": "VT",
        }),
    );
}
