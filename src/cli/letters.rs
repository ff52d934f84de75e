//! `kehoach letters`: one letter a recipient.

use std::path::PathBuf;
use std::sync::Arc;

use super::export::{How, is_stopped, not_written, refusal};
use super::{Outcome, complain, previous, say, shared_folder, tell_impossible_dates};
use crate::drafting::letters::{Letter, List, Mailing, file_name, letters, unknown_names};
use crate::export::{Exporter, Format};
use crate::model::{Document, Standing};
use crate::store::draft;

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// Bản thảo (.kehoach) của văn bản gửi đi
    #[arg(value_name = "BẢN_THẢO")]
    draft: PathBuf,
    /// Danh sách nơi nhận: .xlsx, .csv, hoặc .txt mỗi dòng một nơi
    #[arg(long, value_name = "DANH_SÁCH")]
    list: PathBuf,
    /// Cột ghi nơi nhận; không nêu thì chương trình tự tìm
    #[arg(long, value_name = "TÊN_CỘT")]
    column: Option<String>,
    /// Dòng đầu của danh sách có phải tên cột không; không nêu thì chương trình tự nhận ra
    #[arg(long, value_name = "yes|no", value_parser = ["yes", "no"])]
    header: Option<String>,
    /// Định dạng, cách nhau bằng dấu phẩy: pdf, docx; mặc định pdf
    #[arg(long, value_name = "ĐỊNH_DẠNG", value_delimiter = ',')]
    to: Vec<Format>,
    /// Tất cả vào một tệp PDF
    #[arg(long)]
    together: bool,
    /// Với --together: mỗi bản bắt đầu ở trang lẻ, để in hai mặt
    #[arg(long, requires = "together")]
    duplex: bool,
    /// Thư mục ra; với --together là tệp PDF. Không có thì ghi cạnh bản thảo
    #[arg(short, long, value_name = "THƯ_MỤC|TỆP")]
    output: Option<PathBuf>,
    #[command(flatten)]
    how: How,
}

pub(super) fn run(arguments: &Arguments) -> Outcome {
    let standing = arguments.how.standing();
    let document = match draft::open(&arguments.draft) {
        Ok(opened) => opened.document,
        Err(error) => {
            complain(&refusal(&error));
            return Outcome::Input;
        }
    };
    let list = match list(arguments) {
        Ok(list) => list,
        Err(outcome) => return outcome,
    };
    let made = match letters(&document, &list) {
        Ok(made) => made,
        Err(error) => {
            complain(&format!("{error} Bản thảo: {}", arguments.draft.display()));
            return Outcome::Input;
        }
    };
    for name in unknown_names(&document, &list) {
        complain(&format!(
            "danh sách không có cột “{name}”; {{{name}}} được in nguyên như vậy."
        ));
    }
    if let Ok(mailing) = Mailing::new(Arc::new(document.clone()), list.clone()) {
        mailing.gaps().iter().for_each(complain);
    }
    tell_impossible_dates(&arguments.draft, &document);
    let mut exporter = Exporter::over(previous(arguments.how.force));
    exporter.saved(std::fs::metadata(&arguments.draft).and_then(|file| file.modified()).ok());
    if arguments.together {
        one_file(arguments, standing, &document, made, &mut exporter)
    } else {
        many_files(arguments, standing, &made, &mut exporter)
    }
}

/// The list, with the column that was asked for.
///
/// # Errors
/// How the run ends.
fn list(arguments: &Arguments) -> Result<List, Outcome> {
    let headed = arguments.header.as_deref().map(|said| said == "yes");
    let mut list = List::of_file(&arguments.list, headed).map_err(|error| {
        complain(&format!("{error} Tệp: {}", arguments.list.display()));
        Outcome::Input
    })?;
    if let Some(name) = &arguments.column {
        list.recipient = list.column(name).ok_or_else(|| {
            let named = list.columns.iter().filter(|name| !name.is_empty());
            let names: Vec<&str> = named.map(String::as_str).collect();
            complain(&format!(
                "danh sách không có cột “{name}”. Các cột có tên: {}. Tệp: {}",
                if names.is_empty() { "không có".to_owned() } else { names.join(", ") },
                arguments.list.display()
            ));
            Outcome::Usage
        })?;
    }
    Ok(list)
}

fn one_file(
    arguments: &Arguments,
    standing: Standing,
    document: &Document,
    made: Vec<Letter>,
    exporter: &mut Exporter,
) -> Outcome {
    if arguments.to.iter().any(|format| *format != Format::Pdf) {
        complain(
            &"--together ghi một tệp PDF; bỏ --to, hoặc bỏ --together để mỗi nơi nhận một tệp.",
        );
        return Outcome::Usage;
    }
    let target = arguments.output.clone().unwrap_or_else(|| {
        let stem = arguments.draft.file_stem().unwrap_or_default().to_string_lossy();
        arguments.draft.with_file_name(format!("{stem}-gui-nhieu-noi.pdf"))
    });
    let plans: Vec<Document> = made.into_iter().map(|letter| letter.plan).collect();
    for plan in &plans {
        if is_stopped(
            &arguments.draft,
            plan,
            standing,
            &[Format::Pdf],
            arguments.how.allow_marks,
        ) {
            return Outcome::Output;
        }
    }
    let title = document.subject.words();
    match exporter.export_bound(&plans, &title, standing, arguments.duplex, &target) {
        Ok(file) => {
            say(&file.display());
            Outcome::Done
        }
        Err(error) => not_written(&error, &arguments.draft),
    }
}

fn many_files(
    arguments: &Arguments,
    standing: Standing,
    made: &[Letter],
    exporter: &mut Exporter,
) -> Outcome {
    let mut formats = arguments.to.clone();
    if formats.is_empty() {
        formats.push(Format::Pdf);
    }
    let beside = || arguments.draft.parent().map(PathBuf::from).unwrap_or_default();
    let folder = arguments.output.clone().unwrap_or_else(beside);
    if arguments.output.is_some()
        && let Err(outcome) = shared_folder(&folder)
    {
        return outcome;
    }
    let stem = arguments.draft.file_stem().unwrap_or_default().to_string_lossy();
    let mut outcome = Outcome::Done;
    for (at, letter) in made.iter().enumerate() {
        let plan = &letter.plan;
        if is_stopped(&arguments.draft, plan, standing, &formats, arguments.how.allow_marks) {
            // All letters have the same holes.
            return outcome.max(Outcome::Output);
        }
        // The ending keeps a point in the name from being taken for one.
        let name = file_name(&stem, at + 1, made.len(), &letter.recipient);
        let target = folder.join(format!("{name}.pdf"));
        match exporter.export(plan, standing, &formats, &target) {
            Ok(files) => files.iter().for_each(|file| say(&file.display())),
            Err(error) => outcome = outcome.max(not_written(&error, &arguments.draft)),
        }
    }
    outcome
}
