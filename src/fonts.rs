//! The bundled faces. Nothing is loaded from the system unless `typeset` says so.

/// The serif of the paper: Liberation Serif regular, bold, italic, bold italic (OFL), with the
/// widths of Times New Roman.
pub const SERIF: [&[u8]; 4] = [
    include_bytes!("../assets/fonts/LiberationSerif-Regular.ttf"),
    include_bytes!("../assets/fonts/LiberationSerif-Bold.ttf"),
    include_bytes!("../assets/fonts/LiberationSerif-Italic.ttf"),
    include_bytes!("../assets/fonts/LiberationSerif-BoldItalic.ttf"),
];

/// A face for letters that the serif does not have.
#[derive(Debug)]
pub struct Beyond {
    /// Its family.
    pub family: &'static str,
    /// The family that Word is told to show its letters with: one that Windows has where there is
    /// such a one, else the same.
    pub word: &'static str,
    /// The face, one regular weight.
    pub data: &'static [u8],
}

/// Faces for letters beyond the serif (DejaVu: Bitstream Vera licence; Noto: OFL), the first that
/// has a letter draws it: signs that offices write, and the scripts of Việt Nam's peoples. Made by
/// `assets/fonts/beyond/make.py`, which leaves each letter in one face only.
pub const BEYOND: [Beyond; 10] = [
    face("DejaVu Serif", "Cambria", include_bytes!("../assets/fonts/beyond/DejaVuSerif.ttf")),
    face("DejaVu Sans", SYMBOLS, include_bytes!("../assets/fonts/beyond/DejaVuSans.ttf")),
    face(
        "Noto Sans Symbols",
        SYMBOLS,
        include_bytes!("../assets/fonts/beyond/NotoSansSymbols.ttf"),
    ),
    face(
        "Noto Sans Symbols2",
        SYMBOLS,
        include_bytes!("../assets/fonts/beyond/NotoSansSymbols2.ttf"),
    ),
    face(
        "Noto Serif Khmer",
        SOUTH_EAST,
        include_bytes!("../assets/fonts/beyond/NotoSerifKhmer.ttf"),
    ),
    face(
        "Noto Sans Cham",
        "Noto Sans Cham",
        include_bytes!("../assets/fonts/beyond/NotoSansCham.ttf"),
    ),
    face(
        "Noto Sans Tai Viet",
        "Noto Sans Tai Viet",
        include_bytes!("../assets/fonts/beyond/NotoSansTaiViet.ttf"),
    ),
    face(
        "Noto Serif Lao",
        SOUTH_EAST,
        include_bytes!("../assets/fonts/beyond/NotoSerifLao.ttf"),
    ),
    face(
        "Noto Serif Thai",
        SOUTH_EAST,
        include_bytes!("../assets/fonts/beyond/NotoSerifThai.ttf"),
    ),
    face(
        "Noto Sans Pahawh Hmong",
        "Noto Sans Pahawh Hmong",
        include_bytes!("../assets/fonts/beyond/NotoSansPahawhHmong.ttf"),
    ),
];

const fn face(family: &'static str, word: &'static str, data: &'static [u8]) -> Beyond {
    Beyond { family, word, data }
}

/// What Windows shows signs with, from Windows 7 on.
const SYMBOLS: &str = "Segoe UI Symbol";
/// What Windows shows Khmer, Lao and Thai with, from Windows 8.1 on.
const SOUTH_EAST: &str = "Leelawadee UI";

/// Family and data of a face that has one box for every letter: what nothing else draws is seen to
/// be missing on paper, while the text of a PDF stays what was typed.
pub const MISSING: (&str, &[u8]) =
    ("Ke Hoach Missing", include_bytes!("../assets/fonts/beyond/Missing.ttf"));
