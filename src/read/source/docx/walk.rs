//! The walk over a document's blocks.

use std::collections::HashMap;

use crate::compose::HARD_HYPHEN;
use crate::model::{Style, Text};
use crate::read::recognise::titles::unfold_layout;
use crate::read::source::{Content, Look, Source, SourceParagraph, TAB};
use crate::read::{
    Encoding, MAX_CELLS, MAX_PARAGRAPHS, MAX_TEXT_BYTES, NoteKind, ReadError, Report,
};
use crate::vietnamese::legacy::CodePage;

use super::aside::{Aside, Kind};
use super::fields::Fields;
use super::inline::Inline;
use super::numbering::Numbering;
use super::styles::{ParagraphLook, RunLook, Styles};
use super::tree::Node;
use super::{note, symbols, table};

/// Reads blocks into paragraphs.
pub(super) struct Walk<'a> {
    pub(super) context: Context<'a>,
    /// Whether every space is kept as it is: in a file of our own, where hard spaces and blank
    /// lines are what she typed.
    pub(super) exact: bool,
    numbering: Numbering,
    fields: Fields,
    pub(super) paragraphs: Vec<SourceParagraph>,
    pub(super) line: usize,
    gap: bool,
    section: usize,
    tracked: usize,
    apart: usize,
    decoded: Vec<CodePage>,
    pub(super) aside: Aside,
    /// A paragraph whose end was deleted: the next one goes on with it.
    torn: Option<Read<'a>>,
    in_note: bool,
    in_contents: bool,
    /// Bytes of words, and cells of tables, taken so far.
    bytes: usize,
    cells: usize,
    /// The limit that was passed.
    over: Option<ReadError>,
}

/// What is known of a document's letters beside their fonts.
#[derive(Clone, Copy, Default)]
pub(super) struct Assumed {
    /// The encoding as she says it is; none to believe the fonts.
    pub(super) encoding: Option<Encoding>,
    /// The code page of letters in fonts that tell none.
    pub(super) code: Option<CodePage>,
}

/// The parts that a document's body refers to.
#[derive(Default)]
pub(super) struct Context<'a> {
    pub(super) styles: Styles,
    pub(super) footnotes: HashMap<&'a str, &'a Node>,
    pub(super) endnotes: HashMap<&'a str, &'a Node>,
    /// Paragraphs of other files that the body takes in, by the relation's id.
    pub(super) chunks: HashMap<String, Vec<SourceParagraph>>,
    /// What is known of the letters beside their fonts.
    pub(super) assumed: Assumed,
}

/// A paragraph as it stands in the file.
struct Read<'a> {
    texts: Vec<Text>,
    look: ParagraphLook,
    style: Option<&'a str>,
    /// Whether the list is the paragraph's own rather than its style's.
    own_list: bool,
    hidden: bool,
    line: usize,
}

impl<'a> Walk<'a> {
    pub(super) fn new(context: Context<'a>, numbering: Numbering) -> Self {
        Self {
            context,
            exact: false,
            numbering,
            fields: Fields::default(),
            paragraphs: Vec::new(),
            line: 0,
            gap: false,
            section: 0,
            tracked: 0,
            apart: 0,
            decoded: Vec::new(),
            aside: Aside::default(),
            torn: None,
            in_note: false,
            in_contents: false,
            bytes: 0,
            cells: 0,
            over: None,
        }
    }

    /// Whether no more is to be read, with so many cells in the table at hand.
    pub(super) fn is_full(&mut self, cells: usize) -> bool {
        let limit = MAX_TEXT_BYTES >> 20;
        if self.bytes > MAX_TEXT_BYTES {
            let megabytes = (self.bytes >> 20).max(limit + 1);
            self.over = Some(ReadError::TooLarge { megabytes, limit });
        } else if self.paragraphs.len() > MAX_PARAGRAPHS
            || self.cells.saturating_add(cells) > MAX_CELLS
        {
            self.over = Some(ReadError::TooManyParagraphs { limit: MAX_PARAGRAPHS });
        }
        self.over.is_some()
    }

    /// Refuses what was beyond a limit, so that nothing is cut off in silence.
    pub(super) fn hold(&mut self) -> Result<(), ReadError> {
        self.is_full(0);
        self.over.take().map_or(Ok(()), Err)
    }

    /// Reads every block of a node, in order.
    pub(super) fn blocks(&mut self, node: &'a Node) {
        for child in node.children() {
            if self.is_full(0) {
                return;
            }
            match child.name() {
                "p" => self.paragraph(child),
                "tbl" => self.table(child),
                "sdt" => {
                    if let Some(content) = self.control(child) {
                        let outside = self.in_contents;
                        self.in_contents |= is_contents(child);
                        self.blocks(content);
                        self.in_contents = outside;
                    }
                }
                "ins" | "moveTo" | "smartTag" | "customXml" => self.blocks(child),
                "AlternateContent" => {
                    if let Some(choice) = choice(child) {
                        self.blocks(choice);
                    }
                }
                "altChunk" => self.chunk(child),
                "sectPr" => self.close_section(child),
                _ => {}
            }
        }
    }

    fn paragraph(&mut self, node: &'a Node) {
        let properties = node.child("pPr");
        let style = properties.and_then(|node| node.value("pStyle"));
        let own_list = properties.is_some_and(|node| node.child("numPr").is_some());
        let outside = self.in_contents;
        self.in_contents |= self.context.styles.is_contents(style);
        let (mut inline, look) = self.inline(node);
        self.in_contents = outside;
        self.fields.end_paragraph();
        let boxes = std::mem::take(&mut inline.boxes);
        self.aside.unseen += inline.unseen;
        self.apart += crate::vietnamese::has_decomposed(&raw_words(node));
        let mark = properties.and_then(|node| node.child("rPr"));
        self.bytes = self.bytes.saturating_add(inline.bytes());
        if self.is_full(0) {
            return;
        }
        let mut read = Read {
            texts: inline.texts(&mut self.decoded),
            look,
            style,
            own_list,
            hidden: mark.and_then(|mark| mark.switch("vanish")).unwrap_or(false),
            line: self.line,
        };
        if let Some(front) = self.torn.take() {
            read = front.joined(read);
        }
        if mark.is_some_and(|mark| {
            mark.child("del").is_some() || mark.child("moveFrom").is_some()
        }) {
            self.tracked += 1;
            self.torn = Some(read);
        } else {
            self.finish_paragraph(read);
        }
        for node in boxes {
            self.blocks(node);
        }
        if let Some(section) = properties.and_then(|node| node.child("sectPr")) {
            self.close_section(section);
        }
    }

    /// The paragraphs that one of the file makes: one for each page it stands on.
    fn finish_paragraph(&mut self, read: Read<'a>) {
        let blank = read.texts.iter().all(Text::is_blank);
        // An empty paragraph of a list shows its numeral, and the next one counts on.
        let mut numeral = (!(blank && read.hidden))
            .then(|| self.numeral(&read.look, read.style, read.own_list))
            .flatten();
        for (page, text) in read.texts.into_iter().enumerate() {
            self.gap |= page > 0;
            if text.is_blank() {
                self.gap = true;
                continue;
            }
            let words = text.as_str();
            let before = &words[..words.len() - words.trim_start().len()];
            let look = Look {
                align: read.look.align,
                indent: read.look.indent_of(before),
                outline: read.look.outline.filter(|level| *level <= 9),
                numeral: numeral.take(),
                gap_before: std::mem::take(&mut self.gap),
                style: self.context.styles.own(read.style),
                ..Look::default()
            };
            self.push(SourceParagraph {
                content: Content::Words(text),
                look,
                line: read.line,
            });
        }
    }

    /// What a content control holds; none when it only asks to be filled in.
    fn control(&mut self, node: &'a Node) -> Option<&'a Node> {
        let content = node.child("sdtContent")?;
        let asks =
            node.child("sdtPr").and_then(|node| node.switch("showingPlcHdr")).unwrap_or(false);
        if asks {
            self.aside.put(Kind::Placeholder, self.line + 1, &raw_words(content));
        }
        (!asks).then_some(content)
    }

    /// A part of another file.
    fn chunk(&mut self, node: &Node) {
        let paragraphs = node.attribute("id").and_then(|id| self.context.chunks.remove(id));
        let Some(paragraphs) = paragraphs else {
            self.aside.foreign += 1;
            return;
        };
        for mut paragraph in paragraphs {
            self.line += 1;
            paragraph.line = self.line;
            self.push(paragraph);
        }
    }

    /// What a paragraph holds, and what is said of its look.
    fn inline(&mut self, node: &'a Node) -> (Inline<'a>, ParagraphLook) {
        self.line += 1;
        let properties = node.child("pPr");
        let style = properties.and_then(|node| node.value("pStyle"));
        let direct = properties.map(ParagraphLook::read).unwrap_or_default();
        let look = direct.over(self.context.styles.paragraph(style));
        let mut inline = Inline::default();
        self.runs(node, &look.run, &mut inline);
        (inline, look)
    }

    /// A paragraph's words, what is said of its look, and the text boxes anchored in it.
    pub(super) fn words(&mut self, node: &'a Node) -> (Text, ParagraphLook, Vec<&'a Node>) {
        let (mut inline, look) = self.inline(node);
        let boxes = std::mem::take(&mut inline.boxes);
        let mut text = Text::default();
        for page in inline.texts(&mut self.decoded) {
            text.append(page);
        }
        (text, look, boxes)
    }

    fn push(&mut self, mut paragraph: SourceParagraph) {
        if let Content::Words(text) = &mut paragraph.content {
            text.trim();
            if text.is_empty() {
                self.gap = true;
                return;
            }
        }
        self.paragraphs.push(paragraph);
    }

    fn numeral(
        &mut self,
        look: &ParagraphLook,
        style: Option<&str>,
        own_list: bool,
    ) -> Option<String> {
        let list = look.list.as_deref().filter(|list| *list != "0")?;
        // A style that names a list stands on the level that names the style.
        let of_style = style
            .filter(|_| !own_list)
            .and_then(|style| self.numbering.level_of_style(list, style));
        let level = of_style.or(look.list_level).unwrap_or(0);
        self.numbering.next(list, level)
    }

    fn runs(&mut self, node: &'a Node, base: &RunLook, out: &mut Inline<'a>) {
        for child in node.children() {
            match child.name() {
                "r" => self.run(child, base, out),
                "ins" | "moveTo" => {
                    self.tracked += 1;
                    self.runs(child, base, out);
                }
                "del" | "moveFrom" => self.tracked += 1,
                "sdt" => {
                    if let Some(content) = self.control(child) {
                        self.runs(content, base, out);
                    }
                }
                "m:oMath" | "m:oMathPara" => self.formula(child, base, out),
                "hyperlink" | "smartTag" | "fldSimple" | "customXml" | "dir" | "bdo" => {
                    self.runs(child, base, out);
                }
                "AlternateContent" => {
                    if let Some(choice) = choice(child) {
                        choice.find_all("txbxContent", &mut out.boxes);
                    }
                }
                _ => {}
            }
        }
    }

    fn run(&mut self, node: &'a Node, base: &RunLook, out: &mut Inline<'a>) {
        let properties = node.child("rPr");
        let character = properties.and_then(|node| node.value("rStyle"));
        let direct = properties.map(RunLook::read).unwrap_or_default();
        let look = direct.over(self.context.styles.run(character)).over(base.clone());
        let hidden = look.hidden == Some(true);
        let style = Style {
            bold: look.bold.unwrap_or(false),
            italic: look.italic.unwrap_or(false),
            underline: look.underline.unwrap_or(false),
        };
        let capitals = look.capitals.unwrap_or(false);
        let font = look.font.as_deref();
        let code = self.code_page(font);
        for child in node.children() {
            match child.name() {
                "fldChar" => {
                    self.fields.mark(child.attribute("fldCharType").unwrap_or_default());
                    continue;
                }
                "instrText" => {
                    self.fields.ask(&child.words());
                    continue;
                }
                _ if self.fields.hide() => continue,
                _ => {}
            }
            if hidden || self.in_contents || self.fields.list_contents() {
                let kind = if hidden { Kind::Hidden } else { Kind::Contents };
                let words = if child.is("tab") { " ".to_owned() } else { child.words() };
                self.aside.put(kind, self.line, &words);
                continue;
            }
            match child.name() {
                "t" if self.exact => {
                    out.push(&child.words().replace(['\n', '\r'], " "), style, capitals, code);
                }
                "t" => out.push_typed(&child.words(), font, style, capitals, code),
                "tab" | "ptab" => out.push(&TAB.to_string(), style, false, None),
                "br" if matches!(child.attribute("type"), Some("page" | "column")) => {
                    out.end_page();
                }
                "br" | "cr" => out.push("\n", style, false, None),
                // The place of ư in TCVN3 is the soft hyphen's.
                "softHyphen" if code.is_some() => out.push("\u{AD}", style, capitals, code),
                "noBreakHyphen" => {
                    out.push(HARD_HYPHEN.encode_utf8(&mut [0; 4]), style, false, None);
                }
                "sym" => out.push(&symbol(child).to_string(), style, false, None),
                "footnoteReference" => self.reference(child, false, out),
                "endnoteReference" => self.reference(child, true, out),
                "drawing" | "pict" | "object" => self.drawing(child, out),
                "AlternateContent" => {
                    if let Some(choice) = choice(child) {
                        self.drawing(choice, out);
                    }
                }
                _ => {}
            }
        }
    }

    /// The text boxes of a drawing; a picture is said.
    fn drawing(&mut self, node: &'a Node, out: &mut Inline<'a>) {
        let before = out.boxes.len();
        node.find_all("txbxContent", &mut out.boxes);
        let pictures = ["a:blip", "imagedata", "chart", "relIds", "o:OLEObject"];
        if out.boxes.len() == before && pictures.iter().any(|name| node.find(name).is_some()) {
            self.aside.pictures += 1;
        }
    }

    /// A formula as one line of characters.
    fn formula(&mut self, node: &'a Node, base: &RunLook, out: &mut Inline<'a>) {
        let style = Style {
            bold: base.bold.unwrap_or(false),
            italic: base.italic.unwrap_or(false),
            underline: base.underline.unwrap_or(false),
        };
        let mut words = String::new();
        formula_words(node, &mut words);
        out.push_typed(&words, None, style, false, None);
    }

    /// The old code page of words in a font.
    fn code_page(&self, font: Option<&str>) -> Option<CodePage> {
        let of_font = font.and_then(CodePage::of_font);
        match (self.context.assumed.encoding, of_font) {
            (None, of_font) => of_font.or(self.context.assumed.code),
            (Some(Encoding::Unicode), _) => None,
            // The font alone knows where the capitals are.
            (Some(Encoding::Old(CodePage::Tcvn3)), Some(CodePage::Tcvn3Capitals)) => of_font,
            (Some(Encoding::Old(code)), _) => Some(code),
        }
    }

    fn reference(&mut self, node: &Node, end: bool, out: &mut Inline<'a>) {
        // A note refers to no note.
        if self.in_note {
            return;
        }
        let Context { endnotes, footnotes, .. } = &mut self.context;
        let notes = if end { endnotes } else { footnotes };
        // And it stands where it is first referred to.
        let Some(body) = node.attribute("id").and_then(|id| notes.remove(id)) else { return };
        self.in_note = true;
        let mut text = Text::default();
        let mut paragraphs = Vec::new();
        body.find_all("p", &mut paragraphs);
        for paragraph in paragraphs {
            let mut inline = Inline::default();
            self.runs(paragraph, &RunLook::default(), &mut inline);
            self.fields.end_paragraph();
            self.aside.unseen += inline.unseen;
            self.bytes = self.bytes.saturating_add(inline.bytes());
            if self.is_full(0) {
                break;
            }
            let mut line = Text::default();
            for page in inline.texts(&mut self.decoded) {
                line.append(page);
            }
            line.trim();
            if !text.is_empty() && !line.is_empty() {
                text.append(Text::plain(" "));
            }
            text.append(line);
        }
        self.in_note = false;
        out.note(text);
    }

    fn table(&mut self, node: &'a Node) {
        if let Some(cell) = table::only_cell(node) {
            // A frame around paragraphs.
            self.blocks(cell);
            return;
        }
        let line = self.line + 1;
        let table = table::read(node, self);
        self.cells += table.rows.len() * table.columns();
        let look = Look { gap_before: std::mem::take(&mut self.gap), ..Look::default() };
        for paragraph in unfold_layout(table, look, line) {
            self.push(paragraph);
        }
    }

    /// The paragraphs of a cell.
    pub(super) fn cell(&mut self, node: &'a Node) -> Vec<SourceParagraph> {
        let outer = std::mem::take(&mut self.paragraphs);
        let torn = self.torn.take();
        self.blocks(node);
        if let Some(front) = std::mem::replace(&mut self.torn, torn) {
            self.finish_paragraph(front);
        }
        std::mem::replace(&mut self.paragraphs, outer)
    }

    /// The end of a section says how its pages lie.
    fn close_section(&mut self, node: &Node) {
        let landscape = node.child("pgSz").is_some_and(|size| {
            size.attribute("orient") == Some("landscape")
                || size.number("w").zip(size.number("h")).is_some_and(|(w, h)| w > h)
        });
        let from = self.section.min(self.paragraphs.len());
        for paragraph in &mut self.paragraphs[from..] {
            paragraph.look.landscape = landscape;
        }
        self.section = self.paragraphs.len();
        self.gap = true;
    }

    pub(super) fn finish(mut self) -> Source {
        if let Some(front) = self.torn.take() {
            self.finish_paragraph(front);
        }
        let mut source = Source { encoding: "Word".to_owned(), ..Source::default() };
        let mut report = Report::default();
        if !self.decoded.is_empty() {
            let mut names: Vec<&str> = self.decoded.iter().map(|code| code.name()).collect();
            names.dedup();
            source.encoding = names[0].to_owned();
            report.notes.push(note(
                NoteKind::Encoding,
                format!(
                    "Chữ viết bằng phông bảng mã cũ ({}); đã đổi sang Unicode. Nếu chữ hiện ra \
                     không đúng, hãy chọn bảng mã khác.",
                    names.join(", ")
                ),
            ));
        }
        if self.apart > 0 {
            report.notes.push(note(
                NoteKind::Composed,
                format!(
                    "Có {} dấu viết rời khỏi chữ (Unicode tổ hợp); đã ghép lại thành chữ.",
                    self.apart
                ),
            ));
        }
        if self.tracked > 0 {
            report.notes.push(note(
                NoteKind::Tracked,
                format!(
                    "Tệp còn {} chỗ sửa đang theo dõi (Track Changes); đã lấy như đã chấp nhận.",
                    self.tracked
                ),
            ));
        }
        source.notes = report.notes;
        source.paragraphs = self.paragraphs;
        self.aside.tell(&mut source);
        source
    }
}

pub(super) fn notes(part: Option<&Node>) -> HashMap<&str, &Node> {
    part.into_iter()
        .flat_map(Node::children)
        .filter(|node| {
            !matches!(node.attribute("type"), Some("separator" | "continuationSeparator"))
        })
        .filter_map(|node| Some((node.attribute("id")?, node)))
        .collect()
}

/// What a program that knows the newer form reads, else the older form.
pub(super) fn choice(node: &Node) -> Option<&Node> {
    node.child("Choice")
        .filter(|choice| choice.find("txbxContent").is_some() || choice.find("r").is_some())
        .or_else(|| node.child("Fallback"))
        .or_else(|| node.child("Choice"))
}

/// A paragraph's words as they stand in the file, to count marks that stand apart.
fn raw_words(node: &Node) -> String {
    let mut found = Vec::new();
    node.find_all("t", &mut found);
    found.into_iter().map(Node::words).collect()
}

fn symbol(node: &Node) -> char {
    let place = node
        .attribute("char")
        .and_then(|code| u32::from_str_radix(code, 16).ok())
        .and_then(char::from_u32)
        .filter(|letter| !letter.is_control());
    let font = node.attribute("font").unwrap_or("Symbol");
    place.map_or('•', |place| match u32::from(place) {
        // Some programs leave out the 0xF000.
        code @ 0x20..=0xFF if symbols::is_symbol_font(font) => {
            char::from_u32(code + 0xF000).map_or('•', |place| symbols::shown(font, place))
        }
        _ => symbols::shown(font, place),
    })
}

/// Whether a content control is a table of contents.
fn is_contents(node: &Node) -> bool {
    node.child("sdtPr")
        .and_then(|node| node.find("docPartGallery"))
        .and_then(|node| node.attribute("val"))
        .is_some_and(|gallery| gallery == "Table of Contents")
}

/// The characters of a formula, a fraction with a stroke.
fn formula_words(node: &Node, out: &mut String) {
    if node.is("m:t") {
        out.push_str(&node.words());
    }
    for child in node.children() {
        if child.is("m:den") {
            out.push('/');
        }
        formula_words(child, out);
    }
}

impl<'a> Read<'a> {
    /// This paragraph and the next as one. The mark that stays, and with it the look, is the
    /// second's, unless nothing else stays of that.
    fn joined(mut self, next: Read<'a>) -> Self {
        let alone = next.texts.iter().all(Text::is_blank);
        let mut more = next.texts.into_iter();
        if let (Some(last), Some(first)) = (self.texts.last_mut(), more.next()) {
            last.append(first);
        }
        self.texts.extend(more);
        if alone && !self.texts.iter().all(Text::is_blank) {
            return self;
        }
        Read { texts: self.texts, line: self.line, ..next }
    }
}
