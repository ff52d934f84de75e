//! Footnotes that do not stand on the page of their mark.
//!
//! The typesetter lays a footnote down as soon as it meets its mark. Where the paragraph then goes over
//! to the next page, because it must stand with what follows, the note stays behind; so may the note of
//! a table's row that goes over, and one that finds no room below its row goes over alone. So the page
//! is ended before that paragraph or row, and set again. A line that goes over because its footnote finds no
//! room may also leave one line of its paragraph alone, or be alone itself: then the page is ended as Word's
//! control of widows ends it.

use crate::compose::{Grid, Inline, Line, Paper, Piece};
use crate::standard::style;

use super::Pages;
use super::lines::Source;
use super::units::Units;

/// A footnote that does not stand on the page of its mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Stray {
    /// The sheet of its mark.
    pub(super) sheet: usize,
    /// The paragraph of its mark.
    pub(super) source: Source,
    /// Whether it stands on a page before, not after.
    pub(super) is_before: bool,
}

/// A paragraph parted by its footnote so that a line stands alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Torn {
    /// Its sheet.
    pub(super) sheet: usize,
    /// The paragraph.
    pub(super) source: Source,
    /// Where its page should end, in characters of the printed paragraph; none where all of it must go over.
    pub(super) cut: Option<usize>,
}

/// Whether a footnote, or a line because of one, stands on a page where it must not.
pub(super) fn is_misplaced(pages: &Pages) -> bool {
    pages.strayed_notes().next().is_some() || pages.torn_by_notes().next().is_some()
}

/// Has a page begin with what the first footnote that strays belongs to, or end where no line of the first torn
/// paragraph is alone; says whether that changes anything.
pub(super) fn bring_back(paper: &mut Paper, pages: &Pages) -> bool {
    pages.strayed_notes().any(|stray| open_page(paper, stray))
        || pages.torn_by_notes().any(|torn| mend(paper, torn))
}

fn mend(paper: &mut Paper, torn: Torn) -> bool {
    let Torn { sheet, source, cut } = torn;
    let Some(cut) = cut else {
        return open_page(paper, Stray { sheet, source, is_before: true });
    };
    let piece =
        paper.sheets.get_mut(sheet).and_then(|sheet| sheet.pieces.get_mut(source.piece));
    match piece {
        Some(Piece::Line(line)) if style(line.style, &paper.page).outline.is_none() => {
            end_page_at(line, cut)
        }
        _ => false,
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
            line.runs.splice(at..=at, parted);
            line.ends_page = Some(at + 1);
            return fresh;
        }
        passed += text.chars().count();
    }
    false
}

fn open_page(paper: &mut Paper, stray: Stray) -> bool {
    let Some(sheet) = paper.sheets.get_mut(stray.sheet) else { return false };
    let Source { piece, unit, line } = stray.source;
    let line = Units::of(sheet).line_in_piece(unit, line);
    let first = match sheet.pieces.get_mut(piece) {
        Some(Piece::Grid(grid)) => return open_row(grid, line),
        // A paragraph's line takes its note along by itself.
        Some(Piece::Line(_)) if stray.is_before => {
            let held = |piece: &Piece| match piece {
                Piece::Line(line) => line.keep_with_next || line.rule.is_some(),
                Piece::Columns(_) | Piece::Grid(_) => false,
            };
            let before = sheet.pieces[..piece].iter().rposition(|piece| !held(piece));
            before.map_or(0, |last| last + 1)
        }
        _ => return false,
    };
    match sheet.pieces.get_mut(first) {
        Some(Piece::Line(line)) if !line.opens_page => {
            line.opens_page = true;
            true
        }
        _ => false,
    }
}

/// Has a page begin with the row of the n-th paragraph of a table, or with the first row that cells
/// bind it to; says whether that changes anything.
fn open_row(grid: &mut Grid, line: usize) -> bool {
    let mut counted = 0;
    let row = grid.rows.iter().position(|row| {
        counted += row.cells.iter().map(|cell| cell.lines.len()).sum::<usize>();
        line < counted
    });
    let Some(row) = row else { return false };
    let bound = |at: usize| {
        let above = grid.rows[..at].iter().enumerate();
        above
            .flat_map(|(row, cells)| cells.cells.iter().map(move |cell| row + cell.rows))
            .any(|end| end > at)
    };
    let first = (grid.head_rows + 1..=row).rev().find(|at| !bound(*at));
    match first {
        Some(first) if !grid.opens_page.contains(&first) => {
            grid.opens_page.push(first);
            grid.opens_page.sort_unstable();
            true
        }
        _ => false,
    }
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
            let mut line =
                Line { runs: runs.clone(), ..Line::blank(Place::Fixed, StyleName::Body) };
            assert!(end_page_at(&mut line, cut));
            assert_eq!(shown(&line.runs), "một * hai ba");
            assert_eq!(
                shown(&line.runs[..line.ends_page.expect("a page ends inside")]),
                front
            );
            assert!(!end_page_at(&mut line, cut), "one end a paragraph");
        }
        let mut line = Line { runs, ..Line::blank(Place::Fixed, StyleName::Body) };
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
        let mut grid = grid.expect("the plan has a table").clone();
        // Rows 0, 1, 2 have two cells each; the row after the merged cell's first has one.
        assert!(open_row(&mut grid, 9));
        assert_eq!(grid.opens_page, [3]);
        assert!(!open_row(&mut grid, 8));
        assert!(open_row(&mut grid, 5));
        assert_eq!(grid.opens_page, [2, 3]);
        // The first row below the head begins where the table begins.
        assert!(!open_row(&mut grid, 2));
    }
}
