//! Sections: page, headers and footers of each sheet.

use super::body::{Text, text_width};
use super::paragraph::{ADDRESS_SPACE, Room, empty};
use super::styles::style_id;
use super::units::{point_twips, twips};
use super::xml::Xml;
use super::{NAMESPACE, RELATIONS};
use crate::compose::{Line, Paper, Sheet};
use crate::model::PageSetup;
use crate::standard::{
    HEADER_DISTANCE, PAPER, RULE_WEIGHT, SINGLE_LINE, StyleName, greedy_lines, style,
};

/// From the lower edge of the paper to a footer without words, mm.
const FOOTER_DISTANCE: f64 = 10.0;
/// From the text's lower margin to the rule above the address, pt.
const ADDRESS_TOP: f64 = 2.0;
/// The header of every page but the first: the page number.
const NUMBER: &str = "header1";
/// The header of a first page without a mark.
const BLANK_HEADER: &str = "header2";
/// The footer of a page without an address.
const BLANK_FOOTER: &str = "footer1";

/// A header or footer part.
pub(super) struct Part<'p> {
    /// The name of its file without ending; also the id of its relation.
    pub(super) name: String,
    /// Whether it is a header.
    pub(super) header: bool,
    content: Content<'p>,
}

enum Content<'p> {
    Number,
    Blank,
    Mark(&'p Line, f64),
    Address(&'p [Line], f64),
}

/// The sections of a paper, and the header and footer parts that they name.
pub(super) struct Sections<'p> {
    /// All parts, each once.
    pub(super) parts: Vec<Part<'p>>,
    /// For each sheet the names of its first page's header and footer.
    first: Vec<(String, String)>,
    page: &'p PageSetup,
    /// Whether any sheet has a footer. When one has, all must name theirs, because a section
    /// that names none takes that of the section before.
    footers: bool,
}

impl<'p> Sections<'p> {
    /// Those of a paper.
    pub(super) fn new(paper: &'p Paper) -> Self {
        let footers = paper.sheets.iter().any(|sheet| !sheet.address.is_empty());
        let part =
            |name: &str, header, content| Part { name: name.to_owned(), header, content };
        let mut parts = vec![
            part(NUMBER, true, Content::Number),
            part(BLANK_HEADER, true, Content::Blank),
        ];
        if footers {
            parts.push(part(BLANK_FOOTER, false, Content::Blank));
        }
        let mut first = Vec::new();
        for (index, sheet) in paper.sheets.iter().enumerate() {
            let width = text_width(sheet);
            let mut header = BLANK_HEADER.to_owned();
            if let Some(mark) = &sheet.top_mark {
                header = format!("header{}", index + 3);
                parts.push(part(&header, true, Content::Mark(mark, width)));
            }
            let mut footer = BLANK_FOOTER.to_owned();
            if !sheet.address.is_empty() {
                footer = format!("footer{}", index + 2);
                parts.push(part(&footer, false, Content::Address(&sheet.address, width)));
            }
            first.push((header, footer));
        }
        Self { parts, first, page: &paper.page, footers }
    }

    /// `w:sectPr` of a sheet.
    pub(super) fn property(&self, xml: &mut Xml, index: usize, sheet: &Sheet) {
        let Some((header, footer)) = self.first.get(index) else { return };
        xml.element("w:sectPr", &[], |xml| {
            let mut name = |tag: &str, kind: &str, id: &str| {
                xml.empty(tag, &[("w:type", &kind), ("r:id", &id)]);
            };
            name("w:headerReference", "default", NUMBER);
            name("w:headerReference", "first", header);
            if self.footers {
                name("w:footerReference", "default", BLANK_FOOTER);
                name("w:footerReference", "first", footer);
            }
            xml.value("w:type", &"nextPage");
            let (width, height) = (twips(PAPER.0), twips(PAPER.1));
            if sheet.landscape {
                xml.empty(
                    "w:pgSz",
                    &[("w:w", &height), ("w:h", &width), ("w:orient", &"landscape")],
                );
            } else {
                xml.empty("w:pgSz", &[("w:w", &width), ("w:h", &height)]);
            }
            let margins = sheet.margins;
            xml.empty(
                "w:pgMar",
                &[
                    ("w:top", &twips(margins.top)),
                    ("w:right", &twips(margins.right)),
                    ("w:bottom", &twips(margins.bottom)),
                    ("w:left", &twips(margins.left)),
                    ("w:header", &twips(HEADER_DISTANCE)),
                    ("w:footer", &footer_distance(sheet, self.page)),
                    ("w:gutter", &0),
                ],
            );
            xml.empty("w:pgNumType", &[("w:start", &1)]);
            xml.empty("w:cols", &[("w:space", &720)]);
            xml.empty("w:titlePg", &[]);
        });
    }
}

impl<'p> Text<'p> {
    /// A header or footer part.
    pub(super) fn header_or_footer(&mut self, part: &Part<'p>) -> Vec<u8> {
        let mut xml = Xml::part();
        let root = if part.header { "w:hdr" } else { "w:ftr" };
        xml.element(
            root,
            &[("xmlns:w", &NAMESPACE), ("xmlns:r", &RELATIONS)],
            |xml| match part.content {
                Content::Number => page_number(xml),
                Content::Blank => empty(xml, &Room::new(0.0)),
                Content::Mark(line, width) => {
                    let half = width / 2.0;
                    self.line(xml, line, &Room::new(half).shifted(twips(half)));
                }
                Content::Address(lines, width) => {
                    for (index, line) in lines.iter().enumerate() {
                        self.line(xml, line, &Room::new(width).ruled_above(index == 0));
                    }
                }
            },
        );
        xml.into_bytes()
    }
}

/// From the lower edge of the paper to the last line of the footer, twips. Word measures a footer
/// from below, the address stands from above: right under the text (ô 13).
fn footer_distance(sheet: &Sheet, page: &PageSetup) -> i64 {
    if sheet.address.is_empty() {
        return twips(FOOTER_DISTANCE);
    }
    let measure = text_width(sheet);
    let lines: f64 = sheet
        .address
        .iter()
        .map(|line| {
            let style = style(line.style, page);
            let count = greedy_lines(&Paper::held_words(line), &style, measure).len();
            count as f64 * style.size * SINGLE_LINE * style.spacing
        })
        .sum();
    let height = ADDRESS_TOP + RULE_WEIGHT + ADDRESS_SPACE as f64 + lines;
    (twips(sheet.margins.bottom) - point_twips(height)).max(0)
}

/// The page number: a field in the middle.
fn page_number(xml: &mut Xml) {
    let field = |xml: &mut Xml, kind: &str| {
        xml.element("w:r", &[], |xml| xml.empty("w:fldChar", &[("w:fldCharType", &kind)]));
    };
    xml.element("w:p", &[], |xml| {
        xml.element("w:pPr", &[], |xml| {
            xml.value("w:pStyle", &style_id(StyleName::PageNumber));
        });
        field(xml, "begin");
        xml.element("w:r", &[], |xml| {
            xml.element("w:instrText", &[("xml:space", &"preserve")], |xml| {
                xml.text(" PAGE ")
            });
        });
        field(xml, "separate");
        xml.element("w:r", &[], |xml| xml.element("w:t", &[], |xml| xml.text("2")));
        field(xml, "end");
    });
}
