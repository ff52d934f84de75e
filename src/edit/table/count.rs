//! Numbers in tables: the STT that counts by itself, sums, order.

use std::cmp::Ordering;

use crate::model::{Cell, Table, Text};
use crate::vietnamese::fold;

use super::lines;

/// How a table's first column counts its rows: `1, 2, 3` or `01, 02, 03`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Count {
    digits: usize,
}

impl Count {
    /// The count of a table whose first column is headed STT and goes `1, 2, 3…`; none where she
    /// numbers otherwise (`1.1`, `a`, a count that jumps), for then it is not ours to change.
    pub(super) fn of(table: &Table) -> Option<Self> {
        let head = table.rows.iter().take(table.head_rows.max(1));
        let headed = head.filter_map(|row| row.first()).any(|cell| {
            let name = fold(&cell.text.words());
            matches!(name.trim().trim_end_matches('.'), "stt" | "tt" | "so tt" | "so thu tu")
        });
        if !headed || table.columns() < 2 {
            return None;
        }
        let body = table.rows.iter().skip(table.head_rows.max(1));
        let counted: Vec<String> = body
            .filter(|row| is_counted(row))
            .map(|row| row[0].text.words().trim().to_owned())
            .filter(|words| !words.is_empty())
            .collect();
        let counts = counted.iter().enumerate().all(|(n, words)| {
            words.chars().all(|letter| letter.is_ascii_digit()) && words.parse() == Ok(n + 1)
        });
        let padded = counted.first().is_some_and(|first| first.starts_with('0'));
        counts.then(|| Self {
            digits: if padded { counted.first().map_or(2, String::len) } else { 1 },
        })
    }

    /// Counts the rows anew: those that had a number, and empty rows.
    pub(super) fn write(self, table: &mut Table) {
        let mut number = 0;
        let head = table.head_rows.max(1);
        let last = table.rows.iter().rposition(|row| is_counted(row) && !is_empty(&row[0]));
        // Under a merged cell a number would be hidden.
        let covered = table.covered();
        for (index, row) in table.rows.iter_mut().enumerate().skip(head) {
            let numbered = !is_empty(&row[0])
                || row.iter().all(is_empty)
                || last.is_none_or(|last| index > last);
            if !is_counted(row) || !numbered || covered[index][0] {
                continue;
            }
            number += 1;
            let words = format!("{number:0digits$}", digits = self.digits);
            if row[0].text.words() != words {
                let style = row[0].text.style_at(0);
                row[0].text = Text::styled(&words, style);
            }
        }
    }
}

fn is_empty(cell: &Cell) -> bool {
    cell.text.is_blank()
}

/// Whether a row takes part in the count: no row of a group, no sum.
fn is_counted(row: &[Cell]) -> bool {
    row.first().is_some_and(|cell| cell.columns == 1) && !is_total(row)
}

/// Whether a row holds the sum of those above.
pub(super) fn is_total(row: &[Cell]) -> bool {
    let first = row.iter().find(|cell| !is_empty(cell));
    first.is_some_and(|cell| {
        let words = fold(&cell.text.words());
        let words = words.trim().trim_end_matches([':', '.']);
        matches!(words, "tong" | "cong" | "tong cong" | "tong so" | "cong tong")
    })
}

/// A number as it is written in Vietnam: `1.250.000`, `12,5`, `-3`; in tenthousandths, so that
/// sums are exact. None for anything else.
fn number(words: &str) -> Option<i128> {
    const PLACES: usize = 4;
    let words = words.trim();
    let (negative, words) = match words.strip_prefix(['-', '–', '−']) {
        Some(rest) => (true, rest),
        None => (false, words),
    };
    let (whole, part) = words.split_once(',').unwrap_or((words, ""));
    let groups: Vec<&str> = whole.split(['.', ' ', '\u{a0}']).collect();
    let (first, rest) = groups.split_first()?;
    let digits = |group: &&str| group.chars().all(|c| c.is_ascii_digit());
    let grouped = rest.is_empty()
        || ((1..=3).contains(&first.len()) && rest.iter().all(|group| group.len() == 3));
    let sound = !first.is_empty() && groups.iter().all(digits) && digits(&part);
    if !sound || !grouped || part.len() > PLACES || whole.len() > 30 {
        return None;
    }
    let text = format!("{}{part:0<PLACES$}", groups.concat());
    let value: i128 = text.parse().ok()?;
    Some(if negative { -value } else { value })
}

/// The number in words again, with dots between thousands.
fn written(value: i128) -> String {
    let (whole, part) = (value.unsigned_abs() / 10_000, value.unsigned_abs() % 10_000);
    let digits = whole.to_string();
    let mut words = String::new();
    for (n, digit) in digits.chars().enumerate() {
        if n > 0 && (digits.len() - n).is_multiple_of(3) {
            words.push('.');
        }
        words.push(digit);
    }
    if part > 0 {
        let part = format!("{part:04}");
        words = format!("{words},{}", part.trim_end_matches('0'));
    }
    if value < 0 { format!("-{words}") } else { words }
}

/// The row that the sum of a cell's column goes into: the cell's own where that is empty or the row is one
/// of sums, else the row of sums at the table's end; past the last row where there is none.
pub(super) fn row_of_sum(table: &Table, (row, column): (usize, usize)) -> usize {
    let head = table.head_rows;
    let cells = table.rows.get(row).filter(|_| row > head);
    if cells.is_some_and(|cells| is_total(cells) || cells.get(column).is_some_and(is_empty)) {
        return row;
    }
    let total = table.rows.iter().rposition(|row| is_total(row)).filter(|at| *at > head);
    total.unwrap_or(table.rows.len())
}

/// Writes the sum of a column's numbers into [its row](row_of_sum), which is begun where there is none.
/// Returns the cell.
pub(super) fn sum(table: &mut Table, (row, column): (usize, usize)) -> (usize, usize) {
    let into = row_of_sum(table, (row, column));
    let sum = numbers(table, into, column).fold(0i128, i128::saturating_add);
    if into == table.rows.len() {
        lines::insert_row(table, into);
    }
    let (row, column) = super::origin(table, into, column);
    if table.rows[row].iter().enumerate().all(|(c, cell)| c == column || is_empty(cell)) {
        let label = if column > 1 { 1 } else { 0 };
        if label != column {
            table.rows[row][label].text = bold("Tổng cộng");
        }
    }
    table.rows[row][column].text = bold(&written(sum));
    (row, column)
}

/// The numbers of a column above a row, without the head and the sums.
pub(super) fn numbers(
    table: &Table,
    above: usize,
    column: usize,
) -> impl Iterator<Item = i128> {
    let rows = table.rows.iter().take(above).skip(table.head_rows);
    let rows = rows.filter(|row| !is_total(row));
    rows.filter_map(move |row| number(&row.get(column)?.text.words()))
}

fn bold(words: &str) -> Text {
    Text::styled(words, crate::model::Style { bold: true, ..crate::model::Style::PLAIN })
}

/// Puts the rows below the head in the order of a column; rows of sums stay at the end, and empty
/// cells come last. A table whose rows are tied together by merged cells stays as it is.
pub(super) fn sort(table: &mut Table, column: usize, descending: bool) {
    let head = table.head_rows.min(table.rows.len());
    let end = table.rows.iter().rposition(|row| !is_total(row)).map_or(head, |at| at + 1);
    // Also a head that reaches down into them: under it words would be hidden.
    let tied =
        table.rows.iter().enumerate().take(end).any(|(row, cells)| {
            cells.iter().any(|cell| cell.rows > 1 && row + cell.rows > head)
        });
    if end <= head || tied {
        return;
    }
    table.rows[head..end].sort_by(|one, other| {
        let words = |row: &[Cell]| row[column].text.words();
        let (one, other) = (words(one), words(other));
        match (one.trim().is_empty(), other.trim().is_empty()) {
            (false, false) if descending => order(&other, &one),
            (false, false) => order(&one, &other),
            (empty, also) => empty.cmp(&also),
        }
    });
}

/// Numbers by their value and before words; words by their letters, marks deciding last.
fn order(one: &str, other: &str) -> Ordering {
    match (number(one), number(other)) {
        (Some(one), Some(other)) => one.cmp(&other),
        (Some(_), None) => Ordering::Less,
        (None, Some(_)) => Ordering::Greater,
        (None, None) => letters(one).cmp(&letters(other)),
    }
}

/// A word's letters in the order of the Vietnamese alphabet (đ after d, ă and â after a), and the
/// word itself to part what differs in tone marks alone.
fn letters(words: &str) -> (Vec<(char, u8)>, String) {
    let small = words.trim().to_lowercase();
    let letter = |letter: char| {
        let shape = match letter {
            'ă' | 'ắ' | 'ằ' | 'ẳ' | 'ẵ' | 'ặ' | 'đ' | 'ê' | 'ế' | 'ề' | 'ể' | 'ễ' | 'ệ'
            | 'ô' | 'ố' | 'ồ' | 'ổ' | 'ỗ' | 'ộ' | 'ư' | 'ứ' | 'ừ' | 'ử' | 'ữ' | 'ự' => {
                1
            }
            'â' | 'ấ' | 'ầ' | 'ẩ' | 'ẫ' | 'ậ' | 'ơ' | 'ớ' | 'ờ' | 'ở' | 'ỡ' | 'ợ' => {
                2
            }
            _ => 0,
        };
        (crate::vietnamese::fold_char(letter), shape)
    };
    (small.chars().map(letter).collect(), small.clone())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_as_they_are_written_in_vietnam() {
        let cases = [
            ("1.250.000", Some(12_500_000_000)),
            ("1 250", Some(12_500_000)),
            ("12,5", Some(125_000)),
            ("-3", Some(-30_000)),
            ("0,0001", Some(1)),
            ("1.25", None),
            ("12.500.00", None),
            ("", None),
            ("5 người", None),
            ("1,2,3", None),
        ];
        for (words, value) in cases {
            assert_eq!(number(words), value, "{words}");
        }
        for words in ["1.250.000", "12,5", "-3", "0", "999", "1.000", "0,0001"] {
            assert_eq!(number(words).map(written).as_deref(), Some(words));
        }
    }

    #[test]
    fn words_stand_in_the_order_of_the_alphabet() {
        let mut words = vec!["Đà Nẵng", "Dung", "An", "Âu", "Ăn", "ba", "10", "9"];
        words.sort_by(|one, other| order(one, other));
        assert_eq!(words, ["9", "10", "An", "Ăn", "Âu", "ba", "Dung", "Đà Nẵng"]);
    }
}
