//! The program: arguments in, a window or files out.

use std::process::ExitCode;

fn main() -> ExitCode {
    let path = std::env::args_os().nth(1).map(Into::into);
    match kehoach::app::run(path) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("kehoach: {error}");
            ExitCode::from(4)
        }
    }
}
