//! A web page as a file: Word's "Web Page, Filtered", a portal's page saved from the browser.

use super::html::{self, Page};
use super::{Content, Source, SourceParagraph};
use crate::read::recognise::layout::unfold_layout;
use crate::read::recognise::titles::split_lines;
use crate::read::{DropKind, Dropped, MAX_PARAGRAPHS, Note, NoteKind, ReadError};

/// A paragraph of more lines than this is a whole text whose lines are parted by `<br>`.
const MOST_LINES: usize = 3;

/// Reads a page into paragraphs. Its menus, its foot and the like stay outside, and that is said.
///
/// # Errors
/// [`ReadError::TooManyParagraphs`].
pub(in crate::read) fn read(html: &str) -> Result<Source, ReadError> {
    let Page { paragraphs, beside, overfull } = html::page(html);
    let mut source = Source { encoding: "UTF-8".to_owned(), ..Source::default() };
    for paragraph in paragraphs {
        source.paragraphs.extend(parts(paragraph));
        if overfull || source.paragraphs.len() > MAX_PARAGRAPHS {
            return Err(ReadError::TooManyParagraphs { limit: MAX_PARAGRAPHS });
        }
    }
    if let Some(first) = beside.first() {
        source.notes.push(Note {
            kind: NoteKind::Aside,
            line: 0,
            row: None,
            place: None,
            excerpt: first.clone(),
            message: format!(
                "Đã để ra ngoài {} dòng của trang web (trình đơn, chân trang, liên kết); bản thảo chỉ lấy văn \
                 bản.",
                beside.len()
            ),
        });
    }
    source.dropped.extend(beside.into_iter().map(|words| Dropped {
        line: 0,
        row: None,
        words,
        kind: DropKind::Aside,
    }));
    Ok(source)
}

/// A table that only arranges falls apart into its lines, a text parted by breaks too.
fn parts(paragraph: SourceParagraph) -> Vec<SourceParagraph> {
    let SourceParagraph { content, look, line, .. } = paragraph;
    let table = match content {
        Content::Table(table) => table,
        Content::Words(text) if text.as_str().matches('\n').count() > MOST_LINES => {
            return lines(&text, &look, line);
        }
        content => return vec![SourceParagraph { content, look, line, ..Default::default() }],
    };
    match &table.rows[..] {
        // A frame around the text is no table.
        [row] if row.len() == 1 => lines(&row[0].text, &look, line),
        _ => unfold_layout(table, look, line),
    }
}

fn lines(text: &crate::model::Text, look: &super::Look, line: usize) -> Vec<SourceParagraph> {
    let content = split_lines(text).into_iter().map(Content::Words);
    content
        .map(|content| SourceParagraph {
            content,
            look: look.clone(),
            line,
            ..Default::default()
        })
        .collect()
}
