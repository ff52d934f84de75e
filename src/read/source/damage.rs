//! Words that a copy broke: letters set apart ("t ỉ nh"), words run together ("vềviệc").
//!
//! Only what can be nothing else is mended, and each mending is told.

use std::borrow::Cow;

use crate::vietnamese::{fold_char, is_syllable};

/// Lines longer than this, in bytes, are left as they stand.
const LONGEST: usize = 20_000;

/// A mended place.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Repair {
    /// Line of the text, from 1.
    pub(in crate::read) line: usize,
    /// As it stood.
    pub(in crate::read) was: String,
    /// As it is now.
    pub(in crate::read) now: String,
}

/// Mends a text line by line.
pub(super) fn repair(text: &str) -> (Cow<'_, str>, Vec<Repair>) {
    let mut repairs = Vec::new();
    let mut out: Option<String> = None;
    let mut done = 0;
    let mut at = 0;
    for (index, line) in text.split_inclusive('\n').enumerate() {
        let from = at;
        at += line.len();
        if line.len() > LONGEST {
            continue;
        }
        let Some(mended) = mend(line, index + 1, &mut repairs) else { continue };
        let out = out.get_or_insert_default();
        out.push_str(&text[done..from]);
        out.push_str(&mended);
        done = at;
    }
    match out {
        Some(mut out) => {
            out.push_str(&text[done..]);
            (Cow::Owned(out), repairs)
        }
        None => (Cow::Borrowed(text), repairs),
    }
}

/// Puts a title that a narrow cell tore in two back on one line: `KẾ / HOẠCH`. The number of lines
/// stays.
pub(super) fn join_titles(text: &str) -> Cow<'_, str> {
    const TORN: [(&str, &str); 4] =
        [("KẾ", "HOẠCH"), ("QUYẾT", "ĐỊNH"), ("CHỈ", "THỊ"), ("BÁO", "CÁO")];
    let torn = |first: &str, second: &str| {
        let (first, second) = (first.trim(), second.trim());
        TORN.iter().any(|(head, tail)| *head == first && *tail == second)
    };
    let lines: Vec<&str> = text.split_inclusive('\n').collect();
    if !lines.windows(2).any(|pair| torn(pair[0], pair[1])) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    while at < lines.len() {
        match lines.get(at + 1) {
            Some(next) if torn(lines[at], next) => {
                out.push_str(lines[at].trim());
                out.push(' ');
                out.push_str(next.trim());
                out.push_str("\n\n");
                at += 2;
            }
            _ => {
                out.push_str(lines[at]);
                at += 1;
            }
        }
    }
    Cow::Owned(out)
}

/// A word of a line, with the white space before it.
struct Piece<'a> {
    space: &'a str,
    word: Cow<'a, str>,
}

fn mend(line: &str, number: usize, repairs: &mut Vec<Repair>) -> Option<String> {
    let mut pieces = pieces(line);
    let before = repairs.len();
    lost_head(&mut pieces, number, repairs);
    let mut at = 0;
    while at < pieces.len() {
        let torn = torn(&pieces, at);
        if let Some((from, to)) = torn {
            let words: Vec<&str> = pieces[from..to].iter().map(|p| p.word.as_ref()).collect();
            let (was, now) = (words.join(" "), words.concat());
            pieces[from].word = Cow::Owned(now.clone());
            pieces.drain(from + 1..to);
            repairs.push(Repair { line: number, was, now });
            at = from + 1;
            continue;
        }
        if let Some(now) = parted(&pieces[at].word) {
            let was = std::mem::replace(&mut pieces[at].word, Cow::Owned(now.clone()));
            repairs.push(Repair { line: number, was: was.into_owned(), now });
        }
        at += 1;
    }
    (repairs.len() > before).then(|| {
        let mut out: String =
            pieces.iter().flat_map(|piece| [piece.space, piece.word.as_ref()]).collect();
        out.push_str(&line[line.trim_end().len()..]);
        out
    })
}

fn pieces(line: &str) -> Vec<Piece<'_>> {
    let mut found = Vec::new();
    let mut rest = line.trim_end();
    while !rest.is_empty() {
        let start = rest.len() - rest.trim_start().len();
        let end = rest[start..].find(char::is_whitespace).map_or(rest.len(), |n| start + n);
        found.push(Piece { space: &rest[..start], word: Cow::Borrowed(&rest[start..end]) });
        rest = &rest[end..];
    }
    found
}

/// "Y BAN NHÂN DÂN" at the head of a line has lost its first letter.
fn lost_head(pieces: &mut [Piece<'_>], number: usize, repairs: &mut Vec<Repair>) {
    let [first, rest @ ..] = pieces else { return };
    let committee = rest.len() >= 3
        && rest.iter().zip(["BAN", "NHÂN", "DÂN"]).all(|(piece, word)| piece.word == word);
    if first.word == "Y" && committee {
        first.word = Cow::Borrowed("ỦY");
        repairs.push(Repair { line: number, was: "Y".to_owned(), now: "ỦY".to_owned() });
    }
}

/// The pieces around one that are a single torn word, as a range.
fn torn(pieces: &[Piece<'_>], at: usize) -> Option<(usize, usize)> {
    let middle = pieces[at].word.as_ref();
    let left = at
        .checked_sub(1)
        .map(|before| pieces[before].word.as_ref())
        .filter(|word| pieces[at].space == " " && ends_in_letter(word));
    let right = pieces
        .get(at + 1)
        .filter(|next| next.space == " " && next.word.starts_with(char::is_alphabetic))
        .map(|next| next.word.as_ref());
    let number_before = at
        .checked_sub(2)
        .is_some_and(|n| pieces[n].word.ends_with(|c: char| c.is_ascii_digit()));
    let joins = |parts: &[&str]| {
        let word = parts.concat();
        let word = letters(&word);
        is_syllable(word) && one_case(word)
    };
    if is_vowels(letters(middle)) && middle.starts_with(char::is_alphabetic) {
        let pure = ends_in_letter(middle);
        if let (Some(left), Some(right), true) = (left, right, pure) {
            let lone_vowel =
                letters(right).chars().count() == 1 && !is_syllable(letters(left));
            let needs = !is_syllable(letters(right)) || lone_vowel;
            if needs && joins(&[left, middle, right]) {
                return Some((at - 1, at + 2));
            }
        }
        if let Some(left) = left
            && !is_syllable(letters(left))
            && !are_two_words(left, middle)
            && joins(&[left, middle])
            && !number_before
        {
            return Some((at - 1, at + 1));
        }
        if let Some(right) = right
            && pure
            && is_coda(letters(right))
            && joins(&[middle, right])
        {
            return Some((at, at + 2));
        }
    }
    // "t ỉnh": consonants that are no word, before a rime that begins with a marked vowel.
    let onset = letters(middle);
    if let Some(right) = right
        && is_consonants(onset)
        && ends_in_letter(middle)
        && !are_two_words(middle, right)
        && !pieces[at.saturating_sub(1)].word.ends_with(|c: char| c.is_ascii_digit())
        && right.starts_with(|c: char| !c.is_ascii() && is_vowel(c))
        && letters(right).chars().count() > 1
        && joins(&[middle, right])
    {
        return Some((at, at + 2));
    }
    // "tỉ nh"; in capitals NH and CH shorten words: "MÃ NH", "KHỐI TH".
    if let Some(right) = right
        && right.starts_with(char::is_lowercase)
        && ends_in_letter(middle)
        && matches!(letters(right).to_lowercase().as_str(), "ng" | "nh" | "ch")
        && middle.ends_with(is_vowel)
        && joins(&[middle, right])
    {
        return Some((at, at + 2));
    }
    None
}

/// Two words run together, where they part in one way alone. A name may be a foreign word, so
/// that only small letters and capitals throughout are looked at.
fn parted(word: &str) -> Option<String> {
    let core = letters(word);
    let plain = core.chars().all(char::is_lowercase) || core.chars().all(char::is_uppercase);
    if !plain || core.is_ascii() || core.len() > 60 || core.chars().count() < 5 {
        return None;
    }
    if is_syllable(core) {
        return None;
    }
    let mut found = None;
    for (cut, _) in core.char_indices().skip(1) {
        if is_syllable(&core[..cut]) && is_syllable(&core[cut..]) {
            if found.is_some() {
                return None;
            }
            found = Some(cut);
        }
    }
    let cut = found?;
    // "makét" is a foreign word and no "ma két": two bare letters tell too little.
    let bare = |part: &str| part.is_ascii() && part.len() <= 2;
    if bare(&core[..cut]) || bare(&core[cut..]) {
        return None;
    }
    let start = word.find(core)?;
    Some(format!("{} {}", &word[..start + cut], &word[start + cut..]))
}

/// A word without the marks at its ends.
fn letters(word: &str) -> &str {
    word.trim_matches(|c: char| !c.is_alphanumeric())
}

fn ends_in_letter(word: &str) -> bool {
    word.ends_with(char::is_alphabetic)
}

fn is_vowel(letter: char) -> bool {
    matches!(fold_char(letter), 'a' | 'e' | 'i' | 'o' | 'u' | 'y')
}

/// One to three vowels, one of them with a mark.
fn is_vowels(word: &str) -> bool {
    (1..=3).contains(&word.chars().count())
        && word.chars().all(|c| c.is_alphabetic() && is_vowel(c))
        && !word.is_ascii()
}

fn is_consonants(word: &str) -> bool {
    !word.is_empty() && word.chars().all(|c| c.is_alphabetic() && !is_vowel(c))
}

fn is_coda(word: &str) -> bool {
    matches!(word.to_lowercase().as_str(), "c" | "ch" | "m" | "n" | "ng" | "nh" | "p" | "t")
}

/// Whether a letter and what follows it may be whole words: a letter that names a point, a class or
/// a sum in đồng ("điểm đ ở trên", "lớp a", "200 triệu đ ủng hộ"), or a shortened word in capitals
/// ("TRƯỜNG TH ẤP BẮC"), before a word that begins with a vowel. Whole words are never joined; a torn
/// one that might be two stays torn.
fn are_two_words(letter: &str, word: &str) -> bool {
    let (letter, word) = (letters(letter), letters(word));
    let count = letter.chars().count();
    let label = count == 1 && letter.chars().all(|c| matches!(c, 'a'..='y' | 'đ'));
    let capitals = letter.chars().all(char::is_uppercase)
        && (count > 1 || word.chars().all(char::is_uppercase));
    (label || (capitals && count <= 3)) && is_word(word)
}

/// Words in use that begin with a marked vowel.
fn is_word(word: &str) -> bool {
    #[rustfmt::skip]
    const WORDS: &[&str] = &[
        "ở", "ý", "à", "á", "ổ", "ừ", "ủy", "uỷ", "áo", "ưu", "ấy", "âu", "ảo", "ác", "ách", "ám", "án",
        "ánh", "áp", "át", "ảnh", "ảm", "ăn", "ăng", "ắc", "ẵm", "ắt", "âm", "ân", "ấm", "ấn",
        "ấp", "ất", "ấu", "ẩm", "ẩn", "ẩu", "ậm", "ém", "én", "ép", "êm", "ếch", "ích",
        "ít", "ốc", "ốm", "ống", "ốp", "ồn", "ổn", "ôm", "ôn", "ông", "ôxy", "ôtô", "ơn",
        "ớn", "ớt", "ủ", "ủng", "úng", "úp", "út", "ùn", "ưng", "ức",
        "ứng", "ước", "ươm", "ướm", "ướp", "ướt", "ưỡn", "ưu", "ửng", 
    ];
    WORDS.contains(&word.to_lowercase().as_str())
}

fn one_case(word: &str) -> bool {
    let mut rest = word.chars();
    rest.next();
    let rest = rest.as_str();
    rest.chars().all(char::is_lowercase)
        || (word.chars().all(char::is_uppercase) && word.chars().count() > 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn torn_words_are_joined() {
        let cases = [
            ("UBND t ỉ nh giao S ở Y tế", "UBND tỉnh giao Sở Y tế"),
            ("Th ự c hi ệ n nhi ệ m v ụ", "Thực hiện nhiệm vụ"),
            ("T Ỉ NH, GIÁM Đ Ố C", "TỈNH, GIÁM ĐỐC"),
            ("(h ệ thống c ủ a xã).", "(hệ thống của xã)."),
            ("trên t ỉnh, th ị xã", "trên tỉnh, thị xã"),
            ("tạ i ph ườ ng", "tạ i phường"),
            ("ch ấ p hành, s ắp x ếp", "chấp hành, sắp xếp"),
            ("Y BAN NHÂN DÂN", "ỦY BAN NHÂN DÂN"),
        ];
        for (was, now) in cases {
            assert_eq!(repair(was).0, now);
        }
    }

    #[test]
    fn words_run_together_are_parted_where_one_way_is_open() {
        assert_eq!(repair("vềviệc bảovệ, CHÍNHPHỦ").0, "về việc bảo vệ, CHÍNH PHỦ");
        // "trung ương" or "trun gương".
        assert_eq!(repair("trungương").0, "trungương");
        assert_eq!(repair("Xêđăng video data").0, "Xêđăng video data");
    }

    #[test]
    fn whole_words_stay() {
        for text in [
            "Nhà ở xã hội, ý kiến của cử tri ở huyện",
            "điểm b ở trên; lớp a ở tầng 2",
            "Sở Y tế, y tế xã; 100 m ở phía bắc; 5 g ăn",
            "KH - UBND; a) ủy quyền; TP. Đà Lạt",
            "ThS. Lê A ấp Bắc",
            "ưu tiên đi ủng hộ Ý kiến",
            "điểm đ ở trên; điểm đ ủy quyền; mục đ ổn định",
            "200 triệu đ ủng hộ; tổ n ở xã; lớp s ấp Bắc",
            "TRƯỜNG TH ẤP BẮC, TRƯỜNG TH Ở XÃ, CÁC CH ẤP 3",
            "LỚP B Ở XÃ, BÀN GIAO MÃ NH",
            "makét hội nghị, in cataxê",
        ] {
            assert_eq!(repair(text).0, text);
        }
    }

    #[test]
    fn each_repair_is_told_with_its_line() {
        let (_, told) = repair("Một\ncủa t ỉ nh");
        let repair = Repair { line: 2, was: "t ỉ nh".to_owned(), now: "tỉnh".to_owned() };
        assert_eq!(told, [repair]);
    }
}
