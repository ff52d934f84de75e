//! The words of a paragraph as they are gathered, run by run.

use unicode_normalization::char::is_combining_mark;

use crate::model::{Style, Text};
use crate::vietnamese::legacy::{self, CodePage};

use super::tree::Node;

/// A stretch of one look, or a footnote.
#[derive(Debug)]
enum Piece {
    Words { words: String, style: Style, capitals: bool, code: Option<CodePage> },
    Note(Text),
}

/// What a paragraph holds: its words, and the text boxes anchored in it.
#[derive(Default)]
pub(super) struct Inline<'a> {
    pieces: Vec<Piece>,
    pub(super) boxes: Vec<&'a Node>,
}

impl Inline<'_> {
    pub(super) fn push(
        &mut self,
        words: &str,
        style: Style,
        capitals: bool,
        code: Option<CodePage>,
    ) {
        if words.is_empty() {
            return;
        }
        if let Some(Piece::Words { words: last, style: s, capitals: c, code: k }) =
            self.pieces.last_mut()
        {
            if (*s, *c, *k) == (style, capitals, code) {
                last.push_str(words);
                return;
            }
            // A mark that stands apart from its letter belongs to the letter's run.
            let marks = words.chars().take_while(|c| is_combining_mark(*c)).count();
            let cut = words.char_indices().nth(marks).map_or(words.len(), |(at, _)| at);
            last.push_str(&words[..cut]);
            if cut > 0 {
                return self.push(&words[cut..], style, capitals, code);
            }
        }
        self.pieces.push(Piece::Words { words: words.to_owned(), style, capitals, code });
    }

    pub(super) fn note(&mut self, note: Text) {
        self.pieces.push(Piece::Note(note));
    }

    /// The text, old code pages decoded; `decoded` learns which.
    pub(super) fn text(self, decoded: &mut Vec<CodePage>) -> Text {
        let mut text = Text::default();
        for piece in self.pieces {
            match piece {
                Piece::Words { words, style, capitals, code } => {
                    let words = match code {
                        Some(code) if legacy::shows(code, &words) => {
                            let unicode = legacy::decode(code, &words);
                            let foreign = unicode != words && !unicode.is_ascii();
                            if foreign && !decoded.contains(&code) {
                                decoded.push(code);
                            }
                            unicode
                        }
                        _ => words,
                    };
                    let words = if capitals { words.to_uppercase() } else { words };
                    text.append(Text::styled(&words, style));
                }
                Piece::Note(note) => text.push_note(note),
            }
        }
        text
    }
}
