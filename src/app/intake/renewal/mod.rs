//! From last year's plan this year's: the changes, each to be ticked, with its words and reason.

mod in_window;
#[cfg(test)]
mod tests;

use chrono::NaiveDate;
use egui::text::{LayoutJob, TextFormat};
use egui::{
    Align, Align2, CentralPanel, Color32, CornerRadius, DragValue, Frame, Key, Layout,
    Modifiers, Rect, Role, ScrollArea, Sense, Stroke, StrokeKind, Ui, UiBuilder, WidgetInfo,
    pos2, vec2,
};

use crate::app::look::tokens::{palette, size, space};
use crate::app::look::widgets::{Look, Push, focus_ring, paint_words};
use crate::app::look::{field, fonts, full_page, icons};
use crate::check::whereabouts;
use crate::model::Document;
use crate::renew::{self, Change, Deed, Reason};

const BAR: f32 = 48.0;

/// What she decided in a frame.
pub enum Outcome {
    /// Nothing final.
    Stay,
    /// No new plan.
    Cancel,
    /// The new plan.
    Take(Box<Document>),
}

/// An old plan while this year's is made of it.
pub struct Renewal {
    name: String,
    old: Document,
    today: NaiveDate,
    /// By how many years the plan moves.
    by: i32,
    changes: Vec<Change>,
    ticked: Vec<bool>,
    /// The change whose new words she is writing, and what stands there so far.
    editing: Option<(usize, String)>,
    written: bool,
}

/// What was pressed in a row.
enum Pressed {
    Tick,
    Edit,
    /// The words that were written are right, or not wanted.
    Written(bool),
}

impl Renewal {
    /// Begins with an old plan; `path` is where it came from.
    pub fn new(old: Document, path: &std::path::Path) -> Self {
        Self::on(old, path, crate::check::today())
    }

    /// Begins on a day.
    pub(in crate::app) fn on(old: Document, path: &std::path::Path, today: NaiveDate) -> Self {
        let by = renew::years_to_move(&old, today);
        let name = super::import::file_name(path);
        let mut renewal = Self {
            name,
            old,
            today,
            by,
            changes: Vec::new(),
            ticked: Vec::new(),
            editing: None,
            written: false,
        };
        renewal.propose();
        renewal
    }

    fn propose(&mut self) {
        self.changes = renew::propose(&self.old, self.by, self.today);
        self.ticked = self.changes.iter().map(|change| change.safe).collect();
        self.editing = None;
        self.written = false;
    }

    /// Whether she has chosen otherwise than was proposed.
    pub fn is_touched(&self) -> bool {
        let proposed = self.changes.iter().map(|change| change.safe);
        self.written || !proposed.eq(self.ticked.iter().copied())
    }

    /// The new plan with what is ticked.
    pub fn document(&self) -> Document {
        let chosen: Vec<&Change> = self
            .changes
            .iter()
            .zip(&self.ticked)
            .filter(|(_, ticked)| **ticked)
            .map(|(change, _)| change)
            .collect();
        renew::apply(&self.old, &chosen)
    }

    /// Shows it in the whole window.
    pub fn show(&mut self, ui: &mut Ui) -> Outcome {
        let mut outcome = self.keys(ui);
        full_page::top("renewal-head", full_page::HEAD)
            .show(ui, |ui| self.head(ui, &mut outcome));
        full_page::top("renewal-bar", BAR).show(ui, |ui| self.bar(ui));
        CentralPanel::no_frame().frame(Frame::NONE).show(ui, |ui| self.list(ui));
        outcome
    }

    fn keys(&self, ui: &Ui) -> Outcome {
        if self.editing.is_some() {
            return Outcome::Stay;
        }
        // What is pressed in a dialog over it is not for it.
        if ui.memory(|memory| memory.top_modal_layer().is_some()) {
            return Outcome::Stay;
        }
        let pressed = |modifiers: Modifiers, key: Key| {
            ui.input_mut(|input| input.consume_key(modifiers, key))
        };
        if pressed(Modifiers::COMMAND, Key::Enter) {
            return Outcome::Take(Box::new(self.document()));
        }
        if pressed(Modifiers::NONE, Key::Escape) {
            return Outcome::Cancel;
        }
        Outcome::Stay
    }

    fn head(&self, ui: &mut Ui, outcome: &mut Outcome) {
        full_page::head(ui, "Từ kế hoạch năm trước", &self.name, |ui| {
            let words = format!("Tạo kế hoạch năm {}", self.start() + self.by);
            let take = Push::text(&words).with_icon(Some(icons::CHECK)).look(Look::Main);
            let tip = "Mở bản mới với những thay đổi đã đánh dấu (Ctrl+Enter)";
            if ui.add(take).on_hover_text(tip).clicked() {
                *outcome = Outcome::Take(Box::new(self.document()));
            }
            if ui.add(Push::text("Hủy").look(Look::Outlined)).clicked() {
                *outcome = Outcome::Cancel;
            }
        });
    }

    /// The year of the old plan; where it names none, the one before this.
    fn start(&self) -> i32 {
        let last = chrono::Datelike::year(&self.today) - 1;
        renew::plan_year(&self.old).unwrap_or(last)
    }

    fn bar(&mut self, ui: &mut Ui) {
        let colours = palette(ui);
        let whole = ui.max_rect();
        ui.painter().rect_filled(whole, 0.0, colours.ground);
        let side = ((whole.width() - 980.0) / 2.0).max(space::HUGE);
        let inner = whole.shrink2(vec2(side, 0.0));
        let layout = Layout::left_to_right(Align::Center);
        ui.scope_builder(UiBuilder::new().max_rect(inner).layout(layout), |ui| {
            let label = ui.label("Chuyển sang năm");
            let start = self.start();
            let mut year = start + self.by;
            let field = DragValue::new(&mut year)
                .range(start..=start + 30)
                .speed(0.1)
                .custom_formatter(|value, _| format!("{value:.0}"));
            let response = ui.add(field).labelled_by(label.id);
            if response.changed() && year - start != self.by {
                self.by = year - start;
                self.propose();
            }
            ui.add_space(space::SMALL);
            let ticked = self.ticked.iter().filter(|ticked| **ticked).count();
            let count = self.changes.len();
            let words = format!("{ticked}/{count} thay đổi được chọn");
            ui.label(egui::RichText::new(words).color(colours.soft));
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                if ui.add(Push::text("Chỉ những điều chắc chắn").look(Look::Link)).clicked()
                {
                    self.ticked = self.changes.iter().map(|change| change.safe).collect();
                }
            });
        });
    }

    fn list(&mut self, ui: &mut Ui) {
        let colours = palette(ui);
        let whole = ui.max_rect();
        ui.painter().rect_filled(whole, 0.0, colours.ground);
        ScrollArea::vertical().id_salt("renewal").auto_shrink([false, false]).show(ui, |ui| {
            let side = ((whole.width() - 980.0) / 2.0).max(space::HUGE);
            let inside = ui.available_rect_before_wrap().shrink2(vec2(side, 0.0));
            ui.scope_builder(UiBuilder::new().max_rect(inside), |ui| {
                ui.spacing_mut().item_spacing.y = space::MEDIUM;
                ui.add_space(space::TINY);
                if self.changes.is_empty() {
                    ui.label("Không thấy gì phải đổi; bản mới giống hệt bản cũ.");
                }
                for reason in Reason::ALL {
                    self.group(ui, reason);
                }
                ui.add_space(space::HUGE);
            });
        });
    }

    fn group(&mut self, ui: &mut Ui, reason: Reason) {
        let here: Vec<usize> = (0..self.changes.len())
            .filter(|index| self.changes[*index].reason == reason)
            .collect();
        if here.is_empty() {
            return;
        }
        let colours = palette(ui);
        let frame = Frame::new()
            .fill(colours.card)
            .stroke(Stroke::new(1.0, colours.line))
            .corner_radius(CornerRadius::same(size::CARD_RADIUS));
        frame.show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            group_head(ui, reason, here.len());
            for index in here {
                let change = &self.changes[index];
                let place = whereabouts(&self.old, change.place);
                let ticked = self.ticked[index];
                let writing = match &mut self.editing {
                    Some((at, words)) if *at == index => Some(words),
                    _ => None,
                };
                if let Some(pressed) = row(ui, index, change, &place, ticked, writing) {
                    self.pressed(index, &pressed);
                }
            }
        });
    }

    fn pressed(&mut self, index: usize, pressed: &Pressed) {
        match pressed {
            Pressed::Tick => self.ticked[index] = !self.ticked[index],
            Pressed::Edit => {
                self.editing = Some((index, self.changes[index].after.clone()));
            }
            Pressed::Written(taken) => {
                let Some((_, words)) = self.editing.take() else { return };
                let words = words.trim();
                if *taken && self.changes[index].after != words {
                    words.clone_into(&mut self.changes[index].after);
                    self.ticked[index] = self.changes[index].is_ready();
                    self.written = true;
                }
            }
        }
    }
}

fn group_head(ui: &mut Ui, reason: Reason, count: usize) {
    let colours = palette(ui);
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 40.0), Sense::hover());
    let at = pos2(rect.left() + 16.0, rect.center().y);
    let title = format!("{} ({count})", reason.text());
    let font = fonts::semibold(size::TEXT);
    let taken = paint_words(ui, at, &title, font, colours.ink, rect.width());
    let note = match reason {
        Reason::Basis => "đánh dấu để bỏ căn cứ; để trống là giữ",
        Reason::Name => {
            "chỉ đổi khi bạn đánh dấu; tên trong văn bản được viện dẫn không bị đổi"
        }
        _ => "",
    };
    let font = fonts::regular(size::SMALL);
    let at = pos2(at.x + taken + 12.0, at.y);
    paint_words(ui, at, note, font, colours.soft, rect.right() - at.x - 16.0);
}

/// Width of the column that says where a change is.
const WHERE: f32 = 210.0;

/// A change with its box, or with the field for its new words.
fn row(
    ui: &mut Ui,
    index: usize,
    change: &Change,
    place: &str,
    ticked: bool,
    writing: Option<&mut String>,
) -> Option<Pressed> {
    let colours = palette(ui);
    let width = ui.available_width();
    let left = 46.0;
    let room = width - left - 16.0 - WHERE - 10.0;
    let galley = ui.fonts_mut(|fonts| fonts.layout_job(words(change, ticked, colours, room)));
    let why = ui.painter().layout(
        change.why.clone(),
        fonts::regular(size::SMALL),
        colours.soft,
        room.max(80.0),
    );
    let field = if writing.is_some() { size::FIELD + space::SMALL } else { 0.0 };
    let tall = galley.size().y + why.size().y + 20.0 + field;
    let (rect, response) = ui.allocate_exact_size(vec2(width, tall), Sense::click());
    let can = change.is_ready();
    let name = format!("{place}: {} → {}", change.before, after_words(change));
    response.widget_info(|| match can {
        true => WidgetInfo::selected(Role::CheckBox, true, ticked, &name),
        false => WidgetInfo::labeled(Role::Label, true, format!("{name}. {}", change.why)),
    });
    let line = Stroke::new(1.0, colours.line);
    ui.painter().hline(rect.x_range().shrink(1.0), rect.top() + 0.5, line);
    if response.hovered() && can && writing.is_none() {
        ui.painter().rect_filled(rect.shrink(1.0), 0.0, colours.hover);
    }
    focus_ring(ui, &response, rect.shrink(2.0));
    let middle = pos2(rect.left() + 26.0, rect.top() + 19.0);
    if can {
        tick(ui, middle, ticked);
    } else {
        let icon = fonts::icon(15.0);
        ui.painter().text(
            middle,
            Align2::CENTER_CENTER,
            icons::WARNING,
            icon,
            colours.warning,
        );
    }
    let at = rect.min + vec2(left, 9.0);
    let under = at + vec2(0.0, galley.size().y + 2.0);
    let below = under.y + why.size().y + 6.0;
    ui.painter().galley(at, galley, colours.ink);
    ui.painter().galley(under, why, colours.soft);
    let font = fonts::regular(size::SMALL);
    let galley = {
        let mut job = LayoutJob::simple_singleline(place.to_owned(), font, colours.soft);
        job.wrap = egui::text::TextWrapping::truncate_at_width(WHERE);
        ui.fonts_mut(|fonts| fonts.layout_job(job))
    };
    let x = rect.right() - 16.0 - galley.size().x;
    ui.painter().galley(pos2(x, rect.top() + 11.0), galley, colours.soft);
    let pressed = (response.clicked() && can).then_some(Pressed::Tick);
    let right = rect.right() - 12.0;
    match writing {
        Some(words) => {
            let min = pos2(rect.left() + left, below);
            let area = Rect::from_min_max(min, pos2(right, below + size::FIELD));
            write(ui, area, words)
        }
        None if change.is_words() => {
            let area = Rect::from_min_max(
                pos2(right - 90.0, rect.top() + 26.0),
                pos2(right, rect.top() + 50.0),
            );
            let name = format!("Sửa thay đổi {}", index + 1);
            let layout = Layout::right_to_left(Align::Center);
            let builder = UiBuilder::new().max_rect(area).layout(layout).id_salt(index);
            let push = Push::text("Sửa").named(&name).look(Look::Link).height(24.0);
            // A child of its own: the row's place is taken already.
            let edit = ui.new_child(builder).add(push);
            let edit = edit.on_hover_text("Viết lời khác thay cho lời đề nghị");
            if edit.clicked() { Some(Pressed::Edit) } else { pressed }
        }
        None => pressed,
    }
}

/// The field for the new words.
fn write(ui: &mut Ui, area: Rect, words: &mut String) -> Option<Pressed> {
    let mut pressed = None;
    let layout = Layout::left_to_right(Align::Center);
    let builder = UiBuilder::new().max_rect(area).layout(layout).id_salt("write");
    let ui = &mut ui.new_child(builder);
    ui.spacing_mut().item_spacing.x = space::SMALL;
    let room = (area.width() - 160.0).max(120.0);
    let id = field::plain_id("renewal");
    let fresh = ui.memory(|memory| memory.focused().is_none());
    let named = ui.scope(|ui| {
        ui.set_width(room);
        field::bare(ui, "renewal", "Lời mới", "lời đúng cho năm nay", words)
    });
    let response = named.inner;
    if fresh {
        response.request_focus();
        field::select_all(ui, id, words);
    }
    let key = |key: Key| ui.input(|input| input.key_pressed(key));
    if response.lost_focus() && key(Key::Enter) {
        pressed = Some(Pressed::Written(true));
    } else if key(Key::Escape) {
        pressed = Some(Pressed::Written(false));
    }
    if ui.add(Push::text("Xong").look(Look::Main)).clicked() {
        pressed = Some(Pressed::Written(true));
    }
    if ui.add(Push::text("Thôi").look(Look::Outlined)).clicked() {
        pressed = Some(Pressed::Written(false));
    }
    pressed
}

fn tick(ui: &Ui, middle: egui::Pos2, ticked: bool) {
    let colours = palette(ui);
    let box_rect = Rect::from_center_size(middle, vec2(16.0, 16.0));
    let radius = CornerRadius::same(4);
    if ticked {
        ui.painter().rect_filled(box_rect, radius, colours.accent_fill);
        let icon = fonts::icon(12.0);
        ui.painter().text(
            middle,
            Align2::CENTER_CENTER,
            icons::CHECK,
            icon,
            colours.on_accent,
        );
    } else {
        let line = Stroke::new(1.0, colours.line_strong);
        ui.painter().rect_stroke(box_rect, radius, line, StrokeKind::Inside);
    }
}

fn after_words(change: &Change) -> String {
    match change.deed {
        Deed::Remove => "bỏ".to_owned(),
        Deed::Point { .. } if change.after.is_empty() => "tự sửa".to_owned(),
        _ => change.after.clone(),
    }
}

/// The words around a change, what goes and what comes.
fn words(
    change: &Change,
    ticked: bool,
    colours: &crate::app::look::tokens::Palette,
    room: f32,
) -> LayoutJob {
    let mut job = LayoutJob::default();
    job.wrap.max_width = room.max(80.0);
    let plain = |ink: Color32| TextFormat {
        font_id: fonts::regular(size::TEXT),
        color: ink,
        line_height: Some(19.0),
        ..TextFormat::default()
    };
    job.append(&change.lead, 0.0, plain(colours.soft));
    let gone = ticked && change.is_ready();
    let mut old = plain(if gone { colours.soft } else { colours.ink });
    old.background = if change.lead.is_empty() && change.tail.is_empty() {
        Color32::TRANSPARENT
    } else {
        colours.warning_ground
    };
    if gone {
        old.strikethrough = Stroke::new(1.0, colours.soft);
        old.background = Color32::TRANSPARENT;
    }
    job.append(&change.before, 0.0, old);
    if !change.after.is_empty() {
        let mut new = plain(if ticked { colours.accent } else { colours.soft });
        new.font_id = fonts::semibold(size::TEXT);
        if ticked {
            new.background = colours.accent_ground;
        }
        let mut arrow = plain(colours.faint);
        arrow.font_id = fonts::icon(11.0);
        job.append(icons::CARET_RIGHT, 6.0, arrow);
        job.append(&change.after, 6.0, new);
    }
    job.append(&change.tail, 0.0, plain(colours.soft));
    job
}
