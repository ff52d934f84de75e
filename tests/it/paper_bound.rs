//! Several papers as one document: each is what it is alone, and begins where it should.

use kehoach::compose::{Properties, compose};
use kehoach::model::{Document, Standing, Text};
use kehoach::samples;
use kehoach::typeset::{Pages, Typesetter};

/// The words of a page and where they stand, to a tenth of a point.
fn words(pages: &Pages, page: usize) -> Vec<(String, i64, i64)> {
    let tenth = |length: f64| (length * 10.0).round() as i64;
    let line = |line: &kehoach::typeset::PageLine| {
        (line.text.clone(), tenth(line.area.x), tenth(line.area.y))
    };
    pages.lines(page).iter().map(line).collect()
}

fn plans() -> Vec<Document> {
    let mut plans: Vec<Document> =
        samples::all().iter().filter_map(|sample| samples::open(sample.name)).collect();
    // Not all of one size, and footnotes in two papers one behind the other.
    plans[1].page.body_size = 13.0;
    for document in plans.iter_mut().take(3) {
        if let Some(text) = document.opening.first_mut() {
            text.push_note(Text::plain("Lời chú."));
        }
    }
    plans
}

fn properties() -> Properties {
    Properties { title: "Hồ sơ".to_owned(), date: (2026, 11, 29), ..Properties::default() }
}

#[test]
fn papers_bound_together_are_what_each_is_alone() {
    let plans = plans();
    let papers: Vec<_> =
        plans.iter().map(|document| compose(document, Standing::Issued)).collect();
    for on_right in [false, true] {
        let bound = Typesetter::new()
            .typeset_bound(&properties(), papers.clone(), on_right)
            .expect("it sets");
        let mut page = 0;
        for (paper, document) in papers.iter().zip(&plans) {
            let alone = Typesetter::new().typeset(paper).expect("it sets");
            if on_right && page % 2 == 1 {
                assert!(words(&bound, page).is_empty(), "{page} is blank");
                page += 1;
            }
            for own in 0..alone.count() {
                let subject = document.subject.words();
                assert_eq!(words(&bound, page), words(&alone, own), "{subject}: {own}");
                page += 1;
            }
        }
        assert_eq!(bound.count(), page);
    }
}

#[test]
fn papers_bound_together_make_one_pdf_that_may_be_archived() {
    let papers = plans().iter().map(|document| compose(document, Standing::Issued)).collect();
    let bound = Typesetter::new().typeset_bound(&properties(), papers, true).expect("it sets");
    let pdf = bound.pdf().expect("PDF/A");
    assert!(pdf.starts_with(b"%PDF"));
}
