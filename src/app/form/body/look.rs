//! How the body is drawn: colours, faces, distances, and words laid out with their emphasis.

use std::sync::Arc;

use egui::text::{CCursor, CharIndex, LayoutJob, LayoutSection, TextFormat};
use egui::{
    Align, Color32, CornerRadius, FontFamily, FontId, Galley, Painter, Pos2, Rect, Stroke, Ui,
    pos2, vec2,
};

use crate::app::look::tokens::{self, Palette};
use crate::model::{Cell, CellAlign, Level, NOTE_ANCHOR, Table, Text};

/// Height of a line, in points: room for capitals with two marks.
const LINE_HEIGHT: f32 = 19.0;
/// Family of weight 400.
const REGULAR: &str = "ui";
/// Family of headings and bold words.
const HEAVY: &str = "ui-semibold";
/// Family of the icons.
const ICONS: &str = "icons";

/// The colours and sizes the body is drawn with. Sizes are points.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Look {
    /// Words.
    pub ink: Color32,
    /// Words that stand back: footnotes, buttons.
    pub soft: Color32,
    /// Placeholders.
    pub faint: Color32,
    /// Numerals, marks of footnotes.
    pub accent: Color32,
    /// Behind the block with the caret.
    pub active: Color32,
    /// Behind everything: the card's own ground.
    pub ground: Color32,
    /// Behind selected blocks.
    pub selected: Color32,
    /// Behind the head rows of a table.
    pub head: Color32,
    /// Lines of tables.
    pub line: Color32,
    /// Behind a button under the pointer.
    pub hover: Color32,
    /// Size of the words.
    pub size: f32,
    /// Height of a line.
    pub line_height: f32,
}

impl Default for Look {
    fn default() -> Self {
        Self::of(tokens::of(false))
    }
}

/// How the words of one field are set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shape {
    /// Whether all of it is heavy.
    pub heavy: bool,
    /// Whether the paper prints it in capitals.
    pub capitals: bool,
    /// Whether it is a footnote: smaller, softer.
    pub note: bool,
    /// Where its lines stand.
    pub align: Align,
}

impl Shape {
    /// The shape of a paragraph of a level.
    pub fn of_level(level: Level) -> Self {
        let heading = level.is_heading();
        let align = match level {
            Level::Centered => Align::Center,
            Level::Right => Align::RIGHT,
            _ => Align::LEFT,
        };
        Self { heavy: heading, capitals: heading, note: false, align }
    }

    /// The shape of a cell; `auto` is how the paper sets its column where nothing is said of the cell.
    pub fn of_cell(table: &Table, row: usize, cell: &Cell, auto: CellAlign) -> Self {
        let head = row < table.head_rows;
        let said = match cell.align {
            CellAlign::Auto if head => CellAlign::Center,
            CellAlign::Auto => auto,
            said => said,
        };
        let align = match said {
            CellAlign::Auto | CellAlign::Left | CellAlign::Justify => Align::LEFT,
            CellAlign::Center => Align::Center,
            CellAlign::Right => Align::RIGHT,
        };
        Self { heavy: head, capitals: false, note: false, align }
    }

    /// The shape of a footnote's words.
    pub fn of_note() -> Self {
        Self { heavy: false, capitals: false, note: true, align: Align::LEFT }
    }
}

impl Look {
    /// The look in a set of colours.
    pub fn of(palette: &Palette) -> Self {
        Self {
            ink: palette.ink,
            soft: palette.soft,
            faint: palette.faint,
            accent: palette.accent,
            active: palette.accent_faint,
            ground: palette.card,
            selected: palette.selection,
            head: palette.panel,
            line: palette.line,
            hover: palette.hover,
            size: tokens::size::TEXT,
            line_height: LINE_HEIGHT,
        }
    }

    /// The face of words.
    pub fn font(&self, heavy: bool) -> FontId {
        let family = if heavy { HEAVY } else { REGULAR };
        FontId::new(self.size, FontFamily::Name(family.into()))
    }

    /// A smaller face.
    pub fn small(&self) -> FontId {
        FontId::new(tokens::size::SMALL, FontFamily::Name(REGULAR.into()))
    }

    /// The face of icons.
    pub fn icons(&self, size: f32) -> FontId {
        FontId::new(size, FontFamily::Name(ICONS.into()))
    }

    /// Lays words out, one glyph a character, so that positions in both agree.
    pub fn layout(&self, ui: &Ui, text: &Text, shape: Shape, width: f32) -> Arc<Galley> {
        let mut job = LayoutJob::default();
        job.wrap.max_width = width;
        job.halign = shape.align;
        job.keep_trailing_whitespace = true;
        job.break_on_newline = true;
        let mut note = 0;
        for (run, style) in text.runs() {
            let heavy = shape.heavy || style.bold;
            let color = if shape.note { self.soft } else { self.ink };
            let format = TextFormat {
                font_id: if shape.note { self.small() } else { self.font(heavy) },
                color,
                italics: style.italic,
                line_height: Some(self.line_height),
                ..TextFormat::default()
            };
            for part in run.split_inclusive(NOTE_ANCHOR) {
                let (words, anchored) = match part.strip_suffix(NOTE_ANCHOR) {
                    Some(words) => (words, true),
                    None => (part, false),
                };
                append(&mut job, &shown(words, shape.capitals), format.clone());
                if anchored {
                    note += 1;
                    append(&mut job, note_sign(note), self.note_format());
                }
            }
        }
        if job.sections.is_empty() {
            let font_id = self.font(shape.heavy);
            let line_height = Some(self.line_height);
            append(&mut job, "", TextFormat { font_id, line_height, ..TextFormat::default() });
        }
        ui.fonts_mut(|fonts| fonts.layout_job(job))
    }

    /// Draws the lines under underlined words of a galley that stands at a position: close under
    /// the letters, which egui's own underline is not when lines are spaced.
    pub fn underline(&self, painter: &Painter, text: &Text, galley: &Galley, at: Pos2) {
        if !text.runs().any(|(_, style)| style.underline) {
            return;
        }
        let marked =
            text.runs().flat_map(|(run, style)| run.chars().map(move |_| style.underline));
        let mut marked = marked;
        for row in &galley.rows {
            let mut line: Option<(f32, f32)> = None;
            for glyph in &row.glyphs {
                let (from, to) = (glyph.pos.x, glyph.pos.x + glyph.advance_width);
                match (marked.next().unwrap_or(false), line) {
                    (true, None) => line = Some((from, to)),
                    (true, Some((start, _))) => line = Some((start, to)),
                    (false, _) => self.rule(painter, line.take(), row.pos, glyph.pos.y, at),
                }
            }
            if let Some(glyph) = row.glyphs.last() {
                self.rule(painter, line, row.pos, glyph.pos.y, at);
            }
            if row.ends_with_newline {
                marked.next();
            }
        }
    }

    /// Paints the ground of selected words.
    pub fn mark(ui: &Ui, galley: &Galley, at: Pos2, anchor: usize, head: usize) {
        let cursor = |index: usize| CCursor { index: CharIndex(index), prefer_next_row: true };
        let from = galley.layout_from_cursor(cursor(anchor.min(head)));
        let to = galley.layout_from_cursor(cursor(anchor.max(head)));
        for (n, row) in galley.rows.iter().enumerate().take(to.row + 1).skip(from.row) {
            let left = if n == from.row { row.x_offset(from.column) } else { 0.0 };
            let right = if n == to.row { row.x_offset(to.column) } else { row.size.x };
            let top = at + row.pos.to_vec2();
            let rect =
                Rect::from_min_max(top + vec2(left, 0.0), top + vec2(right, row.height()));
            ui.painter().rect_filled(rect, CornerRadius::ZERO, ui.visuals().selection.bg_fill);
        }
    }

    fn rule(
        &self,
        painter: &Painter,
        line: Option<(f32, f32)>,
        row: Pos2,
        baseline: f32,
        at: Pos2,
    ) {
        let Some((from, to)) = line else { return };
        let y = (at.y + row.y + baseline + 2.0).round() + 0.5;
        let (from, to) = (at.x + row.x + from, at.x + row.x + to);
        painter.line_segment([pos2(from, y), pos2(to, y)], Stroke::new(1.0, self.ink));
    }

    /// A numeral laid out beside words.
    pub fn numeral(&self, ui: &Ui, numeral: &str) -> Arc<Galley> {
        self.line(ui, numeral, self.font(true))
    }

    /// The mark before a footnote's words.
    pub fn numeral_small(&self, ui: &Ui, numeral: &str) -> Arc<Galley> {
        self.line(ui, numeral, FontId::new(self.size - 3.0, FontFamily::Name(HEAVY.into())))
    }

    /// What stands in an empty field.
    pub fn hint(&self, ui: &Ui, words: &str, shape: Shape) -> Arc<Galley> {
        let font = if shape.note { self.small() } else { self.font(shape.heavy) };
        self.line_of(ui, words, font, self.faint)
    }

    fn line(&self, ui: &Ui, words: &str, font_id: FontId) -> Arc<Galley> {
        self.line_of(ui, words, font_id, self.accent)
    }

    fn line_of(&self, ui: &Ui, words: &str, font_id: FontId, color: Color32) -> Arc<Galley> {
        let mut job = LayoutJob::default();
        let line_height = Some(self.line_height);
        append(
            &mut job,
            words,
            TextFormat { font_id, color, line_height, ..TextFormat::default() },
        );
        ui.fonts_mut(|fonts| fonts.layout_job(job))
    }

    /// The raised mark of a footnote.
    fn note_format(&self) -> TextFormat {
        TextFormat {
            font_id: FontId::new(self.size - 3.0, FontFamily::Name(HEAVY.into())),
            color: self.accent,
            valign: Align::TOP,
            ..TextFormat::default()
        }
    }
}

/// The mark of the n-th footnote of a text, counted from 1; one character.
pub fn note_sign(n: usize) -> &'static str {
    ["*", "1", "2", "3", "4", "5", "6", "7", "8", "9"].get(n).copied().unwrap_or("*")
}

fn append(job: &mut LayoutJob, words: &str, format: TextFormat) {
    let start = job.text.len();
    job.text.push_str(words);
    job.sections.push(LayoutSection {
        leading_space: 0.0,
        byte_range: (start.into())..(job.text.len().into()),
        format,
    });
}

/// The words as shown: capitals where one letter stays one letter.
fn shown(words: &str, capitals: bool) -> String {
    if !capitals {
        return words.to_owned();
    }
    let mut out = String::with_capacity(words.len());
    for letter in words.chars() {
        let mut upper = letter.to_uppercase();
        match (upper.next(), upper.next()) {
            (Some(only), None) => out.push(only),
            _ => out.push(letter),
        }
    }
    out
}
