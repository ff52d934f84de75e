//! Papers for the tests of the Word writer: one with everything on it, and any.

use kehoach::compose::{
    Columns, ColumnsRole, Grid, GridCell, GridRow, Inline, Line, Look, Paper, Piece,
    Properties, Sheet,
};
use kehoach::model::{Margins, PageSetup, Place};
use kehoach::standard::{MOTTO, NATIONAL_NAME, StyleName, style};
use proptest::prelude::*;
use strum::IntoEnumIterator as _;

/// A line with the style's own look.
pub fn line(name: StyleName, text: &str) -> Line {
    let own = style(name, &PageSetup::default());
    Line {
        runs: vec![Inline::Words {
            text: text.to_owned(),
            look: Look { bold: own.bold, italic: own.italic, underline: false },
        }]
        .into(),
        ..Line::blank(Place::Fixed, name)
    }
}

fn ruled(name: StyleName, text: &str, length: f64) -> Line {
    Line { rule: Some(length), ..line(name, text) }
}

fn cell(column: usize, columns: usize, rows: usize, name: StyleName, text: &str) -> GridCell {
    GridCell { column, columns, rows, top: false, lines: vec![line(name, text)] }
}

/// A table with a head of two rows, cells over several rows and columns, and many rows.
pub fn task_table(widths: Vec<f64>) -> Grid {
    use StyleName::{TableCenter, TableHead, TableJustify};
    let mut rows = vec![
        vec![
            cell(0, 1, 2, TableHead, "STT"),
            cell(1, 1, 2, TableHead, "Nhiệm vụ"),
            cell(2, 2, 1, TableHead, "Phân công"),
            cell(4, 1, 2, TableHead, "Thời hạn"),
        ],
        vec![cell(2, 1, 1, TableHead, "Chủ trì"), cell(3, 1, 1, TableHead, "Phối hợp")],
    ];
    for number in 1..=30 {
        rows.push(vec![
            cell(0, 1, 1, TableCenter, &number.to_string()),
            cell(
                1,
                1,
                1,
                TableJustify,
                "Rà soát, bổ sung danh mục hồ sơ của đơn vị và báo cáo kết quả",
            ),
            cell(2, 1, 1, TableJustify, "Văn phòng"),
            cell(3, 1, 1, TableJustify, "Các phòng chuyên môn, đơn vị sự nghiệp"),
            cell(4, 1, 1, TableCenter, "Trước ngày 15/12/2026"),
        ]);
    }
    let rows = rows
        .into_iter()
        .map(|cells| GridRow { splits: false, keep_with_next: false, cells })
        .collect();
    Grid { place: Place::Fixed, widths, head_rows: 2, opens_page: Vec::new(), rows }
}

/// A paper with everything on it: marks, notes, breaks, a table, a landscape annex.
pub fn full() -> Paper {
    use StyleName as N;
    let plain = Look::default();
    let words = |text: &str, look| Inline::Words { text: text.to_owned(), look };
    let letterhead = Columns {
        role: ColumnsRole::Letterhead,
        widths: vec![67.5, 100.0],
        splits: false,
        together: 2,
        rows: vec![
            vec![
                vec![
                    line(N::ParentAgency, "UBND TỈNH HƯNG YÊN"),
                    ruled(N::Agency, "SỞ VĂN HÓA, THỂ THAO VÀ DU LỊCH", 28.0),
                ],
                vec![line(N::NationalName, NATIONAL_NAME), ruled(N::Motto, MOTTO, 60.4)],
            ],
            vec![
                vec![
                    line(N::Number, "Số: 15/KH-SVHTTDL"),
                    Line { frame: Some((20.0, 8.0)), ..line(N::Mark, "MẬT") },
                    Line { frame: Some((20.0, 8.0)), ..line(N::Mark, "KHẨN") },
                ],
                vec![line(N::Date, "Hưng Yên, ngày 05 tháng 3 năm 2026")],
            ],
        ],
    };
    let mut pieces = vec![
        Piece::Columns(letterhead),
        Piece::Line(line(N::TypeName, "KẾ HOẠCH")),
        Piece::Line(Line {
            inset: 12.0,
            ..ruled(N::Subject, "Triển khai công tác lưu trữ hồ sơ điện tử năm 2026", 50.0)
        }),
        Piece::Line(line(N::LegalBasis, "Căn cứ Luật Lưu trữ ngày 21 tháng 6 năm 2024;")),
        Piece::Line(Line {
            keep_with_next: true, ..line(N::Section, "I. MỤC ĐÍCH, YÊU CẦU")
        }),
    ];
    for _ in 0..14 {
        pieces.push(Piece::Line(Line {
            runs: vec![
                words("1. Mục đích: ", Look { bold: true, ..plain }),
                words("bảo đảm hồ sơ được lập <đúng> & đủ, ", plain),
                words("không để thất lạc", Look { italic: true, underline: true, ..plain }),
                Inline::Note { runs: vec![words("Kể cả hồ sơ giấy đã số hóa.", plain)] },
                words("; ", plain),
                words("các đơn vị tự kiểm tra, tự chịu trách nhiệm về nội dung và thời hạn của mình.", plain),
                Inline::Break,
                words("Dòng sau chỗ ngắt.", plain),
            ]
            .into(),
            ..line(N::Clause, "")
        }));
    }
    pieces.push(Piece::Grid(task_table(vec![12.0, 60.0, 30.0, 33.0, 30.0])));
    pieces.push(Piece::Line(Line {
        keep_with_next: true,
        ..line(N::Body, "Trên đây là Kế hoạch của Sở./.")
    }));
    pieces.push(Piece::Columns(Columns {
        role: ColumnsRole::Closing,
        widths: vec![65.0, 100.0],
        splits: false,
        together: 1,
        rows: vec![vec![
            vec![
                line(N::RecipientsHead, "Nơi nhận:"),
                line(N::Recipient, "- Như mục III;"),
                line(N::Recipient, "- Lưu: VT, VP."),
            ],
            vec![
                line(N::Authority, "KT. GIÁM ĐỐC"),
                line(N::Authority, "PHÓ GIÁM ĐỐC"),
                Line { before: Some(60.0), ..line(N::Signer, "Trần Văn Mẫu") },
            ],
        ]],
    }));
    let annex = Sheet {
        landscape: true,
        margins: Margins { top: 20.0, bottom: 15.0, left: 30.0, right: 15.0 },
        top_mark: None,
        address: vec![],
        pieces: vec![
            Piece::Line(Line {
                keep_with_next: true, ..line(N::AnnexNumber, "Phụ lục I")
            }),
            Piece::Line(line(N::AnnexTitle, "DANH MỤC NHIỆM VỤ")),
            Piece::Line(ruled(N::Reference, "(Kèm theo Kế hoạch số 15/KH-SVHTTDL)", 30.0)),
            Piece::Grid(task_table(vec![15.0, 97.0, 50.0, 50.0, 40.0])),
        ],
    };
    Paper {
        properties: Properties {
            title: "Kế hoạch triển khai công tác lưu trữ".to_owned(),
            subject: "Triển khai công tác lưu trữ".to_owned(),
            author: "Sở Văn hóa, Thể thao và Du lịch".to_owned(),
            keywords: vec!["15/KH-SVHTTDL".to_owned()],
            date: (2026, 3, 5),
            time: (0, 0, 0),
        },
        sheets: vec![
            Sheet {
                landscape: false,
                margins: Margins::default(),
                top_mark: Some(Line {
                    frame: Some((52.0, 8.0)),
                    ..line(N::Mark, "LƯU HÀNH NỘI BỘ")
                }),
                address: vec![line(
                    N::Address,
                    "Số 1, đường Mẫu, tỉnh Hưng Yên; điện thoại: 000",
                )],
                pieces,
            },
            annex.clone(),
            Sheet {
                pieces: vec![
                    Piece::Line(line(N::AnnexNumber, "Phụ lục II")),
                    Piece::Line(line(N::Body, "Chữ.")),
                ],
                landscape: false,
                margins: Margins::default(),
                ..annex
            },
        ],
        page: PageSetup::default(),
    }
}

/// Any words: letters with marks, what XML reserves, spaces, characters that XML cannot hold.
fn words() -> impl Strategy<Value = Inline> {
    let text = prop_oneof![
        4 => "[a-zđơưáàảãạéêếố A-ZĐƠƯ0-9.,;:/()–-]{0,60}",
        1 => any::<String>(),
    ];
    (text, any::<(bool, bool, bool)>()).prop_map(|(text, (bold, italic, underline))| {
        Inline::Words { text, look: Look { bold, italic, underline } }
    })
}

fn inline() -> impl Strategy<Value = Inline> {
    prop_oneof![
        8 => words(),
        1 => Just(Inline::Break),
        1 => prop::collection::vec(words(), 0..3).prop_map(|runs| Inline::Note { runs }),
    ]
}

/// Any line.
pub fn any_line() -> impl Strategy<Value = Line> {
    let names: Vec<_> = StyleName::iter().collect();
    (
        prop::sample::select(names),
        prop::collection::vec(inline(), 0..4),
        prop_oneof![3 => Just(0.0), 1 => 0.0..30.0],
        any::<bool>(),
        prop::option::weighted(0.2, 5.0..90.0),
        prop::option::weighted(0.1, (15.0..60.0, 6.0..12.0)),
        prop::option::weighted(0.2, 0.0..80.0),
        (prop_oneof![3 => Just(0.0), 1 => 0.0..20.0], prop::option::weighted(0.1, 11.0..14.0)),
    )
        .prop_map(|(style, runs, inset, keep_with_next, rule, frame, before, own)| Line {
            place: Place::Fixed,
            style,
            lead: 0,
            runs: runs.into(),
            inset,
            left: 0.0,
            keep_with_next,
            opens_page: false,
            ends_page: None,
            rule,
            frame,
            before,
            after: own.0,
            size: own.1,
            typed: None,
        })
}

/// Any table: rows of single cells, or of one cell over all columns, and a first column that may
/// be one cell from the second row to the last.
fn any_grid() -> impl Strategy<Value = Grid> {
    (1usize..6, 1usize..6, any::<bool>()).prop_flat_map(|(columns, rows, tall)| {
        let line = || any_line().prop_map(|line| Line { rule: None, frame: None, ..line });
        let cells = prop::collection::vec(
            (
                prop::collection::vec(prop::collection::vec(line(), 1..3), columns),
                any::<bool>(),
            ),
            rows,
        );
        (cells, 0..=rows, any::<bool>()).prop_map(move |(cells, head_rows, splits)| {
            let rows = cells
                .into_iter()
                .enumerate()
                .map(|(row, (cells, wide))| {
                    if wide && (row == 0 || !tall) {
                        let lines = cells.into_iter().next().unwrap_or_default();
                        return vec![GridCell {
                            column: 0,
                            columns,
                            rows: 1,
                            top: false,
                            lines,
                        }];
                    }
                    let last = rows;
                    cells
                        .into_iter()
                        .enumerate()
                        .filter(|(column, _)| !(tall && *column == 0 && row > 1))
                        .map(|(column, lines)| {
                            let spans =
                                if tall && column == 0 && row == 1 { last - 1 } else { 1 };
                            GridCell { column, columns: 1, rows: spans, top: tall, lines }
                        })
                        .collect()
                })
                .map(|cells| GridRow { splits, keep_with_next: false, cells })
                .collect();
            let widths = vec![165.0 / f64::from(u8::try_from(columns).unwrap_or(1)); columns];
            Grid { place: Place::Fixed, widths, head_rows, opens_page: Vec::new(), rows }
        })
    })
}

fn any_columns() -> impl Strategy<Value = Columns> {
    (1usize..4, 1usize..4, any::<bool>(), any::<bool>()).prop_flat_map(
        |(columns, rows, splits, closing)| {
            let cell = prop::collection::vec(any_line(), 0..4);
            prop::collection::vec(prop::collection::vec(cell, columns), rows).prop_map(
                move |rows| Columns {
                    role: if closing { ColumnsRole::Closing } else { ColumnsRole::Letterhead },
                    widths: vec![
                        170.0 / f64::from(u8::try_from(columns).unwrap_or(1));
                        columns
                    ],
                    rows,
                    splits,
                    together: 1,
                },
            )
        },
    )
}

fn any_sheet() -> impl Strategy<Value = Sheet> {
    let piece = prop_oneof![
        6 => any_line().prop_map(Piece::Line),
        1 => any_columns().prop_map(Piece::Columns),
        1 => any_grid().prop_map(Piece::Grid),
    ];
    (
        any::<bool>(),
        prop::option::weighted(0.3, any_line()),
        prop::collection::vec(any_line(), 0..2),
        prop::collection::vec(piece, 0..8),
    )
        .prop_map(|(landscape, top_mark, address, pieces)| Sheet {
            landscape,
            margins: Margins::default(),
            top_mark,
            address,
            pieces,
        })
}

/// Any paper.
pub fn any_paper() -> impl Strategy<Value = Paper> {
    (
        prop::collection::vec(any_sheet(), 1..4),
        any::<[String; 3]>(),
        prop::collection::vec(any::<String>(), 0..3),
    )
        .prop_map(|(sheets, [title, subject, author], keywords)| Paper {
            properties: Properties {
                title,
                subject,
                author,
                keywords,
                date: (2026, 1, 31),
                time: (0, 0, 0),
            },
            sheets,
            page: PageSetup::default(),
        })
}
