//! The cells of a workbook's first sheet, within limits whatever the file says of itself.

use std::io::{Cursor, Read as _};

use calamine::{DataRef, Reader as _, SheetVisible, Xlsx};
use zip::ZipArchive;

use super::list::{ListError, MOST_LETTERS};

/// The most bytes that a workbook may unpack to.
const MOST_BYTES: u64 = 64 << 20;
/// Rows beyond these are not looked at: the last one tells that there are too many.
const MOST_ROWS: u32 = MOST_LETTERS as u32 + 16;
/// Columns beyond these are not looked at.
const MOST_COLUMNS: u32 = 80;

/// The rows of the first visible sheet that has any words. Formulas give what they came to when the file was
/// saved; a cell that several were merged into gives its words once.
///
/// # Errors
/// [`ListError::TooLarge`], [`ListError::Workbook`].
pub(super) fn cells(bytes: &[u8]) -> Result<Vec<Vec<String>>, ListError> {
    unpacks_within(bytes)?;
    let failed = |error: calamine::XlsxError| ListError::Workbook(cause(&error));
    let mut book = Xlsx::new(Cursor::new(bytes)).map_err(failed)?;
    let sheets = book.sheets_metadata().iter();
    let names: Vec<String> = sheets
        .filter(|sheet| sheet.visible == SheetVisible::Visible)
        .map(|sheet| sheet.name.clone())
        .collect();
    for name in names {
        // Cell for cell: a sheet as a whole takes the room of all cells that there could be.
        let Ok(mut reader) = book.worksheet_cells_reader(&name) else { continue };
        let mut rows: Vec<Vec<String>> = Vec::new();
        while let Some(cell) = reader.next_cell().map_err(failed)? {
            let (row, column) = cell.get_position();
            let words = words(cell.get_value());
            if words.is_empty() || column >= MOST_COLUMNS {
                continue;
            }
            // What lies far below is a stray, or the list is too long and says so by its rows.
            if row >= MOST_ROWS {
                break;
            }
            let (row, column) = (row as usize, column as usize);
            if rows.len() <= row {
                rows.resize(row + 1, Vec::new());
            }
            let own = &mut rows[row];
            if own.len() <= column {
                own.resize(column + 1, String::new());
            }
            own[column] = words;
        }
        if !rows.is_empty() {
            return Ok(rows);
        }
    }
    Ok(Vec::new())
}

/// Refuses what unpacks to more than is allowed, by unpacking it: what a package says of its sizes may be
/// a lie.
fn unpacks_within(bytes: &[u8]) -> Result<(), ListError> {
    let damaged =
        || ListError::Workbook("tệp hỏng hoặc không phải bảng tính .xlsx".to_owned());
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| damaged())?;
    let mut left = MOST_BYTES;
    for index in 0..archive.len() {
        let part = archive.by_index(index).map_err(|_| damaged())?;
        let size = std::io::copy(&mut part.take(left + 1), &mut std::io::sink());
        left = left.checked_sub(size.map_err(|_| damaged())?).ok_or(ListError::TooLarge)?;
    }
    Ok(())
}

fn cause(error: &calamine::XlsxError) -> String {
    match error {
        calamine::XlsxError::Password => "tệp có mật khẩu".to_owned(),
        _ => "tệp hỏng hoặc không phải bảng tính .xlsx".to_owned(),
    }
}

/// A cell as it reads in a letter.
fn words(value: &DataRef<'_>) -> String {
    match value {
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) if number.fract() == 0.0 && number.abs() < 1e15 => {
            format!("{number:.0}")
        }
        DataRef::Float(number) => number.to_string().replace('.', ","),
        DataRef::String(words) => words.trim().to_owned(),
        DataRef::SharedString(words) => words.trim().to_owned(),
        DataRef::Bool(true) => "có".to_owned(),
        DataRef::Bool(false) => "không".to_owned(),
        DataRef::DateTime(time) => {
            let (year, month, day, hour, minute, ..) = time.to_ymd_hms_milli();
            let clock = format!("{hour:02}:{minute:02}");
            match (time.is_duration() || time.as_f64() < 1.0, hour, minute) {
                (true, ..) => clock,
                (false, 0, 0) => format!("{day:02}/{month:02}/{year}"),
                (false, ..) => format!("{clock} {day:02}/{month:02}/{year}"),
            }
        }
        DataRef::DateTimeIso(words) | DataRef::DurationIso(words) => words.clone(),
        // `#N/A` is nothing to print.
        DataRef::Error(_) | DataRef::Empty => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    use super::*;

    const TYPES: &str = r#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/></Types>"#;
    const RELATIONS: &str = r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;
    const BOOK: &str = r#"<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="Ẩn" sheetId="1" state="hidden" r:id="rId1"/><sheet name="Danh sách" sheetId="2" r:id="rId2"/></sheets></workbook>"#;
    const BOOK_RELATIONS: &str = r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet2.xml"/><Relationship Id="rId3" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>"#;
    /// The second format is a date.
    const STYLES: &str = r#"<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>"#;

    fn book(sheet: &str) -> Vec<u8> {
        let sheet = format!(
            r#"<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{sheet}</sheetData></worksheet>"#
        );
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, words) in [
            ("[Content_Types].xml", TYPES),
            ("_rels/.rels", RELATIONS),
            ("xl/workbook.xml", BOOK),
            ("xl/_rels/workbook.xml.rels", BOOK_RELATIONS),
            ("xl/styles.xml", STYLES),
            ("xl/worksheets/sheet1.xml", &sheet.replace("Sở", "Ẩn")),
            ("xl/worksheets/sheet2.xml", &sheet),
        ] {
            zip.start_file(name, SimpleFileOptions::default()).expect("a part");
            zip.write_all(words.as_bytes()).expect("written");
        }
        zip.finish().expect("a package").into_inner()
    }

    fn text(at: &str, words: &str) -> String {
        format!(r#"<c r="{at}" t="inlineStr"><is><t>{words}</t></is></c>"#)
    }

    #[test]
    fn the_first_sheet_that_shows_gives_words_numbers_dates_and_results() {
        let sheet = format!(
            r#"<row r="1">{}{}</row><row r="2">{}<c r="B2"><v>12</v></c><c r="C2"><v>1.5</v></c><c r="D2" s="1"><v>46357</v></c><c r="E2"><f>1+1</f><v>2</v></c><c r="F2" t="e"><v>#N/A</v></c><c r="G2" t="b"><v>1</v></c></row>"#,
            text("A1", "Kính gửi"),
            text("C1", "Hệ số"),
            text("A2", "Sở Nội vụ")
        );
        let rows = cells(&book(&sheet)).expect("rows");
        assert_eq!(rows[0], ["Kính gửi", "", "Hệ số"]);
        assert_eq!(rows[1], ["Sở Nội vụ", "12", "1,5", "01/12/2026", "2", "", "có"]);
    }

    #[test]
    fn a_cell_at_the_end_of_the_world_takes_no_room() {
        let sheet = format!(
            r#"<row r="1">{}</row><row r="1048576">{}</row>"#,
            text("A1", "Sở Nội vụ") + &text("XFD1", "xa"),
            text("XFD1048576", "xa")
        );
        assert_eq!(cells(&book(&sheet)).expect("rows"), [["Sở Nội vụ".to_owned()]]);
    }

    #[test]
    fn a_package_that_unpacks_to_gigabytes_is_refused() {
        let blank = " ".repeat(1 << 20);
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        zip.start_file("xl/workbook.xml", SimpleFileOptions::default()).expect("a part");
        for _ in 0..80 {
            zip.write_all(blank.as_bytes()).expect("written");
        }
        let bytes = zip.finish().expect("a package").into_inner();
        assert!(matches!(cells(&bytes), Err(ListError::TooLarge)));
    }
}
