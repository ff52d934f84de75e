//! Other files that a document takes in as they are (`w:altChunk`): Word, HTML, text.

use std::collections::HashMap;

use crate::read::source::SourceParagraph;
use crate::read::source::bytes::{foreign_kind, is_html};
use crate::read::source::html;
use crate::read::{decode, read_text};

use super::package::Package;
use super::{DEEPEST_CHUNK, read_inside};

/// The paragraphs of every part that can be read, by the relation's id. The others are missing, and
/// the walk says so where they are called for.
pub(super) fn read(
    package: &mut Package,
    depth: usize,
) -> HashMap<String, Vec<SourceParagraph>> {
    let mut chunks = HashMap::new();
    if depth >= DEEPEST_CHUNK {
        return chunks;
    }
    for (id, part) in package.related_all("aFChunk") {
        if let Ok(Some(bytes)) = package.bytes(&part)
            && let Some(paragraphs) = paragraphs(&bytes, depth)
        {
            chunks.insert(id, paragraphs);
        }
    }
    chunks
}

fn paragraphs(bytes: &[u8], depth: usize) -> Option<Vec<SourceParagraph>> {
    if bytes.starts_with(b"PK\x03\x04") {
        return read_inside(bytes, None, depth + 1).ok().map(|source| source.paragraphs);
    }
    let page = is_html(bytes);
    if !page && foreign_kind("", bytes).is_some() {
        return None;
    }
    let text = decode(bytes).ok()?.text;
    if page {
        return Some(html::paragraphs(&text));
    }
    read_text(&text).ok().map(|source| source.paragraphs)
}
