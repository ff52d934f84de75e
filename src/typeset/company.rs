//! Company for a signature that would stand alone on its page.
//!
//! Neither Word nor LibreOffice can be told that two lines of a paragraph go over with what follows: they
//! move it whole. So the page before is spread as a typist spreads it, a little more space between its
//! paragraphs, until two lines of the last one no longer fit: all three then break the page there. Where
//! that would show, the paragraph goes over as a whole; where the text ends with a table, its last row. A page
//! that is then left a fifth empty or more is spread too, as far as that does not show.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::{Pages, TypesetError};
use crate::compose::{Paper, Piece};
use crate::model::Place;
use crate::standard::{BELOW_TOP, SINGLE_LINE, style};

/// The most that a gap between two paragraphs grows, pt: twice the decree's least gap.
const MOST: f64 = 12.0;
/// Lines of a paragraph on either side of a page's end, as Word's widow control keeps them.
const KEPT: usize = 2;
/// Points in a millimetre.
const PT_PER_MM: f64 = 72.0 / 25.4;
/// Words whose upper edges differ by no more stand in one line, pt.
const SAME_LINE: f64 = 2.0;

/// What of a page is left empty before it is spread for that alone.
const EMPTY: f64 = 0.2;
/// Lines that stay free at the foot of such a page, so that no program moves any.
const FREE_LINES: f64 = 1.5;

/// Sets a paper, or the one given in its place.
type Set<'s> = dyn FnMut(Option<&Arc<Paper>>) -> Result<Pages, TypesetError> + 's;

/// The pages of a paper with company for its signature and no page before it left half empty, and the
/// paper that they are set from where it had to be changed for that. `pages` are those of the paper itself.
pub(super) fn find(
    paper: &Paper,
    mut pages: Pages,
    set: &mut Set<'_>,
) -> Result<(Pages, Option<Arc<Paper>>), TypesetError> {
    let mut changed: Option<Arc<Paper>> = None;
    if pages.closing_is_alone() {
        for candidate in papers(paper, &pages) {
            let candidate = Arc::new(candidate);
            let tried = set(Some(&candidate))?;
            if !tried.closing_is_alone() {
                (pages, changed) = (tried, Some(candidate));
                break;
            }
        }
        if changed.is_none() {
            pages = set(None)?;
        }
    }
    let now = changed.as_deref().unwrap_or(paper);
    if let Some(candidate) = filled(now, &pages) {
        let candidate = Arc::new(candidate);
        let tried = set(Some(&candidate))?;
        if tried.count() == pages.count() && closing(&tried) == closing(&pages) {
            return Ok((tried, Some(candidate)));
        }
        pages = set(changed.as_ref())?;
    }
    Ok((pages, changed))
}

/// The page of the signature, and the paragraph that it begins with.
fn closing(pages: &Pages) -> Option<(usize, Option<(usize, usize)>)> {
    let (page, _) = pages.first_area(Place::Archive)?;
    let first = pages.lines(page).iter().find(|line| line.place.is_some());
    Some((page, first.map(|line| (line.source.piece, line.start))))
}

/// The page before the signature's spread where much of it is empty.
fn filled(paper: &Paper, pages: &Pages) -> Option<Paper> {
    let (sheet, _) = paper.last_of_text()?;
    let (closing, _) = pages.first_area(Place::Archive)?;
    let page = closing.checked_sub(1)?;
    let margins = paper.sheets.get(sheet)?.margins;
    let worded = pages.lines(page).iter().filter(|line| line.place.is_some());
    let last = worded.max_by(|a, b| a.area.y.total_cmp(&b.area.y))?;
    let foot = pages.size(page).1 - margins.bottom * PT_PER_MM;
    let free = foot - last.area.y - BELOW_TOP * last.size;
    let height = foot - margins.top * PT_PER_MM;
    if free < height * EMPTY || has_notes(paper, sheet, pages, page) {
        return None;
    }
    let gaps = gaps(paper, sheet, begun_on(pages, page, usize::MAX));
    let spare = free - FREE_LINES * SINGLE_LINE * last.size;
    let each = (spare / gaps.len().max(1) as f64).min(MOST);
    widened(paper, sheet, &gaps, each)
}

/// Papers that may give the signature company, the best first. `pages` are those of the paper, on which
/// it stands alone.
fn papers(paper: &Paper, pages: &Pages) -> Vec<Paper> {
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
    let gaps = gaps(paper, sheet, begun);
    let each = wanted / gaps.len() as f64;
    if wanted <= 0.0 || each > MOST {
        return None;
    }
    widened(paper, sheet, &gaps, each)
}

/// Those of some pieces of a sheet that have a gap above them.
fn gaps(paper: &Paper, sheet: usize, pieces: Vec<usize>) -> Vec<usize> {
    let gapped = |index: &usize| match paper.sheets[sheet].pieces.get(*index) {
        Some(Piece::Line(line)) => {
            line.before.unwrap_or(style(line.style, &paper.page).before) > 0.0
        }
        _ => false,
    };
    pieces.into_iter().filter(gapped).collect()
}

/// The paper with gaps wider by so many pt; none where there are none.
fn widened(paper: &Paper, sheet: usize, gaps: &[usize], by: f64) -> Option<Paper> {
    if gaps.is_empty() {
        return None;
    }
    let mut paper = paper.clone();
    let setup = paper.page;
    for index in gaps {
        if let Piece::Line(line) = &mut paper.sheets[sheet].pieces[*index] {
            let before = line.before.unwrap_or(style(line.style, &setup).before);
            // Whole twips, Word's unit.
            line.before = Some(((before + by) * 20.0).round() / 20.0);
        }
    }
    Some(paper)
}

/// The lower edges of a piece's lines on a page, pt from its top.
fn lines_of(pages: &Pages, page: usize, piece: usize) -> Vec<f64> {
    let mut edges: Vec<f64> = Vec::new();
    for line in pages.lines(page) {
        if line.place.is_some() && line.source.piece == piece {
            let edge = line.area.y + BELOW_TOP * line.size;
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
