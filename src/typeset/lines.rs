//! The printed lines of a page, and which of them stands nearest to a point.

use crate::model::Place;

/// What is smaller than this against the words of its paragraph is a raised mark.
const RAISED: f64 = 0.8;

/// A box on a page, in pt from the top left.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Rect {
    /// Left edge.
    pub x: f64,
    /// Upper edge.
    pub y: f64,
    /// Width.
    pub width: f64,
    /// Height.
    pub height: f64,
}

/// A run of words of one face in one line of a page.
#[derive(Clone, Debug, PartialEq)]
pub struct PageLine {
    /// Where the words come from; none for page numbers and the like.
    pub place: Option<Place>,
    /// The words.
    pub text: String,
    /// Where they stand: from ascent to descent.
    pub area: Rect,
    /// Size in pt.
    pub size: f64,
    /// Whether the face is bold.
    pub bold: bool,
    /// Whether the face is italic.
    pub italic: bool,
    /// Left edges of the characters and the right edge of the last, in pt from the page's left.
    pub(super) edges: Vec<f64>,
    /// The first character's position in the printed paragraph.
    pub(super) start: usize,
    /// Characters at the paragraph's front that are not in the plan's text.
    pub(super) lead: usize,
    /// Characters of the place before this paragraph.
    pub(super) before: usize,
    /// The paragraph, where there is a place.
    pub(super) source: Source,
}

/// A paragraph of a sheet: the n-th of a unit, in reading order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Source {
    /// The piece of the unit.
    pub(super) piece: usize,
    pub(super) unit: usize,
    pub(super) line: usize,
}

impl PageLine {
    /// The position in the place's text of the n-th character of this run.
    pub fn position(&self, letter: usize) -> usize {
        self.before + (self.start + letter).saturating_sub(self.lead)
    }
}

/// The place and the character nearest to a point, in pt from the page's top left.
pub(super) fn hit(lines: &[PageLine], x: f64, y: f64) -> Option<(Place, usize)> {
    let distance = |line: &PageLine| {
        let Rect { x: left, y: top, width, height } = line.area;
        let down = (top - y).max(y - top - height).max(0.0);
        let across = (left - x).max(x - left - width).max(0.0);
        // A line is chosen before a column.
        down * 4.0 + across
    };
    let nearest = lines
        .iter()
        .filter(|line| line.place.is_some_and(|place| place != Place::Fixed))
        .min_by(|a, b| distance(a).total_cmp(&distance(b)))?;
    let letter = nearest
        .edges
        .iter()
        .enumerate()
        .min_by(|(_, a), (_, b)| (*a - x).abs().total_cmp(&(*b - x).abs()))
        .map_or(0, |(index, _)| index);
    nearest.place.map(|place| (place, nearest.position(letter)))
}

/// Where the lines of a paragraph begin, in characters of the printed paragraph, from top to bottom: raised
/// marks are no lines.
pub(super) fn starts_of(lines: &[PageLine], source: Source) -> Vec<usize> {
    let own = || lines.iter().filter(|line| line.place.is_some() && line.source == source);
    let size = own().map(|line| line.size).fold(0.0, f64::max);
    let mut found: Vec<(f64, usize)> = Vec::new();
    for line in own().filter(|line| line.size > size * RAISED) {
        match found.last_mut() {
            Some((y, start)) if (*y - line.area.y).abs() < 1.0 => {
                *start = line.start.min(*start)
            }
            _ => found.push((line.area.y, line.start)),
        }
    }
    found.into_iter().map(|(_, start)| start).collect()
}

/// The box that a place takes among lines.
pub(super) fn area(lines: &[PageLine], place: Place) -> Option<Rect> {
    let boxes = lines.iter().filter(|line| line.place == Some(place));
    boxes.map(|line| line.area).reduce(union)
}

fn union(a: Rect, b: Rect) -> Rect {
    let x = a.x.min(b.x);
    let y = a.y.min(b.y);
    Rect {
        x,
        y,
        width: (a.x + a.width).max(b.x + b.width) - x,
        height: (a.y + a.height).max(b.y + b.height) - y,
    }
}
