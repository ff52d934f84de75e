//! The walk over a document's blocks.

use std::collections::HashMap;

use crate::model::{Style, Text};
use crate::read::source::{Content, Look, Source, SourceParagraph, TAB};
use crate::read::titles::unfold_layout;
use crate::read::{NoteKind, Report};
use crate::vietnamese::legacy::CodePage;

use super::inline::Inline;
use super::numbering::Numbering;
use super::styles::{ParagraphLook, RunLook, Styles};
use super::tree::Node;
use super::{note, table};

/// Reads blocks into paragraphs.
pub(super) struct Walk<'a> {
    pub(super) styles: Styles,
    /// Whether every space is kept as it is: in a file of our own, where hard spaces and blank
    /// lines are what she typed.
    pub(super) exact: bool,
    numbering: Numbering,
    footnotes: HashMap<&'a str, &'a Node>,
    endnotes: HashMap<&'a str, &'a Node>,
    pub(super) paragraphs: Vec<SourceParagraph>,
    pub(super) line: usize,
    gap: bool,
    section: usize,
    tracked: usize,
    hidden: usize,
    apart: usize,
    decoded: Vec<CodePage>,
    /// Words of a paragraph whose end was deleted: the next one goes on with them.
    torn: Option<SourceParagraph>,
    in_note: bool,
}

impl<'a> Walk<'a> {
    pub(super) fn new(
        styles: Styles,
        numbering: Numbering,
        footnotes: Option<&'a Node>,
        endnotes: Option<&'a Node>,
    ) -> Self {
        Self {
            styles,
            exact: false,
            numbering,
            footnotes: notes(footnotes),
            endnotes: notes(endnotes),
            paragraphs: Vec::new(),
            line: 0,
            gap: false,
            section: 0,
            tracked: 0,
            hidden: 0,
            apart: 0,
            decoded: Vec::new(),
            torn: None,
            in_note: false,
        }
    }

    /// Reads every block of a node, in order.
    pub(super) fn blocks(&mut self, node: &'a Node) {
        for child in node.children() {
            match child.name() {
                "p" => self.paragraph(child),
                "tbl" => self.table(child),
                "sdt" => {
                    if let Some(content) = child.child("sdtContent") {
                        self.blocks(content);
                    }
                }
                "ins" | "moveTo" | "smartTag" | "customXml" => self.blocks(child),
                "AlternateContent" => {
                    if let Some(choice) = choice(child) {
                        self.blocks(choice);
                    }
                }
                "sectPr" => self.close_section(child),
                _ => {}
            }
        }
    }

    fn paragraph(&mut self, node: &'a Node) {
        let properties = node.child("pPr");
        let id = properties.and_then(|node| node.value("pStyle"));
        let own_list = properties.is_some_and(|node| node.child("numPr").is_some());
        let (text, look, boxes) = self.words(node);
        self.apart += crate::vietnamese::has_decomposed(&raw_words(node));
        let numeral = if text.is_blank() { None } else { self.numeral(&look, id, own_list) };
        let look = Look {
            align: look.align,
            indent: look.left.unwrap_or(0).saturating_add(look.first.unwrap_or(0)),
            outline: look.outline.filter(|level| *level <= 9),
            numeral,
            gap_before: std::mem::take(&mut self.gap),
            style: self.styles.own(id),
            ..Look::default()
        };
        let mut paragraph =
            SourceParagraph { content: Content::Words(text), look, line: self.line };
        if let Some(mut front) = self.torn.take() {
            if let (Content::Words(text), Content::Words(more)) =
                (&mut front.content, paragraph.content)
            {
                text.append(more);
            }
            paragraph = front;
        }
        let mark = properties.and_then(|node| node.child("rPr"));
        if mark.is_some_and(|mark| {
            mark.child("del").is_some() || mark.child("moveFrom").is_some()
        }) {
            self.tracked += 1;
            self.torn = Some(paragraph);
        } else {
            self.push(paragraph);
        }
        for node in boxes {
            self.blocks(node);
        }
        if let Some(section) = properties.and_then(|node| node.child("sectPr")) {
            self.close_section(section);
        }
    }

    /// A paragraph's words, what is said of its look, and the text boxes anchored in it.
    pub(super) fn words(&mut self, node: &'a Node) -> (Text, ParagraphLook, Vec<&'a Node>) {
        self.line += 1;
        let properties = node.child("pPr");
        let id = properties.and_then(|node| node.value("pStyle"));
        let direct = properties.map(ParagraphLook::read).unwrap_or_default();
        let look = direct.over(self.styles.paragraph(id));
        let mut inline = Inline::default();
        self.runs(node, &look.run, &mut inline);
        let boxes = std::mem::take(&mut inline.boxes);
        (inline.text(&mut self.decoded), look, boxes)
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
                    if let Some(content) = child.child("sdtContent") {
                        self.runs(content, base, out);
                    }
                }
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
        let look = direct.over(self.styles.run(character)).over(base.clone());
        if look.hidden == Some(true) {
            self.hidden += usize::from(node.child("t").is_some());
            return;
        }
        let style = Style {
            bold: look.bold.unwrap_or(false),
            italic: look.italic.unwrap_or(false),
            underline: look.underline.unwrap_or(false),
        };
        let capitals = look.capitals.unwrap_or(false);
        let code = look.font.as_deref().and_then(CodePage::of_font);
        for child in node.children() {
            match child.name() {
                "t" => {
                    // A space that does not break is the paper's business, not the plan's.
                    let words = child.words().replace(['\n', '\r'], " ");
                    let words = if self.exact { words } else { words.replace('\u{A0}', " ") };
                    out.push(&words, style, capitals, code);
                }
                "tab" | "ptab" => out.push(&TAB.to_string(), style, false, None),
                "br" | "cr" => out.push("\n", style, false, None),
                // The place of ư in TCVN3 is the soft hyphen's.
                "softHyphen" if code.is_some() => out.push("\u{AD}", style, capitals, code),
                "noBreakHyphen" => out.push("-", style, false, None),
                "sym" => out.push(symbol(child), style, false, None),
                "footnoteReference" => self.reference(child, false, out),
                "endnoteReference" => self.reference(child, true, out),
                "drawing" | "pict" | "object" => {
                    child.find_all("txbxContent", &mut out.boxes);
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

    fn reference(&mut self, node: &Node, end: bool, out: &mut Inline<'a>) {
        let notes = if end { &self.endnotes } else { &self.footnotes };
        let body = node.attribute("id").and_then(|id| notes.get(id).copied());
        // A note refers to no note.
        let Some(body) = body.filter(|_| !self.in_note) else { return };
        self.in_note = true;
        let mut text = Text::default();
        let mut paragraphs = Vec::new();
        body.find_all("p", &mut paragraphs);
        for paragraph in paragraphs {
            let mut inline = Inline::default();
            self.runs(paragraph, &RunLook::default(), &mut inline);
            let mut line = inline.text(&mut self.decoded);
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
        let line = self.line + 1;
        let table = table::read(node, self);
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
            self.push(front);
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
            self.push(front);
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
                    "Chữ viết bằng phông bảng mã cũ ({}); đã đổi sang Unicode.",
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
        if self.hidden > 0 {
            report.notes.push(note(
                NoteKind::Invisible,
                format!("Đã bỏ {} đoạn chữ ẩn (không in ra được).", self.hidden),
            ));
        }
        source.notes = report.notes;
        source.paragraphs = self.paragraphs;
        source
    }
}

fn notes(part: Option<&Node>) -> HashMap<&str, &Node> {
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

fn symbol(node: &Node) -> &'static str {
    match node.attribute("char").map(str::to_uppercase).as_deref() {
        Some("F02D" | "002D") => "-",
        Some("F02B" | "002B") => "+",
        Some("F0FE" | "F052" | "F053") => "☑",
        Some("F0A8" | "F06F" | "F072") => "☐",
        Some("F0FC") => "✓",
        Some("F0E0") => "→",
        _ => "•",
    }
}
