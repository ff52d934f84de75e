//! The check itself: every row of the table over a document, what is known of a passage kept for
//! the next time.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::num::NonZero;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use chrono::NaiveDate;

use super::case::Case;
use super::context::{Context, DocumentKind};
use super::facts::{Facts, Known};
use super::finding::Finding;
use super::hash::{Quick, digest};
use super::lines::{Lines, texts};
use super::passage::{Passage, passages};
use super::reading::Reading;
use super::row::Test;
use super::rule::{Area, Needs, Rule};
use super::table::tests;
use super::tell::{Report, Tell};
use super::waive::Waived;
use crate::model::{Document, Place};
use crate::read::{Formatting, Imported, Source};

/// What a check found, and what it could not decide.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outcome {
    /// What was found, the graver first, in the order of the paper within each severity.
    pub findings: Vec<Finding>,
    /// The rules that this document does not let anyone decide.
    pub not_evaluated: Vec<&'static Rule>,
    /// What was found and is set aside in the draft.
    pub waived: Vec<Waived>,
}

/// A checker that remembers what it has read: after a key only the passage that has changed is read
/// again, and the rules of the whole document run over what is known.
#[derive(Default)]
pub struct Checker {
    context: Context,
    memo: HashMap<u64, Arc<Known>, Quick>,
}

/// A file of somebody else, as the reader left it.
pub struct Foreign<'a> {
    /// Its paragraphs.
    pub source: &'a Source,
    /// The plan they make.
    pub imported: &'a Imported,
    /// Its formatting, where it is a Word file.
    pub formatting: Option<&'a Formatting>,
}

impl Checker {
    /// Checks a draft for a day. O(length) for what has changed, O(passages) else.
    pub fn draft(&mut self, document: &Document, context: &Context) -> Outcome {
        let mut outcome = self.run(document, context, None);
        outcome.set_aside(document);
        outcome
    }

    /// Checks a file of somebody else.
    pub fn foreign(&mut self, foreign: &Foreign<'_>, context: &Context) -> Outcome {
        self.run(&foreign.imported.document, context, Some(foreign))
    }

    fn run(
        &mut self,
        document: &Document,
        context: &Context,
        foreign: Option<&Foreign<'_>>,
    ) -> Outcome {
        if self.context != *context {
            self.memo.clear();
            self.context = context.clone();
        }
        let passages = self.read(passages(document));
        let case = Case::new(document, context, &passages, foreign.is_none());
        let mut outcome = Outcome::default();
        for (passage, known) in case.known() {
            let remarks = known.remarks.iter();
            let remarks = remarks.filter(|remark| holds_for(remark.rule.area, context.kind));
            outcome.findings.extend(remarks.map(|remark| Finding::of(remark, passage)));
        }
        let texts = foreign.map(|foreign| texts(foreign.source));
        let lines = foreign
            .zip(texts.as_deref())
            .map(|(foreign, texts)| Lines::new(foreign.source, foreign.imported, texts));
        let formatting = foreign.and_then(|foreign| foreign.formatting);
        let checked = Checked { case: &case, lines: lines.as_ref(), formatting };
        let mut decided: BTreeMap<&'static str, (&'static Rule, bool)> = BTreeMap::new();
        for (rule, test) in tests() {
            let mut report = Report::new(rule);
            let done = checked.judge(rule, test, &mut report);
            let told = report.into_findings();
            let done = done || !told.is_empty();
            outcome.findings.extend(told);
            decided.entry(rule.id).or_insert((rule, false)).1 |= done;
        }
        let open = decided.into_values().filter(|(_, decided)| !decided);
        outcome.not_evaluated = open.map(|(rule, _)| rule).collect();
        outcome.findings.retain(|finding| !context.accepts(finding));
        let mut order: HashMap<Place, usize, Quick> = HashMap::default();
        for (index, (passage, _)) in passages.iter().enumerate() {
            order.entry(passage.place).or_insert(index);
        }
        outcome.findings.sort_by_cached_key(|finding| {
            let at = finding.span.as_ref().map_or(0, |span| span.start);
            (finding.rule.severity, order.get(&finding.place).copied().unwrap_or(0), at)
        });
        outcome
    }

    /// What is known of every passage; what is no more there is forgotten now and then.
    fn read<'a>(&mut self, passages: Vec<Passage<'a>>) -> Vec<(Passage<'a>, Arc<Known>)> {
        let keys: Vec<u64> = passages.iter().map(key_of).collect();
        let mut seen: HashSet<u64, Quick> = HashSet::default();
        let fresh: Vec<usize> = (0..keys.len())
            .filter(|at| !self.memo.contains_key(&keys[*at]) && seen.insert(keys[*at]))
            .collect();
        for (at, known) in know_all(&passages, &fresh, &self.context) {
            self.memo.insert(keys[at], Arc::new(known));
        }
        let known = keys.iter().map(|key| Arc::clone(&self.memo[key]));
        let read: Vec<_> = passages.into_iter().zip(known).collect();
        if self.memo.len() > read.len() * 2 + 1000 {
            self.memo.retain(|_, known| Arc::strong_count(known) > 1);
        }
        read
    }
}

/// Whether the rules of an area hold for a kind of document: of a law, a decision, a form or a text that
/// is not known, only how it is written is judged.
fn holds_for(area: Area, kind: DocumentKind) -> bool {
    let writing = [
        Area::Layout,
        Area::Citation,
        Area::Punctuation,
        Area::Letters,
        Area::Spelling,
        Area::Capitals,
        Area::Names,
        Area::Consistency,
    ];
    kind == DocumentKind::Named || writing.contains(&area)
}

/// A document with all that tests read.
struct Checked<'a> {
    case: &'a Case<'a>,
    lines: Option<&'a Lines<'a>>,
    formatting: Option<&'a Formatting>,
}

impl Checked<'_> {
    /// Runs a test; whether it could decide its rule. Whatever our own paper makes right is decided
    /// for a draft.
    fn judge(&self, rule: &'static Rule, test: &Test, report: &mut Report) -> bool {
        let named = self.case.context.kind == DocumentKind::Named;
        if !holds_for(rule.area, self.case.context.kind) {
            return false;
        }
        match test {
            Test::Passage(_) => self.decides(rule),
            Test::Whole(test) => {
                test(self.case, report);
                self.decides(rule)
            }
            Test::Lines(test) => {
                let named = named || rule.id == "U01";
                if let Some(lines) = self.lines.filter(|_| named) {
                    test(lines, report);
                }
                self.lines.is_none() || (named && self.has_part(rule.area))
            }
            Test::Formatting(test) => {
                if let Some(formatting) = self.formatting.filter(|_| named) {
                    test(formatting, report);
                }
                self.lines.is_none() || (self.formatting.is_some() && named)
            }
            Test::Never => false,
        }
    }

    /// Whether the words of the document are enough for a rule about words.
    fn decides(&self, rule: &Rule) -> bool {
        (rule.needs != Needs::Date || self.case.context.date.is_some())
            && (self.lines.is_none() || self.has_part(rule.area))
    }

    /// Whether a file has the part of the paper that an area is about. A text copied without its
    /// letterhead says nothing about it.
    fn has_part(&self, area: Area) -> bool {
        let named = self.case.context.kind == DocumentKind::Named;
        let document = self.case.document;
        match area {
            Area::Letterhead => named && self.case.whole_head(),
            Area::Number => {
                named && (document.number.is_some() || !document.symbol.trim().is_empty())
            }
            Area::Date => {
                named && (document.date.year.is_some() || !document.place.trim().is_empty())
            }
            Area::Subject | Area::Tasks => named,
            Area::LegalBasis => named && !document.legal_basis.is_empty(),
            Area::Recipients => named && !document.recipients.is_empty(),
            Area::Signature => named && self.case.whole_end(),
            _ => true,
        }
    }
}

fn key_of(passage: &Passage<'_>) -> u64 {
    digest((passage.role, passage.words))
}

/// How many passages a thread takes at a time.
const BATCH: usize = 16;
/// With fewer bytes of words than this, one thread is done before a second would have begun.
const ALONE: usize = 32_000;
/// More threads than these would keep the window waiting for a core.
const MOST_THREADS: usize = 4;

/// Reads passages, each with its index; a long document by several threads. O(length).
fn know_all(
    passages: &[Passage<'_>],
    fresh: &[usize],
    context: &Context,
) -> Vec<(usize, Known)> {
    let next = AtomicUsize::new(0);
    let work = || {
        let mut done = Vec::new();
        loop {
            let from = next.fetch_add(BATCH, Ordering::Relaxed);
            let Some(batch) = fresh.get(from..(from + BATCH).min(fresh.len())) else {
                return done;
            };
            done.extend(batch.iter().map(|at| (*at, know(&passages[*at], context))));
            if batch.len() < BATCH {
                return done;
            }
        }
    };
    let length: usize = fresh.iter().map(|at| passages[*at].words.len()).sum();
    let cores = thread::available_parallelism().map_or(1, NonZero::get).min(MOST_THREADS);
    let helpers = if length < ALONE { 0 } else { cores - 1 };
    thread::scope(|scope| {
        // A thread that cannot be had is not missed: the others take its part.
        let helpers: Vec<_> = (0..helpers)
            .filter_map(|_| {
                thread::Builder::new().name("kiểm tra".into()).spawn_scoped(scope, work).ok()
            })
            .collect();
        let mut all = work();
        for helper in helpers {
            match helper.join() {
                Ok(done) => all.extend(done),
                Err(panic) => std::panic::resume_unwind(panic),
            }
        }
        all
    })
}

fn know(passage: &Passage<'_>, context: &Context) -> Known {
    let reading = Reading::of(passage.words, passage.role);
    let mut remarks = Vec::new();
    for (rule, test) in tests() {
        if let Test::Passage(test) = test {
            test(&reading, context, &mut Tell::new(rule, &reading, &mut remarks));
        }
    }
    let facts = Facts::of(&reading);
    Known { reading, remarks, facts }
}

/// What a draft has against it today.
pub fn findings(document: &Document) -> Vec<Finding> {
    findings_on(document, today(), &mut Checker::default()).findings
}

/// What a draft has against it on a day.
pub(super) fn findings_on(
    document: &Document,
    day: NaiveDate,
    checker: &mut Checker,
) -> Outcome {
    checker.draft(document, &Context::of(document, day))
}

/// Today, by this machine. The crate's own tests and pictures live on one day, so that they say the
/// same tomorrow.
pub fn today() -> NaiveDate {
    #[cfg(test)]
    let day = NaiveDate::from_ymd_opt(2026, 11, 28).expect("a day of the calendar");
    #[cfg(not(test))]
    let day = chrono::Local::now().date_naive();
    day
}
