//! Căn cứ ban hành (PL I.II.6.a).

use chrono::Datelike as _;

use crate::check::case::Case;
use crate::check::context::{Context, DocumentKind};
use crate::check::lines::{Line, Lines};
use crate::check::passage::Role;
use crate::check::reading::Reading;
use crate::check::row::Test::{Lines as OfLines, Passage, Whole};
use crate::check::row::{More, Row, row};
use crate::check::rule::Area::LegalBasis;
use crate::check::rule::Needs::{Lines as NeedsLines, Words};
use crate::check::rule::Severity::{Error, Hint, Warning};
use crate::check::tell::{Report, Tell};
use crate::citation::{self, Citation, Form};
use crate::model::{Document, Place};

const CLAUSE: &str = "điểm a khoản 6 Mục II Phần I Phụ lục I";

pub(in crate::check) static ROWS: [Row; 7] = [
    row(
        "C01",
        Error,
        LegalBasis,
        NeedsLines,
        CLAUSE,
        "mỗi căn cứ kết thúc bằng dấu chấm phẩy, căn cứ cuối bằng dấu chấm",
        OfLines(ends),
    ),
    row("C03", Error, LegalBasis, Words, CLAUSE, "mỗi căn cứ một dòng", Passage(joined)),
    row(
        "C04",
        Error,
        LegalBasis,
        Words,
        CLAUSE,
        "căn cứ ghi đủ tên loại, số, ký hiệu, ngày, cơ quan ban hành, trích yếu",
        Passage(complete),
    ),
    row(
        "C05",
        Hint,
        LegalBasis,
        Words,
        CLAUSE,
        "Luật, Pháp lệnh không cần ghi số và cơ quan ban hành",
        Passage(law_number),
    ),
    row(
        "C19",
        Hint,
        LegalBasis,
        Words,
        "thông lệ",
        "vế “Thực hiện …” không ngắt bằng dấu chấm trước chủ ngữ",
        Whole(closed_lead),
    ),
    row(
        "C21",
        Hint,
        LegalBasis,
        Words,
        "thông lệ",
        "căn cứ xếp theo thứ bậc, rồi theo ngày",
        Whole(order),
    ),
    row("C22", Warning, LegalBasis, Words, CLAUSE, "không lặp lại một căn cứ", Whole(twice)),
];

pub(in crate::check) static MORE: [More; 1] = [("C03", Passage(joined_types))];

/// "Căn cứ Luật …; Luật …": the second without its "Căn cứ".
fn joined_types(reading: &Reading, _: &Context, tell: &mut Tell<'_>) {
    if reading.role != Role::LegalBasis || !reading.has(';') {
        return;
    }
    for (at, _) in reading.key.match_indices("; ") {
        let rest = reading.key[at + 1..].trim_start();
        let kind = NUMBERED
            .iter()
            .chain(&["luật", "bộ luật", "pháp lệnh"])
            .find_map(|kind| rest.strip_prefix(kind)?.strip_prefix(' '));
        let words = kind.map_or(0, |rest| rest.split_whitespace().take(3).count());
        let capital = reading.char(reading.span(at..at + 1).start + 2);
        if words == 3 && capital.is_some_and(char::is_uppercase) {
            let span = reading.span(at..at + 1);
            tell.say(span, "hai căn cứ chung một dòng; tách mỗi căn cứ thành một dòng");
        }
    }
}

fn ends(lines: &Lines<'_>, report: &mut Report) {
    let basis = legal_basis(lines);
    let Some((last, front)) = basis.split_last() else { return };
    // Only căn cứ that stand in a row, as lines of their own.
    if basis.windows(2).any(|two| two[1].index != two[0].index + 1) {
        return;
    }
    for line in front {
        if !line.words.ends_with(';') {
            let after = format!("{};", line.words.trim_end_matches(['.', ',', ' ']));
            report.line(
                line.number,
                Place::LegalBasis(0),
                line.words,
                Some(after),
                "căn cứ kết thúc bằng dấu chấm phẩy",
            );
        }
    }
    let tail = lines.all().nth(last.index + 1);
    let goes_on = tail.is_some_and(|next| {
        ["xét ", "theo ", "thực hiện ", "trên cơ sở"]
            .iter()
            .any(|word| next.small.starts_with(word))
    });
    let goes_on = goes_on && last.words.ends_with(';');
    if !goes_on && !last.words.ends_with('.') && !last.words.ends_with(':') {
        let after = format!("{}.", last.words.trim_end_matches([';', ',', ' ']));
        report.line(
            last.number,
            Place::LegalBasis(0),
            last.words,
            Some(after),
            "căn cứ cuối kết thúc bằng dấu chấm",
        );
    }
}

/// The lines that begin with "Căn cứ", and those right after them that carry out a document.
fn legal_basis<'a>(lines: &'a Lines<'_>) -> Vec<&'a Line<'a>> {
    let mut basis: Vec<&Line<'_>> = Vec::new();
    for line in lines.all() {
        let near = basis.last().is_some_and(|last| last.index + 1 == line.index);
        let carries = near
            && line.small.starts_with("thực hiện ")
            && line.small.contains(" số ")
            && !line.words.ends_with(':')
            && !line.small.contains("ban hành kế hoạch");
        if line.small.starts_with("căn cứ ") || carries {
            basis.push(line);
        }
    }
    basis
}

fn joined(reading: &Reading, _: &Context, tell: &mut Tell<'_>) {
    if reading.role != Role::LegalBasis {
        return;
    }
    for (at, _) in reading.key.match_indices(';') {
        let rest = reading.key[at + 1..].trim_start();
        if rest.starts_with("căn cứ") {
            let span = reading.span(at..at + 1);
            tell.say(span, "hai căn cứ chung một dòng; tách mỗi căn cứ thành một dòng");
        }
    }
}

/// Types that need their number, date, issuer and title.
const NUMBERED: [&str; 8] = [
    "quyết định",
    "nghị định",
    "nghị quyết",
    "thông tư",
    "chỉ thị",
    "kế hoạch",
    "công văn",
    "kết luận",
];

fn complete(reading: &Reading, _: &Context, tell: &mut Tell<'_>) {
    // "Theo đề nghị của …", "Xét Tờ trình …" name a proposal, no basis (Mẫu 1.1 to 1.3).
    let proposed = ["theo đề nghị", "xét "]
        .iter()
        .any(|front| reading.key.trim_start().starts_with(front));
    if reading.role != Role::LegalBasis || proposed {
        return;
    }
    let first = reading.citations.iter().find(|citation| citation.form != Form::Unnumbered);
    match first {
        Some(citation) if citation.form != Form::Assembly => {
            let lacking = lacking(citation);
            if !lacking.is_empty() {
                let message = format!("căn cứ chưa ghi {}", lacking.join(", "));
                tell.say(citation.span.clone(), message);
            }
        }
        Some(_) => {}
        None => bare(reading, tell),
    }
}

/// "Căn cứ Quyết định 12": a type and digits, no symbol.
fn bare(reading: &Reading, tell: &mut Tell<'_>) {
    for kind in NUMBERED {
        let Some(at) = reading.key.find(kind) else { continue };
        let rest = reading.key[at + kind.len()..].trim_start();
        let rest = rest.strip_prefix("số ").unwrap_or(rest);
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        let symbol = rest[digits..].starts_with(['/', '-', '.']);
        if digits > 0 && !symbol {
            let span = reading.span(at..at + kind.len());
            tell.say(
                span,
                "căn cứ chưa ghi đủ số, ký hiệu, ngày, cơ quan ban hành, trích yếu",
            );
            return;
        }
    }
}

/// What a citation lacks of its five parts.
pub(super) fn lacking(citation: &Citation) -> Vec<&'static str> {
    let mut lacking = Vec::new();
    if citation.kind.is_empty() {
        lacking.push("tên loại");
    }
    if citation.date.is_none() {
        lacking.push("ngày ban hành");
    }
    if citation.issuer.is_empty() {
        lacking.push("cơ quan ban hành");
    }
    if citation.title.is_empty() {
        lacking.push("trích yếu");
    }
    lacking
}

fn law_number(reading: &Reading, _: &Context, tell: &mut Tell<'_>) {
    if reading.role != Role::LegalBasis {
        return;
    }
    for citation in &reading.citations {
        let law =
            ["luật", "bộ luật", "pháp lệnh"].contains(&citation.kind.to_lowercase().as_str());
        if citation.form == Form::Assembly && law {
            let message = "Luật, Pháp lệnh chỉ cần tên và ngày; ghi số theo cách của văn bản quy phạm cũng được chấp nhận";
            tell.say(citation.number_span.clone(), message);
        }
    }
}

/// "Thực hiện Kế hoạch … năm 2023. Sở …": a clause without subject closed by a full stop.
fn closed_lead(case: &Case<'_>, report: &mut Report) {
    if case.context.kind != DocumentKind::Named {
        return;
    }
    let leads = |key: &str| {
        ["thực hiện ", "căn cứ ", "triển khai ", "nhằm "]
            .iter()
            .any(|word| key.starts_with(word))
    };
    let subject = |key: &str| {
        [
            "sở ",
            "ubnd ",
            "ủy ban ",
            "trường ",
            "phòng ",
            "ban ",
            "trung tâm ",
            "cục ",
            "chi cục ",
            "bảo hiểm ",
            "đảng ủy ",
            "văn phòng ",
            "bệnh viện ",
            "bộ ",
            "công an ",
            "thanh tra ",
            "học viện ",
            "hội đồng ",
            "kho bạc ",
            "thuế ",
        ]
        .iter()
        .any(|word| key.starts_with(word))
    };
    let openings: Vec<_> = case
        .passages()
        .filter(|(passage, _)| passage.role == Role::Opening && passage.note.is_none())
        .collect();
    for (index, (passage, reading)) in openings.iter().enumerate() {
        if !leads(&reading.key) {
            continue;
        }
        let stop =
            reading.key.match_indices(". ").find(|(at, _)| subject(&reading.key[at + 2..]));
        let span = match stop {
            Some((at, _)) => reading.span(at..at + 1),
            None => {
                let Some(end) = reading.key.trim_end().strip_suffix('.') else { continue };
                let next = openings.get(index + 1);
                if !next.is_some_and(|(_, next)| subject(&next.key) || leads(&next.key)) {
                    continue;
                }
                reading.span(end.len()..end.len() + 1)
            }
        };
        let after = if stop.is_some() { "," } else { ";" };
        let message = "vế “Thực hiện …” chưa có chủ ngữ đã ngắt câu; nối với câu sau";
        report.span(passage, span, message).cured(after, false);
    }
}

/// The rank of a căn cứ, the highest 0.
fn rank(citation: &Citation) -> Option<u8> {
    let kind = citation.kind.to_lowercase();
    Some(match (kind.as_str(), citation.symbol.as_str()) {
        ("hiến pháp", _) => 0,
        ("bộ luật" | "luật", _) => 1,
        ("pháp lệnh", _) => 2,
        ("nghị quyết", symbol) if symbol.contains("QH") => 1,
        ("nghị định", _) => 3,
        ("nghị quyết", "NQ-CP") => 3,
        ("quyết định" | "chỉ thị", symbol) if symbol.ends_with("TTg") => 4,
        ("thông tư", _) => 5,
        _ => return None,
    })
}

fn order(case: &Case<'_>, report: &mut Report) {
    let mut last: Option<(u8, chrono::NaiveDate)> = None;
    for (passage, reading) in
        case.passages().filter(|(passage, _)| passage.role == Role::LegalBasis)
    {
        let Some(citation) = reading.citations.first() else { continue };
        let Some(rank) = rank(citation) else { continue };
        let day = citation.day().unwrap_or_default();
        if let Some((before, earlier)) = last {
            let dated = earlier.year() > 1970 && day.year() > 1970;
            if rank < before || (rank == before && dated && day < earlier) {
                let message = "căn cứ có thứ bậc cao hơn hoặc ban hành trước nên đứng trước";
                report.span(passage, citation.span.clone(), message);
                return;
            }
        }
        last = Some((rank, day));
    }
}

/// The order that the căn cứ of a plan should have, by rank and day, as indices of what stands there;
/// those that cite nothing keep to the one before them.
pub(in crate::check) fn sorted(document: &Document) -> Vec<usize> {
    let mut key = (0, chrono::NaiveDate::default());
    let keys: Vec<_> = document
        .legal_basis
        .iter()
        .map(|text| {
            let citation = citation::parse(text.as_str()).into_iter().next();
            if let Some(citation) = citation
                && let Some(rank) = rank(&citation)
            {
                key = (rank, citation.day().unwrap_or_default());
            }
            key
        })
        .collect();
    let mut order: Vec<usize> = (0..keys.len()).collect();
    order.sort_by_key(|index| keys[*index]);
    order
}

fn twice(case: &Case<'_>, report: &mut Report) {
    let mut seen: Vec<String> = Vec::new();
    for (passage, reading) in
        case.passages().filter(|(passage, _)| passage.role == Role::LegalBasis)
    {
        let Some(citation) = reading.citations.first() else { continue };
        let key = match citation.form {
            Form::Unnumbered => format!("{} {}", citation.kind, citation.title),
            _ => citation.notation(),
        };
        // "Luật sửa đổi, bổ sung một số điều của Luật …" is another law.
        let amended = reading.key.contains("sửa đổi");
        if seen.contains(&key) && !amended {
            report.span(
                passage,
                citation.span.clone(),
                format!("căn cứ này đã có ở trên ({key})"),
            );
        }
        seen.push(key);
    }
}
