//! The paper of every sample, measured from the pages: sizes, faces, margins, drawn rules, page
//! numbers, end marks (Phụ lục I of the decree).

use kehoach::compose::{Piece, compose};
use kehoach::model::{Document, Place, Standing};
use kehoach::samples;
use kehoach::standard::{self, Component, Layout, SubjectForm};
use kehoach::typeset::{PageLine, Pages, Typesetter};

const MM: f64 = 72.0 / 25.4;

fn each_sample(mut check: impl FnMut(&str, &Document, &Pages)) {
    let mut typesetter = Typesetter::new();
    for sample in samples::all() {
        let document = samples::open(sample.name).expect("a sample opens");
        let pages =
            typesetter.typeset(&compose(&document, Standing::Issued)).expect("a sample sets");
        check(sample.name, &document, &pages);
    }
}

fn all_lines(pages: &Pages) -> impl Iterator<Item = (usize, &PageLine)> {
    (0..pages.count()).flat_map(|page| pages.lines(page).iter().map(move |line| (page, line)))
}

fn layout(document: &Document) -> &'static Layout {
    standard::layout(document.document_type)
}

/// The words of a place, in reading order.
fn words(pages: &Pages, place: Place) -> String {
    all_lines(pages)
        .filter(|(_, line)| line.place == Some(place))
        .map(|(_, line)| line.text.as_str())
        .collect::<Vec<_>>()
        .join(" ")
        .replace('\u{A0}', " ")
}

#[test]
fn sizes_and_faces_are_those_of_the_table() {
    each_sample(|name, document, pages| {
        assert!(document.decision.is_none(), "{name}");
        for (_, line) in all_lines(pages) {
            let is = |size: f64, bold: bool, italic: bool| {
                assert_eq!(
                    (line.size, line.bold, line.italic),
                    (size, bold, italic),
                    "{name}: {}",
                    line.text
                );
            };
            match line.place {
                Some(Place::Fixed) if line.text.starts_with("CỘNG") => is(13.0, true, false),
                Some(Place::Fixed) if line.text.starts_with("Độc lập") => {
                    is(14.0, true, false)
                }
                Some(Place::ParentAgency(_)) => is(13.0, false, false),
                Some(Place::Agency(_)) => is(13.0, true, false),
                Some(Place::Number) => is(13.0, false, false),
                Some(Place::Date) => is(14.0, false, true),
                Some(Place::Subject)
                    if layout(document).subject == SubjectForm::BelowNumber =>
                {
                    is(13.0, false, false);
                }
                Some(Place::Type | Place::Subject) => is(14.0, true, false),
                Some(Place::Addressee(_)) => is(14.0, false, false),
                Some(Place::Competence) if layout(document).has(Component::Competence) => {
                    is(14.0, true, false);
                }
                Some(Place::LegalBasis(_)) => is(14.0, false, true),
                Some(Place::Recipient(_)) => is(11.0, false, false),
                Some(Place::Archive) if line.text.starts_with("Nơi") => is(12.0, true, true),
                Some(Place::Archive) => is(11.0, false, false),
                Some(Place::Signature(_)) => is(14.0, true, false),
                Some(Place::Block(..) | Place::Opening(_) | Place::Closing(_)) => {
                    assert!((line.size - 14.0).abs() < 0.01, "{name}: {}", line.text);
                }
                _ => {}
            }
        }
    });
}

#[test]
fn text_stays_between_the_margins() {
    each_sample(|name, document, pages| {
        let margins = document.page.within_range().margins;
        for (page, line) in all_lines(pages) {
            let (width, height) = pages.size(page);
            let landscape = width > height;
            let (left, right) = if landscape {
                (margins.bottom, margins.top)
            } else {
                (margins.left, margins.right)
            };
            if matches!(
                line.place,
                Some(Place::Block(..) | Place::LegalBasis(_) | Place::Cell(..))
            ) {
                let area = line.area;
                assert!(area.x >= left * MM - 0.1, "{name}, {page}: {}", line.text);
                // A space at a line's end hangs into the margin.
                let hanging = if line.text.ends_with(' ') { 10.0 } else { 0.0 };
                let end = area.x + area.width - hanging;
                assert!(end <= width - right * MM + 0.5, "{name}, {page}: {}", line.text);
                assert!(
                    area.y + area.height
                        <= height - margins.right.min(margins.bottom) * MM + 0.1
                );
            }
        }
    });
}

#[test]
fn first_lines_are_indented_and_paragraphs_stand_apart() {
    each_sample(|name, document, pages| {
        let left = document.page.within_range().margins.left;
        for index in 0..document.legal_basis.len() {
            let place = Place::LegalBasis(index);
            let Some((_, line)) = all_lines(pages).find(|(_, line)| line.place == Some(place))
            else {
                continue;
            };
            let indent = line.area.x / MM - left;
            assert!((indent - 12.7).abs() < 0.2, "{name}: {indent} mm");
        }
    });
}

#[test]
fn rules_are_as_long_as_the_decree_says() {
    each_sample(|name, document, pages| {
        let motto = all_lines(pages)
            .find(|(_, line)| line.text.starts_with("Độc"))
            .map(|(_, line)| line.area)
            .expect("Tiêu ngữ is there");
        let below = |area: kehoach::typeset::Rect| {
            pages
                .rules(0)
                .iter()
                .filter(|rule| {
                    let gap = rule.y - area.y - area.height;
                    (0.0..5.0).contains(&gap)
                        && rule.x < area.x + area.width
                        && rule.x + rule.width > area.x
                })
                .min_by(|a, b| a.y.total_cmp(&b.y))
                .copied()
                .unwrap_or_else(|| panic!("{name}: a rule is missing"))
        };
        let rule = below(motto);
        let words: f64 = all_lines(pages)
            .filter(|(page, line)| *page == 0 && (line.area.y - motto.y).abs() < 0.1)
            .filter(|(_, line)| line.area.x >= motto.x)
            .map(|(_, line)| line.area.x + line.area.width)
            .fold(0.0, f64::max)
            - motto.x;
        assert!((rule.width / words - 1.0).abs() < 0.1, "{name}: {} of {words}", rule.width);

        for find in [Place::Agency(0), Place::Subject] {
            // The subject of a công văn has none.
            if find == Place::Subject && layout(document).subject == SubjectForm::BelowNumber {
                continue;
            }
            let same = |place: Option<Place>| match find {
                Place::Agency(_) => matches!(place, Some(Place::Agency(_))),
                _ => place == Some(find),
            };
            let mut rows: Vec<(f64, f64, f64, kehoach::typeset::Rect)> = Vec::new();
            for line in pages.lines(0).iter().filter(|line| same(line.place)) {
                let (x, end) = (line.area.x, line.area.x + line.area.width);
                match rows.last_mut() {
                    Some(row) if (row.0 - line.area.y).abs() < 0.1 => row.2 = end,
                    _ => rows.push((line.area.y, x, end, line.area)),
                }
            }
            let longest = rows.iter().map(|row| row.2 - row.1).fold(0.0, f64::max);
            // The empty plan has neither.
            let Some(last) = rows.last() else { continue };
            let rule = below(last.3);
            let share = rule.width / longest;
            assert!((0.333..=0.5).contains(&share), "{name}, {find:?}: {share}");
            let middle = (last.1 + last.2) / 2.0;
            let off = (rule.x + rule.width / 2.0 - middle).abs();
            assert!(off < 2.0, "{name}, {find:?}: {off} pt off the middle");
        }
    });
}

#[test]
fn number_and_date_share_a_line() {
    each_sample(|name, document, pages| {
        if !layout(document).dated {
            assert_eq!(words(pages, Place::Date), "", "{name}");
            return;
        }
        let baseline = |place: Place| {
            let mut lines = pages.lines(0).iter().filter(|line| line.place == Some(place));
            let first = lines.next().expect("it is there").area;
            assert!(lines.all(|line| (line.area.y - first.y).abs() < 0.1), "{name}: it wraps");
            first.y
        };
        let difference = baseline(Place::Number) - baseline(Place::Date);
        assert!(difference.abs() < 2.0, "{name}: {difference}");
    });
}

#[test]
fn pages_are_numbered_at_the_top_but_the_first_of_each_sheet() {
    each_sample(|name, _, pages| {
        let mut expected = 0;
        let mut landscape = None;
        for page in 0..pages.count() {
            let (width, height) = pages.size(page);
            let opens =
                pages.lines(page).iter().any(|line| {
                    line.text.starts_with("CỘNG HÒA") || line.text.starts_with("Phụ lục")
                }) && pages.lines(page).iter().any(|line| line.bold && line.area.y < 120.0);
            if page == 0
                || landscape != Some(width > height)
                || (opens && page > 0 && is_annex(pages, page))
            {
                expected = 1;
            } else {
                expected += 1;
            }
            landscape = Some(width > height);
            let number: Vec<_> = pages
                .lines(page)
                .iter()
                .filter(|line| line.place.is_none() && line.area.y < 18.0 * MM)
                .filter(|line| line.text.chars().all(|c| c.is_ascii_digit()))
                .collect();
            if expected == 1 {
                assert!(number.is_empty(), "{name}, page {page}");
            } else {
                assert_eq!(number.len(), 1, "{name}, page {page}");
                assert_eq!(number[0].text, expected.to_string(), "{name}, page {page}");
                assert!((13.0..=14.0).contains(&number[0].size));
                assert!(!number[0].bold && !number[0].italic);
            }
        }
    });
}

fn is_annex(pages: &Pages, page: usize) -> bool {
    pages
        .lines(page)
        .first()
        .is_some_and(|line| matches!(line.place, Some(Place::AnnexTitle(_))))
        || pages.lines(page).iter().take(3).any(|line| {
            matches!(line.place, Some(Place::AnnexTitle(_)))
                && line.text.starts_with("Phụ lục")
        })
}

#[test]
fn the_text_ends_once_with_its_mark() {
    each_sample(|name, document, pages| {
        let all: String = all_lines(pages).map(|(_, line)| line.text.as_str()).collect();
        // The empty plan has nothing to end.
        let ends = usize::from(name != "ke-hoach-moi");
        assert_eq!(all.matches("./.").count(), ends, "{name}");
        if let Some(last) = document.closing.len().checked_sub(1) {
            assert!(words(pages, Place::Closing(last)).ends_with("./."), "{name}");
        }
        let bases = document.legal_basis.len();
        for index in 0..bases {
            let mark = if index + 1 == bases { '.' } else { ';' };
            assert!(words(pages, Place::LegalBasis(index)).ends_with(mark), "{name}, {index}");
        }
    });
}

#[test]
fn headings_and_signature_stay_with_their_text() {
    each_sample(|name, document, pages| {
        let paper = compose(document, Standing::Issued);
        let page_of = |place: Place, first: bool| {
            let areas = pages.areas(place);
            if first {
                areas.first().map(|area| area.0)
            } else {
                areas.last().map(|area| area.0)
            }
        };
        for sheet in &paper.sheets {
            for pair in sheet.pieces.windows(2) {
                let [Piece::Line(line), next] = pair else { continue };
                let next = match next {
                    Piece::Line(next) => next.place,
                    Piece::Grid(grid) => grid.rows[0].cells[0].lines[0].place,
                    Piece::Columns(_) => Place::Signature(0),
                };
                let drawn =
                    page_of(line.place, true).is_some() && page_of(next, true).is_some();
                if line.keep_with_next
                    && drawn
                    && next != Place::Fixed
                    && line.place != Place::Fixed
                {
                    assert_eq!(
                        page_of(line.place, false),
                        page_of(next, true),
                        "{name}: {:?} is cut off from {next:?}",
                        line.place
                    );
                }
            }
        }
        // The block is on one page.
        assert!(pages.areas(Place::Signature(0)).len() <= 1, "{name}");
    });
}
