//! What a careful typist does, seen on the typeset pages: nothing torn, nothing alone, nothing left
//! behind at a page's foot, wherever the page ends.

use kehoach::compose::compose;
use kehoach::model::{
    Authority, Block, Document, Level, Place, Recipient, Signature, Standing, Story, Style,
    Table, Text,
};
use kehoach::samples;
use kehoach::typeset::{Live, PageLine, Pages, Typesetter};

const MM: f64 = 72.0 / 25.4;

fn set(typesetter: &mut Typesetter, document: &Document) -> Pages {
    typesetter.typeset(&compose(document, Standing::Issued)).expect("the plan sets")
}

/// The words of each printed line of a place, from the top.
fn lines_of(pages: &Pages, place: Place) -> Vec<String> {
    let mut lines: Vec<(usize, f64, String)> = Vec::new();
    for page in 0..pages.count() {
        for line in pages.lines(page).iter().filter(|line| line.place == Some(place)) {
            match lines.last_mut() {
                Some((on, y, words)) if *on == page && (*y - line.area.y).abs() < 4.0 => {
                    words.push_str(&line.text);
                }
                _ => lines.push((page, line.area.y, line.text.clone())),
            }
        }
    }
    lines.into_iter().map(|(_, _, words)| words.trim().replace('\u{A0}', " ")).collect()
}

/// The page of a place's last line.
fn page_of(pages: &Pages, place: Place) -> usize {
    let on = |page: &usize| pages.lines(*page).iter().any(|line| line.place == Some(place));
    (0..pages.count()).rev().find(on).expect("the place is printed")
}

/// A plan with so many paragraphs of one line before what is to be looked at.
fn filled(lines: usize, rest: Vec<Block>) -> Document {
    let mut document = Document {
        agency: vec!["Sở Xây dựng".into()],
        abbreviation: "SXD".into(),
        subject: Text::plain("Kiểm tra công trình"),
        signatures: vec![Signature {
            signer: "Trần Văn Bình".into(), ..Signature::default()
        }],
        ..Document::default()
    };
    document.body =
        (0..lines).map(|_| Block::new(Level::Clause, "Một việc phải làm.")).collect();
    document.body.extend(rest);
    document
}

fn body(index: usize) -> Place {
    Place::Block(Story::Body, index)
}

#[test]
fn nothing_that_belongs_together_is_torn_in_the_samples() {
    let mut typesetter = Typesetter::new();
    let counted = |word: &str| {
        matches!(
            word.to_lowercase().as_str(),
            "số" | "điều" | "khoản" | "ngày" | "tháng" | "mục"
        )
    };
    for sample in samples::all() {
        let document = samples::open(sample.name).expect("a sample opens");
        let pages = set(&mut typesetter, &document);
        let mut places: Vec<Place> = Vec::new();
        for line in (0..pages.count()).flat_map(|page| pages.lines(page)) {
            places.extend(line.place.filter(|place| !matches!(place, Place::Cell(..))));
        }
        places.dedup();
        for place in places {
            for pair in lines_of(&pages, place).windows(2) {
                let last = pair[0].split(' ').next_back().unwrap_or_default();
                let torn = last.len() > 1
                    && last.ends_with('-')
                    && pair[1].starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit());
                let parted =
                    counted(last) && pair[1].starts_with(|c: char| c.is_ascii_digit());
                assert!(!torn && !parted, "{}: {} | {}", sample.name, pair[0], pair[1]);
            }
        }
    }
}

#[test]
fn a_signature_is_never_alone_however_the_text_ends() {
    let mut typesetter = Typesetter::new();
    let long = "Các phòng, đơn vị thuộc Sở căn cứ nhiệm vụ được giao tổ chức thực hiện, báo cáo kết quả. "
        .repeat(9);
    for lines in 18..50 {
        let mut table = Table::new(3, 4);
        for row in &mut table.rows {
            row[1].text = Text::plain("Việc của hàng này");
        }
        for (rest, what) in [
            (vec![Block::Table(table.into())], "a table"),
            (vec![Block::new(Level::Body, long.as_str())], "a long paragraph"),
        ] {
            let document = filled(lines, rest);
            let pages = set(&mut typesetter, &document);
            let (closing, _) = pages.first_area(Place::Archive).expect("Nơi nhận");
            let last = pages.lines(closing).iter().filter(|line| match line.place {
                Some(Place::Cell(_, block, ..) | Place::Block(_, block)) => block == lines,
                _ => false,
            });
            let mut tops: Vec<i64> = last.map(|line| line.area.y.round() as i64).collect();
            tops.dedup();
            let least = if what == "a table" { 1 } else { 2 };
            assert!(closing == 0 || tops.len() >= least, "{lines} lines and {what}: {tops:?}");
        }
    }
}

#[test]
fn a_long_last_paragraph_fills_its_page() {
    let mut typesetter = Typesetter::new();
    let long = "Các phòng, đơn vị thuộc Sở căn cứ nhiệm vụ được giao tổ chức thực hiện, báo cáo kết quả. "
        .repeat(9);
    for lines in 18..34 {
        let document = filled(lines, vec![Block::new(Level::Body, long.as_str())]);
        let pages = set(&mut typesetter, &document);
        let (closing, _) = pages.first_area(Place::Archive).expect("Nơi nhận");
        if closing == 0 {
            continue;
        }
        let lines_on = pages.lines(closing - 1);
        let foot =
            lines_on.iter().map(|line| line.area.y + line.area.height).fold(0.0, f64::max);
        let free = pages.size(closing - 1).1 - 20.0 * MM - foot;
        assert!(free < 60.0, "{lines} lines: {free} pt free");
    }
}

#[test]
fn no_page_before_the_signature_is_left_a_fifth_empty() {
    let mut typesetter = Typesetter::new();
    let three =
        "Các phòng, đơn vị thuộc Sở căn cứ nhiệm vụ được giao tổ chức thực hiện, báo cáo. "
            .repeat(3);
    for lines in 16..34 {
        let mut document = filled(lines, vec![Block::new(Level::Body, three.as_str())]);
        document.recipients = (1..=10)
            .map(|number| Recipient {
                name: format!("Sở, ban {number}"),
                purpose: String::new(),
            })
            .collect();
        let pages = set(&mut typesetter, &document);
        let (closing, _) = pages.first_area(Place::Archive).expect("Nơi nhận");
        let Some(before) = closing.checked_sub(1) else { continue };
        let words = pages.lines(before).iter();
        let foot = words.map(|line| line.area.y + line.area.height).fold(0.0, f64::max);
        let height = pages.size(before).1;
        let free = height - 20.0 * MM - foot;
        assert!(free < 0.2 * (height - 40.0 * MM), "{lines} lines: {free} pt free");
        // The same in the window's pages.
        let paper = compose(&document, Standing::Issued);
        let live = Live::new().typeset(paper).expect("the plan sets");
        let look = |pages: &Pages| -> Vec<(String, i64)> {
            let line =
                |line: &PageLine| (line.text.clone(), (line.area.y * 100.0).round() as i64);
            pages.lines(before).iter().map(line).collect()
        };
        assert_eq!(look(&live), look(&pages), "{lines} lines");
    }
}

#[test]
fn what_leads_in_stands_with_what_it_announces() {
    let mut typesetter = Typesetter::new();
    for lines in 28..44 {
        let document = filled(
            lines,
            vec![
                Block::new(Level::Body, "Các đơn vị thực hiện những việc như sau:"),
                Block::new(Level::Dash, "Việc thứ nhất."),
                Block::new(Level::Centered, Text::styled("Bảng phân công", Style::BOLD)),
                Block::Table(Table::of_tasks(3).into()),
                Block::new(Level::Body, "Hết."),
            ],
        );
        let pages = set(&mut typesetter, &document);
        assert_eq!(page_of(&pages, body(lines)), page_of(&pages, body(lines + 1)), "{lines}");
        let head = Place::Cell(Story::Body, lines + 3, 0, 0);
        let (first, _) = pages.first_area(head).expect("a table's head");
        assert_eq!(page_of(&pages, body(lines + 2)), first, "{lines}: a caption");
    }
}

#[test]
fn a_row_that_names_a_group_stands_with_its_first_row() {
    let mut typesetter = Typesetter::new();
    for lines in 22..40 {
        let mut table = Table::of_tasks(6);
        for row in &mut table.rows[1..] {
            row[1].text = Text::plain("Việc của nhóm");
        }
        table.rows[3][1].text = Text::styled("Nhóm nhiệm vụ thứ hai", Style::BOLD);
        let document =
            filled(lines, vec![Block::Table(table.into()), Block::new(Level::Body, "Hết.")]);
        let pages = set(&mut typesetter, &document);
        let cell = |row| Place::Cell(Story::Body, lines, row, 1);
        assert_eq!(page_of(&pages, cell(3)), page_of(&pages, cell(4)), "{lines} lines");
    }
}

#[test]
fn names_of_two_signers_stand_level() {
    let mut document = filled(2, Vec::new());
    let deputy =
        Authority::Deputy { head: "Giám đốc".into(), deputy: "Phó Giám đốc".into() };
    let sign = |authority: &Authority, signer: &str| Signature {
        authority: authority.clone(),
        signer: signer.into(),
        ..Signature::default()
    };
    let head = Authority::Head { position: "Chủ tịch".into() };
    document.signatures = vec![sign(&head, "Trần Văn Bình"), sign(&deputy, "Lê Thị Hoa")];
    document.signatures[1].agency_post = "Trưởng Ban Chỉ đạo".into();
    let pages = set(&mut Typesetter::new(), &document);
    let top = |name: &str| {
        let found =
            pages.lines(0).iter().find(|line| line.text.replace('\u{A0}', " ") == name);
        found.map(|line| line.area.y).expect("a name")
    };
    assert!((top("Trần Văn Bình") - top("Lê Thị Hoa")).abs() < 0.1);
}

#[test]
fn three_millimetres_stay_between_agency_and_national_name() {
    let mut typesetter = Typesetter::new();
    for name in ["Bảo hiểm xã hội Việt Nam", "Sở Văn hóa, Thể thao và Du lịch", "Sở Nội vụ"]
    {
        let mut document = filled(1, Vec::new());
        document.agency = vec![name.into()];
        document.parent_agency = vec!["Ủy ban nhân dân tỉnh Nghệ An".into()];
        let pages = set(&mut typesetter, &document);
        let edge = |agency: bool| {
            let lines = pages.lines(0).iter();
            let mine = lines.filter(|line| match line.place {
                Some(Place::Agency(_) | Place::ParentAgency(_)) => agency,
                Some(Place::Fixed) => !agency && line.text.starts_with("CỘNG"),
                _ => false,
            });
            let edge = |line: &PageLine| match agency {
                true => line.area.x + line.area.width,
                false => line.area.x,
            };
            mine.map(edge).collect::<Vec<f64>>()
        };
        let right = edge(true).into_iter().fold(0.0, f64::max);
        let left = edge(false).into_iter().fold(f64::MAX, f64::min);
        assert!((left - right) / MM >= 3.0, "{name}: {:.1} mm", (left - right) / MM);
    }
}

#[test]
fn the_national_name_is_one_line_however_long_symbol_and_place_are() {
    let mut typesetter = Typesetter::new();
    for (abbreviation, place) in [
        ("SXD", "Nghệ An"),
        ("BQLDAĐTXDCTDDCNHTKT", "Thành phố Hồ Chí Minh"),
        ("SXD", "Xã Nguyễn Văn Trỗi thuộc tỉnh Bà Rịa - Vũng Tàu cũ"),
        (
            "BCĐTKKTSCVTSKCHTDNNĐTQLVXDCSDL",
            "Xã Nguyễn Văn Trỗi thuộc tỉnh Bà Rịa - Vũng Tàu cũ",
        ),
    ] {
        let mut document = filled(1, Vec::new());
        document.agency = vec![
            "Ban Quản lý dự án đầu tư xây dựng công trình dân dụng và công nghiệp".into(),
        ];
        (document.abbreviation, document.place) = (abbreviation.into(), place.into());
        document.number = Some(1234);
        let pages = set(&mut typesetter, &document);
        let fixed = lines_of(&pages, Place::Fixed);
        assert!(
            fixed.iter().any(|line| line == "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
            "{fixed:?}"
        );
        // The symbol ends its lines at a hyphen, the date behind the place.
        let number = lines_of(&pages, Place::Number);
        assert!(number.len() == 1 || number[0].ends_with('-'), "{number:?}");
        let date = lines_of(&pages, Place::Date);
        let day = date.iter().any(|line| line.contains("ngày") && line.contains("năm"));
        assert!(day, "{date:?}");
    }
}

#[test]
fn lines_that_she_ends_in_a_centred_paragraph_are_even_each_by_itself() {
    let first = "Chương trình tập huấn nghiệp vụ kiểm kê tài sản công cho công chức tài chính của các xã";
    let words = format!("{first}\nBuổi sáng");
    let document = filled(1, vec![Block::new(Level::Centered, words.as_str())]);
    let pages = set(&mut Typesetter::new(), &document);
    let lines = lines_of(&pages, body(1));
    assert_eq!(lines.len(), 3, "{lines:?}");
    assert!(lines[2].starts_with("Buổi sáng"), "{lines:?}");
    let (long, short) = (lines[0].chars().count(), lines[1].chars().count());
    assert!(long.abs_diff(short) < 20, "{lines:?}");
}
