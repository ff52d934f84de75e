//! What the paper says: `Document` + `standard` → sheets of final text. Pure and quick.

mod addressees;
mod annex;
mod body;
mod canonical;
mod closing;
pub mod forms;
mod grid;
mod hold;
mod known;
mod letterhead;
mod numbering;
mod runs;
mod sheet;
#[cfg(test)]
mod tests;
mod title;
mod typed;
mod words;

use crate::model::{
    Decision, Document, IssueDate, Margins, PageSetup, Place, Standing, Story,
};
use crate::standard::{Component, PAPER, agency_in_sentence, layout, style, type_name};

pub use annex::annex_name;
pub use body::end_cell;
pub use canonical::canonical;
pub use grid::column_aligns;
pub use hold::{
    HARD_HYPHEN, HARD_SPACE, eased, is_hard, kept, release, release_words, restore, typed,
};
pub use letterhead::agency_lines;
pub use numbering::{forget_plain_restarts, numerals};
pub use runs::Runs;
pub use sheet::{
    Columns, ColumnsRole, Grid, GridCell, GridRow, Inline, Line, Look, Paper, Piece,
    Properties, Sheet,
};
pub use typed::typed_numerals;
pub use words::{date_in_sentence, date_line, number_line, rooms, symbol, without_end};

/// Composes the paper of a plan.
///
/// Never fails: what is missing leaves its place blank, what is out of the decree's range is
/// brought inside it.
pub fn compose(document: &Document, standing: Standing) -> Paper {
    let blank;
    let document = match standing {
        Standing::Issued => document,
        Standing::Draft => {
            blank = words::without_number(document);
            &blank
        }
    };
    let page = document.page.within_range();
    let composer = Composer::new(document, page);
    known::begin(&page);
    let mut sheets = vec![composer.main_sheet()];
    sheets.extend((0..document.annexes.len()).map(|index| composer.annex_sheet(index)));
    known::end();
    body::clear_of_notes(&mut sheets);
    Paper { properties: properties(document), sheets, page }
}

/// What the pieces are composed with.
struct Composer<'a> {
    document: &'a Document,
    page: PageSetup,
    /// The paragraph that bears `./.`.
    end: Option<Place>,
}

/// The measure of a sheet in mm: text width and text height.
#[derive(Clone, Copy)]
struct Measure {
    width: f64,
    height: f64,
}

impl<'a> Composer<'a> {
    fn new(document: &'a Document, page: PageSetup) -> Self {
        Self { document, page, end: body::end_place(document) }
    }

    fn main_sheet(&self) -> Sheet {
        let document = self.document;
        let margins = self.page.margins;
        let measure = measure(margins, false);
        let mut pieces = Vec::new();
        for component in layout(document.document_type).components {
            let mut own = self.component(*component, measure);
            if *component != Component::Body {
                self.hold_together(&mut own, measure);
            }
            pieces.extend(own);
        }
        self.hold_lead_ins(&mut pieces, measure);
        self.free_tall(&mut pieces, measure);
        if let Some(columns) = self.closing_columns(measure) {
            self.hold_to_next(&mut pieces, measure);
            pieces.push(Piece::Columns(columns));
        }
        Sheet {
            landscape: false,
            margins,
            top_mark: self.top_mark(),
            address: self.address(),
            pieces: body::separated(pieces),
        }
    }

    /// The decision that the document is issued with: one without a title cannot be.
    fn decision(&self) -> Option<&'a Decision> {
        let titled = layout(self.document.document_type).has(Component::Title);
        self.document.decision.as_ref().filter(|_| titled)
    }

    /// The pieces of a component of the layout. Who signs is told last, when the text stands.
    fn component(&self, component: Component, measure: Measure) -> Vec<Piece> {
        match component {
            Component::Letterhead if self.decision().is_some() => Vec::new(),
            Component::Letterhead => vec![Piece::Columns(self.letterhead(measure))],
            Component::Title => self.title(measure),
            Component::Addressees => self.addressees(measure),
            Component::Competence => self.competence(measure),
            Component::LegalBasis => self.legal_basis(),
            Component::Opening => self.opening(),
            Component::Enactment => self.enactment(),
            Component::Body => self.blocks(Story::Body, measure),
            Component::Closing => self.closing_paragraphs(),
            Component::End => Vec::new(),
        }
    }

    fn annex_sheet(&self, index: usize) -> Sheet {
        let landscape = self.document.annexes[index].landscape;
        let margins = self.annex_margins(landscape);
        let measure = measure(margins, landscape);
        let mut pieces = self.annex(index, measure);
        self.hold_lead_ins(&mut pieces, measure);
        self.free_tall(&mut pieces, measure);
        Sheet {
            landscape,
            margins,
            top_mark: None,
            address: Vec::new(),
            pieces: body::separated(pieces),
        }
    }

    /// Holds together what belongs together in the paragraphs of a text as wide as the page allows. Those of the
    /// body are held when they are made.
    fn hold_together(&self, pieces: &mut [Piece], measure: Measure) {
        for piece in pieces {
            if let Piece::Line(line) = piece {
                self.hold_line(line, measure);
            }
        }
    }

    fn hold_line(&self, line: &mut Line, measure: Measure) {
        let style = style(line.style, &self.page);
        hold::hold(line, &style, measure.width - line.narrowing());
    }

    /// The long side up keeps the binding edge: what was left is then at the top.
    fn annex_margins(&self, landscape: bool) -> Margins {
        let Margins { top, bottom, left, right } = self.page.margins;
        if landscape {
            Margins { top: left, bottom: right, left: bottom, right: top }
        } else {
            self.page.margins
        }
    }
}

fn measure(margins: Margins, landscape: bool) -> Measure {
    let (width, height) = if landscape { (PAPER.1, PAPER.0) } else { PAPER };
    Measure {
        width: width - margins.left - margins.right,
        height: height - margins.top - margins.bottom,
    }
}

fn properties(document: &Document) -> Properties {
    let subject = document.subject.words().trim().to_owned();
    let mut title = type_name(document.document_type).to_owned();
    if !subject.is_empty() {
        title = format!("{title}: {subject}");
    }
    let number = document.number.map(|_| words::own_number(document).trim().to_owned());
    Properties {
        title: shortened(title),
        subject: shortened(subject),
        author: shortened(agency_in_sentence(&document.agency)),
        keywords: number.into_iter().collect(),
        date: file_date(document.date),
        time: (0, 0, 0),
    }
}

/// Letters that a property may have; PDF/A takes no more than 32,767 bytes, and no one reads so many.
const LONGEST_PROPERTY: usize = 1000;

/// The front of words that are too long for a property.
fn shortened(words: String) -> String {
    match words.char_indices().nth(LONGEST_PROPERTY) {
        Some((end, _)) => format!("{}…", words[..end].trim_end()),
        None => words,
    }
}

fn file_date(date: IssueDate) -> (i32, u32, u32) {
    use chrono::Datelike as _;

    // The decree's own date stands in for a year that is not known.
    let year = date.year.filter(|year| (1900..=2999).contains(year)).unwrap_or(2020);
    match date.calendar().filter(|date| date.year() == year) {
        Some(date) => (date.year(), date.month(), date.day()),
        None => (year, 1, 1),
    }
}
