//! HTML inside Markdown: what its tags say, said with Markdown's own marks, so that the reader of lines
//! knows one way of writing emphasis, titles, lists and tables.

use std::borrow::Cow;
use std::sync::LazyLock;

use html5gum::{Token, Tokenizer};
use regex::Regex;

use super::lines::JOINED;
use super::script::Script;

/// A line of the file goes on as another paragraph: parts lines without counting as one.
const BREAK: char = '\u{2028}';

/// A comment, a tag of a known name whose attributes are well formed, or an entity. `x < 5` and
/// `<tên cơ quan>` are words.
static MARK: LazyLock<Regex> = LazyLock::new(|| {
    let names = "b|strong|i|em|u|ins|s|del|sub|sup|span|font|small|big|mark|code|center|div|p|section|\
                 article|header|footer|a|img|br|hr|h[1-6]|ul|ol|li|table|thead|tbody|tfoot|tr|t[hd]|\
                 caption|colgroup|col|blockquote|nobr|o:p|html|body";
    let attribute = r#"\s+[a-z][-a-z:_]*\s*=\s*(?:"[^"]*"|'[^']*'|[^\s>"']+)"#;
    let pattern = format!(
        r"(?is)<!--.*?-->|<(/?)({names})(?:{attribute})*\s*/?>|&(?:\#[0-9]{{1,7}}|\#x[0-9a-f]{{1,6}}|[a-z]+[0-9]*);"
    );
    #[expect(clippy::expect_used, reason = "a constant, and a test reads with it")]
    Regex::new(&pattern).expect("a constant pattern")
});

/// A text without HTML, and what was taken out of it: the line, from 1, and the mark as it stood.
pub(super) struct Untagged<'a> {
    /// As many lines as before.
    pub(super) text: Cow<'a, str>,
    pub(super) taken: Vec<(usize, String)>,
}

/// Turns tags, comments and entities into what Markdown has for them.
pub(super) fn untag(text: &str) -> Untagged<'_> {
    let mut writer = Writer::default();
    let mut taken = Vec::new();
    let (mut from, mut line) = (0, 1);
    for found in MARK.captures_iter(text) {
        let Some(whole) = found.get(0) else { continue };
        let between = &text[from..whole.start()];
        writer.words(between);
        line += between.matches('\n').count();
        let mark = whole.as_str();
        if let Some(name) = found.get(2) {
            let closes = found.get(1).is_some_and(|slash| !slash.is_empty());
            writer.tag(&name.as_str().to_lowercase(), closes);
            taken.push((line, mark.to_owned()));
        } else if mark.starts_with('&') {
            let letters = entity(mark);
            writer.words(&letters);
            if letters != mark {
                taken.push((line, mark.to_owned()));
            }
        } else {
            taken.push((line, mark.to_owned()));
        }
        writer.lines(mark.matches('\n').count());
        line += mark.matches('\n').count();
        from = whole.end();
    }
    if from == 0 {
        return Untagged { text: Cow::Borrowed(text), taken };
    }
    writer.words(&text[from..]);
    Untagged { text: Cow::Owned(writer.out), taken }
}

/// The letters that an entity stands for; an unknown one is left as typed.
fn entity(mark: &str) -> String {
    let tokens = Tokenizer::new(mark).map(|Ok(token)| token);
    let words = tokens.filter_map(|token| match token {
        Token::String(words) => Some(String::from_utf8_lossy(&words).into_owned()),
        _ => None,
    });
    words.collect::<String>().replace('\u{a0}', " ")
}

/// What `<b>` and `<i>` say.
#[derive(Clone, Copy)]
enum Emphasis {
    Bold,
    Italic,
}

#[derive(Default)]
struct Writer {
    out: String,
    bold: usize,
    italic: usize,
    /// A mark that opens waits for its first letter: Markdown wants it at the word.
    opening: String,
    /// The numbers of the lists around; none for bullets.
    lists: Vec<Option<u32>>,
    /// Cells of the row that is being written.
    row: Option<usize>,
    script: Option<Script>,
}

impl Writer {
    fn words(&mut self, words: &str) {
        for letter in words.chars() {
            let letter = match letter {
                '\n' if self.row.is_some() => JOINED,
                '|' if self.row.is_some() => '/',
                letter => letter,
            };
            if !letter.is_whitespace() && !self.opening.is_empty() {
                self.out.push_str(&std::mem::take(&mut self.opening));
            }
            let written = self.script.and_then(|script| script.letter(letter));
            self.out.push(written.unwrap_or(letter));
        }
    }

    /// Ends of lines inside a tag: the count of lines stays.
    fn lines(&mut self, count: usize) {
        let end = if self.row.is_some() { JOINED } else { '\n' };
        self.out.extend(std::iter::repeat_n(end, count));
    }

    fn tag(&mut self, name: &str, closes: bool) {
        match name {
            "b" | "strong" => self.emphasis(Emphasis::Bold, closes),
            "i" | "em" => self.emphasis(Emphasis::Italic, closes),
            "br" => self.out.push_str("<br>"),
            "hr" => self.own_line("---"),
            "sup" => self.script = (!closes).then_some(Script::Raised),
            "sub" => self.script = (!closes).then_some(Script::Lowered),
            "ul" | "ol" if closes => {
                self.lists.pop();
            }
            "ul" => self.lists.push(None),
            "ol" => self.lists.push(Some(0)),
            "li" => self.item(closes),
            "tr" => self.table_row(closes),
            "td" | "th" => self.cell(closes),
            "table" | "caption" => {
                self.table_row(true);
                self.own_line("");
            }
            "p" | "div" | "center" | "section" | "article" | "header" | "footer"
            | "blockquote"
                if self.row.is_none() =>
            {
                self.own_line("");
            }
            heading if heading.len() == 2 && heading.starts_with('h') => {
                let level = heading[1..].parse().unwrap_or(1);
                let mark = if closes { String::new() } else { "#".repeat(level) + " " };
                self.own_line(&mark);
            }
            _ => {}
        }
    }

    /// Begins a line, unless one has just begun.
    fn own_line(&mut self, begins: &str) {
        let line = self.out.rsplit(['\n', BREAK]).next().unwrap_or_default();
        if !line.trim().is_empty() {
            self.out.push(BREAK);
        }
        self.out.push_str(begins);
    }

    fn item(&mut self, closes: bool) {
        if closes {
            return;
        }
        let mark = match self.lists.last_mut() {
            Some(Some(count)) => {
                *count += 1;
                format!("{count}. ")
            }
            _ => "- ".to_owned(),
        };
        self.own_line(&mark);
    }

    fn table_row(&mut self, closes: bool) {
        if self.row.take().is_some() {
            self.out.push_str(" |");
        }
        if !closes {
            self.own_line("");
            self.row = Some(0);
        }
    }

    fn cell(&mut self, closes: bool) {
        if let Some(cells) = self.row.as_mut().filter(|_| !closes) {
            *cells += 1;
            self.out.push_str(if *cells == 1 { "| " } else { " | " });
        }
    }

    /// Opens or closes bold or italic; inside of itself it says nothing more.
    fn emphasis(&mut self, emphasis: Emphasis, closes: bool) {
        let (mark, depth) = match emphasis {
            Emphasis::Bold => ("**", &mut self.bold),
            // Beside bold a star would be read with its stars.
            Emphasis::Italic if self.bold > 0 => ("_", &mut self.italic),
            Emphasis::Italic => ("*", &mut self.italic),
        };
        if !closes {
            *depth += 1;
            if *depth == 1 {
                self.opening.push_str(mark);
            }
            return;
        }
        let ended = *depth == 1;
        *depth = depth.saturating_sub(1);
        if !ended {
            return;
        }
        if let Some(empty) = self.opening.strip_suffix(mark) {
            self.opening = empty.to_owned();
            return;
        }
        let words = self.out.trim_end().len();
        let space = self.out.split_off(words);
        self.out.push_str(mark);
        self.out.push_str(&space);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_become_the_marks_of_markdown() {
        for (html, want) in [
            ("<b>KẾ HOẠCH</b>", "**KẾ HOẠCH**"),
            ("<strong> a </strong>b", " **a** b"),
            ("<b>a <i>b</i></b> <em>c</em>", "**a _b_** *c*"),
            ("<b><strong>a</strong></b><i></i>", "**a**"),
            ("m<sup>2</sup>, H<sub>2</sub>O", "m², H₂O"),
            ("<p align=\"right\">a</p><p>b</p>", "a¶b¶"),
            ("<h2>Việc</h2>", "## Việc¶"),
            ("<ul><li>a</li><li>b</li></ul>", "- a¶- b"),
            ("<ol>\n<li>a</li>\n<li>b</li></ol>", "\n1. a\n2. b"),
            ("a<br/>b<BR>c", "a<br>b<br>c"),
            ("<!-- x\ny -->a", "\na"),
            ("a&nbsp;&amp;&ecirc; AT&T &khong;", "a &ê AT&T &khong;"),
            ("x < 5 m và y > 3 m, <tên cơ quan>", "x < 5 m và y > 3 m, <tên cơ quan>"),
        ] {
            assert_eq!(untag(html).text.replace(BREAK, "¶"), want, "{html}");
        }
    }

    #[test]
    fn a_table_is_a_line_a_row() {
        let html = "<table>\n<tr><th>TT</th>\n<th>Việc</th></tr>\n<tr><td>1<td>a|b</table>\n";
        let text = untag(html).text.replace(BREAK, "¶").replace(JOINED, "~");
        assert_eq!(text, "\n| TT~ | Việc |\n| 1 | a/b |¶\n");
    }

    #[test]
    fn what_was_taken_out_is_told_with_its_line() {
        let untagged = untag("a\n<b>c</b>\n<!-- d -->&nbsp;");
        let taken: Vec<(usize, &str)> =
            untagged.taken.iter().map(|(line, mark)| (*line, mark.as_str())).collect();
        assert_eq!(taken, [(2, "<b>"), (2, "</b>"), (3, "<!-- d -->"), (3, "&nbsp;")]);
    }
}
