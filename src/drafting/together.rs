//! Documents that came together in one file, as drafts that know of each other.

use crate::model::{Document, DocumentType};

use super::companion::{issuing, reference};

/// Lets the documents of one file go with the one that they are about, under the names that their drafts
/// have. That is the plan, or what is issued with another of them; where there are two of these, or none,
/// each stays for itself. Returns its index.
///
/// # Panics
/// Where there are fewer names than documents.
pub fn relate(documents: &mut [Document], names: &[String]) -> Option<usize> {
    let main = main_of(documents)?;
    let issues = |document: &&Document| {
        matches!(document.document_type, DocumentType::Decision | DocumentType::Resolution)
    };
    let decision = documents.iter().find(issues).map(issuing);
    let plan = &mut documents[main];
    // "Ban hành kèm theo Quyết định số …" often stands in the plan with its blanks.
    if let (Some(said), Some(decision)) = (&mut plan.decision, decision)
        && said.number.is_none()
        && said.symbol.trim().is_empty()
    {
        *said = decision;
    }
    let known = reference(plan, &names[main]);
    for (at, document) in documents.iter_mut().enumerate() {
        if at != main {
            document.goes_with = Some(known.clone());
        }
    }
    Some(main)
}

fn main_of(documents: &[Document]) -> Option<usize> {
    let only = |wanted: &dyn Fn(&Document) -> bool| {
        let mut found = documents.iter().enumerate().filter(|(_, document)| wanted(document));
        let first = found.next()?.0;
        found.next().is_none().then_some(first)
    };
    let is_plan = |document: &Document| document.document_type == DocumentType::Plan;
    match documents.iter().any(is_plan) {
        true => only(&is_plan),
        false => only(&|document| document.decision.is_some()),
    }
    .filter(|_| documents.len() > 1)
}

#[cfg(test)]
mod tests {
    use super::super::{Companion, changes, companion, is_in_line, issue_changes};
    use super::*;
    use crate::model::{Decision, IssueDate};
    use crate::samples;

    fn names(count: usize) -> Vec<String> {
        (0..count).map(|at| format!("{at}.kehoach")).collect()
    }

    #[test]
    fn what_came_with_a_plan_goes_with_it_and_is_in_line() {
        let mut plan = samples::open("cai-cach-hanh-chinh").expect("a sample");
        let mut decision = companion(&plan, "", Companion::Decision);
        decision.number = Some(31);
        decision.date = IssueDate::new(20, 1, 2027);
        plan.decision =
            Some(Decision { document: "Quyết định".to_owned(), ..Decision::default() });
        let proposal = companion(&plan, "", Companion::Proposal);
        let mut documents = [proposal, plan, decision];
        for document in &mut documents {
            document.goes_with = None;
        }
        assert_eq!(relate(&mut documents, &names(3)), Some(1));
        let [proposal, plan, decision] = documents;
        assert!(plan.goes_with.is_none());
        assert_eq!(plan.decision.as_ref().and_then(|issued| issued.number), Some(31));
        assert_eq!(issue_changes(&plan, Some(&decision)), []);
        for paper in [proposal, decision] {
            assert_eq!(
                paper.goes_with.as_ref().map(|known| known.draft.as_str()),
                Some("1.kehoach")
            );
            assert!(is_in_line(&paper, &plan) && changes(&paper, &plan).is_empty());
        }
    }

    #[test]
    fn a_regulation_is_what_its_decision_goes_with_and_two_plans_stay_apart() {
        let decision =
            Document { document_type: DocumentType::Decision, ..Document::default() };
        let statute = Document {
            document_type: DocumentType::Statute,
            decision: Some(Decision::default()),
            ..Document::default()
        };
        let mut documents = [decision.clone(), statute];
        assert_eq!(relate(&mut documents, &names(2)), Some(1));
        assert!(documents[0].goes_with.is_some() && documents[1].goes_with.is_none());
        let mut plans = [Document::default(), Document::default(), decision];
        assert_eq!(relate(&mut plans, &names(3)), None);
        assert!(plans.iter().all(|document| document.goes_with.is_none()));
        assert_eq!(relate(&mut [Document::default()], &names(1)), None);
    }
}
