//! The words of a paragraph as they are gathered, run by run.

use unicode_normalization::char::is_combining_mark;

use crate::compose::{HARD_HYPHEN, release};
use crate::model::{NOTE_ANCHOR, Style, Text};
use crate::standard::StyleName;
use crate::vietnamese::is_invisible;
use crate::vietnamese::legacy::{self, CodePage};

use super::symbols;
use super::tree::Node;

/// A stretch of one look, a footnote, or the end of a page.
#[derive(Debug)]
enum Piece {
    Words { words: String, style: Style, capitals: bool, code: Option<CodePage> },
    Note(Text),
    PageEnd,
}

/// What a paragraph holds: its words, and the text boxes anchored in it.
#[derive(Default)]
pub(super) struct Inline<'a> {
    pieces: Vec<Piece>,
    pub(super) boxes: Vec<&'a Node>,
    /// Characters without a shape that were left out.
    pub(super) unseen: usize,
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
            // One font may show Unicode in one run and its code page in the next.
            let mixed =
                code.is_some() && legacy::is_unicode(last) != legacy::is_unicode(words);
            if (*s, *c, *k) == (style, capitals, code) && !mixed {
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

    /// Words of `w:t`: spaces that do not break are the paper's business, places of a symbol font
    /// become what they show, characters without a shape are left out.
    pub(super) fn push_typed(
        &mut self,
        words: &str,
        font: Option<&str>,
        style: Style,
        capitals: bool,
        code: Option<CodePage>,
    ) {
        let mut plain = String::with_capacity(words.len());
        for letter in words.chars() {
            match letter {
                '\n' | '\r' | '\t' | '\u{A0}' | '\u{2007}' | '\u{202F}' => plain.push(' '),
                // The place of ư in TCVN3 is the soft hyphen's.
                '\u{AD}' if code.is_some() => plain.push(letter),
                NOTE_ANCHOR => self.unseen += 1,
                letter if is_invisible(letter) => self.unseen += 1,
                letter if symbols::is_place(letter) => {
                    plain.push(symbols::shown(font.unwrap_or("Symbol"), letter));
                }
                letter => plain.push(letter),
            }
        }
        self.push(&plain, style, capitals, code);
    }

    pub(super) fn note(&mut self, note: Text) {
        self.pieces.push(Piece::Note(note));
    }

    /// The bytes of its words.
    pub(super) fn bytes(&self) -> usize {
        let length = |piece: &Piece| match piece {
            Piece::Words { words, .. } => words.len(),
            Piece::Note(_) | Piece::PageEnd => 0,
        };
        self.pieces.iter().map(length).sum()
    }

    /// What follows begins a new page or column.
    pub(super) fn end_page(&mut self) {
        self.pieces.push(Piece::PageEnd);
    }

    /// The text of each page that the paragraph stands on, at least one; old code pages decoded,
    /// `decoded` learns which.
    pub(super) fn texts(self, decoded: &mut Vec<CodePage>) -> Vec<Text> {
        // A font's name tells little where the same font shows letters beyond its code page.
        let unicode: Vec<CodePage> = self
            .pieces
            .iter()
            .filter_map(|piece| match piece {
                Piece::Words { words, code: Some(code), .. } => {
                    legacy::is_unicode(words).then_some(*code)
                }
                _ => None,
            })
            .collect();
        let mut texts = Vec::new();
        let mut text = Text::default();
        for piece in self.pieces {
            match piece {
                Piece::Words { words, style, capitals, code } => {
                    let code = code.filter(|code| {
                        !unicode.contains(code) || legacy::gains(*code, &words)
                    });
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
                    text.push(&words, style);
                }
                Piece::Note(note) => text.push_note(note),
                Piece::PageEnd => texts.push(std::mem::take(&mut text)),
            }
        }
        texts.push(text);
        // Symbols are held on paper in any case, and are read without what holds them.
        let held = |text: &Text| text.as_str().contains(HARD_HYPHEN);
        for text in texts.iter_mut().filter(|text| held(text)) {
            *text = release(text, StyleName::Body);
        }
        texts
    }
}
