//! Text with bold, italic and underline spans, forced line breaks and footnotes.

use std::fmt;
use std::ops::Range;
use std::sync::Arc;

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use unicode_normalization::char::{compose, is_combining_mark};
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

use crate::vietnamese::is_invisible;

/// The character that stands in a text where a footnote is anchored (U+FFFC).
///
/// The n-th anchor of a text belongs to the n-th note of [`Text::notes`].
pub const NOTE_ANCHOR: char = '\u{FFFC}';

/// The look of a character inside a paragraph, beside what the paragraph's own style says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Style {
    /// Heavier strokes.
    pub bold: bool,
    /// Slanted letters.
    pub italic: bool,
    /// A line under the words.
    pub underline: bool,
}

impl Style {
    /// No emphasis at all.
    pub const PLAIN: Self = Self { bold: false, italic: false, underline: false };
    /// Bold alone.
    pub const BOLD: Self = Self { bold: true, italic: false, underline: false };
    /// Italic alone.
    pub const ITALIC: Self = Self { bold: false, italic: true, underline: false };
}

/// A paragraph's words: NFC characters, their looks, and the footnotes anchored among them.
///
/// A `\n` is a forced line break, a [`NOTE_ANCHOR`] the place of a footnote. All positions are
/// counted in characters (`char`), as the window's text fields count them. Written to a draft as
/// one string with the marks `<b> <i> <u> <fn>`, so that one changed word is one changed line.
///
/// A clone shares the characters until one of the two is changed: copying a plan, keeping its past
/// and asking what has changed cost no words. Two that share are equal without being read.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Text {
    letters: Arc<Letters>,
}

/// What the clones of a text share.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
struct Letters {
    chars: String,
    /// Lengths in characters with their look; adjacent ones differ, none is empty.
    looks: Vec<(usize, Style)>,
    notes: Vec<Text>,
}

/// A stretch of a text as the paper shows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Segment<'a> {
    /// Words of one look, without breaks.
    Words(&'a str, Style),
    /// A forced line break.
    Break,
    /// A footnote's anchor and its words.
    Note(&'a Text),
}

impl Text {
    /// Creates a text without emphasis; normalises to NFC, drops characters no paper can show.
    pub fn plain(words: &str) -> Self {
        Self::styled(words, Style::PLAIN)
    }

    /// Creates a text of one look.
    pub fn styled(words: &str, style: Style) -> Self {
        let mut text = Self::default();
        text.push(words, style);
        text
    }

    /// The characters, with `\n` for line breaks and [`NOTE_ANCHOR`] for footnotes.
    pub fn as_str(&self) -> &str {
        &self.letters.chars
    }

    /// Whether the two are clones of which neither has been changed since: equal, and known to be
    /// without a look at the words.
    pub fn shares(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.letters, &other.letters)
    }

    /// Where its words are kept: those that share have one address, which no other text gets as long as a
    /// clone is held.
    pub fn address(&self) -> usize {
        Arc::as_ptr(&self.letters).addr()
    }

    /// The memory that its words take, in bytes, shared or not.
    pub fn bytes(&self) -> usize {
        let Letters { chars, looks, notes } = &*self.letters;
        size_of::<Letters>()
            + chars.capacity()
            + looks.capacity() * size_of::<(usize, Style)>()
            + notes.iter().map(|note| size_of::<Text>() + note.bytes()).sum::<usize>()
    }

    /// The letters, to be changed: from here on nobody else's.
    fn own(&mut self) -> &mut Letters {
        Arc::make_mut(&mut self.letters)
    }

    /// Whether there is no character at all.
    pub fn is_empty(&self) -> bool {
        self.letters.chars.is_empty()
    }

    /// Whether nothing but white space stands here.
    pub fn is_blank(&self) -> bool {
        self.letters.chars.trim().is_empty()
    }

    /// The number of characters.
    pub fn len(&self) -> usize {
        self.letters.looks.iter().map(|(count, _)| count).sum()
    }

    /// The footnotes, in the order of their anchors.
    pub fn notes(&self) -> &[Text] {
        &self.letters.notes
    }

    /// The n-th footnote, to be changed.
    pub fn note_mut(&mut self, index: usize) -> Option<&mut Text> {
        if index < self.letters.notes.len() { self.own().notes.get_mut(index) } else { None }
    }

    /// Appends words of one look, normalised to NFC; anchors among them are dropped.
    pub fn push(&mut self, words: &str, style: Style) {
        self.append_look(&clean(words), style);
    }

    /// Appends a forced line break.
    pub fn push_break(&mut self) {
        self.append_look("\n", Style::PLAIN);
    }

    /// Appends a footnote. A note inside a note is flattened into its words.
    pub fn push_note(&mut self, note: Text) {
        self.insert_note(self.len(), note);
    }

    /// Appends another text with its looks and footnotes.
    pub fn append(&mut self, other: Text) {
        if other.is_empty() {
            return;
        }
        if self.is_empty() {
            *self = other;
            return;
        }
        if other.as_str().chars().next().is_some_and(|first| self.composes_with(first)) {
            for (words, style) in other.runs() {
                self.append_look(words, style);
            }
            self.own().notes.extend_from_slice(other.notes());
            return;
        }
        let other = Arc::unwrap_or_clone(other.letters);
        let own = self.own();
        own.chars.push_str(&other.chars);
        let mut looks = other.looks.into_iter();
        // Only where the two meet can neighbours be alike.
        match (own.looks.last_mut(), looks.next()) {
            (Some((last, look)), Some((count, style))) if *look == style => *last += count,
            (_, first) => own.looks.extend(first),
        }
        own.looks.extend(looks);
        own.notes.extend(other.notes);
    }

    /// Inserts words at a position with the look of the character before it (of the one after it
    /// at the start); returns how many characters were inserted.
    pub fn insert(&mut self, at: usize, words: &str) -> usize {
        let style = if at == 0 { self.style_at(0) } else { self.style_at(at - 1) };
        self.insert_styled(at, words, style)
    }

    /// Inserts words of the given look at a position; returns how many characters were inserted.
    pub fn insert_styled(&mut self, at: usize, words: &str, style: Style) -> usize {
        let cleaned = clean(words);
        self.insert_look(at.min(self.len()), &cleaned, style);
        cleaned.chars().count()
    }

    /// Anchors a footnote at a position.
    pub fn insert_note(&mut self, at: usize, mut note: Text) {
        let at = at.min(self.len());
        let before = self.letters.chars.chars().take(at).filter(|c| *c == NOTE_ANCHOR).count();
        note.flatten();
        let style = if at == 0 { Style::PLAIN } else { self.style_at(at - 1) };
        self.insert_look(at, NOTE_ANCHOR.encode_utf8(&mut [0; 4]), style);
        self.own().notes.insert(before, note);
    }

    /// Deletes a range of characters and the footnotes anchored in it.
    pub fn delete(&mut self, range: Range<usize>) {
        if range.is_empty() {
            return;
        }
        let mut tail = self.split_off(range.start);
        let rest = tail.split_off(range.len());
        self.append(rest);
    }

    /// Cuts the text in two at a position, keeping the front and returning the rest.
    pub fn split_off(&mut self, at: usize) -> Text {
        if at == 0 {
            return std::mem::take(self);
        }
        let byte = self.byte_at(at);
        if byte == self.letters.chars.len() {
            return Self::default();
        }
        let own = self.own();
        let chars = own.chars.split_off(byte);
        let kept = own.chars.chars().filter(|c| *c == NOTE_ANCHOR).count();
        let notes = own.notes.split_off(kept.min(own.notes.len()));
        let mut front = Vec::new();
        let mut back = Vec::new();
        let mut position = 0;
        for (count, style) in own.looks.drain(..) {
            let before = at.saturating_sub(position).min(count);
            front.push((before, style));
            back.push((count - before, style));
            position += count;
        }
        own.looks = front;
        own.tidy();
        let mut rest = Letters { chars, looks: back, notes };
        rest.tidy();
        Self { letters: Arc::new(rest) }
    }

    /// A copy of a range of characters, with looks and footnotes.
    pub fn slice(&self, range: Range<usize>) -> Text {
        let mut part = self.clone().split_off(range.start);
        part.split_off(range.len());
        part
    }

    /// The look of the character at a position, or of the last one beyond the end.
    pub fn style_at(&self, at: usize) -> Style {
        let mut position = 0;
        for (count, style) in &self.letters.looks {
            position += count;
            if at < position {
                return *style;
            }
        }
        self.letters.looks.last().map_or(Style::PLAIN, |(_, style)| *style)
    }

    /// Changes the look of every character in a range.
    pub fn restyle(&mut self, range: Range<usize>, mut change: impl FnMut(&mut Style)) {
        if range.is_empty() {
            return;
        }
        let mut middle = self.split_off(range.start);
        let rest = middle.split_off(range.len());
        if !middle.is_empty() {
            let own = middle.own();
            own.looks.iter_mut().for_each(|(_, style)| change(style));
            own.tidy();
        }
        self.append(middle);
        self.append(rest);
    }

    /// Puts another letter in the place of every letter, one for one: looks and footnotes stay. What
    /// `letter` makes of breaks and anchors is not looked at.
    pub(crate) fn exchange(&mut self, mut letter: impl FnMut(usize, char) -> char) {
        let kept = |old: char| matches!(old, '\n' | NOTE_ANCHOR);
        let letters = Arc::make_mut(&mut self.letters);
        let changed = letters.chars.chars().enumerate();
        letters.chars =
            changed.map(|(at, old)| if kept(old) { old } else { letter(at, old) }).collect();
    }

    /// Whether every visible character satisfies a condition on its look (false when there is
    /// none). Where a footnote is anchored has no look.
    pub fn all(&self, mut holds: impl FnMut(Style) -> bool) -> bool {
        let shows =
            |words: &str| words.contains(|c: char| !c.is_whitespace() && c != NOTE_ANCHOR);
        shows(&self.letters.chars)
            && self.runs().all(|(words, style)| !shows(words) || holds(style))
    }

    /// The stretches of one look: characters and look.
    pub fn runs(&self) -> impl Iterator<Item = (&str, Style)> {
        let mut rest = self.letters.chars.as_str();
        let last = self.letters.looks.len().saturating_sub(1);
        self.letters.looks.iter().enumerate().map(move |(index, (count, style))| {
            // The last run, often the only one, is what is left.
            let nth = if index == last { None } else { rest.char_indices().nth(*count) };
            let end = nth.map_or(rest.len(), |(byte, _)| byte);
            let (run, after) = rest.split_at(end);
            rest = after;
            (run, *style)
        })
    }

    /// The text as the paper shows it: words, breaks and notes in order.
    pub fn segments(&self) -> Vec<Segment<'_>> {
        let mut segments = Vec::new();
        let mut notes = self.letters.notes.iter();
        for (run, style) in self.runs() {
            let mut start = 0;
            for (byte, letter) in run.char_indices() {
                if letter == '\n' || letter == NOTE_ANCHOR {
                    if start < byte {
                        segments.push(Segment::Words(&run[start..byte], style));
                    }
                    start = byte + letter.len_utf8();
                    if letter == '\n' {
                        segments.push(Segment::Break);
                    } else if let Some(note) = notes.next() {
                        segments.push(Segment::Note(note));
                    }
                }
            }
            if start < run.len() {
                segments.push(Segment::Words(&run[start..], style));
            }
        }
        segments
    }

    /// The words alone, breaks as spaces, footnotes left out.
    pub fn words(&self) -> String {
        self.letters
            .chars
            .chars()
            .filter(|c| *c != NOTE_ANCHOR)
            .map(|c| if c == '\n' { ' ' } else { c })
            .collect()
    }

    /// Removes white space at both ends.
    pub fn trim(&mut self) {
        let lead = self.letters.chars.chars().take_while(|c| c.is_whitespace()).count();
        if lead > 0 {
            self.delete(0..lead);
        }
        let trail = self.letters.chars.chars().rev().take_while(|c| c.is_whitespace()).count();
        if trail > 0 {
            let length = self.len();
            self.delete(length - trail..length);
        }
    }

    /// The one-string form of a draft file: marks `<b> <i> <u> <fn>`, and `&lt; &amp;` for `<` `&`.
    pub fn to_markup(&self) -> String {
        let mut out = String::with_capacity(self.letters.chars.len());
        let mut notes = self.letters.notes.iter();
        for (run, style) in self.runs() {
            let marks = [(style.bold, "b"), (style.italic, "i"), (style.underline, "u")];
            for (_, mark) in marks.iter().filter(|(on, _)| *on) {
                out.push_str(&format!("<{mark}>"));
            }
            for letter in run.chars() {
                match letter {
                    '<' => out.push_str("&lt;"),
                    '&' => out.push_str("&amp;"),
                    NOTE_ANCHOR => {
                        let note = notes.next().map(Text::to_markup).unwrap_or_default();
                        out.push_str(&format!("<fn>{note}</fn>"));
                    }
                    other => out.push(other),
                }
            }
            for (_, mark) in marks.iter().rev().filter(|(on, _)| *on) {
                out.push_str(&format!("</{mark}>"));
            }
        }
        out
    }

    /// Reads the one-string form. Nothing is refused: what is no mark is taken as words.
    pub fn from_markup(source: &str) -> Self {
        let mut reader = Markup { rest: source };
        reader.text(false)
    }

    /// Without the cost of an insertion: a file's text comes as many runs.
    fn append_look(&mut self, words: &str, style: Style) {
        let words = match words.chars().next() {
            Some(first) if self.composes_with(first) => self.join_marks(words),
            None => return,
            _ => words,
        };
        let own = self.own();
        own.chars.push_str(words);
        own.push_look(words.chars().count(), style);
    }

    /// Whether a character belongs to the one before it: a mark of its letter.
    fn composes_with(&self, next: char) -> bool {
        let last = self.letters.chars.chars().next_back();
        last.is_some_and(|last| is_combining_mark(next) || compose(last, next).is_some())
    }

    /// Composes the last letter with the marks at the head of the words, in the letter's own look;
    /// returns the words after them.
    fn join_marks<'w>(&mut self, words: &'w str) -> &'w str {
        let style = self.style_at(self.len().saturating_sub(1));
        let letter =
            self.letters.chars.char_indices().rev().find(|(_, c)| !is_combining_mark(*c));
        let start = letter.map_or(0, |(at, _)| at);
        let marks = words
            .char_indices()
            .skip(1)
            .find(|(_, c)| !is_combining_mark(*c))
            .map_or(words.len(), |(at, _)| at);
        let joined: String =
            self.letters.chars[start..].chars().chain(words[..marks].chars()).nfc().collect();
        let own = self.own();
        let mut gone = own.chars[start..].chars().count();
        own.chars.truncate(start);
        while let Some((count, _)) = own.looks.last_mut().filter(|_| gone > 0) {
            let taken = gone.min(*count);
            *count -= taken;
            gone -= taken;
            if *count == 0 {
                own.looks.pop();
            }
        }
        own.chars.push_str(&joined);
        own.push_look(joined.chars().count(), style);
        &words[marks..]
    }

    fn insert_look(&mut self, at: usize, words: &str, style: Style) {
        if words.is_empty() {
            return;
        }
        let rest = self.split_off(at);
        let own = self.own();
        own.chars.push_str(words);
        own.push_look(words.chars().count(), style);
        self.append(rest);
    }

    /// Writes the footnotes out, in brackets where they are anchored.
    pub fn flatten(&mut self) {
        if self.letters.notes.is_empty() {
            return;
        }
        let notes = std::mem::take(&mut self.own().notes);
        let mut flat = Text::default();
        let mut notes = notes.into_iter();
        for (run, style) in self.runs() {
            for (n, part) in run.split(NOTE_ANCHOR).enumerate() {
                if n > 0
                    && let Some(note) = notes.next()
                {
                    flat.push(&format!(" ({})", note.words()), style);
                }
                flat.push(part, style);
            }
        }
        *self = flat;
    }

    fn byte_at(&self, at: usize) -> usize {
        self.letters
            .chars
            .char_indices()
            .nth(at)
            .map_or(self.letters.chars.len(), |(byte, _)| byte)
    }
}

impl Letters {
    fn push_look(&mut self, count: usize, style: Style) {
        match self.looks.last_mut() {
            _ if count == 0 => {}
            Some((last, look)) if *look == style => *last += count,
            _ => self.looks.push((count, style)),
        }
    }

    fn tidy(&mut self) {
        let mut tidy: Vec<(usize, Style)> = Vec::with_capacity(self.looks.len());
        for (count, style) in self.looks.drain(..) {
            match tidy.last_mut() {
                _ if count == 0 => {}
                Some((last, look)) if *look == style => *last += count,
                _ => tidy.push((count, style)),
            }
        }
        self.looks = tidy;
    }
}

/// NFC, one kind of line break, no control or invisible characters and no stray anchors.
fn clean(words: &str) -> String {
    let dirty = |c: char| {
        (c.is_control() && c != '\n')
            || matches!(c, NOTE_ANCHOR | '\u{FFFE}' | '\u{FFFF}')
            || is_invisible(c)
    };
    let parts = |c: char| matches!(c, '\u{2028}' | '\u{2029}');
    if !words.contains(parts)
        && !words.contains(dirty)
        && is_nfc_quick(words.chars()) == IsNormalized::Yes
    {
        return words.to_owned();
    }
    let unified =
        words.replace("\r\n", "\n").replace(['\r', '\u{85}', '\u{2028}', '\u{2029}'], "\n");
    unified.replace('\t', " ").chars().filter(|c| !dirty(*c)).nfc().collect()
}

struct Markup<'a> {
    rest: &'a str,
}

impl Markup<'_> {
    fn text(&mut self, in_note: bool) -> Text {
        let mut text = Text::default();
        let mut depth = [0usize; 3];
        let mut words = String::new();
        loop {
            let style =
                Style { bold: depth[0] > 0, italic: depth[1] > 0, underline: depth[2] > 0 };
            if self.rest.is_empty() {
                text.push(&words, style);
                return text;
            }
            if let Some((slot, open)) = self.mark() {
                text.push(&std::mem::take(&mut words), style);
                depth[slot] =
                    if open { depth[slot] + 1 } else { depth[slot].saturating_sub(1) };
            } else if !in_note && self.skip("<fn>") {
                text.push(&std::mem::take(&mut words), style);
                let note = self.text(true);
                let at = text.len();
                text.insert_note(at, note);
                text.restyle(at..at + 1, |look| *look = style);
            } else if in_note && self.skip("</fn>") {
                text.push(&words, style);
                return text;
            } else if self.skip("&lt;") {
                words.push('<');
            } else if self.skip("&amp;") {
                words.push('&');
            } else if let Some(letter) = self.rest.chars().next() {
                words.push(letter);
                self.rest = &self.rest[letter.len_utf8()..];
            }
        }
    }

    fn mark(&mut self) -> Option<(usize, bool)> {
        const MARKS: [(&str, usize, bool); 6] = [
            ("<b>", 0, true),
            ("</b>", 0, false),
            ("<i>", 1, true),
            ("</i>", 1, false),
            ("<u>", 2, true),
            ("</u>", 2, false),
        ];
        MARKS
            .into_iter()
            .find(|(mark, _, _)| self.skip(mark))
            .map(|(_, slot, open)| (slot, open))
    }

    fn skip(&mut self, mark: &str) -> bool {
        match self.rest.strip_prefix(mark) {
            Some(rest) => {
                self.rest = rest;
                true
            }
            None => false,
        }
    }
}

impl From<&str> for Text {
    fn from(words: &str) -> Self {
        Self::plain(words)
    }
}

impl fmt::Display for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.words())
    }
}

impl Serialize for Text {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.to_markup())
    }
}

impl<'de> Deserialize<'de> for Text {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer).map(|source| Self::from_markup(&source))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_joins_its_letter_across_looks() {
        let mut text = Text::plain("pla");
        text.push("\u{303}n", Style::BOLD);
        assert_eq!(text.as_str(), "plãn");
        assert_eq!(text.to_markup(), "plã<b>n</b>");
        let mut text = Text::styled("a\u{323}", Style::BOLD);
        text.append(Text::plain("\u{302}b"));
        assert_eq!(text.to_markup(), "<b>ậ</b>b");
        assert_eq!(text.len(), 2);
    }
    use proptest::prelude::*;

    fn any_text() -> impl Strategy<Value = Text> {
        let run = (
            "[a-zạếĐđ <>&\\n#$*]{0,6}",
            any::<(bool, bool, bool)>(),
            proptest::option::of("[a-zạ<& ]{0,5}"),
        );
        proptest::collection::vec(run, 0..6).prop_map(|runs| {
            let mut text = Text::default();
            for (words, (bold, italic, underline), note) in runs {
                text.push(&words, Style { bold, italic, underline });
                if let Some(note) = note {
                    text.push_note(Text::plain(&note));
                }
            }
            text
        })
    }

    proptest! {
        #[test]
        fn markup_reads_back_to_an_equal_text(text in any_text()) {
            prop_assert_eq!(Text::from_markup(&text.to_markup()), text);
        }

        #[test]
        fn splitting_and_appending_gives_the_text_back(text in any_text(), at in 0usize..40) {
            let mut front = text.clone();
            let rest = front.split_off(at);
            front.append(rest);
            prop_assert_eq!(front, text);
        }

        #[test]
        fn deleting_what_was_inserted_gives_the_text_back(text in any_text(), at in 0usize..40) {
            let at = at.min(text.len());
            let mut changed = text.clone();
            let count = changed.insert(at, "xin chào");
            changed.delete(at..at + count);
            prop_assert_eq!(changed, text);
        }
    }

    #[test]
    fn words_are_composed_and_breaks_are_one_kind() {
        assert_eq!(Text::plain("Tie\u{302}\u{301}ng\r\nViệt").as_str(), "Tiếng\nViệt");
    }

    #[test]
    fn invisible_letters_are_left_out_and_line_separators_end_lines() {
        for (typed, kept) in [
            ("công\u{AD}tác", "côngtác"),
            ("a\u{200B}b\u{2060}c\u{FEFF}", "abc"),
            ("\u{202E}ngược\u{202C}", "ngược"),
            ("☑\u{FE0F} Đạt", "☑ Đạt"),
            ("một\u{2028}hai", "một\nhai"),
            ("một\u{2029}hai\u{AD}", "một\nhai"),
            ("số\u{A0}5, 30/NĐ\u{2011}CP", "số\u{A0}5, 30/NĐ\u{2011}CP"),
        ] {
            assert_eq!(Text::plain(typed).as_str(), kept, "{typed:?}");
        }
    }

    #[test]
    fn inserted_words_take_the_look_of_the_letter_before() {
        let mut text = Text::styled("đậm", Style::BOLD);
        text.push(" thường", Style::PLAIN);
        text.insert(3, "!");
        assert_eq!(text.to_markup(), "<b>đậm!</b> thường");
    }

    #[test]
    fn deleting_an_anchor_deletes_its_note() {
        let mut text = Text::from_markup("một<fn>1</fn> hai<fn>2</fn>");
        text.delete(3..4);
        assert_eq!(text.to_markup(), "một hai<fn>2</fn>");
    }

    #[test]
    fn a_broken_mark_is_words() {
        assert_eq!(Text::from_markup("a < b <x> <b").as_str(), "a < b <x> <b");
    }
}
