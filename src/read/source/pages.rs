//! Page numbers among the lines of a text that was copied page by page.

use crate::read::recognise::lexicon::wants_more;
use crate::read::recognise::numeral::numeral;
use crate::vietnamese::{fold, is_capitals};

use super::lines::{Line, ends_sentence};

/// A page has at least so many lines.
const PAGE: usize = 14;
/// A page cut inside a sentence has at least so many.
const SHORT_PAGE: usize = 10;
/// What begins beyond this column stands in the middle of its line.
const MIDDLE: usize = 16;

/// Takes page numbers out: numbers alone on their line that count up. Returns them. A line after
/// one goes on where the page before it ended, so the gap is closed too.
pub(super) fn take_page_numbers<'a>(lines: &mut Vec<Line<'a>>) -> Vec<(usize, &'a str)> {
    let chain = chain(lines);
    let mut taken = Vec::with_capacity(chain.len());
    for at in &chain {
        taken.push((lines[*at].number, lines[*at].words));
        let cut = at.checked_sub(1).is_some_and(|before| {
            lines.get(at + 1).is_some_and(|after| goes_over(&lines[before], after))
        });
        if let Some(next) = lines.get_mut(at + 1) {
            next.gap = false;
            next.goes_on = cut;
        }
    }
    let mut at = 0;
    let mut chain = chain.into_iter().peekable();
    lines.retain(|_| {
        let page = chain.peek() == Some(&at);
        if page {
            chain.next();
        }
        at += 1;
        !page
    });
    taken
}

/// The lines that are page numbers, by their index.
fn chain(lines: &[Line<'_>]) -> Vec<usize> {
    let mut chain: Vec<(usize, u32)> = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        let Some(value) = page_number(line.words) else { continue };
        // Some copies leave no gap around it, but a page's lines lie between two of them.
        let since = chain.last().map_or(at, |(before, _)| at - before);
        let dressed =
            line.words.starts_with(['-', '–', '—']) && line.words.ends_with(['-', '–', '—']);
        let far = since >= PAGE && (dressed || line.words.chars().all(|c| c.is_ascii_digit()));
        let alone = line.gap
            || lines.get(at + 1).is_none_or(|next| next.gap)
            || far
            || cuts_sentence(lines, at);
        if !alone || (line.indent < MIDDLE && in_table(lines, at)) {
            continue;
        }
        match chain.last() {
            Some((_, last)) if value == last + 1 => chain.push((at, value)),
            Some(_) if chain.len() > 1 => {}
            _ if value <= 3 => chain = vec![(at, value)],
            _ => {}
        }
    }
    if let [(at, value)] = chain[..]
        && !(value == 2 && is_second_page(lines, at))
    {
        return Vec::new();
    }
    chain.into_iter().map(|(at, _)| at).collect()
}

/// A lone 2 is the number of the second page of two: a page of lines stands before it, and it stands
/// in the middle of the line, is dressed as a page's number, or cuts a sentence.
fn is_second_page(lines: &[Line<'_>], at: usize) -> bool {
    let Some(after) = lines.get(at + 1) else { return false };
    (at >= PAGE || cuts_sentence(lines, at))
        && (lines[at].indent >= MIDDLE
            || lines[at].words.chars().count() > 1
            || goes_over(&lines[at - 1], after))
}

/// Whether a line stands inside a sentence that goes on below it in small letters, a short page down:
/// the number of a page that a copy left no gap around.
fn cuts_sentence(lines: &[Line<'_>], at: usize) -> bool {
    let Some(after) = lines.get(at + 1).filter(|_| at >= SHORT_PAGE) else { return false };
    goes_over(&lines[at - 1], after) && after.words.starts_with(char::is_lowercase)
}

/// Whether a paragraph goes over from one page to the next: the last line of the one ends no
/// sentence and is no heading, the first line of the other begins no item.
fn goes_over(before: &Line<'_>, after: &Line<'_>) -> bool {
    const HEADING: usize = 50;
    let prose = before.width >= HEADING
        || after.words.starts_with(char::is_lowercase)
        || wants_more(before.words);
    prose
        && !ends_sentence(before.words)
        && numeral(after.words).is_none()
        && !is_capitals(after.words)
        && !is_capitals(before.words)
        && !before.words.contains('\t')
        && !after.words.contains('\t')
}

/// Whether a number stands in the first column of a table that was copied a cell a line: the head
/// of that column stands above.
fn in_table(lines: &[Line<'_>], at: usize) -> bool {
    const FAR: usize = 400;
    let heads = |line: &Line<'_>| {
        line.width <= 6 && matches!(fold(line.words).as_str(), "tt" | "stt" | "so tt")
    };
    lines[at.saturating_sub(FAR)..at].iter().any(heads)
}

fn page_number(words: &str) -> Option<u32> {
    if words.len() > 24 {
        return None;
    }
    let bare = words.trim_matches(|c: char| matches!(c, '-' | '–' | '—' | ' '));
    let folded = fold(bare);
    let digits = folded.strip_prefix("trang").or_else(|| folded.strip_prefix("page"));
    let digits = digits.unwrap_or(bare).trim();
    let digits = match digits.split_once('/') {
        // `2/5`: the page and how many there are.
        Some((page, pages)) => {
            let value = |digits: &str| digits.trim().parse::<u32>().ok();
            let fits = value(page).zip(value(pages)).is_some_and(|(page, all)| page <= all);
            if fits { page } else { return None }
        }
        None => digits,
    };
    let digits = digits.trim();
    (digits.len() <= 4 && !digits.is_empty()).then(|| digits.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::super::lines::lines;
    use super::*;

    #[test]
    fn page_numbers_count_up() {
        let text = "Một\n\n  2\n\nhai\n- 3 -\n\nba\n2026\n";
        let mut all = lines(text);
        let taken = take_page_numbers(&mut all);
        assert_eq!(taken, [(3, "2"), (6, "- 3 -")]);
        let kept: Vec<&str> = all.iter().map(|line| line.words).collect();
        assert_eq!(kept, ["Một", "hai", "ba", "2026"]);
        assert!(!all[1].gap);
    }

    #[test]
    fn a_lone_number_is_no_page() {
        let mut all = lines("Kế hoạch\n\n2\n\nHết");
        assert!(take_page_numbers(&mut all).is_empty());
        assert_eq!(all.len(), 3);
    }

    #[test]
    fn the_one_number_of_two_pages_is_seen_by_what_it_cuts() {
        let page = "1. Một việc của xã.\n".repeat(16);
        let cut = "2. Phòng Kinh tế tổng hợp kết quả của các thôn và tham mưu";
        let cases = [
            (format!("{page}{cut}\n\n2\n\nỦy ban nhân dân xã.\n"), true, true),
            (format!("{page}{cut}.\n\n                    2\n\nĐoạn sau.\n"), true, false),
            (format!("{page}{cut}.\n\nTrang 2\n\n- Đoạn sau.\n"), true, false),
            (format!("{page}{cut}.\n\n2\n\nĐoạn sau.\n"), false, false),
            (format!("STT\n{page}{cut}\n\n2\n\nỦy ban nhân dân xã.\n"), false, false),
        ];
        for (text, page, goes_on) in cases {
            let mut all = lines(&text);
            assert_eq!(take_page_numbers(&mut all).len() == 1, page, "{text}");
            assert_eq!(all.last().is_some_and(|line| line.goes_on), goes_on, "{text}");
        }
    }
}
