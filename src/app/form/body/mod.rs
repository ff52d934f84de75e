//! The body editor: the blocks of one story as fields one can write through like a page.
//!
//! Every block and every cell is a text field of its own. The keyboard is read here, in the order
//! of its events ([`keys`]); egui's fields draw words and caret and take the pointer and the
//! input methods. The caret's truth is [`Session::caret`]; fields are told each frame.

mod cells;
pub(in crate::app) mod clipboard;
mod field;
mod geometry;
mod grid;
mod keys;
mod lift;
mod look;
mod menu;
mod motion;
mod names;
mod rows;
mod table_tools;
mod typing;

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::time::{Duration, Instant};

use egui::{Event, Id, Pos2, Rect, Ui, Vec2, pos2, vec2};

use crate::edit::{self, Caret, Emphasis, Operation, Selection, Session};
use crate::model::{Block, Level, NOTE_ANCHOR, Place, Story, Style, Text, between};

pub use look::Look;
pub(in crate::app) use menu::{Asked, Of, of_words};

use cells::Cells;
use keys::Keyboard;
use look::Shape;

/// How long after a key the caret stands still, in seconds.
const STEADY: f64 = 0.6;
/// How long a frame may measure blocks that are not in view.
const MEASURING: Duration = Duration::from_millis(3);

/// How the caret is brought into view.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Scroll {
    /// As little as needed.
    Near,
    /// To the middle, where it is out of view.
    Center,
}

/// How pasted words are read: the editor itself knows no clipboard and no numerals.
#[derive(Clone, Copy)]
pub struct Pasting {
    /// Whole lines as blocks.
    pub blocks: fn(&str) -> Vec<Block>,
    /// Words inside a sentence with their looks; none where they are plain.
    pub text: fn(&str) -> Option<Text>,
}

/// What a block's numeral hangs on: level, and whether the count begins anew; none for a table.
type Counted = Option<(Level, bool)>;

/// The editor of one story's blocks: what it remembers between frames.
pub struct BlockEditor {
    pasting: Pasting,
    /// Heights by what a block holds, at `width`.
    heights: HashMap<u64, f32>,
    width: f32,
    /// What `hashes`, `numerals` and `names` were made from.
    derived: Option<(u64, Story)>,
    /// The revision this editor left the plan at; another one is a change from outside.
    own: u64,
    hashes: Vec<u64>,
    /// The blocks of `hashes`.
    seen: Vec<Block>,
    /// What `numerals` and `names` were made from; none for a table.
    counted: Option<(Story, Vec<Counted>)>,
    numerals: Vec<String>,
    names: Vec<String>,
    /// Where the caret was asked to go, and whether the field is to get the focus.
    request: Option<(Caret, bool)>,
    /// The field that had the focus in the last frame.
    focused: Option<Place>,
    take_focus: bool,
    /// Whether the caret must be brought into view.
    scroll: Option<Scroll>,
    /// What is selected over more than one block: letters, or whole blocks.
    chosen: Option<Selection>,
    /// More than one cell of a table, selected.
    cells: Option<Cells>,
    /// The cell where a drag of the pointer began, and where cells are in this frame.
    drag_cell: Option<Place>,
    shown_cells: Vec<(Place, Rect)>,
    /// The block that is dragged by its handle.
    lifted: Option<usize>,
    /// The look of what is typed next, while the caret stays.
    sticky: Option<(Caret, Style)>,
    prefer_next_row: bool,
    /// The x that ↑ and ↓ keep, from the body's left edge.
    column: Option<f32>,
    /// Letters typed on since the caret last jumped.
    typed: usize,
    /// Words with an input method's composition in them, not yet the plan's.
    composing: Option<(Place, Text)>,
    /// What an input method said in this frame: whether its composition goes on.
    ime: Option<bool>,
    deferred: Vec<Event>,
    last_key: f64,
    /// The block where a drag of the pointer began.
    drag: Option<usize>,
    /// The column edge that is dragged: block, column, what is left over of a step.
    edge: Option<(usize, usize, f32)>,
    /// The footnote whose words are to be written next.
    note: Option<(Place, usize)>,
    /// Escape was pressed last: Tab leads out of the body.
    leaving: bool,
    /// Tab led out of the body; whether onwards.
    left: Option<bool>,
    /// What a key has changed that is easily overlooked.
    said: Option<String>,
    /// What the menu of a block asked for.
    asked: Vec<(Selection, Operation)>,
    /// The rows of this frame that were drawn.
    rows: Vec<(usize, Rect)>,
}

impl Default for BlockEditor {
    fn default() -> Self {
        Self {
            pasting: Pasting { blocks: edit::blocks::pasted, text: |_| None },
            heights: HashMap::new(),
            width: 0.0,
            derived: None,
            own: 0,
            hashes: Vec::new(),
            seen: Vec::new(),
            counted: None,
            numerals: Vec::new(),
            names: Vec::new(),
            request: None,
            focused: None,
            take_focus: false,
            scroll: None,
            chosen: None,
            cells: None,
            drag_cell: None,
            shown_cells: Vec::new(),
            lifted: None,
            sticky: None,
            prefer_next_row: true,
            column: None,
            typed: 0,
            composing: None,
            ime: None,
            deferred: Vec::new(),
            last_key: f64::NEG_INFINITY,
            drag: None,
            edge: None,
            note: None,
            leaving: false,
            left: None,
            said: None,
            asked: Vec::new(),
            rows: Vec::new(),
        }
    }
}

impl BlockEditor {
    /// Creates an editor that reads pasted words in a way of its own.
    pub fn pasting_with(pasting: Pasting) -> Self {
        Self { pasting, ..Self::default() }
    }

    /// The id of the field of a block or cell.
    pub fn field_id(place: Place) -> Id {
        Id::unique(("kehoach.body", place))
    }

    /// Puts the caret into a block or cell at the next frame and scrolls to it. Places that are
    /// not of a body are left to others.
    pub fn focus(&mut self, caret: Caret) {
        self.request = Some((caret, true));
    }

    /// Puts the caret into a block or cell and scrolls to it, but leaves the focus where it is
    /// (in a search field, say). What is selected there is shown all the same.
    pub fn reveal(&mut self, caret: Caret) {
        self.request = Some((caret, false));
    }

    /// Whether one of its fields had the focus in the last frame.
    pub fn has_focus(&self) -> bool {
        self.focused.is_some()
    }

    /// Whether one of its fields is about to get the keyboard.
    pub fn moves_focus(&self) -> bool {
        self.take_focus || self.request.is_some_and(|(_, focus)| focus) || self.note.is_some()
    }

    /// Whether Tab has led out of the body since this was asked last, and whether onwards.
    pub fn left(&mut self) -> Option<bool> {
        self.left.take()
    }

    /// What a key has changed since this was asked last, in words for the status bar.
    pub fn said(&mut self) -> Option<String> {
        self.said.take()
    }

    /// What is selected: more than one block, or the caret's words where it stands in this story.
    pub fn selection(&self, session: &Session, story: Story) -> Option<Selection> {
        let blocks = session.document().blocks(story)?;
        if let Some(chosen) = self.chosen {
            return Some(chosen.clamped(blocks));
        }
        let (of, selection) = Selection::of(session.caret()?)?;
        (of == story && !blocks.is_empty()).then(|| selection.clamped(blocks))
    }

    /// Does something at the selection (at the end of the story where there is none), as a menu
    /// or a tool button asks.
    pub fn perform(&mut self, session: &mut Session, story: Story, operation: &Operation) {
        let selection = self.selection(session, story).or_else(|| {
            let blocks = session.document().blocks(story)?;
            Some(edit::blocks::end_of(blocks, blocks.len().saturating_sub(1)))
        });
        if let Some(selection) = selection {
            self.perform_at(session, story, selection, operation);
        }
    }

    /// Does something at a selection and puts the caret where it then belongs.
    pub fn perform_at(
        &mut self,
        session: &mut Session,
        story: Story,
        selection: Selection,
        operation: &Operation,
    ) {
        self.said = self.cannot(session, story, selection, operation).or(self.said.take());
        let Some(after) = edit::perform(session, story, selection, operation) else { return };
        self.follow_cells(operation, after);
        self.chosen = Some(after).filter(|it| !matches!(it, Selection::Words { .. }));
        if *operation == Operation::InsertNote {
            self.note = note_before(session, story, after);
        }
        self.own = session.revision();
        self.sticky = None;
        self.typed = 0;
        self.column = None;
        self.prefer_next_row = true;
        self.scroll = Some(Scroll::Near);
        self.take_focus = true;
    }

    /// Bold, italic, underline: of the selection, or without one of what is typed next.
    pub fn toggle(&mut self, session: &mut Session, story: Story, emphasis: Emphasis) {
        if let Some((area, _)) = self.area(session, story) {
            self.perform(session, story, &Operation::ToggleCells(area, emphasis));
            return;
        }
        match self.selection(session, story) {
            Some(Selection::Words { anchor, head, .. }) if anchor == head => {
                let mut style = self.typing_style(session, story);
                let on = !emphasis.of(style);
                emphasis.set(&mut style, on);
                self.sticky = session.caret().map(|caret| (caret, style));
                self.take_focus = true;
            }
            Some(_) => self.perform(session, story, &Operation::Toggle(emphasis)),
            None => {}
        }
    }

    /// Shows the blocks of a story over the whole width of `ui`, inside whatever scrolls it.
    pub fn ui(&mut self, ui: &mut Ui, session: &mut Session, story: Story, look: &Look) {
        if session.document().blocks(story).is_none() {
            return;
        }
        let width = ui.available_width();
        self.focus_caret(ui, session, story);
        let place = self.settle_focus(ui, session, story);
        if place.is_some_and(|place| has_focus(ui, place)) {
            self.keyboard(&mut Keyboard { ui, session, story, look, width });
        }
        for (selection, operation) in std::mem::take(&mut self.asked) {
            self.perform_at(session, story, selection, &operation);
        }
        self.focus_caret(ui, session, story);
        self.refresh(session, story, width);
        self.show(ui, session, story, look);
        self.drag_over_blocks(ui, session, story, look);
        self.drag_handle(ui, session, story, look);
        self.own = session.revision();
    }

    /// Gives the caret's field the focus, where an operation has asked for it.
    fn focus_caret(&mut self, ui: &Ui, session: &Session, story: Story) {
        if std::mem::take(&mut self.take_focus)
            && let Some((of, selection)) = session.caret().and_then(Selection::of)
            && of == story
        {
            let id = Self::field_id(selection.caret(story).place);
            if !ui.memory(|memory| memory.has_focus(id)) {
                ui.memory_mut(|memory| memory.request_focus(id));
            }
        }
    }

    /// Answers a request for the caret, follows undo, and keeps the caret inside the plan.
    fn settle_focus(&mut self, ui: &Ui, session: &mut Session, story: Story) -> Option<Place> {
        let blocks = session.document().blocks(story)?;
        if let Some((caret, focus)) = self.request.take()
            && let Some((of, selection)) = Selection::of(caret)
            && of == story
        {
            let caret = selection.clamped(blocks).caret(story);
            session.set_caret(Some(caret));
            self.chosen = None;
            self.cells = None;
            self.sticky = None;
            self.column = None;
            self.typed = 0;
            self.scroll = Some(Scroll::Center);
            if focus {
                ui.memory_mut(|memory| memory.request_focus(Self::field_id(caret.place)));
            }
            return Some(caret.place);
        }
        let (of, selection) = Selection::of(session.caret()?)?;
        if of != story {
            self.chosen = None;
            self.cells = None;
            return None;
        }
        if self.cells.is_some_and(|cells| cells.block != selection.block()) {
            self.cells = None;
        }
        let caret = selection.clamped(blocks).caret(story);
        if Some(caret) != session.caret() {
            session.set_caret(Some(caret));
        }
        if let Some(old) = self.focused
            && self.own != session.revision()
        {
            self.chosen = None;
            self.composing = None;
            self.typed = 0;
            if old != caret.place && has_focus(ui, old) {
                // Undo, or a change from elsewhere: the caret goes where the plan's is.
                self.scroll = Some(Scroll::Near);
                ui.memory_mut(|memory| memory.request_focus(Self::field_id(caret.place)));
            }
        }
        Some(caret.place)
    }

    /// Brings what is derived from the plan up to date.
    fn refresh(&mut self, session: &Session, story: Story, width: f32) {
        let Some(blocks) = session.document().blocks(story) else { return };
        if (self.width - width).abs() > 0.1 {
            self.width = width;
            self.heights.clear();
        }
        let now = (session.revision(), story);
        if self.derived != Some(now) || self.hashes.len() != blocks.len() {
            self.derived = Some(now);
            let (gone, come) = between(&self.seen, blocks);
            self.hashes.splice(gone, blocks[come].iter().map(hash));
            self.seen = blocks.clone();
            // Numerals and names hang on levels and beginnings alone, which most keys leave as they
            // are.
            let counted: Vec<Counted> = blocks
                .iter()
                .map(|block| block.paragraph().map(|p| (p.level, p.restart)))
                .collect();
            let counted = Some((story, counted));
            if self.counted != counted {
                self.numerals = edit::numerals(blocks);
                self.names = names::of_blocks(blocks, &self.numerals, story);
                self.counted = counted;
            }
            if self.heights.len() > 4 * blocks.len() + 1000 {
                self.heights.clear();
            }
        }
    }

    /// Draws what is in view, measures a little of what is not, and takes up the whole height.
    fn show(&mut self, ui: &mut Ui, session: &mut Session, story: Story, look: &Look) {
        let clip = ui.clip_rect();
        let origin = ui.cursor().min;
        let started = Instant::now();
        let snapshot = session.snapshot();
        let Some(blocks) = snapshot.blocks(story) else { return };
        let caret = session.caret();
        let current = caret.and_then(Selection::of).filter(|(of, _)| *of == story);
        let current = current.map(|(_, selection)| selection.block());
        self.focused = None;
        self.rows.clear();
        self.shown_cells.clear();
        let mut y = origin.y;
        let mut unmeasured = false;
        for (index, block) in blocks.iter().enumerate() {
            let key = self.hashes.get(index).copied().unwrap_or_default();
            let mut height = self.heights.get(&key).copied();
            if height.is_none() {
                // What lies above a caret that is being scrolled to must be exact at once, or the
                // target moves while the view is on its way.
                let above = self.scroll.is_some() && current.is_some_and(|at| index <= at);
                if above || y < clip.max.y || started.elapsed() < MEASURING {
                    let exact = self.measure(ui, look, block);
                    self.heights.insert(key, exact);
                    height = Some(exact);
                } else {
                    unmeasured = true;
                }
            }
            let height = height.unwrap_or_else(|| rows::estimate(block, look, self.width));
            let rect = Rect::from_min_size(pos2(origin.x, y), vec2(self.width, height));
            let in_view = rect.max.y >= clip.min.y - 40.0 && rect.min.y <= clip.max.y + 40.0;
            if in_view || current == Some(index) {
                self.rows.push((index, rect));
                match block {
                    Block::Text(paragraph) => {
                        self.paragraph(ui, session, (story, index), paragraph, rect, look);
                    }
                    Block::Table(table) => {
                        self.table(ui, session, (story, index), table, rect, look);
                    }
                }
            }
            y += height;
        }
        if blocks.is_empty() {
            y += self.first_block(ui, session, story, origin, look);
        }
        if unmeasured {
            ui.ctx().request_repaint();
        }
        ui.allocate_rect(
            Rect::from_min_max(origin, pos2(origin.x + self.width, y)),
            egui::Sense::hover(),
        );
    }

    /// A story without any block offers to begin one.
    fn first_block(
        &mut self,
        ui: &mut Ui,
        session: &mut Session,
        story: Story,
        origin: Pos2,
        look: &Look,
    ) -> f32 {
        let rect = Rect::from_min_size(origin, vec2(self.width, look.line_height + 14.0));
        if menu::link(ui, look, rect, "Bắt đầu viết nội dung") {
            self.perform_at(session, story, Selection::at(0, 0), &Operation::InsertAfter);
        }
        rect.height()
    }

    /// A drag from one paragraph into another selects from letter to letter; where a table is one of
    /// them, whole blocks.
    fn drag_over_blocks(&mut self, ui: &Ui, session: &Session, story: Story, look: &Look) {
        let (down, at) = ui.input(|i| (i.pointer.primary_down(), i.pointer.latest_pos()));
        if !down {
            self.drag = None;
            self.drag_cell = None;
            return;
        }
        let (Some(from), Some(at)) = (self.drag, at) else { return };
        if self.drag_over_cells(at) {
            return;
        }
        let over = self.rows.iter().find(|(_, rect)| rect.y_range().contains(at.y));
        let Some((over, rect)) = over.copied() else { return };
        if over != from {
            // The caret stays where the drag began: that field has the focus.
            let began = session.caret().filter(|c| c.place == Place::Block(story, from));
            let blocks = session.document().blocks(story).map_or(&[][..], Vec::as_slice);
            let head = self.letter_at(ui, look, blocks, over, at - rect.min);
            self.chosen = Some(match (began, head) {
                (Some(began), Some(head)) => {
                    Selection::Span { anchor: (from, began.anchor), head: (over, head) }
                }
                _ => Selection::Blocks { anchor: from, head: over },
            });
            ui.ctx().request_repaint();
        } else if self.chosen.is_some() {
            self.chosen = None;
        }
    }
}

impl BlockEditor {
    /// The letter of a paragraph that is nearest to a point, counted from its row's corner; none in a
    /// table.
    fn letter_at(
        &self,
        ui: &Ui,
        look: &Look,
        blocks: &[Block],
        index: usize,
        at: Vec2,
    ) -> Option<usize> {
        let paragraph = blocks.get(index)?.paragraph()?;
        let span = geometry::paragraph(paragraph.level, self.width);
        let shape = Shape::of_level(paragraph.level);
        let galley = look.layout(ui, &paragraph.text, shape, span.width);
        let origin = vec2(geometry::origin(span, shape.align, &galley), geometry::PAD);
        Some(galley.cursor_from_pos(at - origin).index.0)
    }
}

/// The footnote anchored right before a caret.
fn note_before(session: &Session, story: Story, at: Selection) -> Option<(Place, usize)> {
    let Selection::Words { block, cell, head, .. } = at else { return None };
    let text = edit::text_of(session.document().blocks(story)?, block, cell)?;
    let before = text.as_str().chars().take(head);
    let count = before.filter(|letter| *letter == NOTE_ANCHOR).count();
    Some((at.caret(story).place, count.checked_sub(1)?))
}

fn has_focus(ui: &Ui, place: Place) -> bool {
    ui.memory(|memory| memory.has_focus(BlockEditor::field_id(place)))
}

fn hash(block: &Block) -> u64 {
    let mut hasher = DefaultHasher::new();
    block.hash(&mut hasher);
    hasher.finish()
}
