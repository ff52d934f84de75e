//! Where a capital belongs at a beginning and where not: after a semicolon, at the front of list items
//! and of the subject, common nouns inside a sentence, "Phụ lục I". Rows stand in `punctuation`,
//! `head`, `capitals` and `wording`.

use crate::check::case::Case;
use crate::check::context::{Context, DocumentKind};
use crate::check::phrases::{Cue, Meaning};
use crate::check::reading::{Kind, Reading, Token, capitalised};
use crate::check::row::More;
use crate::check::row::Test::{Passage, Whole};
use crate::check::rules::punctuation::capital_is_told;
use crate::check::spelling::stand_together;
use crate::check::tell::{Report, Tell};
use crate::model::{DocumentType, Place};
use crate::vietnamese::{is_syllable, parse_roman};

pub(in crate::check) static MORE: [More; 5] = [
    ("P08", Passage(after_semicolon)),
    ("P09", Whole(small_items)),
    ("T03", Whole(small_subject)),
    ("V18", Passage(lone_noun)),
    ("V07", Passage(small_annex)),
];

/// First syllables of names, posts and titles of documents, which bear their capital anywhere.
const NAMING: &str = "|sở|ủy|bộ|ban|phòng|công|văn|chính|thủ|quốc|mặt|hội|đoàn|liên|đảng|tỉnh|thành|luật|nghị|quyết|thông|chỉ|kế|phó|giám|chủ|trưởng|bí|thường|thư|trung|trường|viện|tòa|cục|vụ|chi|tổng|nhân|nhà|đồn|trạm|bệnh|quân|cựu|phụ|thanh|nông|hợp|ngân|kho|bảo|đài|báo|tạp|hiến|hướng|chương|đề|quy|công điện|tờ|ông|bà|bác|y|kỹ|chánh|ủy viên|hiệu|tổ|đội|đại|hãng|rạp|thiếu|thượng|tiểu|mầm|";
/// Words that only begin what is said of something.
const FUNCTION: &str = "|các|những|nhiều|khi|nếu|trong|không|có|được|cho|phải|đến|với|đối|việc|để|từ|do|bị|đã|sẽ|đang|và|hoặc|mỗi|cùng|theo|tại|trên|về|qua|là|đồng|đặc|nhất|riêng|";

/// "…; Yêu cầu các khoa": a word of every day after a semicolon.
fn after_semicolon(reading: &Reading, _: &Context, tell: &mut Tell<'_>) {
    if reading.capitals || !reading.role.is_prose() || !reading.has(';') {
        return;
    }
    for five in reading.tokens.windows(5) {
        let [mark, space, first, gap, second] = five else { continue };
        let stands = reading.chars[mark.span.start] == ';'
            && space.kind == Kind::Space
            && first.kind == Kind::Word
            && gap.kind == Kind::Space
            && second.kind == Kind::Word;
        let small = |token: &Token| reading.small(token);
        let name = |list: &str, token: &Token| list.contains(&format!("|{}|", small(token)));
        if !stands || !reading.is_capital(first) || reading.is_capital(second) {
            continue;
        }
        let common = name(FUNCTION, first)
            || !name(NAMING, first) && stand_together(small(first), small(second));
        let known = reading.hits.iter().any(|hit| {
            hit.span.start == first.span.start && !matches!(hit.meaning, Meaning::Cue(_))
        });
        // "Hãng phim Tài liệu": capitals that follow make it a name.
        let named = !name(FUNCTION, first)
            && reading
                .words()
                .filter(|word| word.span.start > second.span.start)
                .take(2)
                .any(|word| reading.is_capital(word));
        let told = capital_is_told(small(first), small(second));
        let whole = reading.chars[first.span.clone()].iter().skip(1).all(|c| c.is_lowercase());
        if common && whole && !known && !named && !told && !reading.is_quoted(&first.span) {
            let span = first.span.start..first.span.start + 1;
            let letter = reading.chars[span.start].to_lowercase().collect::<String>();
            tell.offer(span, letter, "sau dấu “;” không viết hoa");
        }
    }
}

/// Whether a word is one of Vietnamese that may begin a line.
fn is_word(reading: &Reading, token: &Token) -> bool {
    token.kind == Kind::Word
        && token.span.len() > 1
        && is_syllable(reading.small(token))
        && !reading.is_address(token.span.start)
}

/// An item in small letters where the others of its list begin with a capital.
fn small_items(case: &Case<'_>, report: &mut Report) {
    if case.context.kind != DocumentKind::Named {
        return;
    }
    for run in case.runs_of_items() {
        let small = |reading: &Reading| reading.char(0).is_some_and(char::is_lowercase);
        let low = run.iter().filter(|(_, reading)| small(reading)).count();
        if low == 0 || low * 2 >= run.len() {
            continue;
        }
        for (passage, reading) in run.iter().filter(|(_, reading)| small(reading)) {
            let Some(first) = reading.tokens.first().filter(|it| is_word(reading, it)) else {
                continue;
            };
            let right = capitalised(&reading.text(first.span.clone()));
            let message = "các ý khác của danh sách viết hoa chữ đầu; viết thống nhất";
            report.span(passage, first.span.clone(), message).cured(right, false);
        }
    }
}

/// A trích yếu below its type that begins with a small letter.
fn small_subject(case: &Case<'_>, report: &mut Report) {
    let letter = case.document.document_type == DocumentType::OfficialLetter;
    if case.context.kind != DocumentKind::Named || letter {
        return;
    }
    let Some((passage, reading)) = case.passage(Place::Subject) else { return };
    let small = reading.char(0).is_some_and(char::is_lowercase);
    if let Some(first) = reading.tokens.first().filter(|it| small && is_word(reading, it)) {
        let right = capitalised(&reading.text(first.span.clone()));
        let message = "trích yếu viết hoa chữ đầu";
        report.span(passage, first.span.clone(), message).cured(right, false);
    }
}

/// "tại trụ sở Xã,": a common noun alone, nothing named.
fn lone_noun(reading: &Reading, _: &Context, tell: &mut Tell<'_>) {
    const NOUNS: [&str; 7] = ["xã", "phường", "thôn", "tỉnh", "huyện", "ấp", "khu"];
    if reading.capitals || !reading.role.is_prose() {
        return;
    }
    for three in reading.tokens.windows(3) {
        let [before, space, noun] = three else { continue };
        let listed = ["các", "những", "mỗi", "từng", "và"].contains(&reading.small(before));
        let stands = before.kind == Kind::Word
            && space.kind == Kind::Space
            && noun.kind == Kind::Word
            && reading.is_capital(noun)
            && !reading.is_capital(before)
            && !listed;
        let ends = reading.char(noun.span.end).is_none_or(|c| ",.;:)".contains(c));
        let alone = NOUNS.contains(&reading.small(noun)) && ends;
        let small = reading.chars[noun.span.clone()].iter().skip(1).all(|c| c.is_lowercase());
        if stands && alone && small && !reading.is_quoted(&noun.span) {
            let right = reading.text(noun.span.clone()).to_lowercase();
            tell.offer(noun.span.clone(), right, "danh từ chung không viết hoa");
        }
    }
}

/// "theo phụ lục II": a part of a document with its number bears a capital.
fn small_annex(reading: &Reading, context: &Context, tell: &mut Tell<'_>) {
    let prose = reading.role.is_prose() && !reading.capitals;
    if !prose || !reading.tells_of(Cue::Annex) || context.kind != DocumentKind::Named {
        return;
    }
    const NAME: &str = "phụ lục ";
    for (at, _) in reading.key.match_indices(NAME) {
        let word = reading.key[at + NAME.len()..].split([' ', ',', '.', ';', ')', ':']).next();
        let word = word.unwrap_or("");
        let roman = word.chars().all(|c| "ivx".contains(c)) && !word.is_empty();
        let number = parse_roman(&word.to_uppercase()).filter(|number| *number < 40);
        let span = reading.span(at..at + "phụ".len());
        if roman && number.is_some() && reading.chars[span.start].is_lowercase() {
            tell.offer(span, "Phụ", "phụ lục có số là một phần cụ thể của văn bản, viết hoa");
        }
    }
}
