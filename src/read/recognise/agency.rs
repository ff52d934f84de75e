//! Names of agencies in a letterhead: where one begins, where one line holds two.

use super::titles::plain_fold;

/// Single words with which the name of an agency begins, small, with their marks: `số` and `hội`
/// are told from `sở` and `hỏi` by them alone.
const WORDS: [&str; 19] = [
    "sở",
    "bộ",
    "cục",
    "phòng",
    "trường",
    "viện",
    "đảng",
    "hội",
    "quỹ",
    "đoàn",
    "báo",
    "đài",
    "trạm",
    "ban",
    "hạt",
    "vụ",
    "đội",
    "ubnd",
    "khoa",
];

/// Longer heads, folded.
const HEADS: [&str; 47] = [
    "uy ban",
    "hdnd",
    "hoi dong",
    "chi cuc",
    "tong cuc",
    "trung tam",
    "van phong",
    "bao hiem",
    "tong cong ty",
    "cong ty",
    "hoc vien",
    "dai hoc",
    "cong an",
    "cong doan",
    "thanh tra",
    "kho bac",
    "ngan hang",
    "toa an",
    "lien hiep",
    "lien doan",
    "tong lien doan",
    "lien minh",
    "hiep hoi",
    "mat tran",
    "benh vien",
    "chinh phu",
    "quoc hoi",
    "tap doan",
    "chu tich",
    "tinh uy",
    "thanh uy",
    "huyen uy",
    "thi uy",
    "quan uy",
    "dang uy",
    "dang bo",
    "chi bo",
    "tinh doan",
    "thanh doan",
    "huyen doan",
    "thi doan",
    "quan doan",
    "bch",
    "tieu ban",
    "to cong tac",
    "thu vien",
    "bao tang",
];

/// Whether a line begins the name of an agency.
pub(super) fn begins_agency(words: &str) -> bool {
    let small = words.to_lowercase();
    let small = small.trim_start();
    let folded = plain_fold(small);
    if folded.starts_with("ban hanh") || is_work(&folded) {
        return false;
    }
    let head = |line: &str, head: &str| {
        line.strip_prefix(head).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
    };
    WORDS.iter().any(|word| head(small, word)) || HEADS.iter().any(|word| head(&folded, word))
}

/// "PHÒNG, CHỐNG THIÊN TAI": what a steering committee does, not an office.
fn is_work(folded: &str) -> bool {
    [
        "phong, ",
        "phong chong",
        "phong thu",
        "phong chay",
        "phong ngua",
        "phong benh",
        "khoa hoc",
    ]
    .iter()
    .any(|head| folded.starts_with(head))
}

/// Whether a line goes on with the agency's name in the line before it.
pub(in crate::read) fn goes_on(before: &str, line: &str) -> bool {
    let before = plain_fold(before);
    let before = before.as_str();
    let folded = plain_fold(line);
    let torn = [
        ("xa", "hoi"),
        ("moi", "truong"),
        ("van", "phong"),
        ("cong", "doan"),
        ("bach", "khoa"),
        ("da", "khoa"),
    ];
    !begins_agency(line)
        || before.ends_with([',', '-', '–'])
        || [" va", " cua", " cac"].iter().any(|end| before.ends_with(end))
        || torn.iter().any(|(end, head)| {
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
    last.ends_with(['-', '–', ','])
        || matches!(
            last,
            "va" | "cua"
                | "cac"
                | "moi"
                | "thi"
                | "quang"
                | "van"
                | "hai"
                | "quoc"
                | "du"
                | "chi"
                | "tong"
                | "benh"
                | "hoc"
                | "doc"
                | "co"
        )
}

/// Whether the first words name a parent in full and the rest begins an agency below it.
fn parts(before: &str, rest: &str) -> bool {
    const PLACES: [&str; 10] = [
        "tinh",
        "thanh pho",
        "tp",
        "tp.",
        "huyen",
        "quan",
        "thi xa",
        "xa",
        "phuong",
        "thi tran",
    ];
    let begins =
        |line: &str, head: &str| line == head || line.starts_with(&format!("{head} "));
    let any = |line: &str, heads: &[&str]| heads.iter().any(|head| begins(line, head));
    let committee = ["ubnd ", "uy ban nhan dan "]
        .iter()
        .find_map(|head| before.strip_prefix(head))
        .is_some_and(|place| {
            PLACES.iter().any(|kind| {
                place
                    .strip_prefix(kind)
                    .is_some_and(|name| name.starts_with(' ') && name.len() > 1)
            })
        });
    if committee {
        return !is_work(rest)
            && any(
                rest,
                &[
                    "so",
                    "phong",
                    "trung tam",
                    "truong",
                    "benh vien",
                    "ban",
                    "cong an",
                    "thanh tra",
                    "van phong",
                    "vien",
                    "chi cuc",
                    "hoi dong",
                ],
            );
    }
    let parent = [
        "bo",
        "so",
        "tong cuc",
        "cuc",
        "phong gd",
        "phong giao duc",
        "lien doan lao dong",
        "dang bo",
        "tinh uy",
        "thanh uy",
        "huyen uy",
    ];
    if any(before, &parent) || before.starts_with("phong gd&dt") {
        return any(
            rest,
            &[
                "truong",
                "benh vien",
                "trung tam",
                "chi cuc",
                "cuc",
                "cong doan",
                "hoc vien",
                "huyen uy",
                "dang uy",
                "ban tuyen giao",
                "ban to chuc",
                "ban dan van",
            ],
        );
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
