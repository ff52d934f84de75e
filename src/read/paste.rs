//! Text from the clipboard.

use crate::model::{Block, Story};

use super::Report;
use super::recognise::body::blocks;
use super::recognise::bold_titles::restore_titles;
use super::source::plain::read_lines;

/// Pasted text as blocks: lines fall apart by their numerals and marks, lines cut at a page's edge
/// are joined, `|` tables become tables. Text beyond the reader's limit of paragraphs gives one
/// plain block.
pub fn paste(text: &str) -> Vec<Block> {
    let text = crate::vietnamese::nfc(text);
    let Ok(source) = read_lines(&text) else {
        return vec![Block::new(crate::model::Level::Body, text.as_str())];
    };
    let mut report = Report::default();
    let (mut found, lines) = blocks(source.paragraphs, Story::Body, 0, &mut report);
    restore_titles(&mut found, &lines, Story::Body, &mut report);
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Level;

    #[test]
    fn pasted_lines_fall_apart() {
        let found =
            paste("II. NỘI DUNG\r\n1. Việc một\r\n- Thời hạn: quý I.\r\n\r\nĐoạn cuối.");
        let levels: Vec<Level> =
            found.iter().filter_map(|b| b.paragraph().map(|p| p.level)).collect();
        assert_eq!(levels, [Level::Section, Level::Clause, Level::Dash, Level::Body]);
    }

    #[test]
    fn one_line_is_one_block() {
        assert_eq!(paste("một dòng"), [Block::new(Level::Body, "một dòng")]);
        assert!(paste("  \n ").is_empty());
    }
}
