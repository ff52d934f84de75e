//! Printing where CUPS is: its own `lpstat` and `lp`.

use std::ffi::OsString;
use std::io::{ErrorKind, Read, Write as _};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::mpsc;
use std::time::{Duration, Instant};

use super::{Order, PATIENCE, PrintError, Printer, Selection, Sides, in_order};
use crate::typeset::Pages;

/// Stands for the words of a program that failed without any.
const UNSAID: &str = "không rõ lý do";

pub(super) fn printers() -> Result<Vec<Printer>, PrintError> {
    let names = ask("lpstat", &["-e"])?;
    let default = ask("lpstat", &["-d"])?;
    Ok(listed(&names, &default))
}

/// Returns the queue's name of the job.
pub(super) fn print(order: &Order, pages: &Pages) -> Result<String, PrintError> {
    let mut file = tempfile::Builder::new()
        .prefix("kehoach-in-")
        .suffix(".pdf")
        .tempfile()
        .map_err(PrintError::Spool)?;
    let pdf = pages.pdf()?;
    file.write_all(&pdf).and_then(|()| file.flush()).map_err(PrintError::Spool)?;
    // `lp` has copied the file when it ends, so that it may go.
    let said = run("lp", &arguments(order, file.path()))?;
    Ok(job(&said))
}

/// The arguments of `lp` for an order. The pages are printed in their own size, or the margins of
/// the decree would not be on the paper.
fn arguments(order: &Order, file: &Path) -> Vec<OsString> {
    let mut words: Vec<OsString> = Vec::new();
    let mut add = |flag: &str, value: String| {
        words.push(flag.into());
        words.push(value.into());
    };
    if let Some(printer) = &order.printer {
        add("-d", printer.clone());
    }
    add("-n", order.copies.clamp(1, 999).to_string());
    let title = order.plain_title();
    if !title.is_empty() {
        add("-t", title);
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
    let printers = names
        .lines()
        .map(str::trim)
        .filter(|name| !name.is_empty() && !name.contains(char::is_whitespace))
        .map(|name| Printer { name: name.to_owned(), is_default: name == default });
    in_order(printers)
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
