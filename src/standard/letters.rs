//! Which face draws a letter: the serif of the paper, one of the faces beyond it, or none.

use std::sync::LazyLock;

use ttf_parser::Face;

use crate::fonts::{self, Beyond};
use crate::vietnamese::is_invisible;

/// What draws a letter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Drawing {
    /// The serif of the paper.
    Serif,
    /// The n-th of [`fonts::BEYOND`].
    Beyond(usize),
    /// Nothing that is bundled: a box stands for it on paper.
    Nothing,
}

static SERIF: LazyLock<Option<Face<'static>>> =
    LazyLock::new(|| Face::parse(fonts::SERIF[0], 0).ok());
static BEYOND: LazyLock<Vec<Option<Face<'static>>>> = LazyLock::new(|| {
    fonts::BEYOND.iter().map(|face| Face::parse(face.data, 0).ok()).collect()
});

/// Which face draws a letter. Costs a look into a table of the face for letters that are not ASCII.
pub fn drawing(letter: char) -> Drawing {
    // A hyphen that does not break is drawn as the one that does.
    let as_hyphen = letter == NO_BREAK_HYPHEN;
    if letter.is_ascii() || as_hyphen || letter.is_whitespace() || is_in(&SERIF, letter) {
        return Drawing::Serif;
    }
    let found = BEYOND.iter().position(|face| is_in(face, letter));
    found.map_or(Drawing::Nothing, Drawing::Beyond)
}

/// The letters of a text that no bundled face draws, each once, in the order of their first place.
pub fn undrawn(words: &str) -> Vec<char> {
    let mut found = Vec::new();
    for letter in words.chars().filter(|letter| !letter.is_ascii()) {
        let shows = !letter.is_control() && !is_invisible(letter) && !is_note(letter);
        if shows && drawing(letter) == Drawing::Nothing && !found.contains(&letter) {
            found.push(letter);
        }
    }
    found
}

/// The parts of a text that one face draws, each with its drawing. Spaces and marks go with what
/// stands before them.
pub fn drawn_parts(words: &str) -> Vec<(&str, Drawing)> {
    let mut parts = Vec::new();
    let mut from = 0;
    let mut now = None;
    for (at, letter) in words.char_indices() {
        let by = match drawing(letter) {
            Drawing::Nothing if unicode_normalization::char::is_combining_mark(letter) => {
                now.unwrap_or(Drawing::Nothing)
            }
            by => by,
        };
        if let Some(last) = now.filter(|last| *last != by) {
            parts.push((&words[from..at], last));
            from = at;
        }
        now = Some(by);
    }
    if let Some(last) = now {
        parts.push((&words[from..], last));
    }
    parts
}

/// The advance of a letter in em, by the face that draws it; 0.6 for one that nothing draws.
pub(super) fn advance_beyond(letter: char) -> f64 {
    let advance = |face: &Face<'_>| {
        let glyph = face.glyph_index(letter)?;
        let units = face.glyph_hor_advance(glyph)?;
        Some(f64::from(units) / f64::from(face.units_per_em()))
    };
    match drawing(letter) {
        Drawing::Beyond(index) => BEYOND[index].as_ref().and_then(advance).unwrap_or_default(),
        Drawing::Nothing if !unicode_normalization::char::is_combining_mark(letter) => {
            MISSING_ADVANCE
        }
        Drawing::Nothing | Drawing::Serif => 0.0,
    }
}

/// The bundled face that a drawing stands for; none for the serif and for nothing.
pub fn beyond(drawing: Drawing) -> Option<&'static Beyond> {
    match drawing {
        Drawing::Beyond(index) => fonts::BEYOND.get(index),
        Drawing::Serif | Drawing::Nothing => None,
    }
}

/// The hyphen at which no line ends, U+2011.
pub const NO_BREAK_HYPHEN: char = '\u{2011}';
/// Width of the box of [`fonts::MISSING`], em.
const MISSING_ADVANCE: f64 = 1229.0 / 2048.0;

fn is_in(face: &Option<Face<'_>>, letter: char) -> bool {
    face.as_ref().is_some_and(|face| face.glyph_index(letter).is_some())
}

fn is_note(letter: char) -> bool {
    letter == crate::model::NOTE_ANCHOR
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_offices_write_is_drawn() {
        let written = "☐☑☒✓✔✗✘🗹⇒⇨➢➤→⟶➔★☆◆◇❖✪■●▪◦‣⁃①⑩⑪⑳Ⅰ①Ⅻ☎✉✆℃℉⁻⁺³₂‑–—…№½⅓≥≠∑√☞♦\
                       čƀŏĭŭñơ\u{306}ᶜʼ";
        assert_eq!(undrawn(written), [] as [char; 0]);
        for (script, word) in [
            ("Khmer", "ភាសាខ្មែរ"),
            ("Chăm", "ꨌꩌ"),
            ("Thái", "ꪼꪕ"),
            ("Lào", "ລາວ"),
            ("Thai", "ไทย"),
            ("Mông", "𖬖𖬰"),
        ] {
            assert_eq!(undrawn(word), [] as [char; 0], "{script}");
        }
        assert_eq!(undrawn("Họp 🚒 🚒 漢 xong"), ['🚒', '漢']);
    }

    #[test]
    fn a_text_falls_apart_where_the_face_changes() {
        let parts = drawn_parts("☑ Đạt ☐ 30/NĐ‑CP");
        let words: Vec<&str> = parts.iter().map(|(words, _)| *words).collect();
        assert_eq!(words, ["☑", " Đạt ", "☐", " 30/NĐ‑CP"]);
        assert_eq!(drawn_parts(""), []);
        assert_eq!(parts[1].1, Drawing::Serif);
    }
}
