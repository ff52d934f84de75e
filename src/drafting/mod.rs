//! New documents: an empty one of any type, and what goes with a plan.

mod companion;
mod follow;
pub mod letters;
mod others;
mod skeleton;
mod together;

pub use companion::{Companion, companion, issuing, reference};
pub use follow::{
    Change, changes, follow, follow_chosen, follow_issue, is_in_line, issue_changes,
};
pub use together::relate;

use chrono::{Datelike, NaiveDate};

use crate::model::{Authority, Document, DocumentType, IssueDate, Recipient, Signature};
use crate::samples;
use crate::standard::{Component, FirstRecipient, agency_in_sentence, layout};
use crate::store::Profile;

/// An empty document of a type for an agency, of this month and year, the day left blank: what its
/// template asks for stands there to be filled in.
pub fn fresh(kind: DocumentType, profile: &Profile, today: NaiveDate) -> Document {
    if kind == DocumentType::Plan {
        return samples::fresh(profile, today);
    }
    let mut document = Document { body: skeleton::blocks(kind), ..Document::default() };
    document.date =
        IssueDate { day: None, month: Some(today.month()), year: Some(today.year()) };
    profile.apply(&mut document);
    become_type(&mut document, kind);
    document.recipients = first_recipients(kind);
    document
}

/// Gives a document another type, and what that type's template has and the document has not: who issues
/// it, who signs. Nothing is taken away: what the new type does not print comes back with the old one.
pub fn become_type(document: &mut Document, kind: DocumentType) {
    document.document_type = kind;
    let layout = layout(kind);
    if layout.has(Component::Competence) && document.competence.trim().is_empty() {
        document.competence = competence(document);
    }
    let blank = |signature: &Signature| signature.lines().is_empty();
    if layout.posts.len() > document.signatures.len() || document.signatures.iter().all(blank)
    {
        let names: Vec<String> =
            document.signatures.iter().map(|signature| signature.signer.clone()).collect();
        if !layout.posts.is_empty() {
            document.signatures = layout.posts.iter().map(|post| signature(post)).collect();
            // Who signs for the agency takes the chair: the last of them.
            if let (Some(last), Some(name)) = (document.signatures.last_mut(), names.first()) {
                last.signer.clone_from(name);
            }
        }
    }
}

/// Who issues: the head with the agency's name, or the collective that is signed for (Mẫu 1.2, note 6).
pub fn competence(document: &Document) -> String {
    let agency = agency_in_sentence(&document.agency);
    let Some(signature) = document.signatures.first() else { return agency };
    if !signature.on_behalf_of.trim().is_empty() {
        return agency;
    }
    let mut authority = signature.authority.clone();
    let head = authority.posts_mut().first().map(|post| post.trim().to_owned());
    match head {
        Some(head) if !head.is_empty() && !agency.is_empty() => format!("{head} {agency}"),
        _ => agency,
    }
}

/// What stands first in Nơi nhận of a type.
pub fn first_recipients(kind: DocumentType) -> Vec<Recipient> {
    let name = match layout(kind).first_recipient {
        FirstRecipient::Any => return Vec::new(),
        FirstRecipient::AsAbove => "Như trên",
        FirstRecipient::AsArticle => "Như Điều 3",
    };
    vec![Recipient { name: name.to_owned(), ..Recipient::default() }]
}

fn signature(post: &str) -> Signature {
    Signature {
        authority: Authority::Head { position: post.to_owned() },
        ..Signature::default()
    }
}

#[cfg(test)]
mod tests {
    use strum::IntoEnumIterator as _;

    use super::*;
    use crate::store::draft;

    fn profile() -> Profile {
        Profile::of(&samples::open("phong-trao-thi-dua").expect("a sample"))
    }

    fn today() -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 11, 22).expect("a day")
    }

    #[test]
    fn an_empty_document_of_every_type_is_the_agencys_own_and_can_be_saved() {
        for kind in DocumentType::iter() {
            let document = fresh(kind, &profile(), today());
            assert_eq!(document.document_type, kind);
            assert_eq!(document.agency, ["Sở Xây dựng"], "{kind:?}");
            assert!(!document.body.is_empty(), "{kind:?}");
            let opened = draft::from_ron(draft::to_ron(&document).as_bytes()).expect("read");
            assert_eq!(opened.document, document, "{kind:?}");
            assert_eq!(opened.notes, [], "{kind:?}");
        }
    }

    #[test]
    fn a_decision_knows_who_issues_it_and_minutes_have_two_signatures() {
        let decision = fresh(DocumentType::Decision, &profile(), today());
        assert_eq!(decision.competence, "Giám đốc Sở Xây dựng");
        assert_eq!(decision.recipients[0].name, "Như Điều 3");
        let minutes = fresh(DocumentType::Minutes, &profile(), today());
        let posts: Vec<_> = minutes.signatures.iter().flat_map(Signature::lines).collect();
        assert_eq!(posts, ["THƯ KÝ", "CHỦ TỌA"]);
        let letter = fresh(DocumentType::OfficialLetter, &profile(), today());
        assert_eq!(letter.recipients[0].name, "Như trên");
    }

    #[test]
    fn another_type_takes_nothing_away() {
        let document = samples::open("kiem-tra").expect("a sample");
        let mut changed = document.clone();
        for kind in DocumentType::iter().filter(|kind| layout(*kind).posts.is_empty()) {
            become_type(&mut changed, kind);
        }
        become_type(&mut changed, DocumentType::Plan);
        changed.competence.clear();
        assert_eq!(changed, document);
    }
}
