//! Words for a document of any type, in the one place that gives them.

use crate::model::DocumentType;
use crate::standard::type_name;

/// A document in the middle of a sentence: `kế hoạch`, `tờ trình`.
pub fn small_name(kind: DocumentType) -> String {
    type_name(kind).to_lowercase()
}

/// What stands in the place of a subject that is missing: `Tờ trình chưa có trích yếu`; the type may not be
/// known.
pub fn without_subject(kind: Option<DocumentType>) -> String {
    let name = kind.map_or("Văn bản", type_name);
    format!("{name} chưa có trích yếu")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::standard::offered;

    #[test]
    fn every_type_is_called_by_its_own_name() {
        for kind in offered() {
            let name = type_name(kind);
            assert_eq!(without_subject(Some(kind)), format!("{name} chưa có trích yếu"));
            assert_eq!(small_name(kind).chars().count(), name.chars().count(), "{name}");
            assert!(small_name(kind).chars().all(|letter| !letter.is_uppercase()), "{name}");
        }
        assert_eq!(small_name(DocumentType::Plan), "kế hoạch");
        assert_eq!(without_subject(None), "Văn bản chưa có trích yếu");
    }
}
