//! Lines that say what follows: the document's title, an annex's head, a layout table.

use crate::model::{DocumentType, NOTE_ANCHOR, Text};
use crate::standard::layout;
use crate::vietnamese::{fold, is_capitals, parse_roman, plain_fold};

use super::numeral::numeral;
use super::pattern::{type_named, type_words};

/// The words of Quốc hiệu, folded.
pub(super) const NATIONAL: &str = "cong hoa xa hoi chu nghia viet nam";

/// Whether a line is a document's title or begins with one.
pub(in crate::read) fn is_title(words: &str) -> bool {
    title(words).is_some()
}

/// Reads a line as a title: the type, and how many characters name it.
///
/// "KẾ HOẠCH" may be followed by the subject on the same line; the other types stand alone, because
/// their words also begin headings.
pub(in crate::read) fn title(words: &str) -> Option<(DocumentType, usize)> {
    const LONGEST: usize = 600;
    if words.chars().nth(LONGEST).is_some() {
        return None;
    }
    let bare = words.trim().trim_end_matches([':', '.', NOTE_ANCHOR]).trim_end();
    let squeezed: String = fold(bare).chars().filter(|c| !c.is_whitespace()).collect();
    for (kind, name) in type_words() {
        let squeezed_name: String = name.chars().filter(|c| *c != ' ').collect();
        // "QUYẾT ĐỊNH:" stands in the middle of a decision.
        let enacts = words.trim_end().ends_with(':') && !layout(kind).enactment.is_empty();
        if squeezed == squeezed_name
            && !enacts
            && (is_capitals(bare) || (kind == DocumentType::Plan && starts_capital(bare)))
        {
            return Some((kind, words.chars().count()));
        }
    }
    let lead = words.chars().take_while(|c| c.is_whitespace()).count();
    let name: String = words.chars().skip(lead).take(8).collect();
    let next = words.chars().nth(lead + 8);
    let parted = next.is_some_and(|c| c.is_whitespace() || matches!(c, ',' | ':'));
    (name.to_uppercase() == name && fold(&name) == "ke hoach" && parted)
        .then_some((DocumentType::Plan, lead + 8))
}

/// Whether a line is the title of a document that is no plan and none of the named types.
pub(super) fn is_other_title(words: &str) -> bool {
    // "QUYẾT ĐỊNH:" stands in the middle of a decision, before its articles.
    let bare = words.trim().trim_end_matches('.').trim_end();
    if bare.chars().count() > 120 || !is_capitals(bare) {
        return false;
    }
    let folded = plain_fold(bare);
    matches!(folded.as_str(), "quyet dinh" | "nghi quyet" | "cong dien")
        || folded.starts_with("quyet dinh cua ")
        || type_named(&folded).is_some_and(|kind| kind != DocumentType::Plan)
}

/// The head of an annex.
#[derive(Debug, PartialEq, Eq)]
pub(in crate::read) struct AnnexHeading {
    /// Its numeral, when it has one.
    pub(in crate::read) number: Option<u32>,
    /// Whether it is written `Phụ lục I` or `Phụ lục`.
    pub(super) tidy: bool,
    /// Characters before the title, if that stands on the same line.
    pub(in crate::read) length: usize,
}

/// Reads a short line as the head of an annex.
pub(in crate::read) fn annex_heading(words: &str) -> Option<AnnexHeading> {
    let chars: Vec<char> = words.chars().take(400).collect();
    if chars.len() > 300 || !starts_capital(words) {
        return None;
    }
    let mut scan = super::pattern::Scan::new(&chars, 0);
    scan.spaces();
    if !scan.word("phu") {
        return None;
    }
    scan.spaces();
    if !scan.word("luc") {
        return None;
    }
    let named = scan.at;
    let capitals = is_capitals(&chars[..named].iter().collect::<String>());
    scan.spaces();
    let so = scan.word("so");
    scan.spaces();
    let before = scan.at;
    let token = scan.take(char::is_alphanumeric);
    let number = parse_roman(&token)
        .or_else(|| token.parse().ok().filter(|n| *n < 100))
        .or_else(|| single_capital(&token));
    if number.is_none() {
        scan.at = if so { before } else { named };
    }
    let roman = parse_roman(&token).is_some();
    scan.spaces();
    let marked = scan.peek().is_some_and(|c| matches!(c, ':' | '.' | '-' | '–' | '—'));
    if marked {
        scan.at += 1;
    }
    scan.spaces();
    let rest: String = chars[scan.at..].iter().collect();
    let rest = rest.trim();
    let fits = rest.is_empty()
        || rest.starts_with('(')
        || (marked && number.is_some() && starts_capital(rest) && !rest.ends_with(['.', ';']))
        || is_capitals(rest);
    let tidy = !capitals && !so && !marked && rest.is_empty() && (number.is_none() || roman);
    fits.then_some(AnnexHeading { number, tidy, length: scan.at })
}

fn single_capital(token: &str) -> Option<u32> {
    let mut letters = token.chars();
    let first = letters.next().filter(char::is_ascii_uppercase)?;
    letters.next().is_none().then(|| first as u32 - 'A' as u32 + 1)
}

pub(super) fn starts_capital(words: &str) -> bool {
    words.trim_start().chars().next().is_some_and(char::is_uppercase)
}

/// Whether a line could be a heading that stands alone: short, without numeral, ending no sentence.
pub(super) fn stands_alone(words: &str) -> bool {
    words.chars().count() <= 200
        && !words.trim_end().ends_with(['.', ';', ':', ','])
        && numeral(words).is_none()
}

/// The lines of a text, each trimmed, blank ones left out.
pub(in crate::read) fn split_lines(text: &Text) -> Vec<Text> {
    let mut lines = Vec::new();
    let mut rest = text.clone();
    // A text of very many forced lines is taken as one.
    if text.as_str().matches('\n').count() > 500 {
        return vec![rest];
    }
    while let Some(at) = rest.as_str().chars().position(|c| c == '\n') {
        let tail = rest.split_off(at + 1);
        rest.trim();
        lines.push(std::mem::replace(&mut rest, tail));
    }
    rest.trim();
    lines.push(rest);
    lines.retain(|line| !line.is_blank());
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_of_plans() {
        assert_eq!(title("KẾ HOẠCH"), Some((DocumentType::Plan, 8)));
        assert_eq!(title("K Ế   H O Ạ C H"), Some((DocumentType::Plan, 15)));
        assert_eq!(title("KẾ HOẠCH, NHIỆM VỤ"), Some((DocumentType::Plan, 8)));
        assert_eq!(title("Kế hoạch"), Some((DocumentType::Plan, 8)));
        assert_eq!(title("CHỈ THỊ"), Some((DocumentType::Directive, 7)));
        assert_eq!(title("Kế hoạch triển khai"), None);
        assert_eq!(title("BAN HÀNH KẾ HOẠCH"), None);
        assert_eq!(title("Báo cáo"), None);
    }

    #[test]
    fn heads_of_annexes() {
        let read = |words: &str| annex_heading(words).map(|h| (h.number, h.tidy, h.length));
        assert_eq!(read("Phụ lục I"), Some((Some(1), true, 9)));
        assert_eq!(read("Phụ lục"), Some((None, true, 7)));
        assert_eq!(read("PHỤ LỤC 2: PHÂN CÔNG"), Some((Some(2), false, 11)));
        assert_eq!(read("PHỤ LỤC SỐ 01"), Some((Some(1), false, 13)));
        assert_eq!(read("Phụ lục kèm theo Kế hoạch này."), None);
        assert_eq!(read("Phụ lục này gồm"), None);
    }
}
