//! What is chosen, and how rows are marked: a doubt, a paragraph of the source and a place of the
//! plan belong together, whichever of them was clicked.

use std::collections::HashMap;

use super::Intake;
use crate::model::Place;
use crate::read::{Doubt, DropKind, Settled, Weight};

/// What is selected: a doubt, and the paragraph and place it is about.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Chosen {
    pub doubt: Option<usize>,
    /// Index of the source's paragraph.
    pub row: Option<usize>,
    pub place: Option<Place>,
}

/// How paragraphs and places are marked: the weight, and whether it is still open.
#[derive(Default)]
pub(super) struct Marks {
    pub rows: HashMap<usize, (Weight, bool)>,
    pub places: HashMap<Place, (Weight, bool)>,
}

/// Why a paragraph of the source is not in the plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Absent {
    /// She left it out; its index among those.
    ByHer(usize),
    /// The reader left it out.
    ByReader(DropKind),
}

impl Intake {
    pub(super) fn mark(&mut self) {
        let mut marks = Marks::default();
        for doubt in self.settlement.doubts() {
            let mark = (doubt.weight, doubt.settled == Settled::Open);
            if let Some(row) = self.row_of_doubt(doubt) {
                note(marks.rows.entry(row).or_insert(mark), mark);
            }
            if let Some(place) = doubt.place {
                note(marks.places.entry(row_place(place)).or_insert(mark), mark);
            }
        }
        self.marks = marks;
    }

    /// Why a paragraph is not in the plan; none where it is, or was joined with another.
    pub(super) fn absent(&self, row: usize) -> Option<Absent> {
        let line = self.line(row)?;
        let by_her = self.settlement.left_out().iter().position(|out| out.stood_in(row, line));
        if let Some(index) = by_her {
            return Some(Absent::ByHer(index));
        }
        if self.settlement.trace().place(row).is_some() {
            return None;
        }
        self.dropped.get(&row).map(|kind| Absent::ByReader(*kind))
    }

    /// The line of a paragraph of the source.
    pub(super) fn line(&self, row: usize) -> Option<usize> {
        self.source.paragraphs.get(row).map(|paragraph| paragraph.line)
    }

    /// The first paragraph at or after a line.
    pub(super) fn row_of_line(&self, line: usize) -> Option<usize> {
        self.source.paragraphs.iter().position(|paragraph| paragraph.line >= line)
    }

    /// The paragraph a doubt is about: the one that recognition wrote down, else where its words went
    /// came from, else the first of its line.
    fn row_of_doubt(&self, doubt: &Doubt) -> Option<usize> {
        let here = |row: &usize| self.line(*row) == Some(doubt.line);
        let traced = || doubt.place.and_then(|place| self.settlement.trace().row(place));
        let first = || self.source.paragraphs.iter().position(|p| p.line == doubt.line);
        doubt.row.filter(here).or_else(|| traced().filter(here)).or_else(first)
    }

    pub(super) fn undo(&mut self) {
        self.settlement.undo();
        self.refresh();
        match self.chosen {
            Chosen { doubt: Some(doubt), .. } => self.choose_doubt(doubt),
            Chosen { row: Some(row), .. } => self.choose_row(row),
            _ => self.chosen = Chosen::default(),
        }
    }

    /// The next open doubt, from the chosen one on or back.
    pub(super) fn step(&mut self, by: isize) {
        let doubts = self.settlement.doubts();
        let count = doubts.len();
        let start = self.chosen.doubt.map_or(if by > 0 { -1 } else { 0 }, |n| n as isize);
        let next = (1..=count as isize)
            .map(|step| (start + by * step).rem_euclid(count.max(1) as isize) as usize)
            .find(|index| doubts.get(*index).is_some_and(|d| d.settled == Settled::Open));
        if let Some(next) = next {
            self.choose_doubt(next);
        }
    }

    pub(super) fn choose_doubt(&mut self, index: usize) {
        let Some(doubt) = self.settlement.doubts().get(index) else { return };
        let place = doubt.place.map(row_place);
        let row = self.row_of_doubt(doubt);
        let row = row.or_else(|| place.and_then(|place| self.settlement.trace().row(place)));
        let place = place.or_else(|| row.and_then(|row| self.settlement.trace().place(row)));
        self.chosen = Chosen { doubt: Some(index), row, place };
        self.list.go(index);
        self.show_source(row);
        self.show_place(place);
    }

    pub(super) fn choose_row(&mut self, row: usize) {
        let doubts = self.settlement.doubts();
        let doubt = doubts.iter().position(|doubt| self.row_of_doubt(doubt) == Some(row));
        let place = doubt.and_then(|n| doubts[n].place);
        let place = place.map(row_place).or_else(|| self.settlement.trace().place(row));
        self.chosen = Chosen { doubt, row: Some(row), place };
        self.show_place(place);
        if let Some(doubt) = doubt {
            self.list.go(doubt);
        }
    }

    pub(super) fn choose_place(&mut self, place: Place) {
        let doubts = self.settlement.doubts();
        let doubt = doubts.iter().position(|doubt| doubt.place.map(row_place) == Some(place));
        let row = doubt.and_then(|n| self.row_of_doubt(&doubts[n]));
        let row = self.settlement.trace().row(place).or(row);
        self.chosen = Chosen { doubt, row, place: Some(place) };
        self.show_source(row);
        if let Some(doubt) = doubt {
            self.list.go(doubt);
        }
    }

    pub(super) fn show_source(&mut self, row: Option<usize>) {
        if let Some(row) = row {
            self.left.go(row);
        }
    }

    pub(super) fn show_place(&mut self, place: Option<Place>) {
        if let Some(row) = place.and_then(|place| self.row_of.get(&place)) {
            self.right.go(*row);
        }
    }
}

/// The place of the row that shows a place.
fn row_place(place: Place) -> Place {
    match place {
        Place::Cell(story, block, ..) => Place::Block(story, block),
        place => place,
    }
}

/// The heavier mark of a line or place stays.
fn note(mark: &mut (Weight, bool), other: (Weight, bool)) {
    let rank = |(weight, open): (Weight, bool)| (open, weight == Weight::Ask);
    if rank(other) > rank(*mark) {
        *mark = other;
    }
}
