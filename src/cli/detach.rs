//! On Windows the program is one of the console, so that its command line speaks and returns its
//! status there. Its window then needs no console behind it: it opens in a process without one.

use std::os::windows::process::CommandExt as _;
use std::process::{Command, Stdio};

/// Set for the process that has no console.
const VARIABLE: &str = "KEHOACH_DETACHED";
/// Windows' own name and number for a process without a console.
const DETACHED_PROCESS: u32 = 0x0000_0008;

/// Whether this is the process without a console.
pub fn is_detached() -> bool {
    std::env::var_os(VARIABLE).is_some()
}

/// Starts the program again without a console, with the same arguments; false where that cannot
/// be done and the window has to open here.
pub fn detach() -> bool {
    let Ok(program) = std::env::current_exe() else { return false };
    let quiet = || Stdio::null();
    Command::new(program)
        .args(std::env::args_os().skip(1))
        .env(VARIABLE, "1")
        .creation_flags(DETACHED_PROCESS)
        .stdin(quiet())
        .stdout(quiet())
        .stderr(quiet())
        .spawn()
        .is_ok()
}
