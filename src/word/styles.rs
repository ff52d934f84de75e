//! `word/styles.xml`: one Word style for each name of the standard.

use std::fmt::Display;

use strum::IntoEnumIterator as _;

use super::marks::LETTER_STYLES;
use super::units::{eighths, half_points, point_twips, twips};
use super::xml::Xml;
use super::{FONT, LANGUAGE, NAMESPACE};
use crate::model::PageSetup;
use crate::standard::{
    BORDER_WEIGHT, CELL_PADDING, CELL_PADDING_Y, LineAlign, ParagraphStyle, RULE_GAP,
    RULE_HEIGHT, RULE_WEIGHT, SEPARATOR_HEIGHT, SINGLE_LINE, StyleName, style,
};

/// Id of the style that all others are based on.
const NORMAL: &str = "Normal";
/// Id of the style of a drawn rule.
pub(super) const RULE: &str = "KhRule";
/// Id of the character style of a footnote's number.
pub(super) const NOTE_MARK: &str = "KhNoteMark";
/// Id of the style of tables without borders: letterhead and end of the document.
pub(super) const COLUMNS: &str = "KhColumns";
/// Id of the style of tables with borders.
pub(super) const GRID: &str = "KhGrid";
/// Id of the style that all tables are based on.
const TABLE_NORMAL: &str = "TableNormal";
/// Place of a style behind all others in Word's lists.
const LAST_PRIORITY: usize = 99;
/// Height of the rule above footnotes with its space, twips.
pub(super) const NOTE_RULE_HEIGHT: i64 = 120;

/// The id of a style: stable, so that a file can be read back by it.
pub fn style_id(name: StyleName) -> String {
    format!("Kh{name}")
}

/// The name of a style as Word shows it. Footnotes bear Word's own name for them, so that a note
/// added there looks like ours.
pub fn style_name(name: StyleName, page: &PageSetup) -> &'static str {
    match name {
        StyleName::Footnote => "footnote text",
        _ => style(name, page).name,
    }
}

/// The style with this id, if it is one of ours.
pub fn style_of_id(id: &str) -> Option<StyleName> {
    id.strip_prefix("Kh")?.parse().ok()
}

/// The part.
pub(super) fn part(page: &PageSetup) -> Vec<u8> {
    let mut xml = Xml::part();
    xml.element("w:styles", &[("xmlns:w", &NAMESPACE)], |xml| {
        defaults(xml);
        latent(xml);
        normal(xml);
        for name in StyleName::iter() {
            paragraph(xml, name, page);
        }
        rule(xml);
        note_mark(xml);
        letter_styles(xml);
        columns_style(xml);
        grid_style(xml);
    });
    xml.into_bytes()
}

fn defaults(xml: &mut Xml) {
    xml.element("w:docDefaults", &[], |xml| {
        xml.element("w:rPrDefault", &[], |xml| {
            xml.element("w:rPr", &[], |xml| {
                fonts(xml);
                size(xml, 14.0);
                xml.empty(
                    "w:lang",
                    &[("w:val", &LANGUAGE), ("w:eastAsia", &LANGUAGE), ("w:bidi", &LANGUAGE)],
                );
            });
        });
        xml.element("w:pPrDefault", &[], |xml| {
            xml.element("w:pPr", &[], |xml| {
                Spacing { before: 0, after: 0, height: 240, rule: "auto" }.write(xml);
            });
        });
    });
}

/// Word's own styles stay out of its gallery until someone asks for them: the paper's stand there.
fn latent(xml: &mut Xml) {
    xml.empty(
        "w:latentStyles",
        &[
            ("w:defLockedState", &0),
            ("w:defUIPriority", &LAST_PRIORITY),
            ("w:defSemiHidden", &1),
            ("w:defUnhideWhenUsed", &1),
            ("w:defQFormat", &0),
            ("w:count", &376),
        ],
    );
}

/// The four styles that Word takes for granted.
fn normal(xml: &mut Xml) {
    xml.element(
        "w:style",
        &[("w:type", &"paragraph"), ("w:default", &1), ("w:styleId", &NORMAL)],
        |xml| {
            xml.value("w:name", &"Normal");
            xml.value("w:uiPriority", &0);
            xml.element("w:pPr", &[], |xml| {
                xml.value("w:widowControl", &1);
                xml.value("w:suppressAutoHyphens", &1);
                // These stretch the space between letters and digits of East Asian text.
                xml.value("w:overflowPunct", &0);
                xml.value("w:autoSpaceDE", &0);
                xml.value("w:autoSpaceDN", &0);
                xml.value("w:adjustRightInd", &0);
                xml.value("w:snapToGrid", &0);
            });
        },
    );
    xml.element(
        "w:style",
        &[("w:type", &"character"), ("w:default", &1), ("w:styleId", &"DefaultParagraphFont")],
        |xml| {
            xml.value("w:name", &"Default Paragraph Font");
            xml.value("w:uiPriority", &1);
            xml.empty("w:semiHidden", &[]);
        },
    );
    xml.element(
        "w:style",
        &[("w:type", &"table"), ("w:default", &1), ("w:styleId", &TABLE_NORMAL)],
        |xml| {
            xml.value("w:name", &"Normal Table");
            xml.value("w:uiPriority", &99);
            xml.empty("w:semiHidden", &[]);
            xml.element("w:tblPr", &[], |xml| {
                xml.empty("w:tblInd", &[("w:w", &0), ("w:type", &"dxa")]);
            });
        },
    );
    xml.element(
        "w:style",
        &[("w:type", &"numbering"), ("w:default", &1), ("w:styleId", &"NoList")],
        |xml| {
            xml.value("w:name", &"No List");
            xml.value("w:uiPriority", &99);
            xml.empty("w:semiHidden", &[]);
        },
    );
}

fn paragraph(xml: &mut Xml, name: StyleName, page: &PageSetup) {
    let style = &style(name, page);
    let id = style_id(name);
    let head = StyleHead {
        id: &id,
        name: style_name(name, page),
        next: next(name).map(style_id),
        priority: priority(name),
        built_in: name == StyleName::Footnote,
    };
    head.write(xml, |xml| {
        xml.element("w:pPr", &[], |xml| {
            if keeps_next(name) {
                xml.empty("w:keepNext", &[]);
            }
            xml.value("w:widowControl", &1);
            match name {
                StyleName::Separator => {
                    let height = point_twips(SEPARATOR_HEIGHT);
                    Spacing { height, rule: "exact", ..Spacing::of(style) }.write(xml);
                }
                _ => Spacing::of(style).write(xml),
            }
            xml.empty(
                "w:ind",
                &[("w:left", &0), ("w:right", &0), ("w:firstLine", &twips(style.indent))],
            );
            xml.value("w:jc", &alignment(style.align));
            if let Some(level) = style.outline {
                xml.value("w:outlineLvl", &level.clamp(1, 9).saturating_sub(1));
            }
        });
        xml.element("w:rPr", &[], |xml| {
            fonts(xml);
            for (on, names) in
                [(style.bold, ["w:b", "w:bCs"]), (style.italic, ["w:i", "w:iCs"])]
            {
                if on {
                    names.into_iter().for_each(|name| xml.empty(name, &[]));
                }
            }
            size(xml, style.size);
        });
    });
}

/// Whether a style's paragraphs stand on the page of what follows.
pub(super) fn keeps_next(name: StyleName) -> bool {
    use StyleName as N;

    matches!(
        name,
        N::TypeName
            | N::Subject
            | N::Reference
            | N::Salutation
            | N::SalutationHead
            | N::Competence
            | N::Enactment
            | N::Part
            | N::Chapter
            | N::Division
            | N::Subdivision
            | N::PartTitle
            | N::Section
            | N::Title
            | N::ArticleTitle
            | N::AnnexNumber
            | N::AnnexTitle
    )
}

/// The style of the paragraph that Enter begins behind one of a style; none for the same.
fn next(name: StyleName) -> Option<StyleName> {
    use StyleName as N;

    Some(match name {
        N::NationalName => N::Motto,
        N::ParentAgency => N::Agency,
        N::Number | N::Date | N::Motto | N::Agency | N::Mark | N::DraftMark => return None,
        N::TypeName => N::Subject,
        N::Subject => N::LegalBasis,
        N::Reference | N::Opening => N::Body,
        N::LetterSubject => return None,
        N::Salutation | N::Invitation => N::Body,
        N::SalutationHead => N::Addressee,
        N::Competence => N::LegalBasis,
        N::Enactment => N::Article,
        N::Part | N::Chapter | N::Division | N::Subdivision => N::PartTitle,
        N::PartTitle => N::Section,
        N::Section => N::Clause,
        N::Title | N::ArticleTitle => N::Body,
        N::TableHead => N::TableLeft,
        N::RecipientsHead => N::Recipient,
        N::AnnexNumber => N::AnnexTitle,
        N::AnnexTitle => N::Reference,
        N::Separator => N::Body,
        _ => return None,
    })
}

/// Where Word's gallery of styles shows one: those of the running text first, then the others in
/// the order of the paper; none for what nobody applies by hand.
fn priority(name: StyleName) -> Option<usize> {
    use StyleName as N;

    let text = [
        N::Body,
        N::Section,
        N::Title,
        N::Clause,
        N::SubClause,
        N::Point,
        N::Dash,
        N::Plus,
        N::LegalBasis,
    ];
    if let Some(at) = text.iter().position(|other| *other == name) {
        return Some(at + 1);
    }
    if matches!(name, N::Separator | N::PageNumber | N::Footnote) {
        return None;
    }
    let at = StyleName::iter().position(|other| other == name).unwrap_or_default();
    Some(text.len() + 1 + at)
}

/// The drawn rule: a top border, and a line that makes up the rest of [`RULE_HEIGHT`].
fn rule(xml: &mut Xml) {
    let head =
        StyleHead {
            id: RULE, name: "Đường kẻ", next: None, priority: None, built_in: false
        };
    head.write(xml, |xml| {
        xml.element("w:pPr", &[], |xml| {
            xml.element("w:pBdr", &[], |xml| border(xml, "w:top", RULE_WEIGHT, 0));
            rule_spacing().write(xml);
            xml.value("w:jc", &"center");
        });
        xml.element("w:rPr", &[], |xml| size(xml, 1.0));
    });
}

/// The number of a footnote, by Word's own name for it.
fn note_mark(xml: &mut Xml) {
    xml.element("w:style", &[("w:type", &"character"), ("w:styleId", &NOTE_MARK)], |xml| {
        xml.value("w:name", &"footnote reference");
        xml.value("w:basedOn", &"DefaultParagraphFont");
        xml.value("w:uiPriority", &LAST_PRIORITY);
        xml.empty("w:unhideWhenUsed", &[]);
        xml.element("w:rPr", &[], |xml| xml.value("w:vertAlign", &"superscript"));
    });
}

/// The styles of single letters: they look like all others.
fn letter_styles(xml: &mut Xml) {
    for (id, name, _) in LETTER_STYLES {
        let attributes: [(&str, &dyn Display); 3] =
            [("w:type", &"character"), ("w:customStyle", &1), ("w:styleId", &id)];
        xml.element("w:style", &attributes, |xml| {
            xml.value("w:name", &name);
            xml.value("w:basedOn", &"DefaultParagraphFont");
            xml.value("w:uiPriority", &LAST_PRIORITY);
        });
    }
}

/// Letterhead and end of the document: no borders, no space around the words.
fn columns_style(xml: &mut Xml) {
    table_style(xml, COLUMNS, "Khung không viền", false, [0, 0]);
}

/// A table with borders.
fn grid_style(xml: &mut Xml) {
    let padding = [twips(CELL_PADDING_Y), twips(CELL_PADDING)];
    table_style(xml, GRID, "Bảng kẻ", true, padding);
}

fn table_style(xml: &mut Xml, id: &str, name: &str, borders: bool, [above, beside]: [i64; 2]) {
    xml.element(
        "w:style",
        &[("w:type", &"table"), ("w:customStyle", &1), ("w:styleId", &id)],
        |xml| {
            xml.value("w:name", &name);
            xml.value("w:basedOn", &TABLE_NORMAL);
            xml.value("w:uiPriority", &LAST_PRIORITY);
            xml.element("w:tblPr", &[], |xml| {
                xml.empty("w:tblInd", &[("w:w", &0), ("w:type", &"dxa")]);
                if borders {
                    table_borders(xml);
                }
                cell_margins(xml, [above, beside]);
            });
        },
    );
}

/// The borders of a table.
pub(super) fn table_borders(xml: &mut Xml) {
    xml.element("w:tblBorders", &[], |xml| {
        for side in ["w:top", "w:left", "w:bottom", "w:right", "w:insideH", "w:insideV"] {
            border(xml, side, BORDER_WEIGHT, 0);
        }
    });
}

/// Space between a cell's edge and its words, twips: above and below, left and right.
pub(super) fn cell_margins(xml: &mut Xml, [above, beside]: [i64; 2]) {
    xml.element("w:tblCellMar", &[], |xml| {
        for (side, margin) in
            [("w:top", above), ("w:left", beside), ("w:bottom", above), ("w:right", beside)]
        {
            xml.empty(side, &[("w:w", &margin), ("w:type", &"dxa")]);
        }
    });
}

/// What a paragraph style says of itself.
struct StyleHead<'a> {
    id: &'a str,
    name: &'a str,
    next: Option<String>,
    /// Place in the gallery of styles; none keeps it out.
    priority: Option<usize>,
    /// Whether Word knows the name by itself.
    built_in: bool,
}

impl StyleHead<'_> {
    fn write(&self, xml: &mut Xml, fill: impl FnOnce(&mut Xml)) {
        let mut attributes: Vec<(&str, &dyn Display)> = vec![("w:type", &"paragraph")];
        if !self.built_in {
            attributes.push(("w:customStyle", &1));
        }
        attributes.push(("w:styleId", &self.id));
        xml.element("w:style", &attributes, |xml| {
            xml.value("w:name", &self.name);
            xml.value("w:basedOn", &NORMAL);
            if let Some(next) = &self.next {
                xml.value("w:next", next);
            }
            xml.value("w:uiPriority", &self.priority.unwrap_or(LAST_PRIORITY));
            match self.priority {
                Some(_) => xml.empty("w:qFormat", &[]),
                None => xml.empty("w:unhideWhenUsed", &[]),
            }
            fill(xml);
        });
    }
}

/// A border of a paragraph or table: `space` in pt between it and the words.
pub(super) fn border(xml: &mut Xml, side: &str, weight: f64, space: i64) {
    xml.empty(
        side,
        &[
            ("w:val", &"single"),
            ("w:sz", &eighths(weight)),
            ("w:space", &space),
            ("w:color", &"000000"),
        ],
    );
}

/// Spaces around a paragraph in twips, and the height of its lines by the rule that gives its
/// unit: `auto` in 240ths of a single line, `exact` in twips.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Spacing {
    pub(super) before: i64,
    pub(super) after: i64,
    pub(super) height: i64,
    pub(super) rule: &'static str,
}

impl Spacing {
    /// A style's own.
    pub(super) fn of(style: &ParagraphStyle) -> Self {
        Self {
            before: point_twips(style.before),
            after: 0,
            height: point_twips(12.0 * style.spacing),
            rule: "auto",
        }
    }

    /// The same line height whatever faces draw the letters of `size` pt.
    pub(super) fn fixed(self, style: &ParagraphStyle, size: f64) -> Self {
        let height = point_twips(size * SINGLE_LINE * style.spacing);
        Self { height, rule: "exact", ..self }
    }

    /// Writes `w:spacing`.
    pub(super) fn write(self, xml: &mut Xml) {
        xml.empty(
            "w:spacing",
            &[
                ("w:before", &self.before),
                ("w:after", &self.after),
                ("w:line", &self.height),
                ("w:lineRule", &self.rule),
            ],
        );
    }
}

/// The spacing of a drawn rule: the gap above it, its stroke and its line are [`RULE_HEIGHT`]
/// together.
pub(super) fn rule_spacing() -> Spacing {
    // The typesetter's stroke has its middle at the gap.
    let before = point_twips(RULE_GAP - RULE_WEIGHT / 2.0);
    let height = point_twips(RULE_HEIGHT) - before - point_twips(RULE_WEIGHT);
    Spacing { before, after: 0, height, rule: "exact" }
}

fn fonts(xml: &mut Xml) {
    face(xml, FONT);
}

/// The face of all kinds of letters.
pub(super) fn face(xml: &mut Xml, name: &str) {
    let font: &dyn Display = &name;
    xml.empty(
        "w:rFonts",
        &[("w:ascii", font), ("w:hAnsi", font), ("w:eastAsia", font), ("w:cs", font)],
    );
}

/// A size in pt.
pub(super) fn size(xml: &mut Xml, pt: f64) {
    xml.value("w:sz", &half_points(pt));
    xml.value("w:szCs", &half_points(pt));
}

fn alignment(align: LineAlign) -> &'static str {
    match align {
        LineAlign::Left => "left",
        LineAlign::Center => "center",
        LineAlign::Right => "right",
        LineAlign::Justify => "both",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_lead_back_to_their_styles() {
        for name in StyleName::iter() {
            assert_eq!(style_of_id(&style_id(name)), Some(name));
            assert!(style_id(name).is_ascii());
        }
        assert_eq!(style_of_id("Heading1"), None);
        assert_eq!(style_of_id(RULE), None);
    }
}
