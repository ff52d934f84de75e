//! The decree as data: page, styles, rules, types and marks. Every value names its clause.
//!
//! One value per standard; a later decree becomes a second one, chosen by the plan's date.

mod address;
mod compounds;
mod layout;
mod letters;
mod marks;
mod metrics;
mod names;
mod provinces;
mod reforms;
mod style;
mod types;

pub use address::{parts_of, soft_ends};
pub use compounds::is_compound;
pub use layout::{
    AddresseeForm, Component, FirstRecipient, Layout, SubjectForm, layout, offered,
};
pub use letters::{Drawing, NO_BREAK_HYPHEN, beyond, drawing, drawn_parts, undrawn};
pub use marks::{MOTTO, NATIONAL_NAME, circulation_mark, secrecy_mark, urgency_mark};
pub use metrics::{greedy_lines, text_width};
pub use names::{agency_in_sentence, in_sentence};
pub use provinces::{MERGERS, PROVINCES, Province, Since, reached, successor};
pub use reforms::{BODY_REFORMS, DISTRICT_NOUNS, DISTRICT_REFORMS, Reform};
pub use style::{
    BELOW_TOP, BORDER_WEIGHT, CELL_PADDING, CELL_PADDING_Y, CLOSING_SPACE, HEADER_DISTANCE,
    LineAlign, PAPER, ParagraphStyle, RULE_GAP, RULE_HEIGHT, RULE_WEIGHT, SEPARATOR_HEIGHT,
    SIGNATURE_SPACE, SINGLE_LINE, StyleName, style,
};
pub use types::{abbreviation, type_name};
