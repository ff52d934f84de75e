//! The program: arguments in, a window or files out.

use std::process::ExitCode;

fn main() -> ExitCode {
    kehoach::cli::run()
}
