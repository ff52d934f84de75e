//! `kehoach letters`: one letter for each row of a list.

use std::path::{Path, PathBuf};

use super::dossier::{tell, write};
use super::export::{is_stopped, refusal};
use super::{Outcome, complain, previous, say, shared_folder};
use crate::check::whereabouts;
use crate::dossier::{Bound, bundle};
use crate::export::{Exporter, Format};
use crate::letters::{Gap, Mailing, Roll};
use crate::model::{Plan, Standing};
use crate::standard::{AddresseeForm, layout, type_name};
use crate::store::draft;
use crate::typeset::Typesetter;

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// Bản thảo giấy mời, công văn; {tên cột} trong bản thảo được thay bằng ô của danh sách
    #[arg(value_name = "BẢN_THẢO")]
    draft: PathBuf,
    /// Danh sách nơi nhận: .xlsx, .csv, hoặc .txt mỗi dòng một nơi
    #[arg(long, value_name = "DANH_SÁCH")]
    list: PathBuf,
    /// Cột ghi nơi nhận; không có thì tự tìm
    #[arg(long, value_name = "CỘT")]
    column: Option<String>,
    /// Trang tính của tệp .xlsx; không có thì trang đầu
    #[arg(long, value_name = "TRANG_TÍNH")]
    sheet: Option<String>,
    /// Mỗi nơi một tệp, trong thư mục nêu ở -o
    #[arg(long)]
    each: bool,
    /// Định dạng của mỗi tệp: pdf, docx; mặc định pdf. Nhiều nơi trong một tệp chỉ có PDF
    #[arg(long, value_name = "ĐỊNH_DẠNG", value_delimiter = ',', requires = "each")]
    to: Vec<Format>,
    /// Tệp PDF, hoặc thư mục khi có --each; không có thì ghi cạnh bản thảo
    #[arg(short, long, value_name = "TỆP|THƯ_MỤC")]
    output: Option<PathBuf>,
    /// Bản trình: để trống số, ngày, tháng cho văn thư
    #[arg(long)]
    blank_number: bool,
    /// Xuất cả khi còn dấu chờ điền, hoặc danh sách thiếu ô
    #[arg(long)]
    allow_marks: bool,
    /// Ghi đè tệp đã có; bản cũ được giữ với đuôi .bak
    #[arg(long)]
    force: bool,
}

pub(super) fn run(arguments: &Arguments) -> Outcome {
    let document = match draft::open(&arguments.draft) {
        Ok(opened) => opened.plan,
        Err(error) => {
            complain(&refusal(&error));
            return Outcome::Input;
        }
    };
    if layout(document.document_type).addressees == AddresseeForm::None {
        complain(&format!(
            "{} không có phần “Kính gửi” hay “kính mời”, nên không gửi mỗi nơi một bản. Tệp: {}",
            type_name(document.document_type).to_lowercase(),
            arguments.draft.display()
        ));
        return Outcome::Usage;
    }
    let roll = match roll(arguments) {
        Ok(roll) => roll,
        Err(outcome) => return outcome,
    };
    let mailing = Mailing { document: &document, roll: &roll };
    let standing = if arguments.blank_number { Standing::Draft } else { Standing::Issued };
    if is_short(arguments, &document, &mailing, standing) && !arguments.allow_marks {
        return Outcome::Output;
    }
    if roll.nameless > 0 {
        complain(&format!(
            "{} dòng không ghi nơi nhận ở cột “{}”, đã bỏ qua.",
            roll.nameless, roll.columns[roll.name]
        ));
    }
    if arguments.each {
        return each(arguments, &mailing, standing);
    }
    let beside =
        arguments.draft.with_file_name(format!("{}.pdf", mailing.whole_stem(standing)));
    let target = arguments.output.clone().unwrap_or(beside);
    let letters: Vec<Plan> = mailing.letters().collect();
    let pages = bundle(&mut Typesetter::new(), &letters, standing, Bound::Loose);
    let bytes = pages.map_err(|error| error.to_string());
    let bytes = bytes.and_then(|pages| pages.pdf().map_err(|error| error.to_string()));
    write(&target, bytes, arguments.force)
}

fn roll(arguments: &Arguments) -> Result<Roll, Outcome> {
    let mut roll =
        Roll::of_file(&arguments.list, arguments.sheet.as_deref()).map_err(|error| {
            complain(&error);
            Outcome::Input
        })?;
    if let Some(column) = &arguments.column
        && !roll.choose(column)
    {
        complain(&format!(
            "danh sách không có cột “{column}”; các cột: {}.",
            roll.columns.join(", ")
        ));
        return Err(Outcome::Usage);
    }
    Ok(roll)
}

/// Tells what the letters lack; says whether it is anything.
fn is_short(
    arguments: &Arguments,
    document: &Plan,
    mailing: &Mailing<'_>,
    standing: Standing,
) -> bool {
    let gaps = mailing.gaps();
    for gap in &gaps {
        match gap {
            Gap::Column { name, place } => complain(&format!(
                "{}: “{{{name}}}” không có cột nào trong danh sách; các cột: {}.",
                whereabouts(document, *place),
                mailing.roll.columns.join(", ")
            )),
            Gap::Blank { name, rows } => {
                complain(&format!("cột “{name}” còn {rows} ô trống mà bản thảo cần đến."));
            }
        }
    }
    // What the first letter lacks, all lack.
    let first = mailing.letter(0);
    let formats = [Format::Pdf];
    let stopped =
        is_stopped(&arguments.draft, &first, standing, &formats, arguments.allow_marks);
    if !gaps.is_empty() && !arguments.allow_marks {
        complain(
            &"chưa xuất. Sửa bản thảo hoặc danh sách, hoặc thêm --allow-marks để vẫn xuất.",
        );
    }
    stopped || !gaps.is_empty()
}

/// A file for each, in one folder.
fn each(arguments: &Arguments, mailing: &Mailing<'_>, standing: Standing) -> Outcome {
    let stem = arguments.draft.file_stem().unwrap_or_default().to_string_lossy();
    let beside = arguments.draft.with_file_name(format!("{stem}-cac-noi"));
    let folder: &Path = arguments.output.as_deref().unwrap_or(&beside);
    if let Err(outcome) = shared_folder(folder) {
        return outcome;
    }
    let formats = match arguments.to.as_slice() {
        [] => vec![Format::Pdf],
        formats => formats.to_vec(),
    };
    let mut exporter = Exporter::over(previous(arguments.force));
    let mut outcome = Outcome::Done;
    for (row, letter) in mailing.letters().enumerate() {
        let target = folder.join(format!("{}.pdf", mailing.stem(row)));
        match exporter.export(&letter, standing, &formats, &target) {
            Ok(files) => files.iter().for_each(|file| say(&file.display())),
            Err(error) => {
                outcome = outcome.max(Outcome::Output);
                tell(&error, &arguments.draft);
            }
        }
    }
    outcome
}
