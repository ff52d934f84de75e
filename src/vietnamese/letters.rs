//! Case, composition and folding. Case is always asked of Unicode: in U+1EA0–U+1EF9 capital and
//! small letters alternate, so no range of letters tells one from the other.

use unicode_normalization::char::{decompose_canonical, is_combining_mark};
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// The composed form (NFC, TCVN 6909:2001).
pub fn nfc(words: &str) -> String {
    if is_nfc_quick(words.chars()) == IsNormalized::Yes {
        words.to_owned()
    } else {
        words.nfc().collect()
    }
}

/// Characters that show nothing by themselves and change nothing on paper but the writing direction,
/// which brings typesetters down: soft hyphens, joiners, spaces of no width, variation selectors,
/// direction marks, byte order marks, tags. No text keeps them; where they stood, words meet.
pub fn is_invisible(letter: char) -> bool {
    matches!(
        letter,
        '\u{AD}'
            | '\u{34F}'
            | '\u{61C}'
            | '\u{115F}'..='\u{1160}'
            | '\u{17B4}'..='\u{17B5}'
            | '\u{180B}'..='\u{180F}'
            | '\u{200B}'..='\u{200F}'
            | '\u{202A}'..='\u{202E}'
            | '\u{2060}'..='\u{206F}'
            | '\u{3164}'
            | '\u{FE00}'..='\u{FE0F}'
            | '\u{FEFF}'
            | '\u{FFA0}'
            | '\u{FFF0}'..='\u{FFFB}'
            | '\u{1BCA0}'..='\u{1BCA3}'
            | '\u{1D173}'..='\u{1D17A}'
            | '\u{E0000}'..='\u{E0FFF}'
    )
}

/// How many characters of a text are tone or vowel marks standing apart from their letter.
pub fn has_decomposed(words: &str) -> usize {
    if is_nfc_quick(words.chars()) == IsNormalized::Yes {
        return 0;
    }
    words.chars().filter(|letter| is_combining_mark(*letter)).count()
}

/// Small letters without any mark, `đ` as `d`: what two spellings of one word have in common.
pub fn fold(words: &str) -> String {
    words.chars().filter(|letter| !is_combining_mark(*letter)).map(fold_char).collect()
}

/// Words with a capital first letter.
pub fn capitalised(words: &str) -> String {
    let mut letters = words.chars();
    letters
        .next()
        .map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// Folded words with one space between them.
pub fn plain_fold(words: &str) -> String {
    fold(words).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// One composed letter without its marks and small, `đ` as `d`. One character gives one character.
pub fn fold_char(letter: char) -> char {
    if letter.is_ascii() {
        return letter.to_ascii_lowercase();
    }
    let mut base = letter;
    let mut first = true;
    decompose_canonical(letter, |part| {
        if std::mem::take(&mut first) {
            base = part;
        }
    });
    match base.to_lowercase().next().unwrap_or(base) {
        'đ' => 'd',
        small => small,
    }
}

/// The small letter of a letter, one for one; itself where the small form is more than one. The letters
/// of Vietnamese are told without a look into Unicode's tables.
pub fn small(letter: char) -> char {
    match letter {
        '\0'..='\u{7F}' => letter.to_ascii_lowercase(),
        // Capital and small letters alternate.
        '\u{1EA0}'..='\u{1EF9}' => char::from_u32(u32::from(letter) | 1).unwrap_or(letter),
        'à'..='ö' | 'ø'..='ÿ' | 'ă' | 'đ' | 'ĩ' | 'ũ' | 'ơ' | 'ư' | '“' | '”' => {
            letter
        }
        _ => {
            let mut lower = letter.to_lowercase();
            match (lower.next(), lower.next()) {
                (Some(one), None) => one,
                _ => letter,
            }
        }
    }
}

/// Whether a character is a letter; as [`char::is_alphabetic`], the letters of Vietnamese told without a
/// look into Unicode's tables.
pub fn is_letter(letter: char) -> bool {
    match letter {
        '\0'..='\u{7F}' => letter.is_ascii_alphabetic(),
        'À'..='Ö' | 'Ø'..='ö' | 'ø'..='\u{24F}' | '\u{1E00}'..='\u{1EFF}' => true,
        '\u{2010}'..='\u{2027}' => false,
        _ => letter.is_alphabetic(),
    }
}

/// Whether there are letters and none of them is small.
pub fn is_capitals(words: &str) -> bool {
    let mut any = false;
    for letter in words.chars() {
        if letter.is_lowercase() {
            return false;
        }
        any |= letter.is_uppercase();
    }
    any
}

/// Whether every word begins with a capital and goes on in small letters, as a person's name does.
pub fn is_title_case(words: &str) -> bool {
    let mut any = false;
    // Names of the highlands have an apostrophe: H’Lan.
    let parts = |c: char| c.is_whitespace() || matches!(c, '-' | '’' | '\'' | 'ʼ');
    for word in words.split(parts).filter(|w| !w.is_empty()) {
        let mut letters = word.chars();
        if !letters.next().is_some_and(char::is_uppercase)
            || !letters.all(|c| c.is_lowercase() || is_combining_mark(c))
        {
            return false;
        }
        any = true;
    }
    any
}

/// Capitals.
pub fn upper(words: &str) -> String {
    words.to_uppercase()
}

/// Small letters.
pub fn lower(words: &str) -> String {
    words.to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_quick_ways_say_what_unicode_says() {
        for letter in (0..0x3000).filter_map(char::from_u32) {
            let mut lower = letter.to_lowercase();
            let one = if lower.len() == 1 { lower.next() } else { None };
            assert_eq!(small(letter), one.unwrap_or(letter), "{letter:?}");
            assert_eq!(is_letter(letter), letter.is_alphabetic(), "{letter:?}");
        }
    }

    #[test]
    fn folding_takes_every_mark_off() {
        assert_eq!(fold("ĐỘC LẬP – Tự do"), "doc lap – tu do");
        assert_eq!(fold(&"Tiếng Việt".nfd().collect::<String>()), "tieng viet");
    }

    #[test]
    fn capitals_and_names() {
        assert!(is_capitals("I. MỤC ĐÍCH, YÊU CẦU"));
        assert!(!is_capitals("Mục đích"));
        assert!(!is_capitals("12/2026"));
        assert!(is_title_case("Trần Thị Ánh Ngọc"));
        assert!(!is_title_case("GIÁM ĐỐC"));
        assert!(!is_title_case("Phó giám đốc"));
    }

    #[test]
    fn decomposed_marks_are_counted_and_composed() {
        let apart: String = "kế hoạch".nfd().collect();
        assert_eq!(has_decomposed(&apart), 3);
        assert_eq!(nfc(&apart), "kế hoạch");
        assert_eq!(has_decomposed("kế hoạch"), 0);
    }
}
