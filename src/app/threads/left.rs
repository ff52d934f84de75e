//! What is left to be done in papers that are written together, told beside their files.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::export::{Names, Order, Source, plan_of};
use crate::dossier::{Disagreement, Dossier, Member, disagreements};
use crate::export::unfilled;
use crate::store::Stamp;

/// What is left to be done in the papers of a hồ sơ.
pub(super) struct Left {
    dossier: Option<Dossier>,
    disagreements: Vec<Disagreement>,
}

impl Left {
    /// Of the hồ sơ that is written, if it is one; the open draft as it is in the window.
    pub(super) fn of_order(order: &Order) -> Self {
        let Names::Dossier(paths) = &order.names else {
            return Self { dossier: None, disagreements: Vec::new() };
        };
        let member = |path: &PathBuf| {
            let own =
                |source: &&Source| source.path().and_then(Path::file_name) == path.file_name();
            let source = order.sources.iter().find(own);
            let file = Source::File(path.clone());
            let document = plan_of(source.unwrap_or(&file)).ok()?;
            Some(Member {
                path: path.clone(),
                document: Arc::unwrap_or_clone(document),
                stamp: Stamp::of(&[]),
            })
        };
        let mut members: Vec<Member> = paths.iter().filter_map(member).collect();
        // The plan stands first among the members of a hồ sơ, wherever its paper lies.
        let plan = members.iter().position(|member| member.document.goes_with.is_none());
        let Some(plan) = plan else {
            return Self { dossier: None, disagreements: Vec::new() };
        };
        members[..=plan].rotate_right(1);
        let dossier = Dossier { members };
        Self { disagreements: disagreements(&dossier), dossier: Some(dossier) }
    }

    /// In the paper of a source.
    pub(super) fn of(&self, source: &Source) -> Vec<String> {
        let Some(dossier) = &self.dossier else { return Vec::new() };
        let own = source.path().and_then(Path::file_name);
        let index = dossier.members.iter().position(|member| member.path.file_name() == own);
        let Some(index) = index else { return Vec::new() };
        let mut left: Vec<String> =
            unfilled(&dossier.members[index].document).into_iter().collect();
        match self.disagreements.iter().filter(|found| found.paper == index).count() {
            0 => {}
            count => left.push(format!("Còn {count} chỗ chưa khớp với hồ sơ.")),
        }
        left
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::AtomicBool;

    use super::*;
    use crate::app::threads::export::{Target, carry_out};
    use crate::drafting::{Companion, companion};
    use crate::export::Format;
    use crate::model::Standing;
    use crate::samples;
    use crate::store::draft;

    #[test]
    fn what_is_left_to_be_done_in_a_dossier_is_told_by_paper() {
        let folder = tempfile::tempdir().expect("a folder");
        let at = |name: &str| folder.path().join(name);
        let mut plan = samples::open("cai-cach-hanh-chinh").expect("a sample");
        plan.number = None;
        let proposal = companion(&plan, "kh.kehoach", Companion::Proposal);
        assert_eq!(proposal.signatures[0].lines(), ["TRƯỞNG PHÒNG"]);
        plan.subject = "Việc khác".into();
        draft::save(&at("kh.kehoach"), &plan).expect("saved");
        draft::save(&at("to-trinh.kehoach"), &proposal).expect("saved");
        let paths = vec![at("to-trinh.kehoach"), at("kh.kehoach")];
        let order = Order {
            sources: paths.iter().cloned().map(Source::File).collect(),
            formats: vec![Format::Txt],
            standing: Standing::Issued,
            target: Target::Folder { path: at("ra"), replace: false },
            allow_marks: false,
            names: Names::Dossier(paths),
            bound: None,
        };
        let outcomes = carry_out(&order, &AtomicBool::new(false), &mut |_| {});
        let [proposal, plan] = outcomes.as_slice() else { panic!("two papers") };
        assert!(plan.left.is_empty(), "{:?}", plan.left);
        let [unfilled, apart] = proposal.left.as_slice() else {
            panic!("{:?}", proposal.left)
        };
        assert!(unfilled.contains("chỗ chờ điền; thiếu họ tên người ký"), "{unfilled}");
        assert!(apart.contains("chỗ chưa khớp"), "{apart}");
    }
}
