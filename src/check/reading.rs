//! A passage taken apart once for all rules: letters, tokens, quotations, citations, known phrases.
//!
//! Everything is counted in characters, as the fields of the window count them.

use std::ops::Range;
use std::sync::OnceLock;

use unicode_normalization::char::is_combining_mark;

use super::dates::{self, Dated};
use super::passage::Role;
use super::phrases::{self, Hit};
use super::spelling::Doubt;
use crate::citation::{self, Citation};
use crate::vietnamese::{self, is_letter};

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Letters.
    Word,
    /// Digits, with dots and commas between them.
    Number,
    /// White space.
    Space,
    /// One mark.
    Mark,
}

/// A run of characters of one kind.
#[derive(Clone, Debug)]
pub(super) struct Token {
    pub(super) kind: Kind,
    /// Characters.
    pub(super) span: Range<usize>,
    /// Bytes of [`Reading::key`].
    bytes: Range<usize>,
}

/// A passage taken apart.
pub(super) struct Reading {
    pub(super) role: Role,
    /// The characters as they stand.
    pub(super) chars: Vec<char>,
    /// The characters small and with tone marks in one style: what phrases are looked for in.
    pub(super) key: String,
    /// For every byte of the key the character it belongs to; one more for the end.
    at: Vec<u32>,
    /// For every character its first byte in the key; one more for the end.
    bytes: Vec<u32>,
    /// Which characters of ASCII stand here, a bit each.
    ascii: u128,
    pub(super) tokens: Vec<Token>,
    /// Stretches in quotation marks, with the marks.
    pub(super) quotes: Vec<Range<usize>>,
    /// Citations of other documents.
    pub(super) citations: Vec<Citation>,
    /// Stretches that cite, up to the end of the clause.
    pub(super) cited: Vec<Range<usize>>,
    /// Phrases of the tables that stand here.
    pub(super) hits: Vec<Hit>,
    /// Words without which a rule has nothing to say, a bit each.
    pub(super) cues: u32,
    /// Whether there are letters and none is small.
    pub(super) capitals: bool,
    /// What is doubted about its spelling, once that has been asked.
    pub(super) doubts: OnceLock<Vec<(usize, Doubt)>>,
    /// Its dates, once they have been asked for.
    pub(super) dates: OnceLock<Vec<Dated>>,
}

impl Reading {
    /// Takes a passage apart. O(length).
    pub(super) fn of(words: &str, role: Role) -> Self {
        let chars: Vec<char> = words.chars().collect();
        let (key, at, bytes) = key_of(&chars);
        let mut reading = Self {
            role,
            tokens: Vec::new(),
            quotes: quotes(&chars),
            citations: Vec::new(),
            cited: Vec::new(),
            hits: Vec::new(),
            cues: 0,
            capitals: vietnamese::is_capitals(words),
            doubts: OnceLock::new(),
            dates: OnceLock::new(),
            ascii: ascii_of(&chars),
            chars,
            key,
            at,
            bytes,
        };
        reading.tokens = tokens(&reading);
        if reading.has_digit() || reading.key.contains("luật") {
            reading.citations = citation::parse(words);
            reading.cited = citation::spans(words);
        }
        (reading.hits, reading.cues) = phrases::hits(&reading);
        reading
    }

    /// The words of a stretch as they stand.
    pub(super) fn text(&self, span: Range<usize>) -> String {
        self.chars[span.start.min(self.chars.len())..span.end.min(self.chars.len())]
            .iter()
            .collect()
    }

    /// A token's letters, small and with the tone mark where old style puts it.
    pub(super) fn small(&self, token: &Token) -> &str {
        &self.key[token.bytes.clone()]
    }

    /// The small letters of a stretch.
    pub(super) fn small_text(&self, span: Range<usize>) -> &str {
        let (from, to) = (self.byte(span.start), self.byte(span.end));
        &self.key[from..to]
    }

    /// The characters of a stretch of bytes of the key.
    pub(super) fn span(&self, bytes: Range<usize>) -> Range<usize> {
        self.at[bytes.start] as usize..self.at[bytes.end] as usize
    }

    /// Where a character begins in the key; its end beyond the last.
    fn byte(&self, character: usize) -> usize {
        self.bytes[character.min(self.chars.len())] as usize
    }

    /// Whether a character of ASCII stands anywhere here: what most rules about marks ask first.
    pub(super) fn has(&self, mark: char) -> bool {
        self.ascii & bit_of(mark) != 0
    }

    /// Whether a digit stands anywhere here.
    pub(super) fn has_digit(&self) -> bool {
        const DIGITS: u128 = 0x3FF << b'0';
        self.ascii & DIGITS != 0
    }

    /// Its dates, in order.
    pub(super) fn dates(&self) -> &[Dated] {
        self.dates.get_or_init(|| dates::dates(self))
    }

    pub(super) fn char(&self, at: usize) -> Option<char> {
        self.chars.get(at).copied()
    }

    /// The character before a position.
    pub(super) fn before(&self, at: usize) -> Option<char> {
        self.chars.get(at.checked_sub(1)?).copied()
    }

    /// Whether a stretch touches a citation.
    pub(super) fn is_cited(&self, span: &Range<usize>) -> bool {
        self.cited.iter().any(|cited| meet(cited, span))
            || self.citations.iter().any(|citation| meet(&citation.span, span))
    }

    /// Whether a stretch lies inside quotation marks.
    pub(super) fn is_quoted(&self, span: &Range<usize>) -> bool {
        self.quotes.iter().any(|quote| quote.start <= span.start && span.end <= quote.end)
    }

    /// The words, in order.
    pub(super) fn words(&self) -> impl Iterator<Item = &Token> {
        self.tokens.iter().filter(|token| token.kind == Kind::Word)
    }

    /// Indices of words that stand one space apart from the word before: pairs of tokens.
    pub(super) fn pairs(&self) -> impl Iterator<Item = (&Token, &Token)> {
        self.tokens.windows(3).filter_map(|three| {
            let [first, between, second] = three else { return None };
            let pair = first.kind == Kind::Word
                && second.kind == Kind::Word
                && between.kind == Kind::Space;
            pair.then_some((first, second))
        })
    }

    /// Whether a position begins a sentence: the start, or after `.`, `?`, `!`, `:` or a break.
    pub(super) fn begins_sentence(&self, at: usize) -> bool {
        let front = self.chars[..at.min(self.chars.len())].iter().rev();
        match front.clone().find(|c| !c.is_whitespace() && !"“\"(‘'-–+•".contains(**c))
        {
            None => true,
            Some(mark) => {
                ".?!".contains(*mark)
                    || front.take_while(|c| c.is_whitespace()).any(|c| *c == '\n')
            }
        }
    }

    /// Whether something like an address or a file name stands around a position: no spaces, with
    /// a slash, an at sign or a dot between letters.
    pub(super) fn is_address(&self, at: usize) -> bool {
        let (from, to) = self.chunk(at);
        let chunk = &self.chars[from..to];
        let text: String = chunk.iter().collect();
        let dots = chunk.windows(3).any(|three| {
            three[1] == '.' && three[0].is_ascii_alphabetic() && three[2].is_ascii_lowercase()
        });
        text.contains('@')
            || text.contains("://")
            || text.contains("www.")
            || (dots && text.is_ascii())
    }

    /// The run of characters without white space around a position.
    pub(super) fn chunk(&self, at: usize) -> (usize, usize) {
        let from = self.chars[..at.min(self.chars.len())]
            .iter()
            .rposition(|c| c.is_whitespace())
            .map_or(0, |space| space + 1);
        let to = self.chars[at.min(self.chars.len())..]
            .iter()
            .position(|c| c.is_whitespace())
            .map_or(self.chars.len(), |space| at + space);
        (from, to)
    }

    /// Whether a word begins with a capital that no sentence's beginning explains.
    pub(super) fn is_capital_inside(&self, token: &Token) -> bool {
        self.is_capital(token) && !self.capitals && !self.begins_sentence(token.span.start)
    }

    /// Whether a word stands among words in capitals.
    pub(super) fn in_capitals(&self, token: &Token) -> bool {
        let whole = |other: &Token| {
            let word = &self.chars[other.span.clone()];
            word.len() > 1 && word.iter().all(|c| c.is_uppercase())
        };
        let near = |other: Option<&Token>| {
            other.is_some_and(|other| other.kind == Kind::Word && whole(other))
        };
        let Some(index) = self.tokens.iter().position(|other| other.span == token.span) else {
            return false;
        };
        near(index.checked_sub(2).and_then(|at| self.tokens.get(at)))
            || near(self.tokens.get(index + 2))
    }

    /// Whether the word at a span begins with a capital.
    pub(super) fn is_capital(&self, token: &Token) -> bool {
        self.chars[token.span.start].is_uppercase()
    }
}

/// A word with a capital.
pub(super) fn capitalised(word: &str) -> String {
    let mut letters = word.chars();
    let first = letters.next().map(|first| first.to_uppercase().collect::<String>());
    first.unwrap_or_default() + letters.as_str()
}

/// Whether two stretches share a character.
pub(super) fn meet(a: &Range<usize>, b: &Range<usize>) -> bool {
    a.start < b.end && b.start < a.end
}

impl Reading {
    /// The key of a phrase: see [`Reading::key`].
    pub(super) fn key_of(words: &str) -> String {
        key_of(&words.chars().collect::<Vec<_>>()).0
    }
}

/// The bit of a character of ASCII; none of another.
fn bit_of(letter: char) -> u128 {
    if letter.is_ascii() { 1 << u32::from(letter) } else { 0 }
}

fn ascii_of(chars: &[char]) -> u128 {
    chars.iter().fold(0, |all, letter| all | bit_of(*letter))
}

/// Small letters, one for each character, tone marks in old style, breaks and hard spaces as
/// spaces; for every byte its character, and for every character its first byte.
fn key_of(chars: &[char]) -> (String, Vec<u32>, Vec<u32>) {
    let mut small: Vec<char> = chars.iter().map(|letter| small_of(*letter)).collect();
    for at in 1..small.len() {
        let first = small[at - 1];
        if !matches!(first, 'o' | 'u')
            || small.get(at + 1).is_some_and(|next| is_letter(*next))
        {
            continue;
        }
        let after_q = at >= 2 && small[at - 2] == 'q';
        if let Some((first, second)) = old_style(first, small[at]).filter(|_| !after_q) {
            (small[at - 1], small[at]) = (first, second);
        }
    }
    let mut key = String::with_capacity(small.len() * 2);
    let mut at = Vec::with_capacity(small.len() * 2 + 1);
    let mut bytes = Vec::with_capacity(small.len() + 1);
    let number = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
    for (index, letter) in small.iter().enumerate() {
        bytes.push(number(key.len()));
        key.push(*letter);
        at.resize(key.len(), number(index));
    }
    at.push(number(small.len()));
    bytes.push(number(key.len()));
    (key, at, bytes)
}

fn small_of(letter: char) -> char {
    if letter == '\u{A0}' || letter == '\n' || letter == '\u{2003}' {
        return ' ';
    }
    vietnamese::small(letter)
}

/// `oà` → `òa`, `uỷ` → `ủy`, for the end of an open syllable.
pub(super) fn old_style(first: char, second: char) -> Option<(char, char)> {
    const ROWS: [(char, &str, char, &str); 3] = [
        ('o', "òóỏõọ", 'a', "àáảãạ"),
        ('o', "òóỏõọ", 'e', "èéẻẽẹ"),
        ('u', "ùúủũụ", 'y', "ỳýỷỹỵ"),
    ];
    ROWS.iter().find_map(|(bare, toned, end, marked)| {
        let tone = marked.chars().position(|letter| letter == second)?;
        (first == *bare).then(|| (toned.chars().nth(tone).unwrap_or(*bare), *end))
    })
}

fn tokens(reading: &Reading) -> Vec<Token> {
    let chars = &reading.chars;
    let kind_at = |at: usize| {
        let letter = chars[at];
        if is_letter(letter) {
            Kind::Word
        } else if letter.is_ascii_digit() {
            Kind::Number
        } else if letter.is_whitespace() {
            Kind::Space
        } else if !letter.is_ascii() && is_combining_mark(letter) {
            Kind::Word
        } else {
            Kind::Mark
        }
    };
    let mut tokens = Vec::new();
    let mut start = 0;
    while start < chars.len() {
        let kind = kind_at(start);
        let mut end = start + 1;
        while end < chars.len() {
            let joins = match kind {
                Kind::Mark => false,
                Kind::Number if ".,".contains(chars[end]) => {
                    chars.get(end + 1).is_some_and(char::is_ascii_digit)
                }
                _ => kind_at(end) == kind,
            };
            if !joins {
                break;
            }
            end += 1;
        }
        tokens.push(Token {
            kind,
            span: start..end,
            bytes: reading.byte(start)..reading.byte(end),
        });
        start = end;
    }
    tokens
}

/// Stretches between quotation marks, curly or straight.
fn quotes(chars: &[char]) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut open: Option<(usize, char)> = None;
    for (at, letter) in chars.iter().enumerate() {
        match (open, letter) {
            (None, '“') => open = Some((at, '”')),
            (None, '"') => open = Some((at, '"')),
            (None, '«') => open = Some((at, '»')),
            (Some((from, close)), letter) if *letter == close => {
                found.push(from..at + 1);
                open = None;
            }
            _ => {}
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(words: &str) -> Reading {
        Reading::of(words, Role::Opening)
    }

    #[test]
    fn tokens_cover_every_character_once() {
        for words in
            ["Uỷ ban  “A”, số 1.250,5 m² ‑ ngày 03/6/2026./.", "", "İ ß Ð", "a\u{301}b"]
        {
            let reading = read(words);
            let mut at = 0;
            for token in &reading.tokens {
                assert_eq!(token.span.start, at);
                at = token.span.end;
                assert_eq!(reading.small(token), reading.small_text(token.span.clone()));
            }
            assert_eq!(at, words.chars().count());
        }
    }

    #[test]
    fn tone_marks_have_one_place_in_the_key() {
        assert_eq!(
            read("Uỷ ban, HOÀ BÌNH, khoẻ, quý, thuỳ, hoàn").key,
            "ủy ban, hòa bình, khỏe, quý, thùy, hoàn"
        );
    }

    #[test]
    fn a_sentence_begins_after_a_full_stop() {
        let reading = read("Một. “Hai, ba");
        assert!(reading.begins_sentence(6));
        assert!(!reading.begins_sentence(11));
    }
}
