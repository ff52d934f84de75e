//! "Xuất nhiều định dạng…": several formats of one draft or of many, how far it is, what came of it.

use std::path::{Path, PathBuf};

use egui::{
    Align, Context, CornerRadius, Label, Layout, Rect, RichText, ScrollArea, Sense, Ui,
    UiBuilder, pos2, vec2,
};

use super::{Wish, blocked, standing_choice};
use crate::app::desk::dialogs::{Answer, buttons, group, main_button, modal, words};
use crate::app::look::tokens::{palette, size, space};
use crate::app::look::widgets::{self, Look, Push};
use crate::app::look::{field, fonts, icons};
use crate::app::threads::export::{
    Binding, Mark, Names, Order, Outcome, Progress, Said, Source, Target, Trouble, capitalised,
};
use crate::export::Format;
use crate::model::Standing;

/// The formats with their names, in the order of the dialog.
const FORMATS: [(Format, &str); 4] = [
    (Format::Pdf, "PDF"),
    (Format::Docx, "Word"),
    (Format::Png, "Ảnh PNG"),
    (Format::Txt, "Văn bản TXT"),
];
const WIDTH: f32 = 580.0;
/// What a format's name takes before a file's, points.
const FORMAT_ROOM: f32 = 92.0;

/// The dialog's state.
pub struct Form {
    /// What is to be written.
    pub sources: Vec<Source>,
    /// Where to.
    pub folder: String,
    formats: Vec<Format>,
    standing: Standing,
    replace: bool,
    /// A path that is typed because the system has no dialog.
    typed: Option<String>,
    phase: Phase,
    /// What the dialog is called.
    pub title: &'static str,
    /// What the files are called.
    pub names: Names,
}

enum Phase {
    Asking,
    Running(Option<Progress>),
    Done(Vec<Outcome>),
}

impl Form {
    /// Begins with the open draft, if there is one.
    pub fn new(open: Option<Source>, folder: Option<&Path>) -> Self {
        Self {
            sources: open.into_iter().collect(),
            folder: folder.map(|folder| folder.display().to_string()).unwrap_or_default(),
            formats: vec![Format::Pdf, Format::Docx],
            standing: Standing::Issued,
            replace: false,
            typed: None,
            phase: Phase::Asking,
            title: "Xuất nhiều định dạng",
            names: Names::Drafts,
        }
    }

    /// Adds drafts that are not there yet, by their names; [`drafts_beside`] has asked the disk.
    pub fn add(&mut self, drafts: Vec<PathBuf>) {
        for draft in drafts {
            if !self.files().contains(&draft) {
                self.sources.push(Source::File(draft));
            }
        }
    }

    /// The files of the drafts that are there.
    pub fn files(&self) -> Vec<PathBuf> {
        self.sources.iter().filter_map(Source::path).map(Path::to_owned).collect()
    }

    /// Lets paths be typed.
    pub fn ask_for_words(&mut self) {
        self.typed.get_or_insert_default();
    }

    /// What it asks for.
    pub fn order(&self) -> Order {
        Order {
            sources: self.sources.clone(),
            formats: self.formats.clone(),
            standing: self.standing,
            target: Target::Folder {
                path: PathBuf::from(self.folder.trim().trim_matches('"')),
                replace: self.replace,
            },
            allow_marks: false,
            names: self.names.clone(),
            bound: None,
        }
    }

    /// Stands for a run that another dialog has ordered.
    pub(super) fn of_run(order: &Order) -> Self {
        let mut form = Self::new(None, None);
        form.sources = order.sources.clone();
        form.formats = order.formats.clone();
        form.standing = order.standing;
        let is_dossier =
            order.bound.as_ref().is_some_and(|bound| bound.kind == Binding::Dossier);
        form.title =
            if is_dossier { "Xuất hồ sơ thành một PDF" } else { "Gửi nhiều nơi" };
        form
    }

    /// The thread is at work.
    pub fn start(&mut self) {
        self.phase = Phase::Running(None);
    }

    /// How far it is.
    pub fn progress(&mut self, progress: Progress) {
        self.phase = Phase::Running(Some(progress));
    }

    /// What came of it; drafts that a second try wrote take the place of their failures.
    pub fn finish(&mut self, outcomes: Vec<Outcome>, before: Vec<Outcome>) {
        let mut all: Vec<Outcome> =
            before.into_iter().filter(|outcome| outcome.result.is_ok()).collect();
        all.extend(outcomes);
        self.phase = Phase::Done(all);
    }

    /// What has come of it so far.
    pub fn outcomes(&self) -> &[Outcome] {
        match &self.phase {
            Phase::Done(outcomes) => outcomes,
            _ => &[],
        }
    }

    fn is_ready(&self) -> bool {
        !self.sources.is_empty() && !self.formats.is_empty() && !self.folder.trim().is_empty()
    }
}

/// The drafts that paths stand for, a folder for all its drafts, without those that are known under
/// whichever name. Asks the disk.
pub(super) fn drafts_beside(known: &[PathBuf], paths: Vec<PathBuf>) -> Vec<PathBuf> {
    let whole = |path: &Path| path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let known: Vec<_> = known.iter().map(|path| whole(path)).collect();
    let drafts = paths.into_iter().flat_map(drafts_of);
    drafts.filter(|draft| !known.contains(&whole(draft))).collect()
}

/// The drafts that a path stands for.
fn drafts_of(path: PathBuf) -> Vec<PathBuf> {
    if !path.is_dir() {
        return vec![path];
    }
    // A folder that cannot be read has no drafts to show; she sees that none was added.
    let Ok(entries) = std::fs::read_dir(&path) else { return Vec::new() };
    let mut drafts: Vec<PathBuf> = entries
        .filter_map(|entry| entry.ok().map(|entry| entry.path()))
        .filter(|path| {
            path.extension().is_some_and(|ending| ending == crate::store::draft::EXTENSION)
        })
        .collect();
    drafts.sort();
    drafts
}

/// Shows the dialog.
pub(super) fn show(ctx: &Context, form: &mut Form) -> Answer {
    let running = matches!(form.phase, Phase::Running(_));
    let answer = modal(ctx, "many", form.title, WIDTH, |ui| match &form.phase {
        Phase::Asking => asking(ui, form),
        Phase::Running(progress) => at_work(ui, progress.as_ref(), form.sources.len()),
        Phase::Done(outcomes) => done(ui, outcomes),
    });
    match answer {
        // Escape while it runs does not leave files half made behind her back.
        Answer::Closed if running => Answer::Delivery(Wish::Stop),
        answer => answer,
    }
}

fn asking(ui: &mut Ui, form: &mut Form) -> Answer {
    let mut answer = Answer::Open;
    group(ui, "Bản thảo");
    sources(ui, form, &mut answer);
    ui.add_space(space::SMALL);
    group(ui, "Định dạng");
    ui.horizontal(|ui| {
        for (format, name) in FORMATS {
            let on = form.formats.contains(&format);
            let icon = on.then_some(icons::CHECK);
            let push = Push::text(name).with_icon(icon).look(Look::Outlined).chosen(on);
            if ui.add(push).clicked() {
                match on {
                    true => form.formats.retain(|other| *other != format),
                    false => form.formats.push(format),
                }
            }
        }
    });
    ui.add_space(space::SMALL);
    group(ui, "Số và ngày");
    standing_choice(ui, &mut form.standing);
    ui.add_space(space::SMALL);
    if beside(ui, "folder", "Thư mục ghi tệp", &mut form.folder, "Chọn…", true) {
        answer = Answer::Delivery(Wish::PickFolder);
    }
    let label = RichText::new("Ghi đè tệp cùng tên (nếu không, tệp mới được thêm số vào tên)");
    ui.checkbox(&mut form.replace, label.font(fonts::regular(size::TEXT)));
    buttons(ui, |ui| {
        let main = Push::text("Xuất").look(Look::Main);
        if ui.add_enabled(form.is_ready(), main).clicked() {
            answer = Answer::Delivery(Wish::Deliver);
        }
        if ui.add(Push::text("Hủy").look(Look::Outlined)).clicked() {
            answer = Answer::Closed;
        }
    });
    answer
}

fn sources(ui: &mut Ui, form: &mut Form, answer: &mut Answer) {
    let mut gone = None;
    let room = ui.available_width() - 48.0;
    ScrollArea::vertical().id_salt("sources").max_height(128.0).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        for (index, source) in form.sources.iter().enumerate() {
            ui.horizontal(|ui| {
                ui.set_height(28.0);
                let colours = palette(ui);
                let (name, note) = match source {
                    Source::Open { .. } | Source::Letter { .. } => {
                        (source.name(), "đang mở".to_owned())
                    }
                    Source::File(path) => {
                        (source.name(), path.parent().unwrap_or(path).display().to_string())
                    }
                };
                let (rect, _) = ui.allocate_exact_size(vec2(room, 28.0), Sense::hover());
                let at = pos2(rect.left() + 10.0, rect.center().y);
                let centre = egui::Align2::CENTER_CENTER;
                let icon = fonts::icon(15.0);
                ui.painter().text(at, centre, icons::FILE_TEXT, icon, colours.soft);
                let at = pos2(rect.left() + 26.0, rect.center().y);
                let font = fonts::regular(size::TEXT);
                let used = widgets::paint_words(ui, at, &name, font, colours.ink, room * 0.6);
                let at = pos2(at.x + used + 10.0, at.y);
                let font = fonts::regular(size::SMALL);
                let left = room - 36.0 - used;
                widgets::paint_words(ui, at, &note, font, colours.faint, left);
                let label = format!("Bỏ {name} khỏi danh sách");
                let cross = Push::icon(icons::CROSS, &label).quiet().height(26.0);
                if form.sources.len() > 1 && ui.add(cross).on_hover_text(&label).clicked() {
                    gone = Some(index);
                }
            });
        }
    });
    if let Some(index) = gone {
        form.sources.remove(index);
    }
    if form.sources.is_empty() {
        words(ui, "Chưa có bản thảo nào.");
    }
    let add = Push::text("Thêm bản thảo…").with_icon(Some(icons::PLUS)).look(Look::Link);
    if ui.add(add.height(26.0)).clicked() {
        *answer = Answer::Delivery(Wish::AddDrafts);
    }
    if let Some(typed) = &mut form.typed {
        let label = "Đường dẫn bản thảo, hoặc thư mục có bản thảo";
        let ready = !typed.trim().is_empty();
        if beside(ui, "draft-path", label, typed, "Thêm", ready) {
            let path = PathBuf::from(typed.trim().trim_matches('"'));
            typed.clear();
            *answer = Answer::Delivery(Wish::AddPath(path));
        }
    }
}

/// A field with a button at its right end; returns whether the button was pressed.
pub(super) fn beside(
    ui: &mut Ui,
    part: &'static str,
    label: &str,
    text: &mut String,
    button: &str,
    on: bool,
) -> bool {
    let ink = palette(ui).ink;
    let words = widgets::layout(ui, button, fonts::medium(size::TEXT), ink);
    let room = (words.size().x + 22.0).ceil();
    let width = ui.available_width() - room - space::SMALL;
    let layout = Layout::top_down(Align::Min);
    let field = ui.allocate_ui_with_layout(vec2(width, 0.0), layout, |ui| {
        ui.set_width(width);
        field::plain(ui, part, label, "", text, false).rect
    });
    let left = field.inner.right() + space::SMALL;
    let place = Rect::from_min_size(
        pos2(left, field.inner.bottom() - size::FIELD),
        vec2(room, size::FIELD),
    );
    let button = ui.scope_builder(UiBuilder::new().max_rect(place), |ui| {
        ui.add_enabled(on, Push::text(button).look(Look::Outlined)).clicked()
    });
    button.inner
}

fn at_work(ui: &mut Ui, progress: Option<&Progress>, total: usize) -> Answer {
    let (done, total, name) = progress
        .map_or((0, total, ""), |progress| (progress.done, progress.total, &*progress.name));
    let at = (done + 1).min(total);
    words(ui, &format!("{at}/{total} · {name}"));
    let share = done as f32 / total.max(1) as f32;
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 6.0), Sense::hover());
    let colours = palette(ui);
    ui.painter().rect_filled(rect, CornerRadius::same(3), colours.line);
    let filled = Rect::from_min_size(rect.min, vec2(rect.width() * share, rect.height()));
    ui.painter().rect_filled(filled, CornerRadius::same(3), colours.accent_fill);
    let mut answer = Answer::Open;
    buttons(ui, |ui| {
        if ui.add(Push::text("Dừng").look(Look::Outlined)).clicked() {
            answer = Answer::Delivery(Wish::Stop);
        }
    });
    answer
}

fn done(ui: &mut Ui, outcomes: &[Outcome]) -> Answer {
    let files: Vec<&PathBuf> =
        outcomes.iter().filter_map(|outcome| outcome.result.as_ref().ok()).flatten().collect();
    let failed = outcomes.iter().filter(|outcome| outcome.result.is_err()).count();
    let unready = outcomes.iter().filter(|outcome| !outcome.left.is_empty()).count();
    let said = match (files.len(), failed) {
        (count, 0) if unready > 0 => {
            format!("Đã ghi {count} tệp; {unready} văn bản còn chỗ phải điền hoặc chưa khớp.")
        }
        (count, 0) => format!("Đã ghi {count} tệp."),
        (0, failed) => format!("Chưa ghi được tệp nào; {failed} bản thảo còn vướng."),
        (count, failed) => format!("Đã ghi {count} tệp; {failed} bản thảo chưa xuất được."),
    };
    words(ui, &said);
    let mut answer = Answer::Open;
    let height = (ui.ctx().content_rect().height() - 260.0).clamp(140.0, 360.0);
    ScrollArea::vertical()
        .id_salt("outcomes")
        .max_height(height)
        .min_scrolled_height(height)
        .show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.spacing_mut().item_spacing.y = 2.0;
            for outcome in outcomes {
                one(ui, outcome, &mut answer);
            }
        });
    let marked =
        outcomes.iter().any(|outcome| matches!(outcome.result, Err(Trouble::Marks(_))));
    let again = outcomes
        .iter()
        .any(|outcome| !matches!(outcome.result, Ok(_) | Err(Trouble::Marks(_))));
    buttons(ui, |ui| {
        if main_button(ui, "Đóng") {
            answer = Answer::Closed;
        }
        if let Some(file) = files.first()
            && ui.add(Push::text("Mở thư mục").look(Look::Outlined)).clicked()
        {
            answer = Answer::Delivery(Wish::Reveal((*file).clone()));
        }
        if again && ui.add(Push::text("Thử lại").look(Look::Outlined)).clicked() {
            answer = Answer::Delivery(Wish::Again);
        }
        if marked && ui.add(Push::text("Vẫn xuất").look(Look::Outlined)).clicked() {
            answer = Answer::Delivery(Wish::Anyway);
        }
    });
    answer
}

fn one(ui: &mut Ui, outcome: &Outcome, answer: &mut Answer) {
    let colours = palette(ui);
    let (icon, ink) = match &outcome.result {
        Ok(_) if outcome.left.is_empty() => (icons::DONE, colours.right),
        Ok(_) => (icons::WARNING, colours.warning),
        Err(Trouble::Marks(_) | Trouble::Stopped) => (icons::WARNING, colours.warning),
        Err(_) => (icons::CROSS_CIRCLE, colours.error),
    };
    ui.horizontal(|ui| {
        ui.set_height(24.0);
        ui.label(RichText::new(icon).font(fonts::icon(16.0)).color(ink));
        let name = RichText::new(outcome.source.name()).font(fonts::semibold(size::TEXT));
        ui.add(Label::new(name.color(colours.ink)).truncate());
    });
    match &outcome.result {
        Ok(files) => {
            for words in &outcome.left {
                indented(ui, |ui| {
                    let words = RichText::new(words).font(fonts::regular(size::TEXT));
                    ui.add(Label::new(words.color(colours.warning)).wrap());
                });
            }
            files.iter().for_each(|file| written(ui, file, answer));
        }
        Err(Trouble::Marks(marks)) => held(ui, &outcome.source, marks, answer),
        Err(Trouble::Blocked(said) | Trouble::Failed(said)) => indented(ui, |ui| {
            words(ui, said);
        }),
        Err(Trouble::Stopped) => indented(ui, |ui| words(ui, "Chưa xuất vì bạn đã dừng.")),
    }
    ui.add_space(space::TINY);
}

fn indented(ui: &mut Ui, add: impl FnOnce(&mut Ui)) {
    ui.horizontal_top(|ui| {
        ui.add_space(24.0);
        ui.vertical(|ui| {
            ui.set_width(ui.available_width());
            add(ui);
        });
    });
}

fn written(ui: &mut Ui, file: &Path, answer: &mut Answer) {
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    ui.horizontal(|ui| {
        ui.set_height(24.0);
        ui.add_space(24.0);
        let soft = palette(ui).soft;
        // Files of one paper have one name but for the ending, and a long name is cut there.
        let format = Format::of(file);
        let format = FORMATS.iter().find(|(known, _)| Some(*known) == format);
        if let Some((_, called)) = format {
            let called = RichText::new(*called).font(fonts::medium(size::TEXT)).color(soft);
            ui.allocate_ui_with_layout(
                vec2(FORMAT_ROOM, 24.0),
                Layout::left_to_right(Align::Center),
                |ui| {
                    ui.set_min_width(FORMAT_ROOM);
                    ui.label(called);
                },
            );
        }
        let room = ui.available_width() - 90.0;
        let words = RichText::new(&*name).font(fonts::regular(size::TEXT)).color(soft);
        ui.allocate_ui(vec2(room, 24.0), |ui| ui.add(Label::new(words).truncate()));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let label = format!("Mở tệp {name}");
            let push = Push::text("Mở tệp").named(&label).look(Look::Link).height(24.0);
            if ui.add(push).clicked() {
                *answer = Answer::Delivery(Wish::Launch(file.to_owned()));
            }
        });
    });
}

/// A draft that is held back by its marks.
fn held(ui: &mut Ui, source: &Source, marks: &[Mark], answer: &mut Answer) {
    indented(ui, |ui| {
        words(ui, &capitalised(&format!("{}:", Said::of(marks).what)));
        for mark in marks.iter().take(8) {
            if blocked::row(ui, mark) {
                *answer = Answer::Delivery(match source {
                    Source::Open { .. } | Source::Letter { .. } => Wish::Go(mark.place),
                    Source::File(path) => Wish::Open(path.clone()),
                });
            }
        }
        if marks.len() > 8 {
            words(ui, &format!("và {} chỗ nữa.", marks.len() - 8));
        }
    });
}
