//! What the program keeps of its own beside drafts: settings, accepted words, the office's table of laws. Jobs write
//! it, never the window's thread: her folder may lie on a server that is slow or gone. They write one
//! after the other in the order of the orders, so that no older state follows a newer one.

use std::collections::VecDeque;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

use super::action::Action;
use super::answers::Done;
use super::command::Command;
use super::window::Window;
use crate::app::threads::jobs::Jobs;
use crate::check;
use crate::store::Home;
use crate::store::settings::Settings;

/// Something to be kept.
#[derive(Clone, Debug)]
pub(in crate::app) enum Keep {
    /// The settings.
    Settings(Box<Settings>),
    /// One more word that is right, beside those that are accepted already.
    Accept(String),
    /// All words that are accepted, one a line.
    Words(String),
    /// The office's own table of documents that have ended, begun with an example where there is none yet.
    Laws(PathBuf),
}

/// An order that was carried out, or why not, in Vietnamese.
pub(in crate::app) struct Kept {
    order: Keep,
    result: Result<(), String>,
}

/// The orders that are on their way.
#[derive(Default)]
pub(super) struct OwnFiles {
    orders: Arc<Mutex<VecDeque<Keep>>>,
    /// How many have not been answered.
    waiting: usize,
}

/// Said when the thread could not be had, or broke.
const DIED: &str = "Luồng ghi tệp dừng đột ngột; hãy thử lại.";

impl OwnFiles {
    /// Whether anything is still being written.
    pub(super) fn is_busy(&self) -> bool {
        self.waiting > 0
    }

    fn order(&mut self, order: Keep, home: Home, jobs: &Jobs<Done>) {
        let orders = Arc::clone(&self.orders);
        orders.lock().unwrap_or_else(PoisonError::into_inner).push_back(order.clone());
        self.waiting += 1;
        let died =
            move || Done::Kept(Kept { order: order.clone(), result: Err(DIED.to_owned()) });
        jobs.run("tep-rieng", died, move |answer| {
            // Held while it is written: the next order waits for its turn, whichever job takes it.
            let mut orders = orders.lock().unwrap_or_else(PoisonError::into_inner);
            if let Some(order) = orders.pop_front() {
                let result = order.carry_out(&home);
                drop(orders);
                answer(Done::Kept(Kept { order, result }));
            }
        });
    }
}

impl Keep {
    fn carry_out(&self, home: &Home) -> Result<(), String> {
        let written = match self {
            Self::Settings(settings) => settings.save(home),
            Self::Accept(word) => {
                let known = check::Context::settled(home).accepted_words();
                check::Context::accept(home, &format!("{known}{word}\n"))
            }
            Self::Words(words) => check::Context::accept(home, words),
            Self::Laws(path) => check::Context::begin_own_laws(path),
        };
        written.map_err(|error| error.to_string())
    }

    /// What is said before the reason when it could not be carried out.
    fn failure(&self) -> &'static str {
        match self {
            Self::Settings(_) => "Không ghi được cài đặt",
            Self::Accept(_) | Self::Words(_) => "Không ghi được danh sách từ đã chấp nhận",
            Self::Laws(_) => "Không tạo được bảng văn bản hết hiệu lực",
        }
    }
}

impl Window {
    /// Has something of the program's own written; [`Window::kept`] takes the answer.
    pub(in crate::app) fn keep(&mut self, order: Keep) {
        match (&self.home, &order) {
            (Some(home), _) => self.own_files.order(order, home.clone(), &self.jobs),
            // Said at the start already.
            (None, Keep::Settings(_)) => {}
            (None, _) => {
                let words = "Không có thư mục riêng của chương trình để ghi vào.";
                self.trouble(order.failure(), words);
            }
        }
    }

    pub(in crate::app) fn keep_settings(&mut self) {
        self.settings.preview_zoom = self.desk.preview.kept_zoom();
        self.keep(Keep::Settings(Box::new(self.settings.clone())));
    }

    /// Something of the program's own is written, or is not.
    pub(super) fn kept(&mut self, Kept { order, result }: Kept) {
        self.own_files.waiting = self.own_files.waiting.saturating_sub(1);
        match (order, result) {
            (Keep::Settings(_), Ok(())) => {}
            (Keep::Settings(_), Err(words)) => self.toasts.note(words),
            (order, Err(words)) => {
                self.trouble(order.failure(), &words);
                // What was taken for right is not: it is listed again.
                self.desk.inspector.settle_anew();
            }
            (Keep::Accept(word), Ok(())) => {
                self.desk.inspector.settle_anew();
                let list = vec![("Xem danh sách", Action::Run(Command::Settings))];
                self.toasts.done(format!("Từ nay “{word}” được coi là đúng."), list);
            }
            (Keep::Words(_), Ok(())) => self.desk.inspector.settle_anew(),
            (Keep::Laws(path), Ok(())) => self.actions.push(Action::Launch(path)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn orders_are_carried_out_one_after_the_other_whichever_job_runs_first() {
        let folder = tempfile::tempdir().expect("a folder");
        let home = Home::at(folder.path().join("nhà"));
        let held: Arc<Mutex<Vec<crate::app::threads::jobs::Job>>> = Arc::default();
        let start = Arc::clone(&held);
        let jobs = Jobs::with(
            &egui::Context::default(),
            Box::new(move |_, job| {
                start.lock().expect("no panic").push(job);
                Ok(())
            }),
        );
        let mut files = OwnFiles::default();
        let settings =
            |scale| Keep::Settings(Box::new(Settings { scale, ..Settings::default() }));
        let orders = [
            settings(1.25),
            Keep::Accept("xoe".to_owned()),
            settings(1.5),
            Keep::Accept("hoa".to_owned()),
        ];
        for order in orders {
            files.order(order, home.clone(), &jobs);
        }
        // The last one first.
        for job in std::mem::take(&mut *held.lock().expect("no panic")).into_iter().rev() {
            job();
        }
        let answers = jobs.answers();
        assert_eq!(answers.len(), 4);
        assert!(
            answers.iter().all(|done| matches!(done, Done::Kept(Kept { result: Ok(()), .. })))
        );
        assert!((Settings::load(&home).0.scale - 1.5).abs() < 0.001);
        assert_eq!(check::Context::settled(&home).accepted_words(), "hoa\nxoe\n");
    }

    #[test]
    fn what_cannot_be_written_is_told() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("nhà");
        std::fs::write(&file, "no folder").expect("written");
        let home = Home::at(&file);
        let orders = [
            Keep::Settings(Box::default()),
            Keep::Accept("xoe".to_owned()),
            Keep::Words("xoe\n".to_owned()),
            Keep::Laws(check::Context::own_laws(&home)),
        ];
        for order in orders {
            let words = order.carry_out(&home).expect_err("there is no folder");
            assert!(words.len() > 10, "{order:?}: {words}");
        }
    }
}
