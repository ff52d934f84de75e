//! The two sides: the source as its reader sees it, the plan that it becomes.

use egui::{
    Align2, Color32, Rect, Response, Role, Sense, Stroke, Ui, UiBuilder, WidgetInfo, pos2,
    vec2,
};

use super::choice::{Absent, Chosen};
use super::paper::{Content as Part, Row};
use super::scroll_column::Lane;
use super::{COLUMN_HEAD, Intake, Outcome, halves, sheet};
use crate::app::look::tokens::{palette, size};
use crate::app::look::widgets::{focus_ring, paint_words};
use crate::app::look::{fonts, icons};
use crate::check::whereabouts;
use crate::model::{Align, Place, Text};
use crate::read::{Content, SourceParagraph, Weight};

const GUTTER: f32 = 46.0;
const LABEL: f32 = 128.0;

/// What a click on a row chose.
enum Picked {
    Row(usize),
    Place(Place),
    /// The source's paragraph is wanted in the plan.
    Wanted(usize),
}

impl Intake {
    pub(super) fn sides(&mut self, ui: &mut Ui, outcome: &mut Outcome) {
        let whole = ui.max_rect();
        let (left, right) = halves(whole);
        let mut picked = None;
        self.source_side(ui, left, &mut picked);
        self.encodings(ui, left, outcome);
        self.plan_side(ui, right, &mut picked);
        match picked {
            Some(Picked::Row(row)) => self.choose_row(row),
            Some(Picked::Place(place)) => self.choose_place(place),
            Some(Picked::Wanted(row)) => self.bring_in(row),
            None => {}
        }
    }

    fn source_side(&mut self, ui: &mut Ui, whole: Rect, picked: &mut Option<Picked>) {
        let colours = palette(ui);
        ui.painter().rect_filled(whole, 0.0, colours.ground);
        let count = self.source.paragraphs.len();
        let body = column_head(ui, whole, "Văn bản gốc", &format!("{count} đoạn"));
        let mut left = std::mem::take(&mut self.left);
        ui.scope_builder(UiBuilder::new().max_rect(body).id_salt("source"), |ui| {
            let paragraphs = &self.source.paragraphs;
            let guess = |index: usize, width: f32| {
                8.0 + match &paragraphs[index].content {
                    Content::Words(text) => sheet::guess(text.len(), width - GUTTER - 16.0),
                    Content::Table(table) => sheet::guess_table(table),
                }
            };
            left.show(ui, "source-lane", count, guess, |ui, index| {
                let paragraph = &paragraphs[index];
                let absent = self.absent(index);
                let shown = Shown {
                    mark: self.marks.rows.get(&index).copied(),
                    out: matches!(absent, Some(Absent::ByHer(_))),
                    faint: absent.is_some(),
                    chosen: self.chosen.row == Some(index),
                };
                let again = index > 0 && paragraphs[index - 1].line == paragraph.line;
                let response = source_row(ui, index, paragraph, again, shown);
                if shown.faint && wanted(ui, index, paragraph.line, &response, shown) {
                    *picked = Some(Picked::Wanted(index));
                } else if response.clicked() {
                    *picked = Some(Picked::Row(index));
                }
            });
        });
        self.left = left;
    }

    fn plan_side(&mut self, ui: &mut Ui, whole: Rect, picked: &mut Option<Picked>) {
        let colours = palette(ui);
        ui.painter().rect_filled(whole, 0.0, colours.card);
        let line = Stroke::new(1.0, colours.line);
        ui.painter().vline(whole.left() + 0.5, whole.y_range(), line);
        let body = column_head(ui, whole, "Bản thảo sẽ nhận", "số thứ tự được đếm lại");
        let document = self.settlement.document();
        let Self { rows, right, marks, chosen, .. } = self;
        ui.scope_builder(UiBuilder::new().max_rect(body).id_salt("plan"), |ui| {
            let guess = |index: usize, width: f32| guess(&rows[index], width);
            right.show(ui, "plan-lane", rows.len(), guess, |ui, index| {
                let row = &rows[index];
                let Some(place) = row.place else {
                    heading(ui, &row.lead);
                    return;
                };
                let mark = marks.places.get(&place).copied();
                let shown =
                    Shown { mark, out: false, faint: false, chosen: is_chosen(chosen, place) };
                let name = || {
                    let words = words_of(row);
                    format!("{}: {words}", whereabouts(document, place))
                };
                if plan_row(ui, index, row, shown, name).clicked() {
                    *picked = Some(Picked::Place(place));
                }
            });
        });
    }
}

fn is_chosen(chosen: &Chosen, place: Place) -> bool {
    chosen.place == Some(place)
}

/// How a row is marked.
#[derive(Clone, Copy)]
struct Shown {
    mark: Option<(Weight, bool)>,
    /// Left out by her.
    out: bool,
    /// Not in the plan.
    faint: bool,
    chosen: bool,
}

fn column_head(ui: &mut Ui, whole: Rect, title: &str, facts: &str) -> Rect {
    let colours = palette(ui);
    let head = Rect::from_min_size(whole.min, vec2(whole.width(), COLUMN_HEAD));
    ui.painter().rect_filled(head, 0.0, colours.panel);
    let line = Stroke::new(1.0, colours.line);
    ui.painter().hline(head.x_range(), head.bottom() - 0.5, line);
    let middle = head.center().y;
    let font = fonts::semibold(size::TEXT);
    let at = pos2(head.left() + 16.0, middle);
    let taken = paint_words(ui, at, title, font, colours.ink, head.width());
    let font = fonts::regular(size::SMALL);
    let room = head.width() - taken - 44.0;
    let at = pos2(head.left() + 16.0 + taken + 12.0, middle);
    paint_words(ui, at, facts, font, colours.soft, room);
    Rect::from_min_max(head.left_bottom(), whole.max)
}

/// The ground, the bar and the icon of a row; returns the words' ink.
fn ground(ui: &Ui, rect: Rect, shown: Shown) -> Color32 {
    let colours = palette(ui);
    let open = shown.mark.filter(|(_, open)| *open).map(|(weight, _)| weight);
    let ground = match (shown.chosen, open) {
        (true, _) => Some(colours.accent_ground),
        (false, Some(Weight::Ask)) => Some(colours.warning_ground),
        _ => None,
    };
    if let Some(ground) = ground {
        ui.painter().rect_filled(rect, 0.0, ground);
    }
    let bar = match (shown.chosen, shown.mark) {
        (_, Some((Weight::Ask, true))) => Some(colours.warning),
        (_, Some((Weight::Look, true))) => Some(colours.warning_line),
        (true, _) => Some(colours.accent),
        (_, Some((_, false))) => Some(colours.right),
        (false, None) => None,
    };
    if let Some(bar) = bar {
        let bar_rect = Rect::from_min_size(rect.min, vec2(3.0, rect.height()));
        ui.painter().rect_filled(bar_rect, 0.0, bar);
    }
    if shown.faint { colours.faint } else { colours.ink }
}

fn source_row(
    ui: &mut Ui,
    index: usize,
    paragraph: &SourceParagraph,
    again: bool,
    shown: Shown,
) -> Response {
    let colours = palette(ui);
    let width = ui.available_width();
    let indent = (paragraph.look.indent as f32 / 20.0 * 0.6).clamp(0.0, 36.0);
    let room = width - GUTTER - indent - if shown.faint { 36.0 } else { 16.0 };
    let words = source_words(paragraph);
    let name = format!("Dòng {}: {}", paragraph.line, words.words());
    let ink = if shown.faint { colours.faint } else { colours.ink };
    let start = ui.next_widget_position();
    let (response, rect) = match &paragraph.content {
        Content::Words(_) => {
            let galley = sheet::galley(ui, &words, ink, false, room);
            let rect = sheet::claim(ui, galley.size().y + 8.0);
            ground(ui, rect, shown);
            let slack = (room - galley.size().x).max(0.0);
            let shift = match paragraph.look.align {
                Some(Align::Center) => slack / 2.0,
                Some(Align::Right) => slack,
                _ => 0.0,
            };
            let at = rect.min + vec2(GUTTER + indent + shift, 4.0);
            ui.painter().galley(at, galley, ink);
            (interact(ui, rect, "source", index, &name, shown.chosen), rect)
        }
        Content::Table(table) => {
            // The ground goes under the table, whose height is known only when it is drawn.
            let under = ui.painter().add(egui::Shape::Noop);
            let at = Rect::from_min_size(start + vec2(GUTTER, 6.0), vec2(room, 0.0));
            let height = sheet::table(ui, table, at, ink);
            let rect = sheet::claim(ui, height + 12.0);
            if shown.chosen {
                let fill = egui::Shape::rect_filled(rect, 0.0, colours.accent_ground);
                ui.painter().set(under, fill);
            }
            let bar = Rect::from_min_size(rect.min, vec2(GUTTER - 4.0, rect.height()));
            ground(ui, bar, shown);
            (interact(ui, rect, "source", index, &name, shown.chosen), rect)
        }
    };
    // Cells of an arranging table share one line, which is numbered once.
    let unnumbered = again || paragraph.line == 0;
    let number = if unnumbered { String::new() } else { paragraph.line.to_string() };
    gutter(ui, rect, &number, shown);
    response
}

/// A button at the end of a paragraph that is not in the plan; true when it was pressed.
fn wanted(ui: &Ui, index: usize, line: usize, row: &Response, shown: Shown) -> bool {
    let colours = palette(ui);
    let rect = row.rect;
    let center = pos2(rect.right() - 18.0, rect.top() + 13.5);
    let area = Rect::from_center_size(center, vec2(24.0, 24.0));
    let response = ui.interact(area, Lane::row_id("wanted", index), Sense::click());
    let name = format!("Đưa dòng {line} vào bản thảo");
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
    if shown.out || shown.chosen || row.contains_pointer() || response.has_focus() {
        let ground = if response.hovered() { colours.accent_ground } else { colours.card };
        ui.painter().circle(center, 11.0, ground, Stroke::new(1.0, colours.line));
        let icon = fonts::icon(15.0);
        ui.painter().text(center, Align2::CENTER_CENTER, icons::PLUS, icon, colours.accent);
    }
    focus_ring(ui, &response, area);
    response.on_hover_text("Đưa đoạn này vào bản thảo").clicked()
}

fn gutter(ui: &Ui, rect: Rect, number: &str, shown: Shown) {
    let colours = palette(ui);
    let at = pos2(rect.left() + GUTTER - 12.0, rect.top() + 13.5);
    let font = fonts::regular(size::SMALL);
    ui.painter().text(at, Align2::RIGHT_CENTER, number, font, colours.faint);
    let icon = match shown.mark {
        _ if shown.out => Some((icons::TRASH, colours.faint)),
        Some((Weight::Ask, true)) => Some((icons::QUESTION, colours.warning)),
        Some((_, false)) => Some((icons::CHECK, colours.right)),
        _ => None,
    };
    if let Some((icon, ink)) = icon {
        let at = pos2(rect.left() + 12.0, rect.top() + 13.5);
        ui.painter().text(at, Align2::CENTER_CENTER, icon, fonts::icon(13.0), ink);
    }
}

/// The words with the automatic numeral that the reader saw.
fn source_words(paragraph: &SourceParagraph) -> Text {
    let Content::Words(text) = &paragraph.content else { return Text::plain("bảng") };
    match paragraph.look.numeral.as_deref() {
        Some(numeral) => {
            let mut shown = Text::plain(&format!("{numeral} "));
            shown.append(text.clone());
            shown
        }
        None => text.clone(),
    }
}

fn guess(row: &Row, width: f32) -> f32 {
    match &row.content {
        Part::Heading => 38.0,
        Part::Field(text) => 8.0 + sheet::guess(text.len(), width - LABEL - 40.0),
        Part::Paragraph(text, _) => 8.0 + sheet::guess(text.len(), width - 80.0),
        Part::Table(table) => 12.0 + sheet::guess_table(table),
    }
}

fn words_of(row: &Row) -> String {
    match &row.content {
        Part::Heading => String::new(),
        Part::Field(text) | Part::Paragraph(text, _) if text.is_blank() => {
            "chưa có".to_owned()
        }
        Part::Field(text) => text.words(),
        Part::Paragraph(text, _) => format!("{} {}", row.lead, text.words()),
        Part::Table(_) => "bảng".to_owned(),
    }
}

fn heading(ui: &mut Ui, words: &str) {
    let colours = palette(ui);
    let rect = sheet::claim(ui, 38.0);
    let font = fonts::semibold(size::SMALL);
    let at = pos2(rect.left() + 16.0, rect.bottom() - 12.0);
    let words = words.to_uppercase();
    let taken = paint_words(ui, at, &words, font, colours.soft, rect.width());
    let line = Stroke::new(1.0, colours.line);
    let from = rect.left() + 16.0 + taken + 10.0;
    ui.painter().hline(from..=rect.right() - 16.0, at.y, line);
}

fn plan_row(
    ui: &mut Ui,
    index: usize,
    row: &Row,
    shown: Shown,
    name: impl Fn() -> String,
) -> Response {
    let colours = palette(ui);
    let width = ui.available_width();
    match &row.content {
        Part::Table(table) => {
            let start = ui.next_widget_position();
            let under = ui.painter().add(egui::Shape::Noop);
            let at = Rect::from_min_size(start + vec2(16.0, 6.0), vec2(width - 32.0, 0.0));
            let height = sheet::table(ui, table, at, colours.ink);
            let rect = sheet::claim(ui, height + 12.0);
            if shown.chosen {
                let fill = egui::Shape::rect_filled(rect, 0.0, colours.accent_ground);
                ui.painter().set(under, fill);
            }
            let bar = Rect::from_min_size(rect.min, vec2(12.0, rect.height()));
            ground(ui, bar, shown);
            interact(ui, rect, "plan", index, &name(), shown.chosen)
        }
        Part::Field(text) => {
            let missing = text.is_blank();
            let words = if missing { Text::plain("chưa có") } else { text.clone() };
            let ink = if missing { colours.warning } else { colours.ink };
            let galley = sheet::galley(ui, &words, ink, false, width - LABEL - 40.0);
            let rect = sheet::claim(ui, galley.size().y + 8.0);
            ground(ui, rect, shown);
            let at = pos2(rect.left() + 16.0, rect.top() + 13.5);
            let font = fonts::regular(size::SMALL);
            paint_words(ui, at, &row.lead, font, colours.soft, LABEL - 8.0);
            ui.painter().galley(rect.min + vec2(16.0 + LABEL, 4.0), galley, ink);
            interact(ui, rect, "plan", index, &name(), shown.chosen)
        }
        Part::Paragraph(text, bold) => {
            let left = 16.0 + row.depth as f32 * 14.0;
            let font = fonts::semibold(size::TEXT);
            let lead = crate::app::look::widgets::layout(ui, &row.lead, font, colours.accent);
            let gap = if row.lead.is_empty() { 0.0 } else { lead.size().x.max(14.0) + 8.0 };
            let room = width - left - gap - 20.0;
            let galley = sheet::galley(ui, text, colours.ink, *bold, room);
            let rect = sheet::claim(ui, galley.size().y + 8.0);
            let ink = ground(ui, rect, shown);
            ui.painter().galley(rect.min + vec2(left, 4.5), lead, colours.accent);
            ui.painter().galley(rect.min + vec2(left + gap, 4.0), galley, ink);
            interact(ui, rect, "plan", index, &name(), shown.chosen)
        }
        Part::Heading => {
            let rect = sheet::claim(ui, 0.0);
            interact(ui, rect, "plan", index, &row.lead, false)
        }
    }
}

fn interact(
    ui: &Ui,
    rect: Rect,
    side: &str,
    index: usize,
    name: &str,
    chosen: bool,
) -> Response {
    let id = Lane::row_id(side, index);
    let response = ui.interact(rect, id, Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::Button, true, chosen, name));
    focus_ring(ui, &response, rect.shrink(1.5));
    response
}
