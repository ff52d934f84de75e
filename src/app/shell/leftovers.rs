//! What crashes left behind: listed on the first screen, taken up or thrown away.

use super::leaving::Next;
use super::window::Window;
use crate::app::first_screen;
use crate::app::shell::action::Action;
use crate::store::recovery::Leftover;

impl Window {
    /// Earlier sessions have left this behind.
    pub(in crate::app) fn found_leftovers(&mut self, found: Vec<Leftover>) {
        self.leftovers = found;
        self.list_leftovers();
        if self.draft().is_some() && !self.leftovers.is_empty() {
            let actions = vec![("Khôi phục", Action::Recover(0))];
            self.toasts.done("Còn một bản chưa lưu từ lần trước", actions);
        }
    }

    /// Takes up one of them.
    pub(in crate::app) fn take_up(&mut self, index: usize) {
        let Some(leftover) = self.leftovers.get(index) else { return };
        if let Err(error) = &leftover.content {
            let words = error.to_string();
            return self.trouble("Không khôi phục được", &words);
        }
        let leftover = self.leftovers.remove(index);
        self.list_leftovers();
        self.leave_for(Next::Recovered(Box::new(leftover)));
    }

    /// Throws one away.
    pub(in crate::app) fn forget(&mut self, index: usize) {
        if index >= self.leftovers.len() {
            return;
        }
        let Some(home) = &self.home else { return };
        if let Err(error) = self.leftovers.remove(index).discard(home) {
            self.toasts.note(format!("Không xóa được bản khôi phục: {error}"));
        }
        self.list_leftovers();
    }

    /// Tells the first screen what there is.
    pub(in crate::app) fn list_leftovers(&mut self) {
        self.first.leftovers = self
            .leftovers
            .iter()
            .map(|leftover| first_screen::Leftover {
                words: match &leftover.content {
                    Ok(plan) => match plan.subject.words().trim() {
                        "" => "Kế hoạch chưa có trích yếu".to_owned(),
                        subject => subject.to_owned(),
                    },
                    Err(error) => error.to_string(),
                },
                time: leftover.time,
                original: leftover.original.as_ref().map(|original| original.path.clone()),
                sound: leftover.content.is_ok(),
            })
            .collect();
    }
}
