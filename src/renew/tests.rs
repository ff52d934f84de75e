//! An old plan as a whole.

use super::*;
use crate::model::{Block, IssueDate, Level, Recipient, Story, Text};

fn old() -> Document {
    Document {
        agency: vec!["Sở Xây dựng".to_owned()],
        parent_agency: vec!["Ủy ban nhân dân tỉnh Hà Nam".to_owned()],
        number: Some(36),
        place: "Hà Nam".to_owned(),
        date: IssueDate::new(5, 3, 2025),
        subject: Text::from_markup("Thi đua “Dân vận khéo” năm <b>2025</b>"),
        legal_basis: vec![
            "Căn cứ Quyết định số 12/QĐ-UBND ngày 05/3/2023 của UBND tỉnh Hà Nam".into(),
            "Căn cứ Luật Thi đua".into(),
        ],
        body: vec![
            Block::new(Level::Section, "Mục đích"),
            Block::new(
                Level::Clause,
                "Thực hiện Kế hoạch số 7/KH-UBND ngày 02/01/2025 của UBND tỉnh Hà Nam; hoàn thành \
                 trước ngày 15/12/2025",
            ),
        ],
        recipients: vec![Recipient {
            name: "UBND các huyện, thành phố".to_owned(),
            purpose: String::new(),
        }],
        ..Document::default()
    }
}

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 9, 22).expect("a real day")
}

#[test]
fn from_october_on_a_plan_becomes_next_years() {
    let document = old();
    for (month, day, by) in [(1, 2, 1), (9, 30, 1), (10, 1, 2), (12, 31, 2)] {
        let today = NaiveDate::from_ymd_opt(2026, month, day).expect("a real day");
        assert_eq!(years_to_move(&document, today), by, "{today}");
    }
}

#[test]
fn a_school_years_plan_becomes_that_of_the_year_under_way() {
    let document = Document {
        subject: Text::plain("Thực hiện nhiệm vụ năm học 2025 - 2026"),
        date: IssueDate::new(9, 9, 2025),
        ..Document::default()
    };
    for (year, month, by) in
        [(2026, 5, 1), (2026, 7, 1), (2026, 11, 1), (2027, 3, 1), (2027, 8, 2)]
    {
        let today = NaiveDate::from_ymd_opt(year, month, 2).expect("a real day");
        assert_eq!(years_to_move(&document, today), by, "{today}");
    }
}

#[test]
fn the_safe_changes_make_this_years_plan_and_leave_citations_alone() {
    let document = old();
    let changes = propose(&document, years_to_move(&document, today()), today());
    let safe: Vec<&Change> = changes.iter().filter(|change| change.safe).collect();
    let new = apply(&document, &safe);
    assert_eq!(new.number, None);
    assert_eq!(new.date, IssueDate { day: None, month: None, year: Some(2026) });
    assert_eq!(new.subject.to_markup(), "Thi đua “Dân vận khéo” năm <b>2026</b>");
    let words = new.body[1].paragraph().map(|p| p.text.words()).unwrap_or_default();
    assert_eq!(
        words,
        "Thực hiện Kế hoạch số 7/KH-UBND ngày 02/01/2025 của UBND tỉnh Hà Nam; hoàn thành trước \
         ngày 15/12/2026"
    );
    assert_eq!(new.legal_basis, document.legal_basis);
    assert_eq!(new.recipients, document.recipients);
}

#[test]
fn names_and_bases_wait_for_her() {
    let document = old();
    let changes = propose(&document, 1, today());
    let names: Vec<&Change> = changes.iter().filter(|c| c.reason == Reason::Name).collect();
    let places: Vec<Place> = names.iter().map(|change| change.place).collect();
    assert_eq!(places, [Place::ParentAgency(0), Place::Date, Place::Recipient(0)]);
    assert!(names.iter().all(|change| !change.safe));
    let new = apply(&document, &names);
    assert_eq!(new.parent_agency, ["Ủy ban nhân dân tỉnh Ninh Bình"]);
    assert_eq!(new.place, "Ninh Bình");
    assert_eq!(new.recipients[0].name, "UBND các xã, phường, đặc khu");
    let bases: Vec<&Change> = changes.iter().filter(|c| c.reason == Reason::Basis).collect();
    assert_eq!(bases.len(), 2);
    let first = apply(&document, &bases[..1]);
    assert_eq!(first.legal_basis, document.legal_basis[1..]);
}

#[test]
fn every_change_says_what_stands_there_now() {
    let document = old();
    for change in propose(&document, 1, today()) {
        let Deed::Words { part, range } = &change.deed else { continue };
        let mut seen = false;
        each_field(&mut document.clone(), &mut |place, own, field| {
            if place == change.place && own == *part {
                let words: String =
                    words_of(&field).chars().skip(range.start).take(range.len()).collect();
                assert_eq!(words, change.before);
                seen = true;
            }
        });
        assert!(seen, "{change:?}");
    }
}

#[test]
fn block_cells_and_annexes_are_looked_through() {
    let mut document = old();
    let mut table = crate::model::Table::new(2, 2);
    table.rows[1][1] = crate::model::Cell::new("30/6/2025");
    document.annexes.push(crate::model::Annex {
        title: "Phân công năm 2025".into(),
        blocks: vec![Block::from(table)],
        landscape: false,
    });
    let changes = propose(&document, 1, today());
    let cell = Place::Cell(Story::Annex(0), 0, 1, 1);
    assert!(changes.iter().any(|c| c.place == cell && c.after == "30/6/2026"));
    assert!(changes.iter().any(|c| c.place == Place::AnnexTitle(0) && c.after == "2026"));
}
