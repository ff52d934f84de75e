//! Where the program keeps what is its own, and small files there that may break.

use std::fmt;
use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use directories::ProjectDirs;
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::atomic::{self, Previous, WriteError};
use super::disk::{self, Step};
use super::fault::Fault;
use super::notation;

/// The largest file of the program's own that is read, in bytes.
const LARGEST: u64 = 16 * 1024 * 1024;

/// Names a folder for everything the program keeps, instead of the user's own ones.
pub const HOME_VARIABLE: &str = "KEHOACH_HOME";

/// A folder of this name beside the program makes it portable: everything is kept in it.
pub const PORTABLE_FOLDER: &str = "du-lieu";

/// The folders of one user.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Home {
    config: PathBuf,
    data: PathBuf,
}

/// A file of the program's own that could not be read. What is broken was given another name; what
/// merely cannot be reached stays where it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PutAside {
    /// What the file held, in Vietnamese.
    pub what: &'static str,
    /// What is wrong with it.
    pub why: String,
    /// Its new name, where it got one.
    pub kept: Option<PathBuf>,
    /// Its own name.
    pub path: PathBuf,
}

impl std::error::Error for PutAside {}

impl fmt::Display for PutAside {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { what, why, kept, path } = self;
        write!(f, "Không đọc được {what}: {why}. Chương trình dùng tạm giá trị ban đầu. ")?;
        match kept {
            Some(kept) => write!(f, "Tệp hỏng được giữ tại: {}", kept.display()),
            None => write!(f, "Tệp: {}", path.display()),
        }
    }
}

impl Home {
    /// The folder that `KEHOACH_HOME` names, the [`PORTABLE_FOLDER`] beside the program, or the
    /// user's own folders. None when the system knows no home; then nothing is kept between
    /// sessions.
    pub fn find() -> Option<Self> {
        if let Some(folder) = std::env::var_os(HOME_VARIABLE).filter(|name| !name.is_empty()) {
            return Some(Self::at(folder));
        }
        let program = std::env::current_exe().ok();
        program.as_deref().and_then(Self::beside).or_else(|| {
            ProjectDirs::from("", "", "kehoach").map(|folders| Self {
                config: folders.config_dir().to_owned(),
                data: folders.data_local_dir().to_owned(),
            })
        })
    }

    /// The folder of a portable program.
    fn beside(program: &Path) -> Option<Self> {
        let folder = program.parent()?.join(PORTABLE_FOLDER);
        folder.is_dir().then(|| Self::at(folder))
    }

    /// Everything in one folder.
    pub fn at(folder: impl Into<PathBuf>) -> Self {
        let folder = folder.into();
        Self { config: folder.clone(), data: folder }
    }

    /// Where settings lie.
    pub fn config(&self) -> &Path {
        &self.config
    }

    /// Where lists and unsaved sessions lie.
    pub fn data(&self) -> &Path {
        &self.data
    }
}

/// Reads a small file; a missing one is the default, a broken one is put aside and said.
pub(super) fn read_own<T: DeserializeOwned + Default>(
    path: &Path,
    what: &'static str,
) -> (T, Option<PutAside>) {
    let why = match disk::read(path, LARGEST) {
        Ok(bytes) => {
            let value = notation::decode(&bytes).and_then(|text| notation::from_ron(&text));
            match value {
                Ok(value) => return (value, None),
                Err(mistake) => mistake.to_string(),
            }
        }
        Err(error) if error.kind() == ErrorKind::NotFound => return (T::default(), None),
        // It may be sound: nothing is renamed, nothing is called broken.
        Err(error) if error.kind() == ErrorKind::PermissionDenied => {
            let why = Fault(&error).to_string();
            return (
                T::default(),
                Some(PutAside { what, why, kept: None, path: path.to_owned() }),
            );
        }
        Err(error) => Fault(&error).to_string(),
    };
    let mut kept = path.as_os_str().to_owned();
    kept.push(".hong");
    let kept = fs::rename(path, &kept).is_ok().then(|| PathBuf::from(kept));
    (T::default(), Some(PutAside { what, why, kept, path: path.to_owned() }))
}

/// Writes a small file, making its folder first.
pub(super) fn write_own(path: &Path, value: &impl Serialize) -> Result<(), WriteError> {
    if let Some(folder) = path.parent() {
        make_folder(folder).map_err(|error| WriteError::Fresh(path.to_owned(), error))?;
    }
    atomic::write(path, notation::to_ron(value).as_bytes(), Previous::Drop).map(|_| ())
}

/// Makes a folder that only the user can read: unsaved drafts are nobody else's business.
pub(super) fn make_folder(folder: &Path) -> io::Result<()> {
    disk::ask(Step::Create, folder)?;
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::DirBuilderExt;
        builder.mode(0o700);
    }
    builder.create(folder)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_beside_the_program_makes_it_portable() {
        let folder = tempfile::tempdir().expect("a folder");
        let program = folder.path().join("kehoach.exe");
        assert_eq!(Home::beside(&program), None);
        let kept = folder.path().join(PORTABLE_FOLDER);
        fs::create_dir(&kept).expect("a folder");
        assert_eq!(Home::beside(&program), Some(Home::at(kept)));
    }
}
