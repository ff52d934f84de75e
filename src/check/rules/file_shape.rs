//! Small marks of a file's own lines that the reader takes in silence: a stop after the number, the
//! date or the type, the abbreviation of an authority with a stop inside, a post in small letters.
//! Further tests of rules whose rows stand in `head`, `signing`, `recipients` and `annexes`.

use std::sync::LazyLock;

use regex::Regex;

use crate::check::case::Case;
use crate::check::context::DocumentKind;
use crate::check::lines::{Line, Lines};
use crate::check::row::More;
use crate::check::row::Test::{Lines as OfLines, Whole};
use crate::check::tell::Report;
use crate::model::{Authority, Part, Place};
use crate::vietnamese::{is_capitals, parse_roman};

pub(in crate::check) static MORE: [More; 15] = [
    ("N01", OfLines(number_stop)),
    ("N03", OfLines(number_end)),
    ("N10", OfLines(number_unit)),
    ("D01", OfLines(date_end)),
    ("T01", OfLines(type_mark)),
    ("C01", OfLines(proposal_end)),
    ("B14", OfLines(loose_end)),
    ("R03", OfLines(archive_end)),
    ("S01", OfLines(stop_inside)),
    ("S02", OfLines(two_posts)),
    ("S03", Whole(no_deputy)),
    ("S04", OfLines(below_post)),
    ("S10", OfLines(small_post)),
    ("A02", OfLines(lonely_number)),
    ("A04", OfLines(no_origin)),
];

fn pattern(words: &str) -> Regex {
    Regex::new(words).expect("a pattern of the program's own")
}

static NUMBER_STOP: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^(?:Số|SỐ)\s*[.;,]\s*(\d*\s*[/-]\s*\p{Lu}.*)$"));

/// "Số. 12/KH-SXD".
fn number_stop(lines: &Lines<'_>, report: &mut Report) {
    for line in lines.head() {
        let Some(found) = NUMBER_STOP.captures(line.words) else { continue };
        let after = Some(format!("Số: {}", &found[1]));
        let message = "sau chữ “Số” là dấu hai chấm";
        report.line(line.number, Place::Number, line.words, after, message);
    }
}

static NUMBER_END: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"^(?:Số|SỐ)\s*:\s*\d*\s*[/-]\s*[\p{L}&]+[-/][\p{L}&-]+\s*[.,;:]$")
});

/// "Số: 12/KH-SXD.": nothing stands after the symbol.
fn number_end(lines: &Lines<'_>, report: &mut Report) {
    for line in lines.head().filter(|line| NUMBER_END.is_match(line.words)) {
        let after = line.words.trim_end_matches(['.', ',', ';', ':', ' ']).to_owned();
        let message = "sau số, ký hiệu không có dấu câu";
        report.line(line.number, Place::Number, line.words, Some(after), message);
    }
}

static NUMBER_UNIT: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"^(?:Số|SỐ)\s*:\s*\d*\s*/((?:KH|BC|TB|TTr|CTr|PA|ĐA|HD|CT)-[\p{L}&]+)-[\p{L}&]+$")
});

/// "Số: 12/KH-UBND-CA": the unit that drafted it is no part of the symbol.
fn number_unit(lines: &Lines<'_>, report: &mut Report) {
    for line in lines.head() {
        let Some(found) = NUMBER_UNIT.captures(line.words) else { continue };
        let message = format!(
            "ký hiệu văn bản có tên loại chỉ gồm tên loại và cơ quan ban hành: “{}”",
            &found[1]
        );
        report.line(line.number, Place::Number, line.words, None, message);
    }
}

static DATE_END: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"^\p{Lu}[\p{L} ]+, ngày\s*\d*\s*tháng\s*\d*(,?)\s*năm\s*\d{4}\s*([.,;:]?)$")
});

/// "Hà Nội, ngày 05 tháng 3 năm 2026.", "… tháng 3, năm 2026".
fn date_end(lines: &Lines<'_>, report: &mut Report) {
    for line in lines.head() {
        let Some(found) = DATE_END.captures(line.words) else { continue };
        if found[1].is_empty() && found[2].is_empty() {
            continue;
        }
        let after = line.words.trim_end_matches(['.', ',', ';', ':', ' ']);
        let after = after.replace(", năm", " năm");
        let message = "địa danh và ngày, tháng, năm chỉ có một dấu phẩy, sau địa danh";
        report.line(line.number, Place::Date, line.words, Some(after), message);
    }
}

/// "KẾ HOẠCH:" above the subject.
fn type_mark(lines: &Lines<'_>, report: &mut Report) {
    let name = lines.type_name().to_uppercase();
    for line in lines.head() {
        let bare = line.words.trim_end_matches([':', '.', ';', ' ']);
        if bare == name && bare.len() < line.words.len() {
            let message = "sau tên loại văn bản không có dấu câu";
            report.line(line.number, Place::Type, line.words, Some(bare.to_owned()), message);
        }
    }
}

/// "Theo đề nghị của …," as the last line above the text.
fn proposal_end(lines: &Lines<'_>, report: &mut Report) {
    let all: Vec<&Line<'_>> = lines.all().collect();
    for two in all.windows(2) {
        let [line, next] = two else { continue };
        let proposed = ["theo đề nghị của ", "xét đề nghị của "]
            .iter()
            .any(|front| line.small.starts_with(front));
        let last = !["theo ", "xét ", "căn cứ "].iter().any(|it| next.small.starts_with(it));
        if proposed && last && line.words.ends_with(',') {
            let after = format!("{}.", line.words.trim_end_matches([',', ' ']));
            let message = "dòng cuối của phần căn cứ kết thúc bằng dấu chấm";
            report.line(line.number, line.place, line.words, Some(after), message);
        }
    }
}

static LOOSE_END: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(\s+\.\s*/\s*\.|[.;,]\s*\./\.|\.\s+/\s*\.|\./\s+\.|[^.]/\.)$"));

/// " ./.", ". ./.", "/.": the mark of the end stands right after the last letter.
fn loose_end(lines: &Lines<'_>, report: &mut Report) {
    let body = |line: &&Line<'_>| !line.in_annex && !line.has_dash;
    let last =
        lines.all().filter(body).find_map(|line| Some((line, LOOSE_END.find(line.words)?)));
    let Some((last, found)) = last else { return };
    let kept =
        found.as_str().chars().next().filter(|c| !c.is_whitespace() && !".;,".contains(*c));
    let front = last.words[..found.start()].trim_end();
    let after = format!("{front}{}./.", kept.map(String::from).unwrap_or_default());
    let message = "“./.” viết liền sau chữ cuối cùng, không có dấu khác";
    report.line(last.number, Place::Closing(0), last.words, Some(after), message);
}

/// "- Lưu: VT, TCCB./.": the mark of the end belongs to the text.
fn archive_end(lines: &Lines<'_>, report: &mut Report) {
    for line in lines.all() {
        let bare = line.small.trim_start_matches(['-', '–', ' ']);
        if bare.starts_with("lưu") && line.words.ends_with("./.") {
            let after = format!("{}.", line.words.trim_end_matches(['.', '/', ' ']));
            let message = "dòng “Lưu” kết thúc bằng dấu chấm; “./.” chỉ ghi ở cuối nội dung";
            report.line(line.number, Place::Archive, line.words, Some(after), message);
        }
    }
}

static STOP_INSIDE: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^(K\.T|T\.M|T\.L|T\.U\.Q)\.?\s*(\p{Lu}{2}[\p{Lu} ,\-]*)$"));

/// "K.T GIÁM ĐỐC", "T.M. ỦY BAN NHÂN DÂN".
fn stop_inside(lines: &Lines<'_>, report: &mut Report) {
    for line in lines.all() {
        let Some(found) = STOP_INSIDE.captures(line.words) else { continue };
        let right = format!("{}. {}", found[1].replace('.', ""), &found[2]);
        let message = format!("quyền hạn ký viết “{right}”");
        report.line(line.number, Place::Signature(0), line.words, Some(right), message);
    }
}

/// "KT. GIÁM ĐỐC" and nothing below it.
fn no_deputy(case: &Case<'_>, report: &mut Report) {
    if case.draft || case.context.kind != DocumentKind::Named {
        return;
    }
    for (index, signature) in case.document.signatures.iter().enumerate() {
        let Authority::Deputy { head, deputy } = &signature.authority else { continue };
        if deputy.trim().is_empty() && !head.trim().is_empty() {
            let message = "dưới KT. chưa có chức vụ của cấp phó";
            report.at(Place::Signature(index), Part::Head, head, message);
        }
    }
}

/// Posts as they stand in a signature, small.
const POSTS: [&str; 17] = [
    "chủ tịch",
    "phó chủ tịch",
    "giám đốc",
    "phó giám đốc",
    "tổng giám đốc",
    "hiệu trưởng",
    "phó hiệu trưởng",
    "trưởng phòng",
    "phó trưởng phòng",
    "chánh văn phòng",
    "phó chánh văn phòng",
    "cục trưởng",
    "chi cục trưởng",
    "bộ trưởng",
    "thứ trưởng",
    "trưởng ban",
    "phó trưởng ban",
];

/// A post, and "TM. ỦY BAN NHÂN DÂN" below it.
fn below_post(lines: &Lines<'_>, report: &mut Report) {
    let all: Vec<&Line<'_>> = lines.all().collect();
    for two in all.windows(2) {
        let [post, body] = two else { continue };
        let together = body.words.starts_with("TM.") && is_capitals(body.words);
        if together && is_capitals(post.words) && POSTS.contains(&post.small.as_str()) {
            let message = "TM. và tên tập thể đứng trên chức vụ người ký";
            report.line(body.number, Place::Signature(0), body.words, None, message);
        }
    }
}

/// "GIÁM ĐỐC" and "PHÓ GIÁM ĐỐC" below it: the upper one lacks its "KT.".
fn two_posts(lines: &Lines<'_>, report: &mut Report) {
    let all: Vec<&Line<'_>> = lines.all().collect();
    for two in all.windows(2) {
        let [head, deputy] = two else { continue };
        let is_post =
            |line: &Line<'_>| is_capitals(line.words) && POSTS.contains(&line.small.as_str());
        let is_deputy = deputy.small.starts_with("phó ") || deputy.small == "thứ trưởng";
        if is_post(head) && is_post(deputy) && is_deputy && !head.small.starts_with("phó ") {
            let after = Some(format!("KT. {}", head.words));
            let message = "cấp phó ký thì ghi KT. trước chức vụ của cấp trưởng";
            report.line(head.number, Place::Signature(0), head.words, after, message);
        }
    }
}

/// "Hiệu trưởng" above the signature, where capitals belong.
fn small_post(lines: &Lines<'_>, report: &mut Report) {
    for line in lines.all().filter(|line| matches!(line.place, Place::Signature(_))) {
        if POSTS.contains(&line.small.as_str()) && !is_capitals(line.words) {
            let after = Some(line.words.to_uppercase());
            let message = "chức vụ người ký viết chữ in hoa";
            report.line(line.number, line.place, line.words, after, message);
        }
    }
}

/// The lines that are the head of an annex, each with whether a number stands there.
fn annex_heads<'a>(lines: &'a Lines<'_>) -> Vec<(&'a Line<'a>, bool)> {
    let head = |line: &'a Line<'a>| {
        let rest = line.small.strip_prefix("phụ lục")?;
        let number = rest.trim_matches([' ', ':', '.', '0']);
        let numbered = number.parse::<u32>().is_ok()
            || parse_roman(&number.to_uppercase()).is_some_and(|number| number < 40);
        (number.is_empty() || numbered).then_some((line, numbered))
    };
    lines.all().filter(|line| line.in_annex).filter_map(head).collect()
}

/// "Phụ lục I" where no other stands.
fn lonely_number(lines: &Lines<'_>, report: &mut Report) {
    if let [(line, true)] = annex_heads(lines).as_slice() {
        let after = Some("Phụ lục".to_owned());
        let message = "văn bản chỉ có một phụ lục thì không đánh số";
        report.line(line.number, Place::AnnexTitle(0), line.words, after, message);
    }
}

/// An annex of a plan without "(Kèm theo Kế hoạch số …)" below its title.
fn no_origin(lines: &Lines<'_>, report: &mut Report) {
    let all: Vec<&Line<'_>> = lines.all().collect();
    for (head, _) in annex_heads(lines) {
        let below = all.iter().skip(head.index + 1).take(6);
        let said = below.into_iter().any(|line| {
            ["kèm theo", "ban hành theo"].iter().any(|words| line.small.contains(words))
        });
        if !said {
            let message =
                "dưới tên phụ lục chưa có dòng “(Kèm theo Kế hoạch số … ngày … của …)”";
            report.line(head.number, head.place, head.words, None, message);
        }
    }
}
