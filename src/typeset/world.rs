//! What Typst sees of the world: the template, one data file, the faces.

use std::path::PathBuf;

use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World};

use crate::fonts;

use super::ink::Needs;

const TEMPLATE: &str = include_str!("../../assets/typst/paper.typ");
/// What the template takes from a file of its own, because it does not hang on the paper.
const BREAKS: &str = include_str!("../../assets/typst/breaks.typ");

/// The world of one typesetter.
#[derive(Debug)]
pub(super) struct PaperWorld {
    library: LazyHash<Library>,
    book: LazyHash<FontBook>,
    fonts: Vec<Font>,
    /// The families, the best first.
    families: Vec<String>,
    /// The faces beyond the serif that are among them.
    has: Needs,
    template: Source,
    breaks: Source,
    paper_id: FileId,
    paper: Bytes,
}

impl PaperWorld {
    pub(super) fn new() -> Self {
        let mut world = Self {
            library: LazyHash::new(Library::default()),
            book: LazyHash::new(FontBook::new()),
            fonts: Vec::new(),
            families: Vec::new(),
            has: Needs::default(),
            template: Source::new(file("/paper.typ"), TEMPLATE.to_owned()),
            breaks: Source::new(file("/breaks.typ"), BREAKS.to_owned()),
            paper_id: file("/paper.json"),
            paper: Bytes::new([]),
        };
        world.load();
        world
    }

    /// The families to set with, the best first.
    pub(super) fn families(&self) -> &[String] {
        &self.families
    }

    /// Sees to it that the faces are there that a text needs. They stay: to set with fewer faces
    /// again would set everything anew.
    pub(super) fn need(&mut self, needs: &Needs) {
        if needs.beyond.is_subset(&self.has.beyond) && (self.has.missing || !needs.missing) {
            return;
        }
        self.has.beyond.extend(&needs.beyond);
        self.has.missing |= needs.missing;
        self.load();
    }

    fn load(&mut self) {
        let mut fonts = serif();
        let beyond = self.has.beyond.iter().filter_map(|index| fonts::BEYOND.get(*index));
        fonts.extend(beyond.filter_map(|face| Font::new(Bytes::new(face.data), 0)));
        if self.has.missing {
            fonts.extend(Font::new(Bytes::new(fonts::MISSING.1), 0));
        }
        self.families.clear();
        for font in &fonts {
            let family = font.info().family.to_lowercase();
            if !self.families.contains(&family) {
                self.families.push(family);
            }
        }
        self.book = LazyHash::new(FontBook::from_fonts(&fonts));
        self.fonts = fonts;
    }

    pub(super) fn set_paper(&mut self, json: String) {
        self.paper = Bytes::from_string(json);
    }
}

fn file(path: &str) -> FileId {
    let path = VirtualPath::new(path).expect("a constant path without parent steps");
    FileId::new(RootedPath::new(VirtualRoot::Project, path))
}

/// The faces of the serif: Times New Roman where all four are installed, then Liberation Serif,
/// which has the same widths, for the letters that this Times New Roman lacks.
fn serif() -> Vec<Font> {
    let mut faces = installed_times().unwrap_or_default();
    faces.extend(fonts::SERIF.iter().filter_map(|data| Font::new(Bytes::new(*data), 0)));
    faces
}

fn installed_times() -> Option<Vec<Font>> {
    const NAMES: [[&str; 2]; 4] = [
        ["times.ttf", "Times_New_Roman.ttf"],
        ["timesbd.ttf", "Times_New_Roman_Bold.ttf"],
        ["timesi.ttf", "Times_New_Roman_Italic.ttf"],
        ["timesbi.ttf", "Times_New_Roman_Bold_Italic.ttf"],
    ];
    let mut folders: Vec<PathBuf> = Vec::new();
    if let Some(windows) = std::env::var_os("WINDIR") {
        folders.push(PathBuf::from(windows).join("Fonts"));
    }
    if cfg!(target_os = "linux") {
        folders.push(PathBuf::from("/usr/share/fonts/truetype/msttcorefonts"));
    }
    NAMES
        .iter()
        .map(|names| {
            let paths = folders.iter().flat_map(|folder| names.map(|name| folder.join(name)));
            let data = paths.into_iter().find_map(|path| std::fs::read(path).ok())?;
            let font = Font::new(Bytes::new(data), 0)?;
            (font.info().family.eq_ignore_ascii_case("Times New Roman")).then_some(font)
        })
        .collect()
}

impl World for PaperWorld {
    fn library(&self) -> &LazyHash<Library> {
        &self.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.book
    }

    fn main(&self) -> FileId {
        self.template.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        let sources = [&self.template, &self.breaks];
        let found = sources.into_iter().find(|source| source.id() == id);
        let missing = || FileError::NotFound(id.get().vpath().get_with_slash().into());
        found.cloned().ok_or_else(missing)
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        if id == self.paper_id {
            Ok(self.paper.clone())
        } else {
            Err(FileError::NotFound(id.get().vpath().get_with_slash().into()))
        }
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.fonts.get(index).cloned()
    }

    fn today(&self, _offset: Option<Duration>) -> Option<Datetime> {
        None
    }
}
