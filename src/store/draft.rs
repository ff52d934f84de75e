//! The draft file, `*.kehoach`: a plan as RON, stable so that one changed word is a small diff.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

use chrono::{DateTime, Local};
use serde::{Deserialize, Serialize};

use super::atomic::{self, Previous, WriteError, Written};
use super::disk;
use super::fault::Fault;
use super::limits::{self, Excess};
use super::notation::{self, Mistake};
use super::stamp::Stamp;
use crate::model::{Block, Document, DocumentType, IssueDate, Level};
use crate::standard::layout;

/// The ending of draft files, without the dot.
pub const EXTENSION: &str = "kehoach";
/// The largest file that is read, in bytes. The longest real plan is a twentieth of it.
pub const LARGEST: u64 = 16 * 1024 * 1024;

const FORMAT: &str = "kehoach";
/// The latest version that is read and written. What earlier ones said differently is read where the
/// field stands: in 1, căn cứ were `authority`; in 0, an agency was one string.
const CURRENT: u32 = 3;
/// The version that a draft is written in where it says nothing that 3 brought: [`Document::waivers`], types
/// beyond Mẫu 1.4, ô 9a, thẩm quyền, chương and điều. Programs that know no more read it all the same.
const PLAIN: u32 = 2;

/// A plan read from a draft.
#[derive(Clone, Debug, PartialEq)]
pub struct Opened {
    /// The plan, in its normal form.
    pub document: Document,
    /// Where it came from, when the draft is an unsaved session.
    pub origin: Option<Origin>,
    /// What was changed on the way in.
    pub notes: Vec<Note>,
    /// The file's state that was read.
    pub stamp: Stamp,
}

impl Opened {
    /// Whether the file holds the plan just as it is here: nothing was changed on the way in.
    pub fn is_as_written(&self) -> bool {
        self.notes.iter().all(|note| matches!(note, Note::ImpossibleDate(_)))
    }
}

/// Something that was changed while a draft was read, or is to be looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Note {
    /// It was written by an older program.
    Migrated {
        /// The version it was written in.
        from: u32,
    },
    /// Parts were brought into their normal form: letters composed, tables filled, settings
    /// brought into the decree's ranges.
    Normalised,
    /// It names a day that no calendar has; it is left as it stands.
    ImpossibleDate(IssueDate),
}

/// What an unsaved session knows of itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Origin {
    /// The draft it was opened from; none for a plan no file holds yet.
    pub path: Option<PathBuf>,
    /// When it was last written.
    pub time: DateTime<Local>,
    /// The state of that draft that is known here: what the session began from, or last saved.
    #[serde(default)]
    pub stamp: Option<Stamp>,
}

/// Why a draft's content cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DraftError {
    /// It is larger than [`LARGEST`].
    #[error("tệp lớn hơn {} MiB nên không thể là bản thảo. Kiểm tra lại tên tệp", LARGEST >> 20)]
    TooLarge,
    /// It names another format, or none.
    #[error(
        "đây không phải là bản thảo của Kế Hoạch. Với tệp Word hoặc văn bản, hãy dùng “Nhập”"
    )]
    Foreign,
    /// A later program wrote it.
    #[error(
        "bản thảo thuộc phiên bản {found}, chương trình này đọc được đến phiên bản {CURRENT}. \
         Hãy cập nhật chương trình Kế Hoạch rồi mở lại"
    )]
    Newer {
        /// The version it names.
        found: u32,
    },
    /// It holds more than the program can set.
    #[error("{0}. Hãy chia thành nhiều bản thảo hoặc phụ lục")]
    TooMuch(Excess),
    /// It is broken.
    #[error(
        "bản thảo bị hỏng ở {0}. Sửa lại chỗ đó bằng một trình soạn văn bản, hoặc mở bản sao \
         lưu (.bak) cạnh tệp"
    )]
    Broken(Mistake),
}

/// A draft file that was not opened.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// The system refused.
    #[error("Không mở được bản thảo: {}. Tệp: {}", Fault(.1), .0.display())]
    Io(PathBuf, #[source] io::Error),
    /// Its content cannot be read.
    #[error("Không mở được bản thảo: {}. Tệp: {}", .1, .0.display())]
    Content(PathBuf, #[source] DraftError),
}

#[derive(Serialize)]
struct Whole<'a> {
    format: &'a str,
    version: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    origin: Option<&'a Origin>,
    // Drafts have called it so since version 1.
    #[serde(rename = "plan")]
    document: &'a Document,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WholeRead {
    #[serde(rename = "format")]
    _format: String,
    #[serde(rename = "version")]
    _version: u32,
    #[serde(default)]
    origin: Option<Origin>,
    #[serde(rename = "plan")]
    document: Document,
}

/// The first look at a file: whatever else a later version holds is passed over.
#[derive(Deserialize)]
struct Header {
    format: String,
    version: u32,
}

/// Writes a plan as the text of a draft file.
pub fn to_ron(document: &Document) -> String {
    to_ron_of(document, None)
}

/// Writes a plan with where it came from: the text of a recovery file, itself a draft.
pub fn to_ron_of(document: &Document, origin: Option<&Origin>) -> String {
    notation::to_ron(&Whole {
        format: FORMAT,
        version: version_of(document),
        origin,
        document,
    })
}

/// The earliest version that can say a plan. Linear in its blocks.
fn version_of(document: &Document) -> u32 {
    let later = |block: &Block| {
        let level = block.paragraph().map(|paragraph| paragraph.level);
        level.is_some_and(|level| {
            level == Level::Article || level.stands_above_title() && level != Level::Part
        })
    };
    let annexed = document.annexes.iter().flat_map(|annex| &annex.blocks);
    let is_plain = layout(document.document_type).template
        == layout(DocumentType::Plan).template
        && document.addressees.is_empty()
        && document.competence.is_empty()
        && document.goes_with.is_none()
        && document.waivers.is_empty()
        && !document.body.iter().chain(annexed).any(later);
    if is_plain { PLAIN } else { CURRENT }
}

/// Reads a draft: UTF-8 (or UTF-16 with its mark), any line ends, composed or decomposed letters.
pub fn from_ron(bytes: &[u8]) -> Result<Opened, DraftError> {
    if bytes.len() as u64 > LARGEST {
        return Err(DraftError::TooLarge);
    }
    let text = notation::decode(bytes).map_err(DraftError::Broken)?;
    if !text.contains(FORMAT) {
        return Err(DraftError::Foreign);
    }
    let header: Header = notation::from_ron(&text).map_err(DraftError::Broken)?;
    if header.format != FORMAT {
        return Err(DraftError::Foreign);
    }
    limits::scan(&text).map_err(DraftError::TooMuch)?;
    let mut notes = Vec::new();
    match header.version {
        PLAIN..=CURRENT => {}
        newer if newer > CURRENT => return Err(DraftError::Newer { found: newer }),
        older => notes.push(Note::Migrated { from: older }),
    }
    let whole: WholeRead = notation::from_ron(&text).map_err(DraftError::Broken)?;
    let mut document = whole.document;
    // Counted before the tables are filled, for filling them is what would take the memory.
    limits::check(&document).map_err(DraftError::TooMuch)?;
    let as_written = document.clone();
    document.normalise();
    if document != as_written {
        notes.push(Note::Normalised);
    }
    notes.extend(document.impossible_dates().map(Note::ImpossibleDate));
    Ok(Opened { document, origin: whole.origin, notes, stamp: Stamp::of(bytes) })
}

/// Reads a draft file.
pub fn open(path: &Path) -> Result<Opened, OpenError> {
    let bytes =
        disk::read(path, LARGEST).map_err(|error| OpenError::Io(path.to_owned(), error))?;
    from_ron(&bytes).map_err(|error| OpenError::Content(path.to_owned(), error))
}

/// Writes a draft file, keeping the previous state as a backup beside it.
pub fn save(path: &Path, document: &Document) -> Result<Written, WriteError> {
    atomic::write(path, to_ron(document).as_bytes(), Previous::Keep)
}

/// Writes a draft file where none stands yet.
///
/// # Errors
/// [`WriteError::Exists`] when one does.
pub fn save_new(path: &Path, document: &Document) -> Result<Written, WriteError> {
    atomic::write(path, to_ron(document).as_bytes(), Previous::Refuse)
}

impl fmt::Display for Note {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Migrated { from } => write!(
                f,
                "Bản thảo do chương trình cũ ghi (phiên bản {from}); lần lưu tới sẽ ghi theo \
                 phiên bản {PLAIN}."
            ),
            Self::Normalised => f.write_str(
                "Bản thảo đã được chỉnh cho đúng dạng (chữ dựng sẵn, bảng đủ ô, trang trong \
                 phạm vi cho phép).",
            ),
            Self::ImpossibleDate(date) => write!(
                f,
                "Ngày {date} không có trong lịch. Hãy sửa lại ngày, tháng trước khi phát hành."
            ),
        }
    }
}
