//! A web page as a file: Word's "Web Page, Filtered", a portal's page saved from the browser.

use super::html::{self, Page};
use super::{Content, Source, SourceParagraph};
use crate::read::recognise::layout::unfold_layout;
use crate::read::recognise::titles::split_lines;
use crate::read::{DropKind, Dropped, MAX_PARAGRAPHS, Note, NoteKind, ReadError};

/// A paragraph of more lines than this is a whole text whose lines are parted by `<br>`.
const MOST_LINES: usize = 3;

/// Reads a page into paragraphs. Its menus, its foot and the like stay outside, and that is said.
///
/// # Errors
/// [`ReadError::TooManyParagraphs`].
pub(in crate::read) fn read(html: &str) -> Result<Source, ReadError> {
    let Page { paragraphs, beside, overfull } = html::page(html);
    let refused = || Err(ReadError::TooManyParagraphs { limit: MAX_PARAGRAPHS });
    if overfull {
        return refused();
    }
    let mut source = Source { encoding: "UTF-8".to_owned(), ..Source::default() };
    for paragraph in paragraphs {
        source.paragraphs.extend(parts(paragraph));
        if source.paragraphs.len() > MAX_PARAGRAPHS {
            return refused();
        }
    }
    if let Some(first) = beside.first() {
        source.notes.push(Note {
            kind: NoteKind::Aside,
            line: 0,
            row: None,
            place: None,
            excerpt: first.clone(),
            message: format!(
                "Đã để ra ngoài {} dòng của trang web (trình đơn, chân trang, liên kết); bản thảo chỉ lấy văn \
                 bản.",
                beside.len()
            ),
        });
    }
    source.dropped.extend(beside.into_iter().map(|words| Dropped {
        line: 0,
        row: None,
        words,
        kind: DropKind::Aside,
    }));
    Ok(source)
}

/// A table that only arranges falls apart into its lines, a text parted by breaks too.
fn parts(paragraph: SourceParagraph) -> Vec<SourceParagraph> {
    let SourceParagraph { content, look, line, .. } = paragraph;
    let table = match content {
        Content::Table(table) => table,
        Content::Words(text) if text.as_str().matches('\n').count() > MOST_LINES => {
            return lines(&text, &look, line);
        }
        content => return vec![SourceParagraph { content, look, line, ..Default::default() }],
    };
    match &table.rows[..] {
        // A frame around the text is no table.
        [row] if row.len() == 1 => lines(&row[0].text, &look, line),
        _ => unfold_layout(table, look, line),
    }
}

fn lines(text: &crate::model::Text, look: &super::Look, line: usize) -> Vec<SourceParagraph> {
    let content = split_lines(text).into_iter().map(Content::Words);
    content
        .map(|content| SourceParagraph {
            content,
            look: look.clone(),
            line,
            ..Default::default()
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use crate::model::{Align, Cell};
    use crate::read::source::{Content, SourceParagraph};
    use crate::read::{Source, read_source};

    fn read(body: &str) -> Source {
        let page = format!(
            "<!DOCTYPE html><html><head><title>T</title></head><body>{body}</body></html>"
        );
        read_source("a.html", page.as_bytes()).expect("a page")
    }

    fn lines(source: &Source) -> Vec<&str> {
        source.paragraphs.iter().map(SourceParagraph::as_str).collect()
    }

    #[test]
    fn what_a_page_has_beside_its_text_is_told_and_not_read() {
        let source = read(
            "<nav><ul><li>Trang chủ</li><li>Liên hệ</li></ul></nav><script>a<b</script>\
             <main><p>Một &lt;b&gt;</p></main><aside><h3>Tin khác</h3></aside><footer>Bản quyền",
        );
        assert_eq!(lines(&source), ["Một <b>"]);
        let beside: Vec<&str> = source.dropped.iter().map(|d| d.words.as_str()).collect();
        assert_eq!(beside, ["Trang chủ", "Liên hệ", "Tin khác", "Bản quyền"]);
        assert_eq!(source.notes.len(), 1);
    }

    #[test]
    fn a_menu_that_nobody_closes_ends_where_the_text_begins() {
        assert_eq!(lines(&read("<nav>Trang chủ<main><p>Một</p></main>")), ["Một"]);
    }

    #[test]
    fn tables_that_arrange_and_texts_of_breaks_fall_apart() {
        let source = read(
            "<table><tr><td><p>UBND XÃ A</p></td><td><p>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM</p></td></tr>\
             </table><div>a<br>b<br/>c<br>d<br>e</div><table><tr><td>khung<br>hai</td></tr></table>",
        );
        let head = ["UBND XÃ A", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"];
        assert_eq!(lines(&source)[..2], head);
        assert_eq!(lines(&source)[2..], ["a", "b", "c", "d", "e", "khung", "hai"]);
    }

    #[test]
    fn merged_cells_keep_their_columns() {
        let source = read(
            "<table><tr><td rowspan=2>A</td><td colspan=2>B</td></tr><tr><td>c</td><td>d</td></tr>\
             <tr><td>e</td><td>f</td><td rowspan=9>g</td></tr></table>",
        );
        let Content::Table(table) = &source.paragraphs[0].content else { panic!("a table") };
        let words = |row: &Vec<Cell>| row.iter().map(|c| c.text.words()).collect::<Vec<_>>();
        let rows: Vec<_> = table.rows.iter().map(words).collect();
        assert_eq!(rows, [["A", "B", ""], ["", "c", "d"], ["e", "f", "g"]]);
        assert_eq!((table.rows[0][0].rows, table.rows[0][1].columns), (2, 2));
    }

    #[test]
    fn looks_of_lines_are_kept() {
        let source = read(
            "<h2>I. MỘT</h2><p align=center>giữa</p><p>&nbsp;</p><p style='text-align: right'>phải \
             10<sup>3</sup> CO<sub>2</sub> x<sup>er</sup></p><br style='page-break-before:always'><p>Trang</p>",
        );
        let looks: Vec<_> = source.paragraphs.iter().map(|p| &p.look).collect();
        assert_eq!(looks[0].outline, Some(2));
        assert_eq!((looks[1].outline, looks[1].align), (None, Some(Align::Center)));
        assert_eq!((looks[2].align, looks[2].gap_before), (Some(Align::Right), true));
        assert!(looks[3].page_before && !looks[3].gap_before);
        assert_eq!(lines(&source)[2], "phải 10³ CO₂ xer");
    }

    #[test]
    fn a_page_is_read_in_the_encoding_that_it_names() {
        let page =
            b"<html><head><meta charset=windows-1252></head><body><p>K\xEA ho\xE0 &#7841;</p>";
        let source = read_source("a.htm", page).expect("a page");
        assert_eq!(lines(&source), ["Kê hoà ạ"]);
        let wide: Vec<u8> = "\u{FEFF}<html><body><p>Kế hoạch</p></body></html>"
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect();
        assert_eq!(lines(&read_source("a.html", &wide).expect("a page")), ["Kế hoạch"]);
    }

    #[test]
    fn a_table_that_claims_more_cells_than_there_are_is_refused() {
        let cells = "<td colspan=63 rowspan=1000>a</td>".repeat(40);
        let rows = format!("<tr>{cells}</tr>").repeat(400);
        let page = format!("<html><body><table>{rows}</table>");
        assert!(read_source("a.html", page.as_bytes()).is_err());
    }
}
