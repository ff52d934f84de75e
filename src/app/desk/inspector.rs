//! The check of the open draft: when it runs, what it found, what of it is looked at.
//!
//! It runs on a thread once she has paused, so that nothing jumps while she types, and idles
//! between.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use egui::Context;

use crate::app::look::marks::{self, Mark, Marks, words_key};
use crate::app::threads::export::capitalised;
use crate::app::threads::whose::DraftId;
use crate::check::{
    Area, Checker, Context as Settled, Deed, Finding, Fix, Severity, passages, today,
    whereabouts,
};
use crate::edit::Session;
use crate::model::{Part, Place, Plan};
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
    plan: Arc<Plan>,
    settled: Arc<Settled>,
    checker: Arc<Mutex<Checker>>,
}

impl Order {
    /// The answer when the check fails.
    pub fn failed(&self) -> Checked {
        Checked { draft: self.draft, revision: self.revision, found: None }
    }
}

/// Checks a plan: milliseconds for a long one.
pub fn check(order: &Order) -> Checked {
    let found = found(&order.plan, &order.settled, &order.checker);
    Checked { draft: order.draft, revision: order.revision, found: Some(found) }
}

/// Which findings the drawer shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Of one severity alone.
    pub severity: Option<Severity>,
    /// Of one area alone.
    pub area: Option<Area>,
    /// Those that are set aside instead.
    pub aside: bool,
}

/// The finding whose card stands beside its letters.
#[derive(Clone, Debug)]
pub struct Card {
    /// The finding.
    pub finding: Arc<Finding>,
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
    card: Option<Card>,
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
    /// The marks have to be handed to the fields anew.
    stale: bool,
}

impl Inspector {
    /// Forgets everything of the draft before.
    pub fn reset(&mut self) {
        let settled = self.settled.take();
        *self = Self { open: self.open, settled, stale: true, ..Self::default() };
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
            plan: session.snapshot(),
            settled: Arc::clone(settled),
            checker: Arc::clone(&self.checker),
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

    /// What she has just dealt with is gone at once; the next check comes without waiting.
    pub fn dealt_with(&mut self, gone: impl Fn(&Finding) -> bool) {
        if let Some(found) = &mut self.shown {
            found.items.retain(|item| !gone(&item.finding));
        }
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
        self.card = Some(Card { finding, revision });
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
        let Filter { severity, area, .. } = self.filter;
        let fits = |item: &&Item| {
            let rule = item.finding.rule;
            severity.is_none_or(|it| it == rule.severity)
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

    /// How many findings of a severity are shown.
    pub fn count(&self, severity: Severity) -> usize {
        let items = self.items().unwrap_or_default();
        items.iter().filter(|item| item.finding.rule.severity == severity).count()
    }

    /// Whether a check has ended.
    pub fn has_checked(&self) -> bool {
        self.shown.is_some()
    }

    /// The gravest finding at the places that fit.
    pub fn gravest(&self, fits: impl Fn(Place) -> bool) -> Option<Severity> {
        let items = self.items()?.iter();
        let here = items.filter(|item| fits(item.finding.place));
        // The graver stands first.
        here.map(|item| item.finding.rule.severity).min()
    }

    /// How many errors and warnings stand at the places that fit, with the gravest of them; none for
    /// none.
    pub fn grave(&self, fits: impl Fn(Place) -> bool) -> Option<(usize, Severity)> {
        let items = self.items()?.iter();
        let here = items.filter(|item| fits(item.finding.place));
        let grave = here.map(|item| item.finding.rule.severity);
        let grave: Vec<Severity> = grave.filter(|it| *it != Severity::Hint).collect();
        grave.iter().min().map(|gravest| (grave.len(), *gravest))
    }

    /// The letters to be underlined.
    fn marks(&self) -> Marks {
        let mut marks: HashMap<Place, Vec<Mark>> = HashMap::new();
        for item in self.items().unwrap_or_default() {
            let finding = Arc::clone(&item.finding);
            let place = finding.place;
            if let (Some(span), Some(words)) = (finding.span.clone(), item.words) {
                let change = item.change.clone();
                let mark = Mark { span, finding, change, words };
                marks.entry(place).or_default().push(mark);
            }
        }
        Marks(marks)
    }
}

fn found(plan: &Arc<Plan>, settled: &Settled, checker: &Mutex<Checker>) -> Found {
    let context = settled.for_draft(plan, today());
    let outcome = match checker.lock() {
        Ok(mut checker) => checker.draft(plan, &context),
        // A check that broke off leaves nothing that a new one could not make again.
        Err(_) => Checker::default().draft(plan, &context),
    };
    let mut words: HashMap<Place, &str> = HashMap::new();
    for passage in passages(plan) {
        if passage.part == Part::Main && passage.note.is_none() {
            words.insert(passage.place, passage.words);
        }
    }
    let item = |finding: Finding| {
        let own = finding.part == Part::Main && finding.note.is_none();
        let words = words.get(&finding.place).filter(|_| own);
        Item {
            whereabouts: capitalised(&whereabouts(plan, finding.place)),
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
    Found { items: outcome.findings.into_iter().map(item).collect(), aside }
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

    fn inspector(plan: &Plan) -> Inspector {
        let (draft, plan) = (DraftId::default(), Arc::new(plan.clone()));
        let mut inspector =
            Inspector { asked: Some((draft, 1)), busy: true, ..Inspector::default() };
        let (settled, checker) = (Arc::default(), Arc::default());
        inspector.take(check(&Order { draft, revision: 1, plan, settled, checker }));
        inspector
    }

    #[test]
    fn what_is_dealt_with_is_gone_before_the_next_check_and_what_is_aside_is_kept_apart() {
        let mut plan = Plan {
            body: vec![Block::new(Level::Body, "Kinh phí: … đồng")],
            ..Plan::default()
        };
        let mut inspector = inspector(&plan);
        let items = inspector.items().expect("was checked");
        let mark = items.iter().find(|item| item.finding.rule.id == "B19").expect("a mark");
        let (finding, before) = (Arc::clone(&mark.finding), items.len());
        inspector.dealt_with(|other| *other == *finding);
        assert_eq!(inspector.items().map(<[_]>::len), Some(before - 1));
        plan.waivers.push(crate::check::waiver(&plan, &finding, false, "chờ"));
        let again = found(&Arc::new(plan), &Settled::default(), &Mutex::default());
        assert_eq!((again.items.len(), again.aside.len()), (before - 1, 1));
        assert_eq!(again.aside[0].reason, "chờ");
    }

    #[test]
    fn the_finding_at_the_caret_and_the_card_over_it_are_known() {
        let plan = Plan {
            body: vec![Block::new(Level::Body, "Các phòng , đơn vị thực hiện.")],
            ..Plan::default()
        };
        let mut inspector = inspector(&plan);
        let place = Place::Block(crate::model::Story::Body, 0);
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
    fn the_gravest_finding_of_a_part_is_known() {
        let inspector = inspector(&Plan::default());
        assert!(inspector.has_checked());
        let subject = inspector.gravest(|place| place == Place::Subject);
        assert_eq!(subject, Some(Severity::Error));
        assert_eq!(inspector.gravest(|place| place == Place::Closing(7)), None);
    }

    #[test]
    fn what_is_settled_anew_is_checked_with_once_a_running_check_has_answered() {
        let mut inspector = Inspector::default();
        let (draft, session) = (DraftId::default(), Session::unsaved(Plan::default()));
        let ctx = Context::default();
        let order = inspector.due(&ctx, draft, &session, None).expect("the first");
        inspector.settle_anew();
        assert!(inspector.due(&ctx, draft, &session, None).is_none(), "one at a time");
        inspector.take(check(&order));
        assert!(inspector.has_checked());
        assert!(inspector.due(&ctx, draft, &session, None).is_some(), "with what is new");
    }

    #[test]
    fn an_answer_about_another_draft_is_dropped() {
        let mut inspector = inspector(&Plan::default());
        assert!(inspector.count(Severity::Error) > 0);
        inspector.reset();
        let session = Session::unsaved(Plan::default());
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
