//! Ours or hers: which hard spaces and hyphens the paper has put into its words, and which she typed.
//!
//! A composed line remembers hers ([`Line::typed`]), a Word file of ours marks them by a character style, and
//! the rules that hold words together tell ours, which [`release`] takes off again.

use crate::model::{NOTE_ANCHOR, Text};
use crate::standard::StyleName;

use super::{HARD_HYPHEN, HARD_SPACE, centred, positions, words};
use crate::compose::{Inline, Line};

/// Stands for a hard space that she typed, while ours are taken off the words of a file of ours: a letter
/// of private use, as no text has it on paper.
pub const TYPED_SPACE: char = '\u{F8F0}';
/// Stands for a hyphen that does not break, likewise.
pub const TYPED_HYPHEN: char = '\u{F8F1}';

/// Hard spaces and hyphens of a line that she typed herself, as [`Line::letters`] counts.
pub fn typed(line: &Line) -> Vec<usize> {
    line.typed.clone().unwrap_or_else(|| hards(line))
}

/// Writes down which hard spaces and hyphens stand in a line before any of ours do.
pub(in crate::compose) fn note_typed(line: &mut Line) {
    if line.typed.is_none() {
        line.typed = Some(hards(line));
    }
}

/// Hard spaces of a line that are ours though no rule holds there ([`mod@super::fit`]), as [`Line::letters`] counts.
pub fn eased(line: &Line) -> Vec<usize> {
    let Some(typed) = &line.typed else { return Vec::new() };
    let settled = centred::is_balanced(line.style)
        || matches!(line.style, StyleName::Number | StyleName::Date);
    let letters: Vec<char> = words(&line.runs).chars().collect();
    if settled || !letters.contains(&HARD_SPACE) {
        return Vec::new();
    }
    let ruled: Vec<usize> =
        positions(&letters.iter().collect::<String>()).iter().map(|hold| hold.at).collect();
    let mut found = Vec::new();
    // Notes are one letter among the words, and all of their letters in the line.
    let (mut at, mut passed) = (0, 0);
    for run in &line.runs {
        let mut all = Vec::new();
        collect(std::slice::from_ref(run), &mut all);
        if let Inline::Words { .. } = run {
            found.extend((0..all.len()).filter_map(|letter| {
                let ours = letters[at + letter] == HARD_SPACE
                    && is_single(&letters, at + letter)
                    && !ruled.contains(&(at + letter))
                    && !typed.contains(&(passed + letter));
                ours.then_some(passed + letter)
            }));
            at += all.len();
        } else {
            at += 1;
        }
        passed += all.len();
    }
    found
}

fn hards(line: &Line) -> Vec<usize> {
    if !has_hards(&line.runs) {
        return Vec::new();
    }
    let letters = line.letters();
    // Room for numbers and dates is the paper's own.
    let hers = match line.style {
        StyleName::Number => {
            let symbol = letters.iter().skip_while(|letter| !is_hard(**letter));
            let room = symbol.take_while(|letter| is_hard(**letter)).count();
            letters.iter().position(|letter| is_hard(*letter)).unwrap_or(0) + room
                ..letters.len()
        }
        StyleName::Date => 0..letters.iter().rposition(|letter| *letter == ',').unwrap_or(0),
        _ => 0..letters.len(),
    };
    let own = hers.filter(|at| is_hard(letters[*at]));
    if line.style == StyleName::Reference {
        let spaced = own.filter(|at| letters[*at] == HARD_HYPHEN || is_single(&letters, *at));
        return spaced.filter(|at| !before_number(&letters, *at)).collect();
    }
    own.collect()
}

/// Whether a hard space stands between `số` and a number: the paper's own.
fn before_number(letters: &[char], at: usize) -> bool {
    letters[..at].ends_with(&['s', 'ố'])
        && letters.get(at + 1).is_some_and(char::is_ascii_digit)
}

fn has_hards(runs: &[Inline]) -> bool {
    runs.iter().any(|run| match run {
        Inline::Words { text, .. } => text.contains(is_hard),
        Inline::Break => false,
        Inline::Note { runs } => has_hards(runs),
    })
}

/// Whether a letter is a hard space or a hyphen that does not break.
pub fn is_hard(letter: char) -> bool {
    matches!(letter, HARD_SPACE | HARD_HYPHEN)
}

/// The letters of runs, as [`Line::letters`] counts.
pub(in crate::compose) fn collect(runs: &[Inline], letters: &mut Vec<char>) {
    for run in runs {
        match run {
            Inline::Words { text, .. } => letters.extend(text.chars()),
            Inline::Break => letters.push('\n'),
            Inline::Note { runs } => {
                letters.push(NOTE_ANCHOR);
                collect(runs, letters);
            }
        }
    }
}

/// Puts [`TYPED_SPACE`] and [`TYPED_HYPHEN`] where she typed hard ones, and plain spaces where the paper
/// put some that no rule knows.
pub(in crate::compose) fn keep_typed(line: &mut Line) {
    fn exchange(
        runs: &mut [Inline],
        at: &mut usize,
        found: &[usize],
        other: fn(char) -> char,
    ) {
        for run in runs {
            match run {
                Inline::Words { text, .. } => {
                    let from = *at;
                    *at += text.chars().count();
                    if found.iter().any(|found| (from..*at).contains(found)) {
                        let letters = text.chars().enumerate();
                        let exchanged = letters.map(|(index, letter)| {
                            if found.contains(&(from + index)) {
                                other(letter)
                            } else {
                                letter
                            }
                        });
                        *text = exchanged.collect();
                    }
                }
                Inline::Break => *at += 1,
                Inline::Note { runs } => {
                    *at += 1;
                    exchange(runs, at, found, other);
                }
            }
        }
    }
    let (typed, eased) = (typed(line), eased(line));
    if !typed.is_empty() {
        exchange(line.runs.to_mut(), &mut 0, &typed, kept);
    }
    if !eased.is_empty() {
        exchange(line.runs.to_mut(), &mut 0, &eased, |_| ' ');
    }
}

/// What stands for a hard space or hyphen that she typed.
pub fn kept(letter: char) -> char {
    match letter {
        HARD_SPACE => TYPED_SPACE,
        HARD_HYPHEN => TYPED_HYPHEN,
        letter => letter,
    }
}

fn as_typed(letter: char) -> char {
    match letter {
        TYPED_SPACE => HARD_SPACE,
        TYPED_HYPHEN => HARD_HYPHEN,
        letter => letter,
    }
}

/// Words with what she typed in the place of what stood for it.
pub(in crate::compose) fn restored(words: &str) -> String {
    words.chars().map(as_typed).collect()
}

/// A text of a file of ours, notes included, with what she typed in the place of what stood for it.
pub fn restore(text: &mut Text) {
    for note in 0..text.notes().len() {
        if let Some(note) = text.note_mut(note) {
            restore(note);
        }
    }
    if text.as_str().contains([TYPED_SPACE, TYPED_HYPHEN]) {
        text.exchange(|_, letter| as_typed(letter));
    }
}

/// The text without the holds that its style's paragraphs get on paper: what she typed.
///
/// In lines that break by their meaning (agencies, titles, posts) every single hard space is one of
/// ours, in those of number and date every one, unless [`TYPED_SPACE`] stands for it.
pub fn release(text: &Text, name: StyleName) -> Text {
    let mut text = text.clone();
    let notes = text.notes().len();
    for note in 0..notes {
        if let Some(note) = text.note_mut(note) {
            *note = release(note, StyleName::Footnote);
        }
    }
    if text.as_str().contains([HARD_SPACE, HARD_HYPHEN]) {
        let letters: Vec<char> = text.as_str().chars().collect();
        let mut ours = vec![false; letters.len()];
        for hold in positions(text.as_str()) {
            ours[hold.at] = true;
        }
        if matches!(name, StyleName::Number | StyleName::Date) {
            ours.iter_mut().for_each(|ours| *ours = true);
        }
        if centred::is_balanced(name) {
            for (gap, ours) in ours.iter_mut().enumerate() {
                *ours |= is_single(&letters, gap);
            }
        }
        text.exchange(|at, letter| match letter {
            HARD_SPACE if ours[at] => ' ',
            HARD_HYPHEN if ours[at] => '-',
            letter => letter,
        });
    }
    text
}

/// [`release`] for words without looks.
pub fn release_words(words: &str, name: StyleName) -> String {
    if words.contains([HARD_SPACE, HARD_HYPHEN]) {
        release(&Text::plain(words), name).as_str().to_owned()
    } else {
        words.to_owned()
    }
}

/// Whether a hard space is the only one between words: several are room for a number.
pub(super) fn is_single(letters: &[char], at: usize) -> bool {
    let word =
        |at: Option<&char>| at.is_some_and(|letter| *letter == ' ' || !letter.is_whitespace());
    letters[at] == HARD_SPACE
        && at > 0
        && word(letters.get(at - 1))
        && word(letters.get(at + 1))
}
