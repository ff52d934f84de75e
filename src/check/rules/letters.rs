//! Encoding, and one way of writing throughout a document.

use std::collections::HashSet;
use std::ops::Range;

use crate::check::case::Case;
use crate::check::context::Context;
use crate::check::letters::Undrawn;
use crate::check::lines::Lines;
use crate::check::passage::Role;
use crate::check::phrases::Meaning;
use crate::check::reading::{Kind, Reading, capitalised, old_style};
use crate::check::row::Test::{Lines as OfLines, Passage, Whole};
use crate::check::row::{Row, row};
use crate::check::rule::Area::Letters;
use crate::check::rule::Needs::{Lines as NeedsLines, Words};
use crate::check::rule::Severity::{Error, Hint, Warning};
use crate::check::tell::{Report, Tell};
use crate::model::{NOTE_ANCHOR, Place};
use crate::standard::undrawn;
use crate::vietnamese::{is_invisible, parse_roman, small};

pub(in crate::check) static ROWS: [Row; 10] = [
    row(
        "L06",
        Error,
        Letters,
        NeedsLines,
        "khoản 4 Mục I Phần I Phụ lục I",
        "chữ theo bảng mã Unicode, không phải TCVN3 hay VNI",
        OfLines(old_code_page),
    ),
    row(
        "U01",
        Error,
        Letters,
        NeedsLines,
        "khoản 4 Mục I Phần I Phụ lục I (TCVN 6909:2001)",
        "chữ Unicode dựng sẵn, dấu không rời khỏi chữ",
        OfLines(decomposed),
    ),
    row(
        "U02",
        Error,
        Letters,
        Words,
        "khoản 4 Mục I Phần I Phụ lục I",
        "Đ, đ và các chữ cái đúng mã tiếng Việt",
        Passage(look_alikes),
    ),
    row(
        "U03",
        Warning,
        Letters,
        Words,
        "thông lệ",
        "không có ký tự ẩn giữa chữ",
        Passage(invisible),
    ),
    row(
        "U04",
        Warning,
        Letters,
        Words,
        "thông lệ",
        "vị trí dấu thanh thống nhất (hòa hoặc hoà) trong cả văn bản",
        Whole(tone_style),
    ),
    row(
        "U05",
        Warning,
        Letters,
        Words,
        "thông lệ",
        "i, y thống nhất (kỷ niệm hoặc kỉ niệm) trong cả văn bản",
        Whole(i_or_y),
    ),
    row(
        "U09",
        Hint,
        Letters,
        Words,
        "thông lệ",
        "chữ viết tắt được giải thích lần đầu",
        Whole(abbreviations),
    ),
    row(
        "U11",
        Hint,
        Letters,
        Words,
        "thông lệ",
        "“bảo đảm” hoặc “đảm bảo” thống nhất trong cả văn bản",
        Whole(ensure),
    ),
    row(
        "U13",
        Warning,
        Letters,
        Words,
        "khoản 4 Mục I Phần I Phụ lục I",
        "mọi chữ và dấu đều có trong phông in",
        Passage(unprintable),
    ),
    row(
        "U12",
        Warning,
        Letters,
        Words,
        "thông lệ",
        "số viết dấu chấm phân nhóm nghìn, đơn vị cách số",
        Passage(numbers),
    ),
];

fn old_code_page(lines: &Lines<'_>, report: &mut Report) {
    let encoding = lines.encoding();
    if encoding.contains("TCVN3") || encoding.contains("VNI") {
        let message = format!(
            "tệp dùng bảng mã {encoding}; chuyển sang Unicode (nhập vào là được chuyển)"
        );
        report.line(0, Place::Subject, "", None, message);
    }
}

fn decomposed(lines: &Lines<'_>, report: &mut Report) {
    if let Some(note) = lines.composed() {
        let count: String = note.message.chars().filter(char::is_ascii_digit).collect();
        let message = format!(
            "{count} dấu tách rời khỏi chữ (Unicode tổ hợp); nhập vào là được ghép lại"
        );
        report.line(note.line, Place::Subject, &note.excerpt, None, message);
    }
}

/// Letters of other scripts that look like ours, and what is meant.
const ALIKE: [(char, char); 26] = [
    ('Ð', 'Đ'),
    ('Ɖ', 'Đ'),
    ('ɖ', 'đ'),
    ('ð', 'đ'),
    ('а', 'a'),
    ('е', 'e'),
    ('о', 'o'),
    ('р', 'p'),
    ('с', 'c'),
    ('х', 'x'),
    ('у', 'y'),
    ('і', 'i'),
    ('А', 'A'),
    ('В', 'B'),
    ('Е', 'E'),
    ('К', 'K'),
    ('М', 'M'),
    ('Н', 'H'),
    ('О', 'O'),
    ('Р', 'P'),
    ('С', 'C'),
    ('Т', 'T'),
    ('Х', 'X'),
    ('ο', 'o'),
    ('Ο', 'O'),
    ('ν', 'v'),
];

fn look_alikes(reading: &Reading, _: &Context, tell: &mut Tell<'_>) {
    letter_for_digit(reading, tell);
    // Eth and its kin, Greek, Cyrillic: most passages have none.
    let other =
        |letter: &char| matches!(letter, 'Ð' | 'ð' | 'Ɖ' | 'ɖ' | '\u{370}'..='\u{4FF}');
    if !reading.chars.iter().any(other) {
        return;
    }
    for token in reading.words() {
        let word = &reading.chars[token.span.clone()];
        let alike = |letter: &char| {
            ALIKE.iter().find(|(wrong, _)| wrong == letter).map(|(_, right)| *right)
        };
        let wrong = word.iter().filter(|letter| alike(letter).is_some()).count();
        // A word of another script altogether is a word of another language.
        let eth = word.iter().any(|letter| "ÐƉɖð".contains(*letter));
        if wrong > 0 && (eth || wrong < word.len()) {
            let right: String =
                word.iter().map(|letter| alike(letter).unwrap_or(*letter)).collect();
            tell.mend(
                token.span.clone(),
                right,
                "có chữ cái trông giống nhưng không phải chữ tiếng Việt",
            );
        }
    }
}

/// Letters that no bundled face draws: on paper a box stands for them.
/// "24O": a letter among digits that looks like one of them.
fn letter_for_digit(reading: &Reading, tell: &mut Tell<'_>) {
    if !reading.has_digit() || !matches!(reading.role, Role::Cell(_)) {
        return;
    }
    let chars = &reading.chars;
    let like = |c: &char| matches!(c, 'O' | 'o' | 'l' | 'I');
    let number = chars.iter().all(|c| c.is_ascii_digit() || like(c) || ".,".contains(*c));
    let digits = chars.iter().filter(|c| c.is_ascii_digit()).count();
    if number && digits * 2 > chars.len() {
        for at in (0..chars.len()).filter(|at| like(&chars[*at])) {
            let digit = if matches!(chars[at], 'O' | 'o') { "0" } else { "1" };
            let message = format!("chữ “{}” giữa các chữ số; viết số {digit}", chars[at]);
            tell.offer(at..at + 1, digit, message);
        }
    }
}

fn unprintable(reading: &Reading, _: &Context, tell: &mut Tell<'_>) {
    // The letters of Vietnamese and the marks of its papers are in every face.
    let plain = |letter: &char| {
        letter.is_ascii()
            || matches!(letter, 'À'..='ÿ' | 'Ă' | 'ă' | 'Đ' | 'đ' | 'Ĩ' | 'ĩ' | 'Ũ' | 'ũ'
            | 'Ơ' | 'ơ' | 'Ư' | 'ư' | '\u{1EA0}'..='\u{1EF9}' | '–' | '“' | '”' | '…')
    };
    if reading.chars.iter().all(plain) {
        return;
    }
    let words: String = reading.chars.iter().filter(|c| **c != NOTE_ANCHOR).collect();
    let lacking: Vec<char> = undrawn(&words).into_iter().collect();
    for letter in lacking {
        let at = reading.chars.iter().position(|other| *other == letter);
        if let Some(at) = at {
            let described = Undrawn { place: Place::Subject, letter }.described();
            let message = format!(
                "không có phông in được {described}, trên giấy sẽ là một ô trống; thay bằng chữ khác"
            );
            tell.say(at..at + 1, message);
        }
    }
}

/// Most letters without ink are cleaned at every door; the empty Braille cell stays, and prints nothing.
fn invisible(reading: &Reading, _: &Context, tell: &mut Tell<'_>) {
    for (at, letter) in reading.chars.iter().enumerate() {
        if is_invisible(*letter) || *letter == '\u{2800}' {
            tell.mend(at..at + 1, "", "có ký tự ẩn giữa chữ");
        }
    }
}

/// The syllables whose tone mark may stand in two places; true where it stands in the new one.
pub(in crate::check) fn tones(reading: &Reading) -> Vec<(Range<usize>, bool)> {
    reading
        .words()
        .filter_map(|token| Some((token.span.clone(), style_of(reading, token.span.end)?)))
        .collect()
}

fn tone_style(case: &Case<'_>, report: &mut Report) {
    let all = || {
        case.known().flat_map(|(passage, known)| {
            known.facts.tones.iter().map(move |(span, is_new)| (passage, known, span, *is_new))
        })
    };
    let new = all().filter(|(.., is_new)| *is_new).count();
    let old = all().count() - new;
    if old == 0 || new == 0 {
        return;
    }
    let keep_new = new > old;
    let (many, few) = (old.max(new), old.min(new));
    for (passage, known, span, is_new) in all() {
        if is_new != keep_new {
            let after = restyled(&known.reading.chars[span.clone()], keep_new);
            let message = format!(
                "đặt dấu thanh khác phần lớn văn bản ({many} chỗ kiểu kia, {few} chỗ kiểu này)"
            );
            report.span(passage, span.clone(), message).cured(after, false);
        }
    }
}

/// Whether the open syllable that ends here has its mark on the last vowel (new), on the one before
/// (old), or could not have it elsewhere (none).
fn style_of(reading: &Reading, end: usize) -> Option<bool> {
    let last = reading.char(end.checked_sub(1)?)?;
    let first = reading.char(end.checked_sub(2)?)?;
    let before = end.checked_sub(3).and_then(|at| reading.char(at));
    if before.is_some_and(|c| matches!(c, 'q' | 'Q')) {
        return None;
    }
    let (first, last) = (small(first), small(last));
    if !"oòóỏõọuùúủũụ".contains(first) {
        return None;
    }
    if old_style(first, last).is_some() {
        return Some(true);
    }
    let open = ("òóỏõọ".contains(first) && "ae".contains(last))
        || ("ùúủũụ".contains(first) && last == 'y');
    open.then_some(false)
}

/// A syllable with its mark in the other place.
fn restyled(word: &[char], new: bool) -> String {
    const OLD: [&str; 3] = ["òóỏõọ", "òóỏõọ", "ùúủũụ"];
    const NEW: [&str; 3] = ["àáảãạ", "èéẻẽẹ", "ỳýỷỹỵ"];
    const BARE: [(char, char); 3] = [('o', 'a'), ('o', 'e'), ('u', 'y')];
    let mut out = word.to_vec();
    let (at, end) = (word.len() - 2, word.len() - 1);
    let upper = |like: char, letter: char| -> char {
        if like.is_uppercase() {
            letter.to_uppercase().next().unwrap_or(letter)
        } else {
            letter
        }
    };
    for row in 0..3 {
        let (first, last) = BARE[row];
        let (a, b) = (small(word[at]), small(word[end]));
        if new
            && b == last
            && let Some(tone) = OLD[row].chars().position(|c| c == a)
        {
            let marked = NEW[row].chars().nth(tone).unwrap_or(last);
            (out[at], out[end]) = (upper(word[at], first), upper(word[end], marked));
        }
        if !new
            && a == first
            && let Some(tone) = NEW[row].chars().position(|c| c == b)
        {
            let marked = OLD[row].chars().nth(tone).unwrap_or(first);
            (out[at], out[end]) = (upper(word[at], marked), upper(word[end], last));
        }
    }
    out.into_iter().collect()
}

/// Pairs of spellings, of which a document should keep to one.
const I_Y: [(&str, &str); 10] = [
    ("kỷ", "kỉ"),
    ("kỹ", "kĩ"),
    ("lý", "lí"),
    ("tỷ", "tỉ"),
    ("mỹ", "mĩ"),
    ("sỹ", "sĩ"),
    ("hy", "hi"),
    ("quý", "quí"),
    ("quy", "qui"),
    ("quỹ", "quĩ"),
];

/// The syllables of [`I_Y`]: their row, whether they have i, and where they stand.
pub(in crate::check) fn i_and_y(reading: &Reading) -> Vec<(usize, bool, Range<usize>)> {
    let mut found = Vec::new();
    for (index, token) in reading.tokens.iter().enumerate() {
        if token.kind != Kind::Word || token.span.len() > 3 {
            continue;
        }
        let word = reading.small(token);
        let Some(row) = I_Y.iter().position(|(y, i)| word == *y || word == *i) else {
            continue;
        };
        let next = reading.tokens.get(index + 2).map(|next| reading.small(next));
        // Names keep their own letter; "tỉ mỉ" has no other way.
        let fixed = match word {
            "tỉ" => next == Some("mỉ"),
            "hi" => !matches!(next, Some("sinh" | "vọng")),
            _ => false,
        };
        if !fixed && !reading.is_capital_inside(token) {
            found.push((row, word == I_Y[row].1, token.span.clone()));
        }
    }
    found
}

fn i_or_y(case: &Case<'_>, report: &mut Report) {
    let all = |row: usize| {
        case.known().flat_map(move |(passage, known)| {
            let mine = known.facts.i_y.iter().filter(move |one| one.0 == row);
            mine.map(move |(_, has_i, span)| (passage, known, *has_i, span))
        })
    };
    for (row, (y, i)) in I_Y.iter().enumerate() {
        let with_i = all(row).filter(|one| one.2).count();
        let with_y = all(row).count() - with_i;
        if with_i == 0 || with_y == 0 {
            continue;
        }
        let right = if with_i > with_y { i } else { y };
        for (passage, known, has_i, span) in all(row).filter(|one| one.2 != (with_i > with_y))
        {
            let capital = known.reading.chars[span.start].is_uppercase();
            let after = if capital { capitalised(right) } else { (*right).to_owned() };
            let (many, few) = (with_i.max(with_y), with_i.min(with_y));
            let wrong = if has_i { i } else { y };
            let message = format!(
                "văn bản viết “{right}” {many} lần, “{wrong}” {few} lần; nên thống nhất “{right}”"
            );
            report.span(passage, span.clone(), message).cured(after, false);
        }
    }
}

/// Abbreviations that need no introduction in an office.
const KNOWN: &str = "|UBND|HĐND|TW|TU|UBMTTQ|MTTQ|TTg|CP|QH|NĐ|NQ|QĐ|KH|CT|KL|TT|BC|TTr|CV|HD|TB|CTr|ĐA|VT|VP|THCS|THPT|BHXH|BHYT|CNTT|CCHC|TTHC|PCCC|ATTP|HTX|KCN|DN|TP|GS|TS|PGS|ThS|II|III|IV|VI|VII|VIII|IX|XI|XII|XIII|XIV|XV|XVI|XVII|XVIII|XIX|XX|XXI|ATGT|TTATXH|CNXH|KT|XH|QPAN|ANTT|TM|TL|TUQ|PL|STT|TP.HCM|HCM|VND|USD|COVID|WTO|UNESCO|ASEAN|ISO|PDF|SMS|GDP|ODA|FDI|VNPT|FPT|BTC|BNV|LĐTBXH|TNMT|NNPTNT|GTVT|VHTT|TDTT|ĐUK|ĐU|";

/// Abbreviations of a passage that nothing introduces there, and those that something does.
pub(in crate::check) fn shorts(reading: &Reading) -> Vec<(Range<usize>, bool)> {
    if reading.capitals || reading.role.is_heading() || !reading.role.is_prose() {
        return Vec::new();
    }
    let told = reading.key.contains("viết tắt") || reading.key.contains("gọi tắt");
    let joined =
        |c: Option<char>| c.is_some_and(|c| "-/&._".contains(c) || c.is_ascii_digit());
    let mut found = Vec::new();
    for token in reading.words() {
        let letters = &reading.chars[token.span.clone()];
        if !(2..=6).contains(&letters.len()) || !letters.iter().all(|c| c.is_uppercase()) {
            continue;
        }
        let word: String = letters.iter().collect();
        let (before, after) = (reading.before(token.span.start), reading.char(token.span.end));
        let known = KNOWN.contains(&format!("|{word}|")) || parse_roman(&word).is_some();
        if known
            || joined(before)
            || joined(after)
            || reading.in_capitals(token)
            || reading.is_cited(&token.span)
        {
            continue;
        }
        let opens = after == Some(' ') && reading.char(token.span.end + 1) == Some('(');
        found.push((token.span.clone(), told || opens || before == Some('(')));
    }
    found
}

fn abbreviations(case: &Case<'_>, report: &mut Report) {
    let mut seen: HashSet<String> = HashSet::new();
    for (passage, known) in case.known() {
        for (span, introduced) in &known.facts.shorts {
            let word = known.reading.text(span.clone());
            if seen.insert(word.clone()) && !introduced {
                let message = format!(
                    "“{word}” chưa được giải thích ở lần đầu; ghi đầy đủ rồi đặt chữ viết tắt trong ngoặc"
                );
                report.span(passage, span.clone(), message);
            }
        }
    }
}

fn ensure(case: &Case<'_>, report: &mut Report) {
    let mut counts = [0usize; 2];
    let mut last = [None, None];
    for (passage, known) in case.known() {
        for hit in &known.reading.hits {
            let Meaning::Ensure(which) = hit.meaning else { continue };
            if !known.reading.is_cited(&hit.span) {
                counts[which] += 1;
                last[which] = Some((passage, hit.span.clone()));
            }
        }
    }
    if counts.contains(&0) {
        return;
    }
    let odd = usize::from(counts[1] < counts[0]);
    if let Some((passage, span)) = last[odd].take() {
        let message = format!(
            "văn bản dùng cả “bảo đảm” ({}) và “đảm bảo” ({}); nên dùng một",
            counts[0], counts[1]
        );
        report.span(passage, span, message);
    }
}

fn numbers(reading: &Reading, _: &Context, tell: &mut Tell<'_>) {
    if reading.role == Role::Symbol || !reading.has_digit() {
        return;
    }
    for (index, token) in reading.tokens.iter().enumerate() {
        if token.kind != Kind::Number {
            continue;
        }
        let words = reading.text(token.span.clone());
        let groups: Vec<&str> = words.split(',').collect();
        let grouped = groups.len() >= 3
            && groups[0].len() <= 3
            && groups[1..].iter().all(|group| group.len() == 3 && !group.contains('.'));
        if grouped {
            tell.offer(
                token.span.clone(),
                words.replace(',', "."),
                "nhóm ba chữ số phân cách bằng dấu chấm",
            );
        }
        let Some(next) = reading.tokens.get(index + 1) else { continue };
        const UNITS: &str = "|đ|đồng|triệu|tỷ|tỉ|km|kg|ha|người|hộ|ngày|tháng|năm|lượt|cuốn|bộ|cái|lớp|tấn|m|mm|cm|";
        let unit = format!("|{}|", reading.small(next));
        let ends = reading
            .char(next.span.end)
            .is_none_or(|c| !c.is_ascii_digit() && c != '/' && c != '-');
        let alone =
            reading.before(token.span.start).is_none_or(|c| c.is_whitespace() || c == '(');
        if next.kind == Kind::Word
            && UNITS.contains(&unit)
            && ends
            && alone
            && !reading.is_capital(next)
        {
            let at = token.span.end;
            let span = at - 1..at + 1;
            let after = format!("{} {}", reading.chars[at - 1], reading.chars[at]);
            tell.offer(
                span,
                after,
                format!("thiếu dấu cách giữa số và đơn vị “{}”", reading.small(next)),
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_syllable_changes_its_style_and_back() {
        for (old, new) in [("hòa", "hoà"), ("Ủy", "Uỷ"), ("KHỎE", "KHOẺ"), ("thùy", "thuỳ")]
        {
            let chars = |words: &str| words.chars().collect::<Vec<_>>();
            assert_eq!(restyled(&chars(old), true), new);
            assert_eq!(restyled(&chars(new), false), old);
        }
    }
}
