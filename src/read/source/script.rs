//! Letters that stand raised or lowered of themselves: `10²`, `H₂O`. A plan's text has no other way of
//! saying it.

/// The raised form of a letter, where there is one.
pub(in crate::read::source) fn raised(letter: char) -> Option<char> {
    Some(match letter {
        '0' => '⁰',
        '1' => '¹',
        '2' => '²',
        '3' => '³',
        '4'..='9' => char::from_u32('⁴' as u32 + letter as u32 - '4' as u32)?,
        '+' => '⁺',
        '-' | '−' => '⁻',
        'n' => 'ⁿ',
        _ => return None,
    })
}

/// The lowered form of a digit.
pub(in crate::read::source) fn lowered(letter: char) -> Option<char> {
    letter.to_digit(10).and_then(|digit| char::from_u32('₀' as u32 + digit))
}
