//! What is held together on a line, without a changed word.
//!
//! A symbol, a number and what it counts, a date, a name do not fall apart at a line's end: on paper
//! their spaces are hard ones and their hyphens do not break, in PDF and Word alike. The plan keeps
//! what she typed, and [`release()`] takes our holds, and no others, off the words of a Word file.

mod centred;
mod fit;
mod release;
mod rules;

use std::cell::RefCell;
use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::rc::Rc;

use crate::model::NOTE_ANCHOR;
use crate::standard::{LineAlign, NO_BREAK_HYPHEN, ParagraphStyle};

use super::{Inline, Line, Look};
use fit::{fit, letter_widths};
use rules::{Gap, RULES, hyphen};

use release::{TYPED_HYPHEN, TYPED_SPACE, is_single};
pub(super) use release::{collect, keep_typed, note_typed, restored};
pub use release::{eased, is_hard, kept, release, release_words, restore, typed};

pub(super) use centred::{AIR as CENTRED_AIR, division, settle};

/// A space that no line ends at.
pub const HARD_SPACE: char = '\u{A0}';
/// A hyphen that no line ends at.
pub const HARD_HYPHEN: char = NO_BREAK_HYPHEN;

/// Air beside a paragraph of one line, mm: what fits with it needs no holds.
const AIR: f64 = 2.0;
/// No line is longer, bytes: longer paragraphs need not be measured to know that they have several.
const LONGEST_LINE: usize = 400;

/// A place that is held.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Hold {
    /// The space or hyphen, in characters.
    at: usize,
    /// Whether it never gives way.
    firm: bool,
}

/// Holds together what belongs together in a paragraph of a style, `width` mm wide. What would not
/// fit into a line is not held.
pub(super) fn hold(line: &mut Line, style: &ParagraphStyle, width: f64) {
    note_typed(line);
    if line.runs.iter().any(|run| matches!(run, Inline::Note { .. })) {
        for run in line.runs.to_mut() {
            if let Inline::Note { runs } = run {
                let holds = positions(&words(runs));
                apply(runs, &holds);
            }
        }
    }
    let words = words(&line.runs);
    let own = ParagraphStyle { size: line.size.unwrap_or(style.size), ..*style };
    let looks = looks(&line.runs);
    let holds = known(&words, &looks, &own, width, || held(line, &words, &own, width));
    if !holds.is_empty() {
        apply(line.runs.to_mut(), &holds);
    }
}

/// Where the words of a paragraph are held, as it has to be decided for each of them once.
fn held(line: &Line, words: &str, style: &ParagraphStyle, width: f64) -> Vec<Hold> {
    let mut holds = positions(words);
    if !holds.is_empty() {
        let widths = letter_widths(line, style);
        let one_line = || style.indent + widths.iter().sum::<f64>() <= width - AIR;
        if words.len() < LONGEST_LINE && !words.contains('\n') && one_line() {
            return Vec::new();
        }
        fit(&mut holds, words, &widths, style, width);
    }
    holds
}

/// The looks of runs and how many bytes have them.
fn looks(runs: &[Inline]) -> Vec<(usize, bool, bool)> {
    let looks = runs.iter().map(|run| match run {
        Inline::Words { text, look } => (text.len(), look.bold, look.italic),
        Inline::Break | Inline::Note { .. } => (1, false, false),
    });
    looks.collect()
}

/// Paragraphs whose holds are remembered; more than a plan of a thousand pages has.
const MOST_KNOWN: usize = 30_000;

thread_local! {
    /// The holds of paragraphs met before: a plan is composed at every key, and all but one are as they were.
    static KNOWN: RefCell<HashMap<u64, Rc<[Hold]>>> = RefCell::default();
}

/// What was decided for these words in these looks, this style and width before; else what `decide` says.
fn known(
    words: &str,
    looks: &[(usize, bool, bool)],
    style: &ParagraphStyle,
    width: f64,
    decide: impl FnOnce() -> Vec<Hold>,
) -> Rc<[Hold]> {
    let mut hasher = DefaultHasher::new();
    let measures = [style.size, style.indent, width].map(f64::to_bits);
    let justified = style.align == LineAlign::Justify;
    (words, looks, measures, justified).hash(&mut hasher);
    let key = hasher.finish();
    if let Some(holds) = KNOWN.with_borrow(|known| known.get(&key).cloned()) {
        return holds;
    }
    let holds: Rc<[Hold]> = decide().into();
    KNOWN.with_borrow_mut(|known| {
        if known.len() >= MOST_KNOWN {
            known.clear();
        }
        known.insert(key, Rc::clone(&holds));
    });
    holds
}

/// The words of runs, breaks as `\n`, notes as their anchor.
fn words(runs: &[Inline]) -> String {
    let mut words = String::new();
    for run in runs {
        match run {
            Inline::Words { text, .. } => words.push_str(text),
            Inline::Break => words.push('\n'),
            Inline::Note { .. } => words.push(NOTE_ANCHOR),
        }
    }
    words
}

/// Puts hard spaces and hyphens into runs.
fn apply(runs: &mut [Inline], holds: &[Hold]) {
    let mut holds = holds.iter().map(|hold| hold.at).peekable();
    let mut at = 0;
    for run in runs {
        let Inline::Words { text, .. } = run else {
            at += 1;
            continue;
        };
        let end = at + text.chars().count();
        if holds.peek().is_some_and(|hold| *hold < end) {
            *text = text
                .chars()
                .enumerate()
                .map(|(index, letter)| match holds.next_if_eq(&(at + index)) {
                    Some(_) if letter == '-' => HARD_HYPHEN,
                    Some(_) if letter == ' ' => HARD_SPACE,
                    _ => letter,
                })
                .collect();
        }
        at = end;
    }
}

/// A word: what stands between two spaces.
struct Word<'t> {
    text: &'t str,
    /// The gap before it, in characters; none where it is not one space.
    gap: Option<usize>,
    /// Its first character.
    start: usize,
}

/// Where words are held, in order. Hard spaces and hyphens count as plain ones, so that the same
/// places are found again in what was held.
pub(super) fn positions(words: &str) -> Vec<Hold> {
    if words.contains([TYPED_SPACE, TYPED_HYPHEN]) {
        return positions(&restored(words));
    }
    let words = split(words);
    let mut holds = Vec::new();
    let mut named = 0;
    for (index, word) in words.iter().enumerate() {
        let may_hold = index > 0 && rules::may_hold(words[index - 1].text, word.text);
        if let Some(at) = word.gap.filter(|_| may_hold) {
            let held = |gap: &Gap<'_>| RULES.iter().find(|rule| (rule.holds)(gap));
            let gap = Gap {
                before: match index {
                    1 => "",
                    _ if words[index - 1].gap.is_none() => "",
                    _ => opened(words[index - 2].text),
                },
                left: opened(words[index - 1].text),
                right: closed(word.text),
                goes_on: words.get(index + 1).is_some_and(|next| next.gap.is_some()),
                named,
            };
            let rule = held(&gap);
            if rule.is_some() && rules::ends_in_hyphen(gap.left) {
                // Typed with a space too many: the hyphen before it would let the line end.
                holds.push(Hold { at: at - 1, firm: true });
            }
            holds.extend(rule.map(|rule| Hold { at, firm: rule.firm }));
            named = match rule {
                Some(rule) if rule.names => named.max(1) + 1,
                _ => 0,
            };
        } else {
            named = 0;
        }
        hyphens(word, &mut holds);
    }
    holds
}

fn split(words: &str) -> Vec<Word<'_>> {
    let mut found: Vec<Word<'_>> = Vec::new();
    let mut open: Option<(usize, usize)> = None;
    let mut spaces = 0;
    let mut parted = true;
    let mut close = |open: &mut Option<(usize, usize)>, end: usize, gap: Option<usize>| {
        if let Some((from, start)) = open.take() {
            found.push(Word { text: &words[from..end], gap, start });
        }
    };
    let mut gap = None;
    for (at, (byte, letter)) in words.char_indices().enumerate() {
        let space = matches!(letter, ' ' | HARD_SPACE);
        if space || matches!(letter, '\n' | '\t' | NOTE_ANCHOR) {
            close(&mut open, byte, gap);
            if space {
                spaces += 1;
            } else {
                parted = true;
            }
        } else if open.is_none() {
            gap = (spaces == 1 && !parted).then(|| at - 1);
            open = Some((byte, at));
            (spaces, parted) = (0, false);
        }
    }
    close(&mut open, words.len(), gap);
    found
}

fn opened(word: &str) -> &str {
    word.trim_start_matches(['(', '[', '"', '“', '‘', '\'', '«'])
}

fn closed(word: &str) -> &str {
    let bare = word.trim_end_matches([',', '.', ';', ':', ')', ']', '"', '”', '’', '\'', '»']);
    if bare.is_empty() { word } else { bare }
}

fn hyphens(word: &Word<'_>, holds: &mut Vec<Hold>) {
    let Word { text, start, .. } = word;
    if !text.contains(['-', HARD_HYPHEN]) || text.contains('@') || text.contains("://") {
        return;
    }
    if text.starts_with("www.") {
        return;
    }
    let part = |c: char| !c.is_alphanumeric();
    for (at, (byte, letter)) in text.char_indices().enumerate() {
        if !matches!(letter, '-' | HARD_HYPHEN) {
            continue;
        }
        let left = text[..byte].rsplit(part).next().unwrap_or_default();
        let right = text[byte + letter.len_utf8()..].split(part).next().unwrap_or_default();
        if hyphen(left, right) {
            holds.push(Hold { at: start + at, firm: true });
        }
    }
}

/// The widest look of a line's words, to measure them with.
pub(super) fn face(line: &Line, style: &ParagraphStyle) -> ParagraphStyle {
    let bold =
        |run: &Inline| matches!(run, Inline::Words { look: Look { bold: true, .. }, .. });
    ParagraphStyle {
        bold: style.bold || line.runs.iter().any(bold),
        size: line.size.unwrap_or(style.size),
        ..*style
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{PageSetup, Text};
    use crate::standard::{StyleName, style};

    fn held(words: &str) -> String {
        let mut runs = vec![Inline::Words { text: words.to_owned(), look: Look::default() }];
        let holds = positions(words);
        apply(&mut runs, &holds);
        super::words(&runs).replace(HARD_SPACE, "_").replace(HARD_HYPHEN, "=")
    }

    #[test]
    fn what_belongs_together_is_held_and_nothing_else() {
        for (typed, paper) in [
            ("Nghị định số 118/2025/NĐ-CP của", "Nghị định số_118/2025/NĐ=CP của"),
            ("theo Nghị quyết 80-NQ/TW.", "theo Nghị quyết 80=NQ/TW."),
            ("Quyết định số 5969/QĐ- UBND ngày", "Quyết định số_5969/QĐ=_UBND ngày"),
            ("Quyết định số 1234/QĐ-TTg ngày", "Quyết định số_1234/QĐ=TTg ngày"),
            ("ngày 05 tháng 6 năm 2025 của", "ngày_05_tháng_6_năm_2025 của"),
            ("điểm a khoản 2 Điều 5 Luật", "điểm_a khoản_2 Điều_5 Luật"),
            ("dài 10 km, đạt 95 % và", "dài 10_km, đạt 95_% và"),
            ("chi 1.250.000 đồng/người", "chi 1.250.000_đồng/người"),
            ("tại TP. Hồ Chí Minh và", "tại TP._Hồ_Chí_Minh và"),
            ("Phụ lục I kèm theo", "Phụ lục_I kèm theo"),
            ("gửi ông Nguyễn Văn A, Phó", "gửi ông_Nguyễn_Văn_A, Phó"),
            ("giai đoạn 2026-2030, kinh tế - xã hội", "giai đoạn_2026=2030, kinh tế_- xã hội"),
            ("- Gạch đầu dòng", "- Gạch đầu dòng"),
            ("gửi e-mail tới a-b@c-d.vn", "gửi e-mail tới a-b@c-d.vn"),
            ("hoàn thành ./.", "hoàn thành_./."),
            ("hai  12  khoảng trắng", "hai  12  khoảng trắng"),
            ("gồm 05 đơn vị, năm 2026 các", "gồm 05_đơn vị, năm_2026 các"),
        ] {
            assert_eq!(held(typed), paper);
        }
    }

    #[test]
    fn holding_and_releasing_leaves_what_she_typed() {
        let name = StyleName::Body;
        for typed in [
            "Nghị định số 118/2025/NĐ-CP ngày 05 tháng 6 năm 2025",
            "khoảng\u{A0}trắng cứng và gạch\u{2011}nối của chị giữ nguyên",
            "Số\u{A0}\u{A0}\u{A0}/KH-SXD",
        ] {
            let mut line = super::super::words::plain_line(
                crate::model::Place::Fixed,
                name,
                typed,
                &PageSetup::default(),
            );
            hold(&mut line, &style(name, &PageSetup::default()), 90.0);
            let back = release(&Text::plain(&words(&line.runs)), name);
            assert_eq!(back.as_str(), typed);
        }
    }
}
