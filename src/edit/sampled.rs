//! A sample as a draft of hers: of her agency and her province, not yet numbered or dated.

use chrono::{Datelike as _, NaiveDate};

use super::find::rename;
use crate::check::{Checker, Context, Severity, province_of};
use crate::model::{Document, IssueDate};
use crate::standard::{PROVINCES, agency_in_sentence, reached};
use crate::store::Profile;

/// Makes a sample, which shows a paper as issued, a draft that is not: the agency's names stand in its
/// letterhead and in its sentences, its province is the agency's. Its month is this one, or the sample's own
/// where what it cites is younger than this month, or its terms are over. The cost is a check of it.
pub fn begin_from_sample(document: &mut Document, profile: &Profile, today: NaiveDate) {
    document.number = None;
    let theirs = (agency_in_sentence(&document.agency), sample_province(document));
    profile.name_agency(document);
    let hers = (agency_in_sentence(&document.agency), province_of(document));
    if !theirs.0.is_empty() && theirs.0 != hers.0 {
        // Its sentences name it too: "Sở Xây dựng ban hành Kế hoạch…".
        rename(document, &theirs.0, &hers.0);
    }
    if let (Some(theirs), Some(hers)) = (theirs.1, hers.1)
        && theirs != hers
    {
        rename(document, &format!("tỉnh {theirs}"), &with_kind(hers, today));
        rename(document, theirs, hers);
    }
    let own = IssueDate { day: None, ..document.date };
    document.date = own;
    if !profile.signatures.is_empty() && is_amiss(document, today) {
        // A committee does not sign like a department: then her own people do.
        document.signatures.clone_from(&profile.signatures);
    }
    document.date =
        IssueDate { day: None, month: Some(today.month()), year: Some(today.year()) };
    if is_amiss(document, today) {
        document.date = own;
    }
}

/// Whether a draft has an error or a warning against it on a day.
fn is_amiss(document: &Document, day: NaiveDate) -> bool {
    let outcome = Checker::default().draft(document, &Context::of(document, day));
    outcome.findings.iter().any(|finding| finding.rule.severity != Severity::Hint)
}

/// The province that a sample is set in: that of its letterhead, else the one whose committee it names.
fn sample_province(document: &Document) -> Option<&'static str> {
    province_of(document).or_else(|| {
        let texts = document.legal_basis.iter().chain(&document.opening);
        let words: String = texts.map(|text| text.words() + "\n").collect();
        let named = |name: &str| words.contains(&format!("tỉnh {name}"));
        PROVINCES.iter().map(|province| province.name).find(|name| named(name))
    })
}

/// A province with the noun of its kind on a day: `tỉnh Hưng Yên`, `thành phố Huế`.
fn with_kind(name: &str, day: NaiveDate) -> String {
    let province = PROVINCES.iter().find(|province| province.name == name);
    let since = province.and_then(|province| province.city_since);
    let noun =
        if since.is_some_and(|since| reached(day, since)) { "thành phố" } else { "tỉnh" };
    format!("{noun} {name}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Authority, Signature};
    use crate::samples;

    /// An agency of another province than any sample's, of each level.
    fn agencies() -> [Profile; 4] {
        let agency = |parent: &str, name: &str, short: &str, place: &str| Profile {
            parent_agency: [parent]
                .into_iter()
                .filter(|it| !it.is_empty())
                .map(Into::into)
                .collect(),
            agency: vec![name.into()],
            abbreviation: short.into(),
            place: place.into(),
            ..Profile::default()
        };
        [
            Profile::default(),
            agency(
                "Ủy ban nhân dân tỉnh Hưng Yên",
                "Sở Văn hóa, Thể thao và Du lịch",
                "SVHTTDL",
                "Hưng Yên",
            ),
            committee(agency("", "Ủy ban nhân dân thành phố Huế", "UBND", "Huế")),
            committee(agency("", "Ủy ban nhân dân tỉnh Cà Mau", "UBND", "Cà Mau")),
        ]
    }

    fn committee(profile: Profile) -> Profile {
        let chair = Signature {
            on_behalf_of: "Ủy ban nhân dân".into(),
            authority: Authority::Head { position: "Chủ tịch".into() },
            signer: "Trần Văn Bình".into(),
            ..Signature::default()
        };
        Profile { signatures: vec![chair], ..profile }
    }

    #[test]
    fn a_sample_begun_in_any_month_by_an_agency_of_any_province_has_nothing_against_it() {
        let mut all = Vec::new();
        for sample in samples::plans().iter().chain(samples::others()) {
            for (agency, months) in
                agencies().iter().zip([&[0, 4, 9, 18][..], &[2, 8], &[2], &[2]])
            {
                for month in months {
                    let first = NaiveDate::from_ymd_opt(2026, 9, 20).expect("a day");
                    let day = first + chrono::Months::new(*month);
                    let mut document = sample.document();
                    begin_from_sample(&mut document, agency, day);
                    assert_eq!((document.number, document.date.day), (None, None));
                    let outcome =
                        Checker::default().draft(&document, &Context::of(&document, day));
                    let grave = outcome.findings.iter();
                    let grave = grave.filter(|it| it.rule.severity != Severity::Hint);
                    let told: Vec<_> =
                        grave.map(|it| (it.rule.id, &it.excerpt, &it.message)).collect();
                    if !told.is_empty() {
                        all.push(format!(
                            "{} {day} {:?}: {told:?}",
                            sample.name, agency.agency
                        ));
                    }
                }
            }
        }
        assert!(all.is_empty(), "{} {:#?}", all.len(), &all[..all.len().min(30)]);
    }

    #[test]
    fn the_sentences_of_a_sample_name_the_agency_and_its_province() {
        let [_, department, city, _] = agencies();
        let day = NaiveDate::from_ymd_opt(2026, 11, 29).expect("a day");
        let begun = |name: &str, profile: &Profile| {
            let mut document = samples::open(name).expect("a sample");
            begin_from_sample(&mut document, profile, day);
            crate::store::draft::to_ron(&document)
        };
        let words = begun("thang-cao-diem", &department);
        assert!(words.contains("của Ủy ban nhân dân tỉnh Hưng Yên về công tác"), "{words}");
        assert!(
            !words.contains("Nghệ An") && !words.contains("Sở Nội vụ ban hành"),
            "{words}"
        );
        let words = begun("cai-cach-hanh-chinh", &city);
        assert!(
            words.contains("Ủy ban nhân dân thành phố Huế") && !words.contains("Ninh Bình")
        );
    }
}
