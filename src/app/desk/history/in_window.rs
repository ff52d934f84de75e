//! What the window does with the states of a draft, and with what happens to its file from outside.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use egui::{ColorImage, TextureOptions, Ui};

use super::{History, Outcome, Source, State, gather, of_disk};
use crate::app::intake::import::file_name;
use crate::app::shell::action::Action;
use crate::app::shell::answers::Done;
use crate::app::shell::command::Command;
use crate::app::shell::errands::failed;
use crate::app::shell::window::{Over, Window};
use crate::app::threads::pages::picture;
use crate::app::threads::whose::DraftId;
use crate::compare;
use crate::compose::compose;
use crate::edit::{Caret, EditKind};
use crate::model::{Document, Place, Standing};
use crate::store::{Fault, Leftover, Since, discarded};
use crate::typeset::Typesetter;

/// The most pages of a state that are shown, and their scale in pixels a pt.
const PAGES: usize = 20;
const SCALE: f32 = 1.4;

/// What the states are gathered for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum For {
    /// They are looked at.
    Looking,
    /// The newest that differs takes the place of the draft's plan.
    GoingBack,
}

impl Window {
    /// Gathers the states of the open draft.
    pub(in crate::app) fn gather_states(&mut self, what_for: For) {
        let Some(draft) = self.draft() else { return };
        let (id, stamp) = (draft.id, draft.stamp);
        let (Some(path), Some(home)) = (draft.path.clone(), self.home.clone()) else {
            self.toasts.note("Bản thảo chưa được lưu lần nào nên chưa có bản trước.");
            return;
        };
        let failed = "Chương trình gặp lỗi khi đọc các bản đã lưu; hãy thử lại.";
        let died =
            move || Done::States { draft: id, what_for, result: Err(failed.to_owned()) };
        self.jobs.run("cac-ban", died, move |answer| {
            let result = gather(&Source { home, path, stamp });
            answer(Done::States { draft: id, what_for, result });
        });
    }

    /// Reads what the draft's file holds now, to be looked at beside the draft.
    pub(in crate::app) fn compare_with_disk(&mut self) {
        let Some(draft) = self.draft() else { return };
        let id = draft.id;
        let Some(path) = draft.path.clone() else { return };
        let failed = "Chương trình gặp lỗi khi đọc tệp; hãy thử lại.";
        let what_for = For::Looking;
        let died =
            move || Done::States { draft: id, what_for, result: Err(failed.to_owned()) };
        self.jobs.run("cac-ban", died, move |answer| {
            let result = Ok(vec![of_disk(&path)]);
            answer(Done::States { draft: id, what_for, result });
        });
    }

    /// The states have come.
    pub(in crate::app) fn gathered(
        &mut self,
        id: DraftId,
        what_for: For,
        result: Result<Vec<State>, String>,
    ) {
        if self.over.is_some() {
            return;
        }
        let Some(draft) = self.draft().filter(|draft| draft.id == id) else { return };
        let (name, now) = (draft.name(), draft.session.snapshot());
        match (result, what_for) {
            (Err(words), _) => self.trouble("Không xem được các bản đã lưu", &words),
            (Ok(states), For::Looking) => {
                let history = History::new(name, now, states);
                self.over = Some(Over::History(Box::new(history)));
            }
            (Ok(states), For::GoingBack) => {
                let earlier = states.into_iter().find_map(|state| {
                    let document =
                        state.document.ok().filter(|document| **document != *now)?;
                    Some((document, state.title))
                });
                match earlier {
                    Some((document, title)) => self.restore(&document, &title),
                    None => self.toasts.note("Không có bản trước nào khác với bản đang soạn."),
                }
            }
        }
    }

    /// Compares what a crash left with what its draft's file holds now.
    pub(in crate::app) fn compare_leftover(&mut self, index: usize) {
        let Some(leftover) = self.leftovers.get(index) else { return };
        let Some(original) = &leftover.original else { return };
        if leftover.content.is_err() || original.now == Since::Gone {
            return;
        }
        let (file, path) = (leftover.file().to_owned(), original.path.clone());
        let died = || Done::Trouble(failed("đọc tệp gốc"));
        self.jobs.run("xem-tep", died, move |answer| {
            answer(Done::BesideLeftover(file, of_disk(&path)));
        });
    }

    /// What the file holds has come.
    pub(in crate::app) fn beside_leftover(&mut self, file: &Path, disk: State) {
        let leftover = self.leftovers.iter().find(|leftover| leftover.file() == file);
        let Some(leftover) = leftover.filter(|_| self.over.is_none()) else { return };
        let (Some(original), Ok(document)) = (&leftover.original, &leftover.content) else {
            return;
        };
        let name = file_name(&original.path);
        let now = Arc::new(document.clone());
        let history = History::beside(name, "bản chưa lưu", now, disk);
        self.over = Some(Over::History(Box::new(history)));
    }

    /// Shows them in the whole window.
    pub(in crate::app) fn show_history(&mut self, ui: &mut Ui) {
        let Some(Over::History(history)) = &mut self.over else { return };
        match history.show(ui) {
            Outcome::Stay => {}
            Outcome::Close => self.over = None,
            Outcome::Copy(words) => {
                ui.copy_text(words);
                self.toasts.note("Đã chép câu cũ; dán vào chỗ cần bằng Ctrl+V.");
            }
            Outcome::Restore(document, title) => {
                self.over = None;
                self.restore(&document, &title);
            }
            Outcome::TakeBack(earlier, row) => {
                let Some(draft) = self.screen.draft_mut() else { return };
                draft.session.edit(EditKind::Step, None, |document| {
                    compare::take_back(document, &earlier, &row);
                });
                let now = draft.session.snapshot();
                if let Some(Over::History(history)) = &mut self.over {
                    history.follow(now);
                }
            }
            Outcome::Pages(document) => self.set_pages(document),
        }
    }

    /// The draft becomes an earlier state of itself, as one step of undo.
    fn restore(&mut self, earlier: &Arc<Document>, title: &str) {
        let Some(draft) = self.screen.draft_mut() else { return };
        let first = Caret::at(Place::Subject, 0);
        draft
            .session
            .edit(EditKind::Step, Some(first), |document| document.clone_from(earlier));
        draft.form.go(first);
        let title = title.to_lowercase();
        let undo = vec![("Hoàn tác", Action::Run(Command::Undo))];
        self.toasts.step(format!("Đã khôi phục bản {title}"), undo);
    }

    fn set_pages(&self, document: Arc<Document>) {
        let died = || Done::StatePages(Vec::new());
        self.jobs.run("trang-cu", died, move |answer| {
            let paper = compose(&document, Standing::Issued);
            let images = match Typesetter::new().typeset(&paper) {
                Ok(pages) => (0..pages.count().min(PAGES))
                    .filter_map(|page| picture(&pages, 0, (page, SCALE)))
                    .map(|picture| picture.image)
                    .collect(),
                Err(error) => return answer(Done::Trouble(error.to_string())),
            };
            answer(Done::StatePages(images));
        });
    }

    /// The pages of a state have come.
    pub(in crate::app) fn state_pages(&mut self, images: Vec<ColorImage>) {
        let textures = images.into_iter().enumerate().map(|(page, image)| {
            self.ctx.load_texture(format!("ban-cu-{page}"), image, TextureOptions::LINEAR)
        });
        let textures: Vec<_> = textures.collect();
        if let Some(Over::History(history)) = &mut self.over {
            history.show_pages(textures);
        }
    }

    /// Opens what was thrown away again.
    pub(in crate::app) fn take_back(&mut self, file: PathBuf) {
        let Some(home) = self.home.clone() else { return };
        let died = || Done::Trouble(failed("lấy lại bản đã bỏ"));
        self.jobs.run("lay-lai", died, move |answer| {
            let taken = discarded::find(&file).map(|found| {
                found
                    .take_back(&home)
                    .map(Box::new)
                    .map_err(|error| format!("{}. Tệp: {}", Fault(&error), file.display()))
            });
            answer(Done::TakenBack(file, taken));
        });
    }

    /// It was, or not.
    pub(in crate::app) fn taken_back(
        &mut self,
        file: &Path,
        taken: Option<Result<Box<Leftover>, String>>,
    ) {
        match taken {
            Some(Ok(leftover)) => {
                self.leftovers.insert(0, *leftover);
                self.first.discarded.retain(|found| found.file != *file);
                self.take_up(0);
            }
            Some(Err(words)) => self.trouble("Không lấy lại được bản đã bỏ", &words),
            None => self.toasts.note("Bản đã bỏ này không còn nữa."),
        }
    }
}
