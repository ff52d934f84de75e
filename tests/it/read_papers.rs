//! Issued papers with names, places and numbers changed, each with what it holds: a plain clone tests
//! the reader. `NAME.txt` or `.md` lies beside `NAME.truth.json`, the fields of the reader's report.

use std::path::Path;

use kehoach::read::{decode, lost_words, read_bytes, report_json};
use serde_json::Value;

#[test]
fn papers_are_read_as_their_truth_says() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/papers");
    let mut files: Vec<_> = std::fs::read_dir(&folder)
        .expect("the fixtures are in the tree")
        .map(|entry| entry.expect("readable").path())
        .filter(|path| path.extension().is_none_or(|end| end != "json"))
        .collect();
    files.sort();
    assert!(files.len() >= 10, "{} papers", files.len());
    for file in files {
        let name = file.file_name().expect("a file").to_string_lossy().into_owned();
        let bytes = std::fs::read(&file).expect("readable");
        let truth = std::fs::read_to_string(file.with_extension("truth.json"))
            .unwrap_or_else(|error| panic!("{name} has no truth: {error}"));
        let truth: Value = serde_json::from_str(&truth).expect("JSON");
        let imported = read_bytes(&name, &bytes).expect("a readable paper");
        let fields = &report_json(&name, &imported)["fields"];
        for (field, value) in truth.as_object().expect("fields") {
            assert_eq!(&fields[field], value, "{name}: {field}");
        }
        let source = decode(&bytes).expect("decodes").text;
        assert_eq!(lost_words(&source, &imported), Vec::<String>::new(), "{name}");
    }
}
