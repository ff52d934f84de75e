//! A sheet as what may begin a page: its pieces, and of a table the rows that no cell ties to those
//! before them. A table of 300 rows is set again around the row she writes in, not from its head on.

use std::borrow::Cow;
use std::ops::Range;

use crate::compose::{Grid, GridRow, Inline, Line, Piece, Sheet};
use crate::standard::StyleName;

/// What a footnote in a cell takes to be set, in paragraphs of cells.
const NOTE: usize = 4;

/// What stands on pages as one: a piece, or rows of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Unit {
    piece: usize,
    /// Rows of the table, its head with the first of them; empty for other pieces.
    rows: Range<usize>,
}

/// The units of a sheet.
#[derive(Debug)]
pub(super) struct Units<'a> {
    sheet: &'a Sheet,
    list: Vec<Unit>,
}

/// A piece, or a table with the rows that are set together.
pub(super) struct Stretch<'a> {
    pub(super) piece: &'a Piece,
    /// Its number in the sheet.
    pub(super) number: usize,
    /// Its first unit, which may stand before what is set.
    pub(super) first: usize,
    /// Those of its units that are set.
    pub(super) units: Range<usize>,
    /// The rows that are set beside the head.
    pub(super) rows: Range<usize>,
}

impl<'a> Units<'a> {
    pub(super) fn of(sheet: &'a Sheet) -> Self {
        let mut list = Vec::with_capacity(sheet.pieces.len());
        for (piece, content) in sheet.pieces.iter().enumerate() {
            match content {
                Piece::Grid(grid) => {
                    let rows = groups(grid).into_iter();
                    list.extend(rows.map(|rows| Unit { piece, rows }));
                }
                Piece::Line(_) | Piece::Columns(_) => list.push(Unit { piece, rows: 0..0 }),
            }
        }
        Self { sheet, list }
    }

    pub(super) fn sheet(&self) -> &'a Sheet {
        self.sheet
    }

    pub(super) fn len(&self) -> usize {
        self.list.len()
    }

    /// The piece of a unit, whole.
    pub(super) fn content(&self, unit: usize) -> Option<&'a Piece> {
        self.sheet.pieces.get(self.piece(unit)?)
    }

    /// The number in the sheet of a unit's piece.
    pub(super) fn piece(&self, unit: usize) -> Option<usize> {
        self.list.get(unit).map(|unit| unit.piece)
    }

    /// The rows of a unit of a table.
    pub(super) fn rows(&self, unit: usize) -> Range<usize> {
        self.list.get(unit).map_or(0..0, |unit| unit.rows.clone())
    }

    /// The paragraphs of a unit, in reading order.
    pub(super) fn lines(&self, unit: usize) -> Box<dyn Iterator<Item = &'a Line> + 'a> {
        let Some(Unit { piece, rows }) = self.list.get(unit) else {
            return Box::new(std::iter::empty());
        };
        match &self.sheet.pieces[*piece] {
            Piece::Grid(grid) => {
                let cells = grid.rows[rows.clone()].iter().flat_map(|row| &row.cells);
                Box::new(cells.flat_map(|cell| &cell.lines))
            }
            piece => piece.lines(),
        }
    }

    /// How many paragraphs of table cells a unit has.
    pub(super) fn in_cells(&self, unit: usize) -> usize {
        match self.content(unit) {
            Some(Piece::Grid(_)) => self.lines(unit).count(),
            _ => 0,
        }
    }

    /// Whether a unit is of a table that has footnotes anywhere.
    pub(super) fn has_notes_in_cells(&self, unit: usize) -> bool {
        self.content(unit).is_some_and(has_notes_in_cells)
    }

    /// What a unit of a table takes to be set, in paragraphs of cells. A footnote in a cell has all rows of its page tried
    /// once more.
    fn weight(&self, unit: usize) -> usize {
        match self.in_cells(unit) {
            0 => 0,
            cells => cells + NOTE * self.notes_in(unit),
        }
    }

    /// Where units end that weigh at most so many paragraphs of table cells, counted from one of them; one that has more
    /// by itself is let through.
    pub(super) fn bearable(&self, from: usize, most: usize) -> usize {
        let mut left = most;
        let fits = |unit: &usize| {
            let weight = self.weight(*unit);
            let fits = weight <= left;
            left = left.saturating_sub(weight);
            fits
        };
        let count = (from..self.len()).take_while(fits).count().max(1);
        (from + count).min(self.len())
    }

    /// Which paragraph of its piece the n-th of a unit is.
    pub(super) fn line_in_piece(&self, unit: usize, line: usize) -> usize {
        line + (self.first(unit)..unit).map(|before| self.lines(before).count()).sum::<usize>()
    }

    /// What is set of a range of units.
    pub(super) fn stretches(&self, units: Range<usize>) -> Vec<Stretch<'a>> {
        let mut found: Vec<Stretch<'a>> = Vec::new();
        for index in units {
            let Some(unit) = self.list.get(index) else { break };
            match found.last_mut().filter(|last| last.number == unit.piece) {
                Some(last) => (last.units.end, last.rows.end) = (index + 1, unit.rows.end),
                None => found.push(Stretch {
                    piece: &self.sheet.pieces[unit.piece],
                    number: unit.piece,
                    first: self.first(index),
                    units: index..index + 1,
                    rows: unit.rows.clone(),
                }),
            }
        }
        found
    }

    /// The first unit of a unit's piece.
    fn first(&self, unit: usize) -> usize {
        let before = self.list[..unit].iter().rev();
        unit - before.take_while(|other| other.piece == self.list[unit].piece).count()
    }

    /// Where the units end, counted from one, that decide whether that one opens a page: those that
    /// must stand with what follows, and the first that need not.
    pub(super) fn chain_end(&self, from: usize) -> usize {
        let bound = |unit: &Unit| match &self.sheet.pieces[unit.piece] {
            Piece::Line(line) => line.keep_with_next || line.style == StyleName::Separator,
            Piece::Columns(_) | Piece::Grid(_) => false,
        };
        (from..self.len())
            .find(|index| !bound(&self.list[*index]))
            .map_or(self.len(), |index| index + 1)
    }

    /// How many footnotes a unit has.
    pub(super) fn notes_in(&self, unit: usize) -> usize {
        self.lines(unit).map(notes_of).sum()
    }

    /// The first unit of a table whose head has footnotes, for a unit that goes on below that head.
    pub(super) fn noted_head(&self, unit: usize) -> Option<usize> {
        let Some(Piece::Grid(grid)) = self.content(unit) else { return None };
        let first = self.first(unit);
        (first < unit && has_notes_in_head(grid)).then_some(first)
    }

    /// How many footnotes stand before each unit, and in all of them.
    pub(super) fn notes(&self) -> Vec<usize> {
        let mut count = 0;
        let mut counts = Vec::with_capacity(self.len() + 1);
        for unit in 0..self.len() {
            counts.push(count);
            count += self.notes_in(unit);
        }
        counts.push(count);
        counts
    }
}

impl<'a> Stretch<'a> {
    /// The piece to be set, and how many rows are left out between its head and the others.
    pub(super) fn cut(&self) -> (Cow<'a, Piece>, usize) {
        let Piece::Grid(grid) = self.piece else { return (Cow::Borrowed(self.piece), 0) };
        if self.rows == (0..grid.rows.len()) {
            return (Cow::Borrowed(self.piece), 0);
        }
        let head = grid.head_rows.min(self.rows.start);
        let rows: Vec<GridRow> = [&grid.rows[..head], &grid.rows[self.rows.clone()]].concat();
        let skipped = self.rows.start - head;
        // A row at the top of a page begins it in any case.
        let inside = |row: &&usize| {
            (skipped..self.rows.end).contains(*row)
                && (skipped == 0 || **row > self.rows.start)
        };
        let opens_page = grid.opens_page.iter().filter(inside);
        let cut = Grid {
            place: grid.place,
            widths: grid.widths.clone(),
            head_rows: grid.head_rows,
            opens_page: opens_page.map(|row| row - skipped).collect(),
            rows,
        };
        (Cow::Owned(Piece::Grid(cut)), skipped)
    }
}

/// The footnotes anchored in a line.
pub(super) fn notes_of(line: &Line) -> usize {
    line.runs.iter().filter(|run| matches!(run, Inline::Note { .. })).count()
}

/// Whether a piece is a table with footnotes.
pub(super) fn has_notes_in_cells(piece: &Piece) -> bool {
    match piece {
        Piece::Grid(grid) => {
            let cells = grid.rows.iter().flat_map(|row| &row.cells);
            cells.flat_map(|cell| &cell.lines).any(|line| notes_of(line) > 0)
        }
        Piece::Line(_) | Piece::Columns(_) => false,
    }
}

/// Whether a table has footnotes in the rows that it repeats on each page.
fn has_notes_in_head(grid: &Grid) -> bool {
    let cells = grid.rows.iter().take(grid.head_rows).flat_map(|row| &row.cells);
    cells.flat_map(|cell| &cell.lines).any(|line| notes_of(line) > 0)
}

/// The rows of a table that stand as one: the head with the first row after it, then each row with
/// those that its cells reach down to or that it must stand with.
fn groups(grid: &Grid) -> Vec<Range<usize>> {
    let mut groups = Vec::new();
    let (mut start, mut reach) = (0, grid.head_rows + 1);
    for (row, GridRow { splits, keep_with_next, cells }) in grid.rows.iter().enumerate() {
        if row >= reach {
            groups.push(start..row);
            start = row;
        }
        let own = cells.iter().map(|cell| row + cell.rows).max();
        let held = *keep_with_next && !splits;
        reach = reach.max(own.unwrap_or_default()).max(row + 1 + usize::from(held));
    }
    groups.push(start..grid.rows.len());
    groups
}
