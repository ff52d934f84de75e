//! What stands inside a paragraph: runs and their looks, fields, formulas, references to notes.

use crate::compose::HARD_HYPHEN;
use crate::model::{Style, Text};
use crate::read::Encoding;
use crate::read::source::TAB;
use crate::vietnamese::legacy::CodePage;
use crate::word::LetterMark;

use super::super::aside::Kind;
use super::super::inline::Inline;
use super::super::styles::RunLook;
use super::super::tree::Node;
use super::super::{equation, symbols};
use super::{Context, Walk, choice};

impl<'a> Walk<'a> {
    pub(super) fn runs(&mut self, node: &'a Node, base: &RunLook, out: &mut Inline<'a>) {
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
        // Any reader leaves out what the paper put in; what she typed is told to ours alone.
        let mark = look.mark.filter(|mark| self.exact || *mark == LetterMark::Eased);
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
                "t" if let Some(small) =
                    look.script.and_then(|script| script.words(&child.words())) =>
                {
                    out.push(&small, style, false, None);
                }
                "t" if self.exact => {
                    let words = child.words().replace(['\n', '\r'], " ");
                    let words = marked(mark, words);
                    out.push(&words, style, capitals, code);
                }
                "t" => {
                    let words = child.words();
                    let words = marked(mark, words);
                    out.push_typed(&words, font, style, capitals, code);
                }
                "tab" | "ptab" => out.push(&TAB.to_string(), style, false, None),
                "br" if matches!(child.attribute("type"), Some("page" | "column")) => {
                    out.end_page();
                }
                "br" | "cr" => out.push("\n", style, false, None),
                // The place of ư in TCVN3 is the soft hyphen's.
                "softHyphen" if code.is_some() => out.push("\u{AD}", style, capitals, code),
                "noBreakHyphen" => {
                    let hyphen = marked(mark, HARD_HYPHEN.to_string());
                    out.push(&hyphen, style, false, None);
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
        let equation = equation::read(node);
        out.push_typed(&equation.words, None, style, false, None);
        if equation.built {
            self.formulas.push((self.line, equation.words));
        }
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

/// Words as the mark of their letters has them.
fn marked(mark: Option<LetterMark>, words: String) -> String {
    match mark {
        Some(mark) => mark.words(&words),
        None => words,
    }
}
