//! Paper: handing pages to the system's printers.
//!
//! [`cups`](self) on Linux, by its own programs; on Windows the system's own drawing of PDF, through
//! `winprint`. Where neither is there, [`PrintError::NoSystem`] says so and the caller opens the pages
//! in the system's viewer.

#[cfg(not(windows))]
mod cups;
#[cfg(windows)]
mod windows;

use std::io;
#[cfg(any(windows, test))]
use std::ops::RangeInclusive;
use std::time::Duration;

use crate::store::Fault;
use crate::typeset::{Pages, TypesetError};

#[cfg(not(windows))]
use cups as system;
#[cfg(windows)]
use windows as system;

/// How long the system may be silent; it only takes the pages over.
pub const PATIENCE: Duration = Duration::from_secs(30);

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

impl Order {
    /// The title in one line.
    fn plain_title(&self) -> String {
        let title: String = self.title.chars().filter(|letter| !letter.is_control()).collect();
        title.trim().to_owned()
    }
}

/// Why nothing was printed.
#[derive(Debug, thiserror::Error)]
pub enum PrintError {
    /// The machine has no printing system.
    #[error(
        "Máy này không có hệ thống in (CUPS). Bản in được mở trong chương trình xem PDF để in từ \
         đó."
    )]
    NoSystem,
    /// The pages could not be made.
    #[error(transparent)]
    Pages(#[from] TypesetError),
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
/// [`PrintError::NoSystem`] without a printing system; others when it cannot be asked.
pub fn printers() -> Result<Vec<Printer>, PrintError> {
    system::printers()
}

/// Sends pages to a printer, in their own size, or the margins of the decree would not be on the
/// paper; returns the system's name of the job, empty where it has none.
///
/// # Errors
/// See [`PrintError`]; then nothing was printed.
pub fn print(order: &Order, pages: &Pages) -> Result<String, PrintError> {
    system::print(order, pages)
}

/// The default one first, the others by name.
fn in_order(printers: impl Iterator<Item = Printer>) -> Vec<Printer> {
    let mut printers: Vec<Printer> = printers.collect();
    printers.sort_by(|a, b| (!a.is_default, &a.name).cmp(&(!b.is_default, &b.name)));
    printers.dedup();
    printers
}

/// The selected pages, counted from 0, in runs of one orientation: a job on Windows has one
/// orientation for all its pages, and a landscape page on upright paper would be cut off.
#[cfg(any(windows, test))]
fn runs(pages: &Pages, selection: Selection) -> Vec<RangeInclusive<usize>> {
    let last = pages.count().saturating_sub(1);
    let (from, to) = match selection {
        Selection::All => (0, last),
        Selection::Range(from, to) => {
            let index = |page: u32| page.saturating_sub(1) as usize;
            (index(from.min(to)), index(from.max(to)).min(last))
        }
    };
    let mut runs: Vec<RangeInclusive<usize>> = Vec::new();
    for page in from..=to {
        match runs.last_mut() {
            Some(run) if is_landscape(pages, *run.end()) == is_landscape(pages, page) => {
                *run = *run.start()..=page;
            }
            _ => runs.push(page..=page),
        }
    }
    runs
}

/// Whether a page, counted from 0, is broader than high.
#[cfg(any(windows, test))]
fn is_landscape(pages: &Pages, page: usize) -> bool {
    let (width, height) = pages.size(page);
    width > height
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compose::compose;
    use crate::model::{Annex, Document, Standing};
    use crate::typeset::Typesetter;

    #[test]
    fn pages_go_to_the_printer_in_runs_of_one_orientation() {
        let landscape = Annex { landscape: true, ..Annex::default() };
        let annexes = vec![Annex::default(), landscape.clone(), landscape, Annex::default()];
        let document = Document { annexes, ..Document::default() };
        let pages = Typesetter::new().typeset(&compose(&document, Standing::Issued));
        let pages = pages.expect("the pages are set");
        for (selection, expected) in [
            (Selection::All, vec![0..=1, 2..=3, 4..=4]),
            (Selection::Range(2, 3), vec![1..=1, 2..=2]),
            (Selection::Range(9, 5), vec![4..=4]),
            (Selection::Range(7, 9), vec![]),
        ] {
            assert_eq!(runs(&pages, selection), expected, "{selection:?}");
        }
    }

    #[test]
    fn a_run_is_a_pdf_of_its_own() {
        let annexes = vec![Annex::default(), Annex::default()];
        let document = Document { annexes, ..Document::default() };
        let pages = Typesetter::new().typeset(&compose(&document, Standing::Issued));
        let pages = pages.expect("the pages are set");
        let size = |range| pages.pdf_of(range).expect("a PDF").len();
        assert!(size(1..=1) < size(0..=2));
    }
}
