//! The first stage's result: paragraphs as they stood, with what is known of their look.

pub(super) mod bytes;
pub(super) mod columns;
mod damage;
pub(super) mod docx;
mod grids;
pub(super) mod html;
mod inline;
mod lines;
pub(super) mod page;
mod pages;
pub(super) mod plain;
mod script;
mod table;
mod tags;

use std::ops::Range;

use crate::model::{Align, Style, Table, Text};
use crate::standard::StyleName;

use crate::read::{Dropped, Imported, Note, Origin};

/// Stands in a paragraph's text where the source had a tab: a border between columns.
pub(in crate::read) const TAB: char = '\u{2003}';

/// A whole source.
#[derive(Clone, Debug, Default)]
pub struct Source {
    /// The encoding, e.g. `UTF-8`, `UTF-16LE`; `Word` for a .docx without fonts of old code pages.
    pub encoding: String,
    /// The paragraphs and tables in reading order, blank ones left out.
    pub paragraphs: Vec<SourceParagraph>,
    /// What the reader changed.
    pub notes: Vec<Note>,
    /// Words the reader left out (page numbers).
    pub dropped: Vec<Dropped>,
    /// The plan itself where the file is this program's own paper, whose styles name every part:
    /// then nothing has to be recognised.
    pub own: Option<Box<Imported>>,
}

/// A paragraph or a table of a source.
#[derive(Clone, Debug, Default)]
pub struct SourceParagraph {
    /// What it holds.
    pub content: Content,
    /// What is known of its look.
    pub look: Look,
    /// Line of a text file, or paragraph number of a .docx, counted from 1. While a source is being
    /// recognised: its place among all paragraphs instead, from 1, which it shares with no other.
    pub line: usize,
    /// The stretches of the source that it is made of, while that is being recognised.
    pub(in crate::read) origins: Vec<Origin>,
}

/// What a source paragraph holds.
#[derive(Clone, Debug)]
pub enum Content {
    /// Words.
    Words(Text),
    /// A table that is content, not layout.
    Table(Table),
}

/// What is known of a paragraph's look; the default is "nothing".
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Look {
    /// How its lines stand, where that is known.
    pub align: Option<Align>,
    /// Left edge of its first line, twips from the margin.
    pub indent: i32,
    /// Heading level, 1 for the highest, where it is marked as a heading.
    pub outline: Option<u8>,
    /// The automatic numeral as it is shown (`1.`, `a)`, `•`), which is not among the words.
    pub numeral: Option<String>,
    /// Whether it comes from a cell of a table that only arranges.
    pub in_table: bool,
    /// Whether an empty line or more stood before it.
    pub gap_before: bool,
    /// Whether it begins a page by a break that the writer set.
    pub page_before: bool,
    /// Whether its page lies on its long side.
    pub landscape: bool,
    /// The paper's own style, in a Word file that this program wrote.
    pub style: Option<StyleName>,
}

impl Default for Content {
    fn default() -> Self {
        Self::Words(Text::default())
    }
}

impl SourceParagraph {
    /// The words, unless it is a table.
    pub fn text(&self) -> Option<&Text> {
        match &self.content {
            Content::Words(text) => Some(text),
            Content::Table(_) => None,
        }
    }

    /// Whether every visible character is bold.
    pub fn is_bold(&self) -> bool {
        self.text().is_some_and(|text| text.all(|style| style.bold))
    }

    /// Takes another one's words in behind its own, and where they stood.
    pub(in crate::read) fn join(&mut self, next: Self) {
        if let (Content::Words(text), Content::Words(more)) = (&mut self.content, next.content)
        {
            if !text.is_blank() {
                text.push(" ", Style::PLAIN);
            }
            text.append(more);
            self.origins.extend(next.origins);
        }
    }

    /// Parts its words at a character: they are the first ones then, what is given back has the others.
    pub(in crate::read) fn split_off(&mut self, at: usize) -> Self {
        let origins = self.origins_of(at..usize::MAX);
        let own = self.origins_of(0..at);
        let content = match &mut self.content {
            Content::Words(text) => Content::Words(text.split_off(at)),
            Content::Table(_) => Content::default(),
        };
        self.origins = own;
        Self { content, look: self.look.clone(), line: self.line, origins }
    }

    /// Where some of its characters stood. Of a paragraph that was joined it is not known which.
    pub(in crate::read) fn origins_of(&self, span: Range<usize>) -> Vec<Origin> {
        match &*self.origins {
            [one] => {
                let at = |at: usize| one.span.start.saturating_add(at).min(one.span.end);
                vec![Origin { row: one.row, span: at(span.start)..at(span.end) }]
            }
            joined => joined.to_vec(),
        }
    }

    /// The characters of the text, empty for a table.
    pub(in crate::read) fn as_str(&self) -> &str {
        self.text().map_or("", Text::as_str)
    }
}
