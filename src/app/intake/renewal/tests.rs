//! The list of changes, under a person's hands.

use std::path::Path;

use chrono::NaiveDate;
use egui::{Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;

use super::Renewal;
use crate::app::shell::window::{Over, Window};
use crate::model::{Document, IssueDate};
use crate::store::{Settings, Theme};

fn renewing() -> Harness<'static, Window> {
    let document = Document {
        agency: vec!["Ủy ban nhân dân tỉnh Hà Nam".to_owned()],
        number: Some(7),
        date: IssueDate::new(5, 3, 2025),
        subject: "Thi đua năm 2025".into(),
        legal_basis: vec!["Căn cứ Luật Thi đua".into()],
        ..Document::default()
    };
    let today = NaiveDate::from_ymd_opt(2026, 9, 22).expect("a real day");
    let settings = Settings { theme: Theme::Light, ..Settings::default() };
    let mut harness = Harness::builder()
        .with_size([1366.0, 768.0])
        .with_max_steps(64)
        .build_eframe(move |cc| {
            let mut window = Window::new(&cc.egui_ctx, None, settings);
            let renewal = Renewal::on(document, Path::new("cũ.kehoach"), today);
            window.over = Some(Over::Renewal(Box::new(renewal)));
            window
        });
    harness.run_steps(4);
    harness
}

#[test]
fn ticked_changes_are_made_and_the_rest_stays() {
    let mut harness = renewing();
    harness.get_by_label_contains("tỉnh Hà Nam → tỉnh Ninh Bình").click();
    harness.run_steps(4);
    harness.get_by_label_contains("Căn cứ Luật Thi đua → bỏ").click();
    harness.run_steps(4);
    harness.get_by_label("Tạo kế hoạch năm 2026").click();
    harness.run_steps(4);
    let window = harness.state();
    assert!(window.over.is_none());
    let draft = window.draft().expect("this year's plan is open");
    assert!(draft.session.is_dirty() && draft.path.is_none());
    let document = draft.session.document();
    assert_eq!(document.agency, ["Ủy ban nhân dân tỉnh Ninh Bình"]);
    assert_eq!(document.subject.as_str(), "Thi đua năm 2026");
    assert_eq!(
        (document.number, document.date.year, document.date.day),
        (None, Some(2026), None)
    );
    assert!(document.legal_basis.is_empty());
}

#[test]
fn by_keys_the_safe_changes_alone() {
    let mut harness = renewing();
    harness.key_press_modifiers(Modifiers::COMMAND, Key::Enter);
    harness.run_steps(4);
    let draft = harness.state().draft().expect("this year's plan is open");
    let document = draft.session.document();
    assert_eq!(document.agency, ["Ủy ban nhân dân tỉnh Hà Nam"]);
    assert_eq!(document.legal_basis.len(), 1);
    assert_eq!(document.subject.as_str(), "Thi đua năm 2026");
}

#[test]
fn new_words_can_be_written_otherwise() {
    let mut harness = renewing();
    let number = {
        let Some(Over::Renewal(renewal)) = &harness.state().over else { panic!("it is open") };
        let year = |c: &crate::renew::Change| c.after == "2026" && c.is_words();
        renewal.changes.iter().position(year).expect("the subject's year") + 1
    };
    harness.get_by_label(&format!("Sửa thay đổi {number}")).click();
    harness.run_steps(4);
    harness.get_by_label("Lời mới").type_text("2026 - 2030");
    harness.run_steps(4);
    harness.get_by_label("Xong").click();
    harness.run_steps(4);
    harness.key_press_modifiers(Modifiers::COMMAND, Key::Enter);
    harness.run_steps(4);
    let draft = harness.state().draft().expect("this year's plan is open");
    assert_eq!(draft.session.document().subject.as_str(), "Thi đua năm 2026 - 2030");
}
