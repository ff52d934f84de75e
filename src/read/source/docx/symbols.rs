//! Characters that a symbol font shows: Word writes them by their place in the font.

/// Places of the Symbol font, from 0x20 on, and what stands there.
const SYMBOL: &str = "\
    2A* 2B+ 2D- 61α 62β 63χ 64δ 65ε 66φ 67γ 68η 6Bκ 6Cλ 6Dμ 6Eν 70π 71θ 72ρ 73σ 74τ 77ω 44Δ 46Φ \
    47Γ 50Π 53Σ 57Ω A2′ A3≤ A5∞ AB↔ AC← AD↑ AE→ AF↓ B0° B1± B2″ B3≥ B4× B8÷ B9≠ BA≡ BB≈ BC… C7∩ \
    C8∪ CC⊂ CE∈ D2® D3© D4™ D5∏ D6√ D7⋅ DB⇔ DE⇒ E5∑ F2∫";

/// Places of Wingdings.
const WINGDINGS: &str = "\
    6F☐ 70☐ 71☐ 72☐ 78☒ A8☐ FB✗ FC✓ FD☒ FE☑ D8➢ DF← E0→ E1↑ E2↓ E8➔ F0⇨ 28☎ 2A✉ 22✂ 46☞ 47☝";

/// Places of Wingdings 2.
const WINGDINGS_2: &str = "4F✗ 50✓ 51☒ 52☑ 53☒ 54☒ A3☐ 2A☐ 30☐";

/// What a font shows at a place; a bullet where nobody can say better. Places are written from
/// U+F000 on; others are characters already.
pub(super) fn shown(font: &str, place: char) -> char {
    let Some(code) = u32::from(place).checked_sub(0xF000).filter(|code| *code <= 0xFF) else {
        return place;
    };
    let font = font.trim().to_lowercase();
    let table = match font.as_str() {
        "wingdings 2" => WINGDINGS_2,
        name if name.starts_with("wingdings") || name.starts_with("webdings") => WINGDINGS,
        _ => SYMBOL,
    };
    let digit =
        char::from_u32(code).filter(|c| c.is_ascii_digit() || matches!(c, '(' | ')' | '/'));
    table
        .split_whitespace()
        .find(|entry| u32::from_str_radix(&entry[..2], 16) == Ok(code))
        .and_then(|entry| entry[2..].chars().next())
        .or(digit.filter(|_| table == SYMBOL))
        .unwrap_or('•')
}

/// Whether a font shows symbols in place of letters.
pub(super) fn is_symbol_font(font: &str) -> bool {
    let font = font.trim().to_lowercase();
    font == "symbol" || font.starts_with("wingdings") || font.starts_with("webdings")
}

/// Whether a character is a place of a symbol font.
pub(super) fn is_place(letter: char) -> bool {
    ('\u{F020}'..='\u{F0FF}').contains(&letter)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_shown_as_their_font_does() {
        assert_eq!(shown("Symbol", '\u{F0B3}'), '≥');
        assert_eq!(shown("Symbol", '\u{F02D}'), '-');
        assert_eq!(shown("Wingdings", '\u{F0FE}'), '☑');
        assert_eq!(shown("Wingdings 2", '\u{F052}'), '☑');
        assert_eq!(shown("Wingdings", '\u{F0A7}'), '•');
        assert_eq!(shown("Times New Roman", '\u{2265}'), '≥');
        assert_eq!(shown("Symbol", '\u{F035}'), '5');
    }

    #[test]
    fn every_entry_is_a_place_and_a_character() {
        for entry in [SYMBOL, WINGDINGS, WINGDINGS_2].join(" ").split_whitespace() {
            assert!(u32::from_str_radix(&entry[..2], 16).is_ok(), "{entry}");
            assert_eq!(entry.chars().count(), 3, "{entry}");
        }
    }
}
