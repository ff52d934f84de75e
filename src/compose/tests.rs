use super::*;
use crate::model::{
    Annex, Authority, Block, Decision, Level, Place, Recipient, Signature, Style, Table, Text,
};
use crate::standard::StyleName;

fn lines(paper: &Paper) -> Vec<&Line> {
    paper.lines().collect()
}

fn words(document: &Document, style: StyleName) -> Vec<String> {
    let paper = compose(document, Standing::Issued);
    lines(&paper)
        .into_iter()
        .filter(|line| line.style == style)
        .map(|line| Paper::words(line).replace('\u{A0}', " "))
        .collect()
}

#[test]
fn an_empty_plan_is_paper_all_the_same() {
    let paper = compose(&Document::default(), Standing::Draft);
    assert_eq!(paper.sheets.len(), 1);
    let all: Vec<_> = lines(&paper).into_iter().map(Paper::words).collect();
    assert!(all.iter().any(|line| line == "KẾ HOẠCH"), "{all:?}");
    assert!(!all.iter().any(|line| line.contains("./.")), "{all:?}");
}

#[test]
fn legal_bases_end_with_semicolons_and_the_last_with_a_full_stop() {
    let document = Document {
        legal_basis: ["Căn cứ A;", "Căn cứ B ;", "Căn cứ C,", ""].map(Text::plain).to_vec(),
        ..Document::default()
    };
    assert_eq!(
        words(&document, StyleName::LegalBasis),
        ["Căn cứ A;", "Căn cứ B;", "Căn cứ C."]
    );
}

#[test]
fn the_end_mark_stands_once_whatever_she_typed() {
    for (body, closing, ended) in [
        ("việc.", None, "1. việc./."),
        ("việc./.", None, "1. việc./."),
        ("việc", Some("Trên đây là Kế hoạch."), "Trên đây là Kế hoạch./."),
    ] {
        let document = Document {
            body: vec![Block::new(Level::Clause, body)],
            closing: closing.map(Text::plain).into_iter().collect(),
            ..Document::default()
        };
        let paper = compose(&document, Standing::Issued);
        let all: Vec<_> = lines(&paper).into_iter().map(Paper::words).collect();
        let marks = all.iter().filter(|line| line.ends_with("./.")).collect::<Vec<_>>();
        assert_eq!(marks, [ended]);
    }
}

#[test]
fn headings_are_capitals_and_stay_with_their_text() {
    let document = Document {
        body: vec![
            Block::new(Level::Part, "Tình hình"),
            Block::new(Level::Section, "Mục đích, yêu cầu"),
            Block::new(Level::Clause, Text::styled("Mục đích", Style::BOLD)),
            Block::new(Level::Point, "Đoạn thường"),
        ],
        ..Document::default()
    };
    let paper = compose(&document, Standing::Issued);
    let held: Vec<_> = lines(&paper)
        .into_iter()
        .filter(|line| matches!(line.place, Place::Block(..)))
        .map(|line| (Paper::words(line), line.keep_with_next))
        .collect();
    assert_eq!(
        held,
        [
            ("Phần I".to_owned(), true),
            ("TÌNH HÌNH".to_owned(), true),
            ("I. MỤC ĐÍCH, YÊU CẦU".to_owned(), true),
            ("1. Mục đích".to_owned(), true),
            // Held to the signature, and bears the end mark.
            ("a) Đoạn thường./.".to_owned(), true),
        ]
    );
}

#[test]
fn a_numeral_is_bold_where_its_first_word_is() {
    let document = Document {
        body: vec![Block::new(Level::Clause, Text::from_markup("<b>Thời gian:</b> quý I"))],
        closing: vec![Text::plain("Hết")],
        ..Document::default()
    };
    let paper = compose(&document, Standing::Issued);
    let line = lines(&paper)
        .into_iter()
        .find(|line| line.style == StyleName::Clause)
        .expect("the khoản is there");
    assert!(matches!(
        &line.runs[0],
        Inline::Words { text, look } if text == "1. Thời gian:" && look.bold
    ));
    assert_eq!(line.lead, 3);
}

#[test]
fn recipients_have_dash_purpose_and_end_mark_and_the_last_line_is_the_archive() {
    let mut document = Document {
        recipients: vec![
            Recipient { name: "UBND tỉnh".into(), purpose: "để b/c".into() },
            Recipient { name: "- Các phòng;".into(), purpose: String::new() },
        ],
        ..Document::default()
    };
    document.archive.units = vec!["VT".into(), "KHTC".into()];
    document.archive.copies = Some(2);
    document.drafter =
        Some(crate::model::DrafterMark { initials: "pl".into(), copies: Some(5) });
    assert_eq!(
        words(&document, StyleName::Recipient),
        ["- UBND tỉnh (để b/c);", "- Các phòng;", "- Lưu: VT, KHTC (2)."]
    );
    assert_eq!(words(&document, StyleName::Drafter), ["PL.(05)"]);
}

#[test]
fn two_bodies_sign_side_by_side() {
    let sign = |name: &str| Signature {
        on_behalf_of: "Ủy ban nhân dân".into(),
        authority: Authority::Deputy {
            head: "Chủ tịch".into(),
            deputy: "Phó Chủ tịch".into(),
        },
        signer: name.into(),
        ..Signature::default()
    };
    let document = Document {
        signatures: vec![sign("Trần An"), sign("Lê Bình")],
        ..Document::default()
    };
    let paper = compose(&document, Standing::Issued);
    let closing = paper.sheets[0]
        .pieces
        .iter()
        .find_map(|piece| match piece {
            Piece::Columns(columns) if columns.role == ColumnsRole::Closing => Some(columns),
            _ => None,
        })
        .expect("the signature block is there");
    assert_eq!(closing.widths.len(), 2);
    assert_eq!(closing.rows.len(), 2);
    let last = |cell: &[Line]| cell.last().map(Paper::words);
    assert_eq!(last(&closing.rows[0][0]).as_deref(), Some("Trần An"));
    assert_eq!(last(&closing.rows[0][1]).as_deref(), Some("Lê Bình"));
}

#[test]
fn a_plan_issued_with_a_decision_has_its_reference_line_and_no_letterhead() {
    let document = Document {
        decision: Some(Decision {
            document: "Quyết định".into(),
            number: Some(7),
            symbol: "QĐ-UBND".into(),
            date: IssueDate::new(3, 1, 2026),
            issuer: "ỦY BAN NHÂN DÂN TỈNH SƠN LA".into(),
        }),
        subject: Text::plain("Bảo vệ bí mật nhà nước"),
        body: vec![Block::new(Level::Body, "Nội dung")],
        ..Document::default()
    };
    assert_eq!(
        words(&document, StyleName::Reference),
        [
            "(Kèm theo Quyết định số 07/QĐ-UBND ngày 03 tháng 01 năm 2026 của Ủy ban nhân dân tỉnh Sơn La)"
        ]
    );
    assert!(words(&document, StyleName::NationalName).is_empty());
    assert!(words(&document, StyleName::RecipientsHead).is_empty());
}

#[test]
fn annexes_are_numbered_when_there_are_two_and_name_the_plan() {
    let annex = |title: &str| Annex { title: Text::plain(title), ..Annex::default() };
    let mut document = Document {
        agency: vec!["SỞ XÂY DỰNG".into()],
        abbreviation: "SXD".into(),
        annexes: vec![annex("Phân công"), annex("Tiến độ")],
        ..Document::default()
    };
    assert_eq!(words(&document, StyleName::AnnexNumber), ["Phụ lục I", "Phụ lục II"]);
    assert_eq!(words(&document, StyleName::AnnexTitle), ["PHÂN CÔNG", "TIẾN ĐỘ"]);
    document.annexes.pop();
    assert_eq!(words(&document, StyleName::AnnexNumber), ["Phụ lục"]);
    document.number = Some(12);
    document.date = IssueDate::new(5, 2, 2026);
    assert_eq!(
        words(&document, StyleName::Reference),
        ["(Kèm theo Kế hoạch số 12/KH-SXD ngày 05 tháng 02 năm 2026 của Sở Xây dựng)"]
    );
}

#[test]
fn a_draft_leaves_number_and_day_to_the_registry() {
    let document = Document {
        abbreviation: "SXD".into(),
        place: "Hà Nội".into(),
        number: Some(12),
        date: IssueDate::new(5, 2, 2026),
        ..Document::default()
    };
    let paper = compose(&document, Standing::Draft);
    let find =
        |style| lines(&paper).into_iter().find(|line| line.style == style).map(Paper::words);
    let number = find(StyleName::Number).unwrap_or_default();
    assert!(!number.contains("12") && number.ends_with("/KH-SXD"), "{number}");
    let date = find(StyleName::Date).unwrap_or_default().replace('\u{A0}', "");
    assert_eq!(date, "HàNội,ngàythángnăm2026");
}

#[test]
fn tables_fill_the_measure_and_spans_stay() {
    let mut table = Table::of_tasks(3);
    table.rows[1][1].columns = 2;
    table.rows[1][1].rows = 2;
    let document = Document {
        annexes: vec![Annex {
            landscape: true,
            blocks: vec![Block::from(table)],
            ..Annex::default()
        }],
        ..Document::default()
    };
    let paper = compose(&document, Standing::Issued);
    let sheet = &paper.sheets[1];
    assert!(sheet.landscape);
    let Some(Piece::Grid(grid)) =
        sheet.pieces.iter().find(|piece| matches!(piece, Piece::Grid(_)))
    else {
        panic!("the table is there");
    };
    let width: f64 = grid.widths.iter().sum();
    assert!((width - (297.0 - sheet.margins.left - sheet.margins.right)).abs() < 0.01);
    assert_eq!(grid.rows[1].cells.len(), 5);
    assert_eq!(grid.rows[2].cells.len(), 4);
    assert_eq!(grid.head_rows, 1);
    assert!(grid.rows.iter().all(|row| !row.splits));
}

#[test]
fn a_cell_taller_than_a_page_may_split() {
    let mut table = Table::new(2, 2);
    table.rows[1][0] = crate::model::Cell::new("chữ ".repeat(3000).as_str());
    let document = Document { body: vec![Block::from(table)], ..Document::default() };
    let paper = compose(&document, Standing::Issued);
    let splits = paper.sheets[0].pieces.iter().any(
        |piece| matches!(piece, Piece::Grid(grid) if grid.rows.iter().any(|row| row.splits)),
    );
    assert!(splits);
}

#[test]
fn long_agency_names_break_evenly_and_keep_their_rule() {
    let document = Document {
        agency: vec![
            "Ban Quản lý dự án đầu tư xây dựng các công trình giao thông và nông nghiệp"
                .into(),
        ],
        place: "Thành phố Hồ Chí Minh".into(),
        date: IssueDate::new(29, 6, 2026),
        ..Document::default()
    };
    let paper = compose(&document, Standing::Issued);
    let Piece::Columns(columns) = &paper.sheets[0].pieces[0] else { panic!("letterhead") };
    let width: f64 = columns.widths.iter().sum();
    assert!(width >= 165.0 - 0.01, "{width}");
    let agency = &columns.rows[0][0][0];
    assert!(agency.rule.is_some_and(|rule| rule < columns.widths[0] / 2.0));
    assert_eq!(columns.rows[1].len(), 2);
}

#[test]
fn a_form_can_show_where_the_paper_breaks_the_agency() {
    let lines = |names: &[&str]| {
        let agency = names.iter().map(|name| (*name).to_owned()).collect();
        agency_lines(&Document { agency, ..Document::default() })
    };
    let long = lines(&["Sở Văn hóa, Thể thao và Du lịch"]);
    assert_eq!(long, ["SỞ VĂN HÓA,", "THỂ THAO VÀ DU LỊCH"]);
    assert_eq!(lines(&["Sở Xây dựng"]), ["SỞ XÂY DỰNG"]);
    assert_eq!(lines(&["Sở Văn hóa", "Du lịch"]), ["SỞ VĂN HÓA", "DU LỊCH"]);
    assert!(lines(&[]).is_empty());
}

#[test]
fn dots_that_stand_for_more_are_kept_before_the_end_mark() {
    for (typed, printed) in [
        ("băng rôn, cờ ...", "băng rôn, cờ ..../."),
        ("băng rôn, cờ…", "băng rôn, cờ…./."),
        ("băng rôn, cờ.", "băng rôn, cờ./."),
        ("băng rôn, cờ..", "băng rôn, cờ./."),
    ] {
        let closing = vec![Text::plain(typed)];
        let document = Document { closing, signatures: vec![], ..Document::default() };
        let found = words(&document, StyleName::Closing);
        assert_eq!(found.last().map(String::as_str), Some(printed), "{typed}");
    }
}

#[test]
fn the_end_mark_follows_words_whose_full_stop_has_another_look() {
    let mut text = Text::styled("Thực hiện nghiêm túc", Style::BOLD);
    text.push(".", Style::PLAIN);
    let document = Document { closing: vec![text], signatures: vec![], ..Document::default() };
    let found = words(&document, StyleName::Closing);
    assert_eq!(found.last().map(String::as_str), Some("Thực hiện nghiêm túc./."));
}

/// The lines that an agency's name has on paper: broken at the spaces that nothing holds.
fn printed_agency(parent: &[&str], agency: &[&str]) -> Vec<String> {
    let own = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
    let document =
        Document { parent_agency: own(parent), agency: own(agency), ..Document::default() };
    let paper = compose(&document, Standing::Issued);
    let agencies = paper
        .lines()
        .filter(|line| matches!(line.style, StyleName::ParentAgency | StyleName::Agency));
    let broken = agencies.flat_map(|line| {
        let words = Paper::held_words(line);
        let lines = words.split(' ').map(|line| line.replace(HARD_SPACE, " "));
        match words.contains(HARD_SPACE) {
            true => lines.collect(),
            false => vec![words],
        }
    });
    broken.collect()
}

#[test]
fn agencies_break_where_offices_break_them() {
    let table: [(&[&str], &[&str], &[&str]); 18] = [
        // The samples and the corpus.
        (
            &["Ủy ban nhân dân", "phường An Bình"],
            &["Trường Trung học cơ sở", "An Bình"],
            &["ỦY BAN NHÂN DÂN", "PHƯỜNG AN BÌNH", "TRƯỜNG TRUNG HỌC CƠ SỞ", "AN BÌNH"],
        ),
        (&[], &["Ủy ban nhân dân tỉnh Bình Dương"], &["ỦY BAN NHÂN DÂN", "TỈNH BÌNH DƯƠNG"]),
        (
            &[],
            &["Ủy ban nhân dân thành phố Cần Thơ"],
            &["ỦY BAN NHÂN DÂN", "THÀNH PHỐ CẦN THƠ"],
        ),
        (&[], &["Ủy ban nhân dân tỉnh Sơn La"], &["ỦY BAN NHÂN DÂN", "TỈNH SƠN LA"]),
        (
            &["UBND tỉnh Phú Thọ"],
            &["Sở Thông tin và Truyền thông"],
            &["UBND TỈNH PHÚ THỌ", "SỞ THÔNG TIN", "VÀ TRUYỀN THÔNG"],
        ),
        (
            &["Sở TTTT tỉnh Phú Thọ"],
            &["Trung tâm CNTT Tây Bắc"],
            &["SỞ TTTT TỈNH PHÚ THỌ", "TRUNG TÂM", "CNTT TÂY BẮC"],
        ),
        (
            &["Bộ Tài chính"],
            &["Bảo hiểm xã hội Việt Nam"],
            &["BỘ TÀI CHÍNH", "BẢO HIỂM XÃ HỘI", "VIỆT NAM"],
        ),
        // Forms of other offices.
        (&[], &["Sở Nông nghiệp và Môi trường"], &["SỞ NÔNG NGHIỆP", "VÀ MÔI TRƯỜNG"]),
        (&[], &["Sở Văn hóa, Thể thao và Du lịch"], &["SỞ VĂN HÓA,", "THỂ THAO VÀ DU LỊCH"]),
        (&[], &["Sở Giáo dục và Đào tạo"], &["SỞ GIÁO DỤC VÀ ĐÀO TẠO"]),
        (&[], &["Trường Trung học cơ sở An Bình"], &["TRƯỜNG TRUNG HỌC", "CƠ SỞ AN BÌNH"]),
        (
            &[],
            &["Trường Tiểu học Nguyễn Bỉnh Khiêm"],
            &["TRƯỜNG TIỂU HỌC", "NGUYỄN BỈNH KHIÊM"],
        ),
        (
            &[],
            &["Trường Trung học phổ thông Đặng Thai Mai"],
            &["TRƯỜNG TRUNG HỌC", "PHỔ THÔNG ĐẶNG THAI MAI"],
        ),
        (&[], &["Trung tâm Kiểm soát bệnh tật"], &["TRUNG TÂM", "KIỂM SOÁT BỆNH TẬT"]),
        (
            &[],
            &["Văn phòng HĐND và UBND xã Xuân Đông"],
            &["VĂN PHÒNG HĐND", "VÀ UBND XÃ XUÂN ĐÔNG"],
        ),
        (&[], &["Phòng Văn hóa - Xã hội"], &["PHÒNG VĂN HÓA - XÃ HỘI"]),
        (
            &[],
            &["Ban Quản lý dự án đầu tư xây dựng công trình giao thông"],
            &["BAN QUẢN LÝ DỰ ÁN", "ĐẦU TƯ XÂY DỰNG", "CÔNG TRÌNH GIAO THÔNG"],
        ),
        (
            &[],
            &["Bệnh viện Đa khoa khu vực Thống Nhất"],
            &["BỆNH VIỆN ĐA KHOA", "KHU VỰC THỐNG NHẤT"],
        ),
    ];
    let wrong: Vec<String> = table
        .into_iter()
        .filter_map(|(parent, agency, lines)| {
            let printed = printed_agency(parent, agency);
            (printed != lines).then(|| format!("{lines:?}\n is printed {printed:?}"))
        })
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
