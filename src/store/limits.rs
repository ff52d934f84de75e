//! How much a draft may hold: a small file must not be able to ask for more memory than there is.

use crate::model::{Block, Document, Text};

/// Blocks, lines and paragraphs of a draft, all together. The longest real plan has 3,000.
pub const MAX_BLOCKS: usize = 100_000;
/// Cells of all tables, each counted as the full grid that it becomes.
pub const MAX_CELLS: usize = 300_000;
/// Footnotes.
pub const MAX_NOTES: usize = 10_000;
/// Brackets and strings of a file, before any of it is read: more than every other limit allows.
const MAX_BRACKETS: usize = 1_000_000;
const MAX_STRINGS: usize = 800_000;

/// A draft holds more than the program can set.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Excess {
    /// More than [`MAX_BLOCKS`].
    #[error("bản thảo có {0} đoạn, dòng; chương trình nhận tối đa {MAX_BLOCKS}")]
    Blocks(usize),
    /// More than [`MAX_CELLS`].
    #[error("các bảng có {0} ô; chương trình nhận tối đa {MAX_CELLS}")]
    Cells(usize),
    /// More than [`MAX_NOTES`].
    #[error("bản thảo có {0} chú thích chân trang; chương trình nhận tối đa {MAX_NOTES}")]
    Notes(usize),
    /// More parts than any draft within the other limits.
    #[error("tệp có quá nhiều phần nhỏ so với một bản thảo")]
    Parts,
}

/// Counts a file's brackets, strings and footnotes before it is read. Linear in its length.
///
/// # Errors
/// The first limit that it passes.
pub(super) fn scan(source: &str) -> Result<(), Excess> {
    let (mut brackets, mut strings) = (0, 0);
    let mut letters = source.bytes();
    while let Some(letter) = letters.next() {
        match letter {
            b'(' | b'[' | b'{' => brackets += 1,
            b'"' => {
                strings += 1;
                // A raw string's hashes do not matter here: at worst its inner quotes count too.
                while let Some(inner) = letters.next() {
                    match inner {
                        b'\\' => _ = letters.next(),
                        b'"' => break,
                        _ => {}
                    }
                }
            }
            _ => {}
        }
    }
    let notes = source.matches("<fn>").count();
    if notes > MAX_NOTES {
        return Err(Excess::Notes(notes));
    }
    if brackets > MAX_BRACKETS || strings > MAX_STRINGS {
        return Err(Excess::Parts);
    }
    Ok(())
}

/// Counts what a plan holds, tables as the full grids they become. Linear in its blocks.
///
/// # Errors
/// The first limit that it passes.
pub fn check(document: &Document) -> Result<(), Excess> {
    let annexes = document.annexes.iter().map(|annex| &annex.blocks);
    let stories = || std::iter::once(&document.body).chain(annexes.clone());
    let lines = [
        document.parent_agency.len(),
        document.agency.len(),
        document.address.len(),
        document.archive.units.len(),
        document.addressees.len(),
        document.legal_basis.len(),
        document.opening.len(),
        document.closing.len(),
        document.recipients.len(),
        document.signatures.len(),
        document.annexes.len(),
    ];
    let blocks = stories().map(Vec::len).chain(lines).fold(0, usize::saturating_add);
    if blocks > MAX_BLOCKS {
        return Err(Excess::Blocks(blocks));
    }
    let cells = stories().flatten().filter_map(Block::table).fold(0usize, |sum, table| {
        let widest = table.rows.iter().map(Vec::len).max().unwrap_or(0);
        let grid = widest.max(table.widths.len()).saturating_mul(table.rows.len().max(1));
        sum.saturating_add(grid)
    });
    if cells > MAX_CELLS {
        return Err(Excess::Cells(cells));
    }
    let count = |text: &Text| text.notes().len();
    let in_blocks = stories().flatten().map(|block| match block {
        Block::Text(paragraph) => count(&paragraph.text),
        Block::Table(table) => table.rows.iter().flatten().map(|cell| count(&cell.text)).sum(),
    });
    let texts = document.legal_basis.iter().chain(&document.opening).chain(&document.closing);
    let notes: usize = in_blocks.chain(texts.map(count)).sum();
    if notes > MAX_NOTES {
        return Err(Excess::Notes(notes));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Level, Table};

    #[test]
    fn a_grid_is_counted_as_it_will_be_filled() {
        let bomb = Table {
            widths: vec![1; 30_000],
            rows: vec![Vec::new(); 30_000],
            ..Table::default()
        };
        let document = Document { body: vec![bomb.into()], ..Document::default() };
        assert_eq!(check(&document), Err(Excess::Cells(900_000_000)));
        let block = Block::new(Level::Dash, "a");
        let document = Document { body: vec![block; MAX_BLOCKS + 1], ..Document::default() };
        assert!(matches!(check(&document), Err(Excess::Blocks(_))));
        assert_eq!(check(&Document::default()), Ok(()));
    }

    #[test]
    fn brackets_and_strings_are_counted_before_they_are_read_but_not_in_words() {
        assert_eq!(scan(&"(),".repeat(MAX_BRACKETS + 1)), Err(Excess::Parts));
        assert_eq!(scan(&"\"\",".repeat(MAX_STRINGS + 1)), Err(Excess::Parts));
        assert_eq!(scan(&format!("\"{}\"", "(\\\"".repeat(MAX_BRACKETS + 1))), Ok(()));
        let notes = format!("\"{}\"", "<fn>a</fn>".repeat(MAX_NOTES + 1));
        assert_eq!(scan(&notes), Err(Excess::Notes(MAX_NOTES + 1)));
    }
}
