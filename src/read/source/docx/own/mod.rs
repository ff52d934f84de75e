//! A Word file of this program's own paper back to its plan, exactly.
//!
//! Our styles name every part of the paper, so nothing has to be guessed: `collect` takes the file's
//! paragraphs and tables with their styles, `assemble` puts them where their styles say, `grid`
//! reads the tables, and the fixed forms are taken apart by [`crate::compose::forms`]. It goes by
//! what the file says, so that a file she has edited in Word, or saved in LibreOffice, comes back
//! with just her changes; what wears no style of ours is read as any other file is.

mod assemble;
mod collect;
mod grid;
mod page;

use super::tree::Node;
use super::walk::Walk;
use crate::read::{Imported, Source};
use crate::standard::agency_in_sentence;
use assemble::Assembly;
use collect::{Collected, Element, margin_lines};

/// The part that holds title and author.
pub(super) const PROPERTIES: &str = "docProps/core.xml";

/// The plan of a document whose styles are ours; none when its parts are not where our paper has
/// them, so that it must be recognised like any other.
///
/// `margins` are the header and footer parts, `properties` the document's, `source` the same
/// document as any reader takes it.
pub(super) fn read<'a>(
    mut walk: Walk<'a>,
    body: &'a Node,
    margins: &'a [Node],
    properties: Option<&Node>,
    source: &Source,
) -> Option<Imported> {
    let Collected { elements, page } = collect::document(&mut walk, body);
    let lines = margin_lines(&mut walk, margins);
    if !elements.iter().any(Element::names_type) {
        return None;
    }
    let page = page::settings(&walk.context.styles, page);
    let mut assembly = Assembly::new(source, page);
    for element in elements {
        assembly.take(element)?;
    }
    let mut imported = assembly.finish(&lines)?;
    if let Some(author) = properties.and_then(|node| node.child("creator")) {
        let document = &mut imported.document;
        assemble::restore_case(&mut document.agency, &author.words());
        // Nothing names the agency above it; its letters are those of the decree then (Phụ lục II).
        if document.agency.iter().any(|line| line.chars().any(char::is_lowercase)) {
            let above = agency_in_sentence(&document.parent_agency);
            assemble::restore_case(&mut document.parent_agency, &above);
        }
    }
    imported.document.normalise();
    Some(imported)
}
