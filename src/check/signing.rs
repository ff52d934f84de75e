//! Quyền hạn, chức vụ, họ tên người ký (ô 7).

use super::finding::Severity::{Error, Hint, Warning};
use super::{Finding, Rule};
use crate::model::{Authority, Place, Plan, Signature};
use crate::standard::agency_in_sentence;

const S01: Rule = Rule {
    id: "S01",
    severity: Error,
    clause: "điểm b khoản 7 Mục II Phần I Phụ lục I",
    checks: "chữ viết tắt quyền hạn do chương trình ghi, không gõ trong chức vụ",
};
const S02: Rule = Rule {
    id: "S02",
    severity: Error,
    clause: "điểm b khoản 7 Mục II Phần I Phụ lục I",
    checks: "cấp phó ký có KT. ở trên",
};
const S03: Rule = Rule {
    id: "S03",
    severity: Error,
    clause: "điểm b khoản 7 Mục II Phần I Phụ lục I",
    checks: "dưới KT. là chức vụ của cấp phó",
};
const S06: Rule = Rule {
    id: "S06",
    severity: Warning,
    clause: "khoản 4 Điều 13",
    checks: "người ký thừa lệnh là người đứng đầu đơn vị",
};
const S07: Rule = Rule {
    id: "S07",
    severity: Warning,
    clause: "khoản 2 Điều 13",
    checks: "kế hoạch của Ủy ban nhân dân, Hội đồng nhân dân có TM.",
};
const S08: Rule = Rule {
    id: "S08",
    severity: Error,
    clause: "điểm c khoản 7 Mục II Phần I Phụ lục I",
    checks: "không ghi học hàm, học vị trước họ tên",
};
const S09: Rule = Rule {
    id: "S09",
    severity: Error,
    clause: "điểm đ khoản 7 Mục II Phần I Phụ lục I",
    checks: "có họ tên người ký, viết hoa chữ đầu mỗi âm tiết",
};
const S10: Rule = Rule {
    id: "S10",
    severity: Error,
    clause: "điểm đ khoản 7 Mục II Phần I Phụ lục I",
    checks: "có chức vụ người ký",
};
const S11: Rule = Rule {
    id: "S11",
    severity: Hint,
    clause: "thông lệ",
    checks: "chức vụ không nhắc lại tên cơ quan",
};
const S12: Rule = Rule {
    id: "S12",
    severity: Warning,
    clause: "điểm b, c khoản 7 Mục II Phần I Phụ lục I",
    checks: "chức vụ là chức danh chính thức",
};

pub(super) const RULES: &[&Rule] =
    &[&S01, &S02, &S03, &S06, &S07, &S08, &S09, &S10, &S11, &S12];

/// Degrees and ranks that stand before a name, in small letters.
const DEGREES: [&str; 18] = [
    "ts.",
    "ts ",
    "ths.",
    "ths ",
    "pgs",
    "gs.",
    "gs ",
    "cn.",
    "ks.",
    "bs.",
    "ktv.",
    "ls.",
    "tiến sĩ",
    "tiến sỹ",
    "thạc sĩ",
    "thạc sỹ",
    "cử nhân",
    "kỹ sư",
];

pub(super) fn check(plan: &Plan) -> Vec<Finding> {
    let mut found = Vec::new();
    for (index, signature) in plan.signatures.iter().enumerate() {
        let place = Place::Signature(index);
        found.extend(collective(plan, place, signature));
        found.extend(posts(plan, place, signature));
        found.extend(name(place, signature));
    }
    found
}

/// The posts that a signature shows, from the top.
fn posts_of(signature: &Signature) -> Vec<&str> {
    match &signature.authority {
        Authority::Head { position } | Authority::Acting { position } => vec![position],
        Authority::Deputy { head, deputy } => vec![head, deputy],
        Authority::ByOrder { head, position } | Authority::Authorised { head, position } => {
            vec![head, position]
        }
        Authority::ByOrderDeputy { head, position, deputy } => vec![head, position, deputy],
    }
}

fn is_deputy(post: &str) -> bool {
    post.trim().to_lowercase().starts_with("phó")
}

fn collective(plan: &Plan, place: Place, signature: &Signature) -> Option<Finding> {
    let agency = plan.agency.join(" ").trim().to_lowercase();
    let body = ["ủy ban nhân dân", "uỷ ban nhân dân", "ubnd", "hội đồng nhân dân", "hđnd"]
        .iter()
        .any(|kind| agency.starts_with(kind));
    let of_head = matches!(
        signature.authority,
        Authority::Head { .. } | Authority::Acting { .. } | Authority::Deputy { .. }
    );
    let alone = plan.signatures.len() == 1 && signature.on_behalf_of.trim().is_empty();
    let written = posts_of(signature).iter().any(|post| !post.trim().is_empty());
    (body && of_head && alone && written).then(|| {
        let message = "cơ quan làm việc theo chế độ tập thể; ghi TM. và tên tập thể ở trên";
        Finding::new(&S07, place, &signature.lines().join(" / "), message)
    })
}

fn posts(plan: &Plan, place: Place, signature: &Signature) -> Vec<Finding> {
    let mut found = Vec::new();
    let posts = posts_of(signature);
    if posts.iter().any(|post| post.trim().is_empty())
        && signature.agency_post.trim().is_empty()
    {
        found.push(Finding::new(&S10, place, "", "chưa có đủ chức vụ người ký"));
    }
    match &signature.authority {
        Authority::Head { position } if is_deputy(position) => {
            let message =
                "cấp phó ký thì chọn hình thức “ký thay” để có KT. và chức vụ cấp trưởng";
            found.push(Finding::new(&S02, place, position, message));
        }
        Authority::Deputy { head, deputy }
            if !deputy.trim().is_empty()
                && head.trim().to_lowercase() == deputy.trim().to_lowercase() =>
        {
            let message = "dưới KT. phải là chức vụ của cấp phó, không phải của cấp trưởng";
            found.push(Finding::new(&S03, place, deputy, message));
        }
        Authority::ByOrder { position, .. } if is_deputy(position) => {
            let message =
                "cấp phó của đơn vị ký thì chọn “thừa lệnh, ký thay” để có TL. và KT.";
            found.push(Finding::new(&S06, place, position, message));
        }
        _ => {}
    }
    let agency = agency_in_sentence(&plan.agency).to_lowercase();
    for post in posts {
        let small = post.trim().to_lowercase();
        if ["kt.", "tm.", "tl.", "tuq.", "t/m", "k/t", "q."]
            .iter()
            .any(|mark| small.starts_with(mark))
        {
            let message = format!(
                "bỏ chữ viết tắt trong “{}”; chọn hình thức ký tương ứng",
                post.trim()
            );
            found.push(Finding::new(&S01, place, post, message));
        }
        if small.contains("phụ trách") {
            let message = format!(
                "“{}” không phải chức danh chính thức; ghi KT. và chức vụ cấp phó",
                post.trim()
            );
            found.push(Finding::new(&S12, place, post, message));
        }
        if !agency.is_empty() && small.contains(&agency) {
            let message =
                format!("chức vụ “{}” nhắc lại tên cơ quan; chỉ ghi chức vụ", post.trim());
            found.push(Finding::new(&S11, place, post, message));
        }
    }
    found
}

fn name(place: Place, signature: &Signature) -> Option<Finding> {
    let name = signature.signer.trim();
    if name.is_empty() {
        return Some(Finding::new(&S09, place, "", "chưa có họ tên người ký"));
    }
    let small = name.to_lowercase();
    if let Some(degree) = DEGREES.iter().find(|degree| small.starts_with(**degree)) {
        let shown: String = name.chars().take(degree.trim().chars().count()).collect();
        let message = format!("bỏ “{shown}” trước họ tên người ký");
        return Some(Finding::new(&S08, place, name, message));
    }
    let letters = name.chars().filter(|letter| letter.is_alphabetic()).count();
    if letters > 1 && !name.chars().any(char::is_lowercase) {
        let message = "họ tên viết toàn chữ in hoa; chỉ viết hoa chữ đầu mỗi âm tiết";
        return Some(Finding::new(&S09, place, name, message));
    }
    let low = name
        .split_whitespace()
        .find(|syllable| syllable.chars().next().is_some_and(char::is_lowercase))?;
    let message = format!("họ tên có “{low}” chưa viết hoa chữ đầu");
    Some(Finding::new(&S09, place, name, message))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(agency: &str, authority: Authority, signer: &str) -> Vec<&'static str> {
        let plan = Plan {
            agency: vec![agency.to_owned()],
            signatures: vec![Signature {
                authority,
                signer: signer.to_owned(),
                ..Signature::default()
            }],
            ..Plan::default()
        };
        check(&plan).iter().map(|finding| finding.rule.id).collect()
    }

    fn head(position: &str) -> Authority {
        Authority::Head { position: position.to_owned() }
    }

    #[test]
    fn names_are_written_as_names() {
        let name = |signer: &str| told("Sở A", head("Giám đốc"), signer);
        assert_eq!(name("Trần Thị Bình"), Vec::<&str>::new());
        assert_eq!(name("Hồ Y Êban"), Vec::<&str>::new());
        assert_eq!(name(" "), ["S09"]);
        assert_eq!(name("TRẦN THỊ BÌNH"), ["S09"]);
        assert_eq!(name("Trần thị Bình"), ["S09"]);
        assert_eq!(name("TS. Trần Thị Bình"), ["S08"]);
        assert_eq!(name("ThS Trần Thị Bình"), ["S08"]);
        assert_eq!(name("Thạc sĩ Trần Thị Bình"), ["S08"]);
        assert_eq!(name("Tsung Bình"), Vec::<&str>::new());
    }

    #[test]
    fn posts_fit_the_form_of_signing() {
        let post = |authority: Authority| told("Sở A", authority, "Trần Bình");
        assert_eq!(post(head("")), ["S10"]);
        assert_eq!(post(head("Phó Giám đốc")), ["S02"]);
        assert_eq!(post(head("KT. Giám đốc")), ["S01"]);
        assert_eq!(post(head("Giám đốc Sở A")), ["S11"]);
        let both = |head: &str, deputy: &str| Authority::Deputy {
            head: head.to_owned(),
            deputy: deputy.to_owned(),
        };
        assert_eq!(post(both("Giám đốc", "Phó Giám đốc")), Vec::<&str>::new());
        assert_eq!(post(both("Giám đốc", "Giám đốc")), ["S03"]);
        assert_eq!(post(both("Giám đốc", "Phó Giám đốc phụ trách")), ["S12"]);
        let by_order = Authority::ByOrder {
            head: "Giám đốc".to_owned(),
            position: "Phó Chánh Văn phòng".to_owned(),
        };
        assert_eq!(post(by_order), ["S06"]);
    }

    #[test]
    fn a_collective_is_signed_for() {
        assert_eq!(told("Ủy ban nhân dân xã A", head("Chủ tịch"), "Trần Bình"), ["S07"]);
        assert_eq!(told("Sở A", head("Giám đốc"), "Trần Bình"), Vec::<&str>::new());
    }
}
