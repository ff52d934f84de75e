//! What a document says of where and when it comes from, against who issues it: its place, its own name,
//! days that lie before it. Further tests of rules whose rows stand in `head` and `consistency`.

use crate::check::case::Case;
use crate::check::passage::Role;
use crate::check::reading::{Reading, capitalised};
use crate::check::row::More;
use crate::check::row::Test::Whole;
use crate::check::tell::Report;
use crate::model::{DocumentType, Part, Place};
use crate::standard::PROVINCES;
use crate::vietnamese::fold;

pub(in crate::check) static MORE: [More; 4] = [
    ("H05", Whole(short_agency)),
    ("D09", Whole(place_of_commune)),
    ("D09", Whole(place_of_province)),
    ("X03", Whole(past_period)),
];

/// Short names of bodies that a body does not call itself by.
const SHORT: [(&str, &str); 4] = [
    ("UBND", "Ủy ban nhân dân"),
    ("HĐND", "Hội đồng nhân dân"),
    ("UBMTTQ", "Ủy ban Mặt trận Tổ quốc"),
    ("BCĐ", "Ban Chỉ đạo"),
];

/// "UBND XÃ YÊN HÒA" as the body that issues: only the one above it may be shortened.
fn short_agency(case: &Case<'_>, report: &mut Report) {
    for (n, line) in case.document.agency.iter().enumerate() {
        let Some((short, whole)) =
            SHORT.iter().find(|(short, _)| line.split_whitespace().any(|word| word == *short))
        else {
            continue;
        };
        let capitals = !line.chars().any(char::is_lowercase);
        let whole = if capitals { whole.to_uppercase() } else { (*whole).to_owned() };
        let message = format!("tên cơ quan ban hành không viết tắt; viết “{whole}”");
        let finding = report.at(Place::Agency(n), Part::Main, line, message);
        finding.span = Some(0..line.chars().count());
        finding.excerpt.clone_from(line);
        finding.cured(line.replacen(short, &whole, 1), false);
    }
}

/// The first day on which the decree's places hold: before it, a province's paper named the town.
fn is_of_the_decree(case: &Case<'_>) -> bool {
    let first = chrono::NaiveDate::from_ymd_opt(2020, 3, 5);
    case.context.date.zip(first).is_some_and(|(date, first)| date >= first)
}

/// Each syllable with a capital, as the name of a place has.
fn as_place(name: &str) -> String {
    name.to_lowercase().split(' ').map(capitalised).collect::<Vec<_>>().join(" ")
}

/// Tells a place that is not the one that the issuing body's level asks for.
fn tell_place(case: &Case<'_>, right: &str, message: String, report: &mut Report) {
    let written = &case.document.place;
    let finding = report.at(Place::Date, Part::Main, written, message);
    finding.span = Some(0..written.chars().count());
    finding.excerpt.clone_from(written);
    finding.cured(right, false);
}

/// "Ninh Bình, ngày …" of a commune: its papers bear its own name.
fn place_of_commune(case: &Case<'_>, report: &mut Report) {
    let place = Reading::key_of(case.document.place.trim());
    let agency = Reading::key_of(case.document.agency.join(" ").trim());
    let bodies = ["ủy ban nhân dân ", "hội đồng nhân dân "];
    let Some(rest) = bodies.iter().find_map(|body| agency.strip_prefix(body)) else { return };
    let Some((level, name)) = ["xã", "phường", "đặc khu"]
        .into_iter()
        .find_map(|level| Some((level, rest.strip_prefix(level)?.strip_prefix(' ')?)))
    else {
        return;
    };
    // The name as the letterhead writes it, so that its tone marks stay in their style.
    let whole = case.document.agency.join(" ");
    let letters = whole.trim().chars().count();
    let from = letters - name.chars().count();
    let own: String = whole.trim().chars().skip(from).collect();
    let numbered = name.starts_with(|c: char| c.is_ascii_digit());
    let province = PROVINCES.iter().any(|row| Reading::key_of(row.name) == place);
    if is_of_the_decree(case) && province && place != name && !numbered {
        let own = as_place(&own);
        let message = format!("địa danh của cơ quan cấp {level} là tên {level}: “{own}”");
        tell_place(case, &own, message, report);
    }
}

/// "Nghệ Am", "Vinh" of a department of Nghệ An: its papers bear the province's name.
fn place_of_province(case: &Case<'_>, report: &mut Report) {
    let place = Reading::key_of(case.document.place.trim());
    let agency = Reading::key_of(case.document.agency.join(" ").trim());
    let own = ["sở ", "ủy ban nhân dân tỉnh ", "hội đồng nhân dân tỉnh "];
    let head = Reading::key_of(&case.document.parent_agency.join(" ")) + " | " + &agency;
    let named = PROVINCES.iter().find(|row| {
        let name = Reading::key_of(row.name);
        head.contains(&format!("tỉnh {name}")) || head.contains(&format!("thành phố {name}"))
    });
    let Some(province) = named.filter(|_| own.iter().any(|body| agency.starts_with(body)))
    else {
        return;
    };
    let name = Reading::key_of(province.name);
    // Other rules speak of names that were merged, and of what is misspelt in its marks alone.
    let told = place.is_empty()
        || place == name
        || place.contains(&name)
        || fold(&place) == fold(&name)
        || province.merged.iter().any(|old| Reading::key_of(old) == place)
        || ["phường ", "xã ", "đặc khu ", "tp"].iter().any(|noun| place.starts_with(noun));
    if is_of_the_decree(case) && !told {
        let message = format!(
            "địa danh của cơ quan cấp tỉnh là tên tỉnh, thành phố: “{}”",
            province.name
        );
        tell_place(case, province.name, message, report);
    }
}

/// "Thời gian: từ ngày … đến ngày …" that is over before the plan is issued.
fn past_period(case: &Case<'_>, report: &mut Report) {
    let Some((first, _)) = case.context.issued else { return };
    if case.document.document_type != DocumentType::Plan {
        return;
    }
    for (passage, reading) in case.passages() {
        let item = matches!(passage.role, Role::Block(_));
        if !item || !reading.key.trim_start().starts_with("thời gian") {
            continue;
        }
        let dates = reading.dates();
        let past = dates
            .iter()
            .all(|date| !date.cited && date.calendar().is_some_and(|day| day < first));
        if let [date, ..] = dates
            && past
        {
            let message =
                format!("thời gian này đã qua khi ban hành ({})", case.context.issued_on());
            report.span(passage, date.span.clone(), message);
        }
    }
}
