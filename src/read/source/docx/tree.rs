//! A part's XML as a tree of bounded depth and size.

use docx_rs::{EventReader, XmlEvent};

use crate::read::{MAX_PARAGRAPHS, ReadError};

/// Deeper nesting than any office file has.
const DEEPEST: usize = 200;

/// More elements than a document of thousands of pages has.
const MOST_NODES: usize = 2_000_000;

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
    /// Reads a part; the root is an unnamed node around its element.
    pub(super) fn read(bytes: &[u8]) -> Result<Self, ReadError> {
        let mut reader = EventReader::new(bytes);
        let mut open = vec![Self::default()];
        let mut count = 0;
        loop {
            match reader.next_event().map_err(|_| ReadError::Damaged)? {
                XmlEvent::StartElement { name, attributes, .. } => {
                    count += 1;
                    if open.len() > DEEPEST {
                        return Err(ReadError::Damaged);
                    }
                    if count > MOST_NODES {
                        return Err(ReadError::TooManyParagraphs { limit: MAX_PARAGRAPHS });
                    }
                    let attributes = attributes
                        .into_iter()
                        .map(|attribute| (attribute.name.local_name, attribute.value))
                        .collect();
                    let name = match foreign(name.prefix.as_deref(), name.namespace.as_deref())
                    {
                        Some(prefix) => format!("{prefix}:{}", name.local_name),
                        None => name.local_name,
                    };
                    open.push(Self { name, attributes, content: Vec::new() });
                }
                XmlEvent::EndElement { .. } => {
                    let Some(mut node) = open.pop() else { return Err(ReadError::Damaged) };
                    // Millions of elements with room to spare would take a gigabyte.
                    node.content.shrink_to_fit();
                    let Some(parent) = open.last_mut() else { return Err(ReadError::Damaged) };
                    parent.content.push(Item::Node(node));
                }
                XmlEvent::Characters(words) | XmlEvent::Whitespace(words) => {
                    // Between elements white space means nothing.
                    if let Some(node) = open.last_mut()
                        && matches!(
                            node.name.as_str(),
                            "t" | "delText" | "instrText" | "m:t" | "creator"
                        )
                    {
                        node.content.push(Item::Words(words));
                    }
                }
                XmlEvent::EndDocument => break,
            }
        }
        match (open.pop(), open.is_empty()) {
            (Some(mut root), true) => match root.content.pop() {
                Some(Item::Node(node)) => Ok(node),
                _ => Err(ReadError::Damaged),
            },
            _ => Err(ReadError::Damaged),
        }
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
fn foreign(prefix: Option<&str>, space: Option<&str>) -> Option<&'static str> {
    let space = space.unwrap_or_default();
    match prefix {
        Some("a") => Some("a"),
        Some("pic") => Some("pic"),
        Some("m") => Some("m"),
        Some("o") => Some("o"),
        _ if space.ends_with("/math") => Some("m"),
        _ if space.ends_with("/main") && space.contains("drawingml") => Some("a"),
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
    }
}
