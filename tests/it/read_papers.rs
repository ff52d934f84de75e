//! Issued papers with names, places and numbers changed, each with what it holds: a plain clone tests
//! the reader. `NAME.txt`, `.md`, `.docx` or `.html` lies beside `NAME.truth.json`, the fields of the reader's report.
//! `papers` are plans; `types` are at least three papers of every other type that plans travel with.

use std::path::Path;

use kehoach::model::DocumentType;
use kehoach::read::{Content, decode, lost_words, read_bytes, read_source, report_json};
use serde_json::Value;

/// The papers of a folder that do not come in as their truth says, and how many there are of a type.
fn read_folder(folder: &str) -> Vec<DocumentType> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(folder);
    let mut files: Vec<_> = std::fs::read_dir(&folder)
        .expect("the fixtures are in the tree")
        .map(|entry| entry.expect("readable").path())
        .filter(|path| path.extension().is_none_or(|end| end != "json"))
        .collect();
    files.sort();
    let mut types = Vec::new();
    for file in files {
        let name = file.file_name().expect("a file").to_string_lossy().into_owned();
        let bytes = std::fs::read(&file).expect("readable");
        let truth = std::fs::read_to_string(file.with_extension("truth.json"))
            .unwrap_or_else(|error| panic!("{name} has no truth: {error}"));
        let truth: Value = serde_json::from_str(&truth).expect("JSON");
        let imported = read_bytes(&name, &bytes).expect("a readable paper");
        let report = report_json(&name, &imported);
        for (field, value) in truth.as_object().expect("fields") {
            let found = report.get(field).unwrap_or(&report["fields"][field]);
            assert_eq!(found, value, "{name}: {field}");
        }
        let source = words_of(&name, &bytes);
        assert_eq!(lost_words(&source, &imported), Vec::<String>::new(), "{name}");
        types.push(imported.document.document_type);
    }
    types
}

/// The words of a file as they stand: of text its own, of a Word file or a web page those of its paragraphs.
fn words_of(name: &str, bytes: &[u8]) -> String {
    if name.ends_with(".txt") || name.ends_with(".md") {
        return decode(bytes).expect("decodes").text;
    }
    let source = read_source(name, bytes).expect("a readable paper");
    let words = |content: &Content| match content {
        Content::Words(text) => text.words(),
        Content::Table(table) => {
            table.rows.iter().flatten().map(|cell| cell.text.words() + "\n").collect()
        }
    };
    source.paragraphs.iter().map(|paragraph| words(&paragraph.content) + "\n").collect()
}

#[test]
fn papers_are_read_as_their_truth_says() {
    let types = read_folder("papers");
    assert!(types.len() >= 50, "{} papers", types.len());
    assert!(types.iter().all(|kind| *kind == DocumentType::Plan));
}

#[test]
fn papers_of_every_type_come_in_as_what_they_are() {
    use DocumentType as T;
    let types = read_folder("types");
    for kind in [
        T::Proposal,
        T::Announcement,
        T::Resolution,
        T::Decision,
        T::Telegram,
        T::Minutes,
        T::Report,
        T::Invitation,
        T::OfficialLetter,
    ] {
        let count = types.iter().filter(|found| **found == kind).count();
        assert!(count >= 3, "{kind:?}: {count} papers");
    }
    let regulations = |kind: &&T| matches!(kind, T::Statute | T::Regulation);
    assert!(types.iter().filter(regulations).count() >= 3);
}
