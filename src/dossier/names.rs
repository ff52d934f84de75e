//! What the papers of a hồ sơ are called: in lists, and as files.

use crate::compose::{number_line, symbol};
use crate::model::{Document, Standing};
use crate::standard::type_name;
use crate::vietnamese::plain_fold;

/// The longest name of a file, in letters: with a folder it stays within what Windows takes.
const LONGEST: usize = 80;

/// A document in a list: `Quyết định số 15/QĐ-UBND`, `Tờ trình chưa có số`.
pub fn label(document: &Document) -> String {
    let name = type_name(document.document_type);
    match own_number(document) {
        Some(number) => format!("{name} số {number:02}/{}", symbol(document)),
        None if document.decision.is_some() => format!("{name} (kèm theo quyết định)"),
        None => format!("{name} (chưa có số)"),
    }
}

/// The number that a document bears itself: one that is issued with a decision has none.
fn own_number(document: &Document) -> Option<u32> {
    document.number.filter(|_| document.decision.is_none())
}

/// What a list says of a document below its name: number and day as far as they are known.
pub fn standing_line(document: &Document) -> String {
    let number = number_words(document);
    match day_words(document) {
        Some(day) => format!("{number}, {day}"),
        None => number,
    }
}

/// A document's day as lists have it; none while it is not whole.
pub fn day_words(document: &Document) -> Option<String> {
    document.date.calendar().map(|day| day.format("%d/%m/%Y").to_string())
}

/// A document's number and symbol as lists have them: `15/KH-UBND`, `…/KH-UBND`.
pub fn number_words(document: &Document) -> String {
    let number = number_line(document);
    let number = number.trim_start_matches("Số:").replace('\u{a0}', " ");
    let number = number.split_whitespace().collect::<Vec<_>>().join(" ");
    match number.starts_with('/') {
        true => format!("…{number}"),
        false => number,
    }
}

/// The name of a document's files, as văn thư name them: number, symbol, subject, in letters that every
/// system takes: `15-KH-UBND-cai-cach-hanh-chinh-nam-2027`; a bản trình is marked.
pub fn file_stem(document: &Document, standing: Standing) -> String {
    let number = own_number(document).filter(|_| standing == Standing::Issued);
    let number = number.map_or_else(String::new, |number| format!("{number:02}-"));
    let words = format!("{number}{}", symbol(document).replace('/', "-"));
    let symbol: String = plain_letters(&words.replace(['Đ', 'đ'], "D"));
    let subject = plain_letters(&plain_fold(&document.subject.words()));
    let mut stem = format!("{symbol}-{subject}").trim_matches('-').to_owned();
    if stem.len() > LONGEST {
        let end = stem[..LONGEST].rfind('-').unwrap_or(LONGEST);
        stem.truncate(end);
    }
    match (stem.as_str(), standing) {
        ("", _) => "van-ban".to_owned(),
        (stem, Standing::Draft) => format!("{stem}-trinh"),
        (stem, Standing::Issued) => stem.to_owned(),
    }
}

/// The name of a member's files in the folder of its hồ sơ: its place there, from 0, before its own
/// [`file_stem`].
pub fn member_stem(place: usize, document: &Document, standing: Standing) -> String {
    format!("{:02}-{}", place + 1, file_stem(document, standing))
}

/// The ASCII letters and digits of some words, others as single dashes.
pub(crate) fn plain_letters(words: &str) -> String {
    let mut out = String::new();
    for letter in words.chars() {
        if letter.is_ascii_alphanumeric() {
            out.push(letter);
        } else if !out.is_empty() && !out.ends_with('-') {
            out.push('-');
        }
    }
    out.trim_end_matches('-').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::samples;

    #[test]
    fn files_are_named_by_number_symbol_and_subject() {
        let plan = samples::open("cai-cach-hanh-chinh").expect("a sample");
        assert_eq!(
            file_stem(&plan, Standing::Issued),
            "12-KH-UBND-cai-cach-hanh-chinh-nam-2027"
        );
        assert_eq!(
            file_stem(&plan, Standing::Draft),
            "KH-UBND-cai-cach-hanh-chinh-nam-2027-trinh"
        );
        let decision = samples::open("quyet-dinh").expect("a sample");
        assert!(
            file_stem(&decision, Standing::Issued).starts_with("QD-UBND-ban-hanh-ke-hoach")
        );
        let long = Document {
            subject: "rất dài ".repeat(60).as_str().into(),
            ..Document::default()
        };
        assert!(file_stem(&long, Standing::Issued).len() <= LONGEST);
        assert_eq!(
            file_stem(
                &Document { subject: "../..".into(), ..Document::default() },
                Standing::Issued
            ),
            "KH"
        );
    }
}
