//! The body's order: titles, levels, ends.

use std::collections::HashSet;

use crate::check::case::{Case, Read};
use crate::check::context::{Context, DocumentKind};
use crate::check::lines::Lines;
use crate::check::passage::Role;
use crate::check::phrases::{Cue, Meaning};
use crate::check::reading::Reading;
use crate::check::row::Test::{Lines as OfLines, Passage, Whole};
use crate::check::row::{Row, row};
use crate::check::rule::Area::Body as Area;
use crate::check::rule::Needs::{Lines as NeedsLines, Words};
use crate::check::rule::Severity::{Error, Hint, Warning};
use crate::check::spelling;
use crate::check::tell::{Report, Tell};
use crate::compose::end_cell;
use crate::model::{Block, Level, Paragraph, Part, Place, Story};
use crate::read::NoteKind;
use crate::vietnamese::{is_capitals, is_syllable};

const CLAUSE: &str = "điểm đ khoản 6 Mục II Phần I Phụ lục I";

pub(in crate::check) static ROWS: [Row; 19] = [
    row(
        "B01",
        Error,
        Area,
        NeedsLines,
        CLAUSE,
        "mục đánh số La Mã liên tục I, II, III",
        OfLines(sections),
    ),
    row(
        "B02",
        Error,
        Area,
        NeedsLines,
        CLAUSE,
        "khoản đánh số liên tục từ 1 trong mỗi mục",
        OfLines(clauses),
    ),
    row(
        "B03",
        Error,
        Area,
        NeedsLines,
        CLAUSE,
        "điểm theo thứ tự a, b, c, d, đ, e, g, h, i, k",
        OfLines(points),
    ),
    row(
        "B04",
        Error,
        Area,
        NeedsLines,
        "điểm b khoản 6 Mục V Phần I Phụ lục I",
        "tiêu đề mục viết chữ in hoa",
        OfLines(small_heading),
    ),
    row(
        "B05",
        Error,
        Area,
        NeedsLines,
        CLAUSE,
        "sau số khoản là dấu chấm, sau chữ điểm là dấu ngoặc đơn",
        OfLines(marks),
    ),
    row("B06", Hint, Area, Words, "thông lệ", "hạn chế đánh số 1.1, 1.1.1", Whole(decimals)),
    row(
        "B07",
        Warning,
        Area,
        Words,
        "điểm c khoản 6 Mục II Phần I Phụ lục I",
        "không gõ tay số thứ tự, dấu đầu dòng vào đầu đoạn đã đánh số",
        Passage(typed_numeral),
    ),
    row(
        "B09",
        Error,
        Area,
        Words,
        "điểm d khoản 6 Mục II Phần I Phụ lục I",
        "phần, mục có tiêu đề",
        Whole(untitled),
    ),
    row(
        "B10",
        Warning,
        Area,
        Words,
        "thông lệ",
        "tiêu đề không có dấu chấm, hai chấm, chấm phẩy ở cuối",
        Passage(heading_end),
    ),
    row(
        "B11",
        Warning,
        Area,
        Words,
        "thông lệ",
        "không có cấp chỉ gồm một khoản, một điểm",
        Whole(single),
    ),
    row(
        "B12",
        Warning,
        Area,
        Words,
        "thông lệ",
        "gạch đầu dòng theo sau câu dẫn có dấu hai chấm hoặc tiêu đề",
        Whole(lead_in),
    ),
    row(
        "B13",
        Warning,
        Area,
        Words,
        "thông lệ",
        "không có tiêu đề trống, mục trống",
        Whole(empty),
    ),
    row(
        "B14",
        Error,
        Area,
        NeedsLines,
        "Mẫu 1.4 Phụ lục III",
        "văn bản kết thúc bằng “./.”, đúng một lần",
        OfLines(end_mark),
    ),
    row(
        "B15",
        Error,
        Area,
        NeedsLines,
        "thông lệ",
        "lời văn không bị cắt giữa chừng",
        OfLines(cut),
    ),
    row("B16", Warning, Area, Words, "thông lệ", "kế hoạch có nội dung", Whole(no_body)),
    row("B17", Warning, Area, Words, "thông lệ", "không lặp từ, lặp đoạn", Passage(doubled)),
    row(
        "B19",
        Warning,
        Area,
        Words,
        "thông lệ",
        "không còn dấu chờ điền (…, [ ], “cần xác minh”) khi phát hành",
        Passage(left_open),
    ),
    row(
        "B20",
        Warning,
        Area,
        Words,
        "thông lệ",
        "không lặp lại một đoạn văn",
        Whole(repeated),
    ),
    row(
        "B21",
        Warning,
        Area,
        Words,
        "Mẫu 1.4 Phụ lục III",
        "kế hoạch kết thúc bằng bảng thì có đoạn kết để ghi “./.”",
        Whole(ends_in_table),
    ),
];

fn paragraphs<'a>(
    case: &Case<'a>,
    story: Story,
) -> impl Iterator<Item = (usize, &'a Paragraph)> {
    let blocks = case.document.blocks(story).map_or(&[][..], Vec::as_slice);
    blocks
        .iter()
        .enumerate()
        .filter_map(|(index, block)| block.paragraph().map(|it| (index, it)))
}

fn is_table(case: &Case<'_>, story: Story, index: usize) -> bool {
    case.block(story, index).is_some_and(|block| block.table().is_some())
}

fn numerals(lines: &Lines<'_>, report: &mut Report, kind: fn(&str) -> bool) {
    for note in lines.notes(NoteKind::Numeral) {
        let shown = note
            .message
            .split('“')
            .nth(1)
            .and_then(|rest| rest.split('”').next())
            .unwrap_or("");
        if kind(shown) {
            let message = format!(
                "số thứ tự “{shown}” không nối tiếp mục trước; nhập vào là được đánh lại liên tục"
            );
            report.line(
                note.line,
                note.place.unwrap_or(Place::Block(Story::Body, 0)),
                &note.excerpt,
                None,
                message,
            );
        }
    }
}

fn sections(lines: &Lines<'_>, report: &mut Report) {
    numerals(lines, report, |shown| shown.starts_with(|c: char| "IVX".contains(c)));
}

fn clauses(lines: &Lines<'_>, report: &mut Report) {
    numerals(lines, report, |shown| shown.starts_with(|c: char| c.is_ascii_digit()));
}

fn points(lines: &Lines<'_>, report: &mut Report) {
    numerals(lines, report, |shown| shown.starts_with(char::is_lowercase));
}

fn small_heading(lines: &Lines<'_>, report: &mut Report) {
    for line in lines.all().filter(|line| !line.in_annex) {
        let Some((numeral, title)) = line.words.split_once(". ") else { continue };
        let roman = !numeral.is_empty() && numeral.chars().all(|c| "IVX".contains(c));
        let short = title.chars().count() <= 90 && !title.ends_with(['.', ';', ',']);
        if roman && short && !is_capitals(title) && lines.is_section(line) {
            let after = format!("{numeral}. {}", title.to_uppercase());
            report.line(
                line.number,
                line.place,
                line.words,
                Some(after),
                "tiêu đề mục viết chữ in hoa",
            );
        }
    }
}

fn marks(lines: &Lines<'_>, report: &mut Report) {
    for line in lines.all().filter(|line| line.is_body && !line.in_annex) {
        let digits = line.words.bytes().take_while(u8::is_ascii_digit).count();
        let rest = &line.words[digits..];
        if (1..=2).contains(&digits) && rest.starts_with(')') && rest[1..].starts_with(' ') {
            let after = format!("{}.{}", &line.words[..digits], &rest[1..]);
            report.line(
                line.number,
                line.place,
                line.words,
                Some(after),
                "sau số khoản là dấu chấm",
            );
        }
        let roman = line.words.chars().take_while(|c| "IVX".contains(*c)).count();
        let slash = |length: usize| {
            let rest = &line.words[length..];
            rest.starts_with("/ ") || rest.starts_with(") ") && roman > 0
        };
        let slashed = [roman, digits]
            .into_iter()
            .find(|length| (1..=4).contains(length) && slash(*length));
        if let Some(length) = slashed {
            let after = format!("{}.{}", &line.words[..length], &line.words[length + 1..]);
            report.line(
                line.number,
                line.place,
                line.words,
                Some(after),
                "sau số của mục, khoản là dấu chấm",
            );
        }
        let mut letters = line.words.chars();
        let (first, mark, space) = (letters.next(), letters.next(), letters.next());
        if let (Some(letter), Some('.' | '/'), Some(' ')) = (first, mark, space)
            && letter.is_lowercase()
            && crate::vietnamese::parse_point(letter).is_some()
        {
            let after = format!("{letter}) {}", letters.as_str());
            report.line(
                line.number,
                line.place,
                line.words,
                Some(after),
                "sau chữ của điểm là dấu ngoặc đơn",
            );
        }
    }
}

fn decimals(case: &Case<'_>, report: &mut Report) {
    let found = case.passages().find(|(passage, _)| {
        passage.role == Role::Block(Level::SubClause)
            && matches!(passage.place, Place::Block(Story::Body, _))
    });
    if let Some((passage, _)) = found {
        report.at(
            passage.place,
            Part::Main,
            "",
            "số 1.1 không có trong thể thức; dùng điểm a), b) nếu được",
        );
    }
}

/// "1. ", "a) ", "- ", "IV. " at the front of a paragraph that the paper numbers anyway.
fn typed_numeral(reading: &Reading, context: &Context, tell: &mut Tell<'_>) {
    let Role::Block(level) = reading.role else { return };
    let numbered = level.depth().is_some();
    let chars = &reading.chars;
    let length = typed_front(chars);
    if length == 0 || context.kind != DocumentKind::Named {
        return;
    }
    let front = reading.text(0..length);
    let front = front.trim();
    if numbered {
        tell.mend(
            0..length,
            "",
            format!(
                "“{front}” gõ tay; số thứ tự, dấu đầu dòng được ghi tự động nên sẽ in hai lần"
            ),
        );
    } else {
        tell.say(
            0..length,
            format!("“{front}” gõ tay; chọn cấp đánh số để số được đếm tự động"),
        );
    }
}

/// Characters of a typed numeral or dash at the front of a paragraph, the space included.
fn typed_front(chars: &[char]) -> usize {
    let front: String = chars.iter().take(8).collect();
    let Some((word, _)) = front.split_once(' ') else { return 0 };
    let bare = word.trim_end_matches(['.', ')']);
    let marked = bare.len() + 1 == word.len();
    let dash = ["-", "+", "•", "–", "*"].contains(&word);
    let digits = marked
        && !bare.is_empty()
        && bare.len() <= 2
        && bare.bytes().all(|b| b.is_ascii_digit());
    let roman = word.ends_with('.')
        && marked
        && bare.len() <= 4
        && !bare.is_empty()
        && bare.chars().all(|c| "IVX".contains(c));
    let letter = word.ends_with(')')
        && marked
        && bare.chars().count() == 1
        && bare.chars().all(char::is_lowercase);
    if dash || digits || roman || letter { word.chars().count() + 1 } else { 0 }
}

fn untitled(case: &Case<'_>, report: &mut Report) {
    for story in case.document.stories() {
        for (index, paragraph) in paragraphs(case, story) {
            if paragraph.level.is_heading() && paragraph.text.is_blank() {
                let what = if paragraph.level == Level::Part { "phần" } else { "mục" };
                report.at(
                    Place::Block(story, index),
                    Part::Main,
                    "",
                    format!("{what} chưa có tiêu đề"),
                );
            }
        }
    }
}

fn heading_end(reading: &Reading, _: &Context, tell: &mut Tell<'_>) {
    if !reading.role.is_heading() && reading.role != Role::AnnexTitle {
        return;
    }
    let Some(last) = reading.chars.iter().rposition(|c| !c.is_whitespace()) else { return };
    let mark = reading.chars[last];
    if ".:;".contains(mark) {
        tell.mend(last..last + 1, "", format!("tiêu đề không có dấu “{mark}” ở cuối"));
    }
}

/// Levels with a numeral (`I.` to `a)`) that hold one item only.
fn single(case: &Case<'_>, report: &mut Report) {
    for story in case.document.stories() {
        let mut lonely = Vec::new();
        // Open runs from the outermost in: depth, first index, count.
        let mut open: Vec<(usize, usize, usize)> = Vec::new();
        for (index, paragraph) in paragraphs(case, story) {
            let Some(depth) = paragraph.level.depth() else { continue };
            while let Some(run) = open.pop_if(|run| run.0 > depth) {
                lonely.extend((run.2 == 1).then_some(run.1));
            }
            // Dashes are no list of their own, and the articles of a document are counted through.
            if matches!(paragraph.level, Level::Dash | Level::Plus | Level::Article) {
                continue;
            }
            match open.last_mut() {
                Some(run) if run.0 == depth => run.2 += 1,
                _ => open.push((depth, index, 1)),
            }
        }
        lonely.extend(open.into_iter().filter(|run| run.2 == 1).map(|run| run.1));
        lonely.sort_unstable();
        for index in lonely {
            let words =
                case.block(story, index).and_then(Block::paragraph).map(|it| it.text.words());
            let message = "chỉ có một mục ở cấp này; thêm mục nữa hoặc bỏ đánh số";
            report.at(
                Place::Block(story, index),
                Part::Main,
                &words.unwrap_or_default(),
                message,
            );
        }
    }
}

/// A dash after a paragraph that is closed by a full stop.
fn lead_in(case: &Case<'_>, report: &mut Report) {
    let mut before: Option<Read<'_>> = None;
    for read in case.passages() {
        let (Role::Block(level), None) = (read.0.role, read.0.note) else { continue };
        if let (Level::Dash, Some(front)) = (level, before) {
            let Role::Block(above) = front.0.role else { continue };
            let prose = matches!(above, Level::Body);
            let end = front.1.chars.iter().rev().find(|c| !c.is_whitespace());
            if prose && end.is_some_and(|end| ".;".contains(*end)) {
                let message =
                    "gạch đầu dòng không có câu dẫn: đoạn trên đã kết thúc bằng dấu chấm";
                let words: String = read.1.chars.iter().take(60).collect();
                report.at(read.0.place, Part::Main, &words, message);
            }
        }
        before = Some(read);
    }
}

/// Titles under which nothing stands, and numbered items without words.
fn empty(case: &Case<'_>, report: &mut Report) {
    for story in case.document.stories() {
        let blocks = case.document.blocks(story).map_or(&[][..], Vec::as_slice);
        for (index, paragraph) in paragraphs(case, story) {
            let Some(depth) = paragraph.level.depth() else { continue };
            let place = Place::Block(story, index);
            if paragraph.text.is_blank() {
                if !paragraph.level.is_heading() {
                    let message = "chưa có chữ; viết tiếp hoặc xóa đoạn này";
                    report.at(place, Part::Main, "", message).still_to_come();
                }
                continue;
            }
            let next = (index + 1..blocks.len()).find(|n| {
                is_table(case, story, *n)
                    || blocks[*n].paragraph().is_some_and(|next| {
                        next.level.depth().is_some() || !next.text.is_blank()
                    })
            });
            let filled = next.is_some_and(|n| match blocks[n].paragraph() {
                None => true,
                Some(next) => next.level.depth().is_none_or(|other| other > depth),
            });
            if !filled && paragraph.is_title() {
                let words = paragraph.text.words();
                let message = format!("tiêu đề “{}” chưa có nội dung bên dưới", words.trim());
                report.at(place, Part::Main, &words, message).still_to_come();
            }
        }
    }
}

fn end_mark(lines: &Lines<'_>, report: &mut Report) {
    let body: Vec<_> = lines.all().filter(|line| !line.in_annex).collect();
    let marks: Vec<_> = body.iter().filter(|line| line.words.contains("./.")).collect();
    let place = Place::Closing(0);
    match marks.as_slice() {
        [] => {
            let Some(last) = lines.last_of_text() else { return };
            let after = format!("{}./.", last.words.trim_end_matches(['.', ';', ' ']));
            report.line(
                last.number,
                place,
                last.words,
                Some(after),
                "văn bản kết thúc bằng “./.”",
            );
        }
        [_] => {}
        [first, ..] => {
            report.line(
                first.number,
                place,
                first.words,
                None,
                "“./.” chỉ ghi một lần, ở cuối văn bản",
            );
        }
    }
}

fn cut(lines: &Lines<'_>, report: &mut Report) {
    let Some(last) = lines.last_of_text() else { return };
    let open = last.words.chars().next_back().is_some_and(|c| c.is_alphanumeric() || c == ',');
    let dangling = ["số", "của", "và", "về", "các", "với"]
        .iter()
        .any(|word| last.small.ends_with(&format!(" {word}")));
    if open && (dangling || last.words.ends_with(',') || last.words.chars().count() > 60) {
        report.line(
            last.number,
            last.place,
            last.words,
            None,
            "lời văn bị cắt giữa chừng; bổ sung phần còn thiếu",
        );
    }
}

fn no_body(case: &Case<'_>, report: &mut Report) {
    let written = case.passages().any(|(passage, _)| {
        matches!(passage.place, Place::Block(Story::Body, _) | Place::Cell(Story::Body, ..))
    });
    if !written {
        let message = "kế hoạch chưa có nội dung";
        report.at(Place::Block(Story::Body, 0), Part::Main, "", message).still_to_come();
    }
}

fn ends_in_table(case: &Case<'_>, report: &mut Report) {
    let document = case.document;
    let printed = |block: &Block| {
        block.table().is_some() || block.paragraph().is_some_and(|p| !p.text.is_blank())
    };
    let Some(last) = document.body.iter().rposition(printed) else { return };
    let Some(table) = document.body[last].table() else { return };
    let closed = document.closing.iter().any(|text| !text.is_blank());
    let written = table.rows.iter().flatten().any(|cell| !cell.text.is_blank());
    if closed || !written || document.decision.is_some() {
        return;
    }
    let message = match end_cell(table) {
        Some(_) => {
            "kế hoạch kết thúc bằng bảng: nên có đoạn kết (“Trên đây là Kế hoạch …”), để “./.” và chữ ký \
             không dính vào hàng cuối của bảng"
        }
        None => {
            "kế hoạch kết thúc bằng bảng mà hàng cuối không có lời: cần đoạn kết (“Trên đây là Kế hoạch \
             …”), nếu không “./.” không có chỗ ghi"
        }
    };
    report.at(Place::Block(Story::Body, last), Part::Main, "", message);
}

/// Small words that never end one word and begin the next; of others ("hành vi vi phạm", "tổ chức
/// chức năng") two may stand side by side.
const TWICE: &str = "|của|và|các|những|được|với|cho|trong|tại|về|là|này|đã|sẽ|theo|để|có|không|do|bị|mỗi|từng|thì|mà|nếu|khi|đang|cũng|vào|trên|dưới|nhằm|phải|cần|đến|như|";

/// Syllables that are said twice on purpose.
const ONE_WORD: &str = "|luôn|dần|thường|đều|mãi|ngày|đêm|người|nhà|lớp|hàng|xanh|đỏ|vàng|trắng|cao|xa|lâu|từ|rất|chầm|khe|nho|song|tầng|điệp|trùng|hằng|năm|tháng|lần|đời|ai|đâu|gì|nao|ba|má|bà|chị|cô|sơ|khăng|chang|ào|ầm|đùng|vèo|vù|oang|rào|rầm|khư|cu|chuồn|";

fn doubled(reading: &Reading, _: &Context, tell: &mut Tell<'_>) {
    let mut last: Option<std::ops::Range<usize>> = None;
    for (first, second) in reading.pairs() {
        let word = reading.small(first);
        let same = word == reading.small(second) && second.span.start == first.span.end + 1;
        if !same {
            continue;
        }
        // "thực hiện hiện đại hóa": the second begins another word. "dần dần" is one.
        let next = reading.words().find(|token| token.span.start == second.span.end + 1);
        let begins =
            next.is_some_and(|next| spelling::stand_together(word, reading.small(next)));
        // "từ từ ngày 05" is no manner of going.
        let of_time = word == "từ"
            && next.is_some_and(|next| {
                ["ngày", "tháng", "năm", "khi"].contains(&reading.small(next))
            });
        let one = !of_time && ONE_WORD.contains(&format!("|{word}|"))
            || spelling::stand_together(word, word);
        let excused = begins || one || !is_syllable(word);
        if !TWICE.contains(&format!("|{word}|")) && !of_time && excused {
            continue;
        }
        // A name may end with the syllable that the next word begins with.
        let names = reading.is_capital(first) != reading.is_capital(second)
            || (reading.is_capital(first) && !reading.begins_sentence(first.span.start));
        if names && !reading.capitals
            || last.as_ref().is_some_and(|last| last.end >= first.span.end)
        {
            continue;
        }
        let span = first.span.start..second.span.end;
        last = Some(span.clone());
        let after = reading.text(first.span.clone());
        tell.offer(span, after, format!("lặp chữ “{word}”"));
    }
    phrases_twice(reading, tell);
}

/// "về hoạt động về thực hiện", "kế hoạch kế hoạch".
fn phrases_twice(reading: &Reading, tell: &mut Tell<'_>) {
    let words: Vec<_> = reading.words().collect();
    for four in words.windows(4) {
        let small = [0, 1, 2, 3].map(|at| reading.small(four[at]));
        if small[0] != small[2] && small[0] != small[3] {
            continue;
        }
        let tight = four.windows(2).all(|two| two[1].span.start == two[0].span.end + 1);
        if !tight {
            continue;
        }
        let twin = small[0] == small[2]
            && small[1] == small[3]
            && small[0] != small[1]
            && !reading.is_capital(four[2])
            // "Sở Xây dựng xây dựng kế hoạch": a name, and what it does.
            && (!reading.is_capital(four[0]) || reading.capitals);
        let about = small[0] == "về" && small[3] == "về" && small[1] == "hoạt";
        if twin || about {
            let span = four[0].span.start..four[3].span.end;
            let after = if twin {
                reading.text(four[0].span.start..four[1].span.end)
            } else {
                reading.text(four[0].span.start..four[2].span.end)
            };
            tell.offer(span, after, format!("lặp cụm từ “{}”", small.join(" ")));
        }
    }
}

fn repeated(case: &Case<'_>, report: &mut Report) {
    let (mut heads, mut items) = (HashSet::new(), HashSet::new());
    for (passage, known) in case.known() {
        let reading = &known.reading;
        // What is asked of several bodies is said under each heading anew.
        let head = matches!(
            passage.role,
            Role::Block(Level::Section | Level::Clause | Level::SubClause)
        );
        if head {
            items.clear();
        }
        let seen = if head { &mut heads } else { &mut items };
        let prose = matches!(passage.role, Role::Block(_) | Role::Opening | Role::Closing);
        if !prose || reading.chars.len() < 60 {
            continue;
        }
        if !seen.insert(known.facts.digest) {
            let words: String = reading.chars.iter().take(60).collect();
            report.at(passage.place, passage.part, &words, "đoạn này đã có nguyên văn ở trên");
        }
    }
}

fn left_open(reading: &Reading, _: &Context, tell: &mut Tell<'_>) {
    let chars = &reading.chars;
    let mut at = 0;
    let spoken = reading.tells_of(Cue::Unsettled);
    while at < chars.len() {
        let may_begin = matches!(chars[at], '.' | '…' | '[' | '_') || spoken;
        let length = if may_begin { mark(reading, at) } else { 0 };
        if length > 0 {
            let around = around(reading, at, length);
            tell.say(at..at + length, format!("còn dấu chờ điền: “{around}”"));
        }
        at += length.max(1);
    }
}

/// Letters shown on either side of a mark.
const AROUND: usize = 24;

/// A mark with the words around it: whole words only, and no dots where it is cut, which would
/// look like marks.
pub(in crate::check) fn around(reading: &Reading, start: usize, length: usize) -> String {
    let letters = &reading.chars;
    let mut from = start.saturating_sub(AROUND);
    let mut to = (start + length + AROUND).min(letters.len());
    while from > 0 && from < start && !letters[from - 1].is_whitespace() {
        from += 1;
    }
    while to < letters.len() && to > start + length && !letters[to].is_whitespace() {
        to -= 1;
    }
    reading.text(from..to).trim().to_owned()
}

/// Words that stand where something is still to be filled in.
const UNFILLED: [&str; 4] = ["cần xác minh", "nguyễn văn a", "trần thị b", "xxx"];

/// Whether a passage may bear a mark, told at a glance: what has none of these letters has none.
pub(in crate::check) fn may_bear_mark(words: &str) -> bool {
    words.contains(['…', '[']) || words.contains("....") || words.contains("___") || {
        let small = words.to_lowercase();
        UNFILLED.iter().any(|unfilled| small.contains(unfilled))
    }
}

/// The first mark of a passage: where, and how long.
pub(in crate::check) fn first_mark(reading: &Reading) -> Option<(usize, usize)> {
    let mut all = (0..reading.chars.len()).map(|at| (at, mark(reading, at)));
    all.find(|(_, length)| *length > 0)
}

/// Characters of a mark that says "still to be filled in"; 0 for none.
fn mark(reading: &Reading, at: usize) -> usize {
    let chars = &reading.chars;
    let rest = &chars[at..];
    let dots = rest.iter().take_while(|c| ".…".contains(**c)).count();
    if dots > 0 {
        // A row of dots is judged once, from its beginning.
        if at > 0 && ".…".contains(chars[at - 1]) {
            return 0;
        }
        let room = rest[0] == '…' || dots >= 4;
        return if room && !closes_list(reading, at, dots) { dots } else { 0 };
    }
    if rest[0] == '[' {
        let inside = rest[1..].iter().take_while(|c| " .…_xX?".contains(**c)).count();
        if rest.get(1 + inside) == Some(&']') {
            return inside + 2;
        }
    }
    if rest[0] == '_' {
        let line = rest.iter().take_while(|c| **c == '_').count();
        return if line >= 3 { line } else { 0 };
    }
    if !matches!(rest[0], 'C' | 'c' | 'N' | 'n' | 'T' | 't' | 'X' | 'x')
        || at.checked_sub(1).is_some_and(|before| chars[before].is_alphanumeric())
    {
        return 0;
    }
    let spoken = UNFILLED.iter().find(|words| {
        let length = words.chars().count();
        at + length <= chars.len()
            && reading.small_text(at..at + length) == **words
            && chars.get(at + length).is_none_or(|c| !c.is_alphanumeric())
    });
    spoken.map_or(0, |words| words.chars().count())
}

/// "UPS,......", "(02/9, 20/10)…": dots at the end of a list say "and so on". They follow a comma
/// or a bracket, or a word after which nothing comes, in a passage with commas.
fn closes_list(reading: &Reading, at: usize, dots: usize) -> bool {
    let chars = &reading.chars;
    let front = chars[..at].iter().rev().find(|c| !c.is_whitespace());
    let after = chars[at + dots..].iter().find(|c| !c.is_whitespace());
    let comma = front.is_some_and(|c| ",;)".contains(*c));
    let sentence = chars[..at].iter().rposition(|c| ":.\n".contains(*c)).map_or(0, |at| at);
    let lists = chars[sentence..at].contains(&',') || chars[sentence..at].contains(&';');
    let ends = after.is_none_or(|c| ";.)”,".contains(*c) || c.is_uppercase());
    let word = front.is_some_and(|c| c.is_alphabetic());
    comma
        || (word && lists && ends)
        || reading.small_text(at.saturating_sub(3)..at).ends_with("v.v")
        || reading
            .hits
            .iter()
            .any(|hit| matches!(hit.meaning, Meaning::Wordy(_)) && hit.span.end == at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_typed_front_is_measured_with_its_space() {
        for (words, length) in [
            ("1. Việc", 3),
            ("- Việc", 2),
            ("a) Việc", 3),
            ("IV. VIỆC", 4),
            ("12) Việc", 4),
            ("1.250 đồng", 0),
            ("Việc", 0),
            ("a. b", 0),
            ("I am", 0),
            ("- ", 2),
        ] {
            let chars: Vec<char> = words.chars().collect();
            assert_eq!(typed_front(&chars), length, "{words}");
        }
    }
}
