//! The fixed forms: numbers, dates, capitals, end marks.

use crate::model::{IssueDate, NOTE_ANCHOR, Place, Plan, Segment, Style, Text};
use crate::standard::{ParagraphStyle, StyleName, abbreviation, style};

use super::{Inline, Line, Look};

/// A space that no line breaks at and no program folds away.
const HARD_SPACE: &str = "\u{A0}";
/// Room for a number written by hand, in hard spaces.
const NUMBER_ROOM: usize = 8;
/// Room for a day or a month.
const DAY_ROOM: usize = 6;

/// Ký hiệu: as she wrote it, else made from type and abbreviation (PL I.II.3.b).
pub fn symbol(plan: &Plan) -> String {
    let own = plan.symbol.trim();
    if !own.is_empty() {
        return own.to_owned();
    }
    let kind = abbreviation(plan.document_type);
    match plan.abbreviation.trim() {
        "" => kind.to_owned(),
        agency => format!("{kind}-{agency}"),
    }
}

/// `Số: 05/KH-SXD`, or with room for the number (PL I.II.3; Điều 15).
pub fn number_line(plan: &Plan) -> String {
    format!("Số:{}", numbered(plan.number, &symbol(plan)))
}

/// ` 05/KH-SXD` with its leading space.
fn numbered(number: Option<u32>, symbol: &str) -> String {
    match number {
        Some(number) => format!("{HARD_SPACE}{number:02}/{symbol}"),
        None => format!("{}/{symbol}", HARD_SPACE.repeat(NUMBER_ROOM)),
    }
}

/// `Hải Phòng, ngày 05 tháng 02 năm 2026`, or with room for day and month (PL I.II.4).
pub fn date_line(plan: &Plan) -> String {
    format!("{}, {}", plan.place.trim(), date_in_sentence(plan.date))
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
    number: Option<u32>,
    symbol: &str,
    date: IssueDate,
    issuer: &str,
) -> String {
    let number = numbered(number, symbol);
    let date = date_in_sentence(date);
    let issuer = if issuer.is_empty() { String::new() } else { format!(" của {issuer}") };
    format!("(Kèm theo {document} số{number} {date}{issuer})")
}

/// The same plan with number, day and month left for văn thư.
pub(super) fn without_number(plan: &Plan) -> Plan {
    let mut blank = plan.clone();
    blank.number = None;
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
    Line { runs: inlines(text, &style, case), ..blank_line(place, name) }
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

/// A line without words.
pub(super) fn blank_line(place: Place, style: StyleName) -> Line {
    Line {
        place,
        style,
        lead: 0,
        runs: Vec::new(),
        inset: 0.0,
        keep_with_next: false,
        rule: None,
        frame: None,
        before: None,
        after: 0.0,
        size: None,
    }
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

/// The text without the end marks that the paper sets itself, and with the one it sets here.
pub(super) fn with_end(text: &Text, mark: &str) -> Text {
    let mut text = text.clone();
    text.trim();
    loop {
        let letters: Vec<char> = text.as_str().chars().rev().take(3).collect();
        let cut = match letters.as_slice() {
            ['.', '/', '.', ..] => 3,
            [';' | ',' | '.' | ' ', ..] => 1,
            _ => break,
        };
        let length = text.len();
        text.delete(length - cut..length);
    }
    if !text.is_empty() {
        let last = text.as_str().chars().rev().position(|c| c != NOTE_ANCHOR).unwrap_or(0);
        let at = text.len() - last;
        let look = if at == 0 { Style::PLAIN } else { text.style_at(at - 1) };
        text.insert_styled(at, mark, look);
    }
    text
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
        let mut plan = Plan { abbreviation: "SXD".into(), number: Some(5), ..Plan::default() };
        assert_eq!(number_line(&plan).replace('\u{A0}', " "), "Số: 05/KH-SXD");
        plan.symbol = "KH-BCĐ".into();
        plan.number = None;
        assert_eq!(number_line(&plan), format!("Số:{}/KH-BCĐ", "\u{A0}".repeat(8)));
    }

    #[test]
    fn end_marks_are_set_once() {
        for typed in ["xong", "xong.", "xong ./.", "xong./.", "xong;", "xong ;"] {
            assert_eq!(with_end(&Text::plain(typed), "./.").as_str(), "xong./.");
        }
        assert_eq!(with_end(&Text::default(), ";").as_str(), "");
    }
}
