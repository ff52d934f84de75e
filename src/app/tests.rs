//! The window under a person's hands, without a screen: typing, clicking, undoing.

use std::time::{Duration, Instant};

use eframe::egui::{Key, Modifiers, Role};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;

use super::shell::action::Action;
use super::shell::window::Window;
use crate::model::{Authority, DocumentType, Plan};
use crate::store::{Settings, Theme};

type Desk = Harness<'static, Window>;

fn window() -> Desk {
    let settings = Settings { theme: Theme::Light, ..Settings::default() };
    let mut harness = Harness::builder()
        .with_size([1366.0, 6000.0])
        .with_max_steps(64)
        .build_eframe(move |cc| {
            let mut window = Window::new(&cc.egui_ctx, None, settings);
            window.system_dialogs = false;
            window
        });
    harness.step();
    harness
}

fn desk() -> Desk {
    let mut harness = window();
    harness.state_mut().actions.push(Action::Sample("phong-trao-thi-dua".to_owned()));
    settle(&mut harness);
    harness
}

/// Lets the window do what was asked and checks that every input has a name.
fn settle(harness: &mut Desk) {
    harness.run_steps(4);
}

fn plan(harness: &Desk) -> Plan {
    harness.state().draft().expect("a draft is open").session.plan().clone()
}

fn write(harness: &mut Desk, label: &str, words: &str) {
    harness.get_by_role_and_label(Role::TextInput, label).click();
    settle(harness);
    harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
    harness.step();
    harness.get_by_role_and_label(Role::TextInput, label).type_text(words);
    settle(harness);
}

fn write_tall(harness: &mut Desk, label: &str, words: &str) {
    harness.get_by_role_and_label(Role::MultilineTextInput, label).click();
    settle(harness);
    harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
    harness.step();
    harness.get_by_role_and_label(Role::MultilineTextInput, label).type_text(words);
    settle(harness);
}

fn press(harness: &mut Desk, modifiers: Modifiers, key: Key) {
    harness.key_press_modifiers(modifiers, key);
    settle(harness);
}

/// Waits for the threads.
pub(super) fn wait(harness: &mut Desk, what: &str, holds: impl Fn(&Desk) -> bool) {
    let end = Instant::now() + Duration::from_secs(20);
    while !holds(harness) {
        assert!(Instant::now() < end, "{what}");
        std::thread::sleep(Duration::from_millis(10));
        harness.step();
    }
}

#[test]
fn what_is_typed_into_the_cards_is_in_the_plan_and_undo_gives_it_back() {
    let mut harness = desk();
    let before = plan(&harness);
    write(&mut harness, "Số", "63");
    write(&mut harness, "Địa danh", "Đà Nẵng");
    write(&mut harness, "Ngày", "7");
    write(&mut harness, "Tên viết tắt", "SXD2");
    write_tall(&mut harness, "Trích yếu", "Thử một lần");
    write(&mut harness, "Họ và tên", "Trần Thị B");
    write_tall(&mut harness, "Căn cứ 1", "Luật Thủ đô");
    write(&mut harness, "Mục đích 1", "để biết");
    let after = plan(&harness);
    assert_eq!(after.number, Some(63));
    assert_eq!(after.place, "Đà Nẵng");
    assert_eq!(after.date.day, Some(7));
    assert_eq!(after.abbreviation, "SXD2");
    assert_eq!(after.subject.as_str(), "Thử một lần");
    assert_eq!(after.signatures[0].signer, "Trần Thị B");
    assert_eq!(after.legal_basis[0].as_str(), "Luật Thủ đô");
    assert_eq!(after.recipients[0].purpose, "để biết");
    for _ in 0..40 {
        press(&mut harness, Modifiers::COMMAND, Key::Z);
    }
    assert_eq!(plan(&harness), before);
    assert!(!harness.state().draft().expect("open").session.is_dirty());
    for _ in 0..40 {
        press(&mut harness, Modifiers::COMMAND, Key::Y);
    }
    assert_eq!(plan(&harness), after);
}

#[test]
fn two_fields_of_one_place_are_two_steps_of_undo() {
    for (first, second) in [("Số", "Ký hiệu"), ("Địa danh", "Ngày"), ("Ngày", "Tháng")]
    {
        let mut harness = desk();
        write(&mut harness, first, "7");
        let between = plan(&harness);
        write(&mut harness, second, "8");
        assert_ne!(plan(&harness), between, "{first}, {second}");
        while plan(&harness) != between {
            press(&mut harness, Modifiers::COMMAND, Key::Z);
            let draft = harness.state().draft().expect("open");
            assert!(draft.session.can_undo(), "{first}, {second}: both went in one step");
        }
    }
}

#[test]
fn letters_in_a_number_field_change_nothing() {
    let mut harness = desk();
    write(&mut harness, "Số", "12a");
    assert_eq!(plan(&harness).number, Some(12));
    write(&mut harness, "Tháng", "13");
    assert_eq!(plan(&harness).date.month, None);
}

#[test]
fn a_burst_of_an_input_method_in_one_frame_becomes_its_word() {
    let mut harness = desk();
    write(&mut harness, "Địa danh", "Tie");
    let field = harness.get_by_role_and_label(Role::TextInput, "Địa danh");
    field.type_text("ê");
    harness.key_press(Key::Backspace);
    harness.key_press(Key::Backspace);
    harness.get_by_role_and_label(Role::TextInput, "Địa danh").type_text("ếng");
    settle(&mut harness);
    assert_eq!(plan(&harness).place, "Tiếng");
}

#[test]
fn enter_splits_a_legal_basis_and_backspace_takes_an_empty_one_away() {
    let mut harness = desk();
    let before = plan(&harness).legal_basis.len();
    harness.get_by_role_and_label(Role::MultilineTextInput, "Căn cứ 1").click();
    settle(&mut harness);
    press(&mut harness, Modifiers::NONE, Key::End);
    press(&mut harness, Modifiers::NONE, Key::Enter);
    assert_eq!(plan(&harness).legal_basis.len(), before + 1);
    assert!(plan(&harness).legal_basis[1].is_empty());
    press(&mut harness, Modifiers::NONE, Key::Backspace);
    assert_eq!(plan(&harness).legal_basis.len(), before);
}

#[test]
fn alt_and_arrows_move_a_legal_basis() {
    let mut harness = desk();
    let before = plan(&harness).legal_basis;
    harness.get_by_role_and_label(Role::MultilineTextInput, "Căn cứ 1").click();
    settle(&mut harness);
    press(&mut harness, Modifiers::ALT, Key::ArrowDown);
    let after = plan(&harness).legal_basis;
    assert_eq!((&after[0], &after[1]), (&before[1], &before[0]));
}

#[test]
fn the_keys_that_fields_eat_do_what_the_menus_say() {
    let mut harness = desk();
    harness.get_by_role_and_label(Role::MultilineTextInput, "Trích yếu").click();
    settle(&mut harness);
    let before = plan(&harness).subject;
    press(&mut harness, Modifiers::COMMAND, Key::H);
    assert_eq!(plan(&harness).subject, before);
    harness.get_by_role_and_label(Role::TextInput, "Thay bằng");
    press(&mut harness, Modifiers::NONE, Key::Escape);
    press(&mut harness, Modifiers::COMMAND, Key::K);
    harness.get_by_role_and_label(Role::TextInput, "Tìm lệnh");
}

#[test]
fn bold_is_put_on_the_selected_words_of_a_subject() {
    let mut harness = desk();
    write_tall(&mut harness, "Trích yếu", "một hai");
    press(&mut harness, Modifiers::COMMAND, Key::A);
    press(&mut harness, Modifiers::COMMAND, Key::B);
    assert_eq!(plan(&harness).subject.to_markup(), "<b>một hai</b>");
    press(&mut harness, Modifiers::COMMAND, Key::B);
    assert_eq!(plan(&harness).subject.to_markup(), "một hai");
}

#[test]
fn another_type_and_another_form_of_signing_are_chosen_from_lists() {
    let mut harness = desk();
    harness.get_by_role_and_label(Role::ComboBox, "Tên loại văn bản").click();
    settle(&mut harness);
    harness.get_by_label("Chương trình").click();
    settle(&mut harness);
    assert_eq!(plan(&harness).document_type, DocumentType::Programme);
    harness.get_by_role_and_label(Role::ComboBox, "Hình thức ký").click();
    settle(&mut harness);
    harness.get_by_label("KT. — ký thay").click();
    settle(&mut harness);
    let Authority::Deputy { head, deputy } = &plan(&harness).signatures[0].authority else {
        panic!("the deputy signs");
    };
    assert_eq!((head.as_str(), deputy.as_str()), ("Giám đốc", "Phó Giám đốc"));
}

#[test]
fn a_day_is_picked_from_the_calendar() {
    let mut harness = desk();
    write(&mut harness, "Tháng", "11");
    write(&mut harness, "Năm", "2026");
    harness.get_by_label("Chọn ngày trong lịch").click();
    settle(&mut harness);
    harness.get_by_label("20/11/2026").click();
    settle(&mut harness);
    assert_eq!(plan(&harness).date, crate::model::IssueDate::new(20, 11, 2026));
}

#[test]
fn closing_asks_about_unsaved_work_and_not_without_any() {
    let mut harness = desk();
    press(&mut harness, Modifiers::COMMAND, Key::W);
    assert!(harness.state().draft().is_none());
    harness.get_by_label("Kế hoạch mới").click();
    settle(&mut harness);
    write_tall(&mut harness, "Trích yếu", "Một kế hoạch");
    press(&mut harness, Modifiers::COMMAND, Key::W);
    harness.get_by_label("Lưu thay đổi?");
    harness.get_by_label("Hủy").click();
    settle(&mut harness);
    assert!(harness.state().draft().is_some());
    press(&mut harness, Modifiers::COMMAND, Key::W);
    harness.get_by_label("Không lưu").click();
    settle(&mut harness);
    assert!(harness.state().draft().is_none());
}

#[test]
fn a_draft_is_saved_under_a_typed_path_and_opens_again() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut harness = desk();
    write_tall(&mut harness, "Trích yếu", "Một kế hoạch đã lưu");
    press(&mut harness, Modifiers::COMMAND, Key::S);
    wait(&mut harness, "the path is asked for", |harness| {
        harness.query_by_label("Đường dẫn tệp").is_some()
    });
    let path = folder.path().join("của tôi");
    write(&mut harness, "Đường dẫn tệp", &path.display().to_string());
    harness.get_by_label("Ghi tệp").click();
    let path = path.with_extension("kehoach");
    wait(&mut harness, "it is saved", |harness| {
        !harness.state().draft().expect("open").session.is_dirty()
    });
    let expected = plan(&harness);
    press(&mut harness, Modifiers::COMMAND, Key::W);
    harness.state_mut().actions.push(Action::Open(path));
    wait(&mut harness, "it is open", |harness| harness.state().draft().is_some());
    assert_eq!(plan(&harness), expected);
}

#[test]
fn what_cannot_be_opened_is_said() {
    let mut harness = window();
    harness.state_mut().actions.push(Action::Open("/không/có.kehoach".into()));
    wait(&mut harness, "it is said", |harness| {
        harness.query_by_label("Không mở được bản thảo").is_some()
    });
    harness.get_by_label("Đã hiểu").click();
    settle(&mut harness);
    assert!(harness.query_by_label("Đã hiểu").is_none());
}

#[test]
fn the_pages_come_and_follow_the_caret() {
    let mut harness = desk();
    wait(&mut harness, "pages come", |harness| harness.state().preview.position().is_some());
    let (_, count) = harness.state().preview.position().expect("pages");
    assert!(count >= 2, "{count}");
    assert!(harness.query_by_label("Trang in 1").is_some());
}

#[test]
fn a_page_that_is_scrolled_back_to_is_painted_again() {
    let mut harness = desk();
    wait(&mut harness, "pages come", |harness| harness.state().preview.is_painted());
    // So small a view that the second page is out of it.
    harness.set_size(eframe::egui::vec2(1366.0, 500.0));
    settle(&mut harness);
    for name in ["Trang sau", "Trang trước", "Trang sau"] {
        harness.get_by_label(name).click();
        harness.run_steps(30);
        wait(&mut harness, name, |harness| harness.state().preview.is_painted());
    }
}

#[test]
fn every_part_has_names_and_glyphs_in_both_themes() {
    for theme in [Theme::Light, Theme::Dark] {
        let mut harness = desk();
        harness.state_mut().settings.theme = theme;
        harness.state_mut().take_settings();
        wait(&mut harness, "pages come", |harness| {
            harness.state().preview.position().is_some()
        });
        harness.try_run().ok();
        for command in [Key::F1, Key::F8, Key::F9] {
            press(&mut harness, Modifiers::NONE, command);
            harness.try_run().ok();
            press(&mut harness, Modifiers::NONE, Key::Escape);
        }
    }
}

#[test]
fn undo_brings_the_caret_back_to_where_the_change_was() {
    let mut harness = desk();
    write_tall(&mut harness, "Trích yếu", "Một kế hoạch");
    harness.get_by_role_and_label(Role::TextInput, "Số").click();
    settle(&mut harness);
    harness.get_by_role_and_label(Role::TextInput, "Số").type_text("63");
    settle(&mut harness);
    harness.get_by_role_and_label(Role::MultilineTextInput, "Trích yếu").click();
    settle(&mut harness);
    press(&mut harness, Modifiers::COMMAND, Key::Z);
    assert_eq!(plan(&harness).number, None);
    assert!(harness.get_by_role_and_label(Role::TextInput, "Số").is_focused());
}

#[test]
fn a_dialog_takes_the_keyboard_from_the_body_and_gives_it_back() {
    let mut harness = desk();
    let before = plan(&harness);
    harness.get_by_label("I. MỤC ĐÍCH, YÊU CẦU").click();
    settle(&mut harness);
    harness.key_press_modifiers(Modifiers::COMMAND, Key::K);
    harness.step();
    harness.event(eframe::egui::Event::Text("tối".to_owned()));
    harness.step();
    settle(&mut harness);
    assert_eq!(plan(&harness), before);
    press(&mut harness, Modifiers::NONE, Key::Escape);
    assert!(harness.state().dialog.is_none());
    settle(&mut harness);
    harness.event(eframe::egui::Event::Text("x".to_owned()));
    settle(&mut harness);
    let title = plan(&harness).body[0].paragraph().map(|title| title.text.words());
    assert!(title.is_some_and(|words| words.ends_with('x')));
}

#[test]
fn another_draft_begins_at_the_top_of_the_form() {
    let mut harness = desk();
    harness.set_size(eframe::egui::vec2(1366.0, 740.0));
    settle(&mut harness);
    let top = |harness: &Desk| {
        let field = harness.get_by_role_and_label(Role::MultilineTextInput, "Trích yếu");
        field.rect().top()
    };
    let begins = top(&harness);
    let entry = format!("Nơi nhận ({})", plan(&harness).recipients.len());
    harness.get_by_label(&entry).click();
    harness.run_steps(40);
    assert!(top(&harness) < begins - 300.0);
    harness.state_mut().actions.push(Action::Sample("phong-trao-thi-dua".to_owned()));
    harness.run_steps(10);
    assert!((top(&harness) - begins).abs() < 1.0, "{} {begins}", top(&harness));
}

#[test]
fn a_typed_path_is_confirmed_by_enter_and_stays_after_an_error() {
    let mut harness = window();
    harness.state_mut().actions.push(Action::Run(super::shell::command::Command::Open));
    wait(&mut harness, "the path is asked for", |harness| {
        harness.query_by_label("Đường dẫn tệp").is_some()
    });
    settle(&mut harness);
    // What stood there is selected: typing takes its place.
    harness.event(eframe::egui::Event::Text("/không/có.kehoach".to_owned()));
    settle(&mut harness);
    // Press and release in one frame.
    for pressed in [true, false] {
        harness.input_mut().events.push(eframe::egui::Event::Key {
            key: Key::Enter,
            physical_key: None,
            pressed,
            repeat: false,
            modifiers: Modifiers::NONE,
        });
    }
    harness.step();
    wait(&mut harness, "it is said", |harness| harness.query_by_label("Đã hiểu").is_some());
    harness.get_by_label("Đã hiểu").click();
    settle(&mut harness);
    let field = harness.get_by_role_and_label(Role::TextInput, "Đường dẫn tệp");
    assert_eq!(field.value().as_deref(), Some("/không/có.kehoach"));
}

#[test]
fn nothing_overlaps_in_a_small_window() {
    let mut harness = desk();
    for (width, height) in [(1024.0, 600.0), (910.0, 493.0), (683.0, 370.0)] {
        harness.set_size(eframe::egui::vec2(width, height));
        harness.run_steps(6);
        assert!(!harness.state().panels.outline, "{width}");
        assert_eq!(harness.state().panels.preview, width > 760.0, "{width}");
        let bar = 32.0..74.0;
        let rects: Vec<_> = harness
            .query_all_by_role(Role::Button)
            .map(|node| node.rect())
            .filter(|rect| bar.contains(&rect.center().y))
            .collect();
        assert!(rects.len() >= 12, "{rects:?}");
        for (index, rect) in rects.iter().enumerate() {
            assert!(rect.left() >= 0.0 && rect.right() <= width, "{width}: {rect:?}");
            let overlaps = |other: &eframe::egui::Rect| other.shrink(1.0).intersects(*rect);
            assert!(!rects[index + 1..].iter().any(overlaps), "{width}: {rects:?}");
        }
        let edge =
            harness.query_by_label("Trang trước").map_or(width, |node| node.rect().left());
        for field in harness.query_all_by_role(Role::TextInput) {
            assert!(field.rect().right() <= edge, "{width}: {:?}", field.rect());
        }
    }
    harness.set_size(eframe::egui::vec2(1366.0, 740.0));
    harness.run_steps(6);
    assert!(harness.state().panels.outline && harness.state().panels.preview);
}

#[test]
fn pasted_lines_become_entries_of_their_own() {
    let mut harness = desk();
    let paste = |harness: &mut Desk, label: &str, words: &str| {
        harness.get_by_role_and_label(Role::MultilineTextInput, label).click();
        settle(harness);
        harness.event(eframe::egui::Event::Paste(words.to_owned()));
        settle(harness);
    };
    let before = plan(&harness);
    paste(&mut harness, "Căn cứ 1", "Căn cứ Luật A;\r\nCăn cứ Luật B.\r\n");
    let now = plan(&harness);
    let texts: Vec<&str> = now.legal_basis.iter().map(|text| text.as_str()).collect();
    assert_eq!(texts[1..3], ["Căn cứ Luật A", "Căn cứ Luật B"]);
    assert_eq!(now.legal_basis.len(), before.legal_basis.len() + 2);
    press(&mut harness, Modifiers::COMMAND, Key::Z);
    assert_eq!(plan(&harness), before);
    let lines = "Nơi nhận:\n- UBND các xã (để t/h);\n- Lưu: VT, QLN.";
    paste(&mut harness, "Nơi nhận 1", lines);
    let now = plan(&harness);
    assert_eq!(now.recipients[1].name, "UBND các xã");
    assert_eq!(now.recipients[1].purpose, "để t/h");
    assert_eq!(now.archive.units, ["VT", "QLN"]);
}
