//! Word tables: spans, merged cells, head rows.

use crate::model::{Align, Cell, CellAlign, Table, Text};
use crate::read::source::{Content, SourceParagraph};

use super::tree::Node;
use super::walk::Walk;

/// Word's own limit.
const MOST_COLUMNS: usize = 63;

/// Reads a table; the walk counts its paragraphs and decodes its words.
pub(super) fn read<'a>(node: &'a Node, walk: &mut Walk<'a>) -> Table {
    let mut rows: Vec<Vec<Cell>> = Vec::new();
    let mut marked = 0;
    let mut found = Vec::new();
    table_rows(node, &mut found);
    // For each column the row in which its last cell began.
    let mut owners = [None; MOST_COLUMNS];
    let mut columns = 0;
    for row in found {
        if walk.is_full((rows.len() + 1).saturating_mul(columns)) {
            return Table::default();
        }
        let properties = row.child("trPr");
        let heads = properties.and_then(|node| node.switch("tblHeader")).unwrap_or(false);
        if heads && marked == rows.len() {
            marked += 1;
        }
        let skipped = properties
            .and_then(|node| node.value("gridBefore"))
            .and_then(|value| value.parse().ok())
            .unwrap_or(0);
        let mut cells = vec![Cell::default(); usize::min(skipped, MOST_COLUMNS)];
        let mut found = Vec::new();
        row_cells(row, &mut found);
        for cell in found {
            if cells.len() >= MOST_COLUMNS {
                // What a table cannot hold beside stays in the last cell.
                if let Some(last) = cells.last_mut() {
                    last.text.push_break();
                    last.text.append(words(walk.cell(cell)).0);
                }
                continue;
            }
            add(cell, &mut cells, &mut rows, &mut owners, walk);
        }
        columns = columns.max(cells.len());
        rows.push(cells);
    }
    let mut table = Table { widths: grid(node), head_rows: 0, half_points: 0, rows };
    table.normalise();
    drop_slivers(&mut table);
    table.head_rows = if marked > 0 { marked } else { head_rows(&table) };
    if node.child("tblGrid").is_none() || are_equal(&table.widths) {
        table.widths = table.widths_of_words();
    }
    for cell in table.rows.iter_mut().take(table.head_rows).flatten() {
        if cell.text.all(|style| style.bold) {
            let length = cell.text.len();
            cell.text.restyle(0..length, |style| style.bold = false);
        }
    }
    table
}

/// Columns narrower than this, tens of twips, are no columns: what `w:gridAfter` and cells drawn a hair
/// apart leave between others. 1 mm.
const SLIVER: u32 = 6;

/// Takes out columns that are too narrow for any word and hold none.
fn drop_slivers(table: &mut Table) {
    for column in (0..table.widths.len()).rev() {
        let wordless = table
            .rows
            .iter()
            .filter_map(|row| row.get(column))
            .all(|cell| cell.text.is_blank() || cell.columns > 1);
        if table.widths.len() < 2 || table.widths[column] >= SLIVER || !wordless {
            continue;
        }
        for row in table.rows.iter_mut().filter(|row| column < row.len()) {
            for (at, cell) in row.iter_mut().enumerate().take(column) {
                cell.columns -= usize::from(at + cell.columns > column);
            }
            let gone = row.remove(column);
            if gone.columns > 1
                && let Some(next) = row.get_mut(column)
            {
                *next = Cell { columns: gone.columns - 1, ..gone };
            }
        }
        table.widths.remove(column);
    }
    table.normalise();
}

/// Whether nobody has set the widths of a table: those of a new one are all equal.
fn are_equal(widths: &[u32]) -> bool {
    let (least, most) = (widths.iter().min(), widths.iter().max());
    widths.len() > 1 && least.zip(most).is_some_and(|(least, most)| most - least <= most / 50)
}

/// The cell of a table that has no other: a frame around paragraphs, not a table.
pub(super) fn only_cell(node: &Node) -> Option<&Node> {
    let mut rows = Vec::new();
    table_rows(node, &mut rows);
    let [row] = rows[..] else { return None };
    let mut cells = Vec::new();
    row_cells(row, &mut cells);
    match cells[..] {
        [cell] => Some(cell),
        _ => None,
    }
}

fn add<'a>(
    node: &'a Node,
    cells: &mut Vec<Cell>,
    rows: &mut [Vec<Cell>],
    owners: &mut [Option<usize>; MOST_COLUMNS],
    walk: &mut Walk<'a>,
) {
    let properties = node.child("tcPr");
    let span = properties
        .and_then(|node| node.value("gridSpan"))
        .and_then(|value| value.parse::<usize>().ok())
        .unwrap_or(1)
        .clamp(1, MOST_COLUMNS - cells.len());
    let merge = properties.and_then(|node| node.child("vMerge"));
    let continues = merge.is_some_and(|merge| merge.attribute("val") != Some("restart"));
    let column = cells.len();
    let (text, align) = words(walk.cell(node));
    // A cell that goes on with the one above has no row of its own until the table is normalised.
    cells.push(Cell { text, columns: span, rows: usize::from(!continues), align });
    cells.resize(column + span, Cell::default());
    let count = rows.len();
    if !continues {
        owners[column] = Some(count);
        return;
    }
    // The cell above that began the merge grows, if it reaches down to here. Normalising moves stray
    // words into it.
    if let Some(owner) = owners[column]
        && let Some(cell) = rows[owner].get_mut(column)
        && cell.rows == count - owner
    {
        cell.rows += 1;
    }
}

/// Rows, also those inside content controls and tracked insertions.
pub(super) fn table_rows<'a>(node: &'a Node, found: &mut Vec<&'a Node>) {
    for child in node.children() {
        match child.name() {
            "tr" => {
                let deleted =
                    child.child("trPr").is_some_and(|node| node.child("del").is_some());
                if !deleted {
                    found.push(child);
                }
            }
            "sdt" | "sdtContent" | "ins" | "customXml" => table_rows(child, found),
            _ => {}
        }
    }
}

pub(super) fn row_cells<'a>(node: &'a Node, found: &mut Vec<&'a Node>) {
    for child in node.children() {
        match child.name() {
            "tc" => found.push(child),
            "sdt" | "sdtContent" | "customXml" => row_cells(child, found),
            _ => {}
        }
    }
}

/// A cell's paragraphs as lines of one text, numerals written out.
fn words(paragraphs: Vec<SourceParagraph>) -> (Text, CellAlign) {
    let mut text = Text::default();
    let mut align = CellAlign::Auto;
    for (at, paragraph) in paragraphs.into_iter().enumerate() {
        if at == 0 {
            align = match paragraph.look.align {
                Some(Align::Center) => CellAlign::Center,
                Some(Align::Right) => CellAlign::Right,
                Some(Align::Justify) => CellAlign::Justify,
                _ => CellAlign::Auto,
            };
        }
        if !text.is_empty() {
            text.push_break();
        }
        match paragraph.content {
            Content::Words(words) => {
                if let Some(numeral) = &paragraph.look.numeral {
                    let style = words.style_at(0);
                    text.append(Text::styled(&format!("{numeral} "), style));
                }
                text.append(words);
            }
            Content::Table(table) => {
                // A table inside a cell: its words, a line for each row.
                for (at, row) in table.rows.into_iter().enumerate() {
                    if at > 0 {
                        text.push_break();
                    }
                    for (column, cell) in row.into_iter().enumerate() {
                        if column > 0 && !cell.text.is_blank() {
                            text.append(Text::plain(" "));
                        }
                        text.append(cell.text);
                    }
                }
            }
        }
    }
    text.trim();
    (text, align)
}

fn grid(node: &Node) -> Vec<u32> {
    let Some(grid) = node.child("tblGrid") else { return Vec::new() };
    grid.children()
        .filter(|node| node.is("gridCol"))
        .take(MOST_COLUMNS)
        .map(|node| {
            let twips = node.number("w").unwrap_or(0).clamp(0, 100_000);
            u32::try_from(twips / 10).unwrap_or(1).max(1)
        })
        .collect()
}

/// Where no row is marked as head: the first row when it is bold or begins with "STT".
fn head_rows(table: &Table) -> usize {
    let Some(first) = table.rows.first().filter(|_| table.rows.len() > 1) else { return 0 };
    let filled: Vec<&Cell> = first.iter().filter(|cell| !cell.text.is_blank()).collect();
    let bold = !filled.is_empty() && filled.iter().all(|cell| cell.text.all(|s| s.bold));
    let numbered = first.first().is_some_and(|cell| {
        let folded = crate::vietnamese::fold(cell.text.words().trim());
        matches!(folded.trim_end_matches('.'), "stt" | "tt" | "so tt")
    });
    if !bold && !numbered {
        return 0;
    }
    let tall = first.iter().map(|cell| cell.rows).max().unwrap_or(1);
    tall.clamp(1, table.rows.len() - 1)
}
