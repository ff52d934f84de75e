//! The pages as they will print: continuous, zoomed, following the caret.

use std::collections::HashMap;

use egui::{
    Align, Color32, ColorImage, Context, CornerRadius, CursorIcon, Event, Frame, Id, Key,
    Layout, Margin, MouseWheelUnit, Popup, Pos2, Rect, Response, RichText, ScrollArea, Sense,
    TextureHandle, TextureOptions, Ui, Vec2, pos2, vec2,
};

use crate::app::form::memory::Desk;
use crate::app::look::tokens::{palette, size, space};
use crate::app::look::widgets::{self, Push};
use crate::app::look::{fonts, icons, menu_keys};
use crate::app::threads::pages::{Reply, Wanted, Worker};
use crate::app::threads::whose::DraftId;
use crate::edit::{Caret, Session};
use crate::model::{Document, Place, Story};
use crate::typeset::{Pages, Rect as Area};

/// Points of the window per pt of the paper at 100 %.
const FULL_SIZE: f32 = 96.0 / 72.0;
/// The smallest and the largest zoom.
const ZOOMS: (f32, f32) = (0.2, 4.0);
/// One step of zoom, as Word takes it.
const STEP: f32 = 0.1;
/// Points of a touchpad's wheel that are one step.
const NOTCH: f32 = 50.0;
const GAP: f32 = 16.0;
const SIDE: f32 = 17.0;
/// How far down the view the line is that is read, in parts of its height.
const READING: f32 = 0.4;
/// A4 in pt, for the blank sheet that stands there before the first page is set.
const A4: (f64, f64) = (595.28, 841.89);

/// The preview of the open draft.
pub struct Preview {
    worker: Worker,
    asked: Option<(DraftId, u64)>,
    pages: Option<(u64, Pages)>,
    /// Whether all of the pages are as they will be.
    settled: bool,
    pictures: HashMap<usize, Painted>,
    wanted: Vec<Wanted>,
    /// What the thread was asked to paint and has not answered yet.
    awaited: Vec<Wanted>,
    zoom: Zoom,
    shown_zoom: f32,
    /// Where the pages lay in the last frame, and what of them was seen.
    laid: Vec<Slot>,
    seen: Rect,
    /// What shall stay where it is while the zoom changes.
    anchor: Option<Anchor>,
    /// Turns of the wheel that are not yet a step, in points.
    turned: f32,
    /// The page in view is to get the keyboard.
    takes_keyboard: bool,
    current: usize,
    go_to: Option<usize>,
    /// The caret's place, the revision and whether the pages were settled when it was last scrolled to.
    followed: Option<(Place, u64, bool)>,
    clicked: bool,
    trouble: Option<String>,
}

struct Painted {
    texture: TextureHandle,
    revision: u64,
    scale: f32,
    /// Whether it is ahead of the pages.
    early: bool,
    /// Whether it is of the pages that came last.
    of_last: bool,
}

/// How large the pages are.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Zoom {
    /// Every page fills the width.
    Width,
    /// Every page is seen whole.
    Page,
    /// In parts of the paper's size.
    Part(f32),
}

/// A point of a page that stays under a point of the view.
#[derive(Clone, Copy)]
struct Anchor {
    page: usize,
    /// Where on the page, in parts of its width and height.
    part: Vec2,
    /// Where in the view, in points from its left upper corner.
    seen: Vec2,
}

/// A page in the scrolled space: where it lies, and how many points a pt of it takes.
#[derive(Clone, Copy)]
struct Slot {
    rect: Rect,
    scale: f32,
}

impl Preview {
    /// Starts the preview with its thread.
    pub fn start(ctx: &Context, zoom: Option<f32>) -> Self {
        Self {
            worker: Worker::start(ctx),
            asked: None,
            pages: None,
            settled: false,
            pictures: HashMap::new(),
            wanted: Vec::new(),
            awaited: Vec::new(),
            zoom: zoom.map_or(Zoom::Width, Zoom::Part),
            shown_zoom: zoom.unwrap_or(0.62),
            laid: Vec::new(),
            seen: Rect::ZERO,
            anchor: None,
            turned: 0.0,
            takes_keyboard: false,
            current: 0,
            go_to: None,
            followed: None,
            clicked: false,
            trouble: None,
        }
    }

    /// Forgets everything of the draft before.
    pub fn reset(&mut self) {
        self.asked = None;
        self.pages = None;
        self.pictures.clear();
        self.awaited.clear();
        self.current = 0;
        self.followed = None;
        self.trouble = None;
        self.go_to = Some(0);
    }

    /// Takes in what the thread has answered about this draft and asks for the plan as it is now.
    pub fn update(&mut self, ctx: &Context, draft: DraftId, session: &Session) {
        for (whose, reply) in self.worker.replies() {
            if whose != draft {
                continue;
            }
            match reply {
                Reply::Fresh { revision, pages, pictures, settled } => {
                    self.trouble = None;
                    self.awaited.clear();
                    for painted in self.pictures.values_mut() {
                        // It may be of this revision, and of pages that were not settled yet.
                        (painted.early, painted.of_last) = (false, false);
                    }
                    self.pages = Some((revision, pages));
                    self.settled = settled;
                    for picture in pictures {
                        let (page, scale) = (picture.page, picture.scale);
                        self.keep(ctx, page, picture.revision, scale, picture.image);
                    }
                }
                Reply::Picture(picture) => {
                    let (page, scale) = (picture.page, picture.scale);
                    self.awaited.retain(|awaited| *awaited != (page, scale));
                    self.keep(ctx, page, picture.revision, scale, picture.image);
                }
                Reply::Early(picture) => {
                    let (page, scale) = (picture.page, picture.scale);
                    self.keep(ctx, page, picture.revision, scale, picture.image);
                    if let Some(painted) = self.pictures.get_mut(&page) {
                        painted.early = true;
                    }
                }
                Reply::Failed(words) => {
                    self.awaited.clear();
                    self.trouble = Some(words);
                }
            }
        }
        if self.asked != Some((draft, session.revision())) {
            self.asked = Some((draft, session.revision()));
            self.worker.set(draft, session.revision(), session.snapshot());
        }
    }

    /// The page in the middle of the view and the number of pages, when there are any.
    pub fn position(&self) -> Option<(usize, usize)> {
        let (_, pages) = self.pages.as_ref()?;
        Some((self.current.min(pages.count().saturating_sub(1)), pages.count()))
    }

    /// How large the pages are.
    pub fn zoom(&self) -> Zoom {
        self.zoom
    }

    /// The zoom that is kept for the next start, 1 for paper size; none where it follows the width.
    pub fn kept_zoom(&self) -> Option<f32> {
        match self.zoom {
            Zoom::Part(zoom) => Some(zoom),
            Zoom::Width | Zoom::Page => None,
        }
    }

    /// One step of zoom in (`1`) or out (`-1`).
    pub fn step_zoom(&mut self, step: i32) {
        self.set_zoom(Zoom::Part(stepped(self.shown_zoom, step)));
    }

    /// Another zoom; the left edge of what is read stays where it is.
    pub fn set_zoom(&mut self, zoom: Zoom) {
        let left = self.laid.get(self.current).map_or(0.0, |slot| slot.rect.left());
        let at = vec2(left - self.seen.left(), self.seen.height() * READING);
        self.zoom_at(zoom, at);
    }

    /// Another zoom; the point of the page that is at `at` in the view stays there.
    fn zoom_at(&mut self, zoom: Zoom, at: Vec2) {
        self.zoom = zoom;
        let point = self.seen.min + at;
        let page = self.laid.iter().rposition(|slot| slot.rect.top() <= point.y).unwrap_or(0);
        self.anchor = self.laid.get(page).map(|slot| Anchor {
            page,
            part: (point - slot.rect.min) / slot.rect.size(),
            seen: at,
        });
    }

    /// The page in view gets the keyboard.
    pub fn take_keyboard(&mut self) {
        self.takes_keyboard = true;
    }

    /// Shows bar and pages in the space there is.
    pub fn show(&mut self, ui: &mut Ui, desk: &mut Desk<'_>) {
        ui.spacing_mut().item_spacing = Vec2::ZERO;
        self.bar(ui);
        let ground = palette(ui).desk;
        Frame::new().fill(ground).show(ui, |ui| {
            if let Some(words) = self.trouble.clone() {
                trouble(ui, &words);
            }
            self.sheets(ui, desk);
        });
    }

    fn keep(
        &mut self,
        ctx: &Context,
        page: usize,
        revision: u64,
        scale: f32,
        image: ColorImage,
    ) {
        let options = TextureOptions::LINEAR;
        let painted = self.pictures.remove(&page);
        let texture = match painted {
            Some(Painted { mut texture, .. }) => {
                texture.set(image, options);
                texture
            }
            None => ctx.load_texture(format!("trang-{page}"), image, options),
        };
        self.pictures
            .insert(page, Painted { texture, revision, scale, early: false, of_last: true });
    }

    fn bar(&mut self, ui: &mut Ui) {
        let palette = palette(ui);
        let position = self.position();
        let frame = Frame::new().fill(palette.panel).inner_margin(Margin::symmetric(8, 0));
        let shown = frame.show(ui, |ui| {
            ui.set_height(size::PREVIEW_BAR);
            let wide = ui.available_width() > 350.0;
            ui.horizontal_centered(|ui| {
                ui.spacing_mut().item_spacing.x = 2.0;
                let (page, count) = position.unwrap_or((0, 0));
                let small =
                    |icon, name| Push::icon(icon, name).quiet().height(24.0).width(26.0);
                let back = ui.add_enabled(page > 0, small(icons::CARET_LEFT, "Trang trước"));
                if back.clicked() {
                    self.go_to = Some(page - 1);
                }
                let words = match position {
                    Some((page, count)) => format!("Trang {}/{count}", page + 1),
                    None if wide => "Đang dàn trang…".to_owned(),
                    None => "…".to_owned(),
                };
                ui.add_space(space::TINY);
                soft(ui, &words);
                ui.add_space(space::TINY);
                let more = page + 1 < count;
                let on = ui.add_enabled(more, small(icons::CARET_RIGHT, "Trang sau"));
                if on.clicked() {
                    self.go_to = Some(page + 1);
                }
                ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                    ui.spacing_mut().item_spacing.x = 2.0;
                    if ui.add(small(icons::PLUS_CIRCLE, "Phóng to")).clicked() {
                        self.step_zoom(1);
                    }
                    self.zooms(ui);
                    if ui.add(small(icons::MINUS_CIRCLE, "Thu nhỏ")).clicked() {
                        self.step_zoom(-1);
                    }
                    let fit = match wide {
                        true => Push::text("Vừa chiều ngang").quiet().height(24.0),
                        false => small(icons::FIT_WIDTH, "Vừa chiều ngang"),
                    };
                    if ui.add(fit.chosen(self.zoom == Zoom::Width)).clicked() {
                        self.set_zoom(Zoom::Width);
                    }
                });
            });
        });
        let edge = shown.response.rect;
        let stroke = egui::Stroke::new(1.0, palette.line);
        ui.painter().hline(edge.x_range(), edge.bottom() - 0.5, stroke);
    }

    /// The zoom in percent; pressed, it offers the usual ones.
    fn zooms(&mut self, ui: &mut Ui) {
        let words = format!("{} %", (self.shown_zoom * 100.0).round());
        let push = Push::text(&words).named("Cỡ trang in").quiet().height(24.0);
        let button = ui.add(push);
        Popup::menu(&button).show(|ui| {
            ui.set_min_width(180.0);
            let fits = [("Vừa chiều ngang", Zoom::Width), ("Vừa cả trang", Zoom::Page)];
            let parts = [0.5, 0.75, 1.0, 1.25, 1.5, 2.0]
                .map(|part| (format!("{} %", part * 100.0), Zoom::Part(part)));
            let fits = fits.map(|(words, zoom)| (words.to_owned(), zoom));
            for (words, zoom) in fits.into_iter().chain(parts) {
                let chosen = self.zoom == zoom;
                let words = RichText::new(words).font(fonts::regular(size::TEXT));
                let entry = ui.selectable_label(chosen, words.clone());
                menu_keys::entry(ui, &entry, words.text());
                if entry.clicked() {
                    self.set_zoom(zoom);
                }
            }
        });
    }

    fn sheets(&mut self, ui: &mut Ui, desk: &mut Desk<'_>) {
        let view = ui.available_rect_before_wrap();
        self.wheel(ui, view);
        let slots = self.slots(ui, view.size());
        let total = slots.iter().fold(vec2(view.width(), 0.0), |size, slot| {
            vec2(size.x.max(slot.rect.right() + SIDE), slot.rect.bottom() + GAP)
        });
        let mut area = ScrollArea::both().id_salt("pages").auto_shrink([false, false]);
        if let Some(anchor) = self.anchor.take()
            && let Some(slot) = slots.get(anchor.page)
        {
            let at = slot.rect.min.to_vec2() + anchor.part * slot.rect.size();
            let most = (total - view.size()).max(Vec2::ZERO);
            area = area.scroll_offset((at - anchor.seen).clamp(Vec2::ZERO, most));
        }
        area.show_viewport(ui, |ui, visible| {
            self.seen = visible;
            ui.set_min_size(total.max(vec2(0.0, visible.height())));
            let origin = ui.max_rect().min;
            let placed = |slot: &Slot| slot.rect.translate(origin.to_vec2());
            if let Some(page) = self.go_to.take()
                && let Some(slot) = slots.get(page)
            {
                let top = placed(slot).translate(vec2(0.0, -GAP));
                ui.scroll_to_rect(top, Some(Align::TOP));
            }
            self.current = middle(&slots, visible);
            let mut wanted = Vec::new();
            for (page, slot) in slots.iter().enumerate() {
                let near = slot.rect.y_range().min < visible.bottom() + 200.0
                    && slot.rect.y_range().max > visible.top() - 200.0;
                if near {
                    wanted.push((page, slot.scale * ui.pixels_per_point()));
                    self.sheet(ui, desk, page, placed(slot), slot.scale);
                }
            }
            self.follow(ui, desk.session, &slots, &placed);
            self.ask(wanted);
        });
        self.laid = slots;
    }

    /// Ctrl and the wheel zoom by steps, two fingers that part by as much as they do; what is under
    /// the pointer stays there.
    fn wheel(&mut self, ui: &Ui, view: Rect) {
        let Some(pointer) = ui.input(|input| input.pointer.hover_pos()) else { return };
        if !ui.rect_contains_pointer(view) {
            return;
        }
        let (mut steps, mut pinch) = (0.0, 1.0);
        ui.input(|input| {
            for event in &input.events {
                match event {
                    Event::MouseWheel { unit, delta, modifiers, .. } if modifiers.command => {
                        steps += match unit {
                            MouseWheelUnit::Point => delta.y / NOTCH,
                            MouseWheelUnit::Line | MouseWheelUnit::Page => delta.y,
                        };
                    }
                    Event::Zoom(factor) => pinch *= factor,
                    _ => {}
                }
            }
        });
        self.turned += steps;
        let whole = self.turned.trunc();
        self.turned -= whole;
        let zoom = match (whole as i32, pinch) {
            (0, 1.0) => return,
            (0, pinch) => (self.shown_zoom * pinch).clamp(ZOOMS.0, ZOOMS.1),
            (steps, _) => stepped(self.shown_zoom, steps),
        };
        self.zoom_at(Zoom::Part(zoom), pointer - view.min);
    }

    /// Where the pages lie under each other, aligned to pixels so that their letters are sharp.
    /// Every page stands in the middle of the view, whatever the others' widths; one that is wider
    /// begins at its left edge.
    fn slots(&mut self, ui: &Ui, view: Vec2) -> Vec<Slot> {
        let sizes: Vec<(f64, f64)> = match &self.pages {
            Some((_, pages)) => (0..pages.count()).map(|page| pages.size(page)).collect(),
            None => vec![A4],
        };
        let pixel = 1.0 / ui.pixels_per_point();
        let whole = |points: f32| (points / pixel).round() * pixel;
        let fit = |room: f32, paper: f64| (room / paper as f32).max(0.1);
        let scale_of = |width: f64, height: f64| {
            let across = fit(view.x - 2.0 * SIDE, width);
            match self.zoom {
                Zoom::Part(zoom) => zoom * FULL_SIZE,
                Zoom::Width => across,
                Zoom::Page => across.min(fit(view.y - 2.0 * GAP, height)),
            }
        };
        let mut y = GAP - 2.0;
        let mut slots = Vec::with_capacity(sizes.len());
        for (paper_width, paper_height) in &sizes {
            let scale = scale_of(*paper_width, *paper_height);
            let extent =
                vec2(whole(*paper_width as f32 * scale), whole(*paper_height as f32 * scale));
            let x = whole(((view.x - extent.x) / 2.0).max(SIDE));
            slots.push(Slot { rect: Rect::from_min_size(pos2(x, whole(y)), extent), scale });
            y += extent.y + GAP;
        }
        self.shown_zoom = slots.first().map_or(1.0, |slot| slot.scale / FULL_SIZE);
        slots
    }

    fn sheet(
        &mut self,
        ui: &mut Ui,
        desk: &mut Desk<'_>,
        page: usize,
        rect: Rect,
        scale: f32,
    ) {
        let colours = palette(ui);
        let pixel = 1.0 / ui.pixels_per_point();
        let snapped =
            |at: Pos2| pos2((at.x / pixel).round() * pixel, (at.y / pixel).round() * pixel);
        let rect = Rect::from_min_size(snapped(rect.min), rect.size());
        widgets::shadow(ui, rect, 2);
        ui.painter().rect_filled(rect, CornerRadius::same(1), colours.paper);
        if let Some(painted) = self.pictures.get(&page) {
            let whole = Rect::from_min_max(Pos2::ZERO, pos2(1.0, 1.0));
            ui.painter().image(painted.texture.id(), rect, whole, Color32::WHITE);
        }
        let Some((_, pages)) = self.pages.clone() else { return };
        if let Some(caret) = desk.session.caret() {
            mark(ui, &pages, page, caret.place, &desk.document(), rect, scale);
        }
        let response = ui.interact(rect, Id::unique(("trang", page)), Sense::click());
        self.keyboard(ui, page, &response);
        response.widget_info(|| {
            let name = format!("Trang in {}", page + 1);
            egui::WidgetInfo::labeled(egui::Role::Image, true, name)
        });
        let Some(pointer) = response.hover_pos().or(response.interact_pointer_pos()) else {
            return;
        };
        let at = (pointer - rect.min) / scale;
        let hit = pages.hit(page, f64::from(at.x), f64::from(at.y));
        if let Some((place, letter)) = hit.filter(|(place, _)| *place != Place::Fixed) {
            ui.set_cursor_icon(CursorIcon::Text);
            if response.clicked() {
                self.clicked = true;
                let caret = Caret::at(place, letter);
                desk.session.set_caret(Some(caret));
                desk.form.go(caret);
            }
        }
    }

    /// A page with the keyboard leads to the others.
    fn keyboard(&mut self, ui: &Ui, page: usize, response: &Response) {
        if self.takes_keyboard && page == self.current {
            self.takes_keyboard = false;
            response.request_focus();
        }
        widgets::focus_ring(ui, response, response.rect);
        if !response.has_focus() {
            return;
        }
        let pressed = |key| ui.input(|input| input.key_pressed(key));
        let last = self.laid.len().saturating_sub(1);
        let to = match () {
            () if pressed(Key::PageDown) => page + 1,
            () if pressed(Key::PageUp) => page.saturating_sub(1),
            () if pressed(Key::Home) => 0,
            () if pressed(Key::End) => last,
            () => return,
        };
        self.go_to = Some(to.min(last));
        let to = Id::unique(("trang", to.min(last)));
        ui.memory_mut(|memory| memory.request_focus(to));
    }

    /// Scrolls the caret's block into view when it moved there, not when she scrolls away.
    fn follow(
        &mut self,
        ui: &Ui,
        session: &Session,
        slots: &[Slot],
        placed: &impl Fn(&Slot) -> Rect,
    ) {
        let (Some((revision, pages)), Some(caret)) = (&self.pages, session.caret()) else {
            return;
        };
        let now = (caret.place, *revision, self.settled);
        if self.followed == Some(now) {
            return;
        }
        // A caret that moved waits for the pages that know of it.
        let known = *revision == session.revision();
        if !known && self.followed.is_some_and(|(place, ..)| place == caret.place) {
            return;
        }
        let clicked = std::mem::take(&mut self.clicked);
        if known {
            self.followed = Some(now);
        }
        let Some((page, area)) = pages.first_area(caret.place) else { return };
        let Some(slot) = slots.get(page) else { return };
        let target = on_screen(area, placed(slot), slot.scale);
        if !clicked && !ui.clip_rect().shrink(12.0).contains_rect(target) {
            // Words wider than the view are read from their left edge.
            let width = target.width().min((self.seen.width() - 2.0 * SIDE).max(1.0));
            let target = Rect::from_min_size(target.min, vec2(width, target.height()));
            ui.scroll_to_rect(target.expand2(vec2(0.0, 60.0)), None);
        }
    }

    /// Says what is looked at, and drops the pictures that are far away. What is missing is asked
    /// for once; a page that went away and comes back is asked for anew.
    fn ask(&mut self, wanted: Vec<Wanted>) {
        self.pictures.retain(|page, _| wanted.iter().any(|(near, _)| near == page));
        self.awaited.retain(|awaited| wanted.contains(awaited));
        let missing: Vec<Wanted> =
            wanted.iter().copied().filter(|page| self.is_missing(*page)).collect();
        if !missing.is_empty() || wanted != self.wanted {
            self.awaited.extend(&missing);
            self.worker.want(wanted.clone(), missing);
            self.wanted = wanted;
        }
    }

    /// Whether a page has no picture of its newest state and none is on the way.
    fn is_missing(&self, (page, scale): Wanted) -> bool {
        let Some((revision, _)) = &self.pages else { return false };
        let painted = self.pictures.get(&page).is_some_and(|painted| {
            (painted.revision == *revision && painted.of_last || painted.early)
                && (painted.scale - scale).abs() <= 0.0005
        });
        !painted && !self.awaited.contains(&(page, scale))
    }

    /// Whether every page that is looked at has its picture.
    #[cfg(test)]
    pub fn is_painted(&self) -> bool {
        self.pages.is_some()
            && self.awaited.is_empty()
            && self.wanted.iter().all(|(page, _)| self.pictures.contains_key(page))
    }
}

/// One step of zoom from any zoom: to the next whole tenth.
fn stepped(zoom: f32, steps: i32) -> f32 {
    const SLIGHT: f32 = 0.01;
    let tenths = zoom / STEP;
    let from = if steps > 0 { (tenths + SLIGHT).floor() } else { (tenths - SLIGHT).ceil() };
    ((from + steps as f32) * STEP).clamp(ZOOMS.0, ZOOMS.1)
}

fn middle(slots: &[Slot], visible: Rect) -> usize {
    let line = visible.top() + visible.height() * READING;
    slots.iter().rposition(|slot| slot.rect.top() - GAP <= line).unwrap_or(0)
}

fn on_screen(area: Area, page: Rect, scale: f32) -> Rect {
    let min = page.min + vec2(area.x as f32, area.y as f32) * scale;
    Rect::from_min_size(min, vec2(area.width as f32, area.height as f32) * scale)
}

/// Marks the place of the caret on a page: a tint over its lines and a bar beside them.
fn mark(
    ui: &Ui,
    pages: &Pages,
    page: usize,
    place: Place,
    document: &Document,
    rect: Rect,
    scale: f32,
) {
    let Some(area) = pages.area(page, place) else { return };
    let block = on_screen(area, rect, scale);
    let palette = palette(ui);
    let block = match measure(document, place) {
        Some((left, right)) => Rect::from_x_y_ranges(
            rect.left() + left * scale..=rect.right() - right * scale,
            block.y_range(),
        ),
        None => block,
    };
    let block = block.expand2(vec2(5.0, 2.0));
    ui.painter().rect_filled(block, CornerRadius::ZERO, palette.paper_mark);
    // Beside a cell there are other cells' words.
    if matches!(place, Place::Cell(..)) {
        return;
    }
    let bar = Rect::from_min_max(
        pos2(block.left() - 10.0, block.top()),
        pos2(block.left() - 7.0, block.bottom()),
    );
    ui.painter().rect_filled(bar, CornerRadius::same(1), palette.paper_bar);
}

/// The margins beside a paragraph that fills the measure, in pt; none for what stands elsewhere.
fn measure(document: &Document, place: Place) -> Option<(f32, f32)> {
    const PT_PER_MM: f64 = 72.0 / 25.4;
    let margins = document.page.within_range().margins;
    let landscape = match place {
        Place::Block(Story::Annex(index), _) => document.annexes.get(index)?.landscape,
        Place::Block(..) | Place::LegalBasis(_) | Place::Opening(_) | Place::Closing(_) => {
            false
        }
        _ => return None,
    };
    let (left, right) = match landscape {
        true => (margins.bottom, margins.top),
        false => (margins.left, margins.right),
    };
    Some(((left * PT_PER_MM) as f32, (right * PT_PER_MM) as f32))
}

fn soft(ui: &mut Ui, words: &str) {
    let ink = palette(ui).soft;
    ui.label(RichText::new(words).font(fonts::regular(size::TEXT)).color(ink));
}

fn trouble(ui: &mut Ui, words: &str) {
    let palette = palette(ui);
    Frame::new().fill(palette.error_ground).inner_margin(Margin::same(10)).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.label(RichText::new(words).font(fonts::regular(size::TEXT)).color(palette.error));
    });
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, Instant};

    use super::*;
    use crate::samples;

    #[test]
    fn pages_of_the_draft_before_are_never_shown_for_the_one_after() {
        let ctx = Context::default();
        let mut preview = Preview::start(&ctx, None);
        let (before, after) = (DraftId::default(), DraftId::default().next());
        let long = Session::unsaved(samples::open("nam-hoc").expect("a sample"));
        let short = Session::unsaved(Document::default());
        assert_eq!(long.revision(), short.revision(), "only the draft tells them apart");
        preview.update(&ctx, before, &long);
        // Its pages are on their way, or there already, when another draft takes its place.
        std::thread::sleep(Duration::from_millis(300));
        preview.reset();
        let end = Instant::now() + Duration::from_secs(60);
        let mut seen = 0;
        while seen < 20 {
            preview.update(&ctx, after, &short);
            if let Some((_, count)) = preview.position() {
                assert_eq!(count, 1);
                seen += 1;
            }
            assert!(Instant::now() < end, "the pages come");
            std::thread::sleep(Duration::from_millis(20));
        }
    }

    #[test]
    fn zoom_goes_by_tenths_and_stops_at_its_ends() {
        let near = |zoom: f32, steps: i32, after: f32| {
            let found = stepped(zoom, steps);
            assert!((found - after).abs() < 0.001, "{zoom} {steps}: {found}");
        };
        near(0.61, 1, 0.7);
        near(0.61, -1, 0.6);
        near(0.7, 1, 0.8);
        near(0.7, -1, 0.6);
        near(1.0, 3, 1.3);
        near(0.25, -9, 0.2);
        near(3.95, 2, 4.0);
    }
}
