//! Files for the desk checks: tests/desk/word.sh hands them to Microsoft's validator and to
//! LibreOffice. Nothing here runs with the other tests.

mod word_plan;

use std::path::{Path, PathBuf};

use kehoach::compose::compose;
use kehoach::model::{Plan, Standing};
use kehoach::samples;
use kehoach::typeset::Typesetter;
use proptest::strategy::{Strategy as _, ValueTree as _};
use proptest::test_runner::TestRunner;

/// The folder that `KEHOACH_WORD_OUT` names.
fn folder() -> PathBuf {
    std::env::var_os("KEHOACH_WORD_OUT").expect("KEHOACH_WORD_OUT names a folder").into()
}

/// Writes a plan as .docx and .pdf.
fn write(typesetter: &mut Typesetter, plan: &Plan, file: &Path) {
    let paper = compose(plan, Standing::Issued);
    let pages = typesetter.typeset(&paper).expect("pages");
    let docx = kehoach::word::docx(&paper).expect("a Word file");
    std::fs::write(file.with_extension("docx"), docx).expect("written");
    std::fs::write(file.with_extension("pdf"), pages.pdf().expect("PDF")).expect("written");
}

/// Writes every built-in sample.
#[test]
#[ignore = "writes files for tests/desk/word.sh"]
fn write_samples() {
    let mut typesetter = Typesetter::new();
    for sample in samples::all() {
        let plan = samples::open(sample.name).expect("a sample that opens");
        write(&mut typesetter, &plan, &folder().join(sample.name));
    }
}

/// Writes `KEHOACH_WORD_COUNT` (200) plans made by chance, the same each time.
#[test]
#[ignore = "writes files for tests/desk/word.sh"]
fn write_plans() {
    let count = std::env::var("KEHOACH_WORD_COUNT")
        .ok()
        .and_then(|text| text.parse().ok())
        .unwrap_or(200);
    let mut runner = TestRunner::deterministic();
    let mut typesetter = Typesetter::new();
    for index in 0..count {
        let plan = word_plan::any_plan().new_tree(&mut runner).expect("a plan").current();
        write(&mut typesetter, &plan, &folder().join(format!("plan-{index:03}")));
    }
}
