//! Kính gửi (ô 9a) and thẩm quyền ban hành.

use egui::Ui;

use super::agency::lines;
use super::{Card, Desk, card};
use crate::app::look::field::Field;
use crate::model::Place;
use crate::standard::AddresseeForm;

/// What the addressees of a form are called.
pub fn title(form: AddresseeForm) -> &'static str {
    match form {
        AddresseeForm::None | AddresseeForm::Salutation => "Kính gửi",
        AddresseeForm::Telegram => "Nơi nhận điện",
        AddresseeForm::Invitation => "Kính mời",
    }
}

/// Shows the card of the addressees.
pub fn show(ui: &mut Ui, desk: &mut Desk<'_>, form: AddresseeForm) {
    let (note, hint) = match form {
        AddresseeForm::None | AddresseeForm::Salutation => {
            ("Điểm d khoản 9 Mục II Phụ lục I", "mỗi cơ quan một dòng")
        }
        AddresseeForm::Telegram => ("Mẫu 1.6 Phụ lục III", "mỗi cơ quan một dòng"),
        AddresseeForm::Invitation => {
            ("Mẫu 1.7 Phụ lục III", "cơ quan hoặc họ tên, chức vụ; mỗi khách một dòng")
        }
    };
    card(ui, desk, Card::Addressees, title(form), note, |ui, desk| {
        let document = desk.document();
        let sender = match form {
            AddresseeForm::Telegram => Some((
                "Người gửi điện",
                "Chủ tịch Ủy ban nhân dân tỉnh; để trống thì là cơ quan ban hành",
            )),
            AddresseeForm::Invitation => Some((
                "Người mời",
                "Chủ tịch Ủy ban nhân dân xã; để trống thì là cơ quan ban hành",
            )),
            AddresseeForm::None | AddresseeForm::Salutation => None,
        };
        if let Some((label, hint)) = sender {
            Field::new(Place::Competence, "sender", label).hint(hint).words(
                ui,
                desk,
                &document.competence,
                |document, words| document.competence = words,
            );
        }
        Field::new(Place::Addressee(0), "lines", title(form))
            .bare()
            .lines()
            .needed(true)
            .hint(hint)
            .words(ui, desk, &document.addressees.join("\n"), |document, words| {
                document.addressees = lines(&words);
            });
    });
}

/// Shows the card of the authority that issues.
pub fn competence(ui: &mut Ui, desk: &mut Desk<'_>) {
    let title = "Thẩm quyền ban hành";
    card(
        ui,
        desk,
        Card::Competence,
        title,
        "Mẫu 1.1, 1.2, 1.3 Phụ lục III",
        |ui, desk| {
            let document = desk.document();
            Field::new(Place::Competence, "words", title)
                .bare()
                .needed(true)
                .hint(
                    "chức vụ người đứng đầu, hoặc tên tập thể, cơ quan: Giám đốc Sở Xây dựng",
                )
                .words(ui, desk, &document.competence, |document, words| {
                    document.competence = words
                });
        },
    );
}
