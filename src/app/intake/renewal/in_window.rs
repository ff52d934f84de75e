//! What the window does with an old plan.

use eframe::egui::Ui;

use super::{Outcome, Renewal};
use crate::app::shell::window::Window;

impl Window {
    /// Shows the old plan of which this year's is made.
    pub(in crate::app) fn show_renewal(&mut self, ui: &mut Ui) {
        let Some(renewal) = &mut self.renewal else { return };
        match renewal.show(ui) {
            Outcome::Stay => {}
            Outcome::Cancel => self.renewal = None,
            Outcome::Take(plan) => {
                self.renewal = None;
                self.show_draft(*plan, None, false, None);
            }
        }
    }

    /// Begins this year's plan with an old one.
    pub(in crate::app) fn renew(&mut self, old: crate::model::Plan, path: &std::path::Path) {
        self.renewal = Some(Box::new(Renewal::new(old, path)));
    }
}
