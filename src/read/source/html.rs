//! Words of the clipboard with their looks: what Word, LibreOffice and browsers put there as HTML.
//!
//! Only what a plan can hold is taken: paragraphs, lists, tables, bold, italic, underline.

use html5gum::{HtmlString, StartTag, Token, Tokenizer};

use crate::model::{Block, Cell, Story, Style, Table, Text};

use super::{Content, Look, SourceParagraph};
use crate::read::Report;
use crate::read::recognise::body::blocks;
use crate::read::recognise::bold_titles::restore_titles;
use crate::vietnamese::is_invisible;

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
        let html = html.find('<').map_or("", |at| &html[at..]);
        // Inside an element that shows nothing, until it ends.
        let mut unseen: Option<HtmlString> = None;
        for Ok(token) in Tokenizer::new(html) {
            match token {
                Token::EndTag(tag) if unseen.as_ref() == Some(&tag.name) => unseen = None,
                _ if unseen.is_some() => {}
                Token::StartTag(tag) => {
                    self.open_tag(&tag);
                    let name = &tag.name[..];
                    let shows_nothing =
                        matches!(name, b"style" | b"script" | b"head" | b"title" | b"xml");
                    unseen = (shows_nothing && !tag.self_closing).then_some(tag.name);
                }
                Token::EndTag(tag) => self.close(&String::from_utf8_lossy(&tag.name)),
                Token::String(words) => self.words(&String::from_utf8_lossy(&words)),
                Token::Comment(_) | Token::Doctype(_) | Token::Error(_) => {}
            }
        }
        self.paragraph();
        self.end_table();
    }

    fn open_tag(&mut self, tag: &StartTag<()>) {
        let name = String::from_utf8_lossy(&tag.name).into_owned();
        match name.as_str() {
            "br" => {
                self.text.push_break();
                self.space = true;
                return;
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
        if !void && !tag.self_closing && self.open.len() < DEEPEST {
            let css =
                tag.attributes.get(&b"style"[..]).map(|css| String::from_utf8_lossy(css));
            let style = looks(self.style(), &name, &css.unwrap_or_default());
            self.open.push((name, style));
        }
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
        for letter in raw.chars().filter(|letter| !is_invisible(*letter)) {
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
        table.widths = table.widths_of_words();
        self.push(Content::Table(table), Look::default());
    }

    fn push(&mut self, content: Content, look: Look) {
        let line = self.paragraphs.len() + 1;
        self.paragraphs.push(SourceParagraph {
            content,
            look,
            line,
            ..SourceParagraph::default()
        });
    }
}

/// The look inside an element with a style sheet of its own.
fn looks(mut style: Style, name: &str, css: &str) -> Style {
    match name {
        "b" | "strong" | "th" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => style.bold = true,
        "i" | "em" => style.italic = true,
        "u" => style.underline = true,
        _ => {}
    }
    let small = css.to_ascii_lowercase();
    let value = |property: &str| {
        let at = small.find(property)? + property.len();
        let rest = small[at..].trim_start().strip_prefix(':')?;
        let end = rest.find(';').unwrap_or(rest.len());
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
    fn every_entity_is_its_letter_and_letters_without_ink_go() {
        let html = "<p>H&agrave; T&ecirc; &yacute; &#x1EA1;&shy;&zwnj; 5&deg; &plusmn;1</p>";
        assert_eq!(
            shown(html, "Hà Tê ý ạ 5° ±1"),
            [(Level::Body, "Hà Tê ý ạ 5° ±1".to_owned())]
        );
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
