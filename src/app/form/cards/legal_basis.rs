//! Căn cứ ban hành (ô 6, first part).

use egui::Ui;

use super::list::List;
use super::{Card, Desk, card};
use crate::app::look::icons;
use crate::app::look::widgets::{Look, Push};
use crate::app::shell::action::Action;
use crate::check::basis_order;
use crate::model::Place;

const LIST: List = List {
    entry: "căn cứ",
    name: "Căn cứ",
    hint: "Căn cứ Luật… / Nghị định số…/…/NĐ-CP ngày… của Chính phủ…",
    italic: true,
    place: Place::LegalBasis,
    read: |plan| &plan.legal_basis,
    write: |plan| &mut plan.legal_basis,
};

/// Shows the card.
pub fn show(ui: &mut Ui, desk: &mut Desk<'_>) {
    let note = "Không gõ dấu cuối dòng: chương trình tự đặt “;” và “.”";
    card(ui, desk, Card::LegalBasis, "Căn cứ", note, |ui, desk| {
        LIST.show(ui, desk);
        ui.horizontal(|ui| {
            let push = |words, icon| {
                Push::text(words).with_icon(Some(icon)).look(Look::Link).height(26.0)
            };
            let tip = "Dán một viện dẫn: các phần vào từng ô, ghi lại đúng cách của Nghị định";
            let cite = push("Thêm từ viện dẫn…", icons::PASTE);
            if ui.add(cite).on_hover_text(tip).clicked() {
                desk.actions.push(Action::CiteBasis(None));
            }
            let plan = desk.plan();
            let order = basis_order(&plan);
            if order.iter().enumerate().any(|(at, from)| at != *from) {
                let tip = "Luật, nghị định, thông tư, rồi văn bản của địa phương; cùng bậc thì theo ngày";
                let sort = push("Xếp theo thứ bậc, ngày", icons::ARROW_DOWN);
                if ui.add(sort).on_hover_text(tip).clicked() {
                    desk.step(|plan| {
                        let old = std::mem::take(&mut plan.legal_basis);
                        plan.legal_basis = order.iter().map(|from| old[*from].clone()).collect();
                    });
                }
            }
        });
    });
}
