//! The letters: the document with each recipient's words in their places.

use std::collections::BTreeSet;
use std::sync::{Arc, LazyLock};

use regex::Regex;

use super::List;
use crate::model::{Document, Field, Place, Text, each_field};
use crate::standard::{AddresseeForm, layout};
use crate::vietnamese::{fold, plain_fold};

/// A letter.
#[derive(Clone, Debug)]
pub struct Letter {
    /// Who gets it.
    pub recipient: String,
    /// The document as that one gets it.
    pub plan: Document,
}

/// Why there are no letters.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum MergeError {
    /// Nothing in the document would differ.
    #[error(
        "Văn bản này không có \"Kính gửi\" và không có chỗ nào ghi tên cột trong ngoặc nhọn, ví dụ {{Nơi nhận}}; mọi bản sẽ giống hệt nhau. Thêm {{Nơi nhận}} vào chỗ cần điền rồi làm lại."
    )]
    NoPlace,
}

/// A name of a column where its words shall stand.
static NAMED: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"\{([^{}\n]{1,60})\}").expect("a constant pattern"));

/// Column names that every list has: its recipients.
const RECIPIENT: &[&str] = &["noi nhan", "kinh gui", "kinh moi"];

/// A document and the list that it goes to: its letters are made one by one, when they are wanted.
#[derive(Clone, Debug)]
pub struct Mailing {
    document: Arc<Document>,
    list: List,
    /// Rows of the list with a recipient.
    rows: Vec<usize>,
    /// Whether the document names columns of the list.
    named: bool,
    /// Whether whom it is addressed to becomes the recipient.
    addressed: bool,
}

impl Mailing {
    /// A letter for each row. `{Tên cột}` anywhere in the document gives way to the row's words in that
    /// column, `{Nơi nhận}` to the recipient; whom the document is addressed to (ô 9a) becomes the recipient
    /// unless it names a column itself. Rows without a recipient are left out. Linear in the document and the
    /// list; no letter is made yet.
    ///
    /// # Errors
    /// [`MergeError::NoPlace`].
    pub fn new(document: Arc<Document>, list: List) -> Result<Self, MergeError> {
        let mut named = false;
        let mut addressed = layout(document.document_type).addressees != AddresseeForm::None;
        each_name(&document, &mut |place, name| {
            if value(&list, &[], name).is_some() {
                named = true;
                addressed &= !matches!(place, Place::Addressee(_));
            }
        });
        if !named && !addressed {
            return Err(MergeError::NoPlace);
        }
        let rows = list.rows.iter().enumerate();
        let rows = rows.filter(|(_, row)| !row[list.recipient].trim().is_empty());
        let rows = rows.map(|(at, _)| at).collect();
        Ok(Self { document, list, rows, named, addressed })
    }

    /// How many letters there are.
    pub fn count(&self) -> usize {
        self.rows.len()
    }

    /// Who gets them, in the list's order.
    pub fn recipients(&self) -> impl Iterator<Item = &str> {
        self.rows.iter().map(|row| self.list.rows[*row][self.list.recipient].trim())
    }

    /// What a row leaves empty that the document asks for: its letter would have a hole there. A sentence each,
    /// in the list's order.
    pub fn gaps(&self) -> Vec<String> {
        let mut columns = BTreeSet::new();
        each_name(&self.document, &mut |_, name| columns.extend(column_of(&self.list, name)));
        columns.remove(&self.list.recipient);
        let mut gaps = Vec::new();
        for (at, row) in self.list.rows.iter().enumerate() {
            let recipient = row[self.list.recipient].trim();
            // A row without a recipient has no letter.
            if recipient.is_empty() {
                continue;
            }
            let empty = columns
                .iter()
                .filter(|column| row.get(**column).is_none_or(|cell| cell.trim().is_empty()));
            gaps.extend(empty.map(|column| {
                let name = &self.list.columns[*column];
                format!("Hàng {} ({recipient}): cột {name} trống.", at + 1)
            }));
        }
        gaps
    }

    /// One of them, by its place among all; none behind the last. A copy of the document.
    pub fn letter(&self, at: usize) -> Option<Letter> {
        let row = &self.list.rows[*self.rows.get(at)?];
        let mut plan = self.document.as_ref().clone();
        let recipient = row[self.list.recipient].trim().to_owned();
        if self.addressed {
            plan.addressees = vec![recipient.clone()];
        }
        if self.named {
            fill(&mut plan, &self.list, row);
        }
        Some(Letter { recipient, plan })
    }
}

/// All letters of a [`Mailing`].
///
/// # Errors
/// [`MergeError::NoPlace`].
pub fn letters(document: &Document, list: &List) -> Result<Vec<Letter>, MergeError> {
    let mailing = Mailing::new(Arc::new(document.clone()), list.clone())?;
    Ok((0..mailing.count()).filter_map(|at| mailing.letter(at)).collect())
}

/// The names in braces that the list has no column for, in the order of the paper.
pub fn unknown_names(document: &Document, list: &List) -> Vec<String> {
    let mut seen = BTreeSet::new();
    let mut unknown = Vec::new();
    each_name(document, &mut |_, name| {
        if value(list, &[], name).is_none() && seen.insert(plain_fold(name)) {
            unknown.push(name.trim().to_owned());
        }
    });
    unknown
}

/// The name of a letter's file, without ending: the document's, the letter's number among all, the recipient,
/// in plain letters that every mail system takes.
pub fn file_name(stem: &str, number: usize, count: usize, recipient: &str) -> String {
    const LONGEST: usize = 48;
    let digits = count.to_string().len().max(2);
    let mut name = String::new();
    for letter in fold(recipient).chars() {
        if letter.is_ascii_alphanumeric() {
            name.push(letter);
        } else if !name.is_empty() && !name.ends_with('-') {
            name.push('-');
        }
    }
    let mut end = name.len().min(LONGEST);
    if name.len() > end {
        end = name[..end].rfind('-').unwrap_or(end);
    }
    let name = name[..end].trim_matches('-');
    match name {
        "" => format!("{stem}-{number:0digits$}"),
        name => format!("{stem}-{number:0digits$}-{name}"),
    }
}

fn each_name(document: &Document, visit: &mut impl FnMut(Place, &str)) {
    // Fields are handed out to be changed; a copy of a plan shares its texts.
    each_field(&mut document.clone(), &mut |place, _, field| {
        let words = match &field {
            Field::Text(text) => text.as_str(),
            Field::Line(line) => line.as_str(),
        };
        if words.contains('{') {
            for found in NAMED.captures_iter(words) {
                visit(place, &found[1]);
            }
        }
    });
}

/// What stands in a row for a name in braces; without a row, whether the list knows the name.
fn value<'r>(list: &List, row: &'r [String], name: &str) -> Option<&'r str> {
    let column = column_of(list, name)?;
    Some(row.get(column).map_or("", |cell| cell.trim()))
}

/// The column that a name in braces stands for.
fn column_of(list: &List, name: &str) -> Option<usize> {
    let known = || RECIPIENT.contains(&&*plain_fold(name)).then_some(list.recipient);
    list.column(name).or_else(known)
}

fn fill(plan: &mut Document, list: &List, row: &[String]) {
    each_field(plan, &mut |_, _, field| match field {
        Field::Text(text) => fill_text(text, list, row),
        Field::Line(line) => {
            if line.contains('{') {
                let filled = NAMED.replace_all(line, |found: &regex::Captures<'_>| {
                    value(list, row, &found[1]).unwrap_or(&found[0]).to_owned()
                });
                *line = filled.into_owned();
            }
        }
    });
}

/// The words that take a name's place have its look.
fn fill_text(text: &mut Text, list: &List, row: &[String]) {
    if !text.as_str().contains('{') {
        return;
    }
    let places: Vec<(usize, usize, String)> = NAMED
        .captures_iter(text.as_str())
        .filter_map(|found| {
            let whole = found.get(0)?;
            let words = value(list, row, &found[1])?.to_owned();
            let start = text.as_str()[..whole.start()].chars().count();
            Some((start, start + whole.as_str().chars().count(), words))
        })
        .collect();
    for (start, end, words) in places.into_iter().rev() {
        let style = text.style_at(start + 1);
        text.delete(start..end);
        text.insert_styled(start, &words, style);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Block, DocumentType, Level, Recipient};

    fn list(words: &str) -> List {
        List::of_words(words, None).expect("a list")
    }

    fn letter() -> Document {
        Document {
            document_type: DocumentType::Invitation,
            subject: "Dự họp".into(),
            addressees: vec!["Các cơ quan".to_owned()],
            body: vec![Block::new(Level::Body, "Mời {Danh xưng} <b>{họ và tên}</b> dự.")],
            recipients: vec![Recipient {
                name: "Như trên".to_owned(),
                ..Recipient::default()
            }],
            ..Document::default()
        }
    }

    #[test]
    fn each_gets_a_letter_with_its_own_name_and_words_in_their_look() {
        let list = list("Họ và tên\tDanh xưng\nNguyễn Văn A\tÔng\n\tÔng\nTrần Thị B\tBà");
        let mut document = letter();
        document.body = vec![Block::Text(crate::model::Paragraph::new(
            Level::Body,
            Text::from_markup("Mời {Danh xưng} <b>{họ và tên}</b> dự."),
        ))];
        let made = letters(&document, &list).expect("letters");
        assert_eq!(made.len(), 2);
        assert_eq!(made[1].plan.addressees, ["Trần Thị B"]);
        let text = &made[1].plan.body[0].paragraph().expect("a paragraph").text;
        assert_eq!(text.to_markup(), "Mời Bà <b>Trần Thị B</b> dự.");
        assert_eq!(unknown_names(&document, &list), Vec::<String>::new());
        // The document that she wrote is as it was.
        assert_eq!(document.addressees, ["Các cơ quan"]);
    }

    #[test]
    fn an_address_that_names_a_column_is_filled_and_not_replaced() {
        let mut document = letter();
        document.addressees = vec!["{Danh xưng} {Nơi nhận}".to_owned()];
        let list = list("Tên\tDanh xưng\nNguyễn Văn A\tÔng");
        let made = letters(&document, &list).expect("letters");
        assert_eq!(made[0].plan.addressees, ["Ông Nguyễn Văn A"]);
        assert_eq!(unknown_names(&document, &list), ["họ và tên"]);
    }

    #[test]
    fn an_empty_cell_is_told_where_the_document_asks_for_it() {
        let mut document = letter();
        document.body = vec![Block::new(Level::Body, "Mời {Họ và tên}, {chức vụ}, dự.")];
        let words = "Họ và tên\tChức vụ\tĐiện thoại\nÔng A\tTrưởng phòng\t\n\tPhó phòng\t\nÔng B\t\t09";
        let mailing = Mailing::new(Arc::new(document), list(words)).expect("a mailing");
        assert_eq!(mailing.gaps(), ["Hàng 3 (Ông B): cột Chức vụ trống."]);
    }

    #[test]
    fn letters_that_would_all_be_alike_are_refused() {
        let mut plan = Document { subject: "Kiểm tra".into(), ..Document::default() };
        assert_eq!(letters(&plan, &list("Sở A\nSở B")).err(), Some(MergeError::NoPlace));
        plan.recipients =
            vec![Recipient { name: "{Nơi nhận}".to_owned(), ..Recipient::default() }];
        let made = letters(&plan, &list("Sở A\nSở B")).expect("letters");
        assert_eq!(made[1].plan.recipients[0].name, "Sở B");
    }

    #[test]
    fn files_are_numbered_and_named_after_who_gets_them() {
        assert_eq!(
            file_name("moi", 3, 12, "Ông Đỗ Văn A/B: \"x\""),
            "moi-03-ong-do-van-a-b-x"
        );
        assert_eq!(file_name("moi", 3, 1200, "…"), "moi-0003");
        assert!(file_name("moi", 1, 2, &"rất dài ".repeat(30)).len() < 60);
    }
}
