//! The end of a file as it is written: "Nơi nhận", the archive line, the signature, the heads of
//! annexes. Further tests of rules whose rows stand in `recipients`, `signing` and `annexes`.

use std::sync::LazyLock;

use regex::Regex;

use crate::check::case::Case;
use crate::check::context::DocumentKind;
use crate::check::lines::{Line, Lines};
use crate::check::row::More;
use crate::check::row::Test::{Lines as OfLines, Whole};
use crate::check::tell::Report;
use crate::model::{Part, Place};
use crate::read::NoteKind;
use crate::vietnamese::{fold, is_capitals, parse_roman, roman};

pub(in crate::check) static MORE: [More; 9] = [
    ("U06", OfLines(mended)),
    ("R01", OfLines(title)),
    ("R03", OfLines(archive)),
    ("R06", OfLines(other_marks)),
    ("S01", OfLines(authority)),
    ("S08", OfLines(courtesy)),
    ("S09", Whole(nameless)),
    ("A02", OfLines(gap)),
    ("A03", OfLines(annex_title)),
];

fn pattern(words: &str) -> Regex {
    Regex::new(words).expect("a pattern of the program's own")
}

/// Words torn or run together, which the reader has mended.
fn mended(lines: &Lines<'_>, report: &mut Report) {
    // A loan word may look like two syllables ("makét"); two tones, or many letters, are no such word.
    let sure = |words: &str| {
        let marked = words.chars().filter(|c| !c.is_ascii()).count();
        words.contains(' ') || marked > 1 || words.chars().count() > 6
    };
    for (line, words) in lines.repaired().filter(|(_, words)| sure(words)) {
        let place =
            lines.all().find(|it| it.number >= line).map_or(Place::Fixed, |it| it.place);
        report.line(
            line,
            place,
            words,
            None,
            "chữ dính nhau hoặc bị tách rời; nhập vào là được sửa lại",
        );
    }
}

/// The line "Nơi nhận:" and whether it is written so.
fn title(lines: &Lines<'_>, report: &mut Report) {
    let line = lines.all().find(|line| {
        line.words.chars().count() < 16 && fold(line.words).starts_with("noi nhan")
    });
    if let Some(line) = line.filter(|line| line.words != "Nơi nhận:") {
        report.line(
            line.number,
            Place::Recipient(0),
            line.words,
            Some("Nơi nhận:".to_owned()),
            "viết đúng mẫu “Nơi nhận:”",
        );
    }
}

static ARCHIVE: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^-\s*Lưu: [\p{L}\d].*\.(?:\s*[\p{L}]+\.?\s*\(?\d*\)?)?$"));

/// The archive line: a dash, "Lưu:", "VT" and units parted by commas, a full stop.
fn archive(lines: &Lines<'_>, report: &mut Report) {
    let is_archive = |line: &&Line<'_>| {
        let bare = line.small.trim_start_matches(['-', '–', '+', '•', '*', ' ']);
        line.words.chars().count() < 90
            && (bare.starts_with("lưu:")
                || bare.starts_with("lưu :")
                || bare.starts_with("lưu vt"))
    };
    let known =
        |line: &Line<'_>| lines.notes(NoteKind::Archive).any(|note| note.line == line.number);
    let last = lines.recipients().last();
    if let Some(last) = last
        && !lines.all().any(|line| {
            is_archive(&line) || matches!(line.place, Place::Archive) || known(line)
        })
    {
        report.line(
            last.number,
            Place::Archive,
            "",
            Some("- Lưu: VT.".to_owned()),
            "nơi nhận thiếu dòng cuối “- Lưu: VT, <đơn vị soạn thảo>.”",
        );
    }
    for line in lines.all().filter(is_archive).filter(|line| !known(line)) {
        let message = if !line.words.starts_with('-') {
            "dòng “Lưu” thiếu gạch đầu dòng"
        } else if line.words.contains(';') {
            "dòng “Lưu” kết thúc bằng dấu chấm, các đơn vị cách nhau bằng dấu phẩy"
        } else if !ARCHIVE.is_match(line.words) {
            "dòng “Lưu” viết theo mẫu “- Lưu: VT, <đơn vị soạn thảo>.”, có dấu chấm cuối"
        } else {
            continue;
        };
        let rest = line.words.trim_start_matches(['-', '–', '+', '•', '*', ' ']);
        let rest = rest.chars().skip("Lưu".chars().count()).collect::<String>();
        let units = rest.trim_matches([' ', ':', '.', ';', ',', '/']).replace(';', ",");
        let after = format!("- Lưu: {units}.");
        report.line(line.number, Place::Archive, line.words, Some(after), message);
    }
}

/// Recipients under another mark than a dash.
fn other_marks(lines: &Lines<'_>, report: &mut Report) {
    for (index, line) in lines.recipients().enumerate() {
        if line.words.starts_with(['+', '•', '*', '●', '▪']) {
            let rest = line.words.trim_start_matches(['+', '•', '*', '●', '▪', ' ']);
            report.line(
                line.number,
                Place::Recipient(index),
                line.words,
                Some(format!("- {rest}")),
                "mỗi nơi nhận bắt đầu bằng gạch đầu dòng “-”",
            );
        }
    }
}

static AUTHORITY: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(TM|KT|TL|TUQ|Q)(\.?)(\s*)((?:ỦY|UỶ|HỘI|GIÁM|CHỦ|CHÁNH|TRƯỞNG|HIỆU|CỤC|BỘ|TỔNG|VỤ|BAN|THỦ|VIỆN|ĐẢNG)\b[\p{Lu} ,\-]*)$",
    )
});

/// "KT GIÁM ĐỐC", "Q.GIÁM ĐỐC": the abbreviation without its full stop or without room after it.
fn authority(lines: &Lines<'_>, report: &mut Report) {
    for line in lines.all() {
        let Some(found) = AUTHORITY.captures(line.words) else { continue };
        if &found[2] == "." && !found[3].is_empty() {
            continue;
        }
        let right = format!("{}. {}", &found[1], &found[4]);
        report.line(
            line.number,
            Place::Signature(0),
            line.words,
            Some(right.clone()),
            format!("quyền hạn ký viết “{right}”"),
        );
    }
}

static COURTESY: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?:(?:PGS|GS|TS|ThS|Ths|ThS|TSKH|CN|KS|BS|Ông|Bà|Đồng chí|Đ/c|Tiến sĩ|Tiến sỹ|Thạc sĩ|Thạc sỹ|Cử nhân|Kỹ sư|Bác sĩ|Đại tá|Thượng tá|Trung tá|Thiếu tá|NGND|NGƯT)[. ]+)+((?:\p{Lu}\p{Ll}+ ?){2,5})$",
    )
});

/// Degrees, ranks and courtesies before the signer's name, which the reader leaves out of it.
fn courtesy(lines: &Lines<'_>, report: &mut Report) {
    for line in lines.all() {
        let last = matches!(line.place, Place::Signature(_));
        if let Some(found) = COURTESY.captures(line.words).filter(|_| last) {
            report.line(
                line.number,
                line.place,
                line.words,
                Some(found[1].trim().to_owned()),
                "không ghi học hàm, học vị, danh hiệu, cách xưng hô trước họ tên người ký",
            );
        }
    }
}

/// A post without a name below it, in a file that has its recipients.
fn nameless(case: &Case<'_>, report: &mut Report) {
    let document = case.document;
    let whole = case.context.kind == DocumentKind::Named && !document.recipients.is_empty();
    if case.draft || !whole || document.decision.is_some() {
        return;
    }
    for (index, signature) in document.signatures.iter().enumerate() {
        let lines = signature.lines();
        if signature.signer.trim().is_empty() && !lines.is_empty() {
            let message = "chưa có họ tên người ký dưới chức vụ";
            report.at(Place::Signature(index), Part::Signer, &lines.join(" / "), message);
        }
    }
}

/// The heads of annexes, `Phụ lục II` or `PHỤ LỤC 2: …`, each with its number.
fn annex_heads<'a>(lines: &'a Lines<'_>) -> Vec<(&'a Line<'a>, u32)> {
    lines
        .all()
        .filter(|line| line.in_annex && line.words.chars().count() < 120)
        .filter_map(|line| {
            let rest = line.small.strip_prefix("phụ lục ")?;
            let word = rest.split([' ', ':', '.']).next()?;
            let alone = rest == word || rest[word.len()..].starts_with([':', '.']);
            let number = parse_roman(&word.to_uppercase()).or_else(|| word.parse().ok())?;
            alone.then_some((line, number))
        })
        .collect()
}

fn gap(lines: &Lines<'_>, report: &mut Report) {
    let mut last = 0;
    for (line, number) in annex_heads(lines) {
        if last > 0 && number != last + 1 && number != last {
            let right = roman(last + 1);
            report.line(
                line.number,
                Place::AnnexTitle(0),
                line.words,
                Some(format!("Phụ lục {right}")),
                format!("phụ lục đánh số liên tục; sau Phụ lục {last} là Phụ lục {right}"),
            );
        }
        last = number;
    }
}

/// The title below `Phụ lục II` is written in capitals.
fn annex_title(lines: &Lines<'_>, report: &mut Report) {
    let all: Vec<&Line<'_>> = lines.all().collect();
    let bare = lines.all().filter(|line| line.in_annex && line.small == "phụ lục");
    for head in annex_heads(lines).into_iter().map(|(head, _)| head).chain(bare) {
        let alone = head.words.chars().count() < 16;
        let Some(title) = all.get(head.index + 1).filter(|_| alone) else { continue };
        let is_title = matches!(title.place, Place::AnnexTitle(_))
            && !title.words.starts_with(['(', '-'])
            && title.words.chars().filter(|c| c.is_alphabetic()).count() > 3;
        if is_title && !is_capitals(title.words) {
            report.line(
                title.number,
                title.place,
                title.words,
                Some(title.words.to_uppercase()),
                "tiêu đề phụ lục viết chữ in hoa",
            );
        }
    }
}
