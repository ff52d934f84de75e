//! What the window does with what the check found: goes there, cures it, sets it aside, says what its
//! rule asks.

use std::path::PathBuf;
use std::sync::Arc;

use egui::{Area, Context, Frame, Id, Key, Margin, Modifiers, Order, Rect, Stroke, Ui, pos2};

use super::dialogs::catalogue::Catalogue;
use super::dialogs::safe::Safe;
use super::dialogs::set_aside::SetAside;
use super::dialogs::{Dialog, OfCheck};
use super::drawer::{self, Pressed};
use super::inspector::{self, Aside};
use crate::app::look::finding_card::{self, Wanted};
use crate::app::look::marks;
use crate::app::look::tokens::{palette, size, soft_shadow};
use crate::app::shell::action::Action;
use crate::app::shell::answers::Done;
use crate::app::shell::command::Command;
use crate::app::shell::own_files::Keep;
use crate::app::shell::window::{Screen, Window};
use crate::app::threads::export::capitalised;
use crate::check::{self, Deed, Finding, whereabouts};
use crate::edit::{Caret, EditKind};
use crate::model::Part;

/// The least room below letters for their card, in points; else it stands above them.
const CARD_HEIGHT: f32 = 170.0;

impl Window {
    /// Escape closes the card of a finding before any field sees it.
    pub(in crate::app) fn take_card_key(&mut self, ctx: &Context) {
        if self.dialog.is_none()
            && self.desk.inspector.has_card()
            && ctx.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape))
        {
            self.desk.inspector.close_card();
        }
    }

    /// Starts a check of the draft on a thread, when one is due.
    pub(in crate::app) fn check_when_due(&mut self, ctx: &Context) {
        let Screen::Desk(draft) = &self.screen else { return };
        let home = self.home.as_ref();
        if let Some(order) = self.desk.inspector.due(ctx, draft.id, &draft.session, home) {
            let failed = order.failed();
            self.jobs.run(
                "kiem-tra",
                move || Done::Checked(failed.clone()),
                move |answer| answer(Done::Checked(inspector::check(&order))),
            );
        }
    }

    /// Does what was pressed in the drawer.
    pub(in crate::app) fn drawer_pressed(&mut self, pressed: Pressed) {
        match pressed {
            Pressed::Finding(finding) => self.look_at(&finding),
            Pressed::Cure(finding) => self.cure(&[finding]),
            Pressed::Wanted(finding, wanted) => self.finding_wanted(&finding, wanted),
            Pressed::SafeCures => self.ask_for_safe_cures(),
            Pressed::SetAside(finding) => {
                self.set_aside(&finding, false, "");
                self.tell("Đã bỏ qua, ghi trong bản thảo · Ctrl+Z: lấy lại");
            }
            Pressed::Restore(waiver) => self.restore_finding(waiver),
            Pressed::Reason(aside) => self.ask_for_reason(*aside),
            Pressed::Slip => self.actions.push(Action::Run(Command::Slip)),
            Pressed::Close => self.desk.inspector.open = false,
        }
    }

    /// Puts the caret on the letters of a finding and opens its card there.
    fn look_at(&mut self, finding: &Arc<Finding>) {
        self.show_finding(finding);
        if finding.span.is_none() || finding.part != Part::Main {
            // No letters that its card could stand beside.
            let place =
                self.draft().map(|draft| whereabouts(draft.session.document(), finding.place));
            let place = capitalised(&place.unwrap_or_default());
            self.tell(&format!("{place}: {} ({})", finding.message, finding.rule.id));
        }
        if let Some(draft) = self.draft() {
            let revision = draft.session.revision();
            self.desk.inspector.open_card(Arc::clone(finding), revision);
        }
    }

    fn show_finding(&mut self, finding: &Finding) {
        let own = finding.part == Part::Main && finding.note.is_none();
        if let Some(span) = finding.span.as_ref().filter(|_| own)
            && let Screen::Desk(draft) = &mut self.screen
        {
            let caret = Caret { place: finding.place, anchor: span.start, head: span.end };
            draft.form.go(caret);
        } else {
            self.go_to(finding.place, drawer::part(finding));
        }
    }

    /// The next finding, or the one before.
    pub(in crate::app) fn step_finding(&mut self, back: bool) {
        if let Some(finding) = self.desk.inspector.step(back) {
            self.look_at(&finding);
        } else if self.desk.inspector.has_checked() {
            self.toasts.note("Không còn phát hiện nào.");
        }
    }

    /// Makes the cures of findings, as one step of undo.
    pub(in crate::app) fn cure(&mut self, findings: &[Arc<Finding>]) {
        let Screen::Desk(draft) = &mut self.screen else { return };
        let mut done = 0;
        draft.session.edit(EditKind::Step, None, |document| {
            done = check::apply(document, findings.iter().map(|finding| &**finding));
        });
        self.desk.inspector.dealt_with(|other| findings.iter().any(|it| **it == *other));
        match findings {
            [finding] if done > 0 => self.after_cure(finding),
            [_] => self.toasts.note("Chỗ này vừa được viết lại nên không còn gì để sửa."),
            _ => self.tell(&format!("Đã sửa {done} chỗ · Ctrl+Z: hoàn tác")),
        }
    }

    /// Says in the status bar what was just done.
    fn tell(&mut self, words: &str) {
        if let Some(draft) = self.screen.draft_mut() {
            draft.form.say(words.to_owned());
        }
    }

    /// The caret goes behind the new words.
    fn after_cure(&mut self, finding: &Finding) {
        let own = finding.part == Part::Main && finding.note.is_none();
        let after = finding.fix.as_ref().filter(|fix| fix.deed == Deed::Replace);
        if let (Some(span), Some(fix), true) = (&finding.span, after, own)
            && let Screen::Desk(draft) = &mut self.screen
        {
            let end = span.start + fix.after.chars().count();
            draft.form.go(Caret::at(finding.place, end));
        } else {
            self.go_to(finding.place, drawer::part(finding));
        }
    }

    /// Cures the finding whose card is open, or the one at the caret.
    pub(in crate::app) fn cure_here(&mut self) {
        let Screen::Desk(draft) = &self.screen else { return };
        let (revision, caret) = (draft.session.revision(), draft.session.caret());
        let here = self.desk.inspector.looked_at(revision).or_else(|| {
            caret.and_then(|caret| self.desk.inspector.at_caret(caret.place, caret.head))
        });
        match here {
            Some(finding) if finding_card::cure_name(&finding).is_some() => {
                self.cure(&[finding]);
            }
            Some(finding) => self.look_at(&finding),
            None => {
                self.toasts.note("Con trỏ không đứng ở chỗ nào cần sửa; F8 để tới chỗ kế.")
            }
        }
    }

    /// Shows what may be cured unseen, to be agreed to.
    pub(in crate::app) fn ask_for_safe_cures(&mut self) {
        match self.desk.inspector.safe().cloned().collect::<Vec<_>>() {
            items if items.is_empty() => {
                self.toasts.note("Không có lỗi nào sửa được mà không cần xem lại.");
            }
            items => self.put(Dialog::Safe(Safe::new(items))),
        }
    }

    /// Sets a finding aside in the draft, here or with all of its rule.
    pub(in crate::app) fn set_aside(
        &mut self,
        finding: &Finding,
        everywhere: bool,
        reason: &str,
    ) {
        let Screen::Desk(draft) = &mut self.screen else { return };
        let waiver = check::waiver(draft.session.document(), finding, everywhere, reason);
        draft.session.edit(EditKind::Step, None, |document| document.waivers.push(waiver));
        let (rule, same) = (finding.rule.id, finding.clone());
        self.desk
            .inspector
            .dealt_with(|other| *other == same || (everywhere && other.rule.id == rule));
    }

    /// The dialog of setting aside was agreed to.
    pub(in crate::app) fn agreed_aside(&mut self, form: &SetAside) {
        let Some(index) = form.waiver else {
            return self.set_aside(&form.finding, form.everywhere, &form.reason);
        };
        let Screen::Desk(draft) = &mut self.screen else { return };
        draft.session.edit(EditKind::Step, None, |document| {
            if let Some(waiver) = document.waivers.get_mut(index) {
                waiver.reason.clone_from(&form.reason);
            }
        });
        self.desk.inspector.dealt_with(|_| false);
    }

    /// What a waiver of the draft held is found again.
    fn restore_finding(&mut self, waiver: usize) {
        let Screen::Desk(draft) = &mut self.screen else { return };
        draft.session.edit(EditKind::Step, None, |document| {
            if waiver < document.waivers.len() {
                document.waivers.remove(waiver);
            }
        });
        self.desk.inspector.dealt_with(|_| false);
    }

    fn ask_for_reason(&mut self, aside: Aside) {
        self.put(Dialog::SetAside(SetAside {
            finding: aside.item.finding,
            whereabouts: aside.item.whereabouts,
            reason: aside.reason,
            everywhere: false,
            waiver: Some(aside.waiver),
        }));
    }

    /// Takes in what was asked for under words, and keeps the card of the finding that is looked at.
    pub(in crate::app) fn take_marks(&mut self, ui: &Ui) {
        for (finding, wanted) in marks::asked(ui.ctx()) {
            self.finding_wanted(&finding, wanted);
        }
        let revision = self.draft().map(|draft| draft.session.revision());
        let finding = revision.and_then(|revision| self.desk.inspector.looked_at(revision));
        let finding = finding.filter(|_| self.over.is_none() && self.dialog.is_none());
        match finding {
            Some(finding) => self.card(ui, &finding),
            None => marks::follow_none(ui.ctx()),
        }
    }

    fn finding_wanted(&mut self, finding: &Arc<Finding>, wanted: Wanted) {
        match wanted {
            Wanted::Cure => self.cure(&[Arc::clone(finding)]),
            Wanted::SetAside | Wanted::SetRuleAside => {
                let Some(draft) = self.draft() else { return };
                let place = whereabouts(draft.session.document(), finding.place);
                self.put(Dialog::SetAside(SetAside {
                    finding: Arc::clone(finding),
                    whereabouts: capitalised(&place),
                    reason: String::new(),
                    everywhere: wanted == Wanted::SetRuleAside,
                    waiver: None,
                }));
                self.desk.inspector.close_card();
            }
            Wanted::AcceptWord => self.accept_word(finding),
            Wanted::ShowRule => {
                self.put(Dialog::Rules(Box::new(Catalogue::at(finding))));
            }
        }
    }

    /// The word of a finding is right, in every draft.
    fn accept_word(&mut self, finding: &Finding) {
        let (rule, excerpt) = (finding.rule.id, finding.excerpt.to_lowercase());
        self.desk.inspector.dealt_with(|other| {
            other.rule.id == rule && other.excerpt.to_lowercase() == excerpt
        });
        self.keep(Keep::Accept(finding.excerpt.clone()));
    }

    /// The list of accepted words was edited in the settings.
    pub(in crate::app) fn settle_words(&mut self, words: &str) {
        if words != self.settled().accepted_words() {
            self.keep(Keep::Words(words.to_owned()));
        }
    }

    /// What the check takes for right beside a draft's own words.
    pub(in crate::app) fn settled(&self) -> check::Context {
        match (self.desk.inspector.settled(), &self.home) {
            (Some(settled), _) => settled.clone(),
            (None, Some(home)) => check::Context::settled(home),
            (None, None) => check::Context::default(),
        }
    }

    /// Opens the office's own table of documents that have ended, begun with an example where there is
    /// none yet. It is read again when the window gets the keyboard back.
    pub(in crate::app) fn open_own_laws(&mut self, path: PathBuf) {
        self.keep(Keep::Laws(path));
    }

    /// Opens the settings.
    pub(in crate::app) fn open_settings(&mut self) {
        let settled = self.settled();
        let check = OfCheck {
            words: settled.accepted_words(),
            checked: settled.laws.checked,
            laws: self.home.as_ref().map(check::Context::own_laws),
        };
        self.put(Dialog::settings(&self.settings, check));
    }

    /// The card beside the letters of a finding.
    fn card(&mut self, ui: &Ui, finding: &Arc<Finding>) {
        let ctx = ui.ctx();
        marks::follow(ctx, finding);
        let Some(letters) = marks::followed(ctx) else { return };
        let mut items = self.desk.inspector.items().unwrap_or_default().iter();
        let change = items.find(|item| item.finding == *finding);
        let change = change.and_then(|item| item.change.clone());
        let screen = ctx.content_rect();
        let drawer = self.drawer_height() + size::STATUS;
        let below = letters.bottom() + 8.0;
        let room = screen.bottom() - drawer - below;
        let x =
            letters.left().clamp(8.0, (screen.right() - finding_card::WIDTH - 48.0).max(8.0));
        let (pivot, at) = if room > CARD_HEIGHT {
            (egui::Align2::LEFT_TOP, pos2(x, below))
        } else {
            (egui::Align2::LEFT_BOTTOM, pos2(x, letters.top() - 8.0))
        };
        let colours = palette(ui);
        let frame = Frame::new()
            .fill(colours.card)
            .stroke(Stroke::new(1.0, colours.line))
            .corner_radius(size::CARD_RADIUS)
            .shadow(soft_shadow(colours))
            .inner_margin(Margin::symmetric(14, 12));
        let shown = Area::new(Id::unique("finding-card"))
            .order(Order::Foreground)
            .pivot(pivot)
            .fixed_pos(at)
            .constrain(true)
            .show(ctx, |ui| {
                frame.show(ui, |ui| finding_card::show(ui, finding, change.as_ref(), true))
            });
        let over: Rect = shown.response.rect;
        let outside = ctx.input(|input| {
            let at = input.pointer.interact_pos();
            input.pointer.any_pressed() && at.is_some_and(|at| !over.contains(at))
        });
        if outside || shown.inner.inner {
            self.desk.inspector.close_card();
        }
    }
}
