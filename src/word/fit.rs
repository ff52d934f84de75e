//! How far a paragraph's measure may be moved without moving a word to another line.
//!
//! Word, LibreOffice and our typesetter break lines alike, but each rounds the widths of letters
//! in its own way, and LibreOffice keeps a twelfth of the line's height free beside italics. Where
//! a line is full to within such a trifle, the measure is moved by less than half a millimetre, so
//! that all of them break where our pages do.

use super::marks::letters_of;
use crate::compose::{Inline, Line, Look, rooms};
use crate::standard::{ParagraphStyle, SINGLE_LINE, soft_ends, text_width};

/// Points in a millimetre.
const PT_PER_MM: f64 = 72.0 / 25.4;
/// What rounding may add to or take from a line, pt.
const ROUNDING: f64 = 0.6;
/// The furthest that a measure of several lines is moved, pt.
const FURTHEST: f64 = 3.0;
/// The furthest that the measure of a single line is widened, pt.
const FURTHEST_ALONE: f64 = 20.0;
/// Size of a footnote's number against the words around it.
const NOTE_SIZE: f64 = 0.6;

/// A stretch in which no line ends.
#[derive(Clone, Copy, Default)]
struct Chunk {
    /// Its width, pt.
    width: f64,
    /// The space after it, pt.
    space: f64,
    /// Whether a line must end after it.
    ends: bool,
    /// Whether a line may end after it though neither a space nor a dash stands there.
    soft: bool,
    /// The letter that it begins with, where another chunk of the same run stands before it.
    from: usize,
    /// Rooms of hard spaces in it, where they are italic.
    hard: usize,
    /// Whether it ends in italics.
    italic: bool,
}

/// How a paragraph is fitted into its measure.
#[derive(Debug, Default)]
pub(super) struct Fit {
    /// How much wider (narrower, if negative) its lines are to be set in Word, pt; 0 where no line is
    /// full to within a trifle.
    pub(super) wider: f64,
    /// The letters that begin a line though neither a space nor a dash stands before them, as
    /// [`Line::letters`] counts.
    pub(super) soft: Vec<usize>,
}

/// Fits a paragraph into `width` mm, from which LibreOffice takes `borders` pt.
pub(super) fn fit(line: &Line, style: &ParagraphStyle, width: f64, borders: f64) -> Fit {
    let measure = width * PT_PER_MM;
    let mut style = *style;
    style.size = line.size.unwrap_or(style.size);
    let (room, soft) =
        rooms_of(&line.runs, &style, style.indent * PT_PER_MM, measure, borders);
    Fit { wider: room.map_or(0.0, |room| room.nearest(measure) - measure), soft }
}

/// As [`Fit::soft`] for a footnote of `width` mm, which begins with its number.
pub(super) fn soft_in_note(
    runs: &[Inline],
    style: &ParagraphStyle,
    width: f64,
    number: usize,
) -> Vec<usize> {
    let small = ParagraphStyle { size: style.size * NOTE_SIZE, ..*style };
    let used = points(&number.to_string(), &small) + points(" ", style);
    rooms_of(runs, style, used, width * PT_PER_MM, 0.0).1
}

/// The measures that break runs into the lines that `measure` pt breaks them into, the first of which
/// has `used` pt before them; none where a word is wider. Beside them the letters that begin a line inside a word.
fn rooms_of(
    runs: &[Inline],
    style: &ParagraphStyle,
    mut used: f64,
    measure: f64,
    borders: f64,
) -> (Option<Interval>, Vec<usize>) {
    let mut room = Interval::default();
    let mut soft = Vec::new();
    let mut before: Option<Chunk> = None;
    let mut hard = 0;
    for chunk in chunks(runs, style) {
        if let Some(last) = before {
            let beside = usize::from(last.italic) + hard;
            let kept = ROUNDING + borders + beside as f64 * style.size * SINGLE_LINE / 12.0;
            let needed = used + last.space + chunk.width;
            room.holds(used, kept);
            if last.ends || needed > measure {
                if !last.ends {
                    room.most = room.most.min(needed);
                }
                if last.soft {
                    soft.push(chunk.from);
                }
                (used, hard) = (chunk.width, 0);
            } else {
                used = needed;
            }
        } else {
            used += chunk.width;
        }
        if used > measure {
            // A word wider than the measure is broken anywhere: nothing can be said.
            return (None, soft);
        }
        hard += chunk.hard;
        before = Some(chunk);
    }
    if let Some(last) = before {
        let beside = usize::from(last.italic) + hard;
        room.holds(used, ROUNDING + borders + beside as f64 * style.size * SINGLE_LINE / 12.0);
    }
    (Some(room), soft)
}

/// The measures that break a paragraph into the same lines, pt.
struct Interval {
    /// The least: the width of the longest line.
    least: f64,
    /// The least in which the longest line has air.
    airy: f64,
    /// The measure at which a line would take another word.
    most: f64,
}

impl Default for Interval {
    fn default() -> Self {
        Self { least: 0.0, airy: 0.0, most: f64::INFINITY }
    }
}

impl Interval {
    /// A line of a width that is to have `kept` pt of air.
    fn holds(&mut self, width: f64, kept: f64) {
        self.least = self.least.max(width);
        self.airy = self.airy.max(width + kept);
    }

    /// The measure nearest to a given one at which every line has air on both sides; where there
    /// is too little, air is shared out.
    fn nearest(&self, measure: f64) -> f64 {
        if self.most == f64::INFINITY {
            return measure.max(self.airy.min(measure + FURTHEST_ALONE));
        }
        let top = self.most - ROUNDING;
        if self.airy <= top {
            let wanted = measure.clamp(self.airy, top);
            return wanted.clamp(measure - FURTHEST, measure + FURTHEST);
        }
        let below = self.airy - self.least;
        self.least + (self.most - self.least) * below / (below + ROUNDING)
    }
}

/// The stretches of a paragraph. Lines end at spaces, after hyphens and dashes, inside addresses
/// ([`soft_ends`]), and nowhere else; a hyphen at which none may end is another character by then
/// ([`crate::compose::HARD_HYPHEN`]).
fn chunks(runs: &[Inline], style: &ParagraphStyle) -> Vec<Chunk> {
    let mut all = Vec::new();
    let mut chunk = Chunk::default();
    let mut open = false;
    let mut passed = 0;
    for run in runs {
        match run {
            Inline::Words { text, look } => {
                let face = faced(style, *look);
                let soft = soft_ends(text);
                let mut from = 0;
                for (count, (at, letter)) in text.char_indices().enumerate() {
                    let after = at + letter.len_utf8();
                    let space = letter == ' ';
                    let is_soft = soft.contains(&after);
                    let ends = space || matches!(letter, '-' | '–' | '—' | '\n');
                    if !ends && !is_soft {
                        continue;
                    }
                    let end = if space || letter == '\n' { at } else { after };
                    extend(&mut chunk, &text[from..end], &face);
                    open |= end > from;
                    from = after;
                    if space {
                        chunk.space += points(" ", &face);
                        // Spaces in a row belong together.
                        if text[after..].starts_with(' ') {
                            continue;
                        }
                    }
                    chunk.ends = letter == '\n';
                    chunk.soft = is_soft;
                    all.push(std::mem::take(&mut chunk));
                    chunk.from = passed + count + 1;
                    open = false;
                }
                extend(&mut chunk, &text[from..], &face);
                open |= from < text.len();
            }
            Inline::Break => {
                chunk.ends = true;
                all.push(std::mem::take(&mut chunk));
                open = false;
            }
            Inline::Note { .. } => {
                let mut small = *style;
                small.size *= NOTE_SIZE;
                chunk.width += points("1", &small);
                open = true;
            }
        }
        passed += letters_of(run);
    }
    if open {
        all.push(chunk);
    }
    all
}

fn extend(chunk: &mut Chunk, words: &str, face: &ParagraphStyle) {
    if words.is_empty() {
        return;
    }
    chunk.width += points(words, face);
    chunk.italic = face.italic;
    if face.italic {
        // The room left for a number or a day stays upright among slanted words, a change of face that
        // is counted once for each.
        chunk.hard += rooms(words).iter().filter(|(_, is_room)| *is_room).count();
    }
}

fn faced(style: &ParagraphStyle, look: Look) -> ParagraphStyle {
    ParagraphStyle { bold: look.bold, italic: look.italic, ..*style }
}

fn points(words: &str, style: &ParagraphStyle) -> f64 {
    text_width(words, style) * PT_PER_MM
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{PageSetup, Place};
    use crate::standard::{StyleName, style};

    fn set(name: StyleName, text: &str) -> (Line, ParagraphStyle) {
        let style = style(name, &PageSetup::default());
        let look = Look { bold: style.bold, italic: style.italic, underline: false };
        let line = Line {
            runs: vec![Inline::Words { text: text.to_owned(), look }].into(),
            ..Line::blank(Place::Fixed, name)
        };
        (line, style)
    }

    /// The nudge of a measure in pt.
    fn by(line: &Line, style: &ParagraphStyle, measure: f64) -> f64 {
        fit(line, style, measure / PT_PER_MM, 0.0).wider
    }

    fn width(text: &str, name: StyleName) -> f64 {
        points(text, &style(name, &PageSetup::default()))
    }

    #[test]
    fn a_line_with_room_is_left_alone() {
        let (line, style) = set(StyleName::TableLeft, "một hai ba bốn");
        let measure = width("một hai", StyleName::TableLeft) + 5.0;
        assert_eq!(by(&line, &style, measure), 0.0);
        assert_eq!(by(&line, &style, 400.0), 0.0);
    }

    #[test]
    fn a_line_full_to_the_brim_gets_room() {
        let (line, style) = set(StyleName::TableLeft, "một hai ba bốn");
        let full = width("một hai", StyleName::TableLeft);
        assert!((by(&line, &style, full + 0.1) - (ROUNDING - 0.1)).abs() < 1e-9);
    }

    #[test]
    fn a_word_that_just_does_not_fit_is_kept_out() {
        let (line, style) = set(StyleName::TableLeft, "một hai ba bốn");
        let full = width("một hai", StyleName::TableLeft);
        assert!((by(&line, &style, full - 0.1) - (0.1 - ROUNDING)).abs() < 1e-9);
    }

    #[test]
    fn italics_get_the_twelfth_that_libreoffice_keeps_free() {
        let (line, style) = set(StyleName::Reference, "một hai ba bốn");
        let full = width("một hai", StyleName::Reference);
        let wanted = ROUNDING + 14.0 * SINGLE_LINE / 12.0;
        assert!((by(&line, &style, full + 0.1) - (wanted - 0.1)).abs() < 1e-9);
    }

    #[test]
    fn a_line_that_ends_inside_an_address_is_told() {
        let address = "https://vanban.dongnai.gov.vn/tin/x.aspx?id=7";
        let (line, style) = set(StyleName::TableLeft, &format!("xem {address}"));
        let front = "xem https://vanban.dongnai.gov.vn/tin/";
        let measure = width(front, StyleName::TableLeft) + 3.0;
        assert_eq!(fit(&line, &style, measure / PT_PER_MM, 0.0).soft, [front.len()]);
        assert!(fit(&line, &style, 400.0, 0.0).soft.is_empty());
    }

    #[test]
    fn what_no_line_can_hold_is_left_alone() {
        let (line, style) = set(StyleName::TableLeft, "nghiêng");
        assert_eq!(by(&line, &style, 5.0), 0.0);
    }

    #[test]
    fn a_break_ends_a_line_and_the_indent_counts_in_the_first_only() {
        let (mut line, style) = set(StyleName::Body, "một");
        let look = Look::default();
        line.runs.to_mut().push(Inline::Break);
        line.runs.to_mut().push(Inline::Words { text: "hai".into(), look });
        let indent = style.indent * PT_PER_MM;
        let first = indent + width("một", StyleName::Body);
        assert!(by(&line, &style, first + 0.2) > 0.0);
        assert_eq!(by(&line, &style, first + 2.0), 0.0);
    }
}
