//! Names of bodies: one name is written with the same capitals throughout, and no syllable bears one
//! that only ends a word ("Tổ Chức"). Rows stand in `capitals`.

use std::collections::HashMap;
use std::ops::Range;

use crate::check::case::Case;
use crate::check::context::Context;
use crate::check::passage::Passage as Field;
use crate::check::phrases::Meaning;
use crate::check::reading::{Kind, Reading, Token};
use crate::check::row::More;
use crate::check::row::Test::{Passage, Whole};
use crate::check::spelling::stand_together;
use crate::check::tell::{Report, Tell};

pub(in crate::check) static MORE: [More; 2] =
    [("V15", Whole(one_name)), ("V03", Passage(every_syllable))];

/// Words by which bodies are called.
const KINDS: [&str; 24] = [
    "bộ",
    "sở",
    "vụ",
    "cục",
    "phòng",
    "ban",
    "viện",
    "đồn",
    "trạm",
    "khoa",
    "đội",
    "tổ",
    "quỹ",
    "hội",
    "chi cục",
    "trung tâm",
    "văn phòng",
    "học viện",
    "bệnh viện",
    "hội đồng",
    "thanh tra",
    "công an",
    "ủy ban",
    "liên đoàn",
];
/// How many words of a name are compared.
const LONGEST: usize = 6;

/// A body as a passage names it.
#[derive(Debug)]
pub(in crate::check) struct BodyName {
    /// Its words, small, of the kind and up to five more.
    key: String,
    /// The bytes of the first three.
    front: usize,
    /// Which of them bear a capital, a bit each.
    capitals: u8,
    span: Range<usize>,
}

/// Words that stand one space apart, from an index on.
fn run<'a>(words: &[&'a Token], from: usize, most: usize) -> Vec<&'a Token> {
    let mut run: Vec<&Token> = Vec::with_capacity(most);
    for word in words.iter().skip(from).take(most) {
        if run.last().is_some_and(|last| last.span.end + 1 != word.span.start) {
            break;
        }
        run.push(word);
    }
    run
}

/// How many words the kind of a body takes; none where no body begins.
fn kind_length(reading: &Reading, words: &[&Token]) -> Option<usize> {
    let first = reading.small(words.first()?);
    let second = words.get(1).map_or("", |word| reading.small(word));
    let two = |kind: &&str| kind.split_once(' ') == Some((first, second));
    if KINDS.iter().any(two) {
        return Some(2);
    }
    KINDS.contains(&first).then_some(1)
}

/// The bodies that a passage names with a capital in front.
pub(in crate::check) fn body_names(reading: &Reading) -> Vec<BodyName> {
    if reading.capitals || reading.role.is_frame() {
        return Vec::new();
    }
    let words: Vec<&Token> = reading.words().collect();
    let mut found = Vec::new();
    for (index, word) in words.iter().enumerate() {
        if !reading.is_capital(word) {
            continue;
        }
        let run = run(&words, index, LONGEST);
        // A verb may follow the bare kind: "Sở xây dựng kế hoạch", "Ban tổ chức họp".
        let verb =
            |word: &Token| matches!(reading.small(word), "xây" | "tổ" | "thanh" | "công");
        let named = kind_length(reading, &run)
            .is_some_and(|length| run.len() >= length + 2 && !verb(run[length]));
        let loud = run.iter().any(|word| {
            let letters = &reading.chars[word.span.clone()];
            letters.len() > 1 && letters.iter().all(|c| c.is_uppercase())
        });
        // What the table of names says of its capitals is told there.
        let known = reading.hits.iter().any(|hit| {
            matches!(hit.meaning, Meaning::Capitals(_)) && hit.span.start == word.span.start
        });
        let apart = reading.is_quoted(&word.span) || reading.is_cited(&word.span);
        if !named || loud || known || apart {
            continue;
        }
        let key: Vec<&str> = run.iter().map(|word| reading.small(word)).collect();
        let capitals = run
            .iter()
            .enumerate()
            .filter(|(_, word)| reading.is_capital(word))
            .fold(0, |all, (n, _)| all | 1 << n);
        let end = run.last().map_or(word.span.end, |last| last.span.end);
        let front = key.iter().take(3).map(|word| word.len() + 1).sum::<usize>() - 1;
        let span = word.span.start..end;
        found.push(BodyName { key: key.join(" "), front, capitals, span });
    }
    found
}

/// The words that two names share from the front.
fn common(first: &str, second: &str) -> usize {
    first.split(' ').zip(second.split(' ')).take_while(|(a, b)| a == b).count()
}

/// "Phòng Kế hoạch tổng hợp" here, "Phòng kế hoạch tổng hợp" there: the rarer way is told.
fn one_name(case: &Case<'_>, report: &mut Report) {
    let mut by_front: HashMap<&str, Vec<(&Field<'_>, &BodyName)>> = HashMap::new();
    for (passage, known) in case.known() {
        for name in &known.facts.bodies {
            by_front.entry(&name.key[..name.front]).or_default().push((passage, name));
        }
    }
    let mut groups: Vec<_> = by_front.into_iter().filter(|(_, all)| all.len() > 1).collect();
    groups.sort_by_key(|group| group.0);
    for (_, all) in groups {
        let Some((passage, name, length, right)) = odd_one(&all) else { continue };
        let words: Vec<String> = passage
            .words
            .chars()
            .skip(name.span.start)
            .take(name.span.len())
            .collect::<String>()
            .split(' ')
            .take(length)
            .map(str::to_owned)
            .collect();
        let written = words.join(" ");
        let cured: Vec<String> = words
            .iter()
            .enumerate()
            .map(|(n, word)| {
                let small = word.to_lowercase();
                let capital = crate::check::reading::capitalised;
                if right & 1 << n != 0 { capital(&small) } else { small }
            })
            .collect();
        let cured = cured.join(" ");
        let span = name.span.start..name.span.start + written.chars().count();
        let message = format!("chỗ khác trong văn bản viết “{cured}”; viết thống nhất");
        report.span(passage, span, message).cured(cured, false);
    }
}

/// Of names that begin alike the first whose capitals are not as in most others: how many words they
/// share, and the capitals of the others.
fn odd_one<'a>(
    all: &[(&'a Field<'a>, &'a BodyName)],
) -> Option<(&'a Field<'a>, &'a BodyName, usize, u8)> {
    let mask = |length: usize| (1u8 << length) - 1;
    for (passage, name) in all {
        let differs = |other: &BodyName| {
            let length = common(&name.key, &other.key);
            let differs = (name.capitals ^ other.capitals) & mask(length) != 0;
            differs.then_some((length, other.capitals & mask(length)))
        };
        let against: Vec<(usize, u8)> =
            all.iter().filter_map(|(_, other)| differs(other)).collect();
        let with = all.len() - against.len();
        let first = against.first()?;
        // Of two the one with fewer capitals is the slip.
        let fewer = (name.capitals & mask(first.0)).count_ones() < first.1.count_ones();
        if against.len() > with || (against.len() == with && fewer) {
            return Some((*passage, *name, first.0, first.1));
        }
    }
    None
}

/// "Phòng Tổ Chức", "Thanh Tra tỉnh": both syllables of a word bear a capital.
fn every_syllable(reading: &Reading, _: &Context, tell: &mut Tell<'_>) {
    if reading.capitals || reading.role.is_frame() || reading.role.is_heading() {
        return;
    }
    const WORDS: [&str; 26] = [
        "tổ chức",
        "cán bộ",
        "tài chính",
        "kế hoạch",
        "hành chính",
        "thanh tra",
        "công an",
        "quân sự",
        "giáo dục",
        "đào tạo",
        "xây dựng",
        "nông nghiệp",
        "môi trường",
        "tư pháp",
        "nội vụ",
        "công thương",
        "văn hóa",
        "thể thao",
        "du lịch",
        "kinh tế",
        "hạ tầng",
        "đô thị",
        "tổng hợp",
        "quản lý",
        "nhân dân",
        "khoa học",
    ];
    let words: Vec<&Token> = reading.words().collect();
    for (index, word) in words.iter().enumerate() {
        if !reading.is_capital(word) {
            continue;
        }
        let run = run(&words, index, LONGEST + 2);
        let before = index.checked_sub(1).map(|at| words[at]);
        let inside = before.is_some_and(|before| {
            before.span.end + 1 == word.span.start && reading.is_capital(before)
        });
        let kind = kind_length(reading, &run).filter(|_| !inside);
        let Some(length) = kind else { continue };
        for two in run.windows(2).enumerate().filter(|(n, _)| length == 2 || *n >= length) {
            let (_, [first, second]) = two else { continue };
            let pair = format!("{} {}", reading.small(first), reading.small(second));
            let both = reading.is_capital(first) && reading.is_capital(second);
            let loud = reading.chars[second.span.clone()].iter().all(|c| c.is_uppercase());
            let known = WORDS.contains(&pair.as_str())
                && stand_together(reading.small(first), reading.small(second));
            let told = reading.hits.iter().any(|hit| {
                hit.span.contains(&second.span.start)
                    && matches!(hit.meaning, Meaning::Capitals(_))
            });
            if both && known && !loud && !told && second.kind == Kind::Word {
                let small = reading.text(second.span.clone()).to_lowercase();
                let right = format!("{} {small}", reading.text(first.span.clone()));
                let message = format!("viết hoa chữ đầu của từ: “{right}”");
                tell.offer(second.span.clone(), small, message);
            }
        }
    }
}
