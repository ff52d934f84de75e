//! What a paper's words need so that every one of them is printed inside its place.
//!
//! Word breaks a word that is wider than its column anywhere; the typesetter would let it run out of
//! the column, off the paper even. Here such words get line ends where Word's lines would be full.
//! Most papers have none: then nothing is copied.

use std::borrow::Cow;
use std::collections::BTreeSet;

use unicode_normalization::char::is_combining_mark;

use crate::compose::{Columns, Grid, Inline, Line, Piece, Sheet};
use crate::model::PageSetup;
use crate::standard::{
    CELL_PADDING, Drawing, PAPER, ParagraphStyle, StyleName, drawing, soft_ends, style,
    text_width,
};
use crate::vietnamese::is_invisible;

/// Tells the template to end a line inside a word. No text of a plan has this letter: it ends a
/// line there as well, and is one of [`Inline::Break`].
pub(super) const LINE_END: char = '\u{2028}';
/// Tells the template that a line may end here. Like all that shows nothing, no word that is set has this letter.
const SOFT_END: char = '\u{200B}';
/// Stands for what has no glyph and may not stand in a PDF/A either: letters of private use.
pub(super) const BOX: char = '\u{25A1}';

/// What a line keeps free so that rounding does not move a letter out of it, mm.
const AIR: f64 = 0.05;
/// The least width, mm, that letters are set in one below the other.
const LEAST: f64 = 0.1;
/// Marks over one letter. More would be one cluster longer than a PDF's writer can hold.
const MOST_MARKS: usize = 60;
/// Millimetres in a point.
const MM_PER_PT: f64 = 25.4 / 72.0;
/// Digits that a footnote's mark may have.
const NOTE_LETTERS: f64 = 4.0;
/// Size of a footnote's mark against the words around it.
const NOTE_SIZE: f64 = 0.6;
/// No letter of the serif is wider, em.
const WIDEST: f64 = 1.1;
/// No letter of the faces beyond it is wider, em.
const WIDEST_BEYOND: f64 = 2.5;

/// What is drawn by faces beyond the serif: their numbers in [`crate::fonts::BEYOND`], and whether
/// anything is drawn by none.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Needs {
    pub(super) beyond: BTreeSet<usize>,
    pub(super) missing: bool,
    /// Whether marks stand apart from their letters.
    pub(super) marks: bool,
}

impl Needs {
    /// What both need.
    pub(super) fn join(&mut self, other: Self) {
        self.beyond.extend(other.beyond);
        self.missing |= other.missing;
        self.marks |= other.marks;
    }
}

/// Makes lines printable, and notes what faces they need.
pub(super) struct Ink<'p> {
    page: &'p PageSetup,
    pub(super) needs: Needs,
}

impl<'p> Ink<'p> {
    pub(super) fn new(page: &'p PageSetup) -> Self {
        Self { page, needs: Needs::default() }
    }

    /// The width of a sheet's text, mm.
    pub(super) fn measure(sheet: &Sheet) -> f64 {
        let width = if sheet.landscape { PAPER.1 } else { PAPER.0 };
        width - sheet.margins.left - sheet.margins.right
    }

    /// A piece in text that is `measure` mm wide.
    pub(super) fn piece<'a>(&mut self, piece: &'a Piece, measure: f64) -> Cow<'a, Piece> {
        let changed = match piece {
            Piece::Line(line) => self.line(line, measure, measure).map(Piece::Line),
            Piece::Columns(columns) => self.columns(columns, measure).map(Piece::Columns),
            Piece::Grid(grid) => self.grid(grid, measure).map(Piece::Grid),
        };
        changed.map_or(Cow::Borrowed(piece), Cow::Owned)
    }

    fn columns(&mut self, columns: &Columns, measure: f64) -> Option<Columns> {
        let mut changed: Option<Columns> = None;
        for (r, row) in columns.rows.iter().enumerate() {
            for (c, (cell, width)) in row.iter().zip(&columns.widths).enumerate() {
                for (l, line) in cell.iter().enumerate() {
                    if let Some(line) = self.line(line, *width, measure) {
                        changed.get_or_insert_with(|| columns.clone()).rows[r][c][l] = line;
                    }
                }
            }
        }
        changed
    }

    fn grid(&mut self, grid: &Grid, measure: f64) -> Option<Grid> {
        let mut changed: Option<Grid> = None;
        for (r, row) in grid.rows.iter().enumerate() {
            for (c, cell) in row.cells.iter().enumerate() {
                let spanned = grid.widths.iter().skip(cell.column).take(cell.columns);
                let width = spanned.sum::<f64>() - 2.0 * CELL_PADDING;
                for (l, line) in cell.lines.iter().enumerate() {
                    if let Some(line) = self.line(line, width, measure) {
                        changed.get_or_insert_with(|| grid.clone()).rows[r].cells[c].lines
                            [l] = line;
                    }
                }
            }
        }
        changed
    }

    /// A line in a column of `width` mm, its footnotes in text of `measure` mm; none where it is
    /// printable as it is.
    pub(super) fn line(&mut self, line: &Line, width: f64, measure: f64) -> Option<Line> {
        let mut own = style(line.style, self.page);
        own.size = line.size.unwrap_or(own.size);
        let width = line.frame.map_or(width, |(width, _)| width) - line.narrowing();
        let mut noted: Option<Vec<Inline>> = None;
        for (at, run) in line.runs.iter().enumerate() {
            let Inline::Note { runs: note } = run else { continue };
            let foot = style(StyleName::Footnote, self.page);
            if let Some(note) = self.runs(note, &foot, measure) {
                let noted = noted.get_or_insert_with(|| line.runs.to_vec());
                noted[at] = Inline::Note { runs: note };
            }
        }
        let runs = noted.as_deref().unwrap_or(&line.runs);
        let Some(end) = line.ends_page.filter(|end| *end <= runs.len()) else {
            let runs = self.runs(runs, &own, width).or(noted);
            return runs.map(|runs| Line { runs: runs.into(), ..line.clone() });
        };
        let mut part = |runs: &[Inline], own: &ParagraphStyle| {
            self.runs(runs, own, width).unwrap_or_else(|| runs.to_vec())
        };
        let mut front = part(&runs[..end], &own);
        let back = part(&runs[end..], &ParagraphStyle { indent: 0.0, ..own });
        let ends_page = Some(front.len());
        front.extend(back);
        Some(Line { runs: front.into(), ends_page, ..line.clone() })
    }

    fn runs(
        &mut self,
        runs: &[Inline],
        style: &ParagraphStyle,
        measure: f64,
    ) -> Option<Vec<Inline>> {
        let mut letters = 0.0;
        let mut longest: f64 = 0.0;
        let mut widest = WIDEST;
        let mut sound = true;
        for run in runs {
            let text = match run {
                Inline::Words { text, .. } => text,
                Inline::Break => {
                    letters = 0.0;
                    continue;
                }
                Inline::Note { .. } => {
                    letters += NOTE_LETTERS;
                    longest = longest.max(letters);
                    continue;
                }
            };
            if !text.is_ascii() {
                let (is_sound, is_serif) = self.look(text);
                sound &= is_sound;
                widest = if is_serif { widest } else { WIDEST_BEYOND };
            }
            for letter in text.chars() {
                letters = if letter == ' ' { 0.0 } else { letters + 1.0 };
                longest = longest.max(letters);
            }
        }
        let mut clean = (!sound).then(|| runs.iter().map(cleaned).collect::<Vec<_>>());
        if let Some(softened) = softened(clean.as_deref().unwrap_or(runs)) {
            clean = Some(softened);
        }
        // Most words fit, whatever their letters are: then nothing is measured.
        let most = longest * widest * style.size * MM_PER_PT + style.indent + AIR;
        if most <= measure {
            return clean;
        }
        let runs = clean.as_deref().unwrap_or(runs);
        let ends = Stretches::new(style, measure).ends(runs);
        if ends.iter().all(Vec::is_empty) { clean } else { Some(with_ends(runs, &ends)) }
    }

    /// Notes the faces that a text needs; says whether it can be set as it is, and whether the
    /// serif draws all of it.
    fn look(&mut self, text: &str) -> (bool, bool) {
        let (mut sound, mut serif) = (true, true);
        let mut marks = 0;
        for letter in text.chars().filter(|letter| !letter.is_ascii()) {
            let by = drawing(letter);
            serif &= by == Drawing::Serif;
            match by {
                Drawing::Serif => sound &= !is_invisible(letter),
                Drawing::Beyond(index) => {
                    self.needs.beyond.insert(index);
                }
                Drawing::Nothing if is_invisible(letter) || is_private(letter) => {
                    sound = false
                }
                Drawing::Nothing => self.needs.missing = true,
            }
            marks = if is_combining_mark(letter) { marks + 1 } else { 0 };
            self.needs.marks |= marks > 0;
            sound &= marks < MOST_MARKS;
        }
        (sound, serif)
    }
}

/// Letters that a PDF/A may not hold: of private use, and none at all.
fn is_private(letter: char) -> bool {
    matches!(letter, '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..)
        || (letter as u32 & 0xFFFE) == 0xFFFE
}

/// A run without what cannot be printed, and with line ends in heaps of marks.
fn cleaned(run: &Inline) -> Inline {
    let Inline::Words { text, look } = run else { return run.clone() };
    let mut out = String::with_capacity(text.len());
    let mut marks = 0;
    for letter in text.chars().filter(|letter| !is_invisible(*letter)) {
        marks = if is_combining_mark(letter) { marks + 1 } else { 0 };
        if marks == MOST_MARKS {
            // The mark begins a line; a hard space bears it.
            out.extend([LINE_END, '\u{A0}']);
            marks = 1;
        }
        out.push(if is_private(letter) { BOX } else { letter });
    }
    Inline::Words { text: out, look: *look }
}

/// The runs with what tells the template of line ends inside addresses; none where there are none.
fn softened(runs: &[Inline]) -> Option<Vec<Inline>> {
    let mut changed: Option<Vec<Inline>> = None;
    for (at, run) in runs.iter().enumerate() {
        let Inline::Words { text, look } = run else { continue };
        let ends = soft_ends(text);
        if !ends.is_empty() {
            let text = with_marks(text, &ends, SOFT_END);
            changed.get_or_insert_with(|| runs.to_vec())[at] =
                Inline::Words { text, look: *look };
        }
    }
    changed
}

/// A text with a mark before the letters at these bytes.
fn with_marks(text: &str, ends: &[usize], mark: char) -> String {
    let mut out = String::with_capacity(text.len() + ends.len() * mark.len_utf8());
    let mut from = 0;
    for end in ends {
        out.push_str(&text[from..*end]);
        out.push(mark);
        from = *end;
    }
    out.push_str(&text[from..]);
    out
}

/// The runs with line ends before the letters at these bytes.
fn with_ends(runs: &[Inline], ends: &[Vec<usize>]) -> Vec<Inline> {
    let broken = |(run, ends): (&Inline, &Vec<usize>)| match run {
        Inline::Note { .. } if !ends.is_empty() => vec![Inline::Break, run.clone()],
        Inline::Words { text, look } if !ends.is_empty() => {
            vec![Inline::Words { text: with_marks(text, ends, LINE_END), look: *look }]
        }
        run => vec![run.clone()],
    };
    runs.iter().zip(ends).flat_map(broken).collect()
}

/// Finds the stretches of a paragraph that are wider than its measure, and where to end their lines.
struct Stretches {
    style: ParagraphStyle,
    measure: f64,
    /// What the line that the stretch begins may hold, mm.
    room: f64,
    /// What stands in it, mm.
    used: f64,
    /// The letters of the stretch so far: run, byte, width in mm.
    letters: Vec<(usize, usize, f64)>,
    /// The run behind the last mark of a footnote.
    noted: Option<usize>,
}

impl Stretches {
    fn new(style: &ParagraphStyle, measure: f64) -> Self {
        let room = (measure - style.indent - AIR).max(LEAST);
        Self { style: *style, measure, room, used: 0.0, letters: Vec::new(), noted: None }
    }

    /// For each run the bytes before which a line is to end.
    fn ends(mut self, runs: &[Inline]) -> Vec<Vec<usize>> {
        let mut ends = vec![Vec::new(); runs.len()];
        for (number, run) in runs.iter().enumerate() {
            let (text, look) = match run {
                Inline::Words { text, look } => (text, look),
                Inline::Break => {
                    self.close(&mut ends);
                    continue;
                }
                Inline::Note { .. } => {
                    self.note(number);
                    continue;
                }
            };
            (self.style.bold, self.style.italic) = (look.bold, look.italic);
            let mut letter = [0; 4];
            for (at, now) in text.char_indices() {
                if now == LINE_END {
                    self.close(&mut ends);
                    continue;
                }
                let width = text_width(now.encode_utf8(&mut letter), &self.style);
                if now == ' ' || now == SOFT_END {
                    self.close(&mut ends);
                    continue;
                }
                self.letters.push((number, at, width));
                if may_end_after(text, at, now) {
                    self.close(&mut ends);
                }
            }
        }
        self.close(&mut ends);
        ends
    }

    /// Takes in the mark of a footnote: small digits, of which several in a row have more.
    fn note(&mut self, run: usize) {
        let digits = if self.noted == Some(run) { NOTE_LETTERS } else { 1.0 };
        self.noted = Some(run + 1);
        let width = digits * text_width("0", &self.style) * NOTE_SIZE;
        self.letters.push((run, 0, width));
    }

    /// Ends a stretch.
    fn close(&mut self, ends: &mut [Vec<usize>]) {
        let whole: f64 = self.letters.iter().map(|(.., width)| width).sum();
        if whole > self.room {
            self.used = 0.0;
            for (run, at, width) in self.letters.drain(..) {
                // A mark stays with its letter.
                if self.used + width > self.room && self.used > 0.0 && width > 0.0 {
                    ends[run].push(at);
                    self.room = (self.measure - AIR).max(LEAST);
                    self.used = 0.0;
                }
                self.used += width;
            }
        }
        self.letters.clear();
        // Whatever comes next may stand in a line that begins at the margin.
        self.room = (self.measure - AIR).max(LEAST);
    }
}

/// Whether the typesetter may end a line behind this letter of a text, as Word does. Where that is not
/// sure it is denied: a line end too many is a line half full, one too few is words lost.
fn may_end_after(text: &str, at: usize, letter: char) -> bool {
    let rest = &text[at + letter.len_utf8()..];
    let Some(next) = rest.chars().next() else { return false };
    let bears = |letter: char| letter.is_alphanumeric();
    match letter {
        '-' | '–' | '—' | '\u{2010}' => {
            bears(next) && text[..at].chars().next_back().is_some_and(bears)
        }
        // Chinese, Japanese and Korean break anywhere.
        '\u{3040}'..='\u{9FFF}' | '\u{AC00}'..='\u{D7A3}' | '\u{20000}'..='\u{323AF}' => {
            next.is_alphabetic()
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compose::Look;

    fn words(text: &str) -> Vec<Inline> {
        vec![Inline::Words { text: text.to_owned(), look: Look::default() }]
    }

    fn set(text: &str, measure: f64) -> String {
        let page = PageSetup::default();
        let body = style(StyleName::TableLeft, &page);
        let runs = Ink::new(&page).runs(&words(text), &body, measure);
        match runs.as_deref() {
            Some([Inline::Words { text, .. }]) => text.replace(LINE_END, "|"),
            None => text.to_owned(),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn only_what_is_wider_than_its_column_is_broken() {
        assert_eq!(set("một hai ba", 165.0), "một hai ba");
        assert_eq!(set("một hai ba", 12.0), "một hai ba");
        assert_eq!(set("1.234.567.890", 12.0), "1.234.|567.89|0");
        assert_eq!(set("Nghiên cứu", 11.0), "Nghiê|n cứu");
        // Narrower than a letter: one below the other.
        assert_eq!(set("abc", 0.0), "a|b|c");
    }

    #[test]
    fn letters_keep_their_marks_and_no_line_is_too_long() {
        let page = PageSetup::default();
        let body = style(StyleName::TableLeft, &page);
        for text in ["đ".repeat(400), "công\u{A0}tác\u{A0}".repeat(90), "e\u{306}".repeat(300)]
        {
            let broken = set(&text, 60.0);
            assert_eq!(broken.replace('|', ""), text);
            for line in broken.split('|') {
                assert!(text_width(line, &body) <= 60.0, "{line}");
                assert!(!line.starts_with('\u{306}'), "{line}");
            }
        }
    }

    #[test]
    fn what_pdf_forbids_becomes_a_box_and_what_shows_nothing_goes() {
        assert_eq!(set("\u{F0FE} Đạt\u{200B} \u{10FFFD}", 165.0), "□ Đạt □");
        let heap = format!("a{}", "\u{301}".repeat(500));
        let shown = set(&heap, 165.0);
        assert_eq!(shown.matches('\u{301}').count(), 500);
        assert!(shown.matches('|').count() > 5);
    }

    #[test]
    fn the_faces_that_are_needed_are_noted() {
        let page = PageSetup::default();
        let mut ink = Ink::new(&page);
        let body = style(StyleName::Body, &page);
        ink.runs(&words("Kế hoạch số 5"), &body, 165.0);
        assert_eq!(ink.needs, Needs::default());
        ink.runs(&words("☑ Đạt 🚒"), &body, 165.0);
        assert_eq!(ink.needs.beyond.len(), 1);
        assert!(ink.needs.missing);
    }
}
