//! The lines of a file as somebody wrote them, for the rules about what our paper writes itself.

use crate::model::{Document, Level, Place, Story};
use crate::read::{Content, DropKind, Imported, Note, NoteKind, Source};

use super::reading::Reading;
use crate::standard::type_name;

/// A line of a file.
pub(super) struct Line<'a> {
    /// Its index among the lines.
    pub(super) index: usize,
    /// Line or paragraph number of the file, from 1.
    pub(super) number: usize,
    /// Its words without the white space around them, its automatic numeral in front.
    pub(super) words: &'a str,
    /// The same in small letters.
    pub(super) small: String,
    /// The place of the plan it went to, or that of the line before it.
    pub(super) place: Place,
    /// Whether it went into the main text.
    pub(super) is_body: bool,
    /// Whether it stands in an annex.
    pub(super) in_annex: bool,
    /// Whether a dash stands in front.
    pub(super) has_dash: bool,
    /// Whether it looks like a title: centred or bold.
    pub(super) is_title: bool,
}

/// The lines of a file and what the reader made of them.
pub(super) struct Lines<'a> {
    lines: Vec<Line<'a>>,
    imported: &'a Imported,
}

/// The words of every line of a source: paragraph index, words.
pub(super) fn texts(source: &Source) -> Vec<(usize, String)> {
    let mut all = Vec::new();
    for (row, paragraph) in source.paragraphs.iter().enumerate() {
        let Content::Words(text) = &paragraph.content else { continue };
        let words = text.as_str().replace(crate::model::NOTE_ANCHOR, "");
        let mut numeral = paragraph.look.numeral.as_deref().unwrap_or("");
        for part in words.split(['\n', '\u{2003}']).flat_map(|line| line.split("   ")) {
            let line = format!("{numeral} {}", part.trim());
            if !part.trim().is_empty() {
                all.push((row, line.trim().to_owned()));
                numeral = "";
            }
        }
    }
    all
}

impl<'a> Lines<'a> {
    pub(super) fn new(
        source: &'a Source,
        imported: &'a Imported,
        texts: &'a [(usize, String)],
    ) -> Self {
        let trace = &imported.report.trace;
        let mut before = Place::Fixed;
        let mut annex = false;
        let mut lines = Vec::with_capacity(texts.len());
        for (index, (row, words)) in texts.iter().enumerate() {
            let own = trace.place(*row);
            let place = own.unwrap_or(before);
            before = place;
            let small = Reading::key_of(words);
            let begins =
                small.starts_with("phụ lục") && small.chars().count() < 90 && lines.len() > 12;
            annex |= begins
                && matches!(
                    place,
                    Place::AnnexTitle(_)
                        | Place::Signature(_)
                        | Place::Archive
                        | Place::Drafter
                        | Place::Block(Story::Annex(_), _)
                );
            let look = &source.paragraphs[*row].look;
            lines.push(Line {
                index,
                number: source.paragraphs[*row].line,
                words,
                small,
                place,
                is_body: own.is_some_and(|own| matches!(own, Place::Block(Story::Body, _))),
                in_annex: annex
                    || matches!(
                        place,
                        Place::AnnexTitle(_) | Place::Block(Story::Annex(_), _)
                    ),
                has_dash: words.starts_with(['-', '–', '+', '•', '*', '−']),
                is_title: source.paragraphs[*row].is_bold()
                    || look.align == Some(crate::model::Align::Center)
                    || look.outline.is_some(),
            });
        }
        Self { lines, imported }
    }

    /// The name of the document's type.
    pub(super) fn type_name(&self) -> &'static str {
        type_name(self.imported.document.document_type)
    }

    /// Every line.
    pub(super) fn all(&self) -> impl Iterator<Item = &Line<'a>> {
        self.lines.iter()
    }

    /// The lines of the letterhead and the title.
    pub(super) fn head(&self) -> impl Iterator<Item = &Line<'a>> {
        let end = self.lines.iter().position(|line| {
            line.words.starts_with("I. ")
                || ["căn cứ ", "thực hiện ", "xét "]
                    .iter()
                    .any(|lead| line.small.starts_with(lead))
        });
        self.lines.iter().take(end.unwrap_or(25).min(40))
    }

    /// The lines of "Nơi nhận".
    pub(super) fn recipients(&self) -> impl Iterator<Item = &Line<'a>> {
        self.lines.iter().filter(|line| {
            matches!(line.place, Place::Recipient(_))
                && !line.small.starts_with("nơi nhận")
                && line.words.chars().count() < 160
        })
    }

    /// What the reader noted of a kind.
    pub(super) fn notes(&self, kind: NoteKind) -> impl Iterator<Item = &Note> {
        self.imported.report.notes.iter().filter(move |note| note.kind == kind)
    }

    /// Words that the reader mended, as they stood, each with its line.
    pub(super) fn repaired(&self) -> impl Iterator<Item = (usize, &str)> {
        let dropped = self.imported.report.dropped.iter();
        dropped
            .filter(|dropped| dropped.kind == DropKind::Repaired)
            .map(|dropped| (dropped.line, dropped.words.as_str()))
    }

    /// The encoding of the file.
    pub(super) fn encoding(&self) -> &str {
        &self.imported.report.encoding
    }

    /// What the reader said of marks that stood apart from their letters.
    pub(super) fn composed(&self) -> Option<&Note> {
        self.notes(NoteKind::Composed).next()
    }

    /// The last line of the main text.
    pub(super) fn last_of_text(&self) -> Option<&Line<'a>> {
        self.lines.iter().rfind(|line| {
            !line.in_annex && (line.is_body || matches!(line.place, Place::Closing(_)))
        })
    }

    /// Whether a line became the heading of a mục.
    pub(super) fn is_section(&self, line: &Line<'_>) -> bool {
        let document: &Document = &self.imported.document;
        match line.place {
            Place::Block(story, n) => document
                .blocks(story)
                .and_then(|blocks| blocks.get(n))
                .and_then(|block| block.paragraph())
                .is_some_and(|paragraph| paragraph.level == Level::Section),
            _ => false,
        }
    }
}
