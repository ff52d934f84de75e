//! XML text, written element by element.

use std::fmt::{Display, Write as _};

/// Attributes of an element: names and values.
pub(super) type Attributes<'a> = &'a [(&'a str, &'a dyn Display)];

/// An XML part in the making. Elements are closed by the same call that opens them, so that a
/// part is always well-formed.
pub(super) struct Xml {
    text: String,
}

impl Xml {
    /// The beginning of a part: the XML declaration.
    pub(super) fn part() -> Self {
        Self { text: r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"#.to_owned() }
    }

    /// An element with what `fill` writes into it.
    pub(super) fn element(
        &mut self,
        name: &str,
        attributes: Attributes<'_>,
        fill: impl FnOnce(&mut Self),
    ) {
        self.start(name, attributes);
        self.text.push('>');
        fill(self);
        self.text.push_str("</");
        self.text.push_str(name);
        self.text.push('>');
    }

    /// An element without content.
    pub(super) fn empty(&mut self, name: &str, attributes: Attributes<'_>) {
        self.start(name, attributes);
        self.text.push_str("/>");
    }

    /// An element without content whose one attribute is `w:val`.
    pub(super) fn value(&mut self, name: &str, value: &dyn Display) {
        self.empty(name, &[("w:val", value)]);
    }

    /// Character data.
    pub(super) fn text(&mut self, text: &str) {
        escape(text, &mut self.text);
    }

    /// The part's bytes.
    pub(super) fn into_bytes(self) -> Vec<u8> {
        self.text.into_bytes()
    }

    fn start(&mut self, name: &str, attributes: Attributes<'_>) {
        self.text.push('<');
        self.text.push_str(name);
        let mut value = String::new();
        for (attribute, shown) in attributes {
            value.clear();
            // Writing into a string does not fail.
            let _ = write!(value, "{shown}");
            self.text.push(' ');
            self.text.push_str(attribute);
            self.text.push_str("=\"");
            escape(&value, &mut self.text);
            self.text.push('"');
        }
    }
}

/// Writes `text` with the five reserved characters named, and without the characters that XML 1.0
/// cannot hold.
fn escape(text: &str, into: &mut String) {
    for letter in text.chars() {
        match letter {
            '&' => into.push_str("&amp;"),
            '<' => into.push_str("&lt;"),
            '>' => into.push_str("&gt;"),
            '"' => into.push_str("&quot;"),
            '\'' => into.push_str("&apos;"),
            '\t' | '\n' | '\r' => into.push(letter),
            '\u{0}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => {}
            _ => into.push(letter),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn elements_close_and_values_are_escaped() {
        let mut xml = Xml { text: String::new() };
        xml.element("a", &[("b", &"1 < \"2\""), ("c", &3)], |xml| {
            xml.text("x & y");
            xml.value("w:d", &true);
        });
        assert_eq!(
            xml.text,
            r#"<a b="1 &lt; &quot;2&quot;" c="3">x &amp; y<w:d w:val="true"/></a>"#
        );
    }

    #[test]
    fn what_xml_cannot_hold_is_left_out() {
        let mut xml = Xml { text: String::new() };
        xml.text("a\u{0}b\u{b}c\u{ffff}đ");
        assert_eq!(xml.text, "abcđ");
    }
}
