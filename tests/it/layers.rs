//! The law of the house (ARCHITECTURE.md): a lower layer never names a higher one, and only the
//! window names egui.

use std::fs;
use std::path::{Path, PathBuf};

/// Every top folder and file of `src`, lowest first: each may name only those before it.
const ORDER: &[&str] = &[
    "fonts",
    "vietnamese",
    "model",
    "standard",
    "citation",
    "store",
    "compose",
    "typeset",
    "word",
    "read",
    "compare",
    "renew",
    "samples",
    "drafting",
    "check",
    "edit",
    "print",
    "export",
    "dossier",
    "app",
    "cli",
];

/// What begins the program and is above every layer.
const ROOTS: &[&str] = &["lib", "main"];

/// A source file: its layer, its path under `src`, and its lines that are no comments and no
/// tests.
struct Source {
    layer: String,
    path: PathBuf,
    lines: Vec<(usize, String)>,
}

fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("a folder of src") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            files(&path, found);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            found.push(path);
        }
    }
}

fn sources() -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut paths = Vec::new();
    files(&root, &mut paths);
    paths.sort();
    let mut sources = Vec::new();
    for path in paths {
        let inner = path.strip_prefix(&root).expect("below src").to_owned();
        let in_tests = inner
            .components()
            .any(|part| Path::new(&part).with_extension("").as_os_str() == "tests");
        if in_tests {
            continue;
        }
        let first = inner.components().next().expect("a name");
        let layer = Path::new(&first).with_extension("").to_string_lossy().into_owned();
        let text = fs::read_to_string(&path).expect("a source file");
        sources.push(Source { layer, path: inner, lines: code_lines(&text) });
    }
    sources
}

/// The lines before the file's own tests that are no comments, with their numbers.
fn code_lines(text: &str) -> Vec<(usize, String)> {
    let mut lines = Vec::new();
    let mut after_cfg_test = false;
    for (index, line) in text.lines().enumerate() {
        let code = line.trim();
        if after_cfg_test && code.starts_with("mod ") && code.ends_with('{') {
            break;
        }
        after_cfg_test = code == "#[cfg(test)]";
        if !code.starts_with("//") {
            lines.push((index + 1, code.to_owned()));
        }
    }
    lines
}

/// The layers that a line names.
fn named(line: &str) -> impl Iterator<Item = &str> {
    line.match_indices("crate::").map(|(at, path)| {
        let rest = &line[at + path.len()..];
        let end = rest.find(|letter: char| !letter.is_ascii_lowercase() && letter != '_');
        &rest[..end.unwrap_or(rest.len())]
    })
}

#[test]
fn a_lower_layer_never_names_a_higher_one() {
    let rank = |layer: &str| ORDER.iter().position(|name| *name == layer);
    let mut wrong = Vec::new();
    for source in sources() {
        if ROOTS.contains(&source.layer.as_str()) {
            continue;
        }
        let own = rank(&source.layer)
            .unwrap_or_else(|| panic!("{} has no place in ORDER", source.path.display()));
        for (number, line) in &source.lines {
            for name in named(line) {
                if rank(name).is_some_and(|rank| rank > own) {
                    wrong.push(format!("{}:{number}: {line}", source.path.display()));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "a lower layer names a higher one:\n{}", wrong.join("\n"));
}

#[test]
fn only_the_window_names_egui() {
    let mut wrong = Vec::new();
    for source in sources() {
        if source.layer == "app" {
            continue;
        }
        for (number, line) in &source.lines {
            if line.contains("egui::") || line.contains("eframe") {
                wrong.push(format!("{}:{number}: {line}", source.path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "egui is named outside app:\n{}", wrong.join("\n"));
}

#[test]
fn every_layer_of_the_order_is_there() {
    let there = sources();
    for layer in ORDER {
        assert!(there.iter().any(|source| source.layer == *layer), "src has no {layer}");
    }
}

#[test]
fn a_long_file_says_why_it_is_long() {
    const LONG: usize = 500;
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let words = fs::read_to_string(root.join("ARCHITECTURE.md")).expect("it is in the tree");
    let table =
        words.split("\n## ").find(|part| part.starts_with("Files over")).expect("there");
    let rows = table.lines().filter(|line| line.starts_with("| `"));
    let named: Vec<&str> = rows.filter_map(|row| row.split('`').nth(1)).collect();
    let mut paths = Vec::new();
    ["src", "tests", "benches", "examples"]
        .iter()
        .for_each(|folder| files(&root.join(folder), &mut paths));
    let mut wrong: Vec<String> = named
        .iter()
        .filter(|name| !root.join(name).exists())
        .map(|name| format!("{name} stands in the table and not in the tree"))
        .collect();
    for path in paths {
        let inner = path.strip_prefix(root).expect("below the root").to_string_lossy();
        let inner = inner.replace('\\', "/");
        let count = fs::read_to_string(&path).expect("readable").lines().count();
        if count > LONG && !named.contains(&inner.as_str()) {
            wrong.push(format!(
                "{inner} has {count} lines: part it, or say why in ARCHITECTURE.md"
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
