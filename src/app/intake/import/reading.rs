//! Reading a file on a thread of its own: its source, its documents, and the plan made of one.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::read::{self, Encoding, FilePart, Imported, ReadError, Source};

/// What is to be read.
#[derive(Clone, Debug, PartialEq)]
pub struct Request {
    /// The file.
    pub path: PathBuf,
    /// Its bytes, when they were read before.
    pub bytes: Option<Arc<[u8]>>,
    /// The encoding, said by her; none to find it out.
    pub encoding: Option<Encoding>,
    /// The lines of the document that is wanted, when the file has several.
    pub lines: Option<(usize, usize)>,
    /// Whether the plan becomes this year's afterwards.
    pub renew: bool,
    /// Whether it is being taken in already and is read in another way.
    pub again: bool,
}

/// A file that was read.
pub struct Reading {
    /// What was asked for.
    pub request: Request,
    /// The whole file as its reader sees it.
    pub source: Source,
    /// The documents in it, when there are several.
    pub documents: Vec<FilePart>,
    /// The plan and what is to be said about it.
    pub imported: Imported,
}

impl Request {
    /// A file, as a whole.
    pub fn file(path: PathBuf, renew: bool) -> Self {
        Self { path, bytes: None, encoding: None, lines: None, renew, again: false }
    }

    /// Reads it.
    ///
    /// # Errors
    /// [`ReadError`] when the file cannot be opened, or is of a kind that is not read.
    pub fn read(mut self) -> Result<Reading, ReadError> {
        let bytes = match self.bytes.take() {
            Some(bytes) => bytes,
            None => read::load(&self.path)?.into(),
        };
        self.bytes = Some(Arc::clone(&bytes));
        let source = read::read_source_in(&self.name(), &bytes, self.encoding)?;
        let whole = read::recognise(source.clone())?;
        let mut documents = read::documents(&source, &whole);
        let imported = match self.lines {
            None => whole,
            Some((first, last)) => {
                for document in &mut documents {
                    document.taken = (document.first, document.last) == (first, last);
                }
                match documents.iter().find(|document| document.taken) {
                    Some(wanted) => read::read_document(&source, wanted, &whole)?,
                    None => read::recognise(read::lines_of(&source, first, last))?,
                }
            }
        };
        Ok(Reading { request: self, source, documents, imported })
    }

    /// The file's name.
    pub fn name(&self) -> String {
        file_name(&self.path)
    }
}

/// The name of a file for people.
pub fn file_name(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}
