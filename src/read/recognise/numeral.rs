//! The numeral or mark at the head of a paragraph.

use crate::model::Level;
use crate::vietnamese::{fold, is_capitals, parse_roman};

/// A numeral as typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::read) enum Numeral {
    /// `Phần I`, `Phần thứ nhất`, `Chương I`, `Mục 1`, `Tiểu mục 1`: a level whose title stands below.
    Heading(Level, u32),
    /// `Điều 1.`
    Article(u32),
    /// `I.`
    Roman(u32),
    /// `A.`, counted from 1.
    Capital(u32),
    /// `1.`
    Arabic(u32),
    /// `1)`
    ArabicBracket(u32),
    /// `1.1.`, `1.1.1.`
    Decimal(Vec<u32>),
    /// `a)`
    Letter(char),
    /// `-`
    Dash,
    /// `+`
    Plus,
    /// `*`
    Star,
    /// `•` and other bullets.
    Bullet,
}

/// Reads the numeral at the head of a paragraph; the second value is how many characters it takes,
/// white space after it included.
pub(in crate::read) fn numeral(words: &str) -> Option<(Numeral, usize)> {
    // No numeral is longer; a huge paragraph is not copied.
    let head: Vec<char> = words.chars().take(64).collect();
    let start = head.iter().take_while(|c| c.is_whitespace()).count();
    let rest = &head[start..];
    let found = part(rest)
        .or_else(|| mark(rest))
        .or_else(|| digits(rest))
        .or_else(|| capitals(rest))
        .or_else(|| letter(rest))?;
    let (numeral, length) = found;
    let spaces = rest[length..].iter().take_while(|c| c.is_whitespace()).count();
    Some((numeral, start + length + spaces))
}

/// An automatic numeral as Word shows it, e.g. `1.`, `a)`, `•`.
pub(in crate::read) fn automatic(shown: &str) -> Option<Numeral> {
    let shown = shown.trim();
    if let Some((numeral, _)) = numeral(&format!("{shown} X")) {
        return Some(numeral);
    }
    if let Ok(number) = shown.parse::<u32>() {
        return Some(Numeral::Arabic(number));
    }
    if let Some(number) = parse_roman(shown) {
        return Some(Numeral::Roman(number));
    }
    (!shown.is_empty() && !shown.chars().any(char::is_alphanumeric)).then_some(Numeral::Bullet)
}

fn part(rest: &[char]) -> Option<(Numeral, usize)> {
    const ORDINALS: [&str; 10] =
        ["nhat", "hai", "ba", "tu", "nam", "sau", "bay", "tam", "chin", "muoi"];
    if !rest.first().is_some_and(|c| c.is_uppercase()) {
        return None;
    }
    let mut words = Vec::new();
    let mut at = 0;
    while at < rest.len() && words.len() < 3 {
        let length = rest[at..].iter().take_while(|c| c.is_alphanumeric()).count();
        if length == 0 {
            break;
        }
        let word: String = rest[at..at + length].iter().collect();
        at += length;
        words.push((word, at));
        at += rest[at..].iter().take_while(|c| c.is_whitespace()).count();
    }
    let mut words = words.iter();
    let (first, _) = words.next()?;
    let level = match fold(first).as_str() {
        "phan" => Level::Part,
        "chuong" => Level::Chapter,
        "muc" => Level::Division,
        "dieu" => Level::Article,
        "tieu" if fold(&words.next()?.0) == "muc" => Level::Subdivision,
        _ => return None,
    };
    let (second, end) = words.next()?;
    let close = |end: usize| {
        let after = &rest[end..];
        let gap = after.iter().take_while(|c| c.is_whitespace()).count();
        let mark = after.get(gap).is_some_and(|c| matches!(c, '.' | ':' | '-' | '–' | '—'));
        if mark { end + gap + 1 } else { end }
    };
    let arabic = second.parse().ok().filter(|n| *n < 1000);
    let number = match level {
        Level::Part | Level::Chapter => parse_roman(second).or(arabic),
        _ => arabic,
    };
    if let Some(number) = number {
        let closed = close(*end);
        return match level {
            Level::Part => Some((Numeral::Heading(level, number), closed)),
            Level::Article => (closed > *end).then_some((Numeral::Article(number), closed)),
            // "Mục 1 của Kế hoạch" is no heading.
            _ => stands_before_title(&rest[closed..])
                .then_some((Numeral::Heading(level, number), closed)),
        };
    }
    if level == Level::Part && fold(second) == "thu" {
        let (third, end) = words.next()?;
        let number = ORDINALS.iter().position(|name| *name == fold(third))? as u32 + 1;
        return Some((Numeral::Heading(level, number), close(*end)));
    }
    None
}

/// Whether nothing follows a numeral on its line, or a title in capitals.
fn stands_before_title(rest: &[char]) -> bool {
    let words: String = rest.iter().collect();
    words.trim().is_empty() || is_capitals(words.trim())
}

fn mark(rest: &[char]) -> Option<(Numeral, usize)> {
    let first = *rest.first()?;
    let next = rest.get(1).copied();
    let spaced = next.is_none_or(char::is_whitespace);
    let lettered = next.is_some_and(char::is_alphabetic);
    match first {
        '-' | '–' | '—' | '‒' | '−' if spaced || lettered || next == Some('“') => {
            Some((Numeral::Dash, 1))
        }
        '+' if spaced || lettered => Some((Numeral::Plus, 1)),
        '*' if spaced || lettered => Some((Numeral::Star, 1)),
        '•' | '●' | '·' | '▪' | '■' | '◦' | '○' | '‣' | '►' | '➢' | '✓' | '✔' | '\u{F0B7}'
        | '\u{F0A7}' | '\u{F0D8}' | '\u{F0FC}' => Some((Numeral::Bullet, 1)),
        _ => None,
    }
}

fn digits(rest: &[char]) -> Option<(Numeral, usize)> {
    let mut numbers = Vec::new();
    let mut at = 0;
    let mut dotted = false;
    loop {
        let length = rest[at..].iter().take_while(|c| c.is_ascii_digit()).count();
        if length == 0 {
            break;
        }
        if length > 2 || numbers.len() == 4 {
            return None;
        }
        numbers.push(rest[at..at + length].iter().collect::<String>().parse::<u32>().ok()?);
        at += length;
        dotted = rest.get(at) == Some(&'.');
        if !dotted {
            break;
        }
        at += 1;
    }
    let next = rest.get(at).copied();
    match numbers.as_slice() {
        [] | [0, ..] => None,
        [number] => match next {
            Some(')') if !dotted => {
                closed(rest, at + 1).then_some((Numeral::ArabicBracket(*number), at + 1))
            }
            Some('/' | ':')
                if !dotted && rest.get(at + 1).is_some_and(|c| c.is_whitespace()) =>
            {
                Some((Numeral::Arabic(*number), at + 1))
            }
            Some('-' | '–')
                if !dotted && rest.get(at + 1).is_some_and(|c| c.is_whitespace()) =>
            {
                Some((Numeral::Arabic(*number), at + 1))
            }
            _ if dotted && closed(rest, at) => Some((Numeral::Arabic(*number), at)),
            // "1/. Việc"
            Some('/') if !dotted && rest.get(at + 1) == Some(&'.') && closed(rest, at + 2) => {
                Some((Numeral::Arabic(*number), at + 2))
            }
            // "1 . Việc"
            Some(' ') if !dotted && spaced_dot(rest, at) => {
                Some((Numeral::Arabic(*number), at + 2))
            }
            _ => None,
        },
        _ => {
            let end = if !dotted && matches!(next, Some(')')) { at + 1 } else { at };
            let spaced = rest.get(end).is_none_or(|c| c.is_whitespace());
            (spaced || (dotted && closed(rest, end)))
                .then_some((Numeral::Decimal(numbers), end))
        }
    }
}

/// A dot that a space stands before, and white space after.
fn spaced_dot(rest: &[char], at: usize) -> bool {
    rest.get(at) == Some(&' ')
        && rest.get(at + 1) == Some(&'.')
        && rest.get(at + 2).is_some_and(|c| c.is_whitespace())
}

fn capitals(rest: &[char]) -> Option<(Numeral, usize)> {
    let length = rest.iter().take_while(|c| c.is_ascii_uppercase() || **c == 'Đ').count();
    let spaced = spaced_dot(rest, length);
    let marked = matches!(rest.get(length), Some('.' | '/' | ')' | ':' | '-' | '–'));
    if length == 0 || !(marked || spaced) {
        return None;
    }
    let hyphen = matches!(rest.get(length), Some('-' | '–' | ':'));
    let slashed = rest.get(length) == Some(&'/') && rest.get(length + 1) == Some(&'.');
    let end = length + 1 + usize::from(spaced || slashed);
    let fits = if hyphen {
        rest.get(end).is_some_and(|c| c.is_whitespace())
    } else {
        closed(rest, end)
    };
    if !fits || is_abbreviation(&rest[end..]) {
        return None;
    }
    let letters: String = rest[..length].iter().collect();
    if let Some(number) = parse_roman(&letters).filter(|number| *number < 50) {
        return Some((Numeral::Roman(number), end));
    }
    let first = rest[0];
    (length == 1 && first <= 'H')
        .then(|| (Numeral::Capital(first as u32 - 'A' as u32 + 1), end))
}

/// What touches a numeral's mark is one plain letter: `V/V`, `D.A.`, `X/D` are shortened words. A
/// Vietnamese word of one letter has a mark: `I.Ý NGHĨA`.
fn is_abbreviation(after: &[char]) -> bool {
    after.first().is_some_and(char::is_ascii_alphabetic)
        && after.get(1).is_none_or(|next| !next.is_alphanumeric())
}

fn letter(rest: &[char]) -> Option<(Numeral, usize)> {
    let open = usize::from(rest.first() == Some(&'('));
    let letter = *rest.get(open)?;
    if !letter.is_lowercase() {
        return None;
    }
    let end = open + 2;
    let closes = match rest.get(open + 1)? {
        ')' => true,
        '.' | '/' if open == 0 => rest.get(end).is_some_and(|c| c.is_whitespace()),
        _ => false,
    };
    (closes && closed(rest, end)).then_some((Numeral::Letter(letter), end))
}

/// After a numeral come white space, an opening mark or a capital, or nothing.
fn closed(rest: &[char], at: usize) -> bool {
    rest.get(at).is_none_or(|c| {
        c.is_whitespace() || c.is_uppercase() || matches!(c, '“' | '"' | '(' | '*' | '_')
    }) || rest.get(at - 1) == Some(&')')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(words: &str) -> Option<(Numeral, String)> {
        numeral(words).map(|(n, length)| (n, words.chars().skip(length).collect()))
    }

    #[test]
    fn numerals_of_every_level() {
        use Numeral::*;
        let cases = [
            ("Phần I", Heading(Level::Part, 1), ""),
            ("PHẦN THỨ HAI. NHIỆM VỤ", Heading(Level::Part, 2), "NHIỆM VỤ"),
            ("I. MỤC ĐÍCH", Roman(1), "MỤC ĐÍCH"),
            ("IV/ KINH PHÍ", Roman(4), "KINH PHÍ"),
            ("B. NỘI DUNG", Capital(2), "NỘI DUNG"),
            ("1. Mục đích", Arabic(1), "Mục đích"),
            ("12.Mục đích", Arabic(12), "Mục đích"),
            ("A . MỤC ĐÍCH", Capital(1), "MỤC ĐÍCH"),
            ("2 . Yêu cầu", Arabic(2), "Yêu cầu"),
            ("II/. NỘI DUNG", Roman(2), "NỘI DUNG"),
            ("I.Ý NGHĨA", Roman(1), "Ý NGHĨA"),
            ("3/. Việc", Arabic(3), "Việc"),
            ("1) Cán bộ", ArabicBracket(1), "Cán bộ"),
            ("2.1. Chương trình", Decimal(vec![2, 1]), "Chương trình"),
            ("2.1 Chương trình", Decimal(vec![2, 1]), "Chương trình"),
            ("3.1.2. Việc", Decimal(vec![3, 1, 2]), "Việc"),
            ("đ) Đào tạo", Letter('đ'), "Đào tạo"),
            ("a. Khai mạc", Letter('a'), "Khai mạc"),
            ("- Thời gian", Dash, "Thời gian"),
            ("–Thời gian", Dash, "Thời gian"),
            ("+ Quyết định", Plus, "Quyết định"),
            ("* Lưu ý", Star, "Lưu ý"),
            ("• Lưu ý", Bullet, "Lưu ý"),
        ];
        for (words, numeral, rest) in cases {
            assert_eq!(read(words), Some((numeral, rest.to_owned())), "{words}");
        }
    }

    #[test]
    fn what_only_looks_like_one() {
        for words in [
            "2026 là năm",
            "30.000 người",
            "1/2 ngày",
            "15/10/2026",
            "01.10.2023 là",
            "Phần mềm",
            "Phần lớn các xã",
            "v.v. và",
            "TM. UBND",
            "-5 độ",
            "KT. GIÁM ĐỐC",
            "Q. GIÁM ĐỐC",
            "12.5%",
            "1.250 người",
            "(có Thư mời)",
            "V/V VỆ SINH",
            "V/v vệ sinh",
            "D.A. 06",
            "X/D NÔNG THÔN MỚI",
            "C.T.V DÂN SỐ",
        ] {
            assert_eq!(read(words), None, "{words}");
        }
    }
}
