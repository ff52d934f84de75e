//! Where a text cites another document: there the old years and names are right.

use std::ops::Range;
use std::sync::LazyLock;

use crate::vietnamese::small;

/// Kinds of documents that are cited by number, date or year.
const KINDS: [&str; 24] = [
    "hiến pháp",
    "bộ luật",
    "luật",
    "pháp lệnh",
    "nghị quyết",
    "nghị định",
    "quyết định",
    "thông tư",
    "chỉ thị",
    "kế hoạch",
    "công văn",
    "văn bản",
    "kết luận",
    "hướng dẫn",
    "thông báo",
    "chương trình",
    "quy định",
    "quy chế",
    "đề án",
    "tờ trình",
    "báo cáo",
    "công điện",
    "quy ước",
    "thông tri",
];
/// So many of them, the first ones, are cited by their day alone, wherever it stands after their name.
const LAWS: usize = 9;
/// How far after its kind a document's number or date stands, in characters.
const NEAR: usize = 70;

/// The stretches of a text that cite, in characters.
pub(crate) fn spans(words: &str) -> Vec<Range<usize>> {
    let chars: Vec<char> = words.chars().map(small).collect();
    let own: Vec<char> = words.chars().collect();
    let mut spans: Vec<Range<usize>> = Vec::new();
    let mut at = 0;
    while at < chars.len() {
        let starts = at == 0 || !chars[at - 1].is_alphanumeric();
        let here = |kind: &Vec<char>| kind[0] == chars[at] && word_at(&chars, at, kind);
        let kind = starts.then(|| NAMES.iter().position(here));
        let kind = kind.flatten();
        let Some(kind) = kind else {
            at += 1;
            continue;
        };
        let after = at + NAMES[kind].len();
        match end_of(&chars, &own, after, kind < LAWS) {
            Some(end) => {
                spans.push(at..end);
                at = end.max(at + 1);
            }
            None => at = after,
        }
    }
    spans
}

/// The names of [`KINDS`], letter by letter.
static NAMES: LazyLock<Vec<Vec<char>>> =
    LazyLock::new(|| KINDS.iter().map(|kind| kind.chars().collect()).collect());

fn word_at(chars: &[char], at: usize, word: &[char]) -> bool {
    chars[at..].starts_with(word)
        && chars.get(at + word.len()).is_none_or(|next| !next.is_alphanumeric())
}

/// Where a citation ends that begins with its kind; none when no number, date or symbol follows.
fn end_of(chars: &[char], own: &[char], from: usize, law: bool) -> Option<usize> {
    // Nearly every "kế hoạch" and "báo cáo" has nothing of the kind near it.
    let begins = |c: &char| c.is_ascii_digit() || matches!(c, '.' | '…' | '/' | '_');
    if !chars[from..chars.len().min(from + NEAR)].iter().any(begins) {
        return None;
    }
    let clause = clause_end(chars, own, from);
    let near = &chars[from..clause.min(from + NEAR).max(from)];
    numbered(near, law).then_some(clause)
}

/// A clause ends at `;`, at the end of a sentence, or at a comma before another subject.
fn clause_end(chars: &[char], own: &[char], from: usize) -> usize {
    for at in from..chars.len() {
        let next = own.get(at + 1);
        let space = next.is_none_or(|next| next.is_whitespace());
        match chars[at] {
            ';' | '\n' => return at,
            '.' | ':' if space => return at,
            // "…, Sở Xây dựng ban hành": who acts begins with a capital after the comma.
            ',' if space && own.get(at + 2).is_some_and(|c| c.is_uppercase()) => {
                let rest = &chars[at + 2..];
                let acts =
                    ["sở", "ủy ban", "uỷ ban", "ubnd", "trường", "phòng", "ban ", "trung tâm"];
                if acts
                    .iter()
                    .any(|act| act.chars().eq(rest.iter().copied().take(act.chars().count())))
                {
                    return at;
                }
            }
            _ => {}
        }
    }
    chars.len()
}

/// Whether a number with a symbol (`12/KH-UBND`, `03-NQ/TW`), a day, or "số" with a digit follows.
fn numbered(near: &[char], law: bool) -> bool {
    let text: String = near.iter().collect();
    if let Some((before, rest)) = text.split_once("số ")
        && rest
            .trim_start()
            .starts_with(|c: char| c.is_ascii_digit() || matches!(c, '.' | '…' | '/' | '_'))
        && !before.contains(',')
    {
        return true;
    }
    let dated = text.split_once("ngày ").is_some_and(|(before, rest)| {
        const DEADLINES: [&str; 11] = [
            "trước", "đến", "từ", "sau", "trong", "vào", "hết", "nhất", "hằng", "hàng", "qua",
        ];
        let word = before.split_whitespace().last();
        let deadline = word.is_some_and(|word| DEADLINES.contains(&word));
        !deadline
            && (law || word.is_none())
            && rest.starts_with(|c: char| c.is_ascii_digit())
            && rest.chars().take(24).filter(char::is_ascii_digit).count() >= 5
    });
    // `2023/QĐ`, `năm 2013`: the year of an act right after its name.
    let slashed = near.windows(6).any(|part| {
        part[..4].iter().all(char::is_ascii_digit) && part[4] == '/' && part[5].is_alphabetic()
    });
    dated || slashed
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cited(words: &str) -> Vec<String> {
        let chars: Vec<char> = words.chars().collect();
        spans(words).into_iter().map(|span| chars[span].iter().collect()).collect()
    }

    #[test]
    fn documents_with_a_number_or_a_day_are_citations() {
        assert_eq!(
            cited(
                "Thực hiện Quyết định số 12/QĐ-UBND ngày 05/3/2023 của UBND tỉnh Hà Nam; năm 2025"
            ),
            ["Quyết định số 12/QĐ-UBND ngày 05/3/2023 của UBND tỉnh Hà Nam"]
        );
        assert_eq!(
            cited(
                "Thực hiện Kế hoạch số 3/KH-UBND năm 2025 của UBND tỉnh, Sở Xây dựng ban hành \
                   kế hoạch năm 2025"
            ),
            ["Kế hoạch số 3/KH-UBND năm 2025 của UBND tỉnh"]
        );
        assert_eq!(cited("Luật Đất đai ngày 18 tháng 01 năm 2024.").len(), 1);
    }

    #[test]
    fn a_plan_for_a_year_is_none() {
        assert!(cited("Xây dựng kế hoạch năm 2025, báo cáo trước ngày 15/12/2025").is_empty());
        assert!(cited("Xây dựng kế hoạch năm 2025").is_empty());
        assert!(cited("Các xã, phường triển khai thực hiện.").is_empty());
    }
}
