//! The old ways to write Vietnamese: TCVN3 (ABC), VNI-Windows, VIQR, Windows-1258.
//!
//! TCVN3 and VNI put Vietnamese letters on the places of Western ones, and fonts showed them; a
//! reader that knows nothing of it gets `QuyÕt ®Þnh` or `Quyeát ñònh`.

use std::collections::HashMap;
use std::sync::LazyLock;

use encoding_rs::{Encoding, WINDOWS_1252, WINDOWS_1258};
use unicode_normalization::UnicodeNormalization;

use super::syllable::{is_syllable, share_of_syllables};

/// An old way to write Vietnamese.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, strum::EnumIter)]
pub enum CodePage {
    /// TCVN 5712:1993, third form, as `.VnTime` shows it.
    Tcvn3,
    /// The same in a font of capitals (`.VnTimeH`): small letters are shown as capitals.
    Tcvn3Capitals,
    /// VNI-Windows: a mark after its letter.
    Vni,
    /// VIQR: marks as punctuation, `Vie^.t`.
    Viqr,
    /// Windows-1258: tone marks apart from their letter.
    Windows1258,
}

/// Small letters of TCVN3 by their place, from 0xB5 on; a space where there is none.
const TCVN3: &str = "µà ¶ả ·ã ¸á ¹ạ ¨ă »ằ ¼ẳ ½ẵ ¾ắ Æặ ©â Çầ Èẩ Éẫ Êấ Ëậ ®đ Ìè Îẻ Ïẽ Ðé Ñẹ ªê Òề Óể Ôễ Õế Öệ \
    ×ì Øỉ Üĩ Ýí Þị ßò áỏ âõ ãó äọ «ô åồ æổ çỗ èố éộ ¬ơ êờ ëở ìỡ íớ îợ ïù ñủ òũ óú ôụ \u{AD}ư õừ öử \
    ÷ữ øứ ùự úỳ ûỷ üỹ ýý þỵ ¡Ă ¢Â £Ê ¤Ô ¥Ơ ¦Ư §Đ";

/// VNI's letters that stand alone.
const VNI_ALONE: &str = "ôơ öư ñđ íí ìì æỉ óĩ òị îỵ ÔƠ ÖƯ ÑĐ ÍÍ ÌÌ ÆỈ ÓĨ ÒỊ ÎỴ";

/// VNI's marks, small; the combining marks that each adds.
const VNI_MARKS: [(char, &str); 17] = [
    ('ù', "\u{301}"),
    ('ø', "\u{300}"),
    ('û', "\u{309}"),
    ('õ', "\u{303}"),
    ('ï', "\u{323}"),
    ('â', "\u{302}"),
    ('á', "\u{302}\u{301}"),
    ('à', "\u{302}\u{300}"),
    ('å', "\u{302}\u{309}"),
    ('ã', "\u{302}\u{303}"),
    ('ä', "\u{302}\u{323}"),
    ('ê', "\u{306}"),
    ('é', "\u{306}\u{301}"),
    ('è', "\u{306}\u{300}"),
    ('ú', "\u{306}\u{309}"),
    ('ü', "\u{306}\u{303}"),
    ('ë', "\u{306}\u{323}"),
];

/// How much of a text must be syllables before it is believed.
const BELIEVED: f64 = 0.7;

impl CodePage {
    /// The code page that a font's name tells.
    pub fn of_font(name: &str) -> Option<Self> {
        let name = name.trim().to_lowercase();
        if name.starts_with(".vn") {
            return Some(if name.ends_with('h') { Self::Tcvn3Capitals } else { Self::Tcvn3 });
        }
        name.starts_with("vni-").then_some(Self::Vni)
    }

    /// The name under which people know it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Tcvn3 | Self::Tcvn3Capitals => "TCVN3",
            Self::Vni => "VNI-Windows",
            Self::Viqr => "VIQR",
            Self::Windows1258 => "Windows-1258",
        }
    }
}

/// Whether words in a font of a code page are really written in it: letters beyond the Western
/// ones are Unicode already, whatever the font's name says.
pub fn shows(code: CodePage, words: &str) -> bool {
    !is_unicode(words)
        && (matches!(code, CodePage::Tcvn3Capitals | CodePage::Viqr)
            || words.chars().any(|c| c >= '\u{A1}'))
}

/// Whether words have letters that no old code page has.
pub fn is_unicode(words: &str) -> bool {
    words
        .chars()
        .any(|c| c >= '\u{100}' && c.is_alphabetic() && !PAIRS_OF_1258.contains_key(&c))
}

/// Whether words are better Vietnamese when they are taken for a code page.
pub fn gains(code: CodePage, words: &str) -> bool {
    share_of_syllables(&decode(code, words)) > share_of_syllables(words)
}

/// Words of a code page in Unicode, composed. The words are Western characters, as a reader that
/// knows nothing of the code page returns them.
pub fn decode(code: CodePage, words: &str) -> String {
    match code {
        CodePage::Tcvn3 => tcvn3(words),
        CodePage::Tcvn3Capitals => tcvn3(words).to_uppercase(),
        CodePage::Vni => vni(words),
        CodePage::Viqr => viqr(words),
        CodePage::Windows1258 => windows_1258(words),
    }
}

/// Bytes as Western characters (Windows-1252).
pub fn western(bytes: &[u8]) -> String {
    WINDOWS_1252.decode_without_bom_handling(bytes).0.into_owned()
}

/// Finds out in which old way a text is written by trying each and counting syllables; none when
/// the text is no better for it.
pub fn detect(words: &str) -> Option<CodePage> {
    const SAMPLE: usize = 60_000;
    let sample: String = words.chars().take(SAMPLE).collect();
    let plain = share_of_syllables(&sample);
    let marked = sample.chars().any(|c| ('\u{A1}'..'\u{100}').contains(&c));
    let viqr = sample.contains(['^', '(', '+', '\'', '`', '~']) && sample.is_ascii();
    if plain >= 0.9 || !(marked || viqr) {
        return None;
    }
    let candidates: &[CodePage] = if viqr {
        &[CodePage::Viqr]
    } else {
        &[CodePage::Tcvn3, CodePage::Vni, CodePage::Windows1258]
    };
    let shares = candidates.iter().map(|code| {
        let decoded = decode(*code, &sample);
        // Unmarked syllables prove nothing: what is decoded must itself be letters of ours.
        let gained = decoded.chars().filter(|c| *c > '\u{FF}' && c.is_alphabetic()).count();
        (*code, if gained == 0 { 0.0 } else { share_of_syllables(&decoded) })
    });
    shares
        .max_by(|a, b| a.1.total_cmp(&b.1))
        .filter(|(_, share)| *share >= BELIEVED && *share > plain + 0.1)
        .map(|(code, _)| code)
}

/// Puts back the letter ư where it was lost on the way out of TCVN3 (its place is the soft
/// hyphen's, which many programs drop): words that are no syllable without it and are one with it.
/// Words that are a syllable either way stay, but for a few that offices write every day.
pub fn restore_lost_u(words: &str) -> String {
    // The word without the letter, and the letter's place.
    const DAILY: [(&str, usize); 4] = [("lu", 1), ("dới", 1), ("ngời", 2), ("nh", 2)];
    let mut out = String::with_capacity(words.len());
    let mut rest = words;
    while !rest.is_empty() {
        let length = rest.find(|c: char| !c.is_alphabetic()).unwrap_or(rest.len());
        let (word, after) = rest.split_at(length);
        if let Some(letter) = after.chars().next().filter(|_| word.is_empty()) {
            out.push(letter);
            rest = &after[letter.len_utf8()..];
            continue;
        }
        rest = after;
        let small = word.to_lowercase();
        let daily = DAILY.iter().find(|(lost, _)| *lost == small).map(|(_, at)| *at);
        match daily.or_else(|| lost_place(word)) {
            Some(at) => {
                let cut = word.char_indices().nth(at).map_or(word.len(), |(byte, _)| byte);
                out.push_str(&word[..cut]);
                out.push(if word.chars().all(char::is_uppercase) { 'Ư' } else { 'ư' });
                out.push_str(&word[cut..]);
            }
            None => out.push_str(word),
        }
    }
    out
}

/// Where an ư makes a syllable of a word that is none.
fn lost_place(word: &str) -> Option<usize> {
    let letters: Vec<char> = word.chars().collect();
    let vowel = letters.iter().any(|c| fold_vowel(*c));
    if letters.len() < 2 || letters.len() > 7 || !vowel || is_syllable(word) {
        return None;
    }
    (0..=letters.len()).find(|at| {
        let mut tried: String = letters[..*at].iter().collect();
        tried.push('ư');
        tried.extend(&letters[*at..]);
        is_syllable(&tried)
    })
}

fn fold_vowel(letter: char) -> bool {
    matches!(super::fold_char(letter), 'a' | 'e' | 'i' | 'o' | 'u' | 'y')
}

fn pairs(table: &str) -> impl Iterator<Item = (char, char)> {
    table.split_whitespace().filter_map(|pair| {
        let mut letters = pair.chars();
        letters.next().zip(letters.next())
    })
}

/// What stands at each place of a code page whose letters stand alone.
type Places = [char; 256];

static TCVN3_PLACES: LazyLock<Places> = LazyLock::new(|| places(TCVN3));
static VNI_PLACES: LazyLock<Places> = LazyLock::new(|| places(VNI_ALONE));

fn places(table: &str) -> Places {
    let mut places = std::array::from_fn(|at| char::from(at as u8));
    for (old, new) in pairs(table) {
        if let Ok(at) = u8::try_from(old) {
            places[usize::from(at)] = new;
        }
    }
    places
}

fn at_place(places: &Places, letter: char) -> char {
    u8::try_from(letter).map_or(letter, |at| places[usize::from(at)])
}

fn tcvn3(words: &str) -> String {
    let places = &*TCVN3_PLACES;
    words.chars().map(|letter| at_place(places, letter)).collect()
}

fn vni(words: &str) -> String {
    let places = &*VNI_PLACES;
    let mut out = String::with_capacity(words.len());
    let mut vowel = None;
    for letter in words.chars() {
        let small = letter.to_lowercase().next().unwrap_or(letter);
        let mark = vowel.filter(|_| small >= '\u{A1}').and_then(|_| {
            VNI_MARKS.iter().find(|(mark, _)| *mark == small).map(|(_, marks)| *marks)
        });
        if let Some((base, marks)) =
            vowel.zip(mark).filter(|(base, marks)| takes(*base, marks))
        {
            let _: char = base;
            out.push_str(marks);
            vowel = None;
            continue;
        }
        let letter = at_place(places, letter);
        out.push(letter);
        vowel = Some(letter);
    }
    out.nfc().collect()
}

/// Whether a vowel takes the marks: circumflex on a e o, breve on a, tones on every vowel.
fn takes(base: char, marks: &str) -> bool {
    let base = base.to_lowercase().next().unwrap_or(base);
    match marks.chars().next() {
        Some('\u{302}') => matches!(base, 'a' | 'e' | 'o'),
        Some('\u{306}') => base == 'a',
        _ => matches!(base, 'a' | 'e' | 'i' | 'o' | 'u' | 'y' | 'ơ' | 'ư'),
    }
}

/// What the places of Windows-1252's letters mean in Windows-1258.
static PAIRS_OF_1258: LazyLock<HashMap<char, char>> = LazyLock::new(|| {
    let pair = |byte: u8| {
        let letter = |code: &'static Encoding| {
            code.decode_without_bom_handling(&[byte]).0.chars().next().unwrap_or_default()
        };
        let (western, vietnamese) = (letter(WINDOWS_1252), letter(WINDOWS_1258));
        // Where 1258 has nothing, the letter stays.
        (western, if vietnamese.is_control() { western } else { vietnamese })
    };
    (0x80..=0xFF).map(pair).collect()
});

fn windows_1258(words: &str) -> String {
    words.chars().map(|letter| *PAIRS_OF_1258.get(&letter).unwrap_or(&letter)).nfc().collect()
}

fn viqr(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    let chars: Vec<char> = words.chars().collect();
    let mut at = 0;
    while at < chars.len() {
        if !chars[at].is_ascii_alphabetic() {
            // A backslash keeps the mark after it as it is.
            if chars[at] == '\\' && chars.get(at + 1).is_some_and(char::is_ascii_punctuation) {
                at += 1;
            }
            out.push(chars[at]);
            at += 1;
            continue;
        }
        let (word, end) = viqr_word(&chars, at);
        out.push_str(&word);
        at = end;
    }
    out
}

/// A syllable with its marks; marks that make no syllable stay punctuation.
fn viqr_word(chars: &[char], start: usize) -> (String, usize) {
    const LONGEST: usize = 24;
    let is_mark = |c: char| matches!(c, '^' | '(' | '+' | '\'' | '`' | '?' | '~' | '.');
    let mut end = start;
    while end < chars.len()
        && end - start < LONGEST
        && (chars[end].is_ascii_alphabetic() || is_mark(chars[end]))
    {
        end += 1;
    }
    let mut stop = end;
    loop {
        let closing = stop == end && ends_sentence(chars, stop);
        if stop > start && !closing {
            let word = viqr_marks(&chars[start..stop]);
            let plain = chars[start..stop].iter().all(char::is_ascii_alphabetic);
            if plain || is_syllable(&word) {
                return (word, stop);
            }
        }
        if stop <= start + 1 {
            let letters =
                chars[start..end].iter().take_while(|c| c.is_ascii_alphabetic()).count();
            let letters = letters.max(1);
            return (chars[start..start + letters].iter().collect(), start + letters);
        }
        stop -= 1;
    }
}

/// Whether a dot or a question mark at the end of a word closes a sentence rather than marking a
/// tone.
fn ends_sentence(chars: &[char], stop: usize) -> bool {
    matches!(chars[stop - 1], '.' | '?')
        && chars[stop..]
            .iter()
            .find(|c| **c != ' ')
            .is_none_or(|next| *next == '\n' || *next == '\r')
}

fn viqr_marks(word: &[char]) -> String {
    let mut out = String::new();
    let mut at = 0;
    while at < word.len() {
        let letter = word[at];
        let pair = word.get(at + 1).copied();
        if matches!((letter, pair), ('d' | 'D', Some('d' | 'D'))) {
            out.push(if letter == 'd' { 'đ' } else { 'Đ' });
            at += 2;
            continue;
        }
        out.push_str(match letter {
            '^' => "\u{302}",
            '(' => "\u{306}",
            '+' => "\u{31B}",
            '\'' => "\u{301}",
            '`' => "\u{300}",
            '?' => "\u{309}",
            '~' => "\u{303}",
            '.' => "\u{323}",
            other => {
                out.push(other);
                at += 1;
                continue;
            }
        });
        at += 1;
    }
    out.nfc().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const WORDS: &str =
        "Căn cứ Nghị quyết của Ủy ban nhân dân về kế hoạch, đề nghị các phường";

    #[test]
    fn tcvn3_and_its_capitals() {
        let old = "C¨n cø NghÞ quyÕt cña ñy ban nh©n d©n vÒ kÕ ho¹ch, ®Ò nghÞ c¸c ph\u{AD}êng";
        assert_eq!(decode(CodePage::Tcvn3, old), WORDS.replace('Ủ', "ủ"));
        assert_eq!(decode(CodePage::Tcvn3Capitals, "kÕ ho¹ch"), "KẾ HOẠCH");
        assert_eq!(detect(old), Some(CodePage::Tcvn3));
    }

    #[test]
    fn a_lost_u_is_put_back() {
        assert_eq!(
            restore_lost_u("Bộ trởng, Thủ tớng đợc hởng trớc; Lu: VP. BỘ TRỞNG, nh trên"),
            "Bộ trưởng, Thủ tướng được hưởng trước; Lưu: VP. BỘ TRƯỞNG, như trên"
        );
        assert_eq!(restore_lost_u("mời họp, xin cảm ơn"), "mời họp, xin cảm ơn");
    }

    #[test]
    fn vni() {
        let old = "Caên cöù Nghò quyeát cuûa UÛy ban nhaân daân veà keá hoaïch, ñeà nghò caùc phöôøng";
        assert_eq!(decode(CodePage::Vni, old), WORDS);
        assert_eq!(detect(old), Some(CodePage::Vni));
    }

    #[test]
    fn viqr() {
        let old = "Ca(n cu+' Nghi. quye^'t cu?a U?y ban nha^n da^n ve^` ke^' hoa.ch, dde^` nghi. \
                   ca'c phu+o+`ng";
        assert_eq!(decode(CodePage::Viqr, old), WORDS);
        assert_eq!(detect(old), Some(CodePage::Viqr));
        assert_eq!(decode(CodePage::Viqr, "(Kha^?n) la`m xong."), "(Khẩn) làm xong.");
    }

    #[test]
    fn windows_1258_from_bytes() {
        let bytes =
            b"C\xe3n c\xfd\xec Ngh\xf2i \xf0i\xf2nh c\xf9a k\xea\xec hoa\xf2ch n\xe3m nay";
        let text = western(bytes);
        assert_eq!(detect(&text), Some(CodePage::Windows1258));
    }

    #[test]
    fn unicode_is_left_alone() {
        assert_eq!(detect(WORDS), None);
        assert_eq!(detect("A plain English sentence (with brackets) and so on."), None);
        assert!(!shows(CodePage::Tcvn3, "Kế hoạch"));
        assert_eq!(CodePage::of_font(".VnTimeH"), Some(CodePage::Tcvn3Capitals));
        assert_eq!(CodePage::of_font("VNI-Times"), Some(CodePage::Vni));
        assert_eq!(CodePage::of_font("Times New Roman"), None);
    }
}
