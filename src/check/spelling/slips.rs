//! Which syllables of the tables are one slip of the pen, or one confusion of sound, away from
//! another.

use std::collections::HashMap;
use std::sync::{LazyLock, OnceLock};

use super::counts::{self, Syllable};
use super::repair::{TONES, apart, placed};
use crate::check::hash::Quick;
use crate::check::reading::Reading;

/// How a syllable was missed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Slip {
    /// One letter more, less, changed or swapped.
    Edit,
    /// Another tone, or none, or one too many.
    Tone,
    /// A letter's own mark: a ă â, e ê, o ô ơ, u ư, d đ.
    Mark,
    /// The end: n ng nh, c t ch.
    Coda,
    /// The beginning: s x, tr ch, d gi r v, l n, c k, g gh, ng ngh.
    Onset,
    /// Hỏi for ngã or ngã for hỏi.
    HookTilde,
}

/// Beginnings that sound alike somewhere.
const ONSETS: [(&str, &str); 10] = [
    ("tr", "ch"),
    ("gi", "d"),
    ("gi", "r"),
    ("s", "x"),
    ("d", "r"),
    ("l", "n"),
    ("ngh", "ng"),
    ("gh", "g"),
    ("k", "c"),
    ("qu", "h"),
];

/// Ends that sound alike somewhere.
const CODAS: [(&str, &str); 4] = [("ng", "n"), ("c", "t"), ("nh", "n"), ("ch", "t")];

/// Letters that a mark tells apart.
const MARKS: [&str; 5] = ["aăâ", "eê", "oôơ", "uư", "dđ"];

/// What a syllable may have been meant to be, found when it is first asked for.
type Near = OnceLock<Vec<(Syllable, Slip)>>;

static NEAR: LazyLock<Vec<Near>> =
    LazyLock::new(|| (0..counts::len()).map(|_| OnceLock::new()).collect());

/// The syllables of the tables that a syllable of the tables is a confusion of; single letters
/// changed at will are not among them.
pub(super) fn confusions(syllable: Syllable) -> &'static [(Syllable, Slip)] {
    NEAR[syllable.number()].get_or_init(|| near(syllable.word()))
}

/// The syllables of the tables that any word is a confusion of.
pub(super) fn near(word: &str) -> Vec<(Syllable, Slip)> {
    let Some((bare, tone)) = apart(word) else { return Vec::new() };
    let mut near: Vec<(Syllable, Slip)> = Vec::new();
    let mut add = |bare: &str, tone: Option<char>, slip: Slip| {
        let other =
            placed(bare, tone).and_then(|word| counts::syllable(&Reading::key_of(&word)));
        let Some(other) = other.filter(|other| other.word() != word) else { return };
        if near.iter().all(|(known, _)| *known != other) {
            near.push((other, slip));
        }
    };
    for other in TONES.into_iter().filter(|other| *other != tone) {
        add(&bare, other, of_tones(tone, other));
    }
    for (bare, slip) in spellings(&bare) {
        add(&bare, tone, slip);
    }
    near
}

fn of_tones(first: Option<char>, second: Option<char>) -> Slip {
    match (first, second) {
        (Some('\u{303}'), Some('\u{309}')) | (Some('\u{309}'), Some('\u{303}')) => {
            Slip::HookTilde
        }
        _ => Slip::Tone,
    }
}

/// Letters without tone that are confused with these.
fn spellings(bare: &str) -> Vec<(String, Slip)> {
    let mut all = Vec::new();
    for (one, other) in ONSETS {
        for (from, to) in [(one, other), (other, one)] {
            if let Some(rest) = bare.strip_prefix(from) {
                all.push((format!("{to}{rest}"), Slip::Onset));
            }
        }
    }
    for (one, other) in CODAS {
        for (from, to) in [(one, other), (other, one)] {
            if let Some(rest) = bare.strip_suffix(from) {
                all.push((format!("{rest}{to}"), Slip::Coda));
            }
        }
    }
    let letters: Vec<char> = bare.chars().collect();
    for (at, letter) in letters.iter().enumerate() {
        let group = MARKS.iter().find(|group| group.contains(*letter));
        for other in group.into_iter().flat_map(|group| group.chars()) {
            if other != *letter {
                let mut changed = letters.clone();
                changed[at] = other;
                all.push((changed.into_iter().collect(), Slip::Mark));
            }
        }
    }
    all
}

/// Words of every plan with one of their syllables missed, by the two syllables as they then stand, and
/// which of the two is meant to be what.
static OFFICE: LazyLock<HashMap<(Syllable, Syllable, bool), Syllable, Quick>> =
    LazyLock::new(|| {
        let mut all: HashMap<_, _, Quick> = HashMap::default();
        for (first, second) in counts::office_words() {
            for (wrong, slip) in confusions(second) {
                if !counts::meet(first, *wrong) && *slip != Slip::Edit {
                    all.insert((first, *wrong, true), second);
                }
            }
            for (wrong, slip) in confusions(first) {
                if !counts::meet(*wrong, second) && *slip != Slip::Edit {
                    all.insert((*wrong, second, false), first);
                }
            }
        }
        all
    });

/// The word of every plan that two syllables miss: what the second (or the first) is meant to be.
pub(super) fn office_slip(
    first: Syllable,
    second: Syllable,
    is_second: bool,
) -> Option<Syllable> {
    OFFICE.get(&(first, second, is_second)).copied()
}

/// How a word that is not in the tables may have missed a syllable of them.
pub(super) fn between(word: &str, other: &str) -> Option<Slip> {
    if word == other || word.chars().count().abs_diff(other.chars().count()) > 2 {
        return None;
    }
    let ((first, tone), (second, meant)) = (apart(word)?, apart(other)?);
    if first == second {
        return Some(of_tones(tone, meant));
    }
    if tone != meant {
        return None;
    }
    let alike = spellings(&first).into_iter().find(|(bare, _)| *bare == second);
    match alike {
        Some((_, slip)) => Some(slip),
        None => is_one_edit(&first, &second).then_some(Slip::Edit),
    }
}

fn is_one_edit(first: &str, second: &str) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (first.chars().collect(), second.chars().collect());
    let front = a.iter().zip(&b).take_while(|(x, y)| x == y).count();
    let back = a[front..].iter().rev().zip(b[front..].iter().rev());
    let back = back.take_while(|(x, y)| x == y).count();
    match (&a[front..a.len() - back], &b[front..b.len() - back]) {
        ([], [_]) | ([_], []) | ([_], [_]) => true,
        ([x, y], [u, v]) => x == v && y == u,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_is_one_tone_one_letter_or_one_sound() {
        for (wrong, right, slip) in [
            ("thự", "thực", Slip::Edit),
            ("chuương", "chương", Slip::Edit),
            ("hiên", "hiện", Slip::Tone),
            ("trìnhh", "trình", Slip::Edit),
            ("thyuết", "thuyết", Slip::Edit),
            ("hổ", "hỗ", Slip::HookTilde),
            ("xát", "sát", Slip::Onset),
            ("giành", "dành", Slip::Onset),
            ("trồng", "chồng", Slip::Onset),
            ("vướn", "vướng", Slip::Coda),
            ("dốc", "đốc", Slip::Mark),
        ] {
            assert_eq!(between(wrong, right), Some(slip), "{wrong} {right}");
        }
        for (one, other) in [("thực", "hiện"), ("cá", "cá"), ("mà", "mế")] {
            assert_eq!(between(one, other), None);
        }
    }

    #[test]
    fn confusions_are_syllables_of_the_tables() {
        let syllable = |word| counts::syllable(word).expect("in the table");
        let near: Vec<&str> =
            confusions(syllable("sử")).iter().map(|(other, _)| other.word()).collect();
        assert!(near.contains(&"xử") && near.contains(&"sự") && !near.contains(&"sử"));
    }
}
