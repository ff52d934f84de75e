//! Several papers as one PDF: a list in front, each paper on an odd page, as they are printed on both sides
//! and bound.

use chrono::Datelike as _;

use super::names::standing_line;
use crate::compose::{
    Grid, GridCell, GridRow, Inline, Line, Look, Paper, Piece, Properties, Sheet, compose,
};
use crate::model::{PageSetup, Place, Plan, Standing};
use crate::standard::{StyleName, agency_in_sentence, style, type_name};
use crate::typeset::{Pages, TypesetError, Typesetter};

/// Widths of the list's columns in mm: number, symbol and day, what it is, page.
const COLUMNS: [f64; 4] = [12.0, 42.0, 94.0, 17.0];

/// How papers are bound.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bound {
    /// A hồ sơ: a list in front, each paper on an odd page.
    Listed,
    /// Letters to many: each on a page of its own, no list.
    Loose,
}

/// Why papers cannot be bound.
#[derive(Debug, thiserror::Error)]
pub enum BundleError {
    /// There are none.
    #[error("Không có văn bản nào để gộp.")]
    Empty,
    /// The pages could not be made.
    #[error(transparent)]
    Typeset(#[from] TypesetError),
}

/// Sets documents as one run of pages. A page setting that differs from the first document's gives way to
/// that one's: sizes and spacing are a file's, margins each paper's own.
///
/// # Errors
/// [`BundleError`].
pub fn bundle(
    typesetter: &mut Typesetter,
    documents: &[Plan],
    standing: Standing,
    bound: Bound,
) -> Result<Pages, BundleError> {
    let first = documents.first().ok_or(BundleError::Empty)?;
    let mut papers = Vec::with_capacity(documents.len());
    for document in documents {
        papers.push(single(typesetter, document, standing, first.page)?);
    }
    let mut whole = Paper {
        properties: properties(first, documents.len()),
        sheets: Vec::new(),
        page: first.page.within_range(),
    };
    if bound == Bound::Listed {
        let starts = |front: usize| {
            let mut next = even(front) + 1;
            papers.iter().map(move |(_, pages)| {
                let start = next;
                next += even(*pages);
                start
            })
        };
        // How long the list is does not hang on the numbers in it.
        let list = list(first, documents, standing, &starts(1).collect::<Vec<_>>());
        let front = typesetter.typeset(&alone(&whole, list))?.count();
        let list = self::list(first, documents, standing, &starts(front).collect::<Vec<_>>());
        add(&mut whole, vec![list], front, bound);
    }
    for (paper, pages) in papers {
        add(&mut whole, paper.sheets, pages, bound);
    }
    // Nothing is left to be on the back of.
    if whole.sheets.last().is_some_and(|sheet| sheet.pieces.is_empty()) {
        whole.sheets.pop();
    }
    Ok(typesetter.typeset(&whole)?)
}

/// A document as its own paper, and how many pages it has.
fn single(
    typesetter: &mut Typesetter,
    document: &Plan,
    standing: Standing,
    page: PageSetup,
) -> Result<(Paper, usize), TypesetError> {
    let margins = document.page.margins;
    let mut paper = match document.page == page {
        true => compose(document, standing),
        false => compose(
            &Plan { page: PageSetup { margins, ..page }, ..document.clone() },
            standing,
        ),
    };
    typesetter.settle(&mut paper)?;
    let pages = typesetter.typeset(&paper)?.count();
    Ok((paper, pages))
}

/// The number of pages with the blank back of the last.
fn even(pages: usize) -> usize {
    pages.next_multiple_of(2)
}

fn add(whole: &mut Paper, sheets: Vec<Sheet>, pages: usize, bound: Bound) {
    let from = whole.sheets.len();
    whole.sheets.extend(sheets);
    let count = whole.sheets.len();
    if let Some(sheet) = whole.sheets.get_mut(from) {
        sheet.restarts_notes = from > 0;
    }
    if bound == Bound::Listed && pages % 2 == 1 {
        let last = &whole.sheets[count - 1];
        let back = blank(last);
        whole.sheets.push(back);
    }
}

/// A page with nothing on it, as those of another sheet.
fn blank(like: &Sheet) -> Sheet {
    Sheet {
        landscape: like.landscape,
        margins: like.margins,
        top_mark: None,
        address: Vec::new(),
        restarts_notes: false,
        pieces: Vec::new(),
    }
}

fn alone(whole: &Paper, sheet: Sheet) -> Paper {
    Paper { sheets: vec![sheet], ..whole.clone() }
}

fn properties(first: &Plan, count: usize) -> Properties {
    let today = chrono::Local::now();
    let subject = first.subject.words();
    let name = type_name(first.document_type);
    Properties {
        title: format!("{name} {}", subject.trim()).trim().to_owned(),
        subject: format!("{count} văn bản"),
        author: agency_in_sentence(&first.agency),
        keywords: Vec::new(),
        date: (today.year(), today.month(), today.day()),
        time: (0, 0, 0),
    }
}

/// "Danh mục văn bản": number, symbol and day, type and subject, the page that it begins on.
fn list(first: &Plan, documents: &[Plan], standing: Standing, starts: &[usize]) -> Sheet {
    use StyleName::{TableCenter, TableHead, TableLeft};

    let page = first.page.within_range();
    let row = |names: [StyleName; 4], words: [String; 4]| GridRow {
        splits: false,
        keep_with_next: false,
        cells: names
            .into_iter()
            .zip(words)
            .enumerate()
            .map(|(column, (name, words))| GridCell {
                column,
                columns: 1,
                rows: 1,
                top: false,
                lines: vec![line(name, &words, &page)],
            })
            .collect(),
    };
    let head = ["STT", "Số, ký hiệu; ngày", "Tên loại và trích yếu", "Trang"];
    let head = row([TableHead; 4], head.map(str::to_owned));
    let body = documents.iter().zip(starts).enumerate().map(|(n, (document, start))| {
        let subject = document.subject.words();
        let name = type_name(document.document_type);
        let number = match standing {
            Standing::Issued => standing_line(document),
            Standing::Draft => crate::compose::symbol(document),
        };
        row(
            [TableCenter, TableCenter, TableLeft, TableCenter],
            [
                (n + 1).to_string(),
                number,
                format!("{name}: {}", subject.trim()),
                start.to_string(),
            ],
        )
    });
    let rows = std::iter::once(head).chain(body).collect();
    let margins = page.margins;
    let width = 210.0 - margins.left - margins.right;
    let share = width / COLUMNS.iter().sum::<f64>();
    let grid = Grid {
        place: Place::Fixed,
        widths: COLUMNS.iter().map(|column| column * share).collect(),
        head_rows: 1,
        opens_page: Vec::new(),
        rows,
    };
    let mut under = line(StyleName::Subject, &subject_of(first), &page);
    under.after = 12.0;
    Sheet {
        landscape: false,
        margins,
        top_mark: None,
        address: Vec::new(),
        restarts_notes: false,
        pieces: vec![
            Piece::Line(line(StyleName::TypeName, "DANH MỤC VĂN BẢN TRONG HỒ SƠ", &page)),
            Piece::Line(under),
            Piece::Grid(grid),
        ],
    }
}

fn subject_of(first: &Plan) -> String {
    format!("{}: {}", type_name(first.document_type), first.subject.words().trim())
}

fn line(name: StyleName, words: &str, page: &PageSetup) -> Line {
    let look = style(name, page);
    let look = Look { bold: look.bold, italic: look.italic, underline: false };
    let mut line = Line::blank(Place::Fixed, name);
    line.runs = vec![Inline::Words { text: words.to_owned(), look }];
    line
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::drafting::{Companion, companion};
    use crate::samples;

    #[test]
    fn each_paper_begins_on_an_odd_page_with_the_number_that_the_list_says() {
        let plan = samples::open("cai-cach-hanh-chinh").expect("a sample");
        let mut documents = vec![plan.clone()];
        for kind in [Companion::Proposal, Companion::Decision, Companion::Report] {
            documents.push(companion(&plan, "kh.kehoach", kind));
        }
        let mut typesetter = Typesetter::new();
        let pages =
            bundle(&mut typesetter, &documents, Standing::Issued, Bound::Listed).expect("set");
        let words = |page: usize| {
            let lines = pages.lines(page).iter().map(|line| line.text.as_str());
            lines.collect::<Vec<_>>().join(" ")
        };
        let front = words(0);
        for name in ["TỜ TRÌNH", "QUYẾT ĐỊNH", "BÁO CÁO", "KẾ HOẠCH"] {
            let begins = |page: &usize| {
                let words = words(*page);
                words.contains("CỘNG HÒA") && words.contains(name)
            };
            let page = (0..pages.count()).find(begins).unwrap_or_else(|| panic!("{name}"));
            assert_eq!(page % 2, 0, "{name} begins on page {}", page + 1);
            assert!(front.contains(&(page + 1).to_string()), "{name}: {front}");
        }
        let loose = bundle(&mut typesetter, &documents[2..3], Standing::Issued, Bound::Loose)
            .expect("set");
        assert_eq!(loose.count(), 1);
        assert!(matches!(
            bundle(&mut typesetter, &[], Standing::Issued, Bound::Loose),
            Err(BundleError::Empty)
        ));
    }
}
