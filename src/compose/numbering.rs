//! Numerals: computed, never typed (PL I.II.6.đ).

use crate::model::{Block, Level};

/// The letters of điểm in the decree's own order; without ă â ê ô ơ ư and f j w z.
const LETTERS: [&str; 23] = [
    "a", "b", "c", "d", "đ", "e", "g", "h", "i", "k", "l", "m", "n", "o", "p", "q", "r", "s",
    "t", "u", "v", "x", "y",
];

/// The numeral or mark of every block as the paper shows it, empty where there is none:
/// `Phần I`, `I.`, `1.`, `1.1.`, `a)`, `-`, `+`.
///
/// A level counts on until a level outside it appears: mục per phần, khoản per mục, điểm per
/// khoản. Paragraphs without numeral and tables do not interrupt a count.
pub fn numerals(blocks: &[Block]) -> Vec<String> {
    let mut counts = [0usize; Level::NUMBERED.len()];
    blocks
        .iter()
        .map(|block| {
            let level = block.paragraph().map_or(Level::Body, |paragraph| paragraph.level);
            let Some(depth) = level.depth() else { return String::new() };
            counts[depth] += 1;
            counts[depth + 1..].fill(0);
            let count = counts[depth];
            match level {
                Level::Part => format!("Phần {}", roman(count)),
                Level::Section => format!("{}.", roman(count)),
                Level::Clause => format!("{count}."),
                Level::SubClause => {
                    format!("{}.{count}.", counts[depth - 1].max(1))
                }
                Level::Point => format!("{})", letter(count)),
                Level::Dash => "-".to_owned(),
                Level::Plus => "+".to_owned(),
                Level::Body | Level::Centered | Level::Right => String::new(),
            }
        })
        .collect()
}

/// A Roman numeral, counted from 1.
pub fn roman(number: usize) -> String {
    const STEPS: [(usize, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    let mut rest = number;
    let mut out = String::new();
    for (value, numeral) in STEPS {
        while rest >= value {
            out.push_str(numeral);
            rest -= value;
        }
    }
    out
}

/// The letter of a điểm, counted from 1; past the alphabet the letters double: `aa`, `ab`.
pub fn letter(number: usize) -> String {
    let mut rest = number;
    let mut letters = Vec::new();
    while rest > 0 {
        letters.push(LETTERS[(rest - 1) % LETTERS.len()]);
        rest = (rest - 1) / LETTERS.len();
    }
    letters.into_iter().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

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

    #[test]
    fn points_run_through_the_decrees_alphabet() {
        let letters: Vec<_> = (1..=12).map(letter).collect();
        assert_eq!(letters.concat(), "abcdđeghiklm");
        assert_eq!(letter(23), "y");
        assert_eq!(letter(24), "aa");
    }

    #[test]
    fn roman_numerals() {
        assert_eq!([4, 9, 14, 40].map(roman), ["IV", "IX", "XIV", "XL"]);
    }
}
