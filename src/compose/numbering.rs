//! Numerals: computed, never typed (PL I.II.6.đ).

use crate::model::{Block, Level};
use crate::vietnamese::{point, roman};

/// The numeral or mark of every block as the paper shows it, empty where there is none:
/// `Phần I`, `I.`, `1.`, `1.1.`, `a)`, `-`, `+`.
///
/// A level counts on until a level outside it appears: mục per phần, khoản per mục, điểm per
/// khoản; or until a paragraph begins it anew ([`Paragraph::restart`]). Paragraphs without numeral
/// and tables do not interrupt a count.
///
/// [`Paragraph::restart`]: crate::model::Paragraph::restart
pub fn numerals(blocks: &[Block]) -> Vec<String> {
    let mut counts = [0u32; Level::NUMBERED.len()];
    blocks
        .iter()
        .map(|block| {
            let Some(paragraph) = block.paragraph() else { return String::new() };
            let level = paragraph.level;
            let Some(depth) = level.depth() else { return String::new() };
            counts[depth] = if paragraph.restart { 1 } else { counts[depth] + 1 };
            counts[depth + 1..].fill(0);
            let count = counts[depth];
            match level {
                Level::Part => format!("Phần {}", roman(count)),
                Level::Section => format!("{}.", roman(count)),
                Level::Clause => format!("{count}."),
                Level::SubClause => {
                    format!("{}.{count}.", counts[depth - 1].max(1))
                }
                Level::Point => format!("{})", point(count)),
                Level::Dash => "-".to_owned(),
                Level::Plus => "+".to_owned(),
                Level::Body | Level::Centered | Level::Right => String::new(),
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Paragraph;

    #[test]
    fn a_count_begins_anew_where_she_says_so() {
        let clause =
            |restart| Block::Text(Paragraph { restart, ..Paragraph::new(Level::Clause, "x") });
        let heading = || Block::new(Level::Body, "Các huyện:");
        let blocks = [clause(false), clause(false), heading(), clause(true), clause(false)];
        assert_eq!(numerals(&blocks), ["1.", "2.", "", "1.", "2."]);
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
