//! The quiet lines under letters that the check has something to say of.
//!
//! What is to be underlined is kept in egui's own memory, so that a field finds its marks by its
//! place, wherever it is shown. Marks of words that have changed since are not drawn.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::ops::Range;
use std::sync::Arc;

use egui::text::{CCursor, CharIndex};
use egui::{Context, Galley, Id, Pos2, Shape, Stroke, Ui, pos2};

use super::tokens::palette;
use crate::check::Severity;
use crate::model::Place;

/// Half the height of the wave, in points.
const WAVE: f32 = 1.0;
/// From crest to crest, in points.
const STEP: f32 = 2.5;

/// Letters that something is to be said of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// The characters.
    pub span: Range<usize>,
    /// How grave it is.
    pub severity: Severity,
    /// The words the span was counted in: see [`words_key`].
    pub words: u64,
}

/// Every mark of a plan, by place.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Marks(pub HashMap<Place, Vec<Mark>>);

/// What tells one text from another.
pub fn words_key(words: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    words.hash(&mut hasher);
    hasher.finish()
}

/// Hands the marks to every field that is shown from now on.
pub fn set(ctx: &Context, marks: Arc<Marks>) {
    ctx.data_mut(|data| data.insert_temp(Id::unique("marks"), marks));
}

/// Draws the marks of a place under its words, which are laid out in a galley at a position. What
/// ends at the caret (a character, where the field has the keyboard) is still being written and is
/// not judged yet.
pub fn paint(
    ui: &Ui,
    place: Place,
    words: &str,
    (galley, at): (&Galley, Pos2),
    caret: Option<usize>,
) {
    let marks: Option<Arc<Marks>> = ui.data(|data| data.get_temp(Id::unique("marks")));
    let Some(marks) = marks else { return };
    let Some(here) = marks.0.get(&place) else { return };
    let key = words_key(words);
    for mark in here.iter().filter(|mark| mark.words == key && Some(mark.span.end) != caret) {
        let palette = palette(ui);
        let ink = match mark.severity {
            Severity::Error => palette.error,
            Severity::Warning => palette.warning,
            Severity::Hint => palette.faint,
        };
        for (left, right, bottom) in lines(galley, &mark.span) {
            let from = pos2(at.x + left, at.y + bottom);
            ui.painter().add(Shape::line(wave(from, at.x + right), Stroke::new(1.0, ink)));
        }
    }
}

/// The stretches of rows that characters take: left, right, bottom, from the galley's own corner.
fn lines(galley: &Galley, span: &Range<usize>) -> Vec<(f32, f32, f32)> {
    let cursor =
        |index: usize, next| CCursor { index: CharIndex(index), prefer_next_row: next };
    let from = galley.layout_from_cursor(cursor(span.start, true));
    let to = galley.layout_from_cursor(cursor(span.end.max(span.start + 1), false));
    let rows = galley.rows.iter().enumerate().take(to.row + 1).skip(from.row);
    rows.map(|(n, row)| {
        let left = if n == from.row { row.x_offset(from.column) } else { 0.0 };
        let right = if n == to.row { row.x_offset(to.column) } else { row.size.x };
        let top = row.pos.y;
        (
            row.pos.x + left,
            (row.pos.x + right).max(row.pos.x + left + 3.0),
            top + row.height() - 1.5,
        )
    })
    .collect()
}

fn wave(from: Pos2, right: f32) -> Vec<Pos2> {
    let count = ((right - from.x) / STEP).ceil().max(1.0) as usize;
    (0..=count)
        .map(|n| {
            let x = (from.x + n as f32 * STEP).min(right);
            pos2(x, from.y + if n % 2 == 0 { WAVE } else { -WAVE })
        })
        .collect()
}
