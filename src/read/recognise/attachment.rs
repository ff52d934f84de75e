//! Where an annex begins that is not called "Phụ lục": a draft report, a list, a form behind the
//! signature.

use crate::model::Align;
use crate::vietnamese::is_capitals;

use super::body::numeral_of;
use super::ending::heads_list;
use super::letterhead::shows_national;
use super::lexicon::{is_copy_mark, is_form_number, is_site, is_stamp, names_attachment};
use super::numeral::{Numeral, numeral};
use super::other_documents::head_before;
use super::pattern::reference;
use super::posts::{is_authority, is_person, name_case};
use super::recipients::is_archive;
use super::signature::begins_block;
use crate::read::source::SourceParagraph;

/// Where an attachment begins among the paragraphs of the foot, behind the signature and Nơi nhận.
pub(super) fn begins_at(foot: &[SourceParagraph]) -> Option<usize> {
    let lines = |at: usize| foot[at].as_str().split('\n');
    let has = |at: usize, test: &dyn Fn(&str) -> bool| lines(at).any(test);
    let list = (0..foot.len()).rfind(|at| has(*at, &|line| heads_list(line)));
    let archive = (0..foot.len()).rfind(|at| has(*at, &archives));
    let post = (0..foot.len()).find(|at| has(*at, &is_authority));
    // Behind the list and the first post both; a paper without either has no foot to be behind.
    let from = match (list.max(archive), post) {
        (Some(list), Some(post)) => list.max(post) + 1,
        (Some(_), None) => archive? + 1,
        (None, Some(post)) => post + 1,
        (None, None) => return None,
    };
    let titled = (from..foot.len().saturating_sub(1)).find(|at| begins(&foot[*at..]));
    // A form may have a letterhead of its own above its title.
    let national = (from..foot.len()).find(|at| shows_national(&foot[*at]));
    let headed = national.map(|at| head_before(foot, at).max(from));
    titled.into_iter().chain(headed).min()
}

/// Whether the first of some paragraphs is the head of an attachment.
fn begins(rest: &[SourceParagraph]) -> bool {
    /// So near below its title an attachment shows what it is.
    const NEAR: usize = 5;
    let [first, after @ ..] = rest else { return false };
    let words = first.as_str().trim();
    let shown = is_capitals(words)
        || first.is_bold()
        || first.look.align == Some(Align::Center)
        || first.look.outline.is_some()
        || first.look.page_before;
    let person = is_person(words) || (is_capitals(words) && is_person(&name_case(words)));
    if words.is_empty()
        || words.chars().count() > 250
        || numeral_of(first).is_some()
        || begins_block(words)
        || is_stamp(words)
        || is_copy_mark(words)
        || is_site(words)
    {
        return false;
    }
    let near = &after[..after.len().min(NEAR)];
    let filled = near.iter().any(|paragraph| {
        paragraph.text().is_none()
            || numeral_of(paragraph).is_some()
            || refers(paragraph)
            || paragraph.as_str().chars().count() > 100
    });
    // Who signs an attachment stands below what it says.
    let above = near.iter().take_while(|paragraph| paragraph.text().is_some());
    let signs = above.into_iter().any(|paragraph| is_authority(paragraph.as_str()));
    is_form_number(words)
        || refers(first)
        || (names_attachment(words) && shown && !signs)
        || (first.look.page_before && shown && !person && !signs)
        || (shown && is_capitals(words) && !person && filled && !signs)
}

/// Whether an attachment begins somewhere behind "Nơi nhận" by its own words: a form's number, a
/// reference to the plan, a title of its kind. A letterhead after it is the form's.
pub(super) fn is_headed(foot: &[SourceParagraph]) -> bool {
    foot.iter().any(|paragraph| {
        let words = paragraph.as_str().trim();
        is_form_number(words)
            || refers(paragraph)
            || (names_attachment(words)
                && is_capitals(words)
                && numeral_of(paragraph).is_none())
    })
}

/// "(Kèm theo Kế hoạch số …)"
fn refers(paragraph: &SourceParagraph) -> bool {
    let chars: Vec<char> = paragraph.as_str().chars().take(300).collect();
    reference(&chars).is_some()
}

/// Whether a line of the list, behind its dash, is the one of the archive.
fn archives(line: &str) -> bool {
    let length = match numeral(line) {
        Some((Numeral::Dash | Numeral::Plus | Numeral::Star | Numeral::Bullet, length)) => {
            length
        }
        _ => 0,
    };
    is_archive(line.chars().skip(length).collect::<String>().trim())
}

/// Whether another attachment begins in the middle of one: a form's own number, or a title at the
/// head of a page.
pub(super) fn begins_next(paragraph: &SourceParagraph, before: &[SourceParagraph]) -> bool {
    let words = paragraph.as_str();
    let filled = before
        .iter()
        .any(|paragraph| paragraph.text().is_none() || numeral_of(paragraph).is_some());
    filled
        && paragraph.look.numeral.is_none()
        && (is_form_number(words)
            || (paragraph.look.page_before && is_capitals(words) && numeral(words).is_none()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::read_text;

    fn found(foot: &str) -> Option<String> {
        let source = read_text(&format!("KẾ HOẠCH\nHết./.\n{foot}")).expect("small");
        let foot = &source.paragraphs[2..];
        begins_at(foot).map(|at| foot[at].as_str().to_owned())
    }

    const FOOT: &str = "Nơi nhận:\n- Các thôn;\n- Lưu: VT.\n\nTM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\n\nTrần Văn Mẫu\n\n";

    #[test]
    fn what_hangs_on_a_plan_is_seen_by_its_title() {
        for (annex, want) in [
            ("ĐỀ CƯƠNG BÁO CÁO\nI. KẾT QUẢ\n- Số thôn.", "ĐỀ CƯƠNG BÁO CÁO"),
            ("DANH SÁCH\nHỘ GIA ĐÌNH THAM GIA\nHộ ông A", "DANH SÁCH"),
            ("LỊCH RA QUÂN\n| TT | Thôn |\n|---|---|\n| 1 | Một |", "LỊCH RA QUÂN"),
            ("Biểu số 01\nTỔNG HỢP KẾT QUẢ\n1. Số thôn", "Biểu số 01"),
            ("Mẫu số 02/BC\nBáo cáo tháng\nKính gửi: xã", "Mẫu số 02/BC"),
            (
                "BIỂU KINH PHÍ\n| TT | Thôn |\n|---|---|\n| 1 | Đông |\nNGƯỜI LẬP\n\nLê Văn B\n\nCHỦ TỊCH",
                "BIỂU KINH PHÍ",
            ),
            (
                "TRƯỜNG THCS A\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n\
                 PHIẾU ĐĂNG KÝ DỰ THI\nHọ và tên: ……\nTổ: ……",
                "TRƯỜNG THCS A",
            ),
            ("CÁC ĐIỂM TẬP KẾT RÁC\n1. Thôn Một\n2. Thôn Hai", "CÁC ĐIỂM TẬP KẾT RÁC"),
            (
                "(Kèm theo Kế hoạch số 4/KH-UBND ngày 5 tháng 3 năm 2026 của UBND xã)\nBẢNG\n1. A",
                "(Kèm theo Kế hoạch số 4/KH-UBND ngày 5 tháng 3 năm 2026 của UBND xã)",
            ),
        ] {
            assert_eq!(found(&format!("{FOOT}{annex}")).as_deref(), Some(want));
        }
    }

    #[test]
    fn a_foot_alone_has_none() {
        for foot in [
            FOOT.to_owned(),
            format!("{FOOT}HỘI NÔNG DÂN XÃ\nCHỦ TỊCH\n\nLê Thị B\n"),
            format!("{FOOT}Trang chủ\nTải về\n"),
            "TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\nTRẦN VĂN MẪU\nNơi nhận:\n- BÁO ĐÀI;\n- Lưu: VT.\n"
                .to_owned(),
        ] {
            assert_eq!(found(&foot), None, "{foot}");
        }
    }
}
