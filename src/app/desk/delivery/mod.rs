//! The paper leaves the window: exports of one or many drafts, printing, and what to do when
//! something stands in the way.

mod blocked;
mod choosing;
mod in_window;
mod letters;
pub(in crate::app) mod many;
mod on_paper;
pub(in crate::app) mod paper;
#[cfg(test)]
mod tests;

use std::path::PathBuf;

use egui::{Context, Ui};

use super::dialogs::Answer;
use crate::app::look::tokens::space;
use crate::app::look::widgets::{Look, Push};
use crate::app::threads::export::{Mark, Outcome, Progress};
use crate::app::threads::whose::DraftId;
use crate::model::{Place, Standing};
use crate::print::Printer;

pub use in_window::Delivery;

/// A dialog of the delivery.
pub enum Question {
    /// Several formats, one draft or many.
    Many(Box<many::Form>),
    /// A letter of the open draft for each of a list.
    Letters(Box<letters::Form>),
    /// Residual marks keep the plan from being issued.
    Marks(blocked::Marks),
    /// A file could not be written.
    Blocked(blocked::Blocked),
    /// How to print.
    Paper(Box<paper::Form>),
}

/// What was asked for in one of them.
#[derive(Clone, Debug, PartialEq)]
pub enum Wish {
    /// Write what the form says.
    Deliver,
    /// Stop after the draft at work.
    Stop,
    /// Once more, what failed.
    Again,
    /// In spite of the marks.
    Anyway,
    /// Under another name.
    Elsewhere,
    /// Another folder.
    PickFolder,
    /// More drafts.
    AddDrafts,
    /// The drafts that a typed path stands for.
    AddPath(PathBuf),
    /// A file with a list of recipients is to be chosen.
    PickList,
    /// The list in this file.
    ReadList(PathBuf),
    /// The caret to a place.
    Go(Place),
    /// Open a draft.
    Open(PathBuf),
    /// Open a file with its own program.
    Launch(PathBuf),
    /// Show a file's folder.
    Reveal(PathBuf),
    /// Print.
    Print,
    /// Show the pages in the system's viewer, to be printed there.
    View,
}

/// What a thread answers.
pub enum Report {
    /// A run goes on.
    Progress(Progress),
    /// A run is over: the open draft it was of, none for the run of the dialog.
    Finished(Option<DraftId>, Vec<Outcome>),
    /// The program failed in the middle of it.
    Died,
    /// A folder was chosen.
    Folder(PathBuf),
    /// Drafts, or folders of them, were chosen.
    Picked(Vec<PathBuf>),
    /// The drafts that these stand for were found.
    Drafts(Vec<PathBuf>),
    /// A file with a list was chosen.
    ListPicked(PathBuf),
    /// A list of recipients as words; or why there is none.
    List(Result<String, String>),
    /// The system has no dialog to choose with; or she changed her mind, then nothing is said.
    NoDialog(Chosen),
    /// The printers, or why there are none.
    Printers(Result<Vec<Printer>, String>),
    /// The pages went to a printer, under this name of the job; or why not.
    Printed(DraftId, Result<String, Unprinted>),
    /// The pages are in the viewer; or why not.
    Viewed(DraftId, Result<(), Unprinted>),
}

/// What is chosen with a dialog of the system.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Chosen {
    /// The folder that is written to.
    Folder,
    /// More drafts.
    Drafts,
    /// A list of recipients.
    List,
}

/// Why nothing was printed.
pub enum Unprinted {
    /// Residual marks.
    Marks(Vec<Mark>),
    /// Anything else, in Vietnamese.
    Failed(String),
}

impl Question {
    /// Shows it.
    pub fn show(&mut self, ctx: &Context) -> Answer {
        match self {
            Self::Many(form) => many::show(ctx, form),
            Self::Letters(form) => letters::show(ctx, form),
            Self::Marks(marks) => blocked::marks(ctx, marks),
            Self::Blocked(blocked) => blocked::blocked(ctx, blocked),
            Self::Paper(form) => paper::show(ctx, form),
        }
    }
}

/// Bản phát hành or bản trình.
fn standing_choice(ui: &mut Ui, standing: &mut Standing) {
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = space::TINY;
        for (value, name) in [
            (Standing::Issued, "Bản phát hành (như đã điền)"),
            (Standing::Draft, "Bản trình (để trống số, ngày)"),
        ] {
            let on = *standing == value;
            if ui.add(Push::text(name).look(Look::Outlined).chosen(on)).clicked() {
                *standing = value;
            }
        }
    });
}
