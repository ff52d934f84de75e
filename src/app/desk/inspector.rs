//! The check of the open draft: when it runs, what it found, what she has set aside.
//!
//! It runs on a thread once she has paused, so that nothing jumps while she types, and idles
//! between.

use std::collections::HashSet;
use std::sync::Arc;
use std::time::{Duration, Instant};

use eframe::egui::Context;

use super::delivery::capitalised;
use crate::app::threads::jobs::{Done, Jobs};
use crate::check::{Finding, Severity, findings, whereabouts};
use crate::edit::Session;
use crate::model::{Place, Plan};

/// How long the plan has to rest before it is checked.
const REST: Duration = Duration::from_millis(700);

/// A finding as the drawer shows it.
#[derive(Clone, Debug)]
pub struct Item {
    /// What was found.
    pub finding: Finding,
    /// Where, in words.
    pub whereabouts: String,
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
}

/// The checks of the window.
#[derive(Default)]
pub struct Inspector {
    /// Whether the drawer is shown.
    pub open: bool,
    /// Counts the drafts, so that an answer about an earlier one is dropped.
    draft: u64,
    seen: Option<(u64, Instant)>,
    asked: Option<u64>,
    busy: bool,
    shown: Option<Vec<Item>>,
    aside: HashSet<Key>,
}

impl Inspector {
    /// Forgets everything of the draft before.
    pub fn reset(&mut self) {
        *self = Self { open: self.open, draft: self.draft + 1, ..Self::default() };
    }

    /// Checks the plan when it has changed and rests.
    pub fn update(&mut self, ctx: &Context, session: &Session, jobs: &Jobs) {
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
        jobs.run("kiem-tra", move |answer| {
            answer(Done::Checked(Checked { draft, revision, items: items(&plan) }));
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
        }
    }

    /// What was found and is not set aside; none before the first check has ended.
    pub fn items(&self) -> Option<Vec<&Item>> {
        let items = self.shown.as_ref()?;
        Some(items.iter().filter(|item| !self.aside.contains(&key(&item.finding))).collect())
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
        self.aside.insert(key(finding));
    }

    /// Shows everything again.
    pub fn restore(&mut self) {
        self.aside.clear();
    }
}

fn items(plan: &Arc<Plan>) -> Vec<Item> {
    findings(plan)
        .into_iter()
        .map(|finding| Item {
            whereabouts: capitalised(&whereabouts(plan, finding.place)),
            finding,
        })
        .collect()
}

fn key(finding: &Finding) -> Key {
    match finding.excerpt.as_str() {
        "" => Key::Place(finding.rule.id, finding.place),
        words => Key::Words(finding.rule.id, words.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Block, Level};

    fn inspector(plan: &Plan) -> Inspector {
        let items = items(&Arc::new(plan.clone()));
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
        inspector.shown = Some(super::items(&Arc::new(plan)));
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
