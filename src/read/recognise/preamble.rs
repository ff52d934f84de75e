//! From the title to the first numbered line: trích yếu, căn cứ, opening paragraphs.

use crate::model::{Align, Document, Place, Style, Text};
use crate::standard::{StyleName, SubjectForm, layout};
use crate::vietnamese::{capitalised, is_capitals, plain_fold};

use super::agency::begins_agency;
use super::body::{is_structure, numeral_of, tidy_spaces};
use super::kinds;
use super::letterhead::is_rule;
use super::lexicon::{ISSUES, LEADS, OPENERS, PROSE, after_post, wants_more};
use super::numeral::{Numeral, numeral};
use super::pattern::reference;
use crate::read::source::{Content, SourceParagraph};
use crate::read::{DropKind, NoteKind, Report};

/// Longer paragraphs are no subject.
const LONGEST_SUBJECT: usize = 600;

/// Reads the subject and the opening; returns how many paragraphs they took. `rest` is what stood
/// on the title's own line after the type's name.
pub(in crate::read) fn read(
    paragraphs: &mut [SourceParagraph],
    rest: Option<Text>,
    document: &mut Document,
    report: &mut Report,
) -> usize {
    let below_type = layout(document.document_type).subject == SubjectForm::BelowType;
    let mut at = if below_type { subject(paragraphs, rest, document, report) } else { 0 };
    at += kinds::take_front(&mut paragraphs[at..], document, report);
    let structured = paragraphs[at..].iter().any(is_structure)
        || paragraphs[at..].iter().any(|p| opens_body(p.as_str()));
    // The mark that ended the căn cứ before.
    let mut last_mark = None;
    let mut in_basis = false;
    let mut opened = Vec::new();
    while at < paragraphs.len() {
        take_continuation(paragraphs, at);
        let leads_basis = paragraphs.get(at + 1).is_some_and(begins_basis);
        let leads_out = paragraphs.get(at + 1).is_some_and(|next| opens_body(next.as_str()));
        let paragraph = &mut paragraphs[at];
        if is_structure(paragraph) {
            break;
        }
        let line = paragraph.line;
        let heading = paragraph.look.outline.is_some();
        let Content::Words(text) = &mut paragraph.content else { break };
        if text.is_blank() || is_rule(text.as_str()) {
            report.drop_words(DropKind::Fixed, line, text.as_str());
            at += 1;
            continue;
        }
        if document.decision.is_none()
            && let Some(left) = take_reference(text, line, document, report)
        {
            *text = left;
            if text.is_blank() {
                at += 1;
                continue;
            }
        }
        let head: String = text.as_str().chars().take(60).collect();
        let bare: String = match numeral(&head) {
            Some((
                Numeral::Dash | Numeral::Plus | Numeral::Star | Numeral::Bullet,
                length,
            )) => head.chars().skip(length).collect(),
            _ => head.clone(),
        };
        let folded = plain_fold(&bare);
        let dashed = bare.len() != head.len() || paragraph.look.numeral.is_some();
        let leads = text.as_str().trim_end().ends_with(':');
        let mark = text.as_str().trim_end().chars().next_back();
        // "Thực hiện Nghị quyết …," below căn cứ that end in ";" begins the sentence that the next line
        // ends: "Ủy ban nhân dân xã ban hành Kế hoạch như sau:".
        let half_said = in_basis && mark == Some(',') && last_mark != mark && leads_out;
        let worded = (folded.starts_with("can cu ") && !says_who_plans(text.as_str()))
            || (folded.starts_with("thuc hien ")
                && !half_said
                && !says_who_plans(text.as_str())
                && (in_basis
                    || text.as_str().trim_end().ends_with(';')
                    || text.all(|s| s.italic)))
            || (in_basis
                && ["xet ", "theo de nghi", "theo y kien"]
                    .iter()
                    .any(|w| folded.starts_with(w)))
            // Italics from end to end are the căn cứ's own look (PL I.II.6.a).
            || (in_basis && !dashed && text.all(|style| style.italic) && !opens_body(&head));
        // Our own files say it.
        let basis =
            paragraph.look.style.map_or(worded, |style| style == StyleName::LegalBasis);
        // "Căn cứ …, nhà trường xây dựng Kế hoạch như sau:" is the paragraph that opens.
        if basis && !leads {
            let mut text = std::mem::take(text);
            strip_mark(&mut text, bare.chars().count(), head.chars().count());
            end_mark(&mut text);
            unstyle(&mut text, |style| style.italic = false);
            if document.legal_basis.is_empty() {
                tell_moved(&opened, document, report);
            }
            report.put(Place::LegalBasis(document.legal_basis.len()), paragraph);
            document.legal_basis.push(text);
            last_mark = mark;
            in_basis = true;
            at += 1;
            continue;
        }
        // Who issues, in capitals above the căn cứ: decisions have it, plans of old habit too.
        if leads_basis && stands_as_heading(text.as_str()) {
            let text = std::mem::take(text);
            report.puzzled(line, &text.words(), Some(Place::Opening(document.opening.len())));
            report.put(Place::Opening(document.opening.len()), paragraph);
            document.opening.push(text);
            at += 1;
            continue;
        }
        in_basis = false;
        if dashed || heading || stands_as_heading(text.as_str()) {
            break;
        }
        let opener = LEADS.iter().any(|head| folded.starts_with(head));
        if !structured && !opener && !opens_body(text.as_str()) {
            break;
        }
        let last = opens_body(text.as_str());
        let mut text = std::mem::take(text);
        tidy_spaces(&mut text);
        tell_citing(&text, line, document, report);
        opened.push((line, document.opening.len()));
        report.put(Place::Opening(document.opening.len()), paragraph);
        document.opening.push(text);
        at += 1;
        if last
            && !paragraphs.get(at).is_some_and(|next| is_structure(next) || begins_basis(next))
        {
            break;
        }
    }
    at + kinds::take_enactment(&paragraphs[at..], document, report)
}

/// Puts into a paragraph what goes on with it below: the rest of a sentence that a line's end cut, the
/// list behind "Kính gửi:" where căn cứ follow it. What is taken stays behind blank.
fn take_continuation(paragraphs: &mut [SourceParagraph], at: usize) {
    let addressed = {
        let words = paragraphs[at].as_str().trim();
        let folded = plain_fold(words);
        // "Kính gửi:" above its list, or the first of the list on the same line.
        let first =
            folded.strip_prefix("kinh gui:").is_some_and(|rest| rest.trim().starts_with('-'));
        (words.ends_with(':') && folded.starts_with("kinh gui")) || first
    };
    let listed = if addressed {
        let list = paragraphs[at + 1..].iter().take_while(|next| item_start(next).is_some());
        let count = list.count();
        let followed = paragraphs.get(at + 1 + count).is_some_and(begins_basis);
        if followed { count } else { 0 }
    } else {
        0
    };
    for next in at + 1..=at + listed {
        let start = item_start(&paragraphs[next]).unwrap_or(0);
        append_from(paragraphs, at, next, start);
    }
    let mut next = at + 1 + listed;
    while goes_on_below(paragraphs, at, next) {
        append_from(paragraphs, at, next, 0);
        next += 1;
    }
}

/// Where the words of an item behind a dash begin.
fn item_start(paragraph: &SourceParagraph) -> Option<usize> {
    let dash =
        |numeral: &Numeral| matches!(numeral, Numeral::Dash | Numeral::Plus | Numeral::Bullet);
    paragraph.text()?;
    if paragraph.look.numeral.is_some() {
        return numeral_of(paragraph).filter(dash).map(|_| 0);
    }
    numeral(paragraph.as_str()).filter(|(found, _)| dash(found)).map(|(_, length)| length)
}

/// Whether a paragraph of running text ends in the middle of a sentence that the next one ends.
fn goes_on_below(paragraphs: &[SourceParagraph], at: usize, next: usize) -> bool {
    let Some(below) = paragraphs.get(next) else { return false };
    let words = paragraphs[at].as_str().trim_end();
    words.contains(' ')
        && !words.ends_with(['.', ';', ':', ',', '!', '?', ')'])
        && !is_capitals(words)
        && numeral_of(&paragraphs[at]).is_none()
        && numeral_of(below).is_none()
        && !below.look.gap_before
        && below.look.style.is_none()
        && below.as_str().starts_with(char::is_lowercase)
}

fn append_from(paragraphs: &mut [SourceParagraph], at: usize, next: usize, start: usize) {
    let below = &mut paragraphs[next];
    let mut more = below.clone();
    if let (Content::Words(left), Content::Words(text)) =
        (&mut below.content, &mut more.content)
    {
        *left = Text::default();
        text.delete(0..start);
    }
    paragraphs[at].join(more);
}

/// Says which opening paragraphs stood above the căn cứ: the paper has them below (PL I.II.6).
fn tell_moved(opened: &[(usize, usize)], document: &Document, report: &mut Report) {
    for (line, at) in opened {
        report.note(
            NoteKind::LegalBasis,
            *line,
            Some(Place::Opening(*at)),
            document.opening[*at].as_str(),
            "Đoạn này đứng trên các căn cứ trong văn bản gốc; bản in đặt căn cứ lên trước, hãy xem có \
             giữ đoạn này không.",
        );
    }
}

/// "Thực hiện Văn bản số 365-CV/ĐUK …" names a document as a căn cứ does: asked, not guessed.
fn tell_citing(text: &Text, line: usize, document: &Document, report: &mut Report) {
    let words = text.as_str().trim_end();
    let folded = plain_fold(&words.chars().take(400).collect::<String>());
    let carries_out =
        ["thuc hien ", "trien khai thuc hien "].iter().any(|head| folded.starts_with(head));
    let numbered = folded.match_indices("so ").any(|(at, _)| {
        let rest = folded[at + 3..].trim_start_matches(|c: char| c.is_ascii_digit());
        rest.len() < folded.len() - at - 3 && rest.trim_start().starts_with(['/', '-'])
    });
    if carries_out && numbered && !words.ends_with(':') {
        report.note(
            NoteKind::LegalBasis,
            line,
            Some(Place::Opening(document.opening.len())),
            words,
            "Đoạn này viện dẫn văn bản: là căn cứ hay là lời mở đầu? Đang để ở phần mở đầu.",
        );
    }
}

/// "Thực hiện Nghị quyết …, Ủy ban nhân dân xã ban hành Kế hoạch …": who plans is said in the same
/// sentence, so it is the paragraph that opens, whatever it begins with.
fn says_who_plans(words: &str) -> bool {
    words.split(", ").skip(1).any(|part| {
        let folded = plain_fold(part);
        let verb = ["xay dung", "ban hanh", "trien khai", "lap"]
            .iter()
            .filter_map(|verb| folded.find(&format!(" {verb} ke hoach")))
            .min();
        // The agency alone stands before the verb.
        begins_agency(part) && verb.is_some_and(|at| !folded[..at].contains([';', '.']))
    })
}

fn begins_basis(paragraph: &SourceParagraph) -> bool {
    begins_basis_line(paragraph.as_str())
}

/// Whether a line begins a căn cứ.
pub(super) fn begins_basis_line(words: &str) -> bool {
    let head: String = words.trim_start().chars().take(12).collect();
    plain_fold(&head).starts_with("can cu ")
}

/// "… như sau:"
fn opens_body(words: &str) -> bool {
    let count = words.chars().count();
    let tail: String = words.chars().skip(count.saturating_sub(60)).collect();
    let folded = plain_fold(&tail);
    folded.ends_with(':')
        && (folded.contains("nhu sau")
            || ["sau", "sau day"].iter().any(|end| folded.ends_with(&format!(" {end}:"))))
}

/// Whether words begin as an opening paragraph does.
pub(in crate::read) fn opens_text(words: &str) -> bool {
    if !words.starts_with(char::is_uppercase) || is_capitals(words) {
        return false;
    }
    let folded = plain_fold(&words.chars().take(60).collect::<String>());
    let after = |head: &&str| {
        folded.strip_prefix(*head).is_some_and(|rest| rest.starts_with([' ', ':']))
    };
    let day = folded
        .strip_prefix("ngay ")
        .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    // "Năm 2025, công tác …": without the comma it is the end of a subject.
    let period =
        ["nam ", "trong "].iter().any(|head| folded.starts_with(head)) && folded.contains(',');
    day || period || OPENERS.iter().any(after) || begins_agency(words)
}

fn stands_as_heading(words: &str) -> bool {
    words.chars().count() <= 200 && is_capitals(words)
}

fn subject(
    paragraphs: &[SourceParagraph],
    rest: Option<Text>,
    document: &mut Document,
    report: &mut Report,
) -> usize {
    const LOOK_AT: usize = 80;
    /// So many paragraphs may lead from the subject to "như sau:".
    const OPENING: usize = 4;
    /// So many lines of who issues may stand below the first.
    const ISSUER: usize = 2;
    let mut subject = rest.unwrap_or_default();
    let line = paragraphs.first().map_or(0, |paragraph| paragraph.line);
    if let Some(left) = take_reference(&mut subject, line, document, report) {
        subject = left;
    }
    trim_lead(&mut subject);
    let structured = paragraphs.iter().take(LOOK_AT).any(is_structure);
    let mut before: Option<&SourceParagraph> = None;
    let mut at = 0;
    while let Some(paragraph) = paragraphs.get(at) {
        let Some(text) = paragraph.text() else { break };
        let words = text.as_str();
        if is_rule(words) {
            report.drop_words(DropKind::Fixed, paragraph.line, words);
            at += 1;
            if subject.is_blank() { continue } else { break }
        }
        let structure = is_structure(paragraph)
            && !(subject.is_blank() && begins_out_of_count(paragraph, &paragraphs[at + 1..]));
        if structure || text.len() > LONGEST_SUBJECT {
            break;
        }
        let folded = plain_fold(&words.chars().take(40).collect::<String>());
        // "Phổ biến pháp luật; / hòa giải ở cơ sở": a subject may have a semicolon in it.
        let inside = subject.is_blank()
            && words.trim_end().ends_with(';')
            && paragraphs.get(at + 1).is_some_and(|next| {
                next.as_str().starts_with(char::is_lowercase) && !next.look.gap_before
            });
        let opens = (words.trim_end().ends_with([':', ';']) && !inside)
            || ["can cu ", "kinh gui", "(kem theo", "(ban hanh", "kem theo "]
                .iter()
                .any(|head| folded.starts_with(head))
            || (folded.starts_with("thuc hien ")
                && text.len() > 160
                && !is_capitals(words)
                && !text.all(|style| style.bold));
        // "… điện: Trưởng các thôn", "… trân trọng kính mời:" name those whom ô 9a names.
        let named =
            !subject.is_blank() && kinds::names_addressees(words, document.document_type);
        let opens = opens || named;
        let opens =
            paragraph.look.style.map_or(opens, |style| opens && style != StyleName::Subject);
        if opens || (!subject.is_blank() && !goes_on(before, paragraph, structured)) {
            break;
        }
        // "Hiện nay … ban hành Kế hoạch như sau:" right below the subject opens the text.
        let leads = || {
            let below =
                paragraphs[at..].iter().take(OPENING).take_while(|next| !is_structure(next));
            below.into_iter().any(|next| opens_body(next.as_str()))
        };
        if !subject.is_blank()
            && paragraph.look.style.is_none()
            && opens_text(words)
            && !wants_more(subject.as_str())
            && !paragraphs[at..].iter().take(OPENING).any(begins_basis)
            && leads()
        {
            break;
        }
        // Who issues, above the căn cứ, is no part of the subject: "HỘI ĐỒNG NHÂN DÂN XÃ … / KHÓA II, KỲ
        // HỌP THỨ 4".
        let below = &paragraphs[at + 1..];
        let issuer = below.iter().take(ISSUER).take_while(|line| is_capitals(line.as_str()));
        let leads_basis = below.get(issuer.count()).is_some_and(begins_basis);
        if leads_basis
            && !subject.is_blank()
            && names_issuer(words)
            && !wants_more(subject.as_str())
        {
            break;
        }
        if subject.is_blank() && text.len() > 300 && words.trim_end().ends_with('.') {
            break;
        }
        let mut more = text.clone();
        let left = take_reference(&mut more, paragraph.line, document, report);
        let last = left.is_some();
        if let Some(left) = left {
            more = left;
        }
        tidy_spaces(&mut more);
        report.put(Place::Subject, paragraph);
        if !subject.is_blank() && !more.is_blank() {
            subject.append(Text::plain(" "));
        }
        subject.append(more);
        before = Some(paragraph);
        at += 1;
        if last {
            break;
        }
    }
    subject.trim();
    unstyle(&mut subject, |style| style.bold = false);
    unstyle(&mut subject, |style| style.italic = false);
    drop_about(&mut subject, line, report);
    if subject.is_blank() {
        report.note(
            NoteKind::Missing,
            0,
            Some(Place::Subject),
            "",
            "Chưa thấy trích yếu dưới tên loại; hãy điền vào.",
        );
    }
    document.subject = subject;
    at
}

/// Takes "V/v" off: a trích yếu of a plan says what it is about without it (PL I.II.5).
fn drop_about(subject: &mut Text, line: usize, report: &mut Report) {
    let words = subject.as_str();
    let Some((about, _)) = words.split_once(' ') else { return };
    if !matches!(about.trim_end_matches(['.', ':']), "V/v" | "V/V" | "v/v") {
        return;
    }
    report.drop_words(DropKind::Fixed, line, about);
    report.note(
        NoteKind::Title,
        line,
        Some(Place::Subject),
        words,
        "Trích yếu dưới tên loại không có chữ “V/v”; đã bỏ.",
    );
    let mut rest = subject.split_off(about.chars().count());
    rest.trim();
    let first: String = rest.as_str().chars().take(1).collect();
    let mut capital = Text::styled(&capitalised(&first), rest.style_at(0));
    rest.delete(0..1);
    capital.append(rest);
    *subject = capital;
}

/// "C.TRÌNH HÀNH ĐỘNG" below the title, with "I." or "1." to come: no count begins so, and what looks
/// like a numeral is a word of the subject.
fn begins_out_of_count(paragraph: &SourceParagraph, after: &[SourceParagraph]) -> bool {
    let first = |paragraph: &SourceParagraph| {
        matches!(
            numeral_of(paragraph),
            Some(Numeral::Roman(1) | Numeral::Capital(1) | Numeral::Arabic(1))
        )
    };
    paragraph.look.numeral.is_none()
        && matches!(numeral_of(paragraph), Some(Numeral::Roman(2..) | Numeral::Capital(2..)))
        && after.iter().any(first)
}

/// A line in capitals that says who decides: an agency, or its head.
fn names_issuer(words: &str) -> bool {
    let folded = plain_fold(words);
    is_capitals(words) && (begins_agency(words) || after_post(&folded, ISSUES).is_some())
}

/// Whether a line still belongs to the subject begun before it. `structured`: numbered lines
/// follow, so that a heading without numeral is hardly one of the body.
fn goes_on(
    before: Option<&SourceParagraph>,
    paragraph: &SourceParagraph,
    structured: bool,
) -> bool {
    let Some(before) = before else { return paragraph.as_str().chars().count() <= 200 };
    let words = paragraph.as_str();
    let shouts = is_capitals(words);
    if shouts && is_capitals(before.as_str()) {
        return true;
    }
    let count = words.chars().count();
    let ended = words.trim_end().ends_with(['.', ';', ':']);
    // A line that begins small goes on with one that ended no sentence.
    if words.starts_with(char::is_lowercase)
        && !before.as_str().trim_end().ends_with(['.', ';', ':'])
        && !ended
        && count <= 200
    {
        return true;
    }
    let alike = structured && !ended && count <= 150 && shouts == is_capitals(before.as_str());
    if paragraph.look.outline.is_some() || before.look.outline.is_some() {
        return paragraph.look.outline == before.look.outline
            && (!paragraph.look.gap_before || alike);
    }
    let centred = |p: &SourceParagraph| p.look.align == Some(Align::Center);
    if centred(before) || before.is_bold() {
        return centred(paragraph) == centred(before)
            && paragraph.is_bold() == before.is_bold()
            && (!paragraph.look.gap_before || centred(paragraph) || alike);
    }
    let folded = plain_fold(&words.chars().take(20).collect::<String>());
    // What opens the text ends in a mark; "Năm 2022" below the subject does not.
    let more = structured && count <= 80 && !words.trim_end().ends_with(',');
    (!paragraph.look.gap_before || more)
        && count <= 120
        && !words.trim_end().ends_with(['.', ';', ':'])
        && (words.starts_with(char::is_lowercase)
            || !PROSE.iter().any(|head| folded.starts_with(head)))
}

/// Takes "(Kèm theo Quyết định số …)" out of a text into the plan's decision; returns what is left.
fn take_reference(
    text: &mut Text,
    line: usize,
    document: &mut Document,
    report: &mut Report,
) -> Option<Text> {
    if text.len() > 2000 || document.decision.is_some() {
        return None;
    }
    let chars: Vec<char> = text.as_str().chars().collect();
    let found = reference(&chars)?;
    // The words that the paper writes around the values.
    let inner: String = chars[found.start..found.end].iter().collect();
    let fixed = fixed_words(&inner, &found.decision);
    report.drop_words(DropKind::Fixed, line, &fixed);
    let mut left = text.clone();
    left.delete(found.start..found.end);
    left.trim();
    report.note(
        NoteKind::Letterhead,
        line,
        Some(Place::Decision),
        &inner,
        "Văn bản ban hành kèm theo văn bản khác; đã ghi vào phần “Kèm theo”.",
    );
    document.decision = Some(found.decision);
    report.put_line(Place::Decision, line);
    Some(left)
}

/// The words of a reference that are none of its values.
fn fixed_words(inner: &str, decision: &crate::model::Decision) -> String {
    let date = decision.date;
    let mut values = crate::read::words(&format!(
        "{} {} {} {} {} {} {}",
        decision.document,
        decision.number.map(|n| n.to_string()).unwrap_or_default(),
        decision.symbol,
        date.day.map(|n| n.to_string()).unwrap_or_default(),
        date.month.map(|n| n.to_string()).unwrap_or_default(),
        date.year.map(|n| n.to_string()).unwrap_or_default(),
        decision.issuer,
    ));
    let mut fixed = Vec::new();
    for word in crate::read::words(inner) {
        match values.iter().position(|value| *value == word) {
            Some(at) => {
                values.swap_remove(at);
            }
            None => fixed.push(word),
        }
    }
    fixed.join(" ")
}

/// Removes a dash that stood before a căn cứ.
fn strip_mark(text: &mut Text, bare: usize, head: usize) {
    if bare < head {
        text.delete(0..head - bare);
    }
    tidy_spaces(text);
}

/// Removes the end mark of a căn cứ.
fn end_mark(text: &mut Text) {
    let length = text.len();
    let keep = text.as_str().trim_end_matches([';', '.', ',', ' ']).chars().count();
    text.delete(keep..length);
}

/// Takes off a look that a whole text has, because the paper gives it anyway.
fn unstyle(text: &mut Text, change: fn(&mut Style)) {
    let changed = |style: Style| {
        let mut other = style;
        change(&mut other);
        other != style
    };
    if text.all(changed) {
        let length = text.len();
        text.restyle(0..length, change);
    }
}

/// A subject on the title's line may begin with a comma or a colon.
fn trim_lead(text: &mut Text) {
    let lead = text
        .as_str()
        .chars()
        .take_while(|c| c.is_whitespace() || matches!(c, ',' | ':' | '-' | '–'))
        .count();
    text.delete(0..lead);
    tidy_spaces(text);
}
