//! What comes back: from the threads, and from dialogs.

use std::path::PathBuf;

use egui::{ColorImage, TextureOptions};

use super::draft::{Arrived, OwnFile};
use super::leaving::Next;
use super::opening::{Brought, with_ending};
use super::own_files::Kept;
use super::purpose::Purpose;
use super::saver::Over;
use super::saving::SavingError;
use super::window::Window;
use crate::app::desk::delivery::{Question, Report};
use crate::app::desk::dialogs::{Answer, Dialog};
use crate::app::desk::history::{For, State};
use crate::app::desk::inspector::Checked;
use crate::app::first_screen::Gathered;
use crate::app::intake::import::{Reading, Taken};
use crate::app::intake::review::{self, Wrote};
use crate::app::shell::action::Action;
use crate::app::threads::whose::{Arrival, DraftId};
use crate::dossier::Dossier;
use crate::store::discarded::Discarded;
use crate::store::recent::RecentEntry;
use crate::store::recovery::Leftover;
use crate::store::watch::Seen;
use crate::store::{Claim, InUse, Profile, Saved};

/// A file is asked for: what for, and which draft was open then.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Asked {
    /// What for.
    pub purpose: Purpose,
    /// The draft, none on the first screen.
    pub draft: Option<DraftId>,
}

/// What a thread answers.
pub enum Done {
    /// The file that was chosen; none when she changed her mind.
    Picked(Asked, Option<PathBuf>),
    /// The system has no dialog to show.
    NoDialog(Asked),
    /// A draft was read.
    Opened {
        /// The wish it was read for.
        arrival: Arrival,
        /// Its file.
        path: PathBuf,
        /// What it was opened for.
        purpose: Purpose,
        /// The file of the draft that was open when it was asked for.
        own: Option<OwnFile>,
        /// What was read, or why not, in Vietnamese.
        result: Result<Box<Brought>, String>,
    },
    /// The file of a draft that was recovered is claimed, or somebody else has it.
    Claimed {
        /// The draft.
        draft: DraftId,
        /// Its file.
        path: PathBuf,
        /// The claim; none where none can be kept.
        result: Result<Option<Claim>, InUse>,
    },
    /// Whether a file stands where she wants one written.
    Target(Asked, PathBuf, bool),
    /// What was thrown away is taken back; none when it is not there any more.
    TakenBack(PathBuf, Option<Result<Box<Leftover>, String>>),
    /// What the file holds that a crash's leftover came from.
    BesideLeftover(PathBuf, State),
    /// A file was read to be taken in.
    Imported {
        /// The wish it was read for.
        arrival: Arrival,
        /// What was read, or why not, in Vietnamese.
        result: Result<Box<Reading>, String>,
    },
    /// A draft was written.
    Saved {
        /// The draft.
        draft: DraftId,
        /// Its file.
        path: PathBuf,
        /// The revision that was written.
        revision: u64,
        /// The file's claim, where it is not the one that the draft had.
        claim: Option<Claim>,
        /// The file's new state, or why not.
        result: Result<Saved, SavingError>,
    },
    /// An export or print goes on, or is over.
    Delivery(Report),
    /// The plan was checked.
    Checked(Checked),
    /// A file of somebody else was judged.
    Reviewed {
        /// The wish it was read for.
        arrival: Arrival,
        /// What was found, or why it cannot be read, in Vietnamese.
        result: Result<Box<review::Read>, String>,
    },
    /// Something of the check was written, or not.
    Wrote(Wrote),
    /// The hồ sơ that a draft belongs to; none where it cannot be read.
    Dossier(DraftId, Option<Box<Dossier>>),
    /// A document that goes with the plan lies in its file, or why not, in Vietnamese.
    Accompanied(Arrival, Result<PathBuf, String>),
    /// The documents of a file are drafts, or why not, in Vietnamese.
    TakenApart(Arrival, Result<Taken, String>),
    /// The recent drafts.
    Recent(Vec<RecentEntry>),
    /// Why the list of them could not be written, in Vietnamese.
    RecentUnwritten(String),
    /// The hồ sơ that they belong to.
    Gathered(Vec<Gathered>),
    /// What earlier sessions left behind.
    Leftovers(Vec<Leftover>),
    /// What was thrown away of late.
    Discarded(Vec<Discarded>),
    /// Something of the program's own was written, or not.
    Kept(Kept),
    /// Something was seen of the open draft's file.
    Seen(DraftId, Seen),
    /// The states of the draft, or why they cannot be had.
    States {
        /// The draft.
        draft: DraftId,
        /// What they are for.
        what_for: For,
        /// The states, newest first, or why not, in Vietnamese.
        result: Result<Vec<State>, String>,
    },
    /// The pages of a state.
    StatePages(Vec<ColorImage>),
    /// The first page of a sample.
    Thumbnail {
        /// The sample's name.
        name: &'static str,
        /// Its picture.
        image: ColorImage,
    },
    /// Something that was tried aside failed; the words say what.
    Trouble(String),
}

impl Window {
    /// Takes in what the threads have answered.
    pub(in crate::app) fn take_answers(&mut self) {
        for done in self.jobs.answers() {
            self.take_answer(done);
        }
    }

    /// Takes in an answer. What was asked for another draft, or for a wish that a later one has
    /// replaced, changes nothing.
    pub(in crate::app) fn take_answer(&mut self, done: Done) {
        match done {
            Done::Picked(asked, path) => self.picked_outside(asked, path),
            Done::NoDialog(asked) => self.ask_in_window(asked),
            Done::Opened { arrival, path, purpose, own, result } => {
                if arrival == self.handover.arrival {
                    self.opened(path, purpose, own.as_ref(), result);
                }
            }
            Done::Claimed { draft, path, result } => self.claimed(draft, &path, result),
            Done::Target(asked, path, stands) => self.target(asked, path, stands),
            Done::TakenBack(file, taken) => self.taken_back(&file, taken),
            Done::BesideLeftover(file, state) => self.beside_leftover(&file, state),
            Done::Imported { arrival, result } => {
                if arrival == self.handover.arrival {
                    self.imported(result);
                }
            }
            Done::Saved { draft, path, revision, claim, result } => {
                self.saved(draft, path, revision, claim, result);
            }
            Done::Delivery(report) => self.reported(report),
            Done::Checked(checked) => {
                if let Some(words) = self.desk.inspector.take(checked) {
                    self.toasts.note(words);
                }
            }
            Done::Reviewed { arrival, result } => {
                if arrival == self.handover.arrival {
                    self.reviewed(result);
                }
            }
            Done::Wrote(wrote) => self.wrote(wrote),
            Done::Dossier(draft, dossier) => {
                self.desk.dossier.take(draft, dossier.map(|dossier| *dossier));
                self.check_beside();
            }
            Done::Accompanied(arrival, made) => {
                if arrival == self.handover.arrival {
                    self.accompanied(made);
                }
            }
            Done::TakenApart(arrival, taken) => {
                if arrival == self.handover.arrival {
                    self.taken_apart(taken);
                }
            }
            Done::Recent(recent) => {
                self.first.recent = recent;
                self.first.list_is_unwritten = false;
                self.gather_dossiers();
            }
            Done::RecentUnwritten(words) => {
                // Once, and not again with each save.
                if !std::mem::replace(&mut self.first.list_is_unwritten, true) {
                    self.toasts.note(words);
                }
            }
            Done::Gathered(gathered) => self.first.gathered = gathered,
            Done::Kept(kept) => self.kept(kept),
            Done::Leftovers(found) => self.found_leftovers(found),
            Done::Discarded(found) => self.first.list_discarded(&found),
            Done::Seen(id, seen) => {
                if let Some(draft) = self.screen.draft_mut().filter(|draft| draft.id == id) {
                    draft.seen = Some(seen);
                }
            }
            Done::States { draft, what_for, result } => {
                self.gathered(draft, what_for, result);
            }
            Done::StatePages(images) => self.state_pages(images),
            Done::Thumbnail { name, image } => {
                let label = format!("mau-{name}");
                let texture = self.ctx.load_texture(label, image, TextureOptions::LINEAR);
                self.first.thumbnails.insert(name, texture);
            }
            Done::Trouble(words) => self.toasts.note(words),
        }
    }

    /// Puts a dialog over the window, after those that wait already.
    pub(in crate::app) fn put(&mut self, dialog: Dialog) {
        if self.dialog.is_some() {
            self.queued.push_back(dialog);
        } else {
            self.dialog = Some(dialog);
        }
    }

    /// Shows the dialog that is open and takes its answer.
    pub(in crate::app) fn show_dialog(&mut self) {
        let Some(mut dialog) = self.dialog.take() else { return };
        let of_plan = self.draft().map(|draft| Profile::of(draft.session.document()));
        match dialog.show(&self.ctx.clone(), self.means(), of_plan.as_ref()) {
            Answer::Open => self.dialog = Some(dialog),
            Answer::Closed => self.closed(dialog),
            Answer::Delivery(wish) => self.wished(wish, dialog),
            answer => self.answered(answer),
        }
        self.after_dialog();
    }

    /// The next dialog comes up, where one waits.
    pub(super) fn after_dialog(&mut self) {
        if self.dialog.is_none() {
            self.dialog = self.queued.pop_front();
        }
    }

    /// A dialog was closed without an answer.
    pub(super) fn closed(&mut self, dialog: Dialog) {
        match dialog {
            // What was to follow the save, or the question, does not.
            Dialog::Unsaved(_)
            | Dialog::Changed(_)
            | Dialog::Path { purpose: Purpose::Save, .. }
            | Dialog::Replace(Purpose::Save, _) => self.stay(),
            // What could not be done with a typed path is tried with a better one.
            Dialog::Trouble { typed: Some((purpose, path)), .. } => {
                self.put(Dialog::path(purpose, Some(path)));
            }
            Dialog::Delivery(Question::Letters(form)) => self.keep_list(form),
            _ => {}
        }
    }

    /// A dialog was answered.
    pub(in crate::app) fn answered(&mut self, answer: Answer) {
        match answer {
            Answer::Save => self.save_and_leave(),
            Answer::Without => self.leave_unsaved(),
            Answer::Path(purpose, path) => {
                self.handover.typed = Some((purpose, path.clone()));
                if !purpose.writes() {
                    return self.picked(purpose, path);
                }
                let asked = Asked { purpose, draft: self.draft().map(|draft| draft.id) };
                self.jobs.look_at_target(asked, with_ending(path, purpose.extension()));
            }
            Answer::Replace(purpose, path) => self.picked(purpose, path),
            Answer::Overwrite(path) => self.save_to(path, Over::Whatever),
            Answer::SaveElsewhere => self.ask(Purpose::Save),
            // What was to follow the save does not: the draft is looked at first.
            Answer::Compare => {
                self.stay();
                self.compare_with_disk();
            }
            Answer::Reload => {
                self.stay();
                self.actions.push(Action::Reload);
            }
            Answer::OpenToRead(path, opened) => {
                let arrived = Arrived {
                    saved: true,
                    path: Some(path),
                    stamp: Some(opened.stamp),
                    ..Arrived::fresh(opened.document)
                };
                self.leave_for(Next::Draft(Box::new(arrived)));
                self.toasts.note("Mở để đọc: nếu sửa, hãy lưu thành tệp khác.");
            }
            Answer::OpenCopy(document) => {
                self.leave_for(Next::Draft(Box::new(Arrived::unsaved(*document))));
            }
            Answer::Settings(settings, words) => {
                self.settings = *settings;
                self.take_settings();
                self.keep_settings();
                self.settle_words(&words);
            }
            Answer::OwnLaws(path) => self.open_own_laws(path),
            Answer::SetAside(form) => self.agreed_aside(&form),
            Answer::Basis(index, words) => self.write_basis(index, &words),
            Answer::Cure(findings) => self.cure(&findings),
            Answer::Accompany(kind) => self.accompany(kind),
            Answer::Follow(chosen) => self.follow_related(Some(&chosen)),
            Answer::KeepAsItIs => self.keep_as_it_is(),
            Answer::Member(path) => self.open_member(path),
            Answer::Run(command) => self.actions.push(Action::Run(command)),
            // `show_dialog` hands these on with their dialog.
            Answer::Open | Answer::Closed | Answer::Delivery(_) => {}
        }
    }

    /// What she typed as a file's name was looked at: one that stands there is not replaced unasked.
    fn target(&mut self, asked: Asked, path: PathBuf, stands: bool) {
        if !self.is_still_wanted(asked) {
            return;
        }
        match stands {
            true => self.put(Dialog::Replace(asked.purpose, path)),
            false => self.picked(asked.purpose, path),
        }
    }

    /// Says what failed, why, and what to do now.
    pub(in crate::app) fn trouble(&mut self, title: &str, words: &str) {
        let typed = self.handover.typed.take();
        let (title, words) = (title.to_owned(), words.to_owned());
        self.put(Dialog::Trouble { title, words, typed });
    }
}
