//! Giao việc: what each row of a task table has to say ("6 rõ"), and courtesies an order has no
//! room for.

use crate::check::case::Case;
use crate::check::context::Context;
use crate::check::phrases::Meaning;
use crate::check::reading::Reading;
use crate::check::row::Test::{Passage, Whole};
use crate::check::row::{Row, row};
use crate::check::rule::Area::{Spelling, Tasks};
use crate::check::rule::Needs::Words;
use crate::check::rule::Severity::Hint;
use crate::check::tell::{Report, Tell};
use crate::model::{Part, Place, Story, Table};

pub(in crate::check) static ROWS: [Row; 4] = [
    row(
        "B18",
        Hint,
        Tasks,
        Words,
        "thông lệ (6 rõ)",
        "mỗi việc rõ người, rõ thời gian",
        Whole(who_and_when),
    ),
    row(
        "K01",
        Hint,
        Tasks,
        Words,
        "thông lệ (6 rõ)",
        "mỗi việc rõ nội dung, rõ sản phẩm, rõ trách nhiệm phối hợp",
        Whole(what_and_result),
    ),
    row(
        "U10",
        Hint,
        Spelling,
        Words,
        "thông lệ",
        "dùng từ tiếng Việt thông dụng thay từ nước ngoài",
        Passage(loan),
    ),
    row(
        "U15",
        Hint,
        Tasks,
        Words,
        "thông lệ",
        "lời văn hành chính gọn, không dùng lời xã giao",
        Passage(wordy),
    ),
];

/// What a column of a task table is about, by the words of its head.
const COLUMNS: [(&str, &[&str]); 5] = [
    ("người chủ trì", &["chủ trì", "đơn vị thực hiện", "người thực hiện", "phụ trách"]),
    ("thời hạn", &["thời gian", "thời hạn", "hoàn thành", "tiến độ"]),
    ("nội dung việc", &["nhiệm vụ", "nội dung", "công việc"]),
    ("sản phẩm", &["sản phẩm", "kết quả", "đầu ra"]),
    ("đơn vị phối hợp", &["phối hợp"]),
];

fn tasks(case: &Case<'_>, wanted: &[&str], report: &mut Report) {
    for story in case.document.stories() {
        for (index, block) in case.document.blocks(story).into_iter().flatten().enumerate() {
            if let Some(table) = block.table() {
                cells(table, story, index, wanted, report);
            }
        }
    }
}

/// The columns of a task table; none where a table is about something else.
fn columns(table: &Table) -> Vec<(usize, &'static str)> {
    let Some(head) = table.rows.first().filter(|_| table.head_rows > 0) else {
        return Vec::new();
    };
    let found: Vec<(usize, &'static str)> = head
        .iter()
        .enumerate()
        .filter_map(|(column, cell)| {
            let words = cell.text.words().to_lowercase();
            let (name, _) =
                COLUMNS.iter().find(|(_, keys)| keys.iter().any(|key| words.contains(key)))?;
            Some((column, *name))
        })
        .collect();
    let about = |name: &str| found.iter().any(|(_, column)| *column == name);
    if about("nội dung việc") && (about("người chủ trì") || about("thời hạn")) {
        found
    } else {
        Vec::new()
    }
}

fn cells(table: &Table, story: Story, block: usize, wanted: &[&str], report: &mut Report) {
    let covered = table.covered();
    for (column, name) in columns(table).into_iter().filter(|(_, name)| wanted.contains(name))
    {
        for (row, cells) in table.rows.iter().enumerate().skip(table.head_rows) {
            let filled = cells.iter().filter(|cell| !cell.text.is_blank()).count();
            let section = cells.iter().any(|cell| cell.columns > 2)
                || filled <= 2 && table.columns() > 3;
            if cells[column].text.is_blank() && !covered[row][column] && !section && filled > 0
            {
                let place = Place::Cell(story, block, row, column);
                report.at(place, Part::Main, "", format!("việc này chưa rõ {name}"));
            }
        }
    }
}

fn who_and_when(case: &Case<'_>, report: &mut Report) {
    tasks(case, &["người chủ trì", "thời hạn"], report);
}

fn what_and_result(case: &Case<'_>, report: &mut Report) {
    tasks(case, &["nội dung việc", "sản phẩm", "đơn vị phối hợp"], report);
}

fn loan(reading: &Reading, _: &Context, tell: &mut Tell<'_>) {
    for hit in &reading.hits {
        let Meaning::Loan(right) = hit.meaning else { continue };
        if reading.role.is_prose()
            && !reading.is_address(hit.span.start)
            && !reading.is_quoted(&hit.span)
        {
            let capital = reading.chars[hit.span.start].is_uppercase();
            let after = if capital && reading.begins_sentence(hit.span.start) {
                crate::check::reading::capitalised(right)
            } else {
                right.to_owned()
            };
            tell.offer(
                hit.span.clone(),
                after,
                format!("từ tiếng Việt thông dụng: “{right}”"),
            );
        }
    }
}

fn wordy(reading: &Reading, _: &Context, tell: &mut Tell<'_>) {
    for hit in &reading.hits {
        let Meaning::Wordy(right) = hit.meaning else { continue };
        if !reading.role.is_prose() {
            continue;
        }
        if right.is_empty() {
            tell.say(hit.span.clone(), "lời xã giao, văn bản hành chính không cần");
        } else {
            tell.offer(hit.span.clone(), right, format!("lời xã giao; viết gọn: “{right}”"));
        }
    }
}
