//! `kehoach check` and `kehoach rules`.

use std::path::{Path, PathBuf};

use super::{Outcome, complain, say};
use crate::check::{self, Checker, Context, Finding, Severity, report};
use crate::model::Plan;
use crate::read;
use crate::store::atomic::{self, Previous};
use crate::store::{Home, draft};

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// Bản thảo .kehoach, hoặc văn bản .docx, .txt, .md
    #[arg(value_name = "TỆP", required = true)]
    files: Vec<PathBuf>,
    /// Dạng in ra: text hoặc json
    #[arg(long, value_name = "DẠNG", value_parser = ["text", "json"], default_value = "text", hide_possible_values = true, hide_default_value = true)]
    format: String,
    /// Ghi một bản đã sửa các lỗi an toàn ra tệp nêu ở -o
    #[arg(long, requires = "output")]
    fix: bool,
    /// Bản đã sửa (.kehoach, .docx, .txt); không bao giờ ghi đè tệp vào
    #[arg(short, long, value_name = "TỆP_RA", requires = "fix")]
    output: Option<PathBuf>,
}

#[derive(Debug, clap::Args)]
pub(super) struct RulesArguments {
    /// Dạng in ra: text hoặc json
    #[arg(long, value_name = "DẠNG", value_parser = ["text", "json"], default_value = "text", hide_possible_values = true, hide_default_value = true)]
    format: String,
}

/// A file that has been checked.
struct Checked {
    plan: Plan,
    outcome: check::Outcome,
    bytes: Vec<u8>,
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
    if arguments.fix && arguments.files.len() > 1 {
        complain(&"--fix sửa mỗi lần một tệp; gọi riêng cho từng tệp.");
        return Outcome::Usage;
    }
    let settled = settled();
    let mut outcome = Outcome::Done;
    let mut reports = Vec::new();
    for path in &arguments.files {
        let checked = match one(path, &settled) {
            Ok(checked) => checked,
            Err(message) => {
                complain(&format!("{message}. Tệp: {}", path.display()));
                outcome = outcome.max(Outcome::Input);
                continue;
            }
        };
        let errors =
            checked.outcome.findings.iter().any(|it| it.rule.severity == Severity::Error);
        outcome = outcome.max(if errors { Outcome::Faults } else { Outcome::Done });
        let name = path.display().to_string();
        if arguments.format == "json" {
            reports.push(report::json(&name, &checked.plan, &checked.outcome));
        } else {
            say(&report::text(&name, &checked.plan, &checked.outcome).trim_end());
        }
        if let Some(output) = &arguments.output {
            outcome = outcome.max(fix(path, output, checked));
        }
    }
    if arguments.format == "json" {
        say(&format!("{:#}", serde_json::Value::Array(reports)));
    }
    outcome
}

/// The words she has accepted and her office's laws.
fn settled() -> Context {
    Home::find().map(|home| Context::settled(&home)).unwrap_or_default()
}

fn one(path: &Path, settled: &Context) -> Result<Checked, String> {
    let is_draft =
        path.extension().is_some_and(|it| it.eq_ignore_ascii_case(draft::EXTENSION));
    if is_draft {
        let plan = draft::open(path).map_err(|error| error.to_string())?.plan;
        let context = settled.for_draft(&plan, check::today());
        let outcome = Checker::default().draft(&plan, &context);
        return Ok(Checked { plan, outcome, bytes: Vec::new() });
    }
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let bytes = read::load(path).map_err(|error| error.to_string())?;
    let reviewed = check::review(&name, &bytes, settled).map_err(|error| error.to_string())?;
    Ok(Checked { plan: reviewed.imported.plan, outcome: reviewed.outcome, bytes })
}

/// Writes a copy with the safe fixes.
fn fix(input: &Path, output: &Path, checked: Checked) -> Outcome {
    let same = std::fs::canonicalize(input).ok() == std::fs::canonicalize(output).ok();
    if same || output.exists() {
        complain(&format!(
            "đã có tệp {}; nêu tên khác bằng -o, tệp vào không bao giờ bị ghi đè.",
            output.display()
        ));
        return Outcome::Output;
    }
    let safe: Vec<&Finding> = check::safe(&checked.outcome.findings).collect();
    let is_draft = |path: &Path| {
        path.extension().is_some_and(|it| it.eq_ignore_ascii_case(draft::EXTENSION))
    };
    let written = if is_draft(output) {
        let mut plan = checked.plan;
        check::apply(&mut plan, safe);
        draft::save(output, &plan).map(|_| ()).map_err(|error| error.to_string())
    } else {
        let name = input.file_name().unwrap_or_default().to_string_lossy();
        check::corrected(&name, &checked.bytes, &checked.plan, &safe)
            .ok_or_else(|| "bản sửa của bản thảo .kehoach phải là tệp .kehoach".to_owned())
            .and_then(|bytes| {
                atomic::write(output, &bytes, Previous::Drop)
                    .map(|_| ())
                    .map_err(|error| error.to_string())
            })
    };
    match written {
        Ok(()) => {
            say(&output.display());
            Outcome::Done
        }
        Err(message) => {
            complain(&format!("{message}. Tệp: {}", output.display()));
            Outcome::Output
        }
    }
}
