//! Writing drafts as files, one after the other, on a thread. Knows no window.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::SystemTime;

use super::bound::bound;
use super::names::{free_name, stem};
use crate::check::whereabouts;
use crate::dossier::{Disagreement, Dossier, Member, disagreements, file_stem, member_stem};
use crate::drafting::letters::Mailing;
use crate::export::{Doubt, ExportError, Exporter, Format, Stop, stops, unfilled};
use crate::model::{Document, Place, Standing};
use crate::store::{Fault, Stamp, draft};

/// Said when writing fails in the program itself.
pub const FAILED: &str = "Chương trình gặp lỗi khi xuất bản này, tệp chưa được ghi. Bản thảo vẫn còn nguyên; \
                          hãy lưu lại, rồi thử định dạng khác hoặc sửa đoạn vừa thêm.";

/// A plan that is to be written.
#[derive(Clone, Debug)]
pub enum Source {
    /// The open draft, as it is in the window.
    Open {
        /// Its plan.
        document: Arc<Document>,
        /// Its name, without ending.
        name: String,
        /// Its file; none while it has none.
        path: Option<PathBuf>,
    },
    /// A letter of the open draft, made when its turn comes.
    Letter {
        /// What goes to whom.
        mailing: Arc<Mailing>,
        /// Its place among the letters.
        at: usize,
        /// Its name, without ending.
        name: String,
        /// The draft's file; none while it has none.
        path: Option<PathBuf>,
    },
    /// A draft in a file.
    File(PathBuf),
}

impl Source {
    /// The draft's file.
    pub fn path(&self) -> Option<&Path> {
        match self {
            Self::Open { path, .. } | Self::Letter { path, .. } => path.as_deref(),
            Self::File(path) => Some(path),
        }
    }
}

/// Where the files go.
#[derive(Clone, Debug, PartialEq)]
pub enum Target {
    /// One file, its ending replaced by each format's.
    File(PathBuf),
    /// A folder; the files are named after their drafts.
    Folder {
        /// The folder, made if it is not there.
        path: PathBuf,
        /// Whether files of the same name are replaced; else the new ones get a number.
        replace: bool,
    },
}

/// What is to be written, and how.
#[derive(Clone, Debug)]
pub struct Order {
    /// The plans.
    pub sources: Vec<Source>,
    /// The formats of each.
    pub formats: Vec<Format>,
    /// Bản trình or bản phát hành.
    pub standing: Standing,
    /// Where to.
    pub target: Target,
    /// Whether residual marks are let through.
    pub allow_marks: bool,
    /// What the files in a folder are called.
    pub names: Names,
    /// All of them into one PDF.
    pub bound: Option<Bound>,
}

/// What files in a folder are called.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Names {
    /// As their drafts are.
    #[default]
    Drafts,
    /// As the papers of a hồ sơ are ([`member_stem`]); these are its drafts in order.
    Dossier(Vec<PathBuf>),
}

impl Names {
    /// The place of a draft in its hồ sơ.
    fn place(&self, source: &Source) -> Option<usize> {
        let Self::Dossier(drafts) = self else { return None };
        let own = source.path()?.file_name()?;
        drafts.iter().position(|draft| draft.file_name() == Some(own))
    }
}

/// How several papers become one PDF.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bound {
    /// The file's name, without ending.
    pub name: String,
    /// What they are to each other.
    pub kind: Binding,
}

/// What papers in one PDF are to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Binding {
    /// One letter to many.
    Letters {
        /// Whether each begins on an odd page, to be printed on both sides.
        on_right: bool,
    },
    /// A hồ sơ: a list in front, each on an odd page.
    Dossier,
}

/// Something that is not to leave without a question, with its place in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// Why.
    pub doubt: Doubt,
    /// Where it stands.
    pub place: Place,
    /// The place in words, its first letter a capital.
    pub whereabouts: String,
    /// The mark with the words around it, what is missing, or the letter and its name.
    pub excerpt: String,
}

/// Words for some doubts, for a dialog.
pub struct Said {
    /// A title.
    pub title: &'static str,
    /// What they are, with their number: `bản phát hành còn 2 dấu chờ điền`.
    pub what: String,
}

impl Said {
    /// What is to be said of marks, all of one kind or of several.
    pub fn of(marks: &[Mark]) -> Self {
        let count = marks.len();
        let all = |doubt| marks.iter().all(|mark| mark.doubt == doubt);
        let (title, what) = if all(Doubt::Mark) {
            ("Còn dấu chờ điền", format!("bản phát hành còn {count} dấu chờ điền"))
        } else if all(Doubt::Missing) {
            (
                "Văn bản còn trống",
                format!("bản phát hành chưa có nội dung, còn thiếu {count} phần"),
            )
        } else if all(Doubt::Date) {
            ("Ngày không có trong lịch", format!("có {count} ngày không có trong lịch"))
        } else if all(Doubt::Undrawn) {
            (
                "Có chữ không in được",
                format!(
                    "có {count} chữ mà phông in không có, trên giấy mỗi chữ là một ô trống"
                ),
            )
        } else {
            ("Còn chỗ phải xem", format!("còn {count} chỗ phải xem trước khi phát hành"))
        };
        Self { title, what }
    }
}

/// Why a draft was not written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// It has residual marks, nothing in it, or letters that cannot be printed.
    Marks(Vec<Mark>),
    /// The system refused the file: another name or a second try may do.
    Blocked(String),
    /// Anything else, in Vietnamese.
    Failed(String),
    /// She stopped before it.
    Stopped,
}

/// What became of a draft.
#[derive(Clone, Debug)]
pub struct Outcome {
    /// The draft.
    pub source: Source,
    /// The files, or why there are none.
    pub result: Result<Vec<PathBuf>, Trouble>,
    /// What is still to be filled in or put right in what was written, a line each.
    pub left: Vec<String>,
}

impl Outcome {
    /// What became of a draft; nothing is left to be done in it.
    pub fn new(source: Source, result: Result<Vec<PathBuf>, Trouble>) -> Self {
        Self { source, result, left: Vec::new() }
    }
}

/// How far a run is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Progress {
    /// Drafts done.
    pub done: usize,
    /// Drafts in all.
    pub total: usize,
    /// The one at work.
    pub name: String,
}

impl Source {
    /// Its name without ending.
    pub fn name(&self) -> String {
        match self {
            Self::Open { name, .. } | Self::Letter { name, .. } => name.clone(),
            Self::File(path) => {
                path.file_stem().unwrap_or_default().to_string_lossy().into_owned()
            }
        }
    }
}

impl Mark {
    /// What of a plan is not to leave without a question, in these formats.
    pub fn of(document: &Document, standing: Standing, formats: &[Format]) -> Vec<Self> {
        let mark = |stop: Stop| Self {
            doubt: stop.doubt,
            place: stop.place,
            whereabouts: capitalised(&whereabouts(document, stop.place)),
            excerpt: stop.words,
        };
        stops(document, standing, formats).into_iter().map(mark).collect()
    }
}

/// Words with their first letter a capital.
pub fn capitalised(words: &str) -> String {
    let mut letters = words.chars();
    letters
        .next()
        .map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// Writes everything that is ordered; a draft that fails never stops the others.
pub fn carry_out(
    order: &Order,
    stop: &AtomicBool,
    tell: &mut dyn FnMut(Progress),
) -> Vec<Outcome> {
    if let Some(how) = &order.bound {
        return bound(order, how, tell);
    }
    let left = Left::of_order(order);
    let mut exporter = Exporter::default();
    let mut taken = Vec::new();
    let total = order.sources.len();
    let sources = order.sources.iter().enumerate();
    sources
        .map(|(done, source)| {
            let result = if stop.load(Ordering::Relaxed) {
                Err(Trouble::Stopped)
            } else {
                tell(Progress { done, total, name: source.name() });
                let work = || one(order, source, &mut exporter, &mut taken);
                catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|_| {
                    // What it was in the middle of is not to be gone on with.
                    exporter = Exporter::default();
                    Err(Trouble::Failed(FAILED.to_owned()))
                })
            };
            let mut outcome = Outcome::new(source.clone(), result);
            if outcome.result.is_ok() {
                outcome.left = left.of(source);
            }
            outcome
        })
        .collect()
}

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

/// What a source says.
pub(super) fn plan_of(source: &Source) -> Result<Arc<Document>, Trouble> {
    match source {
        Source::Open { document, .. } => Ok(Arc::clone(document)),
        Source::Letter { mailing, at, .. } => {
            let letter =
                mailing.letter(*at).ok_or_else(|| Trouble::Failed(FAILED.to_owned()))?;
            Ok(Arc::new(letter.plan))
        }
        Source::File(path) => {
            let opened =
                draft::open(path).map_err(|error| Trouble::Failed(error.to_string()))?;
            Ok(Arc::new(opened.document))
        }
    }
}

/// Makes the folder that files go to.
pub(super) fn make_folder(path: &Path) -> Result<(), Trouble> {
    std::fs::create_dir_all(path).map_err(|error| {
        Trouble::Blocked(format!(
            "Không tạo được thư mục {}: {}.",
            path.display(),
            Fault(&error)
        ))
    })
}

/// A failed export as it is told.
pub(super) fn trouble(error: ExportError) -> Trouble {
    match error {
        ExportError::Write { .. } => Trouble::Blocked(error.to_string()),
        _ => Trouble::Failed(error.to_string()),
    }
}

fn one(
    order: &Order,
    source: &Source,
    exporter: &mut Exporter,
    taken: &mut Vec<PathBuf>,
) -> Result<Vec<PathBuf>, Trouble> {
    let document = plan_of(source)?;
    if !order.allow_marks {
        let marks = Mark::of(&document, order.standing, &order.formats);
        if !marks.is_empty() {
            return Err(Trouble::Marks(marks));
        }
    }
    let target = match &order.target {
        Target::File(path) => path.clone(),
        Target::Folder { path, replace } => {
            make_folder(path)?;
            let name = match source {
                _ if order.names != Names::Drafts => match order.names.place(source) {
                    Some(place) => member_stem(place, &document, order.standing),
                    None => file_stem(&document, order.standing),
                },
                Source::Open { name, .. } | Source::Letter { name, .. }
                    if order.standing == Standing::Draft =>
                {
                    format!("{name}-trinh")
                }
                Source::Open { name, .. } | Source::Letter { name, .. } => name.clone(),
                Source::File(file) => stem(&document, Some(file), order.standing),
            };
            free_name(path, &name, &order.formats, *replace, taken)
        }
    };
    // What is on the screen may not be saved yet.
    let saved = match source {
        Source::Open { .. } | Source::Letter { .. } => Some(SystemTime::now()),
        Source::File(path) => std::fs::metadata(path).and_then(|file| file.modified()).ok(),
    };
    let exporter = exporter.saved(saved);
    exporter.export(&document, order.standing, &order.formats, &target).map_err(trouble)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Block, Level};

    fn document(number: Option<u32>, body: &str) -> Document {
        Document {
            number,
            subject: "Kiểm tra công trình".into(),
            body: vec![Block::new(Level::Body, body)],
            ..Document::default()
        }
    }

    fn order(sources: Vec<Source>, folder: &Path) -> Order {
        Order {
            sources,
            formats: vec![Format::Txt],
            standing: Standing::Issued,
            target: Target::Folder { path: folder.to_owned(), replace: false },
            allow_marks: false,
            names: Names::Drafts,
            bound: None,
        }
    }

    fn open(document: Document, name: &str) -> Source {
        Source::Open { document: Arc::new(document), name: name.to_owned(), path: None }
    }

    fn names(outcome: &Outcome) -> Vec<String> {
        let files = outcome.result.as_ref().expect("was written").iter();
        files
            .map(|file| file.file_name().expect("a name").to_string_lossy().into_owned())
            .collect()
    }

    #[test]
    fn one_bad_draft_never_stops_the_others_and_no_file_is_lost() {
        let folder = tempfile::tempdir().expect("a folder");
        let (ins, out) = (folder.path().join("vào"), folder.path().join("ra"));
        std::fs::create_dir_all(&ins).expect("a folder");
        std::fs::write(ins.join("hỏng.kehoach"), "hỏng").expect("a file");
        draft::save(&ins.join("a.b.kehoach"), &document(Some(3), "Một.")).expect("a draft");
        let sources = vec![
            open(document(Some(1), "Một."), "a.b"),
            Source::File(ins.join("hỏng.kehoach")),
            open(document(Some(2), "Kinh phí: …"), "c"),
            Source::File(ins.join("a.b.kehoach")),
        ];
        let mut told = Vec::new();
        let order = order(sources, &out);
        let never = AtomicBool::new(false);
        let outcomes = carry_out(&order, &never, &mut |progress| told.push(progress));
        assert_eq!(names(&outcomes[0]), ["a.b.txt"]);
        assert!(matches!(outcomes[1].result, Err(Trouble::Failed(_))));
        let Err(Trouble::Marks(marks)) = &outcomes[2].result else { panic!("marks stop it") };
        assert_eq!((marks.len(), marks[0].whereabouts.as_str()), (1, "Đoạn văn"));
        assert_eq!(names(&outcomes[3]), ["a.b (2).txt"]);
        assert_eq!(told[3], Progress { done: 3, total: 4, name: "a.b".to_owned() });

        // A second run keeps what is there, unless it may replace it.
        let again = carry_out(&order, &never, &mut |_| {});
        assert_eq!(names(&again[0]), ["a.b (3).txt"]);
        let target = Target::Folder { path: out, replace: true };
        let order = Order { target, allow_marks: true, ..order };
        let over = carry_out(&order, &never, &mut |_| {});
        assert_eq!(
            (names(&over[0]), names(&over[2])),
            (vec!["a.b.txt".into()], vec!["c.txt".into()])
        );
    }

    #[test]
    fn what_is_left_to_be_done_in_a_dossier_is_told_by_paper() {
        use crate::drafting::{Companion, companion};

        let folder = tempfile::tempdir().expect("a folder");
        let at = |name: &str| folder.path().join(name);
        let mut plan = crate::samples::open("cai-cach-hanh-chinh").expect("a sample");
        plan.number = None;
        let proposal = companion(&plan, "kh.kehoach", Companion::Proposal);
        assert_eq!(proposal.signatures[0].lines(), ["TRƯỞNG PHÒNG"]);
        plan.subject = "Việc khác".into();
        draft::save(&at("kh.kehoach"), &plan).expect("saved");
        draft::save(&at("to-trinh.kehoach"), &proposal).expect("saved");
        let paths = vec![at("to-trinh.kehoach"), at("kh.kehoach")];
        let order = Order {
            names: Names::Dossier(paths.clone()),
            ..order(paths.into_iter().map(Source::File).collect(), &at("ra"))
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

    #[test]
    fn after_stopping_nothing_more_is_written() {
        let folder = tempfile::tempdir().expect("a folder");
        let sources =
            vec![open(document(None, "Một."), "a"), open(document(None, "Hai."), "b")];
        let stop = AtomicBool::new(false);
        let outcomes = carry_out(&order(sources, folder.path()), &stop, &mut |_| {
            stop.store(true, Ordering::Relaxed);
        });
        assert_eq!(names(&outcomes[0]), ["a.txt"]);
        assert_eq!(outcomes[1].result, Err(Trouble::Stopped));
        assert!(!folder.path().join("b.txt").exists());
    }

    #[test]
    fn a_file_that_cannot_be_written_is_blocked_not_lost() {
        let folder = tempfile::tempdir().expect("a folder");
        let order = Order {
            target: Target::File(folder.path().join("không có").join("a.docx")),
            formats: vec![Format::Docx],
            ..order(vec![open(document(None, "Một."), "a")], folder.path())
        };
        let outcomes = carry_out(&order, &AtomicBool::new(false), &mut |_| {});
        assert!(
            matches!(&outcomes[0].result, Err(Trouble::Blocked(words)) if words.contains("thư mục"))
        );
    }
}
