//! What was asked for, and the commands that change the plan at the caret.

use chrono::Local;

use super::draft::Arrived;
use super::errands::Outside;
use super::leaving::Next;
use super::saver::Over;
use super::window::Window;
use crate::app::desk::dialogs::Dialog;
use crate::app::desk::dialogs::citation::OfBasis;
use crate::app::shell::action::Action;
use crate::drafting;
use crate::edit::{self, Caret, EditKind, Emphasis, Operation, Selection, text_mut, toggle};
use crate::model::{Annex, Block, Document, Level, Paragraph, Place, Text};
use crate::samples;
use crate::store::Theme;

/// Which way a step of the history goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::app) enum Step {
    /// It is taken back.
    Undo,
    /// It is done again.
    Redo,
}

impl Window {
    /// Does what was asked for.
    pub(in crate::app) fn act(&mut self, action: Action) {
        match action {
            Action::Run(command) => (command.row().does)(self),
            Action::Open(path) => self.bring(path),
            Action::Sample(name) => {
                if let Some(mut document) = samples::open(&name) {
                    let today = Local::now().date_naive();
                    edit::begin_from_sample(&mut document, &self.settings.profile, today);
                    self.begin(document);
                }
            }
            Action::Begin(kind) => {
                let today = Local::now().date_naive();
                self.begin(drafting::fresh(kind, &self.settings.profile, today));
            }
            Action::Follow => self.follow_related(None),
            Action::ShowChanges => self.show_related_changes(),
            Action::KeepAsItIs => self.keep_as_it_is(),
            Action::Recover(index) => self.take_up(index),
            Action::Forget(index) => self.forget(index),
            Action::CompareLeftover(index) => self.compare_leftover(index),
            Action::TakeBack(file) => self.take_back(file),
            Action::Reload => {
                if let Some(path) = self.draft().and_then(|draft| draft.path.clone()) {
                    self.bring(path);
                }
            }
            Action::CompareDisk => self.compare_with_disk(),
            Action::Overwrite => {
                if let Some(path) = self.draft().and_then(|draft| draft.path.clone()) {
                    self.save_to(path, Over::Whatever);
                }
            }
            Action::CiteBasis(index) => {
                if let Some(draft) = self.draft() {
                    let form = OfBasis::new(draft.session.document(), index);
                    self.put(Dialog::Basis(Box::new(form)));
                }
            }
            Action::Unlist(path) => self.jobs.unlist(path, self.home.clone()),
            Action::Reveal(path) => self.jobs.launch(path, Outside::Folder),
            Action::Launch(path) => self.jobs.launch(path, Outside::File),
        }
    }

    /// Begins a draft with a plan in which nothing is hers yet.
    fn begin(&mut self, document: Document) {
        self.leave_for(Next::Draft(Box::new(Arrived::fresh(document))));
    }

    /// Begins a new plan with what is known of her agency.
    pub(super) fn begin_new(&mut self) {
        self.begin(samples::fresh(&self.settings.profile, Local::now().date_naive()));
    }

    /// Goes a step back or forth; the caret goes where the change was.
    pub(in crate::app) fn step(&mut self, step: Step) {
        let Some(draft) = self.screen.draft_mut() else { return };
        let done = match step {
            Step::Undo => draft.session.undo(),
            Step::Redo => draft.session.redo(),
        };
        if done && let Some(caret) = draft.session.caret() {
            draft.form.go(caret);
        }
    }

    pub(in crate::app) fn emphasise(&mut self, emphasis: Emphasis) {
        let Some(draft) = self.screen.draft_mut() else { return };
        let Some(caret) = draft.session.caret() else { return };
        if let Some((story, _)) = Selection::of(caret) {
            draft.editors.toggle(&mut draft.session, story, emphasis);
            return;
        }
        let range = caret.anchor.min(caret.head)..caret.anchor.max(caret.head);
        if !range.is_empty() {
            draft.session.edit(EditKind::Step, Some(caret), |document| {
                if let Some(text) = text_mut(document, caret.place) {
                    toggle(text, range, emphasis);
                }
            });
        }
        draft.form.go(caret);
    }

    /// Does an operation of the block editor at the caret.
    pub(in crate::app) fn operate(&mut self, operation: &Operation) {
        let story = self.story();
        let Some(draft) = self.screen.draft_mut() else { return };
        draft.editors.perform(&mut draft.session, story, operation);
    }

    pub(in crate::app) fn insert_section(&mut self) {
        let story = self.story();
        let Some(draft) = self.screen.draft_mut() else { return };
        let blocks = draft.session.document().blocks(story).map_or(&[][..], Vec::as_slice);
        let here = draft.session.caret().and_then(Selection::of);
        let here = here.filter(|(of, _)| *of == story).map(|(_, at)| at.block());
        let index = edit::blocks::next_section(blocks, here);
        let caret = Caret::at(Place::Block(story, index), 0);
        draft.session.edit(EditKind::Step, Some(caret), |document| {
            if let Some(blocks) = document.blocks_mut(story) {
                blocks.insert(index.min(blocks.len()), Block::new(Level::Section, ""));
            }
        });
        draft.form.go(caret);
    }

    pub(in crate::app) fn insert_annex(&mut self) {
        let Some(draft) = self.screen.draft_mut() else { return };
        let index = draft.session.document().annexes.len();
        let caret = Caret::at(Place::AnnexTitle(index), 0);
        draft.session.edit(EditKind::Step, Some(caret), |document| {
            let blocks = vec![Block::Text(Paragraph::default())];
            document.annexes.push(Annex { blocks, ..Annex::default() });
        });
        draft.form.go(caret);
    }

    /// A căn cứ was written by its parts.
    pub(in crate::app) fn write_basis(&mut self, index: Option<usize>, words: &str) {
        let Some(draft) = self.screen.draft_mut() else { return };
        let index = index.unwrap_or(draft.session.document().legal_basis.len());
        let caret = Caret::at(Place::LegalBasis(index), words.chars().count());
        draft.session.edit(EditKind::Step, Some(caret), |document| {
            let text = Text::plain(words);
            match document.legal_basis.get_mut(index) {
                Some(entry) => *entry = text,
                None => document.legal_basis.push(text),
            }
        });
        draft.form.go(caret);
    }

    pub(in crate::app) fn theme(&mut self, theme: Theme) {
        self.settings.theme = theme;
        self.take_settings();
        self.keep_settings();
    }
}
