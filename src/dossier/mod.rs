//! Hồ sơ: a plan and the documents that go with it, as they lie in one folder. Listed, brought in line,
//! checked against each other, written together.

mod agree;
mod bundle;
mod names;

pub use agree::{Disagreement, disagreements, findings};
pub use bundle::bundle;
pub use names::{day_words, file_stem, label, member_stem, number_words, standing_line};

use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use crate::drafting::{self, Change};
use crate::model::{Document, DocumentType};
use crate::store::Stamp;
use crate::store::draft::{self, OpenError, Opened};
use crate::vietnamese::plain_fold;

/// More drafts than these in a folder are not looked through.
pub const MOST: usize = 500;
/// What a draft says that goes with a plan, in its own notation: others need not be read whole.
const SIGN: &str = "goes_with";

/// A draft of a hồ sơ.
#[derive(Clone, Debug, PartialEq)]
pub struct Member {
    /// Its file.
    pub path: PathBuf,
    /// What it says.
    pub document: Document,
    /// The state of the file that was read.
    pub stamp: Stamp,
}

/// A plan and what goes with it.
#[derive(Clone, Debug, PartialEq)]
pub struct Dossier {
    /// The plan first, the others in the order in which they come about: tờ trình, quyết định, công văn lấy ý
    /// kiến, other công văn, giấy mời, báo cáo, others; of one kind by name.
    pub members: Vec<Member>,
}

/// When the last of some drafts was saved; asks the disk.
pub fn last_saved<'p>(drafts: impl Iterator<Item = &'p Path>) -> Option<SystemTime> {
    drafts.filter_map(|path| std::fs::metadata(path).ok()?.modified().ok()).max()
}

impl Member {
    /// A draft that was read.
    pub fn of(path: PathBuf, opened: Opened) -> Self {
        Self { path, document: opened.document, stamp: opened.stamp }
    }
}

impl Dossier {
    /// Reads the hồ sơ that a draft belongs to: its own, or that of the plan that it goes with. Reads
    /// every draft of the folder; what cannot be read is passed over.
    ///
    /// # Errors
    /// The draft, or its plan, cannot be read.
    pub fn of(path: &Path) -> Result<Self, OpenError> {
        let opened = draft::open(path)?;
        let plan_path =
            opened.document.goes_with.as_ref().and_then(|known| beside(path, &known.draft));
        let (path, plan) = match plan_path {
            Some(plan_path) => {
                let plan = draft::open(&plan_path)?;
                (plan_path, plan)
            }
            None => (path.to_owned(), opened),
        };
        let others = companions(&path);
        let mut members = vec![Member::of(path, plan)];
        members.extend(others);
        Ok(Self { members })
    }

    /// The places of the members in the order in which papers are handed on: tờ trình and the decision that
    /// issues the plan, the plan, what follows from it.
    pub fn in_order(&self) -> Vec<usize> {
        let comes_before =
            |member: &usize| rank(&self.members[*member].document) <= LAST_BEFORE_PLAN;
        let (before, after): (Vec<_>, Vec<_>) =
            (1..self.members.len()).partition(comes_before);
        before.into_iter().chain([0]).chain(after).collect()
    }

    /// When the last of the papers was saved; asks the disk.
    pub fn saved(&self) -> Option<SystemTime> {
        last_saved(self.members.iter().map(|member| member.path.as_path()))
    }

    /// The plan.
    pub fn plan(&self) -> &Document {
        &self.members[0].document
    }

    /// What goes with it.
    pub fn companions(&self) -> &[Member] {
        &self.members[1..]
    }

    /// What is to be changed in a member so that it is in line with the others: what it says of its plan; in
    /// the plan itself, the decision that it is issued with.
    pub fn changes(&self, member: usize) -> Vec<Change> {
        match member {
            0 => drafting::issue_changes(self.plan(), self.decision()),
            _ => drafting::changes(&self.members[member].document, self.plan()),
        }
    }

    /// Changes all of that in a member; the files stay as they are. Returns what was changed.
    pub fn follow(&mut self, member: usize) -> Vec<Change> {
        if member == 0 {
            let decision = self.decision().cloned();
            return drafting::follow_issue(&mut self.members[0].document, decision.as_ref());
        }
        let plan = self.plan().clone();
        drafting::follow(&mut self.members[member].document, &plan)
    }

    /// The decision that issues the plan, where the hồ sơ has one.
    pub fn decision(&self) -> Option<&Document> {
        let is_decision = |member: &&Member| {
            matches!(
                member.document.document_type,
                DocumentType::Decision | DocumentType::Resolution
            )
        };
        self.companions().iter().find(is_decision).map(|member| &member.document)
    }
}

/// A draft in the folder of another, by the name of its file alone.
fn beside(path: &Path, name: &str) -> Option<PathBuf> {
    let plain = Path::new(name).file_name().is_some_and(|own| own == name);
    plain.then(|| path.with_file_name(name)).filter(|plan| plan.is_file())
}

/// The folder that a file lies in.
fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    }
}

/// The drafts in the plan's folder that go with it.
fn companions(path: &Path) -> Vec<Member> {
    let own = path.file_name().unwrap_or_default().to_string_lossy();
    let mut members: Vec<Member> = drafts_in(folder_of(path))
        .into_iter()
        .filter(|other| goes_with_something(other))
        .filter_map(|path| {
            let opened = draft::open(&path).ok()?;
            let known = opened.document.goes_with.as_ref();
            let goes = known.is_some_and(|known| known.draft == own);
            goes.then(|| Member::of(path, opened))
        })
        .collect();
    members.sort_by_key(|member| (rank(&member.document), member.path.clone()));
    members
}

/// The drafts of a folder by name, at most [`MOST`]; none of one that cannot be read.
pub fn drafts_in(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let mut drafts: Vec<PathBuf> = entries
        .map(|entry| entry.path())
        .filter(|path| path.extension().is_some_and(|ending| ending == draft::EXTENSION))
        .take(MOST)
        .collect();
    drafts.sort();
    drafts
}

/// Whether a draft's text names a plan that it goes with: cheaper than to read all of it.
fn goes_with_something(path: &Path) -> bool {
    let Ok(file) = std::fs::File::open(path) else { return false };
    let mut text = Vec::new();
    let read = file.take(draft::LARGEST).read_to_end(&mut text);
    read.is_ok() && text.windows(SIGN.len()).any(|window| window == SIGN.as_bytes())
}

/// The rank of the last papers that stand before their plan.
const LAST_BEFORE_PLAN: usize = 2;

/// Where a paper stands among those of a hồ sơ.
fn rank(document: &Document) -> usize {
    use DocumentType as D;

    match document.document_type {
        D::Proposal => 0,
        D::Decision => 1,
        D::Resolution => LAST_BEFORE_PLAN,
        D::OfficialLetter if asks_for_opinions(document) => 3,
        D::OfficialLetter => 4,
        D::Invitation => 5,
        D::Minutes => 6,
        D::Report => 7,
        _ => 8,
    }
}

/// A công văn about a draft comes before those that send the plan round.
fn asks_for_opinions(document: &Document) -> bool {
    let subject = plain_fold(&document.subject.words());
    ["lay y kien", "xin y kien", "gop y", "tham gia y kien"]
        .iter()
        .any(|words| subject.contains(words))
}

#[cfg(test)]
mod tests {
    use strum::IntoEnumIterator as _;

    use super::*;
    use crate::drafting::{Companion, companion};
    use crate::samples;

    #[test]
    fn a_folder_is_one_dossier_from_whichever_draft_it_is_opened() {
        let folder = tempfile::tempdir().expect("a folder");
        let at = |name: &str| folder.path().join(name);
        let plan = samples::open("cai-cach-hanh-chinh").expect("a sample");
        draft::save(&at("kh.kehoach"), &plan).expect("saved");
        draft::save(&at("khac.kehoach"), &plan).expect("saved");
        std::fs::write(at("hong.kehoach"), "goes_with: hỏng").expect("written");
        for kind in Companion::iter() {
            let made = companion(&plan, "kh.kehoach", kind);
            draft::save(&at(&format!("{}.kehoach", kind.name())), &made).expect("saved");
        }
        let dossier = Dossier::of(&at("kh.kehoach")).expect("read");
        let names: Vec<_> = dossier
            .members
            .iter()
            .map(|member| member.path.file_stem().expect("a name").to_string_lossy())
            .collect();
        let order = "kh to-trinh quyet-dinh cong-van-lay-y-kien cong-van-gui giay-moi bao-cao";
        assert_eq!(names.join(" "), order);
        let handed_on: Vec<_> =
            dossier.in_order().into_iter().map(|member| names[member].clone()).collect();
        assert_eq!(
            handed_on.join(" "),
            "to-trinh quyet-dinh kh cong-van-lay-y-kien cong-van-gui giay-moi bao-cao"
        );
        assert_eq!(Dossier::of(&at("giay-moi.kehoach")).expect("read"), dossier);
        assert_eq!(Dossier::of(&at("khac.kehoach")).expect("read").members.len(), 1);
        // A name that leads elsewhere is no name of a plan beside it.
        assert_eq!(beside(&at("a"), "../kh.kehoach"), None);
    }
}
