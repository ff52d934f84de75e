//! The kinds of damage that files from offices, sites and PDF copies showed, each in more than one
//! wording of our own: what hangs on the plan unnamed, what stands around the letterhead, lines and
//! tables torn apart.

use kehoach::model::{Block, Document};
use kehoach::read::{Imported, NoteKind, decode, lost_words, paste, read_bytes, report_json};
use serde_json::{Value, json};

/// A paper of parts that a case may put others in the place of.
#[derive(Clone, Copy)]
struct Paper<'a> {
    above: &'a str,
    head: &'a str,
    title: &'a str,
    opening: &'a str,
    work: &'a str,
    end: &'a str,
    list: &'a str,
    signature: &'a str,
    behind: &'a str,
}

const PAPER: Paper<'static> = Paper {
    above: "",
    head: "UBND TỈNH AN HÒA\nSỞ Y TẾ\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh \
           phúc\nSố: 62/KH-SYT\nAn Hòa, ngày 09 tháng 4 năm 2026\n\n",
    title: "KẾ HOẠCH\nTiêm chủng cho trẻ em năm 2026\n\n",
    opening: "Căn cứ Luật Khám bệnh, chữa bệnh ngày 09 tháng 01 năm 2023;\nSở Y tế ban hành Kế \
              hoạch như sau:\n",
    work: "I. MỤC TIÊU\n1. Tiêm đủ mũi cho trẻ dưới hai tuổi.\nII. THỰC HIỆN\n1. Trung tâm lập danh \
           sách trẻ.\n2. Trạm y tế tiêm đúng lịch.\n",
    end: "Trên đây là Kế hoạch tiêm chủng của Sở Y tế./.\n\n",
    list: "Nơi nhận:\n- UBND tỉnh (để b/c);\n- Các trạm y tế;\n- Lưu: VT, NVY.\n\n",
    signature: "KT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC\n\nLê Thị Mẫu\n",
    behind: "",
};

impl Paper<'_> {
    fn read(&self) -> (Value, Imported) {
        let text = [
            self.above,
            self.head,
            self.title,
            self.opening,
            self.work,
            self.end,
            self.list,
            self.signature,
            self.behind,
        ]
        .concat();
        let imported = read_bytes("a.md", text.as_bytes()).expect("a readable text");
        let source = decode(text.as_bytes()).expect("decodes").text;
        assert_eq!(lost_words(&source, &imported), Vec::<String>::new(), "{text}");
        (report_json("a.md", &imported)["fields"].clone(), imported)
    }

    /// Reads it and holds the fields to those of the whole paper, but for some.
    fn holds(&self, others: Value) -> Imported {
        let mut wanted = json!({
            "parent_agency": "UBND TỈNH AN HÒA", "agency": "SỞ Y TẾ", "number": 62,
            "symbol": "KH-SYT", "place": "An Hòa", "date": "2026-04-09",
            "subject": "Tiêm chủng cho trẻ em năm 2026",
            "legal_basis": ["Căn cứ Luật Khám bệnh, chữa bệnh ngày 09 tháng 01 năm 2023"],
            "authority": ["KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"], "signer": "Lê Thị Mẫu",
            "recipients": ["UBND tỉnh (để b/c)", "Các trạm y tế"], "archive": "VT, NVY",
            "sections": ["MỤC TIÊU", "THỰC HIỆN"], "annexes": [],
        });
        if let (Some(wanted), Value::Object(others)) = (wanted.as_object_mut(), others) {
            wanted.extend(others);
        }
        let (fields, imported) = self.read();
        assert_eq!(fields, wanted, "{:#?}", imported.report.notes);
        imported
    }
}

fn tables(document: &Document) -> Vec<Vec<Vec<String>>> {
    let annexes = document.annexes.iter().flat_map(|annex| &annex.blocks);
    document
        .body
        .iter()
        .chain(annexes)
        .filter_map(Block::table)
        .map(|table| {
            let words = |row: &Vec<kehoach::model::Cell>| {
                row.iter().map(|cell| cell.text.words()).collect()
            };
            table.rows.iter().map(words).collect()
        })
        .collect()
}

#[test]
fn the_paper_itself() {
    let imported = PAPER.holds(json!({}));
    assert!(imported.report.unrecognised.is_empty(), "{:?}", imported.report.unrecognised);
}

#[test]
fn what_hangs_on_a_plan_without_being_called_an_annex() {
    for (behind, title) in [
        (
            "\nĐỀ CƯƠNG BÁO CÁO KẾT QUẢ\nI. CÔNG TÁC CHỈ ĐẠO\n- Số cuộc họp.\n",
            "ĐỀ CƯƠNG BÁO CÁO KẾT QUẢ",
        ),
        (
            "\nDANH SÁCH TRẺ CHƯA TIÊM\n1. Trẻ thứ nhất\n2. Trẻ thứ hai\n",
            "DANH SÁCH TRẺ CHƯA TIÊM",
        ),
        ("\nLỊCH TIÊM\nCỦA CÁC TRẠM\n- Trạm Một: ngày 12.\n", "LỊCH TIÊM CỦA CÁC TRẠM"),
        ("\nMẫu số 01\nBÁO CÁO THÁNG\n1. Số trẻ\n2. Số mũi\n", "Mẫu số 01: BÁO CÁO THÁNG"),
        (
            "\n**DỰ TOÁN KINH PHÍ**\n\n| Mục | Tiền |\n|---|---|\n| Vắc-xin | 5 |\n",
            "DỰ TOÁN KINH PHÍ",
        ),
        (
            "\nPHỤ LỤC\n(Kèm theo Kế hoạch số 62/KH-SYT ngày 09 tháng 4 năm 2026 của Sở Y tế)\nLỊCH \
          TIÊM\nTHÁNG NĂM\n- Trạm Một.\n",
            "LỊCH TIÊM THÁNG NĂM",
        ),
    ] {
        let imported = Paper { behind, ..PAPER }.holds(json!({ "annexes": [title] }));
        assert!(!imported.document.annexes[0].blocks.is_empty(), "{behind}");
    }
}

#[test]
fn stamps_and_sites_around_the_letterhead() {
    for above in [
        "SỞ Y TẾ\nsyt@anhoa.example.vn\n09.04.2026 08:15:02 +07:00\n\n",
        "Ký bởi: Sở Y tế\nCơ quan: Tỉnh An Hòa\nThời gian ký: 09.04.2026 08:15:02 +07:00\n\n",
        "Trang chủ\nVăn bản\nSố ký hiệu:\n62/KH-SYT\nNgày ban hành:\n09/04/2026\nNgười ký:\nLê Thị Mẫu\n\n",
        "Trang chủ >> Văn bản >> Chi tiết\nTải về\nIn văn bản\nTình trạng hiệu lực: Còn hiệu lực\n",
    ] {
        let imported = Paper { above, ..PAPER }.holds(json!({}));
        assert!(!imported.report.unrecognised.is_empty(), "{above}");
        assert!(imported.document.address.is_empty(), "{above}");
    }
}

#[test]
fn a_letterhead_copied_column_by_column() {
    for head in [
        "UBND TỈNH AN HÒA\nSỞ Y TẾ\nSố:\n\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n\n/KH-SYT\n\nĐộc lập - Tự do \
         - Hạnh phúc\n\nAn Hòa, ngày\n\ntháng 4 năm 2026\n\n",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n\nUBND TỈNH AN HÒA\nSỞ Y TẾ\n\nSố: \
         ……\nAn Hòa, ngày ……\n/KH-SYT\ntháng 4 năm 2026\n\n",
    ] {
        let imported = Paper { head, ..PAPER }.holds(json!({ "number": null, "date": null }));
        let date = imported.document.date;
        assert_eq!((date.day, date.month, date.year), (None, Some(4), Some(2026)));
    }
}

#[test]
fn numbers_and_symbols_as_offices_write_them() {
    let numbered = |line: &str| PAPER.head.replace("Số: 62/KH-SYT", line);
    let head = numbered("Số: 0062/KH-SYT");
    let imported = Paper { head: &head, ..PAPER }.holds(json!({}));
    assert!(kehoach::compose::number_line(&imported.document).ends_with("0062/KH-SYT"));
    let head = numbered("Số:        - KH/SYT");
    Paper { head: &head, ..PAPER }.holds(json!({ "number": null, "symbol": "KH/SYT" }));
}

#[test]
fn a_subject_that_begins_like_a_numeral() {
    for (typed, subject) in [
        ("V/V TIÊM CHỦNG CHO TRẺ EM", "TIÊM CHỦNG CHO TRẺ EM"),
        ("V/v tiêm chủng cho trẻ em", "Tiêm chủng cho trẻ em"),
        ("X/D TRẠM Y TẾ XÃ NĂM 2026", "X/D TRẠM Y TẾ XÃ NĂM 2026"),
        ("D.A. TIÊM CHỦNG MỞ RỘNG", "D.A. TIÊM CHỦNG MỞ RỘNG"),
        ("C.TRÌNH TIÊM CHỦNG MỞ RỘNG", "C.TRÌNH TIÊM CHỦNG MỞ RỘNG"),
    ] {
        let title = format!("KẾ HOẠCH\n{typed}\n\n");
        Paper { title: &title, ..PAPER }.holds(json!({ "subject": subject }));
    }
}

#[test]
fn a_text_that_follows_the_subject_without_a_gap() {
    let work = PAPER.work.replace(
        "đủ mũi cho trẻ dưới hai tuổi.",
        "đủ mũi cho trẻ dưới hai tuổi ở mọi xã, phường trong\ntỉnh, kể cả trẻ đến từ nơi khác và trẻ \
         chưa có\nsổ tiêm, trong thời gian ngắn nhất có thể.",
    );
    for opening in [
        "Thực hiện chương trình mở rộng tiêm chủng của Bộ Y tế và tình hình dịch\nbệnh trong tỉnh, Sở Y tế \
         xây dựng Kế hoạch như sau:\n",
        "Ngày 02/4/2026, Sở Y tế họp với các trung tâm về tiêm chủng cho trẻ\nem. Để kịp thời phòng bệnh, Sở \
         Y tế ban hành Kế hoạch như sau:\n",
        "Sở Y tế ban hành Kế hoạch tiêm chủng với những nội dung và phân\ncông như sau:\n",
    ] {
        let title = "KẾ HOẠCH\nTiêm chủng mở rộng cho trẻ em dưới hai tuổi tại các xã, phường\ntrên địa bàn \
                     tỉnh An Hòa năm 2026\n";
        let imported = Paper { title, opening, work: &work, ..PAPER }.holds(json!({
            "subject": "Tiêm chủng mở rộng cho trẻ em dưới hai tuổi tại các xã, phường trên địa bàn tỉnh \
                        An Hòa năm 2026",
            "legal_basis": [],
        }));
        assert_eq!(imported.document.opening.len(), 1, "{opening}");
    }
}

#[test]
fn emphasis_of_markdown_over_the_ends_of_lines() {
    let paper = Paper {
        head: "**UBND TỈNH AN HÒA\nSỞ Y TẾ**\n\n**CỘNG HÒA XÃ HỘI CHỦ\nNGHĨA VIỆT NAM**\n\nSố: \
               62/KH-SYT\n\n*An Hòa, ngày 09\ntháng 4 năm 2026*\n\n",
        title: "**KẾ HOẠCH\nTiêm chủng cho trẻ em\nnăm 2026**\n\n",
        work: "**I. MỤC\nTIÊU**\n\n1. Tiêm đủ mũi *(cả mũi\nnhắc)* cho trẻ.\n\n**II. THỰC\nHIỆN**\n\n1. Trạm y \
               tế tiêm.\n",
        signature: "**KT. GIÁM\nĐỐC**\n**PHÓ GIÁM ĐỐC**\n\n**Lê Thị Mẫu**\n",
        ..PAPER
    };
    let imported = paper.holds(json!({}));
    let words = format!("{:?}", imported.document);
    assert!(!words.contains("**") && words.contains("(cả mũi nhắc)"), "{words}");
}

#[test]
fn tables_behind_tabs_and_one_cell_a_line() {
    let wanted = [["TT", "Trạm", "Số trẻ"], ["1", "Trạm Một", "40"], ["2", "Trạm Hai", "35"]];
    for rows in [
        "TT\tTrạm\tSố trẻ\n1\tTrạm Một\t40\n2\tTrạm Hai\t35\n",
        "|\nTT\n|\nTrạm\n|\nSố trẻ\n|\n|\n1\n|\nTrạm\nMột\n|\n40\n|\n|\n2\n|\nTrạm Hai\n|\n35\n|\n",
        "TT\nTrạm\nSố trẻ\n1\nTrạm Một\n40\n2\nTrạm Hai\n35\n",
        "TT\n\nTrạm\n\nSố trẻ\n\n1\n\nTrạm Một\n\n40\n\n2\n\nTrạm Hai\n\n35\n\n",
    ] {
        let work =
            format!("{}3. Số trẻ của các trạm:\n{rows}4. Trạm y tế báo cáo.\n", PAPER.work);
        let imported = Paper { work: &work, ..PAPER }.holds(json!({}));
        assert_eq!(
            tables(&imported.document),
            [wanted.map(|row| row.map(str::to_owned).to_vec())],
            "{rows}"
        );
        assert_eq!(paste(rows).len(), 1, "{rows}");
    }
}

#[test]
fn the_one_page_number_of_two_pages() {
    let long = "- Trạm y tế tiêm đúng lịch cho trẻ.\n".repeat(12);
    for number in ["\n                              2\n\n", "\n2\n\n", "\n- 2 -\n\n"] {
        let work = format!(
            "{}{long}3. Trung tâm kiểm tra việc bảo quản vắc-xin, tổng hợp và báo cáo{number}Sở Y tế trước ngày \
             30 hằng tháng.\n",
            PAPER.work
        );
        let imported = Paper { work: &work, ..PAPER }.holds(json!({}));
        let joined =
            imported.document.body.iter().filter_map(Block::paragraph).any(|paragraph| {
                paragraph.text.as_str().contains("báo cáo Sở Y tế trước ngày")
            });
        assert!(joined, "{number}");
    }
}

#[test]
fn place_and_date_at_the_end() {
    let head = PAPER.head.replace("An Hòa, ngày 09 tháng 4 năm 2026\n", "");
    let dated = "An Hòa, ngày 09 tháng 4 năm 2026\n";
    let end = format!("{}{dated}", PAPER.end);
    Paper { head: &head, end: &end, ..PAPER }.holds(json!({}));
    let signature = format!("{dated}{}", PAPER.signature);
    let imported = Paper { head: &head, signature: &signature, ..PAPER }.holds(json!({}));
    assert!(imported.report.notes.iter().any(|note| note.kind == NoteKind::Letterhead));
}

#[test]
fn lines_that_a_narrow_cell_broke() {
    for (broken, lines) in [
        ("TM. BAN CHỈ\nĐẠO\nTRƯỞNG BAN\n", ["TM. BAN CHỈ ĐẠO", "TRƯỞNG BAN"]),
        (
            "TM. ỦY BAN NHÂN DÂN\nXÃ AN HÒA\nCHỦ TỊCH\n",
            ["TM. ỦY BAN NHÂN DÂN XÃ AN HÒA", "CHỦ TỊCH"],
        ),
        ("KT. HIỆU\nTRƯỞNG\nPHÓ HIỆU TRƯỞNG\n", ["KT. HIỆU TRƯỞNG", "PHÓ HIỆU TRƯỞNG"]),
        ("KT. GIÁM ĐỐC\nPHÓ GIÁM\nĐỐC\n", ["KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"]),
    ] {
        let signature = format!("{broken}\nLê Thị Mẫu\n");
        Paper { signature: &signature, ..PAPER }.holds(json!({ "authority": lines }));
    }
    for (broken, place) in [
        ("Thành phố An\nHòa, ngày 09\ntháng 4 năm 2026", "Thành phố An Hòa"),
        ("Thị xã An\nHòa, ngày 09 tháng 4 năm 2026", "Thị xã An Hòa"),
    ] {
        let head = PAPER.head.replace("An Hòa, ngày 09 tháng 4 năm 2026", broken);
        Paper { head: &head, ..PAPER }.holds(json!({ "place": place }));
    }
}

#[test]
fn what_asks_for_a_name_is_none() {
    for asks in
        ["(Họ và tên)", "(Chữ ký, họ và tên)", "[Họ và tên người ký]", "(Ký, ghi rõ họ tên)"]
    {
        let signature = format!("KT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC\n\n{asks}\n");
        Paper { signature: &signature, ..PAPER }.holds(json!({ "signer": "" }));
    }
}

#[test]
fn what_stands_above_the_basis_or_may_be_one_is_asked_about() {
    let asked = |imported: &Imported| {
        let notes = imported.report.notes.iter();
        notes.filter(|note| note.kind == NoteKind::LegalBasis).count()
    };
    for above in ["Kính gửi: Ủy ban nhân dân tỉnh\n", "Để phòng bệnh cho trẻ em trong tỉnh.\n"]
    {
        let opening = format!("{above}{}", PAPER.opening);
        let imported = Paper { opening: &opening, ..PAPER }.holds(json!({}));
        assert_eq!(asked(&imported), 1, "{above}");
    }
    let opening = "Thực hiện Văn bản số 118-CV/TU ngày 02/3/2026 của Tỉnh ủy về tiêm chủng.\nSở Y tế ban hành \
                   Kế hoạch như sau:\n";
    let imported = Paper { opening, ..PAPER }.holds(json!({ "legal_basis": [] }));
    assert_eq!((asked(&imported), imported.document.opening.len()), (1, 2));
}
