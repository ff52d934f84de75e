//! The style table (PL I.II and the table in Mục V).

use serde::Serialize;
use strum::{Display, EnumIter, EnumString};

use crate::model::{PageSetup, SizeSet};

/// Width and height of A4 in mm (PL I.I.1).
pub const PAPER: (f64, f64) = (210.0, 297.0);
/// From the upper edge of the paper to the page number, mm (official Mẫu 1.4 file).
pub const HEADER_DISTANCE: f64 = 10.0;
/// Thickness of the drawn rules, pt.
pub const RULE_WEIGHT: f64 = 0.75;
/// Height that a drawn rule takes below its text, pt.
pub const RULE_HEIGHT: f64 = 6.0;
/// From the text's descent to the stroke of the rule, pt: room for the dots below ộ and ự.
pub const RULE_GAP: f64 = 1.5;
/// Space above Nơi nhận and signature, pt.
pub const CLOSING_SPACE: f64 = 12.0;
/// Space between a table cell's border and its words, left and right, mm.
pub const CELL_PADDING: f64 = 1.5;
/// Space between a table cell's border and its words, above and below, mm: 2 pt.
pub const CELL_PADDING_Y: f64 = 2.0 * 25.4 / 72.0;
/// Thickness of a table's borders, pt.
pub const BORDER_WEIGHT: f64 = 0.5;
/// Space for the signature and the seal between post and name, pt.
pub const SIGNATURE_SPACE: f64 = 64.0;
/// Height of a single line of Times New Roman, em: ascent, descent and gap are 2355 units of 2048.
pub const SINGLE_LINE: f64 = 2355.0 / 2048.0;
/// What of a single line lies below the top of its ascenders, em; the gap is above them.
pub const BELOW_TOP: f64 = 2268.0 / 2048.0;
/// Height of the paragraph that keeps two tables apart in Word, pt.
pub const SEPARATOR_HEIGHT: f64 = 1.0;

/// The named styles of the paper. Their names in code are stable: Word files carry them as ids.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Display, EnumIter, EnumString,
)]
#[serde(rename_all = "snake_case")]
pub enum StyleName {
    /// Quốc hiệu.
    NationalName,
    /// Tiêu ngữ.
    Motto,
    /// Cơ quan chủ quản.
    ParentAgency,
    /// Cơ quan ban hành.
    Agency,
    /// Số, ký hiệu.
    Number,
    /// Địa danh, ngày.
    Date,
    /// Độ mật, độ khẩn, lưu hành.
    Mark,
    /// "DỰ THẢO".
    DraftMark,
    /// Tên loại.
    TypeName,
    /// Trích yếu.
    Subject,
    /// Trích yếu of a công văn, below its number.
    LetterSubject,
    /// "Kính gửi: …" with one name, "… điện:".
    Salutation,
    /// "Kính gửi:" above several names.
    SalutationHead,
    /// A name below it.
    Addressee,
    /// "… trân trọng kính mời: …".
    Invitation,
    /// Thẩm quyền ban hành.
    Competence,
    /// "QUYẾT ĐỊNH:".
    Enactment,
    /// The reference line under a title: "(Kèm theo …)".
    Reference,
    /// Căn cứ.
    LegalBasis,
    /// A paragraph between căn cứ and the body.
    Opening,
    /// A paragraph without numeral.
    Body,
    /// `Phần I`.
    Part,
    /// `Chương I`.
    Chapter,
    /// `Mục 1`.
    Division,
    /// `Tiểu mục 1`.
    Subdivision,
    /// The title of a phần, chương, mục, tiểu mục.
    PartTitle,
    /// Mục `I.`.
    Section,
    /// `Điều 1.`.
    Article,
    /// An điều that is a title.
    ArticleTitle,
    /// Khoản `1.`.
    Clause,
    /// A khoản or điểm that is a title.
    Title,
    /// `1.1.`.
    SubClause,
    /// Điểm `a)`.
    Point,
    /// `-`.
    Dash,
    /// `+`.
    Plus,
    /// Centred paragraph.
    Centered,
    /// Paragraph to the right.
    Right,
    /// A paragraph that ends the text.
    Closing,
    /// Words in a table's head.
    TableHead,
    /// Words in a table, left.
    TableLeft,
    /// Words in a table, centred.
    TableCenter,
    /// Words in a table, right.
    TableRight,
    /// Words in a table, both edges.
    TableJustify,
    /// "Nơi nhận:".
    RecipientsHead,
    /// A line of Nơi nhận.
    Recipient,
    /// Ô 12.
    Drafter,
    /// Quyền hạn, chức vụ.
    Authority,
    /// "Chức vụ khác" above the name.
    AgencyPost,
    /// Họ tên.
    Signer,
    /// `Phụ lục I`.
    AnnexNumber,
    /// The title of a phụ lục.
    AnnexTitle,
    /// A footnote.
    Footnote,
    /// The page number.
    PageNumber,
    /// Ô 13.
    Address,
    /// The paragraph that Word needs after a table that nothing follows; nothing on paper.
    Separator,
}

/// How the lines of a style stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum LineAlign {
    /// Left margin.
    Left,
    /// In the middle.
    Center,
    /// Right margin.
    Right,
    /// Both margins.
    Justify,
}

/// What a style is on paper.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct ParagraphStyle {
    /// Its name in Word, in the decree's words.
    pub name: &'static str,
    /// Size in pt.
    pub size: f64,
    /// Bold face.
    pub bold: bool,
    /// Italic face.
    pub italic: bool,
    /// How its lines stand.
    pub align: LineAlign,
    /// First-line indent in mm.
    pub indent: f64,
    /// Space before in pt; the space after is always 0.
    pub before: f64,
    /// Line spacing as a multiple of the font's single line ([`SINGLE_LINE`]).
    pub spacing: f64,
    /// Outline level for Word's navigation and the PDF's outline, from 1.
    pub outline: Option<u8>,
}

/// The style table for a page set-up.
pub fn style(name: StyleName, page: &PageSetup) -> ParagraphStyle {
    use LineAlign::{Center, Justify, Left, Right};
    use StyleName as N;

    let (small, large) = match page.sizes {
        SizeSet::Large => (13.0, 14.0),
        SizeSet::Small => (12.0, 13.0),
    };
    let body = page.body_size;
    let indent = page.indent.mm();
    let gap = page.paragraph_gap;
    let base = ParagraphStyle {
        name: "",
        size: body,
        bold: false,
        italic: false,
        align: Justify,
        indent: 0.0,
        before: 0.0,
        spacing: 1.0,
        outline: None,
    };
    let text = ParagraphStyle { indent, before: gap, spacing: page.line_spacing, ..base };
    let head = ParagraphStyle { align: Center, ..base };
    let cell = ParagraphStyle { size: 12.0, ..base };
    let bold = |style: ParagraphStyle| ParagraphStyle { bold: true, ..style };
    let italic = |style: ParagraphStyle| ParagraphStyle { italic: true, ..style };
    let sized = |size: f64, style: ParagraphStyle| ParagraphStyle { size, ..style };
    let spaced = |before: f64, style: ParagraphStyle| ParagraphStyle { before, ..style };
    let outlined =
        |level: u8, style: ParagraphStyle| ParagraphStyle { outline: Some(level), ..style };

    let (word_name, style) = match name {
        N::NationalName => ("Quốc hiệu", sized(small, bold(head))),
        N::Motto => ("Tiêu ngữ", sized(large, bold(head))),
        N::ParentAgency => ("Tên cơ quan chủ quản", sized(small, head)),
        N::Agency => ("Tên cơ quan", sized(small, bold(head))),
        // PL I.II.3: 13 whatever the set is.
        N::Number => ("Số và ký hiệu", sized(13.0, spaced(4.0, head))),
        N::Date => ("Địa danh và ngày tháng", sized(large, spaced(4.0, italic(head)))),
        N::Mark => ("Dấu chỉ mức độ", sized(13.0, spaced(4.0, bold(head)))),
        N::DraftMark => ("Dự thảo", sized(13.0, spaced(4.0, bold(head)))),
        N::TypeName => ("Tên loại", sized(14.0, spaced(18.0, bold(head)))),
        N::Subject => ("Trích yếu", sized(14.0, bold(head))),
        N::LetterSubject => ("Trích yếu công văn", sized(small, spaced(6.0, head))),
        N::Salutation => ("Kính gửi", spaced(18.0, head)),
        N::SalutationHead => {
            ("Kính gửi nhiều nơi", spaced(18.0, ParagraphStyle { align: Left, ..base }))
        }
        N::Addressee => ("Nơi kính gửi", ParagraphStyle { align: Left, ..base }),
        N::Invitation => ("Lời mời", text),
        N::Competence => ("Thẩm quyền ban hành", spaced(gap.max(12.0), bold(head))),
        N::Enactment => ("Lời ban hành", spaced(gap.max(12.0), bold(head))),
        N::Reference => ("Dòng kèm theo", italic(head)),
        N::LegalBasis => ("Căn cứ", italic(text)),
        N::Opening => ("Đoạn mở đầu", text),
        N::Body => ("Nội dung", text),
        N::Part => ("Phần", outlined(1, spaced(gap.max(12.0), bold(head)))),
        N::Chapter => ("Chương", outlined(1, spaced(gap.max(12.0), bold(head)))),
        N::Division => ("Mục của chương", outlined(2, spaced(gap.max(12.0), bold(head)))),
        N::Subdivision => ("Tiểu mục", outlined(3, spaced(gap.max(12.0), bold(head)))),
        N::PartTitle => ("Tên phần", bold(head)),
        // Titles of two lines are not stretched: what is left of them would be rivers.
        N::Section => ("Mục", outlined(1, bold(ParagraphStyle { align: Left, ..text }))),
        N::Article => ("Điều", text),
        N::ArticleTitle => {
            ("Tiêu đề điều", outlined(2, bold(ParagraphStyle { align: Left, ..text })))
        }
        N::Clause => ("Khoản", text),
        N::Title => {
            ("Tiêu đề khoản", outlined(2, bold(ParagraphStyle { align: Left, ..text })))
        }
        N::SubClause => ("Tiểu khoản", text),
        N::Point => ("Điểm", text),
        N::Dash => ("Gạch đầu dòng", text),
        N::Plus => ("Dấu cộng", text),
        N::Centered => ("Đoạn giữa", ParagraphStyle { indent: 0.0, align: Center, ..text }),
        N::Right => ("Đoạn phải", ParagraphStyle { indent: 0.0, align: Right, ..text }),
        N::Closing => ("Đoạn kết", text),
        N::TableHead => ("Đầu bảng", bold(ParagraphStyle { align: Center, ..cell })),
        N::TableLeft => ("Bảng trái", ParagraphStyle { align: Left, ..cell }),
        N::TableCenter => ("Bảng giữa", ParagraphStyle { align: Center, ..cell }),
        N::TableRight => ("Bảng phải", ParagraphStyle { align: Right, ..cell }),
        N::TableJustify => ("Bảng đều", cell),
        // PL I.II.9.d: 12 and 11 whatever the set is.
        N::RecipientsHead => {
            ("Nơi nhận", sized(12.0, italic(bold(ParagraphStyle { align: Left, ..base }))))
        }
        N::Recipient => ("Dòng nơi nhận", sized(11.0, ParagraphStyle { align: Left, ..base })),
        N::Drafter => {
            ("Ký hiệu soạn thảo", sized(11.0, ParagraphStyle { align: Left, ..base }))
        }
        N::Authority => ("Quyền hạn và chức vụ", sized(large, bold(head))),
        N::AgencyPost => ("Chức vụ khác", sized(large, bold(head))),
        N::Signer => ("Họ tên người ký", sized(large, bold(head))),
        N::AnnexNumber => ("Phụ lục", outlined(1, sized(14.0, bold(head)))),
        N::AnnexTitle => ("Tên phụ lục", sized(14.0, bold(head))),
        // Left, as Word has notes: the addresses in them would tear justified lines apart.
        N::Footnote => {
            ("Chú thích cuối trang", sized(10.0, ParagraphStyle { align: Left, ..base }))
        }
        N::PageNumber => ("Số trang", head),
        N::Address => ("Địa chỉ", sized(11.0, head)),
        N::Separator => ("Ngăn bảng", sized(1.0, base)),
    };
    ParagraphStyle { name: word_name, ..style }
}

#[cfg(test)]
mod tests {
    use strum::IntoEnumIterator as _;

    use super::*;

    #[test]
    fn every_style_has_a_word_name_of_its_own() {
        let mut names: Vec<_> =
            StyleName::iter().map(|name| style(name, &PageSetup::default()).name).collect();
        let count = names.len();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), count);
        // A comma would begin a second name in Word.
        assert!(names.iter().all(|name| !name.is_empty() && !name.contains(',')));
    }
}
