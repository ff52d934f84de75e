//! What a misspelt syllable may be meant to be.

use unicode_normalization::UnicodeNormalization;

use super::counts;
use crate::vietnamese::is_syllable;

/// The tone marks: none, huyền, sắc, ngã, hỏi, nặng.
pub(super) const TONES: [Option<char>; 6] = [
    None,
    Some('\u{300}'),
    Some('\u{301}'),
    Some('\u{303}'),
    Some('\u{309}'),
    Some('\u{323}'),
];

/// Whether a letter carries a tone, or is a Vietnamese vowel with a mark.
pub(super) fn has_tone(letter: char) -> bool {
    let mut parts = letter.nfd();
    let base = parts.next().unwrap_or(letter);
    "aeiouy".contains(base)
        && letter.nfd().skip(1).all(|mark| {
            TONES.contains(&Some(mark)) || matches!(mark, '\u{302}' | '\u{306}' | '\u{31B}')
        })
}

/// The letters without tone, and the tone; none where there are two.
pub(super) fn apart(word: &str) -> Option<(String, Option<char>)> {
    let mut tone = None;
    let mut bare = String::new();
    for part in word.nfd() {
        if TONES.contains(&Some(part)) {
            if tone.replace(part).is_some() {
                return None;
            }
        } else {
            bare.push(part);
        }
    }
    Some((bare.nfc().collect(), tone))
}

/// Where the tone mark of a syllable stands: on the vowel with a mark of its own, else on the
/// vowel before the last letter of an open rime, on the last vowel of a closed one. Old style.
pub(super) fn placed(bare: &str, tone: Option<char>) -> Option<String> {
    let Some(tone) = tone else { return Some(bare.to_owned()) };
    let chars: Vec<char> = bare.chars().collect();
    let vowel = |c: &char| "aăâeêioôơuưy".contains(*c);
    let mut vowels: Vec<usize> = (0..chars.len()).filter(|at| vowel(&chars[*at])).collect();
    if bare.starts_with("qu") || (bare.starts_with("gi") && vowels.len() > 1) {
        vowels.remove(0);
    }
    let marked = vowels.iter().rev().find(|at| "ăâêôơư".contains(chars[**at]));
    let at = match (marked, vowels.as_slice()) {
        (Some(at), _) => *at,
        (None, [at]) => *at,
        (None, [first, second]) => {
            if *second + 1 < chars.len() {
                *second
            } else {
                *first
            }
        }
        (None, [_, middle, ..]) => *middle,
        (None, []) => return None,
    };
    let mut word: String = chars[..=at].iter().collect();
    word.push(tone);
    word.extend(&chars[at + 1..]);
    Some(word.nfc().collect())
}

/// A syllable whose tone mark stands on the wrong letter ("tòan", "ngaỳ"): where it belongs.
pub(super) fn misplaced_tone(word: &str) -> Option<String> {
    let (bare, tone) = apart(word)?;
    tone?;
    let right = placed(&bare, tone).filter(|_| is_syllable(word))?;
    // Two styles are right in open syllables.
    let open =
        ["oa", "oe", "uy"].iter().any(|end| bare.ends_with(end)) && !bare.ends_with("quy");
    let last = open.then(|| -> String { bare.chars().chain(tone).nfc().collect() });
    (word != right && last.as_deref() != Some(word)).then_some(right)
}

/// A repair that the shape alone tells: "phuơng", a stop without tone ("viêc"), two tones.
pub(super) fn by_shape(word: &str) -> Option<String> {
    let Some((bare, tone)) = apart(word) else {
        // Two tones: the letter that has both marks keeps one.
        let fixed = dropped_tone(word)?;
        return counts::is_used(&fixed).then_some(fixed);
    };
    if ["uơng", "uơc", "uơn", "uơi", "uơm", "uơt", "uơp"].iter().any(|end| bare.ends_with(end))
    {
        let right = placed(&bare.replace("uơ", "ươ"), tone)?;
        return is_syllable(&right).then_some(right);
    }
    if ["ưong", "ưoc", "ưon", "ưoi", "ưom", "ưot", "ưop"].iter().any(|end| bare.ends_with(end))
    {
        let right = placed(&bare.replace("ưo", "ươ"), tone)?;
        return is_syllable(&right).then_some(right);
    }
    if tone.is_none() && ["c", "p", "t", "ch"].iter().any(|end| bare.ends_with(end)) {
        let both = ['\u{301}', '\u{323}'].map(|tone| placed(&bare, Some(tone)));
        let used =
            both.into_iter().flatten().filter(|it| is_syllable(it) && counts::is_used(it));
        return used.max_by_key(|it| counts::count(it));
    }
    None
}

/// A word with two tone marks without the second.
fn dropped_tone(word: &str) -> Option<String> {
    let mut tone = None;
    let mut bare = String::new();
    for part in word.nfd() {
        if TONES.contains(&Some(part)) {
            tone.get_or_insert(part);
        } else {
            bare.push(part);
        }
    }
    let bare: String = bare.nfc().collect();
    placed(&bare, tone).filter(|it| is_syllable(it))
}

/// Two common syllables that were written as one word ("đượcmột").
pub(super) fn glued(word: &str) -> Option<String> {
    let chars: Vec<char> = word.chars().collect();
    (2..chars.len().saturating_sub(1)).find_map(|at| {
        let (first, second): (String, String) =
            (chars[..at].iter().collect(), chars[at..].iter().collect());
        let common = |part: &str| is_syllable(part) && counts::count(part) >= 8;
        let marked = !first.is_ascii() || !second.is_ascii();
        (marked && common(&first) && common(&second)).then(|| format!("{first} {second}"))
    })
}

/// Letters of Telex that make one letter.
const TELEX: [(&str, &str); 9] = [
    ("uow", "ươ"),
    ("dd", "đ"),
    ("aa", "â"),
    ("ee", "ê"),
    ("oo", "ô"),
    ("aw", "ă"),
    ("ow", "ơ"),
    ("uw", "ư"),
    ("w", "ư"),
];

/// Tones of Telex, by their keys.
const TELEX_TONES: [(char, char); 5] =
    [('f', '\u{300}'), ('s', '\u{301}'), ('x', '\u{303}'), ('r', '\u{309}'), ('j', '\u{323}')];

/// The syllable that the keys of Telex in a word would have made; none where there are no such keys.
pub(super) fn telex(word: &str) -> Option<String> {
    let (bare, mut tone) = apart(word)?;
    let mut letters = bare.clone();
    let key = letters.chars().last().and_then(|last| {
        TELEX_TONES.iter().find(|(key, _)| *key == last).map(|(_, mark)| *mark)
    });
    if let Some(mark) = key.filter(|_| tone.is_none() && letters.chars().count() > 2) {
        letters.pop();
        tone = Some(mark);
    }
    for (keys, letter) in TELEX {
        letters = letters.replacen(keys, letter, 1);
    }
    let word = (letters != bare).then(|| placed(&letters, tone)).flatten()?;
    is_syllable(&word).then_some(word)
}

/// A word with one of two equal letters side by side left out ("theeo", "thựcc"), where that is a
/// syllable.
pub(super) fn single(word: &str) -> Option<String> {
    let letters: Vec<char> = word.chars().collect();
    let at = letters.windows(2).position(|two| two[0] == two[1])?;
    let word: String = letters[..at].iter().chain(&letters[at + 1..]).collect();
    is_syllable(&word).then_some(word)
}

/// Whether the letters could be one syllable by their outline: consonants, vowels, consonants, with a
/// tone; a foreign word of several syllables is none.
pub(super) fn is_one_syllable(word: &str) -> bool {
    let Some((bare, tone)) = apart(word) else { return true };
    let vowel = |c: &char| "aăâeêioôơuưy".contains(*c);
    let clusters = bare.chars().map(|c| vowel(&c)).collect::<Vec<_>>();
    let starts = clusters.windows(2).filter(|two| !two[0] && two[1]).count()
        + usize::from(clusters.first() == Some(&true));
    tone.is_some()
        && starts == 1
        && bare.chars().count() <= 7
        && !LOANS.contains(&bare.as_str())
}

/// Loan words of science that look like one syllable.
const LOANS: [&str; 7] = ["tuyp", "điôt", "clo", "crom", "flo", "brom", "grap"];

/// Whether two syllables differ in i and y alone, which is a matter of style.
pub(super) fn is_i_for_y(first: &str, second: &str) -> bool {
    let plain = |word: &str| -> String {
        word.nfd().map(|c| if c == 'y' { 'i' } else { c }).collect()
    };
    plain(first) == plain(second)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_misplaced_tone_finds_its_letter() {
        for (wrong, right) in
            [("tòan", "toàn"), ("ngaỳ", "ngày"), ("trừơng", "trường"), ("khỏang", "khoảng")]
        {
            assert_eq!(misplaced_tone(wrong).as_deref(), Some(right));
            assert_eq!(misplaced_tone(right), None);
        }
        for word in [
            "hòa", "hoà", "thuỷ", "thủy", "quý", "giữa", "gìn", "của", "khuya", "nghiêng",
            "được", "giếng", "người", "hoài", "thuở", "huỳnh",
        ] {
            assert_eq!(misplaced_tone(word), None, "{word}");
        }
    }

    #[test]
    fn shapes_tell_their_repair() {
        assert_eq!(by_shape("phuơng").as_deref(), Some("phương"));
        assert_eq!(by_shape("hưỏng").as_deref(), Some("hưởng"));
        assert_eq!(by_shape("viêc").as_deref(), Some("việc"));
        assert_eq!(by_shape("đựợc").as_deref(), Some("được"));
        assert_eq!(by_shape("điốt"), None);
    }
}
