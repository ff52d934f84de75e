//! The ZIP package: its parts within limits, and how they refer to each other.

use std::io::{Cursor, Read as _};

use zip::ZipArchive;

use super::tree::Node;
use crate::read::ReadError;

/// The most bytes that the XML parts read may unpack to together.
pub(super) const MOST_BYTES: u64 = 64 << 20;

/// The most entries of a package.
const MOST_ENTRIES: usize = 4096;

/// An open package.
pub(super) struct Package<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    /// Bytes that may still be unpacked.
    left: u64,
    /// Relations of the main part: kind (the last word of its address) and part name.
    relations: Vec<(String, String)>,
    main: String,
}

impl<'a> Package<'a> {
    /// Opens a package and finds its main part.
    pub(super) fn open(bytes: &'a [u8]) -> Result<Self, ReadError> {
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| ReadError::Damaged)?;
        if archive.len() > MOST_ENTRIES {
            return Err(ReadError::Damaged);
        }
        let mut package =
            Self { archive, left: MOST_BYTES, relations: Vec::new(), main: String::new() };
        let root = package.relations_of("")?;
        package.main = root
            .into_iter()
            .find(|(kind, _)| kind == "officeDocument")
            .map_or_else(|| "word/document.xml".to_owned(), |(_, part)| part);
        package.relations = package.relations_of(&package.main.clone())?;
        Ok(package)
    }

    /// The name of the main part.
    pub(super) fn main_part(&self) -> String {
        self.main.clone()
    }

    /// The part of a kind that the main part refers to, or its usual name.
    pub(super) fn related(&self, main: &str, kind: &str) -> String {
        self.related_all(main, kind)
            .into_iter()
            .next()
            .unwrap_or_else(|| format!("word/{kind}.xml"))
    }

    /// Every part of a kind that the main part refers to.
    pub(super) fn related_all(&self, _main: &str, kind: &str) -> Vec<String> {
        self.relations
            .iter()
            .filter(|(k, _)| k == kind)
            .map(|(_, part)| part.clone())
            .collect()
    }

    /// A part as a tree; none when there is no such part.
    pub(super) fn tree(&mut self, name: &str) -> Result<Option<Node>, ReadError> {
        match self.bytes(name)? {
            Some(bytes) => Node::read(&bytes).map(Some),
            None => Ok(None),
        }
    }

    fn bytes(&mut self, name: &str) -> Result<Option<Vec<u8>>, ReadError> {
        let Ok(entry) = self.archive.by_name(name) else { return Ok(None) };
        let mut bytes = Vec::new();
        // The size a header states may lie: what is unpacked is counted.
        entry.take(self.left + 1).read_to_end(&mut bytes).map_err(|_| ReadError::Damaged)?;
        let length = bytes.len() as u64;
        if length > self.left {
            return Err(ReadError::TooLarge {
                megabytes: (MOST_BYTES >> 20) as usize + 1,
                limit: (MOST_BYTES >> 20) as usize,
            });
        }
        self.left -= length;
        Ok(Some(bytes))
    }

    fn relations_of(&mut self, part: &str) -> Result<Vec<(String, String)>, ReadError> {
        let (folder, file) = part.rsplit_once('/').unwrap_or(("", part));
        let prefix = if folder.is_empty() { String::new() } else { format!("{folder}/") };
        let Some(tree) = self.tree(&format!("{prefix}_rels/{file}.rels"))? else {
            return Ok(Vec::new());
        };
        let relations = tree.children().filter(|node| node.is("Relationship"));
        Ok(relations
            .filter(|node| node.attribute("TargetMode") != Some("External"))
            .filter_map(|node| {
                let kind = node.attribute("Type")?.rsplit('/').next()?.to_owned();
                let target = node.attribute("Target")?;
                let part = match target.strip_prefix('/') {
                    Some(absolute) => absolute.to_owned(),
                    None => format!("{prefix}{target}"),
                };
                Some((kind, part))
            })
            .collect())
    }
}
