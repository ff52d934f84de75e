//! Tables drawn with `|` in text and Markdown.

use crate::model::{Cell, Table, Text};

use super::inline;
use super::lines::JOINED;

/// Whether a line is a row of a table. Some sites' rows only end their cells with a bar.
pub(super) fn is_row(line: &str) -> bool {
    let line = line.trim();
    let Some(inner) = line.strip_suffix('|') else { return false };
    line.len() > 2 && (inner.starts_with('|') || inner.contains('|') || inner.ends_with(' '))
}

/// Rows of one table. A row with fewer cells than the widest lets its last cell span the rest.
pub(in crate::read) fn table(lines: &[&str], markdown: bool) -> Table {
    let mut head = None;
    let mut rows: Vec<Vec<Cell>> = Vec::new();
    for line in lines {
        let cells = cells(line);
        // A drawn border; `-` alone says that there is nothing.
        let border = cells.iter().all(|cell| is_rule(cell) && cell.trim().len() > 2);
        if border && (rows.is_empty() || head.is_some()) {
            continue;
        }
        if !rows.is_empty() && head.is_none() && cells.iter().all(|cell| is_rule(cell)) {
            head = Some(rows.len());
            continue;
        }
        rows.push(cells.iter().map(|cell| Cell::new(words(cell, markdown))).collect());
    }
    let columns = rows.iter().map(Vec::len).max().unwrap_or(1);
    let ragged = rows.first().is_some_and(|row| row.len() < columns);
    for row in &mut rows {
        let missing = columns - row.len();
        if missing > 0
            && head.is_none()
            && let Some(last) = row.last_mut()
        {
            last.columns = missing + 1;
        }
    }
    let labelled = rows.iter().all(|row| {
        row.first().is_some_and(|cell| cell.text.words().trim_end().ends_with(':'))
    });
    let head_rows = match head {
        Some(count) => count,
        None if rows.len() < 2 || labelled => 0,
        None => 1 + usize::from(ragged && rows.len() > 2),
    };
    let mut table = Table { widths: Vec::new(), head_rows, half_points: 0, rows };
    table.normalise();
    table.widths = table.widths_of_words();
    table
}

fn cells(line: &str) -> Vec<String> {
    let line = line.trim();
    let inner = line.strip_prefix('|').unwrap_or(line);
    let inner = inner.strip_suffix('|').unwrap_or(inner);
    let mut cells = vec![String::new()];
    let mut escaped = false;
    for letter in inner.chars() {
        match letter {
            '\\' if !escaped => {
                escaped = true;
                continue;
            }
            '|' if !escaped => cells.push(String::new()),
            _ => {
                if let Some(cell) = cells.last_mut() {
                    if escaped && letter != '|' {
                        cell.push('\\');
                    }
                    cell.push(letter);
                }
            }
        }
        escaped = false;
    }
    // A hostile line of bars is one cell, not a million columns.
    if cells.len() > 64 { vec![inner.to_owned()] } else { cells }
}

fn is_rule(cell: &str) -> bool {
    let cell = cell.trim();
    !cell.is_empty() && cell.chars().all(|c| matches!(c, '-' | ':')) && cell.contains('-')
}

fn words(cell: &str, markdown: bool) -> Text {
    let cell = cell.trim().replace(JOINED, " ");
    let cell = cell.as_str();
    let mut text = if markdown { inline::styled(cell) } else { Text::plain(cell) };
    text.trim();
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_short_first_row_spans_and_there_are_two_head_rows() {
        let table = table(
            &[
                "| Thời gian | Phòng ban |",
                "| Thời gian | Sáng | Chiều |",
                "| Thứ 2 | A | B |",
            ],
            false,
        );
        assert_eq!(table.columns(), 3);
        assert_eq!(table.rows[0][1].columns, 2);
        assert_eq!(table.head_rows, 2);
    }

    #[test]
    fn markdown_says_where_the_head_ends() {
        let table = table(&["| **STT** | Việc |", "|:---|---|", "| 1 | a \\| b |"], true);
        assert_eq!(table.head_rows, 1);
        assert_eq!(table.rows.len(), 2);
        assert_eq!(table.rows[0][0].text.to_markup(), "<b>STT</b>");
        assert_eq!(table.rows[1][1].text.as_str(), "a | b");
    }

    #[test]
    fn labels_have_no_head() {
        let table = table(&["| Chủ đầu tư: | Bộ A |", "| Phạm vi: | B |"], false);
        assert_eq!(table.head_rows, 0);
    }
}
