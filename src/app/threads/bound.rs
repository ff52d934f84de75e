//! Several papers written as one PDF, on a thread: letters to many, or a hồ sơ.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::SystemTime;

use super::export::{
    Binding, Bound, FAILED, Left, Mark, Order, Outcome, Progress, Source, Target, Trouble,
    make_folder, plan_of, trouble,
};
use super::names::free_name;
use crate::dossier::{bundle, last_saved};
use crate::export::{Exporter, Format};
use crate::model::Document;
use crate::store::atomic::{self, Previous};
use crate::typeset::Typesetter;

/// Everything as one file, of its name. Where doubts stand in the way each paper of a hồ sơ tells its own;
/// letters have theirs in common, and the first tells them.
pub(super) fn bound(
    order: &Order,
    how: &Bound,
    tell: &mut dyn FnMut(Progress),
) -> Vec<Outcome> {
    let Some(first) = order.sources.first() else { return Vec::new() };
    tell(Progress { done: 0, total: order.sources.len(), name: how.name.clone() });
    let work = || {
        let mut documents = Vec::new();
        let mut held = Vec::new();
        for source in &order.sources {
            let document = match plan_of(source) {
                Ok(document) => document,
                Err(trouble) => return vec![(source.clone(), Err(trouble))],
            };
            if !order.allow_marks {
                let marks = Mark::of(&document, order.standing, &[Format::Pdf]);
                if !marks.is_empty() {
                    held.push((source.clone(), Err(Trouble::Marks(marks))));
                }
            }
            if !held.is_empty() && how.kind != Binding::Dossier {
                return held;
            }
            documents.push(Arc::unwrap_or_clone(document));
        }
        match held.is_empty() {
            true => vec![(first.clone(), write_bound(order, how, &documents))],
            false => held,
        }
    };
    let failed = || vec![(first.clone(), Err(Trouble::Failed(FAILED.to_owned())))];
    let results = catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|_| failed());
    let outcome = |(mut source, result): (Source, Result<_, Trouble>)| {
        // What is written, or cannot be, is all of them.
        if let (Source::Open { name, .. } | Source::Letter { name, .. }, false) =
            (&mut source, matches!(result, Err(Trouble::Marks(_))))
        {
            name.clone_from(&how.name);
        }
        let mut outcome = Outcome::new(source, result);
        if outcome.result.is_ok() {
            outcome.left = left_in_each(order);
        }
        outcome
    };
    results.into_iter().map(outcome).collect()
}

/// What is left to be done in each of the papers that one file holds.
fn left_in_each(order: &Order) -> Vec<String> {
    let left = Left::of_order(order);
    let of = |source: &Source| match left.of(source).as_slice() {
        [] => None,
        lines => Some(format!("{}: {}", source.name(), lines.join(" "))),
    };
    order.sources.iter().filter_map(of).collect()
}

/// Writes papers as one PDF.
fn write_bound(
    order: &Order,
    how: &Bound,
    documents: &[Document],
) -> Result<Vec<PathBuf>, Trouble> {
    let target = match &order.target {
        Target::File(path) => path.clone(),
        Target::Folder { path, replace } => {
            make_folder(path)?;
            free_name(path, &how.name, &[Format::Pdf], *replace, &mut Vec::new())
        }
    };
    // What is on the screen may not be saved yet.
    let saved = match how.kind {
        Binding::Dossier if order.sources.iter().all(is_file) => {
            last_saved(order.sources.iter().filter_map(Source::path))
        }
        _ => Some(SystemTime::now()),
    };
    let on_right = match how.kind {
        Binding::Letters { on_right } => on_right,
        Binding::Dossier => {
            let pages = bundle(&mut Typesetter::new(), documents, order.standing, saved);
            let bytes = pages
                .and_then(|pages| pages.pdf())
                .map_err(|error| Trouble::Failed(error.to_string()))?;
            atomic::write(&target, &bytes, Previous::Drop)
                .map_err(|error| Trouble::Blocked(error.to_string()))?;
            return Ok(vec![target]);
        }
    };
    let mut exporter = Exporter::default();
    let subject = documents.first().map(|document| document.subject.words());
    let subject = subject.unwrap_or_default();
    exporter.saved(saved);
    let written =
        exporter.export_bound(documents, &subject, order.standing, on_right, &target);
    written.map(|file| vec![file]).map_err(trouble)
}

fn is_file(source: &Source) -> bool {
    matches!(source, Source::File(_))
}

#[cfg(test)]
mod tests {
    use std::path::Path;
    use std::sync::atomic::AtomicBool;

    use super::*;
    use crate::app::threads::export::{Names, carry_out};
    use crate::model::{Block, Level, Standing};
    use crate::store::draft;

    fn drafts(folder: &Path, bodies: &[&str]) -> Vec<PathBuf> {
        let save = |(number, body): (usize, &&str)| {
            let path = folder.join(format!("ban {number}.kehoach"));
            let document = Document {
                number: Some(number as u32 + 1),
                abbreviation: "UBND".into(),
                subject: "Kiểm tra công trình".into(),
                body: vec![Block::new(Level::Body, *body)],
                ..Document::default()
            };
            draft::save(&path, &document).expect("saved");
            path
        };
        bodies.iter().enumerate().map(save).collect()
    }

    fn order(drafts: &[PathBuf], target: Target, bound: bool) -> Order {
        Order {
            sources: drafts.iter().cloned().map(Source::File).collect(),
            formats: vec![Format::Txt],
            standing: Standing::Issued,
            target,
            allow_marks: false,
            names: Names::Dossier(drafts.to_vec()),
            bound: bound.then(|| Bound { name: "ho-so".to_owned(), kind: Binding::Dossier }),
        }
    }

    #[test]
    fn marks_in_any_paper_of_a_dossier_are_asked_about_before_it_is_bound() {
        let folder = tempfile::tempdir().expect("a folder");
        let drafts = drafts(folder.path(), &["Một.", "Kinh phí: …", "Ba: …"]);
        let target = folder.path().join("ho-so.pdf");
        let order = order(&drafts, Target::File(target.clone()), true);
        let never = AtomicBool::new(false);
        let outcomes = carry_out(&order, &never, &mut |_| {});
        let held: Vec<_> = outcomes.iter().filter_map(|it| it.source.path()).collect();
        assert_eq!(held, [drafts[1].as_path(), drafts[2].as_path()]);
        assert!(outcomes.iter().all(|it| matches!(it.result, Err(Trouble::Marks(_)))));
        assert!(!target.exists());
        let anyway = Order { allow_marks: true, ..order };
        let outcomes = carry_out(&anyway, &never, &mut |_| {});
        assert_eq!(outcomes.len(), 1);
        assert_eq!(outcomes[0].result, Ok(vec![target.clone()]));
        assert!(std::fs::read(target).expect("a PDF").starts_with(b"%PDF"));
    }

    #[test]
    fn the_files_of_a_dossier_are_named_as_on_the_command_line_also_in_a_second_try() {
        let folder = tempfile::tempdir().expect("a folder");
        let drafts = drafts(folder.path(), &["Một.", "Hai."]);
        let out = folder.path().join("ra");
        let mut order = order(&drafts, Target::Folder { path: out, replace: false }, false);
        order.sources.remove(0);
        let outcomes = carry_out(&order, &AtomicBool::new(false), &mut |_| {});
        let files = outcomes[0].result.as_ref().expect("written");
        let name = files[0].file_name().expect("a name").to_string_lossy();
        let document = draft::open(&drafts[1]).expect("a draft").document;
        let stem = crate::dossier::member_stem(1, &document, Standing::Issued);
        assert_eq!(name, format!("{stem}.txt"));
    }
}
