//! Tables that only arrange: the two columns of a letterhead or of the foot.

use crate::model::{Cell, Table};
use crate::vietnamese::plain_fold;

use super::letterhead::is_letterhead;
use super::posts::is_authority;
use super::titles::{NATIONAL, split_lines};
use crate::read::source::{Content, Look, SourceParagraph};

/// A table that only arranges a letterhead or a signature falls apart into its lines, column by
/// column; any other stays a table.
pub(in crate::read) fn unfold_layout(
    table: Table,
    look: Look,
    line: usize,
) -> Vec<SourceParagraph> {
    // A small table with a form of signing in it is a signature block.
    let small = table.rows.len() <= 3 && table.columns() <= 3;
    let arranges = table.rows.iter().flatten().any(|cell| {
        cell.text.as_str().lines().any(|words| {
            let words: String = words.chars().take(200).collect();
            let folded = plain_fold(&words);
            folded.contains(NATIONAL)
                || folded.trim_start().starts_with("noi nhan")
                || (small && is_authority(&words))
                || (small && is_letterhead(&words))
        })
    });
    if !arranges {
        return vec![SourceParagraph {
            content: Content::Table(table),
            look,
            line,
            ..SourceParagraph::default()
        }];
    }
    // A row that is one cell stands between what is above and below it: Quốc hiệu over both columns, a
    // title below them.
    let columns = table.columns();
    let whole =
        |row: &[Cell]| columns > 1 && row.first().is_some_and(|c| c.columns >= columns);
    let bands = table.rows.chunk_by(|row, next| !whole(row) && !whole(next));
    let cells = bands.flat_map(|rows| {
        (0..columns).flat_map(move |column| rows.iter().filter_map(move |row| row.get(column)))
    });
    let lines = cells.flat_map(|cell| split_lines(&cell.text));
    lines
        .map(|text| SourceParagraph {
            content: Content::Words(text),
            look: Look { in_table: true, ..look.clone() },
            line,
            ..SourceParagraph::default()
        })
        .collect()
}
