//! What a change costs before anything is set: the time of a key in the session, and the memory that
//! 500 steps of undo hold, in plans of 11 and 146 pages and in a table of 300 rows.
//! Run: `cargo bench --bench editing`.
//!
//! As in the window, another thread holds the plan of the key before, so that nothing is changed in
//! place.

use std::path::PathBuf;
use std::time::{Duration, Instant};

use kehoach::edit::{EditKind, Operation, Selection, Session, perform, text_of_mut};
use kehoach::model::{Document, Story};
use kehoach::read;
use kehoach::store::draft;

/// As many steps as the history keeps.
const STEPS: usize = 500;

fn main() {
    println!("{:<26}{:>14}{:>14}{:>16}", "500 steps", "median µs", "p95 µs", "memory MB");
    if let Some(eleven) = corpus_plan() {
        let mut long = eleven.clone();
        for _ in 1..15 {
            // Written and read, so that no copy shares anything with another.
            long.body.extend(anew(&eleven).body);
        }
        letters("a letter, 11 pages", &eleven, None);
        letters("a letter, 146 pages", &long, None);
        enters("Enter, 146 pages", &long);
    }
    letters("a letter, 300 × 8 cells", &table(300, 8), Some((150, 3)));
}

fn corpus_plan() -> Option<Document> {
    let folder = std::env::var_os("KEHOACH_CORPUS").map_or_else(
        || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared"),
        PathBuf::from,
    );
    let path = folder.join("corpus/txt/kh_hanoi_173_festival_2026.txt");
    Some(read::read_file(&path).ok()?.document)
}

fn anew(document: &Document) -> Document {
    draft::from_ron(draft::to_ron(document).as_bytes())
        .expect("what was written reads back")
        .document
}

/// A plan that is one table.
fn table(rows: usize, columns: usize) -> Document {
    let row = |row: usize| {
        let cell =
            |column: usize| format!("(text: \"Nội dung việc {row}.{column} của đơn vị\")");
        format!("[{}]", (0..columns).map(cell).collect::<Vec<_>>().join(","))
    };
    let rows = (0..rows).map(row).collect::<Vec<_>>().join(",");
    let table = format!("Table(head_rows: 1, rows: [{rows}])");
    let text = format!("(format: \"kehoach\", version: 1, plan: (body: [{table}]))");
    draft::from_ron(text.as_bytes()).expect("well formed").document
}

fn letters(name: &str, document: &Document, cell: Option<(usize, usize)>) {
    let middle = document.body.len() / 2;
    steps(name, document, |session, step| {
        session.edit(EditKind::Step, None, |document| {
            let block = (middle + step) % document.body.len();
            if let Some(text) = text_of_mut(&mut document.body, block, cell) {
                text.insert(text.len() / 2, "a");
            }
        });
    });
}

fn enters(name: &str, document: &Document) {
    let middle = document.body.len() / 2;
    steps(name, document, |session, _| {
        perform(session, Story::Body, Selection::at(middle, 4), &Operation::Split);
    });
}

fn steps(name: &str, document: &Document, mut step: impl FnMut(&mut Session, usize)) {
    let mut session = Session::saved(anew(document));
    let mut times = Vec::with_capacity(STEPS);
    let before = resident();
    let mut held = session.snapshot();
    for n in 0..STEPS {
        let start = Instant::now();
        step(&mut session, n);
        times.push(start.elapsed());
        held = session.snapshot();
    }
    let grown = resident().saturating_sub(before);
    drop(held);
    times.sort_unstable();
    let micros = |time: Duration| time.as_secs_f64() * 1e6;
    println!(
        "{name:<26}{:>14.1}{:>14.1}{:>16.1}",
        micros(times[times.len() / 2]),
        micros(times[times.len() * 95 / 100]),
        grown as f64 / 1024.0
    );
}

/// Resident memory of this process in KiB, where the system tells it.
fn resident() -> usize {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    line.and_then(|line| line.trim().trim_end_matches("kB").trim().parse().ok()).unwrap_or(0)
}
