//! Findings that she has set aside in the draft: by what they are known again.

use std::collections::HashMap;

use super::checker::Outcome;
use super::finding::Finding;
use super::passage::passages;
use crate::model::{Document, Part, Place, Waiver};

/// Letters on either side of a finding by which it is known again, filled up to whole words.
const AROUND: usize = 12;

/// A finding that is set aside in the draft.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waived {
    /// What was found.
    pub finding: Finding,
    /// Which of the draft's waivers holds it, from 0.
    pub waiver: usize,
    /// Why; empty where no reason is given.
    pub reason: String,
}

/// Where words stand.
type Spot = (Place, Part, Option<usize>);

/// The words that spans are counted in.
fn words_of(document: &Document) -> HashMap<Spot, &str> {
    let all = passages(document).into_iter();
    all.map(|passage| ((passage.place, passage.part, passage.note), passage.words)).collect()
}

/// What sets a finding of a plan aside, here or, for `everywhere`, with all others of its rule.
pub fn waiver(
    document: &Document,
    finding: &Finding,
    everywhere: bool,
    reason: &str,
) -> Waiver {
    let words = words_of(document);
    Waiver {
        rule: finding.rule.id.to_owned(),
        words: (!everywhere).then(|| known_by(finding, &words)),
        reason: reason.trim().to_owned(),
    }
}

/// What a finding is known again by: its words with some around them, so that it stays aside when it
/// moves and comes back when it is rewritten; what is said of it where it has no words.
fn known_by(finding: &Finding, words: &HashMap<Spot, &str>) -> String {
    let spot = (finding.place, finding.part, finding.note);
    let (Some(span), Some(words)) = (&finding.span, words.get(&spot)) else {
        return one_line(&match finding.excerpt.as_str() {
            "" => finding.message.clone(),
            excerpt => excerpt.to_owned(),
        });
    };
    let chars: Vec<char> = words.chars().collect();
    let mut from = span.start.saturating_sub(AROUND).min(chars.len());
    while from > 0 && !chars[from - 1].is_whitespace() {
        from -= 1;
    }
    let mut to = (span.end + AROUND).min(chars.len());
    while to < chars.len() && !chars[to].is_whitespace() {
        to += 1;
    }
    one_line(&chars[from..to].iter().collect::<String>())
}

/// White space as single spaces: a draft's lines hold no breaks.
fn one_line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

impl Outcome {
    /// Takes what the draft's waivers hold off the findings. O(findings × waivers).
    pub fn set_aside(&mut self, document: &Document) {
        if document.waivers.is_empty() {
            return;
        }
        let words = words_of(document);
        let holder = |finding: &Finding| {
            let known = known_by(finding, &words);
            document.waivers.iter().position(|waiver| {
                waiver.rule == finding.rule.id
                    && waiver.words.as_ref().is_none_or(|words| *words == known)
            })
        };
        let mut kept = Vec::with_capacity(self.findings.len());
        for finding in self.findings.drain(..) {
            match holder(&finding) {
                Some(waiver) => {
                    let reason = document.waivers[waiver].reason.clone();
                    self.waived.push(Waived { finding, waiver, reason });
                }
                None => kept.push(finding),
            }
        }
        self.findings = kept;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::{Checker, Context, today};
    use crate::model::{Block, Level};

    fn checked(document: &Document) -> Outcome {
        Checker::default().draft(document, &Context::of(document, today()))
    }

    fn ids(findings: &[Finding]) -> Vec<&str> {
        findings.iter().map(|finding| finding.rule.id).collect()
    }

    #[test]
    fn a_finding_set_aside_stays_so_when_it_moves_and_comes_back_when_it_is_rewritten() {
        let mut document = Document {
            body: vec![
                Block::new(Level::Body, "Kinh phí thực hiện là … đồng"),
                Block::new(Level::Body, "Thời gian hoàn thành: … năm nay"),
            ],
            ..Document::default()
        };
        let before = checked(&document);
        let marks: Vec<&Finding> =
            before.findings.iter().filter(|it| it.rule.id == "B19").collect();
        assert_eq!(marks.len(), 2);
        document.waivers.push(waiver(&document, marks[0], false, " chờ Sở Tài chính "));
        document.body.insert(0, Block::new(Level::Body, "Đoạn mới"));
        let after = checked(&document);
        assert_eq!(after.waived.len(), 1);
        assert_eq!(after.waived[0].reason, "chờ Sở Tài chính");
        assert_eq!(ids(&after.findings).iter().filter(|id| **id == "B19").count(), 1);
        document.body[1] = Block::new(Level::Body, "Kinh phí của cả năm là … đồng");
        assert!(checked(&document).waived.is_empty());
    }

    #[test]
    fn what_is_missing_and_whole_rules_can_be_set_aside() {
        let mut document = Document::default();
        let before = checked(&document);
        for everywhere in [false, true] {
            for finding in &before.findings {
                document.waivers.push(waiver(&document, finding, everywhere, ""));
            }
            let after = checked(&document);
            assert_eq!(ids(&after.findings), Vec::<&str>::new());
            assert_eq!(after.waived.len(), before.findings.len());
            document.waivers.clear();
        }
    }
}
