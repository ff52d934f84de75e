//! Names of agencies in a letterhead: where one begins, where one line holds two.

use crate::vietnamese::plain_fold;

use super::lexicon::{
    ABOVE_OFFICES, BELOW_COMMITTEE, BELOW_OFFICES, NAME_GOES_ON, OFFICE_HEADS, OFFICE_WORDS,
    OFFICE_WORK, PLACE_KINDS, TORN_NAMES,
};

/// Whether a line begins the name of an agency.
pub(super) fn begins_agency(words: &str) -> bool {
    let small = words.to_lowercase();
    let small = small.trim_start();
    let folded = plain_fold(small);
    if is_work(&folded) {
        return false;
    }
    let head = |line: &str, head: &str| {
        line.strip_prefix(head).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
    };
    OFFICE_WORDS.iter().any(|word| head(small, word))
        || OFFICE_HEADS.iter().any(|word| head(&folded, word))
}

/// "PHÒNG, CHỐNG THIÊN TAI": what a steering committee does, not an office.
fn is_work(folded: &str) -> bool {
    OFFICE_WORK.iter().any(|head| folded.starts_with(head))
}

/// Whether a line goes on with the agency's name in the line before it.
pub(in crate::read) fn goes_on(before: &str, line: &str) -> bool {
    let before = plain_fold(before);
    let before = before.as_str();
    let folded = plain_fold(line);
    !begins_agency(line)
        || before.ends_with([',', '-', '–'])
        || [" va", " cua", " cac"].iter().any(|end| before.ends_with(end))
        || TORN_NAMES.iter().any(|(end, head)| {
            (before == *end || before.ends_with(&format!(" {end}")))
                && (folded == *head || folded.starts_with(&format!("{head} ")))
        })
}

/// A line in capitals with the parent's name before the agency's: `UBND TỈNH A SỞ NỘI VỤ`.
pub(super) fn split_agencies(words: &str) -> Vec<String> {
    let tokens: Vec<&str> = words.split_whitespace().collect();
    let capital = crate::vietnamese::is_capitals(words);
    let cut = (2..tokens.len()).find(|at| {
        let before = plain_fold(&tokens[..*at].join(" "));
        let rest = plain_fold(&tokens[*at..].join(" "));
        capital && !ends_open(&before) && parts(&before, &rest)
    });
    match cut {
        Some(at) => vec![tokens[..at].join(" "), tokens[at..].join(" ")],
        None => vec![words.to_owned()],
    }
}

/// What ends in these words goes on.
fn ends_open(before: &str) -> bool {
    let last = before.rsplit(' ').next().unwrap_or_default();
    last.ends_with(['-', '–', ',']) || NAME_GOES_ON.contains(&last)
}

/// Whether the first words name a parent in full and the rest begins an agency below it.
fn parts(before: &str, rest: &str) -> bool {
    let begins =
        |line: &str, head: &str| line == head || line.starts_with(&format!("{head} "));
    let any = |line: &str, heads: &[&str]| heads.iter().any(|head| begins(line, head));
    let committee = ["ubnd ", "uy ban nhan dan "]
        .iter()
        .find_map(|head| before.strip_prefix(head))
        .is_some_and(|place| {
            PLACE_KINDS.iter().any(|kind| {
                place
                    .strip_prefix(kind)
                    .is_some_and(|name| name.starts_with(' ') && name.len() > 1)
            })
        });
    if committee {
        return !is_work(rest) && any(rest, BELOW_COMMITTEE);
    }
    if any(before, ABOVE_OFFICES) || before.starts_with("phong gd&dt") {
        return any(rest, BELOW_OFFICES);
    }
    before == "bao hiem xa hoi viet nam" && begins(rest, "bao hiem xa hoi")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offices_are_told_from_other_words() {
        for words in ["SỞ Y TẾ", "Ủy ban nhân dân xã A", "CÔNG ĐOÀN NGÀNH", "BAN CHỈ ĐẠO 138"]
        {
            assert!(begins_agency(words), "{words}");
        }
        for words in [
            "Số hiệu: 12",
            "PHÒNG, CHỐNG BÃO",
            "BAN HÀNH QUY CHẾ",
            "QUÝ I",
            "VĂN HÓA",
            "Bản sao",
        ] {
            assert!(!begins_agency(words), "{words}");
        }
    }

    #[test]
    fn one_line_with_parent_and_agency() {
        let cases: [(&str, &[&str]); 7] = [
            ("UBND TỈNH A SỞ NỘI VỤ", &["UBND TỈNH A", "SỞ NỘI VỤ"]),
            ("SỞ Y TẾ TỈNH A BỆNH VIỆN B", &["SỞ Y TẾ TỈNH A", "BỆNH VIỆN B"]),
            (
                "BỘ TÀI NGUYÊN VÀ MÔI TRƯỜNG CỤC KHÍ TƯỢNG",
                &["BỘ TÀI NGUYÊN VÀ MÔI TRƯỜNG", "CỤC KHÍ TƯỢNG"],
            ),
            ("UBND THÀNH PHỐ HẢI PHÒNG", &["UBND THÀNH PHỐ HẢI PHÒNG"]),
            ("SỞ GIÁO DỤC - CÔNG AN TỈNH", &["SỞ GIÁO DỤC - CÔNG AN TỈNH"]),
            ("TRƯỜNG TRUNG HỌC CƠ SỞ B", &["TRƯỜNG TRUNG HỌC CƠ SỞ B"]),
            ("UBND HUYỆN A VĂN PHÒNG", &["UBND HUYỆN A", "VĂN PHÒNG"]),
        ];
        for (words, parts) in cases {
            assert_eq!(split_agencies(words), parts);
        }
    }

    #[test]
    fn torn_names_go_on() {
        assert!(goes_on("SỞ LAO ĐỘNG - THƯƠNG BINH VÀ XÃ", "HỘI"));
        assert!(goes_on("BAN CHỈ HUY", "PHÒNG THỦ DÂN SỰ"));
        assert!(!goes_on("UBND XÃ A", "TRƯỜNG MẦM NON B"));
    }
}
