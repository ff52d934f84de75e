//! What is known of syllables and of the company they keep (`assets/spelling`): how often they stand
//! side by side in official texts, and which make a word together.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use crate::check::hash::Quick;
use crate::check::reading::Reading;

const COUNTS: &str = include_str!("../../../assets/spelling/counts.txt");
const COMPOUNDS: &str = include_str!("../../../assets/spelling/compounds.txt");
const OFFICE: &str = include_str!("../../../assets/spelling/office.txt");
const EVERYDAY: &str = include_str!("../../../assets/spelling/everyday.txt");

/// A syllable of the tables.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) struct Syllable(u32);

/// Two syllables side by side.
#[derive(Clone, Copy, Debug, Default)]
struct Pair {
    /// How often in the texts; once is not counted.
    seen: u32,
    /// Whether they make a word.
    word: bool,
    /// Whether that word stands in plans again and again.
    office: bool,
}

#[derive(Default)]
struct Table {
    ids: HashMap<&'static str, Syllable, Quick>,
    words: Vec<&'static str>,
    counts: Vec<u32>,
    /// How many words a syllable has a part in.
    partners: Vec<u32>,
    pairs: HashMap<u64, Pair, Quick>,
    after: Vec<Vec<Syllable>>,
    before: Vec<Vec<Syllable>>,
    /// Which syllables hardly stand but in a word of two ("vấn", "phỏng").
    clings: Vec<bool>,
    sum: f64,
}

impl Table {
    fn read() -> Self {
        let mut table = Self::default();
        for line in COUNTS.lines() {
            let mut fields = line.split(' ');
            let (Some(word), Some(count)) = (fields.next(), fields.next()) else { continue };
            let word = table.syllable(word);
            let count: u32 = count.parse().unwrap_or(0);
            table.counts[word.index()] = count;
            table.sum += f64::from(count);
            for (next, seen) in fields.filter_map(|pair| pair.split_once(':')) {
                let next = table.syllable(next);
                table.pair(word, next).seen = seen.parse().unwrap_or(0);
            }
        }
        table.read_words(COMPOUNDS, false);
        table.read_words(OFFICE, true);
        table.clings = table.clinging();
        table
    }

    /// The syllables of which nearly every place in the texts is in a word.
    fn clinging(&self) -> Vec<bool> {
        let mut bound = vec![0; self.words.len()];
        for (key, pair) in &self.pairs {
            if pair.word {
                bound[(key >> 32) as usize] += pair.seen;
                bound[(key & u64::from(u32::MAX)) as usize] += pair.seen;
            }
        }
        let nearly = |(bound, count): (&u32, &u32)| *count >= 6 && bound * 20 >= count * 17;
        bound.iter().zip(&self.counts).map(nearly).collect()
    }

    fn read_words(&mut self, list: &'static str, office: bool) {
        for line in list.lines() {
            let mut fields = line.split(' ');
            let Some(first) = fields.next() else { continue };
            let first = self.syllable(first);
            for second in fields {
                let second = self.syllable(second);
                let pair = self.pair(first, second);
                pair.word = true;
                pair.office = office;
                self.partners[first.index()] += 1;
                self.partners[second.index()] += 1;
            }
        }
    }

    fn syllable(&mut self, word: &'static str) -> Syllable {
        if let Some(known) = self.ids.get(word) {
            return *known;
        }
        let new = Syllable(u32::try_from(self.words.len()).unwrap_or(u32::MAX));
        self.ids.insert(word, new);
        self.words.push(word);
        self.counts.push(0);
        self.partners.push(0);
        self.after.push(Vec::new());
        self.before.push(Vec::new());
        new
    }

    fn pair(&mut self, first: Syllable, second: Syllable) -> &mut Pair {
        let key = key(first, second);
        if !self.pairs.contains_key(&key) {
            self.after[first.index()].push(second);
            self.before[second.index()].push(first);
        }
        self.pairs.entry(key).or_default()
    }
}

impl Syllable {
    fn index(self) -> usize {
        self.0 as usize
    }

    /// A number for tables beside this one, below [`len`].
    pub(super) fn number(self) -> usize {
        self.index()
    }

    /// Its letters.
    pub(super) fn word(self) -> &'static str {
        TABLE.words[self.index()]
    }

    /// How often it stands in the texts.
    pub(super) fn count(self) -> u32 {
        TABLE.counts[self.index()]
    }

    /// How many words it has a part in.
    pub(super) fn partners(self) -> u32 {
        TABLE.partners[self.index()]
    }

    /// Whether it hardly stands but in a word with a neighbour.
    pub(super) fn clings(self) -> bool {
        TABLE.clings[self.index()]
    }

    /// The syllables that stand after it.
    pub(super) fn followers(self) -> &'static [Self] {
        &TABLE.after[self.index()]
    }

    /// The syllables that stand before it.
    pub(super) fn leaders(self) -> &'static [Self] {
        &TABLE.before[self.index()]
    }
}

fn key(first: Syllable, second: Syllable) -> u64 {
    u64::from(first.0) << 32 | u64::from(second.0)
}

static TABLE: LazyLock<Table> = LazyLock::new(Table::read);

static USED: LazyLock<HashSet<String>> =
    LazyLock::new(|| EVERYDAY.split_whitespace().map(Reading::key_of).collect());

/// How many syllables the table has.
pub(super) fn len() -> usize {
    TABLE.words.len()
}

/// The syllable of these letters.
pub(super) fn syllable(word: &str) -> Option<Syllable> {
    TABLE.ids.get(word).copied()
}

/// How often a syllable stands in the texts.
pub(super) fn count(word: &str) -> u32 {
    syllable(word).map_or(0, Syllable::count)
}

/// Whether a syllable is in use.
pub(super) fn is_used(word: &str) -> bool {
    syllable(word).is_some() || USED.contains(word)
}

fn find(first: Syllable, second: Syllable) -> Pair {
    TABLE.pairs.get(&key(first, second)).copied().unwrap_or_default()
}

/// Whether two syllables are seen side by side, in the texts or as a word.
pub(super) fn meet(first: Syllable, second: Syllable) -> bool {
    TABLE.pairs.contains_key(&key(first, second))
}

/// Whether two syllables make a word.
pub(super) fn is_word(first: Syllable, second: Syllable) -> bool {
    find(first, second).word
}

/// Whether two syllables make a word of every plan.
pub(super) fn is_office(first: Syllable, second: Syllable) -> bool {
    find(first, second).office
}

/// The words of every plan. O(pairs), sorted by their numbers.
pub(super) fn office_words() -> Vec<(Syllable, Syllable)> {
    let mut all: Vec<_> = TABLE
        .pairs
        .iter()
        .filter(|(_, pair)| pair.office)
        .map(|(key, _)| (Syllable((key >> 32) as u32), Syllable((key & 0xFFFF_FFFF) as u32)))
        .collect();
    all.sort();
    all
}

/// How often two syllables stand side by side in the texts; once is not counted.
pub(super) fn seen(first: Syllable, second: Syllable) -> u32 {
    find(first, second).seen
}

/// How much more often than chance, as a natural logarithm; 0 where they are not seen together.
pub(super) fn strength(first: Syllable, second: Syllable) -> f64 {
    let (a, b) = (f64::from(first.count()), f64::from(second.count()));
    let both = f64::from(seen(first, second));
    if both == 0.0 || a == 0.0 || b == 0.0 { 0.0 } else { (both * TABLE.sum / (a * b)).ln() }
}

/// Whether two syllables belong together: a word, or side by side at least so often in the texts
/// and so much more often than chance.
pub(super) fn is_bound(first: Syllable, second: Syllable, least: u32, strong: f64) -> bool {
    let pair = find(first, second);
    pair.word || (pair.seen >= least && strength(first, second) >= strong)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(word: &str) -> Syllable {
        syllable(word).expect("a syllable of the table")
    }

    #[test]
    fn the_tables_are_read_whole() {
        let counted = TABLE.counts.iter().filter(|count| **count > 0).count();
        assert_eq!(counted, COUNTS.lines().count());
        let words = TABLE.pairs.values().filter(|pair| pair.word).count();
        let lines = || COMPOUNDS.lines().chain(OFFICE.lines());
        let written: usize =
            lines().map(|line| line.split(' ').count().saturating_sub(1)).sum();
        assert_eq!(words, written, "each word once");
        assert!(USED.len() > 3000);
        assert!(strength(of("thực"), of("hiện")) > 2.0);
        assert!(seen(of("thực"), of("hiện")) > 50);
        assert!(is_used("mắt") && !is_used("chuương"));
    }

    #[test]
    fn words_are_written_as_the_check_reads_them() {
        for line in COMPOUNDS.lines().chain(OFFICE.lines()) {
            assert_eq!(line, Reading::key_of(line));
        }
    }
}
