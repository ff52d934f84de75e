//! Emphasis and footnotes of a selection.

use std::ops::Range;
use std::sync::Arc;

use crate::model::{Block, Style, Table, Text};

use super::spot::{Selection, text_of_mut};
use super::table::Area;

/// One kind of emphasis.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, strum::EnumIter)]
pub enum Emphasis {
    /// Ctrl+B.
    Bold,
    /// Ctrl+I.
    Italic,
    /// Ctrl+U.
    Underline,
}

impl Emphasis {
    /// Whether a look has it.
    pub fn of(self, style: Style) -> bool {
        match self {
            Self::Bold => style.bold,
            Self::Italic => style.italic,
            Self::Underline => style.underline,
        }
    }

    /// Switches it on or off in a look.
    pub fn set(self, style: &mut Style, on: bool) {
        match self {
            Self::Bold => style.bold = on,
            Self::Italic => style.italic = on,
            Self::Underline => style.underline = on,
        }
    }
}

/// Gives a range of a text an emphasis, or takes it away where all of it has it.
pub fn toggle(text: &mut Text, range: Range<usize>, emphasis: Emphasis) {
    let on = !text.slice(range.clone()).all(|style| emphasis.of(style));
    text.restyle(range, |style| emphasis.set(style, on));
}

/// Toggles an emphasis over a selection: of words, or of whole blocks.
pub fn toggle_selection(blocks: &mut [Block], selection: Selection, emphasis: Emphasis) {
    if let Selection::Words { block, cell, anchor, head } = selection {
        if let Some(text) = text_of_mut(blocks, block, cell) {
            toggle(text, anchor.min(head)..anchor.max(head), emphasis);
        }
        return;
    }
    let last = selection.blocks();
    let count = (last.end() + 1).saturating_sub(*last.start());
    let mut texts: Vec<(&mut Text, Range<usize>)> = Vec::new();
    for (index, block) in blocks.iter_mut().enumerate().skip(*last.start()).take(count) {
        match block {
            Block::Text(paragraph) => {
                let length = paragraph.text.len();
                let letters = selection.letters(index, length).unwrap_or(0..length);
                texts.push((&mut paragraph.text, letters));
            }
            Block::Table(table) => {
                let cells = Arc::make_mut(table).rows.iter_mut().flatten();
                texts.extend(cells.map(|cell| whole(&mut cell.text)));
            }
        }
    }
    toggle_all(texts, emphasis);
}

/// Toggles an emphasis over the cells of an area.
pub fn toggle_cells(table: &mut Table, area: Area, emphasis: Emphasis) {
    let area = area.whole(table);
    let rows = table.rows.iter_mut().enumerate();
    let cells = rows.flat_map(|(row, cells)| {
        let inside = move |column: &usize| area.contains((row, *column));
        let cells = cells.iter_mut().enumerate();
        cells.filter(move |(column, _)| inside(column)).map(|(_, cell)| whole(&mut cell.text))
    });
    toggle_all(cells.collect(), emphasis);
}

fn whole(text: &mut Text) -> (&mut Text, Range<usize>) {
    let length = text.len();
    (text, 0..length)
}

fn toggle_all(texts: Vec<(&mut Text, Range<usize>)>, emphasis: Emphasis) {
    let worn = |(text, letters): &(&mut Text, Range<usize>)| {
        let part = text.slice(letters.clone());
        part.is_blank() || part.all(|style| emphasis.of(style))
    };
    let on = !texts.iter().all(worn);
    for (text, letters) in texts {
        text.restyle(letters, |style| emphasis.set(style, on));
    }
}

/// The look of what is typed at a position: of the letter before it; at the start, of the one
/// after.
pub fn style_before(text: &Text, at: usize) -> Style {
    text.style_at(at.saturating_sub(1))
}
