//! `kehoach dossier`: a plan and what goes with it, as files or as one PDF, and whether they agree.

use std::path::{Path, PathBuf};

use super::export::{How, is_stopped, not_written, refusal};
use super::related::name_of;
use super::{Outcome, complain, previous, say, shared_folder, written};
use crate::check::whereabouts;
use crate::dossier::{Dossier, Member, bundle, disagreements, member_stem};
use crate::export::{Exporter, Format, unfilled};
use crate::model::Document;
use crate::store::atomic;
use crate::typeset::Typesetter;

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// Bản thảo kế hoạch, hoặc một văn bản kèm theo
    #[arg(value_name = "KẾ_HOẠCH")]
    plan: PathBuf,
    /// Định dạng, cách nhau bằng dấu phẩy: pdf, docx, png, txt; mặc định pdf,docx
    #[arg(long, value_name = "ĐỊNH_DẠNG", value_delimiter = ',')]
    to: Vec<Format>,
    /// Thư mục ra; không có thì là thư mục “…-ho-so” cạnh kế hoạch
    #[arg(short, long, value_name = "THƯ_MỤC")]
    output: Option<PathBuf>,
    /// Một tệp PDF: danh mục ở đầu, mỗi văn bản bắt đầu ở trang lẻ
    #[arg(long, value_name = "TỆP_PDF", conflicts_with_all = ["to", "output"])]
    one: Option<PathBuf>,
    /// Chỉ kiểm tra các văn bản khớp nhau: số, ngày, tên
    #[arg(long, conflicts_with_all = ["to", "output", "one"])]
    check: bool,
    #[command(flatten)]
    how: How,
}

pub(super) fn run(arguments: &Arguments) -> Outcome {
    let dossier = match Dossier::of(&arguments.plan) {
        Ok(dossier) => dossier,
        Err(error) => {
            complain(&refusal(&error));
            return Outcome::Input;
        }
    };
    let lines = disagreeing(&dossier);
    if arguments.check {
        return agreement(&dossier, &lines);
    }
    // What does not agree is told, and keeps nothing back: papers go round before they are in line.
    lines.iter().for_each(complain);
    match &arguments.one {
        Some(target) => whole(arguments, &dossier, target),
        None => apart(arguments, &dossier),
    }
}

fn agreement(dossier: &Dossier, lines: &[String]) -> Outcome {
    lines.iter().for_each(say);
    if lines.is_empty() {
        say(&format!("Hồ sơ có {} văn bản, số, ngày, tên khớp nhau.", dossier.members.len()));
        return Outcome::Done;
    }
    Outcome::Faults
}

/// What does not agree, a line each: the file, the place, the words.
pub(super) fn disagreeing(dossier: &Dossier) -> Vec<String> {
    let said = disagreements(dossier).into_iter().map(|found| {
        let member = &dossier.members[found.paper];
        let place = whereabouts(&member.document, found.place);
        format!("{}: {place}: {}", name_of(&member.path), found.words)
    });
    said.collect()
}

/// Each paper as files of its own in one folder.
fn apart(arguments: &Arguments, dossier: &Dossier) -> Outcome {
    let own = &dossier.members[0].path;
    let stem = own.file_stem().unwrap_or_default().to_string_lossy();
    let beside = own.with_file_name(format!("{stem}-ho-so"));
    let folder = arguments.output.clone().unwrap_or(beside);
    if let Err(outcome) = shared_folder(&folder) {
        return outcome;
    }
    let formats = match arguments.to.as_slice() {
        [] => vec![Format::Pdf, Format::Docx],
        formats => formats.to_vec(),
    };
    let mut exporter = Exporter::over(previous(arguments.how.force));
    let mut outcome = Outcome::Done;
    for (at, member) in dossier.in_order().into_iter().enumerate() {
        let member = &dossier.members[member];
        if is_held(arguments, member, &formats) {
            outcome = outcome.max(Outcome::Output);
            continue;
        }
        let stem = member_stem(at, &member.document, arguments.how.standing());
        let target = folder.join(format!("{stem}.pdf"));
        let saved = std::fs::metadata(&member.path).and_then(|file| file.modified());
        exporter.saved(saved.ok());
        match exporter.export(&member.document, arguments.how.standing(), &formats, &target) {
            Ok(files) => {
                files.iter().for_each(|file| say(&file.display()));
                tell_unfilled(member);
            }
            Err(error) => outcome = outcome.max(not_written(&error, &member.path)),
        }
    }
    outcome
}

/// What is still to be filled in is told, and keeps nothing back.
fn tell_unfilled(member: &Member) {
    if let Some(words) = unfilled(&member.document) {
        complain(&format!("{}: {words}", name_of(&member.path)));
    }
}

fn is_held(arguments: &Arguments, member: &Member, formats: &[Format]) -> bool {
    let document = &member.document;
    is_stopped(
        &member.path,
        document,
        arguments.how.standing(),
        formats,
        arguments.how.allow_marks,
    )
}

/// All papers as one PDF.
fn whole(arguments: &Arguments, dossier: &Dossier, target: &Path) -> Outcome {
    let held =
        dossier.members.iter().filter(|member| is_held(arguments, member, &[Format::Pdf]));
    if held.count() > 0 {
        return Outcome::Output;
    }
    let members = || dossier.in_order().into_iter().map(|at| &dossier.members[at]);
    members().for_each(tell_unfilled);
    let documents: Vec<Document> = members().map(|member| member.document.clone()).collect();
    let pages =
        bundle(&mut Typesetter::new(), &documents, arguments.how.standing(), dossier.saved());
    let bytes = pages
        .map_err(|error| error.to_string())
        .and_then(|pages| pages.pdf().map_err(|error| error.to_string()));
    write(target, bytes, arguments.how.force)
}

/// Writes what was made, or says why not.
fn write(target: &Path, bytes: Result<Vec<u8>, String>, force: bool) -> Outcome {
    let bytes = match bytes {
        Ok(bytes) => bytes,
        Err(words) => {
            complain(&words);
            return Outcome::Output;
        }
    };
    written(target, atomic::write(target, &bytes, previous(force)))
}
