//! What holds for every plan, whatever it came from.
#![allow(dead_code, reason = "each target needs a part of it")]

use std::sync::LazyLock;

use kehoach::compose::compose;
use kehoach::model::{Document, Standing};
use kehoach::read::{NoteKind, Source, recognise};
use kehoach::store::draft;

/// A source becomes a plan. With `KEHOACH_FUZZ_WORDS` set, one that keeps every word: without it a
/// reading that says itself which words it lost is taken.
pub fn of_source(source: Source) {
    let Ok(imported) = recognise(source) else { return };
    let lost = imported.report.notes.iter().find(|note| note.kind == NoteKind::Lost);
    assert!(lost.is_none() || !strict(), "words were lost: {lost:?}");
    of_plan(&imported.document);
}

/// A plan has a paper, and its draft says the same plan.
pub fn of_plan(document: &Document) {
    for standing in [Standing::Draft, Standing::Issued] {
        compose(document, standing);
    }
    let written = draft::to_ron(document);
    let again = draft::from_ron(written.as_bytes()).expect("our own draft opens");
    let mut normal = document.clone();
    normal.normalise();
    assert_eq!(again.document, normal, "the draft says another plan");
}

fn strict() -> bool {
    static STRICT: LazyLock<bool> =
        LazyLock::new(|| std::env::var_os("KEHOACH_FUZZ_WORDS").is_some());
    *STRICT
}
