//! Taking a file in: the source on the left, the plan on the right, the doubts beside them.

mod choice;
mod doubts;
mod encodings;
mod head;
mod in_window;
mod outside_text;
mod paper;
mod reading;
mod scroll_column;
mod sheet;
#[cfg(test)]
mod tests;
mod two_sides;
mod whole_file;

use std::collections::HashMap;

use egui::{CentralPanel, Frame, Key, Modifiers, Panel, Rect, Ui, pos2};

use crate::app::look::full_page;
use crate::model::{Document, Place};
use crate::read::{DropKind, Dropped, FilePart, Settlement, Source};
use choice::{Chosen, Marks};
use head::Leaving;
use scroll_column::Lane;

pub use reading::{Reading, Request, file_name};
pub use whole_file::{Taken, WholeFile};

const COLUMN_HEAD: f32 = 34.0;
const DOUBTS: f32 = 336.0;

/// What she decided in a frame.
pub enum Outcome {
    /// Nothing final.
    Stay,
    /// The file is not taken.
    Cancel,
    /// The plan as settled; whether it becomes this year's.
    Take(Box<Document>, bool),
    /// All documents of the file, each a draft of its own.
    TakeAll(Box<WholeFile>),
    /// The file is to be read in another way.
    Reread(Request),
}

/// A file while it is taken in.
pub struct Intake {
    request: Request,
    source: Source,
    documents: Vec<FilePart>,
    settlement: Settlement,
    /// Why the reader left words of a paragraph of the source out of the plan.
    dropped: HashMap<usize, DropKind>,
    /// What stands in the file beside its text.
    aside: Vec<Dropped>,
    rows: Vec<paper::Row>,
    row_of: HashMap<Place, usize>,
    marks: Marks,
    seen: Option<u64>,
    chosen: Chosen,
    left: Lane,
    right: Lane,
    list: Lane,
    /// What she asked for after having settled something that it would lose.
    leaving: Option<Leaving>,
    /// The other documents of the file that she has looked at, with what she decided there.
    parked: Vec<Intake>,
}

impl Intake {
    /// Begins with what was read.
    pub fn new(reading: Reading) -> Self {
        let Reading { request, source, documents, imported } = reading;
        let mut dropped = HashMap::new();
        for words in &imported.report.dropped {
            // A numeral is no reason: the words behind it are in the plan.
            if words.kind == DropKind::Numeral {
                continue;
            }
            let rows = (0..source.paragraphs.len()).filter(|row| match words.row {
                Some(own) => own == *row,
                None => words.line > 0 && source.paragraphs[*row].line == words.line,
            });
            dropped.extend(rows.map(|row| (row, words.kind)));
        }
        let aside = imported.report.dropped.iter().filter(|d| outside_text::is_aside(d));
        let aside = aside.cloned().collect();
        let mut intake = Self {
            request,
            source,
            documents,
            settlement: Settlement::new(imported),
            dropped,
            aside,
            rows: Vec::new(),
            row_of: HashMap::new(),
            marks: Marks::default(),
            seen: None,
            chosen: Chosen::default(),
            left: Lane::default(),
            right: Lane::default(),
            list: Lane::default(),
            leaving: None,
            parked: Vec::new(),
        };
        if let Some(document) = intake.documents.iter().find(|document| document.taken) {
            let (first, last) = (document.first, document.last);
            if intake.request.lines.is_some() {
                let lines = intake.source.paragraphs.iter().map(|p| p.line).enumerate();
                let outside = lines.filter(|(_, line)| *line < first || *line > last);
                let outside = outside.map(|(row, _)| (row, DropKind::OtherDocument));
                intake.dropped.extend(outside);
            }
            let row = intake.row_of_line(first);
            intake.show_source(row);
        }
        intake.refresh();
        intake
    }

    /// The file.
    pub fn path(&self) -> &std::path::Path {
        &self.request.path
    }

    /// Whether she has decided anything.
    pub fn is_touched(&self) -> bool {
        self.settlement.is_touched() || self.parked.iter().any(Self::is_touched)
    }

    /// The window is asked to close: true when nothing of hers is lost, else it is asked about.
    pub fn may_close(&mut self) -> bool {
        matches!(self.asked(Leaving::Cancel), Outcome::Cancel)
    }

    /// Shows it in the whole window.
    pub fn show(&mut self, ui: &mut Ui) -> Outcome {
        self.refresh();
        let mut outcome = self.keys(ui);
        full_page::top("intake-head", full_page::HEAD)
            .show(ui, |ui| self.head(ui, &mut outcome));
        if self.leaving.is_some() {
            full_page::top("intake-leaving", full_page::STRIP)
                .show(ui, |ui| self.leaving_strip(ui, &mut outcome));
        } else if self.documents.len() > 1 {
            full_page::top("intake-documents", full_page::STRIP)
                .show(ui, |ui| self.documents_strip(ui, &mut outcome));
        }
        Panel::right("intake-doubts")
            .frame(Frame::NONE)
            .exact_size(DOUBTS)
            .resizable(false)
            .show(ui, |ui| self.doubts(ui, &mut outcome));
        CentralPanel::no_frame()
            .frame(Frame::NONE)
            .show(ui, |ui| self.sides(ui, &mut outcome));
        outcome
    }

    fn keys(&mut self, ui: &Ui) -> Outcome {
        // What is pressed in a dialog over it is not for it.
        if ui.memory(|memory| memory.top_modal_layer().is_some()) {
            return Outcome::Stay;
        }
        let pressed = |modifiers: Modifiers, key: Key| {
            ui.input_mut(|input| input.consume_key(modifiers, key))
        };
        if pressed(Modifiers::COMMAND, Key::Enter) {
            return self.taken();
        }
        if pressed(Modifiers::COMMAND, Key::Z) {
            self.undo();
        }
        if pressed(Modifiers::ALT, Key::ArrowDown) {
            self.step(1);
        }
        if pressed(Modifiers::ALT, Key::ArrowUp) {
            self.step(-1);
        }
        let free = !egui::Popup::is_any_open(ui.ctx());
        if free && pressed(Modifiers::NONE, Key::Escape) {
            return self.asked(Leaving::Cancel);
        }
        Outcome::Stay
    }

    fn taken(&self) -> Outcome {
        Outcome::Take(Box::new(self.settlement.document().clone()), self.request.renew)
    }

    /// Does what would lose her decisions, after asking where there are any.
    fn asked(&mut self, leaving: Leaving) -> Outcome {
        if self.is_touched() && self.leaving.as_ref() != Some(&leaving) {
            self.leaving = Some(leaving);
            return Outcome::Stay;
        }
        leaving.outcome()
    }

    /// Brings what is derived from the plan up to date.
    fn refresh(&mut self) {
        let revision = self.settlement.revision();
        if self.seen == Some(revision) {
            return;
        }
        self.seen = Some(revision);
        self.rows = paper::rows(self.settlement.document());
        self.row_of = self
            .rows
            .iter()
            .enumerate()
            .filter_map(|(index, row)| Some((row.place?, index)))
            .collect();
        self.mark();
        self.right.reset();
        self.list.reset();
    }
}

/// The two halves of a width.
fn halves(whole: Rect) -> (Rect, Rect) {
    let middle = (whole.left() + whole.width() * 0.47).round();
    (
        Rect::from_min_max(whole.min, pos2(middle, whole.bottom())),
        Rect::from_min_max(pos2(middle, whole.top()), whole.max),
    )
}
