//! The check of a plan of 170 pages. Run: `cargo bench --bench check`.

use std::time::Instant;

use kehoach::check::findings;
use kehoach::compose::compose;
use kehoach::model::{Plan, Standing, Text};
use kehoach::samples;
use kehoach::typeset::Typesetter;

const PAGES: usize = 170;
const ROUNDS: usize = 40;

fn main() {
    let short = samples::open("kiem-tra").expect("a built-in sample");
    let pages = |plan: &Plan| {
        let paper = compose(plan, Standing::Issued);
        Typesetter::new().typeset(&paper).expect("the plan sets").count()
    };
    let mut long = Plan { subject: Text::default(), ..short.clone() };
    for _ in 0..PAGES * 2 / pages(&short) {
        long.body.extend(short.body.iter().cloned());
    }
    let count = pages(&long);
    let mut times: Vec<f64> = (0..ROUNDS)
        .map(|_| {
            let start = Instant::now();
            let found = findings(&long);
            let time = start.elapsed().as_secs_f64() * 1e3;
            assert!(!found.is_empty());
            time
        })
        .collect();
    times.sort_by(f64::total_cmp);
    println!(
        "check, {count} pages: median {:.1} ms, p95 {:.1} ms",
        times[ROUNDS / 2],
        times[ROUNDS * 95 / 100]
    );
}
