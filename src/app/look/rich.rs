//! A text of the plan as egui's text fields edit it: NFC, with its looks and footnotes.

use std::any::TypeId;
use std::cell::RefCell;
use std::ops::Range;
use std::rc::Rc;
use std::sync::Arc;

use egui::text::{CharIndex, LayoutJob, TextFormat};
use egui::{Color32, FontFamily, FontId, Galley, Stroke, TextBuffer, Ui};
use unicode_normalization::UnicodeNormalization as _;

use super::{fonts, icons};
use crate::model::{NOTE_ANCHOR, Style, Text};

/// Lengths in characters with their look.
pub type Looks = Rc<RefCell<Vec<(usize, Style)>>>;

/// The buffer of a field. Its looks are shared with the layouter, which egui hands nothing but
/// the characters.
pub struct RichBuffer {
    text: Text,
    looks: Looks,
}

impl RichBuffer {
    /// Creates a buffer that edits a copy.
    pub fn new(text: Text) -> Self {
        let buffer = Self { text, looks: Looks::default() };
        buffer.share();
        buffer
    }

    /// The looks as they are at any moment.
    pub fn looks(&self) -> Looks {
        Rc::clone(&self.looks)
    }

    /// The text as edited.
    pub fn into_text(self) -> Text {
        self.text
    }

    fn share(&self) {
        *self.looks.borrow_mut() =
            self.text.runs().map(|(run, style)| (run.chars().count(), style)).collect();
    }

    /// A mark typed after its letter (the old Windows layout does so) becomes one letter with it.
    fn compose(&mut self, words: &str, at: usize) -> Option<usize> {
        let mark = words.chars().next()?;
        let alone = unicode_normalization::char::is_combining_mark(mark) && at > 0;
        let before = alone.then(|| self.text.as_str().chars().nth(at - 1)).flatten()?;
        let style = self.text.style_at(at - 1);
        let joined: String = std::iter::once(before).chain(words.chars()).nfc().collect();
        self.text.delete(at - 1..at);
        Some(self.text.insert_styled(at - 1, &joined, style).saturating_sub(1))
    }
}

impl TextBuffer for RichBuffer {
    fn is_mutable(&self) -> bool {
        true
    }

    fn as_str(&self) -> &str {
        self.text.as_str()
    }

    fn insert_text(&mut self, words: &str, at: CharIndex) -> usize {
        let inserted = match self.compose(words, at.0) {
            Some(count) => count,
            None => self.text.insert(at.0, words),
        };
        self.share();
        inserted
    }

    fn delete_char_range(&mut self, range: Range<CharIndex>) {
        self.text.delete(range.start.0..range.end.0);
        self.share();
    }

    fn type_id(&self) -> TypeId {
        TypeId::of::<Self>()
    }
}

/// How a text is set in a field.
#[derive(Clone, Debug)]
pub struct Setting {
    /// The size in points.
    pub size: f32,
    /// From one line to the next, in points.
    pub line: f32,
    /// The colour of the words.
    pub ink: Color32,
    /// The colour of footnote anchors.
    pub anchor: Color32,
    /// Whether even plain words are bold (headings).
    pub bold: bool,
    /// Whether even plain words are italic (căn cứ).
    pub italic: bool,
}

/// Lays a text out; `looks` are the lengths and looks of its runs.
pub fn lay_out(
    ui: &Ui,
    words: &str,
    looks: &[(usize, Style)],
    setting: &Setting,
    width: f32,
) -> Arc<Galley> {
    let mut job = LayoutJob::default();
    job.wrap.max_width = width;
    job.keep_trailing_whitespace = true;
    let mut rest = words;
    for (count, style) in looks {
        let end = rest.char_indices().nth(*count).map_or(rest.len(), |(byte, _)| byte);
        let (run, after) = rest.split_at(end);
        rest = after;
        append(&mut job, run, *style, setting);
    }
    if !rest.is_empty() || words.is_empty() {
        append(&mut job, rest, Style::PLAIN, setting);
    }
    ui.fonts_mut(|fonts| fonts.layout_job(job))
}

fn append(job: &mut LayoutJob, run: &str, style: Style, setting: &Setting) {
    let format = format(style, setting);
    // An anchor has no glyph of its own; one character stands for one character.
    let mut parts = run.split(NOTE_ANCHOR);
    job.append(parts.next().unwrap_or_default(), 0.0, format.clone());
    for part in parts {
        let font_id = FontId::new(setting.size, FontFamily::Name(fonts::ICONS.into()));
        let anchor = TextFormat { font_id, color: setting.anchor, ..format.clone() };
        job.append(icons::ASTERISK, 0.0, anchor);
        job.append(part, 0.0, format.clone());
    }
}

fn format(style: Style, setting: &Setting) -> TextFormat {
    let font_id = if style.bold || setting.bold {
        fonts::semibold(setting.size)
    } else {
        fonts::regular(setting.size)
    };
    let underline = if style.underline { Stroke::new(1.0, setting.ink) } else { Stroke::NONE };
    TextFormat {
        font_id,
        color: setting.ink,
        italics: style.italic != setting.italic,
        underline,
        line_height: Some(setting.line),
        ..TextFormat::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_typed_after_its_letter_joins_it() {
        let mut buffer = RichBuffer::new(Text::plain("Tiê"));
        assert_eq!(buffer.insert_text("\u{301}", CharIndex(3)), 0);
        assert_eq!(buffer.insert_text("ng", CharIndex(3)), 2);
        assert_eq!(buffer.into_text().as_str(), "Tiếng");
    }

    #[test]
    fn typed_letters_take_the_look_before_them_and_deleting_keeps_the_rest() {
        let mut buffer = RichBuffer::new(Text::from_markup("<b>đậm</b> thường"));
        buffer.insert_text("!", CharIndex(3));
        buffer.delete_char_range(CharIndex(4)..CharIndex(5));
        assert_eq!(*buffer.looks.borrow(), [(4, Style::BOLD), (6, Style::PLAIN)]);
        assert_eq!(buffer.into_text().to_markup(), "<b>đậm!</b>thường");
    }
}
