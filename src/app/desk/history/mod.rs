//! The states of a draft side by side with what is on the desk: what differs, in words; a state is
//! looked at on the page, restored, or taken back passage by passage.

mod in_window;
mod list;
mod look;

use std::sync::Arc;

use egui::{
    Align, CentralPanel, Frame, Key, Label, Layout, Modifiers, Panel, RichText, TextureHandle,
    Ui, UiBuilder, vec2,
};

pub use in_window::For;
pub use list::{Source, gather, of_disk};

use crate::app::look::tokens::{palette, size, space};
use crate::app::look::widgets::{Look, Push};
use crate::app::look::{fonts, full_page, icons};
use crate::compare::{Comparison, Row, compare};
use crate::model::Document;

/// Width of the list of states.
const SIDE: f32 = 300.0;

/// An earlier state, or one from elsewhere.
#[derive(Clone)]
pub struct State {
    /// What it is, in words: `Lưu lúc 14:02`.
    pub title: String,
    /// The heading it stands under: a day, or what kind of state it is.
    pub group: String,
    /// How many words came and went since the state before: `+38 −12 chữ`.
    pub note: String,
    /// Where that was.
    pub places: String,
    /// Its plan, or why it cannot be read.
    pub document: Result<Arc<Document>, String>,
}

/// What she decided in a frame.
pub enum Outcome {
    /// Nothing final.
    Stay,
    /// It is closed.
    Close,
    /// The draft becomes this state, as one step of undo.
    Restore(Arc<Document>, String),
    /// A passage becomes what it was in this state.
    TakeBack(Arc<Document>, Box<Row>),
    /// These words go to the clipboard.
    Copy(String),
    /// The pages of this state are wanted.
    Pages(Arc<Document>),
}

/// The states of a draft and the one that is looked at.
pub struct History {
    name: String,
    now: Arc<Document>,
    /// What the state is compared with: `đang soạn`.
    than: &'static str,
    /// Whether something can be taken back into the draft.
    pub(super) of_draft: bool,
    states: Vec<State>,
    chosen: usize,
    comparison: Comparison,
    /// The change that is stood at, among the comparison's.
    at: usize,
    /// It shall be scrolled into view.
    scrolls: bool,
    /// The state's pages are looked at instead of its words; empty until they have come.
    pages: Option<Vec<TextureHandle>>,
}

impl History {
    /// Begins with the newest state that differs from what is on the desk.
    pub fn new(name: String, now: Arc<Document>, states: Vec<State>) -> Self {
        let differs =
            |state: &State| state.document.as_ref().is_ok_and(|document| **document != *now);
        let chosen = states.iter().position(differs).unwrap_or(0);
        let mut history = Self {
            name,
            now,
            than: "đang soạn",
            of_draft: true,
            states,
            chosen,
            comparison: Comparison::default(),
            at: 0,
            scrolls: false,
            pages: None,
        };
        history.compare();
        history
    }

    /// Begins with a state that is compared with something else than the open draft.
    pub fn beside(
        name: String,
        than: &'static str,
        other: Arc<Document>,
        state: State,
    ) -> Self {
        Self { than, of_draft: false, ..Self::new(name, other, vec![state]) }
    }

    /// The plan on the desk has changed.
    pub fn follow(&mut self, now: Arc<Document>) {
        self.now = now;
        self.compare();
    }

    /// The pages that were wanted have come.
    pub fn show_pages(&mut self, pages: Vec<TextureHandle>) {
        if self.pages.is_some() {
            self.pages = Some(pages);
        }
    }

    fn state(&self) -> Option<&State> {
        self.states.get(self.chosen)
    }

    fn document(&self) -> Option<Arc<Document>> {
        self.state().and_then(|state| state.document.clone().ok())
    }

    fn compare(&mut self) {
        self.comparison = match self.document() {
            Some(document) => compare(&document, &self.now),
            None => Comparison::default(),
        };
        self.at = self.at.min(self.comparison.changes().count().saturating_sub(1));
    }

    fn choose(&mut self, index: usize) {
        self.chosen = index.min(self.states.len().saturating_sub(1));
        self.at = 0;
        self.pages = None;
        self.compare();
    }

    fn step(&mut self, by: isize) {
        let count = self.comparison.changes().count();
        if count > 0 {
            self.at = (self.at + count).saturating_add_signed(by) % count;
            self.scrolls = true;
        }
    }

    /// Shows it in the whole window.
    pub fn show(&mut self, ui: &mut Ui) -> Outcome {
        let mut outcome = self.keys(ui);
        full_page::top("history-head", full_page::HEAD)
            .show(ui, |ui| self.head(ui, &mut outcome));
        if self.states.len() > 1 {
            Panel::left("history-states")
                .frame(Frame::NONE)
                .exact_size(SIDE)
                .resizable(false)
                .show(ui, |ui| self.side(ui));
        }
        CentralPanel::no_frame().frame(Frame::NONE).show(ui, |ui| {
            let ground = palette(ui).ground;
            ui.painter().rect_filled(ui.max_rect(), 0.0, ground);
            self.sheet(ui, &mut outcome);
        });
        outcome
    }

    fn keys(&mut self, ui: &Ui) -> Outcome {
        // What is pressed in a dialog over it is not for it.
        if ui.memory(|memory| memory.top_modal_layer().is_some()) {
            return Outcome::Stay;
        }
        let pressed = |key: Key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
        if pressed(Key::F8) {
            self.step(1);
        }
        if pressed(Key::PageDown) {
            self.choose(self.chosen + 1);
        }
        if pressed(Key::PageUp) {
            self.choose(self.chosen.saturating_sub(1));
        }
        if pressed(Key::Escape) { Outcome::Close } else { Outcome::Stay }
    }

    fn head(&self, ui: &mut Ui, outcome: &mut Outcome) {
        full_page::head(ui, "Các bản đã lưu", &self.name, |ui| {
            let close = Push::text("Đóng").look(Look::Outlined);
            if ui.add(close).on_hover_text("Về bản thảo đang soạn (Esc)").clicked() {
                *outcome = Outcome::Close;
            }
        });
    }

    /// The strip over the words: which states, how many words, and what can be done.
    fn bar(&mut self, ui: &mut Ui, outcome: &mut Outcome) {
        let Some(state) = self.state() else { return };
        let title = format!("{} so với {}", state.title, self.than);
        let (document, label) = (state.document.clone().ok(), state.title.clone());
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            if let Some(document) = document {
                self.tools(ui, document, label, outcome);
            }
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| self.title(ui, &title));
        });
    }

    /// Which states are compared, in the room that is left, and how many words came and went.
    fn title(&self, ui: &mut Ui, title: &str) {
        let colours = palette(ui);
        let Comparison { added, removed, .. } = self.comparison;
        let counts = [
            (added, format!("+{added} chữ"), colours.right),
            (removed, format!("−{removed} chữ"), colours.error),
        ];
        let counts = counts.into_iter().filter(|(count, ..)| *count > 0);
        let counts: Vec<_> = counts.map(|(_, words, ink)| (words, ink)).collect();
        let taken = counts.iter().map(|(words, _)| look::count_width(ui, words));
        let taken: f32 = taken.map(|width| width + ui.spacing().item_spacing.x).sum();
        let room = (ui.available_width() - taken).max(0.0);
        let strong = RichText::new(title).font(fonts::semibold(size::TEXT));
        ui.scope(|ui| {
            ui.set_max_width(room);
            ui.add(Label::new(strong.color(colours.ink)).truncate());
        });
        for (words, ink) in counts {
            look::count(ui, &words, ink);
        }
    }

    /// What can be done with the state, from the right.
    fn tools(
        &mut self,
        ui: &mut Ui,
        document: Arc<Document>,
        label: String,
        outcome: &mut Outcome,
    ) {
        let colours = palette(ui);
        if self.of_draft {
            let restore = Push::text("Khôi phục bản này").look(Look::Main);
            let tip = "Bản thảo trở lại như bản này; Ctrl+Z thì lấy lại như trước";
            let differs = *document != *self.now;
            if ui.add_enabled(differs, restore).on_hover_text(tip).clicked() {
                *outcome = Outcome::Restore(Arc::clone(&document), label);
            }
        }
        let on_page = self.pages.is_some();
        let words = if on_page { "Xem thay đổi" } else { "Xem trang in" };
        if ui.add(Push::text(words).look(Look::Outlined)).clicked() {
            self.pages = (!on_page).then(Vec::new);
            if !on_page {
                *outcome = Outcome::Pages(document);
            }
        }
        if on_page {
            return;
        }
        let count = self.comparison.changes().count();
        ui.add_enabled_ui(count > 1, |ui| {
            let next = Push::icon(icons::ARROW_DOWN, "Chỗ khác tiếp theo (F8)");
            if ui.add(next.look(Look::Outlined)).clicked() {
                self.step(1);
            }
            let before = Push::icon(icons::ARROW_UP, "Chỗ khác trước đó");
            if ui.add(before.look(Look::Outlined)).clicked() {
                self.step(-1);
            }
        });
        let words = match count {
            0 => "Không khác gì".to_owned(),
            count => format!("Chỗ {}/{count}", self.at + 1),
        };
        ui.label(RichText::new(words).color(colours.soft));
    }

    fn sheet(&mut self, ui: &mut Ui, outcome: &mut Outcome) {
        let colours = palette(ui);
        let whole = ui.max_rect().shrink2(vec2(20.0, space::LARGE));
        let radius = size::CARD_RADIUS;
        ui.painter().rect_filled(whole, f32::from(radius), colours.card);
        let line = egui::Stroke::new(1.0, colours.line);
        let kind = egui::StrokeKind::Inside;
        ui.painter().rect_stroke(whole, f32::from(radius), line, kind);
        let (bar, below) = whole.split_top_bottom_at_y(whole.top() + 48.0);
        ui.painter().hline(whole.x_range(), bar.bottom(), line);
        let layout = Layout::left_to_right(Align::Center);
        let inner = bar.shrink2(vec2(space::LARGE, 0.0));
        ui.scope_builder(UiBuilder::new().max_rect(inner).layout(layout), |ui| {
            self.bar(ui, outcome);
        });
        ui.scope_builder(UiBuilder::new().max_rect(below.shrink(1.0)), |ui| {
            match (self.state().map(|state| state.document.clone()), &self.pages) {
                (Some(Err(why)), _) => look::words(ui, &why),
                (Some(Ok(_)), Some(pages)) => look::pages(ui, pages),
                (Some(Ok(document)), None) => {
                    let stand = look::Stand {
                        at: self.at,
                        scrolls: self.scrolls,
                        takes_back: self.of_draft,
                    };
                    let done = look::rows(ui, &self.comparison, stand);
                    self.scrolls = false;
                    match done {
                        Some(look::Pressed::TakeBack(row)) => {
                            *outcome = Outcome::TakeBack(document, row);
                        }
                        Some(look::Pressed::Copy(words)) => *outcome = Outcome::Copy(words),
                        Some(look::Pressed::Stand(at)) => self.at = at,
                        None => {}
                    }
                }
                (None, _) => look::words(
                    ui,
                    "Chưa có bản nào. Từ lần lưu tới, mỗi lần lưu giữ lại một bản ở đây.",
                ),
            }
        });
    }

    fn side(&mut self, ui: &mut Ui) {
        if let Some(index) = look::states(ui, &self.states, self.chosen) {
            self.choose(index);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn state(subject: &str) -> State {
        State {
            title: "Lưu lúc 14:02".into(),
            group: "Hôm nay".into(),
            note: String::new(),
            places: String::new(),
            document: Ok(Arc::new(Document {
                subject: subject.into(),
                ..Document::default()
            })),
        }
    }

    #[test]
    fn it_begins_with_the_newest_state_that_differs_and_goes_round_the_changes() {
        let now = Arc::new(Document { subject: "Ba".into(), ..Document::default() });
        let states = vec![state("Ba"), state("Hai"), state("Một")];
        let mut history = History::new("a".into(), Arc::clone(&now), states);
        assert_eq!(history.chosen, 1);
        assert_eq!(history.comparison.changes().count(), 1);
        history.step(1);
        history.step(-1);
        assert_eq!(history.at, 0);
        history.choose(9);
        assert_eq!(history.chosen, 2);
        history.follow(history.document().expect("readable"));
        assert!(history.comparison.is_empty());
        assert_eq!(History::new("a".into(), now, Vec::new()).chosen, 0);
    }
}
