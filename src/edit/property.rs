//! Whatever is done in whatever order: nothing panics, nothing is lost, all can be taken back.

use proptest::prelude::*;
use strum::IntoEnumIterator;

use crate::model::{Block, Document, Level, Story, Style, Text};

use super::{
    Area, Emphasis, Operation, Selection, Session, TableOperation, numerals, perform,
};

fn any_text() -> impl Strategy<Value = Text> {
    let run = ("[a-eđế]{0,4}", any::<bool>(), proptest::option::weighted(0.1, "[x-z]{1,3}"));
    proptest::collection::vec(run, 0..3).prop_map(|runs| {
        let mut text = Text::default();
        for (words, bold, note) in runs {
            text.push(&words, Style { bold, ..Style::PLAIN });
            if let Some(note) = note {
                text.push_note(Text::from(note.as_str()));
            }
        }
        text
    })
}

fn any_level() -> impl Strategy<Value = Level> {
    proptest::sample::select(Level::iter().collect::<Vec<_>>())
}

fn any_block() -> impl Strategy<Value = Block> {
    let cell = (any_text(), 1usize..4, 1usize..4);
    let table = proptest::collection::vec(proptest::collection::vec(cell, 1..4), 1..4);
    prop_oneof![
        5 => (any_level(), any_text()).prop_map(|(level, text)| Block::new(level, text)),
        1 => table.prop_map(|rows| {
            let mut table = crate::model::Table::new(1, 1);
            table.rows = rows
                .into_iter()
                .map(|row| {
                    row.into_iter()
                        .map(|(text, rows, columns)| crate::model::Cell {
                            text,
                            rows,
                            columns,
                            ..Default::default()
                        })
                        .collect()
                })
                .collect();
            table.normalise();
            Block::from(table)
        }),
    ]
}

fn any_selection() -> impl Strategy<Value = Selection> {
    prop_oneof![
        4 => (0usize..9, proptest::option::of((0usize..4, 0usize..4)), 0usize..9, 0usize..9)
            .prop_map(|(block, cell, anchor, head)| Selection::Words {
                block, cell, anchor, head
            }),
        1 => (0usize..9, 0usize..9).prop_map(|(anchor, head)| Selection::Blocks { anchor, head }),
        2 => ((0usize..9, 0usize..9), (0usize..9, 0usize..9))
            .prop_map(|(anchor, head)| Selection::Span { anchor, head }),
    ]
}

fn any_area() -> impl Strategy<Value = Area> {
    (0usize..4, 0usize..4, 0usize..4, 0usize..4)
        .prop_map(|(top, left, bottom, right)| Area::between((top, left), (bottom, right)))
}

fn any_operation() -> impl Strategy<Value = Operation> {
    use Operation::*;
    let simple = vec![
        Split,
        Break,
        JoinBefore,
        JoinAfter,
        DeleteSelection,
        DeleteBlocks,
        Indent,
        Outdent,
        MoveUp,
        MoveDown,
        Duplicate,
        InsertAfter,
        InsertTable,
        InsertTaskTable,
        InsertNote,
        DeleteNote(0),
        TakeMarker,
    ];
    let grid = {
        use TableOperation::*;
        vec![
            RowAbove,
            RowBelow,
            ColumnLeft,
            ColumnRight,
            DeleteRow,
            DeleteColumn,
            MergeRight,
            MergeDown,
            Split,
            HeadRows,
            Merge,
            Align(crate::model::CellAlign::Right),
            RowUp,
            RowDown,
            ColumnBack,
            ColumnOn,
            Sort { descending: false },
            Sort { descending: true },
            FitWidths,
            LevelWidths,
        ]
    };
    let grids = grid.clone();
    prop_oneof![
        4 => proptest::sample::select(simple),
        1 => any_level().prop_map(SetLevel),
        1 => (0usize..9).prop_map(MoveTo),
        1 => proptest::collection::vec(any_block(), 0..3).prop_map(Paste),
        1 => proptest::sample::select(Emphasis::iter().collect::<Vec<_>>()).prop_map(Toggle),
        1 => any_text().prop_map(|text| SetNote(0, text)),
        2 => proptest::sample::select(grid).prop_map(Table),
        1 => (0usize..4, -900i32..900)
            .prop_map(|(column, by)| Table(TableOperation::MoveEdge { column, by })),
        1 => proptest::collection::vec(proptest::collection::vec("[a-c]{0,2}", 0..4), 0..3)
            .prop_map(|rows| {
                PasteGrid(rows.iter().map(|row| super::blocks::texts(row)).collect())
            }),
        2 => (any_area(), proptest::sample::select(grids)).prop_map(|(a, what)| Cells(a, what)),
        1 => (any_area(), any_text()).prop_map(|(area, text)| FillCells(area, vec![vec![text]])),
        1 => any_area().prop_map(|area| ToggleCells(area, Emphasis::Bold)),
    ]
}

/// Every visible letter, footnotes included, sorted; no digits where a table may count its rows by
/// itself, for those are none of her words.
fn letters(blocks: &[Block]) -> Vec<char> {
    let mut all = Vec::new();
    let mut add = |text: &Text| {
        all.extend(text.as_str().chars());
        all.extend(text.notes().iter().flat_map(|note| note.as_str().chars()));
    };
    for block in blocks {
        match block {
            Block::Text(paragraph) => add(&paragraph.text),
            Block::Table(table) => {
                table.rows.iter().flatten().for_each(|cell| add(&cell.text));
            }
        }
    }
    let counts = |block: &Block| {
        let table = block.table();
        table.is_some_and(|t| t.rows.iter().flatten().any(|c| c.text.as_str().contains("STT")))
    };
    let counted = blocks.iter().any(counts);
    let hers = |letter: &char| !counted || !letter.is_ascii_digit();
    all.retain(|letter| !letter.is_whitespace() && hers(letter));
    all.sort_unstable();
    all
}

fn keeps_words(operation: &Operation, selection: Selection) -> bool {
    use Operation::*;
    match operation {
        JoinBefore | JoinAfter | Indent | Outdent | SetLevel(_) | MoveUp | MoveDown
        | MoveTo(_) | Toggle(_) => true,
        Split | Break => match selection {
            Selection::Words { anchor, head, .. } => anchor == head,
            Selection::Span { .. } => false,
            Selection::Blocks { .. } => true,
        },
        InsertAfter | InsertTable | ToggleCells(..) => true,
        Table(operation) | Cells(_, operation) => {
            !matches!(operation, TableOperation::DeleteRow | TableOperation::DeleteColumn)
        }
        _ => false,
    }
}

proptest! {
    #[test]
    fn any_sequence_can_be_taken_back_and_loses_no_words(
        body in proptest::collection::vec(any_block(), 1..8),
        script in proptest::collection::vec((any_selection(), any_operation()), 1..12),
    ) {
        let original = Document { body, ..Document::default() };
        let mut session = Session::saved(original.clone());
        for (selection, operation) in &script {
            let before = letters(&session.document().body);
            let sane = selection.clamped(&session.document().body);
            let after = perform(&mut session, Story::Body, *selection, operation);
            let blocks = &session.document().body;
            prop_assert_eq!(after, after.map(|selection| selection.clamped(blocks)));
            prop_assert_eq!(numerals(blocks).len(), blocks.len());
            prop_assert!(!blocks.is_empty());
            for table in blocks.iter().filter_map(Block::table) {
                let mut normal = table.clone();
                normal.normalise();
                prop_assert_eq!(&normal, table, "after {:?}", operation);
            }
            if keeps_words(operation, sane) {
                prop_assert_eq!(before, letters(blocks), "{:?} at {:?}", operation, sane);
            }
        }
        let end = session.document().clone();
        while session.undo() {}
        prop_assert_eq!(session.document(), &original);
        prop_assert!(!session.is_dirty());
        while session.redo() {}
        prop_assert_eq!(session.document(), &end);
    }
}
