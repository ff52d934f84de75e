//! Printing on Windows: the system draws the PDF itself (Windows.Data.Pdf and Direct2D, by `winprint`),
//! so that no viewer and no rights are needed, and the printer's driver gets lines and letters, not
//! pictures.

use std::error::Error;
use std::ops::RangeInclusive;
use std::path::Path;
use std::sync::mpsc::{self, RecvTimeoutError, SyncSender};
use std::thread;

use winprint::printer::{FilePrinter as _, PrintOutcome, PrinterDevice, WinPdfPrinter};
use winprint::ticket::{
    Copies, FeatureOptionPackWithPredefined as _, PredefinedCollation, PredefinedDuplexType,
    PredefinedMediaName, PredefinedPageOrientation, PrintCapabilities, PrintTicket,
    PrintTicketBuilder,
};

use super::{Order, PATIENCE, PrintError, Printer, Sides, in_order, is_landscape, runs};
use crate::store::{Previous, atomic};
use crate::typeset::Pages;

pub(super) fn printers() -> Result<Vec<Printer>, PrintError> {
    let devices = PrinterDevice::all().map_err(refused)?;
    // That no default is known is no reason to show no printer.
    let default = PrinterDevice::user_default().ok().flatten();
    let is_default = |name: &str| default.as_ref().is_some_and(|one| one.name() == name);
    Ok(in_order(devices.iter().map(|device| Printer {
        name: device.name().to_owned(),
        is_default: is_default(device.name()),
    })))
}

/// A job a run of pages of one orientation; Windows tells no name of it.
pub(super) fn print(order: &Order, pages: &Pages) -> Result<String, PrintError> {
    let device = device(order)?;
    let folder =
        tempfile::Builder::new().prefix("kehoach-in-").tempdir().map_err(PrintError::Spool)?;
    // The queue shows the file's name.
    let file = folder.path().join(format!("{}.pdf", file_name(&order.plain_title())));
    for run in runs(pages, order.selection) {
        let ticket = ticket(&device, order, is_landscape(pages, *run.start()))?;
        put_down(pages, run, &file)?;
        patiently(device.clone(), &file, ticket)?;
    }
    Ok(String::new())
}

fn device(order: &Order) -> Result<PrinterDevice, PrintError> {
    match &order.printer {
        Some(name) => PrinterDevice::by_os_name(name).map_err(refused),
        None => PrinterDevice::user_default()
            .map_err(refused)?
            .ok_or_else(|| PrintError::Refused("no default destination".to_owned())),
    }
}

fn put_down(pages: &Pages, run: RangeInclusive<usize>, file: &Path) -> Result<(), PrintError> {
    let pdf = pages.pdf_of(run)?;
    atomic::write(file, &pdf, Previous::Drop)
        .map(|_| ())
        .map_err(|error| PrintError::Spool(error.into()))
}

/// The order in the printer's own terms. What a driver does not offer stays as the driver has it.
fn ticket(
    device: &PrinterDevice,
    order: &Order,
    is_landscape: bool,
) -> Result<PrintTicket, PrintError> {
    let offered = PrintCapabilities::fetch(device).map_err(refused)?;
    let mut ticket = PrintTicketBuilder::new(device).map_err(refused)?;
    let paper = offered
        .page_media_sizes()
        .find(|size| size.as_predefined_name() == Some(PredefinedMediaName::ISOA4));
    let orientation = if is_landscape {
        PredefinedPageOrientation::Landscape
    } else {
        PredefinedPageOrientation::Portrait
    };
    let orientation =
        offered.page_orientations().find(|one| one.as_predefined_name() == Some(orientation));
    let sides = match order.sides {
        Sides::One => PredefinedDuplexType::OneSided,
        Sides::LongEdge => PredefinedDuplexType::TwoSidedLongEdge,
        Sides::ShortEdge => PredefinedDuplexType::TwoSidedShortEdge,
    };
    let sides = offered.duplexes().find(|one| one.as_predefined_name() == Some(sides));
    let collated = offered
        .collations()
        .find(|one| one.as_predefined_name() == Some(PredefinedCollation::Collated));
    let copies = u16::try_from(order.copies.clamp(1, 999)).unwrap_or(1);
    let wishes = [
        paper.map(PrintTicket::from),
        orientation.map(PrintTicket::from),
        sides.map(PrintTicket::from),
        collated.filter(|_| copies > 1).map(PrintTicket::from),
        Some(PrintTicket::from(Copies(copies))),
    ];
    for wish in wishes.into_iter().flatten() {
        ticket.merge(wish).map_err(refused)?;
    }
    ticket.build().map_err(refused)
}

/// What the printing thread says.
enum Said {
    Page,
    Done(Result<PrintOutcome, String>),
}

/// Prints on a thread, and gives it up when no page went through for [`PATIENCE`].
fn patiently(
    device: PrinterDevice,
    file: &Path,
    ticket: PrintTicket,
) -> Result<(), PrintError> {
    let (said, listen) = mpsc::sync_channel(16);
    let file = file.to_owned();
    thread::Builder::new()
        .name("gui-may-in".to_owned())
        .spawn(move || spool(device, &file, ticket, &said))
        .map_err(PrintError::Start)?;
    loop {
        match listen.recv_timeout(PATIENCE) {
            Ok(Said::Page) => {}
            Ok(Said::Done(Ok(PrintOutcome::Completed))) => return Ok(()),
            Ok(Said::Done(Ok(PrintOutcome::Canceled))) => {
                return Err(PrintError::Refused("lệnh in đã bị hủy".to_owned()));
            }
            Ok(Said::Done(Err(why))) => return Err(PrintError::Refused(why)),
            Err(RecvTimeoutError::Timeout) => return Err(PrintError::Silent),
            Err(RecvTimeoutError::Disconnected) => {
                return Err(PrintError::Refused("bộ in dừng đột ngột".to_owned()));
            }
        }
    }
}

fn spool(device: PrinterDevice, file: &Path, ticket: PrintTicket, said: &SyncSender<Said>) {
    use std::ops::ControlFlow;

    let printer = WinPdfPrinter::new(device);
    let outcome = printer.print_with_progress(file, ticket, &mut |_| {
        // Given up: nobody waits any more, and nothing half is to come out of the printer.
        match said.send(Said::Page) {
            Ok(()) => ControlFlow::Continue(()),
            Err(_) => ControlFlow::Break(()),
        }
    });
    let _ = said.send(Said::Done(outcome.map_err(|error| chain(&error))));
}

fn refused(error: impl Error) -> PrintError {
    PrintError::Refused(chain(&error))
}

/// What a library says and what it says is behind it, in one line.
fn chain(error: &dyn Error) -> String {
    let mut words = error.to_string();
    let mut source = error.source();
    while let Some(error) = source {
        words = format!("{words}: {error}");
        source = error.source();
    }
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A title as a file's name, as far as the queue shows it.
fn file_name(title: &str) -> String {
    const LONGEST: usize = 80;
    let name: String = title
        .chars()
        .map(|letter| if r#"<>:"/\|?*"#.contains(letter) { '-' } else { letter })
        .take(LONGEST)
        .collect();
    let name = name.trim().trim_end_matches('.');
    if name.is_empty() { "Ke hoach".to_owned() } else { name.to_owned() }
}
