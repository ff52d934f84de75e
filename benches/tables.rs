//! A key pressed in a large table → fresh pixels of the page, and the memory that stays after many
//! keys. Each table is set in a process of its own. Run: `cargo bench --bench tables`.
//!
//! She types five keys a second and looks up after a word. A key's time is counted from when it is
//! pressed, so that what still runs for the key before is part of it.

use std::ops::ControlFlow;
use std::process::Command;
use std::thread;
use std::time::{Duration, Instant};

use kehoach::compose::compose;
use kehoach::model::{Block, Document, Level, Place, Standing, Story, Table, Text};
use kehoach::typeset::{Live, Pages, Ready, TypesetError};

/// Pixels per pt of a page as wide as the preview pane on a 1366×768 screen.
const SCALE: f32 = 0.82;

/// A quick clerk's rhythm.
const BETWEEN_KEYS: Duration = Duration::from_millis(200);
const BETWEEN_WORDS: Duration = Duration::from_millis(900);
/// How long the window's thread waits for the next key before it sets the other pages.
const PAUSE: Duration = Duration::from_millis(200);

/// A name, the plan, what is typed in it, and the number of keys.
type Case = (&'static str, fn() -> Document, &'static str, usize);

const CASES: [Case; 5] = [
    ("60 × 8", || table(60, 8, 0), ONE_WORD, 500),
    ("300 × 8", || table(300, 8, 0), WORDS, 500),
    ("300 × 8, one long word", || table(300, 8, 0), ONE_WORD, 500),
    ("200 × 60", || table(200, 60, 0), ONE_WORD, 200),
    ("500 × 3, 1500 footnotes", || table(500, 3, 1), WORDS, 60),
];

/// What she types, over and over, eight keys in a cell: words as they are, or a word that grows wider than its
/// column, so that all columns change and the table is set anew with each of its letters.
const WORDS: &str = "phối hợp";
const ONE_WORD: &str = "aaaaaaaa";

fn main() {
    let chosen = std::env::args().skip(1).find(|name| !name.starts_with('-'));
    if let Some((name, document, typed, keys)) =
        CASES.iter().find(|case| Some(case.0) == chosen.as_deref())
    {
        return measure(name, &document(), typed, *keys);
    }
    println!(
        "{:<26}{:>7}{:>10}{:>12}{:>10}{:>10}{:>10}{:>10}{:>10}",
        "",
        "pages",
        "cold ms",
        "median ms",
        "p95 ms",
        "max ms",
        "rest MB",
        "half MB",
        "end MB"
    );
    let program = std::env::current_exe().expect("a running program has a path");
    for (name, ..) in CASES {
        Command::new(&program).arg(name).status().expect("starts itself");
    }
}

fn table(rows: usize, columns: usize, notes: usize) -> Document {
    let mut table = Table::new(columns, rows);
    for (row, cells) in table.rows.iter_mut().enumerate() {
        for (column, cell) in cells.iter_mut().enumerate() {
            let words = match columns {
                0..20 => format!("Nội dung công việc {row}.{column} do đơn vị thực hiện"),
                _ => format!("{row}"),
            };
            cell.text = Text::plain(&words);
            for _ in 0..notes.min(row) {
                cell.text.push_note(Text::plain(&format!("Ghi chú cho ô {row}.{column}.")));
            }
        }
    }
    let before = Block::new(Level::Section, "Nhiệm vụ");
    Document { body: vec![before, Block::from(table)], ..Document::default() }
}

fn measure(name: &str, document: &Document, typed: &str, keys: usize) {
    let letters: Vec<char> = typed.chars().collect();
    let mut document = document.clone();
    let mut live = Live::new();
    let start = Instant::now();
    let mut pages = live.typeset(compose(&document, Standing::Issued)).expect("sets");
    let cold = start.elapsed();
    let rest = resident();
    let mut half = 0;
    let mut times = Vec::new();
    let mut due = Instant::now();
    for key in 0..keys {
        let table = document.body[1].table_mut().expect("a table");
        // She writes a word or two here, a word there.
        let row = 1 + (key / 8 * 37) % (table.rows.len() - 1);
        let column = (key / 8 * 5) % table.columns();
        let text = &mut table.rows[row][column].text;
        let at = key % letters.len();
        text.insert(at, letters[at].encode_utf8(&mut [0; 4]));
        thread::sleep(due.saturating_duration_since(Instant::now()));
        let pressed = due;
        due +=
            if (key + 1).is_multiple_of(letters.len()) { BETWEEN_WORDS } else { BETWEEN_KEYS };
        let place = Place::Cell(Story::Body, 1, row, column);
        let mut shown = None;
        let mut show = |pages: &Pages| {
            let area = pages.first_area(place);
            let pixels = area.and_then(|(page, _)| pages.render(page, SCALE));
            if shown.is_none() && pixels.is_some() {
                shown = Some(pressed.elapsed());
            }
        };
        // As the window's thread does: what she looks at first, the rest when she pauses.
        let mut around = false;
        let mut ready = |ready: Ready<'_>| {
            let (Ready::Front(pages) | Ready::Around(pages)) = ready;
            show(pages);
            if matches!(ready, Ready::Around(_)) {
                around = true;
                thread::sleep(PAUSE.min(due.saturating_duration_since(Instant::now())));
            }
            match around && Instant::now() >= due {
                true => ControlFlow::Break(()),
                false => ControlFlow::Continue(()),
            }
        };
        let page = pages.first_area(place).map_or(0, |(page, _)| page);
        let paper = compose(&document, Standing::Issued);
        match live.typeset_showing(paper, page..page + 2, &mut ready) {
            Ok(set) => {
                show(&set);
                pages = set;
            }
            Err(TypesetError::Overtaken) => {}
            Err(error) => panic!("sets: {error}"),
        }
        times.push(shown.expect("the page is there"));
        live.tidy();
        if key == keys / 2 {
            half = resident();
        }
    }
    let end = resident();
    times.sort_unstable();
    let ms = |time: Duration| time.as_secs_f64() * 1000.0;
    println!(
        "{name:<26}{:>7}{:>10.0}{:>12.1}{:>10.1}{:>10.1}{rest:>10}{half:>10}{end:>10}",
        pages.count(),
        ms(cold),
        ms(times[times.len() / 2]),
        ms(times[times.len() * 95 / 100]),
        ms(times[times.len() - 1]),
    );
}

/// Resident memory of this process in MB, where the system tells it.
fn resident() -> usize {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    line.and_then(|line| line.trim().trim_end_matches("kB").trim().parse::<usize>().ok())
        .unwrap_or(0)
        / 1024
}
