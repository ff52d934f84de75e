//! Several papers as one PDF: a list in front, each paper on an odd page, as they are printed on both sides
//! and bound.

use std::time::SystemTime;

use super::names::standing_line;
use crate::compose::{
    Grid, GridCell, GridRow, Inline, Line, Look, Paper, Piece, Properties, Sheet, compose,
};
use crate::export::{date, made};
use crate::model::{Document, PageSetup, Place, Standing};
use crate::standard::{StyleName, agency_in_sentence, style, type_name};
use crate::typeset::{Pages, TypesetError, Typesetter};

/// Widths of the list's columns in mm: number, symbol and day, what it is, page.
const COLUMNS: [f64; 4] = [12.0, 42.0, 94.0, 17.0];

/// Sets documents as one run of pages: the list in front, then each as it is alone, on an odd page. The whole
/// says that it was made when the last of them was `saved`, see [`made`].
///
/// # Errors
/// As [`Typesetter::typeset`].
pub fn bundle(
    typesetter: &mut Typesetter,
    documents: &[Document],
    standing: Standing,
    saved: Option<SystemTime>,
) -> Result<Pages, TypesetError> {
    let blank = Document::default();
    // What all the others go with.
    let plan = documents.iter().find(|document| document.goes_with.is_none());
    let first = plan.or(documents.first()).unwrap_or(&blank);
    let properties = properties(first, documents.len(), standing, saved);
    let mut papers: Vec<Paper> =
        documents.iter().map(|document| compose(document, standing)).collect();
    let front = |starts: &[usize]| Paper {
        properties: properties.clone(),
        sheets: vec![list(first, documents, standing, starts)],
        page: first.page.within_range(),
    };
    papers.insert(0, front(&vec![0; documents.len()]));
    let pages = typesetter.typeset_bound(&properties, papers.clone(), true)?;
    // How long the list is does not hang on the numbers in it, so the others stay where they are.
    let mut at = 1;
    let starts = papers.iter().map(|paper| {
        let start = pages.starts().get(at - 1).copied().unwrap_or_default();
        at += paper.sheets.len();
        start
    });
    let starts: Vec<usize> = starts.skip(1).collect();
    papers[0] = front(&starts);
    typesetter.typeset_bound(&properties, papers, true)
}

fn properties(
    first: &Document,
    count: usize,
    standing: Standing,
    saved: Option<SystemTime>,
) -> Properties {
    let subject = first.subject.words();
    let name = type_name(first.document_type);
    let mut properties = Properties {
        title: format!("{name} {}", subject.trim()).trim().to_owned(),
        subject: format!("{count} văn bản"),
        author: agency_in_sentence(&first.agency),
        keywords: Vec::new(),
        ..compose(first, standing).properties
    };
    if let Some(made) = made(saved) {
        date(&mut properties, made);
    }
    properties
}

/// "Danh mục văn bản": number, symbol and day, type and subject, the page that it begins on.
fn list(
    first: &Document,
    documents: &[Document],
    standing: Standing,
    starts: &[usize],
) -> Sheet {
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
        pieces: vec![
            Piece::Line(line(StyleName::TypeName, "DANH MỤC VĂN BẢN TRONG HỒ SƠ", &page)),
            Piece::Line(under),
            Piece::Grid(grid),
        ],
    }
}

fn subject_of(first: &Document) -> String {
    format!("{}: {}", type_name(first.document_type), first.subject.words().trim())
}

fn line(name: StyleName, words: &str, page: &PageSetup) -> Line {
    let look = style(name, page);
    let look = Look { bold: look.bold, italic: look.italic, underline: false };
    let mut line = Line::blank(Place::Fixed, name);
    line.runs = vec![Inline::Words { text: words.to_owned(), look }].into();
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
        let pages = bundle(&mut typesetter, &documents, Standing::Issued, None);
        let pages = pages.expect("set");
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
    }
}
