//! `kehoach export`: drafts as PDF, Word, pictures, words.

use std::path::{Path, PathBuf};

use super::{
    Outcome, Outputs, complain, previous, refuse_to_replace, say, tell_impossible_dates,
};
use crate::check::whereabouts;
use crate::export::{Doubt, ExportError, Exporter, Format, Stop, stops};
use crate::model::{Document, Standing};
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
    #[command(flatten)]
    how: How,
}

/// How papers leave: what every command that writes them asks.
#[derive(Debug, clap::Args)]
pub(super) struct How {
    /// Bản trình: để trống số, ngày, tháng cho văn thư
    #[arg(long)]
    blank_number: bool,
    /// Xuất cả khi còn dấu chờ điền hay chưa có nội dung
    #[arg(long)]
    pub(super) allow_marks: bool,
    /// Ghi đè tệp đã có; bản cũ được giữ với đuôi .bak
    #[arg(long)]
    pub(super) force: bool,
}

impl How {
    /// Bản trình or bản phát hành.
    pub(super) fn standing(&self) -> Standing {
        if self.blank_number { Standing::Draft } else { Standing::Issued }
    }
}

pub(super) fn run(arguments: &Arguments) -> Outcome {
    let standing = arguments.how.standing();
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
    let mut exporter = Exporter::over(previous(arguments.how.force));
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
        if is_stopped(path, &opened.document, standing, &formats, arguments.how.allow_marks) {
            outcome = outcome.max(Outcome::Output);
            continue;
        }
        tell_impossible_dates(path, &opened.document);
        let saved = std::fs::metadata(path).and_then(|file| file.modified());
        exporter.saved(saved.ok());
        let target = outputs.target(path, "pdf");
        match exporter.export(&opened.document, standing, &formats, &target) {
            Ok(files) => {
                for file in files {
                    say(&file.display());
                }
            }
            Err(error) => outcome = outcome.max(not_written(&error, path)),
        }
    }
    outcome
}

/// Says why a draft's file was not written.
pub(super) fn not_written(error: &ExportError, draft: &Path) -> Outcome {
    match error {
        ExportError::Write { error: WriteError::Exists(path), .. } => refuse_to_replace(path),
        ExportError::Write { .. } => complain(error),
        _ => complain(&format!("{error} Bản thảo: {}", draft.display())),
    }
    Outcome::Output
}

/// Why a draft cannot be opened; the remedy is a command, for there are no menus here.
pub(super) fn refusal(error: &OpenError) -> String {
    match error {
        OpenError::Content(path, DraftError::Foreign) => format!(
            "Không mở được bản thảo: đây không phải là bản thảo của Kế Hoạch. Với tệp Word hoặc \
             văn bản, hãy dùng: kehoach import. Tệp: {}",
            path.display()
        ),
        _ => error.to_string(),
    }
}

/// Tells what is not to leave without a question; says whether it keeps the draft back. Letters
/// that no face prints do not: they stand as boxes.
pub(super) fn is_stopped(
    path: &Path,
    document: &Document,
    standing: Standing,
    formats: &[Format],
    allowed: bool,
) -> bool {
    let (undrawn, held): (Vec<Stop>, Vec<Stop>) = stops(document, standing, formats)
        .into_iter()
        // Days that no calendar has are told, and keep nothing back: see `tell_impossible_dates`.
        .filter(|stop| stop.doubt != Doubt::Date)
        .partition(|stop| stop.doubt == Doubt::Undrawn);
    if !undrawn.is_empty() {
        complain(&format!(
            "{}: {} chữ không có trong phông in, trên giấy mỗi chữ là một ô trống; hãy thay bằng \
             chữ khác, hoặc xuất sang Word.",
            path.display(),
            undrawn.len()
        ));
        list(document, &undrawn);
    }
    if allowed || held.is_empty() {
        return false;
    }
    let marks = held.iter().filter(|stop| stop.doubt == Doubt::Mark).count();
    let what = if marks == held.len() {
        format!("còn {marks} dấu chờ điền")
    } else {
        "chưa có nội dung".to_owned()
    };
    complain(&format!(
        "chưa xuất {}: bản phát hành {what}. Điền cho xong, thêm --blank-number để xuất bản \
         trình, hoặc --allow-marks để vẫn xuất.",
        path.display(),
    ));
    list(document, &held);
    true
}

fn list(document: &Document, stops: &[Stop]) {
    for stop in stops {
        eprintln!("  {}: {}", whereabouts(document, stop.place), stop.words);
    }
}
