//! The head of the paper: what is missing there, or breaks a rule that needs no dictionary.

use super::finding::Severity::{Error, Hint, Warning};
use super::{Finding, Rule};
use crate::model::{Place, Plan};

const H05: Rule = Rule {
    id: "H05",
    severity: Error,
    clause: "khoản 2 Mục II Phần I Phụ lục I",
    checks: "có tên cơ quan ban hành",
};
const H08: Rule = Rule {
    id: "H08",
    severity: Warning,
    clause: "điểm a khoản 2 Mục II Phần I Phụ lục I",
    checks: "sở, phòng có cơ quan chủ quản",
};
const N07: Rule =
    Rule {
        id: "N07", severity: Hint, clause: "Điều 15", checks: "có số khi phát hành"
    };
const D01: Rule = Rule {
    id: "D01",
    severity: Error,
    clause: "khoản 4 Mục II Phần I Phụ lục I",
    checks: "có địa danh",
};
const D05: Rule = Rule {
    id: "D05",
    severity: Error,
    clause: "điểm b khoản 4 Mục II Phần I Phụ lục I",
    checks: "ngày, tháng, năm có thật, năm đủ bốn chữ số",
};
const D08: Rule = Rule {
    id: "D08",
    severity: Warning,
    clause: "điểm a khoản 4 Mục II Phần I Phụ lục I",
    checks: "địa danh không viết tắt",
};
const D10: Rule = Rule {
    id: "D10",
    severity: Hint,
    clause: "điểm b khoản 4 Mục II Phần I Phụ lục I",
    checks: "có ngày, tháng khi phát hành",
};
const T02: Rule = Rule {
    id: "T02",
    severity: Error,
    clause: "khoản 5 Mục II Phần I Phụ lục I",
    checks: "có trích yếu",
};
const T03: Rule = Rule {
    id: "T03",
    severity: Error,
    clause: "điểm b khoản 5 Mục II Phần I Phụ lục I",
    checks: "trích yếu viết chữ thường",
};
const T04: Rule = Rule {
    id: "T04",
    severity: Warning,
    clause: "điểm b khoản 5 Mục II Phần I Phụ lục I",
    checks: "trích yếu không có “V/v”, không có dấu chấm cuối",
};
const T06: Rule = Rule {
    id: "T06",
    severity: Hint,
    clause: "điểm a khoản 5 Mục II Phần I Phụ lục I; Phụ lục VI",
    checks: "trích yếu không quá 500 chữ cái",
};
const C03: Rule = Rule {
    id: "C03",
    severity: Error,
    clause: "điểm a khoản 6 Mục II Phần I Phụ lục I",
    checks: "mỗi căn cứ một dòng",
};

pub(super) const RULES: &[&Rule] =
    &[&H05, &H08, &N07, &D01, &D05, &D08, &D10, &T02, &T03, &T04, &T06, &C03];

/// The longest trích yếu that the records of an e-document take (Phụ lục VI).
const LONGEST_SUBJECT: usize = 500;

pub(super) fn check(plan: &Plan) -> Vec<Finding> {
    let mut found = Vec::new();
    // A plan issued with a decision has no letterhead of its own.
    if plan.decision.is_none() {
        found.extend([agency(plan), parent_agency(plan), number(plan), place(plan)]);
        found.push(place_in_full(plan));
        found.push(date(plan));
    }
    found.extend([
        subject(plan),
        subject_case(plan),
        subject_form(plan),
        subject_length(plan),
    ]);
    found.into_iter().flatten().chain(legal_basis(plan)).collect()
}

fn is_blank(lines: &[String]) -> bool {
    lines.iter().all(|line| line.trim().is_empty())
}

fn agency(plan: &Plan) -> Option<Finding> {
    is_blank(&plan.agency).then(|| {
        Finding::new(&H05, Place::Agency(0), "", "chưa có tên cơ quan ban hành kế hoạch")
    })
}

fn parent_agency(plan: &Plan) -> Option<Finding> {
    let name = plan.agency.join(" ");
    let small = name.trim().to_lowercase();
    let under = ["sở ", "phòng "].iter().any(|kind| small.starts_with(kind));
    (under && is_blank(&plan.parent_agency)).then(|| {
        let message = "chưa có cơ quan chủ quản trực tiếp; sở, phòng ghi cơ quan chủ quản ở \
                       dòng trên";
        Finding::new(&H08, Place::ParentAgency(0), &name, message)
    })
}

fn number(plan: &Plan) -> Option<Finding> {
    plan.number.is_none().then(|| {
        Finding::new(&N07, Place::Number, "", "số còn để trống, văn thư điền khi phát hành")
    })
}

fn place(plan: &Plan) -> Option<Finding> {
    plan.place.trim().is_empty().then(|| {
        Finding::new(&D01, Place::Date, "", "chưa có địa danh trước ngày, tháng, năm")
    })
}

fn place_in_full(plan: &Plan) -> Option<Finding> {
    let short = ["TP.", "TP ", "Tp.", "HCM", "T.P", "Q.", "P.", "H."];
    short.iter().any(|mark| plan.place.contains(mark)).then(|| {
        let message = format!("địa danh “{}” viết tắt; viết đầy đủ", plan.place.trim());
        Finding::new(&D08, Place::Date, &plan.place, message)
    })
}

fn date(plan: &Plan) -> Option<Finding> {
    let date = plan.date;
    let whole = date.day.is_some() && date.month.is_some() && date.year.is_some();
    let strange = date.day.is_some_and(|day| !(1..=31).contains(&day))
        || date.month.is_some_and(|month| !(1..=12).contains(&month))
        || date.year.is_some_and(|year| !(1000..=9999).contains(&year));
    if strange || (whole && date.calendar().is_none()) {
        let part =
            |value: Option<i64>| value.map_or("…".to_owned(), |value| value.to_string());
        let said = format!(
            "ngày {} tháng {} năm {}",
            part(date.day.map(i64::from)),
            part(date.month.map(i64::from)),
            part(date.year.map(i64::from))
        );
        let message = format!("{said} không có trong lịch; sửa lại ngày ban hành");
        return Some(Finding::new(&D05, Place::Date, &said, message));
    }
    (date.day.is_none() || date.month.is_none() || date.year.is_none()).then(|| {
        let parts = [
            (date.day.is_none(), "ngày"),
            (date.month.is_none(), "tháng"),
            (date.year.is_none(), "năm"),
        ];
        let blank: Vec<&str> =
            parts.iter().filter(|(blank, _)| *blank).map(|(_, name)| *name).collect();
        let message = format!("{} còn để trống, văn thư điền khi phát hành", blank.join(", "));
        Finding::new(&D10, Place::Date, "", message)
    })
}

fn subject(plan: &Plan) -> Option<Finding> {
    plan.subject.is_blank().then(|| {
        let message = "chưa có trích yếu nội dung dưới tên loại văn bản";
        Finding::new(&T02, Place::Subject, "", message)
    })
}

fn subject_case(plan: &Plan) -> Option<Finding> {
    let words = plan.subject.words();
    let letters = words.chars().filter(|letter| letter.is_alphabetic()).count();
    let small = words.chars().any(char::is_lowercase);
    (letters > 3 && !small).then(|| {
        let message = "trích yếu viết toàn chữ in hoa; viết chữ thường, chữ đầu viết hoa";
        Finding::new(&T03, Place::Subject, &words, message)
    })
}

fn subject_form(plan: &Plan) -> Option<Finding> {
    let words = plan.subject.words();
    let words = words.trim();
    let start: String = words.chars().take(3).collect::<String>().to_lowercase();
    let say = |message| Some(Finding::new(&T04, Place::Subject, words, message));
    if start == "v/v" {
        say("trích yếu của kế hoạch không bắt đầu bằng “V/v”; bỏ chữ đó")
    } else if words.ends_with('.') && !words.ends_with("..") {
        say("trích yếu không có dấu chấm cuối; bỏ dấu chấm")
    } else {
        None
    }
}

fn subject_length(plan: &Plan) -> Option<Finding> {
    let length = plan.subject.words().trim().chars().count();
    (length > LONGEST_SUBJECT).then(|| {
        let message =
            format!("trích yếu dài {length} ký tự; rút còn {LONGEST_SUBJECT} trở xuống");
        Finding::new(&T06, Place::Subject, "", message)
    })
}

fn legal_basis(plan: &Plan) -> impl Iterator<Item = Finding> {
    plan.legal_basis.iter().enumerate().filter_map(|(index, text)| {
        let words = text.words();
        let small = words.to_lowercase();
        let joined =
            small.split(';').skip(1).any(|rest| rest.trim_start().starts_with("căn cứ"));
        joined.then(|| {
            let message = "hai căn cứ chung một dòng; tách mỗi căn cứ thành một dòng";
            Finding::new(&C03, Place::LegalBasis(index), &words, message)
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{IssueDate, Text};

    fn ids(plan: &Plan) -> Vec<&'static str> {
        check(plan).iter().map(|finding| finding.rule.id).collect()
    }

    fn sound() -> Plan {
        Plan {
            parent_agency: vec!["Ủy ban nhân dân tỉnh Nghệ An".into()],
            agency: vec!["Sở Xây dựng".into()],
            number: Some(12),
            place: "Nghệ An".into(),
            date: IssueDate::new(5, 2, 2026),
            subject: "Triển khai phong trào thi đua năm 2026".into(),
            legal_basis: vec![Text::plain("Căn cứ Luật A; xét đề nghị của phòng B")],
            ..Plan::default()
        }
    }

    #[test]
    fn a_sound_head_has_nothing_to_say_of_it() {
        assert_eq!(ids(&sound()), Vec::<&str>::new());
    }

    #[test]
    fn an_empty_plan_lacks_its_parts() {
        assert_eq!(ids(&Plan::default()), ["H05", "N07", "D01", "D10", "T02"]);
    }

    #[test]
    fn each_slip_is_told_by_its_own_rule() {
        let with = |change: fn(&mut Plan)| {
            let mut plan = sound();
            change(&mut plan);
            ids(&plan)
        };
        assert_eq!(with(|plan| plan.parent_agency.clear()), ["H08"]);
        assert_eq!(with(|plan| plan.date = IssueDate::new(31, 2, 2026)), ["D05"]);
        assert_eq!(with(|plan| plan.date = IssueDate::new(5, 2, 26)), ["D05"]);
        assert_eq!(with(|plan| plan.date.day = None), ["D10"]);
        assert_eq!(with(|plan| plan.place = "TP.HCM".into()), ["D08"]);
        assert_eq!(with(|plan| plan.subject = "V/v triển khai".into()), ["T04"]);
        assert_eq!(with(|plan| plan.subject = "Triển khai.".into()), ["T04"]);
        assert_eq!(with(|plan| plan.subject = "TRIỂN KHAI".into()), ["T03"]);
        assert_eq!(with(|plan| plan.subject = "Rất dài ".repeat(70).as_str().into()), ["T06"]);
        let joined = "Căn cứ Luật A; Căn cứ Luật B";
        let mut plan = sound();
        plan.legal_basis.push(Text::plain(joined));
        assert_eq!(check(&plan)[0].place, Place::LegalBasis(1));
    }

    #[test]
    fn a_plan_issued_with_a_decision_needs_no_letterhead() {
        let plan = Plan {
            decision: Some(crate::model::Decision::default()),
            subject: "Kiểm tra".into(),
            ..Plan::default()
        };
        assert_eq!(ids(&plan), Vec::<&str>::new());
    }
}
