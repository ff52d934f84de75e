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
    /// The letter, what it is, its number and its name in Unicode:
    /// `chữ Hán, Nôm “漢” (U+6F22)`, `hình biểu tượng “🚒” (U+1F692, FIRE ENGINE)`.
    pub fn described(&self) -> String {
        let number = u32::from(self.letter);
        let kind = kind(self.letter);
        // The names of Hán and of syllables only repeat the number or the sound.
        let name = match kind {
            "hình biểu tượng" | "chữ" => unicode_names2::name(self.letter),
            _ => None,
        };
        match name {
            Some(name) => format!("{kind} “{}” (U+{number:04X}, {name})", self.letter),
            None => format!("{kind} “{}” (U+{number:04X})", self.letter),
        }
    }
}

/// What a letter is, in her words.
fn kind(letter: char) -> &'static str {
    match letter {
        '\u{2E80}'..='\u{2FDF}'
        | '\u{3400}'..='\u{9FFF}'
        | '\u{F900}'..='\u{FAFF}'
        | '\u{20000}'..='\u{323AF}' => "chữ Hán, Nôm",
        '\u{3040}'..='\u{30FF}' => "chữ Nhật",
        '\u{1100}'..='\u{11FF}' | '\u{AC00}'..='\u{D7A3}' => "chữ Hàn",
        '\u{2600}'..='\u{27BF}' | '\u{1F000}'..='\u{1FAFF}' => "hình biểu tượng",
        '\u{E000}'..='\u{F8FF}' | '\u{F0000}'.. => "chữ riêng của một phông",
        _ => "chữ",
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
    use crate::model::{Block, Document, Level, Standing, Story, Text};

    #[test]
    fn a_letter_without_a_glyph_is_told_once_with_its_place_and_name() {
        let document = Document {
            subject: Text::plain("☑ Kiểm tra"),
            body: vec![
                Block::new(Level::Clause, "Chữ 漢 và 漢, ảnh 🚒"),
                Block::new(Level::Clause, Text::from_markup("Chú thích<fn>字</fn>")),
            ],
            agency: vec!["Sở 🚒".into()],
            ..Document::default()
        };
        let found = undrawn_letters(&compose(&document, Standing::Issued));
        let told: Vec<_> =
            found.iter().map(|undrawn| (undrawn.place, undrawn.letter)).collect();
        let block = |index| Place::Block(Story::Body, index);
        assert_eq!(
            told,
            [(Place::Agency(0), '🚒'), (block(0), '漢'), (block(0), '🚒'), (block(1), '字')]
        );
        assert_eq!(found[0].described(), "hình biểu tượng “🚒” (U+1F692, FIRE ENGINE)");
        assert_eq!(found[1].described(), "chữ Hán, Nôm “漢” (U+6F22)");
    }
}
