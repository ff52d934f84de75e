//! What a rule is: its id, its weight, where it rests, what it asks for.

use strum::EnumIter;

/// How much a finding matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, EnumIter)]
pub enum Severity {
    /// Breaks an explicit rule of the decree.
    Error,
    /// Breaks an official sample or settled practice, or is a likely slip.
    Warning,
    /// Style, or something that may still come.
    Hint,
}

/// What part of the paper or of writing a rule belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, EnumIter)]
#[expect(missing_docs, reason = "the names say it; the words are in `name`")]
pub enum Area {
    Layout,
    Letterhead,
    Number,
    Date,
    Subject,
    LegalBasis,
    Citation,
    Body,
    Punctuation,
    Letters,
    Spelling,
    Capitals,
    Recipients,
    Signature,
    Annexes,
    Electronic,
    Names,
    Consistency,
    Tasks,
}

/// What a rule has to know to decide.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Needs {
    /// The words alone.
    Words,
    /// The plan's date beside the words.
    Date,
    /// The lines of a file as somebody wrote them; in our drafts the paper makes them right.
    Lines,
    /// The real formatting of a Word file; in our drafts the paper makes it right.
    Formatting,
    /// Registers, signatures or scans that no draft holds: never decided here.
    Records,
    /// The other papers of its hồ sơ: decided there (`dossier::findings`), not over a draft alone.
    Dossier,
}

/// A rule that can be checked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rule {
    /// Its id, e.g. `T04`.
    pub id: &'static str,
    /// How much it matters when it is broken.
    pub severity: Severity,
    /// What it is about.
    pub area: Area,
    /// What it must know.
    pub needs: Needs,
    /// The clause of Nghị định 30/2020/NĐ-CP (or other law) it rests on, or `thông lệ`.
    pub clause: &'static str,
    /// What it asks for, in Vietnamese.
    pub checks: &'static str,
}

impl Severity {
    /// Its name on screen.
    pub fn name(self) -> &'static str {
        match self {
            Self::Error => "lỗi",
            Self::Warning => "cảnh báo",
            Self::Hint => "gợi ý",
        }
    }

    /// Its name for other programs.
    pub fn code(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Hint => "hint",
        }
    }
}

impl Area {
    /// Its name on screen.
    pub fn name(self) -> &'static str {
        match self {
            Self::Layout => "Trình bày trang",
            Self::Letterhead => "Quốc hiệu, cơ quan",
            Self::Number => "Số, ký hiệu",
            Self::Date => "Địa danh, ngày",
            Self::Subject => "Tên loại, trích yếu",
            Self::LegalBasis => "Căn cứ",
            Self::Citation => "Viện dẫn",
            Self::Body => "Bố cục",
            Self::Punctuation => "Dấu câu, dấu cách",
            Self::Letters => "Bảng mã, chữ",
            Self::Spelling => "Chính tả",
            Self::Capitals => "Viết hoa",
            Self::Recipients => "Nơi nhận",
            Self::Signature => "Chữ ký",
            Self::Annexes => "Phụ lục",
            Self::Electronic => "Văn bản điện tử",
            Self::Names => "Địa danh, cơ quan theo thời điểm",
            Self::Consistency => "Nhất quán",
            Self::Tasks => "Giao việc",
        }
    }
}

impl Needs {
    /// Why a rule could not be decided, in Vietnamese.
    pub fn why_not(self) -> &'static str {
        match self {
            Self::Words => "không có phần văn bản này",
            Self::Date => "không rõ ngày của văn bản",
            Self::Lines => "bản thảo do chương trình tự trình bày",
            Self::Formatting => "cần định dạng thật của tệp Word",
            Self::Records => "cần sổ đăng ký, chữ ký số hoặc bản quét",
            Self::Dossier => "cần các văn bản khác của hồ sơ",
        }
    }
}
