//! A paragraph in the body: its ground, its numeral, its words, its footnotes.

use egui::{
    Align, CornerRadius, CursorIcon, Galley, Id, Key, PointerButton, Popup, Pos2, Rect, Role,
    Sense, Ui, UiBuilder, WidgetInfo, pos2, vec2,
};

use crate::app::look::marks;
use crate::edit::{Caret, EditKind, Operation, Selection, Session};
use crate::model::{Block, Level, NOTE_ANCHOR, Paragraph, Place, Story, Text};

use super::cells::Cells;
use super::field::{Blink, Field, Shown};
use super::look::{Look, Shape, note_sign};
use super::menu::Of;
use super::table_tools::Mergeable;
use super::{BlockEditor, STEADY, Scroll, geometry, menu, names, typing};

/// Corners of grounds, in points.
const RADIUS: u8 = 6;

/// A guess at a block's height, until it is measured.
pub(super) fn estimate(block: &Block, look: &Look, width: f32) -> f32 {
    match block {
        Block::Text(paragraph) => {
            let span = geometry::paragraph(paragraph.level, width);
            let letters = paragraph.text.as_str().len() as f32 / 1.3;
            let lines = (letters * look.size * 0.53 / span.width).ceil().max(1.0);
            lines * look.line_height + 2.0 * geometry::PAD
        }
        Block::Table(table) => {
            let row = look.line_height * 2.0 + 2.0 * geometry::CELL_PAD_Y;
            geometry::TABLE_BAR + table.rows.len() as f32 * row
        }
    }
}

/// The words of a block or cell as they are shown.
pub(super) struct Passage<'a> {
    pub(super) story: Story,
    /// The block or cell they are of.
    pub(super) place: Place,
    pub(super) text: &'a Text,
    pub(super) shape: Shape,
    /// Where the first line stands; the width is the column's.
    pub(super) at: Rect,
    /// What a screen reader calls it.
    pub(super) name: &'a str,
    /// What stands there while it is empty.
    pub(super) hint: &'a str,
}

impl BlockEditor {
    /// The exact height of a block at the body's width.
    pub(super) fn measure(&self, ui: &Ui, look: &Look, block: &Block) -> f32 {
        match block {
            Block::Text(paragraph) => {
                let span = geometry::paragraph(paragraph.level, self.width);
                let shape = Shape::of_level(paragraph.level);
                let words = look.layout(ui, &paragraph.text, shape, span.width).size().y;
                let notes: f32 = paragraph
                    .text
                    .notes()
                    .iter()
                    .map(|note| note_height(ui, look, note, span.width))
                    .sum();
                words.max(look.line_height) + notes + 2.0 * geometry::PAD
            }
            Block::Table(table) => super::grid::height(ui, look, table, self.width),
        }
    }

    /// Shows a paragraph.
    pub(super) fn paragraph(
        &mut self,
        ui: &mut Ui,
        session: &mut Session,
        (story, index): (Story, usize),
        paragraph: &Paragraph,
        rect: Rect,
        look: &Look,
    ) {
        let place = Place::Block(story, index);
        self.ground(ui, session, place, index, rect, look);
        let span = geometry::paragraph(paragraph.level, self.width);
        let left = rect.left() + span.left;
        let top = rect.top() + geometry::PAD;
        if let Some(numeral) = self.numerals.get(index).filter(|numeral| !numeral.is_empty()) {
            let numeral = if paragraph.level == Level::Dash { "–" } else { numeral };
            let galley = look.numeral(ui, numeral);
            let at = pos2(left - geometry::NUMERAL_GAP - galley.size().x, top);
            ui.painter().galley(at, galley, look.accent);
        }
        let name = self.names.get(index).cloned().unwrap_or_default();
        let shape = Shape::of_level(paragraph.level);
        let galley = look.layout(ui, &paragraph.text, shape, span.width);
        let origin = rect.left() + geometry::origin(span, shape.align, &galley);
        self.click_in_row(ui, (story, index), rect, &galley, pos2(origin, top));
        let letters = self.chosen.and_then(|it| it.letters(index, paragraph.text.len()));
        if let Some(letters) = letters.filter(|letters| !letters.is_empty()) {
            Look::mark(ui, &galley, pos2(origin, top), letters.start, letters.end);
        }
        let at = Rect::from_min_size(pos2(left, top), vec2(span.width, look.line_height));
        let (text, hint) = (&paragraph.text, hint(paragraph.level));
        let words = Passage { story, place, text, shape, at, name: &name, hint };
        self.words(ui, session, &words, look);
        self.notes(ui, session, &words, top + galley.size().y.max(look.line_height), look);
        menu::of_block(self, ui, session, (story, index), rect, &name, look);
    }

    /// The ground of a row: selected, with the caret, or none.
    pub(super) fn ground(
        &self,
        ui: &Ui,
        session: &Session,
        place: Place,
        index: usize,
        rect: Rect,
        look: &Look,
    ) {
        // Of letters over several paragraphs only the tables between them are taken whole.
        let table = place == Place::Fixed;
        let chosen = self.chosen.is_some_and(|chosen| {
            let whole = table || matches!(chosen, Selection::Blocks { .. });
            whole && chosen.blocks().contains(&index)
        });
        let here = session.caret().is_some_and(|caret| caret.place == place);
        let active = here && self.chosen.is_none();
        if chosen {
            ui.painter().rect_filled(rect, CornerRadius::ZERO, look.selected);
        } else if active {
            ui.painter().rect_filled(rect, CornerRadius::same(RADIUS), look.active);
        }
    }

    /// Shows the field of a block or cell and takes over what came of it.
    pub(super) fn words(
        &mut self,
        ui: &mut Ui,
        session: &mut Session,
        passage: &Passage<'_>,
        look: &Look,
    ) {
        let Passage { story, place, text, shape, at, name, hint } = *passage;
        let composing = self.composing.as_ref().filter(|(of, _)| *of == place);
        let composed = composing.map(|(_, text)| text.clone());
        let here = session.caret().filter(|caret| caret.place == place);
        let caret = here.filter(|_| composed.is_none());
        let now = ui.input(|input| input.time);
        let blink = if self.chosen.is_some() || self.cells.is_some() {
            Blink::Hidden
        } else if here.is_some() && now - self.last_key < STEADY {
            ui.ctx().request_repaint_after_secs((STEADY - (now - self.last_key)) as f32);
            Blink::Steady
        } else {
            Blink::Blinking
        };
        let field = Field {
            id: Self::field_id(place),
            text: composed.as_ref().unwrap_or(text),
            shape,
            width: at.width(),
            name,
            hint,
            caret: caret.map(|caret| {
                // Where cells or several blocks are selected the field selects nothing itself.
                let wider = self.cells.is_some() || self.chosen.is_some();
                let anchor = if wider { caret.head } else { caret.anchor };
                (anchor, caret.head, self.prefer_next_row)
            }),
            style: self.sticky.filter(|(at, _)| here == Some(*at)).map(|(_, style)| style),
            tab: true,
            escape: true,
            blink,
        };
        if let Some(caret) = here
            && caret.anchor != caret.head
            && self.chosen.is_none()
            && !super::has_focus(ui, place)
        {
            // Found words: the search field has the focus, egui draws no selection here.
            let galley = look.layout(ui, text, shape, at.width());
            let span = geometry::Span { left: at.left(), width: at.width() };
            let origin = pos2(geometry::origin(span, shape.align, &galley), at.top());
            Look::mark(ui, &galley, origin, caret.anchor, caret.head);
        }
        let mut inside = ui.new_child(UiBuilder::new().max_rect(at).id_salt(place));
        let shown = field.show(&mut inside, look);
        let written = shown.caret.filter(|_| shown.response.has_focus());
        let set = (&*shown.galley, shown.at);
        marks::paint(&inside, place, text.as_str(), set, written.map(|(_, head)| head));
        self.after(ui, session, story, place, &shown);
        let of = self.mergeable(session, story, place).map_or(Of::Block, Of::Cell);
        let found = marks::under_pointer(
            &inside,
            &shown.response,
            place,
            text.as_str(),
            &shown.galley,
            shown.at,
        );
        let asked =
            Popup::context_menu(&shown.response).show(|ui| menu::of_words(ui, of, &found));
        let asked = asked.and_then(|menu| menu.inner);
        if let Some(asked) = asked {
            match asked {
                menu::Asked::Clipboard(command) => ui.ctx().send_viewport_cmd(command),
                menu::Asked::Emphasis(emphasis) => self.toggle(session, story, emphasis),
                menu::Asked::Note => self.perform(session, story, &Operation::InsertNote),
                menu::Asked::Table(operation) => {
                    let operation = self.on_cells(session, story, operation);
                    self.perform(session, story, &operation);
                }
            }
            self.take_focus = true;
        }
        if let Some(scroll) = self.scroll
            && let Some(caret) = session.caret().filter(|caret| caret.place == place)
        {
            let head =
                super::field::range(caret.head, caret.head, self.prefer_next_row).primary;
            let rect = shown.galley.pos_from_cursor(head).translate(shown.at.to_vec2());
            let rect = rect.expand2(vec2(0.0, 28.0));
            let seen = ui.clip_rect().y_range().contains(rect.center().y);
            let align = (scroll == Scroll::Center && !seen).then_some(Align::Center);
            ui.scroll_to_rect(rect, align);
            self.scroll = None;
        }
    }

    /// What the cell of a place can be merged with; none for other places.
    fn mergeable(&self, session: &Session, story: Story, place: Place) -> Option<Mergeable> {
        let Place::Cell(_, block, row, column) = place else { return None };
        let grid = session.document().blocks(story)?.get(block)?.table()?;
        Some(Mergeable::of(grid, (row, column), self.cells.is_some()))
    }

    /// A click beside the words of a row puts the caret where they are nearest.
    fn click_in_row(
        &mut self,
        ui: &Ui,
        (story, index): (Story, usize),
        rect: Rect,
        words: &Galley,
        at: Pos2,
    ) {
        let id = Id::unique(("kehoach.body.row", story, index));
        let response = ui.interact(rect, id, Sense::CLICK);
        if response.clicked()
            && let Some(pointer) = response.interact_pointer_pos()
        {
            let head = words.cursor_from_pos(pointer - at).index.0;
            self.request = Some((Caret::at(Place::Block(story, index), head), true));
            self.chosen = None;
            ui.ctx().request_repaint();
        }
    }

    /// Takes over what egui's field did: the pointer, an input method, a screen reader.
    fn after(
        &mut self,
        ui: &Ui,
        session: &mut Session,
        story: Story,
        place: Place,
        shown: &Shown,
    ) {
        let Some((_, Selection::Words { block, cell, .. })) =
            Selection::of(Caret::at(place, 0))
        else {
            return;
        };
        if shown.response.has_focus() {
            self.focused = Some(place);
        }
        let (pressed, shift, second) = ui.input(|input| {
            let second = input.pointer.button_down(PointerButton::Secondary)
                || input.pointer.button_released(PointerButton::Secondary);
            (input.pointer.primary_pressed(), input.modifiers.shift, second)
        });
        // The second button opens the menu of what is selected; it must stay selected.
        let kept = second
            && (self.chosen.is_some()
                || self.cells.is_some()
                || session.caret().is_some_and(|c| c.place == place && c.anchor != c.head));
        let pressed = pressed && shown.response.is_pointer_button_down_on();
        let before = session.caret().and_then(Selection::of).filter(|(of, _)| *of == story);
        let began = self.chosen.or(before.map(|(_, selection)| selection));
        if pressed
            && shift
            && let Some(began) = began.filter(|began| began.anchor().0 != block)
        {
            let head = shown.caret.map_or(0, |(_, head)| head);
            self.chosen = Some(began.reaching((block, Some(head).filter(|_| cell.is_none()))));
            self.drag = None;
            session.end_step();
            session.set_caret(Some(Caret::at(place, head)));
            return;
        }
        if pressed
            && shift
            && let Some((_, Selection::Words { block: at, cell: Some(anchor), .. })) =
                session.caret().and_then(Selection::of)
            && let Some(head) = cell.filter(|head| at == block && *head != anchor)
        {
            self.select_cells(Cells { block, anchor, head });
            return;
        }
        if pressed {
            self.chosen = None;
            self.cells = None;
            self.drag = Some(block);
            self.drag_cell = cell.map(|_| place);
        }
        if let Some(text) = &shown.changed {
            if self.ime.take() == Some(true) {
                self.composing = Some((place, text.clone()));
                return;
            }
            self.composing = None;
            let old = session.document().blocks(story);
            let old = old.and_then(|blocks| crate::edit::text_of(blocks, block, cell));
            if old != Some(text) {
                let (anchor, head) = shown.caret.unwrap_or_default();
                let caret = Some(Caret { place, anchor, head });
                session.edit(EditKind::Typing(place), caret, |document| {
                    typing::set_text(document.blocks_mut(story), block, cell, text.clone());
                });
                self.scroll = Some(Scroll::Near);
            }
        } else if let Some((anchor, head, next)) = shown.moved
            && self.composing.is_none()
            && ((self.chosen.is_none() && self.cells.is_none()) || pressed)
            && !kept
        {
            session.end_step();
            session.set_caret(Some(Caret { place, anchor, head }));
            self.chosen = None;
            self.sticky = None;
            self.column = None;
            self.typed = 0;
            self.prefer_next_row = next;
        }
    }

    /// The footnotes of a text, below it from `top` on, each a field.
    fn notes(
        &mut self,
        ui: &mut Ui,
        session: &mut Session,
        passage: &Passage<'_>,
        mut top: f32,
        look: &Look,
    ) {
        let Passage { place, text, name, .. } = *passage;
        let (left, width) = (passage.at.left(), passage.at.width());
        for (n, note) in text.notes().iter().enumerate() {
            let height = note_height(ui, look, note, width);
            let sign = look.numeral_small(ui, note_sign(n + 1));
            ui.painter().galley(pos2(left, top), sign, look.accent);
            let rect = Rect::from_min_size(
                pos2(left + NOTE_INDENT, top),
                vec2((width - NOTE_INDENT).max(20.0), height),
            );
            let id = Self::field_id(place).with(("note", n));
            let field = Field {
                id,
                text: note,
                shape: Shape::of_note(),
                width: rect.width(),
                name: &names::of_note(name, n),
                hint: "Nội dung chú thích…",
                caret: None,
                style: None,
                tab: false,
                escape: false,
                blink: Blink::Blinking,
            };
            let mut inside = ui.new_child(UiBuilder::new().max_rect(rect).id_salt((place, n)));
            let shown = field.show(&mut inside, look);
            if self.note == Some((place, n)) {
                self.note = None;
                self.take_focus = false;
                shown.response.request_focus();
                ui.scroll_to_rect(rect.expand(24.0), None);
            }
            if let Some(words) = shown.changed {
                let operation = Operation::SetNote(n, words);
                if let Some((story, selection)) = Selection::of(Caret::at(place, 0)) {
                    let caret = session.caret();
                    session.edit(EditKind::Typing(place), caret, |document| {
                        if let Some(blocks) = document.blocks_mut(story) {
                            operation.apply(blocks, selection);
                        }
                    });
                }
            }
            let leaves = |key| ui.input(|input| input.key_pressed(key));
            let had = shown.response.has_focus() || shown.response.lost_focus();
            if had && (leaves(Key::Enter) || leaves(Key::Escape)) {
                let anchors = text.as_str().chars().enumerate();
                let anchor = anchors.filter(|(_, letter)| *letter == NOTE_ANCHOR).nth(n);
                self.request = anchor.map(|(at, _)| (Caret::at(place, at + 1), true));
                ui.ctx().request_repaint();
            }
            top += height;
        }
    }
}

/// Where a footnote's words begin, from the left edge of the block's own.
const NOTE_INDENT: f32 = 14.0;

fn note_height(ui: &Ui, look: &Look, note: &Text, width: f32) -> f32 {
    let width = (width - NOTE_INDENT).max(20.0);
    look.layout(ui, note, Shape::of_note(), width).size().y.max(look.line_height)
}

fn hint(level: Level) -> &'static str {
    match level {
        Level::Part => "Tên phần",
        Level::Chapter => "Tên chương",
        Level::Section | Level::Division => "Tên mục",
        Level::Subdivision => "Tên tiểu mục",
        _ => "Nội dung…",
    }
}

/// A small button that shows while the pointer is near; always there for screen readers, and no stop
/// for Tab.
pub(super) fn quiet_button(ui: &Ui, rect: Rect, id: Id, name: &str) -> egui::Response {
    let response = ui.interact(rect, id, Sense::CLICK | Sense::DRAG);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, name));
    response.on_hover_cursor(CursorIcon::PointingHand)
}
