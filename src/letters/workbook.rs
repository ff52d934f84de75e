//! Rows of an .xlsx, within bounds: what unpacks to more than it should is refused before it is read, and
//! cells are taken one by one, so that one cell in the last row asks for no room for all before it.

use std::io::{Cursor, Read as _};
use std::path::Path;

use calamine::{DataRef, ExcelDateTime, Reader as _, Xlsx, XlsxError};

use super::roll::{MOST_COLUMNS, MOST_ROWS};

/// So many bytes may a workbook have unpacked: a list of the most rows has a hundredth of it.
const MOST_BYTES: u64 = 96 << 20;
/// So many parts may it have.
const MOST_PARTS: usize = 2_000;
/// So many letters are taken of a cell.
const MOST_LETTERS: usize = 500;

/// Whether a file is a workbook of Excel, of any age, by its name or its first bytes.
pub(super) fn is_workbook(path: &Path, bytes: &[u8]) -> bool {
    const NAMES: [&str; 5] = ["xlsx", "xlsm", "xls", "xlsb", "ods"];
    let named = path.extension().and_then(|ending| ending.to_str());
    let named =
        named.is_some_and(|ending| NAMES.iter().any(|name| ending.eq_ignore_ascii_case(name)));
    named || bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(&[0xD0, 0xCF, 0x11, 0xE0])
}

/// The rows of a sheet, the first where none is named, down to one more than [`MOST_ROWS`].
///
/// # Errors
/// Why not and what to do, in Vietnamese, as a sentence.
pub(super) fn rows(bytes: Vec<u8>, sheet: Option<&str>) -> Result<Vec<Vec<String>>, String> {
    if bytes.starts_with(&[0xD0, 0xCF, 0x11, 0xE0]) {
        return Err("tệp là Excel kiểu cũ (.xls) hoặc có mật khẩu. Mở tệp trong Excel, bỏ mật khẩu, lưu thành .xlsx \
                    rồi thử lại."
            .to_owned());
    }
    unpacks_within_bounds(&bytes)?;
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(|error| said(&error))?;
    let names = book.sheet_names();
    let name = match sheet {
        Some(wanted) => {
            names.iter().find(|name| name.trim() == wanted.trim()).ok_or_else(|| {
                format!("không có trang tính “{wanted}”; tệp có: {}.", names.join(", "))
            })?
        }
        None => names.first().ok_or("tệp không có trang tính nào.")?,
    };
    let mut cells = book.worksheet_cells_reader(name).map_err(|error| said(&error))?;
    let mut rows: Vec<Vec<String>> = Vec::new();
    let mut last = None;
    while let Some(cell) = cells.next_cell().map_err(|error| said(&error))? {
        let (row, column) = cell.get_position();
        let words = words(cell.get_value());
        if words.is_empty() || column as usize >= MOST_COLUMNS {
            continue;
        }
        // Rows without a word are no rows: where the cells stand far down, what is above takes no room.
        if last != Some(row) {
            if rows.len() > MOST_ROWS {
                break;
            }
            rows.push(Vec::new());
            last = Some(row);
        }
        if let Some(cells) = rows.last_mut() {
            let column = column as usize;
            if cells.len() <= column {
                cells.resize(column + 1, String::new());
            }
            cells[column] = words;
        }
    }
    Ok(rows)
}

/// Unpacks every part into nothing, to see how much it is: what a file says of its size may be false.
fn unpacks_within_bounds(bytes: &[u8]) -> Result<(), String> {
    const BROKEN: &str = "tệp không phải là .xlsx, hoặc bị hỏng. Mở tệp trong Excel, lưu thành .xlsx rồi thử lại.";
    let too_large = || {
        format!(
            "nội dung tệp lớn quá mức của một danh sách (hơn {} MB khi mở ra). Chép riêng danh sách sang tệp mới rồi \
             thử lại.",
            MOST_BYTES >> 20
        )
    };
    let mut archive =
        zip::ZipArchive::new(Cursor::new(bytes)).map_err(|_| BROKEN.to_owned())?;
    if archive.len() > MOST_PARTS {
        return Err(too_large());
    }
    let mut left = MOST_BYTES;
    for index in 0..archive.len() {
        let part = archive.by_index(index).map_err(|_| BROKEN.to_owned())?;
        let unpacked = std::io::copy(&mut part.take(left + 1), &mut std::io::sink());
        let unpacked = unpacked.map_err(|_| BROKEN.to_owned())?;
        left = left.checked_sub(unpacked).ok_or_else(too_large)?;
    }
    Ok(())
}

fn said(error: &XlsxError) -> String {
    match error {
        XlsxError::Password => {
            "tệp có mật khẩu. Bỏ mật khẩu trong Excel rồi thử lại.".to_owned()
        }
        _ => "tệp không phải là .xlsx, hoặc bị hỏng. Mở tệp trong Excel, lưu thành .xlsx rồi thử lại.".to_owned(),
    }
}

/// A cell as its reader sees it, as far as it bears on a letter: whole numbers without a point, days as days.
/// Of a formula its last value; an error (`#N/A`) is nothing.
fn words(cell: &DataRef<'_>) -> String {
    let words = match cell {
        DataRef::String(words) => words.clone(),
        DataRef::SharedString(words) => (*words).to_owned(),
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) => decimal(*number),
        DataRef::Bool(yes) => if *yes { "Có" } else { "Không" }.to_owned(),
        DataRef::DateTime(time) => match time.is_duration() {
            true => decimal(time.as_f64()),
            false => moment(time),
        },
        DataRef::DateTimeIso(words) | DataRef::DurationIso(words) => words.clone(),
        DataRef::Error(_) | DataRef::Empty => String::new(),
        #[allow(unreachable_patterns, reason = "the library may learn more kinds")]
        _ => String::new(),
    };
    words.trim().chars().take(MOST_LETTERS).collect()
}

/// `43,2`; a whole number without anything behind it.
fn decimal(number: f64) -> String {
    const EXACT: f64 = 1e15;
    if number.fract() == 0.0 && number.abs() < EXACT {
        return format!("{number:.0}");
    }
    number.to_string().replace('.', ",")
}

/// `20/01/2027`, `08 giờ 30 phút`, or both.
fn moment(at: &ExcelDateTime) -> String {
    const MINUTES: f64 = 24.0 * 60.0;
    let serial = at.as_f64();
    let (year, month, day, ..) = at.to_ymd_hms_milli();
    let day = format!("{day:02}/{month:02}/{year}");
    // Excel's parts of a day are not whole: 08 giờ 30 phút is 0,3541666667.
    let minutes = (serial.fract().abs() * MINUTES).round() as u32;
    let time = format!("{:02} giờ {:02} phút", minutes / 60, minutes % 60);
    match (serial < 1.0, serial.fract() == 0.0) {
        (true, _) => time,
        (false, true) => day,
        (false, false) => format!("{time}, {day}"),
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use super::*;

    /// A workbook of one sheet with these rows of cells' XML.
    fn book(sheet: &str) -> Vec<u8> {
        let styles = r#"<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><cellXfs count="3"><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="20"/></cellXfs></styleSheet>"#;
        let parts = [
            ("[Content_Types].xml", r#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>"#.to_owned()),
            ("_rels/.rels", r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="a" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#.to_owned()),
            ("xl/_rels/workbook.xml.rels", r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#.to_owned()),
            ("xl/workbook.xml", r#"<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="Khách mời" sheetId="1" r:id="r1"/></sheets></workbook>"#.to_owned()),
            ("xl/styles.xml", styles.to_owned()),
            ("xl/worksheets/sheet1.xml", format!(r#"<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{sheet}</sheetData></worksheet>"#)),
        ];
        let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for (name, words) in parts {
            archive.start_file(name, zip::write::SimpleFileOptions::default()).expect("begun");
            archive.write_all(words.as_bytes()).expect("written");
        }
        archive.finish().expect("whole").into_inner()
    }

    fn inline(at: &str, words: &str) -> String {
        format!(r#"<c r="{at}" t="inlineStr"><is><t>{words}</t></is></c>"#)
    }

    #[test]
    fn cells_are_read_as_their_reader_sees_them() {
        let sheet = format!(
            r#"<row r="1">{}{}</row><row r="3"><c r="A3"><v>2</v></c><c r="B3" s="1"><v>46407</v></c><c r="C3" s="2"><v>0.3541666667</v></c><c r="D3"><f>1+1</f><v>43.2</v></c><c r="E3" t="e"><v>#N/A</v></c></row>"#,
            inline("A1", "Đơn vị"),
            inline("B1", "Ngày"),
        );
        let rows = rows(book(&sheet), None).expect("read");
        assert_eq!(
            rows,
            [vec!["Đơn vị", "Ngày"], vec!["2", "20/01/2027", "08 giờ 30 phút", "43,2"]]
        );
    }

    #[test]
    fn hostile_workbooks_are_refused_or_read_within_bounds() {
        // One cell in the last row and column asks for no room for those before it.
        let far = format!(
            r#"<row r="1">{}</row><row r="1048576">{}</row>"#,
            inline("A1", "Sở Y tế"),
            inline("XFD1048576", "x")
        );
        assert_eq!(rows(book(&far), None).expect("read"), [["Sở Y tế"]]);
        let long: String = (1..=MOST_ROWS + 50)
            .map(|n| format!(r#"<row r="{n}">{}</row>"#, inline(&format!("A{n}"), "Sở")))
            .collect();
        assert_eq!(rows(book(&long), None).expect("read").len(), MOST_ROWS + 1);
        let bomb = " ".repeat(usize::try_from(MOST_BYTES).expect("small") + 10);
        let refused = rows(book(&bomb), None).expect_err("too large");
        assert!(refused.contains("MB"), "{refused}");
        for broken in [
            &b"PK\x03\x04 not a zip"[..],
            b"",
            &[0xD0, 0xCF, 0x11, 0xE0, 1, 2],
            &book("")[..300],
        ] {
            let refused = rows(broken.to_vec(), None).expect_err("broken");
            assert!(refused.contains("lưu thành .xlsx"), "{refused}");
        }
        let missing = rows(book(""), Some("Khác")).expect_err("no such sheet");
        assert!(missing.contains("Khách mời"), "{missing}");
    }
}
