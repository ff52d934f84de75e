//! Letters that no bundled face draws (rule U13): on paper a box stands for them.

use crate::compose::{Inline, Line, Paper};
use crate::model::Place;
use crate::standard::undrawn;

/// A letter that cannot be printed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Undrawn {
    /// Where it stands.
    pub place: Place,
    /// The letter.
    pub letter: char,
}

impl Undrawn {
    /// The letter, its number and its name in Unicode: `“漢” (U+6F22, CJK UNIFIED IDEOGRAPH-6F22)`.
    pub fn described(&self) -> String {
        let number = u32::from(self.letter);
        match unicode_names2::name(self.letter) {
            Some(name) => format!("“{}” (U+{number:04X}, {name})", self.letter),
            None => format!("“{}” (U+{number:04X})", self.letter),
        }
    }
}

/// Every letter of a paper that no bundled face draws, in reading order, once for each place.
pub fn undrawn_letters(paper: &Paper) -> Vec<Undrawn> {
    let mut found: Vec<Undrawn> = Vec::new();
    let margins = |line: &Line, found: &mut Vec<Undrawn>| {
        for letter in letters(&line.runs) {
            let undrawn = Undrawn { place: line.place, letter };
            if !found.contains(&undrawn) {
                found.push(undrawn);
            }
        }
    };
    for sheet in &paper.sheets {
        sheet.top_mark.iter().chain(&sheet.address).for_each(|line| margins(line, &mut found));
    }
    paper.lines().for_each(|line| margins(line, &mut found));
    found
}

fn letters(runs: &[Inline]) -> Vec<char> {
    let mut all = Vec::new();
    for run in runs {
        match run {
            Inline::Words { text, .. } => all.extend(undrawn(text)),
            Inline::Note { runs } => all.extend(letters(runs)),
            Inline::Break => {}
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compose::compose;
    use crate::model::{Block, Level, Plan, Standing, Story, Text};

    #[test]
    fn a_letter_without_a_glyph_is_told_once_with_its_place_and_name() {
        let plan = Plan {
            subject: Text::plain("☑ Kiểm tra"),
            body: vec![
                Block::new(Level::Clause, "Chữ 漢 và 漢, ảnh 🚒"),
                Block::new(Level::Clause, Text::from_markup("Chú thích<fn>字</fn>")),
            ],
            agency: vec!["Sở 🚒".into()],
            ..Plan::default()
        };
        let found = undrawn_letters(&compose(&plan, Standing::Issued));
        let told: Vec<_> =
            found.iter().map(|undrawn| (undrawn.place, undrawn.letter)).collect();
        let block = |index| Place::Block(Story::Body, index);
        assert_eq!(
            told,
            [(Place::Agency(0), '🚒'), (block(0), '漢'), (block(0), '🚒'), (block(1), '字')]
        );
        assert_eq!(found[0].described(), "“🚒” (U+1F692, FIRE ENGINE)");
    }
}
