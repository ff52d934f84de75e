//! Taking a file in, under a person's hands.

use egui::{Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;

use super::{Intake, Reading, Request};
use crate::app::shell::window::{Over, Window};
use crate::model::{Block, Document, DocumentType, Level, Place, Story};
use crate::read::{DropKind, Dropped, Note, NoteKind, Weight};
use crate::store::{Settings, Theme};

const TEXT: &str = "SỞ XÂY DỰNG\n\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n\nĐộc lập - Tự do - Hạnh \
                    phúc\n\nSố: 12/KH-SXD\n\nHải Phòng, ngày 05 tháng 3 năm 2026\n\nKẾ \
                    HOẠCH\n\nThi đua năm 2026\n\nI. MỤC ĐÍCH\n\n1. Việc một.\n\n3. Việc \
                    hai.\n\nTheo Luật Thi đua\n\nII. TỔ CHỨC\n\n1. Việc ba.\n\nNơi nhận:\n\n- Như \
                    trên;\n\n- Lưu: VT.\n\nGIÁM ĐỐC\n\nTrần Văn A\n";

fn taking(text: &str) -> Harness<'static, Window> {
    let reading = reading(text);
    showing(reading)
}

fn reading(text: &str) -> Reading {
    let request = Request {
        bytes: Some(text.as_bytes().into()),
        ..Request::file("ke-hoach.txt".into(), false)
    };
    request.read().expect("plain text is read")
}

fn showing(reading: Reading) -> Harness<'static, Window> {
    let settings = Settings { theme: Theme::Light, ..Settings::default() };
    let mut harness = Harness::builder()
        .with_size([1366.0, 768.0])
        .with_max_steps(64)
        .build_eframe(move |cc| {
            let mut window = Window::new(&cc.egui_ctx, None, settings);
            window.over = Some(Over::Intake(Box::new(Intake::new(reading))));
            window
        });
    harness.run_steps(4);
    harness
}

fn intake<'a>(harness: &'a Harness<'_, Window>) -> &'a Intake {
    match &harness.state().over {
        Some(Over::Intake(intake)) => intake,
        _ => panic!("the file is being taken in"),
    }
}

fn intake_mut<'a>(harness: &'a mut Harness<'_, Window>) -> &'a mut Intake {
    match &mut harness.state_mut().over {
        Some(Over::Intake(intake)) => intake,
        _ => panic!("the file is being taken in"),
    }
}

fn document(harness: &Harness<'_, Window>) -> Document {
    intake(harness).settlement.document().clone()
}

fn click(harness: &mut Harness<'_, Window>, label: &str) {
    harness.get_by_label(label).click();
    harness.run_steps(6);
}

#[test]
fn a_doubt_is_shown_on_both_sides_and_settled_with_a_click() {
    let mut harness = taking(TEXT);
    let before = intake(&harness).settlement.open(Weight::Look);
    assert!(before > 0, "the jump from 1 to 3 is told");
    harness.key_press_modifiers(Modifiers::ALT, Key::ArrowDown);
    harness.run_steps(6);
    let chosen = intake(&harness).chosen;
    assert!(chosen.doubt.is_some() && chosen.row.is_some() && chosen.place.is_some());
    click(&mut harness, "Đúng rồi");
    assert_eq!(intake(&harness).settlement.open(Weight::Look), before - 1);
}

#[test]
fn a_paragraph_gets_another_part_and_undo_takes_it_back() {
    let mut harness = taking(TEXT);
    click(&mut harness, "Dòng 21: Theo Luật Thi đua");
    let was = Place::Block(Story::Body, 3);
    assert_eq!(intake(&harness).chosen.place, Some(was));
    click(&mut harness, "Đoạn này là Căn cứ");
    assert_eq!(document(&harness).legal_basis[0].as_str(), "Theo Luật Thi đua");
    assert_eq!(intake(&harness).chosen.place, Some(Place::LegalBasis(0)));
    click(&mut harness, "Đoạn này là Điểm a)");
    let point = Block::new(Level::Point, "Theo Luật Thi đua");
    assert!(document(&harness).body.contains(&point));
    harness.key_press_modifiers(Modifiers::COMMAND, Key::Z);
    harness.run_steps(4);
    assert_eq!(document(&harness).legal_basis.len(), 1);
}

#[test]
fn what_is_left_out_is_counted_on_the_button_and_the_plan_opens_unsaved() {
    let mut harness = taking(TEXT);
    click(&mut harness, "Dòng 21: Theo Luật Thi đua");
    click(&mut harness, "Bỏ đoạn này");
    assert_eq!(intake(&harness).settlement.left_out().len(), 1);
    assert_eq!(document(&harness).body.len(), 5);
    click(&mut harness, "Nhận bản này, bỏ 1 đoạn");
    let window = harness.state();
    assert!(window.over.is_none());
    let draft = window.draft().expect("the plan is open");
    assert!(draft.session.is_dirty() && draft.path.is_none());
    assert_eq!(draft.session.document().number, Some(12));
}

#[test]
fn what_was_left_out_comes_back_with_a_click() {
    let mut harness = taking(TEXT);
    let before = document(&harness);
    click(&mut harness, "Dòng 21: Theo Luật Thi đua");
    click(&mut harness, "Bỏ đoạn này");
    click(&mut harness, "Đưa lại vào bản thảo");
    assert_eq!(document(&harness), before);
    click(&mut harness, "Dòng 21: Theo Luật Thi đua");
    click(&mut harness, "Bỏ đoạn này");
    click(&mut harness, "Đưa dòng 21 vào bản thảo");
    assert_eq!(document(&harness), before);
    assert_eq!(intake(&harness).chosen.place, Some(Place::Block(Story::Body, 3)));
}

#[test]
fn what_the_reader_left_out_is_taken_in_behind_its_neighbour() {
    let second = TEXT.replace("Thi đua năm 2026", "Kiểm tra năm 2026");
    let mut harness = taking(&format!("{TEXT}\n\n{second}"));
    let recipients = document(&harness).recipients.len();
    let line = intake(&harness).documents[1].first;
    let row = intake(&harness).row_of_line(line).expect("it has lines");
    intake_mut(&mut harness).bring_in(row);
    harness.run_steps(4);
    let now = document(&harness);
    assert!(
        recipients < now.recipients.len() || now.body.len() > 5 || !now.closing.is_empty()
    );
}

#[test]
fn what_stands_beside_the_text_is_listed_and_can_be_had() {
    let mut reading = reading(TEXT);
    let words = "Ý kiến: xem lại".to_owned();
    let kind = DropKind::Aside;
    reading.imported.report.dropped.push(Dropped {
        line: 17,
        row: None,
        words: words.clone(),
        kind,
    });
    reading.imported.report.notes.push(Note {
        kind: NoteKind::Aside,
        line: 0,
        row: None,
        place: None,
        excerpt: String::new(),
        message: "Ghi chú bên lề".to_owned(),
    });
    let mut harness = showing(reading);
    let doubts = intake(&harness).settlement.doubts();
    let doubt = doubts.iter().position(|doubt| doubt.kind == Some(NoteKind::Aside));
    let doubt = doubt.expect("it is told");
    intake_mut(&mut harness).choose_doubt(doubt);
    harness.run_steps(4);
    click(&mut harness, "Đưa vào bản thảo: Ý kiến: xem lại");
    let document = document(&harness);
    let at = document
        .body
        .iter()
        .position(|b| b.paragraph().is_some_and(|p| p.text.words() == words));
    assert_eq!(at, Some(2), "{:?}", document.body);
}

#[test]
fn another_encoding_shows_the_source_anew() {
    let old =
        "KÕ ho¹ch\n\nThùc hiÖn nghÞ quyÕt cña ñy ban nh©n d©n\n\n1. C¸c ph\u{AD}êng, x·\n";
    let mut harness = taking(old);
    let first = |harness: &Harness<'_, Window>| {
        let source = &intake(harness).source;
        source.paragraphs[0].text().map(|text| text.words()).unwrap_or_default()
    };
    assert_eq!(first(&harness), "Kế hoạch");
    let changes = |harness: &mut Harness<'static, Window>, label: &str, words: &str| {
        click(harness, "Bảng mã khác");
        click(harness, label);
        crate::app::tests::wait(harness, "read anew", |harness| first(harness) == words);
    };
    changes(&mut harness, "Giữ nguyên", "KÕ ho¹ch");
    changes(&mut harness, "TCVN3", "Kế hoạch");
}

#[test]
fn going_away_after_decisions_is_asked_about() {
    let mut harness = taking(TEXT);
    click(&mut harness, "Dòng 21: Theo Luật Thi đua");
    click(&mut harness, "Đoạn này là Kết thúc");
    click(&mut harness, "Hủy");
    assert!(harness.state().over.is_some());
    click(&mut harness, "Ở lại");
    harness.key_press(Key::Escape);
    harness.run_steps(4);
    click(&mut harness, "Bỏ bản nhập");
    assert!(harness.state().over.is_none() && harness.state().draft().is_none());
}

/// Waits until the document of that subject is shown.
fn shows(harness: &mut Harness<'static, Window>, subject: &'static str) {
    crate::app::tests::wait(harness, "the other document", |harness| {
        document(harness).subject.as_str() == subject
    });
}

#[test]
fn the_other_document_of_a_file_can_be_taken_and_decisions_wait_for_her() {
    let second = TEXT.replace("Thi đua năm 2026", "Kiểm tra năm 2026");
    let mut harness = taking(&format!("{TEXT}\n\n{second}"));
    assert_eq!(document(&harness).subject.as_str(), "Thi đua năm 2026");
    click(&mut harness, "Dòng 21: Theo Luật Thi đua");
    click(&mut harness, "Đoạn này là Căn cứ");
    let label = |harness: &Harness<'_, Window>, at: usize| {
        let part = &intake(harness).documents[at];
        format!("{}. Kế hoạch (dòng {}–{})", at + 1, part.first, part.last)
    };
    let (first, other) = (label(&harness, 0), label(&harness, 1));
    click(&mut harness, &other);
    shows(&mut harness, "Kiểm tra năm 2026");
    assert!(document(&harness).legal_basis.is_empty());
    click(&mut harness, &first);
    assert_eq!(document(&harness).subject.as_str(), "Thi đua năm 2026");
    assert_eq!(document(&harness).legal_basis.len(), 1, "as she left it");
    // Going away asks, also while the other one is shown.
    click(&mut harness, &other);
    assert_eq!(document(&harness).subject.as_str(), "Kiểm tra năm 2026");
    click(&mut harness, "Hủy");
    assert!(harness.state().over.is_some());
}

#[test]
fn all_documents_of_a_file_become_drafts_that_know_of_each_other() {
    let folder = tempfile::tempdir().expect("a folder");
    let proposal = TEXT
        .replace("KẾ HOẠCH\n\nThi đua năm 2026", "TỜ TRÌNH\n\nVề việc ban hành kế hoạch")
        .replace("12/KH-SXD", "07/TTr-TCHC");
    let path = folder.path().join("trinh ky.txt");
    let bytes = format!("{proposal}\n\n{TEXT}").into_bytes();
    let request = Request { bytes: Some(bytes.into()), ..Request::file(path, false) };
    let mut harness = showing(request.read().expect("plain text is read"));
    assert_eq!(intake(&harness).documents.len(), 2);
    let line = document(&harness).body.len();
    click(&mut harness, "Nhận cả 2 văn bản");
    crate::app::tests::wait(&mut harness, "the drafts", |harness| {
        harness.state().draft().is_some()
    });
    let draft = harness.state().draft().expect("the plan is open");
    assert_eq!(draft.name(), "trinh ky - Kế hoạch");
    assert_eq!(draft.session.document().body.len(), line);
    assert!(!draft.session.is_dirty());
    let dossier = crate::dossier::Dossier::of(draft.path.as_deref().expect("a file"))
        .expect("both are read");
    let kinds: Vec<_> =
        dossier.members.iter().map(|member| member.document.document_type).collect();
    assert_eq!(kinds, [DocumentType::Plan, DocumentType::Proposal]);
    assert_eq!(
        dossier.members[1].document.number.map(|n| n.to_string()).as_deref(),
        Some("7")
    );
}
