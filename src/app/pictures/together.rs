//! Views of papers that belong together: a hồ sơ on the desk and in its dialogs, a file of several
//! documents, a letter to many.

use egui::Role;
use egui_kittest::kittest::Queryable as _;

use super::Seen;
use super::views::{SCREEN, dark, light, olympic, over, run, wait};
use crate::app::intake::import::{Intake, Request};
use crate::app::shell::action::Action;
use crate::app::shell::command::Command;
use crate::app::shell::window::Over;
use crate::drafting::{Companion, companion};
use crate::model::IssueDate;
use crate::store::{Settings, draft};

#[test]
fn a_dossier_on_the_desk_and_what_can_be_done_with_it() {
    let folder = tempfile::tempdir().expect("a folder");
    let at = |name: &str| folder.path().join(name);
    draft::save(&at("olympic.kehoach"), &olympic()).expect("saved");
    for kind in [Companion::Proposal, Companion::Decision, Companion::Invitation] {
        let mut made = companion(&olympic(), "olympic.kehoach", kind);
        if kind == Companion::Decision {
            made.number = Some(41);
            made.date = IssueDate::new(5, 1, 2027);
        }
        draft::save(&at(&format!("{}.kehoach", kind.name())), &made).expect("saved");
    }
    let path = at("olympic.kehoach");
    let mut seen =
        Seen::new(SCREEN, light(), |window| window.actions.push(Action::Open(path)));
    wait(&mut seen, |window| {
        window.draft().is_some_and(|draft| window.desk.dossier.of(draft.id).is_some())
    });
    wait(&mut seen, |window| window.desk.preview.is_painted());
    wait(&mut seen, |window| window.desk.inspector.has_checked());
    seen.rest();
    seen.matches("dossier");
    seen.harness.state_mut().actions.push(Action::ShowChanges);
    seen.rest();
    seen.matches("dossier-changes");
    seen.harness.state_mut().dialog = None;
    run(&mut seen, Command::Accompany);
    seen.matches("accompany");
}

const PROPOSAL: &str = "UBND XÃ AN BÌNH\n\nPHÒNG KINH TẾ\n\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n\nĐộc lập - Tự \
                        do - Hạnh phúc\n\nSố: 7/TTr-KT\n\nAn Bình, ngày 02 tháng 3 năm 2026\n\nTỜ TRÌNH\n\nVề \
                        việc ban hành Kế hoạch trồng cây năm 2026\n\nKính gửi: Chủ tịch Ủy ban nhân dân \
                        xã.\n\nPhòng Kinh tế kính trình như sau:\n\nI. SỰ CẦN THIẾT\n\n1. Cây xanh còn \
                        thiếu.\n\nNơi nhận:\n\n- Như trên;\n\n- Lưu: VT.\n\nTRƯỞNG PHÒNG\n\nTrần Thị Mẫu\n\n";
const PLAN: &str = "ỦY BAN NHÂN DÂN\n\nXÃ AN BÌNH\n\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n\nĐộc lập - Tự do - Hạnh \
                    phúc\n\nSố:     /KH-UBND\n\nAn Bình, ngày     tháng 3 năm 2026\n\nKẾ HOẠCH\n\nTrồng cây năm \
                    2026\n\nI. MỤC ĐÍCH\n\n1. Trồng 5.000 cây.\n\nNơi nhận:\n\n- Phòng Kinh tế (t/h);\n\n- Lưu: VT, \
                    KT.\n\nCHỦ TỊCH\n\nNguyễn Văn Mẫu\n";

#[test]
fn a_file_of_several_documents() {
    for (name, settings) in [("import-several", light()), ("import-several-dark", dark())] {
        let request = Request {
            bytes: Some(format!("{PROPOSAL}{PLAN}").into_bytes().into()),
            ..Request::file("trinh-ky.txt".into(), false)
        };
        let reading = request.read().expect("plain text is read");
        let mut seen = Seen::new(SCREEN, settings, |_| {});
        over(&mut seen, Over::Intake(Box::new(Intake::new(reading))));
        seen.matches(name);
    }
}

#[test]
fn a_letter_to_many() {
    let plan = companion(&olympic(), "olympic.kehoach", Companion::Dispatch);
    let settings = Settings { folder: Some("Gửi nhiều nơi".into()), ..light() };
    let mut seen = super::views::desk_with(SCREEN, settings, plan);
    run(&mut seen, Command::SendToMany);
    let list = "Danh sách nơi nhận: mỗi dòng một nơi, hoặc dán bảng từ Excel";
    seen.harness
        .get_by_role_and_label(Role::MultilineTextInput, list)
        .type_text("Sở Nội vụ\nSở Tài chính\nSở Y tế");
    seen.rest();
    seen.matches("letters");
}

#[test]
fn a_small_window() {
    super::views::desk_with(egui::vec2(1024.0, 600.0), light(), olympic())
        .matches("desk-small");
}

#[test]
fn any_type_from_the_first_screen() {
    let mut seen = Seen::new(SCREEN, light(), |_| {});
    wait(&mut seen, |window| window.first.thumbnails.len() + 1 == crate::samples::all().len());
    seen.harness.get_by_label("Văn bản mới").click();
    seen.rest();
    seen.matches("first-kinds");
}

#[test]
fn a_file_of_somebody_else_under_review() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("ke-hoach.txt");
    std::fs::write(&path, PLAN).expect("written");
    for (name, settings) in [("review", light()), ("review-dark", dark())] {
        let path = path.clone();
        let mut seen = Seen::new(SCREEN, settings, |window| window.check_file(path));
        wait(&mut seen, |window| matches!(window.over, Some(Over::Review(_))));
        seen.rest();
        seen.matches(name);
    }
}
