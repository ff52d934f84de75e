//! Company for a signature that would stand alone on its page.
//!
//! Neither Word nor LibreOffice can be told that two lines of a paragraph go over with what follows: they
//! move it whole. So the page before is spread as a typist spreads it, a little more space between its
//! paragraphs, until two lines of the last one no longer fit: all three then break the page there. Where
//! that would show, the paragraph goes over as a whole; where the text ends with a table, its last row.

use std::collections::BTreeMap;

use super::Pages;
use crate::compose::{Paper, Piece};
use crate::standard::{SINGLE_LINE, style};

/// The most that a gap between two paragraphs grows, pt: twice the decree's least gap.
const MOST: f64 = 12.0;
/// Lines of a paragraph on either side of a page's end, as Word's widow control keeps them.
const KEPT: usize = 2;
/// Points in a millimetre.
const PT_PER_MM: f64 = 72.0 / 25.4;
/// Words whose upper edges differ by no more stand in one line, pt.
const SAME_LINE: f64 = 2.0;

/// Papers that may give the signature company, the best first. `pages` are those of the paper, on which
/// it stands alone.
pub(super) fn papers(paper: &Paper, pages: &Pages) -> Vec<Paper> {
    let Some((sheet, piece)) = paper.last_of_text() else { return Vec::new() };
    match &paper.sheets[sheet].pieces[piece] {
        Piece::Grid(_) => parted(paper, sheet, piece).into_iter().collect(),
        Piece::Line(_) => {
            let mut papers: Vec<Paper> =
                spread(paper, pages, sheet, piece).into_iter().collect();
            papers.extend(held(paper, sheet, piece));
            papers
        }
        Piece::Columns(_) => Vec::new(),
    }
}

/// The last rows of the table on the signature's page. Where those are all of it, the paragraphs that are
/// kept with the table go along.
fn parted(paper: &Paper, sheet: usize, piece: usize) -> Option<Paper> {
    let mut paper = paper.clone();
    let pieces = &mut paper.sheets[sheet].pieces;
    let kept_line = |piece: &Piece| matches!(piece, Piece::Line(line) if line.keep_with_next);
    let free = pieces[..piece].iter().rposition(|piece| !kept_line(piece));
    let first = free.map_or(0, |last| last + 1);
    let Piece::Grid(grid) = &mut pieces[piece] else { return None };
    let kept = grid.rows.iter().rev().take_while(|row| row.keep_with_next).count();
    let row = (grid.rows.len() - kept).max(grid.head_rows);
    if kept == 0 || grid.opens_page.contains(&row) {
        return None;
    }
    if row > grid.head_rows || first == piece {
        grid.opens_page.push(row);
        grid.opens_page.sort_unstable();
    } else if let Piece::Line(line) = &mut pieces[first] {
        line.opens_page = true;
    }
    Some(paper)
}

/// The last paragraph held as a whole.
fn held(paper: &Paper, sheet: usize, piece: usize) -> Option<Paper> {
    let mut paper = paper.clone();
    let Piece::Line(line) = &mut paper.sheets[sheet].pieces[piece] else { return None };
    (!std::mem::replace(&mut line.keep_with_next, true)).then_some(paper)
}

/// The page before spread until two lines of the last paragraph go over.
fn spread(paper: &Paper, pages: &Pages, sheet: usize, piece: usize) -> Option<Paper> {
    // The text's sheet is the first, and its pages are counted from the first.
    let page = (0..pages.count()).rev().find(|page| {
        pages
            .lines(*page)
            .iter()
            .any(|line| line.place.is_some() && line.source.piece == piece)
    })?;
    let lines = lines_of(pages, page, piece);
    let [.., before, first, _] = lines[..] else { return None };
    if lines.len() < 2 * KEPT || has_notes(paper, sheet, pages, page) {
        return None;
    }
    let foot = pages.size(page).1 - paper.sheets[sheet].margins.bottom * PT_PER_MM;
    // Half way between the least and the most, so that no rounding matters.
    let wanted = foot - first + (first - before) / 2.0;
    let begun = begun_on(pages, page, piece);
    let mut paper = paper.clone();
    let gaps: Vec<usize> = begun
        .into_iter()
        .filter(|index| match &paper.sheets[sheet].pieces[*index] {
            Piece::Line(line) => {
                line.before.unwrap_or(style(line.style, &paper.page).before) > 0.0
            }
            _ => false,
        })
        .collect();
    let each = wanted / gaps.len() as f64;
    if gaps.is_empty() || wanted <= 0.0 || each > MOST {
        return None;
    }
    let setup = paper.page;
    for index in gaps {
        if let Piece::Line(line) = &mut paper.sheets[sheet].pieces[index] {
            let before = line.before.unwrap_or(style(line.style, &setup).before);
            // Whole twips, Word's unit.
            line.before = Some(((before + each) * 20.0).round() / 20.0);
        }
    }
    Some(paper)
}

/// The lower edges of a piece's lines on a page, pt from its top.
fn lines_of(pages: &Pages, page: usize, piece: usize) -> Vec<f64> {
    let mut edges: Vec<f64> = Vec::new();
    for line in pages.lines(page) {
        if line.place.is_some() && line.source.piece == piece {
            let edge = line.area.y + SINGLE_LINE * line.size;
            if edges.last().is_none_or(|last| (edge - last).abs() > SAME_LINE) {
                edges.push(edge);
            }
        }
    }
    edges
}

/// The pieces that begin on a page, the first on it left out, up to one.
fn begun_on(pages: &Pages, page: usize, last: usize) -> Vec<usize> {
    let mut first_lines: BTreeMap<usize, usize> = BTreeMap::new();
    for line in pages.lines(page).iter().filter(|line| line.place.is_some()) {
        let start = line.start;
        let least = first_lines.entry(line.source.piece).or_insert(start);
        *least = start.min(*least);
    }
    let begun =
        first_lines.into_iter().skip(1).filter(|(piece, start)| *start == 0 && *piece <= last);
    begun.map(|(piece, _)| piece).collect()
}

/// Whether a footnote stands on a page, whose foot is then higher.
fn has_notes(paper: &Paper, sheet: usize, pages: &Pages, page: usize) -> bool {
    use crate::compose::Inline;

    let noted = |piece: &Piece| {
        piece.lines().flat_map(|line| &line.runs).any(|run| matches!(run, Inline::Note { .. }))
    };
    pages
        .lines(page)
        .iter()
        .filter(|line| line.place.is_some())
        .filter_map(|line| paper.sheets[sheet].pieces.get(line.source.piece))
        .any(noted)
}
