//! Where a document speaks of other documents than its plan: what stands there is theirs and stays, even
//! where they are about the same.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;
use strum::IntoEnumIterator as _;

use super::competence;
use crate::citation::{self, Citation};
use crate::model::{Document, DocumentType, IssueDate, PlanReference};
use crate::standard::{agency_in_sentence, type_name};
use crate::vietnamese::fold;

/// Who may be named by the unit alone: `của tỉnh`.
const UNITS: [&str; 13] = [
    "tỉnh",
    "thành phố",
    "huyện",
    "quận",
    "thị xã",
    "xã",
    "phường",
    "đặc khu",
    "bộ",
    "sở",
    "ngành",
    "trung ương",
    "cấp trên",
];

/// A plan that is cited by who issued it, without a number, up to the words that are looked at.
static BY_ISSUER: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)(?:kế hoạch|chương trình|đề án|phương án|dự án|quyết định|chỉ thị)(?: số [^,;.]*)?(?: ngày [^,;.]*)? của ([^,;.\n]*)$")
        .expect("a constant pattern")
});

/// What tells the plan from documents like it.
pub(super) struct Own<'p> {
    said: [&'p PlanReference; 2],
    /// Its issuer's names, folded.
    names: Vec<String>,
}

impl<'p> Own<'p> {
    /// The plan, with what it said of itself and what it says now.
    pub(super) fn new(
        plan: &Document,
        known: &'p PlanReference,
        now: &'p PlanReference,
    ) -> Self {
        let decided = plan.decision.iter().map(|decision| decision.issuer.clone());
        let names = [agency_in_sentence(&plan.agency), competence(plan)];
        let names = names.into_iter().chain(decided).map(|name| folded(&name));
        Self { said: [known, now], names: names.filter(|name| !name.is_empty()).collect() }
    }

    /// The stretches of some words that cite other documents, in bytes.
    pub(super) fn others(&self, words: &str) -> Vec<Range<usize>> {
        let cited = citation::parse(words);
        let others = cited.iter().filter(|cited| !self.is_cited(cited));
        others.map(|cited| in_bytes(words, &cited.span)).collect()
    }

    /// Whether words at a place say who issued what they name, and that is somebody else.
    pub(super) fn is_of_another(&self, words: &str, place: &Range<usize>) -> bool {
        let after = words[place.end..].strip_prefix(" của ");
        if after.is_some_and(|issuer| !self.issues(issuer)) {
            return true;
        }
        let before = BY_ISSUER.captures(&words[..place.start]);
        before.is_some_and(|found| !self.issues(&found[1]))
    }

    fn is_cited(&self, cited: &Citation) -> bool {
        let by = |said: &&PlanReference| {
            said.number.is_some_and(|number| {
                number.to_string() == cited.number.trim_start_matches('0')
            }) && said.symbol == cited.symbol
                && cited.year.is_none()
                && is_day(cited, said.date)
        };
        self.said.iter().any(by) && (cited.issuer.is_empty() || self.issues(&cited.issuer))
    }

    /// Whether words begin with the plan's issuer, or with nobody's name.
    fn issues(&self, words: &str) -> bool {
        let unit = UNITS.iter().find(|unit| begins_with(words, unit));
        if let Some(unit) = unit {
            let unit = folded(unit);
            return self
                .names
                .iter()
                .any(|name| format!(" {name} ").contains(&format!(" {unit} ")));
        }
        if !words.chars().next().is_some_and(char::is_uppercase) {
            return true;
        }
        let said = folded(words);
        self.names.iter().any(|name| match said.strip_prefix(name.as_str()) {
            // "xã Yên Khánh Đông" is another than "xã Yên Khánh".
            Some(_) => {
                let next = words.split_whitespace().nth(own_words(words, name));
                !next.is_some_and(|next| next.starts_with(char::is_uppercase))
            }
            None => name.strip_prefix(&*said).is_some_and(|rest| rest.starts_with(' ')),
        })
    }
}

/// How many words of a text an issuer's folded name takes: it may be abbreviated there.
fn own_words(words: &str, name: &str) -> usize {
    let all: Vec<&str> = words.split_whitespace().collect();
    (1..=all.len())
        .find(|count| folded(&all[..*count].join(" ")) == *name)
        .unwrap_or(all.len())
}

fn begins_with(words: &str, unit: &str) -> bool {
    words.strip_prefix(unit).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
}

/// A name without the marks and abbreviations in which two ways of writing it differ.
fn folded(name: &str) -> String {
    let name = fold(name.trim()).replace("uy ban nhan dan", "ubnd");
    let name = name.replace("hoi dong nhan dan", "hdnd");
    name.trim_end_matches([',', ';', '.', ':']).to_owned()
}

/// Whether a citation has a plan's day, or one of them has none.
fn is_day(cited: &Citation, date: IssueDate) -> bool {
    match (cited.day(), date.calendar()) {
        (Some(cited), Some(own)) => cited == own,
        _ => true,
    }
}

/// The bytes of a citation; its title ends where another subject takes up the sentence
/// (`… về cải cách hành chính, Phòng Nội vụ kính trình …`).
fn in_bytes(words: &str, span: &Range<usize>) -> Range<usize> {
    let byte = |at: usize| words.char_indices().nth(at).map_or(words.len(), |(byte, _)| byte);
    let (start, end) = (byte(span.start), byte(span.end));
    let cited = &words[start..end];
    let takes_up = |at: &usize| {
        let rest = cited[at + 1..].trim_start();
        rest.starts_with(|letter: char| letter.is_uppercase() || letter == '…')
            && !DocumentType::iter().any(|kind| rest.starts_with(type_name(kind)))
    };
    let commas = cited.match_indices(',').map(|(at, _)| at);
    let length = commas.into_iter().find(takes_up).unwrap_or(cited.len());
    start..start + length
}

#[cfg(test)]
mod tests {
    use super::super::{follow, reference};
    use super::*;
    use crate::model::{Block, Level};
    use crate::samples;

    /// Words of a document that goes with the sample's plan, and whether a new subject changes them.
    const WORDS: [(&str, bool); 18] = [
        (
            "Căn cứ Kế hoạch số 286/KH-UBND ngày 25/12/2026 của UBND tỉnh Ninh Bình về cải cách hành chính năm 2027",
            false,
        ),
        (
            "Căn cứ Kế hoạch số 286/KH-UBND ngày 25 tháng 12 năm 2026 của Ủy ban nhân dân tỉnh Ninh Bình ban hành Kế hoạch cải cách hành chính năm 2027",
            false,
        ),
        (
            "Quyết định số 9/QĐ-UBND của UBND tỉnh về tuyên truyền, cải cách hành chính năm 2027",
            false,
        ),
        (
            "Kế hoạch số 12/KH-UBND ngày 01 tháng 02 năm 2026 của Ủy ban nhân dân tỉnh Ninh Bình về cải cách hành chính năm 2027",
            false,
        ),
        (
            "Kế hoạch số 12/KH-UBND của UBND tỉnh Ninh Bình về cải cách hành chính năm 2027",
            false,
        ),
        ("Thực hiện Kế hoạch của UBND tỉnh Ninh Bình về cải cách hành chính năm 2027", false),
        ("Kế hoạch ngày 25/12/2026 của Bộ Nội vụ về cải cách hành chính năm 2027", false),
        ("Kế hoạch cải cách hành chính năm 2027 của UBND tỉnh Ninh Bình", false),
        ("Kế hoạch cải cách hành chính năm 2027 của tỉnh", false),
        ("Kế hoạch cải cách hành chính năm 2027 của Ủy ban nhân dân xã Yên Khánh Đông", false),
        (
            "Nghị quyết số 15-NQ/TU ngày 02/01/2026 của Tỉnh ủy về cải cách hành chính năm 2027",
            false,
        ),
        ("Kế hoạch cải cách hành chính năm 2027", true),
        ("Kế hoạch cải cách hành chính năm 2027 của Ủy ban nhân dân xã Yên Khánh", true),
        ("Kế hoạch cải cách hành chính năm 2027 của UBND xã", true),
        ("Kế hoạch cải cách hành chính năm 2027 của xã", true),
        ("Kế hoạch số 12/KH-UBND của UBND xã Yên Khánh về cải cách hành chính năm 2027", true),
        (
            "Đề nghị của Phòng Nội vụ về việc ban hành Kế hoạch cải cách hành chính năm 2027",
            true,
        ),
        ("Sau khi có ý kiến của các đơn vị, Kế hoạch cải cách hành chính năm 2027", true),
    ];

    #[test]
    fn what_is_said_of_another_document_stays() {
        let mut plan = samples::open("cai-cach-hanh-chinh").expect("a sample");
        assert_eq!(agency_in_sentence(&plan.agency), "Ủy ban nhân dân xã Yên Khánh");
        plan.number = Some(12);
        let known = reference(&plan, "kh.kehoach");
        plan.subject = "Cải cách hành chính và chuyển đổi số năm 2027".into();
        for (words, changes) in WORDS {
            let mut document = Document {
                goes_with: Some(known.clone()),
                body: vec![Block::new(Level::Body, words)],
                ..Document::default()
            };
            let found = follow(&mut document, &plan);
            let now = document.body[0].paragraph().expect("words").text.words();
            assert_eq!(now.contains("chuyển đổi số"), changes, "{words}: {now}");
            assert_eq!(found.is_empty(), !changes, "{words}");
        }
    }

    #[test]
    fn a_sentence_that_cites_another_and_names_the_plan_is_changed_where_it_names_the_plan() {
        let mut plan = samples::open("cai-cach-hanh-chinh").expect("a sample");
        let known = reference(&plan, "kh.kehoach");
        plan.subject = "Cải cách hành chính và chuyển đổi số năm 2027".into();
        let other = "Thực hiện Kế hoạch số 286/KH-UBND ngày 25/12/2026 của UBND tỉnh Ninh Bình về cải cách hành \
                     chính năm 2027";
        let words =
            format!("{other}, Phòng Nội vụ kính trình Kế hoạch cải cách hành chính năm 2027.");
        let mut document = Document {
            goes_with: Some(known),
            body: vec![Block::new(Level::Body, &*words)],
            ..Document::default()
        };
        follow(&mut document, &plan);
        assert_eq!(
            document.body[0].paragraph().expect("words").text.words(),
            format!(
                "{other}, Phòng Nội vụ kính trình Kế hoạch cải cách hành chính và chuyển đổi số năm 2027."
            )
        );
    }
}
