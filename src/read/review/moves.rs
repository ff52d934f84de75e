//! A plan whose paragraphs move between its lists, and the doubts that go with them.

use std::sync::Arc;

use crate::model::{Block, Document, Level, Paragraph, Place, Recipient, Story, Table, Text};

use super::doubt::{Doubt, Settled};
use super::left_out::LeftOut;
use super::role::{Role, fitting, role_of};
use crate::read::Trace;

/// A plan, its doubts, and what was taken out of it.
#[derive(Clone)]
pub(super) struct State {
    pub(super) document: Document,
    pub(super) doubts: Vec<Doubt>,
    pub(super) left_out: Vec<LeftOut>,
    /// Which paragraph of the source is at which place.
    pub(super) trace: Arc<Trace>,
}

/// The lists of a plan that paragraphs can move between, in the order of the paper.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum List {
    LegalBasis,
    Opening,
    Blocks(Story),
    Closing,
    Recipients,
}

impl State {
    pub(super) fn assign(&mut self, place: Place, role: Role) -> Option<Place> {
        let (list, _) = position(place)?;
        if let (Role::Block(level), List::Blocks(story)) = (role, list)
            && let Place::Block(_, index) = place
        {
            let block = self.document.blocks_mut(story)?.get_mut(index)?;
            let Block::Text(paragraph) = block else { return None };
            let text = std::mem::take(&mut paragraph.text);
            *paragraph = Paragraph::new(level, fitting(text, role));
            self.mark(place, Settled::Changed(role));
            return Some(place);
        }
        if role_of(&self.document, place) == Some(role) {
            return Some(place);
        }
        // The doubts about it go with it.
        let own: Vec<usize> = self
            .doubts
            .iter()
            .enumerate()
            .filter(|(_, doubt)| doubt.place == Some(place))
            .map(|(index, _)| index)
            .collect();
        let origins = self.trace.origins(place).to_vec();
        let text = self.take(place)?;
        let to = self.put(text, role, Some(place));
        Arc::make_mut(&mut self.trace).put(to, &origins);
        for index in own {
            self.doubts[index].place = Some(to);
            self.doubts[index].settled = Settled::Changed(role);
        }
        Some(to)
    }

    fn mark(&mut self, place: Place, settled: Settled) {
        for doubt in &mut self.doubts {
            if doubt.place == Some(place) {
                doubt.settled = settled;
            }
        }
    }

    /// Takes a paragraph out; doubts about it are settled, places after it move up.
    pub(super) fn take(&mut self, place: Place) -> Option<Text> {
        let (list, index) = position(place)?;
        let document = &mut self.document;
        let text = match list {
            List::LegalBasis => document.legal_basis.remove(index),
            List::Opening => document.opening.remove(index),
            List::Closing => document.closing.remove(index),
            List::Recipients => {
                Text::plain(&recipient_words(&document.recipients.remove(index)))
            }
            List::Blocks(story) => match document.blocks_mut(story)?.remove(index) {
                Block::Text(paragraph) => paragraph.text,
                Block::Table(_) => return None,
            },
        };
        for doubt in &mut self.doubts {
            let Some(at) = doubt.place else { continue };
            if at == place {
                doubt.place = None;
                doubt.settled = Settled::LeftOut;
            } else {
                doubt.place = Some(moved(at, list, index + 1, -1));
            }
        }
        for out in &mut self.left_out {
            out.place = moved(out.place, list, index + 1, -1);
        }
        Arc::make_mut(&mut self.trace)
            .relocate(|at| (at != place).then(|| moved(at, list, index + 1, -1)));
        Some(text)
    }

    /// Puts a paragraph in after a place, or as near to it as its new part allows.
    pub(super) fn put(&mut self, text: Text, role: Role, near: Option<Place>) -> Place {
        let (list, at) = self.spot(role, near);
        self.insert(Item::Words(fitting(text, role), role), list, at)
    }

    /// Where a paragraph of a part comes to stand after a place.
    pub(super) fn spot(&self, role: Role, near: Option<Place>) -> (List, usize) {
        let list = list(role, near);
        let length = self.length(list);
        let at = match near.and_then(position) {
            Some((other, index)) if other == list => (index + 1).min(length),
            Some((other, _)) if other < list => 0,
            Some(_) => length,
            // Above everything that can move, or nowhere known.
            None if near.is_some_and(is_above) => 0,
            None => length,
        };
        (list, at)
    }

    fn length(&self, list: List) -> usize {
        let document = &self.document;
        match list {
            List::LegalBasis => document.legal_basis.len(),
            List::Opening => document.opening.len(),
            List::Closing => document.closing.len(),
            List::Recipients => document.recipients.len(),
            List::Blocks(story) => document.blocks(story).map_or(0, Vec::len),
        }
    }

    /// Puts something in at an index of a list; places after it move down.
    pub(super) fn insert(&mut self, item: Item, list: List, at: usize) -> Place {
        let at = at.min(self.length(list));
        for doubt in &mut self.doubts {
            doubt.place = doubt.place.map(|place| moved(place, list, at, 1));
        }
        for out in &mut self.left_out {
            out.place = moved(out.place, list, at, 1);
        }
        Arc::make_mut(&mut self.trace).relocate(|place| Some(moved(place, list, at, 1)));
        let document = &mut self.document;
        match (list, item) {
            (List::LegalBasis, Item::Words(text, _)) => document.legal_basis.insert(at, text),
            (List::Opening, Item::Words(text, _)) => document.opening.insert(at, text),
            (List::Closing, Item::Words(text, _)) => document.closing.insert(at, text),
            (List::Recipients, Item::Words(text, _)) => {
                document.recipients.insert(at, recipient_of(&text.words()));
            }
            (List::Blocks(story), item) => {
                let block = match item {
                    Item::Words(text, Role::Block(level)) => Block::new(level, text),
                    Item::Words(text, _) => Block::new(Level::Body, text),
                    Item::Table(table) => Block::from(table),
                };
                if let Some(blocks) = document.blocks_mut(story) {
                    blocks.insert(at, block);
                }
            }
            // Tables stand among blocks alone; `spot` gives them no other list.
            (_, Item::Table(_)) => {}
        }
        place_at(list, at)
    }
}

/// What is put into a plan.
pub(super) enum Item {
    Words(Text, Role),
    Table(Table),
}

pub(super) fn position(place: Place) -> Option<(List, usize)> {
    Some(match place {
        Place::LegalBasis(n) => (List::LegalBasis, n),
        Place::Opening(n) => (List::Opening, n),
        Place::Closing(n) => (List::Closing, n),
        Place::Recipient(n) => (List::Recipients, n),
        Place::Block(story, n) | Place::Cell(story, n, ..) => (List::Blocks(story), n),
        _ => return None,
    })
}

fn place_at(list: List, index: usize) -> Place {
    match list {
        List::LegalBasis => Place::LegalBasis(index),
        List::Opening => Place::Opening(index),
        List::Closing => Place::Closing(index),
        List::Recipients => Place::Recipient(index),
        List::Blocks(story) => Place::Block(story, index),
    }
}

/// A place after a paragraph was put in or taken out at `from` of a list.
fn moved(place: Place, list: List, from: usize, by: isize) -> Place {
    match position(place) {
        Some((own, index)) if own == list && index >= from => {
            let index = index.saturating_add_signed(by);
            match place {
                Place::Cell(story, _, row, column) => Place::Cell(story, index, row, column),
                _ => place_at(list, index),
            }
        }
        _ => place,
    }
}

fn is_above(place: Place) -> bool {
    place <= Place::Subject
}

/// A typed line of Nơi nhận, `- UBND xã (để b/c);`, as a recipient.
pub fn recipient_of(words: &str) -> Recipient {
    let words = words.trim_start_matches(['-', '–', '+', '*', ' ']);
    let words = words.trim_end_matches([';', '.', ',', ' ']).trim();
    let (name, purpose) = crate::read::recognise::recipients::split_purpose(words);
    Recipient { name, purpose }
}

/// The list that a part belongs to.
fn list(role: Role, from: Option<Place>) -> List {
    match role {
        Role::LegalBasis => List::LegalBasis,
        Role::Opening => List::Opening,
        Role::Closing => List::Closing,
        Role::Recipient => List::Recipients,
        Role::Block(_) => match from {
            Some(Place::Block(story, _) | Place::Cell(story, ..)) => List::Blocks(story),
            _ => List::Blocks(Story::Body),
        },
    }
}

fn recipient_words(recipient: &Recipient) -> String {
    match recipient.purpose.as_str() {
        "" => recipient.name.clone(),
        purpose => format!("{} ({purpose})", recipient.name),
    }
}
