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
    relations: Vec<Relation>,
    main: String,
}

/// What the main part refers to.
struct Relation {
    id: String,
    /// The last word of the kind's address.
    kind: String,
    part: String,
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
            .find(|relation| relation.kind == "officeDocument")
            .map_or_else(|| "word/document.xml".to_owned(), |relation| relation.part);
        package.relations = package.relations_of(&package.main.clone())?;
        Ok(package)
    }

    /// The main part as a tree; none when there is no such part.
    pub(super) fn document(&mut self) -> Result<Option<Node>, ReadError> {
        self.tree(&self.main.clone())
    }

    /// The part of a kind that the main part refers to, or the one of the usual name, as a tree.
    pub(super) fn related(&mut self, kind: &str) -> Result<Option<Node>, ReadError> {
        let named = self.related_all(kind).into_iter().next();
        let name = named.map_or_else(|| format!("word/{kind}.xml"), |(_, part)| part);
        self.tree(&name)
    }

    /// Every part of a kind that the main part refers to: the relation's id and the part's name.
    pub(super) fn related_all(&self, kind: &str) -> Vec<(String, String)> {
        self.relations
            .iter()
            .filter(|relation| relation.kind == kind)
            .map(|relation| (relation.id.clone(), relation.part.clone()))
            .collect()
    }

    /// What a package that is no Word file is; none when nobody can say.
    pub(super) fn stranger(&mut self) -> Option<&'static str> {
        let kind = self.bytes("mimetype").ok().flatten().unwrap_or_default();
        let kind = String::from_utf8_lossy(&kind[..kind.len().min(100)]).into_owned();
        let holds = |name: &str| self.archive.index_for_name(name).is_some();
        if kind.contains("opendocument.text") {
            Some("tệp OpenDocument (.odt)")
        } else if kind.contains("opendocument.spreadsheet") {
            Some("bảng tính OpenDocument (.ods)")
        } else if kind.contains("epub") {
            Some("sách điện tử (.epub)")
        } else if holds("xl/workbook.xml") || holds("xl/workbook.bin") {
            Some("bảng tính Excel (.xlsx)")
        } else if holds("ppt/presentation.xml") {
            Some("bài trình chiếu (.pptx)")
        } else if self
            .archive
            .file_names()
            .any(|name| name.is_ok_and(|name| name.to_lowercase().ends_with(".docx")))
        {
            Some("tệp nén có tệp Word bên trong (cần giải nén trước)")
        } else if !holds("[Content_Types].xml") {
            Some("tệp nén")
        } else {
            None
        }
    }

    /// A part as a tree; none when there is no such part.
    pub(super) fn tree(&mut self, name: &str) -> Result<Option<Node>, ReadError> {
        match self.bytes(name)? {
            Some(bytes) => Node::read(&bytes).map(Some),
            None => Ok(None),
        }
    }

    /// A part's bytes; none when there is no such part.
    pub(super) fn bytes(&mut self, name: &str) -> Result<Option<Vec<u8>>, ReadError> {
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

    fn relations_of(&mut self, part: &str) -> Result<Vec<Relation>, ReadError> {
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
                let id = node.attribute("Id").unwrap_or_default().to_owned();
                Some(Relation { id, kind, part })
            })
            .collect())
    }
}
