//! What the window does with an old plan.

use std::path::Path;

use egui::Ui;

use super::{Outcome, Renewal};
use crate::app::shell::draft::Arrived;
use crate::app::shell::leaving::Next;
use crate::app::shell::window::{Over, Window};
use crate::model::Document;

impl Window {
    /// Shows the old plan of which this year's is made.
    pub(in crate::app) fn show_renewal(&mut self, ui: &mut Ui) {
        let Some(Over::Renewal(renewal)) = &mut self.over else { return };
        match renewal.show(ui) {
            Outcome::Stay => {}
            Outcome::Cancel => self.over = None,
            // It is shown until its plan has taken the place of the draft.
            Outcome::Take(document) => {
                self.leave_for(Next::Draft(Box::new(Arrived::unsaved(*document))));
            }
        }
    }

    /// Begins this year's plan with an old one.
    pub(in crate::app) fn renew(&mut self, old: Document, path: &Path) {
        self.over = Some(Over::Renewal(Box::new(Renewal::new(old, path))));
    }
}
