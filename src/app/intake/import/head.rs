//! The head of the view, and the strips that ask about the whole file.

use egui::Ui;

use super::{Intake, Outcome, Request};
use crate::app::look::widgets::{Look, Push};
use crate::app::look::{full_page, icons};
use crate::read::FilePart;

/// What would lose the decisions she has taken.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Leaving {
    /// The file is not taken.
    Cancel,
    /// The file is read in another way.
    Reread(Request),
}

impl Leaving {
    pub(super) fn outcome(self) -> Outcome {
        match self {
            Self::Cancel => Outcome::Cancel,
            Self::Reread(request) => Outcome::Reread(request),
        }
    }
}

impl Intake {
    pub(super) fn head(&mut self, ui: &mut Ui, outcome: &mut Outcome) {
        let title = match self.request.renew {
            true => "Đọc kế hoạch năm trước",
            false => "Nhập từ Word hoặc văn bản",
        };
        full_page::head(ui, title, &self.request.name(), |ui| {
            let words = match (self.request.renew, self.settlement.left_out().len()) {
                (true, _) => "Tiếp tục".to_owned(),
                (false, 0) => "Nhận bản này".to_owned(),
                (false, count) => format!("Nhận bản này, bỏ {count} đoạn"),
            };
            let take = Push::text(&words).with_icon(Some(icons::CHECK)).look(Look::Main);
            if ui.add(take).on_hover_text("Mở thành bản thảo chưa lưu (Ctrl+Enter)").clicked()
            {
                *outcome = self.taken();
            }
            if ui.add(Push::text("Hủy").look(Look::Outlined)).clicked() {
                *outcome = self.asked(Leaving::Cancel);
            }
            ui.add_enabled_ui(self.settlement.is_touched(), |ui| {
                let undo = Push::icon(icons::UNDO, "Hoàn tác");
                if ui.add(undo).on_hover_text("Lấy lại quyết định vừa rồi (Ctrl+Z)").clicked()
                {
                    self.undo();
                }
            });
        });
    }

    pub(super) fn leaving_strip(&mut self, ui: &mut Ui, outcome: &mut Outcome) {
        let Some(leaving) = self.leaving.clone() else { return };
        let (words, yes) = match leaving {
            Leaving::Cancel => (
                "Bỏ bản nhập này? Những gì bạn đã chọn sẽ mất; tệp gốc vẫn còn nguyên.",
                "Bỏ bản nhập",
            ),
            Leaving::Reread(_) => {
                ("Đọc lại tệp từ đầu? Những gì bạn đã chọn sẽ mất.", "Đọc lại tệp")
            }
        };
        full_page::strip(ui, icons::WARNING, words, |ui| {
            if ui.add(Push::text(yes).look(Look::Danger)).clicked() {
                self.leaving = None;
                *outcome = leaving.outcome();
            }
            if ui.add(Push::text("Ở lại").look(Look::Outlined)).clicked() {
                self.leaving = None;
            }
        });
    }

    pub(super) fn documents_strip(&mut self, ui: &mut Ui, outcome: &mut Outcome) {
        let words = format!("Tệp có {} văn bản:", self.documents.len());
        let (mut asked, mut all) = (None, false);
        full_page::strip(ui, icons::FILES, &words, |ui| {
            for (n, document) in self.documents.iter().enumerate() {
                let FilePart { name, first, last, taken } = document;
                let words = format!("{}. {name} (dòng {first}–{last})", n + 1);
                let push = Push::text(&words).look(Look::Outlined).chosen(*taken);
                if ui.add(push).clicked() && !taken {
                    asked = Some(document.clone());
                }
            }
            if !self.request.renew {
                let words = format!("Nhận cả {} văn bản", self.documents.len());
                let push =
                    Push::text(&words).with_icon(Some(icons::CHECK)).look(Look::Outlined);
                let told = "Mỗi văn bản thành một bản thảo, lưu cạnh tệp gốc; những gì đi cùng kế hoạch \
                            thành một hồ sơ với nó";
                all = ui.add(push).on_hover_text(told).clicked();
            }
        });
        if let Some(part) = asked
            && let Some(request) = self.turn_to(&part)
        {
            *outcome = Outcome::Reread(request);
        }
        if all {
            *outcome = Outcome::TakeAll(Box::new(self.whole_file()));
        }
    }
}
