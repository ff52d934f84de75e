//! The examples of every rule, as data: `cases/*.txt`, shown in the catalogue and run as tests.
//!
//! `# P01` names the rule; `-` begins an example that breaks it, with what the cure makes of it
//! behind `=>`; `+` begins one that does not. An example is a plan in short: fields parted by `¶`
//! over a sound plan of our own, or the lines of a file after `tệp:`.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use strum::IntoEnumIterator as _;

use super::checker::{Checker, Outcome, findings_on};
use super::context::Context;
use super::foreign::review;
use crate::model::{
    Annex, Archive, Authority, Block, Cell, Document, DocumentType, IssueDate, Level,
    Recipient, Secrecy, Signature, Table, Text,
};
use crate::standard::type_name;

const FILES: [&str; 9] = [
    include_str!("cases/punctuation.txt"),
    include_str!("cases/letters.txt"),
    include_str!("cases/spelling.txt"),
    include_str!("cases/capitals.txt"),
    include_str!("cases/names.txt"),
    include_str!("cases/citations.txt"),
    include_str!("cases/body.txt"),
    include_str!("cases/head.txt"),
    include_str!("cases/ending.txt"),
];
const CONSISTENCY: &str = include_str!("cases/consistency.txt");

/// The examples of a rule.
#[derive(Clone, Debug, Default)]
pub struct Examples {
    /// What breaks it, and what the cure makes of it.
    pub wrong: Vec<(&'static str, Option<&'static str>)>,
    /// What does not.
    pub right: Vec<&'static str>,
}

static EXAMPLES: LazyLock<BTreeMap<&'static str, Examples>> = LazyLock::new(|| {
    let mut all: BTreeMap<&'static str, Examples> = BTreeMap::new();
    for file in FILES.iter().chain([&CONSISTENCY]) {
        let mut id = "";
        for line in file.lines() {
            if let Some(name) = line.strip_prefix("# ") {
                id = name.trim();
            } else if let Some(wrong) = line.strip_prefix("- ") {
                let (wrong, cured) = match wrong.split_once(" => ") {
                    Some((wrong, cured)) => (wrong, Some(cured)),
                    None => (wrong, None),
                };
                all.entry(id).or_default().wrong.push((wrong, cured));
            } else if let Some(right) = line.strip_prefix("+ ") {
                all.entry(id).or_default().right.push(right);
            }
        }
    }
    all
});

/// The examples of a rule; none for a rule about formatting, which words cannot show.
pub fn examples(id: &str) -> Option<&'static Examples> {
    EXAMPLES.get(id)
}

/// What the rules say of an example, or of words that she tries in the catalogue.
pub fn try_words(example: &str) -> (Document, Outcome) {
    if let Some(file) = example.strip_prefix("tệp: ") {
        let text = file.split('¶').collect::<Vec<_>>().join("\n");
        if let Ok(reviewed) = review("vi-du.txt", text.as_bytes(), &Context::default()) {
            return (reviewed.imported.document, reviewed.outcome);
        }
    }
    let document = plan_of(example);
    let day = chrono::NaiveDate::from_ymd_opt(2026, 10, 5).unwrap_or_default();
    let outcome = findings_on(&document, day, &mut Checker::default());
    (document, outcome)
}

/// A sound plan of our own, over which an example writes its fields.
fn sound() -> Document {
    Document {
        parent_agency: vec!["UBND tỉnh Nghệ An".into()],
        agency: vec!["Sở Xây dựng".into()],
        abbreviation: "SXD".into(),
        number: Some(12),
        place: "Nghệ An".into(),
        date: IssueDate::new(5, 10, 2026),
        subject: Text::plain("Triển khai phong trào thi đua năm 2026"),
        recipients: vec![Recipient { name: "UBND tỉnh".into(), purpose: String::new() }],
        archive: Archive { units: vec!["VT".into()], copies: None },
        signatures: vec![signature("Giám đốc/Trần Văn Bình")],
        ..Document::default()
    }
}

/// The plan of an example.
pub(super) fn plan_of(example: &str) -> Document {
    let mut document = sound();
    let mut recipients = Vec::new();
    for part in example.split(" ¶ ") {
        field(&mut document, &mut recipients, part);
    }
    if !recipients.is_empty() {
        recipients.retain(|name| name != "không");
        let named = |name| Recipient { name, purpose: String::new() };
        document.recipients = recipients.into_iter().map(named).collect();
    }
    if document.body.is_empty() && example != "không có nội dung" {
        document.body.push(Block::new(Level::Body, "Các phòng thực hiện."));
    }
    document
}

fn field(document: &mut Document, recipients: &mut Vec<String>, part: &str) {
    let none = |words: &str| if words == "không" { String::new() } else { words.to_owned() };
    let lines =
        |words: &str| vec![none(words)].into_iter().filter(|it| !it.is_empty()).collect();
    let Some((key, words)) =
        part.split_once(": ").or_else(|| part.strip_suffix(':').map(|key| (key, "")))
    else {
        block(document, part);
        return;
    };
    match key {
        "trích yếu" if words == "dài" => {
            document.subject = Text::plain(&"Rất dài ".repeat(70))
        }
        "trích yếu" => document.subject = Text::plain(&none(words)),
        "căn cứ" => document.legal_basis.push(Text::plain(words)),
        "mở đầu" => document.opening.push(Text::plain(words)),
        "kết" => document.closing.push(Text::plain(words)),
        "loại" => {
            let named = DocumentType::iter().find(|kind| type_name(*kind) == words);
            document.document_type = named.unwrap_or_else(|| unreachable!("no type {words}"));
        }
        "kính gửi" => document.addressees.push(words.to_owned()),
        "nơi nhận" => recipients.push(words.to_owned()),
        "lưu" => document.archive.units = vec![words.to_owned()],
        "cơ quan" => document.agency = lines(words),
        "chủ quản" => document.parent_agency = lines(words),
        "ký hiệu" => document.symbol = words.to_owned(),
        "địa danh" => document.place = none(words),
        "số" => document.number = words.parse().ok(),
        "ngày" => document.date = date(words),
        "ký" => document.signatures = vec![signature(words)],
        "độ mật" => document.secrecy = Some(Secrecy::Secret),
        "phụ lục" | "phụ lục ngang" => document.annexes.push(Annex {
            title: Text::plain(&none(words)),
            landscape: key == "phụ lục ngang",
            blocks: vec![Block::new(Level::Body, "Việc một.")],
        }),
        "bảng" => document.body.push(Block::from(table(words))),
        _ => block(document, part),
    }
}

fn date(words: &str) -> IssueDate {
    let parts: Vec<u32> = words.split('/').filter_map(|part| part.parse().ok()).collect();
    match parts.as_slice() {
        [day, month, year] => IssueDate::new(*day, *month, i32::try_from(*year).unwrap_or(0)),
        _ => IssueDate { day: None, month: None, year: Some(2026) },
    }
}

fn signature(words: &str) -> Signature {
    let parts: Vec<String> = words.split('/').map(str::to_owned).collect();
    let authority = match parts.as_slice() {
        [kt, head, deputy, _] if kt == "KT" => {
            Authority::Deputy { head: head.clone(), deputy: deputy.clone() }
        }
        [tl, head, position, _] if tl == "TL" => {
            Authority::ByOrder { head: head.clone(), position: position.clone() }
        }
        [position, ..] => Authority::Head { position: position.clone() },
        [] => Authority::Head { position: String::new() },
    };
    Signature {
        authority,
        signer: parts.last().cloned().unwrap_or_default(),
        ..Signature::default()
    }
}

fn table(words: &str) -> Table {
    let rows: Vec<Vec<Cell>> =
        words.split("//").map(|row| row.split('|').map(Cell::new).collect()).collect();
    let mut table = Table::new(rows[0].len(), rows.len());
    table.rows = rows;
    table.normalise();
    table
}

fn block(document: &mut Document, part: &str) {
    const LEVELS: [(&str, Level); 11] = [
        ("[I]", Level::Section),
        ("[1.1]", Level::SubClause),
        ("[1]", Level::Clause),
        ("[a]", Level::Point),
        ("[-]", Level::Dash),
        ("[+]", Level::Plus),
        ("[P]", Level::Part),
        ("[C]", Level::Chapter),
        ("[M]", Level::Division),
        ("[m]", Level::Subdivision),
        ("[Đ]", Level::Article),
    ];
    if part == "không có nội dung" {
        return;
    }
    let (level, words) = LEVELS
        .iter()
        .find_map(|(mark, level)| Some((*level, part.strip_prefix(mark)?.trim_start())))
        .unwrap_or((Level::Body, part));
    document.body.push(Block::new(level, Text::plain(words)));
}
