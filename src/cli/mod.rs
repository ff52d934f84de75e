//! The command line: the same library without a window. Its words and exit codes are fixed, for
//! other people's scripts depend on them.

mod check;
#[cfg(windows)]
mod detach;
mod dossier;
mod export;
mod import;
mod letters;
mod new;
mod related;
mod usage;

use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::export::Format;
use crate::model::Document;
use crate::store::{Previous, WriteError};

/// How a run ended; the greatest of several wins.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Outcome {
    /// Everything was done.
    Done = 0,
    /// A check found an error.
    Faults = 1,
    /// The words of the command were wrong.
    Usage = 2,
    /// An input could not be read.
    Input = 3,
    /// An output could not be written.
    Output = 4,
}

impl From<Outcome> for ExitCode {
    fn from(outcome: Outcome) -> Self {
        Self::from(outcome as u8)
    }
}

#[derive(Debug, Parser)]
#[command(
    name = "kehoach",
    version,
    about = "Soạn kế hoạch đúng thể thức Nghị định 30/2020/NĐ-CP",
    help_template = usage::TEMPLATE,
    after_help = usage::EXIT_CODES,
    disable_help_flag = true,
    disable_version_flag = true,
    disable_help_subcommand = true,
    args_conflicts_with_subcommands = true,
    override_usage = "kehoach [BẢN_THẢO]\n  kehoach <LỆNH> …"
)]
struct Arguments {
    /// Bản thảo (.kehoach) mở trong cửa sổ
    #[arg(value_name = "BẢN_THẢO")]
    draft: Option<PathBuf>,
    /// In hướng dẫn này
    #[arg(short, long, global = true, action = clap::ArgAction::Help)]
    help: Option<bool>,
    /// In phiên bản
    #[arg(short = 'V', long, action = clap::ArgAction::Version)]
    version: Option<bool>,
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Tạo bản thảo mới, trống hoặc từ mẫu có sẵn
    #[command(help_template = usage::TEMPLATE, override_usage = "kehoach new [--sample TÊN | --kind LOẠI] -o BẢN_THẢO\n  kehoach new --list")]
    New(new::Arguments),
    /// Xuất bản thảo ra PDF, Word, ảnh hoặc văn bản
    #[command(help_template = usage::TEMPLATE, override_usage = "kehoach export BẢN_THẢO… [--to pdf,docx,png,txt] [-o TỆP|THƯ_MỤC] [--blank-number] [--allow-marks] [--force]", after_help = usage::FILE_DATE)]
    Export(export::Arguments),
    /// Nhập văn bản có sẵn thành bản thảo
    #[command(help_template = usage::TEMPLATE, override_usage = "kehoach import TỆP… [-o BẢN_THẢO|THƯ_MỤC] [--report json] [--force]")]
    Import(import::Arguments),
    /// Kiểm tra thể thức, chính tả, viện dẫn của bản thảo hoặc văn bản bất kỳ
    #[command(help_template = usage::TEMPLATE, override_usage = "kehoach check TỆP… [--format text|json]\n  kehoach check --fix TỆP -o TỆP_RA\n  kehoach check --comments TỆP.docx -o BẢN_SAO.docx\n  kehoach check TỆP --report PHIẾU.pdf")]
    Check(check::Arguments),
    /// Soạn văn bản kèm theo kế hoạch; xem và sửa những chỗ không còn khớp với kế hoạch
    #[command(help_template = usage::TEMPLATE, override_usage = "kehoach related KẾ_HOẠCH --make VĂN_BẢN[,VĂN_BẢN…]\n  kehoach related KẾ_HOẠCH [--follow]")]
    Related(related::Arguments),
    /// Xuất cả hồ sơ: kế hoạch và các văn bản kèm theo; kiểm tra chúng khớp nhau
    #[command(help_template = usage::TEMPLATE, override_usage = "kehoach dossier KẾ_HOẠCH [--to pdf,docx] [-o THƯ_MỤC] [--blank-number] [--allow-marks] [--force]\n  kehoach dossier KẾ_HOẠCH --one TỆP.pdf\n  kehoach dossier KẾ_HOẠCH --check")]
    Dossier(dossier::Arguments),
    /// Gửi một văn bản cho nhiều nơi: mỗi nơi nhận trong danh sách một bản
    #[command(help_template = usage::TEMPLATE, override_usage = "kehoach letters BẢN_THẢO --list DANH_SÁCH [--to pdf,docx] [-o THƯ_MỤC]\n  kehoach letters BẢN_THẢO --list DANH_SÁCH --together [-o TỆP.pdf]", after_help = usage::COLUMNS)]
    Letters(letters::Arguments),
    /// Liệt kê các quy tắc kiểm tra
    #[command(help_template = usage::TEMPLATE, override_usage = "kehoach rules [--format text|json]")]
    Rules(check::RulesArguments),
}

/// Runs the program with the process's arguments.
pub fn run() -> ExitCode {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) => return usage::explain(&error),
    };
    let outcome = match arguments.command {
        Some(Command::New(arguments)) => new::run(&arguments),
        Some(Command::Export(arguments)) => export::run(&arguments),
        Some(Command::Import(arguments)) => import::run(&arguments),
        Some(Command::Check(arguments)) => check::run(&arguments),
        Some(Command::Related(arguments)) => related::run(&arguments),
        Some(Command::Dossier(arguments)) => dossier::run(&arguments),
        Some(Command::Letters(arguments)) => letters::run(&arguments),
        Some(Command::Rules(arguments)) => check::rules(&arguments),
        None => open(arguments.draft),
    };
    outcome.into()
}

/// Opens the window.
fn open(draft: Option<PathBuf>) -> Outcome {
    #[cfg(windows)]
    if !detach::is_detached()
        && draft.as_ref().is_none_or(|draft| draft.exists())
        && detach::detach()
    {
        return Outcome::Done;
    }
    let Err(error) = crate::app::run(draft.clone()) else { return Outcome::Done };
    // Without a window to say so in, a missing draft (or a misspelt command) comes first.
    if let Some(path) = draft.filter(|path| !path.exists()) {
        complain(&format!(
            "không có bản thảo này, cũng không có lệnh nào tên như vậy. Kiểm tra lại đường dẫn, \
             hoặc xem các lệnh bằng: kehoach --help. Tệp: {}",
            path.display()
        ));
        return Outcome::Input;
    }
    #[cfg(windows)]
    if detach::is_detached() {
        crate::app::tell(&error);
    }
    complain(&error);
    Outcome::Output
}

/// Prints a line on stdout. A reader that has gone away (`| head`) is no fault of the run.
fn say(line: &impl std::fmt::Display) {
    use std::io::Write as _;

    if let Err(error) = writeln!(std::io::stdout(), "{line}")
        && error.kind() != std::io::ErrorKind::BrokenPipe
    {
        complain(&format!("không ghi được ra đầu ra chuẩn: {}.", crate::store::Fault(&error)));
    }
}

/// Says on stderr what went wrong.
fn complain(message: &impl std::fmt::Display) {
    eprintln!("kehoach: {message}");
}

/// Makes the folder that several outputs share.
///
/// # Errors
/// How the run ends: as wrong usage when the name is that of one file, for a folder called
/// `a.pdf` is not what anybody meant.
fn shared_folder(folder: &Path) -> Result<(), Outcome> {
    let named_as_file = folder.extension().is_some_and(|ending| {
        ending.eq_ignore_ascii_case("kehoach") || Format::of(folder).is_some()
    });
    if named_as_file && !folder.is_dir() && !is_closed(folder) {
        complain(&format!(
            "có nhiều tệp vào nên -o phải là một thư mục, không phải tên tệp. Bỏ phần đuôi, ví \
             dụ: -o {}",
            folder.with_extension("").display()
        ));
        return Err(Outcome::Usage);
    }
    std::fs::create_dir_all(folder).map_err(|error| {
        complain(&format!(
            "không tạo được thư mục: {}. Thư mục: {}",
            crate::store::Fault(&error),
            folder.display()
        ));
        Outcome::Output
    })
}

/// Whether a path ends with a separator, so that it can only be a folder.
fn is_closed(path: &Path) -> bool {
    path.as_os_str().to_string_lossy().ends_with(['/', std::path::MAIN_SEPARATOR])
}

/// The outputs of one run.
struct Outputs<'a> {
    /// `-o`.
    output: Option<&'a PathBuf>,
    /// Whether several inputs share it.
    shared: bool,
    /// Where this run has written already, in small letters: some file systems know no others.
    taken: HashSet<String>,
}

impl<'a> Outputs<'a> {
    /// Prepares them, making the folder that `-o` names.
    ///
    /// # Errors
    /// How the run ends; see [`shared_folder`].
    fn prepare(output: Option<&'a PathBuf>, inputs: usize) -> Result<Self, Outcome> {
        let shared = inputs > 1;
        if let Some(folder) = output.filter(|folder| shared || is_closed(folder)) {
            shared_folder(folder)?;
        }
        Ok(Self { output, shared, taken: HashSet::new() })
    }

    /// Where the output of an input goes: `-o` as a file or a folder, else beside the input. Inputs
    /// of one name get numbers: none takes the place of another.
    ///
    /// `-o` is a folder when it is one already, ends with a separator, or several inputs share it.
    fn target(&mut self, input: &Path, extension: &str) -> PathBuf {
        let own = input.with_extension(extension);
        let target = match self.output {
            None => own,
            Some(output) if self.shared || is_closed(output) || output.is_dir() => {
                output.join(own.file_name().unwrap_or_default())
            }
            Some(output) => output.clone(),
        };
        self.free(target, extension)
    }

    /// Where a further output of an input goes: beside the first, its name behind that one's.
    fn beside(&mut self, first: &Path, name: &str, extension: &str) -> PathBuf {
        let stem = first.file_stem().unwrap_or_default().to_string_lossy();
        let letters = name.chars().filter(|c| c.is_alphanumeric() || *c == ' ').take(60);
        let name: String = letters.collect();
        self.free(first.with_file_name(format!("{stem} - {name}.{extension}")), extension)
    }

    /// A target that this run has not written to: itself, or with a number.
    fn free(&mut self, target: PathBuf, extension: &str) -> PathBuf {
        let stem = target.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let numbered = (2..)
            .map(|number| target.with_file_name(format!("{stem} ({number}).{extension}")));
        let mut free = std::iter::once(target.clone()).chain(numbered);
        free.find(|path| self.taken.insert(path.to_string_lossy().to_lowercase()))
            .expect("the numbers do not end")
    }
}

/// What becomes of files that stand where this run writes.
fn previous(force: bool) -> Previous {
    if force { Previous::Keep } else { Previous::Refuse }
}

/// Says that a file which this run did not write is not replaced.
fn refuse_to_replace(path: &Path) {
    complain(&format!(
        "đã có tệp này, không ghi đè. Nêu tên khác bằng -o, hoặc thêm --force để ghi đè (bản cũ \
         được giữ với đuôi .bak). Tệp: {}",
        path.display()
    ));
}

/// Names a file that was written, or says why it was not.
fn written<T>(path: &Path, result: Result<T, WriteError>) -> Outcome {
    match result {
        Ok(_) => {
            say(&path.display());
            return Outcome::Done;
        }
        Err(WriteError::Exists(path)) => refuse_to_replace(&path),
        Err(error) => complain(&error),
    }
    Outcome::Output
}

/// Tells of days that no calendar has; the run goes on.
fn tell_impossible_dates(input: &Path, document: &Document) {
    for date in document.impossible_dates() {
        complain(&format!(
            "ngày {date} không có trong lịch; hãy sửa lại trước khi phát hành. Tệp: {}",
            input.display()
        ));
    }
}
