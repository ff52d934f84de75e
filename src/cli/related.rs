//! `kehoach related`: what goes with a plan, made of it and kept in line with it.

use std::path::{Path, PathBuf};

use strum::IntoEnumIterator as _;

use super::{Outcome, complain, say, written};
use crate::check;
use crate::dossier::Dossier;
use crate::drafting::{self, Companion};
use crate::model::Document;
use crate::standard::type_name;
use crate::store::{Home, Known, draft, save_over};

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// Bản thảo kế hoạch
    #[arg(value_name = "KẾ_HOẠCH")]
    plan: PathBuf,
    /// Văn bản kèm theo được soạn, cách nhau bằng dấu phẩy: to-trinh, quyet-dinh, cong-van-lay-y-kien,
    /// cong-van-gui, giay-moi, bao-cao; hoặc all
    #[arg(long, value_name = "VĂN_BẢN", value_delimiter = ',', conflicts_with = "follow")]
    make: Vec<String>,
    /// Đổi những chỗ chưa khớp: trích yếu, số, ngày của kế hoạch; số, ngày của quyết định ban hành
    #[arg(long)]
    follow: bool,
}

pub(super) fn run(arguments: &Arguments) -> Outcome {
    if arguments.make.is_empty() {
        return match Dossier::of(&arguments.plan) {
            Ok(dossier) => list(&dossier, arguments.follow),
            Err(error) => {
                complain(&error);
                Outcome::Input
            }
        };
    }
    let plan = match draft::open(&arguments.plan) {
        Ok(opened) => opened.document,
        Err(error) => {
            complain(&error);
            return Outcome::Input;
        }
    };
    let Some(kinds) = wanted(&arguments.make) else { return Outcome::Usage };
    let made = kinds.into_iter().map(|kind| make(&arguments.plan, &plan, kind));
    made.max().unwrap_or(Outcome::Done)
}

fn wanted(names: &[String]) -> Option<Vec<Companion>> {
    if names.iter().any(|name| name == "all") {
        return Some(Companion::iter().collect());
    }
    let mut kinds = Vec::new();
    for name in names {
        let Some(kind) = Companion::iter().find(|kind| kind.name() == name.trim()) else {
            let known: Vec<_> = Companion::iter().map(Companion::name).collect();
            complain(&format!(
                "không có văn bản kèm theo “{name}”. Các văn bản soạn được: {}, all",
                known.join(", ")
            ));
            return None;
        };
        kinds.push(kind);
    }
    Some(kinds)
}

/// Writes a document beside the plan's draft, under the plan's name and its own.
fn make(path: &Path, plan: &Document, kind: Companion) -> Outcome {
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    let target = path.with_file_name(format!("{stem}-{}.{}", kind.name(), draft::EXTENSION));
    let made = drafting::companion(plan, &name_of(path), kind);
    written(&target, draft::save_new(&target, &made))
}

/// Lists the papers and what in them others say otherwise now; with `follow`, changes that.
fn list(dossier: &Dossier, follow: bool) -> Outcome {
    let mut dossier = dossier.clone();
    let mut outcome = Outcome::Done;
    // The plan first: what the others say of it hangs on the decision that it names.
    for index in 0..dossier.members.len() {
        let changes = dossier.changes(index);
        let member = &dossier.members[index];
        let state = match (changes.len(), follow) {
            (0, _) if index == 0 => "kế hoạch".to_owned(),
            (0, _) => "khớp với kế hoạch".to_owned(),
            (count, true) => format!("đã đổi {count} chỗ"),
            (count, false) => format!("{count} chỗ chưa khớp"),
        };
        let kind = type_name(member.document.document_type);
        say(&format!("{}\t{kind}\t{state}", name_of(&member.path)));
        for change in &changes {
            let place = check::whereabouts(&member.document, change.place);
            match &*change.before {
                "" => say(&format!("\t{place}: thêm {}", change.after)),
                before => say(&format!("\t{place}: {before} → {}", change.after)),
            }
        }
        if follow && !changes.is_empty() {
            outcome = outcome.max(bring_in_line(&mut dossier, index));
        }
    }
    outcome
}

/// Changes a paper and saves it, unless its file was changed since it was read.
fn bring_in_line(dossier: &mut Dossier, index: usize) -> Outcome {
    dossier.follow(index);
    let member = &dossier.members[index];
    let known = Known::State(member.stamp);
    match save_over(Home::find().as_ref(), &member.path, &member.document, known) {
        Ok(saved) => {
            if let Some(warning) = saved.warning {
                complain(&warning);
            }
            Outcome::Done
        }
        Err(error) => {
            complain(&error);
            Outcome::Output
        }
    }
}

pub(super) fn name_of(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}
