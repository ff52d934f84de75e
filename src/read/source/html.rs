//! Words of the clipboard with their looks: what Word, LibreOffice and browsers put there as HTML.
//!
//! Only what a plan can hold is taken: paragraphs, lists, tables, bold, italic, underline.

use crate::model::{Block, Cell, Story, Style, Table, Text};

use super::{Content, Look, SourceParagraph};
use crate::read::Report;
use crate::read::recognise::body::{blocks, restore_titles};

/// More than this is no pasted text but a page; it is taken as plain words.
const MOST_BYTES: usize = 8 << 20;
/// Elements inside each other beyond this depth are taken as one.
const DEEPEST: usize = 256;

/// The paragraphs of a page.
pub(in crate::read) fn paragraphs(html: &str) -> Vec<SourceParagraph> {
    let mut reader = Reader::default();
    reader.read(html);
    reader.paragraphs
}

/// Pasted HTML as blocks. `plain` are the same words as plain text: when the two do not agree,
/// none is returned, and the plain text is the one to take.
pub fn paste_html(html: &str, plain: &str) -> Option<Vec<Block>> {
    let paragraphs = agreeing(html, plain)?;
    let mut report = Report::default();
    let (mut found, lines) = blocks(paragraphs, Story::Body, 0, &mut report);
    restore_titles(&mut found, &lines, Story::Body, &mut report);
    Some(found)
}

/// Pasted HTML as one text whose paragraphs are lines, for the middle of a sentence: nothing is
/// taken for a numeral. None where it says no more than `plain`, or other words.
pub fn paste_html_text(html: &str, plain: &str) -> Option<Text> {
    let mut text = Text::default();
    for paragraph in agreeing(html, plain)? {
        let Content::Words(words) = paragraph.content else { return None };
        if !text.is_empty() {
            text.push_break();
        }
        text.append(words);
    }
    // A number that the list gave stands in the plain words alone.
    let same = text.as_str().split_whitespace().eq(plain.split_whitespace());
    (same && !text.all(|style| style == Style::PLAIN)).then_some(text)
}

/// The paragraphs of pasted HTML, if they say the same words as `plain`.
fn agreeing(html: &str, plain: &str) -> Option<Vec<SourceParagraph>> {
    if html.len() > MOST_BYTES {
        return None;
    }
    let paragraphs = paragraphs(html);
    let mut words = String::new();
    for paragraph in &paragraphs {
        match &paragraph.content {
            Content::Words(text) => words.push_str(text.as_str()),
            Content::Table(table) => {
                let cells = table.rows.iter().flatten();
                cells.for_each(|cell| words.push_str(cell.text.as_str()));
            }
        }
    }
    (key(&words) == key(&crate::vietnamese::nfc(plain))).then_some(paragraphs)
}

/// Letters alone: numbers of lists stand in one form and not in the other.
fn key(words: &str) -> String {
    words.chars().filter(|c| c.is_alphabetic()).collect()
}

#[derive(Default)]
struct Reader {
    paragraphs: Vec<SourceParagraph>,
    /// Open elements: name, look inside.
    open: Vec<(String, Style)>,
    text: Text,
    look: Look,
    /// The lists around: the next number, or none for bullets.
    lists: Vec<Option<u32>>,
    /// Rows of the table that is being read.
    table: Option<Vec<Vec<Cell>>>,
    tables: usize,
    space: bool,
}

impl Reader {
    fn read(&mut self, html: &str) {
        // What Windows says about the fragment stands before the first mark.
        let mut rest = html.find('<').map_or("", |at| &html[at..]);
        while !rest.is_empty() {
            if let Some(after) = rest.strip_prefix("<!--") {
                rest = after.find("-->").map_or("", |at| &after[at + 3..]);
            } else if rest.starts_with('<') {
                let Some(end) = rest.find('>') else { break };
                let tag = &rest[1..end];
                rest = &rest[end + 1..];
                let name = self.tag(tag);
                if matches!(name.as_str(), "style" | "script" | "head" | "title" | "xml") {
                    rest = closing(rest, &name).map_or("", |at| &rest[at..]);
                }
            } else {
                let end = rest.find('<').unwrap_or(rest.len());
                self.words(&rest[..end]);
                rest = &rest[end..];
            }
        }
        self.paragraph();
        self.end_table();
    }

    /// Takes an opening or closing tag; returns the name of an opening one.
    fn tag(&mut self, tag: &str) -> String {
        let closing = tag.starts_with('/');
        let tag = tag.trim_start_matches('/');
        let end = tag.find(|c: char| c.is_whitespace() || c == '/').unwrap_or(tag.len());
        let name = tag[..end].to_ascii_lowercase();
        if tag.starts_with(['!', '?']) {
            return String::new();
        }
        if closing {
            self.close(&name);
            return String::new();
        }
        match name.as_str() {
            "br" => {
                self.text.push_break();
                self.space = true;
                return name;
            }
            "p" | "div" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "blockquote" => {
                if self.table.is_none() {
                    self.paragraph();
                } else if !self.text.is_blank() {
                    self.text.push_break();
                    self.space = true;
                }
            }
            "ul" | "ol" => {
                self.paragraph();
                self.lists.push((name == "ol").then_some(1));
            }
            "li" => {
                self.paragraph();
                self.look.numeral = self.lists.last_mut().map(|count| match count {
                    Some(number) => {
                        *number += 1;
                        format!("{}.", *number - 1)
                    }
                    None => "-".to_owned(),
                });
            }
            "table" => {
                self.paragraph();
                self.tables += 1;
                self.table.get_or_insert_default();
            }
            "tr" if self.tables == 1 => {
                if let Some(rows) = &mut self.table {
                    rows.push(Vec::new());
                }
            }
            _ => {}
        }
        let void = matches!(name.as_str(), "img" | "hr" | "meta" | "link" | "col" | "input");
        if !void && !tag.ends_with('/') && self.open.len() < DEEPEST {
            let style = looks(self.style(), &name, tag);
            self.open.push((name.clone(), style));
        }
        name
    }

    fn close(&mut self, name: &str) {
        if let Some(at) = self.open.iter().rposition(|(open, _)| open == name) {
            self.open.truncate(at);
        }
        match name {
            // Inside a table it does nothing: a cell is one text.
            "p" | "div" | "li" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => self.paragraph(),
            "ul" | "ol" => {
                self.paragraph();
                self.lists.pop();
            }
            "td" | "th" if self.tables == 1 => {
                let mut text = std::mem::take(&mut self.text);
                text.trim();
                self.space = true;
                if let Some(row) = self.table.as_mut().and_then(|rows| rows.last_mut()) {
                    row.push(Cell::new(text));
                }
            }
            "table" => {
                self.tables = self.tables.saturating_sub(1);
                if self.tables == 0 {
                    self.end_table();
                }
            }
            _ => {}
        }
    }

    fn style(&self) -> Style {
        self.open.last().map_or(Style::PLAIN, |(_, style)| *style)
    }

    /// White space of any length is one space; none begins a paragraph.
    fn words(&mut self, raw: &str) {
        let style = self.style();
        let mut out = String::new();
        for letter in unescape(raw).chars() {
            if letter.is_whitespace() {
                if !self.space {
                    out.push(' ');
                }
                self.space = true;
            } else {
                out.push(letter);
                self.space = false;
            }
        }
        self.text.push(&out, style);
    }

    fn paragraph(&mut self) {
        if self.table.is_some() {
            return;
        }
        let mut text = std::mem::take(&mut self.text);
        text.trim();
        self.space = true;
        // LibreOffice opens a paragraph inside the item of a list: the number waits for it.
        if text.is_blank() {
            return;
        }
        let look = std::mem::take(&mut self.look);
        self.push(Content::Words(text), look);
    }

    fn end_table(&mut self) {
        let Some(rows) = self.table.take() else { return };
        self.text = Text::default();
        let rows: Vec<Vec<Cell>> = rows.into_iter().filter(|row| !row.is_empty()).collect();
        if rows.is_empty() {
            return;
        }
        let bold = |cell: &Cell| cell.text.is_blank() || cell.text.all(|style| style.bold);
        let head_rows = usize::from(rows.len() > 1 && rows[0].iter().all(bold));
        let mut table = Table { rows, head_rows, ..Table::default() };
        table.normalise();
        self.push(Content::Table(table), Look::default());
    }

    fn push(&mut self, content: Content, look: Look) {
        let line = self.paragraphs.len() + 1;
        self.paragraphs.push(SourceParagraph { content, look, line });
    }
}

/// Where an element is closed, however its name is written.
fn closing(rest: &str, name: &str) -> Option<usize> {
    rest.match_indices("</").map(|(at, _)| at).find(|at| {
        let found = rest.as_bytes().get(at + 2..at + 2 + name.len());
        found.is_some_and(|found| found.eq_ignore_ascii_case(name.as_bytes()))
    })
}

/// The look inside an element.
fn looks(mut style: Style, name: &str, tag: &str) -> Style {
    match name {
        "b" | "strong" | "th" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => style.bold = true,
        "i" | "em" => style.italic = true,
        "u" => style.underline = true,
        _ => {}
    }
    let small = tag.to_ascii_lowercase();
    let value = |property: &str| {
        let at = small.find(property)? + property.len();
        let rest = small[at..].trim_start().strip_prefix(':')?;
        let end = rest.find([';', '"', '\'']).unwrap_or(rest.len());
        Some(rest[..end].trim().to_owned())
    };
    if let Some(weight) = value("font-weight") {
        style.bold = weight.starts_with("bold")
            || weight.parse::<u32>().is_ok_and(|weight| weight >= 600);
    }
    if let Some(slant) = value("font-style") {
        style.italic = slant == "italic" || slant == "oblique";
    }
    if let Some(line) = value("text-decoration") {
        style.underline = line.contains("underline");
    }
    style
}

fn unescape(raw: &str) -> String {
    let mut out = String::with_capacity(raw.len());
    let mut rest = raw;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let end = rest.char_indices().take(12).find(|(_, c)| *c == ';').map(|(end, _)| end);
        let letter = end.and_then(|end| entity(&rest[1..end]));
        match (letter, end) {
            (Some(letter), Some(end)) => {
                out.push(letter);
                rest = &rest[end + 1..];
            }
            _ => {
                out.push('&');
                rest = &rest[1..];
            }
        }
    }
    out.push_str(rest);
    out
}

fn entity(name: &str) -> Option<char> {
    if let Some(number) = name.strip_prefix('#') {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16).ok()?,
            None => number.parse().ok()?,
        };
        return char::from_u32(code);
    }
    Some(match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "nbsp" => ' ',
        "ndash" => '–',
        "mdash" => '—',
        "ldquo" => '“',
        "rdquo" => '”',
        "lsquo" => '‘',
        "rsquo" => '’',
        "hellip" => '…',
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Level;

    fn shown(html: &str, plain: &str) -> Vec<(Level, String)> {
        paste_html(html, plain)
            .expect("the two agree")
            .iter()
            .filter_map(Block::paragraph)
            .map(|paragraph| (paragraph.level, paragraph.text.to_markup()))
            .collect()
    }

    #[test]
    fn word_keeps_bold_italic_and_numbers() {
        let html = "Version:0.9\r\nStartHTML:1\r\n<html><head><style>p {margin:0}</style></head>\
                    <body><!--StartFragment--><p class=MsoNormal><b>II. N&#7896;I DUNG</b></p>\
                    <p><span style='mso-list:Ignore'>1.<span>&nbsp;&nbsp; </span></span>Việc \
                    <i>một</i>\r\n và <span style=\"font-weight:700\">hai</span></p>\
                    <!--EndFragment--></body></html>";
        assert_eq!(
            shown(html, "II. NỘI DUNG\n1. Việc một và hai"),
            [
                (Level::Section, "NỘI DUNG".to_owned()),
                (Level::Clause, "Việc <i>một</i> và <b>hai</b>".to_owned()),
            ]
        );
    }

    #[test]
    fn lists_and_tables_are_taken() {
        let html = "<ul><li>Một</li><li><p>Hai <u>ba</u></p></li></ul><table><tr><th>A</th><th>B</th>\
                    </tr><tr><td>c</td><td>d</td></tr></table>";
        let found = paste_html(html, "Một\nHai ba\nA\tB\nc\td").expect("the two agree");
        assert_eq!(found.len(), 3);
        assert_eq!(found[1], Block::new(Level::Dash, Text::from_markup("Hai <u>ba</u>")));
        let table = found[2].table().expect("a table");
        assert_eq!((table.head_rows, table.rows[1][1].text.as_str()), (1, "d"));
    }

    #[test]
    fn for_the_middle_of_a_sentence_a_numeral_stays() {
        let html = "<p>1. Việc <b>một</b></p>";
        let text = paste_html_text(html, "1. Việc một").expect("it has bold words");
        assert_eq!(text.to_markup(), "1. Việc <b>một</b>");
        assert_eq!(paste_html_text("<p>Việc một</p>", "Việc một"), None);
        assert_eq!(paste_html_text("<ol><li><b>Việc</b></li></ol>", "1. Việc"), None);
    }

    #[test]
    fn other_words_than_the_plain_ones_are_refused() {
        assert_eq!(paste_html("<p>Khác</p>", "Một"), None);
    }

    #[test]
    fn broken_marks_are_survived() {
        for html in ["<p", "<p><b>a</i></p></b></table>", "&#xZZ;", "<!--", "<style>", "<", ""]
        {
            let _ = paste_html(html, "a");
        }
        let deep = "<b>".repeat(5000) + "a";
        assert!(paste_html(&deep, "a").is_some());
    }
}
