//! What the keyboard does, event by event in their order.
//!
//! Input tools such as Unikey send Backspaces and letters in one burst, so nothing here looks
//! ahead: every event acts on what the ones before it left. Only the events of an input method's
//! composition are left to egui; what follows them waits for the next frame.

use egui::{Event, FocusDirection, ImeEvent, Key, Modifiers, Popup, Ui};

use crate::app::shell::turnstile::is_keyboard;
use crate::edit::{self, Emphasis, Operation, Selection, Session, TableOperation};
use crate::model::{Block, Story};

use super::look::Look;
use super::motion::length;
use super::{BlockEditor, clipboard};

/// What the keyboard acts on.
pub(super) struct Keyboard<'a> {
    pub ui: &'a Ui,
    pub session: &'a mut Session,
    pub story: Story,
    pub look: &'a Look,
    /// The body's width, in points.
    pub width: f32,
}

impl Keyboard<'_> {
    /// The blocks of the story.
    pub fn blocks(&self) -> &[Block] {
        self.session.document().blocks(self.story).map_or(&[], Vec::as_slice)
    }
}

impl BlockEditor {
    /// Takes the keyboard's events of this frame and does what they say.
    pub(super) fn keyboard(&mut self, keyboard: &mut Keyboard<'_>) {
        // A field that has just got the focus has not locked it yet: Tab would lead away.
        keyboard.ui.memory_mut(|memory| memory.move_focus(FocusDirection::None));
        let fresh = keyboard.ui.input_mut(|input| std::mem::take(&mut input.events));
        let mut left = Vec::new();
        let mut waiting =
            std::mem::take(&mut self.deferred).into_iter().chain(fresh).peekable();
        let mut composed = false;
        while let Some(event) = waiting.next() {
            let typed = is_keyboard(&event);
            if composed && typed && !matches!(event, Event::Ime(_)) {
                self.deferred.push(event);
                self.deferred.extend(waiting.by_ref().filter(is_keyboard));
                keyboard.ui.ctx().request_repaint();
                break;
            }
            if let Event::Ime(ime) = &event {
                composed |= !idle(ime) || self.composing.is_some();
                self.ime =
                    Some(matches!(ime, ImeEvent::Preedit { text, .. } if !text.is_empty()));
                left.push(event);
            } else if typed && self.composing.is_some() {
                // Between two events of a composition: egui's field knows where it stands.
                if !matches!(event, Event::Key { key: Key::Tab, .. }) {
                    left.push(event);
                }
            } else if !typed || !self.event(keyboard, &event) {
                left.push(event);
            }
        }
        keyboard.ui.input_mut(|input| input.events = left);
    }

    /// Handles one event; returns whether the body has acted on it.
    fn event(&mut self, keyboard: &mut Keyboard<'_>, event: &Event) -> bool {
        let Some(selection) = self.selection(keyboard.session, keyboard.story) else {
            return false;
        };
        self.last_key = keyboard.ui.input(|input| input.time);
        if !matches!(event, Event::Key { .. }) {
            self.leaving = false;
        }
        match event {
            Event::Copy | Event::Cut if self.cells.is_some() => {
                let area = self.area(keyboard.session, keyboard.story);
                if let Some((area, grid)) = area {
                    clipboard::put_cells(keyboard.ui.ctx(), &area.table(grid));
                    if *event == Event::Cut {
                        let clear = Operation::Cells(area, TableOperation::Clear);
                        self.perform(keyboard.session, keyboard.story, &clear);
                    }
                }
                true
            }
            Event::Copy | Event::Cut => {
                let words = edit::copied(keyboard.blocks(), selection);
                if !words.is_empty() {
                    clipboard::put(keyboard.ui.ctx(), keyboard.blocks(), selection, &words);
                    if *event == Event::Cut {
                        self.perform(
                            keyboard.session,
                            keyboard.story,
                            &Operation::DeleteSelection,
                        );
                    }
                }
                true
            }
            Event::Paste(words) => {
                self.paste_words(keyboard, words);
                true
            }
            Event::Text(words) => {
                if !words.is_empty() && words != "\n" && words != "\r" {
                    self.type_words(keyboard.session, keyboard.story, words);
                }
                true
            }
            // It closes the menu that is open, and is egui's.
            Event::Key { key: Key::Escape, .. } if Popup::is_any_open(keyboard.ui.ctx()) => {
                false
            }
            Event::Key { key, pressed: true, modifiers, .. }
                if self.leads_out(*key, *modifiers) =>
            {
                true
            }
            Event::Key { key, pressed: true, modifiers, .. } => match selection {
                Selection::Blocks { anchor, head } => {
                    self.key_on_blocks(keyboard, *key, *modifiers, anchor, head)
                }
                Selection::Span { .. } => {
                    self.key_on_span(keyboard, *key, *modifiers, selection)
                }
                Selection::Words { .. } => {
                    self.key_in_words(keyboard, *key, *modifiers, selection)
                }
            },
            _ => false,
        }
    }

    /// Escape and then Tab lead out of the body, in which Tab alone changes levels.
    fn leads_out(&mut self, key: Key, modifiers: Modifiers) -> bool {
        let leaving = std::mem::take(&mut self.leaving);
        let plain = !modifiers.ctrl && !modifiers.command && !modifiers.alt;
        match key {
            Key::Tab if leaving && plain => {
                self.left = Some(!modifiers.shift);
                true
            }
            Key::Escape if self.chosen.is_none() && self.cells.is_none() => {
                self.leaving = true;
                self.said = Some("Tab: sang thẻ sau · Shift+Tab: về thẻ trước".to_owned());
                true
            }
            _ => false,
        }
    }

    /// Tab and Shift+Tab: one level down, one up. The status bar says what became of the numeral,
    /// for a heading looks much as before.
    fn change_level(&mut self, keyboard: &mut Keyboard<'_>, operation: &Operation) {
        let numerals = |keyboard: &Keyboard<'_>| edit::numerals(keyboard.blocks());
        let blocks = self.selection(keyboard.session, keyboard.story).map(Selection::blocks);
        let before = numerals(keyboard);
        self.perform(keyboard.session, keyboard.story, operation);
        let after = numerals(keyboard);
        let Some(blocks) = blocks.filter(|_| before.len() == after.len()) else { return };
        let name = |numeral: &str| match numeral {
            "" => "đoạn không đánh số".to_owned(),
            numeral => format!("“{numeral}”"),
        };
        let count = blocks.clone().count();
        let changed = blocks.clone().find(|at| before.get(*at) != after.get(*at));
        self.said = changed.map(|at| {
            let change = format!("{} thành {}", name(&before[at]), name(&after[at]));
            match count {
                1 => format!("Đổi cấp: {change} · Ctrl+Z: hoàn tác"),
                count => format!("Đổi cấp {count} đoạn: {change}… · Ctrl+Z: hoàn tác"),
            }
        });
    }

    fn key_on_blocks(
        &mut self,
        keyboard: &mut Keyboard<'_>,
        key: Key,
        modifiers: Modifiers,
        anchor: usize,
        head: usize,
    ) -> bool {
        let last = keyboard.blocks().len().saturating_sub(1);
        let (first, end) = (anchor.min(head), anchor.max(head));
        if self.common_key(keyboard, key, modifiers) {
            return true;
        }
        match key {
            Key::ArrowUp if modifiers.shift => {
                self.choose(keyboard, anchor, head.saturating_sub(1))
            }
            Key::ArrowDown if modifiers.shift => {
                self.choose(keyboard, anchor, (head + 1).min(last))
            }
            Key::A if modifiers.command => self.choose(keyboard, 0, last),
            Key::ArrowUp | Key::ArrowLeft | Key::Home => {
                self.go(keyboard, Selection::at(first, 0), false);
            }
            Key::ArrowDown | Key::ArrowRight | Key::End | Key::Escape | Key::Enter => {
                let to = edit::blocks::end_of(keyboard.blocks(), end);
                self.go(keyboard, to, false);
            }
            Key::Backspace | Key::Delete => {
                self.perform(keyboard.session, keyboard.story, &Operation::DeleteSelection);
            }
            _ => return egui_would_edit(key, modifiers),
        }
        true
    }

    /// Keys while letters of more than one paragraph are selected.
    fn key_on_span(
        &mut self,
        keyboard: &mut Keyboard<'_>,
        key: Key,
        modifiers: Modifiers,
        span: Selection,
    ) -> bool {
        let Selection::Span { anchor, head } = span else { return false };
        if self.common_key(keyboard, key, modifiers) {
            return true;
        }
        let at = |(block, letter): (usize, usize)| Selection::at(block, letter);
        let operation = match key {
            Key::A if modifiers.command => {
                let last = keyboard.blocks().len().saturating_sub(1);
                self.choose(keyboard, 0, last);
                return true;
            }
            Key::ArrowLeft | Key::ArrowRight | Key::ArrowUp | Key::ArrowDown
                if modifiers.shift =>
            {
                self.extend(keyboard, key, modifiers, span, at(head));
                return true;
            }
            Key::Home | Key::End if modifiers.shift => {
                self.extend(keyboard, key, modifiers, span, at(head));
                return true;
            }
            Key::ArrowLeft | Key::ArrowUp | Key::Home => {
                self.go(keyboard, at(anchor.min(head)), false);
                return true;
            }
            Key::ArrowRight | Key::ArrowDown | Key::End | Key::Escape => {
                self.go(keyboard, at(anchor.max(head)), false);
                return true;
            }
            Key::Enter if modifiers.shift => Operation::Break,
            Key::Enter => Operation::Split,
            Key::Backspace | Key::Delete => Operation::DeleteSelection,
            _ => return egui_would_edit(key, modifiers),
        };
        self.perform(keyboard.session, keyboard.story, &operation);
        true
    }

    /// Keys that mean the same for words and for whole blocks.
    fn common_key(
        &mut self,
        keyboard: &mut Keyboard<'_>,
        key: Key,
        modifiers: Modifiers,
    ) -> bool {
        let plain = !modifiers.command && !modifiers.ctrl;
        let in_table = self.cell(keyboard.session, keyboard.story).is_some();
        let operation = match key {
            Key::ArrowUp if modifiers.alt && modifiers.shift && plain && in_table => {
                self.on_cells(keyboard.session, keyboard.story, TableOperation::RowUp)
            }
            Key::ArrowDown if modifiers.alt && modifiers.shift && plain && in_table => {
                self.on_cells(keyboard.session, keyboard.story, TableOperation::RowDown)
            }
            Key::ArrowUp if modifiers.alt && !modifiers.shift && plain => Operation::MoveUp,
            Key::ArrowDown if modifiers.alt && !modifiers.shift && plain => {
                Operation::MoveDown
            }
            Key::B if modifiers.command && !modifiers.shift && !modifiers.alt => {
                self.toggle(keyboard.session, keyboard.story, Emphasis::Bold);
                return true;
            }
            Key::I if modifiers.command && !modifiers.shift && !modifiers.alt => {
                self.toggle(keyboard.session, keyboard.story, Emphasis::Italic);
                return true;
            }
            Key::U if modifiers.command && !modifiers.shift && !modifiers.alt => {
                self.toggle(keyboard.session, keyboard.story, Emphasis::Underline);
                return true;
            }
            Key::Tab
                if plain
                    && !modifiers.alt
                    && self.cell(keyboard.session, keyboard.story).is_none() =>
            {
                if modifiers.shift { Operation::Outdent } else { Operation::Indent }
            }
            Key::Enter if modifiers.command => Operation::InsertAfter,
            _ => return false,
        };
        if matches!(operation, Operation::Indent | Operation::Outdent) {
            self.change_level(keyboard, &operation);
        } else {
            self.perform(keyboard.session, keyboard.story, &operation);
        }
        true
    }

    fn key_in_words(
        &mut self,
        keyboard: &mut Keyboard<'_>,
        key: Key,
        modifiers: Modifiers,
        selection: Selection,
    ) -> bool {
        if self.common_key(keyboard, key, modifiers) {
            return true;
        }
        if let Some(done) = self.key_on_cells(keyboard, key, modifiers) {
            return done;
        }
        let Selection::Words { block, cell, anchor, head } = selection else { return false };
        match key {
            Key::Enter if modifiers.shift => {
                self.perform(keyboard.session, keyboard.story, &Operation::Break);
            }
            Key::Enter => self.perform(keyboard.session, keyboard.story, &Operation::Split),
            Key::Tab if !modifiers.ctrl && !modifiers.alt => {
                self.next_cell(keyboard, block, cell, !modifiers.shift);
            }
            Key::Backspace => self.backspace(keyboard, modifiers, selection),
            Key::Delete if !modifiers.shift => self.delete(keyboard, modifiers, selection),
            Key::A if modifiers.command => {
                let length = length(keyboard.blocks(), selection);
                if (anchor.min(head), anchor.max(head)) == (0, length) && cell.is_some() {
                    self.select_table(keyboard, block);
                } else if (anchor.min(head), anchor.max(head)) == (0, length) {
                    let last = keyboard.blocks().len().saturating_sub(1);
                    self.choose(keyboard, 0, last);
                } else {
                    let all = Selection::Words { block, cell, anchor: 0, head: length };
                    self.go(keyboard, all, false);
                }
            }
            Key::PageUp | Key::PageDown => {
                let step = if key == Key::PageUp { Key::ArrowUp } else { Key::ArrowDown };
                let rows = keyboard.ui.clip_rect().height() / keyboard.look.line_height;
                for _ in 0..rows.max(4.0) as usize - 3 {
                    let Some(at) = self.selection(keyboard.session, keyboard.story) else {
                        break;
                    };
                    self.arrow(keyboard, step, modifiers, at);
                }
            }
            Key::ArrowLeft
            | Key::ArrowRight
            | Key::ArrowUp
            | Key::ArrowDown
            | Key::Home
            | Key::End => self.arrow(keyboard, key, modifiers, selection),
            _ => return egui_would_edit(key, modifiers),
        }
        true
    }
}

/// Whether an input method's event says nothing (some send empty ones all the time).
fn idle(event: &ImeEvent) -> bool {
    match event {
        ImeEvent::Preedit { text, .. } | ImeEvent::Commit(text) => text.is_empty(),
        _ => false,
    }
}

/// Keys that egui's field would take for Emacs' or for its own undo.
fn egui_would_edit(key: Key, modifiers: Modifiers) -> bool {
    let command = modifiers.ctrl || modifiers.command;
    command && matches!(key, Key::H | Key::K | Key::U | Key::W | Key::Y | Key::Z)
}
