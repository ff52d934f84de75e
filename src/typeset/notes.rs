//! Footnotes that stand on a page before their mark.
//!
//! The typesetter lays a footnote down as soon as it meets its mark. Where the paragraph then goes over
//! to the next page, because it must stand with what follows, the note stays behind. So the page is
//! ended before that paragraph, where it ends anyway, and set again.

use crate::compose::{Paper, Piece};

/// Has a page begin with the paragraphs that go over together with a piece; says whether that
/// changes anything.
pub(super) fn open_page(paper: &mut Paper, sheet: usize, piece: usize) -> bool {
    let Some(sheet) = paper.sheets.get_mut(sheet) else { return false };
    let before = sheet.pieces.get(..piece).unwrap_or_default();
    let held = |piece: &Piece| match piece {
        Piece::Line(line) => line.keep_with_next || line.rule.is_some(),
        Piece::Columns(_) | Piece::Grid(_) => false,
    };
    let first = before.iter().rposition(|piece| !held(piece)).map_or(0, |last| last + 1);
    match sheet.pieces.get_mut(first) {
        Some(Piece::Line(line)) if !line.opens_page => {
            line.opens_page = true;
            true
        }
        _ => false,
    }
}
