//! The faces of the window: Be Vietnam Pro in four weights and the Phosphor icons.
//!
//! egui has no bold, so a weight is a family of its own. Nothing is taken from the system: every
//! letter looks the same on every desk.

use std::sync::Arc;

use egui::{Context, FontData, FontDefinitions, FontFamily, FontId, FontTweak};

use super::tokens;
use crate::fonts::BEYOND;

/// Family of weight 500.
pub const MEDIUM: &str = "ui-medium";
/// Family of weight 600.
pub const SEMIBOLD: &str = "ui-semibold";
/// Family of weight 700.
pub const BOLD: &str = "ui-bold";
/// Family of the icons.
pub const ICONS: &str = "icons";

const FILES: [(&str, &[u8]); 5] = [
    ("ui", include_bytes!("../../../assets/fonts/BeVietnamPro_400Regular.ttf")),
    (MEDIUM, include_bytes!("../../../assets/fonts/BeVietnamPro_500Medium.ttf")),
    (SEMIBOLD, include_bytes!("../../../assets/fonts/BeVietnamPro_600SemiBold.ttf")),
    (BOLD, include_bytes!("../../../assets/fonts/BeVietnamPro_700Bold.ttf")),
    (ICONS, include_bytes!("../../../assets/fonts/Phosphor.ttf")),
];

/// Families of the same faces for small letters. A face's hinting program is run anew whenever it is
/// asked for another size; with the two sizes of nearly all words apart, it is run once each.
const SMALL: [(&str, &str); 4] = [
    ("ui", "ui-small"),
    (MEDIUM, "ui-medium-small"),
    (SEMIBOLD, "ui-semibold-small"),
    (BOLD, "ui-bold-small"),
];

/// Hands the faces to a context. `ui` is also egui's proportional and monospace family; icons, and
/// the signs and scripts that the paper can print, fall back from every family, so that one string
/// may hold them all.
pub fn install(ctx: &Context) {
    let mut fonts = FontDefinitions::empty();
    for (name, bytes) in FILES {
        let data = FontData::from_static(bytes);
        fonts.font_data.insert(name.to_owned(), Arc::new(data));
        let family = FontFamily::Name(name.into());
        fonts.families.insert(family, faces(&[name, fallback(name)]));
    }
    for (name, small) in SMALL {
        let Some(data) = fonts.font_data.get(name) else { continue };
        fonts.font_data.insert(small.to_owned(), Arc::clone(data));
        fonts.families.insert(FontFamily::Name(small.into()), faces(&[small, ICONS]));
    }
    for face in &BEYOND {
        // Their hinting programs are long and run at every start, and they rarely draw a letter.
        let tweak = FontTweak { hinting: Some(false), ..FontTweak::default() };
        let data = FontData::from_static(face.data).tweak(tweak);
        fonts.font_data.insert(face.family.to_owned(), Arc::new(data));
    }
    let text = faces(&["ui", ICONS]);
    fonts.families.insert(FontFamily::Proportional, text.clone());
    fonts.families.insert(FontFamily::Monospace, text);
    ctx.set_fonts(fonts);
}

/// These faces, then those of the paper's signs and scripts.
fn faces(first: &[&str]) -> Vec<String> {
    let beyond = BEYOND.iter().map(|face| face.family);
    first.iter().copied().chain(beyond).map(str::to_owned).collect()
}

/// Weight 400.
pub fn regular(size: f32) -> FontId {
    face("ui", size)
}

/// Weight 500.
pub fn medium(size: f32) -> FontId {
    face(MEDIUM, size)
}

/// Weight 600.
pub fn semibold(size: f32) -> FontId {
    face(SEMIBOLD, size)
}

/// Weight 700.
pub fn bold(size: f32) -> FontId {
    face(BOLD, size)
}

fn face(name: &'static str, size: f32) -> FontId {
    let small = SMALL.iter().find(|(large, _)| *large == name && size < tokens::size::TEXT);
    FontId::new(size, FontFamily::Name(small.map_or(name, |(_, small)| small).into()))
}

/// Icons.
pub fn icon(size: f32) -> FontId {
    FontId::new(size, FontFamily::Name(ICONS.into()))
}

fn fallback(name: &str) -> &'static str {
    if name == ICONS { "ui" } else { ICONS }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_vietnamese_letter_stands_in_every_weight() {
        let low = "ăâđêôơưàáãèéìíòóõùúýĩũ";
        let letters: Vec<char> = ('\u{1EA0}'..='\u{1EF9}')
            .chain(low.chars())
            .chain(low.chars().flat_map(char::to_uppercase))
            .collect();
        for (name, bytes) in &FILES[..4] {
            let face = ttf_parser::Face::parse(bytes, 0).expect("the bundled face is sound");
            for letter in &letters {
                assert!(face.glyph_index(*letter).is_some(), "{name} {letter}");
            }
        }
    }
}
