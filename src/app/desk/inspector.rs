//! The check of the open draft: when it runs, what it found, what she has set aside.
//!
//! It runs on a thread once she has paused, so that nothing jumps while she types, and idles
//! between.

use std::collections::HashSet;
use std::sync::Arc;
use std::time::{Duration, Instant};

use eframe::egui::Context;

use crate::app::threads::export::capitalised;
use crate::app::threads::whose::DraftId;
use crate::check::{Finding, Severity, findings, whereabouts};
use crate::edit::Session;
use crate::model::{Place, Plan};

const FAILED: &str = "Chương trình gặp lỗi khi kiểm tra thể thức; sẽ kiểm tra lại khi bản thảo \
                      thay đổi.";
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
    draft: DraftId,
    revision: u64,
    /// None when the check itself failed.
    items: Option<Vec<Item>>,
}

/// A plan that is to be checked.
#[derive(Clone, Debug)]
pub struct Order {
    draft: DraftId,
    revision: u64,
    plan: Arc<Plan>,
}

impl Order {
    /// The answer when the check fails.
    pub fn failed(&self) -> Checked {
        Checked { draft: self.draft, revision: self.revision, items: None }
    }
}

/// Checks a plan: milliseconds for a long one.
pub fn check(order: &Order) -> Checked {
    Checked { draft: order.draft, revision: order.revision, items: Some(items(&order.plan)) }
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
    seen: Option<(u64, Instant)>,
    /// What was checked last.
    asked: Option<(DraftId, u64)>,
    busy: bool,
    shown: Option<Vec<Item>>,
    aside: HashSet<Key>,
}

impl Inspector {
    /// Forgets everything of the draft before.
    pub fn reset(&mut self) {
        *self = Self { open: self.open, ..Self::default() };
    }

    /// The plan, when it has changed and rests, to be checked now.
    pub fn due(&mut self, ctx: &Context, draft: DraftId, session: &Session) -> Option<Order> {
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
        Some(Order { draft, revision, plan: session.snapshot() })
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
                None
            }
            None => Some(FAILED.to_owned()),
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
        let (draft, plan) = (DraftId::default(), Arc::new(plan.clone()));
        let mut inspector =
            Inspector { asked: Some((draft, 1)), busy: true, ..Inspector::default() };
        inspector.take(check(&Order { draft, revision: 1, plan }));
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
