//! The list of those who get a letter: typed, pasted from a table, or a file.

use std::fs::File;
use std::io::Read as _;
use std::path::Path;

use super::workbook;
use crate::read::{ReadError, decode};
use crate::store::Fault;
use crate::vietnamese::plain_fold;

/// More letters than these are not made at once.
pub const MOST_LETTERS: usize = 2_000;
/// More columns than these have no meaning in a list.
const MOST_COLUMNS: usize = 64;
/// The most bytes of a list's file.
const MOST_BYTES: u64 = 16 << 20;

/// Those who get a letter each, and what is said to each of them alone.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct List {
    /// The names of the columns; empty for those without one.
    pub columns: Vec<String>,
    /// A row a letter, as long as [`Self::columns`].
    pub rows: Vec<Vec<String>>,
    /// Which column says who gets the letter.
    pub recipient: usize,
}

/// Why there is no list.
#[derive(Debug, thiserror::Error)]
pub enum ListError {
    /// Nobody in it.
    #[error(
        "Danh sách chưa có nơi nhận nào. Gõ mỗi nơi nhận một dòng, dán từ Excel, hoặc chọn tệp \
         .xlsx, .csv."
    )]
    Empty,
    /// More rows than [`MOST_LETTERS`].
    #[error(
        "Danh sách có hơn {MOST_LETTERS} nơi nhận; hãy chia thành nhiều danh sách rồi xuất từng phần."
    )]
    TooMany,
    /// A row with more cells than any list has.
    #[error("Danh sách có hơn {MOST_COLUMNS} cột; hãy xóa bớt những cột không dùng đến.")]
    TooWide,
    /// The file is too large.
    #[error("Tệp danh sách quá lớn; hãy chép riêng bảng nơi nhận sang một tệp mới.")]
    TooLarge,
    /// A file of a kind that is not read.
    #[error(
        "Không đọc được loại tệp này. Hãy lưu danh sách thành .xlsx hoặc .csv rồi chọn lại."
    )]
    Kind,
    /// A workbook that cannot be read.
    #[error(
        "Không đọc được bảng tính: {0}. Hãy mở bằng Excel, lưu lại thành .xlsx rồi chọn lại."
    )]
    Workbook(String),
    /// The system cannot read the file.
    #[error("Không đọc được tệp danh sách: {}.", Fault(.0))]
    File(#[from] std::io::Error),
    /// The text cannot be read.
    #[error("Không đọc được danh sách: {0}.")]
    Text(#[from] ReadError),
}

/// What columns are called that say who gets a letter, folded; the surest first.
const RECIPIENTS: &[&str] = &[
    "kinh gui",
    "kinh moi",
    "noi nhan",
    "nguoi nhan",
    "don vi nhan",
    "ten co quan",
    "ten don vi",
    "co quan",
    "don vi",
    "ho va ten",
    "ho ten",
    "ten",
];
/// What other columns of such lists are called.
const OTHERS: &[&str] = &[
    "stt",
    "tt",
    "so tt",
    "so thu tu",
    "dia chi",
    "chuc vu",
    "email",
    "thu dien tu",
    "dien thoai",
    "so dien thoai",
    "ghi chu",
    "ong/ba",
    "danh xung",
];

impl List {
    /// The list in words that were typed or pasted: a line a recipient, cells parted by tabs. Dashes
    /// before a line and a semicolon after it, as in Nơi nhận, are no part of a name. `headed` says whether
    /// the first line names the columns; none has it guessed.
    ///
    /// # Errors
    /// [`ListError::Empty`], [`ListError::TooMany`], [`ListError::TooWide`].
    pub fn of_words(words: &str, headed: Option<bool>) -> Result<Self, ListError> {
        let cells = if words.contains('\t') {
            parted(words, '\t')
        } else {
            words.lines().map(|line| vec![bare(line).to_owned()]).collect()
        };
        Self::of_cells(cells, headed)
    }

    /// The list in a file: .xlsx and the like, .csv, .txt.
    ///
    /// # Errors
    /// Any of [`ListError`].
    pub fn of_file(path: &Path, headed: Option<bool>) -> Result<Self, ListError> {
        let file = File::open(path)?;
        let mut bytes = Vec::new();
        file.take(MOST_BYTES + 1).read_to_end(&mut bytes)?;
        if bytes.len() as u64 > MOST_BYTES {
            return Err(ListError::TooLarge);
        }
        let ending = path.extension().unwrap_or_default().to_string_lossy().to_lowercase();
        match &*ending {
            "xlsx" | "xlsm" => Self::of_cells(workbook::cells(&bytes)?, headed),
            "csv" | "tsv" => {
                let text = decode(&bytes)?.text;
                Self::of_cells(parted(&text, separator(&text)), headed)
            }
            "txt" | "" => Self::of_words(&decode(&bytes)?.text, headed),
            _ => Err(ListError::Kind),
        }
    }

    fn of_cells(mut cells: Vec<Vec<String>>, headed: Option<bool>) -> Result<Self, ListError> {
        for row in &mut cells {
            for cell in row.iter_mut() {
                *cell = one_line(cell);
            }
        }
        cells.retain(|row| row.iter().any(|cell| !cell.is_empty()));
        let width = cells.iter().map(Vec::len).max().unwrap_or(0);
        if width > MOST_COLUMNS {
            return Err(ListError::TooWide);
        }
        cells.iter_mut().for_each(|row| row.resize(width, String::new()));
        let headed =
            headed.unwrap_or_else(|| cells.first().is_some_and(|row| names_columns(row)));
        let columns = match headed && !cells.is_empty() {
            true => cells.remove(0),
            false => vec![String::new(); width],
        };
        match cells.len() {
            0 => Err(ListError::Empty),
            count if count > MOST_LETTERS => Err(ListError::TooMany),
            _ => {
                let recipient = recipient_column(&columns, &cells);
                Ok(Self { columns, rows: cells, recipient })
            }
        }
    }

    /// The list as words that [`Self::of_words`] reads, to be looked at and changed.
    pub fn to_words(&self) -> String {
        let columns = self.is_headed().then_some(&self.columns);
        let rows = columns.into_iter().chain(&self.rows);
        let lines: Vec<String> = rows.map(|row| row.join("\t")).collect();
        lines.join("\n")
    }

    /// The column of this name, whatever its capitals and marks.
    pub fn column(&self, name: &str) -> Option<usize> {
        let name = plain_fold(name);
        self.columns.iter().position(|column| !name.is_empty() && plain_fold(column) == name)
    }

    /// Whether the columns have names.
    pub fn is_headed(&self) -> bool {
        self.columns.iter().any(|column| !column.is_empty())
    }
}

/// Whether a row looks like the head of a list.
fn names_columns(row: &[String]) -> bool {
    row.iter().any(|cell| {
        let cell = plain_fold(cell);
        RECIPIENTS.contains(&&*cell) || OTHERS.contains(&&*cell)
    })
}

/// The column that says who gets the letter: by its name, else the first one with words.
fn recipient_column(columns: &[String], rows: &[Vec<String>]) -> usize {
    let folded: Vec<String> = columns.iter().map(|name| plain_fold(name)).collect();
    let named = RECIPIENTS.iter().find_map(|name| folded.iter().position(|own| own == name));
    let begins = || {
        let begins = |own: &String| RECIPIENTS.iter().any(|name| own.starts_with(name));
        folded.iter().position(begins)
    };
    let worded = || {
        (0..columns.len()).find(|column| {
            let cells = rows.iter().map(|row| &row[*column]);
            let worded = |cell: &&String| cell.chars().any(char::is_alphabetic);
            cells.clone().filter(worded).count() * 2 > rows.len()
        })
    };
    named.or_else(begins).or_else(worded).unwrap_or(0)
}

/// A line without what marks it as a line of a list.
fn bare(line: &str) -> &str {
    let line = line.trim();
    let line = line.strip_prefix(['-', '–', '+', '•']).unwrap_or(line).trim_start();
    line.trim_end_matches([';', ',']).trim_end()
}

/// Words of several lines on one.
fn one_line(words: &str) -> String {
    let lines = words.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.collect::<Vec<_>>().join(", ").replace('\t', " ")
}

/// What parts the cells of a .csv: what its first line has most of.
fn separator(text: &str) -> char {
    let first = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let count = |letter: &char| first.matches(*letter).count();
    ['\t', ';', ','].into_iter().rev().max_by_key(count).unwrap_or(',')
}

/// Rows of cells; quotes hold separators and line ends together, doubled quotes are one.
fn parted(text: &str, separator: char) -> Vec<Vec<String>> {
    let mut rows = vec![vec![String::new()]];
    let mut quoted = false;
    let mut letters = text.trim_start_matches('\u{feff}').chars().peekable();
    while let Some(letter) = letters.next() {
        let row = rows.last_mut().expect("there is a row");
        let cell = row.last_mut().expect("there is a cell");
        match letter {
            '"' if quoted && letters.peek() == Some(&'"') => {
                letters.next();
                cell.push('"');
            }
            '"' if quoted => quoted = false,
            '"' if cell.trim().is_empty() => quoted = true,
            '\r' => {}
            '\n' if !quoted => rows.push(vec![String::new()]),
            letter if letter == separator && !quoted => row.push(String::new()),
            letter => cell.push(letter),
        }
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(list: &List) -> Vec<&str> {
        list.rows.iter().map(|row| &*row[list.recipient]).collect()
    }

    #[test]
    fn a_list_is_what_the_lines_of_noi_nhan_are_and_what_is_pasted_from_a_table() {
        let typed =
            "- Sở Nội vụ;\n- Sở Tài chính, Sở Xây dựng;\n\n  Ủy ban nhân dân xã An Bình  \n";
        let list = List::of_words(typed, None).expect("a list");
        assert_eq!(
            rows(&list),
            ["Sở Nội vụ", "Sở Tài chính, Sở Xây dựng", "Ủy ban nhân dân xã An Bình"]
        );
        assert!(!list.is_headed());

        let pasted = "STT\tHọ và tên\tChức vụ\n1\tNguyễn Văn A\t\"Trưởng phòng\nTổ chức\"\n2\tTrần Thị B\t\n";
        let list = List::of_words(pasted, None).expect("a list");
        assert_eq!(list.columns, ["STT", "Họ và tên", "Chức vụ"]);
        assert_eq!(rows(&list), ["Nguyễn Văn A", "Trần Thị B"]);
        assert_eq!(list.rows[0][2], "Trưởng phòng, Tổ chức");
        assert_eq!(list.column("CHUC VU"), Some(2));

        assert_eq!(List::of_words(&list.to_words(), None).expect("a list"), list);

        let bare = List::of_words("1\tSở Y tế\n2\tSở Công Thương", None).expect("a list");
        assert_eq!(rows(&bare), ["Sở Y tế", "Sở Công Thương"]);
        let headed = List::of_words("Bên A\tBên B\nx\ty", Some(true)).expect("a list");
        assert_eq!(headed.columns, ["Bên A", "Bên B"]);
    }

    #[test]
    fn a_file_of_commas_or_semicolons_keeps_what_is_quoted_together() {
        for (text, expected) in [
            (
                "Kính gửi,Địa chỉ\n\"Sở A, tỉnh B\",\"Số 1 \"\"cũ\"\"\"\n",
                ["Sở A, tỉnh B", "Số 1 \"cũ\""],
            ),
            ("Kính gửi;Địa chỉ\r\nSở A, tỉnh B;Số 1\r\n", ["Sở A, tỉnh B", "Số 1"]),
        ] {
            let folder = tempfile::tempdir().expect("a folder");
            let path = folder.path().join("a.csv");
            std::fs::write(&path, text).expect("written");
            let list = List::of_file(&path, None).expect("a list");
            assert_eq!(list.rows, [expected.map(str::to_owned).to_vec()], "{text}");
        }
    }

    #[test]
    fn what_is_no_list_is_told_with_what_to_do() {
        assert!(matches!(List::of_words(" \n\t\n", None), Err(ListError::Empty)));
        let many = "Sở\n".repeat(MOST_LETTERS + 1);
        assert!(matches!(List::of_words(&many, None), Err(ListError::TooMany)));
        let wide = "a\t".repeat(MOST_COLUMNS + 1);
        assert!(matches!(List::of_words(&wide, None), Err(ListError::TooWide)));
        let folder = tempfile::tempdir().expect("a folder");
        for (name, bytes) in [("a.xls", "x"), ("a.xlsx", "không phải zip"), ("a.pdf", "%PDF")]
        {
            let path = folder.path().join(name);
            std::fs::write(&path, bytes).expect("written");
            let error = List::of_file(&path, None).expect_err(name).to_string();
            assert!(error.contains(".xlsx"), "{name}: {error}");
        }
        let error =
            List::of_file(&folder.path().join("không có.csv"), None).expect_err("none");
        assert!(error.to_string().contains("không còn ở đó"), "{error}");
    }
}
