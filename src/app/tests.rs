//! The window under a person's hands, without a screen: typing, clicking, undoing.

use std::time::{Duration, Instant};

use egui::{Event, Key, Modifiers, Role};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;

use super::shell::action::Action;
use super::shell::window::Window;
use crate::edit::EditKind;
use crate::model::{
    Annex, Authority, Block, Document, DocumentType, Level, Place, Recipient, Story, Table,
    Text,
};
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

fn document(harness: &Desk) -> Document {
    harness.state().draft().expect("a draft is open").session.document().clone()
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
    let before = document(&harness);
    write(&mut harness, "Số", "63");
    write(&mut harness, "Địa danh", "Đà Nẵng");
    write(&mut harness, "Ngày", "7");
    write(&mut harness, "Tên viết tắt", "SXD2");
    write_tall(&mut harness, "Trích yếu", "Thử một lần");
    write(&mut harness, "Họ và tên", "Trần Thị B");
    write_tall(&mut harness, "Căn cứ 1", "Luật Thủ đô");
    write(&mut harness, "Mục đích 1", "để biết");
    let after = document(&harness);
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
    assert_eq!(document(&harness), before);
    assert!(!harness.state().draft().expect("open").session.is_dirty());
    for _ in 0..40 {
        press(&mut harness, Modifiers::COMMAND, Key::Y);
    }
    assert_eq!(document(&harness), after);
}

#[test]
fn two_fields_of_one_place_are_two_steps_of_undo() {
    for (first, second) in [("Số", "Ký hiệu"), ("Địa danh", "Ngày"), ("Ngày", "Tháng")]
    {
        let mut harness = desk();
        write(&mut harness, first, "7");
        let between = document(&harness);
        write(&mut harness, second, "8");
        assert_ne!(document(&harness), between, "{first}, {second}");
        while document(&harness) != between {
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
    assert_eq!(document(&harness).number, Some(12));
    write(&mut harness, "Tháng", "13");
    assert_eq!(document(&harness).date.month, None);
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
    assert_eq!(document(&harness).place, "Tiếng");
}

#[test]
fn enter_splits_a_legal_basis_and_backspace_takes_an_empty_one_away() {
    let mut harness = desk();
    let before = document(&harness).legal_basis.len();
    harness.get_by_role_and_label(Role::MultilineTextInput, "Căn cứ 1").click();
    settle(&mut harness);
    press(&mut harness, Modifiers::NONE, Key::End);
    press(&mut harness, Modifiers::NONE, Key::Enter);
    assert_eq!(document(&harness).legal_basis.len(), before + 1);
    assert!(document(&harness).legal_basis[1].is_empty());
    press(&mut harness, Modifiers::NONE, Key::Backspace);
    assert_eq!(document(&harness).legal_basis.len(), before);
}

#[test]
fn alt_and_arrows_move_a_legal_basis() {
    let mut harness = desk();
    let before = document(&harness).legal_basis;
    harness.get_by_role_and_label(Role::MultilineTextInput, "Căn cứ 1").click();
    settle(&mut harness);
    press(&mut harness, Modifiers::ALT, Key::ArrowDown);
    let after = document(&harness).legal_basis;
    assert_eq!((&after[0], &after[1]), (&before[1], &before[0]));
}

#[test]
fn the_keys_that_fields_eat_do_what_the_menus_say() {
    let mut harness = desk();
    harness.get_by_role_and_label(Role::MultilineTextInput, "Trích yếu").click();
    settle(&mut harness);
    let before = document(&harness).subject;
    press(&mut harness, Modifiers::COMMAND, Key::H);
    assert_eq!(document(&harness).subject, before);
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
    assert_eq!(document(&harness).subject.to_markup(), "<b>một hai</b>");
    press(&mut harness, Modifiers::COMMAND, Key::B);
    assert_eq!(document(&harness).subject.to_markup(), "một hai");
}

#[test]
fn another_type_and_another_form_of_signing_are_chosen_from_lists() {
    let mut harness = desk();
    harness.get_by_role_and_label(Role::ComboBox, "Tên loại văn bản").click();
    settle(&mut harness);
    harness.get_by_label("Chương trình").click();
    settle(&mut harness);
    assert_eq!(document(&harness).document_type, DocumentType::Programme);
    harness.get_by_role_and_label(Role::ComboBox, "Hình thức ký").click();
    settle(&mut harness);
    harness.get_by_label("KT. — ký thay").click();
    settle(&mut harness);
    let Authority::Deputy { head, deputy } = &document(&harness).signatures[0].authority
    else {
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
    assert_eq!(document(&harness).date, crate::model::IssueDate::new(20, 11, 2026));
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
    let expected = document(&harness);
    press(&mut harness, Modifiers::COMMAND, Key::W);
    harness.state_mut().actions.push(Action::Open(path));
    wait(&mut harness, "it is open", |harness| harness.state().draft().is_some());
    assert_eq!(document(&harness), expected);
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
    wait(&mut harness, "pages come", |harness| {
        harness.state().desk.preview.position().is_some()
    });
    let (_, count) = harness.state().desk.preview.position().expect("pages");
    assert!(count >= 2, "{count}");
    assert!(harness.query_by_label("Trang in 1").is_some());
}

#[test]
fn a_page_that_is_scrolled_back_to_is_painted_again() {
    let mut harness = desk();
    wait(&mut harness, "pages come", |harness| harness.state().desk.preview.is_painted());
    // So small a view that the second page is out of it.
    harness.set_size(egui::vec2(1366.0, 500.0));
    settle(&mut harness);
    for name in ["Trang sau", "Trang trước", "Trang sau"] {
        harness.get_by_label(name).click();
        harness.run_steps(30);
        wait(&mut harness, name, |harness| harness.state().desk.preview.is_painted());
    }
}

#[test]
fn every_part_has_names_and_glyphs_in_both_themes() {
    for theme in [Theme::Light, Theme::Dark] {
        let mut harness = desk();
        harness.state_mut().settings.theme = theme;
        harness.state_mut().take_settings();
        wait(&mut harness, "pages come", |harness| {
            harness.state().desk.preview.position().is_some()
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
    assert_eq!(document(&harness).number, None);
    assert!(harness.get_by_role_and_label(Role::TextInput, "Số").is_focused());
}

#[test]
fn a_dialog_takes_the_keyboard_from_the_body_and_gives_it_back() {
    let mut harness = desk();
    let before = document(&harness);
    harness.get_by_label("I. MỤC ĐÍCH, YÊU CẦU").click();
    settle(&mut harness);
    harness.key_press_modifiers(Modifiers::COMMAND, Key::K);
    harness.step();
    harness.event(Event::Text("tối".to_owned()));
    harness.step();
    settle(&mut harness);
    assert_eq!(document(&harness), before);
    press(&mut harness, Modifiers::NONE, Key::Escape);
    assert!(harness.state().dialog.is_none());
    settle(&mut harness);
    harness.event(Event::Text("x".to_owned()));
    settle(&mut harness);
    let title = document(&harness).body[0].paragraph().map(|title| title.text.words());
    assert!(title.is_some_and(|words| words.ends_with('x')));
}

#[test]
fn another_draft_begins_at_the_top_of_the_form() {
    let mut harness = desk();
    harness.set_size(egui::vec2(1366.0, 740.0));
    settle(&mut harness);
    let top = |harness: &Desk| {
        let field = harness.get_by_role_and_label(Role::MultilineTextInput, "Trích yếu");
        field.rect().top()
    };
    let begins = top(&harness);
    let entry = format!("Nơi nhận ({})", document(&harness).recipients.len());
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
    harness.event(Event::Text("/không/có.kehoach".to_owned()));
    settle(&mut harness);
    // Press and release in one frame.
    for pressed in [true, false] {
        harness.input_mut().events.push(Event::Key {
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
        harness.set_size(egui::vec2(width, height));
        harness.run_steps(6);
        assert!(!harness.state().desk.panels.outline, "{width}");
        assert_eq!(harness.state().desk.panels.preview, width > 760.0, "{width}");
        let bar = 32.0..74.0;
        let rects: Vec<_> = harness
            .query_all_by_role(Role::Button)
            .map(|node| node.rect())
            .filter(|rect| bar.contains(&rect.center().y))
            .collect();
        assert!(rects.len() >= 12, "{rects:?}");
        for (index, rect) in rects.iter().enumerate() {
            assert!(rect.left() >= 0.0 && rect.right() <= width, "{width}: {rect:?}");
            let overlaps = |other: &egui::Rect| other.shrink(1.0).intersects(*rect);
            assert!(!rects[index + 1..].iter().any(overlaps), "{width}: {rects:?}");
        }
        let edge =
            harness.query_by_label("Trang trước").map_or(width, |node| node.rect().left());
        for field in harness.query_all_by_role(Role::TextInput) {
            assert!(field.rect().right() <= edge, "{width}: {:?}", field.rect());
        }
    }
    harness.set_size(egui::vec2(1366.0, 740.0));
    harness.run_steps(6);
    assert!(harness.state().desk.panels.outline && harness.state().desk.panels.preview);
}

#[test]
fn pasted_lines_become_entries_of_their_own() {
    let mut harness = desk();
    let paste = |harness: &mut Desk, label: &str, words: &str| {
        harness.get_by_role_and_label(Role::MultilineTextInput, label).click();
        settle(harness);
        harness.event(Event::Paste(words.to_owned()));
        settle(harness);
    };
    let before = document(&harness);
    paste(&mut harness, "Căn cứ 1", "Căn cứ Luật A;\r\nCăn cứ Luật B.\r\n");
    let now = document(&harness);
    let texts: Vec<&str> = now.legal_basis.iter().map(|text| text.as_str()).collect();
    assert_eq!(texts[1..3], ["Căn cứ Luật A", "Căn cứ Luật B"]);
    assert_eq!(now.legal_basis.len(), before.legal_basis.len() + 2);
    press(&mut harness, Modifiers::COMMAND, Key::Z);
    assert_eq!(document(&harness), before);
    let lines = "Nơi nhận:\n- UBND các xã (để t/h);\n- Lưu: VT, QLN.";
    paste(&mut harness, "Nơi nhận 1", lines);
    let now = document(&harness);
    assert_eq!(now.recipients[1].name, "UBND các xã");
    assert_eq!(now.recipients[1].purpose, "để t/h");
    assert_eq!(now.archive.units, ["VT", "QLN"]);
}

/// Events that type a text: letters, Enter for `⏎`, Tab for `⇥`.
fn typed(text: &str) -> Vec<Event> {
    let key = |key| Event::Key {
        key,
        physical_key: None,
        pressed: true,
        repeat: false,
        modifiers: Modifiers::NONE,
    };
    let event = |letter| match letter {
        '⏎' => key(Key::Enter),
        '⇥' => key(Key::Tab),
        '⌫' => key(Key::Backspace),
        letter => Event::Text(letter.to_string()),
    };
    text.chars().map(event).collect()
}

/// Types a text in frames of so many events each, over and over.
fn type_in_frames(harness: &mut Desk, text: &str, frames: &[usize]) {
    let mut events = typed(text);
    for size in frames.iter().cycle() {
        let rest = events.split_off((*size).min(events.len()));
        harness.input_mut().events.extend(events);
        harness.step();
        events = rest;
        if events.is_empty() {
            break;
        }
    }
    settle(harness);
}

/// A plan whose fields are all there and empty.
fn blank_desk() -> Desk {
    let mut harness = desk();
    let draft = harness.state_mut().screen.draft_mut().expect("a draft is open");
    draft.session.edit(EditKind::Step, None, |document| {
        *document = Document {
            legal_basis: vec![Text::default()],
            opening: vec![Text::default()],
            closing: vec![Text::default()],
            recipients: vec![Recipient::default()],
            body: vec![
                Block::new(Level::Clause, ""),
                Block::from(Table::new(2, 2)),
                Block::new(Level::Body, ""),
            ],
            ..Document::default()
        };
    });
    settle(&mut harness);
    harness
}

/// The kinds of fields, how they are reached, and how what is typed there is read.
type Kind = (&'static str, fn(&Document) -> Vec<String>);

const KINDS: [Kind; 7] = [
    ("Căn cứ 1", |document| document.legal_basis.iter().map(Text::words).collect()),
    ("Mở đầu 1", |document| document.opening.iter().map(Text::words).collect()),
    ("Kết thúc 1", |document| document.closing.iter().map(Text::words).collect()),
    ("Nơi nhận 1", |document| {
        document.recipients.iter().map(|one| one.name.clone()).collect()
    }),
    ("Khoản 1", |document| {
        let items = document.body.iter().filter_map(Block::paragraph);
        let items = items.filter(|item| item.level == Level::Clause);
        items.map(|item| item.text.words()).collect()
    }),
    ("Bảng 1, ô 2, 1", |document| {
        let table = document.body.iter().find_map(Block::table);
        let cell = table.map(|table| table.rows[1][0].text.as_str().to_owned());
        cell.unwrap_or_default().split('\n').map(str::to_owned).collect()
    }),
    ("Cơ quan ban hành", |document| document.agency.clone()),
];

/// Lines typed with Enter between them, in frames of any size, in every kind of field.
fn lines_typed(lines: &[String], frames: &[usize]) {
    for (label, read) in KINDS {
        let mut harness = blank_desk();
        harness.get_by_role_and_label(Role::MultilineTextInput, label).click();
        settle(&mut harness);
        type_in_frames(&mut harness, &lines.join("⏎"), frames);
        assert_eq!(read(&document(&harness)), lines, "{label}, frames of {frames:?}");
    }
}

/// Fields in which Enter begins nothing: what is typed on stays in them.
const ONE_LINE: [Kind; 9] = [
    ("Ký hiệu", |document| vec![document.symbol.clone()]),
    ("Địa danh", |document| vec![document.place.clone()]),
    ("Tên viết tắt", |document| vec![document.abbreviation.clone()]),
    ("Trích yếu", |document| vec![document.subject.words()]),
    ("Lưu", |document| vec![document.archive.units.join(", ")]),
    ("Thay mặt tập thể (TM.)", |document| {
        vec![document.signatures[0].on_behalf_of.clone()]
    }),
    ("Chức vụ", |document| match &document.signatures[0].authority {
        Authority::Head { position } => vec![position.clone()],
        _ => Vec::new(),
    }),
    ("Họ và tên", |document| vec![document.signatures[0].signer.clone()]),
    ("Tên phụ lục 1", |document| vec![document.annexes[0].title.words()]),
];

/// The same lines in every field of one line.
fn words_typed(lines: &[String], frames: &[usize]) {
    for (label, read) in ONE_LINE {
        let mut harness = blank_desk();
        let draft = harness.state_mut().screen.draft_mut().expect("a draft is open");
        draft.session.edit(EditKind::Step, None, |document| {
            document.annexes.push(Annex::default());
        });
        settle(&mut harness);
        let field = harness.query_by_role_and_label(Role::TextInput, label);
        let tall = || harness.get_by_role_and_label(Role::MultilineTextInput, label);
        field.unwrap_or_else(tall).click();
        settle(&mut harness);
        press(&mut harness, Modifiers::COMMAND, Key::A);
        type_in_frames(&mut harness, &lines.join("⏎"), frames);
        assert_eq!(
            read(&document(&harness)),
            [lines.concat()],
            "{label}, frames of {frames:?}"
        );
    }
}

/// Fields that take digits: what is typed, with Enter between, and what the plan then says.
type Digits = (&'static str, &'static str, fn(&Document) -> Option<i64>, i64);

const DIGITS: [Digits; 5] = [
    ("Số", "12⏎3", |document| document.number.map(i64::from), 123),
    ("Ngày", "1⏎2", |document| document.date.day.map(i64::from), 12),
    ("Tháng", "1⏎1", |document| document.date.month.map(i64::from), 11),
    ("Năm", "20⏎27", |document| document.date.year.map(i64::from), 2027),
    ("Số bản lưu", "0⏎5", |document| document.archive.copies.map(i64::from), 5),
];

fn digits_typed(frames: &[usize]) {
    for (label, keys, read, wanted) in DIGITS {
        let mut harness = blank_desk();
        harness.get_by_role_and_label(Role::TextInput, label).click();
        settle(&mut harness);
        press(&mut harness, Modifiers::COMMAND, Key::A);
        type_in_frames(&mut harness, keys, frames);
        assert_eq!(read(&document(&harness)), Some(wanted), "{label}, frames of {frames:?}");
    }
}

/// Enter in a purpose leads to the next recipient, and from its name to the one after.
fn purposes_typed(lines: &[String], frames: &[usize]) {
    let mut harness = blank_desk();
    harness.get_by_role_and_label(Role::TextInput, "Mục đích 1").click();
    settle(&mut harness);
    type_in_frames(&mut harness, &lines.join("⏎"), frames);
    let found = document(&harness).recipients;
    let found: Vec<(String, String)> =
        found.into_iter().map(|one| (one.name, one.purpose)).collect();
    let wanted = lines.iter().enumerate().map(|(at, line)| match at {
        0 => (String::new(), line.clone()),
        _ => (line.clone(), String::new()),
    });
    assert_eq!(found, wanted.collect::<Vec<_>>(), "frames of {frames:?}");
}

#[test]
fn no_letter_is_doubled_swapped_or_lost_however_keys_fall_into_frames() {
    let lines = ["một".to_owned(), "hai ba".to_owned(), "x".to_owned(), "Đắk Lắk".to_owned()];
    // One letter a frame, all in one frame, and Enter at the start, in the middle, at the end.
    for frames in [&[1][..], &[99], &[3, 1], &[4], &[2, 5, 3]] {
        lines_typed(&lines, frames);
        words_typed(&lines, frames);
        purposes_typed(&lines, frames);
        digits_typed(frames);
    }
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(6))]

    #[test]
    fn any_lines_in_any_frames_are_what_was_typed(
        lines in proptest::collection::vec("[a-cđế]{1,4}( [a-c]{1,2})?", 2..5),
        frames in proptest::collection::vec(1usize..7, 1..6),
    ) {
        lines_typed(&lines, &frames);
        words_typed(&lines, &frames);
        purposes_typed(&lines, &frames);
    }
}

#[test]
fn letters_after_tab_go_to_the_next_field() {
    for frames in [&[1][..], &[99], &[2]] {
        let mut harness = blank_desk();
        harness.get_by_role_and_label(Role::MultilineTextInput, "Nơi nhận 1").click();
        settle(&mut harness);
        type_in_frames(&mut harness, "Sở A⇥để b/c⏎Sở B⇥⏎Sở C", frames);
        let recipients = document(&harness).recipients;
        let found: Vec<(&str, &str)> =
            recipients.iter().map(|one| (one.name.as_str(), one.purpose.as_str())).collect();
        assert_eq!(found, [("Sở A", "để b/c"), ("Sở B", ""), ("Sở C", "")], "{frames:?}");
    }
}

#[test]
fn a_letter_typed_and_taken_back_in_an_empty_entry_leaves_the_entry() {
    let mut harness = blank_desk();
    harness.get_by_role_and_label(Role::MultilineTextInput, "Căn cứ 1").click();
    settle(&mut harness);
    type_in_frames(&mut harness, "x⏎a⌫â⌫⌫y", &[99]);
    let basis: Vec<String> = document(&harness).legal_basis.iter().map(Text::words).collect();
    assert_eq!(basis, ["xy"]);
}

#[test]
fn what_is_typed_after_a_dialog_goes_to_the_new_plans_subject() {
    let mut harness = desk();
    write_tall(&mut harness, "Trích yếu", "Một kế hoạch");
    press(&mut harness, Modifiers::COMMAND, Key::N);
    harness.get_by_label("Không lưu").click();
    harness.step();
    type_in_frames(&mut harness, "về việc mới", &[3]);
    assert_eq!(document(&harness).subject.as_str(), "về việc mới");
}

#[test]
fn tab_leads_from_what_is_looked_for_to_what_takes_its_place() {
    let mut harness = blank_desk();
    harness.get_by_role_and_label(Role::MultilineTextInput, "Căn cứ 1").click();
    settle(&mut harness);
    type_in_frames(&mut harness, "Luật A⏎Luật B", &[1]);
    harness.key_press_modifiers(Modifiers::COMMAND, Key::H);
    harness.step();
    type_in_frames(&mut harness, "Luật⇥Bộ luật", &[99]);
    let value = |label| {
        harness.get_by_role_and_label(Role::TextInput, label).value().unwrap_or_default()
    };
    assert_eq!((value("Tìm"), value("Thay bằng")), ("Luật".to_owned(), "Bộ luật".to_owned()));
    harness.get_by_label("1/2");
}

#[test]
fn control_and_arrows_stop_where_something_could_be_added() {
    let mut harness = blank_desk();
    let draft = |harness: &mut Desk, change: fn(&mut Document)| {
        let draft = harness.state_mut().screen.draft_mut().expect("open");
        draft.session.edit(EditKind::Step, None, change);
    };
    draft(&mut harness, |document| {
        document.legal_basis.clear();
        document.opening.clear();
    });
    harness.get_by_role_and_label(Role::MultilineTextInput, "Trích yếu").click();
    settle(&mut harness);
    press(&mut harness, Modifiers::COMMAND, Key::ArrowDown);
    harness.key_press(Key::Enter);
    settle(&mut harness);
    assert_eq!(document(&harness).legal_basis.len(), 1, "Enter adds one");
    press(&mut harness, Modifiers::COMMAND, Key::ArrowDown);
    press(&mut harness, Modifiers::COMMAND, Key::ArrowDown);
    let caret = harness.state().draft().expect("open").session.caret();
    assert!(matches!(caret.map(|c| c.place), Some(Place::Block(Story::Body, 0))), "{caret:?}");
}

#[test]
fn escape_and_tab_lead_out_of_the_body_and_control_and_arrows_from_card_to_card() {
    let mut harness = blank_desk();
    let focused = |harness: &Desk| {
        let form = &harness.state().draft().expect("open").form;
        form.focused.map(|(place, _)| place)
    };
    harness.get_by_role_and_label(Role::MultilineTextInput, "Khoản 1").click();
    settle(&mut harness);
    let before = document(&harness);
    press(&mut harness, Modifiers::NONE, Key::Escape);
    press(&mut harness, Modifiers::NONE, Key::Tab);
    assert_eq!(focused(&harness), Some(Place::Closing(0)));
    press(&mut harness, Modifiers::COMMAND, Key::ArrowUp);
    assert_eq!(focused(&harness), Some(Place::Block(Story::Body, 0)));
    press(&mut harness, Modifiers::NONE, Key::Escape);
    press(&mut harness, Modifiers::SHIFT, Key::Tab);
    assert_eq!(focused(&harness), Some(Place::Opening(0)));
    for place in [Place::LegalBasis(0), Place::Subject, Place::Number, Place::Agency(0)] {
        press(&mut harness, Modifiers::COMMAND, Key::ArrowUp);
        assert_eq!(focused(&harness), Some(place));
    }
    assert_eq!(document(&harness), before);
    // Tab on a heading with words changes it, and says so.
    press(&mut harness, Modifiers::COMMAND, Key::ArrowDown);
    harness.get_by_role_and_label(Role::MultilineTextInput, "Khoản 1").click();
    settle(&mut harness);
    type_in_frames(&mut harness, "việc⇥", &[1]);
    harness.get_by_label("Đổi cấp: “1.” thành “a)” · Ctrl+Z: hoàn tác");
}

#[test]
fn f6_leads_through_the_panes() {
    let mut harness = blank_desk();
    wait(&mut harness, "the one page comes", |harness| {
        harness.state().desk.preview.position() == Some((0, 1))
    });
    harness.get_by_role_and_label(Role::MultilineTextInput, "Trích yếu").click();
    settle(&mut harness);
    press(&mut harness, Modifiers::NONE, Key::F6);
    assert!(harness.get_by_label("Trang in 1").is_focused());
    press(&mut harness, Modifiers::NONE, Key::F6);
    assert!(harness.get_by_role_and_label(Role::Button, "Trích yếu").is_focused());
    press(&mut harness, Modifiers::NONE, Key::F6);
    let subject = harness.get_by_role_and_label(Role::MultilineTextInput, "Trích yếu");
    assert!(subject.is_focused());
}

#[test]
fn menus_are_walked_by_keys_and_give_the_keyboard_back() {
    let mut harness = desk();
    let subject = |harness: &Desk| document(harness).subject.words();
    harness.get_by_role_and_label(Role::MultilineTextInput, "Trích yếu").click();
    settle(&mut harness);
    press(&mut harness, Modifiers::NONE, Key::End);
    let before = subject(&harness);
    let focused = |harness: &Desk, name: &str| {
        harness.query_by_role_and_label(Role::MenuItem, name).is_some_and(|it| it.is_focused())
    };
    press(&mut harness, Modifiers::NONE, Key::F10);
    assert!(focused(&harness, "Kế hoạch mới"));
    press(&mut harness, Modifiers::NONE, Key::ArrowDown);
    assert!(focused(&harness, "Văn bản mới"));
    press(&mut harness, Modifiers::NONE, Key::ArrowRight);
    harness.run_steps(4);
    assert!(focused(&harness, "Kế hoạch"), "the plan first in the menu inside the menu");
    press(&mut harness, Modifiers::NONE, Key::ArrowLeft);
    assert!(focused(&harness, "Văn bản mới"));
    // A letter leads to an entry, and never into the words behind the menu.
    harness.event(Event::Text("t".to_owned()));
    settle(&mut harness);
    assert!(focused(&harness, "Từ kế hoạch năm trước…"));
    press(&mut harness, Modifiers::NONE, Key::ArrowRight);
    assert!(focused(&harness, "Hoàn tác") || focused(&harness, "Cắt"), "the menu beside it");
    press(&mut harness, Modifiers::NONE, Key::Escape);
    settle(&mut harness);
    harness.event(Event::Text("z".to_owned()));
    settle(&mut harness);
    assert_eq!(subject(&harness), format!("{before}z"), "the caret is where it was");
    // What is chosen is done, and she writes on.
    press(&mut harness, Modifiers::NONE, Key::F10);
    press(&mut harness, Modifiers::NONE, Key::ArrowRight);
    assert!(focused(&harness, "Hoàn tác"));
    press(&mut harness, Modifiers::NONE, Key::Enter);
    settle(&mut harness);
    assert_eq!(subject(&harness), before);
    harness.event(Event::Text("y".to_owned()));
    settle(&mut harness);
    assert_eq!(subject(&harness), format!("{before}y"));
}

#[test]
fn keys_of_one_frame_do_in_a_menu_what_they_do_one_by_one() {
    let key = |key| Event::Key {
        key,
        physical_key: None,
        pressed: true,
        repeat: false,
        modifiers: Modifiers::NONE,
    };
    let text = |words: &str| Event::Text(words.to_owned());
    let down = || key(Key::ArrowDown);
    let f10 = || key(Key::F10);
    for (events, entry, written) in [
        (vec![f10(), down(), down()], Some("Mở bản thảo…"), ""),
        (vec![f10(), text("k"), text("v"), text("t")], Some("Từ kế hoạch năm trước…"), ""),
        (vec![f10(), key(Key::ArrowRight), down()], Some("Sao chép"), ""),
        (vec![text("a"), f10(), down(), key(Key::Escape), text("b")], None, "ab"),
        (vec![text("a"), f10(), f10(), text("b"), text("c")], None, "abc"),
        (vec![f10(), key(Key::ArrowRight), key(Key::Escape), text("d")], None, "d"),
    ] {
        for at_once in [false, true] {
            let mut harness = desk();
            harness.get_by_role_and_label(Role::MultilineTextInput, "Trích yếu").click();
            settle(&mut harness);
            press(&mut harness, Modifiers::NONE, Key::End);
            let before = document(&harness).subject.words();
            for event in &events {
                harness.input_mut().events.push(event.clone());
                if !at_once {
                    settle(&mut harness);
                }
            }
            settle(&mut harness);
            settle(&mut harness);
            let now = document(&harness).subject.words();
            assert_eq!(now, format!("{before}{written}"), "{events:?} {at_once}");
            let node = |name| harness.query_by_role_and_label(Role::MenuItem, name);
            let focused = entry.and_then(node).is_some_and(|it| it.is_focused());
            assert_eq!(focused, entry.is_some(), "{events:?} {at_once}");
        }
    }
}

#[test]
fn a_menu_under_the_second_button_eats_the_keys_that_would_change_the_words() {
    let mut harness = desk();
    let field = harness.get_by_role_and_label(Role::MultilineTextInput, "Trích yếu");
    field.click();
    settle(&mut harness);
    let before = document(&harness);
    let field = harness.get_by_role_and_label(Role::MultilineTextInput, "Trích yếu");
    field.click_secondary();
    settle(&mut harness);
    for key in [Key::Backspace, Key::Enter] {
        press(&mut harness, Modifiers::NONE, key);
    }
    harness.event(Event::Text("x".to_owned()));
    settle(&mut harness);
    assert_eq!(document(&harness), before);
    press(&mut harness, Modifiers::NONE, Key::ArrowDown);
    assert!(harness.get_by_role_and_label(Role::MenuItem, "Cắt").is_focused());
    press(&mut harness, Modifiers::NONE, Key::Escape);
    settle(&mut harness);
    harness.event(Event::Text("z".to_owned()));
    settle(&mut harness);
    assert_ne!(document(&harness), before, "the caret is back");
}

#[test]
fn a_symbol_can_be_emptied_to_write_another() {
    let mut harness = desk();
    let value = |harness: &Desk| {
        let field = harness.get_by_role_and_label(Role::TextInput, "Ký hiệu");
        field.value().unwrap_or_default()
    };
    let made = value(&harness);
    harness.get_by_role_and_label(Role::TextInput, "Ký hiệu").click();
    settle(&mut harness);
    press(&mut harness, Modifiers::COMMAND, Key::A);
    press(&mut harness, Modifiers::NONE, Key::Backspace);
    assert_eq!(value(&harness), "");
    type_in_frames(&mut harness, "KH-BCĐ", &[1]);
    assert_eq!(document(&harness).symbol, "KH-BCĐ");
    press(&mut harness, Modifiers::COMMAND, Key::A);
    press(&mut harness, Modifiers::NONE, Key::Backspace);
    press(&mut harness, Modifiers::NONE, Key::Tab);
    assert_eq!((document(&harness).symbol.as_str(), value(&harness)), ("", made));
}

#[test]
fn a_draft_that_is_opened_has_a_caret_and_stands_at_its_top() {
    let mut harness = desk();
    let subject = harness.get_by_role_and_label(Role::MultilineTextInput, "Trích yếu");
    assert!(subject.is_focused());
    let before = document(&harness).subject.words();
    harness.event(Event::Text("z".to_owned()));
    settle(&mut harness);
    assert_eq!(document(&harness).subject.words(), format!("{before}z"));
}

#[test]
fn a_finding_without_letters_is_said_where_the_caret_goes() {
    let mut harness = desk();
    write(&mut harness, "Họ và tên", "");
    press(&mut harness, Modifiers::COMMAND, Key::A);
    press(&mut harness, Modifiers::NONE, Key::Backspace);
    wait(&mut harness, "it is checked", |harness| {
        let items = harness.state().desk.inspector.items().unwrap_or_default();
        items.iter().any(|item| item.finding.rule.id == "S09")
    });
    harness.get_by_role_and_label(Role::TextInput, "Địa danh").click();
    settle(&mut harness);
    for _ in 0..20 {
        press(&mut harness, Modifiers::NONE, Key::F8);
        if harness.query_by_label_contains("(S09)").is_some() {
            break;
        }
    }
    harness.get_by_label_contains("chưa có họ tên người ký (S09)");
    assert!(harness.get_by_role_and_label(Role::TextInput, "Họ và tên").is_focused());
}
