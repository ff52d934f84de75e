//! Word files into paragraphs: styles resolved, automatic numerals shown, tracked changes taken as
//! accepted, text boxes and footnotes kept.
//!
//! The parts are read with docx-rs's own XML events into a small tree rather than with its whole
//! reader, which has no bound on nesting and keeps neither footnotes nor the older text boxes.

mod inline;
mod numbering;
mod own;
mod package;
mod styles;
mod table;
mod tree;
mod walk;

use super::letterhead::is_address;
use super::titles::plain_fold;
use super::{MAX_PARAGRAPHS, Note, NoteKind, ReadError, Source};
use numbering::Numbering;
use package::Package;
use styles::Styles;
use tree::Node;
use walk::Walk;

/// Reads a Word file into paragraphs.
///
/// # Errors
/// [`ReadError::Damaged`] when the package or its XML is broken, [`ReadError::TooLarge`] when what
/// it unpacks to is beyond [`package::MOST_BYTES`], [`ReadError::TooManyParagraphs`].
pub fn read_docx(bytes: &[u8]) -> Result<Source, ReadError> {
    let mut package = Package::open(bytes)?;
    let main = package.main_part();
    let document = package.tree(&main)?.ok_or(ReadError::Damaged)?;
    let styles = match package.tree(&package.related(&main, "styles"))? {
        Some(tree) => Styles::read(&tree),
        None => Styles::default(),
    };
    let numbering = match package.tree(&package.related(&main, "numbering"))? {
        Some(tree) => Numbering::read(&tree, &styles),
        None => Numbering::default(),
    };
    let footnotes = package.tree(&package.related(&main, "footnotes"))?;
    let endnotes = package.tree(&package.related(&main, "endnotes"))?;
    let ours = styles.are_ours().then(|| styles.clone());
    let mut walk = Walk::new(styles, numbering, footnotes.as_ref(), endnotes.as_ref());
    let body = document.find("body");
    if let Some(body) = body {
        walk.blocks(body);
    }
    let mut source = walk.finish();
    if let (Some(styles), Some(body)) = (ours, body) {
        let mut margins = Vec::new();
        for kind in ["header", "footer"] {
            for part in package.related_all(&main, kind) {
                margins.extend(package.tree(&part)?);
            }
        }
        let author = package.tree(own::PROPERTIES)?;
        let mut walk =
            Walk::new(styles, Numbering::default(), footnotes.as_ref(), endnotes.as_ref());
        walk.exact = true;
        source.own = own::read(walk, body, &margins, author.as_ref(), &source).map(Box::new);
    }
    for part in package.related_all(&main, "footer") {
        if let Some(tree) = package.tree(&part)? {
            addresses(&tree, &mut source);
        }
    }
    if source.paragraphs.len() > MAX_PARAGRAPHS {
        return Err(ReadError::TooManyParagraphs { limit: MAX_PARAGRAPHS });
    }
    Ok(source)
}

/// The address at the foot of page 1 (ô 13) is read like a line of the letterhead.
fn addresses(footer: &Node, source: &mut Source) {
    let mut walk = Walk::new(Styles::default(), Numbering::default(), None, None);
    walk.blocks(footer);
    let found = walk.finish().paragraphs.into_iter().filter(|paragraph| {
        is_address(&plain_fold(&paragraph.as_str().chars().take(40).collect::<String>()))
    });
    source.paragraphs.splice(0..0, found);
}

fn note(kind: NoteKind, message: String) -> Note {
    Note { kind, line: 0, place: None, excerpt: String::new(), message }
}
