//! Who has to do with a plan: those who carry it out, those whom it reports to, the unit that drafted it.

use crate::model::{Block, Document, Recipient};
use crate::vietnamese::fold;

use super::content::task_tables;

const TO_REPORT: [&str; 3] = ["b/c", "bao cao", "bc"];
const TO_DO: [&str; 6] = ["t/h", "thuc hien", "th", "p/h", "phoi hop", "ph"];

/// Bodies by how their names begin, and who answers for them: what stands before the name in the last
/// điều of a decision, and whether the name's first letter is a small one behind it.
const HEADS: [(&str, &str, Letter); 18] = [
    ("Văn phòng", "Chánh ", Letter::Kept),
    ("Phòng ", "Trưởng phòng ", Letter::Dropped),
    ("Các phòng", "Trưởng các phòng", Letter::Dropped),
    ("Các ban", "Trưởng các ban", Letter::Dropped),
    ("Các thôn", "Trưởng các thôn", Letter::Dropped),
    ("Các xóm", "Trưởng các xóm", Letter::Dropped),
    ("Các tổ dân phố", "Tổ trưởng các tổ dân phố", Letter::Dropped),
    ("Các trường", "Hiệu trưởng các trường", Letter::Dropped),
    ("Các sở", "Giám đốc các sở", Letter::Dropped),
    ("Các trung tâm", "Giám đốc các trung tâm", Letter::Dropped),
    ("Các cơ quan", "Thủ trưởng các cơ quan", Letter::Dropped),
    ("Các đơn vị", "Thủ trưởng các đơn vị", Letter::Dropped),
    ("Trường ", "Hiệu trưởng ", Letter::Kept),
    ("Trung tâm ", "Giám đốc ", Letter::Kept),
    ("Sở ", "Giám đốc ", Letter::Kept),
    ("Ban ", "Trưởng ", Letter::Kept),
    ("Công an ", "Trưởng ", Letter::Kept),
    ("Ủy ban nhân dân", "Chủ tịch ", Letter::Kept),
];

/// What becomes of the words that a body's name begins with.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Letter {
    /// They stay behind the post.
    Kept,
    /// The post has them already.
    Dropped,
}

/// Recipients by why they get the plan.
fn recipients<'p>(
    plan: &'p Document,
    purposes: &'p [&str],
) -> impl Iterator<Item = &'p Recipient> {
    let folded = |recipient: &Recipient| fold(&recipient.purpose).replace("de ", "");
    plan.recipients.iter().filter(move |recipient| {
        let purpose = folded(recipient);
        purposes.iter().any(|wanted| purpose.trim() == *wanted)
    })
}

/// Those who carry the plan out; where none is marked so, all but those whom it reports to and those who
/// only stand for others ("Như trên").
pub(super) fn doers(plan: &Document) -> Vec<String> {
    let marked: Vec<String> =
        recipients(plan, &TO_DO).map(|recipient| recipient.name.clone()).collect();
    if !marked.is_empty() {
        return marked;
    }
    let reported: Vec<&str> =
        recipients(plan, &TO_REPORT).map(|recipient| recipient.name.as_str()).collect();
    let others = plan.recipients.iter().filter(|to| {
        let name = fold(&to.name);
        !reported.contains(&to.name.as_str())
            && !name.trim().is_empty()
            && !name.starts_with("nhu ")
    });
    others.map(|recipient| recipient.name.clone()).collect()
}

/// Those whom the plan reports to, as recipients.
pub(super) fn superiors(plan: &Document) -> Vec<Recipient> {
    recipients(plan, &TO_REPORT).cloned().collect()
}

/// The same as names: who a báo cáo is addressed to.
pub(super) fn superior_names(plan: &Document) -> Vec<String> {
    superiors(plan).into_iter().map(|recipient| recipient.name).collect()
}

/// Whether a decision of an administrative body can bind another: not the Party, the Front, councils.
pub(super) fn is_bound(body: &str) -> bool {
    const FREE: [&str; 9] = [
        "de nghi",
        "dang uy",
        "thuong truc",
        "uy ban mat tran",
        "mat tran",
        "cac to chuc chinh tri",
        "hoi dong nhan dan",
        "tinh uy",
        "thanh uy",
    ];
    let folded = fold(body);
    !FREE.iter().any(|free| folded.trim().starts_with(free))
}

/// Who answers for a body: `Phòng Kinh tế` → `Trưởng phòng Kinh tế`; a name that is not known stays.
pub(super) fn head_of(body: &str) -> String {
    let body = body.trim();
    let known = HEADS.iter().find(|(begins, ..)| body.starts_with(begins));
    match known {
        Some((begins, post, Letter::Dropped)) => format!("{post}{}", &body[begins.len()..]),
        Some((_, post, Letter::Kept)) => format!("{post}{body}"),
        None => body.to_owned(),
    }
}

/// The post of who heads a unit: `Trưởng phòng`. Empty where the name does not say.
pub(super) fn post_of(unit: &str) -> &'static str {
    const POSTS: [(&str, &str); 7] = [
        ("Văn phòng", "Chánh Văn phòng"),
        ("Phòng ", "Trưởng phòng"),
        ("Trung tâm ", "Giám đốc"),
        ("Sở ", "Giám đốc"),
        ("Ban ", "Trưởng ban"),
        ("Trường ", "Hiệu trưởng"),
        ("Công an ", "Trưởng Công an"),
    ];
    POSTS.iter().find(|(begins, _)| unit.starts_with(begins)).map_or("", |(_, post)| post)
}

/// The unit that drafted the plan, as the archive's line has it: `KTHT`. "Hồ sơ" names none.
pub(super) fn unit_code(plan: &Document) -> String {
    let is_unit = |unit: &&str| {
        !unit.is_empty()
            && *unit != "VT"
            && !unit.contains(' ')
            && unit.chars().all(|c| !c.is_lowercase())
    };
    let mut units = plan.archive.units.iter().map(|unit| unit.trim());
    units.find(is_unit).unwrap_or_default().to_owned()
}

/// The name of that unit, where the plan names a body with these initials: among its recipients, or
/// where its tables say who does what.
pub(super) fn unit_name(plan: &Document) -> Option<String> {
    let code = unit_code(plan);
    if code.is_empty() {
        return None;
    }
    let tables = task_tables(plan).flat_map(|table| table.rows.iter().flatten());
    let cells = tables.map(|cell| cell.text.words());
    let lines = plan.body.iter().filter_map(Block::paragraph).map(|line| line.text.words());
    let recipients = plan.recipients.iter().map(|recipient| recipient.name.clone());
    let mut named = recipients.chain(cells).chain(lines).flat_map(|words| {
        words.split([';', ':', '.']).map(|name| name.trim().to_owned()).collect::<Vec<_>>()
    });
    named.find(|name| is_named(name, &code))
}

/// Whether a body's name has these initials, with or without those of "Phòng": `Phòng Kinh tế, Hạ tầng`
/// is KTHT. "Văn phòng …" is VP.
fn is_named(name: &str, code: &str) -> bool {
    const LONGEST: usize = 80;
    if name.chars().count() > LONGEST || post_of(name).is_empty() {
        return false;
    }
    if name.starts_with("Văn phòng") {
        return code == "VP";
    }
    let syllables = name.split([' ', ',', '-']).filter(|word| !word.is_empty());
    let syllables: Vec<&str> = syllables.filter(|word| *word != "và").collect();
    let initials = |words: &[&str]| {
        let first = words.iter().filter_map(|word| word.chars().next());
        first.flat_map(char::to_uppercase).collect::<String>()
    };
    initials(&syllables) == code
        || syllables.get(1..).is_some_and(|rest| initials(rest) == code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_answers_for_a_body_is_named_by_its_post() {
        for (body, head) in [
            ("Phòng Kinh tế", "Trưởng phòng Kinh tế"),
            ("Các phòng chuyên môn", "Trưởng các phòng chuyên môn"),
            ("Văn phòng Sở", "Chánh Văn phòng Sở"),
            ("Trung tâm Y tế", "Giám đốc Trung tâm Y tế"),
            ("Các thôn, xóm", "Trưởng các thôn, xóm"),
            ("Hội Nông dân xã", "Hội Nông dân xã"),
        ] {
            assert_eq!(head_of(body), head);
        }
    }

    #[test]
    fn a_unit_is_known_by_its_initials() {
        for (name, code, is) in [
            ("Phòng Kinh tế", "KT", true),
            ("Phòng Văn hóa - Xã hội", "VHXH", true),
            ("Phòng Kinh tế, Hạ tầng và Đô thị", "KTHTĐT", true),
            ("Văn phòng Hội đồng nhân dân và Ủy ban nhân dân", "VP", true),
            ("Phòng Kinh tế", "VHXH", false),
            ("Phát triển kinh tế", "PTKT", false),
        ] {
            assert_eq!(is_named(name, code), is, "{name} {code}");
        }
    }
}
