//! How often syllables and neighbours stand in official texts (`assets/spelling`).

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use crate::check::reading::Reading;

const COUNTS: &str = include_str!("../../../assets/spelling/counts.txt");
const EVERYDAY: &str = include_str!("../../../assets/spelling/everyday.txt");

struct Entry {
    count: u32,
    after: HashMap<&'static str, u32>,
}

static TABLE: LazyLock<HashMap<&'static str, Entry>> = LazyLock::new(|| {
    let entry = |line: &'static str| {
        let mut fields = line.split(' ');
        let (word, count) = (fields.next()?, fields.next()?.parse().ok()?);
        let after = fields.filter_map(|pair| {
            let (next, seen) = pair.split_once(':')?;
            Some((next, seen.parse().ok()?))
        });
        Some((word, Entry { count, after: after.collect() }))
    };
    COUNTS.lines().filter_map(entry).collect()
});

static USED: LazyLock<HashSet<String>> =
    LazyLock::new(|| EVERYDAY.split_whitespace().map(Reading::key_of).collect());

static SUM: LazyLock<f64> =
    LazyLock::new(|| TABLE.values().map(|entry| f64::from(entry.count)).sum());

/// For every syllable those that stand before it.
static BEFORE: LazyLock<HashMap<&'static str, Vec<(&'static str, u32)>>> =
    LazyLock::new(|| {
        let mut before: HashMap<&'static str, Vec<(&'static str, u32)>> = HashMap::new();
        for (first, entry) in TABLE.iter() {
            for (second, seen) in &entry.after {
                before.entry(*second).or_default().push((*first, *seen));
            }
        }
        before
    });

/// The syllables that follow one in the texts, and how often.
pub(super) fn followers(word: &str) -> impl Iterator<Item = (&'static str, u32)> {
    TABLE
        .get(word)
        .into_iter()
        .flat_map(|entry| &entry.after)
        .map(|(next, seen)| (*next, *seen))
}

/// The syllables that stand before one in the texts, and how often.
pub(super) fn leaders(word: &str) -> impl Iterator<Item = (&'static str, u32)> {
    BEFORE.get(word).into_iter().flatten().copied()
}

/// How often a syllable stands in the texts.
pub(super) fn count(word: &str) -> u32 {
    TABLE.get(word).map_or(0, |entry| entry.count)
}

/// Whether a syllable is in use.
pub(super) fn is_used(word: &str) -> bool {
    count(word) > 0 || USED.contains(word)
}

/// How often two syllables stand side by side in the texts; once is not counted.
pub(super) fn pair(first: &str, second: &str) -> u32 {
    TABLE.get(first).and_then(|entry| entry.after.get(second)).copied().unwrap_or(0)
}

/// How much more often than chance, as a natural logarithm; 0 where they are not seen together.
pub(super) fn strength(first: &str, second: &str) -> f64 {
    let (a, b) = (f64::from(count(first)), f64::from(count(second)));
    let both = f64::from(pair(first, second));
    if both == 0.0 || a == 0.0 || b == 0.0 { 0.0 } else { (both * *SUM / (a * b)).ln() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tables_are_read_whole() {
        assert_eq!(TABLE.len(), COUNTS.lines().count());
        assert!(USED.len() > 3000);
        assert!(strength("thực", "hiện") > 2.0);
        assert!(pair("thực", "hiện") > 50 && is_used("mắt") && !is_used("chuương"));
    }
}
