//! Markdown's marks inside a line: `**`, `*`, `***`, `__`, `\` before a mark.

use std::borrow::Cow;

use crate::model::{Style, Text};
use crate::read::recognise::numeral::numeral;
use crate::read::recognise::titles::is_title;

use super::lines::JOINED;

/// Lines with more runs of marks than this are taken as they stand.
const MOST_MARKS: usize = 2000;

struct Run {
    start: usize,
    end: usize,
    letter: char,
    opens: bool,
    closes: bool,
    matched: Option<bool>,
}

/// Words with their marks understood and removed; marks that close nothing stay as typed.
pub(in crate::read) fn styled(line: &str) -> Text {
    let chars: Vec<char> = line.chars().collect();
    let mut runs = runs(&chars);
    if runs.len() > MOST_MARKS {
        return Text::plain(line);
    }
    pair(&mut runs);
    let mut text = Text::default();
    let mut style = Style::PLAIN;
    let mut at = 0;
    for run in runs.iter().filter(|run| run.matched.is_some()) {
        text.append(piece(&chars[at..run.start], style));
        let on = run.matched == Some(true);
        let length = run.end - run.start;
        if length != 1 {
            style.bold = on;
        }
        if length != 2 {
            style.italic = on;
        }
        at = run.end;
    }
    text.append(piece(&chars[at..], style));
    text
}

/// Whether a line holds an emphasis that is opened and closed.
pub(super) fn has_emphasis(line: &str) -> bool {
    if !line.contains("**") && !line.contains("__") {
        return false;
    }
    let chars: Vec<char> = line.chars().collect();
    let mut runs = runs(&chars);
    if runs.len() > MOST_MARKS {
        return false;
    }
    pair(&mut runs);
    runs.iter().any(|run| run.matched.is_some() && run.end - run.start > 1)
}

/// A text whose emphasis ends on the line where it began. Lines that an emphasis runs over are one,
/// with [`JOINED`] between them; a title and a numbered line stay on their own, and the marks are
/// closed before and opened after.
pub(super) fn ended_in_line(text: &str) -> Cow<'_, str> {
    if !text.contains("**") && !text.contains("__") {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut block = String::new();
    for line in text.split_inclusive('\n') {
        if line.trim().is_empty() {
            out.push_str(&ended_in_block(&block));
            block.clear();
            out.push_str(line);
        } else {
            block.push_str(line);
        }
    }
    out.push_str(&ended_in_block(&block));
    Cow::Owned(out)
}

/// The same for lines without an empty one between them.
fn ended_in_block(block: &str) -> Cow<'_, str> {
    let chars: Vec<char> = block.chars().collect();
    let mut runs = runs(&chars);
    if runs.len() < 2 || runs.len() > MOST_MARKS {
        return Cow::Borrowed(block);
    }
    let pairs = pair(&mut runs);
    let mut out = String::with_capacity(block.len());
    for (at, letter) in chars.iter().enumerate() {
        let runs_over = |(open, close): &&(usize, usize)| {
            *letter == '\n' && runs[*open].end <= at && at < runs[*close].start
        };
        let mut over: Vec<&(usize, usize)> = pairs.iter().filter(runs_over).collect();
        if over.is_empty() {
            out.push(*letter);
            continue;
        }
        let before: String = chars[..at].iter().rev().take_while(|c| **c != '\n').collect();
        let before: String = before.chars().rev().collect();
        let after: String = chars[at + 1..].iter().take_while(|c| **c != '\n').collect();
        let bare = |line: &str| line.trim_matches(['*', '_', '#', ' ']).to_owned();
        let parted = is_title(&bare(&before))
            || is_title(&bare(&after))
            || numeral(&bare(&after)).is_some();
        if !parted {
            out.push(JOINED);
            continue;
        }
        let marks = |(open, _): &&(usize, usize)| {
            let run = &runs[*open];
            chars[run.start..run.end].iter().collect::<String>()
        };
        over.sort_by_key(|(open, _)| *open);
        over.iter().rev().for_each(|pair| out.push_str(&marks(pair)));
        out.push('\n');
        over.iter().for_each(|pair| out.push_str(&marks(pair)));
    }
    Cow::Owned(out)
}

fn piece(chars: &[char], style: Style) -> Text {
    let mut words = String::with_capacity(chars.len());
    let mut escaped = false;
    for (at, letter) in chars.iter().enumerate() {
        let next = chars.get(at + 1);
        if *letter == '\\' && !escaped && next.is_some_and(char::is_ascii_punctuation) {
            escaped = true;
            continue;
        }
        escaped = false;
        words.push(*letter);
    }
    let words = words.replace("<br>", "\n").replace("<br/>", "\n").replace("<br />", "\n");
    Text::styled(&words, style)
}

fn runs(chars: &[char]) -> Vec<Run> {
    let mut runs = Vec::new();
    let mut at = 0;
    while at < chars.len() {
        let letter = chars[at];
        if letter == '\\' {
            at += 2;
            continue;
        }
        if letter != '*' && letter != '_' {
            at += 1;
            continue;
        }
        let start = at;
        while chars.get(at) == Some(&letter) {
            at += 1;
        }
        let space = |c: Option<&char>| c.is_none_or(|c| c.is_whitespace());
        let word = |c: Option<&char>| c.is_some_and(|c| c.is_alphanumeric());
        let before = start.checked_sub(1).and_then(|at| chars.get(at));
        let after = chars.get(at);
        // Underscores inside words and in rows are blanks to be filled in, not marks.
        let inside = letter == '_' && word(before) && word(after);
        let fits = at - start <= 3 && !inside;
        runs.push(Run {
            start,
            end: at,
            letter,
            opens: fits && !space(after) && !(letter == '_' && word(before)),
            closes: fits && !space(before) && !(letter == '_' && word(after)),
            matched: None,
        });
    }
    runs
}

/// Finds what opens and what closes; gives back the pairs.
fn pair(runs: &mut [Run]) -> Vec<(usize, usize)> {
    let mut pairs = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    for at in 0..runs.len() {
        let (letter, length) = (runs[at].letter, runs[at].end - runs[at].start);
        let opener = runs[at].closes.then(|| {
            open.iter().rposition(|o| {
                runs[*o].letter == letter && runs[*o].end - runs[*o].start == length
            })
        });
        if let Some(Some(position)) = opener {
            let start = open[position];
            open.truncate(position);
            runs[start].matched = Some(true);
            runs[at].matched = Some(false);
            pairs.push((start, at));
        } else if runs[at].opens {
            open.push(at);
        }
    }
    pairs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_emphasis_over_the_end_of_a_line_joins_the_lines() {
        let cases = [
            (
                "**I. MỤC ĐÍCH,\nYÊU CẦU**\n- a *(kể cả\nchợ)* c",
                "**I. MỤC ĐÍCH,¶YÊU CẦU**\n- a *(kể cả¶chợ)* c",
            ),
            ("**KẾ HOẠCH\nVệ sinh\nnăm nay**", "**KẾ HOẠCH**\n**Vệ sinh¶năm nay**"),
            ("**Một\n\nhai**\n", "**Một\n\nhai**\n"),
            ("**a** b\n* c\n* d", "**a** b\n* c\n* d"),
        ];
        for (text, want) in cases {
            assert_eq!(ended_in_line(text).replace(JOINED, "¶"), want);
        }
    }

    #[test]
    fn marks_become_looks() {
        let cases = [
            ("**KẾ HOẠCH**", "<b>KẾ HOẠCH</b>"),
            ("***Nơi nhận:***", "<b><i>Nơi nhận:</i></b>"),
            ("Thực hiện *ngay* và **đủ**.", "Thực hiện <i>ngay</i> và <b>đủ</b>."),
            ("**1. Việc** *a* b", "<b>1. Việc</b> <i>a</i> b"),
            ("* Lưu ý: 2 * 3 = 6", "* Lưu ý: 2 * 3 = 6"),
            ("5 \\* 6 \\- 7", "5 * 6 - 7"),
            ("**chưa đóng", "**chưa đóng"),
            ("Số: ____/KH-SXD", "Số: ____/KH-SXD"),
            ("ten_tep_dai", "ten_tep_dai"),
        ];
        for (line, markup) in cases {
            assert_eq!(styled(line).to_markup(), markup, "{line}");
        }
    }
}
