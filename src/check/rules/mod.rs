//! The rules, a file an area. A rule is a row of its area's table and one function; its examples
//! stand in `src/check/cases`.

pub(super) mod annexes;
pub(super) mod basis;
pub(super) mod beginnings;
pub(super) mod body;
pub(super) mod capitals;
pub(super) mod citations;
pub(super) mod consistency;
pub(super) mod file_end;
pub(super) mod file_head;
pub(super) mod file_shape;
pub(super) mod head;
pub(super) mod layout;
pub(super) mod letters;
pub(super) mod names;
pub(super) mod origin;
pub(super) mod punctuation;
pub(super) mod recipients;
pub(super) mod same_names;
pub(super) mod signing;
pub(super) mod spelling;
pub(super) mod sums;
pub(super) mod tasks;
pub(super) mod wording;

/// The order that the căn cứ of a plan should have: see C21. O(length of the căn cứ).
pub fn basis_order(document: &crate::model::Document) -> Vec<usize> {
    basis::sorted(document)
}
