//! The closing paragraphs and the mark `./.`, which the paper writes.

use crate::model::{Block, Document, Level, Place, Story, Text};
use crate::read::Report;
use crate::vietnamese::fold;

/// Moves the closing out of the body's end and takes the end mark off.
pub(in crate::read) fn take(document: &mut Document, report: &mut Report) {
    let last = document.body.iter().rposition(|block| {
        block.paragraph().is_none_or(|p| !matches!(p.level, Level::Body | Level::Centered))
    });
    let from = last.map_or(0, |at| at + 1);
    let tail = &document.body[from..];
    let words = |block: &Block| {
        block.paragraph().map_or_else(String::new, |p| {
            fold(&p.text.as_str().chars().take(24).collect::<String>())
        })
    };
    let begins = tail
        .iter()
        .position(|block| words(block).trim_start().starts_with("tren day la"))
        .or_else(|| {
            let at = tail.len().checked_sub(1)?;
            // A last paragraph without numeral closes the text when it bears the mark; one body
            // paragraph alone is no closing of itself.
            let marked = tail[at].paragraph().is_some_and(|p| mark_start(&p.text).is_some());
            (marked && from + at > 0).then_some(at)
        });
    if let Some(at) = begins {
        let (first, count) = (from + at, document.closing.len());
        report.relocate(|place| match place {
            Place::Block(Story::Body, n) if n >= first => Place::Closing(count + n - first),
            place => place,
        });
        for block in document.body.split_off(first) {
            if let Block::Text(paragraph) = block {
                document.closing.push(paragraph.text);
            }
        }
    }
    if let Some(text) = document.closing.last_mut() {
        strip(text);
        // The paper writes `./.` after the last sentence.
        let keep = text.as_str().trim_end_matches(['.', ' ']).chars().count();
        let dots = text.as_str().trim_end().ends_with("..");
        if !dots {
            let length = text.len();
            text.delete(keep..length);
        }
    } else if let Some(Block::Text(paragraph)) = document.body.last_mut() {
        strip(&mut paragraph.text);
    }
}

/// Takes `./.` off the end of a text.
pub(super) fn strip(text: &mut Text) {
    if let Some(at) = mark_start(text) {
        let length = text.len();
        text.delete(at..length);
    }
}

/// Where the mark `./.` begins, however it is spaced, with the white space before it.
fn mark_start(text: &Text) -> Option<usize> {
    let words = text.as_str().trim_end();
    let rest = words.strip_suffix('.').unwrap_or(words).trim_end();
    let rest = rest.strip_suffix('/')?.trim_end();
    let rest = rest.strip_suffix('.').unwrap_or(rest);
    Some(rest.trim_end().chars().count())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_mark_is_taken_off_however_it_is_spaced() {
        for words in ["Hết./.", "Hết ./.", "Hết. /.", "Hết./", "Hết . / . "] {
            let mut text = Text::plain(words);
            strip(&mut text);
            assert_eq!(text.as_str(), "Hết", "{words}");
        }
        let mut text = Text::plain("và/hoặc.");
        strip(&mut text);
        assert_eq!(text.as_str(), "và/hoặc.");
    }

    #[test]
    fn a_numbered_last_item_stays_in_the_body() {
        let mut document = Document {
            body: vec![
                Block::new(Level::Section, "A"),
                Block::new(Level::Clause, "Các phòng thực hiện./."),
            ],
            ..Document::default()
        };
        take(&mut document, &mut Report::default());
        assert!(document.closing.is_empty());
        assert_eq!(
            document.body[1].paragraph().map(|p| p.text.as_str()),
            Some("Các phòng thực hiện")
        );
    }

    #[test]
    fn everything_from_the_closing_formula_on_is_closing() {
        let mut document = Document {
            body: vec![
                Block::new(Level::Clause, "Việc."),
                Block::new(Level::Body, "Trên đây là Kế hoạch."),
                Block::new(Level::Body, "Đề nghị thực hiện./."),
            ],
            ..Document::default()
        };
        take(&mut document, &mut Report::default());
        let words: Vec<_> = document.closing.iter().map(Text::as_str).collect();
        assert_eq!(words, ["Trên đây là Kế hoạch.", "Đề nghị thực hiện"]);
    }
}
