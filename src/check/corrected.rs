//! A copy of a text file with cures made in its own words, nothing else touched.

use super::finding::{Deed, Finding};
use super::passage::passages;
use crate::model::Document;
use crate::read;

/// Letters on either side of a cure by which its place in the file is known.
const AROUND: usize = 16;

/// The bytes of a file with cures made; none where its words cannot be changed in place. A cure
/// whose words are not found in the file exactly once is left out.
pub fn corrected(
    name: &str,
    bytes: &[u8],
    document: &Document,
    findings: &[&Finding],
) -> Option<Vec<u8>> {
    if bytes.starts_with(b"PK") {
        return read::edited(name, bytes, &snippets(document, findings));
    }
    let mut text = read::decode(bytes).ok()?.text;
    for (before, after) in snippets(document, findings) {
        if text.matches(&before).count() == 1 {
            text = text.replacen(&before, &after, 1);
        }
    }
    Some(text.into_bytes())
}

/// The cures as stretches of words before and after, long enough to be known again. Cures that
/// stand close to each other make one stretch.
fn snippets(document: &Document, findings: &[&Finding]) -> Vec<(String, String)> {
    let mut all = Vec::new();
    for passage in passages(document) {
        let mut cures: Vec<_> = findings
            .iter()
            .filter(|it| {
                it.place == passage.place && it.part == passage.part && it.note == passage.note
            })
            .filter_map(|it| {
                Some((
                    it.span.clone()?,
                    it.fix.as_ref().filter(|fix| fix.deed == Deed::Replace)?,
                ))
            })
            .collect();
        cures.sort_by_key(|(span, _)| span.start);
        let chars: Vec<char> = passage.words.chars().collect();
        let mut index = 0;
        while index < cures.len() {
            let first = index;
            let mut end = cures[index].0.end;
            while index + 1 < cures.len() && cures[index + 1].0.start <= end + AROUND {
                index += 1;
                end = cures[index].0.end;
            }
            let from = cures[first].0.start.saturating_sub(AROUND);
            let to = (end + AROUND).min(chars.len());
            let before: String = chars[from..to].iter().collect();
            let mut after = String::new();
            let mut at = from;
            for (span, fix) in &cures[first..=index] {
                if span.start >= at {
                    after.extend(&chars[at..span.start]);
                    after.push_str(&fix.after);
                    at = span.end;
                }
            }
            after.extend(&chars[at..to]);
            all.push((before, after));
            index += 1;
        }
    }
    all
}
