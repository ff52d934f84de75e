//! The views that are kept, each as a clerk at a 1366×768 screen meets it.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use chrono::{Local, NaiveDate, TimeZone as _};
use egui::{Key, Modifiers, Role, Vec2, vec2};
use egui_kittest::kittest::Queryable as _;

use super::Seen;
use crate::app::desk::delivery::paper::Found;
use crate::app::desk::delivery::{Question, many, paper};
use crate::app::desk::dialogs::{Dialog, OfCheck};
use crate::app::desk::history::{History, State};
use crate::app::first_screen::Gathered;
use crate::app::intake::import::{Intake, Request};
use crate::app::intake::renewal::Renewal;
use crate::app::shell::action::Action;
use crate::app::shell::command::Command;
use crate::app::shell::draft::Arrived;
use crate::app::shell::leaving::Next;
use crate::app::shell::window::{Over, Window};
use crate::app::threads::export::Source;
use crate::drafting::{Companion, companion};
use crate::edit::Caret;
use crate::model::{
    Annex, Authority, Block, Document, IssueDate, Level, Place, Recipient, Signature, Story,
    Table, Text,
};
use crate::print::Printer;
use crate::samples;
use crate::store::recent::RecentEntry;
use crate::store::{Profile, Settings, Theme, draft};

/// What most office machines have.
pub(super) const SCREEN: Vec2 = vec2(1366.0, 768.0);

pub(super) fn light() -> Settings {
    Settings { theme: Theme::Light, ..Settings::default() }
}

pub(super) fn dark() -> Settings {
    Settings { theme: Theme::Dark, ..Settings::default() }
}

/// A plan with something in every part, on a day of its own.
pub(super) fn olympic() -> Document {
    let recipient = |name: &str, purpose: &str| Recipient {
        name: name.to_owned(),
        purpose: purpose.to_owned(),
    };
    let mut tasks = Table::of_tasks(3);
    for (row, words) in [
        ["Ban hành Điều lệ giải chạy", "Phòng Thể dục thể thao", "Văn phòng", "15/02/2027"],
        ["Tuyên truyền trên hệ thống truyền thanh", "Các xã, phường", "Báo tỉnh", "10/3/2027"],
        ["Bảo đảm y tế, an ninh", "Sở Y tế", "Công an tỉnh", "26/3/2027"],
    ]
    .iter()
    .enumerate()
    {
        for (column, words) in words.iter().enumerate() {
            tasks.rows[row + 1][column + 1].text = Text::from(*words);
        }
    }
    let body = vec![
        Block::new(Level::Section, "Mục đích, yêu cầu"),
        Block::new(Level::Clause, Text::from_markup("<b>Mục đích</b>")),
        Block::new(Level::Point, "Vận động nhân dân rèn luyện thân thể theo gương Bác Hồ."),
        Block::new(Level::Point, "Phát triển phong trào chạy bộ ở xã, phường, trường học."),
        Block::new(Level::Clause, Text::from_markup("<b>Yêu cầu</b>")),
        Block::new(Level::Dash, "Tổ chức an toàn, tiết kiệm, đông người tham gia."),
        Block::new(Level::Section, "Nội dung"),
        Block::new(Level::Clause, "Ngày chạy được tổ chức đồng loạt lúc 6 giờ 30 phút."),
        Block::new(Level::Section, "Tổ chức thực hiện"),
        Block::from(tasks),
    ];
    let annex = Annex {
        title: Text::from("Dự toán kinh phí"),
        landscape: true,
        blocks: vec![Block::from(Table::of_tasks(2))],
    };
    Document {
        parent_agency: vec!["Ủy ban nhân dân tỉnh Hưng Yên".to_owned()],
        agency: vec!["Sở Văn hóa, Thể thao và Du lịch".to_owned()],
        abbreviation: "SVHTTDL".to_owned(),
        place: "Hưng Yên".to_owned(),
        date: IssueDate { day: None, month: Some(1), year: Some(2027) },
        subject: Text::from("Tổ chức Ngày chạy Olympic vì sức khỏe toàn dân năm 2027"),
        legal_basis: vec![
            Text::from("Căn cứ Luật Thể dục, thể thao ngày 29 tháng 11 năm 2006"),
            Text::from("Căn cứ Quyết định số 223/QĐ-TTg ngày 22 tháng 02 năm 2021"),
        ],
        opening: vec![Text::from("Sở xây dựng Kế hoạch tổ chức Ngày chạy, cụ thể như sau:")],
        body,
        closing: vec![Text::from("Trên đây là Kế hoạch tổ chức Ngày chạy Olympic năm 2027.")],
        recipients: vec![
            recipient("Ủy ban nhân dân tỉnh", "để b/c"),
            recipient("Các phòng, đơn vị thuộc Sở", "để t/h"),
        ],
        signatures: vec![Signature {
            authority: Authority::Deputy {
                head: "Giám đốc".to_owned(),
                deputy: "Phó Giám đốc".to_owned(),
            },
            signer: "Nguyễn Thị Hoa".to_owned(),
            ..Signature::default()
        }],
        annexes: vec![annex],
        ..Document::default()
    }
}

/// A window with the plan on the desk, its pages painted and its findings listed.
fn desk(size: Vec2, settings: Settings) -> Seen {
    desk_with(size, settings, olympic())
}

/// The same with another plan.
pub(super) fn desk_with(size: Vec2, settings: Settings, document: Document) -> Seen {
    // So large that there is no room for the pages.
    let large = settings.scale > 1.5;
    let mut seen = Seen::new(size, settings, move |window| {
        window.desk.panels.preview = !large;
        window.leave_for(Next::Draft(Box::new(Arrived::fresh(document))));
    });
    wait(&mut seen, |window| window.desk.preview.position().is_some());
    wait(&mut seen, |window| large || window.desk.preview.is_painted());
    wait(&mut seen, |window| window.desk.inspector.has_checked());
    seen.rest();
    seen
}

pub(super) fn wait(seen: &mut Seen, holds: impl Fn(&Window) -> bool) {
    let end = Instant::now() + Duration::from_secs(30);
    while !holds(seen.harness.state()) {
        assert!(Instant::now() < end, "the threads have not answered");
        std::thread::sleep(Duration::from_millis(10));
        seen.harness.step();
    }
}

/// Puts the caret into a place.
fn go(seen: &mut Seen, caret: Caret) {
    seen.harness.state_mut().screen.draft_mut().expect("a draft").form.go(caret);
    seen.rest();
}

pub(super) fn over(seen: &mut Seen, what: Over) {
    seen.harness.state_mut().over = Some(what);
    seen.rest();
}

fn ask(seen: &mut Seen, dialog: Dialog) {
    seen.harness.state_mut().dialog = Some(dialog);
    seen.rest();
}

pub(super) fn run(seen: &mut Seen, command: Command) {
    seen.harness.state_mut().actions.push(Action::Run(command));
    seen.rest();
}

#[test]
fn the_first_screen() {
    for (name, settings) in [("first-screen", light()), ("first-screen-dark", dark())] {
        let mut seen = Seen::new(SCREEN, settings, |_| {});
        wait(&mut seen, |window| window.first.thumbnails.len() + 1 == samples::all().len());
        seen.rest();
        seen.matches(name);
    }
}

#[test]
fn the_first_screen_with_a_dossier() {
    let folder = tempfile::tempdir().expect("a folder");
    let at = |name: &str| folder.path().join(name);
    draft::save(&at("olympic.kehoach"), &olympic()).expect("saved");
    for kind in [
        Companion::Proposal,
        Companion::Decision,
        Companion::Dispatch,
        Companion::Invitation,
        Companion::Report,
    ] {
        let mut made = companion(&olympic(), "olympic.kehoach", kind);
        if kind == Companion::Proposal {
            made.number = Some(41);
            made.date = IssueDate::new(5, 1, 2027);
        }
        draft::save(&at(&format!("{}.kehoach", kind.name())), &made).expect("saved");
    }
    let time = Local.with_ymd_and_hms(2026, 1, 18, 9, 2, 0).single().expect("a real time");
    let entry = |path: PathBuf, subject: &str| RecentEntry {
        path,
        subject: subject.to_owned(),
        document_type: None,
        time,
    };
    let recent = vec![
        entry("dan-van-kheo.kehoach".into(), "Thi đua “Dân vận khéo” năm 2027"),
        entry(at("to-trinh.kehoach"), ""),
        entry(at("olympic.kehoach"), ""),
        entry("bao-cao.kehoach".into(), ""),
    ];
    for (name, settings) in [("dossier-first", light()), ("dossier-first-dark", dark())] {
        let mut seen = Seen::new(SCREEN, settings, |_| {});
        wait(&mut seen, |window| window.first.thumbnails.len() + 1 == samples::all().len());
        seen.rest();
        // The list of the user's own folder, which is empty, has been read by now.
        let first = &mut seen.harness.state_mut().first;
        first.gathered = Gathered::of_recent(recent.iter());
        first.recent = recent.clone();
        seen.rest();
        seen.matches(name);
    }
}

#[test]
fn the_desk() {
    for (name, settings) in [("desk", light()), ("desk-dark", dark())] {
        desk(SCREEN, settings).matches(name);
    }
    let settings = Settings { scale: 2.0, ..light() };
    desk(SCREEN, settings).matches("desk-200");
}

#[test]
fn every_card() {
    // As high as all cards are: each is seen whole.
    desk(vec2(1366.0, 2500.0), light()).matches("cards");
    desk(vec2(1366.0, 2500.0), dark()).matches("cards-dark");
}

#[test]
fn a_table_with_its_tools() {
    let mut seen = desk(SCREEN, light());
    go(&mut seen, Caret::at(Place::Cell(Story::Body, 9, 2, 1), 3));
    seen.matches("table");
    for _ in 0..3 {
        seen.harness.key_press_modifiers(Modifiers::SHIFT, Key::ArrowDown);
    }
    seen.harness.key_press_modifiers(Modifiers::SHIFT, Key::ArrowRight);
    seen.rest();
    seen.harness.get_by_label("Thao tác khác với bảng").click();
    seen.rest();
    seen.matches("table-menu");
    let mut seen = desk(SCREEN, dark());
    go(&mut seen, Caret::at(Place::Cell(Story::Body, 9, 2, 1), 3));
    seen.matches("table-dark");
}

#[test]
fn the_findings() {
    for (name, settings) in [("findings", light()), ("findings-dark", dark())] {
        let mut seen = desk(SCREEN, settings);
        run(&mut seen, Command::Check);
        seen.matches(name);
    }
}

#[test]
fn the_bar_that_finds() {
    let mut seen = desk(SCREEN, light());
    run(&mut seen, Command::Replace);
    seen.harness.get_by_role_and_label(Role::TextInput, "Tìm").type_text("Olympic");
    seen.rest();
    seen.matches("find");
}

const OLD: &str = "SỞ XÂY DỰNG\n\nSố: 12/KH-SXD\n\nHải Phòng, ngày 05 tháng 3 năm 2025\n\nKẾ \
                   HOẠCH\n\nThi đua năm 2025\n\nThực hiện Văn bản số 365/UBND-VX ngày 26 tháng 01 \
                   năm 2025 của Ủy ban nhân dân thành phố về thi đua;\n\nI. MỤC ĐÍCH\n\n1. Đẩy \
                   mạnh thi đua.\n\n3. Nhân rộng điển hình trước ngày 30/6/2025.\n\nTheo Luật Thi \
                   đua\n\nII. TỔ CHỨC\n\n1. Văn phòng theo dõi.\n\nNơi nhận:\n\n- Như trên;\n\n- \
                   Lưu: VT.\n\nGIÁM ĐỐC\n\nTrần Văn A\n";

#[test]
fn a_file_that_is_taken_in() {
    let request = Request {
        bytes: Some(OLD.as_bytes().into()),
        ..Request::file("ke-hoach-cu.txt".into(), false)
    };
    let reading = request.read().expect("plain text is read");
    let mut seen = Seen::new(SCREEN, light(), |_| {});
    over(&mut seen, Over::Intake(Box::new(Intake::new(reading))));
    seen.matches("import");
    seen.harness.key_press_modifiers(Modifiers::ALT, Key::ArrowDown);
    seen.rest();
    seen.matches("import-doubt");
}

#[test]
fn an_old_plan_that_becomes_this_years() {
    let today = NaiveDate::from_ymd_opt(2026, 2, 3).expect("a day");
    let document = crate::read::read_bytes("cu.txt", OLD.as_bytes())
        .expect("plain text is read")
        .document;
    for (name, settings) in [("renewal", light()), ("renewal-dark", dark())] {
        let mut seen = Seen::new(SCREEN, settings, |_| {});
        let path = Path::new("ke-hoach-cu.kehoach");
        let renewal = Renewal::on(document.clone(), path, today);
        over(&mut seen, Over::Renewal(Box::new(renewal)));
        seen.matches(name);
    }
}

#[test]
fn an_earlier_state() {
    let mut seen = desk(SCREEN, light());
    let mut earlier = olympic();
    earlier.subject = Text::from("Tổ chức Ngày chạy Olympic năm 2026");
    earlier.body.remove(5);
    let state = State {
        title: "Lưu lúc 14:02".to_owned(),
        group: "Hôm qua".to_owned(),
        note: "+12 −5 chữ".to_owned(),
        places: "Trích yếu, Nội dung".to_owned(),
        document: Ok(Arc::new(earlier)),
    };
    let history = History::new("olympic.kehoach".to_owned(), Arc::new(olympic()), vec![state]);
    over(&mut seen, Over::History(Box::new(history)));
    seen.matches("versions");
}

#[test]
fn the_dialogs() {
    let mut seen = desk(SCREEN, light());
    ask(&mut seen, Dialog::Unsaved("olympic".to_owned()));
    seen.matches("unsaved");
    seen.harness.state_mut().dialog = None;
    seen.rest();
    run(&mut seen, Command::Guide);
    seen.matches("guide");
    seen.harness.state_mut().dialog = None;
    seen.rest();
    run(&mut seen, Command::Palette);
    seen.matches("palette");
}

#[test]
fn the_settings() {
    for (name, settings) in [("settings", light()), ("settings-dark", dark())] {
        let mut seen = Seen::new(SCREEN, settings.clone(), |_| {});
        wait(&mut seen, |window| window.first.thumbnails.len() + 1 == samples::all().len());
        let check = OfCheck {
            words: "sitrep".to_owned(),
            checked: NaiveDate::from_ymd_opt(2026, 11, 28),
            laws: Some("van-ban-het-hieu-luc.tsv".into()),
        };
        let profile = Profile {
            parent_agency: vec!["Ủy ban nhân dân tỉnh Hưng Yên".to_owned()],
            agency: vec!["Sở Văn hóa, Thể thao và Du lịch".to_owned()],
            abbreviation: "SVHTTDL".to_owned(),
            place: "Hưng Yên".to_owned(),
            ..Profile::default()
        };
        ask(&mut seen, Dialog::settings(&Settings { profile, ..settings }, check));
        seen.matches(name);
    }
}

#[test]
fn the_ways_out() {
    let mut seen = desk(SCREEN, light());
    let mut paper = paper::Form::new(Some((0, 3)));
    let printer = |name: &str, is_default| Printer { name: name.to_owned(), is_default };
    paper.printers = Some(Found::Printers(vec![
        printer("Canon LBP2900 (phòng Văn thư)", true),
        printer("HP LaserJet", false),
    ]));
    ask(&mut seen, Dialog::Delivery(Question::Paper(Box::new(paper))));
    seen.matches("print");
    let mut paper = paper::Form::new(Some((0, 3)));
    paper.printers = Some(Found::Printers(Vec::new()));
    ask(&mut seen, Dialog::Delivery(Question::Paper(Box::new(paper))));
    seen.matches("print-without-printer");
    let mut many = many::Form::new(None, Some(Path::new("Ke hoach 2027")));
    many.sources = ["olympic.kehoach", "dan-van-kheo.kehoach"]
        .map(|name| Source::File(name.into()))
        .to_vec();
    ask(&mut seen, Dialog::Delivery(Question::Many(Box::new(many))));
    seen.matches("export");
}

#[test]
fn the_menus() {
    let mut seen = desk(SCREEN, light());
    seen.harness.key_press(Key::F10);
    seen.rest();
    for key in [Key::ArrowDown, Key::ArrowRight] {
        seen.harness.key_press(key);
        seen.rest();
    }
    seen.matches("menu");
}

#[test]
fn other_types_of_documents() {
    for (name, sample) in [("decision", "quyet-dinh"), ("letter", "cong-van")] {
        let document = samples::open(sample).expect("the sample is there");
        let seen = desk_with(vec2(1366.0, 1700.0), light(), document);
        seen.matches(name);
    }
}
