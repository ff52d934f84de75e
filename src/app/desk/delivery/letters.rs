//! "Gửi nhiều nơi…": a letter of the open draft for each of a list.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use egui::{Context, Label, RichText, ScrollArea, Ui};

use super::many::beside;
use super::{Wish, standing_choice};
use crate::app::desk::dialogs::{Answer, buttons, group, modal, words};
use crate::app::look::tokens::{palette, size, space};
use crate::app::look::widgets::{self, Look, Push};
use crate::app::look::{field, fonts};
use crate::app::threads::export::{Binding, Bound, Names, Order, Source, Target};
use crate::drafting::letters::{List, Mailing, file_name, unknown_names};
use crate::export::Format;
use crate::model::{Document, Standing};

/// The endings of files with a list.
pub(super) const ENDINGS: [&str; 5] = ["xlsx", "xlsm", "csv", "tsv", "txt"];
const WIDTH: f32 = 640.0;
/// How high the list grows before it scrolls, points.
const HIGHEST: f32 = 132.0;
/// So many empty cells are told one by one.
const MOST_GAPS: usize = 4;

/// How the letters are written.
#[derive(Clone, Copy, PartialEq, Eq)]
enum As {
    OnePdf,
    Pdf,
    Word,
}

/// The dialog's state.
pub struct Form {
    document: Arc<Document>,
    name: String,
    path: Option<PathBuf>,
    /// Where the files go.
    pub folder: String,
    /// The list as it is typed.
    words: String,
    headed: Option<bool>,
    /// The column that was chosen for the recipients.
    column: Option<usize>,
    list: Result<List, String>,
    /// What goes to whom, or why nothing; found out when the list changes, not in each frame. The letters
    /// themselves are made while they are written.
    mailing: Result<Arc<Mailing>, String>,
    /// Names in braces that it has no column for.
    unknown: Vec<String>,
    /// Cells of its columns that are empty and would leave a hole in a letter, in words.
    gaps: Vec<String>,
    writes: As,
    /// Whether each letter in one file begins on an odd page.
    on_right: bool,
    standing: Standing,
    /// A path that is typed because the system has no dialog.
    typed: Option<String>,
    opened: bool,
}

impl Form {
    /// For a document; its addressees, where there are several, begin the list.
    pub fn new(
        document: Arc<Document>,
        name: String,
        path: Option<PathBuf>,
        folder: Option<&Path>,
    ) -> Self {
        let words = match &*document.addressees {
            [_, _, ..] => document.addressees.join("\n"),
            _ => String::new(),
        };
        let mut form = Self {
            document,
            name,
            path,
            folder: folder.map(|folder| folder.display().to_string()).unwrap_or_default(),
            words,
            headed: None,
            column: None,
            list: Err(String::new()),
            mailing: Err(String::new()),
            unknown: Vec::new(),
            gaps: Vec::new(),
            writes: As::OnePdf,
            on_right: false,
            standing: Standing::Issued,
            typed: None,
            opened: false,
        };
        form.read();
        form
    }

    /// Comes up again with its list, for the document as it is now.
    pub fn renew(&mut self, document: Arc<Document>, name: String, path: Option<PathBuf>) {
        (self.document, self.name, self.path) = (document, name, path);
        self.read();
    }

    /// Lets a path be typed.
    pub fn ask_for_path(&mut self) {
        self.typed.get_or_insert_default();
    }

    /// A file's list, or why there is none, takes the place of the one that stands there.
    pub fn take_list(&mut self, found: Result<String, String>) {
        match found {
            Ok(words) => {
                self.words = words;
                (self.headed, self.column) = (None, None);
                self.typed = None;
                self.read();
            }
            Err(why) => self.take(Err(why)),
        }
    }

    fn read(&mut self) {
        let mut list = List::of_words(&self.words, self.headed);
        if let (Ok(list), Some(column)) = (&mut list, self.column)
            && column < list.columns.len()
        {
            list.recipient = column;
        }
        self.take(list.map_err(|error| error.to_string()));
    }

    fn take(&mut self, list: Result<List, String>) {
        let mailing = |list: &List| {
            let mailing = Mailing::new(Arc::clone(&self.document), list.clone());
            mailing.map(Arc::new).map_err(|error| error.to_string())
        };
        self.mailing = list.as_ref().map_err(Clone::clone).and_then(mailing);
        self.gaps = self.mailing.as_ref().map(|mailing| mailing.gaps()).unwrap_or_default();
        self.unknown =
            list.as_ref().map(|list| unknown_names(&self.document, list)).unwrap_or_default();
        self.list = list;
    }

    /// What it asks for; none while that cannot be done.
    pub fn order(&self) -> Option<Order> {
        let mailing = self.mailing.as_ref().ok()?;
        let (count, one) = (mailing.count(), self.writes == As::OnePdf);
        let sources = mailing.recipients().enumerate().map(|(at, recipient)| Source::Letter {
            mailing: Arc::clone(mailing),
            at,
            name: file_name(&self.name, at + 1, count, recipient),
            path: self.path.clone(),
        });
        Some(Order {
            sources: sources.collect(),
            formats: vec![if self.writes == As::Word { Format::Docx } else { Format::Pdf }],
            standing: self.standing,
            target: Target::Folder {
                path: PathBuf::from(self.folder.trim().trim_matches('"')),
                replace: false,
            },
            allow_marks: false,
            names: Names::Drafts,
            bound: one.then(|| Bound {
                name: format!("{}-gui-nhieu-noi", self.name),
                kind: Binding::Letters { on_right: self.on_right },
            }),
        })
    }
}

/// Shows the dialog.
pub(super) fn show(ctx: &Context, form: &mut Form) -> Answer {
    modal(ctx, "letters", "Gửi nhiều nơi", WIDTH, |ui| {
        let mut answer = Answer::Open;
        words(
            ui,
            "Mỗi nơi nhận được một bản của văn bản đang mở, “Kính gửi” ghi riêng tên nơi đó. {Tên cột} trong \
             văn bản được thay bằng ô của cột ấy.",
        );
        typed_list(ui, form);
        if from_file(ui, form, &mut answer) {
            ui.add_space(space::TINY);
        }
        told(ui, form);
        ui.add_space(space::SMALL);
        group(ui, "Ghi thành");
        ui.horizontal(|ui| {
            for (value, name) in [
                (As::OnePdf, "Một tệp PDF chung"),
                (As::Pdf, "Mỗi nơi một PDF"),
                (As::Word, "Mỗi nơi một tệp Word"),
            ] {
                let on = form.writes == value;
                if ui.add(Push::text(name).look(Look::Outlined).chosen(on)).clicked() {
                    form.writes = value;
                }
            }
        });
        let label = RichText::new("Mỗi bản bắt đầu ở trang lẻ, để in hai mặt");
        let label = label.font(fonts::regular(size::TEXT));
        ui.add_enabled_ui(form.writes == As::OnePdf, |ui| {
            ui.checkbox(&mut form.on_right, label)
        });
        ui.add_space(space::SMALL);
        group(ui, "Số và ngày");
        standing_choice(ui, &mut form.standing);
        ui.add_space(space::SMALL);
        if beside(ui, "letters-folder", "Thư mục ghi tệp", &mut form.folder, "Chọn…", true)
        {
            answer = Answer::Delivery(Wish::PickFolder);
        }
        buttons(ui, |ui| {
            let ready = form.mailing.is_ok() && !form.folder.trim().is_empty();
            let name = match &form.mailing {
                Ok(mailing) => format!("Xuất {} bản", mailing.count()),
                Err(_) => "Xuất".to_owned(),
            };
            if ui.add_enabled(ready, Push::text(&name).look(Look::Main)).clicked() {
                answer = Answer::Delivery(Wish::Deliver);
            }
            if ui.add(Push::text("Hủy").look(Look::Outlined)).clicked() {
                answer = Answer::Closed;
            }
        });
        answer
    })
}

fn typed_list(ui: &mut Ui, form: &mut Form) {
    let label = "Danh sách nơi nhận: mỗi dòng một nơi, hoặc dán bảng từ Excel";
    widgets::label(ui, label);
    ScrollArea::vertical().id_salt("letters-list").max_height(HIGHEST).show(ui, |ui| {
        let hint = "Sở Nội vụ\nSở Tài chính\nỦy ban nhân dân xã …";
        let field = field::bare_lines(ui, "letters", label, hint, &mut form.words);
        if !std::mem::replace(&mut form.opened, true) {
            // What is pasted takes the place of the addressees that stand there.
            field::select_all(ui, field.id, &form.words);
            field.request_focus();
        }
        if field.changed() {
            form.read();
        }
    });
}

/// The list may come from a file.
fn from_file(ui: &mut Ui, form: &mut Form, answer: &mut Answer) -> bool {
    let push = Push::text("Lấy danh sách từ tệp .xlsx, .csv…").look(Look::Link).height(26.0);
    if ui.add(push).clicked() {
        *answer = Answer::Delivery(Wish::PickList);
    }
    let Some(typed) = &mut form.typed else { return false };
    let ready = !typed.trim().is_empty();
    if beside(ui, "letters-path", "Đường dẫn tệp danh sách", typed, "Đọc", ready) {
        let path = PathBuf::from(typed.trim().trim_matches('"'));
        *answer = Answer::Delivery(Wish::ReadList(path));
    }
    true
}

/// What the program has understood of the list.
fn told(ui: &mut Ui, form: &mut Form) {
    let colours = palette(ui);
    let say = |ui: &mut Ui, words: &str, ink| {
        let words = RichText::new(words).font(fonts::regular(size::SMALL)).color(ink);
        ui.add(Label::new(words).wrap());
    };
    if let Err(why) = &form.mailing {
        let ink = if form.words.trim().is_empty() { colours.faint } else { colours.error };
        say(ui, why, ink);
    }
    let Ok(list) = &form.list else { return };
    let (columns, recipient, headed) =
        (list.columns.clone(), list.recipient, list.is_headed());
    for name in &form.unknown {
        let words =
            format!("Danh sách không có cột “{name}”: {{{name}}} sẽ in nguyên như vậy.");
        say(ui, &words, colours.warning);
    }
    for words in form.gaps.iter().take(MOST_GAPS) {
        say(ui, words, colours.warning);
    }
    if form.gaps.len() > MOST_GAPS {
        let words = format!("và {} ô trống nữa.", form.gaps.len() - MOST_GAPS);
        say(ui, &words, colours.warning);
    }
    if columns.len() < 2 {
        return;
    }
    ui.horizontal_wrapped(|ui| {
        say(ui, "Cột nơi nhận:", colours.soft);
        for (at, name) in columns.iter().enumerate() {
            let name = match &**name {
                "" => format!("Cột {}", at + 1),
                name => name.to_owned(),
            };
            let push =
                Push::text(&name).look(Look::Outlined).height(26.0).chosen(at == recipient);
            if ui.add(push).clicked() {
                form.column = Some(at);
                form.read();
            }
        }
    });
    let mut first = headed;
    let label = RichText::new("Dòng đầu là tên cột").font(fonts::regular(size::TEXT));
    if ui.checkbox(&mut first, label).changed() {
        form.headed = Some(first);
        form.read();
    }
}
