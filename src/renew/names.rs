//! Names of bodies and units that the reforms of 2025 and 2026 changed.

use std::ops::Range;

use chrono::NaiveDate;

use super::{Found, Reason};
use crate::model::Place;
use crate::standard::{
    BODY_REFORMS, DISTRICT_NOUNS, DISTRICT_REFORMS, MERGERS, PROVINCES, reached, successor,
};

/// What makes a province's name the name of something smaller, or of a street.
const NOT_PROVINCE: [&str; 9] =
    ["xã", "phường", "huyện", "quận", "thị trấn", "đường", "phố", "trường", "thôn"];

/// Old names in a text, for a plan of a date.
pub(super) fn find(words: &str, place: Place, date: NaiveDate) -> Vec<Found> {
    let chars: Vec<char> = words.chars().collect();
    let mut found: Vec<Found> = Vec::new();
    let mut add = |range: Range<usize>, after: Option<String>, why: String| {
        if !found.iter().any(|one| super::meet(&one.range, &range)) {
            let reason = Reason::Name;
            found.push(Found { range, after, reason, why, safe: false });
        }
    };
    for reform in BODY_REFORMS.iter().chain(&DISTRICT_REFORMS) {
        if !reached(date, reform.since) {
            continue;
        }
        for (range, capitals) in occurrences(&chars, reform.old) {
            // `Ban Tuyên giáo và Dân vận` is the new name itself.
            if !reform.new.is_empty() && stands(&chars, range.start, reform.new) {
                continue;
            }
            let after = (!reform.new.is_empty()).then(|| cased(reform.new, capitals));
            add(range, after, reason_of(reform.old, reform.since));
        }
    }
    if reached(date, MERGERS) {
        provinces(&chars, place, date, &mut add);
        districts(&chars, &mut add);
    }
    cities(&chars, date, &mut add);
    found
}

fn reason_of(old: &str, (year, month, day): (i32, u32, u32)) -> String {
    let day = format!("{day:02}/{month}/{year}");
    let district = DISTRICT_REFORMS.iter().any(|reform| reform.old == old);
    match district {
        true => format!("Cấp huyện kết thúc hoạt động từ {day}."),
        false => format!("Tên cơ quan đã đổi từ {day}."),
    }
}

fn provinces(
    chars: &[char],
    place: Place,
    date: NaiveDate,
    add: &mut impl FnMut(Range<usize>, Option<String>, String),
) {
    for province in &PROVINCES {
        for former in province.merged {
            let Some(now) = successor(former) else { continue };
            for (range, capitals) in occurrences(chars, former) {
                if is_part_of_name(chars, &range) {
                    continue;
                }
                let before = ["tỉnh ", "thành phố "];
                let titled =
                    before.iter().find_map(|noun| before_is(chars, range.start, noun));
                let why = format!("{former} đã nhập vào {} từ 01/7/2025.", now.titled(date));
                match titled {
                    Some(start) => {
                        let after = cased(&now.titled(date), capitals);
                        add(start..range.end, Some(after), why);
                    }
                    None => {
                        let name = match (now.name, place) {
                            ("Hồ Chí Minh", _) => "Thành phố Hồ Chí Minh",
                            (name, _) => name,
                        };
                        add(range, Some(cased(name, capitals)), why);
                    }
                }
            }
        }
    }
}

fn cities(
    chars: &[char],
    date: NaiveDate,
    add: &mut impl FnMut(Range<usize>, Option<String>, String),
) {
    for province in PROVINCES.iter().filter(|province| province.is_city(date)) {
        let since = province.city_since.unwrap_or((1, 1, 1));
        for (range, capitals) in occurrences(chars, &format!("tỉnh {}", province.name)) {
            let after = cased(&province.titled(date), capitals);
            let why = match since.0 {
                1 => format!("{} là thành phố trực thuộc Trung ương.", province.name),
                _ => format!(
                    "{} là thành phố từ {:02}/{}/{}.",
                    province.name, since.2, since.1, since.0
                ),
            };
            add(range, Some(after), why);
        }
    }
}

/// `huyện Kim Bảng`: which commune it is now, she has to say.
fn districts(chars: &[char], add: &mut impl FnMut(Range<usize>, Option<String>, String)) {
    for noun in DISTRICT_NOUNS {
        for (range, capitals) in occurrences(chars, noun) {
            let rest = &chars[range.end..];
            let mut letters = rest.iter().skip_while(|c| c.is_whitespace());
            let named = letters.next().is_some_and(|c| c.is_uppercase())
                && rest.first().is_some_and(|c| c.is_whitespace());
            let capital = chars[range.start].is_uppercase() && !capitals;
            if !named || capital {
                continue;
            }
            let end = range.end + name_length(rest);
            let why = "Cấp huyện kết thúc hoạt động từ 01/7/2025; hãy ghi xã, phường, đặc khu \
                       tiếp nhận.";
            add(range.start..end, None, why.to_owned());
        }
    }
}

/// Characters of the capitalised syllables that follow.
fn name_length(rest: &[char]) -> usize {
    let mut length = 0;
    let mut at = 0;
    while at < rest.len() {
        let word_at = at + rest[at..].iter().take_while(|c| **c == ' ').count();
        let word = rest[word_at..].iter().take_while(|c| c.is_alphanumeric()).count();
        if word == 0 || !rest[word_at].is_uppercase() || length > 30 {
            break;
        }
        at = word_at + word;
        length = at;
    }
    length
}

/// Where a name stands, as written or all in capitals (then true), whole words only. `Hoà` is
/// `Hòa`.
fn occurrences(chars: &[char], name: &str) -> Vec<(Range<usize>, bool)> {
    let mut found = Vec::new();
    let own: Vec<char> = name.chars().collect();
    let upper: Vec<char> = name.to_uppercase().chars().collect();
    let old_style: Vec<char> = name.replace("òa", "oà").replace("óa", "oá").chars().collect();
    let mut spellings = vec![(own.clone(), false), (upper, true)];
    if old_style != own {
        spellings.push((old_style, false));
    }
    for (spelling, capitals) in spellings {
        let length = spelling.len();
        let mut at = 0;
        while at + length <= chars.len() {
            let bounded = (at == 0 || !chars[at - 1].is_alphanumeric())
                && chars.get(at + length).is_none_or(|next| !next.is_alphanumeric());
            if bounded && chars[at..at + length] == spelling[..] {
                found.push((at..at + length, capitals));
                at += length;
            } else {
                at += 1;
            }
        }
    }
    found
}

fn stands(chars: &[char], at: usize, words: &str) -> bool {
    let length = words.chars().count();
    chars.get(at..at + length).is_some_and(|part| part.iter().copied().eq(words.chars()))
}

fn before_is(chars: &[char], at: usize, noun: &str) -> Option<usize> {
    let start = at.checked_sub(noun.chars().count())?;
    let part: String = chars[start..at].iter().collect();
    (part.to_lowercase() == noun).then_some(start)
}

/// A longer name begins or ends here: `xã Hà Nam`, `Thái Bình Dương`.
fn is_part_of_name(chars: &[char], range: &Range<usize>) -> bool {
    let front: String = chars[..range.start].iter().collect();
    let front = front.trim_end().to_lowercase();
    if NOT_PROVINCE.iter().any(|noun| front.ends_with(noun)) {
        return true;
    }
    // The ocean, not the province.
    if front.ends_with("thái") {
        return true;
    }
    let mut rest = chars[range.end..].iter();
    rest.next() == Some(&' ')
        && rest.next().is_some_and(|c| c.is_uppercase())
        && chars[range.start..range.end].iter().any(|c| c.is_lowercase())
}

fn cased(name: &str, capitals: bool) -> String {
    if capitals { name.to_uppercase() } else { name.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(words: &str) -> Vec<(String, Option<String>)> {
        let date = NaiveDate::from_ymd_opt(2026, 11, 22).expect("a real day");
        let chars: Vec<char> = words.chars().collect();
        let mut found = find(words, Place::Subject, date);
        found.sort_by_key(|one| one.range.start);
        found.into_iter().map(|one| (chars[one.range].iter().collect(), one.after)).collect()
    }

    fn pairs(words: &str, wanted: &[(&str, &str)]) {
        let wanted: Vec<(String, Option<String>)> = wanted
            .iter()
            .map(|(old, new)| {
                ((*old).to_owned(), (!new.is_empty()).then(|| (*new).to_owned()))
            })
            .collect();
        assert_eq!(found(words), wanted, "{words}");
    }

    #[test]
    fn old_names_get_their_successors() {
        pairs("UBND tỉnh Hà Nam", &[("tỉnh Hà Nam", "tỉnh Ninh Bình")]);
        pairs("ỦY BAN NHÂN DÂN TỈNH HÀ NAM", &[("TỈNH HÀ NAM", "TỈNH NINH BÌNH")]);
        pairs("Sở Xây dựng Hà Nam", &[("Hà Nam", "Ninh Bình")]);
        pairs("UBND tỉnh Bắc Giang", &[("tỉnh Bắc Giang", "thành phố Bắc Ninh")]);
        pairs("tỉnh Đồng Nai", &[("tỉnh Đồng Nai", "thành phố Đồng Nai")]);
        pairs("Tỉnh Hoà Bình", &[("Tỉnh Hoà Bình", "tỉnh Phú Thọ")]);
        pairs("Sở Giao thông vận tải", &[("Sở Giao thông vận tải", "Sở Xây dựng")]);
        pairs("Ban Dân vận", &[("Ban Dân vận", "Ban Tuyên giáo và Dân vận")]);
        pairs("Ban Tuyên giáo và Dân vận", &[]);
        pairs(
            "UBND các huyện, thành phố",
            &[("các huyện, thành phố", "các xã, phường, đặc khu")],
        );
    }

    #[test]
    fn a_district_by_name_is_pointed_out() {
        pairs("người dân huyện Kim Bảng tham gia", &[("huyện Kim Bảng", "")]);
    }

    #[test]
    fn other_names_stay() {
        for words in [
            "xã Hà Nam",
            "Thái Bình Dương",
            "tỉnh Ninh Bình",
            "thành phố Đồng Nai",
            "quan huyện",
        ] {
            pairs(words, &[]);
        }
    }

    #[test]
    fn before_the_reforms_the_old_names_are_right() {
        let date = NaiveDate::from_ymd_opt(2025, 2, 28).expect("a real day");
        let words = "Sở Giao thông vận tải, UBND huyện Kim Bảng, tỉnh Hà Nam";
        assert!(find(words, Place::Subject, date).is_empty());
    }
}
