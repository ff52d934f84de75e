//! Tables that came as plain lines: cells behind tabs, or one cell a line, with bars between them or
//! under a head that begins with "STT". Each row is written as the line `| a | b |` that
//! [`super::table`] reads, so that there is one kind of row from here on.

use std::borrow::Cow;

use crate::read::recognise::letterhead::is_letterhead;
use crate::read::recognise::numeral::{Numeral, numeral};
use crate::read::recognise::posts::is_authority;
use crate::vietnamese::{fold, plain_fold};

use super::lines::JOINED;

/// More cells beside each other than a page can hold.
const MOST_COLUMNS: usize = 20;
/// A cell of more lines than this is none.
const MOST_LINES: usize = 12;

/// A table found: its rows, each with its cells and how many lines of the text it took.
struct Grid {
    rows: Vec<(Vec<String>, usize)>,
}

/// A text whose tables of other shapes are rows of bars. The count of lines stays.
pub(super) fn as_rows(text: &str) -> Cow<'_, str> {
    let lines: Vec<&str> = text.split('\n').collect();
    let mut out = String::new();
    let (mut at, mut done) = (0, 0);
    let push = |out: &mut String, lines: &[&str]| {
        for line in lines {
            out.push_str(line);
            out.push('\n');
        }
    };
    while at < lines.len() {
        let rest = &lines[at..];
        let tabbed = rest.iter().take_while(|line| line.trim().contains('\t')).count();
        let grid = match tabbed {
            0 => barred(rest).or_else(|| bare(rest)),
            _ => behind_tabs(&rest[..tabbed]),
        };
        let Some(grid) = grid else {
            at += tabbed.max(1);
            continue;
        };
        push(&mut out, &lines[done..at]);
        for (cells, taken) in &grid.rows {
            at += taken;
            write_row(&mut out, cells, *taken);
        }
        done = at;
    }
    if done == 0 {
        return Cow::Borrowed(text);
    }
    push(&mut out, &lines[done..]);
    // The last line has no end.
    out.pop();
    Cow::Owned(out)
}

fn write_row(out: &mut String, cells: &[String], taken: usize) {
    for cell in cells {
        out.push_str("| ");
        out.push_str(&cell.replace('|', "\\|"));
        out.push(' ');
    }
    out.push('|');
    out.extend(std::iter::repeat_n(JOINED, taken.saturating_sub(1)));
    out.push('\n');
}

/// Lines below each other whose cells stand behind tabs. The two columns of a letterhead and of the
/// foot are none, nor are items whose numeral a tab follows.
fn behind_tabs(lines: &[&str]) -> Option<Grid> {
    let rows: Vec<Vec<String>> = lines
        .iter()
        .map(|line| line.trim_end().split('\t').map(|cell| cell.trim().to_owned()).collect())
        .collect();
    let columns = rows.iter().map(Vec::len).max()?;
    let least = if columns > 2 { 2 } else { 3 };
    if rows.len() < least || columns > MOST_COLUMNS {
        return None;
    }
    let whole = rows.iter().filter(|row| row.len() == columns).count();
    let numbered = rows.iter().all(|row| numeral(&format!("{} X", row[0])).is_some());
    let listed = rows.iter().all(|row| {
        let mark = numeral(&row[0]).map(|(numeral, _)| numeral);
        row[0].ends_with(':')
            || matches!(
                mark,
                Some(Numeral::Dash | Numeral::Plus | Numeral::Star | Numeral::Bullet)
            )
    });
    let paper = |cell: &String| {
        is_letterhead(cell) || is_authority(cell) || plain_fold(cell).starts_with("noi nhan")
    };
    let fits = whole >= 2
        && whole * 2 >= rows.len()
        && !listed
        && !(numbered && columns < 3)
        && !rows.iter().flatten().any(paper);
    let full = |mut row: Vec<String>| {
        row.resize(columns, String::new());
        (row, 1)
    };
    fits.then(|| Grid { rows: rows.into_iter().map(full).collect() })
}

/// Cells between bars that stand alone on their lines: two bars below each other part the rows.
fn barred(lines: &[&str]) -> Option<Grid> {
    let is_bar = |at: usize| lines.get(at).is_some_and(|line| line.trim() == "|");
    let blank = |at: usize| lines.get(at).is_some_and(|line| line.trim().is_empty());
    let after_blank = |mut at: usize| {
        while blank(at) {
            at += 1;
        }
        at
    };
    let mut rows: Vec<(Vec<String>, usize)> = Vec::new();
    let mut columns: Option<usize> = None;
    let mut at = 0;
    while is_bar(at) {
        let start = at;
        let mut cells: Vec<String> = Vec::new();
        let mut next = after_blank(at + 1);
        loop {
            // A bar right behind another: an empty cell, or the end of the first row.
            if is_bar(next) && columns.is_none_or(|columns| cells.len() >= columns) {
                break;
            }
            let (cell, bar) = cell_before_bar(lines, next)?;
            cells.push(cell);
            if cells.len() > MOST_COLUMNS {
                return None;
            }
            at = bar;
            next = after_blank(bar + 1);
            if columns == Some(cells.len()) || (columns.is_none() && next >= lines.len()) {
                break;
            }
        }
        let columns = *columns.get_or_insert(cells.len());
        if columns < 2 || cells.len() != columns {
            break;
        }
        let next = after_blank(at + 1);
        let end = if is_bar(next) { next } else { at + 1 };
        rows.push((cells, end - start));
        at = end;
    }
    (rows.len() >= 2).then_some(Grid { rows })
}

/// The words up to the next bar, and where that is.
fn cell_before_bar(lines: &[&str], from: usize) -> Option<(String, usize)> {
    let length =
        lines.get(from..)?.iter().take(MOST_LINES + 1).position(|line| line.trim() == "|")?;
    let words: Vec<&str> = lines[from..from + length]
        .iter()
        .map(|line| line.trim())
        .filter(|w| !w.is_empty())
        .collect();
    Some((words.join(" "), from + length))
}

/// Cells one a line under a head whose first cell is "STT": each row begins with its number, as many
/// lines after the one before.
fn bare(lines: &[&str]) -> Option<Grid> {
    let head = fold(lines.first()?.trim());
    if !matches!(head.as_str(), "tt" | "stt" | "so tt") {
        return None;
    }
    let filled = |most: usize| {
        let lines = lines.iter().enumerate().map(|(at, line)| (at, line.trim()));
        lines.filter(|(_, words)| !words.is_empty()).take(most).collect::<Vec<(usize, &str)>>()
    };
    // Most heads are none of such a table: the text behind one is looked at only where "1" follows.
    let near = filled(MOST_COLUMNS + 1);
    let counts = |filled: &[(usize, &str)], at: usize, number: usize| {
        filled
            .get(at)
            .is_some_and(|(_, words)| words.trim_end_matches(['.', ')']).parse() == Ok(number))
    };
    let columns = (2..=MOST_COLUMNS).find(|columns| counts(&near, *columns, 1))?;
    let filled = filled(usize::MAX);
    let count = (1..).take_while(|row| counts(&filled, row * columns, *row)).count();
    // The last row may be cut off by the end of the text.
    let count =
        if filled.len() >= (count + 1) * columns { count } else { count.checked_sub(1)? };
    if count < 2 {
        return None;
    }
    let row = |row: usize| {
        let cells = &filled[row * columns..(row + 1) * columns];
        let end = match filled.get((row + 1) * columns) {
            Some((next, _)) if row < count => *next,
            _ => cells[columns - 1].0 + 1,
        };
        (cells.iter().map(|(_, words)| (*words).to_owned()).collect(), end - cells[0].0)
    };
    Some(Grid { rows: (0..=count).map(row).collect() })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &str) -> String {
        as_rows(text).replace(JOINED, "¶")
    }

    #[test]
    fn every_shape_becomes_rows() {
        let cases = [
            (
                "Việc:\nTT\tThôn\tNgày\n1\tMột\t15/3\n2\tHai\t\nHết",
                "Việc:\n| TT | Thôn | Ngày |\n| 1 | Một | 15/3 |\n| 2 | Hai |  |\nHết",
            ),
            (
                "Giờ\tViệc\n7h00\tĐón khách\n8h00\tKhai mạc",
                "| Giờ | Việc |\n| 7h00 | Đón khách |\n| 8h00 | Khai mạc |",
            ),
            (
                "|\nTT\n|\nViệc\n|\n|\n1\n|\nThu gom\nrác\n|\n|\n2\n|\n|\nHết",
                "| TT | Việc |¶¶¶¶\n| 1 | Thu gom rác |¶¶¶¶¶\n| 2 |  |¶¶¶\nHết",
            ),
            (
                "STT\n\nViệc\nSố\n1\nQuét\n5\n\n2\nDọn\n7\nHết",
                "| STT | Việc | Số |¶¶¶\n| 1 | Quét | 5 |¶¶¶\n| 2 | Dọn | 7 |¶¶\nHết",
            ),
        ];
        for (text, want) in cases {
            assert_eq!(rows(text), want, "{text}");
            let lines = |text: &str| text.matches(['\n', JOINED]).count();
            assert_eq!(lines(&as_rows(text)), lines(text), "{text}");
        }
    }

    #[test]
    fn what_only_looks_like_a_table_stays() {
        for text in [
            "1.\tMục đích\n2.\tYêu cầu\n3.\tKinh phí",
            "- Thành phần: \tLãnh đạo sở.\n- Địa điểm: \t\tTại phòng của từng người",
            "Họ tên:\tA\tNam\nSinh:\t1990\tHà Nội",
            "UBND XÃ A\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\tx\nSố: 1/KH-UBND\tA, ngày\ty",
            "Nơi nhận:\tCHỦ TỊCH\n- A;\t(Đã ký)\n- Lưu: VT.\tTrần A",
            "Một\tdòng\ncó tab",
            "|\nỦY BAN\n|\nCỘNG HÒA\n|\nSố: 1\n|\nKẾ HOẠCH",
            "STT\nViệc\nSố\nQuét\n1\n5",
        ] {
            assert_eq!(rows(text), text);
        }
    }
}
