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
    /// Judging a file of somebody else as it is.
    Check,
    /// The page that goes with a draft: what the check found.
    Slip,
    /// PDF of what was found in a file of somebody else.
    Report,
    /// PDF of the plan and what goes with it.
    Dossier,
    /// A copy of that file with what was found as Word's comments.
    Remarks,
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
            Self::Check => "Kiểm tra một tệp Word",
            Self::Slip => "Phiếu rà soát",
            Self::Report => "Báo cáo kiểm tra",
            Self::Dossier => "Xuất hồ sơ thành một PDF",
            Self::Remarks => "Bản Word có nhận xét",
        }
    }

    /// The ending of the file; for reading, the first one offered.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Open | Self::Earlier | Self::Save => EXTENSION,
            Self::Import | Self::Word | Self::Check | Self::Remarks => "docx",
            Self::Pdf | Self::DraftPdf | Self::Slip | Self::Report | Self::Dossier => "pdf",
        }
    }

    /// Whether a file will be written.
    pub fn writes(self) -> bool {
        !matches!(self, Self::Open | Self::Earlier | Self::Import | Self::Check)
    }
}
