//! Writes composed sheets as a Word file (.docx).
//!
//! Nothing is decided here: words, looks, widths and rules are the paper's, sizes and spaces those
//! of [`crate::standard::style`]. The parts are written directly, element by element in the order
//! that the file format's schema asks for, so that a file is valid by construction and the same
//! paper gives the same bytes.

mod body;
mod fit;
mod marks;
mod package;
mod paragraph;
mod section;
mod styles;
mod table;
mod units;
mod xml;

use thiserror::Error;

use crate::compose::{Paper, Piece};
use body::Text;
pub use marks::{LetterMark, letter_mark};
use section::Sections;
pub use styles::{style_id, style_name, style_of_id};

/// The face of all text (PL I.I.4), whatever is installed here: Word has it.
const FONT: &str = "Times New Roman";
/// The language of all text.
const LANGUAGE: &str = "vi-VN";
const NAMESPACE: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
/// The most columns that Word takes in a table.
const MOST_COLUMNS: usize = 63;

/// Why a Word file could not be made.
#[derive(Debug, Error)]
pub enum WordError {
    /// A table is wider than Word can hold.
    #[error(
        "Bảng có {columns} cột, mà Word chỉ nhận tối đa {MOST_COLUMNS} cột một bảng. \
         Hãy tách bảng thành nhiều bảng rồi xuất lại."
    )]
    TooManyColumns {
        /// Its columns.
        columns: usize,
    },
    /// The package could not be put together.
    #[error(
        "Không đóng gói được tệp Word ({0}). Hãy đóng bớt chương trình khác rồi xuất lại."
    )]
    Package(#[from] zip::result::ZipError),
}

/// The bytes of a .docx file. The same paper gives the same bytes.
///
/// # Errors
///
/// When a table has more columns than Word takes, or the package grows past what a zip file holds.
pub fn docx(paper: &Paper) -> Result<Vec<u8>, WordError> {
    hold_tables(paper)?;
    let sections = Sections::new(paper);
    let mut text = Text::new(&paper.page);
    let document = text.document(paper, &sections);
    let notes = std::mem::take(&mut text.notes);
    let mut parts = vec![
        (
            "[Content_Types].xml".to_owned(),
            package::content_types(&sections.parts, !notes.is_empty()),
        ),
        ("_rels/.rels".to_owned(), package::package_relations()),
        ("docProps/core.xml".to_owned(), package::core_properties(&paper.properties)),
        ("docProps/app.xml".to_owned(), package::app_properties(&paper.properties)),
        ("word/document.xml".to_owned(), document),
        (
            "word/_rels/document.xml.rels".to_owned(),
            package::document_relations(&sections.parts, !notes.is_empty()),
        ),
        ("word/styles.xml".to_owned(), styles::part(&paper.page)),
        ("word/settings.xml".to_owned(), package::settings(!notes.is_empty())),
        ("word/fontTable.xml".to_owned(), package::font_table()),
    ];
    if !notes.is_empty() {
        parts.push(("word/footnotes.xml".to_owned(), text.footnotes(&notes)));
    }
    for part in &sections.parts {
        let bytes = text.header_or_footer(part);
        parts.push((format!("word/{}.xml", part.name), bytes));
    }
    package::pack(&parts)
}

/// Whether Word can hold the paper's tables.
fn hold_tables(paper: &Paper) -> Result<(), WordError> {
    let widest = paper
        .sheets
        .iter()
        .flat_map(|sheet| &sheet.pieces)
        .map(|piece| match piece {
            Piece::Line(_) => 0,
            Piece::Columns(columns) => columns.widths.len(),
            Piece::Grid(grid) => grid.widths.len(),
        })
        .max()
        .unwrap_or(0);
    if widest > MOST_COLUMNS {
        return Err(WordError::TooManyColumns { columns: widest });
    }
    Ok(())
}
