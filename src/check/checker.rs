//! The check itself: every row of the table over a document, what is known of a passage kept for
//! the next time.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::sync::Arc;

use chrono::NaiveDate;

use super::case::Case;
use super::context::{Context, DocumentKind};
use super::facts::{Facts, Known};
use super::finding::Finding;
use super::lines::{Lines, texts};
use super::passage::{Passage, passages};
use super::reading::Reading;
use super::row::Test;
use super::rule::{Needs, Rule};
use super::table::rows;
use super::tell::{Report, Tell};
use super::waive::Waived;
use crate::model::{Place, Plan};
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
    memo: HashMap<u64, Arc<Known>>,
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
    pub fn draft(&mut self, plan: &Plan, context: &Context) -> Outcome {
        let mut outcome = self.run(plan, context, None);
        outcome.set_aside(plan);
        outcome
    }

    /// Checks a file of somebody else.
    pub fn foreign(&mut self, foreign: &Foreign<'_>, context: &Context) -> Outcome {
        self.run(&foreign.imported.plan, context, Some(foreign))
    }

    fn run(
        &mut self,
        plan: &Plan,
        context: &Context,
        foreign: Option<&Foreign<'_>>,
    ) -> Outcome {
        if self.context != *context {
            self.memo.clear();
            self.context = context.clone();
        }
        let passages = self.read(passages(plan));
        let case = Case::new(plan, context, &passages, foreign.is_none());
        let mut outcome = Outcome::default();
        for (passage, known) in case.known() {
            let remarks = known.remarks.iter();
            outcome.findings.extend(remarks.map(|remark| Finding::of(remark, passage)));
        }
        let texts = foreign.map(|foreign| texts(foreign.source));
        let lines = foreign
            .zip(texts.as_deref())
            .map(|(foreign, texts)| Lines::new(foreign.source, foreign.imported, texts));
        let formatting = foreign.and_then(|foreign| foreign.formatting);
        for row in rows() {
            let mut report = Report::new(&row.rule);
            let decided = match row.test {
                Test::Passage(_) => decides(&row.rule, context),
                Test::Document(test) => {
                    test(&case, &mut report);
                    decides(&row.rule, context)
                }
                Test::Lines(test) => {
                    let named = context.kind == DocumentKind::Named || row.rule.id == "U01";
                    if let Some(lines) = lines.as_ref().filter(|_| named) {
                        test(lines, &mut report);
                    }
                    // Our own paper makes these right.
                    lines.is_none() || named
                }
                Test::Formatting(test) => {
                    let named = context.kind == DocumentKind::Named;
                    if let Some(formatting) = formatting.filter(|_| named) {
                        test(formatting, &mut report);
                    }
                    foreign.is_none() || (formatting.is_some() && named)
                }
                Test::Never => false,
            };
            outcome.findings.extend(report.into_findings());
            if !decided {
                outcome.not_evaluated.push(&row.rule);
            }
        }
        outcome.findings.retain(|finding| !context.accepts(finding));
        outcome.not_evaluated.sort_by_key(|rule| rule.id);
        let mut order: HashMap<Place, usize> = HashMap::new();
        for (index, (passage, _)) in passages.iter().enumerate() {
            order.entry(passage.place).or_insert(index);
        }
        outcome.findings.sort_by_key(|finding| {
            let at = finding.span.as_ref().map_or(0, |span| span.start);
            (finding.rule.severity, order.get(&finding.place).copied().unwrap_or(0), at)
        });
        outcome
    }

    /// What is known of every passage; what is no more there is forgotten now and then.
    fn read<'a>(&mut self, passages: Vec<Passage<'a>>) -> Vec<(Passage<'a>, Arc<Known>)> {
        let mut read = Vec::with_capacity(passages.len());
        for passage in passages {
            let key = key_of(&passage);
            let known = self
                .memo
                .entry(key)
                .or_insert_with(|| Arc::new(know(&passage, &self.context)));
            let known = Arc::clone(known);
            read.push((passage, known));
        }
        if self.memo.len() > read.len() * 2 + 1000 {
            self.memo.retain(|_, known| Arc::strong_count(known) > 1);
        }
        read
    }
}

fn decides(rule: &Rule, context: &Context) -> bool {
    rule.needs != Needs::Date || context.date.is_some()
}

fn key_of(passage: &Passage<'_>) -> u64 {
    let mut hasher = DefaultHasher::new();
    passage.role.hash(&mut hasher);
    passage.words.hash(&mut hasher);
    hasher.finish()
}

fn know(passage: &Passage<'_>, context: &Context) -> Known {
    let reading = Reading::of(passage.words, passage.role);
    let mut remarks = Vec::new();
    for row in rows() {
        if let Test::Passage(test) = row.test {
            test(&reading, context, &mut Tell::new(&row.rule, &reading, &mut remarks));
        }
    }
    let facts = Facts::of(&reading);
    Known { reading, remarks, facts }
}

/// What a draft has against it today.
pub fn findings(plan: &Plan) -> Vec<Finding> {
    findings_on(plan, today(), &mut Checker::default()).findings
}

/// What a draft has against it on a day.
pub(super) fn findings_on(plan: &Plan, day: NaiveDate, checker: &mut Checker) -> Outcome {
    checker.draft(plan, &Context::of(plan, day))
}

/// Today, by this machine.
pub fn today() -> NaiveDate {
    chrono::Local::now().date_naive()
}
