//! Whether the papers of a hồ sơ say the same: numbers, dates, names. What one paper alone can be asked is
//! the check's.

use std::collections::HashMap;

use regex::Regex;

use super::Dossier;
use super::names::label;
use crate::check::{Deed, Finding, Fix, rule};
use crate::compose::symbol;
use crate::drafting::{Change, issuing};
use crate::model::{Document, DocumentType, IssueDate, Part, Place, Signature};
use crate::standard::{agency_in_sentence, type_name};
use crate::vietnamese::fold;

/// The rule of the check that all of them break.
const RULE: &str = "Q01";

/// Two papers that do not agree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Disagreement {
    /// The paper in which it is to be put right, by its place among the members.
    pub paper: usize,
    /// The paper that it does not agree with.
    pub other: usize,
    /// Where in the first.
    pub place: Place,
    /// Where in the other; none where the other is right.
    pub other_place: Option<Place>,
    /// What does not agree, in Vietnamese; names both papers.
    pub words: String,
    /// What puts it right in the first, where that is known.
    pub change: Option<Change>,
}

/// What of [`disagreements`] is to be put right in one member, as the check tells what it finds. Where either
/// of two papers may be wrong, both are told.
pub fn findings(dossier: &Dossier, member: usize) -> Vec<Finding> {
    let Some(rule) = rule(RULE) else { return Vec::new() };
    let here = |found: Disagreement| {
        let place = match (found.paper == member, found.other == member) {
            (true, _) => found.place,
            (false, true) => found.other_place?,
            (false, false) => return None,
        };
        let change = found.change.filter(|_| found.paper == member);
        let part = change.as_ref().map_or(Part::Main, |change| change.part);
        let span = change
            .as_ref()
            .and_then(|change| change.at.map(|at| at..at + change.before.chars().count()));
        let deed = match &span {
            Some(_) => Some(Deed::Replace),
            None => dossier.decision().map(|issued| Deed::Issue(Box::new(issuing(issued)))),
        };
        let fix = change.as_ref().zip(deed).map(|(change, deed)| Fix {
            before: change.before.clone(),
            after: change.after.clone(),
            safe: false,
            deed,
        });
        let excerpt = fix.as_ref().map_or_else(String::new, |fix| fix.before.clone());
        let message = format!("hồ sơ chưa khớp: {}", found.words);
        Some(Finding {
            rule,
            place,
            part,
            note: None,
            span,
            line: 0,
            excerpt,
            message,
            fix,
            unwritten: false,
        })
    };
    disagreements(dossier).into_iter().filter_map(here).collect()
}

/// Everything in which the papers do not agree, in the order of the papers.
pub fn disagreements(dossier: &Dossier) -> Vec<Disagreement> {
    let mut found = Vec::new();
    for index in 0..dossier.members.len() {
        out_of_line(dossier, index, &mut found);
    }
    agencies(dossier, &mut found);
    same_numbers(dossier, &mut found);
    signers(dossier, &mut found);
    order_of_days(dossier, &mut found);
    cited_proposal(dossier, &mut found);
    found
}

fn document(dossier: &Dossier, index: usize) -> &Document {
    &dossier.members[index].document
}

/// What a paper says of another that says otherwise itself.
fn out_of_line(dossier: &Dossier, index: usize, found: &mut Vec<Disagreement>) {
    let other = match index {
        0 => dossier
            .members
            .iter()
            .position(|member| Some(&member.document) == dossier.decision()),
        _ => Some(0),
    };
    let Some(other) = other else { return };
    let (own, theirs) = (document(dossier, index), document(dossier, other));
    found.extend(dossier.changes(index).into_iter().map(|change| Disagreement {
        paper: index,
        other,
        place: change.place,
        other_place: None,
        words: match &*change.before {
            "" => format!("{} chưa ghi “{}” như {}", label(own), change.after, label(theirs)),
            before => format!(
                "{} ghi “{before}”, {} ghi “{}”",
                label(own),
                label(theirs),
                change.after
            ),
        },
        change: Some(change),
    }));
}

/// A tờ trình comes from the unit that drafted the plan; the others are of the agency that issues it.
fn agencies(dossier: &Dossier, found: &mut Vec<Disagreement>) {
    let plan = dossier.plan();
    let issuer = agency_in_sentence(&plan.agency);
    for (index, member) in dossier.members.iter().enumerate().skip(1) {
        let own = agency_in_sentence(&member.document.agency);
        let is_unit = matches!(
            member.document.document_type,
            DocumentType::Proposal | DocumentType::Report
        );
        if !is_unit && !own.is_empty() && !issuer.is_empty() && fold(&own) != fold(&issuer) {
            found.push(Disagreement {
                paper: index,
                other: 0,
                place: Place::Agency(0),
                other_place: Some(Place::Agency(0)),
                change: None,
                words: format!(
                    "cơ quan ban hành: {} ghi “{own}”, {} ghi “{issuer}”",
                    label(&member.document),
                    label(plan)
                ),
            });
        }
    }
}

/// Two papers of one agency and symbol do not share a number within a year.
fn same_numbers(dossier: &Dossier, found: &mut Vec<Disagreement>) {
    let mut seen = HashMap::new();
    for (index, member) in dossier.members.iter().enumerate() {
        let paper = &member.document;
        // One that is issued with a decision has no number of its own.
        let Some(number) = paper.number.filter(|_| paper.decision.is_none()) else { continue };
        let key = (number, symbol(paper), paper.date.year, agency_in_sentence(&paper.agency));
        if let Some(other) = seen.insert(key, index) {
            found.push(Disagreement {
                paper: index,
                other,
                place: Place::Number,
                other_place: Some(Place::Number),
                change: None,
                words: format!(
                    "trùng số: {} và {} ({}) cùng số {number:02}/{}",
                    label(document(dossier, other)),
                    label(paper),
                    paper.subject.words().trim(),
                    symbol(paper)
                ),
            });
        }
    }
}

/// One post of one agency has one name.
fn signers(dossier: &Dossier, found: &mut Vec<Disagreement>) {
    let mut seen: HashMap<(String, String), (String, usize, usize)> = HashMap::new();
    for (index, member) in dossier.members.iter().enumerate() {
        let paper = &member.document;
        for (n, signature) in paper.signatures.iter().enumerate() {
            let Some(post) = post(signature) else { continue };
            let key = (post.clone(), agency_in_sentence(&paper.agency));
            let name = signature.signer.trim().to_owned();
            let Some((other_name, other, other_n)) = seen.get(&key) else {
                seen.insert(key, (name, index, n));
                continue;
            };
            // Several deputies sign, each with a name.
            if fold(other_name) != fold(&name) && !post.starts_with("phó") {
                found.push(Disagreement {
                    paper: index,
                    other: *other,
                    place: Place::Signature(n),
                    other_place: Some(Place::Signature(*other_n)),
                    change: None,
                    words: format!(
                        "người ký, chức vụ {post}: {} ghi “{name}”, {} ghi “{other_name}”",
                        label(paper),
                        label(document(dossier, *other))
                    ),
                });
            }
        }
    }
}

/// The post of who signs, in small letters; none where post or name is missing.
fn post(signature: &Signature) -> Option<String> {
    let mut authority = signature.authority.clone();
    let post = authority.posts_mut().last().map(|post| post.trim().to_lowercase())?;
    (!post.is_empty() && !signature.signer.trim().is_empty()).then_some(post)
}

/// What comes first bears no later day: the tờ trình before the quyết định and the plan, the plan before
/// what hands it on and reports on it.
fn order_of_days(dossier: &Dossier, found: &mut Vec<Disagreement>) {
    use DocumentType as D;

    let day = |date: IssueDate| date.calendar();
    let issued = |paper: &Document| {
        paper.decision.as_ref().map_or(paper.date, |decision| decision.date)
    };
    for (index, member) in dossier.members.iter().enumerate().skip(1) {
        let paper = &member.document;
        let (Some(own), Some(plans)) = (day(paper.date), day(issued(dossier.plan()))) else {
            continue;
        };
        let wrong = match paper.document_type {
            D::Proposal => own > plans,
            D::Report => own < plans,
            // One that asks for opinions comes before; one that cites the plan's number, after.
            _ => false,
        };
        if wrong {
            let relation = if own > plans { "sau" } else { "trước" };
            found.push(Disagreement {
                paper: index,
                other: 0,
                place: Place::Date,
                other_place: Some(Place::Date),
                change: None,
                words: format!(
                    "{} đề ngày {}, {relation} ngày ban hành {} ({})",
                    label(paper),
                    own.format("%d/%m/%Y"),
                    label(dossier.plan()),
                    plans.format("%d/%m/%Y")
                ),
            });
        }
    }
}

/// "Theo đề nghị của … tại Tờ trình số …" names the tờ trình that lies beside it.
fn cited_proposal(dossier: &Dossier, found: &mut Vec<Disagreement>) {
    let of =
        |kind| dossier.members.iter().position(|member| member.document.document_type == kind);
    let (Some(at), Some(decision)) = (of(DocumentType::Proposal), of(DocumentType::Decision))
    else {
        return;
    };
    let proposal = document(dossier, at);
    let Some(number) = proposal.number else { return };
    let pattern = Regex::new(r"(?i)Tờ trình số\s*(\d+|…)/(\S+)").expect("a pattern");
    for (n, basis) in document(dossier, decision).legal_basis.iter().enumerate() {
        let words = basis.words();
        let Some(cited) = pattern.captures(&words) else { continue };
        let own = format!("{number:02}/{}", symbol(proposal));
        let said = format!("{}/{}", &cited[1], cited[2].trim_end_matches([',', ';', '.']));
        if said.trim_start_matches('0') != own.trim_start_matches('0') {
            found.push(Disagreement {
                paper: decision,
                other: at,
                place: Place::LegalBasis(n),
                other_place: Some(Place::Number),
                change: None,
                words: format!(
                    "{} viện dẫn Tờ trình số {said}, {} là số {own}",
                    label(document(dossier, decision)),
                    type_name(proposal.document_type)
                ),
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use super::super::Member;
    use super::*;
    use crate::drafting::{Companion, companion, issuing};
    use crate::samples;
    use crate::store::Stamp;

    fn dossier(kinds: &[Companion]) -> Dossier {
        let plan = samples::open("cai-cach-hanh-chinh").expect("a sample");
        let made = kinds.iter().map(|kind| companion(&plan, "kh.kehoach", *kind));
        let documents = std::iter::once(plan.clone()).chain(made);
        let members = documents.map(|document| Member {
            path: PathBuf::new(),
            document,
            stamp: Stamp::of(b""),
        });
        Dossier { members: members.collect() }
    }

    #[test]
    fn papers_just_made_agree_but_for_the_decision_that_the_plan_does_not_name_yet() {
        let mut all = dossier(&[Companion::Proposal, Companion::Dispatch, Companion::Report]);
        assert_eq!(disagreements(&all), []);
        all = dossier(&[Companion::Decision]);
        let found = disagreements(&all);
        assert_eq!(found.len(), 1, "{found:?}");
        assert_eq!((found[0].paper, found[0].place), (0, Place::Decision));
        let issued = issuing(&all.members[1].document);
        let told = findings(&all, 0);
        assert_eq!(crate::check::apply(&mut all.members[0].document, &told), 1);
        assert_eq!(all.members[0].document.decision, Some(issued));
        all.members[1].document.goes_with = None;
        assert_eq!(disagreements(&all), []);
    }

    /// What is planted in a paper, and the place of the finding and a word of it.
    type Planted = (fn(&mut Dossier), usize, Place, &'static str);

    #[test]
    fn what_does_not_agree_is_found_with_both_papers() {
        let planted: [Planted; 6] = [
            (
                |all| all.members[0].document.number = Some(13),
                2,
                Place::Block(crate::model::Story::Body, 0),
                "13/KH-UBND",
            ),
            (
                |all| all.members[2].document.agency = vec!["Ủy ban nhân dân xã Khác".into()],
                2,
                Place::Agency(0),
                "xã Khác",
            ),
            (
                |all| all.members[2].document.signatures[0].signer = "Người Khác".into(),
                2,
                Place::Signature(0),
                "Người Khác",
            ),
            (
                |all| all.members[1].document.date = IssueDate::new(21, 1, 2027),
                1,
                Place::Date,
                "sau ngày",
            ),
            (
                |all| {
                    for at in [2, 3] {
                        all.members[at].document.number = Some(7);
                        all.members[at].document.symbol = "UBND-VP".into();
                    }
                },
                3,
                Place::Number,
                "trùng số",
            ),
            (
                |all| all.members[3].document.date = IssueDate::new(1, 1, 2027),
                4,
                Place::Date,
                "trước ngày",
            ),
        ];
        let kinds = [
            Companion::Proposal,
            Companion::Dispatch,
            Companion::Consultation,
            Companion::Report,
        ];
        let count = kinds.len() + 1;
        for (n, (plant, paper, place, word)) in planted.into_iter().enumerate() {
            let mut all = dossier(&kinds);
            if n == 5 {
                all.members[4].document.date = IssueDate::new(1, 1, 2027);
            } else {
                plant(&mut all);
            }
            let found = disagreements(&all);
            let hit = found.iter().find(|it| it.words.contains(word));
            let hit = hit.unwrap_or_else(|| panic!("{n}: {found:?}"));
            assert_eq!((hit.paper, hit.place), (paper, place), "{n}: {hit:?}");
            let told: usize = (0..count).map(|member| findings(&all, member).len()).sum();
            let twice = found.iter().filter(|it| it.other_place.is_some()).count();
            assert_eq!(
                told,
                found.len() + twice,
                "{n}: each is told where it can be put right"
            );
        }
    }

    #[test]
    fn what_a_paper_says_of_its_plan_is_cured_like_any_finding() {
        let mut all = dossier(&[Companion::Proposal, Companion::Dispatch]);
        all.members[0].document.subject = "Cải cách hành chính và chuyển đổi số".into();
        assert_eq!(findings(&all, 0), [], "the plan says what it says");
        for member in [1, 2] {
            let found = findings(&all, member);
            assert!(!found.is_empty() && found.iter().all(|it| it.fix.is_some()), "{found:?}");
            let paper = &mut all.members[member].document;
            assert_eq!(crate::check::apply(paper, &found), found.len());
            assert_eq!(findings(&all, member), []);
        }
    }
}
