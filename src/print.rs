//! Printing a PDF: through CUPS where it is, else in the system's own viewer.
//!
//! On Linux `lpstat` names the printers and `lp` takes the pages. Windows and machines without
//! CUPS have neither; there the PDF opens in the viewer, whose own print dialog goes on, and the
//! answer says so: nothing happens silently.

use std::ffi::{OsStr, OsString};
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use thiserror::Error;

/// A printer that the system knows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Printer {
    /// Its name, as the system calls it.
    pub name: String,
    /// Whether it is the one that is meant when none is named.
    pub is_default: bool,
}

/// Which sides of a sheet are printed on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sides {
    /// The front only (PL I.I: documents are printed so as a rule).
    #[default]
    One,
    /// Both, turned like a book.
    LongEdge,
    /// Both, turned like a notepad: for pages lying on their long side.
    ShortEdge,
}

/// What is to be printed, and how.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Job {
    /// The printer's name; none for the system's default.
    pub printer: Option<String>,
    /// Ranges of pages, first and last, counted from 1; none for all.
    pub pages: Vec<(usize, usize)>,
    /// How many copies, at least 1.
    pub copies: u32,
    /// Which sides.
    pub sides: Sides,
    /// What the queue calls the job.
    pub title: String,
}

impl Default for Job {
    fn default() -> Self {
        Self {
            printer: None,
            pages: Vec::new(),
            copies: 1,
            sides: Sides::default(),
            title: String::new(),
        }
    }
}

/// What became of a job.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Printed {
    /// The queue took it; its answer, which may be empty.
    Queued(String),
    /// The PDF was opened in the system's viewer: she prints from there.
    Opened,
}

/// Why nothing could be printed.
#[derive(Debug, Error)]
pub enum PrintError {
    /// The system has no queue: Windows, or Linux without CUPS.
    #[error(
        "Máy này không có hệ thống in CUPS (không thấy lệnh lp). Hãy mở tệp PDF rồi in từ chương \
         trình đọc PDF."
    )]
    NoQueue,
    /// A command could not be started.
    #[error(
        "Không chạy được lệnh {command} của hệ thống in: {error}. Hãy mở tệp PDF rồi in từ chương \
         trình đọc PDF."
    )]
    Start {
        /// Its name.
        command: &'static str,
        /// Why not.
        error: io::Error,
    },
    /// The queue refused the job.
    #[error(
        "Hệ thống in từ chối lệnh in: {0}. Hãy kiểm tra máy in đã bật và còn trong danh sách."
    )]
    Refused(String),
    /// The viewer could not be opened.
    #[error(
        "Không mở được tệp PDF bằng chương trình của máy: {0}. Hãy mở tệp bằng trình quản lý tệp."
    )]
    Viewer(#[from] opener::OpenError),
    /// Pages that cannot be read.
    #[error("Không hiểu khoảng trang “{0}”. Hãy ghi như: 1-3, 5.")]
    Pages(String),
    /// Pages that are not there.
    #[error("Văn bản chỉ có {count} trang, không có trang {page}. Hãy ghi lại khoảng trang.")]
    NoSuchPage {
        /// The page asked for.
        page: usize,
        /// How many there are.
        count: usize,
    },
}

/// The system's print queue: where `lp` and `lpstat` are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Queue {
    lp: PathBuf,
    lpstat: PathBuf,
}

impl Queue {
    /// That of this system, if it has one.
    pub fn find() -> Option<Self> {
        // Windows may have a program of that name that is none of CUPS.
        cfg!(unix).then(|| std::env::var_os("PATH")).flatten().and_then(|path| Self::on(&path))
    }

    /// The one whose commands stand in the folders of `path`, as in the variable PATH.
    pub fn on(path: &OsStr) -> Option<Self> {
        let find = |name: &str| {
            std::env::split_paths(path)
                .map(|folder| folder.join(name))
                .find(|file| file.is_file())
        };
        Some(Self { lp: find("lp")?, lpstat: find("lpstat")? })
    }

    /// The printers, the default one first. An empty list means that none is set up.
    ///
    /// # Errors
    /// [`PrintError::Start`] when the command does not run.
    pub fn printers(&self) -> Result<Vec<Printer>, PrintError> {
        let default = run("lpstat", &self.lpstat, &[OsStr::new("-d")])?;
        let default = default_printer(&String::from_utf8_lossy(&default.stdout));
        // Not every version knows -e, which names printers of the network too.
        let mut listed = run("lpstat", &self.lpstat, &[OsStr::new("-e")])?;
        if !listed.status.success() {
            listed = run("lpstat", &self.lpstat, &[OsStr::new("-a")])?;
        }
        Ok(printers(&String::from_utf8_lossy(&listed.stdout), default.as_deref()))
    }

    /// Hands a PDF to the queue.
    ///
    /// # Errors
    /// [`PrintError::Start`] when the command does not run, [`PrintError::Refused`] with the
    /// queue's own words when it takes nothing.
    pub fn print(&self, pdf: &Path, job: &Job) -> Result<Printed, PrintError> {
        let arguments = arguments(pdf, job);
        let done = run("lp", &self.lp, &arguments)?;
        if done.status.success() {
            return Ok(Printed::Queued(
                String::from_utf8_lossy(&done.stdout).trim().to_owned(),
            ));
        }
        let said = String::from_utf8_lossy(&done.stderr).trim().to_owned();
        Err(PrintError::Refused(if said.is_empty() { done.status.to_string() } else { said }))
    }
}

/// Opens a PDF in the system's viewer, to be printed from there.
///
/// # Errors
/// [`PrintError::Viewer`] when no program opens it.
pub fn open_to_print(pdf: &Path) -> Result<Printed, PrintError> {
    opener::open(pdf)?;
    Ok(Printed::Opened)
}

/// The ranges that she writes as `1-3, 5`; nothing stands for all pages.
///
/// # Errors
/// [`PrintError::Pages`] when a part is no range, [`PrintError::NoSuchPage`] when it goes past the
/// `count` pages there are.
pub fn page_ranges(text: &str, count: usize) -> Result<Vec<(usize, usize)>, PrintError> {
    let mut ranges = Vec::new();
    for part in text.split([',', ';']).map(str::trim).filter(|part| !part.is_empty()) {
        let unclear = || PrintError::Pages(part.to_owned());
        let (first, last) = part.split_once(['-', '–']).unwrap_or((part, part));
        let number = |text: &str| text.trim().parse::<usize>().map_err(|_| unclear());
        let (first, last) = (number(first)?, number(last)?);
        if first == 0 || last < first {
            return Err(unclear());
        }
        if last > count {
            return Err(PrintError::NoSuchPage { page: last, count });
        }
        ranges.push((first, last));
    }
    Ok(ranges)
}

/// The arguments of `lp` for a job. The pages are printed at their own size: the margins of the
/// decree are not to be scaled away.
pub fn arguments(pdf: &Path, job: &Job) -> Vec<OsString> {
    let mut all: Vec<OsString> = Vec::new();
    let mut add = |flag: &str, value: &str| all.extend([flag.into(), value.into()]);
    if let Some(printer) = &job.printer {
        add("-d", printer);
    }
    add("-n", &job.copies.max(1).to_string());
    if !job.pages.is_empty() {
        let ranges: Vec<String> = job
            .pages
            .iter()
            .map(|(first, last)| match first == last {
                true => first.to_string(),
                false => format!("{first}-{last}"),
            })
            .collect();
        add("-P", &ranges.join(","));
    }
    let sides = match job.sides {
        Sides::One => "one-sided",
        Sides::LongEdge => "two-sided-long-edge",
        Sides::ShortEdge => "two-sided-short-edge",
    };
    add("-o", &format!("sides={sides}"));
    add("-o", "media=A4");
    add("-o", "print-scaling=none");
    if !job.title.is_empty() {
        add("-t", &job.title);
    }
    all.push("--".into());
    all.push(pdf.as_os_str().to_owned());
    all
}

/// The printers that `lpstat` lists: the first word of each line.
fn printers(listed: &str, default: Option<&str>) -> Vec<Printer> {
    let mut all: Vec<Printer> = listed
        .lines()
        .filter_map(|line| line.split_whitespace().next())
        .map(|name| Printer { name: name.to_owned(), is_default: Some(name) == default })
        .collect();
    all.sort_by_key(|printer| !printer.is_default);
    all
}

/// The name at the end of `system default destination: NAME`.
fn default_printer(said: &str) -> Option<String> {
    let (_, name) = said.lines().next()?.split_once(':')?;
    Some(name.trim().to_owned()).filter(|name| !name.is_empty())
}

fn run(
    name: &'static str,
    program: &Path,
    arguments: &[impl AsRef<OsStr>],
) -> Result<Output, PrintError> {
    Command::new(program)
        .args(arguments)
        // The answers are read: they must come in the language we know.
        .env("LC_ALL", "C")
        .stdin(Stdio::null())
        .output()
        .map_err(|error| PrintError::Start { command: name, error })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(job: &Job) -> Vec<String> {
        let all = arguments(Path::new("-kế hoạch.pdf"), job);
        all.into_iter().map(|word| word.to_string_lossy().into_owned()).collect()
    }

    #[test]
    fn a_plain_job_prints_all_pages_once_at_their_own_size() {
        assert_eq!(
            words(&Job::default()).join(" "),
            "-n 1 -o sides=one-sided -o media=A4 -o print-scaling=none -- -kế hoạch.pdf"
        );
    }

    #[test]
    fn a_job_names_printer_pages_copies_and_sides() {
        let job = Job {
            printer: Some("Phong_Van_thu".into()),
            pages: vec![(1, 3), (5, 5)],
            copies: 4,
            sides: Sides::LongEdge,
            title: "Kế hoạch số 05".into(),
        };
        assert_eq!(
            words(&job)[..12].join("|"),
            "-d|Phong_Van_thu|-n|4|-P|1-3,5|-o|sides=two-sided-long-edge|-o|media=A4|-o|\
             print-scaling=none"
        );
        assert_eq!(words(&job)[12..14], ["-t", "Kế hoạch số 05"]);
        let none = Job { copies: 0, ..Job::default() };
        assert_eq!(words(&none)[..2], ["-n", "1"]);
    }

    #[test]
    fn pages_are_read_as_she_writes_them() {
        assert_eq!(page_ranges("", 3).expect("all"), []);
        assert_eq!(page_ranges(" 1-3, 5 ;7–7", 9).expect("ranges"), [(1, 3), (5, 5), (7, 7)]);
        for wrong in ["a", "0", "3-1", "1-2-3", "-", "1 2"] {
            let refused = page_ranges(wrong, 9);
            assert!(matches!(refused, Err(PrintError::Pages(_))), "{wrong}");
        }
        let past = page_ranges("2-11", 9);
        assert!(matches!(past, Err(PrintError::NoSuchPage { page: 11, count: 9 })));
    }

    #[test]
    fn the_default_printer_comes_first() {
        let said = "system default destination: Tang_2\n";
        let default = default_printer(said);
        let found = printers("Tang_1\nTang_2 accepting requests\n", default.as_deref());
        let names: Vec<_> =
            found.iter().map(|printer| (printer.name.as_str(), printer.is_default)).collect();
        assert_eq!(names, [("Tang_2", true), ("Tang_1", false)]);
        assert_eq!(default_printer("no system default destination\n"), None);
    }

    #[test]
    fn a_system_without_the_commands_has_no_queue() {
        let empty = tempfile::tempdir().expect("a folder");
        assert_eq!(Queue::on(empty.path().as_os_str()), None);
    }
}
