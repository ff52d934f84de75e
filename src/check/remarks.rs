//! Findings as comments for a Word file: each beside its words.

use super::finding::Finding;
use super::foreign::Reviewed;
use super::paper::said;
use super::passage::{Passage, passages};
use super::report::place_of;
use crate::read::Remark;

/// Letters on either side of a finding by which its place in the file is known.
const AROUND: usize = 24;

/// What was found in a file, as comments for a copy of it. O(findings × passages).
pub fn remarks(reviewed: &Reviewed) -> Vec<Remark> {
    let document = &reviewed.imported.document;
    let passages = passages(document);
    let findings = reviewed.outcome.findings.iter();
    findings
        .map(|finding| Remark {
            words: words(finding, &place_of(document, finding)),
            ..spot(finding, &passages)
        })
        .collect()
}

/// What a comment says: what is wrong, how it is cured, by which clause.
fn words(finding: &Finding, place: &str) -> String {
    let mut lines = said(finding);
    if finding.span.is_none() {
        lines.insert(0, format!("Ở {place}:"));
    }
    lines.push(format!("{} · {}", finding.rule.id, finding.rule.clause));
    lines.join("\n")
}

fn spot(finding: &Finding, passages: &[Passage<'_>]) -> Remark {
    let here = |passage: &Passage<'_>| {
        passage.place == finding.place
            && passage.part == finding.part
            && passage.note == finding.note
    };
    let index = passages.iter().position(here);
    let own = index.map_or("", |index| passages[index].words);
    let chars: Vec<char> = own.chars().collect();
    let (stretch, span, front) = match &finding.span {
        Some(span) if index.is_some() => {
            let from = span.start.saturating_sub(AROUND).min(chars.len());
            let to = (span.end + AROUND).min(chars.len());
            let stretch: String = chars[from..to].iter().collect();
            (stretch, span.start.min(to) - from..span.end.min(to) - from, from)
        }
        // A line of the file, the words that are doubted, or the whole field.
        _ => {
            let excerpt = finding.excerpt.as_str();
            let whole = if excerpt.is_empty() { own } else { excerpt };
            (whole.to_owned(), 0..whole.chars().count(), 0)
        }
    };
    // The same words may stand elsewhere before.
    let count = |words: &str| words.matches(stretch.as_str()).count();
    let before = passages[..index.unwrap_or(0)].iter().map(|passage| count(passage.words));
    let nth = match stretch.as_str() {
        "" => 0,
        _ => before.sum::<usize>() + count(&chars[..front].iter().collect::<String>()),
    };
    Remark { stretch, span, nth, ..Remark::default() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::{Context, review};

    #[test]
    fn what_is_said_of_words_that_stand_twice_is_said_of_the_right_ones() {
        let basis = "Căn cứ Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ về công tác \
                     văn thư;";
        let text = format!(
            "SỞ XÂY DỰNG\nSố: 12/KH-SXD\n\nKẾ HOẠCH\nTriển khai thi đua\n\n{basis}\n{basis}\n\n\
             I. MỤC ĐÍCH\nCác phòng thực hiện.\n"
        );
        let reviewed = review("a.txt", text.as_bytes(), &Context::default()).expect("read");
        let findings = reviewed.outcome.findings.iter();
        let twice = findings.zip(remarks(&reviewed)).find(|(it, _)| it.rule.id == "C22");
        let (_, remark) = twice.expect("the second is found");
        assert_eq!(remark.nth, 1);
        assert!(remark.words.contains("C22"));
    }
}
