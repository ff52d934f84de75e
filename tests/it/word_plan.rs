//! Plans as an office could write them, made by chance: for the checks that need many.

use kehoach::model::{
    Annex, Archive, Authority, Block, Cell, Circulation, Document, DrafterMark,
    FirstLineIndent, IssueDate, Level, Margins, PageSetup, Paragraph, Recipient, Secrecy,
    Signature, SizeSet, Style, Table, Text, Urgency,
};
use proptest::prelude::*;
use proptest::sample::select;

const WORDS: &[&str] = &[
    "tổ chức",
    "triển khai",
    "thực hiện",
    "kế hoạch",
    "công tác",
    "cải cách hành chính",
    "chuyển đổi số",
    "các phòng",
    "đơn vị",
    "cán bộ",
    "công chức",
    "viên chức",
    "trên địa bàn",
    "nâng cao",
    "chất lượng",
    "hiệu quả",
    "bảo đảm",
    "kịp thời",
    "đúng quy định",
    "hồ sơ",
    "lưu trữ",
    "tuyên truyền",
    "phổ biến",
    "kiểm tra",
    "giám sát",
    "báo cáo",
    "kết quả",
    "định kỳ",
    "trước ngày 15/12/2026",
    "theo thẩm quyền",
    "và",
    "của",
    "về",
    "trong năm 2026",
    "người dân",
    "doanh nghiệp",
    "nguồn lực",
    "kinh phí",
    "Nghị định số 30/2020/NĐ-CP",
    "Ủy ban nhân dân tỉnh",
    "phường, xã",
    "đầu tư",
    "xây dựng",
    "rà soát",
    "giải quyết thủ tục",
    "phối hợp chặt chẽ",
    "trách nhiệm",
    "nghiêm túc",
    "đề xuất",
    "khen thưởng",
];

fn phrase(least: usize, most: usize) -> impl Strategy<Value = String> {
    prop::collection::vec((select(WORDS), prop::bool::weighted(0.12)), least..=most).prop_map(
        |words| {
            let mut text = String::new();
            let count = words.len();
            for (index, (word, comma)) in words.into_iter().enumerate() {
                text.push_str(word);
                if index + 1 < count {
                    text.push_str(if comma { ", " } else { " " });
                }
            }
            capitalised(&text)
        },
    )
}

fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters
        .next()
        .map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// A sentence; sometimes with bold or italic words, rarely with a note or a forced break.
fn sentence() -> impl Strategy<Value = Text> {
    (phrase(3, 30), 0u8..20, phrase(2, 8)).prop_map(|(words, kind, more)| {
        let mut text = Text::default();
        match kind {
            0 => {
                text.push(&format!("{more}: "), Style::BOLD);
                text.push(&words, Style::PLAIN);
            }
            1 => {
                text.push(&words, Style::PLAIN);
                text.push(&format!(" ({more})"), Style { italic: true, ..Style::PLAIN });
            }
            2 => {
                text.push(&words, Style::PLAIN);
                text.push_note(Text::plain(&more));
            }
            3 => {
                text.push(&words, Style::PLAIN);
                text.push_break();
                text.push(&more, Style { underline: true, ..Style::PLAIN });
            }
            _ => text.push(&words, Style::PLAIN),
        }
        text.push(".", Style::PLAIN);
        text
    })
}

fn title(level: Level) -> impl Strategy<Value = Block> {
    phrase(2, 6).prop_map(move |words| {
        let style = if level.is_heading() { Style::PLAIN } else { Style::BOLD };
        Block::new(level, Text::styled(&words, style))
    })
}

fn item(level: Level) -> impl Strategy<Value = Block> {
    (sentence(), proptest::bool::weighted(0.1)).prop_map(move |(text, restart)| {
        Block::Text(Paragraph { restart, ..Paragraph::new(level, text) })
    })
}

fn cell_text() -> impl Strategy<Value = String> {
    prop_oneof![6 => phrase(1, 8), 1 => Just(String::new())]
}

/// A task table, sometimes with a title over all its columns and a cell over several rows.
pub fn table() -> impl Strategy<Value = Table> {
    (
        prop::collection::vec(prop::collection::vec(cell_text(), 5), 1..14),
        any::<bool>(),
        any::<bool>(),
        select(vec![0u32, 0, 0, 22, 26]),
    )
        .prop_map(|(rows, wide, tall, half_points)| {
            let mut table = Table::of_tasks(rows.len());
            table.half_points = half_points;
            for (row, words) in rows.iter().enumerate() {
                for (column, words) in words.iter().enumerate() {
                    table.rows[row + 1][column + 1] = Cell::new(words.as_str());
                }
            }
            if wide {
                let columns = table.columns();
                let mut row = vec![Cell::default(); columns];
                row[0] = Cell { columns, ..Cell::new("Nhóm nhiệm vụ thường xuyên") };
                table.rows.insert(1, row);
            }
            if tall && rows.len() > 3 {
                let first = if wide { 2 } else { 1 };
                table.rows[first][2].rows = 2;
                table.rows[first + 1][2] = Cell::default();
            }
            table
        })
}

/// A section: heading, then items in an order that offices use.
fn section() -> impl Strategy<Value = Vec<Block>> {
    let clause = (
        prop_oneof![title(Level::Clause).boxed(), item(Level::Clause).boxed()],
        prop::collection::vec(
            prop_oneof![
                4 => item(Level::Point).boxed(),
                4 => item(Level::Dash).boxed(),
                1 => item(Level::SubClause).boxed(),
                1 => item(Level::Plus).boxed(),
                1 => item(Level::Body).boxed(),
            ],
            0..6,
        ),
        prop::option::weighted(0.1, table()),
    )
        .prop_map(|(head, items, table)| {
            let mut blocks = vec![head];
            blocks.extend(items);
            blocks.extend(table.map(Block::from));
            blocks
        });
    (title(Level::Section), prop::collection::vec(clause, 1..5)).prop_map(|(head, clauses)| {
        std::iter::once(head).chain(clauses.into_iter().flatten()).collect()
    })
}

fn signature() -> impl Strategy<Value = Signature> {
    (0u8..4, select(vec!["Trần Văn Mẫu", "Nguyễn Thị Thử Nghiệm", "Lê Minh"])).prop_map(
        |(kind, signer)| {
            let (on_behalf_of, authority) = match kind {
                0 => (String::new(), Authority::Head { position: "Giám đốc".into() }),
                1 => (
                    String::new(),
                    Authority::Deputy {
                        head: "Giám đốc".into(),
                        deputy: "Phó Giám đốc".into(),
                    },
                ),
                2 => (
                    "Ủy ban nhân dân".into(),
                    Authority::Deputy {
                        head: "Chủ tịch".into(),
                        deputy: "Phó Chủ tịch".into(),
                    },
                ),
                _ => (
                    String::new(),
                    Authority::ByOrder {
                        head: "Giám đốc".into(),
                        position: "Chánh Văn phòng".into(),
                    },
                ),
            };
            Signature {
                on_behalf_of,
                authority,
                signer: signer.into(),
                ..Signature::default()
            }
        },
    )
}

fn annex() -> impl Strategy<Value = Annex> {
    (
        phrase(2, 12),
        any::<bool>(),
        prop::option::of(table()),
        prop::collection::vec(section(), 0..2),
    )
        .prop_map(|(title, landscape, table, sections)| {
            let mut blocks: Vec<Block> = sections.into_iter().flatten().collect();
            blocks.extend(table.map(Block::from));
            if blocks.is_empty() {
                blocks.push(Block::new(Level::Body, "Không có nhiệm vụ."));
            }
            Annex { title: Text::plain(&title), landscape, blocks }
        })
}

fn page() -> impl Strategy<Value = PageSetup> {
    (
        select(vec![
            (20.0, 20.0, 30.0, 15.0),
            (20.0, 20.0, 30.0, 20.0),
            (25.0, 25.0, 35.0, 20.0),
        ]),
        select(vec![13.0, 13.5, 14.0, 14.0]),
        select(vec![1.0, 1.0, 1.15, 1.5]),
        select(vec![6.0, 6.0, 12.0]),
        any::<(bool, bool)>(),
    )
        .prop_map(
            |((top, bottom, left, right), body_size, line_spacing, paragraph_gap, (a, b))| {
                PageSetup {
                    margins: Margins { top, bottom, left, right },
                    sizes: if a { SizeSet::Large } else { SizeSet::Small },
                    body_size,
                    indent: if b {
                        FirstLineIndent::HalfInch
                    } else {
                        FirstLineIndent::Centimetre
                    },
                    line_spacing,
                    paragraph_gap,
                }
            },
        )
}

/// Ô 10–13.
fn marks() -> impl Strategy<Value = Document> {
    (
        prop::option::weighted(0.1, select(vec![Secrecy::Secret, Secrecy::Confidential])),
        prop::option::weighted(0.15, select(vec![Urgency::Flash, Urgency::Urgent])),
        prop::option::weighted(0.1, select(vec![Circulation::Internal, Circulation::Recall])),
        prop::bool::weighted(0.1),
        prop::option::weighted(0.2, 1u32..40),
        prop::bool::weighted(0.2),
    )
        .prop_map(|(secrecy, urgency, circulation, draft_mark, copies, address)| {
            Document {
                secrecy,
                urgency,
                circulation,
                draft_mark,
                drafter: copies.map(|copies| DrafterMark {
                    initials: "TVM".into(),
                    copies: Some(copies),
                }),
                address: if address {
                    vec![
                        "Số 01, đường Mẫu, phường Thử Nghiệm; điện thoại: 0123.456.789".into(),
                    ]
                } else {
                    vec![]
                },
                ..Document::default()
            }
        })
}

/// Any plan.
pub fn any_plan() -> impl Strategy<Value = Document> {
    let names = select(vec![
        ("UBND tỉnh Hưng Yên", "Sở Xây dựng", "SXD", "Hưng Yên"),
        ("", "Ủy ban nhân dân tỉnh Nghệ An", "UBND", "Nghệ An"),
        ("UBND xã Quảng Châu", "Phòng Văn hóa - Xã hội", "VHXH", "Quảng Châu"),
        (
            "Bộ Mẫu",
            "Ban Quản lý dự án đầu tư xây dựng công trình giao thông và nông nghiệp",
            "BQLDA",
            "Hà Nội",
        ),
    ]);
    let texts = |lead: &'static str, most: usize| {
        let text =
            phrase(6, 30).prop_map(move |words| Text::plain(&format!("{lead} {words}")));
        prop::collection::vec(text, 0..=most)
    };
    (
        (names, prop::option::of(1u32..400), (1u32..29, 1u32..13), page(), marks()),
        (
            phrase(4, 20),
            texts("Căn cứ", 4),
            texts("Thực hiện", 1),
            texts("Trên đây là Kế hoạch", 1),
        ),
        prop::collection::vec(section(), 1..6),
        prop::collection::vec((phrase(2, 9), any::<bool>()), 1..9),
        (prop::collection::vec(signature(), 1..3), prop::collection::vec(annex(), 0..3)),
    )
        .prop_map(
            |(
                ((parent, agency, short, place), number, (day, month), page, marks),
                (subject, legal_basis, opening, closing),
                sections,
                recipients,
                (signatures, annexes),
            )| Document {
                parent_agency: if parent.is_empty() { vec![] } else { vec![parent.into()] },
                agency: vec![agency.into()],
                abbreviation: short.into(),
                number,
                place: place.into(),
                date: match number {
                    Some(_) => IssueDate::new(day, month, 2026),
                    None => IssueDate { year: Some(2026), ..IssueDate::default() },
                },
                subject: Text::plain(&subject),
                legal_basis,
                opening,
                body: sections.into_iter().flatten().collect(),
                closing,
                recipients: recipients
                    .into_iter()
                    .map(|(name, why)| Recipient {
                        name,
                        purpose: if why { "để b/c".into() } else { String::new() },
                    })
                    .collect(),
                archive: Archive { units: vec!["VT".into(), "VP".into()], copies: None },
                signatures,
                annexes,
                page,
                ..marks
            },
        )
}
