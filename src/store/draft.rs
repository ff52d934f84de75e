//! The draft file, `*.kehoach`: a plan as RON, stable so that one changed word is a small diff.

use std::fmt;
use std::fs::File;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use chrono::{DateTime, Local};
use serde::{Deserialize, Serialize};

use super::atomic::{self, Previous, WriteError, Written};
use super::fault::Fault;
use super::notation::{self, Mistake};
use crate::model::Plan;

/// The ending of draft files, without the dot.
pub const EXTENSION: &str = "kehoach";
/// The largest file that is read, in bytes. The longest real plan is a hundredth of it.
pub const LARGEST: u64 = 64 * 1024 * 1024;

const FORMAT: &str = "kehoach";
/// The version that drafts are written in. What earlier ones said differently is read where the
/// field stands: in 1, căn cứ were `authority`; in 0, an agency was one string.
const CURRENT: u32 = 2;

/// A plan read from a draft.
#[derive(Clone, Debug, PartialEq)]
pub struct Opened {
    /// The plan, in its normal form.
    pub plan: Plan,
    /// Where it came from, when the draft is an unsaved session.
    pub origin: Option<Origin>,
    /// What was changed on the way in.
    pub notes: Vec<Note>,
    /// The file's state that was read.
    pub stamp: Stamp,
}

/// Something that was changed while a draft was read.
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
}

/// What an unsaved session knows of itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Origin {
    /// The draft it was opened from; none for a plan no file holds yet.
    pub path: Option<PathBuf>,
    /// When it was last written.
    pub time: DateTime<Local>,
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
    plan: &'a Plan,
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
    plan: Plan,
}

/// The first look at a file: whatever else a later version holds is passed over.
#[derive(Deserialize)]
struct Header {
    format: String,
    version: u32,
}

/// Writes a plan as the text of a draft file.
pub fn to_ron(plan: &Plan) -> String {
    to_ron_of(plan, None)
}

/// Writes a plan with where it came from: the text of a recovery file, itself a draft.
pub fn to_ron_of(plan: &Plan, origin: Option<&Origin>) -> String {
    notation::to_ron(&Whole { format: FORMAT, version: CURRENT, origin, plan })
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
    let mut notes = Vec::new();
    match header.version {
        CURRENT => {}
        newer if newer > CURRENT => return Err(DraftError::Newer { found: newer }),
        older => notes.push(Note::Migrated { from: older }),
    }
    let whole: WholeRead = notation::from_ron(&text).map_err(DraftError::Broken)?;
    let mut plan = whole.plan;
    let as_written = plan.clone();
    plan.normalise();
    if plan != as_written {
        notes.push(Note::Normalised);
    }
    Ok(Opened { plan, origin: whole.origin, notes, stamp: Stamp::of(bytes) })
}

/// Reads a draft file.
pub fn open(path: &Path) -> Result<Opened, OpenError> {
    let refused = |error| OpenError::Io(path.to_owned(), error);
    let mut bytes = Vec::new();
    let file = File::open(path).map_err(refused)?;
    file.take(LARGEST + 1).read_to_end(&mut bytes).map_err(refused)?;
    from_ron(&bytes).map_err(|error| OpenError::Content(path.to_owned(), error))
}

/// Writes a draft file, keeping the previous state as a backup beside it.
pub fn save(path: &Path, plan: &Plan) -> Result<Written, WriteError> {
    atomic::write(path, to_ron(plan).as_bytes(), Previous::Keep)
}

/// Writes a draft file over the state of it that is known; returns the new state's stamp. A file
/// that is gone is written anew.
///
/// # Errors
/// [`SaveError::Changed`] when the file holds something else than what is known,
/// [`SaveError::Write`] when it cannot be written.
pub fn save_over(path: &Path, plan: &Plan, known: Option<Stamp>) -> Result<Stamp, SaveError> {
    if let Some(known) = known
        && let Ok(bytes) = std::fs::read(path)
        && Stamp::of(&bytes) != known
    {
        return Err(SaveError::Changed);
    }
    let text = to_ron(plan);
    atomic::write(path, text.as_bytes(), Previous::Keep)?;
    Ok(Stamp::of(text.as_bytes()))
}

/// What tells one state of a file from another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stamp(u64);

impl Stamp {
    /// The stamp of a file's bytes.
    pub fn of(bytes: &[u8]) -> Self {
        let mut hasher = DefaultHasher::new();
        bytes.hash(&mut hasher);
        Self(hasher.finish())
    }
}

/// A draft that was not saved.
#[derive(Debug, thiserror::Error)]
pub enum SaveError {
    /// Somebody else has written the file since it was opened or saved here.
    #[error("Tệp đã được sửa ở nơi khác từ khi mở ở đây")]
    Changed,
    /// The system refused.
    #[error(transparent)]
    Write(#[from] WriteError),
}

impl fmt::Display for Note {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Migrated { from } => write!(
                f,
                "Bản thảo do chương trình cũ ghi (phiên bản {from}); lần lưu tới sẽ ghi theo \
                 phiên bản {CURRENT}."
            ),
            Self::Normalised => f.write_str(
                "Bản thảo đã được chỉnh cho đúng dạng (chữ dựng sẵn, bảng đủ ô, trang trong \
                 phạm vi cho phép).",
            ),
        }
    }
}
