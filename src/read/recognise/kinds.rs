//! What documents of other types have that a plan has not: the subject below a công văn's number, ô 9a,
//! who issues, the words before the điều.

use crate::compose::forms;
use crate::model::{Document, DocumentType, Place, Text};
use crate::standard::{AddresseeForm, Component, layout};
use crate::vietnamese::{is_capitals, plain_fold};

use super::invitation;
use super::numeral::{Numeral, numeral};
use super::pattern::number_line;
use crate::read::source::{Content, SourceParagraph};
use crate::read::{DropKind, Report};

/// So far down a công văn's "Kính gửi" is looked for.
const TOP: usize = 30;
/// Longer lines are no name of an addressee, and no who-issues.
pub(super) const LONGEST: usize = 240;
/// The words that part one guest from the next.
pub(super) const BETWEEN: [char; 2] = [';', '\n'];

/// Where the text of a công văn begins: at "Kính gửi", below a number or a "V/v", with no title
/// above. None for any other document.
pub(super) fn letter_begins(paragraphs: &[SourceParagraph]) -> Option<usize> {
    let at = paragraphs
        .iter()
        .take(TOP)
        .position(|paragraph| folded_head(paragraph.as_str()).starts_with("kinh gui"))?;
    let lettered = |paragraph: &SourceParagraph| {
        paragraph.as_str().lines().any(|line| {
            let letters: Vec<char> = line.chars().take(LONGEST).collect();
            is_about(line) || number_line(&letters).is_some()
        })
    };
    paragraphs[..at].iter().any(lettered).then_some(at)
}

/// Takes the subject of a công văn off what the letterhead left: "V/v" and the lines behind it.
pub(super) fn take_letter_subject(
    leftover: &mut Vec<SourceParagraph>,
    document: &mut Document,
    report: &mut Report,
) {
    document.document_type = DocumentType::OfficialLetter;
    let Some(first) = leftover.iter().position(|paragraph| is_about(paragraph.as_str()))
    else {
        return;
    };
    for (at, paragraph) in leftover.drain(first..).enumerate() {
        report.put(Place::Subject, &paragraph);
        let line = paragraph.line;
        let Content::Words(mut text) = paragraph.content else { continue };
        text.flatten();
        text.trim();
        if at == 0 {
            let about: String =
                text.as_str().chars().take_while(|letter| !letter.is_whitespace()).collect();
            report.drop_words(DropKind::Fixed, line, &about);
            text.delete(0..about.chars().count());
            text.trim();
        }
        if !document.subject.is_blank() {
            document.subject.append(Text::plain(" "));
        }
        document.subject.append(text);
    }
    let length = document.subject.len();
    document.subject.restyle(0..length, |style| {
        (style.bold, style.italic) = (false, false);
    });
}

/// Whether a line names whom a document of a type is for, in the words of its template (Mẫu 1.6, 1.7).
pub(super) fn names_addressees(words: &str, kind: DocumentType) -> bool {
    match layout(kind).addressees {
        AddresseeForm::Telegram => sender_ends(words).is_some(),
        AddresseeForm::Invitation => words.contains("mời:"),
        AddresseeForm::None | AddresseeForm::Salutation => false,
    }
}

/// Takes what stands between subject and căn cứ for the plan's type: ô 9a, who issues. Returns how many
/// paragraphs that were.
pub(super) fn take_front(
    paragraphs: &mut [SourceParagraph],
    document: &mut Document,
    report: &mut Report,
) -> usize {
    let layout = layout(document.document_type);
    let mut at = 0;
    match layout.addressees {
        AddresseeForm::None => {}
        AddresseeForm::Salutation => at += salutation(&paragraphs[at..], document, report),
        AddresseeForm::Telegram => at += telegram(&paragraphs[at..], document, report),
        AddresseeForm::Invitation => {
            at += invitation::take(&mut paragraphs[at..], document, report);
        }
    }
    if layout.has(Component::Competence) {
        at += competence(&paragraphs[at..], document, report);
    }
    at
}

/// Takes the words before the điều; returns how many paragraphs that were.
pub(super) fn take_enactment(
    paragraphs: &[SourceParagraph],
    document: &Document,
    report: &mut Report,
) -> usize {
    let words = plain_fold(layout(document.document_type).enactment.trim_end_matches(':'));
    let Some(first) = paragraphs.first().filter(|_| !words.is_empty()) else { return 0 };
    let squeezed = |words: &str| -> String {
        plain_fold(words).chars().filter(|letter| letter.is_alphabetic()).collect()
    };
    if squeezed(first.as_str()) != squeezed(&words) {
        return 0;
    }
    report.drop_words(DropKind::Fixed, first.line, first.as_str());
    1
}

/// Takes "Kính gửi" and the names behind and below it; returns how many paragraphs that were.
pub(super) fn salutation(
    paragraphs: &[SourceParagraph],
    document: &mut Document,
    report: &mut Report,
) -> usize {
    const HEAD: &str = "kinh gui";
    let Some(first) = paragraphs.first() else { return 0 };
    let words = first.as_str();
    if !folded_head(words).starts_with(HEAD) {
        return 0;
    }
    // "Kính gửi", with a colon or without.
    let length = HEAD.chars().count();
    let lead: String = words.chars().take(length).collect();
    let rest: String = words.chars().skip(length).collect();
    report.drop_words(DropKind::Fixed, first.line, &lead);
    report.put(Place::Addressee(document.addressees.len()), first);
    let rest = rest.trim_start_matches([':', ' ', '\t', '\u{A0}']);
    document.addressees.extend(rest.split(BETWEEN).filter_map(forms::addressee));
    let goes_on = rest.trim_end().ends_with(';') || rest.trim().is_empty();
    1 + names(&paragraphs[1..], document, report, goes_on)
}

fn telegram(
    paragraphs: &[SourceParagraph],
    document: &mut Document,
    report: &mut Report,
) -> usize {
    let Some(first) = paragraphs.first() else { return 0 };
    let words = first.as_str().trim();
    if words.chars().count() > LONGEST {
        return 0;
    }
    let (sender, rest) = match sender_ends(words) {
        Some(parts) => parts,
        None => return salutation(paragraphs, document, report),
    };
    report.drop_words(DropKind::Fixed, first.line, "điện");
    document.competence = sender.trim().to_owned();
    report.put(Place::Competence, first);
    document.addressees.extend(rest.split(BETWEEN).filter_map(forms::addressee));
    let goes_on = rest.trim().is_empty() || rest.trim_end().ends_with(';');
    1 + names(&paragraphs[1..], document, report, goes_on)
}

/// A telegram's line before and behind the word that parts them.
fn sender_ends(words: &str) -> Option<(&str, &str)> {
    words.split_once(" điện:").or_else(|| words.split_once(" ĐIỆN:"))
}

/// The names on lines of their own: those with a dash, or one behind another that goes on.
fn names(
    paragraphs: &[SourceParagraph],
    document: &mut Document,
    report: &mut Report,
    mut goes_on: bool,
) -> usize {
    let mut count = 0;
    for paragraph in paragraphs {
        let words = paragraph.as_str();
        let dashed = matches!(numeral(words), Some((Numeral::Dash | Numeral::Plus, _)))
            || paragraph
                .look
                .numeral
                .as_deref()
                .is_some_and(|shown| !shown.chars().any(char::is_alphanumeric));
        let short = words.chars().count() <= LONGEST;
        let ends = words.trim_end().ends_with([';', '.']);
        let listed = dashed || (goes_on && ends && short && numeral(words).is_none());
        if !listed || !short || paragraph.text().is_none() {
            break;
        }
        report.put(Place::Addressee(document.addressees.len()), paragraph);
        document.addressees.extend(words.split(BETWEEN).filter_map(forms::addressee));
        goes_on = words.trim_end().ends_with(';');
        count += 1;
        if words.trim_end().ends_with('.') {
            break;
        }
    }
    count
}

fn competence(
    paragraphs: &[SourceParagraph],
    document: &mut Document,
    report: &mut Report,
) -> usize {
    const MOST_LINES: usize = 4;
    let issues = |paragraph: &&SourceParagraph| {
        let words = paragraph.as_str();
        paragraph.text().is_some()
            && words.chars().count() <= LONGEST
            && is_capitals(words)
            && numeral(words).is_none()
            && !words.trim_end().ends_with(':')
    };
    let lines: Vec<_> = paragraphs.iter().take_while(issues).take(MOST_LINES).collect();
    lines.iter().for_each(|line| report.put(Place::Competence, line));
    let words = lines.iter().flat_map(|line| line.as_str().split_whitespace());
    document.competence = words.collect::<Vec<_>>().join(" ");
    lines.len()
}

fn is_about(words: &str) -> bool {
    let head = words.trim_start();
    let folded = plain_fold(&head.chars().take(8).collect::<String>());
    folded.starts_with("v/v") || folded.starts_with("ve viec")
}

fn folded_head(words: &str) -> String {
    plain_fold(words.chars().take(16).collect::<String>().trim_start())
}

#[cfg(test)]
mod tests {
    use crate::model::{DocumentType, Level};
    use crate::read;

    fn imported(text: &str) -> crate::model::Document {
        read::read_bytes("a.txt", text.as_bytes()).expect("read").document
    }

    #[test]
    fn a_decision_comes_in_as_a_decision() {
        let document = imported(
            "ỦY BAN NHÂN DÂN\nXÃ AN BÌNH\n\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - \
             Hạnh phúc\n\nSố: 12/QĐ-UBND\nAn Bình, ngày 05 tháng 02 năm 2026\n\nQUYẾT ĐỊNH\nVề việc thành \
             lập Tổ công nghệ số cộng đồng\n\nCHỦ TỊCH ỦY BAN NHÂN DÂN XÃ AN BÌNH\n\nCăn cứ Luật Tổ chức \
             chính quyền địa phương;\nTheo đề nghị của Trưởng phòng Văn hóa - Xã hội.\n\nQUYẾT ĐỊNH:\n\n\
             Điều 1. Thành lập Tổ công nghệ số cộng đồng gồm các ông, bà sau:\n1. Ông A, Tổ trưởng;\n2. Bà B, \
             Tổ phó.\nĐiều 2. Quyết định này có hiệu lực kể từ ngày ký.\nĐiều 3. Các ông, bà có tên tại Điều 1 \
             chịu trách nhiệm thi hành Quyết định này./.\n\nNơi nhận:\n- Như Điều 3;\n- Lưu: VT.\n\nCHỦ TỊCH\n\n\
             Trần Văn Bình\n",
        );
        assert_eq!(document.document_type, DocumentType::Decision);
        assert_eq!(document.competence, "CHỦ TỊCH ỦY BAN NHÂN DÂN XÃ AN BÌNH");
        assert_eq!(document.legal_basis.len(), 2);
        assert_eq!((document.number, document.abbreviation.as_str()), (Some(12), "UBND"));
        let levels: Vec<Level> =
            document.body.iter().filter_map(|b| b.paragraph()).map(|p| p.level).collect();
        use Level::{Article, Clause};
        assert_eq!(levels, [Article, Clause, Clause, Article, Article]);
        assert_eq!(document.recipients[0].name, "Như Điều 3");
    }

    #[test]
    fn a_letter_comes_in_as_a_letter() {
        let document = imported(
            "UBND TỈNH NGHỆ AN\nSỞ XÂY DỰNG\n\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh \
             phúc\n\nSố: 321/SXD-QLN\nV/v báo cáo số liệu nhà ở\nxã hội năm 2026\n\nNghệ An, ngày 15 tháng 3 \
             năm 2026\n\nKính gửi:\n- Ủy ban nhân dân các xã, phường;\n- Các chủ đầu tư dự án nhà ở.\n\nSở Xây \
             dựng đề nghị các đơn vị báo cáo số liệu như sau:\n1. Số căn hoàn thành.\n2. Số căn đã bán.\nĐề nghị \
             gửi về Sở trước ngày 20 tháng 3 năm 2026./.\n\nNơi nhận:\n- Như trên;\n- Lưu: VT, QLN.\n\nKT. GIÁM \
             ĐỐC\nPHÓ GIÁM ĐỐC\n\nLê Thị Mai\n",
        );
        assert_eq!(document.document_type, DocumentType::OfficialLetter);
        assert_eq!(document.subject.words(), "báo cáo số liệu nhà ở xã hội năm 2026");
        assert_eq!(
            document.addressees,
            ["Ủy ban nhân dân các xã, phường", "Các chủ đầu tư dự án nhà ở"]
        );
        assert_eq!(crate::compose::symbol(&document), "SXD-QLN");
        assert_eq!(document.recipients[0].name, "Như trên");
    }

    #[test]
    fn a_report_knows_whom_it_is_addressed_to_and_an_invitation_its_guests() {
        let head = "ỦY BAN NHÂN DÂN\nXÃ AN BÌNH\n\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh \
                    phúc\n\n";
        let foot = "\n\nNơi nhận:\n- Như trên;\n- Lưu: VT.\n\nCHỦ TỊCH\n\nTrần Văn Bình\n";
        let report = imported(&format!(
            "{head}Số: 40/BC-UBND\nAn Bình, ngày 05 tháng 12 năm 2026\n\nBÁO CÁO\nKết quả cải cách hành chính năm \
             2026\n\nKính gửi: Sở Nội vụ tỉnh Nghệ An\n\nThực hiện văn bản của Sở, Ủy ban nhân dân xã báo cáo như \
             sau:\n\nI. KẾT QUẢ\n1. Đã ban hành kế hoạch.\nII. KIẾN NGHỊ\n1. Đề nghị Sở tập huấn./.{foot}"
        ));
        assert_eq!(report.document_type, DocumentType::Report);
        assert_eq!(report.addressees, ["Sở Nội vụ tỉnh Nghệ An"]);
        let invitation = imported(&format!(
            "{head}Số: 41/GM-UBND\nAn Bình, ngày 05 tháng 12 năm 2026\n\nGIẤY MỜI\nHọp giao ban tháng 12\n\nỦy ban \
             nhân dân xã An Bình trân trọng kính mời: Trưởng các phòng; Trưởng các thôn\nTới dự: Họp giao ban.\nThời \
             gian: 08 giờ 00 phút, ngày 08 tháng 12 năm 2026.\nĐịa điểm: Phòng họp số 1./.{foot}"
        ));
        assert_eq!(invitation.document_type, DocumentType::Invitation);
        assert_eq!(invitation.addressees, ["Trưởng các phòng", "Trưởng các thôn"]);
        assert_eq!(invitation.body.len() + invitation.closing.len(), 3);
    }
}
