//! What differs between a sheet and the one before it.
//!
//! Units are laid side by side from both ends; in between stands what she has just written. Where
//! a unit only looks changed because others moved around it, more is set again than needed, and
//! nothing is wrong.

use std::ops::Range;

use crate::compose::{Columns, Grid, GridCell, GridRow, Line, Piece, Sheet};

use super::units::Units;

/// How a new sheet's units answer to the old one's.
pub(super) struct Change {
    /// Units at the front that are the same.
    front: usize,
    old: usize,
    new: usize,
    /// For each new unit, whether it or a neighbour differs from the old.
    fresh: Vec<bool>,
    /// Whether a unit that is the same has another number, or comes from another place.
    pub(super) moved: bool,
}

impl Change {
    pub(super) fn between(old: &Units<'_>, new: &Units<'_>) -> Self {
        let same = |a: usize, b: usize| same_unit(old, a, new, b);
        let both = old.len().min(new.len());
        let front = (0..both).take_while(|index| same(*index, *index)).count();
        let mut change = Self {
            front,
            old: old.len(),
            new: new.len(),
            fresh: Vec::new(),
            moved: old.len() != new.len(),
        };
        let mut own = vec![false; new.len()];
        for (index, own) in own.iter_mut().enumerate() {
            let before = change.old_of(index).filter(|index| *index < old.len());
            *own = match before {
                Some(_) if index < front => false,
                Some(before) => !same(before, index),
                None => true,
            };
            change.moved |= before.is_some_and(|before| {
                let places = old.lines(before).zip(new.lines(index));
                old.piece(before) != new.piece(index)
                    || places.into_iter().any(|(a, b)| a.place != b.place)
            });
        }
        // Something is gone between these two.
        if old.len() > new.len() {
            let gap = front.saturating_sub(1)..(front + 1).min(new.len());
            own[gap].fill(true);
        }
        // A paragraph's spacing looks at its neighbours.
        change.fresh = (0..own.len())
            .map(|index| {
                own[index.saturating_sub(1)..(index + 2).min(own.len())].contains(&true)
            })
            .collect();
        change
    }

    /// The old number of a new unit; none for one that was added.
    pub(super) fn old_of(&self, new: usize) -> Option<usize> {
        let (added, gone) = self.shift();
        match new {
            _ if new < self.front => Some(new),
            _ if new < self.front + added => None,
            _ => Some(new - added + gone),
        }
    }

    /// The new number of an old unit; none for one that is gone.
    pub(super) fn new_of(&self, old: usize) -> Option<usize> {
        let (added, gone) = self.shift();
        match old {
            _ if old < self.front => Some(old),
            _ if old < self.front + gone => None,
            _ => Some(old - gone + added),
        }
    }

    /// The first unit at or after one that must be set again.
    pub(super) fn next(&self, from: usize) -> Option<usize> {
        (from..self.fresh.len()).find(|index| self.fresh[*index])
    }

    /// Whether none of these units must be set again.
    pub(super) fn is_calm(&self, units: Range<usize>) -> bool {
        self.next(units.start).is_none_or(|next| next >= units.end)
    }

    /// Units added and gone.
    fn shift(&self) -> (usize, usize) {
        (self.new.saturating_sub(self.old), self.old.saturating_sub(self.new))
    }
}

/// Whether two sheets have pages of the same make: all but what their pieces say.
pub(super) fn alike(a: &Sheet, b: &Sheet) -> bool {
    let Sheet { landscape, margins, top_mark, address, pieces } = a;
    if pieces.is_empty() != b.pieces.is_empty() {
        return false;
    }
    let marks = match (top_mark, &b.top_mark) {
        (Some(a), Some(b)) => same_line(a, b),
        (None, None) => true,
        _ => false,
    };
    *landscape == b.landscape
        && *margins == b.margins
        && marks
        && same_lines(address, &b.address)
}

/// Whether the columns of a table have other widths than before, so that all its rows are other rows. Tables are held
/// against each other in their order, which is enough for one that was not added or removed.
pub(super) fn moves_columns(old: &[Sheet], new: &[Sheet]) -> bool {
    fn columns(sheets: &[Sheet]) -> impl Iterator<Item = &[f64]> {
        sheets.iter().flat_map(|sheet| &sheet.pieces).filter_map(|piece| match piece {
            Piece::Grid(grid) => Some(grid.widths.as_slice()),
            Piece::Line(_) | Piece::Columns(_) => None,
        })
    }
    columns(old).zip(columns(new)).any(|(old, new)| old != new)
}

/// Whether two units look the same on paper, wherever in the plan they come from. Rows look as
/// their table does: its columns, and the head that is repeated over them.
fn same_unit(old: &Units<'_>, a: usize, new: &Units<'_>, b: usize) -> bool {
    match (old.content(a), new.content(b)) {
        (Some(Piece::Grid(one)), Some(Piece::Grid(other))) => {
            let (rows, others) = (old.rows(a), new.rows(b));
            let head = |grid: &Grid| grid.head_rows.min(grid.rows.len());
            (rows.start == 0) == (others.start == 0)
                && (&one.widths, one.head_rows) == (&other.widths, other.head_rows)
                && all(&one.rows[..head(one)], &other.rows[..head(other)], same_row)
                && opens_page(one, &rows).eq(opens_page(other, &others))
                && all(&one.rows[rows], &other.rows[others], same_row)
        }
        (Some(one), Some(other)) => same(one, other),
        _ => false,
    }
}

/// Which of some rows begin a page, counted from the first of them.
fn opens_page(grid: &Grid, rows: &Range<usize>) -> impl Iterator<Item = usize> {
    let own = grid.opens_page.iter().filter(|row| rows.contains(row));
    own.map(|row| row - rows.start)
}

/// Whether two pieces beside tables look the same on paper, wherever in the plan they come from.
fn same(a: &Piece, b: &Piece) -> bool {
    match (a, b) {
        (Piece::Line(a), Piece::Line(b)) => same_line(a, b),
        (Piece::Columns(a), Piece::Columns(b)) => {
            let Columns { role, widths, rows, splits, together } = a;
            (*role, widths, *splits) == (b.role, &b.widths, b.splits)
                && *together == b.together
                && all(rows, &b.rows, |a, b| all(a, b, |a, b| same_lines(a, b)))
        }
        _ => false,
    }
}

fn same_row(a: &GridRow, b: &GridRow) -> bool {
    let GridRow { splits, keep_with_next, cells } = a;
    (*splits, *keep_with_next) == (b.splits, b.keep_with_next)
        && all(cells, &b.cells, |a, b| {
            let GridCell { column, columns, rows, top, lines } = a;
            (*column, *columns, *rows, *top) == (b.column, b.columns, b.rows, b.top)
                && same_lines(lines, &b.lines)
        })
}

fn same_lines(a: &[Line], b: &[Line]) -> bool {
    all(a, b, same_line)
}

fn same_line(a: &Line, b: &Line) -> bool {
    let Line {
        place: _,
        style,
        lead,
        runs,
        inset,
        left,
        keep_with_next,
        opens_page,
        ends_page,
        rule,
        frame,
        before,
        after,
        size,
        // Looks the same whoever typed it.
        typed: _,
    } = a;
    (*style, *lead, *keep_with_next) == (b.style, b.lead, b.keep_with_next)
        && (*opens_page, *ends_page) == (b.opens_page, b.ends_page)
        && (*inset, *left, *rule, *frame) == (b.inset, b.left, b.rule, b.frame)
        && (*before, *after, *size) == (b.before, b.after, b.size)
        && *runs == b.runs
}

fn all<T>(a: &[T], b: &[T], alike: impl Fn(&T, &T) -> bool) -> bool {
    a.len() == b.len() && a.iter().zip(b).all(|(a, b)| alike(a, b))
}
