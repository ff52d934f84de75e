//! From the title to the first numbered line: trích yếu, căn cứ, opening paragraphs.

mod reference;
mod subject;

use crate::model::{Document, Place, Style, Text};
use crate::standard::{StyleName, SubjectForm, layout};
use crate::vietnamese::{is_capitals, plain_fold};

use super::agency::begins_agency;
use super::body::{is_structure, numeral_of, tidy_spaces};
use super::kinds;
use super::letterhead::is_rule;
use super::lexicon::{LEADS, OPENERS};
use super::numeral::{Numeral, numeral};
use crate::read::source::{Content, SourceParagraph};
use crate::read::{DropKind, NoteKind, Report};

use reference::take_reference;

/// Reads the subject and the opening; returns how many paragraphs they took. `rest` is what stood
/// on the title's own line after the type's name.
pub(in crate::read) fn read(
    paragraphs: &mut [SourceParagraph],
    rest: Option<Text>,
    document: &mut Document,
    report: &mut Report,
) -> usize {
    let below_type = layout(document.document_type).subject == SubjectForm::BelowType;
    let mut at =
        if below_type { subject::read(paragraphs, rest, document, report) } else { 0 };
    at += kinds::take_front(&mut paragraphs[at..], document, report);
    let mut opening = Opening {
        structured: paragraphs[at..].iter().any(is_structure)
            || paragraphs[at..].iter().any(|p| opens_body(p.as_str())),
        paragraphs,
        document,
        report,
        at,
        last_mark: None,
        in_basis: false,
        opened: Vec::new(),
    };
    while opening.at < opening.paragraphs.len() && opening.step() {}
    let at = opening.at;
    at + kinds::take_enactment(&paragraphs[at..], document, report)
}

/// The walk over căn cứ and opening paragraphs.
struct Opening<'a> {
    paragraphs: &'a mut [SourceParagraph],
    document: &'a mut Document,
    report: &'a mut Report,
    /// The paragraph that is looked at.
    at: usize,
    /// Whether numbered lines or "như sau:" are to come, so that prose before them is an opening.
    structured: bool,
    /// The mark that ended the căn cứ before.
    last_mark: Option<char>,
    /// Whether the paragraph before was a căn cứ.
    in_basis: bool,
    /// The lines of opening paragraphs taken so far, and where they stand in the document.
    opened: Vec<(usize, usize)>,
}

impl Opening<'_> {
    /// Takes the next paragraph; says whether the opening may go on behind it.
    fn step(&mut self) -> bool {
        take_continuation(self.paragraphs, self.at);
        let paragraph = &self.paragraphs[self.at];
        if is_structure(paragraph) || paragraph.text().is_none() {
            return false;
        }
        if self.is_passed_over() {
            self.at += 1;
            return true;
        }
        let paragraph = &self.paragraphs[self.at];
        let words = paragraph.as_str();
        let head = Head::of(words);
        // "Căn cứ …, nhà trường xây dựng Kế hoạch như sau:" is the paragraph that opens.
        if self.is_basis(paragraph, &head) && !words.trim_end().ends_with(':') {
            self.take_basis(&head);
            return true;
        }
        // Who issues, in capitals above the căn cứ: decisions have it, plans of old habit too.
        if self.next_is(begins_basis) && stands_as_heading(words) {
            self.take_issuer();
            return true;
        }
        self.in_basis = false;
        let titled = paragraph.look.outline.is_some() || stands_as_heading(words);
        let last = opens_body(words);
        let opens = self.structured || last || head.begins_with(LEADS);
        if self.is_dashed(&head) || titled || !opens {
            return false;
        }
        self.take_opening();
        !last
            || self.paragraphs.get(self.at).is_some_and(|p| is_structure(p) || begins_basis(p))
    }

    fn next_is(&self, test: fn(&SourceParagraph) -> bool) -> bool {
        self.paragraphs.get(self.at + 1).is_some_and(test)
    }

    /// Blank lines and rules are passed over, and a line that is nothing but "(Kèm theo …)"; from others
    /// that is taken off.
    fn is_passed_over(&mut self) -> bool {
        let paragraph = &mut self.paragraphs[self.at];
        let line = paragraph.line;
        let Content::Words(text) = &mut paragraph.content else { return false };
        if text.is_blank() || is_rule(text.as_str()) {
            self.report.drop_words(DropKind::Fixed, line, text.as_str());
            return true;
        }
        match take_reference(text, line, self.document, self.report) {
            Some(left) => {
                *text = left;
                text.is_blank()
            }
            None => false,
        }
    }

    fn is_dashed(&self, head: &Head) -> bool {
        head.mark > 0 || self.paragraphs[self.at].look.numeral.is_some()
    }

    /// Whether a paragraph is a căn cứ. Our own files say it.
    fn is_basis(&self, paragraph: &SourceParagraph, head: &Head) -> bool {
        match (paragraph.look.style, paragraph.text()) {
            (Some(style), _) => style == StyleName::LegalBasis,
            (None, Some(text)) => self.reads_as_basis(text, head),
            (None, None) => false,
        }
    }

    fn reads_as_basis(&self, text: &Text, head: &Head) -> bool {
        const GOES_ON: [&str; 3] = ["xet ", "theo de nghi", "theo y kien"];
        let words = text.as_str();
        let in_italics = || text.all(|style| style.italic);
        if head.begins_with(&["can cu "]) && !says_who_plans(words) {
            return true;
        }
        if head.begins_with(&["thuc hien "])
            && !self.is_half_said(words)
            && !says_who_plans(words)
            && (self.in_basis || words.trim_end().ends_with(';') || in_italics())
        {
            return true;
        }
        // Italics from end to end are the căn cứ's own look (PL I.II.6.a).
        self.in_basis
            && (head.begins_with(&GOES_ON)
                || (!self.is_dashed(head) && in_italics() && !opens_body(&head.words)))
    }

    /// "Thực hiện Nghị quyết …," below căn cứ that end in ";" begins the sentence that the next line
    /// ends: "Ủy ban nhân dân xã ban hành Kế hoạch như sau:".
    fn is_half_said(&self, words: &str) -> bool {
        self.in_basis
            && words.trim_end().ends_with(',')
            && self.last_mark != Some(',')
            && self.next_is(|next| opens_body(next.as_str()))
    }

    fn take_basis(&mut self, head: &Head) {
        let mut text = self.taken_text();
        self.last_mark = text.as_str().trim_end().chars().next_back();
        self.in_basis = true;
        text.delete(0..head.mark);
        tidy_spaces(&mut text);
        end_mark(&mut text);
        unstyle(&mut text, |style| style.italic = false);
        if self.document.legal_basis.is_empty() {
            tell_moved(&self.opened, self.document, self.report);
        }
        self.put(Place::LegalBasis(self.document.legal_basis.len()));
        self.document.legal_basis.push(text);
    }

    fn take_issuer(&mut self) {
        let text = self.taken_text();
        let place = Place::Opening(self.document.opening.len());
        self.report.puzzled(self.paragraphs[self.at].line, &text.words(), Some(place));
        self.put(place);
        self.document.opening.push(text);
    }

    fn take_opening(&mut self) {
        let mut text = self.taken_text();
        tidy_spaces(&mut text);
        let line = self.paragraphs[self.at].line;
        tell_citing(&text, line, self.document, self.report);
        let at = self.document.opening.len();
        self.opened.push((line, at));
        self.put(Place::Opening(at));
        self.document.opening.push(text);
    }

    /// The words of the paragraph, which is left blank.
    fn taken_text(&mut self) -> Text {
        match &mut self.paragraphs[self.at].content {
            Content::Words(text) => std::mem::take(text),
            Content::Table(_) => Text::default(),
        }
    }

    /// Writes down where the paragraph has gone, and passes on.
    fn put(&mut self, place: Place) {
        self.report.put(place, &self.paragraphs[self.at]);
        self.at += 1;
    }
}

/// How a paragraph begins.
struct Head {
    words: String,
    /// Characters of the dash or bullet in front, with the room behind it.
    mark: usize,
    /// The words without it, folded.
    folded: String,
}

impl Head {
    const LENGTH: usize = 60;

    fn of(words: &str) -> Self {
        let words: String = words.chars().take(Self::LENGTH).collect();
        let mark = match numeral(&words) {
            Some((
                Numeral::Dash | Numeral::Plus | Numeral::Star | Numeral::Bullet,
                length,
            )) => length,
            _ => 0,
        };
        let bare: String = words.chars().skip(mark).collect();
        Self { folded: plain_fold(&bare), words, mark }
    }

    fn begins_with(&self, heads: &[&str]) -> bool {
        heads.iter().any(|head| self.folded.starts_with(head))
    }
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
