//! Hard pages: long lists, words wider than their column, cells taller than a page, footnotes of
//! paragraphs that go over. Every word is printed, inside the text's area, and nothing over it.

use std::cell::RefCell;
use std::collections::BTreeMap;

use kehoach::compose::compose;
use kehoach::export::text;
use kehoach::model::{
    Annex, Authority, Block, Cell, Document, Level, Place, Recipient, Signature, Standing,
    Story, Style, Table, Text,
};
use kehoach::standard::soft_ends;
use kehoach::typeset::{PageLine, Pages, Typesetter};
use proptest::collection::vec;
use proptest::prelude::*;

const MM: f64 = 72.0 / 25.4;
/// A paragraph of three lines.
const TASK: &str = "Các cơ quan, đơn vị, địa phương căn cứ chức năng, nhiệm vụ được giao chủ động \
                    xây dựng kế hoạch chi tiết, tổ chức thực hiện nghiêm túc, hiệu quả, bảo đảm \
                    tiến độ và báo cáo kết quả";

thread_local! {
    static TYPESETTER: RefCell<Typesetter> = RefCell::new(Typesetter::new());
}

fn set(document: &Document) -> Pages {
    let paper = compose(document, Standing::Issued);
    TYPESETTER
        .with_borrow_mut(|typesetter| typesetter.typeset(&paper))
        .expect("a hard plan sets")
}

fn document() -> Document {
    Document {
        parent_agency: vec!["UBND tỉnh Lâm Đồng".into()],
        agency: vec!["Sở Xây dựng".into()],
        abbreviation: "SXD".into(),
        place: "Lâm Đồng".into(),
        subject: Text::plain("Kiểm tra công tác an toàn"),
        closing: vec![Text::plain("Trên đây là Kế hoạch của Sở Xây dựng")],
        signatures: vec![signature("Nguyễn Văn Bình")],
        ..Document::default()
    }
}

fn signature(signer: &str) -> Signature {
    Signature {
        authority: Authority::Deputy {
            head: "Giám đốc Sở Nông nghiệp và Môi trường".into(),
            deputy: "Phó Giám đốc".into(),
        },
        signer: signer.into(),
        ..Signature::default()
    }
}

fn tasks(count: usize) -> Vec<Block> {
    (0..count).map(|_| Block::new(Level::Clause, TASK)).collect()
}

fn recipients(count: usize, name: &str) -> Vec<Recipient> {
    let one = |number| Recipient { name: format!("{name} {number}"), purpose: String::new() };
    (1..=count).map(one).collect()
}

fn numbered_words(count: usize) -> String {
    (0..count).map(|number| format!("từ{number:04}")).collect::<Vec<_>>().join(" ")
}

fn lines(pages: &Pages) -> impl Iterator<Item = (usize, &PageLine)> {
    (0..pages.count()).flat_map(|page| pages.lines(page).iter().map(move |line| (page, line)))
}

/// The pages that words stand on.
fn pages_with(pages: &Pages, words: &str) -> Vec<usize> {
    let mut found: Vec<usize> = lines(pages)
        .filter(|(_, line)| line.text.contains(words))
        .map(|(page, _)| page)
        .collect();
    found.dedup();
    found
}

/// How often each letter and digit stands in words.
fn counts(words: impl Iterator<Item = char>) -> BTreeMap<char, usize> {
    let mut counts = BTreeMap::new();
    for letter in words.filter(|letter| letter.is_alphanumeric()) {
        *counts.entry(letter).or_insert(0) += 1;
    }
    counts
}

/// Whether every letter of the plan's text is printed, between the margins, and none over another.
fn check(document: &Document, pages: &Pages) -> Result<(), String> {
    let wanted = counts(text(&compose(document, Standing::Issued)).chars());
    let printed = counts(lines(pages).flat_map(|(_, line)| line.text.chars()));
    for (letter, count) in wanted {
        let found = printed.get(&letter).copied().unwrap_or_default();
        if found < count {
            return Err(format!("{letter:?} is printed {found} times, not {count}"));
        }
    }
    let upright = document.page.within_range().margins;
    for page in 0..pages.count() {
        let (width, height) = pages.size(page);
        // A page on its long side keeps its binding edge: what was left is at the top.
        let (left, right, bottom) = match width > height {
            true => (upright.bottom, upright.top, upright.right),
            false => (upright.left, upright.right, upright.bottom),
        };
        // Behind an annex's heading nothing reaches into the margins; the letterhead may by ten millimetres.
        for line in pages.lines(page) {
            let area = line.area;
            let beside = match line.place {
                Some(Place::Cell(..)) => 0.0,
                _ => 10.0 * MM,
            };
            let (left, right) = (left * MM - beside, width - right * MM + beside);
            let hanging = if line.text.ends_with(' ') { line.size } else { 0.0 };
            let inside = area.x >= left - 0.5
                && area.x + area.width - hanging <= right + 0.5
                && area.y >= 5.0 * MM
                && area.y + area.height <= height - bottom * MM + 3.0;
            if !inside {
                return Err(format!("page {page}: {:?} stands at {area:?}", line.text));
            }
        }
        no_overprint(page, pages.lines(page))?;
    }
    Ok(())
}

fn no_overprint(page: usize, lines: &[PageLine]) -> Result<(), String> {
    let worded = lines.iter().filter(|line| !line.text.trim().is_empty());
    let lines: Vec<&PageLine> = worded.collect();
    for (index, a) in lines.iter().enumerate() {
        for b in &lines[index + 1..] {
            let (x, y) = (&a.area, &b.area);
            let across = (x.x + x.width).min(y.x + y.width) - x.x.max(y.x);
            let down = (x.y + x.height).min(y.y + y.height) - x.y.max(y.y);
            let spaces =
                |line: &PageLine| if line.text.ends_with(' ') { line.size } else { 0.0 };
            if across > 1.0 + spaces(a).max(spaces(b)) && down > 3.0 {
                return Err(format!("page {page}: {:?} over {:?}", a.text, b.text));
            }
        }
    }
    Ok(())
}

fn assert_whole(document: &Document, what: &str) -> Pages {
    let pages = set(document);
    if let Err(why) = check(document, &pages) {
        panic!("{what}: {why}");
    }
    assert!(pages.pdf().is_ok(), "{what}");
    pages
}

#[test]
fn recipients_of_any_number_are_printed_with_luu_and_the_signature_is_whole() {
    let two_lines = "Ủy ban nhân dân các xã, phường, đặc khu trên địa bàn tỉnh (để thực hiện)";
    for count in [1, 12, 20, 24, 30, 34, 38, 40, 42, 46, 60, 100] {
        for (body, name) in [(6, two_lines), (3, "Sở, ban, ngành"), (12, two_lines)] {
            let document = Document {
                body: tasks(body),
                recipients: recipients(count, name),
                ..document()
            };
            let what = format!("{count} recipients after {body} paragraphs");
            let pages = assert_whole(&document, &what);
            assert_eq!(pages_with(&pages, "Lưu:").len(), 1, "{what}");
            let signed = pages_with(&pages, "Nguyễn Văn Bình");
            assert_eq!(signed, pages_with(&pages, "PHÓ GIÁM ĐỐC"), "{what}");
            // The list begins beside the signature.
            assert_eq!(signed, pages_with(&pages, "Nơi nhận:"), "{what}");
        }
    }
}

#[test]
fn two_signers_and_their_recipients_stand_on_one_page() {
    for body in 4..12 {
        let document = Document {
            body: tasks(body),
            recipients: recipients(7, "Sở, ban, ngành"),
            signatures: vec![signature("Nguyễn Văn Bình"), signature("Trần Thị Nguyệt Ánh")],
            ..document()
        };
        let pages = assert_whole(&document, &format!("{body} paragraphs"));
        let page = pages_with(&pages, "Nguyễn Văn Bình");
        assert_eq!(pages_with(&pages, "Nơi nhận:"), page, "{body} paragraphs");
        assert_eq!(pages_with(&pages, "Lưu:"), page, "{body} paragraphs");
    }
}

fn merged(words: usize, rows: usize) -> Table {
    let mut table = Table::new(3, rows + 2);
    table.widths = vec![10, 30, 50];
    for (row, cells) in table.rows.iter_mut().enumerate() {
        cells[0].text = Text::plain(&row.to_string());
        cells[2].text = Text::plain("Đơn vị");
    }
    table.rows[1][1] = Cell { rows, ..Cell::new(numbered_words(words).as_str()) };
    table
}

#[test]
fn cells_and_rows_taller_than_a_page_go_on_on_the_next() {
    let mut tall_head = Table::new(3, 3);
    tall_head.rows[0][1].text = Text::plain(&numbered_words(600));
    let mut tall_row = Table::new(3, 3);
    tall_row.rows[1][1].text = Text::plain(&numbered_words(600));
    let mut half_head = Table::new(3, 12);
    half_head.rows[0][1].text = Text::plain(&numbered_words(110));
    half_head.rows[5][1].text = Text::plain(&numbered_words(160));
    for (what, table) in [
        ("300 words in 3 rows", merged(300, 3)),
        ("900 words in 3 rows", merged(900, 3)),
        ("200 words in 30 rows", merged(200, 30)),
        ("a head of two pages", tall_head),
        ("a row of two pages", tall_row),
        ("a head of a third of a page", half_head),
    ] {
        for before in [2, 10, 14] {
            let mut document = Document { body: tasks(before), ..document() };
            document.body.push(Block::Table(table.clone().into()));
            assert_whole(&document, &format!("{what} after {before} paragraphs"));
        }
    }
}

#[test]
fn a_cell_of_one_letter_a_line_goes_on_in_the_last_of_its_rows() {
    // Found by chance: a head that its merged cell makes too tall to repeat, beside it columns of words without end.
    for (columns, words, wide) in [(13, 420, 2), (6, 2100, 2), (7, 2600, 3)] {
        for rows in [2, 3, 4] {
            let mut table = Table::new(columns, rows);
            table.head_rows = 1;
            for cells in &mut table.rows {
                for cell in cells.iter_mut() {
                    cell.text = Text::plain("nhiệm số\u{A0}118/2025/NĐ-CP Nghiên");
                }
            }
            let letters = "nhiệm 1.234.567.890 Nghiên ".repeat(words / 27);
            table.rows[0][columns - 1].text = Text::plain(&letters);
            let long = format!("{} nhiệm số\u{A0}118/2025/NĐ-CP ", "đ".repeat(38)).repeat(4);
            let merged = Cell { columns: wide, rows: 2, ..Cell::new(long.as_str()) };
            table.rows[0][2] = merged;
            table.normalise();
            let body = vec![Block::Table(table.into())];
            assert_whole(
                &Document { body, ..document() },
                &format!("{columns} columns, {rows} rows"),
            );
        }
    }
}

#[test]
fn parts_taller_than_a_page_are_printed_whole() {
    let long = |word: &str| format!("{word} ").repeat(2500);
    let agency = vec![long("Sở Xây dựng và")];
    assert_whole(&Document { agency, body: tasks(2), ..document() }, "agency");
    let agency = (0..120).map(|_| "Sở Xây dựng và Phát triển đô thị".to_owned()).collect();
    assert_whole(&Document { agency, body: tasks(2), ..document() }, "agency of 120 lines");
    let subject = Text::plain(&long("Kiểm tra"));
    assert_whole(&Document { subject, body: tasks(2), ..document() }, "trích yếu");
    let title = |level| Block::new(level, Text::styled(&long("Tổ chức"), Style::BOLD));
    let body = vec![title(Level::Section), title(Level::Clause), title(Level::Part)];
    let body = body.into_iter().chain(tasks(2)).collect();
    assert_whole(&Document { body, ..document() }, "titles");
    let body = (0..90).map(|_| Block::new(Level::Section, "Tổ chức thực hiện")).collect();
    assert_whole(&Document { body, ..document() }, "ninety titles below each other");
    let annex =
        Annex {
            title: Text::plain(&long("Danh mục")), blocks: tasks(2), ..Annex::default()
        };
    assert_whole(&Document { annexes: vec![annex], body: tasks(2), ..document() }, "annex");
    let closing = vec![Text::plain(&long("Trên đây"))];
    assert_whole(&Document { closing, ..document() }, "closing");
    let mut signed = signature("Nguyễn Văn Bình");
    signed.agency_post = long("Trưởng Ban");
    assert_whole(&Document { signatures: vec![signed], body: tasks(2), ..document() }, "post");
}

#[test]
fn words_wider_than_their_column_are_broken_in_it() {
    let mut narrow = Table::new(14, 3);
    for cells in &mut narrow.rows {
        for (column, cell) in cells.iter_mut().enumerate() {
            let words = if column < 7 { "Nghiên cứu" } else { "1.234.567.890" };
            cell.text = Text::plain(words);
        }
    }
    let url = "https://www.vi-du.gov.vn/he-thong-van-ban/quy-pham-phap-luat/chi-tiet?so=123456789&\
               loai=1&nhom=4&co-quan=2&trang=11";
    let mut long = document();
    long.body = vec![
        Block::Table(narrow.into()),
        Block::new(
            Level::Clause,
            format!("Xem tại {url} và {} hết.", "x".repeat(300)).as_str(),
        ),
        Block::new(Level::Body, Text::styled(&"Đ".repeat(300), Style::BOLD)),
        Block::new(Level::Centered, "ư".repeat(300).as_str()),
    ];
    long.recipients = recipients(2, &"ủy".repeat(90));
    long.signatures[0].signer = "Nguyễn".repeat(30);
    long.agency = vec!["SỞ".repeat(60)];
    assert_whole(&long, "long words");
    // Marks of footnotes in a row are one word, too.
    let notes = Text::from_markup(&format!("Việc{}", "<fn>x</fn>".repeat(150)));
    assert_whole(
        &Document { body: vec![Block::new(Level::Body, notes)], ..document() },
        "notes",
    );
}

#[test]
fn a_footnote_stands_on_the_page_of_its_mark() {
    let note = "<fn>Chú thích cuối cùng.</fn>";
    for body in 3..16 {
        let last = Block::new(Level::Clause, Text::from_markup(&format!("{TASK}{note}")));
        let title = Text::from_markup(&format!("<b>Tiêu đề{note}</b>"));
        let ends = [vec![last.clone()], vec![Block::new(Level::Section, title), last]];
        for (kind, end) in ends.into_iter().enumerate() {
            let mut document =
                Document { body: tasks(body), closing: Vec::new(), ..document() };
            document.body.extend(end);
            let pages = assert_whole(&document, &format!("{body} paragraphs, {kind}"));
            let mut marked = Vec::new();
            for index in body..document.body.len() {
                // The mark is the small digit at the end of the paragraph.
                let place = Place::Block(Story::Body, index);
                let mark = lines(&pages)
                    .filter(|(_, line)| line.place == Some(place) && line.size < 10.0);
                marked.extend(mark.map(|(page, _)| page));
            }
            let noted: Vec<usize> = lines(&pages)
                .filter(|(_, line)| line.text.contains("Chú thích cuối"))
                .map(|(page, _)| page)
                .collect();
            assert_eq!(noted, marked, "{body} paragraphs, {kind}");
            assert_eq!(marked.len(), document.body.len() - body, "{body} paragraphs, {kind}");
        }
    }
}

#[test]
fn the_note_of_a_row_stands_on_the_page_of_the_row() {
    for before in 0..8 {
        let mut table = Table::new(2, 60);
        for (row, cells) in table.rows.iter_mut().enumerate() {
            cells[0].text = Text::plain(&row.to_string());
            let note = format!("<fn>Ghi chú {row}.</fn>");
            let note = if row % 2 == 1 { note.as_str() } else { "" };
            cells[1].text = Text::from_markup(&format!("Việc thứ {row} của năm{note}"));
        }
        let mut document = Document { body: tasks(before), ..document() };
        document.body.push(Block::Table(table.into()));
        let pages = assert_whole(&document, &format!("after {before} paragraphs"));
        for row in (1..60).step_by(2) {
            let marked = pages_with(&pages, &format!("Việc thứ {row} của năm"));
            let noted = pages_with(&pages, &format!("Ghi chú {row}."));
            assert_eq!(noted, marked, "row {row} after {before} paragraphs");
        }
    }
}

#[test]
fn a_note_of_a_repeated_head_is_printed_once_and_its_mark_on_each_page() {
    let mut table = Table::new(2, 80);
    table.head_rows = 1;
    table.rows[0][1].text = Text::from_markup("Việc<fn>Ghi chú của đầu bảng.</fn>");
    for (row, cells) in table.rows.iter_mut().enumerate().skip(1) {
        cells[0].text = Text::plain(&format!("Việc thứ {row} của năm"));
    }
    table.rows[70][1].text = Text::from_markup("Việc<fn>Ghi chú sau cùng.</fn>");
    let mut document = Document { body: tasks(3), ..document() };
    document.body.push(Block::Table(table.into()));
    let pages = assert_whole(&document, "a head with a note");
    assert_eq!(pages_with(&pages, "Ghi chú của đầu bảng."), [0]);
    let heads = (0..pages.count()).filter(|page| {
        let lines = pages.lines(*page);
        let row = |line: &&PageLine| line.place == Some(Place::Cell(Story::Body, 3, 0, 1));
        let Some(words) = lines.iter().find(row) else { return false };
        let beside = |line: &&PageLine| {
            (line.area.x - words.area.x - words.area.width).abs() < 1.0 && line.text == "1"
        };
        lines.iter().any(|line| beside(&line))
    });
    assert!(heads.count() >= 3);
    // The next note is the second.
    let last = pages_with(&pages, "Ghi chú sau cùng.");
    let two = pages.lines(last[0]).iter().filter(|line| line.text == "2" && line.size < 9.0);
    assert_eq!(two.count(), 2);
}

/// Where the body's lines of a place stand: page, upper edge; raised marks are no lines.
fn rows_of(pages: &Pages, place: Place) -> Vec<(usize, f64)> {
    let mut rows: Vec<(usize, f64)> = Vec::new();
    for (page, line) in lines(pages).filter(|(_, line)| line.place == Some(place)) {
        let (y, last) = (line.area.y, rows.last().copied());
        if line.size > 10.0 && last.is_none_or(|(on, at)| on != page || (at - y).abs() > 1.0) {
            rows.push((page, y));
        }
    }
    rows
}

#[test]
fn a_footnote_that_finds_no_room_leaves_no_line_of_its_paragraph_alone() {
    let words: Vec<&str> = TASK.split(' ').collect();
    let mut over = [0; 3];
    for (body, marked, note) in
        (9..14).flat_map(|body| (0..6).flat_map(move |at| [1, 8].map(|note| (body, at, note))))
    {
        // The mark stands further and further behind in a paragraph of six lines, or in one of three.
        for copies in [1, 2] {
            let mut text = words.repeat(copies);
            let at = (text.len() - 1) * marked / 5;
            let noted =
                format!("{}<fn>{}</fn>", text[at], "Chú thích này. ".repeat(note * 12));
            text[at] = &noted;
            let last = Block::new(Level::Clause, Text::from_markup(&text.join(" ")));
            let body: Vec<Block> =
                tasks(body).into_iter().chain([last]).chain(tasks(3)).collect();
            let place = Place::Block(Story::Body, body.len() - 4);
            let what =
                format!("{} paragraphs, mark {marked}, note {note}, {copies}", body.len());
            let pages = assert_whole(&Document { body, ..document() }, &what);
            let rows = rows_of(&pages, place);
            let first = rows.iter().filter(|(page, _)| *page == rows[0].0).count();
            let rest = rows.len() - first;
            assert!(
                rest == 0 || (first >= 2 && rest >= 2),
                "{what}: {first} and {rest} lines"
            );
            over[usize::from(rest > 0) + usize::from(rest == 2)] += 1;
        }
    }
    assert!(over.iter().all(|count| *count > 0), "not every kind was met: {over:?}");
}

#[test]
fn lines_end_behind_spaces_and_dashes_as_in_word_and_inside_addresses_by_our_own_rule() {
    let addresses = [
        "https://vi-du.gov.vn/tra-cuu.aspx?nam=2027&loai=van-ban&trang=1|2",
        "118/2025/NĐ-CP/abc?def!ghi…klm|nop}qrs",
        "xã/phường/đặc khu/thôn/tổ dân phố/bản/buôn/khóm/ấp",
        "phong-qlcs.stc@vi-du.gov.vn hoặc www.vi-du.phong-ban.gov.vn và www.vi-du.gov.vn/tin-bo/tin",
    ];
    let printed: Vec<String> = (0..32)
        .map(|at| format!("{}{} hết {TASK}", "và ".repeat(at), addresses[at % 4]))
        .collect();
    let body = printed.iter().map(|words| Block::new(Level::Clause, words.as_str())).collect();
    let pages = assert_whole(&Document { body, ..document() }, "addresses");
    let (mut ends, mut soft) = (0, 0);
    for (at, words) in printed.iter().enumerate() {
        let place = Place::Block(Story::Body, at);
        let mut rows: BTreeMap<(usize, i64), String> = BTreeMap::new();
        for (page, line) in lines(&pages).filter(|(_, line)| line.place == Some(place)) {
            rows.entry((page, (line.area.y * 10.0) as i64)).or_default().push_str(&line.text);
        }
        let rows: Vec<String> = rows.into_values().collect();
        for row in &rows[..rows.len() - 1] {
            // The first line begins with its numeral.
            let row = row.trim().trim_start_matches(&format!("{}. ", at + 1));
            let Some(found) = words.find(row) else { continue };
            ends += 1;
            let end = found + row.len();
            let next = words[end..].chars().next();
            let is_soft = soft_ends(words).contains(&end);
            soft += usize::from(is_soft);
            assert!(
                is_soft || row.ends_with('-') || next == Some(' '),
                "{row:?} then {next:?}"
            );
        }
    }
    assert!(ends > 60 && soft > 0, "{ends}, {soft}");
}

#[test]
fn footnote_marks_are_of_one_size_and_height() {
    let noted = |number| {
        let words = format!("Việc {number}<fn>Chú thích {number}.</fn>");
        Block::new(Level::Clause, Text::from_markup(&words))
    };
    let document = Document { body: (1..=12).map(noted).collect(), ..document() };
    let pages = assert_whole(&document, "twelve notes");
    for at in 0..12 {
        let place = Place::Block(Story::Body, at);
        let own: Vec<&PageLine> = lines(&pages)
            .map(|(_, line)| line)
            .filter(|line| line.place == Some(place))
            .collect();
        let [words, mark] = own[..] else { panic!("{own:?}") };
        assert_eq!(mark.text, (at + 1).to_string());
        assert!((mark.size - 8.4).abs() < 0.01, "{}", mark.size);
        let raised = (words.area.y + words.size * 0.891) - (mark.area.y + mark.size * 0.891);
        assert!((raised - 14.0 * 0.33).abs() < 0.1, "{at}: {raised}");
    }
    // At the foot the number is raised as well.
    let foot = lines(&pages).filter(|(_, line)| (line.size - 6.0).abs() < 0.01).count();
    assert_eq!(foot, 12);
}

#[test]
fn what_a_pdf_cannot_hold_in_one_piece_is_broken_and_printed() {
    let heap = format!("Chữ a{} hết", "\u{301}".repeat(70_000));
    for (what, words) in [
        ("40,000 letters", "đ".repeat(40_000)),
        ("hard spaces", "công\u{A0}tác\u{A0}".repeat(7_000)),
        ("marks", heap),
        ("dots", ".".repeat(40_000)),
        ("ellipses", "…".repeat(25_000)),
        ("emoji", "👨\u{200D}👩\u{200D}👧".repeat(3_000)),
        ("private letters", "\u{F0FE}".repeat(3_000)),
    ] {
        let body = vec![Block::new(Level::Body, words.as_str())];
        let pages = set(&Document { body, ..document() });
        assert!(pages.pdf().is_ok(), "{what}");
    }
    // A heading's words stand once more in the PDF's outline.
    let words = "đ".repeat(40_000);
    let titles = [Level::Part, Level::Section, Level::Clause]
        .map(|level| Block::new(level, words.as_str()))
        .to_vec();
    let annexes = vec![Annex {
        title: words.as_str().into(),
        landscape: false,
        blocks: vec![Block::new(Level::Body, "Một việc.")],
    }];
    assert!(set(&Document { body: titles, annexes, ..document() }).pdf().is_ok(), "headings");
    let subject = Text::plain(&"Kiểm tra ".repeat(22_000));
    let agency = (0..400).map(|_| "Sở Xây dựng và Phát triển đô thị".to_owned()).collect();
    assert!(set(&Document { subject, agency, ..document() }).pdf().is_ok());
}

#[test]
fn letters_with_marks_apart_are_printed_and_copied_once() {
    let typed = "M̌ ơ̆ ư̆ ê̆ ô̆ Ơ̆ Ư̆ brư̆ pơtơ̆k a̱ b̌ ខ្មែរ ꪒꪾ";
    let document = Document { body: vec![Block::new(Level::Body, typed)], ..document() };
    let pages = assert_whole(&document, "marks");
    let place = Some(Place::Block(Story::Body, 0));
    let copied: String = lines(&pages)
        .filter(|(_, line)| line.place == place)
        .map(|(_, line)| line.text.as_str())
        .collect();
    assert_eq!(copied, Text::plain(typed).as_str());
}

#[test]
fn signs_and_scripts_are_printed_as_typed() {
    let typed = "☑ Đạt ☐ Không ✓ ✗ ⇒ ➢ ★ ① ⑳ Ⅰ ☎ ✉ ℃ 10⁻³ ភាសា ꨌꩌ ລາວ ไทย 漢 🚒";
    let document = Document { body: vec![Block::new(Level::Body, typed)], ..document() };
    let pages = assert_whole(&document, "signs");
    let place = Some(Place::Block(Story::Body, 0));
    let copied: String = lines(&pages)
        .filter(|(_, line)| line.place == place)
        .map(|(_, line)| line.text.as_str())
        .collect();
    assert_eq!(copied.replace(' ', ""), typed.replace(' ', ""));
}

/// So many cases as a run of all tests has time for, or as `PROPTEST_CASES` asks for.
fn cases(usual: u32) -> ProptestConfig {
    let asked = std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok());
    ProptestConfig {
        cases: asked.unwrap_or(usual),
        failure_persistence: None,
        max_shrink_iters: 200,
        ..ProptestConfig::default()
    }
}

fn any_words(most: usize) -> impl Strategy<Value = String> {
    let word = prop_oneof![
        12 => Just("nhiệm".to_owned()),
        6 => Just("Nghiên".to_owned()),
        3 => Just("1.234.567.890".to_owned()),
        2 => Just("số\u{A0}118/2025/NĐ-CP".to_owned()),
        2 => Just("☑".to_owned()),
        1 => Just("80\u{2011}NQ/TW".to_owned()),
        1 => Just("kinh\u{A0}tế\u{A0}xã\u{A0}hội".to_owned()),
        1 => Just("pơtơ̆k brư̆".to_owned()),
        1 => Just("ngày 05 tháng 6 năm 2025".to_owned()),
        1 => Just("https://vi-du.gov.vn/van-ban/chi-tiet?so=118&nam=2025".to_owned()),
        1 => (20usize..120).prop_map(|count| "đ".repeat(count)),
        1 => (5usize..40).prop_map(|count| "e\u{306}".repeat(count)),
    ];
    vec(word, 1..most).prop_map(|words| words.join(" "))
}

/// Words of a cell: few, many, of several lines, or with a footnote.
fn any_cell() -> impl Strategy<Value = Text> {
    prop_oneof![
        30 => any_words(12).prop_map(|words| Text::plain(&words)),
        2 => Just(Text::default()),
        1 => any_words(400).prop_map(|words| Text::plain(&words)),
        1 => vec(any_words(6), 2..5).prop_map(|lines| Text::plain(&lines.join("\n"))),
    ]
}

fn any_table() -> impl Strategy<Value = Table> {
    let spot = any::<(prop::sample::Index, prop::sample::Index)>();
    let merged = vec((spot, 1usize..4, 1usize..5), 0..4);
    (1usize..15, 2usize..8, 0usize..3, merged).prop_flat_map(
        |(columns, rows, heads, merged)| {
            vec(vec(any_cell(), columns), rows).prop_map(move |words| {
                let mut table = Table::new(columns, rows);
                table.head_rows = heads;
                for (cells, words) in table.rows.iter_mut().zip(words) {
                    for (cell, words) in cells.iter_mut().zip(words) {
                        cell.text = words;
                    }
                }
                for ((row, column), wide, deep) in &merged {
                    let spot = &mut table.rows[row.index(rows)][column.index(columns)];
                    (spot.columns, spot.rows) = (*wide, *deep);
                }
                table.normalise();
                table
            })
        },
    )
}

fn any_block() -> impl Strategy<Value = Block> {
    prop_oneof![
        8 => any_words(60).prop_map(|words| Block::new(Level::Clause, words.as_str())),
        2 => any_words(10).prop_map(|words| Block::new(Level::Section, words.as_str())),
        1 => any_words(10).prop_map(|words| Block::new(Level::Centered, words.as_str())),
        1 => any_words(30).prop_map(|words| {
            let noted = format!("{words}<fn>{words}</fn>");
            Block::new(Level::Body, Text::from_markup(&noted))
        }),
        2 => any_table().prop_map(|table| Block::Table(table.into())),
    ]
}

fn any_hard_plan() -> impl Strategy<Value = Document> {
    let heads = (vec(any_words(9), 0..3), vec(any_words(9), 1..4), any_words(40));
    let annex = (any_words(20), any::<bool>(), vec(any_block(), 1..3)).prop_map(
        |(title, landscape, blocks)| Annex { title: Text::plain(&title), landscape, blocks },
    );
    let annexes = prop_oneof![4 => Just(Vec::new()), 1 => vec(annex, 1..3)];
    let ends = (vec(any_words(20), 0..70), 1usize..3, any::<bool>());
    (heads, vec(any_block(), 1..14), ends, annexes).prop_map(
        |((parent_agency, agency, subject), body, (names, signers, closed), annexes)| {
            let recipient = |name| Recipient { name, purpose: String::new() };
            let signatures = (0..signers).map(|_| signature("Nguyễn Văn Bình")).collect();
            let mut document = Document {
                parent_agency,
                agency,
                subject: Text::plain(&subject),
                body,
                signatures,
                recipients: names.into_iter().map(recipient).collect(),
                annexes,
                ..document()
            };
            if !closed {
                document.closing.clear();
            }
            document.normalise();
            document
        },
    )
}

proptest! {
    #![proptest_config(cases(24))]

    #[test]
    fn every_word_of_a_hard_plan_is_inside_the_page(document in any_hard_plan()) {
        let pages = set(&document);
        prop_assert_eq!(check(&document, &pages), Ok(()));
        prop_assert!(pages.pdf().is_ok());
    }
}
