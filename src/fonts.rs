//! The bundled faces. Nothing is loaded from the system unless `typeset` says so.

/// The serif of the paper: Liberation Serif regular, bold, italic, bold italic (OFL), with the
/// widths of Times New Roman.
pub const SERIF: [&[u8]; 4] = [
    include_bytes!("../assets/fonts/LiberationSerif-Regular.ttf"),
    include_bytes!("../assets/fonts/LiberationSerif-Bold.ttf"),
    include_bytes!("../assets/fonts/LiberationSerif-Italic.ttf"),
    include_bytes!("../assets/fonts/LiberationSerif-BoldItalic.ttf"),
];
