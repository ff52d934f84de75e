//! `word/styles.xml`: one Word style for each name of the standard.

use std::fmt::Display;

use strum::IntoEnumIterator as _;

use super::units::{eighths, half_points, point_twips, twips};
use super::xml::Xml;
use super::{FONT, LANGUAGE, NAMESPACE};
use crate::model::PageSetup;
use crate::standard::{
    LineAlign, ParagraphStyle, RULE_GAP, RULE_HEIGHT, RULE_WEIGHT, StyleName, style,
};

/// Id of the style that all others are based on.
const NORMAL: &str = "Normal";
/// Id of the style of a drawn rule.
pub(super) const RULE: &str = "KhRule";
/// Id of the character style of a footnote's number.
pub(super) const NOTE_MARK: &str = "KhNoteMark";
/// Height of the rule above footnotes with its space, twips.
pub(super) const NOTE_RULE_HEIGHT: i64 = 120;
/// Height of a paragraph in style [`StyleName::Separator`], twips.
const SEPARATOR_HEIGHT: i64 = 20;

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
        normal(xml);
        for name in StyleName::iter() {
            paragraph(xml, name, &style(name, page));
        }
        rule(xml);
        note_mark(xml);
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

/// The four styles that Word takes for granted.
fn normal(xml: &mut Xml) {
    xml.element(
        "w:style",
        &[("w:type", &"paragraph"), ("w:default", &1), ("w:styleId", &NORMAL)],
        |xml| {
            xml.value("w:name", &"Normal");
            xml.empty("w:qFormat", &[]);
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
        &[("w:type", &"table"), ("w:default", &1), ("w:styleId", &"TableNormal")],
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

fn paragraph(xml: &mut Xml, name: StyleName, style: &ParagraphStyle) {
    let id = style_id(name);
    custom(xml, "paragraph", &id, style.name, |xml| {
        xml.element("w:pPr", &[], |xml| {
            xml.value("w:widowControl", &1);
            match name {
                StyleName::Separator => {
                    let height = SEPARATOR_HEIGHT;
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

/// The drawn rule: a top border, and a line that makes up the rest of [`RULE_HEIGHT`].
fn rule(xml: &mut Xml) {
    custom(xml, "paragraph", RULE, "Đường kẻ", |xml| {
        xml.element("w:pPr", &[], |xml| {
            xml.element("w:pBdr", &[], |xml| border(xml, "w:top", RULE_WEIGHT, 0));
            rule_spacing().write(xml);
            xml.value("w:jc", &"center");
        });
        xml.element("w:rPr", &[], |xml| size(xml, 1.0));
    });
}

fn note_mark(xml: &mut Xml) {
    xml.element(
        "w:style",
        &[("w:type", &"character"), ("w:customStyle", &1), ("w:styleId", &NOTE_MARK)],
        |xml| {
            xml.value("w:name", &"Số chú thích");
            xml.value("w:basedOn", &"DefaultParagraphFont");
            xml.element("w:rPr", &[], |xml| xml.value("w:vertAlign", &"superscript"));
        },
    );
}

fn custom(xml: &mut Xml, kind: &str, id: &str, name: &str, fill: impl FnOnce(&mut Xml)) {
    xml.element(
        "w:style",
        &[("w:type", &kind), ("w:customStyle", &1), ("w:styleId", &id)],
        |xml| {
            xml.value("w:name", &name);
            xml.value("w:basedOn", &NORMAL);
            xml.empty("w:qFormat", &[]);
            fill(xml);
        },
    );
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
    let font: &dyn Display = &FONT;
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
