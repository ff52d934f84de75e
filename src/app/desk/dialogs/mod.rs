//! The questions and messages that stand over the window.

use std::path::PathBuf;
use std::sync::Arc;

pub(in crate::app) mod catalogue;
pub(in crate::app) mod citation;
pub(in crate::app) mod guide;
mod help;
pub(in crate::app) mod licences;
mod palette;
mod questions;
pub(in crate::app) mod related;
pub(in crate::app) mod safe;
pub(in crate::app) mod set_aside;
mod settings;

use egui::{Align, Context, Frame, Id, Layout, Margin, Modal, RichText, Stroke, Ui, vec2};

use super::delivery::{Question, Wish};
use crate::app::look::fonts;
use crate::app::look::tokens::{palette, size, soft_shadow, space};
use crate::app::look::widgets::{Look, Push};
use crate::app::shell::command::{Command, Means};
use crate::app::shell::purpose::Purpose;
use crate::check::Finding;
use crate::drafting::Companion;
use crate::model::Document;
use crate::store::{Opened, Profile, Settings};

pub use settings::{Form, OfCheck};

/// What stands over the window.
pub enum Dialog {
    /// The draft of this name has unsaved work and is about to be left.
    Unsaved(String),
    /// Something failed: what, and why and what to do.
    Trouble {
        /// What failed.
        title: String,
        /// Why, and what to do now.
        words: String,
        /// The path that was typed and is to be put right.
        typed: Option<(Purpose, PathBuf)>,
    },
    /// A path is asked for in the window, because the system has no dialog.
    Path {
        /// What for.
        purpose: Purpose,
        /// What she has typed.
        words: String,
        /// It has just opened: the words get the keyboard and are selected.
        fresh: bool,
    },
    /// A file of that name is there already.
    Replace(Purpose, PathBuf),
    /// The draft's file was written by somebody else since it was opened.
    Changed(PathBuf),
    /// Another window has the draft open; its plan can be taken as a copy.
    InUse(PathBuf, Box<Opened>, String),
    /// Settings, not yet taken over.
    Settings(Box<Form>),
    /// Something of exporting or printing.
    Delivery(Question),
    /// How each thing is done.
    Guide(guide::Guide),
    /// What the rules of the check ask.
    Rules(Box<catalogue::Catalogue>),
    /// A căn cứ is written by its parts.
    Basis(Box<citation::OfBasis>),
    /// A finding is about to be set aside.
    SetAside(set_aside::SetAside),
    /// Cures that may be made unseen, to be agreed to.
    Safe(safe::Safe),
    /// Which document is to be made of the plan.
    Accompany,
    /// What the open draft says of the others that they say otherwise now.
    Changes(related::Changes),
    /// What the papers of the hồ sơ do not agree in.
    Disagreeing(related::Disagreeing),
    /// Every command with its shortcut.
    Shortcuts,
    /// Every part of the program with its licence.
    Licences(licences::Licences),
    /// Version and licence.
    About,
    /// Commands by a few letters.
    Palette(String, usize),
}

/// What came of a dialog.
pub enum Answer {
    /// It stays.
    Open,
    /// It is gone.
    Closed,
    /// Save the draft, then leave it.
    Save,
    /// Leave it without saving.
    Without,
    /// A path was typed.
    Path(Purpose, PathBuf),
    /// The file there may be replaced.
    Replace(Purpose, PathBuf),
    /// The draft is saved over what somebody else wrote.
    Overwrite(PathBuf),
    /// The draft is saved under another name.
    SaveElsewhere,
    /// What somebody else wrote is looked at beside the draft.
    Compare,
    /// What somebody else wrote takes the place of the draft.
    Reload,
    /// A draft that somebody else has open is opened to be read.
    OpenToRead(PathBuf, Box<Opened>),
    /// A plan is opened as a copy without a file.
    OpenCopy(Box<Document>),
    /// The settings are wanted so, and the accepted words, one a line.
    Settings(Box<Settings>, String),
    /// Something of exporting or printing was asked for.
    Delivery(Wish),
    /// The office's own table of documents that have ended is to be opened.
    OwnLaws(PathBuf),
    /// A finding is set aside so.
    SetAside(Box<set_aside::SetAside>),
    /// The n-th căn cứ, or a new one, says this.
    Basis(Option<usize>, String),
    /// These cures are made.
    Cure(Vec<Arc<Finding>>),
    /// A document that goes with the plan is begun.
    Accompany(Companion),
    /// The open draft is brought in line with its hồ sơ, at the places that are chosen of those shown.
    Follow(Vec<bool>),
    /// It is left as it is.
    KeepAsItIs,
    /// A draft of the hồ sơ is opened.
    Member(PathBuf),
    /// A command was chosen.
    Run(Command),
}

impl Dialog {
    /// Asks for a path in the window.
    pub fn path(purpose: Purpose, proposed: Option<PathBuf>) -> Self {
        let words = proposed.map(|path| path.display().to_string()).unwrap_or_default();
        Self::Path { purpose, words, fresh: true }
    }

    /// Opens the settings.
    pub fn settings(settings: &Settings, check: OfCheck) -> Self {
        Self::Settings(Box::new(Form::of(settings, check)))
    }

    /// Shows it; `of_plan` is what the open draft says of its agency.
    pub fn show(&mut self, ctx: &Context, means: Means, of_plan: Option<&Profile>) -> Answer {
        match self {
            Self::Unsaved(name) => questions::unsaved(ctx, name),
            Self::Trouble { title, words, .. } => questions::trouble(ctx, title, words),
            Self::Path { purpose, words, fresh } => {
                questions::path(ctx, *purpose, words, fresh)
            }
            Self::Replace(purpose, path) => questions::replace(ctx, *purpose, path),
            Self::Changed(path) => questions::changed(ctx, path),
            Self::InUse(path, opened, who) => questions::in_use(ctx, path, opened, who),
            Self::Settings(form) => form.show(ctx, of_plan),
            Self::Delivery(question) => question.show(ctx),
            Self::Guide(guide) => guide.show(ctx),
            Self::Rules(catalogue) => catalogue.show(ctx),
            Self::Basis(form) => form.show(ctx),
            Self::SetAside(form) => form.show(ctx),
            Self::Safe(safe) => safe.show(ctx),
            Self::Accompany => related::accompany(ctx),
            Self::Changes(changes) => changes.show(ctx),
            Self::Disagreeing(found) => found.show(ctx),
            Self::Shortcuts => help::shortcuts(ctx),
            Self::Licences(licences) => licences.show(ctx),
            Self::About => help::about(ctx),
            Self::Palette(query, at) => palette::show(ctx, query, at, means),
        }
    }
}

/// A dialog with its title; Escape and a click beside it close it.
pub(in crate::app) fn modal(
    ctx: &Context,
    name: &'static str,
    title: &str,
    width: f32,
    add: impl FnOnce(&mut Ui) -> Answer,
) -> Answer {
    let dark = ctx.theme() == egui::Theme::Dark;
    let colours = crate::app::look::tokens::of(dark);
    let frame = Frame::new()
        .fill(colours.card)
        .stroke(Stroke::new(1.0, colours.line))
        .corner_radius(size::CARD_RADIUS + 2)
        .shadow(soft_shadow(colours))
        .inner_margin(Margin::same(20));
    let dialog = Modal::new(Id::unique(name)).frame(frame).backdrop_color(colours.veil);
    let shown = dialog.show(ctx, |ui| {
        ui.set_width(width);
        ui.spacing_mut().item_spacing = vec2(space::SMALL, space::SMALL);
        if !title.is_empty() {
            let title = RichText::new(title).font(fonts::semibold(15.0)).color(colours.ink);
            ui.label(title);
        }
        add(ui)
    });
    let closes = shown.should_close();
    match shown.inner {
        Answer::Open if closes => Answer::Closed,
        answer => answer,
    }
}

/// A paragraph.
pub(in crate::app) fn words(ui: &mut Ui, words: &str) {
    let ink = palette(ui).soft;
    ui.label(RichText::new(words).font(fonts::regular(size::TEXT)).color(ink));
}

/// Buttons at the right end, the main one last.
pub(in crate::app) fn buttons(ui: &mut Ui, add: impl FnOnce(&mut Ui)) {
    ui.add_space(space::SMALL);
    ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
        ui.set_height(size::FIELD);
        add(ui);
    });
}

/// A main button that has the keyboard when its dialog opens.
pub(in crate::app) fn main_button(ui: &mut Ui, words: &str) -> bool {
    let response = ui.add(Push::text(words).look(Look::Main));
    let nothing = ui.memory(|memory| memory.focused().is_none());
    if nothing {
        response.request_focus();
    }
    response.clicked()
}

/// The heading of a group.
pub(in crate::app) fn group(ui: &mut Ui, words: &str) {
    let ink = palette(ui).ink;
    ui.label(RichText::new(words).font(fonts::semibold(size::TEXT)).color(ink));
}

/// The one button of a dialog that only tells.
fn close_button(ui: &mut Ui) -> Answer {
    let mut answer = Answer::Open;
    buttons(ui, |ui| {
        if main_button(ui, "Đóng") {
            answer = Answer::Closed;
        }
    });
    answer
}
