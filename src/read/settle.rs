//! Settling a reading: each doubt is accepted, given another part in the plan, or left out.
//!
//! Words that are left out are kept here and can be had back; nothing vanishes unsaid.

use crate::model::{Block, Level, Paragraph, Place, Plan, Recipient, Story, Table, Text};

use super::numeral::numeral;
use super::regain::LeftOut;
use super::{DropKind, Imported, NoteKind, Report};

/// The steps that can be taken back.
const MOST_STEPS: usize = 200;

/// What a paragraph is in the plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Role {
    /// A căn cứ.
    Authority,
    /// A paragraph before the first mục.
    Opening,
    /// A block of the body (or of the annex it stands in).
    Block(Level),
    /// A closing paragraph.
    Closing,
    /// A line of Nơi nhận.
    Recipient,
}

/// How much a doubt matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weight {
    /// She has to decide.
    Ask,
    /// Something was set right and is only shown.
    Look,
}

/// What has become of a doubt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Settled {
    /// Nothing yet.
    Open,
    /// It is right as it is.
    Accepted,
    /// It got another part in the plan.
    Changed(Role),
    /// Its words are not taken.
    LeftOut,
}

/// Something the reader is not certain of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Doubt {
    /// Line or paragraph of the source, from 1; 0 for the source as a whole.
    pub line: usize,
    /// Where its words are in the plan at this moment.
    pub place: Option<Place>,
    /// The words as they stood; may be empty.
    pub excerpt: String,
    /// The remark's kind; none for a line that was not recognised.
    pub kind: Option<NoteKind>,
    /// The remark, in Vietnamese.
    pub message: String,
    /// How much it matters.
    pub weight: Weight,
    /// What has become of it.
    pub settled: Settled,
}

#[derive(Clone)]
pub(super) struct State {
    pub(super) plan: Plan,
    pub(super) doubts: Vec<Doubt>,
    pub(super) left_out: Vec<LeftOut>,
}

/// A reading while it is settled.
pub struct Settlement {
    pub(super) now: State,
    past: Vec<State>,
    revision: u64,
}

/// The lists of a plan that paragraphs can move between, in the order of the paper.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum List {
    Authority,
    Opening,
    Blocks(Story),
    Closing,
    Recipients,
}

impl Settlement {
    /// Begins with what the reader said.
    pub fn new(imported: Imported) -> Self {
        let doubts = doubts(&imported.report);
        let now = State { plan: imported.plan, doubts, left_out: Vec::new() };
        Self { now, past: Vec::new(), revision: 0 }
    }

    /// The plan as settled so far.
    pub fn plan(&self) -> &Plan {
        &self.now.plan
    }

    /// Every doubt, in the order of the source.
    pub fn doubts(&self) -> &[Doubt] {
        &self.now.doubts
    }

    /// What she has left out so far.
    pub fn left_out(&self) -> &[LeftOut] {
        &self.now.left_out
    }

    /// Grows with every change of the plan or the doubts.
    pub fn revision(&self) -> u64 {
        self.revision
    }

    /// How many doubts of a weight are open.
    pub fn open(&self, weight: Weight) -> usize {
        let open = |doubt: &&Doubt| doubt.settled == Settled::Open && doubt.weight == weight;
        self.now.doubts.iter().filter(open).count()
    }

    /// Whether anything was decided.
    pub fn is_touched(&self) -> bool {
        !self.past.is_empty()
    }

    /// Takes the last decision back.
    pub fn undo(&mut self) -> bool {
        let Some(before) = self.past.pop() else { return false };
        self.now = before;
        self.revision += 1;
        true
    }

    /// A doubt is right as the reader has it.
    pub fn accept(&mut self, index: usize) {
        if self.now.doubts.get(index).is_some_and(|doubt| doubt.settled == Settled::Open) {
            self.step(|state| state.doubts[index].settled = Settled::Accepted);
        }
    }

    /// Every open doubt of a weight is right.
    pub fn accept_all(&mut self, weight: Weight) {
        self.step(|state| {
            for doubt in &mut state.doubts {
                if doubt.settled == Settled::Open && doubt.weight == weight {
                    doubt.settled = Settled::Accepted;
                }
            }
        });
    }

    /// Gives a paragraph of the plan another part; returns where it is then.
    pub fn assign(&mut self, place: Place, role: Role) -> Option<Place> {
        role_of(&self.now.plan, place)?;
        let mut to = None;
        self.step(|state| to = state.assign(place, role));
        to
    }

    /// Gives the words of a doubt a part in the plan. Words that are not in the plan yet are put
    /// after the place `near`.
    pub fn assign_doubt(
        &mut self,
        index: usize,
        role: Role,
        near: Option<Place>,
    ) -> Option<Place> {
        let doubt = self.now.doubts.get(index)?;
        if let Some(place) = doubt.place {
            return self.assign(place, role);
        }
        let text = Text::plain(&doubt.excerpt);
        let mut to = None;
        self.step(|state| {
            let place = state.put(text, role, near);
            state.doubts[index].place = Some(place);
            state.doubts[index].settled = Settled::Changed(role);
            to = Some(place);
        });
        to
    }

    pub(super) fn step(&mut self, change: impl FnOnce(&mut State)) {
        if self.past.len() == MOST_STEPS {
            self.past.remove(0);
        }
        self.past.push(self.now.clone());
        change(&mut self.now);
        self.revision += 1;
    }
}

/// The part a place plays; none where it is no paragraph that could play another.
pub fn role_of(plan: &Plan, place: Place) -> Option<Role> {
    match place {
        Place::Authority(n) => plan.authority.get(n).map(|_| Role::Authority),
        Place::Opening(n) => plan.opening.get(n).map(|_| Role::Opening),
        Place::Closing(n) => plan.closing.get(n).map(|_| Role::Closing),
        Place::Recipient(n) => plan.recipients.get(n).map(|_| Role::Recipient),
        Place::Block(story, n) => {
            let paragraph = plan.blocks(story)?.get(n)?.paragraph()?;
            Some(Role::Block(paragraph.level))
        }
        _ => None,
    }
}

impl Role {
    /// Every part that can be chosen, in the order of the paper.
    pub const ALL: [Self; 14] = [
        Self::Authority,
        Self::Opening,
        Self::Block(Level::Part),
        Self::Block(Level::Section),
        Self::Block(Level::Clause),
        Self::Block(Level::SubClause),
        Self::Block(Level::Point),
        Self::Block(Level::Dash),
        Self::Block(Level::Plus),
        Self::Block(Level::Body),
        Self::Block(Level::Centered),
        Self::Block(Level::Right),
        Self::Closing,
        Self::Recipient,
    ];

    /// What it is called, in the decree's words.
    pub fn text(self) -> &'static str {
        match self {
            Self::Authority => "Căn cứ",
            Self::Opening => "Mở đầu",
            Self::Block(Level::Part) => "Phần I",
            Self::Block(Level::Section) => "Mục I.",
            Self::Block(Level::Clause) => "Khoản 1.",
            Self::Block(Level::SubClause) => "Khoản 1.1.",
            Self::Block(Level::Point) => "Điểm a)",
            Self::Block(Level::Dash) => "Gạch đầu dòng -",
            Self::Block(Level::Plus) => "Dấu cộng +",
            Self::Block(Level::Body) => "Đoạn thường",
            Self::Block(Level::Centered) => "Đoạn ở giữa",
            Self::Block(Level::Right) => "Đoạn bên phải",
            Self::Closing => "Kết thúc",
            Self::Recipient => "Nơi nhận",
        }
    }

    fn list(self, from: Option<Place>) -> List {
        match self {
            Self::Authority => List::Authority,
            Self::Opening => List::Opening,
            Self::Closing => List::Closing,
            Self::Recipient => List::Recipients,
            Self::Block(_) => match from {
                Some(Place::Block(story, _) | Place::Cell(story, ..)) => List::Blocks(story),
                _ => List::Blocks(Story::Body),
            },
        }
    }
}

impl State {
    fn assign(&mut self, place: Place, role: Role) -> Option<Place> {
        let (list, _) = position(place)?;
        if let (Role::Block(level), List::Blocks(story)) = (role, list)
            && let Place::Block(_, index) = place
        {
            let block = self.plan.blocks_mut(story)?.get_mut(index)?;
            let Block::Text(paragraph) = block else { return None };
            let text = std::mem::take(&mut paragraph.text);
            *paragraph = Paragraph::new(level, fitting(text, role));
            self.mark(place, Settled::Changed(role));
            return Some(place);
        }
        if role_of(&self.plan, place) == Some(role) {
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
        let text = self.take(place)?;
        let to = self.put(text, role, Some(place));
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
        let plan = &mut self.plan;
        let text = match list {
            List::Authority => plan.authority.remove(index),
            List::Opening => plan.opening.remove(index),
            List::Closing => plan.closing.remove(index),
            List::Recipients => Text::plain(&recipient_words(&plan.recipients.remove(index))),
            List::Blocks(story) => match plan.blocks_mut(story)?.remove(index) {
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
        Some(text)
    }

    /// Puts a paragraph in after a place, or as near to it as its new part allows.
    fn put(&mut self, text: Text, role: Role, near: Option<Place>) -> Place {
        let (list, at) = self.spot(role, near);
        self.insert(Item::Words(fitting(text, role), role), list, at)
    }

    /// Where a paragraph of a part comes to stand after a place.
    pub(super) fn spot(&self, role: Role, near: Option<Place>) -> (List, usize) {
        let list = role.list(near);
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
        let plan = &self.plan;
        match list {
            List::Authority => plan.authority.len(),
            List::Opening => plan.opening.len(),
            List::Closing => plan.closing.len(),
            List::Recipients => plan.recipients.len(),
            List::Blocks(story) => plan.blocks(story).map_or(0, Vec::len),
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
        let plan = &mut self.plan;
        match (list, item) {
            (List::Authority, Item::Words(text, _)) => plan.authority.insert(at, text),
            (List::Opening, Item::Words(text, _)) => plan.opening.insert(at, text),
            (List::Closing, Item::Words(text, _)) => plan.closing.insert(at, text),
            (List::Recipients, Item::Words(text, _)) => {
                plan.recipients.insert(at, recipient(&text));
            }
            (List::Blocks(story), item) => {
                let block = match item {
                    Item::Words(text, Role::Block(level)) => Block::new(level, text),
                    Item::Words(text, _) => Block::new(Level::Body, text),
                    Item::Table(table) => Block::Table(table),
                };
                if let Some(blocks) = plan.blocks_mut(story) {
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
        Place::Authority(n) => (List::Authority, n),
        Place::Opening(n) => (List::Opening, n),
        Place::Closing(n) => (List::Closing, n),
        Place::Recipient(n) => (List::Recipients, n),
        Place::Block(story, n) | Place::Cell(story, n, ..) => (List::Blocks(story), n),
        _ => return None,
    })
}

fn place_at(list: List, index: usize) -> Place {
    match list {
        List::Authority => Place::Authority(index),
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

/// Words as their part needs them: no typed numeral, no mark the paper writes, no look that the
/// paper gives.
pub(super) fn fitting(mut text: Text, role: Role) -> Text {
    let length = text.len();
    match role {
        Role::Block(level) => {
            if level.depth().is_some()
                && let Some((_, front)) = numeral(text.as_str())
                && front < length
            {
                text = text.split_off(front);
            }
            let length = text.len();
            if level.is_heading() && text.all(|style| style.bold) {
                text.restyle(0..length, |style| style.bold = false);
            }
        }
        Role::Authority => {
            if text.all(|style| style.italic) {
                text.restyle(0..length, |style| style.italic = false);
            }
            let bare = text.as_str().trim_end_matches([';', '.', ',', ' ']).chars().count();
            text.split_off(bare);
        }
        Role::Opening | Role::Closing | Role::Recipient => {}
    }
    text.trim();
    text
}

fn recipient(text: &Text) -> Recipient {
    let words = text.words();
    let words = words.trim_start_matches(['-', '–', '+', '*', ' ']);
    let words = words.trim_end_matches([';', '.', ',', ' ']).trim();
    let (name, purpose) = super::ending::split_purpose(words);
    Recipient { name, purpose }
}

fn recipient_words(recipient: &Recipient) -> String {
    match recipient.purpose.as_str() {
        "" => recipient.name.clone(),
        purpose => format!("{} ({purpose})", recipient.name),
    }
}

fn doubts(report: &Report) -> Vec<Doubt> {
    let other: std::collections::HashSet<usize> = report
        .dropped
        .iter()
        .filter(|dropped| dropped.kind == DropKind::OtherDocument)
        .map(|dropped| dropped.line)
        .collect();
    let mut doubts: Vec<Doubt> = Vec::new();
    for line in &report.unrecognised {
        if line.place.is_none() && other.contains(&line.line) {
            // A note speaks for the whole of the other document.
            continue;
        }
        let message = match line.place {
            Some(_) => "Chưa rõ đoạn này là gì trong kế hoạch.",
            None => "Những chữ này chưa có trong kế hoạch.",
        };
        doubts.push(Doubt {
            line: line.line,
            place: line.place,
            excerpt: line.words.clone(),
            kind: None,
            message: message.to_owned(),
            weight: Weight::Ask,
            settled: Settled::Open,
        });
    }
    for note in &report.notes {
        let same = |doubt: &&mut Doubt| {
            doubt.kind.is_none() && note.line > 0 && doubt.line == note.line
        };
        // A remark on a line that was not recognised says why.
        if let Some(doubt) = doubts.iter_mut().find(same)
            && doubt.place == note.place
        {
            doubt.message.clone_from(&note.message);
            doubt.kind = Some(note.kind);
            continue;
        }
        let ask = matches!(note.kind, NoteKind::OtherDocument | NoteKind::Lost);
        if note.kind == NoteKind::Lost && doubts.iter().any(|doubt| doubt.line == 0) {
            continue;
        }
        doubts.push(Doubt {
            line: note.line,
            place: note.place,
            excerpt: note.excerpt.clone(),
            kind: Some(note.kind),
            message: note.message.clone(),
            weight: if ask { Weight::Ask } else { Weight::Look },
            settled: Settled::Open,
        });
    }
    doubts.sort_by_key(|doubt| doubt.line);
    doubts
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::{Note, Unrecognised};

    fn settlement() -> Settlement {
        let plan = Plan {
            authority: vec!["Căn cứ một".into()],
            opening: vec!["Mở đầu".into()],
            body: vec![
                Block::new(Level::Section, "Mục đích"),
                Block::new(Level::Body, "Căn cứ Luật hai;"),
                Block::new(Level::Body, "- UBND các xã (để b/c);"),
            ],
            ..Plan::default()
        };
        let mut report = Report::default();
        for (line, index) in [(5, 1), (9, 2)] {
            let place = Some(Place::Block(Story::Body, index));
            let words = plan.body[index].paragraph().map(|p| p.text.words());
            let words = words.unwrap_or_default();
            report.unrecognised.push(Unrecognised { line, words, place });
        }
        report.unrecognised.push(Unrecognised {
            line: 12,
            words: "2. Việc sót lại".to_owned(),
            place: None,
        });
        report.notes.push(Note {
            kind: NoteKind::Numeral,
            line: 5,
            place: Some(Place::Block(Story::Body, 0)),
            excerpt: String::new(),
            message: "Số nhảy".to_owned(),
        });
        Settlement::new(Imported { plan, report })
    }

    #[test]
    fn a_paragraph_becomes_a_basis_and_the_doubts_after_it_follow() {
        let mut settlement = settlement();
        let to = settlement.assign(Place::Block(Story::Body, 1), Role::Authority);
        assert_eq!(to, Some(Place::Authority(1)));
        let plan = settlement.plan();
        assert_eq!(plan.authority[1].as_str(), "Căn cứ Luật hai");
        assert_eq!(plan.body.len(), 2);
        let doubts = settlement.doubts();
        assert_eq!(doubts[0].settled, Settled::Changed(Role::Authority));
        assert_eq!(doubts[0].place, Some(Place::Authority(1)));
        assert_eq!(doubts[2].place, Some(Place::Block(Story::Body, 1)));
        assert_eq!(settlement.open(Weight::Ask), 2);
        assert!(settlement.undo());
        assert_eq!(settlement.plan().body.len(), 3);
        assert_eq!(settlement.open(Weight::Ask), 3);
    }

    #[test]
    fn a_paragraph_becomes_a_recipient_with_its_purpose() {
        let mut settlement = settlement();
        settlement.assign(Place::Block(Story::Body, 2), Role::Recipient);
        let recipient = &settlement.plan().recipients[0];
        assert_eq!(
            (recipient.name.as_str(), recipient.purpose.as_str()),
            ("UBND các xã", "để b/c")
        );
    }

    #[test]
    fn words_outside_the_plan_are_taken_in_without_their_numeral() {
        let mut settlement = settlement();
        let near = Some(Place::Block(Story::Body, 0));
        let to = settlement.assign_doubt(3, Role::Block(Level::Clause), near);
        assert_eq!(to, Some(Place::Block(Story::Body, 1)));
        let taken = settlement.plan().body[1].paragraph().cloned();
        let wanted = Paragraph::new(Level::Clause, "Việc sót lại");
        assert_eq!(taken, Some(wanted));
        assert_eq!(settlement.doubts()[2].place, Some(Place::Block(Story::Body, 3)));
    }

    #[test]
    fn every_move_keeps_every_word() {
        let all = |plan: &Plan| {
            let mut words = crate::read::plan_words(plan);
            words.sort();
            words
        };
        let from = [
            Place::Authority(0),
            Place::Opening(0),
            Place::Block(Story::Body, 0),
            Place::Block(Story::Body, 1),
            Place::Block(Story::Body, 2),
        ];
        for place in from {
            for role in Role::ALL {
                let mut settlement = settlement();
                let before = all(settlement.plan());
                let to = settlement.assign(place, role);
                let to = to.expect("every place of the list can move");
                assert_eq!(role_of(settlement.plan(), to), Some(role));
                assert_eq!(all(settlement.plan()), before, "{place:?} {role:?}");
            }
        }
    }
}
