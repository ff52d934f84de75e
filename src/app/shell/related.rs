//! Hồ sơ in the window: what goes with the open draft is found, made, opened, brought in line, checked and
//! written together.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::answers::Done;
use super::draft::Draft;
use super::errands::failed;
use super::purpose::Purpose;
use super::window::{Screen, Window};
use crate::app::desk::delivery::{Question, many};
use crate::app::desk::dialogs::Dialog;
use crate::app::desk::dialogs::related::{Changes, Disagreeing};
use crate::app::desk::dossier::Key;
use crate::app::desk::inspector::Beside;
use crate::app::first_screen::{Gathered, SHOWN};
use crate::app::shell::action::Action;
use crate::app::threads::export::{Binding, Bound, Names, Order, Source, Target};
use crate::check::whereabouts;
use crate::dossier::{Dossier, Member, disagreements};
use crate::drafting::{self, Change, Companion};
use crate::edit::{Caret, EditKind};
use crate::export::Format;
use crate::model::{Document, Standing};
use crate::store::recent::RecentEntry;
use crate::store::{WriteError, draft};

impl Window {
    /// Has the open draft's hồ sơ read when its file is another, was written, or may have got company while
    /// the window was away.
    pub(super) fn follow_dossier(&mut self) {
        let focused = self.ctx.input(|input| input.focused);
        let draft = self.draft();
        let key = draft.and_then(|draft| {
            let path = draft.path.clone()?;
            Some(Key { draft: draft.id, path, stamp: draft.stamp })
        });
        let Some(key) = self.desk.dossier.wants(key, focused) else { return };
        let (id, path) = (key.draft, key.path);
        let died = move || Done::Dossier(id, None);
        self.jobs.run("ho-so", died, move |answer| {
            answer(Done::Dossier(id, Dossier::of(&path).ok().map(Box::new)));
        });
    }

    /// The check of the open draft goes by its hồ sơ as it was read.
    pub(super) fn check_beside(&mut self) {
        let Some(draft) = self.draft() else { return };
        let beside = self.desk.dossier.of(draft.id).and_then(|dossier| {
            let member = dossier.members.iter().position(|it| is_of(&it.path, draft))?;
            (dossier.members.len() > 1).then_some(Beside { dossier, member })
        });
        self.desk.inspector.lies_beside(beside);
    }

    /// Has the hồ sơ of the drafts on the first screen read, while it is shown.
    pub(super) fn gather_dossiers(&self) {
        if matches!(self.screen, Screen::Desk(_)) {
            return;
        }
        let recent: Vec<RecentEntry> = self.first.recent.iter().take(SHOWN).cloned().collect();
        let died = || Done::Gathered(Vec::new());
        self.jobs.run("gom-ho-so", died, move |answer| {
            answer(Done::Gathered(Gathered::of_recent(recent.iter())));
        });
    }

    /// What the open draft says of the others that they say otherwise now.
    pub(in crate::app) fn related_changes(&mut self) -> Vec<Change> {
        let Some(draft) = self.screen.draft_mut() else { return Vec::new() };
        self.desk.dossier.changes(draft)
    }

    /// Begins a document that goes with the plan, in a file of its own beside it.
    pub(super) fn accompany(&mut self, kind: Companion) {
        let Some((plan, path)) = self.plan_and_path() else { return };
        let Some(path) = path else {
            self.toasts.note(
                "Lưu bản thảo trước: văn bản kèm theo nằm cùng thư mục với nó. Lưu xong, hãy chọn lại.",
            );
            return self.ask(Purpose::Save);
        };
        let arrival = self.expect_arrival();
        let died = move || Done::Accompanied(arrival, Err(failed("soạn văn bản kèm theo")));
        self.jobs.run("van-ban-kem", died, move |answer| {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            let made = drafting::companion(&plan, &name, kind);
            answer(Done::Accompanied(arrival, save_beside(&path, kind, &made)));
        });
    }

    /// The plan of the hồ sơ and its file: the open draft, or the one that it goes with.
    fn plan_and_path(&self) -> Option<(Arc<Document>, Option<PathBuf>)> {
        let open = self.draft()?;
        if open.session.document().goes_with.is_some()
            && let Some(plan) = self.desk.dossier.plan_of(open.id)
        {
            return Some((Arc::new(plan.document.clone()), Some(plan.path.clone())));
        }
        Some((open.session.snapshot(), open.path.clone()))
    }

    /// It lies in its file now, or why not.
    pub(super) fn accompanied(&mut self, made: Result<PathBuf, String>) {
        match made {
            Ok(path) => self.bring(path),
            Err(words) => self.trouble("Không soạn được văn bản kèm theo", &words),
        }
    }

    /// Lists what is to be changed in the open draft.
    pub(super) fn show_related_changes(&mut self) {
        let changes = self.related_changes();
        let Some(draft) = self.draft() else { return };
        let plan = draft.session.document();
        let rows = changes.into_iter().map(|change| (whereabouts(plan, change.place), change));
        self.put(Dialog::Changes(Changes::new(rows)));
    }

    /// Changes all of it, or of what was shown what is chosen, in one step.
    pub(super) fn follow_related(&mut self, chosen: Option<&[bool]>) {
        let is_chosen =
            |n: usize| chosen.is_none_or(|chosen| chosen.get(n).copied().unwrap_or_default());
        let mut changes = self.related_changes();
        let mut place = 0..;
        changes.retain(|_| place.next().is_some_and(is_chosen));
        let Some(draft) = self.screen.draft_mut() else { return };
        let Some(first) = changes.first() else { return };
        let caret = Caret::at(first.place, 0);
        let dossier = self.desk.dossier.of(draft.id);
        let Some(dossier) = dossier else { return };
        draft.session.edit(EditKind::Step, Some(caret), |plan| {
            if plan.goes_with.is_some() {
                drafting::follow_chosen(plan, dossier.plan(), is_chosen);
            } else {
                drafting::follow_issue(plan, dossier.decision());
            }
        });
        draft.form.go(caret);
        let words = format!("Đã đổi {} chỗ. Ctrl+Z để hoàn tác.", changes.len());
        self.toasts.step(words, Vec::new());
    }

    /// Leaves it as it is: what the plan says now is known from here on.
    pub(super) fn keep_as_it_is(&mut self) {
        let Some(draft) = self.screen.draft_mut() else { return };
        let Some(dossier) = self.desk.dossier.of(draft.id) else { return };
        let goes_with = draft.session.document().goes_with.is_some();
        if goes_with {
            draft.session.edit(EditKind::Step, None, |plan| {
                if let Some(known) = &mut plan.goes_with {
                    *known = drafting::reference(dossier.plan(), &known.draft);
                }
            });
        } else {
            self.desk.dossier.leave();
        }
    }

    /// The hồ sơ with the open draft as it is in the window; says what to do where there is none.
    fn whole_dossier(&mut self) -> Option<Dossier> {
        let found = self.draft().and_then(|draft| {
            let mut dossier = self.desk.dossier.of(draft.id)?.as_ref().clone();
            let own = dossier.members.iter_mut().find(|it| is_of(&it.path, draft))?;
            own.document = draft.session.document().clone();
            Some(dossier)
        });
        let found = found.filter(|dossier| dossier.members.len() > 1);
        if found.is_none() {
            self.toasts.note(
                "Hồ sơ chưa có văn bản kèm theo. Lưu bản thảo, rồi chọn Tệp, “Soạn văn bản kèm theo…”.",
            );
        }
        found
    }

    /// Opens the dialog of many drafts with all of the hồ sơ.
    pub(in crate::app) fn ask_dossier(&mut self) {
        let Some(dossier) = self.whole_dossier() else { return };
        let own = &dossier.members[0].path;
        let stem = own.file_stem().unwrap_or_default().to_string_lossy();
        let folder = own.with_file_name(format!("{stem}-ho-so"));
        let mut form = many::Form::new(None, Some(&folder));
        form.title = "Xuất cả hồ sơ";
        form.sources = self.sources_of(&dossier);
        form.names = Names::Dossier(paths_of(&dossier));
        self.put(Dialog::Delivery(Question::Many(Box::new(form))));
    }

    /// Writes the hồ sơ as one PDF.
    pub(super) fn write_dossier(&mut self, path: PathBuf) {
        let Some(dossier) = self.whole_dossier() else { return };
        let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        self.run_many(Order {
            sources: self.sources_of(&dossier),
            formats: vec![Format::Pdf],
            standing: Standing::Issued,
            target: Target::File(path),
            allow_marks: false,
            names: Names::Dossier(paths_of(&dossier)),
            bound: Some(Bound { name, kind: Binding::Dossier }),
        });
    }

    /// The papers of a hồ sơ in their order, the open draft as it is in the window.
    fn sources_of(&self, dossier: &Dossier) -> Vec<Source> {
        let open = self.open_source().map(|(_, source)| source);
        let draft = self.draft();
        let source = |member: &Member| match (&open, draft) {
            (Some(open), Some(draft)) if is_of(&member.path, draft) => open.clone(),
            _ => Source::File(member.path.clone()),
        };
        dossier.in_order().into_iter().map(|at| source(&dossier.members[at])).collect()
    }

    /// Tells what the papers of the hồ sơ do not agree in.
    pub(in crate::app) fn check_dossier(&mut self) {
        let Some(dossier) = self.whole_dossier() else { return };
        let rows = disagreements(&dossier).into_iter().map(|found| {
            let member = &dossier.members[found.paper];
            let place = whereabouts(&member.document, found.place);
            (member.path.clone(), place, found.words)
        });
        let count = dossier.members.len();
        self.put(Dialog::Disagreeing(Disagreeing { count, rows: rows.collect() }));
    }

    /// A draft of the hồ sơ is opened from a dialog.
    pub(super) fn open_member(&mut self, path: PathBuf) {
        if self.draft().is_some_and(|draft| is_of(&path, draft)) {
            return;
        }
        self.actions.push(Action::Open(path));
    }
}

fn paths_of(dossier: &Dossier) -> Vec<PathBuf> {
    dossier.in_order().into_iter().map(|at| dossier.members[at].path.clone()).collect()
}

/// Whether a file is the open draft's: both names come from the same folder.
fn is_of(path: &Path, draft: &Draft) -> bool {
    draft.path.as_deref().and_then(Path::file_name) == path.file_name()
}

/// Saves a document beside its plan, under a name that no file has.
fn save_beside(plan: &Path, kind: Companion, made: &Document) -> Result<PathBuf, String> {
    const TRIES: usize = 100;
    let stem = plan.file_stem().unwrap_or_default().to_string_lossy();
    let stem = format!("{stem}-{}", kind.name());
    for number in 1..=TRIES {
        let name = match number {
            1 => format!("{stem}.{}", draft::EXTENSION),
            number => format!("{stem} ({number}).{}", draft::EXTENSION),
        };
        let target = plan.with_file_name(name);
        match draft::save_new(&target, made) {
            Ok(_) => return Ok(target),
            Err(WriteError::Exists(_)) => {}
            Err(error) => return Err(error.to_string()),
        }
    }
    Err(format!(
        "Thư mục đã có quá nhiều tệp tên “{stem}”. Hãy chuyển bớt sang thư mục khác rồi thử lại."
    ))
}
