//! Files that are dragged onto the window: what would become of them, and what becomes of them.

use std::path::{Path, PathBuf};

use egui::text::LayoutJob;
use egui::{
    Align, Align2, Area, CornerRadius, Id, Order, Rect, Role, Sense, Stroke, StrokeKind, Ui,
    WidgetInfo, vec2,
};

use super::window::Window;
use crate::app::intake::import::file_name;
use crate::app::look::tokens::{palette, size};
use crate::app::look::{fonts, icons};
use crate::app::shell::action::Action;
use crate::store::draft::EXTENSION;

/// What a file is to this program, by its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A draft.
    Draft,
    /// A file to be taken in.
    Source,
    /// None of these; it may be a folder.
    Strange,
}

impl Kind {
    /// The kind of a file, by its name alone: the disk is asked when it is read, and not by the window.
    pub fn of(path: &Path) -> Self {
        let ending = path.extension().map(|ending| ending.to_string_lossy().to_lowercase());
        match ending.as_deref() {
            Some(EXTENSION) => Self::Draft,
            Some("docx" | "docm" | "dotx" | "txt" | "md" | "html" | "htm") => Self::Source,
            _ => Self::Strange,
        }
    }

    fn opens(self) -> bool {
        matches!(self, Self::Draft | Self::Source)
    }
}

const WANTED: &str = "bản thảo (.kehoach), tệp Word (.docx) hoặc văn bản (.txt, .md)";

impl Window {
    /// Gathers what is dropped. Several files of one drop may come in several frames, so they are
    /// looked at when no more come.
    pub(in crate::app) fn take_drops(&mut self) {
        let dropped = self.ctx.input(|input| input.raw.dropped_files.clone());
        if !dropped.is_empty() {
            self.handover.dropped.extend(dropped.iter().map(|file| file.path().to_owned()));
            self.ctx.request_repaint();
        } else if !self.handover.dropped.is_empty() {
            let paths = std::mem::take(&mut self.handover.dropped);
            self.open_dropped(paths);
        }
    }

    fn open_dropped(&mut self, mut paths: Vec<PathBuf>) {
        paths.retain(|path| !self.takes_drop(path));
        if paths.is_empty() {
            return;
        }
        if let Some(words) = self.too_busy_for_files() {
            self.toasts.note(words);
            return;
        }
        let Some(at) = paths.iter().position(|path| Kind::of(path).opens()) else {
            let words = refusal(&paths);
            self.trouble("Không mở được tệp vừa thả", &words);
            return;
        };
        let path = paths.remove(at);
        if !paths.is_empty() {
            let names: Vec<String> = paths.iter().map(|path| file_name(path)).collect();
            self.toasts.note(format!(
                "Mỗi lần mở một tệp: đã lấy “{}”, chưa mở {}.",
                file_name(&path),
                names.join(", ")
            ));
        }
        self.actions.push(Action::Open(path));
    }

    /// Why no file can be opened now; something she has begun would be lost.
    fn too_busy_for_files(&self) -> Option<&'static str> {
        match () {
            () if self.dialog.is_some() => {
                Some("Hãy đóng hộp thoại đang mở, rồi thả lại tệp vào cửa sổ.")
            }
            () if self.has_begun_another() => {
                Some("Hãy nhận hoặc hủy bản đang làm dở, rồi thả lại tệp vào cửa sổ.")
            }
            () => None,
        }
    }

    /// While files are held over the window it says what would become of them.
    pub(in crate::app) fn show_drop_hint(&mut self, ui: &Ui) {
        let held = ui.input(|input| input.raw.hovered_files.clone());
        if held.is_empty() {
            return;
        }
        let paths: Vec<PathBuf> = held.into_iter().filter_map(|file| file.path).collect();
        let (good, title, words) = match self.too_busy_for_files() {
            _ if self.gathers_files() => {
                (true, "Thả để thêm vào danh sách xuất", names(&paths))
            }
            Some(words) => (false, "Chưa mở được tệp", words.to_owned()),
            None => hint(&paths),
        };
        paint(ui, good, title, &words);
    }
}

/// What would become of files: whether they can be opened, what, and of which.
fn hint(paths: &[PathBuf]) -> (bool, &'static str, String) {
    let Some(first) = paths.iter().find(|path| Kind::of(path).opens()) else {
        return match paths {
            [] => (true, "Thả tệp vào đây để mở", format!("Nhận {WANTED}.")),
            _ => (false, "Không mở được", refusal(paths)),
        };
    };
    let title = match Kind::of(first) {
        Kind::Draft => "Thả để mở bản thảo",
        _ => "Thả để nhập thành bản thảo",
    };
    let words = match paths.len() {
        1 => file_name(first),
        _ => format!("{} (mỗi lần mở một tệp)", file_name(first)),
    };
    (true, title, words)
}

fn names(paths: &[PathBuf]) -> String {
    paths.iter().map(|path| file_name(path)).collect::<Vec<_>>().join(", ")
}

fn refusal(paths: &[PathBuf]) -> String {
    let [path] = paths else {
        return format!("Trong các tệp này không có {WANTED}.");
    };
    let name = file_name(path);
    // A folder seldom has a dot in its name, and a file has its ending there.
    match path.extension() {
        None => {
            format!("“{name}” là thư mục, hoặc tệp không có đuôi. Hãy thả từng tệp: {WANTED}.")
        }
        Some(_) => format!(
            "“{name}” không phải {WANTED}. Nếu là thư mục, hãy thả từng tệp trong đó; nếu là tệp, hãy \
             mở bằng chương trình của nó, lưu lại dạng .docx rồi thả vào cửa sổ."
        ),
    }
}

fn paint(ui: &Ui, good: bool, title: &str, words: &str) {
    let colours = palette(ui);
    let whole = ui.ctx().content_rect();
    let area = Area::new(Id::unique("drop-hint")).order(Order::Tooltip).interactable(false);
    area.fixed_pos(whole.min).show(ui.ctx(), |ui| {
        let (rect, response) = ui.allocate_exact_size(whole.size(), Sense::hover());
        response.widget_info(|| {
            WidgetInfo::labeled(Role::Label, true, format!("{title}: {words}"))
        });
        let painter = ui.painter();
        painter.rect_filled(rect, 0.0, colours.veil);
        let (ink, ground) = match good {
            true => (colours.accent, colours.card),
            false => (colours.warning, colours.warning_ground),
        };
        let wide = 460.0_f32.min(rect.width());
        let font = fonts::regular(size::TEXT);
        let mut job = LayoutJob::simple(words.to_owned(), font, colours.soft, wide - 48.0);
        job.halign = Align::Center;
        let galley = ui.fonts_mut(|fonts| fonts.layout_job(job));
        let tall = 120.0 + galley.size().y;
        let card = Rect::from_center_size(rect.center(), vec2(wide, tall));
        let painter = ui.painter();
        let radius = CornerRadius::same(size::CARD_RADIUS + 4);
        painter.rect_filled(card, radius, ground);
        painter.rect_stroke(card, radius, Stroke::new(2.0, ink), StrokeKind::Inside);
        let middle = card.center_top();
        let icon = if good { icons::FILE_IMPORT } else { icons::WARNING };
        let at = middle + vec2(0.0, 40.0);
        painter.text(at, Align2::CENTER_CENTER, icon, fonts::icon(32.0), ink);
        let at = middle + vec2(0.0, 78.0);
        painter.text(at, Align2::CENTER_CENTER, title, fonts::semibold(15.0), colours.ink);
        painter.galley(middle + vec2(0.0, 96.0), galley, colours.soft);
    });
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use egui::{DroppedFile, HoveredFile};
    use egui_kittest::Harness;
    use egui_kittest::kittest::Queryable as _;

    use super::*;
    use crate::app::shell::draft::Arrived;
    use crate::app::shell::leaving::Next;
    use crate::app::shell::window::Over;
    use crate::app::tests::wait;
    use crate::model::Document;
    use crate::store::{Settings, Theme};

    fn window(document: Option<Document>) -> Harness<'static, Window> {
        let settings = Settings { theme: Theme::Light, ..Settings::default() };
        let mut harness = Harness::builder()
            .with_size([1366.0, 768.0])
            .with_max_steps(64)
            .build_eframe(move |cc| Window::new(&cc.egui_ctx, None, settings));
        if let Some(document) = document {
            let arrived = Arrived::unsaved(document);
            harness.state_mut().leave_for(Next::Draft(Box::new(arrived)));
        }
        harness.run_steps(2);
        harness
    }

    #[derive(Debug)]
    struct Dropped(PathBuf);

    impl DroppedFile for Dropped {
        fn path(&self) -> &Path {
            &self.0
        }

        fn bytes(&self) -> Result<Vec<u8>, String> {
            std::fs::read(&self.0).map_err(|error| error.to_string())
        }
    }

    fn hold(harness: &mut Harness<'_, Window>, paths: &[&Path]) {
        let held = |path: &&Path| HoveredFile {
            path: Some(path.to_path_buf()),
            ..Default::default()
        };
        harness.input_mut().hovered_files = paths.iter().map(held).collect();
        harness.run_steps(2);
    }

    fn drop_on(harness: &mut Harness<'_, Window>, paths: &[&Path]) {
        harness.input_mut().hovered_files.clear();
        for path in paths {
            harness.input_mut().dropped_files.push(Arc::new(Dropped(path.to_path_buf())));
        }
        harness.run_steps(4);
    }

    fn folder_with(files: &[(&str, &str)]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().expect("a folder");
        for (name, words) in files {
            std::fs::write(folder.path().join(name), words).expect("written");
        }
        let document = Document { subject: "Thi đua".into(), ..Document::default() };
        crate::store::draft::save(&folder.path().join("a.kehoach"), &document).expect("saved");
        folder
    }

    #[test]
    fn a_draft_opens_and_a_text_is_taken_in() {
        let folder = folder_with(&[("cu.txt", "KẾ HOẠCH\nThi đua năm 2026\n\nI. MỤC ĐÍCH\n")]);
        let mut harness = window(None);
        let draft = folder.path().join("a.kehoach");
        hold(&mut harness, &[&draft]);
        harness.get_by_label_contains("Thả để mở bản thảo: a.kehoach");
        drop_on(&mut harness, &[&draft]);
        wait(&mut harness, "the draft opens", |harness| harness.state().draft().is_some());
        let subject = |harness: &Harness<'_, Window>| {
            let draft = harness.state().draft().expect("a draft is open");
            draft.session.document().subject.words()
        };
        assert_eq!(subject(&harness), "Thi đua");
        let text = folder.path().join("cu.txt");
        hold(&mut harness, &[&text]);
        harness.get_by_label_contains("Thả để nhập thành bản thảo: cu.txt");
        drop_on(&mut harness, &[&text, &draft]);
        wait(&mut harness, "the text is read", |harness| {
            matches!(harness.state().over, Some(Over::Intake(_)))
        });
        harness.get_by_label_contains("chưa mở a.kehoach");
        assert_eq!(subject(&harness), "Thi đua");
    }

    #[test]
    fn what_cannot_be_opened_is_told_and_changes_nothing() {
        let folder = folder_with(&[("anh.png", "")]);
        let within = folder.path().join("Kế hoạch");
        std::fs::create_dir(&within).expect("a folder");
        for (path, words) in
            [(within, "là thư mục"), (folder.path().join("anh.png"), "không phải bản thảo")]
        {
            let mut harness = window(None);
            hold(&mut harness, &[&path]);
            harness.get_by_label_contains("Không mở được");
            drop_on(&mut harness, &[&path]);
            harness.get_by_label_contains(words);
            assert!(harness.state().draft().is_none() && harness.state().over.is_none());
        }
    }

    #[test]
    fn an_unsaved_draft_is_asked_about_when_the_file_has_been_read() {
        let folder = folder_with(&[]);
        let document = Document { subject: "Chưa lưu".into(), ..Document::default() };
        let mut harness = window(Some(document));
        drop_on(&mut harness, &[&folder.path().join("a.kehoach")]);
        wait(&mut harness, "she is asked", |harness| {
            harness.query_by_label("Lưu thay đổi?").is_some()
        });
        let draft = harness.state().draft().expect("it is still open");
        assert_eq!(draft.session.document().subject.words(), "Chưa lưu");
        drop_on(&mut harness, &[&folder.path().join("a.kehoach")]);
        harness.get_by_label_contains("Hãy đóng hộp thoại đang mở");
    }
}
