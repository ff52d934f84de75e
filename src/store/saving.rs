//! Saving a draft: over the state that is known and no other, with its earlier states kept.

use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use chrono::{DateTime, Local};

use super::atomic::{self, Previous, WriteError};
use super::disk;
use super::draft::{self, LARGEST};
use super::fault::Fault;
use super::home::Home;
use super::limits::{self, Excess};
use super::stamp::Stamp;
use super::versions;
use crate::model::Document;

/// What is known of the file that is saved over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Known {
    /// Nothing: a file that stands there is somebody's.
    Nothing,
    /// This state of it; another one is somebody's.
    State(Stamp),
    /// She has said that whatever stands there may go.
    Whatever,
}

/// A draft that was saved.
#[derive(Debug)]
pub struct Saved {
    /// The file's new state.
    pub stamp: Stamp,
    /// A state was known, but the file had been deleted or moved: it was written anew.
    pub anew: bool,
    /// What did not go as it should though the draft is safe, for her to read.
    pub warning: Option<String>,
}

/// A draft that was not saved.
#[derive(Debug, thiserror::Error)]
pub enum SaveError {
    /// Somebody else has written the file since it was opened or saved here.
    #[error("Tệp đã được sửa ở nơi khác từ khi mở ở đây. Tệp: {}", .0.display())]
    Changed(PathBuf),
    /// What stands there cannot be read, so nobody knows whose it is.
    #[error(
        "Không đọc được tệp để so với bản đang mở: {}. Tệp: {}", Fault(.1), .0.display()
    )]
    Unread(PathBuf, #[source] io::Error),
    /// What would be written could not be opened again.
    #[error("{0}. Hãy chia thành nhiều bản thảo rồi lưu")]
    TooMuch(Excess),
    /// The system refused.
    #[error(transparent)]
    Write(#[from] WriteError),
}

/// Writes a draft file over what is known of it. The state that stood there and the one that is
/// written are kept as versions in the user's own folder, where there is one.
///
/// Another's state that happens to hold the very same text is no conflict.
///
/// # Errors
/// [`SaveError::Changed`] when the file holds something else than what is known,
/// [`SaveError::Unread`] when that cannot be found out, [`SaveError::Write`] when it cannot be
/// written. What stood there stands there still.
pub fn save_over(
    home: Option<&Home>,
    path: &Path,
    document: &Document,
    known: Known,
) -> Result<Saved, SaveError> {
    limits::check(document).map_err(SaveError::TooMuch)?;
    let text = draft::to_ron(document);
    let stamp = Stamp::of(text.as_bytes());
    let old = match disk::read(path, LARGEST) {
        Ok(bytes) => Some(bytes),
        Err(error) if error.kind() == ErrorKind::NotFound => None,
        // Its being there is enough to ask; its content matters only where a state is known.
        Err(_) if known == Known::Whatever => None,
        Err(error) => return Err(SaveError::Unread(path.to_owned(), error)),
    };
    let found = old.as_deref().map(Stamp::of);
    let is_mine = match (known, found) {
        (_, None) | (Known::Whatever, _) => true,
        (_, Some(found)) if found == stamp => true,
        (Known::State(known), Some(found)) => found == known,
        (Known::Nothing, Some(_)) => false,
    };
    if !is_mine {
        return Err(SaveError::Changed(path.to_owned()));
    }
    let before = match known {
        Known::State(known) => Some(known),
        Known::Nothing | Known::Whatever => found,
    };
    // The state before is kept first: should the program die in between, it is there already.
    let kept = old.as_deref().and_then(|old| {
        let written = std::fs::metadata(path).and_then(|found| found.modified());
        let time = written.map_or_else(|_| Local::now(), DateTime::from);
        home.map(|home| versions::keep(home, path, before, old, time))
    });
    let written = atomic::write(path, text.as_bytes(), Previous::Keep)?;
    let kept_new =
        home.map(|home| versions::keep(home, path, before, text.as_bytes(), Local::now()));
    if let Some(folder) = written.path.parent() {
        atomic::sweep(folder);
    }
    let version = kept.into_iter().chain(kept_new).find_map(Result::err);
    let backup = written.backup_failed;
    let warning = match (version, backup) {
        (Some(error), _) => Some(format!(
            "Đã lưu, nhưng không giữ được các bản trước của bản thảo: {}.",
            Fault(&error)
        )),
        (None, Some(error)) => {
            Some(format!("Đã lưu, nhưng không giữ được tệp .bak: {}.", Fault(&error)))
        }
        (None, None) => None,
    };
    let anew = matches!(known, Known::State(_)) && found.is_none();
    Ok(Saved { stamp, anew, warning })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::disk::{Step, Trouble};

    fn document(subject: &str) -> Document {
        Document { subject: subject.into(), ..Document::default() }
    }

    fn words(path: &Path) -> String {
        draft::open(path).expect("opens").document.subject.words()
    }

    #[test]
    fn nothing_is_saved_over_that_is_not_known() {
        let folder = tempfile::tempdir().expect("a folder");
        let home = Home::at(folder.path().join("nhà"));
        let path = folder.path().join("a.kehoach");
        let save = |words: &str, known| save_over(Some(&home), &path, &document(words), known);
        let first = save("Một", Known::Nothing).expect("new");
        assert!(!first.anew && first.warning.is_none(), "{first:?}");
        let mine = Known::State(first.stamp);
        draft::save(&path, &document("Của đồng nghiệp")).expect("somebody else");
        for known in [mine, Known::Nothing] {
            assert!(matches!(save("Hai", known), Err(SaveError::Changed(_))), "{known:?}");
            assert_eq!(words(&path), "Của đồng nghiệp");
        }
        save("Của đồng nghiệp", mine).expect("the same text is no conflict");
        save("Hai", Known::Whatever).expect("she said so");
        let kept = versions::list(&home, &path, None).expect("listed");
        let kept: Vec<_> =
            kept.iter().map(|kept| kept.open().expect("opens").subject.words()).collect();
        assert_eq!(kept, ["Hai", "Của đồng nghiệp", "Một"], "what was overwritten is kept");
        std::fs::remove_file(&path).expect("removed");
        assert!(save("Ba", mine).expect("written").anew);
    }

    #[test]
    fn a_file_that_cannot_be_read_is_not_taken_for_gone() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("a.kehoach");
        let saved = save_over(None, &path, &document("Một"), Known::Nothing).expect("new");
        let trouble = Trouble::below(folder.path(), |step, _| match step {
            Step::Read => Err(ErrorKind::PermissionDenied.into()),
            _ => Ok(()),
        });
        let refused = save_over(None, &path, &document("Hai"), Known::State(saved.stamp));
        assert!(matches!(refused, Err(SaveError::Unread(..))), "{refused:?}");
        drop(trouble);
        assert_eq!(words(&path), "Một");
    }

    #[test]
    fn versions_that_cannot_be_kept_do_not_keep_her_from_saving_but_are_said() {
        let folder = tempfile::tempdir().expect("a folder");
        let home = Home::at(folder.path().join("nhà"));
        let path = folder.path().join("a.kehoach");
        let _full = Trouble::below(folder.path().join("nhà"), |_, _| {
            Err(ErrorKind::StorageFull.into())
        });
        let saved = save_over(Some(&home), &path, &document("Một"), Known::Nothing);
        let warning = saved.expect("saved").warning.expect("said");
        assert!(warning.contains("ổ đĩa đã đầy"), "{warning}");
        assert_eq!(words(&path), "Một");
    }

    #[test]
    fn what_could_not_be_opened_again_is_not_written() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("a.kehoach");
        let lines = vec!["x".to_owned(); limits::MAX_BLOCKS + 1];
        let document = Document { address: lines, ..Document::default() };
        let refused = save_over(None, &path, &document, Known::Nothing);
        assert!(matches!(refused, Err(SaveError::TooMuch(_))));
        assert!(!path.exists());
    }
}
