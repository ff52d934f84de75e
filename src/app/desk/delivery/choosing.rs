//! What is chosen with a dialog of the system, or typed where it has none.

use std::path::PathBuf;
use std::time::Instant;

use super::{Chosen, Report, letters};
use crate::app::shell::answers::Done;
use crate::app::shell::errands::{TOO_QUICK, failed};
use crate::app::shell::window::Window;
use crate::drafting::letters::List;
use crate::store::draft::EXTENSION;

impl Window {
    /// Reads a list of recipients on a thread.
    pub(super) fn read_list(&self, path: PathBuf) {
        let found = |found| Done::Delivery(Report::List(found));
        let died = move || found(Err(failed("đọc danh sách")));
        self.jobs.run("doc-danh-sach", died, move |answer| {
            let list = List::of_file(&path, None);
            answer(found(list.map(|list| list.to_words()).map_err(|error| error.to_string())));
        });
    }

    /// What is chosen has to be typed.
    pub(super) fn without_dialog(&mut self, chosen: Chosen) {
        match chosen {
            Chosen::Folder if self.gathers_files() => self
                .toasts
                .note("Máy này không mở được hộp thoại chọn thư mục; hãy gõ đường dẫn vào ô."),
            Chosen::Folder => {}
            Chosen::Drafts => {
                if let Some(form) = self.many() {
                    form.ask_for_words();
                }
            }
            Chosen::List => {
                if let Some(form) = self.letters() {
                    form.ask_for_path();
                }
            }
        }
    }

    /// Asks for it.
    pub(super) fn pick(&mut self, chosen: Chosen) {
        if !self.system_dialogs {
            return self.reported(Report::NoDialog(chosen));
        }
        let start = self.folder();
        let died = move || Done::Delivery(Report::NoDialog(chosen));
        self.jobs.run("hop-thoai", died, move |answer| {
            let asked = Instant::now();
            let mut dialog = rfd::FileDialog::new();
            if let Some(start) = start {
                dialog = dialog.set_directory(start);
            }
            let report = match chosen {
                Chosen::Folder => {
                    dialog.set_title("Thư mục ghi tệp").pick_folder().map(Report::Folder)
                }
                Chosen::Drafts => {
                    let dialog = dialog.set_title("Thêm bản thảo");
                    let dialog = dialog.add_filter("Bản thảo Kế Hoạch", &[EXTENSION]);
                    dialog.pick_files().map(Report::Picked)
                }
                Chosen::List => {
                    let dialog = dialog.set_title("Danh sách nơi nhận");
                    let dialog = dialog.add_filter("Danh sách", &letters::ENDINGS);
                    dialog.pick_file().map(Report::ListPicked)
                }
            };
            match report {
                Some(report) => answer(Done::Delivery(report)),
                None if asked.elapsed() < TOO_QUICK => {
                    answer(Done::Delivery(Report::NoDialog(chosen)));
                }
                None => {}
            }
        });
    }
}
