//! Any plan gives paper: it sets, it becomes a PDF, and no word of it is left out.

use std::cell::RefCell;

use kehoach::compose::{Inline, Line, Paper, compose};
use kehoach::model::Standing;
use kehoach::typeset::{Pages, Typesetter};
use proptest::prelude::*;

/// The letters of a paper, as many of each as it has; spaces and breaks do not count.
fn letters_of(paper: &Paper) -> Vec<char> {
    let mut letters = Vec::new();
    fn runs(all: &[Inline], letters: &mut Vec<char>) {
        for run in all {
            match run {
                Inline::Words { text, .. } => letters.extend(text.chars()),
                Inline::Note { runs: note } => runs(note, letters),
                Inline::Break => {}
            }
        }
    }
    let mut see = |line: &Line| runs(&line.runs, &mut letters);
    for sheet in &paper.sheets {
        sheet.top_mark.iter().for_each(&mut see);
        sheet.address.iter().for_each(&mut see);
    }
    paper.lines().for_each(&mut see);
    letters
}

fn is_seen(letter: char) -> bool {
    letter.is_alphanumeric()
}

fn counts(letters: impl Iterator<Item = char>) -> std::collections::BTreeMap<char, usize> {
    let mut counts = std::collections::BTreeMap::new();
    for letter in letters.filter(|letter| is_seen(*letter) && !letter.is_numeric()) {
        *counts.entry(letter).or_insert(0) += 1;
    }
    counts
}

fn printed(pages: &Pages) -> Vec<char> {
    (0..pages.count())
        .flat_map(|page| pages.lines(page))
        .flat_map(|line| line.text.chars())
        .collect()
}

thread_local! {
    static TYPESETTER: RefCell<Typesetter> = RefCell::new(Typesetter::new());
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 48,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn every_letter_is_on_the_pages(mut document in crate::plans::any_plan()) {
        // A repeated table head repeats its letters.
        for annex in &mut document.annexes {
            for block in &mut annex.blocks {
                if let Some(table) = block.table_mut() {
                    table.head_rows = 0;
                }
            }
        }
        for block in &mut document.body {
            if let Some(table) = block.table_mut() {
                table.head_rows = 0;
            }
        }
        let paper = compose(&document, Standing::Issued);
        let pages = TYPESETTER
            .with_borrow_mut(|typesetter| typesetter.typeset(&paper))
            .expect("any plan sets");
        prop_assert!(pages.pdf().is_ok());
        let wanted = counts(letters_of(&paper).into_iter());
        let found = counts(printed(&pages).into_iter());
        for (letter, count) in wanted {
            prop_assert!(
                found.get(&letter).copied().unwrap_or_default() >= count,
                "{letter:?} is printed {:?} times, not {count}",
                found.get(&letter)
            );
        }
    }
}
