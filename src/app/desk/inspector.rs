//! The check of the open draft: when it runs, what it found, what she has set aside.
//!
//! It runs on a thread once she has paused, so that nothing jumps while she types, and idles
//! between.

use std::collections::{HashMap, HashSet};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use egui::Context;

use crate::app::look::marks::{self, Mark, Marks, words_key};
use crate::app::threads::export::capitalised;
use crate::app::threads::whose::DraftId;
use crate::check::{
    Area, Checker, Context as Settled, Finding, Severity, passages, today, whereabouts,
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
    pub finding: Finding,
    /// Where, in words.
    pub whereabouts: String,
    /// What tells its words from later ones, where they can be underlined.
    words: Option<u64>,
}

/// What a check answers.
#[derive(Clone, Debug)]
pub struct Checked {
    draft: DraftId,
    revision: u64,
    /// None when the check itself failed.
    items: Option<Vec<Item>>,
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
        Checked { draft: self.draft, revision: self.revision, items: None }
    }
}

/// Checks a plan: milliseconds for a long one.
pub fn check(order: &Order) -> Checked {
    let items = items(&order.plan, &order.settled, &order.checker);
    Checked { draft: order.draft, revision: order.revision, items: Some(items) }
}

/// A finding that she has set aside: by its words, or where something is missing by its place, so
/// that it stays aside when it moves.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Key {
    Words(&'static str, String),
    Place(&'static str, Place),
    Rule(&'static str),
}

/// Which findings the drawer shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Of one severity alone.
    pub severity: Option<Severity>,
    /// Of one area alone.
    pub area: Option<Area>,
}

/// The checks of the window.
#[derive(Default)]
pub struct Inspector {
    /// Whether the drawer is shown.
    pub open: bool,
    /// What of it is shown.
    pub filter: Filter,
    /// The finding F8 went to last, by its place in the list.
    at: Option<usize>,
    seen: Option<(u64, Instant)>,
    /// What was checked last.
    asked: Option<(DraftId, u64)>,
    busy: bool,
    shown: Option<Vec<Item>>,
    aside: HashSet<Key>,
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
    pub fn due(&mut self, ctx: &Context, draft: DraftId, session: &Session) -> Option<Order> {
        if std::mem::take(&mut self.stale) {
            marks::set(ctx, Arc::new(self.marks()));
        }
        let revision = session.revision();
        if self.busy || self.asked == Some((draft, revision)) {
            return None;
        }
        let now = Instant::now();
        let since = match self.seen {
            Some((seen, since)) if seen == revision => since,
            _ => self.seen.insert((revision, now)).1,
        };
        // The first check of a draft need not wait.
        let rested = now.saturating_duration_since(since);
        if self.asked.is_some() && rested < REST {
            ctx.request_repaint_after(REST - rested);
            return None;
        }
        self.asked = Some((draft, revision));
        self.busy = true;
        let settled = self.settled.get_or_insert_with(|| Arc::new(settled()));
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
        match checked.items {
            Some(items) => {
                self.shown = Some(items);
                self.stale = true;
                None
            }
            None => Some(FAILED.to_owned()),
        }
    }

    /// What was found and is not set aside; none before the first check has ended.
    pub fn items(&self) -> Option<Vec<&Item>> {
        let items = self.shown.as_ref()?;
        let kept =
            |item: &&Item| !keys(&item.finding).iter().any(|key| self.aside.contains(key));
        Some(items.iter().filter(kept).collect())
    }

    /// What the drawer lists: those of [`Inspector::items`] that the filter lets through.
    pub fn listed(&self) -> Option<Vec<&Item>> {
        let Filter { severity, area } = self.filter;
        let fits = |item: &&Item| {
            let rule = item.finding.rule;
            severity.is_none_or(|it| it == rule.severity)
                && area.is_none_or(|it| it == rule.area)
        };
        Some(self.items()?.into_iter().filter(fits).collect())
    }

    /// The findings whose cures may be made unseen.
    pub fn safe(&self) -> Vec<Finding> {
        let items = self.items().unwrap_or_default().into_iter().map(|item| &item.finding);
        let safe = |finding: &&Finding| finding.fix.as_ref().is_some_and(|fix| fix.safe);
        items.filter(safe).cloned().collect()
    }

    /// The next finding of the list (or the one before), round and round.
    pub fn step(&mut self, back: bool) -> Option<Finding> {
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
        self.listed()?.get(at).map(|item| item.finding.clone())
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
        let items = self.items()?.into_iter();
        let here = items.filter(|item| fits(item.finding.place));
        // The graver stands first.
        here.map(|item| item.finding.rule.severity).min()
    }

    /// How many are set aside.
    pub fn set_aside(&self) -> usize {
        let all = self.shown.as_ref().map_or(0, Vec::len);
        all - self.items().map_or(0, |items| items.len())
    }

    /// Hides a finding for this session.
    pub fn ignore(&mut self, finding: &Finding) {
        self.aside.insert(keys(finding)[0].clone());
        self.stale = true;
    }

    /// Hides every finding of a rule for this session.
    pub fn ignore_rule(&mut self, finding: &Finding) {
        self.aside.insert(Key::Rule(finding.rule.id));
        self.stale = true;
    }

    /// Shows everything again.
    pub fn restore(&mut self) {
        self.aside.clear();
        self.stale = true;
    }

    /// The letters to be underlined.
    fn marks(&self) -> Marks {
        let mut marks: HashMap<Place, Vec<Mark>> = HashMap::new();
        for item in self.items().unwrap_or_default() {
            let finding = &item.finding;
            if let (Some(span), Some(words)) = (&finding.span, item.words) {
                let mark = Mark { span: span.clone(), severity: finding.rule.severity, words };
                marks.entry(finding.place).or_default().push(mark);
            }
        }
        Marks(marks)
    }
}

/// Her accepted words and her office's laws.
fn settled() -> Settled {
    Home::find().map(|home| Settled::settled(&home)).unwrap_or_default()
}

fn items(plan: &Arc<Plan>, settled: &Settled, checker: &Mutex<Checker>) -> Vec<Item> {
    let context = settled.for_draft(plan, today());
    let outcome = match checker.lock() {
        Ok(mut checker) => checker.draft(plan, &context),
        // A check that broke off leaves nothing that a new one could not make again.
        Err(_) => Checker::default().draft(plan, &context),
    };
    let mut words: HashMap<Place, u64> = HashMap::new();
    for passage in passages(plan) {
        if passage.part == Part::Main && passage.note.is_none() {
            words.insert(passage.place, words_key(passage.words));
        }
    }
    outcome
        .findings
        .into_iter()
        .map(|finding| Item {
            whereabouts: capitalised(&whereabouts(plan, finding.place)),
            words: (finding.part == Part::Main && finding.note.is_none())
                .then(|| words.get(&finding.place).copied())
                .flatten(),
            finding,
        })
        .collect()
}

/// What a finding is set aside by: itself first, then its rule.
fn keys(finding: &Finding) -> [Key; 2] {
    let own = match finding.excerpt.as_str() {
        "" => Key::Place(finding.rule.id, finding.place),
        words => Key::Words(finding.rule.id, words.to_owned()),
    };
    [own, Key::Rule(finding.rule.id)]
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
    fn a_finding_set_aside_stays_so_when_it_moves() {
        let mut plan = Plan {
            body: vec![Block::new(Level::Body, "Kinh phí: … đồng")],
            ..Plan::default()
        };
        let mut inspector = inspector(&plan);
        let items = inspector.items().expect("was checked");
        let mark = items.iter().find(|item| item.finding.rule.id == "B19").expect("a mark");
        let (finding, before) = (mark.finding.clone(), items.len());
        inspector.ignore(&finding);
        plan.body.insert(0, Block::new(Level::Body, "Đoạn mới"));
        let again = super::items(&Arc::new(plan), &Settled::default(), &Mutex::default());
        inspector.shown = Some(again);
        let after = inspector.items().expect("was checked");
        assert!(after.iter().all(|item| item.finding.rule.id != "B19"));
        assert_eq!((after.len(), inspector.set_aside()), (before - 1, 1));
        inspector.restore();
        assert_eq!(inspector.set_aside(), 0);
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
    fn an_answer_about_another_draft_is_dropped() {
        let mut inspector = inspector(&Plan::default());
        assert!(inspector.count(Severity::Error) > 0);
        inspector.reset();
        let session = Session::unsaved(Plan::default());
        let (before, now) = (DraftId::default(), DraftId::default().next());
        let ctx = Context::default();
        let order = inspector.due(&ctx, now, &session).expect("another draft");
        let late = Checked { draft: before, revision: 1, items: Some(Vec::new()) };
        assert_eq!(inspector.take(late), None);
        assert!(inspector.items().is_none());
        assert!(inspector.take(order.failed()).is_some(), "it is said");
        assert!(inspector.items().is_none() && !inspector.busy);
    }
}
