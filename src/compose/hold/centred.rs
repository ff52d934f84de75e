//! Lines in the middle: broken by their meaning and evenly.
//!
//! Agencies, titles, posts: where such a line needs several, they end after a comma, before "và", not
//! inside a word of two syllables or a name, and are as even as can be. All other spaces are held.

use crate::standard::{ParagraphStyle, StyleName, is_compound, text_width};

use super::{HARD_SPACE, Hold, apply, face, is_single, note_typed, positions, words};
use crate::compose::Line;

/// Air that a line has beside it, mm: enough for what programs round.
pub(in crate::compose) const AIR: f64 = 2.0;
/// More words than these are not a title but a text.
const MOST_WORDS: usize = 80;

/// What a line's end costs where it stands badly, as a share of the square of an even line.
const INSIDE_WORD: f64 = 8.0;
const INSIDE_HOLD: f64 = 40.0;
const AFTER_DASH: f64 = 0.5;
const AFTER_COMMA: f64 = -0.12;
const BEFORE_AND: f64 = -0.04;
/// What a line of one word costs.
const ALONE: f64 = 1.5;

/// The styles whose lines are broken so.
pub(super) fn is_balanced(name: StyleName) -> bool {
    matches!(
        name,
        StyleName::ParentAgency
            | StyleName::Agency
            | StyleName::Subject
            | StyleName::LetterSubject
            | StyleName::Salutation
            | StyleName::Competence
            | StyleName::Reference
            | StyleName::PartTitle
            | StyleName::Centered
            | StyleName::Authority
            | StyleName::AgencyPost
            | StyleName::Signer
            | StyleName::AnnexTitle
    )
}

/// Holds a centred line's words so that it breaks by its meaning and evenly in `width` mm, each line that she has
/// ended herself by itself; nothing where that fits into one line.
pub(in crate::compose) fn settle(line: &mut Line, style: &ParagraphStyle, width: f64) {
    let text = words(&line.runs);
    let own = face(line, style);
    let mut holds = Vec::new();
    let mut passed = 0;
    for part in text.split('\n') {
        let letters: Vec<char> = part.chars().collect();
        if !letters.contains(&'\t') {
            let found = gaps(&letters, part, &own, width - AIR).unwrap_or_default();
            holds.extend(found.iter().map(|hold| Hold { at: passed + hold.at, ..*hold }));
        }
        passed += letters.len() + 1;
    }
    if !holds.is_empty() {
        note_typed(line);
        apply(line.runs.to_mut(), &holds);
    }
}

/// A word of the line.
struct Word {
    text: String,
    /// The gap before it, in characters.
    gap: usize,
    /// What it costs to end a line before it.
    cost: f64,
}

fn gaps(letters: &[char], text: &str, style: &ParagraphStyle, room: f64) -> Option<Vec<Hold>> {
    let (words, ends) = divided(letters, text, style, room)?;
    let gaps = words.iter().enumerate().skip(1).filter(|(index, _)| !ends.contains(index));
    let mut holds: Vec<Hold> =
        gaps.map(|(_, word)| Hold { at: word.gap, firm: true }).collect();
    let hyphens = positions(text).into_iter().filter(|hold| !letters[hold.at].is_whitespace());
    holds.extend(hyphens);
    holds.sort_by_key(|hold| hold.at);
    Some(holds)
}

/// The words of a text, and which of them begin a new line; none where it fits into one.
fn divided(
    letters: &[char],
    text: &str,
    style: &ParagraphStyle,
    room: f64,
) -> Option<(Vec<Word>, Vec<usize>)> {
    if text_width(text, style) <= room {
        return None;
    }
    let words = parts(letters, text);
    if words.len() < 2 || words.len() > MOST_WORDS {
        return None;
    }
    let ends = best(&words, style, room)?;
    Some((words, ends))
}

/// How a line in the middle is broken.
pub(in crate::compose) struct Division {
    /// How many lines it has.
    pub(in crate::compose) lines: usize,
    /// The width of the widest, mm.
    pub(in crate::compose) widest: f64,
    /// Whether a line ends inside a word or a name, or holds one word alone.
    pub(in crate::compose) is_poor: bool,
}

/// How words in a style are broken in `width` mm.
pub(in crate::compose) fn division(
    text: &str,
    style: &ParagraphStyle,
    width: f64,
) -> Division {
    let letters: Vec<char> = text.chars().collect();
    let Some((words, ends)) = divided(&letters, text, style, width - AIR) else {
        return Division { lines: 1, widest: text_width(text, style), is_poor: false };
    };
    let edges: Vec<usize> = [0].into_iter().chain(ends).chain([words.len()]).collect();
    let space = text_width(" ", style);
    let wide = |line: &[Word]| {
        let letters: f64 = line.iter().map(|word| text_width(&word.text, style)).sum();
        letters + space * (line.len() - 1) as f64
    };
    let lines = || edges.windows(2).map(|pair| &words[pair[0]..pair[1]]);
    let is_poor = lines().any(|line| line.len() == 1)
        || edges[1..edges.len() - 1].iter().any(|end| words[*end].cost >= INSIDE_WORD);
    Division { lines: edges.len() - 1, widest: lines().map(wide).fold(0.0, f64::max), is_poor }
}

fn parts(letters: &[char], text: &str) -> Vec<Word> {
    let held: Vec<usize> = positions(text).iter().map(|hold| hold.at).collect();
    let mut words: Vec<Word> = Vec::new();
    let mut word = Word { text: String::new(), gap: 0, cost: 0.0 };
    for (at, letter) in letters.iter().enumerate() {
        let hers = *letter == HARD_SPACE && is_single(letters, at);
        if *letter == ' ' || hers {
            let gap = Word { text: String::new(), gap: at, cost: 0.0 };
            words.push(std::mem::replace(&mut word, gap));
        } else {
            word.text.push(*letter);
        }
    }
    words.push(word);
    words.retain(|word| !word.text.is_empty());
    for index in 1..words.len() {
        let cost = cost(&words, index, held.contains(&words[index].gap));
        words[index].cost = cost;
    }
    words
}

fn cost(words: &[Word], index: usize, held: bool) -> f64 {
    let (left, right) = (words[index - 1].text.as_str(), words[index].text.as_str());
    let lower = |word: &str| word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    let and = |word: &str| matches!(lower(word).as_str(), "và" | "của" | "về");
    if held {
        INSIDE_HOLD
    } else if left.ends_with([',', ';']) {
        AFTER_COMMA
    } else if is_compound(&lower(left), &lower(right))
        || and(left)
        || in_place_name(words, index)
    {
        INSIDE_WORD
    } else if matches!(left, "-" | "–") {
        AFTER_DASH
    } else if and(right) {
        BEFORE_AND
    } else {
        0.0
    }
}

/// Whether the gap before a word is inside the name of a place at the line's end: `TỈNH NGHỆ AN`.
fn in_place_name(words: &[Word], index: usize) -> bool {
    const LONGEST: usize = 4;
    const UNITS: [&str; 6] = ["tỉnh", "phường", "xã", "huyện", "quận", "khu"];
    let from = index.saturating_sub(LONGEST);
    let unit = (from..index).rev().find(|at| {
        UNITS.contains(&words[*at].text.to_lowercase().as_str())
            // `xã hội` is no commune.
            && words.get(at + 1).is_some_and(|next| next.text.to_lowercase() != "hội")
    });
    unit.is_some_and(|unit| words.len() - unit <= LONGEST)
}

/// The words that begin a new line, of the cheapest division into the fewest lines, or into one more
/// where that ends no line inside a word; none where a word is too wide.
fn best(words: &[Word], style: &ParagraphStyle, room: f64) -> Option<Vec<usize>> {
    let space = text_width(" ", style);
    let widths: Vec<f64> = words.iter().map(|word| text_width(&word.text, style)).collect();
    let wide = |from: usize, to: usize| {
        widths[from..to].iter().sum::<f64>() + space * (to - from - 1) as f64
    };
    let whole = wide(0, words.len());
    let most = 2 + (whole / room).ceil() as usize;
    let into = |lines: usize| {
        let even = whole / lines as f64;
        let badness = |from: usize, to: usize| {
            let width = wide(from, to);
            let off = (width - even) / even;
            let end = if from > 0 { words[from].cost } else { 0.0 };
            let alone = if to - from == 1 { ALONE } else { 0.0 };
            (width <= room).then_some(off * off + end + alone)
        };
        divide(words.len(), lines, &badness)
    };
    let tears = |ends: &[usize]| ends.iter().any(|end| words[*end].cost >= INSIDE_WORD);
    let mut divisions = (2..=most + 1).filter_map(into).take(2);
    let fewest = divisions.next()?;
    if !tears(&fewest) {
        return Some(fewest);
    }
    Some(divisions.find(|ends| !tears(ends)).unwrap_or(fewest))
}

/// The cheapest division of `count` words into `lines`: where the lines but the first begin.
fn divide(
    count: usize,
    lines: usize,
    badness: &dyn Fn(usize, usize) -> Option<f64>,
) -> Option<Vec<usize>> {
    // costs[l][n]: the first n words in l lines, and where the last of them begins.
    let mut costs = vec![vec![None::<(f64, usize)>; count + 1]; lines + 1];
    costs[0][0] = Some((0.0, 0));
    for line in 1..=lines {
        for end in line..=count {
            let mut cheapest = None::<(f64, usize)>;
            for begin in (line - 1..end).rev() {
                let Some((before, _)) = costs[line - 1][begin] else { continue };
                let Some(bad) = badness(begin, end) else { break };
                if cheapest.is_none_or(|(least, _)| before + bad < least) {
                    cheapest = Some((before + bad, begin));
                }
            }
            costs[line][end] = cheapest;
        }
    }
    let mut begins = Vec::new();
    let mut end = count;
    for line in (1..=lines).rev() {
        let (_, begin) = costs[line][end]?;
        begins.push(begin);
        end = begin;
    }
    begins.pop();
    begins.reverse();
    Some(begins)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compose::words::plain_line;
    use crate::model::{PageSetup, Place};
    use crate::standard::style;

    fn broken(name: StyleName, text: &str, width: f64) -> Vec<String> {
        let page = PageSetup::default();
        let mut line = plain_line(Place::Fixed, name, text, &page);
        settle(&mut line, &style(name, &page), width);
        words(&line.runs).split(' ').map(|line| line.replace(HARD_SPACE, " ")).collect()
    }

    #[test]
    fn names_break_between_words_of_meaning() {
        for (width, lines) in [
            (63.0, ["SỞ VĂN HÓA,", "THỂ THAO VÀ DU LỊCH"].as_slice()),
            (63.0, &["ỦY BAN NHÂN DÂN", "PHƯỜNG QUẢNG CHÂU"]),
            (63.0, &["SỞ NÔNG NGHIỆP", "VÀ MÔI TRƯỜNG"]),
            (63.0, &["TRUNG TÂM", "KIỂM SOÁT BỆNH TẬT"]),
            (60.0, &["TRƯỜNG TRUNG HỌC", "CƠ SỞ NAM HÀ"]),
            (50.0, &["TRƯỜNG MẦM NON", "HOA SEN"]),
        ] {
            let name = lines.join(" ");
            assert_eq!(broken(StyleName::Agency, &name, width), lines);
        }
        let post = ["TM. HỘI ĐỒNG", "THI ĐUA - KHEN THƯỞNG TỈNH"];
        assert_eq!(broken(StyleName::Authority, &post.join(" "), 89.0), post);
    }

    #[test]
    fn dates_stay_whole_in_reference_lines() {
        let words = "(Kèm theo Kế hoạch số 05/KH-SXD ngày 15 tháng 01 năm 2027 của Sở Xây dựng tỉnh A)";
        let lines = broken(StyleName::Reference, words, 165.0);
        assert_eq!(lines.len(), 2);
        assert!(
            lines.iter().any(|line| line.contains("ngày 15 tháng 01 năm 2027")),
            "{lines:?}"
        );
    }

    #[test]
    fn what_fits_stays_as_it_is() {
        let page = PageSetup::default();
        let line = plain_line(Place::Fixed, StyleName::Agency, "SỞ XÂY DỰNG", &page);
        let mut settled = line.clone();
        settle(&mut settled, &style(StyleName::Agency, &page), 60.0);
        assert_eq!(settled, line);
    }
}
