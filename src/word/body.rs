//! `word/document.xml`: the sheets, each a section.

use super::marks::Marks;
use super::paragraph::{Room, empty};
use super::section::Sections;
use super::xml::Xml;
use super::{NAMESPACE, RELATIONS};
use crate::compose::{Inline, Paper, Piece, Sheet};
use crate::model::PageSetup;
use crate::standard::PAPER;

/// A footnote's words.
pub(super) struct Note<'p> {
    pub(super) runs: &'p [Inline],
    /// What is to be said of their letters.
    pub(super) marks: Marks,
    /// The width of the text it belongs to, mm.
    pub(super) width: f64,
}

/// What is known while the text is written.
pub(super) struct Text<'p> {
    /// The settings that styles are read with.
    pub(super) page: &'p PageSetup,
    /// Whether the document part is being written: only there may a footnote stand.
    pub(super) in_body: bool,
    /// The footnotes met so far; a note's id is its place here, from 1.
    pub(super) notes: Vec<Note<'p>>,
    /// The width of the sheet's text, mm.
    pub(super) width: f64,
    /// How many framed paragraphs were written.
    pub(super) frames: i64,
}

impl<'p> Text<'p> {
    /// Nothing written yet.
    pub(super) fn new(page: &'p PageSetup) -> Self {
        Self { page, in_body: true, notes: Vec::new(), width: 0.0, frames: 0 }
    }

    /// The document part.
    pub(super) fn document(&mut self, paper: &'p Paper, sections: &Sections<'p>) -> Vec<u8> {
        let mut xml = Xml::part();
        xml.element(
            "w:document",
            &[("xmlns:w", &NAMESPACE), ("xmlns:r", &RELATIONS)],
            |xml| {
                xml.element("w:body", &[], |xml| {
                    let last = paper.sheets.len().saturating_sub(1);
                    for (index, sheet) in paper.sheets.iter().enumerate() {
                        let break_here = (index < last).then_some(index);
                        self.sheet(xml, sheet, sections, break_here);
                    }
                    if let Some(sheet) = paper.sheets.last() {
                        sections.property(xml, last, sheet);
                    }
                });
            },
        );
        self.in_body = false;
        xml.into_bytes()
    }

    /// The pieces of a sheet. A sheet that is not the last carries its section's properties in
    /// its last paragraph: `section` is its index then.
    fn sheet(
        &mut self,
        xml: &mut Xml,
        sheet: &'p Sheet,
        sections: &Sections<'p>,
        section: Option<usize>,
    ) {
        let width = text_width(sheet);
        self.width = width;
        let end = |xml: &mut Xml| {
            if let Some(index) = section {
                sections.property(xml, index, sheet);
            }
        };
        let mut pieces = sheet.pieces.iter().peekable();
        // Word joins tables that touch, and ends a section in a paragraph only. The composer
        // keeps tables apart; a sheet from elsewhere is mended here.
        let mut open = sheet.pieces.is_empty();
        while let Some(piece) = pieces.next() {
            let was_open = open;
            open = !matches!(piece, Piece::Line(_));
            if was_open && open {
                empty(xml, &Room::new(width));
            }
            match piece {
                Piece::Line(line) if pieces.peek().is_none() => {
                    self.line(xml, line, &Room::new(width).ending(&end));
                }
                Piece::Line(line) => self.line(xml, line, &Room::new(width)),
                Piece::Columns(columns) => self.columns(xml, columns, width),
                Piece::Grid(grid) => self.grid(xml, grid),
            }
        }
        if open {
            empty(xml, &Room::new(width).ending(&end));
        }
    }
}

/// Width of a sheet's text in mm.
pub(super) fn text_width(sheet: &Sheet) -> f64 {
    let width = if sheet.landscape { PAPER.1 } else { PAPER.0 };
    width - sheet.margins.left - sheet.margins.right
}
