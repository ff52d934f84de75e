//! Menus by keyboard, as Word's users know them. ↑, ↓, Enter, Escape and → into a menu inside a menu are
//! egui's own; here stands the rest: F10 opens the first menu, ← and → lead to the one beside it, a
//! letter to the next entry that begins with it, Home and End to the first and the last. While a menu
//! is open no key reaches the words behind it, and when it closes the caret is where it was.
//!
//! Entries tell of themselves while they are drawn ([`entry`]); the keys of the next pass are read
//! before anything is drawn ([`take`]).

use egui::{Context, Event, Id, Key, Popup, Response, Ui};

use crate::app::shell::turnstile::{Turnstile, is_keyboard};
use crate::vietnamese::plain_fold;

/// An entry of an open menu.
#[derive(Clone, Debug)]
struct Entry {
    id: Id,
    /// The menu it stands in.
    menu: Id,
    words: String,
    /// Whether it opens a menu of its own.
    opens: bool,
}

/// What is known of the menus.
#[derive(Clone, Debug, Default)]
struct Menus {
    /// The pass in which the entries were drawn.
    pass: u64,
    entries: Vec<Entry>,
    /// The menus of the bar, from the left, and the pass in which they were drawn.
    bar: Vec<Id>,
    bar_pass: u64,
    /// A menu that was just opened: its first entry is to get the keyboard.
    opened: Option<Id>,
    /// What had the keyboard before a menu was opened.
    before: Option<Id>,
    open: bool,
}

/// What the keys are for at this moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Now {
    /// A menu is open.
    InMenu,
    /// None is, and one may be opened.
    Free,
    /// Something stands over the desk, or the keyboard is on its way to a field.
    Taken,
}

/// What a key does while menus are there.
#[derive(Clone, Debug, PartialEq)]
enum Deed {
    /// An entry gets the keyboard.
    Focus(Id),
    /// A menu of the bar is opened.
    Open(Id),
    /// All menus are closed.
    Close,
    /// The key is eaten.
    Nothing,
}

fn with<R>(ctx: &Context, what: impl FnOnce(&mut Menus) -> R) -> R {
    ctx.data_mut(|data| what(data.get_temp_mut_or_default(Id::unique("menu-keys"))))
}

/// Notes an entry of an open menu.
pub fn entry(ui: &Ui, response: &Response, words: &str) {
    note(ui, response, words, false);
}

/// Notes an entry that opens a menu of its own.
pub fn opener(ui: &Ui, response: &Response, words: &str) {
    note(ui, response, words, true);
}

fn note(ui: &Ui, response: &Response, words: &str, opens: bool) {
    if !response.enabled() {
        return;
    }
    let pass = ui.ctx().cumulative_pass_nr();
    let entry =
        Entry { id: response.id, menu: ui.layer_id().id, words: words.to_owned(), opens };
    with(ui.ctx(), |menus| {
        if menus.pass != pass {
            menus.pass = pass;
            menus.entries.clear();
        }
        menus.entries.push(entry);
    });
}

/// Notes a menu of the bar by its button.
pub fn of_bar(button: &Response) {
    let pass = button.ctx.cumulative_pass_nr();
    let popup = Popup::default_response_id(button);
    with(&button.ctx, |menus| {
        if menus.bar_pass != pass {
            menus.bar_pass = pass;
            menus.bar.clear();
        }
        menus.bar.push(popup);
    });
}

/// Reads the keys that are for menus, before anything is drawn. `free`: nothing stands over the desk
/// and no field of it is about to get the keyboard.
pub fn take(ctx: &Context, free: bool) {
    let open = Popup::is_any_open(ctx);
    let mut focused = ctx.memory(egui::Memory::focused);
    let down = ctx.input(|input| input.pointer.any_down());
    let mut menus = with(ctx, |menus| menus.clone());
    let pass = ctx.cumulative_pass_nr();
    if menus.pass + 1 < pass {
        menus.entries.clear();
    }
    if menus.bar_pass + 1 < pass {
        menus.bar.clear();
    }
    let own = focused.is_some_and(|id| menus.entries.iter().any(|entry| entry.id == id));
    if open != menus.open {
        menus.open = open;
        if let Some(before) =
            menus.before.filter(|_| !open && free && (own || focused.is_none()))
        {
            ctx.memory_mut(|memory| memory.request_focus(before));
        }
    } else if !open && !down && focused.is_some() {
        menus.before = focused;
    }
    if let Some(first) = menus.opened.and_then(|menu| menus.ends(menu)).map(|(first, _)| first)
    {
        ctx.memory_mut(|memory| memory.request_focus(first));
        focused = Some(first);
        menus.opened = None;
    }
    let chosen = menus.opened.is_none().then_some(focused).flatten();
    let of_bar = menus.bar.iter().position(|popup| Popup::is_id_open(ctx, *popup));
    let now = match (open, free) {
        (true, _) => Now::InMenu,
        (false, true) => Now::Free,
        (false, false) => Now::Taken,
    };
    // Each key in a menu goes by what the key before has done: one a pass, the rest waits.
    let one_by_one = now == Now::InMenu && !menus.entries.is_empty();
    let (mut deeds, mut later, mut taken) = (Vec::new(), Vec::new(), false);
    ctx.input_mut(|input| {
        input.events.retain(|event| {
            if one_by_one && is_keyboard(event) && std::mem::replace(&mut taken, true) {
                later.push(event.clone());
                return false;
            }
            let deed = menus.deed(event, chosen, of_bar, now);
            let kept = deed.is_none();
            deeds.extend(deed);
            kept
        });
    });
    Turnstile::put_back(ctx, later);
    for deed in deeds {
        match deed {
            Deed::Focus(id) => ctx.memory_mut(|memory| memory.request_focus(id)),
            Deed::Open(popup) => {
                Popup::open_id(ctx, popup);
                menus.opened = Some(popup);
                ctx.request_repaint();
            }
            Deed::Close => Popup::close_all(ctx),
            Deed::Nothing => {}
        }
    }
    if menus.opened.is_some() {
        // What she types meanwhile is for the menu.
        Turnstile::close(ctx);
        ctx.request_repaint();
    }
    with(ctx, |kept| *kept = menus);
}

impl Menus {
    /// The first and the last entry of a menu.
    fn ends(&self, menu: Id) -> Option<(Id, Id)> {
        let mut inside = self.entries.iter().filter(|entry| entry.menu == menu);
        let first = inside.next()?.id;
        Some((first, inside.next_back().map_or(first, |entry| entry.id)))
    }

    /// The next entry of a menu that begins with a letter, accents left out, round and round.
    fn next_with(&self, menu: Id, letter: &str, chosen: Option<Id>) -> Option<Id> {
        let inside: Vec<&Entry> = self.entries.iter().filter(|e| e.menu == menu).collect();
        let at = inside.iter().position(|entry| Some(entry.id) == chosen);
        let from = at.map_or(0, |at| at + 1);
        let letter = plain_fold(letter);
        let round = (0..inside.len()).map(|step| inside[(from + step) % inside.len()]);
        let mut fits = round.filter(|entry| plain_fold(&entry.words).starts_with(&letter));
        fits.next().map(|entry| entry.id)
    }

    /// What an event does: none where it is no key of menus. `chosen` has the keyboard, `of_bar` is
    /// which menu of the bar is open.
    fn deed(
        &self,
        event: &Event,
        chosen: Option<Id>,
        of_bar: Option<usize>,
        now: Now,
    ) -> Option<Deed> {
        if let Event::Key { key: Key::F10, pressed: true, modifiers, .. } = event
            && modifiers.is_none()
        {
            return match now {
                Now::InMenu => Some(Deed::Close),
                Now::Free => self.bar.first().map(|first| Deed::Open(*first)),
                Now::Taken => None,
            };
        }
        let first = self.entries.first().filter(|_| now == Now::InMenu)?;
        let entry = self.entries.iter().find(|entry| Some(entry.id) == chosen);
        let menu = entry.map_or(first.menu, |entry| entry.menu);
        match event {
            Event::Text(words) => {
                let next = self.next_with(menu, words, chosen);
                // Space presses the entry that has the keyboard.
                let letter = !words.trim().is_empty();
                match next.filter(|_| letter) {
                    Some(next) => Some(Deed::Focus(next)),
                    None => (letter || entry.is_none()).then_some(Deed::Nothing),
                }
            }
            Event::Key { key, pressed: true, modifiers, .. } if modifiers.is_none() => {
                let (first, last) = self.ends(menu)?;
                let beside = |step: usize| {
                    let at = of_bar?;
                    let count = self.bar.len();
                    Some(Deed::Open(*self.bar.get((at + step) % count)?))
                };
                let root = of_bar.and_then(|at| self.bar.get(at)).copied();
                match key {
                    Key::Home => Some(Deed::Focus(first)),
                    Key::End => Some(Deed::Focus(last)),
                    Key::ArrowDown if entry.is_none() => Some(Deed::Focus(first)),
                    Key::ArrowUp if entry.is_none() => Some(Deed::Focus(last)),
                    Key::ArrowRight if !entry.is_some_and(|entry| entry.opens) => beside(1),
                    Key::ArrowLeft if Some(menu) == root => beside(self.bar.len() - 1),
                    Key::Escape | Key::Tab => None,
                    _ => entry.is_none().then_some(Deed::Nothing),
                }
            }
            Event::Paste(_) | Event::Cut => Some(Deed::Nothing),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use egui::Modifiers;

    fn menus() -> Menus {
        let (file, inner) = (Id::unique("tep"), Id::unique("khac"));
        let entry = |words: &str, menu, opens| Entry {
            id: Id::unique(words),
            menu,
            words: words.to_owned(),
            opens,
        };
        Menus {
            entries: vec![
                entry("Kế hoạch mới", file, false),
                entry("Văn bản mới", file, true),
                entry("Công văn", inner, false),
                entry("Đóng bản thảo", file, false),
                entry("Kết thúc", file, false),
            ],
            bar: vec![file, Id::unique("sua"), Id::unique("xem")],
            ..Menus::default()
        }
    }

    fn key(key: Key) -> Event {
        let modifiers = Modifiers::NONE;
        Event::Key { key, physical_key: None, pressed: true, repeat: false, modifiers }
    }

    fn letter(letter: &str) -> Event {
        Event::Text(letter.to_owned())
    }

    #[test]
    fn keys_lead_through_menus_as_in_word() {
        let focus = |words: &str| Some(Deed::Focus(Id::unique(words)));
        let open = |menu: &str| Some(Deed::Open(Id::unique(menu)));
        let cases = [
            (key(Key::ArrowDown), "", focus("Kế hoạch mới")),
            (key(Key::ArrowUp), "", focus("Kết thúc")),
            // egui goes on from an entry.
            (key(Key::ArrowDown), "Kế hoạch mới", None),
            (key(Key::Enter), "Kế hoạch mới", None),
            (key(Key::Home), "Kết thúc", focus("Kế hoạch mới")),
            (key(Key::End), "Kế hoạch mới", focus("Kết thúc")),
            (key(Key::ArrowRight), "Kế hoạch mới", open("sua")),
            (key(Key::ArrowLeft), "Kế hoạch mới", open("xem")),
            (key(Key::ArrowRight), "Văn bản mới", None),
            (key(Key::ArrowLeft), "Công văn", None),
            (letter("k"), "", focus("Kế hoạch mới")),
            (letter("K"), "Kế hoạch mới", focus("Kết thúc")),
            (letter("k"), "Kết thúc", focus("Kế hoạch mới")),
            (letter("d"), "", focus("Đóng bản thảo")),
            (letter("c"), "Công văn", focus("Công văn")),
            (letter(" "), "Kế hoạch mới", None),
            // What no entry begins with does not reach the words behind the menu.
            (letter("x"), "", Some(Deed::Nothing)),
            (key(Key::Backspace), "", Some(Deed::Nothing)),
            (key(Key::Enter), "", Some(Deed::Nothing)),
            (key(Key::Escape), "", None),
            (key(Key::F10), "", Some(Deed::Close)),
        ];
        for (event, chosen, wanted) in cases {
            let at = Some(Id::unique(chosen)).filter(|_| !chosen.is_empty());
            let deed = menus().deed(&event, at, Some(0), Now::InMenu);
            assert_eq!(deed, wanted, "{event:?} on {chosen:?}");
        }
    }

    #[test]
    fn without_a_menu_only_f10_is_taken() {
        let deed = |event, now| menus().deed(&event, None, None, now);
        assert_eq!(deed(key(Key::F10), Now::Free), Some(Deed::Open(Id::unique("tep"))));
        assert_eq!(deed(key(Key::F10), Now::Taken), None);
        assert_eq!(deed(key(Key::ArrowDown), Now::Free), None);
        assert_eq!(deed(letter("k"), Now::Free), None);
    }
}
