//! HTML with its looks: what Word, LibreOffice and browsers put on the clipboard, and web pages as files.
//!
//! Only what a plan can hold is taken: paragraphs, lists, tables, bold, italic, underline; of a page also
//! where its lines stand and what it has beside its text.

use html5gum::{DefaultEmitter, HtmlString, StartTag, Token, Tokenizer};

use crate::model::{Align, Block, Cell, Story, Style, Table, Text};

use super::script::Script;
use super::{Content, Look, SourceParagraph};
use crate::read::recognise::body::blocks;
use crate::read::recognise::bold_titles::restore_titles;
use crate::read::{MAX_CELLS, Report};
use crate::vietnamese::is_invisible;

/// More than this is no pasted text but a page; it is taken as plain words.
const MOST_BYTES: usize = 8 << 20;
/// Elements inside each other beyond this depth are taken as one.
const DEEPEST: usize = 256;

/// Most columns of a table that one cell may take.
const MOST_COLUMNS: usize = 63;
/// Most rows of a table that one cell may take.
const MOST_ROWS: usize = 1000;

/// The paragraphs of HTML inside something else.
pub(in crate::read) fn paragraphs(html: &str) -> Vec<SourceParagraph> {
    let mut reader = Reader::default();
    reader.read(html);
    reader.paragraphs
}

/// A whole page.
pub(super) struct Page {
    pub(super) paragraphs: Vec<SourceParagraph>,
    /// What stands beside the text: menus, a foot, related pages.
    pub(super) beside: Vec<String>,
    /// Whether a table had more cells than are read.
    pub(super) overfull: bool,
}

/// Reads a whole page.
pub(super) fn page(html: &str) -> Page {
    let mut reader = Reader { beside: Some(Beside::default()), ..Reader::default() };
    reader.read(html);
    let overfull = reader.cells > MAX_CELLS;
    let beside = reader.beside.map(|beside| beside.found).unwrap_or_default();
    Page { paragraphs: reader.paragraphs, beside, overfull }
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

/// An open element, and what is said of the words inside.
struct Open {
    name: String,
    style: Style,
    align: Option<Align>,
    script: Option<Script>,
}

/// What a page has beside its text.
#[derive(Default)]
struct Beside {
    /// How many of its elements are open.
    open: usize,
    words: String,
    found: Vec<String>,
}

impl Beside {
    /// Ends a line.
    fn end(&mut self) {
        let words = std::mem::take(&mut self.words);
        let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
        if !words.is_empty() {
            self.found.push(words);
        }
    }
}

#[derive(Default)]
struct Reader {
    paragraphs: Vec<SourceParagraph>,
    open: Vec<Open>,
    /// Only of a whole page.
    beside: Option<Beside>,
    /// Whether an empty paragraph stood before.
    gap: bool,
    /// For each column of the table how many rows further a cell above reaches.
    covered: Vec<usize>,
    cells: usize,
    text: Text,
    look: Look,
    /// The lists around: the next number, or none for bullets.
    lists: Vec<Option<u32>>,
    /// Columns and rows that the cell at hand takes.
    span: (usize, usize),
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
        let mut emitter = DefaultEmitter::<()>::default();
        // What a script says is no markup.
        emitter.naively_switch_states(true);
        for Ok(token) in Tokenizer::new_with_emitter(html, emitter) {
            if unseen.is_none() && self.takes_beside(&token) {
                continue;
            }
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
        if let Some(beside) = &mut self.beside {
            beside.end();
        }
    }

    /// Whether a token belongs to what a page has beside its text.
    fn takes_beside(&mut self, token: &Token<()>) -> bool {
        let outside = |name: &[u8]| {
            matches!(
                name,
                b"nav"
                    | b"aside"
                    | b"footer"
                    | b"button"
                    | b"select"
                    | b"textarea"
                    | b"noscript"
                    | b"svg"
                    | b"template"
            )
        };
        let opens =
            matches!(token, Token::StartTag(tag) if outside(&tag.name) && !tag.self_closing);
        if opens && self.beside.is_some() {
            self.paragraph();
        }
        let Some(beside) = &mut self.beside else { return false };
        let inside = beside.open > 0;
        match token {
            Token::StartTag(_) if opens => beside.open += 1,
            Token::EndTag(tag) if inside && outside(&tag.name) => {
                beside.open -= 1;
                beside.end();
            }
            // A page that never closes its menu has its text all the same.
            Token::StartTag(tag)
                if &tag.name[..] == b"main" || &tag.name[..] == b"article" =>
            {
                beside.open = 0;
                beside.end();
                return false;
            }
            Token::String(words) if inside => {
                beside.words.push_str(&String::from_utf8_lossy(words));
            }
            Token::StartTag(_) if inside => beside.end(),
            _ => {}
        }
        inside || opens
    }

    fn open_tag(&mut self, tag: &StartTag<()>) {
        let name = String::from_utf8_lossy(&tag.name).into_owned();
        let attribute = |name: &str| {
            tag.attributes.get(name.as_bytes()).map(|value| String::from_utf8_lossy(value))
        };
        let css = attribute("style").unwrap_or_default().to_ascii_lowercase();
        if self.beside.is_some() && begins_page(&css) {
            self.paragraph();
            self.look.page_before = true;
        }
        match name.as_str() {
            "br" => {
                self.text.push_break();
                self.space = true;
                return;
            }
            "p" | "div" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "blockquote" => {
                if self.table.is_none() {
                    self.paragraph();
                    if self.beside.is_some() {
                        self.look.outline =
                            name.strip_prefix('h').and_then(|level| level.parse().ok());
                    }
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
                self.end_row();
                if let Some(rows) = &mut self.table {
                    rows.push(Vec::new());
                }
            }
            "td" | "th" if self.tables == 1 => {
                let span = |name: &str, most: usize| {
                    let value = attribute(name).and_then(|value| value.trim().parse().ok());
                    value.unwrap_or(1).clamp(1, most)
                };
                self.span = (span("colspan", MOST_COLUMNS), span("rowspan", MOST_ROWS));
            }
            _ => {}
        }
        let void = matches!(name.as_str(), "img" | "hr" | "meta" | "link" | "col" | "input");
        if !void && !tag.self_closing && self.open.len() < DEEPEST {
            let style = looks(self.style(), &name, &css);
            let align = align(&name, &css, attribute("align").as_deref());
            let align = align.or_else(|| self.open.last().and_then(|open| open.align));
            let script = match name.as_str() {
                "sup" => Some(Script::Raised),
                "sub" => Some(Script::Lowered),
                _ => self.open.last().and_then(|open| open.script),
            };
            self.open.push(Open { name, style, align, script });
        }
    }

    fn close(&mut self, name: &str) {
        if let Some(at) = self.open.iter().rposition(|open| open.name == name) {
            self.open.truncate(at);
        }
        match name {
            // Inside a table it does nothing: a cell is one text.
            "p" if self.text.is_blank() && self.table.is_none() => {
                self.paragraph();
                self.gap = true;
            }
            "p" | "div" | "li" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => self.paragraph(),
            "ul" | "ol" => {
                self.paragraph();
                self.lists.pop();
            }
            "td" | "th" if self.tables == 1 => {
                let mut text = std::mem::take(&mut self.text);
                text.trim();
                self.space = true;
                self.cell(text);
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
        self.open.last().map_or(Style::PLAIN, |open| open.style)
    }

    /// Puts a cell into its row, behind those that reach down from above.
    fn cell(&mut self, text: Text) {
        let (columns, rows) = std::mem::replace(&mut self.span, (1, 1));
        self.skip_covered();
        let Some(row) = self.table.as_mut().and_then(|rows| rows.last_mut()) else { return };
        let fits = self.cells <= MAX_CELLS;
        let columns = if fits { columns } else { 1 };
        self.cells += columns;
        let column = row.len();
        row.push(Cell { columns, rows, ..Cell::new(text) });
        row.resize(column + columns, Cell::default());
        if rows > 1 && fits {
            self.covered.resize(self.covered.len().max(row.len()), 0);
            self.covered[column..column + columns].fill(rows - 1);
        }
    }

    /// Leaves room in the row for cells that reach down from above.
    fn skip_covered(&mut self) {
        let Some(row) = self.table.as_mut().and_then(|rows| rows.last_mut()) else { return };
        while let Some(left) = self.covered.get_mut(row.len()).filter(|left| **left > 0) {
            *left -= 1;
            row.push(Cell::default());
            self.cells += 1;
        }
    }

    /// Ends a row: what reaches down behind its last cell.
    fn end_row(&mut self) {
        self.skip_covered();
        let Some(row) = self.table.as_mut().and_then(|rows| rows.last_mut()) else { return };
        let from = row.len().min(self.covered.len());
        self.covered[from..].iter_mut().for_each(|left| *left = left.saturating_sub(1));
    }

    /// White space of any length is one space; none begins a paragraph.
    fn words(&mut self, raw: &str) {
        let style = self.style();
        if self.beside.is_some() && self.text.is_blank() && self.table.is_none() {
            self.look.align = self.open.last().and_then(|open| open.align);
        }
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
        let script = self.open.last().and_then(|open| open.script);
        let small = script.and_then(|script| script.words(&out));
        self.text.push(&small.unwrap_or(out), style);
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
        let mut look = std::mem::take(&mut self.look);
        look.gap_before = std::mem::take(&mut self.gap) && self.beside.is_some();
        self.push(Content::Words(text), look);
    }

    fn end_table(&mut self) {
        self.end_row();
        self.covered.clear();
        let Some(rows) = self.table.take() else { return };
        self.text = Text::default();
        let rows: Vec<Vec<Cell>> = rows.into_iter().filter(|row| !row.is_empty()).collect();
        // A whole page with too many cells is refused; what it claims is not worked out.
        if rows.is_empty() || (self.beside.is_some() && self.cells > MAX_CELLS) {
            return;
        }
        let bold = |cell: &Cell| cell.text.is_blank() || cell.text.all(|style| style.bold);
        let head_rows = usize::from(rows.len() > 1 && rows[0].iter().all(bold));
        let mut table = Table { rows, head_rows, ..Table::default() };
        table.normalise();
        table.widths = table.widths_of_words();
        let look = Look {
            gap_before: std::mem::take(&mut self.gap) && self.beside.is_some(),
            page_before: std::mem::take(&mut self.look.page_before),
            ..Look::default()
        };
        self.push(Content::Table(table), look);
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

/// Whether a style sheet begins a new page.
fn begins_page(css: &str) -> bool {
    let bare: String = css.chars().filter(|c| !c.is_whitespace()).collect();
    bare.contains("page-break-before:always") || bare.contains("break-before:page")
}

/// How an element's lines stand, where it says so.
fn align(name: &str, css: &str, attribute: Option<&str>) -> Option<Align> {
    let at = css.find("text-align").map(|at| &css[at + "text-align".len()..]);
    let said = at.map(|rest| rest.trim_start_matches([':', ' ']));
    let said = said.map(|rest| rest.split([';', ' ', '!']).next().unwrap_or(rest));
    let centred = (name == "center").then_some("center");
    match said.or(attribute).or(centred)?.trim().to_ascii_lowercase().as_str() {
        "center" => Some(Align::Center),
        "right" => Some(Align::Right),
        "justify" => Some(Align::Justify),
        "left" => Some(Align::Left),
        _ => None,
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
