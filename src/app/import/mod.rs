//! Taking a file in: the source on the left, the plan on the right, the doubts beside them.

mod doubts;
mod glue;
mod lane;
mod paper;
mod reading;
mod sheet;
mod sides;
#[cfg(test)]
mod tests;

use std::collections::{HashMap, HashSet};

use eframe::egui::{
    Align, CentralPanel, Frame, Key, Layout, Modifiers, Panel, Rect, RichText, Stroke, Ui,
    UiBuilder, pos2, vec2,
};

use super::tokens::{palette, size, space};
use super::widgets::{Look, Push};
use super::{fonts, icons};
use crate::model::{Place, Plan};
use crate::read::{Document, DropKind, Settled, Settlement, Source, Trace, Weight};

pub use reading::{Reading, Request, file_name};

use lane::Lane;

const HEAD: f32 = 56.0;
const STRIP: f32 = 44.0;
const COLUMN_HEAD: f32 = 34.0;
const DOUBTS: f32 = 336.0;

/// What she decided in a frame.
pub enum Outcome {
    /// Nothing final.
    Stay,
    /// The file is not taken.
    Cancel,
    /// The plan as settled; whether it becomes this year's.
    Take(Box<Plan>, bool),
    /// The file is to be read in another way.
    Reread(Request),
}

/// A file while it is taken in.
pub struct Intake {
    request: Request,
    source: Source,
    documents: Vec<Document>,
    settlement: Settlement,
    /// Lines that belong to another document or were left out by the reader.
    foreign: HashSet<usize>,
    trace: Trace,
    rows: Vec<paper::Row>,
    row_of: HashMap<Place, usize>,
    marks: Marks,
    seen: Option<u64>,
    chosen: Chosen,
    left: Lane,
    right: Lane,
    list: Lane,
    /// She asked to go away after having settled something.
    leaving: bool,
}

/// What is selected: a doubt, and the line and place it is about.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Chosen {
    doubt: Option<usize>,
    line: Option<usize>,
    place: Option<Place>,
}

/// How lines and places are marked: the weight, and whether it is still open.
#[derive(Default)]
struct Marks {
    lines: HashMap<usize, (Weight, bool)>,
    places: HashMap<Place, (Weight, bool)>,
    left_out: HashSet<usize>,
}

impl Intake {
    /// Begins with what was read.
    pub fn new(reading: Reading) -> Self {
        let Reading { request, source, documents, imported } = reading;
        let foreign = imported
            .report
            .dropped
            .iter()
            .filter(|dropped| dropped.kind == DropKind::OtherDocument)
            .map(|dropped| dropped.line)
            .collect();
        let mut intake = Self {
            request,
            source,
            documents,
            settlement: Settlement::new(imported),
            foreign,
            trace: Trace::default(),
            rows: Vec::new(),
            row_of: HashMap::new(),
            marks: Marks::default(),
            seen: None,
            chosen: Chosen::default(),
            left: Lane::default(),
            right: Lane::default(),
            list: Lane::default(),
            leaving: false,
        };
        if let Some(document) = intake.documents.iter().find(|document| document.taken) {
            let (first, last) = (document.first, document.last);
            let outside = |line: usize| line < first || line > last;
            let lines = intake.source.paragraphs.iter().map(|p| p.line);
            if intake.request.lines.is_some() {
                intake.foreign.extend(lines.filter(|line| outside(*line)));
            }
            intake.show_line(first);
        }
        intake.refresh();
        intake
    }

    /// The file.
    pub fn path(&self) -> &std::path::Path {
        &self.request.path
    }

    /// Shows it in the whole window.
    pub fn show(&mut self, ui: &mut Ui) -> Outcome {
        self.refresh();
        let mut outcome = self.keys(ui);
        let bare = |panel: Panel, tall: f32| {
            panel.frame(Frame::NONE).exact_size(tall).resizable(false)
        };
        bare(Panel::top("intake-head"), HEAD).show(ui, |ui| self.head(ui, &mut outcome));
        if self.leaving {
            bare(Panel::top("intake-leaving"), STRIP)
                .show(ui, |ui| self.leaving_strip(ui, &mut outcome));
        } else if self.documents.len() > 1 {
            bare(Panel::top("intake-documents"), STRIP)
                .show(ui, |ui| self.documents_strip(ui, &mut outcome));
        }
        Panel::right("intake-doubts")
            .frame(Frame::NONE)
            .exact_size(DOUBTS)
            .resizable(false)
            .show(ui, |ui| self.doubts(ui));
        CentralPanel::no_frame()
            .frame(Frame::NONE)
            .show(ui, |ui| self.sides(ui, &mut outcome));
        outcome
    }

    fn keys(&mut self, ui: &Ui) -> Outcome {
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
        let free = !eframe::egui::Popup::is_any_open(ui.ctx());
        if free && pressed(Modifiers::NONE, Key::Escape) {
            return self.cancelled();
        }
        Outcome::Stay
    }

    fn taken(&self) -> Outcome {
        Outcome::Take(Box::new(self.settlement.plan().clone()), self.request.renew)
    }

    fn cancelled(&mut self) -> Outcome {
        if self.leaving || !self.settlement.is_touched() {
            return Outcome::Cancel;
        }
        self.leaving = true;
        Outcome::Stay
    }

    fn head(&mut self, ui: &mut Ui, outcome: &mut Outcome) {
        let colours = palette(ui);
        let whole = ui.max_rect();
        ui.painter().rect_filled(whole, 0.0, colours.panel);
        let line = Stroke::new(1.0, colours.line);
        ui.painter().hline(whole.x_range(), whole.bottom() - 0.5, line);
        let inner = whole.shrink2(vec2(space::LARGE, 0.0));
        let builder =
            UiBuilder::new().max_rect(inner).layout(Layout::right_to_left(Align::Center));
        ui.scope_builder(builder, |ui| {
            let words = match (self.request.renew, self.settlement.left_out().len()) {
                (true, _) => "Tiếp tục".to_owned(),
                (false, 0) => "Nhận bản này".to_owned(),
                (false, count) => format!("Nhận bản này, bỏ {count} đoạn"),
            };
            let take = Push::text(&words).with_icon(Some(icons::CHECK)).look(Look::Main);
            if ui.add(take).on_hover_text("Mở thành bản thảo chưa lưu (Ctrl+Enter)").clicked()
            {
                *outcome = self.taken();
            }
            if ui.add(Push::text("Hủy").look(Look::Outlined)).clicked() {
                *outcome = self.cancelled();
            }
            ui.add_enabled_ui(self.settlement.is_touched(), |ui| {
                let undo = Push::icon(icons::UNDO, "Hoàn tác");
                if ui.add(undo).on_hover_text("Lấy lại quyết định vừa rồi (Ctrl+Z)").clicked()
                {
                    self.undo();
                }
            });
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                let title = match self.request.renew {
                    true => "Đọc kế hoạch năm trước",
                    false => "Nhập từ Word hoặc văn bản",
                };
                let title = RichText::new(title).font(fonts::semibold(15.0));
                ui.label(title.color(colours.ink));
                let name = RichText::new(self.request.name()).font(fonts::regular(size::TEXT));
                ui.add(eframe::egui::Label::new(name.color(colours.soft)).truncate());
            });
        });
    }

    fn strip(ui: &mut Ui, icon: &str, words: &str, add: impl FnOnce(&mut Ui)) {
        let colours = palette(ui);
        let whole = ui.max_rect();
        ui.painter().rect_filled(whole, 0.0, colours.warning_ground);
        let line = Stroke::new(1.0, colours.warning_line);
        ui.painter().hline(whole.x_range(), whole.bottom() - 0.5, line);
        let inner = whole.shrink2(vec2(space::LARGE, 0.0));
        let layout = Layout::left_to_right(Align::Center);
        ui.scope_builder(UiBuilder::new().max_rect(inner).layout(layout), |ui| {
            let icon = RichText::new(icon).font(fonts::icon(17.0)).color(colours.warning);
            ui.label(icon);
            ui.label(RichText::new(words).font(fonts::medium(size::TEXT)).color(colours.ink));
            ui.add_space(space::SMALL);
            add(ui);
        });
    }

    fn leaving_strip(&mut self, ui: &mut Ui, outcome: &mut Outcome) {
        let words = "Bỏ bản nhập này? Những gì bạn đã chọn sẽ mất; tệp gốc vẫn còn nguyên.";
        Self::strip(ui, icons::WARNING, words, |ui| {
            if ui.add(Push::text("Bỏ bản nhập").look(Look::Danger)).clicked() {
                *outcome = Outcome::Cancel;
            }
            if ui.add(Push::text("Ở lại").look(Look::Outlined)).clicked() {
                self.leaving = false;
            }
        });
    }

    fn documents_strip(&mut self, ui: &mut Ui, outcome: &mut Outcome) {
        let words = format!("Tệp có {} văn bản. Nhập:", self.documents.len());
        Self::strip(ui, icons::FILES, &words, |ui| {
            for (n, document) in self.documents.iter().enumerate() {
                let Document { name, first, last, taken } = document;
                let words = format!("{}. {name} (dòng {first}–{last})", n + 1);
                let push = Push::text(&words).look(Look::Outlined).chosen(*taken);
                if ui.add(push).clicked() && !taken {
                    let lines = Some((*first, *last));
                    *outcome = Outcome::Reread(Request { lines, ..self.request.clone() });
                }
            }
        });
    }

    /// Brings what is derived from the plan up to date.
    fn refresh(&mut self) {
        let revision = self.settlement.revision();
        if self.seen == Some(revision) {
            return;
        }
        self.seen = Some(revision);
        self.trace = Trace::of(&self.source, self.settlement.plan());
        self.rows = paper::rows(self.settlement.plan());
        self.row_of = self
            .rows
            .iter()
            .enumerate()
            .filter_map(|(index, row)| Some((row.place?, index)))
            .collect();
        let mut marks = Marks::default();
        for doubt in self.settlement.doubts() {
            let mark = (doubt.weight, doubt.settled == Settled::Open);
            if doubt.line > 0 {
                note(marks.lines.entry(doubt.line).or_insert(mark), mark);
            }
            if let Some(place) = doubt.place {
                note(marks.places.entry(self.row_place(place)).or_insert(mark), mark);
            }
        }
        marks.left_out = self.settlement.left_out().iter().map(|out| out.line).collect();
        self.marks = marks;
        self.right.reset();
        self.list.reset();
    }

    /// The place of the row that shows a place.
    fn row_place(&self, place: Place) -> Place {
        match place {
            Place::Cell(story, block, ..) => Place::Block(story, block),
            place => place,
        }
    }

    fn undo(&mut self) {
        self.settlement.undo();
        self.refresh();
        if let Some(doubt) = self.chosen.doubt {
            self.choose_doubt(doubt);
        } else {
            self.chosen = Chosen::default();
        }
    }

    /// The next open doubt, from the chosen one on or back.
    fn step(&mut self, by: isize) {
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

    fn choose_doubt(&mut self, index: usize) {
        let Some(doubt) = self.settlement.doubts().get(index) else { return };
        let place = doubt.place.map(|place| self.row_place(place));
        let line = (doubt.line > 0).then_some(doubt.line);
        let line = line.or_else(|| place.and_then(|place| self.trace.line(place)));
        let place = place.or_else(|| line.and_then(|line| self.trace.place(line)));
        self.chosen = Chosen { doubt: Some(index), line, place };
        self.list.go(index);
        if let Some(line) = line {
            self.show_line(line);
        }
        if let Some(place) = place {
            self.show_place(place);
        }
    }

    fn choose_line(&mut self, line: usize) {
        let doubt = self.settlement.doubts().iter().position(|doubt| doubt.line == line);
        let place = doubt.and_then(|n| self.settlement.doubts()[n].place);
        let place =
            place.map(|place| self.row_place(place)).or_else(|| self.trace.place(line));
        self.chosen = Chosen { doubt, line: Some(line), place };
        if let Some(place) = place {
            self.show_place(place);
        }
        if let Some(doubt) = doubt {
            self.list.go(doubt);
        }
    }

    fn choose_place(&mut self, place: Place) {
        let doubts = self.settlement.doubts();
        let own = |doubt: &crate::read::Doubt| {
            doubt.place.map(|place| self.row_place(place)) == Some(place)
        };
        let doubt = doubts.iter().position(own);
        let line = doubt.map(|n| doubts[n].line).filter(|line| *line > 0);
        let line = self.trace.line(place).or(line);
        self.chosen = Chosen { doubt, line, place: Some(place) };
        if let Some(line) = line {
            self.show_line(line);
        }
        if let Some(doubt) = doubt {
            self.list.go(doubt);
        }
    }

    fn show_line(&mut self, line: usize) {
        let row = self.source.paragraphs.iter().position(|paragraph| paragraph.line >= line);
        if let Some(row) = row {
            self.left.go(row);
        }
    }

    fn show_place(&mut self, place: Place) {
        if let Some(row) = self.row_of.get(&place) {
            self.right.go(*row);
        }
    }
}

/// The heavier mark of a line or place stays.
fn note(mark: &mut (Weight, bool), other: (Weight, bool)) {
    let rank = |(weight, open): (Weight, bool)| (open, weight == Weight::Ask);
    if rank(other) > rank(*mark) {
        *mark = other;
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
