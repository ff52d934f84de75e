//! Word files: what stands beside the plain paragraphs (fields, contents, comments, headers, other
//! files inside, symbols), and files that want more than is good for anybody.

use std::io::{Cursor, Write as _};

use kehoach::model::{Block, Document, Secrecy};
use kehoach::read::{DropKind, Imported, NoteKind, ReadError, read_bytes};
use zip::write::{SimpleFileOptions, ZipWriter};

const NAMESPACES: &str = r#"xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"
  xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"
  xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"
  xmlns:v="urn:schemas-microsoft-com:vml""#;

/// A Word file: the body's XML, other parts (name below `word/`, kind of relation, content).
fn docx(body: &str, more: &[(&str, &str, &str)]) -> Vec<u8> {
    let document = format!("<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>");
    let relations: String = more
        .iter()
        .enumerate()
        .map(|(at, (name, kind, _))| {
            format!("<Relationship Id=\"rId{at}\" Type=\"x/{kind}\" Target=\"{name}\"/>")
        })
        .collect();
    let relations = format!("<Relationships>{relations}</Relationships>");
    let mut parts = vec![
        ("word/document.xml".to_owned(), document),
        ("word/_rels/document.xml.rels".to_owned(), relations),
    ];
    for (name, _, content) in more {
        parts.push((format!("word/{name}"), content.replace("NAMESPACES", NAMESPACES)));
    }
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        writer.start_file(name, SimpleFileOptions::default()).expect("in memory");
        writer.write_all(content.as_bytes()).expect("in memory");
    }
    writer.finish().expect("in memory").into_inner()
}

fn p(words: &str) -> String {
    format!("<w:p>{}</w:p>", r(words))
}

fn r(words: &str) -> String {
    format!("<w:r><w:t xml:space=\"preserve\">{words}</w:t></w:r>")
}

fn field(asks: &str, shows: &str) -> String {
    let mark = |kind: &str| format!("<w:r><w:fldChar w:fldCharType=\"{kind}\"/></w:r>");
    format!(
        "{}<w:r><w:instrText>{asks}</w:instrText></w:r>{}{shows}{}",
        mark("begin"),
        mark("separate"),
        mark("end")
    )
}

/// Reads a file whose title and subject stand before the body given, and holds the reader to losing
/// no word.
fn import(body: &str, more: &[(&str, &str, &str)]) -> Imported {
    let body = format!("{}{}{body}", p("KẾ HOẠCH"), p("Triển khai công tác"));
    let imported = read_bytes("a.docx", &docx(&body, more)).expect("a Word file");
    let lost = imported.report.notes.iter().find(|note| note.kind == NoteKind::Lost);
    assert_eq!(lost, None);
    imported
}

fn lines(document: &Document) -> Vec<String> {
    document
        .body
        .iter()
        .filter_map(Block::paragraph)
        .map(|paragraph| paragraph.text.words())
        .collect()
}

fn aside(imported: &Imported) -> Vec<&str> {
    imported
        .report
        .dropped
        .iter()
        .filter(|dropped| dropped.kind == DropKind::Aside)
        .map(|dropped| dropped.words.as_str())
        .collect()
}

#[test]
fn a_field_shows_its_answer_and_hides_its_question() {
    let inner = field("PAGE", &r("77"));
    let nested =
        field(&format!(" IF </w:instrText></w:r>{inner}<w:r><w:instrText>"), &r("quý"));
    let body = format!(
        "<w:p>{}{}{}<w:fldSimple w:instr=\" REF a \">{}</w:fldSimple></w:p>{}",
        r("1. Báo cáo theo "),
        nested,
        r(", xem "),
        r("mục II"),
        // A question that is never closed hides nothing beyond its paragraph.
        format_args!(
            "<w:p><w:r><w:fldChar w:fldCharType=\"begin\"/></w:r></w:p>{}",
            p("2. Đoạn sau.")
        ),
    );
    let imported = import(&body, &[]);
    assert_eq!(lines(&imported.document), ["Báo cáo theo quý, xem mục II", "Đoạn sau."]);
}

#[test]
fn a_table_of_contents_is_left_out_and_said() {
    let entry =
        format!("{}<w:r><w:tab/></w:r>{}", r("I. MỤC ĐÍCH"), field("PAGEREF", &r("3")));
    let body = format!(
        "<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val=\"Table of Contents\"/>\
         </w:docPartObj></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt><w:p>{}</w:p>{}{}",
        p("Mục lục"),
        field(" TOC \\o ", &entry),
        p("I. MỤC ĐÍCH"),
        p("Làm tốt."),
    );
    let imported = import(&body, &[]);
    assert_eq!(lines(&imported.document), ["MỤC ĐÍCH", "Làm tốt."]);
    assert_eq!(aside(&imported), ["Mục lục", "I. MỤC ĐÍCH 3"]);
    let note = imported.report.notes.iter().find(|note| note.kind == NoteKind::Aside);
    assert!(note.is_some_and(|note| note.message.contains("mục lục")));
}

#[test]
fn comments_hidden_words_and_empty_forms_are_said() {
    let body = format!(
        "<w:p>{}<w:r><w:commentReference w:id=\"0\"/></w:r><w:r><w:rPr><w:vanish/></w:rPr>\
         <w:t>nháp</w:t></w:r><w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{}\
         </w:sdtContent></w:sdt></w:p>",
        r("Việc một."),
        r("Nhấp vào đây"),
    );
    let comments = "<w:comments NAMESPACES><w:comment w:id=\"0\"><w:p><w:r><w:t>Ai làm?</w:t></w:r>\
                    </w:p></w:comment></w:comments>";
    let imported = import(&body, &[("comments.xml", "comments", comments)]);
    assert_eq!(lines(&imported.document), ["Việc một."]);
    assert_eq!(aside(&imported), ["nháp", "Nhấp vào đây", "Ai làm?"]);
}

#[test]
fn marks_in_a_header_reach_the_plan_and_other_words_are_said() {
    let header = format!(
        "<w:hdr NAMESPACES>{}<w:p>{}</w:p>{}<w:p><w:r><w:pict><v:shape><v:textpath \
         string=\"BẢN SAO\"/></v:shape></w:pict></w:r></w:p></w:hdr>",
        p("MẬT"),
        field("PAGE", &r("2")),
        p("Tài liệu họp"),
    );
    let imported = import(&p("Việc một."), &[("header1.xml", "header", &header)]);
    assert_eq!(imported.document.secrecy, Some(Secrecy::Confidential));
    assert_eq!(aside(&imported), ["Tài liệu họp", "BẢN SAO"]);
}

#[test]
fn a_page_break_parts_a_paragraph() {
    let body = format!(
        "<w:p>{}<w:r><w:br w:type=\"page\"/></w:r>{}</w:p>",
        r("1. Trang trước."),
        r("2. Trang sau."),
    );
    assert_eq!(lines(&import(&body, &[]).document), ["Trang trước.", "Trang sau."]);
}

#[test]
fn symbols_formulas_and_characters_without_a_shape() {
    let body = format!(
        "<w:p>{}<w:r><w:sym w:font=\"Symbol\" w:char=\"F0B3\"/></w:r>{}<m:oMath><m:f><m:num><m:r>\
         <m:t>a</m:t></m:r></m:num><m:den><m:r><m:t>b</m:t></m:r></m:den></m:f></m:oMath>{}</w:p>",
        r("Tỷ lệ "),
        r(" 60%, tức "),
        r(", hỗ\u{200B} trợ doanh\u{AD} nghiệp \u{F0A3} 3%."),
    );
    let imported = import(&body, &[]);
    assert_eq!(lines(&imported.document), ["Tỷ lệ ≥ 60%, tức a/b, hỗ trợ doanh nghiệp ≤ 3%."]);
    assert!(imported.report.notes.iter().any(|note| note.kind == NoteKind::Invisible));
}

#[test]
fn other_files_inside_are_read_or_said() {
    let body = format!(
        "{}<w:altChunk r:id=\"rId0\"/><w:altChunk r:id=\"rId1\"/>{}",
        p("1. Trước."),
        p("3. Sau.")
    );
    let page = "<html><body><p>2. <b>Trong</b> trang.</p></body></html>";
    let more = [("a.html", "aFChunk", page), ("b.rtf", "aFChunk", "{\\rtf1 x}")];
    let imported = import(&body, &more);
    assert_eq!(lines(&imported.document), ["Trước.", "Trong trang.", "Sau."]);
    assert!(imported.report.notes.iter().any(|note| note.message.contains("tệp khác")));
}

#[test]
fn a_deleted_paragraph_gives_its_place_and_its_look_to_the_next() {
    let deleted = "<w:pPr><w:jc w:val=\"center\"/><w:rPr><w:del/></w:rPr></w:pPr>";
    let body = format!(
        "{}<w:p>{deleted}<w:del><w:r><w:delText>2. Bỏ.</w:delText></w:r></w:del></w:p>{}",
        p("1. Giữ."),
        p("2. Giữ nữa."),
    );
    let imported = import(&body, &[]);
    assert_eq!(lines(&imported.document), ["Giữ.", "Giữ nữa."]);
    assert!(!imported.report.notes.iter().any(|note| note.kind == NoteKind::Numeral));
}

#[test]
fn a_table_of_one_cell_is_a_frame() {
    let body = format!(
        "<w:tbl><w:tr><w:tc>{}{}</w:tc></w:tr></w:tbl>",
        p("I. MỤC ĐÍCH"),
        p("1. Trong khung.")
    );
    assert_eq!(lines(&import(&body, &[]).document), ["MỤC ĐÍCH", "Trong khung."]);
}

#[test]
fn a_footnote_in_the_letterhead_or_at_the_title_is_written_out() {
    let notes = "<w:footnotes NAMESPACES><w:footnote w:id=\"1\"><w:p><w:r><w:t>bản sửa</w:t></w:r>\
                 </w:p></w:footnote></w:footnotes>";
    let anchor = "<w:r><w:footnoteReference w:id=\"1\"/></w:r>";
    for head in [
        format!("<w:p>{}{anchor}</w:p>{}", r("SỞ XÂY DỰNG"), p("KẾ HOẠCH")),
        format!("{}<w:p>{}{anchor}</w:p>", p("SỞ XÂY DỰNG"), r("KẾ HOẠCH")),
    ] {
        let body = format!("{head}{}{}", p("Thi đua"), p("I. MỤC ĐÍCH"));
        let bytes = docx(&body, &[("footnotes.xml", "footnotes", notes)]);
        let imported = read_bytes("a.docx", &bytes).expect("a Word file");
        let lost = imported.report.notes.iter().find(|note| note.kind == NoteKind::Lost);
        assert_eq!(lost, None);
        assert!(imported.document.subject.as_str().contains("Thi đua"));
    }
}

#[test]
fn old_words_in_a_new_font_are_found_out() {
    let words = "C¨n cø NghÞ quyÕt cña héi ®ång nh©n d©n vÒ kÕ ho¹ch ph¸t triÓn kinh tÕ";
    let bytes = docx(&p(words), &[]);
    let imported = read_bytes("a.docx", &bytes).expect("a Word file");
    assert_eq!(imported.report.encoding, "TCVN3");
    let all = format!("{:?}", imported.document);
    assert!(all.contains("Căn cứ Nghị quyết của hội đồng nhân dân"), "{all}");
}

#[test]
fn a_file_says_what_it_is() {
    let zip = |parts: &[(&str, &str)]| {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, content) in parts {
            writer.start_file(*name, SimpleFileOptions::default()).expect("in memory");
            writer.write_all(content.as_bytes()).expect("in memory");
        }
        writer.finish().expect("in memory").into_inner()
    };
    let odt = zip(&[("mimetype", "application/vnd.oasis.opendocument.text")]);
    let sheet = zip(&[("[Content_Types].xml", "<a/>"), ("xl/workbook.xml", "<workbook/>")]);
    let packed = zip(&[("thư mục/kế hoạch.docx", "x")]);
    for (bytes, name) in [(odt, ".odt"), (sheet, "Excel"), (packed, "giải nén")] {
        let error = read_bytes("a.docx", &bytes).expect_err("no Word file").to_string();
        assert!(error.contains(name), "{error}");
    }
}

#[test]
fn what_multiplies_itself_stays_small() {
    // One note, referred to again and again.
    let notes = format!(
        "<w:footnotes NAMESPACES><w:footnote w:id=\"1\">{}</w:footnote></w:footnotes>",
        p(&"chú thích ".repeat(10_000))
    );
    let anchors = "<w:r><w:footnoteReference w:id=\"1\"/></w:r>".repeat(20_000);
    let body = format!("<w:p>{}{anchors}</w:p>", r("Việc."));
    let imported = import(&body, &[("footnotes.xml", "footnotes", &notes)]);
    assert!(
        imported.document.body.iter().filter_map(Block::paragraph).all(|p| p.text.len() < 100)
    );

    // A wide row under very many narrow ones; rows that go on with cells nobody began; very many
    // looks in one paragraph.
    let wide = format!(
        "<w:tbl><w:tr>{}</w:tr>{}</w:tbl>",
        "<w:tc/>".repeat(63),
        "<w:tr><w:tc/></w:tr>".repeat(100_000)
    );
    let full = read_bytes("a.docx", &docx(&wide, &[]));
    assert!(matches!(full, Err(ReadError::TooManyParagraphs { .. })));
    let orphans = format!(
        "<w:tbl><w:tr><w:tc/></w:tr>{}</w:tbl>{}",
        "<w:tr><w:tc/><w:tc><w:tcPr><w:vMerge/></w:tcPr></w:tc></w:tr>".repeat(20_000),
        p("Hết.")
    );
    assert!(read_bytes("a.docx", &docx(&orphans, &[])).is_ok());
    let looks = "<w:r><w:rPr><w:b/></w:rPr><w:t>a</w:t></w:r><w:r><w:t>b</w:t></w:r>";
    let many = format!("<w:p>{}</w:p>", looks.repeat(30_000));
    assert!(read_bytes("a.docx", &docx(&many, &[])).is_ok());
    let long = p(&"một hai ba ".repeat(1_600_000));
    assert!(matches!(
        read_bytes("a.docx", &docx(&long, &[])),
        Err(ReadError::TooLarge { .. })
    ));
}

#[test]
fn words_that_fuzzing_found_lost_are_kept() {
    let head = "KẾ HOẠCH\n\nThi đua\n\nI. MỤC ĐÍCH\n\nLàm tốt.\n\n";
    for foot in [
        "Nơi nhận:\n- Lưu NAM'\nĐộc lập - Tự do- Lưu: VT",
        "Nơi nhận:\n- Lưu VT: 02 bản.",
        "T.MỦY BAN NHÂN DÂN\nCHỦ TỊCH\nTrần Văn A",
    ] {
        let imported =
            read_bytes("a.txt", format!("{head}{foot}").as_bytes()).expect("a plain text");
        let lost = imported.report.notes.iter().find(|note| note.kind == NoteKind::Lost);
        assert_eq!(lost, None, "{foot}");
    }
}
