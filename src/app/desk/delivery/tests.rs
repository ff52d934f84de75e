//! The dialogs of exporting and printing, and the drawer, under a person's hands.

use std::path::Path;
use std::time::{Duration, Instant};

use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;

use super::{Question, Report};
use crate::app::desk::dialogs::Dialog;
use crate::app::shell::action::Action;
use crate::app::shell::answers::{Asked, Done};
use crate::app::shell::command::Command;
use crate::app::shell::purpose::Purpose;
use crate::app::shell::window::Window;
use crate::model::{Block, Document, DocumentType, IssueDate, Level, Place, Story};
use crate::print::Printer;
use crate::store::{Settings, Theme, draft};

type Desk = Harness<'static, Window>;

/// The window with a draft from a file in the folder.
fn desk(folder: &Path, document: &Document) -> Desk {
    let path = folder.join("kế hoạch.kehoach");
    draft::save(&path, document).expect("the folder can be written");
    let settings = Settings { theme: Theme::Light, ..Settings::default() };
    let mut harness = Harness::builder()
        .with_size([1366.0, 768.0])
        .with_max_steps(64)
        .build_eframe(move |cc| {
            let mut window = Window::new(&cc.egui_ctx, None, settings);
            window.system_dialogs = false;
            window.open_now(path);
            window
        });
    harness.run_steps(4);
    harness
}

fn document(number: Option<u32>, body: &str) -> Document {
    Document {
        agency: vec!["Sở Xây dựng".into()],
        number,
        subject: "Kiểm tra công trình".into(),
        body: vec![
            Block::new(Level::Section, "NỘI DUNG"),
            Block::new(Level::Clause, body),
            Block::new(Level::Clause, "Việc cuối cùng."),
        ],
        ..Document::default()
    }
}

fn run(harness: &mut Desk, command: Command) {
    harness.state_mut().actions.push(Action::Run(command));
    harness.run_steps(4);
}

/// Steps until something holds; threads answer in their own time.
fn until(harness: &mut Desk, what: &str, mut holds: impl FnMut(&Desk) -> bool) {
    let end = Instant::now() + Duration::from_secs(60);
    while !holds(harness) {
        assert!(Instant::now() < end, "{what}");
        std::thread::sleep(Duration::from_millis(10));
        harness.step();
    }
    harness.run_steps(3);
}

fn shows(harness: &Desk, label: &str) -> bool {
    harness.query_by_label(label).is_some()
}

fn shows_some(harness: &Desk, part: &str) -> bool {
    harness.query_all_by_label_contains(part).next().is_some()
}

fn press(harness: &mut Desk, label: &str) {
    harness.get_by_label(label).click();
    harness.run_steps(8);
}

fn caret(harness: &Desk) -> Option<Place> {
    let draft = harness.state().draft().expect("a draft is open");
    draft.form.focused.map(|(place, _)| place)
}

fn export(harness: &mut Desk, path: &Path) {
    let draft = harness.state().draft().map(|draft| draft.id);
    let asked = Asked { purpose: Purpose::Pdf, draft };
    let picked = Done::Picked(asked, Some(path.to_owned()));
    harness.state_mut().take_answer(picked);
    harness.run_steps(2);
}

#[test]
fn marks_stop_an_issued_export_and_lead_to_their_place() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut desk = desk(folder.path(), &document(Some(7), "Kinh phí: … đồng"));
    let pdf = folder.path().join("ra.pdf");
    export(&mut desk, &pdf);
    until(&mut desk, "the marks are shown", |desk| shows(desk, "Còn dấu chờ điền"));
    assert!(!pdf.exists());
    press(&mut desk, "Mục I.1: Kinh phí: … đồng");
    assert!(!shows(&desk, "Còn dấu chờ điền"));
    assert_eq!(caret(&desk), Some(Place::Block(Story::Body, 1)));

    export(&mut desk, &pdf);
    until(&mut desk, "the marks are shown", |desk| shows(desk, "Vẫn xuất"));
    press(&mut desk, "Vẫn xuất");
    until(&mut desk, "it is written", |desk| shows(desk, "Đã xuất ra.pdf"));
    assert!(pdf.exists() && shows(&desk, "Mở tệp") && shows(&desk, "Mở thư mục"));
}

#[test]
fn a_day_that_no_calendar_has_is_told_on_the_way_in_and_on_the_way_out() {
    let folder = tempfile::tempdir().expect("a folder");
    let date = IssueDate { day: Some(31), month: Some(2), year: Some(2026) };
    let mut desk = desk(folder.path(), &Document { date, ..document(Some(7), "Kiểm tra.") });
    assert!(shows_some(&desk, "Ngày 31/02/2026 không có trong lịch"), "on the way in");
    let path = folder.path().join("ra.pdf");
    export(&mut desk, &path);
    until(&mut desk, "she is asked", |desk| shows(desk, "Ngày không có trong lịch"));
    assert!(!path.exists(), "nothing is written unasked");
    press(&mut desk, "Vẫn xuất");
    until(&mut desk, "it is written", |_| path.exists());
}

#[test]
fn a_file_that_cannot_be_written_offers_another_try_and_another_name() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut desk = desk(folder.path(), &document(None, "Việc thứ hai."));
    let pdf = folder.path().join("mới").join("ra.pdf");
    export(&mut desk, &pdf);
    until(&mut desk, "it is said", |desk| shows(desk, "Chưa ghi được tệp"));
    assert!(shows_some(&desk, "thư mục không còn ở đó") && shows(&desk, "Lưu tên khác…"));
    std::fs::create_dir(folder.path().join("mới")).expect("a folder");
    press(&mut desk, "Thử lại");
    until(&mut desk, "it is written", |_| pdf.exists());

    std::fs::remove_dir_all(folder.path().join("mới")).expect("own folder");
    export(&mut desk, &pdf);
    until(&mut desk, "it is said", |desk| shows(desk, "Lưu tên khác…"));
    press(&mut desk, "Lưu tên khác…");
    until(&mut desk, "a name is asked for", |desk| shows(desk, "Ghi tệp"));
}

#[test]
fn many_drafts_go_to_a_folder_and_the_bad_one_is_listed() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut desk = desk(folder.path(), &document(Some(7), "Kinh phí: … đồng"));
    let others = folder.path().join("khác");
    std::fs::create_dir(&others).expect("a folder");
    draft::save(&others.join("một.kehoach"), &document(None, "Việc.")).expect("a draft");
    std::fs::write(others.join("hỏng.kehoach"), "hỏng").expect("a file");

    run(&mut desk, Command::ExportMany);
    assert!(shows(&desk, "Xuất nhiều định dạng"));
    press(&mut desk, "Thêm bản thảo…");
    until(&mut desk, "a path is asked for", |desk| shows(desk, "Thêm"));
    desk.state_mut()
        .reported(Report::Picked(vec![others.clone(), others.join("một.kehoach")]));
    until(&mut desk, "they are found", |desk| shows(desk, "Bỏ một khỏi danh sách"));
    desk.state_mut().reported(Report::Folder(folder.path().join("ra")));
    desk.run_steps(3);
    press(&mut desk, "Word");
    press(&mut desk, "Văn bản TXT");
    press(&mut desk, "Xuất");
    until(&mut desk, "the run is over", |desk| shows(desk, "Đóng"));
    assert!(shows(&desk, "Đã ghi 2 tệp; 2 bản thảo chưa xuất được."));
    assert!(shows(&desk, "Mở tệp một.pdf") && shows(&desk, "Mở tệp một.txt"));
    assert!(shows(&desk, "Mục I.1: Kinh phí: … đồng"));
    assert!(!folder.path().join("ra/một.docx").exists());

    // The broken draft is mended, the marks are let through: nothing is written twice.
    draft::save(&others.join("hỏng.kehoach"), &document(None, "Việc.")).expect("a draft");
    press(&mut desk, "Vẫn xuất");
    until(&mut desk, "the run is over", |desk| shows(desk, "Đã ghi 6 tệp."));
    let count = std::fs::read_dir(folder.path().join("ra")).expect("there").count();
    assert_eq!(count, 6);
}

#[test]
fn without_printers_the_viewer_is_offered() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut desk = desk(folder.path(), &document(None, "Việc."));
    let question = Question::Paper(Box::new(super::paper::Form::new(Some((0, 3)))));
    desk.state_mut().dialog = Some(Dialog::Delivery(question));
    desk.run_steps(3);
    assert!(shows(&desk, "Đang tìm máy in…"));
    desk.state_mut().reported(Report::Printers(Ok(Vec::new())));
    desk.run_steps(3);
    assert!(
        shows_some(&desk, "chưa cài máy in nào") && shows(&desk, "Mở trong trình xem PDF")
    );
    let printer = |name: &str, is_default| Printer { name: name.to_owned(), is_default };
    let found = vec![printer("van-thu", true), printer("tang-2", false)];
    desk.state_mut().reported(Report::Printers(Ok(found)));
    desk.run_steps(3);
    for label in ["Tất cả", "Trang hiện tại (1)", "Từ – đến", "Mặt giấy"] {
        assert!(shows(&desk, label), "{label}");
    }
    press(&mut desk, "Từ – đến");
    assert!(shows(&desk, "Từ trang") && shows(&desk, "Đến trang"));
}

#[test]
fn the_drawer_lists_what_was_found_and_leads_there() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut draft = document(None, "Kinh phí: … đồng");
    draft.subject = "Kiểm tra công trình.".into();
    let mut desk = desk(folder.path(), &draft);
    run(&mut desk, Command::Check);
    until(&mut desk, "the check is over", |desk| shows_some(desk, "Trích yếu — "));
    press(&mut desk, "Địa danh, ngày — chưa có địa danh trước ngày, tháng, năm");
    assert_eq!(caret(&desk), Some(Place::Date));
    let shown = desk.state().desk.inspector.items().map_or(0, |items| items.len());
    press(&mut desk, "Bỏ qua 1");
    let fewer = desk.state().desk.inspector.items().map_or(0, |items| items.len());
    assert_eq!(fewer + 1, shown);
    until(&mut desk, "it is kept apart", |desk| shows(desk, "1 đã bỏ qua"));
    press(&mut desk, "1 đã bỏ qua");
    press(&mut desk, "Hiện lại 1");
    until(&mut desk, "it is found again", |desk| {
        desk.state().desk.inspector.items().map_or(0, <[_]>::len) == shown
    });
    run(&mut desk, Command::Check);
    assert!(!shows(&desk, "Kiểm tra thể thức"));
}

#[test]
fn a_letter_goes_to_each_of_a_typed_list_in_one_file_or_in_many() {
    let folder = tempfile::tempdir().expect("a folder");
    let letter = Document {
        document_type: DocumentType::OfficialLetter,
        addressees: vec!["Sở Nội vụ".to_owned(), "Sở Tài chính".to_owned()],
        ..document(Some(7), "Đề nghị {Nơi nhận} góp ý.")
    };
    let mut desk = desk(folder.path(), &letter);
    run(&mut desk, Command::SendToMany);
    // The addressees of the letter begin the list.
    assert!(shows(&desk, "Xuất 2 bản"));
    press(&mut desk, "Xuất 2 bản");
    until(&mut desk, "it is written", |desk| shows(desk, "Đã ghi 1 tệp."));
    assert!(folder.path().join("kế hoạch-gui-nhieu-noi.pdf").exists());
    press(&mut desk, "Đóng");

    run(&mut desk, Command::SendToMany);
    let list = "Tên đơn vị\tGhi chú\nSở Y tế\tx\nSở Xây dựng\t\nSở Công Thương\t\n";
    let file = folder.path().join("ds.csv");
    std::fs::write(&file, list).expect("written");
    desk.state_mut().reported(Report::ListPicked(file));
    until(&mut desk, "the list is read", |desk| shows(desk, "Xuất 3 bản"));
    press(&mut desk, "Mỗi nơi một tệp Word");
    press(&mut desk, "Xuất 3 bản");
    until(&mut desk, "they are written", |desk| shows(desk, "Đã ghi 3 tệp."));
    let file = folder.path().join("kế hoạch-02-so-xay-dung.docx");
    let read = crate::read::read_file(&file).expect("reads");
    assert_eq!(read.document.addressees, ["Sở Xây dựng"]);
}

#[test]
fn a_list_that_gives_no_letters_says_why() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut desk = desk(folder.path(), &document(Some(7), "Kiểm tra."));
    run(&mut desk, Command::SendToMany);
    assert!(shows_some(&desk, "Danh sách chưa có nơi nhận nào"));
    desk.state_mut().reported(Report::List(Ok("Sở Nội vụ\nSở Y tế".to_owned())));
    desk.run_steps(3);
    assert!(shows_some(&desk, "mọi bản sẽ giống hệt nhau"));
    desk.state_mut().reported(Report::List(Err("Không đọc được bảng tính".to_owned())));
    desk.run_steps(3);
    assert!(shows_some(&desk, "Không đọc được bảng tính"));
}
