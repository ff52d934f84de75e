//! What we write as Word reads back to a plan of the same paper. Headings stand in capitals on
//! paper, however they were typed: so papers are compared, not plans.

mod word_plan;

use kehoach::compose::{Line, Paper, Piece, compose};
use kehoach::model::{Plan, Standing};
use kehoach::read::read_bytes;
use proptest::prelude::*;

/// The paper of what a plan's Word file reads back to.
fn back(plan: &Plan) -> Paper {
    let bytes = kehoach::word::docx(&compose(plan, Standing::Issued)).expect("a Word file");
    let read = read_bytes("plan.docx", &bytes).expect("our own file").plan;
    compose(&read, Standing::Issued)
}

/// Every paragraph of a paper with its style: what a person sees of it.
fn lines(paper: &Paper) -> Vec<String> {
    let shown = |line: &Line| format!("{} {}", line.style, Paper::words(line));
    let mut all = Vec::new();
    for (number, sheet) in paper.sheets.iter().enumerate() {
        all.push(format!("sheet {number}, landscape: {}", sheet.landscape));
        all.extend(sheet.top_mark.iter().chain(&sheet.address).map(shown));
        for piece in &sheet.pieces {
            match piece {
                Piece::Line(line) => all.push(shown(line)),
                Piece::Columns(columns) => {
                    all.extend(columns.rows.iter().flatten().flatten().map(shown));
                }
                Piece::Grid(grid) => {
                    all.push(format!("table of {} head rows", grid.head_rows));
                    for cell in grid.rows.iter().flat_map(|row| &row.cells) {
                        let words: Vec<_> = cell.lines.iter().map(shown).collect();
                        all.push(format!(
                            "cell {} over {} by {}: {}",
                            cell.column,
                            cell.columns,
                            cell.rows,
                            words.join(" / ")
                        ));
                    }
                }
            }
        }
    }
    all
}

/// What the two lists do not share, in order.
fn differences(ours: &[String], theirs: &[String]) -> Vec<String> {
    let mut found = Vec::new();
    for index in 0..ours.len().max(theirs.len()) {
        if ours.get(index) != theirs.get(index) {
            found.push(format!("{:?}\n  read as {:?}", ours.get(index), theirs.get(index)));
        }
    }
    found.truncate(12);
    found
}

#[test]
fn every_sample_reads_back_to_its_paper() {
    let mut all = Vec::new();
    for sample in kehoach::samples::gallery() {
        let plan = sample.plan();
        let found =
            differences(&lines(&compose(&plan, Standing::Issued)), &lines(&back(&plan)));
        all.extend(found.into_iter().map(|line| format!("{}: {line}", sample.name)));
    }
    assert!(all.is_empty(), "{}", all.join("\n"));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_plan_reads_back_to_its_paper(mut plan in word_plan::any_plan()) {
        // Headers and footers of a file are not read: ô 11 and ô 13 do not come back.
        (plan.circulation, plan.address) = (None, Vec::new());
        let found = differences(&lines(&compose(&plan, Standing::Issued)), &lines(&back(&plan)));
        prop_assert!(found.is_empty(), "{}", found.join("\n"));
    }
}
