//! The list: typed or pasted, a text file, a sheet of Excel. Columns with names, rows of words.

use std::path::{Path, PathBuf};

use super::workbook;
use crate::read::{self, ReadError};
use crate::vietnamese::plain_fold;

/// More rows than these are not taken: one plan goes to some hundred bodies.
pub const MOST_ROWS: usize = 5_000;
/// More columns than these are not taken.
pub const MOST_COLUMNS: usize = 64;
/// What the one column of a list without a head is called.
const NAME: &str = "Nơi nhận";
/// What columns are called that hold those whom a letter is for, the likeliest first.
const NAMES: [&str; 14] = [
    "kinh gui",
    "kinh moi",
    "noi nhan",
    "ten noi nhan",
    "co quan don vi",
    "ten co quan",
    "ten don vi",
    "don vi",
    "co quan",
    "nguoi nhan",
    "khach moi",
    "ho va ten",
    "ho ten",
    "ten",
];
/// Further words of heads.
const OTHERS: [&str; 12] = [
    "stt",
    "tt",
    "so tt",
    "chuc vu",
    "dia chi",
    "email",
    "thu dien tu",
    "dien thoai",
    "ghi chu",
    "thoi gian",
    "ngay",
    "dia diem",
];

/// A list of those who get a letter.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Roll {
    /// The names of the columns, each once.
    pub columns: Vec<String>,
    /// The rows, each as long as there are columns; none is blank throughout.
    pub rows: Vec<Vec<String>>,
    /// The column with those whom a letter is for.
    pub name: usize,
    /// How many rows say nothing in that column, and were left out.
    pub nameless: usize,
}

/// Why a list cannot be had.
#[derive(Debug, thiserror::Error)]
pub enum RollError {
    /// Nobody stands in it.
    #[error("Danh sách chưa có nơi nhận nào. Mỗi dòng ghi một nơi, hoặc dán các ô từ Excel.")]
    Empty,
    /// It is too long.
    #[error("Danh sách có hơn {MOST_ROWS} dòng. Hãy chia thành nhiều danh sách.")]
    TooLong,
    /// The file cannot be read.
    #[error("Không đọc được danh sách: {0}. Tệp: {path}", path = .1.display())]
    Read(ReadError, PathBuf),
    /// The sheet of Excel cannot be read; why, and what to do.
    #[error("Không đọc được danh sách: {0} Tệp: {path}", path = .1.display())]
    Workbook(String, PathBuf),
}

impl Roll {
    /// Takes a list as it was typed, pasted from Excel, or stands in a .csv: a row a line, cells parted by
    /// tabs, semicolons or commas (the first of these that the first line has; commas only where every line
    /// has as many, for names have some too).
    ///
    /// # Errors
    /// [`RollError::Empty`], [`RollError::TooLong`].
    pub fn of_text(words: &str) -> Result<Self, RollError> {
        let separator = separator(words);
        let rows = match separator {
            Some(separator) => records(words, separator),
            None => words.lines().map(|line| vec![bare(line)]).collect(),
        };
        Self::of_rows(rows)
    }

    /// Reads a list from a file: .xlsx (its first sheet, or that of a name), .csv, .txt.
    ///
    /// # Errors
    /// [`RollError`].
    pub fn of_file(path: &Path, sheet: Option<&str>) -> Result<Self, RollError> {
        let failed = |error| RollError::Read(error, path.to_owned());
        let bytes = read::load(path).map_err(failed)?;
        if workbook::is_workbook(path, &bytes) {
            let rows = workbook::rows(bytes, sheet)
                .map_err(|words| RollError::Workbook(words, path.to_owned()))?;
            return Self::of_rows(rows);
        }
        let text = read::decode(&bytes).map_err(failed)?.text;
        Self::of_text(&text)
    }

    /// A list of rows, whose first may be the names of the columns.
    ///
    /// # Errors
    /// [`RollError::Empty`], [`RollError::TooLong`].
    pub fn of_rows(mut rows: Vec<Vec<String>>) -> Result<Self, RollError> {
        for row in &mut rows {
            row.truncate(MOST_COLUMNS);
            for cell in row.iter_mut() {
                *cell = cell.split_whitespace().collect::<Vec<_>>().join(" ");
            }
            while row.last().is_some_and(String::is_empty) {
                row.pop();
            }
        }
        rows.retain(|row| !row.is_empty());
        // Above the head there may be a title: the head is the first of the first lines that is one.
        const TITLES: usize = 6;
        let head = rows.iter().take(TITLES).position(|row| is_head(row));
        let width = rows.iter().skip(head.unwrap_or(0)).map(Vec::len).max().unwrap_or(0);
        let columns = match head {
            Some(at) => named(rows.drain(..=at).next_back().unwrap_or_default(), width),
            None => named(Vec::new(), width),
        };
        for row in &mut rows {
            row.resize(width, String::new());
        }
        if rows.len() > MOST_ROWS {
            return Err(RollError::TooLong);
        }
        let name = name_column(&columns, &rows);
        let mut roll = Self { columns, rows, name, nameless: 0 };
        roll.leave_out_nameless();
        if roll.rows.is_empty() { Err(RollError::Empty) } else { Ok(roll) }
    }

    /// Says by its name which column holds those whom a letter is for; false where there is none such.
    pub fn choose(&mut self, column: &str) -> bool {
        let wanted = plain_fold(column);
        let found = self.columns.iter().position(|own| plain_fold(own) == wanted);
        if let Some(found) = found {
            self.name = found;
            self.leave_out_nameless();
        }
        found.is_some()
    }

    /// Those whom the letters are for.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.rows.iter().filter_map(|row| row.get(self.name)).map(String::as_str)
    }

    fn leave_out_nameless(&mut self) {
        let before = self.rows.len();
        let name = self.name;
        self.rows.retain(|row| row.get(name).is_some_and(|cell| !cell.is_empty()));
        self.nameless += before - self.rows.len();
    }
}

/// What parts the cells of a text; none where it is a plain list, a name a line.
fn separator(words: &str) -> Option<char> {
    let lines: Vec<&str> = words.lines().filter(|line| !line.trim().is_empty()).collect();
    let first = lines.first()?;
    if lines.iter().any(|line| line.contains('\t')) {
        return Some('\t');
    }
    let head = |separator: char| {
        let cells: Vec<String> = first.split(separator).map(str::to_owned).collect();
        cells.len() > 1 && is_head(&cells)
    };
    [';', ','].into_iter().find(|separator| head(*separator))
}

/// The records of a text with quotes as Excel writes them.
fn records(words: &str, separator: char) -> Vec<Vec<String>> {
    let mut records = vec![Vec::new()];
    let mut cell = String::new();
    let mut quoted = false;
    let mut letters = words.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '"' if quoted && letters.peek() == Some(&'"') => {
                letters.next();
                cell.push('"');
            }
            '"' if quoted => quoted = false,
            '"' if cell.is_empty() => quoted = true,
            letter if letter == separator && !quoted => push(&mut records, &mut cell),
            '\n' if !quoted => {
                push(&mut records, &mut cell);
                records.push(Vec::new());
            }
            '\r' => {}
            letter => cell.push(letter),
        }
    }
    push(&mut records, &mut cell);
    records
}

fn push(records: &mut [Vec<String>], cell: &mut String) {
    if let Some(record) = records.last_mut() {
        record.push(std::mem::take(cell));
    }
}

/// A line of a typed list without the dash, number or end mark of one.
fn bare(line: &str) -> String {
    let line = line.trim().trim_start_matches(['-', '–', '+', '•', '*']).trim_start();
    let digits = line.chars().take_while(char::is_ascii_digit).count();
    let rest = &line[digits..];
    let line = match digits {
        1..=3 if rest.starts_with(". ") || rest.starts_with(") ") => rest[2..].trim_start(),
        _ => line,
    };
    line.trim_end_matches([';', '.', ',']).trim_end().to_owned()
}

/// Whether a row names columns: one of its cells is a word of heads.
fn is_head(row: &[String]) -> bool {
    let known = |cell: &String| {
        let folded = plain(cell);
        NAMES.contains(&folded.as_str()) || OTHERS.contains(&folded.as_str())
    };
    row.iter().any(known)
}

fn plain(cell: &str) -> String {
    let folded = plain_fold(cell);
    let words = folded.split(|letter: char| !letter.is_alphanumeric());
    words.filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// The names of the columns: what has none is called by its number, what is there twice too.
fn named(head: Vec<String>, width: usize) -> Vec<String> {
    let mut columns: Vec<String> = Vec::with_capacity(width);
    let alone = head.is_empty() && width == 1;
    let mut head = head.into_iter();
    for at in 0..width {
        let own = head.next().unwrap_or_default();
        let own = if alone { NAME.to_owned() } else { own };
        let taken = columns.iter().any(|other| plain(other) == plain(&own));
        columns.push(match own.as_str() {
            "" => format!("Cột {}", at + 1),
            own if taken => format!("{own} ({})", at + 1),
            own => own.to_owned(),
        });
    }
    columns
}

/// The column with those whom a letter is for: by its name, else the first with words in it.
fn name_column(columns: &[String], rows: &[Vec<String>]) -> usize {
    let of = |name: &&str| columns.iter().position(|column| plain(column) == **name);
    let begins =
        |name: &&str| columns.iter().position(|column| plain(column).starts_with(*name));
    let found = NAMES.iter().find_map(of).or_else(|| NAMES.iter().find_map(begins));
    let words = |at: &usize| {
        let cells = rows.iter().filter_map(|row| row.get(*at));
        cells.filter(|cell| cell.chars().any(char::is_alphabetic)).count() * 2 > rows.len()
    };
    found.or_else(|| (0..columns.len()).find(words)).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(words: &str) -> Vec<String> {
        Roll::of_text(words).expect("a list").names().map(str::to_owned).collect()
    }

    #[test]
    fn a_list_is_taken_as_it_is_typed_or_pasted() {
        for (words, wanted) in [
            ("Sở Y tế\nSở Tài chính\n", vec!["Sở Y tế", "Sở Tài chính"]),
            ("- Sở Y tế;\n- Sở Tài chính.\n\n", vec!["Sở Y tế", "Sở Tài chính"]),
            ("1. Sở Y tế\n2) Sở Tài chính", vec!["Sở Y tế", "Sở Tài chính"]),
            (
                "Phòng Kinh tế, Hạ tầng\nCông an xã",
                vec!["Phòng Kinh tế, Hạ tầng", "Công an xã"],
            ),
            (
                "STT\tNơi nhận\tĐịa chỉ\n1\tSở Y tế\tSố 1\n2\tSở Tài chính\t",
                vec!["Sở Y tế", "Sở Tài chính"],
            ),
            ("1\tSở Y tế\n2\tSở Tài chính", vec!["Sở Y tế", "Sở Tài chính"]),
            (
                "STT;Đơn vị\n1;\"Sở Y tế; phòng 2\"\n2;Sở Tài chính",
                vec!["Sở Y tế; phòng 2", "Sở Tài chính"],
            ),
            (
                "Họ và tên,Chức vụ\n\"Nguyễn Văn \"\"A\"\"\",Trưởng phòng",
                vec!["Nguyễn Văn \"A\""],
            ),
            ("DANH SÁCH KHÁCH MỜI\t\nTT\tĐơn vị\n1\tSở Y tế", vec!["Sở Y tế"]),
            ("Ten don vi\tEmail\nSở Y tế\tsyt@x.vn\n\tkhông tên", vec!["Sở Y tế"]),
        ] {
            assert_eq!(names(words), wanted, "{words}");
        }
        assert!(matches!(Roll::of_text(" \n\t\n"), Err(RollError::Empty)));
        assert!(matches!(
            Roll::of_text(&"Sở\n".repeat(MOST_ROWS + 1)),
            Err(RollError::TooLong)
        ));
    }

    #[test]
    fn columns_have_names_of_their_own_and_the_one_for_letters_can_be_chosen() {
        let mut roll =
            Roll::of_text("Đơn vị\tNgày\tNgày\t\nA\t1\t2\tx\nB\t\t3\t").expect("a list");
        assert_eq!(roll.columns, ["Đơn vị", "Ngày", "Ngày (3)", "Cột 4"]);
        assert!(roll.choose("ngay"));
        assert_eq!((roll.names().count(), roll.nameless), (1, 1));
        assert!(!roll.choose("không có"));
    }
}
