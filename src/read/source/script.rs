//! Letters that stand raised or lowered of themselves: `10²`, `H₂O`. A plan's text has no other way of
//! saying it.

/// How letters stand beside those around them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::read::source) enum Script {
    Raised,
    Lowered,
    Level,
}

impl Script {
    /// The form of a letter that stands so of itself, where there is one; of `25ºC` the raised o is the
    /// degree's sign.
    pub(in crate::read::source) fn letter(self, letter: char) -> Option<char> {
        match self {
            Self::Raised if matches!(letter, 'o' | 'º') => Some('°'),
            Self::Raised => raised(letter),
            Self::Lowered => lowered(letter),
            Self::Level => None,
        }
    }

    /// Words as letters that stand so of themselves: `10²` and never `102`. None where one of them has no
    /// such form.
    pub(in crate::read::source) fn words(self, words: &str) -> Option<String> {
        (!words.is_empty())
            .then(|| words.chars().map(|letter| self.letter(letter)).collect())?
    }
}

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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_power_is_never_run_into_its_number() {
        use Script::*;
        for (script, words, want) in [
            (Raised, "2", Some("²")),
            (Raised, "-10", Some("⁻¹⁰")),
            (Raised, "o", Some("°")),
            (Lowered, "2", Some("₂")),
            (Raised, "er", None),
            (Level, "2", None),
            (Raised, "", None),
        ] {
            assert_eq!(script.words(words).as_deref(), want, "{script:?} {words}");
        }
    }
}
