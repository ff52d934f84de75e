//! What the reader is not certain of, drawn from its report.

use crate::model::Place;

use super::role::Role;
use crate::read::{DropKind, NoteKind, Report};

/// How much a doubt matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weight {
    /// She has to decide.
    Ask,
    /// Something was set right and is only shown.
    Look,
}

/// What has become of a doubt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Settled {
    /// Nothing yet.
    Open,
    /// It is right as it is.
    Accepted,
    /// It got another part in the plan.
    Changed(Role),
    /// Its words are not taken.
    LeftOut,
}

/// Something the reader is not certain of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Doubt {
    /// Line or paragraph of the source, from 1; 0 for the source as a whole.
    pub line: usize,
    /// The paragraph it is about, its index in [`crate::read::Source::paragraphs`], as recognition wrote
    /// it down; none where only the line is known.
    pub row: Option<usize>,
    /// Where its words are in the plan at this moment.
    pub place: Option<Place>,
    /// The words as they stood; may be empty.
    pub excerpt: String,
    /// The remark's kind; none for a line that was not recognised.
    pub kind: Option<NoteKind>,
    /// The remark, in Vietnamese.
    pub message: String,
    /// How much it matters.
    pub weight: Weight,
    /// What has become of it.
    pub settled: Settled,
}

/// The doubts of a reading, in the order of its source.
pub(super) fn doubts(report: &Report) -> Vec<Doubt> {
    let other: std::collections::HashSet<usize> = report
        .dropped
        .iter()
        .filter(|dropped| dropped.kind == DropKind::OtherDocument)
        .map(|dropped| dropped.line)
        .collect();
    let mut doubts: Vec<Doubt> = Vec::new();
    for line in &report.unrecognised {
        if line.place.is_none() && other.contains(&line.line) {
            // A note speaks for the whole of the other document.
            continue;
        }
        let message = match line.place {
            Some(_) => "Chưa rõ đoạn này là gì trong bản thảo.",
            None => "Những chữ này chưa có trong bản thảo.",
        };
        doubts.push(Doubt {
            line: line.line,
            row: line.row,
            place: line.place,
            excerpt: line.words.clone(),
            kind: None,
            message: message.to_owned(),
            weight: Weight::Ask,
            settled: Settled::Open,
        });
    }
    for note in &report.notes {
        let same = |doubt: &&mut Doubt| {
            doubt.kind.is_none()
                && note.line > 0
                && (doubt.line, doubt.row) == (note.line, note.row)
        };
        // A remark on a line that was not recognised says why.
        if let Some(doubt) = doubts.iter_mut().find(same)
            && doubt.place == note.place
        {
            doubt.message.clone_from(&note.message);
            doubt.kind = Some(note.kind);
            continue;
        }
        let ask = matches!(
            note.kind,
            NoteKind::OtherDocument
                | NoteKind::Lost
                | NoteKind::Spelling
                | NoteKind::LegalBasis
                | NoteKind::Formula
        );
        if note.kind == NoteKind::Lost && doubts.iter().any(|doubt| doubt.line == 0) {
            continue;
        }
        doubts.push(Doubt {
            line: note.line,
            row: note.row,
            place: note.place,
            excerpt: note.excerpt.clone(),
            kind: Some(note.kind),
            message: note.message.clone(),
            weight: if ask { Weight::Ask } else { Weight::Look },
            settled: Settled::Open,
        });
    }
    doubts.sort_by_key(|doubt| doubt.line);
    doubts
}
