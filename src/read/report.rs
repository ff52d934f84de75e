//! What a reading says about itself.

use std::ops::Range;

use crate::model::{DocumentType, Place};

use super::trace::length;
use super::{Origin, Source, SourceParagraph, Trace};

/// What was changed, left out or not understood.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// The source's encoding.
    pub encoding: String,
    /// The type of the document that is read, once its title is known: what is said of it names it.
    pub(super) document_type: DocumentType,
    /// Things worth knowing, in the order of the source.
    pub notes: Vec<Note>,
    /// Lines whose part in the plan is not certain, or that are not in the plan.
    pub unrecognised: Vec<Unrecognised>,
    /// Words that are not in the plan because the paper writes them itself, or that belong to
    /// another document.
    pub dropped: Vec<Dropped>,
    /// Which paragraph of the source became which place of the plan.
    pub trace: Trace,
}

/// One remark.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// What it is about.
    pub kind: NoteKind,
    /// Line or paragraph of the source, from 1; 0 for the source as a whole.
    pub line: usize,
    /// The paragraph itself, its index in [`super::Source::paragraphs`]: cells of one arranging table
    /// share a line. None where only the line is known.
    pub row: Option<usize>,
    /// Where it went in the plan, where that is known.
    pub place: Option<Place>,
    /// The words it is about, as they stood; may be empty.
    pub excerpt: String,
    /// The remark, in Vietnamese.
    pub message: String,
}

/// What a remark is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum NoteKind {
    /// How the bytes were read: an old code page, a broken end.
    Encoding,
    /// Letters and marks that stood apart (NFD) were composed.
    Composed,
    /// Characters that no paper shows were left out.
    Invisible,
    /// Lines cut at the page's edge were joined.
    JoinedLines,
    /// Page numbers among the text were left out.
    PageNumbers,
    /// Columns that stood side by side were taken apart.
    Columns,
    /// Another document in the same file was left out.
    OtherDocument,
    /// A part every plan has was not found.
    Missing,
    /// Agency, number, place or date are written in another way than the decree's.
    Letterhead,
    /// The title is no plain "KẾ HOẠCH".
    Title,
    /// A numeral was wrong and will be counted anew.
    Numeral,
    /// A paragraph above or among the opening ones may be a căn cứ, or stands elsewhere than the paper
    /// has it.
    LegalBasis,
    /// A formula was written out in a line.
    Formula,
    /// A level's mark is none of the plan's own and was changed.
    Level,
    /// A numbered line was made a bold title.
    RestoredTitle,
    /// Recipients were nested or written in another way than the decree's.
    Recipients,
    /// The archive line was written in another way than the decree's.
    Archive,
    /// Something stood after the archive line.
    AfterArchive,
    /// The form of signing was written in another way than the decree's.
    Signature,
    /// An annex was written in another way than the decree's.
    Annex,
    /// Words that a copy had torn or run together were mended.
    Repaired,
    /// The place's name looks misspelt; it was left as it stands.
    Spelling,
    /// Tracked changes were taken as accepted.
    Tracked,
    /// What stands in the file but not in its text was left out: comments, headers, a table of
    /// contents, pictures.
    Aside,
    /// Words were lost: a fault of the reader, to be told.
    Lost,
}

/// A line that was not understood; its words are in the plan all the same unless the note says so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unrecognised {
    /// Line or paragraph of the source, from 1.
    pub line: usize,
    /// The paragraph itself, as in [`Note::row`].
    pub row: Option<usize>,
    /// Its words.
    pub words: String,
    /// Where it went; none when it is not in the plan.
    pub place: Option<Place>,
}

/// Words that are not in the plan's fields.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dropped {
    /// Line or paragraph of the source, from 1.
    pub line: usize,
    /// The paragraph itself, as in [`Note::row`].
    pub row: Option<usize>,
    /// The words.
    pub words: String,
    /// Why they are not in the plan.
    pub kind: DropKind,
}

/// Why words are not in the plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DropKind {
    /// Fixed words that the paper writes: Quốc hiệu, "Số", "Nơi nhận", "Phụ lục I".
    Fixed,
    /// A numeral.
    Numeral,
    /// A page number.
    PageNumber,
    /// The line "(Kèm theo …)" of an annex, which the paper makes from the letterhead.
    Reference,
    /// A torn word as it stood; mended it is in the plan.
    Repaired,
    /// A remark on a copy, such as "(Đã ký)".
    CopyMark,
    /// Another document in the same file.
    OtherDocument,
    /// What stands in the file but not in its text: comments, headers, hidden words, a table of
    /// contents.
    Aside,
}

impl Report {
    pub(super) fn note(
        &mut self,
        kind: NoteKind,
        line: usize,
        place: Option<Place>,
        excerpt: &str,
        message: impl Into<String>,
    ) {
        let message = message.into();
        self.notes.push(Note {
            kind,
            line,
            row: None,
            place,
            excerpt: shorten(excerpt),
            message,
        });
    }

    /// Records that a paragraph became a place of the plan.
    pub(super) fn put(&mut self, place: Place, paragraph: &SourceParagraph) {
        match &*paragraph.origins {
            [] => self.put_line(place, paragraph.line),
            origins => self.trace.put(place, origins),
        }
    }

    /// The stretches of the source that some characters of a paragraph are made of; those of all of it where
    /// it was joined from several or changed.
    pub(super) fn stretches(
        &self,
        paragraph: &SourceParagraph,
        span: Range<usize>,
    ) -> Vec<Origin> {
        let row = paragraph.line.checked_sub(1);
        let whole = row.and_then(|row| self.trace.whole(row));
        let origins = match &*paragraph.origins {
            [] => whole.as_slice(),
            origins => origins,
        };
        match origins {
            [only] if only.span.len() == length(paragraph) => {
                let from = only.span.start;
                vec![Origin { row: only.row, span: from + span.start..from + span.end }]
            }
            origins => origins.to_vec(),
        }
    }

    /// Records that a paragraph, whole, became a place of the plan. `line` is
    /// [`SourceParagraph::line`] as recognition counts it.
    pub(super) fn put_line(&mut self, place: Place, line: usize) {
        let whole: Option<Origin> = line.checked_sub(1).and_then(|row| self.trace.whole(row));
        self.trace.put(place, whole.as_slice());
    }

    /// Gives places that paragraphs have moved to their new name, wherever they are spoken of.
    pub(super) fn relocate(&mut self, to: impl Fn(Place) -> Place) {
        self.trace.relocate(|place| Some(to(place)));
        let notes = self.notes.iter_mut().map(|note| &mut note.place);
        let lines = self.unrecognised.iter_mut().map(|line| &mut line.place);
        notes.chain(lines).for_each(|place| *place = place.map(&to));
    }

    /// Counts the paragraphs as those of a whole source, as [`Trace::embed`] says.
    pub(super) fn embed(&mut self, source: &Source, before: usize) {
        self.trace.embed(source, before);
        let notes = self.notes.iter_mut().map(|note| &mut note.row);
        let lines = self.unrecognised.iter_mut().map(|line| &mut line.row);
        let dropped = self.dropped.iter_mut().map(|words| &mut words.row);
        for row in notes.chain(lines).chain(dropped) {
            *row = row.map(|row| row + before);
        }
    }

    /// Records words left out; marks without a letter or digit are no words.
    pub(super) fn drop_words(&mut self, kind: DropKind, line: usize, words: &str) {
        if words.chars().any(char::is_alphanumeric) {
            self.dropped.push(Dropped { line, row: None, words: words.to_owned(), kind });
        }
    }

    pub(super) fn puzzled(&mut self, line: usize, words: &str, place: Option<Place>) {
        self.unrecognised.push(Unrecognised {
            line,
            row: None,
            words: words.trim().to_owned(),
            place,
        });
    }
}

/// The first words of a long excerpt.
pub(super) fn shorten(words: &str) -> String {
    const MOST: usize = 120;
    let words = words.trim();
    match words.char_indices().nth(MOST) {
        Some((end, _)) => format!("{}…", words[..end].trim_end()),
        None => words.to_owned(),
    }
}
