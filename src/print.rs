//! Paper: handing pages to the system's printers.
//!
//! Where CUPS is (Linux), its own `lpstat` and `lp` do it. Elsewhere there is no way that prints a
//! PDF reliably without the system's viewer; then [`PrintError::NoSystem`] says so and the caller
//! opens the pages there.

use std::ffi::OsString;
use std::io::{self, ErrorKind, Read, Write as _};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::mpsc;
use std::time::{Duration, Instant};

use crate::store::Fault;

/// How long the system's programs may take; they only hand the pages over.
pub const PATIENCE: Duration = Duration::from_secs(30);
/// Stands for the words of a program that failed without any.
const UNSAID: &str = "không rõ lý do";

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
    #[error(
        "Không gọi được chương trình in của hệ thống: {}. Hoặc in từ tệp PDF.", Fault(.0)
    )]
    Start(#[source] io::Error),
    /// It was called and said nothing for [`PATIENCE`].
    #[error(
        "Hệ thống in không trả lời sau {} giây, thường vì máy chủ in đã tắt hoặc mất mạng. Kiểm \
         tra kết nối tới máy chủ in rồi thử lại, hoặc in từ tệp PDF.", PATIENCE.as_secs()
    )]
    Silent,
    /// The pages could not be put down for it.
    #[error("Không ghi được tệp tạm để in: {}.", Fault(.0))]
    Spool(#[source] io::Error),
    /// It refused.
    #[error("Hệ thống in không nhận: {}", refusal(.0))]
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

/// What `lp` says when it refuses, and what to do then. Its own words follow where they are not
/// known.
fn refusal(said: &str) -> String {
    let small = said.to_ascii_lowercase();
    let has = |words: &[&str]| words.iter().any(|words| small.contains(words));
    let known = if has(&["does not exist", "unknown destination", "invalid destination"]) {
        "máy in đã chọn không còn trong danh sách. Chọn máy in khác rồi in lại"
    } else if has(&["no default destination"]) {
        "chưa có máy in mặc định. Chọn một máy in trong danh sách rồi in lại"
    } else if has(&["not accepting", "rejecting", "disabled"]) {
        "máy in đang tạm dừng nhận bản in. Bật lại hàng đợi của máy in, hoặc chọn máy in khác"
    } else if has(&["forbidden", "unauthorized", "not authorized", "not allowed", "denied"]) {
        "tài khoản này không được phép in ở máy in đó. Nhờ quản trị cấp quyền, hoặc chọn máy in khác"
    } else if has(&["scheduler", "unable to connect", "connection refused", "not connected"]) {
        "dịch vụ in (CUPS) không chạy hoặc không kết nối được. Bật dịch vụ in rồi thử lại, hoặc in \
         từ tệp PDF"
    } else if has(&["no space", "too large"]) {
        "máy chủ in đã đầy. Xóa bớt bản in đang chờ rồi thử lại"
    } else {
        return format!(
            "{said}. Kiểm tra máy in đã bật và còn trong danh sách, hoặc in từ tệp PDF."
        );
    };
    format!("{known}. ({said})")
}

fn ask(program: &str, words: &[&str]) -> Result<String, PrintError> {
    let words: Vec<OsString> = words.iter().map(OsString::from).collect();
    match run(program, &words) {
        // `lpstat` fails where no printer is set up; that is an answer, not a fault.
        Err(PrintError::Refused(said)) if is_empty_list(&said) => Ok(String::new()),
        other => other,
    }
}

/// Whether `lpstat` failed only because there is nothing to list.
fn is_empty_list(said: &str) -> bool {
    let said = said.to_ascii_lowercase();
    said == UNSAID
        || said.contains("no destinations")
        || said.contains("no default destination")
}

fn run(program: &str, words: &[OsString]) -> Result<String, PrintError> {
    let mut child = Command::new(program)
        .args(words)
        .env("LC_ALL", "C.UTF-8")
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(|error| match error.kind() {
            ErrorKind::NotFound => PrintError::NoSystem,
            _ => PrintError::Start(error),
        })?;
    // Both are read while it runs: a full pipe would hold it.
    let said = listen(child.stdout.take());
    let complained = listen(child.stderr.take());
    let begun = Instant::now();
    let status = loop {
        match child.try_wait().map_err(PrintError::Start)? {
            Some(status) => break status,
            None if begun.elapsed() > PATIENCE => {
                // What cannot be ended ends by itself; the answer is the same.
                let _ = child.kill();
                let _ = child.wait();
                return Err(PrintError::Silent);
            }
            None => std::thread::sleep(Duration::from_millis(20)),
        }
    };
    // A grandchild may hold the pipe longer than the program lived.
    let said = said.recv_timeout(PATIENCE).unwrap_or_default();
    if status.success() {
        return Ok(said);
    }
    let said = complained.recv_timeout(PATIENCE).unwrap_or_default();
    let said = said.lines().map(str::trim).find(|line| !line.is_empty()).unwrap_or(UNSAID);
    let said = said.trim_start_matches("lp: ").trim_start_matches("lpstat: ");
    let said = said.trim_start_matches("Error - ");
    Err(PrintError::Refused(said.trim_end_matches('.').to_owned()))
}

/// Reads a pipe to its end on a thread of its own.
fn listen(pipe: Option<impl Read + Send + 'static>) -> mpsc::Receiver<String> {
    let (send, receive) = mpsc::sync_channel(1);
    let reader = std::thread::Builder::new().name("doc-may-in".to_owned());
    // Without the thread nothing is heard, which is what the receiver then says.
    let _ = reader.spawn(move || {
        let mut bytes = Vec::new();
        if let Some(mut pipe) = pipe {
            // What was read before a fault is what there is to say.
            let _ = pipe.read_to_end(&mut bytes);
        }
        // Nobody listens any more when the program was given up.
        let _ = send.send(String::from_utf8_lossy(&bytes).into_owned());
    });
    receive
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
