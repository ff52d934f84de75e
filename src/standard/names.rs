//! Agency names inside a sentence (Phụ lục II, Mục IV).
//!
//! The letterhead prints a name in capitals; the reference line of an annex and the document's
//! properties need it as a sentence writes it.

use unicode_normalization::UnicodeNormalization as _;

use crate::vietnamese;

/// Kinds of agency whose next word (the field) takes a capital too: `Sở Xây dựng`.
const KINDS: [&str; 19] = [
    "bộ",
    "sở",
    "ban",
    "phòng",
    "cục",
    "chi cục",
    "tổng cục",
    "vụ",
    "viện",
    "trung tâm",
    "trường",
    "văn phòng",
    "thanh tra",
    "kho bạc",
    "bệnh viện",
    "công ty",
    "đài",
    "chi nhánh",
    "quỹ",
];

/// Kinds whose name joins several fields, each of which takes a capital: `Sở Văn hóa, Thể thao và Du lịch`. A
/// ban's name tells what it manages, with small letters: `Ban Quản lý các khu công nghiệp và chế xuất`.
fn joins_fields(name: &str) -> bool {
    KINDS[..13].iter().any(|kind| {
        *kind != "ban" && name.strip_prefix(kind).is_some_and(|rest| rest.starts_with(' '))
    })
}

/// Names that are small inside: only the first letter is a capital.
const PLAIN: [&str; 4] =
    ["ủy ban nhân dân", "uỷ ban nhân dân", "hội đồng nhân dân", "bảo hiểm xã hội"];

/// Kinds of school: what follows is the school's own name.
const SCHOOLS: [&str; 6] =
    ["mầm non", "mẫu giáo", "tiểu học", "trung học cơ sở", "trung học phổ thông", "cao đẳng"];

/// Common nouns of administrative units: small, and every syllable after them is a capital.
const UNITS: [&str; 8] =
    ["thành phố", "đặc khu", "thị trấn", "tỉnh", "phường", "huyện", "quận", "xã"];

/// Names that are proper throughout, whatever stands around them; the longer ones first.
const PROPER: [&str; 12] = [
    "Việt Nam",
    "Hồ Chí Minh",
    "Tây Nguyên",
    "Cửu Long",
    "Bắc Trung Bộ",
    "Nam Trung Bộ",
    "Đông Nam Bộ",
    "Tây Nam Bộ",
    "Tây Bắc",
    "Đông Bắc",
    "Đông Nam",
    "Tây Nam",
];

/// Abbreviations that keep their capitals.
const SHORT: [&str; 10] =
    ["ubnd", "hđnd", "thcs", "thpt", "ptdt", "bhxh", "ubmttq", "tp", "tw", "gdtx"];

/// The lines of an agency as one name inside a sentence.
pub fn agency_in_sentence(lines: &[String]) -> String {
    let name = lines.iter().map(|line| line.trim()).filter(|line| !line.is_empty());
    let name = name.collect::<Vec<_>>().join(" ");
    in_sentence(&name)
}

/// A name written in capitals as a sentence writes it; one that has small letters already keeps
/// them, but for the common noun of a unit (`Ủy ban nhân dân Xã …` → `xã …`).
pub fn in_sentence(name: &str) -> String {
    if name.chars().any(char::is_lowercase) {
        let mut fixed = name.to_owned();
        for unit in UNITS {
            let capital = capitalised(unit);
            fixed =
                fixed.replace(&format!("nhân dân {capital} "), &format!("nhân dân {unit} "));
        }
        return fixed;
    }
    let small = name.to_lowercase();
    let words: Vec<&str> = small.split(' ').filter(|word| !word.is_empty()).collect();
    let mut out: Vec<String> = Vec::with_capacity(words.len());
    let mut index = 0;
    let mut proper = false;
    let joined = joins_fields(&small);
    while index < words.len() {
        let rest = words[index..].join(" ");
        let starts = |list: &[&str]| {
            list.iter()
                .find(|phrase| {
                    rest.strip_prefix(**phrase)
                        .is_some_and(|after| after.is_empty() || after.starts_with(' '))
                })
                .map(|phrase| (phrase.to_string(), phrase.split(' ').count()))
        };
        if let Some((phrase, count)) = starts(&PLAIN) {
            out.push(capitalised(&phrase));
            index += count;
            proper = false;
        } else if let Some((level, count)) = starts(&SCHOOLS) {
            out.push(capitalised(&level));
            index += count;
            proper = true;
        } else if let Some((unit, count)) =
            starts(&UNITS).filter(|_| index > 0 && !is_society(&rest))
        {
            out.push(unit);
            index += count;
            proper = true;
        } else if let Some((kind, count)) = starts(&KINDS).filter(|_| index == 0) {
            out.push(capitalised(&kind));
            index += count;
            let rest = words[index..].join(" ");
            if let Some(field) = words.get(index)
                && !starts_unit(&rest)
                && !SCHOOLS.iter().any(|level| rest.starts_with(level))
            {
                // `Trường THCS Trần Phú`, but `Trung tâm CNTT và Truyền thông`.
                proper = SHORT.contains(field);
                out.push(abbreviated(field, false).unwrap_or_else(|| capitalised(field)));
                index += 1;
            }
        } else {
            let word = words[index];
            out.push(match abbreviated(word, proper) {
                Some(short) => short,
                None if proper || index == 0 => capitalised(word),
                None if words[index - 1] == "-" => capitalised(word),
                None if joined
                    && word != "và"
                    && (words[index - 1] == "và" || words[index - 1].ends_with(',')) =>
                {
                    capitalised(word)
                }
                None => word.to_owned(),
            });
            index += 1;
        }
    }
    let mut name = out.join(" ");
    for proper in PROPER {
        name = name.replace(&proper.to_lowercase(), proper);
    }
    name.replace("thành phố Hồ Chí Minh", "Thành phố Hồ Chí Minh")
}

fn starts_unit(rest: &str) -> bool {
    UNITS.iter().any(|unit| rest.starts_with(&format!("{unit} ")))
}

/// `xã hội` is no commune.
fn is_society(rest: &str) -> bool {
    rest.starts_with("xã hội")
}

/// An abbreviation in its capitals: a known one, or what cannot be spoken as a syllable. Among
/// proper names only what has no vowel at all, for `Pleiku` is a place.
fn abbreviated(word: &str, proper: bool) -> Option<String> {
    const LONGEST: usize = 5;
    let letters = word.trim_matches(|c: char| !c.is_alphanumeric());
    let has_vowel = || letters.nfd().any(|c| matches!(c, 'a' | 'e' | 'i' | 'o' | 'u' | 'y'));
    // `đ` is a letter of abbreviations, tone marks are not.
    let is_plain = || letters.chars().all(|c| c.is_ascii_alphabetic() || c == 'đ');
    let is_short = SHORT.contains(&letters)
        || !has_vowel()
        || !proper
            && is_plain()
            && letters.len() <= LONGEST
            && !vietnamese::is_syllable(letters);
    is_short.then(|| word.to_uppercase())
}

fn capitalised(word: &str) -> String {
    let mut letters = word.chars();
    match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn capitals_become_the_names_of_sentences() {
        for (capitals, sentence) in [
            ("SỞ XÂY DỰNG", "Sở Xây dựng"),
            ("ỦY BAN NHÂN DÂN TỈNH NGHỆ AN", "Ủy ban nhân dân tỉnh Nghệ An"),
            ("ỦY BAN NHÂN DÂN XÃ QUẢNG CHÂU", "Ủy ban nhân dân xã Quảng Châu"),
            ("TRƯỜNG THCS TRẦN PHÚ", "Trường THCS Trần Phú"),
            ("TRƯỜNG TIỂU HỌC LÊ LỢI", "Trường Tiểu học Lê Lợi"),
            ("PHÒNG VĂN HÓA - XÃ HỘI", "Phòng Văn hóa - Xã hội"),
            ("BẢO HIỂM XÃ HỘI VIỆT NAM", "Bảo hiểm xã hội Việt Nam"),
            ("ỦY BAN NHÂN DÂN THÀNH PHỐ HỒ CHÍ MINH", "Ủy ban nhân dân Thành phố Hồ Chí Minh"),
            ("TRUNG TÂM CNTT TÂY BẮC", "Trung tâm CNTT Tây Bắc"),
            ("TRUNG TÂM CNTT VÀ TRUYỀN THÔNG", "Trung tâm CNTT và Truyền thông"),
            ("SỞ NÔNG NGHIỆP VÀ MÔI TRƯỜNG", "Sở Nông nghiệp và Môi trường"),
            ("SỞ VĂN HÓA, THỂ THAO VÀ DU LỊCH", "Sở Văn hóa, Thể thao và Du lịch"),
            ("SỞ GIÁO DỤC VÀ ĐÀO TẠO", "Sở Giáo dục và Đào tạo"),
            ("PHÒNG KINH TẾ, HẠ TẦNG VÀ ĐÔ THỊ", "Phòng Kinh tế, Hạ tầng và Đô thị"),
            (
                "BAN QUẢN LÝ CÁC KHU CÔNG NGHIỆP VÀ CHẾ XUẤT",
                "Ban Quản lý các khu công nghiệp và chế xuất",
            ),
            ("BAN QLDA KHU VỰC II", "Ban QLDA khu vực II"),
            ("SỞ DU LỊCH, THAN VÀ ĐIỆN", "Sở Du lịch, Than và Điện"),
            ("ỦY BAN NHÂN DÂN TỈNH ĐẮK LẮK", "Ủy ban nhân dân tỉnh Đắk Lắk"),
            ("ỦY BAN NHÂN DÂN PHƯỜNG PLEIKU", "Ủy ban nhân dân phường Pleiku"),
            ("Sở Xây dựng", "Sở Xây dựng"),
            ("Ủy ban nhân dân Xã Đông Hà", "Ủy ban nhân dân xã Đông Hà"),
        ] {
            assert_eq!(in_sentence(capitals), sentence);
        }
    }
}
