//! The parts around the text, and the package that holds them all.

use std::io::{Cursor, Write as _};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use super::body::{Note, Text};
use super::fit::soft_in_note;
use super::paragraph::height;
use super::section::Part;
use super::styles::{NOTE_MARK, NOTE_RULE_HEIGHT, Spacing};
use super::units::twips;
use super::xml::Xml;
use super::{FONT, LANGUAGE, NAMESPACE, RELATIONS, WordError};
use crate::compose::Properties;
use crate::standard::{StyleName, style};

const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";
const MAIN: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml";
const WORD: &str = "http://schemas.microsoft.com/office/word";

/// Puts parts, each a path and its bytes, into a package. The same parts give the same bytes.
pub(super) fn pack(parts: &[(String, Vec<u8>)]) -> Result<Vec<u8>, WordError> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default());
    for (path, bytes) in parts {
        zip.start_file(path, options)?;
        zip.write_all(bytes).map_err(zip::result::ZipError::Io)?;
    }
    Ok(zip.finish()?.into_inner())
}

/// `[Content_Types].xml`.
pub(super) fn content_types(parts: &[Part<'_>], notes: bool) -> Vec<u8> {
    let mut xml = Xml::part();
    xml.element("Types", &[("xmlns", &format_args!("{PACKAGE}/content-types"))], |xml| {
        for (ending, kind) in [
            ("rels", "application/vnd.openxmlformats-package.relationships+xml"),
            ("xml", "application/xml"),
        ] {
            xml.empty("Default", &[("Extension", &ending), ("ContentType", &kind)]);
        }
        let mut name = |path: &str, kind: &str| {
            xml.empty("Override", &[("PartName", &path), ("ContentType", &kind)]);
        };
        name(
            "/docProps/core.xml",
            "application/vnd.openxmlformats-package.core-properties+xml",
        );
        name(
            "/docProps/app.xml",
            "application/vnd.openxmlformats-officedocument.extended-properties+xml",
        );
        name("/word/document.xml", &format!("{MAIN}.document.main+xml"));
        name("/word/styles.xml", &format!("{MAIN}.styles+xml"));
        name("/word/settings.xml", &format!("{MAIN}.settings+xml"));
        name("/word/fontTable.xml", &format!("{MAIN}.fontTable+xml"));
        if notes {
            name("/word/footnotes.xml", &format!("{MAIN}.footnotes+xml"));
        }
        for part in parts {
            let kind = if part.header { "header" } else { "footer" };
            name(&format!("/word/{}.xml", part.name), &format!("{MAIN}.{kind}+xml"));
        }
    });
    xml.into_bytes()
}

/// `_rels/.rels`.
pub(super) fn package_relations() -> Vec<u8> {
    relations(&[
        ("rId1", format!("{RELATIONS}/officeDocument"), "word/document.xml".to_owned()),
        (
            "rId2",
            format!("{PACKAGE}/relationships/metadata/core-properties"),
            "docProps/core.xml".to_owned(),
        ),
        ("rId3", format!("{RELATIONS}/extended-properties"), "docProps/app.xml".to_owned()),
    ])
}

/// `word/_rels/document.xml.rels`.
pub(super) fn document_relations(parts: &[Part<'_>], notes: bool) -> Vec<u8> {
    let mut found: Vec<_> = ["styles", "settings", "fontTable", "footnotes"]
        .into_iter()
        .filter(|name| notes || *name != "footnotes")
        .map(|name| (name, format!("{RELATIONS}/{name}"), format!("{name}.xml")))
        .collect();
    found.extend(parts.iter().map(|part| {
        let kind = if part.header { "header" } else { "footer" };
        (part.name.as_str(), format!("{RELATIONS}/{kind}"), format!("{}.xml", part.name))
    }));
    relations(&found)
}

/// `docProps/core.xml`.
pub(super) fn core_properties(properties: &Properties) -> Vec<u8> {
    let mut xml = Xml::part();
    xml.element(
        "cp:coreProperties",
        &[
            ("xmlns:cp", &format_args!("{PACKAGE}/metadata/core-properties")),
            ("xmlns:dc", &"http://purl.org/dc/elements/1.1/"),
            ("xmlns:dcterms", &"http://purl.org/dc/terms/"),
            ("xmlns:xsi", &"http://www.w3.org/2001/XMLSchema-instance"),
        ],
        |xml| {
            let keywords = properties.keywords.join("; ");
            for (name, value) in [
                ("dc:title", properties.title.as_str()),
                ("dc:subject", &properties.subject),
                ("dc:creator", &properties.author),
                ("cp:keywords", &keywords),
                ("cp:lastModifiedBy", &properties.author),
                ("dc:language", LANGUAGE),
            ] {
                if !value.is_empty() {
                    xml.element(name, &[], |xml| xml.text(value));
                }
            }
            let (year, month, day) = properties.date;
            let (hour, minute, second) = properties.time;
            for name in ["dcterms:created", "dcterms:modified"] {
                xml.element(name, &[("xsi:type", &"dcterms:W3CDTF")], |xml| {
                    xml.text(&format!(
                        "{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}Z"
                    ));
                });
            }
        },
    );
    xml.into_bytes()
}

/// `docProps/app.xml`.
pub(super) fn app_properties(properties: &Properties) -> Vec<u8> {
    let mut xml = Xml::part();
    let space = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties";
    xml.element("Properties", &[("xmlns", &space)], |xml| {
        xml.element("Application", &[], |xml| xml.text("Kế Hoạch"));
        if !properties.author.is_empty() {
            xml.element("Company", &[], |xml| xml.text(&properties.author));
        }
    });
    xml.into_bytes()
}

/// What Word breaks its lines like. From 15 on it squeezes the spaces of a justified line to take in
/// one more word, which neither our typesetter nor older readers do; 14 is the last that does not.
/// Word then puts a table's words, not its border, on the margin ([`super::table`]).
const COMPATIBILITY_MODE: u8 = 14;

/// `word/settings.xml`: lines broken as our typesetter breaks them.
pub(super) fn settings(notes: bool) -> Vec<u8> {
    let mut xml = Xml::part();
    xml.element("w:settings", &[("xmlns:w", &NAMESPACE)], |xml| {
        xml.empty("w:zoom", &[("w:percent", &100)]);
        xml.value("w:defaultTabStop", &twips(12.7));
        xml.value("w:autoHyphenation", &0);
        xml.value("w:characterSpacingControl", &"doNotCompress");
        if notes {
            xml.element("w:footnotePr", &[], |xml| {
                xml.empty("w:footnote", &[("w:id", &-1)]);
                xml.empty("w:footnote", &[("w:id", &0)]);
            });
        }
        xml.element("w:compat", &[], |xml| {
            // A line that ends in a forced break keeps its spaces as they are.
            xml.empty("w:doNotExpandShiftReturn", &[]);
            for (name, value) in [
                ("compatibilityMode", COMPATIBILITY_MODE),
                ("overrideTableStyleFontSizeAndJustification", 1),
                ("enableOpenTypeFeatures", 0),
                ("doNotFlipMirrorIndents", 1),
                ("differentiateMultirowTableHeaders", 1),
                ("useWord2013TrackBottomHyphenation", 0),
            ] {
                xml.empty(
                    "w:compatSetting",
                    &[("w:name", &name), ("w:uri", &WORD), ("w:val", &value)],
                );
            }
        });
        xml.empty("w:themeFontLang", &[("w:val", &LANGUAGE)]);
        xml.value("w:decimalSymbol", &",");
        xml.value("w:listSeparator", &";");
    });
    xml.into_bytes()
}

/// `word/fontTable.xml`: the one face, so that a machine without it looks for one like it.
pub(super) fn font_table() -> Vec<u8> {
    let mut xml = Xml::part();
    xml.element("w:fonts", &[("xmlns:w", &NAMESPACE)], |xml| {
        xml.element("w:font", &[("w:name", &FONT)], |xml| {
            xml.value("w:panose1", &"02020603050405020304");
            xml.value("w:charset", &"00");
            xml.value("w:family", &"roman");
            xml.value("w:pitch", &"variable");
        });
    });
    xml.into_bytes()
}

impl<'p> Text<'p> {
    /// `word/footnotes.xml`: the two separators that Word wants, then the notes by their ids.
    pub(super) fn footnotes(&mut self, notes: &[Note<'p>]) -> Vec<u8> {
        let look = style(StyleName::Footnote, self.page);
        let mut xml = Xml::part();
        xml.element("w:footnotes", &[("xmlns:w", &NAMESPACE)], |xml| {
            separator(xml, -1, "separator");
            separator(xml, 0, "continuationSeparator");
            for (index, Note { runs, marks, width }) in notes.iter().enumerate() {
                xml.element("w:footnote", &[("w:id", &(index + 1))], |xml| {
                    xml.element("w:p", &[], |xml| {
                        xml.element("w:pPr", &[], |xml| {
                            xml.value("w:pStyle", &super::style_id(StyleName::Footnote));
                            let spacing = height(runs, &look, look.size);
                            if spacing != Spacing::of(&look) {
                                spacing.write(xml);
                            }
                        });
                        xml.element("w:r", &[], |xml| {
                            xml.element("w:rPr", &[], |xml| xml.value("w:rStyle", &NOTE_MARK));
                            xml.empty("w:footnoteRef", &[]);
                        });
                        xml.element("w:r", &[], |xml| {
                            xml.element("w:t", &[("xml:space", &"preserve")], |xml| {
                                xml.text(" ");
                            });
                        });
                        let soft = soft_in_note(runs, &look, *width, index + 1);
                        self.inlines(xml, runs, &look, None, &marks.ending(soft));
                    });
                });
            }
        });
        xml.into_bytes()
    }
}

fn separator(xml: &mut Xml, id: i64, kind: &str) {
    xml.element("w:footnote", &[("w:type", &kind), ("w:id", &id)], |xml| {
        xml.element("w:p", &[], |xml| {
            xml.element("w:pPr", &[], |xml| {
                let height = NOTE_RULE_HEIGHT;
                Spacing { before: 0, after: 0, height, rule: "exact" }.write(xml);
            });
            xml.element("w:r", &[], |xml| xml.empty(&format!("w:{kind}"), &[]));
        });
    });
}

fn relations(found: &[(&str, String, String)]) -> Vec<u8> {
    let mut xml = Xml::part();
    xml.element(
        "Relationships",
        &[("xmlns", &format_args!("{PACKAGE}/relationships"))],
        |xml| {
            for (id, kind, target) in found {
                xml.empty("Relationship", &[("Id", id), ("Type", kind), ("Target", target)]);
            }
        },
    );
    xml.into_bytes()
}
