//! `kehoach new`: a fresh draft.

use std::path::PathBuf;

use super::{Outcome, complain, say};
use crate::drafting;
use crate::model::{Document, DocumentType};
use crate::samples;
use crate::standard::{abbreviation, offered, type_name};
use crate::store::{Profile, WriteError, draft};
use crate::vietnamese::plain_fold;

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// Mẫu để bắt đầu; không có thì là kế hoạch trống
    #[arg(long, value_name = "TÊN")]
    sample: Option<String>,
    /// Loại văn bản trống: “quyết định”, “công văn”, “giấy mời”… hoặc chữ viết tắt QĐ, TTr, BC
    #[arg(long, value_name = "LOẠI", conflicts_with = "sample")]
    kind: Option<String>,
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
    let document = match &arguments.kind {
        Some(words) => of_kind(words),
        None => of_sample(arguments.sample.as_deref().unwrap_or(samples::NEW)),
    };
    let Some(document) = document else { return Outcome::Usage };
    match draft::save_new(output, &document) {
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

fn of_sample(name: &str) -> Option<Document> {
    let document = samples::open(name);
    if document.is_none() {
        complain(&format!("không có mẫu “{name}”. Xem tên các mẫu bằng: kehoach new --list"));
    }
    document
}

/// An empty document of the type that some words name, in whatever letters.
fn of_kind(words: &str) -> Option<Document> {
    let wanted = plain_fold(&words.replace(['-', '_'], " "));
    let named = |kind: &DocumentType| {
        let short = abbreviation(*kind);
        plain_fold(type_name(*kind)) == wanted
            || !short.is_empty() && plain_fold(short) == wanted
    };
    let Some(kind) = offered().find(named) else {
        let names: Vec<_> = offered().map(type_name).collect();
        complain(&format!(
            "không có loại văn bản “{words}”. Các loại soạn được: {}",
            names.join(", ")
        ));
        return None;
    };
    let today = chrono::Local::now().date_naive();
    Some(drafting::fresh(kind, &Profile::default(), today))
}
