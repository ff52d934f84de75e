//! The pages while a plan is written are the pages of the plan set as a whole: the same lines at
//! the same points, whatever was changed before.

use std::cell::RefCell;
use std::ops::ControlFlow;

use kehoach::compose::compose;
use kehoach::model::{self, Block, Document, Level, Standing, Style, Table, Text};
use kehoach::samples;
use kehoach::typeset::{Live, Pages, Ready, TypesetError, Typesetter};
use proptest::prelude::*;

thread_local! {
    static WHOLE: RefCell<Typesetter> = RefCell::new(Typesetter::new());
}

fn set_whole(document: &Document) -> Pages {
    WHOLE
        .with_borrow_mut(|whole| whole.typeset(&compose(document, Standing::Issued)))
        .expect("the plan sets")
}

fn set_live(live: &mut Live, document: &Document) -> Pages {
    live.typeset(compose(document, Standing::Issued)).expect("the plan sets")
}

/// Sets a plan, and stops when pages were handed out so many times. What is known of the plan before must
/// stay right.
fn set_in_part(live: &mut Live, document: &Document, looked_at: usize, times: usize) {
    let mut left = times;
    let set = live.typeset_showing(
        compose(document, Standing::Issued),
        looked_at..looked_at + 2,
        &mut |_| match left {
            0 => ControlFlow::Break(()),
            _ => {
                left -= 1;
                ControlFlow::Continue(())
            }
        },
    );
    assert!(matches!(set, Ok(_) | Err(TypesetError::Overtaken)), "{set:?}");
}

fn assert_same(live: &Pages, whole: &Pages, after: &str) {
    for page in 0..live.count().min(whole.count()) {
        let (ours, theirs) = (live.lines(page), whole.lines(page));
        for (a, b) in ours.iter().zip(theirs) {
            assert_eq!(a, b, "{after}, page {page}");
        }
        assert_eq!(ours.len(), theirs.len(), "{after}, page {page}");
        assert_eq!(live.rules(page), whole.rules(page), "{after}, page {page}");
        assert_eq!(live.size(page), whole.size(page), "{after}, page {page}");
    }
    assert_eq!(live.count(), whole.count(), "{after}");
    assert_eq!(live.starts(), whole.starts(), "{after}");
}

/// A plan of some twenty pages with all that can stand on them.
fn long_plan() -> Document {
    let mut document = samples::open("kiem-tra").expect("a sample opens");
    let mut body = Vec::new();
    for name in ["kiem-tra", "nam-hoc", "phong-trao-thi-dua", "cai-cach-hanh-chinh"] {
        body.extend(samples::open(name).expect("a sample opens").body);
    }
    document.body = [body.clone(), body].concat();
    document
}

/// What she may do with the n-th block.
#[derive(Clone, Debug)]
enum Deed {
    Letter,
    Sentence,
    Note,
    Remove,
    Split,
    Table,
    Section,
    Level,
    RemoveMany,
    Replace(Block),
    Spacing,
    Signer,
    Annex,
    LongTable,
    Cell,
    CellNote,
    Row,
    RowGone,
}

fn any_deed() -> impl Strategy<Value = (Deed, usize)> {
    let deed = prop_oneof![
        5 => Just(Deed::Letter),
        3 => Just(Deed::Sentence),
        2 => Just(Deed::Note),
        2 => Just(Deed::Remove),
        2 => Just(Deed::Split),
        1 => Just(Deed::Table),
        1 => Just(Deed::Section),
        1 => Just(Deed::Level),
        1 => Just(Deed::RemoveMany),
        2 => crate::plans::any_block().prop_map(Deed::Replace),
        1 => Just(Deed::Spacing),
        1 => Just(Deed::Signer),
        1 => Just(Deed::Annex),
        2 => Just(Deed::LongTable),
        5 => Just(Deed::Cell),
        2 => Just(Deed::CellNote),
        2 => Just(Deed::Row),
        1 => Just(Deed::RowGone),
    ];
    (deed, 0..10_000usize)
}

/// A table over several pages, with cells that reach down and rows of many heights.
fn long_table(seed: usize) -> Block {
    let mut table = Table::of_tasks(40 + seed % 50);
    for (row, cells) in table.rows.iter_mut().enumerate().skip(1) {
        let words = "Triển khai nhiệm vụ theo phân công. ".repeat((seed + row * 7) % 6);
        cells[1].text = words.as_str().into();
        if (seed + row).is_multiple_of(5) {
            cells[2].text = "Phòng chuyên môn".into();
            cells[2].rows = 1 + (seed + row) % 4;
        }
    }
    Block::from(table)
}

fn act(document: &mut Document, deed: &Deed, at: usize) {
    let sentence = "Các đơn vị chủ động phối hợp, báo cáo kết quả trước ngày 15 hằng tháng. ";
    if document.body.is_empty() {
        document.body.push(Block::new(Level::Body, sentence));
    }
    let index = at % document.body.len();
    match deed {
        Deed::Remove => {
            document.body.remove(index);
        }
        Deed::RemoveMany => {
            let end = (index + 25).min(document.body.len());
            document.body.drain(index..end);
        }
        Deed::Split => document.body.insert(index, Block::new(Level::Body, sentence)),
        Deed::Table => document.body.insert(index, Block::from(Table::of_tasks(4))),
        Deed::Section => document.body.insert(index, Block::new(Level::Section, "Yêu cầu")),
        Deed::Replace(block) => document.body[index] = block.clone(),
        Deed::Spacing => document.page.line_spacing = 2.3 - document.page.line_spacing,
        Deed::Signer => document.recipients.truncate(index % 3),
        Deed::Annex => {
            document.annexes.push(model::Annex {
                title: Text::plain("Phân công nhiệm vụ"),
                landscape: true,
                blocks: document.body.iter().skip(index).take(20).cloned().collect(),
            });
            document.annexes.reverse();
        }
        Deed::LongTable => document.body.insert(index, long_table(at)),
        Deed::Cell | Deed::CellNote | Deed::Row | Deed::RowGone => {
            let Some(table) = document.body.iter_mut().filter_map(Block::table_mut).next()
            else {
                return document.body.insert(index, long_table(at));
            };
            let row = at % table.rows.len();
            let column = at % table.columns();
            match deed {
                Deed::Cell => table.rows[row][column].text.push(sentence, Style::PLAIN),
                Deed::CellNote => table.rows[row][column].text.push_note(sentence.into()),
                Deed::Row => table.rows.insert(row, table.rows[row].clone()),
                _ => drop(table.rows.remove(row)),
            }
        }
        Deed::Letter | Deed::Sentence | Deed::Note | Deed::Level => {
            let Block::Text(paragraph) = &mut document.body[index] else { return };
            let middle = paragraph.text.len() / 2;
            match deed {
                Deed::Letter => {
                    paragraph.text.insert(middle, "a");
                }
                Deed::Sentence => {
                    paragraph.text.insert(middle, sentence);
                }
                Deed::Note => paragraph.text.push_note(Text::plain(&sentence.repeat(3))),
                _ => paragraph.level = Level::Dash,
            }
        }
    }
    document.normalise();
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 10,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn a_long_plan_is_followed(deeds in prop::collection::vec(any_deed(), 1..12)) {
        let mut document = long_plan();
        let mut live = Live::new();
        set_live(&mut live, &document);
        for (deed, at) in &deeds {
            act(&mut document, deed, *at);
            set_in_part(&mut live, &document, at % 23, at % 3);
            let after = format!("{deed:?}");
            assert_same(&set_live(&mut live, &document), &set_whole(&document), &after);
        }
    }

    #[test]
    fn any_plan_is_followed(
        mut document in crate::plans::any_plan(),
        deeds in prop::collection::vec(any_deed(), 1..6),
    ) {
        let mut live = Live::new();
        set_live(&mut live, &document);
        for (deed, at) in &deeds {
            act(&mut document, deed, *at);
            set_in_part(&mut live, &document, at % 23, at % 3);
            let after = format!("{deed:?}");
            assert_same(&set_live(&mut live, &document), &set_whole(&document), &after);
        }
    }
}

#[test]
fn a_table_over_many_pages_is_followed_row_by_row() {
    let mut document = Document { body: vec![long_table(33)], ..Document::default() };
    document.normalise();
    let mut live = Live::new();
    assert_same(&set_live(&mut live, &document), &set_whole(&document), "at first");
    for (deed, at) in [
        (Deed::Cell, 25),
        (Deed::Cell, 25),
        (Deed::Row, 50),
        (Deed::CellNote, 37),
        (Deed::Cell, 60),
        (Deed::RowGone, 20),
        (Deed::Cell, 0),
        (Deed::Cell, 70),
    ] {
        act(&mut document, &deed, at);
        let after = format!("{deed:?} {at}");
        assert_same(&set_live(&mut live, &document), &set_whole(&document), &after);
    }
}

#[test]
fn a_table_full_of_footnotes_is_followed() {
    let mut table = Table::new(3, 60);
    for (row, cells) in table.rows.iter_mut().enumerate() {
        for (column, cell) in cells.iter_mut().enumerate() {
            let words = format!("Nội dung công việc {row}.{column} do đơn vị thực hiện");
            cell.text = words.as_str().into();
            for _ in 0..row.min(1) {
                cell.text.push_note(format!("Ghi chú {row}.{column}.").as_str().into());
            }
        }
    }
    let body = vec![Block::new(Level::Section, "Nhiệm vụ"), Block::from(table)];
    let mut document = Document { body, ..Document::default() };
    let mut live = Live::new();
    let whole = set_whole(&document);
    assert!(whole.count() > 5, "{} pages", whole.count());
    assert_same(&set_live(&mut live, &document), &whole, "at first");
    for (row, words) in
        [(20, " a"), (20, " và những việc khác nữa"), (45, " và"), (1, " a"), (59, " a")]
    {
        let table = document.body[1].table_mut().expect("a table");
        table.rows[row][1].text.insert(3, words);
        let after = format!("{words:?} in row {row}");
        assert_same(&set_live(&mut live, &document), &set_whole(&document), &after);
    }
}

#[test]
fn a_table_whose_head_has_footnotes_is_followed() {
    let mut document = Document { body: vec![long_table(33)], ..Document::default() };
    let head = &mut document.body[0].table_mut().expect("a table").rows[0];
    for (cell, note) in head.iter_mut().zip(["Ghi chú một.", "Ghi chú hai."]) {
        cell.text.push_note(note.into());
    }
    document.normalise();
    let mut live = Live::new();
    let whole = set_whole(&document);
    assert!(whole.count() > 4, "{} pages", whole.count());
    assert_same(&set_live(&mut live, &document), &whole, "at first");
    let mut noted = Block::new(Level::Body, "Đoạn trước bảng");
    let Block::Text(paragraph) = &mut noted else { return };
    paragraph.text.push_note("Ghi chú của đoạn.".into());
    type Edit<'e> = &'e dyn Fn(&mut Vec<Block>);
    let cell = |row: usize| {
        move |body: &mut Vec<Block>| {
            let table = body.iter_mut().find_map(Block::table_mut).expect("a table");
            table.rows[row][1].text.insert(0, "Chữ gõ thêm. ");
        }
    };
    let cell_note = |body: &mut Vec<Block>| {
        let table = body.iter_mut().find_map(Block::table_mut).expect("a table");
        table.rows[40][1].text.push_note("Ghi chú của ô.".into());
    };
    let moved = |body: &mut Vec<Block>| body.rotate_left(1);
    let (before, last) = (cell(60), cell(71));
    let edits: [(&str, Edit<'_>); 6] = [
        ("a row", &before),
        ("a paragraph with a note before it", &|body| body.insert(0, noted.clone())),
        ("the last row", &last),
        ("a note in a row", &cell_note),
        ("the row again", &before),
        ("the paragraph behind it", &moved),
    ];
    for (after, edit) in edits {
        edit(&mut document.body);
        assert_same(&set_live(&mut live, &document), &set_whole(&document), after);
    }
}

#[test]
fn where_columns_move_the_page_that_is_looked_at_comes_first() {
    let mut document = Document { body: vec![long_table(33)], ..Document::default() };
    let (row, place) = (70, model::Place::Cell(model::Story::Body, 0, 70, 4));
    document.body[0].table_mut().expect("a table").rows[row][4].text = "a".into();
    document.normalise();
    let mut live = Live::new();
    let mut pages = set_live(&mut live, &document);
    for length in [30, 31, 32] {
        let word = "a".repeat(length);
        let table = document.body[0].table_mut().expect("a table");
        table.rows[row][4].text = word.as_str().into();
        let (page, _) = pages.first_area(place).expect("the cell is on paper");
        assert!(page > 3, "the table is long");
        let mut shown = Vec::new();
        let last = length == 32;
        let set = live.typeset_showing(
            compose(&document, Standing::Issued),
            page..page + 1,
            &mut |ready| {
                let Ready::Around(around) = ready else {
                    shown.push(0);
                    return ControlFlow::Continue(());
                };
                let on_page = |at: usize| {
                    let lines =
                        around.lines(at).iter().filter(|line| line.place == Some(place));
                    lines.map(|line| line.text.as_str()).collect::<String>()
                };
                let words: String = (page..around.count()).map(on_page).collect();
                assert_eq!(words.replace(' ', ""), word, "where it stood, or just after");
                assert!(around.count() >= pages.count());
                shown.push(1);
                if last { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
            },
        );
        assert_eq!(shown.first(), Some(&1), "before any other page");
        match set {
            Ok(set) => {
                assert!(last);
                assert_same(&set, &set_whole(&document), "at the end");
                pages = set;
            }
            Err(error) => assert!(!last && matches!(error, TypesetError::Overtaken)),
        }
    }
    assert!(pages.first_area(place).is_some());
}

#[test]
fn pages_put_together_look_and_print_like_the_whole() {
    let mut document = long_plan();
    let mut live = Live::new();
    set_live(&mut live, &document);
    for index in [40, 90, 41, 150] {
        act(&mut document, &Deed::Sentence, index);
        let (ours, whole) = (set_live(&mut live, &document), set_whole(&document));
        assert_same(&ours, &whole, "a sentence");
        for page in 0..whole.count() {
            assert!(ours.render(page, 0.5) == whole.render(page, 0.5), "page {page}");
        }
    }
    let (ours, whole) = (set_live(&mut live, &document), set_whole(&document));
    assert!(ours.pdf().expect("PDF") == whole.pdf().expect("PDF"));
}

#[test]
fn a_signature_is_never_alone_while_writing() {
    let mut document = samples::open("kiem-tra").expect("a sample opens");
    let mut live = Live::new();
    for _ in 0..40 {
        document.body.push(Block::new(Level::Dash, "Một việc ngắn."));
        assert_same(&set_live(&mut live, &document), &set_whole(&document), "one more line");
    }
}
