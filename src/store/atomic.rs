//! Writing a file so that at every moment the old one or the new one stands there whole.
//!
//! The bytes go to a temporary file in the same folder, are forced to the disk, and take the
//! target's name by one rename. The previous state keeps a name of its own (`….bak`), given by a
//! hard link before the rename: no byte is copied, and the target's name never dangles. A draft
//! and its one backup lie side by side, where a clerk finds them without the program.

use std::fs::{self, File};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::fault::Fault;

/// What becomes of the file that is replaced.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Previous {
    /// It is kept beside the new one, its name followed by `.bak`.
    Keep,
    /// It goes.
    Drop,
}

/// What was written, and where.
#[derive(Debug)]
pub struct Written {
    /// The file itself, symbolic links followed.
    pub path: PathBuf,
    /// Where the previous state lies, when it was kept.
    pub backup: Option<PathBuf>,
    /// Why the previous state could not be kept. The new state is safe all the same.
    pub backup_failed: Option<io::Error>,
}

/// A file that was not written. What stood there before stands there still.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    /// The file is marked as read-only.
    #[error(
        "Không ghi được: tệp được đặt ở chế độ chỉ đọc. Bỏ chế độ chỉ đọc hoặc lưu với tên \
         khác. Tệp: {}", .0.display()
    )]
    ReadOnly(PathBuf),
    /// The folder is not there.
    #[error(
        "Không ghi được: thư mục không còn ở đó. Tạo lại thư mục, nối lại ổ đĩa hoặc lưu vào \
         nơi khác. Thư mục: {}", .0.display()
    )]
    NoFolder(PathBuf),
    /// The system refused a file that was not there before.
    #[error("Không ghi được: {}. Tệp: {}", Fault(.1), .0.display())]
    Fresh(PathBuf, #[source] io::Error),
    /// The system refused; what stood there stands there still.
    #[error("Không ghi được: {}. Nội dung cũ của tệp còn nguyên. Tệp: {}", Fault(.1), .0.display())]
    Io(PathBuf, #[source] io::Error),
}

/// A step of writing, told to the watcher just before it is taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    Create,
    WriteHalf,
    WriteRest,
    Sync,
    Backup,
    Rename,
    Done,
}

/// Waits between attempts to rename, for scanners and synchronisers that hold a file for a moment.
const PAUSES: [Duration; 5] = [
    Duration::from_millis(10),
    Duration::from_millis(25),
    Duration::from_millis(50),
    Duration::from_millis(100),
    Duration::from_millis(200),
];

/// Writes a whole file atomically, following symbolic links and keeping the old file's mode.
pub fn write(path: &Path, bytes: &[u8], previous: Previous) -> Result<Written, WriteError> {
    write_watched(path, bytes, previous, &mut |_| Ok(()))
}

/// The name under which [`write()`] keeps the previous state of a file.
pub fn backup_path(path: &Path) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".bak");
    PathBuf::from(name)
}

fn write_watched(
    path: &Path,
    bytes: &[u8],
    previous: Previous,
    watch: &mut dyn FnMut(Step) -> io::Result<()>,
) -> Result<Written, WriteError> {
    let refused = |source| WriteError::Io(path.to_owned(), source);
    let target = follow_links(path).map_err(refused)?;
    let folder = match target.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    let old = match fs::metadata(&target) {
        Ok(old) if old.is_dir() => return Err(refused(ErrorKind::IsADirectory.into())),
        Ok(old) if old.permissions().readonly() => return Err(WriteError::ReadOnly(target)),
        Ok(old) => Some(old),
        Err(error) if error.kind() == ErrorKind::NotFound => {
            if !folder.exists() {
                return Err(WriteError::NoFolder(folder.to_owned()));
            }
            None
        }
        Err(error) => return Err(refused(error)),
    };

    let replaces = old.is_some();
    let refused = |source| match replaces {
        true => WriteError::Io(path.to_owned(), source),
        false => WriteError::Fresh(path.to_owned(), source),
    };
    watch(Step::Create).map_err(refused)?;
    let mut fresh = temporary(old.as_ref()).tempfile_in(folder).map_err(refused)?;
    let mut fill = || {
        #[cfg(unix)]
        if let Some(old) = &old {
            fresh.as_file().set_permissions(old.permissions())?;
        }
        let (front, rest) = bytes.split_at(bytes.len() / 2);
        watch(Step::WriteHalf)?;
        fresh.write_all(front)?;
        watch(Step::WriteRest)?;
        fresh.write_all(rest)?;
        fresh.flush()?;
        watch(Step::Sync)?;
        fresh.as_file().sync_all()
    };
    fill().map_err(refused)?;

    let mut written = Written { path: target.clone(), backup: None, backup_failed: None };
    if previous == Previous::Keep && old.is_some_and(|old| !holds(&target, old.len(), bytes)) {
        let backup = backup_path(&target);
        match watch(Step::Backup).and_then(|()| keep(&target, folder, &backup)) {
            Ok(()) => written.backup = Some(backup),
            Err(error) => written.backup_failed = Some(error),
        }
    }

    // The handle is closed first: Windows renames an open file less willingly.
    let mut fresh = Some(fresh.into_temp_path());
    watch(Step::Rename).map_err(refused)?;
    patiently(&mut || match fresh.take().map(|fresh| fresh.persist(&target)) {
        Some(Err(failed)) => {
            fresh = Some(failed.path);
            Err(failed.error)
        }
        Some(Ok(())) | None => Ok(()),
    })
    .map_err(refused)?;
    watch(Step::Done).map_err(refused)?;
    sync_folder(folder);
    Ok(written)
}

/// The file at the end of a chain of symbolic links; it need not exist.
fn follow_links(path: &Path) -> io::Result<PathBuf> {
    const LONGEST_CHAIN: usize = 40;
    let mut path = path.to_owned();
    for _ in 0..LONGEST_CHAIN {
        match fs::symlink_metadata(&path) {
            Ok(found) if found.is_symlink() => {
                let link = fs::read_link(&path)?;
                path = path.parent().unwrap_or(Path::new("")).join(link);
            }
            _ => return Ok(path),
        }
    }
    Err(io::Error::other("liên kết trỏ vòng tròn"))
}

fn temporary(old: Option<&fs::Metadata>) -> tempfile::Builder<'static, 'static> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".kehoach-").suffix(".tmp");
    // A file of its own keeps the library's 0600 only until it takes over the old file's mode; a
    // new one gets what any program's new file gets.
    #[cfg(unix)]
    if old.is_none() {
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    #[cfg(not(unix))]
    let _ = old;
    builder
}

/// Whether a file already holds exactly these bytes; then it needs no backup.
fn holds(path: &Path, length: u64, bytes: &[u8]) -> bool {
    length == bytes.len() as u64 && fs::read(path).is_ok_and(|old| old == bytes)
}

/// Gives the target's present state a second name, by hard link or, where there are none, by copy.
fn keep(target: &Path, folder: &Path, backup: &Path) -> io::Result<()> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".kehoach-").suffix(".tmp");
    let second = match builder.make_in(folder, |name| fs::hard_link(target, name)) {
        Ok(second) => second.into_temp_path(),
        Err(_) => {
            let mut copy = builder.tempfile_in(folder)?;
            io::copy(&mut File::open(target)?, &mut copy)?;
            copy.as_file().sync_all()?;
            copy.into_temp_path()
        }
    };
    // Renaming one link over another of the same file does nothing and leaves both names:
    // dropping `second` removes what is left of it.
    patiently(&mut || fs::rename(&second, backup))
}

fn patiently(attempt: &mut dyn FnMut() -> io::Result<()>) -> io::Result<()> {
    retry(attempt, held_for_a_moment, &PAUSES)
}

fn retry(
    attempt: &mut dyn FnMut() -> io::Result<()>,
    passing: fn(&io::Error) -> bool,
    pauses: &[Duration],
) -> io::Result<()> {
    for pause in pauses {
        match attempt() {
            Err(error) if passing(&error) => std::thread::sleep(*pause),
            done => return done,
        }
    }
    attempt()
}

/// ERROR_ACCESS_DENIED, ERROR_SHARING_VIOLATION, ERROR_LOCK_VIOLATION.
fn held_for_a_moment(error: &io::Error) -> bool {
    cfg!(windows) && matches!(error.raw_os_error(), Some(5 | 32 | 33))
}

/// Makes the rename itself last. The new file is whole and in place already, so a file system
/// that cannot do this (some network ones) takes nothing from what was promised.
fn sync_folder(folder: &Path) {
    #[cfg(unix)]
    if let Ok(folder) = File::open(folder) {
        let _ = folder.sync_all();
    }
    #[cfg(not(unix))]
    let _ = folder;
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(folder: &Path) -> Vec<String> {
        let mut names: Vec<_> = fs::read_dir(folder)
            .expect("the folder is there")
            .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
            .collect();
        names.sort();
        names
    }

    fn read(path: &Path) -> String {
        fs::read_to_string(path).expect("the file is there")
    }

    #[test]
    fn the_previous_state_is_kept_and_nothing_else_is_left() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("a.kehoach");
        for words in ["một", "hai", "ba", "ba"] {
            write(&path, words.as_bytes(), Previous::Keep).expect("written");
        }
        assert_eq!(read(&path), "ba");
        assert_eq!(read(&backup_path(&path)), "hai", "saving the same again keeps the backup");
        assert_eq!(names(folder.path()), ["a.kehoach", "a.kehoach.bak"]);
    }

    #[test]
    fn a_failure_at_any_step_leaves_the_old_or_the_new_state_whole() {
        use Step::*;
        for step in [Create, WriteHalf, WriteRest, Sync, Backup, Rename, Done] {
            let folder = tempfile::tempdir().expect("a folder");
            let path = folder.path().join("a.kehoach");
            write(&path, b"0", Previous::Keep).expect("written");
            write(&path, b"old", Previous::Keep).expect("written");
            let result = write_watched(&path, b"new", Previous::Keep, &mut |now| {
                if now == step { Err(ErrorKind::StorageFull.into()) } else { Ok(()) }
            });
            match step {
                Backup => {
                    let written = result.expect("a backup that fails does not stop the save");
                    assert!(written.backup_failed.is_some());
                    assert_eq!(read(&path), "new");
                }
                Done => assert_eq!(read(&path), "new"),
                _ => {
                    let message = result.expect_err("it failed").to_string();
                    assert!(message.contains("ổ đĩa đã đầy"), "{message}");
                    assert!(message.contains("a.kehoach"), "{message}");
                    assert_eq!(read(&path), "old");
                }
            }
            assert_eq!(names(folder.path()), ["a.kehoach", "a.kehoach.bak"], "{step:?}");
        }
    }

    #[test]
    fn a_crash_between_backup_and_rename_does_not_hinder_the_next_save() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("a.kehoach");
        fs::write(&path, "old").expect("written");
        fs::hard_link(&path, backup_path(&path)).expect("linked");
        write(&path, b"new", Previous::Keep).expect("written");
        assert_eq!(read(&path), "new");
        assert_eq!(read(&backup_path(&path)), "old");
        assert_eq!(names(folder.path()), ["a.kehoach", "a.kehoach.bak"]);
    }

    #[test]
    fn a_read_only_file_a_folder_and_a_missing_folder_are_refused() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("a.kehoach");
        fs::write(&path, "old").expect("written");
        let mut mode = fs::metadata(&path).expect("there").permissions();
        mode.set_readonly(true);
        fs::set_permissions(&path, mode).expect("set");
        let error = write(&path, b"new", Previous::Keep).expect_err("read-only");
        assert!(matches!(error, WriteError::ReadOnly(_)));
        assert_eq!(read(&path), "old");
        let error = write(folder.path(), b"new", Previous::Keep).expect_err("a folder");
        assert!(error.to_string().contains("là một thư mục"), "{error}");
        let gone = folder.path().join("không có").join("a.kehoach");
        let error = write(&gone, b"new", Previous::Keep).expect_err("no folder");
        assert!(matches!(error, WriteError::NoFolder(_)));
        let file_as_folder = path.join("b.kehoach");
        let error = write(&file_as_folder, b"new", Previous::Keep).expect_err("no folder");
        assert!(error.to_string().contains("không phải là thư mục"), "{error}");
    }

    #[cfg(unix)]
    #[test]
    fn links_are_followed_and_the_mode_stays() {
        use std::os::unix::fs::{PermissionsExt, symlink};
        let folder = tempfile::tempdir().expect("a folder");
        let real = folder.path().join("thật");
        fs::create_dir(&real).expect("made");
        let path = real.join("a.kehoach");
        fs::write(&path, "old").expect("written");
        fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).expect("set");
        let link = folder.path().join("link.kehoach");
        symlink("thật/a.kehoach", &link).expect("linked");
        let written = write(&link, b"new", Previous::Keep).expect("written");
        assert_eq!(written.path, folder.path().join("thật/a.kehoach"));
        assert!(fs::symlink_metadata(&link).expect("there").is_symlink());
        assert_eq!(read(&path), "new");
        assert_eq!(fs::metadata(&path).expect("there").permissions().mode() & 0o777, 0o640);
        let round = folder.path().join("vòng");
        symlink("vòng", &round).expect("linked");
        assert!(write(&round, b"new", Previous::Keep).is_err());
    }

    #[test]
    fn a_file_held_for_a_moment_is_tried_again() {
        let mut left = 3;
        let result = retry(
            &mut || {
                left -= 1;
                if left > 0 { Err(io::Error::from_raw_os_error(32)) } else { Ok(()) }
            },
            |error| error.raw_os_error() == Some(32),
            &[Duration::ZERO; 5],
        );
        assert!(result.is_ok());
        let mut attempts = 0;
        let result = retry(
            &mut || {
                attempts += 1;
                Err(ErrorKind::StorageFull.into())
            },
            |error| error.raw_os_error() == Some(32),
            &[Duration::ZERO; 5],
        );
        assert!(result.is_err());
        assert_eq!(attempts, 1);
    }
}
