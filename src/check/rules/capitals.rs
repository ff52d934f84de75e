//! Capital letters (Phụ lục II).

use std::collections::HashMap;
use std::ops::Range;

use crate::check::case::Case;
use crate::check::context::{Context, DocumentKind};
use crate::check::passage::Passage as Field;
use crate::check::passage::Role;
use crate::check::phrases::{Cue, Meaning, with_capitals};
use crate::check::reading::{Kind, Reading, Token, capitalised};
use crate::check::row::Test::{Passage, Whole};
use crate::check::row::{More, Row, row};
use crate::check::rule::Area::Capitals;
use crate::check::rule::Needs::Words;
use crate::check::rule::Severity::{Error, Hint, Warning};
use crate::check::tell::{Report, Tell};
use crate::citation::Form;
use crate::standard::PROVINCES;

pub(in crate::check) static ROWS: [Row; 17] = [
    row(
        "V01",
        Error,
        Capitals,
        Words,
        "điểm a khoản 1 Mục III Phụ lục II",
        "danh từ chung (tỉnh, xã …) trước tên riêng không viết hoa trong câu",
        Passage(common_noun),
    ),
    row(
        "V02",
        Error,
        Capitals,
        Words,
        "điểm b, c khoản 1 Mục III Phụ lục II",
        "Thủ đô Hà Nội, Thành phố Hồ Chí Minh và đơn vị mang chữ số viết hoa danh từ chung",
        Passage(special_place),
    ),
    row(
        "V03",
        Error,
        Capitals,
        Words,
        "điểm a khoản 1 Mục IV Phụ lục II",
        "tên cơ quan viết hoa chữ đầu từ chỉ loại hình và lĩnh vực",
        Passage(agency),
    ),
    row(
        "V04",
        Error,
        Capitals,
        Words,
        "điểm b khoản 1 Mục IV Phụ lục II",
        "Ban Chấp hành Trung ương Đảng, Văn phòng Trung ương Đảng viết đúng chữ hoa",
        Passage(central),
    ),
    row(
        "V05",
        Error,
        Capitals,
        Words,
        "điểm a khoản 1 Mục IV Phụ lục II",
        "tên cơ quan của Đảng viết đúng chữ hoa",
        Passage(party),
    ),
    row(
        "V06",
        Warning,
        Capitals,
        Words,
        "khoản 1 Mục V Phụ lục II",
        "Nhân dân, Nhà nước viết hoa khi là danh từ riêng",
        Passage(people),
    ),
    row(
        "V07",
        Warning,
        Capitals,
        Words,
        "khoản 6 Mục V Phụ lục II",
        "“Kế hoạch này” viết hoa khi chỉ chính văn bản",
        Passage(this_plan),
    ),
    row(
        "V08",
        Warning,
        Capitals,
        Words,
        "khoản 6 Mục V Phụ lục II",
        "tên loại văn bản dùng chung không viết hoa",
        Passage(generic_type),
    ),
    row(
        "V09",
        Error,
        Capitals,
        Words,
        "khoản 7 Mục V Phụ lục II",
        "Phần, Chương, Mục, Điều viết hoa; khoản, điểm viết thường",
        Passage(units_of_law),
    ),
    row(
        "V10",
        Warning,
        Capitals,
        Words,
        "khoản 5 Mục V Phụ lục II",
        "tên ngày lễ, ngày kỷ niệm viết hoa chữ đầu",
        Passage(holiday),
    ),
    row(
        "V11",
        Warning,
        Capitals,
        Words,
        "khoản 8 Mục V Phụ lục II",
        "tết Nguyên đán, thứ Hai, tháng Tám viết đúng chữ hoa",
        Passage(calendar),
    ),
    row(
        "V12",
        Warning,
        Capitals,
        Words,
        "khoản 2 Mục V Phụ lục II",
        "tên huân chương, danh hiệu viết đúng chữ hoa",
        Passage(honour),
    ),
    row(
        "V13",
        Warning,
        Capitals,
        Words,
        "khoản 3 Mục V Phụ lục II",
        "chức vụ dùng chung không viết hoa",
        Passage(generic_post),
    ),
    row(
        "V14",
        Error,
        Capitals,
        Words,
        "điểm a khoản 1 Mục II Phụ lục II",
        "tên người viết hoa chữ đầu mỗi âm tiết",
        Passage(person),
    ),
    row(
        "V15",
        Warning,
        Capitals,
        Words,
        "thông lệ",
        "một cụm từ viết hoa như nhau trong cả văn bản",
        Whole(one_way),
    ),
    row(
        "V16",
        Warning,
        Capitals,
        Words,
        "điểm đ khoản 1 Mục III Phụ lục II",
        "tên vùng, miền viết hoa",
        Passage(region),
    ),
    row(
        "V17",
        Hint,
        Capitals,
        Words,
        "thông lệ",
        "không viết hoa cả từ để nhấn mạnh trong lời văn",
        Passage(shouting),
    ),
];

pub(in crate::check) static MORE: [More; 2] =
    [("V07", Passage(law_name)), ("V07", Passage(known_law))];

/// Whether the decree's capitals hold for a document of this day.
fn is_of_the_decree(context: &Context) -> bool {
    let first = chrono::NaiveDate::from_ymd_opt(2020, 3, 5);
    context.date.zip(first).is_some_and(|(date, first)| date >= first)
}

/// "Căn cứ Luật cán bộ, công chức": the name of a law begins with a capital.
fn law_name(reading: &Reading, context: &Context, tell: &mut Tell<'_>) {
    const NO_NAME: [&str; 16] = [
        "này", "sửa", "số", "của", "và", "ngày", "các", "là", "về", "được", "có", "quy",
        "hiện", "liên", "khác", "năm",
    ];
    if reading.role != Role::LegalBasis || reading.capitals || !is_of_the_decree(context) {
        return;
    }
    for (kind, name) in reading.pairs() {
        let law =
            matches!(reading.small(kind), "luật" | "lệnh") && reading.small(name) != "lệnh";
        if law && reading.chars[kind.span.start].is_lowercase() && reading.is_capital(name) {
            let front = reading.small_text(0..kind.span.start);
            if front.trim() == "căn cứ" {
                let right = capitalised(&reading.text(kind.span.clone()));
                tell.offer(kind.span.clone(), right, "“Luật” của một luật cụ thể viết hoa");
            }
        }
        let begins =
            reading.chars[..kind.span.start].iter().collect::<String>().to_lowercase();
        let front = begins.trim_end();
        let whole =
            matches!(front, "căn cứ" | "căn cứ bộ" | "căn cứ pháp" | "" | "bộ" | "pháp");
        if law
            && whole
            && reading.chars[name.span.start].is_lowercase()
            && !NO_NAME.contains(&reading.small(name))
        {
            let right = capitalised(&reading.text(name.span.clone()));
            tell.offer(name.span.clone(), right, "tên luật viết hoa chữ đầu");
        }
        if kind.span.start > 16 {
            return;
        }
    }
}

/// "theo Luật đất đai" anywhere.
fn known_law(reading: &Reading, context: &Context, tell: &mut Tell<'_>) {
    if reading.capitals || !is_of_the_decree(context) {
        return;
    }
    for citation in reading.citations.iter().filter(|it| it.form != Form::Unnumbered) {
        let at = citation.span.start;
        let small = citation.kind.starts_with(char::is_lowercase) && citation.says_number;
        if small && reading.role == Role::LegalBasis && !reading.is_quoted(&citation.span) {
            let right = capitalised(&reading.text(at..at + 1));
            tell.offer(at..at + 1, right, "tên loại của một văn bản cụ thể viết hoa chữ đầu");
        }
    }
    for two in reading.tokens.windows(5) {
        let [before, _, kind, _, name] = two else { continue };
        // "Điều 10 luật Phòng, chống tham nhũng": of a certain law.
        let small = reading.small(kind) == "luật" && reading.chars[kind.span.start] == 'l';
        let led =
            before.kind == Kind::Number || matches!(reading.small(before), "của" | "theo");
        let named = name.kind == Kind::Word && reading.is_capital(name);
        if small && led && named && reading.small(name) != "việt" {
            let message = "“Luật” của một luật cụ thể viết hoa";
            tell.offer(kind.span.clone(), "Luật", message);
        }
    }
    for hit in &reading.hits {
        let Meaning::Capitals(form) = hit.meaning else { continue };
        let at = hit.span.start + "Luật ".chars().count();
        let named = reading.chars[hit.span.start].is_uppercase();
        let small = reading.chars[at.min(hit.span.end - 1)].is_lowercase();
        if form.rule == "V07" && named && small && reading.role != Role::LegalBasis {
            let right = capitalised(&reading.text(at..at + 1));
            tell.offer(at..at + 1, right, "tên luật viết hoa chữ đầu");
        }
    }
}

/// Forms of a rule whose capitals are not as they should be.
fn forms(rule: &str, reading: &Reading, tell: &mut Tell<'_>, free_first: bool) {
    if reading.hits.is_empty()
        || reading.capitals
        || reading.role.is_heading()
        || reading.role.is_frame()
    {
        return;
    }
    let hits = || reading.hits.iter();
    for hit in hits() {
        let Meaning::Capitals(form) = hit.meaning else { continue };
        if form.rule != rule {
            continue;
        }
        // A longer name says more.
        let inside = hits().any(|other| {
            matches!(other.meaning, Meaning::Capitals(_))
                && other.span.len() > hit.span.len()
                && other.span.start <= hit.span.start
                && hit.span.end <= other.span.end
        });
        let words = reading.text(hit.span.clone());
        let right = with_capitals(&words, form.name);
        let letters: Vec<char> = words.chars().collect();
        let wanted: Vec<char> = right.chars().collect();
        let from = usize::from(free_first || reading.begins_sentence(hit.span.start));
        if inside || letters[from..] == wanted[from..] || shouted(&letters) {
            continue;
        }
        let less =
            letters.iter().zip(&wanted).any(|(a, b)| b.is_uppercase() && !a.is_uppercase());
        let more =
            letters.iter().zip(&wanted).any(|(a, b)| a.is_uppercase() && !b.is_uppercase());
        // "của Sở xây dựng." is a name; "Sở xây dựng kế hoạch" says what it does.
        let closed = reading.char(hit.span.end).is_none_or(|c| ".,;:)".contains(c))
            && letters[0].is_uppercase()
            && !reading.begins_sentence(hit.span.start);
        let ambiguous = form.ambiguous && !closed;
        if less && (ambiguous || ends_inside_word(reading, hit.span.end)) && !more {
            continue;
        }
        // The last syllable may begin another name: "Đảng Bộ Tài chính".
        if !starts_clean(reading, hit.span.start) {
            continue;
        }
        let right: String = letters[..from].iter().chain(&wanted[from..]).collect();
        let message = format!("viết hoa chưa đúng; viết “{right}”");
        tell.offer(hit.span.clone(), right, message);
    }
}

fn shouted(letters: &[char]) -> bool {
    letters.iter().all(|c| !c.is_lowercase())
}

fn ends_inside_word(reading: &Reading, end: usize) -> bool {
    reading.char(end).is_some_and(|c| c == '-')
}

fn starts_clean(reading: &Reading, start: usize) -> bool {
    let front = reading.small_text(start.saturating_sub(4)..start);
    !["-", "/", "cơ ", "cán "].iter().any(|end| front.ends_with(end))
}

fn agency(reading: &Reading, _: &Context, tell: &mut Tell<'_>) {
    forms("V03", reading, tell, false);
}

fn central(reading: &Reading, _: &Context, tell: &mut Tell<'_>) {
    forms("V04", reading, tell, false);
}

fn party(reading: &Reading, _: &Context, tell: &mut Tell<'_>) {
    forms("V05", reading, tell, false);
}

fn holiday(reading: &Reading, _: &Context, tell: &mut Tell<'_>) {
    forms("V10", reading, tell, true);
}

fn honour(reading: &Reading, _: &Context, tell: &mut Tell<'_>) {
    forms("V12", reading, tell, false);
}

fn common_noun(reading: &Reading, _: &Context, tell: &mut Tell<'_>) {
    let words = matches!(reading.role, Role::Subject | Role::Recipient | Role::Cell(false));
    if reading.capitals || !(reading.role.is_prose() || words) {
        return;
    }
    for hit in &reading.hits {
        let Meaning::Province(row) = hit.meaning else { continue };
        let name = PROVINCES[row].name;
        if name == "Hồ Chí Minh" || !reading.chars[hit.span.start].is_uppercase() {
            continue;
        }
        for noun in ["Tỉnh ", "Thành phố "] {
            let length = noun.chars().count();
            let Some(start) = hit.span.start.checked_sub(length) else { continue };
            let here = reading.text(start..hit.span.start) == noun;
            if here && !reading.begins_sentence(start) && !reading.is_quoted(&hit.span) {
                let small = noun.chars().next().map(|c| c.to_lowercase().collect::<String>());
                let message = format!("“{}” trước tên riêng không viết hoa", noun.trim());
                tell.offer(start..start + 1, small.unwrap_or_default(), message);
            }
        }
    }
}

fn special_place(reading: &Reading, _: &Context, tell: &mut Tell<'_>) {
    forms("V02", reading, tell, false);
    if reading.capitals || reading.role.is_frame() || !reading.has_digit() {
        return;
    }
    for three in reading.tokens.windows(3) {
        let [noun, space, number] = three else { continue };
        let single = space.span.len() == 1 && space.kind == Kind::Space;
        if number.kind != Kind::Number || !single || number.span.len() > 2 {
            continue;
        }
        let word = reading.text(noun.span.clone());
        if !["phường", "quận"].contains(&word.as_str()) {
            continue;
        }
        let counted =
            reading.tokens.iter().take_while(|token| token.span.end < noun.span.start).last();
        let counted = counted.is_some_and(|token| token.kind == Kind::Number);
        let rest = reading
            .small_text(number.span.end..(number.span.end + 12).min(reading.chars.len()));
        let ends = rest.is_empty()
            || rest.starts_with([',', '.', ';', ')'])
            || rest.starts_with(" thành phố")
            || rest.starts_with(" tp");
        if ends && !counted {
            let right = capitalised(&word);
            let message = format!(
                "đơn vị hành chính mang chữ số viết hoa danh từ chung: “{right} {}”",
                reading.text(number.span.clone())
            );
            tell.offer(noun.span.clone(), right, message);
        }
    }
}

fn people(reading: &Reading, _: &Context, tell: &mut Tell<'_>) {
    const PHRASES: [(&str, &str); 15] = [
        ("và nhân dân tham gia", "và Nhân dân tham gia"),
        ("hội viên và nhân dân", "hội viên và Nhân dân"),
        ("đoàn viên và nhân dân", "đoàn viên và Nhân dân"),
        ("viên chức và nhân dân", "viên chức và Nhân dân"),
        ("chiến sĩ và nhân dân", "chiến sĩ và Nhân dân"),
        ("vận động nhân dân", "vận động Nhân dân"),
        ("đông đảo nhân dân", "đông đảo Nhân dân"),
        ("cán bộ và nhân dân", "cán bộ và Nhân dân"),
        ("các tầng lớp nhân dân", "các tầng lớp Nhân dân"),
        ("quần chúng nhân dân", "quần chúng Nhân dân"),
        ("phục vụ nhân dân", "phục vụ Nhân dân"),
        ("toàn thể nhân dân", "toàn thể Nhân dân"),
        ("đời sống nhân dân", "đời sống Nhân dân"),
        ("đảng và nhà nước", "Đảng và Nhà nước"),
        ("đảng, nhà nước", "Đảng, Nhà nước"),
    ];
    if reading.capitals || reading.role.is_heading() || !reading.tells_of(Cue::People) {
        return;
    }
    for (key, right) in PHRASES {
        for (at, _) in reading.key.match_indices(key) {
            let span = reading.span(at..at + key.len());
            // The last two syllables are judged; the rest may begin a sentence.
            let noun: String = right
                .split(' ')
                .rev()
                .take(2)
                .collect::<Vec<_>>()
                .into_iter()
                .rev()
                .collect::<Vec<_>>()
                .join(" ");
            let tail = right.split(' ').skip_while(|word| *word != "Nhân").count();
            let later = if tail > 2 {
                right
                    .split(' ')
                    .rev()
                    .take(tail - 2)
                    .map(|word| word.chars().count() + 1)
                    .sum()
            } else {
                0
            };
            let noun = if tail > 2 { "Nhân dân".to_owned() } else { noun };
            let start = span.end - later - noun.chars().count();
            let wrong = reading.chars[start].is_lowercase();
            if wrong && !reading.is_cited(&span) && !reading.is_quoted(&span) {
                let capital = noun.chars().take(1).collect::<String>();
                let message = format!("“{noun}” là danh từ riêng, viết hoa chữ đầu");
                tell.offer(start..start + 1, capital, message);
            }
        }
    }
}

fn this_plan(reading: &Reading, context: &Context, tell: &mut Tell<'_>) {
    let here = reading.tells_of(Cue::ThisPlan);
    if context.kind != DocumentKind::Named || reading.capitals || !here {
        return;
    }
    for (at, _) in reading.key.match_indices("kế hoạch này") {
        let span = reading.span(at..at + "kế hoạch".len());
        let front = &reading.key[..at];
        let many = ["các ", "những ", "hai ", "mỗi "].iter().any(|word| front.ends_with(word));
        let bounded = !front.ends_with(char::is_alphanumeric);
        if reading.chars[span.start].is_lowercase()
            && bounded
            && !many
            && !reading.is_quoted(&span)
        {
            tell.offer(
                span.start..span.start + 1,
                'K',
                "chỉ chính văn bản thì viết hoa: “Kế hoạch này”",
            );
        }
    }
}

fn generic_type(reading: &Reading, _: &Context, tell: &mut Tell<'_>) {
    if reading.capitals || !reading.role.is_prose() {
        return;
    }
    for (first, second) in reading.pairs() {
        let pair = (reading.small(first), reading.small(second));
        if pair != ("báo", "cáo")
            || !reading.is_capital_inside(first)
            || reading.is_capital(second)
        {
            continue;
        }
        let after = reading
            .small_text(second.span.end..(second.span.end + 12).min(reading.chars.len()));
        let after = after.trim_start();
        let generic = [
            "kết quả",
            "tình hình",
            "tổng hợp",
            "về việc",
            "định kỳ",
            "đột xuất",
            "ubnd",
            "ủy ban",
        ]
        .iter()
        .any(|word| after.starts_with(word));
        let colon = reading.chars[..first.span.start]
            .iter()
            .rev()
            .find(|c| !c.is_whitespace())
            .is_some_and(|c| ":;“\"".contains(*c));
        if generic
            && !colon
            && !reading.is_cited(&first.span)
            && !reading.is_quoted(&first.span)
        {
            tell.offer(
                first.span.start..first.span.start + 1,
                'b',
                "“báo cáo” ở đây không phải tên một văn bản cụ thể, không viết hoa",
            );
        }
    }
}

/// The next token that is no space.
fn follows(reading: &Reading, index: usize) -> Option<&Token> {
    reading.tokens[index + 1..].iter().find(|token| token.kind != Kind::Space)
}

fn units_of_law(reading: &Reading, _: &Context, tell: &mut Tell<'_>) {
    if reading.capitals {
        return;
    }
    for (index, token) in reading.tokens.iter().enumerate() {
        if token.kind != Kind::Word {
            continue;
        }
        if !["điều", "khoản", "điểm"].contains(&reading.small(token)) {
            continue;
        }
        let Some(next) = follows(reading, index) else { continue };
        let word = reading.text(token.span.clone());
        let number = next.kind == Kind::Number && next.span.start == token.span.end + 1;
        let letter = next.span.len() == 1
            && next.kind == Kind::Word
            && next.span.start == token.span.end + 1;
        let before =
            index.checked_sub(2).map(|at| reading.small(&reading.tokens[at]).to_owned());
        let counted = before.as_deref().is_some_and(|before| {
            before.bytes().any(|byte| byte.is_ascii_digit())
                || ["một", "hai", "ba", "bốn", "mấy", "các", "những", "thực", "đảng", "tiêu"]
                    .contains(&before)
        });
        match word.as_str() {
            "điều" if number && !counted && of_law(reading, next.span.end) => {
                tell.offer(
                    token.span.start..token.span.start + 1,
                    'Đ',
                    "“Điều” của một văn bản viết hoa",
                );
            }
            part @ ("Khoản" | "Điểm")
                if (if part == "Khoản" { number } else { letter })
                    && reading.is_capital_inside(token)
                    && of_law(reading, next.span.end) =>
            {
                let (small, why) = match part {
                    "Khoản" => ('k', "“khoản” không viết hoa"),
                    _ => ('đ', "“điểm” không viết hoa"),
                };
                tell.offer(token.span.start..token.span.start + 1, small, why);
            }
            _ => {}
        }
    }
}

/// Whether what follows "điều 5" says that a document is meant.
fn of_law(reading: &Reading, end: usize) -> bool {
    let rest = reading.small_text(end..(end + 40).min(reading.chars.len()));
    [
        "luật",
        "nghị",
        "thông tư",
        "quyết định",
        "quy chế",
        "quy định",
        "pháp lệnh",
        "hiến pháp",
        "điều",
        "khoản",
        "của",
        "này",
    ]
    .iter()
    .any(|word| rest.trim_start_matches([' ', ',']).starts_with(word))
}

fn calendar(reading: &Reading, _: &Context, tell: &mut Tell<'_>) {
    forms("V11", reading, tell, true);
    if reading.capitals {
        return;
    }
    const DAYS: [&str; 6] = ["hai", "ba", "tư", "năm", "sáu", "bảy"];
    for (first, second) in reading.pairs() {
        if reading.small(first) != "thứ"
            || !DAYS.contains(&reading.small(second))
            || reading.is_capital(second)
        {
            continue;
        }
        let front = reading.small_text(first.span.start.saturating_sub(7)..first.span.start);
        let day = ["sáng ", "chiều ", "tối ", "ngày ", "từ ", "đến ", "vào "]
            .iter()
            .any(|word| front.ends_with(word));
        // "thứ hai" is also "second": a date or a time must stand by.
        let rest = reading
            .small_text(second.span.end..(second.span.end + 12).min(reading.chars.len()));
        let weekly =
            ["hằng tuần", "hàng tuần"].iter().any(|word| rest.trim_start().starts_with(word));
        let dated = ["ngày", "đến thứ", "(", ", ngày"]
            .iter()
            .any(|word| rest.trim_start().starts_with(word));
        if weekly || day && dated {
            let right = capitalised(&reading.text(second.span.clone()));
            tell.offer(
                second.span.clone(),
                right.clone(),
                format!("tên ngày trong tuần viết hoa: “thứ {right}”"),
            );
        }
    }
}

fn generic_post(reading: &Reading, _: &Context, tell: &mut Tell<'_>) {
    const POSTS: [(&str, &str); 6] = [
        ("các phó giám đốc", "các Phó Giám đốc"),
        ("các giám đốc", "các Giám đốc"),
        ("các trưởng phòng", "các Trưởng phòng"),
        ("các phó trưởng phòng", "các Phó Trưởng phòng"),
        ("các hiệu trưởng", "các Hiệu trưởng"),
        ("mỗi trưởng phòng", "mỗi Trưởng phòng"),
    ];
    if reading.capitals || !reading.role.is_prose() || !reading.tells_of(Cue::Post) {
        return;
    }
    for (key, post) in POSTS {
        for (at, _) in reading.key.match_indices(key) {
            let span = reading.span(at..at + key.len());
            let words = reading.text(span.clone());
            let next = reading.char(span.end);
            let ends = next.is_none_or(|c| ",.;:)".contains(c));
            if words.split_once(' ').map(|(_, post)| post)
                == post.split_once(' ').map(|(_, post)| post)
                && ends
            {
                let right = words.to_lowercase();
                tell.offer(
                    span,
                    right,
                    "chức vụ dùng chung, không gắn với một người hay cơ quan, không viết hoa",
                );
            }
        }
    }
}

fn person(reading: &Reading, _: &Context, tell: &mut Tell<'_>) {
    const FAMILIES: &str =
        "|nguyễn|trần|lê|phạm|hoàng|huỳnh|phan|vũ|võ|đặng|bùi|đỗ|hồ|ngô|dương|lý|đinh|trịnh|";
    if reading.capitals || !reading.tells_of(Cue::Middle) {
        return;
    }
    let words: Vec<&Token> = reading.words().collect();
    for three in words.windows(3) {
        let [family, middle, given] = three else { continue };
        let near = middle.span.start == family.span.end + 1
            && given.span.start == middle.span.end + 1;
        let named = ["văn", "thị"].contains(&reading.small(middle))
            && FAMILIES.contains(&format!("|{}|", reading.small(family)));
        let capitals = three.iter().filter(|token| reading.is_capital(token)).count();
        if near
            && named
            && (1..3).contains(&capitals)
            && reading.is_capital(given) | (reading.is_capital(family) && capitals == 2)
        {
            let span = family.span.start..given.span.end;
            let right: Vec<String> = three
                .iter()
                .map(|token| capitalised(&reading.text(token.span.clone())))
                .collect();
            tell.offer(span, right.join(" "), "tên người viết hoa chữ đầu mỗi âm tiết");
        }
    }
}

/// A phrase that papers write now with a capital, now without, with the word before it.
#[derive(Debug)]
pub(in crate::check) struct Flicker {
    words: String,
    span: Range<usize>,
    capital: bool,
}

/// The phrases of [`FLICKERING`] in a passage, but for those in citations and names.
pub(in crate::check) fn flickers(reading: &Reading) -> Vec<Flicker> {
    if reading.capitals || !reading.role.is_prose() {
        return Vec::new();
    }
    let tokens: Vec<&Token> = reading.words().collect();
    let mut found = Vec::new();
    for (index, three) in tokens.windows(3).enumerate() {
        let [front, first, second] = three else { continue };
        let phrase = (reading.small(first), reading.small(second));
        if !FLICKERING.contains(&phrase) {
            continue;
        }
        let near =
            first.span.start == front.span.end + 1 && second.span.start == first.span.end + 1;
        let after = tokens.get(index + 3).is_some_and(|next| reading.is_capital(next));
        if near
            && !after
            && !reading.is_cited(&first.span)
            && !reading.is_quoted(&first.span)
            && !reading.is_capital(front)
        {
            found.push(Flicker {
                words: format!("{} {} {}", reading.small(front), phrase.0, phrase.1),
                span: first.span.start..second.span.end,
                capital: reading.is_capital(first),
            });
        }
    }
    found
}

/// Phrases of two words, the first small, whose second has a capital here and none there.
fn one_way(case: &Case<'_>, report: &mut Report) {
    struct Way<'a> {
        count: usize,
        first: (&'a Field<'a>, Range<usize>, bool),
    }
    let mut ways: HashMap<&str, [Option<Way<'_>>; 2]> = HashMap::new();
    for (passage, known) in case.known() {
        for flicker in &known.facts.flickers {
            let slot =
                &mut ways.entry(&flicker.words).or_default()[usize::from(flicker.capital)];
            let found = (passage, flicker.span.clone(), flicker.capital);
            slot.get_or_insert(Way { count: 0, first: found }).count += 1;
        }
    }
    let mut ways: Vec<_> = ways.into_iter().collect();
    ways.sort_by_key(|way| way.0);
    for (_, [small, capital]) in ways {
        let (Some(small), Some(capital)) = (small, capital) else { continue };
        let (odd, usual) =
            if small.count >= capital.count { (capital, small) } else { (small, capital) };
        let (passage, span, capital) = odd.first;
        let words: String = passage.words.chars().skip(span.start).take(span.len()).collect();
        let right = if capital { words.to_lowercase() } else { capitalised(&words) };
        let message = format!(
            "chỗ khác trong văn bản viết “{right}” ({} lần); viết thống nhất",
            usual.count
        );
        report.span(passage, span, message).cured(right, false);
    }
}

/// Phrases that papers write now with a capital, now without.
const FLICKERING: [(&str, &str); 9] = [
    ("dân", "vận"),
    ("truyền", "thống"),
    ("tháng", "cao"),
    ("chuyển", "đổi"),
    ("cải", "cách"),
    ("quy", "chế"),
    ("tổ", "công"),
    ("ban", "chỉ"),
    ("thi", "đua"),
];

fn region(reading: &Reading, _: &Context, tell: &mut Tell<'_>) {
    const NAMES: [(&str, &str); 8] = [
        ("tây bắc", "Tây Bắc"),
        ("đông bắc", "Đông Bắc"),
        ("tây nguyên", "Tây Nguyên"),
        ("bắc bộ", "Bắc Bộ"),
        ("nam bộ", "Nam Bộ"),
        ("trung bộ", "Trung Bộ"),
        ("đông nam bộ", "Đông Nam Bộ"),
        ("tây nam bộ", "Tây Nam Bộ"),
    ];
    if !reading.tells_of(Cue::Region) {
        return;
    }
    for front in ["vùng ", "khu vực ", "miền "] {
        for (at, _) in reading.key.match_indices(front) {
            let from = at + front.len();
            for (key, name) in NAMES {
                let Some(rest) = reading.key[from..].strip_prefix(key) else { continue };
                let span = reading.span(from..from + key.len());
                let words = reading.text(span.clone());
                let bounded = !rest.starts_with(char::is_alphanumeric);
                let longer = rest.starts_with(" bộ") && !key.ends_with("bộ");
                if bounded
                    && !longer
                    && words != name
                    && !shouted(&words.chars().collect::<Vec<_>>())
                {
                    tell.offer(span, name, format!("tên vùng viết hoa: “{name}”"));
                }
            }
        }
    }
}

fn shouting(reading: &Reading, _: &Context, tell: &mut Tell<'_>) {
    if reading.capitals || reading.role.is_heading() || !reading.role.is_prose() {
        return;
    }
    let mut run: Option<(usize, usize, usize)> = None;
    let mut found = Vec::new();
    for token in reading.words() {
        let word = &reading.chars[token.span.clone()];
        let loud = word.len() >= 2 && word.iter().all(|c| c.is_uppercase());
        let marked = !word.iter().all(char::is_ascii);
        run = match run {
            Some((start, end, marks)) if loud && token.span.start == end + 1 => {
                Some((start, token.span.end, marks + usize::from(marked)))
            }
            _ => {
                found.extend(run);
                loud.then_some((token.span.start, token.span.end, usize::from(marked)))
            }
        };
    }
    found.extend(run);
    for (start, end, marks) in found {
        let words = reading.text(start..end).split(' ').count();
        if marks >= 2 && words >= 2 && !reading.is_quoted(&(start..end)) {
            tell.say(
                start..end,
                "viết hoa cả từ trong lời văn; dùng chữ thường, cần nhấn thì in đậm",
            );
        }
    }
}
