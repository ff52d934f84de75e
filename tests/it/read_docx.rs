//! Word files: small ones made here for each thing a reader can trip over, the real ones of the
//! corpus, and hostile ones.

use std::io::{Cursor, Write as _};
use std::path::{Path, PathBuf};

use kehoach::model::{Block, CellAlign, Document, Level};
use kehoach::read::{Imported, NoteKind, ReadError, lost_words, read_bytes, read_docx, words};
use zip::write::{SimpleFileOptions, ZipWriter};

/// A package with the given parts.
fn package(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        writer.start_file(*name, SimpleFileOptions::default()).expect("in memory");
        writer.write_all(content.as_bytes()).expect("in memory");
    }
    writer.finish().expect("in memory").into_inner()
}

const NAMESPACES: &str = r#"xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"
  xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"
  xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
  xmlns:v="urn:schemas-microsoft-com:vml""#;

/// A Word file whose body is the given XML.
fn docx(body: &str, more: &[(&str, &str)]) -> Vec<u8> {
    let document = format!("<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>");
    let wrapped: Vec<(String, String)> = more
        .iter()
        .map(|(name, content)| {
            let content = content.replace("<root", &format!("<w:{name} {NAMESPACES}"));
            (format!("word/{name}.xml"), content.replace("</root>", &format!("</w:{name}>")))
        })
        .collect();
    let mut parts = vec![("word/document.xml", document.as_str())];
    parts.extend(wrapped.iter().map(|(name, content)| (name.as_str(), content.as_str())));
    package(&parts)
}

fn p(words: &str) -> String {
    format!("<w:p><w:r><w:t>{words}</w:t></w:r></w:p>")
}

fn listed(list: u32, level: u32, words: &str) -> String {
    format!(
        "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"{level}\"/><w:numId w:val=\"{list}\"/></w:numPr>\
         </w:pPr><w:r><w:t>{words}</w:t></w:r></w:p>"
    )
}

/// Reads, and holds the reader to losing no word.
fn import(bytes: &[u8]) -> Imported {
    let source = read_docx(bytes).expect("a Word file");
    let everything: Vec<String> = source
        .paragraphs
        .iter()
        .flat_map(|paragraph| match &paragraph.content {
            kehoach::read::Content::Words(text) => {
                let mut all = vec![text.words()];
                all.extend(text.notes().iter().map(kehoach::model::Text::words));
                all
            }
            kehoach::read::Content::Table(table) => {
                table.rows.iter().flatten().map(|cell| cell.text.words()).collect()
            }
        })
        .collect();
    let imported = read_bytes("a.docx", bytes).expect("a Word file");
    assert_eq!(lost_words(&everything.join("\n"), &imported), Vec::<String>::new());
    imported
}

fn levels(document: &Document) -> Vec<(Level, String)> {
    document
        .body
        .iter()
        .filter_map(Block::paragraph)
        .map(|paragraph| (paragraph.level, paragraph.text.to_markup()))
        .collect()
}

#[test]
fn automatic_numerals_become_levels() {
    let numbering = r#"<root>
      <w:abstractNum w:abstractNumId="0">
        <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="upperRoman"/>
          <w:lvlText w:val="%1."/></w:lvl>
        <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/>
          <w:lvlText w:val="%2."/></w:lvl>
        <w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/>
          <w:lvlText w:val="%3)"/></w:lvl>
        <w:lvl w:ilvl="3"><w:numFmt w:val="bullet"/><w:lvlText w:val="-"/></w:lvl>
      </w:abstractNum>
      <w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></root>"#;
    let body = [
        p("KẾ HOẠCH"),
        p("Triển khai công tác"),
        listed(1, 0, "MỤC ĐÍCH"),
        listed(1, 1, "Việc một:"),
        listed(1, 2, "Điểm a;"),
        listed(1, 2, "Điểm b."),
        listed(1, 3, "Gạch."),
        listed(1, 0, "NỘI DUNG"),
        listed(1, 1, "Việc lại đếm từ một."),
        p("2. Việc gõ tay."),
    ]
    .concat();
    let imported = import(&docx(&body, &[("numbering", numbering)]));
    let kinds: Vec<Level> =
        levels(&imported.document).into_iter().map(|(level, _)| level).collect();
    use Level::{Clause, Dash, Point, Section};
    assert_eq!(kinds, [Section, Clause, Point, Point, Dash, Section, Clause, Clause]);
    assert!(!imported.report.notes.iter().any(|note| note.kind == NoteKind::Numeral));
}

#[test]
fn styles_give_bold_headings_and_alignment() {
    let styles = r#"<root>
      <w:docDefaults><w:rPrDefault><w:rPr/></w:rPrDefault></w:docDefaults>
      <w:style w:type="paragraph" w:default="1" w:styleId="N"><w:name w:val="Normal"/></w:style>
      <w:style w:type="paragraph" w:styleId="K"><w:name w:val="Khoản"/><w:basedOn w:val="B"/>
      </w:style>
      <w:style w:type="paragraph" w:styleId="B"><w:name w:val="Đậm"/><w:basedOn w:val="K"/>
        <w:pPr><w:jc w:val="center"/></w:pPr><w:rPr><w:b/></w:rPr></w:style></root>"#;
    let body = format!(
        "{}{}{}<w:p><w:pPr><w:pStyle w:val=\"K\"/></w:pPr><w:r><w:t>1. Tiêu đề</w:t></w:r>\
         <w:r><w:rPr><w:b w:val=\"0\"/></w:rPr><w:t xml:space=\"preserve\"> thường</w:t></w:r></w:p>",
        p("KẾ HOẠCH"),
        p("Triển khai"),
        p("I. NỘI DUNG"),
    );
    let imported = import(&docx(&body, &[("styles", styles)]));
    assert_eq!(
        levels(&imported.document)[1],
        (Level::Clause, "<b>Tiêu đề</b> thường".to_owned())
    );
}

#[test]
fn tracked_changes_are_taken_as_accepted() {
    let body = format!(
        "{}{}<w:p><w:r><w:t xml:space=\"preserve\">I. NỘI </w:t></w:r><w:del><w:r><w:delText>CŨ\
         </w:delText></w:r></w:del><w:ins><w:r><w:t>DUNG</w:t></w:r></w:ins></w:p>\
         <w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t xml:space=\"preserve\">1. Đầu \
         </w:t></w:r></w:p>{}",
        p("KẾ HOẠCH"),
        p("Triển khai"),
        p("câu và cuối câu."),
    );
    let imported = import(&docx(&body, &[]));
    assert_eq!(
        levels(&imported.document),
        [
            (Level::Section, "NỘI DUNG".to_owned()),
            (Level::Clause, "Đầu câu và cuối câu.".to_owned())
        ]
    );
    assert!(imported.report.notes.iter().any(|note| note.kind == NoteKind::Tracked));
}

#[test]
fn text_boxes_and_footnotes_are_kept() {
    let footnotes = r#"<root><w:footnote w:type="separator" w:id="-1"><w:p/></w:footnote>
      <w:footnote w:id="2"><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t>Theo Công báo.</w:t></w:r>
      <w:r><w:footnoteReference w:id="2"/></w:r></w:p></w:footnote></root>"#;
    let body = format!(
        "<w:p><w:r><mc:AlternateContent><mc:Choice Requires=\"wps\"><w:drawing><wps:txbx>\
         <w:txbxContent>{}</w:txbxContent></wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict>\
         <v:textbox><w:txbxContent>{}</w:txbxContent></v:textbox></w:pict></mc:Fallback>\
         </mc:AlternateContent></w:r></w:p>{}{}{}<w:p><w:r><w:t>Theo luật</w:t>\
         <w:footnoteReference w:id=\"2\"/><w:t>.</w:t></w:r></w:p>",
        p("SỞ XÂY DỰNG"),
        p("SỞ XÂY DỰNG"),
        p("KẾ HOẠCH"),
        p("Triển khai"),
        p("I. NỘI DUNG"),
    );
    let imported = import(&docx(&body, &[("footnotes", footnotes)]));
    assert_eq!(imported.document.agency, ["SỞ XÂY DỰNG"]);
    assert_eq!(levels(&imported.document)[1].1, "Theo luật<fn>Theo Công báo.</fn>.");
}

#[test]
fn tables_keep_their_merged_cells_and_landscape_its_annex() {
    let cell = |properties: &str, words: &str| {
        format!("<w:tc><w:tcPr>{properties}</w:tcPr>{}</w:tc>", p(words))
    };
    let row = |head: &str, cells: &[String]| {
        format!("<w:tr><w:trPr>{head}</w:trPr>{}</w:tr>", cells.concat())
    };
    let table = format!(
        "<w:tbl><w:tblGrid><w:gridCol w:w=\"600\"/><w:gridCol w:w=\"3000\"/><w:gridCol \
         w:w=\"1400\"/></w:tblGrid>{}{}{}</w:tbl>",
        row(
            "<w:tblHeader/>",
            &[
                cell("<w:vMerge w:val=\"restart\"/>", "STT"),
                cell("<w:gridSpan w:val=\"2\"/>", "Việc")
            ]
        ),
        row("<w:tblHeader/>", &[cell("<w:vMerge/>", ""), cell("", "Tên"), cell("", "Hạn")]),
        row(
            "",
            &[
                cell("", "1"),
                cell("", "Rà soát"),
                cell("<w:vMerge w:val=\"restart\"/>", "Quý I")
            ]
        ) + &row("", &[cell("", "2"), cell("", "Ban hành"), cell("<w:vMerge/>", "")])
            + &row("", &[cell("", "3"), cell("", "Báo cáo"), cell("<w:vMerge/>", "")]),
    );
    let portrait = "<w:p><w:pPr><w:sectPr><w:pgSz w:w=\"11906\" w:h=\"16838\"/></w:sectPr></w:pPr>\
                    </w:p>";
    let body = format!(
        "{}{}{}{}{}{}{portrait}{}{}{table}<w:sectPr><w:pgSz w:w=\"16838\" w:h=\"11906\" \
         w:orient=\"landscape\"/></w:sectPr>",
        p("KẾ HOẠCH"),
        p("Triển khai"),
        p("I. NỘI DUNG"),
        p("1. Thực hiện theo Phụ lục./."),
        p("Nơi nhận:"),
        p("- Lưu: VT."),
        p("PHỤ LỤC 1: PHÂN CÔNG"),
        p("(Kèm theo Kế hoạch số 5/KH-SXD ngày 02/3/2026 của Sở Xây dựng)"),
    );
    let imported = import(&docx(&body, &[]));
    assert_eq!(imported.document.annexes.len(), 1);
    let annex = &imported.document.annexes[0];
    assert!(annex.landscape);
    assert_eq!(annex.title.as_str(), "PHÂN CÔNG");
    let table = annex.blocks[0].table().expect("the task table");
    assert_eq!(table.widths, [60, 300, 140]);
    assert_eq!(table.head_rows, 2);
    assert_eq!((table.rows[0][0].rows, table.rows[0][1].columns), (2, 2));
    assert_eq!(table.rows[2][1].text.as_str(), "Rà soát");
    assert_eq!(table.rows[2][2].rows, 3);
    assert_eq!(table.rows[2][0].align, CellAlign::Auto);
    assert!(imported.report.notes.iter().any(|note| note.kind == NoteKind::Annex));
}

/// A table of rows of words, its columns so many twips wide, each row with this in its properties.
fn table(twips: &[u32], properties: &str, rows: &[&[&str]]) -> String {
    let columns: String =
        twips.iter().map(|width| format!("<w:gridCol w:w=\"{width}\"/>")).collect();
    let row = |cells: &&[&str]| {
        let cells: String =
            cells.iter().map(|words| format!("<w:tc>{}</w:tc>", p(words))).collect();
        format!("<w:tr><w:trPr>{properties}</w:trPr>{cells}</w:tr>")
    };
    let rows: String = rows.iter().map(row).collect();
    format!("<w:tbl><w:tblGrid>{columns}</w:tblGrid>{rows}</w:tbl>")
}

/// The first table of a file with this one in its text.
fn imported_table(table: &str) -> kehoach::model::Table {
    let body = [p("KẾ HOẠCH"), p("Triển khai"), p("I. NỘI DUNG"), table.to_owned(), p("Hết.")]
        .concat();
    let document = import(&docx(&body, &[])).document;
    document.body.iter().find_map(|block| block.table().cloned()).expect("a table")
}

const ROWS: [&[&str]; 3] = [
    &["STT", "Nội dung công việc", "Đơn vị thực hiện"],
    &["1", "Rà soát, thống kê các công trình đang thi công trên địa bàn", "Phòng Quản lý"],
    &["2", "Báo cáo kết quả", "Văn phòng"],
];

#[test]
fn what_grid_after_leaves_of_a_hair_is_no_column() {
    for sliver in [8, 10, 40] {
        let after = "<w:gridAfter w:val=\"1\"/><w:wAfter w:w=\"10\" w:type=\"dxa\"/>";
        let table = imported_table(&table(&[600, 6000, 2000, sliver], after, &ROWS));
        assert_eq!((table.columns(), table.widths.len()), (3, 3), "{sliver} twips");
        assert_eq!(table.widths, [60, 600, 200]);
    }
    // One as wide as a word is a column, though nothing stands in it.
    let kept = imported_table(&table(&[600, 6000, 2000, 900], "", &ROWS));
    assert_eq!(kept.columns(), 4);
}

#[test]
fn equal_or_no_widths_give_way_to_those_of_the_words() {
    for twips in [&[3000, 3000, 3000][..], &[3000, 3010, 2995], &[]] {
        let table = imported_table(&table(twips, "", &ROWS));
        let [number, work, unit] = table.widths[..] else { panic!("{:?}", table.widths) };
        assert!(number * 4 < work && unit < work, "{twips:?}: {:?}", table.widths);
    }
    // Widths that somebody has set stay.
    assert_eq!(imported_table(&table(&[3000, 2000, 3000], "", &ROWS)).widths, [300, 200, 300]);
}

#[test]
fn a_reference_of_several_lines_is_taken_whole() {
    let section =
        "<w:p><w:pPr><w:sectPr><w:pgSz w:w=\"11906\" w:h=\"16838\"/></w:sectPr></w:pPr></w:p>";
    let reference = [
        "(Kèm theo Kế hoạch số 5/KH-SXD ngày 02/3/2026",
        "của Giám đốc",
        "Sở Xây dựng tỉnh Lâm Đồng)",
    ];
    for lines in 1..=3 {
        let mut parts: Vec<String> = reference.iter().map(|line| (*line).to_owned()).collect();
        let tail = parts.split_off(lines - 1).join(" ");
        parts.push(tail);
        let head = [
            "KẾ HOẠCH",
            "Triển khai",
            "I. NỘI DUNG",
            "1. Theo Phụ lục./.",
            "Nơi nhận:",
            "- Lưu: VT.",
        ];
        let body: Vec<String> = head.iter().map(|words| p(words)).collect();
        let annex = [p("PHỤ LỤC"), p("DANH MỤC CÔNG TRÌNH")];
        let parts = parts.iter().map(|words| p(words));
        let rest = [p("1. Cầu Trắng.")];
        let all: Vec<String> = body
            .into_iter()
            .chain([section.to_owned()])
            .chain(annex)
            .chain(parts)
            .chain(rest)
            .collect();
        let document = import(&docx(&all.concat(), &[])).document;
        let annex = &document.annexes[0];
        assert_eq!(annex.title.as_str(), "DANH MỤC CÔNG TRÌNH", "{lines} lines");
        let words: Vec<String> = annex
            .blocks
            .iter()
            .filter_map(Block::paragraph)
            .map(|paragraph| paragraph.text.words())
            .collect();
        assert_eq!(words, ["Cầu Trắng."], "{lines} lines");
    }
}

#[test]
fn fonts_of_old_code_pages_are_decoded() {
    let run = |font: &str, words: &str| {
        format!(
            "<w:p><w:r><w:rPr><w:rFonts w:ascii=\"{font}\"/></w:rPr><w:t>{words}</w:t></w:r></w:p>"
        )
    };
    let body = [
        run(".VnTimeH", "KÕ ho¹ch"),
        run(".VnTime", "TriÓn khai nhiÖm vô"),
        run("VNI-Times", "I. NOÄI DUNG"),
        "<w:p><w:r><w:rPr><w:rFonts w:ascii=\".VnTime\"/></w:rPr><w:t>1. Thñ t</w:t>\
         <w:softHyphen/><w:t>íng.</w:t></w:r></w:p>"
            .to_owned(),
    ]
    .concat();
    let imported = import(&docx(&body, &[]));
    assert_eq!(imported.document.subject.as_str(), "Triển khai nhiệm vụ");
    assert_eq!(
        levels(&imported.document),
        [(Level::Section, "NỘI DUNG".to_owned()), (Level::Clause, "Thủ tướng.".to_owned())]
    );
    assert_eq!(imported.report.encoding, "TCVN3");
}

#[test]
fn hostile_packages_are_refused() {
    let bomb = {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        writer
            .start_file("word/document.xml", SimpleFileOptions::default())
            .expect("in memory");
        for _ in 0..200 {
            writer.write_all(&vec![b' '; 1 << 20]).expect("in memory");
        }
        writer.finish().expect("in memory").into_inner()
    };
    assert!(bomb.len() < 1 << 20);
    assert!(matches!(read_bytes("a.docx", &bomb), Err(ReadError::TooLarge { .. })));

    let nested = docx(&"<w:tbl><w:tr><w:tc>".repeat(50_000), &[]);
    assert!(matches!(read_bytes("a.docx", &nested), Err(ReadError::Damaged)));
    let good = docx(&p("KẾ HOẠCH"), &[]);
    assert!(read_bytes("a.docx", &good).is_ok());
    for cut in (0..good.len()).step_by(7) {
        let _ = read_bytes("a.docx", &good[..cut]);
        let mut flipped = good.clone();
        flipped[cut] ^= 0x55;
        let _ = read_bytes("a.docx", &flipped);
    }
    assert!(matches!(read_bytes("a.docx", b"PK\x03\x04"), Err(ReadError::Damaged)));
    assert!(matches!(read_bytes("a.docx", b"PK\x03\x04plain"), Err(ReadError::Damaged)));
    assert!(read_bytes("a.docx", b"Plain words under a wrong name").is_ok());
    assert!(matches!(
        read_bytes("a.docx", &package(&[("x.xml", "<a/>")])),
        Err(ReadError::NotReadable { kind: "tệp nén" })
    ));
    assert!(matches!(read_bytes("a.docx", &docx("<w:p/>", &[])), Err(ReadError::Empty)));
}

fn corpus(path: &str) -> Option<PathBuf> {
    let folder = std::env::var_os("KEHOACH_CORPUS").map_or_else(
        || Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared"),
        PathBuf::from,
    );
    let file = folder.join("corpus").join(path);
    if !file.exists() {
        eprintln!("skipped: no {}", file.display());
        return None;
    }
    Some(file)
}

fn import_real(path: &str) -> Option<Imported> {
    Some(import(&std::fs::read(corpus(path)?).expect("the corpus is whole")))
}

#[test]
fn plan_of_phu_tho() {
    let Some(Imported { document, report }) = import_real("docx/kh_stttt_phutho_2011.docx")
    else {
        return;
    };
    assert_eq!(document.parent_agency, ["UBND TỈNH PHÚ THỌ"]);
    assert_eq!(document.agency, ["SỞ THÔNG TIN VÀ TRUYỂN THÔNG"]);
    let count = |level: Level| levels(&document).iter().filter(|(l, _)| *l == level).count();
    assert_eq!((count(Level::Section), count(Level::Clause), count(Level::Point)), (3, 7, 5));
    assert!(levels(&document).contains(&(Level::Clause, "<b>Văn phòng Sở</b>".to_owned())));
    let table = document.body.iter().find_map(Block::table).expect("one table");
    assert_eq!((table.columns(), table.rows.len(), table.head_rows), (3, 6, 2));
    assert_eq!((table.rows[0][0].rows, table.rows[0][1].columns), (2, 2));
    assert_eq!(document.recipients.len(), 4);
    assert_eq!(document.archive.units, ["VT", "P.CNTT"]);
    assert_eq!(document.signatures[0].lines(), ["GIÁM ĐỐC"]);
    assert_eq!(document.signatures[0].signer, "Phan Quang Thao");
    assert!(report.unrecognised.is_empty(), "{:?}", report.unrecognised);
}

#[test]
fn survey_plan_of_phu_tho_as_its_text_says() {
    let Some(imported) = import_real("docx/kh_khaosat_phutho_2012.docx") else { return };
    let document = &imported.document;
    let sections: Vec<String> = levels(document)
        .into_iter()
        .filter(|(level, _)| *level == Level::Part)
        .map(|(_, words)| words)
        .collect();
    assert_eq!(sections, ["THÔNG TIN CHUNG NHIỆM VỤ", "NỘI DUNG NHIỆM VỤ KHẢO SÁT"]);
    assert!(levels(document).contains(&(
        Level::Clause,
        "<b>Nguồn kinh phí thực hiện khảo sát:</b> Ngân sách Bộ TTTT.".to_owned()
    )));
    // The text of the same document, made by another reader, has no word that this one lacks.
    let Some(text) = corpus("txt/kh_khaosat_phutho_2012.txt") else { return };
    let text = std::fs::read_to_string(text).expect("UTF-8");
    let mut own: Vec<String> = kehoach::read::plan_words(document);
    for dropped in &imported.report.dropped {
        own.extend(words(&dropped.words));
    }
    let missing: Vec<String> = words(&text)
        .into_iter()
        .filter(|word| match own.iter().position(|known| known == word) {
            Some(at) => {
                own.swap_remove(at);
                false
            }
            None => !word.chars().all(|c| c.is_ascii_digit() || c == 'i'),
        })
        .collect();
    assert_eq!(missing, Vec::<String>::new());
}

#[test]
fn directive_and_decisions() {
    if let Some(Imported { document, .. }) = import_real("docx/ct_binhduong_09_2009.docx") {
        assert_eq!(document.document_type, kehoach::model::DocumentType::Directive);
        assert_eq!(document.agency, ["ỦY BAN NHÂN DÂN", "TỈNH BÌNH DƯƠNG"]);
        assert_eq!(document.place, "Thủ Dầu Một");
        assert!(document.subject.as_str().starts_with("Về việc đẩy mạnh hoạt động khoa học"));
        assert_eq!(document.signatures[0].signer, "Nguyễn Văn Hiệp");
        assert_eq!(document.archive.units, ["VT"]);
    }
    if let Some(Imported { document, .. }) = import_real("docx/qd_cantho_09_2010.docx") {
        assert!(document.parent_agency.is_empty());
        assert_eq!(document.agency, ["ỦY BAN NHÂN DÂN", "THÀNH PHỐ CẦN THƠ"]);
        assert_eq!((document.number, document.symbol.as_str()), (Some(9), "2010/QĐ-UBND"));
        assert!(document.legal_basis.len() >= 6);
        assert_eq!(
            document.signatures[0].lines(),
            ["TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"]
        );
        assert_eq!(document.signatures[0].signer, "Trần Tuấn Anh");
    }
    if let Some(Imported { document, .. }) = import_real("docx/qd_hanoi_15_2010.docx") {
        assert_eq!(document.agency, ["ỦY BAN NHÂN DÂN", "THÀNH PHỐ HÀ NỘI"]);
        assert_eq!(document.number, Some(15));
        // The regulation behind it, with a letterhead of its own, is another document.
        assert_eq!(
            document.signatures[0].lines(),
            ["TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"]
        );
        assert_eq!(document.signatures[0].signer, "Ngô Thị Thanh Hằng");
        assert!(document.annexes.is_empty());
    }
}

/// Words without case and without the letter that TCVN3 loses on the way.
fn bare(text: &str) -> Vec<String> {
    words(text).into_iter().map(|word| word.replace('ư', "")).collect()
}

#[test]
fn old_code_pages_read_as_their_transcripts() {
    for (name, encoding) in
        [("tcvn3_btc_qd144_2002", "TCVN3"), ("vni_binhphuoc_qd991_2008", "VNI-Windows")]
    {
        let Some(transcript) = corpus(&format!("legacy/{name}.unicode.txt")) else { return };
        let Some(raw) = corpus(&format!("legacy/{name}.raw.txt")) else { return };
        let transcript = std::fs::read_to_string(transcript).expect("UTF-8");
        let decoded =
            kehoach::read::decode(&std::fs::read(raw).expect("whole")).expect("text");
        assert_eq!(decoded.encoding, encoding);
        let body = |text: &str| {
            let all = bare(text);
            let end = all.iter().position(|word| word == "embed" || word == "page");
            all[..end.unwrap_or(all.len())].to_vec()
        };
        let (got, expected) = (body(&decoded.text), body(&transcript));
        let same = got.iter().zip(&expected).take_while(|(a, b)| a == b).count();
        assert!(same > 300, "{name}: {:?} / {:?}", got.get(same), expected.get(same));
        let docx = import_real(&format!("legacy/{name}.docx")).expect("beside the transcript");
        assert_eq!(docx.report.encoding, encoding);
    }
    let Some(imported) = import_real("legacy/tcvn3_btc_qd144_2002.docx") else { return };
    assert_eq!(imported.document.agency, ["BỘ TÀI CHÍNH"]);
    assert_eq!(imported.document.signatures[0].signer, "Trương Chí Trung");
    assert!(
        imported.document.recipients.iter().any(|r| r.name == "VP Quốc hội, VP Chủ tịch nước")
    );
    let Some(imported) = import_real("legacy/vni_binhphuoc_qd991_2008.docx") else { return };
    assert_eq!(imported.document.place, "Đồng Xoài");
    assert_eq!(imported.document.signatures[0].signer, "Trương Tấn Thiệu");
}

/// Words in a font, as a program of the nineties wrote them.
fn in_font(font: &str, words: &str) -> String {
    format!(
        "<w:p><w:r><w:rPr><w:rFonts w:ascii=\"{font}\" w:hAnsi=\"{font}\"/></w:rPr>\
         <w:t>{words}</w:t></w:r></w:p>"
    )
}

#[test]
fn the_encoding_of_a_word_file_can_be_said_otherwise() {
    use kehoach::read::{Encoding, read_docx_in};
    use kehoach::vietnamese::legacy::CodePage;
    let body = in_font(".VnTimeH", "kÕ ho¹ch")
        + &in_font("Arial", "Thùc hiÖn nghÞ quyÕt")
        + &in_font("Arial", "Đã viết bằng Unicode");
    let bytes = docx(&body, &[]);
    let shown = |encoding| {
        let source = read_docx_in(&bytes, encoding).expect("a Word file");
        let words = source.paragraphs.iter().filter_map(|p| p.text().map(|t| t.words()));
        (source.encoding.clone(), words.collect::<Vec<_>>().join(" / "))
    };
    let fonts = ("TCVN3".to_owned(), "KẾ HOẠCH / Thùc hiÖn nghÞ quyÕt".to_owned());
    assert_eq!(shown(None), (fonts.0, fonts.1 + " / Đã viết bằng Unicode"));
    assert_eq!(
        shown(Some(Encoding::Old(CodePage::Tcvn3))).1,
        "KẾ HOẠCH / Thực hiện nghị quyết / Đã viết bằng Unicode"
    );
    let (name, words) = shown(Some(Encoding::Unicode));
    assert_eq!(name, "Word");
    assert!(words.starts_with("kÕ ho¹ch / Thùc"), "{words}");
}

#[test]
fn a_power_is_never_run_into_its_number() {
    let run = |words: &str, place: &str| {
        format!(
            "<w:r><w:rPr><w:vertAlign w:val=\"{place}\"/></w:rPr><w:t xml:space=\"preserve\">{words}</w:t></w:r>"
        )
    };
    let level = |words: &str| run(words, "baseline");
    for (runs, want) in [
        (level("10") + &run("2", "superscript") + &level(" m"), "10² m"),
        (level("khí CO") + &run("2", "subscript"), "khí CO₂"),
        (level("25") + &run("o", "superscript") + &level("C"), "25°C"),
        (level("1") + &run("er", "superscript"), "1er"),
    ] {
        let imported = import(&docx(&format!("<w:p>{runs}</w:p>"), &[]));
        assert_eq!(levels(&imported.document), [(Level::Body, want.to_owned())]);
    }
}

#[test]
fn items_behind_soft_breaks_are_items() {
    let lines = |lines: &[&str]| {
        let runs: Vec<String> = lines
            .iter()
            .map(|line| format!("<w:t xml:space=\"preserve\">{line}</w:t>"))
            .collect();
        format!("<w:p><w:r>{}</w:r></w:p>", runs.join("<w:br/>"))
    };
    let body = lines(&["KẾ HOẠCH"])
        + &lines(&["Thi đua"])
        + &lines(&["Căn cứ Luật một;", "Căn cứ Luật hai;"])
        + &lines(&["I. MỤC ĐÍCH", "- Một;", "- Hai", "và ba."])
        + &lines(&["II. NỘI DUNG"])
        + &lines(&["Đoạn có", "hai dòng."]);
    let document = import(&docx(&body, &[])).document;
    assert_eq!(document.legal_basis.len(), 2);
    let found: Vec<(Level, String)> = levels(&document);
    let found: Vec<(Level, &str)> =
        found.iter().map(|(level, words)| (*level, &**words)).collect();
    assert_eq!(
        found,
        [
            (Level::Section, "MỤC ĐÍCH"),
            (Level::Dash, "Một;"),
            (Level::Dash, "Hai\nvà ba."),
            (Level::Section, "NỘI DUNG"),
            (Level::Body, "Đoạn có\nhai dòng."),
        ]
    );
}

#[test]
fn a_title_in_the_letterheads_own_table_stands_below_both_columns() {
    let cell = |span: u8, lines: &[&str]| {
        let lines: String = lines.iter().map(|line| p(line)).collect();
        format!("<w:tc><w:tcPr><w:gridSpan w:val=\"{span}\"/></w:tcPr>{lines}</w:tc>")
    };
    let table = format!(
        "<w:tbl><w:tblGrid><w:gridCol w:w=\"3000\"/><w:gridCol w:w=\"5000\"/></w:tblGrid><w:tr>{}{}</w:tr>\
         <w:tr>{}</w:tr></w:tbl>",
        cell(1, &["UBND XÃ A", "Số: 4/KH-UBND"]),
        cell(1, &["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "A, ngày 5 tháng 3 năm 2026"]),
        cell(2, &["KẾ HOẠCH", "Thi đua năm 2026"]),
    );
    let document = import(&docx(&(table + &p("I. MỤC ĐÍCH") + &p("Làm tốt.")), &[])).document;
    assert_eq!(document.place, "A");
    assert_eq!(document.subject.as_str(), "Thi đua năm 2026");
    assert_eq!(document.date.year, Some(2026));
    assert_eq!(levels(&document).len(), 2);
}

#[test]
fn a_section_that_begins_a_page_parts_an_annex_from_the_signature() {
    let foot = [
        "UBND TỈNH A",
        "SỞ NỘI VỤ",
        "Số: 4/KH-SNV",
        "KẾ HOẠCH",
        "Thi đua",
        "I. MỤC ĐÍCH",
        "Làm tốt./.",
        "Nơi nhận:",
        "- Như trên;",
        "- Lưu: VT.",
    ]
    .map(p)
    .concat()
        + &["GIÁM ĐỐC", "Trần Văn Mẫu"].map(p).concat();
    let annex = ["UBND TỈNH A", "SỞ NỘI VỤ", "LỊCH KIỂM TRA", "1. Thôn Một", "2. Thôn Hai"]
        .map(p)
        .concat();
    let section = |kind: &str| format!("<w:sectPr><w:type w:val=\"{kind}\"/></w:sectPr>");
    let first = format!("<w:p><w:pPr>{}</w:pPr></w:p>", section("nextPage"));
    for kind in ["nextPage", "oddPage"] {
        let body = format!("{foot}{first}{annex}{}", section(kind));
        let document = import(&docx(&body, &[])).document;
        assert_eq!(document.signatures.len(), 1, "{kind}");
        assert_eq!(document.signatures[0].lines().len(), 1, "{kind}");
        let titles: Vec<_> =
            document.annexes.iter().map(|annex| annex.title.as_str()).collect();
        assert_eq!(titles, ["LỊCH KIỂM TRA"], "{kind}");
    }
}
