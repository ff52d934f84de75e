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
    hint: |_| "Căn cứ Luật… / Nghị định số…/…/NĐ-CP ngày… của Chính phủ…".to_owned(),
    italic: true,
    place: Place::LegalBasis,
    read: |document| &document.legal_basis,
    write: |document| &mut document.legal_basis,
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
            let document = desk.document();
            let order = basis_order(&document);
            if order.iter().enumerate().any(|(at, from)| at != *from) {
                let tip = "Luật, nghị định, thông tư, rồi văn bản của địa phương; cùng bậc thì theo ngày";
                let sort = push("Xếp theo thứ bậc, ngày", icons::ARROW_DOWN);
                if ui.add(sort).on_hover_text(tip).clicked() {
                    desk.step(|document| {
                        let old = std::mem::take(&mut document.legal_basis);
                        document.legal_basis = order.iter().map(|from| old[*from].clone()).collect();
                    });
                }
            }
        });
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Document, Text};

    #[test]
    fn the_order_goes_by_rank_then_by_day_and_is_stable() {
        let basis = [
            "Căn cứ Thông tư số 5/2023/TT-BNV ngày 03 tháng 5 năm 2023 của Bộ Nội vụ",
            "và văn bản hướng dẫn",
            "Căn cứ Nghị định số 113/2025/NĐ-CP ngày 03 tháng 6 năm 2025 của Chính phủ",
            "Căn cứ Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ",
            "Căn cứ Luật Lưu trữ ngày 21 tháng 6 năm 2024",
        ];
        let mut document = Document {
            legal_basis: basis.iter().map(|words| Text::plain(words)).collect(),
            ..Document::default()
        };
        let order = basis_order(&document);
        assert_eq!(order, [4, 3, 2, 0, 1]);
        document.legal_basis =
            order.iter().map(|from| document.legal_basis[*from].clone()).collect();
        assert_eq!(basis_order(&document), [0, 1, 2, 3, 4]);
    }
}
