//! Markdown's marks inside a line: `**`, `*`, `***`, `__`, `\` before a mark.

use crate::model::{Style, Text};

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

fn pair(runs: &mut [Run]) {
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
        } else if runs[at].opens {
            open.push(at);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
