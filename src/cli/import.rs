//! `kehoach import`: existing documents as drafts.

use std::path::{Path, PathBuf};

use super::{Outcome, complain, say, shared_folder, target};
use crate::read::{self, Imported};
use crate::store::draft;

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// Văn bản .docx, .txt, .md
    #[arg(value_name = "TỆP", required = true)]
    files: Vec<PathBuf>,
    /// Bản thảo hoặc thư mục ra; không có thì ghi cạnh tệp vào
    #[arg(short, long, value_name = "BẢN_THẢO|THƯ_MỤC")]
    output: Option<PathBuf>,
    /// In báo cáo ra đầu ra chuẩn, dạng json; khi đó chỉ ghi bản thảo nếu có -o
    #[arg(long, value_name = "DẠNG", value_parser = ["json"], hide_possible_values = true)]
    report: Option<String>,
}

pub(super) fn run(arguments: &Arguments) -> Outcome {
    let shared = arguments.files.len() > 1;
    if let Some(folder) = arguments.output.as_ref().filter(|_| shared)
        && let Err(outcome) = shared_folder(folder)
    {
        return outcome;
    }
    let mut outcome = Outcome::Done;
    let mut reports = Vec::new();
    for path in &arguments.files {
        let imported = match read::read_file(path) {
            Ok(imported) => imported,
            Err(error) => {
                complain(&format!("{error}. Tệp: {}", path.display()));
                outcome = outcome.max(Outcome::Input);
                continue;
            }
        };
        if arguments.report.is_some() {
            reports.push(read::report_json(&path.display().to_string(), &imported));
        }
        if arguments.report.is_none() || arguments.output.is_some() {
            let target = target(arguments.output.as_ref(), path, shared, "kehoach");
            outcome = outcome.max(save(path, &target, &imported, arguments.output.is_none()));
        }
    }
    if arguments.report.is_some() {
        let all = serde_json::Value::Array(reports);
        say(&format!("{all:#}"));
    }
    outcome
}

fn save(source: &Path, target: &Path, imported: &Imported, beside: bool) -> Outcome {
    if beside && target.exists() {
        complain(&format!(
            "đã có bản thảo {}; nêu tên khác bằng -o để không ghi đè.",
            target.display()
        ));
        return Outcome::Output;
    }
    if let Err(error) = draft::save(target, &imported.plan) {
        complain(&error);
        return Outcome::Output;
    }
    say(&target.display());
    for note in &imported.report.notes {
        eprintln!("{}: {}", spot(source, note.line), note.message);
    }
    for line in &imported.report.unrecognised {
        eprintln!("{}: chưa hiểu: {}", spot(source, line.line), line.words);
    }
    Outcome::Done
}

/// A line of a source as compilers write it; line 0 is the source as a whole.
fn spot(source: &Path, line: usize) -> String {
    match line {
        0 => source.display().to_string(),
        line => format!("{}:{line}", source.display()),
    }
}
