//! What Typst sees of the world: one template, one data file, four faces.

use std::collections::HashMap;
use std::path::PathBuf;

use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World};

use crate::compose::HARD_HYPHEN;
use crate::fonts;

const TEMPLATE: &str = include_str!("../../assets/typst/paper.typ");
/// Stands for a letter that the face does not have, an emoji for one.
const UNKNOWN: char = '\u{25A1}';

/// The world of one typesetter.
#[derive(Debug)]
pub(super) struct PaperWorld {
    library: LazyHash<Library>,
    book: LazyHash<FontBook>,
    fonts: Vec<Font>,
    families: Vec<&'static str>,
    template: Source,
    paper_id: FileId,
    paper: Bytes,
}

impl PaperWorld {
    pub(super) fn new() -> Self {
        let (fonts, families) = faces();
        Self {
            library: LazyHash::new(Library::default()),
            book: LazyHash::new(FontBook::from_fonts(&fonts)),
            fonts,
            families,
            template: Source::new(file("/paper.typ"), TEMPLATE.to_owned()),
            paper_id: file("/paper.json"),
            paper: Bytes::new([]),
        }
    }

    /// The families to set with, the best first.
    pub(super) fn families(&self) -> &[&'static str] {
        &self.families
    }

    pub(super) fn set_paper(&mut self, json: String) {
        self.paper = Bytes::from_string(json);
    }

    /// The data with every letter that the face cannot draw replaced by a box, for PDF/A forbids
    /// glyphs that are not there, and without invisible characters: they have nothing to print,
    /// and the ones that turn the writing direction bring the typesetter down.
    pub(super) fn only_known_letters(&self, json: String) -> String {
        let Some(font) = self.fonts.first() else { return json };
        let Ok(face) = ttf_parser::Face::parse(font.data(), font.index()) else { return json };
        let mut seen: HashMap<char, bool> = HashMap::new();
        let mut known = |letter: char| {
            // The template draws the hyphen that does not break as the one that does.
            letter.is_ascii()
                || letter == HARD_HYPHEN
                || *seen.entry(letter).or_insert_with(|| {
                    !is_invisible(letter) && face.glyph_index(letter).is_some()
                })
        };
        if json.chars().all(&mut known) {
            return json;
        }
        json.chars()
            .filter_map(|letter| match letter {
                _ if known(letter) => Some(letter),
                _ if is_invisible(letter) => None,
                _ => Some(UNKNOWN),
            })
            .collect()
    }
}

/// Characters that show nothing by themselves: joiners, variation selectors, direction marks.
fn is_invisible(letter: char) -> bool {
    matches!(
        letter,
        '\u{AD}'
            | '\u{34F}'
            | '\u{61C}'
            | '\u{180B}'..='\u{180F}'
            | '\u{200B}'..='\u{200F}'
            | '\u{202A}'..='\u{202E}'
            | '\u{2060}'..='\u{206F}'
            | '\u{FE00}'..='\u{FE0F}'
            | '\u{FEFF}'
            | '\u{FFF0}'..='\u{FFFB}'
            | '\u{E0000}'..='\u{E0FFF}'
    )
}

fn file(path: &str) -> FileId {
    let path = VirtualPath::new(path).expect("a constant path without parent steps");
    FileId::new(RootedPath::new(VirtualRoot::Project, path))
}

/// The four faces: Times New Roman where all four are installed, else Liberation Serif, which
/// has the same widths.
fn faces() -> (Vec<Font>, Vec<&'static str>) {
    if let Some(fonts) = installed_times() {
        return (fonts, vec!["times new roman"]);
    }
    let fonts =
        fonts::SERIF.iter().filter_map(|data| Font::new(Bytes::new(*data), 0)).collect();
    (fonts, vec!["liberation serif"])
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
        if id == self.template.id() {
            Ok(self.template.clone())
        } else {
            Err(FileError::NotFound(id.get().vpath().get_with_slash().into()))
        }
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
