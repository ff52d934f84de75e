//! The types of documents and their abbreviations (Điều 7; Phụ lục III.I).

use crate::model::DocumentType;

/// The type's name as it is written inside a sentence (`Kế hoạch`); the paper capitalises it.
pub fn type_name(kind: DocumentType) -> &'static str {
    row(kind).0
}

/// The type's abbreviation in a symbol, with its official small letters (`KH`, `TTr`, `QyĐ`); empty
/// for a công văn, whose symbol is the agency's and the drafting unit's.
pub fn abbreviation(kind: DocumentType) -> &'static str {
    row(kind).1
}

fn row(kind: DocumentType) -> (&'static str, &'static str) {
    match kind {
        DocumentType::Resolution => ("Nghị quyết", "NQ"),
        DocumentType::Decision => ("Quyết định", "QĐ"),
        DocumentType::Directive => ("Chỉ thị", "CT"),
        DocumentType::Statute => ("Quy chế", "QC"),
        DocumentType::Regulation => ("Quy định", "QyĐ"),
        DocumentType::Communique => ("Thông cáo", "TC"),
        DocumentType::Announcement => ("Thông báo", "TB"),
        DocumentType::Guidance => ("Hướng dẫn", "HD"),
        DocumentType::Programme => ("Chương trình", "CTr"),
        DocumentType::Plan => ("Kế hoạch", "KH"),
        DocumentType::Scheme => ("Phương án", "PA"),
        DocumentType::Project => ("Đề án", "ĐA"),
        DocumentType::Investment => ("Dự án", "DA"),
        DocumentType::Report => ("Báo cáo", "BC"),
        DocumentType::Proposal => ("Tờ trình", "TTr"),
        DocumentType::PowerOfAttorney => ("Giấy ủy quyền", "GUQ"),
        DocumentType::DispatchSlip => ("Phiếu gửi", "PG"),
        DocumentType::TransferSlip => ("Phiếu chuyển", "PC"),
        DocumentType::NoticeSlip => ("Phiếu báo", "PB"),
        DocumentType::OfficialLetter => ("Công văn", ""),
        DocumentType::Telegram => ("Công điện", "CĐ"),
        DocumentType::Invitation => ("Giấy mời", "GM"),
        DocumentType::Introduction => ("Giấy giới thiệu", "GGT"),
        DocumentType::Minutes => ("Biên bản", "BB"),
    }
}

#[cfg(test)]
mod tests {
    use strum::IntoEnumIterator as _;

    use super::*;

    #[test]
    fn every_type_has_a_name_and_an_abbreviation_of_its_own() {
        let mut names: Vec<_> = DocumentType::iter().map(type_name).collect();
        let mut short: Vec<_> = DocumentType::iter().map(abbreviation).collect();
        names.sort_unstable();
        names.dedup();
        short.sort_unstable();
        short.dedup();
        assert_eq!((names.len(), short.len()), (24, 24));
        let without = DocumentType::iter().filter(|kind| abbreviation(*kind).is_empty());
        assert_eq!(without.collect::<Vec<_>>(), [DocumentType::OfficialLetter]);
    }
}
