//! Paragraphs: `w:p`.

use super::body::{Note, Text};
use super::fit::{Fit, fit};
use super::marks::{Marks, Part, letters_of};
use super::styles::{
    NOTE_MARK, RULE, Spacing, border, face, keeps_next, rule_spacing, size, style_id,
};
use super::units::{point_twips, twips};
use super::xml::Xml;
use crate::compose::{HARD_HYPHEN, Inline, Line, Look, rooms};
use crate::standard::{
    Drawing, LineAlign, ParagraphStyle, RULE_WEIGHT, SINGLE_LINE, StyleName, beyond, drawing,
    drawn_parts, style,
};

/// The widest space that Word allows between a border and the words, pt.
const WIDEST_SPACE: f64 = 31.0;
/// Space between the rule above the address and its words, pt.
pub(super) const ADDRESS_SPACE: i64 = 2;

/// Where a paragraph stands.
pub(super) struct Room<'a> {
    /// Width that its lines may fill, mm.
    width: f64,
    /// What LibreOffice takes from that width for borders, pt.
    borders: f64,
    /// Indent from the left, twips, before which nothing stands.
    left: i64,
    /// Whether it must stand on the page of what follows, whatever the line says.
    keep: bool,
    /// Whether a rule runs across the measure above it.
    ruled: bool,
    /// Writes the section's properties into it.
    end: Option<&'a dyn Fn(&mut Xml)>,
}

impl<'a> Room<'a> {
    /// A measure of `width` mm.
    pub(super) fn new(width: f64) -> Self {
        Self { width, borders: 0.0, left: 0, keep: false, ruled: false, end: None }
    }

    /// Inside borders of `weight` pt.
    pub(super) fn bordered(self, weight: f64) -> Self {
        Self { borders: weight, ..self }
    }

    /// On the page of what follows, if `keep`.
    pub(super) fn kept(self, keep: bool) -> Self {
        Self { keep, ..self }
    }

    /// Moved `left` twips to the right.
    pub(super) fn shifted(self, left: i64) -> Self {
        Self { left, ..self }
    }

    /// Below a rule across the whole measure, if `ruled`.
    pub(super) fn ruled_above(self, ruled: bool) -> Self {
        Self { ruled, ..self }
    }

    /// The last of its section, whose properties `end` writes.
    pub(super) fn ending(self, end: &'a dyn Fn(&mut Xml)) -> Self {
        Self { end: Some(end), ..self }
    }
}

/// A paragraph that only Word needs, as low as can be.
pub(super) fn empty(xml: &mut Xml, room: &Room<'_>) {
    xml.element("w:p", &[], |xml| {
        xml.element("w:pPr", &[], |xml| {
            xml.value("w:pStyle", &style_id(StyleName::Separator));
            if room.keep {
                xml.empty("w:keepNext", &[]);
            }
            if let Some(end) = room.end {
                end(xml);
            }
        });
    });
}

impl<'p> Text<'p> {
    /// A line, and the paragraph of its drawn rule.
    pub(super) fn line(&mut self, xml: &mut Xml, line: &'p Line, room: &Room<'_>) {
        let style = style(line.style, self.page);
        let own_size = line.size.filter(|size| *size != style.size);
        let keep = line.keep_with_next || room.keep;
        let Fit { wider, soft } =
            fit(line, &style, room.width - line.narrowing(), room.borders);
        xml.element("w:p", &[], |xml| {
            xml.element("w:pPr", &[], |xml| {
                xml.value("w:pStyle", &style_id(line.style));
                let keep = keep || line.rule.is_some();
                if keep != keeps_next(line.style) {
                    xml.value("w:keepNext", &u8::from(keep));
                }
                match line.frame {
                    Some(frame) => self.framed(xml, line, &style, frame, room),
                    None => direct(xml, line, &style, room, wider),
                }
                if let Some(pt) = own_size {
                    xml.element("w:rPr", &[], |xml| size(xml, pt));
                }
                if let (Some(end), None) = (room.end, line.rule) {
                    end(xml);
                }
            });
            self.inlines(xml, &line.runs, &style, own_size, &Marks::of(line, soft));
        });
        if let Some(length) = line.rule {
            rule(xml, length, line.after, keep, room);
        }
    }

    /// Runs of a paragraph in `style`, in a size of their own if there is one.
    pub(super) fn inlines(
        &mut self,
        xml: &mut Xml,
        runs: &'p [Inline],
        style: &ParagraphStyle,
        own_size: Option<f64>,
        marks: &Marks,
    ) {
        let mut at = 0;
        for run in runs {
            let from = at;
            let own = marks.behind(from);
            at += letters_of(run);
            match run {
                Inline::Words { text, .. } if text.is_empty() => {}
                Inline::Words { text, look } if look.italic => {
                    // LibreOffice widens each italic hard space: room for a number to be written
                    // by hand stands upright.
                    let upright = Look { italic: false, ..*look };
                    let mut passed = 0;
                    for (part, is_room) in rooms(text) {
                        let look = if is_room { upright } else { *look };
                        words(xml, part, look, style, own_size, (&own, passed));
                        passed += part.chars().count();
                    }
                }
                Inline::Words { text, look } => {
                    words(xml, text, *look, style, own_size, (&own, 0));
                }
                Inline::Break => xml.element("w:r", &[], |xml| xml.empty("w:br", &[])),
                // Word takes no footnote inside a header, a footer or another footnote.
                Inline::Note { .. } if !self.in_body => {}
                Inline::Note { runs } => {
                    let width = self.width;
                    self.notes.push(Note { runs, marks: own.behind(1), width });
                    xml.element("w:r", &[], |xml| {
                        xml.element("w:rPr", &[], |xml| xml.value("w:rStyle", &NOTE_MARK));
                        xml.empty("w:footnoteReference", &[("w:id", &self.notes.len())]);
                    });
                }
            }
        }
    }

    /// The box around a mark (ô 10, 11): borders, indents that give its width, and spaces and
    /// an exact line that give its height.
    fn framed(
        &mut self,
        xml: &mut Xml,
        line: &Line,
        style: &ParagraphStyle,
        (width, height): (f64, f64),
        room: &Room<'_>,
    ) {
        let stroke = point_twips(RULE_WEIGHT);
        let inner = twips(height) - stroke;
        let natural = point_twips(line.size.unwrap_or(style.size) * SINGLE_LINE);
        let space = ((inner - natural) as f64 / 40.0).floor().clamp(0.0, WIDEST_SPACE) as i64;
        xml.element("w:pBdr", &[], |xml| {
            border(xml, "w:top", RULE_WEIGHT, space);
            border(xml, "w:left", RULE_WEIGHT, 0);
            border(xml, "w:bottom", RULE_WEIGHT, space);
            border(xml, "w:right", RULE_WEIGHT, 0);
        });
        Spacing { height: (inner - 40 * space).max(20), rule: "exact", ..of(line, style) }
            .write(xml);
        // Word draws one box around neighbours whose borders and indents are the same: a twip
        // keeps them apart.
        let nudge = self.frames % 2;
        self.frames += 1;
        let (left, right) = centred(twips(room.width), twips(width) - stroke);
        indents(xml, room.left + left + nudge, right - nudge);
    }
}

/// What a line has of its own against its style; it is set `wider` pt wider than its room.
fn direct(xml: &mut Xml, line: &Line, style: &ParagraphStyle, room: &Room<'_>, wider: f64) {
    if room.ruled {
        xml.element("w:pBdr", &[], |xml| border(xml, "w:top", RULE_WEIGHT, ADDRESS_SPACE));
    }
    let spacing = of(line, style);
    if spacing != Spacing::of(style) {
        spacing.write(xml);
    }
    let inset = twips(line.inset);
    let (mut left, mut right) = (room.left + inset + twips(line.left), inset);
    let wider = point_twips(wider);
    match style.align {
        LineAlign::Center => {
            left -= wider / 2;
            right -= wider - wider / 2;
        }
        LineAlign::Right => left -= wider,
        LineAlign::Left | LineAlign::Justify => right -= wider,
    }
    if (left, right) != (0, 0) {
        indents(xml, left, right);
    }
}

/// The spaces of a line; the space after it stands below its rule.
fn of(line: &Line, style: &ParagraphStyle) -> Spacing {
    Spacing {
        before: point_twips(line.before.unwrap_or(style.before)),
        after: if line.rule.is_some() { 0 } else { point_twips(line.after) },
        ..height(&line.runs, style, line.size.unwrap_or(style.size))
    }
}

/// The spacing of a style with words in it. Letters that another face draws would make their line
/// higher: then every line is as high as those of the paper's face, as on our pages.
pub(super) fn height(runs: &[Inline], style: &ParagraphStyle, size: f64) -> Spacing {
    let is_beyond = |run: &Inline| {
        let Inline::Words { text, .. } = run else { return false };
        text.chars().any(|letter| drawing(letter) != Drawing::Serif)
    };
    let spacing = Spacing::of(style);
    if runs.iter().any(is_beyond) { spacing.fixed(style, size) } else { spacing }
}

/// The drawn rule below a line: `length` mm, in the middle, `after` pt above what follows.
fn rule(xml: &mut Xml, length: f64, after: f64, keep: bool, room: &Room<'_>) {
    let (left, right) = centred(twips(room.width), twips(length));
    xml.element("w:p", &[], |xml| {
        xml.element("w:pPr", &[], |xml| {
            xml.value("w:pStyle", &RULE);
            if keep {
                xml.empty("w:keepNext", &[]);
            }
            if after > 0.0 {
                Spacing { after: point_twips(after), ..rule_spacing() }.write(xml);
            }
            indents(xml, room.left + left, right);
            if let Some(end) = room.end {
                end(xml);
            }
        });
    });
}

/// Indents, twips, that leave `length` in the middle of `width`.
fn centred(width: i64, length: i64) -> (i64, i64) {
    let rest = (width - length).max(0);
    (rest / 2, rest - rest / 2)
}

fn indents(xml: &mut Xml, left: i64, right: i64) {
    xml.empty("w:ind", &[("w:left", &left), ("w:right", &right)]);
}

/// Words as runs, one for each face that draws them.
fn words(
    xml: &mut Xml,
    text: &str,
    look: Look,
    style: &ParagraphStyle,
    own_size: Option<f64>,
    (marks, passed): (&Marks, usize),
) {
    let mut at = passed;
    for (part, drawing) in drawn_parts(text) {
        let face = beyond(drawing).map(|face| face.word);
        for Part { text, style: own } in marks.cut(part, at) {
            run(xml, text, look, style, Own { face, size: own_size, style: own });
        }
        at += part.chars().count();
    }
}

/// What a run has beside its paragraph's style and its look.
#[derive(Clone, Copy)]
struct Own<'a> {
    /// A face.
    face: Option<&'a str>,
    /// A size, pt.
    size: Option<f64>,
    /// A character style.
    style: Option<&'a str>,
}

/// A run: only what differs from the style is said.
fn run(xml: &mut Xml, text: &str, look: Look, style: &ParagraphStyle, own: Own<'_>) {
    let toggles = [
        (look.bold, style.bold, ["w:b", "w:bCs"]),
        (look.italic, style.italic, ["w:i", "w:iCs"]),
    ];
    let as_styled = look == Look { bold: style.bold, italic: style.italic, underline: false }
        && own.size.is_none()
        && own.face.is_none()
        && own.style.is_none();
    xml.element("w:r", &[], |xml| {
        if !as_styled {
            xml.element("w:rPr", &[], |xml| {
                if let Some(style) = own.style {
                    xml.value("w:rStyle", &style);
                }
                if let Some(name) = own.face {
                    face(xml, name);
                }
                for (wanted, styled, names) in toggles {
                    if wanted != styled {
                        names.into_iter().for_each(|name| xml.value(name, &u8::from(wanted)));
                    }
                }
                if let Some(pt) = own.size {
                    size(xml, pt);
                }
                if look.underline {
                    xml.value("w:u", &"single");
                }
            });
        }
        letters(xml, text);
    });
}

/// Text with its tabs, line ends and hyphens that do not break as Word's elements.
fn letters(xml: &mut Xml, text: &str) {
    let mut rest = text;
    while let Some(at) = rest.find(['\t', '\n', HARD_HYPHEN]) {
        plain(xml, &rest[..at]);
        let mut letters = rest[at..].chars();
        let element = match letters.next() {
            Some('\t') => "w:tab",
            Some(HARD_HYPHEN) => "w:noBreakHyphen",
            _ => "w:br",
        };
        xml.empty(element, &[]);
        rest = letters.as_str();
    }
    plain(xml, rest);
}

fn plain(xml: &mut Xml, text: &str) {
    if !text.is_empty() {
        xml.element("w:t", &[("xml:space", &"preserve")], |xml| xml.text(text));
    }
}
