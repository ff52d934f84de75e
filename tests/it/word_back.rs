//! What we write as Word reads back to the plan: equal in its canonical form, which says what paper
//! carries, field by field.

use std::io::{Cursor, Read as _, Write as _};

use kehoach::compose::{canonical, compose};
use kehoach::model::{
    Block, Cell, Decision, Document, Level, Paragraph, Standing, Table, Text,
};
use kehoach::read::read_bytes;
use proptest::prelude::*;
use zip::write::{SimpleFileOptions, ZipWriter};

/// What a plan's Word file reads back to.
fn back(document: &Document) -> Document {
    let bytes =
        kehoach::word::docx(&compose(document, Standing::Issued)).expect("a Word file");
    read_bytes("plan.docx", &bytes).expect("our own file").document
}

/// The lines in which two plans differ.
fn differences(ours: &Document, theirs: &Document) -> Vec<String> {
    let (ours, theirs) = (format!("{ours:#?}"), format!("{theirs:#?}"));
    let (ours, theirs): (Vec<_>, Vec<_>) = (ours.lines().collect(), theirs.lines().collect());
    let mut found = Vec::new();
    for index in 0..ours.len().max(theirs.len()) {
        if ours.get(index) != theirs.get(index) {
            let around = ours.get(index.saturating_sub(3)..index).unwrap_or_default().concat();
            found.push(format!(
                "{around}\n  {:?}\n  read as {:?}",
                ours.get(index),
                theirs.get(index)
            ));
        }
    }
    found.truncate(6);
    found
}

/// The differences of a plan and its Word file, as far as paper carries it.
fn lost(document: &Document) -> Vec<String> {
    differences(&canonical(document), &canonical(&back(document)))
}

#[test]
fn every_sample_reads_back_to_its_plan() {
    let mut all = Vec::new();
    for sample in kehoach::samples::plans().iter().chain(kehoach::samples::others()) {
        let found = lost(&sample.document());
        all.extend(found.into_iter().map(|line| format!("{}: {line}", sample.name)));
    }
    assert!(all.is_empty(), "{}", all.join("\n"));
}

#[test]
fn both_agencies_of_the_letterhead_come_back_in_the_letters_of_a_sentence() {
    for (parent, agency) in [
        (&["UBND tỉnh Hưng Yên"][..], "Sở Văn hóa, Thể thao và Du lịch"),
        (&["Ủy ban nhân dân", "tỉnh Nghệ An"], "Sở Y tế"),
        (&["Ủy ban nhân dân phường An Bình"], "Trường Trung học cơ sở Lê Lợi"),
    ] {
        let mut document = kehoach::samples::open("to-trinh").expect("a sample");
        document.parent_agency = parent.iter().map(|line| (*line).to_owned()).collect();
        document.agency = vec![agency.to_owned()];
        let read = back(&document);
        assert_eq!(
            (read.parent_agency, read.agency),
            (document.parent_agency, document.agency)
        );
    }
}

/// A Word file of ours as its version 0.1.0 wrote it: in Word 2013's mode, tables with borders on the margin.
fn in_mode_15(bytes: Vec<u8>) -> Vec<u8> {
    let mut old = zip::ZipArchive::new(Cursor::new(bytes)).expect("a package");
    let mut new = ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..old.len() {
        let mut part = old.by_index(index).expect("a part");
        let name = part.name().expect("named").into_owned();
        let mut text = String::new();
        part.read_to_string(&mut text).expect("text");
        let mode = |number: u8| {
            format!(
                "w:name=\"compatibilityMode\" w:uri=\"http://schemas.microsoft.com/office/word\" w:val=\"{number}\""
            )
        };
        if name == "word/settings.xml" {
            assert!(text.contains(&mode(14)), "{text}");
            text = text.replace(&mode(14), &mode(15));
        }
        text = text.replace("<w:tblInd w:w=\"85\"", "<w:tblInd w:w=\"0\"");
        new.start_file(name, SimpleFileOptions::default()).expect("in memory");
        new.write_all(text.as_bytes()).expect("in memory");
    }
    new.finish().expect("in memory").into_inner()
}

#[test]
fn files_of_either_mode_read_back_alike() {
    for sample in kehoach::samples::plans() {
        let document = sample.document();
        let bytes =
            kehoach::word::docx(&compose(&document, Standing::Issued)).expect("a file");
        let read =
            |bytes: &[u8]| read_bytes("plan.docx", bytes).expect("our own file").document;
        let new = read(&bytes);
        let old = read(&in_mode_15(bytes));
        assert_eq!(differences(&new, &old), Vec::<String>::new(), "{}", sample.name);
    }
}

#[test]
fn a_head_too_tall_to_be_repeated_keeps_its_rows() {
    let cell = |rows: usize, words: usize| Cell {
        text: Text::plain(&"nội dung cột ".repeat(words)),
        rows,
        ..Cell::default()
    };
    // The second row of the head is covered; in the other table the last one is.
    for spans in [[2, 2, 1], [1, 2, 2]] {
        let mut table = Table::new(2, 5);
        table.head_rows = 3;
        for (row, rows) in spans.into_iter().enumerate() {
            table.rows[row] = vec![cell(rows, 150), cell(rows, 20)];
        }
        table.normalise();
        let document = Document { body: vec![Block::from(table)], ..Document::default() };
        assert_eq!(lost(&document), Vec::<String>::new(), "{spans:?}");
    }
}

#[test]
fn hard_spaces_and_hyphens_of_her_own_come_back_as_typed_in_every_field() {
    // The first stand where the paper holds by itself, the others where it would not.
    let hers = "số\u{A0}12/NĐ\u{2011}CP phòng\u{A0}Tài\u{2011}chính";
    let sample = kehoach::samples::plans().first().expect("a sample");
    let mut document = sample.document();
    document.subject = Text::plain(&hers.repeat(4));
    document.agency = vec![hers.to_owned()];
    document.place = "Quảng\u{A0}Ngãi".to_owned();
    document.symbol = "KH\u{2011}SXD\u{A0}2".to_owned();
    document.legal_basis = vec![Text::plain(hers)];
    document.recipients[0].name = hers.to_owned();
    document.signatures[0].signer = "Trần\u{A0}Thị Nguyên\u{A0}An".to_owned();
    let noted = format!("{hers} <fn>{hers}</fn> <i>{hers}</i>");
    let body = Paragraph::new(Level::Centered, Text::from_markup(&noted.repeat(3)));
    document.body = vec![
        Block::Text(Paragraph::new(Level::Section, Text::plain(hers))),
        Block::Text(Paragraph::new(Level::Body, Text::from_markup(&noted))),
        Block::Text(body),
    ];
    assert_eq!(lost(&document), Vec::<String>::new());
    let bytes = kehoach::word::docx(&compose(&document, Standing::Issued)).expect("a file");
    let back = read_bytes("plan.docx", &bytes).expect("our own file").document;
    assert_eq!(back.subject.words(), document.subject.words());
    assert_eq!((back.place, back.symbol), (document.place, document.symbol));
    assert_eq!(back.agency, document.agency);
    assert_eq!(back.signatures[0].signer, document.signatures[0].signer);
    assert_eq!(back.recipients[0].name, document.recipients[0].name);
}

#[test]
fn hard_spaces_of_her_own_come_back_in_the_reference_to_a_decision() {
    let decision = Decision {
        document: "Quyết định phê\u{A0}duyệt".to_owned(),
        number: Some(5),
        symbol: "QĐ\u{2011}UBND".to_owned(),
        issuer: "Chủ tịch Ủy ban nhân dân tỉnh Quảng\u{A0}Ngãi".to_owned(),
        ..Decision::default()
    };
    let document = Document { decision: Some(decision.clone()), ..Document::default() };
    let bytes = kehoach::word::docx(&compose(&document, Standing::Issued)).expect("a file");
    let back = read_bytes("plan.docx", &bytes).expect("our own file").document;
    assert_eq!(back.decision, Some(decision));
    assert_eq!(lost(&document), Vec::<String>::new());
}

/// Few cases at every run; `PROPTEST_CASES` and `PROPTEST_RNG_SEED` look further.
fn cases() -> ProptestConfig {
    match std::env::var_os("PROPTEST_CASES") {
        Some(_) => ProptestConfig::default(),
        None => ProptestConfig::with_cases(64),
    }
}

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn a_plan_of_an_office_reads_back_to_itself(document in crate::word_plan::any_plan()) {
        let found = lost(&document);
        prop_assert!(found.is_empty(), "{}", found.join("\n"));
    }

    #[test]
    fn any_plan_reads_back_to_itself(document in crate::plans::any_plan()) {
        let found = lost(&document);
        prop_assert!(found.is_empty(), "{}", found.join("\n"));
    }

    #[test]
    fn the_canonical_form_prints_the_same_paper(document in crate::plans::any_plan()) {
        let canonical = canonical(&document);
        prop_assert_eq!(&kehoach::compose::canonical(&canonical), &canonical);
    }
}
