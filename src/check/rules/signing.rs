//! Quyền hạn, chức vụ, họ tên người ký (ô 7).

use crate::check::case::Case;
use crate::check::context::DocumentKind;
use crate::check::lines::Lines;
use crate::check::reading::{Reading, capitalised};
use crate::check::row::Test::{Lines as OfLines, Whole};
use crate::check::row::{Row, row};
use crate::check::rule::Area::Signature as Area;
use crate::check::rule::Needs::{Lines as NeedsLines, Words};
use crate::check::rule::Severity::{Error, Hint, Warning};
use crate::check::tell::Report;
use crate::model::{Authority, Part, Place, Signature};
use crate::standard::agency_in_sentence;

const FORM: &str = "điểm b khoản 7 Mục II Phần I Phụ lục I";
const NAME: &str = "điểm đ khoản 7 Mục II Phần I Phụ lục I";

pub(in crate::check) static ROWS: [Row; 12] = [
    row(
        "S01",
        Error,
        Area,
        Words,
        FORM,
        "quyền hạn ký viết đúng TM. KT. TL. TUQ. Q., không gõ trong chức vụ",
        Whole(typed_authority),
    ),
    row("S02", Error, Area, Words, FORM, "cấp phó ký có KT. ở trên", Whole(deputy_alone)),
    row("S03", Error, Area, Words, FORM, "dưới KT. là chức vụ của cấp phó", Whole(head_twice)),
    row(
        "S04",
        Error,
        Area,
        NeedsLines,
        "khoản 2 Điều 13",
        "TM. ở trên, KT. ở dưới",
        OfLines(upside_down),
    ),
    row(
        "S05",
        Error,
        Area,
        NeedsLines,
        "khoản 3 Điều 13",
        "dưới TUQ. không có KT., TL.",
        OfLines(delegated_twice),
    ),
    row(
        "S06",
        Warning,
        Area,
        Words,
        "khoản 4 Điều 13",
        "người ký thừa lệnh là người đứng đầu đơn vị",
        Whole(ordered_deputy),
    ),
    row(
        "S07",
        Warning,
        Area,
        Words,
        "khoản 2 Điều 13",
        "kế hoạch của Ủy ban nhân dân, Hội đồng nhân dân có TM.",
        Whole(collective),
    ),
    row(
        "S08",
        Error,
        Area,
        Words,
        "điểm c khoản 7 Mục II Phần I Phụ lục I",
        "không ghi học hàm, học vị trước họ tên",
        Whole(degree),
    ),
    row(
        "S09",
        Error,
        Area,
        Words,
        NAME,
        "có họ tên người ký, viết hoa chữ đầu mỗi âm tiết",
        Whole(name),
    ),
    row("S10", Error, Area, Words, NAME, "có chức vụ người ký", Whole(no_post)),
    row(
        "S11",
        Hint,
        Area,
        Words,
        "thông lệ",
        "chức vụ không nhắc lại tên cơ quan",
        Whole(agency_again),
    ),
    row(
        "S12",
        Warning,
        Area,
        Words,
        "điểm b, c khoản 7 Mục II Phần I Phụ lục I",
        "chức vụ là chức danh chính thức",
        Whole(in_charge),
    ),
];

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

/// The signatures that are judged: a plan issued with a decision may have none.
fn signatures<'a>(case: &Case<'a>) -> impl Iterator<Item = (Place, &'a Signature)> + 'a {
    let judged = case.context.kind == DocumentKind::Named && case.whole_end();
    let all = if judged { case.document.signatures.as_slice() } else { &[] };
    all.iter().enumerate().map(|(index, signature)| (Place::Signature(index), signature))
}

/// The posts that a signature shows, from the top, each with its field.
fn posts(signature: &Signature) -> Vec<(Part, &str)> {
    match &signature.authority {
        Authority::Head { position } | Authority::Acting { position } => {
            vec![(Part::Head, position)]
        }
        Authority::Deputy { head, deputy } => vec![(Part::Head, head), (Part::Deputy, deputy)],
        Authority::ByOrder { head, position } | Authority::Authorised { head, position } => {
            vec![(Part::Head, head), (Part::Position, position)]
        }
        Authority::ByOrderDeputy { head, position, deputy } => {
            vec![(Part::Head, head), (Part::Position, position), (Part::Deputy, deputy)]
        }
    }
}

fn is_deputy(post: &str) -> bool {
    let post = post.trim().to_lowercase();
    post.starts_with("phó") || post == "thứ trưởng"
}

fn typed_authority(case: &Case<'_>, report: &mut Report) {
    for (place, signature) in signatures(case) {
        for (part, post) in posts(signature) {
            let small = post.trim().to_lowercase();
            let mark = ["kt.", "tm.", "tl.", "tuq.", "t/m", "k/t", "q."]
                .iter()
                .find(|mark| small.starts_with(**mark));
            if mark.is_some() {
                let message = format!(
                    "bỏ chữ viết tắt trong “{}”; chọn hình thức ký tương ứng",
                    post.trim()
                );
                report.at(place, part, post, message);
            }
        }
    }
}

fn deputy_alone(case: &Case<'_>, report: &mut Report) {
    for (place, signature) in signatures(case) {
        if let Authority::Head { position } = &signature.authority
            && is_deputy(position)
        {
            let message =
                "cấp phó ký thì chọn hình thức “ký thay” để có KT. và chức vụ cấp trưởng";
            report.at(place, Part::Head, position, message);
        }
    }
}

fn head_twice(case: &Case<'_>, report: &mut Report) {
    for (place, signature) in signatures(case) {
        let Authority::Deputy { head, deputy } = &signature.authority else { continue };
        let same = head.trim().to_lowercase() == deputy.trim().to_lowercase();
        if same && !deputy.trim().is_empty() {
            let message = "dưới KT. phải là chức vụ của cấp phó, không phải của cấp trưởng";
            report.at(place, Part::Deputy, deputy, message);
        }
    }
}

/// The lines of a file's signature that begin with an abbreviation of authority.
fn authorities<'a>(lines: &'a Lines<'_>) -> Vec<(usize, &'a str, String)> {
    lines
        .all()
        .filter(|line| line.words.chars().count() < 60)
        .filter_map(|line| {
            let tight: String = line.words.chars().filter(|c| !c.is_whitespace()).collect();
            let mark = ["TUQ", "TM", "KT", "TL", "T/M", "K/T", "T/L"].iter().find(|mark| {
                tight
                    .strip_prefix(**mark)
                    .is_some_and(|rest| rest.starts_with(['.', '/']) || mark.contains('/'))
            })?;
            let capitals = line.words.chars().all(|c| !c.is_lowercase());
            capitals.then(|| (line.number, line.words, mark.replace('/', "")))
        })
        .collect()
}

fn upside_down(lines: &Lines<'_>, report: &mut Report) {
    for two in authorities(lines).windows(2) {
        let near = two[1].0 <= two[0].0 + 3;
        if two[0].2 == "KT" && two[1].2 == "TM" && near {
            report.line(
                two[0].0,
                Place::Signature(0),
                two[0].1,
                None,
                "TM. đứng trên, KT. đứng dưới",
            );
        }
    }
    for (number, words, mark) in authorities(lines) {
        let form = words.trim_start().starts_with(&format!("{mark}."));
        if !form {
            let rest = words.trim_start_matches(|c: char| {
                c.is_alphabetic() && mark.contains(c) || "/.".contains(c)
            });
            let after = format!("{mark}. {}", rest.trim());
            report.line(
                number,
                Place::Signature(0),
                words,
                Some(after),
                format!("quyền hạn ký viết “{mark}.”"),
            );
        }
    }
}

fn delegated_twice(lines: &Lines<'_>, report: &mut Report) {
    for two in authorities(lines).windows(2) {
        if two[0].2 == "TUQ"
            && ["KT", "TL"].contains(&two[1].2.as_str())
            && two[1].0 <= two[0].0 + 3
        {
            report.line(
                two[1].0,
                Place::Signature(0),
                two[1].1,
                None,
                "người được ủy quyền không ủy quyền lại, không có KT., TL. dưới TUQ.",
            );
        }
    }
}

fn ordered_deputy(case: &Case<'_>, report: &mut Report) {
    for (place, signature) in signatures(case) {
        if let Authority::ByOrder { position, .. } = &signature.authority
            && is_deputy(position)
        {
            let message =
                "cấp phó của đơn vị ký thì chọn “thừa lệnh, ký thay” để có TL. và KT.";
            report.at(place, Part::Position, position, message);
        }
    }
}

fn collective(case: &Case<'_>, report: &mut Report) {
    let agency = Reading::key_of(&case.document.agency.join(" "));
    let body = ["ủy ban nhân dân", "ubnd", "hội đồng nhân dân", "hđnd"]
        .iter()
        .any(|kind| agency.trim().starts_with(kind));
    for (place, signature) in signatures(case) {
        let of_head = matches!(
            signature.authority,
            Authority::Head { .. } | Authority::Acting { .. } | Authority::Deputy { .. }
        );
        let alone =
            case.document.signatures.len() == 1 && signature.on_behalf_of.trim().is_empty();
        let written = posts(signature).iter().any(|(_, post)| !post.trim().is_empty());
        if body && of_head && alone && written {
            let message =
                "cơ quan làm việc theo chế độ tập thể; ghi TM. và tên tập thể ở trên";
            report.at(place, Part::Collective, &signature.lines().join(" / "), message);
        }
    }
}

fn degree(case: &Case<'_>, report: &mut Report) {
    for (place, signature) in signatures(case) {
        let name = signature.signer.trim();
        let small = name.to_lowercase();
        if let Some(degree) = DEGREES.iter().find(|degree| small.starts_with(**degree)) {
            let length = degree.chars().count();
            let shown: String = name.chars().take(length).collect();
            let rest: String = name.chars().skip(length).collect();
            let finding = report.at(
                place,
                Part::Signer,
                &signature.signer,
                format!("bỏ “{}” trước họ tên người ký", shown.trim()),
            );
            finding.span = Some(0..signature.signer.chars().count());
            finding.cured(rest.trim_start_matches(['.', ' ']), false);
        }
    }
}

fn name(case: &Case<'_>, report: &mut Report) {
    for (place, signature) in signatures(case) {
        let name = signature.signer.trim();
        if name.is_empty() {
            if case.draft {
                report.at(place, Part::Signer, "", "chưa có họ tên người ký");
            }
            continue;
        }
        let small = name.to_lowercase();
        let letters = name.chars().filter(|letter| letter.is_alphabetic()).count();
        let low = name
            .split_whitespace()
            .find(|part| part.chars().next().is_some_and(char::is_lowercase));
        let message = if DEGREES.iter().any(|degree| small.starts_with(degree)) {
            continue;
        } else if letters > 1 && !name.chars().any(char::is_lowercase) {
            "họ tên viết toàn chữ in hoa; chỉ viết hoa chữ đầu mỗi âm tiết".to_owned()
        } else if let Some(low) = low {
            format!("họ tên có “{low}” chưa viết hoa chữ đầu")
        } else {
            continue;
        };
        let right: Vec<String> = small.split_whitespace().map(capitalised).collect();
        let finding = report.at(place, Part::Signer, &signature.signer, message);
        finding.span = Some(0..signature.signer.chars().count());
        finding.cured(right.join(" "), false);
    }
}

fn no_post(case: &Case<'_>, report: &mut Report) {
    for (place, signature) in signatures(case) {
        let lacks = posts(signature).into_iter().find(|(_, post)| post.trim().is_empty());
        if let Some((part, _)) =
            lacks.filter(|_| signature.agency_post.trim().is_empty() && case.draft)
        {
            report.at(place, part, "", "chưa có đủ chức vụ người ký");
        }
    }
}

fn agency_again(case: &Case<'_>, report: &mut Report) {
    let agency = agency_in_sentence(&case.document.agency).to_lowercase();
    for (place, signature) in signatures(case) {
        for (part, post) in posts(signature) {
            if !agency.is_empty() && post.trim().to_lowercase().contains(&agency) {
                let message =
                    format!("chức vụ “{}” nhắc lại tên cơ quan; chỉ ghi chức vụ", post.trim());
                report.at(place, part, post, message);
            }
        }
    }
}

fn in_charge(case: &Case<'_>, report: &mut Report) {
    for (place, signature) in signatures(case) {
        for (part, post) in posts(signature) {
            if post.trim().to_lowercase().contains("phụ trách") {
                let message = format!(
                    "“{}” không phải chức danh chính thức; ghi KT. và chức vụ cấp phó",
                    post.trim()
                );
                report.at(place, part, post, message);
            }
        }
    }
}
