//! The check of a plan of 170 pages: as a whole, and after a key. Run: `cargo bench --bench check`.
//!
//! Every copy of the sample's body has words of its own, so that nothing is known from the copy
//! before.

use std::time::Instant;

use kehoach::check::{Checker, Context, today};
use kehoach::compose::compose;
use kehoach::model::{Block, Document, Standing, Text};
use kehoach::samples;
use kehoach::typeset::Typesetter;

const PAGES: usize = 170;
const ROUNDS: usize = 30;

fn main() {
    let short = samples::open("kiem-tra").expect("a built-in sample");
    let pages = |document: &Document| {
        let paper = compose(document, Standing::Issued);
        Typesetter::new().typeset(&paper).expect("the plan sets").count()
    };
    let mut long = Document { subject: Text::default(), ..short.clone() };
    for copy in 0..PAGES * 2 / pages(&short) {
        long.body.extend(short.body.iter().map(|block| marked(block, copy)));
    }
    let count = pages(&long);
    let context = Context::of(&long, today());
    // The tables are made once a run of the program.
    Checker::default().draft(&short, &context);
    report(&format!("check, {count} pages, whole"), || {
        assert!(!Checker::default().draft(&long, &context).findings.is_empty());
    });
    let mut checker = Checker::default();
    checker.draft(&long, &context);
    let mut document = long.clone();
    let mut round = 0;
    report(&format!("check, {count} pages, after a key"), || {
        round += 1;
        document.body[0] =
            Block::new(kehoach::model::Level::Body, format!("Chữ {round}").as_str());
        assert!(!checker.draft(&document, &context).findings.is_empty());
    });
}

/// A block with words that no other copy has.
fn marked(block: &Block, copy: usize) -> Block {
    let mut block = block.clone();
    if let Block::Text(paragraph) = &mut block {
        let end = paragraph.text.len();
        paragraph.text.insert(end, &format!(" bản {copy}"));
    }
    block
}

fn report(name: &str, mut run: impl FnMut()) {
    let mut times: Vec<f64> = (0..ROUNDS)
        .map(|_| {
            let start = Instant::now();
            run();
            start.elapsed().as_secs_f64() * 1e3
        })
        .collect();
    times.sort_by(f64::total_cmp);
    println!(
        "{name}: median {:.1} ms, p95 {:.1} ms",
        times[ROUNDS / 2],
        times[ROUNDS * 95 / 100]
    );
}
