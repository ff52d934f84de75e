//! What the window does with a file that was read.

use egui::Ui;

use super::{Intake, Outcome, Reading};
use crate::app::shell::draft::Arrived;
use crate::app::shell::leaving::Next;
use crate::app::shell::window::{Over, Window};

impl Window {
    /// A file was read to be taken in, or not.
    pub(in crate::app) fn imported(&mut self, result: Result<Box<Reading>, String>) {
        let reading = match result {
            Ok(reading) => reading,
            Err(words) => return self.trouble("Không đọc được tệp", &words),
        };
        if reading.request.again {
            // She may have gone away while the file was read anew.
            if !matches!(self.over, Some(Over::Intake(_))) {
                return;
            }
        } else if self.refuses_file() {
            return;
        }
        self.over = Some(Over::Intake(Box::new(Intake::new(*reading))));
    }

    /// Shows the file that is being taken in.
    pub(in crate::app) fn show_intake(&mut self, ui: &mut Ui) {
        let Some(Over::Intake(intake)) = &mut self.over else { return };
        match intake.show(ui) {
            Outcome::Stay => {}
            Outcome::Cancel => self.over = None,
            Outcome::Reread(request) => self.import(request),
            Outcome::Take(document, true) => {
                let path = intake.path().to_owned();
                self.renew(*document, &path);
            }
            // It is shown until its plan has taken the place of the draft.
            Outcome::Take(document, false) => {
                self.leave_for(Next::Draft(Box::new(Arrived::unsaved(*document))));
            }
        }
    }
}
