//! The paper of every type measured against its template (Phụ lục III; PL I.II): what stands where, in
//! which order, with which fixed words.

use strum::IntoEnumIterator as _;

use kehoach::compose::{Inline, Paper, Piece, compose};
use kehoach::drafting::{Companion, companion};
use kehoach::model::{Document, DocumentType, Place, Standing, Story};
use kehoach::samples;
use kehoach::standard::StyleName;
use kehoach::typeset::{PageLine, Pages, Typesetter};

fn sample(name: &str) -> Document {
    samples::open(name).expect("a sample")
}

fn pages(document: &Document) -> Pages {
    Typesetter::new().typeset(&compose(document, Standing::Issued)).expect("it sets")
}

fn lines_of(pages: &Pages, place: Place) -> Vec<&PageLine> {
    pages.lines(0).iter().filter(|line| line.place == Some(place)).collect()
}

/// The words of the paper's paragraphs that are in a style.
fn styled(document: &Document, style: StyleName) -> Vec<String> {
    let paper = compose(document, Standing::Issued);
    paper.lines().filter(|line| line.style == style).map(Paper::words).collect()
}

#[test]
fn names_of_several_addressees_stand_in_a_column_under_the_colon() {
    for name in ["cong-van", "cong-dien"] {
        let document = sample(name);
        let pages = pages(&document);
        let firsts: Vec<f64> = (0..document.addressees.len())
            .map(|n| {
                let lines = lines_of(&pages, Place::Addressee(n));
                let list = lines.iter().filter(|line| line.text.trim_start().starts_with('-'));
                list.map(|line| line.area.x).next().unwrap_or_else(|| panic!("{name}: {n}"))
            })
            .collect();
        assert!(firsts.len() > 1 && firsts.iter().all(|x| (x - firsts[0]).abs() < 0.1));
        if name == "cong-van" {
            let head = lines_of(&pages, Place::Addressee(0));
            let head =
                head.iter().find(|line| line.text.contains("Kính gửi:")).expect("there");
            let end = head.area.x + head.area.width;
            // The dash begins where the colon does: within the colon's own width of 4 pt.
            assert!((0.0..5.0).contains(&(end - firsts[0])), "{end} {}", firsts[0]);
        }
    }
    let words = styled(&sample("cong-van"), StyleName::Addressee);
    assert!(words.iter().rev().skip(1).all(|line| line.ends_with(';')), "{words:?}");
    assert!(words.last().is_some_and(|line| line.ends_with('.')), "{words:?}");
}

#[test]
fn one_addressee_stands_on_the_line_of_the_salutation() {
    for name in ["to-trinh", "bao-cao"] {
        let document = sample(name);
        let words = styled(&document, StyleName::Salutation);
        assert_eq!(words, [format!("Kính gửi: {}", document.addressees[0])], "{name}");
        let pages = pages(&document);
        let line = lines_of(&pages, Place::Addressee(0));
        let (left, right) = (
            line.iter().map(|line| line.area.x).fold(f64::MAX, f64::min),
            line.iter().map(|line| line.area.x + line.area.width).fold(0.0, f64::max),
        );
        // In the middle between margins of 30 and 15 mm.
        let middle = (30.0 + (210.0 - 15.0)) / 2.0 / 25.4 * 72.0;
        assert!(((left + right) / 2.0 - middle).abs() < 2.0, "{name}");
    }
}

#[test]
fn the_subject_of_a_letter_stands_six_points_below_its_number_in_the_same_column() {
    let pages = pages(&sample("cong-van"));
    let number = lines_of(&pages, Place::Number)[0].area;
    let subject = lines_of(&pages, Place::Subject);
    assert!(subject[0].text.starts_with("V/v"), "{}", subject[0].text);
    let gap = subject[0].area.y - (number.y + number.height);
    assert!((5.0..10.0).contains(&gap), "{gap}");
    // A row may be several stretches of words.
    let middle = |place: Place, y: f64| {
        let lines = lines_of(&pages, place);
        let row = lines.iter().filter(|line| (line.area.y - y).abs() < 0.1);
        let (left, right) = row.fold((f64::MAX, 0.0f64), |(left, right), line| {
            (left.min(line.area.x), right.max(line.area.x + line.area.width))
        });
        (left + right) / 2.0
    };
    let off = middle(Place::Subject, subject[0].area.y) - middle(Place::Number, number.y);
    assert!(off.abs() < 8.0, "{off}");
    let nation =
        pages.lines(0).iter().find(|line| line.text.starts_with("CỘNG")).expect("there");
    for line in &subject {
        assert!(line.area.x + line.area.width < nation.area.x, "{}", line.text);
    }
    assert!(pages.lines(0).iter().all(|line| line.place != Some(Place::Type)));
}

#[test]
fn a_decision_says_who_issues_and_enacts_before_its_articles() {
    for (name, words) in [("quyet-dinh", "QUYẾT ĐỊNH:"), ("nghi-quyet", "QUYẾT NGHỊ:")]
    {
        let document = sample(name);
        let paper = compose(&document, Standing::Issued);
        let order: Vec<StyleName> = paper.sheets[0]
            .pieces
            .iter()
            .filter_map(|piece| match piece {
                Piece::Line(line) => Some(line.style),
                _ => None,
            })
            .collect();
        let at = |style: StyleName| {
            order.iter().position(|other| *other == style).unwrap_or_else(|| panic!("{style}"))
        };
        let ranks = [
            at(StyleName::TypeName),
            at(StyleName::Subject),
            at(StyleName::Competence),
            at(StyleName::LegalBasis),
            at(StyleName::Enactment),
            at(StyleName::Article),
        ];
        assert!(ranks.is_sorted(), "{name}: {ranks:?}");
        assert_eq!(styled(&document, StyleName::Enactment), [words]);
        // `Điều 1.` is bold, its words are not.
        let article = paper.lines().find(|line| line.style == StyleName::Article);
        let runs = article.map(|line| &*line.runs).unwrap_or_default();
        let [Inline::Words { text, look }, Inline::Words { look: after, .. }, ..] = runs
        else {
            panic!("{name}: {runs:?}");
        };
        assert!(text.replace('\u{A0}', " ").starts_with("Điều 1. "), "{text}");
        assert!(look.bold && !after.bold);
    }
}

#[test]
fn articles_of_a_regulation_count_through_its_chapters_and_their_titles_stand_below_the_numerals()
 {
    let document = sample("quy-che");
    assert_eq!(styled(&document, StyleName::Chapter), ["Chương I", "Chương II", "Chương III"]);
    assert_eq!(styled(&document, StyleName::Division), ["Mục 1", "Mục 2"]);
    let articles = styled(&document, StyleName::ArticleTitle);
    let numbers: Vec<String> = (1..=6).map(|n| format!("Điều {n}.")).collect();
    assert_eq!(articles.len(), 6);
    assert!(articles.iter().zip(&numbers).all(|(line, number)| line.starts_with(number)));
    let paper = compose(&document, Standing::Issued);
    let lines: Vec<_> = paper.lines().collect();
    let at = lines.iter().position(|line| line.style == StyleName::Chapter).expect("there");
    assert_eq!(lines[at + 1].style, StyleName::PartTitle);
    assert_eq!(Paper::words(lines[at + 1]), "QUY ĐỊNH CHUNG");
}

#[test]
fn minutes_are_signed_by_two_and_bear_no_date_of_their_own() {
    let document = sample("bien-ban");
    let pages = pages(&document);
    let posts: Vec<_> = pages
        .lines(0)
        .iter()
        .filter(|line| ["THƯ KÝ", "CHỦ TỌA"].contains(&line.text.trim()))
        .collect();
    assert_eq!(posts.len(), 2);
    assert!((posts[0].area.y - posts[1].area.y).abs() < 0.1);
    assert!(lines_of(&pages, Place::Date).is_empty());
    let recipients = pages.lines(0).iter().find(|line| line.text.starts_with("Nơi nhận"));
    let signer = pages.lines(0).iter().filter(|line| line.place == Some(Place::Signature(1)));
    let lowest = signer.map(|line| line.area.y).fold(0.0, f64::max);
    assert!(recipients.is_some_and(|line| line.area.y > lowest));
}

#[test]
fn an_invitation_names_host_and_guests_and_every_text_ends_with_its_mark() {
    let document = sample("giay-moi");
    let words = styled(&document, StyleName::Invitation);
    assert!(
        words[0]
            .starts_with("Ủy ban nhân dân xã Yên Hòa trân trọng kính mời: Trưởng các phòng")
    );
    for sample in samples::others() {
        let document = sample.document();
        let paper = compose(&document, Standing::Issued);
        let marked = paper.lines().filter(|line| Paper::words(line).ends_with("./.")).count();
        assert_eq!(marked, 1, "{}", sample.name);
    }
}

#[test]
fn what_goes_with_a_plan_sets_and_says_what_the_plan_says() {
    let mut document = sample("cai-cach-hanh-chinh");
    document.number = Some(18);
    document.date = kehoach::model::IssueDate::new(5, 1, 2027);
    for kind in Companion::iter() {
        let made = companion(&document, "ke-hoach.kehoach", kind);
        assert_eq!(made.document_type, kind.document_type());
        let paper = compose(&made, Standing::Issued);
        let words: Vec<String> = paper.lines().map(Paper::words).collect();
        let words = words.join("\n");
        let title = "Kế hoạch cải cách hành chính năm 2027";
        assert!(words.contains(title) || words.contains("18/KH-UBND"), "{kind:?}: {words}");
        assert!(pages(&made).count() >= 1, "{kind:?}");
    }
    let report = companion(&document, "a", Companion::Report);
    let table = report.annexes[0].blocks[0].table().expect("the tasks");
    assert_eq!(table.rows[0].last().map(|cell| cell.text.words()).as_deref(), Some("Kết quả"));
    assert_eq!(table.rows.len(), 13);
    let decision = companion(&document, "a", Companion::Decision);
    assert_eq!(
        decision.competence,
        "Ủy ban nhân dân xã Yên Hòa".replace("Yên Hòa", &commune(&document))
    );
    assert_eq!(decision.blocks(Story::Body).map(Vec::len), Some(3));
    assert_eq!(decision.document_type, DocumentType::Decision);
}

/// The name of the commune whose plan it is.
fn commune(document: &Document) -> String {
    let name = kehoach::standard::agency_in_sentence(&document.agency);
    name.rsplit("xã ").next().unwrap_or_default().to_owned()
}
