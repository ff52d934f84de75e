use super::*;
use crate::compose::compose;
use crate::model::{Block, Document, Level, Recipient, Signature, Standing, Text};

fn small() -> Document {
    Document {
        parent_agency: vec!["Ủy ban nhân dân tỉnh Nghệ An".into()],
        agency: vec!["Sở Xây dựng".into()],
        abbreviation: "SXD".into(),
        place: "Nghệ An".into(),
        date: crate::model::IssueDate::new(5, 2, 2026),
        number: Some(5),
        subject: Text::plain("Triển khai phong trào thi đua “Dân vận khéo” năm 2026"),
        legal_basis: vec![Text::plain("Căn cứ Luật Tổ chức chính quyền địa phương")],
        opening: vec![Text::plain("Sở Xây dựng ban hành Kế hoạch như sau:")],
        body: vec![
            Block::new(Level::Section, "Mục đích, yêu cầu"),
            Block::new(Level::Clause, Text::styled("Mục đích", crate::model::Style::BOLD)),
            Block::new(Level::Point, "Nâng cao nhận thức của cán bộ, công chức."),
            Block::from(crate::model::Table::of_tasks(3)),
        ],
        closing: vec![Text::plain("Trên đây là Kế hoạch của Sở Xây dựng")],
        recipients: vec![Recipient {
            name: "UBND tỉnh".into(), purpose: "để b/c".into()
        }],
        signatures: vec![Signature {
            signer: "Trần Văn Bình".into(), ..Signature::default()
        }],
        ..Document::default()
    }
}

#[test]
fn words_lead_back_to_their_places() {
    let paper = compose(&small(), Standing::Issued);
    let pages = Typesetter::new().typeset(&paper).expect("the small plan sets");
    let point = crate::model::Place::Block(crate::model::Story::Body, 2);
    let areas = pages.areas(point);
    assert_eq!(areas.len(), 1);
    let area = areas[0].1;
    let middle = area.y + area.height / 2.0;
    assert_eq!(pages.hit(0, area.x - 50.0, middle), Some((point, 0)));
    let (place, at) = pages.hit(0, area.x + area.width, middle).expect("a line is there");
    assert_eq!(
        (place, at),
        (point, "Nâng cao nhận thức của cán bộ, công chức.".chars().count())
    );
    let cell = crate::model::Place::Cell(crate::model::Story::Body, 3, 2, 0);
    assert_eq!(pages.areas(cell).len(), 1);
}

#[test]
fn nothing_she_types_is_code() {
    let wild =
        r##"#panic("x") $x^2$ *b* _i_ \ // /* `raw` <a> @b "q" [c] {d} ~ -- ... 😀 = H"##;
    let mut document = small();
    document.subject = Text::plain(wild);
    document.body.push(Block::new(Level::Body, wild));
    document.agency = vec![wild.into()];
    document.signatures[0].signer = wild.into();
    let pages =
        Typesetter::new().typeset(&compose(&document, Standing::Issued)).expect("sets");
    let words: String = (0..pages.count())
        .flat_map(|page| pages.lines(page))
        .filter(|line| {
            line.place == Some(crate::model::Place::Block(crate::model::Story::Body, 4))
        })
        .map(|line| line.text.as_str())
        .collect();
    assert_eq!(words.replace(' ', ""), wild.replace(' ', ""));
    assert!(pages.pdf().is_ok());
}

#[test]
fn a_paragraph_of_a_hundred_thousand_letters_is_set_whole() {
    let mut document = small();
    let long = "Kế hoạch ".repeat(11_112);
    document.body.push(Block::new(Level::Body, long.trim()));
    document.body.push(Block::new(Level::Body, "x".repeat(2_000).as_str()));
    let pages =
        Typesetter::new().typeset(&compose(&document, Standing::Issued)).expect("sets");
    let letters: usize = (0..pages.count())
        .flat_map(|page| pages.lines(page))
        .filter(|line| {
            line.place == Some(crate::model::Place::Block(crate::model::Story::Body, 4))
        })
        .map(|line| line.text.matches("hoạch").count())
        .sum();
    assert_eq!(letters, 11_112);
}

#[test]
fn equal_plans_give_equal_bytes() {
    let paper = compose(&small(), Standing::Issued);
    let pdf =
        || Typesetter::new().typeset(&paper).and_then(|pages| pages.pdf()).expect("sets");
    assert_eq!(pdf(), pdf());
}

#[test]
fn a_signature_is_never_alone_and_a_long_last_paragraph_may_break() {
    let mut typesetter = Typesetter::new();
    let mut broken = false;
    for lines in 0..40 {
        let mut document = small();
        document.body.retain(|block| block.table().is_none());
        for _ in 0..lines {
            document.body.push(Block::new(Level::Dash, "Một việc ngắn."));
        }
        document.closing =
            vec![Text::plain(&"Trên đây là Kế hoạch của Sở Xây dựng ".repeat(18))];
        let pages =
            typesetter.typeset(&compose(&document, Standing::Issued)).expect("the plan sets");
        assert!(!pages.closing_is_alone(), "{lines}");
        broken |= pages.areas(crate::model::Place::Closing(0)).len() == 2;
    }
    assert!(broken);
}
