//! Phụ lục: pointed to from the main text, titled, laid as their content needs.

use crate::check::case::Case;
use crate::check::context::{Context, DocumentKind};
use crate::check::lines::Lines;
use crate::check::phrases::Cue;
use crate::check::reading::Reading;
use crate::check::row::Test::{Lines as OfLines, Passage, Whole};
use crate::check::row::{More, Row, row};
use crate::check::rule::Area::{Annexes, Layout};
use crate::check::rule::Needs::{Lines as NeedsLines, Words};
use crate::check::rule::Severity::{Error, Warning};
use crate::check::tell::{Report, Tell};
use crate::model::{Document, NOTE_ANCHOR, Part, Place, Story};
use crate::read::NoteKind;
use crate::vietnamese::{parse_roman, roman};

pub(in crate::check) static ROWS: [Row; 5] = [
    row(
        "A01",
        Error,
        Annexes,
        Words,
        "điểm a khoản 1 Mục III Phần I Phụ lục I",
        "lời văn có chỉ dẫn tới từng phụ lục, và chỉ dẫn nào cũng có phụ lục của nó",
        Whole(pointed),
    ),
    row(
        "A02",
        Error,
        Annexes,
        NeedsLines,
        "điểm a khoản 1 Mục III Phần I Phụ lục I",
        "từ hai phụ lục trở lên đánh số La Mã liên tục",
        OfLines(roman_numbers),
    ),
    row(
        "A03",
        Error,
        Annexes,
        Words,
        "điểm b khoản 1 Mục III Phần I Phụ lục I",
        "phụ lục có tên",
        Whole(untitled),
    ),
    row(
        "A04",
        Error,
        Annexes,
        NeedsLines,
        "điểm b, c khoản 1 Mục III Phần I Phụ lục I",
        "“Phụ lục I” đứng riêng một dòng; dòng “Kèm theo …” khớp với văn bản",
        OfLines(annex_head),
    ),
    row(
        "L02",
        Warning,
        Layout,
        Words,
        "khoản 2 Mục I Phần I Phụ lục I",
        "trang ngang chỉ dùng khi có bảng",
        Whole(landscape),
    ),
];

pub(in crate::check) static MORE: [More; 1] = [("A02", Passage(arabic_pointer))];

/// "tại Phụ lục 1 kèm theo Kế hoạch này": annexes bear Roman numerals.
fn arabic_pointer(reading: &Reading, context: &Context, tell: &mut Tell<'_>) {
    if !reading.tells_of(Cue::Annex) || context.kind != DocumentKind::Named {
        return;
    }
    const NAME: &str = "phụ lục ";
    for (at, _) in reading.key.match_indices(NAME) {
        let rest = &reading.key[at + NAME.len()..];
        let rest = rest.strip_prefix("số ").unwrap_or(rest);
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        let own = is_own(rest[digits..].trim_start());
        let number: u32 = rest[..digits].parse().unwrap_or(0);
        let span = reading.span(at..reading.key.len() - rest.len() + digits);
        if (1..30).contains(&number) && own && !reading.is_cited(&span) {
            let right = format!("Phụ lục {}", roman(number));
            tell.offer(span, right.clone(), format!("phụ lục đánh số La Mã: “{right}”"));
        }
    }
}

fn pointed(case: &Case<'_>, report: &mut Report) {
    let document = case.document;
    if case.context.kind != DocumentKind::Named {
        return;
    }
    let pointers = pointers(case);
    lost(document, &pointers, report);
    for (index, annex) in document.annexes.iter().enumerate() {
        let pointed = pointers.iter().any(|pointer| match pointer.number {
            Some(number) => number == own_number(index) || document.annexes.len() == 1,
            None => true,
        });
        if !pointed {
            let name = match document.annexes.len() {
                1 => "Phụ lục kèm theo".to_owned(),
                _ => format!("Phụ lục {}", roman(own_number(index))),
            };
            let message = format!(
                "lời văn chưa có chỗ nào chỉ dẫn tới phụ lục này; thêm “tại {name}” vào nơi cần"
            );
            report.at(Place::AnnexTitle(index), Part::Main, &annex.title.words(), message);
        }
    }
}

fn untitled(case: &Case<'_>, report: &mut Report) {
    for (index, annex) in case.document.annexes.iter().enumerate() {
        if annex.title.is_blank() {
            report.at(Place::AnnexTitle(index), Part::Main, "", "phụ lục chưa có tên");
        }
    }
}

fn landscape(case: &Case<'_>, report: &mut Report) {
    for (index, annex) in case.document.annexes.iter().enumerate() {
        let tables = annex.blocks.iter().any(|block| block.table().is_some());
        if annex.landscape && !tables {
            let message = "phụ lục đặt trang ngang nhưng không có bảng; đặt lại trang dọc";
            report.at(Place::AnnexTitle(index), Part::Main, &annex.title.words(), message);
        }
    }
}

fn roman_numbers(lines: &Lines<'_>, report: &mut Report) {
    let heads: Vec<_> = lines
        .all()
        .filter_map(|line| {
            let rest = line.small.strip_prefix("phụ lục ")?;
            let word = rest.split([' ', ':', '.']).next().unwrap_or("");
            let digits = !word.is_empty()
                && word.len() <= 2
                && word.bytes().all(|byte| byte.is_ascii_digit());
            (digits && line.in_annex && line.words.chars().count() < 120)
                .then(|| (line, word.to_owned()))
        })
        .collect();
    for (line, word) in &heads {
        let number = word.parse().unwrap_or(0);
        let after = line.words.replacen(word.as_str(), &roman(number), 1);
        report.line(
            line.number,
            Place::AnnexTitle(0),
            line.words,
            Some(after),
            "phụ lục đánh số La Mã",
        );
    }
}

fn annex_head(lines: &Lines<'_>, report: &mut Report) {
    for note in lines.notes(NoteKind::Annex) {
        let message = if note.message.contains("Kèm theo") {
            "dòng “Kèm theo …” ghi khác số, ký hiệu hoặc ngày của văn bản"
        } else if note.message.contains("khác mẫu") {
            "“Phụ lục I” viết chữ thường, đứng riêng một dòng; tiêu đề viết hoa ở dòng dưới"
        } else {
            continue;
        };
        report.line(
            note.line,
            note.place.unwrap_or(Place::AnnexTitle(0)),
            &note.excerpt,
            None,
            message,
        );
    }
}

/// The number an annex has on the paper.
fn own_number(index: usize) -> u32 {
    u32::try_from(index).unwrap_or(u32::MAX - 1) + 1
}

/// A "Phụ lục" in the main text.
struct Pointer {
    place: Place,
    /// Its number; none for "phụ lục kèm theo", which points to all.
    number: Option<u32>,
    /// Whether it can only mean an annex of this plan.
    own: bool,
}

fn lost(document: &Document, pointers: &[Pointer], report: &mut Report) {
    let count = own_number(document.annexes.len()) - 1;
    for pointer in pointers {
        if pointer.own && pointer.number.unwrap_or(1) > count {
            let name = pointer.number.map(|number| format!(" {}", roman(number)));
            let name = name.unwrap_or_default();
            let message =
                format!("chỉ dẫn tới Phụ lục{name} nhưng kế hoạch không có phụ lục đó");
            report.at(pointer.place, Part::Main, &format!("Phụ lục{name}"), message);
        }
    }
}

/// Every "Phụ lục" of the main text; only passages that hold the words are looked at.
fn pointers(case: &Case<'_>) -> Vec<Pointer> {
    let mut found = Vec::new();
    for (passage, reading) in case.passages() {
        let place = passage.place;
        let main = matches!(
            place,
            Place::Opening(_)
                | Place::Block(Story::Body, _)
                | Place::Cell(Story::Body, ..)
                | Place::Closing(_)
        );
        if !main || passage.note.is_some() || !reading.tells_of(Cue::Annex) {
            continue;
        }
        let words = passage.words.replace(NOTE_ANCHOR, "").replace('\n', " ");
        let named = in_words(&words).into_iter();
        found.extend(named.map(|(number, own)| Pointer { place, number, own }));
    }
    found
}

/// Every number that "Phụ lục" names in a paragraph (`Phụ lục I, II và IV`, `Phụ lục I đến III`);
/// none for one without number.
fn in_words(words: &str) -> Vec<(Option<u32>, bool)> {
    const NAME: &str = "phụ lục";
    let small = words.to_lowercase();
    let mut found = Vec::new();
    for (at, _) in small.match_indices(NAME) {
        let rest = &small[at + NAME.len()..];
        let mut tokens = rest
            .split(|letter: char| letter.is_whitespace())
            .filter(|token| !token.is_empty())
            .peekable();
        let first = found.len();
        let mut through = false;
        while let Some(token) = tokens.peek().copied() {
            let bare = token.trim_matches([',', ';', '.', ')', '(', ':', '/']);
            if let Some(number) = number(bare) {
                let from = match found.last() {
                    Some((Some(last), _)) if through && *last < number => last + 1,
                    _ => number,
                };
                found.extend((from..=number).map(|number| (Some(number), false)));
                through = false;
                tokens.next();
                if token.ends_with([';', '.', ')', '/']) {
                    break;
                }
            } else if found.len() > first && matches!(bare, "và" | "đến" | "tới" | "-") {
                through = bare != "và";
                tokens.next();
            } else {
                break;
            }
        }
        let tail = tokens.collect::<Vec<_>>().join(" ");
        let own = is_own(&tail);
        if found.len() == first {
            found.push((None, own));
        } else {
            found[first..].iter_mut().for_each(|entry| entry.1 = own);
        }
    }
    found
}

/// Whether what follows "Phụ lục" says that it is this plan's.
fn is_own(tail: &str) -> bool {
    const OTHERS: [&str; 4] = ["nghị định", "thông tư", "quyết định", "nghị quyết"];
    let Some((between, _)) = tail.split_once("kế hoạch này") else {
        return ["kèm theo.", "kèm theo)", "kèm theo;"]
            .iter()
            .any(|end| tail.starts_with(end));
    };
    !OTHERS.iter().any(|kind| between.contains(kind))
}

/// A Roman or Arabic number up to thirty: no plan has more annexes.
fn number(word: &str) -> Option<u32> {
    let written =
        |number: u32| roman(number).to_lowercase() == word || number.to_string() == word;
    let number = word.parse().ok().or_else(|| parse_roman(&word.to_uppercase()))?;
    ((1..=30).contains(&number) && written(number)).then_some(number)
}
