//! Which draft is open: showing one, closing it, taking up what a crash left behind.

use std::path::PathBuf;
use std::time::Duration;

use super::draft::Draft;
use super::window::Window;
use crate::app::first_screen;
use crate::app::threads::pages::log;
use crate::app::threads::recovery::Keeper;
use crate::edit::Caret;
use crate::model::{Place, Plan};

/// Said after a recovery, until the draft is saved.
pub(in crate::app) const RECOVERED: &str = "Đã khôi phục bản chưa lưu; hãy lưu lại.";

impl Window {
    pub(in crate::app) fn show_draft(
        &mut self,
        plan: Plan,
        path: Option<PathBuf>,
        saved: bool,
        keeper: Option<Keeper>,
    ) {
        self.typed = None;
        self.intake = None;
        self.renewal = None;
        self.drop_draft();
        // A field of the draft before must not keep the keyboard: its place is another one now.
        self.ctx.memory_mut(|memory| {
            if let Some(id) = memory.focused() {
                memory.surrender_focus(id);
            }
        });
        let keeper = keeper.unwrap_or_else(|| Keeper::start(self.home.clone()));
        let mut draft = Draft::open(plan, path, saved, keeper);
        // An empty plan begins with its subject; one that has words is first looked at.
        if draft.session.plan().subject.is_blank() {
            draft.form.go(Caret::at(Place::Subject, 0));
        }
        self.draft = Some(draft);
        self.find.close();
        self.preview.reset();
        self.inspector.reset();
    }

    pub(in crate::app) fn drop_draft(&mut self) {
        if let Some(draft) = self.draft.take() {
            draft.close();
        }
    }

    pub(in crate::app) fn close_draft(&mut self) {
        self.drop_draft();
        self.preview.reset();
        self.inspector.reset();
        self.jobs.look(self.home.clone(), false);
    }

    pub(in crate::app) fn recover(&mut self, index: usize) {
        if index >= self.leftovers.len() {
            return;
        }
        let leftover = self.leftovers.remove(index);
        let original = leftover.original.clone();
        let (recovery, content) = leftover.resume();
        match content {
            Ok(plan) => {
                let claim = original.as_deref().map(|path| self.claim(path));
                self.show_draft(plan, original, false, Some(Keeper::resume(recovery)));
                if let (Some(draft), Some(Ok(claim))) = (&mut self.draft, claim) {
                    draft.claim = claim;
                }
                self.toasts.note(RECOVERED);
            }
            Err(error) => self.trouble("Không khôi phục được", &error.to_string()),
        }
        self.list_leftovers();
    }

    pub(in crate::app) fn forget(&mut self, index: usize) {
        if index >= self.leftovers.len() {
            return;
        }
        if let Err(error) = self.leftovers.remove(index).discard() {
            self.toasts.note(format!("Không xóa được bản khôi phục: {error}"));
        }
        self.list_leftovers();
    }

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
                original: leftover.original.clone(),
                sound: leftover.content.is_ok(),
            })
            .collect();
    }

    /// The window is gone: what runs is finished, what is hers is kept.
    pub(in crate::app) fn end(&mut self) {
        while self.draft.as_ref().is_some_and(|draft| draft.saving.is_some()) {
            match self.jobs.wait(Duration::from_secs(20)) {
                Some(done) => self.take_answer(done),
                None => {
                    log("không chờ được việc lưu tệp; bản khôi phục vẫn được giữ");
                    return;
                }
            }
        }
        self.settings.preview_zoom = self.preview.zoom;
        if let Some(home) = &self.home
            && let Err(error) = self.settings.save(home)
        {
            log(&error.to_string());
        }
        if self.exiting {
            self.drop_draft();
        }
    }
}
