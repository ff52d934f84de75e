//! `kehoach export`: drafts as PDF, Word, pictures, words.

use std::path::{Path, PathBuf};

use super::{
    Outcome, Outputs, complain, previous, refuse_to_replace, say, tell_impossible_dates,
};
use crate::check::whereabouts;
use crate::export::{ExportError, Exporter, Format, stopping_marks};
use crate::model::{Plan, Standing};
use crate::store::WriteError;
use crate::store::draft::{self, DraftError, OpenError};

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// Bản thảo (.kehoach)
    #[arg(value_name = "BẢN_THẢO", required = true)]
    drafts: Vec<PathBuf>,
    /// Định dạng, cách nhau bằng dấu phẩy: pdf, docx, png, txt; mặc định pdf
    #[arg(long, value_name = "ĐỊNH_DẠNG", value_delimiter = ',')]
    to: Vec<Format>,
    /// Tệp hoặc thư mục ra; không có thì ghi cạnh bản thảo
    #[arg(short, long, value_name = "TỆP|THƯ_MỤC")]
    output: Option<PathBuf>,
    /// Bản trình: để trống số, ngày, tháng cho văn thư
    #[arg(long)]
    blank_number: bool,
    /// Xuất cả khi còn dấu chờ điền
    #[arg(long)]
    allow_marks: bool,
    /// Ghi đè tệp đã có; bản cũ được giữ với đuôi .bak
    #[arg(long)]
    force: bool,
}

pub(super) fn run(arguments: &Arguments) -> Outcome {
    let standing = if arguments.blank_number { Standing::Draft } else { Standing::Issued };
    let mut formats = arguments.to.clone();
    if formats.is_empty() {
        let asked =
            arguments.output.as_deref().filter(|path| !path.is_dir()).and_then(Format::of);
        formats.push(asked.unwrap_or(Format::Pdf));
    }
    let mut outputs = match Outputs::prepare(arguments.output.as_ref(), arguments.drafts.len())
    {
        Ok(outputs) => outputs,
        Err(outcome) => return outcome,
    };
    let mut exporter = Exporter::over(previous(arguments.force));
    let mut outcome = Outcome::Done;
    for path in &arguments.drafts {
        // One bad draft never stops the others.
        let opened = match draft::open(path) {
            Ok(opened) => opened,
            Err(error) => {
                complain(&refusal(&error));
                outcome = outcome.max(Outcome::Input);
                continue;
            }
        };
        if !arguments.allow_marks && is_stopped(path, &opened.plan, standing) {
            outcome = outcome.max(Outcome::Output);
            continue;
        }
        tell_impossible_dates(path, &opened.plan);
        let target = outputs.target(path, "pdf");
        match exporter.export(&opened.plan, standing, &formats, &target) {
            Ok(files) => {
                for file in files {
                    say(&file.display());
                }
            }
            Err(error) => {
                match &error {
                    ExportError::Write { error: WriteError::Exists(path), .. } => {
                        refuse_to_replace(path);
                    }
                    ExportError::Write { .. } => complain(&error),
                    _ => complain(&format!("{error} Bản thảo: {}", path.display())),
                }
                outcome = outcome.max(Outcome::Output);
            }
        }
    }
    outcome
}

/// Why a draft cannot be opened; the remedy is a command, for there are no menus here.
fn refusal(error: &OpenError) -> String {
    match error {
        OpenError::Content(path, DraftError::Foreign) => format!(
            "Không mở được bản thảo: đây không phải là bản thảo của Kế Hoạch. Với tệp Word hoặc \
             văn bản, hãy dùng: kehoach import. Tệp: {}",
            path.display()
        ),
        _ => error.to_string(),
    }
}

/// Lists the residual marks that keep a draft from being issued.
fn is_stopped(path: &Path, plan: &Plan, standing: Standing) -> bool {
    let marks = stopping_marks(plan, standing);
    if marks.is_empty() {
        return false;
    }
    complain(&format!(
        "chưa xuất {}: bản phát hành còn {} dấu chờ điền. Điền cho xong, thêm --blank-number để \
         xuất bản trình, hoặc --allow-marks để vẫn xuất.",
        path.display(),
        marks.len()
    ));
    for mark in marks {
        eprintln!("  {}: {}", whereabouts(plan, mark.place), mark.excerpt);
    }
    true
}
