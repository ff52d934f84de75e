//! The look of single pieces in Word files: page numbers, titles, drawn lines by their length, the
//! signer's name, heads of tables. Further tests of rules of this and other areas.

use super::*;
use crate::check::row::More;

pub(in crate::check) static MORE: [More; 16] = [
    ("L02", OfFormatting(landscape_prose)),
    ("L09", OfFormatting(number_plain)),
    ("L10", OfFormatting(centred_text)),
    ("L15", OfFormatting(spacers)),
    ("L15", OfFormatting(frame_borders)),
    ("H03", OfFormatting(head_centred)),
    ("H04", OfFormatting(motto_length)),
    ("H07", OfFormatting(agency_length)),
    ("N11", OfFormatting(number_centred)),
    ("D06", OfFormatting(date_plain)),
    ("T01", OfFormatting(title_look)),
    ("T03", OfFormatting(subject_look)),
    ("T05", OfFormatting(subject_length)),
    ("B04", OfFormatting(heading_look)),
    ("R01", OfFormatting(recipients_head)),
    ("S10", OfFormatting(signer_look)),
];

/// Prose on the long side of the paper: a section that lies on it without a table.
fn landscape_prose(form: &Formatting, report: &mut Report) {
    let prose = form.sections.iter().any(|page| page.landscape && !page.has_table);
    if prose {
        let message = "trang ngang chỉ dùng khi có bảng; lời văn trình bày trên trang dọc";
        report.line(0, Place::Fixed, "", None, message);
    }
}

/// A page number is upright and not bold.
fn number_plain(form: &Formatting, report: &mut Report) {
    let numbers = form.sections.iter().flat_map(|page| &page.numbers);
    let wrong = numbers.filter(|(_, line)| line.is_bold() || line.is_italic()).count();
    if wrong > 0 && long_enough(form) {
        report.line(0, Place::Fixed, "", None, "số trang kiểu chữ đứng, không đậm");
    }
}

/// The paragraphs from the first căn cứ or mục to the recipients, outside tables.
fn main_text(form: &Formatting) -> &[ParagraphFormat] {
    let folded = |paragraph: &ParagraphFormat| fold(paragraph.words.trim());
    let leads = ["can cu ", "thuc hien ", "i. "];
    let start = form
        .paragraphs
        .iter()
        .position(|paragraph| leads.iter().any(|lead| folded(paragraph).starts_with(lead)));
    let end = form.paragraphs.iter().position(|it| folded(it).starts_with("noi nhan"));
    match (start, end) {
        (Some(start), Some(end)) if start < end => &form.paragraphs[start..end],
        (Some(start), None) => &form.paragraphs[start..],
        _ => &[],
    }
}

/// A sentence of the text that is centred or set to the right.
fn centred_text(form: &Formatting, report: &mut Report) {
    let wrong = main_text(form).iter().filter(|paragraph| {
        let words = paragraph.words.trim();
        !paragraph.in_table
            && matches!(paragraph.align, Some(Align::Center | Align::Right))
            && words.chars().filter(|c| c.is_alphabetic()).count() > 65
            && words.ends_with(['.', ';', ':'])
            && !words.starts_with('(')
    });
    many(wrong, "lời văn chưa dàn đều hai lề", report);
}

/// Empty paragraphs between those of the text, which their spacing should part.
fn spacers(form: &Formatting, report: &mut Report) {
    let text = main_text(form);
    let between = text.windows(3).filter(|three| {
        let filled = |paragraph: &ParagraphFormat| {
            !paragraph.words.trim().is_empty() && !paragraph.in_table
        };
        let empty = three[1].words.trim().is_empty() && !three[1].in_table && !three[1].ruled;
        filled(&three[0]) && empty && filled(&three[2])
    });
    let all: Vec<_> = between.map(|three| &three[1]).collect();
    if all.len() >= 2 {
        let message = "đoạn trống để tạo khoảng cách; đặt khoảng cách trước, sau đoạn";
        many(all.into_iter(), message, report);
    }
}

/// Borders that print around the letterhead or the signature.
fn frame_borders(form: &Formatting, report: &mut Report) {
    let boxed = |paragraph: Option<&ParagraphFormat>| {
        paragraph
            .filter(|paragraph| paragraph.in_table && paragraph.bordered)
            .map(|it| it.line)
    };
    let recipients = find_all(form, |words| words.starts_with("noi nhan"));
    for (line, what, place) in [
        (boxed(national(form)), "phần đầu", Place::Fixed),
        (boxed(recipients), "phần nơi nhận, chữ ký", Place::Recipient(0)),
    ] {
        if let Some(line) = line {
            let message = format!("bảng chứa {what} có đường viền; bỏ đường viền");
            report.line(line, place, "", None, message);
        }
    }
}

/// The first paragraph anywhere whose folded words hold.
fn find_all(form: &Formatting, holds: impl Fn(&str) -> bool) -> Option<&ParagraphFormat> {
    form.paragraphs.iter().find(|paragraph| holds(&fold(paragraph.words.trim())))
}

/// Whether a paragraph of a table is set otherwise than in its middle. Outside tables tabs and spaces
/// may have put it there.
fn is_off_centre(paragraph: &ParagraphFormat) -> bool {
    let by_spaces = paragraph.words.starts_with([' ', '\t', '\u{A0}']);
    paragraph.in_table && !by_spaces && paragraph.align != Some(Align::Center)
}

fn head_centred(form: &Formatting, report: &mut Report) {
    for (piece, what) in [(national(form), "Quốc hiệu"), (motto(form), "Tiêu ngữ")] {
        if let Some(piece) = piece.filter(|piece| is_off_centre(piece)) {
            look(piece, false, &format!("{what} canh giữa"), Place::Fixed, report);
        }
    }
}

fn number_centred(form: &Formatting, report: &mut Report) {
    let line = form.paragraphs.iter().take(60).find(|it| is_number_line(&it.words));
    if let Some(line) = line.filter(|line| is_off_centre(line)) {
        look(line, false, "số, ký hiệu canh giữa dưới tên cơ quan", Place::Number, report);
    }
}

fn date_plain(form: &Formatting, report: &mut Report) {
    let Some(line) = date_line(form) else { return };
    if line.is_bold() {
        look(line, false, "địa danh, ngày tháng không đậm", Place::Date, report);
    } else if is_off_centre(line) {
        let message = "địa danh, ngày tháng canh giữa dưới Quốc hiệu";
        look(line, false, message, Place::Date, report);
    }
}

/// About how wide a line is, twips: its letters by their kind.
fn width(paragraph: &ParagraphFormat) -> f64 {
    let bold = paragraph.is_bold();
    let letters = paragraph.words.trim().chars().map(|letter| match letter {
        ' ' => 0.25,
        c if c.is_uppercase() && bold => 0.73,
        c if c.is_uppercase() => 0.68,
        'i' | 'í' | 'ì' | 'l' | 't' | 'r' | ',' | '.' | '-' => 0.31,
        'm' | 'w' => 0.8,
        _ if bold => 0.53,
        _ => 0.48,
    });
    letters.sum::<f64>() * f64::from(paragraph.half_points()) * 10.0
}

/// How long the line drawn at a paragraph or right below it is, in parts of the paragraph's width.
fn drawn_part(form: &Formatting, at: usize) -> Option<f64> {
    // Two columns parted by tabs are one paragraph.
    if form.paragraphs[at].words.trim().contains(['\t', '\n']) {
        return None;
    }
    let drawn = form.paragraphs[at..].iter().take(3).find_map(|it| it.rule_length)?;
    let width = width(&form.paragraphs[at]);
    (width > 0.0 && drawn > 0).then(|| f64::from(drawn) / width)
}

/// The line under the Tiêu ngữ is as long as it.
fn motto_length(form: &Formatting, report: &mut Report) {
    let at =
        form.paragraphs.iter().take(60).position(|it| fold(&it.words).starts_with("doc lap"));
    let Some(at) = at else { return };
    if drawn_part(form, at).is_some_and(|part| !(0.8..=1.25).contains(&part)) {
        let message = "đường kẻ dưới Tiêu ngữ dài bằng dòng chữ";
        look(&form.paragraphs[at], false, message, Place::Fixed, report);
    }
}

/// The line under the agency is a third to half of it.
fn agency_length(form: &Formatting, report: &mut Report) {
    let Some(at) = agency_lines(form).last().copied() else { return };
    if drawn_part(form, at).is_some_and(|part| !(0.22..=0.65).contains(&part)) {
        let message = "đường kẻ dưới tên cơ quan dài từ 1/3 đến 1/2 dòng chữ";
        look(&form.paragraphs[at], false, message, Place::Agency(0), report);
    }
}

/// Where the type stands alone on its line.
fn type_at(form: &Formatting) -> Option<usize> {
    let is_type = |words: &str| {
        [
            "ke hoach",
            "bao cao",
            "thong bao",
            "to trinh",
            "chuong trinh",
            "quyet dinh",
            "huong dan",
        ]
        .contains(&words)
    };
    let framed = |it: &ParagraphFormat| it.in_table && it.bordered;
    let stands = |it: &ParagraphFormat| !framed(it) && is_type(&fold(it.words.trim()));
    form.paragraphs.iter().take(60).position(stands)
}

/// The lines of the subject below the type: bold ones in the middle.
fn subject_lines(form: &Formatting, title: usize) -> &[ParagraphFormat] {
    let below = &form.paragraphs[title + 1..];
    let count = below.iter().take(5).take_while(|it| !it.words.trim().is_empty());
    &below[..count.take_while(|it| it.is_bold() || it.align == Some(Align::Center)).count()]
}

fn title_look(form: &Formatting, report: &mut Report) {
    let Some(at) = type_at(form) else { return };
    let title = &form.paragraphs[at];
    let right = title.is_bold() && title.align == Some(Align::Center) && sized(title, 13, 14);
    look(title, right, "tên loại cỡ 13–14, đậm, canh giữa", Place::Type, report);
}

fn subject_look(form: &Formatting, report: &mut Report) {
    let Some(at) = type_at(form) else { return };
    let mut below = form.paragraphs[at + 1..].iter();
    let subject = below.find(|paragraph| !paragraph.words.trim().is_empty());
    let Some(subject) = subject.filter(|it| it.words.chars().count() < 400) else { return };
    let right = subject.is_bold()
        && !subject.is_italic()
        && subject.align == Some(Align::Center)
        && sized(subject, 13, 14);
    let message = "trích yếu cỡ 13–14, đứng, đậm, canh giữa dưới tên loại";
    look(subject, right, message, Place::Subject, report);
}

/// The line below the subject is a third to half of its longest line.
fn subject_length(form: &Formatting, report: &mut Report) {
    let Some(title) = type_at(form) else { return };
    let lines = subject_lines(form, title);
    let Some(last) = lines.len().checked_sub(1) else { return };
    let drawn =
        form.paragraphs[title + 1 + last..].iter().take(3).find_map(|it| it.rule_length);
    let Some(drawn) = drawn.filter(|drawn| *drawn > 0) else { return };
    // A line of words is never longer than the page is wide.
    let page =
        form.sections.first().map_or(9300, |it| it.size.0 - it.margins[2] - it.margins[3]);
    let longest = lines.iter().map(width).fold(0.0, f64::max).min(f64::from(page));
    let part = f64::from(drawn) / longest.max(1.0);
    if !(0.22..=0.65).contains(&part) {
        let message = "đường kẻ dưới trích yếu dài từ 1/3 đến 1/2 dòng chữ";
        look(&lines[last], false, message, Place::Subject, report);
    }
}

/// A numeral of a mục in front: `IV. `.
fn is_section(words: &str) -> bool {
    let numeral = words.split(". ").next().unwrap_or("");
    !numeral.is_empty()
        && numeral.len() <= 5
        && numeral.chars().all(|c| "IVX".contains(c))
        && words.contains(". ")
        && words.chars().count() < 120
}

fn heading_look(form: &Formatting, report: &mut Report) {
    let plain = form.paragraphs.iter().filter(|paragraph| {
        is_section(paragraph.words.trim()) && !paragraph.in_table && !paragraph.is_bold()
    });
    many(plain, "tiêu đề mục chưa in đậm", report);
}

/// A numeral of a khoản in front: `2. `.
fn is_clause(words: &str) -> bool {
    let digits = words.bytes().take_while(u8::is_ascii_digit).count();
    (1..=2).contains(&digits) && words[digits..].starts_with(". ")
}

/// A title of a khoản is bold; a điểm of whole sentences is not.
pub(super) fn clause_titles(form: &Formatting, report: &mut Report) {
    let text = main_text(form);
    let is_title = |words: &str| {
        is_clause(words)
            && words.chars().count() < 70
            && !words.ends_with(['.', ';', ':', ',', '/'])
    };
    let plain = text.windows(2).filter(|two| {
        let (words, below) = (two[0].words.trim(), two[1].words.trim());
        let filled = !below.is_empty() && !is_clause(below) && !is_section(below);
        !two[0].in_table && is_title(words) && filled && !two[0].is_bold()
    });
    many(plain.map(|two| &two[0]), "tiêu đề khoản chưa in đậm", report);
    let is_point = |words: &str| {
        let mut letters = words.chars();
        letters.next().is_some_and(char::is_lowercase) && letters.next() == Some(')')
    };
    let heavy = text.iter().filter(|paragraph| {
        let words = paragraph.words.trim();
        is_point(words)
            && words.chars().count() > 90
            && words.ends_with(['.', ';'])
            && paragraph.is_bold()
    });
    many(heavy, "nội dung điểm không in đậm", report);
}

fn recipients_head(form: &Formatting, report: &mut Report) {
    let head = find_all(form, |words| words.starts_with("noi nhan"));
    if let Some(head) = head.filter(|head| head.words.trim().chars().count() < 12) {
        let right = head.is_bold() && head.is_italic() && sized(head, 12, 12);
        look(head, right, "“Nơi nhận:” cỡ 12, nghiêng, đậm", Place::Recipient(0), report);
    }
}

/// Two to six words, each with a capital in front and small letters after it.
fn is_person(words: &str) -> bool {
    let mut parts = words.split_whitespace();
    let named = |part: &str| {
        part.starts_with(char::is_uppercase) && part.chars().skip(1).all(char::is_lowercase)
    };
    (2..=6).contains(&words.split_whitespace().count()) && parts.all(named)
}

/// The signer's name and the posts above it: 13–14, upright, bold, in the middle of their cell.
fn signer_look(form: &Formatting, report: &mut Report) {
    let Some(at) =
        form.paragraphs.iter().position(|it| fold(it.words.trim()).starts_with("noi nhan"))
    else {
        return;
    };
    let near = || form.paragraphs[at..].iter().take(40);
    let is_post = |it: &&ParagraphFormat| {
        let words = it.words.trim();
        crate::vietnamese::is_capitals(words)
            && words.chars().count() < 60
            && !words.is_empty()
    };
    let Some(post) = near().find(is_post) else { return };
    let name = near().filter(|it| it.line > post.line).find(|it| is_person(it.words.trim()));
    if let Some(name) = name {
        let right = name.is_bold() && !name.is_italic() && sized(name, 13, 14);
        look(name, right, "họ tên người ký cỡ 13–14, đứng, đậm", Place::Signature(0), report);
    }
    let off = [Some(post), name].into_iter().flatten().find(|it| is_off_centre(it));
    if let Some(off) = off {
        let message = "quyền hạn, chức vụ, họ tên người ký canh giữa";
        look(off, false, message, Place::Signature(0), report);
    }
}

/// How many rows a table may have before it goes over a page in any case.
const ONE_PAGE: usize = 24;

/// A long table repeats its head on every page, and its rows are not torn.
pub(super) fn table_heads(form: &Formatting, report: &mut Report) {
    for table in form.tables.iter().filter(|table| table.bordered && table.rows > ONE_PAGE) {
        let message = if !table.repeats {
            "dòng đầu bảng chưa lặp lại ở các trang sau (Repeat Header Rows)"
        } else if table.may_tear {
            "hàng của bảng có thể bị ngắt giữa hai trang (bỏ Allow row to break across pages)"
        } else {
            continue;
        };
        report.line(table.line, Place::Fixed, &table.words, None, message);
    }
}
