//! Footnotes that do not stand on the page of their mark.
//!
//! The typesetter lays a footnote down as soon as it meets its mark. Where the paragraph then goes over
//! to the next page, because it must stand with what follows, the note stays behind; so may the note of
//! a table's row that goes over, and one that finds no room below its row goes over alone. So the page
//! is ended before that paragraph or row, and set again. A line that goes over because its footnote finds no
//! room may also leave one line of its paragraph alone, or be alone itself: then the page is ended as Word's
//! control of widows ends it.

use crate::compose::{Grid, Inline, Line, Paper, Piece, Sheet};
use crate::model::PageSetup;
use crate::standard::style;

use super::Pages;
use super::change::Change;
use super::index::SetPage;
use super::lines::{self, Source};
use super::units::Units;

/// What stands on a page where it must not because of a footnote.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Misplaced {
    /// A footnote is not on the page of its mark, which is in this paragraph.
    Note {
        mark: Source,
        /// Whether it stands on a page before, not after.
        is_before: bool,
    },
    /// A paragraph is parted so that a line stands alone.
    Torn {
        paragraph: Source,
        /// Where its page should end, in characters of the printed paragraph; none where all of it must go over.
        cut: Option<usize>,
    },
}

/// What brings a footnote to its mark: a page begins, or ends, where it would not by itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Mend {
    /// The unit of the sheet.
    unit: usize,
    how: How,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum How {
    /// A page begins with a row, counted from the unit's first.
    Row(usize),
    /// A page begins with the paragraph.
    Paragraph,
    /// A page ends inside the paragraph, before a character.
    Inside(usize),
}

impl Mend {
    /// A page begins with a unit of a table.
    pub(super) fn page_with(unit: usize) -> Self {
        Self { unit, how: How::Row(0) }
    }

    /// The same in a sheet that has changed elsewhere.
    pub(super) fn moved(&self, change: &Change) -> Option<Self> {
        Some(Self { unit: change.new_of(self.unit)?, how: self.how })
    }

    /// Whether it has to do with pages that begin with the first of these units and end where the last begins a page.
    pub(super) fn is_between(&self, from: usize, to: usize) -> bool {
        match self.how {
            How::Paragraph | How::Row(0) => (from + 1..=to).contains(&self.unit),
            How::Row(_) | How::Inside(_) => (from..to).contains(&self.unit),
        }
    }

    /// Writes it into its sheet; says whether that changes anything.
    pub(super) fn apply(&self, sheet: &mut Sheet) -> bool {
        let is_new = !self.stands(sheet);
        let Some((piece, row)) = self.at(sheet) else { return false };
        match (&mut sheet.pieces[piece], self.how) {
            (Piece::Grid(grid), How::Row(_)) if is_new => {
                grid.opens_page.push(row);
                grid.opens_page.sort_unstable();
                true
            }
            (Piece::Line(line), How::Paragraph) => {
                !std::mem::replace(&mut line.opens_page, true)
            }
            (Piece::Line(line), How::Inside(cut)) => end_page_at(line, cut),
            _ => false,
        }
    }

    /// Whether a page begins or ends there already.
    fn stands(&self, sheet: &Sheet) -> bool {
        self.at(sheet).is_none_or(|(piece, row)| match (&sheet.pieces[piece], self.how) {
            (Piece::Grid(grid), How::Row(_)) => grid.opens_page.contains(&row),
            (Piece::Line(line), How::Paragraph) => line.opens_page,
            (Piece::Line(line), How::Inside(_)) => line.ends_page.is_some(),
            _ => true,
        })
    }

    /// The number of its piece, and the row of a table.
    fn at(&self, sheet: &Sheet) -> Option<(usize, usize)> {
        let units = Units::of(sheet);
        let offset = if let How::Row(offset) = self.how { offset } else { 0 };
        Some((units.piece(self.unit)?, units.rows(self.unit).start + offset))
    }
}

/// What the first of a sheet's pages needs that needs anything, and the first of them to be set again.
pub(super) fn needed(
    sheet: &Sheet,
    page: &PageSetup,
    pages: &[impl AsRef<SetPage>],
) -> Option<(Mend, usize)> {
    let mut found: Vec<(usize, Misplaced)> = strays(pages);
    found.extend(torn(pages));
    found.sort_by_key(|(page, _)| *page);
    found.into_iter().find_map(|(at, misplaced)| {
        let mend = remedy(sheet, page, misplaced).filter(|mend| !mend.stands(sheet))?;
        Some((mend, at))
    })
}

/// Has a page begin or end elsewhere, so that the first footnote that strays is on the page of its mark, or no
/// line of the first torn paragraph is alone; says whether that changes anything.
pub(super) fn bring_back(paper: &mut Paper, pages: &Pages) -> bool {
    let Paper { page, sheets, .. } = paper;
    sheets.iter_mut().zip(pages.by_sheet()).any(|(sheet, pages)| {
        needed(sheet, page, pages).is_some_and(|(mend, _)| mend.apply(sheet))
    })
}

/// Whether a footnote, or a line because of one, stands on a page where it must not.
pub(super) fn is_misplaced(pages: &Pages) -> bool {
    pages.by_sheet().any(|pages| !strays(pages).is_empty() || torn(pages).next().is_some())
}

/// The footnotes that do not stand on the page of their mark, each with the first page that it is seen on.
fn strays(pages: &[impl AsRef<SetPage>]) -> Vec<(usize, Misplaced)> {
    let pages = pages.iter().map(AsRef::as_ref).enumerate();
    let begun = pages.clone().flat_map(|(page, set)| std::iter::repeat_n(page, set.begun));
    let marked = pages.flat_map(|(page, set)| set.marked.iter().map(move |at| (page, *at)));
    marked
        .zip(begun)
        .filter_map(|((page, mark), foot)| {
            let mark = mark.filter(|_| foot != page)?;
            Some((page.min(foot), Misplaced::Note { mark, is_before: foot < page }))
        })
        .collect()
}

/// The paragraphs with footnotes of which one line stands alone at a page's end or beginning.
fn torn(pages: &[impl AsRef<SetPage>]) -> impl Iterator<Item = (usize, Misplaced)> {
    pages.windows(2).enumerate().filter_map(|(page, pair)| {
        let [above, below] = pair else { return None };
        let (above, below) = (above.as_ref(), below.as_ref());
        let worded = above.lines.iter().filter(|line| line.place.is_some());
        let last = worded.max_by(|a, b| a.area.y.total_cmp(&b.area.y))?;
        let paragraph = last.source;
        let noted = |page: &SetPage| page.marked.contains(&Some(paragraph));
        if !noted(above) && !noted(below) {
            return None;
        }
        let here = lines::starts_of(&above.lines, paragraph);
        let over = lines::starts_of(&below.lines, paragraph);
        let cut = match (here.len(), over.len()) {
            (_, 0) => return None,
            (1, _) | (2, 1) => None,
            (_, 1) => here.last().copied(),
            _ => return None,
        };
        Some((page, Misplaced::Torn { paragraph, cut }))
    })
}

fn remedy(sheet: &Sheet, page: &PageSetup, misplaced: Misplaced) -> Option<Mend> {
    match misplaced {
        Misplaced::Note { mark, is_before } => open_page(sheet, mark, is_before),
        Misplaced::Torn { paragraph, cut: None } => open_page(sheet, paragraph, true),
        Misplaced::Torn { paragraph, cut: Some(cut) } => {
            match sheet.pieces.get(paragraph.piece) {
                Some(Piece::Line(line)) if style(line.style, page).outline.is_none() => {
                    Some(Mend { unit: paragraph.unit, how: How::Inside(cut) })
                }
                _ => None,
            }
        }
    }
}

/// Ends a page inside a paragraph, before a character; says whether that changes anything.
fn end_page_at(line: &mut Line, cut: usize) -> bool {
    let mut passed = 0;
    let fresh = line.ends_page.is_none();
    for at in 0..line.runs.len() {
        if passed == cut {
            line.ends_page = Some(at);
            return fresh;
        }
        let Inline::Words { text, look } = &line.runs[at] else {
            passed += 1;
            continue;
        };
        if let Some((byte, _)) = text.char_indices().nth(cut - passed) {
            let words = |text: &str| Inline::Words { text: text.to_owned(), look: *look };
            let parted = [words(&text[..byte]), words(&text[byte..])];
            line.runs.to_mut().splice(at..=at, parted);
            line.ends_page = Some(at + 1);
            return fresh;
        }
        passed += text.chars().count();
    }
    false
}

fn open_page(sheet: &Sheet, mark: Source, is_before: bool) -> Option<Mend> {
    let Source { piece, unit, line } = mark;
    let units = Units::of(sheet);
    match sheet.pieces.get(piece)? {
        Piece::Grid(grid) => {
            let row = first_row(grid, units.line_in_piece(unit, line))?;
            let mut before =
                (0..=unit).rev().take_while(|unit| units.piece(*unit) == Some(piece));
            let unit = before.find(|unit| units.rows(*unit).contains(&row))?;
            Some(Mend { unit, how: How::Row(row - units.rows(unit).start) })
        }
        // A paragraph's line takes its note along by itself.
        Piece::Line(_) if is_before => {
            let held = |piece: &Piece| match piece {
                Piece::Line(line) => line.keep_with_next || line.rule.is_some(),
                Piece::Columns(_) | Piece::Grid(_) => false,
            };
            let before = sheet.pieces[..piece].iter().rposition(|piece| !held(piece));
            let first = before.map_or(0, |last| last + 1);
            let unit = (0..=unit).rev().find(|unit| units.piece(*unit) == Some(first))?;
            Some(Mend { unit, how: How::Paragraph })
        }
        Piece::Line(_) | Piece::Columns(_) => None,
    }
}

/// The row of the n-th paragraph of a table, or the first row that cells bind it to, where a page may begin with it.
fn first_row(grid: &Grid, line: usize) -> Option<usize> {
    let mut counted = 0;
    let row = grid.rows.iter().position(|row| {
        counted += row.cells.iter().map(|cell| cell.lines.len()).sum::<usize>();
        line < counted
    })?;
    let bound = |at: usize| {
        let above = grid.rows[..at].iter().enumerate();
        above
            .flat_map(|(row, cells)| cells.cells.iter().map(move |cell| row + cell.rows))
            .any(|end| end > at)
    };
    (grid.head_rows + 1..=row).rev().find(|at| !bound(*at))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compose::{Look, compose};
    use crate::model::{Block, Document, Place, Standing, Table};
    use crate::standard::StyleName;

    #[test]
    fn a_page_ends_inside_a_paragraph_without_changing_its_words() {
        let words =
            |text: &str| Inline::Words { text: text.to_owned(), look: Look::default() };
        let runs = vec![words("một "), Inline::Note { runs: Vec::new() }, words(" hai ba")];
        let shown = |runs: &[Inline]| {
            let shown = runs.iter().map(|run| match run {
                Inline::Words { text, .. } => text.as_str(),
                _ => "*",
            });
            shown.collect::<String>()
        };
        for (cut, front) in [(2, "mộ"), (4, "một "), (5, "một *"), (10, "một * hai ")]
        {
            let mut line = Line {
                runs: runs.clone().into(),
                ..Line::blank(Place::Fixed, StyleName::Body)
            };
            assert!(end_page_at(&mut line, cut));
            assert_eq!(shown(&line.runs), "một * hai ba");
            assert_eq!(
                shown(&line.runs[..line.ends_page.expect("a page ends inside")]),
                front
            );
            assert!(!end_page_at(&mut line, cut), "one end a paragraph");
        }
        let mut line =
            Line { runs: runs.into(), ..Line::blank(Place::Fixed, StyleName::Body) };
        assert!(!end_page_at(&mut line, 99));
    }

    #[test]
    fn a_row_opens_a_page_with_those_that_cells_bind_it_to() {
        let mut table = Table::new(2, 8);
        table.rows[3][0].rows = 3;
        table.head_rows = 1;
        let document =
            Document { body: vec![Block::Table(table.into())], ..Document::default() };
        let paper = compose(&document, Standing::Issued);
        let grid = paper.sheets[0].pieces.iter().find_map(|piece| match piece {
            Piece::Grid(grid) => Some(grid),
            _ => None,
        });
        let grid = grid.expect("the plan has a table");
        // Rows 0, 1, 2 have two cells each; the row after the merged cell's first has one.
        assert_eq!(first_row(grid, 9), Some(3));
        assert_eq!(first_row(grid, 8), Some(3));
        assert_eq!(first_row(grid, 5), Some(2));
        // The first row below the head begins where the table begins.
        assert_eq!(first_row(grid, 2), None);
    }
}
