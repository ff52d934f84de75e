//! Files for the desk checks: tests/desk/word.py hands them to Microsoft's validator and to
//! LibreOffice, and hands back what LibreOffice saved. Nothing here runs with the other tests.

use std::path::{Path, PathBuf};

use kehoach::compose::{canonical, compose};
use kehoach::model::{Document, Standing};
use kehoach::read::read_file;
use kehoach::samples;
use kehoach::typeset::Typesetter;
use proptest::strategy::{Strategy as _, ValueTree as _};
use proptest::test_runner::TestRunner;

/// The folder that `KEHOACH_WORD_OUT` names.
fn folder() -> PathBuf {
    std::env::var_os("KEHOACH_WORD_OUT").expect("KEHOACH_WORD_OUT names a folder").into()
}

/// Writes a plan as .docx and .pdf.
fn write(typesetter: &mut Typesetter, document: &Document, file: &Path) {
    let paper = compose(document, Standing::Issued);
    let pages = typesetter.typeset(&paper).expect("pages");
    let docx = kehoach::word::docx(&paper).expect("a Word file");
    std::fs::write(file.with_extension("docx"), docx).expect("written");
    std::fs::write(file.with_extension("pdf"), pages.pdf().expect("PDF")).expect("written");
}

/// Writes every built-in sample.
#[test]
#[ignore = "writes files for tests/desk/word.py"]
fn write_samples() {
    let mut typesetter = Typesetter::new();
    for sample in samples::all() {
        let document = samples::open(sample.name).expect("a sample that opens");
        write(&mut typesetter, &document, &folder().join(sample.name));
    }
}

/// Writes `KEHOACH_WORD_COUNT` (200) plans made by chance, the same each time.
#[test]
#[ignore = "writes files for tests/desk/word.py"]
fn write_plans() {
    let count = std::env::var("KEHOACH_WORD_COUNT")
        .ok()
        .and_then(|text| text.parse().ok())
        .unwrap_or(200);
    let mut runner = TestRunner::deterministic();
    let mut typesetter = Typesetter::new();
    for index in 0..count {
        let document =
            crate::word_plan::any_plan().new_tree(&mut runner).expect("a plan").current();
        write(&mut typesetter, &document, &folder().join(format!("plan-{index:03}")));
    }
}

/// Reads every built-in sample that another program opened and saved again, and holds it to the
/// plan that was exported.
#[test]
#[ignore = "reads files that tests/desk/word.py had saved by LibreOffice"]
fn samples_come_back_from_another_program() {
    let mut wrong = Vec::new();
    for sample in samples::all() {
        let document = samples::open(sample.name).expect("a sample that opens");
        let file = folder().join(sample.name).with_extension("docx");
        let back = read_file(&file).expect("a Word file").document;
        let (ours, theirs) = (without_widths(&document), without_widths(&back));
        for (ours, theirs) in ours.0.iter().flatten().zip(theirs.0.iter().flatten()) {
            // LibreOffice moves the edges of columns by a twip or two.
            assert!(ours.abs_diff(*theirs) <= 6, "{}: {ours} {theirs}", sample.name);
        }
        if ours.1 != theirs.1 {
            let (ours, theirs) = (format!("{:#?}", ours.1), format!("{:#?}", theirs.1));
            let mut lines = ours.lines().zip(theirs.lines());
            let first = lines.find(|(ours, theirs)| ours != theirs);
            wrong.push(format!("{}: {first:?}", sample.name));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The widths of every table, and the plan without them.
fn without_widths(document: &Document) -> (Vec<Vec<u32>>, Document) {
    let mut document = canonical(document);
    let mut widths = Vec::new();
    let annexes = document.annexes.iter_mut().flat_map(|annex| &mut annex.blocks);
    for block in document.body.iter_mut().chain(annexes) {
        if let Some(table) = block.table_mut() {
            widths.push(std::mem::take(&mut table.widths));
        }
    }
    (widths, document)
}
