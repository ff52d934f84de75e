//! The place in the date line: whether its name is written as a province's is.

use crate::standard::PROVINCES;
use crate::vietnamese::{fold, nfc};

/// Other spellings in use.
const ALSO: [&str; 10] = [
    "Bắc Cạn",
    "Đắc Lắc",
    "Đăk Lăk",
    "Đắc Lắk",
    "Đăk Nông",
    "Đắc Nông",
    "Kontum",
    "Gia Lai",
    "Thừa Thiên Huế",
    "Bà Rịa Vũng Tàu",
];

/// The province that a place's misspelt name must mean: its letters differ in marks alone, or in
/// one letter while the text names that province elsewhere. None where the name is right, or may
/// be that of another place.
pub(super) fn meant(place: &str, text: &str) -> Option<&'static str> {
    let name = bare(place);
    if name.chars().count() < 4 {
        return None;
    }
    let names = || PROVINCES.iter().flat_map(|p| p.merged.iter().copied().chain([p.name]));
    let same = |other: &str| key(other) == key(name);
    if names().any(same) || ALSO.iter().any(|other| same(other)) {
        return None;
    }
    let mut close = names().filter(|province| fold(province) == fold(name));
    if let (Some(one), None) = (close.next(), close.next()) {
        return Some(one);
    }
    let named = |province: &str| {
        ["tỉnh ", "TỈNH ", "Tỉnh ", "thành phố ", "Thành phố ", "TP. "]
            .iter()
            .any(|kind| text.contains(&format!("{kind}{province}")))
            || text.contains(&format!("TỈNH {}", province.to_uppercase()))
    };
    let mut near = names().filter(|province| one_letter(&fold(province), &fold(name)));
    match (near.next(), near.next()) {
        (Some(one), None) if named(one) => Some(one),
        _ => None,
    }
}

/// A place without the word for what it is.
fn bare(place: &str) -> &str {
    let place = place.trim();
    ["Tỉnh ", "tỉnh ", "Thành phố ", "thành phố ", "TP. ", "TP.", "Tp. "]
        .iter()
        .find_map(|kind| place.strip_prefix(kind))
        .unwrap_or(place)
        .trim()
}

/// Small, and with the tone where the old spelling has it: `Hoà` and `Hòa` are one.
fn key(name: &str) -> String {
    let small = nfc(&name.to_lowercase());
    [("oà", "òa"), ("oá", "óa"), ("oả", "ỏa"), ("uý", "úy"), ("–", "-")]
        .iter()
        .fold(small, |name, (old, new)| name.replace(old, new))
}

/// Whether one letter put in, left out or changed makes the one of the other.
fn one_letter(a: &str, b: &str) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let head = a.iter().zip(&b).take_while(|(a, b)| a == b).count();
    let most = a.len().min(b.len()) - head;
    let tail =
        a.iter().rev().zip(b.iter().rev()).take(most).take_while(|(a, b)| a == b).count();
    a.len().max(b.len()) - head - tail == 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_is_seen_where_it_is_certain() {
        assert_eq!(meant("Hung Yên", ""), Some("Hưng Yên"));
        assert_eq!(meant("Tỉnh Lang Sơn", ""), Some("Lạng Sơn"));
        assert_eq!(meant("Quảng Ngã", "UBND tỉnh Quảng Ngãi"), Some("Quảng Ngãi"));
        assert_eq!(meant("Quảng Ngã", ""), None);
    }

    #[test]
    fn right_names_and_other_places_stay() {
        for place in
            ["Hưng Yên", "Thanh Hoá", "Đăk Lăk", "Mường La", "TP. Hồ Chí Minh", "Huế", ""]
        {
            assert_eq!(meant(place, "tỉnh Hưng Yên"), None, "{place}");
        }
    }
}
