//! A part's XML as a tree of bounded depth and size.

use roxmltree::{Document, ParsingOptions};

use crate::read::{MAX_PARAGRAPHS, ReadError};

/// Deeper nesting than any office file has.
const DEEPEST: usize = 200;

/// More elements and texts than a document of thousands of pages has.
const MOST_NODES: u32 = 4_000_000;

/// An element. Names and attributes are without their prefix; elements of drawings and formulas that
/// share a name with Word's (`a:p`, `m:r`) have the usual one, whatever the file calls it.
#[derive(Debug, Default)]
pub(super) struct Node {
    name: String,
    attributes: Vec<(String, String)>,
    content: Vec<Item>,
}

#[derive(Debug)]
enum Item {
    Node(Node),
    Words(String),
}

impl Node {
    /// Reads a part. Its text is taken for UTF-8, or UTF-16 by its byte order mark.
    ///
    /// # Errors
    /// [`ReadError::Damaged`] where it is no XML or nests deeper than any office file,
    /// [`ReadError::TooManyParagraphs`] where it has too many elements.
    pub(super) fn read(bytes: &[u8]) -> Result<Self, ReadError> {
        let (text, _, broken) = encoding_rs::UTF_8.decode(bytes);
        if broken {
            return Err(ReadError::Damaged);
        }
        let options = ParsingOptions { nodes_limit: MOST_NODES, ..ParsingOptions::default() };
        let document =
            Document::parse_with_options(&text, options).map_err(|error| match error {
                roxmltree::Error::NodesLimitReached => {
                    ReadError::TooManyParagraphs { limit: MAX_PARAGRAPHS }
                }
                _ => ReadError::Damaged,
            })?;
        Self::of(document.root_element(), 0)
    }

    /// An element and what is in it.
    fn of(element: roxmltree::Node<'_, '_>, depth: usize) -> Result<Self, ReadError> {
        if depth > DEEPEST {
            return Err(ReadError::Damaged);
        }
        let name = element.tag_name();
        let local = name.name();
        let name = match foreign(name.namespace()) {
            Some(prefix) => format!("{prefix}:{local}"),
            None => local.to_owned(),
        };
        let attributes = element
            .attributes()
            .map(|attribute| (attribute.name().to_owned(), attribute.value().to_owned()))
            .collect();
        // Between elements white space means nothing.
        let worded =
            matches!(name.as_str(), "t" | "delText" | "instrText" | "m:t" | "creator");
        let mut content = Vec::new();
        for child in element.children() {
            if child.is_element() {
                content.push(Item::Node(Self::of(child, depth + 1)?));
            } else if worded && let Some(words) = child.text().filter(|_| child.is_text()) {
                content.push(Item::Words(words.to_owned()));
            }
        }
        // Millions of elements with room to spare would take a gigabyte.
        content.shrink_to_fit();
        Ok(Self { name, attributes, content })
    }

    pub(super) fn name(&self) -> &str {
        &self.name
    }

    pub(super) fn is(&self, name: &str) -> bool {
        self.name == name
    }

    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    pub(super) fn number(&self, name: &str) -> Option<i32> {
        // Some programs write `12.0`; the fraction of a twip does not matter.
        self.attribute(name)?.split('.').next()?.parse().ok()
    }

    pub(super) fn children(&self) -> impl Iterator<Item = &Node> {
        self.content.iter().filter_map(|item| match item {
            Item::Node(node) => Some(node),
            Item::Words(_) => None,
        })
    }

    /// The first child of a name.
    pub(super) fn child(&self, name: &str) -> Option<&Node> {
        self.children().find(|node| node.is(name))
    }

    /// The value (`w:val`) of a child.
    pub(super) fn value(&self, name: &str) -> Option<&str> {
        self.child(name)?.attribute("val")
    }

    /// A child that switches something on or off; none when it is not there.
    pub(super) fn switch(&self, name: &str) -> Option<bool> {
        let child = self.child(name)?;
        Some(!matches!(child.attribute("val"), Some("0" | "false" | "off" | "none")))
    }

    /// The first element of a name at any depth.
    pub(super) fn find(&self, name: &str) -> Option<&Node> {
        self.children()
            .find_map(|node| if node.is(name) { Some(node) } else { node.find(name) })
    }

    /// Every element of a name at any depth, not looking inside those found.
    pub(super) fn find_all<'a>(&'a self, name: &str, found: &mut Vec<&'a Node>) {
        for node in self.children() {
            if node.is(name) { found.push(node) } else { node.find_all(name, found) }
        }
    }

    /// The words directly inside.
    pub(super) fn words(&self) -> String {
        self.content
            .iter()
            .map(|item| match item {
                Item::Words(words) => words.as_str(),
                Item::Node(_) => "",
            })
            .collect()
    }
}

/// The usual prefix of what is no element of Word's own.
fn foreign(space: Option<&str>) -> Option<&'static str> {
    let space = space.unwrap_or_default();
    match space {
        _ if space.ends_with("/math") => Some("m"),
        _ if space.contains("drawingml") && space.ends_with("/main") => Some("a"),
        _ if space.contains("drawingml") && space.ends_with("/picture") => Some("pic"),
        "urn:schemas-microsoft-com:office:office" => Some("o"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_becomes_a_tree() {
        let node = Node::read(
            b"<?xml version=\"1.0\"?><w:p xmlns:w=\"x\"> <w:r><w:t>a &amp; b</w:t></w:r><w:b \
              w:val=\"0\"/></w:p>",
        )
        .expect("well formed");
        assert!(node.is("p"));
        assert_eq!(node.find("t").map(Node::words).as_deref(), Some("a & b"));
        assert_eq!(node.switch("b"), Some(false));
        assert_eq!(node.words(), "");
    }

    #[test]
    fn broken_and_bottomless_parts_are_refused() {
        for bytes in [&b"<a><b></a>"[..], b"", b"nothing", b"<a>"] {
            assert!(Node::read(bytes).is_err(), "{bytes:?}");
        }
        let deep = "<a>".repeat(100_000);
        assert!(Node::read(deep.as_bytes()).is_err());
        let closed = format!("{deep}{}", "</a>".repeat(100_000));
        assert!(Node::read(closed.as_bytes()).is_err());
    }

    #[test]
    fn a_part_may_be_utf_16() {
        let wide = "\u{FEFF}<w:p xmlns:w=\"x\"><w:t>Kế</w:t></w:p>".encode_utf16();
        let bytes: Vec<u8> = wide.flat_map(u16::to_le_bytes).collect();
        let node = Node::read(&bytes).expect("well formed");
        assert_eq!(node.find("t").map(Node::words).as_deref(), Some("Kế"));
    }
}
