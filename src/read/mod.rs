//! Turns what others wrote (text, Markdown, the clipboard) into a plan, and says what it did not
//! understand.
//!
//! Three wings. `source` turns a file into [`Source`]: paragraphs with what is known of their look.
//! [`recognise()`] turns those into [`Imported`]: a plan and a report. `review` is the
//! second look, with the person: doubts, what she settles, what became of which line. No word is
//! lost on the way: what is neither in the plan nor written by the paper itself stands in the report.

mod file;
mod paste;
mod recognise;
mod report;
mod review;
mod source;
mod trace;
mod words;

pub use file::{load, read_file};
pub use paste::paste;
pub use recognise::documents::{FilePart, documents, lines_of, read_document};
pub use recognise::recognise;
pub use report::{DropKind, Dropped, Note, NoteKind, Report, Unrecognised};
pub use review::doubt::{Doubt, Settled, Weight};
pub use review::json::report_json;
pub use review::left_out::LeftOut;
pub use review::moves::recipient_of;
pub use review::regain::likely_role;
pub use review::role::{Role, role_of};
pub use review::settle::Settlement;
pub use source::bytes::{Encoding, decode, decode_in};
pub use source::docx::formatting::{
    Formatting, LineSpacing, PageFormat, ParagraphFormat, RunFormat, TableFormat, edited,
    formatting_of,
};
pub use source::docx::remarks::{Remark, RemarkError, Speaker, remarked};
pub use source::docx::{read_docx, read_docx_in};
pub use source::html::{paste_html, paste_html_text};
pub use source::plain::read_text;
pub use source::{Content, Look, Source, SourceParagraph};
pub use trace::{Origin, Trace};
pub use words::{lost_words, plan_words, words};

use crate::model::Document;

/// The largest text that is read, in bytes: some four thousand pages.
pub const MAX_TEXT_BYTES: usize = 16 << 20;

/// The most paragraphs that are read from one file.
pub const MAX_PARAGRAPHS: usize = 100_000;

/// The most cells that the tables of one file may have.
pub const MAX_CELLS: usize = 300_000;

/// A plan read from a file, and what is to be said about it.
#[derive(Clone, Debug)]
pub struct Imported {
    /// The plan.
    pub document: Document,
    /// What was changed, left out or not understood.
    pub report: Report,
}

/// Why a file could not be read at all.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// More bytes than [`MAX_TEXT_BYTES`].
    #[error(
        "tệp lớn {megabytes} MB, quá giới hạn {limit} MB của một văn bản; hãy chia tệp rồi nhập \
         từng phần"
    )]
    TooLarge {
        /// The file's size, MB.
        megabytes: usize,
        /// The limit, MB.
        limit: usize,
    },
    /// More paragraphs than [`MAX_PARAGRAPHS`], or more cells than [`MAX_CELLS`].
    #[error(
        "tệp có quá nhiều đoạn hoặc ô bảng (giới hạn {limit} đoạn, {MAX_CELLS} ô); hãy chia tệp rồi \
         nhập từng phần"
    )]
    TooManyParagraphs {
        /// The limit.
        limit: usize,
    },
    /// Bytes that are no text in any encoding that is known.
    #[error(
        "không nhận ra bảng mã của tệp; hãy mở tệp bằng chương trình đã tạo ra nó rồi lưu lại \
         dạng .docx hoặc văn bản UTF-8"
    )]
    UnknownEncoding,
    /// A kind of file that is not read.
    #[error("chưa đọc được {kind}; hãy lưu lại dạng .docx, .txt hoặc .md rồi nhập")]
    NotReadable {
        /// What it is, in Vietnamese.
        kind: &'static str,
    },
    /// A Word file behind a password.
    #[error(
        "tệp Word có mật khẩu nên không đọc được; hãy mở bằng Word, bỏ mật khẩu, lưu lại rồi nhập"
    )]
    Locked,
    /// The system refused.
    #[error("không mở được tệp: {}", crate::store::Fault(.0))]
    Io(#[from] std::io::Error),
    /// A Word file whose package or XML is broken.
    #[error(
        "tệp .docx bị hỏng hoặc không phải tệp Word; hãy mở bằng Word hay LibreOffice rồi lưu lại \
         dạng .docx"
    )]
    Damaged,
    /// No word in it.
    #[error("tệp không có chữ nào; hãy kiểm tra lại tệp đã chọn")]
    Empty,
}

/// Reads a file into a plan. The name's extension and the bytes themselves decide how.
///
/// # Errors
/// [`ReadError`] when the bytes are too many, are no text, or are of a kind that is not read.
pub fn read_bytes(name: &str, bytes: &[u8]) -> Result<Imported, ReadError> {
    read_source(name, bytes).and_then(recognise)
}

/// Reads a file into paragraphs, without asking what they mean.
///
/// # Errors
/// [`ReadError`] when the bytes are too many, are no text, or are of a kind that is not read.
pub fn read_source(name: &str, bytes: &[u8]) -> Result<Source, ReadError> {
    read_source_in(name, bytes, None)
}

/// Like [`read_source`], with the encoding said by her instead of found out.
///
/// # Errors
/// [`ReadError`] when the bytes are too many, are no text, or are of a kind that is not read.
pub fn read_source_in(
    name: &str,
    bytes: &[u8],
    encoding: Option<Encoding>,
) -> Result<Source, ReadError> {
    let page = source::bytes::is_html(bytes);
    if !page && let Some(error) = source::bytes::foreign_kind(name, bytes) {
        return Err(error);
    }
    if !page && source::bytes::is_docx(name, bytes) {
        return read_docx_in(bytes, encoding);
    }
    let decoded = match page {
        true => source::bytes::decode_page(bytes, encoding)?,
        false => decode_in(bytes, encoding)?,
    };
    // UTF-16 hides from its bytes what it is.
    let page = page || source::bytes::is_html(decoded.text.as_bytes());
    let mut source = match page {
        true => source::page::read(&decoded.text)?,
        false => read_text(&decoded.text)?,
    };
    source.encoding = decoded.encoding.to_owned();
    source.notes.splice(0..0, decoded.notes);
    Ok(source)
}
