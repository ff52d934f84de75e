//! Numerals that were typed into plain paragraphs.

use crate::model::{Block, Level, Paragraph, Style};

use super::{forms, numerals};

/// More typed numerals than these are left as they are.
const MOST: usize = 200;

/// Gives plain paragraphs that begin with a typed numeral the level of that numeral, wherever the
/// paper then says the same: the numeral is the one that counting gives there, looks like the words
/// behind it, and leaves every other block's numeral as it is written, or sets it right.
///
/// `written` are the numerals that stand before the blocks (none where that is not known); in a
/// plan these are the counted ones, in a file those that were read. Returns the numerals that were
/// taken off their words.
pub fn typed_numerals(blocks: &mut [Block], written: &[Option<String>]) -> Vec<String> {
    let last = blocks.len().saturating_sub(1);
    let found: Vec<(usize, Level, String)> = blocks
        .iter()
        .enumerate()
        .filter_map(|(at, block)| {
            let (level, numeral) = typed(block.paragraph()?, at == last)?;
            Some((at, level, numeral))
        })
        .take(MOST + 1)
        .collect();
    let mut taken = Vec::new();
    if found.is_empty() || found.len() > MOST {
        return taken;
    }
    let mut wanted = written.to_vec();
    wanted.resize(blocks.len(), None);
    for (at, _, numeral) in &found {
        wanted[*at] = Some(numeral.clone());
    }
    let wrong = |blocks: &[Block]| {
        let counted = numerals(blocks);
        let differs = |(counted, wanted): &(&String, &Option<String>)| {
            wanted.as_ref().is_some_and(|wanted| wanted != *counted)
        };
        counted.iter().zip(&wanted).filter(differs).count()
    };
    let mut before = wrong(blocks);
    for (at, level, numeral) in found {
        let Block::Text(paragraph) = &mut blocks[at] else { continue };
        let plain = paragraph.clone();
        paragraph.level = level;
        paragraph.text.delete(0..numeral.chars().count() + 1);
        let after = wrong(blocks);
        if after < before {
            before = after;
            taken.push(numeral);
        } else {
            blocks[at] = Block::Text(plain);
        }
    }
    taken
}

/// The numeral at the head of a plain paragraph and its level, where the paper would set both the
/// same. The last paragraph becomes no title, which bears no end mark.
fn typed(paragraph: &Paragraph, is_last: bool) -> Option<(Level, String)> {
    let Paragraph { level: Level::Body, text, .. } = paragraph else { return None };
    let (numeral, rest) = text.as_str().split_once(' ')?;
    let level = forms::level(numeral)?;
    let length = numeral.chars().count();
    let look = text.style_at(0);
    let uniform = (0..=length).all(|at| text.style_at(at) == look);
    let follows = Style { underline: false, ..text.style_at(length + 1) };
    if rest.starts_with(char::is_whitespace) || !uniform || follows != look {
        return None;
    }
    let bold = text.all(|style| style.bold);
    if level == Level::Section && !(bold && rest.to_uppercase() == rest) {
        return None;
    }
    let is_title = bold && !matches!(level, Level::Dash | Level::Plus);
    (!(is_title && is_last)).then(|| (level, numeral.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Text;

    fn settled(blocks: &[Block], written: Option<&[&str]>) -> Vec<Block> {
        let mut blocks = blocks.to_vec();
        let counted = numerals(&blocks);
        let written: Vec<Option<String>> = match written {
            Some(written) => {
                written.iter().map(|numeral| Some((*numeral).to_owned())).collect()
            }
            None => counted.into_iter().map(Some).collect(),
        };
        typed_numerals(&mut blocks, &written);
        blocks
    }

    fn levels(blocks: &[Block]) -> Vec<Level> {
        blocks.iter().filter_map(Block::paragraph).map(|paragraph| paragraph.level).collect()
    }

    #[test]
    fn a_typed_numeral_that_counts_on_is_a_level() {
        let blocks = [
            Block::new(Level::Clause, "Một"),
            Block::new(Level::Body, "2. Hai"),
            Block::new(Level::Body, "a) Ba"),
            Block::new(Level::Body, "- Bốn"),
            Block::new(Level::Body, Text::styled("II. NĂM", Style::BOLD)),
            Block::new(Level::Body, "4. Sáu"),
        ];
        let found = settled(&blocks, None);
        let wanted = [
            Level::Clause,
            Level::Clause,
            Level::Point,
            Level::Dash,
            Level::Body,
            Level::Body,
        ];
        assert_eq!(levels(&found), wanted);
        assert_eq!(found[1].paragraph().map(|p| p.text.as_str()), Some("Hai"));
    }

    #[test]
    fn what_is_counted_behind_it_must_stay_as_it_is_written() {
        let blocks = [
            Block::new(Level::Clause, "Một"),
            Block::new(Level::Body, "2. Hai"),
            Block::new(Level::Clause, "Ba"),
        ];
        assert_eq!(levels(&settled(&blocks, None))[1], Level::Body);
        let renumbered = settled(&blocks, Some(&["1.", "", "3."]));
        assert_eq!(levels(&renumbered), [Level::Clause; 3]);
    }
}
