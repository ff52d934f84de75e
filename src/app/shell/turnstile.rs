//! Letters go to the field that has the keyboard when they are typed.
//!
//! egui hands all events of a frame to whatever field has the keyboard while it is drawn, and one
//! pass moves the keyboard at most once. On a slow machine a frame brings an Enter, a Tab or a click
//! and the letters after it together; then the letters would go to the field that is left, to both,
//! or to none. So a pass is given the events up to the first that moves the keyboard, and while the
//! keyboard is on its way none at all. What waits is handed out in its order in the next pass, which
//! is run at once and without painting: nothing is seen of it but that the letters are right.

use std::num::NonZeroUsize;

use egui::{Context, Event, Key, Modifiers, Plugin, RawInput, Ui};

/// How many passes a frame may take. What is left then waits for the next frame.
const PASSES: NonZeroUsize = NonZeroUsize::new(12).unwrap();
/// For so many passes the keyboard may be on its way: a wish that nothing fulfils is no dam.
const PATIENCE: usize = 4;

/// The plugin that stands between the window's events and its fields.
#[derive(Default)]
pub struct Turnstile {
    waiting: Vec<Event>,
    /// The keyboard is on its way to another field.
    closed: bool,
    /// For how many passes it has been.
    patience: usize,
    /// Nothing stands in the field with the keyboard: Backspace leads out of it.
    empty: bool,
}

impl Turnstile {
    /// Puts it into a window.
    pub fn install(ctx: &Context) {
        ctx.options_mut(|options| options.max_passes = PASSES);
        ctx.add_plugin(Self::default());
    }

    /// The keyboard is on its way to another field: nothing is handed out in the next pass.
    pub fn close(ctx: &Context) {
        ctx.with_plugin(|turnstile: &mut Self| turnstile.closed = true);
    }

    /// Hands an event to the field that is to have the keyboard, as if it came from there.
    pub fn send(ctx: &Context, event: Event) {
        ctx.with_plugin(|turnstile: &mut Self| turnstile.waiting.push(event));
        ctx.request_repaint();
    }

    /// Gives events back that were handed out too early: they are the first of the next pass.
    pub fn put_back(ctx: &Context, events: Vec<Event>) {
        if events.is_empty() {
            return;
        }
        ctx.with_plugin(|turnstile: &mut Self| {
            turnstile.waiting.splice(0..0, events);
        });
        ctx.request_repaint();
    }

    /// The field with the keyboard holds nothing, and Backspace in it moves the keyboard.
    pub fn note_empty(ctx: &Context) {
        ctx.with_plugin(|turnstile: &mut Self| turnstile.empty = true);
    }
}

impl Plugin for Turnstile {
    fn debug_name(&self) -> &'static str {
        "turnstile"
    }

    fn input_hook(&mut self, _: &Context, input: &mut RawInput) {
        let mut events = std::mem::take(&mut self.waiting);
        events.append(&mut input.events);
        let closed = std::mem::take(&mut self.closed) && self.patience < PATIENCE;
        self.patience = if closed { self.patience + 1 } else { 0 };
        let count = if closed { 0 } else { handed_out(&events, self.empty) };
        self.empty = false;
        self.waiting = events.split_off(count);
        input.events = events;
    }

    fn on_end_pass(&mut self, ui: &mut Ui) {
        if !self.waiting.is_empty() {
            ui.ctx().request_discard("keys wait for the field that is to have them");
            ui.ctx().request_repaint();
        }
    }
}

/// How many of the events may be handed out in one pass. `empty` says that the field with the
/// keyboard holds nothing.
fn handed_out(events: &[Event], empty: bool) -> usize {
    let (mut typed, mut moved) = (false, false);
    // Letters in a field that began empty.
    let mut letters = empty.then_some(0usize);
    for (index, event) in events.iter().enumerate() {
        let keyboard = is_keyboard(event);
        let leads_out =
            letters == Some(0) && matches!(pressed(event), Some((Key::Backspace, _)));
        if (keyboard && moved) || (typed && (acts_at_once(event) || leads_out)) {
            return index;
        }
        moved |= moves_keyboard(event) || leads_out;
        typed |= keyboard;
        if let Some(count) = &mut letters {
            match event {
                Event::Text(words) => *count += words.chars().count(),
                Event::Key { key: Key::Backspace, pressed: true, .. } => {
                    *count = count.saturating_sub(1);
                }
                _ => {}
            }
        }
    }
    events.len()
}

/// Whether an event is one that the field with the keyboard acts on.
pub fn is_keyboard(event: &Event) -> bool {
    matches!(
        event,
        Event::Copy
            | Event::Cut
            | Event::Paste(_)
            | Event::Text(_)
            | Event::Key { pressed: true, .. }
            | Event::Ime(_)
    )
}

/// Whether egui acts on an event before it hands any to a field: what was typed before it must
/// have been handed out by then.
fn acts_at_once(event: &Event) -> bool {
    matches!(
        event,
        Event::PointerButton { pressed: true, .. } | Event::AccessKitActionRequest(_)
    ) || matches!(pressed(event), Some((Key::Escape, _)))
}

/// Whether the keyboard may be another field's after an event.
fn moves_keyboard(event: &Event) -> bool {
    match event {
        Event::PointerButton { .. } | Event::AccessKitActionRequest(_) | Event::Paste(_) => {
            true
        }
        _ => pressed(event).is_some_and(|(key, modifiers)| match key {
            Key::Enter | Key::Tab | Key::Escape => true,
            Key::Backspace
            | Key::Delete
            | Key::ArrowLeft
            | Key::ArrowRight
            | Key::Home
            | Key::End => false,
            _ => modifiers.alt || modifiers.ctrl || modifiers.command || is_function_key(key),
        }),
    }
}

fn is_function_key(key: Key) -> bool {
    key.name().len() > 1 && key.name().starts_with('F')
}

fn pressed(event: &Event) -> Option<(Key, Modifiers)> {
    match event {
        Event::Key { key, pressed: true, modifiers, .. } => Some((*key, *modifiers)),
        _ => None,
    }
}

/// The key that the pass began with, where it began with a key and no letter.
pub fn first_key(ui: &Ui) -> Option<Key> {
    ui.input(|input| {
        let first = input.events.iter().find(|event| is_keyboard(event))?;
        pressed(first).map(|(key, _)| key)
    })
}

/// Whether Enter was pressed in this pass, with or without Shift as asked.
pub fn enter(ui: &Ui, shift: bool) -> bool {
    ui.input(|input| {
        let held = |modifiers: Modifiers| {
            modifiers.shift == shift && !modifiers.ctrl && !modifiers.command && !modifiers.alt
        };
        let mut keys = input.events.iter().filter_map(pressed);
        keys.any(|(key, modifiers)| key == Key::Enter && held(modifiers))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(key: Key, modifiers: Modifiers) -> Event {
        Event::Key { key, physical_key: None, pressed: true, repeat: false, modifiers }
    }

    /// Reads `a⏎b`: letters, keys (`⏎ ⇥ ⎋ ⌫ →`), `!` a click, `⌘` a shortcut.
    fn events(script: &str) -> Vec<Event> {
        let plain = |of| key(of, Modifiers::NONE);
        let event = |letter| match letter {
            '⏎' => plain(Key::Enter),
            '⇥' => plain(Key::Tab),
            '⎋' => plain(Key::Escape),
            '⌫' => plain(Key::Backspace),
            '→' => plain(Key::ArrowRight),
            '⌘' => key(Key::N, Modifiers::COMMAND),
            '!' => Event::PointerButton {
                pos: egui::Pos2::ZERO,
                button: egui::PointerButton::Primary,
                pressed: true,
                modifiers: Modifiers::NONE,
            },
            letter => Event::Text(letter.to_string()),
        };
        script.chars().map(event).collect()
    }

    #[test]
    fn a_pass_ends_where_the_keyboard_may_move() {
        let cases = [
            ("ab", 2),
            ("a⏎b", 2),
            ("a⏎", 2),
            ("⏎⏎", 1),
            ("⇥⇥a", 1),
            ("a⎋b", 1),
            ("⎋b", 1),
            ("a!b", 1),
            ("!b", 1),
            ("⌘b", 1),
            ("→→→a", 4),
            ("a⌫â", 3),
            ("⌫⌫ê", 3),
        ];
        for (script, count) in cases {
            assert_eq!(handed_out(&events(script), false), count, "{script}");
        }
        // In an empty field the first Backspace leads out; one that takes a letter back does not.
        assert_eq!(handed_out(&events("⌫a"), true), 1);
        assert_eq!(handed_out(&events("a⌫â"), true), 3);
        assert_eq!(handed_out(&events("a⌫â⌫⌫y"), true), 4);
    }
}
