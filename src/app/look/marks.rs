//! The quiet lines under letters that the check has something to say of, and what is said when she
//! asks.
//!
//! What is to be underlined is kept in egui's own memory, so that a field finds its marks by its
//! place, wherever it is shown; what she asks for goes the same way back. Marks of words that have
//! changed since are not drawn.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::ops::Range;
use std::sync::Arc;

use egui::text::{CCursor, CharIndex};
use egui::{Context, Galley, Id, Pos2, Rect, Response, Shape, Stroke, Ui, pos2};

use super::finding_card::Wanted;
use super::tokens::palette;
use crate::check::{Finding, Fix, Severity};
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
    /// What is to be said.
    pub finding: Arc<Finding>,
    /// Its cure as it is shown.
    pub change: Option<Fix>,
    /// The words the span was counted in: see [`words_key`].
    pub words: u64,
}

/// Every mark of a plan, by place.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Marks(pub HashMap<Place, Vec<Mark>>);

/// The letters on the screen whose card is open.
#[derive(Clone)]
struct Spot {
    finding: Arc<Finding>,
    /// Where they were drawn, and in which pass.
    drawn: Option<(Rect, u64)>,
}

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

/// Follows a finding on the screen, so that its card can stand beside its letters.
pub fn follow(ctx: &Context, finding: &Arc<Finding>) {
    let id = Id::unique("marks-spot");
    ctx.data_mut(|data| {
        let now = data.get_temp::<Spot>(id);
        if now.is_none_or(|spot| spot.finding != *finding) {
            data.insert_temp(id, Spot { finding: Arc::clone(finding), drawn: None });
        }
    });
}

/// No finding is followed any more.
pub fn follow_none(ctx: &Context) {
    ctx.data_mut(|data| data.remove::<Spot>(Id::unique("marks-spot")));
}

/// Where the letters of the finding that is followed stand; none where they were not drawn in this
/// pass or the one before.
pub fn followed(ctx: &Context) -> Option<Rect> {
    let spot: Spot = ctx.data(|data| data.get_temp(Id::unique("marks-spot")))?;
    let (rect, pass) = spot.drawn?;
    (pass + 1 >= ctx.cumulative_pass_nr()).then_some(rect)
}

/// Asks the window for something about a finding.
pub fn ask(ctx: &Context, finding: Arc<Finding>, wanted: Wanted) {
    let id = Id::unique("marks-asked");
    ctx.data_mut(|data| {
        let asked: &mut Vec<(Arc<Finding>, Wanted)> = data.get_temp_mut_or_default(id);
        asked.push((finding, wanted));
    });
    ctx.request_repaint();
}

/// What the window was asked for since it looked last.
pub fn asked(ctx: &Context) -> Vec<(Arc<Finding>, Wanted)> {
    let id = Id::unique("marks-asked");
    ctx.data_mut(|data| data.remove_temp(id)).unwrap_or_default()
}

/// The marks of a place whose words have not changed.
fn here(ui: &Ui, place: Place, words: &str) -> Vec<Mark> {
    let marks: Option<Arc<Marks>> = ui.data(|data| data.get_temp(Id::unique("marks")));
    let Some(marks) = marks else { return Vec::new() };
    let Some(here) = marks.0.get(&place) else { return Vec::new() };
    let key = words_key(words);
    here.iter().filter(|mark| mark.words == key).cloned().collect()
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
    let marks = here(ui, place, words);
    if marks.is_empty() {
        return;
    }
    let spot: Option<Spot> = ui.data(|data| data.get_temp(Id::unique("marks-spot")));
    let palette = palette(ui);
    // The graver lie over the others.
    for mark in marks.iter().rev() {
        // What she has asked for is shown, wherever the caret went with it.
        let followed = spot.as_ref().is_some_and(|spot| spot.finding == mark.finding);
        if Some(mark.span.end) == caret && !followed {
            continue;
        }
        let ink = match mark.finding.rule.severity {
            Severity::Error => palette.error,
            Severity::Warning => palette.warning,
            Severity::Hint => palette.faint,
        };
        for (left, right, bottom) in lines(galley, &mark.span) {
            let from = pos2(at.x + left, at.y + bottom);
            ui.painter().add(Shape::line(wave(from, at.x + right), Stroke::new(1.0, ink)));
            if followed {
                let top = pos2(from.x, from.y - 16.0);
                note_drawn(ui, Rect::from_min_max(top, pos2(at.x + right, from.y + 2.0)));
            }
        }
    }
}

/// Notes where the letters of the finding that is followed are drawn; of several lines all.
fn note_drawn(ui: &Ui, rect: Rect) {
    let pass = ui.ctx().cumulative_pass_nr();
    ui.data_mut(|data| {
        if let Some(mut spot) = data.get_temp::<Spot>(Id::unique("marks-spot")) {
            spot.drawn = match spot.drawn {
                Some((before, then)) if then == pass => Some((before.union(rect), pass)),
                _ => Some((rect, pass)),
            };
            data.insert_temp(Id::unique("marks-spot"), spot);
        }
    });
}

/// The marks under the pointer when the second button was pressed on a field last.
pub fn under_pointer(
    ui: &Ui,
    response: &Response,
    place: Place,
    words: &str,
    galley: &Galley,
    at: Pos2,
) -> Vec<Mark> {
    let id = response.id.with("marks-menu");
    if response.secondary_clicked() {
        let pointer = response.interact_pointer_pos().unwrap_or(Pos2::ZERO);
        let letter = galley.cursor_from_pos(pointer - at).index.0;
        let near = |mark: &Mark| mark.span.start <= letter && letter <= mark.span.end;
        let found: Vec<Mark> = here(ui, place, words).into_iter().filter(near).collect();
        ui.data_mut(|data| data.insert_temp(id, found));
    }
    ui.data(|data| data.get_temp(id)).unwrap_or_default()
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
