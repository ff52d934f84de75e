//! Whose symbol a document bears that goes with a plan: one rule for every kind (PL I.II.3).

use super::people::unit_code;
use super::{Companion, DOTS};
use crate::model::Document;
use crate::standard::abbreviation;

/// What stands in the symbol for who issues: the plan's agency; in a tờ trình the unit that drafted the
/// plan, dots where the plan does not name it; in a công văn the agency's and behind it the unit's.
pub(super) fn sign(plan: &Document, kind: Companion, made: &mut Document) {
    let (agency, unit) = (agency_code(plan), unit_code(plan));
    let ends_so = agency == unit || agency.ends_with(&format!("-{unit}"));
    match kind {
        Companion::Proposal if unit.is_empty() => made.abbreviation = DOTS.to_owned(),
        Companion::Proposal => made.abbreviation = unit,
        Companion::Consultation | Companion::Dispatch
            if !unit.is_empty() && !agency.is_empty() && !ends_so =>
        {
            made.abbreviation.clone_from(&agency);
            made.symbol = format!("{agency}-{unit}");
        }
        _ => made.abbreviation = agency,
    }
}

/// The agency's abbreviation, where it stands by itself or in a symbol of the plan's own: `KH/ĐU` is ĐU.
fn agency_code(plan: &Document) -> String {
    let named = plan.abbreviation.trim();
    if !named.is_empty() {
        return named.to_owned();
    }
    let symbol = plan.symbol.trim();
    let own = symbol.strip_prefix(abbreviation(plan.document_type));
    let own = own.and_then(|rest| rest.strip_prefix(['-', '/'])).unwrap_or_default();
    own.trim().to_owned()
}

#[cfg(test)]
mod tests {
    use strum::IntoEnumIterator as _;

    use super::super::companion;
    use super::*;
    use crate::compose::symbol;
    use crate::model::Archive;

    /// Abbreviation and symbol of a plan, what its archive names; the symbols of tờ trình, quyết định, the
    /// two công văn, giấy mời, báo cáo.
    const SYMBOLS: [(&str, &str, &str, &str, [&str; 6]); 8] = [
        (
            "UBND",
            "",
            "VT, KT",
            "xã có phòng soạn thảo",
            ["TTr-KT", "QĐ-UBND", "UBND-KT", "UBND-KT", "GM-UBND", "BC-UBND"],
        ),
        (
            "UBND",
            "",
            "VT",
            "xã, không nêu phòng",
            ["TTr-…", "QĐ-UBND", "UBND", "UBND", "GM-UBND", "BC-UBND"],
        ),
        (
            "SXD",
            "",
            "VT, QLN",
            "sở",
            ["TTr-QLN", "QĐ-SXD", "SXD-QLN", "SXD-QLN", "GM-SXD", "BC-SXD"],
        ),
        (
            "THCSAB",
            "",
            "VT",
            "trường",
            ["TTr-…", "QĐ-THCSAB", "THCSAB", "THCSAB", "GM-THCSAB", "BC-THCSAB"],
        ),
        (
            "UBND-VP",
            "",
            "VT, VP",
            "văn phòng",
            ["TTr-VP", "QĐ-UBND-VP", "UBND-VP", "UBND-VP", "GM-UBND-VP", "BC-UBND-VP"],
        ),
        ("", "KH/ĐU", "VT", "đảng ủy", ["TTr-…", "QĐ-ĐU", "ĐU", "ĐU", "GM-ĐU", "BC-ĐU"]),
        (
            "UBND",
            "",
            "VT, Hồ sơ",
            "không phải đơn vị",
            ["TTr-…", "QĐ-UBND", "UBND", "UBND", "GM-UBND", "BC-UBND"],
        ),
        ("", "", "VT", "chưa viết gì", ["TTr-…", "QĐ", "", "", "GM", "BC"]),
    ];

    #[test]
    fn every_kind_bears_the_symbol_of_who_issues_it() {
        for (abbreviation, own, archive, case, symbols) in SYMBOLS {
            let plan = Document {
                abbreviation: abbreviation.to_owned(),
                symbol: own.to_owned(),
                archive: Archive {
                    units: archive.split(", ").map(str::to_owned).collect(),
                    copies: None,
                },
                ..Document::default()
            };
            let made: Vec<String> =
                Companion::iter().map(|kind| symbol(&companion(&plan, "", kind))).collect();
            assert_eq!(made, symbols, "{case}");
        }
    }
}
