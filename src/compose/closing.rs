//! Ô 7, 8, 9b, 12: signature and Nơi nhận, side by side.

use crate::model::{Archive, DrafterMark, Place, Recipient, Signature};
use crate::standard::{CLOSING_SPACE, LineAlign, SIGNATURE_SPACE, StyleName, style};

use super::hold::hold;
use super::words::plain_line;
use super::{Columns, ColumnsRole, Composer, Line, Measure};

/// Share of the text width that Nơi nhận takes beside one signature.
const RECIPIENTS_SHARE: f64 = 0.46;
/// What a list of recipients may take of a page to be kept on one.
const LONGEST_TOGETHER: f64 = 0.36;
/// What of a longer one is kept together at least, where no signature stands beside it.
const SHORTEST_TOGETHER: f64 = 0.1;
/// How many lines at the end of a longer one are kept together.
const LAST_TOGETHER: usize = 3;
/// What a row may take of a page to be kept on one.
const TALLEST: f64 = 0.8;
/// Points in a millimetre.
const PT_PER_MM: f64 = 72.0 / 25.4;

impl Composer<'_> {
    /// Nothing where neither signature nor recipients are filled and the plan is issued with a
    /// decision: that decision is signed, the plan is not.
    pub(super) fn closing_columns(&self, measure: Measure) -> Option<Columns> {
        let document = self.document;
        let signed = document.signatures.iter().any(|signature| {
            !signature.lines().is_empty() || !signature.signer.trim().is_empty()
        });
        let addressed = document.recipients.iter().any(|to| !bare(&to.name).is_empty());
        if self.decision().is_some() && !signed && !addressed {
            return None;
        }
        let recipients = self.recipients();
        let (posts, names): (Vec<Vec<Line>>, Vec<Vec<Line>>) = document
            .signatures
            .iter()
            .enumerate()
            .map(|(index, signature)| self.signature(index, signature))
            .unzip();
        let left = measure.width * RECIPIENTS_SHARE;
        let (widths, rows) = match posts.len() {
            0 => (vec![left, measure.width - left], vec![vec![recipients, Vec::new()]]),
            1 => (
                vec![left, measure.width - left],
                vec![vec![recipients, posts.into_iter().chain(names).flatten().collect()]],
            ),
            count => {
                let widths = vec![measure.width / count as f64; count];
                let mut below = vec![Vec::new(); count];
                below[0] = recipients;
                let signatures = self.level(posts, names, widths[0]);
                (widths, vec![signatures, below])
            }
        };
        let mut rows = rows;
        for first in
            rows.iter_mut().flatten().filter_map(|cell: &mut Vec<Line>| cell.first_mut())
        {
            first.before = Some(CLOSING_SPACE);
        }
        for cells in &mut rows {
            for (cell, width) in cells.iter_mut().zip(&widths) {
                self.settle_cell(cell, *width);
            }
        }
        let together = rows.len();
        self.part_recipients(&mut rows, &widths, measure);
        let splits = self.is_tall(&rows, &widths, measure);
        Some(Columns { role: ColumnsRole::Closing, widths, rows, splits, together })
    }

    /// Gives a long list of recipients, the first cell of the last of `rows`, rows of its own, so that
    /// it goes over to the next page between two of them while the signature stays whole: beside the
    /// signature stand just so many that they are as high, and the last ones stay together.
    fn part_recipients(
        &self,
        rows: &mut Vec<Vec<Vec<Line>>>,
        widths: &[f64],
        measure: Measure,
    ) {
        let Some(last) = rows.last_mut() else { return };
        let Some((list, others)) = last.split_first_mut() else { return };
        let height = |lines: &[Line]| self.cell_height_of(lines, widths[0]);
        if height(list) <= measure.height * LONGEST_TOGETHER {
            return;
        }
        let beside = others.iter().zip(&widths[1..]);
        let beside = beside.map(|(cell, width)| self.cell_height_of(cell, *width));
        let beside = beside.fold(measure.height * SHORTEST_TOGETHER, f64::max);
        let most = list.len().saturating_sub(LAST_TOGETHER);
        // The row is as high as the list in it, so that no gap stands before the next.
        let first = (1..most).find(|count| height(&list[..*count]) >= beside).unwrap_or(most);
        let mut rest = list.split_off(first.max(1).min(list.len()));
        let tail = rest.split_off(rest.len().saturating_sub(LAST_TOGETHER));
        let row_of = |lines: Vec<Line>| {
            let mut row = vec![Vec::new(); widths.len()];
            row[0] = lines;
            row
        };
        rows.extend(rest.into_iter().map(|line| row_of(vec![line])));
        if !tail.is_empty() {
            rows.push(row_of(tail));
        }
    }

    /// Whether a row of columns is too tall to be kept on one page: then it must be allowed to go on
    /// on the next.
    pub(super) fn is_tall(
        &self,
        rows: &[Vec<Vec<Line>>],
        widths: &[f64],
        measure: Measure,
    ) -> bool {
        rows.iter().any(|row| {
            let cells = row.iter().zip(widths);
            let mut heights = cells.map(|(cell, width)| self.cell_height_of(cell, *width));
            heights.any(|height| height > measure.height * TALLEST)
        })
    }

    /// The height in mm of paragraphs below each other in a column of `width` mm.
    fn cell_height_of(&self, lines: &[Line], width: f64) -> f64 {
        let height = |line: &Line| {
            let before = line.before.unwrap_or(style(line.style, &self.page).before);
            self.line_height(line, width) + before / PT_PER_MM
        };
        lines.iter().map(height).sum()
    }

    /// Breaks the lines of a column: posts and names by their meaning, Nơi nhận with what is held.
    fn settle_cell(&self, lines: &mut [Line], width: f64) {
        for line in lines {
            let style = style(line.style, &self.page);
            match style.align {
                LineAlign::Center => self.balance(line, width),
                _ => hold(line, &style, width),
            }
        }
    }

    fn recipients(&self) -> Vec<Line> {
        let document = self.document;
        let page = &self.page;
        // Level with the post beside it: both stand under the same space.
        let head = plain_line(Place::Archive, StyleName::RecipientsHead, "Nơi nhận:", page);
        let mut lines = vec![head];
        for (index, recipient) in document.recipients.iter().enumerate() {
            let Some(words) = recipient_words(recipient) else { continue };
            lines.push(lead_dash(plain_line(
                Place::Recipient(index),
                StyleName::Recipient,
                &format!("- {words};"),
                page,
            )));
        }
        lines.push(lead_dash(plain_line(
            Place::Archive,
            StyleName::Recipient,
            &format!("- Lưu: {}.", archive_words(&document.archive)),
            page,
        )));
        if let Some(words) = document.drafter.as_ref().and_then(drafter_words) {
            lines.push(plain_line(Place::Drafter, StyleName::Drafter, &words, page));
        }
        lines
    }

    /// Signatures side by side: where another has more lines above its name, a name stands lower by so
    /// much, so that all are level.
    fn level(
        &self,
        mut posts: Vec<Vec<Line>>,
        mut names: Vec<Vec<Line>>,
        width: f64,
    ) -> Vec<Vec<Line>> {
        for lines in posts.iter_mut().chain(&mut names) {
            self.settle_cell(lines, width);
        }
        let height = |lines: &[Line]| -> f64 {
            lines.iter().map(|line| self.line_height(line, width) * PT_PER_MM).sum()
        };
        let above = |posts: &[Line], names: &[Line]| {
            let upper = names.len().saturating_sub(1);
            // The first of a cell stands under the closing's own space.
            let spaces = names.iter().take(names.len().max(1) - 1).skip(1);
            height(posts)
                + height(&names[..upper])
                + spaces.filter_map(|line| line.before).sum::<f64>()
        };
        let heights: Vec<f64> =
            posts.iter().zip(&names).map(|(posts, names)| above(posts, names)).collect();
        let most = heights.iter().copied().fold(0.0, f64::max);
        for (names, height) in names.iter_mut().zip(heights) {
            if let Some(before) = names.first_mut().and_then(|line| line.before.as_mut()) {
                // Whole twips, Word's unit.
                *before += ((most - height) * 20.0).round() / 20.0;
            }
        }
        posts.into_iter().zip(names).map(|(posts, names)| [posts, names].concat()).collect()
    }

    /// What stands above the signature, and what below.
    fn signature(&self, index: usize, signature: &Signature) -> (Vec<Line>, Vec<Line>) {
        let page = &self.page;
        let place = Place::Signature(index);
        let lines: Vec<Line> = signature
            .lines()
            .iter()
            .map(|words| plain_line(place, StyleName::Authority, words, page))
            .collect();
        let mut below = Vec::new();
        let post = signature.agency_post.trim().to_uppercase();
        if !post.is_empty() {
            below.push(plain_line(place, StyleName::AgencyPost, &post, page));
        }
        let name = signer_words(signature);
        if !name.is_empty() {
            below.push(plain_line(place, StyleName::Signer, &name, page));
        }
        if let Some(first) = below.first_mut() {
            first.before = Some(SIGNATURE_SPACE);
        }
        (lines, below)
    }
}

/// A line of Nơi nhận without dash and end mark; none for an empty one.
pub(super) fn recipient_words(recipient: &Recipient) -> Option<String> {
    let name = bare(&recipient.name);
    let purpose = match recipient.purpose.trim() {
        "" => String::new(),
        purpose => format!(" ({purpose})"),
    };
    (!name.is_empty()).then(|| format!("{name}{purpose}"))
}

/// What follows "Lưu:", without end mark.
pub(super) fn archive_words(archive: &Archive) -> String {
    let units = archive.units.iter().map(|unit| bare(unit)).filter(|unit| !unit.is_empty());
    let units: Vec<&str> = units.collect();
    let units = if units.is_empty() { "VT".to_owned() } else { units.join(", ") };
    let copies = archive.copies.map_or_else(String::new, |count| format!(" ({count})"));
    format!("{units}{copies}")
}

/// Ô 12; none for an empty one.
pub(super) fn drafter_words(drafter: &DrafterMark) -> Option<String> {
    let initials = drafter.initials.trim().trim_end_matches('.').to_uppercase();
    let copies = drafter.copies.map_or_else(String::new, |count| format!("({count:02})"));
    let is_empty = initials.trim().is_empty() && copies.is_empty();
    (!is_empty).then(|| format!("{initials}.{copies}"))
}

/// The signer's name with rank or degree before it; empty for none.
pub(super) fn signer_words(signature: &Signature) -> String {
    format!("{} {}", signature.honorific.trim(), signature.signer.trim()).trim().to_owned()
}

/// A recipient without the marks that the paper sets.
pub(super) fn bare(words: &str) -> &str {
    words
        .trim()
        .trim_start_matches(['-', '–', '+'])
        .trim_start()
        .trim_end_matches([';', '.', ',', ' '])
}

fn lead_dash(line: Line) -> Line {
    Line { lead: 2, ..line }
}
