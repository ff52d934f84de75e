//! Ô 6: căn cứ, opening, the numbered body, closing paragraphs.

use std::borrow::Cow;

use crate::model::{Block, Document, Level, Paragraph, Place, Story, Table, Text};
use crate::standard::{StyleName, greedy_lines, style};

use super::known::{self, Wish};
use super::numbering::numerals;
use super::words::{Case, bears_words, inlines, line, with_end, without_end};
use super::{Columns, Composer, GridRow, Inline, Line, Look, Measure, Paper, Piece, Sheet};

/// Space below a paragraph that a table follows, pt.
const BEFORE_TABLE: f64 = 6.0;

impl Composer<'_> {
    /// Căn cứ, each with its end mark (PL I.II.6.a).
    pub(super) fn legal_basis(&self) -> Vec<Piece> {
        let document = self.document;
        let last = document.legal_basis.iter().rposition(|text| !text.is_blank());
        let bases = document.legal_basis.iter().enumerate().map(|(index, text)| {
            let mark = if Some(index) == last { "." } else { ";" };
            let text = with_end(text, mark);
            line(
                Place::LegalBasis(index),
                StyleName::LegalBasis,
                &text,
                Case::AsTyped,
                &self.page,
            )
        });
        bases.filter(|line| !line.runs.is_empty()).map(Piece::Line).collect()
    }

    /// The paragraphs before the body.
    pub(super) fn opening(&self) -> Vec<Piece> {
        let opening =
            self.document.opening.iter().enumerate().map(|(index, text)| {
                self.prose(Place::Opening(index), StyleName::Opening, text)
            });
        opening.filter(|line| !line.runs.is_empty()).map(Piece::Line).collect()
    }

    pub(super) fn closing_paragraphs(&self) -> Vec<Piece> {
        let closing =
            self.document.closing.iter().enumerate().map(|(index, text)| {
                self.prose(Place::Closing(index), StyleName::Closing, text)
            });
        closing.filter(|line| !line.runs.is_empty()).map(Piece::Line).collect()
    }

    fn prose(&self, place: Place, name: StyleName, text: &Text) -> Line {
        line(place, name, &self.ended(place, text), Case::AsTyped, &self.page)
    }

    /// The text with `./.` (every template of Phụ lục III) where it is the last of the document.
    pub(super) fn ended<'t>(&self, place: Place, text: &'t Text) -> Cow<'t, Text> {
        if self.end == Some(place) {
            Cow::Owned(with_end(text, "./."))
        } else {
            Cow::Borrowed(text)
        }
    }

    /// The blocks of a story with their numerals.
    pub(super) fn blocks(&self, story: Story, measure: Measure) -> Vec<Piece> {
        let Some(blocks) = self.document.blocks(story) else { return Vec::new() };
        let numerals = numerals(blocks);
        let mut pieces = Vec::with_capacity(blocks.len());
        for (index, (block, numeral)) in blocks.iter().zip(numerals).enumerate() {
            match block {
                Block::Text(paragraph) => {
                    let place = Place::Block(story, index);
                    let wish = Wish {
                        text: &paragraph.text,
                        level: paragraph.level,
                        numeral,
                        ends: self.end == Some(place),
                        width: measure.width,
                    };
                    known::add_lines(&mut pieces, place, wish, |numeral| {
                        self.paragraph(place, paragraph, numeral, measure)
                    });
                }
                Block::Table(table) => {
                    pieces.push(Piece::Grid(self.grid(story, index, table, measure)));
                }
            }
        }
        pieces
    }

    /// The lines of a paragraph, what belongs together held.
    fn paragraph(
        &self,
        place: Place,
        paragraph: &Paragraph,
        numeral: &str,
        measure: Measure,
    ) -> Vec<Line> {
        let Paragraph { level, text, .. } = paragraph;
        let name = style_of(paragraph);
        let style = style(name, &self.page);
        let case = if level.is_heading() { Case::Capitals } else { Case::AsTyped };
        let words = inlines(&self.ended(place, text), &style, case);
        let mut lines = Vec::new();
        if let Some(name) = number_style(*level) {
            let number = Line { keep_with_next: true, ..Line::blank(place, name) };
            let runs = vec![Inline::Words { text: numeral.to_owned(), look: bold() }];
            let lead = numeral.chars().count();
            lines.push(Line { runs: runs.into(), lead, ..number });
        } else if words.is_empty() && level.depth().is_none() {
            return lines;
        }
        let mut runs = words;
        let mut lead = 0;
        if number_style(*level).is_none() && !numeral.is_empty() {
            // The numeral looks like the word it stands before, but is never underlined; that of an điều
            // is bold in any case (PL I.V).
            let look = match runs.first() {
                _ if *level == Level::Article => bold(),
                Some(Inline::Words { look, .. }) => Look { underline: false, ..*look },
                _ => Look { bold: style.bold, italic: style.italic, underline: false },
            };
            let text = format!("{numeral} ");
            lead = text.chars().count();
            runs.insert(0, Inline::Words { text, look });
        }
        if !runs.is_empty() {
            let keep_with_next = paragraph.is_title();
            let runs = joined(runs).into();
            let mut line = Line { runs, lead, keep_with_next, ..Line::blank(place, name) };
            if matches!(name, StyleName::PartTitle | StyleName::Centered) {
                self.balance(&mut line, measure.width);
            }
            lines.push(line);
        }
        for line in &mut lines {
            self.hold_line(line, measure);
        }
        lines
    }
}

/// The style of the line that a numeral of the level has to itself, above the title; none where it
/// stands before the words.
fn number_style(level: Level) -> Option<StyleName> {
    match level {
        Level::Part => Some(StyleName::Part),
        Level::Chapter => Some(StyleName::Chapter),
        Level::Division => Some(StyleName::Division),
        Level::Subdivision => Some(StyleName::Subdivision),
        _ => None,
    }
}

/// The style of a paragraph's words.
pub(super) fn style_of(paragraph: &Paragraph) -> StyleName {
    match paragraph.level {
        Level::Part | Level::Chapter | Level::Division | Level::Subdivision => {
            StyleName::PartTitle
        }
        Level::Article if paragraph.is_title() => StyleName::ArticleTitle,
        Level::Article => StyleName::Article,
        Level::Section => StyleName::Section,
        Level::Clause | Level::SubClause | Level::Point if paragraph.is_title() => {
            StyleName::Title
        }
        Level::Clause => StyleName::Clause,
        Level::SubClause => StyleName::SubClause,
        Level::Point => StyleName::Point,
        Level::Dash => StyleName::Dash,
        Level::Plus => StyleName::Plus,
        Level::Body => StyleName::Body,
        Level::Centered => StyleName::Centered,
        Level::Right => StyleName::Right,
    }
}

fn bold() -> Look {
    Look { bold: true, ..Look::default() }
}

/// Adjacent words of one look as one run.
fn joined(runs: Vec<Inline>) -> Vec<Inline> {
    let mut out: Vec<Inline> = Vec::with_capacity(runs.len());
    for run in runs {
        match (out.last_mut(), run) {
            (Some(Inline::Words { text, look }), Inline::Words { text: more, look: same })
                if *look == same =>
            {
                text.push_str(&more)
            }
            (_, run) => out.push(run),
        }
    }
    out
}

/// The paragraph that ends the text with `./.`: the last one, or the last cell with words in the last row
/// of a table. A text whose last piece is a heading, or whose last paragraph or row has no words, has none to
/// bear the mark.
pub(super) fn end_place(document: &Document) -> Option<Place> {
    let (place, text) = last_paragraph(document)?;
    bears_words(&without_end(text)).then_some(place)
}

/// Row and column of the cell that ends a whole table's words: the last with letters in the last row;
/// numbers alone bear no mark.
pub fn end_cell(table: &Table) -> Option<(usize, usize)> {
    let (head_rows, _) = super::grid::head(table);
    let row = table.rows.len().checked_sub(1).filter(|row| *row >= head_rows)?;
    let covered = table.covered();
    let lettered = |column: &usize| {
        !covered[row][*column]
            && table.rows[row][*column].text.as_str().contains(char::is_alphabetic)
    };
    (0..table.rows[row].len()).rev().find(lettered).map(|column| (row, column))
}

fn last_paragraph(document: &Document) -> Option<(Place, &Text)> {
    let last = |texts: &[Text]| texts.iter().rposition(|text| !text.is_blank());
    if let Some(index) = last(&document.closing) {
        return Some((Place::Closing(index), &document.closing[index]));
    }
    let printed = |block: &Block| {
        block.paragraph().is_none_or(|p| p.level.depth().is_some() || !p.text.is_blank())
    };
    if let Some(index) = document.body.iter().rposition(printed) {
        return match &document.body[index] {
            Block::Text(paragraph) if paragraph.is_title() => None,
            Block::Text(paragraph) => {
                Some((Place::Block(Story::Body, index), &paragraph.text))
            }
            Block::Table(table) => {
                let (row, column) = end_cell(table)?;
                let place = Place::Cell(Story::Body, index, row, column);
                Some((place, &table.rows[row][column].text))
            }
        };
    }
    let index = last(&document.opening)?;
    Some((Place::Opening(index), &document.opening[index]))
}

/// Lines of a paragraph that is held as a whole to what follows: the last one to the signature, one
/// that leads in ("… như sau:") to what it announces. A longer one would leave half a page empty; it
/// breaks over the pages as others do, and where the signature would stand alone the typesetter finds
/// it company ([`crate::typeset`]).
const HELD_LINES: usize = 4;
/// Lines of a paragraph that is held to the table below it: its caption.
const CAPTION_LINES: usize = 2;
/// Paragraphs that are held together in a row, at most.
const MOST_HELD: usize = 6;
/// What of a page a paragraph may fill that is held to what follows.
const TALLEST_HELD: f64 = 0.4;
/// No paragraph of fewer bytes is so tall.
const SHORT: usize = 800;

impl Composer<'_> {
    /// Holds a short last paragraph, or the last rows of a table, to the signature, which is never alone
    /// on a page.
    pub(super) fn hold_to_next(&self, pieces: &mut [Piece], measure: Measure) {
        match pieces.last_mut() {
            Some(Piece::Line(line)) => {
                line.keep_with_next |= self.count(line, measure) <= HELD_LINES;
            }
            Some(Piece::Grid(grid)) => self.hold_last_rows(grid, measure),
            _ => {}
        }
    }

    /// Holds what leads in to what it announces, and a caption to its table.
    pub(super) fn hold_lead_ins(&self, pieces: &mut [Piece], measure: Measure) {
        let mut held = 0;
        for index in 1..pieces.len() {
            let (before, after) = pieces.split_at_mut(index);
            let Some(Piece::Line(line)) = before.last_mut() else {
                held = 0;
                continue;
            };
            let most = match after.first() {
                Some(_) if leads_in(line) => HELD_LINES,
                Some(Piece::Grid(_)) => CAPTION_LINES,
                _ => 0,
            };
            if !line.keep_with_next && most > 0 && held < MOST_HELD {
                line.keep_with_next = self.count(line, measure) <= most;
            }
            held = if line.keep_with_next { held + 1 } else { 0 };
        }
    }

    /// Frees paragraphs that are too tall to be held to what follows: a title of two pages.
    pub(super) fn free_tall(&self, pieces: &mut [Piece], measure: Measure) {
        for piece in pieces {
            let Piece::Line(line) = piece else { continue };
            line.keep_with_next = line.keep_with_next
                && (line.bytes() <= SHORT
                    || self.line_height(line, measure.width) <= measure.height * TALLEST_HELD);
        }
    }

    /// How many lines a paragraph makes, about.
    fn count(&self, line: &Line, measure: Measure) -> usize {
        let style = style(line.style, &self.page);
        let room = measure.width - line.narrowing();
        greedy_lines(&Paper::held_words(line), &style, room).len()
    }
}

/// Whether a paragraph ends in a colon.
fn leads_in(line: &Line) -> bool {
    let last = line.runs.iter().rev().find_map(|run| match run {
        Inline::Words { text, .. } => text.trim_end().chars().next_back(),
        _ => None,
    });
    last == Some(':')
}

/// Puts a low paragraph before the table that a paper with footnotes begins with: LibreOffice 7 would put an
/// empty line there.
pub(super) fn clear_of_notes(sheets: &mut [Sheet]) {
    let has_note =
        |line: &Line| line.runs.iter().any(|run| matches!(run, Inline::Note { .. }));
    let noted =
        sheets.iter().flat_map(|sheet| &sheet.pieces).flat_map(Piece::lines).any(has_note);
    let Some(first) = sheets.first_mut().filter(|_| noted) else { return };
    if !matches!(first.pieces.first(), Some(Piece::Line(_)) | None) {
        let separator = Line::blank(Place::Fixed, StyleName::Separator);
        first.pieces.insert(0, Piece::Line(separator));
    }
}

/// Puts a low paragraph behind every table that another table or the sheet's end
/// follows: Word would join the two, and cannot end a section without one. A paragraph that a
/// table follows stands clear of it.
pub(super) fn separated(pieces: Vec<Piece>) -> Vec<Piece> {
    let mut out: Vec<Piece> = Vec::with_capacity(pieces.len() + 2);
    let mut pieces = pieces.into_iter().peekable();
    while let Some(piece) = pieces.next() {
        let is_table = matches!(piece, Piece::Columns(Columns { .. }) | Piece::Grid(_));
        if let (Piece::Grid(_), Some(Piece::Line(line))) = (&piece, out.last_mut())
            && line.style != StyleName::Separator
        {
            line.after = BEFORE_TABLE;
        }
        out.push(piece);
        if is_table && !matches!(pieces.peek(), Some(Piece::Line(_))) {
            let keeps = |row: &GridRow| row.keep_with_next;
            let keep_with_next = matches!(out.last(), Some(Piece::Grid(grid))
                if grid.rows.last().is_some_and(keeps));
            let separator = Line::blank(Place::Fixed, StyleName::Separator);
            out.push(Piece::Line(Line { keep_with_next, ..separator }));
        }
    }
    out
}
