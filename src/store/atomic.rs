//! Writing a file so that at every moment the old one or the new one stands there whole.
//!
//! The bytes go to a temporary file in the same folder, are forced to the disk, and take the
//! target's name by one rename. The previous state keeps a name of its own (`….bak`), given by a
//! hard link before the rename: no byte is copied, and the target's name never dangles. A draft
//! and its one backup lie side by side, where a clerk finds them without the program.

use std::ffi::OsStr;
use std::fs::{self, File};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use super::disk::{self, Step, patiently};
use super::fault::{Fault, Refusal};

/// What becomes of the file that is replaced.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Previous {
    /// It is kept beside the new one, its name followed by `.bak`.
    Keep,
    /// It goes.
    Drop,
    /// There must be none: the file is not written where one stands already.
    Refuse,
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
    /// A file stands there already, and was not to be replaced.
    #[error("đã có tệp {}", .0.display())]
    Exists(PathBuf),
    /// The system refused a file that was not there before.
    #[error("Không ghi được: {}. Tệp: {}", Fault(.1), .0.display())]
    Fresh(PathBuf, #[source] io::Error),
    /// The system refused; what stood there stands there still.
    #[error("Không ghi được: {}. Nội dung cũ của tệp còn nguyên. Tệp: {}", Fault(.1), .0.display())]
    Io(PathBuf, #[source] io::Error),
}

/// For those who have words of their own for it ([`Fault`]).
impl From<WriteError> for io::Error {
    fn from(error: WriteError) -> Self {
        match error {
            WriteError::ReadOnly(_) => ErrorKind::PermissionDenied.into(),
            WriteError::NoFolder(_) => ErrorKind::NotFound.into(),
            WriteError::Exists(_) => ErrorKind::AlreadyExists.into(),
            WriteError::Fresh(_, source) | WriteError::Io(_, source) => source,
        }
    }
}

/// The longest name that file systems take, in bytes.
const LONGEST_NAME: usize = 255;
/// What the names of our temporary files begin and end with.
const STRAY: (&str, &str) = (".kehoach-", ".tmp");
/// How old a temporary file is when nobody can be writing it any more.
const STRAY_AGE: Duration = Duration::from_secs(60 * 60);

/// Writes a whole file atomically, following symbolic links and keeping the old file's mode.
///
/// A file with several names (hard links) is one file and stays one: its bytes are replaced where
/// they lie, which is not atomic, but only after the new ones lie whole beside it and the old ones
/// in the backup.
pub fn write(path: &Path, bytes: &[u8], previous: Previous) -> Result<Written, WriteError> {
    write_as(path, bytes, previous, Readers::Anyone)
}

/// Writes a whole file that only its user can read: unsaved words are nobody else's business.
pub(super) fn write_private(path: &Path, bytes: &[u8]) -> Result<(), WriteError> {
    write_as(path, bytes, Previous::Drop, Readers::Owner).map(|_| ())
}

/// The name under which [`write()`] keeps the previous state of a file; shortened where the file
/// system would refuse it.
pub fn backup_path(path: &Path) -> PathBuf {
    const ENDING: &str = ".bak";
    let mut name = path.file_name().unwrap_or_default().to_owned();
    if name.len() + ENDING.len() > LONGEST_NAME
        && let Some(words) = name.to_str()
    {
        name = words[..words.floor_char_boundary(LONGEST_NAME - ENDING.len())].into();
    }
    name.push(ENDING);
    path.with_file_name(name)
}

/// Removes the temporary files that killed programs left in a folder an hour ago or more.
pub(super) fn sweep(folder: &Path) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        if is_stray(&entry.file_name()) && is_older(&entry, STRAY_AGE) {
            // What cannot be swept now is swept another time.
            let _ = disk::remove(&entry.path());
        }
    }
}

/// Whether a name is one of our temporary files'.
fn is_stray(name: &OsStr) -> bool {
    name.to_str().is_some_and(|name| name.starts_with(STRAY.0) && name.ends_with(STRAY.1))
}

/// Whether a folder's entry was last written longer ago than an age.
pub(super) fn is_older(entry: &fs::DirEntry, age: Duration) -> bool {
    let written = entry.metadata().and_then(|found| found.modified());
    written.is_ok_and(|time| {
        SystemTime::now().duration_since(time).is_ok_and(|since| since > age)
    })
}

/// Who can read a file that is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Readers {
    /// As the old file says; a new one as any program's new file.
    Anyone,
    /// Its user alone.
    Owner,
}

fn write_as(
    path: &Path,
    bytes: &[u8],
    previous: Previous,
    readers: Readers,
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
        Ok(_) if previous == Previous::Refuse => return Err(WriteError::Exists(target)),
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
    let kept_mode = old.as_ref().filter(|_| readers == Readers::Anyone);
    disk::ask(Step::Create, &target).map_err(refused)?;
    let mut fresh = temporary(!replaces && readers == Readers::Anyone)
        .tempfile_in(folder)
        .map_err(refused)?;
    fill(&mut fresh, &target, bytes, kept_mode).map_err(refused)?;

    let shared = old.as_ref().is_some_and(|old| has_other_names(&target, folder, old));
    let mut written = Written { path: target.clone(), backup: None, backup_failed: None };
    if previous == Previous::Keep && old.is_some_and(|old| !holds(&target, old.len(), bytes)) {
        let backup = backup_path(&target);
        let kept = disk::ask(Step::Backup, &backup)
            .and_then(|()| keep(&target, folder, &backup, shared));
        match kept {
            Ok(()) => written.backup = Some(backup),
            Err(error) => written.backup_failed = Some(error),
        }
    }

    // The handle is closed first: Windows renames an open file less willingly.
    let fresh = fresh.into_temp_path();
    disk::ask(Step::Rename, &target).map_err(refused)?;
    let placed = match (shared, previous) {
        (true, _) => overwrite(&target, bytes),
        (false, Previous::Refuse) => place_new(fresh, &target),
        (false, _) => place(fresh, &target),
    };
    placed.map_err(|error| match error.kind() {
        ErrorKind::AlreadyExists if previous == Previous::Refuse => {
            WriteError::Exists(target.clone())
        }
        _ => refused(error),
    })?;
    disk::ask(Step::Done, &target).map_err(refused)?;
    sync_folder(folder);
    Ok(written)
}

/// Fills a temporary file and forces it to the disk.
fn fill(
    fresh: &mut tempfile::NamedTempFile,
    target: &Path,
    bytes: &[u8],
    old: Option<&fs::Metadata>,
) -> io::Result<()> {
    #[cfg(unix)]
    if let Some(old) = old {
        fresh.as_file().set_permissions(old.permissions())?;
    }
    #[cfg(not(unix))]
    let _ = old;
    let (front, rest) = bytes.split_at(bytes.len() / 2);
    disk::ask(Step::WriteHalf, target)?;
    fresh.write_all(front)?;
    disk::ask(Step::WriteRest, target)?;
    fresh.write_all(rest)?;
    fresh.flush()?;
    disk::ask(Step::Sync, target)?;
    fresh.as_file().sync_all()
}

/// Gives the temporary file the target's name, over what has it.
fn place(fresh: tempfile::TempPath, target: &Path) -> io::Result<()> {
    let mut fresh = Some(fresh);
    patiently(&mut || match fresh.take().map(|fresh| fresh.persist(target)) {
        Some(Err(failed)) => {
            fresh = Some(failed.path);
            Err(failed.error)
        }
        Some(Ok(())) | None => Ok(()),
    })
}

/// Gives the temporary file the target's name where nothing has it.
fn place_new(fresh: tempfile::TempPath, target: &Path) -> io::Result<()> {
    match fresh.persist_noclobber(target) {
        Err(failed) if failed.error.kind() == ErrorKind::AlreadyExists => Err(failed.error),
        // A file system without links or an exclusive rename (FAT, some shares): the look at the
        // target a moment ago has to do.
        Err(failed) if !target.exists() => place(failed.path, target),
        Err(failed) => Err(failed.error),
        Ok(()) => Ok(()),
    }
}

/// Replaces the bytes of a file where they lie, for a file with several names.
fn overwrite(target: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = patiently(&mut || File::options().write(true).open(target))?;
    file.write_all(bytes)?;
    file.set_len(bytes.len() as u64)?;
    file.sync_all()
}

/// Whether a file has another name than its own, its backup's, and those that a program left which was killed while it
/// made the backup: by them alone the file must not be taken for one that is written where it lies.
#[cfg(unix)]
fn has_other_names(target: &Path, folder: &Path, file: &fs::Metadata) -> bool {
    use std::os::unix::fs::MetadataExt;
    let is_it = |other: &fs::Metadata| other.ino() == file.ino() && other.dev() == file.dev();
    let others = file.nlink().saturating_sub(1);
    if others == 0 {
        return false;
    }
    let backup = fs::symlink_metadata(backup_path(target)).is_ok_and(|backup| is_it(&backup));
    if others == u64::from(backup) {
        return false;
    }
    let left = fs::read_dir(folder).into_iter().flatten().flatten().filter(|entry| {
        is_stray(&entry.file_name()) && entry.metadata().is_ok_and(|entry| is_it(&entry))
    });
    others > u64::from(backup) + left.count() as u64
}

/// Windows tells it only through interfaces the standard library does not have yet.
#[cfg(not(unix))]
fn has_other_names(_target: &Path, _folder: &Path, _file: &fs::Metadata) -> bool {
    false
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
    Err(io::Error::other(Refusal::CircularLink))
}

/// A temporary file: 0600 until it takes over an old file's mode, or what any program's new file
/// gets where the target is a new one.
fn temporary(open: bool) -> tempfile::Builder<'static, 'static> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(STRAY.0).suffix(STRAY.1);
    #[cfg(unix)]
    if open {
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    #[cfg(not(unix))]
    let _ = open;
    builder
}

/// Whether a file already holds exactly these bytes; then it needs no backup.
fn holds(path: &Path, length: u64, bytes: &[u8]) -> bool {
    length == bytes.len() as u64 && fs::read(path).is_ok_and(|old| old == bytes)
}

/// Gives the target's present state a second name, by hard link or, where there are none or the
/// bytes will be replaced where they lie, by copy.
fn keep(target: &Path, folder: &Path, backup: &Path, by_copy: bool) -> io::Result<()> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(STRAY.0).suffix(STRAY.1);
    let linked = match by_copy {
        true => None,
        false => builder.make_in(folder, |name| fs::hard_link(target, name)).ok(),
    };
    let second = match linked {
        Some(second) => second.into_temp_path(),
        None => {
            let mut copy = builder.tempfile_in(folder)?;
            let mut old = File::open(target)?;
            io::copy(&mut old, &mut copy)?;
            // Who may read the draft may read its backup.
            copy.as_file().set_permissions(old.metadata()?.permissions())?;
            copy.as_file().sync_all()?;
            copy.into_temp_path()
        }
    };
    // Renaming one link over another of the same file does nothing and leaves both names:
    // dropping `second` removes what is left of it.
    patiently(&mut || fs::rename(&second, backup))
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
    use crate::store::disk::Trouble;

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
            let trouble = Trouble::below(folder.path(), move |now, _| {
                if now == step { Err(ErrorKind::StorageFull.into()) } else { Ok(()) }
            });
            let result = write(&path, b"new", Previous::Keep);
            drop(trouble);
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
    fn a_file_that_is_not_to_be_replaced_stays() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("a.kehoach");
        write(&path, b"old", Previous::Refuse).expect("nothing was there");
        let error = write(&path, b"new", Previous::Refuse).expect_err("it is there now");
        assert!(matches!(error, WriteError::Exists(_)), "{error}");
        assert_eq!(read(&path), "old");
        assert_eq!(names(folder.path()), ["a.kehoach"]);
    }

    #[test]
    fn the_longest_name_has_a_backup_too() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join(format!("{}ab.kehoach", "ế".repeat(81)));
        write(&path, b"old", Previous::Keep).expect("written");
        let written = write(&path, b"new", Previous::Keep).expect("written");
        assert!(written.backup_failed.is_none(), "{:?}", written.backup_failed);
        assert_eq!(read(&backup_path(&path)), "old");
    }

    #[cfg(unix)]
    #[test]
    fn a_file_with_two_names_stays_one_and_its_backup_can_be_read_by_the_same_people() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().expect("a folder");
        let (one, two) = (folder.path().join("a.kehoach"), folder.path().join("b.kehoach"));
        fs::write(&one, "the old one, which is longer").expect("written");
        fs::set_permissions(&one, fs::Permissions::from_mode(0o640)).expect("set");
        fs::hard_link(&one, &two).expect("linked");
        write(&one, b"new", Previous::Keep).expect("written");
        assert_eq!((read(&one), read(&two)), ("new".into(), "new".into()));
        let backup = backup_path(&one);
        assert_eq!(read(&backup), "the old one, which is longer");
        assert_eq!(fs::metadata(&backup).expect("there").permissions().mode() & 0o777, 0o640);
    }

    #[cfg(unix)]
    #[test]
    fn a_name_left_by_a_killed_program_does_not_have_the_next_save_write_where_the_file_lies()
    {
        use std::os::unix::fs::MetadataExt;
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("a.kehoach");
        let (left, other) =
            (folder.path().join(".kehoach-abc.tmp"), folder.path().join("b.kehoach"));
        let inode = || fs::metadata(&path).expect("there").ino();
        fs::write(&path, "the old one").expect("written");
        // Killed while the backup was made, and once more before the rename.
        fs::hard_link(&path, &left).expect("linked");
        fs::hard_link(&path, backup_path(&path)).expect("linked");
        let before = inode();
        write(&path, b"new", Previous::Keep).expect("written");
        assert_ne!(inode(), before, "replaced by a rename");
        assert_eq!((read(&path), read(&left)), ("new".into(), "the old one".into()));
        // A name of hers is another matter.
        fs::remove_file(&left).expect("removed");
        fs::hard_link(&path, &left).expect("linked");
        fs::hard_link(&path, &other).expect("linked");
        let before = inode();
        write(&path, b"newer", Previous::Keep).expect("written");
        assert_eq!((inode(), read(&other)), (before, "newer".into()));
        assert_eq!(read(&backup_path(&path)), "new");
    }

    #[test]
    fn what_killed_programs_leave_is_swept_and_what_is_being_written_is_not() {
        let folder = tempfile::tempdir().expect("a folder");
        let old = SystemTime::now() - STRAY_AGE * 2;
        for (name, time) in [
            (".kehoach-abc.tmp", old),
            (".kehoach-new.tmp", SystemTime::now()),
            ("a.kehoach", old),
            (".kehoach-hers", old),
        ] {
            let file = File::create(folder.path().join(name)).expect("made");
            file.set_modified(time).expect("set");
        }
        sweep(folder.path());
        assert_eq!(names(folder.path()), [".kehoach-hers", ".kehoach-new.tmp", "a.kehoach"]);
    }
}
