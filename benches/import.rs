//! A Word file of sixty pages into a plan. Run:
//! `cargo bench --bench import`. With the corpus at hand (`KEHOACH_CORPUS`, or `../shared`), its largest
//! real .docx, its body repeated, is measured too.

use std::io::{Cursor, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::time::Instant;

use kehoach::compose::compose;
use kehoach::model::{Document, Standing, Text};
use kehoach::read::{read_docx, recognise};
use kehoach::samples;
use kehoach::typeset::Typesetter;
use zip::write::{SimpleFileOptions, ZipWriter};
use zip::{CompressionMethod, ZipArchive};

const PAGES: usize = 60;
const ROUNDS: usize = 40;

fn main() {
    let long = long_plan();
    let paper = compose(&long, Standing::Issued);
    let pages = Typesetter::new().typeset(&paper).expect("the plan sets").count();
    let bytes = kehoach::word::docx(&paper).expect("the plan is a Word file");
    measure(&format!("sample repeated, our own .docx, {pages} pages"), &bytes);
    match real() {
        Some((name, times, bytes)) => {
            measure(&format!("{name}, its body {times} times"), &bytes);
        }
        None => println!("no corpus here: no real file measured"),
    }
}

/// A built-in sample's body as often as fills sixty pages.
fn long_plan() -> Document {
    let short = samples::open("kiem-tra").expect("a built-in sample");
    let pages = |document: &Document| {
        let paper = compose(document, Standing::Issued);
        Typesetter::new().typeset(&paper).expect("the plan sets").count()
    };
    let mut long = Document { subject: Text::plain("Kiểm tra năm 2026"), ..short.clone() };
    while pages(&long) < PAGES {
        for _ in 0..4 {
            long.body.extend(short.body.iter().cloned());
        }
    }
    long
}

/// The largest real file of the corpus, its body repeated to 120 000 characters, which is some sixty
/// pages.
fn real() -> Option<(String, usize, Vec<u8>)> {
    const LETTERS: usize = 120_000;
    let shared = std::env::var_os("KEHOACH_CORPUS").map_or_else(
        || Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared"),
        PathBuf::from,
    );
    let folder = shared.join("corpus/docx");
    let mut files: Vec<_> = std::fs::read_dir(folder).ok()?.flatten().collect();
    files.sort_by_key(|file| file.metadata().map(|data| data.len()).unwrap_or(0));
    let file = files.pop()?;
    let bytes = std::fs::read(file.path()).ok()?;
    let letters: usize = read_docx(&bytes)
        .ok()?
        .paragraphs
        .iter()
        .filter_map(|paragraph| paragraph.text())
        .map(|text| text.len())
        .sum();
    let times = LETTERS.div_ceil(letters.max(1));
    let name = file.file_name().to_string_lossy().into_owned();
    Some((name, times, repeated(&bytes, times)?))
}

/// A package whose body stands there several times.
fn repeated(bytes: &[u8], times: usize) -> Option<Vec<u8>> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).ok()?;
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    for index in 0..archive.len() {
        let mut entry = archive.by_index(index).ok()?;
        let name = entry.name().ok()?.into_owned();
        let mut content = Vec::new();
        entry.read_to_end(&mut content).ok()?;
        if name == "word/document.xml" {
            let text = String::from_utf8(content).ok()?;
            let start = text.find("<w:body>")? + "<w:body>".len();
            let end = text.rfind("<w:sectPr").filter(|at| *at > start)?;
            let body = text[start..end].repeat(times);
            content = format!("{}{body}{}", &text[..start], &text[end..]).into_bytes();
        }
        writer.start_file(name, options).ok()?;
        writer.write_all(&content).ok()?;
    }
    Some(writer.finish().ok()?.into_inner())
}

fn measure(what: &str, bytes: &[u8]) {
    let words: usize = read_docx(bytes).map_or(0, |source| source.paragraphs.len());
    println!("{what}, {} kB, {words} paragraphs", bytes.len() / 1000);
    let ours = times(|| {
        let source = read_docx(bytes).expect("a Word file");
        recognise(source).expect("a plan").document.body.len()
    });
    let read = times(|| read_docx(bytes).expect("a Word file").paragraphs.len());
    for (name, times) in [("read and recognise", &ours), ("of which read", &read)] {
        let median = times[ROUNDS / 2];
        let p95 = times[ROUNDS * 95 / 100];
        println!("  {name}: median {median:.1} ms, p95 {p95:.1} ms");
    }
}

/// Milliseconds of each round, sorted.
fn times(mut work: impl FnMut() -> usize) -> Vec<f64> {
    let mut times: Vec<f64> = (0..ROUNDS)
        .map(|_| {
            let start = Instant::now();
            let found = work();
            let time = start.elapsed().as_secs_f64() * 1e3;
            assert!(found > 0, "nothing was read");
            time
        })
        .collect();
    times.sort_by(f64::total_cmp);
    times
}
