//! What the window does with a file that was read.

use egui::Ui;

use super::{Intake, Outcome, Reading, Taken, WholeFile};
use crate::app::shell::answers::Done;
use crate::app::shell::draft::Arrived;
use crate::app::shell::errands::failed;
use crate::app::shell::leaving::Next;
use crate::app::shell::window::{Over, Window};

impl Window {
    /// A file was read to be taken in, or not.
    pub(in crate::app) fn imported(&mut self, result: Result<Box<Reading>, String>) {
        let reading = match result {
            Ok(reading) => reading,
            Err(words) => return self.trouble("Không đọc được tệp", &words),
        };
        let again = reading.request.again;
        if !again && self.refuses_file() {
            return;
        }
        let mut intake = Intake::new(*reading);
        if again {
            // She may have gone away while the file was read anew.
            let Some(Over::Intake(before)) =
                self.over.take_if(|over| matches!(over, Over::Intake(_)))
            else {
                return;
            };
            intake = intake.beside(*before);
        }
        self.over = Some(Over::Intake(Box::new(intake)));
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
            Outcome::TakeAll(whole) => self.take_all(*whole),
            // It is shown until its plan has taken the place of the draft.
            Outcome::Take(document, false) => {
                self.leave_for(Next::Draft(Box::new(Arrived::unsaved(*document))));
            }
        }
    }

    /// Has all documents of a file written as drafts.
    fn take_all(&mut self, whole: WholeFile) {
        let arrival = self.expect_arrival();
        let died = move || Done::TakenApart(arrival, Err(failed("nhận các văn bản của tệp")));
        self.jobs.run("nhap-ca-tep", died, move |answer| {
            answer(Done::TakenApart(arrival, whole.write()));
        });
    }

    /// The documents of a file are drafts now, or why not.
    pub(in crate::app) fn taken_apart(&mut self, taken: Result<Taken, String>) {
        let Taken { first, count, unseen } = match taken {
            Ok(taken) => taken,
            Err(words) => return self.trouble("Không nhận được các văn bản", &words),
        };
        self.over = None;
        let mut words = format!("Đã nhận {count} văn bản, lưu cạnh tệp gốc.");
        if !unseen.is_empty() {
            words.push_str(&format!(" Chưa đối chiếu: {}; hãy đọc lại.", unseen.join(", ")));
        }
        self.toasts.note(words);
        self.bring(first);
    }
}
