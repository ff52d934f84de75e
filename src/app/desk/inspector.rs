//! The check of the open draft: when it runs, what it found, what of it is looked at.
//!
//! It runs on a thread once she has paused, so that nothing jumps while she types, and idles
//! between.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use egui::Context;

use crate::app::form::cards::{State, state};
use crate::app::form::memory::Card;
use crate::app::look::marks::{self, Mark, Marks, words_key};
use crate::app::threads::export::capitalised;
use crate::app::threads::whose::DraftId;
use crate::check::{
    Area, Checker, Context as Settled, Deed, Finding, Fix, Outcome, Severity, passages, today,
    whereabouts,
};
use crate::dossier::{self, Dossier};
use crate::edit::Session;
use crate::model::{Document, Part, Place, Story};
use crate::store::Home;

const FAILED: &str = "Chương trình gặp lỗi khi kiểm tra thể thức; sẽ kiểm tra lại khi bản thảo \
                      thay đổi.";
/// How long the plan has to rest before it is checked.
const REST: Duration = Duration::from_millis(300);

/// A finding as the drawer shows it.
#[derive(Clone, Debug)]
pub struct Item {
    /// What was found.
    pub finding: Arc<Finding>,
    /// Where, in words.
    pub whereabouts: String,
    /// Its cure as it is shown: a mark of punctuation with the words beside it.
    pub change: Option<Fix>,
    /// What tells its words from later ones, where they can be underlined.
    words: Option<u64>,
    /// Nothing is written there yet: it is still to come, not wrong.
    pub to_come: bool,
}

/// A finding that is set aside in the draft.
#[derive(Clone, Debug)]
pub struct Aside {
    /// What was found.
    pub item: Item,
    /// Which of the draft's waivers holds it.
    pub waiver: usize,
    /// Why; empty where she gave no reason.
    pub reason: String,
}

/// What was found in a plan.
#[derive(Clone, Debug, Default)]
struct Found {
    items: Vec<Item>,
    aside: Vec<Aside>,
    sum: Sum,
}

/// Errors and warnings somewhere.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Errors.
    pub errors: usize,
    /// Warnings.
    pub warnings: usize,
}

impl Tally {
    /// The graver of what there is; none where there is nothing.
    pub fn gravest(self) -> Option<Severity> {
        match self {
            Self { errors: 0, warnings: 0 } => None,
            Self { errors: 0, .. } => Some(Severity::Warning),
            _ => Some(Severity::Error),
        }
    }

    /// How many there are.
    pub fn count(self) -> usize {
        self.errors + self.warnings
    }

    fn add(&mut self, severity: Severity) {
        match severity {
            Severity::Error => self.errors += 1,
            Severity::Warning => self.warnings += 1,
            Severity::Hint => {}
        }
    }
}

/// What was found, added up once, so that no frame goes through thousands of findings. What is still
/// to come counts nowhere but in a number of its own.
#[derive(Clone, Debug, Default)]
struct Sum {
    whole: Tally,
    /// Places where something is still to be written.
    to_come: usize,
    cards: HashMap<Card, Tally>,
    /// Errors and warnings of the body by their block, in the order of the blocks.
    body: Vec<(usize, Severity)>,
}

impl Sum {
    fn of(items: &[Item]) -> Self {
        let mut sum = Self::default();
        let mut open: Vec<Place> = Vec::new();
        for item in items {
            let (place, severity) = (item.finding.place, item.finding.rule.severity);
            if severity == Severity::Hint {
                continue;
            }
            if item.to_come {
                open.push(place);
                continue;
            }
            sum.whole.add(severity);
            if let Some(card) = Card::of(place) {
                sum.cards.entry(card).or_default().add(severity);
            }
            if let Place::Block(Story::Body, at) | Place::Cell(Story::Body, at, ..) = place {
                sum.body.push((at, severity));
            }
        }
        sum.body.sort_unstable();
        open.sort_unstable();
        open.dedup();
        sum.to_come = open.len();
        sum
    }
}

/// What a check answers.
#[derive(Clone, Debug)]
pub struct Checked {
    draft: DraftId,
    revision: u64,
    /// None when the check itself failed.
    found: Option<Found>,
}

/// A plan that is to be checked.
#[derive(Clone)]
pub struct Order {
    draft: DraftId,
    revision: u64,
    document: Arc<Document>,
    settled: Arc<Settled>,
    checker: Arc<Mutex<Checker>>,
    beside: Option<Beside>,
}

/// The hồ sơ that a draft is checked with.
#[derive(Clone, PartialEq)]
pub struct Beside {
    /// All of it, the draft as it was saved.
    pub dossier: Arc<Dossier>,
    /// The draft's place in it.
    pub member: usize,
}

impl Beside {
    /// What of the draft does not agree with the others, the draft as it is now.
    fn findings(&self, document: &Document) -> Vec<Finding> {
        let mut dossier = Dossier::clone(&self.dossier);
        let Some(member) = dossier.members.get_mut(self.member) else { return Vec::new() };
        member.document = document.clone();
        dossier::findings(&dossier, self.member)
    }
}

impl Order {
    /// The answer when the check fails.
    pub fn failed(&self) -> Checked {
        Checked { draft: self.draft, revision: self.revision, found: None }
    }
}

/// Checks a plan: milliseconds for a long one.
pub fn check(order: &Order) -> Checked {
    let beside = order.beside.as_ref();
    let beside = beside.map(|beside| beside.findings(&order.document)).unwrap_or_default();
    let found = found(&order.document, &order.settled, &order.checker, beside);
    Checked { draft: order.draft, revision: order.revision, found: Some(found) }
}

/// Which findings the drawer shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Of one severity alone, whatever is still to come left out.
    pub severity: Option<Severity>,
    /// What is still to come alone.
    pub to_come: bool,
    /// Of one area alone.
    pub area: Option<Area>,
    /// Those that are set aside instead.
    pub aside: bool,
}

/// The finding whose card stands beside its letters.
#[derive(Clone, Debug)]
struct Looked {
    /// The finding.
    finding: Arc<Finding>,
    /// The state of the draft it was opened over; in any other it is gone.
    revision: u64,
}

/// The checks of the window.
#[derive(Default)]
pub struct Inspector {
    /// Whether the drawer is shown.
    pub open: bool,
    /// What of it is shown.
    pub filter: Filter,
    /// The finding that is looked at.
    card: Option<Looked>,
    /// The finding F8 went to last, by its place in the list.
    at: Option<usize>,
    /// That finding is to be scrolled into view.
    pub(super) scrolls: bool,
    seen: Option<(u64, Instant)>,
    /// What was checked last.
    asked: Option<(DraftId, u64)>,
    busy: bool,
    /// The next check need not wait: nothing was typed.
    hurries: bool,
    /// What is settled for every draft has changed since the last check.
    unsettled: bool,
    shown: Option<Found>,
    checker: Arc<Mutex<Checker>>,
    settled: Option<Arc<Settled>>,
    beside: Option<Beside>,
    /// The marks have to be handed to the fields anew.
    stale: bool,
    /// Counts what has been shown: another one, and what was made of the findings is out of date.
    edition: u64,
}

impl Inspector {
    /// Forgets everything of the draft before.
    pub fn reset(&mut self) {
        let settled = self.settled.take();
        let edition = self.edition + 1;
        *self = Self { open: self.open, settled, stale: true, edition, ..Self::default() };
    }

    /// The plan, when it has changed and rests, to be checked now.
    pub fn due(
        &mut self,
        ctx: &Context,
        draft: DraftId,
        session: &Session,
        home: Option<&Home>,
    ) -> Option<Order> {
        if std::mem::take(&mut self.stale) {
            marks::set(ctx, Arc::new(self.marks()));
        }
        let revision = session.revision();
        if self.busy || (self.asked == Some((draft, revision)) && !self.unsettled) {
            return None;
        }
        let now = Instant::now();
        let since = match self.seen {
            Some((seen, since)) if seen == revision => since,
            _ => self.seen.insert((revision, now)).1,
        };
        // The first check of a draft need not wait.
        let rested = now.saturating_duration_since(since);
        if self.asked.is_some() && !self.hurries && rested < REST {
            ctx.request_repaint_after(REST - rested);
            return None;
        }
        self.asked = Some((draft, revision));
        self.busy = true;
        self.hurries = false;
        self.unsettled = false;
        let settled = self
            .settled
            .get_or_insert_with(|| Arc::new(home.map(Settled::settled).unwrap_or_default()));
        Some(Order {
            draft,
            revision,
            document: session.snapshot(),
            settled: Arc::clone(settled),
            checker: Arc::clone(&self.checker),
            beside: self.beside.clone(),
        })
    }

    /// Takes in an answer; returns what is to be said about it. One of another draft is dropped.
    pub fn take(&mut self, checked: Checked) -> Option<String> {
        if self.asked != Some((checked.draft, checked.revision)) {
            return None;
        }
        self.busy = false;
        match checked.found {
            Some(found) => {
                self.shown = Some(found);
                self.stale = true;
                self.edition += 1;
                None
            }
            None => Some(FAILED.to_owned()),
        }
    }

    /// What was found and is not set aside; none before the first check has ended.
    pub fn items(&self) -> Option<&[Item]> {
        self.shown.as_ref().map(|found| found.items.as_slice())
    }

    /// What was found and is set aside.
    pub fn aside(&self) -> &[Aside] {
        self.shown.as_ref().map_or(&[], |found| &found.aside)
    }

    /// What the draft is judged against beside its own words; none before the first check.
    pub fn settled(&self) -> Option<&Settled> {
        self.settled.as_deref()
    }

    /// Reads what is settled anew, and checks with it.
    pub fn settle_anew(&mut self) {
        self.settled = None;
        self.unsettled = true;
        self.hurries = true;
    }

    /// Takes the hồ sơ of the draft, or that it has none; where that is new, it is checked anew.
    pub fn lies_beside(&mut self, beside: Option<Beside>) {
        if self.beside != beside {
            self.beside = beside;
            self.unsettled = true;
            self.hurries = true;
        }
    }

    /// What she has just dealt with is gone at once; the next check comes without waiting.
    pub fn dealt_with(&mut self, gone: impl Fn(&Finding) -> bool) {
        if let Some(found) = &mut self.shown {
            found.items.retain(|item| !gone(&item.finding));
            found.sum = Sum::of(&found.items);
        }
        self.edition += 1;
        let last = self.listed().map_or(0, |items| items.len()).checked_sub(1);
        self.at = self.at.zip(last).map(|(at, last)| at.min(last));
        self.card = None;
        self.hurries = true;
        self.stale = true;
    }

    /// Opens the card of a finding; `revision` is the draft's.
    pub fn open_card(&mut self, finding: Arc<Finding>, revision: u64) {
        let listed = self.listed().unwrap_or_default();
        self.at = listed.iter().position(|item| item.finding == finding);
        self.card = Some(Looked { finding, revision });
    }

    /// Whether a card is open.
    pub fn has_card(&self) -> bool {
        self.card.is_some()
    }

    /// Closes it.
    pub fn close_card(&mut self) {
        self.card = None;
    }

    /// The finding that is looked at, as long as nothing was changed since.
    pub fn looked_at(&mut self, revision: u64) -> Option<Arc<Finding>> {
        if self.card.as_ref().is_some_and(|card| card.revision != revision) {
            self.card = None;
        }
        self.card.as_ref().map(|card| Arc::clone(&card.finding))
    }

    /// The finding whose letters a caret stands in or beside; those with a cure first.
    pub fn at_caret(&self, place: Place, letter: usize) -> Option<Arc<Finding>> {
        let items = self.items().unwrap_or_default().iter();
        let here = items.map(|item| &item.finding).filter(|finding| {
            let span = finding.span.as_ref().filter(|_| finding.part == Part::Main);
            finding.place == place
                && span.is_some_and(|span| span.start <= letter && letter <= span.end)
        });
        here.min_by_key(|finding| finding.fix.is_none()).cloned()
    }

    /// What the drawer lists: those of [`Inspector::items`] that the filter lets through.
    pub fn listed(&self) -> Option<Vec<&Item>> {
        let Filter { severity, area, to_come, .. } = self.filter;
        let fits = |item: &&Item| {
            let rule = item.finding.rule;
            severity.is_none_or(|it| it == rule.severity && !item.to_come)
                && (!to_come || item.to_come)
                && area.is_none_or(|it| it == rule.area)
        };
        Some(self.items()?.iter().filter(fits).collect())
    }

    /// The findings whose cures may be made unseen.
    pub fn safe(&self) -> impl Iterator<Item = &Item> {
        let items = self.items().unwrap_or_default().iter();
        items.filter(|item| item.finding.fix.as_ref().is_some_and(|fix| fix.safe))
    }

    /// The next finding of the list (or the one before), round and round.
    pub fn step(&mut self, back: bool) -> Option<Arc<Finding>> {
        let count = self.listed().map_or(0, |items| items.len());
        if count == 0 {
            return None;
        }
        let at = match (self.at, back) {
            (None, false) => 0,
            (None, true) => count - 1,
            (Some(at), false) => (at + 1) % count,
            (Some(at), true) => (at + count - 1) % count,
        };
        self.at = Some(at);
        self.scrolls = true;
        self.listed()?.get(at).map(|item| Arc::clone(&item.finding))
    }

    /// Which finding of the list F8 went to last.
    pub fn current(&self) -> Option<usize> {
        self.at
    }

    /// How many findings of a severity are listed, whatever is still to come left out.
    pub fn count(&self, severity: Severity) -> usize {
        let items = self.items().unwrap_or_default().iter();
        items.filter(|item| !item.to_come && item.finding.rule.severity == severity).count()
    }

    /// Whether a check has ended.
    pub fn has_checked(&self) -> bool {
        self.shown.is_some()
    }

    /// What counts as errors and warnings, whatever is still to come left out.
    pub fn tally(&self) -> Tally {
        self.shown.as_ref().map_or_else(Tally::default, |found| found.sum.whole)
    }

    /// Places where something is still to be written.
    pub fn to_come(&self) -> usize {
        self.shown.as_ref().map_or(0, |found| found.sum.to_come)
    }

    /// Errors and warnings on a card.
    pub fn on_card(&self, card: Card) -> Tally {
        let found = self.shown.as_ref();
        found.and_then(|found| found.sum.cards.get(&card).copied()).unwrap_or_default()
    }

    /// Errors and warnings in some of the body's blocks; the cost is theirs alone.
    pub fn in_blocks(&self, blocks: Range<usize>) -> Tally {
        let body = self.shown.as_ref().map_or(&[][..], |found| &found.sum.body);
        let from = body.partition_point(|(at, _)| *at < blocks.start);
        let mut tally = Tally::default();
        let within = body[from..].iter().take_while(|(at, _)| *at < blocks.end);
        within.for_each(|(_, severity)| tally.add(*severity));
        tally
    }

    /// What tells the findings of now from those of before.
    pub fn edition(&self) -> u64 {
        self.edition
    }

    /// The letters to be underlined.
    fn marks(&self) -> Marks {
        let mut marks: HashMap<Place, Vec<Mark>> = HashMap::new();
        for item in self.items().unwrap_or_default() {
            let finding = Arc::clone(&item.finding);
            let place = finding.place;
            if let (Some(span), Some(words), false) =
                (finding.span.clone(), item.words, item.to_come)
            {
                let change = item.change.clone();
                let mark = Mark { span, finding, change, words };
                marks.entry(place).or_default().push(mark);
            }
        }
        Marks(marks)
    }
}

fn found(
    document: &Arc<Document>,
    settled: &Settled,
    checker: &Mutex<Checker>,
    beside: Vec<Finding>,
) -> Found {
    let context = settled.for_draft(document, today());
    let mut outcome = match checker.lock() {
        Ok(mut checker) => checker.draft(document, &context),
        // A check that broke off leaves nothing that a new one could not make again.
        Err(_) => Checker::default().draft(document, &context),
    };
    let mut across = Outcome { findings: beside, ..Outcome::default() };
    across.set_aside(document);
    // The graver first, as the check has them; within each weight what lies beside comes last.
    outcome.findings.append(&mut across.findings);
    outcome.findings.sort_by_key(|finding| finding.rule.severity);
    outcome.waived.append(&mut across.waived);
    let mut words: HashMap<Place, &str> = HashMap::new();
    for passage in passages(document) {
        if passage.part == Part::Main && passage.note.is_none() {
            words.insert(passage.place, passage.words);
        }
    }
    let item = |finding: Finding| {
        let own = finding.part == Part::Main && finding.note.is_none();
        let words = words.get(&finding.place).filter(|_| own);
        let bare = words.is_none_or(|words| words.trim().is_empty());
        let card = Card::of(finding.place);
        let open = card.is_some_and(|card| state(document, card) != State::Done);
        Item {
            to_come: finding.rule.severity != Severity::Hint
                && (finding.unwritten
                    || (own && bare || open)
                        && finding.note.is_none()
                        && finding.span.is_none()
                        && finding.excerpt.is_empty()),
            whereabouts: capitalised(&whereabouts(document, finding.place)),
            words: words.map(|words| words_key(words)),
            change: readable_change(&finding, words.copied()),
            finding: Arc::new(finding),
        }
    };
    let aside = outcome.waived.into_iter().map(|waived| Aside {
        item: item(waived.finding),
        waiver: waived.waiver,
        reason: waived.reason,
    });
    let aside = aside.collect();
    let items: Vec<Item> = outcome.findings.into_iter().map(item).collect();
    Found { sum: Sum::of(&items), items, aside }
}

/// A cure as it can be read: of marks and spaces alone nothing is seen, so they come with the words
/// on either side.
pub fn readable_change(finding: &Finding, words: Option<&str>) -> Option<Fix> {
    let fix = finding.fix.as_ref().filter(|fix| fix.deed != Deed::Import)?;
    let read = |words: &str| words.chars().any(char::is_alphanumeric);
    let (Some(words), Some(span), false) =
        (words, &finding.span, read(&fix.before) || read(&fix.after))
    else {
        return Some(fix.clone());
    };
    let chars: Vec<char> = words.chars().collect();
    let is_space = |at: &usize| chars[*at].is_whitespace();
    let from =
        (0..span.start).rev().skip_while(is_space).find(is_space).map_or(0, |at| at + 1);
    let to = (span.end..chars.len()).skip_while(is_space).find(is_space);
    let text = |range: Range<usize>| chars.get(range).unwrap_or_default().iter().collect();
    let before: String = text(from..span.start);
    let after: String = text(span.end..to.unwrap_or(chars.len()));
    Some(Fix {
        before: format!("{before}{}{after}", fix.before),
        after: format!("{before}{}{after}", fix.after),
        ..fix.clone()
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Block, Level};

    fn inspector(document: &Document) -> Inspector {
        let (draft, document) = (DraftId::default(), Arc::new(document.clone()));
        let mut inspector =
            Inspector { asked: Some((draft, 1)), busy: true, ..Inspector::default() };
        let (settled, checker) = (Arc::default(), Arc::default());
        inspector.take(check(&Order {
            draft,
            revision: 1,
            document,
            settled,
            checker,
            beside: None,
        }));
        inspector
    }

    #[test]
    fn what_is_dealt_with_is_gone_before_the_next_check_and_what_is_aside_is_kept_apart() {
        let mut document = Document {
            body: vec![Block::new(Level::Body, "Kinh phí: … đồng")],
            ..Document::default()
        };
        let mut inspector = inspector(&document);
        let items = inspector.items().expect("was checked");
        let mark = items.iter().find(|item| item.finding.rule.id == "B19").expect("a mark");
        let (finding, before) = (Arc::clone(&mark.finding), items.len());
        inspector.dealt_with(|other| *other == *finding);
        assert_eq!(inspector.items().map(<[_]>::len), Some(before - 1));
        document.waivers.push(crate::check::waiver(&document, &finding, false, "chờ"));
        let again =
            found(&Arc::new(document), &Settled::default(), &Mutex::default(), Vec::new());
        assert_eq!((again.items.len(), again.aside.len()), (before - 1, 1));
        assert_eq!(again.aside[0].reason, "chờ");
    }

    #[test]
    fn the_finding_at_the_caret_and_the_card_over_it_are_known() {
        let document = Document {
            body: vec![Block::new(Level::Body, "Các phòng , đơn vị thực hiện.")],
            ..Document::default()
        };
        let mut inspector = inspector(&document);
        let place = Place::Block(Story::Body, 0);
        let finding = inspector.at_caret(place, 9).expect("a space before a comma");
        let items = inspector.items().expect("was checked").iter();
        let shown =
            items.filter(|item| item.finding == finding).find_map(|it| it.change.clone());
        let shown = shown.expect("a cure");
        assert_eq!((&*shown.before, &*shown.after), ("phòng , đơn", "phòng, đơn"));
        assert!(inspector.at_caret(place, 25).is_none());
        inspector.open_card(Arc::clone(&finding), 1);
        assert_eq!(inspector.looked_at(1), Some(finding));
        assert_eq!(inspector.looked_at(2), None, "something was typed");
    }

    #[test]
    fn what_is_wrong_is_counted_where_it_stands_and_what_is_still_to_come_is_no_error() {
        let inspector_of = inspector;
        let empty = inspector_of(&Document::default());
        let listed = empty.listed().map_or(0, |items| items.len());
        assert!(empty.has_checked() && listed >= empty.to_come(), "all is listed");
        assert_eq!(empty.count(Severity::Error), 0, "the drawer counts like the others");
        let items = empty.items().expect("checked").iter();
        let wrong: Vec<_> = items
            .filter(|it| !it.to_come && it.finding.rule.severity != Severity::Hint)
            .map(|it| (it.finding.rule.id, it.finding.place, &it.finding.excerpt))
            .collect();
        assert_eq!(empty.tally(), Tally::default(), "nothing is wrong yet: {wrong:?}");
        assert!(empty.to_come() > 3);
        let wrong = Document {
            subject: "V/v kiểm tra công vụ".into(),
            body: vec![
                Block::new(Level::Section, "Mục đích"),
                Block::new(Level::Body, "Các phòng , đơn vị thực hiện."),
                Block::new(Level::Section, ""),
                Block::new(Level::Body, "Có chỗ sai , nữa."),
            ],
            ..Document::default()
        };
        let inspector = inspector_of(&wrong);
        assert!(inspector.on_card(Card::Subject).gravest().is_some());
        assert_eq!(inspector.on_card(Card::Closing), Tally::default());
        let of = |from, to| inspector.in_blocks(from..to).count();
        assert!(of(0, 2) > 0 && of(3, 4) > 0, "{:?}", inspector.items());
        assert_eq!(of(0, 4), of(0, 2) + of(2, 3) + of(3, 4));
        let body = inspector.on_card(Card::Body);
        assert_eq!(body, inspector.in_blocks(0..4));
        assert_eq!(of(2, 3), 0, "an empty title is still to come");
        let all = inspector.items().expect("checked").iter();
        let grave = all.filter(|item| item.finding.rule.severity != Severity::Hint);
        let (open, said): (Vec<_>, Vec<_>) = grave.partition(|item| item.to_come);
        assert_eq!(said.len(), inspector.tally().count());
        assert!(open.len() >= inspector.to_come());
    }

    #[test]
    fn a_fresh_document_of_any_type_has_nothing_wrong_only_what_is_still_to_come() {
        use crate::drafting::fresh;
        use crate::model::DocumentType;
        use crate::store::Profile;
        use strum::IntoEnumIterator as _;

        let school = crate::samples::open("phong-trao-thi-dua").expect("a sample");
        for profile in [Profile::of(&school), Profile::default()] {
            for kind in DocumentType::iter() {
                let inspector = inspector(&fresh(kind, &profile, today()));
                let items = inspector.items().expect("checked").iter();
                let wrong: Vec<_> = items
                    .filter(|it| !it.to_come && it.finding.rule.severity != Severity::Hint)
                    .map(|it| (it.finding.rule.id, &it.whereabouts, &it.finding.message))
                    .collect();
                assert_eq!(inspector.tally(), Tally::default(), "{kind:?}: {wrong:?}");
                for severity in [Severity::Error, Severity::Warning] {
                    assert_eq!(inspector.count(severity), 0, "{kind:?}: the drawer");
                }
                assert!(inspector.to_come() > 0 && inspector.marks().0.is_empty(), "{kind:?}");
            }
        }
    }

    #[test]
    fn the_drawer_counts_what_button_outline_and_status_bar_count() {
        let mut document = crate::samples::open("to-trinh").expect("a sample");
        document.addressees.clear();
        document.body.push(Block::new(Level::Body, "Có chỗ sai , nữa."));
        let mut inspector = inspector(&document);
        let Tally { errors, warnings } = inspector.tally();
        assert!(errors + warnings > 0 && inspector.to_come() > 0);
        let counts = [Severity::Error, Severity::Warning].map(|it| inspector.count(it));
        assert_eq!(counts, [errors, warnings]);
        for (filter, count) in [
            (Filter { severity: Some(Severity::Error), ..Filter::default() }, errors),
            (Filter { severity: Some(Severity::Warning), ..Filter::default() }, warnings),
        ] {
            inspector.filter = filter;
            assert_eq!(inspector.listed().map(|it| it.len()), Some(count), "{filter:?}");
        }
        inspector.filter = Filter { to_come: true, ..Filter::default() };
        let open = inspector.listed().expect("checked");
        assert!(open.len() >= inspector.to_come() && open.iter().all(|item| item.to_come));
    }

    #[test]
    fn what_is_settled_anew_is_checked_with_once_a_running_check_has_answered() {
        let mut inspector = Inspector::default();
        let (draft, session) = (DraftId::default(), Session::unsaved(Document::default()));
        let ctx = Context::default();
        let order = inspector.due(&ctx, draft, &session, None).expect("the first");
        inspector.settle_anew();
        assert!(inspector.due(&ctx, draft, &session, None).is_none(), "one at a time");
        inspector.take(check(&order));
        assert!(inspector.has_checked());
        assert!(inspector.due(&ctx, draft, &session, None).is_some(), "with what is new");
    }

    #[test]
    fn what_does_not_agree_with_the_other_papers_is_listed_with_its_cure_and_can_be_set_aside()
    {
        use crate::drafting::{Companion, companion};
        use crate::store::Stamp;

        let plan = crate::samples::open("cai-cach-hanh-chinh").expect("a sample");
        let mut letter = companion(&plan, "kh.kehoach", Companion::Dispatch);
        let mut changed = plan;
        changed.subject = "Chuyển đổi số năm 2027".into();
        let members = [changed, letter.clone()].map(|document| dossier::Member {
            path: "kh.kehoach".into(),
            document,
            stamp: Stamp::of(b""),
        });
        let dossier = Arc::new(Dossier { members: members.into() });
        let beside = Beside { dossier, member: 1 };
        let across = beside.findings(&letter);
        assert!(!across.is_empty() && across.iter().all(|finding| finding.fix.is_some()));
        let of = |document: &Document| {
            let beside = beside.findings(document);
            let document = Arc::new(document.clone());
            found(&document, &Settled::default(), &Mutex::default(), beside)
        };
        let before = of(&letter);
        assert!(before.items.iter().any(|item| *item.finding == across[0]));
        letter.waivers.push(crate::check::waiver(&letter, &across[0], true, ""));
        let after = of(&letter);
        assert_eq!(after.aside.len(), across.len());
        assert_eq!(after.items.len() + across.len(), before.items.len());
    }

    #[test]
    fn an_answer_about_another_draft_is_dropped() {
        let mut inspector = inspector(&Document::default());
        assert!(inspector.to_come() > 0);
        inspector.reset();
        let session = Session::unsaved(Document::default());
        let (before, now) = (DraftId::default(), DraftId::default().next());
        let ctx = Context::default();
        let order = inspector.due(&ctx, now, &session, None).expect("another draft");
        let late = Checked { draft: before, revision: 1, found: Some(Found::default()) };
        assert_eq!(inspector.take(late), None);
        assert!(inspector.items().is_none());
        assert!(inspector.take(order.failed()).is_some(), "it is said");
        assert!(inspector.items().is_none() && !inspector.busy);
    }
}
