//! `kehoach new`: a fresh draft.

use std::path::PathBuf;

use super::{Outcome, complain, say};
use crate::samples;
use crate::store::{WriteError, draft};

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// Mẫu để bắt đầu; không có thì là kế hoạch trống
    #[arg(long, value_name = "TÊN")]
    sample: Option<String>,
    /// Bản thảo được tạo
    #[arg(short, long, value_name = "BẢN_THẢO", required_unless_present = "list")]
    output: Option<PathBuf>,
    /// Liệt kê các mẫu, mỗi dòng một mẫu, tên đứng đầu
    #[arg(long)]
    list: bool,
}

pub(super) fn run(arguments: &Arguments) -> Outcome {
    if arguments.list {
        for sample in samples::all() {
            say(&format!("{}\t{} ({})", sample.name, sample.title, sample.note));
        }
        return Outcome::Done;
    }
    let Some(output) = &arguments.output else { return Outcome::Usage };
    let name = arguments.sample.as_deref().unwrap_or(samples::NEW);
    let Some(plan) = samples::open(name) else {
        complain(&format!("không có mẫu “{name}”. Xem tên các mẫu bằng: kehoach new --list"));
        return Outcome::Usage;
    };
    match draft::save_new(output, &plan) {
        Ok(_) => Outcome::Done,
        Err(WriteError::Exists(path)) => {
            complain(&format!(
                "đã có tệp {}; chọn tên khác hoặc xóa tệp đó trước.",
                path.display()
            ));
            Outcome::Output
        }
        Err(error) => {
            complain(&error);
            Outcome::Output
        }
    }
}
