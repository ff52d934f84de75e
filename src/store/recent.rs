//! The drafts she worked on last.

use std::path::{Path, PathBuf};

use chrono::{DateTime, Local};
use serde::{Deserialize, Serialize};

use super::atomic::WriteError;
use super::home::{Home, PutAside, read_own, write_own};
use crate::model::{Document, DocumentType};

/// How many drafts are remembered.
pub const REMEMBERED: usize = 20;

/// The list of recent drafts, newest first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Recent {
    version: u32,
    entries: Vec<RecentEntry>,
}

/// One recent draft.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecentEntry {
    /// The draft file, absolute.
    pub path: PathBuf,
    /// Its trích yếu when it was last opened or saved; empty for none.
    pub subject: String,
    /// Its type then; lists of earlier programs do not say it.
    #[serde(default)]
    pub document_type: Option<DocumentType>,
    /// When that was.
    pub time: DateTime<Local>,
}

impl Default for Recent {
    fn default() -> Self {
        Self { version: 1, entries: Vec::new() }
    }
}

impl Recent {
    /// Reads the list; drafts that are gone drop out quietly.
    pub fn load(home: &Home) -> (Self, Option<PutAside>) {
        let (mut recent, aside) = read_own::<Self>(&file(home), "danh sách bản thảo gần đây");
        recent.entries.retain(|entry| entry.path.is_file());
        (recent, aside)
    }

    /// The drafts, newest first.
    pub fn entries(&self) -> &[RecentEntry] {
        &self.entries
    }

    /// Puts a draft at the top of the list and keeps the list.
    pub fn note(home: &Home, path: &Path, document: &Document) -> Result<Self, WriteError> {
        Self::change(home, |recent| recent.add(path, document, Local::now()))
    }

    /// Takes a draft off the list and keeps the list.
    pub fn forget(home: &Home, path: &Path) -> Result<Self, WriteError> {
        Self::change(home, |recent| recent.entries.retain(|entry| entry.path != path))
    }

    /// Two windows may be open: each change begins from what the file says now.
    fn change(home: &Home, change: impl FnOnce(&mut Self)) -> Result<Self, WriteError> {
        let (mut recent, _) = Self::load(home);
        change(&mut recent);
        write_own(&file(home), &recent)?;
        Ok(recent)
    }

    fn add(&mut self, path: &Path, document: &Document, time: DateTime<Local>) {
        let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
        self.entries.retain(|entry| entry.path != path);
        // A path that is no Unicode text cannot be written down.
        if path.to_str().is_some() {
            let subject = document.subject.words();
            let document_type = Some(document.document_type);
            self.entries.insert(0, RecentEntry { path, subject, document_type, time });
        }
        self.entries.truncate(REMEMBERED);
    }
}

fn file(home: &Home) -> PathBuf {
    home.data().join("recent.ron")
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    #[test]
    fn the_newest_stands_first_once_and_lost_files_drop_out() {
        let folder = tempfile::tempdir().expect("a folder");
        let home = Home::at(folder.path().join("nhà"));
        let document =
            |subject: &str| Document { subject: subject.into(), ..Document::default() };
        let path = |n: usize| folder.path().join(format!("kế hoạch {n}.kehoach"));
        for n in 0..25 {
            fs::write(path(n), "").expect("written");
            Recent::note(&home, &path(n), &document("Một")).expect("noted");
        }
        Recent::note(&home, &path(20), &document("Hai")).expect("noted");
        let (recent, aside) = Recent::load(&home);
        assert_eq!(aside, None);
        assert_eq!(recent.entries().len(), REMEMBERED);
        assert_eq!(recent.entries()[0].subject, "Hai");
        assert_eq!(recent.entries()[1].path, path(24));
        fs::remove_file(path(24)).expect("removed");
        let recent = Recent::forget(&home, &path(20)).expect("forgotten");
        assert_eq!(recent.entries()[0].path, path(23));
        assert_eq!(Recent::load(&home).0, recent);
    }

    #[test]
    fn a_broken_list_is_put_aside_and_said() {
        let folder = tempfile::tempdir().expect("a folder");
        let home = Home::at(folder.path());
        fs::write(file(&home), "(entries: [").expect("written");
        let (recent, aside) = Recent::load(&home);
        assert_eq!(recent, Recent::default());
        let aside = aside.expect("it is said");
        let kept = aside.kept.as_deref().expect("it got another name");
        assert_eq!(fs::read(kept).expect("kept"), b"(entries: [");
        assert!(aside.to_string().contains("danh sách bản thảo gần đây"), "{aside}");
        assert_eq!(Recent::load(&home).1, None);
    }
}
