//! The icons the window uses, as characters of the Phosphor face.

macro_rules! icons {
    ($($name:ident = $code:literal),* $(,)?) => {
        $(
            #[doc = concat!("Phosphor U+", $code, ".")]
            pub const $name: &str = icons!(@ $code);
        )*
        #[cfg(test)]
        const ALL: &[(&str, &str)] = &[$((stringify!($name), $name)),*];
    };
    (@ $code:literal) => { $code };
}

icons! {
    FILE_PLUS = "\u{e236}",
    FOLDER_OPEN = "\u{e256}",
    FOLDER = "\u{e24a}",
    SAVE = "\u{e248}",
    SAVE_AS = "\u{eaf4}",
    REPLACE = "\u{e83c}",
    FILE_PDF = "\u{e702}",
    FILE_WORD = "\u{eb1e}",
    FILE_IMPORT = "\u{e232}",
    FILE_TEXT = "\u{e23a}",
    FILES = "\u{e710}",
    ENVELOPE = "\u{e214}",
    PRINTER = "\u{e3dc}",
    HISTORY = "\u{e1a0}",
    RESTORE = "\u{e038}",
    CUT = "\u{eae0}",
    COPY = "\u{e1ca}",
    PASTE = "\u{e196}",
    UNDO = "\u{e08a}",
    REDO = "\u{e08c}",
    BOLD = "\u{e5be}",
    ITALIC = "\u{e5c0}",
    UNDERLINE = "\u{e5c4}",
    TABLE = "\u{e476}",
    TASKS = "\u{eadc}",
    ASTERISK = "\u{e0aa}",
    HEADING = "\u{e6bc}",
    DONE = "\u{e184}",
    WAITING = "\u{e602}",
    CARET_DOWN = "\u{e136}",
    CARET_RIGHT = "\u{e13a}",
    CARET_LEFT = "\u{e138}",
    CARET_UP = "\u{e13c}",
    PLUS = "\u{e3d4}",
    MINUS_CIRCLE = "\u{e32c}",
    PLUS_CIRCLE = "\u{e3d6}",
    CROSS = "\u{e4f6}",
    CROSS_CIRCLE = "\u{e4f8}",
    WARNING = "\u{e4e0}",
    WARNING_CIRCLE = "\u{e4e2}",
    INFO = "\u{e2ce}",
    SEARCH = "\u{e30c}",
    SIDEBAR = "\u{eab6}",
    COLUMNS = "\u{e546}",
    SUN = "\u{e472}",
    MOON = "\u{e330}",
    MONITOR = "\u{e32e}",
    KEYBOARD = "\u{e2d8}",
    QUESTION = "\u{e3e8}",
    CALENDAR = "\u{e10a}",
    TRASH = "\u{e4a6}",
    PENCIL = "\u{e3b4}",
    ARROW_UP = "\u{e08e}",
    ARROW_DOWN = "\u{e03e}",
    ARROW_RIGHT = "\u{e06c}",
    SEAL = "\u{e606}",
    MORE = "\u{e208}",
    CHECK = "\u{e182}",
    GEAR = "\u{e270}",
    EXIT = "\u{e42a}",
    FIT_WIDTH = "\u{eb06}",
    OPEN_OUTSIDE = "\u{e5de}",
    SECTION = "\u{e2f6}",
    TEXT_SIZE = "\u{e6ee}",
    ZOOM_IN = "\u{e310}",
    ZOOM_OUT = "\u{e30e}",
    MOVE = "\u{e0a4}",
    ROWS = "\u{e5a2}",
    SUM = "\u{eab8}",
    SORT = "\u{e444}",
    MERGE = "\u{ed3e}",
    SPLIT = "\u{ed3c}",
    ALIGN_LEFT = "\u{e484}",
    ALIGN_CENTER = "\u{e480}",
    ALIGN_RIGHT = "\u{e486}",
    ALIGN_JUSTIFY = "\u{e482}",
}

#[cfg(test)]
mod tests {
    #[test]
    fn every_icon_is_in_the_face() {
        let bytes = include_bytes!("../../../assets/fonts/Phosphor.ttf");
        let face = ttf_parser::Face::parse(bytes, 0).expect("the bundled face is sound");
        for (name, icon) in super::ALL {
            let letter = icon.chars().next().expect("an icon is one character");
            assert!(face.glyph_index(letter).is_some(), "{name}");
        }
    }
}
