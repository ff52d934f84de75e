//! The rules of what is held together, as one table.

/// A gap between two words, and what stands around it.
pub(super) struct Gap<'t> {
    /// The word before `left`; empty for none.
    pub(super) before: &'t str,
    /// The word that the gap follows, without opening marks.
    pub(super) left: &'t str,
    /// The word that the gap precedes, without closing marks.
    pub(super) right: &'t str,
    /// Whether anything stands behind `right`.
    pub(super) goes_on: bool,
    /// How many words before the gap are held as a name already, title included.
    pub(super) named: usize,
}

/// What is held.
pub(super) struct Rule {
    /// An example: the gap is its first space.
    #[cfg_attr(
        not(test),
        expect(dead_code, reason = "the table explains itself; tests try it")
    )]
    pub(super) example: &'static str,
    /// Whether it is held even where the line before is left half empty.
    pub(super) firm: bool,
    /// Whether the words go on as a name.
    pub(super) names: bool,
    /// Whether it holds a gap.
    pub(super) holds: fn(&Gap<'_>) -> bool,
}

const fn firm(example: &'static str, holds: fn(&Gap<'_>) -> bool) -> Rule {
    Rule { example, firm: true, names: false, holds }
}

const fn loose(example: &'static str, holds: fn(&Gap<'_>) -> bool) -> Rule {
    Rule { example, firm: false, names: false, holds }
}

const fn name(firm: bool, example: &'static str, holds: fn(&Gap<'_>) -> bool) -> Rule {
    Rule { example, firm, names: true, holds }
}

/// Everything that is held together; of the rules that hold a gap the first counts.
pub(super) const RULES: [Rule; 19] = [
    firm("số 12/KH-UBND", |gap| {
        is(gap.left, &["số"]) && (begins_in_digit(gap.right) || gap.right.contains('/'))
    }),
    firm("Điều 5", |gap| ordinal(gap.right) && is(gap.left, DIVISIONS)),
    firm("lục I", |gap| {
        ordinal(gap.right) && is(gap.left, &["lục"]) && is(gap.before, &["phụ"])
    }),
    firm("Mẫu số 01", |gap| {
        is(gap.right, &["số"]) && is(gap.left, &["mẫu", "biểu", "bảng", "phụ", "lục", "hình"])
    }),
    firm("ngày 05", |gap| begins_in_digit(gap.right) && is(gap.left, TIMES)),
    loose("05 tháng 6", |gap| {
        number(gap.left) && is(gap.before, &["ngày"]) && is(gap.right, &["tháng"])
    }),
    loose("6 năm 2025", |gap| {
        ordinal(gap.left) && is(gap.before, &["tháng", "quý"]) && is(gap.right, &["năm"])
    }),
    firm("10 km", |gap| number(gap.left) && UNITS.contains(&gap.right)),
    firm("triệu đồng", |gap| {
        is(gap.right, &["đồng"])
            && is(gap.left, &["nghìn", "ngàn", "triệu", "tỷ", "tỉ"])
            && number(gap.before)
    }),
    firm("1 250 000", |gap| number(gap.left) && gap.right.len() == 3 && all_digits(gap.right)),
    loose("05 đơn vị", |gap| {
        number(gap.left)
            && gap.right.chars().next().is_some_and(char::is_lowercase)
            && !is(gap.before, &["số"])
            && !is(gap.before, TIMES)
            && !is(gap.before, DIVISIONS)
    }),
    name(true, "TP. Hồ Chí Minh", |gap| {
        capital(gap.right) && matches!(gap.left, "TP." | "Tp." | "tp." | "T.P")
    }),
    name(true, "ThS. Nguyễn Văn A", |gap| {
        capital(gap.right) && DEGREES.contains(&gap.left)
    }),
    name(true, "ông Nguyễn Văn A", |gap| {
        capital(gap.right)
            && (is(gap.left, &["ông", "bà", "đ/c"])
                || is(gap.left, &["chí"]) && is(gap.before, &["đồng"]))
    }),
    name(false, "Nguyễn Văn A", |gap| {
        (2..LONGEST_NAME).contains(&gap.named)
            && capital(gap.right)
            && gap.left.ends_with(char::is_alphanumeric)
    }),
    firm("tế - xã hội", |gap| {
        matches!(gap.right, "-" | "–") && gap.goes_on && ends_in_letter(gap.left)
    }),
    firm("- 2030", |gap| {
        // Held once, the hyphen is one that does not break.
        matches!(gap.left, "-" | "–" | "\u{2011}")
            && begins_in_digit(gap.right)
            && gap.before.ends_with(|c: char| c.is_ascii_digit())
    }),
    firm("5969/QĐ- UBND", |gap| {
        gap.left.contains('/') && ends_in_hyphen(gap.left) && capital(gap.right)
    }),
    firm("xong ./.", |gap| {
        ends_in_letter(gap.left) && gap.right.chars().all(|c| "./,;:!?…%)”".contains(c))
    }),
];

/// Whether any rule may hold a gap between two words: a quick look, for most gaps hold nothing.
pub(super) fn may_hold(left: &str, right: &str) -> bool {
    let (Some(first), Some(before)) = (right.bytes().next(), left.bytes().next()) else {
        return false;
    };
    // Marks before a number do not hide it.
    let digit = |word: &str| word.bytes().any(|byte| byte.is_ascii_digit());
    !first.is_ascii_lowercase()
        || before.is_ascii_digit()
        || right.len() <= 2
        || digit(left)
        || matches!(right, "số" | "năm")
}

/// Words of a name with its title that are held together.
const LONGEST_NAME: usize = 5;

/// What a number counts inside a text.
const DIVISIONS: &[&str] = &[
    "điều",
    "khoản",
    "điểm",
    "mục",
    "chương",
    "phần",
    "tiết",
    "biểu",
    "bảng",
    "hình",
    "mẫu",
    "quyển",
    "tập",
    "cấp",
    "hạng",
    "loại",
    "đợt",
    "kỳ",
    "khóa",
    "khoá",
    "nhóm",
    "tổ",
    "khu",
    "phường",
    "quận",
    "lớp",
    "bước",
    "đoạn",
    "trang",
    "bậc",
];

/// What a number counts in time.
const TIMES: &[&str] = &["ngày", "tháng", "năm", "quý", "tuần", "lúc", "từ", "đến", "trước"];

/// Units as they are written behind a number.
const UNITS: &[&str] = &[
    "km", "m", "cm", "mm", "ha", "kg", "g", "tấn", "tạ", "lít", "ml", "m2", "m²", "m3", "m³",
    "km2", "km²", "%", "‰", "đồng", "đ", "VNĐ", "VND", "USD", "triệu", "tỷ", "tỉ", "nghìn",
    "ngàn", "giờ", "phút", "giây", "tuổi", "°C", "kW", "kWh", "MW", "GB", "MB",
];

/// Degrees and ranks before a name.
const DEGREES: &[&str] = &[
    "TS.", "ThS.", "PGS.TS.", "GS.TS.", "PGS.", "GS.", "BS.", "KS.", "CN.", "CVC.", "NGND.",
    "NGƯT.",
];

/// Whether a word is one of some, whatever its case.
fn is(word: &str, words: &[&str]) -> bool {
    // No word of the lists is longer.
    word.len() <= 12
        && words.iter().any(|other| {
            *other == word
                || (word.chars().next().is_some_and(char::is_uppercase)
                    && word.to_lowercase() == *other)
        })
}

fn begins_in_digit(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_digit())
}

fn ends_in_letter(word: &str) -> bool {
    word.chars().next_back().is_some_and(char::is_alphanumeric)
}

/// Whether a word ends in a hyphen, a hard one too.
pub(super) fn ends_in_hyphen(word: &str) -> bool {
    word.ends_with(['-', '\u{2011}'])
}

fn all_digits(word: &str) -> bool {
    word.bytes().all(|byte| byte.is_ascii_digit())
}

/// `12`, `1.250.000`, `10,5`, `2026-2030`, `05/6/2025`.
fn number(word: &str) -> bool {
    begins_in_digit(word)
        && word.ends_with(|c: char| c.is_ascii_digit())
        && word.chars().all(|c| c.is_ascii_digit() || ".,/-–\u{2011}".contains(c))
}

/// A number, a Roman numeral, a letter: what counts.
fn ordinal(word: &str) -> bool {
    let word = word.trim_end_matches(')');
    begins_in_digit(word)
        || (!word.is_empty() && word.bytes().all(|byte| b"IVXLC".contains(&byte)))
        || (word.chars().count() == 1 && word.chars().all(char::is_alphabetic))
}

fn capital(word: &str) -> bool {
    let mut letters = word.chars();
    letters.next().is_some_and(char::is_uppercase)
}

/// Whether a hyphen between two stretches of letters and digits is held: in symbols (`NĐ-CP`, `80-NQ`),
/// names (`COVID-19`) and ranges (`2026-2030`), not in words (`e-mail`).
pub(super) fn hyphen(left: &str, right: &str) -> bool {
    const LONGEST: usize = 12;
    let begins = |part: &str| {
        part.chars().next().is_some_and(|c| c.is_uppercase() || c.is_ascii_digit())
            && part.chars().count() <= LONGEST
    };
    begins(left) && begins(right)
}

#[cfg(test)]
mod tests {
    use super::super::positions;
    use super::*;

    #[test]
    fn every_rule_holds_its_example() {
        for rule in &RULES {
            let words = match rule.example {
                "05 tháng 6" => "ngày 05 tháng 6".to_owned(),
                "6 năm 2025" => "tháng 6 năm 2025".to_owned(),
                "lục I" => "Phụ lục I".to_owned(),
                "- 2030" => "2026 - 2030".to_owned(),
                "triệu đồng" => "20 triệu đồng".to_owned(),
                "Nguyễn Văn A" => "ông Nguyễn Văn A".to_owned(),
                words => words.to_owned(),
            };
            let at = words.find(rule.example).expect("the example");
            let space = rule.example.find(' ').expect("a space");
            let gap = words[..at + space].chars().count();
            let held = positions(&words);
            assert!(held.iter().any(|hold| hold.at == gap), "{}", rule.example);
        }
    }
}
