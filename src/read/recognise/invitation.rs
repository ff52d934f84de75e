//! Giấy mời as offices write them: the template's line (Mẫu 1.7), "Kính gửi" above a sentence that invites, a
//! sentence alone, guests on lines of their own.

use std::sync::LazyLock;

use regex::Regex;

use crate::compose::forms;
use crate::model::{Document, Place};
use crate::standard::agency_in_sentence;
use crate::vietnamese::plain_fold;

use super::kinds::{BETWEEN, LONGEST, salutation};
use super::numeral::numeral;
use crate::read::source::{Content, SourceParagraph};
use crate::read::{DropKind, NoteKind, Report};

/// So far below the title stands the sentence that invites.
const NEAR: usize = 5;
/// More lines than these are no list of guests.
const MOST_GUESTS: usize = 40;

/// Who invites, and what follows the words that do.
static INVITES: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?is)^(?P<host>.{0,160}?)\s*(?:xin\s+)?(?:trân\s+trọng\s+(?:kính\s+)?|kính\s+)mời(?P<colon>\s*:)?\s*",
    )
    .expect("a constant pattern")
});
/// Who is invited, before what to.
static GUESTS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?is)^(?P<who>.{1,200}?)[\s,:]+(?:(?:tới|đến|về)\s+)?(?:tham\s+)?(?:dự|gia|họp)\s",
    )
    .expect("a constant pattern")
});
/// What begins the lines below the guests.
static CUE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?i)^[\s\-–+*]*(?:\d+[.)]\s*)?(?:(?:tới|đến|về)\s+(?:tham\s+)?(?:dự|họp)|tham\s+dự|dự\s+họp|thời\s+gian|địa\s+điểm|nội\s+dung|chủ\s+trì|thành\s+phần)",
    )
    .expect("a constant pattern")
});

/// Takes host and guests; returns how many paragraphs at the front were theirs alone.
pub(super) fn take(
    paragraphs: &mut [SourceParagraph],
    document: &mut Document,
    report: &mut Report,
) -> usize {
    let named = salutation(paragraphs, document, report);
    let inviting = |paragraph: &SourceParagraph| {
        paragraph.text().is_some() && INVITES.is_match(paragraph.as_str())
    };
    let Some(at) = paragraphs[named..].iter().take(NEAR).position(inviting) else {
        return named;
    };
    if named > 0 {
        let paragraph = &mut paragraphs[named + at];
        said_twice(paragraph, document, report);
        return named;
    }
    // What leads to the meeting stands below the line that invites (Mẫu 1.7).
    let length = 1 + lines_of_guests(&paragraphs[at..]);
    let lead = &paragraphs[..at];
    if lead.iter().any(|paragraph| numeral(paragraph.as_str()).is_some()) {
        return 0;
    }
    if at > 0 {
        report.note(
            NoteKind::Level,
            paragraphs[at].line,
            Some(Place::Addressee(0)),
            paragraphs[at].as_str(),
            "Câu mời đứng ngay dưới trích yếu theo Mẫu 1.7; phần dẫn dắt xuống dưới nó.",
        );
        paragraphs[..at + length].rotate_left(at);
    }
    line_that_invites(&mut paragraphs[..length], document, report)
}

/// Below "Kính gửi" the sentence that invites says only what to: the paper's own line invites.
fn said_twice(paragraph: &mut SourceParagraph, document: &mut Document, report: &mut Report) {
    let (line, words) = (paragraph.line, paragraph.as_str().to_owned());
    let Some(found) = INVITES.captures(&words) else { return };
    let (host, length) = (found["host"].trim(), found[0].len());
    let rest = &words[length..];
    if !is_host(host) {
        report.note(
            NoteKind::Level,
            line,
            None,
            &words,
            "Bản in theo Mẫu 1.7 đã có dòng “… trân trọng kính mời: …”; câu này còn mời lần nữa, hãy sửa lại.",
        );
        return;
    }
    take_host(host, document, report, line);
    let who = GUESTS.captures(rest).map(|guests| guests["who"].to_owned());
    let dropped = match who {
        Some(who) if is_pronoun(&who) => {
            report.drop_words(DropKind::Fixed, line, &who);
            length + rest.find(&who).unwrap_or(0) + who.len()
        }
        _ => length,
    };
    report.drop_words(DropKind::Fixed, line, "xin trân trọng kính mời");
    behind(paragraph, words[..dropped].chars().count());
}

/// The line that invites, and the guests' own lines below it; returns how many of them hold nothing else.
fn line_that_invites(
    paragraphs: &mut [SourceParagraph],
    document: &mut Document,
    report: &mut Report,
) -> usize {
    let Some((first, others)) = paragraphs.split_first_mut() else { return 0 };
    let words = first.as_str().to_owned();
    let Some(found) = INVITES.captures(&words) else { return 0 };
    let rest = &words[found[0].len()..];
    if !is_host(found["host"].trim()) {
        return 0;
    }
    // Without a colon guests and meeting are one sentence.
    let guests = match found.name("colon") {
        Some(_) => rest.len(),
        None => GUESTS.captures(rest).map_or(0, |guests| guests["who"].len()),
    };
    let listed = !others.is_empty();
    if guests == 0 && !listed {
        return 0;
    }
    take_host(found["host"].trim(), document, report, first.line);
    report.drop_words(DropKind::Fixed, first.line, "xin trân trọng kính mời");
    report.put(Place::Addressee(0), first);
    document.addressees.extend(rest[..guests].split(BETWEEN).filter_map(forms::addressee));
    for paragraph in others {
        let words = paragraph.as_str();
        let count = numeral(words).map_or(0, |(_, length)| length);
        let name: String = words.chars().skip(count).collect();
        let shown: String = words.chars().take(count).collect();
        report.drop_words(DropKind::Numeral, paragraph.line, &shown);
        report.put(Place::Addressee(document.addressees.len()), paragraph);
        document.addressees.extend(name.split(BETWEEN).filter_map(forms::addressee));
    }
    if rest[guests..].trim().is_empty() || listed {
        return paragraphs.len();
    }
    behind(first, words[..found[0].len() + guests].chars().count());
    0
}

/// How many lines below the one that invites are guests' own: what it leaves open is ended by what the
/// meeting is, or by a name's full stop.
fn lines_of_guests(paragraphs: &[SourceParagraph]) -> usize {
    let Some((first, rest)) = paragraphs.split_first() else { return 0 };
    let head = first.as_str().trim_end();
    if !head.ends_with([':', ';'])
        && INVITES.find(head).is_none_or(|found| found.len() < head.len())
    {
        return 0;
    }
    let is_name = |paragraph: &&SourceParagraph| {
        let words = paragraph.as_str();
        paragraph.text().is_some() && words.chars().count() <= LONGEST && !CUE.is_match(words)
    };
    let count = rest.iter().take(MOST_GUESTS).take_while(is_name).count();
    let cued = rest.get(count).is_some_and(|paragraph| CUE.is_match(paragraph.as_str()));
    let ended = rest[..count]
        .iter()
        .position(|paragraph| paragraph.as_str().trim_end().ends_with('.'));
    match (cued, ended) {
        (true, _) => count,
        (false, Some(last)) => last + 1,
        (false, None) => 0,
    }
}

/// Who invites, where it is another than the letterhead's.
fn take_host(host: &str, document: &mut Document, report: &mut Report, line: usize) {
    if plain_fold(host) == plain_fold(&agency_in_sentence(&document.agency)) || host.is_empty()
    {
        report.drop_words(DropKind::Fixed, line, host);
        return;
    }
    document.competence = host.to_owned();
}

/// A name, not a clause before it.
fn is_host(words: &str) -> bool {
    let folded = plain_fold(words);
    let clause = ["can cu", "thuc hien", "de ", "nham", "duoc su", "theo "];
    !words.contains([',', ';', '.']) && !clause.iter().any(|head| folded.starts_with(head))
}

/// Words that name nobody: `quý vị`, `các đồng chí`.
fn is_pronoun(words: &str) -> bool {
    const ONE: [&str; 14] = [
        "cac dong chi",
        "dong chi",
        "cac vi",
        "cac ong ba",
        "cac ong, ba",
        "ong (ba)",
        "ong/ba",
        "ong ba",
        "ong, ba",
        "cac co quan, don vi",
        "cac don vi",
        "cac dai bieu",
        "cac vi dai bieu",
        "cac thay, co",
    ];
    let folded = plain_fold(words.trim());
    let bare = folded.trim_end_matches(" co ten tren").trim_end_matches(" neu tren");
    ONE.contains(&bare) || (bare.starts_with("quy ") && bare.split(' ').count() <= 5)
}

/// Leaves of a paragraph what stands behind some characters, as a sentence of its own.
fn behind(paragraph: &mut SourceParagraph, length: usize) {
    *paragraph = paragraph.split_off(length);
    let Content::Words(text) = &mut paragraph.content else { return };
    let blank = |letter: &char| letter.is_whitespace() || ",:".contains(*letter);
    let blanks = text.as_str().chars().take_while(blank).count();
    text.delete(0..blanks);
    let Some(first) = text.as_str().chars().next() else { return };
    let style = text.style_at(0);
    text.delete(0..1);
    text.insert_styled(0, &first.to_uppercase().to_string(), style);
}

#[cfg(test)]
mod tests {
    use crate::model::{Document, DocumentType};
    use crate::read;

    const HEAD: &str = "ỦY BAN NHÂN DÂN\nXÃ AN BÌNH\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh \
                        phúc\nSố: 41/GM-UBND\nAn Bình, ngày 05 tháng 12 năm 2026\n\nGIẤY MỜI\nHọp giao ban tháng \
                        12\n\n";
    const FOOT: &str = "Thời gian: 08 giờ 00 phút, ngày 08 tháng 12 năm 2026.\nĐịa điểm: Phòng họp số 1./.\n\nNơi \
                        nhận:\n- Như trên;\n- Lưu: VT.\n\nCHỦ TỊCH\n\nTrần Văn Bình\n";

    fn imported(middle: &str) -> Document {
        let text = format!("{HEAD}{middle}\n{FOOT}");
        let imported = read::read_bytes("a.txt", text.as_bytes()).expect("read");
        assert_eq!(read::lost_words(&text, &imported), Vec::<String>::new(), "{middle}");
        assert_eq!(imported.document.document_type, DocumentType::Invitation);
        imported.document
    }

    #[test]
    fn host_and_guests_come_in_from_every_form_and_nobody_is_invited_twice() {
        let own = "";
        for (middle, host, guests, next) in [
            (
                "Ủy ban nhân dân xã An Bình trân trọng kính mời: Trưởng các phòng; Trưởng các thôn\nTới dự: Họp giao \
                 ban.",
                own,
                vec!["Trưởng các phòng", "Trưởng các thôn"],
                "Tới dự: Họp giao ban.",
            ),
            (
                "Kính gửi: Các phòng; các thôn\nỦy ban nhân dân xã An Bình trân trọng kính mời quý vị tới dự họp giao \
                 ban.",
                own,
                vec!["Các phòng", "các thôn"],
                "Tới dự họp giao ban.",
            ),
            (
                "Kính gửi:\n- Các phòng;\n- Các thôn.\nChủ tịch Ủy ban nhân dân xã kính mời các đồng chí tham dự họp \
                 giao ban.",
                "Chủ tịch Ủy ban nhân dân xã",
                vec!["Các phòng", "Các thôn"],
                "Tham dự họp giao ban.",
            ),
            (
                "Kính gửi: Các thôn\nỦy ban nhân dân xã An Bình trân trọng kính mời đại diện cấp ủy, Trưởng thôn đến \
                 dự họp giao ban.",
                own,
                vec!["Các thôn"],
                "Đại diện cấp ủy, Trưởng thôn đến dự họp giao ban.",
            ),
            (
                "Thường trực Đảng ủy xã kính mời:\nĐồng chí Lê Văn Mẫu, Bí thư Chi bộ thôn 1\nĐồng chí Trần Thị Mẫu, \
                 Trưởng thôn 2\nĐến dự họp giao ban.",
                "Thường trực Đảng ủy xã",
                vec![
                    "Đồng chí Lê Văn Mẫu, Bí thư Chi bộ thôn 1",
                    "Đồng chí Trần Thị Mẫu, Trưởng thôn 2",
                ],
                "Đến dự họp giao ban.",
            ),
            (
                "Trân trọng kính mời: Ông (Bà) Nguyễn Thị Mẫu\nTới dự: Họp giao ban.",
                own,
                vec!["Ông (Bà) Nguyễn Thị Mẫu"],
                "Tới dự: Họp giao ban.",
            ),
            (
                "Ủy ban nhân dân xã An Bình trân trọng kính mời các đồng chí Trưởng thôn tới dự họp giao ban.",
                own,
                vec!["các đồng chí Trưởng thôn"],
                "Tới dự họp giao ban.",
            ),
            (
                "Ủy ban nhân dân xã An Bình tổ chức họp giao ban tháng 12.\nỦy ban nhân dân xã An Bình trân trọng \
                 kính mời:\n1. Trưởng các phòng\n2. Trưởng các thôn\nThành phần chuẩn bị: Văn phòng.",
                own,
                vec!["Trưởng các phòng", "Trưởng các thôn"],
                "Ủy ban nhân dân xã An Bình tổ chức họp giao ban tháng 12.",
            ),
        ] {
            let document = imported(middle);
            assert_eq!(document.addressees, guests, "{middle}");
            assert_eq!(document.competence, host, "{middle}");
            let texts: Vec<String> = document
                .opening
                .iter()
                .map(crate::model::Text::words)
                .chain(document.body.iter().filter_map(|b| Some(b.paragraph()?.text.words())))
                .collect();
            assert_eq!(texts[0], next, "{middle}");
            assert!(texts.iter().all(|words| !words.contains("kính mời")), "{texts:?}");
        }
    }

    #[test]
    fn a_sentence_that_cannot_be_parted_stays_and_is_told() {
        let text = format!(
            "{HEAD}Kính gửi: Các thôn\nThực hiện Kế hoạch số 5, Ủy ban nhân dân xã trân trọng kính mời quý vị tới dự \
             họp.\n{FOOT}"
        );
        let imported = read::read_bytes("a.txt", text.as_bytes()).expect("read");
        assert!(imported.document.competence.is_empty());
        let told =
            imported.report.notes.iter().any(|note| note.message.contains("mời lần nữa"));
        assert!(told, "{:?}", imported.report.notes);
    }
}
