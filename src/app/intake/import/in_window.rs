//! What the window does with a file that was read.

use eframe::egui::Ui;

use super::{Intake, Outcome, Reading};
use crate::app::shell::window::Window;

impl Window {
    /// A file was read to be taken in, or not.
    pub(in crate::app) fn imported(&mut self, result: Result<Box<Reading>, String>) {
        match result {
            // She has gone away while the file was read anew.
            Ok(reading) if reading.request.again && self.intake.is_none() => {}
            Ok(reading) => self.intake = Some(Box::new(Intake::new(*reading))),
            Err(words) => self.trouble("Không đọc được tệp", &words),
        }
    }

    /// Shows the file that is being taken in.
    pub(in crate::app) fn show_intake(&mut self, ui: &mut Ui) {
        let Some(intake) = &mut self.intake else { return };
        match intake.show(ui) {
            Outcome::Stay => {}
            Outcome::Cancel => self.intake = None,
            Outcome::Reread(request) => self.jobs.import(request),
            Outcome::Take(plan, renew) => {
                let path = intake.path().to_owned();
                self.intake = None;
                if renew {
                    self.renew(*plan, &path);
                } else {
                    self.show_draft(*plan, None, false, None);
                }
            }
        }
    }
}
