//! The parts of a Word file hold what is asked of them.

use std::io::{Cursor, Read as _};

use kehoach::compose::Paper;
use kehoach::standard::{StyleName, style};
use kehoach::word::{self, WordError, style_id, style_name};
use proptest::prelude::*;
use roxmltree::{Document, Node};
use strum::IntoEnumIterator as _;

const W: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

/// Every part of a paper's Word file: path and text.
fn parts(paper: &Paper) -> Vec<(String, String)> {
    let bytes = word::docx(paper).expect("a paper that Word can hold");
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).expect("a readable package");
    (0..zip.len())
        .map(|index| {
            let mut file = zip.by_index(index).expect("a readable part");
            let mut text = String::new();
            file.read_to_string(&mut text).expect("text");
            (file.name().expect("named").into_owned(), text)
        })
        .collect()
}

fn part(paper: &Paper, path: &str) -> String {
    let found = parts(paper).into_iter().find(|(name, _)| name == path);
    found.unwrap_or_else(|| panic!("no part {path}")).1
}

fn all<'a, 'i>(node: Node<'a, 'i>, name: &str) -> Vec<Node<'a, 'i>> {
    node.descendants().filter(|node| node.has_tag_name((W, name))).collect()
}

fn child<'a, 'i>(node: Node<'a, 'i>, path: &[&str]) -> Option<Node<'a, 'i>> {
    path.iter().try_fold(node, |node, name| {
        node.children().find(|child| child.has_tag_name((W, *name)))
    })
}

/// A `w:` attribute of the element at the end of the path.
fn value<'a>(node: Node<'a, '_>, path: &[&str], attribute: &str) -> Option<&'a str> {
    child(node, path)?.attribute((W, attribute))
}

fn words(node: Node<'_, '_>) -> String {
    all(node, "t").iter().filter_map(Node::text).collect()
}

/// The paragraph that begins with these words.
fn paragraph<'a, 'i>(document: &'a Document<'i>, start: &str) -> Node<'a, 'i> {
    all(document.root(), "p")
        .into_iter()
        .find(|node| words(*node).starts_with(start))
        .unwrap_or_else(|| panic!("no paragraph begins with {start}"))
}

/// Whether a paragraph stands on the page of what follows, by itself or by its style.
fn is_kept(paragraph: Node<'_, '_>, styles: &Document<'_>) -> bool {
    let properties = child(paragraph, &["pPr"]).expect("properties");
    let id = value(properties, &["pStyle"], "val");
    let style = all(styles.root(), "style")
        .into_iter()
        .find(|node| node.attribute((W, "styleId")) == id)
        .expect("its style");
    match value(properties, &["keepNext"], "val") {
        Some(own) => own == "1",
        None => child(style, &["pPr", "keepNext"]).is_some(),
    }
}

#[test]
fn every_style_of_the_standard_is_a_word_style_with_its_size_face_and_spacing() {
    let paper = crate::word_paper::full();
    let text = part(&paper, "word/styles.xml");
    let document = Document::parse(&text).expect("XML");
    for name in StyleName::iter() {
        let wanted = style(name, &paper.page);
        let found = all(document.root(), "style")
            .into_iter()
            .find(|node| node.attribute((W, "styleId")) == Some(style_id(name).as_str()))
            .unwrap_or_else(|| panic!("no style {name}"));
        let shown = style_name(name, &paper.page);
        assert_eq!(value(found, &["name"], "val"), Some(shown));
        assert!(shown == wanted.name || name == StyleName::Footnote, "{name}");
        let half = (wanted.size * 2.0).to_string();
        assert_eq!(value(found, &["rPr", "sz"], "val"), Some(half.as_str()), "{name}");
        assert_eq!(value(found, &["rPr", "szCs"], "val"), Some(half.as_str()), "{name}");
        for slot in ["ascii", "hAnsi", "eastAsia", "cs"] {
            let face = value(found, &["rPr", "rFonts"], slot);
            assert_eq!(face, Some("Times New Roman"), "{name}");
        }
        assert_eq!(child(found, &["rPr", "b"]).is_some(), wanted.bold, "{name}");
        assert_eq!(child(found, &["rPr", "i"]).is_some(), wanted.italic, "{name}");
        if name == StyleName::Separator {
            assert_eq!(value(found, &["pPr", "spacing"], "lineRule"), Some("exact"));
        }
        let before = (wanted.before * 20.0).to_string();
        assert_eq!(
            value(found, &["pPr", "spacing"], "before"),
            Some(before.as_str()),
            "{name}"
        );
        assert_eq!(value(found, &["pPr", "spacing"], "after"), Some("0"));
        let level = wanted.outline.map(|level| (level - 1).to_string());
        assert_eq!(value(found, &["pPr", "outlineLvl"], "val"), level.as_deref(), "{name}");
    }
    assert!(!text.contains("w:kern"), "letters keep their distance");
    assert!(!text.contains("Theme"), "no theme fonts");
    assert_eq!(all(document.root(), "lang")[0].attribute((W, "val")), Some("vi-VN"));
}

#[test]
fn line_spacing_follows_the_page_set_up() {
    let mut paper = crate::word_paper::full();
    paper.page.line_spacing = 1.5;
    paper.page.body_size = 13.5;
    let text = part(&paper, "word/styles.xml");
    let document = Document::parse(&text).expect("XML");
    let body = all(document.root(), "style")
        .into_iter()
        .find(|node| node.attribute((W, "styleId")) == Some("KhBody"))
        .expect("the style of the text");
    assert_eq!(value(body, &["pPr", "spacing"], "line"), Some("360"));
    assert_eq!(value(body, &["pPr", "spacing"], "lineRule"), Some("auto"));
    assert_eq!(value(body, &["pPr", "ind"], "firstLine"), Some("720"));
    assert_eq!(value(body, &["rPr", "sz"], "val"), Some("27"));
}

#[test]
fn sheets_are_sections_numbered_from_one_with_their_page() {
    let text = part(&crate::word_paper::full(), "word/document.xml");
    let document = Document::parse(&text).expect("XML");
    let sections = all(document.root(), "sectPr");
    assert_eq!(sections.len(), 3);
    for section in &sections {
        assert_eq!(value(*section, &["type"], "val"), Some("nextPage"));
        assert_eq!(value(*section, &["pgNumType"], "start"), Some("1"));
        assert!(child(*section, &["titlePg"]).is_some());
        assert_eq!(value(*section, &["pgMar"], "left"), Some("1701"));
        assert_eq!(value(*section, &["pgMar"], "header"), Some("567"));
    }
    assert_eq!(value(sections[0], &["pgSz"], "w"), Some("11906"));
    assert_eq!(value(sections[0], &["pgSz"], "orient"), None);
    assert_eq!(value(sections[1], &["pgSz"], "w"), Some("16838"));
    assert_eq!(value(sections[1], &["pgSz"], "orient"), Some("landscape"));
    assert_eq!(value(sections[1], &["pgMar"], "bottom"), Some("850"));
    // The last section is the body's own; the others stand in the last paragraph of their sheet.
    let body = child(document.root_element(), &["body"]).expect("a body");
    assert_eq!(sections[2].parent(), Some(body));
    let last = sections[1].parent().and_then(|node| node.parent()).expect("a paragraph");
    assert_eq!(value(last, &["pPr", "pStyle"], "val"), Some("KhSeparator"), "after a table");
}

#[test]
fn the_page_number_stands_on_every_page_but_the_first() {
    let paper = crate::word_paper::full();
    let text = part(&paper, "word/header1.xml");
    let document = Document::parse(&text).expect("XML");
    assert_eq!(all(document.root(), "instrText")[0].text(), Some(" PAGE "));
    let style = value(all(document.root(), "p")[0], &["pPr", "pStyle"], "val");
    assert_eq!(style, Some("KhPageNumber"));
    assert!(!part(&paper, "word/header2.xml").contains("PAGE"));
    let mark = part(&paper, "word/header3.xml");
    assert!(mark.contains("LƯU HÀNH NỘI BỘ") && !mark.contains("PAGE"));
    let text = part(&paper, "word/document.xml");
    let document = Document::parse(&text).expect("XML");
    let relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    for (index, first) in ["header3", "header2", "header2"].into_iter().enumerate() {
        let section = all(document.root(), "sectPr")[index];
        let ids: Vec<_> = all(section, "headerReference")
            .iter()
            .map(|node| (node.attribute((W, "type")), node.attribute((relation, "id"))))
            .collect();
        assert_eq!(ids, [(Some("default"), Some("header1")), (Some("first"), Some(first))]);
    }
}

#[test]
fn a_drawn_rule_is_a_border_of_its_exact_length() {
    let text = part(&crate::word_paper::full(), "word/document.xml");
    let document = Document::parse(&text).expect("XML");
    let styles = part(&crate::word_paper::full(), "word/styles.xml");
    let styles = Document::parse(&styles).expect("XML");
    // Twips between the indents: the cell is 100 mm wide, the text 165.
    for (start, width, wanted) in [("Độc lập", 5670, 3424), ("Triển khai", 9355, 2835)]
    {
        let above = paragraph(&document, start);
        assert!(is_kept(above, &styles), "{start}");
        let rule = above.next_sibling_element().expect("a rule");
        assert_eq!(value(rule, &["pPr", "pStyle"], "val"), Some("KhRule"));
        let indent = |side| -> i64 {
            let text = value(rule, &["pPr", "ind"], side).expect("an indent");
            text.parse().expect("a number")
        };
        assert!((width - indent("left") - indent("right") - wanted).abs() <= 1, "{start}");
        assert!((indent("left") - indent("right")).abs() <= 1, "in the middle");
    }
    let rule = all(styles.root(), "style")
        .into_iter()
        .find(|node| node.attribute((W, "styleId")) == Some("KhRule"))
        .expect("the rule's style");
    assert_eq!(value(rule, &["pPr", "pBdr", "top"], "sz"), Some("6"));
    let twips: i64 = ["before", "line"]
        .into_iter()
        .filter_map(|name| value(rule, &["pPr", "spacing"], name)?.parse::<i64>().ok())
        .sum();
    assert_eq!(twips + 15, 120, "with its stroke 6 pt");
    assert_eq!(value(rule, &["pPr", "spacing"], "lineRule"), Some("exact"));
    assert!(!text.contains("w:drawing") && !text.contains("w:pict"));
}

#[test]
fn a_frame_is_as_wide_and_high_as_asked() {
    let text = part(&crate::word_paper::full(), "word/document.xml");
    let document = Document::parse(&text).expect("XML");
    let mark = paragraph(&document, "MẬT");
    let number = |path: &[&str], name: &str| -> i64 {
        value(mark, path, name).expect("an attribute").parse().expect("a number")
    };
    // 67.5 mm of cell, 20 × 8 mm of frame, half a stroke of 15 twips on each side.
    let inner = 3827 - number(&["pPr", "ind"], "left") - number(&["pPr", "ind"], "right");
    assert!((inner + 15 - 1134).abs() <= 1);
    let spaces =
        number(&["pPr", "pBdr", "top"], "space") + number(&["pPr", "pBdr", "bottom"], "space");
    assert_eq!(number(&["pPr", "spacing"], "line") + 20 * spaces + 15, 454);
    // Neighbours with the same borders and indents would grow together.
    let other = paragraph(&document, "KHẨN");
    assert_ne!(value(mark, &["pPr", "ind"], "left"), value(other, &["pPr", "ind"], "left"));
}

#[test]
fn what_must_stay_with_what_follows_does() {
    let text = part(&crate::word_paper::full(), "word/document.xml");
    let document = Document::parse(&text).expect("XML");
    let styles = part(&crate::word_paper::full(), "word/styles.xml");
    let styles = Document::parse(&styles).expect("XML");
    let kept = |start| is_kept(paragraph(&document, start), &styles);
    assert!(kept("I. MỤC ĐÍCH"));
    assert!(kept("Trên đây"));
    assert!(!kept("1. Mục đích"));
    assert!(kept("UBND TỈNH"), "rows of the letterhead but the last");
    assert!(!kept("Hưng Yên, ngày"), "the last row of the letterhead");
    for head in ["STT", "Phân công", "Chủ trì"] {
        assert!(kept(head), "a table's head stands with its first row: {head}");
    }
}

#[test]
fn columns_and_tables_have_exact_grids_and_rows_that_do_not_split() {
    let text = part(&crate::word_paper::full(), "word/document.xml");
    let document = Document::parse(&text).expect("XML");
    let tables = all(document.root(), "tbl");
    assert_eq!(tables.len(), 4);
    for table in &tables {
        assert_eq!(value(*table, &["tblPr", "tblLayout"], "type"), Some("fixed"));
        let whole: i64 = all(*table, "gridCol")
            .iter()
            .filter_map(|node| node.attribute((W, "w"))?.parse::<i64>().ok())
            .sum();
        let stated = value(*table, &["tblPr", "tblW"], "w").and_then(|text| text.parse().ok());
        assert_eq!(stated, Some(whole));
        for row in all(*table, "tr") {
            assert!(child(row, &["trPr", "cantSplit"]).is_some());
            let width: i64 = all(row, "tcW")
                .iter()
                .filter_map(|node| node.attribute((W, "w"))?.parse::<i64>().ok())
                .sum();
            assert_eq!(width, whole, "every row fills the grid");
        }
    }
    // The letterhead is wider than the text: 2.5 mm, half on either side.
    assert_eq!(value(tables[0], &["tblPr", "tblInd"], "w"), Some("-71"));
    // Borders and the space around words are their styles'.
    let styles = part(&crate::word_paper::full(), "word/styles.xml");
    let styles = Document::parse(&styles).expect("XML");
    let style_of = |table| {
        let id = value(table, &["tblPr", "tblStyle"], "val");
        let mut all = all(styles.root(), "style").into_iter();
        all.find(|node| node.attribute((W, "styleId")) == id).expect("a table style")
    };
    assert!(child(style_of(tables[0]), &["tblPr", "tblBorders"]).is_none());
    let grid = tables[1];
    // In this mode Word puts a table's words on the margin: its border is to stand there.
    assert_eq!(value(grid, &["tblPr", "tblInd"], "w"), Some("85"));
    let drawn = style_of(grid);
    assert_eq!(value(drawn, &["tblPr", "tblBorders", "insideH"], "sz"), Some("4"));
    assert_eq!(value(drawn, &["tblPr", "tblCellMar", "left"], "w"), Some("85"));
    assert_eq!(value(drawn, &["tblPr", "tblCellMar", "top"], "w"), Some("40"));
    let heads: Vec<_> = all(grid, "tr")
        .iter()
        .map(|row| child(*row, &["trPr", "tblHeader"]).is_some())
        .collect();
    assert_eq!(&heads[..3], [true, true, false]);
    assert!(!heads[2..].contains(&true));
    let rows = all(grid, "tr");
    let merges = |row: Node<'_, '_>| -> Vec<Option<String>> {
        all(row, "tc")
            .iter()
            .map(|cell| value(*cell, &["tcPr", "vMerge"], "val").map(str::to_owned))
            .collect()
    };
    let (restart, go_on) = (Some("restart".to_owned()), Some("continue".to_owned()));
    assert_eq!(merges(rows[0]), [restart.clone(), restart.clone(), None, restart]);
    assert_eq!(merges(rows[1]), [go_on.clone(), go_on.clone(), None, None, go_on]);
    assert_eq!(value(all(rows[0], "tc")[2], &["tcPr", "gridSpan"], "val"), Some("2"));
}

#[test]
fn runs_say_only_what_differs_and_keep_their_words() {
    let text = part(&crate::word_paper::full(), "word/document.xml");
    let document = Document::parse(&text).expect("XML");
    let found = paragraph(&document, "1. Mục đích");
    assert!(words(found).contains("lập <đúng> & đủ, không để thất lạc; các đơn vị"));
    let runs = all(found, "r");
    assert_eq!(value(runs[0], &["rPr", "b"], "val"), Some("1"));
    assert!(child(runs[1], &["rPr"]).is_none());
    assert_eq!(value(runs[2], &["rPr", "i"], "val"), Some("1"));
    assert_eq!(value(runs[2], &["rPr", "u"], "val"), Some("single"));
    assert_eq!(all(found, "br").len(), 1);
    assert_eq!(all(found, "footnoteReference").len(), 1);
    assert!(child(all(paragraph(&document, "KẾ HOẠCH"), "r")[0], &["rPr"]).is_none());
}

#[test]
fn notes_are_real_footnotes() {
    let paper = crate::word_paper::full();
    let text = part(&paper, "word/footnotes.xml");
    let notes = Document::parse(&text).expect("XML");
    let ids: Vec<_> = all(notes.root(), "footnote")
        .iter()
        .filter_map(|note| note.attribute((W, "id")))
        .collect();
    assert_eq!(&ids[..4], ["-1", "0", "1", "2"]);
    assert_eq!(ids.len(), 16);
    let first = all(notes.root(), "footnote")[2];
    assert_eq!(words(first), " Kể cả hồ sơ giấy đã số hóa.");
    assert_eq!(value(all(first, "p")[0], &["pPr", "pStyle"], "val"), Some("KhFootnote"));
}

#[test]
fn the_file_says_what_it_is() {
    let paper = crate::word_paper::full();
    let core = part(&paper, "docProps/core.xml");
    for wanted in [
        "<dc:title>Kế hoạch triển khai công tác lưu trữ</dc:title>",
        "<dc:subject>Triển khai công tác lưu trữ</dc:subject>",
        "<dc:creator>Sở Văn hóa, Thể thao và Du lịch</dc:creator>",
        "<cp:keywords>15/KH-SVHTTDL</cp:keywords>",
        ">2026-03-05T00:00:00Z</dcterms:created>",
    ] {
        assert!(core.contains(wanted), "{core}");
    }
    let settings = part(&paper, "word/settings.xml");
    let document = Document::parse(&settings).expect("XML");
    let mode = all(document.root(), "compatSetting")
        .into_iter()
        .find(|node| node.attribute((W, "name")) == Some("compatibilityMode"))
        .and_then(|node| node.attribute((W, "val")));
    // From 15 on Word squeezes justified lines.
    assert_eq!(mode, Some("14"));
    assert_eq!(all(document.root(), "doNotExpandShiftReturn").len(), 1);
}

#[test]
fn a_table_that_word_cannot_hold_is_refused_in_words() {
    let mut paper = crate::word_paper::full();
    let mut grid = crate::word_paper::task_table(vec![2.0; 64]);
    grid.rows.truncate(1);
    paper.sheets[0].pieces.push(kehoach::compose::Piece::Grid(grid));
    let refused = word::docx(&paper);
    assert!(matches!(refused, Err(WordError::TooManyColumns { columns: 64 })));
}

/// Writes the paper with everything on it where `KEHOACH_WORD_OUT` says, for the desk checks.
#[test]
#[ignore = "writes a file for tests/desk/word.sh"]
fn write_full_paper() {
    let folder =
        std::env::var_os("KEHOACH_WORD_OUT").expect("KEHOACH_WORD_OUT names a folder");
    let file = std::path::Path::new(&folder).join("full.docx");
    std::fs::write(file, word::docx(&crate::word_paper::full()).expect("a file"))
        .expect("written");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn any_paper_becomes_well_formed_parts_the_same_each_time(paper in crate::word_paper::any_paper()) {
        let bytes = word::docx(&paper).expect("a paper that Word can hold");
        prop_assert_eq!(&bytes, &word::docx(&paper).expect("again"));
        let parts = parts(&paper);
        for (path, text) in &parts {
            prop_assert!(Document::parse(text).is_ok(), "{} is not XML", path);
        }
        let types = &parts[0].1;
        for (path, _) in &parts[1..] {
            let stated = path.ends_with(".rels") || types.contains(&format!("\"/{path}\""));
            prop_assert!(stated, "{} has no type", path);
        }
    }
}
