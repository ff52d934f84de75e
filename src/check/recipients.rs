//! Nơi nhận (ô 9b).

use super::finding::Severity::{Error, Warning};
use super::{Finding, Rule};
use crate::model::{Place, Plan};

const R01: Rule = Rule {
    id: "R01",
    severity: Error,
    clause: "khoản 9 Mục II Phần I Phụ lục I",
    checks: "có nơi nhận",
};
const R03: Rule = Rule {
    id: "R03",
    severity: Error,
    clause: "điểm d khoản 9 Mục II Phần I Phụ lục I",
    checks: "dòng cuối là “Lưu: VT” và đơn vị soạn thảo",
};
const R05: Rule = Rule {
    id: "R05",
    severity: Error,
    clause: "điểm b, c khoản 9 Mục II Phần I Phụ lục I",
    checks: "không có “Kính gửi”, “Như trên”, “Như Điều …” trong kế hoạch",
};
const R06: Rule = Rule {
    id: "R06",
    severity: Warning,
    clause: "điểm d khoản 9 Mục II Phần I Phụ lục I",
    checks: "nơi nhận là một danh sách phẳng, không có dấu gạch gõ tay",
};

pub(super) const RULES: &[&Rule] = &[&R01, &R03, &R05, &R06];

pub(super) fn check(plan: &Plan) -> Vec<Finding> {
    let mut found: Vec<Finding> = nobody(plan).into_iter().collect();
    for (index, recipient) in plan.recipients.iter().enumerate() {
        let place = Place::Recipient(index);
        found.extend(letter_form(place, &recipient.name));
        found.extend(typed_dash(place, &recipient.name));
    }
    found.extend(archive(plan));
    found
}

fn nobody(plan: &Plan) -> Option<Finding> {
    let named = plan.recipients.iter().any(|recipient| !recipient.name.trim().is_empty());
    (!named).then(|| {
        let message = "chưa có nơi nhận nào ngoài dòng lưu";
        Finding::new(&R01, Place::Recipient(0), "", message)
    })
}

fn letter_form(place: Place, name: &str) -> Option<Finding> {
    let small = name.trim().trim_start_matches(['-', ' ']).to_lowercase();
    let form = ["như trên", "như điều", "kính gửi"]
        .into_iter()
        .find(|form| small.starts_with(form))?;
    let message = match form {
        "kính gửi" => "“Kính gửi” dùng cho công văn; trong kế hoạch ghi thẳng tên nơi nhận",
        _ => "“Như trên”, “Như Điều …” không dùng trong kế hoạch; ghi tên từng nơi nhận",
    };
    Some(Finding::new(&R05, place, name, message))
}

fn typed_dash(place: Place, name: &str) -> Option<Finding> {
    name.trim_start().starts_with(['-', '+', '•', '–', '*']).then(|| {
        let message = "bỏ dấu đầu dòng gõ tay; dấu gạch được thêm tự động";
        Finding::new(&R06, place, name, message)
    })
}

/// Without a word of hers the paper writes "VT" itself.
fn archive(plan: &Plan) -> Option<Finding> {
    let first =
        plan.archive.units.iter().map(|unit| unit.trim()).find(|unit| !unit.is_empty())?;
    (first != "VT").then(|| {
        let message = format!("dòng lưu bắt đầu bằng “{first}”; ghi VT trước");
        Finding::new(&R03, Place::Archive, &plan.archive.units.join(", "), message)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Recipient;

    fn told(names: &[&str], units: &[&str]) -> Vec<(&'static str, Place)> {
        let recipients = names
            .iter()
            .map(|name| Recipient { name: (*name).to_owned(), purpose: String::new() })
            .collect();
        let mut plan = Plan { recipients, ..Plan::default() };
        plan.archive.units = units.iter().map(|unit| (*unit).to_owned()).collect();
        check(&plan).into_iter().map(|finding| (finding.rule.id, finding.place)).collect()
    }

    #[test]
    fn recipients_of_a_plan_are_names() {
        assert_eq!(told(&["UBND tỉnh", "Các phòng"], &["VT", "TCCB"]), []);
        assert_eq!(told(&[" "], &["VT"]), [("R01", Place::Recipient(0))]);
        let forms = ["Như trên", "Kính gửi: UBND tỉnh", "- Như Điều 3", "Như Nguyệt tự"];
        let expected = [
            ("R05", Place::Recipient(0)),
            ("R05", Place::Recipient(1)),
            ("R05", Place::Recipient(2)),
            ("R06", Place::Recipient(2)),
        ];
        assert_eq!(told(&forms, &["VT"]), expected);
    }

    #[test]
    fn the_archive_line_begins_with_the_registry() {
        assert_eq!(told(&["A"], &[]), []);
        assert_eq!(told(&["A"], &["VP", "VT"]), [("R03", Place::Archive)]);
        assert_eq!(told(&["A"], &["", "VT"]), []);
    }
}
