//! Tables of operations: blocks before, what is done, blocks after.

use crate::model::{Block, Level, Text};

use super::Operation::{self, *};
use super::notation::{read, write};
use super::{Emphasis, TableOperation};

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
    ]);
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
        (&["T a~2x1/b|;/d"], does(DeleteRow), &["T a|/d"]),
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
