//! Blocks with a caret, written as lines, for the tables of tests.
//!
//! A line is a level mark and a text: `P`, `C`, `M`, `m`, `I`, `Đ`, `1`, `1.1`, `a`, `-`, `+`, `_` (plain), `c`, `r`,
//! `T` (a table, cells parted by `/`, rows by `;`). `|` is the caret, `[` the other end of a
//! selection of words, in the same line or in another, `*` before the mark a selected block. `⏎` is a forced line break.

use crate::model::{Block, Cell, Level, Table, Text};

use super::Selection;

const MARKS: [(&str, Level); 14] = [
    ("P", Level::Part),
    ("C", Level::Chapter),
    ("M", Level::Division),
    ("m", Level::Subdivision),
    ("I", Level::Section),
    ("Đ", Level::Article),
    ("1", Level::Clause),
    ("1.1", Level::SubClause),
    ("a", Level::Point),
    ("-", Level::Dash),
    ("+", Level::Plus),
    ("_", Level::Body),
    ("c", Level::Centered),
    ("r", Level::Right),
];

/// Reads the lines.
pub fn read(lines: &[&str]) -> (Vec<Block>, Selection) {
    let mut blocks = Vec::new();
    let mut selection = Selection::at(0, 0);
    let mut chosen: Option<(usize, usize)> = None;
    let mut begun: Option<(usize, usize)> = None;
    for (block, line) in lines.iter().enumerate() {
        let line = match line.strip_prefix('*') {
            Some(rest) => {
                chosen = Some((chosen.map_or(block, |(first, _)| first), block));
                rest
            }
            None => line,
        };
        let (mark, rest) = line.split_once(' ').unwrap_or((line, ""));
        let mut words = |source: &str, cell: Option<(usize, usize)>| {
            let bare = source.replace('⏎', "\n").replace(['|', '['], "");
            let text = Text::from_markup(&bare);
            let count = |sign: char| {
                let (before, _) = source.split_once(sign)?;
                let before = before.replace('⏎', "\n").replace(['|', '['], "");
                Some(Text::from_markup(&before).len())
            };
            if let (Some(anchor), None) = (count('['), count('|')) {
                begun = Some((block, anchor));
            }
            if let Some(head) = count('|') {
                let anchor = count('[').unwrap_or(head);
                selection = Selection::Words { block, cell, anchor, head };
            }
            text
        };
        if mark == "T" {
            let rows: Vec<Vec<Cell>> = rest
                .split(';')
                .enumerate()
                .map(|(r, row)| {
                    let cells = row.split('/').enumerate();
                    cells
                        .map(|(c, cell)| {
                            let (text, spans) = cell.split_once('~').unwrap_or((cell, ""));
                            let mut spans = spans.split('x').filter_map(|n| n.parse().ok());
                            Cell {
                                text: words(text, Some((r, c))),
                                rows: spans.next().unwrap_or(1),
                                columns: spans.next().unwrap_or(1),
                                ..Cell::default()
                            }
                        })
                        .collect()
                })
                .collect();
            let widths = vec![10; rows[0].len()];
            blocks.push(Block::from(Table { widths, head_rows: 1, half_points: 0, rows }));
        } else {
            let level = MARKS.iter().find(|(m, _)| *m == mark).map(|(_, level)| *level);
            blocks.push(Block::new(level.expect("a known mark"), words(rest, None)));
        }
    }
    if let (Some(anchor), Selection::Words { block, head, .. }) = (begun, selection) {
        selection = Selection::Span { anchor, head: (block, head) };
    }
    if let Some((anchor, head)) = chosen {
        selection = Selection::Blocks { anchor, head };
    }
    (blocks, selection)
}

/// Writes blocks and selection as lines.
pub fn write(blocks: &[Block], selection: Selection) -> Vec<String> {
    let words = |text: &Text, block: usize, cell: Option<(usize, usize)>| {
        let mut marked = text.clone();
        if let Selection::Words { block: b, cell: c, anchor, head } = selection
            && (b, c) == (block, cell)
        {
            let mut ends = vec![(head, "|")];
            if anchor != head {
                ends.push((anchor, "["));
            }
            ends.sort();
            for (at, sign) in ends.into_iter().rev() {
                marked.insert(at, sign);
            }
        }
        if let Selection::Span { anchor, head } = selection {
            for ((at, letter), sign) in [(anchor, "["), (head, "|")] {
                if at == block && cell.is_none() {
                    marked.insert(letter, sign);
                }
            }
        }
        marked.to_markup().replace('\n', "⏎")
    };
    let mut lines = Vec::new();
    for (index, block) in blocks.iter().enumerate() {
        let star = match selection {
            Selection::Blocks { .. } if selection.blocks().contains(&index) => "*",
            _ => "",
        };
        let line = match block {
            Block::Text(paragraph) => {
                let mark = MARKS.iter().find(|(_, level)| *level == paragraph.level);
                let mark = mark.map_or("?", |(mark, _)| mark);
                format!("{mark} {}", words(&paragraph.text, index, None))
            }
            Block::Table(table) => {
                let rows = table.rows.iter().enumerate().map(|(r, row)| {
                    let cells = row.iter().enumerate().map(|(c, cell)| {
                        let mut out = words(&cell.text, index, Some((r, c)));
                        if (cell.rows, cell.columns) != (1, 1) {
                            out += &format!("~{}x{}", cell.rows, cell.columns);
                        }
                        out
                    });
                    cells.collect::<Vec<_>>().join("/")
                });
                format!("T {}", rows.collect::<Vec<_>>().join(";"))
            }
        };
        lines.push(format!("{star}{}", line.trim_end()));
    }
    lines
}
