//! Files for the desk checks: tests/desk/word.sh hands them to Microsoft's validator and to
//! LibreOffice. Nothing here runs with the other tests.

mod word_plan;

use std::path::PathBuf;

use kehoach::compose::compose;
use kehoach::model::Standing;
use kehoach::typeset::Typesetter;
use proptest::strategy::{Strategy as _, ValueTree as _};
use proptest::test_runner::TestRunner;

/// Writes `KEHOACH_WORD_COUNT` (200) plans made by chance, the same each time, as .docx and .pdf
/// into the folder that `KEHOACH_WORD_OUT` names.
#[test]
#[ignore = "writes files for tests/desk/word.sh"]
fn write_plans() {
    let folder =
        std::env::var_os("KEHOACH_WORD_OUT").expect("KEHOACH_WORD_OUT names a folder");
    let folder = PathBuf::from(folder);
    let count = std::env::var("KEHOACH_WORD_COUNT")
        .ok()
        .and_then(|text| text.parse().ok())
        .unwrap_or(200);
    let mut runner = TestRunner::deterministic();
    let mut typesetter = Typesetter::new();
    for index in 0..count {
        let plan = word_plan::any_plan().new_tree(&mut runner).expect("a plan").current();
        let paper = compose(&plan, Standing::Issued);
        let pages = typesetter.typeset(&paper).expect("pages");
        let file = folder.join(format!("plan-{index:03}"));
        let docx = kehoach::word::docx(&paper).expect("a Word file");
        std::fs::write(file.with_extension("docx"), docx).expect("written");
        std::fs::write(file.with_extension("pdf"), pages.pdf().expect("PDF"))
            .expect("written");
    }
}
