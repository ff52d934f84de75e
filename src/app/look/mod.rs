//! Of what the window is drawn: colours and measures, fonts, icons, and the pieces that more than
//! one part of it shows.

pub(super) mod caret_blink;
pub(super) mod field;
pub(super) mod finding_card;
pub mod fonts;
pub(super) mod frame_times;
pub(super) mod full_page;
pub mod icons;
pub mod marks;
pub(super) mod menu_keys;
pub(super) mod rich;
pub mod tokens;
pub(super) mod widgets;
pub(super) mod words;
