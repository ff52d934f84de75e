//! Which holds the lines of a paragraph can keep, and what is done where they cannot.
//!
//! What is held goes over to the next line as one; the line before may then be left so short that its
//! spaces become rivers. Then the holds inside that line let go, for nothing in it would be torn, and all its spaces
//! grow alike. Where that is not enough, the last words of the line above are taken over into it, as a typist
//! does, with hard spaces that no rule knows ([`super::eased`]). Where that is no help either, or there is no line
//! above, a loose hold gives way.

use std::ops::Range;

use crate::compose::{Inline, Line};
use crate::standard::{LineAlign, ParagraphStyle, soft_ends, text_width};

use super::Hold;

/// A justified line whose spaces would grow to more than this many of their own width is eased.
const LOOSE: f64 = 3.4;
/// One whose spaces grow to more than this even so gets words of the line above.
const LOOSER: f64 = 4.2;
/// What must be gained by that, as a share.
const GAIN: f64 = 0.85;
/// What a word that is taken over costs, spaces: those beside it do not stretch.
const COST: f64 = 0.25;
/// More words than these are not taken over.
const MOST_TAKEN: usize = 4;
/// A line whose spaces would grow to more than this many of their own width is not left so for a loose hold.
const RIVER: f64 = 6.0;
/// The widest stretch that is held, as a share of the line: no program may have to break inside it.
const WIDEST: f64 = 0.8;
/// Size of a footnote's mark against the words around it.
const NOTE_SIZE: f64 = 0.6;

/// The width of every letter of a line's words, notes counted as one, mm.
pub(super) fn letter_widths(line: &Line, style: &ParagraphStyle) -> Vec<f64> {
    let size = line.size.unwrap_or(style.size);
    let mut widths = Vec::new();
    for run in &line.runs {
        match run {
            Inline::Words { text, look } => {
                let face =
                    ParagraphStyle { size, bold: look.bold, italic: look.italic, ..*style };
                let mut bytes = [0; 4];
                let letters = text.chars();
                widths.extend(
                    letters.map(|letter| text_width(letter.encode_utf8(&mut bytes), &face)),
                );
            }
            Inline::Break => widths.push(0.0),
            Inline::Note { .. } => {
                let small = ParagraphStyle { size: size * NOTE_SIZE, ..*style };
                widths.push(text_width("1", &small));
            }
        }
    }
    widths
}

/// Settles the holds of a paragraph for lines of `width` mm: drops those that a line cannot keep, and adds
/// those that take words over.
pub(super) fn fit(
    holds: &mut Vec<Hold>,
    words: &str,
    widths: &[f64],
    style: &ParagraphStyle,
    width: f64,
) {
    let letters: Vec<char> = words.chars().collect();
    let soft = soft_letters(words);
    let too_wide = |stretch: &Stretch| stretch.width > width * WIDEST;
    for stretch in stretches(&letters, widths, &soft, holds).iter().filter(|s| too_wide(s)) {
        holds.retain(|hold| !stretch.letters.contains(&hold.at));
    }
    if style.align != LineAlign::Justify {
        return;
    }
    let all = stretches(&letters, widths, &soft, holds);
    let space = text_width(" ", style);
    let changes =
        Lines { letters: &letters, all: &all, widths, width, space }.settle(style.indent);
    holds.retain(|hold| !changes.dropped.contains(&hold.at));
    holds.extend(changes.taken.into_iter().map(|at| Hold { at, firm: true }));
    holds.sort_by_key(|hold| hold.at);
}

/// The letters before which a line may end though neither a space nor a hyphen stands there.
fn soft_letters(words: &str) -> Vec<usize> {
    soft_ends(words).into_iter().map(|byte| words[..byte].chars().count()).collect()
}

/// Letters between two places where a line may end.
#[derive(Debug)]
struct Stretch {
    letters: Range<usize>,
    width: f64,
    /// The width of the spaces before it.
    space: f64,
    /// The space before it, where it is one.
    gap: Option<usize>,
    holds: Vec<Hold>,
    /// Whether a line ends after it in any case.
    ends: bool,
}

fn stretches(
    letters: &[char],
    widths: &[f64],
    soft: &[usize],
    holds: &[Hold],
) -> Vec<Stretch> {
    let mut all: Vec<Stretch> = Vec::new();
    let mut holds = holds.iter().peekable();
    let new = |at: usize, gap: Option<usize>, space: f64| Stretch {
        letters: at..at,
        width: 0.0,
        space,
        gap,
        holds: Vec::new(),
        ends: false,
    };
    let mut stretch = new(0, None, 0.0);
    for (at, letter) in letters.iter().enumerate() {
        let held = holds.next_if(|hold| hold.at == at);
        stretch.holds.extend(held.copied());
        match letter {
            ' ' if held.is_none() => {
                if stretch.letters.is_empty() {
                    // Several spaces in a row.
                    (stretch.gap, stretch.space) = (None, stretch.space + widths[at]);
                    stretch.letters = at + 1..at + 1;
                } else {
                    all.push(std::mem::replace(
                        &mut stretch,
                        new(at + 1, Some(at), widths[at]),
                    ));
                }
                continue;
            }
            '\n' => {
                stretch.ends = true;
                all.push(std::mem::replace(&mut stretch, new(at + 1, None, 0.0)));
                continue;
            }
            _ => {}
        }
        stretch.letters.end = at + 1;
        stretch.width += widths[at];
        let ends = held.is_none() && matches!(letter, '-' | '–' | '—');
        if ends || soft.contains(&(at + 1)) {
            all.push(std::mem::replace(&mut stretch, new(at + 1, None, 0.0)));
        }
    }
    all.push(stretch);
    all
}

/// The lines of a justified paragraph.
struct Lines<'s> {
    letters: &'s [char],
    all: &'s [Stretch],
    widths: &'s [f64],
    width: f64,
    space: f64,
}

/// A line: its stretches, what they take, and the spaces in it that stretch.
#[derive(Clone, Debug, Default)]
struct Filled {
    stretches: Range<usize>,
    used: f64,
    gaps: f64,
    /// How many stretches at its front must stay together.
    bound: usize,
}

#[derive(Default)]
struct Changes {
    /// Holds that gave way.
    dropped: Vec<usize>,
    /// Spaces that are held to take words over.
    taken: Vec<usize>,
}

impl Lines<'_> {
    /// Fills the lines one after the other, the first of which has an indent.
    fn settle(&self, indent: f64) -> Changes {
        let mut changes = Changes::default();
        let mut above: Option<Filled> = None;
        let mut line = Filled { used: indent, ..Filled::default() };
        for (at, stretch) in self.all.iter().enumerate() {
            let begins = line.stretches.is_empty();
            let space = if begins { 0.0 } else { stretch.space };
            if begins || line.used + space + stretch.width <= self.width {
                line.used += space + stretch.width;
                line.gaps += if space > 0.0 { 1.0 } else { 0.0 };
                line.stretches.end = at + 1;
            } else {
                let rest = self.end_line(&mut above, line, at, &mut changes);
                line = Filled { stretches: at..at + 1, used: rest, ..Filled::default() };
            }
            if stretch.ends {
                above = None;
                line = Filled { stretches: at + 1..at + 1, ..Filled::default() };
            }
        }
        changes
    }

    /// Ends a line before a stretch, or inside it; the width of what begins the next one. The line is then
    /// the one `above`.
    fn end_line(
        &self,
        above: &mut Option<Filled>,
        mut line: Filled,
        next: usize,
        changes: &mut Changes,
    ) -> f64 {
        let stretch = &self.all[next];
        if self.looseness(&line) > LOOSE && !stretch.holds.is_empty() {
            // What a line begins with stays held: parts of it would fit into the one above.
            let first = line.stretches.start;
            let opens = first == 0 || self.all[first - 1].ends;
            let kept = if opens { 0 } else { line.bound.max(1) };
            let inside = self.all[line.stretches.clone()].iter().skip(kept);
            let inside = inside.flat_map(|stretch| &stretch.holds);
            let spaces = inside.map(|hold| hold.at).filter(|at| self.letters[*at] == ' ');
            let before = changes.dropped.len();
            changes.dropped.extend(spaces);
            line.gaps += (changes.dropped.len() - before) as f64;
        }
        if self.looseness(&line) <= LOOSER || stretch.holds.is_empty() {
            *above = Some(line);
            return stretch.width;
        }
        let loose = self.looseness(&line);
        let taken =
            above.as_ref().and_then(|above| self.taken(above, &line, &changes.dropped));
        let enough = |worst: f64| worst <= RIVER && worst < loose * GAIN;
        if let Some((filled, worst)) = &taken
            && enough(*worst)
        {
            let from = filled.stretches.start + 1;
            let until = filled.stretches.start + filled.bound;
            changes.taken.extend(self.all[from..until].iter().filter_map(|s| s.gap));
            // What goes over is held again, for the line above may end inside it.
            for moved in &self.all[filled.stretches.start..line.stretches.start] {
                changes.dropped.retain(|at| !moved.letters.contains(at));
            }
            *above = taken.map(|(filled, _)| filled);
            return stretch.width;
        }
        // Nothing above can help the first line of a paragraph: it is not left full of holes.
        let most = if above.is_none() { LOOSER } else { RIVER };
        let gave_way = (loose > most)
            .then(|| self.give_way(stretch, self.width - line.used - stretch.space))
            .flatten();
        if let Some((hold, rest)) = gave_way {
            changes.dropped.push(hold);
            // What stands on the line now is not known by stretches.
            *above = None;
            return rest;
        }
        *above = Some(line);
        stretch.width
    }

    /// How wide the spaces of a line are, in spaces.
    fn looseness(&self, line: &Filled) -> f64 {
        let free = (self.width - line.used).max(0.0);
        if line.gaps == 0.0 { f64::INFINITY } else { 1.0 + free / (line.gaps * self.space) }
    }

    /// A line with the last words of the one above it, so many that the looser of the two is as tight as
    /// can be, and how loose that is.
    fn taken(
        &self,
        above: &Filled,
        line: &Filled,
        dropped: &[usize],
    ) -> Option<(Filled, f64)> {
        let first = line.stretches.start;
        let mut upper = above.clone();
        let mut lower = Filled { bound: line.bound.max(1), ..line.clone() };
        let mut unit: f64 = self.all[first..first + lower.bound].iter().map(|s| s.width).sum();
        let mut best: Option<(Filled, f64)> = None;
        for count in 1..=MOST_TAKEN {
            let last = upper.stretches.end.checked_sub(1)?;
            // The space that the line above ended at is held, so it must be one.
            if last <= upper.stretches.start + upper.bound.max(1)
                || self.all[last + 1].gap.is_none()
            {
                break;
            }
            let word = &self.all[last];
            let held = self.all[last + 1].space;
            upper.used -= word.width + word.space;
            let inside = word.holds.iter().filter(|hold| dropped.contains(&hold.at)).count();
            upper.gaps -= inside as f64 + if word.space > 0.0 { 1.0 } else { 0.0 };
            upper.stretches.end = last;
            lower.used += word.width + held;
            lower.stretches.start = last;
            lower.bound += 1;
            unit += word.width + held;
            if lower.used > self.width || unit > self.width * WIDEST {
                break;
            }
            let worst =
                self.looseness(&upper).max(self.looseness(&lower)) + COST * count as f64;
            if best.as_ref().is_none_or(|(_, least)| worst < *least) {
                best = Some((lower.clone(), worst));
            }
        }
        best
    }

    /// The last loose hold before which a stretch fits into `room` mm, and the width of what then begins
    /// the next line.
    fn give_way(&self, stretch: &Stretch, room: f64) -> Option<(usize, f64)> {
        let from = stretch.letters.start;
        let front = |hold: &Hold| self.widths[from..hold.at].iter().sum::<f64>();
        let loose = stretch.holds.iter().rev().filter(|hold| !hold.firm);
        let hold = loose.into_iter().find(|hold| front(hold) <= room)?;
        let rest = &self.widths[hold.at + 1..stretch.letters.end];
        Some((hold.at, rest.iter().sum()))
    }
}

#[cfg(test)]
mod tests {
    use super::super::positions;
    use super::*;
    use crate::model::PageSetup;
    use crate::standard::{StyleName, style};

    fn widths(words: &str, style: &ParagraphStyle) -> Vec<f64> {
        words.chars().map(|letter| text_width(&letter.to_string(), style)).collect()
    }

    /// The words as they are held in lines of `width` mm, and how many holds the rules asked for.
    fn held(words: &str, style: &ParagraphStyle, width: f64) -> (String, usize) {
        let mut holds = positions(words);
        let asked = holds.len();
        fit(&mut holds, words, &widths(words, style), style, width);
        let letters = words.chars().enumerate().map(|(at, letter)| {
            let is_held = holds.iter().any(|hold| hold.at == at);
            if is_held && letter == ' ' { '_' } else { letter }
        });
        (letters.collect(), asked)
    }

    /// The lines that held words break into.
    fn broken(paper: &str, style: &ParagraphStyle, width: f64) -> Vec<String> {
        let mut lines = vec![String::new()];
        for word in paper.split(' ') {
            let indent = if lines.len() == 1 { style.indent } else { 0.0 };
            let line = lines.last_mut().expect("one at least");
            let longer = format!("{line} {word}").trim_start().to_owned();
            if indent + text_width(&longer.replace('_', " "), style) <= width {
                *line = longer;
            } else {
                lines.push(word.to_owned());
            }
        }
        lines.iter().map(|line| line.replace('_', " ")).collect()
    }

    #[test]
    fn what_no_line_can_keep_is_let_go() {
        let style = style(StyleName::TableLeft, &PageSetup::default());
        let words = "ngày 05 tháng 6 năm 2025";
        assert_eq!(held(words, &style, 25.0).0, words);
    }

    #[test]
    fn a_loose_hold_of_the_first_line_gives_way_before_that_is_left_half_empty() {
        let style = style(StyleName::Body, &PageSetup::default());
        let words = "Văn phòng gửi kết quả ngày 05 tháng 12 năm 2026 để xem";
        let first = "Văn phòng gửi kết quả ngày 05 tháng 12 năm";
        let room = style.indent + text_width(first, &style) + 0.1;
        let (paper, _) = held(words, &style, room);
        assert_eq!(paper, "Văn phòng gửi kết quả ngày_05_tháng_12 năm_2026 để xem");
    }

    #[test]
    fn no_first_line_is_full_of_holes_for_a_date_that_could_be_parted_before_its_year() {
        let style = style(StyleName::Body, &PageSetup::default());
        let date = "ngày 31 tháng 5 năm 2027.";
        let space = text_width(" ", &style);
        let mut parted = 0;
        for front in [
            "1. Thời gian: từ ngày 01 tháng 5 năm 2027 đến hết",
            "a) Các phòng, đơn vị gửi báo cáo về Văn phòng Sở trước",
            "Thời hạn cuối cùng để gửi hồ sơ là",
        ] {
            let words = format!("{front} {date}");
            for beyond in 1..=500 {
                let room = style.indent + text_width(front, &style) + f64::from(beyond) / 10.0;
                let (paper, _) = held(&words, &style, room);
                let first = broken(&paper, &style, room).remove(0);
                let gaps = first.matches(' ').count() as f64;
                let free = room - style.indent - text_width(&first, &style);
                let loose = 1.0 + free / (gaps * space);
                let fits = |part: &str| {
                    style.indent + text_width(&format!("{front} {part}"), &style) <= room
                };
                assert!(
                    loose <= LOOSER || !fits("ngày 31 tháng 5"),
                    "{room}: {first} {loose}"
                );
                parted += usize::from(first.ends_with("tháng 5"));
            }
        }
        assert!(parted > 0);
    }

    #[test]
    fn holds_inside_a_loose_line_let_go_so_that_its_spaces_grow_alike() {
        let style = style(StyleName::Body, &PageSetup::default());
        let words = "Thời gian: từ ngày 01 tháng 5 năm 2027 đến hết ngày 31 tháng 5 năm 2027.";
        let first = "Thời gian: từ ngày 01 tháng 5 năm 2027 đến hết ngày 31 tháng 5";
        let room = style.indent + text_width(first, &style) + 0.1;
        let (paper, _) = held(words, &style, room);
        let kept = "Thời gian: từ ngày 01 tháng 5 năm 2027 đến hết ngày_31_tháng_5_năm_2027.";
        assert_eq!(paper, kept);
    }

    #[test]
    fn words_of_the_line_above_fill_one_that_a_date_has_left() {
        let style = style(StyleName::Body, &PageSetup::default());
        let words = "Các đơn vị tổng hợp, báo cáo kết quả thực hiện các nhiệm vụ được giao về Sở để tổng \
                     hợp trước thời hạn đã nêu, chậm nhất là hết ngày 05 tháng 12 năm 2026 để theo dõi.";
        let mut taken = 0;
        for width in 100..=170 {
            let (paper, _) = held(words, &style, f64::from(width));
            // A date inside a line needs no holds.
            let lines = broken(&paper, &style, f64::from(width));
            assert!(!lines.iter().any(|line| line.starts_with("năm 2026")), "{lines:?}");
            let asked = "ngày_05_tháng_12_năm_2026".matches('_').count();
            assert!(!lines.iter().any(|line| line.ends_with("ngày")), "{lines:?}");
            taken += usize::from(paper.matches('_').count() > asked);
            assert_eq!(paper.replace('_', " "), words);
        }
        assert!(taken > 0);
    }
}
