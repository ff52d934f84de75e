//! Tables of operations: blocks before, what is done, blocks after.

use crate::model::{Block, Level, Text};

use super::Operation::{self, *};
use super::notation::{read, write};
use super::{Emphasis, Selection, TableOperation, copied, part};

fn check(rows: &[(&[&str], Operation, &[&str])]) {
    for (before, operation, after) in rows {
        let (mut blocks, selection) = read(before);
        let selection = operation.apply(&mut blocks, selection);
        assert_eq!(write(&blocks, selection), *after, "{operation:?} on {before:?}");
    }
}

#[test]
fn enter_begins_what_a_word_user_expects() {
    check(&[
        (&["I MỤC ĐÍCH|"], Split, &["I MỤC ĐÍCH", "1 |"]),
        (&["P CHUNG|"], Split, &["P CHUNG", "I |"]),
        (&["1 <b>Mục đích|</b>"], Split, &["1 <b>Mục đích</b>", "a |"]),
        (&["1 Rà soát|"], Split, &["1 Rà soát", "1 |"]),
        (&["a một| hai"], Split, &["a một", "a | hai"]),
        (&["a |một", "a hai"], Split, &["a", "a |một", "a hai"]),
        (&["a một[ hai| ba"], Split, &["a một", "a | ba"]),
        (&["c một|"], Split, &["c một", "c |"]),
        (&["T a|/b;c/d"], Split, &["T a⏎|/b;c/d"]),
        (&["a một|"], Break, &["a một⏎|"]),
    ]);
}

#[test]
fn enter_on_an_empty_item_goes_up_to_its_parent_and_then_out() {
    check(&[
        (&["1 x", "a y", "- |"], Split, &["1 x", "a y", "a |"]),
        (&["1 x", "- |"], Split, &["1 x", "1 |"]),
        (&["I X", "1 |"], Split, &["I X", "I |"]),
        (&["P X", "I |"], Split, &["P X", "_ |"]),
        (&["1 |"], Split, &["_ |"]),
        (&["c |"], Split, &["_ |"]),
        (&["_ |"], Split, &["_", "_ |"]),
    ]);
}

#[test]
fn backspace_at_the_start_takes_the_numeral_then_joins() {
    check(&[
        (&["1 một", "a |hai"], JoinBefore, &["1 một", "_ |hai"]),
        (&["1 một", "_ |hai"], JoinBefore, &["1 một|hai"]),
        (&["1 <b>một</b>", "_ |hai<fn>ba</fn>"], JoinBefore, &["1 <b>một|</b>hai<fn>ba</fn>"]),
        (&["_ |hai"], JoinBefore, &["_ |hai"]),
        (&["c |hai"], JoinBefore, &["_ |hai"]),
        (&["T a/b", "_ |"], JoinBefore, &["T a/b|"]),
        (&["T a/b", "_ |c"], JoinBefore, &["T a/b|", "_ c"]),
    ]);
}

#[test]
fn delete_at_the_end_joins_what_follows() {
    check(&[
        (&["1 một|", "a hai"], JoinAfter, &["1 một|hai"]),
        (&["1 |", "a hai"], JoinAfter, &["a |hai"]),
        (&["1 một|", "T a/b"], JoinAfter, &["1 một|", "T a/b"]),
        (&["_ |", "T a/b"], JoinAfter, &["T |a/b"]),
        (&["1 một|"], JoinAfter, &["1 một|"]),
    ]);
}

#[test]
fn tab_walks_the_levels() {
    check(&[
        (&["I X|"], Indent, &["1 X|"]),
        (&["1 x|"], Indent, &["a x|"]),
        (&["1.1 x|"], Indent, &["a x|"]),
        (&["a x|"], Indent, &["- x|"]),
        (&["- x|"], Indent, &["+ x|"]),
        (&["+ x|"], Indent, &["+ x|"]),
        (&["I X", "_ x|"], Indent, &["I X", "1 x|"]),
        (&["a y", "_ x|"], Indent, &["a y", "a x|"]),
        (&["_ x|"], Indent, &["1 x|"]),
        (&["I X|"], Outdent, &["I X|"]),
        (&["1 x|"], Outdent, &["I x|"]),
        (&["1.1 x|"], Outdent, &["1 x|"]),
        (&["_ x|"], Outdent, &["_ x|"]),
        (&["*1 x", "*a y", "a z"], Indent, &["*a x", "*- y", "a z"]),
        (&["*1 x", "*T a/b", "*_ z"], SetLevel(Level::Dash), &["*- x", "*T a/b", "*- z"]),
    ]);
}

#[test]
fn moving_takes_the_family_along() {
    check(&[
        (&["I A", "1 a", "I B|", "1 b"], MoveUp, &["I B|", "1 b", "I A", "1 a"]),
        (
            &["I A|", "1 a", "_ x", "I B", "1 b"],
            MoveDown,
            &["I B", "1 b", "I A|", "1 a", "_ x"],
        ),
        (&["I A", "1 a|", "I B"], MoveDown, &["I A", "I B", "1 a|"]),
        (&["I A", "I B", "1 a|"], MoveUp, &["I A", "1 a|", "I B"]),
        (&["I A|"], MoveUp, &["I A|"]),
        (&["I A|", "1 a"], MoveDown, &["I A|", "1 a"]),
        (&["_ a", "_ b|", "_ c"], MoveUp, &["_ b|", "_ a", "_ c"]),
        (&["a x", "*- y", "*- z"], MoveUp, &["*- y", "*- z", "a x"]),
        (&["*- y", "*- z", "- w"], MoveDown, &["- w", "*- y", "*- z"]),
        (&["_ a", "T x|/y"], MoveUp, &["T x|/y", "_ a"]),
        (&["I A|", "1 a", "I B", "1 b"], MoveTo(4), &["I B", "1 b", "I A|", "1 a"]),
        (&["I A", "1 a", "I B|", "1 b"], MoveTo(0), &["I B|", "1 b", "I A", "1 a"]),
        (&["I A|", "1 a", "I B"], MoveTo(1), &["I A|", "1 a", "I B"]),
        (&["_ a", "*_ b", "*_ c"], MoveTo(0), &["*_ b", "*_ c", "_ a"]),
    ]);
}

#[test]
fn a_new_section_stands_after_the_one_with_the_caret() {
    let (blocks, _) = read(&["I A", "1 a", "I B", "1 b", "P C"]);
    for (here, at) in [(None, 5), (Some(0), 2), (Some(1), 2), (Some(2), 4), (Some(4), 5)] {
        assert_eq!(super::blocks::next_section(&blocks, here), at, "{here:?}");
    }
}

#[test]
fn blocks_are_copied_removed_and_put_in() {
    check(&[
        (&["a x|", "a y"], Duplicate, &["a x", "a x|", "a y"]),
        (&["a x|", "a y"], DeleteBlocks, &["a |y"]),
        (&["a x", "a y|"], DeleteBlocks, &["a |x"]),
        (&["a x|"], DeleteBlocks, &["_ |"]),
        (&["*a x", "*a y"], DeleteSelection, &["_ |"]),
        (&["I X|", "1 x"], InsertAfter, &["I X", "1 |", "1 x"]),
        (&["a x|y"], InsertAfter, &["a xy", "a |"]),
        (&["a x|"], InsertTable, &["a x", "T |/;/;/"]),
        (&["_ |", "_ y"], InsertTable, &["T |/;/;/", "_ y"]),
    ]);
}

#[test]
fn what_reaches_from_one_paragraph_into_another_is_one_stretch_of_words() {
    check(&[
        // What is left of both is one paragraph, of the first one's level …
        (&["a một h[ai", "1 giữa", "_ b|a bốn"], DeleteSelection, &["a một h|a bốn"]),
        (&["a một h|ai", "1 giữa", "_ b[a bốn"], DeleteSelection, &["a một h|a bốn"]),
        (&["I A[b", "T x/y", "1 c|d", "1 e"], DeleteSelection, &["I A|d", "1 e"]),
        // … and of the last one's where nothing is left of the first.
        (&["I [Đầu", "a c|uối"], DeleteSelection, &["a |uối"]),
        (&["1 x[y", "1 z|w"], Split, &["1 x", "1 |w"]),
        (&["1 x[y", "1 z|w"], Break, &["1 x⏎|w"]),
        (&["1 x[y", "1 z|w"], Paste(read(&["_ mới"]).0), &["1 xmới|w"]),
        (&["1 x[y", "1 z|w"], Toggle(Emphasis::Bold), &["1 x[<b>y</b>", "1 <b>z|</b>w"]),
        (&["1 x[<b>y</b>", "1 <b>z</b>|w"], Toggle(Emphasis::Bold), &["1 x[y", "1 z|w"]),
        // Whole paragraphs change their level and their place.
        (&["1 x[y", "1 z|w"], Indent, &["a x[y", "a z|w"]),
        (&["1 x[y", "1 z|w", "1 v"], MoveDown, &["1 v", "1 x[y", "1 z|w"]),
        (&["1 x[y", "1 z|w"], DeleteBlocks, &["_ |"]),
        // What ends before the first letter of a paragraph has nothing of it.
        (&["1 [x", "1 |z"], DeleteSelection, &["1 |z"]),
        (&["1 [x", "1 |z"], Indent, &["a [x", "1 |z"]),
        // A table is taken whole.
        (&["1 x[y", "T z|w/a", "1 v"], DeleteSelection, &["1 |v"]),
    ]);
    let (blocks, selection) = read(&["I A[b", "1 cd", "1 e|f"]);
    assert_eq!(copied(&blocks, selection), "b\n1. cd\n2. e");
    let part = part(&blocks, selection);
    assert_eq!(write(&part, Selection::at(9, 0)), ["_ b", "1 cd", "1 e"]);
}

#[test]
fn pasted_blocks_fall_into_place() {
    let lines = |lines: &[&str]| Paste(read(lines).0);
    check(&[
        (&["a một| hai"], lines(&["_ x"]), &["a mộtx| hai"]),
        (&["a một| hai"], lines(&["_ x", "_ y"]), &["a mộtx", "a y| hai"]),
        (&["I X|"], lines(&["_ Y", "_ z"]), &["I XY", "_ z|"]),
        (&["_ |"], lines(&["I A", "1 b", "_ c"]), &["I A", "1 b", "_ c|"]),
        (&["a |"], lines(&["_ x", "_ y"]), &["a x", "a y|"]),
        (&["_ |x"], lines(&["T a/b"]), &["T a/b|", "_ x"]),
        (&["T a|/b"], lines(&["_ x", "_ y"]), &["T ax⏎y|/b"]),
        (&["*a x", "*a y", "a z"], lines(&["1 n"]), &["1 n|", "a z"]),
        (&["a [x|"], lines(&["_ y"]), &["a y|"]),
        (&["a x|y"], lines(&["1 m", "1 n"]), &["a x", "1 m", "1 n|", "a y"]),
        (&["a x|y"], lines(&["1 m", "_ n"]), &["a x", "1 m", "a n|y"]),
        (&["_ |"], lines(&["1 m"]), &["1 m|"]),
        (&["a x|y"], lines(&["1 m"]), &["a xm|y"]),
        (&["I X|"], lines(&["_ <b>y</b>"]), &["I Xy|"]),
    ]);
}

#[test]
fn emphasis_and_notes() {
    check(&[
        (&["a một [hai|"], Toggle(Emphasis::Bold), &["a một [<b>hai|</b>"]),
        (&["a [<b>hai|</b>"], Toggle(Emphasis::Bold), &["a [hai|"]),
        (
            &["*a <i>x</i>", "*T y/z"],
            Toggle(Emphasis::Italic),
            &["*a <i>x</i>", "*T <i>y</i>/<i>z</i>"],
        ),
        (&["a x|y"], InsertNote, &["a x<fn></fn>|y"]),
        (&["a x<fn></fn>|y"], SetNote(0, Text::from("lời")), &["a x<fn>lời</fn>|y"]),
        (&["a x<fn>1</fn>y<fn>2</fn>|"], DeleteNote(0), &["a xy<fn>2</fn>|"]),
    ]);
}

#[test]
fn tables_grow_shrink_merge_and_split() {
    use TableOperation::*;
    let does = Table;
    check(&[
        (&["T a|/b;c/d"], does(RowBelow), &["T a/b;|/;c/d"]),
        (&["T a|/b;c/d"], does(RowAbove), &["T |/;a/b;c/d"]),
        (&["T a|/b;c/d"], does(ColumnRight), &["T a/|/b;c//d"]),
        (&["T a|/b;c/d"], does(DeleteRow), &["T c|/d"]),
        (&["T a|/b;c/d"], does(DeleteColumn), &["T b|;d"]),
        (&["T a|", "_ x"], does(DeleteRow), &["_ |x"]),
        (&["T a|/b;c/d"], does(MergeRight), &["T a|⏎b~1x2/;c/d"]),
        (&["T a|/b;c/d"], does(MergeDown), &["T a|⏎c~2x1/b;/d"]),
        (&["T a|~1x2/;c/d"], does(Split), &["T a|/;c/d"]),
        (&["T a|~1x2/;c/d"], does(MergeDown), &["T a|⏎c⏎d~2x2/;/"]),
        (&["T a~2x1/b|;/d"], does(RowBelow), &["T a~3x1/b;/|;/d"]),
        (&["T a~2x1/b|;/d"], does(DeleteRow), &["T a/d|"]),
        (&["T a/b;c/d|"], does(MergeRight), &["T a/b;c/d|"]),
        (
            &["T a|/b;c/d"],
            PasteGrid(vec![vec!["1".into(), "2".into(), "3".into()], vec!["4".into()]]),
            &["T 1|/2⏎3;4/d"],
        ),
    ]);
}

#[test]
fn edges_move_within_the_two_columns() {
    let (mut blocks, selection) = read(&["T |a/b/c"]);
    let edge = |column, by| Table(TableOperation::MoveEdge { column, by });
    edge(0, 100).apply(&mut blocks, selection);
    let widths = |blocks: &[Block]| blocks[0].table().map(|table| table.widths.clone());
    assert_eq!(widths(&blocks), Some(vec![433, 233, 333]));
    edge(1, -5000).apply(&mut blocks, selection);
    assert_eq!(widths(&blocks), Some(vec![433, 30, 536]));
}

#[test]
fn a_marker_typed_before_an_item_becomes_its_level_and_goes() {
    check(&[
        (&["1 - |gạch"], TakeMarker, &["- |gạch"]),
        (&["1 a) |"], TakeMarker, &["a |"]),
        (&["a IV. |"], TakeMarker, &["I |"]),
        (&["_ 1.1. |"], TakeMarker, &["1.1 |"]),
        (&["1 1. |"], TakeMarker, &["1 |"]),
        (&["1 + |<b>đậm</b>"], TakeMarker, &["+ <b>|đậm</b>"]),
        (&["c Phần I. |"], TakeMarker, &["P |"]),
        (&["1 chữ - |"], TakeMarker, &["1 chữ - |"]),
        (&["1 -|"], TakeMarker, &["1 -|"]),
        (&["T - |/b"], TakeMarker, &["T - |/b"]),
    ]);
}

#[test]
fn lines_without_numerals_stay_so_among_pasted_ones_with() {
    let blocks = |lines: &[&str]| Paste(read(lines).0);
    check(&[
        (
            &["1 |"],
            blocks(&["1 Băng rôn", "_ Ghi chú", "T a/b", "_ Hết"]),
            &["1 Băng rôn", "_ Ghi chú", "T a/b", "_ Hết|"],
        ),
        (
            &["1 |"],
            blocks(&["_ Trên Cổng", "I KHEN", "_ Trao"]),
            &["_ Trên Cổng", "I KHEN", "_ Trao|"],
        ),
        (
            &["1 một|"],
            blocks(&["_ hai", "I KHEN", "_ Trao"]),
            &["1 mộthai", "I KHEN", "_ Trao|"],
        ),
    ]);
}

#[test]
fn pasted_prose_with_rows_of_tabs_is_paragraphs_and_a_table() {
    let text =
        "Danh mục:\nSTT\tHạng mục\tSố tiền\n1\tBăng rôn\t1.500.000\n2\tLoa\t900.000\nHết.";
    let blocks = super::blocks::pasted(text);
    let lines = write(&blocks, Selection::at(9, 0));
    assert_eq!(
        lines,
        ["_ Danh mục:", "T STT/Hạng mục/Số tiền;1/Băng rôn/1.500.000;2/Loa/900.000", "_ Hết."]
    );
    let table = blocks[1].table().expect("a table");
    use crate::model::CellAlign::{Center, Left, Right};
    assert_eq!(crate::compose::column_aligns(table), [Center, Left, Right]);
    assert!(table.widths[0] * 2 < table.widths[1], "{:?}", table.widths);
}

#[test]
fn rows_and_columns_move_with_what_is_tied_to_them() {
    use TableOperation::*;
    let does = Table;
    check(&[
        (&["T h/i;a|/b;c/d"], does(RowDown), &["T h/i;c/d;a|/b"]),
        (&["T h/i;a/b;c|/d"], does(RowUp), &["T h/i;c|/d;a/b"]),
        (&["T h/i;a|/b;c/d"], does(RowUp), &["T h/i;a|/b;c/d"]),
        (&["T h|/i;a/b"], does(RowDown), &["T h|/i;a/b"]),
        (&["T h/i;a|~2x1/b;/d;e/f"], does(RowDown), &["T h/i;e/f;a|~2x1/b;/d"]),
        (&["T h/i;a|/b;c~2x1/d;/e"], does(RowDown), &["T h/i;c~2x1/d;/e;a|/b"]),
        (&["T h|/i;a/b"], does(ColumnOn), &["T i/h|;b/a"]),
        (&["T h/i|;a/b"], does(ColumnBack), &["T i|/h;b/a"]),
        (&["T h|/i/j;a~1x2//c"], does(ColumnOn), &["T j/h|/i;c/a~1x2/"]),
    ]);
}

#[test]
fn the_number_of_a_row_counts_by_itself() {
    use TableOperation::*;
    let does = Table;
    check(&[
        (&["T STT/v;1/a|;2/b"], does(RowBelow), &["T STT/v;1/a;2/|;3/b"]),
        (&["T TT/v;1/a|;2/b"], does(RowDown), &["T TT/v;1/b;2/a|"]),
        (&["T STT/v;1/a|;2/b"], does(DeleteRow), &["T STT/v;1/b|"]),
        (&["T STT/v;01/a;02/b|"], does(RowBelow), &["T STT/v;01/a;02/b;03/|"]),
        (
            &["T STT/v;1/a|;2/b;/Tổng cộng"],
            does(RowBelow),
            &["T STT/v;1/a;2/|;3/b;/Tổng cộng"],
        ),
        (&["T STT/v;1/a;/b|"], does(RowBelow), &["T STT/v;1/a;2/b;3/|"]),
        (&["T STT/v;1.1/a|"], does(RowBelow), &["T STT/v;1.1/a;/|"]),
        (&["T STT/v;2/a|;7/b"], does(RowBelow), &["T STT/v;2/a;/|;7/b"]),
        (&["T Tên/v;1/a|"], does(RowBelow), &["T Tên/v;1/a;/|"]),
        (&["T STT/v;A~1x2/;1/a|"], does(RowAbove), &["T STT/v;A~1x2/;1/|;2/a"]),
    ]);
}

#[test]
fn tab_passes_over_the_numbers_that_count_by_themselves() {
    type Cell = (usize, usize);
    let cases: [(&str, Cell, bool, Option<Cell>); 7] = [
        ("T STT/v;1/a;2/b", (0, 0), true, Some((0, 1))),
        ("T STT/v;1/a;2/b", (0, 1), true, Some((1, 1))),
        ("T STT/v;1/a;2/b", (2, 1), false, Some((1, 1))),
        ("T STT/v;1/a;2/b", (1, 1), false, Some((0, 1))),
        ("T STT/v;1/a;2/b", (2, 1), true, None),
        ("T STT/v;/a;/b", (0, 1), true, Some((1, 0))),
        ("T Tên/v;1/a;2/b", (0, 1), true, Some((1, 0))),
    ];
    for (row, cell, forward, to) in cases {
        let (blocks, _) = read(&[&format!("{row}|")]);
        let table = blocks[0].table().expect("a table");
        assert_eq!(super::table::next_to_write(table, cell, forward), to, "{row} {cell:?}");
    }
    check(&[(
        &["_ x|"],
        Insert(Block::from(crate::model::Table::of_tasks(1))),
        &[
            "_ x",
            "T STT/Nội dung, nhiệm vụ/Cơ quan, đơn vị chủ trì/Cơ quan, đơn vị phối \
                  hợp/Thời gian hoàn thành/Sản phẩm;1/|////",
        ],
    )]);
}

#[test]
fn rows_are_sorted_and_numbers_summed() {
    use TableOperation::*;
    let does = Table;
    let up = does(Sort { descending: false });
    let down = does(Sort { descending: true });
    check(&[
        (&["T STT/v|;1/Đà;2/An;3/"], up.clone(), &["T STT/v|;1/An;2/Đà;3/"]),
        (&["T STT/v|;1/9;2/10;/Tổng cộng"], down, &["T STT/v|;1/10;2/9;/Tổng cộng"]),
        (&["T a/v|;x~2x1/2;/1"], up.clone(), &["T a/v|;x~2x1/2;/1"]),
        (&["T a~2x1/v|;/2;b/1"], up, &["T a~2x1/v|;/2;b/1"]),
        (
            &["T STT/v/Tiền|;1/a/1.500;2/b/2,5"],
            does(Sum),
            &["T STT/v/Tiền;1/a/1.500;2/b/2,5;/<b>Tổng cộng</b>/<b>1.502,5|</b>"],
        ),
        (&["T v/Tiền;a/1;b/2;Cộng/|"], does(Sum), &["T v/Tiền;a/1;b/2;Cộng/<b>|3</b>"]),
        (&["T v/Tiền;a/1|;Cộng/9"], does(Sum), &["T v/Tiền;a/1;Cộng/<b>1|</b>"]),
        (&["T v/Nơi;a/Sở A|;b/5 người"], does(Sum), &["T v/Nơi;a/Sở A|;b/5 người"]),
        (&["T v/Tiền;a/|;Cộng/9"], does(Sum), &["T v/Tiền;a/|;Cộng/9"]),
    ]);
}

#[test]
fn selected_cells_are_merged_cleared_aligned_and_filled() {
    let area = |a, b| super::Area::between(a, b);
    let words = |rows: &[&[&str]]| -> Vec<Vec<Text>> {
        rows.iter().map(|row| row.iter().map(|words| Text::from(*words)).collect()).collect()
    };
    use TableOperation::*;
    let square = area((0, 0), (1, 1));
    check(&[
        (&["T a|/b/c;d/e/f"], Cells(square, Merge), &["T a|⏎b⏎d⏎e~2x2//c;//f"]),
        (&["T a|/b/c;d/e/f"], Cells(square, Clear), &["T |//c;//f"]),
        (&["T a|/b;c/d"], Cells(area((0, 0), (1, 0)), DeleteRow), &["_ |"]),
        (&["T a/b|;c/d;e/f"], Cells(area((0, 1), (1, 1)), DeleteRow), &["T e/f|"]),
        (&["T a/b;c/d|"], Cells(area((1, 1), (1, 1)), DeleteRow), &["T a/b|"]),
        (&["T a/b|;c/d", "_ x"], Table(DeleteTable), &["_ |x"]),
        (&["T a/b/c|"], Cells(area((0, 0), (0, 1)), DeleteColumn), &["T c|"]),
        (&["T a|/b;c/d"], FillCells(square, words(&[&["x"]])), &["T x|/x;x/x"]),
        (
            &["T a|/b;c/d"],
            FillCells(area((0, 1), (1, 1)), words(&[&["x"], &["y"], &["z"]])),
            &["T a|/x;c/y"],
        ),
        (
            &["T a|/b/c;d/e/f"],
            FillCells(square, words(&[&["x", "y", "z"], &["u"]])),
            &["T x|/y/c;u/e/f"],
        ),
        (
            &["T a|/b"],
            FillCells(area((0, 1), (0, 1)), words(&[&["x"], &["y"]])),
            &["T a|/x;/y"],
        ),
        (
            &["T a|/b;c/d"],
            ToggleCells(area((0, 1), (1, 1)), Emphasis::Bold),
            &["T a|/<b>b</b>;c/<b>d</b>"],
        ),
    ]);
    let (mut blocks, selection) = read(&["T a|/b;c/d"]);
    let right = Align(crate::model::CellAlign::Right);
    Cells(area((1, 0), (1, 1)), right).apply(&mut blocks, selection);
    let table = blocks[0].table().expect("a table");
    let aligned = |row: usize| table.rows[row].iter().all(|c| c.align != Default::default());
    assert!(!aligned(0) && aligned(1));
}

#[test]
fn columns_are_as_wide_as_their_words_call_for() {
    let (mut blocks, selection) =
        read(&["T STT|/Nội dung;1/Một việc dài hơn nhiều so với số"]);
    Table(TableOperation::FitWidths).apply(&mut blocks, selection);
    let table = blocks[0].table().expect("a table");
    assert!(table.widths[0] * 3 < table.widths[1], "{:?}", table.widths);
    assert!(table.widths.iter().sum::<u32>().abs_diff(1000) < 5, "{:?}", table.widths);
}
