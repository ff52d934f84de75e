//! Hồ sơ beside the outline: the plan and what goes with it, each a click away.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use egui::{Align2, Ui, pos2};

use crate::app::look::tokens::{palette, size, space};
use crate::app::look::widgets::{self, Look, Push};
use crate::app::look::{fonts, icons};
use crate::app::shell::action::Action;
use crate::app::shell::command::Command;
use crate::app::shell::draft::Draft;
use crate::app::threads::whose::DraftId;
use crate::dossier::{Dossier, Member};
use crate::drafting::{self, Change};
use crate::standard::type_name;
use crate::store::Stamp;

/// Height of a row in points.
const ROW: f32 = 40.0;

/// What was known of a draft's file when its hồ sơ was asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Key {
    /// The draft.
    pub draft: DraftId,
    /// Its file.
    pub path: PathBuf,
    /// The file's state.
    pub stamp: Option<Stamp>,
}

/// The hồ sơ of the open draft, as far as it has been read.
#[derive(Default)]
pub struct DossierView {
    asked: Option<Key>,
    read: Option<(DraftId, Arc<Dossier>)>,
    /// What is to be changed in the draft, of a revision of it.
    changes: Option<(u64, Vec<Change>)>,
    /// She wants the plan left as it is.
    left: bool,
    away: bool,
}

impl DossierView {
    /// What is to be read now, if anything.
    pub fn wants(&mut self, key: Option<Key>, focused: bool) -> Option<Key> {
        let returned = focused && std::mem::replace(&mut self.away, !focused);
        if key == self.asked && !returned {
            return None;
        }
        if key.as_ref().map(|key| key.draft) != self.asked.as_ref().map(|key| key.draft) {
            self.left = false;
            self.read = None;
        }
        self.asked.clone_from(&key);
        key
    }

    /// It was read; none where it could not be.
    pub fn take(&mut self, draft: DraftId, dossier: Option<Dossier>) {
        if self.asked.as_ref().is_some_and(|key| key.draft == draft) {
            self.read = dossier.map(|dossier| (draft, Arc::new(dossier)));
            self.changes = None;
        }
    }

    /// The hồ sơ of a draft.
    pub fn of(&self, draft: DraftId) -> Option<Arc<Dossier>> {
        self.read
            .as_ref()
            .filter(|(of, _)| *of == draft)
            .map(|(_, dossier)| Arc::clone(dossier))
    }

    /// The plan of a draft's hồ sơ.
    pub fn plan_of(&self, draft: DraftId) -> Option<&Member> {
        let (of, dossier) = self.read.as_ref()?;
        (*of == draft).then(|| &dossier.members[0])
    }

    /// Leaves the plan as it is, as long as it is open.
    pub fn leave(&mut self) {
        self.left = true;
    }

    /// What is to be changed in the open draft; found once a revision.
    pub fn changes(&mut self, draft: &Draft) -> Vec<Change> {
        let Some(dossier) = self.of(draft.id).filter(|it| it.members.len() > 1) else {
            return Vec::new();
        };
        let revision = draft.session.revision();
        if let Some((of, changes)) = &self.changes
            && *of == revision
            && !self.left
        {
            return changes.clone();
        }
        let plan = draft.session.document();
        let changes = match plan.goes_with.is_some() {
            true => drafting::changes(plan, dossier.plan()),
            false if self.left => Vec::new(),
            false => drafting::issue_changes(plan, dossier.decision()),
        };
        self.changes = Some((revision, changes.clone()));
        changes
    }

    /// Shows the papers above the outline; nothing where a plan stands alone. `open` is the file that is
    /// open.
    pub fn show(
        &self,
        ui: &mut Ui,
        draft: DraftId,
        open: Option<&Path>,
        actions: &mut Vec<Action>,
    ) {
        let Some(dossier) = self.of(draft).filter(|it| it.members.len() > 1) else { return };
        heading(ui, &format!("HỒ SƠ ({} VĂN BẢN)", dossier.members.len()));
        ui.add_space(space::TINY);
        for index in dossier.in_order() {
            let member = &dossier.members[index];
            let chosen = open.and_then(Path::file_name) == member.path.file_name();
            if row(ui, &dossier, index, member, chosen) && !chosen {
                actions.push(Action::Open(member.path.clone()));
            }
        }
        for (words, command) in [
            ("Soạn văn bản kèm theo…", Command::Accompany),
            ("Xuất cả hồ sơ…", Command::ExportDossier),
            ("Kiểm tra cả hồ sơ", Command::CheckDossier),
        ] {
            let push = Push::text(words).look(Look::Link).height(26.0);
            if ui.add(push).on_hover_text(command.tooltip()).clicked() {
                actions.push(Action::Run(command));
            }
        }
        ui.add_space(space::SMALL);
        ui.separator();
        ui.add_space(space::SMALL);
    }
}

fn heading(ui: &mut Ui, words: &str) {
    let (rect, _) =
        ui.allocate_exact_size(egui::vec2(ui.available_width(), 20.0), egui::Sense::hover());
    let at = pos2(rect.left() + space::SMALL, rect.center().y);
    let ink = palette(ui).faint;
    ui.painter().text(at, Align2::LEFT_CENTER, words, fonts::semibold(size::SMALL), ink);
}

/// A paper: its type and state, below them what it is about. Returns whether it was pressed.
fn row(ui: &mut Ui, dossier: &Dossier, index: usize, member: &Member, chosen: bool) -> bool {
    let name = type_name(member.document.document_type);
    let count = dossier.changes(index).len();
    let subject = member.document.subject.words();
    let told = match count {
        0 => format!("{name}: {}", subject.trim()),
        count => format!("{name}: {}; {count} chỗ chưa khớp", subject.trim()),
    };
    let row = widgets::row(ui, ROW, &told, chosen, |ui, rect, _| {
        let colours = palette(ui);
        let left = rect.left() + space::SMALL;
        let right = rect.right() - space::SMALL;
        let ink = if chosen { colours.accent } else { colours.ink };
        let at = pos2(left, rect.top() + 13.0);
        let room = right - left - 24.0;
        widgets::paint_words(ui, at, name, fonts::semibold(size::TEXT), ink, room);
        let end = pos2(right, rect.top() + 13.0);
        let (sign, font, colour) = match count {
            0 => (icons::CHECK.to_owned(), fonts::icon(13.0), colours.right),
            count => (count.to_string(), fonts::semibold(size::SMALL), colours.warning),
        };
        ui.painter().text(end, Align2::RIGHT_CENTER, sign, font, colour);
        let at = pos2(left, rect.top() + 29.0);
        let font = fonts::regular(size::SMALL);
        widgets::paint_words(ui, at, subject.trim(), font, colours.soft, right - left);
    });
    let file = member.path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    row.response.on_hover_text(format!("{}\n{file}", subject.trim())).clicked()
}
