//! Widths of words in the bundled faces (those of Times New Roman).
//!
//! The decree gives the drawn rules as shares of the text above them, so the composer has to know
//! how long a text is before anyone sets it.

use std::sync::{LazyLock, OnceLock};

use ttf_parser::{Face, GlyphId};

use super::address::parts_of;
use super::letters::{NO_BREAK_HYPHEN, advance_beyond};
use super::style::ParagraphStyle;
use crate::fonts;

/// Millimetres in a point.
const MM_PER_PT: f64 = 25.4 / 72.0;

static FACES: LazyLock<[Option<Face<'static>>; 4]> =
    LazyLock::new(|| fonts::SERIF.map(|data| Face::parse(data, 0).ok()));

/// Letters whose advances are looked up together, when the first of them is met: a text needs four such blocks.
const BLOCK: usize = 256;
/// Blocks that are kept; rarer letters than those below U+3000 are looked up each time.
const BLOCKS: usize = 0x3000 / BLOCK;

/// The advances of a block's letters, em; none for a letter without a glyph.
type Block = OnceLock<Box<[Option<f64>]>>;

static ADVANCES: [[Block; BLOCKS]; 4] = [const { [const { OnceLock::new() }; BLOCKS] }; 4];

fn advance(index: usize, face: &Face<'_>, letter: char) -> Option<f64> {
    let (block, at) = (letter as usize / BLOCK, letter as usize % BLOCK);
    let Some(advances) = ADVANCES[index].get(block) else { return own_advance(face, letter) };
    let listed = advances.get_or_init(|| {
        let first = (block * BLOCK) as u32;
        let letters = (first..first + BLOCK as u32).map(char::from_u32);
        letters.map(|letter| own_advance(face, letter?)).collect()
    });
    listed[at]
}

/// The width in mm of words set in one line with the style's size and face, without kerning. Costs
/// little more than reading them.
pub fn text_width(words: &str, style: &ParagraphStyle) -> f64 {
    let index = usize::from(style.bold) + 2 * usize::from(style.italic);
    let Some(face) = &FACES[index] else { return 0.0 };
    let wide =
        |letter: char| advance(index, face, letter).unwrap_or_else(|| advance_beyond(letter));
    words.chars().map(wide).sum::<f64>() * style.size * MM_PER_PT
}

/// The advance of a letter that the face has, em.
fn own_advance(face: &Face<'_>, letter: char) -> Option<f64> {
    let glyph = glyph_of(face, letter)?;
    let units = face.glyph_hor_advance(glyph).unwrap_or_default();
    Some(f64::from(units) / f64::from(face.units_per_em()))
}

fn glyph_of(face: &Face<'_>, letter: char) -> Option<GlyphId> {
    // The hyphen that does not break is drawn as the one that does.
    let letter = if letter == NO_BREAK_HYPHEN { '-' } else { letter };
    face.glyph_index(letter)
}

/// No line is narrower, mm: then its letters stand one below the other.
const LEAST_MEASURE: f64 = 0.1;

/// Breaks words into lines no wider than `measure` mm, each as full as it can be; returns the
/// widths of the lines in mm. Lines end at spaces, after hyphens and at [`super::soft_ends`]; a word wider than the measure
/// begins a line and is broken at any letter, as Word does it.
pub fn greedy_lines(words: &str, style: &ParagraphStyle, measure: f64) -> Vec<f64> {
    let measure = measure.max(LEAST_MEASURE);
    let space = text_width(" ", style);
    let mut lines = Vec::new();
    for part in words.split('\n') {
        let mut width: Option<f64> = None;
        for word in part.split(' ').filter(|word| !word.is_empty()) {
            let mut gap = space;
            for piece in parts_of(word) {
                let wide = text_width(piece, style);
                width = Some(match width {
                    Some(line) if line + gap + wide <= measure => line + gap + wide,
                    before => {
                        lines.extend(before);
                        if wide > measure {
                            broken(piece, style, measure, &mut lines)
                        } else {
                            wide
                        }
                    }
                });
                gap = 0.0;
            }
        }
        lines.push(width.unwrap_or(0.0));
    }
    lines
}

/// Breaks a word wider than the measure between letters; the width of what is left for the last line.
fn broken(word: &str, style: &ParagraphStyle, measure: f64, lines: &mut Vec<f64>) -> f64 {
    let mut width = 0.0;
    let mut letter = [0; 4];
    for own in word.chars() {
        let own = text_width(own.encode_utf8(&mut letter), style);
        if width + own > measure && width > 0.0 && own > 0.0 {
            lines.push(width);
            width = 0.0;
        }
        width += own;
    }
    width
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::PageSetup;
    use crate::standard::{NATIONAL_NAME, StyleName, style};

    #[test]
    fn the_national_name_is_as_wide_as_measured_on_paper() {
        // reference: 95.6 mm at 13 pt bold.
        let style = style(StyleName::NationalName, &PageSetup::default());
        let width = text_width(NATIONAL_NAME, &style);
        assert!((width - 95.6).abs() < 0.3, "{width}");
    }

    #[test]
    fn lines_are_filled_one_after_the_other() {
        let style = style(StyleName::Subject, &PageSetup::default());
        let one = text_width("một hai", &style);
        assert_eq!(greedy_lines("một hai ba", &style, one + 0.1).len(), 2);
        assert_eq!(greedy_lines("một\nhai", &style, 100.0).len(), 2);
    }

    #[test]
    fn a_word_wider_than_the_measure_is_broken() {
        let style = style(StyleName::Body, &PageSetup::default());
        let word = "đ".repeat(30);
        let measure = text_width(&word, &style) / 2.5;
        let lines = greedy_lines(&format!("a {word} b"), &style, measure);
        assert_eq!(lines.len(), 4, "{lines:?}");
        assert!(lines.iter().all(|line| *line <= measure + 1e-9));
    }

    #[test]
    fn letters_that_fit_once_stand_one_below_the_other() {
        let style = style(StyleName::Body, &PageSetup::default());
        let letter = text_width("đ", &style);
        assert_eq!(greedy_lines(&"đ".repeat(30), &style, letter * 1.9).len(), 30);
        assert_eq!(greedy_lines("đđ đ", &style, 0.0).len(), 3);
        // A hyphen lets a line end.
        assert_eq!(greedy_lines("đđ-đđ", &style, letter * 3.0).len(), 2);
    }

    #[test]
    fn letters_beyond_the_serif_have_a_width() {
        let style = style(StyleName::Body, &PageSetup::default());
        for letter in ["☑", "①", "ខ", "🚒", "\u{2011}"] {
            assert!(text_width(letter, &style) > 1.0, "{letter}");
        }
    }
}
