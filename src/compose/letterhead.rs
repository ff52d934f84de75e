//! Ô 1–4, 10, 11, 13: agency, national name, number, date, marks, address.

use crate::model::{Document, Place, Text};
use crate::standard::{
    MOTTO, NATIONAL_NAME, ParagraphStyle, StyleName, SubjectForm, circulation_mark,
    greedy_lines, layout, secrecy_mark, style, text_width, urgency_mark,
};

use super::words::{Case, date_line, inlines, line, number_line, plain_line};
use super::{Columns, ColumnsRole, Composer, Inline, Line, Measure, Paper, hold};

/// Share of the longest line that a rule under agency and trích yếu takes: the decree says one
/// third to one half (PL I.II.2.b, II.5.b).
pub(super) const RULE_SHARE: f64 = 0.4;
/// Air around the longest line of the right column, mm.
const AIR: f64 = 2.0;
/// Air on either side of the left column's lines, mm: with half of the other's, three millimetres stay
/// between agency and Quốc hiệu.
const CLEAR: f64 = 2.0;
/// What a column is wider than a line that must stand in it, mm.
const SLACK: f64 = 0.1;
/// The most that the columns may reach into each margin, mm.
const REACH: f64 = 10.0;

/// What stands before the subject of a công văn.
pub(super) const ABOUT: &str = "V/v ";

/// The lines that the name of the issuing agency takes on paper, in capitals, so that a form can show
/// where the paper breaks them. Costs some ten microseconds.
pub fn agency_lines(document: &Document) -> Vec<String> {
    let page = document.page.within_range();
    let composer = Composer::new(document, page);
    let columns = composer.letterhead(super::measure(page.margins, false));
    let style = style(StyleName::Agency, &page);
    let names = columns.rows[0][0].iter().filter(|line| line.style == StyleName::Agency);
    names
        .flat_map(|line| {
            let room = columns.widths[0] - 2.0 * line.inset;
            broken(&Paper::held_words(line), &style, room)
        })
        .collect()
}

/// Words broken where a line is full, as [`greedy_lines`] counts; what is held there is written as
/// it was typed.
fn broken(words: &str, style: &ParagraphStyle, room: f64) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in words.split(' ').filter(|word| !word.is_empty()) {
        match lines.last_mut() {
            Some(line) if text_width(&format!("{line} {word}"), style) <= room => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines.iter().map(|line| super::release_words(line, StyleName::Agency)).collect()
}

impl Composer<'_> {
    pub(super) fn letterhead(&self, measure: Measure) -> Columns {
        let page = &self.page;
        let document = self.document;
        let width_of = |name: StyleName, words: &str| text_width(words, &style(name, page));
        let number = number_line(document);
        let is_dated = layout(document.document_type).dated;
        let date = if is_dated { date_line(document) } else { String::new() };

        let nation_need = width_of(StyleName::NationalName, NATIONAL_NAME)
            .max(width_of(StyleName::Motto, MOTTO))
            + AIR;
        let right_need = nation_need.max(width_of(StyleName::Date, &date) + AIR);
        let most = measure.width + 2.0 * REACH;
        let number_need = width_of(StyleName::Number, &number).max(50.0) + 2.0 * CLEAR;
        let names_need = self.names_need(measure.width - right_need, most - right_need);
        let left_need = number_need.max(names_need);
        let total = (left_need + right_need).clamp(measure.width, most);
        // Where both are too long, the symbol breaks at a hyphen, and the date behind the place; Quốc hiệu never.
        let parts = number.split_inclusive('-').map(|part| width_of(StyleName::Number, part));
        let left_least = parts.fold(50.0, f64::max) + 2.0 * CLEAR;
        let left_least = left_least.min(left_need).min(total - nation_need);
        let right = right_need.min(total - left_least);
        let left = total - right;

        let mut agency = self.names(&document.parent_agency, StyleName::ParentAgency, left);
        agency.extend(self.names(&document.agency, StyleName::Agency, left));
        let longest = agency
            .iter()
            .filter(|line| line.style == StyleName::Agency)
            .flat_map(|line| {
                let style = style(StyleName::Agency, page);
                greedy_lines(&Paper::held_words(line), &style, left - 2.0 * line.inset)
            })
            .fold(0.0, f64::max);
        if let Some(last) = agency.last_mut().filter(|_| longest > 0.0) {
            last.rule = Some(longest * RULE_SHARE);
        }

        let motto = Line {
            rule: Some(width_of(StyleName::Motto, MOTTO)),
            ..plain_line(Place::Fixed, StyleName::Motto, MOTTO, page)
        };
        let nation = vec![
            plain_line(Place::Fixed, StyleName::NationalName, NATIONAL_NAME, page),
            motto,
        ];
        let mut number = vec![hard_line(Place::Number, StyleName::Number, &number, page)];
        number.extend(self.letter_subject(left));
        let too_wide = width_of(StyleName::Date, &date) > right;
        let date = match is_dated {
            true => vec![date_cell(&date, too_wide, page)],
            false => Vec::new(),
        };
        let mut rows = vec![vec![agency, nation], vec![number, date]];
        let marks = self.marks();
        if !marks.is_empty() {
            rows.push(vec![marks, Vec::new()]);
        }
        let widths = vec![left, right];
        let splits = self.is_tall(&rows, &widths, measure);
        let together = rows.len();
        Columns { role: ColumnsRole::Letterhead, widths, rows, splits, together }
    }

    /// The width of the left column, mm, that the agencies' names want: `least`, or what keeps whole a line that she
    /// set herself, or spares one a poor end; no more than `most`.
    fn names_need(&self, least: f64, most: f64) -> f64 {
        let parent = (&self.document.parent_agency, StyleName::ParentAgency);
        let own = (&self.document.agency, StyleName::Agency);
        let mut wanted = least;
        for (names, name) in [parent, own] {
            let style = style(name, &self.page);
            let set_by_her = names.len() > 1;
            for words in names.iter().map(|words| words.trim().to_uppercase()) {
                let narrow = hold::division(&words, &style, least - 2.0 * CLEAR);
                let wide = hold::division(&words, &style, most - 2.0 * CLEAR);
                let is_better = match set_by_her {
                    true => wide.lines < narrow.lines,
                    false => {
                        !wide.is_poor
                            && (narrow.is_poor
                                || (narrow.lines > 2 && wide.lines < narrow.lines))
                    }
                };
                if is_better {
                    let need = wide.widest + hold::CENTRED_AIR + SLACK + 2.0 * CLEAR;
                    wanted = wanted.max(need.min(most));
                }
            }
        }
        wanted
    }

    /// The lines of an agency's name, in capitals, broken evenly where the column is too narrow.
    fn names(&self, names: &[String], name: StyleName, column: f64) -> Vec<Line> {
        let place = |index| match name {
            StyleName::ParentAgency => Place::ParentAgency(index),
            _ => Place::Agency(index),
        };
        names
            .iter()
            .enumerate()
            .filter(|(_, words)| !words.trim().is_empty())
            .map(|(index, words)| {
                let text = Text::plain(words.trim());
                let mut line = line(place(index), name, &text, Case::Capitals, &self.page);
                self.balance(&mut line, column - 2.0 * CLEAR);
                line.inset += CLEAR;
                line
            })
            .collect()
    }

    /// `V/v …` below the number of a công văn (ô 5b).
    fn letter_subject(&self, column: f64) -> Option<Line> {
        if layout(self.document.document_type).subject != SubjectForm::BelowNumber {
            return None;
        }
        let mut words = Text::plain(ABOUT);
        words.append(self.document.subject.clone());
        let name = StyleName::LetterSubject;
        let mut line = line(Place::Subject, name, &words, Case::AsTyped, &self.page);
        self.balance(&mut line, column - 2.0 * CLEAR);
        line.inset += CLEAR;
        line.lead = ABOUT.chars().count();
        Some(line)
    }

    /// Ô 10a above 10b, and "DỰ THẢO".
    fn marks(&self) -> Vec<Line> {
        let document = self.document;
        let framed = |(words, frame): (&str, (f64, f64))| Line {
            frame: Some(frame),
            ..plain_line(Place::Marks, StyleName::Mark, words, &self.page)
        };
        let mut marks: Vec<Line> = Vec::new();
        marks.extend(document.secrecy.map(|secrecy| framed(secrecy_mark(secrecy))));
        marks.extend(document.urgency.map(|urgency| framed(urgency_mark(urgency))));
        if document.draft_mark {
            marks.push(plain_line(Place::Marks, StyleName::DraftMark, "DỰ THẢO", &self.page));
        }
        marks
    }

    pub(super) fn top_mark(&self) -> Option<Line> {
        let (words, frame) = circulation_mark(self.document.circulation?);
        let line = plain_line(Place::Marks, StyleName::Mark, words, &self.page);
        Some(Line { frame: Some(frame), before: Some(0.0), ..line })
    }

    pub(super) fn address(&self) -> Vec<Line> {
        self.document
            .address
            .iter()
            .filter(|words| !words.trim().is_empty())
            .map(|words| plain_line(Place::Address, StyleName::Address, words, &self.page))
            .collect()
    }
}

/// The date; one that is wider than its column may break behind the place.
fn date_cell(date: &str, too_wide: bool, page: &crate::model::PageSetup) -> Line {
    let mut line = hard_line(Place::Date, StyleName::Date, date, page);
    for run in line.runs.to_mut().iter_mut().filter(|_| too_wide) {
        if let Inline::Words { text, .. } = run {
            *text = text.replacen(",\u{A0}", ", ", 1);
        }
    }
    line
}

/// A line whose spaces all stay as they are, so that number and date keep to one line.
fn hard_line(
    place: Place,
    name: StyleName,
    words: &str,
    page: &crate::model::PageSetup,
) -> Line {
    let style = style(name, page);
    let mut line = plain_line(place, name, words, page);
    hold::note_typed(&mut line);
    let runs = inlines(&Text::plain(&words.replace(' ', "\u{A0}")), &style, Case::AsTyped);
    // A blank place leaves the line beginning with the comma; it stays visible.
    let runs: Vec<_> = runs.into_iter().filter(|run| !matches!(run, Inline::Break)).collect();
    Line { runs: runs.into(), ..line }
}
