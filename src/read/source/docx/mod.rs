//! Word files into paragraphs: styles resolved, automatic numerals shown, tracked changes taken as
//! accepted, text boxes and footnotes kept; what is left out is said.
//!
//! The parts are read by roxmltree and kept as a small tree of bounded depth, so that a hostile file
//! costs no more than an honest one.

mod aside;
mod chunk;
mod equation;
mod fields;
pub mod formatting;
mod inline;
mod margin;
mod numbering;
mod own;
mod package;
mod patch;
pub mod remarks;
mod styles;
mod symbols;
mod table;
mod tree;
mod walk;

use crate::read::{Encoding, Imported, Note, NoteKind, ReadError, Source};
use crate::vietnamese::legacy::{self, CodePage};
use aside::Kind;
use numbering::Numbering;
use package::Package;
use styles::Styles;
use tree::Node;
use walk::{Assumed, Context, Walk, notes};

/// Files inside files are read to this depth.
const DEEPEST_CHUNK: usize = 1;

/// Reads a Word file into paragraphs; words in fonts of an old code page become Unicode.
///
/// # Errors
/// Like [`read_docx_in`].
pub fn read_docx(bytes: &[u8]) -> Result<Source, ReadError> {
    read_docx_in(bytes, None)
}

/// Like [`read_docx`], with the encoding said by her: Unicode leaves every letter as it stands,
/// an old code page is taken for whatever is not Unicode already, in any font.
///
/// # Errors
/// [`ReadError::Damaged`] when the package or its XML is broken, [`ReadError::NotReadable`] when it
/// is a package of another program, [`ReadError::TooLarge`] when what it unpacks to is beyond
/// [`package::MOST_BYTES`], [`ReadError::TooManyParagraphs`].
pub fn read_docx_in(bytes: &[u8], encoding: Option<Encoding>) -> Result<Source, ReadError> {
    read_inside(bytes, encoding, 0)
}

/// Reads a Word file that stands `depth` files deep in another.
fn read_inside(
    bytes: &[u8],
    encoding: Option<Encoding>,
    depth: usize,
) -> Result<Source, ReadError> {
    let mut package = Package::open(bytes)?;
    let Some(document) = package.document()?.filter(|tree| tree.find("body").is_some()) else {
        return Err(package
            .stranger()
            .map_or(ReadError::Damaged, |kind| ReadError::NotReadable { kind }));
    };
    let parts = Parts {
        styles: package.related("styles")?,
        numbering: package.related("numbering")?,
        footnotes: package.related("footnotes")?,
        endnotes: package.related("endnotes")?,
        comments: package.related("comments")?,
    };
    let assumed = |code| Assumed { encoding, code };
    let mut source = parts.walk(&document, &mut package, depth, assumed(None))?;
    if encoding.is_none()
        && source.encoding == WORD
        && let Some(code) = untold_code(&source)
    {
        source = parts.walk(&document, &mut package, depth, assumed(Some(code)))?;
    }
    if depth == 0 && encoding.is_none() {
        source.own = parts.own(&document, &mut package, &source)?.map(Box::new);
    }
    Ok(source)
}

/// The encoding of a file without fonts of old code pages.
const WORD: &str = "Word";

/// The parts beside the main one.
struct Parts {
    styles: Option<Node>,
    numbering: Option<Node>,
    footnotes: Option<Node>,
    endnotes: Option<Node>,
    comments: Option<Node>,
}

impl Parts {
    /// Walks through the document.
    fn walk(
        &self,
        document: &Node,
        package: &mut Package,
        depth: usize,
        assumed: Assumed,
    ) -> Result<Source, ReadError> {
        let styles = self.styles.as_ref().map(Styles::read).unwrap_or_default();
        let numbering = match &self.numbering {
            Some(tree) => Numbering::read(tree, &styles),
            None => Numbering::default(),
        };
        let context = Context {
            styles,
            footnotes: notes(self.footnotes.as_ref()),
            endnotes: notes(self.endnotes.as_ref()),
            chunks: chunk::read(package, depth),
            assumed,
        };
        let mut walk = Walk::new(context, numbering);
        if let Some(body) = document.find("body") {
            walk.blocks(body);
        }
        for comment in self.comments.iter().flat_map(Node::children) {
            let mut found = Vec::new();
            comment.find_all("t", &mut found);
            let words: String = found.into_iter().map(Node::words).collect();
            walk.aside.put(Kind::Comment, 0, &words);
        }
        let front = margin::read(package, &mut walk)?;
        walk.hold()?;
        let mut source = walk.finish();
        source.paragraphs.splice(0..0, front);
        Ok(source)
    }

    /// The plan of a file that wears our styles, read by them.
    fn own(
        &self,
        document: &Node,
        package: &mut Package,
        source: &Source,
    ) -> Result<Option<Imported>, ReadError> {
        let styles = self.styles.as_ref().map(Styles::read).filter(Styles::are_ours);
        let (Some(styles), Some(body)) = (styles, document.find("body")) else {
            return Ok(None);
        };
        let mut margins = Vec::new();
        for kind in ["header", "footer"] {
            for (_, part) in package.related_all(kind) {
                margins.extend(package.tree(&part)?);
            }
        }
        let author = package.tree(own::PROPERTIES)?;
        let context = Context {
            styles,
            footnotes: notes(self.footnotes.as_ref()),
            endnotes: notes(self.endnotes.as_ref()),
            ..Context::default()
        };
        let mut walk = Walk::new(context, Numbering::default());
        walk.exact = true;
        Ok(own::read(walk, body, &margins, author.as_ref(), source))
    }
}

/// The code page of a whole file whose fonts tell none: somebody gave old words a new font.
fn untold_code(source: &Source) -> Option<CodePage> {
    const ENOUGH: usize = 60_000;
    let mut words = String::new();
    for paragraph in &source.paragraphs {
        if words.len() > ENOUGH {
            break;
        }
        words.push_str(paragraph.as_str());
        words.push('\n');
    }
    legacy::detect(&words).filter(|code| *code != CodePage::Viqr)
}

fn note(kind: NoteKind, message: String) -> Note {
    Note { kind, line: 0, row: None, place: None, excerpt: String::new(), message }
}
