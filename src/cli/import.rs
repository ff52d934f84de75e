//! `kehoach import`: existing documents as drafts.

use std::path::{Path, PathBuf};

use super::related::name_of;
use super::{
    Outcome, Outputs, complain, previous, refuse_to_replace, say, tell_impossible_dates,
};
use crate::drafting;
use crate::model::Document;
use crate::read::{self, FilePart, Imported, NoteKind, ReadError};
use crate::store::{WriteError, atomic, draft};

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// Văn bản .docx, .txt, .md
    #[arg(value_name = "TỆP", required = true)]
    files: Vec<PathBuf>,
    /// Bản thảo hoặc thư mục ra; không có thì ghi cạnh tệp vào
    #[arg(short, long, value_name = "BẢN_THẢO|THƯ_MỤC")]
    output: Option<PathBuf>,
    /// In báo cáo ra đầu ra chuẩn, dạng json; khi đó chỉ ghi bản thảo nếu có -o
    #[arg(long, value_name = "DẠNG", value_parser = ["json"], hide_possible_values = true)]
    report: Option<String>,
    /// Ghi đè bản thảo đã có; bản cũ được giữ với đuôi .bak
    #[arg(long)]
    force: bool,
}

pub(super) fn run(arguments: &Arguments) -> Outcome {
    let mut outputs = match Outputs::prepare(arguments.output.as_ref(), arguments.files.len())
    {
        Ok(outputs) => outputs,
        Err(outcome) => return outcome,
    };
    let mut outcome = Outcome::Done;
    let mut reports = Vec::new();
    for path in &arguments.files {
        let read = match Read::file(path) {
            Ok(read) => read,
            Err(error) => {
                complain(&format!("{error}. Tệp: {}", path.display()));
                outcome = outcome.max(Outcome::Input);
                continue;
            }
        };
        if arguments.report.is_some() {
            reports.push(read::report_json(&path.display().to_string(), &read.first));
        }
        if arguments.report.is_some() && arguments.output.is_none() {
            continue;
        }
        for (target, imported) in read.drafts(path, &mut outputs) {
            outcome = outcome.max(save(path, &target, &imported, arguments));
        }
    }
    if arguments.report.is_some() {
        let all = serde_json::Value::Array(reports);
        say(&format!("{all:#}"));
    }
    outcome
}

/// What a file holds.
struct Read {
    /// The document that the file is read as.
    first: Imported,
    /// The others in it: each a draft of its own, so that nothing is lost.
    others: Vec<(FilePart, Imported)>,
}

impl Read {
    /// More documents than this are no file of one office's papers.
    const MOST_OTHERS: usize = 20;

    fn file(path: &Path) -> Result<Self, ReadError> {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let source = read::read_source(&name, &read::load(path)?)?;
        let first = read::recognise(source.clone())?;
        let mut others = Vec::new();
        let found = read::documents(&source, &first);
        for part in found.into_iter().filter(|found| !found.taken).take(Self::MOST_OTHERS) {
            let imported = read::read_document(&source, &part, &first)?;
            others.push((part, imported));
        }
        Ok(Self { first, others })
    }

    /// The drafts to be written, each with where: they know of each other. What stands in a draft of its own
    /// is nothing that was not understood.
    fn drafts(self, path: &Path, outputs: &mut Outputs<'_>) -> Vec<(PathBuf, Imported)> {
        let Self { mut first, others } = self;
        let apart = |line: usize| others.iter().any(|(part, _)| part.has(line));
        first.report.unrecognised.retain(|words| !apart(words.line));
        let whole = others.is_empty();
        first.report.notes.retain(|note| whole || note.kind != NoteKind::OtherDocument);
        let target = outputs.target(path, draft::EXTENSION);
        let mut drafts = vec![(target.clone(), first)];
        for (part, imported) in others {
            drafts.push((outputs.beside(&target, &part.name, draft::EXTENSION), imported));
        }
        let names: Vec<String> = drafts.iter().map(|(target, _)| name_of(target)).collect();
        let mut documents: Vec<Document> =
            drafts.iter_mut().map(|(_, read)| std::mem::take(&mut read.document)).collect();
        drafting::relate(&mut documents, &names);
        for ((_, read), document) in drafts.iter_mut().zip(documents) {
            read.document = document;
        }
        drafts
    }
}

fn save(source: &Path, target: &Path, imported: &Imported, arguments: &Arguments) -> Outcome {
    let text = draft::to_ron(&imported.document);
    match atomic::write(target, text.as_bytes(), previous(arguments.force)) {
        Ok(_) => {}
        Err(WriteError::Exists(path)) => {
            refuse_to_replace(&path);
            return Outcome::Output;
        }
        Err(error) => {
            complain(&error);
            return Outcome::Output;
        }
    }
    // With a report stdout is JSON alone.
    match arguments.report {
        Some(_) => eprintln!("{}", target.display()),
        None => say(&target.display()),
    }
    tell_impossible_dates(source, &imported.document);
    for note in &imported.report.notes {
        eprintln!("{}: {}", spot(source, note.line), note.message);
    }
    for line in &imported.report.unrecognised {
        eprintln!("{}: chưa hiểu: {}", spot(source, line.line), line.words);
    }
    Outcome::Done
}

/// A line of a source as compilers write it; line 0 is the source as a whole.
fn spot(source: &Path, line: usize) -> String {
    match line {
        0 => source.display().to_string(),
        line => format!("{}:{line}", source.display()),
    }
}
