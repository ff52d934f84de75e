//! What crashes left behind: listed on the first screen, taken up or thrown away.

use super::draft::Arrived;
use super::leaving::Next;
use super::window::Window;
use crate::app::first_screen;
use crate::app::look::words;
use crate::app::shell::action::Action;
use crate::store::{Fault, Leftover};

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
            return match &leftover.salvage {
                Some(_) => self.take_up_in_part(index),
                None => self.trouble("Không khôi phục được", &words),
            };
        }
        let leftover = self.leftovers.remove(index);
        self.list_leftovers();
        self.leave_for(Next::Recovered(Box::new(leftover)));
    }

    /// Opens what can be read of a broken one; the broken file itself is kept for a fortnight.
    fn take_up_in_part(&mut self, index: usize) {
        let Some(home) = self.home.clone() else { return };
        let mut leftover = self.leftovers.remove(index);
        self.list_leftovers();
        let Some(salvage) = leftover.salvage.take() else { return };
        match leftover.discard(&home) {
            Ok(Some(kept)) => self.toasts.note(format!(
                "Đã mở phần đọc được; {} chỗ hỏng. Tệp hỏng được giữ tại: {}",
                salvage.broken.max(1),
                kept.display()
            )),
            Ok(None) => {}
            Err(error) => self.toasts.note(format!("{}.", Fault(&error))),
        }
        self.leave_for(Next::Draft(Box::new(Arrived::unsaved(salvage.document))));
    }

    /// Throws one away.
    pub(in crate::app) fn forget(&mut self, index: usize) {
        if index >= self.leftovers.len() {
            return;
        }
        let Some(home) = &self.home else { return };
        match self.leftovers.remove(index).discard(home) {
            Ok(Some(file)) => {
                let back = vec![("Lấy lại", Action::TakeBack(file))];
                self.toasts.done("Đã bỏ; bản này còn được giữ 14 ngày", back);
            }
            Ok(None) => {}
            Err(error) => {
                let why = Fault(&error);
                self.toasts.note(format!("Không bỏ được bản khôi phục: {why}."));
            }
        }
        self.jobs.look_for_discarded(self.home.clone());
        self.list_leftovers();
    }

    /// Tells the first screen what there is.
    pub(in crate::app) fn list_leftovers(&mut self) {
        self.first.leftovers = self
            .leftovers
            .iter()
            .map(|leftover| first_screen::Leftover {
                words: match &leftover.content {
                    Ok(document) => match document.subject.words().trim() {
                        "" => words::without_subject(Some(document.document_type)),
                        subject => subject.to_owned(),
                    },
                    Err(error) => error.to_string(),
                },
                time: leftover.time,
                original: leftover.original.as_ref().map(|original| original.path.clone()),
                file: leftover.file().to_owned(),
                sound: leftover.content.is_ok(),
                in_part: leftover.salvage.is_some(),
                since: leftover.original.as_ref().map(|original| original.now),
            })
            .collect();
    }
}
