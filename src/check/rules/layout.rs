//! The formatting of Word files: page, faces, sizes, spacing, drawn lines, page numbers.
//!
//! In our own drafts the paper makes all of this right; these rules read what others made.

use crate::check::row::Test::{Formatting as OfFormatting, Never};
use crate::check::row::{Row, row};
use crate::check::rule::Area::{
    Annexes, Body, Electronic, Layout, LegalBasis, Letterhead, Recipients, Signature,
};
use crate::check::rule::Needs::{Formatting as NeedsFormatting, Records};
use crate::check::rule::Severity::{Error, Hint, Warning};
use crate::check::tell::Report;
use crate::model::{Align, Place, Story};
use crate::read::{Formatting, LineSpacing, ParagraphFormat};
use crate::vietnamese::fold;

const TEXT: &str = "điểm e khoản 6 Mục II Phần I Phụ lục I";

pub(in crate::check) static ROWS: [Row; 30] = [
    row(
        "L01",
        Error,
        Layout,
        NeedsFormatting,
        "khoản 1 Mục I Phần I Phụ lục I",
        "giấy khổ A4 (210 mm × 297 mm)",
        OfFormatting(paper),
    ),
    row(
        "L03",
        Error,
        Layout,
        NeedsFormatting,
        "khoản 3 Mục I Phần I Phụ lục I",
        "lề trên, dưới 20–25 mm; lề trái 30–35 mm; lề phải 15–20 mm",
        OfFormatting(margins),
    ),
    row(
        "L04",
        Error,
        Layout,
        NeedsFormatting,
        "khoản 4 Mục I Phần I Phụ lục I",
        "phông chữ Times New Roman",
        OfFormatting(face),
    ),
    row(
        "L05",
        Warning,
        Layout,
        NeedsFormatting,
        "khoản 4 Mục I Phần I Phụ lục I",
        "chữ màu đen",
        OfFormatting(colour),
    ),
    row(
        "L07",
        Error,
        Layout,
        NeedsFormatting,
        TEXT,
        "lời văn cỡ chữ 13 đến 14, một cỡ",
        OfFormatting(body_size),
    ),
    row(
        "L08",
        Warning,
        Layout,
        NeedsFormatting,
        "Mục V Phần I Phụ lục I (ghi chú)",
        "Quốc hiệu, Tiêu ngữ, địa danh cùng cỡ 13, 14, 14 hoặc 12, 13, 13",
        OfFormatting(size_set),
    ),
    row(
        "L09",
        Error,
        Layout,
        NeedsFormatting,
        "khoản 7 Mục I Phần I Phụ lục I",
        "số trang ở giữa lề trên, cỡ 13–14, không hiện ở trang đầu",
        OfFormatting(page_number),
    ),
    row(
        "L10",
        Error,
        Layout,
        NeedsFormatting,
        TEXT,
        "lời văn dàn đều hai lề",
        OfFormatting(justified),
    ),
    row(
        "L11",
        Error,
        Layout,
        NeedsFormatting,
        TEXT,
        "dòng đầu lùi vào 1 cm hoặc 1,27 cm",
        OfFormatting(first_line),
    ),
    row(
        "L12",
        Error,
        Layout,
        NeedsFormatting,
        TEXT,
        "khoảng cách giữa các đoạn tối thiểu 6 pt",
        OfFormatting(gap),
    ),
    row(
        "L13",
        Error,
        Layout,
        NeedsFormatting,
        TEXT,
        "giãn dòng từ đơn đến 1,5 dòng",
        OfFormatting(line_spacing),
    ),
    row(
        "L14",
        Hint,
        Layout,
        NeedsFormatting,
        "thông lệ",
        "một mức lùi đầu dòng trong cả văn bản",
        OfFormatting(one_indent),
    ),
    row(
        "L15",
        Hint,
        Layout,
        NeedsFormatting,
        "thông lệ",
        "không dùng đoạn trống để tạo khoảng cách",
        OfFormatting(empty_paragraphs),
    ),
    row(
        "H03",
        Error,
        Letterhead,
        NeedsFormatting,
        "khoản 1 Mục II Phần I Phụ lục I",
        "Quốc hiệu cỡ 12–13 đậm; Tiêu ngữ cỡ 13–14 đậm, canh giữa",
        OfFormatting(national_look),
    ),
    row(
        "H04",
        Error,
        Letterhead,
        NeedsFormatting,
        "điểm b khoản 1 Mục II Phần I Phụ lục I",
        "dưới Tiêu ngữ có đường kẻ liền",
        OfFormatting(motto_rule),
    ),
    row(
        "H06",
        Error,
        Letterhead,
        NeedsFormatting,
        "điểm b khoản 2 Mục II Phần I Phụ lục I",
        "tên cơ quan ban hành đậm, cơ quan chủ quản không đậm",
        OfFormatting(agency_look),
    ),
    row(
        "H07",
        Error,
        Letterhead,
        NeedsFormatting,
        "điểm b khoản 2 Mục II Phần I Phụ lục I",
        "dưới tên cơ quan ban hành có đường kẻ",
        OfFormatting(agency_rule),
    ),
    row(
        "N11",
        Error,
        Letterhead,
        NeedsFormatting,
        "điểm c khoản 3 Mục II Phần I Phụ lục I",
        "số, ký hiệu cỡ 13, đứng, không đậm",
        OfFormatting(number_look),
    ),
    row(
        "D06",
        Error,
        Letterhead,
        NeedsFormatting,
        "điểm c khoản 4 Mục II Phần I Phụ lục I",
        "địa danh, ngày cỡ 13–14, nghiêng",
        OfFormatting(date_look),
    ),
    row(
        "T05",
        Error,
        Letterhead,
        NeedsFormatting,
        "điểm b khoản 5 Mục II Phần I Phụ lục I",
        "tên loại, trích yếu đậm, canh giữa",
        OfFormatting(title_rule),
    ),
    row(
        "C02",
        Error,
        LegalBasis,
        NeedsFormatting,
        "điểm a khoản 6 Mục II Phần I Phụ lục I",
        "căn cứ chữ nghiêng",
        OfFormatting(basis_look),
    ),
    row(
        "B08",
        Error,
        Body,
        NeedsFormatting,
        "điểm đ khoản 6 Mục II Phần I Phụ lục I",
        "tiêu đề mục đậm",
        OfFormatting(pieces::clause_titles),
    ),
    row(
        "R09",
        Error,
        Recipients,
        NeedsFormatting,
        "điểm d khoản 9 Mục II Phần I Phụ lục I",
        "“Nơi nhận” cỡ 12 nghiêng đậm, danh sách cỡ 11 đứng",
        OfFormatting(recipients_look),
    ),
    row(
        "S14",
        Error,
        Signature,
        NeedsFormatting,
        "điểm đ khoản 7 Mục II Phần I Phụ lục I",
        "quyền hạn, chức vụ, họ tên đậm cỡ 13–14",
        OfFormatting(signature_look),
    ),
    row(
        "A06",
        Hint,
        Annexes,
        NeedsFormatting,
        "thông lệ",
        "dòng đầu bảng dài lặp lại ở mỗi trang, hàng không bị ngắt",
        OfFormatting(pieces::table_heads),
    ),
    row(
        "S13",
        Hint,
        Signature,
        Records,
        "thông lệ",
        "chữ ký không đứng một mình trên một trang; không kết luận được vì tệp Word không cho biết trang ngắt ở đâu (bản thảo của chương trình luôn được dàn để có lời văn đi cùng)",
        Never,
    ),
    row(
        "A05",
        Error,
        Annexes,
        NeedsFormatting,
        "điểm đ khoản 1 Mục III Phần I Phụ lục I",
        "số trang của phụ lục đánh riêng",
        OfFormatting(annex_numbers),
    ),
    row(
        "E01",
        Error,
        Electronic,
        Records,
        "Điều 5",
        "văn bản điện tử có chữ ký số của người có thẩm quyền và của cơ quan; không kết luận được vì bản thảo và tệp Word chưa ký số",
        Never,
    ),
    row(
        "E02",
        Error,
        Electronic,
        Records,
        "điểm b khoản 8 Mục II, điểm d khoản 1 Mục III Phần I Phụ lục I",
        "phụ lục là tệp riêng có dòng thông tin chữ ký số; không kết luận được vì dòng này có khi ký số",
        Never,
    ),
    row(
        "E03",
        Error,
        Electronic,
        Records,
        "khoản 2 Mục I Phần II Phụ lục I",
        "bản số hóa PDF 1.4 trở lên, ảnh màu, tối thiểu 200 dpi; không kết luận được vì ở đây không đọc tệp PDF quét",
        Never,
    ),
];

/// Twips of a millimetre.
const MM: f64 = 1440.0 / 25.4;

fn mm(twips: i32) -> f64 {
    f64::from(twips) / MM
}

fn shown(value: f64) -> String {
    format!("{value:.1}").replace(".0", "").replace('.', ",")
}

fn paper(form: &Formatting, report: &mut Report) {
    for page in &form.sections {
        let (width, height) = page.size;
        let (short, long) = (mm(width.min(height)), mm(width.max(height)));
        if (short - 210.0).abs() > 1.0 || (long - 297.0).abs() > 1.0 {
            let message =
                format!("giấy {} × {} mm; khổ A4 là 210 × 297 mm", shown(short), shown(long));
            report.line(0, Place::Fixed, "", None, message);
            return;
        }
    }
}

fn margins(form: &Formatting, report: &mut Report) {
    const RANGES: [(&str, f64, f64); 4] = [
        ("trên", 20.0, 25.0),
        ("dưới", 20.0, 25.0),
        ("trái", 30.0, 35.0),
        ("phải", 15.0, 20.0),
    ];
    let mut told = Vec::new();
    for page in form.sections.iter().filter(|page| !page.landscape) {
        for ((name, low, high), margin) in RANGES.iter().zip(page.margins) {
            let margin = mm(margin);
            if (margin < low - 0.5 || margin > high + 0.5) && !told.contains(name) {
                told.push(name);
                let message = format!("lề {name} {} mm; cần {low}–{high} mm", shown(margin));
                report.line(0, Place::Fixed, "", None, message);
            }
        }
    }
}

/// One finding for a fault of many paragraphs: the first, and how many.
fn many<'a>(
    found: impl Iterator<Item = &'a ParagraphFormat>,
    message: &str,
    report: &mut Report,
) {
    let all: Vec<_> = found.collect();
    if let Some(first) = all.first() {
        let more =
            if all.len() > 1 { format!(" ({} đoạn)", all.len()) } else { String::new() };
        let words: String = first.words.chars().take(60).collect();
        report.line(
            first.line,
            Place::Block(Story::Body, 0),
            &words,
            None,
            format!("{message}{more}"),
        );
    }
}

fn face(form: &Formatting, report: &mut Report) {
    let mut faces: Vec<(String, &ParagraphFormat, usize)> = Vec::new();
    let numbers = form
        .sections
        .iter()
        .flat_map(|page| page.numbers.iter().map(|(_, paragraph)| paragraph));
    for paragraph in form.paragraphs.iter().chain(numbers) {
        for run in paragraph.shown() {
            let letters = run.words.chars().filter(|c| c.is_alphanumeric()).count();
            if letters == 0
                || run.font.eq_ignore_ascii_case("Times New Roman")
                || is_symbol_face(&run.font)
            {
                continue;
            }
            match faces.iter_mut().find(|(face, ..)| *face == run.font) {
                Some((.., count)) => *count += letters,
                None => faces.push((run.font.clone(), paragraph, letters)),
            }
        }
    }
    for (name, paragraph, letters) in faces {
        let name = if name.is_empty() { "không rõ".to_owned() } else { name };
        let words: String = paragraph.words.chars().take(60).collect();
        let message = format!("phông {name} ({letters} chữ); dùng Times New Roman");
        report.line(paragraph.line, Place::Block(Story::Body, 0), &words, None, message);
    }
}

fn is_symbol_face(name: &str) -> bool {
    [
        "Symbol",
        "Wingdings",
        "Wingdings 2",
        "Webdings",
        "Cambria Math",
        "MS Gothic",
        "Segoe UI Symbol",
    ]
    .contains(&name)
}

fn colour(form: &Formatting, report: &mut Report) {
    let coloured = form.paragraphs.iter().filter(|paragraph| {
        paragraph.shown().any(|run| {
            run.highlight || run.colour.as_deref().is_some_and(|colour| !is_black(colour))
        })
    });
    many(coloured, "chữ hoặc nền có màu; văn bản dùng chữ đen", report);
}

/// Black, or so dark that it prints as black; links and white text on stamps are colours.
fn is_black(colour: &str) -> bool {
    let part =
        |at: usize| colour.get(at..at + 2).and_then(|hex| u8::from_str_radix(hex, 16).ok());
    match (part(0), part(2), part(4)) {
        (Some(red), Some(green), Some(blue)) => red.max(green).max(blue) < 0x30,
        _ => true,
    }
}

/// Whether a paragraph is running text: outside tables, long, before the recipients.
fn body(form: &Formatting) -> impl Iterator<Item = &ParagraphFormat> {
    let end = form
        .paragraphs
        .iter()
        .position(|paragraph| fold(&paragraph.words).starts_with("noi nhan"));
    let start = form.paragraphs.iter().position(|paragraph| {
        let folded = fold(&paragraph.words);
        ["can cu ", "thuc hien ", "i. ", "trien khai thuc hien "]
            .iter()
            .any(|lead| folded.starts_with(lead))
    });
    let end = end
        .filter(|end| start.is_none_or(|start| *end > start))
        .unwrap_or(form.paragraphs.len());
    form.paragraphs[start.unwrap_or(0).min(end)..end].iter().filter(|paragraph| {
        let long = paragraph.words.chars().count() > 90;
        !paragraph.in_table
            && long
            && !matches!(paragraph.align, Some(Align::Center | Align::Right))
    })
}

fn body_size(form: &Formatting, report: &mut Report) {
    let wrong =
        || body(form).filter(|paragraph| !(26..=28).contains(&paragraph.half_points()));
    let sizes: Vec<u32> = body(form).map(ParagraphFormat::half_points).collect();
    let first = wrong().next().map(|paragraph| f64::from(paragraph.half_points()) / 2.0);
    if let Some(size) = first {
        many(wrong(), &format!("lời văn cỡ chữ {}; cần 13 đến 14", shown(size)), report);
    } else if let Some(usual) = usual(&sizes) {
        let odd = body(form).filter(|paragraph| paragraph.half_points() != usual);
        many(odd, "lời văn có hai cỡ chữ; dùng một cỡ", report);
    }
}

fn usual(values: &[u32]) -> Option<u32> {
    let count = |value: u32| values.iter().filter(|other| **other == value).count();
    values.iter().copied().max_by_key(|value| count(*value))
}

fn find(form: &Formatting, holds: impl Fn(&str) -> bool) -> Option<&ParagraphFormat> {
    // Dates and numbers are held together by hard spaces.
    let plain = |words: &str| fold(&words.trim().replace('\u{A0}', " "));
    form.paragraphs.iter().take(60).find(|paragraph| holds(&plain(&paragraph.words)))
}

fn national(form: &Formatting) -> Option<&ParagraphFormat> {
    find(form, |words| words.starts_with("cong hoa xa hoi"))
}

fn motto(form: &Formatting) -> Option<&ParagraphFormat> {
    find(form, |words| words.starts_with("doc lap"))
}

fn date_line(form: &Formatting) -> Option<&ParagraphFormat> {
    // A place stands before the comma; an hour has digits there.
    let place = |words: &str| {
        words
            .split_once(", ngay")
            .is_some_and(|(place, _)| !place.contains(|c: char| c.is_ascii_digit()))
    };
    find(form, |words| {
        place(words) && words.contains("thang") && words.contains("nam") && words.len() < 70
    })
}

fn size_set(form: &Formatting, report: &mut Report) {
    let (Some(name), Some(motto), Some(date)) = (national(form), motto(form), date_line(form))
    else {
        return;
    };
    let set = [name.half_points(), motto.half_points(), date.half_points()];
    if set != [26, 28, 28] && set != [24, 26, 26] && set.iter().all(|size| *size > 0) {
        let told: Vec<String> = set.iter().map(|size| shown(f64::from(*size) / 2.0)).collect();
        let message = format!(
            "Quốc hiệu, Tiêu ngữ, địa danh cỡ {}; cần 13/14/14 hoặc 12/13/13",
            told.join("/")
        );
        report.line(name.line, Place::Fixed, &name.words, None, message);
    }
}

/// Whether there are two pages at least: the lines of the text alone fill more than one.
fn long_enough(form: &Formatting) -> bool {
    let lines = |paragraph: &ParagraphFormat| {
        if paragraph.in_table { 0 } else { paragraph.words.chars().count().div_ceil(78) }
    };
    form.paragraphs.iter().map(lines).sum::<usize>() > 58
}

fn page_number(form: &Formatting, report: &mut Report) {
    let Some(page) = form.sections.first() else { return };
    if !long_enough(form) {
        return;
    }
    let say =
        |message: &str, report: &mut Report| report.line(0, Place::Fixed, "", None, message);
    let all: Vec<_> = form.sections.iter().flat_map(|page| &page.numbers).collect();
    let Some((in_header, paragraph)) = all.first() else {
        say("chưa có số trang; đặt ở giữa lề trên", report);
        return;
    };
    if !in_header {
        say("số trang ở chân trang; đặt ở giữa lề trên", report);
    } else if paragraph.align != Some(Align::Center) {
        say("số trang không ở giữa lề trên", report);
    }
    if *in_header && page.first_number {
        say("số trang hiện ở trang đầu; trang đầu không hiện số", report);
    }
    let size = paragraph.half_points();
    if size > 0 && !(26..=28).contains(&size) {
        say(&format!("số trang cỡ {}; cần 13 đến 14", shown(f64::from(size) / 2.0)), report);
    }
}

fn justified(form: &Formatting, report: &mut Report) {
    let wrong = body(form).filter(|paragraph| paragraph.align != Some(Align::Justify));
    many(wrong, "lời văn chưa dàn đều hai lề", report);
}

fn first_line(form: &Formatting, report: &mut Report) {
    let fits = |twips: i32| (mm(twips) - 10.0).abs() <= 0.3 || (mm(twips) - 12.7).abs() <= 0.3;
    let wrong = || {
        body(form).filter(|paragraph| {
            !fits(paragraph.first) && !fits(paragraph.first + paragraph.left)
        })
    };
    let first = wrong().next().map(|paragraph| mm(paragraph.first) / 10.0);
    if let Some(indent) = first {
        let told = format!("{indent:.2}").replace('.', ",");
        many(wrong(), &format!("dòng đầu lùi {told} cm; cần 1 cm hoặc 1,27 cm"), report);
    }
}

fn gap(form: &Formatting, report: &mut Report) {
    let all: Vec<&ParagraphFormat> = body(form).collect();
    let tight = all
        .windows(2)
        .filter(|two| two[0].space.1.max(two[1].space.0) < 120)
        .map(|two| two[1]);
    many(tight, "khoảng cách giữa các đoạn dưới 6 pt", report);
}

fn line_spacing(form: &Formatting, report: &mut Report) {
    let wrong = body(form).filter(|paragraph| {
        let size = f64::from(paragraph.half_points()) * 10.0;
        match paragraph.spacing {
            LineSpacing::Auto(lines) => !(238..=362).contains(&lines),
            LineSpacing::Exactly(twips) | LineSpacing::AtLeast(twips) => {
                let ratio = f64::from(twips) / size.max(1.0);
                let least = matches!(paragraph.spacing, LineSpacing::AtLeast(_));
                (ratio < 1.14 && !least) || ratio > 1.73
            }
        }
    });
    many(wrong, "giãn dòng ngoài khoảng từ đơn đến 1,5 dòng", report);
}

fn one_indent(form: &Formatting, report: &mut Report) {
    let twips: Vec<u32> =
        body(form).map(|paragraph| paragraph.first.unsigned_abs() / 30).collect();
    let Some(usual) = usual(&twips) else { return };
    let odd = body(form)
        .filter(|paragraph| (paragraph.first.unsigned_abs() / 30).abs_diff(usual) > 1);
    many(odd, "mức lùi đầu dòng khác phần lớn văn bản", report);
}

fn empty_paragraphs(form: &Formatting, report: &mut Report) {
    let run = form.paragraphs.windows(2).filter(|two| {
        two.iter().all(|paragraph| {
            paragraph.words.trim().is_empty() && !paragraph.in_table && !paragraph.ruled
        })
    });
    many(run.map(|two| &two[0]), "nhiều đoạn trống liền nhau để tạo khoảng cách", report);
}

fn sized(paragraph: &ParagraphFormat, low: u32, high: u32) -> bool {
    let size = paragraph.half_points();
    size == 0 || (low * 2..=high * 2).contains(&size)
}

fn look(
    paragraph: &ParagraphFormat,
    right: bool,
    message: &str,
    place: Place,
    report: &mut Report,
) {
    if !right {
        report.line(paragraph.line, place, paragraph.words.trim(), None, message);
    }
}

fn national_look(form: &Formatting, report: &mut Report) {
    if let Some(name) = national(form) {
        let right = name.is_bold() && sized(name, 12, 13);
        look(name, right, "Quốc hiệu cỡ 12–13, đậm", Place::Fixed, report);
    }
    if let Some(motto) = motto(form) {
        let right = motto.is_bold() && sized(motto, 13, 14);
        look(motto, right, "Tiêu ngữ cỡ 13–14, đậm", Place::Fixed, report);
    }
}

fn motto_rule(form: &Formatting, report: &mut Report) {
    let Some(at) = form
        .paragraphs
        .iter()
        .take(60)
        .position(|paragraph| fold(&paragraph.words).starts_with("doc lap"))
    else {
        return;
    };
    let motto = &form.paragraphs[at];
    let typed = form.paragraphs.get(at + 1).is_some_and(|next| is_typed_rule(&next.words));
    let underlined = motto.shown().all(|run| run.underline);
    if typed {
        look(
            motto,
            false,
            "đường kẻ dưới Tiêu ngữ gõ bằng ký tự; dùng nét vẽ liền",
            Place::Fixed,
            report,
        );
    } else if underlined {
        look(
            motto,
            false,
            "Tiêu ngữ gạch chân; dùng đường kẻ riêng bên dưới",
            Place::Fixed,
            report,
        );
    } else if !ruled_near(form, at) {
        look(motto, false, "dưới Tiêu ngữ chưa có đường kẻ liền", Place::Fixed, report);
    }
}

fn is_typed_rule(words: &str) -> bool {
    let bare: Vec<char> = words.chars().filter(|c| !c.is_whitespace()).collect();
    bare.len() >= 5 && bare.iter().all(|c| "_-–—.*=".contains(*c))
}

/// Whether a line is drawn at a paragraph or right below it.
fn ruled_near(form: &Formatting, at: usize) -> bool {
    form.paragraphs[at..].iter().take(3).any(|paragraph| paragraph.ruled)
}

/// The lines of the agency's name: capitals before the line of the number, beside the Quốc hiệu.
fn agency_lines(form: &Formatting) -> Vec<usize> {
    let Some(number) =
        form.paragraphs.iter().take(60).position(|paragraph| is_number_line(&paragraph.words))
    else {
        return Vec::new();
    };
    (0..number)
        .filter(|at| {
            let words = form.paragraphs[*at].words.trim();
            let folded = fold(words);
            let own = folded.starts_with("cong hoa")
                || folded.starts_with("doc lap")
                || folded.contains(", ngay");
            !own && crate::vietnamese::is_capitals(words) && words.chars().count() > 3
        })
        .collect()
}

fn is_number_line(words: &str) -> bool {
    let folded = fold(words.trim());
    folded.starts_with("so")
        && (folded.contains('/') || folded.contains("-kh"))
        && folded.chars().count() < 60
}

fn agency_look(form: &Formatting, report: &mut Report) {
    let lines = agency_lines(form);
    let Some((own, parents)) = lines.split_last() else { return };
    let own = &form.paragraphs[*own];
    look(
        own,
        own.is_bold() && sized(own, 12, 13),
        "tên cơ quan ban hành cỡ 12–13, đậm",
        Place::Agency(0),
        report,
    );
    let bold = parents.iter().map(|at| &form.paragraphs[*at]).find(|parent| parent.is_bold());
    // A long name goes on over two bold lines.
    let goes_on = ["tinh ", "xa ", "phuong ", "dac khu ", "thanh pho ", "huyen ", "quan "];
    let same = parents.iter().all(|at| form.paragraphs[*at].is_bold())
        && goes_on.iter().any(|noun| fold(own.words.trim()).starts_with(noun));
    if let Some(parent) = bold.filter(|_| !same && lines.len() == 2) {
        look(parent, false, "tên cơ quan chủ quản không đậm", Place::ParentAgency(0), report);
    }
}

fn agency_rule(form: &Formatting, report: &mut Report) {
    if let Some(at) = agency_lines(form).last().copied() {
        let typed = form.paragraphs.get(at + 1).is_some_and(|next| is_typed_rule(&next.words));
        let own = &form.paragraphs[at];
        if typed {
            look(
                own,
                false,
                "đường kẻ dưới tên cơ quan gõ bằng ký tự; dùng nét vẽ liền",
                Place::Agency(0),
                report,
            );
        } else if !ruled_near(form, at) && !own.shown().all(|run| run.underline) {
            look(
                own,
                false,
                "dưới tên cơ quan ban hành chưa có đường kẻ",
                Place::Agency(0),
                report,
            );
        }
    }
}

fn number_look(form: &Formatting, report: &mut Report) {
    if let Some(line) =
        form.paragraphs.iter().take(60).find(|paragraph| is_number_line(&paragraph.words))
    {
        let right = sized(line, 13, 13) && !line.is_bold() && !line.is_italic();
        look(line, right, "số, ký hiệu cỡ 13, đứng, không đậm", Place::Number, report);
    }
}

fn date_look(form: &Formatting, report: &mut Report) {
    if let Some(line) = date_line(form) {
        let right = line.is_italic() && sized(line, 13, 14);
        look(line, right, "địa danh, ngày tháng cỡ 13–14, nghiêng", Place::Date, report);
    }
}

fn title_rule(form: &Formatting, report: &mut Report) {
    let title = form
        .paragraphs
        .iter()
        .take(60)
        .position(|paragraph| fold(paragraph.words.trim()) == "ke hoach");
    if let Some(title) = title {
        subject_rule(form, title, report);
    }
}

/// The line below the subject, which may go on over several paragraphs.
fn subject_rule(form: &Formatting, title: usize, report: &mut Report) {
    let below = &form.paragraphs[title + 1..];
    let lines = below
        .iter()
        .take_while(|paragraph| {
            !paragraph.words.trim().is_empty() && paragraph.align == Some(Align::Center)
        })
        .count();
    let Some(last) = lines.checked_sub(1).map(|last| title + 1 + last) else { return };
    let own = &form.paragraphs[last];
    let typed = (title..=last + 1)
        .filter_map(|at| form.paragraphs.get(at))
        .any(|line| is_typed_rule(&line.words));
    let message = if typed {
        "đường kẻ dưới trích yếu gõ bằng ký tự; dùng nét vẽ liền"
    } else if form.paragraphs[title..].iter().take(last - title + 4).any(|it| it.ruled)
        || own.shown().all(|run| run.underline)
    {
        return;
    } else {
        "dưới trích yếu chưa có đường kẻ"
    };
    look(own, false, message, Place::Subject, report);
}

fn basis_look(form: &Formatting, report: &mut Report) {
    let upright = form.paragraphs.iter().filter(|paragraph| {
        fold(&paragraph.words).starts_with("can cu ")
            && paragraph.words.trim_end().ends_with([';', '.'])
            && !paragraph.in_table
            && !paragraph.is_italic()
    });
    many(upright, "căn cứ chưa in nghiêng", report);
}

fn recipients_look(form: &Formatting, report: &mut Report) {
    let Some(at) = form
        .paragraphs
        .iter()
        .position(|paragraph| fold(paragraph.words.trim()).starts_with("noi nhan"))
    else {
        return;
    };
    let list = form.paragraphs[at + 1..]
        .iter()
        .take(25)
        .filter(|paragraph| paragraph.words.trim_start().starts_with('-'));
    let wrong = list.filter(|paragraph| {
        !sized(paragraph, 11, 11) || paragraph.is_italic() || paragraph.is_bold()
    });
    many(wrong, "danh sách nơi nhận cỡ 11, đứng, không đậm", report);
}

fn signature_look(form: &Formatting, report: &mut Report) {
    let at = form
        .paragraphs
        .iter()
        .position(|paragraph| fold(paragraph.words.trim()).starts_with("noi nhan"));
    let Some(at) = at else { return };
    let near = form.paragraphs[at..].iter().take(40);
    let post = near.filter(|paragraph| {
        let words = paragraph.words.trim();
        let folded = fold(words);
        let kinds = [
            "giam doc",
            "chu tich",
            "hieu truong",
            "kt.",
            "tm.",
            "tl.",
            "tuq.",
            "bo truong",
            "cuc truong",
            "truong phong",
        ];
        crate::vietnamese::is_capitals(words)
            && words.chars().count() < 60
            && kinds.iter().any(|kind| folded.starts_with(kind))
    });
    let wrong = post.filter(|paragraph| !paragraph.is_bold() || !sized(paragraph, 13, 14));
    many(wrong, "quyền hạn, chức vụ người ký cỡ 13–14, đậm", report);
}

fn annex_numbers(form: &Formatting, report: &mut Report) {
    let annex = form.paragraphs.iter().find(|paragraph| {
        let folded = fold(paragraph.words.trim());
        folded.starts_with("phu luc")
            && folded.chars().count() < 14
            && paragraph.align == Some(Align::Center)
    });
    let Some(annex) = annex else { return };
    let page = form.sections.get(annex.section);
    let own = annex.section > 0 && page.is_some_and(|page| page.restarts);
    if !own && form.sections.iter().any(|page| !page.numbers.is_empty()) {
        look(
            annex,
            false,
            "số trang của phụ lục đánh tiếp; phụ lục đánh số trang riêng từ 1",
            Place::AnnexTitle(0),
            report,
        );
    }
}

pub(in crate::check) mod pieces;
#[cfg(test)]
mod tests;
