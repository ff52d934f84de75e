//! RON as every file of the program is written: one field a line, nothing that changes by itself.

use std::borrow::Cow;
use std::fmt;

use ron::Options;
use ron::error::{Error, SpannedError};
use ron::extensions::Extensions;
use ron::ser::PrettyConfig;
use serde::Serialize;
use serde::de::DeserializeOwned;

/// How deep brackets may stand inside each other; a plan needs 14.
pub(super) const DEEPEST: usize = 64;

/// Something wrong in a file, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mistake {
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
    /// What is wrong and what was expected, in Vietnamese.
    pub what: String,
}

impl fmt::Display for Mistake {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "dòng {}, cột {}: {}", self.line, self.column, self.what)
    }
}

/// Writes a value, ending with a line break.
pub(super) fn to_ron(value: &impl Serialize) -> String {
    let pretty = PrettyConfig::new().new_line("\n").indentor("  ");
    let mut text = options()
        .to_string_pretty(value, pretty)
        .expect("plain data without maps or numbers beyond RON's can always be written");
    text.push('\n');
    text
}

/// Reads a value.
pub(super) fn from_ron<T: DeserializeOwned>(text: &str) -> Result<T, Mistake> {
    options().from_str(text).map_err(Mistake::from)
}

/// A file's bytes as text: UTF-8, or UTF-16 with its mark; the mark itself is dropped.
pub(super) fn decode(bytes: &[u8]) -> Result<Cow<'_, str>, Mistake> {
    let wide = |from: fn([u8; 2]) -> u16| {
        let units = bytes[2..].chunks_exact(2).map(|pair| from([pair[0], pair[1]]));
        char::decode_utf16(units)
            .map(|letter| letter.unwrap_or(char::REPLACEMENT_CHARACTER))
            .collect::<String>()
    };
    match bytes {
        [0xFF, 0xFE, ..] => Ok(Cow::Owned(wide(u16::from_le_bytes))),
        [0xFE, 0xFF, ..] => Ok(Cow::Owned(wide(u16::from_be_bytes))),
        _ => {
            let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
            std::str::from_utf8(bytes).map(Cow::Borrowed).map_err(|error| {
                let before = String::from_utf8_lossy(&bytes[..error.valid_up_to()]);
                let (line, column) = position(&before);
                Mistake { line, column, what: "có byte không phải chữ UTF-8".into() }
            })
        }
    }
}

/// A broken file's bytes as text: what is no letter is shown as U+FFFD.
pub(super) fn decode_lossy(bytes: &[u8]) -> Cow<'_, str> {
    decode(bytes).unwrap_or_else(|_| String::from_utf8_lossy(bytes))
}

/// Line and column just after a text.
pub(super) fn position(before: &str) -> (usize, usize) {
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
    (line, column)
}

fn options() -> Options {
    // What a hand leaves out is understood: `number: 12` for `number: Some(12)`.
    Options::default()
        .with_default_extension(
            Extensions::IMPLICIT_SOME
                | Extensions::UNWRAP_NEWTYPES
                | Extensions::UNWRAP_VARIANT_NEWTYPES,
        )
        .with_recursion_limit(DEEPEST)
}

impl From<SpannedError> for Mistake {
    fn from(SpannedError { code, span }: SpannedError) -> Self {
        Self { line: span.start.line, column: span.start.col, what: in_vietnamese(&code) }
    }
}

fn in_vietnamese(code: &Error) -> String {
    let choice = |names: &[&str]| names.join(", ");
    match code {
        Error::Eof => "tệp bị cắt giữa chừng".into(),
        Error::ExpectedArray => "cần dấu “[” mở danh sách".into(),
        Error::ExpectedArrayEnd => "cần dấu “]” đóng danh sách".into(),
        Error::ExpectedBoolean => "cần true hoặc false".into(),
        Error::ExpectedComma => "cần dấu phẩy".into(),
        Error::ExpectedFloat => "cần một số".into(),
        Error::ExpectedInteger
        | Error::InvalidIntegerDigit { .. }
        | Error::UnderscoreAtBeginning => "cần một số nguyên".into(),
        Error::IntegerOutOfBounds => "số quá lớn hoặc là số âm".into(),
        Error::ExpectedOption => "cần Some(…) hoặc None".into(),
        Error::ExpectedOptionEnd | Error::ExpectedStructLikeEnd => "cần dấu “)”".into(),
        Error::ExpectedMapColon => "cần dấu hai chấm sau tên trường".into(),
        Error::ExpectedStructLike | Error::ExpectedNamedStructLike(_) => {
            "cần dấu “(” mở một mục".into()
        }
        Error::ExpectedDifferentStructName { expected, found } => {
            format!("gặp “{found}”, cần “{expected}”")
        }
        Error::ExpectedString => "cần một chuỗi chữ trong ngoặc kép".into(),
        Error::ExpectedStringEnd => "chuỗi chữ không có ngoặc kép đóng".into(),
        Error::ExpectedIdentifier | Error::InvalidIdentifier(_) => "cần một tên trường".into(),
        Error::InvalidEscape(_) => "ký hiệu sau dấu “\\” không hợp lệ".into(),
        Error::UnclosedBlockComment => "chú thích “/*” không được đóng".into(),
        Error::UnexpectedChar(letter) => format!("ký tự “{letter}” không đúng chỗ"),
        Error::TrailingCharacters => "còn chữ thừa sau khi bản thảo đã hết".into(),
        Error::InvalidValueForType { found, .. } => format!("giá trị không hợp lệ: {found}"),
        Error::NoSuchEnumVariant { expected, found, .. } => {
            format!("không có giá trị “{found}”; có thể là: {}", choice(expected))
        }
        Error::NoSuchStructField { expected, found, .. } => {
            format!("không có trường “{found}”; có thể là: {}", choice(expected))
        }
        Error::MissingStructField { field, .. } => format!("thiếu trường “{field}”"),
        Error::DuplicateStructField { field, .. } => format!("trường “{field}” lặp lại"),
        Error::ExceededRecursionLimit => "ngoặc lồng nhau quá sâu".into(),
        other => format!("không đúng cú pháp ({other})"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_byte_that_is_no_letter_is_named_by_line_and_column() {
        let mistake = decode(b"(\n  \xC3\xA1\xFF").expect_err("no UTF-8");
        assert_eq!((mistake.line, mistake.column), (2, 4));
    }

    #[test]
    fn the_wide_encoding_of_old_editors_opens() {
        let wide: Vec<u8> =
            "\u{FEFF}số".encode_utf16().flat_map(|unit| unit.to_le_bytes()).collect();
        assert_eq!(decode(&wide).expect("read"), "số");
        assert_eq!(decode(b"\xFF\xFE\x41").expect("half a letter is dropped"), "");
    }

    #[test]
    fn deep_brackets_are_refused_not_overflown() {
        let deep = "[".repeat(1_000_000);
        let mistake = from_ron::<Vec<ron::Value>>(&deep).expect_err("too deep");
        assert!(mistake.what.contains("quá sâu"), "{mistake}");
    }
}
