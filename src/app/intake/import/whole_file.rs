//! A file of several documents: she looks at one after the other, and takes one or all of them.

use std::path::{Path, PathBuf};

use super::{Intake, Request, file_name};
use crate::drafting;
use crate::model::Document;
use crate::read::{self, FilePart, Source};
use crate::store::{WriteError, draft};

/// All documents of a file, as far as she has settled them.
pub struct WholeFile {
    path: PathBuf,
    source: Source,
    /// In the file's order; none for what she has not looked at.
    parts: Vec<(FilePart, Option<Document>)>,
}

/// The drafts that a file has become.
pub struct Taken {
    /// The one that the others go with, else the first.
    pub first: PathBuf,
    /// How many there are.
    pub count: usize,
    /// What those are called that she has not looked at.
    pub unseen: Vec<String>,
}

impl Intake {
    /// Shows another document of the file. One that was looked at before is as she left it; for any other
    /// the answer is what is to be read.
    pub(super) fn turn_to(&mut self, part: &FilePart) -> Option<Request> {
        let lines = Some((part.first, part.last));
        let Some(at) = self.parked.iter().position(|parked| parked.lines() == lines) else {
            return Some(Request { lines, again: true, ..self.request.clone() });
        };
        let mut wanted = self.parked.swap_remove(at);
        wanted.parked = std::mem::take(&mut self.parked);
        let left = std::mem::replace(self, wanted);
        self.parked.push(left);
        None
    }

    /// Takes the place of another document of the same file, which is kept with what she decided there.
    pub(super) fn beside(mut self, mut other: Self) -> Self {
        let lines = self.lines();
        let same = self.request.path == other.request.path
            && self.request.encoding == other.request.encoding
            && lines != other.lines();
        if same {
            self.parked = std::mem::take(&mut other.parked);
            self.parked.retain(|parked| parked.lines() != lines);
            self.parked.push(other);
        }
        self
    }

    fn lines(&self) -> Option<(usize, usize)> {
        let taken = self.documents.iter().find(|document| document.taken)?;
        Some((taken.first, taken.last))
    }

    pub(super) fn whole_file(&self) -> WholeFile {
        let settled = |part: &FilePart| {
            let lines = Some((part.first, part.last));
            let mut seen = std::iter::once(self).chain(&self.parked);
            let seen = seen.find(|intake| intake.lines() == lines)?;
            Some(seen.settlement.document().clone())
        };
        WholeFile {
            path: self.request.path.clone(),
            source: self.source.clone(),
            parts: self.documents.iter().map(|part| (part.clone(), settled(part))).collect(),
        }
    }
}

impl WholeFile {
    /// Reads what was not looked at, and writes all as drafts beside the file, under names that no file has.
    /// What was written is taken away again where one cannot be.
    ///
    /// # Errors
    /// Why not, in Vietnamese.
    pub fn write(self) -> Result<Taken, String> {
        let name = file_name(&self.path);
        let mut unseen = Vec::new();
        let mut documents = Vec::new();
        let mut labels = Vec::new();
        let mut whole = None;
        for (part, settled) in self.parts {
            labels.push(part.name.clone());
            if let Some(document) = settled {
                documents.push(document);
                continue;
            }
            let failed = |error: read::ReadError| format!("{name}, {}: {error}.", part.name);
            if whole.is_none() {
                whole = Some(read::recognise(self.source.clone()).map_err(failed)?);
            }
            let Some(whole) = &whole else { continue };
            let read = match part.taken {
                true => whole.clone(),
                false => read::read_document(&self.source, &part, whole).map_err(failed)?,
            };
            documents.push(read.document);
            unseen.push(part.name);
        }
        let (first, count) = (written(&self.path, &labels, documents)?, labels.len());
        Ok(Taken { first, count, unseen })
    }
}

/// Writes drafts beside a file; returns the one that the others go with, else the first.
fn written(
    beside: &Path,
    labels: &[String],
    mut documents: Vec<Document>,
) -> Result<PathBuf, String> {
    let stem = beside.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let mut targets: Vec<PathBuf> = Vec::new();
    for label in labels {
        let free = free_name(beside, &format!("{stem} - {label}"), &targets);
        targets.push(free.ok_or_else(|| {
            format!("Thư mục đã có quá nhiều tệp tên “{stem} - {label}”. Hãy chuyển bớt đi rồi thử lại.")
        })?);
    }
    let names: Vec<String> = targets.iter().map(|target| file_name(target)).collect();
    let main = drafting::relate(&mut documents, &names).unwrap_or(0);
    for (at, (target, document)) in targets.iter().zip(&documents).enumerate() {
        if let Err(error) = draft::save_new(target, document) {
            for done in &targets[..at] {
                // It was ours alone, and she is told of the failure anyway.
                std::fs::remove_file(done).ok();
            }
            return Err(told(&error));
        }
    }
    Ok(targets.swap_remove(main))
}

fn told(error: &WriteError) -> String {
    format!(
        "{error} Có thể chọn “Nhận bản này” để nhận từng văn bản rồi lưu vào thư mục khác."
    )
}

/// A name that no file of the folder has, nor one of those to be written.
fn free_name(beside: &Path, stem: &str, taken: &[PathBuf]) -> Option<PathBuf> {
    const TRIES: usize = 100;
    let letters = |letter: &char| letter.is_alphanumeric() || " -_.,()".contains(*letter);
    let stem: String = stem.chars().filter(letters).collect();
    let numbered = |number: usize| match number {
        1 => beside.with_file_name(format!("{stem}.{}", draft::EXTENSION)),
        number => beside.with_file_name(format!("{stem} ({number}).{}", draft::EXTENSION)),
    };
    (1..=TRIES).map(numbered).find(|path| !taken.contains(path) && !path.exists())
}
