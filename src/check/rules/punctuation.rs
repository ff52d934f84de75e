//! Marks and spaces.

use crate::check::case::Case;
use crate::check::context::Context;
use crate::check::facts::Known;
use crate::check::passage;
use crate::check::passage::Role;
use crate::check::phrases::Cue;
use crate::check::reading::{Kind, Reading};
use crate::check::row::Test::{Passage, Whole};
use crate::check::row::{More, Row, row};
use crate::check::rule::Area::Punctuation;
use crate::check::rule::Needs::Words;
use crate::check::rule::Severity::{Error, Hint, Warning};
use crate::check::tell::{Report, Tell};
use crate::vietnamese::is_syllable;

pub(in crate::check) static ROWS: [Row; 12] = [
    row(
        "P01",
        Error,
        Punctuation,
        Words,
        "thông lệ",
        "không có dấu cách trước , ; : . ! ? ) và sau (",
        Passage(space_before),
    ),
    row(
        "P02",
        Error,
        Punctuation,
        Words,
        "thông lệ",
        "có một dấu cách sau dấu câu",
        Passage(no_space_after),
    ),
    row(
        "P03",
        Warning,
        Punctuation,
        Words,
        "thông lệ",
        "không có hai dấu cách liền nhau",
        Passage(double_space),
    ),
    row(
        "P04",
        Error,
        Punctuation,
        Words,
        "thông lệ",
        "ngoặc đơn, ngoặc kép có mở có đóng",
        Whole(unbalanced),
    ),
    row(
        "P05",
        Warning,
        Punctuation,
        Words,
        "điểm b khoản 1 Mục II Phần I Phụ lục I (theo mẫu)",
        "dùng dấu gạch nối (-), không dùng – hay —",
        Passage(long_dash),
    ),
    row(
        "P06",
        Error,
        Punctuation,
        Words,
        "thông lệ",
        "gạch nối cách cả hai bên hoặc không cách bên nào",
        Passage(lame_hyphen),
    ),
    row(
        "P07",
        Warning,
        Punctuation,
        Words,
        "điểm d khoản 9 Mục II Phần I Phụ lục I (tương tự)",
        "các ý cùng cấp kết thúc bằng cùng một dấu",
        Whole(list_ends),
    ),
    row(
        "P08",
        Error,
        Punctuation,
        Words,
        "Mục I Phụ lục II",
        "sau dấu chấm phẩy, dấu phẩy không viết hoa",
        Passage(capital_after_semicolon),
    ),
    row(
        "P09",
        Error,
        Punctuation,
        Words,
        "Mục I Phụ lục II",
        "viết hoa chữ đầu câu",
        Passage(small_after_stop),
    ),
    row(
        "P10",
        Hint,
        Punctuation,
        Words,
        "thông lệ",
        "không kết thúc ý giao việc bằng dấu ba chấm",
        Passage(trailing_dots),
    ),
    row(
        "P11",
        Warning,
        Punctuation,
        Words,
        "thông lệ",
        "không có dấu phẩy giữa cụm từ cố định",
        Passage(comma_in_phrase),
    ),
    row(
        "P12",
        Hint,
        Punctuation,
        Words,
        "thông lệ",
        "dùng ngoặc kép cong “ ”",
        Passage(straight_quotes),
    ),
];

pub(in crate::check) static MORE: [More; 1] = [("P04", Whole(two_styles))];

/// Straight quotation marks in a text that has curly ones.
fn two_styles(case: &Case<'_>, report: &mut Report) {
    let curly = |reading: &Reading| {
        reading.quotes.iter().any(|quote| reading.chars[quote.start] == '“')
    };
    if !case.passages().any(|(_, reading)| curly(reading)) {
        return;
    }
    for (passage, reading) in case.passages() {
        for quote in reading.quotes.iter().filter(|quote| quote.len() > 2) {
            if reading.chars[quote.start] == '"' {
                let inner = reading.text(quote.start + 1..quote.end - 1);
                let message = "văn bản dùng cả ngoặc kép cong và thẳng; dùng một kiểu “ ”";
                report.span(passage, quote.clone(), message).cured(format!("“{inner}”"), true);
            }
        }
    }
}

/// Marks before which no space stands.
const CLOSING: &str = ",;:.!?)";

fn space_before(reading: &Reading, _: &Context, tell: &mut Tell<'_>) {
    for three in reading.tokens.windows(2) {
        let [space, mark] = three else { continue };
        if space.kind != Kind::Space || space.span.start == 0 {
            continue;
        }
        let letter = reading.chars[mark.span.start];
        let next = reading.char(mark.span.end);
        // Dots that leave room for writing, and "./.".
        let room = letter == '.' && matches!(next, Some('.' | '/'));
        // Blanks of a form: "Điện thoại : ......", "của … )".
        let dotted = |c: Option<char>| c.is_some_and(|c| "….".contains(c));
        let blank = dotted(reading.before(space.span.start))
            || (letter == ':'
                && dotted(
                    reading.chars[mark.span.end..]
                        .iter()
                        .copied()
                        .find(|c| !c.is_whitespace()),
                ));
        let face = letter == ':' && next == Some(')');
        let decimal = ".,".contains(letter) && next.is_some_and(|c| c.is_ascii_digit());
        if CLOSING.contains(letter) && !room && !face && !decimal && !blank {
            let span = space.span.start..mark.span.end;
            tell.mend(span, letter, format!("thừa dấu cách trước dấu “{letter}”"));
        }
    }
    for two in reading.tokens.windows(2) {
        if reading.chars[two[0].span.start] == '(' && two[1].kind == Kind::Space {
            tell.mend(two[0].span.start..two[1].span.end, '(', "thừa dấu cách sau dấu “(”");
        }
    }
}

fn no_space_after(reading: &Reading, _: &Context, tell: &mut Tell<'_>) {
    for at in 1..reading.chars.len().saturating_sub(1) {
        let (before, mark, after) =
            (reading.chars[at - 1], reading.chars[at], reading.chars[at + 1]);
        let joined = match mark {
            ',' | ';' => after.is_alphabetic() && (mark == ';' || !before.is_whitespace()),
            ':' | ')' => after.is_alphabetic() && before.is_alphabetic(),
            '.' => after.is_uppercase() && ends_sentence(reading, at),
            '?' | '!' => after.is_uppercase(),
            _ => false,
        };
        if joined && !reading.is_address(at) && !in_symbol(reading, at) {
            let after = format!("{mark} ");
            tell.mend(at..at + 1, after, format!("thiếu dấu cách sau dấu “{mark}”"));
        }
    }
}

/// Whether a full stop can end a sentence: after a bracket or a small word of two letters.
fn ends_sentence(reading: &Reading, at: usize) -> bool {
    let word: Vec<char> =
        reading.chars[..at].iter().rev().take_while(|c| c.is_alphabetic()).copied().collect();
    match word.as_slice() {
        [] => reading.before(at).is_some_and(|c| ")”\"".contains(c)),
        [_] => false,
        word => {
            let text: String = word.iter().rev().collect();
            word.iter().all(|c| c.is_lowercase()) && is_syllable(&text) && !is_short(&text)
        }
    }
}

/// A clause's mark or a symbol stands here: `a)nội`, `Số:12`.
fn in_symbol(reading: &Reading, at: usize) -> bool {
    reading.citations.iter().any(|citation| citation.number_span.contains(&at))
}

fn double_space(reading: &Reading, _: &Context, tell: &mut Tell<'_>) {
    for (index, token) in reading.tokens.iter().enumerate() {
        let inside = index > 0 && index + 1 < reading.tokens.len();
        let broken = reading.chars[token.span.clone()].contains(&'\n');
        if token.kind != Kind::Space || token.span.len() < 2 || !inside || broken {
            continue;
        }
        // Room for a number or a day that văn thư fills in.
        let word = reading.small(&reading.tokens[index - 1]);
        if ["ngày", "tháng", "năm", "số", ":", "/"].contains(&word) {
            continue;
        }
        let next = &reading.tokens[index + 1];
        let mark = reading.chars[next.span.start];
        if next.kind == Kind::Mark && CLOSING.contains(mark) {
            continue;
        }
        tell.mend(token.span.clone(), ' ', "thừa dấu cách");
    }
}

/// Brackets and quotation marks that open and never close, or the other way round. A quotation may
/// go on over several paragraphs.
fn unbalanced(case: &Case<'_>, report: &mut Report) {
    let all: Vec<_> = case.known().collect();
    for (index, (passage, known)) in all.iter().enumerate() {
        let marks = &known.facts.marks;
        if let Some(at) = marks.bracket.filter(|at| !crosses(&all, index, *at)) {
            let mark = known.reading.chars[at];
            let what =
                if mark == '(' { "chưa có dấu đóng" } else { "không có dấu mở" };
            report.span(passage, at..at + 1, format!("ngoặc đơn “{mark}” {what}"));
        }
        if let Some(at) = marks.quote {
            let mark = known.reading.chars[at];
            let goes_on = match mark {
                '“' => {
                    let after = all[index + 1..].iter().take(12);
                    after
                        .map(|(_, known)| &known.facts.marks)
                        .find_map(|marks| marks.first_quote)
                        == Some('”')
                }
                _ => {
                    let before = all[..index].iter().rev().take(12);
                    before
                        .map(|(_, known)| &known.facts.marks)
                        .find_map(|marks| marks.last_quote)
                        == Some('“')
                }
            };
            if !goes_on {
                let what = if mark == '“' {
                    "chưa có dấu đóng"
                } else {
                    "không có dấu mở"
                };
                report.span(passage, at..at + 1, format!("ngoặc kép “{mark}” {what}"));
            }
        }
    }
}

/// Whether a bracket has its partner in a passage nearby: a note over several lines.
fn crosses(all: &[(&passage::Passage<'_>, &Known)], index: usize, at: usize) -> bool {
    let opens = all[index].1.reading.chars[at] == '(';
    let count = |known: &Known, mark: char| {
        known.reading.chars.iter().filter(|letter| **letter == mark).count()
    };
    let holds = |known: &Known| {
        let (open, close) = (count(known, '('), count(known, ')'));
        if opens { close > open } else { open > close }
    };
    if opens {
        all[index + 1..].iter().take(6).any(|(_, known)| holds(known))
    } else {
        all[..index].iter().rev().take(6).any(|(_, known)| holds(known))
    }
}

/// The brackets and quotation marks of a passage that have no partner, and its outer quotation
/// marks.
#[derive(Debug, Default)]
pub(in crate::check) struct Marks {
    bracket: Option<usize>,
    quote: Option<usize>,
    first_quote: Option<char>,
    last_quote: Option<char>,
}

impl Marks {
    pub(in crate::check) fn of(reading: &Reading) -> Self {
        let quotes = || reading.chars.iter().copied().filter(|c| matches!(c, '“' | '”'));
        let first_quote = quotes().next();
        let brackets = reading.has('(') || reading.has(')');
        Self {
            bracket: if brackets { lonely_bracket(reading) } else { None },
            quote: first_quote.and_then(|_| lonely_quote(reading)),
            first_quote,
            last_quote: first_quote.and_then(|_| quotes().next_back()),
        }
    }
}

fn lonely_bracket(reading: &Reading) -> Option<usize> {
    let mut open = Vec::new();
    for (at, letter) in reading.chars.iter().enumerate() {
        match letter {
            '(' => open.push(at),
            ')' if open.pop().is_none()
                && !is_item_mark(reading, at)
                && reading.before(at) != Some(')') =>
            {
                return Some(at);
            }
            _ => {}
        }
    }
    open.first().copied()
}

/// `a)`, `1)`, `iv)`: the mark of an item inside a line.
fn is_item_mark(reading: &Reading, at: usize) -> bool {
    let front: Vec<char> = reading.chars[..at]
        .iter()
        .rev()
        .take_while(|c| c.is_alphanumeric())
        .copied()
        .collect();
    let short = (1..=3).contains(&front.len());
    let space = reading
        .before(at - front.len())
        .is_none_or(|c| c.is_whitespace() || "“,;:.".contains(c));
    (short && space)
        || front.is_empty() && reading.before(at).is_some_and(|c| ":;".contains(c))
}

fn lonely_quote(reading: &Reading) -> Option<usize> {
    let mut open = None;
    for (at, letter) in reading.chars.iter().enumerate() {
        match letter {
            '“' if open.is_some() => {}
            '“' => open = Some(at),
            '”' if open.take().is_none() => return Some(at),
            _ => {}
        }
    }
    open
}

fn long_dash(reading: &Reading, _: &Context, tell: &mut Tell<'_>) {
    let mut skip = 0;
    for (at, letter) in reading.chars.iter().enumerate() {
        if at < skip {
            continue;
        }
        let doubled = *letter == '-' && reading.char(at + 1) == Some('-');
        if doubled {
            let end = at + reading.chars[at..].iter().take_while(|c| **c == '-').count();
            skip = end;
            // A row of hyphens is a drawn line.
            if end - at == 2 && at > 0 {
                tell.mend(at..end, '-', "hai gạch nối liền nhau; dùng một dấu “-”");
            }
        }
        if !matches!(letter, '–' | '—') {
            continue;
        }
        let between = at > 0 && reading.chars[at + 1..].iter().any(|c| !c.is_whitespace());
        let quoted = reading.is_quoted(&(at..at + 1));
        if between && !quoted {
            let message = format!("dấu “{letter}”; thể thức dùng gạch nối “-”");
            tell.offer(at..at + 1, '-', message);
        }
    }
}

fn lame_hyphen(reading: &Reading, _: &Context, tell: &mut Tell<'_>) {
    for at in 1..reading.chars.len().saturating_sub(1) {
        if reading.chars[at] != '-' || reading.is_address(at) || in_symbol(reading, at) {
            continue;
        }
        let (before, after) = (reading.chars[at - 1], reading.chars[at + 1]);
        let far = |c: Option<char>| c.is_some_and(|c| c.is_alphabetic());
        let left = before == ' ' && after.is_alphabetic() && far(reading.before(at - 1));
        let right = before.is_alphabetic() && after == ' ' && far(reading.char(at + 2));
        if left {
            tell.mend(at - 1..at + 1, " - ", "gạch nối thiếu dấu cách phía sau");
        } else if right {
            tell.mend(at..at + 2, " - ", "gạch nối thiếu dấu cách phía trước");
        }
    }
}

/// Lists whose items end in different marks. The last may end in a full stop; items of several
/// sentences are text.
fn list_ends(case: &Case<'_>, report: &mut Report) {
    for run in case.runs_of_items() {
        let Some((_, front)) = run.split_last() else { continue };
        if front.len() < 2 {
            continue;
        }
        let ends: Vec<Option<char>> =
            front.iter().map(|(_, reading)| end_of(reading)).collect();
        let count = |mark: char| ends.iter().filter(|end| **end == Some(mark)).count();
        let (semicolons, stops) = (count(';'), count('.'));
        let (odd, usual) = if semicolons >= stops { ('.', ';') } else { (';', '.') };
        if semicolons == 0 || stops == 0 || semicolons == stops {
            continue;
        }
        let index = ends.iter().position(|end| *end == Some(odd)).unwrap_or(0);
        let (passage, reading) = &front[index];
        let last = reading.chars.iter().rposition(|c| !c.is_whitespace()).unwrap_or(0);
        let message =
            format!("các ý khác trong danh sách kết thúc bằng “{usual}”, ý này bằng “{odd}”");
        report.span(passage, last..last + 1, message).cured(usual, false);
    }
}

fn end_of(reading: &Reading) -> Option<char> {
    let inner = reading.chars.windows(2).any(|two| two == ['.', ' ']);
    let last = reading.chars.iter().rev().find(|c| !c.is_whitespace()).copied();
    last.filter(|mark| ";.".contains(*mark) && !inner)
}

/// What begins with a capital after `;` only by mistake: common verbs and nouns, two syllables.
const COMMON: &str = "|kết quả|tiếp tục|tổ chức|triển khai|thực hiện|tăng cường|phối hợp|đảm bảo|bảo đảm|xây dựng|nâng cao|tuyên truyền|phát huy|đẩy mạnh|chủ động|kiểm tra|theo dõi|đôn đốc|tham mưu|chỉ đạo|rà soát|đề xuất|tổng hợp|thường xuyên|kịp thời|hoàn thành|góp phần|lồng ghép|huy động|vận động|khắc phục|giải quyết|quán triệt|gắn với|xử lý|hỗ trợ|cung cấp|cập nhật|chuẩn bị|bố trí|phát hiện|khuyến khích|tạo điều|đồng thời|đặc biệt|từng bước|không ngừng|nghiêm túc|kiên quyết|đổi mới|phát triển|duy trì|mở rộng|chịu trách|báo cáo|định kỳ|";

/// Whether [`capital_after_semicolon`] tells a pair of words itself.
pub(super) fn capital_is_told(first: &str, second: &str) -> bool {
    COMMON.contains(&format!("|{first} {second}|"))
}

fn capital_after_semicolon(reading: &Reading, _: &Context, tell: &mut Tell<'_>) {
    if reading.capitals || !reading.role.is_prose() {
        return;
    }
    for (first, second) in reading.pairs() {
        if !reading.is_capital(first) || reading.is_capital(second) || first.span.start < 2 {
            continue;
        }
        let mark = reading.chars[first.span.start - 2];
        let spaced = reading.chars[first.span.start - 1] == ' ';
        let pair = format!("|{} {}|", reading.small(first), reading.small(second));
        // Names of documents and bodies stand after a comma in lists.
        let listed = mark == ',' && ["|báo cáo|", "|tổ chức|"].contains(&pair.as_str());
        if spaced && ";,".contains(mark) && COMMON.contains(&pair) && !listed {
            // "Báo cáo số 5" is a document's name.
            let next = reading
                .small_text(second.span.end..(second.span.end + 3).min(reading.chars.len()));
            if next.trim() == "số" {
                continue;
            }
            let span = first.span.start..first.span.start + 1;
            let small = reading.chars[span.start].to_lowercase().collect::<String>();
            tell.offer(span, small, format!("sau dấu “{mark}” không viết hoa"));
        }
    }
}

/// Abbreviations that end in a full stop.
fn is_short(word: &str) -> bool {
    [
        "tr", "vv", "gs", "ts", "ths", "tp", "tt", "đt", "ks", "bs", "st", "nxb", "đ", "tx",
        "vd", "no", "mr", "dr", "khv", "sđd",
    ]
    .contains(&word)
}

fn small_after_stop(reading: &Reading, _: &Context, tell: &mut Tell<'_>) {
    if !reading.role.is_prose() {
        return;
    }
    for four in reading.tokens.windows(4) {
        let [word, stop, space, next] = four else { continue };
        let stops = matches!(reading.chars[stop.span.start], '.' | '?' | '!');
        if stop.kind != Kind::Mark
            || !stops
            || word.kind != Kind::Word
            || space.kind != Kind::Space
            || next.kind != Kind::Word
        {
            continue;
        }
        let before = reading.small(word);
        let after = reading.small(next);
        let first = reading.chars[next.span.start];
        if !first.is_lowercase() || reading.is_capital(word) || is_short(before) {
            continue;
        }
        if before.chars().count() < 2
            || !is_syllable(before)
            || !is_syllable(after)
            || after.chars().count() < 2
        {
            continue;
        }
        // "v.v. và", "…?" inside a quotation.
        if reading.before(word.span.start) == Some('.')
            || reading.is_quoted(&stop.span)
            || reading.is_address(stop.span.start)
        {
            continue;
        }
        let capital = first.to_uppercase().collect::<String>();
        tell.offer(next.span.start..next.span.start + 1, capital, "chữ đầu câu viết hoa");
    }
}

fn trailing_dots(reading: &Reading, _: &Context, tell: &mut Tell<'_>) {
    if !matches!(reading.role, Role::Block(_) | Role::Opening | Role::Closing) {
        return;
    }
    let end = reading.chars.iter().rposition(|c| !c.is_whitespace() && !";.…".contains(*c));
    let Some(end) = end.map(|at| at + 1) else { return };
    let tail: String = reading.chars[end..].iter().filter(|c| !c.is_whitespace()).collect();
    let vv = reading.small_text(end.saturating_sub(3)..end) == "v.v";
    if (tail.starts_with("...") || tail.starts_with('…')) && !vv {
        tell.say(
            end..end + tail.chars().count().min(3),
            "nội dung kết thúc bằng dấu ba chấm; ghi đủ hoặc dùng “v.v.”",
        );
    }
}

fn comma_in_phrase(reading: &Reading, _: &Context, tell: &mut Tell<'_>) {
    const PHRASES: [(&str, &str); 3] = [
        ("và tinh thần, trách nhiệm", "và tinh thần trách nhiệm"),
        ("ý thức, trách nhiệm của mình", "ý thức trách nhiệm của mình"),
        ("cán bộ, công chức, viên, chức", "cán bộ, công chức, viên chức"),
    ];
    if !reading.has(',') || !reading.tells_of(Cue::Fixed) {
        return;
    }
    for (wrong, right) in PHRASES {
        for (at, _) in reading.key.match_indices(wrong) {
            let span = reading.span(at..at + wrong.len());
            tell.offer(span, right, format!("“{right}” không có dấu phẩy ở giữa"));
        }
    }
}

fn straight_quotes(reading: &Reading, _: &Context, tell: &mut Tell<'_>) {
    for quote in &reading.quotes {
        if reading.chars[quote.start] == '"' && quote.len() > 2 {
            let inner = reading.text(quote.start + 1..quote.end - 1);
            tell.mend(quote.clone(), format!("“{inner}”"), "ngoặc kép thẳng; dùng “ ”");
        }
    }
}
