//! The blocks that an empty document of a type begins with, by its template.

use crate::model::{Block, DocumentType, Level};

/// A level and its words.
type Row = (Level, &'static str);

const ARTICLES: &[Row] = &[(Level::Article, ""), (Level::Article, ""), (Level::Article, "")];
const CHAPTERS: &[Row] = &[
    (Level::Chapter, "Quy định chung"),
    (Level::Article, "<b>Phạm vi điều chỉnh</b>"),
    (Level::Article, "<b>Đối tượng áp dụng</b>"),
    (Level::Chapter, "Quy định cụ thể"),
    (Level::Article, ""),
    (Level::Chapter, "Tổ chức thực hiện"),
    (Level::Article, "<b>Trách nhiệm thi hành</b>"),
];
const REPORT: &[Row] = &[
    (Level::Section, "Kết quả thực hiện"),
    (Level::Body, ""),
    (Level::Section, "Tồn tại, hạn chế và nguyên nhân"),
    (Level::Body, ""),
    (Level::Section, "Nhiệm vụ, giải pháp trong thời gian tới"),
    (Level::Body, ""),
    (Level::Section, "Đề xuất, kiến nghị"),
    (Level::Body, ""),
];
const PROPOSAL: &[Row] = &[
    (Level::Section, "Sự cần thiết"),
    (Level::Body, ""),
    (Level::Section, "Nội dung chính"),
    (Level::Body, ""),
    (Level::Section, "Đề nghị"),
    (Level::Body, ""),
];
/// Mẫu 1.7.
const INVITATION: &[Row] = &[
    (Level::Body, "Tới dự: "),
    (Level::Body, "Chủ trì: "),
    (Level::Body, "Thời gian: "),
    (Level::Body, "Địa điểm: "),
];
/// Mẫu 1.8.
const INTRODUCTION: &[Row] = &[
    (Level::Body, "Ông (bà): "),
    (Level::Body, "Chức vụ: "),
    (Level::Body, "Được cử đến: "),
    (Level::Body, "Về việc: "),
    (
        Level::Body,
        "Đề nghị Quý cơ quan tạo điều kiện để ông (bà) có tên ở trên hoàn thành nhiệm vụ.",
    ),
    (Level::Body, "Giấy này có giá trị đến hết ngày "),
];
/// Mẫu 1.9.
const MINUTES: &[Row] = &[
    (Level::Body, "Thời gian bắt đầu: "),
    (Level::Body, "Địa điểm: "),
    (Level::Body, "Thành phần tham dự: "),
    (Level::Body, "Chủ trì (chủ tọa): "),
    (Level::Body, "Thư ký (người ghi biên bản): "),
    (Level::Body, "Nội dung: "),
    (Level::Body, "Cuộc họp kết thúc vào "),
];
const LETTER: &[Row] = &[(Level::Body, "")];

/// The blocks that an empty document of a type begins with.
pub(super) fn blocks(kind: DocumentType) -> Vec<Block> {
    use DocumentType as D;

    let rows = match kind {
        D::Resolution | D::Decision => ARTICLES,
        D::Statute | D::Regulation => CHAPTERS,
        D::Report => REPORT,
        D::Proposal => PROPOSAL,
        D::Invitation => INVITATION,
        D::Introduction => INTRODUCTION,
        D::Minutes => MINUTES,
        _ => LETTER,
    };
    let text = |words: &str| crate::model::Text::from_markup(words);
    rows.iter().map(|(level, words)| Block::new(*level, text(words))).collect()
}
