//! The walk over a document's blocks; [`runs`] is what it does inside a paragraph.

mod runs;

use std::collections::HashMap;

use crate::model::Text;
use crate::read::recognise::layout::unfold_layout;
use crate::read::report::shorten;
use crate::read::source::{Content, Look, Source, SourceParagraph};
use crate::read::{
    Encoding, MAX_CELLS, MAX_PARAGRAPHS, MAX_TEXT_BYTES, Note, NoteKind, ReadError, Report,
};
use crate::vietnamese::legacy::CodePage;

use super::aside::{Aside, Kind};
use super::fields::Fields;
use super::inline::Inline;
use super::numbering::Numbering;
use super::styles::{ParagraphLook, Styles};
use super::tree::Node;
use super::{note, table};

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
    /// Whether the next paragraph begins a page.
    page: bool,
    section: usize,
    tracked: usize,
    /// Formulas that were written out in a line, with their paragraphs.
    formulas: Vec<(usize, String)>,
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
            page: false,
            section: 0,
            tracked: 0,
            formulas: Vec::new(),
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
        self.page |=
            properties.and_then(|node| node.switch("pageBreakBefore")).unwrap_or(false);
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
            self.page |= page > 0;
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
                page_before: std::mem::take(&mut self.page),
                style: self.context.styles.own(read.style),
                ..Look::default()
            };
            self.push(SourceParagraph {
                content: Content::Words(text),
                look,
                line: read.line,
                ..SourceParagraph::default()
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
        // A section says of itself how it begins; most begin a page.
        let goes_on = matches!(node.value("type"), Some("continuous" | "nextColumn"));
        if let Some(first) = self.paragraphs.get_mut(from).filter(|_| from > 0 && !goes_on) {
            first.look.page_before = true;
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
        report.notes.extend(self.formulas.iter().map(|(line, words)| {
            Note {
                kind: NoteKind::Formula,
                line: *line,
                row: None,
                place: None,
                excerpt: shorten(words),
                message:
                    "Công thức của Word đã viết lại thành một dòng chữ; hãy so với bản gốc."
                        .to_owned(),
            }
        }));
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

/// Whether a content control is a table of contents.
fn is_contents(node: &Node) -> bool {
    node.child("sdtPr")
        .and_then(|node| node.find("docPartGallery"))
        .and_then(|node| node.attribute("val"))
        .is_some_and(|gallery| gallery == "Table of Contents")
}

/// The characters of a formula, a fraction with a stroke.
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
