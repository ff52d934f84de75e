//! What the form remembers from frame to frame, and the desk it shares with what stands around it.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::{Duration, Instant};

use crate::app::shell::action::Action;
use crate::app::shell::command::Command;
use crate::compose::numerals;
use crate::edit::{Caret, EditKind, Session, text_of};
use crate::model::{Document, Place, Story, Text};

/// How long the status bar says what a key has done.
const SAID: Duration = Duration::from_secs(6);

/// The cards of the form, in the order of the paper.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Card {
    /// Cơ quan ban hành.
    Agency,
    /// Số, ký hiệu · Địa danh, ngày.
    Number,
    /// Loại và dấu.
    Kind,
    /// Ban hành kèm quyết định.
    Decision,
    /// Trích yếu.
    Subject,
    /// Kính gửi.
    Addressees,
    /// Thẩm quyền ban hành.
    Competence,
    /// Căn cứ.
    LegalBasis,
    /// Mở đầu.
    Opening,
    /// Nội dung.
    Body,
    /// Kết thúc.
    Closing,
    /// Nơi nhận.
    Recipients,
    /// Chữ ký.
    Signature,
    /// Phụ lục.
    Annex(usize),
    /// Trang.
    Page,
}

/// A wish to have the caret somewhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wish {
    /// Where.
    pub caret: Caret,
    /// The field of that place; none for the one used last, or its first.
    pub part: Option<&'static str>,
    /// Whether the field is scrolled into view; its card may be already.
    pub scrolls: bool,
    /// Whether the field gets the keyboard; a search keeps it and only shows what it found.
    pub focuses: bool,
}

/// What the form remembers from frame to frame.
#[derive(Debug, Default)]
pub struct Form {
    /// Where the caret shall go in this frame.
    pub due: Option<Wish>,
    wish: Option<Wish>,
    /// What a search shows: the letters of a place, and the field of it, none for its first.
    pub revealed: Option<(Caret, Option<&'static str>)>,
    /// The card that shall be scrolled into view.
    pub scroll_to: Option<Card>,
    /// The card with the caret.
    pub active: Option<Card>,
    /// The field with the caret.
    pub focused: Option<(Place, &'static str)>,
    /// Cards whose rare fields are shown.
    pub unfolded: Vec<Card>,
    /// Ký hiệu was emptied and still has the caret.
    pub symbol_emptied: bool,
    /// The month the calendar shows: year and month.
    pub calendar: Option<(i32, u32)>,
    /// What a key has just done, for the status bar, and when it was said.
    said: Option<(String, Instant)>,
    /// The outline is to get the keyboard.
    pub outline_asked: bool,
    /// The form has been shown; before, it stands at its top.
    shown: bool,
    last_part: HashMap<Place, &'static str>,
    /// The field that was typed in last.
    written: Option<(Place, &'static str)>,
    numerals: Option<(u64, Arc<Vec<String>>)>,
}

/// A draft on the desk.
pub struct Desk<'a> {
    /// The draft.
    pub session: &'a mut Session,
    /// The form's memory.
    pub form: &'a mut Form,
    /// What is asked for.
    pub actions: &'a mut Vec<Action>,
}

impl Card {
    /// The card a place stands on; none for the fixed words.
    pub fn of(place: Place) -> Option<Self> {
        Some(match place {
            Place::ParentAgency(_) | Place::Agency(_) => Self::Agency,
            Place::Fixed => return None,
            Place::Number | Place::Date => Self::Number,
            Place::Decision => Self::Decision,
            Place::Marks | Place::Type | Place::Drafter | Place::Address => Self::Kind,
            Place::Subject => Self::Subject,
            Place::Addressee(_) => Self::Addressees,
            Place::Competence => Self::Competence,
            Place::LegalBasis(_) => Self::LegalBasis,
            Place::Opening(_) => Self::Opening,
            Place::Block(Story::Body, _) | Place::Cell(Story::Body, ..) => Self::Body,
            Place::Block(Story::Annex(index), _)
            | Place::Cell(Story::Annex(index), ..)
            | Place::AnnexTitle(index) => Self::Annex(index),
            Place::Closing(_) => Self::Closing,
            Place::Recipient(_) | Place::Archive => Self::Recipients,
            Place::Signature(_) => Self::Signature,
        })
    }
}

impl Form {
    /// Begins a frame. A wish waits while the pointer clicks, for egui takes the keyboard away from
    /// every field that was not clicked, and while a dialog has the keyboard.
    pub fn begin_frame(&mut self, waits: bool) {
        self.focused = None;
        // What no field took in the frame before is for a place that is not there.
        self.due = None;
        if !waits {
            self.due = self.wish.take();
        }
    }

    /// Says in the status bar what a key has just done.
    pub fn say(&mut self, words: String) {
        self.said = Some((words, Instant::now()));
    }

    /// What was said in the last few seconds.
    pub fn said(&self) -> Option<(&str, Duration)> {
        let (words, when) = self.said.as_ref()?;
        Some((words, SAID.checked_sub(when.elapsed())?))
    }

    /// Whether the caret shall go somewhere.
    pub fn wishes(&self) -> bool {
        self.wish.is_some()
    }

    /// Whether the draft is shown for the first time; so the form begins at its top and not where
    /// the draft before was left.
    pub fn begins(&mut self) -> bool {
        !std::mem::replace(&mut self.shown, true)
    }

    /// The numerals of the body, made once a revision.
    pub fn numerals(&mut self, session: &Session) -> Arc<Vec<String>> {
        match &self.numerals {
            Some((revision, numerals)) if *revision == session.revision() => {
                Arc::clone(numerals)
            }
            _ => {
                let numerals = Arc::new(numerals(&session.document().body));
                self.numerals = Some((session.revision(), Arc::clone(&numerals)));
                numerals
            }
        }
    }

    /// Wishes the caret to a place.
    pub fn go(&mut self, caret: Caret) {
        self.wish = Some(Wish { caret, part: None, scrolls: true, focuses: true });
    }

    /// Shows a place with what is selected there; the keyboard stays where it is.
    pub fn reveal(&mut self, caret: Caret, part: Option<&'static str>) {
        self.wish = Some(Wish { caret, part, scrolls: true, focuses: false });
        self.revealed = Some((caret, part));
    }

    /// Wishes the caret to what a search has shown, in the field that shows it.
    pub fn go_on_at(&mut self, caret: Caret, part: Option<&'static str>) {
        self.wish = Some(Wish { caret, part, scrolls: false, focuses: true });
    }

    /// Wishes the caret back to where it was, without moving anything.
    pub fn return_to(&mut self, caret: Caret) {
        self.wish = Some(Wish { caret, part: None, scrolls: false, focuses: true });
    }

    /// Wishes a card into view and the caret to a place of it.
    pub fn go_to_card(&mut self, card: Card, caret: Option<Caret>) {
        self.scroll_to = Some(card);
        self.wish =
            caret.map(|caret| Wish { caret, part: None, scrolls: false, focuses: true });
    }

    /// Wishes the caret to a certain field of a place.
    pub fn go_to(&mut self, place: Place, part: &'static str, at: usize) {
        let caret = Caret::at(place, at);
        self.wish = Some(Wish { caret, part: Some(part), scrolls: true, focuses: true });
    }

    /// Notes that a field has the caret.
    pub fn note_focus(&mut self, place: Place, part: &'static str) {
        self.focused = Some((place, part));
        self.active = Card::of(place);
        self.last_part.insert(place, part);
    }

    /// Whether the wish is for this field; `first` says whether it is its place's first field.
    pub fn takes_wish(
        &mut self,
        place: Place,
        part: &'static str,
        first: bool,
    ) -> Option<Wish> {
        let wish = self.due.filter(|wish| wish.caret.place == place)?;
        let wanted = wish.part.or_else(|| self.last_part.get(&place).copied());
        let mine = match wanted {
            Some(wanted) => wanted == part,
            None => first,
        };
        if !mine {
            return None;
        }
        self.due = None;
        Some(wish)
    }

    /// Whether a card's rare fields are shown.
    pub fn is_unfolded(&self, card: Card) -> bool {
        self.unfolded.contains(&card)
    }

    /// Shows or hides a card's rare fields.
    pub fn fold(&mut self, card: Card) {
        if self.is_unfolded(card) {
            self.unfolded.retain(|other| *other != card);
        } else {
            self.unfolded.push(card);
        }
    }
}

/// The text with looks that stands at a place; none where words have no looks.
pub fn text_at(document: &Document, place: Place) -> Option<&Text> {
    match place {
        Place::Subject => Some(&document.subject),
        Place::LegalBasis(index) => document.legal_basis.get(index),
        Place::Opening(index) => document.opening.get(index),
        Place::Closing(index) => document.closing.get(index),
        Place::AnnexTitle(index) => document.annexes.get(index).map(|annex| &annex.title),
        Place::Block(story, index) => text_of(document.blocks(story)?, index, None),
        Place::Cell(story, index, row, column) => {
            text_of(document.blocks(story)?, index, Some((row, column)))
        }
        _ => None,
    }
}

impl Desk<'_> {
    /// The plan as it is at this moment of the frame.
    pub fn document(&self) -> Arc<Document> {
        self.session.snapshot()
    }

    /// A change that is a step of its own; the caret stays.
    pub fn step(&mut self, change: impl FnOnce(&mut Document)) {
        self.session.edit(EditKind::Step, None, change);
    }

    /// A change by typing in a field of a place. Going over to another field ends a step of undo,
    /// also where both are of one place: Số and Ký hiệu.
    pub fn typed(
        &mut self,
        caret: Caret,
        part: &'static str,
        change: impl FnOnce(&mut Document),
    ) {
        let field = Some((caret.place, part));
        if std::mem::replace(&mut self.form.written, field) != field {
            self.session.end_step();
        }
        self.session.edit(EditKind::Typing(caret.place), Some(caret), change);
    }

    /// Asks for a command.
    pub fn run(&mut self, command: Command) {
        self.actions.push(Action::Run(command));
    }
}
