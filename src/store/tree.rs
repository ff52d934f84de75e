//! A draft as names and values without meaning, for migrations.
//!
//! RON's own `Value` forgets the names of variants (`Clause`, `Head(…)`), which a migration must
//! keep; this tree keeps every name as written.

use super::notation::{DEEPEST, Mistake, position};

/// A value of a draft file.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Node {
    /// A number, `true`, a variant without content: anything that is one bare word.
    Word(String),
    /// A string, escapes resolved.
    Text(String),
    /// `[…]`.
    List(Vec<Node>),
    /// `Name(…)` or `(…)` without field names.
    Tuple(String, Vec<Node>),
    /// `Name(field: …)` or `(field: …)`.
    Struct(String, Vec<(String, Node)>),
}

impl Node {
    /// Reads a whole file.
    pub(super) fn parse(source: &str) -> Result<Self, Mistake> {
        let mut reader = Reader { source, at: 0 };
        reader.skip_attributes()?;
        let node = reader.value(0)?;
        reader.space()?;
        if reader.at < source.len() {
            return Err(reader.mistake("còn chữ thừa sau khi bản thảo đã hết"));
        }
        Ok(node)
    }

    /// A field of a struct.
    pub(super) fn field_mut(&mut self, name: &str) -> Option<&mut Self> {
        match self {
            Self::Struct(_, fields) => {
                fields.iter_mut().find(|(field, _)| field == name).map(|(_, node)| node)
            }
            _ => None,
        }
    }

    /// Writes the value on one line.
    pub(super) fn write(&self, out: &mut String) {
        match self {
            Self::Word(word) => out.push_str(word),
            Self::Text(text) => {
                out.push('"');
                out.extend(text.chars().flat_map(char::escape_debug));
                out.push('"');
            }
            Self::List(items) => {
                out.push('[');
                write_all(items, out);
                out.push(']');
            }
            Self::Tuple(name, items) => {
                out.push_str(name);
                out.push('(');
                write_all(items, out);
                out.push(')');
            }
            Self::Struct(name, fields) => {
                out.push_str(name);
                out.push('(');
                for (field, node) in fields {
                    out.push_str(field);
                    out.push_str(": ");
                    node.write(out);
                    out.push_str(", ");
                }
                out.push(')');
            }
        }
    }
}

fn write_all(items: &[Node], out: &mut String) {
    for node in items {
        node.write(out);
        out.push_str(", ");
    }
}

struct Reader<'a> {
    source: &'a str,
    at: usize,
}

impl<'a> Reader<'a> {
    fn value(&mut self, depth: usize) -> Result<Node, Mistake> {
        if depth > DEEPEST {
            return Err(self.mistake("ngoặc lồng nhau quá sâu"));
        }
        self.space()?;
        if let Some(text) = self.string()? {
            return Ok(Node::Text(text));
        }
        if self.eat("[") {
            let mut items = Vec::new();
            while !self.closes("]")? {
                items.push(self.value(depth + 1)?);
                self.comma("]")?;
            }
            return Ok(Node::List(items));
        }
        let name = self.word();
        self.space()?;
        if !self.eat("(") {
            return match name.is_empty() {
                true => Err(self.mistake("cần một giá trị")),
                false => Ok(Node::Word(name)),
            };
        }
        self.inside(name, depth + 1)
    }

    /// What stands between round brackets: fields when the first thing is `name:`.
    fn inside(&mut self, name: String, depth: usize) -> Result<Node, Mistake> {
        let start = self.at;
        self.space()?;
        let first = self.word();
        self.space()?;
        let named = !first.is_empty() && self.rest().starts_with(':');
        self.at = start;
        let mut fields = Vec::new();
        let mut items = Vec::new();
        while !self.closes(")")? {
            if named {
                let field = self.word();
                self.space()?;
                if field.is_empty() || !self.eat(":") {
                    return Err(self.mistake("cần tên trường và dấu hai chấm"));
                }
                fields.push((field, self.value(depth)?));
            } else {
                items.push(self.value(depth)?);
            }
            self.comma(")")?;
        }
        Ok(if named { Node::Struct(name, fields) } else { Node::Tuple(name, items) })
    }

    fn string(&mut self) -> Result<Option<String>, Mistake> {
        if let Some(raw) = self.raw_string()? {
            return Ok(Some(raw));
        }
        if !self.eat("\"") {
            return Ok(None);
        }
        let mut text = String::new();
        loop {
            match self.next() {
                None => return Err(self.mistake("chuỗi chữ không có ngoặc kép đóng")),
                Some('"') => return Ok(Some(text)),
                Some('\\') => text.push(self.escape()?),
                Some(letter) => text.push(letter),
            }
        }
    }

    fn raw_string(&mut self) -> Result<Option<String>, Mistake> {
        let Some(rest) = self.rest().strip_prefix('r') else { return Ok(None) };
        let hashes = rest.len() - rest.trim_start_matches('#').len();
        if !rest[hashes..].starts_with('"') {
            return Ok(None);
        }
        self.at += 1 + hashes + 1;
        let close = format!("\"{}", "#".repeat(hashes));
        let Some(end) = self.rest().find(&close) else {
            return Err(self.mistake("chuỗi chữ không có ngoặc kép đóng"));
        };
        let text = self.rest()[..end].to_owned();
        self.at += end + close.len();
        Ok(Some(text))
    }

    fn escape(&mut self) -> Result<char, Mistake> {
        let code = match self.next() {
            Some('n') => return Ok('\n'),
            Some('r') => return Ok('\r'),
            Some('t') => return Ok('\t'),
            Some('0') => return Ok('\0'),
            Some(letter @ ('"' | '\'' | '\\')) => return Ok(letter),
            Some('u') if self.eat("{") => {
                let end = self.rest().find('}').unwrap_or(0);
                let code = self.rest()[..end].to_owned();
                self.at += end + 1;
                code
            }
            Some('x') => (0..2).filter_map(|_| self.next()).collect(),
            _ => String::new(),
        };
        u32::from_str_radix(&code, 16)
            .ok()
            .and_then(char::from_u32)
            .ok_or_else(|| self.mistake("ký hiệu sau dấu “\\” không hợp lệ"))
    }

    fn word(&mut self) -> String {
        let is_part =
            |c: char| c.is_alphanumeric() || matches!(c, '_' | '.' | '-' | '+' | '\'');
        let end = self.rest().find(|c| !is_part(c)).unwrap_or(self.rest().len());
        let word = self.rest()[..end].to_owned();
        self.at += end;
        word
    }

    fn skip_attributes(&mut self) -> Result<(), Mistake> {
        self.space()?;
        while self.rest().starts_with("#!") {
            match self.rest().find(']') {
                Some(end) => self.at += end + 1,
                None => return Err(self.mistake("cần dấu “]”")),
            }
            self.space()?;
        }
        Ok(())
    }

    fn closes(&mut self, bracket: &str) -> Result<bool, Mistake> {
        self.space()?;
        if self.rest().is_empty() {
            return Err(self.mistake("tệp bị cắt giữa chừng"));
        }
        Ok(self.eat(bracket))
    }

    fn comma(&mut self, close: &str) -> Result<(), Mistake> {
        self.space()?;
        if self.eat(",") || self.rest().starts_with(close) {
            return Ok(());
        }
        Err(self.mistake("cần dấu phẩy"))
    }

    fn space(&mut self) -> Result<(), Mistake> {
        loop {
            let rest = self.rest().trim_start();
            self.at = self.source.len() - rest.len();
            if rest.starts_with("//") {
                self.at += rest.find('\n').unwrap_or(rest.len());
            } else if rest.starts_with("/*") {
                match rest.find("*/") {
                    Some(end) => self.at += end + 2,
                    None => return Err(self.mistake("chú thích “/*” không được đóng")),
                }
            } else {
                return Ok(());
            }
        }
    }

    fn rest(&self) -> &'a str {
        &self.source[self.at..]
    }

    fn next(&mut self) -> Option<char> {
        let letter = self.rest().chars().next()?;
        self.at += letter.len_utf8();
        Some(letter)
    }

    fn eat(&mut self, word: &str) -> bool {
        let found = self.rest().starts_with(word);
        if found {
            self.at += word.len();
        }
        found
    }

    fn mistake(&self, what: &str) -> Mistake {
        let (line, column) = position(&self.source[..self.at]);
        Mistake { line, column, what: what.to_owned() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn names_of_variants_survive_and_notes_do_not() {
        let source = "#![enable(implicit_some)]\n/* a */ Plan(level: Clause, // b\n \
                      who: Head(position: \"a\\\"b\\u{1ea1}\\n\"), some: Some(-1.5), \
                      raw: r#\"x\"y\"#, none: (), list: [1, 2,],)";
        let node = Node::parse(source).expect("it is well formed");
        let mut out = String::new();
        node.write(&mut out);
        assert_eq!(
            out,
            "Plan(level: Clause, who: Head(position: \"a\\\"bạ\\n\", ), some: Some(-1.5, ), \
             raw: \"x\\\"y\", none: (), list: [1, 2, ], )"
        );
        assert_eq!(Node::parse(&out).expect("what was written reads back"), node);
    }

    #[test]
    fn what_is_broken_is_named_with_its_place() {
        let mistake = Node::parse("(\n  a: 1\n  b: 2)").expect_err("no comma");
        assert_eq!((mistake.line, mistake.column), (3, 3));
        assert!(Node::parse(&"(".repeat(1_000_000)).is_err());
    }

    proptest! {
        #[test]
        fn no_source_makes_it_panic(source in "[(){}\\[\\]a1:,\"\\\\ru#x/* \nạ]{0,60}") {
            let _ = Node::parse(&source);
        }
    }
}
