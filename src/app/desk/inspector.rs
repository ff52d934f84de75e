//! The check of the open draft: when it runs, what it found, what she has set aside.
//!
//! It runs on a thread once she has paused, so that nothing jumps while she types, and idles
//! between. The checker remembers what it has read: after a key only that passage is read again.

use std::collections::{HashMap, HashSet};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use eframe::egui::Context;

use super::delivery::capitalised;
use crate::app::look::marks::{self, Mark, Marks, words_key};
use crate::app::threads::jobs::{Done, Jobs};
use crate::check::{
    Area, Checker, Context as Settled, Finding, Severity, passages, today, whereabouts,
};
use crate::edit::Session;
use crate::model::{Part, Place, Plan};
use crate::store::Home;

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
    draft: u64,
    revision: u64,
    items: Vec<Item>,
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
    /// Counts the drafts, so that an answer about an earlier one is dropped.
    draft: u64,
    seen: Option<(u64, Instant)>,
    asked: Option<u64>,
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
        *self = Self {
            open: self.open,
            draft: self.draft + 1,
            settled: self.settled.take(),
            stale: true,
            ..Self::default()
        };
    }

    /// Checks the plan when it has changed and rests.
    pub fn update(&mut self, ctx: &Context, session: &Session, jobs: &Jobs) {
        if std::mem::take(&mut self.stale) {
            marks::set(ctx, Arc::new(self.marks()));
        }
        let revision = session.revision();
        if self.busy || self.asked == Some(revision) {
            return;
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
            return;
        }
        self.asked = Some(revision);
        self.busy = true;
        let (draft, plan) = (self.draft, session.snapshot());
        let checker = Arc::clone(&self.checker);
        let settled = self.settled.get_or_insert_with(|| Arc::new(settled()));
        let settled = Arc::clone(settled);
        jobs.run("kiem-tra", move |answer| {
            let items = items(&plan, &settled, &checker);
            answer(Done::Checked(Checked { draft, revision, items }));
        });
    }

    /// Takes in an answer.
    pub fn take(&mut self, checked: Checked) {
        if checked.draft != self.draft {
            return;
        }
        self.busy = false;
        if self.asked == Some(checked.revision) {
            self.shown = Some(checked.items);
            self.stale = true;
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

    fn checked(plan: &Plan) -> Vec<Item> {
        items(&Arc::new(plan.clone()), &Settled::default(), &Mutex::default())
    }

    fn inspector(plan: &Plan) -> Inspector {
        let items = checked(plan);
        let mut inspector = Inspector { asked: Some(1), busy: true, ..Inspector::default() };
        inspector.take(Checked { draft: 0, revision: 1, items });
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
        inspector.shown = Some(checked(&plan));
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
        inspector.take(Checked { draft: 0, revision: 1, items: Vec::new() });
        assert!(inspector.items().is_none());
    }
}
