//! From bytes to composed Vietnamese text.

use encoding_rs::{UTF_16BE, UTF_16LE};
use strum::IntoEnumIterator as _;

use std::borrow::Cow;

use crate::model::NOTE_ANCHOR;
use crate::vietnamese::legacy::{self, CodePage};
use crate::vietnamese::{has_decomposed, is_invisible, nfc};

use crate::read::{MAX_TEXT_BYTES, Note, NoteKind, ReadError};

/// Bytes turned into text.
#[derive(Clone, Debug)]
pub struct Decoded {
    /// The text, composed (NFC).
    pub text: String,
    /// The encoding's name.
    pub encoding: &'static str,
    /// What had to be done.
    pub notes: Vec<Note>,
}

/// An encoding that she can choose for a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Encoding {
    /// UTF-8 or UTF-16, letters as they stand.
    Unicode,
    /// An old code page.
    Old(CodePage),
}

impl Encoding {
    /// Every encoding, the usual one first.
    pub fn all() -> impl Iterator<Item = Self> {
        std::iter::once(Self::Unicode).chain(CodePage::iter().map(Self::Old))
    }

    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Unicode => "Unicode",
            Self::Old(CodePage::Tcvn3Capitals) => "TCVN3, phông chữ hoa",
            Self::Old(code) => code.name(),
        }
    }
}

/// Decodes UTF-8 and UTF-16, and old code pages where the words are Vietnamese in one.
///
/// # Errors
/// [`ReadError::TooLarge`], [`ReadError::UnknownEncoding`], [`ReadError::Empty`].
pub fn decode(bytes: &[u8]) -> Result<Decoded, ReadError> {
    decode_in(bytes, None)
}

/// Decodes UTF-8 and UTF-16, with or without a byte order mark, and composes the letters. An old
/// code page is found out, unless the encoding is said.
///
/// # Errors
/// [`ReadError::TooLarge`], [`ReadError::UnknownEncoding`], [`ReadError::Empty`].
pub fn decode_in(bytes: &[u8], encoding: Option<Encoding>) -> Result<Decoded, ReadError> {
    decode_as(Kind::Text, bytes, encoding)
}

/// Decodes a web page: in the encoding that it names for itself, where its bytes are no UTF-8; its entities
/// are the reader's business.
///
/// # Errors
/// Like [`decode_in`].
pub(in crate::read) fn decode_page(
    bytes: &[u8],
    encoding: Option<Encoding>,
) -> Result<Decoded, ReadError> {
    decode_as(Kind::Page, bytes, encoding)
}

/// What is decoded.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Text,
    Page,
}

/// The encoding that a page names for itself, other than UTF-8.
fn declared(bytes: &[u8]) -> Option<&'static encoding_rs::Encoding> {
    const HEAD: usize = 4096;
    const NAME: &str = "charset=";
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(HEAD)]).to_ascii_lowercase();
    let label = &head[head.find(NAME)? + NAME.len()..];
    let label = label.trim_start_matches(['"', '\'', ' ']);
    let end = label.find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '-' | '_')));
    let encoding = encoding_rs::Encoding::for_label(&label.as_bytes()[..end?])?;
    (encoding != encoding_rs::UTF_8).then_some(encoding)
}

fn decode_as(
    kind: Kind,
    bytes: &[u8],
    encoding: Option<Encoding>,
) -> Result<Decoded, ReadError> {
    if bytes.len() > MAX_TEXT_BYTES {
        return Err(ReadError::TooLarge {
            megabytes: bytes.len().div_ceil(1 << 20),
            limit: MAX_TEXT_BYTES >> 20,
        });
    }
    let mut notes = Vec::new();
    let (raw, name) = match bytes {
        [0xEF, 0xBB, 0xBF, rest @ ..] => (utf8(rest, &mut notes)?, "UTF-8"),
        [0xFF, 0xFE, rest @ ..] => (utf16(rest, UTF_16LE)?, "UTF-16LE"),
        [0xFE, 0xFF, rest @ ..] => (utf16(rest, UTF_16BE)?, "UTF-16BE"),
        _ => match zero_side(bytes) {
            Some(1) => (utf16(bytes, UTF_16LE)?, "UTF-16LE"),
            Some(_) => (utf16(bytes, UTF_16BE)?, "UTF-16BE"),
            None => match utf8(bytes, &mut notes) {
                Ok(text) => (text, "UTF-8"),
                // No Unicode: an old code page, if its words are Vietnamese.
                Err(_)
                    if let Some(own) = declared(bytes)
                        .filter(|_| kind == Kind::Page && encoding.is_none()) =>
                {
                    (own.decode_without_bom_handling(bytes).0.into_owned(), own.name())
                }
                Err(error) => {
                    let text = legacy::western(bytes);
                    let code = match encoding {
                        Some(Encoding::Old(code)) => code,
                        Some(Encoding::Unicode) => return Err(error),
                        None => legacy::detect(&text).ok_or(error)?,
                    };
                    (text, code.name())
                }
            },
        },
    };
    let code = match encoding {
        Some(Encoding::Old(code)) => Some(code),
        Some(Encoding::Unicode) => None,
        None => legacy::detect(&raw),
    };
    let (raw, encoding) = match code {
        Some(code) => {
            notes.push(whole(
                NoteKind::Encoding,
                format!(
                    "Văn bản viết bằng bảng mã cũ {}; đã đổi sang Unicode. Chữ hoa viết bằng phông \
                     chữ hoa có thể thành chữ thường, xin xem lại.",
                    code.name()
                ),
            ));
            let mut text = legacy::decode(code, &raw);
            if code == CodePage::Tcvn3 && !text.contains(['ư', 'Ư']) {
                text = legacy::restore_lost_u(&text);
                notes.push(whole(
                    NoteKind::Encoding,
                    "Chữ “ư” đã mất khi chép ra khỏi TCVN3; đã thêm lại ở những chữ chắc chắn, xin \
                     đọc lại."
                        .to_owned(),
                ));
            }
            (text, code.name())
        }
        None => (raw, name),
    };
    let raw = raw.trim_start_matches('\u{FEFF}');
    let clean = match kind {
        Kind::Text => unescaped(raw, &mut notes),
        Kind::Page => Cow::Borrowed(raw),
    };
    let raw = clean.as_ref();
    let apart = has_decomposed(raw);
    if apart > 0 {
        notes.push(whole(
            NoteKind::Composed,
            format!(
                "Có {apart} dấu viết rời khỏi chữ (Unicode tổ hợp); đã ghép lại thành chữ."
            ),
        ));
    }
    // No paper can show them, and between two letters they would make one word of two.
    let stray = |c: char| {
        c == NOTE_ANCHOR
            || is_invisible(c)
            || (c.is_control() && !matches!(c, '\n' | '\r' | '\t' | '\u{c}'))
    };
    let unseen = raw.matches(stray).count();
    if unseen > 0 {
        notes.push(whole(
            NoteKind::Invisible,
            format!("Đã bỏ {unseen} ký tự ẩn (không in ra được) lẫn trong chữ."),
        ));
    }
    // A space that does not break is the paper's business, not the plan's.
    let plain = raw.replace(stray, "").replace('\u{A0}', " ");
    let text = nfc(&plain);
    if !text.chars().any(char::is_alphanumeric) {
        return Err(ReadError::Empty);
    }
    Ok(Decoded { text, encoding, notes })
}

/// A kind of file that cannot be text, told from its name or first bytes.
pub(in crate::read) fn foreign_kind(name: &str, bytes: &[u8]) -> Option<ReadError> {
    let kind = match bytes {
        [0xD0, 0xCF, 0x11, 0xE0, ..] if holds_name(bytes, "EncryptedPackage") => {
            return Some(ReadError::Locked);
        }
        [0xD0, 0xCF, 0x11, 0xE0, ..] if holds_name(bytes, "Workbook") => {
            "bảng tính Excel cũ (.xls)"
        }
        [0xD0, 0xCF, 0x11, 0xE0, ..] if holds_name(bytes, "PowerPoint Document") => {
            "bài trình chiếu cũ (.ppt)"
        }
        [0xD0, 0xCF, 0x11, 0xE0, ..] => "tệp Word cũ (.doc)",
        [b'%', b'P', b'D', b'F', ..] => "tệp PDF",
        [b'P', b'K', 3, 4, ..] if !is_docx(name, bytes) => "tệp nén",
        [0x89, b'P', b'N', b'G', ..] | [0xFF, 0xD8, 0xFF, ..] => "ảnh",
        _ => marked_kind(bytes)?,
    };
    Some(ReadError::NotReadable { kind })
}

/// Whether bytes are a web page.
pub(in crate::read) fn is_html(bytes: &[u8]) -> bool {
    marked_kind(bytes) == Some(WEB_PAGE)
}

const WEB_PAGE: &str = "trang web (.html)";

/// Kinds that are text of a markup: what they begin with.
fn marked_kind(bytes: &[u8]) -> Option<&'static str> {
    const SAMPLE: usize = 1024;
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes).trim_ascii_start();
    let head = bytes[..bytes.len().min(SAMPLE)].to_ascii_lowercase();
    let has = |words: &[u8]| head.windows(words.len()).any(|window| window == words);
    if head.starts_with(b"{\\rtf") {
        Some("tệp RTF")
    } else if head.starts_with(b"<!doctype html") || head.starts_with(b"<html") {
        Some(WEB_PAGE)
    } else if head.starts_with(b"mime-version:") {
        Some("trang web (.mht)")
    } else if head.starts_with(b"<?xml")
        && (has(b"word.document") || has(b"<w:worddocument") || has(b"<pkg:package"))
    {
        Some("tệp Word dạng XML (.xml)")
    } else if head.starts_with(b"<?xml") && has(b"<html") {
        Some(WEB_PAGE)
    } else {
        None
    }
}

/// Whether a compound file has a stream of a name.
fn holds_name(bytes: &[u8], name: &str) -> bool {
    let wide: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
    bytes.windows(wide.len()).any(|window| window == wide)
}

/// Whether the bytes are a Word file: a package of no other known name. A name alone makes no Word
/// file: what is text under such a name is read as text.
pub(in crate::read) fn is_docx(name: &str, bytes: &[u8]) -> bool {
    let extension =
        name.rsplit_once('.').map(|(_, end)| end.to_lowercase()).unwrap_or_default();
    let package = bytes.starts_with(b"PK");
    package && !matches!(extension.as_str(), "zip" | "xlsx" | "pptx" | "odt" | "ods" | "odp")
}

fn whole(kind: NoteKind, message: String) -> Note {
    Note { kind, line: 0, row: None, place: None, excerpt: String::new(), message }
}

/// UTF-8, forgiving a letter cut off by the end of the file.
fn utf8(bytes: &[u8], notes: &mut Vec<Note>) -> Result<String, ReadError> {
    match std::str::from_utf8(bytes) {
        Ok(text) => Ok(text.to_owned()),
        Err(error) if error.error_len().is_none() => {
            notes.push(whole(
                NoteKind::Encoding,
                "Tệp đứt giữa chữ cuối cùng; chữ ấy không đọc được.".to_owned(),
            ));
            Ok(String::from_utf8_lossy(&bytes[..error.valid_up_to()]).into_owned())
        }
        Err(_) => Err(ReadError::UnknownEncoding),
    }
}

fn utf16(bytes: &[u8], order: &'static encoding_rs::Encoding) -> Result<String, ReadError> {
    // Half a letter at the end is none.
    let whole = &bytes[..bytes.len() & !1];
    order
        .decode_without_bom_handling_and_without_replacement(whole)
        .map(Cow::into_owned)
        .ok_or(ReadError::UnknownEncoding)
}

/// In text of Latin letters in UTF-16 many bytes on one side are zero: which side, if any.
fn zero_side(bytes: &[u8]) -> Option<usize> {
    let sample = &bytes[..bytes.len().min(4096)];
    let pairs = sample.len() / 2;
    let zeros =
        |side: usize| sample.iter().skip(side).step_by(2).filter(|byte| **byte == 0).count();
    (0..2).find(|side| pairs > 0 && zeros(*side) * 4 > pairs && zeros(1 - *side) * 16 < pairs)
}

/// What some copies print as letters: line ends as `\\r\\n`, marks as `&amp;`, the place of a picture
/// as a comment.
fn unescaped<'a>(raw: &'a str, notes: &mut Vec<Note>) -> Cow<'a, str> {
    const MARKS: [(&str, &str); 8] = [
        ("\\r\\n", " "),
        ("&nbsp;", " "),
        ("&quot;", "\""),
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&#39;", "'"),
        ("<!-- image -->", ""),
        ("&amp;", "&"),
    ];
    let mut text = Cow::Borrowed(raw);
    let mut count = 0;
    for (mark, plain) in MARKS {
        let found = text.matches(mark).count();
        // A single line end may be one that the text speaks of.
        if found > 0 && (mark != "\\r\\n" || found >= 3) {
            count += found;
            text = Cow::Owned(text.replace(mark, plain));
        }
    }
    if count > 0 {
        notes.push(whole(
            NoteKind::Invisible,
            format!(
                "Đã đổi hoặc bỏ {count} dấu bị viết thành chữ (&amp;, \\r\\n, <!-- image -->)."
            ),
        ));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use unicode_normalization::UnicodeNormalization;

    const WORDS: &str = "KẾ HOẠCH\r\nTriển khai công tác năm 2026";

    fn units(order: fn(u16) -> [u8; 2]) -> Vec<u8> {
        WORDS.encode_utf16().flat_map(order).collect()
    }

    #[test]
    fn every_way_to_write_unicode_gives_the_same_text() {
        let mark = |bom: &[u8], rest: Vec<u8>| [bom.to_vec(), rest].concat();
        let cases = [
            (WORDS.as_bytes().to_vec(), "UTF-8"),
            (mark(&[0xEF, 0xBB, 0xBF], WORDS.as_bytes().to_vec()), "UTF-8"),
            (mark(&[0xFF, 0xFE], units(u16::to_le_bytes)), "UTF-16LE"),
            (mark(&[0xFE, 0xFF], units(u16::to_be_bytes)), "UTF-16BE"),
            (units(u16::to_le_bytes), "UTF-16LE"),
            (units(u16::to_be_bytes), "UTF-16BE"),
            (WORDS.nfd().collect::<String>().into_bytes(), "UTF-8"),
        ];
        for (bytes, encoding) in cases {
            let decoded = decode(&bytes).expect("readable");
            assert_eq!(decoded.text, WORDS);
            assert_eq!(decoded.encoding, encoding);
        }
    }

    #[test]
    fn a_cut_last_letter_is_told() {
        let bytes = "Kế hoạch số".as_bytes();
        let decoded = decode(&bytes[..bytes.len() - 1]).expect("readable");
        assert_eq!(decoded.text, "Kế hoạch s");
        assert_eq!(decoded.notes[0].kind, NoteKind::Encoding);
    }

    #[test]
    fn what_is_no_text_is_refused() {
        assert!(matches!(decode(b" \n\t"), Err(ReadError::Empty)));
        assert!(matches!(
            decode(&vec![b'a'; MAX_TEXT_BYTES + 1]),
            Err(ReadError::TooLarge { megabytes: 17, limit: 16 })
        ));
        let kind = |name: &str, bytes: &[u8]| {
            foreign_kind(name, bytes).map(|error| error.to_string()).unwrap_or_default()
        };
        assert!(kind("a.txt", b"%PDF-1.7").contains("tệp PDF"));
        assert!(kind("a.docx", b"\n<!DOCTYPE html><p>a").contains("trang web"));
        assert!(kind("a.docx", br"{\rtf1 a}").contains("RTF"));
        assert!(kind("a.docx", b"\xD0\xCF\x11\xE0....").contains(".doc"));
        let locked: Vec<u8> = b"\xD0\xCF\x11\xE0"
            .iter()
            .copied()
            .chain("EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes))
            .collect();
        assert!(kind("a.docx", &locked).contains("mật khẩu"));
        assert_eq!(kind("a.docx", "KẾ HOẠCH".as_bytes()), "");
    }
}
