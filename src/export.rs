//! A plan as files: PDF, Word, pictures, words. The window and the command line share it.

use std::path::{Path, PathBuf};
use std::time::SystemTime;

use chrono::{DateTime, Datelike as _, Timelike as _, Utc};

use crate::check::{Residue, residues, undrawn_letters};
use crate::compose::{
    HARD_HYPHEN, HARD_SPACE, Inline, Line, Paper, Piece, Properties, compose,
};
use crate::model::{Block, Document, Place, Standing, Story};
use crate::store::atomic::{self, Previous, WriteError};
use crate::store::draft;
use crate::typeset::{Pages, TypesetError, Typesetter};
use crate::vietnamese::capitalised;
use crate::word::{self, WordError};

/// The kinds of file that a plan is written as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, strum::EnumIter, strum::EnumString)]
#[strum(ascii_case_insensitive, serialize_all = "lowercase")]
pub enum Format {
    /// Tagged PDF/A-2.
    Pdf,
    /// Word.
    Docx,
    /// One picture a page, 150 dots an inch.
    Png,
    /// The words of the paper, in reading order.
    Txt,
}

/// Why a plan could not be exported.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// The pages could not be made.
    #[error(transparent)]
    Typeset(#[from] TypesetError),
    /// The Word file could not be made.
    #[error(transparent)]
    Word(#[from] WordError),
    /// The file could not be written.
    #[error("{error}")]
    Write {
        /// Where it should have gone.
        path: PathBuf,
        /// Why not.
        error: WriteError,
    },
}

/// Pixels per pt of exported pictures: 150 dots an inch.
const PICTURE_SCALE: f32 = 150.0 / 72.0;

impl Format {
    /// The ending of its files, without dot.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Pdf => "pdf",
            Self::Docx => "docx",
            Self::Png => "png",
            Self::Txt => "txt",
        }
    }

    /// The format that a file's ending asks for.
    pub fn of(path: &Path) -> Option<Self> {
        path.extension()?.to_str()?.parse().ok()
    }
}

/// Writes plans as files; keeps its typesetter, so that many are quick.
#[derive(Debug)]
pub struct Exporter {
    typesetter: Typesetter,
    previous: Previous,
    saved: Option<SystemTime>,
}

/// The time that files say they were made at, UTC: `SOURCE_DATE_EPOCH` (seconds since 1970) where it is
/// set, else when the draft was saved. So the same draft gives the same bytes.
pub fn made(saved: Option<SystemTime>) -> Option<DateTime<Utc>> {
    let set = std::env::var("SOURCE_DATE_EPOCH").ok();
    let set = set.and_then(|words| words.trim().parse::<i64>().ok());
    let seconds = set.or_else(|| {
        let since = saved?.duration_since(SystemTime::UNIX_EPOCH).ok()?;
        i64::try_from(since.as_secs()).ok()
    })?;
    DateTime::from_timestamp(seconds, 0).filter(|time| (1970..=9999).contains(&time.year()))
}

/// Says in a file's properties when it was made.
pub fn date(properties: &mut Properties, made: DateTime<Utc>) {
    properties.date = (made.year(), made.month(), made.day());
    properties.time = (made.hour(), made.minute(), made.second());
}

impl Default for Exporter {
    /// One that replaces what stands there: it was asked before, by the system's own dialog.
    fn default() -> Self {
        Self::over(Previous::Drop)
    }
}

impl Exporter {
    /// Creates one that does this with files that stand where its own go.
    pub fn over(previous: Previous) -> Self {
        Self { typesetter: Typesetter::default(), previous, saved: None }
    }

    /// Says when the draft that is exported next was saved: the files' own date. Without it they bear
    /// the document's.
    pub fn saved(&mut self, time: Option<SystemTime>) -> &mut Self {
        self.saved = time;
        self
    }

    /// Writes a plan in several formats to `target` with each format's ending; returns the files
    /// written. Pictures of several pages get the page's number before the ending.
    ///
    /// # Errors
    /// The first that fails; what was written before stays.
    pub fn export(
        &mut self,
        document: &Document,
        standing: Standing,
        formats: &[Format],
        target: &Path,
    ) -> Result<Vec<PathBuf>, ExportError> {
        self.look_first(formats, target)?;
        let mut paper = compose(document, standing);
        if let Some(made) = made(self.saved) {
            date(&mut paper.properties, made);
        }
        if formats.contains(&Format::Docx) {
            self.typesetter.settle(&mut paper)?;
        }
        let mut pages: Option<Pages> = None;
        let mut written = Vec::new();
        for format in formats {
            let path = with_ending(target, *format);
            match format {
                Format::Docx => written.push(self.write(path, &word::docx(&paper)?)?),
                Format::Txt => written.push(self.write(path, text(&paper).as_bytes())?),
                Format::Pdf | Format::Png => {
                    let set = match &pages {
                        Some(set) => set.clone(),
                        None => pages.insert(self.typesetter.typeset(&paper)?).clone(),
                    };
                    if *format == Format::Pdf {
                        written.push(self.write(path, &set.pdf()?)?);
                    } else {
                        written.extend(self.pictures(&set, &path)?);
                    }
                }
            }
        }
        Ok(written)
    }

    /// Writes several papers as one PDF, each with page numbers of its own and, `on_right`, beginning on an odd
    /// page: printed on both sides no two share a sheet. `title` is what the file calls itself.
    ///
    /// # Errors
    /// As [`Self::export`].
    pub fn export_bound(
        &mut self,
        plans: &[Document],
        title: &str,
        standing: Standing,
        on_right: bool,
        target: &Path,
    ) -> Result<PathBuf, ExportError> {
        self.look_first(&[Format::Pdf], target)?;
        let papers: Vec<Paper> =
            plans.iter().map(|document| compose(document, standing)).collect();
        let mut properties =
            papers.first().map(|paper| paper.properties.clone()).unwrap_or_default();
        properties.title = title.to_owned();
        if let Some(made) = made(self.saved) {
            date(&mut properties, made);
        }
        let pages = self.typesetter.typeset_bound(&properties, papers, on_right)?;
        self.write(with_ending(target, Format::Pdf), &pages.pdf()?)
    }

    /// Refuses before any file is written, where files that may not be replaced stand in the way.
    /// Pictures of several pages are found out one by one.
    fn look_first(&self, formats: &[Format], target: &Path) -> Result<(), ExportError> {
        if self.previous != Previous::Refuse {
            return Ok(());
        }
        let mut paths = formats.iter().map(|format| with_ending(target, *format));
        let stands = |path: &PathBuf| {
            std::fs::metadata(path).is_ok_and(|there| !there.permissions().readonly())
        };
        match paths.find(stands) {
            Some(path) => {
                Err(ExportError::Write { error: WriteError::Exists(path.clone()), path })
            }
            None => Ok(()),
        }
    }

    fn pictures(&self, pages: &Pages, path: &Path) -> Result<Vec<PathBuf>, ExportError> {
        let stem = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        (0..pages.count())
            .filter_map(|page| pages.png(page, PICTURE_SCALE).map(|bytes| (page, bytes)))
            .map(|(page, bytes)| {
                let path = match pages.count() {
                    1 => path.to_owned(),
                    _ => path.with_file_name(format!("{stem}-{}.png", page + 1)),
                };
                self.write(path, &bytes?)
            })
            .collect()
    }

    fn write(&self, path: PathBuf, bytes: &[u8]) -> Result<PathBuf, ExportError> {
        match atomic::write(&path, bytes, self.previous) {
            Ok(_) => Ok(path),
            Err(error) => Err(ExportError::Write { path, error }),
        }
    }
}

/// Why a plan is not to leave without a question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Doubt {
    /// A residual mark in a bản phát hành that has its number.
    Mark,
    /// A part that is missing in a bản phát hành of a plan that has no text at all.
    Missing,
    /// A letter that no face prints: a box would stand for it.
    Undrawn,
    /// A day that no calendar has.
    Date,
}

/// Something in a plan that is not to leave without a question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stop {
    /// Why.
    pub doubt: Doubt,
    /// Where.
    pub place: Place,
    /// The mark with the words around it, the part's name, or the letter and its name.
    pub words: String,
}

/// What of a plan is not to leave without a question, in these formats. A bản trình, and a plan
/// without number, may have holes.
pub fn stops(document: &Document, standing: Standing, formats: &[Format]) -> Vec<Stop> {
    let paper = compose(document, standing);
    let mut stops = Vec::new();
    if standing == Standing::Issued && !has_text(document) {
        stops.extend(missing_parts(document));
    }
    if standing == Standing::Issued && document.number.is_some() {
        let stop =
            |Residue { place, excerpt }| Stop { doubt: Doubt::Mark, place, words: excerpt };
        stops.extend(residues(document).into_iter().map(stop));
    }
    stops.extend(impossible_dates(document, standing));
    // Word has faces of its own, and a text needs none.
    if formats.iter().any(|format| matches!(format, Format::Pdf | Format::Png)) {
        stops.extend(undrawn_letters(&paper).into_iter().map(|undrawn| Stop {
            doubt: Doubt::Undrawn,
            place: undrawn.place,
            words: undrawn.described(),
        }));
    }
    stops
}

/// What of a paper is still to be filled in, as a sentence: marks that wait, who signs. None where nothing is.
/// A paper may leave so; whoever sends several at once is told.
pub fn unfilled(document: &Document) -> Option<String> {
    let marks = residues(document).len();
    let mut parts = Vec::new();
    if marks > 0 {
        parts.push(format!("còn {marks} chỗ chờ điền"));
    }
    // One that is issued with a decision is signed there.
    if document.decision.is_none() {
        let has_post = document.signatures.iter().any(|it| !it.lines().is_empty());
        let has_name = document.signatures.iter().any(|it| !it.signer.trim().is_empty());
        match (has_post, has_name) {
            (true, true) => {}
            (false, true) => parts.push("thiếu chức vụ người ký".to_owned()),
            (true, false) => parts.push("thiếu họ tên người ký".to_owned()),
            (false, false) => parts.push("thiếu chữ ký: chức vụ, họ tên".to_owned()),
        }
    }
    (!parts.is_empty()).then(|| capitalised(&format!("{}.", parts.join("; "))))
}

/// The days on the paper that no calendar has. A bản trình leaves its own to be filled in; a plan that
/// is issued with a decision has none.
fn impossible_dates(document: &Document, standing: Standing) -> impl Iterator<Item = Stop> {
    let own = standing == Standing::Issued && document.decision.is_none();
    let own = own.then_some((document.date, Place::Date));
    let decision = document.decision.as_ref().map(|issued| (issued.date, Place::Decision));
    let all = own.into_iter().chain(decision).filter(|(date, _)| !date.is_possible());
    all.map(|(date, place)| Stop {
        doubt: Doubt::Date,
        place,
        words: format!("ngày {date} không có trong lịch"),
    })
}

/// Whether a plan says anything beside its headings.
fn has_text(document: &Document) -> bool {
    let bears = |block: &Block| match block {
        Block::Text(paragraph) => !paragraph.is_title() && !paragraph.text.is_blank(),
        Block::Table(table) => table.rows.iter().flatten().any(|cell| !cell.text.is_blank()),
    };
    let annexed = document.annexes.iter().flat_map(|annex| &annex.blocks);
    document.body.iter().chain(annexed).any(bears)
        || document.closing.iter().chain(&document.opening).any(|text| !text.is_blank())
}

/// The parts that a plan without any text lacks, the text among them.
fn missing_parts(document: &Document) -> Vec<Stop> {
    let blank = |lines: &[String]| lines.iter().all(|line| line.trim().is_empty());
    let own = document.decision.is_none();
    let text = document.body.iter().position(|block| {
        block.paragraph().is_some_and(|paragraph| !paragraph.level.is_heading())
    });
    let signed =
        document.signatures.iter().any(|signature| !signature.signer.trim().is_empty());
    let sent = document.recipients.iter().any(|recipient| !recipient.name.trim().is_empty());
    [
        (own && blank(&document.agency), Place::Agency(0), "tên cơ quan ban hành"),
        (own && document.place.trim().is_empty(), Place::Date, "địa danh"),
        (document.subject.is_blank(), Place::Subject, "trích yếu"),
        (true, Place::Block(Story::Body, text.unwrap_or(0)), "nội dung"),
        (own && !sent, Place::Recipient(0), "nơi nhận"),
        (own && !signed, Place::Signature(0), "chức vụ, họ tên người ký"),
    ]
    .into_iter()
    .filter(|(missing, ..)| *missing)
    .map(|(_, place, name)| Stop {
        doubt: Doubt::Missing,
        place,
        words: format!("chưa có {name}"),
    })
    .collect()
}

/// The target with a format's ending: in place of one that names a kind of file, else behind
/// whatever dots the name has.
fn with_ending(target: &Path, format: Format) -> PathBuf {
    let own = target.extension().is_some_and(|ending| ending == draft::EXTENSION);
    if own || Format::of(target).is_some() {
        return target.with_extension(format.extension());
    }
    let mut name = target.file_name().unwrap_or_default().to_owned();
    name.push(".");
    name.push(format.extension());
    target.with_file_name(name)
}

/// The words of a paper in reading order, a paragraph a line, cells of a row parted by tabs,
/// footnotes at the end of their sheet.
pub fn text(paper: &Paper) -> String {
    let mut out = String::new();
    let mut count = 0;
    for sheet in &paper.sheets {
        let mut notes = Vec::new();
        let mut words = |line: &Line| words_of(line, &mut notes, &mut count);
        let mut lines: Vec<String> = Vec::new();
        lines.extend(sheet.top_mark.iter().map(&mut words));
        for piece in &sheet.pieces {
            match piece {
                Piece::Line(line) => lines.push(words(line)),
                Piece::Columns(columns) => {
                    if lines.last().is_some_and(|line| !line.is_empty()) {
                        lines.push(String::new());
                    }
                    for cell in columns.rows.iter().flatten() {
                        lines.extend(cell.iter().map(&mut words));
                        lines.push(String::new());
                    }
                }
                Piece::Grid(grid) => {
                    for row in &grid.rows {
                        let cells: Vec<String> = row
                            .cells
                            .iter()
                            .map(|cell| {
                                let lines: Vec<_> =
                                    cell.lines.iter().map(&mut words).collect();
                                lines.join(" ")
                            })
                            .collect();
                        lines.push(cells.join("\t"));
                    }
                }
            }
        }
        lines.extend(sheet.address.iter().map(&mut words));
        lines.extend(notes);
        for line in lines {
            let line = line.replace(HARD_SPACE, " ").replace(HARD_HYPHEN, "-");
            if !(line.trim().is_empty() && out.ends_with("\n\n")) {
                out.push_str(line.trim_end());
                out.push('\n');
            }
        }
        out.push('\n');
    }
    format!("{}\n", out.trim_end())
}

fn words_of(line: &Line, notes: &mut Vec<String>, count: &mut usize) -> String {
    let mut out = String::new();
    for run in &line.runs {
        match run {
            Inline::Words { text, .. } => out.push_str(text),
            Inline::Break => out.push(' '),
            Inline::Note { runs } => {
                *count += 1;
                out.push_str(&format!("[{count}]"));
                let words: String = runs
                    .iter()
                    .map(|run| if let Inline::Words { text, .. } = run { text } else { " " })
                    .collect();
                notes.push(format!("[{count}] {words}"));
            }
        }
    }
    out
}
