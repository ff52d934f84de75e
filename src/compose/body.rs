//! Ô 6: căn cứ, opening, the numbered body, closing paragraphs.

use std::borrow::Cow;

use crate::model::{Block, Level, Paragraph, Place, Plan, Story, Text};
use crate::standard::{StyleName, greedy_lines, style};

use super::numbering::numerals;
use super::words::{Case, bears_words, blank_line, inlines, line, with_end, without_end};
use super::{Columns, Composer, Inline, Line, Look, Measure, Piece};

/// Space below a paragraph that a table follows, pt.
const BEFORE_TABLE: f64 = 6.0;

impl Composer<'_> {
    /// Căn cứ, each with its end mark (PL I.II.6.a), and the opening paragraphs.
    pub(super) fn opening(&self) -> Vec<Piece> {
        let plan = self.plan;
        let last = plan.legal_basis.iter().rposition(|text| !text.is_blank());
        let bases = plan.legal_basis.iter().enumerate().map(|(index, text)| {
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
        let opening =
            plan.opening.iter().enumerate().map(|(index, text)| {
                self.prose(Place::Opening(index), StyleName::Opening, text)
            });
        bases.chain(opening).filter(|line| !line.runs.is_empty()).map(Piece::Line).collect()
    }

    pub(super) fn closing_paragraphs(&self) -> Vec<Piece> {
        let closing =
            self.plan.closing.iter().enumerate().map(|(index, text)| {
                self.prose(Place::Closing(index), StyleName::Closing, text)
            });
        closing.filter(|line| !line.runs.is_empty()).map(Piece::Line).collect()
    }

    fn prose(&self, place: Place, name: StyleName, text: &Text) -> Line {
        line(place, name, &self.ended(place, text), Case::AsTyped, &self.page)
    }

    /// The text with `./.` (every template of Phụ lục III) where it is the last of the document.
    fn ended<'t>(&self, place: Place, text: &'t Text) -> Cow<'t, Text> {
        if self.end == Some(place) {
            Cow::Owned(with_end(text, "./."))
        } else {
            Cow::Borrowed(text)
        }
    }

    /// The blocks of a story with their numerals.
    pub(super) fn blocks(&self, story: Story, measure: Measure) -> Vec<Piece> {
        let Some(blocks) = self.plan.blocks(story) else { return Vec::new() };
        let numerals = numerals(blocks);
        let mut pieces = Vec::with_capacity(blocks.len());
        for (index, (block, numeral)) in blocks.iter().zip(numerals).enumerate() {
            match block {
                Block::Text(paragraph) => {
                    let place = Place::Block(story, index);
                    pieces.extend(self.paragraph(place, paragraph, &numeral, measure));
                }
                Block::Table(table) => {
                    pieces.push(Piece::Grid(self.grid(story, index, table, measure)));
                }
            }
        }
        pieces
    }

    fn paragraph(
        &self,
        place: Place,
        paragraph: &Paragraph,
        numeral: &str,
        measure: Measure,
    ) -> Vec<Piece> {
        let Paragraph { level, text, .. } = paragraph;
        let name = style_of(paragraph);
        let style = style(name, &self.page);
        let case = if level.is_heading() { Case::Capitals } else { Case::AsTyped };
        let words = inlines(&self.ended(place, text), &style, case);
        let mut pieces = Vec::new();
        if *level == Level::Part {
            let number = Line { keep_with_next: true, ..blank_line(place, StyleName::Part) };
            let runs = vec![Inline::Words { text: numeral.to_owned(), look: bold() }];
            let lead = numeral.chars().count();
            pieces.push(Piece::Line(Line { runs, lead, ..number }));
        } else if words.is_empty() && level.depth().is_none() {
            return pieces;
        }
        let mut runs = words;
        let mut lead = 0;
        if *level != Level::Part && !numeral.is_empty() {
            // The numeral looks like the word it stands before, but is never underlined.
            let look = match runs.first() {
                Some(Inline::Words { look, .. }) => Look { underline: false, ..*look },
                _ => Look { bold: style.bold, italic: style.italic, underline: false },
            };
            let text = format!("{numeral} ");
            lead = text.chars().count();
            runs.insert(0, Inline::Words { text, look });
        }
        if !runs.is_empty() {
            let keep_with_next = paragraph.is_title();
            let mut line =
                Line { runs: joined(runs), lead, keep_with_next, ..blank_line(place, name) };
            if matches!(name, StyleName::PartTitle | StyleName::Centered) {
                self.balance(&mut line, measure.width);
            }
            pieces.push(Piece::Line(line));
        }
        pieces
    }
}

/// The style of a paragraph's words.
pub(super) fn style_of(paragraph: &Paragraph) -> StyleName {
    match paragraph.level {
        Level::Part => StyleName::PartTitle,
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

/// The paragraph that ends the text with `./.`: the last one. A text whose last piece is a table
/// or a heading, or whose last paragraph has no words, has none to bear the mark.
pub(super) fn end_place(plan: &Plan) -> Option<Place> {
    let (place, text) = last_paragraph(plan)?;
    bears_words(&without_end(text)).then_some(place)
}

fn last_paragraph(plan: &Plan) -> Option<(Place, &Text)> {
    let last = |texts: &[Text]| texts.iter().rposition(|text| !text.is_blank());
    if let Some(index) = last(&plan.closing) {
        return Some((Place::Closing(index), &plan.closing[index]));
    }
    let printed = |block: &Block| {
        block.paragraph().is_none_or(|p| p.level.depth().is_some() || !p.text.is_blank())
    };
    if let Some(index) = plan.body.iter().rposition(printed) {
        let paragraph =
            plan.body[index].paragraph().filter(|paragraph| !paragraph.is_title())?;
        return Some((Place::Block(Story::Body, index), &paragraph.text));
    }
    let index = last(&plan.opening)?;
    Some((Place::Opening(index), &plan.opening[index]))
}

/// Lines of a last paragraph that is held to the signature as a whole. A longer one would leave
/// half a page empty; it breaks over the pages as others do, and is held only where the signature
/// would stand alone ([`super::Paper::hold_closing`]).
const HELD_LINES: usize = 4;

impl Composer<'_> {
    /// Holds a short last paragraph to the signature, which is never alone on a page.
    pub(super) fn hold_to_next(&self, pieces: &mut [Piece], measure: Measure) {
        if let Some(Piece::Line(line)) = pieces.last_mut() {
            let style = style(line.style, &self.page);
            let room = measure.width - 2.0 * line.inset;
            let lines = greedy_lines(&super::Paper::held_words(line), &style, room).len();
            line.keep_with_next |= lines <= HELD_LINES;
        }
    }
}

/// Puts a paragraph of no height behind every table that another table or the sheet's end
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
            out.push(Piece::Line(blank_line(Place::Fixed, StyleName::Separator)));
        }
    }
    out
}
