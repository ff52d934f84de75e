//! What differs between a sheet and the one before it.
//!
//! Pieces are laid side by side from both ends; in between stands what she has just written. Where
//! a piece only looks changed because others moved around it, more is set again than needed, and
//! nothing is wrong.

use std::ops::Range;

use crate::compose::{Columns, Grid, GridCell, GridRow, Inline, Line, Piece, Sheet};
use crate::standard::StyleName;

/// How a new sheet's pieces answer to the old one's.
pub(super) struct Change {
    /// Pieces at the front that are the same.
    front: usize,
    old: usize,
    new: usize,
    /// For each new piece, whether it or a neighbour differs from the old.
    fresh: Vec<bool>,
    /// Whether a piece that is the same has another number, or comes from another place.
    pub(super) moved: bool,
}

impl Change {
    pub(super) fn between(old: &Sheet, new: &Sheet) -> Self {
        let (old, new) = (&old.pieces, &new.pieces);
        let front = old.iter().zip(new).take_while(|(a, b)| same(a, b)).count();
        let mut change = Self {
            front,
            old: old.len(),
            new: new.len(),
            fresh: Vec::new(),
            moved: old.len() != new.len(),
        };
        let mut own = vec![false; new.len()];
        for (index, piece) in new.iter().enumerate() {
            let before = change.old_of(index).and_then(|index| old.get(index));
            own[index] = match before {
                Some(_) if index < front => false,
                Some(before) => !same(before, piece),
                None => true,
            };
            change.moved |= before.is_some_and(|before| {
                before.lines().zip(piece.lines()).any(|(a, b)| a.place != b.place)
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

    /// The old number of a new piece; none for one that was added.
    pub(super) fn old_of(&self, new: usize) -> Option<usize> {
        let (added, gone) = self.shift();
        match new {
            _ if new < self.front => Some(new),
            _ if new < self.front + added => None,
            _ => Some(new - added + gone),
        }
    }

    /// The new number of an old piece; none for one that is gone.
    pub(super) fn new_of(&self, old: usize) -> Option<usize> {
        let (added, gone) = self.shift();
        match old {
            _ if old < self.front => Some(old),
            _ if old < self.front + gone => None,
            _ => Some(old - gone + added),
        }
    }

    /// The first piece at or after one that must be set again.
    pub(super) fn next(&self, from: usize) -> Option<usize> {
        (from..self.fresh.len()).find(|index| self.fresh[*index])
    }

    /// Whether none of these pieces must be set again.
    pub(super) fn is_calm(&self, pieces: Range<usize>) -> bool {
        self.next(pieces.start).is_none_or(|next| next >= pieces.end)
    }

    /// Pieces added and gone.
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

/// Where the pieces end, counted from one, that decide whether that one opens a page: those that
/// must stand with what follows, and the first that need not.
pub(super) fn chain_end(sheet: &Sheet, from: usize) -> usize {
    let bound = |piece: &Piece| match piece {
        Piece::Line(line) => line.keep_with_next || line.style == StyleName::Separator,
        Piece::Columns(_) | Piece::Grid(_) => false,
    };
    (from..sheet.pieces.len())
        .find(|index| !bound(&sheet.pieces[*index]))
        .map_or(sheet.pieces.len(), |index| index + 1)
}

/// How many footnotes stand before each piece, and in all of them.
pub(super) fn notes(sheet: &Sheet) -> Vec<usize> {
    let mut count = 0;
    let mut counts = Vec::with_capacity(sheet.pieces.len() + 1);
    for piece in &sheet.pieces {
        counts.push(count);
        count += piece.lines().map(notes_of).sum::<usize>();
    }
    counts.push(count);
    counts
}

/// Whether a table repeats a footnote with its head on each page.
pub(super) fn repeats_notes(sheet: &Sheet) -> bool {
    sheet.pieces.iter().any(|piece| match piece {
        Piece::Grid(grid) => grid.rows[..grid.head_rows.min(grid.rows.len())]
            .iter()
            .flat_map(|row| &row.cells)
            .flat_map(|cell| &cell.lines)
            .any(|line| notes_of(line) > 0),
        _ => false,
    })
}

fn notes_of(line: &Line) -> usize {
    line.runs.iter().filter(|run| matches!(run, Inline::Note { .. })).count()
}

/// Whether two pieces look the same on paper, wherever in the plan they come from.
fn same(a: &Piece, b: &Piece) -> bool {
    match (a, b) {
        (Piece::Line(a), Piece::Line(b)) => same_line(a, b),
        (Piece::Columns(a), Piece::Columns(b)) => {
            let Columns { role, widths, rows, splits, together } = a;
            (*role, widths, *splits) == (b.role, &b.widths, b.splits)
                && *together == b.together
                && all(rows, &b.rows, |a, b| all(a, b, |a, b| same_lines(a, b)))
        }
        (Piece::Grid(a), Piece::Grid(b)) => {
            let Grid { place: _, widths, head_rows, opens_page, rows } = a;
            (widths, *head_rows, opens_page) == (&b.widths, b.head_rows, &b.opens_page)
                && all(rows, &b.rows, same_row)
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
        keep_with_next,
        opens_page,
        rule,
        frame,
        before,
        after,
        size,
    } = a;
    (*style, *lead, *keep_with_next) == (b.style, b.lead, b.keep_with_next)
        && *opens_page == b.opens_page
        && (*inset, *rule, *frame) == (b.inset, b.rule, b.frame)
        && (*before, *after, *size) == (b.before, b.after, b.size)
        && *runs == b.runs
}

fn all<T>(a: &[T], b: &[T], alike: impl Fn(&T, &T) -> bool) -> bool {
    a.len() == b.len() && a.iter().zip(b).all(|(a, b)| alike(a, b))
}
