//! Tìm và thay thế, over the form.

use egui::{FocusDirection, Frame, Id, Key, Margin, RichText, Stroke, TextEdit, Ui, vec2};

use crate::app::form::memory::{Card, Desk};
use crate::app::look::tokens::{palette, size, space};
use crate::app::look::widgets::{Look, Push};
use crate::app::look::{fonts, icons};
use crate::edit::{Caret, Found, Needle, find, replace_all, replace_one};
use crate::model::{Document, Part, Place};

/// Width of the names before the fields, so that the fields stand under each other.
const LABEL: f32 = 72.0;
const FIELD: f32 = 190.0;
/// Height of everything in the bar.
const HEIGHT: f32 = 28.0;

/// The bar's state.
#[derive(Default)]
pub struct FindBar {
    open: bool,
    replaces: bool,
    words: String,
    by: String,
    match_case: bool,
    loose: bool,
    at: usize,
    found: Vec<Found>,
    searched: Option<(u64, Needle)>,
    focus: bool,
    said: String,
}

/// What the bar is opened for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Search {
    /// Finding words.
    Find,
    /// Finding them and putting others in their place.
    Replace,
}

impl FindBar {
    /// Opens the bar, with or without the second line.
    pub fn open(&mut self, search: Search) {
        self.open = true;
        self.replaces = search == Search::Replace;
        self.focus = true;
        self.said.clear();
    }

    /// Whether its field is about to get the keyboard.
    pub fn takes_focus(&self) -> bool {
        self.open && self.focus
    }

    /// Closes it.
    pub fn close(&mut self) {
        self.open = false;
    }

    /// Shows it, when it is open.
    pub fn show(&mut self, ui: &mut Ui, desk: &mut Desk<'_>) {
        if !self.open {
            desk.form.revealed = None;
            return;
        }
        self.search(desk);
        let to = self.after_tab(ui);
        let colours = palette(ui);
        let frame = Frame::new().fill(colours.card).inner_margin(Margin::symmetric(20, 8));
        let shown = frame.show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.spacing_mut().item_spacing = vec2(space::SMALL, space::SMALL);
            ui.horizontal(|ui| self.first(ui, desk));
            if self.replaces {
                ui.horizontal(|ui| self.second(ui, desk));
            }
        });
        if let Some(to) = to {
            ui.memory_mut(|memory| memory.request_focus(to));
        }
        let edge = shown.response.rect;
        let stroke = Stroke::new(1.0, colours.line);
        ui.painter().hline(edge.x_range(), edge.bottom() - 0.5, stroke);
        if ui.input(|input| input.key_pressed(Key::Escape)) {
            self.open = false;
        }
        if !self.open {
            hand_back(ui, desk);
        }
    }

    /// The field that Tab leads to: from what is looked for to what takes its place, over the
    /// buttons between. It gets the keyboard when both have taken what was typed before.
    fn after_tab(&self, ui: &Ui) -> Option<Id> {
        let (find, by) = (entry_id("find"), entry_id("by"));
        let focused = ui.memory(egui::Memory::focused);
        let pressed = |shift| {
            ui.input(|input| input.key_pressed(Key::Tab) && input.modifiers.shift == shift)
        };
        let to = match focused {
            Some(id) if id == find && self.replaces && pressed(false) => by,
            Some(id) if id == by && pressed(true) => find,
            _ => return None,
        };
        ui.memory_mut(|memory| memory.move_focus(FocusDirection::None));
        Some(to)
    }

    fn needle(&self) -> Needle {
        Needle {
            words: self.words.clone(),
            match_case: self.match_case,
            match_marks: !self.loose,
        }
    }

    /// Looks for the words. The first place is shown while they are typed.
    fn search(&mut self, desk: &mut Desk<'_>) {
        let wanted = (desk.session.revision(), self.needle());
        if self.searched.as_ref() == Some(&wanted) {
            return;
        }
        self.found = find(desk.session.document(), &wanted.1);
        if self.searched.as_ref().is_none_or(|(_, needle)| *needle != wanted.1) {
            self.at = 0;
        }
        self.at = self.at.min(self.found.len().saturating_sub(1));
        let typed = self.searched.as_ref().is_some_and(|(_, needle)| *needle != wanted.1);
        self.searched = Some(wanted);
        if typed {
            self.go(desk);
        }
    }

    fn first(&mut self, ui: &mut Ui, desk: &mut Desk<'_>) {
        let response = entry(ui, "find", "Tìm", &mut self.words);
        if std::mem::take(&mut self.focus) {
            response.request_focus();
        }
        let entered = response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
        let back = entered && ui.input(|input| input.modifiers.shift);
        let any = !self.found.is_empty();
        let up = Push::icon(icons::ARROW_UP, "Chỗ trước").height(HEIGHT);
        if (ui.add_enabled(any, up).clicked() || back) && any {
            self.at = (self.at + self.found.len() - 1) % self.found.len();
            self.go(desk);
        }
        let down = Push::icon(icons::ARROW_DOWN, "Chỗ sau").height(HEIGHT);
        if (ui.add_enabled(any, down).clicked() || (entered && !back)) && any {
            let first = self.said.is_empty() && desk.form.focused.is_none();
            self.at = if first { self.at } else { (self.at + 1) % self.found.len() };
            self.go(desk);
        }
        if entered {
            response.request_focus();
        }
        let words = match (self.words.is_empty(), self.found.len()) {
            (true, _) => String::new(),
            (false, 0) => "Không thấy".to_owned(),
            (false, count) => format!("{}/{count}", self.at + 1),
        };
        let ink = palette(ui).soft;
        ui.label(RichText::new(words).font(fonts::regular(size::TEXT)).color(ink));
        let case = Push::text("Aa").named("Phân biệt chữ hoa, chữ thường").height(HEIGHT);
        let case = ui.add(case.chosen(self.match_case));
        if case.on_hover_text("Phân biệt chữ hoa, chữ thường").clicked() {
            self.match_case = !self.match_case;
        }
        let loose = Push::text("a=á").named("Bỏ qua dấu").height(HEIGHT);
        let loose = ui.add(loose.chosen(self.loose));
        if loose.on_hover_text("Tìm cả khi khác dấu: ke hoach thấy kế hoạch").clicked()
        {
            self.loose = !self.loose;
        }
        let layout = egui::Layout::right_to_left(egui::Align::Center);
        ui.with_layout(layout, |ui| {
            if ui.add(Push::icon(icons::CROSS, "Đóng ô tìm").quiet().height(HEIGHT)).clicked()
            {
                self.open = false;
            }
            if !self.replaces {
                let more = Push::text("Thay thế…").look(Look::Link).height(HEIGHT);
                if ui.add(more).clicked() {
                    self.replaces = true;
                }
            }
        });
    }

    fn second(&mut self, ui: &mut Ui, desk: &mut Desk<'_>) {
        entry(ui, "by", "Thay bằng", &mut self.by);
        let any = !self.found.is_empty();
        let needle = self.needle();
        if ui
            .add_enabled(any, Push::text("Thay").look(Look::Outlined).height(HEIGHT))
            .clicked()
            && let Some(found) = self.found.get(self.at).cloned()
        {
            replace_one(desk.session, &found, &needle, &self.by);
            self.search(desk);
            self.go(desk);
        }
        let all = Push::text("Thay tất cả").look(Look::Outlined).height(HEIGHT);
        if ui.add_enabled(any, all).clicked() {
            let count = replace_all(desk.session, &needle, &self.by);
            self.said = format!("Đã thay {count} chỗ");
        }
        let ink = palette(ui).soft;
        ui.label(RichText::new(&self.said).font(fonts::regular(size::TEXT)).color(ink));
    }

    /// Puts the selection on the place in question; the keyboard stays here.
    fn go(&mut self, desk: &mut Desk<'_>) {
        let Some(found) = self.found.get(self.at) else { return };
        self.said = String::from(" ");
        let (place, part, shift) = field_of(desk.session.document(), found);
        let (anchor, head) = (found.range.start + shift, found.range.end + shift);
        let caret = Caret { place, anchor, head };
        if part.is_none() {
            desk.session.set_caret(Some(caret));
        }
        if let Some(card) = part.and_then(|_| Card::of(place)) {
            desk.form.scroll_to = Some(card);
        }
        desk.form.reveal(caret, part);
    }
}

/// What was found last gets the keyboard, or else the field that had it before, unless she has put
/// the caret elsewhere meanwhile: what she types next must not get lost.
fn hand_back(ui: &Ui, desk: &mut Desk<'_>) {
    let bar = [entry_id("find"), entry_id("by")];
    if ui.memory(egui::Memory::focused).is_some_and(|id| !bar.contains(&id)) {
        return;
    }
    if let Some((caret, part)) = desk.form.revealed.take() {
        desk.form.go_on_at(caret, part);
    } else if let Some(caret) = desk.session.caret() {
        desk.form.return_to(caret);
    }
}

/// The field that shows what was found, and how many letters stand in it before its words: some
/// fields show several lines of the plan as one.
fn field_of(document: &Document, found: &Found) -> (Place, Option<&'static str>, usize) {
    let before = |lines: &[String], n: usize, between: usize| {
        lines.iter().take(n).map(|line| line.chars().count() + between).sum()
    };
    match (found.place, found.part) {
        (Place::ParentAgency(n), Part::Main) => {
            (Place::ParentAgency(0), None, before(&document.parent_agency, n, 1))
        }
        (Place::Addressee(n), Part::Main) => {
            (Place::Addressee(0), None, before(&document.addressees, n, 1))
        }
        (Place::Agency(n), Part::Main) => {
            (Place::Agency(0), None, before(&document.agency, n, 1))
        }
        (Place::Archive, Part::Line(n)) => {
            (Place::Archive, None, before(&document.archive.units, n - 1, 2))
        }
        (Place::Address, Part::Line(n)) => {
            (Place::Address, None, before(&document.address, n - 1, 1))
        }
        (Place::Number, _) => (Place::Number, Some("symbol"), 0),
        (place, part) => {
            let name = match part {
                Part::Main | Part::Line(_) => None,
                Part::Abbreviation => Some("short"),
                Part::Purpose => Some("purpose"),
                Part::Symbol => Some("symbol"),
                Part::Issuer => Some("issuer"),
                Part::Collective => Some("collective"),
                Part::Head => Some("head"),
                Part::Position => Some("position"),
                Part::Deputy => Some("deputy"),
                Part::AgencyPost => Some("post"),
                Part::Honorific => Some("honorific"),
                Part::Signer => Some("signer"),
            };
            (place, name, 0)
        }
    }
}

fn entry_id(part: &str) -> Id {
    Id::unique(("find", part))
}

fn entry(ui: &mut Ui, part: &'static str, label: &str, words: &mut String) -> egui::Response {
    let colours = palette(ui);
    let text = RichText::new(label).font(fonts::regular(size::TEXT)).color(colours.soft);
    let left = egui::Layout::left_to_right(egui::Align::Center);
    let label = ui.allocate_ui_with_layout(vec2(LABEL, HEIGHT), left, |ui| {
        ui.set_width(LABEL);
        ui.label(text)
    });
    let label = label.inner;
    let id = entry_id(part);
    let focused = ui.memory(|memory| memory.has_focus(id));
    let line = if focused { colours.accent } else { colours.line };
    let frame = Frame::new()
        .fill(colours.card)
        .stroke(Stroke::new(1.0, line))
        .corner_radius(size::RADIUS)
        .inner_margin(Margin::symmetric(10, 4));
    TextEdit::singleline(words)
        .id(id)
        .font(egui::FontSelection::FontId(fonts::regular(size::TEXT)))
        .desired_width(FIELD)
        .min_size(vec2(0.0, HEIGHT))
        .align(egui::Align2::LEFT_CENTER)
        .frame(frame)
        .show(ui)
        .response
        .response
        .labelled_by(label.id)
}
