//! The command line: the same library without a window. Its words and exit codes are fixed, for
//! other people's scripts depend on them.

mod export;
mod import;
mod new;
mod usage;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// How a run ended; the greatest of several wins.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Outcome {
    /// Everything was done.
    Done = 0,
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
    #[command(help_template = usage::TEMPLATE, override_usage = "kehoach new [--sample TÊN] -o BẢN_THẢO\n  kehoach new --list")]
    New(new::Arguments),
    /// Xuất bản thảo ra PDF, Word, ảnh hoặc văn bản
    #[command(help_template = usage::TEMPLATE, override_usage = "kehoach export BẢN_THẢO… [--to pdf,docx,png,txt] [-o TỆP|THƯ_MỤC] [--blank-number] [--allow-marks]")]
    Export(export::Arguments),
    /// Nhập văn bản có sẵn thành bản thảo
    #[command(help_template = usage::TEMPLATE, override_usage = "kehoach import TỆP… [-o BẢN_THẢO|THƯ_MỤC] [--report json]")]
    Import(import::Arguments),
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
        None => match crate::app::run(arguments.draft) {
            Ok(()) => Outcome::Done,
            Err(error) => {
                complain(&error);
                Outcome::Output
            }
        },
    };
    outcome.into()
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

/// Where an output goes: `-o` as a file or a folder, else beside the input.
///
/// `-o` is a folder when it is one already, ends with a separator, or several inputs share it.
fn target(
    output: Option<&PathBuf>,
    input: &std::path::Path,
    shared: bool,
    extension: &str,
) -> PathBuf {
    let own = input.with_extension(extension);
    let Some(output) = output else { return own };
    let closed =
        output.as_os_str().to_string_lossy().ends_with(['/', std::path::MAIN_SEPARATOR]);
    if shared || closed || output.is_dir() {
        output.join(own.file_name().unwrap_or_default())
    } else {
        output.clone()
    }
}
