//! Tables that only arrange: the two columns of a letterhead or of the foot.

use crate::model::Table;
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
    let mut paragraphs = Vec::new();
    for column in 0..table.columns() {
        for row in &table.rows {
            let Some(cell) = row.get(column) else { continue };
            for text in split_lines(&cell.text) {
                let look = Look { in_table: true, ..look.clone() };
                paragraphs.push(SourceParagraph {
                    content: Content::Words(text),
                    look,
                    line,
                    ..SourceParagraph::default()
                });
            }
        }
    }
    paragraphs
}
