//! Numerals: computed, never typed (PL I.II.6.đ).

use crate::model::{Block, Level, Paragraph};
use crate::vietnamese::{point, roman};

/// The numeral or mark of every block as the paper shows it, empty where there is none:
/// `Phần I`, `Chương I`, `Mục 1`, `Tiểu mục 1`, `Điều 1.`, `I.`, `1.`, `1.1.`, `a)`, `-`, `+`.
///
/// A level counts on until a level outside it appears: mục per phần, khoản per mục, điểm per
/// khoản; điều through the whole story; or until a paragraph begins it anew ([`Paragraph::restart`]). Paragraphs without numeral
/// and tables do not interrupt a count.
///
/// [`Paragraph::restart`]: crate::model::Paragraph::restart
pub fn numerals(blocks: &[Block]) -> Vec<String> {
    let mut counts = Counts::default();
    blocks
        .iter()
        .map(|block| {
            let Some(paragraph) = block.paragraph() else { return String::new() };
            let level = paragraph.level;
            let Some((count, above)) = counts.next(paragraph) else { return String::new() };
            match level {
                Level::Part => format!("Phần {}", roman(count)),
                Level::Chapter => format!("Chương {}", roman(count)),
                Level::Division => format!("Mục {count}"),
                Level::Subdivision => format!("Tiểu mục {count}"),
                Level::Article => format!("Điều {count}."),
                Level::Section => format!("{}.", roman(count)),
                Level::Clause => format!("{count}."),
                Level::SubClause => format!("{}.{count}.", above.max(1)),
                Level::Point => format!("{})", point(count)),
                Level::Dash => "-".to_owned(),
                Level::Plus => "+".to_owned(),
                Level::Body | Level::Centered | Level::Right => String::new(),
            }
        })
        .collect()
}

/// Forgets beginnings of a count that are none on paper: where it begins in any case, and on levels
/// without count.
pub fn forget_plain_restarts(blocks: &mut [Block]) {
    let mut counts = Counts::default();
    for block in blocks {
        let Block::Text(paragraph) = block else { continue };
        let begins = |depth: usize| counts.0[depth] == 0;
        paragraph.restart &=
            paragraph.level.is_counted() && !paragraph.level.depth().is_some_and(begins);
        counts.next(paragraph);
    }
}

/// How far each level has been counted.
#[derive(Default)]
struct Counts([u32; Level::NUMBERED.len()]);

impl Counts {
    /// The paragraph's number and that of the level above; none for a level without numeral.
    fn next(&mut self, paragraph: &Paragraph) -> Option<(u32, u32)> {
        let depth = paragraph.level.depth()?;
        let count = if paragraph.restart { 1 } else { self.0[depth] + 1 };
        self.0[depth] = count;
        for (inner, other) in self.0.iter_mut().zip(Level::NUMBERED).skip(depth + 1) {
            // Điều are counted through all chương.
            if other != Level::Article {
                *inner = 0;
            }
        }
        Some((count, depth.checked_sub(1).map_or(0, |above| self.0[above])))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_count_begins_anew_where_she_says_so() {
        let clause =
            |restart| Block::Text(Paragraph { restart, ..Paragraph::new(Level::Clause, "x") });
        let heading = || Block::new(Level::Body, "Các huyện:");
        let blocks = [clause(false), clause(false), heading(), clause(true), clause(false)];
        assert_eq!(numerals(&blocks), ["1.", "2.", "", "1.", "2."]);
        let mut settled = [clause(true), clause(false), heading(), clause(true)];
        forget_plain_restarts(&mut settled);
        let kept: Vec<_> = settled.iter().filter_map(Block::paragraph).collect();
        assert_eq!(kept.iter().filter(|paragraph| paragraph.restart).count(), 1);
        assert!(kept[3].restart);
    }

    #[test]
    fn articles_count_through_the_chapters_and_clauses_inside_an_article() {
        use Level::{Article, Chapter, Clause, Division, Point, Subdivision};
        assert_eq!(
            count(&[
                Chapter,
                Article,
                Clause,
                Clause,
                Point,
                Article,
                Chapter,
                Division,
                Article,
                Clause,
                Subdivision,
                Article,
                Division,
                Article
            ]),
            [
                "Chương I",
                "Điều 1.",
                "1.",
                "2.",
                "a)",
                "Điều 2.",
                "Chương II",
                "Mục 1",
                "Điều 3.",
                "1.",
                "Tiểu mục 1",
                "Điều 4.",
                "Mục 2",
                "Điều 5."
            ]
        );
    }

    fn count(levels: &[Level]) -> Vec<String> {
        let blocks: Vec<_> = levels.iter().map(|level| Block::new(*level, "x")).collect();
        numerals(&blocks)
    }

    #[test]
    fn every_level_counts_inside_the_one_above() {
        use Level::{Body, Clause, Dash, Part, Plus, Point, Section, SubClause};
        assert_eq!(
            count(&[
                Part, Section, Clause, Point, Point, Body, Point, Clause, SubClause,
                SubClause, Dash, Plus, Section, Clause, Part, Section
            ]),
            [
                "Phần I",
                "I.",
                "1.",
                "a)",
                "b)",
                "",
                "c)",
                "2.",
                "2.1.",
                "2.2.",
                "-",
                "+",
                "II.",
                "1.",
                "Phần II",
                "I."
            ]
        );
    }
}
