//! What a check found as a paper of its own: the slip that goes with a draft to who signs it, and the
//! report on a file of somebody else. The typesetter makes a PDF of it.

use chrono::{Datelike as _, NaiveDate};

use super::checker::Outcome;
use super::finding::{Deed, Finding};
use super::report::place_of;
use super::rule::Severity;
use super::table::rules;
use super::waive::Waived;
use crate::compose::{
    Grid, GridCell, GridRow, Inline, Line, Look, Paper, Piece, Properties, Sheet,
};
use crate::model::{Document, Margins, PageSetup, Place};
use crate::standard::{StyleName, agency_in_sentence, style, type_name};

/// Widths of the columns of findings in mm: number, place, finding, clause, tick.
const FINDINGS: [f64; 5] = [12.0, 28.0, 75.0, 36.0, 14.0];
/// Widths of the columns of what is set aside: number, place, finding, reason.
const ASIDE: [f64; 4] = [12.0, 28.0, 71.0, 54.0];
/// An empty box to be ticked by hand.
const BOX: &str = "☐";

/// What a paper about a check says of its subject.
#[derive(Clone, Copy, Debug)]
pub struct Told<'a> {
    /// What was checked: the file's name.
    pub name: &'a str,
    /// Its plan.
    pub document: &'a Document,
    /// What was found.
    pub outcome: &'a Outcome,
    /// The day whose names and laws it was judged by; none where the document says none.
    pub judged: Option<NaiveDate>,
    /// When the table of laws that have ended was looked over.
    pub laws: Option<NaiveDate>,
    /// Today.
    pub today: NaiveDate,
}

/// "Phiếu rà soát": what was found in a draft, what is to be ticked off, what was set aside and why.
pub fn slip(told: &Told<'_>) -> Paper {
    let mut pieces = head("PHIẾU RÀ SOÁT THỂ THỨC", told);
    pieces.extend(body(told));
    pieces.push(line(StyleName::Right, "Người rà soát: ………………………………"));
    paper(told, "Phiếu rà soát", pieces)
}

/// "Báo cáo kiểm tra": what was found in a file of somebody else.
pub fn report(told: &Told<'_>) -> Paper {
    let mut pieces = head("BÁO CÁO KIỂM TRA VĂN BẢN", told);
    pieces.extend(body(told));
    paper(told, "Báo cáo kiểm tra", pieces)
}

fn paper(told: &Told<'_>, kind: &str, pieces: Vec<Piece>) -> Paper {
    let today = told.today;
    let margins = Margins { top: 20.0, bottom: 20.0, left: 30.0, right: 15.0 };
    let properties = Properties {
        title: format!("{kind}: {}", told.name),
        subject: told.document.subject.words(),
        author: agency_in_sentence(&told.document.agency),
        keywords: Vec::new(),
        date: (today.year(), today.month(), today.day()),
        time: (0, 0, 0),
    };
    let sheet =
        Sheet { landscape: false, margins, top_mark: None, address: Vec::new(), pieces };
    Paper { properties, sheets: vec![sheet], page: PageSetup::default() }
}

/// Title, subject, and what was checked when by what.
fn head(title: &str, told: &Told<'_>) -> Vec<Piece> {
    let document = told.document;
    let agency = agency_in_sentence(&document.agency);
    let mut pieces = vec![line(StyleName::TypeName, title)];
    let subject = document.subject.words();
    if !subject.trim().is_empty() {
        let kind = type_name(document.document_type);
        pieces.push(line(StyleName::Subject, &format!("{kind} {}", lowered(subject.trim()))));
    }
    let day = |day: NaiveDate| day.format("%d/%m/%Y").to_string();
    let mut facts = vec![("Tệp", told.name.to_owned())];
    if !agency.trim().is_empty() {
        facts.push(("Cơ quan", agency));
    }
    let judged = told.judged.map_or_else(
        || "không rõ ngày của văn bản".to_owned(),
        |judged| format!("tên gọi và văn bản theo ngày {}", day(judged)),
    );
    let laws = told.laws.map_or_else(String::new, |laws| {
        format!("; bảng văn bản hết hiệu lực kiểm tra ngày {}", day(laws))
    });
    facts.push(("Ngày soát", format!("{}; {judged}{laws}", day(told.today))));
    facts.push(("Kết quả", result(told.outcome)));
    pieces.extend(facts.into_iter().map(|(name, words)| {
        let mut line = Line::blank(Place::Fixed, StyleName::Body);
        let words = format!(": {words}");
        line.runs = vec![run(name, StyleName::Title), run(&words, StyleName::Body)].into();
        Piece::Line(line)
    }));
    pieces
}

/// Words whose first letter is small, where they do not begin with a name in capitals.
fn lowered(words: &str) -> String {
    let mut letters = words.chars();
    let Some(first) = letters.next() else { return String::new() };
    let rest = letters.as_str();
    if rest.chars().next().is_some_and(char::is_uppercase) {
        return words.to_owned();
    }
    first.to_lowercase().chain(rest.chars()).collect()
}

fn result(outcome: &Outcome) -> String {
    let count = |severity| {
        let all = outcome.findings.iter();
        all.filter(|finding| finding.rule.severity == severity).count()
    };
    format!(
        "{} lỗi, {} cảnh báo, {} gợi ý; {} chỗ đã bỏ qua; soát {} quy tắc, {} quy tắc không xét được",
        count(Severity::Error),
        count(Severity::Warning),
        count(Severity::Hint),
        outcome.waived.len(),
        rules().len(),
        outcome.not_evaluated.len()
    )
}

fn body(told: &Told<'_>) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let Outcome { findings, waived, .. } = told.outcome;
    if findings.is_empty() {
        pieces.push(line(StyleName::Body, "Không còn phát hiện nào phải xem."));
    } else {
        pieces.push(before_table("I. PHÁT HIỆN"));
        let head = ["STT", "Vị trí", "Phát hiện", "Quy định", "Đã sửa"];
        let rows = findings.iter().enumerate();
        pieces.push(grid(&FINDINGS, &head, rows.map(|(n, it)| finding(n, it, told.document))));
    }
    if !waived.is_empty() {
        pieces.push(before_table(if findings.is_empty() {
            "I. ĐÃ BỎ QUA"
        } else {
            "II. ĐÃ BỎ QUA"
        }));
        let head = ["STT", "Vị trí", "Phát hiện", "Lý do"];
        let rows = waived.iter().enumerate();
        pieces.push(grid(&ASIDE, &head, rows.map(|(n, it)| aside(n, it, told.document))));
    }
    pieces
}

fn before_table(words: &str) -> Piece {
    let mut line = Line::blank(Place::Fixed, StyleName::Section);
    line.runs = vec![run(words, StyleName::Section)].into();
    line.keep_with_next = true;
    line.after = 6.0;
    Piece::Line(line)
}

/// A row of cells: each its style and its paragraphs.
type Row = Vec<(StyleName, Vec<String>)>;

fn finding(n: usize, finding: &Finding, document: &Document) -> Row {
    use StyleName::{TableCenter, TableLeft};
    vec![
        (TableCenter, vec![(n + 1).to_string()]),
        (TableLeft, vec![capital(&place_of(document, finding))]),
        (TableLeft, said(finding)),
        (TableLeft, vec![format!("{}: {}", finding.rule.id, finding.rule.clause)]),
        (TableCenter, vec![BOX.to_owned()]),
    ]
}

fn aside(n: usize, waived: &Waived, document: &Document) -> Row {
    use StyleName::{TableCenter, TableLeft};
    let reason = match waived.reason.as_str() {
        "" => "không ghi lý do",
        reason => reason,
    };
    let mut words = said(&waived.finding);
    words.push(format!("({})", waived.finding.rule.id));
    vec![
        (TableCenter, vec![(n + 1).to_string()]),
        (TableLeft, vec![capital(&place_of(document, &waived.finding))]),
        (TableLeft, words),
        (TableLeft, vec![reason.to_owned()]),
    ]
}

/// What is wrong, and the words before and after.
pub(super) fn said(finding: &Finding) -> Vec<String> {
    let severity = capital(finding.rule.severity.name());
    let mut words = vec![format!("{severity}: {}", finding.message)];
    let seen = |words: &str| words.chars().any(char::is_alphanumeric);
    match &finding.fix {
        Some(fix)
            if fix.deed == Deed::Replace && seen(&fix.before) && !fix.after.is_empty() =>
        {
            words.push(format!("“{}” → “{}”", fix.before.trim(), fix.after.trim()));
        }
        Some(fix) if fix.deed == Deed::AddRecipient => {
            words.push(format!("Thêm nơi nhận: {}", fix.after));
        }
        _ if seen(&finding.excerpt) => words.push(format!("“{}”", finding.excerpt.trim())),
        _ => {}
    }
    words
}

fn capital(words: &str) -> String {
    let mut letters = words.chars();
    let first = letters.next().map(|first| first.to_uppercase().collect::<String>());
    first.unwrap_or_default() + letters.as_str()
}

fn grid(widths: &[f64], head: &[&str], rows: impl Iterator<Item = Row>) -> Piece {
    let cells = |row: Row, top: bool| GridRow {
        splits: false,
        keep_with_next: false,
        cells: row
            .into_iter()
            .enumerate()
            .map(|(column, (name, paragraphs))| GridCell {
                column,
                columns: 1,
                rows: 1,
                top,
                lines: paragraphs.iter().map(|words| words_line(name, words)).collect(),
            })
            .collect(),
    };
    let head = head.iter().map(|words| (StyleName::TableHead, vec![(*words).to_owned()]));
    let head = cells(head.collect(), false);
    Piece::Grid(Grid {
        place: Place::Fixed,
        widths: widths.to_vec(),
        head_rows: 1,
        opens_page: Vec::new(),
        rows: std::iter::once(head).chain(rows.map(|row| cells(row, true))).collect(),
    })
}

fn line(name: StyleName, words: &str) -> Piece {
    Piece::Line(words_line(name, words))
}

fn words_line(name: StyleName, words: &str) -> Line {
    let mut line = Line::blank(Place::Fixed, name);
    line.runs = vec![run(words, name)].into();
    line
}

fn run(words: &str, name: StyleName) -> Inline {
    let style = style(name, &PageSetup::default());
    let look = Look { bold: style.bold, italic: style.italic, underline: false };
    Inline::Words { text: words.to_owned(), look }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::{Checker, Context, waiver};
    use crate::model::{Block, Level};
    use crate::typeset::Typesetter;

    #[test]
    fn a_slip_tells_what_was_found_and_why_what_was_set_aside_on_real_pages() {
        let mut document = Document {
            subject: "Kiểm tra công trình".into(),
            body: vec![
                Block::new(Level::Body, "Kinh phí: … đồng"),
                Block::new(Level::Body, "Các phòng , đơn vị thực hiện."),
            ],
            ..Document::default()
        };
        let today = NaiveDate::from_ymd_opt(2026, 11, 28).expect("a day");
        let context = Context::of(&document, today);
        let found = Checker::default().draft(&document, &context);
        let mark = found.findings.iter().find(|it| it.rule.id == "B19").expect("a mark");
        document.waivers.push(waiver(&document, mark, false, "Chờ Sở Tài chính"));
        let outcome = Checker::default().draft(&document, &context);
        let told = Told {
            name: "kiem-tra.kehoach",
            document: &document,
            outcome: &outcome,
            judged: context.date,
            laws: context.laws.checked,
            today,
        };
        let paper = slip(&told);
        let words: String = paper.lines().map(|line| Paper::words(line) + "\n").collect();
        for part in [
            "PHIẾU RÀ SOÁT",
            "Kế hoạch kiểm tra công trình",
            "Chờ Sở Tài chính",
            BOX,
            "28/11/2026",
        ] {
            assert!(words.contains(part), "{part} in {words}");
        }
        let pages = Typesetter::new().typeset(&paper).expect("set");
        let pdf = pages.pdf().expect("written");
        assert!(pdf.starts_with(b"%PDF"));
        let printed: usize = (0..pages.count()).map(|page| pages.lines(page).len()).sum();
        assert!(printed > 2 * outcome.findings.len());
    }
}
