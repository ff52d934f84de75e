//! The fixed forms: numbers, dates, capitals, end marks.

use crate::model::{Decision, Document, IssueDate, NOTE_ANCHOR, Place, Segment, Style, Text};
use crate::standard::{ParagraphStyle, StyleName, abbreviation, in_sentence, style};

use super::{Inline, Line, Look};

/// A space that no line breaks at and no program folds away.
const HARD_SPACE: &str = "\u{A0}";
/// Room for a number written by hand, in hard spaces.
const NUMBER_ROOM: usize = 8;
/// Room for a day or a month.
const DAY_ROOM: usize = 6;

/// Ký hiệu: as she wrote it, else made from type and abbreviation (PL I.II.3.b).
pub fn symbol(document: &Document) -> String {
    let own = document.symbol.trim();
    if !own.is_empty() {
        return own.to_owned();
    }
    let kind = abbreviation(document.document_type);
    match (kind, document.abbreviation.trim()) {
        (kind, "") => kind.to_owned(),
        ("", agency) => agency.to_owned(),
        (kind, agency) => format!("{kind}-{agency}"),
    }
}

/// `Số: 05/KH-SXD`, or with room for the number (PL I.II.3; Điều 15).
pub fn number_line(document: &Document) -> String {
    format!("Số:{}", own_number(document))
}

/// ` 05/KH-SXD`: the plan's own number and symbol behind a space.
pub(super) fn own_number(document: &Document) -> String {
    numbered(document.number, document.number_digits, &symbol(document))
}

/// More digits than a number of a year has.
pub const MOST_DIGITS: u8 = 6;

/// ` 05/KH-SXD` with its leading space, with so many digits at the least.
fn numbered(number: Option<u32>, digits: u8, symbol: &str) -> String {
    let digits = usize::from(digits.clamp(2, MOST_DIGITS));
    match number {
        Some(number) => format!("{HARD_SPACE}{number:0digits$}/{symbol}"),
        None => format!("{}/{symbol}", HARD_SPACE.repeat(NUMBER_ROOM)),
    }
}

/// `Hải Phòng, ngày 05 tháng 02 năm 2026`, or with room for day and month (PL I.II.4).
pub fn date_line(document: &Document) -> String {
    format!("{}, {}", document.place.trim(), date_in_sentence(document.date))
}

/// `ngày 05 tháng 02 năm 2026`: days below 10 and the months 1 and 2 take a zero (PL I.II.4.b).
pub fn date_in_sentence(date: IssueDate) -> String {
    let room = || HARD_SPACE.repeat(DAY_ROOM);
    let day = date.day.map_or_else(room, |day| format!(" {day:02} "));
    let month = date.month.map_or_else(room, |month| {
        if month <= 2 { format!(" {month:02} ") } else { format!(" {month} ") }
    });
    let year = date.year.map_or_else(room, |year| format!(" {year}"));
    format!("ngày{day}tháng{month}năm{year}")
}

/// `số 12/KH-SXD ngày 05 tháng 02 năm 2026 của …` for reference lines (PL I.III.1.c).
pub(super) fn reference(
    document: &str,
    number: &str,
    date: IssueDate,
    issuer: &str,
) -> String {
    let date = date_in_sentence(date);
    let issuer = if issuer.is_empty() { String::new() } else { format!(" của {issuer}") };
    format!("(Kèm theo {document} số{number} {date}{issuer})")
}

/// The reference line to the decision that a plan is issued with.
pub(super) fn decision_reference(decision: &Decision) -> String {
    let document = match decision.document.trim() {
        "" => "Quyết định",
        words => words,
    };
    reference(
        document,
        &numbered(decision.number, 0, decision.symbol.trim()),
        decision.date,
        &in_sentence(decision.issuer.trim()),
    )
}

/// The same plan with number, day and month left for văn thư.
pub(super) fn without_number(document: &Document) -> Document {
    let mut blank = document.clone();
    (blank.number, blank.number_digits) = (None, 0);
    (blank.date.day, blank.date.month) = (None, None);
    if let Some(decision) = &mut blank.decision {
        decision.number = None;
        (decision.date.day, decision.date.month) = (None, None);
    }
    blank
}

/// Whether a line's words are printed in capitals.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Case {
    AsTyped,
    Capitals,
}

/// A line of a text in a style.
pub(super) fn line(
    place: Place,
    name: StyleName,
    text: &Text,
    case: Case,
    page: &crate::model::PageSetup,
) -> Line {
    let style = style(name, page);
    Line { runs: inlines(text, &style, case).into(), ..Line::blank(place, name) }
}

/// A line of plain words in a style.
pub(super) fn plain_line(
    place: Place,
    name: StyleName,
    words: &str,
    page: &crate::model::PageSetup,
) -> Line {
    line(place, name, &Text::plain(words.trim()), Case::AsTyped, page)
}

/// The words of a text with their final look: the style's, and what she emphasised.
pub(super) fn inlines(text: &Text, style: &ParagraphStyle, case: Case) -> Vec<Inline> {
    let mut text = text.clone();
    text.trim();
    text.segments()
        .into_iter()
        .map(|segment| match segment {
            Segment::Words(words, look) => Inline::Words {
                text: if case == Case::Capitals {
                    words.to_uppercase()
                } else {
                    words.to_owned()
                },
                look: Look {
                    bold: style.bold || look.bold,
                    italic: style.italic || look.italic,
                    underline: look.underline,
                },
            },
            Segment::Break => Inline::Break,
            Segment::Note(note) => {
                let plain = ParagraphStyle { bold: false, italic: false, ..*style };
                Inline::Note { runs: inlines(note, &plain, Case::AsTyped) }
            }
        })
        .collect()
}

/// The parts of a text: words, and whether they are several hard spaces in a row, the room for a
/// number to be written by hand. Room has no slant: LibreOffice would widen it.
pub fn rooms(text: &str) -> Vec<(&str, bool)> {
    let mut parts = Vec::new();
    let mut from = 0;
    let mut at = 0;
    while let Some(found) = text[at..].find(HARD_SPACE) {
        let start = at + found;
        let words = text[start..].trim_start_matches(HARD_SPACE);
        let room = text.len() - words.len() - start;
        at = start + room;
        if room > HARD_SPACE.len() {
            parts.push((&text[from..start], false));
            parts.push((&text[start..at], true));
            from = at;
        }
    }
    parts.push((&text[from..], false));
    parts.retain(|(part, _)| !part.is_empty());
    parts
}

/// The text with one end mark in place of those that she typed. A text that is nothing but marks
/// becomes empty.
pub(super) fn with_end(text: &Text, mark: &str) -> Text {
    let mut text = without_end(text);
    if bears_words(&text) {
        let last = text.as_str().chars().rev().position(|c| c != NOTE_ANCHOR).unwrap_or(0);
        let at = text.len() - last;
        let look = if at == 0 { Style::PLAIN } else { text.style_at(at - 1) };
        text.insert_styled(at, mark, look);
    }
    text
}

/// The text without the end marks (`.`, `;`, `,`, `./.`) and spaces at its end, also those that
/// stand before its last footnotes. Three full stops or more are no end mark: they say that more
/// could be named.
pub fn without_end(text: &Text) -> Text {
    let mut text = text.clone();
    text.trim();
    let letters: Vec<char> = text.as_str().chars().collect();
    let mut at = letters.len();
    let mut cut = at..at;
    while at > 0 {
        let marks = match letters[at - 1] {
            NOTE_ANCHOR => 0,
            '.' if letters[..at].ends_with(&['.', '/', '.']) => 3,
            // Half of the mark: with a full stop behind it, it would be a whole one.
            '/' if letters[..at].ends_with(&['.', '/']) => 2,
            '.' if letters[..at].ends_with(&['.', '.', '.']) => break,
            ';' | ',' | '.' => 1,
            letter if letter.is_whitespace() => 1,
            _ => break,
        };
        if marks == 0 {
            text.delete(cut);
            at -= 1;
            cut = at..at;
        } else {
            at -= marks;
            cut.start = at;
        }
    }
    text.delete(cut);
    text
}

/// Whether there is anything beside footnotes and white space.
pub(super) fn bears_words(text: &Text) -> bool {
    text.as_str().contains(|c: char| !c.is_whitespace() && c != NOTE_ANCHOR)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_and_early_months_take_a_zero() {
        assert_eq!(date_in_sentence(IssueDate::new(5, 2, 2026)), "ngày 05 tháng 02 năm 2026");
        assert_eq!(date_in_sentence(IssueDate::new(15, 3, 2026)), "ngày 15 tháng 3 năm 2026");
    }

    #[test]
    fn a_number_has_two_digits_and_no_spaces() {
        let mut document =
            Document { abbreviation: "SXD".into(), number: Some(5), ..Document::default() };
        assert_eq!(number_line(&document).replace('\u{A0}', " "), "Số: 05/KH-SXD");
        document.symbol = "KH-BCĐ".into();
        document.number = None;
        assert_eq!(number_line(&document), format!("Số:{}/KH-BCĐ", "\u{A0}".repeat(8)));
    }

    #[test]
    fn end_marks_are_set_once() {
        for typed in ["xong", "xong.", "xong ./.", "xong./.", "xong;", "xong ;"] {
            assert_eq!(with_end(&Text::plain(typed), "./.").as_str(), "xong./.");
        }
        assert_eq!(with_end(&Text::default(), ";").as_str(), "");
        assert_eq!(with_end(&Text::plain(" ; ."), ";").as_str(), "");
        assert_eq!(with_end(&Text::plain("số 5/2026/."), ";").as_str(), "số 5/2026/;");
        assert_eq!(with_end(&Text::plain("xong./"), ";").as_str(), "xong;");
    }

    #[test]
    fn an_end_mark_stands_before_the_last_footnote() {
        let noted = Text::from_markup("xong.<fn>một</fn> .<fn>hai</fn>");
        assert_eq!(with_end(&noted, ";").to_markup(), "xong;<fn>một</fn><fn>hai</fn>");
    }

    #[test]
    fn rooms_are_found_between_words() {
        let text = "số\u{A0}\u{A0}/KH ngày\u{A0}5";
        let parts = rooms(text);
        assert_eq!(parts, [("số", false), ("\u{A0}\u{A0}", true), ("/KH ngày\u{A0}5", false)]);
        assert_eq!(rooms("một"), [("một", false)]);
        assert_eq!(rooms("\u{A0}\u{A0}"), [("\u{A0}\u{A0}", true)]);
    }
}
