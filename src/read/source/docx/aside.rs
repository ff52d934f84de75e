//! What stands in the file but not on the paper's text, and how it is said: nothing is left out in
//! silence.

use crate::read::report::shorten;
use crate::read::{DropKind, Dropped, Note, NoteKind, Source};

/// Words and things that were left out.
#[derive(Debug, Default)]
pub(super) struct Aside {
    /// Words by kind, with the paragraph they stand in; 0 outside the text.
    words: Vec<(Kind, usize, String)>,
    /// Pictures, charts and embedded objects.
    pub(super) pictures: usize,
    /// Parts of other files that could not be read.
    pub(super) foreign: usize,
    /// Characters without a shape.
    pub(super) unseen: usize,
}

/// Why words are not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A table of contents.
    Contents,
    /// Hidden text.
    Hidden,
    /// A form's request to type something.
    Placeholder,
    /// Remarks of reviewers.
    Comment,
    /// Headers and footers.
    Margin,
}

impl Aside {
    /// Puts words aside; those that follow each other in a paragraph are one.
    pub(super) fn put(&mut self, kind: Kind, line: usize, words: &str) {
        if words.is_empty() {
            return;
        }
        match self.words.last_mut() {
            Some((last, at, all)) if *last == kind && *at == line && line > 0 => {
                all.push_str(words);
            }
            _ => self.words.push((kind, line, words.to_owned())),
        }
    }

    /// Says what was left out, and accounts for its words.
    pub(super) fn tell(self, source: &mut Source) {
        for kind in
            [Kind::Contents, Kind::Hidden, Kind::Placeholder, Kind::Comment, Kind::Margin]
        {
            let found: Vec<&(Kind, usize, String)> = self
                .words
                .iter()
                .filter(|(k, _, words)| *k == kind && words.chars().any(char::is_alphanumeric))
                .collect();
            let Some((_, line, first)) = found.first() else { continue };
            source.notes.push(Note {
                kind: kind.note(),
                line: *line,
                row: None,
                place: None,
                excerpt: shorten(first),
                message: kind.message(&found),
            });
            source.dropped.extend(found.into_iter().map(|(_, line, words)| Dropped {
                line: *line,
                row: None,
                words: words.clone(),
                kind: DropKind::Aside,
            }));
        }
        let mut say = |kind, message: String| {
            source.notes.push(Note {
                kind,
                line: 0,
                row: None,
                place: None,
                excerpt: String::new(),
                message,
            });
        };
        if self.pictures > 0 {
            say(
                NoteKind::Aside,
                format!(
                    "Tệp có {} hình, biểu đồ hoặc đối tượng nhúng; bản kế hoạch không giữ hình, chữ \
                     trong hình (nếu có) cần gõ lại.",
                    self.pictures
                ),
            );
        }
        if self.foreign > 0 {
            say(
                NoteKind::Aside,
                format!(
                    "Tệp có {} phần chèn từ tệp khác không đọc được; hãy mở bằng Word, lưu lại rồi \
                     nhập.",
                    self.foreign
                ),
            );
        }
        if self.unseen > 0 {
            say(
                NoteKind::Invisible,
                format!("Đã bỏ {} ký tự ẩn (không in ra được) lẫn trong chữ.", self.unseen),
            );
        }
    }
}

impl Kind {
    fn note(self) -> NoteKind {
        match self {
            Self::Hidden | Self::Placeholder => NoteKind::Invisible,
            Self::Contents | Self::Comment | Self::Margin => NoteKind::Aside,
        }
    }

    fn message(self, found: &[&(Self, usize, String)]) -> String {
        const MOST: usize = 3;
        let count = found.len();
        let mut quoted: Vec<String> = found
            .iter()
            .take(MOST)
            .map(|(_, _, words)| format!("“{}”", shorten(words)))
            .collect();
        if count > MOST {
            quoted.push("…".to_owned());
        }
        let quoted = quoted.join(", ");
        match self {
            Self::Contents => {
                format!("Đã bỏ mục lục ({count} dòng) vì bản in không có mục lục.")
            }
            Self::Hidden => format!("Đã bỏ {count} đoạn chữ ẩn (không in ra được): {quoted}."),
            Self::Placeholder => {
                format!("Đã bỏ {count} chỗ của mẫu chưa được điền: {quoted}.")
            }
            Self::Comment => format!(
                "Tệp có {count} nhận xét (Comment) của người duyệt; không đưa vào bản thảo: {quoted}."
            ),
            Self::Margin => format!(
                "Chữ ở đầu trang, chân trang không đưa vào bản thảo: {quoted}. Nếu cần, hãy chép vào \
                 nội dung."
            ),
        }
    }
}
