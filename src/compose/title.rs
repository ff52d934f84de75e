//! Ô 5a: type and trích yếu, and how centred names break into lines of even length.

use crate::model::{Place, Text};
use crate::standard::{
    ParagraphStyle, StyleName, SubjectForm, greedy_lines, layout, style, text_width, type_name,
};

use super::letterhead::RULE_SHARE;
use super::words::{Case, decision_reference, line, plain_line};
use super::{Composer, Line, Measure, Piece, hold};

/// Air left beside the longest line of a narrowed name, mm: too little for another word, enough for
/// rounding and for what LibreOffice keeps free beside italics (a twelfth of the line at the end of
/// the line and before each hard space).
const SLACK: f64 = 2.0;

impl Composer<'_> {
    pub(super) fn title(&self, measure: Measure) -> Vec<Piece> {
        let document = self.document;
        let page = &self.page;
        let name = type_name(document.document_type).to_uppercase();
        let mut kind = plain_line(Place::Type, StyleName::TypeName, &name, page);
        kind.keep_with_next = true;
        if self.decision().is_some() {
            kind.before = Some(0.0);
        }
        let mut lines = vec![kind];
        if layout(document.document_type).subject == SubjectForm::BelowType {
            lines.push(self.balanced(
                Place::Subject,
                StyleName::Subject,
                &document.subject,
                measure,
            ));
        }
        if let Some(decision) = self.decision() {
            let words = decision_reference(decision);
            let text = Text::plain(&words);
            lines.push(self.balanced(Place::Decision, StyleName::Reference, &text, measure));
        }
        lines.retain(|line| !line.runs.is_empty());
        self.underline_last(&mut lines, measure);
        lines.into_iter().map(Piece::Line).collect()
    }

    /// A centred line that breaks into lines of even length.
    pub(super) fn balanced(
        &self,
        place: Place,
        name: StyleName,
        text: &Text,
        measure: Measure,
    ) -> Line {
        self.balanced_case(place, name, text, Case::AsTyped, measure)
    }

    pub(super) fn balanced_case(
        &self,
        place: Place,
        name: StyleName,
        text: &Text,
        case: Case,
        measure: Measure,
    ) -> Line {
        let mut line = line(place, name, text, case, &self.page);
        line.keep_with_next = true;
        self.balance(&mut line, measure.width);
        line
    }

    /// Breaks a centred line by its meaning, into lines of even length.
    pub(super) fn balance(&self, line: &mut Line, width: f64) {
        let style = style(line.style, &self.page);
        hold::settle(line, &style, width);
        line.inset = balanced_inset(&words_with_breaks(line), &style, width);
    }

    /// Sets the drawn rule under the last line of a heading, as long as the decree wants.
    pub(super) fn underline_last(&self, lines: &mut [Line], measure: Measure) {
        if let Some(last) = lines.last_mut() {
            let style = style(last.style, &self.page);
            let room = measure.width - 2.0 * last.inset;
            let longest = greedy_lines(&words_with_breaks(last), &style, room)
                .into_iter()
                .fold(0.0, f64::max);
            last.rule = Some(longest * RULE_SHARE);
            last.keep_with_next = true;
        }
    }
}

fn words_with_breaks(line: &Line) -> String {
    line.runs
        .iter()
        .map(|run| match run {
            super::Inline::Words { text, .. } => text.as_str(),
            super::Inline::Break => "\n",
            super::Inline::Note { .. } => "",
        })
        .collect()
}

/// How much a measure is to be narrowed on each side, in mm, so that centred words fill the same
/// number of lines as evenly as can be; 0 where they fit into one line.
pub(super) fn balanced_inset(words: &str, style: &ParagraphStyle, measure: f64) -> f64 {
    let widest = |lines: &[f64]| lines.iter().copied().fold(0.0, f64::max);
    let full = greedy_lines(words, style, measure);
    if full.len() < 2 || words.contains('\n') {
        return 0.0;
    }
    // What is held is not broken for the sake of evenness.
    let longest = words.split(' ').map(|word| text_width(word, style)).fold(0.0, f64::max);
    let mut best = widest(&full);
    while best - 0.01 >= longest {
        // The next narrower measure that changes anything is just below the widest line.
        let lines = greedy_lines(words, style, best - 0.01);
        let width = widest(&lines);
        if lines.len() > full.len() || width >= best {
            break;
        }
        best = width;
    }
    ((measure - best - SLACK) / 2.0).max(0.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::PageSetup;

    #[test]
    fn a_long_name_breaks_into_even_lines() {
        let style = style(StyleName::Agency, &PageSetup::default());
        let words = "BAN QUẢN LÝ DỰ ÁN ĐẦU TƯ XÂY DỰNG CÔNG TRÌNH GIAO THÔNG";
        let inset = balanced_inset(words, &style, 110.0);
        let lines = greedy_lines(words, &style, 110.0 - 2.0 * inset);
        assert_eq!(lines.len(), greedy_lines(words, &style, 110.0).len());
        assert!((lines[0] - lines[1]).abs() < 25.0, "{lines:?}");
        assert!(inset > 0.0);
    }

    #[test]
    fn a_short_name_is_left_alone() {
        let style = style(StyleName::Agency, &PageSetup::default());
        assert!(balanced_inset("SỞ XÂY DỰNG", &style, 60.0).abs() < f64::EPSILON);
    }
}
