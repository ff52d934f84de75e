//! `kehoach check` and `kehoach rules`.

use std::path::{Path, PathBuf};

use chrono::NaiveDate;

use super::{Outcome, complain, say};
use crate::check::paper::{self, Told};
use crate::check::{self, Checker, Context, Finding, Reviewed, Severity, report};
use crate::dossier::{self, Dossier};
use crate::model::Document;
use crate::read::{self, ReadError, Speaker};
use crate::store::atomic::{self, Previous};
use crate::store::{Home, draft};
use crate::typeset::Typesetter;

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// Bản thảo .kehoach, văn bản .docx, .txt, .md, hoặc thư mục bản thảo
    #[arg(value_name = "TỆP", required = true)]
    files: Vec<PathBuf>,
    /// Dạng in ra: text hoặc json
    #[arg(long, value_name = "DẠNG", value_parser = ["text", "json"], default_value = "text", hide_possible_values = true, hide_default_value = true)]
    format: String,
    /// Ghi một bản đã sửa các lỗi an toàn ra tệp nêu ở -o
    #[arg(long, requires = "output")]
    fix: bool,
    /// Ghi một bản sao của tệp Word, mỗi phát hiện là một nhận xét, ra tệp nêu ở -o
    #[arg(long, requires = "output", conflicts_with = "fix")]
    comments: bool,
    /// Bản đã sửa (.kehoach, .docx, .txt) hoặc bản có nhận xét; không bao giờ ghi đè tệp vào
    #[arg(short, long, value_name = "TỆP_RA")]
    output: Option<PathBuf>,
    /// Ghi phiếu rà soát của bản thảo, hoặc báo cáo về tệp, thành PDF
    #[arg(long, value_name = "TỆP_PDF")]
    report: Option<PathBuf>,
}

#[derive(Debug, clap::Args)]
pub(super) struct RulesArguments {
    /// Dạng in ra: text hoặc json
    #[arg(long, value_name = "DẠNG", value_parser = ["text", "json"], default_value = "text", hide_possible_values = true, hide_default_value = true)]
    format: String,
}

/// A file that has been checked.
enum Checked {
    /// A draft.
    Draft { document: Box<Document>, outcome: check::Outcome, judged: Option<NaiveDate> },
    /// A file of somebody else.
    File { reviewed: Box<Reviewed>, bytes: Vec<u8> },
}

impl Checked {
    fn document(&self) -> &Document {
        match self {
            Self::Draft { document, .. } => document,
            Self::File { reviewed, .. } => &reviewed.imported.document,
        }
    }

    fn outcome(&self) -> &check::Outcome {
        match self {
            Self::Draft { outcome, .. } => outcome,
            Self::File { reviewed, .. } => &reviewed.outcome,
        }
    }
}

pub(super) fn rules(arguments: &RulesArguments) -> Outcome {
    if arguments.format == "json" {
        say(&format!("{:#}", report::rules_json()));
    } else {
        say(&report::rules_text().trim_end());
    }
    Outcome::Done
}

pub(super) fn run(arguments: &Arguments) -> Outcome {
    let writes = arguments.fix || arguments.comments || arguments.report.is_some();
    if writes && arguments.files.len() > 1 {
        complain(
            &"--fix, --comments, --report ghi ra mỗi lần cho một tệp; gọi riêng cho từng tệp.",
        );
        return Outcome::Usage;
    }
    if arguments.output.is_some() && !arguments.fix && !arguments.comments {
        complain(
            &"-o đi cùng --fix hoặc --comments. Xem cách dùng bằng: kehoach check --help",
        );
        return Outcome::Usage;
    }
    let settled = settled();
    let mut outcome = Outcome::Done;
    let mut reports = Vec::new();
    let files = with_folders(&arguments.files);
    for path in &files {
        let checked = match one(path, &settled) {
            Ok(checked) => checked,
            Err(message) => {
                complain(&message);
                outcome = outcome.max(Outcome::Input);
                continue;
            }
        };
        let found = &checked.outcome().findings;
        let errors = found.iter().any(|it| it.rule.severity == Severity::Error);
        outcome = outcome.max(if errors { Outcome::Faults } else { Outcome::Done });
        let name = path.display().to_string();
        if arguments.format == "json" {
            reports.push(report::json(&name, checked.document(), checked.outcome()));
        } else {
            say(&report::text(&name, checked.document(), checked.outcome()).trim_end());
        }
        let json = arguments.format == "json";
        if let Some(target) = &arguments.report {
            let made = as_pdf(path, &checked, settled.laws.checked);
            outcome = outcome.max(write(path, target, json, |_| made));
        }
        if let Some(target) = &arguments.output {
            let made = |target: &Path| match arguments.comments {
                true => with_comments(&checked),
                false => fixed(path, target, &checked),
            };
            outcome = outcome.max(write(path, target, json, made));
        }
    }
    for folder in arguments.files.iter().filter(|path| path.is_dir()) {
        outcome = outcome.max(dossiers(folder, arguments.format == "json"));
    }
    if arguments.format == "json" {
        say(&format!("{:#}", serde_json::Value::Array(reports)));
    }
    outcome
}

/// The files, each folder as its drafts.
fn with_folders(paths: &[PathBuf]) -> Vec<PathBuf> {
    let drafts = |path: &PathBuf| match path.is_dir() {
        true => dossier::drafts_in(path),
        false => vec![path.clone()],
    };
    paths.iter().flat_map(drafts).collect()
}

/// What the papers of a folder's hồ sơ do not agree in. With JSON stdout is JSON alone.
fn dossiers(folder: &Path, json: bool) -> Outcome {
    let mut outcome = Outcome::Done;
    for path in dossier::drafts_in(folder) {
        // Each hồ sơ once: from its plan.
        let Ok(dossier) = Dossier::of(&path) else { continue };
        if dossier.members.len() == 1 || dossier.members[0].path != path {
            continue;
        }
        for line in super::dossier::disagreeing(&dossier) {
            outcome = Outcome::Faults;
            if json {
                eprintln!("{line}");
            } else {
                say(&line);
            }
        }
    }
    outcome
}

/// The words she has accepted and her office's laws.
fn settled() -> Context {
    Home::find().map(|home| Context::settled(&home)).unwrap_or_default()
}

fn is_draft(path: &Path) -> bool {
    path.extension().is_some_and(|it| it.eq_ignore_ascii_case(draft::EXTENSION))
}

fn name_of(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

fn one(path: &Path, settled: &Context) -> Result<Checked, String> {
    if is_draft(path) {
        let opened = draft::open(path).map_err(|error| error.to_string())?;
        let document = Box::new(opened.document);
        let context = settled.for_draft(&document, check::today());
        let outcome = Checker::default().draft(&document, &context);
        return Ok(Checked::Draft { document, outcome, judged: context.date });
    }
    let refused = |error: ReadError| format!("{error}. Tệp: {}", path.display());
    let bytes = read::load(path).map_err(refused)?;
    let reviewed = check::review(&name_of(path), &bytes, settled);
    let reviewed = Box::new(reviewed.map_err(refused)?);
    Ok(Checked::File { reviewed, bytes })
}

/// Writes what was made of a file beside it; never over the file itself or another.
fn write(
    input: &Path,
    target: &Path,
    json: bool,
    make: impl FnOnce(&Path) -> Result<Vec<u8>, String>,
) -> Outcome {
    let same = std::fs::canonicalize(input).ok() == std::fs::canonicalize(target).ok();
    if same || target.exists() {
        complain(&format!(
            "đã có tệp {}; nêu tên khác, tệp vào không bao giờ bị ghi đè.",
            target.display()
        ));
        return Outcome::Output;
    }
    let written = make(target).and_then(|bytes| {
        atomic::write(target, &bytes, Previous::Refuse).map_err(|error| error.to_string())
    });
    match written {
        // With JSON stdout is JSON alone.
        Ok(_) if json => eprintln!("{}", target.display()),
        Ok(_) => say(&target.display()),
        Err(message) => {
            complain(&format!("{message}. Tệp: {}", target.display()));
            return Outcome::Output;
        }
    }
    Outcome::Done
}

/// A copy with the safe fixes.
fn fixed(input: &Path, target: &Path, checked: &Checked) -> Result<Vec<u8>, String> {
    let safe: Vec<&Finding> = check::safe(&checked.outcome().findings).collect();
    if is_draft(target) {
        let mut document = checked.document().clone();
        check::apply(&mut document, safe);
        return Ok(draft::to_ron(&document).into_bytes());
    }
    match checked {
        Checked::Draft { .. } => None,
        Checked::File { reviewed, bytes } => {
            check::corrected(&name_of(input), bytes, &reviewed.imported.document, &safe)
        }
    }
    .ok_or_else(|| "bản sửa của bản thảo .kehoach phải là tệp .kehoach".to_owned())
}

/// A copy of a Word file with what was found as comments.
fn with_comments(checked: &Checked) -> Result<Vec<u8>, String> {
    let Checked::File { reviewed, bytes } = checked else {
        return Err("bản thảo .kehoach không có nhận xét; hãy xuất sang .docx rồi kiểm tra \
                    tệp đó"
            .to_owned());
    };
    read::remarked(bytes, &check::remarks(reviewed), &Speaker::now())
        .map_err(|error| error.to_string())
}

/// The slip of a draft, or the report on a file, as PDF.
fn as_pdf(path: &Path, checked: &Checked, laws: Option<NaiveDate>) -> Result<Vec<u8>, String> {
    let judged = match checked {
        Checked::Draft { judged, .. } => *judged,
        Checked::File { reviewed, .. } => reviewed.context.date,
    };
    let told = Told {
        name: &name_of(path),
        document: checked.document(),
        outcome: checked.outcome(),
        judged,
        laws,
        today: check::today(),
    };
    let paper = match checked {
        Checked::Draft { .. } => paper::slip(&told),
        Checked::File { .. } => paper::report(&told),
    };
    let pages = Typesetter::new().typeset(&paper).map_err(|error| error.to_string())?;
    pages.pdf().map_err(|error| error.to_string())
}
