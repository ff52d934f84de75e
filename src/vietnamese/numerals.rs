//! The numerals of a plan: Roman for phần and mục, the letters of điểm.

/// The letters of điểm in the order of the decree (a b c d đ e g h i k …; no f, j, w, z).
pub const POINT_LETTERS: [char; 23] = [
    'a', 'b', 'c', 'd', 'đ', 'e', 'g', 'h', 'i', 'k', 'l', 'm', 'n', 'o', 'p', 'q', 'r', 's',
    't', 'u', 'v', 'x', 'y',
];

const ROMAN: [(u32, &str); 13] = [
    (1000, "M"),
    (900, "CM"),
    (500, "D"),
    (400, "CD"),
    (100, "C"),
    (90, "XC"),
    (50, "L"),
    (40, "XL"),
    (10, "X"),
    (9, "IX"),
    (5, "V"),
    (4, "IV"),
    (1, "I"),
];

/// A Roman numeral in capitals; 0 gives nothing, and from 4000 on the thousands repeat `M` at most
/// nine times before plain digits are used.
pub fn roman(number: u32) -> String {
    if number >= 10_000 {
        return number.to_string();
    }
    let mut rest = number;
    let mut out = String::new();
    for (value, letters) in ROMAN {
        while rest >= value {
            out.push_str(letters);
            rest -= value;
        }
    }
    out
}

/// The value of a Roman numeral written in capitals as [`roman`] writes it.
pub fn parse_roman(words: &str) -> Option<u32> {
    if words.is_empty() || words.len() > 20 {
        return None;
    }
    let mut rest = words;
    let mut number = 0;
    for (value, letters) in ROMAN {
        while let Some(after) = rest.strip_prefix(letters) {
            number += value;
            rest = after;
        }
    }
    (rest.is_empty() && roman(number) == words).then_some(number)
}

/// The letter of the n-th điểm, counted from 1; beyond `y` two letters (`aa`, `ab`, …).
pub fn point(number: u32) -> String {
    let count = POINT_LETTERS.len() as u32;
    let Some(index) = number.checked_sub(1) else { return String::new() };
    let last = POINT_LETTERS[(index % count) as usize];
    match index / count {
        0 => last.to_string(),
        more => point(more) + &last.to_string(),
    }
}

/// Which điểm a letter is, counted from 1; none for a letter that no điểm carries.
pub fn parse_point(letter: char) -> Option<u32> {
    POINT_LETTERS.iter().position(|known| *known == letter).map(|index| index as u32 + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn roman_numerals_read_back() {
        for number in 1..4000 {
            assert_eq!(parse_roman(&roman(number)), Some(number));
        }
        assert_eq!(parse_roman("IIII"), None);
        assert_eq!(parse_roman("VX"), None);
        assert_eq!(parse_roman(""), None);
    }

    #[test]
    fn points_run_as_in_the_decree() {
        let letters: Vec<String> = (1..=8).map(point).collect();
        assert_eq!(letters, ["a", "b", "c", "d", "đ", "e", "g", "h"]);
        assert_eq!(point(24), "aa");
        assert_eq!(parse_point('đ'), Some(5));
        assert_eq!(parse_point('f'), None);
    }
}
