//! What a file is asked for.

use crate::store::draft::EXTENSION;

/// What a file is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// Opening a draft.
    Open,
    /// Taking an earlier draft as the beginning of a new one.
    Earlier,
    /// Reading a Word or text file.
    Import,
    /// Saving the draft.
    Save,
    /// PDF as it will be issued.
    Pdf,
    /// PDF with number and date left blank.
    DraftPdf,
    /// Word.
    Word,
}

impl Purpose {
    /// The question as a dialog's title.
    pub fn title(self) -> &'static str {
        match self {
            Self::Open => "Mở bản thảo",
            Self::Earlier => "Chọn kế hoạch năm trước",
            Self::Import => "Nhập từ Word hoặc văn bản",
            Self::Save => "Lưu bản thảo",
            Self::Pdf => "Xuất PDF",
            Self::DraftPdf => "Xuất bản trình",
            Self::Word => "Xuất Word",
        }
    }

    /// The ending of the file; for reading, the first one offered.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Open | Self::Earlier | Self::Save => EXTENSION,
            Self::Import | Self::Word => "docx",
            Self::Pdf | Self::DraftPdf => "pdf",
        }
    }

    /// Whether a file will be written.
    pub fn writes(self) -> bool {
        matches!(self, Self::Save | Self::Pdf | Self::DraftPdf | Self::Word)
    }
}
