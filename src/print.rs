//! Paper: handing pages to the system's printers.
//!
//! Where CUPS is (Linux), its own `lpstat` and `lp` do it. Elsewhere there is no way that prints a
//! PDF reliably without the system's viewer; then [`PrintError::NoSystem`] says so and the caller
//! opens the pages there.

use std::ffi::OsString;
use std::io::{self, ErrorKind, Write as _};
use std::path::Path;
use std::process::{Command, Stdio};

/// A printer that the system knows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Printer {
    /// Its name.
    pub name: String,
    /// Whether the system takes it when none is named.
    pub is_default: bool,
}

/// What is printed of the pages.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Selection {
    /// All of them.
    #[default]
    All,
    /// From one to another, counted from 1, both included.
    Range(u32, u32),
}

/// How the paper is used.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, strum::EnumIter)]
pub enum Sides {
    /// One side.
    #[default]
    One,
    /// Both, turned like a book.
    LongEdge,
    /// Both, turned like a calendar.
    ShortEdge,
}

/// An order to print.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Order {
    /// The printer; none for the system's default.
    pub printer: Option<String>,
    /// What is printed.
    pub selection: Selection,
    /// Copies, at least 1.
    pub copies: u32,
    /// One side or both.
    pub sides: Sides,
    /// The name in the queue.
    pub title: String,
}

/// Why nothing was printed.
#[derive(Debug, thiserror::Error)]
pub enum PrintError {
    /// The machine has no `lp`.
    #[error(
        "Máy này không có lệnh in của hệ thống (CUPS). Bản in được mở trong chương trình xem PDF \
         để in từ đó."
    )]
    NoSystem,
    /// The system's printing program could not be started or read.
    #[error("Không gọi được chương trình in của hệ thống: {0}. Thử lại, hoặc in từ tệp PDF.")]
    Start(#[source] io::Error),
    /// The pages could not be put down for it.
    #[error("Không ghi được tệp tạm để in: {0}. Kiểm tra chỗ trống trên ổ đĩa rồi thử lại.")]
    Spool(#[source] io::Error),
    /// It refused.
    #[error(
        "Hệ thống in không nhận: {0}. Kiểm tra máy in đã bật và còn trong danh sách, hoặc in từ \
         tệp PDF."
    )]
    Refused(String),
}

/// The printers, the default one first, the others by name; empty where none is set up.
///
/// # Errors
/// [`PrintError::NoSystem`] without CUPS; others when it cannot be asked.
pub fn printers() -> Result<Vec<Printer>, PrintError> {
    if cfg!(windows) {
        return Err(PrintError::NoSystem);
    }
    let names = ask("lpstat", &["-e"])?;
    let default = ask("lpstat", &["-d"])?;
    Ok(listed(&names, &default))
}

/// Sends a PDF to a printer; returns the system's name of the job, empty where it has none.
///
/// # Errors
/// See [`PrintError`]; then nothing was printed.
pub fn print(order: &Order, pdf: &[u8]) -> Result<String, PrintError> {
    if cfg!(windows) {
        return Err(PrintError::NoSystem);
    }
    let mut file = tempfile::Builder::new()
        .prefix("kehoach-in-")
        .suffix(".pdf")
        .tempfile()
        .map_err(PrintError::Spool)?;
    file.write_all(pdf).and_then(|()| file.flush()).map_err(PrintError::Spool)?;
    // `lp` has copied the file when it ends, so that it may go.
    let said = run("lp", &arguments(order, file.path()))?;
    Ok(job(&said))
}

/// The arguments of `lp` for an order. The pages are printed in their own size, or the margins of
/// the decree would not be on the paper.
pub fn arguments(order: &Order, file: &Path) -> Vec<OsString> {
    let mut words: Vec<OsString> = Vec::new();
    let mut add = |flag: &str, value: String| {
        words.push(flag.into());
        words.push(value.into());
    };
    if let Some(printer) = &order.printer {
        add("-d", printer.clone());
    }
    add("-n", order.copies.clamp(1, 999).to_string());
    let title: String = order.title.chars().filter(|letter| !letter.is_control()).collect();
    if !title.trim().is_empty() {
        add("-t", title.trim().to_owned());
    }
    if let Selection::Range(from, to) = order.selection {
        let (from, to) = (from.min(to).max(1), from.max(to).max(1));
        add("-P", format!("{from}-{to}"));
    }
    add("-o", "media=A4".to_owned());
    add("-o", "print-scaling=none".to_owned());
    let sides = match order.sides {
        Sides::One => "one-sided",
        Sides::LongEdge => "two-sided-long-edge",
        Sides::ShortEdge => "two-sided-short-edge",
    };
    add("-o", format!("sides={sides}"));
    if order.copies > 1 {
        add("-o", "collate=true".to_owned());
    }
    words.push("--".into());
    words.push(file.into());
    words
}

/// The printers of `lpstat -e` (a name a line), the one of `lpstat -d` first.
fn listed(names: &str, default: &str) -> Vec<Printer> {
    let default = default.rsplit_once(": ").map_or("", |(_, name)| name.trim());
    let mut printers: Vec<Printer> = names
        .lines()
        .map(str::trim)
        .filter(|name| !name.is_empty() && !name.contains(char::is_whitespace))
        .map(|name| Printer { name: name.to_owned(), is_default: name == default })
        .collect();
    printers.sort_by(|a, b| (!a.is_default, &a.name).cmp(&(!b.is_default, &b.name)));
    printers.dedup();
    printers
}

/// The job's name in `request id is office-12 (1 file(s))`.
fn job(said: &str) -> String {
    let mut words = said.split_whitespace().skip_while(|word| *word != "is").skip(1);
    words.next().unwrap_or_default().to_owned()
}

fn ask(program: &str, words: &[&str]) -> Result<String, PrintError> {
    let words: Vec<OsString> = words.iter().map(OsString::from).collect();
    match run(program, &words) {
        // `lpstat` fails where no printer is set up; that is an answer, not a fault.
        Err(PrintError::Refused(_)) => Ok(String::new()),
        other => other,
    }
}

fn run(program: &str, words: &[OsString]) -> Result<String, PrintError> {
    let output = Command::new(program)
        .args(words)
        .env("LC_ALL", "C.UTF-8")
        .stdin(Stdio::null())
        .output()
        .map_err(|error| match error.kind() {
            ErrorKind::NotFound => PrintError::NoSystem,
            _ => PrintError::Start(error),
        })?;
    if output.status.success() {
        return Ok(String::from_utf8_lossy(&output.stdout).into_owned());
    }
    let said = String::from_utf8_lossy(&output.stderr);
    let said =
        said.lines().map(str::trim).find(|line| !line.is_empty()).unwrap_or("không rõ lý do");
    let said = said.trim_start_matches("lp: ").trim_start_matches("Error - ");
    Err(PrintError::Refused(said.trim_end_matches('.').to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn order() -> Order {
        Order {
            printer: Some("van-thu".to_owned()),
            selection: Selection::All,
            copies: 1,
            sides: Sides::One,
            title: "Kế hoạch kiểm tra".to_owned(),
        }
    }

    fn words(order: &Order) -> String {
        let words = arguments(order, Path::new("/tạm/a.pdf"));
        let words: Vec<_> = words.iter().map(|word| word.to_string_lossy()).collect();
        words.join("|")
    }

    #[test]
    fn a_plain_order_names_printer_title_and_paper() {
        assert_eq!(
            words(&order()),
            "-d|van-thu|-n|1|-t|Kế hoạch kiểm tra|-o|media=A4|-o|print-scaling=none|-o|\
             sides=one-sided|--|/tạm/a.pdf"
        );
    }

    #[test]
    fn pages_copies_and_sides_are_passed_on() {
        let order = Order {
            printer: None,
            selection: Selection::Range(5, 2),
            copies: 3,
            sides: Sides::LongEdge,
            title: " \n".to_owned(),
        };
        assert_eq!(
            words(&order),
            "-n|3|-P|2-5|-o|media=A4|-o|print-scaling=none|-o|sides=two-sided-long-edge|-o|\
             collate=true|--|/tạm/a.pdf"
        );
        let short = Order { sides: Sides::ShortEdge, copies: 0, ..order };
        let short = words(&short);
        assert!(short.contains("sides=two-sided-short-edge") && short.starts_with("-n|1|"));
    }

    #[test]
    fn the_default_printer_comes_first() {
        let names = "tang-2\nvan-thu\n\ngiam-doc\nmột dòng lạ\n";
        let printers = listed(names, "system default destination: van-thu\n");
        let names: Vec<_> = printers.iter().map(|printer| printer.name.as_str()).collect();
        assert_eq!(names, ["van-thu", "giam-doc", "tang-2"]);
        assert!(printers[0].is_default && !printers[1].is_default);
        let none = listed("a\n", "no system default destination\n");
        assert!(!none[0].is_default);
    }

    #[test]
    fn the_jobs_name_is_read() {
        assert_eq!(job("request id is van-thu-12 (1 file(s))\n"), "van-thu-12");
        assert_eq!(job(""), "");
    }
}
