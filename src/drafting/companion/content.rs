//! What a plan holds that the documents beside it take up: what it is for, what it does, its tasks.

use crate::model::{Block, Cell, Document, Level, Story, Table};
use crate::vietnamese::fold;

/// How many of the plan's aims a tờ trình takes up.
const AIMS: usize = 3;

/// What the plan is for: what stands under "Mục đích", without end marks.
pub(super) fn aims(plan: &Document) -> Vec<String> {
    let mut inside = false;
    let mut aims = Vec::new();
    for paragraph in plan.body.iter().filter_map(Block::paragraph) {
        let words = paragraph.text.words();
        let words = words.trim().trim_end_matches(['.', ';', ':']);
        let is_title = paragraph.level.is_heading() || paragraph.is_title();
        let folded = fold(words);
        match inside {
            // "Mục đích, yêu cầu" as one mục: its khoản "Mục đích" is the narrower.
            _ if is_title && folded.starts_with("muc dich") => inside = true,
            true if is_title => break,
            true if !words.is_empty() => aims.push(words.to_owned()),
            _ => {}
        }
    }
    aims.truncate(AIMS);
    aims
}

/// What the plan says of its funds: the first passage of the part called so.
pub(super) fn funds(plan: &Document) -> Option<String> {
    let mut paragraphs = plan.body.iter().filter_map(Block::paragraph);
    paragraphs.find(|paragraph| {
        let is_title = paragraph.level.is_heading() || paragraph.is_title();
        is_title && fold(&paragraph.text.words()).contains("kinh phi")
    })?;
    let next = paragraphs.next().filter(|next| !next.level.is_heading())?;
    let words = next.text.words();
    let words = words.trim().trim_end_matches(['.', ';', ':']);
    (!words.is_empty()).then(|| words.to_owned())
}

/// How many tasks its tables give out: their rows below the head.
pub(super) fn tasks(plan: &Document) -> usize {
    let rows = |table: &Table| table.rows.len().saturating_sub(table.head_rows.max(1));
    task_tables(plan).map(rows).sum()
}

/// What a plan does, by its titles: the bold khoản of its mục of content; of a mục without any, the
/// mục. Purpose, funds and organisation are no results.
pub(super) fn section_titles(plan: &Document) -> impl Iterator<Item = String> {
    const NO_RESULT: [&str; 4] = ["muc dich", "yeu cau", "to chuc thuc hien", "kinh phi"];
    let mut titles: Vec<String> = Vec::new();
    let mut section: Option<String> = None;
    let is_left_out = |words: &str| {
        let folded = fold(words);
        NO_RESULT.iter().any(|part| folded.starts_with(part))
    };
    let mut counted = false;
    for paragraph in plan.body.iter().filter_map(Block::paragraph) {
        let words = paragraph.text.words().trim().trim_end_matches(['.', ':']).to_owned();
        match paragraph.level {
            Level::Section => {
                titles.extend(section.take().filter(|_| !counted));
                counted = false;
                section = (!words.is_empty() && !is_left_out(&words)).then_some(words);
            }
            Level::Clause if section.is_some() && paragraph.is_title() => {
                titles.push(words);
                counted = true;
            }
            _ => {}
        }
    }
    titles.extend(section.filter(|_| !counted));
    titles.into_iter()
}

/// The tables of tasks: those whose head names a task and a time or who does it.
pub(super) fn task_tables(plan: &Document) -> impl Iterator<Item = &Table> {
    let stories: Vec<Story> = plan.stories().collect();
    let tables = stories.into_iter().filter_map(|story| plan.blocks(story)).flatten();
    tables.filter_map(Block::table).filter(|table| {
        let head = table.rows.iter().take(table.head_rows.max(1)).flatten();
        let head = head.map(|cell| fold(&cell.text.words())).collect::<Vec<_>>().join(" ");
        let tasks =
            ["nhiem vu", "noi dung", "cong viec"].iter().any(|word| head.contains(word));
        let owned = ["thoi", "chu tri", "thuc hien"].iter().any(|word| head.contains(word));
        tasks && owned
    })
}

/// The table with a column more, for the results.
pub(super) fn with_results(table: &Table) -> Table {
    let mut table = table.clone();
    let head_rows = table.head_rows.max(1).min(table.rows.len());
    let width = table.widths.iter().sum::<u32>() / 6;
    table.widths.push(width.max(1));
    for (index, row) in table.rows.iter_mut().enumerate() {
        let mut cell = Cell::default();
        if index == 0 {
            cell = Cell::new("Kết quả");
            cell.rows = head_rows;
        }
        row.push(cell);
    }
    table.normalise();
    table
}
