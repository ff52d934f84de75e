//! Where a line may end inside a word.
//!
//! Word ends lines behind spaces and dashes only, LibreOffice behind some marks too, and a careful typist
//! parts an address behind its strokes. Here that is one rule: the pages end lines there, and a Word file
//! says so with a letter without width where a line does.

/// Marks behind which LibreOffice ends a line inside any word.
const ANYWHERE: [char; 6] = ['?', '=', '|', '!', '}', '\\'];
/// Marks behind which the parts of an address end.
const IN_ADDRESSES: [char; 3] = ['/', '&', '@'];
/// What stands of an address before its first such end, letters: no line ends in `https://`.
const FIRST_PART: usize = 12;
/// The same of a mail address.
const FIRST_OF_MAIL: usize = 4;

/// The bytes of a text before which a line may end though neither a space nor a hyphen stands there.
pub fn soft_ends(text: &str) -> Vec<usize> {
    let is_mark = |letter: char| ANYWHERE.contains(&letter) || IN_ADDRESSES.contains(&letter);
    if !text.contains(is_mark) {
        return Vec::new();
    }
    let mut ends = Vec::new();
    let mut from = 0;
    for word in text.split_inclusive([' ', '\n', '\t']) {
        in_word(word, from, &mut ends);
        from += word.len();
    }
    ends
}

fn in_word(word: &str, from: usize, ends: &mut Vec<usize>) {
    let mail = word.contains('@');
    let address = mail || word.contains("://") || word.contains("www.");
    let first = if mail { FIRST_OF_MAIL } else { FIRST_PART };
    let mut letters = word.char_indices().enumerate().peekable();
    let mut before = ' ';
    while let Some((count, (at, letter))) = letters.next() {
        let goes_on = letters.peek().is_some_and(|(_, (_, next))| next.is_alphanumeric());
        let in_address = || address && count >= first && before.is_alphanumeric();
        let ends_here = (count > 0 && ANYWHERE.contains(&letter))
            || (IN_ADDRESSES.contains(&letter) && in_address());
        if goes_on && ends_here {
            ends.push(from + at + letter.len_utf8());
        }
        before = letter;
    }
}

/// A word, or several, in the parts between which a line may end without a space.
pub fn parts_of(words: &str) -> Vec<&str> {
    let hyphens = words.match_indices('-').map(|(at, hyphen)| at + hyphen.len());
    let mut ends: Vec<usize> = soft_ends(words).into_iter().chain(hyphens).collect();
    ends.sort_unstable();
    let mut from = 0;
    let mut parts = Vec::with_capacity(ends.len() + 1);
    for end in ends.into_iter().chain([words.len()]).filter(|end| *end > 0) {
        if from < end {
            parts.push(&words[from..end]);
        }
        from = end;
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_end_behind_the_strokes_of_an_address_and_behind_marks_of_any_word() {
        for (words, parts) in [
            ("http://a.vn/tin", ["http://a.vn/tin"].as_slice()),
            (
                "https://vanban.vn/tin/x.aspx?id=7&so=8",
                &["https://vanban.vn/", "tin/", "x.aspx?", "id=", "7&", "so=", "8"],
            ),
            ("www.mof.gov.vn/tin-bo//a", &["www.mof.gov.vn/", "tin-", "bo//a"]),
            ("phongqlcs.stc@dongnai.gov.vn", &["phongqlcs.stc@", "dongnai.gov.vn"]),
            ("và/hoặc 24/7", &["và/hoặc 24/7"]),
            ("a=b c?d e? f ?g", &["a=", "b c?", "d e? f ?g"]),
            ("C:\\\\Thu_muc\\ten", &["C:\\\\", "Thu_muc\\", "ten"]),
            ("", &[]),
        ] {
            assert_eq!(parts_of(words), parts);
        }
    }
}
